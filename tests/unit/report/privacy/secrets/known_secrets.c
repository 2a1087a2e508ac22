// SPDX-License-Identifier: GPL-2.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/privacy/texts/free_text.h"
#include "tests/lib/tree.h"

static void make(struct tree *tree)
{
	tree_make(tree);
	tree_file(tree, "sys/class/dmi/id/product_serial", "CN8374XYZ\n");
	tree_file(tree, "sys/class/dmi/id/board_serial", "To be filled by O.E.M.\n");
	tree_file(tree, "sys/class/dmi/id/chassis_serial", "0123456789\n");
	tree_file(tree, "sys/class/dmi/id/chassis_asset_tag", "A-4711\n");
	tree_file(tree, "sys/class/dmi/id/product_uuid",
		  "4c4c4544-0051-3810-8052-b4c04f564433\n");
	tree_file(tree, "etc/machine-id", "8f3e1a7c5d2b4690a1b2c3d4e5f60718\n");
	tree_file(tree, "sys/class/net/eth0/address", "00:1b:44:11:3a:b7\n");
	tree_file(tree, "sys/class/net/lo/address", "00:00:00:00:00:00\n");
	tree_file(tree, "sys/bus/usb/devices/1-1/serial", "USBSER8899\n");
	tree_file(tree, "sys/bus/hid/devices/0003:046D:B342.0004/uevent",
		  "HID_NAME=x\nHID_UNIQ=HIDQX5512\n");
	tree_file(tree, "sys/class/input/input7/uniq", "INPUTQX77\n");
	tree_file(tree, "sys/class/power_supply/BAT0/serial_number", " 88BATX7\n");
	tree_file(tree, "sys/bus/mmc/devices/mmc0:0001/cid",
		  "1501004446343033320177cc19d28500\n");
	tree_file(tree, "sys/bus/mmc/devices/mmc0:0001/serial", "0x77cc19d2\n");
	tree_file(tree, "sys/bus/mmc/devices/mmc1:0001/serial", "0x00000000\n");
	tree_file(tree, "sys/bus/thunderbolt/devices/0-1/unique_id",
		  "e9010000-0070-6708-03d1-1b0b41b25a0f\n");
	tree_file(tree, "sys/bus/usb/devices/usb1/serial", "0000:00:14.0\n");
	/* short ones: a number, and one that is not many a text's */
	tree_file(tree, "sys/bus/usb/devices/1-2/serial", "2024\n");
	tree_file(tree, "sys/bus/usb/devices/1-3/serial", "AB12\n");
}

static void test_known(void **state)
{
	static const char *const texts[][2] = {
		{"echo CN8374XYZ", "echo withheld"},
		{"name=cn8374xyz,x", "name=withheld,x"},
		{"USBSER8899 tag A-4711 a4711", "withheld tag withheld withheld"},
		/* all spellings of a MAC address */
		{"001b44113ab7 001B.4411.3AB7 00-1b-44-11-3a-b7",
		 "withheld withheld withheld"},
		{"MAC 00 1B 44 11 3A B7 of 001B 4411 3AB7 and 00_1b_44_11_3a_b7",
		 "MAC withheld of withheld and withheld"},
		/* as registers have it */
		{"b73a11441b00", "withheld"},
		{"tag USB SER 8899, USBSER 8899 and CN8374 XYZ",
		 "tag USB SER 8899, USBSER 8899 and CN8374 XYZ"},
		{"CN83 74XYZ of 00 1b 44 11 3a b7c", "withheld of 00 1b 44 11 3a b7c"},
		{"to fe80::21b:44ff:fe11:3ab7%eth0", "to withheld%eth0"},
		{"2001:db8:0:1:21b:44ff:fe11:3ab7", "withheld"},
		{"4c4c4544005138108052b4c04f564433", "withheld"},
		{"8f3e1a7c5d2b4690a1b2c3d4e5f60718", "withheld"},
		{"HIDQX5512 inputqx77 88BATX7", "withheld withheld withheld"},
		{"1501004446343033320177cc19d28500 0x77cc19d2 77cc19d2",
		 "withheld withheld withheld"},
		{"at 0x00000000", "at 0x00000000"},
		{"e9010000-0070-6708-03d1-1b0b41b25a0f", "withheld"},
		{"Key AB12 of ab12, 2024", "Key withheld of withheld, 2024"},
		{"xAB12 AB123 8086:ab12", "xAB12 AB123 8086:ab12"},
		/* placeholders, addresses of PCI, and words around them */
		{"0123456789 0000:00:14.0 000000000000",
		 "0123456789 0000:00:14.0 000000000000"},
		{"install rtw89_8852be x47110 xa4711x",
		 "install rtw89_8852be x47110 xa4711x"},
		{"O.E.M. filled", "O.E.M. filled"},
	};
	struct tree tree;
	struct hw_arena arena = {0};
	struct hw_known_secrets known = {.arena = &arena};
	const struct hw_private_words words = {.known = &known};

	(void)state;
	make(&tree);
	assert_int_equal(hw_root_open(tree.path, &known.root), 0);
	for (size_t i = 0; i < HW_ARRAY_SIZE(texts); i++) {
		struct hw_text t =
			hw_free_text_public(hw_text_of(texts[i][0]), &words, &arena);

		if (!hw_text_eq(t, hw_text_of(texts[i][1])))
			fail_msg("%s: %.*s", texts[i][0], HW_TEXT_ARG(t));
	}
	hw_known_secrets_done(&known);
	hw_root_close(known.root);
	hw_arena_done(&arena);
	tree_remove(&tree);
}

static const struct hw_known *listed(void *arg)
{
	return arg;
}

/* Of the buses that a report has listed the devices are those of the list. */
static void test_listed(void **state)
{
	struct tree tree;
	struct hw_arena arena = {0};
	struct hw_known report = {.scan = {.bus = "usb,hid"}};
	struct hw_known_secrets known = {
		.arena = &arena, .listed = listed, .arg = &report};
	const struct hw_device devices[] = {
		{.subsystem = HW_TEXT("hid"),
		 .name = HW_TEXT("0003:1"),
		 .uevent = HW_TEXT("HID_UNIQ=HIDLIST77\n")},
		{.subsystem = HW_TEXT("usb"),
		 .name = HW_TEXT("1-2"),
		 .syspath = HW_TEXT("/sys/devices/usb1/1-2")},
		/* left out: a root hub, and an interface */
		{.subsystem = HW_TEXT("usb"),
		 .name = HW_TEXT("usb1"),
		 .syspath = HW_TEXT("/sys/devices/usb1")},
		{.subsystem = HW_TEXT("usb"),
		 .name = HW_TEXT("1-2:1.0"),
		 .syspath = HW_TEXT("/sys/devices/usb1/1-2/1-2:1.0")},
	};

	(void)state;
	report.list = (struct hw_device_list){devices, HW_ARRAY_SIZE(devices)};
	make(&tree);
	tree_file(&tree, "sys/devices/usb1/1-2/serial", "USBLIST66\n");
	tree_file(&tree, "sys/devices/usb1/serial", "HUBLIST55\n");
	tree_file(&tree, "sys/devices/usb1/1-2/1-2:1.0/serial", "PARTLIST44\n");
	assert_int_equal(hw_root_open(tree.path, &known.root), 0);
	assert_int_equal(hw_root_replays(known.root, true, false, HW_NO_TEXT), 0);
	assert_int_equal(hw_known_secret_length(&known, HW_TEXT("HIDLIST77")), 9);
	assert_int_equal(hw_known_secret_length(&known, HW_TEXT("USBLIST66")), 9);
	assert_int_equal(hw_known_secret_length(&known, HW_TEXT("HUBLIST55")), 0);
	assert_int_equal(hw_known_secret_length(&known, HW_TEXT("PARTLIST44")), 0);
	/* these are below sys/bus alone, which was listed already */
	assert_int_equal(hw_known_secret_length(&known, HW_TEXT("USBSER8899")), 0);
	/* and this one is of a directory that no list has */
	assert_int_equal(hw_known_secret_length(&known, HW_TEXT("inputqx77")), 9);
	hw_known_secrets_done(&known);
	hw_root_close(known.root);
	hw_arena_done(&arena);

	/* of a recording the files tell, and of a bus that was not listed */
	for (int i = 0; i < 2; i++) {
		known = (struct hw_known_secrets){
			.arena = &arena, .listed = listed, .arg = &report};
		report.scan.bus = i ? "pci" : "usb,hid";
		assert_int_equal(hw_root_open(tree.path, &known.root), 0);
		assert_int_equal(hw_root_replays(known.root, i != 0, false, HW_NO_TEXT),
				 0);
		assert_int_equal(hw_known_secret_length(&known, HW_TEXT("USBSER8899")),
				 10);
		hw_known_secrets_done(&known);
		hw_root_close(known.root);
		hw_arena_done(&arena);
	}
	tree_remove(&tree);
}

/* Nothing is read for a text that has no word like a number of somebody's. */
static void test_on_demand(void **state)
{
	struct tree tree;
	struct hw_arena arena = {0};
	struct hw_known_secrets known = {.arena = &arena};

	(void)state;
	make(&tree);
	assert_int_equal(hw_root_open(tree.path, &known.root), 0);
	assert_int_equal(hw_known_secret_length(&known, HW_TEXT("blacklist")), 0);
	assert_false(known.is_loaded);
	assert_int_equal(hw_known_secret_length(NULL, HW_TEXT("USBSER8899")), 0);
	assert_int_equal(hw_known_secret_length(&known, HW_TEXT("USBSER8899.")), 10);
	assert_true(known.is_loaded);
	hw_known_secrets_done(&known);
	hw_root_close(known.root);
	hw_arena_done(&arena);
	tree_remove(&tree);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_known),
		cmocka_unit_test(test_listed),
		cmocka_unit_test(test_on_demand),
	};

	return cmocka_run_group_tests_name("known_secrets", tests, NULL, NULL);
}
