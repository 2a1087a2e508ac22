// SPDX-License-Identifier: GPL-2.0-or-later
/* A module that the kernel refused to load, and would again: what it said, and what
 * mends that. */
#include "report/verdict/attention.h"
#include "report/verdict/internal.h"
#include "report/verdict/remedy.h"

static bool find_need(struct hw_case *c, const struct hw_candidate *candidate)
{
	const struct hw_signs *s = c->facts->signs;

	for (size_t i = 0; i < s->need_count; i++)
		if (hw_text_eq(s->needs[i].candidate, candidate->module)) {
			c->message = s->needs[i].record;
			c->refused = s->needs[i].needed;
			return true;
		}
	return false;
}

bool hw_case_module_refused(struct hw_case *c, const struct hw_candidate *candidate)
{
	const struct hw_signs *s = c->facts->signs;

	c->message = NULL;
	c->refused = candidate->module;
	if (!s || !s->kernel_log)
		return false;
	c->message = hw_module_log_find(s->kernel_log, candidate->module);
	return c->message || find_need(c, candidate);
}

bool hw_case_signature_rejected(struct hw_case *c, const struct hw_candidate *candidate)
{
	const struct hw_signs *s = c->facts->signs;

	c->message = NULL;
	c->refused = candidate->module;
	/* the message names no module: only one that is not the kernel's own can be
	 * meant; and what was so at the start must still be so */
	if (!s || !s->kernel_log || s->takes_unsigned ||
	    !hw_candidate_is_foreign(candidate))
		return false;
	c->message = hw_signature_log_find(s->kernel_log, candidate->module);
	return c->message != NULL;
}

bool hw_case_is_refused(struct hw_case *c, const struct hw_candidate *candidate)
{
	return hw_case_module_refused(c, candidate) ||
	       hw_case_signature_rejected(c, candidate);
}

struct hw_text hw_say_refusal(const struct hw_case *c)
{
	const struct hw_log_message *m = &c->message->message;
	struct hw_text version = m->parts[HW_LOG_PART_VERSION];

	version = hw_text_head(version, hw_text_find(version, ' '));
	if (!m->parts[HW_LOG_PART_MODULE].n)
		return HW_TEXT("it has no signature that the kernel trusts");
	if (version.n && hw_text_eq(version, c->facts->kernel))
		return HW_TEXT("its version magic has other options than this kernel's");
	if (version.n)
		return hw_arena_printf(c->arena,
				       "its version magic is that of kernel %.*s",
				       HW_TEXT_ARG(version));
	return hw_arena_printf(c->arena, "%s %.*s",
			       m->pattern->event == HW_LOG_SYMBOL_VERSION
				       ? "it disagrees about the version of symbol"
				       : "unknown symbol",
			       HW_TEXT_ARG(m->parts[HW_LOG_PART_SYMBOL]));
}

static struct hw_text rebuild(const struct hw_case *c,
			      const struct hw_candidate *candidate)
{
	struct hw_text release = hw_shell_word(c->facts->kernel, c->arena);
	struct hw_text name = hw_text_eq(c->refused, candidate->module)
				      ? HW_TEXT("the module")
				      : c->refused;

	if (!c->facts->kernel.n)
		return hw_arena_printf(c->arena,
				       "Install or build %.*s for the kernel that runs, "
				       "with what it needs. Loading it again as it is "
				       "fails again.",
				       HW_TEXT_ARG(name));
	if (hw_is_built_by_dkms(candidate->path))
		return hw_arena_printf(
			c->arena,
			"Install the headers of this kernel, then build %.*s anew: "
			"dkms autoinstall -k %.*s. Loading it again as it is fails "
			"again.",
			HW_TEXT_ARG(name), HW_TEXT_ARG(release));
	return hw_arena_printf(c->arena,
			       "Install or build %.*s for kernel %.*s, with what it "
			       "needs. Loading it again as it is fails again.",
			       HW_TEXT_ARG(name), HW_TEXT_ARG(release));
}

struct hw_text hw_advice_refusal(const struct hw_case *c,
				 const struct hw_candidate *candidate)
{
	return c->message->message.parts[HW_LOG_PART_MODULE].n
		       ? rebuild(c, candidate)
		       : HW_TEXT(HW_ENROL " A bare modprobe fails again.");
}
