/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_TESTS_LIB_KMOD_NORMAL_H
#define HWALIAS_TESTS_LIB_KMOD_NORMAL_H

#include <stdbool.h>
#include <string.h>

/* kmod's alias_normalize(), told in another way: false where it fails. */
static inline bool normalise(char *s)
{
	for (; *s; s++) {
		if (*s == ']')
			return false;
		if (*s == '[')
			s = strchr(s, ']');
		if (!s)
			return false;
		if (*s == '-')
			*s = '_';
	}
	return true;
}

#endif
