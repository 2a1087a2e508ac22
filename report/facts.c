// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/facts.h"

#include "report/verdict.h"

/*
 * Most ACPI nodes only describe a device of another bus, which is listed too and has
 * the driver (acpi_bind_one(), drivers/acpi/glue.c, makes the link). Asked only for
 * those without a driver of their own.
 */
static bool has_physical_node(struct hw_machine *m, struct hw_arena *arena,
			      const struct hw_device *device)
{
	struct hw_text path;

	if (!hw_text_eq(device->subsystem, HW_TEXT("acpi")) || device->driver.s ||
	    !device->syspath.n)
		return false;
	path = hw_arena_printf(arena, "%s/physical_node", device->syspath.s + 1);
	return path.s && hw_root_exists(m->root, path.s);
}

void hw_facts_judge(struct hw_machine *m, struct hw_arena *arena,
		    struct hw_record *record, bool is_device)
{
	const struct hw_device *device = &record->device;
	const struct hw_facts facts = {
		.is_device = is_device,
		.subsystem = device->subsystem,
		.kind = device->kind,
		.class_only = device->class_only,
		.has_modalias = record->modalias != NULL,
		.ids = record->ids,
		.driver_known = device->driver_known,
		.driver = device->driver,
		.driver_module = device->driver_module,
		.has_physical_node = is_device && has_physical_node(m, arena, device),
		.candidates = record->candidates,
		.candidate_count = record->candidate_count,
		.tables = m->kernel.aliases ? m->kernel.release : HW_NO_TEXT,
	};

	record->verdict = hw_verdict(&facts, arena);
}
