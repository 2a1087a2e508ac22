// SPDX-License-Identifier: GPL-2.0-or-later
/* Answers of USB devices as a recording has them. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "data/attributes/usb_answers.h"
#include "tests/lib/text.h"

static void there_and_back(void **state)
{
	static const struct hw_usb_answer all[] = {
		{.asked = HW_USB_HUB, .bytes = {"\0\0\1\0", 4}},
		{.asked = HW_USB_PORT, .number = 1, .bytes = {"\3\5\0\0", 4}},
		{.asked = HW_USB_PORT, .number = 2, .error = -EPIPE},
		{.asked = HW_USB_BOS, .error = -ETIMEDOUT},
		{.asked = HW_USB_LANGUAGES, .bytes = {"\6\3\x09\4\xff\xff", 6}},
		{.asked = HW_USB_MANUFACTURER, .number = 0xffff, .error = -ENODEV},
		{.asked = HW_USB_PRODUCT, .number = 0xffff, .error = -EBADMSG},
		{.asked = HW_USB_PRODUCT, .number = 7, .error = -ENOSPC},
	};
	const char *want = "hub 0 read 00000100\n"
			   "port 1 read 03050000\n"
			   "port 2 refused\n"
			   "bos 0 timeout\n"
			   "languages 0 read 06030904ffff\n"
			   "manufacturer 65535 gone\n"
			   "product 65535 malformed\n"
			   "product 7 failed\n";
	struct hw_arena arena = {0};
	struct hw_usb_answers answers = {0};
	struct hw_usb_answers parsed;
	const struct hw_usb_answer *a;

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(all); i++)
		hw_usb_answer_add(&answers, &arena, &all[i]);
	assert_text(hw_usb_answers_text(&answers, &arena), want);
	hw_usb_answers_parse(hw_text_of(want), &arena, &parsed);
	assert_text(hw_usb_answers_text(&parsed, &arena), want);
	a = hw_usb_answer_find(&parsed, HW_USB_PORT, 1);
	assert_non_null(a);
	assert_int_equal(a->error, 0);
	assert_int_equal(a->bytes.n, 4);
	assert_memory_equal(a->bytes.s, "\3\5\0\0", 4);
	assert_int_equal(hw_usb_answer_find(&parsed, HW_USB_PRODUCT, 7)->error, -EIO);
	assert_null(hw_usb_answer_find(&parsed, HW_USB_PORT, 3));
	hw_arena_done(&arena);
}

/* A snapshot may hold anything: the rest of it is read. */
static void malformed(void **state)
{
	struct hw_arena arena = {0};
	struct hw_usb_answers parsed;

	(void)state;
	hw_usb_answers_parse(
		HW_TEXT("\n\nport\nport 1\nport x read 00\nport 1 good 00\n"
			"serial 0 read 00\nport 65536 read 00\nport -1 read\n"
			"port 1 read 0\nport 1 read 0g\nport 1 read 00 \n"
			"port 9 read 03050000"),
		&arena, &parsed);
	assert_text(hw_usb_answers_text(&parsed, &arena), "port 9 read 03050000\n");
	hw_arena_done(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(there_and_back),
		cmocka_unit_test(malformed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
