// SPDX-License-Identifier: GPL-2.0-or-later
/* Any bytes become valid UTF-8; for terminals without what would act on one. */
#include "data/base/arena.h"
#include "report/page/utf8.h"
#include "tests/fuzz/fuzz.h"

/* C0, DEL, C1, and what the comment of hw_utf8_visible() promises. */
static bool acts(uint32_t code)
{
	return code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0x61c ||
	       code == 0x200e || code == 0x200f || (code >= 0x2028 && code <= 0x202e) ||
	       (code >= 0x2066 && code <= 0x2069) || code == 0xfeff;
}

enum want { CLEAN, VISIBLE, ASCII };

static bool is_kept(uint32_t code, enum want want)
{
	return want == CLEAN ? code != 0
			     : !acts(code) && (want == VISIBLE || code < 0x80);
}

/* Whether all characters are sound, and such as may be kept. */
static bool is_good(struct hw_text t, enum want want)
{
	while (t.n) {
		uint32_t code;
		size_t n = next_character(t, &code);

		if (!n || !is_kept(code, want))
			return false;
		t = hw_text_from(t, n);
	}
	return true;
}

/* What was good in the input comes again, in order. */
static void check_kept(struct hw_text in, struct hw_text out, enum want want)
{
	while (in.n) {
		uint32_t code;
		size_t n = next_character(in, &code);

		if (!n || !is_kept(code, want)) {
			in = hw_text_from(in, n ? n : 1);
			continue;
		}
		while (out.n && !hw_text_starts(out, hw_text_head(in, n)))
			out = hw_text_from(out, 1);
		require(out.n > 0);
		out = hw_text_from(out, n);
		in = hw_text_from(in, n);
	}
}

static void check(struct hw_text in, struct hw_text out, enum want want)
{
	require(out.s || !in.s);
	require(is_good(out, want));
	/* nothing is copied without need */
	require((out.s == in.s) == is_good(in, want));
	require(out.s != in.s || out.n == in.n);
	check_kept(in, out, want);
}

/* The length that is told of a broken one leads to where a new one may start. */
static void check_next(struct hw_text t)
{
	while (t.n) {
		uint32_t code = 0;
		uint32_t expected = 0;
		size_t n = hw_utf8_next(t, &code);

		require(n == next_character(t, &expected));
		require(n ? code == expected : code >= 1 && code <= t.n && code < 4);
		t = hw_text_from(t, n ? n : code);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hw_text in = {(const char *)data, size};
	struct hw_arena arena = {0};

	if (!size)
		return 0;
	check_next(in);
	check(in, hw_utf8_clean(in, &arena), CLEAN);
	check(in, hw_utf8_visible(in, false, &arena), VISIBLE);
	check(in, hw_utf8_visible(in, true, &arena), ASCII);
	hw_arena_done(&arena);
	return 0;
}
