/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_KERNEL_ARCHITECTURE_H
#define HWALIAS_REPORT_KERNEL_ARCHITECTURE_H

#include "report/kernel/kernel.h"

/*
 * The folder of the kernel's source for an architecture: "x86" of uname's "x86_64" and
 * "i686", "arm64" of "aarch64". Absent: not known. Lifetime: the program's.
 */
struct hw_text hw_architecture_folder(struct hw_text machine);

/*
 * The folder of the architecture that a kernel was built for, from what it lists of
 * kernel/arch/; `own` where that is among them. Absent: nothing tells, or `own` is
 * absent. Lifetime: the arena's.
 */
struct hw_text hw_kernel_architecture(const struct hw_kernel *kernel, struct hw_text own,
				      struct hw_arena *arena);

#endif
