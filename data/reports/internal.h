/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_REPORTS_INTERNAL_H
#define HWALIAS_DATA_REPORTS_INTERNAL_H

#include "data/reports/reports.h"

/* findings.c: tells of the problems that a report for people has. */
void hw_dump_report_findings(struct hw_dump *dump, struct hw_text text);

/* The sections that list devices. */
enum hw_report_part {
	HW_REPORT_PCI,
	HW_REPORT_USB,
	HW_REPORT_OTHER,
	HW_REPORT_PARTS,
};

/* counts.c: how many devices a report for people says that there are, and how many were
 * read of it. */
struct hw_report_counts {
	/* -1: not told */
	int64_t told[HW_REPORT_PARTS];
	int64_t seen[HW_REPORT_PARTS];
	/* of the last device; HW_REPORT_PARTS: there was none */
	enum hw_report_part last;
	/* the head tells them */
	bool is_told;
	/* of some bus the number is told alone */
	bool is_folded;
};

/* Before the first line. */
#define HW_REPORT_COUNTS                                                                 \
	((struct hw_report_counts){.told = {-1, -1, -1}, .last = HW_REPORT_PARTS})

/* Reads a line of the head, a heading of a section, or the line of a bus that is not
 * listed. False: it is none of these. */
bool hw_report_read_counts(struct hw_report_counts *counts, struct hw_dump *dump,
			   struct hw_text line);

/* Whether the line says that more devices of the section are there than it lists; these
 * count as read. */
bool hw_report_leaves_out(struct hw_report_counts *counts, struct hw_text line);

/* So many devices more were read. */
void hw_report_count(struct hw_report_counts *counts, enum hw_report_part part, size_t n);

/* Whether any was. */
bool hw_report_has_any(const struct hw_report_counts *counts);

/* Whether there are fewer devices than the report counts, when `more` are read. */
bool hw_report_lacks(const struct hw_report_counts *counts, int64_t more);

/* What is cut off between two lines leaves nothing else behind. False: devices are
 * missing, and that is warned of. */
bool hw_report_compare(const struct hw_report_counts *counts, struct hw_dump *dump);

#endif
