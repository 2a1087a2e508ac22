// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/bus/rows.h"
#include "decoders/text/ascii.h"

/* The most frequent first: a look-up takes the first row whose prefix fits. */
const struct hw_bus *const hw_families[] = {
	hw_family_pci,	   hw_family_usb,   hw_family_acpi,    hw_family_input,
	hw_family_board,   hw_family_of,    hw_family_virtual, hw_family_audio,
	hw_family_storage, hw_family_cpu,   hw_family_dmi,     hw_family_firmware,
	hw_family_legacy,  hw_family_alias, hw_family_word,    NULL,
};

const struct hw_bus *hw_bus_next(struct hw_bus_cursor *cursor)
{
	while (hw_families[cursor->family]) {
		const struct hw_bus *bus = &hw_families[cursor->family][cursor->row];

		if (bus->name) {
			cursor->row++;
			return bus;
		}
		cursor->family++;
		cursor->row = 0;
	}
	return NULL;
}

/* The row of a family with this name, which is not empty. */
static const struct hw_bus *find_in(const struct hw_bus *family, struct hw_text name)
{
	for (const struct hw_bus *bus = family; bus->name; bus++)
		if (bus->name[0] == name.s[0] && hw_text_eq(hw_text_of(bus->name), name))
			return bus;
	return NULL;
}

const struct hw_bus *hw_bus_find(struct hw_text name)
{
	const struct hw_bus *bus = NULL;

	for (size_t i = 0; name.n && !bus && hw_families[i]; i++)
		bus = find_in(hw_families[i], name);
	return bus;
}

const struct hw_bus *hw_bus_of_word(struct hw_text word)
{
	char lower[16];

	if (word.n > sizeof(lower))
		return NULL;
	for (size_t i = 0; i < word.n; i++)
		lower[i] = hw_lower(word.s[i]);
	return hw_bus_find((struct hw_text){lower, word.n});
}

const struct hw_bus *hw_bus_of_subsystem(struct hw_text name)
{
	const struct hw_bus *bus = hw_bus_find(name);

	return bus || !name.n ? bus : find_in(hw_family_silent, name);
}

const struct hw_bus *hw_bus_of_modalias(const struct hw_modalias *m)
{
	return m->bus && m->bus->flags & HW_BUS_BY_NAME
		       ? hw_bus_find(hw_text_of(m->bus->name))
		       : m->bus;
}

bool hw_bus_is(struct hw_text name, enum hw_bus_traits trait)
{
	return hw_bus_has(hw_bus_of_subsystem(name), trait);
}

const struct hw_field_spec *hw_bus_field(const struct hw_bus *bus, enum hw_role role)
{
	for (size_t i = 0; bus && i < bus->field_count; i++)
		if (bus->fields[i].role == role)
			return &bus->fields[i];
	return NULL;
}

const struct hw_bus *hw_bus_next_with(enum hw_bus_traits trait,
				      const struct hw_bus *after)
{
	struct hw_bus_cursor cursor = {0};
	const struct hw_bus *bus;
	bool behind = !after;

	while ((bus = hw_bus_next(&cursor))) {
		if (behind && bus->traits & trait)
			return bus;
		behind = behind || bus == after;
	}
	return NULL;
}
