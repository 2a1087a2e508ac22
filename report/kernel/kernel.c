// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/kernel/kernel.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#include "data/base/list.h"
#include "data/base/memory.h"
#include "report/kernel/left_over.h"

/* Most releases in a message. */
#define LISTED_MAX ((size_t)8)

/*
 * Where distributions keep modules, below a root. With merged /usr the first two are the
 * same. Then NixOS's (nixos/modules/system/boot/kernel.nix) and Guix's
 * (gnu/system.scm, LINUX_MODULE_DIRECTORY): of the kernel that runs, and of the next one.
 */
static const char *const modules_places[] = {
	"lib/modules",
	"usr/lib/modules",
	"run/booted-system/kernel-modules/lib/modules",
	"run/booted-system/kernel/lib/modules",
	"run/current-system/kernel-modules/lib/modules",
	"run/current-system/kernel/lib/modules",
};

/* Any of these makes a directory one of a kernel's modules. */
static const char *const index_files[] = {
	"modules.alias",
	"modules.dep",
	"modules.builtin",
	"modules.builtin.modinfo",
};

/* `name` in `dir`; the directory "" is the root itself. */
static struct hw_text join(const char *dir, const char *name, struct hw_arena *arena)
{
	return hw_arena_printf(arena, "%s%s%s", dir, *dir ? "/" : "", name);
}

static bool has_tables(struct hw_root *root, const char *dir, struct hw_arena *arena)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(index_files); i++) {
		struct hw_text path = join(dir, index_files[i], arena);

		if (path.s && hw_root_exists(root, path.s))
			return true;
	}
	return false;
}

/* `place`/`release` below `root`, if there are tables; else absent. */
static struct hw_text try_release(struct hw_root *root, const char *place,
				  const char *release, struct hw_arena *arena)
{
	struct hw_text path = join(place, release, arena);

	return path.s && has_tables(root, path.s, arena) ? path : HW_NO_TEXT;
}

/* A release is one name of a directory: nothing that walks away from it. */
static bool is_release(const char *release)
{
	return *release && !strchr(release, '/') && strcmp(release, ".") != 0 &&
	       strcmp(release, "..") != 0;
}

static struct hw_text without_nuls(struct hw_text text)
{
	while (text.n && !text.s[0])
		text = hw_text_from(text, 1);
	return text;
}

/* By the bytes of modules.alias. */
static enum hw_list_state state_of_table(const struct hw_aliases *aliases)
{
	const struct hw_text text = hw_aliases_text(aliases);

	if (!text.s)
		return HW_LIST_WHOLE;
	/* a file that was not on the disk when the power went may be NULs */
	if (!without_nuls(text).n)
		return HW_LIST_EMPTY;
	return text.s[text.n - 1] == '\n' ? HW_LIST_WHOLE : HW_LIST_CUT;
}

/* Whether modules.dep lists modules. */
static bool lists_modules(struct hw_root *root, struct hw_text path,
			  struct hw_arena *arena)
{
	struct hw_text file = join(path.s, "modules.dep", arena);
	struct hw_map map;
	bool has;

	if (!file.s || hw_root_map(root, file.s, &map) < 0)
		return false;
	has = without_nuls(map.text).n != 0;
	hw_unmap(&map);
	return has;
}

/* An empty modules.alias beside modules is none: else no module would be said to claim
 * any device. Some depmods write one where there are no modules. */
static void drop_empty_table(struct hw_kernel *kernel, struct hw_arena *arena,
			     struct hw_warnings *warnings)
{
	if (kernel->table_state != HW_LIST_EMPTY ||
	    !lists_modules(kernel->root, kernel->path, arena))
		return;
	hw_warn(warnings, "aliases-unreadable", kernel->directory, 0,
		"modules.alias is empty though modules.dep lists modules, so nothing is "
		"said of modules; depmod makes it anew");
	hw_aliases_close(kernel->aliases);
	kernel->aliases = NULL;
}

/* Errors: -errno of modules.alias; that it is not there is only a warning. */
static int open_tables(struct hw_root *root, struct hw_text path, struct hw_arena *arena,
		       struct hw_warnings *warnings, struct hw_kernel *ret)
{
	char shown[PATH_MAX];
	int r = hw_aliases_open(root, path.s, warnings, &ret->aliases);

	ret->root = root;
	ret->path = path;
	ret->release = hw_path_base(path);
	hw_root_display_path(root, path.s, shown, sizeof(shown));
	ret->directory = hw_arena_copy(arena, hw_text_of(shown));
	if (r == 0)
		ret->table_state =
			hw_list_state_of(root, join(path.s, "modules.alias", arena).s,
					 state_of_table(ret->aliases));
	if (ret->table_state == HW_LIST_CUT)
		hw_warn(warnings, "aliases-unreadable", ret->directory, 0,
			"modules.alias ends in mid-line, so modules may be missing in "
			"it; depmod makes it anew");
	drop_empty_table(ret, arena, warnings);
	if (r != -ENOENT)
		return r;
	/* modules.dep alone still tells what is on disk */
	hw_warn(warnings, "modules-missing", ret->directory, 0,
		"no modules.alias there, so nothing is said of modules; depmod makes it");
	return 0;
}

/* Tables that the user named. */
static int open_named(struct hw_kernel *kernel, struct hw_root *root, struct hw_text path,
		      struct hw_arena *arena, struct hw_warnings *warnings,
		      struct hw_text *ret_error)
{
	int r = open_tables(root, path, arena, warnings, kernel);

	if (r < 0)
		*ret_error =
			hw_arena_printf(arena, "cannot read the alias tables in %.*s: %s",
					HW_TEXT_ARG(kernel->directory), strerror(-r));
	return r;
}

/* The machine's own tables: unreadable, they must not hide the devices. */
static int open_own(struct hw_kernel *kernel, struct hw_root *root, struct hw_text path,
		    struct hw_arena *arena, struct hw_warnings *warnings)
{
	int r = open_tables(root, path, arena, warnings, kernel);

	if (r == 0 || r == -ENOMEM)
		return r;
	hw_warn_error(warnings, "aliases-unreadable", kernel->directory, -r,
		      "cannot read modules.alias, so nothing is said of modules");
	return 0;
}

/* Where DIR/PLACE/RELEASE leads if it is a link, which may lead out of DIR; absent: it is
 * none. */
static struct hw_text follow_release(const char *directory, const char *place,
				     const char *release, struct hw_arena *arena)
{
	struct hw_text path = hw_arena_printf(arena, "%s/%s%s%s", directory, place,
					      *place ? "/" : "", release);
	char target[2];
	char *full;
	struct hw_text copy;

	if (!path.s || readlink(path.s, target, sizeof(target)) < 0)
		return HW_NO_TEXT;
	full = hw_realpath(path.s);
	copy = hw_arena_copy(arena, hw_text_of(full));
	free(full);
	return copy;
}

static struct hw_text linked_release(const char *directory, const char *release,
				     struct hw_arena *arena)
{
	static const char *const places[] = {"", "lib/modules"};
	struct hw_text path = HW_NO_TEXT;

	for (size_t i = 0; release && !path.n && i < HW_ARRAY_SIZE(places); i++)
		path = follow_release(directory, places[i], release, arena);
	return path;
}

/* Whether a directory of this system has tables. */
static bool leads_to_tables(struct hw_text path, struct hw_arena *arena)
{
	struct hw_root *root = NULL;
	bool has;

	if (!path.n || hw_root_open(path.s, &root) < 0)
		return false;
	has = has_tables(root, "", arena);
	hw_root_close(root);
	return has;
}

/* The only release in a directory of releases. */
struct only {
	/* below the root; absent when there is none, or when there are several */
	struct hw_text path;
	/* in its place: where the link leads that is the only one */
	struct hw_text linked;
	/* all that there are; absent: none */
	struct hw_text all;
};

/* Links that lead out of the root are followed below `directory`, the root's path; NULL:
 * none is. */
static struct only only_release(struct hw_root *root, const char *directory,
				const char *place, struct hw_arena *arena)
{
	struct hw_list all = {.arena = arena, .between = ", ", .max = LISTED_MAX};
	struct only only = {.path = HW_NO_TEXT};
	struct hw_text *names;
	size_t count;

	if (hw_root_list(root, *place ? place : ".", arena, &names, &count) < 0)
		return only;
	for (size_t i = 0; i < count; i++) {
		struct hw_text path = try_release(root, place, names[i].s, arena);
		struct hw_text linked = HW_NO_TEXT;

		if (!path.s && directory)
			linked = follow_release(directory, place, names[i].s, arena);
		if (!path.s && !leads_to_tables(linked, arena))
			continue;
		hw_list_add(&all, names[i]);
		only.path = path;
		only.linked = linked;
	}
	only.all = hw_list_text(&all);
	if (all.n > 1)
		only.path = only.linked = HW_NO_TEXT;
	return only;
}

/* Opens DIR as a root; if it is a release's own directory, the one above, and *ret_path
 * is then its name: paths below a root are never empty. */
static int open_place(const char *directory, struct hw_arena *arena,
		      struct hw_root **ret_root, struct hw_text *ret_path)
{
	char *full = hw_realpath(directory);
	struct hw_text path = hw_arena_copy(arena, hw_text_of(full));
	struct hw_text base = hw_path_base(path);
	struct hw_root *root = NULL;
	int r = full ? 0 : -errno;

	free(full);
	if (r == 0)
		r = path.s ? hw_root_open(path.s, &root) : -ENOMEM;
	if (r == 0 && base.n && has_tables(root, "", arena)) {
		struct hw_text above =
			hw_arena_copy(arena, hw_text_head(path, path.n - base.n));

		hw_root_close(root);
		root = NULL;
		r = above.s ? hw_root_open(above.s, &root) : -ENOMEM;
		*ret_path = base;
	}
	if (r == 0)
		*ret_root = root;
	return r;
}

/* `all`: the kernels whose modules are there; absent: none. */
static struct hw_text no_release(const struct hw_kernel_options *options,
				 struct hw_text all, struct hw_arena *arena)
{
	return hw_arena_printf(arena, "no modules of kernel %s in %s%s%.*s",
			       options->release, options->directory,
			       all.n ? ", which has those of " : "", HW_TEXT_ARG(all));
}

/* Where in the directory the tables are, or in *ret_linked where a link in it leads;
 * absent with a sentence in *ret_error. */
static struct hw_text find_in_place(const struct hw_kernel_options *options,
				    struct hw_root *root, const char *release,
				    struct hw_arena *arena, struct hw_text *ret_linked,
				    struct hw_text *ret_error)
{
	static const char *const places[] = {
		"",
		"lib/modules",
		"usr/lib/modules",
		"run/booted-system/kernel-modules/lib/modules",
		"run/booted-system/kernel/lib/modules",
		"run/current-system/kernel-modules/lib/modules",
		"run/current-system/kernel/lib/modules",
	};
	struct only only = {.path = HW_NO_TEXT};
	struct hw_text path = HW_NO_TEXT;
	struct hw_text all = HW_NO_TEXT;

	for (size_t i = 0; !path.s && release && i < HW_ARRAY_SIZE(places); i++)
		path = try_release(root, places[i], release, arena);
	if (path.s)
		return path;
	/* not the machine's own kernel: then the only one there is meant */
	for (size_t i = 0; !options->release && !only.all.s && i < HW_ARRAY_SIZE(places);
	     i++)
		only = only_release(root, options->directory, places[i], arena);
	*ret_linked = only.linked;
	if (only.path.s || only.linked.s)
		return only.path;
	if (only.all.s) {
		*ret_error = hw_arena_printf(arena,
					     "%s holds several kernels, choose one with "
					     "--kernel: %s",
					     options->directory, only.all.s);
	} else if (options->release) {
		for (size_t i = 0; !all.n && i < HW_ARRAY_SIZE(places); i++)
			all = only_release(root, options->directory, places[i], arena)
				      .all;
		*ret_error = no_release(options, all, arena);
	} else {
		*ret_error = hw_arena_printf(arena, "no kernel's modules in %s",
					     options->directory);
	}
	return HW_NO_TEXT;
}

/* --modules-dir */
static int open_directory(const struct hw_kernel_options *options, const char *release,
			  struct hw_arena *arena, struct hw_warnings *warnings,
			  struct hw_kernel *ret, struct hw_text *ret_error)
{
	struct hw_text path = HW_NO_TEXT;
	struct hw_root *root = NULL;
	struct hw_text linked = linked_release(options->directory, release, arena);
	int r = open_place(linked.n ? linked.s : options->directory, arena, &root, &path);

	if (r < 0) {
		*ret_error = hw_arena_printf(arena, "cannot open '%s': %s",
					     options->directory, strerror(-r));
		return r;
	}
	if (path.s && options->release &&
	    !hw_text_eq(path, hw_text_of(options->release))) {
		*ret_error = hw_arena_printf(arena, "%s is not of kernel %s",
					     options->directory, options->release);
		r = -ENOENT;
	} else if (!path.s) {
		path = find_in_place(options, root, release, arena, &linked, ret_error);
		if (linked.s) {
			hw_root_close(root);
			root = NULL;
			r = open_place(linked.s, arena, &root, &path);
		}
		if (r == 0 && !path.s)
			r = -ENOENT;
	}
	if (r == 0)
		r = open_named(ret, root, path, arena, warnings, ret_error);
	if (r < 0) {
		hw_root_close(root);
		*ret = (struct hw_kernel){0};
	} else {
		ret->owns_root = true;
	}
	return r;
}

/*
 * Warns of tables of this release that may be there, in a directory that cannot be read.
 * False: none is.
 */
static bool warn_unreadable(struct hw_root *root, const char *release,
			    struct hw_arena *arena, struct hw_warnings *warnings)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(modules_places); i++) {
		struct hw_text dir = join(modules_places[i], release, arena);
		struct hw_text path =
			dir.s ? join(dir.s, index_files[0], arena) : HW_NO_TEXT;
		int r = path.s ? hw_root_access(root, path.s) : -ENOMEM;
		char shown[PATH_MAX];

		if (r == 0 || r == -ENOENT || r == -ENOTDIR)
			continue;
		hw_root_display_path(root, dir.s ? dir.s : "", shown, sizeof(shown));
		hw_warn_error(warnings, "aliases-unreadable", hw_text_of(shown), -r,
			      "cannot be read, so nothing is said of modules");
		return true;
	}
	return false;
}

/* Of which kernels the machine has tables; absent: of none. */
static struct hw_text list_releases(struct hw_root *root, struct hw_arena *arena)
{
	struct hw_text all = HW_NO_TEXT;

	for (size_t i = 0; !all.n && i < HW_ARRAY_SIZE(modules_places); i++)
		all = only_release(root, NULL, modules_places[i], arena).all;
	return all;
}

/* -S names a kernel that neither the machine nor, of a recorded one, this machine has. */
static struct hw_text no_tables(const char *release, struct hw_root *machine,
				struct hw_arena *arena)
{
	struct hw_text all = list_releases(machine, arena);
	bool is_recorded = hw_root_kind(machine) != HW_ROOT_LIVE;

	if (!is_recorded)
		return hw_arena_printf(arena,
				       "no modules of kernel %s in /lib/modules%s%.*s; "
				       "--modules-dir names another place",
				       release, all.n ? ", which has those of " : "",
				       HW_TEXT_ARG(all));
	return hw_arena_printf(arena,
			       "'%s' has no modules of kernel %s%s%.*s, and this "
			       "machine's /lib/modules has none either; --modules-dir "
			       "names another place",
			       hw_root_path(machine), release,
			       all.n ? ", only of " : " nor of any other",
			       HW_TEXT_ARG(all));
}

int hw_kernel_open(const struct hw_kernel_options *options, struct hw_root *machine,
		   struct hw_root *live, struct hw_text machine_release,
		   struct hw_arena *arena, struct hw_warnings *warnings,
		   struct hw_kernel *ret, struct hw_text *ret_error)
{
	const char *release = options->release ? options->release
					       : hw_arena_copy(arena, machine_release).s;
	struct hw_root *roots[] = {machine, options->release ? live : NULL};
	struct hw_text path = HW_NO_TEXT;
	struct hw_text left_over = HW_NO_TEXT;

	*ret = (struct hw_kernel){0};
	if (options->release && !is_release(options->release)) {
		*ret_error = hw_arena_printf(arena, "'%s' is not a kernel release",
					     options->release);
		return -EINVAL;
	}
	if (options->directory)
		return open_directory(options, release, arena, warnings, ret, ret_error);
	for (size_t r = 0; release && r < HW_ARRAY_SIZE(roots); r++) {
		for (size_t i = 0; roots[r] && i < HW_ARRAY_SIZE(modules_places); i++) {
			path = try_release(roots[r], modules_places[i], release, arena);
			if (path.s && options->release)
				return open_named(ret, roots[r], path, arena, warnings,
						  ret_error);
			if (path.s && hw_kernel_is_left_over(machine, path.s, arena))
				left_over = path;
			else if (path.s)
				return open_own(ret, roots[r], path, arena, warnings);
		}
	}
	if (options->release) {
		*ret_error = no_tables(options->release, machine, arena);
		return -ENOENT;
	}
	if (release && warn_unreadable(machine, release, arena, warnings))
		return 0;
	if (left_over.s)
		hw_warn(warnings, "modules-missing",
			hw_arena_printf(arena, "/%.*s", HW_TEXT_ARG(left_over)), 0,
			"depmod's tables are there and the modules of this machine's "
			"kernel are not, so nothing is said of modules");
	else if (release)
		hw_warn(warnings, "modules-missing",
			hw_arena_printf(arena, "/lib/modules/%s", release), 0,
			"no module tables of this machine's kernel, so nothing is said "
			"of modules; --modules-dir and --kernel choose others");
	else
		hw_warn(warnings, "modules-missing", HW_NO_TEXT, 0,
			"the recording does not tell its kernel, so nothing is said of "
			"modules; --modules-dir and --kernel choose one");
	return 0;
}

void hw_kernel_close(struct hw_kernel *kernel)
{
	hw_aliases_close(kernel->aliases);
	if (kernel->owns_root)
		hw_root_close(kernel->root);
	*kernel = (struct hw_kernel){0};
}
