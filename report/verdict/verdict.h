/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_VERDICT_VERDICT_H
#define HWALIAS_REPORT_VERDICT_VERDICT_H

#include "report/record.h"
#include "report/verdict/signs.h"

/*
 * The verdict on a device: why it has the driver it has, or none; whether that needs
 * attention; what to do. It is a table: one row a reason, in families,
 *
 *	bound.c		a driver is bound
 *	driverless.c	none is, and none is needed, or nothing tells
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
	struct hw_text kernel;
	/* they are those of the kernel that runs, so what is loaded can be held against
	 * them */
	bool kernel_is_running;
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
	struct hw_text sibling_function_driver;
	/* nobody claims it: the kernel was built without anything for its kind */
	enum hw_tristate subsystem_not_built;
	/* another installed kernel whose tables have a module for it, and that module */
	struct hw_text other_kernel;
	struct hw_text other_module;
	/* the candidate module none of whose declared firmware is there, and the files */
	struct hw_text firmware_module;
	struct hw_text firmware_declared;
	/* what the kernel log tells that could not be loaded for the device; it is there
	 * by now */
	struct hw_text firmware_failed;
	bool firmware_now_present;
	/* the first of the files that failed, or else what all declared ones are like,
	 * "iwlwifi-*.ucode" */
	struct hw_text firmware_first;
	/* its name on the bus and its directory, "/sys/devices/…", for remedies */
	struct hw_text name;
	struct hw_text directory;
	/* what people call it, by the databases or itself; may be absent */
	struct hw_text device_name;
	/* NULL: nobody looked for them, as for lists */
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
