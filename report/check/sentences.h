/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_CHECK_SENTENCES_H
#define HWALIAS_REPORT_CHECK_SENTENCES_H

#include "report/check/check.h"

/* What people are told of a check beside its findings. Lifetime: the arena's. */

/* Of a what-if: how many devices change, compared with what. */
struct hw_text hw_check_what_if_sentence(const struct hw_check *check,
					 struct hw_arena *arena);

/* "kernel log not readable, deferred probes not readable; more as root"; absent: all
 * was. `all` may be NULL. */
struct hw_text hw_check_not_read(const struct hw_not_read *all, struct hw_arena *arena);

/* Where no device needs attention, and there are no alias tables that tell which modules
 * claim those without a driver. */
#define HW_CHECK_NO_TABLES                                                               \
	"could not be checked: which modules claim the devices, as there are no alias "  \
	"tables; all that need a driver have one"

/* The sentence without full stop where no device needs attention, and in parentheses what
 * it does not cover: "nothing needs attention (of what lspci lists; kernel log not
 * recorded)". `not_read` is hw_check_not_read()'s. */
struct hw_text hw_check_clear(const struct hw_check *check, struct hw_text not_read,
			      struct hw_arena *arena);

/* "proprietary module (P)": the flags of a tainted kernel that its developers ask for
 * first in a bug report; absent: none is set, or it is not known. */
struct hw_text hw_check_taints(int64_t kernel_taint, struct hw_arena *arena);

#endif
