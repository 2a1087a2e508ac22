// SPDX-License-Identifier: GPL-2.0-or-later
/* Any baseline, judged by a few devices; what is written of these, they meet. */
#include <stdlib.h>

#include "report/expect/expect.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void add(struct hw_expect *x, const char *bus, const char *kind, const char *name,
		const char *parent, uint32_t device, const char *driver)
{
	struct hw_record r = {
		.device =
			{
				.subsystem = hw_text_of(bus),
				.bus = hw_bus_of_subsystem(hw_text_of(bus)),
				.kind = hw_text_of(kind),
				.name = hw_text_of(name),
				.id = hw_text_of(name),
				.parent = hw_text_of(parent),
				.driver = hw_text_of(driver),
				.driver_known = driver ? HW_DRIVER_BOUND : HW_DRIVER_NONE,
			},
	};

	r.ids[HW_ROLE_VENDOR] = (struct hw_id){true, 4, 0x8086};
	r.ids[HW_ROLE_DEVICE] = (struct hw_id){true, 4, device};
	r.ids[HW_ROLE_CLASS] = (struct hw_id){true, 2, 2};
	if (hw_expect_record(x, &r) < 0)
		abort();
}

static void add_devices(struct hw_expect *x)
{
	add(x, "usb", "usb_device", "usb:1-1", NULL, 0x10, "usb");
	add(x, "usb", "usb_interface", "usb:1-1:1.0", "usb:1-1", 0x10, "usbhid");
	add(x, "usb", "usb_interface", "usb:1-1:1.1", "usb:1-1", 0x10, NULL);
	add(x, "pci", "device", "pci:0000:00:1f.6", NULL, 0x15b8, "e1000e");
	add(x, "pci", "device", "pci:0000:00:1f.7", NULL, 0x15b8, NULL);
}

static void judge(struct hw_text text, bool is_met)
{
	struct hw_expect x = {.name = HW_TEXT("list")};
	struct hw_warnings warnings = {0};
	int r = hw_expect_parse(text, HW_TEXT("list"), &warnings, &x);

	if (r == 0) {
		add_devices(&x);
		if (hw_expect_judge(&x) < 0)
			abort();
		if (is_met && (x.difference_count || x.malformed))
			abort();
		for (size_t i = 0; i < x.difference_count; i++)
			if (!x.differences[i].explanation.n ||
			    !x.differences[i].entry == !x.differences[i].device)
				abort();
	}
	hw_warnings_done(&warnings);
	hw_expect_done(&x);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hw_expect own = {.name = HW_TEXT("own")};
	struct hw_text text;

	judge((struct hw_text){(const char *)data, size}, false);
	add_devices(&own);
	if (hw_expect_write(&own, &text) < 0)
		abort();
	judge(text, true);
	hw_expect_done(&own);
	return 0;
}
