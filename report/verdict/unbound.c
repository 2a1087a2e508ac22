// SPDX-License-Identifier: GPL-2.0-or-later
/* Reasons of a device without a driver that modules claim. */
#include "report/verdict/attention.h"
#include "report/verdict/internal.h"
#include "report/verdict/remedy.h"

static bool has_candidates(const struct hw_case *c)
{
	return c->facts->candidate_count > 0;
}

/* Chooses the first candidate of this readiness. */
static bool choose(struct hw_case *c, enum hw_readiness readiness)
{
	if (!has_candidates(c))
		return false;
	c->candidate = c->first[readiness];
	return c->candidate != NULL;
}

static bool device_needs_attention(const struct hw_case *c)
{
	return !c->only_optional && hw_needs_attention(c->facts);
}

static bool needs_attention_if_declined(const struct hw_case *c)
{
	return !c->only_optional && hw_needs_attention_if_declined(c->facts);
}

static bool needs_attention_if_blocked(const struct hw_case *c)
{
	return device_needs_attention(c) &&
	       hw_needs_attention_if_blocked(c->facts, c->candidate);
}

/* --- no-driver-bound: too little is known --- */

static bool is_of_other_kernel(struct hw_case *c)
{
	return has_candidates(c) && !c->facts->kernel_is_running;
}

static bool is_readiness_unknown(struct hw_case *c)
{
	return choose(c, HW_READY_UNKNOWN);
}

static struct hw_text none_bound(const struct hw_case *c)
{
	size_t modules;
	struct hw_text names = hw_say_modules(c, HW_READY_COUNT, &modules);

	return hw_arena_printf(
		c->arena,
		"No driver is bound, though %s of kernel %.*s claim%s this "
		"device: %.*s.",
		modules == 1 ? "a module" : "modules", HW_TEXT_ARG(c->facts->kernel),
		modules == 1 ? "s" : "", HW_TEXT_ARG(names));
}

/* --- firmware-failed: the log knows better than a list of what may be asked for --- */

static bool has_firmware_failed(struct hw_case *c)
{
	return c->facts->firmware_failed.n && choose(c, HW_READY_LOADED);
}

static struct hw_text firmware_failed(const struct hw_case *c)
{
	struct hw_text also = hw_say_also_blocked(c);

	return hw_arena_printf(
		c->arena,
		"No driver is bound, though module %.*s claims this device: by the "
		"kernel "
		"log, firmware could not be loaded for it: %.*s%s.%.*s",
		HW_TEXT_ARG(c->candidate->module), HW_TEXT_ARG(c->facts->firmware_failed),
		c->facts->firmware_now_present ? ", which is there by now" : "",
		HW_TEXT_ARG(also));
}

static struct hw_text find_firmware(const struct hw_case *c)
{
	struct hw_text first = hw_shell_word(c->facts->firmware_first, c->arena);

	if (c->facts->firmware_now_present)
		return hw_remedy_probe(c->facts, c->arena);
	return hw_arena_printf(c->arena, "install the firmware package that has %.*s",
			       HW_TEXT_ARG(first));
}

/* --- firmware-missing: a candidate had its chance and has none of its firmware --- */

static bool is_firmware_missing(struct hw_case *c)
{
	const struct hw_facts *f = c->facts;

	if (!c->first[HW_READY_LOADED] || !f->firmware_module.n)
		return false;
	for (size_t i = 0; i < f->candidate_count; i++) {
		const struct hw_candidate *candidate = &f->candidates[i];

		if (!hw_text_eq(candidate->module, f->firmware_module) ||
		    hw_candidate_readiness(candidate) != HW_READY_LOADED)
			continue;
		c->candidate = candidate;
		return true;
	}
	return false;
}

static struct hw_text firmware_missing(const struct hw_case *c)
{
	struct hw_text also = hw_say_also_blocked(c);

	return hw_arena_printf(
		c->arena,
		"No driver is bound: module %.*s claims this device and is loaded, and "
		"of "
		"the firmware it declares nothing is in /lib/firmware: %.*s.%.*s",
		HW_TEXT_ARG(c->candidate->module),
		HW_TEXT_ARG(c->facts->firmware_declared), HW_TEXT_ARG(also));
}

static struct hw_text install_firmware(const struct hw_case *c)
{
	struct hw_text first = hw_shell_word(c->facts->firmware_first, c->arena);
	struct hw_text again = hw_remedy_probe(c->facts, c->arena);

	return hw_arena_printf(c->arena,
			       "install the firmware package that has %.*s, then: %.*s",
			       HW_TEXT_ARG(first), HW_TEXT_ARG(again));
}

/* --- probe-declined --- */

static bool is_loaded(struct hw_case *c)
{
	return choose(c, HW_READY_LOADED);
}

static struct hw_text declined(const struct hw_case *c)
{
	size_t modules;
	struct hw_text names = hw_say_modules(c, HW_READY_LOADED, &modules);
	struct hw_text also = hw_say_also_blocked(c);
	struct hw_text maybe = hw_say_initcalls(c);
	const char *how = modules > 1			    ? "are there"
			  : c->candidate->builtin == HW_YES ? "is built in"
							    : "is loaded";

	return hw_arena_printf(
		c->arena,
		"No driver is bound, though %.*s, which claim%s this device, %s: the "
		"driver refused the device or failed, the kernel log may tell "
		"why.%.*s%.*s",
		HW_TEXT_ARG(names), modules == 1 ? "s" : "", how, HW_TEXT_ARG(maybe),
		HW_TEXT_ARG(also));
}

static struct hw_text read_log(const struct hw_case *c)
{
	return hw_remedy_log(c->facts, c->arena);
}

/* --- module-not-loaded --- */

static bool is_loadable(struct hw_case *c)
{
	return choose(c, HW_READY_LOADABLE);
}

/* What comes next for a module that is not loaded; it may do without, as r8169 does. */
static struct hw_text lacks_firmware_too(const struct hw_case *c)
{
	if (!c->facts->firmware_module.n ||
	    !hw_text_eq(c->facts->firmware_module, c->candidate->module))
		return HW_TEXT("");
	return hw_arena_printf(c->arena,
			       " It may need firmware too: of what it declares nothing "
			       "is in /lib/firmware: %.*s.",
			       HW_TEXT_ARG(c->facts->firmware_declared));
}

static struct hw_text not_loaded(const struct hw_case *c)
{
	struct hw_text commands = hw_say_commands(c);
	struct hw_text lacks = lacks_firmware_too(c);
	struct hw_text maybe = hw_say_initcalls(c);
	struct hw_text also = hw_say_also_blocked(c);
	const char *way = commands.n ? "and it is not loaded"
			  : c->facts->config_partial
				  ? "nothing that could be read is in its way, and it is "
				    "not loaded"
				  : "nothing is in its way, and it is not loaded";

	return hw_arena_printf(c->arena,
			       "No driver is bound: module %.*s claims this device by "
			       "%.*s, %s.%.*s%.*s%.*s%.*s",
			       HW_TEXT_ARG(c->candidate->module),
			       HW_TEXT_ARG(c->candidate->pattern), way,
			       HW_TEXT_ARG(commands), HW_TEXT_ARG(lacks),
			       HW_TEXT_ARG(maybe), HW_TEXT_ARG(also));
}

static struct hw_text unblock(const struct hw_case *c)
{
	return hw_remedy_unblock(c->candidate, c->arena);
}

/* --- blocked --- */

static bool is_blocked(struct hw_case *c)
{
	return choose(c, HW_READY_BLOCKED);
}

/* "A, and by B (module cfg80211, which it needs)" */
static struct hw_text blockers_of(const struct hw_case *c)
{
	const struct hw_candidate *candidate = c->candidate;
	struct hw_text all = HW_TEXT("");

	for (size_t i = 0; i < candidate->blocker_count; i++) {
		const struct hw_block *b = &candidate->blockers[i];
		bool is_needed = !hw_text_eq(b->module, candidate->module);

		if (b->kind != HW_BLOCK_COMMAND)
			all = hw_arena_printf(
				c->arena, "%.*s%s%.*s%s%.*s%s", HW_TEXT_ARG(all),
				all.n ? ", and by " : "", HW_TEXT_ARG(b->blocked_by),
				is_needed ? " (module " : "",
				is_needed ? (int)b->module.n : 0, b->module.s,
				is_needed ? ", which it needs)" : "");
	}
	return all.n ? all : candidate->blocked.blocked_by;
}

static struct hw_text blocked(const struct hw_case *c)
{
	struct hw_text blockers = blockers_of(c);
	struct hw_text commands = hw_say_commands(c);
	struct hw_text also = hw_say_also_blocked(c);

	return hw_arena_printf(
		c->arena,
		"No driver is bound: module %.*s claims this device by %.*s, but is kept "
		"from being %s by %.*s.%.*s%.*s",
		HW_TEXT_ARG(c->candidate->module), HW_TEXT_ARG(c->candidate->pattern),
		c->candidate->builtin == HW_YES ? "started, built in as it is,"
						: "loaded",
		HW_TEXT_ARG(blockers), HW_TEXT_ARG(commands), HW_TEXT_ARG(also));
}

/* --- module-missing --- */

static bool is_missing(struct hw_case *c)
{
	return choose(c, HW_READY_MISSING);
}

static struct hw_text missing(const struct hw_case *c)
{
	const struct hw_candidate *candidate = c->candidate;
	struct hw_text path = candidate->missing.s ? candidate->missing : candidate->path;
	struct hw_text also = hw_say_also_blocked(c);

	return hw_arena_printf(c->arena,
			       "No driver is bound: module %.*s claims this device by "
			       "%.*s, but %s is not "
			       "in the modules directory of kernel %.*s%s%.*s.%.*s",
			       HW_TEXT_ARG(candidate->module),
			       HW_TEXT_ARG(candidate->pattern),
			       candidate->missing.s ? "a file that it needs" : "its file",
			       HW_TEXT_ARG(c->facts->kernel), path.n ? ": " : "",
			       HW_TEXT_ARG(path), HW_TEXT_ARG(also));
}

static struct hw_text install_module(const struct hw_case *c)
{
	return hw_remedy_missing(c->facts, c->candidate, c->arena);
}

/* clang-format off */
const struct hw_reason hw_reasons_unbound[] = {
	{.code = "no-driver-bound", .state = HW_STATE_UNBOUND,
	 .holds = is_of_other_kernel, .sentence = none_bound,
	 .meaning = "has none, though modules claim it; more is not known"},
	{.code = "firmware-failed", .state = HW_STATE_UNBOUND, .severity = HW_SEVERITY_ERROR,
	 .needs_attention = device_needs_attention, .holds = has_firmware_failed,
	 .sentence = firmware_failed, .remedy = find_firmware,
	 .meaning = "has none, as firmware could not be loaded, by the kernel log"},
	{.code = "firmware-missing", .state = HW_STATE_UNBOUND, .severity = HW_SEVERITY_ERROR,
	 .needs_attention = needs_attention_if_declined, .holds = is_firmware_missing,
	 .sentence = firmware_missing, .remedy = install_firmware,
	 .meaning = "has none, and nothing of the firmware that the module declares is there"},
	{.code = "probe-declined", .state = HW_STATE_UNBOUND, .severity = HW_SEVERITY_ERROR,
	 .needs_attention = needs_attention_if_declined, .holds = is_loaded,
	 .sentence = declined, .remedy = read_log,
	 .meaning = "has none, as the driver, which is there, refused it or failed"},
	{.code = "module-not-loaded", .state = HW_STATE_UNBOUND, .severity = HW_SEVERITY_WARNING,
	 .needs_attention = device_needs_attention, .holds = is_loadable,
	 .sentence = not_loaded, .remedy = unblock,
	 .meaning = "has none, as its module is not loaded, though nothing is in the way"},
	{.code = "no-driver-bound", .state = HW_STATE_UNBOUND,
	 .holds = is_readiness_unknown, .sentence = none_bound,
	 .meaning = "has none, though modules claim it; more is not known"},
	{.code = "blocked", .state = HW_STATE_UNBOUND, .severity = HW_SEVERITY_WARNING,
	 .needs_attention = needs_attention_if_blocked, .holds = is_blocked,
	 .sentence = blocked, .remedy = unblock,
	 .meaning = "has none, as its module is kept from being loaded"},
	{.code = "module-missing", .state = HW_STATE_UNBOUND, .severity = HW_SEVERITY_ERROR,
	 .needs_attention = device_needs_attention, .holds = is_missing,
	 .sentence = missing, .remedy = install_module,
	 .meaning = "has none, as the module's file, or one that it needs, is not there"},
	{.code = NULL},
};
/* clang-format on */
