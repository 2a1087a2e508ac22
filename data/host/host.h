/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_HOST_HOST_H
#define HWALIAS_DATA_HOST_HOST_H

#include <stdint.h>

#include "data/root/root.h"

/*
 * The machine as a whole. Nothing here identifies one machine among its like: host
 * name, machine id, serial numbers and UUIDs are not even read.
 *
 * Absent texts: not told by this root. Lifetime: the arena's.
 */
struct hw_host {
	/* uname's machine ("x86_64"); of a recorded root what its proc/sys/kernel/arch
	 * says, which kernels before 6.1 do not have */
	struct hw_text architecture;
	/* etc/os-release (or usr/lib/os-release): ID, VERSION_ID, PRETTY_NAME */
	struct hw_text os_id;
	struct hw_text os_version_id;
	struct hw_text os_name;
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
	/* SMBIOS chassis type; 0 = not told */
	unsigned chassis_type;
	/* proc/device-tree/model and the compatible list's first entry */
	struct hw_text device_tree_model;
	struct hw_text device_tree_compatible;
	/* proc/sys/kernel/osrelease and version */
	struct hw_text kernel_release;
	struct hw_text kernel_version;
	/* proc/sys/kernel/tainted; -1 = not told */
	int64_t kernel_taint;
};

/*
 * Fills *ret with what the root tells; never fails for a file that is not there. Blanks
 * and NULs around a value are the firmware's padding and left out; an empty value is
 * absent.
 */
void hw_host_read(struct hw_root *root, struct hw_arena *arena, struct hw_host *ret);

/* Only kernel_release, which every report needs; the rest is two dozen files. */
void hw_host_read_release(struct hw_root *root, struct hw_arena *arena,
			  struct hw_host *ret);

#endif
