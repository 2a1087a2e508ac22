// SPDX-License-Identifier: GPL-2.0-or-later
/* Which kernel's tables are opened, and what is said when there are none to read. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/kernel/kernel.h"
#include "tests/lib/tree.h"

struct state {
	struct tree tree;
	struct hw_root *root;
	struct hw_arena arena;
	struct hw_warnings warnings;
	struct hw_kernel kernel;
	struct hw_text error;
};

static int setup(void **state)
{
	struct state *s = calloc(1, sizeof(*s));

	assert_non_null(s);
	tree_make(&s->tree);
	assert_int_equal(hw_root_open(s->tree.path, &s->root), 0);
	*state = s;
	return 0;
}

static int teardown(void **state)
{
	struct state *s = *state;

	hw_kernel_close(&s->kernel);
	hw_root_close(s->root);
	hw_warnings_done(&s->warnings);
	hw_arena_done(&s->arena);
	tree_remove(&s->tree);
	free(s);
	return 0;
}

static int open_kernel(struct state *s, const struct hw_kernel_options *options)
{
	return hw_kernel_open(options, s->root, s->root, HW_TEXT("6.1"), &s->arena,
			      &s->warnings, &s->kernel, &s->error);
}

static void assert_warning(const struct state *s, const char *code, const char *path)
{
	char full[PATH_MAX];

	tree_place(&s->tree, path, full);
	assert_int_equal(s->warnings.count, 1);
	assert_string_equal(s->warnings.first->code, code);
	assert_true(hw_text_eq(s->warnings.first->path, hw_text_of(full)));
}

static void test_own(void **state)
{
	struct state *s = *state;
	char full[PATH_MAX];

	tree_file(&s->tree, "lib/modules/6.1/modules.alias", "alias usb:* usb\n");
	assert_int_equal(open_kernel(s, &(struct hw_kernel_options){0}), 0);
	assert_int_equal(hw_aliases_count(s->kernel.aliases), 1);
	assert_true(hw_text_eq(s->kernel.release, HW_TEXT("6.1")));
	tree_place(&s->tree, "lib/modules/6.1", full);
	assert_true(hw_text_eq(s->kernel.directory, hw_text_of(full)));
	assert_int_equal(s->warnings.count, 0);
}

/* A directory in its place stands for all that cannot be read, for root as well. */
static void test_own_unreadable(void **state)
{
	struct state *s = *state;

	tree_dir(&s->tree, "lib/modules/6.1/modules.alias");
	assert_int_equal(open_kernel(s, &(struct hw_kernel_options){0}), 0);
	assert_null(s->kernel.aliases);
	assert_warning(s, "aliases-unreadable", "lib/modules/6.1");
}

static void test_own_without_aliases(void **state)
{
	struct state *s = *state;

	tree_file(&s->tree, "lib/modules/6.1/modules.dep", "");
	assert_int_equal(open_kernel(s, &(struct hw_kernel_options){0}), 0);
	assert_null(s->kernel.aliases);
	assert_warning(s, "modules-missing", "lib/modules/6.1");
}

static void test_own_missing(void **state)
{
	struct state *s = *state;

	assert_int_equal(open_kernel(s, &(struct hw_kernel_options){0}), 0);
	assert_null(s->kernel.root);
	assert_int_equal(s->warnings.count, 1);
	assert_string_equal(s->warnings.first->code, "modules-missing");
}

static void test_named_unreadable(void **state)
{
	struct state *s = *state;
	const struct hw_kernel_options by_release = {.release = "6.1"};
	char full[PATH_MAX];
	const struct hw_kernel_options by_directory = {.directory = full};

	tree_place(&s->tree, "lib/modules", full);
	tree_dir(&s->tree, "lib/modules/6.1/modules.alias");
	assert_int_equal(open_kernel(s, &by_release), -EISDIR);
	assert_non_null(strstr(s->error.s, "lib/modules/6.1: Is a directory"));
	assert_int_equal(open_kernel(s, &by_directory), -EISDIR);
	/* without a second '/' between the two */
	assert_non_null(strstr(s->error.s, "lib/modules/6.1: Is a directory"));
	assert_int_equal(s->warnings.count, 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_own),
		TEST(test_own_unreadable),
		TEST(test_own_without_aliases),
		TEST(test_own_missing),
		TEST(test_named_unreadable),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
