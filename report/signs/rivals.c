// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/signs/rivals.h"

#include "data/module/name.h"
#include "report/verdict/attention.h"

static bool is_free(const struct hw_candidate *c)
{
	return !c->weak && !c->again && !hw_candidate_is_optional(c) &&
	       !c->blocked.kind && !c->hidden_count && !c->missing.s &&
	       (c->builtin == HW_YES || (c->path.s && c->available == HW_YES));
}

static void find_rivals(const struct hw_signs_of *of, struct hw_signs *signs)
{
	const struct hw_candidate *own = NULL;
	const struct hw_candidate *foreign = NULL;
	bool has_device = false;

	for (size_t i = 0; i < of->candidate_count; i++) {
		const struct hw_candidate *c = &of->candidates[i];

		if (!is_free(c))
			continue;
		has_device |= hw_module_name_eq(c->module, of->driver_module);
		if (!hw_candidate_is_foreign(c) && !own)
			own = c;
		else if (hw_candidate_is_foreign(c) && !foreign)
			foreign = c;
	}
	if (!own || !foreign || !has_device)
		return;
	signs->own_rival = own;
	signs->foreign_rival = foreign;
}

/* The kernel's build names files without the suffix that compression adds to them. */
static bool is_installed(struct hw_machine *m, struct hw_text path,
			 struct hw_arena *arena)
{
	static const char *const suffixes[] = {"", ".zst", ".xz", ".gz"};

	for (size_t i = 0; i < HW_ARRAY_SIZE(suffixes); i++) {
		struct hw_text file =
			hw_arena_printf(arena, "%.*s/%.*s%s", HW_TEXT_ARG(m->kernel.path),
					HW_TEXT_ARG(path), suffixes[i]);

		if (file.s && hw_root_exists(m->kernel.root, file.s))
			return true;
	}
	return false;
}

static void find_replaced(struct hw_machine *m, struct hw_arena *arena,
			  const struct hw_signs_of *of, struct hw_signs *signs)
{
	struct hw_text used = hw_modules_path(m->modules, of->driver_module);
	struct hw_text own;

	if (!used.n || hw_text_starts(used, HW_TEXT("kernel/")))
		return;
	own = hw_modules_own_path(m->modules, of->driver_module);
	if (!own.n || !is_installed(m, own, arena))
		return;
	signs->replacing_file = used;
	signs->replaced_file = own;
}

static void find_left_over(struct hw_machine *m, const struct hw_signs_of *of,
			   struct hw_signs *signs)
{
	for (size_t i = 0; i < of->candidate_count && !signs->kept_away; i++) {
		const struct hw_candidate *c = &of->candidates[i];
		struct hw_text package =
			c->weak || hw_module_name_eq(c->module, of->driver_module)
				? HW_NO_TEXT
				: hw_machine_removed_package(m, c->blocked.path);

		if (!package.n)
			continue;
		signs->removed_package = package;
		signs->kept_away = c;
	}
}

void hw_rivals_find(struct hw_machine *m, struct hw_arena *arena,
		    const struct hw_signs_of *of, struct hw_signs *signs)
{
	if (of->driver.s && of->driver_module.n && m->kernel.root) {
		find_rivals(of, signs);
		find_replaced(m, arena, of, signs);
	}
	find_left_over(m, of, signs);
}
