// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A file of udev's database (device_update_db(),
 * src/libsystemd/sd-device/device-private.c of systemd):
 *
 *     I:7391120
 *     E:ID_NET_DRIVER=veth
 *     E:ID_NET_NAME_MAC=enx0242ac110002
 *     V:1
 *
 * Addresses and names are in it too: a recording has the lines that are asked for.
 */
#include "data/running/udev_property.h"

#include "data/root/note.h"

void hw_udev_properties(struct hw_root *root, struct hw_text id, struct hw_arena *arena,
			struct hw_udev_property *v, size_t n)
{
	const struct hw_text start = HW_TEXT("E:");
	const struct hw_text path =
		hw_arena_printf(arena, "run/udev/data/%.*s", HW_TEXT_ARG(id));
	struct hw_text rest;
	struct hw_map map;
	bool is_noted = false;

	for (size_t i = 0; i < n; i++)
		v[i].value = HW_NO_TEXT;
	if (!path.s || hw_root_map(root, path.s, &map) < 0)
		return;
	rest = map.text;
	while (rest.s) {
		const struct hw_text line = hw_text_cut(&rest, '\n');
		struct hw_text value = line;
		const struct hw_text key = hw_text_cut(&value, '=');

		for (size_t i = 0; i < n && hw_text_starts(line, start); i++) {
			if (!hw_text_eq(hw_text_from(key, start.n), hw_text_of(v[i].key)))
				continue;
			v[i].value = hw_arena_copy(arena, value);
			if (v[i].is_private)
				continue;
			hw_root_note_line(root, line, false);
			is_noted = true;
		}
	}
	if (!is_noted)
		hw_root_note_answered(root, path.s);
	hw_unmap(&map);
}
