// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/columns/note.h"

#include "data/root/root.h"

/* Whether the record's candidate is one that the note may be about. */
enum which {
	ANY,
	BLOCKED,
	MISSING,
};

static bool is_such(const struct hw_candidate *c, enum which which)
{
	if (c->weak)
		return false;
	if (which == BLOCKED)
		return c->blocked.blocked_by.n || c->blocker_count;
	return which == ANY || c->missing.n || c->available == HW_NO;
}

/* The one that the verdict is about, else the first such candidate; NULL: none. */
static const struct hw_candidate *first(const struct hw_record *r, enum which which)
{
	const struct hw_candidate *found = NULL;

	for (size_t i = 0; i < r->candidate_count; i++) {
		const struct hw_candidate *c = &r->candidates[i];

		if (!is_such(c, which))
			continue;
		if (hw_text_eq(c->module, r->verdict.module))
			return c;
		found = found ? found : c;
	}
	return found;
}

/* "blocked by net.conf:3", "blocked by module_blacklist=e1000e" */
static struct hw_text blocked(const struct hw_record *r, struct hw_arena *arena)
{
	const struct hw_candidate *c = first(r, BLOCKED);
	const struct hw_block *b;

	if (!c)
		return HW_TEXT("blocked");
	b = c->blocked.blocked_by.n ? &c->blocked : &c->blockers[0];
	if (b->path.n)
		return hw_arena_printf(arena, "blocked by %.*s:%zu",
				       HW_TEXT_ARG(hw_path_base(b->path)), b->line);
	return hw_arena_printf(arena, "blocked by %.*s", HW_TEXT_ARG(b->directive));
}

/* "e1000e not loaded" */
static struct hw_text of_module(const struct hw_record *r, enum which which,
				const char *words, struct hw_arena *arena)
{
	const struct hw_candidate *c = first(r, which);

	return hw_arena_printf(arena, "%.*s %s", c ? (int)c->module.n : 6,
			       c ? c->module.s : "module", words);
}

struct words {
	const char *reason;
	/* after the module's name, if `of_module` */
	const char *text;
	bool of_module;
	enum which which;
	struct hw_text (*make)(const struct hw_record *record, struct hw_arena *arena);
};

/* clang-format off */
static const struct words all[] = {
	{.reason = "autoprobe-off", .text = "bus binds none itself"},
	{.reason = "blocked", .make = blocked},
	{.reason = "bound-though-blocked", .text = "bound though blocked"},
	{.reason = "bridge-only", .text = "only the bridge's driver"},
	{.reason = "controller-died", .text = "controller died"},
	{.reason = "deferred", .text = "waits for another device"},
	{.reason = "depmod-not-run", .text = "depmod was not run"},
	{.reason = "disk-mode", .text = "in disk mode"},
	{.reason = "driver-override", .text = "kept by driver_override"},
	{.reason = "firmware-failed", .text = "firmware not loaded"},
	{.reason = "firmware-missing", .text = "firmware missing"},
	{.reason = "force-probe", .text = "kernel too old for it"},
	{.reason = "generic-driver", .text = "only the generic driver"},
	{.reason = "held-by-program", .text = "held by a program"},
	{.reason = "module-missing", .of_module = true, .which = MISSING, .text = "missing"},
	{.reason = "module-not-loaded", .of_module = true, .text = "not loaded"},
	{.reason = "module-refused", .of_module = true, .text = "refused by the kernel"},
	{.reason = "modules-disabled", .text = "kernel loads no modules"},
	{.reason = "near-miss", .text = "no module knows it"},
	{.reason = "no-module-claims", .text = "no module for it"},
	{.reason = "not-authorized", .text = "not authorized"},
	{.reason = "not-autoloaded", .text = "not loaded by itself"},
	{.reason = "not-responding", .text = "does not answer"},
	{.reason = "not-supported", .text = "not supported by driver"},
	{.reason = "only-weak-claims", .text = "no module for it"},
	{.reason = "pci-errors", .text = "PCI errors"},
	{.reason = "pci-link-slow", .text = "slow PCI link"},
	{.reason = "probe-declined", .of_module = true, .text = "declined it"},
	{.reason = "probe-failed", .of_module = true, .text = "failed"},
	{.reason = "radio-blocked", .text = "radio is off"},
	{.reason = "rival-modules", .text = "modules in the way"},
	{.reason = "second-best-configuration", .text = "other USB config is better"},
	{.reason = "signature-rejected", .of_module = true, .text = "not trusted"},
	{.reason = "stopped-by-parameter", .text = "stopped by a parameter"},
	{.reason = "unclaimed-here", .text = "no module in this kernel"},
	{.reason = "usb-no-configuration", .text = "USB not configured"},
	{.reason = "usb-not-recognised", .text = "port: not recognised"},
	{.reason = "usb-over-current", .text = "port was overloaded"},
	{.reason = "usb-slow", .text = "USB slower than it can"},
	{.reason = "vfio-not-honoured", .text = "vfio-pci does not have it"},
};
/* clang-format on */

/* "some reason" of some-reason, for one that has no row. */
static struct hw_text without_dashes(struct hw_text code, struct hw_arena *arena)
{
	char *s = hw_arena_alloc(arena, code.n + 1, 1);

	for (size_t i = 0; s && i < code.n; i++)
		s[i] = code.s[i] == '-' ? ' ' : code.s[i];
	return s ? (struct hw_text){s, code.n} : HW_NO_TEXT;
}

struct hw_text hw_note(const struct hw_record *record,
		       const struct hw_write_options *options, struct hw_arena *arena)
{
	const struct hw_verdict *v = &record->verdict;

	(void)options;
	if (v->severity == HW_SEVERITY_NONE || !v->reason)
		return HW_NO_TEXT;
	for (size_t i = 0; i < HW_ARRAY_SIZE(all); i++) {
		const struct words *w = &all[i];

		if (strcmp(w->reason, v->reason) != 0)
			continue;
		if (w->make)
			return w->make(record, arena);
		return w->of_module ? of_module(record, w->which, w->text, arena)
				    : hw_text_of(w->text);
	}
	return without_dashes(hw_text_of(v->reason), arena);
}
