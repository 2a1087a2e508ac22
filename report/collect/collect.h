/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_COLLECT_COLLECT_H
#define HWALIAS_REPORT_COLLECT_COLLECT_H

#include "report/collect/filter.h"
#include "report/machine/machine.h"

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

/* The devices that a selection names, found and announced, but not yet looked into. */
struct hw_plan {
	struct hw_arena arena;
	struct hw_device_list list;
};

/*
 * Finds the devices, in the order of hw_sysfs_scan(), and announces their strings to the
 * alias tables (hw_aliases_prepare()). A report that prints what the tables hold before
 * its first record plans before that; others need not. To be given back by
 * hw_plan_done(), also after a failure. Errors: -errno of the scan, -ENOMEM.
 */
int hw_collect_plan(struct hw_machine *machine, const struct hw_selection *selection,
		    struct hw_plan *ret);

/*
 * The records of a plan. Counts them by state into `tail`. Errors: -ENOMEM, or what `fn`
 * returned.
 */
int hw_collect_planned(struct hw_machine *machine, const struct hw_selection *selection,
		       const struct hw_plan *plan, hw_record_fn *fn, void *arg,
		       struct hw_report_tail *tail);

void hw_plan_done(struct hw_plan *plan);

/* Both in one. */
int hw_collect_devices(struct hw_machine *machine, const struct hw_selection *selection,
		       hw_record_fn *fn, void *arg, struct hw_report_tail *tail);

/*
 * Announces the strings of some devices, for those who look them up one by one.
 * Errors: -ENOMEM.
 */
int hw_collect_prepare(struct hw_machine *machine, const struct hw_device *const *devices,
		       size_t n);

/*
 * One device of a list that hw_sysfs_scan() made. Of the record `device`, `in_detail`,
 * `found_as` and the ancestors are given, the rest is filled in, for `fn` only; the
 * attribute driver_override is added.
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
 * The record of a bare modalias string, one line of it. With `is_cut` the string went on.
 * Nothing of it is withheld: it is no secret of this machine, but what the user gave.
 * Lifetime: the string's, the arena's and the machine's. Errors: -ENOMEM.
 */
int hw_collect_line(struct hw_machine *machine, struct hw_text string, bool is_cut,
		    struct hw_arena *arena, struct hw_record *ret);

/* The same, handed to `fn`. Errors as above. */
int hw_collect_string(struct hw_machine *machine, struct hw_text string, hw_record_fn *fn,
		      void *arg, struct hw_report_tail *tail);

#endif
