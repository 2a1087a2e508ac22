/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_HOST_HOST_H
#define HWALIAS_DATA_HOST_HOST_H

#include <stdint.h>

#include "data/root/root.h"

/*
 * The machine as a whole:
 *
 *	host.h		architecture, distribution, DMI, kernel release
 *	boot.h		does the running kernel belong to this system?
 *	taint.h		what the flags of a tainted kernel mean
 *	kernel_log.h	messages of the kernel about devices
 *
 *	identity.h	what tells the machine from all others
 *
 * But for identity.h nothing here does so: host name, machine id, serial numbers and
 * UUIDs are not read.
 */

/* Absent texts: the root does not have them. Lifetime: the arena's. */
struct hw_host {
	/* uname's machine ("x86_64"); of a recorded root proc/sys/kernel/arch, which
	 * kernels before 6.1 do not have */
	struct hw_text architecture;
	/* etc/os-release (or usr/lib/os-release): ID, VERSION_ID, PRETTY_NAME,
	 * VERSION_CODENAME */
	struct hw_text os_id;
	struct hw_text os_version_id;
	struct hw_text os_name;
	struct hw_text os_codename;
	/* sys/class/dmi/id: sys_vendor, product_name, product_version, board_vendor,
	 * board_name, bios_vendor, bios_version, bios_date */
	struct hw_text sys_vendor;
	struct hw_text product_name;
	struct hw_text product_version;
	struct hw_text board_vendor;
	struct hw_text board_name;
	struct hw_text bios_vendor;
	struct hw_text bios_version;
	struct hw_text bios_date;
	/* SMBIOS chassis type; 0 = not known */
	unsigned chassis_type;
	/* proc/device-tree/model and the compatible list's first entry */
	struct hw_text device_tree_model;
	struct hw_text device_tree_compatible;
	/* proc/sys/kernel/osrelease and version */
	struct hw_text kernel_release;
	struct hw_text kernel_version;
	/* proc/sys/kernel/tainted; -1 = not known */
	int64_t kernel_taint;
};

/*
 * Reads all of it; a file that cannot be read is an absent value. Blanks around a value
 * and what follows a NUL are padding of the firmware and are cut off; an empty value is
 * absent.
 */
void hw_host_read(struct hw_root *root, struct hw_arena *arena, struct hw_host *ret);

/* Reads kernel_release only, which every report needs; the rest is two dozen files. */
void hw_host_read_release(struct hw_root *root, struct hw_arena *arena,
			  struct hw_host *ret);

/* Reads what the system and the board are called only: os_id, os_name,
 * device_tree_compatible. Lifetime: the arena's. */
void hw_host_read_names(struct hw_root *root, struct hw_arena *arena,
			struct hw_host *ret);

/* Reads architecture only. Lifetime: the arena's. */
struct hw_text hw_host_read_architecture(struct hw_root *root, struct hw_arena *arena);

#endif
