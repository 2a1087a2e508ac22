// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/modules/modules.h"

#include <errno.h>

#include "data/base/array.h"
#include "data/base/list.h"
#include "data/base/text_set.h"
#include "data/module/firmware.h"
#include "data/module/info.h"
#include "data/module/name.h"
#include "report/collect/told.h"
#include "report/kernel/builtin_driver.h"
#include "report/kernel/table_fault.h"
#include "report/modules/collector.h"

/* A hw_alias_want_fn. */
static bool is_of_bus(void *arg, struct hw_text pattern)
{
	return hw_text_starts(pattern, *(const struct hw_text *)arg);
}

/* The modules of which the tables have a pattern of the device's bus. */
static const struct hw_text_set *find_claiming(struct hw_used_collector *c,
					       const struct hw_device *d)
{
	const struct hw_text bus =
		hw_arena_printf(c->arena, "%.*s:", HW_TEXT_ARG(d->subsystem));
	struct hw_alias_hit *hits;
	size_t n = 0;

	if (hw_text_eq(bus, c->claimed_bus))
		return &c->claiming;
	hw_text_set_done(&c->claiming);
	c->claiming = (struct hw_text_set){0};
	c->claimed_bus = bus;
	if (hw_aliases_select(c->machine->kernel.aliases, is_of_bus, &c->claimed_bus,
			      c->arena, &hits, &n) < 0)
		c->error = -ENOMEM;
	for (size_t i = 0; i < n; i++)
		if (hw_text_set_add(&c->claiming, hits[i].module) < 0)
			c->error = -ENOMEM;
	return &c->claiming;
}

/*
 * Whether the module of a driver's name may be a library of the driver's, as xhci_hcd is
 * of xhci_pci: its own table has nothing of the device's bus, while the device's ids are
 * not all told, by which the right one would be found.
 */
static bool may_be_library(struct hw_used_collector *c, const struct hw_record *record,
			   struct hw_text module, struct hw_driver_choice *choice)
{
	const struct hw_text_set *claiming;
	struct hw_text whole;

	if (!hw_told_lacks_ids(c->machine, record) || !c->machine->kernel.aliases ||
	    hw_driver_is_part(record->device.driver, &whole))
		return false;
	claiming = find_claiming(c, &record->device);
	if (!claiming->n || hw_text_set_has(claiming, module))
		return false;
	if (hw_driver_choose(record->device.driver, claiming->v, claiming->n, c->arena,
			     choice) < 0)
		c->error = -ENOMEM;
	/* no name is like it */
	if (choice->n == claiming->n && !choice->module.n)
		choice->n = 0;
	return true;
}

/* Those that claim the device, each once, but for what says little of it. */
static size_t list_candidates(const struct hw_record *record, struct hw_text *to)
{
	size_t n = 0;

	for (size_t i = 0; i < record->candidate_count; i++) {
		const struct hw_candidate *candidate = &record->candidates[i];
		bool is_new = !candidate->weak ||
			      hw_module_name_eq(candidate->module, record->device.driver);

		for (size_t k = 0; is_new && k < n; k++)
			is_new = !hw_module_name_eq(to[k], candidate->module);
		if (is_new)
			to[n++] = candidate->module;
	}
	return n;
}

/* The one of the modules that another tool told whose name is nearest to the driver's,
 * whether the tables have it or not; absent: none is near. What the tables leave open is
 * then among those that were told. */
static struct hw_text told_module(struct hw_used_collector *c, const struct hw_device *d,
				  struct hw_driver_choice *choice)
{
	struct hw_text_set told = {0};
	struct hw_driver_choice by_name;
	struct hw_text module = HW_NO_TEXT;

	if (hw_told_modules(c->machine, c->arena, d, &told) < 0 ||
	    hw_driver_choose(d->driver, told.v, told.n, c->arena, &by_name) < 0)
		c->error = -ENOMEM;
	else if (by_name.module.n)
		module = hw_module_name_normalize(by_name.module, c->arena);
	else if (!choice->n)
		*choice = by_name;
	hw_text_set_done(&told);
	return module;
}

/* Of a driver whose module is not told: the candidate whose name is nearest, of those of
 * the tables and then of those that another tool told; else the module of its name, which
 * may be built in. */
static struct hw_text module_of(struct hw_used_collector *c,
				const struct hw_record *record,
				struct hw_driver_choice *choice)
{
	const struct hw_device *d = &record->device;
	struct hw_text *candidates;
	struct hw_text whole;
	struct hw_text told;

	if (d->driver_module.n)
		return d->driver_module;
	candidates = HW_ARENA_NEW(c->arena, struct hw_text, record->candidate_count + 1);
	if (!candidates ||
	    hw_driver_choose(d->driver, candidates, list_candidates(record, candidates),
			     c->arena, choice) < 0) {
		c->error = -ENOMEM;
		return HW_NO_TEXT;
	}
	if (choice->module.n)
		return choice->module;
	told = told_module(c, d, choice);
	if (told.n)
		return told;
	if (!hw_driver_is_part(d->driver, &whole))
		whole = d->driver;
	if (!hw_used_is_there(c, whole))
		return HW_NO_TEXT;
	whole = hw_module_name_normalize(whole, c->arena);
	return may_be_library(c, record, whole, choice) ? HW_NO_TEXT : whole;
}

/* "fooeth", or with what it may be "fooeth: perhaps foo or bar". */
static void note_unknown(struct hw_used_collector *c, struct hw_text driver,
			 const struct hw_driver_choice *choice)
{
	struct hw_text whole;
	struct hw_text name;

	if (hw_driver_is_part(driver, &whole) && !whole.n) {
		c->core_count++;
		return;
	}
	/* others of its devices may have other modules to choose from */
	if (hw_text_set_has(&c->unknown, driver))
		return;
	/* the record goes before the set */
	name = driver = hw_arena_copy(c->arena, driver);
	if (hw_text_set_add(&c->unknown, driver) < 0)
		c->error = -ENOMEM;
	if (choice->n) {
		const struct hw_text may = hw_list_of(choice->v, choice->n, " or ",
						      HW_USED_LISTED_MAX, c->arena);

		name = hw_arena_printf(c->arena, "%.*s: perhaps %.*s",
				       HW_TEXT_ARG(driver), HW_TEXT_ARG(may));
	}
	hw_list_add(&c->unknown_names, name);
}

/*
 * Without tables, it is not known; a kernel that loads none has all built in. Nor is it
 * where the machine tells no driver's module, or the tables are of another kernel than
 * the one that has it built in. Of other tools' output lspci tells the module of the one
 * driver and not that of another; a report of this program's tells all.
 */
static bool are_unknown(const struct hw_used_collector *c)
{
	const struct hw_machine *m = c->machine;

	if (!m->kernel.aliases)
		return !hw_used_loads_none(m);
	return !c->told_drivers || (m->is_dump && !m->dump.sentences) ||
	       hw_used_is_of_another_kernel(m);
}

static void note_could_drive(struct hw_used_collector *c, struct hw_text device,
			     struct hw_text module)
{
	/* both are of the record */
	if (hw_text_set_add(&c->driverless, hw_arena_copy(c->arena, device)) < 0 ||
	    hw_text_set_add(&c->could_drive, hw_arena_copy(c->arena, module)) < 0)
		c->error = -ENOMEM;
}

/* What a directive keeps from being loaded. */
static void note_kept_from(struct hw_used_collector *c, struct hw_text device,
			   const struct hw_candidate *candidate)
{
	const struct hw_text by = candidate->blocked.blocked_by;
	const struct hw_text text = hw_arena_printf(
		c->arena, "%.*s (%.*s)", HW_TEXT_ARG(candidate->module), HW_TEXT_ARG(by));

	if (hw_text_set_add(&c->driverless, hw_arena_copy(c->arena, device)) < 0 ||
	    hw_text_set_add(&c->kept_from, text) < 0)
		c->error = -ENOMEM;
}

static void note_unknown_device(struct hw_used_collector *c, struct hw_text id)
{
	c->unknown_device_count++;
	hw_list_add(&c->unknown_devices, hw_arena_copy(c->arena, id));
}

/* What the list of a target lacks, or why it is empty. */
static struct hw_text tell_driverless(struct hw_used_collector *c)
{
	const struct hw_text devices = hw_used_list(c, &c->driverless);
	const struct hw_text could = hw_used_list(c, &c->could_drive);
	const struct hw_text kept = hw_used_list(c, &c->kept_from);
	const char *it = c->driverless.n == 1 ? "it" : "them";
	struct hw_text adds = HW_NO_TEXT, keeps = HW_NO_TEXT;

	if (!c->driverless.n)
		return HW_NO_TEXT;
	if (could.n)
		adds = hw_arena_printf(c->arena, "; --all adds what could drive %s: %.*s",
				       it, HW_TEXT_ARG(could));
	if (kept.n)
		keeps = hw_arena_printf(c->arena,
					"; modprobe.d keeps what could drive %s from "
					"being loaded: %.*s",
					it, HW_TEXT_ARG(kept));
	return hw_arena_printf(c->arena, "%.*s %s no driver%.*s%.*s",
			       HW_TEXT_ARG(devices),
			       c->driverless.n == 1 ? "has" : "have", HW_TEXT_ARG(adds),
			       HW_TEXT_ARG(keeps));
}

/* Opens once what the machine's own kernel has, where the tables are of another one. */
static void open_own(struct hw_used_collector *c)
{
	if (!c->has_fates &&
	    hw_kernel_fates_open(c->machine, NULL, c->arena, &c->fates) == -ENOMEM)
		c->error = -ENOMEM;
	c->has_fates = true;
	c->fates.is_part = c->query->targets;
}

/* Whether the other kernel's tables claim the device for the module, which is there. */
static bool keeps_module(const struct hw_used_collector *c,
			 const struct hw_record *record, struct hw_text module)
{
	for (size_t i = 0; module.n && i < record->candidate_count; i++)
		if (record->candidates[i].source != HW_ALIAS_CONFIG &&
		    record->candidates[i].source != HW_ALIAS_TOLD &&
		    hw_module_name_eq(record->candidates[i].module, module) &&
		    hw_kernel_has_module(c->machine->modules, module))
			return true;
	return false;
}

/* Under another kernel than the one that runs: adds the modules of the drivers that get
 * the device there, as `check -S` says, in place of the bound one, of which `module` is.
 * False: it keeps that, or gets none. */
static bool add_successors(struct hw_used_collector *c, const struct hw_record *record,
			   struct hw_text module)
{
	struct hw_kernel_fate fate;
	bool changes;

	/* an interface may tell of its siblings too */
	if (!hw_kernel_claims_are_of_another(c->machine) ||
	    (!hw_bus_is_part(record->device.bus, record->device.kind) &&
	     keeps_module(c, record, module)))
		return false;
	open_own(c);
	if (hw_kernel_fates_find(&c->fates, record, &fate) < 0)
		c->error = -ENOMEM;
	changes = !c->error && fate.answer.fate == HW_FATE_CHANGES_DRIVER;
	for (size_t i = 0; changes && i < fate.claims.then.n; i++)
		if (hw_fate_serves(fate.claims.then.v[i], &fate.claims.blocked))
			hw_used_add_of_device(c, fate.claims.then.v[i], record->device.id,
					      false);
	hw_kernel_claims_done(&fate.claims);
	return changes;
}

/* A hw_record_fn. */
static int add_record(void *arg, const struct hw_record *record)
{
	struct hw_used_collector *c = arg;
	const struct hw_device *d = &record->device;

	if (d->driver_known == HW_DRIVER_BOUND) {
		struct hw_driver_choice choice = {.n = 0};
		struct hw_text module = module_of(c, record, &choice);

		if (!add_successors(c, record, module)) {
			if (module.n)
				hw_used_add_of_device(c, module, d->id, false);
			else
				note_unknown(c, d->driver, &choice);
		}
		c->told_drivers += d->driver_module.n > 0;
		return c->error;
	}
	if (d->driver_known == HW_DRIVER_UNKNOWN)
		note_unknown_device(c, d->id);
	for (size_t i = 0; i < record->candidate_count; i++) {
		const struct hw_candidate *candidate = &record->candidates[i];

		if (candidate->weak || candidate->again || candidate->available == HW_NO)
			continue;
		/* a module of the processor, of the board, or of what is no bus: no
		 * driver is bound to these, and they lack none */
		if (record->verdict.state == HW_STATE_DRIVERLESS &&
		    hw_modules_is_loaded(c->machine->modules, candidate->module) ==
			    HW_YES) {
			hw_used_add_of_device(c, candidate->module, d->id, false);
			continue;
		}
		if (record->verdict.state == HW_STATE_DRIVERLESS && !c->query->all)
			continue;
		if (candidate->blocked.blocked_by.s) {
			if (d->driver_known == HW_DRIVER_NONE && c->query->targets)
				note_kept_from(c, d->id, candidate);
			continue;
		}
		if (c->query->all)
			hw_used_add_of_device(c, candidate->module, d->id, true);
		else if (d->driver_known == HW_DRIVER_NONE && c->query->targets)
			note_could_drive(c, d->id, candidate->module);
	}
	return c->error;
}

static bool has_firmware(const struct hw_used_module *module, struct hw_text name)
{
	for (size_t i = 0; i < module->firmware_count; i++)
		if (hw_text_eq(module->firmware[i].name, name))
			return true;
	return false;
}

/* Each file once: of several families of devices a module may name the same. */
static void add_firmware(struct hw_used_collector *c, const struct hw_firmware *firmware,
			 const struct hw_module_info *info, struct hw_used_module *module)
{
	struct hw_used_firmware *v =
		HW_ARENA_NEW(c->arena, struct hw_used_firmware, info->firmware.n);

	module->firmware = v;
	module->firmware_count = 0;
	for (size_t i = 0; v && i < info->firmware.n; i++) {
		const struct hw_text name = info->firmware.v[i];

		if (!has_firmware(module, name))
			v[module->firmware_count++] = (struct hw_used_firmware){
				.name = name,
				.path = hw_firmware_find(firmware, name, c->arena),
			};
	}
}

static int fill_firmware(struct hw_used_collector *c, bool *ret_known, size_t *ret_unread)
{
	struct hw_machine *m = c->machine;
	struct hw_modinfo *modinfo = NULL;
	struct hw_firmware firmware;
	int r = m->kernel.root ? hw_modinfo_open(&modinfo) : -ENOENT;

	/* without libkmod no file is read */
	if (r == -ENOTSUP) {
		for (size_t i = 0; i < c->n; i++)
			*ret_unread += c->v[i].builtin != HW_YES;
		return 0;
	}
	if (r == 0)
		r = hw_firmware_open(m->root, m->kernel.release, c->arena, &firmware);
	if (r < 0) {
		hw_modinfo_close(modinfo);
		return r == -ENOENT ? 0 : r;
	}
	*ret_known = firmware.known;
	for (size_t i = 0; i < c->n; i++) {
		struct hw_module_info info;

		if (hw_module_info_of_name(modinfo, m->modules, m->kernel.root,
					   m->kernel.path.s, c->v[i].name, c->arena,
					   &info) < 0) {
			*ret_unread += c->v[i].builtin != HW_YES;
			continue;
		}
		add_firmware(c, &firmware, &info, &c->v[i]);
	}
	hw_modinfo_close(modinfo);
	return 0;
}

/* Leaves the devices of the chain, in their order. Errors: -ENOMEM. */
static int narrow(struct hw_plan *plan, const struct hw_chain *chain)
{
	struct hw_device *v = HW_ARENA_NEW(&plan->arena, struct hw_device, plan->list.n);
	size_t n = 0;

	if (plan->list.n && !v)
		return -ENOMEM;
	for (size_t i = 0; i < plan->list.n; i++)
		if (chain->is_in[i])
			v[n++] = plan->list.v[i];
	plan->list = (struct hw_device_list){v, n};
	return 0;
}

static struct hw_text module_of_chain(struct hw_used_collector *c,
				      const struct hw_chain_module *m)
{
	struct hw_text *names;
	size_t n = 0;

	if (!m->alias.n || hw_used_is_there(c, m->name))
		return m->name;
	if (hw_lookup_modules(c->machine, c->modprobe, m->alias, c->arena, &names, &n) <
	    0)
		c->error = -ENOMEM;
	return n ? names[0] : m->name;
}

/*
 * Whether what is in use, and in no list of modules, is a module, of a kernel whose
 * modules.builtin is not there: it is one if it is loaded. Of the kernel that runs it is
 * built in if it is not, and if that kernel loads none.
 */
static enum hw_tristate is_in_use_as_module(const struct hw_used_collector *c,
					    struct hw_text name)
{
	const struct hw_machine *m = c->machine;
	const enum hw_tristate loaded = hw_modules_is_loaded(m->modules, name);

	if (loaded == HW_YES || hw_used_is_of_another_kernel(m))
		return loaded == HW_YES ? HW_YES : HW_UNKNOWN;
	return loaded == HW_NO || m->is_live ? HW_NO : HW_UNKNOWN;
}

/* What is neither there nor known to be built in is there too, without a path: the list
 * would not be whole without it. */
static bool is_left_out(const struct hw_used_collector *c, struct hw_text name)
{
	return !hw_used_is_there(c, name) &&
	       hw_modules_is_builtin(c->machine->modules, name) != HW_NO &&
	       is_in_use_as_module(c, name) == HW_NO;
}

static void add_chain(struct hw_used_collector *c, const struct hw_chain *chain)
{
	for (size_t i = 0; i < chain->module_count; i++) {
		const struct hw_chain_module *m = &chain->modules[i];
		const struct hw_text name =
			hw_module_name_normalize(module_of_chain(c, m), c->arena);
		struct hw_used_module *added;

		if (m->may_be_core ? !hw_used_is_there(c, name) &&
					     hw_modules_is_loaded(c->machine->modules,
								  name) != HW_YES
				   : is_left_out(c, name)) {
			c->core_count += !m->may_be_core;
			continue;
		}
		hw_used_add(c, name, HW_NO_TEXT, 0);
		added = hw_used_find(c, name);
		if (added && !added->device_count)
			added->because = m->because;
	}
}

static bool lacks_dependencies(const struct hw_used_collector *c)
{
	for (size_t i = 0; i < c->n; i++)
		if (c->v[i].path.n || c->v[i].builtin == HW_YES)
			return false;
	return c->n &&
	       (!c->machine->kernel.path.n ||
		!hw_kernel_has_file(&c->machine->kernel, "modules.dep", c->arena));
}

/* `is_told`: without what is withheld. */
static struct hw_text list_targets(const struct hw_machine *machine,
				   const struct hw_used_query *query, bool is_told,
				   struct hw_arena *arena)
{
	struct hw_list targets = {.arena = arena, .between = ", "};

	for (size_t i = 0; query->targets && query->targets[i]; i++) {
		const struct hw_text typed = hw_text_of(query->typed[i]);

		hw_list_add(&targets,
			    is_told ? hw_privacy_typed(&machine->privacy, typed, arena)
				    : typed);
	}
	return hw_list_text(&targets);
}

static void begin_lists(struct hw_used_collector *c)
{
	c->unknown_names = c->unknown_devices = (struct hw_list){
		.arena = c->arena, .between = ", ", .max = HW_USED_LISTED_MAX};
}

static void tell_unknown(struct hw_used_collector *c, const struct hw_chain *chain,
			 struct hw_used_modules *ret)
{
	struct hw_text *v = HW_ARENA_NEW(c->arena, struct hw_text,
					 chain->unknown_count + chain->asked_count + 1);
	size_t n = 0;

	if (!v) {
		c->error = -ENOMEM;
		return;
	}
	while (n < chain->unknown_count) {
		v[n] = chain->unknown[n];
		n++;
	}
	for (size_t i = 0; i < chain->asked_count; i++) {
		const struct hw_text text = hw_used_tell_asked(c, &chain->asked[i]);

		if (text.n)
			v[n++] = text;
	}
	if (chain->unknown_devices.n)
		hw_list_add(&c->unknown_devices, chain->unknown_devices);
	ret->unknown = v;
	ret->unknown_count = n;
	ret->unknown_device_count = c->unknown_device_count + chain->unknown_device_count;
	ret->unknown_devices = hw_list_text(&c->unknown_devices);
}

int hw_used_modules_find(struct hw_machine *machine, const struct hw_used_query *query,
			 struct hw_arena *arena, struct hw_report_tail *tail,
			 struct hw_used_modules *ret)
{
	const struct hw_selection selection = {.depth = HW_SCAN_EVERYTHING};
	struct hw_used_collector c = {.machine = machine, .query = query, .arena = arena};
	struct hw_chain chain = {.is_in = NULL};
	struct hw_plan plan = {0};
	int r = hw_collect_plan(machine, &selection, &plan);

	begin_lists(&c);
	*ret = (struct hw_used_modules){.machine = machine, .query = query};
	if (hw_machine_modprobe(machine, &c.modprobe) == 0)
		c.directives = hw_modprobe_directives(c.modprobe, &c.directive_count);
	if (r == 0 && query->targets) {
		r = hw_chain_find(machine, &plan.list, query->targets, query->typed,
				  arena, &chain, &ret->absent, &ret->missing);
		if (r == 0)
			r = narrow(&plan, &chain);
	} else if (r == 0) {
		r = hw_chain_all(machine, &plan.list, arena, &chain);
	}
	if (r == 0)
		r = hw_collect_planned(machine, &selection, &plan, add_record, &c, tail);
	if (r == 0)
		add_chain(&c, &chain);
	if (r == 0)
		tell_unknown(&c, &chain, ret);
	if (r == 0 && query->firmware)
		r = fill_firmware(&c, &ret->firmware_known, &ret->unread_modules);
	ret->v = c.v;
	ret->n = c.n;
	ret->target = list_targets(machine, query, false, arena);
	ret->told_target = list_targets(machine, query, true, arena);
	ret->advice = chain.advice;
	ret->driverless = tell_driverless(&c);
	ret->core_count = c.core_count;
	if (!are_unknown(&c)) {
		ret->core_count += c.unknown.n;
	} else {
		ret->unknown_drivers = c.unknown.n;
		/* one name alone would be that of the plan */
		ret->unknown_names = hw_arena_copy(arena, hw_list_text(&c.unknown_names));
	}
	ret->lacks_dependencies = lacks_dependencies(&c);
	ret->dep_fault = hw_dep_fault(&machine->kernel, machine->modules);
	ret->builtin_fault = hw_builtin_fault(&machine->kernel, machine->modules);
	ret->softdep_fault = hw_softdep_fault(&machine->kernel);
	hw_text_set_done(&c.driverless);
	hw_text_set_done(&c.could_drive);
	hw_text_set_done(&c.kept_from);
	hw_text_set_done(&c.seen);
	hw_text_set_done(&c.unknown);
	hw_text_set_done(&c.claiming);
	hw_kernel_fates_close(&c.fates);
	hw_plan_done(&plan);
	if (r == 0 && (c.error || hw_arena_failed(arena)))
		r = -ENOMEM;
	return r;
}

int hw_used_modules_read(struct hw_machine *machine, struct hw_report_tail *tail)
{
	const struct hw_selection selection = {.depth = HW_SCAN_EVERYTHING};
	const struct hw_used_query query = {.all = true};
	struct hw_arena arena = {0};
	struct hw_used_collector c = {
		.machine = machine,
		.query = &query,
		.arena = &arena,
	};
	struct hw_plan plan = {0};
	struct hw_chain chain;
	size_t unread = 0;
	bool known;
	int r = hw_collect_plan(machine, &selection, &plan);

	begin_lists(&c);
	if (hw_machine_modprobe(machine, &c.modprobe) == 0)
		c.directives = hw_modprobe_directives(c.modprobe, &c.directive_count);
	if (r == 0)
		r = hw_chain_all(machine, &plan.list, &arena, &chain);
	if (r == 0) {
		add_chain(&c, &chain);
		for (size_t i = 0; i < chain.asked_count; i++)
			hw_used_tell_asked(&c, &chain.asked[i]);
	}
	if (r == 0)
		r = hw_collect_planned(machine, &selection, &plan, add_record, &c, tail);
	if (r == 0)
		r = fill_firmware(&c, &known, &unread);
	hw_text_set_done(&c.seen);
	hw_text_set_done(&c.unknown);
	hw_text_set_done(&c.claiming);
	hw_kernel_fates_close(&c.fates);
	hw_plan_done(&plan);
	if (r == 0 && (c.error || hw_arena_failed(&arena)))
		r = -ENOMEM;
	hw_arena_done(&arena);
	return r;
}
