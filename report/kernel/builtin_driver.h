/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_KERNEL_BUILTIN_DRIVER_H
#define HWALIAS_REPORT_KERNEL_BUILTIN_DRIVER_H

#include "data/base/memory.h"
#include "data/module/module.h"

/*
 * Whether another kernel has a driver that is built in now, by its name: for devices that
 * no module claims under that kernel.
 */

/* Whether the kernel has the module and all that it needs: built in, or the files. NULL:
 * nothing is known against it. */
bool hw_kernel_has_module(struct hw_modules *modules, struct hw_text module);

/* Whether the driver is a part of a module, or of the kernel itself, that `then` has
 * built in: "hub" of usbcore, "pcieport". */
bool hw_builtin_driver_is_part(struct hw_modules *then, struct hw_text driver);

/* Whether the driver is a part of a module that is known, "hub" of usbcore, whatever
 * claims the device; absent: of the kernel itself, as "pcieport" is. */
bool hw_driver_is_part(struct hw_text driver, struct hw_text *ret_module);

/* Whether a module that claims a device may be the one of its driver, by their names:
 * xhci_pci of "xhci_hcd", sd_mod of "sd"; nouveau is none of "nvidia". */
bool hw_driver_may_be_of(struct hw_text driver, struct hw_text module,
			 struct hw_arena *arena);

/* Which of the modules that may be a driver's is it. */
struct hw_driver_choice {
	/* absent: their names do not decide it */
	struct hw_text module;
	/* those that it can be, as far as names tell, and how many */
	struct hw_text *v;
	size_t n;
};

/*
 * Chooses among the modules that claim a device by the words of their names. A module of
 * the driver's own name is it. Else one gives way to another that shares more words with
 * the driver, or as many with fewer words of its own: snd_hda_intel to
 * snd_sof_pci_intel_cnl for "sof-audio-pci-intel-cnl". What is left is it if it is one;
 * a maker's name alone decides only where no other module claims the device. Without a
 * shared word all are left. Lifetime: of `of`, and the arena. Errors: -ENOMEM.
 */
int hw_driver_choose(struct hw_text driver, const struct hw_text *of, size_t n,
		     struct hw_arena *arena, struct hw_driver_choice *ret);

/*
 * Whether modules that claim a device of this modalias bind a driver to it. Those that a
 * processor's features load, as kvm_amd, look at the processor by themselves
 * (x86_match_cpu(), arch/x86/kernel/cpu/match.c).
 */
bool hw_driver_binds(struct hw_text modalias);

struct hw_builtin_driver {
	struct hw_text name;
	/* of the other kernel */
	struct hw_modules *then;
	/* of the machine's own; NULL: not known */
	struct hw_modules *now;
	/* the machine has tables of its own kernel, whose modules.builtin lists a module
	 * of the driver's name */
	bool has_tables;
	bool is_listed;
	/* it may be of a module that is not told */
	bool is_untold;
	/* hw_driver_needs_claim() of the device */
	enum hw_tristate needs_claim;
};

/*
 * Whether a driver binds to the device of this modalias only if its module claims it: on
 * buses where that is by a table of ids that depmod exports. HW_NO: by its name as well,
 * as on the platform bus; HW_UNKNOWN: not all ids are told. What a user gave a driver by
 * hand (new_id) cannot be seen, and is lost with the boot.
 */
enum hw_tristate hw_driver_needs_claim(struct hw_text modalias);

/*
 * A part of a module is lost if the other kernel does not have that one. Any other driver
 * is lost if the other kernel has a module of its name that would have to claim the
 * device, and does not; or has none of its name, and modules.builtin lists one
 * now, or this machine has no tables. Most kernels' tables do not list what built-in code
 * claims, so that a built-in module of a like name, i2c_i801 of "i801_smbus", may serve
 * the device then: unknown. Lifetime: nothing is kept.
 */
enum hw_tristate hw_builtin_driver_is_lost(const struct hw_builtin_driver *driver,
					   struct hw_arena *arena);

/*
 * Whether the modules that claim the device under the other kernel are others than the
 * driver's: it is one that modules.builtin lists by its name now, and under that kernel
 * it is not built in, no claiming module's name is like it, and its own, if there is one,
 * would have to claim the device. Lifetime: nothing is kept.
 */
bool hw_builtin_driver_is_replaced(const struct hw_builtin_driver *driver,
				   const struct hw_text *claiming, size_t n,
				   struct hw_arena *arena);

#endif
