// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What package managers record of what is installed:
 *
 *     var/lib/dpkg/status       "Package: x", "Status: install ok installed",
 *                               "Conflicts: y, z (<< 2)" (dpkg(1), relations.c)
 *     lib/apk/db/installed      "P:x" (apk(5)); below usr/ if apk 3 has made it
 *     var/lib/pacman/local/     a directory x-1.2-1 a package
 *     usr/lib/sysimage/rpm/     a database, rpmdb.c
 *
 * A machine may have the records of several: Fedora packages dpkg, Debian rpm. What one
 * of them has is installed. What none has is not, if all that are there could be read.
 */
#include <errno.h>

#include "data/packages/internal.h"

/* The file of a manager that writes whole lines, as all do. Errors: -EBADMSG: its last
 * line has no end, so there was more. */
static int map_lines(struct hw_root *root, const char *path, struct hw_map *ret)
{
	struct hw_map map;
	int r = hw_root_map(root, path, &map);

	if (r == 0 && map.text.n && map.text.s[map.text.n - 1] != '\n') {
		hw_unmap(&map);
		return -EBADMSG;
	}
	if (r == 0)
		*ret = map;
	return r;
}

/* What dpkg's records have of a package so far. */
struct dpkg_package {
	struct hw_text name;
	struct hw_text architecture;
	struct hw_text version;
	struct hw_relations relations;
	bool is_installed;
	/* apt brings no newer version of it */
	bool is_held;
};

static void take_dpkg_line(struct dpkg_package *package, struct hw_text line)
{
	const struct hw_text name = hw_deb822_value(line, "package");
	const struct hw_text architecture = hw_deb822_value(line, "architecture");
	const struct hw_text version = hw_deb822_value(line, "version");
	const struct hw_text status = hw_deb822_value(line, "status");
	struct hw_text value;
	const enum hw_relation field = hw_relation_read(line, &value);

	if (version.s)
		package->version = version;
	if (name.s)
		package->name = name;
	if (architecture.s)
		package->architecture = architecture;
	if (status.s) {
		package->is_installed = hw_dpkg_is_installed(status);
		package->is_held = hw_text_starts(status, HW_TEXT("hold "));
	}
	if (field != HW_RELATIONS)
		package->relations.fields[field] = value;
}

static struct hw_related related_of(const struct hw_listed *listed)
{
	return (struct hw_related){.name = listed->package,
				   .version = listed->version,
				   .relations = listed->relations};
}

/* Whether apt would bring a newer version of what is installed, with which the package
 * may be installed too. */
static bool has_way_out(const struct hw_installed *to,
			const struct dpkg_package *installed,
			const struct hw_related *package, struct hw_text suite,
			struct hw_text native)
{
	const struct hw_listed *newer = NULL;
	struct hw_related related;

	if (installed->is_held || (installed->architecture.n &&
				   !hw_is_architecture(native, installed->architecture)))
		return false;
	if (suite.n)
		newer = hw_claims_newest(to->claims, installed->name, suite);
	if (!newer)
		newer = hw_claims_newest(to->claims, installed->name, HW_NO_TEXT);
	if (!newer || !newer->version.n ||
	    hw_version_cmp_of_debian(newer->version, installed->version) <= 0)
		return false;
	related = related_of(newer);
	return !hw_relations_exclude(&related, package, native);
}

/* Those that are removed if one of the packages is installed. */
static void note_rival(const struct dpkg_package *installed, struct hw_text native,
		       struct hw_installed *to)
{
	const struct hw_related own = {
		.name = installed->name,
		.version = installed->version,
		.architecture = installed->architecture,
		.relations = &installed->relations,
	};

	if (!hw_package_is_name(installed->name))
		return;
	for (size_t i = 0; i < to->n; i++) {
		const struct hw_listed *listed = to->listed[i];
		struct hw_related package = {.name = to->v[i].name};

		if (listed)
			package = related_of(listed);
		if (hw_relations_exclude(&own, &package, native) &&
		    !has_way_out(to, installed, &package,
				 listed ? listed->suite : HW_NO_TEXT, native))
			to->v[i].rival = hw_arena_copy(to->arena, installed->name);
	}
}

/* What would be installed of a package; NULL: no list of apt's has it. */
static const struct hw_listed *find_listed(const struct hw_claims *claims,
					   const struct hw_package *package)
{
	if (!package->version.n)
		return NULL;
	for (const struct hw_listed *l = hw_claims_first(claims, package->name); l;
	     l = hw_claims_next(claims, l))
		if (l->source->lists_packages && hw_text_eq(l->package, package->name) &&
		    hw_text_eq(l->version, package->version))
			return l;
	return NULL;
}

/* Of those for several architectures the machine's own counts, which apt takes for a name
 * without one. */
static int read_dpkg(struct hw_root *root, struct hw_installed *to)
{
	const struct hw_text native = hw_dpkg_architecture(root, to->arena);
	struct dpkg_package package = {.name = HW_NO_TEXT};
	struct hw_text rest;
	struct hw_map map;
	int r = map_lines(root, "var/lib/dpkg/status", &map);

	if (r < 0)
		return r;
	rest = map.text;
	while (rest.s) {
		const struct hw_text line = hw_text_cut(&rest, '\n');

		if (line.n) {
			take_dpkg_line(&package, line);
			continue;
		}
		/* a paragraph ends */
		if (package.name.n && package.is_installed) {
			if (!package.architecture.n ||
			    hw_is_architecture(native, package.architecture))
				hw_installed_note(to, package.name, package.version);
			note_rival(&package, native, to);
		}
		package = (struct dpkg_package){.name = HW_NO_TEXT};
	}
	hw_unmap(&map);
	return 0;
}

static int read_apk(struct hw_root *root, struct hw_installed *to)
{
	struct hw_text rest;
	struct hw_map map;
	int r = map_lines(root, "lib/apk/db/installed", &map);

	if (r == -ENOENT || r == -ENOTDIR)
		r = map_lines(root, "usr/lib/apk/db/installed", &map);
	if (r < 0)
		return r;
	rest = map.text;
	while (rest.s) {
		struct hw_text line = hw_text_cut(&rest, '\n');

		if (hw_text_starts(line, HW_TEXT("P:")))
			hw_installed_note(to, hw_text_from(line, 2), HW_NO_TEXT);
	}
	hw_unmap(&map);
	return 0;
}

static int read_pacman(struct hw_root *root, struct hw_installed *to)
{
	struct hw_text *names;
	size_t count = 0;
	int r = hw_root_list_dirs(root, "var/lib/pacman/local", to->arena, &names,
				  &count);

	if (r < 0)
		return r;
	for (size_t i = 0; i < count; i++)
		hw_installed_note(to, hw_pacman_name(names[i]),
				  hw_pacman_version(names[i]));
	return 0;
}

/* ADD A PACKAGE MANAGER HERE. Each marks what it has. Errors: -ENOENT and -ENOTDIR: it is
 * not used here; others: it is not known what it has. */
static const struct {
	int (*read)(struct hw_root *root, struct hw_installed *to);
	const char *path;
	/* of what its lists tell; NULL: they tell no versions */
	int (*compare)(struct hw_text a, struct hw_text b);
} managers[] = {
	{read_dpkg, "var/lib/dpkg/status", hw_version_cmp_of_debian},
	{read_apk, "lib/apk/db/installed", NULL},
	{read_pacman, "var/lib/pacman/local", hw_version_cmp_of_pacman},
	{hw_rpmdb_read, "var/lib/rpm", hw_version_cmp_of_rpm},
};

void hw_installed_mark(struct hw_root *root, struct hw_package *packages, size_t n,
		       const struct hw_claims *claims, const char *records,
		       struct hw_arena *arena, struct hw_unread_list *ret_unread)
{
	struct hw_unread_list unread = {.err = -ENOENT, .file = hw_text_of(records)};
	struct hw_installed to = {
		.v = packages, .n = n, .claims = claims, .arena = arena};
	bool is_known = false;

	to.listed = HW_ARENA_NEW(arena, const struct hw_listed *, n);
	if (!to.listed)
		return;
	for (size_t i = 0; i < n; i++) {
		packages[i].installed = HW_UNKNOWN;
		to.listed[i] = find_listed(claims, &packages[i]);
	}
	for (size_t i = 0; n && i < HW_ARRAY_SIZE(managers); i++) {
		int r;

		to.compare = managers[i].compare;
		r = managers[i].read(root, &to);
		if (r == 0)
			is_known = true;
		else if (r != -ENOENT && r != -ENOTDIR && unread.err == -ENOENT)
			unread = (struct hw_unread_list){
				.err = r, .file = hw_text_of(managers[i].path)};
	}
	if (is_known && unread.err == -ENOENT)
		unread.err = 0;
	for (size_t i = 0; i < n; i++) {
		if (packages[i].installed == HW_YES)
			continue;
		if (!unread.err)
			packages[i].installed = HW_NO;
		else
			*ret_unread = unread;
	}
}
