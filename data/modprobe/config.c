// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "data/alias/glob.h"
#include "data/base/array.h"
#include "data/base/memory.h"
#include "data/modprobe/internal.h"
#include "data/root/note.h"

/*
 * Which files are read (conf_files_list() and kmod_config_new(), libkmod-config.c):
 *
 *	lib/modules/RELEASE/modules.softdep		depmod's, first in precedence
 *	lib/modules/RELEASE/modules.weakdep		likewise, since kmod 33
 *	etc/modprobe.d/NAME.conf			hides all below
 *	run/modprobe.d/NAME.conf
 *	usr/local/lib/modprobe.d/NAME.conf
 *	usr/lib/modprobe.d/NAME.conf			with a merged /usr both are
 *	lib/modprobe.d/NAME.conf			the same
 *
 * all in byte order of NAME, whatever their directories are. NAME.alias is read too,
 * which modprobe.d(5) does not mention. A link to /dev/null or to nothing hides files of
 * its name, a directory does not.
 */

static const char *const directories[] = {
	"etc/modprobe.d",     "run/modprobe.d", "usr/local/lib/modprobe.d",
	"usr/lib/modprobe.d", "lib/modprobe.d",
};

static const char *const depmod_files[] = {"modules.softdep", "modules.weakdep"};

static const char *const names[HW_DIRECTIVE_COUNT] = {
	[HW_DIRECTIVE_ALIAS] = "alias",
	[HW_DIRECTIVE_BLACKLIST] = "blacklist",
	[HW_DIRECTIVE_INSTALL] = "install",
	[HW_DIRECTIVE_REMOVE] = "remove",
	[HW_DIRECTIVE_OPTIONS] = "options",
	[HW_DIRECTIVE_SOFTDEP] = "softdep",
	[HW_DIRECTIVE_WEAKDEP] = "weakdep",
	[HW_DIRECTIVE_MODULE_BLACKLIST] = "module_blacklist",
	[HW_DIRECTIVE_INITCALL_BLACKLIST] = "initcall_blacklist",
};

const char *hw_directive_name(enum hw_directive_kind kind)
{
	return names[kind];
}

static bool ends_with(struct hw_text name, struct hw_text end)
{
	return name.n > end.n && hw_text_eq(hw_text_from(name, name.n - end.n), end);
}

/* kmod 33 and later read NAME.conf only; the other name was never documented. */
static bool is_config(struct hw_text name)
{
	return name.n && name.s[0] != '.' &&
	       (ends_with(name, HW_TEXT(".conf")) || ends_with(name, HW_TEXT(".alias")));
}

static void note_unreadable(struct hw_modprobe *m, struct hw_text path, int error)
{
	/* links to nothing and to /dev/null are the usual way to hide a file */
	if (error == -ENOENT || error == -EINVAL || error == -ENOTDIR)
		return;
	m->is_partial = true;
	hw_warn_error(m->list.warnings, "modprobe-unreadable", path, -error, NULL);
}

/* `seen` has the names of the files before. Errors: -ENOMEM. */
static int add_file(struct hw_modprobe *m, struct hw_text_index *seen,
		    struct hw_root *root, const char *dir, struct hw_text name)
{
	struct hw_modprobe_file file = {.name = name};
	int r;

	if (hw_text_index_find(seen, name))
		return 0;
	file.path = hw_arena_printf(&m->list.arena, "/%s/%.*s", dir, HW_TEXT_ARG(name));
	if (!file.path.s)
		return -ENOMEM;
	if (HW_ARRAY_GROW(m->files, m->file_count, &m->file_room, 16) < 0)
		return -ENOMEM;
	r = hw_root_map(root, file.path.s + 1, &file.map);
	if (r == -EISDIR)
		return 0;
	if (r < 0)
		note_unreadable(m, file.path, r);
	/* each directive counts, however many there are */
	else if (file.map.text.n > HW_RECORD_WHOLE_MAX)
		hw_root_note_file(root, file.path.s + 1, file.map.text, 0);
	m->files[m->file_count++] = file;
	return hw_text_index_add(seen, name, 0);
}

static int add_directory(struct hw_modprobe *m, struct hw_text_index *seen,
			 struct hw_root *root, const char *dir)
{
	struct hw_text *found;
	size_t count;
	int r = hw_root_list(root, dir, &m->list.arena, &found, &count);

	if (r == -ENOMEM)
		return r;
	if (r < 0) {
		struct hw_text path = hw_arena_printf(&m->list.arena, "/%s", dir);

		if (!path.s)
			return -ENOMEM;
		note_unreadable(m, path, r);
		return 0;
	}
	for (size_t i = 0; i < count && r == 0; i++)
		if (is_config(found[i]))
			r = add_file(m, seen, root, dir, found[i]);
	return r;
}

static int by_name(const void *left, const void *right)
{
	const struct hw_modprobe_file *a = left;
	const struct hw_modprobe_file *b = right;

	return hw_text_cmp(a->name, b->name);
}

static int by_place(const void *left, const void *right)
{
	const struct hw_modprobe_file *a = left;
	const struct hw_modprobe_file *b = right;

	return (a->place > b->place) - (a->place < b->place);
}

/* HW_MODPROBE_FILES, of files that are sorted by name. Whether all have a place. */
static bool read_places(struct hw_modprobe *m, struct hw_root *root)
{
	struct hw_text text;
	size_t place = 0;
	bool has_all = true;

	if (!root || hw_root_kind(root) != HW_ROOT_SNAPSHOT ||
	    hw_root_read(root, HW_MODPROBE_FILES, &m->list.arena, &text) < 0)
		return false;
	while (text.n) {
		struct hw_text name = hw_text_cut(&text, '\n');
		const struct hw_text word = hw_text_cut(&name, ' ');

		const struct hw_modprobe_file key = {.name = name};
		struct hw_modprobe_file *file =
			m->file_count ? bsearch(&key, m->files, m->file_count,
						sizeof(key), by_name)
				      : NULL;

		place++;
		if (file) {
			file->place = place;
			file->hides_name = hw_text_eq(word, HW_TEXT("withheld"));
		}
	}
	for (size_t i = 0; i < m->file_count; i++)
		has_all = has_all && m->files[i].place;
	return has_all;
}

static int read_files(struct hw_modprobe *m, struct hw_root *root)
{
	int r = 0;

	if (m->file_count > 1)
		qsort(m->files, m->file_count, sizeof(*m->files), by_name);
	if (read_places(m, root))
		qsort(m->files, m->file_count, sizeof(*m->files), by_place);
	for (size_t i = 0; i < m->file_count && r == 0; i++) {
		const size_t first = m->list.n;

		r = hw_modprobe_parse_file(&m->list, m->files[i].path,
					   m->files[i].map.text);
		for (size_t k = first; k < m->list.n; k++)
			m->list.v[k].hides_path = m->files[i].hides_name;
	}
	return r;
}

static bool blocks_needed(const struct hw_directive *d)
{
	return d->kind == HW_DIRECTIVE_INSTALL ||
	       d->kind == HW_DIRECTIVE_MODULE_BLACKLIST ||
	       d->kind == HW_DIRECTIVE_INITCALL_BLACKLIST;
}

/* Most directives are softdeps, which look-ups need not visit. */
static int make_index(struct hw_modprobe *m)
{
	size_t n = 0;

	for (size_t i = 0; i < m->list.n; i++) {
		n += m->list.v[i].kind == HW_DIRECTIVE_ALIAS;
		m->blocks_needed = m->blocks_needed || blocks_needed(&m->list.v[i]);
	}
	m->aliases = hw_calloc(n + 1, sizeof(*m->aliases));
	if (!m->aliases)
		return -ENOMEM;
	for (size_t i = 0; i < m->list.n; i++)
		if (m->list.v[i].kind == HW_DIRECTIVE_ALIAS)
			m->aliases[m->alias_count++] = (uint32_t)i;
	return hw_modprobe_names_make(m);
}

static int finish(struct hw_modprobe *m, int r, struct hw_modprobe **ret)
{
	if (r == 0)
		r = hw_modprobe_parse_cmdline(&m->list, m->cmdline);
	if (r == 0)
		r = make_index(m);
	if (r == 0 && hw_arena_failed(&m->list.arena))
		r = -ENOMEM;
	if (r < 0)
		hw_modprobe_close(m);
	else
		*ret = m;
	return r;
}

/* Finds and maps the files, in the order of directories. Errors: -ENOMEM. */
static int find_files(struct hw_modprobe *m, struct hw_root *root,
		      struct hw_root *kernel_root, const char *dir)
{
	struct hw_text_index seen = {.n = 0};
	int r = 0;

	for (size_t i = 0; kernel_root && dir && i < HW_ARRAY_SIZE(depmod_files); i++)
		if (r == 0)
			r = add_file(m, &seen, kernel_root, dir,
				     hw_text_of(depmod_files[i]));
	for (size_t i = 0; root && i < HW_ARRAY_SIZE(directories) && r == 0; i++)
		r = add_directory(m, &seen, root, directories[i]);
	hw_text_index_done(&seen);
	return r;
}

int hw_modprobe_open(struct hw_root *root, struct hw_root *kernel_root, const char *dir,
		     struct hw_warnings *warnings, struct hw_modprobe **ret)
{
	struct hw_modprobe *m = hw_calloc(1, sizeof(*m));
	int r;

	if (!m)
		return -ENOMEM;
	m->list.warnings = warnings;
	r = find_files(m, root, kernel_root, dir);
	if (r == 0)
		r = read_files(m, root);
	if (root &&
	    hw_root_read_once(root, "proc/cmdline", &m->list.arena, &m->cmdline) < 0)
		m->cmdline = HW_NO_TEXT;
	return finish(m, r, ret);
}

int hw_modprobe_open_text(struct hw_text file, struct hw_text cmdline,
			  struct hw_warnings *warnings, struct hw_modprobe **ret)
{
	struct hw_modprobe *m = hw_calloc(1, sizeof(*m));

	if (!m)
		return -ENOMEM;
	m->list.warnings = warnings;
	m->cmdline = cmdline;
	return finish(m, hw_modprobe_parse_file(&m->list, HW_TEXT("modprobe.conf"), file),
		      ret);
}

void hw_modprobe_close(struct hw_modprobe *modprobe)
{
	if (!modprobe)
		return;
	for (size_t i = 0; i < modprobe->file_count; i++)
		hw_unmap(&modprobe->files[i].map);
	free(modprobe->files);
	free(modprobe->aliases);
	hw_modprobe_names_done(&modprobe->names);
	free(modprobe->list.v);
	hw_arena_done(&modprobe->list.arena);
	free(modprobe);
}

size_t hw_modprobe_file_count(const struct hw_modprobe *modprobe)
{
	return modprobe->file_count;
}

struct hw_text hw_modprobe_file_name(const struct hw_modprobe *modprobe, size_t i)
{
	return modprobe->files[i].name;
}

bool hw_modprobe_hides_name(const struct hw_modprobe *modprobe, size_t i)
{
	return modprobe->files[i].hides_name;
}

void hw_modprobe_show(struct hw_modprobe *m,
		      void (*show)(void *arg, const struct hw_directive *d,
				   struct hw_directive_view *view),
		      void *arg)
{
	for (size_t i = 0; i < m->list.n; i++) {
		struct hw_directive *d = &m->list.v[i];
		struct hw_directive_view view = {.text = d->text, .path = d->path};

		show(arg, d, &view);
		d->is_private = d->path.s &&
				(view.is_replaced || !hw_text_eq(view.text, d->text));
		d->hides_path = d->hides_path || view.is_path_replaced ||
				!hw_text_eq(view.path, d->path);
		d->text = view.text;
		d->path = view.path;
	}
}

const struct hw_directive *hw_modprobe_directives(const struct hw_modprobe *modprobe,
						  size_t *ret_count)
{
	*ret_count = modprobe ? modprobe->list.n : 0;
	return modprobe ? modprobe->list.v : NULL;
}

bool hw_modprobe_is_whole(const struct hw_modprobe *modprobe)
{
	return !modprobe || !modprobe->is_partial;
}

bool hw_modprobe_blocks_needed(const struct hw_modprobe *modprobe)
{
	return modprobe && modprobe->blocks_needed;
}

int hw_modprobe_match(const struct hw_modprobe *modprobe, struct hw_text modalias,
		      struct hw_arena *arena, const struct hw_directive ***ret_hits,
		      size_t *ret_count)
{
	char buffer[HW_GLOB_BUFFER];
	size_t all = modprobe ? modprobe->alias_count : 0;
	const struct hw_directive **hits = NULL;
	struct hw_text string;
	size_t count = 0;
	/* without alias lines the string is only checked */
	int r = all ? hw_glob_normalise(modalias, buffer, &string)
		    : hw_glob_normal(modalias, buffer, &string);

	if (r < 0)
		return r;
	for (size_t i = 0; i < all; i++) {
		const struct hw_directive *d = &modprobe->list.v[modprobe->aliases[i]];

		if (!hw_glob_match(d->value, string))
			continue;
		if (!hits)
			hits = HW_ARENA_NEW(arena, const struct hw_directive *, all - i);
		if (!hits)
			return -ENOMEM;
		hits[count++] = d;
	}
	*ret_hits = hits;
	*ret_count = count;
	return 0;
}
