// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The alias tables of real kernels, asked through data/aliases and through libkmod with
 * the .bin indexes that depmod made of the same modules. The questions: every modalias
 * of the corpus, and strings made from every pattern of the tables.
 *
 * HWALIAS_SHARED has kernels/RELEASE.tar.gz, each with lib/modules/RELEASE, and
 * corpus/modaliases.tsv, whose column `modalias` was read from machines.
 */
#include "tests/lib/kernel_tables.h"

#include <stdio.h>

enum { MAX_SET = 4096 };

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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_pattern),
		cmocka_unit_test(test_corpus),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
