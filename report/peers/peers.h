/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_PEERS_PEERS_H
#define HWALIAS_REPORT_PEERS_PEERS_H

#include <stdio.h>

#include "data/host/usbutils.h"
#include "report/collect/collect.h"

// clang-format off
/*
 * The list layouts of lspci and lsusb, for programs that parse them. They are printed from
 * the same records, and like the list wake no device:
 *
 *     lspci.c    lspci [-nnkD] [-mm|-vmm]    pciutils 3.9 to 3.13
 *     lsusb.c    lsusb, lsusb -t             usbutils 014 to 019, as installed
 *
 * What those tools read of `config` is here read of the attributes that the kernel answers
 * from memory: revision, class, subsystem_vendor. `config` is only read where there is no
 * `revision`, of a recorded machine or of a device that is awake.
 */
// clang-format on

struct hw_lspci {
	FILE *out;
	struct hw_machine *machine;
	/* -n: 1, -nn: 2 */
	unsigned numeric;
	/* -k */
	bool with_drivers;
	/* -D */
	bool with_domain;
	/* -m, -mm */
	bool for_programs;
	/* -m, once */
	bool is_obsolete;
	/* -v with -m: a line for each fact */
	bool in_lines;
	/* set by hw_lspci_begin() */
	bool has_domains;
};

/* To be called with the list of all devices before the records. */
void hw_lspci_begin(struct hw_lspci *lspci, const struct hw_device_list *list);

/* A hw_record_fn; `arg` is the struct hw_lspci. Other devices than PCI's are skipped.
 * Errors: -ENOMEM. */
int hw_lspci_record(void *arg, const struct hw_record *record);

struct hw_lsusb {
	FILE *out;
	struct hw_machine *machine;
	/* of the installed lsusb */
	const struct hw_lsusb_layout *layout;
};

/*
 * Prints a line for each USB device of the list, in lsusb's order: by bus and number;
 * before usbutils 016 in that of libusb, backwards by directory. Errors: -ENOMEM.
 */
int hw_lsusb_lines(struct hw_lsusb *lsusb, const struct hw_device_list *list,
		   const struct hw_filter *filter);

/* The tree of lsusb -t. Errors: -ENOMEM. */
int hw_lsusb_tree(struct hw_lsusb *lsusb, const struct hw_device_list *list);

#endif
