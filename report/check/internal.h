/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_CHECK_INTERNAL_H
#define HWALIAS_REPORT_CHECK_INTERNAL_H

#include "report/check/check.h"

/*
 * What becomes of a device under the kernel whose tables the machine was opened with:
 * fills change, severity, reason and explanation of *f; HW_CHANGE_NONE when nothing
 * does. A module counts where it is built in or its file is there, and those of all
 * modules that it needs. A bound device without a module is driven by built-in code, of
 * which the tables of most kernels tell nothing, so that loses its driver only if
 * modules.builtin tells of it now and neither that nor modules.dep does then. Lifetime:
 * the check's. Errors: -ENOMEM.
 */
int hw_what_if(struct hw_check *check, const struct hw_record *record,
	       struct hw_finding *f);

#endif
