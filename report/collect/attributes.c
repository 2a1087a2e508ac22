// SPDX-License-Identifier: GPL-2.0-or-later
/* What a record has besides its names: attributes, and what the kernel counts. */
#include <errno.h>
#include <string.h>

#include "report/collect/internal.h"
#include "report/collect/iommu.h"
#include "report/machine/recording.h"

void hw_number_override(struct hw_machine *m, struct hw_arena *arena,
			const struct hw_device *device)
{
	struct hw_text name;

	if (hw_privacy_is_off(&m->privacy) || m->privacy.has_numbered_overrides ||
	    m->privacy.level_of_source < HW_PRIVACY_FULL ||
	    device->driver_known != HW_DRIVER_BOUND ||
	    (device->bus && !hw_bus_has(device->bus, HW_BUS_DRIVER_OVERRIDE)))
		return;
	name = hw_root_read_attr_once(m->root, device->syspath, "driver_override", arena);
	/* without memory the arena of the numbers has failed too, or the next one will */
	if (name.n && !hw_text_eq(name, HW_TEXT("(null)")) &&
	    !hw_text_eq(name, device->driver))
		hw_machine_number_overrides(m, &m->privacy);
}

void hw_add_override(struct hw_machine *m, struct hw_arena *arena,
		     struct hw_record *record)
{
	struct hw_text name;

	hw_number_override(m, arena, &record->device);
	name = hw_read_override(m, arena, record->device.syspath);
	if (name.n)
		hw_attribute_text(&record->attributes, arena, "driver_override", name);
}

void hw_add_group(struct hw_machine *m, struct hw_arena *arena, struct hw_record *record)
{
	struct hw_text group = hw_iommu_group(m->root, &record->device, arena);

	for (const struct hw_attribute *a = record->attributes.first; a; a = a->next)
		if (strcmp(a->key, "iommu_group") == 0)
			return;
	if (group.n)
		hw_attribute_text(&record->attributes, arena, "iommu_group", group);
}

bool hw_is_told_usb(const struct hw_machine *m, const struct hw_record *record)
{
	return m->tells_usb && hw_bus_is_whole(record->device.bus, record->device.kind);
}

/* What the kernel counts, in which a long number is no number of a device. */
static bool is_counted(const struct hw_attribute *a)
{
	return strcmp(a->key, "pci_errors") == 0;
}

/* Versions of firmware are free text. */
static void show_attributes(struct hw_machine *m, struct hw_arena *arena,
			    const struct hw_record *record, struct hw_attribute *first)
{
	for (struct hw_attribute *a = first; a; a = a->next) {
		const enum hw_own_text what = hw_machine_is_version(hw_text_of(a->key))
						      ? HW_OWN_VERSION
						      : HW_OWN_NAME;

		if (!is_counted(a))
			a->text = hw_machine_own_text(m, record->device.syspath, a->text,
						      what, arena);
	}
}

int hw_fill_attributes(struct hw_machine *m, struct hw_arena *arena,
		       struct hw_record *record)
{
	struct hw_attribute **added =
		record->attributes.first ? record->attributes.tail : NULL;

	if (m->is_recording && (m->enriches || hw_is_told_usb(m, record))) {
		hw_recording_attributes(m, record->device.syspath, arena,
					&record->attributes);
		show_attributes(m, arena, record, record->attributes.first);
		return 0;
	}
	for (size_t i = 0; i < m->source_count; i++) {
		const struct hw_source *source = m->sources[i].source;
		int r;

		if (!source->enrich ||
		    !hw_text_eq(record->device.subsystem, hw_text_of(source->subsystem)))
			continue;
		r = source->enrich(m->sources[i].self, &record->device, arena,
				   &record->attributes);
		if (r == -ENOMEM)
			return r;
		if (r < 0)
			hw_warn(m->warnings, "source-failed", record->device.id, 0,
				"%s: %s", source->name, strerror(-r));
	}
	show_attributes(m, arena, record, added ? *added : record->attributes.first);
	if (m->is_recorded)
		hw_recording_note_attributes(m, record->device.syspath,
					     added ? *added : record->attributes.first);
	return 0;
}

/* In a report that is read again only the sums are, "3/0/0", and only those above 0. */
static void count_told_errors(struct hw_record *record)
{
	for (const struct hw_attribute *a = record->attributes.first; a; a = a->next) {
		struct hw_text rest = a->text;

		if (strcmp(a->key, "pci_errors") != 0)
			continue;
		for (size_t i = 0; i < HW_PCI_ERROR_COUNT; i++)
			record->pci_errors[i] =
				hw_pci_errors_parse(hw_text_cut(&rest, '/'));
		record->counts_errors = true;
	}
}

void hw_count_errors(struct hw_machine *m, struct hw_arena *arena,
		     struct hw_record *record)
{
	if (!hw_text_eq(record->device.subsystem, HW_TEXT("pci")))
		return;
	for (size_t i = 0; i < HW_PCI_ERROR_COUNT; i++) {
		struct hw_text text = hw_pci_errors_read(m->root, record->device.syspath,
							 (enum hw_pci_error)i, arena);

		record->counts_errors = record->counts_errors || text.n;
		record->pci_errors[i] = hw_pci_errors_sum(text);
	}
	if (!record->counts_errors)
		count_told_errors(record);
}
