// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/ids_line.h"

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* The first byte that is no blank; a CR belongs to the line break, so it is one here. */
static const char *skip_blanks(const char *p, const char *end)
{
	while (p < end && (is_blank(*p) || *p == '\r'))
		p++;
	return p;
}

/* A name ends at a NUL, so it cannot start with one. */
static bool is_name(const char *p, const char *end)
{
	p = skip_blanks(p, end);
	return p < end && *p;
}

#define DIGIT 0x10

/*
 * DIGIT and the value, 0 for what is no digit. A table, because the pass reads 200,000
 * digits, and branches on them are mispredicted: together 0.3 ms of pci.ids' 0.9.
 */
// clang-format off
static const unsigned char digits[256] = {
	['0'] = DIGIT | 0, ['1'] = DIGIT | 1, ['2'] = DIGIT | 2, ['3'] = DIGIT | 3,
	['4'] = DIGIT | 4, ['5'] = DIGIT | 5, ['6'] = DIGIT | 6, ['7'] = DIGIT | 7,
	['8'] = DIGIT | 8, ['9'] = DIGIT | 9,
	['a'] = DIGIT | 10, ['b'] = DIGIT | 11, ['c'] = DIGIT | 12,
	['d'] = DIGIT | 13, ['e'] = DIGIT | 14, ['f'] = DIGIT | 15,
	['A'] = DIGIT | 10, ['B'] = DIGIT | 11, ['C'] = DIGIT | 12,
	['D'] = DIGIT | 13, ['E'] = DIGIT | 14, ['F'] = DIGIT | 15,
};
// clang-format on

/* The blanks that must part an id from what follows. Returns what follows, or NULL. */
static inline const char *read_gap(const char *p, const char *end)
{
	if (p == end || !is_blank(*p))
		return NULL;
	while (p < end && is_blank(*p))
		p++;
	return p;
}

/* Two digits and a gap. */
static inline const char *read_8(const char *p, const char *end, uint32_t *id)
{
	unsigned a;
	unsigned b;

	if (end - p < 2)
		return NULL;
	a = digits[(unsigned char)p[0]];
	b = digits[(unsigned char)p[1]];
	if (!(a & b & DIGIT))
		return NULL;
	*id = (a & 15) << 4 | (b & 15);
	return read_gap(p + 2, end);
}

/* Four digits and a gap. */
static inline const char *read_16(const char *p, const char *end, uint32_t *id)
{
	unsigned a;
	unsigned b;
	unsigned c;
	unsigned d;

	if (end - p < 4)
		return NULL;
	a = digits[(unsigned char)p[0]];
	b = digits[(unsigned char)p[1]];
	c = digits[(unsigned char)p[2]];
	d = digits[(unsigned char)p[3]];
	if (!(a & b & c & d & DIGIT))
		return NULL;
	*id = (a & 15) << 12 | (b & 15) << 8 | (c & 15) << 4 | (d & 15);
	return read_gap(p + 4, end);
}

/* The capital letters that open a section, "HCC 01", are followed by a blank. */
static bool is_section(const char *p, const char *end)
{
	const char *at = p;

	while (at < end && *at >= 'A' && *at <= 'Z')
		at++;
	return at > p && at < end && is_blank(*at);
}

static struct hw_ids_line read_head(const char *p, const char *end)
{
	struct hw_ids_line line = {.kind = HW_IDS_LINE_VENDOR, .end = end};

	/* before is_section(): "FFFF  Illegal Vendor ID" is a vendor */
	line.name = read_16(p, end, &line.id);
	if (!line.name && end - p > 2 && p[0] == 'C' && is_blank(p[1])) {
		line.kind = HW_IDS_LINE_CLASS;
		line.name = read_8(p + 2, end, &line.id);
	} else if (!line.name && is_section(p, end)) {
		line.kind = HW_IDS_LINE_OTHER;
		return line;
	}
	if (!line.name || !is_name(line.name, end))
		line.kind = HW_IDS_LINE_BAD_HEAD;
	return line;
}

static struct hw_ids_line read_entry(const char *p, const char *end,
				     enum hw_ids_section section)
{
	struct hw_ids_line line = {.kind = HW_IDS_LINE_ENTRY, .end = end};

	line.name = section == HW_IDS_VENDORS ? read_16(p, end, &line.id)
					      : read_8(p, end, &line.id);
	if (!line.name || !is_name(line.name, end))
		line.kind = HW_IDS_LINE_BAD_ENTRY;
	return line;
}

static struct hw_ids_line read_subentry(const char *p, const char *end,
					enum hw_ids_kind kind,
					enum hw_ids_section section)
{
	struct hw_ids_line line = {.kind = HW_IDS_LINE_SUBENTRY, .end = end};
	uint32_t device = 0;

	if (section == HW_IDS_CLASSES) {
		line.name = read_8(p, end, &line.id);
	} else if (kind == HW_IDS_PCI) {
		line.name = read_16(p, end, &line.id);
		if (line.name)
			line.name = read_16(line.name, end, &device);
		line.id = line.id << 16 | device;
	} else {
		/* "interface  interface_name" of a product: nobody asks for it */
		line.kind = HW_IDS_LINE_NONE;
		return line;
	}
	if (!line.name || !is_name(line.name, end))
		line.kind = HW_IDS_LINE_BAD_SUBENTRY;
	return line;
}

struct hw_ids_line hw_ids_line(const char *p, const char *end, enum hw_ids_kind kind,
			       enum hw_ids_section section)
{
	const char *at = p;
	size_t tabs;

	while (at < end && *at == '\t')
		at++;
	tabs = (size_t)(at - p);
	if (tabs <= 2 && at < end && *at != ' ' && *at != '#' && *at != '\r') {
		if (tabs == 0)
			return read_head(at, end);
		if (tabs == 1)
			return read_entry(at, end, section);
		return read_subentry(at, end, kind, section);
	}
	at = skip_blanks(at, end);
	if (at == end || *at == '#')
		return (struct hw_ids_line){.kind = HW_IDS_LINE_NONE};
	/* With less than two tabs it may be a spoilt entry: it has to end the entry
	 * above, or that would get the lines below it. */
	return (struct hw_ids_line){
		.kind = tabs < 2 ? HW_IDS_LINE_BAD_ENTRY : HW_IDS_LINE_BAD_SUBENTRY,
	};
}

struct hw_text hw_ids_line_name(const struct hw_ids_line *line)
{
	struct hw_text name = {line->name, (size_t)(line->end - line->name)};

	name = hw_text_head(name, hw_text_find(name, '\0'));
	while (name.n && strchr(" \t\r", name.s[name.n - 1]))
		name.n--;
	return name;
}
