// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/descriptors/descriptors.h"
#include "decoders/descriptors/tables.h"

/*
 * What a hub answers to GetHubStatus and GetPortStatus: two words each, what is and what
 * has changed. USB 2.0 sections 11.24.2.6 and 11.24.2.7, USB 2.0 Link Power Management
 * ECN table 4-10, USB 3.2 sections 10.16.2.5 and 10.16.2.6. The bits are those of
 * include/uapi/linux/usb/ch11.h. Ports of SuperSpeed hubs have other bits from 5 on.
 */

/* clang-format off */
VOCABULARY(hub_changes, {0, "local power"}, {1, "over-current"});
ROWS_BEGIN(hub_rows)
	ROW(PART_FLAG(0, 2, 0, "local_power_lost"), .spec = "wHubStatus")
	ROW(PART_FLAG(0, 2, 1, "over_current"))
	ROW(B(2, 2, "wHubChange", "changes", hub_changes))
ROWS_END(hub_rows)
LOCAL(hub, 0, "usb_hub_status", "Hub status", "USB 2.0, 11.24.2.6", 4, hub_rows);

/* bit 9: low speed, bit 10: high speed; of a device that is connected */
VOCABULARY(port_speeds, {0, "full speed (12 Mb/s)"}, {1, "low speed (1.5 Mb/s)"},
	   {2, "high speed (480 Mb/s)"});
VOCABULARY(port_changes, {0, "connection"}, {1, "enable"}, {2, "suspend"}, {3, "over-current"},
	   {4, "reset"}, {5, "L1"});
ROWS_BEGIN(port_rows)
	ROW(PART_FLAG(0, 2, 0, "connected"), .spec = "wPortStatus")
	ROW(PART_FLAG(0, 2, 1, "enabled"))
	ROW(PART_FLAG(0, 2, 2, "suspended"))
	ROW(PART_FLAG(0, 2, 3, "over_current"))
	ROW(PART_FLAG(0, 2, 4, "reset"))
	ROW(PART_FLAG(0, 2, 5, "l1"), .label = "L1")
	ROW(PART_FLAG(0, 2, 8, "powered"))
	ROW(PART_ENUM(0, 2, 9, 2, "speed", port_speeds), .when = {WHEN(0, 2, 0, 1, HW_WHEN_EQUAL, 1)})
	ROW(PART_FLAG(0, 2, 11, "test"))
	ROW(PART_FLAG(0, 2, 12, "indicator"))
	ROW(B(2, 2, "wPortChange", "changes", port_changes))
ROWS_END(port_rows)
LOCAL(port, 0, "usb_port_status", "Port status", "USB 2.0, 11.24.2.7", 4, port_rows);

/* U3 is the state of a port that is suspended; all speeds but 0 are reserved */
VOCABULARY(link_states, {0, "U0"}, {1, "U1"}, {2, "U2"}, {3, "U3"}, {4, "disabled"},
	   {5, "Rx.Detect"}, {6, "inactive"}, {7, "polling"}, {8, "recovery"},
	   {9, "hot reset"}, {10, "compliance mode"}, {11, "loopback"});
VOCABULARY(superspeeds, {0, "SuperSpeed (5 Gb/s or more)"});
VOCABULARY(superspeed_changes, {0, "connection"}, {3, "over-current"}, {4, "reset"},
	   {5, "BH reset"}, {6, "link state"}, {7, "configuration error"});
ROWS_BEGIN(superspeed_rows)
	ROW(PART_FLAG(0, 2, 0, "connected"), .spec = "wPortStatus")
	ROW(PART_FLAG(0, 2, 1, "enabled"))
	ROW(PART_FLAG(0, 2, 3, "over_current"))
	ROW(PART_FLAG(0, 2, 4, "reset"))
	ROW(PART_ENUM(0, 2, 5, 4, "link_state", link_states))
	ROW(PART_FLAG(0, 2, 9, "powered"))
	ROW(PART_ENUM(0, 2, 10, 3, "speed", superspeeds), .when = {WHEN(0, 2, 1, 1, HW_WHEN_EQUAL, 1)})
	ROW(B(2, 2, "wPortChange", "changes", superspeed_changes))
ROWS_END(superspeed_rows)
LOCAL(superspeed, 0, "usb_port_status_superspeed", "Port status of a SuperSpeed hub",
      "USB 3.2, 10.16.2.6", 4, superspeed_rows);
/* clang-format on */

static const struct hw_layout *const statuses[] = {
	&hub,
	&port,
	&superspeed,
};
const struct hw_layout_family hw_usb_status_family = {
	.key = "usb_status",
	.title = "USB hub status",
	.layouts = statuses,
	.count = HW_ARRAY_SIZE(statuses),
};

const struct hw_layout *hw_usb_hub_status(void)
{
	return &hub;
}

const struct hw_layout *hw_usb_port_status(bool is_superspeed)
{
	return is_superspeed ? &superspeed : &port;
}
