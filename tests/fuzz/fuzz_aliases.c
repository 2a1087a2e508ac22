// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Input: a modalias, a newline, a modules.alias, a byte 0xff, a modules.builtin.modinfo.
 * Every hit must be true, in order, and at its line; and the table must find what its
 * lines find, each as a table of its own.
 */
#include <stdint.h>
#include <stdlib.h>

#include "data/alias/alias.h"
#include "data/alias/glob.h"

enum { MOST_LINES = 64 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool truth)
{
	if (!truth)
		abort();
}

static size_t line_of(struct hw_text text, const char *at, char end)
{
	size_t line = 1;

	require(at >= text.s && at < text.s + text.n);
	for (const char *c = text.s; c < at; c++)
		line += *c == end;
	return line;
}

static void check_hits(const struct hw_alias_hit *hits, size_t count,
		       const struct hw_text texts[2], struct hw_text string)
{
	for (size_t i = 0; i < count; i++) {
		const struct hw_alias_hit *h = &hits[i];

		require(h->module.n > 0 && hw_text_find(h->module, '-') == h->module.n);
		require(hw_glob_match_index(h->pattern, string));
		require(h->line ==
			line_of(texts[h->source], h->pattern.s, "\n"[h->source]));
		/* those of one module have an order of their own */
		require(i == 0 || h[-1].source < h->source ||
			(h[-1].source == h->source &&
			 (h[-1].line < h->line || hw_text_eq(h[-1].module, h->module))));
	}
}

/* How many lines, or records, of `text` answer when they are alone. */
static size_t count_alone(struct hw_text text, enum hw_alias_source source,
			  struct hw_text modalias, struct hw_arena *arena)
{
	size_t total = 0;

	while (text.n) {
		size_t end = hw_text_find(text, "\n"[source]);
		size_t n = end < text.n ? end + 1 : end;
		struct hw_text line = hw_text_head(text, n);
		bool builtin = source == HW_ALIAS_BUILTIN;
		struct hw_aliases *one;
		struct hw_alias_hit *hits;
		size_t count;

		require(hw_aliases_open_text(builtin ? HW_NO_TEXT : line,
					     builtin ? line : HW_NO_TEXT, NULL,
					     &one) == 0);
		require(hw_aliases_match(one, modalias, arena, &hits, &count) == 0);
		require(count <= 1);
		total += count;
		hw_aliases_close(one);
		text = hw_text_from(text, n);
	}
	return total;
}

/* The same as what the tables answer to a string that was announced. */
static void check_join(const struct hw_text texts[2], struct hw_text modalias,
		       const struct hw_alias_hit *hits, size_t count, size_t patterns,
		       struct hw_arena *arena)
{
	const struct hw_text strings[] = {HW_TEXT("pci:v00008086d000024DB"), modalias};
	struct hw_aliases *joined;
	struct hw_alias_hit *found;
	size_t n;

	require(hw_aliases_open_text(texts[0], texts[1], NULL, &joined) == 0);
	require(hw_aliases_prepare(joined, strings, HW_ARRAY_SIZE(strings)) == 0);
	require(hw_aliases_count(joined) == patterns);
	require(hw_aliases_match(joined, modalias, arena, &found, &n) == 0);
	require(n == count);
	for (size_t i = 0; i < n; i++) {
		require(hw_text_eq(found[i].pattern, hits[i].pattern));
		require(found[i].line == hits[i].line);
		require(hw_text_eq(found[i].module, hits[i].module));
	}
	hw_aliases_close(joined);
}

static size_t count_ends(struct hw_text text, char end)
{
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++)
		n += text.s[i] == end;
	return n;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hw_text rest = {(const char *)data, size};
	struct hw_text modalias = hw_text_cut(&rest, '\n');
	struct hw_text texts[2];
	struct hw_arena arena = {0};
	struct hw_warnings warnings = {0};
	struct hw_aliases *aliases;
	struct hw_alias_hit *hits;
	size_t count;
	int r;

	if (!rest.s)
		return 0;
	texts[0] = hw_text_cut(&rest, '\xff');
	texts[1] = rest;
	require(hw_aliases_open_text(texts[0], texts[1], &warnings, &aliases) == 0);
	r = hw_aliases_match(aliases, modalias, &arena, &hits, &count);
	if (r == 0) {
		char buffer[HW_GLOB_BUFFER];
		struct hw_text string;

		require(hw_glob_normalise(modalias, buffer, &string) == 0);
		check_hits(hits, count, texts, string);
		check_join(texts, modalias, hits, count, hw_aliases_count(aliases),
			   &arena);
		if (count_ends(texts[0], '\n') + count_ends(texts[1], '\0') < MOST_LINES)
			require(count == count_alone(texts[0], HW_ALIAS_MODULES, modalias,
						     &arena) +
						 count_alone(texts[1], HW_ALIAS_BUILTIN,
							     modalias, &arena));
	}
	hw_aliases_close(aliases);
	hw_warnings_done(&warnings);
	hw_arena_done(&arena);
	return 0;
}
