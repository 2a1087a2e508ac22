// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/print/diag.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/print/pager.h"
#include "data/library/dl.h"
#include "report/page/utf8.h"

/* Prints text from outside as a terminal shows it, not as it would act upon it. */
static void put_text(struct hw_text t)
{
	struct hw_arena arena = {0};
	struct hw_text visible;

	if (!t.n)
		return;
	visible = hw_utf8_visible(t, false, &arena);
	if (!visible.s)
		visible = HW_TEXT("out of memory");
	fwrite(visible.s, 1, visible.n, stderr);
	hw_arena_done(&arena);
}

void hw_error(const char *format, ...)
{
	va_list args;
	char *text;
	int n;

	va_start(args, format);
	n = vasprintf(&text, format, args);
	va_end(args);
	fputs("hwalias: ", stderr);
	put_text(n < 0 ? HW_TEXT("out of memory") : (struct hw_text){text, (size_t)n});
	fputc('\n', stderr);
	if (n >= 0)
		free(text);
}

bool hw_say_missing_library(void)
{
	const char *library = hw_library_missing();

	if (library)
		hw_error("this output needs %s, which is not installed or cannot be "
			 "loaded",
			 library);
	return library;
}

static bool has(const struct hw_warnings *warnings, const char *code)
{
	for (const struct hw_warning *w = warnings->first; w; w = w->next)
		if (strcmp(w->code, code) == 0)
			return true;
	return false;
}

/* What cannot be read of a recording that is cut off is what was behind the cut. */
static bool is_of_cut(const struct hw_warning *w, const struct hw_warnings *all)
{
	return w->error == ENODATA && has(all, "snapshot-truncated");
}

/*
 * Missing module tables matter only if the state of some device depends on them, and if
 * no other warning says why they are missing.
 */
static bool is_relevant(const struct hw_warning *w, const struct hw_warnings *all,
			const struct hw_report_tail *tail)
{
	if (is_of_cut(w, all))
		return false;
	if (strcmp(w->code, "modules-missing") != 0)
		return true;
	if (has(all, "modules-gone"))
		return false;
	return tail->by_state[HW_STATE_UNKNOWN] || tail->by_state[HW_STATE_UNBOUND] ||
	       tail->by_state[HW_STATE_UNCLAIMED];
}

void hw_print_warnings(const struct hw_warnings *warnings,
		       const struct hw_report_tail *tail)
{
	size_t more;

	for (const struct hw_warning *w = warnings->first; w; w = w->next) {
		if (!is_relevant(w, warnings, tail))
			continue;
		fputs("hwalias: ", stderr);
		put_text(w->path);
		if (w->line)
			fprintf(stderr, ":%zu", w->line);
		if (w->path.n)
			fputs(": ", stderr);
		put_text(w->message);
		fputc('\n', stderr);
	}
	more = warnings->dropped;
	if (has(warnings, "snapshot-truncated"))
		more -= warnings->dropped_no_data;
	if (more)
		hw_error("%zu more such warnings", more);
}

void hw_say_write_error(int error)
{
	if (error != EPIPE)
		hw_error("cannot write the output: %s", strerror(error));
}

/* errno of the first write to standard output that failed; stdio does not keep it. */
static int write_error;

bool hw_stdout_failed(void)
{
	int error = errno;

	if (!ferror(stdout))
		return false;
	if (!write_error)
		write_error = error ? error : EIO;
	return true;
}

bool hw_close_stdout(void)
{
	bool is_written;
	int r;

	errno = 0;
	is_written = fflush(stdout) == 0;
	if (!is_written)
		hw_stdout_failed();
	r = hw_pager_end();
	if (r < 0 && is_written) {
		errno = -r;
		is_written = false;
	}
	if (!hw_stdout_failed() && is_written)
		return true;
	clearerr(stdout);
	hw_say_write_error(write_error ? write_error : errno);
	write_error = 0;
	return false;
}
