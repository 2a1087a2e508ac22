// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/descriptors/tables.h"

/*
 * Standard descriptors: USB 2.0 section 9.6, USB 3.2 section 9.6, and the Interface
 * Association Descriptor ECN. The names are those of the specification, as in
 * include/uapi/linux/usb/ch9.h.
 */

/* bMaxPacketSize0 is a number of bytes, from USB 3.0 on a power of two: 9 is 512. */
static void packet_size_0(const struct hw_layout_scope *scope,
			  struct hw_layout_value *value)
{
	if (hw_layout_le(scope->bytes, 2, 2) >= 0x300 && value->raw < 32)
		value->number = UINT64_C(1) << value->raw;
}

/* clang-format off */
ROWS_BEGIN(device_rows)
	HEAD
	ROW(V(2, "bcdUSB", "usb_version"))
	ROW(H(4, 1, "bDeviceClass", "class"))
	ROW(H(5, 1, "bDeviceSubClass", "subclass"))
	ROW(H(6, 1, "bDeviceProtocol", "protocol"))
	ROW(BYTES(7, 1, "bMaxPacketSize0", "max_packet_size_0_bytes"), .custom = packet_size_0)
	ROW(H(8, 2, "idVendor", "vendor"))
	ROW(H(10, 2, "idProduct", "product"))
	ROW(V(12, "bcdDevice", "device_version"))
	ROW(STR(14, "iManufacturer", "manufacturer_string"))
	ROW(STR(15, "iProduct", "product_string"))
	ROW(STR(16, "iSerialNumber", "serial_number_string"), .flags = HW_LAYOUT_SERIAL)
	ROW(N(17, 1, "bNumConfigurations", "configuration_count"))
ROWS_END(device_rows)
LOCAL(device, 0x01, "usb_device", "Device", "USB 3.2, 9.6.1", 18, device_rows);

ROWS_BEGIN(qualifier_rows)
	HEAD
	ROW(V(2, "bcdUSB", "usb_version"))
	ROW(H(4, 1, "bDeviceClass", "class"))
	ROW(H(5, 1, "bDeviceSubClass", "subclass"))
	ROW(H(6, 1, "bDeviceProtocol", "protocol"))
	ROW(BYTES(7, 1, "bMaxPacketSize0", "max_packet_size_0_bytes"))
	ROW(N(8, 1, "bNumConfigurations", "configuration_count"))
ROWS_END(qualifier_rows)
LOCAL(qualifier, 0x06, "usb_device_qualifier", "Device qualifier", "USB 2.0, 9.6.2", 10,
      qualifier_rows);

#define CONFIGURATION(ma) \
	HEAD \
	ROW(BYTES(2, 2, "wTotalLength", "total_length_bytes")) \
	ROW(N(4, 1, "bNumInterfaces", "interface_count")) \
	ROW(N(5, 1, "bConfigurationValue", "value")) \
	ROW(STR(6, "iConfiguration", "configuration_string")) \
	ROW(REG(7, 1, "bmAttributes", "attributes")) \
	ROW(FLAG(6, "self_powered")) \
	ROW(FLAG(5, "remote_wakeup")) \
	ROW(N(8, 1, "bMaxPower", "max_power_ma"), .unit = HW_UNIT_MA, .times = (ma))
ROWS_BEGIN(configuration_rows)
	CONFIGURATION(2)
ROWS_END(configuration_rows)
LOCAL(configuration, 0x02, "usb_configuration", "Configuration", "USB 2.0, 9.6.3", 9,
      configuration_rows);
ROWS_BEGIN(superspeed_rows)
	CONFIGURATION(8)
ROWS_END(superspeed_rows)
DESCRIPTOR(hw_usb_configuration_superspeed, 0x02, "usb_configuration_superspeed",
	   "Configuration", "USB 3.2, 9.6.3", 9, superspeed_rows);
LOCAL(other_speed, 0x07, "usb_other_speed_configuration", "Other speed configuration",
      "USB 2.0, 9.6.4", 9, configuration_rows);

ROWS_BEGIN(association_rows)
	HEAD
	ROW(N(2, 1, "bFirstInterface", "first_interface"))
	ROW(N(3, 1, "bInterfaceCount", "interface_count"))
	ROW(H(4, 1, "bFunctionClass", "class"))
	ROW(H(5, 1, "bFunctionSubClass", "subclass"))
	ROW(H(6, 1, "bFunctionProtocol", "protocol"))
	ROW(STR(7, "iFunction", "function_string"))
ROWS_END(association_rows)
LOCAL(association, 0x0b, "usb_interface_association", "Interface association",
      "USB 3.2, 9.6.4", 8, association_rows);

ROWS_BEGIN(interface_rows)
	HEAD
	ROW(N(2, 1, "bInterfaceNumber", "number"))
	ROW(N(3, 1, "bAlternateSetting", "alternate_setting"))
	ROW(N(4, 1, "bNumEndpoints", "endpoint_count"))
	ROW(H(5, 1, "bInterfaceClass", "class"))
	ROW(H(6, 1, "bInterfaceSubClass", "subclass"))
	ROW(H(7, 1, "bInterfaceProtocol", "protocol"))
	ROW(STR(8, "iInterface", "interface_string"))
ROWS_END(interface_rows)
LOCAL(interface, 0x04, "usb_interface", "Interface", "USB 3.2, 9.6.5", 9, interface_rows);

VOCABULARY(directions, {0, "OUT"}, {1, "IN"});
VOCABULARY(transfers, {0, "control"}, {1, "isochronous"}, {2, "bulk"}, {3, "interrupt"});
VOCABULARY(synchronisations, {0, "none"}, {1, "asynchronous"}, {2, "adaptive"},
	   {3, "synchronous"});
VOCABULARY(usages, {0, "data"}, {1, "feedback"}, {2, "implicit feedback data"});

/* Audio 1.0 endpoints have two more bytes. */
ROWS_BEGIN(endpoint_rows)
	HEAD
	ROW(H(2, 1, "bEndpointAddress", "address"))
	ROW(PART(2, 1, 0, 4, "number"))
	ROW(PART_ENUM(2, 1, 7, 1, "direction", directions))
	ROW(PART_ENUM(3, 1, 0, 2, "transfer", transfers), .spec = "bmAttributes")
	ROW(PART_ENUM(3, 1, 2, 2, "synchronisation", synchronisations),
	    .when = {WHEN(3, 1, 0, 2, HW_WHEN_EQUAL, 1)})
	ROW(PART_ENUM(3, 1, 4, 2, "usage", usages),
	    .when = {WHEN(3, 1, 0, 2, HW_WHEN_IN, 1u << 1 | 1u << 3)})
	ROW(PART(4, 2, 0, 11, "max_packet_size_bytes"), .unit = HW_UNIT_BYTES,
	    .spec = "wMaxPacketSize")
	ROW(PART(4, 2, 11, 2, "transactions"), .add = 1)
	ROW(N(6, 1, "bInterval", "interval"))
	ROW(N(7, 1, "bRefresh", "refresh"))
	ROW(H(8, 1, "bSynchAddress", "synch_address"))
ROWS_END(endpoint_rows)
LOCAL(endpoint, 0x05, "usb_endpoint", "Endpoint", "USB 3.2, 9.6.6", 7, endpoint_rows);

/* Bits 0 to 4 are streams of bulk or the multiplier of isochronous endpoints: which, says
 * the endpoint before. Both are shown where they can be. */
ROWS_BEGIN(companion_rows)
	HEAD
	ROW(N(2, 1, "bMaxBurst", "max_burst"))
	ROW(H(3, 1, "bmAttributes", "attributes"))
	ROW(BYTES(4, 2, "wBytesPerInterval", "per_interval_bytes"))
ROWS_END(companion_rows)
LOCAL(companion, 0x30, "usb_superspeed_companion", "SuperSpeed endpoint companion",
      "USB 3.2, 9.6.7", 6, companion_rows);

ROWS_BEGIN(isochronous_rows)
	HEAD
	ROW(BYTES(4, 4, "dwBytesPerInterval", "per_interval_bytes"))
ROWS_END(isochronous_rows)
LOCAL(isochronous, 0x31, "usb_superspeedplus_isochronous_companion",
      "SuperSpeedPlus isochronous endpoint companion", "USB 3.2, 9.6.8", 8,
      isochronous_rows);

/* On-The-Go and Embedded Host 2.0, 6.4; the version came with 2.0 */
ROWS_BEGIN(otg_rows)
	HEAD
	ROW(REG(2, 1, "bmAttributes", "attributes"))
	ROW(FLAG(0, "srp"), .label = "Session Request Protocol")
	ROW(FLAG(1, "hnp"), .label = "Host Negotiation Protocol")
	ROW(FLAG(2, "adp"), .label = "Attach Detection Protocol")
	ROW(V(3, "bcdOTG", "otg_version"), .label = "OTG version")
ROWS_END(otg_rows)
LOCAL(otg, 0x09, "usb_otg", "On-The-Go", "OTG 2.0, 6.4", 3, otg_rows);

/* USB 2.0 Debug Device Specification, 2.1 */
ROWS_BEGIN(debug_rows)
	HEAD
	ROW(H(2, 1, "bDebugInEndpoint", "in_endpoint"))
	ROW(H(3, 1, "bDebugOutEndpoint", "out_endpoint"))
ROWS_END(debug_rows)
LOCAL(debug, 0x0a, "usb_debug", "Debug", "USB 2.0 Debug Device, 2.1", 4, debug_rows);

ROWS_BEGIN(raw_rows)
	HEAD
	ROW(RAW_REST(2, "data"))
ROWS_END(raw_rows)
#define NAMED_ONLY(var, id_, key_, title_, source_) \
	LOCAL(var, id_, key_, title_, source_, 2, raw_rows)
NAMED_ONLY(string, 0x03, "usb_string", "String", "USB 3.2, 9.6.9");
NAMED_ONLY(interface_power, 0x08, "usb_interface_power", "Interface power",
	   "USB Interface Power Management 1.0");
NAMED_ONLY(security, 0x0c, "usb_security", "Security", "Wireless USB 1.1, 7.4.5");
NAMED_ONLY(key, 0x0d, "usb_key", "Key", "Wireless USB 1.1, 7.4.5");
NAMED_ONLY(encryption, 0x0e, "usb_encryption_type", "Encryption type",
	   "Wireless USB 1.1, 7.4.5");
NAMED_ONLY(wireless, 0x11, "usb_wireless_endpoint_companion",
	   "Wireless endpoint companion", "Wireless USB 1.1, 7.4.4");

DESCRIPTOR(hw_usb_unknown, 0, "usb_unknown", "Unknown descriptor", "USB 3.2, 9.6", 2,
	   raw_rows);
/* clang-format on */

static const struct hw_layout *const descriptors[] = {
	&device,
	&configuration,
	&string,
	&interface,
	&endpoint,
	&qualifier,
	&other_speed,
	&interface_power,
	&otg,
	&debug,
	&association,
	&security,
	&key,
	&encryption,
	&wireless,
	&companion,
	&isochronous,
	&hw_usb_configuration_superspeed,
	&hw_usb_unknown,
};
const struct hw_layout_family hw_usb_descriptor_family = {
	.key = "usb_descriptors",
	.title = "USB descriptor",
	.layouts = descriptors,
	.count = HW_ARRAY_SIZE(descriptors),
};

const struct hw_layout *hw_usb_standard_layout(unsigned type)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(descriptors); i++)
		if (descriptors[i]->id == type && type)
			return descriptors[i];
	return NULL;
}
