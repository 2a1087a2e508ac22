/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DECODERS_LOG_LOG_H
#define HWALIAS_DECODERS_LOG_LOG_H

#include <stdint.h>

#include "decoders/text/text.h"

/*
 * What a message of the kernel log says of a device, a driver or a module: named parts of
 * it and what they mean. A pattern is a row of the table in patterns.c; the message
 *
 *	iwlwifi 0000:03:00.0: Direct firmware load for a.ucode failed with error -2
 *	'--+--' '-----+----'                           '--+--'                   '+
 *	 driver    device                                file                  error
 *
 * is what the row {.subject = HW_LOG_DEVICE,
 *	.text = ": Direct firmware load for {file} failed with error {error}"} describes.
 *
 * Pure: no I/O, no allocation. Texts are slices of the message.
 */

/* What happened. A pattern has one; several patterns may share one. */
enum hw_log_event {
	/* a kernel starts: what stands before is of an earlier boot */
	HW_LOG_BOOT,
	/* the PCI core finds a device, at the start or when one is plugged in */
	HW_LOG_PCI_NEW,
	/* the driver core: a driver's probe() returned an error */
	HW_LOG_PROBE_FAILED,
	/* a probe that waits for a supplier */
	HW_LOG_PROBE_DEFERRED,
	HW_LOG_FIRMWARE_FAILED,
	HW_LOG_FIRMWARE_LOADED,
	/* the kernel refused to load a module */
	HW_LOG_SIGNATURE_REJECTED,
	HW_LOG_LOCKED_DOWN,
	HW_LOG_MODULE_LOCKED_DOWN,
	HW_LOG_VERSION_MAGIC,
	HW_LOG_SYMBOL_VERSION,
	HW_LOG_UNKNOWN_SYMBOL,
	/* the kernel takes a module that passed the checks of its signature and version
	 */
	HW_LOG_MODULE_TAKEN,
	/* a graphics driver that knows the device and leaves it alone */
	HW_LOG_FORCE_PROBE,
	HW_LOG_OFF_THE_BUS,
	HW_LOG_UNREACHABLE,
	HW_LOG_NO_INTERRUPT,
	HW_LOG_USB_NEW,
	HW_LOG_USB_GONE,
	HW_LOG_USB_SET_CONFIGURATION,
	HW_LOG_USB_NO_CONFIGURATION,
	HW_LOG_USB_POWER_BUDGET,
	HW_LOG_USB_SLOW,
	HW_LOG_USB_OVER_CURRENT,
	HW_LOG_USB_NO_ADDRESS,
	HW_LOG_USB_NOT_ENUMERATED,
	HW_LOG_USB_CLAIMED,
	/* a driver tells that the device works, perhaps again */
	HW_LOG_WORKS,
	/* a host controller that its driver gave up */
	HW_LOG_CONTROLLER_DIED,
	/* a driver that knows the device and says that it does not support it */
	HW_LOG_NOT_SUPPORTED,
	/* a driver names a device, and says in its next message what it is about */
	HW_LOG_NAMED,
	/* none of the firmware files there is new enough; the oldest that would be */
	HW_LOG_FIRMWARE_UNSUITABLE,
	HW_LOG_FIRMWARE_MINIMUM,
	HW_LOG_EVENT_COUNT
};

enum hw_log_part {
	HW_LOG_PART_DRIVER,
	/* a device's name on its bus: "0000:03:00.0", "1-2" */
	HW_LOG_PART_DEVICE,
	HW_LOG_PART_MODULE,
	HW_LOG_PART_FILE,
	/* a signed decimal error number, as the kernel returns it: "-22" */
	HW_LOG_PART_ERROR,
	HW_LOG_PART_SYMBOL,
	/* a process */
	HW_LOG_PART_PROGRAM,
	/* a PCI device id of four digits */
	HW_LOG_PART_ID,
	/* a count or a number without further meaning */
	HW_LOG_PART_NUMBER,
	/* a kernel's version with its options: "6.12.9-amd64 SMP preempt" */
	HW_LOG_PART_VERSION,
	/* free words: a reason. They may hold anything */
	HW_LOG_PART_WORDS,
	HW_LOG_PART_COUNT
};

/* What stands before the first literal of a pattern. */
enum hw_log_subject {
	/* nothing: the message starts with the pattern */
	HW_LOG_NONE,
	/* "DRIVER DEVICE", by dev_printk(), or just "DEVICE"; a driver's name may hold
	 * blanks */
	HW_LOG_DEVICE,
	/* "DRIVER" or "MODULE", by pr_fmt() or the module loader */
	HW_LOG_DRIVER,
	HW_LOG_MODULE,
};

struct hw_log_pattern {
	enum hw_log_event event;
	enum hw_log_subject subject;
	/* literals and parts in braces, in order. Begins with a literal, of which the
	 * first two bytes are ": " when there is a subject; no two parts touch */
	const char *text;
};

struct hw_log_message {
	const struct hw_log_pattern *pattern;
	/* absent when the pattern has no such part */
	struct hw_text parts[HW_LOG_PART_COUNT];
	/* HW_LOG_PART_ERROR as a number, 0 without one */
	int error;
};

/* A row of the table, which is in no order; the last one has a text of NULL. */
extern const struct hw_log_pattern hw_log_patterns[];

/* Most rows of the table that an index holds. */
#define HW_LOG_ROWS_MAX 128

/* The rows, a bit each in their order, by the letter that tells them apart: the first one
 * of those without a subject, and the one behind ": " of the others. */
struct hw_log_index {
	uint64_t rows[2][128][HW_LOG_ROWS_MAX / 64];
};

/* For who reads many messages. */
void hw_log_index_fill(struct hw_log_index *ret);

/*
 * Reads the first line of a message, without its time. False when it is none of the
 * table's. Time is linear in the message. `index` may be NULL: each row is looked at.
 * Lifetime: of the parts, that of `message`.
 */
bool hw_log_parse(const struct hw_log_index *index, struct hw_text message,
		  struct hw_log_message *ret);

/* A line of a log, whoever wrote it. */
struct hw_log_line {
	/* behind time, host, facility and level */
	struct hw_text message;
	/* as written, "5.123456" or "Nov 28 07:07:52"; absent when there is none */
	struct hw_text time;
	/* absent when there is none, or dmesg has it */
	struct hw_text host;
	/* the record says that it comes from another facility than the kernel */
	bool is_foreign;
};

/*
 * Takes the head off a line. The forms, all of which people save:
 *
 *	<4>[    5.123456] MESSAGE		syslog(2), dmesg --raw
 *	[    5.123456] MESSAGE			dmesg
 *	[Fri Nov 28 07:07:52 2026] MESSAGE	dmesg -T
 *	[  +0.000012] MESSAGE			dmesg -H
 *	[    5.123456 <    0.000012>] MESSAGE	dmesg -d
 *	[    5.123456][  T123] MESSAGE		with CONFIG_PRINTK_CALLER
 *	2026-11-28T07:07:52,123456+00:00 MESSAGE	dmesg --time-format iso
 *	kern  :warn  : [    5.123456] MESSAGE	dmesg -x
 *	4,812,5123456,-;MESSAGE			/dev/kmsg
 *	Nov 28 07:07:52 HOST kernel: MESSAGE	journalctl -k, /var/log/kern.log; the
 *						message may have a time in brackets again
 *	Nov 28 07:07:52 kernel: MESSAGE		journalctl -k --no-hostname
 *	2026-11-28T07:07:52+00:00 HOST kernel: MESSAGE
 *	Sat 2026-11-28 07:07:52 UTC HOST kernel: MESSAGE	-o short-full
 *	1795849672.123456 HOST kernel: MESSAGE	-o short-unix
 *	[    5.123456] HOST kernel: MESSAGE	journalctl -k -o short-monotonic
 *
 * Of other lines all is message.
 */
struct hw_log_line hw_log_line(struct hw_text line);

/* Whether the lines of the log are in the order that `journalctl -r` gives, by their
 * times. A log of several boots is in order within each. */
bool hw_log_is_newest_first(struct hw_text text);

/*
 * The pattern's name of what happened, "firmware-failed", and in words what it means.
 * Stable: tests and documents use it.
 */
const char *hw_log_event_code(enum hw_log_event event);

/*
 * What an error number means, "timed out" of -110: of those that probe() and the USB core
 * return. NULL for others. The numbers are those of most architectures. Source:
 * include/uapi/asm-generic/errno*.h, include/linux/errno.h; Documentation/driver-api/usb/
 * error-codes.rst.
 */
const char *hw_log_error_meaning(int error);
/* "ETIMEDOUT"; NULL for others */
const char *hw_log_error_name(int error);

/*
 * The message again, by its pattern: its literals and named parts, and for free
 * words "…" unless `with_words`. Writes at most `room` bytes, no NUL; returns the length
 * that all of it has.
 */
size_t hw_log_print(const struct hw_log_message *message, bool with_words, char *buffer,
		    size_t room);

#endif
