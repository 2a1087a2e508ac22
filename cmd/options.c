// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/options.h"

#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <unistd.h>

#include "cmd/diag.h"
#include "report/stream/stream.h"

/* More threads than this are a slip of the finger. */
#define HW_JOBS_MAX 1024

/* Long options without a letter. */
enum {
	OPT_NDJSON = 256,
	OPT_TSV,
	OPT_JOBS,
	OPT_NOHEADINGS,
	OPT_COLOR,
	OPT_SYSROOT,
	OPT_MODULES_DIR,
	OPT_PRINT_SCHEMA,
};

struct option_row {
	const char *name;
	/* a letter, or one of the above */
	int code;
	/* of its argument, or NULL */
	const char *argument;
	/* the argument may be left out */
	bool optional;
	const char *help;
};

/* clang-format off */
static const struct option_row rows[] = {
	{.name = "all", .code = 'a',
	 .help = "devices of every bus, not only PCI and USB; given twice, also the kernel's\nbookkeeping nodes (memory blocks, ACPI nodes without an id …)"},
	{.name = "bus", .code = 'b', .argument = "BUS",
	 .help = "only this bus (pci, usb, acpi, platform, input …)"},
	{.name = "id", .code = 'd', .argument = "[V]:[D][:CLASS]",
	 .help = "only these ids, hexadecimal; an empty part is any, x is any digit"},
	{.name = "slot", .code = 's', .argument = "ADDRESS",
	 .help = "only this device: a PCI slot (00:1f.6), a USB path (1-6, 1-6:1.0), a USB\nBUS:DEV in decimal, BUS:NAME, a name (eth0), a path in /sys or a device node"},
	{.name = "output", .code = 'o', .argument = "COLUMNS",
	 .help = "print these columns; +COLUMNS adds to the default ones"},
	{.name = "numeric", .code = 'n',
	 .help = "ids instead of names; given twice, names and ids"},
	{.name = "verbose", .code = 'v',
	 .help = "more: attributes of the devices; in JSON also `parts`, a modalias field by field\nwith names"},
	{.name = "json", .code = 'J', .help = "print a JSON document"},
	{.name = "ndjson", .code = OPT_NDJSON,
	 .help = "print a line of JSON for each device; of decode and match, which are\nfilters then, for each line of input"},
	{.name = "tsv", .code = OPT_TSV,
	 .help = "print a line for each device, or of input, with tabs between the columns"},
	{.name = "jobs", .code = OPT_JOBS, .argument = "N",
	 .help = "answer lines with N threads (decode, match); 0: one for each processor"},
	{.name = "noheadings", .code = OPT_NOHEADINGS, .help = "no heading line"},
	{.name = "color", .code = OPT_COLOR, .argument = "WHEN", .optional = true,
	 .help = "auto, always or never; NO_COLOR in the environment means never"},
	{.name = "ids", .code = 'i', .argument = "FILE",
	 .help = "use this id file; pci:FILE or usb:FILE where its name does not tell"},
	{.name = "kernel", .code = 'S', .argument = "RELEASE",
	 .help = "use the alias tables of this kernel"},
	{.name = "modules-dir", .code = OPT_MODULES_DIR, .argument = "DIR",
	 .help = "use the alias tables in DIR, DIR/RELEASE or DIR/lib/modules/RELEASE"},
	{.name = "sysroot", .code = OPT_SYSROOT, .argument = "DIR",
	 .help = "read the machine recorded in DIR (DIR/sys, DIR/proc …)"},
	{.name = "from", .code = 'F', .argument = "FILE",
	 .help = "read the machine recorded in the snapshot FILE"},
	{.name = "print-schema", .code = OPT_PRINT_SCHEMA, .help = "print the JSON schema of reports"},
	{.name = "help", .code = 'h', .help = "print this help"},
	{.name = "version", .code = 'V', .help = "print the version"},
};
/* clang-format on */

#define ROW_COUNT HW_ARRAY_SIZE(rows)

/* getopt_long's two descriptions, made from the rows. */
static void make_getopt(struct option longs[static ROW_COUNT + 1],
			char shorts[static 2 * ROW_COUNT + 1])
{
	for (size_t i = 0; i < ROW_COUNT; i++) {
		longs[i] = (struct option){
			.name = rows[i].name,
			.has_arg = rows[i].optional   ? optional_argument
				   : rows[i].argument ? required_argument
						      : no_argument,
			.val = rows[i].code,
		};
		if (rows[i].code < OPT_NDJSON) {
			*shorts++ = (char)rows[i].code;
			if (rows[i].argument)
				*shorts++ = ':';
		}
	}
	longs[ROW_COUNT] = (struct option){0};
	*shorts = '\0';
}

static bool set_color(const char *when, enum hw_color *ret)
{
	if (!when || strcmp(when, "always") == 0)
		*ret = HW_COLOR_ALWAYS;
	else if (strcmp(when, "auto") == 0)
		*ret = HW_COLOR_AUTO;
	else if (strcmp(when, "never") == 0)
		*ret = HW_COLOR_NEVER;
	else
		return false;
	return true;
}

/* A number of threads; 0 means as many as there are processors, as for xz(1), zstd(1). */
static bool set_jobs(const char *argument, size_t *ret)
{
	char *end;
	unsigned long n;

	errno = 0;
	n = strtoul(argument, &end, 10);
	if (*argument < '0' || *argument > '9' || *end || errno || n > HW_JOBS_MAX) {
		hw_error("--jobs takes a number from 0 to %d, not '%s'", HW_JOBS_MAX,
			 argument);
		return false;
	}
	*ret = n ? n : hw_stream_cores();
	return true;
}

/* Options that choose what is read. */
static bool set_source(int code, const char *argument, struct hw_options *o)
{
	struct hw_machine_options *m = &o->machine;

	switch (code) {
	case OPT_SYSROOT:
		m->sysroot = argument;
		return true;
	case 'F':
		m->snapshot = argument;
		return true;
	case 'S':
		m->kernel.release = argument;
		return true;
	case OPT_MODULES_DIR:
		m->kernel.directory = argument;
		return true;
	case 'i':
		if (m->ids_count == HW_IDS_FILES_MAX) {
			hw_error("at most %d id files", HW_IDS_FILES_MAX);
			return false;
		}
		m->ids[m->ids_count++] = argument;
		return true;
	default:
		return false;
	}
}

/* Options that choose devices. */
static bool set_selection(int code, const char *argument, struct hw_options *o)
{
	struct hw_selection *s = &o->selection;

	switch (code) {
	case 'a':
		s->depth = s->depth == HW_SCAN_MAIN ? HW_SCAN_ALL : HW_SCAN_EVERYTHING;
		o->write.all_buses = true;
		return true;
	case 'b':
		s->bus = argument;
		return true;
	case 'd':
		if (hw_filter_by_id(argument, &s->filter) == 0)
			return true;
		hw_error("'%s' is not of the form [VENDOR]:[DEVICE][:CLASS], in "
			 "hexadecimal",
			 argument);
		return false;
	case 's':
		hw_filter_by_address(argument, &s->filter);
		return true;
	default:
		return set_source(code, argument, o);
	}
}

/* Options that choose how it is printed. */
static bool set_option(int code, const char *argument, struct hw_options *o)
{
	switch (code) {
	case 'o':
		o->write.columns = argument;
		return true;
	case 'n':
		o->write.numeric++;
		return true;
	case 'v':
		o->write.verbose++;
		o->selection.verbose = true;
		return true;
	case 'J':
		o->format = HW_FORMAT_JSON;
		return true;
	case OPT_NDJSON:
		o->format = HW_FORMAT_NDJSON;
		return true;
	case OPT_TSV:
		o->format = HW_FORMAT_TSV;
		return true;
	case OPT_JOBS:
		return set_jobs(argument, &o->jobs);
	case OPT_NOHEADINGS:
		o->write.no_headings = true;
		return true;
	case OPT_COLOR:
		if (set_color(argument, &o->color))
			return true;
		hw_error("--color takes auto, always or never, not '%s'", argument);
		return false;
	case OPT_PRINT_SCHEMA:
		o->print_schema = true;
		return true;
	case 'h':
		o->help = true;
		return true;
	case 'V':
		o->version = true;
		return true;
	default:
		return set_selection(code, argument, o);
	}
}

/* NO_COLOR (no-color.org): any value but an empty one; --color=always is stronger. */
static bool wants_color(enum hw_color color)
{
	const char *no_color = getenv("NO_COLOR");
	const char *term = getenv("TERM");

	if (color != HW_COLOR_AUTO)
		return color == HW_COLOR_ALWAYS;
	return isatty(STDOUT_FILENO) && !(no_color && *no_color) && term &&
	       strcmp(term, "dumb") != 0;
}

static void note(int code, char given[static HW_OPTION_LETTERS + 1])
{
	size_t n = strlen(given);

	if (code < OPT_NDJSON && n < HW_OPTION_LETTERS && !strchr(given, code))
		given[n] = (char)code;
}

bool hw_options_allow(const struct hw_options *options, const char *command,
		      const char *refused)
{
	for (size_t i = 0; refused && i < ROW_COUNT; i++) {
		int code = rows[i].code;

		if (code >= OPT_NDJSON || !strchr(options->given, code) ||
		    !strchr(refused, code))
			continue;
		hw_error("%s does nothing with --%s (-%c)", command, rows[i].name, code);
		return false;
	}
	return true;
}

static bool check(const struct hw_options *o)
{
	if (o->machine.sysroot && o->machine.snapshot) {
		hw_error("--sysroot and --from are two machines: choose one");
		return false;
	}
	return true;
}

enum hw_exit hw_options_parse(int argc, char **argv, struct hw_options *ret,
			      int *ret_first)
{
	struct option longs[ROW_COUNT + 1];
	char shorts[2 * ROW_COUNT + 1];
	int code;

	*ret = (struct hw_options){.jobs = 1};
	make_getopt(longs, shorts);
	while ((code = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
		/* getopt has said what is wrong with '?' */
		if (code == '?' || !set_option(code, optarg, ret))
			return HW_EXIT_USAGE;
		note(code, ret->given);
	}
	if (!check(ret))
		return HW_EXIT_USAGE;
	ret->write.color = wants_color(ret->color);
	*ret_first = optind;
	return HW_EXIT_OK;
}

void hw_options_help(FILE *out)
{
	for (size_t i = 0; i < ROW_COUNT; i++) {
		const struct option_row *row = &rows[i];
		char head[64];
		const char *line = row->help;
		const char *end;

		snprintf(head, sizeof(head), "%c%c%s --%s%s%s%s%s",
			 row->code < OPT_NDJSON ? '-' : ' ',
			 row->code < OPT_NDJSON ? row->code : ' ',
			 row->code < OPT_NDJSON ? "," : " ", row->name,
			 row->optional ? "[" : "", row->argument ? "=" : "",
			 row->argument ? row->argument : "", row->optional ? "]" : "");
		fprintf(out, "  %-26s", head);
		if (strlen(head) > 25)
			fprintf(out, "\n%28s", "");
		while ((end = strchr(line, '\n'))) {
			fprintf(out, " %.*s\n%28s", (int)(end - line), line, "");
			line = end + 1;
		}
		fprintf(out, " %s\n", line);
	}
}
