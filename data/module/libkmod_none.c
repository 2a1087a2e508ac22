// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/module/libkmod.h"

#include <errno.h>

/* Replaces data/module/libkmod.c in a build without libkmod: no file can be read. */

int hw_modinfo_open(struct hw_modinfo **ret)
{
	(void)ret;
	return -ENOTSUP;
}

void hw_modinfo_close(struct hw_modinfo *modinfo)
{
	(void)modinfo;
}

int hw_modinfo_read(struct hw_modinfo *modinfo, struct hw_root *root, const char *path,
		    struct hw_arena *arena, struct hw_modinfo_pairs *ret)
{
	(void)modinfo;
	(void)root;
	(void)path;
	(void)arena;
	(void)ret;
	return -ENOTSUP;
}
