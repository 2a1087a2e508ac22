/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_COLLECT_CANDIDATES_H
#define HWALIAS_REPORT_COLLECT_CANDIDATES_H

#include "report/machine/machine.h"

/* The modules that claim a device, by modprobe's configuration and the alias tables. */

/*
 * Fills `record->candidates` from the record's modalias lines: the matches of all
 * sources, each module and pattern of a source once, in libkmod's order of sources:
 * modprobe.d, modules.alias, built in. Lifetime: the arena's and the machine's. Errors:
 * -ENOMEM.
 */
int hw_candidates_fill(struct hw_machine *machine, struct hw_arena *arena,
		       struct hw_record *record);

/* Why hw_aliases_match() refused a string with this error, -EINVAL or -ENAMETOOLONG. */
const char *hw_candidates_refusal(struct hw_text string, int error);

/* A match, with the state of its module. Lifetime: the hit's and the arena's. Errors: the
 * arena records them. */
struct hw_candidate hw_candidate_of_hit(struct hw_machine *machine,
					const struct hw_alias_hit *hit,
					struct hw_arena *arena);

#endif
