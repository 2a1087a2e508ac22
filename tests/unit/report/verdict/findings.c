// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Cases of the reasons that `check` has beside those of devices
 * (report/verdict/findings.h), and what all rows have in common.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "report/schema.h"
#include "report/verdict/findings.h"

#define TEXT(literal)                                                                    \
	{                                                                                \
		literal, sizeof(literal) - 1                                             \
	}

/* clang-format off */
static const struct change {
	struct hw_kernel_change facts;
	/* NULL: nothing changes */
	const char *reason;
	enum hw_severity severity;
	const char *sentence;
} changes[] = {
	{.facts = {.driver = TEXT("e1000e"), .driver_module = TEXT("e1000e"),
		   .modules_now = TEXT("e1000e"), .modules_then = TEXT("e1000e")}},
	{.facts = {.kernel = TEXT("6.9"), .fate = HW_FATE_LOSES_DRIVER, .driver = TEXT("ahci")},
	 .reason = "loses-driver", .severity = HW_SEVERITY_ERROR,
	 .sentence = "Driver ahci, built in, drives it now; kernel 6.9 has it neither built "
		     "in nor as a module."},
	{.facts = {.kernel = TEXT("6.9"), .fate = HW_FATE_LOSES_DRIVER, .driver = TEXT("ahci"),
		   .has_driver_then = true},
	 .reason = "loses-driver", .severity = HW_SEVERITY_ERROR,
	 .sentence = "Driver ahci drives it now; under kernel 6.9, no module does."},
	{.facts = {.kernel = TEXT("6.9"), .fate = HW_FATE_LOSES_DRIVER, .driver = TEXT("e1000e"),
		   .driver_module = TEXT("e1000e"),
		   .modules_now = TEXT("e1000e"), .missing = TEXT("e1000e"),
		   .missing_is_own_file = true},
	 .reason = "loses-driver", .severity = HW_SEVERITY_ERROR,
	 .sentence = "Module e1000e drives it now; under kernel 6.9, whose tables name e1000e "
		     "without the file, no module does."},
	/* another module claims it, and is of no use */
	{.facts = {.kernel = TEXT("6.9"), .fate = HW_FATE_LOSES_DRIVER, .driver_module = TEXT("ast"), .modules_now = TEXT("ast"), .modules_then = TEXT("xfb")},
	 .reason = "loses-driver", .severity = HW_SEVERITY_ERROR,
	 .sentence = "Module ast drives it now; under kernel 6.9, no module does."},
	{.facts = {.kernel = TEXT("6.9"), .fate = HW_FATE_CHANGES_DRIVER, .driver_module = TEXT("r8169"), .modules_now = TEXT("r8169"),
		   .modules_then = TEXT("r8125, r8126")},
	 .reason = "changes-driver", .severity = HW_SEVERITY_WARNING,
	 .sentence = "Module r8169 drives it now; under kernel 6.9, r8125, r8126 will."},
	{.facts = {.kernel = TEXT("6.9"), .fate = HW_FATE_LOSES_DRIVER, .driver = TEXT("wl"), .driver_module = TEXT("wl"), .is_built_apart = true},
	 .reason = "loses-driver", .severity = HW_SEVERITY_ERROR,
	 .sentence = "Module wl drives it now; under kernel 6.9, no module does. It does not "
		     "come with the kernel that runs, and has to be built for that one too."},
	{.facts = {.kernel = TEXT("6.9"), .fate = HW_FATE_LOSES_CANDIDATES, .modules_now = TEXT("a, b"),
		   .missing = TEXT("a")},
	 .reason = "loses-candidates",
	 .sentence = "a, b could drive it; no module of kernel 6.9 can, whose tables name a "
		     "without a file that it needs."},
	{.facts = {.kernel = TEXT("6.9"), .fate = HW_FATE_GAINS_CANDIDATES, .modules_then = TEXT("igc")},
	 .reason = "gains-candidates",
	 .sentence = "No module claims it now; under kernel 6.9 igc will."},
	{.facts = {.kernel = TEXT("6.9"), .fate = HW_FATE_CHANGES_CANDIDATES, .modules_now = TEXT("a"),
		   .modules_then = TEXT("b")},
	 .reason = "changes-candidates",
	 .sentence = "Claimed by a now, by b under kernel 6.9."},
	/* lists that are too long */
	{.facts = {.kernel = TEXT("6.9"), .fate = HW_FATE_CHANGES_CANDIDATES, .modules_now = TEXT("a, b and 9 more"),
		   .modules_then = TEXT("a, b and 7 more"), .modules_added = TEXT("x, y"), .modules_gone = TEXT("z")},
	 .reason = "changes-candidates",
	 .sentence = "Under kernel 6.9 also claimed by x, y, no more by z."},
	{.facts = {.kernel = TEXT("6.9"), .fate = HW_FATE_CHANGES_CANDIDATES, .modules_now = TEXT("a, b and 9 more"),
		   .modules_then = TEXT("a, b and 8 more"), .modules_gone = TEXT("z")},
	 .reason = "changes-candidates",
	 .sentence = "Under kernel 6.9 claimed no more by z."},
	/* between two that the user named */
	{.facts = {.kernel = TEXT("6.9"), .old_kernel = TEXT("6.1"), .fate = HW_FATE_GAINS_DRIVER, .driver = TEXT("igc"),
		   .driver_module = TEXT("igc"), .modules_then = TEXT("igc")},
	 .reason = "gains-driver",
	 .sentence = "Module igc drives it now; no module of kernel 6.1 does, under kernel 6.9 igc will."},
	{.facts = {.kernel = TEXT("6.9"), .old_kernel = TEXT("6.1"), .fate = HW_FATE_GAINS_DRIVER, .driver = TEXT("igc"),
		   .driver_module = TEXT("igc")},
	 .reason = "gains-driver",
	 .sentence = "Module igc drives it now; no module of kernel 6.1 does, under kernel 6.9 it will."},
	{.facts = {.kernel = TEXT("6.9"), .old_kernel = TEXT("6.1"), .fate = HW_FATE_GAINS_CANDIDATES, .modules_then = TEXT("igc")},
	 .reason = "gains-candidates",
	 .sentence = "No module of kernel 6.1 claims it; under kernel 6.9 igc will."},
	{.facts = {.kernel = TEXT("6.9"), .old_kernel = TEXT("6.1"), .fate = HW_FATE_CHANGES_CANDIDATES, .modules_now = TEXT("a"),
		   .modules_then = TEXT("b")},
	 .reason = "changes-candidates",
	 .sentence = "Claimed by a under kernel 6.1, by b under kernel 6.9."},
};

static const struct machine {
	struct hw_machine_facts facts;
	/* NULL: nothing is wrong */
	const char *reason;
	const char *part;
	const char *remedy;
} machines[] = {
	{.facts = {.kernel = TEXT("6.1")}},
	{.facts = {.kernel = TEXT("6.1"), .modules_gone = true,
		   .installed_kernel = TEXT("6.9"), .installed_is_newer = true},
	 .reason = "modules-gone", .remedy = "systemctl reboot",
	 .part = "those of 6.9 are: the kernel was upgraded without a reboot."},
	{.facts = {.kernel = TEXT("6.1"), .modules_gone = true,
		   .installed_kernel = TEXT("5 x")},
	 .reason = "modules-gone", .remedy = "hwalias check -S '5 x'",
	 .part = "those of 5 x are: the modules of the running kernel were removed."},
};
/* clang-format on */

static void assert_reason(const struct hw_verdict *v, const char *reason)
{
	assert_true((v->reason != NULL) == (reason != NULL));
	if (reason)
		assert_string_equal(v->reason, reason);
}

static void changes_under_another_kernel(void **state)
{
	struct hw_arena arena = {0};

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(changes); i++) {
		const struct change *c = &changes[i];
		size_t rank;
		struct hw_verdict v = hw_verdict_what_if(&c->facts, &arena, &rank);

		assert_reason(&v, c->reason);
		assert_true((rank > 0) == (c->reason != NULL));
		assert_int_equal(v.severity, c->severity);
		if (!hw_text_eq(v.explanation, hw_text_of(c->sentence)))
			fail_msg("%s: %.*s", c->reason, HW_TEXT_ARG(v.explanation));
	}
	hw_arena_done(&arena);
}

static void findings_about_the_machine(void **state)
{
	struct hw_arena arena = {0};

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(machines); i++) {
		const struct machine *m = &machines[i];
		struct hw_verdict v = hw_verdict_machine(&m->facts, &arena);

		assert_reason(&v, m->reason);
		assert_int_equal(v.severity,
				 m->reason ? HW_SEVERITY_ERROR : HW_SEVERITY_NONE);
		assert_true(hw_text_eq(v.remedy, hw_text_of(m->remedy)));
		assert_true(!m->part || memmem(v.explanation.s, v.explanation.n, m->part,
					       strlen(m->part)));
	}
	hw_arena_done(&arena);
}

static void every_row_has_a_case(void **state)
{
	(void)state;
	for (const struct hw_reason *r = hw_reasons_what_if; r->code; r++) {
		size_t cases = 0;

		for (size_t i = 0; i < HW_ARRAY_SIZE(changes); i++)
			cases += changes[i].reason &&
				 strcmp(changes[i].reason, r->code) == 0;
		if (!cases)
			fail_msg("%s has no case", r->code);
	}
	for (const struct hw_reason *r = hw_reasons_machine; r->code; r++) {
		size_t cases = 0;

		for (size_t i = 0; i < HW_ARRAY_SIZE(machines); i++)
			cases += machines[i].reason &&
				 strcmp(machines[i].reason, r->code) == 0;
		if (!cases)
			fail_msg("%s has no case", r->code);
	}
}

/* The build takes code and meaning of each row into the schema. */
static void assert_in_schema(const struct hw_reason *rows)
{
	for (const struct hw_reason *r = rows; r->code; r++) {
		bool is_sentence = r->meaning[0] >= 'A' && r->meaning[0] <= 'Z';
		char line[512];

		snprintf(line, sizeof(line),
			 "{\"const\": \"%s\", \"description\": \"%s%s.\"}", r->code,
			 is_sentence ? "" : "The device ", r->meaning);
		if (!strstr(hw_report_schema, line))
			fail_msg("the schema lacks %s", line);
	}
}

static void the_schema_has_every_reason(void **state)
{
	(void)state;
	for (size_t family = 0; hw_reasons[family]; family++)
		assert_in_schema(hw_reasons[family]);
	assert_in_schema(hw_reasons_what_if);
	assert_in_schema(hw_reasons_machine);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(changes_under_another_kernel),
		cmocka_unit_test(findings_about_the_machine),
		cmocka_unit_test(every_row_has_a_case),
		cmocka_unit_test(the_schema_has_every_reason),
	};

	return cmocka_run_group_tests_name("findings", tests, NULL, NULL);
}
