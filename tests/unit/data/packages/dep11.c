// SPDX-License-Identifier: GPL-2.0-or-later
/* Documents as the AppStream specification has them, "DEP-11". */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/lib/package_list.h"

static void check(const char *list, const char *expected)
{
	check_claims("appstream", "*.yml*", list, expected);
}

static void test_provides(void **state)
{
	(void)state;
	check("---\n"
	      "File: DEP-11\n"
	      "Version: '1.0'\n"
	      "---\n"
	      "Type: generic\n"
	      "ID: org.freedesktop.libfprint\n"
	      "Package: libfprint-2-2\n"
	      "Name:\n"
	      "  C: fprint\n"
	      "Keywords:\n"
	      "- usb:v0000p0000*\n"
	      "Provides:\n"
	      "  modaliases:\n"
	      "  - usb:v045Ep00BB*\n"
	      "  - 'usb:v138Ap0001*'\n"
	      "  binaries:\n"
	      "  - fprintd\n"
	      "Summary:\n"
	      "  C: for readers\n"
	      "---\n"
	      "Type: firmware\n"
	      "Package: firmware-iwlwifi\n"
	      "Provides:\n"
	      "  firmware:\n"
	      "    - type: runtime\n"
	      "      file: iwlwifi-8265-36.ucode\n"
	      "    - fname: iwlwifi-9000-pu-b0-jf-b0-46.ucode\n"
	      "      type: runtime\n"
	      "    - type: flashed\n"
	      "      guid: 84f40464-9272-4ef7-9399-cd95f12da696\n"
	      "    - type: runtime\n"
	      "      file: \"last.bin\"\n",
	      "libfprint-2-2 is for usb:v045Ep00BB*, line 14\n"
	      "libfprint-2-2 is for usb:v138Ap0001*, line 15\n"
	      "firmware-iwlwifi has iwlwifi-8265-36.ucode, line 27\n"
	      "firmware-iwlwifi has iwlwifi-9000-pu-b0-jf-b0-46.ucode, line 29\n"
	      "firmware-iwlwifi has last.bin, line 32\n");
}

static void test_without_package(void **state)
{
	(void)state;
	check("Provides:\n  modaliases:\n  - usb:v045Ep00BB*\n"
	      "---\nPackage: one-thing\n---\nProvides:\n  modaliases:\n  - usb:v1*\n"
	      "---\nPackage: two-things\nProvides: {modaliases: [usb:v2*]}\n",
	      "");
}

/* A mapping's members have no order (YAML 1.2.2, 3.2.1.1). */
static void test_package_behind(void **state)
{
	(void)state;
	check("---\nFile: DEP-11\n"
	      "---\nProvides:\n  modaliases:\n  - usb:v1*\nPackage: one-thing\n"
	      "---\nProvides:\n  modaliases:\n  - usb:v2*\n"
	      "---\nProvides:\n  firmware:\n  - type: runtime\n    file: b.bin\n"
	      "Package: two-things\n",
	      "one-thing is for usb:v1*, line 6\n"
	      "two-things has b.bin, line 17\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_provides),
		cmocka_unit_test(test_without_package),
		cmocka_unit_test(test_package_behind),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
