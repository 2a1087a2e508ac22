/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_KERNEL_ARCHITECTURE_H
#define HWALIAS_REPORT_KERNEL_ARCHITECTURE_H

#include "report/kernel/kernel.h"

/* What processor a machine, or the machine that a kernel is for, has. */
struct hw_architecture {
	/* the folder of the kernel's source, below arch/: "x86" of uname's "x86_64" and
	 * "i686", "arm64" of "aarch64"; absent: not known */
	struct hw_text folder;
	/* it is any but that */
	bool is_other;
	/* of a sentence: "aarch64", "arm64, as its processor tells" */
	struct hw_text told;
};

/*
 * From what the kernel calls it, else from the processor's modalias, the release of its
 * kernel, that kernel's tables, a device tree, devices that only one architecture has.
 * Lifetime: the arena's.
 */
struct hw_architecture hw_machine_architecture(struct hw_root *machine,
					       struct hw_text release,
					       struct hw_arena *arena);

/* Of a machine of which no more is known: from what its kernel calls it, "x86_64", else
 * from the kernel's release; without `told`. */
struct hw_architecture hw_host_architecture(struct hw_text name, struct hw_text release);

/*
 * From what it lists of kernel/arch/, else from a module's file, from aliases of the
 * processor and from its release. `folder` is that of `own` where several are listed and
 * that is among them. `own` may be zeroed. Lifetime: the arena's.
 */
struct hw_architecture hw_kernel_architecture(const struct hw_kernel *kernel,
					      const struct hw_architecture *own,
					      struct hw_arena *arena);

/* Whether both are known, and no kernel of the one runs on the other. */
bool hw_architectures_differ(const struct hw_architecture *machine,
			     const struct hw_architecture *kernel);

#endif
