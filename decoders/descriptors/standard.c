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
static const struct hw_layout_field device_rows[] = {
	HEAD,
	{V(2, "bcdUSB", "usb_version")},
	{H(4, 1, "bDeviceClass", "class")},
	{H(5, 1, "bDeviceSubClass", "subclass")},
	{H(6, 1, "bDeviceProtocol", "protocol")},
	{BYTES(7, 1, "bMaxPacketSize0", "max_packet_size_0_bytes"), .custom = packet_size_0},
	{H(8, 2, "idVendor", "vendor")},
	{H(10, 2, "idProduct", "product")},
	{V(12, "bcdDevice", "device_version")},
	{STR(14, "iManufacturer", "manufacturer_string")},
	{STR(15, "iProduct", "product_string")},
	{STR(16, "iSerialNumber", "serial_number_string"), .flags = HW_LAYOUT_SERIAL},
	{N(17, 1, "bNumConfigurations", "configuration_count")},
};
LOCAL(device, 0x01, "usb_device", "Device", "USB 3.2, 9.6.1", 18, device_rows);

static const struct hw_layout_field qualifier_rows[] = {
	HEAD,
	{V(2, "bcdUSB", "usb_version")},
	{H(4, 1, "bDeviceClass", "class")},
	{H(5, 1, "bDeviceSubClass", "subclass")},
	{H(6, 1, "bDeviceProtocol", "protocol")},
	{BYTES(7, 1, "bMaxPacketSize0", "max_packet_size_0_bytes")},
	{N(8, 1, "bNumConfigurations", "configuration_count")},
};
LOCAL(qualifier, 0x06, "usb_device_qualifier", "Device qualifier", "USB 2.0, 9.6.2", 10,
      qualifier_rows);

#define CONFIGURATION(ma) \
	HEAD, \
	{BYTES(2, 2, "wTotalLength", "total_length_bytes")}, \
	{N(4, 1, "bNumInterfaces", "interface_count")}, \
	{N(5, 1, "bConfigurationValue", "value")}, \
	{STR(6, "iConfiguration", "configuration_string")}, \
	{REG(7, 1, "bmAttributes", "attributes")}, \
	{FLAG(6, "self_powered")}, \
	{FLAG(5, "remote_wakeup")}, \
	{N(8, 1, "bMaxPower", "max_power_ma"), .unit = HW_UNIT_MA, .times = (ma)}
static const struct hw_layout_field configuration_rows[] = {CONFIGURATION(2)};
LOCAL(configuration, 0x02, "usb_configuration", "Configuration", "USB 2.0, 9.6.3", 9,
      configuration_rows);
static const struct hw_layout_field superspeed_rows[] = {CONFIGURATION(8)};
DESCRIPTOR(hw_usb_configuration_superspeed, 0x02, "usb_configuration_superspeed",
	   "Configuration", "USB 3.2, 9.6.3", 9, superspeed_rows);
LOCAL(other_speed, 0x07, "usb_other_speed_configuration", "Other speed configuration",
      "USB 2.0, 9.6.4", 9, configuration_rows);

static const struct hw_layout_field association_rows[] = {
	HEAD,
	{N(2, 1, "bFirstInterface", "first_interface")},
	{N(3, 1, "bInterfaceCount", "interface_count")},
	{H(4, 1, "bFunctionClass", "class")},
	{H(5, 1, "bFunctionSubClass", "subclass")},
	{H(6, 1, "bFunctionProtocol", "protocol")},
	{STR(7, "iFunction", "function_string")},
};
LOCAL(association, 0x0b, "usb_interface_association", "Interface association",
      "USB 3.2, 9.6.4", 8, association_rows);

static const struct hw_layout_field interface_rows[] = {
	HEAD,
	{N(2, 1, "bInterfaceNumber", "number")},
	{N(3, 1, "bAlternateSetting", "alternate_setting")},
	{N(4, 1, "bNumEndpoints", "endpoint_count")},
	{H(5, 1, "bInterfaceClass", "class")},
	{H(6, 1, "bInterfaceSubClass", "subclass")},
	{H(7, 1, "bInterfaceProtocol", "protocol")},
	{STR(8, "iInterface", "interface_string")},
};
LOCAL(interface, 0x04, "usb_interface", "Interface", "USB 3.2, 9.6.5", 9, interface_rows);

VOCABULARY(directions, {0, "OUT"}, {1, "IN"});
VOCABULARY(transfers, {0, "control"}, {1, "isochronous"}, {2, "bulk"}, {3, "interrupt"});
VOCABULARY(synchronisations, {0, "none"}, {1, "asynchronous"}, {2, "adaptive"},
	   {3, "synchronous"});
VOCABULARY(usages, {0, "data"}, {1, "feedback"}, {2, "implicit feedback data"});

/* Audio 1.0 endpoints have two more bytes. */
static const struct hw_layout_field endpoint_rows[] = {
	HEAD,
	{H(2, 1, "bEndpointAddress", "address")},
	{PART(2, 1, 0, 4, "number")},
	{PART_ENUM(2, 1, 7, 1, "direction", directions)},
	{PART_ENUM(3, 1, 0, 2, "transfer", transfers), .spec = "bmAttributes"},
	{PART_ENUM(3, 1, 2, 2, "synchronisation", synchronisations),
	 .when = WHEN(3, 1, 0, 2, HW_WHEN_EQUAL, 1)},
	{PART_ENUM(3, 1, 4, 2, "usage", usages),
	 .when = WHEN(3, 1, 0, 2, HW_WHEN_IN, 1u << 1 | 1u << 3)},
	{PART(4, 2, 0, 11, "max_packet_size_bytes"), .unit = HW_UNIT_BYTES,
	 .spec = "wMaxPacketSize"},
	{PART(4, 2, 11, 2, "transactions"), .add = 1},
	{N(6, 1, "bInterval", "interval")},
	{N(7, 1, "bRefresh", "refresh")},
	{H(8, 1, "bSynchAddress", "synch_address")},
};
LOCAL(endpoint, 0x05, "usb_endpoint", "Endpoint", "USB 3.2, 9.6.6", 7, endpoint_rows);

/* Bits 0 to 4 are streams of bulk or the multiplier of isochronous endpoints: which, says
 * the endpoint before. Both are shown where they can be. */
static const struct hw_layout_field companion_rows[] = {
	HEAD,
	{N(2, 1, "bMaxBurst", "max_burst")},
	{H(3, 1, "bmAttributes", "attributes")},
	{BYTES(4, 2, "wBytesPerInterval", "per_interval_bytes")},
};
LOCAL(companion, 0x30, "usb_superspeed_companion", "SuperSpeed endpoint companion",
      "USB 3.2, 9.6.7", 6, companion_rows);

static const struct hw_layout_field isochronous_rows[] = {
	HEAD,
	{BYTES(4, 4, "dwBytesPerInterval", "per_interval_bytes")},
};
LOCAL(isochronous, 0x31, "usb_superspeedplus_isochronous_companion",
      "SuperSpeedPlus isochronous endpoint companion", "USB 3.2, 9.6.8", 8,
      isochronous_rows);

/* On-The-Go and Embedded Host 2.0, 6.4; the version came with 2.0 */
static const struct hw_layout_field otg_rows[] = {
	HEAD,
	{REG(2, 1, "bmAttributes", "attributes")},
	{FLAG(0, "srp"), .label = "Session Request Protocol"},
	{FLAG(1, "hnp"), .label = "Host Negotiation Protocol"},
	{FLAG(2, "adp"), .label = "Attach Detection Protocol"},
	{V(3, "bcdOTG", "otg_version"), .label = "OTG version"},
};
LOCAL(otg, 0x09, "usb_otg", "On-The-Go", "OTG 2.0, 6.4", 3, otg_rows);

/* USB 2.0 Debug Device Specification, 2.1 */
static const struct hw_layout_field debug_rows[] = {
	HEAD,
	{H(2, 1, "bDebugInEndpoint", "in_endpoint")},
	{H(3, 1, "bDebugOutEndpoint", "out_endpoint")},
};
LOCAL(debug, 0x0a, "usb_debug", "Debug", "USB 2.0 Debug Device, 2.1", 4, debug_rows);

static const struct hw_layout_field raw_rows[] = {
	HEAD,
	{RAW_REST(2, "data")},
};
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
