// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Input: a pattern, a NUL, a string. The matcher must say what fnmatch(3) says of the two
 * normalised texts, and the index's relation what libkmod's trie says.
 */
#include <fnmatch.h>
#include <stdint.h>
#include <stdlib.h>

#include "data/alias/glob.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool truth)
{
	if (!truth)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hw_text string = {(const char *)data, size};
	struct hw_text pattern = hw_text_cut(&string, '\0');
	char s[HW_GLOB_BUFFER];
	char p[HW_GLOB_BUFFER];
	struct hw_text normal;
	size_t literal = 0;
	size_t head;
	int scanned;

	/* fnmatch(3) recurses: a long pattern says nothing about us */
	if (!string.s || size > 512 || hw_glob_normalise(string, s, &string) < 0)
		return 0;
	scanned = hw_glob_scan(pattern, &literal);
	if (hw_glob_normalise(pattern, p, &normal) < 0) {
		require(scanned < 0);
		require(!hw_glob_match(pattern, string));
		return 0;
	}
	head = strcspn(p, "*?[");
	require(hw_glob_match(pattern, string) == (fnmatch(p, s, 0) == 0));
	require(hw_glob_match_index(pattern, string) ==
		(strncmp(p, s, head) == 0 && fnmatch(p + head, s + head, 0) == 0));
	if (scanned == 0) {
		require(literal == head);
		require(hw_glob_match_scanned(pattern, head, string) ==
			hw_glob_match_index(pattern, string));
	}
	return 0;
}
