/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_HOST_BOOT_H
#define HWALIAS_DATA_HOST_BOOT_H

#include "data/root/root.h"

/*
 * Whether the files below the root are those that its kernel was started with. In a
 * chroot, a rescue system and a container the kernel that runs is another system's, so
 * what it has loaded says nothing of the modules installed here.
 *
 * Yes only if certain. A recording is of one machine.
 */
bool hw_boot_is_own_root(struct hw_root *root);

/*
 * The same by the text of /proc/self/mountinfo: a line whose mount point is "/" and
 * whose parent is mount 1.
 */
bool hw_boot_mountinfo_tells(struct hw_text mountinfo);

#endif
