/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_MODULE_FIRMWARE_H
#define HWALIAS_DATA_MODULE_FIRMWARE_H

#include "data/root/root.h"

/*
 * Firmware files, looked for where and how the kernel would: told at the top of
 * data/module/firmware.c.
 */
struct hw_firmware {
	struct hw_root *root;
	/* directories to look in, in order, below the root and NUL-terminated; only those
	 * that are there */
	struct hw_text places[10];
	size_t place_count;
	/* one of them is there: a recorded tree may hold no firmware at all, and then
	 * nothing is known of any file */
	bool known;
};

/*
 * `root` is the machine's; `release` that of the kernel asked about, absent when not
 * told. Lifetime: the arena's and the root's. Errors: -ENOMEM.
 */
int hw_firmware_open(struct hw_root *root, struct hw_text release, struct hw_arena *arena,
		     struct hw_firmware *ret);

/*
 * The file of this name, or the first that a name with stars is like, with a leading
 * slash and the suffix it has; the absent text when there is none. Lifetime: the arena's.
 */
struct hw_text hw_firmware_find(const struct hw_firmware *firmware, struct hw_text name,
				struct hw_arena *arena);

#endif
