// SPDX-License-Identifier: GPL-2.0-or-later
/* The string in lines of other tools. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/select/pasted.h"

static void is_string(const char *line, const char *string)
{
	struct hw_text t = hw_pasted_string(hw_text_of(line));

	if (!hw_text_eq(t, hw_text_of(string)))
		fail_msg("%s: %.*s", line, HW_TEXT_ARG(t));
}

static void strings(void **state)
{
	static const char *const as_they_are[] = {
		"pci:v00008086d*", "platform:alias", "aliases",	      "alias",
		"alias ",	   "modalias",	     "modalias=",     "E: ",
		"platform:a b",	   "alias-of:x",     "MODALIASpci:x", "",
	};

	(void)state;
	is_string("MODALIAS=pci:v00008086", "pci:v00008086");
	is_string("E: MODALIAS=usb:v0BDA", "usb:v0BDA");
	is_string("  MODALIAS=platform:a b", "platform:a b");
	is_string("alias:          pci:v00008086*", "pci:v00008086*");
	is_string("alias pci:v00008086* ata_piix", "pci:v00008086*");
	is_string("alias pci:v00008086*", "pci:v00008086*");
	is_string("modalias : pci:v00008086", "pci:v00008086");
	is_string("Modalias: usb:v0461p4EEFd0001", "usb:v0461p4EEFd0001");
	for (size_t i = 0; i < HW_ARRAY_SIZE(as_they_are); i++)
		is_string(as_they_are[i], as_they_are[i]);
}

#define E1000E "pci:v00008086d000015B8sv00001043sd00008672bc02sc00i00"
#define MOUSE  "usb:v046DpC52Bd1211dc00dsc00dp00ic03isc01ip01in00"

static void around(void **state)
{
	static const char *const lines[] = {
		" " E1000E,
		"\t" E1000E "\r",
		"'" E1000E "'",
		"\"" E1000E "\"",
		"`" E1000E "`",
		"\342\200\234" E1000E "\342\200\235",
		"\302\253" E1000E "\302\273",
		"(" E1000E ").",
		"<" E1000E ">",
		E1000E ",",
		E1000E ".",
		E1000E ";",
		"modalias = \"" E1000E "\"",
		"\"modalias\": \"" E1000E "\",",
		"/sys/bus/pci/devices/0000:00:1f.6/modalias:" E1000E,
		"/sys/bus/pci/devices/0000:00:1f.6/uevent:MODALIAS=" E1000E,
		"modprobe -R " E1000E,
		"I have " E1000E ", and it does not work.",
		"2 " E1000E " " MOUSE,
	};

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(lines); i++)
		is_string(lines[i], E1000E);
	/* broken, and still the string alone */
	is_string(" 'pci:v00008086dX' ", "pci:v00008086dX");
	/* blanks of its own */
	is_string("\"platform:Fixed MDIO bus\"", "platform:Fixed MDIO bus");
	is_string("of:N(null)T(null)Cfoo,bar", "of:N(null)T(null)Cfoo,bar");
	is_string("usb:v046DpC52[0-9A-B]d*", "usb:v046DpC52[0-9A-B]d*");
}

static void further(void **state)
{
	const struct hw_text line = HW_TEXT("'" E1000E "', " MOUSE " (acpi:PNP0303:)");
	struct hw_text t = hw_pasted_string(line);

	(void)state;
	assert_true(hw_text_eq(t, HW_TEXT(E1000E)));
	t = hw_pasted_further(line, t);
	assert_true(hw_text_eq(t, HW_TEXT(MOUSE)));
	t = hw_pasted_further(line, t);
	assert_true(hw_text_eq(t, HW_TEXT("acpi:PNP0303:")));
	assert_null(hw_pasted_further(line, t).s);
}

static void properties(void **state)
{
	(void)state;
	assert_true(hw_pasted_is_property(HW_TEXT("DRIVER=e1000e")));
	assert_true(hw_pasted_is_property(HW_TEXT("E: PCI_ID=8086:15B8")));
	assert_true(
		hw_pasted_is_property(HW_TEXT("P: /devices/pci0000:00/0000:00:1f.6")));
	assert_false(hw_pasted_is_property(HW_TEXT("MODALIAS=" E1000E)));
	assert_false(hw_pasted_is_property(HW_TEXT("E: MODALIAS=" E1000E)));
	assert_false(hw_pasted_is_property(HW_TEXT(E1000E)));
	assert_false(hw_pasted_is_property(HW_TEXT("e1000e")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(strings),
		cmocka_unit_test(around),
		cmocka_unit_test(further),
		cmocka_unit_test(properties),
	};

	return cmocka_run_group_tests_name("pasted", tests, NULL, NULL);
}
