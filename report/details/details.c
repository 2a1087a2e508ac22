// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/details/details.h"

#include "report/details/internal.h"

void hw_details_fill(struct hw_machine *machine, struct hw_arena *arena,
		     struct hw_record *record)
{
	struct hw_details d = {
		.machine = machine,
		.arena = arena,
		.record = record,
		.directory = record->device.syspath,
	};

	record->has_details = true;
	if (hw_text_starts(d.directory, HW_TEXT("/")))
		d.directory = hw_text_from(d.directory, 1);
	if (!d.directory.n)
		return;
	if (hw_text_eq(record->device.subsystem, HW_TEXT("pci")))
		record->pci = hw_details_pci(&d);
	else if (hw_text_eq(record->device.subsystem, HW_TEXT("usb")) &&
		 hw_bus_is_whole(record->device.bus, record->device.kind))
		record->usb = hw_details_usb(&d);
}
