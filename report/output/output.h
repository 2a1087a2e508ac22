/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_OUTPUT_OUTPUT_H
#define HWALIAS_REPORT_OUTPUT_OUTPUT_H

#include "report/check/check.h"
#include "report/diff/diff.h"
#include "report/driver/driver.h"
#include "report/formats/formats.h"
#include "report/modules/modules.h"
#include "report/stream/stream.h"
#include "report/watch/watch.h"
#include "report/writer.h"

/*
 * The output formats, and which content each of them writes. The command line's options
 * for them, their help, and what a command refuses all follow from these rows:
 *
 *	                          (none)      --json  --ndjson   --tsv
 *	devices      list         table       report  lines      columns
 *	details      show         sections    report  lines      columns
 *	strings      decode       fields      report
 *	string_lines decode                           lines      columns
 *	ids          lookup       blocks      report  lines      columns
 *	match_lines  match        as --tsv            lines      columns
 *	findings     check        paragraphs  document  lines
 *	changes      diff         table       document  lines
 *	drivers      driver       sections    document  lines
 *	modules      modules      lists       document  lines
 *	events       watch        lines                 lines
 *	formats      formats      tables      document  lines
 *	facts        facts        document   document
 *	document     report       its own: report/document/document.h
 *
 * The feeds, which only --format chooses, write devices alone.
 */
enum hw_content {
	HW_CONTENT_DEVICES,
	HW_CONTENT_DETAILS,
	/* of a format with `string_lines` a filter, else `strings` */
	HW_CONTENT_STRINGS,
	HW_CONTENT_IDS,
	HW_CONTENT_MATCHES,
	HW_CONTENT_FINDINGS,
	HW_CONTENT_CHANGES,
	HW_CONTENT_DRIVERS,
	HW_CONTENT_MODULES,
	HW_CONTENT_EVENTS,
	HW_CONTENT_FORMATS,
	HW_CONTENT_FACTS,
	HW_CONTENT_DOCUMENT,
};

struct hw_output_format {
	/* what --format calls it; the default format has no name */
	const char *name;
	/* the long option; NULL: only --format chooses it */
	const char *option;
	/* the option's letter; 0: none */
	char letter;
	/* of the option, its lines separated by '\n' */
	const char *help;
	/* read on a terminal: what is long is cut, and the locale decides the width of
	 * a character */
	bool is_for_people;

	/* prints the head's host and the devices' own strings, struct hw_writer */
	bool wants_host;
	/* prints the lines of the alias tables where candidates are from */
	bool tells_lines;
	/* for a program that watches machines: of the whole machine, with what `check`
	 * would say and all attributes (report/feeds/feeds.h) */
	bool is_feed;

	/* The members below are NULL for content that the format does not write. */

	/* records, one by one */
	const struct hw_writer *devices;
	/* devices as a tree; NULL: as `devices`, each of which names its parent */
	const struct hw_writer *tree;
	const struct hw_writer *details;
	const struct hw_writer *strings;
	const struct hw_writer *ids;
	const struct hw_writer *facts;

	/* an answer for each line of input; their `arg` is as report/stream/decode.h and
	 * report/stream/match.h say */
	const struct hw_stream_filter *string_lines;
	const struct hw_stream_filter *match_lines;

	/* a line an event, as long as the program runs */
	const struct hw_hotplug_writer *events;

	/* an answer as a whole. Errors: -ENOMEM */
	const struct hw_check_writer *findings;
	int (*changes)(const struct hw_diff *diff, const struct hw_output *output);
	int (*drivers)(const struct hw_drivers *drivers, const struct hw_output *output);
	/* NULL of the default format: the lists of hw_modules_formats */
	int (*modules)(const struct hw_used_modules *modules,
		       const struct hw_output *output);
	int (*formats)(const struct hw_formats *formats, const struct hw_output *output);
};

/*
 * ADD A FORMAT HERE: a row, and a file of this folder that defines hw_output_NAME. They
 * are listed in the order of --help; the first is the default.
 */
/* clang-format off */
#define HW_OUTPUT_FORMATS(ROW) \
	ROW(table)  \
	ROW(json)   \
	ROW(ndjson) \
	ROW(tsv)    \
	ROW(prometheus) \
	ROW(cyclonedx) \
	ROW(nfd)
/* clang-format on */

#define HW_OUTPUT_DECLARE(name)	  extern const struct hw_output_format hw_output_##name;
#define HW_OUTPUT_COUNT_ONE(name) +1
HW_OUTPUT_FORMATS(HW_OUTPUT_DECLARE)

enum {
	HW_OUTPUT_FORMAT_COUNT = HW_OUTPUT_FORMATS(HW_OUTPUT_COUNT_ONE),
};

extern const struct hw_output_format *const hw_output_formats[HW_OUTPUT_FORMAT_COUNT];

/* That --format calls so; NULL: there is none. */
const struct hw_output_format *hw_output_find(const char *name);

/* "json", "format prometheus": what chooses it, behind "--". Lifetime: the arena's. */
struct hw_text hw_output_spelling(const struct hw_output_format *format,
				  struct hw_arena *arena);

bool hw_output_writes(const struct hw_output_format *format, enum hw_content content);

/*
 * The options of the formats that write `content`: "--json, --ndjson or --tsv"; absent:
 * only the default one does. Lifetime: the arena's.
 */
struct hw_text hw_output_options(enum hw_content content, struct hw_arena *arena);

#endif
