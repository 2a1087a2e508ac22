// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/select/selection.h"

#include <errno.h>
#include <strings.h>

#include "report/class_word.h"
#include "report/select/resolve.h"

static bool names_kind(const struct hw_selection *s)
{
	struct hw_text words = hw_text_of(s->bus);

	while (words.s)
		if (hw_kind_is(hw_text_cut(&words, ',')))
			return true;
	return false;
}

static bool names_bus(const struct hw_selection *s)
{
	struct hw_text words = hw_text_of(s->bus);

	while (words.s) {
		struct hw_text word = hw_text_cut(&words, ',');

		/* "input" is both */
		if (!hw_kind_is(word) || hw_bus_of_subsystem(word))
			return true;
	}
	return false;
}

struct hw_scan hw_selection_scan(const struct hw_selection *s)
{
	if (!names_kind(s))
		return (struct hw_scan){.depth = s->depth, .bus = s->bus};
	/* a disk is one on any bus */
	return (struct hw_scan){.depth = names_bus(s)		    ? HW_SCAN_EVERYTHING
					 : s->depth == HW_SCAN_MAIN ? HW_SCAN_ALL
								    : s->depth};
}

/* The first is `filter`. */
static const struct hw_filter *nth(const struct hw_selection *s, size_t i)
{
	return i ? &s->more[i - 1] : &s->filter;
}

static bool has(const struct hw_device_list *list, const struct hw_device *device)
{
	for (size_t i = 0; i < list->n; i++)
		if (hw_text_eq(list->v[i].id, device->id))
			return true;
	return false;
}

int hw_selection_narrow(const struct hw_selection *s, struct hw_root *root,
			struct hw_arena *arena, struct hw_device_list *list)
{
	struct hw_device_list found[HW_FILTERS_MAX];
	struct hw_device *v;
	size_t count = 0;
	size_t n = 0;

	for (size_t i = 0; i <= s->more_count; i++) {
		int r;

		if (!nth(s, i)->address)
			continue;
		found[count] = *list;
		r = hw_resolve_narrow(root, nth(s, i), s->branches, arena, &found[count]);
		if (r < 0)
			return r;
		count++;
	}
	if (count < 2) {
		if (count)
			*list = found[0];
		return 0;
	}
	v = HW_ARENA_NEW(arena, struct hw_device, list->n);
	if (list->n && !v)
		return -ENOMEM;
	for (size_t i = 0; i < list->n; i++) {
		bool is_wanted = false;

		for (size_t k = 0; k < count; k++)
			is_wanted = is_wanted || has(&found[k], &list->v[i]);
		if (is_wanted)
			v[n++] = list->v[i];
	}
	*list = (struct hw_device_list){v, n};
	return 0;
}

/* Whether any word of -b is usb. */
static bool names_usb(const struct hw_selection *s)
{
	struct hw_text words = hw_text_of(s->bus);

	while (words.s)
		if (hw_text_eq(hw_text_cut(&words, ','), HW_TEXT("usb")))
			return true;
	return false;
}

bool hw_selection_has_ids(const struct hw_selection *s, const struct hw_record *record)
{
	bool is_asked = false;

	for (size_t i = 0; i <= s->more_count; i++) {
		struct hw_filter filter = *nth(s, i);

		if (!filter.by_id)
			continue;
		is_asked = true;
		filter.class_of_usb = names_usb(s);
		if (hw_filter_record(&filter, record))
			return true;
	}
	return !is_asked;
}

bool hw_selection_has_kind(const struct hw_selection *s, const struct hw_record *record)
{
	struct hw_text words = hw_text_of(s->bus);

	if (!names_kind(s))
		return true;
	while (words.s) {
		struct hw_text word = hw_text_cut(&words, ',');

		if ((word.n == record->device.subsystem.n &&
		     strncasecmp(word.s, record->device.subsystem.s, word.n) == 0) ||
		    hw_kind_has(word, record))
			return true;
	}
	return false;
}
