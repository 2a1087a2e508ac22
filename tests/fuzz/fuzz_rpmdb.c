// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Input: a byte that chooses the file, and its bytes. Of any database of RPM a package is
 * installed or nothing is said of it, in bounded time; and what cannot be read is one of
 * the errors that are told.
 */
#include <errno.h>

#include "data/packages/internal.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/memory_root.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct hw_text paths[] = {
		{"var/lib/rpm/rpmdb.sqlite", strlen("var/lib/rpm/rpmdb.sqlite")},
		{"usr/lib/sysimage/rpm/Packages.db",
		 strlen("usr/lib/sysimage/rpm/Packages.db")},
	};
	struct hw_package packages[] = {
		{.name = HW_TEXT("bash"), .installed = HW_UNKNOWN},
		{.name = HW_TEXT("libfprint"),
		 .version = HW_TEXT("1:1.94.6-2"),
		 .installed = HW_UNKNOWN}};
	struct memory_file file;
	struct memory memory = {&file, 1};
	struct hw_arena arena = {0};
	struct hw_installed to = {
		.v = packages,
		.n = HW_ARRAY_SIZE(packages),
		.compare = hw_version_cmp_of_rpm,
		.arena = &arena,
	};
	struct hw_root *root;
	int r;

	if (!size)
		return 0;
	file = (struct memory_file){paths[data[0] % HW_ARRAY_SIZE(paths)],
				    {(const char *)data + 1, size - 1}};
	root = memory_open(&memory);
	r = hw_rpmdb_read(root, &to);
	require(r == 0 || r == -EBADMSG || r == -ENOTSUP || r == -ENOMEM);
	for (size_t i = 0; i < HW_ARRAY_SIZE(packages); i++)
		require(packages[i].installed == HW_UNKNOWN ||
			packages[i].installed == HW_YES);
	hw_root_close(root);
	hw_arena_done(&arena);
	return 0;
}
