/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_CANDIDATES_BLOCKERS_H
#define HWALIAS_REPORT_CANDIDATES_BLOCKERS_H

#include "report/machine/machine.h"

/* Where a blocker is and what it is about. Lifetime: the configuration's and the
 * arena's. */
struct hw_block hw_blocker_describe(const struct hw_blocker *blocker,
				    struct hw_text module, struct hw_arena *arena);

/* Sets `blocked` by the directive that blocks the module itself; built-in code is not
 * loaded, so none of modprobe.d blocks it. Lifetime: the machine's and the arena's.
 * Errors: the arena records them. */
void hw_blockers_of_module(struct hw_machine *machine, struct hw_candidate *candidate,
			   struct hw_arena *arena);

/*
 * Finds all that keeps the candidates from being loaded: blockers of the module itself
 * and of the modules that it needs, which modprobe loads first, and missing files of
 * these. A module that is loaded cannot be blocked, one that is built in only by
 * initcall_blacklist=.
 *
 * Fills `blockers` and `missing` of each candidate, and `blocked` where only a module
 * that it needs is blocked. `missing` only `with_files`, as each module costs a question
 * to the file system. To be called for a device without a driver. Lifetime: the machine's
 * and the arena's. Errors: -ENOMEM.
 */
int hw_blockers_find(struct hw_machine *machine, struct hw_arena *arena,
		     struct hw_record *record, bool with_files);

#endif
