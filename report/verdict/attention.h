/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_VERDICT_ATTENTION_H
#define HWALIAS_REPORT_VERDICT_ATTENTION_H

#include "report/verdict/verdict.h"

/*
 * Which devices need attention when no driver is bound. `check` says nothing about the
 * others, of which a healthy machine has many. The rules are one table in
 * report/verdict/attention.c.
 */

/* Whether the device needs attention when no driver is bound to it. */
bool hw_needs_attention(const struct hw_facts *facts);

/* The same when a driver is loaded and has refused it. */
bool hw_needs_attention_if_declined(const struct hw_facts *facts);

/* A graphics card: without its driver there still is the firmware's picture. */
bool hw_is_display(const struct hw_facts *facts);

/* The same when the module of this candidate is kept from being loaded. */
bool hw_needs_attention_if_blocked(const struct hw_facts *facts,
				   const struct hw_candidate *candidate);

/* The same when no module of this kernel claims it. */
bool hw_needs_attention_if_unclaimed(const struct hw_facts *facts);

/* The same if no tables tell whether a module claims it: unless devices of its kind,
 * vendor-specific interfaces and those on buses of the board, commonly have no driver. */
bool hw_needs_attention_if_claimed(const struct hw_facts *facts);

/* It is of a kind of PCI device that commonly has no driver, and that modules claim all
 * the same: accelerators, sensors, memory controllers. Without tables nobody can say. */
bool hw_may_be_claimed(const struct hw_facts *facts);

/* False when it needs none because the kernel was built without drivers of its kind, or
 * when that is not known. */
bool hw_needs_attention_if_not_built(const struct hw_facts *facts);

/*
 * The modules of which a kernel needs one to serve devices of this kind at all; the list
 * ends with NULL. NULL: no such module is known.
 */
const char *const *hw_subsystem_modules(const struct hw_facts *facts);

/* Whether the device does what users expect of it without this candidate. */
bool hw_candidate_is_optional(const struct hw_candidate *candidate);

/* Whether the module's file is known and is not of the kernel's own tree, "kernel/":
 * those of others are in "updates/", "extra/", "weak-updates/" or where depmod.d(5) says.
 */
bool hw_candidate_is_foreign(const struct hw_candidate *c);

/* It may be of a kind that commonly has no driver, though newer kernels drive it: worth a
 * hint where one does. */
bool hw_may_be_claimed_elsewhere(const struct hw_facts *facts);

#endif
