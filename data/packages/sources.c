// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <fnmatch.h>
#include <limits.h>

#include "data/base/path.h"
#include "data/packages/internal.h"
#include "data/root/note.h"

#define DEVICES	 (1U << HW_PACKAGE_MODALIAS)
#define FIRMWARE (1U << HW_PACKAGE_FIRMWARE)
#define MODULES	 (1U << HW_PACKAGE_MODULE)

#define APPSTREAM_YAML(dir)                                                              \
	{                                                                                \
		.name = "appstream", .title = "AppStream", .directory = dir,             \
		.files = "*.yml*", .end = '\n', .kinds = DEVICES | FIRMWARE,             \
		.record = hw_dep11_record,                                               \
	}

#define APPSTREAM_XML(dir)                                                               \
	{                                                                                \
		.name = "appstream", .title = "AppStream", .directory = dir,             \
		.files = "*.xml*", .end = '>', .kinds = DEVICES | FIRMWARE,              \
		.record = hw_appstream_record,                                           \
	}

#define RPM_MD(dir, what, of)                                                            \
	{                                                                                \
		.name = "rpm-md", .title = "the repository's " what, .directory = dir,   \
		.files = "*" what ".xml*", .end = '>', .kinds = (of),                    \
		.record = hw_rpm_md_record, .lists_packages = (of)&DEVICES,              \
	}

/*
 * Where the lists are: apt's by apt.conf(5), Dir::State::lists, those of apt-file there
 * too (apt-file(1)); AppStream's by the specification's "Catalog metadata", and where it
 * was before version 0.16, app-info; dnf's by dnf.conf(5), cachedir; zypper's by
 * zypp.conf, repo.metadatadir; pacman's by pacman.conf(5), DBPath, where `pacman -Fy`
 * puts the .files.
 */
const struct hw_package_source hw_package_sources[] = {
	{
		.name = "apt",
		.title = "apt's list",
		.directory = "var/lib/apt/lists",
		.files = "*_Packages*",
		.behind_component = "_binary-",
		.end = '\n',
		.kinds = DEVICES,
		.lists_packages = true,
		.record = hw_apt_list_record,
	},
	{
		.name = "apt-file",
		.title = "apt-file's list",
		.directory = "var/lib/apt/lists",
		.files = "*_Contents-*",
		.behind_component = "_Contents-",
		.end = '\n',
		.kinds = FIRMWARE | MODULES,
		.record = hw_apt_contents_record,
	},
	{
		.name = "appstream",
		.title = "AppStream",
		.directory = "var/lib/apt/lists",
		.files = "*_dep11_Components-*.yml*",
		.behind_component = "_dep11_",
		.end = '\n',
		.kinds = DEVICES | FIRMWARE,
		.record = hw_dep11_record,
	},
	APPSTREAM_YAML("var/lib/swcatalog/yaml"),
	APPSTREAM_YAML("var/lib/app-info/yaml"),
	APPSTREAM_XML("usr/share/swcatalog/xml"),
	APPSTREAM_XML("var/lib/swcatalog/xml"),
	APPSTREAM_XML("var/cache/swcatalog/xml"),
	APPSTREAM_XML("usr/share/app-info/xmls"),
	RPM_MD("var/cache/dnf/*/repodata", "primary", DEVICES | FIRMWARE),
	RPM_MD("var/cache/libdnf5/*/repodata", "primary", DEVICES | FIRMWARE),
	RPM_MD("var/cache/zypp/raw/*/repodata", "primary", DEVICES | FIRMWARE),
	RPM_MD("var/cache/dnf/*/repodata", "filelists", FIRMWARE | MODULES),
	RPM_MD("var/cache/libdnf5/*/repodata", "filelists", FIRMWARE | MODULES),
	RPM_MD("var/cache/zypp/raw/*/repodata", "filelists", FIRMWARE | MODULES),
	{
		.name = "pacman",
		.title = "pacman's file list",
		.directory = "var/lib/pacman/sync",
		.files = "*.files",
		.behind_component = ".files",
		.end = '\n',
		.kinds = FIRMWARE | MODULES,
		.entry = hw_pacman_entry,
	},
	{.name = NULL},
};

struct search {
	const struct hw_package_source *source;
	struct hw_root *root;
	struct hw_text release;
	struct hw_claims *claims;
	struct hw_unread_list *unread;
};

/*
 * "non-free-firmware" of
 * "deb.debian.org_debian_dists_bookworm_non-free-firmware_binary-…": apt has '_' for each
 * '/' of the address (URItoFileName(), apt-pkg/contrib/strutl.cc), in which a component
 * has none.
 */
static struct hw_text component_of(const struct hw_package_source *s, struct hw_text name)
{
	struct hw_text mark = hw_text_of(s->behind_component);

	for (size_t i = name.n; mark.n && i--;) {
		size_t start = i;

		if (!hw_text_starts(hw_text_from(name, i), mark))
			continue;
		while (start && name.s[start - 1] != '_')
			start--;
		return (struct hw_text){name.s + start, i - start};
	}
	return HW_NO_TEXT;
}

/*
 * The host of a mirror and the name of a repository may be somebody's own: there is a
 * star in their place, by which a shell finds the file.
 */
static struct hw_text shown(const struct search *s, struct hw_text name,
			    struct hw_arena *arena)
{
	static const char dists[] = "_dists_";
	const struct hw_package_source *source = s->source;
	size_t n = strlen(dists);

	for (size_t i = 0; i + n < name.n; i++)
		if (memcmp(name.s + i, dists, n) == 0)
			return hw_arena_printf(arena, "/%s/*%.*s", source->directory,
					       HW_TEXT_ARG(hw_text_from(name, i)));
	return hw_arena_printf(arena, "/%s/%s", source->directory, source->files);
}

static void read_one(const struct search *s, const char *directory, struct hw_text name)
{
	struct hw_list_reader reader = {
		.claims = s->claims,
		.source = s->source,
		.release = s->release,
	};
	char path[PATH_MAX];
	struct hw_map map;
	int r;

	if (!hw_path_join(path, directory, name))
		return;
	r = hw_root_map(s->root, path, &map);
	if (r == 0) {
		reader.file = shown(s, name, &s->claims->arena);
		reader.component =
			hw_arena_copy(&s->claims->arena, component_of(s->source, name));
		if (s->source->lists_packages)
			s->claims->has_lists = true;
		r = hw_list_read(&reader, map.text);
		hw_unmap(&map);
	} else {
		reader.file = shown(s, name, &s->claims->arena);
	}
	/* one that went while apt was at it is none */
	if (r < 0 && r != -ENOENT && !s->unread->err)
		*s->unread = (struct hw_unread_list){.err = r, .file = reader.file};
}

static void read_directory(const struct search *s, const char *directory)
{
	struct hw_arena arena = {0};
	struct hw_text *names;
	size_t n = 0;

	if (hw_root_list(s->root, directory, &arena, &names, &n) < 0)
		n = 0;
	for (size_t i = 0; i < n; i++)
		if (fnmatch(s->source->files, names[i].s, 0) == 0)
			read_one(s, directory, names[i]);
	hw_arena_done(&arena);
}

/* A component of the path that is a star stands for any one directory. */
static void read_below(const struct search *s, const char *directory)
{
	const char *star = strstr(directory, "/*/");
	struct hw_arena arena = {0};
	struct hw_text *names;
	struct hw_text above;
	size_t n = 0;

	if (!star) {
		read_directory(s, directory);
		return;
	}
	above = hw_arena_printf(&arena, "%.*s", (int)(star - directory), directory);
	if (above.s && hw_root_list_dirs(s->root, above.s, &arena, &names, &n) < 0)
		n = 0;
	for (size_t i = 0; i < n; i++) {
		struct hw_text path = hw_arena_printf(&arena, "%s/%.*s%s", above.s,
						      HW_TEXT_ARG(names[i]), star + 2);

		if (path.s)
			read_directory(s, path.s);
	}
	hw_arena_done(&arena);
}

void hw_source_read(const struct hw_package_source *source, struct hw_root *root,
		    struct hw_text release, struct hw_claims *claims,
		    struct hw_unread_list *unread)
{
	const struct search s = {
		.source = source,
		.root = root,
		.release = release,
		.claims = claims,
		.unread = unread,
	};

	read_below(&s, source->directory);
}
