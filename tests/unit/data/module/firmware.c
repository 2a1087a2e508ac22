// SPDX-License-Identifier: GPL-2.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "data/host/taint.h"
#include "data/module/firmware.h"
#include "tests/lib/tree.h"

struct bench {
	struct tree tree;
	struct hw_root *root;
	struct hw_arena arena;
	struct hw_firmware firmware;
};

static void open_bench(struct bench *b)
{
	assert_int_equal(hw_root_open(b->tree.path, &b->root), 0);
	assert_int_equal(
		hw_firmware_open(b->root, HW_TEXT("6.1.0-1"), &b->arena, &b->firmware),
		0);
}

static void close_bench(struct bench *b)
{
	hw_root_close(b->root);
	hw_arena_done(&b->arena);
	tree_remove(&b->tree);
}

static void assert_found(struct bench *b, const char *name, const char *path)
{
	struct hw_text found =
		hw_firmware_find(&b->firmware, hw_text_of(name), &b->arena);

	if (path)
		assert_string_equal(found.s ? found.s : "(none)", path);
	else
		assert_null(found.s);
}

/* Each directory goes before those after it in fw_path[]. */
static void test_places(void **state)
{
	static const char *const places[] = {
		"opt/fw",
		"lib/firmware/updates/6.1.0-1",
		"lib/firmware/updates",
		"lib/firmware/6.1.0-1",
		"lib/firmware",
	};
	struct bench b = {0};
	char path[PATH_MAX];

	(void)state;
	tree_make(&b.tree);
	tree_file(&b.tree, "sys/module/firmware_class/parameters/path", "/opt/fw\n");
	tree_dir(&b.tree, "lib/firmware/6.1.0-2");
	tree_file(&b.tree, "lib/firmware/6.1.0-2/a.bin", "");
	for (size_t i = 0; i < HW_ARRAY_SIZE(places); i++)
		tree_dir(&b.tree, places[i]);
	open_bench(&b);
	assert_found(&b, "a.bin", NULL);
	for (size_t i = HW_ARRAY_SIZE(places); i-- > 0;) {
		snprintf(path, sizeof(path), "%s/a.bin", places[i]);
		tree_file(&b.tree, path, "");
		snprintf(path, sizeof(path), "/%s/a.bin", places[i]);
		assert_found(&b, "a.bin", path);
	}
	close_bench(&b);
}

/* All directories are tried for the plain name before any for a compressed one. */
static void test_compressed(void **state)
{
	struct bench b = {0};

	(void)state;
	tree_make(&b.tree);
	tree_file(&b.tree, "lib/firmware/updates/intel/a.ucode.xz", "");
	open_bench(&b);
	assert_found(&b, "intel/a.ucode", "/lib/firmware/updates/intel/a.ucode.xz");
	tree_file(&b.tree, "lib/firmware/intel/a.ucode.zst", "");
	assert_found(&b, "intel/a.ucode", "/lib/firmware/intel/a.ucode.zst");
	tree_file(&b.tree, "lib/firmware/intel/a.ucode", "");
	assert_found(&b, "intel/a.ucode", "/lib/firmware/intel/a.ucode");
	assert_found(&b, "intel/a", NULL);
	close_bench(&b);
}

/* The link /lib -> usr/lib is not in every recorded tree. */
static void test_usr(void **state)
{
	struct bench b = {0};

	(void)state;
	tree_make(&b.tree);
	tree_file(&b.tree, "usr/lib/firmware/a", "");
	tree_file(&b.tree, "usr/lib/firmware/c.zst", "");
	open_bench(&b);
	assert_true(b.firmware.known);
	assert_found(&b, "a", "/usr/lib/firmware/a");
	assert_found(&b, "b", NULL);
	assert_found(&b, "c", "/usr/lib/firmware/c.zst");
	close_bench(&b);
}

static void test_patterns(void **state)
{
	struct bench b = {0};

	(void)state;
	tree_make(&b.tree);
	tree_file(&b.tree, "lib/firmware/brcm/brcmfmac43430-sdio.acme.txt.xz", "");
	open_bench(&b);
	assert_found(&b, "brcm/brcmfmac*-sdio.*.txt",
		     "/lib/firmware/brcm/brcmfmac43430-sdio.acme.txt.xz");
	assert_found(&b, "brcm/brcmfmac*-pcie.*.txt", NULL);
	assert_found(&b, "*.txt", NULL);
	close_bench(&b);
}

/* Names come from files that anyone may have made. */
static void test_hostile_names(void **state)
{
	struct bench b = {0};

	(void)state;
	tree_make(&b.tree);
	tree_file(&b.tree, "lib/firmware/a", "");
	tree_file(&b.tree, "secret", "");
	open_bench(&b);
	assert_found(&b, "../../secret", NULL);
	assert_found(&b, "/a", NULL);
	assert_found(&b, "./a", NULL);
	assert_found(&b, "", NULL);
	close_bench(&b);
}

/* Nothing was recorded: then no file can be called absent. */
static void test_unknown(void **state)
{
	struct bench b = {0};

	(void)state;
	tree_make(&b.tree);
	open_bench(&b);
	assert_false(b.firmware.known);
	close_bench(&b);
}

static void assert_taint(uint64_t value, const char *letters)
{
	char got[65] = "";
	const struct hw_taint *flag;

	for (size_t n = 0; (flag = hw_taint_next(&value)); n++)
		got[n] = flag->letter;
	assert_string_equal(got, letters);
}

/* The table of Documentation/admin-guide/tainted-kernels.rst: bit, letter, number. */
static void test_taint(void **state)
{
	(void)state;
	assert_taint(0, "");
	assert_taint(1, "P");
	assert_taint(4097, "PO");
	assert_taint(1024, "C");
	assert_taint(65536, "X");
	assert_taint(131072, "T");
	assert_taint(262144, "N");
	assert_taint(0x3ffff, "PFSRMBUDAWCIOELKXT");
	/* not in use so far */
	assert_taint(UINT64_C(1) << 40 | 512, "W");
	assert_null(hw_taint_of_bit(63));
	for (unsigned bit = 0; hw_taint_of_bit(bit); bit++)
		assert_true(strlen(hw_taint_of_bit(bit)->meaning) > 10);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_places),	      cmocka_unit_test(test_compressed),
		cmocka_unit_test(test_usr),	      cmocka_unit_test(test_patterns),
		cmocka_unit_test(test_hostile_names), cmocka_unit_test(test_unknown),
		cmocka_unit_test(test_taint),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
