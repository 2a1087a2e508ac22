// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A device works with those that supply it, with clocks, power or a reset, and its driver
 * waits until these have theirs. The kernel's device links tell them
 * (Documentation/ABI/testing/sysfs-class-devlink):
 *
 *     class/devlink/platform:1c20000.clock--platform:1c0f000.mmc/status     "active"
 *     …                                                    /sync_state_only "0"
 *
 * A link that is "active" is between two with drivers; one that is "not tracked", or of
 * sync_state() alone, keeps no driver waiting.
 */
#include "report/modules/internal.h"

/* Positions in the list of devices. */
struct supply {
	size_t supplier;
	size_t consumer;
};

/* The list's length: it is none of the list. */
static size_t find_device(const struct hw_device_list *list, struct hw_text id)
{
	size_t i = 0;

	while (i < list->n && !hw_text_eq(list->v[i].id, id))
		i++;
	return i;
}

/* Of "SUPPLIER--CONSUMER"; a name may have dashes, too. */
static bool find_supply(const struct hw_device_list *list, struct hw_text name,
			struct supply *ret)
{
	for (size_t i = 1; i + 2 < name.n; i++) {
		if (name.s[i] != '-' || name.s[i + 1] != '-')
			continue;
		ret->supplier = find_device(list, hw_text_head(name, i));
		ret->consumer = find_device(list, hw_text_from(name, i + 2));
		if (ret->supplier < list->n && ret->consumer < list->n)
			return true;
	}
	return false;
}

static bool has_value(struct hw_root *root, const struct hw_class_device *link,
		      const char *attribute, const char *value, struct hw_arena *arena)
{
	return hw_text_eq(
		hw_text_trim_end(hw_root_read_attr(root, link->path, attribute, arena),
				 "\n"),
		hw_text_of(value));
}

void hw_suppliers_mark(struct hw_root *root, const struct hw_device_list *list,
		       const struct hw_class_devices *classes, struct hw_arena *arena,
		       bool *is_in)
{
	struct supply *v = HW_ARENA_NEW(arena, struct supply, classes->n + 1);
	bool has_more = v && is_in;
	size_t n = 0;

	for (size_t i = 0; v && i < classes->n; i++) {
		const struct hw_class_device *link = &classes->v[i];

		if (hw_text_eq(link->class, HW_TEXT("devlink")) &&
		    has_value(root, link, "status", "active", arena) &&
		    !has_value(root, link, "sync_state_only", "1", arena) &&
		    find_supply(list, link->name, &v[n]))
			n++;
	}
	while (has_more) {
		has_more = false;
		for (size_t i = 0; i < n; i++) {
			const struct hw_device *supplier = &list->v[v[i].supplier];

			if (!is_in[v[i].consumer] || is_in[v[i].supplier] ||
			    !supplier->syspath.n)
				continue;
			hw_chain_mark(list, hw_text_from(supplier->syspath, 1), is_in);
			is_in[v[i].supplier] = true;
			has_more = true;
		}
	}
}

void hw_chain_mark(const struct hw_device_list *list, struct hw_text path, bool *is_in)
{
	for (size_t i = 0; i < list->n; i++) {
		struct hw_text dir = hw_text_from(list->v[i].syspath, 1);

		if (dir.n && hw_text_starts(path, dir) &&
		    (path.n == dir.n || path.s[dir.n] == '/'))
			is_in[i] = true;
	}
}
