/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DECODERS_DESCRIPTORS_DESCRIPTORS_H
#define HWALIAS_DECODERS_DESCRIPTORS_DESCRIPTORS_H

#include "decoders/layout/layout.h"

// clang-format off
/*
 * A chain of USB descriptors, as the sysfs file `descriptors` has it:
 *
 *     +--------+---------------+-----+-----------+----------------+----------+---
 *     | device | configuration | ... | interface | class-specific | endpoint | ...
 *     +--------+---------------+-----+-----------+----------------+----------+---
 *      length, type, fields     total length of all up to the next configuration
 *
 * Each says its own length, a configuration also that of all it holds. Either may lie: a
 * length of 0 or 1 makes the rest of its configuration unreadable, and the walk goes on
 * with the next one; it believes the chain of lengths more than the total.
 *
 * `bos_descriptors` is a chain of its own: the BOS descriptor, then device capabilities.
 */
// clang-format on

struct hw_usb_descriptor {
	/* what is wrong at `at`; a descriptor may be there all the same */
	enum hw_layout_problem problem;
	/* offset in the bytes of the walk */
	size_t at;
	/* nesting: device 0, configuration 1, interface and interface association 2, what
	 * belongs to an interface 3, to an endpoint 4; BOS 0, its capabilities 1 */
	unsigned depth;
	uint8_t type;
	/* of class-specific descriptors and device capabilities; 0 otherwise */
	uint8_t subtype;
	/* NULL when a problem leaves no descriptor; known by its type alone it has no
	 * rows but the raw bytes */
	const struct hw_layout *layout;
	struct hw_bytes bytes;
	/* where it belongs: bConfigurationValue, bInterfaceNumber, bAlternateSetting,
	 * bEndpointAddress; -1 outside of any */
	int configuration;
	int interface;
	int alternate;
	int endpoint;
};

/* Private to the walk. */
struct hw_usb_walk {
	struct hw_bytes bytes;
	size_t at;
	/* end of the configuration or BOS by its total length; SIZE_MAX: none is open */
	size_t total_end;
	bool is_bos;
	bool is_superspeed;
	int configuration;
	int interface;
	int alternate;
	int endpoint;
	uint8_t class_code;
	uint8_t subclass;
	uint8_t protocol;
};

/* Begins with the device descriptor of `descriptors`, or any other of the chain.
 * Lifetime: `bytes` outlives the walk. */
void hw_usb_begin(struct hw_usb_walk *walk, struct hw_bytes bytes);

/* Begins with the BOS descriptor of `bos_descriptors`. Lifetime: as above. */
void hw_usb_begin_bos(struct hw_usb_walk *walk, struct hw_bytes bytes);

/* The next descriptor or problem; false at the end. */
bool hw_usb_next(struct hw_usb_walk *walk, struct hw_usb_descriptor *ret);

/* Zeroes what identifies one device in a BOS: the container id. */
void hw_usb_bos_withhold(uint8_t *bytes, size_t n);

/* What a hub answers to GetHubStatus, and to GetPortStatus: 4 bytes each. A SuperSpeed
 * hub has bDeviceProtocol 3 (hub_is_superspeed(), drivers/usb/core/hub.h). */
const struct hw_layout *hw_usb_hub_status(void);
const struct hw_layout *hw_usb_port_status(bool is_superspeed);

#endif
