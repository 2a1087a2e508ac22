// SPDX-License-Identifier: GPL-2.0-or-later
#include <string.h>

#include "decoders/log/log.h"
#include "decoders/text/ascii.h"

/* Longer than any message of the table; what is longer is no message of it. */
#define NAME_MAX_LENGTH 255

static const char *const part_names[HW_LOG_PART_COUNT] = {
	[HW_LOG_PART_DRIVER] = "driver",   [HW_LOG_PART_DEVICE] = "device",
	[HW_LOG_PART_MODULE] = "module",   [HW_LOG_PART_FILE] = "file",
	[HW_LOG_PART_ERROR] = "error",	   [HW_LOG_PART_SYMBOL] = "symbol",
	[HW_LOG_PART_PROGRAM] = "program", [HW_LOG_PART_ID] = "id",
	[HW_LOG_PART_NUMBER] = "number",   [HW_LOG_PART_VERSION] = "version",
	[HW_LOG_PART_WORDS] = "words",
};

/* A piece of a pattern's text: a literal, or a part in braces. */
struct piece {
	bool is_part;
	enum hw_log_part part;
	struct hw_text literal;
};

/* Cuts the next piece off. False at the end. */
static bool next_piece(const char **at, struct piece *ret)
{
	const char *p = *at;
	size_t n = strcspn(p, "{");

	if (!*p)
		return false;
	if (n) {
		*ret = (struct piece){.literal = {p, n}};
		*at = p + n;
		return true;
	}
	n = strcspn(p, "}");
	*ret = (struct piece){.is_part = true, .part = HW_LOG_PART_WORDS};
	for (size_t i = 0; i < HW_LOG_PART_COUNT; i++)
		if (strlen(part_names[i]) == n - 1 &&
		    memcmp(part_names[i], p + 1, n - 1) == 0)
			ret->part = (enum hw_log_part)i;
	*at = p + n + 1;
	return true;
}

static bool is_number(struct hw_text t)
{
	size_t i = 0;

	if (t.n > 10)
		return false;
	while (i < t.n && hw_is_digit(t.s[i]))
		i++;
	return t.n && i == t.n;
}

static bool has_blank(struct hw_text t)
{
	for (size_t i = 0; i < t.n; i++)
		if (t.s[i] == ' ' || t.s[i] == '\t')
			return true;
	return false;
}

/* What depmod and kernels have in a release and its options (VERMAGIC_STRING,
 * include/linux/vermagic.h). */
static bool is_version(struct hw_text t)
{
	for (size_t i = 0; i < t.n; i++)
		if (!hw_is_alnum(t.s[i]) && !strchr(" +-._~", t.s[i]))
			return false;
	return t.n && t.n <= NAME_MAX_LENGTH && hw_is_digit(t.s[0]);
}

/* Whether the text may be such a part. Names hold no blanks, those of drivers and of
 * processes aside. */
static bool is_part(enum hw_log_part part, struct hw_text t)
{
	switch (part) {
	case HW_LOG_PART_ERROR:
		return is_number(t) ||
		       (t.n > 1 && t.s[0] == '-' && is_number(hw_text_from(t, 1)));
	case HW_LOG_PART_NUMBER:
		return is_number(t);
	case HW_LOG_PART_ID:
		for (size_t i = 0; i < t.n; i++)
			if (!hw_is_hex(t.s[i]))
				return false;
		return t.n == 4;
	case HW_LOG_PART_DEVICE:
	case HW_LOG_PART_MODULE:
	case HW_LOG_PART_SYMBOL:
		return t.n && t.n <= NAME_MAX_LENGTH && !has_blank(t);
	case HW_LOG_PART_DRIVER:
	case HW_LOG_PART_FILE:
	case HW_LOG_PART_PROGRAM:
		return t.n && t.n <= NAME_MAX_LENGTH;
	case HW_LOG_PART_VERSION:
		return is_version(t);
	case HW_LOG_PART_WORDS:
	case HW_LOG_PART_COUNT:
		break;
	}
	return true;
}

static size_t find(struct hw_text in, struct hw_text what)
{
	const char *at = in.n ? memmem(in.s, in.n, what.s, what.n) : NULL;

	return at ? (size_t)(at - in.s) : in.n;
}

static bool set_part(struct hw_log_message *m, enum hw_log_part part, struct hw_text t)
{
	if (!is_part(part, t))
		return false;
	m->parts[part] = t;
	return true;
}

/* "iwlwifi 0000:03:00.0": the device is the last word. */
static bool set_subject(struct hw_log_message *m, struct hw_text t)
{
	size_t blank = t.n;

	switch (m->pattern->subject) {
	case HW_LOG_NONE:
		return t.n == 0;
	case HW_LOG_DRIVER:
		return set_part(m, HW_LOG_PART_DRIVER, t);
	case HW_LOG_MODULE:
		return set_part(m, HW_LOG_PART_MODULE, t);
	case HW_LOG_DEVICE:
		break;
	}
	while (blank && t.s[blank - 1] != ' ')
		blank--;
	return blank > 1 && set_part(m, HW_LOG_PART_DRIVER, hw_text_head(t, blank - 1)) &&
	       set_part(m, HW_LOG_PART_DEVICE, hw_text_from(t, blank));
}

static int number_of(struct hw_text t)
{
	bool negative = t.n && t.s[0] == '-';
	long long value = 0;

	for (size_t i = negative; i < t.n; i++)
		value = value * 10 + (t.s[i] - '0');
	if (value > 4095)
		return 0;
	return (int)(negative ? -value : value);
}

/*
 * The pattern's first piece, a literal, stands at `start`; what is before it is the
 * subject. A part reaches up to the next literal, and at the end of the pattern to the
 * end of the line.
 */
static bool match(const struct hw_log_pattern *pattern, struct hw_text line, size_t start,
		  struct hw_log_message *ret)
{
	const char *at = pattern->text;
	struct hw_text rest = hw_text_from(line, start);
	struct piece piece, next;

	if (!next_piece(&at, &piece) || !hw_text_starts(rest, piece.literal))
		return false;
	*ret = (struct hw_log_message){.pattern = pattern};
	if (!set_subject(ret, hw_text_head(line, start)))
		return false;
	rest = hw_text_from(rest, piece.literal.n);
	while (next_piece(&at, &piece)) {
		size_t end = rest.n;
		bool has_next = next_piece(&at, &next);

		if (has_next && (end = find(rest, next.literal)) == rest.n)
			return false;
		if (!set_part(ret, piece.part, hw_text_head(rest, end)))
			return false;
		rest = hw_text_from(rest, end + (has_next ? next.literal.n : 0));
	}
	ret->error = number_of(ret->parts[HW_LOG_PART_ERROR]);
	return true;
}

/* The letter that tells the rows apart; a part may begin with any. */
static char letter_of(const struct hw_log_pattern *p)
{
	return p->subject == HW_LOG_NONE ? p->text[0] : p->text[2];
}

void hw_log_index_fill(struct hw_log_index *ret)
{
	memset(ret, 0, sizeof(*ret));
	for (size_t i = 0; i < HW_LOG_ROWS_MAX && hw_log_patterns[i].text; i++) {
		const struct hw_log_pattern *p = &hw_log_patterns[i];
		const size_t with_subject = p->subject != HW_LOG_NONE;
		const size_t letter = letter_of(p) & 0x7f;

		const uint64_t row = UINT64_C(1) << i % 64;

		if (letter != '{')
			ret->rows[with_subject][letter][i / 64] |= row;
		for (size_t k = 0; letter == '{' && k < 0x80; k++)
			ret->rows[with_subject][k][i / 64] |= row;
	}
}

/* Most rows differ from a message in the first letters. */
static bool match_row(const struct hw_log_pattern *p, struct hw_text message,
		      size_t start, struct hw_log_message *ret)
{
	size_t i = 0;

	if ((p->subject == HW_LOG_NONE) != (start == 0))
		return false;
	for (; p->text[i] && p->text[i] != '{'; i++)
		if (start + i >= message.n || p->text[i] != message.s[start + i])
			return false;
	return match(p, message, start, ret);
}

/* Tries the rows that begin at `start`: those without a subject at the beginning of the
 * message, the others at a colon, which two bytes follow. */
static bool match_at(const struct hw_log_index *index, struct hw_text message,
		     size_t start, struct hw_log_message *ret)
{
	const size_t letter = message.s[start ? start + 2 : 0] & 0x7f;

	for (size_t i = 0; !index && hw_log_patterns[i].text; i++)
		if (match_row(&hw_log_patterns[i], message, start, ret))
			return true;
	for (size_t word = 0; index && word < HW_LOG_ROWS_MAX / 64; word++)
		for (uint64_t rows = index->rows[start != 0][letter][word]; rows;
		     rows &= rows - 1)
			if (match_row(&hw_log_patterns[word * 64 +
						       (size_t)__builtin_ctzll(rows)],
				      message, start, ret))
				return true;
	return false;
}

/* What subsystems print before the driver or device. */
static bool is_subsystem(struct hw_text t)
{
	static const char *const names[] = {"Bluetooth", "ieee80211", "ACPI", "thermal",
					    "cfg80211"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (hw_text_eq(t, hw_text_of(names[i])))
			return true;
	return false;
}

/*
 * A literal that follows a subject begins with ": ", and it is the first one: what
 * follows may be text of others, as in "usb 1-1: Product: ..." (announce_device(),
 * drivers/usb/core/hub.c).
 */
bool hw_log_parse(const struct hw_log_index *index, struct hw_text message,
		  struct hw_log_message *ret)
{
	size_t end = hw_text_find(message, '\n');

	message = hw_text_trim_end(hw_text_head(message, end), "\r ");
	if (message.n && match_at(index, message, 0, ret))
		return true;
	for (size_t i = 1; i + 2 < message.n; i++) {
		i += hw_text_find(hw_text_from(message, i), ':');
		if (i + 2 >= message.n)
			break;
		if (message.s[i + 1] != ' ')
			continue;
		if (match_at(index, message, i, ret))
			return true;
		if (!is_subsystem(hw_text_head(message, i)))
			return false;
	}
	return false;
}

struct printer {
	char *to;
	size_t room;
	size_t n;
};

static void put(struct printer *p, struct hw_text t)
{
	for (size_t i = 0; i < t.n; i++, p->n++)
		if (p->n < p->room)
			p->to[p->n] = t.s[i];
}

size_t hw_log_print(const struct hw_log_message *m, bool with_words, char *buffer,
		    size_t room)
{
	struct printer p = {.to = buffer, .room = room};
	const char *at = m->pattern->text;
	struct piece piece;

	if (m->pattern->subject == HW_LOG_MODULE)
		put(&p, m->parts[HW_LOG_PART_MODULE]);
	/* "probe with driver X" names the driver a second time */
	if (m->pattern->subject == HW_LOG_DRIVER || m->pattern->subject == HW_LOG_DEVICE)
		put(&p, m->parts[HW_LOG_PART_DRIVER]);
	if (m->pattern->subject == HW_LOG_DEVICE) {
		if (m->parts[HW_LOG_PART_DRIVER].n)
			put(&p, HW_TEXT(" "));
		put(&p, m->parts[HW_LOG_PART_DEVICE]);
	}
	while (next_piece(&at, &piece)) {
		if (!piece.is_part)
			put(&p, piece.literal);
		else if (piece.part == HW_LOG_PART_WORDS && !with_words)
			put(&p, HW_TEXT("…"));
		else
			put(&p, m->parts[piece.part]);
	}
	return p.n;
}
