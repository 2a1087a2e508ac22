// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>

#include "report/diff/diff.h"
#include "report/json/json.h"

/* What a device is on one side; null: it is not there. */
static void device(struct hw_json *j, struct hw_json_key key,
		   const struct hw_diff_device *d)
{
	if (!d) {
		hw_json_null(j, key);
		return;
	}
	hw_json_begin_object(j, key);
	hw_json_text(j, HW_KEY("id"), d->id);
	hw_json_text(j, HW_KEY("subsystem"), d->subsystem);
	hw_json_text(j, HW_KEY("kind"), d->kind);
	hw_json_text(j, HW_KEY("parent"), d->parent);
	hw_json_text(j, HW_KEY("name"), d->title);
	hw_json_text(j, HW_KEY("ids"), d->pair);
	if (d->driver_known == HW_DRIVER_BOUND) {
		hw_json_begin_object(j, HW_KEY("driver"));
		hw_json_text(j, HW_KEY("name"), d->driver);
		hw_json_text(j, HW_KEY("module"), d->module);
		hw_json_end_object(j);
	} else {
		hw_json_null(j, HW_KEY("driver"));
	}
	hw_json_literal(j, HW_KEY("state"), hw_state_name(d->state));
	hw_json_text(j, HW_KEY("revision"), d->revision);
	hw_json_text(j, HW_KEY("firmware"), d->firmware);
	hw_json_end_object(j);
}

static void texts(struct hw_json *j, struct hw_json_key key, const struct hw_text *v,
		  size_t n)
{
	hw_json_begin_array(j, key);
	for (size_t i = 0; i < n; i++)
		hw_json_text(j, HW_ITEM, v[i]);
	hw_json_end_array(j);
}

static void change(struct hw_json *j, const struct hw_diff_change *c)
{
	const struct hw_diff_device *d = c->after ? c->after : c->before;

	hw_json_literal(j, HW_KEY("kind"), hw_diff_kind_name(c->kind));
	hw_json_text(j, HW_KEY("id"), d->id);
	hw_json_text(j, HW_KEY("name"), d->title);
	hw_json_text(j, HW_KEY("was"), c->was);
	hw_json_text(j, HW_KEY("now"), c->now);
	texts(j, HW_KEY("lost"), c->lost, c->lost_count);
	texts(j, HW_KEY("gained"), c->gained, c->gained_count);
	hw_json_number(j, HW_KEY("parts"), (int64_t)c->parts);
	device(j, HW_KEY("before"), c->before);
	device(j, HW_KEY("after"), c->after);
}

static void side(struct hw_json *j, struct hw_json_key key, const struct hw_diff_side *s)
{
	hw_json_begin_object(j, key);
	hw_json_head(j, &s->head);
	hw_json_number(j, HW_KEY("devices"), (int64_t)s->n);
	hw_json_tail(j, &s->not_read, s->machine->warnings);
	hw_json_end_object(j);
}

static void gaps(struct hw_json *j, const struct hw_diff *diff)
{
	hw_json_begin_array(j, HW_KEY("not_compared"));
	for (size_t i = 0; i < diff->gap_count; i++) {
		const struct hw_diff_gap *g = &diff->gaps[i];

		hw_json_begin_object(j, HW_ITEM);
		hw_json_literal(j, HW_KEY("what"), g->what);
		hw_json_literal(j, HW_KEY("side"), g->is_after ? "after" : "before");
		hw_json_text(j, HW_KEY("subsystem"), g->subsystem);
		hw_json_number(j, HW_KEY("devices"), (int64_t)g->devices);
		hw_json_end_object(j);
	}
	hw_json_end_array(j);
}

static void summary(struct hw_json *j, const struct hw_diff *diff)
{
	hw_json_begin_object(j, HW_KEY("summary"));
	hw_json_text(j, HW_KEY("text"), hw_diff_summary(diff, &j->arena));
	hw_json_number(j, HW_KEY("changes"), (int64_t)diff->n);
	for (enum hw_diff_kind k = 0; k < HW_DIFF_KIND_COUNT; k++)
		hw_json_number(j, hw_json_key(hw_diff_kind_name(k)),
			       (int64_t)diff->by_kind[k]);
	hw_json_end_object(j);
}

int hw_diff_print_json(const struct hw_diff *diff, const struct hw_output *output)
{
	const int64_t before = diff->before->head.generated;
	const int64_t after = diff->after->head.generated;
	/* of the later state */
	const int64_t generated = before > after ? before : after;
	const struct hw_text key = diff->before->head.identity.key;
	struct hw_json j;

	hw_json_begin_document(&j, "hwalias.diff");
	hw_json_time(&j, HW_KEY("generated"), generated);
	/* of two states of one machine */
	if (hw_text_eq(key, diff->after->head.identity.key) && key.n) {
		hw_json_begin_object(&j, HW_KEY("host"));
		hw_json_text(&j, HW_KEY("key"), key);
		hw_json_end_object(&j);
	} else {
		hw_json_null(&j, HW_KEY("host"));
	}
	side(&j, HW_KEY("before"), diff->before);
	side(&j, HW_KEY("after"), diff->after);
	gaps(&j, diff);
	hw_json_begin_array(&j, HW_KEY("changes"));
	for (size_t i = 0; i < diff->n; i++) {
		hw_json_begin_object(&j, HW_ITEM);
		change(&j, &diff->v[i]);
		hw_json_end_object(&j);
	}
	hw_json_end_array(&j);
	summary(&j, diff);
	return hw_json_end_document(&j, output->out);
}

/* A line a change, of the machine as it is now. */
int hw_diff_print_ndjson(const struct hw_diff *diff, const struct hw_output *output)
{
	struct hw_json j = {.layout = HW_JSON_LINE};
	struct hw_arena arena = {0};
	struct hw_text front =
		hw_json_front("hwalias.change", &diff->after->head, true, &arena);
	int r = hw_arena_failed(&arena) ? -ENOMEM : 0;

	for (size_t i = 0; i < diff->n && r == 0; i++) {
		hw_json_begin_object(&j, HW_ITEM);
		hw_json_append(&j, front);
		change(&j, &diff->v[i]);
		hw_json_end_object(&j);
		r = hw_json_print(&j, output->out);
	}
	hw_json_done(&j);
	hw_arena_done(&arena);
	return r;
}
