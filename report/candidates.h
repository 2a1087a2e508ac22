/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_CANDIDATES_H
#define HWALIAS_REPORT_CANDIDATES_H

#include "report/machine.h"

/* The modules that claim a device: the part of the join that asks the alias tables. */

/*
 * Fills `record->candidates` from the record's modalias lines: all hits of all lines,
 * each module and pattern of a source once. Errors: -ENOMEM.
 */
int hw_candidates_fill(struct hw_machine *machine, struct hw_arena *arena,
		       struct hw_record *record);

/* A hit, with what is known of its module. Lifetime: the hit's. */
struct hw_candidate hw_candidate_of_hit(struct hw_machine *machine,
					const struct hw_alias_hit *hit);

#endif
