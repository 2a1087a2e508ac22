/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_HOST_KERNEL_LOG_H
#define HWALIAS_DATA_HOST_KERNEL_LOG_H

#include "data/root/root.h"

/* A firmware file that the kernel could not load. Its forms: data/host/kernel_log.c. */
struct hw_firmware_failure {
	/* the device as the kernel names it, "0000:03:00.0" */
	struct hw_text device;
	/* as the driver asked for it, "iwlwifi-7260-17.ucode" */
	struct hw_text file;
};

struct hw_firmware_failures {
	const struct hw_firmware_failure *v;
	size_t n;
};

/*
 * The failures that the kernel log still tells, each once, oldest first: on the live
 * machine the kernel's own buffer, else the file var/log/dmesg below the root. Lifetime:
 * the arena's. Errors: -errno of open(2), -EPERM and -EACCES for most users; of
 * hw_root_map(); -ENOMEM.
 */
int hw_kernel_log_firmware(struct hw_root *root, struct hw_arena *arena,
			   struct hw_firmware_failures *ret);

/* Whether one line of the log tells of a failure. Borrows from `line`. */
bool hw_kernel_log_parse(struct hw_text line, struct hw_firmware_failure *ret);

#endif
