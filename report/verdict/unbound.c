// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/verdict/internal.h"

#include "report/verdict/attention.h"
#include "report/verdict/internal.h"
#include "report/verdict/remedy.h"

/* How far one candidate is from driving the device. */
enum standing {
	/* loaded or built in: it had its chance */
	STANDING_THERE,
	STANDING_LOADABLE,
	STANDING_UNKNOWN,
	STANDING_BLOCKED,
	STANDING_MISSING,
	STANDING_COUNT
};

static enum standing standing_of(const struct hw_candidate *c)
{
	/* built in and not started */
	if (c->builtin == HW_YES && c->blocked.blocked_by.s)
		return STANDING_BLOCKED;
	if (c->loaded == HW_YES || c->builtin == HW_YES)
		return STANDING_THERE;
	if (c->available == HW_NO || c->missing.s)
		return STANDING_MISSING;
	if (c->blocked.blocked_by.s)
		return STANDING_BLOCKED;
	if (c->loaded == HW_NO && c->available == HW_YES)
		return STANDING_LOADABLE;
	return STANDING_UNKNOWN;
}

/* The first of each standing; candidates that nobody misses only when there is no other.
 */
static void sort_out(const struct hw_facts *f, bool idle,
		     const struct hw_candidate *first[STANDING_COUNT])
{
	for (size_t i = 0; i < f->candidate_count; i++) {
		const struct hw_candidate *c = &f->candidates[i];
		enum standing s = standing_of(c);

		if (!first[s] && hw_candidate_is_optional(c) == idle)
			first[s] = c;
	}
}

static bool is_first_of_module(const struct hw_facts *f, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (hw_text_eq(f->candidates[i].module, f->candidates[at].module))
			return false;
	return true;
}

/* The modules of this standing, "a, b". */
static struct hw_text modules_of(const struct hw_facts *f, enum standing standing,
				 struct hw_arena *arena, size_t *ret_count)
{
	struct hw_text names = HW_TEXT("");
	size_t n = 0;

	for (size_t i = 0; i < f->candidate_count; i++) {
		if (!is_first_of_module(f, i) ||
		    (standing != STANDING_COUNT &&
		     standing_of(&f->candidates[i]) != standing))
			continue;
		names = hw_arena_printf(arena, "%.*s%s%.*s", HW_TEXT_ARG(names),
					n ? ", " : "",
					HW_TEXT_ARG(f->candidates[i].module));
		n++;
	}
	*ret_count = n;
	return names;
}

/*
 * One loaded module must not hide that another one, perhaps the right one, is blocked: a
 * sentence for each that `told`, the subject of the verdict, is not.
 */
static struct hw_text also_blocked(const struct hw_facts *f,
				   const struct hw_candidate *told,
				   struct hw_arena *arena)
{
	struct hw_text all = HW_TEXT("");

	for (size_t i = 0; i < f->candidate_count; i++) {
		const struct hw_candidate *c = &f->candidates[i];

		if (!is_first_of_module(f, i) || hw_text_eq(c->module, told->module) ||
		    standing_of(c) != STANDING_BLOCKED || hw_candidate_is_optional(c))
			continue;
		all = hw_arena_printf(arena,
				      "%.*s Module %.*s claims it too, but is kept from "
				      "being loaded by %.*s.",
				      HW_TEXT_ARG(all), HW_TEXT_ARG(c->module),
				      HW_TEXT_ARG(c->blocked.blocked_by));
	}
	return all;
}

/* What modprobe runs in the place of loading: nobody else knows what that does. */
static struct hw_text commands_of(const struct hw_candidate *c, struct hw_arena *arena)
{
	struct hw_text all = HW_TEXT("");

	for (size_t i = 0; i < c->obstacle_count; i++) {
		const struct hw_block *b = &c->obstacles[i];
		bool is_needed = !hw_text_eq(b->module, c->module);

		if (b->kind != HW_BLOCK_COMMAND)
			continue;
		all = hw_arena_printf(
			arena,
			"%.*s modprobe runs a command instead%s%.*s, "
			"%.*s; whether it loads the module only the command "
			"knows.",
			HW_TEXT_ARG(all), is_needed ? " of loading " : "",
			is_needed ? (int)b->module.n : 0, b->module.s,
			HW_TEXT_ARG(b->blocked_by));
	}
	return all;
}

static struct hw_verdict say(const char *reason, struct hw_text explanation,
			     struct hw_text remedy)
{
	return (struct hw_verdict){
		.state = HW_STATE_UNBOUND,
		.reason = reason,
		.explanation = explanation,
		.remedy = remedy,
	};
}

static struct hw_verdict say_unbound(const struct hw_facts *f, struct hw_arena *arena)
{
	size_t modules;
	struct hw_text names = modules_of(f, STANDING_COUNT, arena, &modules);

	return say("no-driver-bound",
		   hw_arena_printf(arena,
				   "No driver is bound, though %s of kernel %.*s "
				   "claim%s this device: %.*s.",
				   modules == 1 ? "a module" : "modules",
				   HW_TEXT_ARG(f->tables), modules == 1 ? "s" : "",
				   HW_TEXT_ARG(names)),
		   HW_NO_TEXT);
}

/* Said without a claim: the function's name is not the module's. */
static struct hw_text maybe_not_started(const struct hw_facts *f,
					const struct hw_candidate *c,
					struct hw_arena *arena)
{
	if (!f->initcalls.n || c->loaded == HW_YES)
		return HW_TEXT("");
	return hw_arena_printf(
		arena,
		" The kernel command line has %.*s, which keeps the module "
		"from starting if it names a function of it.",
		HW_TEXT_ARG(f->initcalls));
}

static struct hw_verdict say_declined(const struct hw_facts *f,
				      const struct hw_candidate *c,
				      struct hw_arena *arena)
{
	size_t modules;
	struct hw_text names = modules_of(f, STANDING_THERE, arena, &modules);
	struct hw_text also = also_blocked(f, c, arena);
	struct hw_text maybe = maybe_not_started(f, c, arena);
	const char *how = modules > 1		 ? "are there"
			  : c->builtin == HW_YES ? "is built in"
						 : "is loaded";

	return say("probe-declined",
		   hw_arena_printf(arena,
				   "No driver is bound, though %.*s, which claim%s this "
				   "device, %s: the driver refused the device or failed, "
				   "the kernel log may tell why.%.*s%.*s",
				   HW_TEXT_ARG(names), modules == 1 ? "s" : "", how,
				   HW_TEXT_ARG(maybe), HW_TEXT_ARG(also)),
		   hw_remedy_log(f, arena));
}

/* The log knows better than a list of what the driver may ask for. */
static struct hw_verdict say_failed(const struct hw_facts *f,
				    const struct hw_candidate *c, struct hw_arena *arena)
{
	struct hw_text also = also_blocked(f, c, arena);
	struct hw_text first = hw_shell_word(f->firmware_first, arena);

	return say("firmware-failed",
		   hw_arena_printf(arena,
				   "No driver is bound, though module %.*s claims this "
				   "device: by the kernel log, firmware could not be "
				   "loaded for it: %.*s%s.%.*s",
				   HW_TEXT_ARG(c->module),
				   HW_TEXT_ARG(f->firmware_failed),
				   f->firmware_came ? ", which is there by now" : "",
				   HW_TEXT_ARG(also)),
		   f->firmware_came ? hw_remedy_probe(f, arena)
				    : hw_arena_printf(arena,
						      "install the firmware package that "
						      "has %.*s",
						      HW_TEXT_ARG(first)));
}

/* The candidate that had its chance and has none of its firmware. */
static const struct hw_candidate *without_firmware(const struct hw_facts *f)
{
	for (size_t i = 0; i < f->candidate_count; i++)
		if (f->firmware_module.n &&
		    hw_text_eq(f->candidates[i].module, f->firmware_module) &&
		    standing_of(&f->candidates[i]) == STANDING_THERE)
			return &f->candidates[i];
	return NULL;
}

static struct hw_verdict say_firmware_missing(const struct hw_facts *f,
					      const struct hw_candidate *c,
					      struct hw_arena *arena)
{
	struct hw_text also = also_blocked(f, c, arena);
	struct hw_text first = hw_shell_word(f->firmware_first, arena);
	struct hw_text again = hw_remedy_probe(f, arena);

	return say(
		"firmware-missing",
		hw_arena_printf(arena,
				"No driver is bound: module %.*s claims this device "
				"and is loaded, and of the firmware it declares nothing "
				"is in /lib/firmware: %.*s.%.*s",
				HW_TEXT_ARG(c->module), HW_TEXT_ARG(f->firmware_declared),
				HW_TEXT_ARG(also)),
		hw_arena_printf(arena,
				"install the firmware package that has %.*s, then: "
				"%.*s",
				HW_TEXT_ARG(first), HW_TEXT_ARG(again)));
}

/*
 * What comes next for a module that is not loaded; it may do without, as r8169 does.
 */
static struct hw_text lacks_too(const struct hw_facts *f, const struct hw_candidate *c,
				struct hw_arena *arena)
{
	if (!f->firmware_module.n || !hw_text_eq(f->firmware_module, c->module))
		return HW_TEXT("");
	return hw_arena_printf(arena,
			       " It may need firmware too: of what it declares nothing "
			       "is in /lib/firmware: %.*s.",
			       HW_TEXT_ARG(f->firmware_declared));
}

static struct hw_verdict say_not_loaded(const struct hw_facts *f,
					const struct hw_candidate *c,
					struct hw_arena *arena)
{
	struct hw_text commands = commands_of(c, arena);
	struct hw_text lacks = lacks_too(f, c, arena);
	struct hw_text maybe = maybe_not_started(f, c, arena);
	struct hw_text also = also_blocked(f, c, arena);
	const char *way = commands.n ? "and it is not loaded"
			  : f->config_partial
				  ? "nothing that could be read is in its way, and it is "
				    "not loaded"
				  : "nothing is in its way, and it is not loaded";

	return say("module-not-loaded",
		   hw_arena_printf(arena,
				   "No driver is bound: module %.*s claims this device "
				   "by %.*s, %s.%.*s%.*s%.*s%.*s",
				   HW_TEXT_ARG(c->module), HW_TEXT_ARG(c->pattern), way,
				   HW_TEXT_ARG(commands), HW_TEXT_ARG(lacks),
				   HW_TEXT_ARG(maybe), HW_TEXT_ARG(also)),
		   hw_remedy_unblock(c, arena));
}

/* "A, by B of cfg80211, which it needs, and by C" */
static struct hw_text obstacles_of(const struct hw_candidate *c, struct hw_arena *arena)
{
	struct hw_text all = HW_TEXT("");

	for (size_t i = 0; i < c->obstacle_count; i++) {
		const struct hw_block *b = &c->obstacles[i];
		bool is_needed = !hw_text_eq(b->module, c->module);

		if (b->kind != HW_BLOCK_COMMAND)
			all = hw_arena_printf(
				arena, "%.*s%s%.*s%s%.*s%s", HW_TEXT_ARG(all),
				all.n ? ", and by " : "", HW_TEXT_ARG(b->blocked_by),
				is_needed ? " (module " : "",
				is_needed ? (int)b->module.n : 0, b->module.s,
				is_needed ? ", which it needs)" : "");
	}
	return all.n ? all : c->blocked.blocked_by;
}

static struct hw_verdict say_blocked(const struct hw_facts *f,
				     const struct hw_candidate *c, struct hw_arena *arena)
{
	struct hw_text obstacles = obstacles_of(c, arena);
	struct hw_text commands = commands_of(c, arena);
	struct hw_text also = also_blocked(f, c, arena);

	return say("blocked",
		   hw_arena_printf(arena,
				   "No driver is bound: module %.*s claims this device "
				   "by %.*s, but is kept from being %s by %.*s.%.*s%.*s",
				   HW_TEXT_ARG(c->module), HW_TEXT_ARG(c->pattern),
				   c->builtin == HW_YES ? "started, built in as it is,"
							: "loaded",
				   HW_TEXT_ARG(obstacles), HW_TEXT_ARG(commands),
				   HW_TEXT_ARG(also)),
		   hw_remedy_unblock(c, arena));
}

static struct hw_verdict say_missing(const struct hw_facts *f,
				     const struct hw_candidate *c, struct hw_arena *arena)
{
	struct hw_text path = c->missing.s ? c->missing : c->path;
	struct hw_text also = also_blocked(f, c, arena);

	return say("module-missing",
		   hw_arena_printf(arena,
				   "No driver is bound: module %.*s claims this device "
				   "by %.*s, but %s is not in the modules directory of "
				   "kernel %.*s%s%.*s.%.*s",
				   HW_TEXT_ARG(c->module), HW_TEXT_ARG(c->pattern),
				   c->missing.s ? "a file that it needs" : "its file",
				   HW_TEXT_ARG(f->tables), path.n ? ": " : "",
				   HW_TEXT_ARG(path), HW_TEXT_ARG(also)),
		   hw_remedy_missing(f, c, arena));
}

struct hw_verdict hw_verdict_unbound(const struct hw_facts *f, struct hw_arena *arena)
{
	const struct hw_candidate *first[STANDING_COUNT] = {NULL};
	const struct hw_candidate *lacks;
	struct hw_verdict v;
	bool idle = true;

	sort_out(f, false, first);
	for (size_t i = 0; i < STANDING_COUNT; i++)
		idle = idle && !first[i];
	if (idle)
		sort_out(f, true, first);
	if (!f->own_tables)
		return say_unbound(f, arena);
	if (first[STANDING_THERE] && f->firmware_failed.n) {
		v = say_failed(f, first[STANDING_THERE], arena);
		if (!idle && hw_needs_attention(f))
			v.severity = HW_SEVERITY_ERROR;
		return v;
	}
	if (first[STANDING_THERE]) {
		lacks = without_firmware(f);
		v = lacks ? say_firmware_missing(f, lacks, arena)
			  : say_declined(f, first[STANDING_THERE], arena);
		if (!idle && hw_needs_attention_if_declined(f))
			v.severity = HW_SEVERITY_ERROR;
		return v;
	}
	if (first[STANDING_LOADABLE])
		v = say_not_loaded(f, first[STANDING_LOADABLE], arena);
	else if (first[STANDING_UNKNOWN])
		return say_unbound(f, arena);
	else if (first[STANDING_BLOCKED]) {
		v = say_blocked(f, first[STANDING_BLOCKED], arena);
		idle = idle || !hw_needs_attention_if_blocked(f, first[STANDING_BLOCKED]);
	} else
		v = say_missing(f, first[STANDING_MISSING], arena);
	if (!idle && hw_needs_attention(f))
		v.severity = first[STANDING_MISSING] == NULL || first[STANDING_BLOCKED] ||
					     first[STANDING_LOADABLE]
				     ? HW_SEVERITY_WARNING
				     : HW_SEVERITY_ERROR;
	return v;
}
