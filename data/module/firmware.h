/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_MODULE_FIRMWARE_H
#define HWALIAS_DATA_MODULE_FIRMWARE_H

#include "data/root/root.h"

/*
 * Finds firmware files as the kernel does. The top of data/module/firmware.c lists the
 * directories and the suffixes.
 */
struct hw_firmware {
	struct hw_root *root;
	/* the existing ones of the directories, in order, below the root, NUL-terminated
	 */
	struct hw_text directories[10];
	size_t directory_count;
	/* false: a recorded tree without firmware, where a missing file means nothing */
	bool known;
};

/*
 * `root` is the machine's, `release` the kernel's; it may be absent. Lifetime: the
 * arena's and the root's. Errors: -ENOMEM.
 */
int hw_firmware_open(struct hw_root *root, struct hw_text release, struct hw_arena *arena,
		     struct hw_firmware *ret);

/*
 * The path of the file, with a leading slash and its suffix; for a name with wildcards,
 * of the first file that matches. Absent if there is none. Lifetime: the arena's.
 */
struct hw_text hw_firmware_find(const struct hw_firmware *firmware, struct hw_text name,
				struct hw_arena *arena);

#endif
