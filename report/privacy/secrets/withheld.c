// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/privacy/secrets/withheld.h"

#include "data/base/arena.h"
#include "data/base/list.h"
#include "decoders/text/ascii.h"
#include "report/privacy/secrets/spelling.h"
#include "report/privacy/shapes/keys.h"
#include "report/privacy/shapes/placeholders.h"

/* Of letters and digits; shorter ones are part of many a word. */
#define LENGTH_MIN ((size_t)8)

/* "10de:1b80" of a list of devices, "0x…" of addresses in memory. */
static bool is_id(struct hw_text value)
{
	if (hw_text_starts(value, HW_TEXT("0x")))
		return true;
	if (value.n != 9 || value.s[4] != ':')
		return false;
	for (size_t i = 0; i < value.n; i++)
		if (i != 4 && !hw_is_hex(value.s[i]))
			return false;
	return true;
}

static bool is_secret(struct hw_text value, bool *ret_has_digit)
{
	char normal[HW_WITHHELD_MAX];
	size_t n = 0;

	*ret_has_digit = false;
	for (size_t i = 0; i < value.n; i++) {
		if (!hw_is_alnum(value.s[i]))
			continue;
		normal[n++] = hw_lower(value.s[i]);
		*ret_has_digit = *ret_has_digit || hw_is_digit(value.s[i]);
	}
	return n >= LENGTH_MIN && !is_id(value) &&
	       !hw_is_left_by_maker((struct hw_text){normal, n}) &&
	       !memmem(value.s, value.n, "withheld", strlen("withheld"));
}

/* What of letters or digits a value must have. */
enum demand {
	NOTHING,
	DIGIT,
	BOTH,
};

static bool has_letter(struct hw_text value)
{
	for (size_t i = 0; i < value.n; i++)
		if (hw_is_alnum(value.s[i]) && !hw_is_digit(value.s[i]))
			return true;
	return false;
}

static void add(struct hw_withheld *w, struct hw_text value, enum demand demand)
{
	bool has_digit;

	value = hw_text_head(
		hw_text_trim_end(hw_text_trim_start(value, "\"' "), "\"' \n"),
		HW_WITHHELD_MAX);
	if (!is_secret(value, &has_digit) || (demand != NOTHING && !has_digit) ||
	    (demand == BOTH && !has_letter(value)) || hw_private_is_replaced(value) ||
	    hw_text_set_has(&w->values, value))
		return;
	value = hw_arena_copy(w->arena, value);
	if (value.s && hw_text_set_add(&w->values, value) < 0)
		w->arena->failed = true;
}

/* "name:password", "Bearer token", "iscsi:user:password@server", not "2024-11-28". */
static void add_parts(struct hw_withheld *w, struct hw_text value)
{
	for (size_t from = 0; from < value.n;) {
		const struct hw_text rest = hw_text_from(value, from);
		size_t n = 0;

		while (n < rest.n && !strchr(" \t:@=,;%?&", rest.s[n]))
			n++;
		if (n < value.n)
			add(w, hw_text_head(rest, n), BOTH);
		from += n + 1;
	}
}

void hw_withheld_add(struct hw_withheld *withheld, struct hw_text value)
{
	if (!withheld)
		return;
	add(withheld, value, NOTHING);
	add_parts(withheld, value);
}

void hw_withheld_add_number(struct hw_withheld *withheld, struct hw_text value)
{
	if (!withheld)
		return;
	add(withheld, value, DIGIT);
	add_parts(withheld, value);
}

void hw_withheld_add_name(struct hw_withheld *w, struct hw_text name)
{
	name = hw_text_trim_end(hw_text_trim_start(name, "\" "), "\" \n");
	if (!w || !name.n || hw_private_is_replaced(name) ||
	    hw_text_set_has(&w->names, name))
		return;
	add(w, name, NOTHING);
	name = hw_arena_copy(w->arena, name);
	if (name.s && hw_text_set_add(&w->names, name) < 0)
		w->arena->failed = true;
}

static void show(struct hw_withheld *w, struct hw_text_set *set, struct hw_text text)
{
	if (text.n < LENGTH_MIN || hw_text_set_has(set, text))
		return;
	text = hw_arena_copy(w->arena, text);
	if (text.s && hw_text_set_add(set, text) < 0)
		w->arena->failed = true;
}

void hw_withheld_show(struct hw_withheld *w, struct hw_text text)
{
	if (w)
		show(w, &w->shown, text);
}

void hw_withheld_show_own(struct hw_withheld *w, struct hw_text name)
{
	if (w)
		show(w, &w->own, name);
}

static bool is_in(const struct hw_text_set *set, struct hw_text value)
{
	for (size_t i = 0; i < set->n; i++)
		if (memmem(set->v[i].s, set->v[i].n, value.s, value.n))
			return true;
	return false;
}

bool hw_withheld_is_shown(const struct hw_withheld *w, struct hw_text value)
{
	return w && value.n &&
	       (is_in(&w->shown, value) ||
		(hw_text_set_has(&w->names, value) && is_in(&w->own, value)));
}

/* Without one of them, which is all of the text, or long. */
static struct hw_text without_name(struct hw_text text, struct hw_text name,
				   struct hw_arena *arena)
{
	const struct hw_text all =
		hw_text_trim_end(hw_text_trim_start(text, "\" "), "\" \n");
	const char *at = memmem(text.s, text.n, name.s, name.n);
	struct hw_list done = {.arena = arena, .between = ""};

	if (!at || (name.n < LENGTH_MIN && !hw_text_eq(all, name)))
		return text;
	while (at) {
		const size_t before = (size_t)(at - text.s);

		hw_list_add(&done, hw_text_head(text, before));
		hw_list_add(&done, HW_TEXT("withheld"));
		text = hw_text_from(text, before + name.n);
		at = text.n ? memmem(text.s, text.n, name.s, name.n) : NULL;
	}
	hw_list_add(&done, text);
	return hw_list_text(&done);
}

struct hw_text hw_withheld_without_names(const struct hw_withheld *w, struct hw_text text,
					 struct hw_arena *arena)
{
	for (size_t i = 0; w && text.n && i < w->names.n; i++)
		/* what a maker calls a device is in that of another one, too */
		if (!hw_withheld_is_shown(w, w->names.v[i]))
			text = without_name(text, w->names.v[i], arena);
	return text;
}

size_t hw_withheld_at(const struct hw_withheld *w, struct hw_text text)
{
	for (size_t i = 0; w && i < w->values.n; i++) {
		const size_t n = hw_spelling_length(text, w->values.v[i]);

		if (n && !hw_withheld_is_shown(w, w->values.v[i]))
			return n;
	}
	return 0;
}

static void join(struct hw_withheld *w, struct hw_text_set *to,
		 const struct hw_text_set *from)
{
	for (size_t i = 0; i < from->n; i++) {
		const struct hw_text value = hw_arena_copy(w->arena, from->v[i]);

		if (value.s && hw_text_set_add(to, value) < 0)
			w->arena->failed = true;
	}
}

void hw_withheld_join(struct hw_withheld *w, const struct hw_withheld *other)
{
	join(w, &w->values, &other->values);
	join(w, &w->shown, &other->shown);
	join(w, &w->names, &other->names);
	join(w, &w->own, &other->own);
}

void hw_withheld_done(struct hw_withheld *withheld)
{
	hw_text_set_done(&withheld->values);
	hw_text_set_done(&withheld->shown);
	hw_text_set_done(&withheld->names);
	hw_text_set_done(&withheld->own);
}
