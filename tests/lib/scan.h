/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_TESTS_LIB_SCAN_H
#define HWALIAS_TESTS_LIB_SCAN_H

/* Scans of a machine and what is asserted of them. Include after cmocka.h. */
#include <stdlib.h>

#include "data/snapshot/snapshot.h"
#include "data/sysfs/sysfs.h"
#include "tests/lib/text.h"

struct state {
	struct hw_arena arena;
	struct hw_warnings warnings;
	struct hw_root *root;
	struct hw_device_list list;
};

static inline int setup(void **state)
{
	*state = calloc(1, sizeof(struct state));
	return *state ? 0 : -1;
}

static inline int teardown(void **state)
{
	struct state *s = *state;

	hw_root_close(s->root);
	hw_warnings_done(&s->warnings);
	hw_arena_done(&s->arena);
	free(s);
	return 0;
}

static inline void scan(struct state *s, enum hw_scan_depth depth, const char *bus)
{
	const struct hw_scan want = {.depth = depth, .bus = bus};

	assert_int_equal(hw_sysfs_scan(s->root, &want, &s->arena, &s->warnings, &s->list),
			 0);
}

static inline const struct hw_device *find(const struct state *s, const char *id)
{
	const struct hw_device *hit = NULL;

	for (size_t i = 0; i < s->list.n; i++) {
		if (!hw_text_eq(s->list.v[i].id, hw_text_of(id)))
			continue;
		assert_null(hit);
		hit = &s->list.v[i];
	}
	if (!hit)
		fail_msg("%s is not in the list", id);
	return hit;
}

#endif
