// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A modules.alias that is read in parts, against the same text in memory: each line has
 * the same number, and the same answer or warning, wherever a part ends.
 */
#include "data/module/name.h"
#include "tests/lib/alias_tables.h"
#include "tests/lib/tree.h"

#include <limits.h>
#include <stdio.h>
#include <unistd.h>

/* More than two parts (data/root/part.h). */
enum { LINES = 2500, TEXT_MAX = 256 * 1024, LONG = 40 * 1024 };

struct text {
	char s[TEXT_MAX];
	size_t n;
};

static void add_long_line(struct text *t, char first, const char *end)
{
	t->s[t->n++] = first;
	memset(t->s + t->n, 'x', LONG);
	t->n += LONG;
	t->n += (size_t)sprintf(t->s + t->n, "%s\n", end);
}

static void add_line(struct text *t, unsigned i)
{
	char *to = t->s + t->n;

	if (i == LINES / 2)
		add_long_line(t, '#', "");
	else if (i == LINES / 2 + 1)
		add_long_line(t, 'a', " m");
	else if (i % 397 == 0)
		t->n += (size_t)sprintf(to, "nonsense %u\n", i);
	else if (i % 101 == 0)
		t->n += (size_t)sprintf(to, "alias usb:v[0-9]p%04Xd* set_%u\r\n", i, i);
	else if (i % 10 == 3)
		t->n += (size_t)sprintf(to, "alias pci:v*d*sv*sd*bc03sc*i* all-%u\n", i);
	else
		t->n += (size_t)sprintf(to, "alias pci:v%08Xd%08Xsv*sd*bc*sc*i* m%u\n",
					i % 7, i, i);
}

/* Begins with so many bytes of a comment, which move the ends of all parts. */
static void fill(struct text *t, size_t before)
{
	memset(t->s, '#', before);
	t->n = before;
	t->s[t->n++] = '\n';
	for (unsigned i = 1; i <= LINES; i++)
		add_line(t, i);
	t->n += (size_t)sprintf(t->s + t->n, "alias last:* last");
	assert_true(t->n < TEXT_MAX);
}

static size_t fill_strings(struct hw_text *strings, struct hw_arena *arena)
{
	size_t n = 0;

	for (unsigned i = 1; i <= LINES; i += 50) {
		strings[n++] = hw_arena_printf(
			arena, "pci:v%08Xd%08Xsv00000001sd00000002bc03sc00i00", i % 7, i);
		strings[n++] = hw_arena_printf(arena, "usb:v7p%04Xd0100", i * 101);
	}
	strings[n++] = HW_TEXT("last:x");
	return n;
}

static void check_same_warnings(const struct hw_warnings *a, const struct hw_warnings *b)
{
	const struct hw_warning *of_b = b->first;

	assert_int_equal(a->count, b->count);
	for (const struct hw_warning *w = a->first; w; w = w->next, of_b = of_b->next) {
		assert_string_equal(w->code, of_b->code);
		assert_int_equal(w->line, of_b->line);
	}
}

static void open_file(struct tree *tree, const struct text *t, struct hw_root **root,
		      struct hw_warnings *warnings, struct hw_aliases **ret)
{
	tree_make(tree);
	tree_bytes(tree, "6/modules.alias", t->s, t->n);
	assert_int_equal(hw_root_open(tree->path, root), 0);
	assert_int_equal(hw_aliases_open(*root, "6", warnings, ret), 0);
}

static void check_file(struct fixture *f, const struct text *t)
{
	struct hw_text strings[2 * LINES / 50 + 1];
	const size_t n = fill_strings(strings, &f->arena);
	struct hw_warnings warnings = {0};
	struct hw_text *modules;
	struct hw_aliases *file;
	struct hw_root *root;
	struct tree tree;
	size_t all = 0;

	open_tables(f, (struct hw_text){t->s, t->n}, HW_NO_TEXT);
	open_file(&tree, t, &root, &warnings, &file);
	assert_int_equal(hw_aliases_prepare(file, strings, n), 0);
	assert_int_equal(hw_aliases_count(file), hw_aliases_count(f->aliases));
	modules = HW_ARENA_NEW(&f->arena, struct hw_text, hw_aliases_modules(file, NULL));
	assert_non_null(modules);
	assert_int_equal(hw_aliases_modules(file, modules),
			 hw_aliases_modules(file, NULL));
	for (size_t i = 0; i < n; i++) {
		struct hw_alias_hit *hits;
		size_t count;

		assert_int_equal(hw_aliases_match(f->aliases, strings[i], &f->arena,
						  &f->hits, &f->count),
				 0);
		assert_int_equal(
			hw_aliases_match(file, strings[i], &f->arena, &hits, &count), 0);
		check_same_hits(f, hits, count);
		for (size_t k = 0; k < count; k++)
			assert_true(hw_module_name_eq(modules[all++], hits[k].module));
	}
	assert_true(all > n * LINES / 25);
	assert_int_equal(hw_aliases_modules(file, NULL), all);
	assert_int_equal(hw_aliases_modules(f->aliases, NULL), 0);
	assert_int_equal(hw_aliases_modules(NULL, NULL), 0);
	check_same_warnings(&f->warnings, &warnings);
	/* the nonsense, and the pattern that is too long */
	assert_int_equal(warnings.count, LINES / 397 + 1);
	hw_aliases_close(file);
	hw_warnings_done(&warnings);
	hw_warnings_done(&f->warnings);
	hw_root_close(root);
	tree_remove(&tree);
}

static void parts_tell_what_the_text_does(void **state)
{
	static const size_t before[] = {0, 1, 7, 40, 63, 64, 1000, 32 * 1024};
	static struct text t;

	for (size_t i = 0; i < HW_ARRAY_SIZE(before); i++) {
		fill(&t, before[i]);
		check_file(*state, &t);
	}
}

static size_t count_of(struct hw_aliases *aliases, struct hw_text string,
		       struct hw_arena *arena)
{
	struct hw_alias_hit *hits;
	size_t count;

	assert_int_equal(hw_aliases_match(aliases, string, arena, &hits, &count), 0);
	return count;
}

/* Of a file that grew the text is asked that was there when it was opened; of one that
 * was cut the guard says so (data/root/guard.c). */
static void file_that_is_written_to(void **state)
{
	static const struct hw_text strings[] = {{"new:x", 5}, {"last:x", 6}};
	static struct text t;
	struct fixture *f = *state;
	struct hw_warnings warnings = {0};
	struct hw_aliases *text;
	struct hw_root *root;
	struct tree tree;
	char path[PATH_MAX];
	FILE *file;

	fill(&t, 0);
	open_file(&tree, &t, &root, &f->warnings, &f->aliases);
	tree_place(&tree, "6/modules.alias", path);
	file = fopen(path, "a");
	assert_non_null(file);
	fputs("\nalias new:* new\nnonsense that is new\n", file);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(hw_aliases_prepare(f->aliases, strings, HW_ARRAY_SIZE(strings)),
			 0);
	assert_int_equal(count_of(f->aliases, strings[0], &f->arena), 0);
	assert_int_equal(count_of(f->aliases, strings[1], &f->arena), 1);
	assert_true(hw_maps_check(NULL));
	/* the file was read twice, and the faults of the text are told, once */
	assert_int_equal(hw_aliases_open_text((struct hw_text){t.s, t.n}, HW_NO_TEXT,
					      &warnings, &text),
			 0);
	hw_aliases_count(text);
	check_same_warnings(&f->warnings, &warnings);
	hw_aliases_close(text);
	hw_warnings_done(&warnings);
	assert_int_equal(truncate(path, 5000), 0);
	assert_int_equal(hw_aliases_prepare(f->aliases, strings, HW_ARRAY_SIZE(strings)),
			 0);
	assert_int_equal(count_of(f->aliases, strings[1], &f->arena), 0);
	assert_false(hw_maps_check(NULL));
	hw_root_close(root);
	tree_remove(&tree);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		/* the first: after it cmocka puts its own handler of SIGBUS back */
		TEST(file_that_is_written_to),
		TEST(parts_tell_what_the_text_does),
	};

	return cmocka_run_group_tests_name("file", tests, NULL, NULL);
}
