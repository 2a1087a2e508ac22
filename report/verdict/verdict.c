// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/verdict/verdict.h"

#include "report/verdict/attention.h"
#include "report/verdict/internal.h"

const struct hw_reason *const hw_reasons[] = {
	hw_reasons_bound,
	hw_reasons_driverless,
	hw_reasons_unbound,
	hw_reasons_unclaimed,
	NULL,
};

enum hw_readiness hw_candidate_readiness(const struct hw_candidate *c)
{
	/* built in and not started */
	if (c->builtin == HW_YES && c->blocked.blocked_by.s)
		return HW_READY_BLOCKED;
	if (c->loaded == HW_YES || c->builtin == HW_YES)
		return HW_READY_LOADED;
	if (c->available == HW_NO || c->missing.s)
		return HW_READY_MISSING;
	if (c->blocked.blocked_by.s)
		return HW_READY_BLOCKED;
	if (c->loaded == HW_NO && c->available == HW_YES)
		return HW_READY_LOADABLE;
	return HW_READY_UNKNOWN;
}

static bool find_first(struct hw_case *c, bool optional)
{
	bool any = false;

	for (size_t i = 0; i < c->facts->candidate_count; i++) {
		const struct hw_candidate *candidate = &c->facts->candidates[i];
		enum hw_readiness r = hw_candidate_readiness(candidate);

		if (hw_candidate_is_optional(candidate) != optional)
			continue;
		any = true;
		if (!c->first[r])
			c->first[r] = candidate;
	}
	return any;
}

bool hw_case_is_first_of_module(const struct hw_case *c, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (hw_text_eq(c->facts->candidates[i].module,
			       c->facts->candidates[at].module))
			return false;
	return true;
}

const struct hw_reason *hw_reason_find(const struct hw_reason *rows, struct hw_case *c)
{
	for (const struct hw_reason *r = rows; r->code; r++)
		if (r->holds(c))
			return r;
	return NULL;
}

const struct hw_reason *hw_reason_of_device(struct hw_case *c)
{
	const struct hw_reason *r = NULL;

	if (!find_first(c, false))
		c->only_optional = find_first(c, true);
	/* the last row of the last family always holds */
	for (size_t family = 0; !r && hw_reasons[family]; family++)
		r = hw_reason_find(hw_reasons[family], c);
	return r;
}

struct hw_verdict hw_reason_verdict(const struct hw_reason *r, struct hw_case *c)
{
	return (struct hw_verdict){
		.state = r->state,
		.reason = r->code,
		.explanation = r->text ? hw_text_of(r->text) : r->sentence(c),
		.remedy = r->remedy ? r->remedy(c) : HW_NO_TEXT,
		.severity = r->severity && (!r->needs_attention || r->needs_attention(c))
				    ? r->severity
				    : HW_SEVERITY_NONE,
	};
}

struct hw_verdict hw_verdict(const struct hw_facts *facts, struct hw_arena *arena)
{
	struct hw_case c = {.facts = facts, .arena = arena};
	const struct hw_reason *r = hw_reason_of_device(&c);

	return hw_reason_verdict(r, &c);
}
