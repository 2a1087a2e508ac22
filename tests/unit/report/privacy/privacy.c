// SPDX-License-Identifier: GPL-2.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/privacy/privacy.h"
#include "tests/lib/text.h"

/* The form Azure gives to the device of a network card with the MAC 00:0d:3a:7a:1b:2c. */
#define NIC	 "000d3a7a-1b2c-000d-3a7a-1b2c000d3a7a"
#define VMBUS	 "/sys/devices/LNXSYSTM:00/LNXSYBUS:00/ACPI0004:00/VMBUS:00/"
#define WMI_TYPE "05901221-D566-11D1-B2F0-00A0C9062910"

static struct hw_record record(const char *subsystem, const char *name, const char *id,
			       const char *syspath)
{
	return (struct hw_record){
		.device = {.subsystem = hw_text_of(subsystem),
			   .bus = hw_bus_of_subsystem(hw_text_of(subsystem)),
			   .name = hw_text_of(name),
			   .id = hw_text_of(id),
			   .syspath = hw_text_of(syspath)},
	};
}

static void instances_lose_their_names(void **state)
{
	struct hw_privacy p = {0};
	struct hw_arena arena = {0};
	struct hw_record child = record("scsi", "0:0:0:0", "scsi:0:0:0:0",
					VMBUS NIC "/host0/target0:0:0/0:0:0:0");
	struct hw_record nic = record("vmbus", NIC, "vmbus:" NIC, VMBUS NIC);
	struct hw_record mdev = record("mdev", NIC, "mdev:" NIC, "/sys/devices/x/" NIC);
	struct hw_record w1 = record("w1", "28-000005e2fdc3", "w1:28-000005e2fdc3",
				     "/sys/devices/w1_bus_master1/28-000005e2fdc3");

	(void)state;
	child.device.parent = HW_TEXT("vmbus:" NIC);
	assert_int_equal(hw_privacy_apply(&p, &child, &arena), 0);
	assert_int_equal(hw_privacy_apply(&p, &nic, &arena), 0);
	assert_int_equal(hw_privacy_apply(&p, &w1, &arena), 0);

	assert_text(child.device.id, "scsi:0:0:0:0");
	assert_text(child.device.parent, "vmbus:uuid-1");
	assert_text(child.device.syspath, VMBUS "uuid-1/host0/target0:0:0/0:0:0:0");
	/* the same device has the same number wherever it is named */
	assert_text(nic.device.id, "vmbus:uuid-1");
	assert_text(nic.device.name, "uuid-1");
	assert_text(nic.device.syspath, VMBUS "uuid-1");
	assert_text(w1.device.id, "w1:28-serial-1");
	assert_text(w1.device.syspath, "/sys/devices/w1_bus_master1/28-serial-1");
	assert_int_equal(hw_privacy_apply(&p, &mdev, &arena), 0);
	assert_text(mdev.device.id, "mdev:uuid-1");
	assert_text(mdev.device.syspath, "/sys/devices/x/uuid-1");
	hw_privacy_done(&p);
	hw_arena_done(&arena);
}

static void types_and_addresses_stay(void **state)
{
	struct hw_privacy p = {0};
	struct hw_arena arena = {0};
	const char *wmi =
		"/sys/devices/platform/PNP0C14:00/wmi_bus/wmi_bus-PNP0C14:00/" WMI_TYPE;
	struct hw_record block = record("wmi", WMI_TYPE, "wmi:" WMI_TYPE, wmi);
	/* where a dump has a device whose place is not told */
	struct hw_record told = record("wmi", WMI_TYPE, "wmi:" WMI_TYPE,
				       "/sys/bus/wmi/devices/" WMI_TYPE);
	struct hw_record pci = record("pci", "0000:00:1f.6", "pci:0000:00:1f.6",
				      "/sys/devices/pci0000:00/0000:00:1f.6");

	(void)state;
	assert_int_equal(hw_privacy_apply(&p, &block, &arena), 0);
	assert_int_equal(hw_privacy_apply(&p, &told, &arena), 0);
	assert_int_equal(hw_privacy_apply(&p, &pci, &arena), 0);
	assert_text(told.device.syspath, "/sys/bus/wmi/devices/" WMI_TYPE);
	assert_text(block.device.id, "wmi:" WMI_TYPE);
	assert_text(block.device.name, WMI_TYPE);
	assert_text(block.device.syspath, wmi);
	assert_text(pci.device.id, "pci:0000:00:1f.6");
	assert_text(pci.device.syspath, "/sys/devices/pci0000:00/0000:00:1f.6");
	hw_privacy_done(&p);
	hw_arena_done(&arena);
}

static void bluetooth_devices_have_no_own_name(void **state)
{
	struct hw_privacy p = {0};
	struct hw_arena arena = {0};
	struct hw_record bluetooth =
		record("hid", "0005:004C:0267.0003", "hid:0005:004C:0267.0003", NULL);
	struct hw_record usb =
		record("hid", "0003:046D:C31C.0001", "hid:0003:046D:C31C.0001", NULL);

	(void)state;
	bluetooth.device.uevent = HW_TEXT("HID_ID=0005:0000004C:00000267\n"
					  "HID_NAME=Alice's Keyboard\n"
					  "HID_UNIQ=aa:bb:cc:dd:ee:ff\n");
	bluetooth.names[HW_NAME_DEVICE] =
		(struct hw_name){HW_TEXT("Alice's Keyboard"), "device"};
	bluetooth.names[HW_NAME_VENDOR] = (struct hw_name){HW_TEXT("Apple"), "usb.ids"};
	usb.device.uevent = HW_TEXT("HID_ID=0003:0000046D:0000C31C\n"
				    "HID_NAME=Logitech USB Keyboard\n");
	usb.names[HW_NAME_DEVICE] = (struct hw_name){HW_TEXT("USB Keyboard"), "device"};
	assert_int_equal(hw_privacy_apply(&p, &bluetooth, &arena), 0);
	assert_int_equal(hw_privacy_apply(&p, &usb, &arena), 0);

	assert_null(bluetooth.names[HW_NAME_DEVICE].text.s);
	assert_text(bluetooth.names[HW_NAME_VENDOR].text, "Apple");
	assert_null(bluetooth.device.uevent.s);
	assert_text(usb.names[HW_NAME_DEVICE].text, "USB Keyboard");
	assert_text(hw_uevent_get(usb.device.uevent, "HID_NAME"),
		    "Logitech USB Keyboard");
	hw_privacy_done(&p);
	hw_arena_done(&arena);
}

/* A recording may lack what uevent tells, the string says it too. */
static void bluetooth_by_modalias(void **state)
{
	struct hw_privacy p = {0};
	struct hw_arena arena = {0};
	struct hw_decoded d = {0};
	struct hw_record r = record("input", "input7", "input:input7", NULL);

	(void)state;
	hw_decode(HW_TEXT("input:b0005v004Cp0267e0000-e0,k,r,a,m,l,s,f,w,"), &d.modalias);
	r.modalias = &d;
	r.device.uevent = HW_TEXT("NAME=\"Alice's Keyboard\"\n");
	assert_int_equal(hw_privacy_apply(&p, &r, &arena), 0);
	assert_null(r.device.uevent.s);
	/* cut off in its middle */
	hw_decode(HW_TEXT("input:b0005v00"), &d.modalias);
	r.device.uevent = HW_TEXT("NAME=\"Alice's Keyboard\"\n");
	assert_int_equal(hw_privacy_apply(&p, &r, &arena), 0);
	assert_null(r.device.uevent.s);
	hw_privacy_done(&p);
	hw_arena_done(&arena);
}

/* The same number for the same value, one row of numbers a kind. */
static void values_are_numbered(void **state)
{
	struct hw_privacy p = {.level_of_source = HW_PRIVACY_FULL};
	struct hw_arena arena = {0};
	const struct hw_text a = HW_TEXT("4C530001"), b = HW_TEXT("4C530002");

	(void)state;
	assert_text(hw_privacy_value(&p, HW_PRIVATE_SERIAL, a, &arena), "serial-1");
	assert_text(hw_privacy_value(&p, HW_PRIVATE_SERIAL, b, &arena), "serial-2");
	assert_text(hw_privacy_value(&p, HW_PRIVATE_MAC, b, &arena), "mac-1");
	assert_text(hw_privacy_value(&p, HW_PRIVATE_SERIAL, a, &arena), "serial-1");
	assert_null(hw_privacy_value(&p, HW_PRIVATE_SERIAL, HW_NO_TEXT, &arena).s);
	hw_privacy_done(&p);
	p = (struct hw_privacy){.level = HW_PRIVACY_FULL,
				.level_of_source = HW_PRIVACY_FULL};
	assert_text(hw_privacy_value(&p, HW_PRIVATE_SERIAL, a, &arena), "4C530001");
	/* a recording of the level "public" */
	p = (struct hw_privacy){.level = HW_PRIVACY_PUBLIC};
	assert_text(hw_privacy_value(&p, HW_PRIVATE_SERIAL, HW_TEXT("serial-7"), &arena),
		    "serial-7");
	p.level = HW_PRIVACY_FLEET;
	assert_null(
		hw_privacy_value(&p, HW_PRIVATE_SERIAL, HW_TEXT("serial-7"), &arena).s);
	hw_arena_done(&arena);
}

struct texts {
	struct hw_privacy privacy;
	/* how often they were numbered */
	int passes;
};

static void number_two_texts(void *arg)
{
	struct texts *t = arg;

	t->passes++;
	hw_privacy_number_text(&t->privacy, HW_TEXT("A-02DEADBEEF52-02DEADBEEF53"),
			       HW_OWN_NAME);
	hw_privacy_number_text(&t->privacy, HW_TEXT("B-02DEADBEEF54"), HW_OWN_NAME);
}

/* Of texts the whole machine's are numbered, before the first that no attribute has. */
static void texts_are_numbered_when_one_is_met(void **state)
{
	struct texts t = {.privacy = {.level_of_source = HW_PRIVACY_FULL,
				      .number_texts = number_two_texts}};
	struct hw_privacy *p = &t.privacy;
	struct hw_arena arena = {0};

	(void)state;
	p->arg = &t;
	assert_text(
		hw_privacy_value(p, HW_PRIVATE_MAC, HW_TEXT("02:de:ad:be:ef:51"), &arena),
		"mac-1");
	assert_text(hw_privacy_own(p, HW_TEXT("plain"), HW_OWN_NAME, &arena), "plain");
	assert_text(hw_privacy_own(p, HW_TEXT("x-02DEADBEEF51"), HW_OWN_NAME, &arena),
		    "x-mac-1");
	assert_int_equal(t.passes, 0);
	assert_text(hw_privacy_own(p, HW_TEXT("B-02DEADBEEF54\n"), HW_OWN_NAME, &arena),
		    "B-mac-4\n");
	assert_text(hw_privacy_own(p, HW_TEXT("\"A-02DEADBEEF52-02DEADBEEF53\""),
				   HW_OWN_NAME, &arena),
		    "\"A-mac-2-mac-3\"");
	/* one that was not among them */
	assert_text(hw_privacy_own(p, HW_TEXT("C-02DEADBEEF55"), HW_OWN_NAME, &arena),
		    "C-mac-5");
	assert_int_equal(t.passes, 1);
	/* what is in one text does not change what another one loses, and is searched */
	assert_text(hw_privacy_text(p, HW_TEXT("y 02deadbeef54"), &arena),
		    "y 02deadbeef54");
	assert_true(hw_text_set_has(&p->of_texts, HW_TEXT("02deadbeef54")));
	hw_privacy_done(p);
	hw_arena_done(&arena);
}

/* In whatever spelling, and not a part of it; nor what only looks like one. */
static void own_names_have_no_addresses(void **state)
{
	static const char *const names[][2] = {
		{"Adapter-001122AABB77", "Adapter-mac-1"},
		{"Adapter_001122aabb77", "Adapter_mac-1"},
		{"Adapter 001122AABB77", "Adapter mac-1"},
		{"001122AABB77 Adapter", "mac-1 Adapter"},
		{"Adapter (001122AABB77)", "Adapter (mac-1)"},
		{"\"Adapter-001122AABB77\"", "\"Adapter-mac-1\""},
		{"001122AABB77", "mac-1"},
		{"001122334455", "mac-1"},
		{"LAN 00:11:22:aa:bb:77", "LAN mac-1"},
		{"mac:00:11:22:aa:bb:77", "mac:mac-1"},
		{"LAN00:11:22:aa:bb:77", "LANmac-1"},
		{"LAN 00-11-22-AA-BB-77", "LAN mac-1"},
		{"LAN 0011.22aa.bb77", "LAN mac-1"},
		{"00:11:22:aa:bb:77 and 00-11-22-AA-BB-77", "mac-1 and mac-1"},
		{"A1B2C3D4E5F6, A1B2C3D4E5F7", "mac-1, mac-2"},
		/* EUI-64; an interface of InfiniBand, as ip(8) prints it */
		{"Foo 50:54:00:ff:fe:9a:bc:01", "Foo mac-1"},
		{"Foo 50-54-00-FF-FE-9A-BC-01", "Foo mac-1"},
		{"80:00:00:48:fe:80:00:00:00:00:00:00:00:02:c9:03:00:0e:0b:72", "mac-1"},
		{"Foo 9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d", "Foo uuid-1"},
		{"Switch-eui.0025385881b0ffee", "Switch-wwn-1"},
		{"Disk naa.5000c500a1b2c3d4", "Disk wwn-1"},
		/* a time, a version, numbers, words */
		{"Built 20-11-22-10-15-30", NULL},
		{"Version 2024.0101.1200", NULL},
		{"Part 512110190592", NULL},
		{"deadbeefcafe", NULL},
		{"Foo A1B2C3D4e5f6", NULL},
		{"MTA18ASF2G72", NULL},
		{"Foo 001122AABB7", NULL},
		{"Foo 001122AABB778", NULL},
		{"Foo eui.12", NULL},
	};

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(names); i++) {
		struct hw_privacy p = {.level_of_source = HW_PRIVACY_FULL};
		struct hw_arena arena = {0};

		assert_text(
			hw_privacy_own(&p, hw_text_of(names[i][0]), HW_OWN_NAME, &arena),
			names[i][1] ? names[i][1] : names[i][0]);
		hw_privacy_done(&p);
		hw_arena_done(&arena);
	}
}

struct form {
	const char *own;
	/* NULL: the same */
	const char *told;
};

static void are_told(const struct form *v, size_t n, enum hw_own_text what)
{
	for (size_t i = 0; i < n; i++) {
		struct hw_privacy p = {.level_of_source = HW_PRIVACY_FULL};
		struct hw_arena arena = {0};
		const struct hw_text told =
			hw_privacy_own(&p, hw_text_of(v[i].own), what, &arena);

		assert_text(told, v[i].told ? v[i].told : v[i].own);
		/* what is told has nothing to be replaced */
		assert_text(hw_privacy_own(&p, told, what, &arena),
			    v[i].told ? v[i].told : v[i].own);
		hw_privacy_done(&p);
		hw_arena_done(&arena);
	}
}

/* Numbers, addresses and hosts' names, by what introduces them or their shape. */
static void own_names_have_no_numbers(void **state)
{
	static const struct form names[] = {
		{"Widget SN QX77120983A", "Widget SN serial-1"},
		{"Widget SN: 4711X8", "Widget SN: serial-1"},
		{"Widget sn=zk4471902", "Widget sn=serial-1"},
		{"Widget S/N: ZK4471902", "Widget S/N: serial-1"},
		{"Widget (S/N ZK-447-1902)", "Widget (S/N serial-1)"},
		{"S/NZK4471902", "S/Nserial-1"},
		{"S/N JP9ANLBXVZ", "S/N serial-1"},
		{"Widget SN20440012", "Widget SNserial-1"},
		{"Widget SN-ZK4471902", "Widget SN-serial-1"},
		{"Widget Serial: ZK4471902", "Widget Serial: serial-1"},
		{"Widget Serial Number ZK4471902", "Widget Serial Number serial-1"},
		{"Widget Serial No. 4471902 rev 2", "Widget Serial No. serial-1 rev 2"},
		{"Widget, Seriennummer 4471902", "Widget, Seriennummer serial-1"},
		{"IF-SER-88Q121", "IF-SER-serial-1"},
		{"Widget serial-number=4471902", "Widget serial-number=serial-1"},
		{"Widget SERIAL_NUMBER 4471902", "Widget SERIAL_NUMBER serial-1"},
		{"Widget SerNum 4471902", "Widget SerNum serial-1"},
		{"Widget Ser. Nr. 4471902", "Widget Ser. Nr. serial-1"},
		{"Widget S.N. 4471902", "Widget S.N. serial-1"},
		{"Widget S/No 4471902", "Widget S/No serial-1"},
		{"Widget Serienummer 4471902", "Widget Serienummer serial-1"},
		{"Widget, numero di serie 4471902", "Widget, numero di serie serial-1"},
		{"Widget N\xc3\xbamero de s\xc3\xa9rie 4471902",
		 "Widget N\xc3\xbamero de s\xc3\xa9rie serial-1"},
		{"\xd0\xa1\xd0\xb5\xd1\x80\xd0\xb8\xd0\xb9\xd0\xbd\xd1\x8b\xd0\xb9 "
		 "\xd0\xbd\xd0\xbe\xd0\xbc\xd0\xb5\xd1\x80: 4471902",
		 "\xd0\xa1\xd0\xb5\xd1\x80\xd0\xb8\xd0\xb9\xd0\xbd\xd1\x8b\xd0\xb9 "
		 "\xd0\xbd\xd0\xbe\xd0\xbc\xd0\xb5\xd1\x80: serial-1"},
		{"\xe5\xba\x8f\xe5\x88\x97\xe5\x8f\xb7"
		 "4471902",
		 "\xe5\xba\x8f\xe5\x88\x97\xe5\x8f\xb7serial-1"},
		{"\xe5\xba\x8f\xe5\x88\x97\xe5\x8f\xb7\xef\xbc\x9a"
		 "4471902",
		 "\xe5\xba\x8f\xe5\x88\x97\xe5\x8f\xb7\xef\xbc\x9aserial-1"},
		{"Box Service-Tag: 7QX2L03", "Box Service-Tag: serial-1"},
		{"Box ServiceTag 7QX2L03", "Box ServiceTag serial-1"},
		{"Box Asset# 44719", "Box Asset# serial-1"},
		{"Card UID 04A2B3C4D5E6F7", "Card UID serial-1"},
		{"Phone IMEI 49 015420 323751 8 b", "Phone IMEI serial-1 b"},
		{"IMEI490154203237518", "IMEIserial-1"},
		{"BRW001122AABB77", "BRWmac-1"},
		{"NPI22AB77 (HP LaserJet)", "NPIname-1 (HP LaserJet)"},
		{"Annas-MacBook-Pro.local (2)", "name-1.local (2)"},
		{"https://print-4.lan/x", "https://name-1.lan/x"},
		{"S/N: ZK4471902, S/N: ZK4471902, S/N: ZK4471903",
		 "S/N: serial-1, S/N: serial-1, S/N: serial-2"},
		{"Phone IMEI 490154203237518", "Phone IMEI serial-1"},
		{"Phone IMEI: 49-015420-323751-8", "Phone IMEI: serial-1"},
		{"Phone 490154203237518", "Phone serial-1"},
		{"Modem MEID A10000009296F2", "Modem MEID serial-1"},
		{"Modem ICCID 8991101200003204510", "Modem ICCID serial-1"},
		{"NIC MAC 525400123456", "NIC MAC mac-1"},
		{"Zigbee 001122FFFEAABB77", "Zigbee mac-1"},
		{"key da39a3ee5e6b4b0d3255bfef95601890afd80709", "key id-1"},
		{"+49 170 1234567", "serial-1"},
		{"Box (+44 20-7946.0958)", "Box (serial-1)"},
		{"Box +491701234567 b", "Box serial-1 b"},
		{"Box 0049 170 1234567", "Box serial-1"},
		{"Modem (555) 123-4567", "Modem serial-1"},
		{"Call 1-800-123-4567", "Call serial-1"},
		{"Tel.: 0170/1234567", "Tel.: serial-1"},
		{"0170-1234567", "serial-1"},
		{"Box 030/12345678", "Box serial-1"},
		{"Box 020 7946 0958", "Box serial-1"},
		{"Box 06 12 34 56 78", "Box serial-1"},
		{"Handy 01701234567", "Handy serial-1"},
		{"Call 555-123-4567", "Call serial-1"},
		{"IMEI 49 015420 323751 8, IMEI 490154203237518",
		 "IMEI serial-1, IMEI serial-1"},
		{"Phone: 555 1234", "Phone: serial-1"},
		{"MAC: 52 54 00 AB 34 56", "MAC: mac-1"},
		{"MAC 52-54-00-12-34-56", "MAC mac-1"},
		{"Android 9f3c2a1b4d5e6f70", "Android id-1"},
		{"Android serial 9f3c2a1b4d5e", "Android serial serial-1"},
		{"SNID 92817265534", "SNID serial-1"},
		{"DESKTOP-7QX2LMN", "DESKTOP-name-1"},
		{"DESKTOP-ABC123 mouse", "DESKTOP-name-1 mouse"},
		{"Laptop-8Q2LMN44", "Laptop-name-1"},
		{"android-9f3c2a1b4d5e6f70", "android-name-1"},
		{"Printer at 192.168.77.31", "Printer at address-1"},
		{"Printer (10.66.77.91)", "Printer (address-1)"},
		{"Printer 84.132.77.201", "Printer address-1"},
		{"Printer on 5.6.7.8", "Printer on address-1"},
		{"NAS 2001:db8:77::55", "NAS address-1"},
		{"NAS fe80::5054:ff:fe12:3456 b", "NAS address-1 b"},
		{"waldemarx@zzxcorp.de", "address-1"},
		{"by waldemar.x@mail.zzxcorp.de.", "by address-1."},
		/* models, chips, words */
		{"WD_BLACK SN850X 2000GB", NULL},
		{"WD Blue SN 570 1TB", NULL},
		{"WDS100T3X0E-00BCA0", NULL},
		{"TI SN65DSI83", NULL},
		{"TI SN 65DSI83", NULL},
		{"TI SN75LBC184 SN74LVC1G04", NULL},
		{"USB 2.0 Hub", NULL},
		{"Rev: 1.0", NULL},
		{"USB Serial: RS-232", NULL},
		{"USB-Serial Controller D", NULL},
		{"Quad Serial Port #2", NULL},
		{"FT232R USB UART", NULL},
		{"S/N", NULL},
		{"USB Serial No Parity 9600", NULL},
		{"Serial Noise 2000 Sensor Nr 12345", NULL},
		{"HPE1920 NPIDFACEB BRW2020", NULL},
		{"www.example.com USB.Local Bus name-1.local", NULL},
		{"S/N: none", NULL},
		{"S/N: 0123456789", NULL},
		{"SN: serial-7", NULL},
		{"IMEI", NULL},
		{"Snapdragon SN", NULL},
		{"DESKTOP-HUB", NULL},
		{"S/N: Version2x", NULL},
		{"S/N: MODEL-X", NULL},
		/* without a database, letters may be any word */
		{"DESKTOP-QXYLMNO", NULL},
		{"USB 3.0+2.0 Hub 1234567", NULL},
		{"1.0+20230405", NULL},
		{"Volts +12, +5, +3.3", NULL},
		{"+20230405", NULL},
		{"2.4G Wireless 123-456-7890", NULL},
		{"Part 0950-4373", NULL},
		{"Part 501-6173-03", NULL},
		{"Rev 0110 20231015", NULL},
		{"Hub 01-23-45-67-89", NULL},
		{"Hub 2023-10-15 0110-1", NULL},
		{"Phone 2000 123456", NULL},
		{"Intel 1234567", NULL},
		{"00 49 170 1234567x", NULL},
		{"Serial 16550A", NULL},
		{"LAPTOP-15", NULL},
		{"WIN-TV 1234567", NULL},
		{"Card 89111012000032045", "Card serial-1"},
		{"Part 123456789012345", NULL},
		{"Part 1234.5678.9012", NULL},
		{"Toner 4901542032375", NULL},
		{"ffffffffffffffff", NULL},
		{"Firmware 192.168.1.7", NULL},
		{"Driver 10.1.2.3", NULL},
		{"Gadget 1.2.3.4", NULL},
		{"Gadget 2.0.0.1 v10.2.3.4", NULL},
		{"Gadget 1.100.200.0", NULL},
		{"Linux 6.1.0.13 xhci-hcd", NULL},
		{"masks 255.255.255.0 and 127.0.0.1", NULL},
		{"input3::capslock", NULL},
		{"abc::def", NULL},
		{"5V@2.4A", NULL},
		{"1080@60Hz", NULL},
		{"USB@home", NULL},
	};
	static const struct form versions[] = {
		{"1.2.3.4", NULL},
		{"10.1.2.3", NULL},
		{"84.132.77.201", NULL},
		{"F.20 10.66.77.91", NULL},
		{"192.168.77.31", "address-1"},
		{"X12 user@zzxcorp.de", "X12 address-1"},
		{"X12 S/N: ZK4471902", "X12 S/N: serial-1"},
	};

	(void)state;
	are_told(names, HW_ARRAY_SIZE(names), HW_OWN_NAME);
	are_told(versions, HW_ARRAY_SIZE(versions), HW_OWN_VERSION);
}

/* A number that a device has has the same word in a text. */
static void numbers_are_those_of_devices(void **state)
{
	struct hw_privacy p = {.level_of_source = HW_PRIVACY_FULL};
	struct hw_arena arena = {0};

	(void)state;
	hw_privacy_value(&p, HW_PRIVATE_SERIAL, HW_TEXT("AA11"), &arena);
	hw_privacy_value(&p, HW_PRIVATE_SERIAL, HW_TEXT("ZK4471902"), &arena);
	assert_text(hw_privacy_own(&p, HW_TEXT("S/N: ZK4471902 at 10.1.2.3"), HW_OWN_NAME,
				   &arena),
		    "S/N: serial-2 at address-1");
	/* it is searched; a name of a host, too */
	hw_privacy_own(&p, HW_TEXT("DESKTOP-7QX2LMN8"), HW_OWN_NAME, &arena);
	assert_true(hw_text_set_has(&p.of_texts, HW_TEXT("10.1.2.3")));
	assert_true(hw_text_set_has(&p.of_texts, HW_TEXT("7QX2LMN8")));
	hw_privacy_done(&p);
	hw_arena_done(&arena);
}

/* Windows calls computers by letters and digits at random, makers their chargers by
 * words. */
static void hosts_of_windows_have_no_words(void **state)
{
	static const char *const names[][2] = {
		{"DESKTOP-7QX2LMN", "DESKTOP-name-1"},
		{"DESKTOP-QXYLMNO", "DESKTOP-name-1"},
		{"LAPTOP-8Q2LMN44", "LAPTOP-name-1"},
		{"DESKTOP-CHARGER65W", "DESKTOP-CHARGER65W"},
		{"LAPTOP-POWER65W", "LAPTOP-POWER65W"},
		{"DESKTOP-CHARGER", "DESKTOP-CHARGER"},
		{"DESKTOP-qxylmno", "DESKTOP-qxylmno"},
		{"DESKTOP-QXYLMN", "DESKTOP-QXYLMN"},
	};
	struct hw_private_words words = {.users = NULL};
	struct hw_arena arena = {0};
	struct hw_ids *ids;

	(void)state;
	assert_int_equal(hw_ids_open_text(HW_TEXT("05ac  Power\n\t0201  Charger\n"),
					  "usb.ids", HW_IDS_USB, NULL, &ids),
			 0);
	words.databases[1] = ids;
	for (size_t i = 0; i < HW_ARRAY_SIZE(names); i++) {
		struct hw_privacy p = {.level_of_source = HW_PRIVACY_FULL,
				       .words = &words};

		assert_text(
			hw_privacy_own(&p, hw_text_of(names[i][0]), HW_OWN_NAME, &arena),
			names[i][1]);
		hw_privacy_done(&p);
	}
	hw_ids_close(ids);
	hw_arena_done(&arena);
}

static void number_a_box(void *arg)
{
	struct texts *t = arg;

	t->passes++;
	hw_privacy_number_text(&t->privacy, HW_TEXT("Box S/N ZK-447-1902"), HW_OWN_NAME);
	hw_privacy_number_text(&t->privacy, HW_TEXT("DESKTOP-7QX2LMN"), HW_OWN_NAME);
	hw_privacy_number_text(&t->privacy, HW_TEXT("S/N 4711, S/N 471108"), HW_OWN_NAME);
	hw_privacy_number_text(&t->privacy, HW_TEXT("mac 525400123456"), HW_OWN_NAME);
}

/* What one text has behind a word, another one may have bare, in any spelling: a short
 * one as a word of its own. */
static void numbers_of_texts_are_told_bare(void **state)
{
	static const char *const names[][2] = {
		{"Box ZK-447-1902", "Box serial-1"},
		{"zk4471902.", "serial-1."},
		{"Box ZK 447 1902", "Box serial-1"},
		{"52 54 00 12 34 56", "mac-1"},
		{"Box ZK_447_1902-2", "Box serial-1-2"},
		{"Box 7qx2lmn", "Box name-1"},
		{"host525400123456x", "hostmac-1x"},
		{"52_54_00_12_34_56", "mac-1"},
		/* parts of other words */
		{"Box ZK44719021", "Box ZK44719021"},
		{"Box 7QX2LMN2", "Box 7QX2LMN2"},
		/* numbers of models are as short */
		{"Model 4711 of 471108", "Model 4711 of 471108"},
	};
	/* no word of these may be one */
	static const char *const models[] = {"Box 2.0 of 2024", "RTL8153 10/100/1000",
					     "USB2.0-CRW",
					     "Linux 6.12.117+deb12-amd64 xhci-hcd",
					     ("Linux 5.14.0-503.11.1.el9_5.x86_64 "
					      "xhci-hcd")};
	struct texts t = {.privacy = {.level_of_source = HW_PRIVACY_FULL,
				      .number_texts = number_a_box}};
	struct hw_arena arena = {0};

	(void)state;
	t.privacy.arg = &t;
	for (size_t i = 0; i < HW_ARRAY_SIZE(models); i++)
		hw_privacy_read_texts(&t.privacy, hw_text_of(models[i]));
	assert_int_equal(t.passes, 0);
	hw_privacy_read_texts(&t.privacy, HW_TEXT("Box zk4471902"));
	for (size_t i = 0; i < HW_ARRAY_SIZE(names); i++)
		assert_text(hw_privacy_own(&t.privacy, hw_text_of(names[i][0]),
					   HW_OWN_NAME, &arena),
			    names[i][1]);
	assert_int_equal(t.passes, 1);
	hw_privacy_done(&t.privacy);
	hw_arena_done(&arena);
}

/* The blanks between them are gone; a letter before one is a hexadecimal digit, too. */
static void joined_names_have_no_addresses(void **state)
{
	struct hw_privacy p = {.level_of_source = HW_PRIVACY_FULL};
	struct hw_arena arena = {0};
	const struct hw_text glued = HW_TEXT("dmi:bvr2.1:pnB001122AABB77:");

	(void)state;
	assert_text(hw_privacy_joined(&p, glued, &arena), glued.s);
	assert_text(hw_privacy_joined(&p,
				      HW_TEXT("dmi:pnBox001122AABB77:rnX-001122aabb77:"),
				      &arena),
		    "dmi:pnBoxmac-1:rnX-mac-1:");
	assert_text(hw_privacy_joined(&p, glued, &arena), "dmi:bvr2.1:pnBmac-1:");
	/* what texts have that were read, as the kernel joins them */
	hw_privacy_number_text(&p, HW_TEXT("Box 10.66.77.89"), HW_OWN_NAME);
	hw_privacy_number_text(&p, HW_TEXT("at fe80::5054:ff:fe12:3456"), HW_OWN_NAME);
	assert_text(hw_privacy_joined(
			    &p,
			    HW_TEXT("dmi:pnBox10.66.77.89:rnatfe805054fffe123456:bvr1:"),
			    &arena),
		    "dmi:pnBoxaddress-1:rnataddress-2:bvr1:");
	hw_privacy_done(&p);
	hw_arena_done(&arena);
}

static void all_is_shown_at_the_level_full(void **state)
{
	struct hw_privacy p = {.level = HW_PRIVACY_FULL,
			       .level_of_source = HW_PRIVACY_FULL};
	struct hw_arena arena = {0};
	struct hw_provided provided = {.class = HW_TEXT("net"),
				       .name = HW_TEXT("enx02deadbeef51"),
				       .identities = {HW_TEXT("02:de:ad:be:ef:51")}};
	struct hw_record r = record("w1", "28-000001020304", "w1:28-000001020304", NULL);
	const struct hw_private_words words = {.shows_all = true};

	(void)state;
	r.provides = &provided;
	r.provide_count = 1;
	assert_int_equal(hw_privacy_apply(&p, &r, &arena), 0);
	assert_text(r.device.id, "w1:28-000001020304");
	assert_text(provided.name, "enx02deadbeef51");
	assert_text(provided.identities[0], "02:de:ad:be:ef:51");
	assert_text(hw_free_text_public(HW_TEXT("ip=02:de:ad:be:ef:51 password=x"),
					&words, &arena),
		    "ip=02:de:ad:be:ef:51 password=x");
	assert_text(hw_free_text_path(HW_TEXT("/home/alice/x"), &words, &arena),
		    "/home/alice/x");
	hw_arena_done(&arena);
}

static void home_directories_are_not_named(void **state)
{
	struct hw_arena arena = {0};
	struct hw_warnings warnings = {0};
	struct hw_report_head head = {
		.source_root = HW_TEXT("/home/alice/trees/x"),
		.modules_directory = HW_TEXT("/lib/modules/6.1.0"),
		.databases = {{"pci.ids", HW_TEXT("/home/alice"), HW_NO_TEXT}},
		.database_count = 1,
	};

	(void)state;
	hw_privacy_apply_head(&head, NULL, &arena);
	assert_text(head.source_root, "~/trees/x");
	assert_text(head.modules_directory, "/lib/modules/6.1.0");
	assert_text(head.databases[0].path, "~");

	hw_warn(&warnings, "ids-malformed", HW_TEXT("/home/alice/pci.ids"), 3, "broken");
	hw_warn(&warnings, "no-file", HW_NO_TEXT, 0, "none");
	hw_privacy_apply_warnings(&warnings, NULL);
	assert_text(warnings.first->path, "~/pci.ids");
	assert_null(warnings.first->next->path.s);
	hw_warnings_done(&warnings);
	hw_arena_done(&arena);
}

static void test_mounts(void **state)
{
	static const char *const points[][2] = {
		{"/", "/"},
		{"/srv", "/srv"},
		{"/data", "/data"},
		{"/srv/zacharias", "/srv/withheld"},
		{"/data/zacharias/photos", "/data/withheld"},
		{"/mnt/withheld", "/mnt/withheld"},
		{"/run/media/zacharias/STICK", "/run/media/withheld"},
		{"/var/home/zacharias", "/var/home/withheld"},
		{"/boot/efi", "/boot/efi"},
		{"/var/log", "/var/log"},
		{"/usr/local", "/usr/local"},
		{"/sys/fs/cgroup", "/sys/fs/cgroup"},
		{"", ""},
		{"/zacharias-pool", "/withheld"},
		{"/zacharias-pool/x", "/withheld"},
		{"/withheld-2", "/withheld"},
		{"/opt/ludmilla", "/opt/withheld"},
		{"/root", "/root"},
	};
	const struct hw_text user = HW_TEXT("ludmilla");
	const struct hw_private_words words = {.users = &user, .user_count = 1};
	const struct hw_privacy privacy = {.words = &words};
	struct hw_arena arena = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(points) / sizeof(*points); i++) {
		const struct hw_text shown =
			hw_privacy_mount(&privacy, hw_text_of(points[i][0]), &arena);

		if (!hw_text_eq(shown, hw_text_of(points[i][1])))
			fail_msg("'%s': '%.*s'", points[i][0], HW_TEXT_ARG(shown));
	}
	hw_arena_done(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_mounts),
		cmocka_unit_test(instances_lose_their_names),
		cmocka_unit_test(types_and_addresses_stay),
		cmocka_unit_test(bluetooth_devices_have_no_own_name),
		cmocka_unit_test(bluetooth_by_modalias),
		cmocka_unit_test(values_are_numbered),
		cmocka_unit_test(texts_are_numbered_when_one_is_met),
		cmocka_unit_test(own_names_have_no_addresses),
		cmocka_unit_test(own_names_have_no_numbers),
		cmocka_unit_test(numbers_are_those_of_devices),
		cmocka_unit_test(hosts_of_windows_have_no_words),
		cmocka_unit_test(numbers_of_texts_are_told_bare),
		cmocka_unit_test(joined_names_have_no_addresses),
		cmocka_unit_test(all_is_shown_at_the_level_full),
		cmocka_unit_test(home_directories_are_not_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
