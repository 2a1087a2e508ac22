/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_CLASS_WORD_H
#define HWALIAS_REPORT_CLASS_WORD_H

#include "data/base/nearest.h"
#include "report/record.h"

/*
 * The word that people use for the class of a device, "GPU", and the kinds of devices
 * that they ask for with -b: `wifi`, `net`, `storage`. Needs the names and candidates of
 * the record. Lifetime: static.
 */

/* Absent: the tables have none. */
struct hw_text hw_class_word(const struct hw_record *record);

/*
 * Whether people call a kind of devices so, or the column CLASS does, in any case; the
 * name of a bus, as the kernel spells it, is a kind only if CLASS has the same letters.
 */
bool hw_kind_is(struct hw_text name);

/*
 * The kind or bus that two words are of, "graphics card", "hard drives", "usb devices";
 * absent: they are of none. Lifetime: that of `words`.
 */
struct hw_text hw_kind_of_phrase(struct hw_text words);

/* Their names in the order of the table; NULL behind the last one. */
const char *hw_kind_name(size_t i);

/* Tries all of these names, and the words of the column CLASS that are one word. */
void hw_kind_nearest(struct hw_nearest *near);

/* Whether the device is of this kind. */
bool hw_kind_has(struct hw_text name, const struct hw_record *record);

/* The same in two steps, of a record that is no more: what the column CLASS says of the
 * device (Lifetime: static, or the record's), and whether that is of the kind, or else
 * the name that hw_kind_own_name() tells. */
struct hw_text hw_kind_word(const struct hw_record *record);
bool hw_kind_has_word(struct hw_text name, struct hw_text word, struct hw_text own_name);

/* The name of a device that no class tells of: "PS/2 keyboard" of an ACPI device. Absent:
 * its class tells, or it has no name. Lifetime: the record's. */
struct hw_text hw_kind_own_name(const struct hw_record *record);

#endif
