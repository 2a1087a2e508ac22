// SPDX-License-Identifier: GPL-2.0-or-later
/* The table of report/fleet/judge.c, row by row. */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
// clang-format on

#include "report/fleet/internal.h"

struct row {
	struct hw_fleet_known known;
	struct hw_fleet_report report;
	bool accepts;
	enum hw_fleet_fate fate;
	/* a word of the reason */
	const char *reason;
};

#define COMPLETE .is_there = true, .is_complete = true, .set_id = 1, .devices = 9
#define CUT	 .is_there = true, .set_id = 1, .devices = 4
#define NEWEST	 .has_current = true, .host = HW_TEXT("a"), .hardware = HW_TEXT("h")

static void table(void **state)
{
	/* clang-format off */
	const struct row rows[] = {
		{.known = {COMPLETE}, .report = {.set_id = 1, .is_complete = true}, .fate = HW_FLEET_KNOWN},
		{.known = {COMPLETE}, .report = {.set_id = 1}, .fate = HW_FLEET_KNOWN},
		{.known = {COMPLETE}, .report = {.set_id = 2, .is_complete = true}, .fate = HW_FLEET_ANOTHER, .reason = "devices"},
		{.known = {COMPLETE, .is_other_model = true}, .report = {.set_id = 1, .is_complete = true}, .fate = HW_FLEET_ANOTHER, .reason = "model"},
		{.known = {COMPLETE}, .report = {.set_id = 2}, .fate = HW_FLEET_KNOWN},
		{.known = {COMPLETE}, .report = {.set_id = 2, .is_complete = true}, .accepts = true, .fate = HW_FLEET_ANOTHER, .reason = "devices"},
		{.known = {COMPLETE, .tells_less = true}, .report = {.set_id = 2, .is_complete = true, .buses = HW_TEXT("pci")}, .fate = HW_FLEET_REPLACE},
		{.known = {COMPLETE}, .report = {.set_id = 2, .is_complete = true, .buses = HW_TEXT("pci")}, .fate = HW_FLEET_KNOWN},
		{.known = {COMPLETE, .tells_less = true, .doubt = "d"}, .report = {.set_id = 2, .is_complete = true, .buses = HW_TEXT("pci")}, .fate = HW_FLEET_ANOTHER, .reason = "devices"},
		{.known = {COMPLETE, .is_other_host = true}, .report = {.set_id = 1, .is_complete = true}, .fate = HW_FLEET_ANOTHER, .reason = "name"},
		{.known = {COMPLETE, .is_other_host = true}, .report = {.set_id = 1}, .fate = HW_FLEET_ANOTHER, .reason = "name"},
		{.known = {COMPLETE, .has_other_findings = true}, .report = {.set_id = 1, .is_complete = true}, .fate = HW_FLEET_ANOTHER, .reason = "findings"},
		{.known = {COMPLETE, .has_other_findings = true}, .report = {.set_id = 1}, .fate = HW_FLEET_KNOWN},
		{.known = {COMPLETE, .has_other_findings = true}, .report = {.set_id = 1, .is_complete = true, .buses = HW_TEXT("pci")}, .fate = HW_FLEET_KNOWN},
		{.known = {CUT}, .report = {.set_id = 2, .is_complete = true, .n = 9}, .fate = HW_FLEET_REPLACE},
		{.known = {CUT}, .report = {.set_id = 2, .n = 5}, .fate = HW_FLEET_REPLACE},
		{.known = {CUT}, .report = {.set_id = 1, .n = 4}, .fate = HW_FLEET_KNOWN},
		{.known = {CUT}, .report = {.set_id = 2, .n = 3}, .fate = HW_FLEET_KNOWN},
		{.report = {.set_id = 1, .is_complete = true}, .fate = HW_FLEET_STORE},
		{.known = {NEWEST, .has_other_model = true}, .report = {.set_id = 2}, .fate = HW_FLEET_ANOTHER, .reason = "another model"},
		{.known = {NEWEST, .has_other_model = true}, .report = {.set_id = 2}, .accepts = true, .fate = HW_FLEET_STORE},
		{.known = {NEWEST}, .report = {.host = HW_TEXT("b"), .hardware = HW_TEXT("i")}, .fate = HW_FLEET_ANOTHER, .reason = "name"},
		{.known = {NEWEST}, .report = {.host = HW_TEXT("b"), .hardware = HW_TEXT("i")}, .accepts = true, .fate = HW_FLEET_STORE},
		{.known = {NEWEST}, .report = {.host = HW_TEXT("b"), .hardware = HW_TEXT("h")}, .fate = HW_FLEET_STORE},
		{.known = {NEWEST}, .report = {.host = HW_TEXT("a"), .hardware = HW_TEXT("i")}, .fate = HW_FLEET_STORE},
		{.known = {NEWEST}, .report = {.hardware = HW_TEXT("i")}, .fate = HW_FLEET_STORE},
		{.known = {NEWEST, .buses = HW_TEXT("pci")}, .report = {.host = HW_TEXT("b"), .hardware = HW_TEXT("i")}, .fate = HW_FLEET_STORE},
		{.known = {NEWEST, .buses = HW_TEXT("pci")}, .report = {.host = HW_TEXT("b"), .hardware = HW_TEXT("i"), .buses = HW_TEXT("pci")}, .fate = HW_FLEET_ANOTHER, .reason = "name"},
	};
	/* clang-format on */

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(rows); i++) {
		const struct row *row = &rows[i];
		const char *reason;

		assert_int_equal(
			hw_fleet_judge(&row->report, &row->known, row->accepts, &reason),
			row->fate);
		if (row->reason)
			assert_non_null(strstr(reason, row->reason));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(table)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
