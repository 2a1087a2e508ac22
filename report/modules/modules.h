/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_MODULES_MODULES_H
#define HWALIAS_REPORT_MODULES_MODULES_H

#include "report/collect/collect.h"

/*
 * The modules that the hardware of a machine uses, each behind those that it needs: what
 * an initramfs or a kernel of one's own has to have.
 *
 *	modules.c	the drivers of the devices, and what may be said of the list
 *	collector.c	the list while it is made: dependencies, in load order
 *	chain.c		what targets, or the whole machine, depend on besides
 *	target.c	which disk or interface the name of a target is of
 *	disks.c		what a disk depends on
 *	mounted.c	what a mounted file system depends on
 *	diskless.c	file systems that are on no block device
 *	flash.c		chips that no controller hides
 *	interfaces.c	what a network interface depends on
 *	driven.c	which devices on the way need a driver
 *	suppliers.c	devices that supply those on the way, or by which they interrupt
 *	finder.c	what was found so far of a chain
 *	block_layer.c	which modules a block device is of that is no device's
 *	transport.c	what a disk comes through: NVMe over fabrics, SCSI hosts
 *	nls.c		which tables of characters a file system loads
 *	net_kind.c	which module an interface is of that is no device's
 *	asked.c		what is asked for by names that are not told
 *	requested.c	modules that drivers load by their names
 *	lookup.c	what modprobe means by a name
 *	formats.c	text, for people and for the tools that take such lists
 *	json.c		documents and lines
 */

/* Most devices that a module names. */
#define HW_USED_DEVICES_MAX ((size_t)8)

struct hw_used_firmware {
	struct hw_text name;
	/* below the root; absent: not there, or not known */
	struct hw_text path;
};

struct hw_used_module {
	/* normalised */
	struct hw_text name;
	/* as modules.dep has it; absent: it is not listed */
	struct hw_text path;
	enum hw_tristate builtin;
	enum hw_tristate loaded;
	enum hw_tristate available;
	/* ids of the devices whose driver it is, the first ones, and how many there are
	 */
	struct hw_text devices[HW_USED_DEVICES_MAX];
	size_t device_count;
	/* of those, a candidate that is not bound (`all`) */
	bool is_candidate;
	/* the module that needs it, the first one; absent: a device does */
	struct hw_text needed_by;
	/* why, where neither a device nor a module needs it: "dm-crypt on dm-0", "file
	 * system of /"; may be absent */
	struct hw_text because;
	struct hw_used_firmware *firmware;
	size_t firmware_count;
};

struct hw_used_query {
	/* mount points or paths in a file system, block devices, or names of devices as
	 * hw_resolve() takes them, NULL behind the last; NULL: the whole machine */
	const char *const *targets;
	/* each as the user typed it, who may be told his own words */
	const char *const *typed;
	/* also candidates of devices without a driver */
	bool all;
	/* fill `firmware` */
	bool firmware;
};

struct hw_used_modules {
	const struct hw_machine *machine;
	const struct hw_used_query *query;
	/* in load order, built-in ones too */
	struct hw_used_module *v;
	size_t n;
	/* of so many drivers that are bound the module is not known, and nothing says
	 * that it is built in; their names, "a, b" */
	size_t unknown_drivers;
	struct hw_text unknown_names;
	/* so many drivers and layers are part of the kernel, beside the modules of `v`
	 * that are */
	size_t core_count;
	/* no module of any device is listed, as there is no modules.dep: nobody knows
	 * what they need, or where they are */
	bool lacks_dependencies;
	/* likewise, of some, as the files are damaged; NULL: they are whole */
	const struct hw_table_fault *dep_fault;
	const struct hw_table_fault *builtin_fault;
	const struct hw_table_fault *softdep_fault;
	bool firmware_known;
	/* the targets as typed, "/, eth0", and without what documents withhold; absent:
	 * the whole machine */
	struct hw_text target;
	struct hw_text told_target;
	/* the target that is not there, and why, a sentence without full stop */
	const char *absent;
	struct hw_text missing;
	/* what of the way to the targets is not known, likewise; none: all is */
	const struct hw_text *unknown;
	size_t unknown_count;
	/* of so many devices, on that way or of all, it is not known which driver they
	 * have; the first ones, "a, b" */
	size_t unknown_device_count;
	struct hw_text unknown_devices;
	/* of devices on that way without a driver: what the list lacks for it, likewise;
	 * absent: nothing */
	struct hw_text driverless;
	/* what is needed besides modules, likewise; absent: nothing */
	struct hw_text advice;
	/* of so many modules that are not built in the file is not there, so that what
	 * firmware they ask for is not known (`firmware`) */
	size_t unread_modules;
};

/*
 * Lifetime: the arena's and the machine's. Errors: -ENOENT: there is no such target as
 * `absent`, `missing` says why; -ENOMEM, or -errno of the scan.
 */
int hw_used_modules_find(struct hw_machine *machine, const struct hw_used_query *query,
			 struct hw_arena *arena, struct hw_report_tail *tail,
			 struct hw_used_modules *ret);

/*
 * Asks all that hw_used_modules_find() may ask, for any target: a recording has then what
 * a replay needs. Errors: as there.
 */
int hw_used_modules_read(struct hw_machine *machine, struct hw_report_tail *tail);

/* --- Output --- */

/* A row a format of --format. */
struct hw_modules_format {
	const char *name;
	void (*print)(const struct hw_used_modules *modules, FILE *out);
};

/* Ends with a name of NULL; the first is the default. */
extern const struct hw_modules_format hw_modules_formats[];

/* NULL: there is none of this name. */
const struct hw_modules_format *hw_modules_format_find(const char *name);

/* The files that the modules ask for, a line each, below /lib/firmware; those that are
 * not there too. Control characters in a name are printed as \x1b. */
void hw_modules_print_firmware(const struct hw_used_modules *modules, FILE *out);

/* $defs/modules_document of report/schema/report-1.schema.json. Errors: -ENOMEM. */
int hw_modules_print_json(const struct hw_used_modules *modules,
			  const struct hw_output *output);

/* The same, a line a module. */
int hw_modules_print_ndjson(const struct hw_used_modules *modules,
			    const struct hw_output *output);

#endif
