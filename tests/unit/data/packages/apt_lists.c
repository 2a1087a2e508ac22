// SPDX-License-Identifier: GPL-2.0-or-later
/* Stanzas as those of Ubuntu's noble/restricted, shortened. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/lib/package_list.h"

static void check(const char *list, const char *expected)
{
	check_claims("apt", "*_Packages*", list, expected);
}

static void test_field(void **state)
{
	(void)state;
	check("Package: broadcom-sta-dkms\n"
	      "Architecture: all\n"
	      "Modaliases: wl(pci:v000014E4d00004311sv*sd*bc02sc80i*)\n"
	      "Version: 6.30\n"
	      "\n"
	      "Package: nvidia-driver-535\n"
	      "Description: a driver\n"
	      " Modaliases: not a field\n"
	      "\n"
	      "Package: nvidia-driver-470\n"
	      "Modaliases: nvidia(pci:v000010DEd00000FC0sv*sd*bc03sc*i*,\n"
	      " pci:v000010DEd00000FC1sv*sd*bc03sc*i*)\n",
	      "broadcom-sta-dkms is for wl(pci:v000014E4d00004311sv*sd*bc02sc80i*), "
	      "line 3\n"
	      "nvidia-driver-470 is for nvidia(pci:v000010DEd00000FC0sv*sd*bc03sc*i*,, "
	      "line 11\n"
	      "nvidia-driver-470 is for  pci:v000010DEd00000FC1sv*sd*bc03sc*i*), line "
	      "12\n");
}

static void test_names(void **state)
{
	(void)state;
	/* what is no name of a package becomes no word of a command */
	check("Package: -o;reboot\nModaliases: x(pci:v00001234d*)\n"
	      "\nPackage: a b\nModaliases: x(pci:v00001234d*)\n"
	      "\nModaliases: x(pci:v00001234d*)\n",
	      "");
}

static bool fits(const char *field, const char *modalias, const char *expected)
{
	const struct hw_claim claim = {
		.kind = HW_PACKAGE_MODALIAS, .is_field = true, .text = hw_text_of(field)};
	struct hw_text pattern;

	if (!hw_claim_fits(&claim, hw_text_of(modalias), NULL, NULL, &pattern))
		return false;
	assert_true(hw_text_eq(pattern, hw_text_of(expected)));
	return true;
}

static void test_fits(void **state)
{
	const char *wl = " wl(pci:v000014E4d00004311sv*sd*bc02sc80i*, "
			 "pci:v000014E4d0000432asv*sd*bc02sc80i*), "
			 "b(usb:v0A5Cp21E8*)";

	(void)state;
	/* strings are in lower case, patterns as they come */
	assert_true(fits(wl, "pci:v000014e4d00004311sv00001028sd00000007bc02sc80i00",
			 "pci:v000014E4d00004311sv*sd*bc02sc80i*"));
	assert_true(fits(wl, "pci:v000014e4d0000432asv00001028sd00000007bc02sc80i00",
			 "pci:v000014E4d0000432asv*sd*bc02sc80i*"));
	assert_true(fits(wl, "usb:v0a5cp21e8d0112dcffdsc01dp01icffisc01ip01in00",
			 "usb:v0A5Cp21E8*"));
	assert_false(
		fits(wl, "pci:v000014e4d00004312sv00001028sd00000007bc02sc80i00", ""));
	assert_false(
		fits(wl, "pci:v000014e4d00004311sv00001028sd00000007bc02sc00i00", ""));
	assert_false(fits(wl, "wl", ""));
	/* for all devices of a bus is for none */
	assert_false(fits("x(*, pci:*, usb:v*p*d*dc*)", "pci:v000014e4d00004312", ""));
	assert_false(fits("", "pci:v000014e4d00004312", ""));
	assert_false(fits("x(", "pci:v000014e4d00004312", ""));
	assert_true(fits("x(pci:v000014E4d0000431[0-9]", "pci:v000014e4d00004312",
			 "pci:v000014E4d0000431[0-9]"));
}

static void test_values(void **state)
{
	(void)state;
	assert_true(hw_text_eq(hw_deb822_value(HW_TEXT("Package: a"), "package"),
			       HW_TEXT("a")));
	assert_true(hw_text_eq(hw_deb822_value(HW_TEXT("pACKAGE:\ta b \r"), "package"),
			       HW_TEXT("a b")));
	assert_false(hw_deb822_value(HW_TEXT("Package-Type: a"), "package").s);
	assert_false(hw_deb822_value(HW_TEXT(" Package: a"), "package").s);
	assert_false(hw_deb822_value(HW_TEXT("Packag"), "package").s);
	assert_false(hw_deb822_value(HW_TEXT("Package"), "package").s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_field),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_fits),
		cmocka_unit_test(test_values),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
