// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/feeds/feeds.h"
#include "report/output/output.h"

/* One document of report/schema/report-1.schema.json. */
const struct hw_output_format hw_output_json = {
	.name = "json",
	.option = "json",
	.letter = 'J',
	.help = "print a JSON document",
	.devices = &hw_writer_json,
	.details = &hw_writer_json,
	.strings = &hw_writer_json,
	.ids = &hw_writer_json,
	.findings = &hw_check_json,
	.facts = &hw_writer_facts,
	.changes = hw_diff_print_json,
	.drivers = hw_drivers_print_json,
	.modules = hw_modules_print_json,
	.formats = hw_formats_print_json,
	.wants_host = true,
	.tells_lines = true,
};
