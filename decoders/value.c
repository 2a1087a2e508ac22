// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/scan.h"
#include "decoders/text/ascii.h"

/*
 * Reads one value of each kind, of a device's string or of a pattern.
 *
 * Both have one grammar. modpost (scripts/mod/file2alias.c, ADD()) prints every tag of a
 * bus in order, and '*' for a value that the driver does not ask for. So a value is a
 * sequence of digits, '?' and [...]. It ends when it has `width` of them, or with a star;
 * the next tag follows. A star at the end of the pattern stands for all that could
 * follow.
 */

static size_t offset(const struct hw_scan_state *s)
{
	return (size_t)(s->rest.s - s->m->raw.s);
}

void hw_scan_advance(struct hw_scan_state *s, size_t n)
{
	s->rest = hw_text_from(s->rest, n);
}

bool hw_scan_fail(struct hw_scan_state *s, enum hw_decode_error error, size_t at)
{
	s->m->error = error;
	s->m->error_at = at;
	return false;
}

bool hw_scan_fail_text(struct hw_scan_state *s, const char *expected, size_t n)
{
	s->m->expected = (struct hw_text){expected, n};
	return hw_scan_fail(s, HW_DECODE_EXPECTED_TEXT, offset(s));
}

enum hw_match hw_scan_match(struct hw_text value)
{
	enum hw_match match = HW_MATCH_FIXED;

	if (value.n == 1 && value.s[0] == '*')
		return HW_MATCH_ANY;
	for (size_t i = 0; i < value.n && match == HW_MATCH_FIXED; i++)
		if (value.s[i] == '*' || value.s[i] == '?' || value.s[i] == '[')
			match = HW_MATCH_GLOB;
	return match;
}

struct hw_field *hw_scan_add(struct hw_scan_state *s, const struct hw_field_spec *spec,
			     struct hw_text value, enum hw_match match)
{
	struct hw_field *f;

	if (s->m->field_count == HW_FIELD_MAX)
		return NULL;
	f = &s->m->fields[s->m->field_count++];
	*f = (struct hw_field){.spec = spec, .text = value, .match = match};
	return f;
}

bool hw_scan_end(struct hw_scan_state *s, const struct hw_field_spec *spec)
{
	if (!spec->end)
		return true;
	if (s->rest.n && s->rest.s[0] == spec->end) {
		hw_scan_advance(s, 1);
		return true;
	}
	if (!s->rest.n && (s->starred || (spec->flags & HW_FIELD_OPEN_END)))
		return true;
	return hw_scan_fail_text(s, &spec->end, 1);
}

/* Length of a bracket expression at the start of `t`, 0 when it is not closed. */
static size_t bracket_length(struct hw_text t)
{
	size_t close = hw_text_find(t, ']');

	return close < t.n ? close + 1 : 0;
}

static unsigned base_of(const struct hw_field_spec *spec)
{
	return spec->kind == HW_KIND_DEC ? 10 : spec->kind == HW_KIND_BIN ? 2 : 16;
}

static enum hw_decode_error digits_error(const struct hw_field_spec *spec)
{
	return spec->kind == HW_KIND_DEC   ? HW_DECODE_EXPECTED_DEC
	       : spec->kind == HW_KIND_BIN ? HW_DECODE_EXPECTED_BIN
					   : HW_DECODE_EXPECTED_HEX;
}

/*
 * Whether the next field starts here, although its tag could be read as digits: "dm"
 * right after "dt", which has no digits (ccw), or "dc*" in a pattern, after too few
 * digits.
 */
static bool at_next_tag(const struct hw_scan_state *s, size_t n,
			const struct hw_field_spec *spec,
			const struct hw_field_spec *end_of_row)
{
	struct hw_text rest = hw_text_from(s->rest, n);
	struct hw_text tag = spec + 1 < end_of_row ? hw_scan_tag(spec + 1) : HW_NO_TEXT;

	if (!tag.n || !hw_text_starts(rest, tag))
		return false;
	return (n == 0 && (spec->flags & HW_FIELD_EMPTY)) ||
	       (rest.n > tag.n && rest.s[tag.n] == '*');
}

static bool read_number(struct hw_scan_state *s, const struct hw_field_spec *spec,
			const struct hw_field_spec *end_of_row)
{
	unsigned base = base_of(spec);
	enum hw_match match = HW_MATCH_FIXED;
	struct hw_field *field;
	struct hw_text value;
	uint64_t number = 0;
	size_t digits = 0;
	size_t n = 0;

	s->starred = false;
	while (n < s->rest.n && !s->starred && !(spec->width && digits == spec->width)) {
		char c = s->rest.s[n];
		int d = hw_hex_value(c);
		size_t length = 1;

		/* "t5*": the star stands for what follows a number without a width */
		if (c == '*' && !spec->width && digits && n + 1 == s->rest.n)
			break;
		/* only lower-case digits could be a tag */
		if (d >= (int)base || (c >= 'a' && at_next_tag(s, n, spec, end_of_row)))
			break;
		if (d >= 0)
			number = number * base + (unsigned)d;
		else if (c == '*')
			s->starred = true;
		else if (c == '[')
			length = bracket_length(hw_text_from(s->rest, n));
		else if (c != '?')
			break;
		if (!length)
			break;
		if (d < 0)
			match = HW_MATCH_GLOB;
		digits += !s->starred;
		n += length;
	}
	value = hw_text_head(s->rest, n);
	if (!s->starred && (digits < spec->width || digits == 0) &&
	    !(digits == 0 && (spec->flags & HW_FIELD_EMPTY))) {
		s->m->expected_digits = spec->width;
		return hw_scan_fail(s, digits_error(spec), offset(s) + n);
	}
	if (s->starred && n == 1)
		match = HW_MATCH_ANY;
	field = hw_scan_add(s, spec, value, match);
	if (field && match == HW_MATCH_FIXED)
		field->value = digits <= 16 ? number : UINT64_MAX;
	hw_scan_advance(s, n);
	return hw_scan_end(s, spec);
}

/* Offset of the first (or last) `tag` in the first `n` bytes of `t`, or `n`. */
static size_t tag_offset(struct hw_text t, size_t n, struct hw_text tag, bool last)
{
	size_t found = n;

	for (size_t i = 0; i + tag.n <= n && (last || found == n); i++)
		if (memcmp(t.s + i, tag.s, tag.n) == 0)
			found = i;
	return found;
}

/* Offset of the first `tag` before one of printf's forms of a missing string, or `n`. Any
 * other `tag` may be a letter of the text. */
static size_t null_offset(struct hw_text t, size_t n, struct hw_text tag)
{
	for (size_t i = 0; i + tag.n <= n; i++) {
		struct hw_text behind = hw_text_from(t, i + tag.n);

		if (memcmp(t.s + i, tag.s, tag.n) == 0 &&
		    (hw_text_starts(behind, HW_TEXT("(null)")) ||
		     hw_text_starts(behind, HW_TEXT("<NULL>"))))
			return i;
	}
	return n;
}

/* Length of a text without a terminator: up to the first tag that may come next. */
static size_t text_length(const struct hw_scan_state *s, const struct hw_field_spec *spec,
			  const struct hw_field_spec *end_of_row)
{
	size_t best = s->rest.n;

	for (const struct hw_field_spec *next = spec + 1; next < end_of_row; next++) {
		struct hw_text tag = hw_scan_tag(next);

		if (!tag.n)
			tag = (struct hw_text){&next->end, 1};
		if (next->flags & HW_FIELD_NULL) {
			size_t null = null_offset(s->rest, best, tag);

			if (null < best)
				return null;
		}
		best = tag_offset(s->rest, best, tag, spec->flags & HW_FIELD_LAST);
		if (!(next->flags & HW_FIELD_OPTIONAL))
			break;
	}
	return best;
}

/* The number that a text is (a chassis type), else UINT64_MAX. */
static uint64_t text_number(struct hw_text value)
{
	uint64_t number = 0;

	if (!value.n || value.n > 9)
		return UINT64_MAX;
	for (size_t i = 0; i < value.n; i++) {
		if (!hw_is_digit(value.s[i]))
			return UINT64_MAX;
		number = number * 10 + (uint64_t)(value.s[i] - '0');
	}
	return number;
}

bool hw_scan_text(struct hw_scan_state *s, const struct hw_field_spec *spec,
		  const struct hw_field_spec *end_of_row)
{
	size_t n = s->rest.n;
	struct hw_field *field;
	struct hw_text value;

	if (spec->kind == HW_KIND_TEXT)
		n = spec->end ? hw_text_find(s->rest, spec->end)
			      : text_length(s, spec, end_of_row);
	value = hw_text_head(s->rest, n);
	s->starred = n && value.s[n - 1] == '*';
	field = hw_scan_add(s, spec, value, hw_scan_match(value));
	if (field && spec->names)
		field->value = text_number(value);
	hw_scan_advance(s, n);
	return hw_scan_end(s, spec);
}

/* Items, each led by `end` (",0001,0002"), up to the end of the string. */
static bool read_led_list(struct hw_scan_state *s, const struct hw_field_spec *spec)
{
	struct hw_text value = s->rest;
	enum hw_match match = hw_scan_match(value);

	if (value.n && value.s[0] != spec->end && match == HW_MATCH_FIXED)
		return hw_scan_fail_text(s, &spec->end, 1);
	s->starred = value.n && value.s[value.n - 1] == '*';
	hw_scan_add(s, spec, value, match);
	hw_scan_advance(s, value.n);
	return true;
}

/* Offset of the class code at the end of a list, or its length if there is none. */
static size_t class_offset(struct hw_text list, char end)
{
	struct hw_text rest = list;
	struct hw_text last;
	size_t at;

	if (rest.n && rest.s[rest.n - 1] == '*')
		rest.n--;
	if (!rest.n || rest.s[rest.n - 1] != end)
		return list.n;
	rest.n--;
	for (at = rest.n; at > 0 && rest.s[at - 1] != end;)
		at--;
	last = hw_text_from(rest, at);
	if (last.n != 6)
		return list.n;
	for (size_t i = 0; i < last.n; i++)
		if (!hw_is_digit(last.s[i]) && last.s[i] != '?' &&
		    !(last.s[i] >= 'a' && last.s[i] <= 'f'))
			return list.n;
	return at;
}

/* Items, each followed by `end` ("PNP0A08:PNP0A03:"), up to the end of the string. */
static bool read_list(struct hw_scan_state *s, const struct hw_field_spec *spec)
{
	struct hw_text value = s->rest;
	bool ended;

	if (spec->flags & HW_FIELD_BEFORE_CLASS)
		value.n = class_offset(value, spec->end);
	ended = !value.n || value.s[value.n - 1] == spec->end;
	s->starred = value.n && value.s[value.n - 1] == '*';
	/* the last star of a pattern stands for what may follow */
	if (s->starred && value.n > 1 && value.s[value.n - 2] == spec->end)
		value.n--;
	hw_scan_add(s, spec, value, hw_scan_match(value));
	hw_scan_advance(s, value.n);
	if (!ended && !s->starred && !(spec->flags & HW_FIELD_OPEN_END))
		return hw_scan_fail_text(s, &spec->end, 1);
	return true;
}

/*
 * Bit numbers, each followed by `end`. Their digits are in upper case only: a lower-case
 * letter is the next tag. "+," stands for the items that the kernel had no room for.
 */
static bool read_bits(struct hw_scan_state *s, const struct hw_field_spec *spec)
{
	struct hw_text value;
	size_t n = 0;
	size_t item = 0;

	for (; n < s->rest.n; n++) {
		char c = s->rest.s[n];

		if (c == spec->end || c == '*')
			item = n + 1;
		else if (!hw_is_digit(c) && !(c >= 'A' && c <= 'F') && c != '+')
			break;
	}
	value = hw_text_head(s->rest, n);
	s->starred = n && value.s[n - 1] == '*';
	hw_scan_add(s, spec, value, hw_scan_match(value));
	hw_scan_advance(s, n);
	return item == n ? true : hw_scan_fail_text(s, &spec->end, 1);
}

bool hw_scan_value(struct hw_scan_state *s, const struct hw_field_spec *spec,
		   const struct hw_field_spec *end_of_row)
{
	switch (spec->kind) {
	case HW_KIND_HEX:
	case HW_KIND_DEC:
	case HW_KIND_BIN:
		return read_number(s, spec, end_of_row);
	case HW_KIND_TEXT:
	case HW_KIND_REST:
		return hw_scan_text(s, spec, end_of_row);
	case HW_KIND_LIST:
		return spec->flags & HW_FIELD_LED ? read_led_list(s, spec)
						  : read_list(s, spec);
	case HW_KIND_BITS:
		return spec->flags & HW_FIELD_LED ? read_led_list(s, spec)
						  : read_bits(s, spec);
	}
	return false;
}
