// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <fnmatch.h>
#include <limits.h>
#include <stdio.h>

#include "data/base/array.h"
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
		.architecture = hw_dpkg_architecture,                                    \
		.before_architecture = "_Components-", .record = hw_dep11_record,        \
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
		.architecture = hw_rpm_architecture, .is_of_manager = true,              \
		.compare = hw_version_cmp_of_rpm,                                        \
	}

/* Of what is installed, a file a package: each of its files. */
#define FILES_OF_PACKAGES(of, dir, what, name_of)                                        \
	{                                                                                \
		.name = (of), .title = of "'s records", .directory = (dir),              \
		.files = (what), .end = '\n', .kinds = FIRMWARE | MODULES,               \
		.ends_lines = true, .has_installed = true, .package = (name_of),         \
		.architecture = hw_dpkg_architecture, .record = hw_file_list_record,     \
	}

/* "installed" of apk */
#define APK_RECORDS(dir)                                                                 \
	{                                                                                \
		.name = "apk", .title = "apk's records", .directory = dir,               \
		.files = "installed", .end = '\n', .kinds = FIRMWARE | MODULES,          \
		.ends_lines = true, .has_installed = true, .record = hw_apk_record,      \
	}

/* It has nothing of devices, but tells which packages there are. */
#define APK_INDEX(dir)                                                                   \
	{                                                                                \
		.name = "apk", .title = "apk's index", .directory = dir,                 \
		.files = "APKINDEX.*.tar.gz", .end = '\n', .kinds = DEVICES,             \
		.ends_lines = true, .lists_packages = true, .is_of_manager = true,       \
		.record = hw_apk_record, .member = "APKINDEX",                           \
	}

/* Of Debian's and of Ubuntu's archive, whose own are told. */
static const char *const components_of_apt[] = {
	"main",	    "contrib",	  "non-free",	"non-free-firmware",
	"universe", "multiverse", "restricted", NULL,
};

/* What is installed by the installer of Debian alone, and what tells of changes
 * (DebianRepository/Format, "indices diffs"). */
static const char *const no_packages[] = {"*_debian-installer_binary-*", "*.diff_Index",
					  NULL};
static const char *const no_contents[] = {"*_Contents-udeb-*", "*.diff_Index", NULL};

/* The repositories of Arch (https://wiki.archlinux.org/title/Official_repositories). */
static const char *const components_of_pacman[] = {
	"core",
	"extra",
	"multilib",
	"community",
	"testing",
	"core-testing",
	"extra-testing",
	"community-testing",
	"multilib-testing",
	NULL,
};

/*
 * Where the lists are: apt's by apt.conf(5), Dir::State::lists, those of apt-file there
 * too (apt-file(1)); AppStream's by the specification's "Catalog metadata", and where it
 * was before version 0.16, app-info; dnf's by dnf.conf(5), cachedir; zypper's by
 * zypp.conf, repo.metadatadir; pacman's by pacman.conf(5), DBPath, where `pacman -Fy`
 * puts the .files; apk's index by apk-cache(5), and in var/cache/apk without a cache.
 */
const struct hw_package_source hw_package_sources[] = {
	{
		.name = "apt",
		.title = "apt's list",
		.directory = "var/lib/apt/lists",
		.files = "*_Packages*",
		.but = no_packages,
		.behind_component = "_binary-",
		.components = components_of_apt,
		.end = '\n',
		.kinds = DEVICES,
		.lists_packages = true,
		.is_of_manager = true,
		.compare = hw_version_cmp_of_debian,
		.has_release = true,
		.architecture = hw_dpkg_architecture,
		.record = hw_apt_list_record,
	},
	{
		.name = "dpkg",
		.title = "dpkg's records",
		.directory = "var/lib/dpkg",
		.files = "status",
		.end = '\n',
		.kinds = DEVICES,
		.ends_lines = true,
		.has_installed = true,
		.compare = hw_version_cmp_of_debian,
		.architecture = hw_dpkg_architecture,
		.record = hw_dpkg_record,
	},
	FILES_OF_PACKAGES("dpkg", "var/lib/dpkg/info", "*.list", hw_dpkg_list_package),
	{
		.name = "apt-file",
		.title = "apt-file's list",
		.directory = "var/lib/apt/lists",
		.files = "*_Contents-*",
		.but = no_contents,
		.behind_component = "_Contents-",
		.components = components_of_apt,
		.end = '\n',
		.kinds = FIRMWARE | MODULES,
		.architecture = hw_dpkg_architecture,
		.before_architecture = "_Contents-",
		.has_release = true,
		.record = hw_apt_contents_record,
	},
	{
		.name = "appstream",
		.title = "AppStream",
		.directory = "var/lib/apt/lists",
		.files = "*_dep11_Components-*.yml*",
		.behind_component = "_dep11_",
		.components = components_of_apt,
		.end = '\n',
		.kinds = DEVICES | FIRMWARE,
		.architecture = hw_dpkg_architecture,
		.before_architecture = "_dep11_Components-",
		.has_release = true,
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
	FILES_OF_PACKAGES("pacman", "var/lib/pacman/local/*", "files",
			  hw_pacman_files_package),
	{
		.name = "pacman",
		.title = "pacman's file list",
		.directory = "var/lib/pacman/sync",
		.files = "*.files",
		.behind_component = ".files",
		.components = components_of_pacman,
		.end = '\n',
		.kinds = FIRMWARE | MODULES,
		.is_of_manager = true,
		.entry = hw_pacman_entry,
	},
	APK_RECORDS("lib/apk/db"),
	APK_RECORDS("usr/lib/apk/db"),
	APK_INDEX("var/cache/apk"),
	APK_INDEX("etc/apk/cache"),
	{.name = NULL},
};

struct search {
	const struct hw_package_source *source;
	struct hw_root *root;
	struct hw_text release;
	/* that of the packages that count; absent: all do */
	struct hw_text architecture;
	/* of a source that has releases; else NULL */
	struct hw_apt_releases *releases;
	struct hw_claims *claims;
	struct hw_unread_lists *unread;
};

/* Where what is behind the component begins; the name's end if that is not in it. */
static size_t find_mark(const struct hw_package_source *s, struct hw_text name)
{
	struct hw_text mark = hw_text_of(s->behind_component);

	for (size_t i = name.n; mark.n && i--;)
		if (hw_text_starts(hw_text_from(name, i), mark))
			return i;
	return name.n;
}

/*
 * "non-free-firmware" of
 * "deb.debian.org_debian_dists_bookworm_non-free-firmware_binary-…": apt has '_' for each
 * '/' of the address (URItoFileName(), apt-pkg/contrib/strutl.cc), in which a component
 * has none. In its place may be a release, as of Ubuntu's "…_dists_noble_Contents-amd64",
 * or a directory of a flat repository (sources.list(5)).
 */
static struct hw_text component_of(const struct hw_package_source *s, struct hw_text name)
{
	size_t end = find_mark(s, name);
	size_t start = end;

	if (end == name.n)
		return HW_NO_TEXT;
	while (start && name.s[start - 1] != '_')
		start--;
	return hw_source_component(s, (struct hw_text){name.s + start, end - start});
}

/*
 * The host of a mirror, the name of a repository and its parts may be somebody's own:
 * there is a star in their place, by which a shell finds the file.
 */
static struct hw_text shown(const struct search *s, struct hw_text name,
			    struct hw_arena *arena)
{
	const struct hw_text dists = HW_TEXT("_dists_");
	const struct hw_package_source *source = s->source;
	size_t mark = find_mark(source, name);
	struct hw_text told = HW_TEXT("*_dists");
	struct hw_text rest = hw_text_head(name, mark);
	size_t i = 0;

	while (i < rest.n && !hw_text_starts(hw_text_from(rest, i), dists))
		i++;
	if (i >= rest.n)
		return hw_arena_printf(arena, "/%s/%s", source->directory, source->files);
	rest = hw_text_from(rest, i + dists.n);
	while (rest.s) {
		struct hw_text word = hw_text_cut(&rest, '_');

		if (!hw_is_release_of_archive(word) &&
		    !hw_source_component(source, word).n)
			word = HW_TEXT("*");
		told = hw_arena_printf(arena, "%.*s_%.*s", HW_TEXT_ARG(told),
				       HW_TEXT_ARG(word));
	}
	return hw_arena_printf(arena, "/%s/%.*s%.*s", source->directory,
			       HW_TEXT_ARG(told), HW_TEXT_ARG(hw_text_from(name, mark)));
}

static void note_unread(const struct search *s, const struct hw_list_reader *reader,
			int r)
{
	struct hw_unread_lists *unread = s->unread;

	if (HW_ARENA_GROW(&s->claims->arena, struct hw_unread_list, unread->v, unread->n,
			  &unread->room, 4) < 0) {
		s->claims->is_short = true;
		return;
	}
	unread->v[unread->n++] = (struct hw_unread_list){
		.err = r < 0 ? r : -EBADMSG,
		.file = reader->file,
		.line = r < 0 ? reader->line : reader->fault_line,
		.why = r < 0 ? NULL : reader->fault,
	};
}

/* The file that the list is, as it is told: one that a package is named by, with its name
 * if the package is told too. */
static struct hw_text told_file(const struct search *s, const char *directory,
				struct hw_text name, bool with_package)
{
	struct hw_arena *arena = &s->claims->arena;

	return s->source->package && with_package
		       ? hw_arena_printf(arena, "/%s/%.*s", directory, HW_TEXT_ARG(name))
		       : shown(s, name, arena);
}

/* Whether the file is of packages for another architecture, by its name. */
static bool is_foreign(const struct search *s, struct hw_text name)
{
	const struct hw_text mark = hw_text_of(s->source->before_architecture);

	for (size_t i = 0; mark.n && i < name.n; i++) {
		const struct hw_text rest = hw_text_from(name, i);

		if (hw_text_starts(rest, mark))
			return !hw_is_architecture(
				s->architecture,
				hw_text_head(
					hw_text_from(rest, mark.n),
					hw_text_find(hw_text_from(rest, mark.n), '.')));
	}
	return false;
}

static void read_one(const struct search *s, const char *directory, struct hw_text name)
{
	struct hw_list_reader reader = {
		.claims = s->claims,
		.source = s->source,
		.release = s->release,
		.architecture = s->architecture,
	};
	struct hw_apt_list apt;
	char path[PATH_MAX];
	struct hw_map map;
	int r;

	if (!hw_path_join(path, hw_text_of(directory), name))
		return;
	r = hw_root_map(s->root, path, &map);
	if (r == 0) {
		reader.file = told_file(s, directory, name, true);
		reader.component = component_of(s->source, name);
		if (s->releases) {
			apt = hw_apt_list_of(
				s->releases, s->root, directory,
				hw_text_head(name, find_mark(s->source, name)),
				reader.component, &s->claims->arena);
			reader.suite = apt.suite;
			reader.suite_of = hw_apt_suite;
			reader.apt = &apt;
		}
		if (s->source->lists_packages)
			s->claims->has_lists = true;
		if (s->source->package)
			s->source->package(&reader, hw_text_of(directory), name);
		r = hw_list_read(&reader, map.text);
		hw_unmap(&map);
	}
	/* one that went while apt was at it is none */
	if ((r < 0 && r != -ENOENT) || (r == 0 && reader.fault)) {
		s->claims->lacks_list |= s->source->lists_packages;
		reader.file = told_file(s, directory, name, false);
		note_unread(s, &reader, r);
	}
}

static bool is_list(const struct hw_package_source *source, const char *name)
{
	for (const char *const *but = source->but; but && *but; but++)
		if (fnmatch(*but, name, 0) == 0)
			return false;
	return fnmatch(source->files, name, 0) == 0;
}

/* Which lists are in a directory that cannot be listed is not known: that it is there is
 * told once. */
static void note_unlisted(const struct search *s, int r)
{
	const struct hw_list_reader reader = {
		.file = hw_arena_printf(&s->claims->arena, "/%s", s->source->directory)};
	const struct hw_unread_lists *unread = s->unread;

	if (r == -ENOENT || r == -ENOTDIR)
		return;
	s->claims->lacks_list |= s->source->lists_packages;
	for (size_t i = 0; i < unread->n; i++)
		if (hw_text_eq(unread->v[i].file, reader.file))
			return;
	note_unread(s, &reader, r);
}

static void read_directory(const struct search *s, const char *directory)
{
	struct hw_arena arena = {0};
	struct hw_text *names;
	size_t n = 0;
	int r = hw_root_list(s->root, directory, &arena, &names, &n);

	if (r < 0) {
		note_unlisted(s, r);
		n = 0;
	}
	for (size_t i = 0; i < n; i++)
		if (is_list(s->source, names[i].s) && !is_foreign(s, names[i]))
			read_one(s, directory, names[i]);
	hw_arena_done(&arena);
}

/* A component of the path that is a star stands for any one directory. */
static void read_below(const struct search *s, const char *directory)
{
	const char *star = strstr(directory, "/*");
	struct hw_arena arena = {0};
	struct hw_text *names;
	struct hw_text above;
	size_t n = 0;
	int r;

	if (!star) {
		read_directory(s, directory);
		return;
	}
	above = hw_arena_printf(&arena, "%.*s", (int)(star - directory), directory);
	r = above.s ? hw_root_list_dirs(s->root, above.s, &arena, &names, &n) : -ENOMEM;
	if (r < 0) {
		note_unlisted(s, r);
		n = 0;
	}
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
		    struct hw_unread_lists *unread)
{
	struct search s = {
		.source = source,
		.root = root,
		.release = release,
		.architecture = source->architecture
					? source->architecture(root, &claims->arena)
					: HW_NO_TEXT,
		.claims = claims,
		.unread = unread,
	};

	if (source->has_release) {
		s.releases = hw_apt_releases_read(root, source->directory);
		claims->is_short |= !s.releases;
	}
	read_below(&s, source->directory);
	hw_apt_releases_close(s.releases);
}
