/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_MODULES_COLLECTOR_H
#define HWALIAS_REPORT_MODULES_COLLECTOR_H

#include "data/base/list.h"
#include "data/base/text_set.h"
#include "report/chain/chain.h"
#include "report/lookup/kernel_fates.h"
#include "report/modules/modules.h"

#define HW_REQUESTED_MAX ((size_t)4)

/* A module, and those that it may load by these names or aliases; NULL: no further one.
 * `needs_all`: it works with none of them missing. */
struct hw_requested {
	const char *module;
	const char *names[HW_REQUESTED_MAX];
	bool needs_all;
};

/* NULL: it loads none. Lifetime: the program's. */
const struct hw_requested *hw_requested_by(struct hw_text module);

/* Most names of a message. */
#define HW_USED_LISTED_MAX ((size_t)8)

/* The list of modules while it is made. */
struct hw_used_collector {
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
	/* drivers whose module is not known, and how they are told, "a: perhaps b" */
	struct hw_text_set unknown;
	struct hw_list unknown_names;
	/* whose module the machine tells */
	size_t told_drivers;
	/* part of the kernel, and in no list */
	size_t core_count;
	/* the modules of all patterns of a bus, and the start of these, "pci:" */
	struct hw_text claimed_bus;
	struct hw_text_set claiming;
	/* under another kernel than the machine's own, opened when it is needed */
	bool has_fates;
	struct hw_kernel_fates fates;
	size_t unknown_device_count;
	struct hw_list unknown_devices;
	/* without a driver, of a target; the modules that could drive them, and what
	 * keeps others from it, "iwlwifi (/etc/modprobe.d/x.conf:3: install …)" */
	struct hw_text_set driverless;
	struct hw_text_set could_drive;
	struct hw_text_set kept_from;
	int error;
};

/* NULL: it is not in the list. */
struct hw_used_module *hw_used_find(struct hw_used_collector *c, struct hw_text name);

/* Whether the kernel of the tables has the module, as a file or built in. */
bool hw_used_is_there(const struct hw_used_collector *c, struct hw_text name);

/* Whether the tables are of another kernel than the one that runs. */
bool hw_used_is_of_another_kernel(const struct hw_machine *m);

/* All of a kernel that loads no modules is built in. */
bool hw_used_loads_none(const struct hw_machine *m);

/* Adds a module behind all that it needs; `depth` of the one that needs it, and one: 0
 * where none does. Errors: in the collector. */
void hw_used_add(struct hw_used_collector *c, struct hw_text name,
		 struct hw_text needed_by, unsigned depth);

/* Adds the module of a device, `id`. Errors: in the collector. */
void hw_used_add_of_device(struct hw_used_collector *c, struct hw_text module,
			   struct hw_text id, bool is_candidate);

/* The first few of a set, "a, b and 4 more". Lifetime: the arena's. */
struct hw_text hw_used_list(struct hw_used_collector *c, const struct hw_text_set *set);

/* What of what is asked for by names is not known; absent: nothing. What is known, or may
 * be it, is added. Lifetime: the arena's. */
struct hw_text hw_used_tell_asked(struct hw_used_collector *c,
				  const struct hw_chain_asked *asked);

#endif
