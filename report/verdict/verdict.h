/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_VERDICT_VERDICT_H
#define HWALIAS_REPORT_VERDICT_VERDICT_H

#include "report/record.h"

/* All that a verdict may look at. */
struct hw_facts {
	/* false: a bare string, no device */
	bool is_device;
	struct hw_text subsystem;
	struct hw_text kind;
	bool class_only;
	bool has_modalias;
	const struct hw_id *ids;
	enum hw_driver_known driver_known;
	struct hw_text driver;
	struct hw_text driver_module;
	/* an ACPI node that only describes a device which is listed by itself */
	bool has_physical_node;
	const struct hw_candidate *candidates;
	size_t candidate_count;
	/* parts of modprobe's configuration could not be read */
	bool config_partial;
	/* "initcall_blacklist=f" of the kernel command line, which may name a function of
	 * a module though its name does not tell */
	struct hw_text initcalls;
	/* the release of the alias tables in use; absent when there are none */
	struct hw_text tables;
	/* they are those of the kernel that runs, so what is loaded can be held against
	 * them */
	bool own_tables;
	/* of the bound driver's module */
	enum hw_tristate driver_module_available;
	/* who alone may bind: sysfs' driver_override */
	struct hw_text driver_override;
	/* USB: `authorized` is 0 */
	bool not_authorized;
	/* the kernel put the probe off; the reason, if it tells one */
	bool deferred;
	struct hw_text deferred_for;
	/* another part of the same thing has a driver: an interface of the USB device */
	bool sibling_bound;
	/* an SR-IOV virtual function: made to be given away */
	bool is_virtual_function;
	/* a sound function that belongs to a graphics card */
	bool is_display_audio;
	/* nobody claims it, but this driver is bound to another function of its slot, of
	 * the same maker */
	struct hw_text card_driver;
	/* nobody claims it: the kernel was built without anything for its kind */
	enum hw_tristate kind_left_out;
	/* another installed kernel whose tables have a module for it, and that module */
	struct hw_text other_kernel;
	struct hw_text other_module;
	/* the candidate module none of whose declared firmware is there, and the files */
	struct hw_text firmware_module;
	struct hw_text firmware_declared;
	/* what the kernel log tells that could not be loaded for the device; it is there
	 * by now */
	struct hw_text firmware_failed;
	bool firmware_came;
	/* the first of the files that failed, or else what all declared ones are like,
	 * "iwlwifi-*.ucode" */
	struct hw_text firmware_first;
	/* its name on the bus and its directory, "/sys/devices/…", for remedies */
	struct hw_text name;
	struct hw_text directory;
};

/*
 * state, reason and sentence for a device; a pure function, its truth table is in
 * report/verdict/verdict.c. Lifetime: the sentence is the arena's.
 */
struct hw_verdict hw_verdict(const struct hw_facts *facts, struct hw_arena *arena);

#endif
