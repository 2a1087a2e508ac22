// SPDX-License-Identifier: GPL-2.0-or-later
/* Which of two reports of a machine is current, in whichever order they come. */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
// clang-format on

#include "report/fleet/internal.h"

#define WHOLE HW_NO_TEXT

struct row {
	struct hw_text first;
	const char *first_time;
	struct hw_text second;
	const char *second_time;
	/* which are current: 1, 2, or 3 for both */
	int current;
};

static int load(const struct row *row, bool is_reversed)
{
	struct hw_fleet_report reports[2] = {
		{.buses = row->first, .generated = hw_text_of(row->first_time)},
		{.buses = row->second, .generated = hw_text_of(row->second_time)},
	};
	struct hw_fleet_machine_now now = {.first = NULL};
	struct hw_fleet_current taken[2];

	for (int i = 0; i < 2; i++) {
		struct hw_fleet_report *report = &reports[is_reversed ? 1 - i : i];

		hw_fleet_current_take(&now, &taken[i], report);
	}
	return reports[0].is_current + 2 * reports[1].is_current;
}

static void table(void **state)
{
	/* clang-format off */
	const struct row rows[] = {
		{WHOLE, "1", WHOLE, "2", 2},
		{WHOLE, "1", HW_TEXT("pci"), "2", 1},
		{WHOLE, "2", HW_TEXT("pci"), "1", 1},
		{HW_TEXT("pci"), "1", HW_TEXT("pci"), "2", 2},
		{HW_TEXT("pci"), "1", HW_TEXT("usb"), "2", 3},
		{HW_TEXT("pci"), "1", HW_TEXT("usb"), "1", 3},
		{HW_TEXT("pci,usb"), "1", HW_TEXT("usb"), "2", 1},
		{HW_TEXT("pci,usb"), "2", HW_TEXT("pci"), "1", 1},
		{HW_TEXT("mmc,pci"), "1", HW_TEXT("pci,usb"), "2", 2},
		/* "us" is no part of "usb" */
		{HW_TEXT("us"), "1", HW_TEXT("usb"), "2", 3},
	};
	/* clang-format on */

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(rows); i++) {
		assert_int_equal(load(&rows[i], false), rows[i].current);
		assert_int_equal(load(&rows[i], true), rows[i].current);
	}
}

/* Of many reports the same are current in each order: the sum of 1 << place of those that
 * are. */
static void orders(void **state)
{
	static const int permutations[][4] = {
		{0, 1, 2, 3}, {3, 2, 1, 0}, {1, 0, 3, 2}, {2, 3, 0, 1}, {1, 2, 3, 0},
		{2, 0, 1, 3}, {0, 2, 1, 3}, {3, 0, 2, 1}, {1, 3, 0, 2}, {0, 3, 1, 2},
	};
	/* clang-format off */
	static const struct {
		const char *buses[4];
		const char *times[4];
		int current;
	} rows[] = {
		/* each has a bus of the next: the newest, and what has none of its buses */
		{{"pci,usb", "acpi,usb", "acpi,mmc", "net"}, {"1", "2", "3", "0"}, 1 | 4 | 8},
		/* all buses of the first are in the second, which the third is instead of */
		{{"pci", "pci,usb", "mmc,usb", "usb"}, {"1", "2", "3", "9"}, 1 | 4},
		/* of one time */
		{{"pci,usb", "acpi,usb", "usb", "acpi"}, {"1", "1", "1", "1"}, 1 | 8},
		{{"pci", "pci", "usb", "usb"}, {"1", "2", "4", "3"}, 2 | 4},
	};
	/* clang-format on */

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(rows); i++)
		for (size_t p = 0; p < HW_ARRAY_SIZE(permutations); p++) {
			struct hw_fleet_report reports[4] = {{.n = 0}};
			struct hw_fleet_machine_now now = {.first = NULL};
			struct hw_fleet_current taken[4];
			int current = 0;

			for (int k = 0; k < 4; k++) {
				struct hw_fleet_report *report =
					&reports[permutations[p][k]];

				report->buses =
					hw_text_of(rows[i].buses[permutations[p][k]]);
				report->generated =
					hw_text_of(rows[i].times[permutations[p][k]]);
				hw_fleet_current_take(&now, &taken[k], report);
			}
			for (int k = 0; k < 4; k++)
				current |= reports[k].is_current << k;
			assert_int_equal(current, rows[i].current);
		}
}

/* A report is compared with one of the same buses. */
static void like(void **state)
{
	struct hw_fleet_current usb = {
		.buses = HW_TEXT("usb"),
		.id = 2,
		.is_current = true,
	};
	struct hw_fleet_current pci = {
		.buses = HW_TEXT("pci"),
		.id = 1,
		.next = &usb,
		.is_current = true,
	};

	(void)state;
	assert_int_equal(hw_fleet_current_like(&pci, HW_TEXT("mmc,usb"))->id, 2);
	assert_int_equal(hw_fleet_current_like(&pci, HW_TEXT("pci"))->id, 1);
	assert_int_equal(hw_fleet_current_like(&pci, WHOLE)->id, 1);
	assert_non_null(hw_fleet_current_like(&pci, HW_TEXT("mmc")));
	pci.is_current = false;
	assert_int_equal(hw_fleet_current_like(&pci, HW_TEXT("pci"))->id, 2);
	assert_null(hw_fleet_current_like(NULL, HW_TEXT("pci")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(table),
		cmocka_unit_test(orders),
		cmocka_unit_test(like),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
