// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/ids/hwdb.h"

#include <errno.h>
#include <libudev.h>
#include <locale.h>
#include <stdlib.h>

#include "data/base/dl.h"
#include "data/base/libraries.h"
#include "data/base/memory.h"
#include "data/ids/hwdb_recorded.h"
#include "data/ids/internal.h"

/*
 * The files that libudev tries, in its order: hwdb_bin_paths in systemd's
 * src/libsystemd/sd-hwdb/sd-hwdb.c; the last is below the directory udev was built for.
 * A build without libudev has hwdb_none.c instead of this file.
 */
static const char *const paths[] = {
	"/etc/systemd/hwdb/hwdb.bin",
	"/etc/udev/hwdb.bin",
	"/usr/lib/systemd/hwdb/hwdb.bin",
	"/lib/systemd/hwdb/hwdb.bin",
	"/lib/udev/hwdb.bin",
	"/usr/lib/udev/hwdb.bin",
};

struct functions {
	__typeof__(udev_hwdb_get_properties_list_entry) *hwdb_get_properties_list_entry;
	__typeof__(udev_hwdb_new) *hwdb_new;
	__typeof__(udev_hwdb_unref) *hwdb_unref;
	__typeof__(udev_list_entry_get_by_name) *list_entry_get_by_name;
	__typeof__(udev_list_entry_get_value) *list_entry_get_value;
	__typeof__(udev_new) *new;
	__typeof__(udev_unref) *unref;
};

#define FUNCTION(name) HW_LIBRARY_FUNCTION(struct functions, "udev_", name)

static const struct hw_library_function functions[] = {
	FUNCTION(hwdb_get_properties_list_entry),
	FUNCTION(hwdb_new),
	FUNCTION(hwdb_unref),
	FUNCTION(list_entry_get_by_name),
	FUNCTION(list_entry_get_value),
	FUNCTION(new),
	FUNCTION(unref),
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
	void *library;
	struct functions api;
	struct udev *udev;
	/* NULL after a failure to open */
	struct udev_hwdb *hwdb;
	/* libudev's map of the file, which another program may change */
	const void *map;
	/* the last key, and libudev's list for it, which is valid until the next search
	 */
	char key[HW_HWDB_KEY_MAX + 1];
	struct udev_list_entry *answers;
	/* for libudev's fnmatch(3), which in a UTF-8 locale converts key and pattern to
	 * wide characters for each comparison: three times slower. Keys are bytes. */
	locale_t c_locale;
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
	hwdb->c_locale = newlocale(LC_CTYPE_MASK, "C", NULL);
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

static void open_once(struct hw_hwdb *hwdb)
{
	int r;

	if (hwdb->is_open)
		return;
	hwdb->is_open = true;
	r = hw_library_open(HW_SONAME_LIBUDEV, functions, HW_ARRAY_SIZE(functions),
			    &hwdb->api, &hwdb->library);
	/* systemd's libudev ignores the context, eudev's logs through it */
	if (r == 0)
		hwdb->udev = hwdb->api.new();
	if (hwdb->udev)
		hwdb->hwdb = hwdb->api.hwdb_new(hwdb->udev);
	if (hwdb->hwdb)
		hwdb->map = hw_maps_adopt(hwdb->path);
	else
		hw_warn(hwdb->warnings, "hwdb-unusable", hw_text_of(hwdb->path), 0,
			"libudev cannot open it, so what only it names has no name");
}

void hw_hwdb_close(struct hw_hwdb *hwdb)
{
	if (!hwdb)
		return;
	hw_hwdb_recorded_close(hwdb->recorded);
	hw_maps_abandon(hwdb->map);
	if (hwdb->hwdb)
		hwdb->api.hwdb_unref(hwdb->hwdb);
	if (hwdb->udev)
		hwdb->api.unref(hwdb->udev);
	hw_library_close(hwdb->library);
	hw_hwdb_cache_done(&hwdb->cache);
	if (hwdb->c_locale)
		freelocale(hwdb->c_locale);
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
static struct hw_text search(struct hw_hwdb *hwdb, struct hw_text key,
			     const char *property)
{
	struct udev_list_entry *hit;

	if (!hw_text_eq(hw_text_of(hwdb->key), key)) {
		locale_t before = hwdb->c_locale ? uselocale(hwdb->c_locale) : NULL;

		memcpy(hwdb->key, key.s, key.n);
		hwdb->key[key.n] = '\0';
		hwdb->answers = hwdb->api.hwdb_get_properties_list_entry(hwdb->hwdb,
									 hwdb->key, 0);
		if (before)
			uselocale(before);
	}
	hit = hwdb->api.list_entry_get_by_name(hwdb->answers, property);
	return hw_text_of(hit ? hwdb->api.list_entry_get_value(hit) : NULL);
}

struct hw_text hw_hwdb_get(struct hw_hwdb *hwdb, struct hw_text key, const char *property,
			   struct hw_arena *arena)
{
	struct hw_text name = hw_text_of(property);
	struct hw_text value = HW_NO_TEXT;

	if (!hwdb || !key.n || key.n > HW_HWDB_KEY_MAX)
		return HW_NO_TEXT;
	if (hwdb->recorded)
		return hw_arena_copy(arena,
				     hw_hwdb_recorded_get(hwdb->recorded, key, name));
	open_once(hwdb);
	if (hwdb->hwdb && !hw_hwdb_cache_get(&hwdb->cache, key, name, &value)) {
		value = search(hwdb, key, property);
		hw_hwdb_cache_put(&hwdb->cache, key, name, value);
		hw_hwdb_record(hwdb->live, key, name, value);
	}
	return hw_arena_copy(arena, value);
}
