// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Input: the name that a module declares, perhaps a pattern, a newline, the files that
 * are in lib/firmware, a line each. What is found must be one of them and of that name.
 */
#include <fnmatch.h>
#include <stdio.h>

#include "data/base/path.h"
#include "data/module/firmware.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/memory_root.h"

enum { FILES_MAX = 32, NAME_LENGTH = 256 };

static bool is_pattern(struct hw_text name)
{
	return hw_text_find(name, '*') < name.n || hw_text_find(name, '?') < name.n ||
	       hw_text_find(name, '[') < name.n;
}

/* Whether the name is like that of the file: of a pattern, in its last part. */
static bool is_like_one(const char *name, const char *file)
{
	const char *base = strrchr(name, '/');
	size_t head = base ? (size_t)(base - name) + 1 : 0;

	if (!is_pattern(hw_text_of(name)))
		return strcmp(name, file) == 0;
	return strlen(file) >= head && memcmp(name, file, head) == 0 &&
	       !strchr(file + head, '/') &&
	       fnmatch(name + head, file + head, FNM_PERIOD) == 0;
}

/* The same, with each suffix. */
static bool is_like(struct hw_text name, struct hw_text file)
{
	static const char *const suffixes[] = {"", ".zst", ".xz"};
	char a[NAME_LENGTH + 8];
	char b[NAME_LENGTH + 8];

	snprintf(b, sizeof(b), "%.*s", HW_TEXT_ARG(file));
	for (size_t i = 0; i < HW_ARRAY_SIZE(suffixes); i++) {
		snprintf(a, sizeof(a), "%.*s%s", HW_TEXT_ARG(name), suffixes[i]);
		if (is_like_one(a, b))
			return true;
	}
	return false;
}

/* Below any of the directories that the kernel searches, of its release 6.1. */
static bool is_like_below(struct hw_text name, struct hw_text file)
{
	static const char *const places[] = {"", "updates/6.1/", "updates/", "6.1/"};

	for (size_t i = 0; i < HW_ARRAY_SIZE(places); i++) {
		struct hw_text place = hw_text_of(places[i]);

		if (hw_text_starts(file, place) &&
		    is_like(name, hw_text_from(file, place.n)))
			return true;
	}
	return false;
}

static void check(struct hw_text found, struct hw_text name,
		  const struct memory_file *files, size_t n)
{
	const struct hw_text place = HW_TEXT("/lib/firmware/");
	struct hw_text file;
	bool is_there = false;

	if (!found.s)
		return;
	require(hw_text_starts(found, place));
	require(hw_text_find(found, '\0') == found.n);
	file = hw_text_from(found, place.n);
	for (size_t i = 0; i < n; i++)
		is_there |= hw_text_eq(files[i].path, hw_text_from(found, 1)) ||
			    memory_below(&files[i], found.s + 1).n;
	require(is_there);
	require(is_like_below(name, file));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hw_text rest = {(const char *)data, size};
	struct hw_text name = hw_text_cut(&rest, '\n');
	struct memory_file files[FILES_MAX];
	struct memory memory = {files, 0};
	struct hw_arena arena = {0};
	struct hw_firmware firmware;
	struct hw_root *root;

	if (name.n > NAME_LENGTH || hw_text_find(name, '\0') < name.n)
		return 0;
	while (rest.s && memory.n < FILES_MAX) {
		struct hw_text file = hw_text_cut(&rest, '\n');

		if (!hw_path_is_plain(file) || file.n > NAME_LENGTH ||
		    hw_text_find(file, '\0') < file.n)
			continue;
		files[memory.n++] = (struct memory_file){
			hw_arena_printf(&arena, "lib/firmware/%.*s", HW_TEXT_ARG(file)),
			HW_TEXT(""),
		};
	}
	root = memory_open(&memory);
	require(hw_firmware_open(root, HW_TEXT("6.1"), &arena, &firmware) == 0);
	require(firmware.known == (memory_access(&memory, "lib/firmware") == 0));
	check(hw_firmware_find(&firmware, name, &arena), name, files, memory.n);
	/* what is there is found by its own name */
	for (size_t i = 0; i < memory.n; i++) {
		struct hw_text own = hw_text_from(files[i].path, strlen("lib/firmware/"));

		check(hw_firmware_find(&firmware, own, &arena), own, files, memory.n);
	}
	hw_root_close(root);
	hw_arena_done(&arena);
	return 0;
}
