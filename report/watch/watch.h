/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_WATCH_WATCH_H
#define HWALIAS_REPORT_WATCH_WATCH_H

#include "report/collect/collect.h"
#include "report/watch/own_names.h"
#include "report/watch/pending.h"
#include "report/writer.h"

/*
 * `watch`: what becomes of devices that come and go.
 *
 *	data/hotplug	an event
 *	pending.h	  -> the events of a device, until it settles
 *	watch.c		  -> what has become of it, from sysfs: its record and verdict
 *	own_names.h	  -> and what it called itself, once it is gone
 *	text.c, json.c	  -> a line
 *
 * Between two batches of settled devices nothing is kept but the list of devices and what
 * they call themselves, to tell what those were that are gone, and to compare with when
 * the kernel has dropped events.
 */

/* What has become of a device. */
enum hw_hotplug_kind {
	HW_HOTPLUG_ADDED,
	HW_HOTPLUG_REMOVED,
	HW_HOTPLUG_BOUND,
	HW_HOTPLUG_UNBOUND,
	/* it came, or a driver was to take it, and it needs attention */
	HW_HOTPLUG_FAILED,
	/* no device: the kernel has dropped events */
	HW_HOTPLUG_LOST,
};

struct hw_hotplug {
	enum hw_hotplug_kind kind;
	/* enum hw_uevent_action, those of all events; 0: found without any */
	unsigned actions;
	/* of the first event, ms since the epoch */
	int64_t time;
	/* of one that is gone: what it was, without candidates and verdict; NULL of
	 * HW_HOTPLUG_LOST */
	const struct hw_record *record;
	/* it came and went before it settled */
	bool was_brief;
};

/* "added" */
const char *hw_hotplug_word(enum hw_hotplug_kind kind);

/* The word of the `i`th action, NULL behind the last: "add". */
const char *hw_hotplug_action(const struct hw_hotplug *hotplug, size_t i);

/* Returns other than 0 to stop. */
typedef int hw_hotplug_fn(void *arg, const struct hw_hotplug *hotplug);

struct hw_watch {
	struct hw_pending pending;
	/* the devices at the last look */
	struct hw_plan known;
	/* what they call themselves */
	struct hw_own_names names;
	/* events were dropped: all devices are to be compared */
	bool has_lost;
};

/*
 * The devices that are there before the first event; of `selection`. Errors: those of
 * hw_collect_plan().
 */
int hw_watch_begin(struct hw_watch *watch, struct hw_machine *machine,
		   const struct hw_selection *selection);

/*
 * Passes what has become of the devices that have settled at `now` to `fn`; at `is_end`
 * of all. `offset` is what makes ms since the epoch of the clock of `now`. Errors: those
 * of hw_collect_plan(), or what `fn` returned; the devices stay pending.
 */
int hw_watch_settle(struct hw_watch *watch, struct hw_machine *machine,
		    const struct hw_selection *selection, int64_t now, int64_t offset,
		    bool is_end, hw_hotplug_fn *fn, void *arg,
		    struct hw_report_tail *tail);

void hw_watch_done(struct hw_watch *watch);

/* Prints lines; `self` is from open(). */
struct hw_hotplug_writer {
	/* Lifetime: until close(). NULL: out of memory. */
	void *(*open)(const struct hw_write_options *options);
	/* The head of the machine as it is now, for a batch. Errors: -ENOMEM. */
	int (*begin)(void *self, FILE *out, const struct hw_report_head *head);
	/* Errors: -ENOMEM. */
	int (*print)(void *self, const struct hw_hotplug *hotplug);
	/* ends the batch: prints what is left. Errors: -ENOMEM. */
	int (*end)(void *self);
	void (*close)(void *self);
};

/* For people: "12:03:41 added    usb:1-6    Logitech Receiver [046d:c52b], usbhid". */
extern const struct hw_hotplug_writer hw_hotplug_text;
/* $defs/event of report/schema/report-1.schema.json */
extern const struct hw_hotplug_writer hw_hotplug_ndjson;

#endif
