// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/attributes/usb_answers.h"

#include <errno.h>

#include "decoders/text/ascii.h"

static const char *const names[HW_USB_ASKED_COUNT] = {
	[HW_USB_HUB] = "hub",
	[HW_USB_PORT] = "port",
	[HW_USB_BOS] = "bos",
	[HW_USB_LANGUAGES] = "languages",
	[HW_USB_MANUFACTURER] = "manufacturer",
	[HW_USB_PRODUCT] = "product",
};

static const struct {
	int error;
	const char *word;
} statuses[] = {
	{0, "read"},	   {-EPIPE, "refused"},	    {-ETIMEDOUT, "timeout"},
	{-ENODEV, "gone"}, {-EBADMSG, "malformed"}, {-EIO, "failed"},
};

const char *hw_usb_answer_status(int error)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(statuses); i++)
		if (statuses[i].error == error)
			return statuses[i].word;
	return "failed";
}

void hw_usb_answer_add(struct hw_usb_answers *answers, struct hw_arena *arena,
		       const struct hw_usb_answer *answer)
{
	struct hw_usb_answer *copy = HW_ARENA_NEW(arena, struct hw_usb_answer, 1);

	if (!copy)
		return;
	*copy = *answer;
	copy->bytes = answer->bytes.n ? hw_arena_copy(arena, answer->bytes) : HW_NO_TEXT;
	copy->next = NULL;
	if (!answers->tail)
		answers->tail = &answers->first;
	*answers->tail = copy;
	answers->tail = &copy->next;
}

const struct hw_usb_answer *hw_usb_answer_find(const struct hw_usb_answers *answers,
					       enum hw_usb_asked asked, unsigned number)
{
	const struct hw_usb_answer *a = answers->first;

	while (a && (a->asked != asked || a->number != number))
		a = a->next;
	return a;
}

static struct hw_text hex(struct hw_text bytes, struct hw_arena *arena)
{
	static const char digits[] = "0123456789abcdef";
	char *to = hw_arena_alloc(arena, 2 * bytes.n + 1, 1);

	if (!to)
		return HW_NO_TEXT;
	for (size_t i = 0; i < bytes.n; i++) {
		to[2 * i] = digits[(unsigned char)bytes.s[i] >> 4];
		to[2 * i + 1] = digits[(unsigned char)bytes.s[i] & 0xf];
	}
	return (struct hw_text){to, 2 * bytes.n};
}

struct hw_text hw_usb_answers_text(const struct hw_usb_answers *answers,
				   struct hw_arena *arena)
{
	struct hw_text all = HW_TEXT("");

	for (const struct hw_usb_answer *a = answers->first; a; a = a->next)
		all = hw_arena_printf(
			arena, "%.*s%s %u %s%s%.*s\n", HW_TEXT_ARG(all), names[a->asked],
			a->number, hw_usb_answer_status(a->error), a->bytes.n ? " " : "",
			HW_TEXT_ARG(hex(a->bytes, arena)));
	return all;
}

static bool parse_name(struct hw_text word, enum hw_usb_asked *ret)
{
	for (unsigned i = 0; i < HW_USB_ASKED_COUNT; i++)
		if (hw_text_eq(word, hw_text_of(names[i]))) {
			*ret = (enum hw_usb_asked)i;
			return true;
		}
	return false;
}

static bool parse_status(struct hw_text word, int *ret)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(statuses); i++)
		if (hw_text_eq(word, hw_text_of(statuses[i].word))) {
			*ret = statuses[i].error;
			return true;
		}
	return false;
}

static bool parse_hex(struct hw_text digits, struct hw_arena *arena, struct hw_text *ret)
{
	char *to;

	*ret = HW_NO_TEXT;
	if (!digits.n)
		return true;
	to = digits.n % 2 ? NULL : hw_arena_alloc(arena, digits.n / 2, 1);
	if (!to)
		return false;
	for (size_t i = 0; i < digits.n; i += 2) {
		if (!hw_is_hex(digits.s[i]) || !hw_is_hex(digits.s[i + 1]))
			return false;
		to[i / 2] = (char)(hw_hex_value(digits.s[i]) << 4 |
				   hw_hex_value(digits.s[i + 1]));
	}
	*ret = (struct hw_text){to, digits.n / 2};
	return true;
}

void hw_usb_answers_parse(struct hw_text text, struct hw_arena *arena,
			  struct hw_usb_answers *ret)
{
	*ret = (struct hw_usb_answers){0};
	while (text.n) {
		struct hw_text line = hw_text_cut(&text, '\n');
		struct hw_text name = hw_text_cut(&line, ' ');
		int64_t number = hw_text_decimal(hw_text_cut(&line, ' '), 5);
		struct hw_text status = hw_text_cut(&line, ' ');
		struct hw_usb_answer answer = {0};

		if (number < 0 || number > 0xffff || !parse_name(name, &answer.asked) ||
		    !parse_status(status, &answer.error) ||
		    !parse_hex(line, arena, &answer.bytes))
			continue;
		answer.number = (unsigned)number;
		hw_usb_answer_add(ret, arena, &answer);
	}
}
