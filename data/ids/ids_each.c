// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/ids/ids_line.h"

static void walk_vendor(const struct hw_ids *ids, uint64_t head, hw_ids_entry_fn *fn,
			void *arg)
{
	const char *end = hw_ids_end(ids);
	struct hw_ids_entry entry = {.vendor = (uint16_t)(head >> 32)};
	const char *p = hw_ids_at(ids, head);
	bool is_head = true;

	while (p < end && (is_head || !hw_ids_is_head(*p))) {
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

void hw_ids_each(struct hw_ids *ids, hw_ids_entry_fn *fn, void *arg)
{
	/* reads all lines, so that all warnings are there */
	int r = hw_ids_index(ids);

	if (r < 0)
		hw_ids_failed(ids, r);
	for (size_t i = 0; ids && r == 0 && i < ids->heads.n; i++)
		if (ids->heads.v[i] >> 48 == HW_IDS_VENDORS)
			walk_vendor(ids, ids->heads.v[i], fn, arg);
}
