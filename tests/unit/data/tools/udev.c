// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/lib/dump.h"

static const char db[] =
	"P: /devices/pci0000:00/0000:00:1f.6\n"
	"M: 0000:00:1f.6\n"
	"U: pci\n"
	"V: e1000e\n"
	"E: DEVPATH=/devices/pci0000:00/0000:00:1f.6\n"
	"E: DRIVER=e1000e\n"
	"E: PCI_CLASS=20000\n"
	"E: PCI_SLOT_NAME=0000:00:1f.6\n"
	"E: MODALIAS=pci:v00008086d0000156Fsv00001028sd000006E4bc02sc00i00\n"
	"E: SUBSYSTEM=pci\n"
	"E: USEC_INITIALIZED=1234567\n"
	"E: ID_PCI_CLASS_FROM_DATABASE=Network controller\n"
	"\n"
	"P: /devices/pci0000:00/0000:00:1f.6/net/eth0\n"
	"L: 0\n"
	"E: SUBSYSTEM=net\n"
	"E: INTERFACE=eth0\n"
	"\n"
	"P: /devices/pci0000:00/0000:00:14.0/usb1/1-4\n"
	"N: bus/usb/001/005\n"
	"S: libinput\n"
	"E: DEVNAME=/dev/bus/usb/001/005\n"
	"E: DEVTYPE=usb_device\n"
	"E: DRIVER=usb\n"
	"E: PRODUCT=46d/c52b/1211\n"
	"E: TYPE=0/0/0\n"
	"E: BUSNUM=001\n"
	"E: DEVNUM=005\n"
	"E: SUBSYSTEM=usb\n"
	"\n"
	"P: /devices/pci0000:00/0000:00:14.0/usb1/1-4/1-4:1.0\n"
	"E: DEVTYPE=usb_interface\n"
	"E: MODALIAS=usb:v046DpC52Bd1211dc00dsc00dp00ic03isc01ip01in00\n"
	"E: SUBSYSTEM=usb\n"
	"\n"
	"P: /devices/platform/coretemp.0\n"
	"E: DRIVER=coretemp\n"
	"E: MODALIAS=platform:coretemp\n"
	"E: SUBSYSTEM=platform\n"
	"\n"
	"P: /devices/virtual/dmi/id\n"
	"E: "
	"MODALIAS=dmi:bvnX:bvr1:bd01/01/2020:svnX:pnX:pvrX:rvnX:rnX:rvrX:cvnX:ct3:cvrX:\n"
	"E: SUBSYSTEM=dmi\n"
	"\n"
	"P: /module/e1000e\n"
	"E: DEVPATH=/module/e1000e\n"
	"E: SUBSYSTEM=module\n\n";

/* udevadm info --tree, with and without letters for its branches, quoted or not. */
static void test_tree(void **state)
{
	static const char *const trees[] = {
		"\xe2\x94\x9c\xe2\x94\x80/devices/pci0000:00\n"
		"\xe2\x94\x82 \xe2\x94\x86 P: /devices/pci0000:00\n"
		"\xe2\x94\x82 \xe2\x94\x94\xe2\x94\x80"
		"0000:00:1f.6\n"
		"\xe2\x94\x82   \xe2\x94\x86 P: /devices/pci0000:00/0000:00:1f.6\n"
		"\xe2\x94\x82   \xe2\x94\x86 E: DRIVER=e1000e\n"
		"\xe2\x94\x82   \xe2\x94\x86 E: SUBSYSTEM=pci\n"
		"\xe2\x94\x82   \xe2\x94\x86 E: MODALIAS=pci:v00008086d000015B8sv*sd*\n"
		"\n3 items shown.\n",
		"|-/devices/pci0000:00\n| : P: /devices/pci0000:00\n`-0000:00:1f.6\n"
		"  : P: /devices/pci0000:00/0000:00:1f.6\n  : E: DRIVER=e1000e\n"
		"  : E: SUBSYSTEM=pci\n  : E: MODALIAS=pci:v00008086d000015B8sv*sd*\n"
		"\n3 items shown.\n",
		"> |-/devices/pci0000:00\n> | : P: /devices/pci0000:00\n> "
		"`-0000:00:1f.6\n"
		">   : P: /devices/pci0000:00/0000:00:1f.6\n>   : E: DRIVER=e1000e\n"
		">   : E: SUBSYSTEM=pci\n>   : E: "
		"MODALIAS=pci:v00008086d000015B8sv*sd*\n> \n> 3 items shown.\n",
	};
	struct dump *d = *state;

	for (size_t i = 0; i < HW_ARRAY_SIZE(trees); i++) {
		dump_open_one(d, trees[i]);
		dump_assert_warnings(d, 0);
		dump_assert_text(dump_find(d, "pci:0000:00:1f.6")->driver, "e1000e");
		dump_assert_text(dump_find(d, "pci:0000:00:1f.6")->syspath,
				 "/sys/devices/pci0000:00/0000:00:1f.6");
	}
}

#define RECORD(path, subsystem)                                                          \
	"P: " path "\nE: DEVPATH=" path "\nE: SUBSYSTEM=" subsystem "\n\n"
#define CARD  RECORD("/devices/pci0000:00/0000:00:1f.6", "pci")
#define CPU   RECORD("/devices/system/cpu/cpu0", "cpu")
#define LO    RECORD("/devices/virtual/net/lo", "net")
#define BUS   RECORD("/bus/pci", "subsystem")
#define OF_IT RECORD("/module/e1000e", "module")

/* A list of all devices has what every machine has, and its end; others are of some. */
static void test_extent(void **state)
{
	static const struct {
		const char *text;
		bool is_of_all;
	} rows[] = {
		{CARD, false},
		{CPU LO, true},
		{CARD CPU, false},
		{CARD LO, false},
		{CARD CPU LO, true},
		{BUS CARD CPU LO OF_IT, true},
		{BUS CARD CPU LO, false},
		{CARD CPU LO OF_IT, false},
	};
	struct dump *d = *state;

	for (size_t i = 0; i < HW_ARRAY_SIZE(rows); i++) {
		dump_open_one(d, rows[i].text);
		dump_assert_warnings(d, 0);
		assert_int_equal(d->facts.all_buses, rows[i].is_of_all);
	}
}

/* What udev's rules read of attributes that tell one device from another. */
static void test_identities(void **state)
{
	struct dump *d = *state;

	dump_open_one(d, "P: /devices/pci0000:00/0000:00:14.0/usb1/1-4\n"
			 "E: ID_SERIAL_SHORT=9XKQ77TRZ1\n"
			 "E: DEVTYPE=usb_device\nE: SUBSYSTEM=usb\n\n"
			 "P: /devices/pci0000:00/0000:00:14.0/usb1/1-4/1-4:1.0\n"
			 "E: DEVTYPE=usb_interface\nE: SUBSYSTEM=usb\n"
			 "E: ID_SERIAL_SHORT=9XKQ77TRZ1\n\n"
			 "P: /devices/pci0000:00/0000:00:17.0/ata1/host0/target0:0:0/"
			 "0:0:0:0/block/sda\n"
			 "E: DEVTYPE=disk\nE: SUBSYSTEM=block\n"
			 "E: ID_SERIAL_SHORT=S3Z9NB0K812345\n\n"
			 "P: /devices/pci0000:00/0000:00:1f.6/net/eth0\n"
			 "E: SUBSYSTEM=net\nE: ID_NET_NAME_MAC=enx8c164512ab3f\n\n"
			 "P: /devices/pci0000:00/0000:00:1f.7/net/eth1\n"
			 "E: SUBSYSTEM=net\nE: ID_NET_NAME_MAC=enx8c16\n\n");
	dump_assert_file(d, "sys/bus/usb/devices/1-4/serial", "9XKQ77TRZ1\n");
	dump_assert_file(d, "sys/bus/usb/devices/1-4:1.0/serial", NULL);
	dump_assert_file(d, "sys/class/block/sda/serial", "S3Z9NB0K812345\n");
	dump_assert_file(d, "sys/class/net/eth0/address", "8c:16:45:12:ab:3f\n");
	dump_assert_file(d, "sys/class/net/eth1/address", NULL);
}

/* builtin usb_id, and device-nodes.c, as recorded of machines: without a string there are
 * the digits of the id. */
static void test_own_names(void **state)
{
	struct dump *d = *state;

	dump_open_one(d,
		      "P: /devices/pci0000:00/0000:00:14.0/usb1/1-4\n"
		      "E: DEVTYPE=usb_device\nE: SUBSYSTEM=usb\n"
		      "E: ID_VENDOR_ENC=VIA\\x20Labs\\x2c\\x20Inc.\\x20\n"
		      "E: ID_MODEL_ENC=USB2.0\\x20Hub\\xc3\n\n"
		      "P: /devices/pci0000:00/0000:00:14.0/usb1/1-5\n"
		      "E: DEVTYPE=usb_device\nE: SUBSYSTEM=usb\n"
		      "E: ID_VENDOR_ENC=138a\nE: ID_MODEL_ENC=0017\n\n"
		      "P: /devices/pci0000:00/0000:00:14.0/usb1/1-4/1-4:1.0/tty/ttyUSB0\n"
		      "E: SUBSYSTEM=tty\nE: ID_MODEL_ENC=USB2.0\\x20Hub\n\n");
	dump_assert_file(d, "sys/bus/usb/devices/1-4/manufacturer", "VIA Labs, Inc. \n");
	dump_assert_file(d, "sys/bus/usb/devices/1-4/product", "USB2.0 Hub\xc3\n");
	dump_assert_file(d, "sys/bus/usb/devices/1-5/manufacturer", NULL);
	dump_assert_file(d, "sys/bus/usb/devices/1-5/product", NULL);
	dump_assert_file(d, "sys/class/tty/ttyUSB0/product", NULL);
}

static void test_database(void **state)
{
	struct dump *d = *state;
	struct hw_text target;

	dump_open_one(d, db);
	dump_assert_warnings(d, 0);
	dump_assert_text(d->facts.formats, "udev");
	assert_true(d->facts.drivers && d->facts.places);
	assert_int_equal(d->list.n, 5);
	dump_assert_device(d, "pci:0000:00:1f.6",
			   "pci:v00008086d0000156Fsv00001028sd000006E4bc02sc00i00",
			   "e1000e");
	dump_assert_text(dump_find(d, "pci:0000:00:1f.6")->syspath,
			 "/sys/devices/pci0000:00/0000:00:1f.6");
	/* an interface without a driver: the database would have said so */
	dump_assert_device(d, "usb:1-4:1.0",
			   "usb:v046DpC52Bd1211dc00dsc00dp00ic03isc01ip01in00", "");
	dump_assert_text(dump_find(d, "usb:1-4:1.0")->parent, "usb:1-4");
	dump_assert_device(d, "platform:coretemp.0", "platform:coretemp", "coretemp");
	assert_true(dump_find(d, "dmi:id")->class_only);
	dump_assert_file(
		d, "sys/devices/pci0000:00/0000:00:1f.6/uevent",
		"DRIVER=e1000e\nPCI_CLASS=20000\nPCI_SLOT_NAME=0000:00:1f.6\n"
		"MODALIAS=pci:v00008086d0000156Fsv00001028sd000006E4bc02sc00i00\n");
	/* as the kernel names nodes */
	dump_assert_text(hw_uevent_get(dump_find(d, "usb:1-4")->uevent, "DEVNAME"),
			 "bus/usb/001/005");
	assert_int_equal(
		hw_root_readlink(d->root, "sys/class/net/eth0", &d->arena, &target), 0);
	dump_assert_text(target, "../../devices/pci0000:00/0000:00:1f.6/net/eth0");
	assert_false(hw_root_exists(d->root, "sys/module/e1000e"));
}

/* umockdev's attributes, with escapes, of bytes, and links. */
static void test_umockdev(void **state)
{
	struct dump *d = *state;
	struct hw_text text;

	dump_open_one(d, "P: /devices/pci0000:00/0000:00:14.0/usb1/1-4\n"
			 "N: bus/usb/001/005=1201\n"
			 "E: DEVTYPE=usb_device\n"
			 "E: SUBSYSTEM=usb\n"
			 "A: busnum=1\\n\n"
			 "A: product=caf\\303\\251 \\\"x\\\" \\\\ \\q\n"
			 "A: power/control=auto\n"
			 "A: empty=\n"
			 "H: descriptors=12010002ff\n"
			 "L: driver=../../../../../bus/usb/drivers/usb\n"
			 "L: port=../1-0:1.0/usb1-port4\n"
			 "A: noise\n"
			 "H: odd=123\n");
	dump_assert_warnings(d, 1);
	assert_int_equal(d->warnings.first->line, 13);
	dump_assert_device(d, "usb:1-4", NULL, "usb");
	dump_assert_file(d, "sys/bus/usb/devices/1-4/busnum", "1\n");
	dump_assert_file(d, "sys/bus/usb/devices/1-4/product",
			 "caf\xc3\xa9 \"x\" \\ \\q");
	dump_assert_file(d, "sys/bus/usb/devices/1-4/power/control", "auto");
	dump_assert_file(d, "sys/bus/usb/devices/1-4/empty", "");
	assert_int_equal(hw_root_read(d->root, "sys/bus/usb/devices/1-4/descriptors",
				      &d->arena, &text),
			 0);
	assert_true(hw_text_eq(text, HW_TEXT("\x12\x01\x00\x02\xff")));
	assert_int_equal(hw_root_readlink(d->root, "sys/bus/usb/devices/1-4/port",
					  &d->arena, &text),
			 0);
	dump_assert_text(text, "../1-0:1.0/usb1-port4");
}

/* Paths that lead out, names that are none, lines of something else. */
static void test_hostile(void **state)
{
	struct dump *d = *state;

	dump_open_one(d, "P: /devices/../../etc/passwd\n"
			 "E: SUBSYSTEM=pci\n"
			 "E: MODALIAS=pci:v1\n"
			 "\n"
			 "P: /devices/..\n"
			 "E: SUBSYSTEM=pci\n"
			 "\n"
			 "P: /devices/a/b\n"
			 "E: SUBSYSTEM=../../../etc\n"
			 "A: ../../../etc/shadow=x\n"
			 "\n"
			 "P: /devices/a/c\n"
			 "E: SUBSYSTEM=pci\n"
			 "A: ../../d/uevent=x\n"
			 "L: ../e=/etc\n"
			 "prose\n"
			 "E: =x\n"
			 "E: x\n\n");
	assert_false(hw_root_exists(d->root, "etc"));
	assert_false(hw_root_exists(d->root, "sys/devices/d"));
	assert_false(hw_root_exists(d->root, "sys/devices/a/e"));
	assert_true(hw_root_exists(d->root, "sys/devices/a/c/uevent"));
	dump_assert_warnings(d, 5);
}

/* What the database knows stays when lsusb says less. */
static void test_joined(void **state)
{
	const struct hw_text texts[] = {
		HW_TEXT("Bus 001 Device 005: ID 046d:c52b Logitech, Inc. Receiver\n"
			"Device Descriptor:\n"
			"  iProduct                2 USB Receiver\n"),
		hw_text_of(db)};
	struct dump *d = *state;

	dump_open(d, texts, 2);
	dump_assert_warnings(d, 0);
	assert_int_equal(d->list.n, 5);
	dump_assert_text(d->facts.formats, "udev, lsusb");
	dump_assert_file(d, "sys/bus/usb/devices/1-4/product", "USB Receiver\n");
	dump_assert_text(hw_uevent_get(dump_find(d, "usb:1-4")->uevent, "PRODUCT"),
			 "46d/c52b/1211");
}

#define BLOCK                                                                            \
	"E: DEVPATH=/devices/pci0000:00/0000:00:1f.6\n"                                  \
	"E: SUBSYSTEM=pci\n"                                                             \
	"E: DRIVER=e1000e\n"                                                             \
	"E: MODALIAS=pci:v00008086d0000156Fsv00001028sd000006E4bc02sc00i00\n"

/* Where the text is cut at its begin, a property tells the device; behind that none does.
 */
static void test_headless(void **state)
{
	struct dump *d = *state;

	dump_open_one(d, "U: pci\n" BLOCK "\n"
			 "P: /devices/pci0000:00/0000:00:00.0\n"
			 "E: SUBSYSTEM=pci\n"
			 "\n");
	dump_assert_warnings(d, 1);
	assert_string_equal(d->warnings.first->code, "lines-missing");
	assert_int_equal(d->warnings.first->line, 1);
	assert_int_equal(d->list.n, 2);
	dump_assert_device(d, "pci:0000:00:1f.6",
			   "pci:v00008086d0000156Fsv00001028sd000006E4bc02sc00i00",
			   "e1000e");
}

static void test_nameless(void **state)
{
	struct dump *d = *state;

	dump_open_one(d, "E: DRIVER=e1000e\n"
			 "\n"
			 "P: /devices/pci0000:00/0000:00:00.0\n"
			 "E: SUBSYSTEM=pci\n"
			 "\n");
	dump_assert_warnings(d, 1);
	assert_string_equal(d->warnings.first->code, "lines-missing");
	assert_int_equal(d->list.n, 1);
}

/* Without the lines between two devices. */
static void test_properties(void **state)
{
	struct dump *d = *state;

	dump_open_one(d, BLOCK "E: DEVPATH=/devices/pci0000:00/0000:00:00.0\n"
			       "E: SUBSYSTEM=pci\n"
			       "\n");
	assert_int_equal(d->list.n, 2);
	dump_assert_device(d, "pci:0000:00:1f.6",
			   "pci:v00008086d0000156Fsv00001028sd000006E4bc02sc00i00",
			   "e1000e");
}

#define TEST(function)                                                                   \
	cmocka_unit_test_setup_teardown(function, dump_setup, dump_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_identities), TEST(test_own_names), TEST(test_tree),
		TEST(test_database),   TEST(test_umockdev),  TEST(test_hostile),
		TEST(test_joined),     TEST(test_headless),  TEST(test_nameless),
		TEST(test_properties), TEST(test_extent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
