// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/verdict/verdict.h"

#include "data/root/root.h"
#include "report/verdict/attention.h"
#include "report/verdict/internal.h"
#include "report/verdict/remedy.h"

const struct hw_reason *const hw_reasons[] = {
	hw_reasons_not_working, hw_reasons_rivals,
	hw_reasons_bound,	hw_reasons_untold,
	hw_reasons_driverless,	hw_reasons_unbound,
	hw_reasons_unclaimed,	NULL,
};

/* Commands in the place of loading; nobody knows whether they load the module. */
static bool has_command(const struct hw_candidate *c)
{
	for (size_t i = 0; i < c->blocker_count; i++)
		if (c->blockers[i].kind == HW_BLOCK_COMMAND)
			return true;
	return false;
}

static bool is_blocked_by_package(const struct hw_candidate *c)
{
	for (size_t i = 0; i < c->blocker_count; i++)
		if (c->blockers[i].path.s &&
		    !hw_text_starts(c->blockers[i].path, HW_TEXT("/etc/")))
			return true;
	return false;
}

/* "/usr/lib/modprobe.d/broadcom-wl-blacklist.conf" blocks for the sake of wl: the name of
 * a package's file has the other module as a word. */
static bool is_blocked_for(const struct hw_candidate *blocked,
			   const struct hw_candidate *other)
{
	for (size_t i = 0; i < blocked->blocker_count; i++) {
		struct hw_text rest = hw_path_base(blocked->blockers[i].path);

		if (hw_text_starts(blocked->blockers[i].path, HW_TEXT("/etc/")))
			continue;
		while (rest.s) {
			struct hw_text word = hw_text_cut(&rest, '-');

			word = hw_text_head(word, hw_text_find(word, '.'));
			if (word.n && hw_text_eq(word, other->module))
				return true;
		}
	}
	return false;
}

/*
 * Of two candidates that are as ready, one that modprobe simply loads is better than one
 * in whose place it runs a command; and one that the administrator blocks is better than
 * one that a package keeps away, mostly for the sake of the other.
 */
static bool is_better(const struct hw_candidate *a, const struct hw_candidate *b)
{
	if (is_blocked_for(a, b) != is_blocked_for(b, a))
		return is_blocked_for(b, a);
	if (a->weak != b->weak)
		return b->weak;
	if (has_command(a) != has_command(b))
		return has_command(b);
	return is_blocked_by_package(b) && !is_blocked_by_package(a);
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
		if (!c->first[r] || is_better(candidate, c->first[r]))
			c->first[r] = candidate;
	}
	return any;
}

static bool are_all_weak(const struct hw_facts *f)
{
	for (size_t i = 0; i < f->candidate_count; i++)
		if (!f->candidates[i].weak)
			return false;
	return f->candidate_count > 0;
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

	c->only_weak = are_all_weak(c->facts);
	if (!find_first(c, false))
		c->only_optional = find_first(c, true);
	/* the last row of the last family always holds */
	for (size_t family = 0; !r && hw_reasons[family]; family++)
		r = hw_reason_find(hw_reasons[family], c);
	return r;
}

static const struct hw_evidence *keep_evidence(const struct hw_case *c)
{
	struct hw_evidence *v =
		HW_ARENA_NEW(c->arena, struct hw_evidence, c->evidence_count);

	if (v)
		memcpy(v, c->evidence, c->evidence_count * sizeof(*v));
	return v;
}

/* Modules are disabled: whatever loads a module fails until the next boot. */
static void leave_modules(struct hw_verdict *v, const struct hw_case *c)
{
	static const char *const loaders[] = {"modprobe", "dkms", "depmod"};
	bool loads = false;

	if (!c->facts || !c->facts->signs ||
	    (!c->facts->signs->modules_disabled && !c->facts->signs->no_modules.n))
		return;
	for (size_t i = 0; v->remedy.n && i < HW_ARRAY_SIZE(loaders); i++)
		loads = loads ||
			memmem(v->remedy.s, v->remedy.n, loaders[i], strlen(loaders[i]));
	if (!loads)
		return;
	if (c->facts->signs->no_modules.n)
		v->advice = hw_arena_printf(
			c->arena,
			"The kernel command line has %.*s: no module can be loaded "
			"before it is taken out. Then, after a reboot: %.*s",
			HW_TEXT_ARG(c->facts->signs->no_modules), HW_TEXT_ARG(v->remedy));
	else
		v->advice =
			hw_arena_printf(c->arena,
					"kernel.modules_disabled is 1: no module can be "
					"loaded before the next boot. Mend it then, "
					"before that is set: %.*s",
					HW_TEXT_ARG(v->remedy));
	v->remedy = HW_NO_TEXT;
}

/* "Or install the rest": what to do in the place of what was said before. */
static struct hw_text as_alternative(struct hw_text advice, struct hw_arena *arena)
{
	const struct hw_text start = HW_TEXT("Install ");

	return hw_text_starts(advice, start)
		       ? hw_arena_printf(arena, "Or install %.*s",
					 HW_TEXT_ARG(hw_text_from(advice, start.n)))
		       : advice;
}

/*
 * What the distribution has for a device without a driver: the module that is missing, or
 * a package that says it is for such devices. Firmware is the matter of its rows.
 */
static void add_packages(struct hw_verdict *v, const struct hw_case *c)
{
	const bool is_module_said = v->reason && strcmp(v->reason, "module-missing") == 0;
	/* the machine as a whole has no facts */
	struct hw_text advice =
		c->facts ? hw_advice_packages(c->facts, is_module_said, c->arena)
			 : HW_NO_TEXT;

	if (!advice.n || !v->severity ||
	    (v->state != HW_STATE_UNBOUND && v->state != HW_STATE_UNCLAIMED))
		return;
	if (!v->remedy.n) {
		v->remedy = hw_remedy_install(c->facts, HW_PACKAGE_MODULE, c->arena);
		if (!v->remedy.n && v->state == HW_STATE_UNCLAIMED)
			v->remedy = hw_remedy_install(c->facts, HW_PACKAGE_MODALIAS,
						      c->arena);
		/* the command says it */
		if (v->remedy.n) {
			v->advice = as_alternative(v->advice, c->arena);
			return;
		}
	}
	v->advice = as_alternative(v->advice, c->arena);
	v->advice = v->advice.n
			    ? hw_arena_printf(c->arena, "%.*s %.*s", HW_TEXT_ARG(advice),
					      HW_TEXT_ARG(v->advice))
			    : advice;
}

struct hw_verdict hw_reason_verdict(const struct hw_reason *r, struct hw_case *c)
{
	struct hw_verdict v = {
		.state = r->state,
		.reason = r->code,
		.explanation = r->text ? hw_text_of(r->text) : r->sentence(c),
		.remedy = r->remedy ? r->remedy(c) : HW_NO_TEXT,
		.module = c->candidate ? c->candidate->module : HW_NO_TEXT,
		.advice = r->advice ? r->advice(c) : HW_NO_TEXT,
		.severity = r->severity && (!r->needs_attention || r->needs_attention(c))
				    ? r->severity
				    : HW_SEVERITY_NONE,
		.lacks_tables = r->lacks_tables && r->needs_attention(c),
		.lacks_driver = r->lacks_driver && r->needs_attention(c),
		.lacks_modules = r->lacks_modules && r->lacks_modules(c),
	};

	leave_modules(&v, c);
	add_packages(&v, c);
	if (r->evidence && v.severity) {
		r->evidence(c);
		v.evidence = keep_evidence(c);
		v.evidence_count = v.evidence ? c->evidence_count : 0;
	}
	return v;
}

struct hw_verdict hw_verdict(const struct hw_facts *facts, struct hw_arena *arena)
{
	struct hw_case c = {.facts = facts, .arena = arena};
	const struct hw_reason *r = hw_reason_of_device(&c);
	struct hw_verdict v = hw_reason_verdict(r, &c);

	v.is_complete = !v.lacks_tables && !v.lacks_driver && !v.lacks_modules &&
			(facts->signs || !facts->is_device || facts->class_only ||
			 !facts->kernel_is_running);
	/* what keeps a module away, and most signs, are in no dump */
	if (facts->is_told && !facts->class_only)
		v.is_complete = false;
	return v;
}
