/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_BASE_PATH_H
#define HWALIAS_DATA_BASE_PATH_H

#include <limits.h>

#include "decoders/text/text.h"

/*
 * Paths below a root (data/root/root.h): "sys/bus/pci/devices".
 */

/*
 * Whether a path that was read from a file may be given to a root: it is relative, not
 * empty, and has no empty component, "." or "..".
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

/* "dir/name", NUL-terminated. False: too long. A report makes thousands of these, so it
 * does not use snprintf(3). */
static inline bool hw_path_join(char ret[static PATH_MAX], struct hw_text dir,
				struct hw_text name)
{
	if (dir.n > PATH_MAX - 2 || name.n > PATH_MAX - 2 - dir.n)
		return false;
	if (dir.n)
		memcpy(ret, dir.s, dir.n);
	ret[dir.n] = '/';
	if (name.n)
		memcpy(ret + dir.n + 1, name.s, name.n);
	ret[dir.n + 1 + name.n] = '\0';
	return true;
}

#endif
