/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_LOOKUP_INTERNAL_H
#define HWALIAS_REPORT_LOOKUP_INTERNAL_H

#include "report/collect/collect.h"
#include "report/names/names.h"
#include "report/page/page.h"
#include "report/record.h"

/*
 * The candidates of looked-up ids for people: those without conditions, and those that
 * fit a device of the machine, as claims; then those that also ask for what the ids leave
 * open, with what that is. Many of the latter are summed up by module, and those that ask
 * for a class alone are counted, unless the page is verbose.
 *
 * `directory` is that of the alias tables. Errors: -ENOMEM.
 */
int hw_lookup_print_candidates(struct hw_page *page, struct hw_text directory,
			       const struct hw_record *record);

/* The search for words in the names of vendors and devices. */

struct hw_lookup_name {
	const struct hw_bus *bus;
	struct hw_ids_entry entry;
};

struct hw_lookup_names {
	/* sorted by bus and id, each id once */
	struct hw_lookup_name *v;
	size_t n;
	size_t room;
};

/*
 * Finds vendors whose name has all words, and devices whose own name has at least one of
 * them, and their vendor's name the others. The case of ASCII letters does not count.
 * Lifetime: until hw_lookup_names_done(). Errors: -ENOMEM.
 */
int hw_lookup_names(const struct hw_databases *databases, const struct hw_text *words,
		    size_t word_count, struct hw_lookup_names *ret);

void hw_lookup_names_done(struct hw_lookup_names *names);

/* What a record of ids has besides names and the patterns that fix one of the ids. */
struct hw_id_extent {
	/* the packages that are for such a device */
	bool packages;
	/* the devices of the machine that have the ids, and the patterns that ask for a
	 * class alone; of a machine with such a device only those that fit it */
	bool by_class;
};

/*
 * The record of ids, or with `is_class` of a class, without a device: their names, and as
 * candidates the patterns that fix one of the ids and contradict none; `needs` lists what
 * else they fix. Errors: -EINVAL: the bus has no such ids; -ENOMEM. Lifetime: the arena's
 * and the machine's.
 */
int hw_id_record(struct hw_machine *machine, const struct hw_bus *bus, bool is_class,
		 const struct hw_id ids[HW_ROLE_COUNT], struct hw_id_extent extent,
		 struct hw_arena *arena, struct hw_record *ret);

#endif
