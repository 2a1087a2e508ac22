/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_HOST_KERNEL_LOG_H
#define HWALIAS_DATA_HOST_KERNEL_LOG_H

#include "data/root/root.h"
#include "decoders/log/log.h"

/*
 * The messages of the kernel log that decoders/log knows, oldest first. Others are
 * dropped: the log of a machine that is up for weeks is long, and a report needs a few
 * lines.
 *
 * On the live machine the source is the kernel's buffer, read by one system call, or what
 * systemd's journal has of it (data/host/journal.h); in a recorded one a text,
 * var/log/dmesg or var/log/kern.log, as dmesg(1), journalctl(1) or syslogd write it, or a
 * journal. Records of facilities other than the kernel's are skipped: every user may
 * write them (Documentation/ABI/testing/dev-kmsg).
 */
struct hw_log_record {
	struct hw_log_message message;
	/* as written in the line, "5.123456"; absent when it has none */
	struct hw_text time;
	/* of the file, 1 is the first; 0 for the live log */
	size_t line;
	/* of HW_LOG_FIRMWARE_FAILED: the driver itself complained of the file afterwards,
	 * in words of its own */
	bool is_fatal;
	/* what it says is no longer so: of a module that was refused, its driver spoke of
	 * a device afterwards; of firmware that failed, the driver told that it runs */
	bool is_void;
};

/* Of several logs that were given, one: it begins behind the line `before`. */
struct hw_log_file {
	struct hw_text name;
	size_t before;
};

struct hw_kernel_log {
	const struct hw_log_record *v;
	size_t n;
	/* the files after the first */
	struct hw_log_file *files;
	size_t file_count;
	/* the source as a user names it: "kernel log", "/var/log/dmesg", or the file that
	 * was given, "./dmesg.txt", "-" */
	struct hw_text source;
};

/* Most messages that are kept; the oldest are dropped first. */
#define HW_LOG_RECORDS_MAX ((size_t)4096)

/*
 * Reads the log. Lifetime: the arena's. Errors: -EPERM or -EACCES: this user may not read
 * it (kernel.dmesg_restrict); -ENOENT: nothing was recorded; -ENOSYS; -ENOMEM; others of
 * hw_root_map().
 */
int hw_kernel_log_read(struct hw_root *root, struct hw_arena *arena,
		       struct hw_kernel_log *ret);

/* The file and the line in it of a line of the log. */
struct hw_text hw_kernel_log_place(const struct hw_kernel_log *log, size_t line,
				   size_t *ret_line);

#endif
