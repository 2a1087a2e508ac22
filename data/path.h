/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_PATH_H
#define HWALIAS_DATA_PATH_H

#include "decoders/text.h"

/*
 * Whether a path that a file names may be given to a root: relative, without empty parts,
 * "." and "..". Not the empty one.
 */
static inline bool hw_path_is_plain(struct hw_text path)
{
	if (!path.n)
		return false;
	while (path.s) {
		struct hw_text part = hw_text_cut(&path, '/');

		if (!part.n || hw_text_eq(part, HW_TEXT(".")) ||
		    hw_text_eq(part, HW_TEXT("..")))
			return false;
	}
	return true;
}

#endif
