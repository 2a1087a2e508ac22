// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/descriptors/tables.h"

/*
 * The Binary device Object Store and its device capabilities: USB 3.2 section 9.6.2,
 * USB Power Delivery 3.1 section 9.2, Billboard Device Class 1.2.2.
 *
 *     +-------------------------------------+---------------------------------+---
 *     | length, type 15, total length, caps | length, type 16, capability ... | ...
 *     +-------------------------------------+---------------------------------+---
 */

/* clang-format off */
#define CAP_HEAD \
	HEAD \
	ROW(H(2, 1, "bDevCapabilityType", "capability_type"), .flags = HW_LAYOUT_DULL)
#define CAPABILITY(var, id_, key_, title_, source_, size_, rows_) \
	LOCAL(var, 0x10 | (id_) << 8, key_, title_, source_, size_, rows_)

ROWS_BEGIN(bos_rows)
	HEAD
	ROW(BYTES(2, 2, "wTotalLength", "total_length_bytes"))
	ROW(N(4, 1, "bNumDeviceCaps", "capability_count"))
ROWS_END(bos_rows)
DESCRIPTOR(hw_usb_bos, 0x0f, "usb_bos", "Binary device object store", "USB 3.2, 9.6.2", 5,
	   bos_rows);

ROWS_BEGIN(wireless_rows)
	CAP_HEAD
	ROW(H(3, 1, "bmAttributes", "attributes"))
	ROW(H(4, 2, "wPHYRates", "phy_rates"))
	ROW(H(6, 1, "bmTFITXPowerInfo", "tfi_tx_power"))
	ROW(H(7, 1, "bmFFITXPowerInfo", "ffi_tx_power"))
	ROW(H(8, 2, "bmBandGroup", "band_group"))
ROWS_END(wireless_rows)
CAPABILITY(wireless, 0x01, "usb_cap_wireless", "Wireless USB", "Wireless USB 1.1, 7.4.1", 11,
	   wireless_rows);

/* USB 2.0 Link Power Management ECN; BESL came with its errata */
ROWS_BEGIN(extension_rows)
	CAP_HEAD
	ROW(REG(3, 4, "bmAttributes", "attributes"))
	ROW(FLAG(1, "lpm"))
	ROW(FLAG(2, "besl"), .label = "BESL and alternate HIRD")
	ROW(FLAG(3, "baseline_besl_valid"), .label = "Baseline BESL valid")
	ROW(FLAG(4, "deep_besl_valid"), .label = "Deep BESL valid")
	ROW(BITS(8, 4, "baseline_besl"), .label = "Baseline BESL",
	    .when = {WHEN(3, 4, 3, 1, HW_WHEN_EQUAL, 1)})
	ROW(BITS(12, 4, "deep_besl"), .label = "Deep BESL",
	    .when = {WHEN(3, 4, 4, 1, HW_WHEN_EQUAL, 1)})
ROWS_END(extension_rows)
CAPABILITY(extension, 0x02, "usb_cap_usb2_extension", "USB 2.0 extension", "USB 3.2, 9.6.2.1",
	   7, extension_rows);

VOCABULARY(speeds, {0, "low speed (1.5 Mb/s)"}, {1, "full speed (12 Mb/s)"},
	   {2, "high speed (480 Mb/s)"}, {3, "SuperSpeed (5 Gb/s)"});
ROWS_BEGIN(superspeed_rows)
	CAP_HEAD
	ROW(REG(3, 1, "bmAttributes", "attributes"))
	ROW(FLAG(1, "ltm"), .label = "Latency Tolerance Messages")
	ROW(B(4, 2, "wSpeedsSupported", "speeds", speeds))
	ROW(E(6, 1, "bFunctionalitySupport", "lowest_full_functionality_speed", speeds))
	ROW(N(7, 1, "bU1DevExitLat", "u1_exit_latency_us"), .unit = HW_UNIT_US)
	ROW(N(8, 2, "wU2DevExitLat", "u2_exit_latency_us"), .unit = HW_UNIT_US)
ROWS_END(superspeed_rows)
CAPABILITY(superspeed, 0x03, "usb_cap_superspeed", "SuperSpeed", "USB 3.2, 9.6.2.2", 10,
	   superspeed_rows);

ROWS_BEGIN(container_rows)
	CAP_HEAD
	ROW(GUID(4, "container_id"), .spec = "ContainerID", .flags = HW_LAYOUT_SERIAL)
ROWS_END(container_rows)
CAPABILITY(container, 0x04, "usb_cap_container_id", "Container ID", "USB 3.2, 9.6.2.3", 20,
	   container_rows);

#define PLATFORM_HEAD \
	CAP_HEAD \
	ROW(GUID(4, "uuid"), .label = "UUID", .spec = "PlatformCapabilityUUID")
ROWS_BEGIN(platform_rows)
	PLATFORM_HEAD
	ROW(RAW_REST(20, "data"), .spec = "CapabilityData")
ROWS_END(platform_rows)
CAPABILITY(platform, 0x05, "usb_cap_platform", "Platform", "USB 3.2, 9.6.2.4", 20,
	   platform_rows);

/* WebUSB API, Draft Community Group Report, 4.1.1 */
ROWS_BEGIN(webusb_rows)
	PLATFORM_HEAD
	ROW(V(20, "bcdVersion", "version"))
	ROW(H(22, 1, "bVendorCode", "vendor_code"))
	ROW(N(23, 1, "iLandingPage", "landing_page"))
ROWS_END(webusb_rows)
CAPABILITY(webusb, 0x05, "usb_cap_webusb", "WebUSB", "WebUSB API, 4.1.1", 24, webusb_rows);

/* Microsoft OS 2.0 Descriptors, table 3: a set a Windows version */
ROWS_BEGIN(ms_set_rows)
	ROW(H(0, 4, "dwWindowsVersion", "windows_version"))
	ROW(BYTES(4, 2, "wMSOSDescriptorSetTotalLength", "descriptor_set_bytes"))
	ROW(H(6, 1, "bMS_VendorCode", "vendor_code"))
	ROW(N(7, 1, "bAltEnumCode", "alternate_enumeration"))
ROWS_END(ms_set_rows)
static const struct hw_layout ms_set = {.key = "set", ROWS(ms_set_rows)};
ROWS_BEGIN(ms_rows)
	PLATFORM_HEAD
	ROW(TABLE(20, "sets", ms_set), .repeat = REPEAT(.stride = 8))
ROWS_END(ms_rows)
CAPABILITY(microsoft, 0x05, "usb_cap_ms_os_20", "Microsoft OS 2.0", "MS OS 2.0 Descriptors",
	   28, ms_rows);

/* USB Power Delivery 3.1, 9.2.1 */
ROWS_BEGIN(power_rows)
	CAP_HEAD
	ROW(REG(4, 4, "bmAttributes", "attributes"))
	ROW(FLAG(1, "battery_charging"))
	ROW(FLAG(2, "power_delivery"))
	ROW(FLAG(3, "provider"))
	ROW(FLAG(4, "consumer"))
	ROW(FLAG(5, "charging_policy"))
	ROW(FLAG(6, "type_c_current"))
	ROW(FLAG(8, "ac_supply"))
	ROW(FLAG(9, "battery"))
	ROW(FLAG(10, "other"))
	ROW(FLAG(14, "uses_vbus"))
	ROW(V(8, "bcdBCVersion", "battery_charging_version"))
	ROW(V(10, "bcdPDVersion", "power_delivery_version"))
	ROW(V(12, "bcdUSBTypeCVersion", "type_c_version"))
ROWS_END(power_rows)
CAPABILITY(power, 0x06, "usb_cap_power_delivery", "Power Delivery", "USB PD 3.1, 9.2.1", 14,
	   power_rows);

ROWS_BEGIN(battery_rows)
	CAP_HEAD
	ROW(STR(3, "iBattery", "battery_string"))
	ROW(STR(4, "iSerial", "serial_string"), .flags = HW_LAYOUT_SERIAL)
	ROW(STR(5, "iManufacturer", "manufacturer_string"))
	ROW(N(6, 1, "bBatteryId", "battery_id"))
	ROW(N(8, 4, "dwChargedThreshold", "charged_threshold_mwh"))
	ROW(N(12, 4, "dwWeakThreshold", "weak_threshold_mwh"))
	ROW(N(16, 4, "dwBatteryDesignCapacity", "design_capacity_mwh"))
	ROW(N(20, 4, "dwBatteryLastFullchargeCapacity", "last_full_charge_capacity_mwh"))
ROWS_END(battery_rows)
CAPABILITY(battery, 0x07, "usb_cap_battery_info", "Battery info", "USB PD 3.1, 9.2.2", 24,
	   battery_rows);

ROWS_BEGIN(consumer_rows)
	CAP_HEAD
	ROW(REG(4, 2, "bmCapabilities", "capabilities"))
	ROW(FLAG(0, "battery_charging"))
	ROW(FLAG(1, "power_delivery"))
	ROW(FLAG(2, "type_c_current"))
	ROW(N(6, 2, "wMinVoltage", "min_voltage_mv"), .unit = HW_UNIT_MV, .times = 50)
	ROW(N(8, 2, "wMaxVoltage", "max_voltage_mv"), .unit = HW_UNIT_MV, .times = 50)
	ROW(N(12, 4, "dwMaxOperatingPower", "max_operating_power_mw"), .unit = HW_UNIT_MW,
	    .times = 10)
	ROW(N(16, 4, "dwMaxPeakPower", "max_peak_power_mw"), .unit = HW_UNIT_MW, .times = 10)
	ROW(N(20, 4, "dwMaxPeakPowerTime", "max_peak_power_time_ms"), .unit = HW_UNIT_MS,
	    .times = 100)
ROWS_END(consumer_rows)
CAPABILITY(consumer, 0x08, "usb_cap_pd_consumer", "Power Delivery consumer port",
	   "USB PD 3.1, 9.2.3", 24, consumer_rows);

ROWS_BEGIN(provider_rows)
	CAP_HEAD
	ROW(REG(4, 2, "bmCapabilities", "capabilities"))
	ROW(FLAG(0, "battery_charging"))
	ROW(FLAG(1, "power_delivery"))
	ROW(FLAG(2, "type_c_current"))
	ROW(N(6, 1, "bNumOfPDObjects", "object_count"))
	ROW(H(8, 4, "wPowerDataObject", "power_data_objects"),
	    .repeat = REPEAT(.from = {.at = 6, .width = 1}, .stride = 4))
ROWS_END(provider_rows)
CAPABILITY(provider, 0x09, "usb_cap_pd_provider", "Power Delivery provider port",
	   "USB PD 3.1, 9.2.4", 8, provider_rows);

/* USB 3.2, 9.6.2.5 */
VOCABULARY(exponents, {0, "b/s"}, {1, "kb/s"}, {2, "Mb/s"}, {3, "Gb/s"});
VOCABULARY(sublink_types, {0, "symmetric"}, {1, "asymmetric"});
VOCABULARY(sublink_directions, {0, "receive"}, {1, "transmit"});
VOCABULARY(sublink_protocols, {0, "SuperSpeed"}, {1, "SuperSpeedPlus"});
ROWS_BEGIN(sublink_rows)
	ROW(PART(0, 4, 0, 4, "id"))
	ROW(PART(0, 4, 16, 16, "mantissa"))
	ROW(PART_ENUM(0, 4, 4, 2, "exponent", exponents))
	ROW(PART_ENUM(0, 4, 6, 1, "type", sublink_types))
	ROW(PART_ENUM(0, 4, 7, 1, "direction", sublink_directions))
	ROW(PART_ENUM(0, 4, 14, 2, "protocol", sublink_protocols))
ROWS_END(sublink_rows)
static const struct hw_layout sublink = {.key = "sublink", ROWS(sublink_rows)};
ROWS_BEGIN(plus_rows)
	CAP_HEAD
	ROW(REG(4, 4, "bmAttributes", "attributes"))
	ROW(BITS(0, 5, "sublink_count"), .add = 1)
	ROW(BITS(5, 4, "sublink_id_count"), .add = 1)
	ROW(REG(8, 2, "wFunctionalitySupport", "functionality"))
	ROW(BITS(0, 4, "min_sublink_id"))
	ROW(BITS(8, 4, "min_receive_lanes"))
	ROW(BITS(12, 4, "min_transmit_lanes"))
	ROW(TABLE(12, "sublinks", sublink), .spec = "bmSublinkSpeedAttr",
	    .repeat = REPEAT(.from = {.at = 4, .width = 4, .bits = 5}, .add = 1, .stride = 4))
ROWS_END(plus_rows)
CAPABILITY(plus, 0x0a, "usb_cap_superspeedplus", "SuperSpeedPlus", "USB 3.2, 9.6.2.5", 16,
	   plus_rows);

ROWS_BEGIN(ptm_rows)
	CAP_HEAD
ROWS_END(ptm_rows)
CAPABILITY(ptm, 0x0b, "usb_cap_precision_time", "Precision Time Measurement",
	   "USB 3.2, 9.6.2.6", 3, ptm_rows);

/* Billboard 1.2.2, 3.1.6.2: two bits of state for each mode */
VOCABULARY(mode_states, {0, "unspecified error"}, {1, "not attempted"},
	   {2, "attempted, unsuccessful"}, {3, "successful"});
VOCABULARY(vconn_powers, {0, "1 W"}, {1, "1.5 W"}, {2, "2 W"}, {3, "3 W"}, {4, "4 W"},
	   {5, "5 W"}, {6, "6 W"});
/* clang-format on */

/* Bits 2n and 2n + 1 of bmConfigured, which has 32 bytes at offset 8 of the block. */
static void mode_state(const struct hw_layout_scope *scope, struct hw_layout_value *value)
{
	uint64_t byte = hw_layout_le(scope->whole, 8 + scope->index / 4, 1);

	value->raw = byte >> scope->index % 4 * 2 & 3;
	value->number = value->raw;
	value->name = hw_vocabulary_find(value->field.names, value->raw);
}

/* clang-format off */
ROWS_BEGIN(mode_rows)
	ROW(H(0, 2, "wSVID", "svid"))
	ROW(N(2, 1, "bAlternateMode", "mode"))
	ROW(STR(3, "iAlternateModeString", "mode_string"))
	ROW(PART_ENUM(0, 2, 0, 2, "state", mode_states), .spec = "bmConfigured",
	    .custom = mode_state)
ROWS_END(mode_rows)
static const struct hw_layout mode = {.key = "mode", ROWS(mode_rows)};
ROWS_BEGIN(billboard_rows)
	CAP_HEAD
	ROW(STR(3, "iAdditionalInfoURL", "additional_info_url_string"))
	ROW(N(4, 1, "bNumberOfAlternateModes", "mode_count"))
	ROW(N(5, 1, "bPreferredAlternateMode", "preferred_mode"))
	ROW(REG(6, 2, "VCONN Power", "vconn"), .label = "VCONN")
	ROW(NAMED(0, 3, "power", vconn_powers), .when = {WHEN(6, 2, 15, 1, HW_WHEN_EQUAL, 0)})
	ROW(FLAG(15, "no_power_needed"))
	ROW(V(40, "bcdVersion", "version"))
	ROW(REG(42, 1, "bAdditionalFailureInfo", "failure"))
	ROW(FLAG(0, "lack_of_power"))
	ROW(FLAG(1, "no_power_delivery"))
	ROW(TABLE(44, "modes", mode),
	    .repeat = REPEAT(.from = {.at = 4, .width = 1}, .stride = 4))
ROWS_END(billboard_rows)
CAPABILITY(billboard, 0x0d, "usb_cap_billboard", "Billboard", "Billboard 1.2.2, 3.1.6.2", 44,
	   billboard_rows);

ROWS_BEGIN(authentication_rows)
	CAP_HEAD
	ROW(H(3, 1, "bmAttributes", "attributes"))
	ROW(H(4, 1, "bcdProtocolVersion", "protocol_version"))
	ROW(H(5, 1, "bcdCapability", "capability"))
ROWS_END(authentication_rows)
CAPABILITY(authentication, 0x0e, "usb_cap_authentication", "Authentication",
	   "USB Authentication 1.0, 4.2", 6, authentication_rows);

ROWS_BEGIN(aum_rows)
	CAP_HEAD
	ROW(N(3, 1, "bIndex", "index"))
	ROW(H(4, 4, "dwAlternateModeVdo", "alternate_mode_vdo"))
ROWS_END(aum_rows)
CAPABILITY(aum, 0x0f, "usb_cap_billboard_aum", "Billboard AUM", "Billboard 1.2.2, 3.1.6.3",
	   8, aum_rows);

/* USB 3.2, 9.6.2.7: a function class, and the configurations that have it */
ROWS_BEGIN(summary_rows)
	CAP_HEAD
	ROW(V(3, "bcdVersion", "version"))
	ROW(H(5, 1, "bClass", "class"))
	ROW(H(6, 1, "bSubClass", "subclass"))
	ROW(H(7, 1, "bProtocol", "protocol"))
	ROW(N(8, 1, "bConfigurationCount", "configuration_count"))
	IDS(8, "bConfigurationIndex", "configurations")
ROWS_END(summary_rows)
CAPABILITY(summary, 0x10, "usb_cap_configuration_summary", "Configuration summary",
	   "USB 3.2, 9.6.2.7", 9, summary_rows);

ROWS_BEGIN(firmware_rows)
	CAP_HEAD
	ROW(H(3, 1, "bcdDescriptorVersion", "descriptor_version"))
	ROW(REG(4, 4, "bmAttributes", "attributes"))
	ROW(FLAG(0, "firmware_hash"))
	ROW(FLAG(1, "disallow_update"))
ROWS_END(firmware_rows)
CAPABILITY(firmware, 0x11, "usb_cap_firmware_status", "Firmware status", "USB 3.2, 9.6.2.8",
	   8, firmware_rows);

ROWS_BEGIN(unknown_rows)
	CAP_HEAD
	ROW(RAW_REST(3, "data"))
ROWS_END(unknown_rows)
CAPABILITY(unknown, 0x00, "usb_cap_unknown", "Unknown device capability", "USB 3.2, 9.6.2", 3,
	   unknown_rows);
CAPABILITY(wireless_extended, 0x0c, "usb_cap_wireless_extended", "Wireless USB extended",
	   "Wireless USB 1.1, 7.4.1", 3, unknown_rows);
/* clang-format on */

static const struct hw_layout *const capabilities[] = {
	&hw_usb_bos,	    &unknown,	&wireless,	 &extension, &superspeed,
	&container,	    &webusb,	&microsoft,	 &platform,  &power,
	&battery,	    &consumer,	&provider,	 &plus,	     &ptm,
	&wireless_extended, &billboard, &authentication, &aum,	     &summary,
	&firmware,
};
const struct hw_layout_family hw_usb_bos_family = {
	.key = "usb_device_capabilities",
	.title = "USB device capability",
	.layouts = capabilities,
	.count = HW_ARRAY_SIZE(capabilities),
};

/* {3408b638-09a9-47a0-8bfd-a0768815b665} and {d8dd60df-4589-4cc7-9cd2-659d9e648a9f} */
static const uint8_t webusb_uuid[16] = {0x38, 0xb6, 0x08, 0x34, 0xa9, 0x09, 0xa0, 0x47,
					0x8b, 0xfd, 0xa0, 0x76, 0x88, 0x15, 0xb6, 0x65};
static const uint8_t microsoft_uuid[16] = {0xdf, 0x60, 0xdd, 0xd8, 0x89, 0x45,
					   0xc7, 0x4c, 0x9c, 0xd2, 0x65, 0x9d,
					   0x9e, 0x64, 0x8a, 0x9f};

const struct hw_layout *hw_usb_capability_layout(unsigned type, struct hw_bytes bytes)
{
	if (type == 0x05 && bytes.n >= webusb.size &&
	    !memcmp(bytes.p + 4, webusb_uuid, 16))
		return &webusb;
	if (type == 0x05 && bytes.n >= microsoft.size &&
	    !memcmp(bytes.p + 4, microsoft_uuid, 16))
		return &microsoft;
	if (type == 0x05)
		return &platform;
	for (size_t i = 0; i < HW_ARRAY_SIZE(capabilities); i++)
		if (capabilities[i]->id == (0x10u | type << 8))
			return capabilities[i];
	return &unknown;
}
