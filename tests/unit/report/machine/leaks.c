// SPDX-License-Identifier: GPL-2.0-or-later
/* The search of documents for what is private. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "report/machine/leaks.h"
#include "tests/lib/tree.h"

/* A program of so many texts of four bytes, and behind them of `end`. */
#define TEXTS ((size_t)1000000)

static void write_program(struct tree *t, struct hw_text end)
{
	char *image = malloc(4 * TEXTS + end.n + 1);

	assert_non_null(image);
	for (size_t i = 0; i < TEXTS; i++)
		memcpy(image + 4 * i, "abc", 4);
	memcpy(image + 4 * TEXTS, end.s, end.n);
	tree_bytes(t, "proc/self/exe", image, 4 * TEXTS + end.n);
	free(image);
}

/* Whether a text that has the user's name is a leak, by a program that ends so. */
static bool is_leak(const char *user, struct hw_text end)
{
	const struct hw_text name = hw_text_of(user);
	const struct hw_privacy privacy = {.level = HW_PRIVACY_PUBLIC};
	const struct hw_known_secrets known = {.root = NULL};
	const struct hw_private_words words = {.users = &name, .user_count = 1};
	struct hw_machine m = {.live = NULL};
	const struct hw_leaks_sources sources = {&m,	 &privacy, &known,
						 &words, NULL,	   NULL};
	struct hw_arena arena = {0};
	struct tree t;
	bool is;

	tree_make(&t);
	write_program(&t, end);
	assert_int_equal(hw_root_open(t.path, &m.live), 0);
	is = hw_leaks_find_of(&sources, hw_arena_printf(&arena, "x %s y", user), &arena)
		     .n != 0;
	hw_root_close(m.live);
	hw_arena_done(&arena);
	tree_remove(&t);
	return is;
}

/* A word of the program's texts is public, one of its code is not; either takes time that
 * grows with the program, and not with its square. */
static void words_of_a_large_program(void **state)
{
	(void)state;
	alarm(60);
	assert_false(is_leak("zqxwordq", HW_TEXT("The zqxwordq is printed\0")));
	assert_true(is_leak("zqxwordq", HW_TEXT("\xff\x01 zqxwordq \xff")));
	assert_true(is_leak("zqxwordq", HW_TEXT("")));
	alarm(0);
}

/* Whether a text has the value of a device, or the name of the host. */
static bool has(const char *value, const char *host, const char *text)
{
	struct hw_text values = hw_text_of(value ? value : "");
	const struct hw_text_set more = {.v = &values, .n = value ? 1 : 0};
	const struct hw_privacy privacy = {.level = HW_PRIVACY_PUBLIC};
	const struct hw_known_secrets known = {.root = NULL};
	const struct hw_private_words words = {.host = hw_text_of(host ? host : "")};
	const struct hw_machine m = {.live = NULL};
	const struct hw_leaks_sources sources = {&m,	 &privacy, &known,
						 &words, NULL,	   &more};
	struct hw_arena arena = {0};
	const bool is = hw_leaks_find_of(&sources, hw_text_of(text), &arena).n != 0;

	assert_false(hw_arena_failed(&arena));
	hw_arena_done(&arena);
	return is;
}

/* Numbers of a fixed width and dates have the digits of many a serial number. */
static void numbers_that_are_no_serial(void **state)
{
	static const struct {
		const char *value;
		const char *text;
		bool is_leak;
	} cases[] = {
		{"000000000001", "|0x0000000000001060 0x000000000000106f 0x0", false},
		{"100000000000", "|0x0000000000100000 0x00000000001fffff 0x0", false},
		{"000000000001", "serial 000000000001, said", true},
		{"000000000001", "at 00:00:00:00:00:01", true},
		{"525400a1b2c3", "port_name 0x2000525400a1b2c3", true},
		{"20261130", "made 2026-11-30 07:42 UTC", false},
		{"20261130", "usb.ids 2026.11.30", false},
		{"20261130", "serial 20261130", true},
		{"20261330", "serial 2026-13-30", true},
		{"2026-11-30", "serial 2026-11-30", true},
		{"20261130", "serial 2026-1130", true},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		if (has(cases[i].value, NULL, cases[i].text) != cases[i].is_leak)
			fail_msg("%s in '%s'", cases[i].value, cases[i].text);
}

/* A host's name may be parts of words that stand side by side. */
static void words_that_are_no_host(void **state)
{
	(void)state;
	assert_false(has(NULL, "driver-pc", "\"driver:pci:nvme\""));
	assert_false(has(NULL, "driver.pci", "\"driver:pci:nvme\""));
	assert_true(has(NULL, "driver-pc", "on driver-pc."));
	assert_true(has(NULL, "driver-pc", "on driver_pc2"));
	assert_true(has(NULL, "driver-pc", "on DRIVERPC"));
	assert_true(has(NULL, "driver-pc", "of qdriver:pci:nvme"));
	assert_true(has(NULL, "driverzq-pc", "driverzq:pci"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_that_are_no_serial),
		cmocka_unit_test(words_that_are_no_host),
		cmocka_unit_test(words_of_a_large_program),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
