/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_IDS_HWDB_DATE_H
#define HWALIAS_DATA_IDS_HWDB_DATE_H

#include "data/ids/ids.h"

/*
 * Private to data/ids/hwdb.c: how old the lists of ids are that systemd's hardware
 * database was made of. hwdb.bin does not tell, but its sources are files of the package,
 * so what they hold is not newer than they are.
 */

/* Years, months and days in decimal: 20250726; 0 is none. */
struct hw_hwdb_dates {
	uint32_t of[HW_IDS_USB + 1];
};

/* No dates where a source is not there, where its date is no real one, and where the
 * administrator added sources. */
void hw_hwdb_read_dates(struct hw_root *live, struct hw_hwdb_dates *ret);

/* Of "2025.07.26", or 0. */
uint32_t hw_hwdb_date_of_version(struct hw_text version);

#endif
