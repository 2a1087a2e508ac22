/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_SELECT_SELECTION_H
#define HWALIAS_REPORT_SELECT_SELECTION_H

#include "report/select/filter.h"

/* What several -b, -d and -s select together. */

/* Most times that -d and -s are given. */
#define HW_FILTERS_MAX 16

struct hw_selection {
	enum hw_scan_depth depth;
	/* -b, or NULL: buses and kinds of devices (report/class_word.h), with commas */
	const char *bus;
	struct hw_filter filter;
	/* further ones: a device is wanted that fits any -d, and any -s */
	struct hw_filter more[HW_FILTERS_MAX - 1];
	size_t more_count;
	/* filter.address: also the devices above and below (-t) */
	bool branches;
	/* with attributes, and all fields (-v) */
	bool verbose;
};

/*
 * What is scanned for the buses and kinds of -b: the buses alone, or for a kind all that
 * the depth says, or all there is for a kind and a bus.
 */
struct hw_scan hw_selection_scan(const struct hw_selection *selection);

/* Narrows the list to the devices that any -s names. Errors: -ENOMEM. */
int hw_selection_narrow(const struct hw_selection *selection, struct hw_root *root,
			struct hw_arena *arena, struct hw_device_list *list);

/* Whether any -d fits the record, whose ids are known. */
bool hw_selection_has_ids(const struct hw_selection *selection,
			  const struct hw_record *record);

/* Whether a bus or kind of -b fits the record, whose names and candidates are known. */
bool hw_selection_has_kind(const struct hw_selection *selection,
			   const struct hw_record *record);

#endif
