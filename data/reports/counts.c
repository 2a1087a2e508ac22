// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * How many devices a report for people has: its head and the heading of each section tell
 * it, and what a long one leaves out.
 *
 *     - **Devices:** 13 PCI, 16 USB, 22 on other buses	Devices: none
 *     ## PCI (13)
 *     <details><summary>Other buses (22 devices)</summary>
 *     acpi: 6 devices; drivers: ac
 *     ... and 5 more
 *
 * Fewer that are there mean that some are missing.
 */
#include "data/reports/internal.h"
#include "decoders/text/ascii.h"

static const struct {
	/* in the head and in the heading */
	const char *word;
	const char *title;
} parts[HW_REPORT_PARTS] = {
	[HW_REPORT_PCI] = {"PCI", "PCI ("},
	[HW_REPORT_USB] = {"USB", "USB ("},
	[HW_REPORT_OTHER] = {"on other buses", "Other buses ("},
};

/* "13 PCI, 16 USB": -1, and it tells nothing, if it is not there. */
static int64_t cut_number(struct hw_text *text)
{
	size_t n = 0;
	struct hw_text digits;

	while (n < text->n && hw_is_digit(text->s[n]))
		n++;
	digits = hw_text_head(*text, n);
	*text = hw_text_from(*text, n);
	return n ? hw_text_decimal(digits, 9) : -1;
}

/* "- **Devices:** 13 PCI, 16 USB, 22 on other buses" */
static bool read_head(struct hw_report_counts *c, struct hw_dump *dump,
		      struct hw_text line)
{
	struct hw_text rest = hw_text_trim_start(line, "- *");

	if (!hw_text_starts(rest, HW_TEXT("Devices:")))
		return false;
	c->is_told = true;
	rest = hw_text_trim_start(hw_text_from(rest, 8), "* ");
	if (hw_text_eq(hw_text_trim_end(rest, " \r"), HW_TEXT("none")))
		hw_dump_has_none(dump);
	while (rest.n) {
		struct hw_text one = hw_text_trim_start(hw_text_cut(&rest, ','), " ");
		const int64_t count = cut_number(&one);

		one = hw_text_trim_end(hw_text_trim_start(one, " "), " ");
		for (size_t i = 0; i < HW_REPORT_PARTS; i++)
			if (hw_text_eq(one, hw_text_of(parts[i].word)))
				c->told[i] = count;
	}
	return true;
}

/* "## PCI (13)", "<details><summary>Other buses (22 devices)</summary>" */
static bool read_heading(struct hw_report_counts *c, struct hw_text line)
{
	struct hw_text title = hw_text_trim_start(line, "# ");
	const struct hw_text summary = HW_TEXT("<details><summary>");

	if (hw_text_starts(title, summary))
		title = hw_text_from(title, summary.n);
	for (size_t i = 0; i < HW_REPORT_PARTS; i++) {
		const struct hw_text start = hw_text_of(parts[i].title);
		struct hw_text rest;
		int64_t count;

		if (!hw_text_starts(title, start))
			continue;
		rest = hw_text_from(title, start.n);
		count = cut_number(&rest);
		if (count >= 0 && (hw_text_starts(rest, HW_TEXT(")")) ||
				   hw_text_starts(rest, HW_TEXT(" devices)")))) {
			c->told[i] = count;
			return true;
		}
	}
	return false;
}

/* "acpi: 6 devices; drivers: ac": counted, and not listed. */
static bool read_folded(struct hw_report_counts *c, struct hw_dump *dump,
			struct hw_text line)
{
	struct hw_text bus = hw_text_head(line, hw_text_find(line, ':'));
	struct hw_text rest = hw_text_from(line, bus.n);
	int64_t count;

	if (!hw_text_starts(rest, HW_TEXT(": ")) || hw_text_find(bus, ' ') < bus.n)
		return false;
	rest = hw_text_from(rest, 2);
	count = cut_number(&rest);
	if (count < 0 || !hw_text_starts(rest, HW_TEXT(" device")))
		return false;
	c->last = HW_REPORT_OTHER;
	c->seen[HW_REPORT_OTHER] += count;
	c->is_folded = true;
	hw_dump_malformed(dump, "the report counts the devices of a bus and lists none");
	return true;
}

bool hw_report_read_counts(struct hw_report_counts *c, struct hw_dump *dump,
			   struct hw_text line)
{
	return read_head(c, dump, line) || read_heading(c, line) ||
	       read_folded(c, dump, line);
}

bool hw_report_leaves_out(struct hw_report_counts *c, struct hw_text line)
{
	const struct hw_text start = HW_TEXT("... and ");
	struct hw_text more = hw_text_from(line, start.n);
	int64_t count;

	/* of devices: problems, too, may be more */
	if (c->last == HW_REPORT_PARTS || !hw_text_starts(line, start))
		return false;
	count = cut_number(&more);
	if (count > 0)
		c->seen[c->last] += count;
	return true;
}

void hw_report_count(struct hw_report_counts *c, enum hw_report_part part, size_t n)
{
	c->last = part;
	c->seen[part] += (int64_t)n;
}

bool hw_report_has_any(const struct hw_report_counts *c)
{
	for (size_t i = 0; i < HW_REPORT_PARTS; i++)
		if (c->seen[i])
			return true;
	return false;
}

bool hw_report_lacks(const struct hw_report_counts *c, int64_t more)
{
	int64_t told = 0;
	int64_t seen = more;

	for (size_t i = 0; i < HW_REPORT_PARTS; i++) {
		told += c->told[i] > 0 ? c->told[i] : 0;
		seen += c->seen[i];
	}
	return told > seen;
}

bool hw_report_compare(const struct hw_report_counts *c, struct hw_dump *dump)
{
	int64_t told = 0;
	int64_t seen = 0;

	for (size_t i = 0; i < HW_REPORT_PARTS; i++) {
		if (c->told[i] <= c->seen[i])
			continue;
		told += c->told[i];
		seen += c->seen[i];
	}
	if (told)
		hw_warn(dump->warnings, "lines-missing", dump->name, 0,
			"%lld devices are here of %lld that the report counts: it may be "
			"cut off",
			(long long)seen, (long long)told);
	return !told;
}
