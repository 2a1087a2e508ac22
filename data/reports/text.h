/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_REPORTS_TEXT_H
#define HWALIAS_DATA_REPORTS_TEXT_H

#include <string.h>

#include "data/reports/internal.h"
#include "data/tools/tools.h"

/* A report for people while it is read line by line (text.c). */
struct hw_report_reader {
	struct hw_dump *dump;
	struct hw_report_counts counts;
	/* those that the last line with addresses named */
	struct hw_dump_device **named;
	size_t named_count;
	size_t named_room;
	struct hw_dump_lspci_scope scope;
	bool has_kernel;
	/* of the heading above; absent: PCI and USB */
	struct hw_text bus;
	/* what works is without subsystem and modules */
	bool is_brief;
	/* a device without a problem was looked at, and needs no attention */
	bool judges_all;
	/* of the lines that are joined, the first one's number */
	size_t entry_line;
	/* one of them ends within a word, perhaps */
	bool is_broken;
	/* it ends before its end */
	bool is_cut;
};

/* The place behind `n` bytes at `at`, which is in the text. */
static inline struct hw_text hw_report_behind(struct hw_text text, const char *at,
					      size_t n)
{
	return hw_text_from(text, (size_t)(at - text.s) + n);
}

/* Where the text has this part; NULL: nowhere. */
static inline const char *hw_report_find(struct hw_text text, const char *part)
{
	return text.n ? memmem(text.s, text.n, part, strlen(part)) : NULL;
}

/* Whether the devices that were named are of the bus. */
static inline bool hw_report_is_of(const struct hw_report_reader *r, const char *bus)
{
	return hw_text_eq(r->named[0]->subsystem, hw_text_of(bus));
}

/* --- text_devices.c: which devices a line is about --- */

/* "usb1", "1-1.2", "1-7:1.0", "bus1-dev5": the length, or 0. */
size_t hw_report_usb_length(struct hw_text text);

/* "acpi, 6 devices": the bus, or absent. */
struct hw_text hw_report_bus(struct hw_text line);

/* Whether the line begins with the address of a device. */
bool hw_report_is_entry(const struct hw_report_reader *r, struct hw_text line);

/* "03:00.0, 03:00.1 (2 alike)  ": false, none is there. */
bool hw_report_cut_devices(struct hw_report_reader *r, struct hw_text *text);

/* --- text_facts.c: what it tells of them --- */

/* Whether the line is one below an entry, "    driver     e1000e". */
bool hw_report_is_label(struct hw_text line);
void hw_report_read_label(struct hw_report_reader *r, struct hw_text line);

/* Behind a device's address: "CLASS [0200]: NAME [8086:15b8] (rev 31)". */
void hw_report_read_whole(struct hw_report_reader *r, struct hw_text rest);

/* "Wireless [e0] [8087:0a2a]: btusb; modules: btusb (loaded)" */
void hw_report_read_part(struct hw_report_reader *r, struct hw_text rest);

/* "battery [PNP0C0A]: battery", of any bus: the driver is behind the last colon. */
void hw_report_read_other(struct hw_report_reader *r, struct hw_text rest);

/* "[0200]", "[e0]", "[8086:15b8]": where it begins, or the length of the text. */
size_t hw_report_bracket(struct hw_text text, size_t first, size_t second, bool last);

#endif
