/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_IDS_HWDB_RECORDED_H
#define HWALIAS_DATA_IDS_HWDB_RECORDED_H

#include "data/root/root.h"

/* Internal to data/ids: the answers of the hardware database in a recording. */
struct hw_hwdb_recorded;

/* Errors: -ENOENT: none are recorded; -ENOMEM. Lifetime: the root's. */
int hw_hwdb_recorded_open(struct hw_root *root, struct hw_hwdb_recorded **ret);

/* NULL is fine. */
void hw_hwdb_recorded_close(struct hw_hwdb_recorded *recorded);

struct hw_text hw_hwdb_recorded_path(const struct hw_hwdb_recorded *recorded);

/* Absent: the database had none. Lifetime: the root's. */
struct hw_text hw_hwdb_recorded_get(const struct hw_hwdb_recorded *recorded,
				    struct hw_text key, struct hw_text property);

/* Record that there is a database, and an answer, for a root that records. */
void hw_hwdb_record_path(struct hw_root *root, struct hw_text path);
void hw_hwdb_record(struct hw_root *root, struct hw_text key, struct hw_text property,
		    struct hw_text value);

#endif
