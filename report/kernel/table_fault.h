/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_KERNEL_TABLE_FAULT_H
#define HWALIAS_REPORT_KERNEL_TABLE_FAULT_H

#include "data/module/module.h"
#include "report/kernel/kernel.h"

/* Whether a kernel's folder has a file. */
bool hw_kernel_has_file(const struct hw_kernel *kernel, const char *name,
			struct hw_arena *arena);

/*
 * A kernel's package that depmod has not been run for has no modules.alias, though it has
 * the aliases of built-in code; a full disk leaves a part of it. Without modules.dep, or
 * with a part of it, it is not known which modules are there. Neither no loss nor a loss
 * can be told then. NULL: nothing is wrong. `modules` are the kernel's.
 */
const char *hw_table_fault(const struct hw_kernel *kernel, struct hw_modules *modules,
			   struct hw_arena *arena);

/* The same of modules.dep alone, if it is there. A kernel without any module has an empty
 * one. */
const char *hw_dep_fault(const struct hw_kernel *kernel, struct hw_modules *modules);

#endif
