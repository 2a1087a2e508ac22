// SPDX-License-Identifier: GPL-2.0-or-later
/* Counters of Advanced Error Reporting, as drivers/pci/pcie/aer.c prints them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "data/attributes/pci_errors.h"

/* Documentation/ABI/testing/sysfs-bus-pci-devices-aer */
static void kinds_are_told_without_their_total(void **state)
{
	struct hw_text rest = HW_TEXT("Receiver Error 2\nBad TLP 0\nBad DLLP 7\n"
				      "TOTAL_ERR_COR 9\n");
	struct hw_text name;
	int64_t count;

	(void)state;
	assert_int_equal(hw_pci_errors_sum(rest), 9);
	assert_true(hw_pci_errors_next(&rest, &name, &count));
	assert_true(hw_text_eq(name, HW_TEXT("Receiver Error")));
	assert_int_equal(count, 2);
	assert_true(hw_pci_errors_next(&rest, &name, &count));
	assert_true(hw_text_eq(name, HW_TEXT("Bad TLP")));
	assert_int_equal(count, 0);
	assert_true(hw_pci_errors_next(&rest, &name, &count));
	assert_int_equal(count, 7);
	assert_false(hw_pci_errors_next(&rest, &name, &count));
}

static void other_lines_count_for_nothing(void **state)
{
	(void)state;
	assert_int_equal(hw_pci_errors_sum(HW_TEXT("")), 0);
	assert_int_equal(
		hw_pci_errors_sum(HW_TEXT("RxErr\n 5\nBadTLP -1\nDLP 1x\nSDES 3")), 3);
	assert_int_equal(hw_pci_errors_sum(HW_TEXT("A 999999999999999999\n"
						   "B 999999999999999999999\n")),
			 999999999999999999);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kinds_are_told_without_their_total),
		cmocka_unit_test(other_lines_count_for_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
