// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "data/host/kernel_log.h"
#include "tests/lib/text.h"
#include "tests/lib/tree.h"

#define DIRECT "wl 0000:03:00.0: Direct firmware load for a b.ucode failed with error -2"

static void assert_part(const struct hw_log_record *r, enum hw_log_part part,
			const char *want)
{
	assert_text(r->message.parts[part], want);
}

static void a_recorded_log_is_a_file(void **state)
{
	struct hw_kernel_log log = {.n = 0};
	struct hw_arena arena = {0};
	struct hw_root *root;
	struct tree t;

	(void)state;
	tree_make(&t);
	assert_int_equal(hw_root_open(t.path, &root), 0);
	assert_int_equal(hw_kernel_log_read(root, &arena, &log), -ENOENT);
	tree_file(&t, "var/log/dmesg",
		  "[ 9.0] " DIRECT "\n[ 1.0] Linux version 6.1\n[ 2.0] " DIRECT
		  "\n<12>[ 2.5] " DIRECT
		  "\n\n[ 3.0] usb 1-6: firmware: failed to load x.fw (-2)");
	assert_int_equal(hw_kernel_log_read(root, &arena, &log), 0);
	assert_true(hw_text_eq(log.source, HW_TEXT("/var/log/dmesg")));
	/* the first line is of an earlier boot, <12> of a user */
	assert_int_equal(log.n, 3);
	assert_int_equal(log.v[0].message.pattern->event, HW_LOG_BOOT);
	assert_part(&log.v[1], HW_LOG_PART_FILE, "a b.ucode");
	assert_int_equal(log.v[1].line, 3);
	assert_part(&log.v[2], HW_LOG_PART_DEVICE, "1-6");
	assert_int_equal(log.v[2].line, 6);
	assert_true(hw_text_eq(log.v[2].time, HW_TEXT("3.0")));
	hw_arena_done(&arena);
	hw_root_close(root);
	tree_remove(&t);
}

/* A log that repeats itself for weeks keeps the newest messages, in order. */
static void a_long_log_keeps_its_end(void **state)
{
	const size_t count = HW_LOG_RECORDS_MAX + 10;
	struct hw_kernel_log log = {.n = 0};
	struct hw_arena arena = {0};
	char *text = malloc(count * 64);
	struct hw_root *root;
	size_t n = 0;
	struct tree t;

	(void)state;
	assert_non_null(text);
	for (size_t i = 0; i < count; i++)
		n += (size_t)sprintf(text + n,
				     "usb 1-6: device not accepting address "
				     "%zu, error -71\n",
				     i);
	tree_make(&t);
	tree_file(&t, "var/log/kern.log", text);
	assert_int_equal(hw_root_open(t.path, &root), 0);
	assert_int_equal(hw_kernel_log_read(root, &arena, &log), 0);
	assert_int_equal(log.n, HW_LOG_RECORDS_MAX);
	assert_part(&log.v[0], HW_LOG_PART_NUMBER, "10");
	sprintf(text, "%zu", count - 1);
	assert_part(&log.v[log.n - 1], HW_LOG_PART_NUMBER, text);
	free(text);
	hw_arena_done(&arena);
	hw_root_close(root);
	tree_remove(&t);
}

/* Whoever may not read it is told so, and nobody waits for the next record. */
static void the_live_log_ends(void **state)
{
	struct hw_kernel_log log = {.n = 0};
	struct hw_arena arena = {0};
	struct hw_root *root;
	int r;

	(void)state;
	assert_int_equal(hw_root_open("/", &root), 0);
	r = hw_kernel_log_read(root, &arena, &log);
	assert_true(r == 0 || r == -EPERM || r == -EACCES || r == -ENOSYS);
	hw_arena_done(&arena);
	hw_root_close(root);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_recorded_log_is_a_file),
		cmocka_unit_test(a_long_log_keeps_its_end),
		cmocka_unit_test(the_live_log_ends),
	};

	return cmocka_run_group_tests_name("kernel_log", tests, NULL, NULL);
}
