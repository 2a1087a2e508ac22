// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A mail as it was sent (RFC 2045, 6.7): a line that ends in "=" goes on in the next one,
 * and "=3D" is a byte:
 *
 *     Content-Transfer-Encoding: quoted-printable
 *
 *     00:14.3 Network controller [0280]: Intel Corporation Cannon Point-LP CNVi =
 *     [Wireless-AC] [8086:9df0] (rev 11)
 *     E: DRIVER=3Diwlwifi
 *
 * Lines are those that a program for mails shows.
 */
#include <strings.h>

#include "data/forms/internal.h"
#include "decoders/text/ascii.h"

static int32_t digit(char c)
{
	return hw_is_digit(c) ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The byte at "=3D", or -1. */
static int32_t byte_at(struct hw_text t)
{
	if (t.n < 3 || digit(t.s[1]) < 0 || digit(t.s[2]) < 0)
		return -1;
	return digit(t.s[1]) * 16 + digit(t.s[2]);
}

/* The length of "=", blanks and the end of the line; 0: the line goes on. */
static size_t break_at(struct hw_text t)
{
	const struct hw_text rest = hw_text_trim_start(hw_text_from(t, 1), " \t\r");

	return rest.n && rest.s[0] == '\n' ? t.n - rest.n + 1 : 0;
}

/* A line is broken where it is long; "KEY=" is another's. */
#define BROKEN_MIN ((size_t)50)

/* Whether each "=" is one of these, and some are what such a text alone has. */
static bool is_encoded(struct hw_text text)
{
	const char *start = text.s;
	bool is_certain = false;

	for (; text.n; text = hw_text_from(text, 1)) {
		if (text.s[0] == '\n')
			start = text.s + 1;
		if (text.s[0] != '=')
			continue;
		if (break_at(text) && (size_t)(text.s - start) >= BROKEN_MIN)
			is_certain = true;
		else if (byte_at(text) < 0)
			return false;
		is_certain |= byte_at(text) == '=';
	}
	return is_certain;
}

/* Where the part begins whose head says that it is encoded, or the length. */
static size_t body_of(struct hw_text text)
{
	const struct hw_text key = HW_TEXT("Content-Transfer-Encoding:");
	struct hw_text rest = text;
	bool is_head = false;

	while (rest.n) {
		const struct hw_text line =
			hw_text_trim_end(hw_text_cut(&rest, '\n'), " \t\r");
		const struct hw_text value =
			hw_text_trim_start(hw_text_from(line, key.n), " \t");

		if (line.n > key.n && strncasecmp(line.s, key.s, key.n) == 0)
			is_head = value.n == 16 &&
				  strncasecmp(value.s, "quoted-printable", 16) == 0;
		if (is_head && !line.n)
			return text.n - rest.n;
	}
	return text.n;
}

/* Up to the line that begins the mail's next part, "--=_b1". */
static size_t end_of_part(struct hw_text text)
{
	const char *at = text.n ? memmem(text.s, text.n, "\n--=", 4) : NULL;

	return at ? (size_t)(at - text.s) : text.n;
}

static size_t decode(struct hw_text from, char *to)
{
	size_t n = 0;

	for (size_t i = 0; i < from.n;) {
		const struct hw_text rest = hw_text_from(from, i);
		const bool is_sign = rest.s[0] == '=';
		const size_t length = is_sign ? break_at(rest) : 0;

		if (length) {
			i += length;
		} else if (is_sign && byte_at(rest) >= 0) {
			to[n++] = (char)byte_at(rest);
			i += 3;
		} else {
			to[n++] = rest.s[0];
			i++;
		}
	}
	return n;
}

struct hw_text hw_quoted_printable(struct hw_text text, struct hw_arena *arena)
{
	const size_t head = body_of(text);
	struct hw_text body = text;
	char *to;
	size_t n = 0;

	if (head < text.n) {
		body = hw_text_from(text, head);
		body = hw_text_head(body, end_of_part(body));
		n = head;
	} else if (!is_encoded(text)) {
		return text;
	}
	to = hw_arena_alloc(arena, text.n + 1, 1);
	if (!to)
		return text;
	if (n)
		memcpy(to, text.s, n);
	n += decode(body, to + n);
	return (struct hw_text){to, n};
}
