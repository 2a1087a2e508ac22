// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/collect/collect.h"

#include <errno.h>

#include "data/root/note.h"
#include "report/candidates/candidates.h"
#include "report/collect/internal.h"
#include "report/collect/told.h"
#include "report/details/details.h"
#include "report/machine/installed/missing_firmware.h"
#include "report/machine/sources/all_devices.h"
#include "report/machine/sources/provides.h"

/* `selection` NULL: the record is wanted. */
static int finish(struct hw_machine *m, const struct hw_selection *selection,
		  struct hw_arena *arena, struct hw_record *record, hw_record_fn *fn,
		  void *arg, struct hw_report_tail *tail)
{
	const struct hw_text told = hw_told_read(m, arena, &record->device);
	int r;

	hw_fill_names(m, arena, record);
	if (told.n)
		hw_told_names(m, told, arena, record);
	r = hw_candidates_fill(m, arena, record);
	if (r == 0)
		r = hw_told_candidates(m, told, arena, record);
	if (r < 0)
		return r;
	if (selection && !hw_selection_has_kind(selection, record))
		return 0;
	hw_judge(m, arena, record, true);
	hw_told_verdict(m, told, arena, record);
	if (m->lists_firmware)
		hw_missing_firmware_list(m, arena, record);
	if (hw_privacy_is_off(&m->privacy) && record->device.syspath.n &&
	    hw_bus_is_whole(record->device.bus, record->device.kind))
		record->serial = hw_privacy_value(
			&m->privacy, HW_PRIVATE_SERIAL,
			hw_machine_usb_serial(m, record->device.syspath, arena), arena);
	r = hw_fill_attributes(m, arena, record);
	if (m->reads_own_strings && record->device.driver_known == HW_DRIVER_BOUND &&
	    !record->device.driver_module.n && m->modules)
		record->driver_is_builtin |=
			hw_modules_is_builtin(m->modules, record->device.driver) ==
			HW_YES;
	if (r == 0 && (m->enriches || m->finds_groups))
		hw_add_group(m, arena, record);
	if (r == 0 && (m->finds_provides || hw_is_told_usb(m, record)))
		r = hw_provides_fill(m, arena, record);
	if (m->enriches && told.n)
		hw_told_attributes(told, arena, record);
	if (m->counts_errors)
		hw_count_errors(m, arena, record);
	if (m->finds_provides && told.n)
		hw_told_provides(told, arena, record);
	if (r < 0)
		return r;
	if (m->wants_details) {
		hw_number_override(m, arena, &record->device);
		hw_details_fill(m, arena, record);
	}
	r = hw_prepare_privacy(m, record);
	if (r == 0)
		r = hw_privacy_apply(&m->privacy, record, arena);
	if (r < 0)
		return r;
	if (m->finds_provides && told.n)
		hw_told_identities(m, told, arena, record);
	if (told.n)
		hw_told_kind(told, arena, record);
	if (hw_arena_failed(arena))
		return -ENOMEM;
	tail->by_state[record->verdict.state]++;
	return fn(arg, record);
}

int hw_collect_identity(struct hw_machine *machine, struct hw_arena *arena,
			struct hw_record *record)
{
	int r;

	hw_identify(machine, arena, record);
	hw_fill_names(machine, arena, record);
	r = hw_privacy_apply(&machine->privacy, record, arena);
	if (r < 0)
		return r;
	return hw_arena_failed(arena) ? -ENOMEM : 0;
}

int hw_collect_device(struct hw_machine *machine, struct hw_record *record,
		      hw_record_fn *fn, void *arg, struct hw_report_tail *tail)
{
	struct hw_arena arena = {0};
	int r;

	hw_identify(machine, &arena, record);
	hw_add_override(machine, &arena, record);
	r = finish(machine, NULL, &arena, record, fn, arg, tail);
	hw_arena_done(&arena);
	return r;
}

/* Writes the lines of a device's modalias to `v`, if it is not NULL; returns their
 * number. */
static size_t add_strings(const struct hw_device *device, struct hw_text *v)
{
	struct hw_text lines = device->modalias;
	size_t n = 0;

	while (lines.s) {
		struct hw_text line = hw_text_cut(&lines, '\n');

		if (!line.n)
			continue;
		if (v)
			v[n] = line;
		n++;
	}
	return n;
}

int hw_collect_prepare(struct hw_machine *machine, const struct hw_device *const *devices,
		       size_t n)
{
	struct hw_arena arena = {0};
	struct hw_text *strings;
	size_t count = 0;
	int r = -ENOMEM;

	for (size_t i = 0; i < n; i++)
		count += add_strings(devices[i], NULL);
	strings = HW_ARENA_NEW(&arena, struct hw_text, count);
	if (strings) {
		count = 0;
		for (size_t i = 0; i < n; i++)
			count += add_strings(devices[i], strings + count);
		r = hw_aliases_prepare(machine->kernel.aliases, strings, count);
		hw_names_prepare(&machine->databases, strings, count);
	}
	hw_arena_done(&arena);
	return r;
}

/* The modules that claim prepared strings: all are asked for in a report of the devices.
 * What is recorded are their lines, as they are asked for. */
static void prepare_modules(struct hw_machine *machine)
{
	const struct hw_aliases *aliases = machine->kernel.aliases;
	struct hw_arena arena = {0};
	const size_t n = hw_aliases_modules(aliases, NULL);
	struct hw_text *names = HW_ARENA_NEW(&arena, struct hw_text, n);

	if (names && !hw_root_records(machine->root)) {
		hw_aliases_modules(aliases, names);
		hw_modules_prepare(machine->modules, names, n);
	}
	hw_arena_done(&arena);
}

int hw_collect_plan(struct hw_machine *machine, const struct hw_selection *selection,
		    struct hw_plan *ret)
{
	const struct hw_scan scan = hw_selection_scan(selection);
	const struct hw_device **devices;
	int r;

	*ret = (struct hw_plan){0};
	r = hw_sysfs_scan(machine->root, &scan, &ret->arena, machine->warnings,
			  &ret->list);
	if (r < 0)
		return r;
	ret->machine = machine;
	ret->listed = ret->list.v;
	hw_all_devices_list(machine, &scan, &ret->list);
	r = hw_narrow_plan(machine, selection, ret);
	if (r < 0)
		return r;
	devices = HW_ARENA_NEW(&ret->arena, const struct hw_device *, ret->list.n);
	if (!devices)
		return -ENOMEM;
	for (size_t i = 0; i < ret->list.n; i++)
		devices[i] = &ret->list.v[i];
	r = hw_collect_prepare(machine, devices, ret->list.n);
	if (r == 0)
		prepare_modules(machine);
	return r;
}

int hw_collect_planned(struct hw_machine *machine, const struct hw_selection *selection,
		       const struct hw_plan *plan, hw_record_fn *fn, void *arg,
		       struct hw_report_tail *tail)
{
	struct hw_arena arena = {0};
	int r = 0;

	for (size_t i = 0; r == 0 && i < plan->list.n; i++) {
		struct hw_record record = {
			.device = plan->list.v[i],
			.in_detail = selection->verbose,
		};

		hw_arena_reset(&arena);
		hw_identify(machine, &arena, &record);
		if (hw_selection_has_ids(selection, &record))
			r = finish(machine, selection, &arena, &record, fn, arg, tail);
	}
	hw_arena_done(&arena);
	return r;
}

void hw_plan_done(struct hw_plan *plan)
{
	if (plan->machine)
		hw_all_devices_unlist(plan->machine, plan->listed);
	hw_arena_done(&plan->arena);
}

int hw_collect_devices(struct hw_machine *machine, const struct hw_selection *selection,
		       hw_record_fn *fn, void *arg, struct hw_report_tail *tail)
{
	struct hw_plan plan;
	int r = hw_collect_plan(machine, selection, &plan);

	if (r == 0)
		r = hw_collect_planned(machine, selection, &plan, fn, arg, tail);
	hw_plan_done(&plan);
	return r;
}
