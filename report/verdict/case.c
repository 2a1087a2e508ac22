// SPDX-License-Identifier: GPL-2.0-or-later
/* What the rows of all families ask of a case, and add to it as evidence. */
#include "data/module/name.h"
#include "report/verdict/internal.h"

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
	if (c->loaded == HW_NO)
		return HW_READY_FILE_UNKNOWN;
	return HW_READY_UNKNOWN;
}

bool hw_case_is_bound(const struct hw_case *c)
{
	return c->facts->driver_known == HW_DRIVER_BOUND;
}

const struct hw_signs *hw_case_bound_signs(const struct hw_case *c)
{
	return hw_case_is_bound(c) ? c->facts->signs : NULL;
}

const struct hw_candidate *hw_case_bound_candidate(const struct hw_case *c)
{
	for (size_t i = 0; i < c->facts->candidate_count; i++)
		if (hw_module_name_eq(c->facts->candidates[i].module,
				      c->facts->driver_module))
			return &c->facts->candidates[i];
	return NULL;
}

void hw_case_add_evidence(struct hw_case *c, const struct hw_evidence *evidence)
{
	if (c->evidence_count < HW_EVIDENCE_MAX)
		c->evidence[c->evidence_count++] = *evidence;
}

void hw_case_add_message(struct hw_case *c)
{
	const struct hw_log_record *r = c->message;
	bool is_file = r && r->line > 0;
	struct hw_text path = HW_NO_TEXT;
	size_t line = 0;
	char text[512];
	size_t n;

	if (!r)
		return;
	if (is_file)
		path = hw_kernel_log_place(c->facts->signs->kernel_log, r->line, &line);
	n = hw_log_print(&r->message, c->facts->shows_all, text, sizeof(text));
	hw_case_add_evidence(
		c, &(struct hw_evidence){
			   .source = "kernel-log",
			   .path = path,
			   .line = line,
			   .time = r->time,
			   .text = hw_arena_copy(
				   c->arena,
				   (struct hw_text){text,
						    n < sizeof(text) ? n : sizeof(text)}),
		   });
}

void hw_case_add_messages(struct hw_case *c, const enum hw_log_event *events, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		c->message = hw_case_message(c, events[i]);
		hw_case_add_message(c);
	}
}

void hw_case_add_blockers(struct hw_case *c)
{
	for (size_t i = 0; i < c->candidate->blocker_count; i++) {
		const struct hw_block *b = &c->candidate->blockers[i];

		hw_case_add_evidence(c,
				     &(struct hw_evidence){
					     .source = b->path.s ? "modprobe.d"
								 : "kernel-command-line",
					     .path = b->path,
					     .line = b->line,
					     .text = hw_quote(b->directive, c->arena),
				     });
	}
}

void hw_case_add_directive(struct hw_case *c, const struct hw_directive *d)
{
	hw_case_add_evidence(
		c, &(struct hw_evidence){
			   .source = d->path.s ? "modprobe.d" : "kernel-command-line",
			   .path = d->path,
			   .line = d->line,
			   .text = hw_quote(d->text, c->arena),
		   });
}

void hw_case_add_attribute(struct hw_case *c, const char *name, const char *value)
{
	hw_case_add_evidence(
		c,
		&(struct hw_evidence){
			.source = "attribute",
			.path = hw_arena_printf(c->arena, "%.*s/%s",
						HW_TEXT_ARG(c->facts->directory), name),
			.text = hw_arena_printf(c->arena, "%s = %s", name, value),
		});
}

const struct hw_log_record *hw_case_message(const struct hw_case *c,
					    enum hw_log_event event)
{
	return c->facts->signs ? c->facts->signs->log.of[event] : NULL;
}

struct hw_text hw_driver_of_message(const struct hw_log_message *m)
{
	const char *text = m->pattern->text;

	return text && hw_text_starts(hw_text_of(text), HW_TEXT("NVRM: "))
		       ? HW_TEXT("nvidia")
		       : m->parts[HW_LOG_PART_DRIVER];
}

void hw_case_add_parameters(struct hw_case *c)
{
	const struct hw_signs *s = c->facts->signs;

	if (!s)
		return;
	for (int i = 0; i < 2; i++) {
		struct hw_text word = i ? s->not_in_initramfs : s->noted_parameter;

		if (word.n)
			hw_case_add_evidence(c, &(struct hw_evidence){
							.source = "kernel-command-line",
							.text = word,
						});
	}
}

void hw_case_add_lock(struct hw_case *c)
{
	if (c->facts->signs && c->facts->signs->locked_by)
		hw_case_add_directive(c, c->facts->signs->locked_by);
	if (c->facts->signs && c->facts->signs->locked_at.n)
		hw_case_add_evidence(
			c, &(struct hw_evidence){
				   .source = "attribute",
				   .path = c->facts->signs->locked_at,
				   .text = hw_arena_printf(
					   c->arena, "%.*s = %.*s",
					   HW_TEXT_ARG(hw_path_base(
						   c->facts->signs->locked_at)),
					   HW_TEXT_ARG(c->facts->signs->locked_value)),
			   });
}

void hw_case_add_left_over(struct hw_case *c)
{
	const struct hw_block *b = &c->candidate->blocked;

	hw_case_add_evidence(c, &(struct hw_evidence){
					.source = "modprobe.d",
					.path = b->path,
					.line = b->line,
					.text = hw_quote(b->directive, c->arena),
				});
	hw_case_add_evidence(
		c, &(struct hw_evidence){
			   .source = "dpkg",
			   .text = hw_arena_printf(
				   c->arena, "package %.*s: deinstall ok config-files",
				   HW_TEXT_ARG(c->facts->signs->removed_package)),
		   });
}
