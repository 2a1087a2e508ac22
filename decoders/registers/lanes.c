// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/registers/tables.h"

/*
 * Extended capabilities of the physical and data link layer: PCI Express Base 6.0
 * sections 7.7.3 to 7.7.10. They end with one entry a lane; how many lanes there are says
 * the link's maximum width, so the walk cuts the block behind the last.
 */

/* clang-format off */
#define LANES(var, id_, key_, title_, section_, size_, rows_) \
	const struct hw_layout var = { \
		.key = (key_), .title = (title_), \
		.source = "PCI Express Base 6.0, " section_, .id = (id_), .size = (size_), \
		ROWS(rows_), \
	}

/* Secondary PCI Express, 7.7.3 */
VOCABULARY(lane_numbers, {0, "0"}, {1, "1"}, {2, "2"}, {3, "3"}, {4, "4"}, {5, "5"}, {6, "6"},
	   {7, "7"}, {8, "8"}, {9, "9"}, {10, "10"}, {11, "11"}, {12, "12"}, {13, "13"},
	   {14, "14"}, {15, "15"}, {16, "16"}, {17, "17"}, {18, "18"}, {19, "19"},
	   {20, "20"}, {21, "21"}, {22, "22"}, {23, "23"}, {24, "24"}, {25, "25"},
	   {26, "26"}, {27, "27"}, {28, "28"}, {29, "29"}, {30, "30"}, {31, "31"});

ROWS_BEGIN(secondary_lane_rows)
	ROW(PART(0, 2, 0, 4, "downstream_transmitter_preset"))
	ROW(PART(0, 2, 4, 3, "downstream_receiver_hint"))
	ROW(PART(0, 2, 8, 4, "upstream_transmitter_preset"))
	ROW(PART(0, 2, 12, 3, "upstream_receiver_hint"))
ROWS_END(secondary_lane_rows)
static const struct hw_layout secondary_lane = {.key = "lane", ROWS(secondary_lane_rows)};
ROWS_BEGIN(secondary_rows)
	ROW(REGISTER(4, 4, "link_control_3"))
	ROW(FLAG(0, "perform_equalization"))
	ROW(FLAG(1, "equalization_request_interrupt"))
	ROW(SET_BITS(9, 7, "lower_skp_generation_speeds", hw_pci_speed_vector))
	ROW(SET(8, 4, "lane_errors", lane_numbers))
	ROW(TABLE(12, "lanes", secondary_lane), .repeat = REPEAT(.stride = 2))
ROWS_END(secondary_rows)
LANES(hw_pci_secondary, 0x19, "secondary_pci_express", "Secondary PCI Express", "7.7.3", 12,
      secondary_rows);

/* Data Link Feature, 7.7.4 */
ROWS_BEGIN(feature_rows)
	ROW(FLAG(0, "scaled_flow_control"))
	ROW(FLAG(1, "immediate_readiness"))
	ROW(BITS(2, 3, "extended_vc_count"))
	ROW(BITS(5, 3, "l0p_exit_latency"), .label = "L0p exit latency")
ROWS_END(feature_rows)
static const struct hw_layout features = {.key = "features", ROWS(feature_rows)};
ROWS_BEGIN(data_link_rows)
	ROW(SAME(4, 3, "local_features", features), .spec = "PCI_DLF_CAP")
	ROW(PART_FLAG(4, 4, 31, "exchange_enabled"))
	ROW(SAME(8, 3, "remote_features", features))
	ROW(PART_FLAG(8, 4, 31, "remote_features_valid"))
ROWS_END(data_link_rows)
LANES(hw_pci_data_link_feature, 0x25, "data_link_feature", "Data Link Feature", "7.7.4", 12,
      data_link_rows);

#define EQUALIZATION \
	ROW(FLAG(0, "equalization_complete")) \
	ROW(FLAG(1, "equalization_phase_1")) \
	ROW(FLAG(2, "equalization_phase_2")) \
	ROW(FLAG(3, "equalization_phase_3")) \
	ROW(FLAG(4, "equalization_request"))

ROWS_BEGIN(preset_rows)
	ROW(PART(0, 1, 0, 4, "downstream_transmitter_preset"))
	ROW(PART(0, 1, 4, 4, "upstream_transmitter_preset"))
ROWS_END(preset_rows)
static const struct hw_layout preset = {.key = "lane", ROWS(preset_rows)};

/* Physical Layer 16.0 GT/s, 7.7.5 */
ROWS_BEGIN(layer_16_rows)
	ROW(REGISTER(0x0c, 4, "status"))
	EQUALIZATION
	ROW(SET(0x10, 4, "parity_mismatches", lane_numbers))
	ROW(SET(0x14, 4, "first_retimer_parity_mismatches", lane_numbers))
	ROW(SET(0x18, 4, "second_retimer_parity_mismatches", lane_numbers))
	ROW(TABLE(0x20, "lanes", preset), .spec = "PCI_PL_16GT_LE_CTRL",
	    .repeat = REPEAT(.stride = 1))
ROWS_END(layer_16_rows)
LANES(hw_pci_16gt, 0x26, "physical_layer_16gt", "Physical Layer 16.0 GT/s", "7.7.5", 0x20,
      layer_16_rows);

/* Physical Layer 32.0 GT/s, 7.7.6 */
ROWS_BEGIN(layer_32_rows)
	ROW(REGISTER(0x04, 4, "capabilities"))
	ROW(FLAG(0, "equalization_bypass"))
	ROW(FLAG(1, "no_equalization_needed"))
	ROW(FLAG(8, "modified_ts_mode_0"))
	ROW(FLAG(9, "modified_ts_mode_1"))
	ROW(FLAG(10, "modified_ts_mode_2"))
	ROW(REGISTER(0x08, 4, "control"))
	ROW(FLAG(0, "equalization_bypass_disabled"))
	ROW(FLAG(1, "no_equalization_needed_disabled"))
	ROW(BITS(8, 3, "modified_ts_mode"))
	ROW(REGISTER(0x0c, 4, "status"))
	EQUALIZATION
	ROW(FLAG(5, "modified_ts_received"))
	ROW(BITS(6, 2, "enhanced_link_behavior"))
	ROW(FLAG(8, "transmitter_precoding"))
	ROW(FLAG(9, "transmitter_precoding_request"))
	ROW(FLAG(10, "no_equalization_needed_received"))
	ROW(HEX(0x10, 4, "received_modified_ts_1"))
	ROW(HEX(0x14, 4, "received_modified_ts_2"))
	ROW(HEX(0x18, 4, "transmitted_modified_ts_1"))
	ROW(HEX(0x1c, 4, "transmitted_modified_ts_2"))
	ROW(TABLE(0x20, "lanes", preset), .repeat = REPEAT(.stride = 1))
ROWS_END(layer_32_rows)
LANES(hw_pci_32gt, 0x2a, "physical_layer_32gt", "Physical Layer 32.0 GT/s", "7.7.6", 0x20,
      layer_32_rows);

/* Physical Layer 64.0 GT/s, 7.7.7 */
ROWS_BEGIN(layer_64_rows)
	ROW(REGISTER(0x0c, 4, "status"))
	EQUALIZATION
	ROW(FLAG(5, "transmitter_precoding"))
	ROW(FLAG(6, "transmitter_precoding_request"))
	ROW(FLAG(7, "no_equalization_needed_received"))
	ROW(TABLE(0x10, "lanes", preset), .repeat = REPEAT(.stride = 1))
ROWS_END(layer_64_rows)
LANES(hw_pci_64gt, 0x31, "physical_layer_64gt", "Physical Layer 64.0 GT/s", "7.7.7", 0x10,
      layer_64_rows);

/* Lane Margining at the Receiver, 7.7.10 */
ROWS_BEGIN(margin_lane_rows)
	ROW(REGISTER(0, 2, "control"))
	ROW(BITS(0, 3, "receiver"))
	ROW(BITS(3, 3, "type"))
	ROW(BITS(6, 1, "usage_model"))
	ROW(HEX_BITS(8, 8, "payload"))
	ROW(REGISTER(2, 2, "status"))
	ROW(BITS(0, 3, "receiver"))
	ROW(BITS(3, 3, "type"))
	ROW(BITS(6, 1, "usage_model"))
	ROW(HEX_BITS(8, 8, "payload"))
ROWS_END(margin_lane_rows)
static const struct hw_layout margin_lane = {.key = "lane", ROWS(margin_lane_rows)};
ROWS_BEGIN(margining_rows)
	ROW(PART_FLAG(4, 2, 0, "driver_software"))
	ROW(PART_FLAG(6, 2, 0, "ready"))
	ROW(PART_FLAG(6, 2, 1, "software_ready"))
	ROW(TABLE(8, "lanes", margin_lane), .repeat = REPEAT(.stride = 4))
ROWS_END(margining_rows)
LANES(hw_pci_margining, 0x27, "lane_margining", "Lane Margining at the Receiver", "7.7.10",
      8, margining_rows);
/* clang-format on */
