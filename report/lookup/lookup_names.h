/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_LOOKUP_LOOKUP_NAMES_H
#define HWALIAS_REPORT_LOOKUP_LOOKUP_NAMES_H

#include "report/names/names.h"

/* The search for words in the names of vendors and devices. */

struct hw_lookup_name {
	/* "pci", "usb" */
	const char *bus;
	struct hw_ids_entry entry;
};

struct hw_lookup_names {
	/* sorted by bus and id, each id once */
	struct hw_lookup_name *v;
	size_t n;
	size_t room;
};

/*
 * Vendors whose name holds all words, and devices whose own name holds at least one of
 * them and their vendor's name the others; case does not count, of ASCII.
 * Lifetime: hw_lookup_names_done(). Errors: -ENOMEM.
 */
int hw_lookup_names(const struct hw_databases *databases, const struct hw_text *words,
		    size_t word_count, struct hw_lookup_names *ret);

void hw_lookup_names_done(struct hw_lookup_names *names);

#endif
