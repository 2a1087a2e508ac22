/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_TESTS_BENCH_SIDE_H
#define HWALIAS_TESTS_BENCH_SIDE_H

#include <stdio.h>

#include "decoders/text/text.h"

/*
 * Work that is timed within a process of its own, so that neither the start of a process
 * nor the memory of the other side counts. tests/bench/side.c runs it.
 *
 * A pass is the work once: for the sides named "...-load" with opening the database,
 * for the others without. With `dump` a pass also writes its results, in the same form
 * and order on all sides that do the same work, so that they can be compared; a timed
 * pass looks at its results but writes nothing.
 */
struct bench_side {
	const char *name;
	/* what `open` is given, for the usage message */
	const char *arguments;
	size_t argument_count;
	/* Never returns NULL; ends the process when it cannot. */
	void *(*open)(char **arguments);
	/* Returns something that depends on all results, lest the work be optimised away.
	 */
	size_t (*pass)(void *state, FILE *dump);
	void (*close)(void *state);
};

/* Ours first, then its peer; what they are is told in the files that define them. */
extern const struct bench_side bench_match, bench_kmod;
extern const struct bench_side bench_match_load, bench_kmod_load;
extern const struct bench_side bench_ids, bench_libpci;
extern const struct bench_side bench_ids_load, bench_libpci_load;
extern const struct bench_side bench_hwdb;
extern const struct bench_side bench_fields, bench_sscanf;

struct bench_lines {
	/* slices of the text, each followed by a NUL */
	struct hw_text *lines;
	size_t count;
	char *text;
};

/* The lines of a file, of which there is at least one. */
struct bench_lines bench_read_lines(const char *path);
void bench_free_lines(struct bench_lines lines);

/* Zeroed memory. */
void *bench_new(size_t size);

/* Ends the process; bench_skip() with the status that means "cannot be had here". */
__attribute__((format(printf, 1, 2), noreturn)) void bench_fail(const char *format, ...);
__attribute__((format(printf, 1, 2), noreturn)) void bench_skip(const char *format, ...);

#endif
