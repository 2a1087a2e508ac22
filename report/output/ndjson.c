// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/output/output.h"
#include "report/stream/decode.h"
#include "report/stream/match.h"

/* A JSON object a line, each complete without the others. */
const struct hw_output_format hw_output_ndjson = {
	.name = "ndjson",
	.option = "ndjson",
	.help = "print a line of JSON for each device, finding, change, module, event\n"
		"or format; of decode and match, which are filters then, for each line "
		"of "
		"input",
	.devices = &hw_writer_ndjson,
	.details = &hw_writer_ndjson_details,
	.ids = &hw_writer_ndjson_ids,
	.string_lines = &hw_decode_stream_ndjson,
	.match_lines = &hw_match_ndjson,
	.events = &hw_hotplug_ndjson,
	.findings = &hw_check_ndjson,
	.changes = hw_diff_print_ndjson,
	.drivers = hw_drivers_print_ndjson,
	.modules = hw_modules_print_ndjson,
	.formats = hw_formats_print_ndjson,
	.wants_host = true,
	.tells_lines = true,
};
