// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A bug that is planted for cli/planted_bug.sh: the linker puts it in the place of the
 * two functions by which a record and an entry of a snapshot lose what is private
 * (--wrap), in a program of the tests' own. $HWALIAS_PLANTED appears as the driver of
 * each device, and as the content of each file "product" of a snapshot.
 */
#include <stdlib.h>

#include "report/privacy/privacy.h"
#include "report/snapshot/internal.h"

int __real_hw_privacy_apply(struct hw_privacy *privacy, struct hw_record *record,
			    struct hw_arena *arena);
int __wrap_hw_privacy_apply(struct hw_privacy *privacy, struct hw_record *record,
			    struct hw_arena *arena);
bool __real_hw_snapshot_filter_entry(void *arg, struct hw_arena *arena,
				     struct hw_text *path, size_t line,
				     struct hw_text *value);
bool __wrap_hw_snapshot_filter_entry(void *arg, struct hw_arena *arena,
				     struct hw_text *path, size_t line,
				     struct hw_text *value);

int __wrap_hw_privacy_apply(struct hw_privacy *privacy, struct hw_record *record,
			    struct hw_arena *arena)
{
	int r = __real_hw_privacy_apply(privacy, record, arena);
	const char *planted = getenv("HWALIAS_PLANTED");

	if (planted)
		record->device.driver = hw_text_of(planted);
	return r;
}

bool __wrap_hw_snapshot_filter_entry(void *arg, struct hw_arena *arena,
				     struct hw_text *path, size_t line,
				     struct hw_text *value)
{
	bool is_kept = __real_hw_snapshot_filter_entry(arg, arena, path, line, value);
	const char *planted = getenv("HWALIAS_PLANTED");

	if (planted && is_kept && value->s &&
	    hw_text_eq(hw_path_base(*path), HW_TEXT("product")))
		*value = hw_arena_printf(arena, "%s\n", planted);
	return is_kept;
}
