/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_CHECK_CHECK_H
#define HWALIAS_REPORT_CHECK_CHECK_H

#include "report/machine/machine.h"
#include "report/writer.h"

/*
 * What needs attention. Devices are looked at one by one, findings are kept until all
 * are known, since the worst comes first.
 */

/* What a device has under another kernel, held against the machine's own. */
enum hw_change {
	HW_CHANGE_NONE,
	/* the module of its driver does not claim it any more */
	HW_CHANGE_LOSES_DRIVER,
	/* other modules claim it */
	HW_CHANGE_DRIVER,
	/* had candidates, has none; or has none where a module drives it now */
	HW_CHANGE_LOSES,
	/* had none */
	HW_CHANGE_GAINS,
	HW_CHANGE_OTHERS,
};

struct hw_finding {
	enum hw_severity severity;
	enum hw_change change;
	/* of the machine as a whole: absent */
	struct hw_text device;
	struct hw_text name;
	const char *reason;
	struct hw_text explanation;
	struct hw_text remedy;
	/* what the writer's keep() made of the device's record */
	struct hw_text record;
	struct hw_finding *next;
};

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

struct hw_check {
	struct hw_machine *machine;
	/* of what is kept */
	struct hw_arena arena;
	/* that will print it; NULL: none */
	const struct hw_check_writer *writer;
	/* worst first, else as the devices come */
	struct hw_finding *first;
	size_t count;
	size_t devices;
	bool failed;
	/* the what-if: the machine's own tables; no aliases: it has none */
	bool is_what_if;
	struct hw_kernel own;
	/* those of `own`; NULL: it has no tables */
	struct hw_modules *own_modules;
	/* the last USB interface that a module will claim: device and module */
	struct hw_text claimed_device;
	struct hw_text claimed_by;
	/* devices that lose their driver */
	size_t lost;
};

/*
 * Starts a check of `machine`. With the tables of another kernel than the machine's it
 * is a what-if. Errors: -ENODATA: that kernel has no modules.alias, so nothing can be
 * told; -errno of opening the machine's own tables.
 */
int hw_check_open(struct hw_machine *machine, const struct hw_check_writer *writer,
		  struct hw_check *ret);
void hw_check_close(struct hw_check *check);

/* The running kernel's modules are gone, report/machine/modules_gone.h: one finding then,
 * and devices are not judged. */
bool hw_check_modules_gone(struct hw_check *check);

/* A hw_record_fn; `arg` is the check. */
int hw_check_record(void *arg, const struct hw_record *record);

/* Whether the exit status has to tell: findings, or drivers lost. */
bool hw_check_is_bad(const struct hw_check *check);

/* "warning", "error". */
const char *hw_severity_name(enum hw_severity severity);

#endif
