// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Input: a key, a NUL, the bytes of a hwdb.bin, whose size in the head is made right.
 * Whatever these are, the search ends, and nothing outside of them is read.
 */
#include <endian.h>

#include "data/ids/hwdb_file.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/memory_root.h"

enum { SIZE_AT = 16 };

static void ask(struct hw_pages *pages, struct hw_text key)
{
	struct hw_hwdb_matches matches = {0};
	struct hw_arena arena = {0};
	struct hw_hwdb_file file;
	struct hw_text value;

	if (hw_hwdb_file_open(pages, &file) == 0 &&
	    hw_hwdb_file_search(&file, hw_text_head(key, HW_HWDB_KEY_MAX), &matches) == 0)
		hw_hwdb_file_get(&file, &matches, HW_TEXT("ID_MODEL"), &arena, &value);
	hw_hwdb_matches_done(&matches);
	hw_arena_done(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hw_text bytes = {(const char *)data, size};
	struct hw_text key = hw_text_cut(&bytes, '\0');
	const uint64_t n = htole64(bytes.n);
	struct hw_pages *pages;
	char *copy;

	if (!bytes.s || bytes.n < SIZE_AT + sizeof(n))
		return 0;
	copy = malloc(bytes.n);
	require(copy);
	memcpy(copy, bytes.s, bytes.n);
	memcpy(copy + SIZE_AT, &n, sizeof(n));
	const struct memory_file file = {HW_TEXT("hwdb.bin"), {copy, bytes.n}};
	struct memory memory = {&file, 1};
	struct hw_root *root = memory_open(&memory);

	if (hw_pages_open(root, "hwdb.bin", &pages) == 0) {
		ask(pages, key);
		hw_pages_close(pages);
	}
	hw_root_close(root);
	free(copy);
	return 0;
}
