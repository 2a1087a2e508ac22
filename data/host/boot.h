/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_HOST_BOOT_H
#define HWALIAS_DATA_HOST_BOOT_H

#include "data/root/root.h"

/*
 * Whether the running kernel belongs to the system whose files are below the root. In a
 * chroot, a rescue system and a container it does not: the modules it has loaded say
 * nothing about the modules installed there.
 *
 * True only if that is certain, and for every recorded machine.
 */
bool hw_boot_is_own_root(struct hw_root *root);

/*
 * Whether the text of /proc/self/mountinfo proves it: "/" is mounted on the kernel's
 * first mount. For tests.
 */
bool hw_boot_is_first_mount(struct hw_text mountinfo);

#endif
