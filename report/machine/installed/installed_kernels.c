// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/machine/installed/installed_kernels.h"

#include <errno.h>

#include "decoders/text/release.h"
#include "report/kernel/architecture.h"
#include "report/kernel/left_over.h"

int hw_release_cmp(struct hw_text a, struct hw_text b)
{
	return hw_natural_cmp(a, b);
}

static bool is_listed(const struct hw_installed_kernels *kernels, struct hw_text release)
{
	for (size_t i = 0; i < kernels->n; i++)
		if (hw_text_eq(kernels->v[i].release, release))
			return true;
	return false;
}

/* Inserts in order, the newest first. If there is no room, the oldest one is left out. */
static void insert(struct hw_installed_kernels *kernels,
		   const struct hw_installed_kernel *kernel)
{
	size_t at = kernels->n;

	while (at && hw_release_cmp(kernel->release, kernels->v[at - 1].release) > 0)
		at--;
	if (at == HW_INSTALLED_KERNELS_MAX)
		return;
	kernels->n += kernels->n < HW_INSTALLED_KERNELS_MAX;
	memmove(&kernels->v[at + 1], &kernels->v[at],
		(kernels->n - 1 - at) * sizeof(*kernels->v));
	kernels->v[at] = *kernel;
}

/* Beside a folder that was given anything may lie. */
static void find_in(struct hw_machine *m, struct hw_root *root, const char *place,
		    struct hw_installed_kernels *kernels)
{
	struct hw_text *names;
	size_t count;

	if (hw_root_list(root, *place ? place : ".", &m->arena, &names, &count) < 0)
		return;
	for (size_t i = 0; i < count; i++) {
		struct hw_text path = hw_arena_printf(&m->arena, "%s%s%s", place,
						      *place ? "/" : "", names[i].s);
		struct hw_text table =
			hw_arena_printf(&m->arena, "%s/modules.alias", path.s);

		if (!table.s || !hw_is_kernel_release(names[i]) ||
		    hw_text_eq(names[i], m->host.kernel_release) ||
		    hw_text_eq(names[i], m->kernel.release) ||
		    is_listed(kernels, names[i]) || !hw_root_exists(root, table.s))
			continue;
		insert(kernels, &(struct hw_installed_kernel){
					.release = names[i], .root = root, .path = path});
	}
}

struct hw_installed_kernels *hw_installed_kernels_of(struct hw_machine *m)
{
	static const char *const places[] = {"lib/modules", "usr/lib/modules", ""};

	if (m->installed_kernels)
		return m->installed_kernels;
	m->installed_kernels = HW_ARENA_NEW(&m->arena, struct hw_installed_kernels, 1);
	if (!m->installed_kernels)
		return NULL;
	/* a folder of one release alone has no others */
	for (size_t i = 0; i < HW_ARRAY_SIZE(places); i++) {
		if (*places[i])
			find_in(m, m->root, places[i], m->installed_kernels);
		if (m->kernel.owns_root)
			find_in(m, m->kernel.root, places[i], m->installed_kernels);
	}
	return m->installed_kernels;
}

void hw_installed_kernels_close(struct hw_installed_kernels *kernels)
{
	for (size_t i = 0; kernels && i < kernels->n; i++) {
		hw_aliases_close(kernels->v[i].aliases);
		hw_modules_close(kernels->v[i].modules);
	}
}

/* A system for two architectures, or for cross builds, has kernels that this machine
 * cannot start. */
static bool is_foreign(struct hw_machine *m, const struct hw_kernel *tables)
{
	const struct hw_architecture own =
		hw_machine_architecture(m->root, m->host.kernel_release, &m->arena);
	const struct hw_architecture other =
		hw_kernel_architecture(tables, &own, &m->arena);

	return hw_architectures_differ(&own, &other);
}

bool hw_installed_kernel_can_start(struct hw_machine *m,
				   const struct hw_installed_kernel *kernel)
{
	const struct hw_kernel tables = {
		.root = kernel->root,
		.path = kernel->path,
		.release = kernel->release,
		.aliases = kernel->aliases,
	};

	return !(kernel->root == m->root &&
		 hw_kernel_is_removed(m->root, kernel->path.s, &m->arena)) &&
	       !is_foreign(m, &tables);
}

/* Tables that cannot be read have no patterns. Errors: -ENOMEM. */
static int open_once(struct hw_installed_kernel *kernel)
{
	if (kernel->is_asked)
		return 0;
	kernel->is_asked = true;
	if (hw_aliases_open(kernel->root, kernel->path.s, NULL, &kernel->aliases) ==
	    -ENOMEM)
		return -ENOMEM;
	return hw_modules_open(NULL, kernel->root, kernel->path.s, NULL,
			       &kernel->modules);
}

/*
 * A removed kernel may have left its tables behind. On the live machine a module whose
 * file is not there is missing; a recording may just lack the file, and tables that the
 * user named may be without files.
 */
static bool has_module(struct hw_machine *m, struct hw_installed_kernel *kernel,
		       struct hw_text module)
{
	if (hw_modules_is_builtin(kernel->modules, module) == HW_YES ||
	    kernel->root != m->root)
		return true;
	if (hw_root_was_live(m->root) &&
	    hw_modules_is_available(kernel->modules, module) != HW_YES)
		return false;
	return !hw_modules_is_missing(kernel->modules, module) &&
	       !hw_modules_needs_missing(kernel->modules, module);
}

/* Whether the machine's kernel has the module, too. */
static bool is_here(struct hw_machine *m, struct hw_text module)
{
	return hw_modules_is_builtin(m->modules, module) == HW_YES ||
	       hw_modules_path(m->modules, module).n;
}

/* The first module of that kernel for the string. Errors: -ENOMEM. */
static int claim(struct hw_machine *m, struct hw_installed_kernel *kernel,
		 struct hw_text modalias, bool others_only, struct hw_arena *arena,
		 struct hw_text *ret_module)
{
	struct hw_alias_hit *hits;
	size_t count = 0;
	int r = hw_aliases_match(kernel->aliases, modalias, arena, &hits, &count);

	if (r < 0)
		return r == -ENOMEM ? r : 0;
	for (size_t i = 0; i < count && !ret_module->s; i++)
		if (!hw_alias_is_weak(hits[i].pattern) &&
		    has_module(m, kernel, hits[i].module) &&
		    !(others_only && is_here(m, hits[i].module)))
			*ret_module = hits[i].module;
	return 0;
}

/* Whether that helps: the kernel can be started, or the module be built for this one. */
static bool tell(struct hw_machine *m, const struct hw_installed_kernel *kernel,
		 struct hw_elsewhere *ret)
{
	const bool can_start = hw_installed_kernel_can_start(m, kernel);

	ret->release = kernel->release;
	ret->is_given = kernel->root != m->root || !can_start;
	ret->is_dkms = hw_text_starts(hw_modules_path(kernel->modules, ret->module),
				      HW_TEXT("updates/dkms/"));
	return can_start || ret->is_dkms;
}

int hw_installed_kernels_match(struct hw_machine *m, const struct hw_record *record,
			       struct hw_arena *arena, struct hw_elsewhere *ret)
{
	struct hw_installed_kernels *kernels = hw_installed_kernels_of(m);
	bool others_only = record->candidate_count > 0;

	if (!kernels)
		return -ENOMEM;
	*ret = (struct hw_elsewhere){.release = HW_NO_TEXT};
	for (size_t i = 0; i < kernels->n && !ret->module.s; i++) {
		struct hw_installed_kernel *kernel = &kernels->v[i];
		int r = open_once(kernel);

		for (const struct hw_decoded *d = record->modalias;
		     r == 0 && d && !ret->module.s; d = d->next)
			r = claim(m, kernel, d->modalias.raw, others_only, arena,
				  &ret->module);
		if (r < 0)
			return r;
		if (!ret->module.s)
			continue;
		if (!tell(m, kernel, ret))
			*ret = (struct hw_elsewhere){.release = HW_NO_TEXT};
	}
	return 0;
}
