// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdlib.h>
#include <time.h>

#include "data/base/memory.h"
#include "report/columns/columns.h"
#include "report/columns/naming.h"
#include "report/json/json.h"
#include "report/watch/watch.h"

struct lines {
	struct hw_json json;
	struct hw_write_options options;
	FILE *out;
	/* of the batch */
	struct hw_arena arena;
	struct hw_text front;
	struct hw_json_files files;
};

static void *lines_open(const struct hw_write_options *options)
{
	struct lines *l = hw_calloc(1, sizeof(*l));

	if (l) {
		l->json.layout = HW_JSON_LINE;
		l->options = *options;
	}
	return l;
}

static int lines_begin(void *self, FILE *out, const struct hw_report_head *head)
{
	struct lines *l = self;

	hw_arena_reset(&l->arena);
	l->out = out;
	l->front = hw_json_front("hwalias.event", head, true, &l->arena);
	l->files = hw_json_files_in(head->modules_directory, &l->arena);
	return hw_arena_failed(&l->arena) ? -ENOMEM : 0;
}

/* RFC 3339 in UTC, with milliseconds. */
static void timestamp(struct hw_json *j, struct hw_json_key key, int64_t ms)
{
	const time_t seconds = (time_t)(ms / 1000);
	char date[32];
	char s[48] = "";
	struct tm tm;

	if (gmtime_r(&seconds, &tm) &&
	    strftime(date, sizeof(date), "%Y-%m-%dT%H:%M:%S", &tm))
		snprintf(s, sizeof(s), "%s.%03dZ", date, (int)(ms % 1000));
	hw_json_literal(j, key, s);
}

static int lines_print(void *self, const struct hw_hotplug *h)
{
	struct lines *l = self;
	struct hw_json *j = &l->json;
	const struct hw_record *r = h->record;
	struct hw_arena arena = {0};
	const char *word;
	int err;

	hw_json_begin_object(j, HW_ITEM);
	hw_json_append(j, l->front);
	hw_json_literal(j, HW_KEY("event"), hw_hotplug_word(h->kind));
	timestamp(j, HW_KEY("time"), h->time);
	hw_json_begin_array(j, HW_KEY("actions"));
	for (size_t i = 0; (word = hw_hotplug_action(h, i)); i++)
		hw_json_literal(j, HW_ITEM, word);
	hw_json_end_array(j);
	hw_json_text(j, HW_KEY("id"), r ? r->device.id : HW_NO_TEXT);
	hw_json_text(j, HW_KEY("name"),
		     r ? hw_column_name(r, &l->options, &arena) : HW_NO_TEXT);
	hw_json_text(j, HW_KEY("ids"),
		     r ? hw_cell_id_pair(r, HW_ROLE_VENDOR, HW_ROLE_DEVICE, &arena)
		       : HW_NO_TEXT);
	if (!r || h->kind == HW_HOTPLUG_REMOVED) {
		hw_json_null(j, HW_KEY("device"));
	} else {
		hw_json_begin_object(j, HW_KEY("device"));
		hw_json_device(j, &l->files, r);
		hw_json_end_object(j);
	}
	hw_json_end_object(j);
	err = hw_json_print(j, l->out);
	if (hw_arena_failed(&arena))
		err = -ENOMEM;
	hw_arena_done(&arena);
	return err;
}

static int lines_end(void *self)
{
	(void)self;
	return 0;
}

static void lines_close(void *self)
{
	struct lines *l = self;

	if (!l)
		return;
	hw_json_done(&l->json);
	hw_arena_done(&l->arena);
	free(l);
}

const struct hw_hotplug_writer hw_hotplug_ndjson = {
	.open = lines_open,
	.begin = lines_begin,
	.print = lines_print,
	.end = lines_end,
	.close = lines_close,
};
