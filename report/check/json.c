// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>

#include "report/check/check.h"
#include "report/json/json.h"

/* The member "device" of a finding, which is printed when all findings are known; below
 * `depth` open objects and arrays. */
static struct hw_text keep_device(struct hw_check *check, const struct hw_record *record,
				  enum hw_json_layout layout, unsigned depth)
{
	struct hw_json j = {.layout = layout, .at.depth = depth};
	const struct hw_json_files files =
		hw_json_files_in(check->head->modules_directory, &j.arena);
	struct hw_text member = HW_NO_TEXT;

	hw_json_begin_object(&j, HW_KEY("device"));
	hw_json_device(&j, &files, record);
	hw_json_end_object(&j);
	if (hw_json_finish(&j, &member) < 0)
		check->arena.failed = true;
	member = hw_arena_copy(&check->arena, member);
	hw_json_done(&j);
	return member;
}

/* In the document, its array of findings, the finding. */
static struct hw_text keep(struct hw_check *check, const struct hw_record *record)
{
	return keep_device(check, record, HW_JSON_PRETTY, 3);
}

static struct hw_text keep_in_line(struct hw_check *check, const struct hw_record *record)
{
	return keep_device(check, record, HW_JSON_LINE, 1);
}

static void finding(struct hw_json *j, const struct hw_finding *f)
{
	const struct hw_verdict v = {
		.reason = f->reason,
		.severity = f->severity,
		.explanation = f->explanation,
		.evidence = f->evidence,
		.evidence_count = f->evidence_count,
		.remedy = f->remedy,
		.advice = f->advice,
	};

	hw_json_finding(j, f->device, f->name, &v);
	hw_json_packages(j, f->packages, f->package_count);
	if (f->record.n)
		hw_json_append(j, f->record);
	else
		hw_json_null(j, HW_KEY("device"));
}

static void summary(struct hw_json *j, const struct hw_check *check)
{
	hw_json_begin_object(j, HW_KEY("summary"));
	hw_json_number(j, HW_KEY("devices"), (int64_t)check->devices);
	hw_json_number(j, HW_KEY("findings"), (int64_t)check->count);
	hw_json_number(j, HW_KEY("hints"), (int64_t)check->hints);
	hw_json_number(j, HW_KEY("drivers_lost"), (int64_t)check->lost);
	hw_json_end_object(j);
}

static int print(const struct hw_check *check, const struct hw_output *output)
{
	struct hw_json j;

	hw_json_begin_document(&j, "hwalias.check");
	hw_json_head(&j, output->head);
	hw_json_boolean(&j, HW_KEY("what_if"), check->is_what_if);
	hw_json_text(&j, HW_KEY("incomplete"), hw_check_unread(check, &j.arena));
	hw_json_text(&j, HW_KEY("compared_with"),
		     check->fates.own.aliases ? check->fates.own.release : HW_NO_TEXT);
	hw_json_begin_array(&j, HW_KEY("findings"));
	for (const struct hw_finding *f = check->first; f; f = f->next) {
		hw_json_begin_object(&j, HW_ITEM);
		finding(&j, f);
		hw_json_end_object(&j);
	}
	hw_json_end_array(&j);
	summary(&j, check);
	hw_expect_json(&j, check->expect);
	hw_json_tail(&j, output->not_read, output->warnings);
	return hw_json_end_document(&j, output->out);
}

const struct hw_check_writer hw_check_json = {
	.keep = keep,
	.print = print,
};

static int print_lines(const struct hw_check *check, const struct hw_output *output)
{
	struct hw_json j = {.layout = HW_JSON_LINE};
	struct hw_arena arena = {0};
	struct hw_text front =
		hw_json_front("hwalias.finding", output->head, true, &arena);
	int r = hw_arena_failed(&arena) ? -ENOMEM : 0;

	if (r == 0 && check->expect)
		r = hw_expect_print_ndjson(check->expect, output);
	for (const struct hw_finding *f = check->first; r == 0 && f; f = f->next) {
		hw_json_begin_object(&j, HW_ITEM);
		hw_json_append(&j, front);
		finding(&j, f);
		hw_json_end_object(&j);
		r = hw_json_print(&j, output->out);
	}
	hw_json_done(&j);
	hw_arena_done(&arena);
	return r;
}

const struct hw_check_writer hw_check_ndjson = {
	.keep = keep_in_line,
	.print = print_lines,
};
