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
	ROW(NAMED(0, 2, "power_switching", power_switching)) \
	ROW(FLAG(2, "compound")) \
	ROW(NAMED(3, 2, "over_current_protection", over_current))
ROWS_BEGIN(hub_rows)
	ROW(BYTES(0, 1, "bDescLength", "length_bytes"), .flags = HW_LAYOUT_DULL)
	ROW(H(1, 1, "bDescriptorType", "type"), .flags = HW_LAYOUT_DULL)
	ROW(N(2, 1, "nNbrPorts", "port_count"))
	ROW(REG(3, 2, "wHubCharacteristic", "characteristics"))
	HUB_POWER
	ROW(NAMED(5, 2, "tt_think_time", think_times))
	ROW(FLAG(7, "port_indicators"))
	ROW(N(5, 1, "bPwrOn2PwrGood", "power_good_ms"), .unit = HW_UNIT_MS,
	    .custom = power_on_ms)
	ROW(N(6, 1, "bHubContrCurrent", "controller_current_ma"), .unit = HW_UNIT_MA)
	/* bit 0 is reserved, bit n is port n; then as many bytes for 1.0 compatibility */
	ROW(H(7, 1, "DeviceRemovable", "not_removable_and_power_masks"),
	    .repeat = REPEAT(.stride = 1))
ROWS_END(hub_rows)
LOCAL(hub, 0x29, "usb_hub", "Hub", "USB 2.0, 11.23.2.1", 7, hub_rows);

ROWS_BEGIN(ss_hub_rows)
	ROW(BYTES(0, 1, "bDescLength", "length_bytes"), .flags = HW_LAYOUT_DULL)
	ROW(H(1, 1, "bDescriptorType", "type"), .flags = HW_LAYOUT_DULL)
	ROW(N(2, 1, "nNbrPorts", "port_count"))
	ROW(REG(3, 2, "wHubCharacteristic", "characteristics"))
	HUB_POWER
	ROW(N(5, 1, "bPwrOn2PwrGood", "power_good_ms"), .unit = HW_UNIT_MS,
	    .custom = power_on_ms)
	ROW(N(6, 1, "bHubContrCurrent", "controller_current_ma"), .unit = HW_UNIT_MA,
	    .times = 4)
	ROW(N(7, 1, "bHubDecLat", "header_decode_latency_ns"), .unit = HW_UNIT_NS,
	    .custom = decode_latency)
	ROW(N(8, 2, "wHubDelay", "delay_ns"), .unit = HW_UNIT_NS)
	ROW(H(10, 2, "DeviceRemovable", "not_removable"))
ROWS_END(ss_hub_rows)
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
ROWS_BEGIN(hid_report_rows)
	ROW(E(0, 1, "bDescriptorType", "type", hid_types))
	ROW(BYTES(1, 2, "wDescriptorLength", "length_bytes"))
ROWS_END(hid_report_rows)
static const struct hw_layout hid_report = {.key = "report", ROWS(hid_report_rows)};
ROWS_BEGIN(hid_rows)
	HEAD
	ROW(V(2, "bcdHID", "hid_version"))
	ROW(E(4, 1, "bCountryCode", "country", countries))
	ROW(N(5, 1, "bNumDescriptors", "descriptor_count"))
	ROW(TABLE(6, "descriptors", hid_report),
	    .repeat = REPEAT(.from = {.at = 5, .width = 1}, .stride = 3))
ROWS_END(hid_rows)
LOCAL(hid, 0x21, "usb_hid", "HID", "HID 1.11, 6.2.1", 9, hid_rows);

/* Device Firmware Upgrade 1.1, 4.1.3; 1.0 has no version */
ROWS_BEGIN(dfu_rows)
	HEAD
	ROW(REG(2, 1, "bmAttributes", "attributes"))
	ROW(FLAG(0, "download"))
	ROW(FLAG(1, "upload"))
	ROW(FLAG(2, "manifestation_tolerant"))
	ROW(FLAG(3, "will_detach"))
	ROW(N(3, 2, "wDetachTimeout", "detach_timeout_ms"), .unit = HW_UNIT_MS)
	ROW(BYTES(5, 2, "wTransferSize", "transfer_bytes"))
	ROW(V(7, "bcdDFUVersion", "dfu_version"))
ROWS_END(dfu_rows)
LOCAL(dfu, 0x21, "usb_dfu", "DFU functional", "DFU 1.1, 4.1.3", 7, dfu_rows);

/* Integrated Circuit(s) Cards Interface Devices 1.1, 5.1 */
VOCABULARY(voltages, {0, "5.0 V"}, {1, "3.0 V"}, {2, "1.8 V"});
VOCABULARY(card_protocols, {0, "T=0"}, {1, "T=1"});
VOCABULARY(synchronous_protocols, {0, "2-wire"}, {1, "3-wire"}, {2, "I2C"});
VOCABULARY(mechanics, {0, "accept"}, {1, "eject"}, {2, "capture"}, {3, "lock and unlock"});
VOCABULARY(exchange_levels, {0, "character"}, {1, "TPDU"}, {2, "short APDU"},
	   {4, "short and extended APDU"});
VOCABULARY(pin_support, {0, "verification"}, {1, "modification"});
ROWS_BEGIN(ccid_rows)
	HEAD
	ROW(V(2, "bcdCCID", "ccid_version"))
	ROW(N(4, 1, "nMaxSlotIndex", "max_slot_index"))
	ROW(B(5, 1, "bVoltageSupport", "voltages", voltages))
	ROW(B(6, 4, "dwProtocols", "protocols", card_protocols))
	ROW(N(10, 4, "dwDefaultClock", "default_clock_khz"), .unit = HW_UNIT_KHZ)
	ROW(N(14, 4, "dwMaxiumumClock", "max_clock_khz"), .unit = HW_UNIT_KHZ)
	ROW(N(18, 1, "bNumClockSupported", "clock_count"))
	ROW(N(19, 4, "dwDataRate", "data_rate_bits_per_s"), .unit = HW_UNIT_BITS_PER_S)
	ROW(N(23, 4, "dwMaxDataRate", "max_data_rate_bits_per_s"), .unit = HW_UNIT_BITS_PER_S)
	ROW(N(27, 1, "bNumDataRatesSupp.", "data_rate_count"))
	ROW(BYTES(28, 4, "dwMaxIFSD", "max_ifsd_bytes"))
	ROW(B(32, 4, "dwSyncProtocols", "synchronous_protocols", synchronous_protocols))
	ROW(B(36, 4, "dwMechanical", "mechanical", mechanics))
	ROW(REG(40, 4, "dwFeatures", "features"))
	ROW(FLAG(1, "auto_configuration"))
	ROW(FLAG(2, "auto_activation"))
	ROW(FLAG(3, "auto_voltage"))
	ROW(FLAG(4, "auto_clock"))
	ROW(FLAG(5, "auto_baud_rate"))
	ROW(FLAG(6, "auto_parameter_negotiation"))
	ROW(FLAG(7, "auto_pps"))
	ROW(FLAG(8, "clock_stop"))
	ROW(FLAG(9, "nad_other_than_0"), .label = "NAD other than 0")
	ROW(FLAG(10, "auto_ifsd"))
	ROW(NAMED(16, 3, "exchange_level", exchange_levels))
	ROW(FLAG(20, "wake_on_card"))
	ROW(BYTES(44, 4, "dwMaxCCIDMsgLen", "max_message_bytes"))
	ROW(H(48, 1, "bClassGetResponse", "class_get_response"))
	ROW(H(49, 1, "bClassEnvelope", "class_envelope"))
	ROW(PART(50, 2, 8, 8, "lcd_lines"), .label = "LCD lines", .spec = "wlcdLayout")
	ROW(PART(50, 2, 0, 8, "lcd_columns"), .label = "LCD columns")
	ROW(B(52, 1, "bPINSupport", "pin_support", pin_support))
	ROW(N(53, 1, "bMaxCCIDBusySlots", "max_busy_slots"))
ROWS_END(ccid_rows)
LOCAL(ccid, 0x21, "usb_ccid", "Smart card reader (CCID)", "CCID 1.1, 5.1", 54, ccid_rows);

/* USB Print Interface for IPP 1.0, 4.3: descriptors of {type, length, data} inside */
ROWS_BEGIN(ipp_rows)
	HEAD
	ROW(V(2, "bcdReleaseNumber", "release_version"))
	ROW(N(4, 1, "bcdNumDescriptors", "descriptor_count"))
	ROW(RAW_REST(5, "data"))
ROWS_END(ipp_rows)
LOCAL(ipp, 0x21, "usb_printer_ipp", "IPP printer", "USB Print Interface for IPP 1.0, 4.3", 5,
      ipp_rows);

/* USB Attached SCSI 1.0, 5.2.3.6 */
VOCABULARY(pipes, {1, "command"}, {2, "status"}, {3, "data-in"}, {4, "data-out"});
ROWS_BEGIN(pipe_rows)
	HEAD
	ROW(E(2, 1, "bPipeID", "pipe", pipes))
ROWS_END(pipe_rows)
LOCAL(pipe_usage, 0x24, "uas_pipe_usage", "UAS pipe usage", "UAS 1.0, 5.2.3.6", 3, pipe_rows);

ROWS_BEGIN(raw_rows)
	SUBHEAD
	ROW(RAW_REST(3, "data"))
ROWS_END(raw_rows)
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
