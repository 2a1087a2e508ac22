/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_COLLECT_H
#define HWALIAS_REPORT_COLLECT_H

#include "report/filter.h"
#include "report/machine.h"

/*
 * The join: device + fields + names + candidates + verdict, one record at a time. Only
 * the compact device list is held for the whole run; all that belongs to a record is
 * forgotten before the next one.
 */

struct hw_selection {
	enum hw_scan_depth depth;
	/* -b, or NULL */
	const char *bus;
	struct hw_filter filter;
	/* fill attributes and fields in detail (-v) */
	bool verbose;
};

/* Receives the records in order. A non-zero return stops and is handed back. */
typedef int hw_record_fn(void *arg, const struct hw_record *record);

/*
 * All devices that the selection names, in the order of hw_sysfs_scan(). Counts them by
 * state into `tail`. Errors: -errno of the scan, -ENOMEM, or what `fn` returned.
 */
int hw_collect_devices(struct hw_machine *machine, const struct hw_selection *selection,
		       hw_record_fn *fn, void *arg, struct hw_report_tail *tail);

/*
 * One device of a list that hw_sysfs_scan() made. Of the record `device`, `in_detail`,
 * `found_as` and the ancestors are given, the rest is filled in, for `fn` only.
 * Errors: -ENOMEM, or what `fn` returned.
 */
int hw_collect_device(struct hw_machine *machine, struct hw_record *record,
		      hw_record_fn *fn, void *arg, struct hw_report_tail *tail);

/*
 * Only what `record->device` is: modalias, ids and names. Lifetime: the arena's.
 * Errors: -ENOMEM.
 */
int hw_collect_identity(struct hw_machine *machine, struct hw_arena *arena,
			struct hw_record *record);

/*
 * The record of a bare modalias string. Errors as above.
 */
int hw_collect_string(struct hw_machine *machine, struct hw_text string, hw_record_fn *fn,
		      void *arg, struct hw_report_tail *tail);

#endif
