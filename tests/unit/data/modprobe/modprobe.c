// SPDX-License-Identifier: GPL-2.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <errno.h>

#include "data/modprobe/modprobe.h"
#include "tests/lib/text.h"
#include "tests/lib/tree.h"

struct fixture {
	struct tree tree;
	struct hw_root *root;
	struct hw_warnings warnings;
	struct hw_arena arena;
	struct hw_modprobe *modprobe;
};

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	if (!f)
		return -1;
	tree_make(&f->tree);
	*state = f;
	return hw_root_open(f->tree.path, &f->root);
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	hw_modprobe_close(f->modprobe);
	hw_root_close(f->root);
	hw_warnings_done(&f->warnings);
	hw_arena_done(&f->arena);
	tree_remove(&f->tree);
	free(f);
	return 0;
}

static void open_tree(struct fixture *f)
{
	assert_int_equal(hw_modprobe_open(f->root, f->root, "lib/modules/6.1",
					  &f->warnings, &f->modprobe),
			 0);
}

static void open_text(struct fixture *f, const char *file, const char *cmdline)
{
	hw_modprobe_close(f->modprobe);
	assert_int_equal(hw_modprobe_open_text(hw_text_of(file), hw_text_of(cmdline),
					       &f->warnings, &f->modprobe),
			 0);
}

static void check(const struct fixture *f, size_t i, enum hw_directive_kind kind,
		  const char *module, const char *value, const char *path, size_t line)
{
	size_t count;
	const struct hw_directive *v = hw_modprobe_directives(f->modprobe, &count);

	assert_true(i < count);
	assert_int_equal(v[i].kind, kind);
	assert_text(v[i].module, module);
	assert_text(v[i].value, value);
	assert_text(v[i].path, path);
	assert_int_equal(v[i].line, line);
}

static void check_count(const struct fixture *f, size_t expected)
{
	size_t count;

	hw_modprobe_directives(f->modprobe, &count);
	assert_int_equal(count, expected);
}

/* The line of a directive is the first of those it is written on. */
static void test_places(void **state)
{
	struct fixture *f = *state;
	const char *a = "/etc/modprobe.d/a.conf";

	tree_file(&f->tree, a + 1,
		  "# a comment\n"
		  "blacklist \\\n\\\n  snd-pcsp\n"
		  "alias pci:v00008086d* my-driver\n"
		  "# goes on \\\nblacklist not\n"
		  "  install  usb-storage  /bin/false  \n"
		  "weakdep a b c");
	tree_file(&f->tree, "proc/cmdline", "quiet modprobe.blacklist=x\n");
	open_tree(f);
	check(f, 0, HW_DIRECTIVE_BLACKLIST, "snd_pcsp", NULL, a, 2);
	check(f, 1, HW_DIRECTIVE_ALIAS, "my_driver", "pci:v00008086d*", a, 5);
	check(f, 2, HW_DIRECTIVE_INSTALL, "usb_storage", " /bin/false  ", a, 8);
	check(f, 3, HW_DIRECTIVE_WEAKDEP, "a", "b c", a, 9);
	check(f, 4, HW_DIRECTIVE_BLACKLIST, "x", NULL, NULL, 0);
	check_count(f, 5);
	assert_int_equal(f->warnings.count, 0);
}

static void test_merged_usr(void **state)
{
	struct fixture *f = *state;

	tree_file(&f->tree, "usr/lib/modprobe.d/a.conf", "blacklist once\n");
	tree_link(&f->tree, "lib", "usr/lib");
	open_tree(f);
	check(f, 0, HW_DIRECTIVE_BLACKLIST, "once", NULL, "/usr/lib/modprobe.d/a.conf",
	      1);
	check_count(f, 1);
}

/* depmod's files take their place among the others by name. */
static void test_depmod_files(void **state)
{
	struct fixture *f = *state;

	tree_file(&f->tree, "etc/modprobe.d/a.conf", "blacklist a\n");
	tree_file(&f->tree, "etc/modprobe.d/n.conf", "blacklist n\n");
	tree_file(&f->tree, "lib/modules/6.1/modules.softdep",
		  "# Soft dependencies\nsoftdep b43 pre: ssb\n");
	tree_file(&f->tree, "lib/modules/6.1/modules.weakdep", "weakdep a b\n");
	open_tree(f);
	check(f, 0, HW_DIRECTIVE_BLACKLIST, "a", NULL, "/etc/modprobe.d/a.conf", 1);
	check(f, 1, HW_DIRECTIVE_SOFTDEP, "b43", "pre: ssb",
	      "/lib/modules/6.1/modules.softdep", 2);
	check(f, 2, HW_DIRECTIVE_WEAKDEP, "a", "b", "/lib/modules/6.1/modules.weakdep",
	      1);
	check(f, 3, HW_DIRECTIVE_BLACKLIST, "n", NULL, "/etc/modprobe.d/n.conf", 1);
}

static void test_nothing_there(void **state)
{
	struct fixture *f = *state;
	const struct hw_directive **hits;
	enum hw_block_kind kind;
	size_t count = 1;

	open_tree(f);
	check_count(f, 0);
	assert_null(hw_modprobe_blocked(f->modprobe, HW_TEXT("x"), &kind));
	assert_int_equal(kind, HW_BLOCK_NONE);
	assert_int_equal(
		hw_modprobe_match(NULL, HW_TEXT("pci:"), &f->arena, &hits, &count), 0);
	assert_int_equal(count, 0);
	assert_null(hw_modprobe_blocked(NULL, HW_TEXT("x"), &kind));
	assert_int_equal(f->warnings.count, 0);
}

static void test_malformed(void **state)
{
	struct fixture *f = *state;
	static const size_t lines[] = {1, 2, 3, 5};
	const struct hw_warning *w;
	size_t i = 0;

	tree_file(&f->tree, "run/modprobe.d/a.conf",
		  "blacklist\noptions x\nblacklits y \\\n\nalias [ x\nblacklist z\n");
	open_tree(f);
	check(f, 0, HW_DIRECTIVE_BLACKLIST, "z", NULL, "/run/modprobe.d/a.conf", 6);
	check_count(f, 1);
	for (w = f->warnings.first; w; w = w->next, i++) {
		assert_true(i < HW_ARRAY_SIZE(lines));
		assert_string_equal(w->code, "modprobe-malformed");
		assert_text(w->path, "/run/modprobe.d/a.conf");
		assert_int_equal(w->line, lines[i]);
	}
	assert_int_equal(i, HW_ARRAY_SIZE(lines));
}

static void check_blocked(const struct fixture *f, const char *module,
			  enum hw_block_kind expected, const char *text)
{
	enum hw_block_kind kind;
	const struct hw_directive *d =
		hw_modprobe_blocked(f->modprobe, hw_text_of(module), &kind);

	if (kind != expected)
		fail_msg("%s, %s: %d is not %d", module, text, (int)kind, (int)expected);
	assert_int_equal(!d, expected == HW_BLOCK_NONE);
	if (d)
		assert_text(d->text, text);
}

/* Every way to disable a module that distributions' manuals tell. */
static void test_install_commands(void **state)
{
	struct fixture *f = *state;
	static const struct {
		const char *command;
		enum hw_block_kind kind;
	} rows[] = {
		{"/bin/false", HW_BLOCK_INSTALL},
		{"/bin/true", HW_BLOCK_INSTALL},
		{"/usr/bin/false", HW_BLOCK_INSTALL},
		{"/usr/bin/true", HW_BLOCK_INSTALL},
		{"  true  ", HW_BLOCK_INSTALL},
		{":", HW_BLOCK_INSTALL},
		{"exit 0", HW_BLOCK_INSTALL},
		{"exit", HW_BLOCK_INSTALL},
		{"/bin/true # why", HW_BLOCK_INSTALL},
		{"/bin/false # CIS: see modprobe.d(5)", HW_BLOCK_INSTALL},
		{"/bin/false; logger no", HW_BLOCK_INSTALL},
		{"/bin/echo disabled by policy", HW_BLOCK_INSTALL},
		{"/run/current-system/sw/bin/false", HW_BLOCK_INSTALL},
		{"/usr/bin/env false", HW_BLOCK_INSTALL},
		{"/bin/sh -c \"exit 1\"", HW_BLOCK_INSTALL},
		{"{ exit 1; }", HW_BLOCK_INSTALL},
		{"(exit 1)", HW_BLOCK_INSTALL},
		{"exit 0; /sbin/modprobe -i m", HW_BLOCK_INSTALL},
		{"false && /sbin/modprobe -i m", HW_BLOCK_INSTALL},
		{"true || /sbin/modprobe -i m", HW_BLOCK_INSTALL},
		{"/bin/falsetto", HW_BLOCK_COMMAND},
		{"/sbin/ctl load", HW_BLOCK_COMMAND},
		{"true; /sbin/ctl load", HW_BLOCK_COMMAND},
		{"test -e /x && /sbin/modprobe -i m", HW_BLOCK_COMMAND},
		/* another module, and itself without an end */
		{"/sbin/modprobe -i other", HW_BLOCK_COMMAND},
		{"/sbin/modprobe m", HW_BLOCK_COMMAND},
		{"/sbin/modprobe --ignore-install m && true", HW_BLOCK_NONE},
		{"/sbin/modprobe -qi m $CMDLINE_OPTS", HW_BLOCK_NONE},
		{"sh -c '/sbin/modprobe -i m'", HW_BLOCK_NONE},
		{"true; /sbin/modprobe -i m", HW_BLOCK_NONE},
		{"true && /sbin/modprobe -i m", HW_BLOCK_NONE},
		{"false || exec modprobe -i $MODPROBE_MODULE", HW_BLOCK_NONE},
		{"insmod /x.ko", HW_BLOCK_NONE},
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(rows); i++) {
		char line[128];
		char trimmed[128];
		size_t n;

		snprintf(line, sizeof(line), "install m %s", rows[i].command);
		open_text(f, line, "");
		strcpy(trimmed, line);
		for (n = strlen(trimmed); trimmed[n - 1] == ' ';)
			trimmed[--n] = '\0';
		check_blocked(f, "m", rows[i].kind, trimmed);
	}
}

/* The strongest counts, whatever the order: what modprobe NAME cannot undo comes first.
 */
static void test_strength(void **state)
{
	struct fixture *f = *state;

	open_text(f,
		  "blacklist a-b\nblacklist c\ninstall c /bin/false\n"
		  "install d /bin/commander\nblacklist d\nblacklist e\n"
		  "alias c x\noptions f blacklist=1\nsoftdep g pre: c\nremove h "
		  "/bin/true\n",
		  "module_blacklist=e,i");
	check_blocked(f, "a_b", HW_BLOCK_BLACKLIST, "blacklist a-b");
	check_blocked(f, "c", HW_BLOCK_INSTALL, "install c /bin/false");
	check_blocked(f, "d", HW_BLOCK_BLACKLIST, "blacklist d");
	check_blocked(f, "e", HW_BLOCK_KERNEL, "module_blacklist=e,i");
	check_blocked(f, "i", HW_BLOCK_KERNEL, "module_blacklist=e,i");
	check_blocked(f, "f", HW_BLOCK_NONE, NULL);
	check_blocked(f, "g", HW_BLOCK_NONE, NULL);
	check_blocked(f, "h", HW_BLOCK_NONE, NULL);
	check_blocked(f, "a", HW_BLOCK_NONE, NULL);
}

static void test_cmdline(void **state)
{
	struct fixture *f = *state;

	open_text(f, "",
		  "BOOT_IMAGE=/boot/vmlinuz-6.1 root=/dev/sda1 quiet\t"
		  "modprobe.blacklist=a,,b-c module_blacklist=lost "
		  "module-blacklist=\"d,e\" "
		  "initcall_blacklist=f_init snd-hda.model=g "
		  "\"parport.dyndbg=file x.c +p\" .x=1 a.b.c=2 "
		  "-- module_blacklist=of-init");
	check(f, 0, HW_DIRECTIVE_BLACKLIST, "a", NULL, NULL, 0);
	check(f, 1, HW_DIRECTIVE_BLACKLIST, "b-c", NULL, NULL, 0);
	check(f, 2, HW_DIRECTIVE_INITCALL_BLACKLIST, "f_init", NULL, NULL, 0);
	check(f, 3, HW_DIRECTIVE_OPTIONS, "snd_hda", "model=g", NULL, 0);
	check(f, 4, HW_DIRECTIVE_OPTIONS, "parport", "dyndbg=\"file x.c +p\"", NULL, 0);
	/* core_param() of kernel/module/main.c: a later one replaces an earlier one */
	check(f, 5, HW_DIRECTIVE_MODULE_BLACKLIST, "d", NULL, NULL, 0);
	check(f, 6, HW_DIRECTIVE_MODULE_BLACKLIST, "e", NULL, NULL, 0);
	check_count(f, 7);
	check_blocked(f, "e", HW_BLOCK_KERNEL, "module-blacklist=\"d,e\"");
	/* an initcall is not a module */
	check_blocked(f, "f_init", HW_BLOCK_NONE, NULL);
	check_blocked(f, "f", HW_BLOCK_INITCALL, "initcall_blacklist=f_init");
}

/* The names that the kernel's macros give. */
static void test_initcalls(void **state)
{
	struct fixture *f = *state;
	static const struct {
		const char *function, *module;
		bool of;
	} rows[] = {
		{"nvme_init", "nvme", true},
		{"ahci_pci_driver_init", "ahci", true},
		{"e1000_init_module", "e1000", true},
		{"init_sd", "sd", true},
		{"e1000e_init", "e1000", false},
		/* right for e1000, and for e1000e not to be known from the name */
		{"e1000_init_module", "e1000e", false},
		{"nvme_tcp_init_module", "nvme_tcp", true},
		{"nvme_tcp_init_module", "nvme", false},
		{"nvme_core_init", "nvme", false},
		{"snd_hda_intel_azx_driver_init", "snd_hda_intel", false},
		{"e1000_exit", "e1000", false},
		{"init_sd_mod", "sd", false},
		{"init", "init", false},
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(rows); i++) {
		char line[128];

		snprintf(line, sizeof(line), "initcall_blacklist=x,%s", rows[i].function);
		open_text(f, "", line);
		check_blocked(f, rows[i].module,
			      rows[i].of ? HW_BLOCK_INITCALL : HW_BLOCK_NONE,
			      rows[i].of ? line : NULL);
	}
}

/* What stands in the way, one line behind the other, as each is taken away. */
static void test_obstacles(void **state)
{
	struct fixture *f = *state;
	static const size_t lines[] = {2, 3, 4, 5, 0};
	struct hw_blocker *all;
	size_t count;

	open_text(f,
		  "install m /sbin/modprobe -i m\n"
		  "blacklist x-y\ninstall x[-_]* /bin/false\n"
		  "install x-y /bin/true\ninstall x_y /sbin/ctl\n"
		  "install x-y /bin/false\ninstall m /bin/false\n",
		  "module_blacklist=x_y");
	assert_int_equal(hw_modprobe_blockers(f->modprobe, HW_TEXT("x_y"), &f->arena,
					      &all, &count),
			 0);
	assert_int_equal(count, HW_ARRAY_SIZE(lines));
	for (size_t i = 0; i < count; i++)
		assert_int_equal(all[i].directive->line, lines[i]);
	/* behind a command that may load the module no other is asked */
	assert_int_equal(all[3].kind, HW_BLOCK_COMMAND);
	assert_int_equal(all[4].kind, HW_BLOCK_KERNEL);
	assert_true(hw_modprobe_blocks_needed(f->modprobe));
	/* the first one counts, though the other would block */
	check_blocked(f, "m", HW_BLOCK_NONE, NULL);
	assert_int_equal(hw_modprobe_install(f->modprobe, HW_TEXT("m"))->line, 1);
}

/* What a remedy has to find again. */
static void test_raw(void **state)
{
	struct fixture *f = *state;
	const struct hw_directive *v;
	size_t count;

	open_text(f, "  blacklist\ta  \ninstall b \\\n  /bin/\\\nfalse\nblacklist c\\",
		  "");
	v = hw_modprobe_directives(f->modprobe, &count);
	assert_int_equal(count, 3);
	assert_text(v[0].raw, "  blacklist\ta  ");
	assert_text(v[1].raw, "install b \\\n  /bin/\\\nfalse");
	assert_text(v[2].raw, "blacklist c\\");
}

static void test_carriage_return(void **state)
{
	struct fixture *f = *state;

	open_text(f, "blacklist a\r\nblacklist b # x\r\n", "modprobe.blacklist=c");
	assert_false(hw_modprobe_blocks_needed(f->modprobe));
	check_blocked(f, "a", HW_BLOCK_NONE, NULL);
	check_blocked(f, "b", HW_BLOCK_BLACKLIST, "blacklist b # x");
	assert_int_equal(f->warnings.count, 1);
	assert_int_equal(f->warnings.first->line, 1);
}

static void test_unreadable(void **state)
{
	struct fixture *f = *state;

	tree_link(&f->tree, "etc/modprobe.d", "modprobe.d");
	open_tree(f);
	assert_false(hw_modprobe_is_whole(f->modprobe));
	assert_true(hw_modprobe_is_whole(NULL));
	assert_int_equal(f->warnings.count, 1);
	assert_text(f->warnings.first->path, "/etc/modprobe.d");
}

static void test_match(void **state)
{
	struct fixture *f = *state;
	const struct hw_directive **hits;
	size_t count;

	open_text(f,
		  "alias pci:v00008086d* one\nalias usb:* two\n"
		  "alias pci:v0000808[5-7]d*sv-x* three\nblacklist one\n",
		  "");
	assert_int_equal(hw_modprobe_match(f->modprobe, HW_TEXT("pci:v00008086d1sv-x"),
					   &f->arena, &hits, &count),
			 0);
	assert_int_equal(count, 2);
	assert_text(hits[0]->module, "one");
	assert_text(hits[1]->module, "three");
	assert_int_equal(hits[1]->line, 3);
	assert_int_equal(hw_modprobe_match(f->modprobe, HW_TEXT("pci:[x"), &f->arena,
					   &hits, &count),
			 -EINVAL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_places),	 TEST(test_merged_usr),
		TEST(test_depmod_files), TEST(test_nothing_there),
		TEST(test_malformed),	 TEST(test_install_commands),
		TEST(test_strength),	 TEST(test_cmdline),
		TEST(test_match),	 TEST(test_initcalls),
		TEST(test_obstacles),	 TEST(test_raw),
		TEST(test_unreadable),	 TEST(test_carriage_return),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
