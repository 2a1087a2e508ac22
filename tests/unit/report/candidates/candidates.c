// SPDX-License-Identifier: GPL-2.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "report/candidates/candidates.h"
#include "tests/lib/text.h"
#include "tests/lib/tree.h"

/* A machine with one kernel, whose tables know one device. */
struct fixture {
	struct tree tree;
	struct hw_warnings warnings;
	struct hw_machine machine;
	struct hw_arena arena;
	struct hw_decoded modalias;
	struct hw_record record;
};

static const char device[] = "pci:v00008086d00001533sv00000000sd00000000bc02sc00i00";

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	if (!f)
		return -1;
	tree_make(&f->tree);
	tree_file(&f->tree, "proc/sys/kernel/osrelease", "6.1\n");
	tree_file(&f->tree, "lib/modules/6.1/modules.alias",
		  "alias pci:v00008086d00001533sv* igb\nalias pci:v00008086d* old-igb\n");
	tree_file(&f->tree, "lib/modules/6.1/modules.dep",
		  "kernel/drivers/net/igb.ko: \nextra/other.ko.xz:\n");
	tree_bytes(&f->tree, "lib/modules/6.1/modules.builtin.modinfo",
		   "core.alias=pci:v*", sizeof("core.alias=pci:v*"));
	tree_file(&f->tree, "lib/modules/6.1/kernel/drivers/net/igb.ko", "");
	tree_file(&f->tree, "lib/modules/6.1/modules.builtin", "kernel/core.ko\n");
	tree_file(&f->tree, "proc/modules", "");
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	hw_machine_close(&f->machine);
	hw_warnings_done(&f->warnings);
	hw_arena_done(&f->arena);
	tree_remove(&f->tree);
	free(f);
	return 0;
}

static void fill(struct fixture *f)
{
	const struct hw_machine_options options = {.sysroot = f->tree.path};
	struct hw_text error = HW_NO_TEXT;

	assert_int_equal(hw_machine_open(&options, &f->warnings, &f->machine, &error), 0);
	hw_decode(hw_text_of(device), &f->modalias.modalias);
	f->record.modalias = &f->modalias;
	assert_int_equal(hw_candidates_fill(&f->machine, &f->arena, &f->record), 0);
}

static const struct hw_candidate *check(const struct fixture *f, size_t i,
					const char *module, enum hw_alias_source source,
					const char *state, const char *blocked_by)
{
	const struct hw_candidate *c = &f->record.candidates[i];

	assert_true(i < f->record.candidate_count);
	assert_text(c->module, module);
	assert_int_equal(c->source, source);
	assert_string_equal(hw_candidate_state(c), state);
	assert_text(c->blocked.blocked_by, blocked_by);
	return c;
}

static void test_nothing_blocks(void **state)
{
	struct fixture *f = *state;
	const struct hw_candidate *c;

	fill(f);
	assert_int_equal(f->record.candidate_count, 3);
	c = check(f, 0, "igb", HW_ALIAS_MODULES, "available", NULL);
	assert_text(c->path, "kernel/drivers/net/igb.ko");
	assert_int_equal(c->blocked.kind, HW_BLOCK_NONE);
	c = check(f, 1, "old_igb", HW_ALIAS_MODULES, "missing", NULL);
	assert_null(c->path.s);
	check(f, 2, "core", HW_ALIAS_BUILTIN, "built in", NULL);
}

/* Built-in code is there before any configuration is read. */
static void test_blacklist(void **state)
{
	struct fixture *f = *state;
	const struct hw_candidate *c;

	tree_file(&f->tree, "etc/modprobe.d/x.conf",
		  "# why\nblacklist igb\nblacklist core\ninstall old_igb /sbin/ctl\n");
	fill(f);
	c = check(f, 0, "igb", HW_ALIAS_MODULES, "blocked",
		  "/etc/modprobe.d/x.conf:2: blacklist igb");
	assert_int_equal(c->blocked.kind, HW_BLOCK_BLACKLIST);
	assert_text(c->blocked.path, "/etc/modprobe.d/x.conf");
	assert_int_equal(c->blocked.line, 2);
	assert_text(c->blocked.directive, "blacklist igb");
	/* the command may load it: told, but not as a block */
	c = check(f, 1, "old_igb", HW_ALIAS_MODULES, "missing", NULL);
	assert_int_equal(c->blocked.kind, HW_BLOCK_COMMAND);
	assert_text(c->blocked.directive, "install old_igb /sbin/ctl");
	c = check(f, 2, "core", HW_ALIAS_BUILTIN, "built in", NULL);
	assert_int_equal(c->blocked.kind, HW_BLOCK_NONE);
}

static void test_cmdline(void **state)
{
	struct fixture *f = *state;
	const struct hw_candidate *c;

	tree_file(&f->tree, "proc/cmdline", "quiet module_blacklist=x,igb\n");
	tree_file(&f->tree, "proc/modules", "igb 1 0 - Live 0x0\n");
	fill(f);
	/* what is loaded is loaded */
	c = check(f, 0, "igb", HW_ALIAS_MODULES, "loaded",
		  "kernel command line: module_blacklist=igb");
	assert_null(c->blocked.path.s);
	assert_int_equal(c->blocked.kind, HW_BLOCK_KERNEL);
}

/* kmod_module_new_from_lookup() asks the tables only when no alias line answered. */
static void test_alias_hides_tables(void **state)
{
	struct fixture *f = *state;
	const struct hw_candidate *c;
	const char *line = "/etc/modprobe.d/x.conf:1: alias pci:v00008086d* other";

	tree_file(&f->tree, "etc/modprobe.d/x.conf",
		  "alias pci:v00008086d* other\nalias usb:* igb\n");
	tree_file(&f->tree, "lib/modules/6.1/extra/other.ko.xz", "");
	fill(f);
	assert_int_equal(f->record.candidate_count, 4);
	c = check(f, 0, "other", HW_ALIAS_CONFIG, "available", NULL);
	assert_text(c->file, "/etc/modprobe.d/x.conf");
	assert_int_equal(c->line, 1);
	assert_text(c->path, "extra/other.ko.xz");
	c = check(f, 1, "igb", HW_ALIAS_MODULES, "blocked", line);
	assert_int_equal(c->blocked.kind, HW_BLOCK_ALIAS);
	check(f, 2, "old_igb", HW_ALIAS_MODULES, "missing", line);
	check(f, 3, "core", HW_ALIAS_BUILTIN, "built in", NULL);
}

static void test_alias_to_the_same_module(void **state)
{
	struct fixture *f = *state;

	tree_file(&f->tree, "etc/modprobe.d/x.conf", "alias pci:* igb\n");
	fill(f);
	check(f, 0, "igb", HW_ALIAS_CONFIG, "available", NULL);
	check(f, 1, "igb", HW_ALIAS_MODULES, "available", NULL);
}

static void test_alias_off(void **state)
{
	struct fixture *f = *state;

	tree_file(&f->tree, "etc/modprobe.d/x.conf", "alias pci:* off\n");
	fill(f);
	assert_int_equal(f->record.candidate_count, 3);
	check(f, 0, "igb", HW_ALIAS_MODULES, "blocked",
	      "/etc/modprobe.d/x.conf:1: alias pci:* off");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_nothing_blocks),
		TEST(test_blacklist),
		TEST(test_cmdline),
		TEST(test_alias_hides_tables),
		TEST(test_alias_to_the_same_module),
		TEST(test_alias_off),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
