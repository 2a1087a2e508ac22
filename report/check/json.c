// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/json/json.h"
#include "report/check/check.h"

/* The open objects and arrays: the document, its findings, the finding. */
#define DEPTH_OF_FINDING 3

/* The member "device" of a finding, which is printed when all findings are known. */
static struct hw_text keep(struct hw_check *check, const struct hw_record *record)
{
	struct hw_json j = {.layout = HW_JSON_PRETTY, .at.depth = DEPTH_OF_FINDING};
	const struct hw_json_files files =
		hw_json_files_in(check->machine->kernel.directory, &j.arena);
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

static void finding(struct hw_json *j, const struct hw_finding *f)
{
	hw_json_begin_object(j, HW_ITEM);
	hw_json_literal(j, HW_KEY("severity"), hw_severity_name(f->severity));
	hw_json_text(j, HW_KEY("id"), f->device);
	hw_json_text(j, HW_KEY("name"), f->name);
	hw_json_literal(j, HW_KEY("reason"), f->reason);
	hw_json_text(j, HW_KEY("explanation"), f->explanation);
	hw_json_text(j, HW_KEY("remedy"), f->remedy);
	if (f->record.n)
		hw_json_append(j, f->record);
	else
		hw_json_null(j, HW_KEY("device"));
	hw_json_end_object(j);
}

static void summary(struct hw_json *j, const struct hw_check *check)
{
	hw_json_begin_object(j, HW_KEY("summary"));
	hw_json_number(j, HW_KEY("devices"), (int64_t)check->devices);
	hw_json_number(j, HW_KEY("findings"), (int64_t)check->count);
	hw_json_number(j, HW_KEY("drivers_lost"), (int64_t)check->lost);
	hw_json_end_object(j);
}

static int print(const struct hw_check *check, const struct hw_output *output)
{
	const struct hw_machine *m = check->machine;
	struct hw_json j;

	hw_json_begin_document(&j, "hwalias.check");
	hw_json_boolean(&j, HW_KEY("what_if"), check->is_what_if);
	hw_json_text(&j, HW_KEY("kernel"), m->host.kernel_release);
	hw_json_text(&j, HW_KEY("tables"), m->kernel.release);
	hw_json_text(&j, HW_KEY("compared_with"),
		     check->own.aliases ? check->own.release : HW_NO_TEXT);
	hw_json_begin_array(&j, HW_KEY("findings"));
	for (const struct hw_finding *f = check->first; f; f = f->next)
		finding(&j, f);
	hw_json_end_array(&j);
	summary(&j, check);
	hw_json_warnings(&j, output->warnings);
	return hw_json_end_document(&j, output->out);
}

const struct hw_check_writer hw_check_json = {
	.keep = keep,
	.print = print,
};
