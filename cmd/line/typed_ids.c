// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/line/typed_ids.h"

#include "data/base/list.h"
#include "report/lookup/query.h"

/* "8086" of any bus could be either id. */
static bool is_sure(const struct hw_query *q)
{
	if (q->kind == HW_QUERY_CLASS)
		return true;
	return q->kind == HW_QUERY_ID && (q->bus || q->ids[HW_ROLE_DEVICE].present ||
					  hw_text_find(q->raw, ':') < q->raw.n);
}

static struct hw_text hex_of(const struct hw_id *id, struct hw_arena *arena)
{
	return id->present ? hw_arena_printf(arena, "%0*x", id->digits, id->value)
			   : HW_NO_TEXT;
}

/* In the form of -d. */
static bool filter_of(const struct hw_query *q, const char *text, struct hw_filter *ret)
{
	struct hw_arena arena = {0};
	const struct hw_id *ids = q->ids;
	struct hw_text name = q->bus ? hw_text_of(q->bus->name) : HW_NO_TEXT;
	struct hw_text all = hw_arena_printf(
		&arena, "%.*s%s%.*s:%.*s:%.*s%.*s%.*s", HW_TEXT_ARG(name),
		q->bus ? ":" : "", HW_TEXT_ARG(hex_of(&ids[HW_ROLE_VENDOR], &arena)),
		HW_TEXT_ARG(hex_of(&ids[HW_ROLE_DEVICE], &arena)),
		HW_TEXT_ARG(hex_of(&ids[HW_ROLE_CLASS], &arena)),
		HW_TEXT_ARG(hex_of(&ids[HW_ROLE_SUBCLASS], &arena)),
		HW_TEXT_ARG(hex_of(&ids[HW_ROLE_INTERFACE], &arena)));
	bool is_read = all.s && hw_filter_by_id(all.s, ret) == 0;

	ret->ids = text;
	hw_arena_done(&arena);
	return is_read;
}

/* The queries of the text, if all of them are ids. */
static size_t read_ids(const char *text, struct hw_query *ret, size_t max,
		       struct hw_arena *arena)
{
	struct hw_query_words words = {.n = 0};
	size_t n = 0;

	if (hw_query_split(&text, 1, arena, &words) < 0)
		return 0;
	while (n < max && hw_query_next(&words, arena, &ret[n]))
		n++;
	if (hw_arena_failed(arena) || words.at < words.n)
		return 0;
	n = hw_query_drop_prose(ret, n);
	for (size_t i = 0; i < n; i++)
		if (!is_sure(&ret[i]))
			return 0;
	return n;
}

/* "PCI\VEN_8086&CC_0200": a class behind ids is that of the device. Returns how many
 * queries are left. */
static size_t join_classes(struct hw_query *v, size_t n)
{
	size_t left = 0;

	for (size_t i = 0; i < n; i++) {
		struct hw_query *before = left ? &v[left - 1] : NULL;

		if (before && v[i].kind == HW_QUERY_CLASS &&
		    before->kind == HW_QUERY_ID && before->line == v[i].line &&
		    (!before->bus || !v[i].bus || before->bus == v[i].bus)) {
			for (size_t k = 0; k < HW_ROLE_COUNT; k++)
				if (v[i].ids[k].present)
					before->ids[k] = v[i].ids[k];
			before->bus = before->bus ? before->bus : v[i].bus;
		} else {
			v[left++] = v[i];
		}
	}
	return left;
}

size_t hw_typed_ids(const char *text, struct hw_filter *ret, size_t max)
{
	struct hw_query queries[HW_TYPED_IDS_MAX];
	struct hw_arena arena = {0};
	size_t n;

	if (max && hw_filter_by_id(text, ret) == 0)
		return 1;
	n = read_ids(text, queries, max < HW_TYPED_IDS_MAX ? max : HW_TYPED_IDS_MAX,
		     &arena);
	n = join_classes(queries, n);
	for (size_t i = 0; i < n; i++)
		if (!filter_of(&queries[i], text, &ret[i]))
			n = 0;
	hw_arena_done(&arena);
	return n;
}

bool hw_typed_is_device_ids(const char *text)
{
	struct hw_query queries[HW_TYPED_IDS_MAX];
	struct hw_arena arena = {0};
	size_t n = read_ids(text, queries, HW_TYPED_IDS_MAX, &arena);
	bool are_ids = n;

	for (size_t i = 0; i < n; i++)
		are_ids = are_ids && queries[i].ids[HW_ROLE_DEVICE].present;
	hw_arena_done(&arena);
	return are_ids;
}
