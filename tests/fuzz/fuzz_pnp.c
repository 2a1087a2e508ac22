// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Any bytes as a pnp.ids. The letters of every line are asked for, and the name must be
 * that of the first line that has them and is sound.
 */
#include "data/ids/pnp.h"
#include "tests/fuzz/fuzz.h"

enum { LOOKUPS_MAX = 64 };

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

/* The name behind the letters and the tab; absent when the line breaks the grammar. */
static struct hw_text name_of(struct hw_text line)
{
	struct hw_text name = line.n > 4 ? hw_text_from(line, 4) : HW_NO_TEXT;

	if (line.n <= 4 || line.s[0] == '#' || line.s[3] != '\t')
		return HW_NO_TEXT;
	for (size_t i = 0; i < 3; i++)
		if (line.s[i] < 0x21 || line.s[i] > 0x7e)
			return HW_NO_TEXT;
	while (name.n && is_blank(name.s[0]))
		name = hw_text_from(name, 1);
	while (name.n && is_blank(name.s[name.n - 1]))
		name.n--;
	return name.n && hw_text_find(name, '\0') == name.n ? name : HW_NO_TEXT;
}

static struct hw_text find(struct hw_text file, struct hw_text letters)
{
	while (file.s) {
		struct hw_text line = hw_text_cut(&file, '\n');
		struct hw_text name = name_of(line);

		if (!name.s || !hw_text_starts(line, letters))
			continue;
		return hw_text_starts(name, HW_TEXT("DO NOT USE")) ? HW_NO_TEXT : name;
	}
	return HW_NO_TEXT;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hw_text file = {(const char *)data, size};
	struct hw_text rest = file;
	struct hw_warnings warnings = {0};
	struct hw_pnp *pnp;
	size_t asked = 0;

	require(hw_pnp_open_text(file, "fuzz", &warnings, &pnp) == 0);
	while (rest.s && asked < LOOKUPS_MAX) {
		struct hw_text letters = hw_text_head(hw_text_cut(&rest, '\n'), 3);
		struct hw_text name = hw_pnp_vendor(pnp, letters);

		asked++;
		require(is_slice(name, file));
		if (letters.n < 3)
			require(!name.s);
		else
			require(name.s == find(file, letters).s &&
				name.n == find(file, letters).n);
	}
	hw_pnp_close(pnp);
	hw_warnings_done(&warnings);
	return 0;
}
