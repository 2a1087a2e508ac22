/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_MACHINE_INSTALLED_KERNELS_H
#define HWALIAS_REPORT_MACHINE_INSTALLED_KERNELS_H

#include "report/machine/machine.h"

/* The kernels that are installed beside the one whose tables a report uses; the newest
 * first, and no more than these. */
#define HW_INSTALLED_KERNELS_MAX 8

struct hw_installed_kernel {
	struct hw_text release;
	/* below the machine's root, "lib/modules/6.12.41" */
	struct hw_text path;
	/* opened at the first question */
	struct hw_aliases *aliases;
	struct hw_modules *modules;
	bool is_asked;
};

struct hw_installed_kernels {
	struct hw_installed_kernel v[HW_INSTALLED_KERNELS_MAX];
	size_t n;
};

/*
 * Those below the machine's root, looked for at the first question; none in a recording
 * without any. NULL when out of memory. Lifetime: the machine's, which closes them.
 */
struct hw_installed_kernels *hw_installed_kernels_of(struct hw_machine *machine);

/* Orders releases as people count: 6.1.0-9 before 6.1.0-11. */
int hw_release_cmp(struct hw_text a, struct hw_text b);

/* NULL is fine. */
void hw_installed_kernels_close(struct hw_installed_kernels *others);

/*
 * The newest that has a module for one of the record's modalias lines, with the module's
 * file where that can be told; otherwise both texts are absent. The first question opens
 * their tables, so it is put only for what somebody misses. Lifetime: the arena's or the
 * machine's. Errors: -ENOMEM.
 */
int hw_installed_kernels_match(struct hw_machine *machine, const struct hw_record *record,
			       struct hw_arena *arena, struct hw_text *ret_release,
			       struct hw_text *ret_module);

#endif
