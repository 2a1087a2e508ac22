// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/modules/modules.h"

#include <errno.h>
#include <stdlib.h>

#include "data/base/array.h"
#include "data/base/list.h"
#include "data/base/text_index.h"
#include "data/base/text_set.h"
#include "data/host/crypto.h"
#include "data/module/firmware.h"
#include "data/module/info.h"
#include "data/module/name.h"
#include "report/collect/told.h"
#include "report/kernel/builtin_driver.h"
#include "report/kernel/table_fault.h"
#include "report/modules/internal.h"

/* Dependencies are some ten deep; softdeps may name each other in a circle. */
#define DEPTH_MAX 64u

/* Most drivers of a message. */
#define UNKNOWN_LISTED_MAX ((size_t)8)

struct collector {
	struct hw_machine *machine;
	const struct hw_used_query *query;
	struct hw_arena *arena;
	const struct hw_modprobe *modprobe;
	const struct hw_directive *directives;
	size_t directive_count;
	struct hw_used_module *v;
	size_t n;
	size_t room;
	/* of the names of all that is in `v` or on its way there */
	struct hw_text_set seen;
	size_t unknown_drivers;
	struct hw_text_set unknown;
	/* whose module the machine tells */
	size_t told_drivers;
	/* part of the kernel, and in no list */
	size_t core_count;
	/* the modules of all patterns of a bus, and the start of these, "pci:" */
	struct hw_text claimed_bus;
	struct hw_text_set claiming;
	size_t unknown_device_count;
	struct hw_list unknown_devices;
	/* without a driver, of a target; the modules that could drive them, and what
	 * keeps others from it, "iwlwifi (/etc/modprobe.d/x.conf:3: install …)" */
	struct hw_text_set driverless;
	struct hw_text_set could_drive;
	struct hw_text_set kept_from;
	int error;
};

static struct hw_used_module *find(struct collector *c, struct hw_text name)
{
	for (size_t i = c->n; i--;)
		if (hw_text_eq(c->v[i].name, name))
			return &c->v[i];
	return NULL;
}

static void append(struct collector *c, struct hw_text name, struct hw_text needed_by)
{
	struct hw_module_facts facts = hw_modules_facts(c->machine->modules, name);

	if (c->n == c->room) {
		size_t room = c->room ? c->room * 2 : 64;
		struct hw_used_module *v =
			HW_ARENA_NEW(c->arena, struct hw_used_module, room);

		if (!v) {
			c->error = -ENOMEM;
			return;
		}
		if (c->n)
			memcpy(v, c->v, c->n * sizeof(*v));
		c->v = v;
		c->room = room;
	}
	c->v[c->n++] = (struct hw_used_module){
		.name = name,
		.path = facts.path,
		.builtin = facts.builtin,
		.loaded = facts.loaded,
		.available = facts.available,
		.needed_by = needed_by,
	};
}

static void add(struct collector *c, struct hw_text name, struct hw_text needed_by,
		unsigned depth);

/* lookup_dep() of kmod's libkmod-module.c: all modules that a name or an alias stands
 * for. */
static void add_looked_up(struct collector *c, struct hw_text word,
			  struct hw_text needed_by, unsigned depth)
{
	struct hw_text *names;
	size_t n;

	if (hw_lookup_modules(c->machine, c->modprobe, word, c->arena, &names, &n) < 0)
		c->error = -ENOMEM;
	else
		for (size_t i = 0; i < n; i++)
			add(c, names[i], needed_by, depth);
}

/* "pre: a b post: c d" of modprobe.d(5): modules that modprobe loads before or after, if
 * they are there. modprobe heeds the first such line of a module; btrfs, say, has one for
 * each of its checksums, and may need any. */
static void add_soft(struct collector *c, struct hw_text name, bool is_pre,
		     unsigned depth)
{
	for (size_t i = 0; i < c->directive_count; i++) {
		const struct hw_directive *d = &c->directives[i];
		struct hw_text rest = d->value;
		bool is_wanted = false;

		if (d->kind != HW_DIRECTIVE_SOFTDEP || !hw_text_eq(d->module, name))
			continue;
		while (rest.s) {
			struct hw_text word = hw_text_cut(&rest, ' ');

			if (hw_text_eq(word, HW_TEXT("pre:")))
				is_wanted = is_pre;
			else if (hw_text_eq(word, HW_TEXT("post:")))
				is_wanted = !is_pre;
			else if (is_wanted && word.n)
				add_looked_up(c, word, name, depth + 1);
		}
	}
}

/* modules.dep has the nearest one first, each before what that needs. */
static void add_needed(struct collector *c, struct hw_text name, unsigned depth)
{
	struct hw_text rest = hw_modules_depends(c->machine->modules, name);

	while (rest.n) {
		size_t start = rest.n;

		while (start && rest.s[start - 1] != ' ')
			start--;
		if (start < rest.n)
			add(c, hw_module_name_of_path(hw_text_from(rest, start)), name,
			    depth + 1);
		rest.n = start ? start - 1 : 0;
	}
}

static bool is_there(const struct collector *c, struct hw_text name)
{
	return hw_modules_path(c->machine->modules, name).n ||
	       hw_modules_is_builtin(c->machine->modules, name) == HW_YES;
}

static bool is_of_another_kernel(const struct hw_machine *m)
{
	return m->host.kernel_release.n && m->kernel.release.n &&
	       !hw_text_eq(m->host.kernel_release, m->kernel.release);
}

/* Those that the module has loaded by their names; where none is known to be loaded, and
 * under another kernel, each that there is. */
static void add_requested(struct collector *c, struct hw_text name, unsigned depth)
{
	const struct hw_requested *r = hw_requested_by(name);
	bool has_loaded = false;

	for (size_t i = 0; r && i < HW_REQUESTED_MAX && r->names[i]; i++)
		has_loaded = has_loaded ||
			     (hw_modules_is_loaded(c->machine->modules,
						   hw_text_of(r->names[i])) == HW_YES &&
			      !is_of_another_kernel(c->machine));
	for (size_t i = 0; r && i < HW_REQUESTED_MAX && r->names[i]; i++) {
		const struct hw_text asked = hw_text_of(r->names[i]);

		if (has_loaded
			    ? hw_modules_is_loaded(c->machine->modules, asked) == HW_YES
			    : is_there(c, asked))
			add(c, asked, name, depth + 1);
	}
}

/* Adds a module behind all that it needs. */
static void add(struct collector *c, struct hw_text given, struct hw_text needed_by,
		unsigned depth)
{
	struct hw_text name =
		hw_arena_copy(c->arena, hw_module_name_normalize(given, c->arena));

	if (!name.n || depth > DEPTH_MAX || hw_text_set_has(&c->seen, name))
		return;
	if (hw_text_set_add(&c->seen, name) < 0) {
		c->error = -ENOMEM;
		return;
	}
	add_needed(c, name, depth);
	add_soft(c, name, true, depth);
	append(c, name, needed_by);
	add_soft(c, name, false, depth);
	add_requested(c, name, depth);
}

static void add_of_device(struct collector *c, struct hw_text module, struct hw_text id,
			  bool is_candidate)
{
	struct hw_used_module *m;
	struct hw_text name = hw_module_name_normalize(module, c->arena);

	add(c, name, HW_NO_TEXT, 0);
	m = find(c, name);
	if (!m)
		return;
	if (!m->device_count)
		m->is_candidate = is_candidate;
	m->is_candidate = m->is_candidate && is_candidate;
	if (m->device_count < HW_USED_DEVICES_MAX)
		m->devices[m->device_count] = hw_arena_copy(c->arena, id);
	m->device_count++;
}

/* A hw_alias_want_fn. */
static bool is_of_bus(void *arg, struct hw_text pattern)
{
	return hw_text_starts(pattern, *(const struct hw_text *)arg);
}

/* The modules of which the tables have a pattern of the device's bus. */
static const struct hw_text_set *find_claiming(struct collector *c,
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
static bool may_be_library(struct collector *c, const struct hw_record *record,
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
static struct hw_text told_module(struct collector *c, const struct hw_device *d,
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
static struct hw_text module_of(struct collector *c, const struct hw_record *record,
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
	if (!is_there(c, whole))
		return HW_NO_TEXT;
	whole = hw_module_name_normalize(whole, c->arena);
	return may_be_library(c, record, whole, choice) ? HW_NO_TEXT : whole;
}

/* "fooeth", or with what it may be "fooeth: perhaps foo or bar". */
static void note_unknown(struct collector *c, struct hw_text driver,
			 const struct hw_driver_choice *choice)
{
	struct hw_text whole;
	struct hw_text name = driver;

	if (hw_driver_is_part(driver, &whole) && !whole.n) {
		c->core_count++;
		return;
	}
	c->unknown_drivers++;
	if (choice->n) {
		const struct hw_text may = hw_list_of(choice->v, choice->n, " or ",
						      UNKNOWN_LISTED_MAX, c->arena);

		name = hw_arena_printf(c->arena, "%.*s: perhaps %.*s",
				       HW_TEXT_ARG(driver), HW_TEXT_ARG(may));
	}
	if (!hw_text_set_has(&c->unknown, name) && hw_text_set_add(&c->unknown, name) < 0)
		c->error = -ENOMEM;
}

/* All of a kernel that loads no modules is built in. */
static bool loads_none(const struct hw_machine *m)
{
	return m->is_live && !m->kernel.aliases && !hw_modules_are_listed(m->modules);
}

/*
 * Without tables, it is not known; a kernel that loads none has all built in. Nor is it
 * where the machine tells no driver's module, or the tables are of another kernel than
 * the one that has it built in. Of other tools' output lspci tells the module of the one
 * driver and not that of another; a report of this program's tells all.
 */
static bool are_unknown(const struct collector *c)
{
	const struct hw_machine *m = c->machine;

	if (!m->kernel.aliases)
		return !loads_none(m);
	return !c->told_drivers || (m->is_dump && !m->dump.sentences) ||
	       is_of_another_kernel(m);
}

static void note_could_drive(struct collector *c, struct hw_text device,
			     struct hw_text module)
{
	/* both are of the record */
	if (hw_text_set_add(&c->driverless, hw_arena_copy(c->arena, device)) < 0 ||
	    hw_text_set_add(&c->could_drive, hw_arena_copy(c->arena, module)) < 0)
		c->error = -ENOMEM;
}

/* What a directive keeps from being loaded. */
static void note_kept_from(struct collector *c, struct hw_text device,
			   const struct hw_candidate *candidate)
{
	const struct hw_text by = candidate->blocked.blocked_by;
	const struct hw_text text = hw_arena_printf(
		c->arena, "%.*s (%.*s)", HW_TEXT_ARG(candidate->module), HW_TEXT_ARG(by));

	if (hw_text_set_add(&c->driverless, hw_arena_copy(c->arena, device)) < 0 ||
	    hw_text_set_add(&c->kept_from, text) < 0)
		c->error = -ENOMEM;
}

static void note_unknown_device(struct collector *c, struct hw_text id)
{
	c->unknown_device_count++;
	hw_list_add(&c->unknown_devices, hw_arena_copy(c->arena, id));
}

/* The first few of a set. */
static struct hw_text list(struct collector *c, const struct hw_text_set *set)
{
	return hw_list_of(set->v, set->n, ", ", UNKNOWN_LISTED_MAX, c->arena);
}

/* What the list of a target lacks, or why it is empty. */
static struct hw_text tell_driverless(struct collector *c)
{
	const struct hw_text devices = list(c, &c->driverless);
	const struct hw_text could = list(c, &c->could_drive);
	const struct hw_text kept = list(c, &c->kept_from);
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

/* A hw_record_fn. */
static int add_record(void *arg, const struct hw_record *record)
{
	struct collector *c = arg;
	const struct hw_device *d = &record->device;

	if (d->driver_known == HW_DRIVER_BOUND) {
		struct hw_driver_choice choice = {.n = 0};
		struct hw_text module = module_of(c, record, &choice);

		if (module.n)
			add_of_device(c, module, d->id, false);
		else
			note_unknown(c, d->driver, &choice);
		c->told_drivers += d->driver_module.n > 0;
		return c->error;
	}
	if (d->driver_known == HW_DRIVER_UNKNOWN)
		note_unknown_device(c, d->id);
	for (size_t i = 0; i < record->candidate_count; i++) {
		const struct hw_candidate *candidate = &record->candidates[i];

		if (candidate->weak || candidate->again || candidate->available == HW_NO)
			continue;
		/* a module of the processor, or of the board: no driver is bound to these
		 */
		if (record->verdict.state == HW_STATE_DRIVERLESS &&
		    hw_modules_is_loaded(c->machine->modules, candidate->module) ==
			    HW_YES) {
			add_of_device(c, candidate->module, d->id, false);
			continue;
		}
		if (candidate->blocked.blocked_by.s) {
			if (d->driver_known == HW_DRIVER_NONE && c->query->targets)
				note_kept_from(c, d->id, candidate);
			continue;
		}
		if (c->query->all)
			add_of_device(c, candidate->module, d->id, true);
		else if (d->driver_known == HW_DRIVER_NONE && c->query->targets)
			note_could_drive(c, d->id, candidate->module);
	}
	return c->error;
}

static struct hw_used_firmware *firmware_of(struct collector *c,
					    const struct hw_firmware *firmware,
					    const struct hw_module_info *info)
{
	struct hw_used_firmware *v =
		HW_ARENA_NEW(c->arena, struct hw_used_firmware, info->firmware.n);

	for (size_t i = 0; v && i < info->firmware.n; i++)
		v[i] = (struct hw_used_firmware){
			.name = info->firmware.v[i],
			.path = hw_firmware_find(firmware, info->firmware.v[i], c->arena),
		};
	return v;
}

static int fill_firmware(struct collector *c, bool *ret_known, size_t *ret_unread)
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
		c->v[i].firmware = firmware_of(c, &firmware, &info);
		c->v[i].firmware_count = c->v[i].firmware ? info.firmware.n : 0;
	}
	hw_modinfo_close(modinfo);
	return 0;
}

/* Leaves the devices of the chain, in their order. */
static void narrow(struct hw_plan *plan, const struct hw_chain *chain)
{
	size_t n = 0;

	for (size_t i = 0; i < plan->list.n; i++)
		if (chain->is_in[i])
			plan->list.v[n++] = plan->list.v[i];
	plan->list.n = n;
}

static struct hw_text module_of_chain(struct collector *c,
				      const struct hw_chain_module *m)
{
	struct hw_text *names;
	size_t n = 0;

	if (!m->alias.n || is_there(c, m->name))
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
static enum hw_tristate is_in_use_as_module(const struct collector *c,
					    struct hw_text name)
{
	const struct hw_machine *m = c->machine;
	const enum hw_tristate loaded = hw_modules_is_loaded(m->modules, name);

	if (loaded == HW_YES || is_of_another_kernel(m))
		return loaded == HW_YES ? HW_YES : HW_UNKNOWN;
	return loaded == HW_NO || m->is_live ? HW_NO : HW_UNKNOWN;
}

/* What is neither there nor known to be built in is there too, without a path: the list
 * would not be whole without it. */
static bool is_left_out(const struct collector *c, struct hw_text name)
{
	return !is_there(c, name) &&
	       hw_modules_is_builtin(c->machine->modules, name) != HW_NO &&
	       is_in_use_as_module(c, name) == HW_NO;
}

static void add_chain(struct collector *c, const struct hw_chain *chain)
{
	for (size_t i = 0; i < chain->module_count; i++) {
		const struct hw_chain_module *m = &chain->modules[i];
		const struct hw_text name =
			hw_module_name_normalize(module_of_chain(c, m), c->arena);
		struct hw_used_module *added;

		if (m->may_be_core ? !is_there(c, name) &&
					     hw_modules_is_loaded(c->machine->modules,
								  name) != HW_YES
				   : is_left_out(c, name)) {
			c->core_count += !m->may_be_core;
			continue;
		}
		add(c, name, HW_NO_TEXT, 0);
		added = find(c, name);
		if (added && !added->device_count)
			added->because = m->because;
	}
}

/* Adds what may be in use of what is asked for. */
static void add_perhaps(struct collector *c, struct hw_text module, const char *what,
			struct hw_text of, bool is_candidate)
{
	struct hw_used_module *m;

	add(c, module, HW_NO_TEXT, 0);
	m = find(c, hw_module_name_normalize(module, c->arena));
	if (!m || m->device_count || m->because.n || m->needed_by.n)
		return;
	m->is_candidate = is_candidate;
	m->because =
		hw_arena_printf(c->arena, "perhaps %s of %.*s", what, HW_TEXT_ARG(of));
}

/*
 * Adds, of a kernel that asks for them by their names, the modules of an algorithm: those
 * of "crypto-xts" and of "crypto-aes" of "xts(aes)" (crypto_larval_lookup() and
 * crypto_lookup_template(), crypto/api.c). False: not all are told.
 */
static bool add_algorithm(struct collector *c, const struct hw_crypto *algorithm,
			  const char *what, struct hw_text of)
{
	const struct hw_text name = algorithm->name;
	size_t end;

	for (size_t i = 0; i < name.n; i = end + 1) {
		struct hw_text *modules, alias;
		size_t n = 0;

		end = i;
		while (end < name.n && !memchr("(),", name.s[end], 3))
			end++;
		if (end == i)
			continue;
		alias = hw_arena_printf(c->arena, "crypto-%.*s", (int)(end - i),
					name.s + i);
		if (hw_lookup_modules(c->machine, c->modprobe, alias, c->arena, &modules,
				      &n) < 0)
			c->error = -ENOMEM;
		for (size_t k = 0; k < n; k++)
			add_perhaps(c, modules[k], what, of, false);
		if (!n)
			return false;
	}
	return true;
}

static bool may_be(const struct hw_asked *asked, const struct hw_crypto *algorithm)
{
	return (asked->is_cipher && algorithm->is_cipher) ||
	       (asked->is_hash && algorithm->is_hash);
}

/*
 * What a mapping encrypts or checks with is in use, and so among what the kernel that
 * runs has in use. Another kernel may have it in other modules. False: not told.
 */
static bool add_used_crypto(struct collector *c, const struct hw_asked *asked,
			    struct hw_text of)
{
	const bool is_other = is_of_another_kernel(c->machine);
	bool has_any = false, is_told = true;
	struct hw_crypto *v;
	size_t n;

	if (hw_crypto_in_use(c->machine->root, c->arena, &v, &n) < 0) {
		c->error = -ENOMEM;
		return false;
	}
	for (size_t i = 0; i < n; i++)
		has_any = has_any || may_be(asked, &v[i]);
	for (size_t i = 0; has_any && i < n; i++)
		if (v[i].module.n && (!is_other || is_there(c, v[i].module)))
			add_perhaps(c, v[i].module, asked->what, of, false);
		else if (is_other && !v[i].is_internal &&
			 !add_algorithm(c, &v[i], asked->what, of))
			is_told = is_told && !may_be(asked, &v[i]);
	return has_any && is_told;
}

/* The usual modules of what may be any of many; `all` adds them. */
static struct hw_text tell_usual(struct collector *c, const struct hw_asked *asked,
				 struct hw_text of)
{
	struct hw_text_set found = {0};
	struct hw_text names, may = HW_NO_TEXT;

	if (add_used_crypto(c, asked, of))
		return HW_NO_TEXT;
	for (size_t i = 0; i < HW_ARRAY_SIZE(asked->names) && asked->names[i]; i++) {
		struct hw_text *modules;
		size_t n = 0;

		if (hw_lookup_modules(c->machine, c->modprobe,
				      hw_text_of(asked->names[i]), c->arena, &modules,
				      &n) < 0)
			c->error = -ENOMEM;
		for (size_t k = 0; k < n; k++)
			if (hw_text_set_add(&found, modules[k]) < 0)
				c->error = -ENOMEM;
	}
	for (size_t i = 0; c->query->all && i < found.n; i++)
		add_perhaps(c, found.v[i], asked->what, of, true);
	names = list(c, &found);
	if (names.n)
		may = hw_arena_printf(c->arena, " are among %.*s%s", HW_TEXT_ARG(names),
				      c->query->all ? "" : ", which --all adds");
	hw_text_set_done(&found);
	return hw_arena_printf(
		c->arena,
		"not known: which modules the %s of %.*s needs, which '%s' tells; those "
		"of %s,%.*s%s%s",
		asked->what, HW_TEXT_ARG(of), asked->tool, asked->usual, HW_TEXT_ARG(may),
		may.n ? "" : " are ", may.n ? "" : asked->are);
}

/*
 * One of a few modules, which are all added that are in use: it is among these. Where
 * none is, or that is not told, those that there are may be it.
 */
static struct hw_text tell_choice(struct collector *c, const struct hw_asked *asked,
				  struct hw_text of)
{
	struct hw_list may = {.arena = c->arena, .between = ", "};
	struct hw_modules *modules = c->machine->modules;
	bool is_any = false, is_builtin = false, may_be_module = false;
	struct hw_text may_be;

	for (size_t i = 0; i < HW_ARRAY_SIZE(asked->names) && asked->names[i]; i++) {
		const struct hw_text name = hw_text_of(asked->names[i]);
		const enum hw_tristate loaded = hw_modules_is_loaded(modules, name);

		is_any = is_any || loaded == HW_YES;
		is_builtin = is_builtin || hw_modules_is_builtin(modules, name) == HW_YES;
		may_be_module = may_be_module ||
				(loaded != HW_NO && hw_modules_path(modules, name).n);
	}
	if (loads_none(c->machine) ||
	    (!is_any && is_builtin && !may_be_module && !asked->is_open))
		return HW_NO_TEXT;
	for (size_t i = 0; i < HW_ARRAY_SIZE(asked->names) && asked->names[i]; i++) {
		const struct hw_text name = hw_text_of(asked->names[i]);

		if (is_any || asked->is_open
			    ? hw_modules_is_loaded(modules, name) != HW_YES
			    : !is_there(c, name))
			continue;
		add_perhaps(c, name, asked->what, of, false);
		hw_list_add(&may, name);
	}
	/* of a whole machine, what is in use is among what is listed */
	if (is_any && (!asked->is_open || !c->query->targets))
		return HW_NO_TEXT;
	may_be = hw_list_text(&may);
	return hw_arena_printf(
		c->arena, "not known: the %s of %.*s, which '%s' tells%s%.*s",
		asked->what, HW_TEXT_ARG(of), asked->tool,
		may_be.n ? "; listed is what may be it: " : "", HW_TEXT_ARG(may_be));
}

/* What of what is asked for by names is not known; absent: nothing. */
static struct hw_text tell_asked(struct collector *c, const struct hw_chain_asked *asked)
{
	const struct hw_text of = hw_list_of(asked->of, asked->n, ", ", 0, c->arena);

	return asked->asked->usual ? tell_usual(c, asked->asked, of)
				   : tell_choice(c, asked->asked, of);
}

static bool lacks_dependencies(const struct collector *c)
{
	for (size_t i = 0; i < c->n; i++)
		if (c->v[i].path.n || c->v[i].builtin == HW_YES)
			return false;
	return c->n &&
	       (!c->machine->kernel.path.n ||
		!hw_kernel_has_file(&c->machine->kernel, "modules.dep", c->arena));
}

static struct hw_text list_targets(const struct hw_used_query *query,
				   struct hw_arena *arena)
{
	struct hw_list targets = {.arena = arena, .between = ", "};

	for (size_t i = 0; query->targets && query->targets[i]; i++)
		hw_list_add(&targets, hw_text_of(query->targets[i]));
	return hw_list_text(&targets);
}

static void tell_unknown(struct collector *c, const struct hw_chain *chain,
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
		const struct hw_text text = tell_asked(c, &chain->asked[i]);

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
	struct collector c = {.machine = machine, .query = query, .arena = arena};
	struct hw_chain chain = {.is_in = NULL};
	struct hw_plan plan = {0};
	int r = hw_collect_plan(machine, &selection, &plan);

	c.unknown_devices = (struct hw_list){
		.arena = arena, .between = ", ", .max = UNKNOWN_LISTED_MAX};
	*ret = (struct hw_used_modules){.machine = machine, .query = query};
	if (hw_machine_modprobe(machine, &c.modprobe) == 0)
		c.directives = hw_modprobe_directives(c.modprobe, &c.directive_count);
	if (r == 0 && query->targets) {
		r = hw_chain_find(machine, &plan.list, query->targets, arena, &chain,
				  &ret->absent, &ret->missing);
		if (r == 0)
			narrow(&plan, &chain);
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
	ret->target = list_targets(query, arena);
	ret->advice = chain.advice;
	ret->driverless = tell_driverless(&c);
	ret->core_count = c.core_count;
	if (!are_unknown(&c)) {
		ret->core_count += c.unknown_drivers;
	} else {
		ret->unknown_drivers = c.unknown_drivers;
		/* one name alone would be that of the plan */
		ret->unknown_names =
			hw_arena_copy(arena, hw_list_of(c.unknown.v, c.unknown.n, ", ",
							UNKNOWN_LISTED_MAX, arena));
	}
	ret->lacks_dependencies = lacks_dependencies(&c);
	ret->dep_fault = hw_dep_fault(&machine->kernel, machine->modules);
	hw_text_set_done(&c.driverless);
	hw_text_set_done(&c.could_drive);
	hw_text_set_done(&c.kept_from);
	hw_text_set_done(&c.seen);
	hw_text_set_done(&c.unknown);
	hw_text_set_done(&c.claiming);
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
	struct collector c = {
		.machine = machine,
		.query = &query,
		.arena = &arena,
		.unknown_devices = {.arena = &arena,
				    .between = ", ",
				    .max = UNKNOWN_LISTED_MAX},
	};
	struct hw_plan plan = {0};
	struct hw_chain chain;
	size_t unread = 0;
	bool known;
	int r = hw_collect_plan(machine, &selection, &plan);

	if (hw_machine_modprobe(machine, &c.modprobe) == 0)
		c.directives = hw_modprobe_directives(c.modprobe, &c.directive_count);
	if (r == 0)
		r = hw_chain_all(machine, &plan.list, &arena, &chain);
	if (r == 0) {
		add_chain(&c, &chain);
		for (size_t i = 0; i < chain.asked_count; i++)
			tell_asked(&c, &chain.asked[i]);
	}
	if (r == 0)
		r = hw_collect_planned(machine, &selection, &plan, add_record, &c, tail);
	if (r == 0)
		r = fill_firmware(&c, &known, &unread);
	hw_text_set_done(&c.seen);
	hw_text_set_done(&c.unknown);
	hw_text_set_done(&c.claiming);
	hw_plan_done(&plan);
	if (r == 0 && (c.error || hw_arena_failed(&arena)))
		r = -ENOMEM;
	hw_arena_done(&arena);
	return r;
}
