/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_COLLECT_COLLECT_H
#define HWALIAS_REPORT_COLLECT_COLLECT_H

#include "report/machine/machine.h"
#include "report/select/resolve.h"
#include "report/select/selection.h"

// clang-format off
/*
 * The join: makes the record of each device from all sources, one at a time.
 *
 *     collect.c     hw_sysfs_scan -> a list of devices, those of -b, -d and -s
 *                   (report/select); for each:
 *     identify.c      modalias -> fields, ids                   + names (report/names)
 *                     modules whose patterns match, and what blocks them
 *                     (report/candidates)
 *     facts.c         what else a verdict depends on; that it does not work
 *                     (report/signs)
 *                     -> verdict (report/verdict) -> privacy (report/privacy) -> fn
 *
 * Only the list of devices lives as long as the report. The next record replaces all that
 * belongs to one.
 */
// clang-format on

/* Receives the records in order. If it returns non-zero, the caller stops and returns
 * that. */
typedef int hw_record_fn(void *arg, const struct hw_record *record);

/* The devices that a selection names. */
struct hw_plan {
	struct hw_arena arena;
	struct hw_device_list list;
	/* which has them as its report's, report/machine/sources/all_devices.h; NULL in a
	 * zeroed one */
	struct hw_machine *machine;
	const struct hw_device *listed;
};

/*
 * Finds the devices, in the order of hw_sysfs_scan(), and prepares the alias tables for
 * their strings (hw_aliases_prepare()). A report whose head has the size of the tables
 * calls it before it prints the head; others may use hw_collect_devices(). Call
 * hw_plan_done() also after a failure. Errors: -errno of the scan, -ENOMEM.
 */
int hw_collect_plan(struct hw_machine *machine, const struct hw_selection *selection,
		    struct hw_plan *ret);

/*
 * Passes the records of a plan to `fn`. Counts them by state in `tail`. Errors: -ENOMEM,
 * or what `fn` returned.
 */
int hw_collect_planned(struct hw_machine *machine, const struct hw_selection *selection,
		       const struct hw_plan *plan, hw_record_fn *fn, void *arg,
		       struct hw_report_tail *tail);

void hw_plan_done(struct hw_plan *plan);

/* Both, one after the other. */
int hw_collect_devices(struct hw_machine *machine, const struct hw_selection *selection,
		       hw_record_fn *fn, void *arg, struct hw_report_tail *tail);

/*
 * Prepares the alias tables for the strings of these devices, before
 * hw_collect_device() looks them up one by one. Errors: -ENOMEM.
 */
int hw_collect_prepare(struct hw_machine *machine, const struct hw_device *const *devices,
		       size_t n);

/*
 * Passes the record of one device, which hw_sysfs_scan() has listed, to `fn`. The caller
 * sets `device`, `in_detail`, `found_as` and the ancestors of the record; the rest is
 * filled in, with the attribute driver_override. Errors: -ENOMEM, or what `fn` returned.
 */
int hw_collect_device(struct hw_machine *machine, struct hw_record *record,
		      hw_record_fn *fn, void *arg, struct hw_report_tail *tail);

/*
 * Fills only modalias, ids and names of the record, from `record->device`. Lifetime: the
 * arena's. Errors: -ENOMEM.
 */
int hw_collect_identity(struct hw_machine *machine, struct hw_arena *arena,
			struct hw_record *record);

/*
 * The devices of the list of which, or of what they provide, reports print this name, as
 * "vmbus:uuid-1" where the real one is withheld; none if it is no such name. Lifetime:
 * the arena's. Errors: -ENOMEM.
 */
int hw_collect_find_printed(struct hw_machine *machine, struct hw_text name,
			    const struct hw_device_list *list, struct hw_arena *arena,
			    struct hw_found_list *ret);

/*
 * The record of a bare modalias string, of one line, or of one that other tools print
 * with the string in it (report/select/pasted.h). `is_cut`: the caller has cut the
 * string after this. Nothing is withheld: the user has given the string. Lifetime: the
 * string's, the arena's and the machine's. Errors: -ENOMEM.
 */
int hw_collect_line(struct hw_machine *machine, struct hw_text string, bool is_cut,
		    struct hw_arena *arena, struct hw_record *ret);

/*
 * Whether a record of a string is of a modalias, perhaps a broken one, or of a name that
 * a module has, and not of any word.
 */
bool hw_collect_is_modalias(const struct hw_record *record);

/* Passes this record to `fn`. Errors: -ENOMEM, or what `fn` returned. */
int hw_collect_string(struct hw_machine *machine, struct hw_text string, hw_record_fn *fn,
		      void *arg, struct hw_report_tail *tail);

#endif
