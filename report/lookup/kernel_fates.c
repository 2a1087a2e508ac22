// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/lookup/kernel_fates.h"

#include <errno.h>

#include "data/base/array.h"
#include "data/module/name.h"
#include "report/collect/told.h"
#include "report/kernel/builtin_driver.h"
#include "report/kernel/kernel.h"
#include "report/machine/driver_links.h"

int hw_kernel_fates_open(struct hw_machine *machine, const char *old,
			 struct hw_arena *arena, struct hw_kernel_fates *ret)
{
	*ret = (struct hw_kernel_fates){
		.machine = machine,
		.arena = arena,
		.is_between = old,
		.tells_no_modules = hw_machine_tells_no_modules(machine),
	};
	return hw_kernel_claims_open_own(machine, old, arena, &ret->own,
					 &ret->own_modules, &ret->own_fault);
}

void hw_kernel_fates_close(struct hw_kernel_fates *fates)
{
	hw_modules_close(fates->own_modules);
	hw_kernel_close(&fates->own);
	*fates = (struct hw_kernel_fates){.machine = NULL};
}

/*
 * Whether the driver may have a module that is not told: another tool's output has the
 * driver alone, and so has a recording without the directories of drivers, sys/bus/pci/
 * drivers/nvidia, in which the link to the module would be.
 */
static bool is_module_untold(const struct hw_kernel_fates *f, const struct hw_device *d)
{
	struct hw_text path;

	if (f->machine->is_dump)
		return true;
	if (!f->tells_no_modules || d->driver_known != HW_DRIVER_BOUND)
		return false;
	path = hw_arena_printf(f->arena, "sys/bus/%.*s/drivers/%.*s",
			       HW_TEXT_ARG(d->subsystem), HW_TEXT_ARG(d->driver));
	return path.s && !hw_root_exists(f->machine->root, path.s);
}

/* The one of the sets whose name is nearest to the driver's. */
static int choose_module(struct hw_kernel_fates *f, struct hw_text driver,
			 const struct hw_text_set *a, const struct hw_text_set *b,
			 struct hw_text *ret)
{
	struct hw_text_set all = {.n = 0};
	struct hw_driver_choice choice = {.n = 0};
	int r = 0;

	for (size_t i = 0; i < a->n && r == 0; i++)
		r = hw_text_set_add(&all, a->v[i]);
	for (size_t i = 0; b && i < b->n && r == 0; i++)
		r = hw_text_set_add(&all, b->v[i]);
	if (r == 0)
		r = hw_driver_choose(driver, all.v, all.n, f->arena, &choice);
	*ret = hw_arena_copy(f->arena, choice.module);
	hw_text_set_done(&all);
	return r;
}

static bool is_file_of(struct hw_modules *modules, struct hw_text module)
{
	return modules && hw_modules_path(modules, module).n &&
	       hw_modules_is_builtin(modules, module) != HW_YES;
}

/*
 * The module of the bound driver. Where the driver alone is told (is_module_untold()) it
 * is the one of the machine's own kernel whose name is nearest, of those that claim the
 * device or may do so; else the one of the driver's name. Between two kernels those of
 * both are its own: it is the same one both ways. Absent: it is built in, or is not
 * known.
 */
static int find_module(struct hw_kernel_fates *f, const struct hw_record *record,
		       const struct hw_kernel_claims *c, struct hw_text *ret)
{
	const struct hw_device *d = &record->device;
	struct hw_text module = HW_NO_TEXT;
	int r;

	*ret = d->driver_module;
	if (d->driver_module.n || d->driver_known != HW_DRIVER_BOUND ||
	    record->driver_is_builtin || !f->own_modules || !is_module_untold(f, d))
		return 0;
	r = choose_module(f, d->driver, &c->now, f->is_between ? &c->then : NULL,
			  &module);
	if (r == 0 && !module.n)
		r = choose_module(f, d->driver, &c->maybe_now,
				  f->is_between ? &c->maybe_then : NULL, &module);
	if (r < 0)
		return r;
	if (!module.n && !hw_driver_is_part(d->driver, &module))
		module = d->driver;
	if (module.n && (is_file_of(f->own_modules, module) ||
			 (f->is_between && is_file_of(f->machine->modules, module))))
		*ret = hw_module_name_normalize(module, f->arena);
	return 0;
}

/* Whether the driver's own module claims the device, by the tables of one kernel. */
static bool is_claimed(const struct hw_text_set *claims, const struct hw_text_set *maybe,
		       struct hw_modules *modules, const struct hw_record *record,
		       struct hw_text module, struct hw_arena *arena)
{
	struct hw_text own =
		module.n ? module
			 : hw_module_name_normalize(record->device.driver, arena);

	return hw_text_set_has(claims, own) ||
	       (module.n && hw_text_set_has(maybe, module) &&
		hw_kernel_has_module(modules, module));
}

/*
 * Whether the driver of an earlier interface of the same USB device claimed this one too
 * (usb_driver_claim_interface(), drivers/usb/core/driver.c): no alias says so. One that
 * its own driver claims is remembered in *claimed for the next ones.
 */
static enum hw_tristate is_claimed_with_sibling(struct hw_kernel_fates *f,
						const struct hw_record *record,
						struct hw_text module, bool is_claimed,
						struct hw_claimed_interface *claimed)
{
	const struct hw_device *d = &record->device;
	const struct hw_text by = module.n ? module : d->driver;

	if (d->driver_known != HW_DRIVER_BOUND || !record->modalias ||
	    !hw_bus_is_part(d->bus, d->kind))
		return HW_NO;
	if (is_claimed) {
		claimed->device = hw_arena_copy(f->arena, d->parent);
		claimed->by = hw_arena_copy(f->arena, by);
	}
	if (d->parent.n && hw_text_eq(claimed->device, d->parent) &&
	    hw_text_eq(claimed->by, by))
		return HW_YES;
	return f->is_part ? HW_UNKNOWN : HW_NO;
}

/* What the judge looks at. */
static struct hw_fate_facts facts_of(struct hw_kernel_fates *f,
				     const struct hw_record *record,
				     struct hw_text module,
				     const struct hw_kernel_claims *c)
{
	const struct hw_device *d = &record->device;
	bool is_claimed_now = is_claimed(&c->now, &c->maybe_now, f->own_modules, record,
					 module, f->arena);
	bool is_claimed_then = is_claimed(&c->then, &c->maybe_then, f->machine->modules,
					  record, module, f->arena);
	bool has_tables = f->own.aliases && f->own_modules &&
			  !hw_told_lacks_lines(f->machine, &f->own, record);

	return (struct hw_fate_facts){
		.modalias =
			record->modalias ? record->modalias->modalias.raw : HW_NO_TEXT,
		.driver_known = d->driver_known,
		.driver = d->driver,
		.module = module,
		.module_is_untold = !has_tables || is_module_untold(f, d),
		.class_only = d->class_only,
		.is_untold = record->verdict.lacks_tables || record->verdict.lacks_driver,
		.has_sibling = is_claimed_with_sibling(f, record, module, is_claimed_then,
						       &f->claimed_then),
		.has_sibling_now = is_claimed_with_sibling(
			f, record, module, is_claimed_now, &f->claimed_now),
		.has_tables = has_tables,
		.is_listed = f->own_modules &&
			     hw_modules_is_builtin(f->own_modules, d->driver) == HW_YES,
		.is_between = f->is_between,
		.modules_now = f->own_modules,
		.modules_then = f->machine->modules,
		.now = &c->now,
		.then = &c->then,
		.maybe_now = &c->maybe_now,
		.maybe_then = &c->maybe_then,
		.told = &c->told,
		.blocked = &c->blocked,
	};
}

int hw_kernel_fates_find(struct hw_kernel_fates *f, const struct hw_record *record,
			 struct hw_kernel_fate *ret)
{
	struct hw_fate_facts facts;
	int r;

	*ret = (struct hw_kernel_fate){.module = HW_NO_TEXT};
	r = hw_kernel_claims_find(f->machine, &f->own, f->own_modules, record, f->arena,
				  &ret->claims);
	if (r == 0)
		r = find_module(f, record, &ret->claims, &ret->module);
	if (r < 0)
		return r;
	facts = facts_of(f, record, ret->module, &ret->claims);
	ret->answer = hw_fate_judge(&facts, f->arena);
	return hw_arena_failed(f->arena) ? -ENOMEM : 0;
}
