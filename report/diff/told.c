// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What a report of hwalias says of a device (data/dump/report_json.c), beside what of it
 * is found out anew, as hwalias/PATH/told:
 *
 *     state unbound
 *     reason blocked
 *     candidate e1000e
 *     attribute link_width 4
 *
 * A report without any candidate has been made without alias tables.
 */
#include "data/root/note.h"
#include "report/diff/internal.h"

/* "8.0 GT/s PCIe" since Linux 5.7, "8 GT/s" before: pci_speed_string(),
 * drivers/pci/probe.c, and current_link_speed_show() of drivers/pci/pci-sysfs.c. */
static struct hw_text plain_speed(struct hw_text speed, struct hw_arena *arena)
{
	struct hw_text rest = speed;
	struct hw_text number = hw_text_cut(&rest, ' ');

	if (number.n > 2 && hw_text_eq(hw_text_from(number, number.n - 2), HW_TEXT(".0")))
		number.n -= 2;
	return hw_arena_printf(arena, "%.*s GT/s", HW_TEXT_ARG(number));
}

static int64_t number_of(struct hw_text text, int64_t number)
{
	return text.s ? hw_text_decimal(text, 18) : number;
}

void hw_diff_add_attribute(struct hw_diff_side *side, struct hw_diff_device *d,
			   struct hw_text key, struct hw_text text, int64_t number)
{
	struct hw_arena *arena = &side->arena;

	if (hw_text_eq(key, HW_TEXT("revision")))
		d->revision = hw_arena_copy(arena, text);
	else if (hw_text_eq(key, HW_TEXT("firmware_version")))
		d->firmware = hw_arena_copy(arena, text);
	else if (hw_text_eq(key, HW_TEXT("link_speed")))
		d->link.speed = plain_speed(text, arena);
	else if (hw_text_eq(key, HW_TEXT("link_width")))
		d->link.width = number_of(text, number);
	else if (hw_text_eq(key, HW_TEXT("link_speed_max")))
		d->link_max.speed = plain_speed(text, arena);
	else if (hw_text_eq(key, HW_TEXT("link_width_max")))
		d->link_max.width = number_of(text, number);
	else if (hw_text_eq(key, HW_TEXT("speed_kbps")))
		d->speed_kbps = number_of(text, number);
}

static void add_state(struct hw_diff_device *d, struct hw_text name)
{
	for (enum hw_state i = 0; i < HW_STATE_COUNT; i++)
		if (hw_text_eq(name, hw_text_of(hw_state_name(i))))
			d->state = i;
}

static size_t count_lines(struct hw_text text)
{
	size_t n = 0;

	for (; text.s; n++)
		hw_text_cut(&text, '\n');
	return n;
}

static void add_candidate(struct hw_diff_device *d, struct hw_text module)
{
	for (size_t i = 0; i < d->candidate_count; i++)
		if (hw_text_eq(d->candidates[i], module))
			return;
	d->candidates[d->candidate_count++] = module;
}

void hw_diff_add_told(struct hw_diff_side *side, const struct hw_record *record,
		      struct hw_diff_device *d)
{
	struct hw_arena *arena = &side->arena;
	struct hw_text path = hw_arena_printf(arena, HW_RECORDED "%.*s/told",
					      HW_TEXT_ARG(record->device.syspath));
	struct hw_root *root = side->machine->root;
	bool has_own = d->candidates_known;
	struct hw_text all;

	if (!path.s || !record->device.syspath.n ||
	    hw_root_read(root, path.s, arena, &all) < 0)
		return;
	/* tables that the user names count more */
	if (!has_own) {
		d->candidates = HW_ARENA_NEW(arena, struct hw_text, count_lines(all));
		d->candidate_count = 0;
		d->candidates_known =
			d->candidates && hw_root_exists(root, HW_RECORDED "/candidates");
	}
	while (all.n) {
		struct hw_text value = hw_text_cut(&all, '\n');
		struct hw_text key = hw_text_cut(&value, ' ');

		if (hw_text_eq(key, HW_TEXT("state")) && !has_own) {
			add_state(d, value);
		} else if (hw_text_eq(key, HW_TEXT("reason")) && !has_own) {
			d->reason = value;
		} else if (hw_text_eq(key, HW_TEXT("candidate")) && d->candidates &&
			   !has_own) {
			add_candidate(d, value);
		} else if (hw_text_eq(key, HW_TEXT("attribute"))) {
			struct hw_text name = hw_text_cut(&value, ' ');

			hw_diff_add_attribute(side, d, name, value, 0);
		}
	}
}
