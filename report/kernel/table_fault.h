/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_KERNEL_TABLE_FAULT_H
#define HWALIAS_REPORT_KERNEL_TABLE_FAULT_H

#include "data/module/module.h"
#include "report/kernel/kernel.h"

/* Whether a kernel's folder has a file. */
bool hw_kernel_has_file(const struct hw_kernel *kernel, const char *name,
			struct hw_arena *arena);

/* What keeps a kernel's tables from telling which modules there are, and what claims a
 * device. */
struct hw_table_fault {
	/* of the kernel's folder: "has no modules.dep" */
	const char *what;
	/* a sentence without full stop, of the file; NULL: there is none */
	const char *remedy;
};

/* Of a kernel whose modules the machine cannot run. */
extern const struct hw_table_fault hw_fault_of_architecture;

/* Of a kernel that is compared with one of another architecture. */
extern const struct hw_table_fault hw_fault_of_other_tables;

/*
 * A kernel's package that depmod has not been run for has no modules.alias, though it has
 * the aliases of built-in code; a full disk leaves a part of it. Without modules.dep and
 * modules.builtin, or with a part of them, it is not known which modules are there.
 * Neither no loss nor a loss can be told then. NULL: nothing is wrong. `modules` are the
 * kernel's.
 */
const struct hw_table_fault *hw_table_fault(const struct hw_kernel *kernel,
					    struct hw_modules *modules,
					    struct hw_arena *arena);

/* What follows from it, a sentence without full stop that names the folder. */
struct hw_text hw_table_fault_text(const struct hw_kernel *kernel,
				   const struct hw_table_fault *fault,
				   struct hw_arena *arena);

/* The same of those of the files that are there. */
const struct hw_table_fault *hw_damaged_table(const struct hw_kernel *kernel,
					      struct hw_modules *modules);

/* The same of modules.dep alone, if it is there. A kernel without any module has an empty
 * one. */
const struct hw_table_fault *hw_dep_fault(const struct hw_kernel *kernel,
					  struct hw_modules *modules);

/* The same of modules.builtin alone, if it is there. A kernel without built-in code that
 * could be a module has an empty one. */
const struct hw_table_fault *hw_builtin_fault(const struct hw_kernel *kernel,
					      struct hw_modules *modules);

/* The same of modules.softdep. kmod's depmod writes it always, if only its heading
 * (depmod_output(), tools/depmod.c), along with modules.dep.bin; busybox's neither. */
const struct hw_table_fault *hw_softdep_fault(const struct hw_kernel *kernel);

#endif
