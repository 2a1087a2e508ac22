// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/ids/hwdb.h"

#include <errno.h>

#include "data/ids/hwdb_recorded.h"

/*
 * Replaces data/ids/hwdb.c in a build without libudev: there is no database but what
 * recordings have of theirs, which struct hw_hwdb stands for here.
 */

static struct hw_hwdb_recorded *recorded_of(const struct hw_hwdb *hwdb)
{
	return (struct hw_hwdb_recorded *)(uintptr_t)hwdb;
}

int hw_hwdb_find(struct hw_root *live, struct hw_warnings *warnings, struct hw_hwdb **ret)
{
	(void)live;
	(void)warnings;
	(void)ret;
	return -ENOTSUP;
}

int hw_hwdb_find_recorded(struct hw_root *root, struct hw_hwdb **ret)
{
	struct hw_hwdb_recorded *recorded;
	int r = hw_hwdb_recorded_open(root, &recorded);

	if (r == 0)
		*ret = (struct hw_hwdb *)recorded;
	return r;
}

void hw_hwdb_close(struct hw_hwdb *hwdb)
{
	hw_hwdb_recorded_close(recorded_of(hwdb));
}

struct hw_text hw_hwdb_path(const struct hw_hwdb *hwdb)
{
	return hwdb ? hw_hwdb_recorded_path(recorded_of(hwdb)) : HW_NO_TEXT;
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
	if (!hwdb || !key.n || key.n > HW_HWDB_KEY_MAX)
		return HW_NO_TEXT;
	return hw_arena_copy(arena, hw_hwdb_recorded_get(recorded_of(hwdb), key,
							 hw_text_of(property)));
}
