/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_BASE_WARNINGS_H
#define HWALIAS_DATA_BASE_WARNINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "data/base/arena.h"
#include "decoders/text/text.h"

/*
 * What could not be read, or was read and is not sound. Library code never prints:
 * it adds a warning here and goes on; the program prints them to standard error and
 * the report carries them.
 *
 * A hostile file must not turn into a flood: of one code and path the first
 * HW_WARNINGS_PER_FILE are kept, of one code in all HW_WARNINGS_PER_CODE, the rest only
 * counted (`dropped`).
 */
#define HW_WARNINGS_PER_FILE 10
#define HW_WARNINGS_PER_CODE 100

struct hw_warning {
	/* stable, lower-case words with dashes: "ids-malformed" */
	const char *code;
	/* as the user would name it; absent when no file is concerned */
	struct hw_text path;
	/* 1 is the first line; 0 = the whole file */
	size_t line;
	/* a sentence without path and line, no full stop */
	struct hw_text message;
	struct hw_warning *next;
};

struct hw_warnings {
	struct hw_arena arena;
	struct hw_warning *first;
	struct hw_warning **tail;
	size_t count;
	size_t dropped;
};

/*
 * Adds a warning; path and message are copied, `code` must be a literal.
 * `w` may be NULL: then nothing happens. Out of memory: the warning is dropped.
 */
__attribute__((format(printf, 5, 6))) void hw_warn(struct hw_warnings *w,
						   const char *code, struct hw_text path,
						   size_t line, const char *format, ...);

/*
 * Whether hw_warn() would drop such a warning: then what is costly to find out about it
 * need not be. True for NULL.
 */
bool hw_warnings_full(const struct hw_warnings *w, const char *code, struct hw_text path);

void hw_warnings_done(struct hw_warnings *w);

#endif
