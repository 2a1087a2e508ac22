/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_CHECK_CHECK_H
#define HWALIAS_REPORT_CHECK_CHECK_H

#include "report/expect/expect.h"
#include "report/kernel/table_fault.h"
#include "report/lookup/kernel_fates.h"
#include "report/machine/machine.h"
#include "report/writer.h"

/*
 * `check`: what needs attention. Devices come one by one, with their verdicts
 * (report/verdict/verdict.h). A finding is kept until all are known, as the worst is
 * printed first:
 *
 *	record -> verdict -> finding \
 *	record -> verdict             +- sorted -> text or JSON
 *	record -> verdict -> finding /
 *
 * With the tables of another kernel `check` is a what-if: a finding is a change that the
 * device sees under that kernel (report/verdict/findings.h).
 */

struct hw_finding {
	enum hw_severity severity;
	/* of a what-if: the lower, the worse, hw_verdict_what_if(); 0: none */
	size_t rank;
	/* id of the device; absent: the machine as a whole */
	struct hw_text device;
	struct hw_text name;
	/* "8086:15b8" of PCI and USB, else absent */
	struct hw_text ids;
	const char *reason;
	struct hw_text explanation;
	struct hw_text remedy;
	struct hw_text advice;
	const struct hw_evidence *evidence;
	size_t evidence_count;
	const struct hw_package *packages;
	size_t package_count;
	/* what the writer's keep() made of the device's record */
	struct hw_text record;
	struct hw_finding *next;
};

struct hw_finding_group;
struct hw_check;

/* How the findings are printed. */
struct hw_check_writer {
	/*
	 * What print() needs of the record of a device with a finding; NULL: nothing.
	 * Lifetime: the check's. Errors: its arena has failed.
	 */
	struct hw_text (*keep)(struct hw_check *check, const struct hw_record *record);
	/* Errors: -ENOMEM. */
	int (*print)(const struct hw_check *check, const struct hw_output *output);
};

/* A paragraph a finding, for people. */
extern const struct hw_check_writer hw_check_text;
/* $defs/check of report/schema/report-1.schema.json */
extern const struct hw_check_writer hw_check_json;
/* the same, a line a finding */
extern const struct hw_check_writer hw_check_ndjson;

struct hw_check {
	struct hw_machine *machine;
	/* of the document that the findings become part of; NULL without a writer */
	const struct hw_report_head *head;
	/* of what is kept */
	struct hw_arena arena;
	/* that will print it; NULL: none */
	const struct hw_check_writer *writer;
	/* the worst first, those alike in the order of the devices */
	struct hw_finding *first;
	/* the last one of each severity and rank, the worst first; a handful */
	struct hw_finding_group *groups;
	size_t count;
	/* of them hints, which no exit status tells */
	size_t hints;
	size_t devices;
	bool failed;
	/* --expect: what is printed in place of findings; NULL: those */
	const struct hw_expect *expect;
	/* the tables are those of another kernel; `fates` compares with the machine's */
	bool is_what_if;
	struct hw_kernel_fates fates;
	/* why hw_check_open() returns -ENODATA, and the kernel it is of */
	const struct hw_table_fault *fault;
	const struct hw_kernel *faulty;
	/* of these it is not known, as their ids are not told */
	size_t without_ids;
	/* devices that lose their driver, and that get it back */
	size_t lost;
	size_t gained;
	/* of these it is not known, as their driver is built in, and the first */
	size_t unknown;
	struct hw_text first_unknown;
	/* devices without a driver, and those of them that a module claims */
	size_t undriven;
	size_t unbound;
	/* devices without a driver that only alias tables could judge, and the first; its
	 * modalias could not be read */
	size_t unjudged;
	bool unjudged_is_unreadable;
	/* the tables are of a recording that it is joined with */
	bool unjudged_is_joined;
	struct hw_text first_unjudged;
	/* devices of which it is not told whether they have a driver, and the first */
	size_t untold;
	struct hw_text first_untold;
	/* USB devices of which likewise nothing is told, the first one, and interfaces,
	 * which drivers bind to; a list may have none of these, as lsusb's */
	size_t untold_wholes;
	struct hw_text first_untold_whole;
	size_t interfaces;
	/* devices without a driver whose modules nothing is told of, and the first */
	size_t undecided;
	struct hw_text first_undecided;
};

/*
 * Starts a check of `machine`, whose head is `head`; a what-if when the machine was
 * opened with the tables of another kernel than its own, or with a kernel that the user
 * chose where the machine's own is not told. Errors: -ENODATA: that kernel's
 * tables are not whole, or of another architecture, `fault` says which, so there is no
 * answer; -ENOMEM.
 */
int hw_check_open(struct hw_machine *machine, const struct hw_report_head *head,
		  const struct hw_check_writer *writer, struct hw_check *ret);

/*
 * The same, a what-if that compares with the kernel of the release `old` in place of the
 * machine's own. NULL: that. Errors: likewise, also of the architecture of `old`;
 * -ENOENT: `old` has no tables.
 */
int hw_check_open_between(struct hw_machine *machine, const char *old,
			  const struct hw_report_head *head,
			  const struct hw_check_writer *writer, struct hw_check *ret);
void hw_check_close(struct hw_check *check);

/* Keeps a finding when the modules of the running kernel are gone
 * (report/machine/installed/modules_gone.h): without them no device can be judged. */
bool hw_check_modules_gone(struct hw_check *check);

/* A hw_record_fn; `arg` is the check. */
int hw_check_record(void *arg, const struct hw_record *record);

/*
 * Why no all-clear can be given: what could not be read of the devices themselves (their
 * buses and directories, what a dump does not tell of their drivers), or devices without
 * a driver on a machine that loads modules, of which there are no tables, or whose
 * modules nothing is told of; or a tree without any device. Absent: all was read.
 * Lifetime: the arena's.
 */
struct hw_text hw_check_unread(const struct hw_check *check, struct hw_arena *arena);

/* Whether the exit status is 1: there are findings, or in a what-if drivers lost. */
bool hw_check_is_bad(const struct hw_check *check);

#endif
