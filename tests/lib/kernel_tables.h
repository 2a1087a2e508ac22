/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_TESTS_LIB_KERNEL_TABLES_H
#define HWALIAS_TESTS_LIB_KERNEL_TABLES_H

/*
 * The tables of real kernels, and strings to ask them for. HWALIAS_SHARED has
 * kernels/RELEASE.tar.gz, each with lib/modules/RELEASE, and corpus/modaliases.tsv, whose
 * column `modalias` was read from machines.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <libkmod.h>

#include "data/alias/alias.h"
#include "data/module/module.h"
#include "tests/lib/tree.h"

enum { MAX_STRING = 4096 };

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
	struct tree tree;
	struct hw_root *shared;
	struct hw_root *root;
	struct hw_arena arena;
	struct hw_text *releases;
	size_t kernels;
};

static inline int set_up(void **state)
{
	const char *shared = getenv("HWALIAS_SHARED");
	struct fixture *f = calloc(1, sizeof(*f));
	char command[1024];

	*state = f;
	if (!f)
		return -1;
	tree_make(&f->tree);
	if (hw_root_open(f->tree.path, &f->root) < 0)
		return -1;
	if (!shared || hw_root_open(shared, &f->shared) < 0)
		return 0;
	snprintf(command, sizeof(command),
		 "for a in '%s'/kernels/*.tar.gz; do tar -xzf \"$a\" -C '%s' || exit; "
		 "done",
		 shared, f->tree.path);
	if (system(command) != 0)
		return -1;
	return hw_root_list(f->root, "lib/modules", &f->arena, &f->releases, &f->kernels);
}

static inline int tear_down(void **state)
{
	struct fixture *f = *state;

	hw_root_close(f->root);
	hw_root_close(f->shared);
	hw_arena_done(&f->arena);
	tree_remove(&f->tree);
	free(f);
	return 0;
}

static inline void open_kernel(struct fixture *f, size_t i, struct kernel *k)
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
	snprintf(path, sizeof(path), "%s/%s", f->tree.path, k->dir);
	k->kmod = kmod_new(path, &no_config);
	assert_non_null(k->kmod);
	/* it complains of the dependencies' files, which are not there */
	kmod_set_log_priority(k->kmod, 0);
	assert_int_equal(kmod_load_resources(k->kmod), 0);
}

static inline void close_kernel(struct kernel *k)
{
	kmod_unref(k->kmod);
	hw_aliases_close(k->aliases);
	hw_modules_close(k->modules);
	hw_unmap(&k->text);
	hw_unmap(&k->builtin);
	hw_arena_done(&k->arena);
}

/*
 * A string that `pattern` matches: stars become `star`, '?' becomes `one`, and a set its
 * first member or its last one.
 */
static inline void synthesise(struct hw_text pattern, const char *star, char one,
			      bool last, char ret[static MAX_STRING])
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

/* The pattern of one line of modules.alias, or the absent text. */
static inline struct hw_text pattern_of_line(struct hw_text line)
{
	size_t end = line.n;

	if (!hw_text_starts(line, HW_TEXT("alias ")))
		return HW_NO_TEXT;
	while (line.s[end - 1] != ' ')
		end--;
	return hw_text_from(hw_text_head(line, end - 1), strlen("alias "));
}

/* Calls `each` for the last column of every line of the corpus but the head. */
static inline void for_each_modalias(struct fixture *f, struct kernel *k,
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

#endif
