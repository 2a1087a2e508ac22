// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Trees as depmod writes them, of random patterns, against a comparison with each
 * pattern; damaged ones; and when the tables use them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>

#include "data/alias/alias.h"
#include "data/alias/glob.h"
#include "data/alias/internal.h"
#include "data/module/depmod_index.h"
#include "tests/lib/depmod_tree.h"
#include "tests/lib/text.h"
#include "tests/lib/tree.h"

enum { PATTERNS = 60, STRINGS = 60, LENGTH = 24 };

static uint32_t next(uint32_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed;
}

/* Well-formed: what depmod leaves out is in no tree. */
static void make_pattern(uint32_t *seed, char ret[static LENGTH])
{
	static const char *const pieces[] = {"a", "a", "b",    "ab", "_",  "*",
					     "*", "?", "[ab]", "*a", "\\", "[!a]"};
	size_t literal;

	do {
		ret[0] = '\0';
		for (size_t n = 1 + next(seed) % 5; n; n--)
			strcat(ret, pieces[next(seed) % HW_ARRAY_SIZE(pieces)]);
	} while (hw_glob_scan(hw_text_of(ret), &literal) < 0);
}

static void make_string(uint32_t *seed, char ret[static LENGTH])
{
	size_t n = next(seed) % 8;

	for (size_t i = 0; i < n; i++)
		ret[i] = "aaabb_\\*"[next(seed) % 8];
	ret[n] = '\0';
}

static bool has_claim(const struct hw_alias_claim *v, size_t n,
		      const struct depmod_key *k)
{
	for (size_t i = 0; i < n; i++)
		if (hw_text_eq(v[i].module, hw_text_of(k->value)) &&
		    hw_text_eq(v[i].pattern, hw_text_of(k->key)) &&
		    v[i].number == k->number)
			return true;
	return false;
}

static size_t compare(const struct depmod_file *f, const struct depmod_key *keys,
		      const char *string)
{
	struct hw_text bytes = {(const char *)f->bytes, f->n};
	struct hw_arena arena = {0};
	struct hw_depmod_index index;
	struct hw_alias_claim *v;
	size_t expected = 0;
	size_t n;

	assert_int_equal(hw_depmod_index_open(bytes, &index), 0);
	assert_int_equal(
		hw_alias_depmod_search(&index, hw_text_of(string), &arena, &v, &n), 0);
	for (size_t i = 0; i < PATTERNS; i++) {
		const bool is =
			hw_glob_match_index(hw_text_of(keys[i].key), hw_text_of(string));

		if (is != has_claim(v, n, &keys[i]))
			fail_msg("'%s' and '%s'", keys[i].key, string);
		expected += is;
	}
	assert_int_equal(n, expected);
	for (size_t i = 1; i < n; i++)
		assert_true(v[i - 1].number <= v[i].number);
	hw_arena_done(&arena);
	return n;
}

static void random_trees(void **state)
{
	static struct depmod_file file;
	uint32_t seed = 20261129;
	size_t found = 0;

	(void)state;
	for (int round = 0; round < 200; round++) {
		char patterns[PATTERNS][LENGTH];
		char modules[PATTERNS][8];
		struct depmod_key keys[PATTERNS];
		char string[LENGTH];

		for (uint32_t i = 0; i < PATTERNS; i++) {
			make_pattern(&seed, patterns[i]);
			snprintf(modules[i], sizeof(modules[i]), "m%u", (unsigned)i);
			keys[i] = (struct depmod_key){patterns[i], modules[i], i / 2};
		}
		depmod_write(&file, keys, PATTERNS);
		for (int i = 0; i < STRINGS; i++) {
			make_string(&seed, string);
			found += compare(&file, keys, string);
		}
	}
	/* of 720,000 pairs */
	assert_true(found > 50000);
}

/* Whatever the bytes are: an error, or claims that match. */
static void damaged_trees(void **state)
{
	static struct depmod_file file;
	struct depmod_key keys[] = {
		{"pci:v00008086d*", "a", 1}, {"pci:v00008086d000024DB*", "b", 2},
		{"pci:v*d*bc01*", "c", 3},   {"usb:v046D[pq]*", "d", 4},
		{"of:N*T*Cx_y", "e", 5},
	};
	const struct hw_text string = HW_TEXT("pci:v00008086d000024DBbc01");
	uint32_t seed = 7;
	size_t errors = 0;

	(void)state;
	depmod_write(&file, keys, HW_ARRAY_SIZE(keys));
	for (size_t i = 0; i < 40000; i++) {
		struct hw_text bytes = {malloc(file.n), file.n};
		struct hw_arena arena = {0};
		struct hw_depmod_index index;
		struct hw_alias_claim *v = NULL;
		struct hw_text line;
		size_t n = 0;
		int r;

		assert_non_null(bytes.s);
		memcpy((char *)(uintptr_t)bytes.s, file.bytes, file.n);
		if (i < file.n)
			bytes.n = i;
		else
			for (uint32_t k = 1 + next(&seed) % 3; k; k--)
				((char *)(uintptr_t)bytes.s)[next(&seed) % file.n] =
					(char)next(&seed);
		r = hw_depmod_index_open(bytes, &index);
		if (r == 0) {
			hw_depmod_index_find(&index, string, &line);
			r = hw_alias_depmod_search(&index, string, &arena, &v, &n);
		}
		assert_true(r == 0 || r == -EBADMSG);
		errors += r < 0;
		for (size_t k = 0; k < n; k++)
			assert_true(hw_glob_match_index(v[k].pattern, string));
		hw_arena_done(&arena);
		free((char *)(uintptr_t)bytes.s);
	}
	assert_true(errors > file.n);
}

/* A tree in which each way leads back, and one of stars only. */
static void endless_trees(void **state)
{
	static struct depmod_file file;
	static char stars[4000];
	static char string[200];
	struct depmod_key key = {stars, "m", 1};
	struct hw_arena arena = {0};
	struct hw_depmod_index index;
	struct hw_alias_claim *v;
	size_t n;

	(void)state;
	memset(string, 'a', sizeof(string) - 1);
	for (size_t i = 0; i + 2 < sizeof(stars); i += 2)
		memcpy(stars + i, "*a", 2);
	depmod_write(&file, &key, 1);
	assert_int_equal(hw_depmod_index_open(
				 (struct hw_text){(char *)file.bytes, file.n}, &index),
			 0);
	assert_int_equal(
		hw_alias_depmod_search(&index, hw_text_of(string), &arena, &v, &n),
		-EBADMSG);

	/* the root is its own child for 'a' and for '*' */
	file.n = 12;
	depmod_number(&file, 8, UINT32_C(0x2000000c));
	file.bytes[12] = '*';
	file.bytes[13] = 'a';
	file.n = 14 + 4 * ('a' - '*' + 1);
	for (size_t at = 14; at < file.n; at += 4)
		depmod_number(&file, at, UINT32_C(0x2000000c));
	assert_int_equal(hw_depmod_index_open(
				 (struct hw_text){(char *)file.bytes, file.n}, &index),
			 0);
	assert_int_equal(
		hw_alias_depmod_search(&index, hw_text_of(string), &arena, &v, &n),
		-EBADMSG);
	hw_arena_done(&arena);
}

/* --- Read where they are --- */

enum { NAMES = 300, LONGEST = 12000 };

/* Values up to some pages long, of names that have beginnings in common. */
static void make_names(struct depmod_file *file)
{
	static char names[NAMES][16];
	static char values[NAMES][LONGEST];
	struct depmod_key keys[NAMES];

	for (uint32_t i = 0; i < NAMES; i++) {
		const size_t n = i % 10 ? i * 7 % 300 : i * 977 % LONGEST;

		snprintf(names[i], sizeof(names[i]), "m%x_%u", i * 2654435761U >> 24, i);
		memset(values[i], 'a' + (int)(i % 26), n);
		keys[i] = (struct depmod_key){names[i], values[i], i};
	}
	depmod_write(file, keys, NAMES);
}

/* Asks for all names, and for others, of the bytes and of the file with them. */
static size_t compare_names(const struct tree *tree, struct hw_root *root,
			    const struct depmod_file *file)
{
	const struct hw_text bytes = {(const char *)file->bytes, file->n};
	struct hw_depmod_pages pages = {0};
	struct hw_depmod_index index;
	struct hw_arena arena = {0};
	size_t found = 0;

	tree_bytes(tree, "dep.bin", file->bytes, file->n);
	assert_int_equal(hw_depmod_index_open(bytes, &index), 0);
	assert_int_equal(hw_depmod_pages_open(root, "dep.bin", 0, &pages), 0);
	for (uint32_t i = 0; i < NAMES + 20; i++) {
		char name[16];
		struct hw_text key;
		struct hw_text one;
		struct hw_text two;
		int r;

		snprintf(name, sizeof(name), "m%x_%u", i * 2654435761U >> 24, i);
		key = hw_text_of(name);
		/* the start of a name is none */
		key.n -= i % 7 == 6;
		r = hw_depmod_index_find(&index, key, &one);
		assert_int_equal(hw_depmod_pages_find(&pages, key, &arena, &two), r);
		if (r < 0)
			continue;
		assert_true(!one.s == !two.s && hw_text_eq(one, two));
		found += one.s != NULL;
	}
	hw_arena_done(&arena);
	hw_depmod_pages_close(&pages);
	hw_depmod_pages_close(&pages);
	return found;
}

static void trees_in_pages(void **state)
{
	static struct depmod_file file;
	static struct depmod_file damaged;
	struct hw_root *root;
	struct tree tree;
	uint32_t seed = 11;

	(void)state;
	tree_make(&tree);
	assert_int_equal(hw_root_open(tree.path, &root), 0);
	make_names(&file);
	assert_true(compare_names(&tree, root, &file) >= NAMES * 6 / 7);
	for (int i = 0; i < 100; i++) {
		damaged = file;
		for (uint32_t k = 1 + next(&seed) % 200; k; k--)
			damaged.bytes[12 + next(&seed) % (file.n - 12)] =
				(unsigned char)next(&seed);
		if (i % 4 == 0)
			damaged.n = 12 + next(&seed) % (file.n - 12);
		compare_names(&tree, root, &damaged);
	}
	hw_root_close(root);
	tree_remove(&tree);
}

static void trees_in_pages_that_are_unusable(void **state)
{
	static struct depmod_file file;
	struct hw_depmod_pages pages = {0};
	struct hw_arena arena = {0};
	struct hw_root *root;
	struct hw_text value;
	struct tree tree;
	char at[PATH_MAX];

	(void)state;
	tree_make(&tree);
	assert_int_equal(hw_root_open(tree.path, &root), 0);
	assert_int_equal(hw_depmod_pages_open(root, "dep.bin", 0, &pages), -ENOENT);
	tree_file(&tree, "dep.bin", "short");
	assert_int_equal(hw_depmod_pages_open(root, "dep.bin", 0, &pages), -EBADMSG);
	tree_file(&tree, "dep.bin", "not such a file");
	assert_int_equal(hw_depmod_pages_open(root, "dep.bin", 0, &pages), -EBADMSG);
	make_names(&file);
	tree_bytes(&tree, "dep.bin", file.bytes, file.n);
	assert_int_equal(hw_depmod_pages_open(root, "dep.bin", INT64_MAX, &pages),
			 -ESTALE);
	assert_null(pages.pages);
	assert_int_equal(hw_depmod_pages_open(root, "dep.bin", 1, &pages), 0);
	tree_place(&tree, "dep.bin", at);
	assert_int_equal(truncate(at, 12), 0);
	assert_int_equal(hw_depmod_pages_find(&pages, HW_TEXT("m0_0"), &arena, &value),
			 -EBADMSG);
	hw_arena_done(&arena);
	hw_depmod_pages_close(&pages);
	hw_root_close(root);
	tree_remove(&tree);
}

/* --- When the tables use them --- */

#define USB "usb:v046DpC52Bd1211"

struct tables {
	struct tree tree;
	struct hw_root *root;
	struct hw_arena arena;
};

static void set_time(const struct tables *t, const char *path, time_t seconds)
{
	const struct timespec times[2] = {{.tv_sec = seconds}, {.tv_sec = seconds}};
	char at[PATH_MAX];

	tree_place(&t->tree, path, at);
	assert_int_equal(utimensat(AT_FDCWD, at, times, 0), 0);
}

static int set_up(void **state)
{
	static struct depmod_file file;
	/* another module than in the text, to tell the two apart */
	struct depmod_key keys[] = {
		{"usb:v046Dp*", "tree_a", 1}, {"usb:v046DpC52B*", "tree_b", 2},
		{"pci:v*", "tree_x", 3},      {"pci:*", "tree_x", 3},
		{"of:N*T*Cx_y", "tree_y", 4},
	};
	struct tables *t = calloc(1, sizeof(*t));

	*state = t;
	if (!t)
		return -1;
	tree_make(&t->tree);
	depmod_write(&file, keys, HW_ARRAY_SIZE(keys));
	tree_bytes(&t->tree, "6/modules.alias.bin", file.bytes, file.n);
	tree_file(&t->tree, "6/modules.alias",
		  "alias usb:v046Dp* text-a\nalias usb:v046DpC52B* text_b\n"
		  "alias pci:v* text_x\nalias pci:* text_x\nalias of:N*T*Cx-y text_y\n");
	set_time(t, "6/modules.alias", 1000);
	set_time(t, "6/modules.alias.bin", 1000);
	return hw_root_open(t->tree.path, &t->root);
}

static int tear_down(void **state)
{
	struct tables *t = *state;

	hw_root_close(t->root);
	hw_arena_done(&t->arena);
	tree_remove(&t->tree);
	free(t);
	return 0;
}

/* Asserts that the hits are of these modules. */
static void expect(struct tables *t, enum hw_alias_detail detail, const char *string,
		   const char *first, const char *second)
{
	const struct hw_text text = hw_text_of(string);
	const char *const modules[] = {first, second};
	struct hw_aliases *aliases;
	struct hw_alias_hit *hits;
	size_t count;

	assert_int_equal(hw_aliases_open(t->root, "6", NULL, &aliases), 0);
	hw_aliases_want(aliases, detail);
	assert_int_equal(hw_aliases_prepare(aliases, &text, 1), 0);
	assert_int_equal(hw_aliases_match(aliases, text, &t->arena, &hits, &count), 0);
	assert_int_equal(count, (first != NULL) + (second != NULL));
	for (size_t i = 0; i < count; i++) {
		assert_text(hits[i].module, modules[i]);
		assert_int_equal(hits[i].line != 0, modules[i][1] == 'e');
	}
	hw_aliases_close(aliases);
}

static void lines_are_of_the_text(void **state)
{
	expect(*state, HW_ALIAS_LINES, USB, "text_a", "text_b");
	expect(*state, HW_ALIAS_PATTERNS, USB, "tree_a", "tree_b");
	expect(*state, HW_ALIAS_NAMES, USB, "tree_a", "tree_b");
	expect(*state, HW_ALIAS_NAMES, "hid:b", NULL, NULL);
}

/* A '-' in a pattern is '_' in the tree. */
static void what_the_tree_does_not_tell(void **state)
{
	expect(*state, HW_ALIAS_PATTERNS, "of:NaTbCx-y", "text_y", NULL);
	expect(*state, HW_ALIAS_NAMES, "of:NaTbCx-y", "tree_y", NULL);
	expect(*state, HW_ALIAS_PATTERNS, "pci:v1", "tree_x", "tree_x");
	expect(*state, HW_ALIAS_NAMES, "pci:v1", "tree_x", "tree_x");
}

static void older_trees(void **state)
{
	struct tables *t = *state;

	set_time(t, "6/modules.alias.bin", 999);
	expect(t, HW_ALIAS_NAMES, USB, "text_a", "text_b");
	set_time(t, "6/modules.alias.bin", 1001);
	expect(t, HW_ALIAS_NAMES, USB, "tree_a", "tree_b");
}

static void unusable_trees(void **state)
{
	static const char *const contents[] = {"", "\xb0\x07\xf4\x57\0\2\0\1\xff\xff\xff",
					       "nonsense, and long enough"};
	struct tables *t = *state;

	for (size_t i = 0; i < HW_ARRAY_SIZE(contents); i++) {
		tree_file(&t->tree, "6/modules.alias.bin", contents[i]);
		expect(t, HW_ALIAS_NAMES, USB, "text_a", "text_b");
	}
	/* both texts need one */
	tree_bytes(&t->tree, "6/modules.builtin.modinfo", "m.alias=usb:v0\0", 15);
	expect(t, HW_ALIAS_NAMES, USB, "text_a", "text_b");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_trees),
		cmocka_unit_test(damaged_trees),
		cmocka_unit_test(endless_trees),
		cmocka_unit_test(trees_in_pages),
		cmocka_unit_test(trees_in_pages_that_are_unusable),
		cmocka_unit_test_setup_teardown(lines_are_of_the_text, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_the_tree_does_not_tell, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(older_trees, set_up, tear_down),
		cmocka_unit_test_setup_teardown(unusable_trees, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
