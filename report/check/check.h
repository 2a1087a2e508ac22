/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_CHECK_CHECK_H
#define HWALIAS_REPORT_CHECK_CHECK_H

#include "report/machine/machine.h"
#include "report/text/page.h"

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
	/* the device's record, for JSON only: hw_check_json() */
	struct hw_text record;
	struct hw_finding *next;
};

struct hw_check {
	struct hw_machine *machine;
	/* of what is kept */
	struct hw_arena arena;
	bool wants_json;
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
int hw_check_open(struct hw_machine *machine, bool wants_json, struct hw_check *ret);
void hw_check_close(struct hw_check *check);

/* The running kernel's modules are gone, report/machine/modules_gone.h: one finding then,
 * and devices are not judged. */
bool hw_check_modules_gone(struct hw_check *check);

/* A hw_record_fn; `arg` is the check. */
int hw_check_record(void *arg, const struct hw_record *record);

/* Whether the exit status has to tell: findings, or drivers lost. */
bool hw_check_is_bad(const struct hw_check *check);

/* Both: -ENOMEM. */
int hw_check_print_text(struct hw_check *check, struct hw_page *page);
/*
 * The record as a member of the finding that is printed later.
 * Lifetime: the check's. Errors: the absent text, and its arena has failed.
 */
struct hw_text hw_check_json(struct hw_check *check, const struct hw_record *record);
/* $defs/check of report/schema/report-1.schema.json */
int hw_check_print_json(const struct hw_check *check, const struct hw_warnings *warnings,
			FILE *out);

/* "warning", "error". */
const char *hw_severity_name(enum hw_severity severity);

#endif
