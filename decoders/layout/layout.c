// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/layout/tables.h"

#include <stdarg.h>
#include <stdio.h>

/*
 * The interpreter: a stack of frames, one a table that is being walked or a list whose
 * items are. A register opens inside the frame of its table and closes before the next
 * row that is not one of its bits.
 */

uint64_t hw_layout_le(struct hw_bytes bytes, size_t at, unsigned width)
{
	uint64_t value = 0;

	if (width > 8 || at > bytes.n || width > bytes.n - at)
		return 0;
	for (unsigned i = width; i-- > 0;)
		value = value << 8 | bytes.p[at + i];
	return value;
}

static uint64_t bits_of(uint64_t value, unsigned bit, unsigned bits)
{
	value >>= bit;
	return bits && bits < 64 ? value & ((UINT64_C(1) << bits) - 1) : value;
}

static bool read_at(struct hw_bytes bytes, struct hw_layout_place place, size_t further,
		    uint64_t *ret)
{
	size_t at = place.at + further;

	if (!place.width || place.width > 8 || at > bytes.n || place.width > bytes.n - at)
		return false;
	*ret = bits_of(hw_layout_le(bytes, at, place.width), place.bit, place.bits);
	return true;
}

bool hw_layout_read(struct hw_bytes bytes, struct hw_layout_place place, uint64_t *ret)
{
	return read_at(bytes, place, 0, ret);
}

static bool holds(const struct hw_layout_field *row, struct hw_bytes bytes)
{
	for (size_t i = 0; i < HW_LAYOUT_WHEN_MAX && row->when[i].place.width; i++) {
		const struct hw_layout_when *when = &row->when[i];
		uint64_t value;
		bool is = false;

		if (!hw_layout_read(bytes, when->place, &value))
			return false;
		switch ((enum hw_layout_operator)when->is) {
		case HW_WHEN_EQUAL:
			is = value == when->value;
			break;
		case HW_WHEN_NOT:
			is = value != when->value;
			break;
		case HW_WHEN_AT_LEAST:
			is = value >= when->value;
			break;
		case HW_WHEN_AT_MOST:
			is = value <= when->value;
			break;
		case HW_WHEN_IN:
			is = value < 64 && (when->value >> value & 1);
			break;
		}
		if (!is)
			return false;
	}
	return true;
}

/* How much further a field lies; false when a number on the way is not there. */
static bool skipped(const struct hw_layout_field *row, struct hw_bytes bytes, size_t *ret)
{
	size_t further = 0;

	for (size_t i = 0; i < HW_LAYOUT_SKIP_MAX && row->skip[i].place.width; i++) {
		uint64_t value;

		if (!read_at(bytes, row->skip[i].place, further, &value) ||
		    value > UINT16_MAX)
			return false;
		further += (size_t)value * row->skip[i].times;
	}
	*ret = further;
	return true;
}

/* Where the field begins in its structure; false when it is absent. */
static bool locate(const struct hw_layout_field *row, struct hw_bytes bytes, size_t *ret)
{
	size_t further;

	if (!skipped(row, bytes, &further))
		return false;
	if (row->flags & HW_LAYOUT_FROM_END) {
		*ret = bytes.n - row->at;
		return row->at <= bytes.n;
	}
	*ret = row->at + further;
	return *ret <= bytes.n;
}

static struct hw_layout_scope scope_of(const struct hw_layout_walk *walk,
				       const struct hw_layout_frame *f)
{
	return (struct hw_layout_scope){f->bytes, walk->whole, f->index};
}

static bool is_present(const struct hw_layout_walk *walk, const struct hw_layout_frame *f,
		       const struct hw_layout_field *row)
{
	struct hw_layout_scope scope = scope_of(walk, f);

	return holds(row, f->bytes) &&
	       (row->kind != HW_LAYOUT_TABLE || !row->present || row->present(&scope));
}

static unsigned nesting_for(struct hw_layout_walk *walk, enum hw_layout_event event)
{
	if (event == HW_LAYOUT_OPEN || event == HW_LAYOUT_OPEN_LIST)
		return walk->nesting++;
	if (event == HW_LAYOUT_CLOSE || event == HW_LAYOUT_CLOSE_LIST)
		return --walk->nesting;
	return walk->nesting;
}

static void fill(struct hw_layout_walk *walk, enum hw_layout_event event,
		 const struct hw_layout_field *row, struct hw_layout_value *ret)
{
	*ret = (struct hw_layout_value){
		.event = event,
		.field = *row,
		.kind = row->kind,
		.unit = row->unit,
		.depth = nesting_for(walk, event),
	};
}

/* raw, number and name of a field whose bits are `raw`. */
static void interpret(const struct hw_layout_field *row, uint64_t raw,
		      const struct hw_layout_scope *scope, struct hw_layout_value *ret)
{
	uint64_t times = row->times ? row->times : 1;

	ret->raw = raw;
	ret->number = row->flags & HW_LAYOUT_POWER ? (raw < 32 ? times << raw : 0)
						   : raw * times;
	if (row->add < 0) {
		uint64_t less = (uint64_t) - (int64_t)row->add;

		ret->number = ret->number > less ? ret->number - less : 0;
	} else {
		ret->number += (uint64_t)row->add;
	}
	if (row->kind == HW_LAYOUT_ENUM)
		ret->name = hw_vocabulary_find(row->names, raw);
	if (row->custom)
		row->custom(scope, ret);
}

/* A whole field of `width` bytes at `at` of the frame's structure. */
static bool whole_field(struct hw_layout_walk *walk, struct hw_layout_frame *f,
			const struct hw_layout_field *row, size_t at, size_t width,
			struct hw_layout_value *ret)
{
	struct hw_layout_scope scope = scope_of(walk, f);
	uint64_t raw;

	if (row->flags & HW_LAYOUT_REST)
		width = f->bytes.n - at;
	if (!width || width > f->bytes.n - at)
		return false;
	raw = hw_layout_le(f->bytes, at, (unsigned)(width > 8 ? 9 : width));
	fill(walk, HW_LAYOUT_VALUE, row, ret);
	ret->at = f->base + at;
	ret->width = (unsigned)width;
	ret->bytes = (struct hw_bytes){f->bytes.p + at, width};
	interpret(row, bits_of(raw, row->bit, row->bits), &scope, ret);
	return true;
}

static struct hw_layout_frame *push(struct hw_layout_walk *walk)
{
	struct hw_layout_frame *f;

	if (walk->depth == HW_LAYOUT_DEPTH)
		return NULL;
	f = &walk->frames[walk->depth++];
	*f = (struct hw_layout_frame){0};
	return f;
}

/* Bytes from one item of a list to the next; 0 when that cannot be said. */
static size_t stride_of(const struct hw_layout_field *row, struct hw_bytes structure,
			struct hw_bytes item)
{
	const struct hw_layout_repeat *repeat = &row->repeat;
	uint64_t value;

	if (repeat->stride)
		return repeat->stride;
	if (!repeat->stride_from.width)
		return row->width;
	if (!hw_layout_read(repeat->varies ? item : structure, repeat->stride_from,
			    &value) ||
	    value > UINT16_MAX)
		return 0;
	return repeat->varies ? (size_t)(value + 1) * repeat->varies : (size_t)value;
}

static struct hw_bytes bytes_from(struct hw_bytes bytes, size_t at)
{
	return (struct hw_bytes){bytes.p + at, bytes.n - at};
}

/* How many items the list at `at` has. */
static unsigned count_items(const struct hw_layout_field *row, struct hw_bytes structure,
			    size_t at)
{
	const struct hw_layout_repeat *repeat = &row->repeat;
	size_t end = structure.n > repeat->tail ? structure.n - repeat->tail : 0;
	uint64_t declared = UINT16_MAX;
	unsigned n = 0;

	if (repeat->count) {
		declared = repeat->count;
	} else if (repeat->from.width) {
		if (!hw_layout_read(structure, repeat->from, &declared))
			return 0;
		if (repeat->add < 0 && declared < (uint64_t)-repeat->add)
			return 0;
		declared += (uint64_t)repeat->add;
	}
	while (n < declared && at < end) {
		size_t stride = stride_of(row, structure, bytes_from(structure, at));

		if (!stride || stride > end - at)
			break;
		at += stride;
		n++;
	}
	return n;
}

static bool open_list(struct hw_layout_walk *walk, struct hw_layout_frame *f,
		      const struct hw_layout_field *row, size_t at,
		      struct hw_layout_value *ret)
{
	unsigned count = count_items(row, f->bytes, at);
	struct hw_layout_frame *list = count ? push(walk) : NULL;

	if (!list)
		return false;
	list->is_list = true;
	list->opener = *row;
	list->bytes = f->bytes;
	list->base = at;
	list->count = count;
	/* what the list's offsets count from */
	list->reg_at = f->base;
	fill(walk, HW_LAYOUT_OPEN_LIST, row, ret);
	ret->index = count;
	ret->at = f->base + at;
	return true;
}

static bool open_table(struct hw_layout_walk *walk, struct hw_layout_frame *f,
		       const struct hw_layout_field *row, struct hw_bytes bytes,
		       size_t base, struct hw_layout_value *ret)
{
	struct hw_layout_frame *inner = push(walk);

	if (!inner)
		return false;
	inner->table = row->table;
	inner->opener = *row;
	inner->bytes = bytes;
	inner->base = base;
	inner->index = f->index;
	fill(walk, HW_LAYOUT_OPEN, row, ret);
	ret->at = base;
	return true;
}

/* The next item of a list, or its end. */
static void next_item(struct hw_layout_walk *walk, struct hw_layout_frame *list,
		      struct hw_layout_value *ret)
{
	const struct hw_layout_field *row = &list->opener;

	while (list->index < list->count) {
		size_t at = list->base;
		size_t stride = stride_of(row, list->bytes, bytes_from(list->bytes, at));
		struct hw_layout_frame item = *list;
		bool found;

		item.base = list->reg_at;
		list->base += stride;
		list->index++;
		if (row->kind == HW_LAYOUT_TABLE) {
			struct hw_bytes bytes = {list->bytes.p + at, stride};
			struct hw_layout_scope scope = {bytes, walk->whole, item.index};

			if (row->present && !row->present(&scope))
				continue;
			found = open_table(walk, &item, row, bytes, item.base + at, ret);
		} else {
			size_t width = row->repeat.stride ? row->width : stride;

			found = whole_field(walk, &item, row, at, width, ret);
		}
		if (found) {
			ret->is_item = true;
			ret->index = item.index + row->repeat.first;
			return;
		}
	}
	walk->depth--;
	fill(walk, HW_LAYOUT_CLOSE_LIST, row, ret);
}

/* A register begins: its bits follow in this frame, or in one of their own. */
static bool open_register(struct hw_layout_walk *walk, struct hw_layout_frame *f,
			  const struct hw_layout_field *row, size_t at,
			  struct hw_layout_value *ret)
{
	struct hw_layout_frame *holder = f;

	if (row->width > f->bytes.n - at)
		return false;
	if (row->table) {
		holder = push(walk);
		if (!holder)
			return false;
		holder->table = row->table;
		holder->opener = *row;
		holder->bytes = f->bytes;
		holder->base = f->base;
		holder->index = f->index;
	} else {
		holder->reg = *row;
	}
	holder->value = hw_layout_le(f->bytes, at, row->width);
	holder->reg_at = f->base + at;
	fill(walk, HW_LAYOUT_OPEN, row, ret);
	ret->raw = holder->value;
	ret->number = holder->value;
	ret->width = row->width;
	ret->at = holder->reg_at;
	return true;
}

static void bit_field(struct hw_layout_walk *walk, struct hw_layout_frame *f,
		      const struct hw_layout_field *row, struct hw_layout_value *ret)
{
	struct hw_layout_scope scope = scope_of(walk, f);

	fill(walk, HW_LAYOUT_VALUE, row, ret);
	ret->at = f->reg_at;
	interpret(row, bits_of(f->value, row->bit, row->bits), &scope, ret);
}

static bool is_bits(const struct hw_layout_field *row)
{
	return !row->width && !row->repeat.repeats && row->kind != HW_LAYOUT_TABLE;
}

/* The event of one row that is not bits; false when it is absent. */
static bool take_row(struct hw_layout_walk *walk, struct hw_layout_frame *f,
		     const struct hw_layout_field *row, struct hw_layout_value *ret)
{
	size_t at;

	if (!holds(row, f->bytes) || !locate(row, f->bytes, &at))
		return false;
	/* a list asks for each of its items */
	if (row->repeat.repeats)
		return open_list(walk, f, row, at, ret);
	if (!is_present(walk, f, row))
		return false;
	switch ((enum hw_layout_kind)row->kind) {
	case HW_LAYOUT_REGISTER:
		return open_register(walk, f, row, at, ret);
	case HW_LAYOUT_TABLE:
		return at < f->bytes.n &&
		       open_table(walk, f, row, bytes_from(f->bytes, at), f->base + at,
				  ret);
	case HW_LAYOUT_NUMBER:
	case HW_LAYOUT_HEX:
	case HW_LAYOUT_ADDRESS:
	case HW_LAYOUT_FLAG:
	case HW_LAYOUT_ENUM:
	case HW_LAYOUT_BITS:
	case HW_LAYOUT_BCD:
	case HW_LAYOUT_STRING:
	case HW_LAYOUT_GUID:
	case HW_LAYOUT_TEXT:
	case HW_LAYOUT_RAW:
		return whole_field(walk, f, row, at, row->width, ret);
	}
	return false;
}

static bool close_register(struct hw_layout_walk *walk, struct hw_layout_frame *f,
			   struct hw_layout_value *ret)
{
	if (!f->reg.key)
		return false;
	fill(walk, HW_LAYOUT_CLOSE, &f->reg, ret);
	f->reg.key = NULL;
	return true;
}

/* The next event of a table's frame; false when the frame has none left. */
static bool next_row(struct hw_layout_walk *walk, struct hw_layout_frame *f,
		     struct hw_layout_value *ret)
{
	while (f->next < f->table->field_count) {
		struct hw_layout_field row;

		f->table->row(f->next, &row);
		if (is_bits(&row)) {
			f->next++;
			if (f->is_skipping || !is_present(walk, f, &row))
				continue;
			bit_field(walk, f, &row, ret);
			return true;
		}
		if (close_register(walk, f, ret))
			return true;
		f->next++;
		f->is_skipping = false;
		if (take_row(walk, f, &row, ret))
			return true;
		f->is_skipping = row.kind == HW_LAYOUT_REGISTER && !row.table;
	}
	return close_register(walk, f, ret);
}

void hw_layout_begin(struct hw_layout_walk *walk, const struct hw_layout *layout,
		     struct hw_bytes bytes)
{
	struct hw_layout_frame *f;

	walk->whole = bytes;
	walk->depth = 0;
	walk->nesting = 0;
	f = push(walk);
	f->table = layout;
	f->bytes = bytes;
}

bool hw_layout_next(struct hw_layout_walk *walk, struct hw_layout_value *ret)
{
	while (walk->depth) {
		struct hw_layout_frame *f = &walk->frames[walk->depth - 1];

		if (f->is_list) {
			next_item(walk, f, ret);
			return true;
		}
		if (next_row(walk, f, ret))
			return true;
		walk->depth--;
		if (f->opener.key) {
			fill(walk, HW_LAYOUT_CLOSE, &f->opener, ret);
			ret->is_item = f->opener.repeat.repeats;
			return true;
		}
	}
	return false;
}

void hw_layout_say(struct hw_layout_value *value, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(value->text, sizeof(value->text), format, args);
	va_end(args);
}
