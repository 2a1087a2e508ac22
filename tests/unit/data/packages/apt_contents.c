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

/* The component of the last claim of a list that is of this component. */
static struct hw_text component_of(struct hw_text of_list, const char *line)
{
	struct hw_claims claims = {.n = 0};
	struct hw_list_reader reader = {.claims = &claims, .component = of_list};
	struct hw_text component;

	reader.source = hw_package_sources;
	while (strcmp(reader.source->name, "apt-file") != 0)
		reader.source++;
	hw_apt_contents_record(&reader, hw_text_of(line));
	assert_true(claims.n > 0);
	component = claims.v[claims.n - 1].component;
	hw_claims_done(&claims);
	return component;
}

static void test_components(void **state)
{
	const struct hw_text main = HW_TEXT("main");

	(void)state;
	assert_true(
		hw_text_eq(component_of(HW_NO_TEXT, "lib/firmware/a universe/kernel/xx"),
			   HW_TEXT("universe")));
	assert_true(hw_text_eq(component_of(main, "lib/firmware/a non-free/kernel/xx"),
			       HW_TEXT("non-free")));
	assert_true(hw_text_eq(component_of(main, "lib/firmware/a kernel/xx"), main));
	/* of one package alone */
	assert_true(hw_text_eq(
		component_of(main, "lib/firmware/a universe/kernel/xx,admin/yy"), main));
	/* a section, and a word that is no component */
	assert_false(component_of(HW_NO_TEXT, "lib/firmware/a main/xx").s);
	assert_false(component_of(HW_NO_TEXT, "lib/firmware/a acme/kernel/xx").s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_files),
		cmocka_unit_test(test_modules),
		cmocka_unit_test(test_components),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
