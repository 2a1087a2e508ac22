// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/complete_source.h"

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

/* "~/" stands for the home in a line that the shell has not expanded. */
static const char *path_of(const char *path, struct hw_arena *arena)
{
	const char *home = getenv("HOME");

	return strncmp(path, "~/", 2) == 0 && home
		       ? hw_arena_printf(arena, "%s%s", home, path + 1).s
		       : path;
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
	if (given.modules_dir && hw_root_open(given.modules_dir, &ret->modules) < 0)
		ret->modules = NULL;
}

void hw_complete_source_close(struct hw_complete_source *source)
{
	hw_root_close(source->modules);
	hw_root_close(source->root);
	hw_warnings_done(&source->warnings);
	hw_arena_done(&source->arena);
}

static struct hw_root *root_of(const struct hw_complete_source *source)
{
	return source->modules ? source->modules : source->root;
}

/* "lib/modules/6.1.0/modules.dep"; absent: there are no modules. */
static struct hw_text table_of(struct hw_complete_source *s, const char *place,
			       struct hw_text release)
{
	static const char *const tables[] = {"modules.dep", "modules.alias"};

	for (size_t i = 0; i < HW_ARRAY_SIZE(tables); i++) {
		struct hw_text path = hw_arena_printf(&s->arena, "%s%s%.*s/%s", place,
						      *place ? "/" : "",
						      HW_TEXT_ARG(release), tables[i]);

		if (path.s && hw_root_exists(root_of(s), path.s))
			return path;
	}
	return HW_NO_TEXT;
}

/* Those of the first place that has any. */
static size_t find_releases(struct hw_complete_source *s, const char **ret_place,
			    struct hw_text **ret)
{
	for (size_t i = 0; root_of(s) && i < HW_ARRAY_SIZE(places); i++) {
		struct hw_text *names;
		size_t count;
		size_t n = 0;

		if ((!*places[i] && !s->modules) ||
		    hw_root_list(root_of(s), *places[i] ? places[i] : ".", &s->arena,
				 &names, &count) < 0)
			continue;
		for (size_t k = 0; k < count; k++)
			if (table_of(s, places[i], names[k]).n)
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

size_t hw_complete_source_modules(struct hw_complete_source *s, struct hw_text **ret)
{
	struct hw_text *releases;
	const char *place;
	size_t n = find_releases(s, &place, &releases);
	struct hw_text release = n ? choose(s, releases, n) : HW_NO_TEXT;
	struct hw_text path =
		release.n ? hw_arena_printf(&s->arena, "%s%s%.*s/modules.dep", place,
					    *place ? "/" : "", HW_TEXT_ARG(release))
			  : HW_NO_TEXT;
	struct hw_map map;
	struct hw_text rest;

	n = 0;
	if (!path.s || hw_root_map(root_of(s), path.s, &map) < 0)
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
