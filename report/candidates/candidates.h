/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_CANDIDATES_CANDIDATES_H
#define HWALIAS_REPORT_CANDIDATES_CANDIDATES_H

#include "data/base/text_set.h"
#include "report/machine/machine.h"

/* The modules that claim a device, by modprobe's configuration and the alias tables. */

/*
 * Fills `record->candidates` from the record's modalias lines: the matches of all
 * sources, each module and pattern of a source once, in libkmod's order of sources:
 * modprobe.d, modules.alias, built in. Without tables, or a modalias that the kernel does
 * export, it is not known that there are none: `record->lacks_candidates`. Lifetime: the
 * arena's and the machine's. Errors: -ENOMEM.
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

/* What a list of candidates has. A zeroed struct is that of an empty list. */
struct hw_candidates_seen {
	struct hw_text_set candidates;
	struct hw_text_set modules;
};

/* Whether a candidate is to be added to the list: 0: this source has the pattern for the
 * module already; 1: it is noted now. Lifetime: the arena must outlive `seen`. Errors:
 * -ENOMEM. */
int hw_candidates_note(struct hw_candidates_seen *seen, struct hw_text module,
		       struct hw_text pattern, enum hw_alias_source source,
		       struct hw_arena *arena);

/* Sets `again` of a candidate that is added. Errors: -ENOMEM. */
int hw_candidates_mark(struct hw_candidates_seen *seen, struct hw_candidate *candidate);

void hw_candidates_seen_done(struct hw_candidates_seen *seen);

/* Whether the tables are a recording's, which has the modules of its own devices alone.
 */
bool hw_candidates_are_partial(const struct hw_machine *machine);

#endif
