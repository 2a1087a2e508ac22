// SPDX-License-Identifier: GPL-2.0-or-later
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

#include "data/root/root.h"
#include "tests/lib/tree.h"

#define SIZE ((size_t)256 * 1024)

struct bench {
	struct tree tree;
	struct hw_root *root;
	struct hw_map map;
	char path[PATH_MAX];
};

static void map(struct bench *b)
{
	char *bytes = malloc(SIZE);

	assert_non_null(bytes);
	memset(bytes, 'a', SIZE);
	tree_make(&b->tree);
	tree_bytes(&b->tree, "table", bytes, SIZE);
	free(bytes);
	snprintf(b->path, sizeof(b->path), "%s/table", b->tree.path);
	assert_int_equal(hw_root_open(b->tree.path, &b->root), 0);
	assert_int_equal(hw_root_map(b->root, "table", &b->map), 0);
	assert_int_equal(b->map.text.n, SIZE);
}

static void unmap(struct bench *b)
{
	hw_unmap(&b->map);
	hw_root_close(b->root);
	tree_remove(&b->tree);
}

static size_t count(struct hw_text text, char c)
{
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++)
		n += text.s[i] == c;
	return n;
}

/* In one test: cmocka puts its own handler of SIGBUS back after each. */
static void test_truncated(void **state)
{
	struct hw_warnings warnings = {0};
	struct bench b = {0};

	(void)state;
	map(&b);
	assert_true(hw_maps_check(&warnings));
	assert_int_equal(truncate(b.path, 65536), 0);
	assert_int_equal(count(b.map.text, 'a'), 65536);
	assert_int_equal(count(b.map.text, '\0'), SIZE - 65536);
	assert_false(hw_maps_check(&warnings));
	unmap(&b);
	/* told once, known for ever */
	assert_false(hw_maps_check(&warnings));
	assert_int_equal(warnings.count, 1);
	assert_string_equal(warnings.first->code, "file-changed");
	assert_string_equal(warnings.first->path.s, b.path);
	hw_warnings_done(&warnings);
}

/* The last: it holds for the process. */
static void test_kept(void **state)
{
	struct bench b = {0};
	const char *s;

	(void)state;
	map(&b);
	s = b.map.text.s;
	hw_maps_keep();
	assert_int_equal(truncate(b.path, 0), 0);
	tree_bytes(&b.tree, "table", "bbbb", 4);
	assert_ptr_equal(b.map.text.s, s);
	assert_int_equal(count(b.map.text, 'a'), SIZE);
	/* not from the file */
	hw_map_drop_pages(&b.map);
	assert_int_equal(count(b.map.text, 'a'), SIZE);
	unmap(&b);
	map(&b);
	assert_int_equal(truncate(b.path, 0), 0);
	assert_int_equal(count(b.map.text, 'a'), SIZE);
	unmap(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_truncated),
		cmocka_unit_test(test_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
