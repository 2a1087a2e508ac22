// SPDX-License-Identifier: GPL-2.0-or-later
/* What is recorded, written and read back answers as the machine did. */
#include <errno.h>
#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "data/root/internal.h"
#include "data/root/note.h"
#include "data/snapshot/record.h"
#include "data/snapshot/snapshot.h"
#include "data/snapshot/tree.h"
#include "data/sysfs/sysfs.h"
#include "tests/lib/tree.h"

/* Around the entries of what is written. */
#define HEAD "hwalias-snapshot 1\n# complete if it ends in \"# end\"\n"
#define END  "# end\n"

struct output {
	char *s;
	size_t n;
};

static int collect(void *arg, struct hw_text bytes)
{
	struct output *o = arg;

	o->s = realloc(o->s, o->n + bytes.n + 1);
	assert_non_null(o->s);
	memcpy(o->s + o->n, bytes.s, bytes.n);
	o->n += bytes.n;
	o->s[o->n] = '\0';
	return 0;
}

enum op { READ, MAP, LINK, LIST, DIRS, LOOK, OPS };

static const char *const op_names[OPS] = {"read", "map",  "readlink",
					  "list", "dirs", "look"};

/* The answer as one text: what it is, then an error or the bytes. */
static struct hw_text ask(struct hw_root *root, enum op op, const char *path,
			  struct hw_arena *arena)
{
	struct hw_text text = HW_NO_TEXT;
	struct hw_text *names;
	struct hw_map map;
	size_t n = 0;
	int err = 0;

	switch (op) {
	case READ:
		err = hw_root_read(root, path, arena, &text);
		break;
	case MAP:
		err = hw_root_map(root, path, &map);
		if (!err) {
			text = hw_arena_copy(arena, map.text);
			hw_unmap(&map);
		}
		break;
	case LINK:
		err = hw_root_readlink(root, path, arena, &text);
		break;
	case LIST:
	case DIRS:
		err = op == LIST ? hw_root_list(root, path, arena, &names, &n)
				 : hw_root_list_dirs(root, path, arena, &names, &n);
		text = HW_TEXT("names");
		for (size_t i = 0; i < n; i++)
			text = hw_arena_printf(arena, "%.*s %.*s", HW_TEXT_ARG(text),
					       HW_TEXT_ARG(names[i]));
		break;
	case LOOK:
		err = hw_root_access(root, path);
		text = HW_TEXT("there");
		break;
	case OPS:
		break;
	}
	return err ? hw_arena_printf(arena, "error %d", -err) : text;
}

static void assert_same(struct hw_text got, struct hw_text expected, enum op op,
			const char *path)
{
	if (!hw_text_eq(got, expected))
		fail_msg("%s %s: '%.*s' instead of '%.*s'", op_names[op], path,
			 HW_TEXT_ARG(got), HW_TEXT_ARG(expected));
}

struct question {
	enum op op;
	char *path;
	struct hw_text answer;
};

/*
 * Asks through a recorder, which takes over `inner`; each answer must be that of `inner`
 * itself, and the snapshot's. The snapshot that a replay records must be the same text.
 */
static void check(struct hw_root *inner, struct question *q, size_t n)
{
	struct hw_recorder *recorder;
	struct hw_recorder *again;
	struct hw_arena arena = {0};
	struct hw_warnings warnings = {0};
	struct output text = {0};
	struct output second = {0};
	struct hw_root *root;
	struct hw_root *replay;

	assert_int_equal(hw_recorder_new(&recorder), 0);
	for (size_t i = 0; i < n; i++)
		q[i].answer = ask(inner, q[i].op, q[i].path, &arena);
	assert_int_equal(hw_recorder_wrap(recorder, inner, &root), 0);
	for (size_t i = 0; i < n; i++)
		assert_same(ask(root, q[i].op, q[i].path, &arena), q[i].answer, q[i].op,
			    q[i].path);
	assert_int_equal(hw_recorder_write(recorder, NULL, collect, &text), 0);
	hw_root_close(root);
	hw_recorder_free(recorder);
	assert_int_equal(hw_snapshot_open_text((struct hw_text){text.s, text.n}, "text",
					       &warnings, &replay),
			 0);
	if (warnings.count)
		fail_msg("line %zu: %.*s\n%s", warnings.first->line,
			 HW_TEXT_ARG(warnings.first->message), text.s);
	for (size_t i = 0; i < n; i++)
		assert_same(ask(replay, q[i].op, q[i].path, &arena), q[i].answer, q[i].op,
			    q[i].path);
	assert_int_equal(hw_recorder_new(&again), 0);
	assert_int_equal(hw_recorder_wrap(again, replay, &root), 0);
	for (size_t i = 0; i < n; i++)
		ask(root, q[i].op, q[i].path, &arena);
	assert_int_equal(hw_recorder_write(again, NULL, collect, &second), 0);
	assert_string_equal(second.s, text.s);
	hw_root_close(root);
	hw_recorder_free(again);
	hw_warnings_done(&warnings);
	hw_arena_done(&arena);
	free(text.s);
	free(second.s);
}

static uint64_t state_of_random;

static size_t random_below(size_t n)
{
	state_of_random = state_of_random * 6364136223846793005u + 1442695040888963407u;
	return (size_t)(state_of_random >> 33) % n;
}

/* Few names, so that paths meet. */
static const char *random_path(char to[64])
{
	static const char *const names[] = {"a", "b",  "a-b", "x y",	  "#c",
					    "?", "\\", "|",   "\xc3\xa4", "d"};
	size_t depth = 1 + random_below(4);

	*to = '\0';
	for (size_t i = 0; i < depth; i++) {
		if (i)
			strcat(to, "/");
		strcat(to, names[random_below(HW_ARRAY_SIZE(names))]);
	}
	return to;
}

static void add_random(struct hw_tree *tree)
{
	static char big[70000];
	char path[64];
	char target[80];
	char other[64];
	char bytes[40];
	size_t n;

	random_path(path);
	switch (random_below(8)) {
	case 0:
		hw_tree_directory(tree, hw_text_of(path));
		break;
	case 1:
	case 2:
		snprintf(target, sizeof(target), "%s%s",
			 (const char *[]){"", "/", "../", "./../"}[random_below(4)],
			 random_path(other));
		hw_tree_link(tree, hw_text_of(path), hw_text_of(target));
		break;
	case 3:
		n = random_below(sizeof(bytes));
		for (size_t i = 0; i < n; i++)
			bytes[i] = (char)random_below(256);
		hw_tree_file(tree, hw_text_of(path), (struct hw_text){bytes, n});
		break;
	case 4:
		n = random_below(8) ? 3 : sizeof(big);
		memset(big, 'x', sizeof(big));
		hw_tree_file(tree, hw_text_of(path), (struct hw_text){big, n});
		break;
	default:
		n = random_below(6);
		for (size_t i = 0; i < n; i++)
			bytes[i] = "a\n \t\r|"[random_below(6)];
		hw_tree_file(tree, hw_text_of(path), (struct hw_text){bytes, n});
		break;
	}
}

static struct hw_root *random_root(void)
{
	struct hw_tree *tree;
	struct hw_root *root;
	size_t n = random_below(40);

	assert_int_equal(hw_tree_new(&tree), 0);
	for (size_t i = 0; i < n; i++)
		add_random(tree);
	assert_int_equal(hw_tree_open(tree, "random", &root), 0);
	return root;
}

enum { QUESTIONS = 60 };

static void test_random(void **state)
{
	(void)state;
	for (unsigned round = 0; round < 1500; round++) {
		struct question q[QUESTIONS];
		struct hw_root *root;
		size_t n = random_below(QUESTIONS);

		state_of_random = round;
		root = random_root();
		for (size_t i = 0; i < n; i++) {
			char path[64];

			q[i] = (struct question){.op = (enum op)random_below(OPS)};
			/* what is mapped and big is not kept: not asked for here */
			if (q[i].op == MAP)
				q[i].op = READ;
			random_path(path);
			if ((q[i].op == LIST || q[i].op == DIRS) && !random_below(6))
				strcpy(path, ".");
			q[i].path = strdup(path);
		}
		check(root, q, n);
		for (size_t i = 0; i < n; i++)
			free(q[i].path);
	}
}

struct all {
	struct question *v;
	size_t n;
};

static void add_question(struct all *all, enum op op, const char *path)
{
	all->v = realloc(all->v, (all->n + 1) * sizeof(*all->v));
	assert_non_null(all->v);
	all->v[all->n++] = (struct question){.op = op, .path = strdup(path)};
}

static void add_all(struct all *all, struct hw_root *root, const char *path)
{
	struct hw_arena arena = {0};
	struct hw_text *names;
	size_t n = 0;

	if (hw_root_list(root, path, &arena, &names, &n) != 0)
		n = 0;
	for (size_t i = 0; i < n; i++) {
		char child[PATH_MAX];
		struct hw_text target;

		snprintf(child, sizeof(child), "%s%s%.*s",
			 strcmp(path, ".") == 0 ? "" : path,
			 strcmp(path, ".") == 0 ? "" : "/", HW_TEXT_ARG(names[i]));
		for (enum op op = READ; op < OPS; op++)
			add_question(all, op, child);
		if (hw_root_readlink(root, child, &arena, &target) != 0)
			add_all(all, root, child);
		strcat(child, "/absent");
		add_question(all, READ, child);
	}
	hw_arena_done(&arena);
}

static void free_all(struct all *all)
{
	for (size_t i = 0; i < all->n; i++)
		free(all->v[i].path);
	free(all->v);
}

static void test_machines(void **state)
{
	const char *source = getenv("HWALIAS_SOURCE");
	char pattern[PATH_MAX];
	glob_t found;

	(void)state;
	if (!source)
		skip();
	snprintf(pattern, sizeof(pattern), "%s/tests/machines/*.snap", source);
	assert_int_equal(glob(pattern, 0, NULL, &found), 0);
	snprintf(pattern, sizeof(pattern), "%s/tests/machines/*/*.snap", source);
	assert_int_equal(glob(pattern, GLOB_APPEND, NULL, &found), 0);
	assert_true(found.gl_pathc > 20);
	for (size_t i = 0; i < found.gl_pathc; i++) {
		struct hw_root *root;
		struct all all = {0};

		assert_int_equal(hw_snapshot_open(found.gl_pathv[i], NULL, &root), 0);
		add_question(&all, LIST, ".");
		add_all(&all, root, ".");
		assert_true(all.n > 100);
		check(root, all.v, all.n);
		free_all(&all);
	}
	globfree(&found);
}

/* A tree on a disk, where errors come from the kernel. */
static void test_directory(void **state)
{
	struct tree t;
	struct hw_root *root;
	struct all all = {0};

	(void)state;
	tree_make(&t);
	tree_file(&t, "sys/a/file", "text\n");
	tree_file(&t, "sys/a/name with blank", "x");
	tree_link(&t, "sys/a/up", "../b");
	tree_link(&t, "sys/a/away", "/sys/b/file");
	tree_link(&t, "sys/a/out", "../../../../../sys/a");
	tree_link(&t, "sys/a/loop", "loop");
	tree_link(&t, "sys/a/dangling", "nowhere/at/all");
	tree_bytes(&t, "sys/b/file", "\0\1\2\xff", 4);
	tree_file(&t, "sys/b/empty", "");
	tree_dir(&t, "sys/c");
	assert_int_equal(hw_root_open(t.path, &root), 0);
	add_question(&all, LIST, ".");
	add_all(&all, root, ".");
	for (enum op op = READ; op < OPS; op++) {
		add_question(&all, op, "sys/a/up/file");
		add_question(&all, op, "sys/a/out/up/empty");
		add_question(&all, op, "sys/a/file/below");
		add_question(&all, op, "sys/a/loop/below");
		add_question(&all, op, "sys/a/dangling/below");
		add_question(&all, op, "none/at/all");
	}
	check(root, all.v, all.n);
	free_all(&all);
	tree_remove(&t);
}

/* A machine that refuses: what root in a test cannot see on a disk. */
static int refuse_read(void *self, const char *path, struct hw_arena *arena,
		       struct hw_text *ret)
{
	(void)self;
	if (strcmp(path, "sys/dir") == 0 || strcmp(path, "sys") == 0 ||
	    strcmp(path, "sys/closed") == 0)
		return -EISDIR;
	if (strncmp(path, "sys/closed/", 11) == 0)
		return -EACCES;
	if (strcmp(path, "sys/vpd") == 0)
		return -EIO;
	if (strcmp(path, "sys/odd") == 0)
		return -ECHRNG;
	if (strcmp(path, "sys/root-only") == 0)
		return -EACCES;
	if (strcmp(path, "sys/open") != 0)
		return -ENOENT;
	*ret = hw_arena_copy(arena, HW_TEXT("text\n"));
	return 0;
}

static int refuse_map(void *self, const char *path, struct hw_map *ret)
{
	static const char text[] = "text\n";
	struct hw_arena scratch = {0};
	struct hw_text ignored;
	int err = refuse_read(self, path, &scratch, &ignored);

	hw_arena_done(&scratch);
	if (!err)
		*ret = (struct hw_map){.text = {text, 5}};
	return err;
}

static int refuse_look(void *self, const char *path)
{
	struct hw_arena scratch = {0};
	struct hw_text ignored;
	int err = refuse_read(self, path, &scratch, &ignored);

	hw_arena_done(&scratch);
	if (strncmp(path, "sys/closed/", 11) == 0)
		return -EACCES;
	return err == -ENOENT ? err : 0;
}

static int refuse_readlink(void *self, const char *path, struct hw_arena *arena,
			   struct hw_text *ret)
{
	int err = refuse_look(self, path);

	(void)arena;
	(void)ret;
	return err ? err : -EINVAL;
}

static int refuse_list(void *self, const char *path, bool only_dirs,
		       struct hw_arena *arena, struct hw_text **ret_names,
		       size_t *ret_count)
{
	static const char *const names[] = {"closed", "dir",	   "odd",
					    "open",   "root-only", "vpd"};
	size_t n = 0;

	(void)self;
	if (strcmp(path, "sys/dir") == 0)
		return -EACCES;
	if (strcmp(path, "sys") != 0 && strcmp(path, "sys/closed") != 0)
		return refuse_look(self, path) ? refuse_look(self, path) : -ENOTDIR;
	*ret_names = HW_ARENA_NEW(arena, struct hw_text, 8);
	if (strcmp(path, "sys/closed") == 0)
		(*ret_names)[n++] = HW_TEXT("secret");
	else
		for (size_t i = 0; i < HW_ARRAY_SIZE(names); i++)
			if (!only_dirs || i < 2)
				(*ret_names)[n++] = hw_text_of(names[i]);
	if (only_dirs && strcmp(path, "sys/closed") == 0)
		n = 0;
	*ret_count = n;
	return 0;
}

static void refuse_close(void *self)
{
	(void)self;
}

static const struct hw_root_ops refusing = {
	.kind = HW_ROOT_LIVE,
	.read = refuse_read,
	.map = refuse_map,
	.readlink = refuse_readlink,
	.list = refuse_list,
	.access = refuse_look,
	.close = refuse_close,
};

static void test_errors(void **state)
{
	static const char *const paths[] = {
		"sys",	   "sys/dir",		"sys/dir/absent",   "sys/closed",
		"sys/odd", "sys/closed/secret", "sys/closed/other", "sys/root-only",
		"sys/vpd", "sys/open",		"sys/none",
	};
	struct hw_root *root;
	struct all all = {0};

	(void)state;
	assert_int_equal(hw_root_new(&refusing, NULL, "refusing", &root), 0);
	for (size_t i = 0; i < HW_ARRAY_SIZE(paths); i++)
		for (enum op op = READ; op < OPS; op++)
			add_question(&all, op, paths[i]);
	check(root, all.v, all.n);
	free_all(&all);
}

/* What was not asked for is neither there nor absent. */
static void test_not_recorded(void **state)
{
	static const char expected[] = HEAD "?/ ?\n"
					    "sys/a/absent -\n"
					    "sys/a/file = text\n"
					    "sys/b/\n"
					    "sys/b/dir/ ?\n"
					    "sys/b/other ?=\n"
					    "sys/c ?\n"
					    "sys/d/ ?/\n"
					    "sys/link -> a\n" END;
	struct hw_recorder *recorder;
	struct hw_arena arena = {0};
	struct output text = {0};
	struct hw_tree *tree;
	struct hw_root *root;

	(void)state;
	assert_int_equal(hw_tree_new(&tree), 0);
	hw_tree_file(tree, HW_TEXT("sys/a/file"), HW_TEXT("text\n"));
	hw_tree_file(tree, HW_TEXT("sys/a/more"), HW_TEXT("more\n"));
	hw_tree_file(tree, HW_TEXT("sys/b/other"), HW_TEXT("x\n"));
	hw_tree_file(tree, HW_TEXT("sys/b/dir/file"), HW_TEXT("x\n"));
	hw_tree_file(tree, HW_TEXT("sys/c/file"), HW_TEXT("x\n"));
	hw_tree_file(tree, HW_TEXT("sys/d/file"), HW_TEXT("x\n"));
	hw_tree_link(tree, HW_TEXT("sys/link"), HW_TEXT("a"));
	assert_int_equal(hw_tree_open(tree, "tree", &root), 0);
	assert_int_equal(hw_recorder_new(&recorder), 0);
	assert_int_equal(hw_recorder_wrap(recorder, root, &root), 0);
	assert_int_equal(hw_root_kind(root), HW_ROOT_SNAPSHOT);
	assert_string_equal(hw_root_path(root), "tree");
	ask(root, READ, "sys/link/file", &arena);
	ask(root, READ, "sys/a/absent/below", &arena);
	ask(root, LIST, "sys/b", &arena);
	ask(root, DIRS, "sys/d", &arena);
	assert_true(hw_root_exists(root, "sys/c"));
	assert_int_equal(hw_recorder_write(recorder, NULL, collect, &text), 0);
	assert_string_equal(text.s, expected);
	hw_root_close(root);
	hw_recorder_free(recorder);
	assert_int_equal(hw_snapshot_open_text(hw_text_of(text.s), "text", NULL, &root),
			 0);
	assert_same(ask(root, READ, "sys/a/more", &arena), HW_TEXT("error 61"), READ, "");
	assert_same(ask(root, READ, "sys/b/none", &arena), HW_TEXT("error 2"), READ, "");
	assert_same(ask(root, READ, "sys/b/other", &arena), HW_TEXT("error 61"), READ,
		    "");
	assert_same(ask(root, LIST, "sys/a", &arena), HW_TEXT("error 61"), LIST, "");
	assert_same(ask(root, DIRS, "sys/c", &arena), HW_TEXT("error 61"), DIRS, "");
	assert_same(ask(root, LIST, "sys/d", &arena), HW_TEXT("error 61"), LIST, "");
	assert_same(ask(root, DIRS, "sys/d", &arena), HW_TEXT("names"), DIRS, "");
	assert_same(ask(root, LOOK, "proc", &arena), HW_TEXT("error 61"), LOOK, "");
	hw_root_close(root);
	hw_arena_done(&arena);
	free(text.s);
}

/* A table of which some lines are recorded keeps their numbers. */
static void test_lines(void **state)
{
	static const char ids[] = "# pci.ids\n"
				  "8086  Intel Corporation\n"
				  "\t1533  I210\n"
				  "# a comment between\n"
				  "\t\t1028 0001  Dell\n"
				  "\t1534  other\n"
				  "\t\t1028 0002  Dell too\n"
				  "8087  other vendor\n";
	static const char modinfo[] = "a.alias=x\0b.alias=y \0b.file=z";
	static const char expected[] = HEAD "?/ ?\n"
					    "ids @ 8\n"
					    "|2 8086  Intel Corporation\n"
					    "|6 \t1534  other\n"
					    "|7 \t\t1028 0002  Dell too\n"
					    "modinfo @0 3\n"
					    "|2 b.alias=y\\x20\n" END;
	struct hw_recorder *recorder;
	struct output text = {0};
	struct hw_tree *tree;
	struct hw_root *root;
	struct hw_map map;

	(void)state;
	assert_int_equal(hw_tree_new(&tree), 0);
	hw_tree_file(tree, HW_TEXT("ids"), hw_text_of(ids));
	hw_tree_file(tree, HW_TEXT("modinfo"),
		     (struct hw_text){modinfo, sizeof(modinfo)});
	assert_int_equal(hw_tree_open(tree, "tree", &root), 0);
	assert_int_equal(hw_recorder_new(&recorder), 0);
	assert_int_equal(hw_recorder_wrap(recorder, root, &root), 0);
	assert_int_equal(hw_root_map(root, "ids", &map), 0);
	assert_int_equal(hw_recorder_nested_line(recorder,
						 hw_text_from(map.text, map.text.n - 30)),
			 0);
	assert_int_equal(hw_recorder_line(recorder, HW_TEXT("elsewhere")), -ENOENT);
	hw_unmap(&map);
	assert_int_equal(hw_root_map(root, "modinfo", &map), 0);
	assert_int_equal(hw_recorder_line(recorder, hw_text_from(map.text, 12)), 0);
	assert_int_equal(hw_recorder_line_number(recorder, "modinfo", 2), 0);
	assert_int_equal(hw_recorder_line_number(recorder, "modinfo", 4), -ENOENT);
	assert_int_equal(hw_recorder_line_number(recorder, "modinfo", 0), -ENOENT);
	hw_unmap(&map);
	assert_int_equal(hw_recorder_write(recorder, NULL, collect, &text), 0);
	assert_string_equal(text.s, expected);
	hw_root_close(root);
	hw_recorder_free(recorder);
	assert_int_equal(hw_snapshot_open_text(hw_text_of(text.s), "text", NULL, &root),
			 0);
	assert_int_equal(hw_root_map(root, "ids", &map), 0);
	assert_true(hw_text_eq(map.text, HW_TEXT("\n8086  Intel Corporation\n\n\n\n"
						 "\t1534  other\n"
						 "\t\t1028 0002  Dell too\n\n")));
	hw_unmap(&map);
	assert_int_equal(hw_root_map(root, "modinfo", &map), 0);
	assert_true(hw_text_eq(map.text, HW_TEXT("\0b.alias=y \0\0")));
	hw_unmap(&map);
	hw_root_close(root);
	free(text.s);
}

/* A table that is mapped again while its first mapping is in use: lines of both. */
static void test_mapped_twice(void **state)
{
	static const char table[] = "alias a x\nalias b y\nalias c z\n";
	char directory[] = "/tmp/hwalias-record-XXXXXX";
	struct hw_recorder *recorder;
	struct output text = {0};
	struct hw_root *root;
	struct hw_map first;
	struct hw_map second;
	char path[64];
	FILE *file;

	(void)state;
	assert_non_null(mkdtemp(directory));
	snprintf(path, sizeof(path), "%s/table", directory);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs(table, file);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(hw_root_open(directory, &root), 0);
	assert_int_equal(hw_recorder_new(&recorder), 0);
	assert_int_equal(hw_recorder_wrap(recorder, root, &root), 0);
	assert_int_equal(hw_root_map(root, "table", &first), 0);
	assert_int_equal(hw_root_map(root, "table", &second), 0);
	assert_int_equal(hw_recorder_line(recorder, hw_text_from(second.text, 2)), 0);
	hw_unmap(&second);
	assert_int_equal(hw_recorder_line(recorder, hw_text_from(first.text, 22)), 0);
	hw_unmap(&first);
	assert_int_equal(hw_recorder_write(recorder, NULL, collect, &text), 0);
	assert_string_equal(text.s,
			    HEAD "?/ ?\ntable @ 3\n|1 alias a x\n|3 alias c z\n" END);
	hw_root_close(root);
	hw_recorder_free(recorder);
	free(text.s);
	unlink(path);
	rmdir(directory);
}

/* A big file without lines is there, and its content is not known. */
static void test_big(void **state)
{
	const size_t size = HW_RECORD_WHOLE_MAX + 1;
	char *big = calloc(size, 1);
	struct hw_recorder *recorder;
	struct output text = {0};
	struct hw_tree *tree;
	struct hw_root *root;
	struct hw_map map;

	(void)state;
	assert_non_null(big);
	memset(big, '\n', size);
	assert_int_equal(hw_tree_new(&tree), 0);
	hw_tree_file(tree, HW_TEXT("a/big"), (struct hw_text){big, size});
	hw_tree_file(tree, HW_TEXT("a/small"), HW_TEXT("text"));
	assert_int_equal(hw_tree_open(tree, "tree", &root), 0);
	assert_int_equal(hw_recorder_new(&recorder), 0);
	assert_int_equal(hw_recorder_wrap(recorder, root, &root), 0);
	assert_int_equal(hw_root_map(root, "a/big", &map), 0);
	hw_unmap(&map);
	assert_int_equal(hw_root_map(root, "a/small", &map), 0);
	hw_unmap(&map);
	hw_recorder_file(recorder, "hwalias/time", HW_TEXT("1\n"));
	assert_int_equal(hw_recorder_write(recorder, NULL, collect, &text), 0);
	assert_string_equal(text.s, HEAD "?/ ?\n"
					 "a/big ?=\n"
					 "a/small =- text\n"
					 "hwalias/time = 1\n" END);
	hw_root_close(root);
	hw_recorder_free(recorder);
	free(text.s);
	free(big);
}

/* The devices of this machine, read through a recorder and from what it wrote. */
static void test_scan(void **state)
{
	static const struct hw_scan want = {.depth = HW_SCAN_ALL};
	struct hw_recorder *recorder;
	struct hw_arena arena = {0};
	struct output text = {0};
	struct hw_device_list live;
	struct hw_device_list replayed;
	struct hw_root *root;

	(void)state;
	assert_int_equal(hw_root_open("/", &root), 0);
	assert_int_equal(hw_recorder_new(&recorder), 0);
	assert_int_equal(hw_recorder_wrap(recorder, root, &root), 0);
	assert_int_equal(hw_root_kind(root), HW_ROOT_LIVE);
	if (hw_sysfs_scan(root, &want, &arena, NULL, &live) != 0 || !live.n) {
		hw_root_close(root);
		hw_recorder_free(recorder);
		hw_arena_done(&arena);
		skip();
	}
	assert_int_equal(hw_recorder_write(recorder, NULL, collect, &text), 0);
	hw_root_close(root);
	hw_recorder_free(recorder);
	assert_int_equal(hw_snapshot_open_text(hw_text_of(text.s), "text", NULL, &root),
			 0);
	assert_int_equal(hw_sysfs_scan(root, &want, &arena, NULL, &replayed), 0);
	assert_int_equal(replayed.n, live.n);
	for (size_t i = 0; i < live.n; i++) {
		const struct hw_device *a = &live.v[i];
		const struct hw_device *b = &replayed.v[i];

		assert_same(b->id, a->id, LIST, "id");
		assert_same(b->syspath, a->syspath, LIST, a->id.s);
		assert_same(b->parent, a->parent, LIST, a->id.s);
		assert_same(b->modalias, a->modalias, LIST, a->id.s);
		assert_same(b->driver, a->driver, LIST, a->id.s);
		assert_same(b->driver_module, a->driver_module, LIST, a->id.s);
		assert_same(b->uevent, a->uevent, LIST, a->id.s);
		assert_int_equal(b->driver_known, a->driver_known);
	}
	hw_root_close(root);
	hw_arena_done(&arena);
	free(text.s);
}

static bool hide(void *arg, struct hw_arena *arena, struct hw_text *path, size_t line,
		 struct hw_text *value)
{
	struct hw_text base = hw_path_base(*path);

	(void)arg;
	if (hw_text_eq(base, HW_TEXT("serial")))
		*value = HW_TEXT("serial-1\n");
	if (hw_text_eq(base, HW_TEXT("mac-link")))
		*value = HW_TEXT("mac-1");
	if (hw_text_eq(base, HW_TEXT("00:11")))
		*path = hw_arena_printf(arena, "%.*smac-1", (int)(path->n - base.n),
					path->s);
	if (line == 2)
		*value = HW_TEXT("a line that is longer than it was");
	return line != 1 && !hw_text_eq(base, HW_TEXT("uuid"));
}

/* Names, contents, targets and lines can be replaced, and left out. */
static void test_filter(void **state)
{
	static const struct hw_record_filter filter = {.entry = hide};
	struct hw_recorder *recorder;
	struct hw_arena arena = {0};
	struct output text = {0};
	struct hw_tree *tree;
	struct hw_root *root;
	struct hw_map map;

	(void)state;
	assert_int_equal(hw_tree_new(&tree), 0);
	hw_tree_file(tree, HW_TEXT("a/serial"), HW_TEXT("5ec2e7\n"));
	hw_tree_file(tree, HW_TEXT("a/uuid"), HW_TEXT("5ec2e7\n"));
	hw_tree_file(tree, HW_TEXT("a/00:11"), HW_TEXT("x\n"));
	hw_tree_file(tree, HW_TEXT("table"), HW_TEXT("one\ntwo\nthree\n"));
	hw_tree_file(tree, HW_TEXT("whole"), HW_TEXT("one\ntwo\n"));
	hw_tree_link(tree, HW_TEXT("a/mac-link"), HW_TEXT("00:11"));
	assert_int_equal(hw_tree_open(tree, "tree", &root), 0);
	assert_int_equal(hw_recorder_new(&recorder), 0);
	assert_int_equal(hw_recorder_wrap(recorder, root, &root), 0);
	ask(root, READ, "a/serial", &arena);
	ask(root, READ, "a/uuid", &arena);
	ask(root, READ, "a/mac-link", &arena);
	assert_int_equal(hw_root_map(root, "table", &map), 0);
	assert_int_equal(hw_recorder_line(recorder, map.text), 0);
	for (size_t i = 1; i <= 3; i++)
		assert_int_equal(hw_recorder_line_number(recorder, "table", i), 0);
	hw_unmap(&map);
	/* there is a warning about a line of it */
	assert_int_equal(hw_root_map(root, "whole", &map), 0);
	assert_int_equal(hw_recorder_line_number(recorder, "whole", 2), 0);
	hw_unmap(&map);
	assert_int_equal(hw_recorder_write(recorder, &filter, collect, &text), 0);
	assert_string_equal(text.s, HEAD "?/ ?\n"
					 "a/mac-1 = x\n"
					 "a/mac-link -> mac-1\n"
					 "a/serial = serial-1\n"
					 "table @ 3\n"
					 "|2 a line that is longer than it was\n"
					 "|3 three\n"
					 "whole :\n"
					 "|one\n"
					 "|two\n" END);
	hw_root_close(root);
	hw_recorder_free(recorder);
	hw_arena_done(&arena);
	free(text.s);
}

/* Two roots in one recording: the second has what the first lacks. */
static void test_two_roots(void **state)
{
	struct hw_recorder *recorder;
	struct hw_arena arena = {0};
	struct output text = {0};
	struct hw_root *roots[2];

	(void)state;
	assert_int_equal(hw_recorder_new(&recorder), 0);
	for (size_t i = 0; i < 2; i++) {
		struct hw_tree *tree;

		assert_int_equal(hw_tree_new(&tree), 0);
		hw_tree_file(tree, i ? HW_TEXT("usr/ids") : HW_TEXT("sys/file"),
			     HW_TEXT("text\n"));
		assert_int_equal(hw_tree_open(tree, "tree", &roots[i]), 0);
		assert_int_equal(hw_recorder_wrap(recorder, roots[i], &roots[i]), 0);
		ask(roots[i], READ, "sys/file", &arena);
		ask(roots[i], READ, "usr/ids", &arena);
		ask(roots[i], READ, "etc/none", &arena);
	}
	assert_int_equal(hw_recorder_write(recorder, NULL, collect, &text), 0);
	assert_string_equal(text.s, HEAD "?/ ?\n"
					 "etc -\n"
					 "sys/file = text\n"
					 "usr/ids = text\n" END);
	hw_root_close(roots[0]);
	hw_root_close(roots[1]);
	hw_recorder_free(recorder);
	hw_arena_done(&arena);
	free(text.s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_random),	     cmocka_unit_test(test_machines),
		cmocka_unit_test(test_directory),    cmocka_unit_test(test_errors),
		cmocka_unit_test(test_not_recorded), cmocka_unit_test(test_lines),
		cmocka_unit_test(test_mapped_twice), cmocka_unit_test(test_big),
		cmocka_unit_test(test_filter),	     cmocka_unit_test(test_two_roots),
		cmocka_unit_test(test_scan),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
