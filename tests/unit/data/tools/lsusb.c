// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/lib/dump.h"

static const char list[] =
	"Bus 001 Device 005: ID 046d:c52b Logitech, Inc. Receiver\n"
	"Bus 001 Device 002: ID 05e3:0608 Genesys Logic, Inc. Hub\n"
	"Bus 001 Device 001: ID 1d6b:0002 Linux Foundation 2.0 root hub\n";

static const char tree[] =
	"/:  Bus 01.Port 1: Dev 1, Class=root_hub, Driver=xhci_hcd/12p, 480M\n"
	"    |__ Port 4: Dev 2, If 0, Class=Hub, Driver=hub/4p, 480M\n"
	"        |__ Port 3: Dev 5, If 0, Class=Human Interface Device, Driver=usbhid, "
	"12M\n"
	"        |__ Port 3: Dev 5, If 1, Class=Human Interface Device, Driver=, 12M\n"
	"    |__ Port 5: Dev 7, If 0, Class=Vendor Specific Class, Driver=[none], 1.5M\n";

/* Numbers only: what the kernel calls a device is not told, but of a root hub. */
static void test_list(void **state)
{
	struct dump *d = *state;

	dump_open_one(d, list);
	dump_assert_warnings(d, 0);
	assert_int_equal(d->list.n, 3);
	dump_assert_device(d, "usb:usb1", NULL, NULL);
	dump_assert_device(d, "usb:bus1-dev5", NULL, NULL);
	dump_assert_text(dump_find(d, "usb:bus1-dev5")->kind, "usb_device");
	dump_assert_file(d, "sys/bus/usb/devices/bus1-dev5/idVendor", "046d\n");
	dump_assert_file(d, "sys/bus/usb/devices/bus1-dev5/idProduct", "c52b\n");
	dump_assert_file(d, "sys/bus/usb/devices/bus1-dev5/uevent",
			 "DEVTYPE=usb_device\nBUSNUM=001\nDEVNUM=005\n");
	assert_false(d->facts.drivers || d->facts.places);
}

static void test_tree(void **state)
{
	struct dump *d = *state;

	dump_open_one(d, tree);
	dump_assert_warnings(d, 0);
	assert_int_equal(d->list.n, 9);
	assert_true(d->facts.drivers && d->facts.places);
	dump_assert_device(d, "usb:usb1", NULL, "usb");
	dump_assert_device(d, "usb:1-4.3", NULL, "usb");
	dump_assert_device(d, "usb:1-4.3:1.0", "usb:v*p*d*dc*dsc*dp*ic03isc*ip*in00",
			   "usbhid");
	dump_assert_device(d, "usb:1-4.3:1.1", "usb:v*p*d*dc*dsc*dp*ic03isc*ip*in01", "");
	dump_assert_device(d, "usb:1-5:1.0", "usb:v*p*d*dc*dsc*dp*icFFisc*ip*in00", "");
	dump_assert_device(d, "usb:1-4:1.0", "usb:v*p*d*dc*dsc*dp*ic09isc*ip*in00",
			   "hub");
	dump_assert_text(dump_find(d, "usb:1-4.3:1.0")->parent, "usb:1-4.3");
	dump_assert_text(dump_find(d, "usb:1-4.3")->parent, "usb:1-4");
	dump_assert_text(dump_find(d, "usb:1-4")->parent, "usb:usb1");
	dump_assert_file(d, "sys/bus/usb/devices/1-5/speed", "1.5\n");
	dump_assert_file(d, "sys/bus/usb/devices/1-4.3/speed", "12\n");
	dump_assert_file(d, "sys/bus/usb/devices/usb1/maxchild", "12\n");
	dump_assert_file(d, "sys/bus/usb/devices/1-4/maxchild", "4\n");
	dump_assert_file(d, "sys/bus/usb/devices/1-4.3/maxchild", NULL);
	dump_open_one(d, "/:  Bus 01.Port 1: Dev 1, Class=root_hub, Driver=xhci_hcd/p, "
			 "480M\n"
			 "    |__ Port 4: Dev 2, If 0, Class=Hub, Driver=hub/p, 480M\n");
	dump_assert_device(d, "usb:1-0:1.0", "usb:v*p*d*dc*dsc*dp*ic09isc00ip*in00",
			   "hub");
	dump_assert_device(d, "usb:1-4:1.0", "usb:v*p*d*dc*dsc*dp*ic09isc*ip*in00",
			   "hub");
	dump_assert_file(d, "sys/bus/usb/devices/usb1/maxchild", NULL);
}

/* The form of usbutils 016, and of -tv. */
static void test_tree_forms(void **state)
{
	struct dump *d = *state;

	dump_open_one(
		d, "/:  Bus 001.Port 001: Dev 001, Class=root_hub, Driver=xhci_hcd/12p, "
		   "480M\n"
		   "    ID 1d6b:0002 Linux Foundation 2.0 root hub\n"
		   "    /sys/bus/usb/devices/usb1  /dev/bus/usb/001/001\n"
		   "    |__ Port 004: Dev 002, If 0, Class=stor., Driver=uas, 20000M/x2\n"
		   "        ID 0951:1666 Kingston Technology DataTraveler\n");
	dump_assert_warnings(d, 0);
	dump_assert_device(d, "usb:1-4:1.0", "usb:v0951p1666d*dc*dsc*dp*ic08isc*ip*in00",
			   "uas");
	dump_assert_file(d, "sys/bus/usb/devices/1-4/speed", "20000\n");
	dump_assert_file(d, "sys/bus/usb/devices/usb1/idVendor", "1d6b\n");
}

static void test_tree_malformed(void **state)
{
	static const char *const lines[] = {
		"                |__ Port 1: Dev 9, If 0, Class=Hub, Driver=hub, 480M",
		"|__ Port 1: Dev 9, If 0, Class=Hub, Driver=hub, 480M",
		"    |__ Port x: Dev 9, If 0, Class=Hub, Driver=hub, 480M",
		"/:  Bus x.Port 1: Dev 1, Class=root_hub, Driver=x/4p, 480M",
		"prose",
	};
	struct dump *d = *state;

	for (size_t i = 0; i < HW_ARRAY_SIZE(lines); i++) {
		struct hw_text text =
			hw_arena_printf(&d->arena, "%s%s\n", tree, lines[i]);
		struct hw_text copy = {strdup(text.s), text.n};

		dump_open(d, &copy, 1);
		free((void *)(uintptr_t)copy.s);
		dump_assert_warnings(d, 1);
		assert_int_equal(d->warnings.first->line, 6);
		assert_int_equal(d->list.n, 9);
	}
}

static const char verbose[] = "\n"
			      "Bus 001 Device 005: ID 046d:c52b Logitech, Inc. Receiver\n"
			      "Couldn't open device, some information will be missing\n"
			      "Negotiated speed: Full Speed (12Mbps)\n"
			      "Device Descriptor:\n"
			      "  bLength                18\n"
			      "  bcdUSB               2.00\n"
			      "  bDeviceClass          239 Miscellaneous Device\n"
			      "  bDeviceSubClass         2 \n"
			      "  bDeviceProtocol         1 Interface Association\n"
			      "  idVendor           0x046d Logitech, Inc.\n"
			      "  idProduct          0xc52b Receiver\n"
			      "  bcdDevice           12.1a\n"
			      "  iManufacturer           1 Logitech\n"
			      "  iProduct                2 USB Receiver\n"
			      "  iSerial                 3 5ec2e7\n"
			      "  bNumConfigurations      2\n"
			      "  Configuration Descriptor:\n"
			      "    bConfigurationValue     1\n"
			      "    MaxPower               98mA\n"
			      "    Interface Association:\n"
			      "      bFunctionClass          3 Human Interface Device\n"
			      "    Interface Descriptor:\n"
			      "      bInterfaceNumber        0\n"
			      "      bAlternateSetting       0\n"
			      "      bInterfaceClass         3 Human Interface Device\n"
			      "      bInterfaceSubClass      1 Boot Interface Subclass\n"
			      "      bInterfaceProtocol      2 Mouse\n"
			      "      iInterface              4 Pointer\n"
			      "        HID Device Descriptor:\n"
			      "          bInterfaceClass        99 no\n"
			      "      Endpoint Descriptor:\n"
			      "        bInterval               2\n"
			      "    Interface Descriptor:\n"
			      "      bInterfaceNumber        0\n"
			      "      bAlternateSetting       1\n"
			      "      bInterfaceClass       255 Vendor Specific Class\n"
			      "  Configuration Descriptor:\n"
			      "    bConfigurationValue     2\n"
			      "    Interface Descriptor:\n"
			      "      bInterfaceNumber        1\n"
			      "      bAlternateSetting       0\n"
			      "      bInterfaceClass       255 Vendor Specific Class\n"
			      "Device Status:     0x0000\n"
			      "  (Bus Powered)\n";

static void test_verbose(void **state)
{
	struct dump *d = *state;

	dump_open_one(d, verbose);
	dump_assert_warnings(d, 0);
	assert_int_equal(d->list.n, 2);
	dump_assert_device(d, "usb:bus1-dev5:1.0",
			   "usb:v046DpC52Bd121AdcEFdsc02dp01ic03isc01ip02in00", NULL);
	dump_assert_file(d, "sys/bus/usb/devices/bus1-dev5/uevent",
			 "DEVTYPE=usb_device\nPRODUCT=46d/c52b/121a\nTYPE=239/2/1\n"
			 "BUSNUM=001\nDEVNUM=005\n");
	dump_assert_file(d, "sys/bus/usb/devices/bus1-dev5/product", "USB Receiver\n");
	dump_assert_file(d, "sys/bus/usb/devices/bus1-dev5/manufacturer", "Logitech\n");
	dump_assert_file(d, "sys/bus/usb/devices/bus1-dev5/serial", "5ec2e7\n");
	dump_assert_file(d, "sys/bus/usb/devices/bus1-dev5/version", " 2.00\n");
	dump_assert_file(d, "sys/bus/usb/devices/bus1-dev5/bMaxPower", "98mA\n");
	dump_assert_file(d, "sys/bus/usb/devices/bus1-dev5/bNumConfigurations", "2\n");
	dump_assert_file(d,
			 "sys/bus/usb/devices/bus1-dev5/bus1-dev5:1.0/bInterfaceProtocol",
			 "02\n");
	dump_assert_file(d, "sys/bus/usb/devices/bus1-dev5/bus1-dev5:1.0/interface",
			 "Pointer\n");
}

/* dump_hub(), and the speeds as usbutils 016 prints them. */
static void test_hub(void **state)
{
	static const struct {
		const char *printed;
		const char *speed;
	} speeds[] = {
		{"Low Speed (1Mbps)", "1.5\n"},
		{"Full Speed (12Mbps)", "12\n"},
		{"High Speed (480Mbps)", "480\n"},
		{"SuperSpeed (5Gbps)", "5000\n"},
		{"SuperSpeed+ (10Gbps)", "10000\n"},
		{"SuperSpeed+ (20Gbps)", "20000\n"},
		{"Unknown", NULL},
	};
	struct dump *d = *state;

	for (size_t i = 0; i < HW_ARRAY_SIZE(speeds); i++) {
		char text[512];

		snprintf(text, sizeof(text),
			 "Bus 001 Device 005: ID 05e3:0608 Genesys Logic, Inc. Hub\n"
			 "Negotiated speed: %s\n"
			 "Device Descriptor:\n"
			 "  bDeviceClass            9 Hub\n"
			 "Hub Descriptor:\n"
			 "  bLength               9\n"
			 "  nNbrPorts             4\n"
			 " Hub Port Status:\n"
			 "   Port 1: 0000.0100 power\n",
			 speeds[i].printed);
		dump_open_one(d, text);
		dump_assert_warnings(d, 0);
		dump_assert_file(d, "sys/bus/usb/devices/bus1-dev5/speed",
				 speeds[i].speed);
		dump_assert_file(d, "sys/bus/usb/devices/bus1-dev5/maxchild", "4\n");
	}
}

/* The kernel's form, usb_dump_device_descriptor() and others of
 * drivers/usb/core/devices.c, which has blanks where usb-devices has the attribute. */
static void test_usb_devices(void **state)
{
	struct dump *d = *state;

	dump_open_one(d, "T:  Bus=01 Lev=00 Prnt=00 Port=00 Cnt=00 Dev#=  1 Spd=480  "
			 "MxCh=16\n"
			 "D:  Ver= 2.00 Cls=09(hub  ) Sub=00 Prot=01 MxPS=64 #Cfgs=  1\n"
			 "P:  Vendor=1d6b ProdID=0002 Rev= 5.10\n"
			 "C:* #Ifs= 1 Cfg#= 1 Atr=e0 MxPwr=  0mA\n"
			 "I:* If#= 0 Alt= 0 #EPs= 1 Cls=09(hub  ) Sub=00 Prot=00 "
			 "Driver=hub\n");
	dump_assert_warnings(d, 0);
	dump_assert_file(d, "sys/bus/usb/devices/usb1/maxchild", "16\n");
	dump_assert_file(d, "sys/bus/usb/devices/usb1/version", " 2.00\n");
	dump_assert_file(d, "sys/bus/usb/devices/usb1/bNumConfigurations", "1\n");
	dump_assert_file(d, "sys/bus/usb/devices/usb1/bMaxPower", "0mA\n");
}

/* Of a device without a name the line ends with the blank behind the maker. */
static void test_maker_alone(void **state)
{
	struct dump *d = *state;

	dump_open_one(d,
		      "Bus 001 Device 006: ID 19d2:ffb8 ZTE WCDMA Technologies MSM \n"
		      "Bus 001 Device 001: ID 1d6b:0002 Linux Foundation 2.0 root hub\n");
	dump_assert_file(d, "hwalias/sys/bus/usb/devices/bus1-dev6/told",
			 "name\tvendor\tdump\tZTE WCDMA Technologies MSM\n");
}

/* The tree has the place and the driver, the list the ids. */
static void test_joined(void **state)
{
	const struct hw_text texts[] = {hw_text_of(verbose), hw_text_of(list),
					hw_text_of(tree)};
	struct dump *d = *state;

	dump_open(d, texts, 3);
	dump_assert_warnings(d, 0);
	assert_int_equal(d->list.n, 9);
	dump_assert_text(d->facts.formats, "lsusb -t, lsusb");
	dump_assert_device(d, "usb:1-4.3:1.0",
			   "usb:v046DpC52Bd121AdcEFdsc02dp01ic03isc01ip02in00", "usbhid");
	dump_assert_device(d, "usb:1-4:1.0", "usb:v05E3p0608d*dc*dsc*dp*ic09isc*ip*in00",
			   "hub");
	dump_assert_file(d, "sys/bus/usb/devices/1-4.3/product", "USB Receiver\n");
}

/* Bus= and Dev#= are the numbers of lsusb, in whatever order the files come. */
static void test_joined_blocks(void **state)
{
	static const char blocks[] =
		"T:  Bus=01 Lev=00 Prnt=00 Port=00 Cnt=00 Dev#=  1 Spd=480 MxCh=16\n"
		"P:  Vendor=1d6b ProdID=0002 Rev=06.01\n"
		"C:  #Ifs= 1 Cfg#= 1 Atr=e0 MxPwr=0mA\n"
		"I:  If#= 0 Alt= 0 #EPs= 1 Cls=09(hub  ) Sub=00 Prot=00 Driver=hub\n"
		"\n"
		"T:  Bus=01 Lev=01 Prnt=01 Port=03 Cnt=01 Dev#=  2 Spd=480 MxCh= 4\n"
		"P:  Vendor=05e3 ProdID=0608 Rev=60.90\n"
		"C:  #Ifs= 1 Cfg#= 1 Atr=e0 MxPwr=100mA\n"
		"I:  If#= 0 Alt= 0 #EPs= 1 Cls=09(hub  ) Sub=00 Prot=00 Driver=hub\n"
		"\n"
		"T:  Bus=01 Lev=02 Prnt=02 Port=02 Cnt=01 Dev#=  5 Spd=12  MxCh= 0\n"
		"P:  Vendor=046d ProdID=c52b Rev=12.1a\n"
		"C:  #Ifs= 1 Cfg#= 1 Atr=a0 MxPwr=98mA\n"
		"I:  If#= 0 Alt= 0 #EPs= 1 Cls=03(HID  ) Sub=01 Prot=02 Driver=usbhid\n";
	static const char inxi[] =
		"USB:\n"
		"  Hub-1: 1-0:1 info: Hi-speed hub with single TT ports: 16 rev: 2.0\n"
		"    speed: 480 Mb/s chip-ID: 1d6b:0002\n"
		"  Device-1: 1-4.3:5 info: Logitech Receiver type: Mouse driver: usbhid\n"
		"    interfaces: 1 rev: 2.0 speed: 12 Mb/s chip-ID: 046d:c52b\n";
	const char *const others[] = {list, verbose};
	struct dump *d = *state;

	for (size_t i = 0; i < 2 * HW_ARRAY_SIZE(others); i++) {
		const struct hw_text a = hw_text_of(blocks);
		const struct hw_text b = hw_text_of(others[i / 2]);
		const struct hw_text texts[] = {i % 2 ? a : b, i % 2 ? b : a};

		dump_open(d, texts, 2);
		dump_assert_warnings(d, 0);
		assert_int_equal(d->list.n, 6);
		dump_assert_device(d, "usb:1-4:1.0",
				   "usb:v05E3p0608d6090dc*dsc*dp*ic09isc00ip00in00",
				   "hub");
		dump_find(d, "usb:1-4.3:1.0");
	}
	dump_open(d, (const struct hw_text[]){hw_text_of(list), hw_text_of(inxi)}, 2);
	dump_find(d, "usb:1-4.3");
	assert_int_equal(d->list.n, 3);
}

static void test_malformed(void **state)
{
	static const char *const lines[] = {
		"Bus 001 Device 003: ID 046d:c5",
		"Bus x Device 003: ID 046d:c52b",
		"prose",
	};
	struct dump *d = *state;

	for (size_t i = 0; i < HW_ARRAY_SIZE(lines); i++) {
		char text[512];

		snprintf(text, sizeof(text), "%s%s\n", list, lines[i]);
		dump_open_one(d, text);
		dump_assert_warnings(d, 1);
		assert_int_equal(d->warnings.first->line, 4);
		assert_int_equal(d->list.n, 3);
	}
}

#define TEST(function)                                                                   \
	cmocka_unit_test_setup_teardown(function, dump_setup, dump_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_list),	   TEST(test_tree),
		TEST(test_tree_forms),	   TEST(test_verbose),
		TEST(test_tree_malformed), TEST(test_joined),
		TEST(test_malformed),	   TEST(test_hub),
		TEST(test_joined_blocks),  TEST(test_usb_devices),
		TEST(test_maker_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
