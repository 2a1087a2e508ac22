// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Which modules claim each modalias of a file: data/alias beside libkmod, which is
 * given the same kernel's folder, no configuration, and its indexes loaded. A result is
 * a line "MODALIAS TAB MODULE" for each module, once, in byte order.
 */
#include "side.h"

#include <stdlib.h>

#include <libkmod.h>

#include "data/alias/alias.h"

#define MODULES_MAX 4096

struct alias_state {
	const char *folder;
	struct bench_lines strings;
	struct hw_root *root;
	struct hw_aliases *aliases;
	struct hw_arena arena;
	struct kmod_ctx *kmod;
};

static struct alias_state *open_strings(char **arguments)
{
	struct alias_state *state = bench_new(sizeof(*state));

	state->folder = arguments[0];
	state->strings = bench_read_lines(arguments[1]);
	return state;
}

static int by_text(const void *a, const void *b)
{
	const struct hw_text *x = a;
	const struct hw_text *y = b;

	return hw_text_cmp(*x, *y);
}

static void dump_modules(FILE *dump, struct hw_text string, struct hw_text *modules,
			 size_t n)
{
	qsort(modules, n, sizeof(*modules), by_text);
	for (size_t i = 0; i < n; i++) {
		if (i == 0 || !hw_text_eq(modules[i - 1], modules[i]))
			fprintf(dump, "%s\t%.*s\n", string.s, HW_TEXT_ARG(modules[i]));
	}
}

static void open_aliases(struct alias_state *state)
{
	if (hw_root_open(state->folder, &state->root) < 0 ||
	    hw_aliases_open(state->root, ".", NULL, &state->aliases) < 0)
		bench_fail("cannot read the tables in %s", state->folder);
}

static void close_all(struct alias_state *state)
{
	hw_aliases_close(state->aliases);
	hw_root_close(state->root);
	hw_arena_done(&state->arena);
	kmod_unref(state->kmod);
	state->aliases = NULL;
	state->root = NULL;
	state->arena = (struct hw_arena){0};
	state->kmod = NULL;
}

static void close_state(void *arg)
{
	struct alias_state *state = arg;

	close_all(state);
	bench_free_lines(state->strings);
	free(state);
}

/* libkmod does not ask the built-in modules' table once modules.alias has answered. */
static void dump_hits(FILE *dump, struct hw_text string, const struct hw_alias_hit *hits,
		      size_t n)
{
	struct hw_text modules[MODULES_MAX];
	size_t count = 0;

	for (size_t i = 0; i < n && count < MODULES_MAX; i++) {
		if (hits[i].source == hits[0].source)
			modules[count++] = hits[i].module;
	}
	dump_modules(dump, string, modules, count);
}

static size_t match(void *arg, FILE *dump)
{
	struct alias_state *state = arg;
	size_t sum = 0;

	for (size_t i = 0; i < state->strings.count; i++) {
		struct hw_alias_hit *hits;
		size_t n;

		hw_arena_reset(&state->arena);
		if (hw_aliases_match(state->aliases, state->strings.lines[i],
				     &state->arena, &hits, &n) < 0)
			continue;
		for (size_t j = 0; j < n; j++)
			sum += hits[j].module.n;
		if (dump)
			dump_hits(dump, state->strings.lines[i], hits, n);
	}
	return sum;
}

static void *open_match(char **arguments)
{
	struct alias_state *state = open_strings(arguments);

	open_aliases(state);
	if (hw_aliases_index(state->aliases) < 0)
		bench_fail("out of memory");
	return state;
}

/* As the program does it for strings that it is given as operands. */
static void *open_match_load(char **arguments)
{
	return open_strings(arguments);
}

static size_t match_load(void *arg, FILE *dump)
{
	struct alias_state *state = arg;
	size_t sum;

	open_aliases(state);
	if (hw_aliases_prepare(state->aliases, state->strings.lines,
			       state->strings.count) < 0)
		bench_fail("out of memory");
	sum = match(state, dump);
	close_all(state);
	return sum;
}

static void open_context(struct alias_state *state)
{
	const char *no_config = NULL;

	state->kmod = kmod_new(state->folder, &no_config);
	if (!state->kmod)
		bench_fail("libkmod: out of memory");
	/* it complains of indexes that are not there and that a look-up needs not */
	kmod_set_log_priority(state->kmod, 0);
	if (kmod_load_resources(state->kmod) < 0)
		bench_fail("libkmod cannot load the indexes in %s", state->folder);
}

static size_t kmod(void *arg, FILE *dump)
{
	struct alias_state *state = arg;
	size_t sum = 0;

	for (size_t i = 0; i < state->strings.count; i++) {
		struct hw_text modules[MODULES_MAX];
		size_t n = 0;
		struct kmod_list *list = NULL;
		struct kmod_list *item;

		if (kmod_module_new_from_lookup(state->kmod, state->strings.lines[i].s,
						&list) < 0)
			continue;
		kmod_list_foreach(item, list)
		{
			struct kmod_module *module = kmod_module_get_module(item);
			struct hw_text name = hw_text_of(kmod_module_get_name(module));

			/* the list still holds the module, and so its name */
			kmod_module_unref(module);
			sum += name.n;
			if (dump && n < MODULES_MAX)
				modules[n++] = name;
		}
		if (dump)
			dump_modules(dump, state->strings.lines[i], modules, n);
		kmod_module_unref_list(list);
	}
	return sum;
}

static void *open_kmod(char **arguments)
{
	struct alias_state *state = open_strings(arguments);

	open_context(state);
	return state;
}

static size_t kmod_load(void *arg, FILE *dump)
{
	struct alias_state *state = arg;
	size_t sum;

	open_context(state);
	sum = kmod(state, dump);
	close_all(state);
	return sum;
}

#define SIDE(title, opener, work)                                                        \
	{                                                                                \
		.name = title, .arguments = "KERNEL-FOLDER STRINGS",                     \
		.argument_count = 2, .open = opener, .pass = work, .close = close_state  \
	}

const struct bench_side bench_match = SIDE("match", open_match, match);
const struct bench_side bench_match_load =
	SIDE("match-load", open_match_load, match_load);
const struct bench_side bench_kmod = SIDE("kmod", open_kmod, kmod);
const struct bench_side bench_kmod_load = SIDE("kmod-load", open_match_load, kmod_load);
