// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/lookup/kernel_claims.h"

#include <errno.h>

#include "report/collect/told.h"
#include "report/kernel/builtin_driver.h"
#include "report/lookup/id_pattern.h"

bool hw_kernel_claims_are_of_another(const struct hw_machine *m)
{
	/* where the machine's release is not told, tables that are named by their place
	 * alone are its own */
	return m->kernel.release.s &&
	       (m->host.kernel_release.s
			? !hw_text_eq(m->kernel.release, m->host.kernel_release)
			: m->names_release);
}

/* The tables that are compared with. */
static int open_tables(struct hw_machine *m, const char *old, struct hw_arena *arena,
		       struct hw_kernel *ret)
{
	const struct hw_kernel_options own = {.release = old};
	const struct hw_text release = old ? hw_text_of(old) : m->host.kernel_release;
	struct hw_text error;
	int r;

	if (!release.n)
		return 0;
	r = hw_kernel_open(&own, m->root, m->live, m->host.kernel_release, arena, NULL,
			   ret, &error);

	/* a folder of several kernels' tables may hold them too */
	if ((r == -ENOENT || (r == 0 && !ret->path.s)) && m->modules_directory) {
		const struct hw_kernel_options there = {
			.directory = m->modules_directory,
			.release = hw_arena_copy(arena, release).s,
		};

		r = hw_kernel_open(&there, m->root, m->live, m->host.kernel_release,
				   arena, NULL, ret, &error);
	}
	if (r < 0 && r != -ENOMEM)
		*ret = (struct hw_kernel){0};
	return r == -ENOMEM ? r : 0;
}

int hw_kernel_claims_open_own(struct hw_machine *m, const char *old,
			      struct hw_arena *arena, struct hw_kernel *ret,
			      struct hw_modules **ret_modules,
			      const struct hw_table_fault **ret_fault)
{
	int r = open_tables(m, old, arena, ret);

	*ret_fault = NULL;
	if (r == 0 && ret->path.s)
		r = hw_modules_open(m->root, ret->root, ret->path.s, NULL, ret_modules);
	if (r < 0 || !ret->path.s)
		return r;
	*ret_fault = old ? hw_table_fault(ret, *ret_modules, arena)
			 : hw_damaged_table(ret, *ret_modules);
	if (ret->aliases &&
	    (*ret_fault || !hw_kernel_has_file(ret, "modules.alias", arena))) {
		hw_aliases_close(ret->aliases);
		ret->aliases = NULL;
	}
	return 0;
}

struct search {
	struct hw_machine *machine;
	const struct hw_kernel *own;
	struct hw_modules *own_modules;
	struct hw_arena *arena;
};

/*
 * Adds the modules of `from` that are built into the kernel of `to`: they serve the
 * device there, though the tables of most kernels do not list what built-in code claims.
 */
static int add_builtin(struct hw_text_set *to, const struct hw_text_set *from,
		       struct hw_modules *modules)
{
	for (size_t i = 0; modules && i < from->n; i++)
		if (hw_modules_is_builtin(modules, from->v[i]) == HW_YES &&
		    hw_text_set_add(to, from->v[i]) < 0)
			return -ENOMEM;
	return 0;
}

static int find_own_claims(const struct search *s, const struct hw_record *record,
			   struct hw_text_set *now)
{
	for (const struct hw_decoded *d = record->modalias; d; d = d->next) {
		struct hw_alias_hit *hits;
		size_t count = 0;
		int r = hw_aliases_match(s->own->aliases, d->modalias.raw, s->arena,
					 &hits, &count);

		if (r == -ENOMEM)
			return r;
		for (size_t i = 0; r == 0 && i < count; i++)
			if (hw_kernel_has_module(s->own_modules, hits[i].module) &&
			    hw_text_set_add(now, hits[i].module) < 0)
				return -ENOMEM;
	}
	return 0;
}

/* A module that modprobe's configuration blocks, which is the same under both kernels. */
static int note_block(const struct search *s, const struct hw_candidate *candidate,
		      struct hw_kernel_claims *c)
{
	if (!candidate->blocked.blocked_by.n ||
	    hw_modules_is_builtin(s->machine->modules, candidate->module) == HW_YES)
		return 0;
	if (!c->blocked.n)
		c->blocked_by = hw_arena_copy(s->arena, candidate->blocked.blocked_by);
	return hw_text_set_add(&c->blocked, candidate->module);
}

/* Adds the modules of `from` that may claim the device by the tables of `to` as well. */
static int add_maybe(struct hw_text_set *to, const struct hw_text_set *from,
		     const struct hw_text_set *maybe, struct hw_modules *modules)
{
	for (size_t i = 0; i < from->n; i++)
		if (hw_text_set_has(maybe, from->v[i]) &&
		    hw_kernel_has_module(modules, from->v[i]) &&
		    hw_text_set_add(to, from->v[i]) < 0)
			return -ENOMEM;
	return 0;
}

static int find_possible_claims(const struct search *s, const struct hw_record *record,
				struct hw_kernel_claims *ret)
{
	struct hw_aliases *then = s->machine->kernel.aliases;
	int r = 0;

	for (const struct hw_decoded *d = record->modalias; r == 0 && d; d = d->next) {
		r = hw_id_pattern_may_claim(s->own->aliases, &d->modalias, s->arena,
					    &ret->maybe_now);
		if (r == 0)
			r = hw_id_pattern_may_claim(then, &d->modalias, s->arena,
						    &ret->maybe_then);
	}
	/* what claims it for sure under the one kernel, and perhaps under the other */
	if (r == 0)
		r = add_maybe(&ret->now, &ret->then, &ret->maybe_now, s->own_modules);
	if (r == 0)
		r = add_maybe(&ret->then, &ret->now, &ret->maybe_then,
			      s->machine->modules);
	return r;
}

int hw_kernel_claims_find(struct hw_machine *machine, const struct hw_kernel *own,
			  struct hw_modules *own_modules, const struct hw_record *record,
			  struct hw_arena *arena, struct hw_kernel_claims *ret)
{
	const struct search search = {machine, own, own_modules, arena};
	const struct search *s = &search;
	struct hw_modules *modules = machine->modules;
	int r = find_own_claims(s, record, &ret->now);

	if (r == 0 && (hw_told_lacks_lines(machine, own, record) ||
		       (machine->is_dump && !own->aliases)))
		r = hw_told_modules(machine, arena, &record->device, &ret->told);
	for (size_t i = 0; r == 0 && i < record->candidate_count; i++) {
		struct hw_text module = record->candidates[i].module;
		bool is_usable = hw_kernel_has_module(modules, module);

		if (record->candidates[i].source == HW_ALIAS_CONFIG ||
		    record->candidates[i].source == HW_ALIAS_TOLD)
			continue;
		r = hw_text_set_add(is_usable ? &ret->then : &ret->missing, module);
		if (r == 0 && is_usable)
			r = note_block(s, &record->candidates[i], ret);
	}
	if (r == 0)
		r = add_builtin(&ret->then, &ret->now, modules);
	if (r == 0)
		r = add_builtin(&ret->then, &ret->told, modules);
	if (r == 0)
		r = add_builtin(&ret->now, &ret->then, own_modules);
	return r == 0 ? find_possible_claims(s, record, ret) : r;
}

void hw_kernel_claims_done(struct hw_kernel_claims *c)
{
	hw_text_set_done(&c->now);
	hw_text_set_done(&c->then);
	hw_text_set_done(&c->told);
	hw_text_set_done(&c->missing);
	hw_text_set_done(&c->maybe_now);
	hw_text_set_done(&c->maybe_then);
	hw_text_set_done(&c->blocked);
}
