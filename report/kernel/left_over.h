/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_KERNEL_LEFT_OVER_H
#define HWALIAS_REPORT_KERNEL_LEFT_OVER_H

#include "data/root/root.h"

/*
 * A kernel that was removed leaves in its folder of modules what its package does not
 * own: depmod's tables, and what others put below updates/, extra/ or weak-updates/. A
 * system that never had it, as a container, has such tables when depmod ran there. What
 * `make modules_install` copies (scripts/Makefile.modinst), modules.builtin and kernel/,
 * is not in it.
 *
 * Both are false of a recording that may lack files.
 */

/* Whether the kernel of the folder `path` below `root` is not there any more. */
bool hw_kernel_is_removed(struct hw_root *root, const char *path, struct hw_arena *arena);

/* Whether its tables too have no module of the kernel itself. */
bool hw_kernel_is_left_over(struct hw_root *root, const char *path,
			    struct hw_arena *arena);

#endif
