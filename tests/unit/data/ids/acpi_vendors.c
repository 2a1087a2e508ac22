// SPDX-License-Identifier: GPL-2.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "data/ids/acpi_vendors.h"

static const char file[] = "# comment\n"
			   "acpi:WACF*:\n"
			   " ID_VENDOR_FROM_DATABASE=Wacom Technology\n"
			   "\n"
			   "acpi:DLLK*:\n"
			   "acpi:DLLM*:\n"
			   " OTHER=x\n"
			   " ID_VENDOR_FROM_DATABASE=Dell Inc. \r\n"
			   "\n"
			   "acpi:NONE*:\n"
			   "\n"
			   "acpi:CUT0*:\n"
			   " ID_VENDOR_FROM_DATABASE=Cut";

/* Lines that only look like match lines of four letters, and letters that come again. */
static const char other_lines[] = "acpi:HEAD*:\n"
				  " ID_VENDOR_FROM_DATABASE=No line before\n"
				  "\n"
				  "acpi:WAC*:\n"
				  " ID_VENDOR_FROM_DATABASE=Three letters\n"
				  "\n"
				  "acpi:WACFX*:\n"
				  " ID_VENDOR_FROM_DATABASE=Five letters\n"
				  "\n"
				  " acpi:WACF*:\n"
				  " ID_VENDOR_FROM_DATABASE=Indented *:\n"
				  "\n"
				  "acpi:WACF*:x\n"
				  " ID_VENDOR_FROM_DATABASE=More\n"
				  "\n"
				  "acpi:WACF**:\n"
				  " ID_VENDOR_FROM_DATABASE=Two stars\n"
				  "\n"
				  "acpi:WACF*:\n"
				  " ID_VENDOR_FROM_DATABASE=First *\n"
				  "\n"
				  "acpi:WACF*:\n"
				  " ID_VENDOR_FROM_DATABASE=Second\n"
				  "\n"
				  "acpi:CUT0*:";

static void is_vendor(struct hw_acpi_vendors *v, const char *letters, const char *name)
{
	struct hw_text text = hw_acpi_vendor(v, hw_text_of(letters));

	if (!hw_text_eq(text, hw_text_of(name)))
		fail_msg("%s: %.*s", letters, HW_TEXT_ARG(text));
}

static void vendors(void **state)
{
	struct hw_acpi_vendors *v;

	(void)state;
	assert_int_equal(hw_acpi_vendors_open_text(hw_text_of(file), &v), 0);
	is_vendor(v, "WACF", "Wacom Technology");
	is_vendor(v, "CUT0", "Cut");
	/* the first of two match lines has no properties right behind it */
	is_vendor(v, "DLLM", "Dell Inc.");
	is_vendor(v, "DLLK", "Dell Inc.");
	is_vendor(v, "NONE", "");
	is_vendor(v, "WAC", "");
	is_vendor(v, "XXXX", "");
	is_vendor(NULL, "WACF", "");
	hw_acpi_vendors_close(v);
}

static void only_whole_match_lines_count(void **state)
{
	struct hw_acpi_vendors *v;

	(void)state;
	assert_int_equal(hw_acpi_vendors_open_text(hw_text_of(other_lines), &v), 0);
	is_vendor(v, "WACF", "First *");
	is_vendor(v, "HEAD", "");
	is_vendor(v, "CUT0", "");
	is_vendor(v, "ACFX", "");
	is_vendor(v, "WAC*", "");
	hw_acpi_vendors_close(v);
	assert_int_equal(hw_acpi_vendors_open_text(HW_NO_TEXT, &v), 0);
	is_vendor(v, "WACF", "");
	hw_acpi_vendors_close(v);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(vendors),
		cmocka_unit_test(only_whole_match_lines_count),
	};

	return cmocka_run_group_tests_name("acpi_vendors", tests, NULL, NULL);
}
