// SPDX-License-Identifier: GPL-2.0-or-later
/* What check keeps, in which order, and when it tells of an upgrade without a reboot. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/check.h"
#include "tests/tree.h"

static struct hw_record record_of(const char *id, enum hw_severity severity)
{
	return (struct hw_record){
		.device.id = hw_text_of(id),
		.verdict = {.reason = "blocked",
			    .explanation = HW_TEXT("No."),
			    .severity = severity},
	};
}

static void the_worst_comes_first(void **state)
{
	static const struct {
		const char *id;
		enum hw_severity severity;
	} given[] = {
		{"a", HW_SEVERITY_WARNING}, {"b", HW_SEVERITY_NONE},
		{"c", HW_SEVERITY_ERROR},   {"d", HW_SEVERITY_WARNING},
		{"e", HW_SEVERITY_ERROR},
	};
	static const char *const wanted[] = {"c", "e", "a", "d"};
	struct hw_machine machine = {.kernel = {.root = NULL}};
	struct hw_check check;
	struct hw_finding *f;

	(void)state;
	assert_int_equal(hw_check_open(&machine, false, &check), 0);
	assert_false(hw_check_is_bad(&check));
	for (size_t i = 0; i < HW_ARRAY_SIZE(given); i++) {
		struct hw_record record = record_of(given[i].id, given[i].severity);

		assert_int_equal(hw_check_record(&check, &record), 0);
	}
	assert_true(hw_check_is_bad(&check));
	assert_int_equal(check.devices, 5);
	assert_int_equal(check.count, 4);
	f = check.first;
	for (size_t i = 0; i < HW_ARRAY_SIZE(wanted); i++, f = f->next)
		assert_true(f && hw_text_eq(f->device, hw_text_of(wanted[i])));
	assert_null(f);
	hw_check_close(&check);
}

/* The tree of a machine that runs kernel 1.0 and has the modules of 2.0. */
static bool is_gone(const struct tree *t)
{
	const struct hw_machine_options options = {.sysroot = t->path};
	struct hw_warnings warnings = {0};
	struct hw_machine machine;
	struct hw_others others;
	struct hw_check check;
	struct hw_text error;
	bool gone;

	assert_int_equal(hw_machine_open(&options, &warnings, &machine, &error), 0);
	assert_int_equal(hw_check_open(&machine, false, &check), 0);
	hw_others_find(&machine, &others);
	gone = hw_check_modules_gone(&check, &others);
	assert_int_equal(check.count, gone ? 1 : 0);
	hw_others_close(&others);
	hw_check_close(&check);
	hw_machine_close(&machine);
	hw_warnings_done(&warnings);
	return gone;
}

static void gone_modules_need_all_signs(void **state)
{
	struct tree t;

	(void)state;
	tree_make(&t);
	tree_dir(&t, "sys");
	tree_file(&t, "proc/sys/kernel/osrelease", "1.0\n");
	tree_file(&t, "lib/modules/2.0/modules.alias", "");
	/* without loaded modules everything may be built in */
	assert_false(is_gone(&t));
	tree_file(&t, "proc/modules", "");
	assert_false(is_gone(&t));
	tree_file(&t, "proc/modules", "ext4 1 0 - Live 0x0\n");
	assert_true(is_gone(&t));
	tree_file(&t, "proc/sys/kernel/osrelease", "1.0-Microsoft\n");
	assert_false(is_gone(&t));
	tree_file(&t, "proc/sys/kernel/osrelease", "2.0\n");
	assert_false(is_gone(&t));
	tree_file(&t, "proc/sys/kernel/osrelease", "1.0\n");
	tree_file(&t, "run/.containerenv", "");
	assert_false(is_gone(&t));
	tree_remove(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_worst_comes_first),
		cmocka_unit_test(gone_modules_need_all_signs),
	};

	return cmocka_run_group_tests_name("check", tests, NULL, NULL);
}
