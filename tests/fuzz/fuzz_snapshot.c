// SPDX-License-Identifier: GPL-2.0-or-later
/* A hostile snapshot: opened, scanned as a machine, and what was asked recorded anew. */
#include <stdlib.h>

#include "data/host/host.h"
#include "data/root/record.h"
#include "data/root/snapshot.h"
#include "data/sysfs/sysfs.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static void scan(struct hw_root *root, struct hw_warnings *warnings)
{
	const struct hw_scan want = {.depth = HW_SCAN_EVERYTHING};
	struct hw_arena arena = {0};
	struct hw_device_list list;
	struct hw_host host;

	if (hw_sysfs_scan(root, &want, &arena, warnings, &list) == 0)
		for (size_t i = 0; i < list.n; i++)
			if (!list.v[i].id.s || !list.v[i].syspath.s ||
			    (i && hw_text_eq(list.v[i].id, list.v[i - 1].id)))
				abort();
	hw_host_read(root, &arena, &host);
	hw_arena_done(&arena);
}

static int ignore(void *arg, struct hw_text bytes)
{
	size_t *written = arg;

	*written += bytes.n;
	return 0;
}

/* Takes over the root. */
static void record(struct hw_root *root)
{
	struct hw_recorder *recorder;
	size_t written = 0;

	if (hw_recorder_new(&recorder) < 0 || hw_recorder_wrap(recorder, root, &root) < 0)
		abort();
	scan(root, NULL);
	hw_root_close(root);
	if (hw_recorder_write(recorder, NULL, ignore, &written) < 0 || !written)
		abort();
	hw_recorder_free(recorder);
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	struct hw_text text = {(const char *)data, size};
	struct hw_warnings warnings = {0};
	struct hw_root *root;

	if (hw_snapshot_open_text(text, "fuzz", &warnings, &root) == 0) {
		scan(root, &warnings);
		record(root);
	}
	hw_warnings_done(&warnings);
	return 0;
}
