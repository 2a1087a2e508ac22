// SPDX-License-Identifier: GPL-2.0-or-later
/* Components as the AppStream specification has them, "Catalog XML". */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/lib/package_list.h"

static void check(const char *list, const char *expected)
{
	check_claims("appstream", "*.xml*", list, expected);
}

static void test_provides(void **state)
{
	(void)state;
	check("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	      "<components version=\"1.0\" origin=\"fedora\">\n"
	      "  <component type=\"generic\">\n"
	      "    <id>org.freedesktop.libfprint</id>\n"
	      "    <pkgname>libfprint</pkgname>\n"
	      "    <name>fprint</name>\n"
	      "    <provides>\n"
	      "      <modalias>usb:v045Ep00BB*</modalias>\n"
	      "      <firmware type=\"runtime\">hello.fw</firmware>\n"
	      "      <firmware type=\"flashed\">84f40464-9272</firmware>\n"
	      "      <binary>fprintd</binary>\n"
	      "    </provides>\n"
	      "  </component>\n"
	      "  "
	      "<component><provides><modalias>usb:v1*</modalias></provides></component>\n"
	      "</components>\n",
	      "libfprint is for usb:v045Ep00BB*, line 8\n"
	      "libfprint has hello.fw, line 9\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_provides),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
