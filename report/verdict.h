/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_VERDICT_H
#define HWALIAS_REPORT_VERDICT_H

#include "report/record.h"

/* All that a verdict may look at. */
struct hw_facts {
	/* false: a bare string, no device */
	bool is_device;
	struct hw_text subsystem;
	struct hw_text kind;
	bool class_only;
	bool has_modalias;
	const struct hw_id *ids;
	enum hw_driver_known driver_known;
	struct hw_text driver;
	struct hw_text driver_module;
	/* an ACPI node that only describes a device which is listed by itself */
	bool has_physical_node;
	const struct hw_candidate *candidates;
	size_t candidate_count;
	/* the release of the alias tables in use; absent when there are none */
	struct hw_text tables;
};

/*
 * state, reason and sentence for a device; a pure function, its truth table is in
 * report/verdict.c. Lifetime: the sentence is the arena's.
 */
struct hw_verdict hw_verdict(const struct hw_facts *facts, struct hw_arena *arena);

#endif
