// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Input: a string, a NUL, the bytes of an index of depmod. Whatever these are: each claim
 * matches the string, and all that is found lies in the bytes.
 */
#include "data/alias/glob.h"
#include "data/alias/internal.h"
#include "data/module/depmod_index.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hw_text bytes = {(const char *)data, size};
	struct hw_text string = hw_text_cut(&bytes, '\0');
	struct hw_arena arena = {0};
	struct hw_depmod_index index;
	struct hw_alias_claim *v;
	char buffer[HW_GLOB_BUFFER];
	struct hw_text normal;
	struct hw_text value;
	size_t n;

	if (!bytes.s || hw_depmod_index_open(bytes, &index) < 0)
		return 0;
	if (hw_depmod_index_find(&index, string, &value) == 0)
		require(is_slice(value, bytes));
	if (hw_glob_normal(string, buffer, &normal) == 0 &&
	    hw_alias_depmod_search(&index, normal, &arena, &v, &n) == 0)
		for (size_t i = 0; i < n; i++) {
			require(is_slice(v[i].module, bytes));
			require(hw_glob_match_index(v[i].pattern, normal));
		}
	hw_arena_done(&arena);
	return 0;
}
