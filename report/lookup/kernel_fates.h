/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_LOOKUP_KERNEL_FATES_H
#define HWALIAS_REPORT_LOOKUP_KERNEL_FATES_H

#include "report/kernel/fate.h"
#include "report/lookup/kernel_claims.h"

/*
 * What becomes of the devices of a machine, one after the other, under the kernel whose
 * tables it was opened with: the facts that report/kernel/fate.h judges by.
 */

/* The last USB interface that its module claims under one of the kernels: the USB device
 * and the module. */
struct hw_claimed_interface {
	struct hw_text device;
	struct hw_text by;
};

struct hw_kernel_fates {
	struct hw_machine *machine;
	struct hw_arena *arena;
	/* the machine's own kernel, without aliases where there are none, or one that the
	 * user named (`is_between`) */
	struct hw_kernel own;
	/* those of `own`; NULL: it has no tables */
	struct hw_modules *own_modules;
	/* why `own` has no aliases, though there are some; NULL: not so */
	const struct hw_table_fault *own_fault;
	bool is_between;
	/* a recording that has no driver's module: one without may be of any */
	bool tells_no_modules;
	/* not all devices of the machine are asked for: other interfaces of a USB device
	 * may be left out */
	bool is_part;
	struct hw_claimed_interface claimed_now;
	struct hw_claimed_interface claimed_then;
};

struct hw_kernel_fate {
	struct hw_kernel_claims claims;
	/* the bound driver's; absent: it is built in, or is not known */
	struct hw_text module;
	struct hw_fate_answer answer;
};

/* `old` as hw_kernel_claims_open_own() takes it; *ret is zeroed before. Lifetime: the
 * machine's and the arena's; hw_kernel_fates_close() by the caller, after errors too.
 * Errors: as there. */
int hw_kernel_fates_open(struct hw_machine *machine, const char *old,
			 struct hw_arena *arena, struct hw_kernel_fates *ret);

/* Zeroed ones are fine. */
void hw_kernel_fates_close(struct hw_kernel_fates *fates);

/*
 * Of the interfaces of a USB device the earlier ones come first: a driver may claim
 * others along with them. Lifetime: the arena's and the record's; hw_kernel_claims_done()
 * of `claims` by the caller, after errors too. Errors: -ENOMEM.
 */
int hw_kernel_fates_find(struct hw_kernel_fates *fates, const struct hw_record *record,
			 struct hw_kernel_fate *ret);

#endif
