// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * One side of a comparison, as a process that tests/bench/pair.c keeps: it opens what it
 * needs, answers with a digest of its results, and then times a pass for each line it is
 * sent:
 *
 *	->                          started
 *	<- ready d3ab09c4e1f05a77
 *	-> \n
 *	<- 0.001843 0.001840        seconds a pass, of the clock and of the processor
 *
 * Usage: bench-side NAME ARGUMENT...         as above, on standard input and output
 *        bench-side NAME ARGUMENT... dump    prints the results
 * Exit status 77: the peer, or what it reads, is not there.
 */
#include "side.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

/* Passes are repeated for so long, or a short one would be lost in the clock. */
#define SECONDS_MIN 0.01

static const struct bench_side *const sides[] = {
	&bench_match, &bench_kmod,   &bench_match_load, &bench_kmod_load,
	&bench_ids,   &bench_libpci, &bench_ids_load,	&bench_libpci_load,
	&bench_hwdb,  &bench_fields, &bench_sscanf,
};

__attribute__((format(printf, 2, 0), noreturn)) static void
end(int status, const char *format, va_list args)
{
	fputs("bench-side: ", stderr);
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
	exit(status);
}

void bench_fail(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	end(1, format, args);
}

void bench_skip(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	end(77, format, args);
}

void *bench_new(size_t size)
{
	void *memory = calloc(1, size);

	if (!memory)
		bench_fail("out of memory");
	return memory;
}

struct bench_lines bench_read_lines(const char *path)
{
	FILE *file = fopen(path, "r");
	struct bench_lines all = {0};
	size_t room = 0;
	size_t size = 0;
	char *rest;
	char *line;

	/* it holds no NUL: all of it */
	if (!file || getdelim(&all.text, &size, '\0', file) <= 0)
		bench_fail("%s cannot be read, or is empty", path);
	fclose(file);
	rest = all.text;
	while ((line = strsep(&rest, "\n"))) {
		if (!rest && !*line)
			break;
		if (all.count == room) {
			room = room ? 2 * room : 1024;
			all.lines = realloc(all.lines, room * sizeof(*all.lines));
		}
		if (!all.lines)
			bench_fail("out of memory");
		all.lines[all.count++] = hw_text_of(line);
	}
	return all;
}

void bench_free_lines(struct bench_lines lines)
{
	free(lines.text);
	free(lines.lines);
}

static double now(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/ */
static uint64_t digest(const char *s, size_t n)
{
	uint64_t h = UINT64_C(0xcbf29ce484222325);

	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)s[i]) * UINT64_C(0x100000001b3);
	return h;
}

static void print_digest(const struct bench_side *side, void *state)
{
	char *results = NULL;
	size_t n = 0;
	FILE *dump = open_memstream(&results, &n);

	if (!dump)
		bench_fail("out of memory");
	side->pass(state, dump);
	fclose(dump);
	printf("ready %016" PRIx64 "\n", digest(results, n));
	free(results);
	fflush(stdout);
}

static void serve(const struct bench_side *side, void *state)
{
	size_t sum = 0;

	print_digest(side, state);
	while (getchar() != EOF) {
		double start = now(CLOCK_MONOTONIC);
		double busy = now(CLOCK_PROCESS_CPUTIME_ID);
		double spent;
		unsigned passes = 0;

		do {
			sum += side->pass(state, NULL);
			passes++;
			spent = now(CLOCK_MONOTONIC) - start;
		} while (spent < SECONDS_MIN);
		busy = now(CLOCK_PROCESS_CPUTIME_ID) - busy;
		printf("%.9f %.9f\n", spent / passes, busy / passes);
		fflush(stdout);
	}
	if (sum == SIZE_MAX)
		fputc('\n', stderr);
}

int main(int argc, char **argv)
{
	for (size_t i = 0; argc > 1 && i < HW_ARRAY_SIZE(sides); i++) {
		size_t rest = (size_t)argc - 2;
		void *state;

		if (strcmp(argv[1], sides[i]->name) != 0)
			continue;
		if (rest != sides[i]->argument_count &&
		    (rest != sides[i]->argument_count + 1 ||
		     strcmp(argv[argc - 1], "dump") != 0))
			continue;
		state = sides[i]->open(argv + 2);
		if (rest == sides[i]->argument_count)
			serve(sides[i], state);
		else
			sides[i]->pass(state, stdout);
		sides[i]->close(state);
		return 0;
	}
	for (size_t i = 0; i < HW_ARRAY_SIZE(sides); i++)
		fprintf(stderr, "bench-side %s %s [dump]\n", sides[i]->name,
			sides[i]->arguments);
	return 2;
}
