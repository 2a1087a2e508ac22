// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/descriptors/tables.h"

/*
 * Class descriptors of hubs, HID, DFU, smart card readers, printers and UAS: one or two
 * tables a class, each with its specification.
 */

/* USB 2.0, 11.23.2.1; the numbers of ports that follow are bit n of byte n / 8 */
static void power_on_ms(const struct hw_layout_scope *scope,
			struct hw_layout_value *value)
{
	(void)scope;
	value->number = value->raw * 2;
}

/* USB 3.2, 10.15.2.1: steps of 0.1 us */
static void decode_latency(const struct hw_layout_scope *scope,
			   struct hw_layout_value *value)
{
	(void)scope;
	value->number = value->raw * 100;
}

/* clang-format off */
VOCABULARY(power_switching, {0, "ganged"}, {1, "individual"}, {2, "none"}, {3, "none"});
VOCABULARY(over_current, {0, "global"}, {1, "individual"}, {2, "none"}, {3, "none"});
VOCABULARY(think_times, {0, "8 FS bit times"}, {1, "16 FS bit times"},
	   {2, "24 FS bit times"}, {3, "32 FS bit times"});
#define HUB_POWER \
	{NAMED(0, 2, "power_switching", power_switching)}, \
	{FLAG(2, "compound")}, \
	{NAMED(3, 2, "over_current_protection", over_current)}
static const struct hw_layout_field hub_rows[] = {
	{BYTES(0, 1, "bDescLength", "length_bytes"), .flags = HW_LAYOUT_DULL},
	{H(1, 1, "bDescriptorType", "type"), .flags = HW_LAYOUT_DULL},
	{N(2, 1, "nNbrPorts", "port_count")},
	{REG(3, 2, "wHubCharacteristic", "characteristics")},
	HUB_POWER,
	{NAMED(5, 2, "tt_think_time", think_times)},
	{FLAG(7, "port_indicators")},
	{N(5, 1, "bPwrOn2PwrGood", "power_good_ms"), .unit = HW_UNIT_MS,
	 .custom = power_on_ms},
	{N(6, 1, "bHubContrCurrent", "controller_current_ma"), .unit = HW_UNIT_MA},
	/* bit 0 is reserved, bit n is port n; then as many bytes for 1.0 compatibility */
	{H(7, 1, "DeviceRemovable", "not_removable_and_power_masks"),
	 .repeat = REPEAT(.stride = 1)},
};
LOCAL(hub, 0x29, "usb_hub", "Hub", "USB 2.0, 11.23.2.1", 7, hub_rows);

static const struct hw_layout_field ss_hub_rows[] = {
	{BYTES(0, 1, "bDescLength", "length_bytes"), .flags = HW_LAYOUT_DULL},
	{H(1, 1, "bDescriptorType", "type"), .flags = HW_LAYOUT_DULL},
	{N(2, 1, "nNbrPorts", "port_count")},
	{REG(3, 2, "wHubCharacteristic", "characteristics")},
	HUB_POWER,
	{N(5, 1, "bPwrOn2PwrGood", "power_good_ms"), .unit = HW_UNIT_MS,
	 .custom = power_on_ms},
	{N(6, 1, "bHubContrCurrent", "controller_current_ma"), .unit = HW_UNIT_MA,
	 .times = 4},
	{N(7, 1, "bHubDecLat", "header_decode_latency_ns"), .unit = HW_UNIT_NS,
	 .custom = decode_latency},
	{N(8, 2, "wHubDelay", "delay_ns"), .unit = HW_UNIT_NS},
	{H(10, 2, "DeviceRemovable", "not_removable")},
};
LOCAL(ss_hub, 0x2a, "usb_superspeed_hub", "SuperSpeed hub", "USB 3.2, 10.15.2.1", 12,
      ss_hub_rows);

/* Device Class Definition for HID 1.11, 6.2.1 */
VOCABULARY(countries, {0, "not supported"}, {1, "Arabic"}, {2, "Belgian"},
	   {3, "Canadian bilingual"}, {4, "Canadian French"}, {5, "Czech"}, {6, "Danish"},
	   {7, "Finnish"}, {8, "French"}, {9, "German"}, {10, "Greek"}, {11, "Hebrew"},
	   {12, "Hungarian"}, {13, "international (ISO)"}, {14, "Italian"},
	   {15, "Japanese (Katakana)"}, {16, "Korean"}, {17, "Latin American"},
	   {18, "Dutch"}, {19, "Norwegian"}, {20, "Persian (Farsi)"}, {21, "Polish"},
	   {22, "Portuguese"}, {23, "Russian"}, {24, "Slovak"}, {25, "Spanish"},
	   {26, "Swedish"}, {27, "Swiss French"}, {28, "Swiss German"}, {29, "Swiss"},
	   {30, "Taiwanese"}, {31, "Turkish Q"}, {32, "UK"}, {33, "US"},
	   {34, "Yugoslav"}, {35, "Turkish F"});
VOCABULARY(hid_types, {0x22, "report"}, {0x23, "physical"});
static const struct hw_layout_field hid_report_rows[] = {
	{E(0, 1, "bDescriptorType", "type", hid_types)},
	{BYTES(1, 2, "wDescriptorLength", "length_bytes")},
};
static const struct hw_layout hid_report = {.key = "report", ROWS(hid_report_rows)};
static const struct hw_layout_field hid_rows[] = {
	HEAD,
	{V(2, "bcdHID", "hid_version")},
	{E(4, 1, "bCountryCode", "country", countries)},
	{N(5, 1, "bNumDescriptors", "descriptor_count")},
	{TABLE(6, "descriptors", hid_report),
	 .repeat = REPEAT(.from = {.at = 5, .width = 1}, .stride = 3)},
};
LOCAL(hid, 0x21, "usb_hid", "HID", "HID 1.11, 6.2.1", 9, hid_rows);

/* Device Firmware Upgrade 1.1, 4.1.3; 1.0 has no version */
static const struct hw_layout_field dfu_rows[] = {
	HEAD,
	{REG(2, 1, "bmAttributes", "attributes")},
	{FLAG(0, "download")},
	{FLAG(1, "upload")},
	{FLAG(2, "manifestation_tolerant")},
	{FLAG(3, "will_detach")},
	{N(3, 2, "wDetachTimeout", "detach_timeout_ms"), .unit = HW_UNIT_MS},
	{BYTES(5, 2, "wTransferSize", "transfer_bytes")},
	{V(7, "bcdDFUVersion", "dfu_version")},
};
LOCAL(dfu, 0x21, "usb_dfu", "DFU functional", "DFU 1.1, 4.1.3", 7, dfu_rows);

/* Integrated Circuit(s) Cards Interface Devices 1.1, 5.1 */
VOCABULARY(voltages, {0, "5.0 V"}, {1, "3.0 V"}, {2, "1.8 V"});
VOCABULARY(card_protocols, {0, "T=0"}, {1, "T=1"});
VOCABULARY(synchronous_protocols, {0, "2-wire"}, {1, "3-wire"}, {2, "I2C"});
VOCABULARY(mechanics, {0, "accept"}, {1, "eject"}, {2, "capture"}, {3, "lock and unlock"});
VOCABULARY(exchange_levels, {0, "character"}, {1, "TPDU"}, {2, "short APDU"},
	   {4, "short and extended APDU"});
VOCABULARY(pin_support, {0, "verification"}, {1, "modification"});
static const struct hw_layout_field ccid_rows[] = {
	HEAD,
	{V(2, "bcdCCID", "ccid_version")},
	{N(4, 1, "nMaxSlotIndex", "max_slot_index")},
	{B(5, 1, "bVoltageSupport", "voltages", voltages)},
	{B(6, 4, "dwProtocols", "protocols", card_protocols)},
	{N(10, 4, "dwDefaultClock", "default_clock_khz"), .unit = HW_UNIT_KHZ},
	{N(14, 4, "dwMaxiumumClock", "max_clock_khz"), .unit = HW_UNIT_KHZ},
	{N(18, 1, "bNumClockSupported", "clock_count")},
	{N(19, 4, "dwDataRate", "data_rate_bits_per_s"), .unit = HW_UNIT_BITS_PER_S},
	{N(23, 4, "dwMaxDataRate", "max_data_rate_bits_per_s"), .unit = HW_UNIT_BITS_PER_S},
	{N(27, 1, "bNumDataRatesSupp.", "data_rate_count")},
	{BYTES(28, 4, "dwMaxIFSD", "max_ifsd_bytes")},
	{B(32, 4, "dwSyncProtocols", "synchronous_protocols", synchronous_protocols)},
	{B(36, 4, "dwMechanical", "mechanical", mechanics)},
	{REG(40, 4, "dwFeatures", "features")},
	{FLAG(1, "auto_configuration")},
	{FLAG(2, "auto_activation")},
	{FLAG(3, "auto_voltage")},
	{FLAG(4, "auto_clock")},
	{FLAG(5, "auto_baud_rate")},
	{FLAG(6, "auto_parameter_negotiation")},
	{FLAG(7, "auto_pps")},
	{FLAG(8, "clock_stop")},
	{FLAG(9, "nad_other_than_0"), .label = "NAD other than 0"},
	{FLAG(10, "auto_ifsd")},
	{NAMED(16, 3, "exchange_level", exchange_levels)},
	{FLAG(20, "wake_on_card")},
	{BYTES(44, 4, "dwMaxCCIDMsgLen", "max_message_bytes")},
	{H(48, 1, "bClassGetResponse", "class_get_response")},
	{H(49, 1, "bClassEnvelope", "class_envelope")},
	{PART(50, 2, 8, 8, "lcd_lines"), .label = "LCD lines", .spec = "wlcdLayout"},
	{PART(50, 2, 0, 8, "lcd_columns"), .label = "LCD columns"},
	{B(52, 1, "bPINSupport", "pin_support", pin_support)},
	{N(53, 1, "bMaxCCIDBusySlots", "max_busy_slots")},
};
LOCAL(ccid, 0x21, "usb_ccid", "Smart card reader (CCID)", "CCID 1.1, 5.1", 54, ccid_rows);

/* USB Print Interface for IPP 1.0, 4.3: descriptors of {type, length, data} inside */
static const struct hw_layout_field ipp_rows[] = {
	HEAD,
	{V(2, "bcdReleaseNumber", "release_version")},
	{N(4, 1, "bcdNumDescriptors", "descriptor_count")},
	{RAW_REST(5, "data")},
};
LOCAL(ipp, 0x21, "usb_printer_ipp", "IPP printer", "USB Print Interface for IPP 1.0, 4.3", 5,
      ipp_rows);

/* USB Attached SCSI 1.0, 5.2.3.6 */
VOCABULARY(pipes, {1, "command"}, {2, "status"}, {3, "data-in"}, {4, "data-out"});
static const struct hw_layout_field pipe_rows[] = {
	HEAD,
	{E(2, 1, "bPipeID", "pipe", pipes)},
};
LOCAL(pipe_usage, 0x24, "uas_pipe_usage", "UAS pipe usage", "UAS 1.0, 5.2.3.6", 3, pipe_rows);

static const struct hw_layout_field raw_rows[] = {
	SUBHEAD,
	{RAW_REST(3, "data")},
};
LOCAL(class_device, 0x21, "usb_class_specific", "Class-specific", "USB 2.0, 9.5", 2, raw_rows);
LOCAL(class_configuration, 0x22, "usb_class_report", "Class-specific configuration",
      "USB 2.0, 9.5", 2, raw_rows);
LOCAL(class_interface, 0x24, "usb_class_interface", "Class-specific interface",
      "USB 2.0, 9.5", 2, raw_rows);
LOCAL(class_endpoint, 0x25, "usb_class_endpoint", "Class-specific endpoint", "USB 2.0, 9.5",
      2, raw_rows);

/* The last four match what no row above them or of another file does. */
static const struct hw_usb_choice choices[] = {
	{0x21, -1, 0x03, -1, -1, &hid},
	{0x21, -1, 0xfe, 0x01, -1, &dfu},
	{0x21, -1, 0x0b, -1, -1, &ccid},
	{0x21, -1, 0x07, 0x01, -1, &ipp},
	{0x24, -1, 0x08, 0x06, 0x62, &pipe_usage},
	{0x29, -1, -1, -1, -1, &hub},
	{0x2a, -1, -1, -1, -1, &ss_hub},
	{0x21, -1, -1, -1, -1, &class_device},
	{0x22, -1, -1, -1, -1, &class_configuration},
	{0x24, -1, -1, -1, -1, &class_interface},
	{0x25, -1, -1, -1, -1, &class_endpoint},
};
/* clang-format on */
const struct hw_usb_choices hw_usb_class_choices = {choices, HW_ARRAY_SIZE(choices)};

static const struct hw_layout *const layouts[] = {
	&hub,
	&ss_hub,
	&hid,
	&dfu,
	&ccid,
	&ipp,
	&pipe_usage,
	&class_device,
	&class_configuration,
	&class_interface,
	&class_endpoint,
};
const struct hw_layout_family hw_usb_class_family = {
	.key = "usb_class_descriptors",
	.title = "USB class descriptor",
	.layouts = layouts,
	.count = HW_ARRAY_SIZE(layouts),
};
