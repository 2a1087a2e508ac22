// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The architecture whose packages a machine installs:
 *
 *     var/lib/dpkg/arch      "amd64\narm64\n": the native one, then those that were added
 *                            (dpkg --add-architecture)
 *     var/lib/dpkg/status    else that of the package dpkg
 *
 * and of RPM that of the kernel (uname(2)), whose packages have more names for it: i586,
 * x86_64_v3, armv7hl (arch_compat of rpmrc).
 */
#include "data/host/host.h"
#include "data/packages/internal.h"
#include "decoders/text/ascii.h"

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

static bool is_x86_32(struct hw_text name)
{
	return name.n == 4 && name.s[0] == 'i' && hw_is_digit(name.s[1]) &&
	       hw_text_eq(hw_text_from(name, 2), HW_TEXT("86"));
}

bool hw_is_architecture(struct hw_text native, struct hw_text of_package)
{
	const struct hw_text arm = HW_TEXT("armv");

	if (!native.n || hw_text_eq(of_package, HW_TEXT("all")) ||
	    hw_text_eq(of_package, HW_TEXT("noarch")))
		return true;
	if (is_x86_32(native))
		return is_x86_32(of_package);
	if (hw_text_starts(native, arm))
		return hw_text_starts(of_package, arm);
	return hw_text_eq(of_package, native) ||
	       (hw_text_starts(of_package, native) && of_package.s[native.n] == '_');
}
