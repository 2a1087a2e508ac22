/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_MACHINE_INSTALLED_KERNELS_H
#define HWALIAS_REPORT_MACHINE_INSTALLED_KERNELS_H

#include "report/machine/machine.h"

/* The kernels that are installed beside the one whose tables a report uses: the newest
 * ones, newest first. */
#define HW_INSTALLED_KERNELS_MAX 8

struct hw_installed_kernel {
	struct hw_text release;
	/* below the machine's root, "lib/modules/6.12.41" */
	struct hw_text path;
	/* opened when the first device asks */
	struct hw_aliases *aliases;
	struct hw_modules *modules;
	bool is_asked;
};

struct hw_installed_kernels {
	struct hw_installed_kernel v[HW_INSTALLED_KERNELS_MAX];
	size_t n;
};

/*
 * The kernels below the machine's root; the first call looks for them. NULL when out of
 * memory. Lifetime: the machine's, which closes them.
 */
struct hw_installed_kernels *hw_installed_kernels_of(struct hw_machine *machine);

/* Orders releases as people count: 6.1.0-9 before 6.1.0-11. */
int hw_release_cmp(struct hw_text a, struct hw_text b);

/* NULL is fine. */
void hw_installed_kernels_close(struct hw_installed_kernels *kernels);

/*
 * The newest kernel that has a module for one of the record's modalias lines, and that
 * module; both absent if there is none. A module whose file is known to be missing does
 * not count. Opens the tables of each kernel, so only a device that needs attention
 * should ask. Lifetime: the arena's or the machine's. Errors: -ENOMEM.
 */
int hw_installed_kernels_match(struct hw_machine *machine, const struct hw_record *record,
			       struct hw_arena *arena, struct hw_text *ret_release,
			       struct hw_text *ret_module);

#endif
