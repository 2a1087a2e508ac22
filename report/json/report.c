// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdlib.h>

#include "data/base/memory.h"
#include "report/json/json.h"

/*
 * The two JSON writers. The document has the head, an object for each device and the
 * tail, each printed as it comes. NDJSON has a line for each device, which begins with
 * the machine it belongs to, or for bare strings and ids with the tables that were asked.
 * A list of devices ends with a line that counts them.
 */

struct writer {
	struct hw_json j;
	FILE *out;
	/* owns `front` and `files` */
	struct hw_arena kept;
	struct hw_json_files files;
	size_t devices;
	/* ndjson: the members with which every line begins, and one of the machine's
	 * finding */
	struct hw_text front;
	struct hw_text finding_front;
	/* of the last line, which may be the only one: whose it is, where that is told */
	struct hw_text key;
	int64_t generated;
};

static int writer_open(FILE *out, const struct hw_write_options *options,
		       struct hw_arena *arena, void **ret_self, struct hw_text *ret_error)
{
	struct writer *w = hw_calloc(1, sizeof(*w));

	(void)options;
	(void)arena;
	(void)ret_error;
	if (!w)
		return -ENOMEM;
	w->out = out;
	*ret_self = w;
	return 0;
}

static void writer_close(void *self)
{
	struct writer *w = self;

	if (!w)
		return;
	hw_json_done(&w->j);
	hw_arena_done(&w->kept);
	free(w);
}

static int document_begin(void *self, const struct hw_report_head *head)
{
	struct writer *w = self;

	w->files = hw_json_files_in(head->modules_directory, &w->kept);
	if (hw_arena_failed(&w->kept))
		return -ENOMEM;
	hw_json_begin_document(&w->j, "hwalias.report");
	hw_json_head(&w->j, head);
	hw_json_begin_array(&w->j, HW_KEY("devices"));
	return hw_json_print(&w->j, w->out);
}

static int document_record(void *self, const struct hw_record *record)
{
	struct writer *w = self;
	int r;

	hw_json_begin_object(&w->j, HW_ITEM);
	hw_json_device(&w->j, &w->files, record);
	hw_json_end_object(&w->j);
	r = hw_json_print(&w->j, w->out);
	w->devices += r == 0;
	return r;
}

/* The finding of the machine as a whole; the caller ends the object. */
static void machine_finding(struct hw_json *j, const struct hw_verdict *finding)
{
	hw_json_finding(j, HW_NO_TEXT, HW_NO_TEXT, finding);
	hw_json_null(j, HW_KEY("device"));
}

static int document_end(void *self, const struct hw_report_tail *tail)
{
	struct writer *w = self;
	struct hw_json *j = &w->j;

	hw_json_end_array(j);
	hw_json_begin_array(j, HW_KEY("findings"));
	if (tail->finding.reason) {
		hw_json_begin_object(j, HW_ITEM);
		machine_finding(j, &tail->finding);
		hw_json_end_object(j);
	}
	hw_json_end_array(j);
	hw_json_begin_object(j, HW_KEY("summary"));
	hw_json_number(j, HW_KEY("devices"), (int64_t)w->devices);
	for (enum hw_state s = 0; s < HW_STATE_COUNT; s++)
		hw_json_number(j, hw_json_key(hw_state_name(s)),
			       (int64_t)tail->by_state[s]);
	hw_json_end_object(j);
	hw_json_tail(j, &tail->not_read, tail->warnings);
	return hw_json_end_document(j, w->out);
}

static int begin_lines(struct writer *w, const char *schema, bool is_of_machine,
		       const struct hw_report_head *head)
{
	w->files = hw_json_files_in(head->modules_directory, &w->kept);
	w->front = hw_json_front(schema, head, is_of_machine, &w->kept);
	return hw_arena_failed(&w->kept) ? -ENOMEM : 0;
}

static int devices_begin(void *self, const struct hw_report_head *head)
{
	struct writer *w = self;

	w->finding_front = hw_json_front("hwalias.finding", head, true, &w->kept);
	w->key = hw_arena_copy(&w->kept, head->identity.key);
	w->generated = head->generated;
	return begin_lines(w, "hwalias.device", true, head);
}

static int strings_begin(void *self, const struct hw_report_head *head)
{
	return begin_lines(self, "hwalias.string", false, head);
}

static int ids_begin(void *self, const struct hw_report_head *head)
{
	return begin_lines(self, "hwalias.id", false, head);
}

static int lines_bytes(void *self, const struct hw_record *record, struct hw_text *ret)
{
	struct writer *w = self;

	hw_json_begin_object(&w->j, HW_ITEM);
	hw_json_append(&w->j, w->front);
	hw_json_device(&w->j, &w->files, record);
	hw_json_end_object(&w->j);
	return hw_json_finish(&w->j, ret);
}

/* Only behind all devices of the machine: who reads a stream that was cut off is to know
 * it. */
static int devices_end(void *self, const struct hw_report_tail *tail)
{
	struct writer *w = self;
	struct hw_json *j = &w->j;

	if (tail->finding.reason) {
		hw_json_begin_object(j, HW_ITEM);
		hw_json_append(j, w->finding_front);
		machine_finding(j, &tail->finding);
		hw_json_end_object(j);
	}
	if (tail->is_partial)
		return hw_json_print(j, w->out);
	hw_json_begin_object(j, HW_ITEM);
	hw_json_literal(j, HW_KEY("schema"), "hwalias.end");
	hw_json_number(j, HW_KEY("devices"), (int64_t)w->devices);
	if (w->key.n) {
		hw_json_time(j, HW_KEY("generated"), w->generated);
		hw_json_begin_object(j, HW_KEY("host"));
		hw_json_text(j, HW_KEY("key"), w->key);
		hw_json_end_object(j);
	}
	hw_json_end_object(j);
	return hw_json_print(j, w->out);
}

static int lines_record(void *self, const struct hw_record *record)
{
	struct writer *w = self;
	struct hw_text line;
	int r = lines_bytes(w, record, &line);

	if (r == 0)
		fwrite(line.s, 1, line.n, w->out);
	w->devices += r == 0;
	return r;
}

const struct hw_writer hw_writer_json = {
	.open = writer_open,
	.begin = document_begin,
	.record = document_record,
	.end = document_end,
	.close = writer_close,
	.wants_host = true,
};

const struct hw_writer hw_writer_ndjson = {
	.open = writer_open,
	.begin = devices_begin,
	.record = lines_record,
	.bytes = lines_bytes,
	.end = devices_end,
	.close = writer_close,
	.wants_host = true,
};

const struct hw_writer hw_writer_ndjson_details = {
	.open = writer_open,
	.begin = devices_begin,
	.record = lines_record,
	.bytes = lines_bytes,
	.close = writer_close,
	.wants_host = true,
};

const struct hw_writer hw_writer_ndjson_strings = {
	.open = writer_open,
	.begin = strings_begin,
	.record = lines_record,
	.bytes = lines_bytes,
	.close = writer_close,
};

const struct hw_writer hw_writer_ndjson_ids = {
	.open = writer_open,
	.begin = ids_begin,
	.record = lines_record,
	.bytes = lines_bytes,
	.close = writer_close,
};
