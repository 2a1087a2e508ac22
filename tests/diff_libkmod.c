// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The alias tables of real kernels, asked through data/aliases and through libkmod with
 * the .bin indexes that depmod made of the same modules. The questions: every modalias
 * of the corpus, and strings made from every pattern of the tables.
 *
 * HWALIAS_SHARED has kernels/RELEASE.tar.gz, each with lib/modules/RELEASE, and
 * corpus/modaliases.tsv, whose column `modalias` was read from machines.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <errno.h>
#include <fnmatch.h>
#include <libkmod.h>
#include <unistd.h>

#include "data/aliases.h"
#include "data/modules.h"

enum { MAX_SET = 4096, MAX_STRING = 4096 };

/* One kernel's tables, both ways. */
struct kernel {
	char dir[512];
	struct hw_root *root;
	struct hw_aliases *aliases;
	struct hw_modules *modules;
	struct kmod_ctx *kmod;
	struct hw_map text;
	struct hw_map builtin;
	struct hw_arena arena;
	size_t asked;
	size_t answered;
	size_t from_builtin;
	size_t by_name;
};

struct fixture {
	char top[64];
	struct hw_root *shared;
	struct hw_root *root;
	struct hw_arena arena;
	struct hw_text *releases;
	size_t kernels;
};

static int set_up(void **state)
{
	const char *shared = getenv("HWALIAS_SHARED");
	struct fixture *f = calloc(1, sizeof(*f));
	char command[1024];

	*state = f;
	if (!f)
		return -1;
	strcpy(f->top, "/tmp/hwalias-kmod-XXXXXX");
	if (!mkdtemp(f->top) || hw_root_open(f->top, &f->root) < 0)
		return -1;
	if (!shared || hw_root_open(shared, &f->shared) < 0)
		return 0;
	snprintf(command, sizeof(command),
		 "for a in '%s'/kernels/*.tar.gz; do tar -xzf \"$a\" -C '%s' || exit; "
		 "done",
		 shared, f->top);
	if (system(command) != 0)
		return -1;
	return hw_root_list(f->root, "lib/modules", &f->arena, &f->releases, &f->kernels);
}

static int tear_down(void **state)
{
	struct fixture *f = *state;
	char command[128];

	hw_root_close(f->root);
	hw_root_close(f->shared);
	hw_arena_done(&f->arena);
	snprintf(command, sizeof(command), "rm -r '%s'", f->top);
	free(f);
	return system(command) ? -1 : 0;
}

static void open_kernel(struct fixture *f, size_t i, struct kernel *k)
{
	const char *no_config = NULL;
	char path[1024];

	memset(k, 0, sizeof(*k));
	k->root = f->root;
	snprintf(k->dir, sizeof(k->dir), "lib/modules/%.*s", HW_TEXT_ARG(f->releases[i]));
	assert_int_equal(hw_aliases_open(f->root, k->dir, NULL, &k->aliases), 0);
	assert_int_equal(hw_modules_open(NULL, f->root, k->dir, NULL, &k->modules), 0);
	snprintf(path, sizeof(path), "%s/modules.alias", k->dir);
	assert_int_equal(hw_root_map(f->root, path, &k->text), 0);
	snprintf(path, sizeof(path), "%s/modules.builtin.modinfo", k->dir);
	assert_int_equal(hw_root_map(f->root, path, &k->builtin), 0);
	snprintf(path, sizeof(path), "%s/%s", f->top, k->dir);
	k->kmod = kmod_new(path, &no_config);
	assert_non_null(k->kmod);
	/* it complains of the dependencies' files, which are not there */
	kmod_set_log_priority(k->kmod, 0);
	assert_int_equal(kmod_load_resources(k->kmod), 0);
}

static void close_kernel(struct kernel *k)
{
	kmod_unref(k->kmod);
	hw_aliases_close(k->aliases);
	hw_modules_close(k->modules);
	hw_unmap(&k->text);
	hw_unmap(&k->builtin);
	hw_arena_done(&k->arena);
}

/* Module names, each once, in order. */
struct set {
	char *names[MAX_SET];
	size_t n;
};

static int by_name(const void *a, const void *b)
{
	const char *const *left = a;
	const char *const *right = b;

	return strcmp(*left, *right);
}

static void finish_set(struct set *s)
{
	size_t n = 0;

	qsort(s->names, s->n, sizeof(s->names[0]), by_name);
	for (size_t i = 0; i < s->n; i++) {
		if (n == 0 || strcmp(s->names[n - 1], s->names[i]) != 0)
			s->names[n++] = s->names[i];
	}
	s->n = n;
}

static void add_to_set(struct kernel *k, struct set *s, struct hw_text name)
{
	char *copy = hw_arena_alloc(&k->arena, name.n + 1, 1);

	assert_true(s->n < MAX_SET);
	assert_non_null(copy);
	memcpy(copy, name.s, name.n);
	s->names[s->n++] = copy;
}

static bool same_set(const struct set *a, const struct set *b)
{
	if (a->n != b->n)
		return false;
	for (size_t i = 0; i < a->n; i++) {
		if (strcmp(a->names[i], b->names[i]) != 0)
			return false;
	}
	return true;
}

/* Our answer, a set for each source. */
static int ask_us(struct kernel *k, const char *string, struct set sets[2])
{
	struct hw_alias_hit *hits;
	size_t count;
	int r = hw_aliases_match(k->aliases, hw_text_of(string), &k->arena, &hits,
				 &count);

	sets[0].n = 0;
	sets[1].n = 0;
	for (size_t i = 0; r == 0 && i < count; i++)
		add_to_set(k, &sets[hits[i].source], hits[i].module);
	finish_set(&sets[0]);
	finish_set(&sets[1]);
	return r;
}

static int ask_libkmod(struct kernel *k, const char *string, struct set *ret)
{
	struct kmod_list *list = NULL;
	struct kmod_list *item;
	int r = kmod_module_new_from_lookup(k->kmod, string, &list);

	ret->n = 0;
	kmod_list_foreach(item, list)
	{
		struct kmod_module *module = kmod_module_get_module(item);

		add_to_set(k, ret, hw_text_of(kmod_module_get_name(module)));
		kmod_module_unref(module);
	}
	kmod_module_unref_list(list);
	finish_set(ret);
	return r < 0 ? r : 0;
}

/*
 * libkmod asks modules.dep and modules.builtin for a module of just that name, the former
 * before the aliases and only for a string without ':'.
 */
static bool is_answer_by_name(struct kernel *k, const char *string, const struct set *s)
{
	char name[MAX_STRING];

	snprintf(name, sizeof(name), "%s", string);
	for (char *c = name; *c; c++)
		*c = *c == '-' ? '_' : *c;
	return s->n == 1 && strcmp(s->names[0], name) == 0 && !strchr(name, ':') &&
	       (hw_modules_path(k->modules, hw_text_of(name)).s ||
		hw_modules_is_builtin(k->modules, hw_text_of(name)) == HW_YES);
}

static void compare(struct kernel *k, const char *string)
{
	static struct set ours[2];
	static struct set theirs;
	const struct set *answer;
	int r;

	hw_arena_reset(&k->arena);
	r = ask_us(k, string, ours);
	assert_int_equal(r, ask_libkmod(k, string, &theirs));
	k->asked++;
	answer = ours[HW_ALIAS_MODULES].n ? &ours[HW_ALIAS_MODULES]
					  : &ours[HW_ALIAS_BUILTIN];
	if (same_set(answer, &theirs)) {
		k->answered += answer->n > 0;
		k->from_builtin += answer == &ours[HW_ALIAS_BUILTIN] && answer->n > 0;
	} else if (is_answer_by_name(k, string, &theirs)) {
		k->by_name++;
	} else {
		fail_msg("%s: %zu modules, of libkmod %zu (%s ...)", string, answer->n,
			 theirs.n, theirs.n ? theirs.names[0] : "");
	}
}

/*
 * A string that `pattern` matches: stars become `star`, '?' becomes `one`, and a set its
 * first member or its last one.
 */
static void synthesise(struct hw_text pattern, const char *star, char one, bool last,
		       char ret[static MAX_STRING])
{
	size_t n = 0;

	for (size_t i = 0; i < pattern.n && n + 64 < MAX_STRING; i++) {
		if (pattern.s[i] == '*') {
			memcpy(ret + n, star, strlen(star));
			n += strlen(star);
		} else if (pattern.s[i] == '?') {
			ret[n++] = one;
		} else if (pattern.s[i] == '[') {
			size_t end = i + hw_text_find(hw_text_from(pattern, i), ']');

			ret[n++] = pattern.s[last ? end - 1 : i + 1];
			i = end;
		} else {
			ret[n++] = pattern.s[i];
		}
	}
	ret[n] = '\0';
}

/* One string that must be found for each pattern, and a near miss for every fourth. */
static void compare_variants(struct kernel *k, struct hw_text pattern, size_t number)
{
	char string[MAX_STRING];
	size_t found = k->answered + k->by_name;

	if (number % 2)
		synthesise(pattern, "", '0', false, string);
	else
		synthesise(pattern, "0F:", 'F', true, string);
	compare(k, string);
	if (k->answered + k->by_name != found + 1)
		fail_msg("%.*s: found nothing", HW_TEXT_ARG(pattern));
	if (number % 4 == 0) {
		string[number / 4 % strlen(string)] = "0Z:_"[number / 4 % 4];
		compare(k, string);
	}
}

/* The pattern of one line of modules.alias, or the absent text. */
static struct hw_text pattern_of_line(struct hw_text line)
{
	size_t end = line.n;

	if (!hw_text_starts(line, HW_TEXT("alias ")))
		return HW_NO_TEXT;
	while (line.s[end - 1] != ' ')
		end--;
	return hw_text_from(hw_text_head(line, end - 1), strlen("alias "));
}

static struct hw_text pattern_of_record(struct hw_text record)
{
	const char *mark = memmem(record.s, record.n, ".alias=", 7);

	if (!mark || (size_t)(mark - record.s) != hw_text_find(record, '.'))
		return HW_NO_TEXT;
	return hw_text_from(record, (size_t)(mark - record.s) + 7);
}

static void report(const struct kernel *k)
{
	print_message(
		"%s: %zu patterns, %zu strings, %zu answered (%zu of them built in), "
		"%zu by module name, no difference\n",
		k->dir, hw_aliases_count(k->aliases), k->asked, k->answered,
		k->from_builtin, k->by_name);
}

static void test_every_pattern(void **state)
{
	struct fixture *f = *state;

	if (!f->kernels)
		skip();
	for (size_t i = 0; i < f->kernels; i++) {
		struct kernel k;
		struct hw_text rest;
		size_t patterns = 0;

		open_kernel(f, i, &k);
		for (rest = k.text.text; rest.s;) {
			struct hw_text p = pattern_of_line(hw_text_cut(&rest, '\n'));

			if (p.s)
				compare_variants(&k, p, patterns++);
		}
		for (rest = k.builtin.text; rest.s;) {
			struct hw_text p = pattern_of_record(hw_text_cut(&rest, '\0'));

			if (p.s)
				compare_variants(&k, p, patterns++);
		}
		assert_int_equal(patterns, hw_aliases_count(k.aliases));
		assert_true(k.from_builtin > 0);
		report(&k);
		close_kernel(&k);
	}
}

/* Calls `each` for the last column of every line of the corpus but the head. */
static void for_each_modalias(struct fixture *f, struct kernel *k,
			      void (*each)(struct kernel *k, const char *string))
{
	struct hw_map corpus;
	struct hw_text rest;

	assert_int_equal(hw_root_map(f->shared, "corpus/modaliases.tsv", &corpus), 0);
	rest = corpus.text;
	hw_text_cut(&rest, '\n');
	while (rest.s) {
		struct hw_text line = hw_text_cut(&rest, '\n');
		char string[MAX_STRING];
		struct hw_text cell = HW_NO_TEXT;

		while (line.s)
			cell = hw_text_cut(&line, '\t');
		if (!cell.n || cell.n >= sizeof(string))
			continue;
		memcpy(string, cell.s, cell.n);
		string[cell.n] = '\0';
		each(k, string);
	}
	hw_unmap(&corpus);
}

static void test_corpus(void **state)
{
	struct fixture *f = *state;

	if (!f->kernels)
		skip();
	for (size_t i = 0; i < f->kernels; i++) {
		struct kernel k;

		open_kernel(f, i, &k);
		for_each_modalias(f, &k, compare);
		assert_true(k.answered > 100);
		report(&k);
		close_kernel(&k);
	}
}

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

static void check_lines(struct kernel *k, const char *string)
{
	struct hw_text rest = k->text.text;
	struct hw_alias_hit *hits;
	char normal[MAX_STRING];
	size_t count;
	size_t n = 0;

	hw_arena_reset(&k->arena);
	assert_int_equal(hw_aliases_match(k->aliases, hw_text_of(string), &k->arena,
					  &hits, &count),
			 0);
	snprintf(normal, sizeof(normal), "%s", string);
	normalise(normal);
	for (size_t line = 1; rest.s; line++) {
		struct hw_text p = pattern_of_line(hw_text_cut(&rest, '\n'));
		char pattern[MAX_STRING];

		/* spares most calls: all patterns of these tables begin with a letter */
		if (!p.s || p.s[0] != normal[0])
			continue;
		memcpy(pattern, p.s, p.n);
		pattern[p.n] = '\0';
		normalise(pattern);
		if (fnmatch(pattern, normal, 0) != 0)
			continue;
		if (n == count || hits[n].line != line)
			fail_msg("%s: line %zu is not a hit", string, line);
		n++;
	}
	while (n < count && hits[n].source == HW_ALIAS_BUILTIN)
		n++;
	assert_int_equal(n, count);
	k->asked++;
}

/* Line by line, with nothing but fnmatch(3): the lines and their order too. */
static void test_corpus_by_brute_force(void **state)
{
	struct fixture *f = *state;
	struct kernel k;

	if (!f->kernels)
		skip();
	open_kernel(f, f->kernels - 1, &k);
	for_each_modalias(f, &k, check_lines);
	print_message("%s: %zu strings against every line\n", k.dir, k.asked);
	close_kernel(&k);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_pattern),
		cmocka_unit_test(test_corpus),
		cmocka_unit_test(test_corpus_by_brute_force),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
