// SPDX-License-Identifier: GPL-2.0-or-later
/* What stands for a value, and whose number it has. */
#include "decoders/text/ascii.h"
#include "decoders/text/pseudonym.h"
#include "report/privacy/internal.h"
#include "report/privacy/shapes/keys.h"
#include "report/privacy/shapes/placeholders.h"

_Static_assert(HW_PSEUDONYMS == (int)HW_PRIVATE_COUNT, "each kind has a word");

/* "52:54:00:12:34:56" and "enx525400123456" have one address. */
static struct hw_text without_separators(struct hw_text address, struct hw_arena *arena)
{
	char *to = hw_arena_alloc(arena, address.n + 1, 1);
	size_t n = 0;

	for (size_t i = 0; to && i < address.n; i++)
		if (!strchr(":-._ ", address.s[i]))
			to[n++] = hw_lower(address.s[i]);
	return to ? (struct hw_text){to, n} : HW_NO_TEXT;
}

/* From so many digits on they are an IMEI or the number of a card. */
#define LONG_NUMBER_MIN ((size_t)14)

/* Whether the value is digits that people write in groups: "49 015420 323751 8". */
static bool is_long_number(struct hw_text value)
{
	size_t digits = 0;

	for (size_t i = 0; i < value.n; i++) {
		digits += hw_is_digit(value.s[i]);
		if (!hw_is_digit(value.s[i]) && !strchr("-._ ", value.s[i]))
			return false;
	}
	return digits >= LONG_NUMBER_MIN;
}

/* What a value is numbered by: that of all its spellings. */
static struct hw_text key_of(enum hw_private_kind kind, struct hw_text value,
			     struct hw_arena *arena)
{
	return kind == HW_PRIVATE_MAC ||
			       (kind == HW_PRIVATE_SERIAL && is_long_number(value))
		       ? without_separators(value, arena)
		       : value;
}

/* Gives a value without a number the next one; 0 when out of memory. */
static size_t add_number(struct hw_privacy *p, enum hw_private_kind kind,
			 struct hw_text value)
{
	struct hw_text_index *numbers = &p->numbers[kind];
	const size_t number = p->recorded[kind] + numbers->n + 1;

	value = hw_arena_copy(&p->arena, value);
	return value.s && hw_text_index_add(numbers, value, number) == 0 ? number : 0;
}

/* Adds it to what is searched in documents, or to what texts have; names of devices are
 * searched by themselves. False when out of memory. */
static bool note_met(struct hw_privacy *p, enum hw_private_kind kind,
		     enum hw_private_place place, struct hw_text value)
{
	static const struct hw_text_set none;
	const struct hw_text_set *others = &none;
	struct hw_text_set *set = &p->values;

	switch (place) {
	case HW_OF_DEVICE:
		if (kind == HW_PRIVATE_NAME)
			return true;
		break;
	case HW_OF_TEXT:
		others = &p->values;
		set = &p->of_texts;
		break;
	case HW_OF_TEXT_READ:
		set = &p->read;
		break;
	}
	if (hw_text_set_has(others, value) || hw_text_set_has(set, value))
		return true;
	value = hw_arena_copy(&p->arena, value);
	return value.s && hw_text_set_add(set, value) == 0;
}

void hw_privacy_number_devices(struct hw_privacy *p)
{
	if (!p->number_all || p->is_numbered)
		return;
	p->is_numbered = true;
	p->number_all(p->arg);
}

void hw_privacy_number_texts(struct hw_privacy *p)
{
	if (!p->number_texts || p->has_numbered_texts)
		return;
	p->has_numbered_texts = true;
	p->number_texts(p->arg);
}

/* The number of a value, from 1; 0 when out of memory. */
static size_t number_of(struct hw_privacy *p, enum hw_private_kind kind,
			enum hw_private_place place, struct hw_text value)
{
	const size_t *known;
	struct hw_text key;

	hw_privacy_number_devices(p);
	key = key_of(kind, value, &p->arena);
	/* of an address all spellings are searched */
	if (kind == HW_PRIVATE_MAC)
		value = key;
	known = hw_text_index_find(&p->numbers[kind], key);
	if (!known && place == HW_OF_TEXT) {
		hw_privacy_number_texts(p);
		known = hw_text_index_find(&p->numbers[kind], key);
	}
	if (!key.s || !note_met(p, kind, place, value))
		return 0;
	return known ? *known : add_number(p, kind, key);
}

struct hw_text hw_privacy_replace(struct hw_privacy *p, enum hw_private_kind kind,
				  enum hw_private_place place, struct hw_text value,
				  struct hw_text t, size_t at, size_t n,
				  struct hw_arena *arena)
{
	const size_t number = number_of(p, kind, place, value);

	return hw_arena_printf(arena, "%.*s%s-%zu%.*s", HW_TEXT_ARG(hw_text_head(t, at)),
			       hw_pseudonym_words[kind], number,
			       HW_TEXT_ARG(hw_text_from(t, at + n)));
}

struct hw_text hw_privacy_withhold_in(struct hw_privacy *p, enum hw_private_kind kind,
				      enum hw_private_place place, struct hw_text t,
				      size_t at, size_t n, struct hw_arena *arena)
{
	return hw_privacy_replace(p, kind, place, hw_text_head(hw_text_from(t, at), n), t,
				  at, n, arena);
}

struct hw_text hw_privacy_value(struct hw_privacy *p, enum hw_private_kind kind,
				struct hw_text value, struct hw_arena *arena)
{
	if (!value.n || p->level > p->level_of_source)
		return HW_NO_TEXT;
	if (p->is_mixed && hw_private_is_replaced(value))
		return p->level > p->level_of_recording ? HW_NO_TEXT : value;
	if (hw_privacy_is_off(p) || p->level_of_source < HW_PRIVACY_FULL)
		return value;
	return hw_privacy_withhold(p, kind, value, 0, value.n, arena);
}

enum hw_private_kind hw_privacy_kind_of(struct hw_privacy *p, struct hw_text value)
{
	int kind = 0;

	if (hw_text_index_find(&p->numbers[HW_PRIVATE_SERIAL],
			       key_of(HW_PRIVATE_SERIAL, value, &p->arena)))
		return HW_PRIVATE_SERIAL;
	while (kind < HW_PRIVATE_COUNT - 1 &&
	       !hw_text_index_find(&p->numbers[kind], value))
		kind++;
	return (enum hw_private_kind)kind;
}

struct hw_text hw_privacy_text(struct hw_privacy *p, struct hw_text text,
			       struct hw_arena *arena)
{
	for (size_t i = 0; i < p->values.n && text.n; i++) {
		const struct hw_text value = p->values.v[i];
		const char *at =
			value.n >= 5 ? memmem(text.s, text.n, value.s, value.n) : NULL;

		/* few are in the text: of those it is asked */
		if (at && !hw_is_placeholder(value))
			text = hw_privacy_withhold(p, hw_privacy_kind_of(p, value), text,
						   (size_t)(at - text.s), value.n, arena);
	}
	return text;
}
