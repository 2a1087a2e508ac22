// SPDX-License-Identifier: GPL-2.0-or-later
/* What reports print of a device's names, in which a number stands for what is private,
 * "vmbus:uuid-1"; and devices by these. */
#include <errno.h>

#include "decoders/text/ascii.h"
#include "report/collect/internal.h"
#include "report/machine/sources/provides.h"
#include "report/privacy/names/device_names.h"
#include "report/select/resolve.h"

static bool is_below(struct hw_text path, const char *part)
{
	return path.n && memmem(path.s, path.n, part, strlen(part));
}

int hw_prepare_privacy(struct hw_machine *m, const struct hw_record *record)
{
	bool may_name = is_below(record->device.syspath, "/net/") ||
			is_below(record->device.syspath, "/leds/") ||
			hw_privacy_is_named_by_people(record);

	for (size_t i = 0; i < record->provide_count && !may_name; i++)
		may_name = hw_name_may_be_given(record->provides[i].class);
	if (!may_name || hw_privacy_is_off(&m->privacy))
		return 0;
	return hw_machine_words(m) == -ENOMEM ? -ENOMEM : 0;
}

/* Makes of the device, and of what it provides, what reports print of them. */
static int make_printed(struct hw_machine *m, struct hw_arena *arena,
			struct hw_record *record)
{
	int r = hw_provides_fill(m, arena, record);

	if (r == 0)
		r = hw_prepare_privacy(m, record);
	return r == 0 ? hw_privacy_apply(&m->privacy, record, arena) : r;
}

/* "uuid-1", or with such a word in it. */
static bool has_number(struct hw_text name)
{
	for (size_t i = 0; i + 1 < name.n; i++)
		if (name.s[i] == '-' && hw_is_digit(name.s[i + 1]))
			return true;
	return false;
}

static bool is_printed_of(const struct hw_device *d, struct hw_text name)
{
	return hw_text_eq(d->id, name) || hw_text_eq(d->name, name) ||
	       (d->syspath.n && hw_text_eq(d->syspath, name));
}

/* What the device provides under this name; NULL: nothing. */
static const struct hw_provided *find_provided(const struct hw_record *record,
					       struct hw_text name)
{
	for (size_t i = 0; i < record->provide_count; i++) {
		const struct hw_provided *p = &record->provides[i];

		if (hw_text_eq(p->name, name) || (p->node.n && hw_text_eq(p->node, name)))
			return p;
	}
	return NULL;
}

static bool is_device_below(const struct hw_device *d, const struct hw_device *above)
{
	return above->syspath.n && d->syspath.n > above->syspath.n &&
	       hw_text_starts(d->syspath, above->syspath) &&
	       d->syspath.s[above->syspath.n] == '/';
}

/* What a device provides, those above it provide too: the nearest one is meant, as by
 * hw_resolve(). Returns how many of the `n` are left. */
static size_t keep_nearest(struct hw_found *v, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		bool is_above = false;

		for (size_t k = 0; v[i].how.n && k < n && !is_above; k++)
			is_above = (k < kept || k > i) && v[k].how.n &&
				   is_device_below(v[k].device, v[i].device);
		if (!is_above)
			v[kept++] = v[i];
	}
	return kept;
}

int hw_collect_find_printed(struct hw_machine *machine, struct hw_text name,
			    const struct hw_device_list *list, struct hw_arena *arena,
			    struct hw_found_list *ret)
{
	struct hw_found *v;
	size_t n = 0;

	*ret = (struct hw_found_list){0};
	if (hw_privacy_is_off(&machine->privacy) || !has_number(name))
		return 0;
	v = HW_ARENA_NEW(arena, struct hw_found, list->n);
	for (size_t i = 0; v && i < list->n; i++) {
		struct hw_record record = {.device = list->v[i]};
		const struct hw_provided *provided;
		int r = make_printed(machine, arena, &record);

		if (r < 0)
			return r;
		provided = find_provided(&record, name);
		if (is_printed_of(&record.device, name))
			v[n++] = (struct hw_found){.device = &list->v[i]};
		else if (provided && !record.device.class_only &&
			 !hw_bus_has(record.device.bus, HW_BUS_LINKS))
			v[n++] = (struct hw_found){
				&list->v[i],
				hw_resolve_how(name, provided->class, arena)};
	}
	*ret = (struct hw_found_list){.v = v, .n = keep_nearest(v, n)};
	return hw_arena_failed(arena) ? -ENOMEM : 0;
}

/* The filter names this device by its id. Errors: -ENOMEM. */
static int name_by_id(const struct hw_device *device, struct hw_arena *arena,
		      struct hw_filter *filter)
{
	struct hw_text id = hw_arena_copy(arena, device->id);

	if (!id.s)
		return -ENOMEM;
	hw_filter_by_address(id.s, filter);
	return 0;
}

/*
 * -s with a name that reports print, and which no device has: the filter names the device
 * by its id, and further filters do so of others that are printed alike. Errors: -ENOMEM.
 */
static int name_really(struct hw_machine *machine, const struct hw_device_list *all,
		       struct hw_arena *arena, struct hw_filter *filter,
		       struct hw_selection *selection)
{
	struct hw_found_list found;
	int r;

	if (!filter->address || !has_number(hw_text_of(filter->address)))
		return 0;
	r = hw_resolve(machine->root, all, filter, arena, &found);
	if (r < 0 || found.n)
		return r;
	r = hw_collect_find_printed(machine, hw_text_of(filter->address), all, arena,
				    &found);
	if (r == 0 && found.n)
		r = name_by_id(found.v[0].device, arena, filter);
	for (size_t i = 1; r == 0 && i < found.n &&
			   selection->more_count < HW_ARRAY_SIZE(selection->more);
	     i++) {
		struct hw_filter *other = &selection->more[selection->more_count++];

		*other = (struct hw_filter){0};
		r = name_by_id(found.v[i].device, arena, other);
	}
	return r;
}

int hw_narrow_plan(struct hw_machine *machine, const struct hw_selection *selection,
		   struct hw_plan *plan)
{
	struct hw_selection real = *selection;
	int r = name_really(machine, &plan->list, &plan->arena, &real.filter, &real);

	for (size_t i = 0; r == 0 && i < selection->more_count; i++)
		r = name_really(machine, &plan->list, &plan->arena, &real.more[i], &real);
	return r == 0 ? hw_selection_narrow(&real, machine->root, &plan->arena,
					    &plan->list)
		      : r;
}
