// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/snapshot/snapshot.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "cmd/commands/expect.h"
#include "cmd/line/command.h"
#include "cmd/print/diag.h"
#include "cmd/print/output_file.h"
#include "cmd/session/session.h"

/* A line on the terminal once it takes longer than this. */
#define PATIENCE_NS INT64_C(500000000)

struct progress {
	int64_t start;
	bool is_shown;
};

static int64_t now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static void show_progress(void *arg, const char *what, size_t done, size_t devices)
{
	struct progress *p = arg;

	if (now() - p->start < PATIENCE_NS)
		return;
	p->is_shown = true;
	if (devices)
		fprintf(stderr, "\rhwalias: %zu of %zu devices %s", done, devices, what);
	else
		fprintf(stderr, "\rhwalias: devices %s: %zu%20s", what, done, "");
}

/* What was there before stays if this cannot be written. */
static enum hw_exit replace_file(const char *path, struct hw_text text)
{
	int fd = hw_output_file_open(path, NULL);
	FILE *out = fd < 0 ? NULL : fdopen(fd, "w");
	bool is_good;

	if (!out) {
		if (fd >= 0) {
			hw_error("cannot write '%s': %s", path, strerror(errno));
			hw_output_file_abandon();
			close(fd);
		}
		return HW_EXIT_FAILED;
	}
	is_good = fwrite(text.s, 1, text.n, out) == text.n && fflush(out) == 0;
	if (!is_good)
		hw_error("cannot write '%s': %s", path, strerror(errno));
	is_good = hw_output_file_replace(fd, is_good);
	fclose(out);
	return is_good ? HW_EXIT_OK : HW_EXIT_FAILED;
}

static enum hw_exit write_file(const char *path, struct hw_text text)
{
	bool is_stdout = strcmp(path, "-") == 0;
	FILE *out;

	if (!is_stdout && hw_output_file_is_whole(path))
		return replace_file(path, text);
	out = is_stdout ? stdout : fopen(path, "we");
	if (!out) {
		hw_error("cannot write '%s': %s", path, strerror(errno));
		return HW_EXIT_FAILED;
	}
	fwrite(text.s, 1, text.n, out);
	if (is_stdout)
		return HW_EXIT_OK;
	if (ferror(out) | fclose(out)) {
		hw_error("cannot write '%s': %s", path, strerror(errno));
		return HW_EXIT_FAILED;
	}
	return HW_EXIT_OK;
}

/* --expect [FILE] */
static enum hw_exit write_baseline(const struct hw_options *options, int argc,
				   char **argv)
{
	bool is_named = options->expect_file || argc;
	const char *path =
		is_named ? hw_expect_file(options, "snapshot", argc, argv) : "-";
	struct hw_arena arena = {0};
	struct hw_text text;
	enum hw_exit status;

	if (!path)
		return HW_EXIT_USAGE;
	status = hw_expect_baseline(options, &arena, &text);
	if (text.s) {
		enum hw_exit written = write_file(path, text);

		status = written == HW_EXIT_OK ? status : written;
	}
	hw_arena_done(&arena);
	return status;
}

static enum hw_exit run(const struct hw_options *options, int argc, char **argv)
{
	struct hw_warnings warnings = {0};
	struct hw_arena arena = {0};
	struct progress progress = {now(), false};
	struct hw_snapshot_job job = {
		.machine = options->machine,
		.generated = hw_report_time(),
		.is_fixed = getenv("SOURCE_DATE_EPOCH"),
		.progress = isatty(STDERR_FILENO) ? show_progress : NULL,
		.arg = &progress,
	};
	struct hw_text text = HW_NO_TEXT;
	struct hw_text error = HW_NO_TEXT;
	enum hw_exit status = HW_EXIT_FAILED;
	int r;

	if (options->expect)
		return write_baseline(options, argc, argv);
	if (options->machine.kernel.release || options->machine.kernel.directory ||
	    options->machine.ids_count) {
		hw_error(
			"snapshot records the machine's own tables, whatever --kernel, "
			"--modules-dir and --ids name: give them with --from, when it is "
			"read");
		return HW_EXIT_USAGE;
	}
	if (argc != 1 || !*argv[0]) {
		hw_error("snapshot takes one operand, the file to write, or '-'");
		return HW_EXIT_USAGE;
	}
	r = hw_snapshot_make(&job, &warnings, &arena, &text, &error);
	if (progress.is_shown)
		fprintf(stderr, "\r%60s\r", "");
	if (r < 0)
		hw_error("%.*s", HW_TEXT_ARG(error));
	else
		status = write_file(argv[0], text);
	/* what is missing of what was written */
	if (r == 0)
		hw_print_warnings(&warnings, &(struct hw_report_tail){0});
	hw_warnings_done(&warnings);
	hw_arena_done(&arena);
	return status;
}

const struct hw_command hw_command_snapshot = {
	.name = "snapshot",
	.operands = "FILE",
	.help = "record this machine in one text file, '-' for standard output, from "
		"which "
		"--from gives the same answers anywhere",
	.examples = "hwalias snapshot my.snap	record this machine\n"
		    "hwalias snapshot --expect fleet.txt	write what it has, for "
		    "check --expect\n"
		    "hwalias --from my.snap check	what needs attention on the "
		    "recorded machine\n",
	.content = HW_CONTENT_DOCUMENT,
	.run = run,
};
