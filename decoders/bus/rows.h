/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DECODERS_BUS_ROWS_H
#define HWALIAS_DECODERS_BUS_ROWS_H

/*
 * For the files of this folder, which hold the rows.
 *
 * To add a bus:
 *   1. Add a row to the family where people would look for it. Its comment names the
 * kernel function that prints the string, and the one of file2alias.c that prints
 * patterns. Its fields are an array of hw_field_spec, or hw_name_only. decoders/bus.h
 * says what a row can hold; what it leaves out is like on most buses.
 *   2. Add a line with a real string to tests/samples/devices.tsv.
 * `formats`, JSON keys, help and the tests follow from the row.
 *
 * A new family is a file whose array is declared here and listed in buses.c. A subsystem
 * whose devices have no modalias is a row in silent.c.
 */

#include "decoders/modalias.h"

/* The tag of a field and, at compile time, its length. */
#define HW_TAG(literal) .tag = (literal), .tag_n = sizeof(literal) - 1

/* The fields of a row and, at compile time, their number. */
#define HW_FIELDS(array) .fields = (array), .field_count = HW_ARRAY_SIZE(array)

/* Properties of systemd's hwdb, hwdb.d/20-*.hwdb. */
#define HW_HWDB_VENDOR "ID_VENDOR_FROM_DATABASE"
#define HW_HWDB_MODEL  "ID_MODEL_FROM_DATABASE"

/* The fields of a string that is one name, or one "t" and a decimal number. */
extern const struct hw_field_spec hw_name_only[1];
extern const struct hw_field_spec hw_type_only[1];

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

/* Not in hw_families: no string is of these. */
extern const struct hw_bus hw_family_silent[];

#endif
