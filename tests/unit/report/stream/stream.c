// SPDX-License-Identifier: GPL-2.0-or-later
/* Lines through pipes: what comes in which pieces, and what a failure leaves. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <errno.h>
#include <unistd.h>

#include "report/stream/stream.h"

/* A worker that repeats the line with its number and "!" if it was cut. */
static int open_worker(void *arg, void **ret_worker)
{
	*ret_worker = arg;
	return 0;
}

static void close_worker(void *worker)
{
	(void)worker;
}

static int repeat(void *worker, const struct hw_line *line, struct hw_warnings *warnings,
		  struct hw_buffer *out)
{
	char number[32];

	(void)worker;
	snprintf(number, sizeof(number), "%zu%s:", line->number, line->is_cut ? "!" : "");
	hw_buffer_add(out, hw_text_of(number));
	hw_buffer_add(out, line->text);
	hw_buffer_add_char(out, '\n');
	if (hw_text_eq(line->text, HW_TEXT("warn")))
		hw_warn(warnings, "test", line->source, line->number, "told");
	/* half of an answer is there already */
	return hw_text_eq(line->text, HW_TEXT("fail")) ? -ERANGE : 0;
}

static const struct hw_stream_filter repeating = {
	.open = open_worker,
	.answer = repeat,
	.close = close_worker,
};

/* What comes out for `in`, which must fit a pipe. Returns as hw_stream_run(). */
static int run(const char *in, size_t n, size_t jobs, struct hw_warnings *warnings,
	       char *ret_out, size_t size, enum hw_stream_part *ret_part)
{
	static int worker;
	struct hw_warnings ignored = {0};
	int from[2];
	int to[2];
	struct hw_stream lines = {
		.task = &repeating,
		.arg = &worker,
		.jobs = jobs,
		.warnings = warnings ? warnings : &ignored,
	};
	ssize_t got;
	int r;

	assert_int_equal(pipe(from), 0);
	assert_int_equal(pipe(to), 0);
	assert_int_equal(write(from[1], in, n), n);
	close(from[1]);
	lines.in = from[0];
	lines.out = to[1];
	r = hw_stream_run(&lines, ret_part);
	close(to[1]);
	got = read(to[0], ret_out, size - 1);
	assert_true(got >= 0);
	ret_out[got] = '\0';
	close(from[0]);
	close(to[0]);
	hw_warnings_done(&ignored);
	return r;
}

static void every_line_is_answered(void **state)
{
	static const struct {
		const char *in;
		const char *out;
	} rows[] = {
		{"", ""},
		{"\n", "1:\n"},
		{"a", "1:a\n"},
		{"a\n", "1:a\n"},
		{"a\r\nb\r", "1:a\n2:b\n"},
		{"\n\na\n\n", "1:\n2:\n3:a\n4:\n"},
		{"a\rb\n", "1:a\rb\n"},
		{"\r\r\n", "1:\r\n"},
	};

	(void)state;
	for (size_t jobs = 1; jobs <= 3; jobs++) {
		for (size_t i = 0; i < HW_ARRAY_SIZE(rows); i++) {
			enum hw_stream_part part;
			char out[64];

			assert_int_equal(run(rows[i].in, strlen(rows[i].in), jobs, NULL,
					     out, sizeof(out), &part),
					 0);
			assert_string_equal(out, rows[i].out);
		}
	}
}

static void a_failure_keeps_what_was_before(void **state)
{
	static const char in[] = "a\nb\nfail\nc\n";

	(void)state;
	for (size_t jobs = 1; jobs <= 2; jobs++) {
		enum hw_stream_part part;
		char out[64];

		assert_int_equal(run(in, strlen(in), jobs, NULL, out, sizeof(out), &part),
				 -ERANGE);
		assert_int_equal(part, HW_STREAM_WORK);
		assert_string_equal(out, "1:a\n2:b\n");
	}
}

static void warnings_come_in_order(void **state)
{
	(void)state;
	for (size_t jobs = 1; jobs <= 3; jobs++) {
		struct hw_warnings warnings = {0};
		char in[40 * 5 + 1] = "";
		char out[4096];
		enum hw_stream_part part;
		size_t number = 0;

		for (size_t i = 0; i < 40; i++)
			strcat(in, "warn\n");
		assert_int_equal(
			run(in, strlen(in), jobs, &warnings, out, sizeof(out), &part), 0);
		for (const struct hw_warning *w = warnings.first; w; w = w->next)
			assert_int_equal(w->line, ++number);
		/* the rest is counted */
		assert_int_equal(number, HW_WARNINGS_PER_FILE);
		assert_int_equal(warnings.dropped, 40 - HW_WARNINGS_PER_FILE);
		hw_warnings_done(&warnings);
	}
}

/* A reader of what comes in the pieces that a writer makes. */
static void a_pause_is_seen(void **state)
{
	struct hw_line_reader *reader = calloc(1, sizeof(*reader));
	struct hw_line_block *block = calloc(1, sizeof(*block));
	enum hw_line_read found;
	int p[2];

	(void)state;
	assert_non_null(reader);
	assert_non_null(block);
	assert_int_equal(pipe(p), 0);
	reader->in = p[0];
	assert_int_equal(hw_line_reader_next(reader, false, block, &found), 0);
	assert_int_equal(found, HW_LINES_PAUSE);
	assert_int_equal(write(p[1], "a\nb\nhal", 7), 7);
	assert_int_equal(hw_line_reader_next(reader, true, block, &found), 0);
	assert_int_equal(found, HW_LINES_READ);
	assert_int_equal(block->n, 4);
	assert_int_equal(block->first, 1);
	assert_int_equal(hw_line_reader_next(reader, false, block, &found), 0);
	assert_int_equal(found, HW_LINES_PAUSE);
	assert_int_equal(write(p[1], "f\n", 2), 2);
	assert_int_equal(hw_line_reader_next(reader, false, block, &found), 0);
	assert_int_equal(found, HW_LINES_READ);
	assert_memory_equal(block->text, "half\n", 5);
	assert_int_equal(block->first, 3);
	close(p[1]);
	assert_int_equal(hw_line_reader_next(reader, false, block, &found), 0);
	assert_int_equal(found, HW_LINES_END);
	close(p[0]);
	free(reader);
	free(block);
}

static void long_lines_are_cut(void **state)
{
	static const struct {
		size_t length;
		bool is_cut;
	} rows[] = {
		{HW_LINE_MAX - 1, false}, {HW_LINE_MAX, false},
		{HW_LINE_MAX + 1, true},  {HW_LINE_MAX + 2, true},
		{HW_LINE_MAX + 3, true},  {3 * HW_LINE_MAX, true},
	};
	struct hw_line_reader *reader = calloc(1, sizeof(*reader));
	struct hw_line_block *block = calloc(1, sizeof(*block));
	struct hw_line line = {0};
	enum hw_line_read found;
	FILE *f = tmpfile();

	(void)state;
	assert_non_null(reader);
	assert_non_null(block);
	assert_non_null(f);
	for (size_t i = 0; i < HW_ARRAY_SIZE(rows); i++) {
		for (size_t n = 0; n < rows[i].length; n++)
			fputc('x', f);
		fputs("\nshort\n", f);
	}
	rewind(f);
	reader->in = fileno(f);
	while (hw_line_reader_next(reader, true, block, &found) == 0 &&
	       found == HW_LINES_READ) {
		struct hw_text rest = {block->text, block->n};

		assert_int_equal(block->first, line.number + 1);
		while (rest.n) {
			size_t row = line.number / 2;

			hw_line_cut(&rest, &line);
			if (line.number % 2 == 0) {
				assert_true(hw_text_eq(line.text, HW_TEXT("short")));
				continue;
			}
			assert_int_equal(line.is_cut, rows[row].is_cut);
			assert_int_equal(line.text.n, rows[row].is_cut
							      ? HW_LINE_MAX
							      : rows[row].length);
		}
	}
	assert_int_equal(line.number, 2 * HW_ARRAY_SIZE(rows));
	fclose(f);
	free(reader);
	free(block);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_line_is_answered),
		cmocka_unit_test(a_failure_keeps_what_was_before),
		cmocka_unit_test(warnings_come_in_order),
		cmocka_unit_test(a_pause_is_seen),
		cmocka_unit_test(long_lines_are_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
