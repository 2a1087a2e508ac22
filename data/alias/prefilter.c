// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/alias/prefilter.h"

static void add(struct hw_alias_prefilter *heads, uint64_t hash)
{
	size_t bit = hw_alias_prefilter_bit(hash);

	heads->bits[bit / 64] |= UINT64_C(1) << bit % 64;
}

void hw_alias_prefilter_add(struct hw_alias_prefilter *heads, struct hw_text string)
{
	uint64_t hash;

	for (size_t i = 0; i + 8 <= string.n; i++) {
		size_t bit = hw_alias_runs_bit(hw_hash_load(string.s + i));

		heads->runs[bit / 64] |= UINT64_C(1) << bit % 64;
	}
	if (string.n >= 4)
		add(heads, hw_hash_word(0, hw_alias_prefilter_first(string.s)));
	for (size_t n = 6; n <= string.n && n <= HW_ALIAS_PREFILTER_SHORT; n += 2)
		add(heads, hw_hash_text(n, hw_text_head(string, n)));
	if (string.n < 14)
		return;
	hash = hw_hash_word(0, hw_hash_load(string.s + 6));
	add(heads, hash);
	if (string.n >= 22)
		add(heads, hw_hash_word(hash, hw_hash_load(string.s + 14)));
}
