// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/diag.h"

#include <errno.h>
#include <stdarg.h>

void hw_error(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	fputs("hwalias: ", stderr);
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
	va_end(args);
}

static bool has(const struct hw_warnings *warnings, const char *code)
{
	for (const struct hw_warning *w = warnings->first; w; w = w->next)
		if (strcmp(w->code, code) == 0)
			return true;
	return false;
}

/*
 * Missing module tables matter only if the state of some device depends on them, and if
 * no other warning says why they are missing.
 */
static bool is_relevant(const struct hw_warning *w, const struct hw_warnings *all,
			const struct hw_report_tail *tail)
{
	if (strcmp(w->code, "modules-missing") != 0)
		return true;
	if (has(all, "modules-gone"))
		return false;
	return tail->by_state[HW_STATE_UNKNOWN] || tail->by_state[HW_STATE_UNBOUND] ||
	       tail->by_state[HW_STATE_UNCLAIMED];
}

/* Prints text from outside, with control characters escaped for the terminal. */
static void put_text(struct hw_text t)
{
	for (size_t i = 0; i < t.n; i++) {
		unsigned char c = (unsigned char)t.s[i];

		if (c < 0x20 || c == 0x7f)
			fprintf(stderr, "\\x%02x", c);
		else
			fputc(c, stderr);
	}
}

void hw_print_warnings(const struct hw_warnings *warnings,
		       const struct hw_report_tail *tail)
{
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
	if (warnings->dropped)
		hw_error("%zu more such warnings", warnings->dropped);
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

	errno = 0;
	is_written = fflush(stdout) == 0;
	if (!hw_stdout_failed() && is_written)
		return true;
	clearerr(stdout);
	hw_say_write_error(write_error ? write_error : errno);
	write_error = 0;
	return false;
}
