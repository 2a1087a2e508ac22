/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_IDS_HWDB_H
#define HWALIAS_DATA_IDS_HWDB_H

#include "data/ids/ids.h"

/*
 * systemd's hardware database through libudev: hwdb(7). Keys are modalias strings and
 * their kin ("OUI:00609E"), answers are properties ("ID_VENDOR_FROM_DATABASE").
 *
 * libudev knows no other root than the running system's, and mapping 13 MB is slow beside
 * an id file. So it is opened at the first question. A search takes 1 to 200 us; the
 * answers to the last questions, some 2,000, are remembered, in constant memory.
 *
 * For one thread at a time; others open their own.
 */
struct hw_hwdb;

/* Longest key that is looked up. */
#define HW_HWDB_KEY_MAX 255

/*
 * Looks for the compiled database of the running system, whose root `live` is; both must
 * outlive the result. One that libudev then cannot open is a warning ("hwdb-unusable") at
 * the first question.
 * Errors: -ENOENT; -ENOTSUP when built without libudev; -ENOMEM. *ret is written only on
 * success.
 */
int hw_hwdb_find(struct hw_root *live, struct hw_warnings *warnings,
		 struct hw_hwdb **ret);

/* NULL is fine. */
void hw_hwdb_close(struct hw_hwdb *hwdb);

/* With a leading slash. Absent for NULL. Lifetime: static. */
struct hw_text hw_hwdb_path(const struct hw_hwdb *hwdb);

/*
 * Whether an id file of this version, "2025.07.26", has every id of its kind that hwdb
 * has: hwdb copies pci.ids and usb.ids, and what it copied is as old as its source,
 * hwdb.d/20-pci-vendor-model.hwdb, at least. Then asking is in vain, at 20 us a question.
 * False where nothing tells how old it is, where somebody has sources of their own, and
 * for NULL. Looks at the sources once, and opens nothing else.
 */
bool hw_hwdb_is_older(struct hw_hwdb *hwdb, enum hw_ids_kind kind,
		      struct hw_text version);

/*
 * The property of all entries whose pattern matches `key`, the last of them where there
 * are several; the absent text when none has it, the key is too long or hwdb is NULL.
 * Asking several properties of one key in a row costs one search, asking again none.
 * Lifetime: the arena's.
 */
struct hw_text hw_hwdb_get(struct hw_hwdb *hwdb, struct hw_text key, const char *property,
			   struct hw_arena *arena);

#endif
