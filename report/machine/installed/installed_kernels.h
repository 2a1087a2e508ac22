/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_MACHINE_INSTALLED_INSTALLED_KERNELS_H
#define HWALIAS_REPORT_MACHINE_INSTALLED_INSTALLED_KERNELS_H

#include "report/machine/sources/sources.h"

/* The kernels that are installed beside the one whose tables a report uses, and those in
 * the directory of tables that the user named: the newest ones, newest first. */
#define HW_INSTALLED_KERNELS_MAX 8

struct hw_installed_kernel {
	struct hw_text release;
	/* below `root`, the machine's or that of --modules-dir: "lib/modules/6.12.41" */
	struct hw_root *root;
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
 * These kernels; the first call looks for them. NULL when out of
 * memory. Lifetime: the machine's, which closes them.
 */
struct hw_installed_kernels *hw_installed_kernels_of(struct hw_machine *machine);

/* Whether it is of the machine's architecture, and more than what a removed kernel left.
 */
bool hw_installed_kernel_can_start(struct hw_machine *machine,
				   const struct hw_installed_kernel *kernel);

/* Orders releases as people count: 6.1.0-9 before 6.1.0-11. */
int hw_release_cmp(struct hw_text a, struct hw_text b);

/* NULL is fine. */
void hw_installed_kernels_close(struct hw_installed_kernels *kernels);

/* A kernel that has a driver for a device, and the module; absent: none has. */
struct hw_elsewhere {
	struct hw_text release;
	struct hw_text module;
	/* its tables are all that is known to be there: the user named them, or the
	 * kernel was removed */
	bool is_given;
	/* the module was built on the machine by DKMS: below updates/dkms/ */
	bool is_dkms;
};

/*
 * The newest kernel that has a module for one of the record's modalias lines. A module
 * whose file is known to be missing does not count, nor does a weak pattern
 * (hw_alias_is_weak()); and of a record with candidates none that this kernel has.
 * Opens the tables of each kernel, so only a device that needs attention should ask.
 * Lifetime: the arena's or the machine's. Errors: -ENOMEM.
 */
int hw_installed_kernels_match(struct hw_machine *machine, const struct hw_record *record,
			       struct hw_arena *arena, struct hw_elsewhere *ret);

#endif
