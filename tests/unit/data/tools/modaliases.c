// SPDX-License-Identifier: GPL-2.0-or-later
/* Lists of modaliases whose lines tell where each is from, and uevent files. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/lib/dump.h"

#define NIC    "pci:v00008086d000015FBsv000017AAsd000022D8bc02sc00i00"
#define BRIDGE "pci:v00008086d00009B61sv000017AAsd000022BEbc06sc00i00"
#define RADIO  "usb:v8087p0026d0002dcE0dsc01dp01icE0isc01ip01in00"

static void assert_kind(const struct dump *d, const char *id, const char *kind)
{
	dump_assert_text(dump_find(d, id)->kind, kind);
}

/* Paths from wherever the shell was. */
static void test_places(void **state)
{
	static const char *const lists[] = {
		"/sys/bus/pci/devices/0000:00:1f.6/modalias:" NIC "\n"
		"/sys/bus/usb/devices/1-8:1.0/modalias:" RADIO "\n",
		"./bus/pci/devices/0000:00:1f.6/uevent:MODALIAS=" NIC "\n"
		"usb/devices/1-8:1.0/uevent:MODALIAS=" RADIO "\n",
		"0000:00:1f.6/modalias:" NIC "\n1-8:1.0/modalias:" RADIO "\n",
		"./devices/pci0000:00/0000:00:1f.6/modalias:" NIC "\n"
		"devices/pci0000:00/0000:00:14.0/usb1/1-8/1-8:1.0/modalias:" RADIO "\n",
		"/sys/bus/pci/devices/0000:00:1f.6 " NIC "\n"
		"/sys/bus/usb/devices/1-8:1.0: " RADIO "\n",
		"/sys/bus/pci/devices/0000:00:1f.6/modalias\t" NIC "\n"
		"/sys/bus/usb/devices/1-8:1.0/modalias\t" RADIO "\n",
		"==> /sys/bus/pci/devices/0000:00:1f.6/modalias <==\n" NIC "\n\n"
		"==> /sys/bus/usb/devices/1-8:1.0/modalias <==\n" RADIO "\n",
	};
	struct dump *d = *state;

	for (size_t i = 0; i < sizeof(lists) / sizeof(*lists); i++) {
		dump_open_one(d, lists[i]);
		/* the USB device of the interface, too */
		assert_int_equal(d->list.n, 3);
		dump_assert_device(d, "pci:0000:00:1f.6", NIC, NULL);
		assert_kind(d, "usb:1-8", "usb_device");
		dump_assert_text(dump_find(d, "usb:1-8:1.0")->parent, "usb:1-8");
		dump_assert_device(d, "usb:1-8:1.0", RADIO, NULL);
		assert_kind(d, "usb:1-8:1.0", "usb_interface");
		dump_assert_warnings(d, 0);
	}
	/* by its class a device is not told apart from another */
	dump_open_one(d, "/sys/class/net/eth0/device/modalias:" NIC "\n");
	dump_assert_device(d, "pci:line-1", NIC, NULL);
}

/* A USB device is told of by its interfaces; by lsusb it is the one that has its ids. */
static void test_wholes(void **state)
{
	static const char path[] = "/sys/devices/pci0000:00/0000:00:14.0/usb1/1-8/"
				   "1-8:1.0/modalias:" RADIO "\n";
	static const char hub[] = "/sys/bus/usb/devices/1-0:1.0/modalias:"
				  "usb:v1D6Bp0002d0206dc09dsc00dp01ic09isc00ip00in00\n";
	const struct hw_text listed[] = {
		hw_text_of(path),
		hw_text_of("Bus 001 Device 003: ID 8087:0026 Intel Corp.\n"),
	};
	const struct hw_text two[] = {
		hw_text_of(path),
		hw_text_of("Bus 001 Device 003: ID 8087:0026 Intel Corp.\n"
			   "Bus 001 Device 004: ID 8087:0026 Intel Corp.\n"),
	};
	const struct hw_device *whole;
	struct dump *d = *state;

	dump_open_one(d, path);
	whole = dump_find(d, "usb:1-8");
	dump_assert_text(whole->syspath, "/sys/devices/pci0000:00/0000:00:14.0/usb1/1-8");
	dump_assert_text(hw_uevent_get(whole->uevent, "PRODUCT"), "8087/26/2");
	dump_assert_text(hw_uevent_get(whole->uevent, "TYPE"), "224/1/1");
	assert_int_equal(whole->driver_known, HW_DRIVER_UNKNOWN);
	dump_open_one(d, hub);
	assert_kind(d, "usb:usb1", "usb_device");
	dump_assert_text(dump_find(d, "usb:1-0:1.0")->parent, "usb:usb1");
	dump_open(d, listed, 2);
	assert_int_equal(d->list.n, 2);
	assert_kind(d, "usb:1-8", "usb_device");
	/* which of the two it is is not told */
	dump_open(d, two, 2);
	assert_int_equal(d->list.n, 3);
}

/* What is below a device, on whatever bus, and what a file has is told with its path. */
static void test_below(void **state)
{
	struct dump *d = *state;

	dump_open_one(d, "/sys/devices/LNXSYSTM:00/modalias:acpi:LNXSYSTM:\n"
			 "/sys/devices/LNXSYSTM:00/LNXPWRBN:00/modalias:acpi:LNXPWRBN:\n"
			 "/sys/devices/LNXSYSTM:00/LNXPWRBN:00/input/input1/modalias:"
			 "input:b0019v0000p0001e0000-e0,1,k74,ramlsfw\n"
			 "/sys/devices/platform/Fixed MDIO bus.0/modalias:"
			 "platform:Fixed MDIO bus\n"
			 "/sys/devices/platform/PNP0C14:00/modalias:acpi:PNP0C14:\n"
			 "/sys/devices/platform/b:c/modalias:acpi:PNP0C0D:97\n");
	dump_assert_device(d, "acpi:LNXPWRBN:00", "acpi:LNXPWRBN:", NULL);
	dump_assert_text(dump_find(d, "input:input1")->parent, "acpi:LNXPWRBN:00");
	dump_assert_device(d, "platform:Fixed MDIO bus.0", "platform:Fixed MDIO bus",
			   NULL);
	dump_assert_device(d, "platform:PNP0C14:00", "acpi:PNP0C14:", NULL);
	dump_assert_device(d, "platform:b:c", "acpi:PNP0C0D:97", NULL);
	dump_assert_warnings(d, 0);
}

/* DRIVER is there when one is bound, in files that are whole. */
static void test_uevents(void **state)
{
	struct dump *d = *state;

	dump_open_one(d, "DRIVER=e1000e\nPCI_ID=8086:15FB\n"
			 "PCI_SLOT_NAME=0000:00:1f.6\nMODALIAS=" NIC "\n"
			 "PCI_ID=8086:9B61\nPCI_SLOT_NAME=0000:00:00.0\n"
			 "MODALIAS=" BRIDGE "\n");
	assert_int_equal(d->list.n, 2);
	dump_assert_device(d, "pci:0000:00:1f.6", NIC, "e1000e");
	dump_assert_device(d, "pci:0000:00:00.0", BRIDGE, "");
	dump_assert_warnings(d, 0);
	/* the first one's begin may be cut off, and the last one's end */
	dump_open_one(d, "PCI_SLOT_NAME=0000:00:1f.6\nMODALIAS=" NIC "\n"
			 "DRIVER=pcieport\nPCI_SLOT_NAME=0000:00:01.0\n"
			 "MODALIAS=" BRIDGE "\nPCI_ID=8086:9B61\n"
			 "PCI_SLOT_NAME=0000:00:00.0\n");
	dump_assert_device(d, "pci:0000:00:1f.6", NIC, NULL);
	dump_assert_device(d, "pci:0000:00:01.0", BRIDGE, "pcieport");
	/* nobody asked for drivers */
	dump_open_one(d, "PCI_SLOT_NAME=0000:00:1f.6\nMODALIAS=" NIC "\n"
			 "PCI_SLOT_NAME=0000:00:00.0\nMODALIAS=" BRIDGE "\n");
	dump_assert_device(d, "pci:0000:00:00.0", BRIDGE, NULL);
	/* an event of a device that comes, before a driver does */
	dump_open_one(d, "ACTION=bind\nDEVPATH=/devices/pci0000:00/0000:00:1f.6\n"
			 "SUBSYSTEM=pci\nDRIVER=e1000e\nMODALIAS=" NIC "\n\n"
			 "ACTION=add\nDEVPATH=/devices/pci0000:00/0000:00:14.0/usb1/1-8/"
			 "1-8:1.0\nSUBSYSTEM=usb\nMODALIAS=" RADIO "\n");
	dump_assert_device(d, "pci:0000:00:1f.6", NIC, "e1000e");
	dump_assert_device(d, "usb:1-8:1.0", RADIO, NULL);
	/* by grep, of two devices of one property each */
	dump_open_one(d,
		      "/sys/bus/pci/devices/0000:00:1f.6/uevent:DRIVER=e1000e\n"
		      "/sys/bus/pci/devices/0000:00:1f.6/uevent:MODALIAS=" NIC "\n"
		      "/sys/bus/pci/devices/0000:00:00.0/uevent:MODALIAS=" BRIDGE "\n");
	dump_assert_device(d, "pci:0000:00:1f.6", NIC, "e1000e");
	dump_assert_device(d, "pci:0000:00:00.0", BRIDGE, NULL);
	/* of a plain list each line is a device, and what is none is said */
	dump_open_one(d, "MODALIAS=" NIC "\nMODALIAS='" RADIO "'\nLANG=C\n");
	dump_assert_device(d, "pci:line-1", NIC, NULL);
	dump_assert_device(d, "usb:line-2", RADIO, NULL);
	dump_assert_warnings(d, 1);
}

/* A node of ACPI may have a line for the device tree, too. */
static void test_two_lines(void **state)
{
	static const char *const lists[] = {
		"acpi:TMPX0075:\nof:NsensTCti,tmp75\n",
		"/sys/bus/acpi/devices/PRP0001:00/modalias:acpi:TMPX0075:\n"
		"/sys/bus/acpi/devices/PRP0001:00/modalias:of:NsensTCti,tmp75\n",
		"==> /sys/bus/acpi/devices/PRP0001:00/modalias <==\n"
		"acpi:TMPX0075:\nof:NsensTCti,tmp75\n",
	};
	struct dump *d = *state;

	for (size_t i = 0; i < sizeof(lists) / sizeof(*lists); i++) {
		dump_open_one(d, lists[i]);
		assert_int_equal(d->list.n, 1);
		dump_assert_device(d, i ? "acpi:PRP0001:00" : "acpi:line-1",
				   "acpi:TMPX0075:\nof:NsensTCti,tmp75", NULL);
		dump_assert_warnings(d, 0);
	}
	/* of the program's own table */
	for (size_t i = 0; i < 2; i++) {
		dump_open_one(d, i ? "DEVICE\tMODALIAS\n00:1f.6\t" NIC "\n"
				     "acpi:PRP0001:00\tacpi:TMPX0075:\\nof:Ns\n"
				   : "DEVICE          MODALIAS\n00:1f.6         " NIC "\n"
				     "acpi:PRP0001:00 acpi:TMPX0075:\\x0aof:Ns\n");
		dump_assert_device(d, "acpi:PRP0001:00", "acpi:TMPX0075:\nof:Ns", NULL);
	}
	/* of two nodes */
	dump_open_one(d, "/sys/bus/acpi/devices/A:00/modalias:acpi:TMPX0075:\n"
			 "/sys/bus/platform/devices/b/modalias:of:NsensTCti,tmp75\n");
	assert_int_equal(d->list.n, 2);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, dump_setup, dump_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_places),  TEST(test_wholes),	  TEST(test_below),
		TEST(test_uevents), TEST(test_two_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
