/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_LOOKUP_ID_PATTERN_H
#define HWALIAS_REPORT_LOOKUP_ID_PATTERN_H

#include "report/record.h"

/*
 * A device of which only some ids are known, and which patterns could claim it.
 *
 * It is written as its bus would write a pattern, with a star for all that is not known:
 *
 *     pci:v00008086d000024DBsv*sd*bc*sc*i*          8086:24db
 *     pci:v*d*sv*sd*bc01sc06i*                      class 0106
 *
 * and compared field by field with the patterns of drivers.
 */
struct hw_id_pattern {
	/* its fields without a star are what is known */
	struct hw_modalias modalias;
	/* bytes of modalias.raw that every device like it starts with */
	size_t head;
};

/* Whether ids of this bus can be sketched: its row has a vendor and a device. */
bool hw_id_pattern_has_ids(const struct hw_bus *bus);

/* The same for classes. */
bool hw_id_pattern_has_class(const struct hw_bus *bus);

/*
 * The sketch of the device of `bus` with those of the ids that are present; `digits` does
 * not count. Lifetime: the arena's.
 * Errors: -EINVAL: the bus has no field for an id, or none that is wide enough; -ENOMEM.
 */
int hw_id_pattern_make(const struct hw_bus *bus, const struct hw_id ids[HW_ROLE_COUNT],
		       struct hw_arena *arena, struct hw_id_pattern *ret);

/* Fields that a pattern fixes and a sketch leaves open. */
struct hw_needs {
	const struct hw_field_spec *v[HW_FIELD_MAX];
	size_t n;
};

/*
 * Whether a device like this can have a modalias that `pattern` matches, and the pattern
 * fixes at least one of the known values: a pattern that only asks for a class says
 * nothing of a vendor's device.
 */
bool hw_id_pattern_matches(const struct hw_id_pattern *sketch, struct hw_text pattern,
			   struct hw_needs *ret_needs);

/* Whether a pattern fixes the field with this role, if only in part. */
bool hw_pattern_fixes(struct hw_text pattern, enum hw_role role);

#endif
