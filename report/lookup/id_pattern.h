/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_LOOKUP_ID_PATTERN_H
#define HWALIAS_REPORT_LOOKUP_ID_PATTERN_H

#include "data/base/text_set.h"
#include "report/record.h"

// clang-format off
/*
 * Which patterns could match a device of which only some ids are known. The device is
 * written as a pattern of its bus, with a star for each value that is not known:
 *
 *     pci:v00008086d000024DBsv*sd*bc*sc*i*          8086:24db
 *     pci:v*d*sv*sd*bc01sc06i*                      class 0106
 *
 * It is compared with the patterns of drivers field by field.
 */
// clang-format on
struct hw_id_pattern {
	/* fields without a star are known */
	struct hw_modalias modalias;
	/* length of the start of modalias.raw that all such devices have */
	size_t head;
};

/* Whether ids of this bus can be looked up: it has a vendor and a device. */
bool hw_id_pattern_has_ids(const struct hw_bus *bus);

/* The same for classes. */
bool hw_id_pattern_has_class(const struct hw_bus *bus);

/*
 * The pattern of a device of `bus` with those of the ids that are present; their `digits`
 * do not count. Lifetime: the arena's.
 * Errors: -EINVAL: the bus has no field for an id, or none that is wide enough; -ENOMEM.
 */
int hw_id_pattern_make(const struct hw_bus *bus, const struct hw_id ids[HW_ROLE_COUNT],
		       struct hw_arena *arena, struct hw_id_pattern *ret);

/* Fields that a driver's pattern fixes and that are not known. */
struct hw_needs {
	const struct hw_field_spec *v[HW_FIELD_MAX];
	size_t n;
};

enum hw_id_fit {
	/* it matches no such device */
	HW_ID_FIT_NONE,
	/* it could match one, and fixes none of the known values: a pattern that asks
	 * only for a class tells nothing about a vendor's device */
	HW_ID_FIT_ANY,
	/* it could match one, and fixes at least one of the known values */
	HW_ID_FIT_IDS,
};

/* Whether `pattern` could match such a device. `ret_needs` is set unless the answer is
 * HW_ID_FIT_NONE. */
enum hw_id_fit hw_id_pattern_fit(const struct hw_id_pattern *wanted,
				 struct hw_text pattern, struct hw_needs *ret_needs);

/* Whether it is HW_ID_FIT_IDS. */
bool hw_id_pattern_matches(const struct hw_id_pattern *wanted, struct hw_text pattern,
			   struct hw_needs *ret_needs);

/*
 * Adds the modules that have a pattern which could match a device of which not all ids
 * are told: "pci:v00008086d0000A36Dsv*sd*bc0Csc03i*". Nothing is added for a modalias
 * without a star. `aliases` may be NULL. Lifetime: of the names, the arena's and the
 * tables'. Errors: -ENOMEM.
 */
int hw_id_pattern_may_claim(struct hw_aliases *aliases, const struct hw_modalias *device,
			    struct hw_arena *arena, struct hw_text_set *to);

/* Whether a pattern fixes the field with this role, at least in part. */
bool hw_pattern_fixes(struct hw_text pattern, enum hw_role role);

#endif
