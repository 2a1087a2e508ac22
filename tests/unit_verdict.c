// SPDX-License-Identifier: GPL-2.0-or-later
/* One test a row of the truth table in report/verdict.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/verdict.h"

static const struct hw_candidate two[] = {
	{.module = {"ata_piix", 8}, .pattern = {"a", 1}},
	{.module = {"ata_piix", 8}, .pattern = {"b", 1}},
	{.module = {"ata_generic", 11}, .pattern = {"c", 1}},
};

struct row {
	const char *name;
	enum hw_driver_known known;
	bool string;
	bool class_only;
	const char *subsystem;
	const char *kind;
	bool physical;
	size_t candidates;
	/* class and subclass, -1 = not told */
	int class_code;
	bool no_modalias;
	bool no_tables;
	enum hw_state state;
	const char *reason;
};

/* clang-format off */
static const struct row rows[] = {
	{.name = "a bound device is bound", .known = HW_DRIVER_BOUND, .subsystem = "pci",
	 .class_code = 0x0200, .state = HW_STATE_BOUND, .reason = "driver-bound"},
	{.name = "bound beats class-only, bridge and candidates", .known = HW_DRIVER_BOUND,
	 .subsystem = "pci", .class_only = true, .candidates = 3, .class_code = 0x0604,
	 .no_tables = true, .state = HW_STATE_BOUND, .reason = "driver-bound"},
	{.name = "a string is no device", .known = HW_DRIVER_UNKNOWN, .string = true,
	 .subsystem = "pci", .candidates = 3, .class_code = 0x0101,
	 .state = HW_STATE_UNKNOWN, .reason = "not-a-device"},
	{.name = "a recording without drivers", .known = HW_DRIVER_UNKNOWN,
	 .subsystem = "pci", .candidates = 3, .class_code = 0x0101,
	 .state = HW_STATE_UNKNOWN, .reason = "no-driver-information"},
	{.name = "class devices need none", .known = HW_DRIVER_NONE, .class_only = true,
	 .subsystem = "input", .candidates = 3, .class_code = -1,
	 .state = HW_STATE_DRIVERLESS, .reason = "class-device"},
	{.name = "USB devices bind by interface", .known = HW_DRIVER_NONE,
	 .subsystem = "usb", .kind = "usb_device", .class_code = 0x0000, .no_modalias = true,
	 .state = HW_STATE_DRIVERLESS, .reason = "usb-device"},
	{.name = "an ACPI node of another device", .known = HW_DRIVER_NONE,
	 .subsystem = "acpi", .physical = true, .candidates = 3, .class_code = -1,
	 .state = HW_STATE_DRIVERLESS, .reason = "firmware-node"},
	{.name = "candidates and none bound", .known = HW_DRIVER_NONE, .subsystem = "pci",
	 .candidates = 3, .class_code = 0x0101, .state = HW_STATE_UNBOUND,
	 .reason = "no-driver-bound"},
	{.name = "a bridge with candidates is unbound", .known = HW_DRIVER_NONE,
	 .subsystem = "pci", .candidates = 3, .class_code = 0x0601,
	 .state = HW_STATE_UNBOUND, .reason = "no-driver-bound"},
	{.name = "a host bridge", .known = HW_DRIVER_NONE, .subsystem = "pci",
	 .class_code = 0x0600, .state = HW_STATE_DRIVERLESS, .reason = "bridge"},
	{.name = "a bridge without tables is still a bridge", .known = HW_DRIVER_NONE,
	 .subsystem = "pci", .class_code = 0x0604, .no_tables = true,
	 .state = HW_STATE_DRIVERLESS, .reason = "bridge"},
	{.name = "another kind of bridge", .known = HW_DRIVER_NONE, .subsystem = "pci",
	 .class_code = 0x0680, .state = HW_STATE_UNCLAIMED, .reason = "no-module-claims"},
	{.name = "shared RAM of a chipset", .known = HW_DRIVER_NONE, .subsystem = "pci",
	 .class_code = 0x0500, .state = HW_STATE_DRIVERLESS, .reason = "system-peripheral"},
	{.name = "an interrupt controller", .known = HW_DRIVER_NONE, .subsystem = "pci",
	 .class_code = 0x0800, .state = HW_STATE_DRIVERLESS, .reason = "system-peripheral"},
	{.name = "an SD host controller is none", .known = HW_DRIVER_NONE,
	 .subsystem = "pci", .class_code = 0x0805, .state = HW_STATE_UNCLAIMED,
	 .reason = "no-module-claims"},
	{.name = "no modalias", .known = HW_DRIVER_NONE, .subsystem = "pci",
	 .class_code = -1, .no_modalias = true, .state = HW_STATE_DRIVERLESS,
	 .reason = "no-modalias"},
	{.name = "platform devices do without", .known = HW_DRIVER_NONE,
	 .subsystem = "platform", .class_code = -1, .state = HW_STATE_DRIVERLESS,
	 .reason = "optional-driver"},
	{.name = "no tables, no verdict", .known = HW_DRIVER_NONE, .subsystem = "pci",
	 .class_code = 0x0200, .no_tables = true, .state = HW_STATE_UNKNOWN,
	 .reason = "no-alias-tables"},
	{.name = "unclaimed", .known = HW_DRIVER_NONE, .subsystem = "usb",
	 .kind = "usb_interface", .class_code = 0xff00, .state = HW_STATE_UNCLAIMED,
	 .reason = "no-module-claims"},
};
/* clang-format on */

static struct hw_verdict judge(const struct row *row, struct hw_arena *arena)
{
	struct hw_id ids[HW_ROLE_COUNT] = {0};
	struct hw_facts facts = {
		.is_device = !row->string,
		.subsystem = hw_text_of(row->subsystem),
		.kind = hw_text_of(row->kind ? row->kind : "device"),
		.class_only = row->class_only,
		.has_modalias = !row->no_modalias,
		.ids = ids,
		.driver_known = row->known,
		.driver = row->known == HW_DRIVER_BOUND ? HW_TEXT("i801_smbus")
							: HW_NO_TEXT,
		.driver_module =
			row->known == HW_DRIVER_BOUND ? HW_TEXT("i2c_i801") : HW_NO_TEXT,
		.has_physical_node = row->physical,
		.candidates = two,
		.candidate_count = row->candidates,
		.tables = row->no_tables ? HW_NO_TEXT : HW_TEXT("6.1.0"),
	};

	if (row->class_code >= 0) {
		ids[HW_ROLE_CLASS] =
			(struct hw_id){true, 2, (uint32_t)row->class_code >> 8};
		ids[HW_ROLE_SUBCLASS] =
			(struct hw_id){true, 2, (uint32_t)row->class_code & 0xff};
	}
	return hw_verdict(&facts, arena);
}

static void every_row_of_the_table(void **state)
{
	struct hw_arena arena = {0};

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(rows); i++) {
		struct hw_verdict v = judge(&rows[i], &arena);

		if (v.state != rows[i].state || strcmp(v.reason, rows[i].reason) != 0)
			fail_msg("%s: %s, %s", rows[i].name, hw_state_name(v.state),
				 v.reason);
		/* a whole sentence */
		assert_true(v.explanation.n > 10);
		assert_int_equal(v.explanation.s[v.explanation.n - 1], '.');
	}
	hw_arena_done(&arena);
}

static void the_sentence_names_what_matters(void **state)
{
	struct hw_arena arena = {0};
	struct hw_verdict v;

	(void)state;
	/* driver and module have different names: both are told */
	v = judge(&rows[0], &arena);
	assert_non_null(strstr(v.explanation.s, "i801_smbus"));
	assert_non_null(strstr(v.explanation.s, "i2c_i801"));
	/* each module once, and the kernel that was asked */
	v = judge(&rows[7], &arena);
	assert_non_null(strstr(v.explanation.s, "ata_piix, ata_generic."));
	assert_non_null(strstr(v.explanation.s, "6.1.0"));
	/* never "not supported": built-in drivers have no alias to be found by */
	v = judge(&rows[HW_ARRAY_SIZE(rows) - 1], &arena);
	assert_non_null(strstr(v.explanation.s, "no module"));
	hw_arena_done(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_row_of_the_table),
		cmocka_unit_test(the_sentence_names_what_matters),
	};

	return cmocka_run_group_tests_name("verdict", tests, NULL, NULL);
}
