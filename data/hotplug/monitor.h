/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_HOTPLUG_MONITOR_H
#define HWALIAS_DATA_HOTPLUG_MONITOR_H

#include <stdbool.h>
#include <stdint.h>

#include "data/base/arena.h"

/*
 * Events of the running machine's devices, as udevd sends them behind its rules (modules
 * are loaded by one of them), or where no udevd runs, as the kernel sends them. Source:
 * libudev's monitor, udev_monitor_new_from_netlink(3); the properties are those of
 * kobject_uevent_env(), lib/kobject_uevent.c.
 */
struct hw_monitor;

enum hw_uevent_action {
	HW_UEVENT_ADD = 1 << 0,
	HW_UEVENT_REMOVE = 1 << 1,
	/* a driver has taken the device, or has left it */
	HW_UEVENT_BIND = 1 << 2,
	HW_UEVENT_UNBIND = 1 << 3,
};

struct hw_uevent {
	/* of a change, a move and the like, and of what a program had the kernel say, 0
	 */
	unsigned action;
	/* "/sys/devices/pci0000:00/0000:00:14.0/usb1/1-6" */
	struct hw_text syspath;
	struct hw_text subsystem;
	/* "1-6" */
	struct hw_text name;
	/* DEVTYPE; absent: none */
	struct hw_text kind;
	/* all properties, KEY=VALUE a line, for hw_uevent_get() */
	struct hw_text properties;
};

/*
 * Starts to collect events; those before are not seen. Errors: -ENOTSUP: not in this
 * build, or libudev is not installed; -errno of the socket.
 */
int hw_monitor_open(struct hw_monitor **ret);

/* NULL is fine. */
void hw_monitor_close(struct hw_monitor *monitor);

/* For poll(2), which waits until there is an event to be read. */
int hw_monitor_descriptor(const struct hw_monitor *monitor);

/* The events are udevd's; false: the kernel's, and nobody loads modules here. */
bool hw_monitor_is_udevd(const struct hw_monitor *monitor);

/*
 * Reads an event. 1: *ret is one; 0: there is none now. Lifetime: the arena's.
 * Errors: -ENOBUFS: the kernel has dropped events, as its buffer was full; what comes
 * next can be read; -ENOMEM; -errno of recvmsg(2).
 */
int hw_monitor_receive(struct hw_monitor *monitor, struct hw_arena *arena,
		       struct hw_uevent *ret);

#endif
