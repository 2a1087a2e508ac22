// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The alias tables of real kernels, line by line, with nothing but fnmatch(3): the lines
 * and their order too, by the index and for announced strings. The strings are those of
 * the corpus, and some made from patterns of every part of the tables.
 */
#include "tests/lib/kernel_tables.h"

#include <fnmatch.h>
#include <stdio.h>

/* '-' outside of brackets; no string or pattern of these tables is malformed. */
static void normalise(char *s)
{
	for (; *s; s++) {
		if (*s == '[')
			s = strchr(s, ']');
		else if (*s == '-')
			*s = '_';
	}
}

/* The lines of a kernel's modules.alias that have a pattern. They are read once for all
 * strings. */
struct line {
	size_t number;
	const char *pattern;
};

static struct {
	struct hw_arena arena;
	struct line *at;
	size_t count;
} lines;

static void read_lines(const struct kernel *k)
{
	struct hw_text rest = k->text.text;
	size_t room = 1;

	for (size_t i = 0; i < rest.n; i++)
		room += rest.s[i] == '\n';
	memset(&lines, 0, sizeof(lines));
	lines.at = calloc(room, sizeof(*lines.at));
	assert_non_null(lines.at);
	for (size_t number = 1; rest.s; number++) {
		struct hw_text p = pattern_of_line(hw_text_cut(&rest, '\n'));
		char pattern[MAX_STRING];

		if (!p.s)
			continue;
		assert_true(p.n < sizeof(pattern));
		memcpy(pattern, p.s, p.n);
		pattern[p.n] = '\0';
		normalise(pattern);
		lines.at[lines.count++] = (struct line){
			number, hw_arena_copy(&lines.arena, hw_text_of(pattern)).s};
	}
}

static void forget_lines(void)
{
	free(lines.at);
	hw_arena_done(&lines.arena);
}

/* The lines of modules.alias; the patterns of a module come in another order. */
static int by_line(const void *left, const void *right)
{
	const struct hw_alias_hit *a = left;
	const struct hw_alias_hit *b = right;

	if (a->source != b->source)
		return a->source == HW_ALIAS_BUILTIN ? 1 : -1;
	return (a->line > b->line) - (a->line < b->line);
}

/* `hits` must be just the lines that match; those of built-in code come behind them. */
static void compare_lines(const char *string, struct hw_alias_hit *hits, size_t count)
{
	char normal[MAX_STRING];
	size_t n = 0;

	if (count)
		qsort(hits, count, sizeof(*hits), by_line);
	snprintf(normal, sizeof(normal), "%s", string);
	normalise(normal);
	for (const struct line *line = lines.at; line < lines.at + lines.count; line++) {
		/* spares most calls: all patterns of these tables begin with a letter */
		if (line->pattern[0] != normal[0])
			continue;
		if (fnmatch(line->pattern, normal, 0) != 0)
			continue;
		if (n == count || hits[n].line != line->number)
			fail_msg("%s: line %zu is not a hit", string, line->number);
		n++;
	}
	while (n < count && hits[n].source == HW_ALIAS_BUILTIN)
		n++;
	assert_int_equal(n, count);
}

static void check_lines(struct kernel *k, const char *string)
{
	struct hw_alias_hit *hits;
	size_t count;

	hw_arena_reset(&k->arena);
	assert_int_equal(hw_aliases_match(k->aliases, hw_text_of(string), &k->arena,
					  &hits, &count),
			 0);
	compare_lines(string, hits, count);
	k->asked++;
	k->answered += count;
}

static void test_corpus_strings(void **state)
{
	struct fixture *f = *state;
	struct kernel k;

	if (!f->kernels)
		skip();
	open_kernel(f, f->kernels - 1, &k);
	read_lines(&k);
	for_each_modalias(f, &k, check_lines);
	print_message("%s: %zu strings against every line\n", k.dir, k.asked);
	forget_lines();
	close_kernel(&k);
}

/* Strings made of every 97th pattern (a prime, so that it meets all kinds). */
enum { EVERY = 97, MADE_MAX = 1024 };

static size_t make_strings(struct kernel *k, struct hw_text made[static MADE_MAX])
{
	struct hw_text rest = k->text.text;
	size_t n = 0;

	for (size_t line = 0; rest.s && n < MADE_MAX; line++) {
		struct hw_text p = pattern_of_line(hw_text_cut(&rest, '\n'));
		char string[MAX_STRING];

		if (!p.s || line % EVERY)
			continue;
		synthesise(p, line % 2 ? "" : "0C", '1', false, string);
		made[n++] = hw_arena_copy(&k->arena, hw_text_of(string));
	}
	return n;
}

/* A pattern's own string must be found, and by the announced way no other. */
static void test_made_strings(void **state)
{
	struct fixture *f = *state;

	if (!f->kernels)
		skip();
	for (size_t i = 0; i < f->kernels; i++) {
		struct hw_text made[MADE_MAX];
		struct kernel k;
		size_t n;

		open_kernel(f, i, &k);
		read_lines(&k);
		n = make_strings(&k, made);
		assert_true(n > 200);
		assert_int_equal(hw_aliases_prepare(k.aliases, made, n), 0);
		for (size_t j = 0; j < n; j++) {
			struct hw_alias_hit *hits;
			size_t count;

			assert_int_equal(hw_aliases_match(k.aliases, made[j], &k.arena,
							  &hits, &count),
					 0);
			assert_true(count > 0);
			compare_lines(made[j].s, hits, count);
		}
		print_message("%s: %zu announced strings against every line\n", k.dir, n);
		forget_lines();
		close_kernel(&k);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_corpus_strings),
		cmocka_unit_test(test_made_strings),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
