/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DECODERS_VOCABULARY_VOCABULARY_H
#define HWALIAS_DECODERS_VOCABULARY_VOCABULARY_H

#include <stdbool.h>
#include <stdint.h>

#include "decoders/text/text.h"

/*
 * Vocabularies: names of values that no database on the machine has. Each file
 * names its source. Names are those of the source, in words if the source has words.
 */

/* A number and its name. Tables are sorted by value. The texts are in the rows, where no
 * address of them is to be adapted when the program starts. */
struct hw_value_name {
	uint32_t value;
	char name[52];
};

/* A text (a GUID, an ACPI id) and its name. Tables are sorted by key, as by strcmp(). */
struct hw_text_name {
	/* a GUID is the longest */
	char key[37];
	char name[43];
};

/* One of the two tables is NULL. */
struct hw_vocabulary {
	const struct hw_value_name *v;
	const struct hw_text_name *t;
	size_t n;
};

/* clang-format off */
/* The initializer for a table. */
#define HW_NAMES(array)      {.v = (array), .n = HW_ARRAY_SIZE(array)}
#define HW_TEXT_NAMES(array) {.t = (array), .n = HW_ARRAY_SIZE(array)}
/* clang-format on */

/* The name of a value, or NULL; `names` may be NULL or hold texts. */
const char *hw_vocabulary_find(const struct hw_vocabulary *names, uint64_t value);

/* The name of a text, ASCII case ignored, or NULL. Keys are stored in upper case. */
const char *hw_vocabulary_find_text(const struct hw_vocabulary *names,
				    struct hw_text key);

/* Input events, EV_*, KEY_* and BTN_*, REL_* …: a vocabulary for each field of the
 * string. */
extern const struct hw_vocabulary hw_input_types;
extern const struct hw_vocabulary hw_input_keys;
extern const struct hw_vocabulary hw_input_relative;
extern const struct hw_vocabulary hw_input_absolute;
extern const struct hw_vocabulary hw_input_misc;
extern const struct hw_vocabulary hw_input_leds;
extern const struct hw_vocabulary hw_input_sounds;
extern const struct hw_vocabulary hw_input_feedback;
extern const struct hw_vocabulary hw_input_switches;

/* Languages of USB strings, by their identifiers. */
extern const struct hw_vocabulary hw_usb_languages;

/* Serial line protocols of serio, SERIO_*. */
extern const struct hw_vocabulary hw_serio_protocols;

/* Features of a processor: bits of x86 (word * 32 + bit of cpufeatures.h), and of arm64
 * (ELF hardware capabilities). */
extern const struct hw_vocabulary hw_x86_features;
extern const struct hw_vocabulary hw_arm64_features;

/* Well-known ACPI and Plug and Play ids: "PNP0303". */
extern const struct hw_vocabulary hw_pnp_devices;

/* Makers by the first four letters of an ACPI id. */
extern const struct hw_vocabulary hw_acpi_vendors;

/* HD-audio codec vendors that pci.ids lacks, or has by another name. */
extern const struct hw_vocabulary hw_hdaudio_vendors;

/* Well-known GUIDs, in upper case with dashes. */
extern const struct hw_vocabulary hw_wmi_guids;
extern const struct hw_vocabulary hw_vmbus_guids;
extern const struct hw_vocabulary hw_mei_uuids;

/*
 * What people call a kind of device. PCI: by class and subclass (0x0106), else by class;
 * USB: by class, subclass and protocol (0xe00101), else by the first two, else by class.
 */
extern const struct hw_vocabulary hw_pci_subclass_words;
extern const struct hw_vocabulary hw_pci_class_words;
extern const struct hw_vocabulary hw_usb_protocol_words;
extern const struct hw_vocabulary hw_usb_subclass_words;
extern const struct hw_vocabulary hw_usb_class_words;

/* The same of buses, by the name of the bus. */
extern const struct hw_vocabulary hw_bus_words;

/* Manufacturer ids of the MIPI Alliance, 16 bits. */
extern const struct hw_vocabulary hw_mipi_manufacturers;

/* Whether a modem or a wireless stick with this USB id shows itself as a disk with
 * drivers for other systems, until it is switched over. */
bool hw_usb_is_disk_mode(uint32_t vendor, uint32_t product);

#endif
