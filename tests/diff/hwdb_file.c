// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The reader of hwdb.bin against systemd: all properties of a key as libudev has them,
 * for keys made of the patterns of this machine's own sources; and as `systemd-hwdb
 * query` prints them, for a database of our own with what these do not have. That one is
 * then damaged, a byte at a time.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dlfcn.h>
#include <errno.h>
#include <glob.h>

#include "data/ids/hwdb_file.h"
#include "tests/lib/tree.h"

struct database {
	struct hw_root *root;
	struct hw_pages *pages;
	struct hw_hwdb_file file;
	struct hw_hwdb_matches matches;
	struct hw_arena arena;
};

static int open_database(const char *directory, const char *path, struct database *ret)
{
	int r;

	*ret = (struct database){0};
	assert_int_equal(hw_root_open(directory, &ret->root), 0);
	r = hw_pages_open(ret->root, path, &ret->pages);
	return r < 0 ? r : hw_hwdb_file_open(ret->pages, &ret->file);
}

static void close_database(struct database *d)
{
	hw_hwdb_matches_done(&d->matches);
	hw_pages_close(d->pages);
	hw_root_close(d->root);
	hw_arena_done(&d->arena);
}

static struct hw_text get(struct database *d, const char *property)
{
	struct hw_text value;

	assert_int_equal(hw_hwdb_file_get(&d->file, &d->matches, hw_text_of(property),
					  &d->arena, &value),
			 0);
	return value;
}

/* libudev's functions that are used. */
struct udev_api {
	void *(*hwdb_new)(void *);
	void *(*hwdb_unref)(void *);
	void *(*get)(void *, const char *, unsigned);
	void *(*next)(void *);
	const char *(*name)(void *);
	const char *(*value)(void *);
};

static bool load(void **library, struct udev_api *api)
{
	static const char *const names[] = {
		"udev_hwdb_new",
		"udev_hwdb_unref",
		"udev_hwdb_get_properties_list_entry",
		"udev_list_entry_get_next",
		"udev_list_entry_get_name",
		"udev_list_entry_get_value",
	};
	void *found[HW_ARRAY_SIZE(names)];

	*library = dlopen("libudev.so.1", RTLD_NOW);
	if (!*library)
		return false;
	for (size_t i = 0; i < HW_ARRAY_SIZE(names); i++) {
		found[i] = dlsym(*library, names[i]);
		assert_non_null(found[i]);
	}
	assert_int_equal(sizeof(*api), sizeof(found));
	memcpy(api, found, sizeof(found));
	return true;
}

/* A string that a pattern of a source matches: `star` for each star, 'q' for '?', the
 * first byte of a set. */
static void key_of(const char *pattern, const char *star, char *key, size_t size)
{
	size_t n = 0;

	for (const char *c = pattern; *c && *c != '\n' && n + 8 < size; c++) {
		if (*c == '*') {
			n += (size_t)snprintf(key + n, size - n, "%s", star);
		} else if (*c == '[' && strchr(c, ']')) {
			key[n++] = c[1];
			c = strchr(c, ']');
		} else {
			key[n++] = *c == '?' ? 'q' : *c;
		}
	}
	key[n] = '\0';
}

struct counts {
	size_t keys;
	size_t properties;
};

static void same_as_libudev(struct database *d, const struct udev_api *api, void *hwdb,
			    const char *key, struct counts *n)
{
	size_t before = n->properties;

	assert_int_equal(hw_hwdb_file_search(&d->file, hw_text_of(key), &d->matches), 0);
	for (void *entry = api->get(hwdb, key, 0); entry; entry = api->next(entry)) {
		struct hw_text ours = get(d, api->name(entry));

		if (!hw_text_eq(ours, hw_text_of(api->value(entry))))
			fail_msg("%s: %s is \"%.*s\", libudev says \"%s\"", key,
				 api->name(entry), HW_TEXT_ARG(ours), api->value(entry));
		n->properties++;
	}
	/* nothing beyond that */
	if (n->properties == before && d->matches.n)
		fail_msg("%s: libudev knows nothing of it", key);
	n->keys++;
	hw_arena_done(&d->arena);
}

/* One pattern of many, each from another place. */
enum { STEP = 17 };

static void compare_source(struct database *d, const struct udev_api *api, void *hwdb,
			   const char *path, struct counts *n)
{
	static const char *const stars[] = {"", "0", "v00008086", "bc03sc00"};
	FILE *file = fopen(path, "r");
	char key[HW_HWDB_KEY_MAX + 1];
	char line[1024];
	size_t number = 0;

	assert_non_null(file);
	while (fgets(line, sizeof(line), file)) {
		if (strchr(" #\n", line[0]) || number++ % STEP)
			continue;
		for (size_t i = 0; i < HW_ARRAY_SIZE(stars); i++) {
			key_of(line, stars[i], key, sizeof(key));
			same_as_libudev(d, api, hwdb, key, n);
		}
		/* and what nearly matches */
		key[strlen(key) / 2] = 'z';
		same_as_libudev(d, api, hwdb, key, n);
	}
	fclose(file);
}

static void this_machine(void **state)
{
	static const char path[] = "usr/lib/udev/hwdb.bin";
	struct counts n = {0};
	struct udev_api api;
	struct database d;
	void *library;
	glob_t sources;
	void *hwdb;

	(void)state;
	if (access("/etc/udev/hwdb.bin", F_OK) == 0 ||
	    access("/etc/systemd/hwdb/hwdb.bin", F_OK) == 0 ||
	    access("/usr/lib/udev/hwdb.bin", R_OK) < 0 || !load(&library, &api))
		skip();
	hwdb = api.hwdb_new(NULL);
	assert_non_null(hwdb);
	assert_int_equal(open_database("/", path, &d), 0);
	assert_int_equal(glob("/usr/lib/udev/hwdb.d/*.hwdb", 0, NULL, &sources), 0);
	for (size_t i = 0; i < sources.gl_pathc; i++)
		compare_source(&d, &api, hwdb, sources.gl_pathv[i], &n);
	print_message("%zu keys, %zu properties, all the same\n", n.keys, n.properties);
	assert_true(n.keys > 10000 && n.properties > 10000);
	globfree(&sources);
	close_database(&d);
	api.hwdb_unref(hwdb);
	dlclose(library);
}

static const char first_source[] = "# comment\n"
				   "pci:v00008086d*\n"
				   " ONE=first\n"
				   " TWO=first\n"
				   "\n"
				   "pci:v00008086d000024DB*\n"
				   " ONE=longer\n"
				   "\n"
				   "x[ab]y*\n"
				   " SET=a or b\n"
				   "\n"
				   "x[!c]y?\n"
				   " NOT=not c\n"
				   "\n"
				   "x?y\n"
				   " ANY=any\n"
				   "\n"
				   "*\n"
				   " ALL=all\n"
				   "\n"
				   "*ends\n"
				   " ENDS=ends\n"
				   "\n"
				   "a*b*c*\n"
				   " STARS=three\n"
				   "\n"
				   "a\\*b\n"
				   " ESCAPE=escape\n"
				   "\n"
				   "x[open\n"
				   " OPEN=no set\n"
				   "\n"
				   "same\n"
				   " ONE=of the first file\n"
				   " TWO=of the first file\n";

static const char second_source[] = "pci:v*\n"
				    " TWO=second\n"
				    "\n"
				    "same\n"
				    " ONE=of the second file\n"
				    "\n"
				    "s*e\n"
				    " ONE=of a later line\n";

static const char *const keys[] = {
	"pci:v00008086d000024DBsv1",
	"pci:v00008086d",
	"pci:v00008086",
	"pci:v0",
	"xay",
	"xby",
	"xcy",
	"xayz",
	"xbyyy",
	"xcyz",
	"x[ab]y",
	"x[!c]yz",
	"xzyz",
	"ends",
	"that ends",
	"endsends",
	"ends ",
	"abc",
	"a1b2c3",
	"acb",
	"aabbcc",
	"abcabc",
	"a*b",
	"a\\*b",
	"a?b",
	"x[open",
	"x[",
	"xo",
	"same",
	"samesame",
	"se",
	"s",
	"",
	"*",
	"?",
	"\xff",
};

static const char *const properties[] = {
	"ONE", "TWO", "SET", "NOT", "ANY", "ALL", "ENDS", "STARS", "ESCAPE", "OPEN", "XX",
};

/* The value of a property in what systemd-hwdb prints. */
static struct hw_text printed(struct hw_text text, const char *property)
{
	while (text.s) {
		struct hw_text line = hw_text_cut(&text, '\n');

		if (hw_text_eq(hw_text_cut(&line, '='), hw_text_of(property)))
			return line;
	}
	return HW_NO_TEXT;
}

static void compare_key(struct database *d, const char *directory, const char *key)
{
	char command[512];
	char text[4096];
	FILE *pipe;
	size_t n;

	snprintf(command, sizeof(command),
		 "systemd-hwdb --root='%s' query '%s' 2>/dev/null", directory, key);
	pipe = popen(command, "r");
	assert_non_null(pipe);
	n = fread(text, 1, sizeof(text), pipe);
	pclose(pipe);
	assert_int_equal(hw_hwdb_file_search(&d->file, hw_text_of(key), &d->matches), 0);
	for (size_t i = 0; i < HW_ARRAY_SIZE(properties); i++) {
		struct hw_text theirs = printed((struct hw_text){text, n}, properties[i]);
		struct hw_text ours = get(d, properties[i]);

		if (!hw_text_eq(ours, theirs))
			fail_msg("'%s': %s is \"%.*s\", systemd-hwdb says \"%.*s\"", key,
				 properties[i], HW_TEXT_ARG(ours), HW_TEXT_ARG(theirs));
	}
}

static bool make_database(const struct tree *tree)
{
	char command[256];

	tree_file(tree, "etc/udev/hwdb.d/10-first.hwdb", first_source);
	tree_file(tree, "etc/udev/hwdb.d/20-second.hwdb", second_source);
	snprintf(command, sizeof(command), "systemd-hwdb --root='%s' update 2>/dev/null",
		 tree->path);
	return system(command) == 0;
}

static void own_database(void **state)
{
	struct database d;
	struct tree tree;

	(void)state;
	tree_make(&tree);
	if (!make_database(&tree)) {
		tree_remove(&tree);
		skip();
	}
	assert_int_equal(open_database(tree.path, "etc/udev/hwdb.bin", &d), 0);
	for (size_t i = 0; i < HW_ARRAY_SIZE(keys); i++)
		compare_key(&d, tree.path, keys[i]);
	close_database(&d);
	tree_remove(&tree);
}

/* Asks for everything, whatever comes of it. */
static void ask_all(struct database *d)
{
	struct hw_text value;

	for (size_t i = 0; i < HW_ARRAY_SIZE(keys); i++) {
		int r = hw_hwdb_file_search(&d->file, hw_text_of(keys[i]), &d->matches);

		assert_true(r == 0 || r == -EBADMSG);
		for (size_t k = 0; r == 0 && k < HW_ARRAY_SIZE(properties); k++)
			r = hw_hwdb_file_get(&d->file, &d->matches,
					     hw_text_of(properties[k]), &d->arena,
					     &value);
		assert_true(r == 0 || r == -EBADMSG);
	}
	hw_arena_done(&d->arena);
}

static void damaged(void **state)
{
	static const unsigned char wrong[] = {0x00, 0x01, 0x50, 0xff};
	static char bytes[16384];
	struct database d;
	struct tree tree;
	char at[PATH_MAX];
	FILE *file;
	size_t n;

	(void)state;
	tree_make(&tree);
	if (!make_database(&tree)) {
		tree_remove(&tree);
		skip();
	}
	tree_place(&tree, "etc/udev/hwdb.bin", at);
	file = fopen(at, "r");
	assert_non_null(file);
	n = fread(bytes, 1, sizeof(bytes), file);
	fclose(file);
	assert_in_range(n, 1000, sizeof(bytes) - 1);
	for (size_t i = 0; i < n; i++) {
		char before = bytes[i];

		bytes[i] = (char)wrong[i % sizeof(wrong)];
		tree_bytes(&tree, "damaged", bytes, n);
		if (open_database(tree.path, "damaged", &d) == 0)
			ask_all(&d);
		close_database(&d);
		bytes[i] = before;
	}
	/* cut off, with a head that says so and with one that does not */
	for (size_t i = 0; i < n; i += 7) {
		tree_bytes(&tree, "damaged", bytes, i);
		assert_int_equal(open_database(tree.path, "damaged", &d), -EBADMSG);
		close_database(&d);
	}
	tree_remove(&tree);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(this_machine),
		cmocka_unit_test(own_database),
		cmocka_unit_test(damaged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
