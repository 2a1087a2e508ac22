/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_VERDICT_ATTENTION_H
#define HWALIAS_REPORT_VERDICT_ATTENTION_H

#include "report/verdict/verdict.h"

/*
 * Which devices anybody misses when no driver is bound. `check` is silent about all
 * others: a healthy machine has many of them. The rules are in
 * report/verdict/attention.c.
 */

/* PCI, USB … : buses whose devices are of no use without a driver. */
bool hw_bus_needs_drivers(struct hw_text subsystem);

/* Whether a device that could have a driver, and has none, needs attention. */
bool hw_needs_attention(const struct hw_facts *facts);

/* Whether it does when its driver is there and has refused it. */
bool hw_needs_attention_if_declined(const struct hw_facts *facts);

/* Whether it does when no module of this kernel knows it. */
bool hw_needs_attention_if_unclaimed(const struct hw_facts *facts);

/* Whether it may when the kernel was built without anything for its kind. */
bool hw_needs_attention_if_not_built(const struct hw_facts *facts);

/* Whether it does when this candidate's module is kept from being loaded. */
bool hw_needs_attention_if_blocked(const struct hw_facts *facts,
				   const struct hw_candidate *candidate);

/*
 * The modules without which a kernel serves no device of this kind at all, a list that
 * ends with NULL: one of them has to be there. NULL: no such module is known.
 */
const char *const *hw_subsystem_modules(const struct hw_facts *facts);

/* Whether nobody misses what this candidate would do for the device. */
bool hw_candidate_is_optional(const struct hw_candidate *candidate);

#endif
