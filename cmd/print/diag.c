// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/print/diag.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/print/pager.h"
#include "data/library/dl.h"
#include "report/page/table.h"
#include "report/page/utf8.h"

/* Of the lines of a message behind the first one. */
#define INDENT 2

/* The text up to the first blank that is in no quotation marks: commands that are named
 * are copied whole. A mark behind a letter is an apostrophe, or ends a quotation. */
static struct hw_text cut_piece(struct hw_text *rest)
{
	struct hw_text piece;
	unsigned depth = 0;
	size_t n = 0;

	for (; n < rest->n && (depth || rest->s[n] != ' '); n++) {
		bool begins = n == 0 || strchr(" (:", rest->s[n - 1]) ||
			      (rest->s[n - 1] == '\'' && depth);

		if (rest->s[n] != '\'')
			continue;
		if (begins && (n == 0 || rest->s[n - 1] != '\''))
			depth++;
		else if (depth)
			depth--;
	}
	/* a mark without its other half */
	if (depth)
		n = hw_text_find(*rest, ' ');
	piece = hw_text_head(*rest, n);
	*rest = hw_text_from(*rest, n < rest->n ? n + 1 : n);
	return piece;
}

/* Writes a message as a terminal shows text from outside, not as it would act upon it;
 * on a terminal with lines that end between words. */
static void put_message(struct hw_text message)
{
	size_t width = hw_table_terminal_width(stderr);
	struct hw_arena arena = {0};
	struct hw_text rest = hw_utf8_visible(message, false, &arena);
	size_t at = strlen("hwalias:");

	if (!rest.s)
		rest = HW_TEXT("out of memory");
	fputs("hwalias:", stderr);
	if (!width) {
		fprintf(stderr, " %.*s\n", HW_TEXT_ARG(rest));
		hw_arena_done(&arena);
		return;
	}
	while (rest.n) {
		struct hw_text piece = cut_piece(&rest);
		size_t columns = hw_utf8_width(piece);

		if (at + 1 + columns > width && at > INDENT) {
			fprintf(stderr, "\n%*s", INDENT, "");
			at = INDENT;
		} else {
			fputc(' ', stderr);
			at++;
		}
		fwrite(piece.s, 1, piece.n, stderr);
		at += columns;
	}
	fputc('\n', stderr);
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
	put_message(n < 0 ? HW_TEXT("out of memory") : (struct hw_text){text, (size_t)n});
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

/* What cannot be read of a recording that is cut off is what was behind the cut. */
static bool is_of_cut(const struct hw_warning *w, const struct hw_warnings *all)
{
	return w->error == ENODATA && hw_warned(all, "snapshot-truncated");
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
	if (hw_warned(all, "modules-gone"))
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
		if (w->line)
			hw_error("%.*s:%zu%s%.*s", HW_TEXT_ARG(w->path), w->line,
				 w->path.n ? ": " : "", HW_TEXT_ARG(w->message));
		else
			hw_error("%.*s%s%.*s", HW_TEXT_ARG(w->path),
				 w->path.n ? ": " : "", HW_TEXT_ARG(w->message));
	}
	more = warnings->dropped;
	if (hw_warned(warnings, "snapshot-truncated"))
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

void hw_hold_standard_files(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 && errno == EBADF)
			open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

bool hw_stdout_is_open(void)
{
	const int flags = fcntl(STDOUT_FILENO, F_GETFL);

	if (flags >= 0 && (flags & O_ACCMODE) != O_RDONLY)
		return true;
	hw_say_write_error(EBADF);
	return false;
}
