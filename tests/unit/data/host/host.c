// SPDX-License-Identifier: GPL-2.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>
#include <sys/utsname.h>

#include "data/host/host.h"
#include "data/snapshot/snapshot.h"
#include "tests/lib/text.h"

static struct hw_arena arena;

static int teardown(void **state)
{
	(void)state;
	hw_arena_done(&arena);
	return 0;
}

static struct hw_host read_text(struct hw_text text)
{
	struct hw_root *root;
	struct hw_host host;

	assert_int_equal(hw_snapshot_open_text(text, "test", NULL, &root), 0);
	hw_host_read(root, &arena, &host);
	hw_root_close(root);
	return host;
}

static void test_full(void **state)
{
	struct hw_host h = read_text(
		HW_TEXT("hwalias-snapshot 1\n"
			"sys/class/dmi/id -> ../../devices/virtual/dmi/id\n"
			"sys/devices/virtual/dmi/id/sys_vendor = Dell Inc.\\x20\\x20\n"
			"sys/devices/virtual/dmi/id/product_name =- PowerEdge R740\n"
			"sys/devices/virtual/dmi/id/product_version =\n"
			"sys/devices/virtual/dmi/id/chassis_type = 23\n"
			"proc/device-tree/model =- Board \\x00\n"
			"proc/device-tree/compatible =- one,board\\x00two,chip\\x00\n"
			"proc/sys/kernel/osrelease = 6.1.0\n"
			"proc/sys/kernel/arch = x86_64\n"
			"proc/sys/kernel/tainted = 4097\n"
			"etc/os-release :\n"
			"|# comment\n"
			"|NAME=none\n"
			"|ID=debian\n"
			"|VERSION_ID='12'\n"
			"|PRETTY_NAME=\"A \\\\\"quoted\\\\\" name \\\\$x\"\n"));

	(void)state;
	assert_text(h.sys_vendor, "Dell Inc.");
	assert_text(h.product_name, "PowerEdge R740");
	assert_null(h.product_version.s);
	assert_null(h.bios_date.s);
	assert_int_equal(h.chassis_type, 23);
	assert_text(h.device_tree_model, "Board");
	assert_text(h.device_tree_compatible, "one,board");
	assert_text(h.kernel_release, "6.1.0");
	assert_null(h.kernel_version.s);
	assert_text(h.architecture, "x86_64");
	assert_int_equal(h.kernel_taint, 4097);
	assert_text(h.os_id, "debian");
	assert_text(h.os_version_id, "12");
	assert_text(h.os_name, "A \"quoted\" name $x");
}

static void test_nothing(void **state)
{
	struct hw_host h = read_text(HW_TEXT("hwalias-snapshot 1\n"));

	(void)state;
	assert_null(h.architecture.s);
	assert_null(h.os_id.s);
	assert_null(h.sys_vendor.s);
	assert_int_equal(h.chassis_type, 0);
	assert_int_equal(h.kernel_taint, -1);
}

static void test_odd_values(void **state)
{
	struct hw_host h = read_text(HW_TEXT("hwalias-snapshot 1\n"
					     "sys/class/dmi/id/chassis_type = 999\n"
					     "proc/sys/kernel/tainted = -5\n"
					     "usr/lib/os-release :\n"
					     "|ID=\"unclosed\n"
					     "|VERSION_ID=\"\"\n"
					     "|PRETTY_NAME\n"));

	(void)state;
	assert_int_equal(h.chassis_type, 0);
	assert_int_equal(h.kernel_taint, -1);
	assert_text(h.os_id, "\"unclosed");
	assert_null(h.os_version_id.s);
	assert_null(h.os_name.s);
}

/* What identifies one machine is not read, so that it cannot get into a report. */
static void test_machines_are_private(void **state)
{
	static const char *const machines[] = {"desktop", "server", "arm", "vm"};
	const char *source = getenv("HWALIAS_SOURCE");

	(void)state;
	if (!source)
		skip();
	for (size_t i = 0; i < HW_ARRAY_SIZE(machines); i++) {
		const struct hw_text *texts;
		struct hw_root *root;
		struct hw_host h;
		char path[4096];

		snprintf(path, sizeof(path), "%s/tests/machines/%s.snap", source,
			 machines[i]);
		assert_int_equal(hw_snapshot_open(path, NULL, &root), 0);
		hw_host_read(root, &arena, &h);
		assert_non_null(h.kernel_release.s);
		assert_non_null(h.os_name.s);
		texts = &h.architecture;
		for (size_t k = 0;
		     k < offsetof(struct hw_host, chassis_type) / sizeof(struct hw_text);
		     k++) {
			if (!texts[k].n)
				continue;
			assert_null(memmem(texts[k].s, texts[k].n, "SECRET", 6));
			assert_null(memmem(texts[k].s, texts[k].n, "secret", 6));
			assert_null(memmem(texts[k].s, texts[k].n, "5ec2e7", 6));
		}
		hw_root_close(root);
	}
}

static void test_live(void **state)
{
	struct hw_root *root;
	struct utsname name;
	struct hw_host h;

	(void)state;
	assert_int_equal(uname(&name), 0);
	assert_int_equal(hw_root_open("/", &root), 0);
	hw_host_read(root, &arena, &h);
	hw_root_close(root);
	assert_text(h.architecture, name.machine);
	assert_text(h.kernel_release, name.release);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_full),
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_odd_values),
		cmocka_unit_test(test_machines_are_private),
		cmocka_unit_test(test_live),
	};

	return cmocka_run_group_tests(tests, NULL, teardown);
}
