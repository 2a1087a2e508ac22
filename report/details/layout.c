// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/details/internal.h"

#include <stdio.h>

/*
 * The events of a walk over a block, as a tree:
 *
 *     VALUE                a text, number or boolean
 *     OPEN ... CLOSE       an object
 *     OPEN_LIST ...        a list
 */

struct hw_text hw_details_hex(struct hw_arena *arena, struct hw_bytes bytes)
{
	static const char digits[] = "0123456789abcdef";
	char *to = hw_arena_alloc(arena, 2 * bytes.n + 1, 1);

	if (!to)
		return HW_NO_TEXT;
	for (size_t i = 0; i < bytes.n; i++) {
		to[2 * i] = digits[bytes.p[i] >> 4];
		to[2 * i + 1] = digits[bytes.p[i] & 0xf];
	}
	to[2 * bytes.n] = '\0';
	return (struct hw_text){to, 2 * bytes.n};
}

/* Text of a value, of any length. */
static struct hw_text format(struct hw_arena *arena, const struct hw_layout_value *value)
{
	/* a set may have 64 members of a few words each */
	size_t room = 2 * value->bytes.n + 2048;
	char buf[4096];
	char *to = room <= sizeof(buf) ? buf : hw_arena_alloc(arena, room, 1);
	size_t n;

	if (!to)
		return HW_NO_TEXT;
	n = hw_layout_format(value, to, room);
	return to == buf ? hw_arena_copy(arena, (struct hw_text){to, n})
			 : (struct hw_text){to, n};
}

static struct hw_text label(struct hw_arena *arena, const struct hw_layout_field *field)
{
	char buf[128];

	return hw_arena_copy(arena, hw_text_of(hw_layout_label(field, buf, sizeof(buf))));
}

static void add_set(struct hw_detail *parent, struct hw_arena *arena, const char *key,
		    const struct hw_layout_value *value)
{
	struct hw_detail *list = hw_detail_list(parent, arena, key);
	unsigned cursor = 0;
	unsigned bit;
	const char *name;

	if (list)
		list->label = label(arena, &value->field);
	while (hw_layout_next_bit(value, &cursor, &bit, &name))
		hw_detail_text(list, arena, NULL,
			       name ? hw_text_of(name)
				    : hw_arena_printf(arena, "bit %u", bit));
}

/* Numbers above are 2^63 and more: nothing that a register of a device means. */
static int64_t as_integer(uint64_t number)
{
	return number > INT64_MAX ? INT64_MAX : (int64_t)number;
}

/* What is in the bytes of a block has no number of its own at lower levels, as not all
 * devices may be asked for theirs. A recording of these has zeros. */
static bool is_withheld(const struct hw_details *d, const struct hw_layout_value *value)
{
	const struct hw_privacy *p = &d->machine->privacy;

	return value->field.flags & HW_LAYOUT_SERIAL && value->kind != HW_LAYOUT_STRING &&
	       (!hw_privacy_is_off(p) || hw_privacy_level_recorded(p) < HW_PRIVACY_FULL);
}

static void add_value(struct hw_detail *parent, const struct hw_details *d,
		      const struct hw_layout_value *value)
{
	const struct hw_layout_field *field = &value->field;
	const char *key = value->is_item ? NULL : field->key;
	struct hw_arena *arena = d->arena;
	bool is_private = is_withheld(d, value);
	struct hw_detail *detail = NULL;

	switch (value->kind) {
	case HW_LAYOUT_NUMBER:
	case HW_LAYOUT_STRING:
		detail = hw_detail_number(parent, arena, key, as_integer(value->number));
		hw_detail_shown(detail, format(arena, value));
		break;
	case HW_LAYOUT_FLAG:
		detail = hw_detail_boolean(parent, arena, key, value->number != 0);
		break;
	case HW_LAYOUT_BITS:
		add_set(parent, arena, key, value);
		return;
	case HW_LAYOUT_HEX:
	case HW_LAYOUT_ADDRESS:
	case HW_LAYOUT_ENUM:
	case HW_LAYOUT_BCD:
	case HW_LAYOUT_GUID:
	case HW_LAYOUT_TEXT:
	case HW_LAYOUT_RAW:
	case HW_LAYOUT_REGISTER:
	case HW_LAYOUT_TABLE:
		detail = hw_detail_text(parent, arena, key,
					is_private ? HW_NO_TEXT : format(arena, value));
		break;
	}
	if (is_private)
		hw_detail_shown(detail, HW_TEXT("withheld"));
	if (detail)
		detail->label = label(arena, field);
	if (field->flags & HW_LAYOUT_DULL)
		hw_detail_flagged(detail, HW_DETAIL_UNSHOWN);
}

/* Items of a list are told apart by their numbers. */
static void name_item(struct hw_detail *item, struct hw_arena *arena,
		      const struct hw_layout_value *value)
{
	if (item && value->is_item)
		item->label = hw_arena_printf(arena, "%u", value->index);
	else if (item)
		item->label = label(arena, &value->field);
}

/* Each level of nesting may be a list and an object in it. */
#define NESTING_MAX (2 * HW_LAYOUT_DEPTH + 2)

void hw_details_layout(struct hw_detail *parent, const struct hw_details *d,
		       const struct hw_layout *layout, struct hw_bytes bytes)
{
	struct hw_arena *arena = d->arena;
	struct hw_detail *open[NESTING_MAX] = {parent};
	struct hw_layout_walk walk;
	struct hw_layout_value value;
	size_t depth = 0;

	hw_layout_begin(&walk, layout, bytes);
	while (hw_layout_next(&walk, &value)) {
		const char *key = value.is_item ? NULL : value.field.key;

		switch (value.event) {
		case HW_LAYOUT_VALUE:
			add_value(open[depth], d, &value);
			break;
		case HW_LAYOUT_OPEN:
		case HW_LAYOUT_OPEN_LIST:
			if (depth + 1 == NESTING_MAX)
				return;
			open[depth + 1] =
				value.event == HW_LAYOUT_OPEN
					? hw_detail_object(open[depth], arena, key)
					: hw_detail_list(open[depth], arena, key);
			depth++;
			name_item(open[depth], arena, &value);
			break;
		case HW_LAYOUT_CLOSE:
		case HW_LAYOUT_CLOSE_LIST:
			if (depth)
				depth--;
			break;
		}
	}
}

void hw_details_problem(struct hw_detail *parent, struct hw_arena *arena,
			enum hw_layout_problem problem)
{
	if (problem)
		hw_detail_flagged(
			hw_detail_text(parent, arena, "problem",
				       hw_text_of(hw_layout_problem_text(problem))),
			HW_DETAIL_APART | HW_DETAIL_BAD);
	else
		hw_detail_flagged(hw_detail_null(parent, arena, "problem"),
				  HW_DETAIL_UNSHOWN);
}
