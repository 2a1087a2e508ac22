// SPDX-License-Identifier: GPL-2.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "data/ids/amdgpu.h"
#include "tests/lib/tree.h"

/* Lines of libdrm's file, and some that are none. */
static const char text[] = "# List of AMDGPU IDs\n"
			   "#\n"
			   "# device_id,\trevision_id,\tproduct_name\n"
			   "\n"
			   "1.0.0\n"
			   "130F,\t00,\tAMD Radeon R7 Graphics\n"
			   "15D8,\t91,\tAMD Radeon Vega 3 Graphics\n"
			   "15D8,\t91,\tAMD Ryzen Embedded R1606G with Radeon Vega Gfx\n"
			   "67DF\n"
			   "67DF,\n"
			   "67DF,\tC1\n"
			   "67DF,\tC1,\n"
			   "67DFF0,\tC1,\tx\n"
			   "67DF, c1 , Radeon RX 580 Series \r\n"
			   "98E4,\tEB,\tAMD Radeon R4 Graphics";

static const struct {
	uint16_t device;
	uint8_t revision;
	const char *name;
} cases[] = {
	{0x130f, 0x00, "AMD Radeon R7 Graphics"},
	/* of two lines the first counts, as in libdrm */
	{0x15d8, 0x91, "AMD Radeon Vega 3 Graphics"},
	{0x15d8, 0x92, ""},
	{0x67df, 0xc1, "Radeon RX 580 Series"},
	/* without a line feed at the end */
	{0x98e4, 0xeb, "AMD Radeon R4 Graphics"},
	{0x0001, 0x00, ""},
};

static void names_are_by_device_and_revision(void **state)
{
	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(cases); i++)
		assert_true(hw_text_eq(hw_amdgpu_search(hw_text_of(text), cases[i].device,
							cases[i].revision),
				       hw_text_of(cases[i].name)));
	assert_false(hw_amdgpu_search(HW_NO_TEXT, 1, 1).n);
	assert_false(hw_amdgpu_name(NULL, 1, 1).n);
}

static void the_file_is_read_below_a_root(void **state)
{
	struct tree tree;
	struct hw_root *root;
	struct hw_amdgpu *ids;

	(void)state;
	tree_make(&tree);
	assert_int_equal(hw_root_open(tree.path, &root), 0);
	assert_false(hw_amdgpu_is_there(root));
	assert_int_equal(hw_amdgpu_open(root, &ids), 0);
	assert_false(hw_amdgpu_name(ids, 0x130f, 0).n);
	hw_amdgpu_close(ids);
	tree_file(&tree, "usr/share/libdrm/amdgpu.ids", text);
	assert_true(hw_amdgpu_is_there(root));
	assert_int_equal(hw_amdgpu_open(root, &ids), 0);
	assert_true(hw_text_eq(hw_amdgpu_name(ids, 0x130f, 0),
			       HW_TEXT("AMD Radeon R7 Graphics")));
	hw_amdgpu_close(ids);
	hw_amdgpu_close(NULL);
	hw_root_close(root);
	tree_remove(&tree);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_by_device_and_revision),
		cmocka_unit_test(the_file_is_read_below_a_root),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
