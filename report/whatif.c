// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/whatif.h"

#include <errno.h>

/* The modules that claim a device, each once. */
struct claims {
	struct hw_text *v;
	size_t n;
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

/* The tables of both kernels alone: what modprobe.d says is the same under both. */
static int claims_of(struct hw_check *check, const struct hw_record *record,
		     struct claims *ret_now, struct claims *ret_then)
{
	for (const struct hw_decoded *d = record->modalias; d; d = d->next) {
		struct hw_alias_hit *hits;
		size_t count = 0;
		int r = hw_aliases_match(check->own.aliases, d->modalias.raw,
					 &check->arena, &hits, &count);

		if (r == -ENOMEM)
			return r;
		for (size_t i = 0; r == 0 && i < count; i++)
			if (add(ret_now, hits[i].module, &check->arena) < 0)
				return -ENOMEM;
	}
	for (size_t i = 0; i < record->candidate_count; i++)
		if (record->candidates[i].source != HW_ALIAS_CONFIG &&
		    add(ret_then, record->candidates[i].module, &check->arena) < 0)
			return -ENOMEM;
	return 0;
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

/* Whether what drives the device now will be there, as far as tables can tell. */
static bool loses_driver(struct hw_check *check, const struct hw_record *record,
			 const struct claims *now, const struct claims *then)
{
	struct hw_text module = record->device.driver_module;

	if (record->device.driver_known != HW_DRIVER_BOUND || !module.n ||
	    !record->modalias)
		return false;
	if (is_taken_along(check, record, has(then, module)) || has(then, module))
		return false;
	/* bound by hand or by name: no alias explains that under either kernel */
	if (check->own.aliases && !has(now, module))
		return false;
	return hw_modules_is_builtin(check->machine->modules, module) != HW_YES;
}

static void tell(struct hw_finding *f, enum hw_change change, const char *reason,
		 struct hw_text explanation)
{
	f->change = change;
	f->reason = reason;
	f->explanation = explanation;
}

static void tell_lost(struct hw_check *check, const struct hw_record *record,
		      const struct claims *then, struct hw_finding *f)
{
	tell(f, HW_CHANGE_LOSES_DRIVER, "loses-driver",
	     hw_arena_printf(&check->arena,
			     "Module %.*s drives it now; under kernel %.*s that does "
			     "not claim it (claimed by: %.*s).",
			     HW_TEXT_ARG(record->device.driver_module),
			     HW_TEXT_ARG(check->machine->kernel.release),
			     HW_TEXT_ARG(listed(then, &check->arena))));
	f->severity = then->n ? HW_SEVERITY_WARNING : HW_SEVERITY_ERROR;
}

int hw_what_if(struct hw_check *check, const struct hw_record *record,
	       struct hw_finding *f)
{
	struct hw_arena *arena = &check->arena;
	struct hw_text kernel = check->machine->kernel.release;
	struct claims now = {.n = 0};
	struct claims then = {.n = 0};
	int r = claims_of(check, record, &now, &then);

	if (r < 0)
		return r;
	/* the verdict is on the machine as it runs, which is not the question */
	f->severity = HW_SEVERITY_NONE;
	f->remedy = HW_NO_TEXT;
	if (loses_driver(check, record, &now, &then)) {
		tell_lost(check, record, &then, f);
	} else if (!check->own.aliases ||
		   (is_subset(&now, &then) && is_subset(&then, &now))) {
		f->change = HW_CHANGE_NONE;
	} else if (!then.n) {
		tell(f, HW_CHANGE_LOSES, "loses-candidates",
		     hw_arena_printf(arena,
				     "%.*s could drive it; no module of kernel %.*s "
				     "can.",
				     HW_TEXT_ARG(listed(&now, arena)),
				     HW_TEXT_ARG(kernel)));
	} else if (!now.n) {
		tell(f, HW_CHANGE_GAINS, "gains-candidates",
		     hw_arena_printf(arena,
				     "No module claims it now; under kernel %.*s %.*s "
				     "will.",
				     HW_TEXT_ARG(kernel),
				     HW_TEXT_ARG(listed(&then, arena))));
	} else {
		tell(f, HW_CHANGE_OTHERS, "changes-candidates",
		     hw_arena_printf(arena,
				     "Claimed by %.*s now, by %.*s under kernel "
				     "%.*s.",
				     HW_TEXT_ARG(listed(&now, arena)),
				     HW_TEXT_ARG(listed(&then, arena)),
				     HW_TEXT_ARG(kernel)));
	}
	return hw_arena_failed(arena) ? -ENOMEM : 0;
}
