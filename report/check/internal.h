/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_CHECK_INTERNAL_H
#define HWALIAS_REPORT_CHECK_INTERNAL_H

#include "report/check/check.h"

/*
 * What changes for a device under the kernel whose tables the machine was opened with:
 * fills rank, severity, reason, explanation and remedy of *f; rank 0 when nothing
 * changes.
 *
 * A module counts where it is built in, or where its file and those of all modules that
 * it needs are there. A device that is bound without a
 * module has a built-in driver, which it loses where nothing claims it then, if a module
 * claims it now that is built in or loaded, or report/kernel/builtin_driver.h says so.
 *
 * Lifetime: the check's. Errors: -ENOMEM.
 */
int hw_what_if(struct hw_check *check, const struct hw_record *record,
	       struct hw_finding *f);

#endif
