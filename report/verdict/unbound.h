/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_VERDICT_UNBOUND_H
#define HWALIAS_REPORT_VERDICT_UNBOUND_H

#include "report/verdict/verdict.h"

/*
 * The part of the verdict on a device that has candidates and no driver: the table is in
 * report/verdict/verdict.c. Pure. Lifetime: the texts are the arena's.
 */
struct hw_verdict hw_verdict_unbound(const struct hw_facts *facts,
				     struct hw_arena *arena);

#endif
