/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_MODULE_LIST_STATE_H
#define HWALIAS_DATA_MODULE_LIST_STATE_H

#include "data/root/root.h"

/* What can be told of a file of a kernel's tables by its bytes. */
enum hw_list_state {
	/* or not there */
	HW_LIST_WHOLE,
	HW_LIST_EMPTY,
	/* what writes it ends its last line */
	HW_LIST_CUT,
	/* its first line is none of a module */
	HW_LIST_ODD,
	/* another file names modules that it lacks */
	HW_LIST_PARTIAL,
	HW_LIST_UNREADABLE,
};

/*
 * The state of a file that a reader has examined: `state` as it is, which a root that
 * records notes. A recording has some lines of the file alone: of that the state is what
 * was noted. Lifetime: nothing is kept.
 */
enum hw_list_state hw_list_state_of(struct hw_root *root, const char *path,
				    enum hw_list_state state);

#endif
