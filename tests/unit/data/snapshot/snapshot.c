// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "data/snapshot/snapshot.h"
#include "tests/lib/tree.h"

#define HEAD "hwalias-snapshot 1\n"

struct state {
	struct hw_arena arena;
	struct hw_warnings warnings;
	struct hw_root *root;
};

static int setup(void **state)
{
	*state = calloc(1, sizeof(struct state));
	return *state ? 0 : -1;
}

static int teardown(void **state)
{
	struct state *s = *state;

	hw_root_close(s->root);
	hw_warnings_done(&s->warnings);
	hw_arena_done(&s->arena);
	free(s);
	return 0;
}

static void open_text(struct state *s, const char *text)
{
	assert_int_equal(
		hw_snapshot_open_text(hw_text_of(text), "x.snap", &s->warnings, &s->root),
		0);
	assert_int_equal(hw_root_kind(s->root), HW_ROOT_SNAPSHOT);
}

static int read_result(struct state *s, const char *path)
{
	struct hw_text text;

	return hw_root_read(s->root, path, &s->arena, &text);
}

static void assert_bytes(struct state *s, const char *path, struct hw_text expected)
{
	struct hw_text text;
	struct hw_map map;

	assert_int_equal(hw_root_read(s->root, path, &s->arena, &text), 0);
	assert_int_equal(text.n, expected.n);
	assert_memory_equal(text.s, expected.s, expected.n + 1);
	assert_int_equal(hw_root_map(s->root, path, &map), 0);
	assert_true(hw_text_eq(map.text, expected));
	hw_unmap(&map);
}

static void test_header(void **state)
{
	static const struct {
		const char *text;
		int err;
	} cases[] = {
		{"hwalias-snapshot 1\n", 0},
		{"hwalias-snapshot 1\r\n", 0},
		{"hwalias-snapshot 1", 0},
		{"hwalias-snapshot 2\n", -ENOTSUP},
		{"hwalias-snapshot 0\n", -EINVAL},
		{"hwalias-snapshot 1x\n", -EINVAL},
		{"hwalias-snapshot 99999999999\n", -EINVAL},
		{"hwalias-snapshot \n", -EINVAL},
		{"# hwalias-snapshot 1\n", -EINVAL},
		{"", -EINVAL},
	};

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(cases); i++) {
		struct hw_root *root = NULL;

		assert_int_equal(hw_snapshot_open_text(hw_text_of(cases[i].text), "x",
						       NULL, &root),
				 cases[i].err);
		assert_int_equal(root != NULL, cases[i].err == 0);
		hw_root_close(root);
	}
}

/* A file that was cut off is known by its end; of one without marks an end in
 * mid-line tells it. */
static void test_cut_off(void **state)
{
	static const struct {
		const char *text;
		size_t line;
	} cases[] = {
		{HEAD "# complete if it ends in \"# end\"\na = 1\n# end\n", 0},
		{HEAD "# complete if it ends in \"# end\"\r\na = 1\r\n# end\r\n\r\n", 0},
		{HEAD "# complete if it ends in \"# end\"\na = 1\n# end", 0},
		{HEAD "# complete if it ends in \"# end\"\na = 1\n# en", 4},
		{HEAD "# complete if it ends in \"# end\"\na = 1\nb :\n|x", 5},
		{HEAD "a = 1\n", 0},
		{HEAD "a = 1\nb =", 3},
		{HEAD "a = 1\nsys/dev/", 3},
		{HEAD "a = 1\nc -> ../drivers/e10", 3},
		{HEAD "a = 1\n# complete if it ends in \"# end\"\n", 0},
	};

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(cases); i++) {
		struct hw_warnings warnings = {0};
		struct hw_root *root;

		assert_int_equal(hw_snapshot_open_text(hw_text_of(cases[i].text), "x",
						       &warnings, &root),
				 0);
		assert_int_equal(warnings.count, cases[i].line != 0);
		if (cases[i].line) {
			assert_string_equal(warnings.first->code, "snapshot-truncated");
			assert_int_equal(warnings.first->line, cases[i].line);
		}
		assert_true(hw_root_exists(root, "a"));
		/* of a line without its end nothing is read */
		assert_false(hw_root_exists(root, "c"));
		hw_root_close(root);
		hw_warnings_done(&warnings);
	}
}

/* What stands behind the end is not read, and that is said once. */
static void test_followed(void **state)
{
	static const struct {
		const char *behind;
		size_t line;
	} cases[] = {
		{"b = 1\n", 5},
		{"\n# x\nBest regards\n", 6},
		{"|more\n# end\n", 5},
		{HEAD "# complete if it ends in \"# end\"\na = 2\nb = 1\n# end\n", 5},
	};

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(cases); i++) {
		struct hw_warnings warnings = {0};
		struct hw_root *root;
		char text[512];

		snprintf(text, sizeof(text), "%s%s%s", HEAD,
			 "# complete if it ends in \"# end\"\na = 1\n# end\n",
			 cases[i].behind);
		assert_int_equal(
			hw_snapshot_open_text(hw_text_of(text), "x", &warnings, &root),
			0);
		assert_int_equal(warnings.count, 1);
		assert_string_equal(warnings.first->code, "snapshot-followed");
		assert_int_equal(warnings.first->line, cases[i].line);
		assert_true(hw_root_exists(root, "a"));
		assert_false(hw_root_exists(root, "b"));
		hw_root_close(root);
		hw_warnings_done(&warnings);
	}
}

/* Each way to write content, with and without a final newline. */
static void test_content(void **state)
{
	struct state *s = *state;

	open_text(s, HEAD "line = text\n"
			  "line-empty =\n"
			  "line-blank = \\x20\n"
			  "open =- text\n"
			  "open-empty =-\n"
			  "lines :\n"
			  "|one\n"
			  "|\n"
			  "| two\n"
			  "lines-open :-\n"
			  "|one\n"
			  "|two\n"
			  "lines-none :\n"
			  "hex x 00ff7F\n"
			  "hex-lines x\n"
			  "|0a 0b\n"
			  "|0c\n"
			  "escapes = \\\\ \\x41\\n\\t\\r\\xff\n"
			  "equals = a = b -> c\n");
	assert_int_equal(s->warnings.count, 0);
	assert_bytes(s, "line", HW_TEXT("text\n"));
	assert_bytes(s, "line-empty", HW_TEXT("\n"));
	assert_bytes(s, "line-blank", HW_TEXT(" \n"));
	assert_bytes(s, "open", HW_TEXT("text"));
	assert_bytes(s, "open-empty", HW_TEXT(""));
	assert_bytes(s, "lines", HW_TEXT("one\n\n two\n"));
	assert_bytes(s, "lines-open", HW_TEXT("one\ntwo"));
	assert_bytes(s, "lines-none", HW_TEXT(""));
	assert_bytes(s, "hex", HW_TEXT("\0\xff\x7f"));
	assert_bytes(s, "hex-lines", HW_TEXT("\n\v\f"));
	assert_bytes(s, "escapes", HW_TEXT("\\ A\n\t\r\xff\n"));
	assert_bytes(s, "equals", HW_TEXT("a = b -> c\n"));
}

/* A file that went through another system's editor. */
static void test_crlf_and_comments(void **state)
{
	struct state *s = *state;

	open_text(s, "hwalias-snapshot 1\r\n"
		     "# comment\r\n"
		     "\r\n"
		     "b :\r\n"
		     "|one\r\n"
		     "# between\r\n"
		     "|two\r\n"
		     "a = text\r\n"
		     "c x 0a\r\n"
		     "|0b\r\n"
		     "l -> a\r\n");
	assert_int_equal(s->warnings.count, 0);
	assert_bytes(s, "a", HW_TEXT("text\n"));
	assert_bytes(s, "b", HW_TEXT("one\ntwo\n"));
	assert_bytes(s, "c", HW_TEXT("\n\v"));
	assert_bytes(s, "l", HW_TEXT("text\n"));
}

static void test_malformed(void **state)
{
	static const char *const lines[] = {
		"path",		"path ?? x",   "path=x",   "/absolute = x",
		"a//b = x",	"a/../b = x",  "./a = x",  " = x",
		"a/ = x",	"a\\x00b = x", "a\\q = x", "a = \\x4",
		"a = \\",	"a x 0",       "a x 0g",   "a ->",
		"a -> x\\x00y", "a : text",    "|stray",   "a = x\n|more",
		"a = x\na = y",
	};
	struct state *s = *state;

	for (size_t i = 0; i < HW_ARRAY_SIZE(lines); i++) {
		struct hw_warnings warnings = {0};
		struct hw_root *root;
		char text[128];

		snprintf(text, sizeof(text), HEAD "first = 1\n%s\nlast = 1\n", lines[i]);
		assert_int_equal(hw_snapshot_open_text(hw_text_of(text), "x.snap",
						       &warnings, &root),
				 0);
		assert_int_equal(warnings.count, 1);
		assert_string_equal(warnings.first->code, "snapshot-malformed");
		assert_string_equal(warnings.first->path.s, "x.snap");
		assert_int_equal(warnings.first->line, strchr(lines[i], '\n') ? 4 : 3);
		assert_true(hw_root_exists(root, "first"));
		assert_true(hw_root_exists(root, "last"));
		hw_root_close(root);
		hw_warnings_done(&warnings);
	}
	/* of two the first counts, in the order of lines, not of paths */
	open_text(s, HEAD "b = 1\na = x\na = y\nb = 2\n");
	assert_bytes(s, "a", HW_TEXT("x\n"));
	assert_bytes(s, "b", HW_TEXT("1\n"));
	assert_int_equal(s->warnings.count, 1);
	assert_int_equal(s->warnings.first->line, 4);
	assert_int_equal(s->warnings.first->more, 1);
}

/* The marks of recorded snapshots, and lines like them that are not sound. */
static void test_marks(void **state)
{
	static const char *const bad[] = {
		"f ! ",		 "f ! ENONSENSE", "f !! 0",	   "f ! 99999",
		"f - x",	 "f ? x",	  "f ?= x",	   "d/ x",
		"d/ ? x",	 "d/ ! NO",	  "f @",	   "f @ x",
		"f @ 99999999",	 "f @ 2\n|3 x",	  "f @ 2\n|0 x",   "f @ 2\n|x",
		"f @ 2\n|2\n|1", "f @ 2\n|1 \\q", "f @ 2\n|1\n|1", "f @ 1 1",
		"f @ -1",	 "f @ 2\n|1x",
	};
	struct state *s = *state;

	for (size_t i = 0; i < HW_ARRAY_SIZE(bad); i++) {
		struct hw_warnings warnings = {0};
		struct hw_text text =
			hw_arena_printf(&s->arena, HEAD "%s\na = x\n", bad[i]);
		struct hw_root *root;

		assert_int_equal(hw_snapshot_open_text(text, "x", &warnings, &root), 0);
		if (warnings.count != 1 || hw_root_exists(root, "f"))
			fail_msg("'%s' was taken", bad[i]);
		hw_root_close(root);
		hw_warnings_done(&warnings);
	}
	open_text(s, HEAD "eacces ! EACCES\n"
			  "other ! 123\n"
			  "closed !! EPERM\n"
			  "sparse @ 3\r\n"
			  "# between\r\n"
			  "|2 a\\x20\r\n"
			  "|3\r\n"
			  "records @0 2\n"
			  "|1 a.b=c\n"
			  "none @ 0\n"
			  "big @ 16777216\n"
			  "d/ ! EIO\n");
	assert_int_equal(s->warnings.count, 0);
	assert_int_equal(read_result(s, "eacces"), -EACCES);
	assert_int_equal(read_result(s, "other"), -123);
	assert_int_equal(read_result(s, "closed/file"), -EPERM);
	assert_int_equal(read_result(s, "big"), -EFBIG);
	assert_bytes(s, "sparse", HW_TEXT("\na \n\n"));
	assert_bytes(s, "records", HW_TEXT("a.b=c\0\0"));
	assert_bytes(s, "none", HW_TEXT(""));
}

static void test_tree(void **state)
{
	struct state *s = *state;
	struct hw_text *names;
	size_t count;

	open_text(s, HEAD "sys/d/b = 1\n"
			  "sys/d/a-b/x = 1\n"
			  "sys/d/a/x/y = 1\n"
			  "sys/d/a/z = 1\n"
			  "sys/d.x = 1\n"
			  "sys/d/link -> a\n"
			  "sys/d/void/\n"
			  "sys/d/with\\x20blank/f = 1\n");
	assert_int_equal(hw_root_list(s->root, ".", &s->arena, &names, &count), 0);
	assert_int_equal(count, 1);
	assert_string_equal(names[0].s, "sys");
	assert_int_equal(hw_root_list(s->root, "sys/d", &s->arena, &names, &count), 0);
	assert_int_equal(count, 6);
	assert_string_equal(names[0].s, "a");
	assert_string_equal(names[1].s, "a-b");
	assert_string_equal(names[2].s, "b");
	assert_string_equal(names[3].s, "link");
	assert_string_equal(names[4].s, "void");
	assert_string_equal(names[5].s, "with blank");
	assert_int_equal(hw_root_list_dirs(s->root, "sys/d", &s->arena, &names, &count),
			 0);
	assert_int_equal(count, 4);
	assert_string_equal(names[2].s, "void");
	assert_int_equal(hw_root_list(s->root, "sys/d/void", &s->arena, &names, &count),
			 0);
	assert_int_equal(count, 0);
	assert_int_equal(hw_root_list(s->root, "sys/d/link", &s->arena, &names, &count),
			 0);
	assert_int_equal(count, 2);
	assert_int_equal(hw_root_list(s->root, "sys/d/b", &s->arena, &names, &count),
			 -ENOTDIR);
	assert_int_equal(hw_root_list(s->root, "none", &s->arena, &names, &count),
			 -ENOENT);
	assert_true(hw_root_exists(s->root, "sys/d/with blank"));
	assert_true(hw_root_exists(s->root, "sys"));
	assert_false(hw_root_exists(s->root, "sy"));
	assert_false(hw_root_exists(s->root, ""));
	assert_int_equal(read_result(s, "sys/d"), -EISDIR);
	assert_int_equal(read_result(s, "sys/d/void"), -EISDIR);
	assert_int_equal(read_result(s, "sys/d/b/x"), -ENOTDIR);
}

static void test_links(void **state)
{
	struct state *s = *state;
	struct hw_text target;
	char text[4096] = HEAD "n0 -> a/file\n";
	size_t n;

	for (int i = 1; i <= 40; i++) {
		n = strlen(text);
		snprintf(text + n, sizeof(text) - n, "n%d -> n%d\n", i, i - 1);
	}
	strcat(text, "a/file = inside\n"
		     "b/dir -> ../a\n"
		     "b/deep -> dir/../a/file\n"
		     "abs -> /a/file\n"
		     "up -> ../../../a/file\n"
		     "me -> me\n"
		     "dangling -> nowhere\n"
		     "sys/blank -> a\\x20b\n");
	open_text(s, text);
	assert_bytes(s, "b/dir/file", HW_TEXT("inside\n"));
	assert_bytes(s, "b/deep", HW_TEXT("inside\n"));
	assert_bytes(s, "abs", HW_TEXT("inside\n"));
	assert_bytes(s, "up", HW_TEXT("inside\n"));
	assert_bytes(s, "n39", HW_TEXT("inside\n"));
	assert_int_equal(read_result(s, "n40"), -ELOOP);
	assert_int_equal(read_result(s, "me"), -ELOOP);
	assert_int_equal(read_result(s, "dangling"), -ENOENT);
	assert_int_equal(hw_root_readlink(s->root, "b/dir", &s->arena, &target), 0);
	assert_string_equal(target.s, "../a");
	assert_int_equal(hw_root_readlink(s->root, "sys/blank", &s->arena, &target), 0);
	assert_string_equal(target.s, "a b");
	assert_int_equal(hw_root_readlink(s->root, "a/file", &s->arena, &target),
			 -EINVAL);
	assert_int_equal(hw_root_readlink(s->root, "a", &s->arena, &target), -EINVAL);
	assert_int_equal(hw_root_readlink(s->root, "x", &s->arena, &target), -ENOENT);
}

static void test_sizes(void **state)
{
	struct state *s = *state;
	char *text = malloc(HW_ATTR_MAX + 64);
	struct hw_map map;
	size_t n;

	assert_non_null(text);
	strcpy(text, HEAD "big =- ");
	n = strlen(text);
	memset(text + n, 'x', HW_ATTR_MAX + 1);
	strcpy(text + n + HW_ATTR_MAX + 1, "\n");
	open_text(s, text);
	assert_int_equal(read_result(s, "big"), -EFBIG);
	assert_int_equal(hw_root_map(s->root, "big", &map), 0);
	assert_int_equal(map.text.n, HW_ATTR_MAX + 1);
	hw_unmap(&map);
	free(text);
}

static void test_file(void **state)
{
	struct state *s = *state;
	struct tree tree;
	char path[PATH_MAX];

	tree_make(&tree);
	tree_file(&tree, "m.snap", HEAD "a = x\nbroken\n");
	tree_place(&tree, "m.snap", path);
	assert_int_equal(hw_snapshot_open(path, &s->warnings, &s->root), 0);
	assert_string_equal(hw_root_path(s->root), path);
	assert_bytes(s, "a", HW_TEXT("x\n"));
	assert_int_equal(s->warnings.count, 1);
	tree_place(&tree, "none", path);
	assert_int_equal(hw_snapshot_open(path, NULL, &s->root), -ENOENT);
	assert_int_equal(hw_snapshot_open(tree.path, NULL, &s->root), -EISDIR);
	tree_remove(&tree);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_header),    TEST(test_content),  TEST(test_crlf_and_comments),
		TEST(test_malformed), TEST(test_marks),	   TEST(test_tree),
		TEST(test_links),     TEST(test_sizes),	   TEST(test_file),
		TEST(test_cut_off),   TEST(test_followed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
