/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_IDS_HWDB_H
#define HWALIAS_DATA_IDS_HWDB_H

#include "data/ids/ids.h"

/*
 * systemd's hardware database, hwdb(7). Keys are modalias strings and similar ones
 * ("OUI:00609E"), values are properties ("ID_VENDOR_FROM_DATABASE").
 *
 * The file has 13 MB, of which a search reads a few pages. It is opened at the first
 * search; about 2,000 answers are cached, in constant memory.
 *
 * Each thread needs its own.
 */
struct hw_hwdb;

/* Longest key that is searched, in bytes. */
#define HW_HWDB_KEY_MAX 255

/*
 * Finds the compiled database of the running system; `live` is its root. If it cannot be
 * read, a search adds a warning ("hwdb-unusable"), once. Lifetime: `live` and `warnings`
 * must outlive the result. Errors: -ENOENT; -ENOMEM.
 */
int hw_hwdb_find(struct hw_root *live, struct hw_warnings *warnings,
		 struct hw_hwdb **ret);

/*
 * The answers that a recording has of the database, on every machine and in every build.
 * Errors: -ENOENT: it has none; -ENOMEM. Lifetime: `root` must outlive the result.
 */
int hw_hwdb_find_recorded(struct hw_root *root, struct hw_hwdb **ret);

/* NULL is fine. */
void hw_hwdb_close(struct hw_hwdb *hwdb);

/* The database's path, with a leading slash. Absent for NULL. Lifetime: static. */
struct hw_text hw_hwdb_path(const struct hw_hwdb *hwdb);

/*
 * Whether an id file of this version, "2025.07.26", has every id of its kind that hwdb
 * has, so that a search, of 20 us, cannot find more. hwdb has copies of pci.ids and
 * usb.ids, which are not newer than their source, hwdb.d/20-pci-vendor-model.hwdb.
 * False if the age is not known, if the administrator added sources, and for NULL. Checks
 * the sources once.
 */
bool hw_hwdb_is_older(struct hw_hwdb *hwdb, enum hw_ids_kind kind,
		      struct hw_text version);

/*
 * The property in the entries whose pattern matches `key`; if several have it, the last
 * one counts. Absent if none has it, if the key is too long, and for NULL. Consecutive
 * calls for properties of one key search once. Lifetime: the arena's.
 */
struct hw_text hw_hwdb_get(struct hw_hwdb *hwdb, struct hw_text key, const char *property,
			   struct hw_arena *arena);

#endif
