// SPDX-License-Identifier: GPL-2.0-or-later
/* A build without SQLite: what RPM keeps in it is not known. */
#include <errno.h>

#include "data/packages/internal.h"

int hw_rpmdb_sqlite_read(struct hw_map *map, struct hw_installed *to,
			 hw_rpm_header_fn *fn)
{
	(void)map;
	(void)to;
	(void)fn;
	return -ENOTSUP;
}
