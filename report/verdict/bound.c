// SPDX-License-Identifier: GPL-2.0-or-later
/* Reasons of a device that a driver is bound to, and of which nothing bad is known. */
#include "report/verdict/internal.h"

/* Its module is one whose patterns are known, and none of them fits. */
static bool is_not_candidate(struct hw_case *c)
{
	const struct hw_facts *f = c->facts;

	return hw_case_is_bound(c) && f->kernel.s && f->kernel_is_running &&
	       f->driver_module.s && f->has_modalias &&
	       f->driver_module_available == HW_YES && !hw_case_bound_candidate(c);
}

static struct hw_text not_candidate(const struct hw_case *c)
{
	return hw_arena_printf(
		c->arena,
		"Driver %.*s of module %.*s is bound, though no alias of "
		"that module fits: it was bound by name, by hand, or along "
		"with a sibling.",
		HW_TEXT_ARG(c->facts->driver), HW_TEXT_ARG(c->facts->driver_module));
}

static bool is_bound(struct hw_case *c)
{
	return hw_case_is_bound(c);
}

static struct hw_text bound(const struct hw_case *c)
{
	const struct hw_facts *f = c->facts;

	if (!f->driver_module.s)
		return hw_arena_printf(c->arena,
				       "Driver %.*s is bound; it is built into the "
				       "kernel, or its module is not told.",
				       HW_TEXT_ARG(f->driver));
	if (hw_text_eq(f->driver, f->driver_module))
		return hw_arena_printf(c->arena, "Driver %.*s is bound.",
				       HW_TEXT_ARG(f->driver));
	return hw_arena_printf(c->arena, "Driver %.*s of module %.*s is bound.",
			       HW_TEXT_ARG(f->driver), HW_TEXT_ARG(f->driver_module));
}

/* clang-format off */
const struct hw_reason hw_reasons_bound[] = {
	{.code = "driver-not-candidate", .state = HW_STATE_BOUND,
	 .holds = is_not_candidate, .sentence = not_candidate,
	 .meaning = "has a driver whose module does not claim it"},
	{.code = "driver-bound", .state = HW_STATE_BOUND,
	 .holds = is_bound, .sentence = bound,
	 .meaning = "has a driver"},
	{.code = NULL},
};
/* clang-format on */
