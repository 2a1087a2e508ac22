// SPDX-License-Identifier: GPL-2.0-or-later
/* Changes that a device sees under another kernel. */
#include "report/verdict/findings.h"

#include "data/module/name.h"
#include "report/verdict/internal.h"

/* ", whose tables name e1000e without the file": why that claim does not count. */
static struct hw_text without_files(const struct hw_case *c)
{
	const struct hw_kernel_change *k = c->change;

	if (!k->missing.n)
		return HW_TEXT("");
	return hw_arena_printf(
		c->arena, ", whose tables name %.*s without %s", HW_TEXT_ARG(k->missing),
		k->missing_is_own_file ? "the file" : "a file that it needs");
}

/* "e1000e will", or why it will not. */
static struct hw_text says_then(const struct hw_case *c)
{
	const struct hw_kernel_change *k = c->change;

	if (!k->blocked_by.n)
		return hw_arena_printf(c->arena, "%.*s will",
				       HW_TEXT_ARG(k->modules_then));
	return hw_arena_printf(c->arena,
			       "what claims it, %.*s, is kept from being loaded by %.*s",
			       HW_TEXT_ARG(k->modules_then), HW_TEXT_ARG(k->blocked_by));
}

/* Who has to bring a module that the kernel does not. */
static const char *built_apart(const struct hw_case *c)
{
	return c->change->is_built_apart
		       ? " It does not come with the kernel that runs, and has to be "
			 "built for that one too."
		       : "";
}

/* --- loses-driver --- */

static bool loses_driver(struct hw_case *c)
{
	return c->change->fate == HW_FATE_LOSES_DRIVER;
}

/* " (xhci_pci)" of xhci_hcd. */
static struct hw_text in_brackets(const struct hw_case *c, struct hw_text modules)
{
	if (!modules.n || hw_module_name_eq(modules, c->change->driver))
		return HW_TEXT("");
	return hw_arena_printf(c->arena, " (%.*s)", HW_TEXT_ARG(modules));
}

/* "Module e1000e", "Driver xhci_hcd (xhci_pci)", "Driver ahci, built in,". */
static struct hw_text says_now(const struct hw_case *c)
{
	const struct hw_kernel_change *k = c->change;

	if (k->driver_module.n)
		return hw_arena_printf(c->arena, "Module %.*s",
				       HW_TEXT_ARG(k->driver_module));
	if (k->modules_now.n || k->now_is_unknown || k->has_driver_then) {
		struct hw_text modules = in_brackets(c, k->modules_now);

		return hw_arena_printf(c->arena, "Driver %.*s%.*s",
				       HW_TEXT_ARG(k->driver), HW_TEXT_ARG(modules));
	}
	return hw_arena_printf(c->arena, "Driver %.*s, built in,",
			       HW_TEXT_ARG(k->driver));
}

/* The other kernel has no module that may be the driver's. */
static bool is_known_gone(const struct hw_kernel_change *k)
{
	return !k->driver_module.n && !k->modules_now.n && !k->now_is_unknown &&
	       !k->has_driver_then && !k->blocked_by.n;
}

static struct hw_text lost_driver(const struct hw_case *c)
{
	const struct hw_kernel_change *k = c->change;
	struct hw_text now = says_now(c);
	struct hw_text missing = without_files(c);
	struct hw_text then = k->blocked_by.n ? says_then(c) : HW_TEXT("no module does");

	if (is_known_gone(k))
		return hw_arena_printf(
			c->arena,
			"%.*s drives it now; kernel %.*s has it neither built in nor as "
			"a module%.*s.",
			HW_TEXT_ARG(now), HW_TEXT_ARG(k->kernel), HW_TEXT_ARG(missing));
	return hw_arena_printf(c->arena,
			       "%.*s drives it now; under kernel %.*s%.*s, %.*s.%s",
			       HW_TEXT_ARG(now), HW_TEXT_ARG(k->kernel),
			       HW_TEXT_ARG(missing), HW_TEXT_ARG(then), built_apart(c));
}

/* --- changes-driver --- */

static bool changes_driver(struct hw_case *c)
{
	return c->change->fate == HW_FATE_CHANGES_DRIVER;
}

static struct hw_text changed_driver(const struct hw_case *c)
{
	const struct hw_kernel_change *k = c->change;
	struct hw_text now = says_now(c);
	struct hw_text missing = without_files(c);
	struct hw_text then = says_then(c);

	return hw_arena_printf(c->arena,
			       "%.*s drives it now; under kernel %.*s%.*s, %.*s.%s",
			       HW_TEXT_ARG(now), HW_TEXT_ARG(k->kernel),
			       HW_TEXT_ARG(missing), HW_TEXT_ARG(then), built_apart(c));
}

/* --- gains-driver --- */

static bool gains_driver(struct hw_case *c)
{
	return c->change->fate == HW_FATE_GAINS_DRIVER;
}

static struct hw_text gained_driver(const struct hw_case *c)
{
	const struct hw_kernel_change *k = c->change;
	struct hw_text now = says_now(c);
	struct hw_text then = k->modules_then.n ? says_then(c) : HW_TEXT("it will");

	return hw_arena_printf(c->arena,
			       "%.*s drives it now; no module of kernel %.*s does, under "
			       "kernel %.*s %.*s.",
			       HW_TEXT_ARG(now), HW_TEXT_ARG(k->old_kernel),
			       HW_TEXT_ARG(k->kernel), HW_TEXT_ARG(then));
}

/* --- loses-candidates --- */

static bool loses_candidates(struct hw_case *c)
{
	return c->change->fate == HW_FATE_LOSES_CANDIDATES;
}

static struct hw_text lost_candidates(const struct hw_case *c)
{
	const struct hw_kernel_change *k = c->change;
	struct hw_text missing = without_files(c);

	return hw_arena_printf(c->arena,
			       "%.*s could drive it; no module of kernel %.*s can%.*s.",
			       HW_TEXT_ARG(k->modules_now), HW_TEXT_ARG(k->kernel),
			       HW_TEXT_ARG(missing));
}

/* --- gains-candidates --- */

static bool gains_candidates(struct hw_case *c)
{
	return c->change->fate == HW_FATE_GAINS_CANDIDATES;
}

static struct hw_text gained_candidates(const struct hw_case *c)
{
	const struct hw_kernel_change *k = c->change;
	struct hw_text then = says_then(c);

	if (k->old_kernel.n)
		return hw_arena_printf(
			c->arena,
			"No module of kernel %.*s claims it; under kernel %.*s %.*s.",
			HW_TEXT_ARG(k->old_kernel), HW_TEXT_ARG(k->kernel),
			HW_TEXT_ARG(then));
	return hw_arena_printf(c->arena, "%s; under kernel %.*s %.*s.",
			       k->now_is_unknown ? "It has no driver now"
						 : "No module claims it now",
			       HW_TEXT_ARG(k->kernel), HW_TEXT_ARG(then));
}

/* --- changes-candidates --- */

static bool changes_candidates(struct hw_case *c)
{
	return c->change->fate == HW_FATE_CHANGES_CANDIDATES;
}

/* "Under kernel 6.9 also claimed by a, b, no more by c" */
static struct hw_text difference(const struct hw_case *c)
{
	const struct hw_kernel_change *k = c->change;
	struct hw_text added = HW_TEXT("");
	struct hw_text gone = HW_TEXT("");

	if (k->modules_added.n)
		added = hw_arena_printf(c->arena, " also claimed by %.*s",
					HW_TEXT_ARG(k->modules_added));
	if (k->modules_gone.n)
		gone = hw_arena_printf(c->arena, "%s no more by %.*s",
				       added.n ? "," : " claimed",
				       HW_TEXT_ARG(k->modules_gone));
	return hw_arena_printf(c->arena, "Under kernel %.*s%.*s%.*s",
			       HW_TEXT_ARG(k->kernel), HW_TEXT_ARG(added),
			       HW_TEXT_ARG(gone));
}

static struct hw_text changed_candidates(const struct hw_case *c)
{
	const struct hw_kernel_change *k = c->change;
	struct hw_text missing = without_files(c);
	struct hw_text when = k->old_kernel.n
				      ? hw_arena_printf(c->arena, "under kernel %.*s",
							HW_TEXT_ARG(k->old_kernel))
				      : HW_TEXT("now");

	if (k->modules_added.n || k->modules_gone.n) {
		struct hw_text words = difference(c);

		return hw_arena_printf(c->arena, "%.*s%.*s.", HW_TEXT_ARG(words),
				       HW_TEXT_ARG(missing));
	}
	return hw_arena_printf(c->arena,
			       "Claimed by %.*s %.*s, by %.*s under kernel %.*s%.*s.",
			       HW_TEXT_ARG(k->modules_now), HW_TEXT_ARG(when),
			       HW_TEXT_ARG(k->modules_then), HW_TEXT_ARG(k->kernel),
			       HW_TEXT_ARG(missing));
}

/* clang-format off */
const struct hw_reason hw_reasons_what_if[] = {
	{.code = "loses-driver", .severity = HW_SEVERITY_ERROR,
	 .holds = loses_driver, .sentence = lost_driver,
	 .meaning = "loses its driver under the other kernel"},
	{.code = "changes-driver", .severity = HW_SEVERITY_WARNING,
	 .holds = changes_driver, .sentence = changed_driver,
	 .meaning = "gets another driver under the other kernel"},
	{.code = "gains-driver",
	 .holds = gains_driver, .sentence = gained_driver,
	 .meaning = "has its driver under the new kernel, and not under the old one"},
	{.code = "loses-candidates",
	 .holds = loses_candidates, .sentence = lost_candidates,
	 .meaning = "is claimed now, and by nothing under the other kernel"},
	{.code = "gains-candidates",
	 .holds = gains_candidates, .sentence = gained_candidates,
	 .meaning = "is claimed by nothing now, and under the other kernel it is"},
	{.code = "changes-candidates",
	 .holds = changes_candidates, .sentence = changed_candidates,
	 .meaning = "is claimed by other modules under the other kernel"},
	{.code = NULL},
};
/* clang-format on */

const char *hw_fate_code(enum hw_fate fate)
{
	return fate == HW_FATE_SAME ? NULL : hw_reasons_what_if[fate - 1].code;
}

struct hw_verdict hw_verdict_what_if(const struct hw_kernel_change *change,
				     struct hw_arena *arena, size_t *ret_rank)
{
	struct hw_case c = {.change = change, .arena = arena};
	const struct hw_reason *r = hw_reason_find(hw_reasons_what_if, &c);

	*ret_rank = r ? (size_t)(r - hw_reasons_what_if) + 1 : 0;
	return r ? hw_reason_verdict(r, &c) : (struct hw_verdict){.reason = NULL};
}
