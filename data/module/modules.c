// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/base/memory.h"
#include "data/module/module.h"

#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>

#include "data/base/path.h"
#include "data/module/internal.h"
#include "data/module/name.h"
#include "data/root/note.h"

/*
 * The results for a module are cached by its name: devices share their candidates.
 *
 * A path of modules.dep is relative to the modules directory, or absolute for a file in
 * another place (`external` of depmod.d(5)).
 */

struct source {
	/* an attempt was made, perhaps a failed one */
	bool opened;
	/* it is there */
	bool is_unreadable;
	struct hw_module_table table;
};

/* The results so far for a module. */
struct module {
	struct hw_text name;
	bool loaded_known;
	bool builtin_known;
	bool path_known;
	bool available_known;
	/* hw_modules_warn_file() has been called */
	bool file_warned;
	struct hw_module_facts facts;
};

struct hw_modules {
	struct hw_root *machine;
	struct hw_root *root;
	struct hw_warnings *warnings;
	struct source loaded;
	struct source builtin;
	struct source dep;
	struct source order;
	/* the names in sys/module, read only without proc/modules */
	struct {
		bool listed;
		bool known;
		struct hw_text *v;
		size_t n;
	} sys_modules;
	/* whether proc/modules is a part of a list; unknown: not checked yet */
	enum hw_tristate loaded_is_part;
	/* whether the directory "kernel" exists; unknown: not checked yet */
	enum hw_tristate kernel_dir;
	/* holds the cached modules */
	struct hw_arena arena;
	/* a hash table by name; the room is a power of two, NULL is a free slot */
	struct module **slots;
	size_t room;
	size_t count;
	/* used instead of a new one when out of memory */
	struct module none;
	bool has_dir;
	char dir[PATH_MAX];
};

static struct module **slot_of(struct module **slots, size_t room, struct hw_text name)
{
	size_t i = hw_module_name_hash(name) & (room - 1);

	while (slots[i] && !hw_module_name_eq(slots[i]->name, name))
		i = (i + 1) & (room - 1);
	return &slots[i];
}

/* Errors: -ENOMEM. */
static int grow(struct hw_modules *m)
{
	size_t room = m->room ? 2 * m->room : 64;
	struct module **slots = hw_calloc(room, sizeof(struct module *));

	if (!slots)
		return -ENOMEM;
	for (size_t i = 0; i < m->room; i++)
		if (m->slots[i])
			*slot_of(slots, room, m->slots[i]->name) = m->slots[i];
	free(m->slots);
	m->slots = slots;
	m->room = room;
	return 0;
}

/* Never NULL. */
static struct module *module_of(struct hw_modules *m, struct hw_text name)
{
	struct module **slot;

	m->none = (struct module){.name = name};
	if (2 * m->count >= m->room && grow(m) < 0)
		return &m->none;
	slot = slot_of(m->slots, m->room, name);
	if (*slot)
		return *slot;
	name = hw_arena_copy(&m->arena, name);
	*slot = HW_ARENA_NEW(&m->arena, struct module, 1);
	if (!*slot)
		return &m->none;
	(*slot)->name = name;
	m->count++;
	return *slot;
}

static void warn(struct hw_modules *m, const struct hw_root *root, const char *path,
		 int error)
{
	char shown[PATH_MAX];

	hw_root_display_path(root, path, shown, sizeof(shown));
	hw_warn_error(m->warnings, "modules-unreadable", hw_text_of(shown), -error, NULL);
}

void hw_modules_warn_file(struct hw_modules *m, struct hw_text name, const char *path,
			  int error)
{
	struct module *module = module_of(m, name);
	char shown[PATH_MAX];

	/* a recorded machine has no files, or empty ones */
	if (module->file_warned || error == -ENOENT || error == -ENOTDIR ||
	    error == -ENODATA || error == -ENOTSUP)
		return;
	module->file_warned = true;
	hw_root_display_path(m->root, path, shown, sizeof(shown));
	hw_warn(m->warnings, "module-unreadable", hw_text_of(shown), 0, "%s",
		error == -ENOEXEC ? "it is no module, or a damaged one"
				  : strerror(-error));
}

static struct hw_module_table *open_source(struct hw_modules *m, struct source *s,
					   struct hw_root *root, const char *path,
					   char end)
{
	int r;

	if (s->opened)
		return &s->table;
	s->opened = true;
	r = hw_module_table_open(&s->table, root, path, end);
	s->is_unreadable = r < 0 && r != -ENOENT && r != -ENOTDIR;
	if (s->is_unreadable)
		warn(m, root, path, r);
	return &s->table;
}

static struct hw_module_table *open_index(struct hw_modules *m, struct source *s,
					  struct hw_text file, char end)
{
	char path[PATH_MAX];

	if (s->opened || !m->has_dir || !hw_path_join(path, hw_text_of(m->dir), file))
		return &s->table;
	return open_source(m, s, m->root, path, end);
}

static enum hw_tristate is_listed(struct hw_module_table *t, struct hw_text name)
{
	if (!t->known)
		return HW_UNKNOWN;
	return hw_module_table_find(t, name).s ? HW_YES : HW_NO;
}

int hw_modules_open(struct hw_root *machine, struct hw_root *root, const char *dir,
		    struct hw_warnings *warnings, struct hw_modules **ret)
{
	struct hw_modules *m = hw_calloc(1, sizeof(*m));

	if (!m)
		return -ENOMEM;
	m->machine = machine;
	m->root = root;
	m->warnings = warnings;
	m->kernel_dir = HW_UNKNOWN;
	m->loaded_is_part = HW_UNKNOWN;
	m->has_dir = root && dir && strlen(dir) < sizeof(m->dir);
	if (m->has_dir)
		memcpy(m->dir, dir, strlen(dir) + 1);
	*ret = m;
	return 0;
}

void hw_modules_close(struct hw_modules *modules)
{
	if (!modules)
		return;
	hw_module_table_close(&modules->loaded.table);
	hw_module_table_close(&modules->builtin.table);
	hw_module_table_close(&modules->order.table);
	hw_module_table_close(&modules->dep.table);
	hw_arena_done(&modules->arena);
	free(modules->slots);
	free(modules);
}

static int by_name(const void *a, const void *b)
{
	return hw_text_cmp(*(const struct hw_text *)a, *(const struct hw_text *)b);
}

/* Most candidates are not in sys/module: it is listed once, and they cost nothing. */
static bool has_sys_module(struct hw_modules *m, struct hw_text name)
{
	return m->sys_modules.n && bsearch(&name, m->sys_modules.v, m->sys_modules.n,
					   sizeof(*m->sys_modules.v), by_name);
}

/*
 * Without proc/modules. sysfs has a directory for built-in code with parameters as well,
 * but `initstate` only for loaded modules (modinfo_initstate, kernel/module/sysfs.c).
 */
static enum hw_tristate has_initstate(struct hw_modules *m, struct hw_text name)
{
	char path[PATH_MAX] = "sys/module/";
	const size_t start = strlen(path);
	const char *const file = "/initstate";

	if (!m->sys_modules.listed) {
		m->sys_modules.listed = true;
		m->sys_modules.known =
			hw_root_list(m->machine, "sys/module", &m->arena,
				     &m->sys_modules.v, &m->sys_modules.n) == 0;
	}
	if (!m->sys_modules.known)
		return HW_UNKNOWN;
	name = hw_text_head(name, hw_text_find(name, '.'));
	if (!name.n || start + name.n + strlen(file) >= sizeof(path))
		return HW_NO;
	for (size_t i = 0; i < name.n; i++)
		path[start + i] = hw_module_name_byte(name.s[i]);
	if (!has_sys_module(m, (struct hw_text){path + start, name.n}))
		return HW_NO;
	memcpy(path + start + name.n, file, strlen(file) + 1);
	return hw_root_exists(m->machine, path) ? HW_YES : HW_NO;
}

/* Of what somebody sent. */
static bool is_part(struct hw_modules *m)
{
	if (m->loaded_is_part == HW_UNKNOWN)
		m->loaded_is_part =
			hw_root_kind(m->machine) != HW_ROOT_LIVE &&
					hw_root_exists(m->machine, HW_MODULES_PART)
				? HW_YES
				: HW_NO;
	return m->loaded_is_part == HW_YES;
}

static enum hw_tristate is_loaded(struct hw_modules *m, struct hw_text name)
{
	struct hw_module_table *t;
	enum hw_tristate listed;

	if (!m->machine)
		return HW_UNKNOWN;
	t = open_source(m, &m->loaded, m->machine, "proc/modules", ' ');
	if (!t->known)
		return has_initstate(m, name);
	listed = is_listed(t, name);
	return listed == HW_NO && is_part(m) ? HW_UNKNOWN : listed;
}

bool hw_modules_are_listed(struct hw_modules *m)
{
	return m->machine &&
	       open_source(m, &m->loaded, m->machine, "proc/modules", ' ')->known;
}

enum hw_tristate hw_modules_is_loaded(struct hw_modules *modules, struct hw_text name)
{
	struct module *module = module_of(modules, name);

	if (!module->loaded_known) {
		module->facts.loaded = is_loaded(modules, name);
		module->loaded_known = true;
	}
	return module->facts.loaded;
}

enum hw_tristate hw_modules_is_builtin(struct hw_modules *modules, struct hw_text name)
{
	struct module *module = module_of(modules, name);

	if (!module->builtin_known) {
		module->facts.builtin =
			is_listed(open_index(modules, &modules->builtin,
					     HW_TEXT("modules.builtin"), '\n'),
				  name);
		module->builtin_known = true;
	}
	return module->facts.builtin;
}

/* By the bytes of the file. */
static enum hw_list_state state_of(const struct source *s, char end)
{
	struct hw_text text = s->table.map.text;
	struct hw_text line;

	if (!s->table.known)
		return s->is_unreadable ? HW_LIST_UNREADABLE : HW_LIST_WHOLE;
	if (!text.n)
		return HW_LIST_EMPTY;
	if (text.s[text.n - 1] != '\n')
		return HW_LIST_CUT;
	line = hw_text_cut(&text, '\n');
	line.n = hw_text_find(line, end);
	return text.s && line.n && memmem(line.s, line.n, ".ko", 3) ? HW_LIST_WHOLE
								    : HW_LIST_ODD;
}

/* What a recording tells in place of `state`, if `m` is of one. */
static enum hw_list_state told_state(struct hw_modules *m, struct hw_text file,
				     enum hw_list_state state)
{
	char path[PATH_MAX];

	return m->has_dir && hw_path_join(path, hw_text_of(m->dir), file)
		       ? hw_list_state_of(m->root, path, state)
		       : state;
}

enum hw_list_state hw_modules_dep_state(struct hw_modules *m)
{
	const struct hw_text file = HW_TEXT("modules.dep");

	open_index(m, &m->dep, file, ':');
	return told_state(m, file, state_of(&m->dep, ':'));
}

/*
 * The kernel's build makes modules.builtin of the files that modules.builtin.modinfo
 * names, each "MODULE.file=drivers/ata/ahci" with perhaps several behind each other
 * (scripts/link-vmlinux.sh, scripts/Makefile.vmlinux), since 5.6; before that no file is
 * named.
 */
static bool lacks_named_files(struct hw_modules *m, struct hw_module_table *builtin)
{
	char path[PATH_MAX];
	struct hw_text rest;
	struct hw_map map;
	bool lacks = false;

	if (!hw_path_join(path, hw_text_of(m->dir), HW_TEXT("modules.builtin.modinfo")) ||
	    hw_root_map(m->root, path, &map) < 0)
		return false;
	hw_root_note_table(m->root, map.text);
	rest = map.text;
	while (rest.s && !lacks) {
		struct hw_text record = hw_text_cut(&rest, '\0');

		hw_text_cut(&record, '.');
		if (!hw_text_eq(hw_text_cut(&record, '='), HW_TEXT("file")))
			continue;
		while (record.s && !lacks) {
			struct hw_text name =
				hw_module_name_of_path(hw_text_cut(&record, ' '));

			lacks = name.n && !hw_module_table_has(builtin, name);
		}
	}
	hw_unmap(&map);
	return lacks;
}

enum hw_list_state hw_modules_builtin_state(struct hw_modules *m)
{
	const struct hw_text file = HW_TEXT("modules.builtin");
	struct hw_module_table *t = open_index(m, &m->builtin, file, '\n');
	enum hw_list_state state = state_of(&m->builtin, '\n');

	if (state == HW_LIST_WHOLE && t->known && lacks_named_files(m, t))
		state = HW_LIST_PARTIAL;
	return told_state(m, file, state);
}

struct hw_text hw_modules_path(struct hw_modules *modules, struct hw_text name)
{
	struct module *module = module_of(modules, name);

	if (!module->path_known) {
		module->facts.path = hw_module_table_find(
			open_index(modules, &modules->dep, HW_TEXT("modules.dep"), ':'),
			name);
		module->path_known = true;
	}
	return module->facts.path;
}

struct hw_text hw_modules_own_path(struct hw_modules *modules, struct hw_text name)
{
	return hw_module_table_find(
		open_index(modules, &modules->order, HW_TEXT("modules.order"), '\n'),
		name);
}

struct hw_text hw_modules_depends(struct hw_modules *modules, struct hw_text name)
{
	return hw_module_table_rest(
		open_index(modules, &modules->dep, HW_TEXT("modules.dep"), ':'), name);
}

/* False: only the index files were recorded, not the modules. */
static bool has_kernel_dir(struct hw_modules *m)
{
	char path[PATH_MAX];

	if (m->kernel_dir == HW_UNKNOWN)
		m->kernel_dir =
			hw_path_join(path, hw_text_of(m->dir), HW_TEXT("kernel")) &&
					hw_root_exists(m->root, path)
				? HW_YES
				: HW_NO;
	return m->kernel_dir == HW_YES;
}

/* `file` is as in modules.dep. */
static enum hw_tristate is_available(struct hw_modules *m, struct hw_text file)
{
	char path[PATH_MAX];
	int r;

	if (!file.s)
		return m->dep.table.known ? HW_NO : HW_UNKNOWN;
	if (hw_text_starts(file, HW_TEXT("kernel/")) && !has_kernel_dir(m))
		return HW_UNKNOWN;
	if (file.s[0] == '/') {
		file = hw_text_from(file, 1);
		if (file.n >= PATH_MAX)
			return HW_NO;
		memcpy(path, file.s, file.n);
		path[file.n] = '\0';
	} else if (!hw_path_join(path, hw_text_of(m->dir), file)) {
		return HW_NO;
	}
	/* a hostile modules.dep must not lead out of the root */
	if (!hw_path_is_plain(file))
		return HW_NO;
	r = hw_root_access(m->root, path);
	if (r == 0)
		return HW_YES;
	if (r != -ENOENT && r != -ENOTDIR)
		return HW_UNKNOWN;
	return has_kernel_dir(m) ? HW_NO : HW_UNKNOWN;
}

enum hw_tristate hw_modules_is_available(struct hw_modules *modules, struct hw_text name)
{
	struct hw_text file = hw_modules_path(modules, name);
	struct module *module = module_of(modules, name);

	if (!module->available_known) {
		module->facts.available = is_available(modules, file);
		module->available_known = true;
	}
	return module->facts.available;
}

struct hw_module_facts hw_modules_facts(struct hw_modules *modules, struct hw_text name)
{
	const struct module *module = module_of(modules, name);

	if (module->loaded_known && module->builtin_known && module->path_known &&
	    module->available_known)
		return module->facts;
	return (struct hw_module_facts){
		.loaded = hw_modules_is_loaded(modules, name),
		.builtin = hw_modules_is_builtin(modules, name),
		.available = hw_modules_is_available(modules, name),
		.path = hw_modules_path(modules, name),
	};
}

static int in_order(const void *left, const void *right)
{
	return hw_text_cmp(*(const struct hw_text *)left, *(const struct hw_text *)right);
}

void hw_modules_prepare(struct hw_modules *modules, struct hw_text *names, size_t n)
{
	if (n)
		qsort(names, n, sizeof(*names), in_order);
	for (size_t i = 0; i < n; i++)
		if (!i || !hw_text_eq(names[i], names[i - 1]))
			hw_modules_facts(modules, names[i]);
}

bool hw_modules_is_missing(struct hw_modules *modules, struct hw_text name)
{
	return hw_modules_is_available(modules, name) == HW_NO &&
	       hw_modules_is_builtin(modules, name) != HW_YES;
}

bool hw_modules_needs_missing(struct hw_modules *modules, struct hw_text name)
{
	struct hw_text paths = hw_modules_depends(modules, name);

	while (paths.s) {
		struct hw_text module = hw_module_name_of_path(hw_text_cut(&paths, ' '));

		if (module.n && hw_modules_is_missing(modules, module))
			return true;
	}
	return false;
}

bool hw_modules_each_builtin(struct hw_modules *m, hw_module_name_fn *fn, void *arg)
{
	return hw_module_table_each(
		open_index(m, &m->builtin, HW_TEXT("modules.builtin"), '\n'), fn, arg);
}

void hw_modules_nearest(struct hw_modules *m, struct hw_nearest *near)
{
	hw_module_table_nearest(open_index(m, &m->dep, HW_TEXT("modules.dep"), ':'),
				near);
	hw_module_table_nearest(
		open_index(m, &m->builtin, HW_TEXT("modules.builtin"), '\n'), near);
	if (hw_modules_are_listed(m))
		hw_module_table_nearest(&m->loaded.table, near);
}
