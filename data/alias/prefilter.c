// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/alias/prefilter.h"

static void add_head(struct hw_alias_prefilter *prefilter, uint64_t hash)
{
	size_t bit = hw_alias_prefilter_head_bit(hash);

	prefilter->heads[bit / 64] |= UINT64_C(1) << bit % 64;
}

void hw_alias_prefilter_add(struct hw_alias_prefilter *prefilter, struct hw_text string)
{
	uint64_t hash;

	for (size_t i = 0; i + 8 <= string.n; i++) {
		size_t bit = hw_alias_prefilter_run_bit(hw_hash_load(string.s + i));

		prefilter->runs[bit / 64] |= UINT64_C(1) << bit % 64;
	}
	if (string.n >= 4)
		add_head(prefilter, hw_hash_word(0, hw_word_load_half(string.s)));
	for (size_t n = 2; n <= string.n && n <= HW_ALIAS_PREFILTER_SHORT; n += 2)
		add_head(prefilter, hw_hash_text(n, hw_text_head(string, n)));
	if (string.n < 14)
		return;
	hash = hw_hash_word(0, hw_hash_load(string.s + 6));
	add_head(prefilter, hash);
	if (string.n >= 22)
		add_head(prefilter, hw_hash_word(hash, hw_hash_load(string.s + 14)));
}
