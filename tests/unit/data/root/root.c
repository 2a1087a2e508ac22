// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "data/root/internal.h"
#include "data/root/root.h"
#include "tests/lib/tree.h"

/* Each test of directories runs twice: with openat2(2), and with the walker. */
struct state {
	struct tree tree;
	struct hw_root *root;
	struct hw_arena arena;
};

static int open_with(void **state, enum hw_root_walk walk)
{
	struct state *s = calloc(1, sizeof(*s));

	assert_non_null(s);
	tree_make(&s->tree);
	tree_file(&s->tree, "secret", "outside\n");
	tree_file(&s->tree, "top/sys/a/file", "inside\n");
	char path[PATH_MAX];
	tree_place(&s->tree, "top", path);
	assert_int_equal(hw_root_dir_open(path, walk, &s->root), 0);
	*state = s;
	return 0;
}

static int setup_auto(void **state)
{
	return open_with(state, HW_ROOT_WALK_AUTO);
}

static int setup_user(void **state)
{
	return open_with(state, HW_ROOT_WALK_USER);
}

static int teardown(void **state)
{
	struct state *s = *state;

	hw_root_close(s->root);
	hw_arena_done(&s->arena);
	tree_remove(&s->tree);
	free(s);
	return 0;
}

static int read_result(struct state *s, const char *path)
{
	struct hw_text text = HW_NO_TEXT;

	return hw_root_read(s->root, path, &s->arena, &text);
}

static void assert_content(struct state *s, const char *path, const char *expected)
{
	struct hw_text text = HW_NO_TEXT;

	assert_int_equal(hw_root_read(s->root, path, &s->arena, &text), 0);
	assert_string_equal(text.s, expected);
	assert_int_equal(text.n, strlen(expected));
}

static void assert_attr(struct state *s, const char *dir, const char *name,
			const char *expected)
{
	struct hw_text text =
		hw_root_read_attr(s->root, hw_text_of(dir), name, &s->arena);

	if (expected)
		assert_true(text.s && hw_text_eq(text, hw_text_of(expected)));
	else
		assert_null(text.s);
}

static void test_read_attr(void **state)
{
	struct state *s = *state;

	tree_file(&s->tree, "top/sys/a/bare", "1");
	tree_file(&s->tree, "top/sys/a/blank", "\n");
	tree_file(&s->tree, "top/sys/a/lines", "\none\ntwo \n\n");
	assert_attr(s, "sys/a", "file", "inside");
	assert_attr(s, "/sys/a", "file", "inside");
	assert_attr(s, "sys", "a/bare", "1");
	assert_attr(s, "sys/a", "blank", "");
	assert_attr(s, "sys/a", "lines", "\none\ntwo ");
	assert_attr(s, "sys/a", "none", NULL);
	assert_attr(s, "sys", "a", NULL);
	assert_attr(s, "", "sys/a/file", NULL);
	assert_attr(s, "/", "sys/a/file", NULL);
}

static void test_read(void **state)
{
	struct state *s = *state;

	tree_file(&s->tree, "top/sys/empty", "");
	assert_int_equal(hw_root_kind(s->root), HW_ROOT_DIRECTORY);
	assert_content(s, "sys/a/file", "inside\n");
	assert_content(s, "sys/empty", "");
	assert_int_equal(read_result(s, "sys/none"), -ENOENT);
	assert_int_equal(read_result(s, "sys/a/file/x"), -ENOTDIR);
	assert_int_equal(read_result(s, "sys/a"), -EISDIR);
	assert_int_equal(read_result(s, ""), -ENOENT);
}

/* Sizes around those the reader treats differently: a page, its buffer, the cap. */
static void test_read_sizes(void **state)
{
	static const size_t sizes[] = {4095, 4096, 4097, 8191, 8192, 8193, 65535, 65536};
	struct state *s = *state;
	char *bytes = calloc(1, HW_ATTR_MAX + 1);
	struct hw_text text;

	assert_non_null(bytes);
	for (size_t i = 0; i < HW_ATTR_MAX + 1; i++)
		bytes[i] = (char)('a' + i % 23);
	for (size_t i = 0; i < HW_ARRAY_SIZE(sizes); i++) {
		tree_bytes(&s->tree, "top/sys/big", bytes, sizes[i]);
		assert_int_equal(hw_root_read(s->root, "sys/big", &s->arena, &text), 0);
		assert_int_equal(text.n, sizes[i]);
		assert_memory_equal(text.s, bytes, sizes[i]);
		assert_int_equal(text.s[text.n], 0);
	}
	tree_bytes(&s->tree, "top/sys/big", bytes, HW_ATTR_MAX + 1);
	assert_int_equal(read_result(s, "sys/big"), -EFBIG);
	free(bytes);
}

static void test_links_inside(void **state)
{
	struct state *s = *state;

	tree_link(&s->tree, "top/sys/rel", "a/file");
	tree_link(&s->tree, "top/sys/b/dir", "../../sys/a");
	tree_link(&s->tree, "top/sys/abs", "/sys/a/file");
	tree_link(&s->tree, "top/sys/chain", "b/dir/../rel");
	assert_content(s, "sys/rel", "inside\n");
	assert_content(s, "sys/b/dir/file", "inside\n");
	assert_content(s, "sys/abs", "inside\n");
	/* ".." is that of the link's target, sys/a, not of the link */
	assert_content(s, "sys/chain", "inside\n");
}

/* "secret" lies beside the root: all of these would reach it if one step led out. */
static void test_links_stay_inside(void **state)
{
	struct state *s = *state;
	char outside[PATH_MAX];

	tree_place(&s->tree, "secret", outside);
	tree_link(&s->tree, "top/sys/absolute", outside);
	tree_link(&s->tree, "top/sys/up", "../../secret");
	tree_link(&s->tree, "top/sys/updir", "../..");
	tree_link(&s->tree, "top/sys/far", "../../../../../../../../../../etc/passwd");
	tree_link(&s->tree, "top/sys/magic", "/proc/self/root");
	tree_link(&s->tree, "top/sys/cwd", "/proc/self/cwd");
	assert_int_equal(access(outside, R_OK), 0);
	assert_int_equal(read_result(s, "sys/absolute"), -ENOENT);
	assert_int_equal(read_result(s, "sys/up"), -ENOENT);
	assert_int_equal(read_result(s, "sys/updir/secret"), -ENOENT);
	assert_int_equal(read_result(s, "sys/far"), -ENOENT);
	assert_int_equal(read_result(s, "sys/magic/etc/passwd"), -ENOENT);
	assert_int_equal(read_result(s, "sys/cwd"), -ENOENT);
	assert_false(hw_root_exists(s->root, "sys/absolute"));
	/* ".." above the root is the root */
	assert_content(s, "sys/updir/sys/a/file", "inside\n");
}

static void test_link_loops(void **state)
{
	struct state *s = *state;
	char name[32];
	char target[32];

	tree_link(&s->tree, "top/sys/me", "me");
	tree_link(&s->tree, "top/sys/ping", "pong");
	tree_link(&s->tree, "top/sys/pong", "ping");
	assert_int_equal(read_result(s, "sys/me"), -ELOOP);
	assert_int_equal(read_result(s, "sys/ping/x"), -ELOOP);
	/* 40 links are followed, 41 are not */
	tree_link(&s->tree, "top/n0", "sys/a/file");
	for (int i = 1; i <= 40; i++) {
		snprintf(name, sizeof(name), "top/n%d", i);
		snprintf(target, sizeof(target), "n%d", i - 1);
		tree_link(&s->tree, name, target);
	}
	assert_content(s, "n39", "inside\n");
	assert_int_equal(read_result(s, "n40"), -ELOOP);
}

static void test_readlink(void **state)
{
	struct state *s = *state;
	struct hw_text target;

	tree_link(&s->tree, "top/sys/driver", "../bus/pci/drivers/e1000e");
	tree_link(&s->tree, "top/sys/dir", "a");
	assert_int_equal(hw_root_readlink(s->root, "sys/driver", &s->arena, &target), 0);
	assert_string_equal(target.s, "../bus/pci/drivers/e1000e");
	assert_int_equal(hw_root_readlink(s->root, "sys/dir/file", &s->arena, &target),
			 -EINVAL);
	assert_int_equal(hw_root_readlink(s->root, "sys/a", &s->arena, &target), -EINVAL);
	assert_int_equal(hw_root_readlink(s->root, "sys/none", &s->arena, &target),
			 -ENOENT);
}

static void test_list(void **state)
{
	struct state *s = *state;
	struct hw_text *names;
	size_t count;

	tree_file(&s->tree, "top/sys/d/b", "");
	tree_dir(&s->tree, "top/sys/d/a.dir");
	tree_link(&s->tree, "top/sys/d/a", "a.dir");
	tree_file(&s->tree, "top/sys/d/A", "");
	tree_dir(&s->tree, "top/sys/void");
	assert_int_equal(hw_root_list(s->root, "sys/d", &s->arena, &names, &count), 0);
	assert_int_equal(count, 4);
	assert_string_equal(names[0].s, "A");
	assert_string_equal(names[1].s, "a");
	assert_string_equal(names[2].s, "a.dir");
	assert_string_equal(names[3].s, "b");
	assert_int_equal(hw_root_list_dirs(s->root, "sys/d", &s->arena, &names, &count),
			 0);
	assert_int_equal(count, 1);
	assert_string_equal(names[0].s, "a.dir");
	assert_int_equal(hw_root_list(s->root, "sys/void", &s->arena, &names, &count), 0);
	assert_int_equal(count, 0);
	assert_int_equal(hw_root_list(s->root, "sys/d/b", &s->arena, &names, &count),
			 -ENOTDIR);
	assert_int_equal(hw_root_list(s->root, ".", &s->arena, &names, &count), 0);
	assert_int_equal(count, 1);
	assert_string_equal(names[0].s, "sys");
}

static void test_map(void **state)
{
	struct state *s = *state;
	struct hw_map map;
	char path[PATH_MAX];

	assert_int_equal(hw_root_map(s->root, "sys/a/file", &map), 0);
	/* it is small */
	assert_false(map.mapped);
	assert_int_equal(map.text.n, 7);
	assert_memory_equal(map.text.s, "inside\n", 7);
	hw_unmap(&map);
	assert_null(map.text.s);
	hw_unmap(&map);

	tree_file(&s->tree, "top/empty", "");
	assert_int_equal(hw_root_map(s->root, "empty", &map), 0);
	assert_non_null(map.text.s);
	assert_int_equal(map.text.n, 0);
	hw_unmap(&map);
	assert_int_equal(hw_root_map(s->root, "sys", &map), -EISDIR);
	assert_int_equal(hw_root_map(s->root, "none", &map), -ENOENT);

	/* sparse: nothing is written */
	tree_place(&s->tree, "top/big", path);
	tree_file(&s->tree, "top/big", "");
	assert_int_equal(truncate(path, 65537), 0);
	assert_int_equal(hw_root_map(s->root, "big", &map), 0);
	assert_true(map.mapped);
	assert_int_equal(map.text.n, 65537);
	hw_unmap(&map);
	tree_place(&s->tree, "top/huge", path);
	tree_file(&s->tree, "top/huge", "");
	assert_int_equal(truncate(path, (off_t)HW_FILE_MAX + 1), 0);
	assert_int_equal(hw_root_map(s->root, "huge", &map), -EFBIG);
}

/* Opening a FIFO for reading would wait for a writer, for ever. */
static void test_never_blocks(void **state)
{
	struct state *s = *state;
	char path[PATH_MAX];
	struct hw_map map;

	tree_place(&s->tree, "top/fifo", path);
	assert_int_equal(mkfifo(path, 0600), 0);
	assert_int_equal(hw_root_map(s->root, "fifo", &map), -EINVAL);
	assert_int_equal(read_result(s, "fifo"), -EINVAL);
}

static void test_unreadable(void **state)
{
	struct state *s = *state;
	char path[PATH_MAX];

	tree_place(&s->tree, "top/sys/a/file", path);
	bool root = geteuid() == 0;

	assert_int_equal(chmod(path, 0), 0);
	/* root may read all; be nobody for a moment */
	if (root)
		assert_int_equal(seteuid(65534), 0);
	int err = read_result(s, "sys/a/file");
	if (root)
		assert_int_equal(seteuid(0), 0);
	assert_int_equal(err, -EACCES);
}

static void test_no_directory(void **state)
{
	struct state *s = *state;
	struct hw_root *root = NULL;
	char path[PATH_MAX];

	tree_place(&s->tree, "top/sys/a/file", path);
	assert_int_equal(hw_root_open(path, &root), -ENOTDIR);
	tree_place(&s->tree, "none", path);
	assert_int_equal(hw_root_open(path, &root), -ENOENT);
	assert_null(root);
}

static void test_live(void **state)
{
	static const char *const names[] = {"/", "//", "/."};
	struct hw_arena arena = {0};
	struct hw_text text;
	struct hw_root *root;
	struct hw_map map;

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(names); i++) {
		assert_int_equal(hw_root_open(names[i], &root), 0);
		assert_int_equal(hw_root_kind(root), HW_ROOT_LIVE);
		assert_string_equal(hw_root_path(root), names[i]);
		hw_root_close(root);
	}
	assert_int_equal(hw_root_open("/", &root), 0);
	/* proc files say size 0 and come in pieces */
	if (hw_root_read(root, "proc/self/status", &arena, &text) == 0) {
		assert_true(text.n > 100);
		assert_int_equal(text.s[text.n - 1], '\n');
		assert_int_equal(hw_root_map(root, "proc/self/status", &map), 0);
		assert_false(map.mapped);
		assert_true(map.text.n > 100);
		hw_unmap(&map);
	}
	hw_root_close(root);
	hw_arena_done(&arena);
}

static void test_join_link(void **state)
{
	static const struct {
		const char *link, *target, *expected;
	} cases[] = {
		{"sys/bus/pci/devices/X", "../../../devices/pci0/X",
		 "sys/devices/pci0/X"},
		{"sys/a", "b", "sys/b"},
		{"a", "b/./c//d", "b/c/d"},
		{"sys/a", "/proc/x", "proc/x"},
		{"sys/a", "../../../../x", "x"},
		{"a", "..", ""},
		{"sys/a/b", "../c/../d", "sys/d"},
	};
	struct hw_arena arena = {0};

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(cases); i++)
		assert_string_equal(hw_path_join_link(&arena, hw_text_of(cases[i].link),
						      hw_text_of(cases[i].target))
					    .s,
				    cases[i].expected);
	assert_string_equal(hw_path_base(HW_TEXT("a/b/c")).s, "c");
	assert_string_equal(hw_path_base(HW_TEXT("c")).s, "c");
	assert_int_equal(hw_path_base(HW_TEXT("a/")).n, 0);
	hw_arena_done(&arena);
}

static void assert_once(struct state *s, const char *path, int result,
			const char *expected)
{
	struct hw_text text = HW_NO_TEXT;

	assert_int_equal(hw_root_read_once(s->root, path, &s->arena, &text), result);
	if (expected)
		assert_string_equal(text.s, expected);
}

/* A file is read once, and that it is not there is asked once, until both are forgotten;
 * a long one is read each time. */
static void test_read_once(void **state)
{
	struct state *s = *state;
	char longest[5001] = "";

	memset(longest, 'x', sizeof(longest) - 1);
	tree_file(&s->tree, "top/sys/long", longest);
	assert_once(s, "sys/a/file", 0, "inside\n");
	assert_once(s, "sys/a/none", -ENOENT, NULL);
	assert_once(s, "sys/long", 0, longest);
	tree_file(&s->tree, "top/sys/a/file", "other\n");
	tree_file(&s->tree, "top/sys/a/none", "new\n");
	tree_file(&s->tree, "top/sys/long", "short");
	assert_once(s, "sys/a/file", 0, "inside\n");
	assert_once(s, "sys/a/none", -ENOENT, NULL);
	assert_once(s, "sys/long", 0, "short");
	assert_string_equal(
		hw_root_read_attr_once(s->root, HW_TEXT("/sys/a"), "file", &s->arena).s,
		"inside\n");
	assert_content(s, "sys/a/file", "other\n");
	hw_root_forget(s->root);
	assert_once(s, "sys/a/file", 0, "other\n");
	assert_once(s, "sys/a/none", 0, "new\n");
}

#define BOTH(test)                                                                       \
	{#test ", openat2", test, setup_auto, teardown, NULL},                           \
	{                                                                                \
#test ", walker", test, setup_user, teardown, NULL                       \
	}

int main(void)
{
	const struct CMUnitTest tests[] = {
		BOTH(test_read),
		BOTH(test_read_attr),
		BOTH(test_read_sizes),
		BOTH(test_read_once),
		BOTH(test_links_inside),
		BOTH(test_links_stay_inside),
		BOTH(test_link_loops),
		BOTH(test_readlink),
		BOTH(test_list),
		BOTH(test_map),
		BOTH(test_never_blocks),
		BOTH(test_unreadable),
		BOTH(test_no_directory),
		cmocka_unit_test(test_live),
		cmocka_unit_test(test_join_link),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
