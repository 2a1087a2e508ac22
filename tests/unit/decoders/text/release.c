// SPDX-License-Identifier: GPL-2.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "decoders/text/release.h"

/* As distributions and the kernel's Makefile (KERNELVERSION, LOCALVERSION) make them. */
static void test_releases(void **state)
{
	static const char *const releases[] = {
		"6.1.0-13-amd64",	    "6.12.117+deb12-amd64",
		"3.10.0-1160.el7.x86_64",   "6.8",
		"6.13.0-rc4-next-20241220", "5.15.167.4-microsoft-standard-WSL2",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(releases) / sizeof(releases[0]); i++)
		assert_true(hw_is_kernel_release(hw_text_of(releases[i])));
}

/* What else lies beside folders of modules, or in a list of commands. */
static void test_others(void **state)
{
	static const char *const others[] = {
		"",	      "backup-1", "6",	       "6.",	       ".6",   "6.x",
		"2024-11-30", "kernel",	  "6.1/build", "6.1.0 x86_64", "v6.1", "grown",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		assert_false(hw_is_kernel_release(hw_text_of(others[i])));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_releases),
		cmocka_unit_test(test_others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
