/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_HOST_IDENTITY_H
#define HWALIAS_DATA_HOST_IDENTITY_H

#include "data/root/root.h"

/* What tells a machine from all others. Absent texts: the root does not have them, or
 * this user may not read them. Lifetime: the arena's. */
struct hw_identity_of_host {
	/*
	 * Made of the machine id, and of no use to find it: what `systemd-id128
	 * machine-id
	 * --app-specific=ce6553d21e5a4330ba17e7200b97de0c` prints, HMAC-SHA256 of that
	 * number with the machine id as its key (sd_id128_get_machine_app_specific(3)),
	 * marked as a UUID of version 4.
	 */
	struct hw_text key;
	/* proc/sys/kernel/hostname */
	struct hw_text name;
	/* etc/machine-id, machine-id(5) */
	struct hw_text machine_id;
	/* proc/sys/kernel/random/boot_id */
	struct hw_text boot_id;
	/* sys/class/dmi/id, which root may read */
	struct hw_text product_serial;
	struct hw_text product_uuid;
	struct hw_text board_serial;
	struct hw_text chassis_serial;
};

void hw_host_identify(struct hw_root *root, struct hw_arena *arena,
		      struct hw_identity_of_host *ret);

#endif
