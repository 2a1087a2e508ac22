// SPDX-License-Identifier: GPL-2.0-or-later
/* The string in lines of other tools. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/collect/pasted.h"

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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(strings),
	};

	return cmocka_run_group_tests_name("pasted", tests, NULL, NULL);
}
