// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/collect/packages.h"

#include <errno.h>
#include <string.h>

struct question {
	struct hw_machine *machine;
	struct hw_packages *packages;
	struct hw_arena *arena;
	struct hw_package_list list;
};

static void ask(struct question *q, enum hw_package_kind kind, struct hw_text string,
		hw_package_match *match, void *arg)
{
	if (hw_packages_find(q->packages, kind, string, match, arg, q->arena, &q->list) <
	    0)
		q->arena->failed = true;
}

static void warn_list(struct hw_machine *m, const struct hw_unread_list *list)
{
	bool is_damaged = list->err == -EBADMSG || list->err == -ENOEXEC;

	hw_warn(m->warnings, "package-list", list->file, list->line,
		"this list of packages %s: %s",
		list->why    ? "is damaged"
		: list->line ? "cannot be read to its end"
			     : "cannot be read",
		list->why    ? list->why
		: is_damaged ? "it is damaged or cut off"
			     : strerror(-list->err));
}

/*
 * A list that is there and could not be read may have had the answer. One that is sound
 * and in a compression that is not read here is told once, and if somebody waits for the
 * answer: desktops have such lists, and devices that no module claims.
 */
static void warn_unread(struct question *q, bool is_wanted)
{
	struct hw_machine *m = q->machine;
	const struct hw_unread_list *lists;
	bool is_damaged = false;
	size_t n;

	lists = hw_packages_unread(q->packages, &n);
	for (size_t i = 0; i < n; i++) {
		if (lists[i].err == -ENOTSUP || lists[i].err == -EPROTONOSUPPORT) {
			m->packed_list = lists[i].file;
			m->packed_error = lists[i].err;
			continue;
		}
		is_damaged = true;
		if (i >= m->package_lists_told)
			warn_list(m, &lists[i]);
	}
	m->package_lists_told = n;
	m->lacks_packages = m->lacks_packages || (is_damaged && !q->list.n);
	if (!m->packed_list.n || !is_wanted || m->packed_list_told)
		return;
	hw_warn(m->warnings, "package-list", m->packed_list, 0,
		"this list of packages cannot be read: %s",
		m->packed_error == -ENOTSUP ? "this needs libarchive"
					    : "it is compressed by zchunk");
	m->packed_list_told = true;
}

static bool begin(struct question *q, struct hw_machine *m, struct hw_arena *arena)
{
	*q = (struct question){
		.machine = m,
		.packages = hw_machine_packages(m),
		.arena = arena,
	};
	return q->packages;
}

/* Whether a package is installed that says it is for the device is what makes it a
 * finding. */
static void note_unread_records(const struct question *q)
{
	const char *path;
	int r = hw_packages_unread_records(q->packages, &path);

	if (q->machine->records_error)
		return;
	for (size_t i = 0; i < q->list.n; i++)
		if (q->list.v[i].kind == HW_PACKAGE_MODALIAS &&
		    q->list.v[i].installed == HW_UNKNOWN) {
			struct hw_text at;

			/* a recording has the answer alone */
			at = hw_arena_printf(&q->machine->arena, "/%s",
					     r ? path : "var/lib");
			q->machine->records_error = r ? r : -ENOENT;
			q->machine->records_path = at.s;
			return;
		}
}

static void end(struct question *q, struct hw_record *record)
{
	record->packages = q->list.v;
	record->package_count = q->list.n;
}

/* "a.bin, b.bin and 4 more" */
static void ask_firmware(struct question *q, struct hw_text files)
{
	while (files.s) {
		struct hw_text file = hw_text_trim_start(hw_text_cut(&files, ','), " ");

		file = hw_text_head(file, hw_text_find(file, ' '));
		if (file.n)
			ask(q, HW_PACKAGE_FIRMWARE, file, NULL, NULL);
	}
}

/* The first whose file is not there, unless DKMS was to build it. */
static void ask_module(struct question *q, const struct hw_candidate *candidates,
		       size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct hw_candidate *c = &candidates[i];
		struct hw_text path = c->missing.n ? c->missing
				      : c->available == HW_NO && c->loaded != HW_YES
					      ? c->path
					      : HW_NO_TEXT;

		if (!path.n || c->weak || c->by_class ||
		    !hw_text_starts(path, HW_TEXT("kernel/")))
			continue;
		ask(q, HW_PACKAGE_MODULE, path, NULL, NULL);
		return;
	}
}

/* A device that no module claims may need a package, whatever its kind. */
static bool may_need_package(const struct hw_verdict *v)
{
	return v->severity || v->state == HW_STATE_UNCLAIMED;
}

void hw_packages_of_device(struct hw_machine *m, struct hw_arena *arena,
			   struct hw_record *record, struct hw_facts *f, bool all)
{
	bool has_driver = f->driver_known == HW_DRIVER_BOUND;
	struct hw_text failed = f->signs ? f->signs->failed_firmware : HW_NO_TEXT;
	struct question q;

	if (!begin(&q, m, arena))
		return;
	if (f->firmware_first.n && !f->firmware_now_present)
		ask_firmware(&q, f->firmware_first);
	else if (failed.n)
		ask_firmware(&q, failed);
	if (!has_driver)
		ask_module(&q, f->candidates, f->candidate_count);
	for (const struct hw_decoded *d = record->modalias;
	     d && (all || (!has_driver && may_need_package(&record->verdict)));
	     d = d->next)
		ask(&q, HW_PACKAGE_MODALIAS, d->modalias.raw, NULL, NULL);
	warn_unread(&q, all || record->verdict.severity || m->is_recorded);
	if (!has_driver && record->verdict.state == HW_STATE_UNCLAIMED)
		note_unread_records(&q);
	end(&q, record);
	f->packages = record->packages;
	f->package_count = record->package_count;
}

void hw_packages_of_ids(struct hw_machine *m, struct hw_arena *arena,
			struct hw_text modalias, hw_package_match *match, void *arg,
			struct hw_record *record)
{
	struct question q;

	if (!begin(&q, m, arena))
		return;
	ask_module(&q, record->candidates, record->candidate_count);
	ask(&q, HW_PACKAGE_MODALIAS, modalias, match, arg);
	warn_unread(&q, true);
	end(&q, record);
}
