// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "cmd/fleet/fleet.h"
#include "report/kernel/table_fault.h"

/* One of the two answers. */
static int print_part(struct hw_store *store, const struct hw_fleet_options *o,
		      enum hw_fleet_what_if_part part, const char *name,
		      size_t *ret_count)
{
	struct hw_store_rows *rows;
	int r = hw_fleet_what_if_ask(store, part, &rows);

	if (r < 0)
		return r;
	r = o->format->print(rows, name, stdout, &o->write, ret_count);
	hw_store_rows_close(rows);
	return r;
}

static int print(struct hw_store *store, const struct hw_fleet_options *o)
{
	bool is_table = !o->format->option;
	size_t devices = 0;
	size_t models = 0;
	int r = 0;

	if (!o->by_model)
		r = print_part(store, o, o->all ? HW_FLEET_ALL_DEVICES : HW_FLEET_DEVICES,
			       "what-if", &devices);
	if (r == 0 && is_table && devices)
		putchar('\n');
	if (r == 0 && (is_table || o->by_model))
		r = print_part(store, o, HW_FLEET_MODELS, "what-if-models", &models);
	return r;
}

/* In every form: an answer that is not of all machines is no all-clear. */
static void say_left_out(uint64_t n, const char *reason)
{
	if (n)
		hw_fleet_say("%llu %s left out: %s", (unsigned long long)n,
			     n == 1 ? "machine is" : "machines are", reason);
}

/* No device of any machine was judged, and not because all run the kernel already. */
static bool is_nothing_judged(const struct hw_fleet_what_if *sum)
{
	return sum->judged ? !sum->kinds && !sum->not_judged : !sum->same_kernel;
}

/* What is no all-clear though nothing is lost; machines that were left out tell of
 * themselves. */
static void say_nothing_judged(const struct hw_fleet_what_if *sum,
			       const struct hw_fleet_options *o)
{
	if (sum->judged && is_nothing_judged(sum))
		hw_fleet_say("nothing was judged: no device of the reports has a "
			     "modalias or a driver");
	else if (is_nothing_judged(sum) && !sum->unknown_kernels && !sum->incomplete &&
		 !sum->foreign)
		hw_fleet_say("nothing was judged: the database has no reports");
	else if (!sum->judged && sum->same_kernel && !o->quiet)
		hw_fleet_say("%llu %s this kernel already",
			     (unsigned long long)sum->same_kernel,
			     sum->same_kernel == 1 ? "machine runs" : "machines run");
}

/* As check -S has it: what is lost is an answer, and what is not known no all-clear. */
static enum hw_exit status_of(const struct hw_fleet_what_if *sum)
{
	if (sum->losers)
		return HW_EXIT_NOT_FOUND;
	return is_nothing_judged(sum) || sum->not_judged || sum->unknown_kernels ||
			       sum->incomplete || sum->partial
		       ? HW_EXIT_FAILED
		       : HW_EXIT_OK;
}

static enum hw_exit judge(struct hw_store *store, const struct hw_fleet_options *o,
			  struct hw_machine *machine)
{
	struct hw_fleet_what_if sum;
	int r = hw_fleet_what_if(store, machine, &sum);

	if (r == 0)
		r = print(store, o);
	if (r < 0) {
		hw_fleet_say("%s: %s", hw_store_name(store),
			     r == -ENOMEM ? "out of memory" : hw_store_error(store));
		return HW_EXIT_FAILED;
	}
	if (!o->quiet)
		hw_fleet_say(
			"under kernel %.*s %llu devices lose their driver; %zu kinds of "
			"devices were asked for",
			HW_TEXT_ARG(machine->kernel.release),
			(unsigned long long)sum.losers, sum.kinds);
	if (sum.not_judged)
		hw_fleet_say("%llu %s could not be judged: what drives %s, or by what a "
			     "driver could be found, is not known",
			     (unsigned long long)sum.not_judged,
			     sum.not_judged == 1 ? "device" : "devices",
			     sum.not_judged == 1 ? "it" : "them");
	if (sum.lacks_tables && sum.judged && !o->quiet)
		hw_fleet_say("some reports have no tables of their machine's own kernel, "
			     "as dumps: modules that they do not tell are none to "
			     "compare with");
	say_nothing_judged(&sum, o);
	say_left_out(sum.unknown_kernels, "it is not known which kernel they run");
	say_left_out(sum.incomplete, "all reports of them are incomplete");
	say_left_out(sum.foreign, "that kernel is of another architecture");
	if (sum.partial)
		hw_fleet_say("%llu %s judged in part: no report tells of all buses, as "
			     "list --all does",
			     (unsigned long long)sum.partial,
			     sum.partial == 1 ? "machine is" : "machines are");
	return status_of(&sum);
}

static void say_warnings(const struct hw_warnings *warnings)
{
	for (const struct hw_warning *w = warnings->first; w; w = w->next)
		hw_fleet_say("%.*s%s%.*s", HW_TEXT_ARG(w->path), w->path.n ? ": " : "",
			     HW_TEXT_ARG(w->message));
}

/* The tables of the kernel that is asked for; *ret is to be closed in any case. */
static bool open_tables(const struct hw_fleet_options *o, struct hw_warnings *warnings,
			struct hw_machine *ret)
{
	const struct hw_machine_options options = {
		.strings_only = true,
		.kernel = o->kernel,
		.alias_detail = HW_ALIAS_NAMES,
		.home = getenv("HOME"),
		.input = STDIN_FILENO,
	};
	struct hw_text error = HW_TEXT("out of memory");
	struct hw_arena arena = {0};
	const struct hw_table_fault *fault = NULL;
	struct hw_text text;
	int r = hw_machine_open(&options, warnings, ret, &error);

	say_warnings(warnings);
	if (r < 0)
		hw_fleet_say("%.*s", HW_TEXT_ARG(error));
	else if (!ret->kernel.path.s)
		hw_fleet_say("there are no alias tables of this kernel");
	else
		fault = hw_table_fault(&ret->kernel, ret->modules, &arena);
	if (fault) {
		text = hw_table_fault_text(&ret->kernel, fault, &arena);
		hw_fleet_say("%.*s", HW_TEXT_ARG(text));
	}
	hw_arena_done(&arena);
	return r == 0 && ret->kernel.aliases && !fault;
}

static enum hw_exit run(const struct hw_fleet_options *options, int argc, char **argv)
{
	struct hw_warnings warnings = {.count = 0};
	struct hw_machine machine = {.kind = NULL};
	enum hw_exit status = HW_EXIT_FAILED;
	struct hw_store *store = NULL;

	if (argc) {
		hw_fleet_say("what-if takes no operand like '%s'", argv[0]);
		return HW_EXIT_USAGE;
	}
	if (!options->kernel.release && !options->kernel.directory) {
		hw_fleet_say(
			"what-if needs the kernel: -S RELEASE, or --modules-dir DIR");
		return HW_EXIT_USAGE;
	}
	if (open_tables(options, &warnings, &machine))
		store = hw_fleet_open_filled(options, HW_STORE_SCRATCH);
	if (store)
		status = judge(store, options, &machine);
	hw_store_close(store);
	hw_machine_close(&machine);
	hw_warnings_done(&warnings);
	return status;
}

const struct hw_fleet_command hw_fleet_command_what_if = {
	.name = "what-if",
	.operands = "",
	.help = "what becomes of the machines under another kernel: devices that lose, "
		"gain or change their driver, and how many of each model; exit status 1 "
		"when any loses its driver, else 3 when a device or a machine could not "
		"be judged as a whole, or nothing was; machines of another architecture "
		"are told and left out",
	.examples = "hwalias-fleet what-if -S 6.12.0-amd64\t"
		    "a kernel that is installed here\n"
		    "hwalias-fleet what-if --modules-dir debian --by-model\t"
		    "one that was unpacked below debian, in numbers alone\n",
	.run = run,
};
