// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Input: a question, a newline, hwalias/packages of a recording. Each answer has the name
 * of a package, a source of ours, and an install command of ours.
 */
#include "data/packages/internal.h"
#include "data/root/note.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/memory_root.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hw_text rest = {(const char *)data, size};
	struct hw_text question = hw_text_cut(&rest, '\n');
	struct memory_file file = {HW_TEXT(HW_RECORDED "/packages"), rest};
	struct memory memory = {&file, 1};
	struct hw_root *root = memory_open(&memory);
	struct hw_arena arena = {0};
	struct hw_packages *packages;

	require(hw_packages_open(root, HW_TEXT("6.1"), &packages) == 0);
	for (int kind = 0; kind < HW_PACKAGE_KINDS; kind++) {
		struct hw_package_list list = {.n = 0};

		require(hw_packages_find(packages, (enum hw_package_kind)kind, question,
					 NULL, NULL, &arena, &list) == 0);
		require(list.n <= HW_PACKAGES_MAX);
		for (size_t i = 0; i < list.n; i++) {
			const char *install = list.v[i].install;

			require(hw_package_is_name(list.v[i].name));
			require(list.v[i].source && list.v[i].title);
			require(!install ||
				hw_install_command(hw_text_of(install), &arena));
		}
	}
	hw_packages_close(packages);
	hw_root_close(root);
	hw_arena_done(&arena);
	return 0;
}
