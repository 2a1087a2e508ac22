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
 * Addresses are in it too: a recording has the one line.
 */
#include "data/host/net_driver.h"

#include "data/root/note.h"
#include "decoders/text/ascii.h"

static bool is_number(struct hw_text t)
{
	for (size_t i = 0; i < t.n; i++)
		if (!hw_is_digit(t.s[i]))
			return false;
	return t.n > 0;
}

struct hw_text hw_net_driver(struct hw_root *root, struct hw_text index,
			     struct hw_arena *arena)
{
	const struct hw_text key = HW_TEXT("E:ID_NET_DRIVER=");
	struct hw_text path, rest, found = HW_NO_TEXT;
	struct hw_map map;

	if (!is_number(index))
		return HW_NO_TEXT;
	path = hw_arena_printf(arena, "run/udev/data/n%.*s", HW_TEXT_ARG(index));
	if (!path.s || hw_root_map(root, path.s, &map) < 0)
		return HW_NO_TEXT;
	rest = map.text;
	while (rest.s && !found.s) {
		const struct hw_text line = hw_text_cut(&rest, '\n');

		if (!hw_text_starts(line, key))
			continue;
		found = hw_arena_copy(arena, hw_text_from(line, key.n));
		hw_root_note_line(root, line, false);
	}
	if (!found.s)
		hw_root_note_answered(root, path.s);
	hw_unmap(&map);
	return found;
}
