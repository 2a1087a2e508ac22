/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_TOOLS_INTERNAL_H
#define HWALIAS_DATA_TOOLS_INTERNAL_H

#include "data/tools/tools.h"

/* pci.c: what lspci's forms share. */

/* "(rev 1f)", "(prog-if 00 [Normal decode])" and " -r1f": two digits behind the words. */
void hw_dump_pci_byte(struct hw_dump *dump, struct hw_dump_device *device,
		      struct hw_text line, const char *words, enum hw_dump_number which);

/* lspci_machine.c: a line of -m behind the address, which begins with a quotation mark;
 * whether its ids are not told. */
bool hw_dump_is_quoted(struct hw_text rest);
bool hw_dump_lspci_machine(struct hw_dump *dump, struct hw_dump_device *device,
			   struct hw_text rest, bool is_busybox);

/* What the bytes of configuration space tell, and the attribute `config`. */
void hw_dump_config(struct hw_dump *dump, struct hw_dump_device *device,
		    struct hw_text bytes);

/* pci_names.c: the id in a name of lspci's, "Intel [8086]" and "Device 4601"; -1: there
 * is none. */
int32_t hw_dump_pci_id(struct hw_text name);

/* Sets what "Intel Corporation Device 4601" and "Device 1d17:4601" tell of a pair. */
void hw_dump_pci_pair(struct hw_dump *dump, struct hw_dump_device *device,
		      enum hw_dump_number vendor, struct hw_text name);

/* Sets the class that a name has, or means: "Ethernet controller". */
void hw_dump_pci_class(struct hw_dump *dump, struct hw_dump_device *device,
		       struct hw_text name);

#endif
