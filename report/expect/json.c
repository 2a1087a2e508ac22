// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>

#include "report/expect/expect.h"

/* No upper limit is null. */
static void limit(struct hw_json *j, struct hw_json_key key, size_t n)
{
	if (n == SIZE_MAX)
		hw_json_null(j, key);
	else
		hw_json_number(j, key, (int64_t)n);
}

static void difference(struct hw_json *j, const struct hw_expect_difference *d)
{
	const struct hw_expect_entry *e = d->entry;

	hw_json_literal(j, HW_KEY("kind"), hw_expect_kind_name(d->kind));
	hw_json_positive(j, HW_KEY("line"), e ? e->line : 0);
	hw_json_text(j, HW_KEY("text"), e ? e->text : HW_NO_TEXT);
	hw_json_text(j, HW_KEY("comment"), e ? e->comment : HW_NO_TEXT);
	if (e) {
		limit(j, HW_KEY("min"), e->min);
		limit(j, HW_KEY("max"), e->max);
	} else {
		hw_json_number(j, HW_KEY("min"), 0);
		hw_json_number(j, HW_KEY("max"), 0);
	}
	hw_json_number(j, HW_KEY("found"), (int64_t)d->found);
	hw_json_text(j, HW_KEY("id"), d->device ? d->device->id : HW_NO_TEXT);
	hw_json_text(j, HW_KEY("explanation"), d->explanation);
}

void hw_expect_json(struct hw_json *j, const struct hw_expect *x)
{
	if (!x) {
		hw_json_null(j, HW_KEY("expected"));
		return;
	}
	hw_json_begin_object(j, HW_KEY("expected"));
	hw_json_number(j, HW_KEY("entries"), (int64_t)x->entry_count);
	hw_json_number(j, HW_KEY("malformed"), (int64_t)x->malformed);
	hw_json_begin_array(j, HW_KEY("only"));
	for (size_t i = 0; i < x->only_count; i++)
		hw_json_text(j, HW_ITEM, x->only[i].value);
	hw_json_end_array(j);
	hw_json_begin_array(j, HW_KEY("differences"));
	for (size_t i = 0; i < x->difference_count; i++) {
		hw_json_begin_object(j, HW_ITEM);
		difference(j, &x->differences[i]);
		hw_json_end_object(j);
	}
	hw_json_end_array(j);
	hw_json_end_object(j);
}

int hw_expect_print_ndjson(const struct hw_expect *x, const struct hw_output *output)
{
	struct hw_json j = {.layout = HW_JSON_LINE};
	struct hw_arena arena = {0};
	struct hw_text front =
		hw_json_front("hwalias.expected", output->head, true, &arena);
	int r = hw_arena_failed(&arena) ? -ENOMEM : 0;

	for (size_t i = 0; i < x->difference_count && r == 0; i++) {
		hw_json_begin_object(&j, HW_ITEM);
		hw_json_append(&j, front);
		difference(&j, &x->differences[i]);
		hw_json_end_object(&j);
		r = hw_json_print(&j, output->out);
	}
	hw_json_done(&j);
	hw_arena_done(&arena);
	return r;
}
