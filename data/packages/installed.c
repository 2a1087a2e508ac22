// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What package managers record of what is installed, as far as it is text:
 *
 *     var/lib/dpkg/status          "Package: x", "Status: install ok installed" (dpkg(1))
 *     lib/apk/db/installed         "P:x" (apk(5))
 *     var/lib/pacman/local/        a directory x-1.2-1 a package
 *
 * RPM's is a database; of its packages nothing is known.
 */
#include "data/packages/internal.h"

static void mark(struct hw_package *packages, size_t n, struct hw_text name)
{
	for (size_t i = 0; i < n; i++)
		if (hw_text_eq(packages[i].name, name))
			packages[i].installed = HW_YES;
}

static void mark_all(struct hw_package *packages, size_t n, enum hw_tristate installed)
{
	for (size_t i = 0; i < n; i++)
		packages[i].installed = installed;
}

static bool is_installed(struct hw_text status)
{
	/* "install ok installed", "hold ok installed" */
	const struct hw_text end = HW_TEXT(" ok installed");

	return status.n > end.n &&
	       hw_text_eq(hw_text_from(status, status.n - end.n), end);
}

static bool read_dpkg(struct hw_root *root, struct hw_package *packages, size_t n)
{
	struct hw_text name = HW_NO_TEXT;
	struct hw_text rest;
	struct hw_map map;

	if (hw_root_map(root, "var/lib/dpkg/status", &map) < 0)
		return false;
	mark_all(packages, n, HW_NO);
	rest = map.text;
	while (rest.s) {
		struct hw_text line = hw_text_cut(&rest, '\n');
		struct hw_text package = hw_deb822_value(line, "package");

		/* a paragraph ends */
		if (!line.n)
			name = HW_NO_TEXT;
		else if (package.s)
			name = package;
		else if (name.n && is_installed(hw_deb822_value(line, "status")))
			mark(packages, n, name);
	}
	hw_unmap(&map);
	return true;
}

static bool read_apk(struct hw_root *root, struct hw_package *packages, size_t n)
{
	struct hw_text rest;
	struct hw_map map;

	if (hw_root_map(root, "lib/apk/db/installed", &map) < 0)
		return false;
	mark_all(packages, n, HW_NO);
	rest = map.text;
	while (rest.s) {
		struct hw_text line = hw_text_cut(&rest, '\n');

		if (hw_text_starts(line, HW_TEXT("P:")))
			mark(packages, n, hw_text_from(line, 2));
	}
	hw_unmap(&map);
	return true;
}

static bool read_pacman(struct hw_root *root, struct hw_package *packages, size_t n,
			struct hw_arena *arena)
{
	struct hw_text *names;
	size_t count = 0;

	if (hw_root_list_dirs(root, "var/lib/pacman/local", arena, &names, &count) < 0)
		return false;
	mark_all(packages, n, HW_NO);
	for (size_t i = 0; i < count; i++)
		mark(packages, n, hw_pacman_name(names[i]));
	return true;
}

void hw_installed_mark(struct hw_root *root, struct hw_package *packages, size_t n,
		       struct hw_arena *arena)
{
	if (!n || read_dpkg(root, packages, n) || read_apk(root, packages, n) ||
	    read_pacman(root, packages, n, arena))
		return;
	mark_all(packages, n, HW_UNKNOWN);
}
