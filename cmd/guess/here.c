// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/guess/here.h"

#include <string.h>
#include <unistd.h>

#include "data/forms/forms.h"
#include "report/select/resolve.h"

static struct hw_root *open_root(const struct hw_machine_options *options,
				 struct hw_arena *arena, struct hw_warnings *warnings)
{
	struct hw_dump_facts facts = {0};
	struct hw_root *root = NULL;
	struct hw_text error;
	int r;

	for (size_t i = 0; i < options->from_count; i++)
		if (strcmp(options->from[i], "-") == 0)
			return NULL;
	r = options->from_count
		    ? hw_root_open_any(options->from, options->from_count, STDIN_FILENO,
				       arena, warnings, &root, &facts, &error)
		    : hw_root_open(options->sysroot ? options->sysroot : "/", &root);
	return r < 0 ? NULL : root;
}

bool hw_here_is_device(const struct hw_machine_options *options, const char *name)
{
	const struct hw_scan scan = {.depth = HW_SCAN_EVERYTHING};
	struct hw_device_list list = {0};
	struct hw_found_list found = {0};
	struct hw_warnings warnings = {0};
	struct hw_filter filter = {0};
	struct hw_arena arena = {0};
	struct hw_root *root = open_root(options, &arena, &warnings);

	hw_filter_by_address(name, &filter);
	if (root && hw_sysfs_scan(root, &scan, &arena, &warnings, &list) == 0)
		hw_resolve(root, &list, &filter, &arena, &found);
	hw_root_close(root);
	hw_warnings_done(&warnings);
	hw_arena_done(&arena);
	return found.n > 0;
}
