// SPDX-License-Identifier: GPL-2.0-or-later
/* Ids in lines of other tools. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/lookup/pasted_line.h"

static void are_ids(const char *line, const char *ids)
{
	struct hw_arena arena = {0};
	struct hw_text t = hw_pasted_line(hw_text_of(line), &arena);

	if (!hw_text_eq(t, hw_text_of(ids)))
		fail_msg("%s: %.*s", line, HW_TEXT_ARG(t));
	hw_arena_done(&arena);
}

static void lines(void **state)
{
	static const char *const as_they_are[] = {
		"",
		"Logitech webcam",
		"8086:15b8",
		"vendor: Logitech",
		"idVendor",
		"idVendor=",
		"Vendor=46",
		"device=15b8",
		"ids=",
		"ids=x",
		"PRODUCT=46d",
		"HID_ID=0005:0000046D:0000C52B",
		"USB_DEVICE(VENDOR, 0xc52b)",
		"idVendor=046dx",
		"vendor 0x12345",
		"productids=10de:1401",
		"8086:15b8 [1043:8672]",
		"pci [8086:15b8]",
		"\"0200\" \"8086\"",
		"\"Ethernet\" \"Intel [8086]\" \"I219-V [15b8]\"",
	};

	(void)state;
	/* announce_device(), drivers/usb/core/hub.c */
	are_ids("usb 1-6: New USB device found, idVendor=046d, idProduct=c52b, "
		"bcdDevice=12.11",
		"usb:046d:c52b");
	are_ids("[    2.1] usb 1-6: New USB device found, idVendor=046d, idProduct=c52b",
		"usb:046d:c52b");
	are_ids("  idVendor           0x046d Logitech, Inc.", "usb:046d:");
	are_ids("P:  Vendor=046d ProdID=c52b Rev=12.11", "usb:046d:c52b");
	are_ids("ATTRS{idVendor}==\"046d\", ATTRS{idProduct}==\"c52b\"", "usb:046d:c52b");
	are_ids("E: ID_VENDOR_ID=046d", "046d:");
	are_ids("ID_VENDOR_ID=8086 ID_MODEL_ID=15b8", "8086:15b8");
	are_ids("Vendor ID: 0x8086, Device ID: 0x15B8", "8086:15B8");
	are_ids("vendor=8086 device=15b8", "8086:15b8");
	/* usb_if_uevent(), input_dev_uevent(), hid_uevent() */
	are_ids("PRODUCT=46d/c52b/1211", "usb:046d:c52b");
	are_ids("PRODUCT=3/46d/c52b/111", "usb:046d:c52b");
	are_ids("HID_ID=0003:0000046D:0000C52B", "usb:046D:C52B");
	are_ids("options vfio-pci ids=10de:1401,10de:0fba",
		"pci:10de:1401 pci:10de:0fba");
	are_ids("vfio-pci.ids=8086:15b8 quiet", "pci:8086:15b8");
	are_ids("usbcore.quirks=046d:c52b:k", "usb:046d:c52b");
	are_ids("{ USB_DEVICE(0x046d, 0xc52b) },", "usb:046d:c52b");
	are_ids("{ PCI_DEVICE(0x8086, 0x15b8), }", "pci:8086:15b8");
	are_ids("00:1f.6 Ethernet controller [0200]: Intel Corporation Ethernet "
		"Connection (2) I219-V [8086:15b8] (rev 31)",
		"8086:15b8");
	are_ids("Tahiti XT [Radeon HD 7970/8970 OEM / R9 280X] [1002:6798]", "1002:6798");
	are_ids("Bus 001 Device 003: ID 046d:0825 Logitech, Inc. Webcam 1234:5678x",
		"046d:0825");
	are_ids("00:1f.6 \"0200\" \"8086\" \"15b8\" -r31 \"1043\" \"8672\"",
		"pci:8086:15b8:1043:8672");
	are_ids("00:1f.6 \"Ethernet controller [0200]\" \"Intel Corporation [8086]\" "
		"\"Ethernet Connection (2) I219-V [15b8]\" -r31 \"\" \"\"",
		"pci:8086:15b8");
	for (size_t i = 0; i < HW_ARRAY_SIZE(as_they_are); i++)
		are_ids(as_they_are[i], as_they_are[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines),
	};

	return cmocka_run_group_tests_name("pasted_line", tests, NULL, NULL);
}
