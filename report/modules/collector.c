// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/modules/collector.h"

#include <errno.h>

#include "data/module/name.h"

/* Dependencies are some ten deep; softdeps may name each other in a circle. */
#define DEPTH_MAX 64u

struct hw_used_module *hw_used_find(struct hw_used_collector *c, struct hw_text name)
{
	for (size_t i = c->n; i--;)
		if (hw_text_eq(c->v[i].name, name))
			return &c->v[i];
	return NULL;
}

static void append(struct hw_used_collector *c, struct hw_text name,
		   struct hw_text needed_by)
{
	struct hw_module_facts facts = hw_modules_facts(c->machine->modules, name);

	if (c->n == c->room) {
		size_t room = c->room ? c->room * 2 : 64;
		struct hw_used_module *v =
			HW_ARENA_NEW(c->arena, struct hw_used_module, room);

		if (!v) {
			c->error = -ENOMEM;
			return;
		}
		if (c->n)
			memcpy(v, c->v, c->n * sizeof(*v));
		c->v = v;
		c->room = room;
	}
	c->v[c->n++] = (struct hw_used_module){
		.name = name,
		.path = facts.path,
		.builtin = facts.builtin,
		.loaded = facts.loaded,
		.available = facts.available,
		.needed_by = needed_by,
	};
}

/* lookup_dep() of kmod's libkmod-module.c: all modules that a name or an alias stands
 * for. */
static void add_looked_up(struct hw_used_collector *c, struct hw_text word,
			  struct hw_text needed_by, unsigned depth)
{
	struct hw_text *names;
	size_t n;

	if (hw_lookup_modules(c->machine, c->modprobe, word, c->arena, &names, &n) < 0)
		c->error = -ENOMEM;
	else
		for (size_t i = 0; i < n; i++)
			hw_used_add(c, names[i], needed_by, depth);
}

/* "pre: a b post: c d" of modprobe.d(5): modules that modprobe loads before or after, if
 * they are there. modprobe heeds the first such line of a module; btrfs, say, has one for
 * each of its checksums, and may need any. */
static void add_soft(struct hw_used_collector *c, struct hw_text name, bool is_pre,
		     unsigned depth)
{
	for (size_t i = 0; i < c->directive_count; i++) {
		const struct hw_directive *d = &c->directives[i];
		struct hw_text rest = d->value;
		bool is_wanted = false;

		if (d->kind != HW_DIRECTIVE_SOFTDEP || !hw_text_eq(d->module, name))
			continue;
		while (rest.s) {
			struct hw_text word = hw_text_cut(&rest, ' ');

			if (hw_text_eq(word, HW_TEXT("pre:")))
				is_wanted = is_pre;
			else if (hw_text_eq(word, HW_TEXT("post:")))
				is_wanted = !is_pre;
			else if (is_wanted && word.n)
				add_looked_up(c, word, name, depth + 1);
		}
	}
}

/* modules.dep has the nearest one first, each before what that needs. */
static void add_needed(struct hw_used_collector *c, struct hw_text name, unsigned depth)
{
	struct hw_text rest = hw_modules_depends(c->machine->modules, name);

	while (rest.n) {
		size_t start = rest.n;

		while (start && rest.s[start - 1] != ' ')
			start--;
		if (start < rest.n)
			hw_used_add(c, hw_module_name_of_path(hw_text_from(rest, start)),
				    name, depth + 1);
		rest.n = start ? start - 1 : 0;
	}
}

bool hw_used_is_there(const struct hw_used_collector *c, struct hw_text name)
{
	return hw_modules_path(c->machine->modules, name).n ||
	       hw_modules_is_builtin(c->machine->modules, name) == HW_YES;
}

bool hw_used_is_of_another_kernel(const struct hw_machine *m)
{
	return m->host.kernel_release.n && m->kernel.release.n &&
	       !hw_text_eq(m->host.kernel_release, m->kernel.release);
}

/* Of the modules those that are loaded; where none is known to be, and under another
 * kernel, each that there is. */
static void add_loaded(struct hw_used_collector *c, const struct hw_text_set *modules,
		       struct hw_text needed_by, unsigned depth)
{
	bool has_loaded = false;

	for (size_t i = 0; i < modules->n; i++)
		has_loaded = has_loaded ||
			     (hw_modules_is_loaded(c->machine->modules, modules->v[i]) ==
				      HW_YES &&
			      !hw_used_is_of_another_kernel(c->machine));
	for (size_t i = 0; i < modules->n; i++)
		if (has_loaded ? hw_modules_is_loaded(c->machine->modules,
						      modules->v[i]) == HW_YES
			       : hw_used_is_there(c, modules->v[i]))
			hw_used_add(c, modules->v[i], needed_by, depth);
}

/* Those that the module has loaded by their names, of all of them together or, where it
 * needs all, which come before it, of each. */
static void add_requested(struct hw_used_collector *c, struct hw_text name, bool is_pre,
			  unsigned depth)
{
	const struct hw_requested *r = hw_requested_by(name);
	struct hw_text_set may_be = {0};

	if (!r || r->needs_all != is_pre)
		return;
	for (size_t i = 0; i < HW_REQUESTED_MAX && r->names[i]; i++) {
		struct hw_text *modules;
		size_t n;

		if (hw_lookup_modules(c->machine, c->modprobe, hw_text_of(r->names[i]),
				      c->arena, &modules, &n) < 0) {
			c->error = -ENOMEM;
			break;
		}
		for (size_t k = 0; k < n; k++)
			if (hw_text_set_add(&may_be, hw_module_name_normalize(
							     modules[k], c->arena)) < 0)
				c->error = -ENOMEM;
		if (!r->needs_all)
			continue;
		add_loaded(c, &may_be, name, depth + 1);
		hw_text_set_done(&may_be);
		may_be = (struct hw_text_set){0};
	}
	add_loaded(c, &may_be, name, depth + 1);
	hw_text_set_done(&may_be);
}

void hw_used_add(struct hw_used_collector *c, struct hw_text given,
		 struct hw_text needed_by, unsigned depth)
{
	struct hw_text name =
		hw_arena_copy(c->arena, hw_module_name_normalize(given, c->arena));

	if (!name.n || depth > DEPTH_MAX || hw_text_set_has(&c->seen, name))
		return;
	if (hw_text_set_add(&c->seen, name) < 0) {
		c->error = -ENOMEM;
		return;
	}
	add_needed(c, name, depth);
	add_soft(c, name, true, depth);
	add_requested(c, name, true, depth);
	append(c, name, needed_by);
	add_soft(c, name, false, depth);
	add_requested(c, name, false, depth);
}

void hw_used_add_of_device(struct hw_used_collector *c, struct hw_text module,
			   struct hw_text id, bool is_candidate)
{
	struct hw_used_module *m;
	struct hw_text name = hw_module_name_normalize(module, c->arena);

	hw_used_add(c, name, HW_NO_TEXT, 0);
	m = hw_used_find(c, name);
	if (!m)
		return;
	if (!m->device_count)
		m->is_candidate = is_candidate;
	m->is_candidate = m->is_candidate && is_candidate;
	if (m->device_count < HW_USED_DEVICES_MAX)
		m->devices[m->device_count] = hw_arena_copy(c->arena, id);
	m->device_count++;
}

bool hw_used_loads_none(const struct hw_machine *m)
{
	return m->is_live && !m->kernel.aliases && !hw_modules_are_listed(m->modules);
}

struct hw_text hw_used_list(struct hw_used_collector *c, const struct hw_text_set *set)
{
	return hw_list_of(set->v, set->n, ", ", HW_USED_LISTED_MAX, c->arena);
}
