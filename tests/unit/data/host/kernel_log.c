// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "data/host/kernel_log.h"
#include "tests/lib/text.h"
#include "tests/lib/tree.h"

#define DIRECT "wl 0000:03:00.0: Direct firmware load for a b.ucode failed with error -2"

/* device NULL: the line tells of no failure */
static const struct {
	const char *line, *device, *file;
} lines[] = {
	{"[    5.123456] " DIRECT, "0000:03:00.0", "a b.ucode"},
	{"<4>[    5.123456] " DIRECT, "0000:03:00.0", "a b.ucode"},
	{"4,812,5123456,-;" DIRECT, "0000:03:00.0", "a b.ucode"},
	/* a driver without a name */
	{"4,812,5123456,-;0000:03:00.0: Direct firmware load for a failed with error -2",
	 "0000:03:00.0", "a"},
	{"usb 1-6: firmware: failed to load htc_9271.fw (-2)", "1-6", "htc_9271.fw"},
	{"usb 1-6: firmware: direct-loading firmware htc_9271.fw", NULL, NULL},
	{"usb 1-6: firmware: failed to load htc_9271.fw", NULL, NULL},
	{"usb 1-6: firmware: failed to load  (-2)", NULL, NULL},
	{": Direct firmware load for a failed with error -2", NULL, NULL},
	{"usb 1-6: Direct firmware load for ", NULL, NULL},
	{"", NULL, NULL},
};

static void a_line_names_device_and_file(void **state)
{
	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(lines); i++) {
		struct hw_firmware_failure f = {HW_NO_TEXT, HW_NO_TEXT};
		bool is_one = hw_kernel_log_parse(hw_text_of(lines[i].line), &f);

		if (is_one != (lines[i].device != NULL))
			fail_msg("%s: %d", lines[i].line, is_one);
		if (!is_one)
			continue;
		assert_text(f.device, lines[i].device);
		assert_text(f.file, lines[i].file);
	}
}

static void a_recorded_log_is_a_file(void **state)
{
	struct hw_firmware_failures failures = {NULL, 0};
	struct hw_arena arena = {0};
	struct hw_root *root;
	struct tree t;

	(void)state;
	tree_make(&t);
	assert_int_equal(hw_root_open(t.path, &root), 0);
	assert_int_equal(hw_kernel_log_firmware(root, &arena, &failures), -ENOENT);
	tree_file(&t, "var/log/dmesg",
		  "[ 1.0] Linux version 6.1\n[ 2.0] " DIRECT "\n[ 2.5] " DIRECT
		  "\n\n[ 3.0] usb 1-6: firmware: failed to load x.fw (-2)");
	assert_int_equal(hw_kernel_log_firmware(root, &arena, &failures), 0);
	assert_int_equal(failures.n, 2);
	assert_text(failures.v[0].file, "a b.ucode");
	assert_text(failures.v[1].device, "1-6");
	hw_arena_done(&arena);
	hw_root_close(root);
	tree_remove(&t);
}

/* Whoever may not read it is told so, and nobody waits for the next record. */
static void the_live_log_ends(void **state)
{
	struct hw_firmware_failures failures = {NULL, 0};
	struct hw_arena arena = {0};
	struct hw_root *root;
	int r;

	(void)state;
	assert_int_equal(hw_root_open("/", &root), 0);
	r = hw_kernel_log_firmware(root, &arena, &failures);
	assert_true(r == 0 || r == -EPERM || r == -EACCES || r == -ENOENT);
	hw_arena_done(&arena);
	hw_root_close(root);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_names_device_and_file),
		cmocka_unit_test(a_recorded_log_is_a_file),
		cmocka_unit_test(the_live_log_ends),
	};

	return cmocka_run_group_tests_name("kernel_log", tests, NULL, NULL);
}
