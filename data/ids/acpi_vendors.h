/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_IDS_ACPI_VENDORS_H
#define HWALIAS_DATA_IDS_ACPI_VENDORS_H

#include "data/root/root.h"

/*
 * The vendors of the four letters of ACPI ids, in the source of systemd's hwdb:
 * udev/hwdb.d/20-acpi-vendor.hwdb. hwdb.bin has them too, but its answer for
 * "acpi:WACF4233:" is that for "acpi:WAC*:", which comes later: hwdb(7).
 */
struct hw_acpi_vendors;

/* The file where distributions have it below `root`, which must outlive the result. The
 * first look-up finds and reads it. Errors: -ENOMEM. */
int hw_acpi_vendors_open(struct hw_root *root, struct hw_acpi_vendors **ret);

/* The same from memory, for tests. `text` must outlive the result. */
int hw_acpi_vendors_open_text(struct hw_text text, struct hw_acpi_vendors **ret);

/* NULL is fine. */
void hw_acpi_vendors_close(struct hw_acpi_vendors *vendors);

/* The vendor of these four letters, "WACF". Absent if it is not listed, if there is no
 * such file, and for NULL. Lifetime: until hw_acpi_vendors_close(). */
struct hw_text hw_acpi_vendor(struct hw_acpi_vendors *vendors, struct hw_text letters);

#endif
