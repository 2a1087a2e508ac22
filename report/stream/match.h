/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_STREAM_MATCH_H
#define HWALIAS_REPORT_STREAM_MATCH_H

#include <stdatomic.h>

#include "data/alias/alias.h"
#include "report/machine/machine.h"
#include "report/stream/stream.h"
#include "report/writer.h"

/*
 * The bare filter from strings to modules, as tasks for report/stream/stream.h whose
 * `arg` is a struct hw_match_stream.
 *
 * Only the tables of the kernel are asked, and not modprobe.d, which is of a machine: the
 * answer is the same on every machine. A pattern that a module has twice is
 * printed once. What libkmod refuses to look up, and an empty line, is a warning with the
 * line's number, and has no match.
 */

struct hw_match_stream {
	/* NULL: a recording without tables */
	struct hw_aliases *aliases;
	/* the tables are those of this recording, which tells of its own devices' strings
	 * alone; NULL: they are others */
	struct hw_machine *recording;
	/* of each worker, for answers that it keeps, in bytes */
	size_t memory;
	/* ndjson: what each line tells of the tables */
	const struct hw_report_head *head;
	/* lines with hw_modalias_has_other_case(); complete when the filter has ended */
	atomic_size_t other_case;
};

/*
 * A line for each match, in the order of hw_aliases_match(): modalias, module, pattern,
 * as in report/columns/tsv.h. A string without any has one line, with an empty module and
 * pattern.
 */
extern const struct hw_stream_filter hw_match_tsv;

/* An object a line: $defs/match_line in report/schema/report-1.schema.json. */
extern const struct hw_stream_filter hw_match_ndjson;

#endif
