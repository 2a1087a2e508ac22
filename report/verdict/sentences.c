// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/base/list.h"
#include "report/verdict/attention.h"
#include "report/verdict/internal.h"

struct hw_text hw_say_modules(const struct hw_case *c, enum hw_readiness readiness,
			      size_t *ret_count)
{
	struct hw_list names = {.arena = c->arena, .between = ", ", .max = HW_SAID_MAX};

	for (size_t i = 0; i < c->facts->candidate_count; i++) {
		const struct hw_candidate *candidate = &c->facts->candidates[i];

		if (candidate->again || (readiness != HW_READY_COUNT &&
					 hw_candidate_readiness(candidate) != readiness))
			continue;
		hw_list_add(&names, candidate->module);
	}
	*ret_count = names.n;
	return hw_list_text(&names);
}

static bool is_also_blocked(const struct hw_case *c, const struct hw_candidate *candidate)
{
	return !candidate->again &&
	       !(c->candidate && hw_text_eq(candidate->module, c->candidate->module)) &&
	       hw_candidate_readiness(candidate) == HW_READY_BLOCKED &&
	       !hw_candidate_is_optional(candidate);
}

struct hw_text hw_say_also_blocked(const struct hw_case *c)
{
	struct hw_list all = {.arena = c->arena, .between = ""};
	size_t more = 0;

	for (size_t i = 0; i < c->facts->candidate_count; i++) {
		const struct hw_candidate *candidate = &c->facts->candidates[i];

		if (!is_also_blocked(c, candidate))
			continue;
		if (all.n == HW_SAID_MAX) {
			more++;
			continue;
		}
		hw_list_add(&all, hw_arena_printf(
					  c->arena,
					  " Module %.*s claims it too, but is kept from "
					  "being loaded by %.*s.",
					  HW_TEXT_ARG(candidate->module),
					  HW_TEXT_ARG(candidate->blocked.blocked_by)));
	}
	if (more)
		hw_list_add(&all, hw_arena_printf(c->arena, " So %s %zu more.",
						  more == 1 ? "is" : "are", more));
	return hw_list_text(&all);
}

struct hw_text hw_say_commands(const struct hw_case *c)
{
	struct hw_list all = {.arena = c->arena, .between = ""};

	for (size_t i = 0; i < c->candidate->blocker_count; i++) {
		const struct hw_block *b = &c->candidate->blockers[i];
		bool is_needed = !hw_text_eq(b->module, c->candidate->module);

		if (b->kind != HW_BLOCK_COMMAND)
			continue;
		hw_list_add(&all,
			    hw_arena_printf(
				    c->arena,
				    " modprobe runs a command instead%s%.*s, %.*s; "
				    "whether it loads the module only the command knows.",
				    is_needed ? " of loading " : "",
				    is_needed ? (int)b->module.n : 0, b->module.s,
				    HW_TEXT_ARG(b->blocked_by)));
	}
	return hw_list_text(&all);
}

struct hw_text hw_say_initcalls(const struct hw_case *c)
{
	if (!c->facts->initcalls.n || c->candidate->loaded == HW_YES)
		return HW_TEXT("");
	return hw_arena_printf(
		c->arena,
		" The kernel command line has %.*s, which keeps the module "
		"from starting if it names a function of it.",
		HW_TEXT_ARG(c->facts->initcalls));
}

struct hw_text hw_say_error(const struct hw_case *c)
{
	int error = c->message ? c->message->message.error : 0;
	const char *meaning = hw_log_error_meaning(error);

	if (!error)
		return HW_TEXT("");
	return meaning ? hw_arena_printf(c->arena, ": %s (%d)", meaning, error)
		       : hw_arena_printf(c->arena, ": error %d", error);
}

struct hw_text hw_say_parameters(const struct hw_case *c)
{
	const struct hw_signs *s = c->facts->signs;
	struct hw_text noted = s ? s->noted_parameter : HW_NO_TEXT;
	struct hw_text early = s && c->candidate && c->candidate->loaded != HW_YES
				       ? s->not_in_initramfs
				       : HW_NO_TEXT;

	if (!noted.n && !early.n)
		return HW_TEXT("");
	return hw_arena_printf(
		c->arena, "%s%.*s%s%s%.*s%s",
		noted.n ? " The kernel command line has " : "", HW_TEXT_ARG(noted),
		noted.n ? ", with which drivers may fail." : "",
		early.n ? " The kernel command line has " : "", HW_TEXT_ARG(early),
		early.n ? ", by which the initramfs does not load it." : "");
}

struct hw_text hw_say_lock(const struct hw_case *c)
{
	const struct hw_signs *s = c->facts->signs;
	struct hw_text quoted;

	if (s && s->locked_at.n)
		return hw_arena_printf(c->arena,
				       " So are all that are plugged in there: %.*s is "
				       "%.*s.",
				       HW_TEXT_ARG(s->locked_at),
				       HW_TEXT_ARG(s->locked_value));
	if (!s || !s->locked_by)
		return HW_TEXT("");
	quoted = hw_quote(s->locked_by->text, c->arena);
	if (!s->locked_by->path.s)
		return hw_arena_printf(c->arena,
				       " So are all USB devices that are plugged in, by "
				       "%.*s of the kernel command line.",
				       HW_TEXT_ARG(quoted));
	return hw_arena_printf(c->arena,
			       " So are all USB devices that are plugged in, by "
			       "%.*s:%zu: %.*s.",
			       HW_TEXT_ARG(s->locked_by->path), s->locked_by->line,
			       HW_TEXT_ARG(quoted));
}

struct hw_text hw_advice_lock(const struct hw_case *c)
{
	const struct hw_signs *s = c->facts->signs;

	if (s && s->has_usbguard)
		return HW_TEXT(
			"USBGuard is set up here, which decides about USB devices: "
			"\"usbguard list-devices --blocked\" tells its number, "
			"\"usbguard allow-device -p NUMBER\" allows it for good.");
	if (s && s->locked_by)
		return HW_TEXT("If that is not wanted, take the option out, and reboot.");
	if (s && s->locked_at.n)
		return HW_TEXT("The attribute's value was changed since the kernel was "
			       "started, or is a parameter of usbcore: if that is not "
			       "wanted, find what sets it, a service, a script or a rule "
			       "of udev.");
	return HW_NO_TEXT;
}

struct hw_text hw_say_left_over(const struct hw_case *c)
{
	const struct hw_signs *s = c->facts->signs;

	if (!s || s->kept_away != c->candidate)
		return HW_TEXT("");
	return hw_arena_printf(c->arena,
			       " Package %.*s, to which that file belongs, is removed.",
			       HW_TEXT_ARG(s->removed_package));
}
