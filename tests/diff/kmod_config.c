// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * `alias` lines of modprobe.d as the only source, asked through data/modprobe and
 * through libkmod with an empty modules directory. The lines are a part of a real
 * kernel's table; the questions are the modaliases of the corpus.
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

#include <libkmod.h>

#include "data/modprobe/modprobe.h"
#include "tests/lib/tree.h"

/* libkmod asks fnmatch(3) for each alias and string. All lines with brackets, which are
 * few, and one of so many others. */
enum { STEP = 4 };

struct fixture {
	struct tree tree;
	struct hw_root *root;
	struct hw_modprobe *ours;
	struct kmod_ctx *kmod;
	struct hw_arena arena;
	size_t asked;
	size_t answered;
};

static void write_config(struct fixture *f, const char *shared)
{
	char command[1024];
	char path[PATH_MAX];
	char line[8192];
	size_t n = 0;
	FILE *in;
	FILE *out;

	tree_dir(&f->tree, "none");
	tree_file(&f->tree, "etc/modprobe.d/first.conf",
		  "alias pci:v00008086d* any-intel\nalias *:* any-device\n");
	tree_place(&f->tree, "etc/modprobe.d/table.conf", path);
	out = fopen(path, "w");
	assert_non_null(out);
	snprintf(command, sizeof(command),
		 "set -- '%s'/kernels/*.tar.gz; tar -xzOf \"$1\" --wildcards "
		 "'*/modules.alias'",
		 shared);
	in = popen(command, "r");
	assert_non_null(in);
	while (fgets(line, sizeof(line), in))
		if (n++ % STEP == 0 || strchr(line, '['))
			fputs(line, out);
	assert_int_equal(pclose(in), 0);
	assert_int_equal(fclose(out), 0);
	assert_true(n > 1000);
}

static void ask(struct fixture *f, const char *string)
{
	struct kmod_list *list = NULL;
	const struct hw_directive **hits = NULL;
	struct kmod_list *l;
	size_t count = 0;
	size_t i = 0;
	int r;

	hw_arena_reset(&f->arena);
	r = hw_modprobe_match(f->ours, hw_text_of(string), &f->arena, &hits, &count);
	assert_int_equal(kmod_module_new_from_lookup(f->kmod, string, &list) < 0, r < 0);
	kmod_list_foreach(l, list)
	{
		struct kmod_module *m = kmod_module_get_module(l);

		assert_true(i < count);
		if (!hw_text_eq(hits[i]->module, hw_text_of(kmod_module_get_name(m))))
			fail_msg("%s: ours is %.*s, theirs %s", string,
				 HW_TEXT_ARG(hits[i]->module), kmod_module_get_name(m));
		kmod_module_unref(m);
		i++;
	}
	assert_int_equal(i, count);
	f->asked++;
	f->answered += count > 1;
	kmod_module_unref_list(list);
}

static void ask_corpus(struct fixture *f, const char *shared)
{
	char path[PATH_MAX];
	char line[16384];
	int column = -1;
	FILE *in;

	snprintf(path, sizeof(path), "%s/corpus/modaliases.tsv", shared);
	in = fopen(path, "r");
	assert_non_null(in);
	while (fgets(line, sizeof(line), in)) {
		char *rest = line;
		char *field = NULL;

		line[strcspn(line, "\n")] = '\0';
		if (column < 0) {
			for (int i = 0; (field = strsep(&rest, "\t")); i++)
				if (strcmp(field, "modalias") == 0)
					column = i;
			assert_true(column >= 0);
			continue;
		}
		for (int i = 0; i <= column; i++)
			field = strsep(&rest, "\t");
		if (field && *field)
			ask(f, field);
	}
	fclose(in);
}

static void test_corpus(void **state)
{
	const char *shared = getenv("HWALIAS_SHARED");
	struct fixture f = {.asked = 0};
	const char *configs[] = {NULL, NULL};
	char config[PATH_MAX];
	char none[PATH_MAX];

	(void)state;
	if (!shared)
		skip();
	tree_make(&f.tree);
	write_config(&f, shared);
	snprintf(config, sizeof(config), "%s/etc/modprobe.d", f.tree.path);
	snprintf(none, sizeof(none), "%s/none", f.tree.path);
	configs[0] = config;
	f.kmod = kmod_new(none, configs);
	assert_non_null(f.kmod);
	assert_int_equal(hw_root_open(f.tree.path, &f.root), 0);
	assert_int_equal(hw_modprobe_open(f.root, NULL, NULL, NULL, &f.ours), 0);
	ask_corpus(&f, shared);
	ask(&f, "pci:v00008086d[0");
	ask(&f, "pci:v00008086d0]");
	printf("%zu strings, %zu with an answer of the table\n", f.asked, f.answered);
	assert_true(f.answered > 50);
	kmod_unref(f.kmod);
	hw_modprobe_close(f.ours);
	hw_root_close(f.root);
	hw_arena_done(&f.arena);
	tree_remove(&f.tree);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_corpus),
	};

	/* the modules directory is empty, which it complains of */
	setenv("KMOD_LOG", "0", 1);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
