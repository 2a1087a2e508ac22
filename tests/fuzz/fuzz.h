/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_TESTS_FUZZ_FUZZ_H
#define HWALIAS_TESTS_FUZZ_FUZZ_H

#include <stdint.h>
#include <stdlib.h>

#include "decoders/text/text.h"

/* What the fuzz programs share. Each is one file, which includes this once. */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/*
 * Freed memory is kept for a while to see late uses of it: the default, 256 MB, is a page
 * fault for each allocation, and a run frees a few dozen KB. The other keeps the memory
 * that tells which bytes may be used mapped, which the kernel takes long to map anew.
 */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
	return "quarantine_size_mb=1:clear_shadow_mmap_threshold=16777216";
}

/* The stack in libFuzzer's report tells which one failed. */
static inline void require(bool truth)
{
	if (!truth)
		abort();
}

/* Whether `part` is a piece of `whole`; the absent text is one of any. */
static inline bool is_slice(struct hw_text part, struct hw_text whole)
{
	return !part.s || (part.s >= whole.s && part.s + part.n <= whole.s + whole.n);
}

static inline char normal_char(char c)
{
	return c == '-' ? '_' : c;
}

/* Module names compare with '-' and '_' alike. */
static inline bool same_module(struct hw_text a, struct hw_text b)
{
	bool same = a.n == b.n;

	for (size_t i = 0; same && i < a.n; i++)
		same = normal_char(a.s[i]) == normal_char(b.s[i]);
	return same;
}

/*
 * The character at the start of `t`, t.n > 0, read by its value: neither longer than it
 * needs to be, nor a surrogate, nor past U+10FFFF. Returns its length, 0 when it is
 * broken.
 */
static inline size_t next_character(struct hw_text t, uint32_t *ret)
{
	static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
	unsigned char first = (unsigned char)t.s[0];
	size_t n = first < 0x80	  ? 1
		   : first < 0xc0 ? 0
		   : first < 0xe0 ? 2
		   : first < 0xf0 ? 3
				  : 4;
	uint32_t code = n == 1 ? first : first & (0x7fU >> n);

	if (!n || n > t.n || first >= 0xf8)
		return 0;
	for (size_t i = 1; i < n; i++) {
		if (((unsigned char)t.s[i] & 0xc0) != 0x80)
			return 0;
		code = code << 6 | ((unsigned char)t.s[i] & 0x3f);
	}
	if (n > 1 &&
	    (code < smallest[n] || (code >= 0xd800 && code < 0xe000) || code > 0x10ffff))
		return 0;
	*ret = code;
	return n;
}

#endif
