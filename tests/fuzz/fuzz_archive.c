// SPDX-License-Identifier: GPL-2.0-or-later
/* Any file that somebody may send: archives, snapshots, or a dump of unknown format. */
#include "tests/lib/fuzz_dump.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	struct hw_text text = {(const char *)data, size};
	struct hw_warnings warnings = {0};
	struct hw_arena arena = {0};
	struct hw_dump_facts facts;
	const char *name = "fuzz";
	struct hw_text error;
	struct hw_root *root;

	if (hw_dump_open_texts(&text, &name, 1, &arena, &warnings, &root, &facts,
			       &error) == 0) {
		fuzz_scan(root);
		hw_root_close(root);
	} else if (!error.n) {
		abort();
	}
	hw_warnings_done(&warnings);
	hw_arena_done(&arena);
	return 0;
}
