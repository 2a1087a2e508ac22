// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/ids/amdgpu.h"

#include <errno.h>
#include <stdlib.h>

#include "data/base/memory.h"
#include "decoders/text/ascii.h"

// clang-format off
/*
 * amdgpu.ids, as parse_one_line() of amdgpu/amdgpu_asic_id.c in libdrm reads it: device and
 * revision in hexadecimal, a name; a comma and blanks between them.
 *
 *     # List of AMDGPU IDs
 *     1.0.0                                    the version of the format
 *     15D8,	91,	AMD Radeon Vega 3 Graphics
 */
// clang-format on

/* AMDGPU_ASIC_ID_TABLE of libdrm's meson.build: datadir, "libdrm", "amdgpu.ids". */
#define PATH "usr/share/libdrm/amdgpu.ids"

struct hw_amdgpu {
	struct hw_root *root;
	struct hw_map map;
	bool is_read;
};

bool hw_amdgpu_is_there(struct hw_root *root)
{
	return hw_root_exists(root, PATH);
}

int hw_amdgpu_open(struct hw_root *root, struct hw_amdgpu **ret)
{
	struct hw_amdgpu *ids = hw_calloc(1, sizeof(*ids));

	if (!ids)
		return -ENOMEM;
	ids->root = root;
	*ret = ids;
	return 0;
}

void hw_amdgpu_close(struct hw_amdgpu *ids)
{
	if (!ids)
		return;
	hw_unmap(&ids->map);
	free(ids);
}

/* Cuts a hexadecimal number and its comma off the line; -1: there is none. */
static int32_t cut_number(struct hw_text *line)
{
	struct hw_text digits = hw_text_trim_start(
		hw_text_trim_end(hw_text_cut(line, ','), " \t"), " \t");
	uint64_t value;

	return line->s && hw_text_hex(digits, 4, &value) ? (int32_t)value : -1;
}

/* Whether the line has four digits, of which the first one is another: nearly all have.
 */
static bool is_other(struct hw_text line, uint16_t device)
{
	return line.n > 4 && line.s[4] == ',' &&
	       (!hw_is_hex(line.s[0]) || hw_hex_value(line.s[0]) != device >> 12) &&
	       !strchr(" \t", line.s[0]);
}

struct hw_text hw_amdgpu_search(struct hw_text text, uint16_t device, uint8_t revision)
{
	while (text.n) {
		struct hw_text line = hw_text_cut(&text, '\n');
		struct hw_text name;

		if (is_other(line, device) || cut_number(&line) != device ||
		    cut_number(&line) != revision)
			continue;
		name = hw_text_trim_start(hw_text_trim_end(line, " \t\r"), " \t");
		if (name.n)
			return name;
	}
	return HW_NO_TEXT;
}

struct hw_text hw_amdgpu_name(struct hw_amdgpu *ids, uint16_t device, uint8_t revision)
{
	if (!ids)
		return HW_NO_TEXT;
	if (!ids->is_read) {
		ids->is_read = true;
		if (hw_root_map(ids->root, PATH, &ids->map) < 0)
			ids->map = (struct hw_map){0};
	}
	return hw_amdgpu_search(ids->map.text, device, revision);
}
