// SPDX-License-Identifier: GPL-2.0-or-later
/* Lines of Debian's bookworm/non-free-firmware, and the layouts of
 * DebianRepository/Format. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/lib/package_list.h"

static void check(const char *list, const char *expected)
{
	check_claims("apt-file", "*_Contents-*", list, expected);
}

static void test_files(void **state)
{
	(void)state;
	check("FILE                          LOCATION\n"
	      "etc/default/raspi-firmware    non-free-firmware/misc/raspi-firmware\n"
	      "lib/firmware/iwlwifi-8265-36.ucode   "
	      "non-free-firmware/kernel/firmware-iwlwifi\n"
	      "usr/lib/firmware/rtl_nic/rtl8168h-2.fw.zst\tkernel/firmware-realtek\n"
	      "lib/firmware/updates/a b.bin  kernel/one,non-free/net/two\n"
	      "lib/firmware/nothing\n"
	      "usr/share/doc/lib/firmware/x  doc/x\n",
	      "firmware-iwlwifi has iwlwifi-8265-36.ucode, line 3\n"
	      "firmware-realtek has rtl_nic/rtl8168h-2.fw, line 4\n"
	      "one has a b.bin, line 5\n"
	      "two has a b.bin, line 5\n");
}

static void test_modules(void **state)
{
	(void)state;
	check("lib/modules/6.1.0-13-amd64/kernel/drivers/net/tun.ko "
	      "kernel/linux-image-6.1\n"
	      "lib/modules/6.1.0-14-amd64/kernel/drivers/net/tun.ko "
	      "kernel/linux-image-6.2\n"
	      "lib/modules/6.1.0-13-amd64 kernel/linux-image-6.1\n",
	      "linux-image-6.1 has module kernel/drivers/net/tun.ko, line 1\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_files),
		cmocka_unit_test(test_modules),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
