/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_LOOKUP_LOOKUP_H
#define HWALIAS_REPORT_LOOKUP_LOOKUP_H

#include "report/collect/collect.h"
#include "report/lookup/query.h"

/*
 * Records of ids, without a device: their names, and the modules that could claim a
 * device with them. A record has the id "pci:8086:24db" and the kind "id", or
 * "pci:class:0106" and "class"; either id is a query too. `needs` of a candidate lists
 * the further fields that must fit. Candidates that ask for a class alone are `by_class`;
 * if the machine has a device with the ids, only those that fit it are there. Records of
 * a text search are not `in_detail`, unless it found just one, and have no such
 * candidates.
 */

struct hw_lookup_result {
	/* all of the query is known. If not, there may still be records: a vendor is
	 * known and its device is not */
	bool found;
	/* modules claim what was passed on, if only as a device of its vendor; or by its
	 * class, whatever the ids */
	bool is_claimed;
	bool is_claimed_by_class;
	/* packages say that they are for what was passed on, or have a module of it */
	bool has_packages;
	/* records left out */
	size_t more;
};

/*
 * Looks a query up and passes its records to `fn`, sorted by id; of a text search at most
 * `limit`, 0 = all. Counts them by state in `tail`.
 * Errors: -ENOMEM, or what `fn` returned.
 */
int hw_lookup(struct hw_machine *machine, const struct hw_query *query, size_t limit,
	      hw_record_fn *fn, void *arg, struct hw_report_tail *tail,
	      struct hw_lookup_result *ret);

/* Whether all of a query of ids, or of a class, is known. Errors: -ENOMEM. */
int hw_lookup_knows(struct hw_machine *machine, const struct hw_query *query,
		    bool *ret_knows);

/*
 * What a query `in_brackets` is, of which the line has the words `prose` beside it: the
 * id of a vendor, the class of PCI devices that is called so, or both, where neither the
 * tables nor the words tell. Returns their number, or an error: -ENOMEM.
 */
int hw_lookup_brackets(struct hw_machine *machine, const struct hw_query *query,
		       struct hw_text prose, struct hw_query ret[2]);

/* For people: a record as blocks of lines, those of a text search as a table. */
extern const struct hw_writer hw_writer_lookup;

#endif
