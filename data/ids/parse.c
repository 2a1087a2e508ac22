// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/ids/internal.h"

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Skips blanks, and CR, which belongs to the line break. */
static const char *skip_blanks(const char *p, const char *end)
{
	while (p < end && (is_blank(*p) || *p == '\r'))
		p++;
	return p;
}

/* Whether a name is left: a byte other than blanks and NUL, which ends a name. */
static inline bool is_name(const char *p, const char *end)
{
	if (p < end && (unsigned char)*p > ' ')
		return true;
	p = skip_blanks(p, end);
	return p < end && *p;
}

/* A table: the processor mispredicts branches on digits. */
// clang-format off
#define X HW_IDS_NO_DIGIT
const unsigned char hw_ids_digits[256] = {
	 X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X, /* 00 */
	 X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X, /* 10 */
	 X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X, /* 20 */
	 0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  X,  X,  X,  X,  X,  X, /* 30 */
	 X, 10, 11, 12, 13, 14, 15,  X,  X,  X,  X,  X,  X,  X,  X,  X, /* 40 */
	 X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X, /* 50 */
	 X, 10, 11, 12, 13, 14, 15,  X,  X,  X,  X,  X,  X,  X,  X,  X, /* 60 */
	 X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X, /* 70 */
	 X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X, /* 80 */
	 X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X, /* 90 */
	 X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X, /* a0 */
	 X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X, /* b0 */
	 X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X, /* c0 */
	 X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X, /* d0 */
	 X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X, /* e0 */
	 X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X, /* f0 */
};
#undef X
// clang-format on

/* Skips the blanks that must follow an id. Returns what follows them; NULL: malformed. */
static inline const char *read_gap(const char *p, const char *end)
{
	if (p == end || !is_blank(*p))
		return NULL;
	while (p < end && is_blank(*p))
		p++;
	return p;
}

/* Reads two digits and the blanks after them. Returns as read_gap(). */
static inline const char *read_8(const char *p, const char *end, uint32_t *id)
{
	uint32_t a;
	uint32_t b;

	if (end - p < 2)
		return NULL;
	a = hw_ids_digits[(unsigned char)p[0]];
	b = hw_ids_digits[(unsigned char)p[1]];
	if ((a | b) & HW_IDS_NO_DIGIT)
		return NULL;
	*id = a << 4 | b;
	return read_gap(p + 2, end);
}

/* The same with four digits. */
static inline const char *read_16(const char *p, const char *end, uint32_t *id)
{
	if (end - p < 4 || !hw_ids_read_16(p, id))
		return NULL;
	return read_gap(p + 4, end);
}

/* Whether the line opens a section: capital letters and a blank, "HCC 01". */
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
		/* "interface  interface_name" of a product: not used */
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
	bool is_below = p < end && *p == '\t';
	uint32_t id;
	size_t tabs;

	if (end - p > HW_IDS_PLAIN_MIN && hw_ids_plain_16(p + is_below, &id) &&
	    (!is_below || section == HW_IDS_VENDORS))
		return (struct hw_ids_line){
			.kind = is_below ? HW_IDS_LINE_ENTRY : HW_IDS_LINE_VENDOR,
			.id = id,
			.name = p + is_below + HW_IDS_PLAIN_NAME,
			.end = end,
		};
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
	/* With less than two tabs it may be a malformed entry: it must end the entry
	 * above, or that would get the lines below it. */
	return (struct hw_ids_line){
		.kind = tabs < 2 ? HW_IDS_LINE_BAD_ENTRY : HW_IDS_LINE_BAD_SUBENTRY,
	};
}

struct hw_text hw_ids_line_name(const struct hw_ids_line *line)
{
	struct hw_text name = HW_NO_TEXT;

	if (!line->name)
		return name;
	name = (struct hw_text){line->name, (size_t)(line->end - line->name)};
	name = hw_text_head(name, hw_text_find(name, '\0'));
	while (name.n && (is_blank(name.s[name.n - 1]) || name.s[name.n - 1] == '\r'))
		name.n--;
	return name;
}

size_t hw_ids_line_number(struct hw_ids *ids, const char *code, uint32_t at)
{
	struct hw_part part;
	size_t line = 1;

	if (hw_warnings_full(ids->warnings, code, hw_text_of(ids->path)))
		return 0;
	hw_ids_part_open(ids, 0, HW_IDS_ALL, &part);
	while (hw_part_more(&part) && hw_part_offset(&part, part.p) < at)
		line += *part.p++ == '\n';
	hw_part_done(&part);
	return line;
}

void hw_ids_malformed(struct hw_ids *ids, uint32_t at, const char *what)
{
	const char *code = "ids-malformed";

	hw_warn(ids->warnings, code, hw_text_of(ids->path),
		hw_ids_line_number(ids, code, at), "%s", what);
}

void hw_ids_failed(const struct hw_ids *ids, int error)
{
	hw_warn_error(ids->warnings, "ids-unreadable", hw_text_of(ids->path), -error,
		      NULL);
}
