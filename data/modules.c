// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/modules.h"

#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/*
 * Three files, a module a line, read in one way: the key of a line is the module's name,
 * the last component of the path cut at the first '.', with '-' as '_' (kmod's
 * path_to_modname()).
 *
 *	proc/modules		e1000e 327680 0 - Live 0x0000000000000000
 *				^name
 *	modules.builtin		kernel/drivers/char/hw_random/rng-core.ko
 *				                              ^rng_core
 *	modules.dep		kernel/drivers/net/wifi.ko.xz: kernel/net/a.ko.xz ...
 *				                   ^wifi       what it needs
 *
 * A path of modules.dep is relative to the modules directory, or absolute when the file
 * is kept elsewhere (depmod.d's `external`).
 */

/* A hash set of lines; the names stay in the text. */
struct table {
	bool opened;
	/* the file was there */
	bool known;
	struct hw_map map;
	/* offset of a line plus one; 0 = free. A power of two of them. */
	uint32_t *slots;
	size_t mask;
};

struct hw_modules {
	struct hw_root *machine;
	struct hw_root *root;
	struct hw_warnings *warnings;
	struct table loaded;
	struct table builtin;
	struct table dep;
	bool has_dir;
	char dir[PATH_MAX];
};

/* What ends the first word of a line: the path ends at ':' in modules.dep. */
static struct hw_text first_word(struct hw_text text)
{
	size_t n = 0;

	while (n < text.n && !memchr(" \t\r\n:", text.s[n], 5))
		n++;
	return hw_text_head(text, n);
}

static struct hw_text name_of(struct hw_text path)
{
	struct hw_text base = hw_path_base(path);

	return hw_text_head(base, hw_text_find(base, '.'));
}

static char normal(char c)
{
	return c == '-' ? '_' : c;
}

static bool same_name(struct hw_text a, struct hw_text b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++) {
		if (normal(a.s[i]) != normal(b.s[i]))
			return false;
	}
	return true;
}

/* FNV-1a */
static size_t hash_name(struct hw_text name)
{
	uint32_t hash = 0x811c9dc5;

	for (size_t i = 0; i < name.n; i++)
		hash = (hash ^ (unsigned char)normal(name.s[i])) * 0x01000193;
	return hash;
}

static struct hw_text word_at(const struct table *t, uint32_t slot)
{
	return first_word(hw_text_from(t->map.text, slot - 1));
}

/* The slot that holds `name`, or the free one where it belongs. */
static uint32_t *slot_of(const struct table *t, struct hw_text name)
{
	size_t i = hash_name(name) & t->mask;

	while (t->slots[i] && !same_name(name_of(word_at(t, t->slots[i])), name))
		i = (i + 1) & t->mask;
	return &t->slots[i];
}

static size_t count_lines(struct hw_text text)
{
	size_t n = 0;

	while (text.s) {
		hw_text_cut(&text, '\n');
		n++;
	}
	return n;
}

/* The first line of a name wins. Errors: -ENOMEM. */
static int fill(struct table *t)
{
	struct hw_text rest = t->map.text;
	size_t room = 16;

	while (room < 2 * count_lines(rest))
		room *= 2;
	t->slots = calloc(room, sizeof(*t->slots));
	if (!t->slots)
		return -ENOMEM;
	t->mask = room - 1;
	while (rest.s) {
		struct hw_text line = hw_text_cut(&rest, '\n');
		struct hw_text name = name_of(first_word(line));
		uint32_t *slot;

		if (!name.n)
			continue;
		slot = slot_of(t, name);
		if (!*slot)
			*slot = (uint32_t)(line.s - t->map.text.s) + 1;
	}
	return 0;
}

static void warn(struct hw_modules *m, const struct hw_root *root, const char *path,
		 int error)
{
	char shown[PATH_MAX];

	if (error == -ENOENT || error == -ENOTDIR)
		return;
	hw_root_show(root, path, shown, sizeof(shown));
	hw_warn(m->warnings, "modules-unreadable", hw_text_of(shown), 0, "%s",
		strerror(-error));
}

/* Reads a table at the first question. */
static const struct table *open_table(struct hw_modules *m, struct table *t,
				      struct hw_root *root, const char *path)
{
	int r;

	if (t->opened)
		return t;
	t->opened = true;
	r = hw_root_map(root, path, &t->map);
	if (r == 0 && t->map.text.n > HW_FILE_MAX)
		r = -EFBIG;
	if (r == 0)
		r = fill(t);
	if (r < 0)
		warn(m, root, path, r);
	t->known = r == 0;
	return t;
}

static bool join(const struct hw_modules *m, struct hw_text name,
		 char ret[static PATH_MAX])
{
	int n = snprintf(ret, PATH_MAX, "%s/%.*s", m->dir, HW_TEXT_ARG(name));

	return n > 0 && n < PATH_MAX;
}

static const struct table *open_index(struct hw_modules *m, struct table *t,
				      struct hw_text file)
{
	char path[PATH_MAX];

	if (!m->has_dir || !join(m, file, path))
		return t;
	return open_table(m, t, m->root, path);
}

/* The first word of the line of `name`, or the absent text. */
static struct hw_text look_up(const struct table *t, struct hw_text name)
{
	uint32_t slot;

	name = hw_text_head(name, hw_text_find(name, '.'));
	if (!t->known || !name.n)
		return HW_NO_TEXT;
	slot = *slot_of(t, name);
	return slot ? word_at(t, slot) : HW_NO_TEXT;
}

static enum hw_tristate is_listed(const struct table *t, struct hw_text name)
{
	if (!t->known)
		return HW_UNKNOWN;
	return look_up(t, name).s ? HW_YES : HW_NO;
}

int hw_modules_open(struct hw_root *machine, struct hw_root *root, const char *dir,
		    struct hw_warnings *warnings, struct hw_modules **ret)
{
	struct hw_modules *m = calloc(1, sizeof(*m));

	if (!m)
		return -ENOMEM;
	m->machine = machine;
	m->root = root;
	m->warnings = warnings;
	m->has_dir = root && dir && strlen(dir) < sizeof(m->dir);
	if (m->has_dir)
		memcpy(m->dir, dir, strlen(dir) + 1);
	*ret = m;
	return 0;
}

static void close_table(struct table *t)
{
	free(t->slots);
	hw_unmap(&t->map);
}

void hw_modules_close(struct hw_modules *modules)
{
	if (!modules)
		return;
	close_table(&modules->loaded);
	close_table(&modules->builtin);
	close_table(&modules->dep);
	free(modules);
}

/*
 * Without proc/modules: sysfs has a directory for built-in code with parameters too, but
 * `initstate` only for what was loaded (kernel/module/sysfs.c, modinfo_initstate).
 */
static enum hw_tristate has_initstate(const struct hw_modules *m, struct hw_text name)
{
	char path[PATH_MAX];
	int n;

	if (!hw_root_exists(m->machine, "sys/module"))
		return HW_UNKNOWN;
	name = hw_text_head(name, hw_text_find(name, '.'));
	if (!name.n || hw_text_find(name, '/') < name.n)
		return HW_NO;
	n = snprintf(path, sizeof(path), "sys/module/%.*s/initstate", HW_TEXT_ARG(name));
	if (n < 0 || n >= PATH_MAX)
		return HW_NO;
	for (char *c = path; *c; c++)
		*c = normal(*c);
	return hw_root_exists(m->machine, path) ? HW_YES : HW_NO;
}

enum hw_tristate hw_modules_is_loaded(struct hw_modules *modules, struct hw_text name)
{
	const struct table *t = &modules->loaded;

	if (!modules->machine)
		return HW_UNKNOWN;
	t = open_table(modules, &modules->loaded, modules->machine, "proc/modules");
	return t->known ? is_listed(t, name) : has_initstate(modules, name);
}

enum hw_tristate hw_modules_is_builtin(struct hw_modules *modules, struct hw_text name)
{
	return is_listed(
		open_index(modules, &modules->builtin, HW_TEXT("modules.builtin")), name);
}

struct hw_text hw_modules_path(struct hw_modules *modules, struct hw_text name)
{
	return look_up(open_index(modules, &modules->dep, HW_TEXT("modules.dep")), name);
}

/* A path of a hostile modules.dep must not be given to a root. */
static bool leads_up(struct hw_text path)
{
	while (path.s) {
		struct hw_text part = hw_text_cut(&path, '/');

		if (hw_text_eq(part, HW_TEXT("..")) || hw_text_eq(part, HW_TEXT(".")) ||
		    !part.n)
			return true;
	}
	return false;
}

enum hw_tristate hw_modules_is_available(struct hw_modules *modules, struct hw_text name)
{
	const struct table *t =
		open_index(modules, &modules->dep, HW_TEXT("modules.dep"));
	struct hw_text file = look_up(t, name);
	char path[PATH_MAX];
	int n = 0;

	if (!file.s)
		return t->known ? HW_NO : HW_UNKNOWN;
	if (file.s[0] == '/') {
		file = hw_text_from(file, 1);
		n = snprintf(path, sizeof(path), "%.*s", HW_TEXT_ARG(file));
	} else if (!join(modules, file, path)) {
		return HW_NO;
	}
	if (n < 0 || n >= PATH_MAX || leads_up(file))
		return HW_NO;
	if (hw_root_exists(modules->root, path))
		return HW_YES;
	/* the indexes were recorded without the modules */
	if (join(modules, HW_TEXT("kernel"), path) &&
	    !hw_root_exists(modules->root, path))
		return HW_UNKNOWN;
	return HW_NO;
}
