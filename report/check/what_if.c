// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/check/internal.h"

#include <errno.h>

#include "report/verdict/attention.h"
#include "report/verdict/verdict.h"

/* Modules, each once. */
struct claims {
	struct hw_text *v;
	size_t n;
};

struct both {
	struct claims now;
	struct claims then;
	/* named by the tables of then, but not there */
	struct claims missing;
};

static bool has(const struct claims *c, struct hw_text module)
{
	for (size_t i = 0; i < c->n; i++)
		if (hw_text_eq(c->v[i], module))
			return true;
	return false;
}

static bool is_subset(const struct claims *a, const struct claims *b)
{
	for (size_t i = 0; i < a->n; i++)
		if (!has(b, a->v[i]))
			return false;
	return true;
}

static int add(struct claims *c, struct hw_text module, struct hw_arena *arena)
{
	struct hw_text *v;

	if (has(c, module))
		return 0;
	v = HW_ARENA_NEW(arena, struct hw_text, c->n + 1);
	if (!v)
		return -ENOMEM;
	if (c->n)
		memcpy(v, c->v, c->n * sizeof(*v));
	v[c->n++] = module;
	c->v = v;
	return 0;
}

static struct hw_text listed(const struct claims *c, struct hw_arena *arena)
{
	struct hw_text all = HW_TEXT("none");

	for (size_t i = 0; i < c->n; i++)
		all = i ? hw_arena_printf(arena, "%.*s, %.*s", HW_TEXT_ARG(all),
					  HW_TEXT_ARG(c->v[i]))
			: c->v[0];
	return all;
}

/* Whether a kernel that claims by this module has it too, and all that it needs. */
static bool is_there(struct hw_modules *modules, struct hw_text module)
{
	return !modules || hw_modules_is_builtin(modules, module) == HW_YES ||
	       (!hw_modules_is_missing(modules, module) &&
		!hw_modules_needs_missing(modules, module));
}

/*
 * What is a module of one kernel and built into the other serves the device there too,
 * though most kernels' tables tell nothing of built-in code.
 */
static int add_builtin(struct claims *to, const struct claims *from,
		       struct hw_modules *modules, struct hw_arena *arena)
{
	for (size_t i = 0; modules && i < from->n; i++)
		if (hw_modules_is_builtin(modules, from->v[i]) == HW_YES &&
		    add(to, from->v[i], arena) < 0)
			return -ENOMEM;
	return 0;
}

static int ask_own(struct hw_check *check, const struct hw_record *record,
		   struct claims *now)
{
	for (const struct hw_decoded *d = record->modalias; d; d = d->next) {
		struct hw_alias_hit *hits;
		size_t count = 0;
		int r = hw_aliases_match(check->own.aliases, d->modalias.raw,
					 &check->arena, &hits, &count);

		if (r == -ENOMEM)
			return r;
		for (size_t i = 0; r == 0 && i < count; i++)
			if (is_there(check->own_modules, hits[i].module) &&
			    add(now, hits[i].module, &check->arena) < 0)
				return -ENOMEM;
	}
	return 0;
}

/* The tables of both kernels alone: what modprobe.d says is the same under both. */
static int ask(struct hw_check *check, const struct hw_record *record, struct both *ret)
{
	struct hw_modules *modules = check->machine->modules;
	struct hw_arena *arena = &check->arena;
	int r = ask_own(check, record, &ret->now);

	for (size_t i = 0; r == 0 && i < record->candidate_count; i++) {
		struct hw_text module = record->candidates[i].module;

		if (record->candidates[i].source != HW_ALIAS_CONFIG)
			r = add(is_there(modules, module) ? &ret->then : &ret->missing,
				module, arena);
	}
	if (r == 0)
		r = add_builtin(&ret->then, &ret->now, modules, arena);
	if (r == 0)
		r = add_builtin(&ret->now, &ret->then, check->own_modules, arena);
	return r;
}

/*
 * The driver of the first interface of a USB device often takes the next ones along
 * (usb_driver_claim_interface(), drivers/usb/core/driver.c), which no alias tells.
 */
static bool is_taken_along(struct hw_check *check, const struct hw_record *record,
			   bool is_claimed)
{
	const struct hw_device *d = &record->device;

	if (!hw_text_eq(d->kind, HW_TEXT("usb_interface")))
		return false;
	if (is_claimed) {
		check->claimed_device = hw_arena_copy(&check->arena, d->parent);
		check->claimed_by = hw_arena_copy(&check->arena, d->driver_module);
	}
	return d->parent.n && hw_text_eq(check->claimed_device, d->parent) &&
	       hw_text_eq(check->claimed_by, d->driver_module);
}

/* Whether the module that drives the device now does not claim it then. */
static bool loses_module(struct hw_check *check, const struct hw_record *record,
			 const struct both *b)
{
	struct hw_text module = record->device.driver_module;

	if (record->device.driver_known != HW_DRIVER_BOUND || !module.n ||
	    !record->modalias)
		return false;
	if (is_taken_along(check, record, has(&b->then, module)) || has(&b->then, module))
		return false;
	/* bound by hand or by name: no alias explains that under either kernel */
	if (check->own.aliases && !has(&b->now, module))
		return false;
	return hw_modules_is_builtin(check->machine->modules, module) != HW_YES;
}

/*
 * The same of a driver that is built in now. That a driver is of the module of its name
 * is certain only where modules.builtin has one.
 */
static bool loses_builtin(struct hw_check *check, const struct hw_record *record,
			  const struct both *b)
{
	struct hw_modules *then = check->machine->modules;
	const struct hw_device *d = &record->device;

	return d->driver_known == HW_DRIVER_BOUND && !d->driver_module.n &&
	       check->own_modules && !b->then.n &&
	       hw_modules_is_builtin(check->own_modules, d->driver) == HW_YES &&
	       hw_modules_is_builtin(then, d->driver) == HW_NO &&
	       !is_there(then, d->driver);
}

/* clang-format off */
static const struct hw_reason changes[] = {
	[HW_CHANGE_LOSES_DRIVER] =
		{.code = "loses-driver", .severity = HW_SEVERITY_ERROR,
		 .meaning = "loses its driver under the other kernel"},
	[HW_CHANGE_DRIVER] =
		{.code = "changes-driver", .severity = HW_SEVERITY_WARNING,
		 .meaning = "gets another driver under the other kernel"},
	[HW_CHANGE_LOSES] =
		{.code = "loses-candidates",
		 .meaning = "is claimed now, and by nothing under the other kernel"},
	[HW_CHANGE_GAINS] =
		{.code = "gains-candidates",
		 .meaning = "is claimed by nothing now, and under the other kernel it is"},
	[HW_CHANGE_OTHERS] =
		{.code = "changes-candidates",
		 .meaning = "is claimed by other modules under the other kernel"},
};
/* clang-format on */

static void tell(struct hw_finding *f, enum hw_change change, struct hw_text explanation)
{
	f->change = change;
	f->reason = changes[change].code;
	f->severity = changes[change].severity;
	f->explanation = explanation;
}

/* ", whose tables name e1000e without the file": why a claim does not count. */
static struct hw_text told_missing(struct hw_check *check, const struct both *b)
{
	struct hw_modules *then = check->machine->modules;

	if (!b->missing.n)
		return HW_TEXT("");
	return hw_arena_printf(&check->arena, ", whose tables name %.*s without %s",
			       HW_TEXT_ARG(listed(&b->missing, &check->arena)),
			       hw_modules_is_missing(then, b->missing.v[0])
				       ? "the file"
				       : "a file that it needs");
}

/* A module that nobody misses is no other driver. */
static bool is_any_of_use(const struct claims *c)
{
	for (size_t i = 0; i < c->n; i++)
		if (!hw_candidate_is_optional(&(struct hw_candidate){.module = c->v[i]}))
			return true;
	return false;
}

static void tell_lost(struct hw_check *check, const struct hw_record *record,
		      const struct both *b, struct hw_finding *f)
{
	struct hw_arena *arena = &check->arena;
	struct hw_text module = record->device.driver_module;
	struct hw_text kernel = check->machine->kernel.release;
	struct hw_text missing = told_missing(check, b);

	if (!module.n) {
		tell(f, HW_CHANGE_LOSES_DRIVER,
		     hw_arena_printf(arena,
				     "Driver %.*s, built in, drives it now; kernel %.*s "
				     "has it neither built in nor as a module%.*s.",
				     HW_TEXT_ARG(record->device.driver),
				     HW_TEXT_ARG(kernel), HW_TEXT_ARG(missing)));
	} else if (is_any_of_use(&b->then)) {
		tell(f, HW_CHANGE_DRIVER,
		     hw_arena_printf(arena,
				     "Module %.*s drives it now; under kernel %.*s%.*s, "
				     "%.*s will.",
				     HW_TEXT_ARG(module), HW_TEXT_ARG(kernel),
				     HW_TEXT_ARG(missing),
				     HW_TEXT_ARG(listed(&b->then, arena))));
	} else {
		tell(f, HW_CHANGE_LOSES_DRIVER,
		     hw_arena_printf(arena,
				     "Module %.*s drives it now; under kernel %.*s%.*s, "
				     "no module does.",
				     HW_TEXT_ARG(module), HW_TEXT_ARG(kernel),
				     HW_TEXT_ARG(missing)));
	}
}

static void tell_candidates(struct hw_check *check, const struct both *b,
			    struct hw_finding *f)
{
	struct hw_arena *arena = &check->arena;
	struct hw_text kernel = check->machine->kernel.release;
	struct hw_text missing = told_missing(check, b);
	struct hw_text now = listed(&b->now, arena);
	struct hw_text then = listed(&b->then, arena);

	if (!b->then.n)
		tell(f, HW_CHANGE_LOSES,
		     hw_arena_printf(arena,
				     "%.*s could drive it; no module of kernel %.*s can"
				     "%.*s.",
				     HW_TEXT_ARG(now), HW_TEXT_ARG(kernel),
				     HW_TEXT_ARG(missing)));
	else if (!b->now.n)
		tell(f, HW_CHANGE_GAINS,
		     hw_arena_printf(arena,
				     "No module claims it now; under kernel %.*s %.*s "
				     "will.",
				     HW_TEXT_ARG(kernel), HW_TEXT_ARG(then)));
	else
		tell(f, HW_CHANGE_OTHERS,
		     hw_arena_printf(arena,
				     "Claimed by %.*s now, by %.*s under kernel "
				     "%.*s%.*s.",
				     HW_TEXT_ARG(now), HW_TEXT_ARG(then),
				     HW_TEXT_ARG(kernel), HW_TEXT_ARG(missing)));
}

int hw_what_if(struct hw_check *check, const struct hw_record *record,
	       struct hw_finding *f)
{
	struct both b = {.now.n = 0};
	int r = ask(check, record, &b);

	if (r < 0)
		return r;
	/* the verdict is on the machine as it runs, which is not the question */
	f->severity = HW_SEVERITY_NONE;
	f->remedy = HW_NO_TEXT;
	f->advice = HW_NO_TEXT;
	f->evidence_count = 0;
	if (loses_module(check, record, &b) || loses_builtin(check, record, &b))
		tell_lost(check, record, &b, f);
	else if (!check->own.aliases ||
		 (is_subset(&b.now, &b.then) && is_subset(&b.then, &b.now)))
		f->change = HW_CHANGE_NONE;
	else
		tell_candidates(check, &b, f);
	return hw_arena_failed(&check->arena) ? -ENOMEM : 0;
}
