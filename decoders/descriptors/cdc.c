// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/descriptors/tables.h"

/*
 * Functional descriptors of communication devices: Class Definitions for Communications
 * Devices 1.2 section 5.2.3, and its subclass specifications PSTN, ISDN, ECM, WMC,
 * NCM 1.0 and MBIM 1.0. Names as in include/uapi/linux/usb/cdc.h.
 */

/* clang-format off */
#define CDC(var, sub, key_, title_, source_, size_, rows_) \
	LOCAL(var, 0x24 | (sub) << 8, key_, title_, source_, size_, rows_)

ROWS_BEGIN(header_rows)
	SUBHEAD
	ROW(V(3, "bcdCDC", "cdc_version"))
ROWS_END(header_rows)
CDC(header, 0x00, "cdc_header", "CDC header", "CDC 1.2, 5.2.3.1", 5, header_rows);

ROWS_BEGIN(call_rows)
	SUBHEAD
	ROW(REG(3, 1, "bmCapabilities", "capabilities"))
	ROW(FLAG(0, "call_management"))
	ROW(FLAG(1, "over_data_interface"))
	ROW(N(4, 1, "bDataInterface", "data_interface"))
ROWS_END(call_rows)
CDC(call, 0x01, "cdc_call_management", "CDC call management", "PSTN 1.2, 5.3.1", 5,
    call_rows);

ROWS_BEGIN(acm_rows)
	SUBHEAD
	ROW(REG(3, 1, "bmCapabilities", "capabilities"))
	ROW(FLAG(0, "comm_features"))
	ROW(FLAG(1, "line_coding_and_serial_state"))
	ROW(FLAG(2, "sends_break"))
	ROW(FLAG(3, "network_connection"))
ROWS_END(acm_rows)
CDC(acm, 0x02, "cdc_acm", "CDC abstract control management", "PSTN 1.2, 5.3.2", 4, acm_rows);

ROWS_BEGIN(direct_rows)
	SUBHEAD
	ROW(REG(3, 1, "bmCapabilities", "capabilities"))
	ROW(FLAG(0, "pulse_dialing"))
	ROW(FLAG(1, "hook_control"))
	ROW(FLAG(2, "extra_pulse_setup"))
ROWS_END(direct_rows)
CDC(direct, 0x03, "cdc_direct_line", "CDC direct line management", "PSTN 1.2, 5.3.3", 4,
    direct_rows);

ROWS_BEGIN(ringer_rows)
	SUBHEAD
	ROW(N(3, 1, "bRingerVolSteps", "volume_steps"))
	ROW(N(4, 1, "bNumRingerPatterns", "patterns"))
ROWS_END(ringer_rows)
CDC(ringer, 0x04, "cdc_telephone_ringer", "CDC telephone ringer", "PSTN 1.2, 5.3.4", 5,
    ringer_rows);

ROWS_BEGIN(call_state_rows)
	SUBHEAD
	ROW(REG(3, 4, "bmCapabilities", "capabilities"))
	ROW(FLAG(0, "interrupted_dialtone"))
	ROW(FLAG(1, "ringback_busy_fast_busy"))
	ROW(FLAG(2, "caller_id"))
	ROW(FLAG(3, "distinctive_ringing"))
	ROW(FLAG(4, "dtmf"), .label = "DTMF")
	ROW(FLAG(5, "line_state_change"))
ROWS_END(call_state_rows)
CDC(call_state, 0x05, "cdc_telephone_call", "CDC telephone call state reporting",
    "PSTN 1.2, 5.3.6", 7, call_state_rows);

ROWS_BEGIN(union_rows)
	SUBHEAD
	ROW(N(3, 1, "bMasterInterface", "control_interface"))
	ROW(N(4, 1, "bSlaveInterface", "subordinate_interfaces"), .repeat = REPEAT(.stride = 1))
ROWS_END(union_rows)
CDC(unions, 0x06, "cdc_union", "CDC union", "CDC 1.2, 5.2.3.2", 5, union_rows);

ROWS_BEGIN(country_rows)
	SUBHEAD
	ROW(STR(3, "iCountryCodeRelDate", "release_date_string"))
	ROW(H(4, 2, "wCountryCode", "country_codes"), .repeat = REPEAT(.stride = 2))
ROWS_END(country_rows)
CDC(country, 0x07, "cdc_country", "CDC country selection", "CDC 1.2, 5.2.3.3", 4,
    country_rows);

ROWS_BEGIN(modes_rows)
	SUBHEAD
	ROW(REG(3, 1, "bmCapabilities", "capabilities"))
	ROW(FLAG(0, "simple_mode"))
	ROW(FLAG(1, "standalone_mode"))
	ROW(FLAG(2, "computer_centric_mode"))
ROWS_END(modes_rows)
CDC(modes, 0x08, "cdc_telephone_modes", "CDC telephone operational modes",
    "PSTN 1.2, 5.3.5", 4, modes_rows);

ROWS_BEGIN(channel_rows)
	SUBHEAD
	ROW(N(3, 1, "bEntityId", "entity"))
	ROW(STR(4, "iName", "name_string"))
	ROW(N(5, 1, "bChannelIndex", "channel"))
	ROW(N(6, 1, "bPhysicalInterface", "physical_interface"))
ROWS_END(channel_rows)
CDC(channel, 0x0a, "cdc_network_channel", "CDC network channel terminal", "ISDN 1.2, 5.3.3",
    7, channel_rows);

/* Ethernet Control Model 1.2, 5.4: the string is the MAC address */
ROWS_BEGIN(ethernet_rows)
	SUBHEAD
	ROW(STR(3, "iMacAddress", "mac_address_string"), .flags = HW_LAYOUT_SERIAL)
	ROW(H(4, 4, "bmEthernetStatistics", "ethernet_statistics"))
	ROW(BYTES(8, 2, "wMaxSegmentSize", "max_segment_bytes"))
	ROW(PART(10, 2, 0, 15, "multicast_filters"), .spec = "wNumberMCFilters")
	ROW(PART_FLAG(10, 2, 15, "imperfect_multicast_filters"))
	ROW(N(12, 1, "bNumberPowerFilters", "power_filters"))
ROWS_END(ethernet_rows)
CDC(ethernet, 0x0f, "cdc_ethernet", "CDC Ethernet networking", "ECM 1.2, 5.4", 13,
    ethernet_rows);

ROWS_BEGIN(atm_rows)
	SUBHEAD
	ROW(STR(3, "iEndSystemIdentifier", "end_system_identifier_string"))
	ROW(H(4, 1, "bmDataCapabilities", "data_capabilities"))
	ROW(H(5, 1, "bmATMDeviceStatistics", "device_statistics"))
	ROW(BYTES(6, 2, "wType2MaxSegmentSize", "type_2_max_segment_bytes"))
	ROW(BYTES(8, 2, "wType3MaxSegmentSize", "type_3_max_segment_bytes"))
	ROW(N(10, 2, "wMaxVC", "max_vc"))
ROWS_END(atm_rows)
CDC(atm, 0x10, "cdc_atm", "CDC ATM networking", "ATM 1.2, 5.3", 12, atm_rows);

ROWS_BEGIN(whcm_rows)
	SUBHEAD
	ROW(V(3, "bcdVersion", "version"))
ROWS_END(whcm_rows)
CDC(whcm, 0x11, "cdc_whcm", "CDC wireless handset control model", "WMC 1.1, 8.1", 5,
    whcm_rows);

ROWS_BEGIN(mdlm_rows)
	SUBHEAD
	ROW(V(3, "bcdVersion", "version"))
	ROW(GUID(5, "guid"), .spec = "bGUID")
ROWS_END(mdlm_rows)
CDC(mdlm, 0x12, "cdc_mdlm", "CDC mobile direct line model", "WMC 1.1, 6.7", 21, mdlm_rows);

ROWS_BEGIN(mdlm_detail_rows)
	SUBHEAD
	ROW(N(3, 1, "bGuidDescriptorType", "guid_descriptor_type"))
	ROW(RAW_REST(4, "data"), .spec = "bDetailData")
ROWS_END(mdlm_detail_rows)
CDC(mdlm_detail, 0x13, "cdc_mdlm_detail", "CDC mobile direct line model detail",
    "WMC 1.1, 6.7", 4, mdlm_detail_rows);

ROWS_BEGIN(management_rows)
	SUBHEAD
	ROW(V(3, "bcdVersion", "version"))
	ROW(BYTES(5, 2, "wMaxCommand", "max_command_bytes"))
ROWS_END(management_rows)
CDC(management, 0x14, "cdc_device_management", "CDC device management", "WMC 1.1, 6.6", 7,
    management_rows);

CDC(obex, 0x15, "cdc_obex", "CDC OBEX", "WMC 1.1, 6.5", 5, whcm_rows);

ROWS_BEGIN(command_rows)
	SUBHEAD
	ROW(V(3, "bcdVersion", "version"))
	ROW(STR(5, "iCommandSet", "command_set_string"))
	ROW(GUID(6, "guid"), .spec = "bGUID")
ROWS_END(command_rows)
CDC(command, 0x16, "cdc_command_set", "CDC command set", "WMC 1.1, 8.1.2", 22, command_rows);

/* Network Control Model 1.0, 5.2.1 */
ROWS_BEGIN(ncm_rows)
	SUBHEAD
	ROW(V(3, "bcdNcmVersion", "ncm_version"))
	ROW(REG(5, 1, "bmNetworkCapabilities", "capabilities"))
	ROW(FLAG(0, "packet_filter"))
	ROW(FLAG(1, "net_address"))
	ROW(FLAG(2, "encapsulated_commands"))
	ROW(FLAG(3, "max_datagram_size"))
	ROW(FLAG(4, "crc_mode"))
	ROW(FLAG(5, "ntb_input_size_8_bytes"), .label = "8-byte NTB input size")
ROWS_END(ncm_rows)
CDC(ncm, 0x1a, "cdc_ncm", "CDC NCM", "NCM 1.0, 5.2.1", 6, ncm_rows);

/* Mobile Broadband Interface Model 1.0, 6.4 and 6.5 */
ROWS_BEGIN(mbim_rows)
	SUBHEAD
	ROW(V(3, "bcdMBIMVersion", "mbim_version"), .label = "MBIM version")
	ROW(BYTES(5, 2, "wMaxControlMessage", "max_control_message_bytes"))
	ROW(N(7, 1, "bNumberFilters", "filters"))
	ROW(BYTES(8, 1, "bMaxFilterSize", "max_filter_bytes"))
	ROW(BYTES(9, 2, "wMaxSegmentSize", "max_segment_bytes"))
	ROW(REG(11, 1, "bmNetworkCapabilities", "capabilities"))
	ROW(FLAG(3, "max_datagram_size"))
	ROW(FLAG(5, "ntb_input_size_8_bytes"), .label = "8-byte NTB input size")
ROWS_END(mbim_rows)
CDC(mbim, 0x1b, "cdc_mbim", "CDC MBIM", "MBIM 1.0, 6.4", 12, mbim_rows);

ROWS_BEGIN(mbim_extended_rows)
	SUBHEAD
	ROW(V(3, "bcdMBIMExtendedVersion", "mbim_extended_version"),
	    .label = "MBIM extended version")
	ROW(N(5, 1, "bMaxOutstandingCommandMessages", "max_outstanding_commands"))
	ROW(BYTES(6, 2, "wMTU", "mtu_bytes"))
ROWS_END(mbim_extended_rows)
CDC(mbim_extended, 0x1c, "cdc_mbim_extended", "CDC MBIM extended", "MBIM 1.0, 6.5", 8,
    mbim_extended_rows);

ROWS_BEGIN(raw_rows)
	SUBHEAD
	ROW(RAW_REST(3, "data"))
ROWS_END(raw_rows)
CDC(terminal, 0x09, "cdc_usb_terminal", "CDC USB terminal", "ISDN 1.2, 5.3.1", 3, raw_rows);
CDC(protocol, 0x0b, "cdc_protocol_unit", "CDC protocol unit", "ISDN 1.2, 5.3.4", 3,
    raw_rows);
CDC(extension, 0x0c, "cdc_extension_unit", "CDC extension unit", "ISDN 1.2, 5.3.5", 3,
    raw_rows);
CDC(multi, 0x0d, "cdc_multi_channel", "CDC multi-channel management", "ISDN 1.2, 5.3.6", 3,
    raw_rows);
CDC(capi, 0x0e, "cdc_capi", "CDC CAPI control", "ISDN 1.2, 5.3.7", 3, raw_rows);
CDC(command_detail, 0x17, "cdc_command_set_detail", "CDC command set detail",
    "WMC 1.1, 8.1.3", 3, raw_rows);
CDC(telephone, 0x18, "cdc_telephone_control", "CDC telephone control model",
    "WMC 1.1, 8.1.4", 3, raw_rows);
CDC(obex_service, 0x19, "cdc_obex_service", "CDC OBEX service identifier", "WMC 1.1, 6.5",
    3, raw_rows);

#define CHOICE(sub, table) {0x24, (sub), 0x02, -1, -1, &(table)}
static const struct hw_usb_choice choices[] = {
	CHOICE(0x00, header), CHOICE(0x01, call), CHOICE(0x02, acm), CHOICE(0x03, direct),
	CHOICE(0x04, ringer), CHOICE(0x05, call_state), CHOICE(0x06, unions),
	CHOICE(0x07, country), CHOICE(0x08, modes), CHOICE(0x09, terminal),
	CHOICE(0x0a, channel), CHOICE(0x0b, protocol), CHOICE(0x0c, extension),
	CHOICE(0x0d, multi), CHOICE(0x0e, capi), CHOICE(0x0f, ethernet), CHOICE(0x10, atm),
	CHOICE(0x11, whcm), CHOICE(0x12, mdlm), CHOICE(0x13, mdlm_detail),
	CHOICE(0x14, management), CHOICE(0x15, obex), CHOICE(0x16, command),
	CHOICE(0x17, command_detail), CHOICE(0x18, telephone), CHOICE(0x19, obex_service),
	CHOICE(0x1a, ncm), CHOICE(0x1b, mbim), CHOICE(0x1c, mbim_extended),
};
/* clang-format on */
const struct hw_usb_choices hw_usb_cdc_choices = {choices, HW_ARRAY_SIZE(choices)};

static const struct hw_layout *const layouts[] = {
	&header,       &call,	  &acm,	      &direct,	       &ringer,
	&call_state,   &unions,	  &country,   &modes,	       &terminal,
	&channel,      &protocol, &extension, &multi,	       &capi,
	&ethernet,     &atm,	  &whcm,      &mdlm,	       &mdlm_detail,
	&management,   &obex,	  &command,   &command_detail, &telephone,
	&obex_service, &ncm,	  &mbim,      &mbim_extended,
};
const struct hw_layout_family hw_usb_cdc_family = {
	.key = "usb_cdc_descriptors",
	.title = "USB communication class descriptor",
	.layouts = layouts,
	.count = HW_ARRAY_SIZE(layouts),
};
