// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/module/firmware.h"

#include <errno.h>
#include <fnmatch.h>

#include "data/base/path.h"

/*
 * drivers/base/firmware_loader/main.c: fw_get_filesystem_firmware() tries fw_path[] in
 * order,
 *
 *	the directory in the parameter firmware_class.path, when it is set
 *	/lib/firmware/updates/RELEASE
 *	/lib/firmware/updates
 *	/lib/firmware/RELEASE
 *	/lib/firmware
 *
 * and _request_firmware() searches all of them first for the plain name, then for
 * NAME.zst (since Linux 5.19), then for NAME.xz (since 5.3). The latter two depend on the
 * kernel's configuration, which cannot be read. RELEASE is utsname's.
 *
 * A recorded tree may lack the link /lib -> usr/lib, so /usr/lib/firmware is searched as
 * well.
 */
static const char *const bases[] = {"lib/firmware", "usr/lib/firmware"};
static const char *const suffixes[] = {"", ".zst", ".xz"};

#define PARAMETER "sys/module/firmware_class/parameters/path"

static void add(struct hw_firmware *firmware, struct hw_text directory)
{
	/* absent: out of memory, which hw_firmware_open() checks at the end */
	if (directory.n &&
	    firmware->directory_count < HW_ARRAY_SIZE(firmware->directories))
		firmware->directories[firmware->directory_count++] = directory;
}

static void add_parameter(struct hw_firmware *firmware, struct hw_arena *arena)
{
	struct hw_text text;

	if (hw_root_read(firmware->root, PARAMETER, arena, &text) < 0)
		return;
	text = hw_text_head(text, hw_text_find(text, '\n'));
	while (text.n && text.s[text.n - 1] == '/')
		text.n--;
	/* a relative path is below the kernel's working directory, "/" */
	while (text.n && text.s[0] == '/')
		text = hw_text_from(text, 1);
	if (hw_path_is_plain(text))
		add(firmware, hw_arena_copy(arena, text));
}

/* Drops directories that do not exist: modules may declare hundreds of files. */
static void drop_absent(struct hw_firmware *firmware)
{
	size_t n = 0;

	for (size_t i = 0; i < firmware->directory_count; i++)
		if (hw_root_exists(firmware->root, firmware->directories[i].s))
			firmware->directories[n++] = firmware->directories[i];
	firmware->directory_count = n;
}

int hw_firmware_open(struct hw_root *root, struct hw_text release, struct hw_arena *arena,
		     struct hw_firmware *ret)
{
	struct hw_firmware firmware = {.root = root};

	if (!hw_path_is_plain(release) || hw_text_find(release, '/') < release.n)
		release = HW_NO_TEXT;
	add_parameter(&firmware, arena);
	for (size_t i = 0; i < HW_ARRAY_SIZE(bases); i++) {
		if (release.n)
			add(&firmware, hw_arena_printf(arena, "%s/updates/%.*s", bases[i],
						       HW_TEXT_ARG(release)));
		add(&firmware, hw_arena_printf(arena, "%s/updates", bases[i]));
		if (release.n)
			add(&firmware, hw_arena_printf(arena, "%s/%.*s", bases[i],
						       HW_TEXT_ARG(release)));
		add(&firmware, hw_arena_printf(arena, "%s", bases[i]));
	}
	if (hw_arena_failed(arena))
		return -ENOMEM;
	drop_absent(&firmware);
	firmware.known = firmware.directory_count > 0;
	/* on the live machine a file that is missing is missing */
	if (hw_root_was_live(root))
		firmware.known = true;
	*ret = firmware;
	return 0;
}

static bool is_pattern(struct hw_text name)
{
	return hw_text_find(name, '*') < name.n || hw_text_find(name, '?') < name.n ||
	       hw_text_find(name, '[') < name.n;
}

/*
 * A driver that puts the name of the board into that of the file declares a pattern
 * ("brcm/brcmfmac*-sdio.*.txt"). All known ones have wildcards in the last component
 * only.
 */
static struct hw_text find_pattern(const struct hw_firmware *firmware, struct hw_text top,
				   struct hw_text name, struct hw_arena *arena)
{
	struct hw_text base = hw_path_base(name);
	struct hw_text head = hw_text_head(name, name.n - base.n);
	struct hw_text directory =
		hw_arena_printf(arena, "%.*s%s%.*s", HW_TEXT_ARG(top), head.n ? "/" : "",
				(int)(head.n ? head.n - 1 : 0), head.n ? head.s : "");
	struct hw_text pattern = hw_arena_copy(arena, base);
	struct hw_text *names;
	size_t n;

	if (!directory.s || !pattern.s ||
	    hw_root_list(firmware->root, directory.s, arena, &names, &n) < 0)
		return HW_NO_TEXT;
	for (size_t i = 0; i < n; i++) {
		struct hw_text file = hw_arena_copy(arena, names[i]);

		if (file.s && fnmatch(pattern.s, file.s, FNM_PERIOD) == 0)
			return hw_arena_printf(arena, "/%.*s/%.*s",
					       HW_TEXT_ARG(directory), HW_TEXT_ARG(file));
	}
	return HW_NO_TEXT;
}

static struct hw_text find_in(const struct hw_firmware *firmware,
			      struct hw_text directory, struct hw_text name,
			      struct hw_arena *arena)
{
	struct hw_text path;

	if (is_pattern(name))
		return find_pattern(firmware, directory, name, arena);
	path = hw_arena_printf(arena, "/%.*s/%.*s", HW_TEXT_ARG(directory),
			       HW_TEXT_ARG(name));
	if (path.s && hw_root_exists(firmware->root, path.s + 1))
		return path;
	return HW_NO_TEXT;
}

struct hw_text hw_firmware_find(const struct hw_firmware *firmware, struct hw_text name,
				struct hw_arena *arena)
{
	if (!hw_path_is_plain(name))
		return HW_NO_TEXT;
	for (size_t s = 0; s < HW_ARRAY_SIZE(suffixes); s++) {
		struct hw_text file =
			hw_arena_printf(arena, "%.*s%s", HW_TEXT_ARG(name), suffixes[s]);

		for (size_t i = 0; file.s && i < firmware->directory_count; i++) {
			struct hw_text path =
				find_in(firmware, firmware->directories[i], file, arena);

			if (path.n)
				return path;
		}
	}
	return HW_NO_TEXT;
}
