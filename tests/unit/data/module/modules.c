// SPDX-License-Identifier: GPL-2.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "data/module/module.h"
#include "tests/lib/text.h"
#include "tests/lib/tree.h"

/* A directory that is both the machine and the root of its modules. */
struct fixture {
	struct tree tree;
	struct hw_root *root;
	struct hw_warnings warnings;
	struct hw_modules *modules;
};

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	if (!f)
		return -1;
	tree_make(&f->tree);
	if (hw_root_open(f->tree.path, &f->root) < 0)
		return -1;
	*state = f;
	return hw_modules_open(f->root, f->root, "lib/modules/6.1", &f->warnings,
			       &f->modules);
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	hw_modules_close(f->modules);
	hw_root_close(f->root);
	hw_warnings_done(&f->warnings);
	tree_remove(&f->tree);
	free(f);
	return 0;
}

static void test_loaded_from_proc(void **state)
{
	struct fixture *f = *state;

	tree_file(&f->tree, "proc/modules",
		  "snd_hda_intel 57344 4 - Live 0x0000000000000000\n"
		  "8021q 40960 0 - Live 0x0000000000000000\n"
		  "e1000e 327680 0 - Loading 0x0000000000000000 (E)\n");
	/* proc/modules is asked, not this */
	tree_file(&f->tree, "sys/module/other/initstate", "live\n");
	assert_int_equal(hw_modules_is_loaded(f->modules, HW_TEXT("e1000e")), HW_YES);
	assert_int_equal(hw_modules_is_loaded(f->modules, HW_TEXT("8021q")), HW_YES);
	assert_int_equal(hw_modules_is_loaded(f->modules, HW_TEXT("snd-hda-intel")),
			 HW_YES);
	assert_int_equal(hw_modules_is_loaded(f->modules, HW_TEXT("snd_hda-intel")),
			 HW_YES);
	assert_int_equal(hw_modules_is_loaded(f->modules, HW_TEXT("e1000")), HW_NO);
	assert_int_equal(hw_modules_is_loaded(f->modules, HW_TEXT("other")), HW_NO);
	assert_int_equal(hw_modules_is_loaded(f->modules, HW_TEXT("")), HW_NO);
}

static void test_loaded_nothing(void **state)
{
	struct fixture *f = *state;

	tree_file(&f->tree, "proc/modules", "");
	assert_int_equal(hw_modules_is_loaded(f->modules, HW_TEXT("e1000e")), HW_NO);
}

static void test_loaded_from_sys(void **state)
{
	struct fixture *f = *state;

	tree_file(&f->tree, "sys/module/snd_hda_intel/initstate", "live\n");
	tree_file(&f->tree, "sys/module/vt/parameters/color", "7\n");
	assert_int_equal(hw_modules_is_loaded(f->modules, HW_TEXT("snd-hda-intel")),
			 HW_YES);
	assert_int_equal(hw_modules_is_loaded(f->modules, HW_TEXT("vt")), HW_NO);
	assert_int_equal(hw_modules_is_loaded(f->modules, HW_TEXT("e1000e")), HW_NO);
	assert_int_equal(hw_modules_is_loaded(f->modules, HW_TEXT("../vt")), HW_NO);
}

static void test_nothing_known(void **state)
{
	struct fixture *f = *state;
	struct hw_modules *none = NULL;

	assert_int_equal(hw_modules_is_loaded(f->modules, HW_TEXT("e1000e")), HW_UNKNOWN);
	assert_int_equal(hw_modules_is_builtin(f->modules, HW_TEXT("e1000e")),
			 HW_UNKNOWN);
	assert_int_equal(hw_modules_is_available(f->modules, HW_TEXT("e1000e")),
			 HW_UNKNOWN);
	assert_null(hw_modules_path(f->modules, HW_TEXT("e1000e")).s);

	assert_int_equal(hw_modules_open(NULL, NULL, NULL, &f->warnings, &none), 0);
	assert_int_equal(hw_modules_is_loaded(none, HW_TEXT("e1000e")), HW_UNKNOWN);
	assert_int_equal(hw_modules_is_builtin(none, HW_TEXT("e1000e")), HW_UNKNOWN);
	assert_int_equal(hw_modules_is_available(none, HW_TEXT("e1000e")), HW_UNKNOWN);
	hw_modules_close(none);
	hw_modules_close(NULL);
	assert_int_equal(f->warnings.count, 0);
}

static void test_builtin(void **state)
{
	struct fixture *f = *state;

	tree_file(&f->tree, "lib/modules/6.1/modules.builtin",
		  "kernel/drivers/char/hw_random/rng-core.ko\n"
		  "kernel/mm/zbud.ko\r\n"
		  "kernel/fs/last.ko");
	assert_int_equal(hw_modules_is_builtin(f->modules, HW_TEXT("rng_core")), HW_YES);
	assert_int_equal(hw_modules_is_builtin(f->modules, HW_TEXT("rng-core")), HW_YES);
	assert_int_equal(hw_modules_is_builtin(f->modules, HW_TEXT("zbud")), HW_YES);
	assert_int_equal(hw_modules_is_builtin(f->modules, HW_TEXT("last")), HW_YES);
	assert_int_equal(hw_modules_is_builtin(f->modules, HW_TEXT("kernel")), HW_NO);
	assert_int_equal(hw_modules_is_builtin(f->modules, HW_TEXT("rng")), HW_NO);
}

static void check_path(struct fixture *f, const char *name, const char *path)
{
	assert_text(hw_modules_path(f->modules, hw_text_of(name)), path);
}

static void test_path(void **state)
{
	struct fixture *f = *state;

	tree_file(&f->tree, "lib/modules/6.1/modules.dep",
		  "kernel/net/mac80211.ko.xz: kernel/net/cfg80211.ko.xz\n"
		  "updates/dkms/zfs-core.ko:\n"
		  "/opt/drivers/foreign.ko.zst: kernel/net/mac80211.ko.xz\n"
		  "\n"
		  ":\n"
		  "kernel/other/mac80211.ko: second\n");
	check_path(f, "mac80211", "kernel/net/mac80211.ko.xz");
	check_path(f, "zfs_core", "updates/dkms/zfs-core.ko");
	check_path(f, "foreign", "/opt/drivers/foreign.ko.zst");
	check_path(f, "cfg80211", NULL);
	check_path(f, "", NULL);
	assert_int_equal(f->warnings.count, 0);
}

static void test_available(void **state)
{
	struct fixture *f = *state;

	tree_file(&f->tree, "lib/modules/6.1/modules.dep",
		  "kernel/here.ko.xz:\n"
		  "kernel/gone.ko.xz:\n"
		  "/opt/foreign.ko:\n"
		  "/opt/lost.ko:\n"
		  "kernel/../../up.ko:\n");
	tree_file(&f->tree, "lib/modules/6.1/kernel/here.ko.xz", "");
	tree_file(&f->tree, "lib/modules/up.ko", "");
	tree_file(&f->tree, "opt/foreign.ko", "");
	assert_int_equal(hw_modules_is_available(f->modules, HW_TEXT("here")), HW_YES);
	assert_int_equal(hw_modules_is_available(f->modules, HW_TEXT("gone")), HW_NO);
	assert_int_equal(hw_modules_is_available(f->modules, HW_TEXT("foreign")), HW_YES);
	assert_int_equal(hw_modules_is_available(f->modules, HW_TEXT("lost")), HW_NO);
	assert_int_equal(hw_modules_is_available(f->modules, HW_TEXT("up")), HW_NO);
	assert_int_equal(hw_modules_is_available(f->modules, HW_TEXT("unlisted")), HW_NO);
}

/* A directory that may not be entered tells nothing, like this circle of links. */
static void test_available_out_of_sight(void **state)
{
	struct fixture *f = *state;

	tree_file(&f->tree, "lib/modules/6.1/modules.dep",
		  "kernel/net/a.ko:\nkernel/b.ko: kernel/net/a.ko\nkernel/c.ko: "
		  "kernel/b.ko kernel/d.ko\n");
	tree_file(&f->tree, "lib/modules/6.1/kernel/b.ko", "");
	tree_file(&f->tree, "lib/modules/6.1/kernel/c.ko", "");
	tree_link(&f->tree, "lib/modules/6.1/kernel/net", "net");
	assert_int_equal(hw_modules_is_available(f->modules, HW_TEXT("a")), HW_UNKNOWN);
	assert_false(hw_modules_is_missing(f->modules, HW_TEXT("a")));
	assert_false(hw_modules_needs_missing(f->modules, HW_TEXT("b")));
	/* d is in no line of its own */
	assert_true(hw_modules_needs_missing(f->modules, HW_TEXT("c")));
}

/* A recorded kernel has its index files only. */
static void test_available_in_a_recording(void **state)
{
	struct fixture *f = *state;

	tree_file(&f->tree, "lib/modules/6.1/modules.dep", "kernel/e1000e.ko.xz:\n");
	assert_int_equal(hw_modules_is_available(f->modules, HW_TEXT("e1000e")),
			 HW_UNKNOWN);
	assert_int_equal(hw_modules_is_available(f->modules, HW_TEXT("unlisted")), HW_NO);
}

static void check_all(struct fixture *f, const char *name, enum hw_tristate loaded,
		      enum hw_tristate builtin, enum hw_tristate available,
		      const char *path)
{
	/* the second answer is from memory */
	for (int i = 0; i < 2; i++) {
		struct hw_module_facts got =
			hw_modules_facts(f->modules, hw_text_of(name));

		assert_int_equal(got.loaded, loaded);
		assert_int_equal(got.builtin, builtin);
		assert_int_equal(got.available, available);
		assert_text(got.path, path);
	}
}

static void test_all_at_once(void **state)
{
	struct fixture *f = *state;

	tree_file(&f->tree, "proc/modules", "e1000e 327680 0 - Live 0x0\n");
	tree_file(&f->tree, "lib/modules/6.1/modules.builtin",
		  "kernel/drivers/ata/libata.ko\n");
	tree_file(&f->tree, "lib/modules/6.1/modules.dep",
		  "kernel/e1000e.ko:\nkernel/snd-hda-intel.ko:\n");
	tree_file(&f->tree, "lib/modules/6.1/kernel/e1000e.ko", "");
	/* one question of a module before must not pass for all of them */
	assert_int_equal(hw_modules_is_loaded(f->modules, HW_TEXT("e1000e")), HW_YES);
	check_all(f, "e1000e", HW_YES, HW_NO, HW_YES, "kernel/e1000e.ko");
	check_all(f, "snd_hda_intel", HW_NO, HW_NO, HW_NO, "kernel/snd-hda-intel.ko");
	check_all(f, "libata", HW_NO, HW_YES, HW_NO, NULL);
}

/* What was prepared is not asked again, whatever has become of the file. */
static void test_prepared(void **state)
{
	struct hw_text names[] = {HW_TEXT("snd_hda_intel"), HW_TEXT("e1000e"),
				  HW_TEXT("unlisted"), HW_TEXT("e1000e")};
	struct fixture *f = *state;
	char path[PATH_MAX];

	tree_file(&f->tree, "proc/modules", "e1000e 327680 0 - Live 0x0\n");
	tree_file(&f->tree, "lib/modules/6.1/modules.builtin", "");
	tree_file(&f->tree, "lib/modules/6.1/modules.dep",
		  "kernel/e1000e.ko:\nkernel/snd-hda-intel.ko:\n");
	tree_file(&f->tree, "lib/modules/6.1/kernel/e1000e.ko", "");
	hw_modules_prepare(f->modules, NULL, 0);
	hw_modules_prepare(f->modules, names, HW_ARRAY_SIZE(names));
	tree_place(&f->tree, "lib/modules/6.1/kernel/e1000e.ko", path);
	assert_int_equal(unlink(path), 0);
	check_all(f, "e1000e", HW_YES, HW_NO, HW_YES, "kernel/e1000e.ko");
	check_all(f, "snd-hda-intel", HW_NO, HW_NO, HW_NO, "kernel/snd-hda-intel.ko");
	check_all(f, "unlisted", HW_NO, HW_NO, HW_NO, NULL);
}

static void test_unreadable(void **state)
{
	struct fixture *f = *state;
	char path[PATH_MAX];

	/* a directory where the file should be */
	tree_file(&f->tree, "lib/modules/6.1/modules.builtin/x", "");
	assert_int_equal(hw_modules_is_builtin(f->modules, HW_TEXT("zbud")), HW_UNKNOWN);
	assert_int_equal(hw_modules_is_builtin(f->modules, HW_TEXT("zbud")), HW_UNKNOWN);
	assert_int_equal(f->warnings.count, 1);
	assert_string_equal(f->warnings.first->code, "modules-unreadable");
	tree_place(&f->tree, "lib/modules/6.1/modules.builtin", path);
	assert_text(f->warnings.first->path, path);
}

static void check_depends(struct fixture *f, const char *name, const char *expected)
{
	struct hw_text t = hw_modules_depends(f->modules, hw_text_of(name));

	if (!hw_text_eq(t, hw_text_of(expected)))
		fail_msg("%s: '%.*s'", name, HW_TEXT_ARG(t));
}

static void test_depends(void **state)
{
	struct fixture *f = *state;

	tree_file(&f->tree, "lib/modules/6.1/modules.dep",
		  "kernel/iwl-wifi.ko: kernel/cfg80211.ko.xz kernel/rf-kill.ko\n"
		  "kernel/rf-kill.ko:\nkernel/broken.ko");
	check_depends(f, "iwl_wifi", " kernel/cfg80211.ko.xz kernel/rf-kill.ko");
	check_depends(f, "rf-kill", "");
	check_depends(f, "broken", "");
	check_depends(f, "cfg80211", "");
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_loaded_from_proc),
		TEST(test_loaded_nothing),
		TEST(test_loaded_from_sys),
		TEST(test_nothing_known),
		TEST(test_builtin),
		TEST(test_path),
		TEST(test_available),
		TEST(test_available_in_a_recording),
		TEST(test_available_out_of_sight),
		TEST(test_all_at_once),
		TEST(test_prepared),
		TEST(test_unreadable),
		TEST(test_depends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
