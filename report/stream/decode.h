/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_STREAM_DECODE_H
#define HWALIAS_REPORT_STREAM_DECODE_H

#include <stdatomic.h>

#include "report/columns/columns.h"
#include "report/machine/machine.h"
#include "report/stream/stream.h"

/*
 * The filter from modalias strings to all that is known of them, as tasks for
 * report/stream/stream.h. Every line, whatever is wrong with it, is answered by one line.
 */

/* What all workers read: the `arg` of the tasks. */
struct hw_decode_stream {
	struct hw_machine *machine;
	/* hw_machine_preload() was called; if not, there is only one worker */
	bool is_shared;
	/* of each worker, for answers that it keeps, in bytes */
	size_t memory;
	/* ndjson: the machine's part of each line */
	const struct hw_report_head *head;
	struct hw_write_options options;
	/* tsv */
	const struct hw_column *columns[HW_COLUMN_MAX];
	size_t column_count;
	/* set by the workers: there was a line, and one that hw_collect_is_modalias() */
	atomic_bool has_line;
	atomic_bool has_modalias;
	/* lines with hw_modalias_has_other_case(); complete when the filter has ended */
	atomic_size_t other_case;
};

/* A record as hw_writer_ndjson prints it, in detail if the options are verbose. */
extern const struct hw_stream_filter hw_decode_stream_ndjson;

/* The columns, as in report/columns/tsv.h. */
extern const struct hw_stream_filter hw_decode_stream_tsv;

#endif
