/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_DRIVER_DRIVER_H
#define HWALIAS_REPORT_DRIVER_DRIVER_H

#include "data/module/firmware.h"
#include "data/module/info.h"
#include "report/collect/collect.h"

/*
 * The other way round: a module, what it says of itself, the devices it claims by its
 * aliases, and those of this machine among them.
 */

enum hw_driver_found {
	/* the tables, or the machine, know a module of this name */
	HW_DRIVER_MODULE,
	/* what was named is a file */
	HW_DRIVER_FILE,
	HW_DRIVER_NOT_FOUND,
	/* nor is it known that there is none: it is a recording */
	HW_DRIVER_NOT_RECORDED,
};

struct hw_driver_alias {
	struct hw_text pattern;
	/* of the tables: HW_ALIAS_… and the line; 0: of the module's own file */
	enum hw_alias_source source;
	size_t line;
	/* NULL: a prefix that no bus has */
	const struct hw_bus *bus;
	/* ids as the pattern fixes them, and their names */
	struct hw_name names[HW_NAME_COUNT];
};

/* A device that an alias matches, or that is bound to the module. */
struct hw_driver_device {
	struct hw_text id;
	/* vendor and device */
	struct hw_text name;
	enum hw_driver_known driver_known;
	struct hw_text driver;
	struct hw_text module;
	/* absent: bound, though no alias matches */
	struct hw_text pattern;
	/* the driver it has is this module's */
	bool is_bound;
	struct hw_driver_device *next;
};

struct hw_driver_firmware {
	struct hw_text name;
	/* absent: not there, or not known */
	struct hw_text path;
};

struct hw_driver {
	/* as typed */
	struct hw_text query;
	enum hw_driver_found found;
	/* '-' is '_' */
	struct hw_text module;
	/* as the user would name it; absent: none is listed */
	struct hw_text file;
	enum hw_tristate builtin;
	enum hw_tristate loaded;
	enum hw_tristate available;
	/* whether `info` is filled; if not, why: a sentence without full stop */
	bool has_info;
	/* modinfo(8) told it, and its aliases */
	bool is_told;
	struct hw_text no_info;
	struct hw_module_info info;
	struct hw_driver_firmware *firmware;
	size_t firmware_present;
	/* whether this root holds any firmware at all */
	bool firmware_known;
	/* sorted by bus; in a bus in the order of the table */
	struct hw_driver_alias *aliases;
	size_t alias_count;
	/* of a recording, which has those that its own devices need */
	bool lacks_aliases;
	struct hw_driver_device *devices;
	size_t device_count;
	/* a driver of this name is another module's, as a sentence; absent: none is */
	struct hw_text hint;
};

struct hw_drivers {
	const struct hw_machine *machine;
	struct hw_driver *v;
	size_t n;
};

/*
 * Finds `n` modules by name, or by path where a word holds a '/' or ends like a module's
 * file; paths are those of this process. Lifetime: the arena's and the machine's.
 * Errors: -ENOMEM, or -errno of the scan. A machine without sysfs has no devices.
 */
int hw_drivers_collect(struct hw_machine *machine, char **words, size_t n,
		       struct hw_arena *arena, struct hw_drivers *ret);

/* "built in", "loaded", "available", "missing" … */
const char *hw_driver_state(const struct hw_driver *driver);

/* Those that were found, for people. Errors: -ENOMEM. */
int hw_drivers_print_text(const struct hw_drivers *drivers,
			  const struct hw_output *output);

/* $defs/drivers of report/schema/report-1.schema.json. Errors: -ENOMEM. */
int hw_drivers_print_json(const struct hw_drivers *drivers,
			  const struct hw_output *output);

/* The same, a line a module. */
int hw_drivers_print_ndjson(const struct hw_drivers *drivers,
			    const struct hw_output *output);

#endif
