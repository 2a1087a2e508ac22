// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/base/array.h"
#include "data/base/memory.h"
#include "data/module/internal.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>

#include "data/module/name.h"
#include "data/root/note.h"

/*
 * The key of a line is the module's name: the last component of the path it begins with,
 * cut at the first '.', with '-' as '_' (kmod's path_to_modname()).
 *
 *	proc/modules		e1000e 327680 0 - Live 0x0000000000000000
 *				^name
 *	modules.builtin,	kernel/drivers/char/hw_random/rng-core.ko
 *	modules.order		                              ^rng_core
 *	modules.dep		kernel/drivers/net/wifi.ko.xz: kernel/net/a.ko.xz ...
 *				                   ^wifi       what it needs
 */

/* The path at the start of a line; it ends at a blank if the line has no `end`. */
static struct hw_text path_of(const struct hw_module_table *t, struct hw_text line)
{
	size_t n = hw_text_find(line, t->end);

	if (n < line.n)
		return hw_text_head(line, n);
	line = hw_text_head(line, hw_text_find(line, ' '));
	line = hw_text_head(line, hw_text_find(line, '\t'));
	return hw_text_head(line, hw_text_find(line, '\r'));
}

static struct hw_text path_at(const struct hw_module_table *t, uint32_t line)
{
	struct hw_text rest = hw_text_from(t->map.text, line - 1);

	return path_of(t, hw_text_head(rest, hw_text_find(rest, '\n')));
}

/* The slot that holds `name`, or the free one where it belongs. */
static struct hw_module_slot *slot_of(const struct hw_module_table *t,
				      struct hw_text name, uint32_t hash)
{
	size_t i = hash & t->mask;
	const struct hw_module_slot *slot = &t->slots[i];

	while (slot->line &&
	       (slot->hash != hash ||
		!hw_module_name_eq(hw_module_name_of_path(path_at(t, slot->line)),
				   name))) {
		i = (i + 1) & t->mask;
		slot = &t->slots[i];
	}
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

/* Errors: -ENOMEM. */
static int fill(struct hw_module_table *t)
{
	struct hw_text rest = t->map.text;
	size_t lines = count_lines(rest);
	size_t room = 16;

	while (room < lines + lines / 2)
		room *= 2;
	t->slots = hw_calloc(room, sizeof(*t->slots));
	if (!t->slots)
		return -ENOMEM;
	t->mask = room - 1;
	/* the file may have more lines than were counted, if it is written to */
	for (; rest.s && lines; lines--) {
		struct hw_text line = hw_text_cut(&rest, '\n');
		struct hw_text name = hw_module_name_of_path(path_of(t, line));
		uint32_t hash = hw_module_name_hash(name);
		struct hw_module_slot *slot;

		/* depmod ends each line: what a cut one lacks would be a false need */
		if (!name.n || (t->end == ':' && !rest.s))
			continue;
		slot = slot_of(t, name, hash);
		if (!slot->line)
			*slot = (struct hw_module_slot){
				(uint32_t)(line.s - t->map.text.s) + 1, hash};
	}
	return 0;
}

/* "modules.dep.bin" of "modules.dep", the only one of these files that has an index whose
 * values are its lines. Not where lines are recorded. */
static void open_tree(struct hw_module_table *t, struct hw_root *root, const char *path)
{
	const struct hw_text dep = HW_TEXT("/modules.dep");
	struct hw_text file = hw_text_of(path);
	char tree[PATH_MAX];

	if (file.n < dep.n || !hw_text_eq(hw_text_from(file, file.n - dep.n), dep) ||
	    file.n + sizeof(".bin") > sizeof(tree) || hw_root_records(root))
		return;
	memcpy(tree, path, file.n);
	memcpy(tree + file.n, ".bin", sizeof(".bin"));
	hw_depmod_pages_open(root, tree, t->map.modified, &t->tree);
}

int hw_module_table_open(struct hw_module_table *table, struct hw_root *root,
			 const char *path, char end)
{
	int r = hw_root_map(root, path, &table->map);

	table->end = end;
	if (r == 0 && table->map.text.n > HW_FILE_MAX)
		r = -EFBIG;
	if (r == 0)
		open_tree(table, root, path);
	if (r == 0 && !table->tree.pages)
		r = fill(table);
	table->known = r == 0;
	/* a list that others read as well is recorded whole */
	if (table->map.text.n > HW_ATTR_MAX || strncmp(path, "proc/", 5) != 0) {
		table->root = root;
		hw_root_note_table(root, table->map.text);
	}
	return r;
}

void hw_module_table_close(struct hw_module_table *table)
{
	free(table->slots);
	hw_unmap(&table->map);
	hw_depmod_pages_close(&table->tree);
	hw_text_index_done(&table->places);
	hw_arena_done(&table->arena);
}

bool hw_module_table_each(const struct hw_module_table *table, hw_module_name_fn *fn,
			  void *arg)
{
	struct hw_text rest = table->known ? table->map.text : HW_NO_TEXT;

	while (rest.s) {
		struct hw_text path = path_of(table, hw_text_cut(&rest, '\n'));

		if (path.n && !fn(arg, hw_module_name_of_path(path)))
			return false;
	}
	return true;
}

void hw_module_table_nearest(const struct hw_module_table *table, struct hw_nearest *near)
{
	struct hw_text rest = table->known ? table->map.text : HW_NO_TEXT;

	while (rest.s)
		hw_nearest_try(near, hw_module_name_of_path(
					     path_of(table, hw_text_cut(&rest, '\n'))));
}

/* Keeps a line for the next time; without memory it is searched again. */
static void keep(struct hw_module_table *t, struct hw_text key, struct hw_text line)
{
	key = hw_arena_copy(&t->arena, key);
	if (key.s &&
	    HW_ARENA_GROW(&t->arena, struct hw_text, t->lines, t->line_count,
			  &t->line_room, 64) == 0 &&
	    hw_text_index_add(&t->places, key, t->line_count) == 0)
		t->lines[t->line_count++] = line;
}

/* The module's line, or the absent text. Errors: the tree cannot be used. */
static int line_in_tree(struct hw_module_table *t, struct hw_text name,
			struct hw_text *ret)
{
	char bytes[PATH_MAX];
	const struct hw_text key = {bytes, name.n};
	const size_t *place;
	int r;

	*ret = HW_NO_TEXT;
	/* as no file is called */
	if (name.n > sizeof(bytes))
		return 0;
	for (size_t i = 0; i < name.n; i++)
		bytes[i] = hw_module_name_byte(name.s[i]);
	place = hw_text_index_find(&t->places, key);
	if (place) {
		*ret = t->lines[*place];
		return 0;
	}
	r = hw_depmod_pages_find(&t->tree, key, &t->arena, ret);
	if (r == 0 && ret->s &&
	    !hw_module_name_eq(hw_module_name_of_path(path_of(t, *ret)), name))
		r = -EBADMSG;
	if (r == 0 && ret->s)
		keep(t, key, *ret);
	return r;
}

static struct hw_text line_of(struct hw_module_table *t, struct hw_text name)
{
	struct hw_text line;
	uint32_t at;

	if (t->tree.pages) {
		if (line_in_tree(t, name, &line) == 0)
			return line;
		hw_depmod_pages_close(&t->tree);
		t->known = fill(t) == 0;
		if (!t->known)
			return HW_NO_TEXT;
	}
	at = slot_of(t, name, hw_module_name_hash(name))->line;
	if (!at)
		return HW_NO_TEXT;
	line = hw_text_from(t->map.text, at - 1);
	return hw_text_head(line, hw_text_find(line, '\n'));
}

/* The path in the module's line; *ret_rest: what follows it. */
static struct hw_text find(struct hw_module_table *table, struct hw_text name,
			   struct hw_text *ret_rest)
{
	struct hw_text line;
	struct hw_text path;

	*ret_rest = HW_NO_TEXT;
	name = hw_text_head(name, hw_text_find(name, '.'));
	if (!table->known || !name.n)
		return HW_NO_TEXT;
	line = line_of(table, name);
	if (!line.s)
		return HW_NO_TEXT;
	path = path_of(table, line);
	hw_root_note_line(table->root, line, false);
	*ret_rest = hw_text_from(line, path.n < line.n ? path.n + 1 : path.n);
	return path;
}

bool hw_module_table_has(struct hw_module_table *table, struct hw_text name)
{
	return table->known && line_of(table, name).s;
}

struct hw_text hw_module_table_find(struct hw_module_table *table, struct hw_text name)
{
	struct hw_text rest;

	return find(table, name, &rest);
}

struct hw_text hw_module_table_rest(struct hw_module_table *table, struct hw_text name)
{
	struct hw_text rest;

	find(table, name, &rest);
	return rest;
}
