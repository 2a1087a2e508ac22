// SPDX-License-Identifier: GPL-2.0-or-later
/* Any operands: each word is in one query, in order; patterns fit what they came from. */
#include <stdlib.h>

#include "report/lookup/id_pattern.h"
#include "report/lookup/query.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The pattern of the ids must hold just these, and match itself. */
static void check_id_pattern(const struct hw_query *q, struct hw_arena *arena)
{
	const struct hw_bus *bus = q->bus ? q->bus : hw_bus_find(HW_TEXT("pci"));
	struct hw_id_pattern pattern;
	struct hw_needs needs;

	if (hw_id_pattern_make(bus, q->ids, arena, &pattern) < 0)
		return;
	if (pattern.head > pattern.modalias.raw.n)
		abort();
	if (!hw_id_pattern_matches(&pattern, pattern.modalias.raw, &needs) || needs.n)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = strndup((const char *)data, size);
	const char *operand = text;
	struct hw_arena arena = {0};
	struct hw_query_words words;
	struct hw_query query;
	size_t before = 0;

	if (!text || hw_query_split(&operand, 1, &arena, &words) < 0)
		abort();
	while (hw_query_next(&words, &arena, &query)) {
		if (words.at <= before || words.at > words.n || !query.raw.n)
			abort();
		before = words.at;
		if (query.kind == HW_QUERY_ID || query.kind == HW_QUERY_CLASS)
			check_id_pattern(&query, &arena);
	}
	hw_arena_done(&arena);
	free(text);
	return 0;
}
