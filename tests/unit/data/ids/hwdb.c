// SPDX-License-Identifier: GPL-2.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>

#include "data/ids/hwdb.h"
#include "tests/lib/tree.h"

struct state {
	struct hw_root *live;
	struct hw_hwdb *hwdb;
	struct hw_warnings warnings;
	struct hw_arena arena;
};

/* hwdb stays NULL where there is none. */
static int setup(void **state)
{
	struct state *s = calloc(1, sizeof(*s));
	int r;

	assert_non_null(s);
	assert_int_equal(hw_root_open("/", &s->live), 0);
	r = hw_hwdb_find(s->live, &s->warnings, &s->hwdb);
	assert_true(r == 0 || r == -ENOENT);
	*state = s;
	return 0;
}

static int teardown(void **state)
{
	struct state *s = *state;

	hw_hwdb_close(s->hwdb);
	hw_root_close(s->live);
	hw_warnings_done(&s->warnings);
	hw_arena_done(&s->arena);
	free(s);
	return 0;
}

static struct hw_text get(struct state *s, const char *key, const char *property)
{
	return hw_hwdb_get(s->hwdb, hw_text_of(key), property, &s->arena);
}

/* Names that systemd has had since 2016. */
static void answers(void **state)
{
	struct state *s = *state;
	struct hw_text first;
	struct hw_text xerox;

	if (!s->hwdb)
		skip();
	first = get(s, "acpi:ABP7501:", "ID_VENDOR_FROM_DATABASE");
	assert_true(hw_text_eq(first, HW_TEXT("Advansys")));
	/* another property of the same key, then another key */
	assert_null(get(s, "acpi:ABP7501:", "ID_MODEL_FROM_DATABASE").s);
	xerox = get(s, "OUI:000000", "ID_OUI_FROM_DATABASE");
	assert_true(hw_text_eq(xerox, HW_TEXT("XEROX CORPORATION")));
	assert_null(get(s, "acpi:ABP7501", "ID_VENDOR_FROM_DATABASE").s);
	/* once more, now from memory */
	assert_true(
		hw_text_eq(get(s, "acpi:ABP7501:", "ID_VENDOR_FROM_DATABASE"), first));
	assert_null(get(s, "acpi:ABP7501:", "ID_MODEL_FROM_DATABASE").s);
	assert_null(get(s, "acpi:ABP7501", "ID_VENDOR_FROM_DATABASE").s);
	assert_null(get(s, "", "ID_VENDOR_FROM_DATABASE").s);
	/* names stay when others are asked for */
	assert_true(hw_text_eq(first, HW_TEXT("Advansys")));
	assert_int_equal(s->warnings.count, 0);
}

static void long_keys_are_not_cut(void **state)
{
	struct state *s = *state;
	char key[HW_HWDB_KEY_MAX + 2];

	if (!s->hwdb)
		skip();
	memset(key, '0', sizeof(key));
	memcpy(key, "OUI:000000", strlen("OUI:000000"));
	assert_non_null(hw_hwdb_get(s->hwdb, (struct hw_text){key, HW_HWDB_KEY_MAX},
				    "ID_OUI_FROM_DATABASE", &s->arena)
				.s);
	assert_null(hw_hwdb_get(s->hwdb, (struct hw_text){key, HW_HWDB_KEY_MAX + 1},
				"ID_OUI_FROM_DATABASE", &s->arena)
			    .s);
}

static void path_exists(void **state)
{
	struct state *s = *state;

	assert_null(hw_hwdb_path(NULL).s);
	if (!s->hwdb)
		skip();
	assert_int_equal(access(hw_hwdb_path(s->hwdb).s, F_OK), 0);
}

/* A source of systemd that was written then. */
static void add_source(const struct tree *tree, const char *path, time_t modified)
{
	const struct timespec times[2] = {{.tv_sec = modified}, {.tv_sec = modified}};
	char at[PATH_MAX];

	tree_file(tree, path, "usb:v0001*\n ID_VENDOR_FROM_DATABASE=Fry's\n");
	tree_place(tree, path, at);
	assert_int_equal(utimensat(AT_FDCWD, at, times, 0), 0);
}

static bool is_older(struct hw_root *root, enum hw_ids_kind kind, const char *version)
{
	struct hw_hwdb *hwdb = NULL;
	bool is;

	assert_int_equal(hw_hwdb_find(root, NULL, &hwdb), 0);
	is = hw_hwdb_is_older(hwdb, kind, hw_text_of(version));
	hw_hwdb_close(hwdb);
	return is;
}

/* date -u -d @SECONDS */
#define JUNE_26_2025	 ((time_t)1750949769)
#define DECEMBER_31_2011 ((time_t)1325289600)

static void age_of_sources(void **state)
{
	struct hw_root *root;
	struct tree tree;

	(void)state;
	assert_false(hw_hwdb_is_older(NULL, HW_IDS_PCI, HW_TEXT("2025.07.26")));
	tree_make(&tree);
	assert_int_equal(hw_root_open(tree.path, &root), 0);
	tree_file(&tree, "usr/lib/udev/hwdb.bin", "");
	/* nothing tells */
	assert_false(is_older(root, HW_IDS_USB, "2025.07.26"));
	add_source(&tree, "usr/lib/udev/hwdb.d/20-usb-vendor-model.hwdb", JUNE_26_2025);
	add_source(&tree, "lib/udev/hwdb.d/20-pci-vendor-model.hwdb", JUNE_26_2025);
	assert_true(is_older(root, HW_IDS_USB, "2025.07.26"));
	assert_true(is_older(root, HW_IDS_USB, "2025.06.27"));
	assert_true(is_older(root, HW_IDS_PCI, "2026.01.01"));
	/* on that day itself it may have been copied before or after */
	assert_false(is_older(root, HW_IDS_USB, "2025.06.26"));
	assert_false(is_older(root, HW_IDS_PCI, "2023.04.10"));
	assert_false(is_older(root, HW_IDS_USB, NULL));
	assert_false(is_older(root, HW_IDS_USB, ""));
	assert_false(is_older(root, HW_IDS_USB, "2025-07-26"));
	assert_false(is_older(root, HW_IDS_USB, "2025.07.26b"));
	assert_false(is_older(root, HW_IDS_USB, "20250726"));
	/* images without dates have 0, 1 or 1980 everywhere */
	add_source(&tree, "usr/lib/udev/hwdb.d/20-usb-vendor-model.hwdb", 1);
	assert_false(is_older(root, HW_IDS_USB, "2025.07.26"));
	add_source(&tree, "usr/lib/udev/hwdb.d/20-usb-vendor-model.hwdb",
		   DECEMBER_31_2011);
	assert_false(is_older(root, HW_IDS_USB, "2025.07.26"));
	add_source(&tree, "usr/lib/udev/hwdb.d/20-usb-vendor-model.hwdb", JUNE_26_2025);
	assert_true(is_older(root, HW_IDS_USB, "2025.07.26"));
	/* the administrator may name any id */
	tree_dir(&tree, "etc/udev/hwdb.d");
	assert_true(is_older(root, HW_IDS_USB, "2025.07.26"));
	tree_file(&tree, "etc/udev/hwdb.d/99-mine.hwdb", "");
	assert_false(is_older(root, HW_IDS_USB, "2025.07.26"));
	hw_root_close(root);
	tree_remove(&tree);
}

static void none(void **state)
{
	struct state *s = *state;
	struct hw_hwdb *hwdb = NULL;
	struct hw_root *root;
	struct tree tree;
	int r;

	assert_null(hw_hwdb_get(NULL, HW_TEXT("OUI:000000"), "ID_OUI_FROM_DATABASE",
				&s->arena)
			    .s);
	hw_hwdb_close(NULL);
	tree_make(&tree);
	assert_int_equal(hw_root_open(tree.path, &root), 0);
	r = hw_hwdb_find(root, &s->warnings, &hwdb);
	assert_int_equal(r, -ENOENT);
	assert_null(hwdb);
	assert_int_equal(s->warnings.count, 0);
	hw_root_close(root);
	tree_remove(&tree);
}

/* What cannot be read has no names, and is told once. */
static void unusable(void **state)
{
	struct state *s = *state;
	struct hw_hwdb *hwdb = NULL;
	struct hw_root *root;
	struct tree tree;

	tree_make(&tree);
	assert_int_equal(hw_root_open(tree.path, &root), 0);
	tree_file(&tree, "usr/lib/udev/hwdb.bin",
		  "KSLPHHRH and then nothing of that kind");
	assert_int_equal(hw_hwdb_find(root, &s->warnings, &hwdb), 0);
	for (int i = 0; i < 2; i++)
		assert_null(hw_hwdb_get(hwdb, HW_TEXT("OUI:000000"),
					"ID_OUI_FROM_DATABASE", &s->arena)
				    .s);
	assert_int_equal(s->warnings.count, 1);
	assert_string_equal(s->warnings.first->code, "hwdb-unusable");
	hw_hwdb_close(hwdb);
	hw_root_close(root);
	tree_remove(&tree);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(answers),	   TEST(long_keys_are_not_cut),
		TEST(path_exists), TEST(age_of_sources),
		TEST(none),	   TEST(unusable),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
