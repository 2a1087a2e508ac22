// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The architecture whose packages a machine installs:
 *
 *     var/lib/dpkg/arch      "amd64\narm64\n": the native one, then those that were added
 *                            (dpkg --add-architecture; dpkg_arch_save_list(),
 *                             lib/dpkg/arch.c, writes them in that order)
 *     var/lib/dpkg/status    else that of the package dpkg
 *
 * and of RPM that of the kernel (uname(2)), whose packages have more names for it: i586,
 * x86_64_v3, armv7hl (arch_compat of rpmrc).
 */
#include "data/host/host.h"
#include "data/packages/internal.h"

/* "amd64" of a file's first line; absent: there is none. */
static struct hw_text read_arch(struct hw_root *root, struct hw_arena *arena)
{
	struct hw_text text;

	if (hw_root_read(root, "var/lib/dpkg/arch", arena, &text) < 0)
		return HW_NO_TEXT;
	return hw_text_trim_end(hw_text_cut(&text, '\n'), " \t\r");
}

static struct hw_text read_own_arch(struct hw_root *root, struct hw_arena *arena)
{
	static const char start[] = "Package: dpkg\n";
	struct hw_text found = HW_NO_TEXT;
	struct hw_text rest;
	const char *at = NULL;
	struct hw_map map;

	if (hw_root_map(root, "var/lib/dpkg/status", &map) < 0)
		return found;
	if (map.text.n)
		at = memmem(map.text.s, map.text.n, start, strlen(start));
	if (at && (at == map.text.s || at[-1] == '\n')) {
		rest = hw_text_from(map.text, (size_t)(at - map.text.s));
		for (;;) {
			struct hw_text line = hw_text_cut(&rest, '\n');

			if (!line.n)
				break;
			if (hw_deb822_value(line, "architecture").n)
				found = hw_arena_copy(
					arena, hw_deb822_value(line, "architecture"));
		}
	}
	hw_unmap(&map);
	return found;
}

struct hw_text hw_dpkg_architecture(struct hw_root *root, struct hw_arena *arena)
{
	const struct hw_text arch = read_arch(root, arena);

	return arch.n ? arch : read_own_arch(root, arena);
}

struct hw_text hw_rpm_architecture(struct hw_root *root, struct hw_arena *arena)
{
	return hw_host_read_architecture(root, arena);
}
