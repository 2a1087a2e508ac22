/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_KERNEL_FATE_H
#define HWALIAS_REPORT_KERNEL_FATE_H

#include "data/base/text_set.h"
#include "data/module/module.h"
#include "data/sysfs/sysfs.h"
#include "report/verdict/findings.h"

/*
 * What becomes of one device under another kernel, by what is told of it. The one judge
 * of `check -S`, which reads both kernels' tables, and of the fleet's `what-if`, which
 * has of the machine's own kernel what a report says of the device.
 */

struct hw_fate_facts {
	/* the first one; absent: none */
	struct hw_text modalias;
	enum hw_driver_known driver_known;
	struct hw_text driver;
	/* the bound driver's; absent: it is built in, or not told */
	struct hw_text module;
	/* an absent module may be one that is not told */
	bool module_is_untold;
	/* a class device, to which no driver binds */
	bool class_only;
	/* whether a driver is bound, or by what one could be found, is not told */
	bool is_untold;
	/* whether the driver of an earlier interface of the USB device claims this one
	 * too under the other kernel; unknown: other interfaces are not told */
	enum hw_tristate has_sibling;
	/* … by the tables of now */
	enum hw_tristate has_sibling_now;
	/* the machine has tables of its own kernel; `now` and `is_listed` are by them */
	bool has_tables;
	/* modules.builtin lists the driver now */
	bool is_listed;
	/* `now` is of a kernel that the user named: what neither has is no difference,
	 * and what that one lacks comes back with the other */
	bool is_between;
	/* NULL: not known */
	struct hw_modules *modules_now;
	struct hw_modules *modules_then;
	/* modules that claim the device under each kernel, and are there */
	const struct hw_text_set *now;
	const struct hw_text_set *then;
	/* by a pattern that fixes an id which is not told of the device */
	const struct hw_text_set *maybe_now;
	const struct hw_text_set *maybe_then;
	/* without tables: that can drive it now, as another tool's output says */
	const struct hw_text_set *told;
	/* of `then`: those that are kept from being loaded */
	const struct hw_text_set *blocked;
};

/* Why it is not known what becomes of a device. */
enum hw_fate_doubt {
	HW_DOUBT_NONE,
	/* whether the other kernel has its driver */
	HW_DOUBT_DRIVER,
	/* what is_untold says */
	HW_DOUBT_UNTOLD,
};

/* A fate beside a doubt is of the modules that claim the device. */
struct hw_fate_answer {
	enum hw_fate fate;
	enum hw_fate_doubt doubt;
	/* a module that claims it then does what a user wants of it, and is not blocked
	 */
	bool is_served;
};

/*
 * A driver whose module is known is lost if that does not claim the device then; one
 * that did not claim it now either is bound by hand and stays, if the module is there.
 * A part of a module (hw_driver_is_part()) is lost with that one. Of a driver without a
 * module see hw_builtin_driver_is_lost(). Where an id is not told, a module that may
 * claim the device by it keeps it. Sets may be NULL: empty. Lifetime: nothing is kept.
 */
struct hw_fate_answer hw_fate_judge(const struct hw_fate_facts *facts,
				    struct hw_arena *arena);

/* Whether a module that claims a device under the other kernel does what a user wants of
 * it, and nothing keeps it from being loaded. */
bool hw_fate_serves(struct hw_text module, const struct hw_text_set *blocked);

#endif
