// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/complete/complete_source.h"

#include <stdlib.h>
#include <unistd.h>

/* Where modules are below a root; "" is a directory of --modules-dir itself. */
static const char *const places[] = {"lib/modules", "usr/lib/modules", ""};

/* What the line gives; the last one counts, but for --from. */
struct given {
	const char *from[HW_FROM_MAX];
	size_t from_count;
	const char *sysroot;
	const char *modules_dir;
	const char *release;
};

/* The argument in "--name=ARG", "--name ARG", "-xARG" or "-x ARG" at `i`; NULL: it is not
 * this option. */
static const char *argument_of(int argc, char **argv, int i, const char *name,
			       char letter)
{
	const char *word = argv[i];
	size_t n = strlen(name);
	const char *next = i + 1 < argc ? argv[i + 1] : NULL;

	if (strncmp(word, "--", 2) == 0 && strncmp(word + 2, name, n) == 0)
		return word[2 + n] == '=' ? word + 3 + n : !word[2 + n] ? next : NULL;
	if (letter && word[0] == '-' && word[1] == letter)
		return word[2] ? word + 2 : next;
	return NULL;
}

/* "~/" and "$HOME/" stand for the home in a line that the shell has not expanded. */
static const char *path_of(const char *path, struct hw_arena *arena)
{
	static const char *const homes[] = {"~/", "$HOME/", "${HOME}/"};
	const char *home = getenv("HOME");

	for (size_t i = 0; home && i < HW_ARRAY_SIZE(homes); i++)
		if (strncmp(path, homes[i], strlen(homes[i])) == 0)
			return hw_arena_printf(arena, "%s%s", home,
					       path + strlen(homes[i]) - 1)
				.s;
	return path;
}

static struct given read_line(int argc, char **argv, struct hw_arena *arena)
{
	struct given g = {.from_count = 0};

	/* the last word is begun */
	for (int i = 0; i < argc - 1; i++) {
		const char *from = argument_of(argc - 1, argv, i, "from", 'F');
		const char *sysroot = argument_of(argc - 1, argv, i, "sysroot", '\0');
		const char *dir = argument_of(argc - 1, argv, i, "modules-dir", '\0');
		const char *release = argument_of(argc - 1, argv, i, "kernel", 'S');

		/* standard input is the shell's */
		if (from && strcmp(from, "-") != 0 && g.from_count < HW_FROM_MAX)
			g.from[g.from_count++] = path_of(from, arena);
		if (sysroot)
			g.sysroot = path_of(sysroot, arena);
		if (dir)
			g.modules_dir = path_of(dir, arena);
		if (release)
			g.release = release;
	}
	return g;
}

void hw_complete_source_open(int argc, char **argv, struct hw_complete_source *ret)
{
	struct hw_dump_facts facts = {0};
	struct hw_text error;
	struct given given;

	*ret = (struct hw_complete_source){.root = NULL};
	given = read_line(argc, argv, &ret->arena);
	ret->release = given.release;
	if (given.from_count &&
	    hw_root_open_any(given.from, given.from_count, STDIN_FILENO, &ret->arena,
			     &ret->warnings, &ret->root, &facts, &error) < 0)
		ret->root = NULL;
	else if (!given.from_count &&
		 hw_root_open(given.sysroot ? given.sysroot : "/", &ret->root) < 0)
		ret->root = NULL;
	if (!ret->root && hw_root_open("/", &ret->root) < 0)
		ret->root = NULL;
	ret->modules_dir = given.modules_dir;
}

void hw_complete_source_close(struct hw_complete_source *source)
{
	hw_root_close(source->root);
	hw_warnings_done(&source->warnings);
	hw_arena_done(&source->arena);
}

/* What a path is looked for in: a directory of --modules-dir, whose links may lead
 * anywhere, is a root of its own. NULL: it is not there. Close it with close_at(). */
static struct hw_root *open_at(struct hw_complete_source *s, const char *dir)
{
	struct hw_root *root = NULL;
	const char *path;

	if (!s->modules_dir)
		return s->root;
	path = hw_arena_printf(&s->arena, "%s/%s", s->modules_dir, dir).s;
	return path && hw_root_open(path, &root) == 0 ? root : NULL;
}

static void close_at(const struct hw_complete_source *s, struct hw_root *root)
{
	if (root != s->root)
		hw_root_close(root);
}

/* "lib/modules/6.1.0", and a file in it, as open_at() has them. */
static const char *release_dir(struct hw_complete_source *s, const char *place,
			       struct hw_text release)
{
	return hw_arena_printf(&s->arena, "%s%s%.*s", place, *place ? "/" : "",
			       HW_TEXT_ARG(release))
		.s;
}

static const char *path_in(struct hw_complete_source *s, const char *dir,
			   const char *name)
{
	return s->modules_dir ? name : hw_arena_printf(&s->arena, "%s/%s", dir, name).s;
}

/* Whether the directory of a release has tables of modules. */
static bool has_table(struct hw_complete_source *s, const char *place,
		      struct hw_text release)
{
	static const char *const tables[] = {"modules.dep", "modules.alias"};
	const char *dir = release_dir(s, place, release);
	struct hw_root *root = dir ? open_at(s, dir) : NULL;
	bool has = false;

	for (size_t i = 0; root && i < HW_ARRAY_SIZE(tables) && !has; i++) {
		const char *path = path_in(s, dir, tables[i]);

		has = path && hw_root_exists(root, path);
	}
	close_at(s, root);
	return has;
}

static int list_releases(struct hw_complete_source *s, const char *place,
			 struct hw_text **ret, size_t *ret_count)
{
	struct hw_root *root = open_at(s, place);
	int r = -1;

	if (root)
		r = hw_root_list(root, s->modules_dir || !*place ? "." : place, &s->arena,
				 ret, ret_count);
	close_at(s, root);
	return r;
}

/* Those of the first place that has any. */
static size_t find_releases(struct hw_complete_source *s, const char **ret_place,
			    struct hw_text **ret)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(places); i++) {
		struct hw_text *names;
		size_t count;
		size_t n = 0;

		if ((!*places[i] && !s->modules_dir) ||
		    list_releases(s, places[i], &names, &count) < 0)
			continue;
		for (size_t k = 0; k < count; k++)
			if (has_table(s, places[i], names[k]))
				names[n++] = names[k];
		*ret = names;
		*ret_place = places[i];
		if (n)
			return n;
	}
	return 0;
}

size_t hw_complete_source_releases(struct hw_complete_source *s, struct hw_text **ret)
{
	const char *place;

	return find_releases(s, &place, ret);
}

/* "kernel/drivers/net/e1000e.ko.xz: …" is e1000e. */
static struct hw_text module_of(struct hw_text line)
{
	struct hw_text base = hw_path_base(hw_text_head(line, hw_text_find(line, ':')));

	return hw_text_head(base, hw_text_find(base, '.'));
}

/* The release that is chosen, among those there are. */
static struct hw_text choose(struct hw_complete_source *s, const struct hw_text *names,
			     size_t n)
{
	struct hw_text own = hw_text_of(s->release);
	struct hw_text content;

	if (!own.n &&
	    hw_root_read(s->root, "proc/sys/kernel/osrelease", &s->arena, &content) == 0)
		own = hw_text_trim_end(content, "\n");
	for (size_t i = 0; i < n; i++)
		if (hw_text_eq(names[i], own))
			return names[i];
	return n == 1 && !s->release ? names[0] : HW_NO_TEXT;
}

/* The directory of the tables that are chosen, as open_at() takes it; NULL: none. */
static const char *modules_of(struct hw_complete_source *s)
{
	struct hw_text *releases;
	const char *place;
	struct hw_text release;
	size_t n;

	/* --modules-dir may name the tables themselves */
	if (s->modules_dir && !s->release && has_table(s, "", HW_TEXT("")))
		return "";
	n = find_releases(s, &place, &releases);
	release = n ? choose(s, releases, n) : HW_NO_TEXT;
	return release.n ? release_dir(s, place, release) : NULL;
}

size_t hw_complete_source_modules(struct hw_complete_source *s, struct hw_text **ret)
{
	const char *dir = modules_of(s);
	size_t n;
	struct hw_root *root = dir ? open_at(s, dir) : NULL;
	const char *path = root ? path_in(s, dir, "modules.dep") : NULL;
	struct hw_map map;
	struct hw_text rest;
	int r = path ? hw_root_map(root, path, &map) : -1;

	close_at(s, root);
	n = 0;
	if (r < 0)
		return 0;
	for (size_t i = 0; i < map.text.n; i++)
		n += map.text.s[i] == '\n';
	rest = hw_arena_copy(&s->arena, map.text);
	hw_unmap(&map);
	*ret = HW_ARENA_NEW(&s->arena, struct hw_text, n + 1);
	n = 0;
	while (*ret && rest.n) {
		struct hw_text module = module_of(hw_text_cut(&rest, '\n'));

		if (module.n)
			(*ret)[n++] = module;
	}
	return n;
}
