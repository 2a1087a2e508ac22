// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/output/output.h"
#include "report/stream/decode.h"
#include "report/stream/match.h"

/* The columns of report/columns/columns.h, as in report/columns/tsv.h. */
const struct hw_output_format hw_output_tsv = {
	.name = "tsv",
	.option = "tsv",
	.help = "print a line for each device, or of input, with tabs between the "
		"columns",
	.devices = &hw_writer_tsv,
	.details = &hw_writer_tsv,
	.ids = &hw_writer_tsv,
	.string_lines = &hw_decode_stream_tsv,
	.match_lines = &hw_match_tsv,
};
