// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Input: a byte that chooses the source, one that says how long pieces are, a list. What
 * the list claims, and where it is damaged, does not depend on how it is cut; every
 * package has a name that may be a word of a command; a claim of a file is found by its
 * name; and versions have an order.
 */
#include "data/packages/internal.h"
#include "tests/fuzz/fuzz.h"

/* The line of its first fault; 0: none was found. */
static size_t read_pieces(const struct hw_package_source *source, struct hw_text list,
			  size_t size, struct hw_claims *ret)
{
	struct hw_list_reader reader = {
		.claims = ret, .source = source, .release = HW_TEXT("6.1")};
	struct hw_records records = {.reader = &reader};

	if (source->entry) {
		source->entry(&reader, HW_TEXT("x-1-1/files"), list);
		return 0;
	}
	while (list.n) {
		struct hw_text piece = hw_text_head(list, size);

		hw_records_feed(&records, piece);
		list = hw_text_from(list, piece.n);
	}
	hw_records_end(&records);
	require(!reader.fault == !reader.fault_line);
	return reader.fault_line;
}

/* Neither version is older than itself, and one is not both older and newer. */
static void check_order(struct hw_text a, struct hw_text b)
{
	int (*const compare[])(struct hw_text, struct hw_text) = {
		hw_version_cmp_of_debian, hw_version_cmp_of_rpm};

	for (size_t i = 0; i < HW_ARRAY_SIZE(compare) && a.n && b.n; i++) {
		const int r = compare[i](a, b);
		const int back = compare[i](b, a);

		require(compare[i](a, a) == 0 && compare[i](b, b) == 0);
		require((r < 0) == (back > 0) && (r > 0) == (back < 0));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct hw_package_source *source = hw_package_sources;
	struct hw_claims whole = {.n = 0};
	struct hw_claims cut = {.n = 0};
	struct hw_text list, pattern;
	size_t fault;

	if (size < 2)
		return 0;
	for (uint8_t i = data[0]; i && source[1].name; i--)
		source++;
	list = (struct hw_text){(const char *)data + 2, size - 2};
	fault = read_pieces(source, list, list.n, &whole);
	require(read_pieces(source, list, (size_t)data[1] + 1, &cut) == fault);
	require(whole.n == cut.n && whole.listed_n == cut.listed_n);
	for (size_t i = 0; i < whole.n; i++) {
		const struct hw_claim *c = &whole.v[i];

		require(hw_text_eq(c->package, cut.v[i].package));
		require(hw_text_eq(c->text, cut.v[i].text));
		require(c->line == cut.v[i].line && c->kind == cut.v[i].kind);
		require(hw_text_eq(c->version, cut.v[i].version));
		require(hw_package_is_name(c->package) && c->text.n);
		if (c->kind != HW_PACKAGE_MODALIAS)
			require(hw_claim_fits(c, c->text, NULL, NULL, &pattern));
		else
			hw_claim_fits(c, HW_TEXT("pci:v00008086d000024fd"), NULL, NULL,
				      &pattern);
	}
	for (size_t i = 0; i < whole.listed_n; i++)
		check_order(whole.listed[i].version,
			    whole.listed[whole.listed_n - 1].version);
	hw_claims_done(&whole);
	hw_claims_done(&cut);
	return 0;
}
