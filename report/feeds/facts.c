// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A few facts of the machine in one JSON object, $defs/facts of report/schema: what a
 * playbook decides by. The lists are collected beside each other, and joined at the end.
 */
#include "report/feeds/feeds.h"

#include <errno.h>
#include <stdlib.h>

#include "data/base/memory.h"
#include "report/class_word.h"
#include "report/json/json.h"

enum list { GPU, NET, STORAGE, ATTENTION, LISTS };

/* clang-format off */
static const struct {
	struct hw_json_key key;
	/* of devices, as -b takes it */
	struct hw_text kind;
} rows[LISTS] = {
	[GPU] = {HW_KEY_INIT("gpu"), {"gpu", 3}},
	[NET] = {HW_KEY_INIT("net"), {"net", 3}},
	[STORAGE] = {HW_KEY_INIT("storage"), {"storage", 7}},
	[ATTENTION] = {HW_KEY_INIT("attention"), {NULL, 0}},
};
/* clang-format on */

struct writer {
	FILE *out;
	struct hw_json j;
	struct hw_json lists[LISTS];
	size_t devices;
	size_t by_severity[HW_SEVERITY_ERROR + 1];
};

static int facts_open(FILE *out, const struct hw_write_options *options,
		      struct hw_arena *arena, void **ret_self, struct hw_text *ret_error)
{
	struct writer *w = hw_calloc(1, sizeof(*w));

	(void)options;
	(void)arena;
	(void)ret_error;
	if (!w)
		return -ENOMEM;
	w->out = out;
	for (size_t i = 0; i < LISTS; i++)
		w->lists[i] = (struct hw_json){.layout = HW_JSON_PRETTY, .at.depth = 2};
	*ret_self = w;
	return 0;
}

static void facts_close(void *self)
{
	struct writer *w = self;

	if (!w)
		return;
	for (size_t i = 0; i < LISTS; i++)
		hw_json_done(&w->lists[i]);
	hw_json_done(&w->j);
	free(w);
}

static int facts_begin(void *self, const struct hw_report_head *head)
{
	struct writer *w = self;
	const struct hw_json_member machine[] = {
		{HW_KEY("vendor"), head->host.sys_vendor},
		{HW_KEY("product"), hw_feed_product(head)},
		{HW_KEY("bios_version"), head->host.bios_version},
	};

	hw_json_begin_document(&w->j, "hwalias.facts");
	hw_json_time(&w->j, HW_KEY("generated"), head->generated);
	hw_json_text(&w->j, HW_KEY("key"), head->identity.key);
	/* where every document has them */
	hw_json_begin_object(&w->j, HW_KEY("host"));
	hw_json_text(&w->j, HW_KEY("key"), head->identity.key);
	hw_json_text(&w->j, HW_KEY("name"), head->identity.name);
	hw_json_end_object(&w->j);
	hw_json_text(&w->j, HW_KEY("kernel"), head->host.kernel_release);
	hw_json_begin_object(&w->j, HW_KEY("machine"));
	hw_json_members(&w->j, machine, HW_ARRAY_SIZE(machine));
	hw_json_end_object(&w->j);
	return 0;
}

/* "10de:2330", as lspci and lsusb print them; null of other buses. */
static void numbers(struct hw_json *j, const struct hw_record *r)
{
	char vendor[HW_ID_MAX], device[HW_ID_MAX];
	struct hw_id v = r->ids[HW_ROLE_VENDOR];
	struct hw_id d = r->ids[HW_ROLE_DEVICE];

	if (v.present && d.present)
		hw_json_text(j, HW_KEY("id"),
			     hw_arena_printf(&j->arena, "%.*s:%.*s",
					     HW_TEXT_ARG(hw_id_text(v, vendor)),
					     HW_TEXT_ARG(hw_id_text(d, device))));
	else
		hw_json_null(j, HW_KEY("id"));
}

static void add(struct hw_json *j, const struct hw_record *r)
{
	hw_json_begin_object(j, HW_ITEM);
	hw_json_text(j, HW_KEY("device"), r->device.id);
	numbers(j, r);
	hw_json_text(j, HW_KEY("name"), hw_record_name(r, &j->arena));
	hw_json_text(j, HW_KEY("driver"), r->device.driver);
	hw_json_end_object(j);
}

static void add_attention(struct hw_json *j, struct hw_text device,
			  const struct hw_verdict *v)
{
	hw_json_begin_object(j, HW_ITEM);
	hw_json_text(j, HW_KEY("device"), device);
	hw_json_literal(j, HW_KEY("reason"), v->reason);
	hw_json_literal(j, HW_KEY("severity"), hw_severity_name(v->severity));
	hw_json_end_object(j);
}

static int facts_record(void *self, const struct hw_record *r)
{
	struct writer *w = self;

	w->devices++;
	w->by_severity[r->verdict.severity]++;
	for (size_t i = 0; i < ATTENTION; i++)
		if (hw_kind_has(rows[i].kind, r))
			add(&w->lists[i], r);
	if (r->verdict.severity != HW_SEVERITY_NONE)
		add_attention(&w->lists[ATTENTION], r->device.id, &r->verdict);
	return 0;
}

static void counts(struct writer *w, const struct hw_report_tail *tail)
{
	struct hw_json *j = &w->j;

	hw_json_begin_object(j, HW_KEY("counts"));
	hw_json_number(j, HW_KEY("devices"), (int64_t)w->devices);
	for (enum hw_state s = 0; s < HW_STATE_COUNT; s++)
		hw_json_number(j, hw_json_key(hw_state_name(s)),
			       (int64_t)tail->by_state[s]);
	for (enum hw_severity s = HW_SEVERITY_HINT; s <= HW_SEVERITY_ERROR; s++)
		hw_json_number(j, hw_json_key(hw_severity_name(s)),
			       (int64_t)w->by_severity[s]);
	hw_json_end_object(j);
}

static int facts_end(void *self, const struct hw_report_tail *tail)
{
	struct writer *w = self;

	if (tail->finding.reason)
		add_attention(&w->lists[ATTENTION], HW_NO_TEXT, &tail->finding);
	counts(w, tail);
	for (size_t i = 0; i < LISTS; i++) {
		struct hw_text items;

		if (hw_json_finish(&w->lists[i], &items) < 0)
			return -ENOMEM;
		hw_json_begin_array(&w->j, rows[i].key);
		hw_json_append(&w->j, items);
		hw_json_end_array(&w->j);
	}
	hw_json_boolean(&w->j, HW_KEY("complete"), hw_feed_is_complete(tail));
	return hw_json_end_document(&w->j, w->out);
}

const struct hw_writer hw_writer_facts = {
	.open = facts_open,
	.begin = facts_begin,
	.record = facts_record,
	.end = facts_end,
	.close = facts_close,
	.wants_host = true,
};
