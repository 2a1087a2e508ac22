// SPDX-License-Identifier: GPL-2.0-or-later
/* A build without libsystemd: there is no journal. */
#include <errno.h>

#include "data/host/journal.h"

int hw_journal_read(struct hw_root *root, struct hw_arena *arena, struct hw_text *ret)
{
	(void)root;
	(void)arena;
	(void)ret;
	return -ENOTSUP;
}
