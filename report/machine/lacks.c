// SPDX-License-Identifier: GPL-2.0-or-later
/* What of a machine is not there: a recording, a dump or a list may have a part alone,
 * and not all may be read. */
#include <errno.h>

#include "data/base/list.h"
#include "data/root/note.h"
#include "report/machine/internal.h"
#include "report/machine/machine.h"

/* All that a dump cannot tell is one warning. */
void hw_machine_warn_facts(struct hw_machine *m)
{
	const struct hw_dump_facts *f = &m->dump;
	const char *by = f->ids_by ? f->ids_by : "";
	const struct hw_text ids = hw_arena_printf(
		&m->arena, "the ids of %zu device%s%s%s%s", f->without_ids,
		f->without_ids == 1 ? "" : "s", *by ? " (" : "", by,
		!*by		      ? ""
		: strstr(by, " and ") ? " do)"
				      : " does)");
	const struct hw_text begins =
		f->log_from == HW_DUMP_LOG_LATE
			? HW_TEXT("what the kernel's log says at its start")
			: hw_arena_printf(&m->arena,
					  "what the kernel's log says of the first %zu s "
					  "after boot",
					  f->log_from);
	const struct {
		bool is_told;
		struct hw_text what;
	} facts[] = {
		{!f->without_ids, ids},
		{f->drivers, HW_TEXT("which driver a device has")},
		{m->kernel.aliases || f->claims, HW_TEXT("which modules claim a device")},
		{m->kernel.aliases || !f->claims, HW_TEXT("what keeps a module away")},
		{f->modules, HW_TEXT("which modules are loaded")},
		{f->log, HW_TEXT("what the kernel's log says")},
		{!f->log_from, begins},
		{f->kernel, HW_TEXT("which kernel runs")},
	};
	struct hw_list list = {.arena = &m->arena, .between = ", "};
	/* to tell whether something needs attention */
	const bool is_enough = !f->without_ids && f->drivers && m->kernel.aliases;

	for (size_t i = 0; m->is_dump && i < HW_ARRAY_SIZE(facts); i++)
		if (!facts[i].is_told)
			hw_list_add(&list, facts[i].what);
	if (!list.n)
		return;
	hw_warn(m->warnings, is_enough ? "dump-lacks-facts" : "dump-incomplete", f->name,
		0, "%.*s %s not tell %.*s%s", HW_TEXT_ARG(f->formats),
		hw_text_find(f->formats, ',') < f->formats.n ? "do" : "does",
		HW_TEXT_ARG(hw_list_text(&list)),
		m->kernel.aliases ? "" : "; --modules-dir and --kernel choose tables");
}

/* Who read the part of a list that a recording was made from, or files of two machines,
 * was warned of it; who reads the recording is, too. */
void hw_machine_warn_part(struct hw_machine *m)
{
	if (!m->is_live && !hw_warned(m->warnings, "lines-missing") &&
	    hw_root_exists(m->root, HW_LEFT_OUT))
		hw_warn(m->warnings, "lines-missing",
			m->dump.name.n ? m->dump.name : hw_text_of(hw_root_path(m->root)),
			0,
			"it was made from a list that was cut off, or from some of its "
			"devices: others may be missing");
	if (!m->is_live && !hw_warned(m->warnings, "hosts-differ") &&
	    hw_root_exists(m->root, HW_MIXED_HOSTS))
		hw_warn(m->warnings, "hosts-differ",
			m->dump.name.n ? m->dump.name : hw_text_of(hw_root_path(m->root)),
			0,
			"it was made from files that name two hosts, or of which each "
			"has devices that the other lacks: if these are two machines, "
			"they are mixed up here");
}

/* A log that somebody sent may lack the line that matters. */
void hw_machine_warn_log(struct hw_machine *m)
{
	static const struct {
		const char *word;
		const char *sentence;
	} lacks[] = {
		{HW_LOG_CUT, "its lines are cut off, as by a window or a pager: what "
			     "they say is not known whole"},
		{HW_LOG_ENDS_WITHIN, "it ends within a line: it may be cut off, and "
				     "messages may be missing"},
		{HW_LOG_FILTERED, "the command prints a part of it: messages may be "
				  "missing"},
		{HW_LOG_ELIDED, "lines are left out of it, by what stands in their "
				"place: messages are missing"},
	};
	struct hw_text lack;

	if (m->is_live || hw_root_read(m->root, HW_LOG_PART, &m->arena, &lack) < 0)
		return;
	lack = hw_text_trim_end(lack, "\n");
	for (size_t i = 0; i < HW_ARRAY_SIZE(lacks); i++)
		if (hw_text_eq(lack, hw_text_of(lacks[i].word)))
			hw_warn(m->warnings, "log-incomplete", HW_TEXT("kernel log"), 0,
				"%s", lacks[i].sentence);
}

bool hw_machine_is_cut(const struct hw_machine *m)
{
	return hw_warned(m->warnings, "snapshot-truncated") ||
	       hw_warned(m->warnings, "archive-damaged");
}

bool hw_machine_is_part(const struct hw_machine *m)
{
	return hw_warned(m->warnings, "lines-missing") ||
	       hw_root_exists(m->root, HW_LEFT_OUT);
}

bool hw_machine_is_damaged(const struct hw_machine *m)
{
	return hw_machine_is_cut(m) || hw_warned(m->warnings, "snapshot-malformed");
}

bool hw_machine_is_mixed(const struct hw_machine *m)
{
	return hw_warned(m->warnings, "hosts-differ");
}

bool hw_machine_may_lack_devices(const struct hw_machine *m)
{
	return hw_warned(m->warnings, "lines-missing") ||
	       hw_warned(m->warnings, "dump-malformed") || hw_machine_is_damaged(m) ||
	       hw_machine_is_mixed(m);
}

bool hw_machine_is_incomplete(struct hw_machine *m)
{
	struct hw_root *roots[] = {m->root, m->live, m->kernel.root};
	bool is_incomplete = !hw_maps_check(m->warnings);

	is_incomplete |= hw_machine_is_cut(m);
	for (size_t i = 0; i < HW_ARRAY_SIZE(roots); i++)
		is_incomplete |= hw_root_warn_unread(roots[i], m->warnings);
	return is_incomplete;
}

/* Adds a source, if it could not be read. What is not there is told only where every
 * machine has it (`is_expected`). */
static void add_not_read(const struct hw_machine *m, struct hw_not_read *ret,
			 const char *what, const char *path, int error, bool is_expected)
{
	bool is_denied = error == -EACCES || error == -EPERM;
	bool is_live = m->is_live;
	bool is_absent = error == -ENOENT || error == -ENODATA;

	if (!error || (is_absent && !is_expected))
		return;
	ret->v[ret->n].what = what;
	ret->v[ret->n].path = path;
	ret->v[ret->n].error = is_absent && !is_live ? HW_NOT_RECORDED : strerror(-error);
	ret->v[ret->n].root_may = is_denied && is_live && m->is_user;
	ret->n++;
}

void hw_machine_not_read(const struct hw_machine *m, struct hw_not_read *ret)
{
	ret->n = 0;
	add_not_read(m, ret, "kernel log", "/dev/kmsg", m->log_asked ? m->log_error : 0,
		     true);
	if (m->log_asked && m->log_begins)
		add_not_read(m, ret, m->log_begins, "/dev/kmsg", -ENODATA, true);
	add_not_read(m, ret, "deferred probes", "/sys/kernel/debug/devices_deferred",
		     m->deferred_asked ? m->deferred_error : 0, false);
	add_not_read(m, ret, HW_PCI_CAPABILITIES, "/sys/bus/pci/devices/*/config",
		     m->config_needs_root ? -EACCES : 0, false);
	add_not_read(m, ret, "lists of packages", m->packed_list.s,
		     m->packed_list_told ? 0 : m->packed_error, false);
	add_not_read(m, ret, "installed packages", m->records_path, m->records_error,
		     true);
}
