/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_HOST_DPKG_H
#define HWALIAS_DATA_HOST_DPKG_H

#include "data/root/root.h"

// clang-format off
/*
 * Packages of Debian's dpkg that were removed, and left their configuration behind; of
 * var/lib/dpkg/status, where other packages have a state other than "config-files"
 * (dpkg(1), deb822(5)):
 *
 *	Package: r8168-dkms
 *	Status: deinstall ok config-files
 *	...
 *	Conffiles:
 *	 /etc/modprobe.d/r8168-dkms.conf 2d6f0c7b4fc3c1d5a6b3d5b1c2f4e0aa
 */
// clang-format on
struct hw_left_over {
	struct hw_text package;
	/* "/etc/modprobe.d/r8168-dkms.conf" */
	struct hw_text path;
};

struct hw_left_overs {
	struct hw_left_over *v;
	size_t n;
};

/* Files whose path begins with `below`; none if the file cannot be read. Lifetime: the
 * arena's. Errors: -ENOMEM. */
int hw_dpkg_left_overs(struct hw_root *root, struct hw_text below, struct hw_arena *arena,
		       struct hw_left_overs *ret);

#endif
