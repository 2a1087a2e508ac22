// SPDX-License-Identifier: GPL-2.0-or-later
/* The verdict of a record. */
#include <string.h>

#include "report/collect/internal.h"
#include "report/collect/packages.h"
#include "report/verdict/attention.h"

/* It has a driver that did not take it, or could: what is known without signs may not be
 * all. A healthy machine has few such devices. */
static bool is_suspect(const struct hw_facts *facts, const struct hw_verdict *v)
{
	return v->severity ||
	       (v->state == HW_STATE_UNBOUND && hw_needs_attention(facts) &&
		strcmp(v->reason, "no-driver-bound") != 0);
}

void hw_judge(struct hw_machine *m, struct hw_arena *arena, struct hw_record *record,
	      bool is_device)
{
	struct hw_facts facts = hw_facts_collect(m, arena, record, is_device);
	bool is_unclaimed;

	record->verdict = hw_verdict(&facts, arena);
	is_unclaimed = record->verdict.state == HW_STATE_UNCLAIMED;
	if (is_device && m->asks_modules &&
	    (m->finds_packages || record->verdict.severity || is_unclaimed)) {
		hw_packages_of_device(m, arena, record, &facts, m->finds_packages);
		if (facts.package_count && (record->verdict.severity || is_unclaimed))
			record->verdict = hw_verdict(&facts, arena);
	}
	if (m->asks_modules || !is_device || !is_suspect(&facts, &record->verdict))
		return;
	m->asks_modules = true;
	facts = hw_facts_collect(m, arena, record, is_device);
	record->verdict = hw_verdict(&facts, arena);
	m->asks_modules = false;
}
