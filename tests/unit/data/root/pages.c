// SPDX-License-Identifier: GPL-2.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>

#include "data/root/pages.h"
#include "tests/lib/tree.h"

/* More pages than are kept, and a last one that is cut. */
enum { SIZE = 4096 * 300 + 123 };

static char content(size_t at)
{
	return (char)(at * 2654435761U >> 13);
}

static void make_file(const struct tree *tree, size_t size)
{
	char *bytes = malloc(size);

	assert_non_null(bytes);
	for (size_t i = 0; i < size; i++)
		bytes[i] = content(i);
	tree_bytes(tree, "file", bytes, size);
	free(bytes);
}

static void check_copy(struct hw_pages *pages, size_t at, size_t n)
{
	static char to[3 * 4096];

	assert_true(n <= sizeof(to));
	assert_int_equal(hw_pages_copy(pages, at, to, n), 0);
	for (size_t i = 0; i < n; i++)
		assert_int_equal(to[i], content(at + i));
}

static void any_part(void **state)
{
	struct hw_pages *pages;
	struct hw_text text;
	struct hw_root *root;
	struct tree tree;
	char c;

	(void)state;
	tree_make(&tree);
	make_file(&tree, SIZE);
	assert_int_equal(hw_root_open(tree.path, &root), 0);
	assert_int_equal(hw_pages_open(root, "file", &pages), 0);
	assert_int_equal(hw_pages_size(pages), SIZE);
	check_copy(pages, 0, 1);
	check_copy(pages, 4000, 200);
	check_copy(pages, 4095, 2 * 4096 + 2);
	/* these pages take all slots, and the first one comes back */
	for (uint64_t page = 1; page <= 256; page += 5)
		check_copy(pages, page * 4096 + 4000, 100);
	check_copy(pages, 4000, 200);
	check_copy(pages, SIZE - 123, 123);
	assert_int_equal(hw_pages_look(pages, SIZE - 1, &text), 0);
	assert_int_equal(text.n, 1);
	assert_int_equal(hw_pages_look(pages, SIZE, &text), -ERANGE);
	assert_int_equal(hw_pages_look(pages, UINT64_MAX, &text), -ERANGE);
	assert_int_equal(hw_pages_copy(pages, SIZE - 1, &c, 2), -ERANGE);
	assert_int_equal(hw_pages_copy(pages, SIZE, &c, 0), 0);
	hw_pages_close(pages);
	hw_pages_close(NULL);
	hw_root_close(root);
	tree_remove(&tree);
}

/* More reads than a report does: the table grows. */
static void many_parts(void **state)
{
	struct hw_pages *pages;
	struct hw_root *root;
	struct tree tree;

	(void)state;
	tree_make(&tree);
	make_file(&tree, SIZE);
	assert_int_equal(hw_root_open(tree.path, &root), 0);
	assert_int_equal(hw_pages_open(root, "file", &pages), 0);
	for (size_t i = 0; i < 3000; i++)
		check_copy(pages, i * 7919 % (SIZE / 4096) * 4096 + i % 4096, 3);
	hw_pages_close(pages);
	hw_root_close(root);
	tree_remove(&tree);
}

static void cut_off_meanwhile(void **state)
{
	struct hw_pages *pages;
	struct hw_root *root;
	struct tree tree;
	char at[PATH_MAX];
	char c;

	(void)state;
	tree_make(&tree);
	make_file(&tree, SIZE);
	assert_int_equal(hw_root_open(tree.path, &root), 0);
	assert_int_equal(hw_pages_open(root, "file", &pages), 0);
	check_copy(pages, 100, 1);
	tree_place(&tree, "file", at);
	assert_int_equal(truncate(at, 5000), 0);
	/* what was read stays; what is not there any more is behind the end */
	check_copy(pages, 4000, 96);
	check_copy(pages, 4096, 904);
	assert_int_equal(hw_pages_copy(pages, 5000, &c, 1), -ERANGE);
	assert_int_equal(hw_pages_copy(pages, 40960, &c, 1), -ERANGE);
	hw_pages_close(pages);
	hw_root_close(root);
	tree_remove(&tree);
}

static void no_file(void **state)
{
	struct hw_pages *pages;
	struct hw_root *root;
	struct tree tree;

	(void)state;
	tree_make(&tree);
	tree_dir(&tree, "directory");
	assert_int_equal(hw_root_open(tree.path, &root), 0);
	assert_int_equal(hw_pages_open(root, "nothing", &pages), -ENOENT);
	assert_int_equal(hw_pages_open(root, "directory", &pages), -EISDIR);
	hw_root_close(root);
	tree_remove(&tree);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_part),
		cmocka_unit_test(many_parts),
		cmocka_unit_test(cut_off_meanwhile),
		cmocka_unit_test(no_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
