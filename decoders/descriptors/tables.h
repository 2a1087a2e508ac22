/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DECODERS_DESCRIPTORS_TABLES_H
#define HWALIAS_DECODERS_DESCRIPTORS_TABLES_H

/* How the files of USB tables write rows, and what the walk chooses from. */

#include "decoders/layout/tables.h"

/* clang-format off */

/* whole fields with the name of the specification: offset, width, name, key */
#define N(o, w, s, k)    NUMBER(o, w, k), .spec = (s)
#define H(o, w, s, k)    HEX(o, w, k), .spec = (s)
#define V(o, s, k)       BCD(o, k), .spec = (s)
#define STR(o, s, k)     STRING(o, k), .spec = (s)
#define E(o, w, s, k, v) ENUM(o, w, k, v), .spec = (s)
#define B(o, w, s, k, v) SET(o, w, k, v), .spec = (s)
#define REG(o, w, s, k)  REGISTER(o, w, k), .spec = (s)
#define BYTES(o, w, s, k) N(o, w, s, k), .unit = HW_UNIT_BYTES

#define HEAD \
	ROW(BYTES(0, 1, "bLength", "length_bytes"), .flags = HW_LAYOUT_DULL) \
	ROW(H(1, 1, "bDescriptorType", "type"), .flags = HW_LAYOUT_DULL)
#define SUBHEAD \
	HEAD \
	ROW(H(2, 1, "bDescriptorSubtype", "subtype"), .flags = HW_LAYOUT_DULL)

/* A table of descriptors; of a subtype where it has one. */
#define DESCRIPTOR(var, id_, key_, title_, source_, size_, rows_) \
	const struct hw_layout var = { \
		.key = (key_), .title = (title_), .source = (source_), .id = (id_), \
		.size = (size_), ROWS(rows_), \
	}
#define LOCAL(var, id_, key_, title_, source_, size_, rows_) \
	static DESCRIPTOR(var, id_, key_, title_, source_, size_, rows_)

/* Where n ids of 1 byte begin at `o`, behind the byte that counts them: the fields that
 * follow lie n further. */
#define IDS_AT(o)  SKIP(.place = {.at = (o), .width = 1}, .times = 1)
#define IDS(o, s, k) ROW(N((o) + 1, 1, s, k), \
	    .repeat = REPEAT(.from = {.at = (o), .width = 1}, .stride = 1))
/* clang-format on */

/* One row: which table a class-specific descriptor has. -1 stands for any. */
struct hw_usb_choice {
	int16_t type;
	int16_t subtype;
	int16_t class_code;
	int16_t subclass;
	int16_t protocol;
	const struct hw_layout *layout;
};
struct hw_usb_choices {
	const struct hw_usb_choice *rows;
	size_t count;
};
extern const struct hw_usb_choices hw_usb_cdc_choices;
extern const struct hw_usb_choices hw_usb_video_choices;
extern const struct hw_usb_choices hw_usb_audio_choices;
extern const struct hw_usb_choices hw_usb_audio_3_choices;
extern const struct hw_usb_choices hw_usb_class_choices;

extern const struct hw_layout hw_usb_unknown;
extern const struct hw_layout hw_usb_configuration_superspeed;
extern const struct hw_layout hw_usb_bos;

/* The table of a standard descriptor type, of a device capability, or NULL. A platform
 * capability goes by its UUID, which is in `bytes`. */
const struct hw_layout *hw_usb_standard_layout(unsigned type);
const struct hw_layout *hw_usb_capability_layout(unsigned type, struct hw_bytes bytes);

/* Terminal types of the audio and video classes. */
extern const struct hw_vocabulary hw_usb_terminal_types;

#endif
