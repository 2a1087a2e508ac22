// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/candidates/blockers.h"

#include <errno.h>

#include "data/base/array.h"
#include "data/module/name.h"

static size_t count_lines(struct hw_text raw)
{
	size_t n = 0;

	while (raw.s) {
		hw_text_cut(&raw, '\n');
		n++;
	}
	return n;
}

/* "blacklist e1000e" as the file has it: keyword and module of the first line, which are
 * private in no directive; the keyword alone where the line goes on. */
static struct hw_text names_of(struct hw_text raw)
{
	struct hw_text rest = hw_text_trim_start(raw, " \t");
	struct hw_text line = hw_text_head(rest, hw_text_find(rest, '\n'));
	size_t n = 0;

	for (int word = 0; word < 2 && n < line.n; word++) {
		size_t end = n;

		while (end < line.n && (line.s[end] == ' ' || line.s[end] == '\t'))
			end++;
		if (end < line.n && line.s[end] == '\\')
			break;
		while (end < line.n && line.s[end] != ' ' && line.s[end] != '\t')
			end++;
		n = end;
	}
	return hw_text_head(line, n);
}

struct hw_block hw_blocker_describe(const struct hw_blocker *blocker,
				    struct hw_text module, struct hw_arena *arena)
{
	const struct hw_directive *d = blocker->directive;
	struct hw_text said = hw_quote(d->text, arena);
	struct hw_block block = {
		.kind = blocker->kind,
		.path = d->path,
		.line = d->line,
		.directive = d->text,
		.raw = d->is_private ? HW_NO_TEXT : d->raw,
		.names = names_of(d->raw),
		.hides_path = d->hides_path,
		.lines = count_lines(d->raw),
		.module = module,
	};

	block.blocked_by =
		d->path.s ? hw_arena_printf(arena, "%.*s:%zu: %.*s", HW_TEXT_ARG(d->path),
					    d->line, HW_TEXT_ARG(said))
			  : hw_arena_printf(arena, "kernel command line: %.*s",
					    HW_TEXT_ARG(said));
	return block;
}

void hw_blockers_of_module(struct hw_machine *m, struct hw_candidate *c,
			   struct hw_arena *arena)
{
	const struct hw_modprobe *modprobe = NULL;
	const struct hw_directive *d;
	enum hw_block_kind kind;

	if (c->builtin == HW_YES || hw_machine_modprobe(m, &modprobe) < 0)
		return;
	d = hw_modprobe_blocked(modprobe, c->module, &kind);
	/* the arena records allocation failure */
	if (d && hw_machine_words(m) == 0)
		c->blocked = hw_blocker_describe(&(struct hw_blocker){kind, d}, c->module,
						 arena);
	/* the command may load the module, so it is not blocked for certain */
	if (kind == HW_BLOCK_COMMAND)
		c->blocked.blocked_by = HW_NO_TEXT;
}

/*
 * Of NixOS the file, of Guix its folder is a link to /etc/static, which is one into the
 * store (nixos/modules/system/etc/setup-etc.pl; activate-etc, gnu/build/activation.scm),
 * or to the store itself: that is mounted read-only.
 */
static bool is_made(struct hw_root *root, struct hw_text path, struct hw_arena *arena)
{
	static const struct hw_text stores[] = {
		{"/etc/static/", 12},
		{"/nix/store/", 11},
		{"/gnu/store/", 11},
	};
	const size_t folder = path.n - hw_path_base(path).n;
	const struct hw_text links[] = {path,
					hw_text_head(path, folder ? folder - 1 : 0)};
	bool is = false;

	for (size_t i = 0; i < HW_ARRAY_SIZE(links); i++) {
		struct hw_text name = hw_arena_copy(arena, hw_text_from(links[i], 1));
		struct hw_text target;

		if (!name.n || hw_root_readlink(root, name.s, arena, &target) < 0)
			continue;
		for (size_t k = 0; k < HW_ARRAY_SIZE(stores); k++)
			is = is || hw_text_starts(target, stores[k]);
	}
	return is;
}

/* The blockers of one candidate. */
struct found {
	struct hw_arena *arena;
	struct hw_root *root;
	struct hw_block *v;
	size_t n;
	/* how many are not in `v` */
	size_t more;
	/* of those in `v`; HW_BLOCK_NONE: there are none */
	enum hw_block_kind strongest;
};

/* The same line may be in a file twice, and a file may have it for many modules. */
static bool is_found(const struct found *found, const struct hw_blocker *b,
		     struct hw_text module)
{
	for (size_t i = 0; i < found->n; i++)
		if (hw_text_eq(found->v[i].module, module) &&
		    hw_text_eq(found->v[i].path, b->directive->path) &&
		    hw_text_eq(found->v[i].directive, b->directive->text) &&
		    hw_text_eq(found->v[i].raw, b->directive->raw))
			return true;
	return false;
}

/* Keeps the first ones, and in place of the last one what is stronger. Errors: -ENOMEM.
 */
static int add(struct found *found, const struct hw_blocker *b, struct hw_text module)
{
	if (is_found(found, b, module))
		return 0;
	if (!found->v)
		found->v = HW_ARENA_NEW(found->arena, struct hw_block, HW_BLOCKERS_MAX);
	if (!found->v)
		return -ENOMEM;
	if (found->n == HW_BLOCKERS_MAX) {
		found->more++;
		if (b->kind <= found->strongest)
			return 0;
		found->n--;
	}
	if (b->kind > found->strongest)
		found->strongest = b->kind;
	found->v[found->n] = hw_blocker_describe(b, module, found->arena);
	if (b->directive->path.s)
		found->v[found->n].is_made =
			is_made(found->root, b->directive->path, found->arena);
	found->n++;
	return 0;
}

/* A blacklist blocks what an alias leads to, not what a module needs. Built-in code is
 * not loaded: only initcall_blacklist= blocks it. */
static bool does_block(enum hw_block_kind kind, bool is_needed, bool is_builtin)
{
	if (is_builtin)
		return kind == HW_BLOCK_INITCALL;
	return !is_needed || kind != HW_BLOCK_BLACKLIST;
}

static int find_of_module(struct hw_machine *m, struct hw_text module, bool is_needed,
			  bool is_builtin, struct found *found)
{
	struct hw_blocker *all;
	size_t count;
	int r = hw_modprobe_blockers(m->modprobe, module, found->arena, &all, &count);

	if (r == 0 && count)
		r = hw_machine_words(m);
	for (size_t i = 0; r == 0 && i < count; i++)
		if (does_block(all[i].kind, is_needed, is_builtin))
			r = add(found, &all[i], module);
	return r;
}

/* Of the modules that the candidate needs and that are not loaded yet. */
static int find_of_needed(struct hw_machine *m, struct hw_candidate *c, bool with_files,
			  struct found *found)
{
	struct hw_text paths = hw_modules_depends(m->modules, c->module);
	int r = 0;

	while (paths.s && r == 0) {
		struct hw_text path = hw_text_cut(&paths, ' ');
		struct hw_text module = hw_module_name_of_path(path);

		if (!module.n || hw_modules_is_loaded(m->modules, module) == HW_YES)
			continue;
		if (with_files && !c->missing.s &&
		    hw_modules_is_missing(m->modules, module))
			c->missing = path;
		module = hw_module_name_normalize(module, found->arena);
		r = module.s ? find_of_module(m, module, true, false, found) : -ENOMEM;
	}
	return r;
}

static int find_of_candidate(struct hw_machine *m, struct hw_candidate *c,
			     bool with_files, struct found *found)
{
	bool is_builtin = c->builtin == HW_YES;
	int r = 0;

	for (size_t i = 0; r == 0 && i < c->hidden_count; i++)
		r = add(found, &(struct hw_blocker){HW_BLOCK_ALIAS, c->hidden_by[i]},
			c->module);
	/* `blocked` is not set for built-in code */
	if (r == 0 && (is_builtin || c->blocked.kind != HW_BLOCK_NONE))
		r = find_of_module(m, c->module, false, is_builtin, found);
	if (r == 0 && !is_builtin &&
	    (with_files || hw_modprobe_blocks_needed(m->modprobe)))
		r = find_of_needed(m, c, with_files, found);
	c->blockers = found->v;
	c->blocker_count = found->n;
	c->blockers_more = found->more;
	for (size_t i = 0; i < found->n && !c->blocked.blocked_by.s; i++)
		if (found->v[i].kind != HW_BLOCK_COMMAND)
			c->blocked = found->v[i];
	return r;
}

int hw_blockers_find(struct hw_machine *m, struct hw_arena *arena,
		     struct hw_record *record, bool with_files)
{
	const struct hw_modprobe *modprobe = NULL;
	int r = hw_machine_modprobe(m, &modprobe);

	for (size_t i = 0; r == 0 && i < record->candidate_count; i++) {
		struct found found = {.arena = arena, .root = m->root};

		if (record->candidates[i].loaded != HW_YES)
			r = find_of_candidate(m, &record->candidates[i], with_files,
					      &found);
	}
	return r;
}
