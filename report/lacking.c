// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/lacking.h"

/* Names told in a sentence. */
#define TOLD_MAX ((size_t)3)

void hw_lacking_close(struct hw_lacking *lacking)
{
	if (!lacking)
		return;
	hw_modinfo_close(lacking->modinfo);
	hw_arena_done(&lacking->arena);
}

/* What cannot be opened or read tells nothing. NULL: out of memory. */
static struct hw_lacking *open_once(struct hw_machine *m)
{
	struct hw_lacking *l = m->lacking;

	if (l)
		return l;
	l = m->lacking = HW_ARENA_NEW(&m->arena, struct hw_lacking, 1);
	if (!l)
		return NULL;
	if (hw_modinfo_open(&l->modinfo) < 0)
		l->modinfo = NULL;
	if (hw_firmware_open(m->root, m->host.kernel_release, &l->arena, &l->firmware) <
	    0)
		l->firmware = (struct hw_firmware){.known = false};
	if (hw_kernel_log_firmware(m->root, &l->arena, &l->failures) < 0)
		l->failures = (struct hw_firmware_failures){NULL, 0};
	return l;
}

static bool is_there(struct hw_lacking *l, struct hw_text file, struct hw_arena *arena)
{
	return l->firmware.known && hw_firmware_find(&l->firmware, file, arena).n;
}

/* "a, b, c and 4 more" */
static struct hw_text list(const struct hw_text *files, size_t n, struct hw_arena *arena)
{
	struct hw_text all = HW_TEXT("");

	for (size_t i = 0; i < n && i < TOLD_MAX; i++)
		all = hw_arena_printf(arena, "%.*s%s%.*s", HW_TEXT_ARG(all),
				      i ? ", " : "", HW_TEXT_ARG(files[i]));
	return n <= TOLD_MAX ? all
			     : hw_arena_printf(arena, "%.*s and %zu more",
					       HW_TEXT_ARG(all), n - TOLD_MAX);
}

/*
 * Of built-in code nothing is said: its firmware may be inside the kernel too
 * (CONFIG_EXTRA_FIRMWARE).
 */
static bool ask_module(struct hw_machine *m, struct hw_arena *arena,
		       const struct hw_candidate *c, struct hw_facts *f)
{
	struct hw_lacking *l = m->lacking;
	struct hw_module_info info;

	if (c->builtin == HW_YES || c->available != HW_YES ||
	    hw_module_info_of_name(l->modinfo, m->modules, m->kernel.root,
				   m->kernel.path.s, c->module, arena, &info) < 0 ||
	    !info.firmware.n ||
	    hw_firmware_count(&l->firmware, info.firmware.v, info.firmware.n, arena))
		return false;
	f->firmware_module = c->module;
	f->firmware_declared = list(info.firmware.v, info.firmware.n, arena);
	f->firmware_first = info.firmware.v[0];
	return true;
}

static void ask_modules(struct hw_machine *m, struct hw_arena *arena, struct hw_facts *f)
{
	for (int loaded = 1; m->lacking->firmware.known && loaded >= 0; loaded--)
		for (size_t i = 0; i < f->candidate_count; i++)
			if ((f->candidates[i].loaded == HW_YES) == loaded &&
			    ask_module(m, arena, &f->candidates[i], f))
				return;
}

/* The log names a USB interface's device, where the driver asked for that. */
static bool is_of_device(struct hw_text name, const struct hw_facts *f)
{
	if (hw_text_eq(name, f->name))
		return true;
	return hw_text_eq(f->kind, HW_TEXT("usb_interface")) &&
	       hw_text_eq(name, hw_text_head(f->name, hw_text_find(f->name, ':')));
}

static bool is_listed(const struct hw_text *files, size_t n, struct hw_text file)
{
	for (size_t i = 0; i < n; i++)
		if (hw_text_eq(files[i], file))
			return true;
	return false;
}

/* What came since the driver tried is not lacking, it has to be tried again. */
static void ask_log(struct hw_lacking *l, struct hw_arena *arena, struct hw_facts *f)
{
	struct hw_text *files = HW_ARENA_NEW(arena, struct hw_text, l->failures.n);
	size_t n = 0;

	for (size_t i = 0; files && i < l->failures.n; i++) {
		struct hw_text file = l->failures.v[i].file;

		if (!is_of_device(l->failures.v[i].device, f) ||
		    is_listed(files, n, file))
			continue;
		f->firmware_came = is_there(l, file, arena);
		if (f->firmware_came) {
			files[0] = file;
			n = 1;
			break;
		}
		files[n++] = file;
	}
	if (!n)
		return;
	f->firmware_failed = list(files, n, arena);
	f->firmware_first = files[0];
}

void hw_lacking_ask(struct hw_machine *m, struct hw_arena *arena, struct hw_facts *facts)
{
	struct hw_lacking *lacking;

	if (!facts->candidate_count || !facts->own_tables)
		return;
	lacking = open_once(m);
	if (!lacking)
		return;
	ask_modules(m, arena, facts);
	if (lacking->failures.n)
		ask_log(lacking, arena, facts);
}
