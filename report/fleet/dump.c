// SPDX-License-Identifier: GPL-2.0-or-later
/* A machine that is recorded in a file: read as every command reads it, printed as "list
 * --all --complete --ndjson --privacy fleet" prints it, and taken from there. */
#include <errno.h>
#include <stdlib.h>

#include "report/collect/collect.h"
#include "report/fleet/internal.h"
#include "report/machine/installed/modules_gone.h"

struct printer {
	void *self;
	int64_t generated;
};

static int print_record(void *arg, const struct hw_record *record)
{
	struct printer *p = arg;

	return hw_writer_ndjson.record(p->self, record);
}

/* -1: it does not tell when it was made. */
static void make_head(struct hw_machine *machine, struct hw_report_head *ret)
{
	hw_machine_head(machine, machine->generated, true, ret);
}

/* What is said of lines that were not understood. */
static bool is_of_line(const struct hw_warning *w)
{
	static const char *const codes[] = {"dump-malformed", "snapshot-malformed"};

	for (size_t i = 0; i < HW_ARRAY_SIZE(codes); i++)
		if (strcmp(w->code, codes[i]) == 0)
			return true;
	return false;
}

/* Whether devices may be missing: then no line tells their number. */
static bool is_partial(struct hw_machine *machine)
{
	return hw_machine_is_incomplete(machine) || hw_machine_may_lack_devices(machine);
}

/* Whether a path names the input itself: "-" is what it is called then. */
static bool is_input(struct hw_text path, const char *name)
{
	return !path.n || strcmp(name, "-") == 0 || hw_text_eq(path, hw_text_of(name));
}

/* … and where a recording is cut off. */
static bool is_told(const struct hw_warning *w)
{
	return is_of_line(w) || strcmp(w->code, "snapshot-truncated") == 0;
}

/* Tells of lines that were not understood; of very many the first ones alone are kept. */
static int pass_bad_lines(const struct hw_warnings *warnings, const char *name,
			  const struct hw_fleet_dump_sink *sink, struct hw_arena *arena)
{
	size_t n = 0;
	size_t more = warnings->dropped;
	int r = 0;

	for (const struct hw_warning *w = warnings->first; r == 0 && w; w = w->next) {
		struct hw_text message = w->fault ? hw_text_of(w->fault) : w->message;

		if (!is_told(w))
			continue;
		n++;
		more += w->more;
		if (!is_input(w->path, name))
			message =
				hw_arena_printf(arena, "%.*s: %.*s", HW_TEXT_ARG(w->path),
						HW_TEXT_ARG(message));
		message = hw_arena_copy(arena, message);
		r = message.s ? sink->bad(sink->arg, w->line, message.s) : -ENOMEM;
	}
	for (size_t i = 0; n && r == 0 && i < more; i++)
		r = sink->bad(sink->arg, 0, "more lines that are not understood");
	return r;
}

static int print_machine(struct hw_machine *machine, struct hw_warnings *warnings,
			 struct hw_arena *arena, FILE *out, struct hw_text *ret_error)
{
	static const struct hw_write_options options = {.for_programs = true};
	const struct hw_selection selection = {.depth = HW_SCAN_ALL};
	struct hw_report_tail tail = {.warnings = warnings};
	struct printer printer = {.self = NULL};
	struct hw_report_head head;
	struct hw_plan plan = {0};
	int r = hw_writer_ndjson.open(out, &options, arena, &printer.self, ret_error);

	hw_modules_gone_warn(machine, &tail.finding);
	if (r == 0)
		r = hw_collect_plan(machine, &selection, &plan);
	if (r == 0) {
		make_head(machine, &head);
		r = hw_writer_begin(&hw_writer_ndjson, printer.self, &head);
	}
	if (r == 0)
		r = hw_collect_planned(machine, &selection, &plan, print_record, &printer,
				       &tail);
	tail.is_partial = is_partial(machine);
	if (r == 0)
		r = hw_writer_end(&hw_writer_ndjson, printer.self, &tail);
	if (printer.self)
		hw_writer_ndjson.close(printer.self);
	hw_plan_done(&plan);
	return r;
}

/* Prints into memory. Lifetime of *ret: for free(), also after a failure. */
static int print_dump(const char *name, int input, const char *home,
		      const struct hw_fleet_dump_sink *sink, char **ret, size_t *ret_n,
		      struct hw_arena *arena, struct hw_text *ret_error)
{
	struct hw_machine_options options = {
		.from = {name},
		.from_count = 1,
		.input = input,
		.level = HW_PRIVACY_FLEET,
		.home = home,
		.alias_detail = HW_ALIAS_NAMES,
		/* attention is what check says */
		.ask_modules = true,
	};
	struct hw_warnings warnings = {.count = 0};
	struct hw_machine machine = {.kind = NULL};
	FILE *out = open_memstream(ret, ret_n);
	int r;

	if (!out)
		return -ENOMEM;
	r = hw_machine_open(&options, &warnings, &machine, ret_error);
	if (r < 0)
		*ret_error = hw_arena_copy(arena, *ret_error);
	machine.reads_own_strings = true;
	if (r == 0)
		r = print_machine(&machine, &warnings, arena, out, ret_error);
	if (r == -ENOENT && machine.is_dump)
		*ret_error = hw_arena_printf(arena, "it tells of no devices (%.*s)",
					     HW_TEXT_ARG(machine.dump.formats));
	else if (r == -ENOENT && machine.root)
		*ret_error = HW_TEXT("it holds no devices: sys is missing in it");
	if (r == 0)
		r = pass_bad_lines(&warnings, name, sink, arena);
	hw_machine_close(&machine);
	hw_warnings_done(&warnings);
	if (fclose(out) != 0 && r == 0)
		r = -ENOMEM;
	return r;
}

int hw_fleet_read_dump(const char *name, int input, const char *home,
		       const struct hw_fleet_dump_sink *sink, struct hw_arena *arena,
		       struct hw_text *ret_error)
{
	struct hw_text rest = HW_NO_TEXT;
	char *lines = NULL;
	int r;

	*ret_error = HW_NO_TEXT;
	r = print_dump(name, input, home, sink, &lines, &rest.n, arena, ret_error);
	rest.s = lines;
	while (r == 0 && rest.n) {
		struct hw_text line = hw_text_cut(&rest, '\n');

		if (line.n)
			r = sink->json(sink->arg, line, 0);
	}
	free(lines);
	return r;
}
