/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DECODERS_BUS_ROWS_H
#define HWALIAS_DECODERS_BUS_ROWS_H

/*
 * For the family files, which hold the rows. To add a bus: add a row to the family where
 * people would look for it (or a new file, its array declared here and listed in
 * buses.c), and a line with a real string to tests/samples.
 *
 * Each row's comment names the kernel function that prints the string.
 */

#include "decoders/modalias.h"

/* The tag of a field and, at compile time, its length. */
#define HW_TAG(literal) .tag = (literal), .tag_n = sizeof(literal) - 1

/* The fields of a row, and at compile time how many. */
#define HW_FIELDS(array) .fields = (array), .field_count = HW_ARRAY_SIZE(array)

/* Properties of systemd's hwdb, hwdb.d/20-*.hwdb. */
#define HW_HWDB_VENDOR "ID_VENDOR_FROM_DATABASE"
#define HW_HWDB_MODEL  "ID_MODEL_FROM_DATABASE"

/* A row that is nothing but a name. */
extern const struct hw_field_spec hw_name_only[1];

extern const struct hw_bus hw_family_pci[];
extern const struct hw_bus hw_family_usb[];
extern const struct hw_bus hw_family_input[];
extern const struct hw_bus hw_family_acpi[];
extern const struct hw_bus hw_family_dmi[];
extern const struct hw_bus hw_family_of[];
extern const struct hw_bus hw_family_cpu[];
extern const struct hw_bus hw_family_board[];
extern const struct hw_bus hw_family_virtual[];
extern const struct hw_bus hw_family_audio[];
extern const struct hw_bus hw_family_storage[];
extern const struct hw_bus hw_family_firmware[];
extern const struct hw_bus hw_family_legacy[];
extern const struct hw_bus hw_family_alias[];
extern const struct hw_bus hw_family_word[];

/* Not among hw_families: no string is of these. */
extern const struct hw_bus hw_family_silent[];

#endif
