// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/host/boot.h"

#include <sys/stat.h>

#include "data/root/note.h"

/* In a recording: the root was another one than the kernel was started with. */
#define OTHER_ROOT HW_RECORDED "/other-root"

/*
 * Two proofs, proc(5) and namespaces(7):
 *
 *     /proc/self/mountinfo   "27 1 254:0 / / rw,relatime - ext4 /dev/vda rw"
 *                             |  |         |
 *                             |  parent    mount point
 *                             number of the mount
 *     /proc/self/ns/pid      "pid:[4026531836]"
 *
 * The kernel's first mount has number 1, its rootfs (init_mount_tree(), fs/namespace.c);
 * the system's root is mounted on it. A copy of the mount namespace has new numbers, and
 * the directory of a chroot is mounted on some other mount or on none. All users may read
 * this file.
 *
 * Where a kernel mounts its root differently, "/" is compared with the root of process 1,
 * as systemd's running_in_chroot() does; that takes privilege. A container has a process
 * 1 of its own: 4026531836 is PROC_PID_INIT_INO of include/linux/proc_ns.h.
 */

#define FIELD_PARENT 1
#define FIELD_POINT  4

bool hw_boot_is_first_mount(struct hw_text mountinfo)
{
	while (mountinfo.s) {
		struct hw_text line = hw_text_cut(&mountinfo, '\n');
		bool on_first = false;

		for (size_t field = 0; line.s && field <= FIELD_POINT; field++) {
			struct hw_text value = hw_text_cut(&line, ' ');

			if (field == FIELD_PARENT)
				on_first = hw_text_eq(value, HW_TEXT("1"));
			else if (field == FIELD_POINT && on_first &&
				 hw_text_eq(value, HW_TEXT("/")))
				return true;
		}
	}
	return false;
}

static bool is_root_of_init(struct hw_root *root, struct hw_arena *arena)
{
	struct hw_text space;
	struct stat own, first;

	return hw_root_readlink(root, "proc/self/ns/pid", arena, &space) == 0 &&
	       hw_text_eq(space, HW_TEXT("pid:[4026531836]")) && stat("/", &own) == 0 &&
	       stat("/proc/1/root/", &first) == 0 && own.st_dev == first.st_dev &&
	       own.st_ino == first.st_ino;
}

bool hw_boot_is_own_root(struct hw_root *root)
{
	struct hw_arena arena = {0};
	struct hw_map map = {0};
	bool is_own;

	if (hw_root_kind(root) != HW_ROOT_LIVE)
		return !hw_root_exists(root, OTHER_ROOT);
	is_own = hw_root_map(root, "proc/self/mountinfo", &map) == 0 &&
		 hw_boot_is_first_mount(map.text);
	hw_unmap(&map);
	is_own = is_own || is_root_of_init(root, &arena);
	hw_arena_done(&arena);
	if (!is_own)
		hw_root_note_file(root, OTHER_ROOT, HW_TEXT(""), 0);
	return is_own;
}
