// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/fleet/scanner.h"

#include "decoders/text/ascii.h"

/* Of arrays and objects within each other. */
#define DEPTH_MAX 256

bool hw_scanner_fail(struct hw_scanner *s, const char *error)
{
	if (!s->error)
		s->error = error;
	return false;
}

void hw_scanner_skip_blanks(struct hw_scanner *s)
{
	while (s->at < s->end &&
	       (*s->at == ' ' || *s->at == '\n' || *s->at == '\t' || *s->at == '\r'))
		s->at++;
}

bool hw_scanner_next_is(struct hw_scanner *s, char c)
{
	hw_scanner_skip_blanks(s);
	return s->at < s->end && *s->at == c;
}

bool hw_scanner_expect(struct hw_scanner *s, char c, const char *error)
{
	if (!hw_scanner_next_is(s, c))
		return hw_scanner_fail(s, error);
	s->at++;
	return true;
}

/* The text between the quotes as it stands; *ret_escaped: it has escapes. */
static bool scan_string(struct hw_scanner *s, struct hw_text *ret, bool *ret_escaped)
{
	const char *at;

	*ret_escaped = false;
	if (!hw_scanner_expect(s, '"', "a string is missing"))
		return false;
	ret->s = s->at;
	for (at = s->at; at < s->end && *at != '"'; at++) {
		if ((unsigned char)*at < 0x20)
			return hw_scanner_fail(s, "a control character in a string");
		if (*at != '\\')
			continue;
		*ret_escaped = true;
		if (++at == s->end)
			break;
	}
	if (at >= s->end) {
		s->at = s->end;
		return hw_scanner_fail(s, "a string does not end");
	}
	ret->n = (size_t)(at - ret->s);
	s->at = at + 1;
	return true;
}

static uint32_t hex4(const char *at, const char *end)
{
	uint32_t code = 0;

	for (int i = 0; i < 4; i++) {
		int digit = at + i < end ? hw_hex_value(at[i]) : -1;

		if (digit < 0)
			return UINT32_MAX;
		code = code << 4 | (uint32_t)digit;
	}
	return code;
}

static char *put_utf8(char *to, uint32_t code)
{
	if (!code || (code >= 0xd800 && code < 0xe000))
		code = 0xfffd;
	if (code < 0x80) {
		*to++ = (char)code;
	} else if (code < 0x800) {
		*to++ = (char)(0xc0 | code >> 6);
		*to++ = (char)(0x80 | (code & 0x3f));
	} else if (code < 0x10000) {
		*to++ = (char)(0xe0 | code >> 12);
		*to++ = (char)(0x80 | (code >> 6 & 0x3f));
		*to++ = (char)(0x80 | (code & 0x3f));
	} else {
		*to++ = (char)(0xf0 | code >> 18);
		*to++ = (char)(0x80 | (code >> 12 & 0x3f));
		*to++ = (char)(0x80 | (code >> 6 & 0x3f));
		*to++ = (char)(0x80 | (code & 0x3f));
	}
	return to;
}

/* \uXXXX, and a second one that makes a pair with it (RFC 8259, 7). */
static const char *unescape_code(const char *at, const char *end, char **to)
{
	uint32_t code = hex4(at, end);
	uint32_t low;

	if (code == UINT32_MAX)
		return NULL;
	at += 4;
	if (code >= 0xd800 && code < 0xdc00 && end - at >= 6 && at[0] == '\\' &&
	    at[1] == 'u') {
		low = hex4(at + 2, end);
		if (low >= 0xdc00 && low < 0xe000) {
			code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
			at += 6;
		}
	}
	*to = put_utf8(*to, code);
	return at;
}

/* A text without its escapes, which is never longer: \u0000 becomes U+FFFD, 3 bytes. */
static bool unescape(struct hw_scanner *s, struct hw_text *text)
{
	static const char from[] = "\"\\/bfnrt";
	static const char becomes[] = "\"\\/\b\f\n\r\t";
	const char *at = text->s;
	const char *end = text->s + text->n;
	char *start = hw_arena_alloc(s->arena, text->n + 1, 1);
	char *to = start;

	if (!start)
		return hw_scanner_fail(s, NULL);
	while (at < end) {
		const char *letter;

		if (*at != '\\') {
			*to++ = *at++;
			continue;
		}
		at++;
		letter = at < end ? memchr(from, *at, sizeof(from) - 1) : NULL;
		if (letter) {
			*to++ = becomes[letter - from];
			at++;
		} else if (at < end && *at == 'u') {
			at = unescape_code(at + 1, end, &to);
			if (!at)
				return hw_scanner_fail(s, "a wrong \\u in a string");
		} else {
			return hw_scanner_fail(s, "a wrong escape in a string");
		}
	}
	*text = (struct hw_text){start, (size_t)(to - start)};
	return true;
}

/* A number, true, false or null. */
static bool hw_scanner_skip_word(struct hw_scanner *s)
{
	const char *start = s->at;

	while (s->at < s->end &&
	       (hw_is_alnum(*s->at) || *s->at == '-' || *s->at == '+' || *s->at == '.'))
		s->at++;
	return s->at > start || hw_scanner_fail(s, "a value is missing");
}

/* Any value; brackets and braces must pair. */
bool hw_scanner_skip_value(struct hw_scanner *s)
{
	char open[DEPTH_MAX];
	struct hw_text text;
	bool is_escaped;
	size_t depth = 0;

	do {
		hw_scanner_skip_blanks(s);
		if (s->at == s->end)
			return hw_scanner_fail(s, "it ends within a value");
		switch (*s->at) {
		case '"':
			if (!scan_string(s, &text, &is_escaped))
				return false;
			break;
		case '{':
		case '[':
			if (depth == DEPTH_MAX)
				return hw_scanner_fail(
					s, "too many values within each other");
			open[depth++] = *s->at++;
			break;
		case '}':
		case ']':
			if (!depth || open[depth - 1] != (*s->at == '}' ? '{' : '['))
				return hw_scanner_fail(s, "a bracket that closes none");
			depth--;
			s->at++;
			break;
		case ',':
		case ':':
			if (!depth)
				return hw_scanner_fail(s, "a value is missing");
			s->at++;
			break;
		default:
			if (!hw_scanner_skip_word(s))
				return false;
		}
	} while (depth);
	return true;
}

/* Passes over null; over another value, too, which is noted to be no `expected`. */
bool hw_scanner_skip_null(struct hw_scanner *s, const char *expected)
{
	struct hw_text message;
	struct hw_text value;

	hw_scanner_skip_blanks(s);
	value.s = s->at;
	if (!hw_scanner_skip_value(s))
		return false;
	value.n = (size_t)(s->at - value.s);
	if (s->wrong.message || hw_text_eq(value, HW_TEXT("null")))
		return true;
	message = hw_arena_printf(s->arena, "%.*s is no %s",
				  HW_TEXT_ARG(hw_text_head(s->name, 32)), expected);
	if (!message.s)
		return hw_scanner_fail(s, NULL);
	s->wrong = (struct hw_fleet_scan_error){
		.message = message.s,
		.at = (size_t)(value.s - s->start),
	};
	return true;
}

/* A text, or null, which is absent. */
bool hw_scanner_text(struct hw_scanner *s, struct hw_text *ret)
{
	bool is_escaped;

	*ret = HW_NO_TEXT;
	if (!hw_scanner_next_is(s, '"'))
		return hw_scanner_skip_null(s, "text");
	if (!scan_string(s, ret, &is_escaped))
		return false;
	if (is_escaped && !unescape(s, ret))
		return false;
	if (!ret->n)
		*ret = HW_NO_TEXT;
	return true;
}

const struct hw_scanner_member *hw_scanner_find(const struct hw_scanner_member *members,
						struct hw_text name)
{
	for (; members->name; members++)
		if (hw_text_eq(hw_text_of(members->name), name))
			return members;
	return NULL;
}

/* The next member's name, or the end of the object (*ret_end). */
bool hw_scanner_name(struct hw_scanner *s, bool is_first, struct hw_text *ret,
		     bool *ret_end)
{
	bool is_escaped;

	*ret_end = hw_scanner_next_is(s, '}');
	if (*ret_end) {
		s->at++;
		return true;
	}
	if (!is_first && !hw_scanner_expect(s, ',', "a comma or brace is missing"))
		return false;
	hw_scanner_skip_blanks(s);
	if (!scan_string(s, ret, &is_escaped) ||
	    !hw_scanner_expect(s, ':', "a colon is missing"))
		return false;
	s->name = *ret;
	return true;
}

/* The members of an object below the outermost one, behind its brace. */
bool hw_scanner_members(struct hw_scanner *s, const struct hw_scanner_member *members,
			void *to)
{
	struct hw_text name;
	bool is_end;

	for (bool is_first = true;; is_first = false) {
		if (!hw_scanner_name(s, is_first, &name, &is_end))
			return false;
		if (is_end)
			return true;
		if (!hw_scanner_value(s, hw_scanner_find(members, name), to))
			return false;
	}
}

/* An object with members that are kept, or null. */
bool hw_scanner_object(struct hw_scanner *s, const struct hw_scanner_member *members,
		       void *to)
{
	if (!hw_scanner_next_is(s, '{'))
		return hw_scanner_skip_null(s, "object");
	s->at++;
	return hw_scanner_members(s, members, to);
}

bool hw_scanner_value(struct hw_scanner *s, const struct hw_scanner_member *m, void *to)
{
	if (!m)
		return hw_scanner_skip_value(s);
	if (m->read)
		return m->read(s, to);
	/* two levels, as deep as the tables are */
	if (m->members)
		return hw_scanner_object(s, m->members, to);
	return hw_scanner_text(s, (struct hw_text *)(void *)((char *)to + m->offset));
}

/* Joins texts with a byte between them, in the arena. */
bool hw_scanner_add_text(struct hw_scanner *s, struct hw_text *list, char between,
			 struct hw_text text)
{
	char *joined = hw_arena_alloc(s->arena, list->n + 1 + text.n, 1);

	if (!joined)
		return hw_scanner_fail(s, NULL);
	if (list->n) {
		memcpy(joined, list->s, list->n);
		joined[list->n] = between;
		memcpy(joined + list->n + 1, text.s, text.n);
		*list = (struct hw_text){joined, list->n + 1 + text.n};
	} else {
		memcpy(joined, text.s, text.n);
		*list = (struct hw_text){joined, text.n};
	}
	return true;
}

bool hw_scanner_has_item(struct hw_text list, char between, struct hw_text item)
{
	while (list.s)
		if (hw_text_eq(hw_text_cut(&list, between), item))
			return true;
	return false;
}

/* Calls `item` for each of an array, behind whose bracket or comma it stands. */
bool hw_scanner_array(struct hw_scanner *s, bool (*item)(struct hw_scanner *s, void *to),
		      void *to)
{
	if (!hw_scanner_next_is(s, '['))
		return hw_scanner_skip_null(s, "array");
	s->at++;
	if (hw_scanner_next_is(s, ']')) {
		s->at++;
		return true;
	}
	for (;;) {
		if (!item(s, to))
			return false;
		if (hw_scanner_next_is(s, ']')) {
			s->at++;
			return true;
		}
		if (!hw_scanner_expect(s, ',', "a comma or bracket is missing"))
			return false;
	}
}

/* Whether true or false, or null, is this literal. */
bool hw_scanner_is(struct hw_scanner *s, struct hw_text literal, bool *ret)
{
	struct hw_text value;

	hw_scanner_skip_blanks(s);
	value.s = s->at;
	*ret = false;
	if (s->at == s->end || (*s->at != 't' && *s->at != 'f'))
		return hw_scanner_skip_null(s, "boolean");
	if (!hw_scanner_skip_word(s))
		return false;
	value.n = (size_t)(s->at - value.s);
	*ret = hw_text_eq(value, literal);
	if (*ret || hw_text_eq(value, HW_TEXT("true")) ||
	    hw_text_eq(value, HW_TEXT("false")))
		return true;
	s->at = value.s;
	return hw_scanner_skip_null(s, "boolean");
}

/* A number, none below zero; -1: null. */
bool hw_scanner_number(struct hw_scanner *s, int64_t *ret)
{
	struct hw_text value;

	hw_scanner_skip_blanks(s);
	value.s = s->at;
	*ret = -1;
	if (s->at == s->end || !hw_is_digit(*s->at))
		return hw_scanner_skip_null(s, "number");
	if (!hw_scanner_skip_word(s))
		return false;
	value.n = (size_t)(s->at - value.s);
	*ret = hw_text_decimal(value, 9);
	if (*ret >= 0)
		return true;
	s->at = value.s;
	return hw_scanner_skip_null(s, "number of devices");
}
