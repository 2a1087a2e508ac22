/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_DETAILS_INTERNAL_H
#define HWALIAS_REPORT_DETAILS_INTERNAL_H

#include "decoders/layout/layout.h"
#include "report/detail.h"
#include "report/machine/machine.h"

/* The device whose details are made. */
struct hw_details {
	struct hw_machine *machine;
	struct hw_arena *arena;
	struct hw_record *record;
	/* without the leading slash: "sys/devices/…" */
	struct hw_text directory;
};

/* --- Fields of a block, in layout.c --- */

/* Adds the fields of the block to `parent`, an object: keys and values of the rows. */
void hw_details_layout(struct hw_detail *parent, const struct hw_details *d,
		       const struct hw_layout *layout, struct hw_bytes bytes);

/* The bytes in hexadecimal. */
struct hw_text hw_details_hex(struct hw_arena *arena, struct hw_bytes bytes);

/* Adds the member "problem": what is wrong with a block, or null. */
void hw_details_problem(struct hw_detail *parent, struct hw_arena *arena,
			enum hw_layout_problem problem);

/* --- Attributes, in attribute.c --- */

/* The content of a file of the device without newlines at its end; absent: there is
 * none. */
struct hw_text hw_details_read(const struct hw_details *d, const char *file);

/* The bytes of such a file; none: it cannot be read. */
struct hw_bytes hw_details_bytes(const struct hw_details *d, const char *file);

/* The last part of the target of a link; absent: it is no link. */
struct hw_text hw_details_link(const struct hw_details *d, const char *name);

/* How the value of an attribute is written in its file. */
enum hw_details_form {
	/* any text; an empty one is absent */
	HW_DETAILS_WORD,
	/* words with blanks between them: a list */
	HW_DETAILS_WORDS,
	/* a decimal number, blanks before it; -1 stands for none */
	HW_DETAILS_DECIMAL,
	/* "0" or "1", "yes" or "no", "enabled" or "disabled" */
	HW_DETAILS_TRUTH,
	/* hexadecimal, with or without 0x: text without it */
	HW_DETAILS_HEXADECIMAL,
	/* the name that a link leads to */
	HW_DETAILS_TARGET,
	/* what a USB device calls itself: a word, without its serial number */
	HW_DETAILS_OWN,
	/* a serial number, as the privacy level lets it be shown */
	HW_DETAILS_PRIVATE,
};

struct hw_details_attribute {
	/* JSON key */
	const char *key;
	/* for people; NULL: the key with blanks */
	const char *label;
	/* below the device's directory */
	const char *file;
	enum hw_details_form form;
	/* after a number, for people: "ms" */
	const char *unit;
};

/* Adds a member for each row; null where the file tells nothing. */
void hw_details_attributes(struct hw_detail *parent, const struct hw_details *d,
			   const struct hw_details_attribute *rows, size_t n);

/* A decimal number, perhaps with blanks before it; false: it is none. */
bool hw_details_number(struct hw_text text, int64_t *ret);

/* Whether reading the device would wake it: on the live machine, one that is suspended
 * or that does not say that it is awake. --wake allows it. */
bool hw_details_sleeps(const struct hw_details *d);

/* --- The parts --- */

struct hw_detail *hw_details_pci(const struct hw_details *d);
struct hw_detail *hw_details_usb(const struct hw_details *d);

/* Adds "link" and "errors", in health.c. */
void hw_details_link_health(struct hw_detail *pci, const struct hw_details *d);
void hw_details_errors(struct hw_detail *pci, const struct hw_details *d);

/* Adds "config", "header", "capabilities" and "extended_capabilities". */
void hw_details_config(struct hw_detail *parent, const struct hw_details *d);

/* What a USB device was asked itself, in node.c. */
struct hw_details_node {
	/* stable words */
	const char *status;
	/* for people: why it was not asked; absent when it was */
	struct hw_text note;
	struct hw_usb_answers answers;
};

/* Asks it, unless that would wake it, or reads what a recording has. */
struct hw_details_node hw_details_ask(const struct hw_details *d);

/* Adds "node", "strings", "hub_status" and "port_status". */
void hw_details_node(struct hw_detail *usb, const struct hw_details *d,
		     const struct hw_details_node *node);

/* Adds "device", "configurations" and "bos". */
void hw_details_descriptors(struct hw_detail *parent, const struct hw_details *d,
			    const struct hw_details_node *node);

#endif
