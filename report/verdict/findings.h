/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_VERDICT_FINDINGS_H
#define HWALIAS_REPORT_VERDICT_FINDINGS_H

#include "report/verdict/verdict.h"

/*
 * What `check` finds beside the verdicts on devices, in two more families of rows:
 *
 *	what_if.c	what changes for a device under another kernel
 *	machine.c	what is wrong with the machine as a whole
 *
 * Pure, as verdict.h.
 */

/* What becomes of a device under another kernel; the worse, the earlier. */
enum hw_fate {
	HW_FATE_SAME,
	/* no other module serves it */
	HW_FATE_LOSES_DRIVER,
	HW_FATE_CHANGES_DRIVER,
	/* of two kernels that the user named, the older one has no driver for it, and the
	 * other one has that which drives it */
	HW_FATE_GAINS_DRIVER,
	/* the modules that claim it are others: none then, none now, or different ones */
	HW_FATE_LOSES_CANDIDATES,
	HW_FATE_GAINS_CANDIDATES,
	HW_FATE_CHANGES_CANDIDATES,
};

/* The code of the fate's row; NULL: nothing changes. */
const char *hw_fate_code(enum hw_fate fate);

/* What a device has under another kernel, compared with what it has now. */
struct hw_kernel_change {
	/* the machine has no tables of its own kernel */
	bool now_is_unknown;
	/* release of the other kernel, and of the one that it is compared with; that one
	 * absent: it is the machine's own */
	struct hw_text kernel;
	struct hw_text old_kernel;
	/* the bound driver and its module; no module: it is built in */
	struct hw_text driver;
	struct hw_text driver_module;
	enum hw_fate fate;
	/* the modules that claim the device under either kernel, "a, b"; absent: none */
	struct hw_text modules_now;
	struct hw_text modules_then;
	/* where these lists are too long to be told whole: what claims it under the other
	 * kernel alone, and under the first one alone */
	struct hw_text modules_added;
	struct hw_text modules_gone;
	/* driver_module is none that the machine's own kernel brought */
	bool is_built_apart;
	/* the other kernel has a module of the driver's name */
	bool has_driver_then;
	/* what keeps the first of modules_then, all of which are blocked then, from being
	 * loaded; absent: another one serves, or there is none */
	struct hw_text blocked_by;
	/* modules that the other kernel's tables name, though a file is missing; absent:
	 * none. The file is the first one's own, or else one that it needs */
	struct hw_text missing;
	bool missing_is_own_file;
};

/* The rows, the worst change first. */
extern const struct hw_reason hw_reasons_what_if[];

/*
 * The change as a verdict without state and remedy. *ret_rank is the number of its row,
 * from 1; 0 when nothing changes, and there is no reason then. Lifetime: the arena's.
 */
struct hw_verdict hw_verdict_what_if(const struct hw_kernel_change *change,
				     struct hw_arena *arena, size_t *ret_rank);

/* What the verdict on the machine looks at. */
struct hw_machine_facts {
	/* release of the kernel that runs */
	struct hw_text kernel;
	/* its modules are gone; the newest kernel that has its modules installed, and
	 * whether that is the newer one of both */
	bool modules_gone;
	struct hw_text installed_kernel;
	bool installed_is_newer;
};

extern const struct hw_reason hw_reasons_machine[];

/* The verdict on the machine, without state; no reason: nothing is wrong. Lifetime: the
 * arena's. */
struct hw_verdict hw_verdict_machine(const struct hw_machine_facts *machine,
				     struct hw_arena *arena);

#endif
