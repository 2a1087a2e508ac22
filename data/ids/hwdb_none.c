// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/ids/hwdb.h"

#include <errno.h>

/* Replaces data/ids/hwdb.c in a build without libudev: there is no database. */

int hw_hwdb_find(struct hw_root *live, struct hw_warnings *warnings, struct hw_hwdb **ret)
{
	(void)live;
	(void)warnings;
	(void)ret;
	return -ENOTSUP;
}

void hw_hwdb_close(struct hw_hwdb *hwdb)
{
	(void)hwdb;
}

struct hw_text hw_hwdb_path(const struct hw_hwdb *hwdb)
{
	(void)hwdb;
	return HW_NO_TEXT;
}

bool hw_hwdb_is_older(struct hw_hwdb *hwdb, enum hw_ids_kind kind, struct hw_text version)
{
	(void)hwdb;
	(void)kind;
	(void)version;
	return false;
}

struct hw_text hw_hwdb_get(struct hw_hwdb *hwdb, struct hw_text key, const char *property,
			   struct hw_arena *arena)
{
	(void)hwdb;
	(void)key;
	(void)property;
	(void)arena;
	return HW_NO_TEXT;
}
