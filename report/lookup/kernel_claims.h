/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_LOOKUP_KERNEL_CLAIMS_H
#define HWALIAS_REPORT_LOOKUP_KERNEL_CLAIMS_H

#include "data/base/text_set.h"
#include "report/kernel/table_fault.h"
#include "report/machine/machine.h"
#include "report/record.h"

/*
 * The modules that claim a device under two kernels: the machine's own, and the one whose
 * tables the machine was opened with.
 */

struct hw_kernel_claims {
	/* by the machine's own tables */
	struct hw_text_set now;
	/* by those of the other kernel */
	struct hw_text_set then;
	/* as another tool's output says of the kernel that ran */
	struct hw_text_set told;
	/* by the other kernel's tables, but a file is missing there */
	struct hw_text_set missing;
	/* by a pattern that fixes an id which is not told of the device: those that may
	 * claim it now, and under the other kernel */
	struct hw_text_set maybe_now;
	struct hw_text_set maybe_then;
	/* of `then`: those that modprobe's configuration keeps from being loaded, and
	 * what does so with the first one */
	struct hw_text_set blocked;
	struct hw_text blocked_by;
};

/* Whether the tables that the machine was opened with are of another kernel than its own.
 */
bool hw_kernel_claims_are_of_another(const struct hw_machine *machine);

/*
 * Opens the tables and lists of modules that are compared with: of the machine's own
 * kernel, or of `old`, where that is not NULL. *ret and *ret_modules are zeroed before.
 * What is not there stays absent; `aliases` too, where there is no modules.alias, or a
 * file is not whole, which *ret_fault tells. Of `old` each file must be there; NULL:
 * nothing is wrong. Lifetime: the arena's; hw_kernel_close() and hw_modules_close() by
 * the caller. Errors: -ENOMEM, those of hw_modules_open().
 */
int hw_kernel_claims_open_own(struct hw_machine *machine, const char *old,
			      struct hw_arena *arena, struct hw_kernel *ret,
			      struct hw_modules **ret_modules,
			      const struct hw_table_fault **ret_fault);

/*
 * Only the tables of both kernels claim: `alias` lines of modprobe.d are the same under
 * both, and what another tool told was of one of them. `own_modules` may be NULL, *ret is
 * zeroed before. Lifetime: of the record, the tables and the arena;
 * hw_kernel_claims_done() by the caller, after errors too. Errors: -ENOMEM.
 */
int hw_kernel_claims_find(struct hw_machine *machine, const struct hw_kernel *own,
			  struct hw_modules *own_modules, const struct hw_record *record,
			  struct hw_arena *arena, struct hw_kernel_claims *ret);

void hw_kernel_claims_done(struct hw_kernel_claims *claims);

#endif
