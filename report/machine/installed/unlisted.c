// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/machine/installed/unlisted.h"

#include <fnmatch.h>

#include "data/module/info.h"
#include "data/module/name.h"

/* Most files that are kept, and directories within each other: a kernel has about 5000
 * modules, which are listed. */
#define FILES_MAX  ((size_t)64)
#define NESTED_MAX 8

struct file {
	/* below the modules directory */
	struct hw_text path;
	/* read when the first device asks; NULL: it does not tell */
	const struct hw_text *aliases;
	size_t alias_count;
	bool is_asked;
};

struct hw_unlisted {
	struct hw_modinfo *modinfo;
	struct file v[FILES_MAX];
	size_t n;
};

static bool is_module(struct hw_text name)
{
	return name.n > 3 && memmem(name.s, name.n, ".ko", 3);
}

/* Links `build` and `source` lead out of the directory. */
static bool is_walked(struct hw_text name)
{
	return hw_text_find(name, '.') == name.n && !hw_text_eq(name, HW_TEXT("build")) &&
	       !hw_text_eq(name, HW_TEXT("source"));
}

static void walk(struct hw_machine *m, struct hw_unlisted *u, const char *below,
		 unsigned depth)
{
	struct hw_arena *arena = &m->arena;
	struct hw_text at = hw_arena_printf(
		arena, "%.*s%s%s", HW_TEXT_ARG(m->kernel.path), *below ? "/" : "", below);
	struct hw_text *names;
	size_t n = 0;

	if (!at.s || hw_root_list(m->kernel.root, at.s, arena, &names, &n) < 0)
		return;
	for (size_t i = 0; i < n && u->n < FILES_MAX; i++) {
		struct hw_text path =
			hw_arena_printf(arena, "%s%s%.*s", below, *below ? "/" : "",
					HW_TEXT_ARG(names[i]));

		if (!path.s)
			return;
		if (is_module(names[i])) {
			if (!hw_modules_path(m->modules, hw_module_name_of_path(names[i]))
				     .n)
				u->v[u->n++] = (struct file){.path = path};
		} else if (depth < NESTED_MAX && is_walked(names[i])) {
			walk(m, u, path.s, depth + 1);
		}
	}
}

static struct hw_unlisted *unlisted_of(struct hw_machine *m)
{
	if (m->unlisted)
		return m->unlisted;
	m->unlisted = HW_ARENA_NEW(&m->arena, struct hw_unlisted, 1);
	if (!m->unlisted)
		return NULL;
	if (hw_modinfo_open(&m->unlisted->modinfo) < 0)
		m->unlisted->modinfo = NULL;
	walk(m, m->unlisted, "", 0);
	return m->unlisted;
}

void hw_unlisted_close(struct hw_unlisted *unlisted)
{
	if (unlisted)
		hw_modinfo_close(unlisted->modinfo);
}

static void ask(struct hw_machine *m, struct hw_unlisted *u, struct file *file)
{
	struct hw_module_info info;
	struct hw_text path =
		hw_arena_printf(&m->arena, "%.*s/%.*s", HW_TEXT_ARG(m->kernel.path),
				HW_TEXT_ARG(file->path));

	if (file->is_asked)
		return;
	file->is_asked = true;
	if (!u->modinfo || !path.s ||
	    hw_module_info_of_file(u->modinfo, m->kernel.root, path.s, &m->arena, &info) <
		    0)
		return;
	file->aliases = info.aliases.v;
	file->alias_count = info.aliases.n;
}

static bool does_claim(const struct file *file, const char *modalias,
		       struct hw_arena *arena)
{
	for (size_t i = 0; i < file->alias_count; i++) {
		struct hw_text pattern = hw_arena_copy(arena, file->aliases[i]);

		if (pattern.s && !hw_alias_is_weak(pattern) &&
		    fnmatch(pattern.s, modalias, 0) == 0)
			return true;
	}
	return false;
}

static bool is_of_others(struct hw_text path)
{
	return !hw_text_starts(path, HW_TEXT("kernel/"));
}

void hw_unlisted_find(struct hw_machine *m, struct hw_arena *arena,
		      const struct hw_signs_of *of, struct hw_signs *signs)
{
	struct hw_text modalias =
		hw_arena_copy(arena, hw_uevent_get(of->uevent, "MODALIAS"));
	struct hw_unlisted *u;

	if (of->driver.s || !of->is_missed || !m->kernel.root || !modalias.n)
		return;
	for (size_t i = 0; i < of->candidate_count; i++)
		if (!of->candidates[i].weak)
			return;
	u = unlisted_of(m);
	for (size_t i = 0; u && i < u->n && !signs->unlisted_claims; i++) {
		struct file *file = &u->v[i];

		ask(m, u, file);
		signs->unlisted_claims = does_claim(file, modalias.s, arena);
		if (signs->unlisted_claims ||
		    (!signs->unlisted_file.n && !file->aliases &&
		     is_of_others(file->path)))
			signs->unlisted_file = file->path;
	}
}
