// SPDX-License-Identifier: GPL-2.0-or-later
/* Where disks are mounted. */
#include "report/privacy/privacy.h"

/* What stands for a point below the places where people name what they mount; or the
 * point. */
static struct hw_text public_place(struct hw_text point, struct hw_arena *arena)
{
	/* below these is what people named, not what a system has: /run/media/USER/LABEL
	 */
	static const char *const named[] = {"/run/media/", "/run/user/", "/var/home/"};
	/* of hier(7) and file-hierarchy(7) those that systems and packages make */
	static const char standard[][8] = {
		"bin",	 "boot",   "dev",     "efi", "etc",  "lib", "lib32",
		"lib64", "libx32", "opt",     "nix", "proc", "run", "sbin",
		"snap",	 "sys",	   "sysroot", "tmp", "usr",  "var",
	};
	/* below which people name things, as they do others, "/alice-pool" */
	static const char usual[][8] = {
		"archive", "backup", "backups", "cdrom", "data",    "export", "exports",
		"games",   "home",   "media",	"misc",	 "mnt",	    "net",    "nfs",
		"pool",	   "root",   "scratch", "share", "shared",  "srv",    "storage",
		"swap",	   "tank",   "vm",	"vms",	 "volumes", "work",
	};
	/* of a line that is malformed it is empty */
	struct hw_text rest = hw_text_from(point, point.n != 0);
	const struct hw_text first = hw_text_cut(&rest, '/');
	const bool is_path = hw_text_starts(point, HW_TEXT("/"));

	for (size_t i = 0; i < HW_ARRAY_SIZE(named); i++)
		if (hw_text_starts(point, hw_text_of(named[i])))
			return hw_arena_printf(arena, "%swithheld", named[i]);
	for (size_t i = 0; i < HW_ARRAY_SIZE(standard); i++)
		if (hw_text_eq(first, hw_text_of(standard[i])))
			return point;
	for (size_t i = 0; i < HW_ARRAY_SIZE(usual); i++)
		if (hw_text_eq(first, hw_text_of(usual[i])))
			return rest.n && is_path
				       ? hw_arena_printf(arena, "/%s/withheld", usual[i])
				       : point;
	return first.n && is_path ? HW_TEXT("/withheld") : point;
}

struct hw_text hw_privacy_mount(const struct hw_privacy *p, struct hw_text point,
				struct hw_arena *arena)
{
	const struct hw_text place = public_place(point, arena);
	/* /opt/alice: not the home directory that it may be, which would be another one
	 */
	const struct hw_text names = hw_text_from(place, place.n != 0);
	const struct hw_text told =
		names.n ? hw_free_text_path(names, p->words, arena) : names;

	return told.s == names.s ? place
				 : hw_arena_printf(arena, "/%.*s", HW_TEXT_ARG(told));
}
