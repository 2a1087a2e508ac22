/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_WATCH_PENDING_H
#define HWALIAS_REPORT_WATCH_PENDING_H

#include "data/hotplug/monitor.h"
#include "data/sysfs/sysfs.h"

/*
 * Devices of which events have come and which have not settled yet. Events of a device
 * become one: it settles when `settle` ms have passed without a further one, or
 * `patience` ms since the first, as a bad cable sends them for ever. Times are of any
 * clock that only goes forward.
 */
struct hw_pending_device {
	/* of the texts */
	struct hw_arena arena;
	/* the last event, with the actions of all */
	struct hw_uevent uevent;
	/* the last action that adds or removes */
	bool was_removed;
	/* its first event was that it came: nothing was there before */
	bool has_come;
	/* once hw_pending_keep() was called: what was there before the first event; NULL:
	 * nothing, or nothing that is listed */
	bool is_kept;
	const struct hw_device *was;
	struct hw_arena of_was;
	int64_t since;
	int64_t last;
	int64_t due;
};

struct hw_pending {
	struct hw_pending_device *v;
	size_t n;
	size_t room;
	int64_t settle;
	int64_t patience;
};

/* Takes an event in; one without an action is none. Errors: -ENOMEM: it is lost. */
int hw_pending_add(struct hw_pending *pending, const struct hw_uevent *uevent,
		   int64_t now);

/* ms until a device has settled, 0: there is one; -1: none is pending. */
int64_t hw_pending_wait(const struct hw_pending *pending, int64_t now);

/*
 * Moves those that are due at `now` to the front, by their paths, a device before its
 * parts and these before others below it, and returns how many these are.
 */
size_t hw_pending_ready(struct hw_pending *pending, int64_t now);

/* It is looked at again a settling time later, unless its patience has ended: false. */
bool hw_pending_retry(const struct hw_pending *pending, struct hw_pending_device *device,
		      int64_t now);

/*
 * Keeps a copy of what was there before the first event, of the first call alone: what is
 * there when it settles may be another one. `was` may be NULL. Errors: -ENOMEM.
 */
int hw_pending_keep(struct hw_pending_device *device, const struct hw_device *was);

/* Drops those of the first `n` that are due still, and not due later. */
void hw_pending_drop(struct hw_pending *pending, size_t n, int64_t now);

void hw_pending_done(struct hw_pending *pending);

#endif
