// SPDX-License-Identifier: GPL-2.0-or-later
/* What a record is called: by the databases, and where none has a name by the device. */
#include "report/collect/internal.h"

/* A string of the device itself. A part's strings are those of the whole, the directory
 * above it. */
static struct hw_text own_string(struct hw_machine *m, struct hw_arena *arena,
				 const struct hw_record *record, const char *file)
{
	struct hw_text path = record->device.syspath;

	if (!path.n)
		return HW_NO_TEXT;
	if (!hw_bus_is_whole(record->device.bus, record->device.kind))
		path.n -= hw_path_base(path).n + 1;
	return hw_machine_own_string(
		m, path,
		hw_text_trim_end(hw_root_read_attr_once(m->root, path, file, arena),
				 "\n "),
		arena);
}

/* They are the names where no database has one. */
static void fill_own_strings(struct hw_machine *m, struct hw_arena *arena,
			     struct hw_record *record)
{
	const struct hw_bus *bus = record->device.bus;
	bool is_whole = hw_bus_is_whole(bus, record->device.kind);
	const struct {
		enum hw_name_key key;
		const char *file;
		struct hw_text *own;
	} strings[] = {
		{HW_NAME_VENDOR, bus->parts->own_vendor, &record->own_vendor},
		{HW_NAME_DEVICE, bus->parts->own_name, &record->own_name},
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(strings); i++) {
		struct hw_name *name = &record->names[strings[i].key];
		bool is_told = is_whole && m->reads_own_strings;
		struct hw_text text;

		if (name->text.s && !is_told)
			continue;
		text = own_string(m, arena, record, strings[i].file);
		if (is_told)
			*strings[i].own = text;
		if (!name->text.s && text.n)
			*name = (struct hw_name){text, "device"};
	}
}

static struct hw_text own_attribute(struct hw_machine *m, struct hw_arena *arena,
				    const struct hw_record *record, const char *file)
{
	return hw_machine_own_string(
		m, record->device.syspath,
		hw_text_trim_end(hw_root_read_attr_once(m->root, record->device.syspath,
							file, arena),
				 "\n "),
		arena);
}

/* What a device of a bus without parts says of itself, where no database has a name. */
static void fill_own_name(struct hw_machine *m, struct hw_arena *arena,
			  struct hw_record *record)
{
	const struct hw_bus_own_name *own = record->device.bus->own;
	struct hw_name *vendor = &record->names[HW_NAME_VENDOR];
	struct hw_name *device = &record->names[HW_NAME_DEVICE];
	struct hw_text text;

	if (device->text.n || !record->device.syspath.n)
		return;
	text = own->in_uevent ? hw_machine_own_string(m, record->device.syspath,
						      hw_uevent_get(record->device.uevent,
								    own->in_uevent),
						      arena)
			      : own_attribute(m, arena, record, own->name);
	if (text.n)
		*device = (struct hw_name){text, "device"};
	if (!text.n || !own->vendor || vendor->text.n)
		return;
	text = own_attribute(m, arena, record, own->vendor);
	if (text.n)
		*vendor = (struct hw_name){text, "device"};
}

/* The names of a device that has ids and no string: those of the string that its bus
 * would make of the first id. */
static void name_by_id_attribute(struct hw_machine *m, struct hw_arena *arena,
				 struct hw_record *record)
{
	struct hw_text ids =
		hw_root_read_attr(m->root, record->device.syspath, "id", arena);
	struct hw_decoded *d = HW_ARENA_NEW(arena, struct hw_decoded, 1);
	const struct hw_field_spec *field = record->device.bus->fields;
	struct hw_text id = hw_text_cut(&ids, '\n');
	struct hw_text string =
		hw_arena_printf(arena, "%s%s%.*s", record->device.bus->prefix, field->tag,
				HW_TEXT_ARG(id));
	struct hw_id none[HW_ROLE_COUNT] = {0};

	if (!id.n || !d || !string.s || !hw_decode_device(string, &d->modalias))
		return;
	hw_name_fields(&m->databases, &d->modalias, none, arena, d->names);
	hw_name_device(&m->databases, &d->modalias, d->names, arena, record->names);
}

void hw_fill_names(struct hw_machine *m, struct hw_arena *arena, struct hw_record *record)
{
	const struct hw_bus *bus = record->device.bus;
	const struct hw_field_spec *vendor = hw_bus_field(bus, HW_ROLE_VENDOR);

	for (struct hw_decoded *d = record->modalias; d; d = d->next) {
		struct hw_id ids[HW_ROLE_COUNT];

		hw_ids_of_modalias(&d->modalias, ids);
		hw_name_fields(&m->databases, &d->modalias, ids, arena, d->names);
	}
	if (record->modalias)
		hw_name_device(&m->databases, &record->modalias->modalias,
			       record->modalias->names, arena, record->names);
	if (record->device.syspath.n &&
	    hw_name_needs_revision(&m->databases, vendor ? vendor->space : HW_SPACE_NONE,
				   record->ids))
		hw_name_by_revision(&m->databases, record->ids,
				    hw_root_read_attr_once(m->root,
							   record->device.syspath,
							   "revision", arena),
				    &record->names[HW_NAME_DEVICE]);
	if (!record->modalias && hw_bus_has(bus, HW_BUS_ID_ATTRIBUTE)) {
		name_by_id_attribute(m, arena, record);
		return;
	}
	for (enum hw_name_key key = 0; !record->modalias && key < HW_NAME_COUNT; key++)
		record->names[key] = hw_name_of_role(
			&m->databases, vendor ? vendor->space : HW_SPACE_NONE,
			hw_name_role(key), record->ids, arena);
	if (bus && bus->parts)
		fill_own_strings(m, arena, record);
	if (bus && bus->own)
		fill_own_name(m, arena, record);
}
