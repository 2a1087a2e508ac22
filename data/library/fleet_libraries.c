// SPDX-License-Identifier: GPL-2.0-or-later
/* What hwalias-fleet opens: it reads what was recorded of machines, and none itself. */
#include "data/library/note.h"

LIBJSONC(MAKE_NOTE)
LIBSMARTCOLS(MAKE_NOTE)
#if HWALIAS_LIBARCHIVE
LIBARCHIVE(MAKE_NOTE)
#endif
#if HWALIAS_LIBPQ
LIBPQ(MAKE_NOTE)
#endif

/* clang-format off */
const struct hw_library hw_fleet_libraries[] = {
	LIBJSONC(MAKE_ROW)
	LIBSMARTCOLS(MAKE_ROW)
	LIBARCHIVE(MAKE_ROW)
	LIBPQ(MAKE_ROW)
	{0},
};
/* clang-format on */
