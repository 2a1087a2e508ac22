// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/detail.h"

#include <string.h>

struct hw_detail *hw_detail_new(struct hw_arena *arena, enum hw_detail_kind kind)
{
	struct hw_detail *detail = HW_ARENA_NEW(arena, struct hw_detail, 1);

	if (detail)
		detail->kind = kind;
	return detail;
}

void hw_detail_append(struct hw_detail *parent, struct hw_detail *detail, const char *key)
{
	if (!parent || !detail)
		return;
	detail->key = key;
	if (!parent->tail)
		parent->tail = &parent->first;
	*parent->tail = detail;
	parent->tail = &detail->next;
}

static struct hw_detail *add(struct hw_detail *parent, struct hw_arena *arena,
			     enum hw_detail_kind kind, const char *key)
{
	struct hw_detail *detail = parent ? hw_detail_new(arena, kind) : NULL;

	hw_detail_append(parent, detail, key);
	return detail;
}

struct hw_detail *hw_detail_object(struct hw_detail *parent, struct hw_arena *arena,
				   const char *key)
{
	return add(parent, arena, HW_DETAIL_OBJECT, key);
}

struct hw_detail *hw_detail_list(struct hw_detail *parent, struct hw_arena *arena,
				 const char *key)
{
	return add(parent, arena, HW_DETAIL_LIST, key);
}

struct hw_detail *hw_detail_text(struct hw_detail *parent, struct hw_arena *arena,
				 const char *key, struct hw_text text)
{
	struct hw_detail *detail = add(parent, arena, HW_DETAIL_TEXT, key);

	if (detail)
		detail->text = text;
	return detail;
}

struct hw_detail *hw_detail_literal(struct hw_detail *parent, struct hw_arena *arena,
				    const char *key, const char *text)
{
	return hw_detail_text(parent, arena, key, hw_text_of(text));
}

struct hw_detail *hw_detail_number(struct hw_detail *parent, struct hw_arena *arena,
				   const char *key, int64_t number)
{
	struct hw_detail *detail = add(parent, arena, HW_DETAIL_NUMBER, key);

	if (detail)
		detail->number = number;
	return detail;
}

struct hw_detail *hw_detail_boolean(struct hw_detail *parent, struct hw_arena *arena,
				    const char *key, bool is_true)
{
	struct hw_detail *detail = add(parent, arena, HW_DETAIL_BOOLEAN, key);

	if (detail)
		detail->number = is_true;
	return detail;
}

struct hw_detail *hw_detail_null(struct hw_detail *parent, struct hw_arena *arena,
				 const char *key)
{
	return hw_detail_text(parent, arena, key, HW_NO_TEXT);
}

struct hw_detail *hw_detail_labelled(struct hw_detail *detail, const char *label)
{
	if (detail)
		detail->label = hw_text_of(label);
	return detail;
}

struct hw_detail *hw_detail_shown(struct hw_detail *detail, struct hw_text shown)
{
	if (detail)
		detail->shown = shown;
	return detail;
}

struct hw_detail *hw_detail_flagged(struct hw_detail *detail, unsigned flags)
{
	if (detail)
		detail->flags |= flags;
	return detail;
}

const struct hw_detail *hw_detail_find(const struct hw_detail *object, const char *key)
{
	for (const struct hw_detail *d = object ? object->first : NULL; d; d = d->next)
		if (d->key && strcmp(d->key, key) == 0)
			return d;
	return NULL;
}
