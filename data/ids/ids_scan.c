// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdlib.h>

#include "data/ids/ids_line.h"

/*
 * Whether one of the line breaks in p[0] to p[63] is followed by something else than a
 * tab, for which p[64] is read as well. Four strands of 16 without a branch are what
 * compilers turn into vector instructions.
 */
#define CHUNK ((size_t)64)
static bool has_head(const char *p)
{
	unsigned char found = 0;

	for (size_t i = 0; i < CHUNK / 4; i++) {
		const char *q = p + CHUNK / 4;
		const char *r = p + CHUNK / 2;
		const char *s = r + CHUNK / 4;

		found |= (unsigned char)((p[i] == '\n') & (p[i + 1] != '\t'));
		found |= (unsigned char)((q[i] == '\n') & (q[i + 1] != '\t'));
		found |= (unsigned char)((r[i] == '\n') & (r[i + 1] != '\t'));
		found |= (unsigned char)((s[i] == '\n') & (s[i + 1] != '\t'));
	}
	return found;
}

/* The next line without a tab whose '\n' before is at p or later; `end` if none. */
static const char *next_without_tab(const char *p, const char *end)
{
	while (p < end) {
		const char *limit = end;

		if ((size_t)(end - p) > CHUNK) {
			limit = p + CHUNK;
			if (!has_head(p)) {
				p = limit;
				continue;
			}
		}
		while (p < limit) {
			p = hw_ids_line_end(p, limit);
			if (p == limit)
				break;
			p++;
			if (p < end && *p != '\t')
				return p;
		}
	}
	return end;
}

static int take_head(struct hw_ids *ids, const char *p)
{
	const char *end = hw_ids_end(ids);
	enum hw_ids_section section;
	struct hw_ids_line line;
	uint32_t id;

	if (end - p >= HW_IDS_PLAIN_MIN && hw_ids_plain_16(p, &id))
		return hw_ids_list_add(&ids->heads, hw_ids_head_key(HW_IDS_VENDORS, id),
				       (uint32_t)(p - ids->text.s));
	line = hw_ids_line(p, hw_ids_line_end(p, end), ids->kind, HW_IDS_VENDORS);
	section = line.kind == HW_IDS_LINE_CLASS ? HW_IDS_CLASSES : HW_IDS_VENDORS;
	if (line.kind == HW_IDS_LINE_BAD_HEAD)
		hw_ids_malformed(ids, p,
				 "expected a vendor or class id, a blank and a name");
	if (line.kind != HW_IDS_LINE_VENDOR && line.kind != HW_IDS_LINE_CLASS)
		return 0;
	return hw_ids_list_add(&ids->heads, hw_ids_head_key(section, line.id),
			       (uint32_t)(p - ids->text.s));
}

/* The lines before the first head; returns where that is. */
static const char *skip_preamble(struct hw_ids *ids)
{
	const char *end = hw_ids_end(ids);
	const char *p = ids->text.s;

	while (p < end && !hw_ids_is_head(*p)) {
		const char *line_end = hw_ids_line_end(p, end);
		struct hw_ids_line line =
			hw_ids_line(p, line_end, ids->kind, HW_IDS_VENDORS);

		if (line.kind != HW_IDS_LINE_NONE)
			hw_ids_malformed(ids, p,
					 "indented line before any vendor or class");
		p = line_end < end ? line_end + 1 : end;
	}
	return p;
}

static void warn_of_duplicates(const struct hw_ids *ids)
{
	const char *code = "ids-duplicate";

	for (size_t i = 1; i < ids->heads.n; i++) {
		uint64_t above = ids->heads.v[i - 1];
		uint64_t head = ids->heads.v[i];
		uint32_t key = (uint32_t)(head >> 32);
		bool is_class = key >> 16 == HW_IDS_CLASSES;

		if (above >> 32 == key)
			hw_warn(ids->warnings, code, hw_text_of(ids->path),
				hw_ids_line_number(ids, code, hw_ids_at(ids, head)),
				"%s %0*x is also at line %zu, whose name is used",
				is_class ? "class" : "vendor", is_class ? 2 : 4,
				(unsigned)(key & 0xffff),
				hw_ids_line_number(ids, code, hw_ids_at(ids, above)));
	}
}

static int find_heads(struct hw_ids *ids)
{
	const char *end = hw_ids_end(ids);

	for (const char *p = skip_preamble(ids); p < end; p = next_without_tab(p, end)) {
		int r = hw_ids_is_head(*p) ? take_head(ids, p) : 0;

		if (r < 0)
			return r;
	}
	hw_ids_list_sort(&ids->heads, 0);
	ids->blocks = calloc(ids->heads.n + 1, sizeof(*ids->blocks));
	return ids->blocks ? 0 : -ENOMEM;
}

int hw_ids_scan(struct hw_ids *ids)
{
	int r = 0;

	if (ids->is_scanned)
		return 0;
	ids->is_scanned = true;
	r = find_heads(ids);
	if (r < 0) {
		ids->heads.n = 0;
		return r;
	}
	warn_of_duplicates(ids);
	return 0;
}
