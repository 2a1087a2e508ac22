/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_BASE_WARNINGS_H
#define HWALIAS_DATA_BASE_WARNINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "data/base/arena.h"
#include "decoders/text/text.h"

/*
 * What could not be read or is malformed. Library code never prints: it adds a warning
 * and goes on. The program prints the warnings to standard error, and the report has
 * them.
 *
 * A hostile file cannot fill the memory with them: HW_WARNINGS_PER_FILE are kept of a
 * code and path, HW_WARNINGS_PER_CODE of a code; `dropped` counts the others.
 */
#define HW_WARNINGS_PER_FILE 10
#define HW_WARNINGS_PER_CODE 100
#define HW_WARNING_ROOM	     48

struct hw_warning {
	/* stable, lower-case words with dashes: "ids-malformed" */
	const char *code;
	/* as a user names it; absent when the warning is about no file */
	struct hw_text path;
	/* 1 is the first line; 0 = the whole file */
	size_t line;
	/* a sentence without path and line, no full stop */
	struct hw_text message;
	/* why what was to be read could not be, an errno; 0: not about that */
	int error;
	/* of hw_warn_line(): what is wrong, and with how many more lines */
	const char *fault;
	size_t more;
	/* of the message, which counts them: HW_WARNING_ROOM more bytes than the fault */
	char *counted;
	struct hw_warning *next;
};

struct hw_warnings {
	struct hw_arena arena;
	struct hw_warning *first;
	struct hw_warning **tail;
	size_t count;
	size_t dropped;
	/* of them, those about what has no data, ENODATA */
	size_t dropped_no_data;
};

/*
 * Adds a warning. Copies path and message; `code` must be a literal. `w` may be NULL:
 * nothing happens. Out of memory: the warning is dropped.
 */
__attribute__((format(printf, 5, 6))) void hw_warn(struct hw_warnings *w,
						   const char *code, struct hw_text path,
						   size_t line, const char *format, ...);

/* Adds copies of another's warnings, as far as there is room for them, and the number of
 * what that dropped. `w` may be NULL. */
void hw_warnings_add(struct hw_warnings *w, const struct hw_warnings *from);

/* Whether there is a warning with this code. `w` may be NULL. */
bool hw_warned(const struct hw_warnings *w, const char *code);

/*
 * Warns of a line that has a fault, a literal. Of a path and fault there is one warning,
 * of the first line, which counts the others: "not a line of lspci (and 3 more)".
 */
void hw_warn_line(struct hw_warnings *w, const char *code, struct hw_text path,
		  size_t line, const char *fault);

/*
 * Warns that something cannot be read, for `error`, an errno that the warning keeps:
 * "WHAT: no such file", or that alone where `what` is NULL.
 */
void hw_warn_error(struct hw_warnings *w, const char *code, struct hw_text path,
		   int error, const char *what);

/*
 * Whether hw_warn() would drop such a warning, so that callers need not compute costly
 * parts of it. True for NULL.
 */
bool hw_warnings_full(const struct hw_warnings *w, const char *code, struct hw_text path);

/* Takes back all of a code: it is said better. */
void hw_warnings_drop(struct hw_warnings *w, const char *code);

void hw_warnings_done(struct hw_warnings *w);

#endif
