/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_ATTRIBUTES_PCI_ERRORS_H
#define HWALIAS_DATA_ATTRIBUTES_PCI_ERRORS_H

#include <stdint.h>

#include "data/root/root.h"

/*
 * Errors that Advanced Error Reporting has counted since the device was found
 * (Documentation/ABI/testing/sysfs-bus-pci-devices-aer). The kernel answers from memory.
 *
 *     aer_dev_correctable    RxErr 0
 *                            BadTLP 2
 *                            TOTAL_ERR_COR 2
 *     aer_dev_nonfatal, aer_dev_fatal: likewise
 */
enum hw_pci_error {
	HW_PCI_CORRECTABLE,
	HW_PCI_NONFATAL,
	HW_PCI_FATAL,
	HW_PCI_ERROR_COUNT
};

/* The file of a kind of errors. */
extern const char *const hw_pci_error_files[HW_PCI_ERROR_COUNT];

/* The content of the file; absent: the device counts none. Lifetime: the arena's. */
struct hw_text hw_pci_errors_read(struct hw_root *root, struct hw_text directory,
				  enum hw_pci_error kind, struct hw_arena *arena);

/* Cuts the next line that counts one kind of error off; false at the end. */
bool hw_pci_errors_next(struct hw_text *rest, struct hw_text *ret_name,
			int64_t *ret_count);

/* A count in digits; 0 of what is none. */
int64_t hw_pci_errors_parse(struct hw_text digits);

/* The sum of these lines. */
int64_t hw_pci_errors_sum(struct hw_text text);

#endif
