// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/feeds/feeds.h"
#include "report/lookup/lookup.h"
#include "report/output/output.h"
#include "report/stream/match.h"

/* Aligned text for people. */
const struct hw_output_format hw_output_table = {
	.is_for_people = true,
	.devices = &hw_writer_table,
	.tree = &hw_writer_tree,
	.details = &hw_writer_show,
	.strings = &hw_writer_fields,
	.ids = &hw_writer_lookup,
	/* millions of lines a second are not aligned */
	.match_lines = &hw_match_tsv,
	.events = &hw_hotplug_text,
	.findings = &hw_check_text,
	.facts = &hw_writer_facts,
	.changes = hw_diff_print_text,
	.drivers = hw_drivers_print_text,
	.formats = hw_formats_print_text,
};
