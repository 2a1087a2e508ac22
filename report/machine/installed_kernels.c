// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/machine/installed_kernels.h"

#include <errno.h>

int hw_release_cmp(struct hw_text a, struct hw_text b)
{
	return hw_natural_cmp(a, b);
}

static bool is_listed(const struct hw_installed_kernels *others, struct hw_text release)
{
	for (size_t i = 0; i < others->n; i++)
		if (hw_text_eq(others->v[i].release, release))
			return true;
	return false;
}

/* The newest first; one too old for the room there is falls off the end. */
static void insert(struct hw_installed_kernels *others,
		   const struct hw_installed_kernel *other)
{
	size_t at = others->n;

	while (at && hw_release_cmp(other->release, others->v[at - 1].release) > 0)
		at--;
	if (at == HW_INSTALLED_KERNELS_MAX)
		return;
	others->n += others->n < HW_INSTALLED_KERNELS_MAX;
	memmove(&others->v[at + 1], &others->v[at],
		(others->n - 1 - at) * sizeof(*others->v));
	others->v[at] = *other;
}

static void find_in(struct hw_machine *m, const char *place,
		    struct hw_installed_kernels *others)
{
	struct hw_text *names;
	size_t count;

	if (hw_root_list(m->root, place, &m->arena, &names, &count) < 0)
		return;
	for (size_t i = 0; i < count; i++) {
		struct hw_text path =
			hw_arena_printf(&m->arena, "%s/%s", place, names[i].s);
		struct hw_text table =
			hw_arena_printf(&m->arena, "%s/modules.alias", path.s);

		if (!table.s || hw_text_eq(names[i], m->host.kernel_release) ||
		    hw_text_eq(names[i], m->kernel.release) ||
		    is_listed(others, names[i]) || !hw_root_exists(m->root, table.s))
			continue;
		insert(others,
		       &(struct hw_installed_kernel){.release = names[i], .path = path});
	}
}

struct hw_installed_kernels *hw_installed_kernels_of(struct hw_machine *m)
{
	if (m->others)
		return m->others;
	m->others = HW_ARENA_NEW(&m->arena, struct hw_installed_kernels, 1);
	if (!m->others)
		return NULL;
	find_in(m, "lib/modules", m->others);
	find_in(m, "usr/lib/modules", m->others);
	return m->others;
}

void hw_installed_kernels_close(struct hw_installed_kernels *others)
{
	for (size_t i = 0; others && i < others->n; i++) {
		hw_aliases_close(others->v[i].aliases);
		hw_modules_close(others->v[i].modules);
	}
}

/* Tables that cannot be read claim nothing. Errors: -ENOMEM. */
static int ask(struct hw_machine *m, struct hw_installed_kernel *other)
{
	if (other->is_asked)
		return 0;
	other->is_asked = true;
	if (hw_aliases_open(m->root, other->path.s, NULL, &other->aliases) == -ENOMEM)
		return -ENOMEM;
	return hw_modules_open(NULL, m->root, other->path.s, NULL, &other->modules);
}

/*
 * A kernel that was removed may have left its tables behind. The live machine is no
 * recording: of a file that is not there nothing is unknown.
 */
static bool has_module(struct hw_machine *m, struct hw_installed_kernel *other,
		       struct hw_text module)
{
	if (hw_modules_is_builtin(other->modules, module) == HW_YES)
		return true;
	if (hw_root_kind(m->root) == HW_ROOT_LIVE &&
	    hw_modules_is_available(other->modules, module) != HW_YES)
		return false;
	return !hw_modules_is_missing(other->modules, module) &&
	       !hw_modules_needs_missing(other->modules, module);
}

/* The first module of that kernel for the string; absent: none. Errors: -ENOMEM. */
static int claim(struct hw_machine *m, struct hw_installed_kernel *other,
		 struct hw_text modalias, struct hw_arena *arena,
		 struct hw_text *ret_module)
{
	struct hw_alias_hit *hits;
	size_t count = 0;
	int r = hw_aliases_match(other->aliases, modalias, arena, &hits, &count);

	if (r < 0)
		return r == -ENOMEM ? r : 0;
	for (size_t i = 0; i < count && !ret_module->s; i++)
		if (has_module(m, other, hits[i].module))
			*ret_module = hits[i].module;
	return 0;
}

int hw_installed_kernels_match(struct hw_machine *m, const struct hw_record *record,
			       struct hw_arena *arena, struct hw_text *ret_release,
			       struct hw_text *ret_module)
{
	struct hw_installed_kernels *others = hw_installed_kernels_of(m);

	if (!others)
		return -ENOMEM;
	*ret_release = HW_NO_TEXT;
	*ret_module = HW_NO_TEXT;
	for (size_t i = 0; i < others->n && !ret_module->s; i++) {
		struct hw_installed_kernel *other = &others->v[i];
		int r = ask(m, other);

		for (const struct hw_decoded *d = record->modalias;
		     r == 0 && d && !ret_module->s; d = d->next)
			r = claim(m, other, d->modalias.raw, arena, ret_module);
		if (r < 0)
			return r;
		if (ret_module->s)
			*ret_release = other->release;
	}
	return 0;
}
