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

static const struct hw_layout_field secondary_lane_rows[] = {
	{PART(0, 2, 0, 4, "downstream_transmitter_preset")},
	{PART(0, 2, 4, 3, "downstream_receiver_hint")},
	{PART(0, 2, 8, 4, "upstream_transmitter_preset")},
	{PART(0, 2, 12, 3, "upstream_receiver_hint")},
};
static const struct hw_layout secondary_lane = {.key = "lane", ROWS(secondary_lane_rows)};
static const struct hw_layout_field secondary_rows[] = {
	{REGISTER(4, 4, "link_control_3")},
	{FLAG(0, "perform_equalization")},
	{FLAG(1, "equalization_request_interrupt")},
	{SET_BITS(9, 7, "lower_skp_generation_speeds", hw_pci_speed_vector)},
	{SET(8, 4, "lane_errors", lane_numbers)},
	{TABLE(12, "lanes", secondary_lane), .repeat = REPEAT(.stride = 2)},
};
LANES(hw_pci_secondary, 0x19, "secondary_pci_express", "Secondary PCI Express", "7.7.3", 12,
      secondary_rows);

/* Data Link Feature, 7.7.4 */
static const struct hw_layout_field feature_rows[] = {
	{FLAG(0, "scaled_flow_control")},
	{FLAG(1, "immediate_readiness")},
	{BITS(2, 3, "extended_vc_count")},
	{BITS(5, 3, "l0p_exit_latency"), .label = "L0p exit latency"},
};
static const struct hw_layout features = {.key = "features", ROWS(feature_rows)};
static const struct hw_layout_field data_link_rows[] = {
	{SAME(4, 3, "local_features", features), .spec = "PCI_DLF_CAP"},
	{PART_FLAG(4, 4, 31, "exchange_enabled")},
	{SAME(8, 3, "remote_features", features)},
	{PART_FLAG(8, 4, 31, "remote_features_valid")},
};
LANES(hw_pci_data_link_feature, 0x25, "data_link_feature", "Data Link Feature", "7.7.4", 12,
      data_link_rows);

#define EQUALIZATION \
	{FLAG(0, "equalization_complete")}, \
	{FLAG(1, "equalization_phase_1")}, \
	{FLAG(2, "equalization_phase_2")}, \
	{FLAG(3, "equalization_phase_3")}, \
	{FLAG(4, "equalization_request")}

static const struct hw_layout_field preset_rows[] = {
	{PART(0, 1, 0, 4, "downstream_transmitter_preset")},
	{PART(0, 1, 4, 4, "upstream_transmitter_preset")},
};
static const struct hw_layout preset = {.key = "lane", ROWS(preset_rows)};

/* Physical Layer 16.0 GT/s, 7.7.5 */
static const struct hw_layout_field layer_16_rows[] = {
	{REGISTER(0x0c, 4, "status")},
	EQUALIZATION,
	{SET(0x10, 4, "parity_mismatches", lane_numbers)},
	{SET(0x14, 4, "first_retimer_parity_mismatches", lane_numbers)},
	{SET(0x18, 4, "second_retimer_parity_mismatches", lane_numbers)},
	{TABLE(0x20, "lanes", preset), .spec = "PCI_PL_16GT_LE_CTRL",
	 .repeat = REPEAT(.stride = 1)},
};
LANES(hw_pci_16gt, 0x26, "physical_layer_16gt", "Physical Layer 16.0 GT/s", "7.7.5", 0x20,
      layer_16_rows);

/* Physical Layer 32.0 GT/s, 7.7.6 */
static const struct hw_layout_field layer_32_rows[] = {
	{REGISTER(0x04, 4, "capabilities")},
	{FLAG(0, "equalization_bypass")},
	{FLAG(1, "no_equalization_needed")},
	{FLAG(8, "modified_ts_mode_0")},
	{FLAG(9, "modified_ts_mode_1")},
	{FLAG(10, "modified_ts_mode_2")},
	{REGISTER(0x08, 4, "control")},
	{FLAG(0, "equalization_bypass_disabled")},
	{FLAG(1, "no_equalization_needed_disabled")},
	{BITS(8, 3, "modified_ts_mode")},
	{REGISTER(0x0c, 4, "status")},
	EQUALIZATION,
	{FLAG(5, "modified_ts_received")},
	{BITS(6, 2, "enhanced_link_behavior")},
	{FLAG(8, "transmitter_precoding")},
	{FLAG(9, "transmitter_precoding_request")},
	{FLAG(10, "no_equalization_needed_received")},
	{HEX(0x10, 4, "received_modified_ts_1")},
	{HEX(0x14, 4, "received_modified_ts_2")},
	{HEX(0x18, 4, "transmitted_modified_ts_1")},
	{HEX(0x1c, 4, "transmitted_modified_ts_2")},
	{TABLE(0x20, "lanes", preset), .repeat = REPEAT(.stride = 1)},
};
LANES(hw_pci_32gt, 0x2a, "physical_layer_32gt", "Physical Layer 32.0 GT/s", "7.7.6", 0x20,
      layer_32_rows);

/* Physical Layer 64.0 GT/s, 7.7.7 */
static const struct hw_layout_field layer_64_rows[] = {
	{REGISTER(0x0c, 4, "status")},
	EQUALIZATION,
	{FLAG(5, "transmitter_precoding")},
	{FLAG(6, "transmitter_precoding_request")},
	{FLAG(7, "no_equalization_needed_received")},
	{TABLE(0x10, "lanes", preset), .repeat = REPEAT(.stride = 1)},
};
LANES(hw_pci_64gt, 0x31, "physical_layer_64gt", "Physical Layer 64.0 GT/s", "7.7.7", 0x10,
      layer_64_rows);

/* Lane Margining at the Receiver, 7.7.10 */
static const struct hw_layout_field margin_lane_rows[] = {
	{REGISTER(0, 2, "control")},
	{BITS(0, 3, "receiver")},
	{BITS(3, 3, "type")},
	{BITS(6, 1, "usage_model")},
	{HEX_BITS(8, 8, "payload")},
	{REGISTER(2, 2, "status")},
	{BITS(0, 3, "receiver")},
	{BITS(3, 3, "type")},
	{BITS(6, 1, "usage_model")},
	{HEX_BITS(8, 8, "payload")},
};
static const struct hw_layout margin_lane = {.key = "lane", ROWS(margin_lane_rows)};
static const struct hw_layout_field margining_rows[] = {
	{PART_FLAG(4, 2, 0, "driver_software")},
	{PART_FLAG(6, 2, 0, "ready")},
	{PART_FLAG(6, 2, 1, "software_ready")},
	{TABLE(8, "lanes", margin_lane), .repeat = REPEAT(.stride = 4)},
};
LANES(hw_pci_margining, 0x27, "lane_margining", "Lane Margining at the Receiver", "7.7.10",
      8, margining_rows);
/* clang-format on */
