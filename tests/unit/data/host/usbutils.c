// SPDX-License-Identifier: GPL-2.0-or-later
/* The layout of the installed lsusb, by the format strings of its releases: usbutils'
 * lsusb-t.c, print_usbbusnode() and add_usb_interface(), at v014, v016 and v019. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "data/host/usbutils.h"
#include "tests/lib/tree.h"

static void layout_of_a_program(void **state)
{
	static const struct {
		const char *path;
		const char *strings;
		const char *since;
	} rows[] = {
		{"usr/bin/lsusb", "x\n/:  Bus %02u.Port %u: Dev %u, Class=%s\n", "014"},
		{"usr/bin/lsusb", "/:  Bus %03u.Port %03u: Dev %03u, Class=%s\n", "016"},
		{"usr/sbin/lsusb", "[none]\n/:  Bus %03u.Port %03u: Dev %03u\n", "019"},
		/* busybox has no such strings */
		{"usr/bin/lsusb", "Bus %s Device %s: ID %s:%s\n", "019"},
		{"usr/bin/lsusb", "", "019"},
		{"nowhere", "", "019"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct tree tree;
		struct hw_root *root;
		const struct hw_lsusb_layout *layout;

		tree_make(&tree);
		tree_file(&tree, rows[i].path, rows[i].strings);
		assert_int_equal(hw_root_open(tree.path, &root), 0);
		layout = hw_lsusb_layout_find(root);
		assert_string_equal(layout->since, rows[i].since);
		assert_int_equal(layout->ascending, strcmp(layout->since, "014") != 0);
		hw_root_close(root);
		tree_remove(&tree);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(layout_of_a_program)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
