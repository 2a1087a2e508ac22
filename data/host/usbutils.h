/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_HOST_USBUTILS_H
#define HWALIAS_DATA_HOST_USBUTILS_H

#include "data/root/root.h"

/*
 * How the installed lsusb prints: usbutils changed its layouts between releases, and its
 * program tells the release only when it runs, its format strings when it is read.
 * Source: the history of usbutils' lsusb.c and lsusb-t.c.
 */
struct hw_lsusb_layout {
	/* the first release of it, "014" */
	const char *since;
	/* buses and devices in ascending order, with three digits in the tree, where a
	 * device without interfaces has a line too: 016 */
	bool ascending;
	/* the driver of an interface without one: "", and "[none]" since 019 */
	const char *no_driver;
};

/*
 * Looks at lsusb below `root`, "/". The newest layout for NULL, and where it is not
 * installed or cannot be read. Lifetime: static.
 */
const struct hw_lsusb_layout *hw_lsusb_layout_find(struct hw_root *root);

#endif
