/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_VERDICT_EVIDENCE_H
#define HWALIAS_REPORT_VERDICT_EVIDENCE_H

#include "data/host/kernel_log.h"

// clang-format off
/*
 * Which messages of the kernel log are still true of a device. A message proves
 * nothing once a later one about the same device supersedes it: firmware that was loaded
 * at the second try, a USB device that was unplugged and came back.
 *
 *	firmware-failed		until firmware-loaded, or the device is new
 *	probe-failed, -deferred	until firmware-loaded, or its driver says that it works,
 *				or the device is new
 *	USB messages		until the device is new, or gone
 *
 * Whether the present state agrees (a driver is bound by now, the module is loaded) is
 * the verdict's question. Pure. Lifetime: the log's.
 */
// clang-format on

/* Names of what a device's driver made of it, "nvme0", "hci0": drivers log by them. */
struct hw_texts_of {
	const struct hw_text *v;
	size_t n;
};

struct hw_device_log {
	/* the newest message of each event that counts, or NULL */
	const struct hw_log_record *of[HW_LOG_EVENT_COUNT];
};

/* Whose messages count besides those of the device itself. */
enum hw_log_scope {
	HW_LOG_OF_DEVICE,
	/* a USB interface: its device's */
	HW_LOG_OF_INTERFACE,
	/* a USB device of a list that tells none of its interfaces: theirs */
	HW_LOG_OF_WHOLE,
};

/* Whether a message that names `named` counts for the device. */
bool hw_log_is_in_scope(struct hw_text named, struct hw_text device,
			enum hw_log_scope scope);

/* The name of the USB device that has this number on this bus by the log's end, "1-3";
 * absent: the log does not tell it. lsusb tells the numbers alone. */
struct hw_text hw_log_usb_name(const struct hw_kernel_log *log, struct hw_text bus,
			       struct hw_text number);

/*
 * Of the device with this name on its bus. Messages of a USB port, "usb1-port3", are of
 * the device that is plugged into it, "1-3".
 */
void hw_device_log_find(const struct hw_kernel_log *log, struct hw_text name,
			enum hw_log_scope scope, const struct hw_texts_of *made,
			struct hw_device_log *ret);

/*
 * The newest message about a port of the hub `hub`, "1-0:1.0", "usb1" or "1-4", at which
 * no device is, that none was recognised there; by hw_device_log_find() of that device.
 * NULL: none. `is_there` tells of a device's name whether it is there.
 */
const struct hw_log_record *
hw_port_log_find(const struct hw_kernel_log *log, struct hw_text hub,
		 bool (*is_there)(void *arg, struct hw_text name), void *arg,
		 struct hw_arena *arena);

/*
 * The newest message why the kernel refused to load this module; NULL: none, or it took
 * the module later: it says so (HW_LOG_MODULE_TAKEN), or the module's driver speaks.
 */
const struct hw_log_record *hw_module_log_find(const struct hw_kernel_log *log,
					       struct hw_text module);

/* Likewise: that the kernel loads no module without a signature that it trusts. The
 * message names no module. */
const struct hw_log_record *hw_signature_log_find(const struct hw_kernel_log *log,
						  struct hw_text module);

#endif
