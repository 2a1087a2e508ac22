/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_BASE_PATH_H
#define HWALIAS_DATA_BASE_PATH_H

#include <limits.h>

#include "decoders/text/text.h"

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

/* "dir/name"; false when it is too long. A report makes thousands of these. */
static inline bool hw_path_join(char ret[static PATH_MAX], const char *dir,
				struct hw_text name)
{
	size_t n = strlen(dir);

	if (n + name.n + 2 > PATH_MAX)
		return false;
	memcpy(ret, dir, n);
	ret[n] = '/';
	if (name.n)
		memcpy(ret + n + 1, name.s, name.n);
	ret[n + 1 + name.n] = '\0';
	return true;
}

#endif
