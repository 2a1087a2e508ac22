// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/details/internal.h"

/*
 * What sysfs tells of a USB device (Documentation/ABI/stable/sysfs-bus-usb and
 * testing/sysfs-bus-usb, drivers/usb/core/sysfs.c). The kernel has read all of it when
 * the device was plugged in: nothing here wakes it.
 */

static const struct hw_details_attribute identity[] = {
	{.key = "manufacturer", .file = "manufacturer", .form = HW_DETAILS_OWN},
	{.key = "product", .file = "product", .form = HW_DETAILS_OWN},
	{.key = "serial",
	 .file = "serial",
	 .form = HW_DETAILS_PRIVATE,
	 .label = "serial number"},
	{.key = "bus", .file = "busnum", .form = HW_DETAILS_DECIMAL},
	{.key = "address", .file = "devnum", .form = HW_DETAILS_DECIMAL},
	{.key = "port_path", .file = "devpath", .form = HW_DETAILS_WORD},
	{.key = "usb_version",
	 .file = "version",
	 .form = HW_DETAILS_WORD,
	 .label = "USB version"},
	{.key = "rx_lanes",
	 .file = "rx_lanes",
	 .form = HW_DETAILS_DECIMAL,
	 .label = "lanes in"},
	{.key = "tx_lanes",
	 .file = "tx_lanes",
	 .form = HW_DETAILS_DECIMAL,
	 .label = "lanes out"},
	{.key = "chosen_configuration",
	 .file = "bConfigurationValue",
	 .form = HW_DETAILS_DECIMAL},
	{.key = "port_count",
	 .file = "maxchild",
	 .form = HW_DETAILS_DECIMAL,
	 .label = "ports"},
	{.key = "removable", .file = "removable", .form = HW_DETAILS_WORD},
	{.key = "authorized", .file = "authorized", .form = HW_DETAILS_TRUTH},
	{.key = "quirks", .file = "quirks", .form = HW_DETAILS_HEXADECIMAL},
	{.key = "ltm_capable",
	 .file = "ltm_capable",
	 .form = HW_DETAILS_TRUTH,
	 .label = "Latency Tolerance Messages"},
	{.key = "persist",
	 .file = "power/persist",
	 .form = HW_DETAILS_TRUTH,
	 .label = "kept over suspend"},
};

static const struct hw_details_attribute power[] = {
	{.key = "runtime_status",
	 .file = "power/runtime_status",
	 .form = HW_DETAILS_WORD},
	{.key = "control", .file = "power/control", .form = HW_DETAILS_WORD},
	{.key = "autosuspend_delay_ms",
	 .file = "power/autosuspend_delay_ms",
	 .form = HW_DETAILS_DECIMAL,
	 .unit = "ms",
	 .label = "autosuspend after"},
	{.key = "wakeup", .file = "power/wakeup", .form = HW_DETAILS_TRUTH},
	{.key = "usb2_hardware_lpm",
	 .file = "power/usb2_hardware_lpm",
	 .form = HW_DETAILS_WORD,
	 .label = "USB 2 hardware LPM"},
	{.key = "usb3_hardware_lpm_u1",
	 .file = "power/usb3_hardware_lpm_u1",
	 .form = HW_DETAILS_TRUTH,
	 .label = "USB 3 hardware LPM U1"},
	{.key = "usb3_hardware_lpm_u2",
	 .file = "power/usb3_hardware_lpm_u2",
	 .form = HW_DETAILS_TRUTH,
	 .label = "USB 3 hardware LPM U2"},
};

/* Of the hub's port that the device is in: drivers/usb/core/port.c. */
static const struct hw_details_attribute port[] = {
	{.key = "name", .file = "port", .form = HW_DETAILS_TARGET},
	{.key = "connect_type", .file = "port/connect_type", .form = HW_DETAILS_WORD},
	{.key = "location", .file = "port/location", .form = HW_DETAILS_HEXADECIMAL},
	{.key = "over_current_count",
	 .file = "port/over_current_count",
	 .form = HW_DETAILS_DECIMAL},
	{.key = "quirks", .file = "port/quirks", .form = HW_DETAILS_HEXADECIMAL},
	{.key = "peer", .file = "port/peer", .form = HW_DETAILS_TARGET},
};

/* "480" and "1.5": speed_show() */
static void add_speed(struct hw_detail *usb, const struct hw_details *d)
{
	struct hw_text text = hw_details_read(d, "speed");
	struct hw_text rest = text;
	struct hw_text whole = hw_text_cut(&rest, '.');
	int64_t mbps;
	int64_t tenths = 0;

	if (!hw_details_number(whole, &mbps) || mbps < 0 || mbps > 1000000 ||
	    (rest.n && (!hw_details_number(rest, &tenths) || rest.n != 1))) {
		hw_detail_null(usb, d->arena, "speed_kbps");
		return;
	}
	hw_detail_labelled(hw_detail_shown(hw_detail_number(usb, d->arena, "speed_kbps",
							    mbps * 1000 + tenths * 100),
					   hw_arena_printf(d->arena, "%.*s Mb/s",
							   HW_TEXT_ARG(text))),
			   "speed");
}

/* "500mA": bMaxPower_show() */
static void add_max_power(struct hw_detail *usb, const struct hw_details *d)
{
	struct hw_text text = hw_details_read(d, "bMaxPower");
	int64_t number;

	if (text.n < 3 || !hw_text_eq(hw_text_from(text, text.n - 2), HW_TEXT("mA")) ||
	    !hw_details_number(hw_text_head(text, text.n - 2), &number)) {
		hw_detail_null(usb, d->arena, "max_power_ma");
		return;
	}
	hw_detail_labelled(
		hw_detail_shown(hw_detail_number(usb, d->arena, "max_power_ma", number),
				hw_arena_printf(d->arena, "%lld mA", (long long)number)),
		"power at most");
}

struct hw_detail *hw_details_usb(const struct hw_details *d)
{
	struct hw_detail *usb = hw_detail_new(d->arena, HW_DETAIL_OBJECT);
	struct hw_details_node node = hw_details_ask(d);

	hw_details_attributes(usb, d, identity, HW_ARRAY_SIZE(identity));
	add_speed(usb, d);
	add_max_power(usb, d);
	hw_details_attributes(hw_detail_object(usb, d->arena, "power"), d, power,
			      HW_ARRAY_SIZE(power));
	hw_details_attributes(hw_detail_object(usb, d->arena, "port"), d, port,
			      HW_ARRAY_SIZE(port));
	hw_details_node(usb, d, &node);
	hw_details_descriptors(usb, d, &node);
	return usb;
}
