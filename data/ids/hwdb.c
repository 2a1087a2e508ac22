// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/ids/hwdb.h"

#include <errno.h>
#include <stdlib.h>

#include "data/base/memory.h"
#include "data/ids/hwdb_file.h"
#include "data/ids/hwdb_recorded.h"
#include "data/ids/internal.h"

/*
 * The files that libudev tries, in its order: hwdb_bin_paths in systemd's
 * src/libsystemd/sd-hwdb/sd-hwdb.c; the last is below the directory udev was built for.
 */
static const char *const paths[] = {
	"/etc/systemd/hwdb/hwdb.bin",
	"/etc/udev/hwdb.bin",
	"/usr/lib/systemd/hwdb/hwdb.bin",
	"/lib/systemd/hwdb/hwdb.bin",
	"/lib/udev/hwdb.bin",
	"/usr/lib/udev/hwdb.bin",
};

struct hw_hwdb {
	/* of another machine, in place of all else; NULL: of this one */
	struct hw_hwdb_recorded *recorded;
	/* one of `paths` */
	const char *path;
	struct hw_root *live;
	struct hw_warnings *warnings;
	/* of the sources; valid if has_dates */
	struct hw_hwdb_dates dates;
	bool has_dates;
	bool is_open;
	/* the file is open and sound as far as it was read */
	bool is_usable;
	struct hw_pages *pages;
	struct hw_hwdb_file file;
	/* the last key, and what matches it */
	char key[HW_HWDB_KEY_MAX + 1];
	size_t key_length;
	struct hw_hwdb_matches matches;
	struct hw_hwdb_cache cache;
};

int hw_hwdb_find(struct hw_root *live, struct hw_warnings *warnings, struct hw_hwdb **ret)
{
	struct hw_hwdb *hwdb;
	size_t i = 0;

	while (i < HW_ARRAY_SIZE(paths) && !hw_root_exists(live, paths[i] + 1))
		i++;
	if (i == HW_ARRAY_SIZE(paths))
		return -ENOENT;
	hwdb = hw_calloc(1, sizeof(*hwdb));
	if (!hwdb)
		return -ENOMEM;
	hwdb->live = live;
	hwdb->warnings = warnings;
	hwdb->path = paths[i];
	hw_hwdb_record_path(live, hw_text_of(hwdb->path));
	*ret = hwdb;
	return 0;
}

int hw_hwdb_find_recorded(struct hw_root *root, struct hw_hwdb **ret)
{
	struct hw_hwdb *hwdb = hw_calloc(1, sizeof(*hwdb));
	int r = hwdb ? hw_hwdb_recorded_open(root, &hwdb->recorded) : -ENOMEM;

	if (r < 0) {
		free(hwdb);
		return r;
	}
	hwdb->is_open = true;
	*ret = hwdb;
	return 0;
}

static void unusable(struct hw_hwdb *hwdb, int error)
{
	hwdb->is_usable = false;
	hw_warn(hwdb->warnings, "hwdb-unusable", hw_text_of(hwdb->path), 0,
		"%s, so what only it names has no name",
		error == -EBADMSG ? "damaged or of another format" : strerror(-error));
}

static void open_once(struct hw_hwdb *hwdb)
{
	int r;

	if (hwdb->is_open)
		return;
	hwdb->is_open = true;
	hwdb->is_usable = true;
	r = hw_pages_open(hwdb->live, hwdb->path + 1, &hwdb->pages);
	if (r == 0)
		r = hw_hwdb_file_open(hwdb->pages, &hwdb->file);
	if (r < 0)
		unusable(hwdb, r);
}

void hw_hwdb_close(struct hw_hwdb *hwdb)
{
	if (!hwdb)
		return;
	hw_hwdb_recorded_close(hwdb->recorded);
	hw_hwdb_matches_done(&hwdb->matches);
	hw_pages_close(hwdb->pages);
	hw_hwdb_cache_done(&hwdb->cache);
	free(hwdb);
}

struct hw_text hw_hwdb_path(const struct hw_hwdb *hwdb)
{
	if (hwdb && hwdb->recorded)
		return hw_hwdb_recorded_path(hwdb->recorded);
	return hwdb ? hw_text_of(hwdb->path) : HW_NO_TEXT;
}

bool hw_hwdb_is_older(struct hw_hwdb *hwdb, enum hw_ids_kind kind, struct hw_text version)
{
	if (!hwdb || hwdb->recorded || !version.n)
		return false;
	if (!hwdb->has_dates)
		hw_hwdb_read_dates(hwdb->live, &hwdb->dates);
	hwdb->has_dates = true;
	return hwdb->dates.of[kind] &&
	       hwdb->dates.of[kind] < hw_hwdb_date_of_version(version);
}

/* Searches once for several properties of a key. */
static int search(struct hw_hwdb *hwdb, struct hw_text key, struct hw_text property,
		  struct hw_arena *arena, struct hw_text *ret)
{
	const struct hw_text before = {hwdb->key, hwdb->key_length};
	int r;

	if (!hw_text_eq(before, key)) {
		r = hw_hwdb_file_search(&hwdb->file, key, &hwdb->matches);
		if (r < 0)
			return r;
		memcpy(hwdb->key, key.s, key.n);
		hwdb->key_length = key.n;
	}
	return hw_hwdb_file_get(&hwdb->file, &hwdb->matches, property, arena, ret);
}

struct hw_text hw_hwdb_get(struct hw_hwdb *hwdb, struct hw_text key, const char *property,
			   struct hw_arena *arena)
{
	struct hw_text name = hw_text_of(property);
	struct hw_text value = HW_NO_TEXT;
	int r;

	if (!hwdb || !key.n || key.n > HW_HWDB_KEY_MAX)
		return HW_NO_TEXT;
	if (hwdb->recorded)
		return hw_arena_copy(arena,
				     hw_hwdb_recorded_get(hwdb->recorded, key, name));
	open_once(hwdb);
	if (!hwdb->is_usable)
		return HW_NO_TEXT;
	if (hw_hwdb_cache_get(&hwdb->cache, key, name, &value))
		return hw_arena_copy(arena, value);
	r = search(hwdb, key, name, arena, &value);
	if (r < 0) {
		unusable(hwdb, r);
		return HW_NO_TEXT;
	}
	hw_hwdb_cache_put(&hwdb->cache, key, name, value);
	hw_hwdb_record(hwdb->live, key, name, value);
	return value;
}
