// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Reasons of a device whose driver works, though modules are in each other's way. They
 * are hints: what happens at the next boot may not be what its user expects.
 */
#include "report/verdict/internal.h"
#include "report/verdict/remedy.h"

static void add_pattern(struct hw_case *c, const struct hw_candidate *candidate)
{
	hw_case_add_evidence(
		c, &(struct hw_evidence){
			   .source = hw_alias_source_name(candidate->source),
			   .line = candidate->line,
			   .text = hw_arena_printf(c->arena, "alias %.*s %.*s",
						   HW_TEXT_ARG(candidate->pattern),
						   HW_TEXT_ARG(candidate->module)),
		   });
}

/* --- rival-modules --- */

static bool has_rivals(struct hw_case *c)
{
	const struct hw_signs *s = hw_case_bound_signs(c);

	return s && s->own_rival;
}

static struct hw_text rivals(const struct hw_case *c)
{
	const struct hw_signs *s = c->facts->signs;
	const struct hw_candidate *own = s->own_rival;
	const struct hw_candidate *foreign = s->foreign_rival;

	return hw_arena_printf(
		c->arena,
		"Driver %.*s is bound, but two modules claim the device and nothing "
		"keeps "
		"either away: %.*s of the kernel itself, and %.*s from outside it "
		"(%.*s). "
		"The one that is loaded first gets the device, which may be another one "
		"after the next boot.",
		HW_TEXT_ARG(c->facts->driver), HW_TEXT_ARG(own->module),
		HW_TEXT_ARG(foreign->module), HW_TEXT_ARG(foreign->path));
}

static struct hw_text keep_one(const struct hw_case *c)
{
	const struct hw_signs *s = c->facts->signs;

	return hw_arena_printf(c->arena,
			       "Blacklist the one that is not wanted in /etc/modprobe.d "
			       "(modprobe.d(5)), or remove the package of %.*s.",
			       HW_TEXT_ARG(s->foreign_rival->module));
}

static void show_rivals(struct hw_case *c)
{
	add_pattern(c, c->facts->signs->own_rival);
	add_pattern(c, c->facts->signs->foreign_rival);
}

/* --- module-replaced --- */

static bool is_replaced(struct hw_case *c)
{
	const struct hw_signs *s = hw_case_bound_signs(c);

	return s && s->replaced_file.n;
}

static struct hw_text replaced(const struct hw_case *c)
{
	const struct hw_signs *s = c->facts->signs;

	return hw_arena_printf(
		c->arena,
		"Driver %.*s is bound; its module is not the kernel's own, "
		"%.*s, but one from outside that takes its place: %.*s.",
		HW_TEXT_ARG(c->facts->driver), HW_TEXT_ARG(s->replaced_file),
		HW_TEXT_ARG(s->replacing_file));
}

static struct hw_text remove_package(const struct hw_case *c)
{
	(void)c;
	return HW_TEXT("Say so where you report a problem with it. To have the kernel's "
		       "own: remove the package that brings it, and run depmod -a.");
}

static void show_replaced(struct hw_case *c)
{
	const struct hw_signs *s = c->facts->signs;

	hw_case_add_evidence(c, &(struct hw_evidence){
					.source = "modules.dep",
					.text = s->replacing_file,
				});
	hw_case_add_evidence(c, &(struct hw_evidence){
					.source = "modules.order",
					.text = s->replaced_file,
				});
}

/* --- leftover-blacklist --- */

static bool is_kept_by_left_over(struct hw_case *c)
{
	const struct hw_signs *s = hw_case_bound_signs(c);

	c->candidate = s ? s->kept_away : NULL;
	return c->candidate != NULL;
}

static struct hw_text kept_by_left_over(const struct hw_case *c)
{
	return hw_arena_printf(c->arena,
			       "Driver %.*s is bound; module %.*s claims the device too, "
			       "and is kept away by %.*s.%.*s",
			       HW_TEXT_ARG(c->facts->driver),
			       HW_TEXT_ARG(c->candidate->module),
			       HW_TEXT_ARG(c->candidate->blocked.blocked_by),
			       HW_TEXT_ARG(hw_say_left_over(c)));
}

static struct hw_text purge(const struct hw_case *c)
{
	return hw_remedy_purge(c->facts->signs->removed_package, c->arena);
}

/* clang-format off */
const struct hw_reason hw_reasons_rivals[] = {
	{.code = "rival-modules", .state = HW_STATE_BOUND, .severity = HW_SEVERITY_HINT,
	 .holds = has_rivals, .sentence = rivals, .advice = keep_one,
	 .evidence = show_rivals,
	 .meaning = "is claimed by a module of the kernel and by one from outside, and "
		    "nothing says which is to have it"},
	{.code = "module-replaced", .state = HW_STATE_BOUND, .severity = HW_SEVERITY_HINT,
	 .holds = is_replaced, .sentence = replaced, .advice = remove_package,
	 .evidence = show_replaced,
	 .meaning = "has the driver of a module from outside that replaces the kernel's own"},
	{.code = "leftover-blacklist", .state = HW_STATE_BOUND, .severity = HW_SEVERITY_HINT,
	 .holds = is_kept_by_left_over, .sentence = kept_by_left_over, .remedy = purge,
	 .evidence = hw_case_add_left_over,
	 .meaning = "could have another driver, which a file of a removed package blocks"},
	{.code = NULL},
};
/* clang-format on */
