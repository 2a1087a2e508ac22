/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_LOOKUP_ID_RECORD_H
#define HWALIAS_REPORT_LOOKUP_ID_RECORD_H

#include "report/collect/collect.h"

/*
 * The record of ids, or with `is_class` of a class, on a bus without a device: names,
 * and as candidates the patterns that fix one of the ids and contradict none; what else
 * they fix is in `needs`.
 * Errors: -EINVAL: the bus has no such ids; -ENOMEM. Lifetime: the arena's.
 */
int hw_id_record(struct hw_machine *machine, const struct hw_bus *bus, bool is_class,
		 const struct hw_id ids[HW_ROLE_COUNT], struct hw_arena *arena,
		 struct hw_record *ret);

#endif
