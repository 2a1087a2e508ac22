// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/check/internal.h"

#include <errno.h>

#include "data/base/list.h"
#include "data/base/text_set.h"
#include "data/module/name.h"
#include "report/lookup/id_pattern.h"
#include "report/machine/builtin_driver.h"
#include "report/verdict/attention.h"
#include "report/verdict/findings.h"

/* Most modules of a list in a sentence. */
#define LISTED_MAX ((size_t)8)

/* The modules that claim a device. */
struct claims_of_kernels {
	/* by the machine's own tables */
	struct hw_text_set now;
	/* by those of the other kernel */
	struct hw_text_set then;
	/* by the other kernel's tables, but a file is missing there */
	struct hw_text_set missing;
	/* by a pattern that fixes an id which is not told of the device: those that may
	 * claim it now, and under the other kernel */
	struct hw_text_set maybe_now;
	struct hw_text_set maybe_then;
	/* of `then`: those that modprobe's configuration keeps from being loaded, and
	 * what does so with the first one */
	struct hw_text_set blocked;
	struct hw_text blocked_by;
};

static void claims_done(struct claims_of_kernels *c)
{
	hw_text_set_done(&c->now);
	hw_text_set_done(&c->then);
	hw_text_set_done(&c->missing);
	hw_text_set_done(&c->maybe_now);
	hw_text_set_done(&c->maybe_then);
	hw_text_set_done(&c->blocked);
}

static bool is_same(const struct hw_text_set *a, const struct hw_text_set *b)
{
	for (size_t i = 0; i < a->n; i++)
		if (!hw_text_set_has(b, a->v[i]))
			return false;
	return a->n == b->n;
}

static struct hw_text list_of(const struct hw_text_set *set, struct hw_arena *arena)
{
	return hw_list_of(set->v, set->n, ", ", LISTED_MAX, arena);
}

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

static int find_own_claims(struct hw_check *check, const struct hw_record *record,
			   struct hw_text_set *now)
{
	for (const struct hw_decoded *d = record->modalias; d; d = d->next) {
		struct hw_alias_hit *hits;
		size_t count = 0;
		int r = hw_aliases_match(check->own.aliases, d->modalias.raw,
					 &check->arena, &hits, &count);

		if (r == -ENOMEM)
			return r;
		for (size_t i = 0; r == 0 && i < count; i++)
			if (hw_kernel_has_module(check->own_modules, hits[i].module) &&
			    hw_text_set_add(now, hits[i].module) < 0)
				return -ENOMEM;
	}
	return 0;
}

/* A module that modprobe's configuration blocks, which is the same under both kernels. */
static int note_block(struct hw_check *check, const struct hw_candidate *candidate,
		      struct claims_of_kernels *c)
{
	if (!candidate->blocked.blocked_by.n ||
	    hw_modules_is_builtin(check->machine->modules, candidate->module) == HW_YES)
		return 0;
	if (!c->blocked.n)
		c->blocked_by =
			hw_arena_copy(&check->arena, candidate->blocked.blocked_by);
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

static int find_possible_claims(struct hw_check *check, const struct hw_record *record,
				struct claims_of_kernels *ret)
{
	struct hw_aliases *then = check->machine->kernel.aliases;
	int r = 0;

	for (const struct hw_decoded *d = record->modalias; r == 0 && d; d = d->next) {
		r = hw_id_pattern_may_claim(check->own.aliases, &d->modalias,
					    &check->arena, &ret->maybe_now);
		if (r == 0)
			r = hw_id_pattern_may_claim(then, &d->modalias, &check->arena,
						    &ret->maybe_then);
	}
	/* what claims it for sure under the one kernel, and perhaps under the other */
	if (r == 0)
		r = add_maybe(&ret->now, &ret->then, &ret->maybe_now, check->own_modules);
	if (r == 0)
		r = add_maybe(&ret->then, &ret->now, &ret->maybe_then,
			      check->machine->modules);
	return r;
}

/* Only the tables of both kernels claim: `alias` lines of modprobe.d are the same under
 * both, and what another tool told was of one of them. */
static int find_claims(struct hw_check *check, const struct hw_record *record,
		       struct claims_of_kernels *ret)
{
	struct hw_modules *modules = check->machine->modules;
	int r = find_own_claims(check, record, &ret->now);

	for (size_t i = 0; r == 0 && i < record->candidate_count; i++) {
		struct hw_text module = record->candidates[i].module;
		bool is_usable = hw_kernel_has_module(modules, module);

		if (record->candidates[i].source == HW_ALIAS_CONFIG ||
		    record->candidates[i].source == HW_ALIAS_TOLD)
			continue;
		r = hw_text_set_add(is_usable ? &ret->then : &ret->missing, module);
		if (r == 0 && is_usable)
			r = note_block(check, &record->candidates[i], ret);
	}
	if (r == 0)
		r = add_builtin(&ret->then, &ret->now, modules);
	if (r == 0)
		r = add_builtin(&ret->now, &ret->then, check->own_modules);
	return r == 0 ? find_possible_claims(check, record, ret) : r;
}

/*
 * The module of the bound driver. Another tool's output may tell the driver alone: then
 * it is the one of the machine's own kernel whose name is nearest, of those that claim
 * the device or may do so; else the one of the driver's name. Absent: it is built in, or
 * is not known.
 */
static int find_module(struct hw_check *check, const struct hw_record *record,
		       const struct claims_of_kernels *c, struct hw_text *ret)
{
	const struct hw_device *d = &record->device;
	const struct hw_text_set *sets[] = {&c->now, &c->maybe_now};
	struct hw_text module = HW_NO_TEXT;
	struct hw_driver_choice choice;

	*ret = d->driver_module;
	if (d->driver_module.n || d->driver_known != HW_DRIVER_BOUND ||
	    record->driver_is_builtin || !check->machine->is_dump || !check->own_modules)
		return 0;
	for (size_t i = 0; !module.n && i < HW_ARRAY_SIZE(sets); i++) {
		int r = hw_driver_choose(d->driver, sets[i]->v, sets[i]->n, &check->arena,
					 &choice);

		if (r < 0)
			return r;
		module = choice.module;
	}
	if (!module.n && !hw_driver_is_part(d->driver, &module))
		module = d->driver;
	if (module.n && hw_modules_path(check->own_modules, module).n &&
	    hw_modules_is_builtin(check->own_modules, module) != HW_YES)
		*ret = hw_module_name_normalize(module, &check->arena);
	return 0;
}

/*
 * Whether the driver of an earlier interface of the same USB device claimed this one too
 * (usb_driver_claim_interface(), drivers/usb/core/driver.c): no alias says so.
 */
static bool is_claimed_with_sibling(struct hw_check *check,
				    const struct hw_record *record, struct hw_text module,
				    bool is_claimed)
{
	const struct hw_device *d = &record->device;
	const struct hw_text by = module.n ? module : d->driver;

	if (!hw_bus_is_part(d->bus, d->kind))
		return false;
	if (is_claimed) {
		check->claimed_device = hw_arena_copy(&check->arena, d->parent);
		check->claimed_by = hw_arena_copy(&check->arena, by);
	}
	return d->parent.n && hw_text_eq(check->claimed_device, d->parent) &&
	       hw_text_eq(check->claimed_by, by);
}

/* Whether the bound driver's module does not claim the device under the other kernel. */
static bool loses_module(struct hw_check *check, const struct hw_record *record,
			 struct hw_text module, const struct claims_of_kernels *b)
{
	struct hw_modules *then = check->machine->modules;
	bool is_claimed = hw_text_set_has(&b->then, module) ||
			  (hw_text_set_has(&b->maybe_then, module) &&
			   hw_kernel_has_module(then, module));
	struct hw_text whole;

	if (record->device.driver_known != HW_DRIVER_BOUND || !module.n ||
	    !record->modalias)
		return false;
	if (is_claimed_with_sibling(check, record, module, is_claimed) || is_claimed)
		return false;
	/* between two kernels, what neither has is no difference */
	if (!hw_kernel_has_module(then, module))
		return !check->is_between ||
		       hw_kernel_has_module(check->own_modules, module);
	/* it takes what it is given, and claims nothing */
	if (hw_driver_is_part(record->device.driver, &whole) &&
	    hw_module_name_eq(whole, module))
		return false;
	/* bound by hand or by name, which works under either kernel */
	if (check->own.aliases && !hw_text_set_has(&b->now, module) &&
	    !hw_text_set_has(&b->maybe_now, module))
		return false;
	return hw_modules_is_builtin(then, module) != HW_YES;
}

/* A module may serve the device without being its driver's, as a watchdog may a bridge:
 * what is built in now, or of a like name, can be it. */
static bool may_be_its_module(struct hw_check *check, struct hw_text driver,
			      struct hw_text module)
{
	return !hw_candidate_is_optional(&(struct hw_candidate){.module = module}) &&
	       (hw_modules_is_builtin(check->own_modules, module) == HW_YES ||
		hw_driver_may_be_of(driver, module, &check->arena));
}

/* Whether one of the modules that claim the device now is the driver's, as far as is
 * known. */
static bool is_claimed_now(struct hw_check *check, struct hw_text driver,
			   const struct hw_text_set *now)
{
	for (size_t i = 0; check->own_modules && i < now->n; i++)
		if (may_be_its_module(check, driver, now->v[i]))
			return true;
	return false;
}

/* Whether one of the modules that may claim the device under the other kernel can be the
 * driver's, by its name. */
static bool may_be_claimed(struct hw_check *check, struct hw_text driver,
			   const struct hw_text_set *maybe)
{
	for (size_t i = 0; i < maybe->n; i++)
		if (hw_driver_may_be_of(driver, maybe->v[i], &check->arena) &&
		    hw_kernel_has_module(check->machine->modules, maybe->v[i]))
			return true;
	return false;
}

/* Of another tool's output, which tells no module: whether the driver is of none that
 * does what a user wants of the device under the other kernel, and is no module of it
 * either. */
static bool is_unlike_all(struct hw_check *check, struct hw_text driver,
			  const struct hw_text_set *then)
{
	bool is_served = false;

	if (!check->machine->is_dump || hw_driver_is_part(driver, &(struct hw_text){0}) ||
	    (check->own_modules &&
	     hw_modules_is_builtin(check->own_modules, driver) == HW_YES) ||
	    hw_modules_path(check->machine->modules, driver).n)
		return false;
	for (size_t i = 0; i < then->n; i++) {
		if (hw_driver_may_be_of(driver, then->v[i], &check->arena))
			return false;
		is_served |= !hw_candidate_is_optional(
			&(struct hw_candidate){.module = then->v[i]});
	}
	return is_served;
}

/* Of a device that is bound without a module: its driver is built in. */
static enum hw_tristate loses_builtin(struct hw_check *check,
				      const struct hw_record *record,
				      const struct claims_of_kernels *c)
{
	const struct hw_device *d = &record->device;
	struct hw_builtin_driver driver = {
		.name = d->driver,
		.then = check->machine->modules,
		.now = check->own_modules,
		.has_tables = check->own_modules && check->own.aliases,
		.is_listed =
			check->own_modules &&
			hw_modules_is_builtin(check->own_modules, d->driver) == HW_YES,
		.needs_claim = record->modalias ? hw_driver_needs_claim(
							  record->modalias->modalias.raw)
						: HW_NO,
	};

	if (d->driver_known != HW_DRIVER_BOUND)
		return HW_NO;
	if (c->then.n)
		is_claimed_with_sibling(
			check, record, HW_NO_TEXT,
			hw_text_set_has(&c->then, hw_module_name_normalize(
							  d->driver, &check->arena)));
	if (!driver.then || hw_modules_is_builtin(driver.then, d->driver) == HW_YES ||
	    may_be_claimed(check, d->driver, &c->maybe_then))
		return HW_NO;
	if (c->then.n &&
	    hw_builtin_driver_is_replaced(&driver, c->then.v, c->then.n, &check->arena) &&
	    !is_claimed_with_sibling(check, record, HW_NO_TEXT, false))
		return HW_YES;
	if (c->then.n)
		return is_unlike_all(check, d->driver, &c->then) ? HW_UNKNOWN : HW_NO;
	if (is_claimed_with_sibling(check, record, HW_NO_TEXT, false))
		return HW_NO;
	/* nor does it by the ids that are not told */
	if (driver.needs_claim == HW_UNKNOWN)
		driver.needs_claim = HW_YES;
	if (is_claimed_now(check, d->driver, &c->now))
		return hw_builtin_driver_is_part(driver.then, d->driver) ? HW_NO : HW_YES;
	return record->modalias || driver.has_tables
		       ? hw_builtin_driver_is_lost(&driver, &check->arena)
		       : HW_NO;
}

/* Whether one of the other kernel's modules does what a user wants of the device, and
 * nothing keeps it from being loaded. */
static bool is_served_then(const struct claims_of_kernels *c)
{
	for (size_t i = 0; i < c->then.n; i++)
		if (!hw_text_set_has(&c->blocked, c->then.v[i]) &&
		    !hw_candidate_is_optional(
			    &(struct hw_candidate){.module = c->then.v[i]}))
			return true;
	return false;
}

/* A driver without a module that modules.builtin does not list is of a built-in module of
 * another name, as hid-generic of hid_generic: it may be any that claims the device under
 * the other kernel, which is no gain. */
static bool is_claimed_by_builtin(struct hw_check *check, const struct hw_record *record,
				  struct hw_text module,
				  const struct claims_of_kernels *c)
{
	const struct hw_device *d = &record->device;

	return d->driver_known == HW_DRIVER_BOUND && !module.n && !c->now.n &&
	       c->then.n &&
	       !(check->own_modules &&
		 hw_modules_is_builtin(check->own_modules, d->driver) == HW_YES);
}

/* Whether the module is none that the machine's own kernel brought: below updates/ or
 * extra/, or not in its list at all. */
static bool is_built_apart(struct hw_check *check, struct hw_text module)
{
	return module.n && check->own_modules && check->own.aliases &&
	       !check->is_between &&
	       hw_modules_is_builtin(check->own_modules, module) != HW_YES &&
	       !hw_text_starts(hw_modules_path(check->own_modules, module),
			       HW_TEXT("kernel/"));
}

static struct hw_kernel_change change_of(struct hw_check *check,
					 const struct hw_record *record,
					 struct hw_text module,
					 const struct claims_of_kernels *c)
{
	struct hw_arena *arena = &check->arena;
	struct hw_kernel_change change = {
		.kernel = check->machine->kernel.release,
		.driver = record->device.driver,
		.driver_module = module,
		.now_is_unknown = !check->own.aliases,
	};
	enum hw_tristate builtin = module.n ? HW_NO : loses_builtin(check, record, c);

	if (builtin == HW_UNKNOWN && !check->unknown++)
		check->first_unknown = hw_arena_copy(arena, record->device.id);
	change.loses_driver = loses_module(check, record, module, c) || builtin == HW_YES;
	change.differs =
		check->own.aliases
			? !is_same(&c->now, &c->then)
			/* what claims it now is not known, but that nothing drives it,
			 * which something could */
			: record->device.driver_known == HW_DRIVER_NONE &&
				  c->then.n > 0 && !record->device.class_only &&
				  record->modalias &&
				  hw_driver_binds(record->modalias->modalias.raw);
	if (is_claimed_by_builtin(check, record, module, c))
		change.differs = false;
	change.is_built_apart = change.loses_driver && is_built_apart(check, module);
	if (change.loses_driver || change.differs) {
		change.modules_now = list_of(&c->now, arena);
		change.modules_then = list_of(&c->then, arena);
		change.missing = list_of(&c->missing, arena);
	}
	change.has_driver_then =
		hw_modules_path(check->machine->modules, change.driver).n;
	change.is_served_then = is_served_then(c);
	if (!change.is_served_then && c->blocked.n) {
		change.modules_then = list_of(&c->blocked, arena);
		change.blocked_by = c->blocked_by;
	}
	change.missing_is_own_file =
		c->missing.n &&
		hw_modules_is_missing(check->machine->modules, c->missing.v[0]);
	return change;
}

int hw_what_if(struct hw_check *check, const struct hw_record *record,
	       struct hw_finding *f)
{
	struct claims_of_kernels c = {.now.n = 0};
	struct hw_kernel_change change;
	struct hw_verdict verdict;
	struct hw_text module;
	int r = find_claims(check, record, &c);

	if (r == 0)
		r = find_module(check, record, &c, &module);
	if (r == 0)
		change = change_of(check, record, module, &c);
	claims_done(&c);
	if (r < 0)
		return r;
	/* the record's verdict is on the kernel that runs */
	verdict = hw_verdict_what_if(&change, &check->arena, &f->rank);
	f->severity = verdict.severity;
	f->reason = verdict.reason;
	f->explanation = verdict.explanation;
	f->remedy = verdict.remedy;
	f->advice = verdict.advice;
	f->evidence_count = 0;
	return hw_arena_failed(&check->arena) ? -ENOMEM : 0;
}
