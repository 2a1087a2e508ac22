// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "cmd/fleet/fleet.h"
#include "report/page/utf8.h"

/* How often a terminal is told, in seconds. */
#define TELL_EVERY 0.2

struct progress {
	double begin;
	double told;
	/* of all files; 0: it is not known */
	uint64_t size;
	/* a line without its end is on the terminal */
	bool is_shown;
};

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void clear(struct progress *p)
{
	if (p->is_shown)
		fputs("\r\033[K", stderr);
	p->is_shown = false;
}

static void say(void *arg, const char *source, size_t line, const char *message)
{
	clear(arg);
	if (strcmp(source, "-") == 0)
		source = "standard input";
	if (line)
		hw_fleet_say("%s:%zu: %s", source, line, message);
	else
		hw_fleet_say("%s: %s", source, message);
}

/* Of the terminal; what is wider would begin another line, which stays. */
static size_t columns(void)
{
	struct winsize size;

	return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col ? size.ws_col
									   : 80;
}

/* "[#####     ] 12 MB, 156000 devices, 52000 a second, 12 s left", as far as it fits. */
static void show(void *arg, const struct hw_fleet_counts *counts)
{
	static const char full[] = "####################";
	struct progress *p = arg;
	double time = now();
	double part = p->size ? (double)counts->bytes / (double)p->size : 0;
	char bar[32] = "";
	char left[32] = "";
	char line[160];

	if (time - p->told < TELL_EVERY)
		return;
	p->told = time;
	time -= p->begin;
	clear(p);
	if (part > 1)
		part = 1;
	if (p->size)
		snprintf(bar, sizeof(bar), "[%-20.*s] ", (int)(part * 20), full);
	if (part > 0.01)
		snprintf(left, sizeof(left), ", %.0f s left", time / part - time);
	snprintf(line, sizeof(line), "%s%.0f MB, %llu devices, %.0f a second%s", bar,
		 (double)counts->bytes / 1e6, (unsigned long long)counts->devices,
		 time > 0 ? (double)counts->devices / time : 0, left);
	fprintf(stderr, "%.*s", (int)(columns() - 1), line);
	fflush(stderr);
	p->is_shown = true;
}

/* 0: a file's size is not its length, as of a pipe or what is compressed. */
static uint64_t size_of(int argc, char **argv)
{
	uint64_t size = 0;
	struct stat status;

	for (int i = 0; i < argc; i++) {
		bool is_input = strcmp(argv[i], "-") == 0;

		if ((is_input ? fstat(STDIN_FILENO, &status) : stat(argv[i], &status)) <
		    0)
			continue;
		if (!S_ISREG(status.st_mode))
			return 0;
		size += (uint64_t)status.st_size;
	}
	return size;
}

static void say_sum(const struct hw_fleet_counts *c, double seconds)
{
	hw_fleet_say(
		"%llu devices in %.1f s, %.0f a second; reports: %llu new (%llu "
		"current, %llu incomplete), %llu known, %llu of another machine with "
		"the same key; %llu bad lines, %llu inputs refused",
		(unsigned long long)c->devices, seconds,
		seconds > 0 ? (double)c->devices / seconds : 0,
		(unsigned long long)c->reports, (unsigned long long)c->current,
		(unsigned long long)c->incomplete, (unsigned long long)c->known,
		(unsigned long long)c->conflicts, (unsigned long long)c->bad_lines,
		(unsigned long long)c->refused);
}

static int load_all(struct hw_fleet_load *load, int argc, char **argv)
{
	int r = 0;

	for (int i = 0; r == 0 && i < argc; i++)
		r = hw_fleet_load_input(load, argv[i], STDIN_FILENO);
	return r == 0 ? hw_fleet_load_finish(load) : r;
}

static enum hw_exit load_into(struct hw_store *store, const struct hw_fleet_options *o,
			      int argc, char **argv)
{
	struct progress progress = {.begin = now(), .size = size_of(argc, argv)};
	const struct hw_fleet_load_options options = {
		.machine = o->machine,
		.machine_from_filename = o->machine_from_filename,
		.accept_changed = o->accept_changed,
		.home = getenv("HOME"),
		.say = say,
		.progress = isatty(STDERR_FILENO) && !o->quiet ? show : NULL,
		.arg = &progress,
	};
	const struct hw_fleet_counts *counts;
	struct hw_fleet_load *load;
	enum hw_exit status = HW_EXIT_OK;
	int r = hw_fleet_load_open(store, &options, &load);
	bool is_open = r == 0;

	if (is_open)
		r = load_all(load, argc, argv);
	clear(&progress);
	if (!is_open) {
		hw_fleet_say("%s", hw_fleet_load_error(load));
		status = HW_EXIT_FAILED;
	} else if (r < 0) {
		hw_fleet_say(
			"%s; what was stored before is whole, load again to complete "
			"it",
			hw_fleet_load_error(load));
		status = HW_EXIT_FAILED;
	} else {
		counts = hw_fleet_load_counts(load);
		if (!o->quiet)
			say_sum(counts, now() - progress.begin);
		if (counts->bad_lines || counts->refused)
			status = HW_EXIT_FAILED;
	}
	hw_fleet_load_close(load);
	return status;
}

static bool is_name(const char *text)
{
	struct hw_arena arena = {0};
	bool is_sound = hw_utf8_clean(hw_text_of(text), &arena).s == text;

	hw_arena_done(&arena);
	return *text && is_sound;
}

static enum hw_exit run(const struct hw_fleet_options *options, int argc, char **argv)
{
	struct hw_store *store;
	enum hw_exit status;

	if (!argc) {
		hw_fleet_say("load takes files, or - for standard input");
		return HW_EXIT_USAGE;
	}
	if (options->machine && options->machine_from_filename) {
		hw_fleet_say(
			"--machine and --machine-from-filename contradict each other");
		return HW_EXIT_USAGE;
	}
	if (options->machine && !is_name(options->machine)) {
		hw_fleet_say("--machine needs a name, in UTF-8");
		return HW_EXIT_USAGE;
	}
	store = hw_fleet_open(options, HW_STORE_WRITE);
	if (!store)
		return HW_EXIT_FAILED;
	status = load_into(store, options, argc, argv);
	hw_store_close(store);
	return status;
}

const struct hw_fleet_command hw_fleet_command_load = {
	.name = "load",
	.operands = "FILE...",
	.help = "load reports, lines of 'hwalias --ndjson', snapshots, or whatever "
		"--from reads, also compressed or in an archive; - is standard input. "
		"The "
		"same report again changes nothing",
	.examples =
		"hwalias -a --complete --ndjson --privacy fleet | hwalias-fleet load -\t"
		"this machine\n"
		"hwalias-fleet load --machine-from-filename dumps/*.txt\t"
		"what lspci -vmmnnk printed on machines, a file each\n",
	.run = run,
};
