// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/check/internal.h"

#include <errno.h>

#include "data/base/list.h"
#include "data/base/text_set.h"
#include "data/module/name.h"
#include "report/collect/told.h"
#include "report/kernel/builtin_driver.h"
#include "report/kernel/fate.h"
#include "report/lookup/kernel_claims.h"
#include "report/verdict/findings.h"

/* Most modules of a list in a sentence. */
#define LISTED_MAX ((size_t)8)

static struct hw_text list_of(const struct hw_text_set *set, struct hw_arena *arena)
{
	return hw_list_of(set->v, set->n, ", ", LISTED_MAX, arena);
}

/* Those of `set` that `other` lacks. */
static struct hw_text list_apart(const struct hw_text_set *set,
				 const struct hw_text_set *other, struct hw_arena *arena)
{
	struct hw_text *v = HW_ARENA_NEW(arena, struct hw_text, set->n);
	size_t n = 0;

	for (size_t i = 0; v && i < set->n; i++)
		if (!hw_text_set_has(other, set->v[i]))
			v[n++] = set->v[i];
	return hw_list_of(v, n, ", ", LISTED_MAX, arena);
}

/*
 * Whether the driver may have a module that is not told: another tool's output has the
 * driver alone, and so has a recording without the directories of drivers, sys/bus/pci/
 * drivers/nvidia, in which the link to the module would be.
 */
static bool is_module_untold(struct hw_check *check, const struct hw_device *d)
{
	struct hw_text path;

	if (check->machine->is_dump)
		return true;
	if (!check->tells_no_modules || d->driver_known != HW_DRIVER_BOUND)
		return false;
	path = hw_arena_printf(&check->arena, "sys/bus/%.*s/drivers/%.*s",
			       HW_TEXT_ARG(d->subsystem), HW_TEXT_ARG(d->driver));
	return path.s && !hw_root_exists(check->machine->root, path.s);
}

/*
 * The module of the bound driver. Where the driver alone is told (is_module_untold()) it
 * is the one of the machine's own kernel whose name is nearest, of those that claim the
 * device or may do so; else the one of the driver's name. Absent: it is built in, or is
 * not known.
 */
static int find_module(struct hw_check *check, const struct hw_record *record,
		       const struct hw_kernel_claims *c, struct hw_text *ret)
{
	const struct hw_device *d = &record->device;
	const struct hw_text_set *sets[] = {&c->now, &c->maybe_now};
	struct hw_text module = HW_NO_TEXT;
	struct hw_driver_choice choice;

	*ret = d->driver_module;
	if (d->driver_module.n || d->driver_known != HW_DRIVER_BOUND ||
	    record->driver_is_builtin || !check->own_modules ||
	    !is_module_untold(check, d))
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

/*
 * What the judge looks at. An interface that its own driver claims under the other kernel
 * is remembered for the next ones.
 */
static struct hw_fate_facts facts_of(struct hw_check *check,
				     const struct hw_record *record,
				     struct hw_text module,
				     const struct hw_kernel_claims *c)
{
	const struct hw_device *d = &record->device;
	struct hw_text own =
		module.n ? module : hw_module_name_normalize(d->driver, &check->arena);
	bool is_claimed = hw_text_set_has(&c->then, own) ||
			  (module.n && hw_text_set_has(&c->maybe_then, module) &&
			   hw_kernel_has_module(check->machine->modules, module));
	bool has_tables = check->own.aliases && check->own_modules &&
			  !hw_told_lacks_lines(check->machine, &check->own, record);

	return (struct hw_fate_facts){
		.modalias =
			record->modalias ? record->modalias->modalias.raw : HW_NO_TEXT,
		.driver_known = d->driver_known,
		.driver = d->driver,
		.module = module,
		.module_is_untold = !has_tables || is_module_untold(check, d),
		.class_only = d->class_only,
		.is_untold = record->verdict.lacks_tables || record->verdict.lacks_driver,
		.has_sibling = d->driver_known == HW_DRIVER_BOUND && record->modalias &&
					       is_claimed_with_sibling(check, record,
								       module, is_claimed)
				       ? HW_YES
				       : HW_NO,
		.has_tables = has_tables,
		.is_listed =
			check->own_modules &&
			hw_modules_is_builtin(check->own_modules, d->driver) == HW_YES,
		.is_between = check->is_between,
		.modules_now = check->own_modules,
		.modules_then = check->machine->modules,
		.now = &c->now,
		.then = &c->then,
		.maybe_now = &c->maybe_now,
		.maybe_then = &c->maybe_then,
		.told = &c->told,
		.blocked = &c->blocked,
	};
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
					 const struct hw_kernel_claims *c)
{
	struct hw_arena *arena = &check->arena;
	struct hw_kernel_change change = {
		.kernel = check->machine->kernel.release,
		.old_kernel = check->is_between ? check->own.release : HW_NO_TEXT,
		.driver = record->device.driver,
		.driver_module = module,
		.now_is_unknown =
			!check->own.aliases ||
			hw_told_lacks_lines(check->machine, &check->own, record),
	};
	const struct hw_fate_facts facts = facts_of(check, record, module, c);
	struct hw_fate_answer answer = hw_fate_judge(&facts, arena);

	if (answer.doubt == HW_DOUBT_DRIVER && !check->unknown++)
		check->first_unknown = hw_arena_copy(arena, record->device.id);
	change.fate = answer.fate;
	check->gained += change.fate == HW_FATE_GAINS_DRIVER;
	change.is_built_apart = (change.fate == HW_FATE_LOSES_DRIVER ||
				 change.fate == HW_FATE_CHANGES_DRIVER) &&
				is_built_apart(check, module);
	if (change.fate != HW_FATE_SAME) {
		change.modules_now = list_of(&c->now, arena);
		change.modules_then = list_of(&c->then, arena);
		change.missing = list_of(&c->missing, arena);
	}
	if (c->now.n > LISTED_MAX || c->then.n > LISTED_MAX) {
		change.modules_added = list_apart(&c->then, &c->now, arena);
		change.modules_gone = list_apart(&c->now, &c->then, arena);
	}
	change.has_driver_then =
		hw_modules_path(check->machine->modules, change.driver).n;
	if (!answer.is_served && c->blocked.n) {
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
	struct hw_kernel_claims c = {.now.n = 0};
	struct hw_kernel_change change;
	struct hw_verdict verdict;
	struct hw_text module;
	int r = hw_kernel_claims_find(check->machine, &check->own, check->own_modules,
				      record, &check->arena, &c);

	if (r == 0)
		r = find_module(check, record, &c, &module);
	if (r == 0)
		change = change_of(check, record, module, &c);
	hw_kernel_claims_done(&c);
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
