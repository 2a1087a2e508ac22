// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The tables of real kernels, asked by their texts and by the indexes that depmod made of
 * them: for every modalias of the corpus and strings made of every pattern, the same
 * modules, and where all but lines is wanted, the same patterns in the same order; and of
 * every module the same path and needs.
 */
#include "tests/lib/kernel_tables.h"

#include "data/module/name.h"

/* What is counted by prefix of `detail`. */
struct counts {
	size_t asked;
	size_t hits;
	/* the index answered, not the text */
	size_t by_index;
};

static struct counts counts[HW_ALIAS_NAMES + 1];
static struct hw_aliases *by_index[HW_ALIAS_NAMES + 1];

static bool has(const struct hw_alias_hit *v, size_t n, const struct hw_alias_hit *hit)
{
	for (size_t i = 0; i < n; i++)
		if (hw_text_eq(v[i].module, hit->module) && v[i].source == hit->source)
			return true;
	return false;
}

/* Neither drops a module or has another one, and each module is at the same place. */
static void same_modules(const struct hw_alias_hit *a, size_t a_n,
			 const struct hw_alias_hit *b, size_t b_n, const char *string)
{
	size_t i = 0;
	size_t k = 0;

	for (;;) {
		while (i < a_n && has(a, i, &a[i]))
			i++;
		while (k < b_n && has(b, k, &b[k]))
			k++;
		if (i == a_n || k == b_n)
			break;
		if (!hw_text_eq(a[i].module, b[k].module) || a[i].source != b[k].source)
			fail_msg("%s: %.*s, %.*s", string, HW_TEXT_ARG(a[i].module),
				 HW_TEXT_ARG(b[k].module));
		i++;
		k++;
	}
	if (i < a_n || k < b_n)
		fail_msg("%s: %zu and %zu hits", string, a_n, b_n);
}

/* Of a pattern that a module has twice, depmod's index has one. */
static void same_patterns(const struct hw_alias_hit *a, size_t a_n,
			  const struct hw_alias_hit *b, size_t b_n, const char *string)
{
	size_t k = 0;

	for (size_t i = 0; i < a_n; i++) {
		if (i && hw_text_eq(a[i].pattern, a[i - 1].pattern) &&
		    hw_text_eq(a[i].module, a[i - 1].module) && b_n < a_n)
			continue;
		if (k == b_n || !hw_text_eq(a[i].pattern, b[k].pattern) ||
		    !hw_text_eq(a[i].module, b[k].module))
			fail_msg("%s: %.*s", string, HW_TEXT_ARG(a[i].pattern));
		k++;
	}
	assert_int_equal(k, b_n);
}

static void compare(struct kernel *k, const char *string)
{
	const struct hw_text text = hw_text_of(string);
	struct hw_alias_hit *theirs;
	struct hw_alias_hit *ours;
	size_t their_count;
	size_t count;
	int r;

	hw_arena_reset(&k->arena);
	r = hw_aliases_match(k->aliases, text, &k->arena, &ours, &count);
	for (unsigned d = HW_ALIAS_PATTERNS; r == 0 && d <= HW_ALIAS_NAMES; d++) {
		assert_int_equal(hw_aliases_match(by_index[d], text, &k->arena, &theirs,
						  &their_count),
				 0);
		if (d == HW_ALIAS_NAMES)
			same_modules(ours, count, theirs, their_count, string);
		else
			same_patterns(ours, count, theirs, their_count, string);
		counts[d].asked++;
		counts[d].hits += their_count;
		counts[d].by_index += their_count && !theirs[0].line;
	}
}

/* One at a time: what one string needs of the text, another does not. */
static void ask(struct kernel *k, const char *string)
{
	const struct hw_text text = hw_text_of(string);

	for (unsigned d = HW_ALIAS_PATTERNS; d <= HW_ALIAS_NAMES; d++) {
		assert_int_equal(hw_aliases_open(k->root, k->dir, NULL, &by_index[d]), 0);
		hw_aliases_want(by_index[d], d);
		assert_int_equal(hw_aliases_prepare(by_index[d], &text, 1), 0);
	}
	compare(k, string);
	for (unsigned d = HW_ALIAS_PATTERNS; d <= HW_ALIAS_NAMES; d++)
		hw_aliases_close(by_index[d]);
}

static void ask_patterns(struct kernel *k, size_t step)
{
	struct hw_text rest = k->text.text;

	for (size_t i = 0; rest.s; i++) {
		struct hw_text p = pattern_of_line(hw_text_cut(&rest, '\n'));
		char string[MAX_STRING];

		if (!p.s || i % step)
			continue;
		synthesise(p, i % 2 ? "" : "0F:", '0', i % 2, string);
		ask(k, string);
		string[i / step % strlen(string)] = "0Z:_"[i / step % 4];
		ask(k, string);
	}
}

static void same_tables(struct kernel *k)
{
	char path[PATH_MAX];
	struct hw_map dep;
	struct hw_text rest;
	size_t modules = 0;

	snprintf(path, sizeof(path), "%s/modules.dep", k->dir);
	assert_int_equal(hw_root_map(k->root, path, &dep), 0);
	for (rest = dep.text; rest.n;) {
		struct hw_text needs = hw_text_cut(&rest, '\n');
		struct hw_text file = hw_text_cut(&needs, ':');
		struct hw_text name = hw_module_name_of_path(file);
		struct hw_text told = hw_modules_depends(k->modules, name);

		assert_true(hw_text_eq(hw_modules_path(k->modules, name), file));
		assert_true(hw_text_eq(told, needs));
		modules++;
	}
	assert_false(hw_modules_path(k->modules, HW_TEXT("no_such_module")).s);
	assert_true(modules > 1000);
	hw_unmap(&dep);
}

static void test_kernels(void **state)
{
	struct fixture *f = *state;

	if (!f->kernels)
		skip();
	for (size_t i = 0; i < f->kernels; i++) {
		struct kernel k;

		open_kernel(f, i, &k);
		memset(counts, 0, sizeof(counts));
		for_each_modalias(f, &k, ask);
		ask_patterns(&k, 41);
		same_tables(&k);
		for (unsigned d = HW_ALIAS_PATTERNS; d <= HW_ALIAS_NAMES; d++)
			print_message("%s, detail %u: %zu strings, %zu hits, %zu by the "
				      "index, no difference\n",
				      k.dir, d, counts[d].asked, counts[d].hits,
				      counts[d].by_index);
		assert_true(counts[HW_ALIAS_NAMES].by_index > 1000);
		close_kernel(&k);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_kernels),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
