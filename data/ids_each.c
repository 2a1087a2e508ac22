// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/ids_line.h"

static void walk_vendor(const struct hw_ids *ids, const struct hw_ids_block *block,
			hw_ids_entry_fn *fn, void *arg)
{
	const char *end = ids->text.s + block->end;
	struct hw_ids_entry entry = {.vendor = block->id};
	bool is_head = true;

	for (const char *p = ids->text.s + block->start; p < end;) {
		const char *line_end = hw_ids_line_end(p, end);
		struct hw_ids_line line =
			hw_ids_line(p, line_end, ids->kind, HW_IDS_VENDORS);

		p = line_end < end ? line_end + 1 : end;
		if (!is_head && line.kind != HW_IDS_LINE_ENTRY)
			continue;
		entry.name = hw_ids_line_name(&line);
		if (is_head) {
			entry.vendor_name = entry.name;
		} else {
			entry.is_device = true;
			entry.device = (uint16_t)line.id;
		}
		is_head = false;
		fn(arg, &entry);
	}
}

void hw_ids_each(const struct hw_ids *ids, hw_ids_entry_fn *fn, void *arg)
{
	for (size_t i = 0; ids && i < ids->blocks.n; i++)
		if (ids->blocks.v[i].section == HW_IDS_VENDORS)
			walk_vendor(ids, &ids->blocks.v[i], fn, arg);
}
