// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/ascii.h"
#include "decoders/modalias.h"

/*
 * The interpreter: one pass over the row's fields and the string side by side.
 *
 * Patterns need no second grammar. modpost (scripts/mod/file2alias.c, ADD()) prints
 * every tag of a tagged bus in order and writes '*' where a driver does not care, so a
 * value is read element by element, digit, '?' or [...], and is complete when it has its
 * width or has met a star; the next tag then follows at once. A star at the very end
 * stands for all that could follow.
 */

struct scan {
	struct hw_modalias *m;
	/* what is not consumed yet */
	struct hw_text rest;
	/* the last value ended in a star: what is missing at the end is covered by it */
	bool starred;
};

static const struct hw_field_spec unknown_field = {
	.tag = "",
	.end = ':',
	.kind = HW_KIND_TEXT,
	.name = "unknown",
	.title = "unknown",
};

static size_t offset(const struct scan *s)
{
	return (size_t)(s->rest.s - s->m->raw.s);
}

static void advance(struct scan *s, size_t n)
{
	s->rest = hw_text_from(s->rest, n);
}

static bool fail(struct scan *s, enum hw_decode_error error, size_t at)
{
	s->m->error = error;
	s->m->error_at = at;
	return false;
}

static bool fail_text(struct scan *s, const char *expected, size_t n)
{
	s->m->expected = (struct hw_text){expected, n};
	return fail(s, HW_DECODE_EXPECTED_TEXT, offset(s));
}

static struct hw_text tag_of(const struct hw_field_spec *spec)
{
	return (struct hw_text){spec->tag, spec->tag_n};
}

static enum hw_match match_of(struct hw_text value)
{
	enum hw_match match = HW_MATCH_FIXED;

	if (value.n == 1 && value.s[0] == '*')
		return HW_MATCH_ANY;
	for (size_t i = 0; i < value.n && match == HW_MATCH_FIXED; i++)
		if (value.s[i] == '*' || value.s[i] == '?' || value.s[i] == '[')
			match = HW_MATCH_GLOB;
	return match;
}

/* Appends a field; false when there is no room, and the rest then becomes `extra`. */
static struct hw_field *add_field(struct scan *s, const struct hw_field_spec *spec,
				  struct hw_text value, enum hw_match match)
{
	struct hw_field *f;

	if (s->m->field_count == HW_FIELD_MAX)
		return NULL;
	f = &s->m->fields[s->m->field_count++];
	*f = (struct hw_field){.spec = spec, .text = value, .match = match};
	return f;
}

/* Swallows the terminator behind a value. It may be missing where the string ends. */
static bool take_end(struct scan *s, const struct hw_field_spec *spec)
{
	if (!spec->end)
		return true;
	if (s->rest.n && s->rest.s[0] == spec->end) {
		advance(s, 1);
		return true;
	}
	if (!s->rest.n && (s->starred || (spec->flags & HW_FIELD_OPEN_END)))
		return true;
	return fail_text(s, &spec->end, 1);
}

/* Length of a bracket expression at the start of `t`, 0 when it is not closed. */
static size_t bracket_length(struct hw_text t)
{
	size_t close = hw_text_find(t, ']');

	return close < t.n ? close + 1 : 0;
}

static int digit_value(const struct hw_field_spec *spec, char c)
{
	if (spec->kind == HW_KIND_DEC)
		return hw_is_digit(c) ? c - '0' : -1;
	return hw_hex_value(c);
}

static bool take_number(struct scan *s, const struct hw_field_spec *spec)
{
	unsigned base = spec->kind == HW_KIND_DEC ? 10 : 16;
	enum hw_match match = HW_MATCH_FIXED;
	struct hw_field *field;
	struct hw_text value;
	uint64_t number = 0;
	size_t digits = 0;
	size_t n = 0;

	s->starred = false;
	while (n < s->rest.n && !s->starred && !(spec->width && digits == spec->width)) {
		char c = s->rest.s[n];
		int d = digit_value(spec, c);
		size_t length = 1;

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
	if (!s->starred && (digits < spec->width || digits == 0)) {
		s->m->expected_digits = spec->width;
		return fail(s,
			    base == 10 ? HW_DECODE_EXPECTED_DEC : HW_DECODE_EXPECTED_HEX,
			    offset(s) + n);
	}
	if (s->starred && n == 1)
		match = HW_MATCH_ANY;
	field = add_field(s, spec, value, match);
	if (field && match == HW_MATCH_FIXED)
		field->value = digits <= 16 ? number : UINT64_MAX;
	advance(s, n);
	return take_end(s, spec);
}

/* Where a text without a terminator ends: at the first tag that may come next. */
static size_t text_length(const struct scan *s, const struct hw_field_spec *spec,
			  const struct hw_field_spec *end_of_row)
{
	size_t best = s->rest.n;

	for (const struct hw_field_spec *next = spec + 1; next < end_of_row; next++) {
		struct hw_text tag = tag_of(next);

		if (!tag.n)
			tag = (struct hw_text){&next->end, 1};
		for (size_t i = 0; i + tag.n <= best; i++) {
			if (memcmp(s->rest.s + i, tag.s, tag.n) == 0) {
				best = i;
				break;
			}
		}
		if (!(next->flags & HW_FIELD_OPTIONAL))
			break;
	}
	return best;
}

/* The number a text stands for where it has names (a chassis type), else no name's. */
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

static bool take_text(struct scan *s, const struct hw_field_spec *spec,
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
	field = add_field(s, spec, value, match_of(value));
	if (field && spec->names)
		field->value = text_number(value);
	advance(s, n);
	return take_end(s, spec);
}

/* Items led by `end` (",0001,0002"), up to the end of the string. */
static bool take_led_list(struct scan *s, const struct hw_field_spec *spec)
{
	struct hw_text value = s->rest;
	enum hw_match match = match_of(value);

	if (value.n && value.s[0] != spec->end && match == HW_MATCH_FIXED)
		return fail_text(s, &spec->end, 1);
	s->starred = value.n && value.s[value.n - 1] == '*';
	add_field(s, spec, value, match);
	advance(s, value.n);
	return true;
}

/* Items followed by `end` ("PNP0A08:PNP0A03:"), up to the end of the string. */
static bool take_list(struct scan *s, const struct hw_field_spec *spec)
{
	struct hw_text value = s->rest;
	bool ended = !value.n || value.s[value.n - 1] == spec->end;

	s->starred = value.n && value.s[value.n - 1] == '*';
	add_field(s, spec, value, match_of(value));
	advance(s, value.n);
	if (!ended && !s->starred && !(spec->flags & HW_FIELD_OPEN_END))
		return fail_text(s, &spec->end, 1);
	return true;
}

/*
 * Bit numbers, each followed by `end`, digits in upper case only: lower-case letters
 * are the next tag. A "+," stands for those the kernel cut off for want of room.
 */
static bool take_bits(struct scan *s, const struct hw_field_spec *spec)
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
	add_field(s, spec, value, match_of(value));
	advance(s, n);
	return item == n ? true : fail_text(s, &spec->end, 1);
}

static bool take_value(struct scan *s, const struct hw_field_spec *spec,
		       const struct hw_field_spec *end_of_row)
{
	switch (spec->kind) {
	case HW_KIND_HEX:
	case HW_KIND_DEC:
		return take_number(s, spec);
	case HW_KIND_TEXT:
	case HW_KIND_REST:
		return take_text(s, spec, end_of_row);
	case HW_KIND_LIST:
		return spec->flags & HW_FIELD_LED ? take_led_list(s, spec)
						  : take_list(s, spec);
	case HW_KIND_BITS:
		return take_bits(s, spec);
	}
	return false;
}

static bool decode_in_order(struct scan *s, const struct hw_bus *bus)
{
	const struct hw_field_spec *end = bus->fields + bus->field_count;

	for (const struct hw_field_spec *spec = bus->fields; spec < end; spec++) {
		struct hw_text tag = tag_of(spec);

		if ((spec->flags & HW_FIELD_SPLIT) && s->starred) {
			add_field(s, spec, (struct hw_text){s->rest.s - 1, 1},
				  HW_MATCH_ANY);
			continue;
		}
		if (!s->rest.n && s->starred)
			return true;
		if (spec->flags & HW_FIELD_OPTIONAL &&
		    (!s->rest.n || !hw_text_starts(s->rest, tag)))
			continue;
		if (!hw_text_starts(s->rest, tag))
			return fail_text(s, tag.s, tag.n);
		advance(s, tag.n);
		if (!take_value(s, spec, end))
			return false;
	}
	return true;
}

static const struct hw_field_spec *spec_by_tag(const struct hw_bus *bus,
					       struct hw_text segment)
{
	for (size_t i = 0; i < bus->field_count; i++)
		if (hw_text_starts(segment, tag_of(&bus->fields[i])))
			return &bus->fields[i];
	return NULL;
}

/* dmi: "tag text :" in any order; a lone "*" between two is a gap in a pattern. */
static bool decode_any_order(struct scan *s, const struct hw_bus *bus)
{
	while (s->rest.n) {
		struct hw_text segment =
			hw_text_head(s->rest, hw_text_find(s->rest, ':'));
		const struct hw_field_spec *spec = spec_by_tag(bus, segment);

		if (s->m->field_count == HW_FIELD_MAX)
			return true;
		if (match_of(segment) == HW_MATCH_ANY) {
			s->starred = true;
			advance(s, 1);
			if (!take_end(s, &unknown_field))
				return false;
			continue;
		}
		if (spec)
			advance(s, spec->tag_n);
		if (!take_text(s, spec ? spec : &unknown_field, NULL))
			return false;
	}
	return true;
}

/* Whether the string starts with the row's prefix; writes its length. */
static bool has_prefix(struct hw_text t, const struct hw_bus *bus, size_t *ret_length)
{
	const char *p = bus->prefix;
	size_t i = 0;

	for (; *p; p++, i++) {
		if (*p == ':' && (bus->flags & HW_BUS_STARRED) && i < t.n &&
		    t.s[i] == '*')
			i++;
		if (i >= t.n || t.s[i] != *p)
			return false;
	}
	*ret_length = i;
	return true;
}

static const struct hw_bus *find_bus(struct hw_text t, size_t *ret_length)
{
	struct hw_bus_cursor cursor = {0};
	const struct hw_bus *bus;

	while ((bus = hw_bus_next(&cursor)))
		if (has_prefix(t, bus, ret_length))
			return bus;
	return NULL;
}

/* Offset of the first byte that no modalias holds, or t.n. */
static size_t find_control(struct hw_text t)
{
	size_t newline = hw_text_find(t, '\n');
	size_t nul = hw_text_find(t, '\0');

	return newline < nul ? newline : nul;
}

bool hw_decode(struct hw_text text, struct hw_modalias *ret)
{
	struct scan s = {.m = ret};
	size_t length = 0;
	size_t control;

	while (text.n && text.s[text.n - 1] == '\n')
		text.n--;
	ret->raw = text;
	ret->bus = NULL;
	ret->prefix = hw_text_head(text, text.n ? hw_text_find(text, ':') : 0);
	ret->field_count = 0;
	ret->extra = HW_NO_TEXT;
	ret->error = HW_DECODE_OK;
	ret->error_at = 0;
	ret->expected = HW_NO_TEXT;
	ret->expected_digits = 0;
	if (!text.n)
		return fail(&s, HW_DECODE_EMPTY, 0);
	control = find_control(text);
	if (control < text.n)
		return fail(&s, HW_DECODE_CONTROL, control);
	ret->bus = find_bus(text, &length);
	if (!ret->bus)
		return fail(&s, HW_DECODE_UNKNOWN_BUS, 0);
	s.rest = hw_text_from(text, length);
	if (ret->bus->flags & HW_BUS_ANY_ORDER) {
		if (!decode_any_order(&s, ret->bus))
			return false;
	} else if (!decode_in_order(&s, ret->bus)) {
		return false;
	}
	/* a pattern's last star is room for fields to come, not a field */
	if (s.rest.n && match_of(s.rest) != HW_MATCH_ANY)
		ret->extra = s.rest;
	return true;
}
