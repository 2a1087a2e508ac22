/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_VERDICT_VERDICT_H
#define HWALIAS_REPORT_VERDICT_VERDICT_H

#include "report/record.h"
#include "report/verdict/signs.h"

/*
 * The verdict on a device: why it has the driver it has, or none; whether that needs
 * attention; what to do. It is a table: one row a reason, in families,
 *
 *	not_working.c	a driver is bound, and the device does not work
 *	rivals.c	one is bound, and modules are in each other's way
 *	bound.c		one is bound
 *	untold.c	whether one is bound is not told
 *	driverless.c	none is, and none is needed
 *	unbound.c	none is, though modules claim the device
 *	unclaimed.c	none is, and no module claims it
 *
 * walked in this order; the first row that holds decides. All that a reason says and
 * means stands in its row. To add a reason, add a row to its family and a case to
 * tests/unit/report/verdict/verdict.c; JSON Schema and manual page take code and meaning
 * from the row.
 *
 * Pure: a verdict looks at the facts and nothing else.
 */

/* All that a verdict may look at. */
struct hw_facts {
	/* false: a bare string, no device */
	bool is_device;
	/* a message of the kernel log is shown whole, with the words that no pattern
	 * names
	 */
	bool shows_all;
	struct hw_text subsystem;
	/* its row; NULL: none */
	const struct hw_bus *bus;
	struct hw_text kind;
	bool class_only;
	bool has_modalias;
	/* its first line; absent without one */
	struct hw_text modalias;
	const struct hw_id *ids;
	enum hw_driver_known driver_known;
	struct hw_text driver;
	struct hw_text driver_module;
	/* it is an ACPI node that only describes another device, which is listed too */
	bool has_physical_node;
	const struct hw_candidate *candidates;
	size_t candidate_count;
	/* parts of modprobe's configuration could not be read */
	bool config_partial;
	/* "initcall_blacklist=f" of the kernel command line: f may be a function of a
	 * candidate, whatever the names */
	struct hw_text initcalls;
	/* a dump tells the candidates, or none; there are no alias tables, and no
	 * configuration of modprobe */
	bool is_told;
	/* the dump's own tables told them: no other module claims the device */
	bool claims_are_told;
	/* it is joined with a recording that does not have it; and whose alias tables
	 * have no lines of it */
	bool is_joined;
	bool tables_are_others;
	/* what was read leaves out ids of it, by which a module may claim it */
	bool lacks_ids;
	/* what a report that was read says of a device without a driver, and no more;
	 * HW_STATE_BOUND: nothing. And whether its writer found nothing in that */
	enum hw_state told_state;
	bool told_is_quiet;
	/* the release of the alias tables in use; absent when there are none */
	struct hw_text kernel;
	/* that is the kernel that runs: only then do the tables and what is loaded belong
	 * together */
	bool kernel_is_running;
	/* proc/modules is there: the kernel loads modules, and which are loaded is
	 * certain */
	bool modules_listed;
	/* it is not there because the kernel loads none; false of a recording that may
	 * lack it */
	bool loads_no_modules;
	/* of the bound driver's module */
	enum hw_tristate driver_module_available;
	/* the attribute driver_override: the only driver that may bind */
	struct hw_text driver_override;
	/* that driver is not there */
	bool override_is_gone;
	/* USB: the attribute authorized is 0 */
	bool not_authorized;
	/* the kernel deferred the probe; the reason, absent if it gives none */
	bool deferred;
	struct hw_text deferred_for;
	/* USB: another interface of the device has a driver */
	bool sibling_bound;
	/* an SR-IOV virtual function, made to be given to a guest */
	bool is_virtual_function;
	/* an audio function of a graphics card */
	bool is_display_audio;
	/* no candidates: the driver of another function of its slot, of the same vendor
	 */
	struct hw_text sibling_function_driver;
	/* no candidates: the kernel was built without any driver for its kind */
	enum hw_tristate subsystem_not_built;
	/* no candidates, or none that could be loaded: another kernel that has a module
	 * which this one lacks, and that module; whether its tables are all there is of
	 * it, and whether DKMS built the module */
	struct hw_text other_kernel;
	struct hw_text other_module;
	bool other_is_given;
	bool other_is_dkms;
	/* the candidate whose declared firmware is missing altogether, and its files */
	struct hw_text firmware_module;
	struct hw_text firmware_declared;
	/* by the kernel log, the firmware files that could not be loaded for the device;
	 * they are there by now */
	struct hw_text firmware_failed;
	bool firmware_now_present;
	/* the first of the files that failed, or else what all declared ones are like,
	 * "iwlwifi-*.ucode" */
	struct hw_text firmware_first;
	/* the files that failed are versions of one: any of them will do; and the version
	 * that is there, too old; absent: none is */
	bool firmware_is_any;
	struct hw_text firmware_old;
	/* whose messages of the kernel log count */
	enum hw_log_scope log_scope;
	/* its name on the bus, where a list has numbers alone that of the kernel log, and
	 * its directory, "/sys/devices/…", for remedies */
	struct hw_text name;
	struct hw_text directory;
	/* what people call it, by the databases or itself; may be absent */
	struct hw_text device_name;
	/* packages that have what the device lacks, or are for it; none where they were
	 * not asked for */
	const struct hw_package *packages;
	size_t package_count;
	/* NULL: they were not looked for, as for lists */
	const struct hw_signs *signs;
};

/* What a row's functions look at; report/verdict/internal.h. */
struct hw_case;

/* A row of the table. */
struct hw_reason {
	/* stable, lower-case words with dashes; several rows may share one */
	const char *code;
	enum hw_state state;
	/* of a device that needs attention for this reason, and whether it does; NULL:
	 * always */
	enum hw_severity severity;
	bool (*needs_attention)(const struct hw_case *c);
	/* of a reason without severity: the question stays open for a device that
	 * needs_attention() */
	bool lacks_tables;
	/* likewise, as it is not known whether it has a driver */
	bool lacks_driver;
	/* likewise of a device, as what becomes of the modules that claim it is not
	 * known; NULL: never */
	bool (*lacks_modules)(const struct hw_case *c);
	/* may choose the candidate that the reason is about */
	bool (*holds)(struct hw_case *c);
	/* one sentence or more for people: a literal, or made */
	const char *text;
	struct hw_text (*sentence)(const struct hw_case *c);
	/* commands that mend it, one line; NULL or absent: none. None that is known to
	 * fail */
	struct hw_text (*remedy)(const struct hw_case *c);
	/* what to do where no command exists; NULL or absent: nothing */
	struct hw_text (*advice)(const struct hw_case *c);
	/* adds what it rests on, hw_case_add_evidence(); NULL: the verdict is no finding
	 */
	void (*evidence)(struct hw_case *c);
	/* for the manual: the device …, "has a driver". The same for all rows of a code
	 */
	const char *meaning;
};

/* The families, each an array that ends with a row without a code; NULL at the end. */
extern const struct hw_reason *const hw_reasons[];

/*
 * state, reason, sentence, severity and remedy for a device. Lifetime: texts are the
 * arena's; without memory they are absent.
 */
struct hw_verdict hw_verdict(const struct hw_facts *facts, struct hw_arena *arena);

#endif
