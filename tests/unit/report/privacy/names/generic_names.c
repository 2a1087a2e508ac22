// SPDX-License-Identifier: GPL-2.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/privacy/names/generic_names.h"

static void test_names(void **state)
{
	static const struct {
		const char *name;
		bool is_generic;
	} names[] = {
		{"Device", true},
		{"USB Composite Device", true},
		{"usb keyboard\n", true},
		{"USB Receiver  ", true},
		{"", false},
		{" ", false},
		{"Device Anna", false},
		{"Annas Keyboard", false},
		{"Hubs", false},
		{"USB2.0 Hub", false},
		{"Keyboard 525400a1b2c7", false},
		{"Device\tHub", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (hw_name_is_generic(hw_text_of(names[i].name)) != names[i].is_generic)
			fail_msg("'%s'", names[i].name);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
