// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/check/internal.h"

#include <errno.h>

#include "data/base/list.h"
#include "data/base/text_set.h"
#include "report/collect/told.h"
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

/* Whether the module is none that the machine's own kernel brought: below updates/ or
 * extra/, or not in its list at all. */
static bool is_built_apart(struct hw_check *check, struct hw_text module)
{
	return module.n && check->fates.own_modules && check->fates.own.aliases &&
	       !check->fates.is_between &&
	       hw_modules_is_builtin(check->fates.own_modules, module) != HW_YES &&
	       !hw_text_starts(hw_modules_path(check->fates.own_modules, module),
			       HW_TEXT("kernel/"));
}

static struct hw_kernel_change change_of(struct hw_check *check,
					 const struct hw_record *record,
					 const struct hw_kernel_fate *fate)
{
	const struct hw_kernel_claims *c = &fate->claims;
	struct hw_arena *arena = &check->arena;
	struct hw_kernel_change change = {
		.kernel = check->machine->kernel.release,
		.old_kernel =
			check->fates.is_between ? check->fates.own.release : HW_NO_TEXT,
		.driver = record->device.driver,
		.driver_module = fate->module,
		.now_is_unknown =
			!check->fates.own.aliases ||
			hw_told_lacks_lines(check->machine, &check->fates.own, record),
	};

	if (fate->answer.doubt == HW_DOUBT_DRIVER && !check->unknown++)
		check->first_unknown = hw_arena_copy(arena, record->device.id);
	change.fate = fate->answer.fate;
	check->gained += change.fate == HW_FATE_GAINS_DRIVER;
	change.is_built_apart = (change.fate == HW_FATE_LOSES_DRIVER ||
				 change.fate == HW_FATE_CHANGES_DRIVER) &&
				is_built_apart(check, fate->module);
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
	if (!fate->answer.is_served && c->blocked.n) {
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
	struct hw_kernel_fate fate;
	struct hw_kernel_change change;
	struct hw_verdict verdict;
	int r = hw_kernel_fates_find(&check->fates, record, &fate);

	if (r == 0)
		change = change_of(check, record, &fate);
	hw_kernel_claims_done(&fate.claims);
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
