// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * From which releases of an archive apt takes by itself only what is in no other one:
 * those whose file Release says so, and those that a pin puts below the others
 * (apt_preferences(5), apt_pins.c):
 *
 *     var/lib/apt/lists/deb.debian.org_debian_dists_bookworm-backports_InRelease
 *         Origin: Debian Backports
 *         Suite: stable-backports
 *         Codename: bookworm-backports
 *         NotAutomatic: yes
 *
 * Where a pin puts a release of the archive above what others have, these are below it,
 * but not releases of others, whose packages the archive seldom has.
 */
#include <limits.h>
#include <stdio.h>

#include "data/base/array.h"
#include "data/packages/internal.h"
#include "decoders/text/ascii.h"

/* That of the release that a command names, "apt install -t". */
#define PRIORITY_NAMED 990

struct hw_apt_releases {
	struct hw_arena arena;
	struct hw_apt_pins *pins;
	/* of each list of the archive's packages */
	struct hw_apt_release *v;
	size_t n;
	size_t room;
};

bool hw_is_release_of_archive(struct hw_text word)
{
	static const char releases[][13] = {
		"bullseye",	"bookworm", "trixie",	"forky",    "duke",
		"sid",		"stable",   "testing",	"unstable", "oldstable",
		"experimental", "bionic",   "focal",	"jammy",    "noble",
		"oracular",	"plucky",   "questing", "resolute",
	};
	static const char *const pockets[] = {
		"",
		"-updates",
		"-security",
		"-proposed",
		"-proposed-updates",
		"-backports",
		"-backports-sloppy",
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(releases); i++) {
		struct hw_text release = hw_text_of(releases[i]);

		if (!hw_text_starts(word, release))
			continue;
		for (size_t j = 0; j < HW_ARRAY_SIZE(pockets); j++)
			if (hw_text_eq(hw_text_from(word, release.n),
				       hw_text_of(pockets[j])))
				return true;
	}
	return false;
}

/* The fields before the list of files, which is long. */
static struct hw_text head_of(struct hw_text text)
{
	struct hw_text rest = text;

	while (rest.s) {
		const struct hw_text line = hw_text_cut(&rest, '\n');

		if (hw_deb822_value(line, "md5sum").s ||
		    hw_deb822_value(line, "sha256").s)
			return hw_text_head(text, (size_t)(line.s - text.s));
	}
	return text;
}

/* Whether a file Release begins with `stem`, and if so, what it says. */
static bool read_release(struct hw_root *root, const char *directory, struct hw_text stem,
			 struct hw_arena *arena, struct hw_text *ret)
{
	static const char *const endings[] = {"_InRelease", "_Release"};

	for (size_t i = 0; i < HW_ARRAY_SIZE(endings); i++) {
		char path[PATH_MAX];
		struct hw_map map;
		int n = snprintf(path, sizeof(path), "%s/%.*s%s", directory,
				 HW_TEXT_ARG(stem), endings[i]);

		if (n < 0 || (size_t)n >= sizeof(path) ||
		    hw_root_map(root, path, &map) < 0)
			continue;
		*ret = hw_arena_copy(arena, head_of(map.text));
		hw_unmap(&map);
		return true;
	}
	return false;
}

/* Where the name of a release begins in that of a list or of its own file; the end: it
 * has none. */
static size_t name_start(struct hw_text name)
{
	const struct hw_text dists = HW_TEXT("_dists_");

	for (size_t i = 0; i + dists.n <= name.n; i++)
		if (hw_text_starts(hw_text_from(name, i), dists))
			return i + dists.n;
	return name.n;
}

static struct hw_text host_of(struct hw_text name)
{
	return hw_text_head(name, hw_text_find(name, '_'));
}

/*
 * The release is "bookworm-backports" of
 * "deb.debian.org_debian_dists_bookworm-backports_main", whose file is
 * "deb.debian.org_debian_dists_bookworm-backports_InRelease". A component may have a '_'
 * too. *ret_name: if it is of the archive.
 */
static struct hw_apt_release release_of(struct hw_root *root, const char *directory,
					struct hw_text stem, struct hw_arena *arena,
					struct hw_text *ret_name)
{
	struct hw_apt_release release = {.host = hw_arena_copy(arena, host_of(stem))};
	const size_t start = name_start(stem);
	size_t end = stem.n;

	while (end > start && !read_release(root, directory, hw_text_head(stem, end),
					    arena, &release.head))
		do
			end--;
		while (end > start && stem.s[end] != '_');
	stem = hw_text_head(stem, end);
	release.stem = hw_arena_copy(arena, stem);
	stem = hw_text_from(stem, start < end ? start : end);
	*ret_name =
		hw_is_release_of_archive(stem) ? hw_arena_copy(arena, stem) : HW_NO_TEXT;
	return release;
}

/* Adds the release that a list of packages is of, if that is of the archive. */
static void add_release(struct hw_apt_releases *to, struct hw_root *root,
			const char *directory, struct hw_text list)
{
	const struct hw_text mark = HW_TEXT("_binary-");
	const char *at = memmem(list.s, list.n, mark.s, mark.n);
	const struct hw_text stem = hw_text_head(list, at ? (size_t)(at - list.s) : 0);
	struct hw_apt_release release;
	struct hw_text name;

	if (!stem.n)
		return;
	release = release_of(root, directory, stem, &to->arena, &name);
	for (size_t i = stem.n; i && stem.s[i - 1] != '_'; i--)
		release.component = hw_text_from(stem, i - 1);
	release.component = hw_arena_copy(&to->arena, release.component);
	if (name.n && HW_ARENA_GROW(&to->arena, struct hw_apt_release, to->v, to->n,
				    &to->room, 8) == 0)
		to->v[to->n++] = release;
}

struct hw_apt_releases *hw_apt_releases_read(struct hw_root *root, const char *directory)
{
	struct hw_apt_releases *all = hw_calloc(1, sizeof(*all));
	struct hw_text *names;
	size_t n = 0;

	if (!all)
		return NULL;
	all->pins = hw_apt_pins_read(root);
	if (!all->pins) {
		free(all);
		return NULL;
	}
	if (hw_root_list(root, directory, &all->arena, &names, &n) < 0)
		n = 0;
	for (size_t i = 0; i < n; i++)
		add_release(all, root, directory, names[i]);
	return all;
}

void hw_apt_releases_close(struct hw_apt_releases *all)
{
	if (!all)
		return;
	hw_apt_pins_close(all->pins);
	hw_arena_done(&all->arena);
	free(all);
}

/* The priority of a package in a release, by a pin of the package or another one. */
static int64_t priority_in(const struct hw_apt_releases *all,
			   const struct hw_apt_release *release, struct hw_text package,
			   struct hw_text version, bool but_default, bool *ret_is_pinned)
{
	const int64_t of_all = hw_apt_priority(all->pins, release, but_default);
	const int64_t pinned = hw_apt_pinned(all->pins, release, package, version);

	*ret_is_pinned = pinned != 0;
	return pinned && of_all != HW_APT_NEVER ? pinned : of_all;
}

/* The highest priority of a package in the releases of the archive; `named`: in the
 * others, if a command names this one, which takes the place of the default release;
 * NULL: it names none. */
static int64_t usual_priority(const struct hw_apt_releases *all, struct hw_text package,
			      const struct hw_apt_release *named)
{
	int64_t highest = all->n || named ? HW_APT_NEVER : HW_APT_USUAL;
	bool is_pinned;

	for (size_t i = 0; i < all->n; i++) {
		int64_t priority;

		if (named && hw_text_eq(all->v[i].stem, named->stem))
			continue;
		priority = priority_in(all, &all->v[i], package, HW_NO_TEXT, named,
				       &is_pinned);
		highest = priority > highest ? priority : highest;
	}
	return highest;
}

/* The suite of a package, or, absent, of those that no pin names. */
static struct hw_text suite_of(const struct hw_apt_list *list, struct hw_text package,
			       struct hw_text version)
{
	const struct hw_apt_releases *all = list->all;
	const int64_t usual = usual_priority(all, package, NULL);
	/* what another repository has, the archive seldom has */
	const int64_t least = list->name.n || usual < HW_APT_USUAL ? usual : HW_APT_USUAL;
	bool is_pinned;
	const int64_t priority =
		priority_in(all, &list->release, package, version, false, &is_pinned);
	/* a pin of the package goes before the release that a command names; nothing
	 * overrides "never" */
	const int64_t named =
		is_pinned || priority == HW_APT_NEVER ? priority : PRIORITY_NAMED;

	if (priority >= 0 && priority >= least)
		return HW_NO_TEXT;
	return list->name.n && named >= 0 &&
			       named > usual_priority(all, package, &list->release)
		       ? list->name
		       : HW_SUITE_OTHER;
}

struct hw_apt_list hw_apt_list_of(const struct hw_apt_releases *all, struct hw_root *root,
				  const char *directory, struct hw_text stem,
				  struct hw_text component, struct hw_arena *arena)
{
	struct hw_apt_list list = {.all = all};

	list.release = release_of(root, directory, stem, arena, &list.name);
	list.release.component = component;
	list.suite = suite_of(&list, HW_NO_TEXT, HW_NO_TEXT);
	return list;
}

struct hw_text hw_apt_suite(const struct hw_apt_list *list, struct hw_text package,
			    struct hw_text version)
{
	return hw_apt_is_pinned(list->all->pins, package)
		       ? suite_of(list, package, version)
		       : list->suite;
}
