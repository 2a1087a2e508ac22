/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_RUNNING_HIDDEN_VOLUME_H
#define HWALIAS_DATA_RUNNING_HIDDEN_VOLUME_H

#include "decoders/text/text.h"

/* What LVM calls a hidden volume. */
struct hw_hidden_volume {
	/* "_rimage_", "pvmove" */
	const char *mark;
	/* the name begins with it, and a number follows: "vg-pvmove0" */
	bool is_start;
};

/*
 * The hidden volume that the name of a mapping, "vg-root_rimage_0" (dm/name), is of. LVM
 * lets no volume of people's be called so, while the group before the '-' may be: a '-'
 * of a name is doubled. A name without a group, as a recording has, is all the volume's.
 * Source: apply_lvname_restrictions(), lib/misc/lvm-string.c, and build_dm_name(),
 * libdm/libdm-string.c of lvm2; lvmraid(7), lvmcache(7). NULL: none of those whose target
 * is not the one of their kind alone. Lifetime: the program's.
 */
const struct hw_hidden_volume *hw_hidden_volume_of(struct hw_text name);

#endif
