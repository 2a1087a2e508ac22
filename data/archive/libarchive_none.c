// SPDX-License-Identifier: GPL-2.0-or-later
/* A build without libarchive: archives are known, and refused. */
#include <errno.h>

#include "data/archive/internal.h"

int hw_libarchive_read(struct hw_text bytes, const struct hw_archive_sink *sink)
{
	(void)bytes;
	(void)sink;
	return -ENOTSUP;
}
