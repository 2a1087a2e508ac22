// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/scan.h"

/* The interpreter: one pass over the fields of a row and the string, side by side. */

static const struct hw_field_spec unknown_field = {
	.tag = "",
	.end = ':',
	.kind = HW_KIND_TEXT,
	.name = "unknown",
	.title = "unknown",
};

/* Whether an optional field is missing: its tag is not here, or only the last star of a
 * pattern is left, which stands for all that could follow. */
static bool is_missing(const struct hw_scan_state *s, const struct hw_field_spec *spec)
{
	return !s->rest.n || !hw_text_starts(s->rest, hw_scan_tag(spec)) ||
	       (!spec->tag_n && hw_scan_match(s->rest) == HW_MATCH_ANY);
}

/*
 * The field behind a star of a pattern that stands where a tag is due, "usb:v046DpC52B*"
 * or "usb:v046D*ic03*", as udev's hwdb and people write them: that whose tag follows the
 * star, the longest one. `end`: the star is the last byte. NULL: no tag follows.
 */
static const struct hw_field_spec *behind_star(const struct hw_scan_state *s,
					       const struct hw_field_spec *spec,
					       const struct hw_field_spec *end)
{
	const struct hw_text rest = hw_text_from(s->rest, 1);
	const struct hw_field_spec *found = NULL;

	if (!rest.n)
		return end;
	for (; spec < end; spec++)
		if (spec->tag_n && hw_text_starts(rest, hw_scan_tag(spec)) &&
		    (!found || spec->tag_n > found->tag_n))
			found = spec;
	return found;
}

static bool decode_in_order(struct hw_scan_state *s, const struct hw_bus *bus)
{
	const struct hw_field_spec *end = bus->fields + bus->field_count;
	/* the field before is there */
	bool taken = true;

	for (const struct hw_field_spec *spec = bus->fields; spec < end; spec++) {
		struct hw_text tag = hw_scan_tag(spec);
		bool split = spec->flags & HW_FIELD_SPLIT;
		bool optional = spec->flags & HW_FIELD_OPTIONAL;

		if (split && taken && s->starred) {
			hw_scan_add(s, spec, (struct hw_text){s->rest.s - 1, 1},
				    HW_MATCH_ANY);
			continue;
		}
		if (!s->rest.n && s->starred)
			return true;
		if (optional && (split ? !taken : is_missing(s, spec))) {
			taken = false;
			continue;
		}
		if (!s->rest.n && (spec->flags & HW_FIELD_MAY_END))
			return true;
		taken = true;
		if (tag.n && s->rest.n && s->rest.s[0] == '*') {
			const struct hw_field_spec *next = behind_star(s, spec, end);

			if (next == end)
				return true;
			if (next) {
				hw_scan_advance(s, 1);
				spec = next;
				tag = hw_scan_tag(spec);
			}
		}
		if (!hw_text_starts(s->rest, tag))
			return hw_scan_fail_text(s, tag.s, tag.n);
		hw_scan_advance(s, tag.n);
		if (!hw_scan_value(s, spec, end))
			return false;
	}
	return true;
}

static const struct hw_field_spec *spec_by_tag(const struct hw_bus *bus,
					       struct hw_text segment)
{
	for (size_t i = 0; i < bus->field_count; i++)
		if (hw_text_starts(segment, hw_scan_tag(&bus->fields[i])))
			return &bus->fields[i];
	return NULL;
}

/* dmi: segments of tag, text and ':' in any order; the segment "*" of a pattern stands
 * for any number of them. */
static bool decode_any_order(struct hw_scan_state *s, const struct hw_bus *bus)
{
	while (s->rest.n) {
		struct hw_text segment =
			hw_text_head(s->rest, hw_text_find(s->rest, ':'));
		const struct hw_field_spec *spec = spec_by_tag(bus, segment);

		if (s->m->field_count == HW_FIELD_MAX)
			return true;
		if (hw_scan_match(segment) == HW_MATCH_ANY) {
			s->starred = true;
			hw_scan_advance(s, 1);
			if (!hw_scan_end(s, &unknown_field))
				return false;
			continue;
		}
		if (spec)
			hw_scan_advance(s, spec->tag_n);
		if (!hw_scan_text(s, spec ? spec : &unknown_field, NULL))
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

/* Whether all of it is printable ASCII without blank or colon. */
static bool is_word(struct hw_text t)
{
	for (size_t i = 0; i < t.n; i++)
		if (t.s[i] <= ' ' || t.s[i] >= 0x7f || t.s[i] == ':')
			return false;
	return true;
}

/* Of a text that is not empty. */
static const struct hw_bus *find_bus(struct hw_text t, unsigned by_name,
				     size_t *ret_length)
{
	for (size_t i = 0; hw_families[i]; i++)
		for (const struct hw_bus *bus = hw_families[i]; bus->name; bus++) {
			/* most rows are of another prefix */
			if ((*bus->prefix && *bus->prefix != *t.s) ||
			    (bus->flags & HW_BUS_BY_NAME) != by_name)
				continue;
			if ((!(bus->flags & HW_BUS_WORD) || is_word(t)) &&
			    has_prefix(t, bus, ret_length))
				return bus;
		}
	return NULL;
}

/* Offset of the first byte that no modalias holds, or t.n. */
static size_t find_control(struct hw_text t)
{
	size_t newline = hw_text_find(t, '\n');
	size_t nul = hw_text_find(t, '\0');

	return newline < nul ? newline : nul;
}

static bool decode_fields(struct hw_scan_state *s, const struct hw_bus *bus)
{
	return bus->flags & HW_BUS_ANY_ORDER ? decode_any_order(s, bus)
					     : decode_in_order(s, bus);
}

/* After a failure: reads the string by the row with HW_BUS_BY_NAME, if its prefix has
 * one. Returns as hw_decode(). */
static bool decode_by_name(struct hw_scan_state *s, size_t length)
{
	struct hw_modalias *m = s->m;
	struct hw_text rest = hw_text_from(m->raw, length);
	const struct hw_bus *bus;

	if (m->error != HW_DECODE_EXPECTED_TEXT || m->error_at != length || !rest.n)
		return false;
	bus = find_bus(m->raw, HW_BUS_BY_NAME, &length);
	if (!bus)
		return false;
	m->bus = bus;
	m->error = HW_DECODE_OK;
	m->error_at = 0;
	m->expected = HW_NO_TEXT;
	s->rest = rest;
	return decode_fields(s, bus);
}

/*
 * Lists led by a letter (of: "CvendorA,deviceCvendorB,device") are split at every such
 * letter. An item without a ',' may be the tail of the item before.
 */
static bool is_ambiguous(const struct hw_modalias *m)
{
	for (size_t i = 0; i < m->field_count; i++) {
		const struct hw_field *f = &m->fields[i];
		struct hw_text cursor = f->text;
		struct hw_text item;
		size_t items = 0;
		size_t whole = 0;

		if (f->spec->kind != HW_KIND_LIST || !(f->spec->flags & HW_FIELD_LED) ||
		    f->match != HW_MATCH_FIXED)
			continue;
		while (hw_field_next(f, &cursor, &item)) {
			items++;
			whole += hw_text_find(item, ',') < item.n;
		}
		if (items > 1 && whole < items)
			return true;
	}
	return false;
}

bool hw_decode(struct hw_text text, struct hw_modalias *ret)
{
	struct hw_scan_state s = {.m = ret};
	size_t length = 0;
	size_t control;

	while (text.n && text.s[text.n - 1] == '\n')
		text.n--;
	ret->raw = text;
	ret->bus = NULL;
	ret->prefix = hw_text_head(text, text.n ? hw_text_find(text, ':') : 0);
	ret->field_count = 0;
	ret->extra = HW_NO_TEXT;
	ret->is_exported = false;
	ret->ambiguous = false;
	ret->error = HW_DECODE_OK;
	ret->error_at = 0;
	ret->expected = HW_NO_TEXT;
	ret->expected_digits = 0;
	if (!text.n)
		return hw_scan_fail(&s, HW_DECODE_EMPTY, 0);
	control = find_control(text);
	if (control < text.n)
		return hw_scan_fail(&s, HW_DECODE_CONTROL, control);
	ret->bus = find_bus(text, 0, &length);
	if (!ret->bus)
		return hw_scan_fail(&s, HW_DECODE_UNKNOWN_BUS, 0);
	s.rest = hw_text_from(text, length);
	if (decode_fields(&s, ret->bus)) {
		/* the last star of a pattern stands for fields to come, it is no field */
		if (s.rest.n && hw_scan_match(s.rest) != HW_MATCH_ANY)
			ret->extra = s.rest;
		ret->ambiguous = is_ambiguous(ret);
		return true;
	}
	return decode_by_name(&s, length);
}

static bool is_text(enum hw_field_kind kind)
{
	return kind == HW_KIND_TEXT || kind == HW_KIND_REST || kind == HW_KIND_LIST;
}

bool hw_decode_device(struct hw_text text, struct hw_modalias *ret)
{
	bool is_sound = hw_decode(text, ret);

	ret->is_exported = true;
	for (size_t i = 0; i < ret->field_count; i++)
		if (is_text(ret->fields[i].spec->kind))
			ret->fields[i].match = HW_MATCH_FIXED;
	return is_sound;
}
