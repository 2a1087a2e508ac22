// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/show/conditions.h"

#include "data/base/list.h"
#include "decoders/modalias.h"

/* Fields that people take as one, by the role of the first. */
static const struct {
	enum hw_role first;
	enum hw_role last;
	const char *title;
	const char *between;
} groups[] = {
	{HW_ROLE_SUBVENDOR, HW_ROLE_SUBDEVICE, "subsystem", ":"},
	{HW_ROLE_CLASS, HW_ROLE_INTERFACE, "class", ""},
	{HW_ROLE_DEVICE_CLASS, HW_ROLE_DEVICE_PROTOCOL, "device class", ""},
};

static bool has(const struct hw_field_spec *const *needs, size_t count,
		const struct hw_field_spec *spec)
{
	for (size_t i = 0; i < count; i++)
		if (needs[i] == spec)
			return true;
	return false;
}

/* The group that this needed field belongs to, if its first two are both needed. */
static int group_of(const struct hw_field_spec *const *needs, size_t count,
		    const struct hw_field_spec *spec)
{
	for (size_t g = 0; g < HW_ARRAY_SIZE(groups); g++) {
		size_t n = 0;

		for (size_t i = 0; i < count; i++)
			n += needs[i]->role == groups[g].first ||
			     needs[i]->role == groups[g].first + 1;
		if (n == 2 && spec->role >= groups[g].first &&
		    spec->role <= groups[g].last)
			return (int)g;
	}
	return -1;
}

struct hw_text hw_page_conditions(struct hw_page *page, struct hw_text pattern,
				  const struct hw_field_spec *const *needs, size_t count)
{
	struct hw_list list = {.arena = &page->arena, .between = ", "};
	struct hw_modalias m;
	int last = -1;

	if (!count)
		return HW_NO_TEXT;
	/* of a malformed one those before the error count */
	(void)hw_decode(pattern, &m);
	for (size_t i = 0; i < m.field_count; i++) {
		const struct hw_field *f = &m.fields[i];
		char buf[HW_VALUE_MAX];
		struct hw_text value;
		int group;

		if (f->match == HW_MATCH_ANY || !has(needs, count, f->spec))
			continue;
		value = hw_field_value(f, buf);
		group = group_of(needs, count, f->spec);
		if (group >= 0 && group == last) {
			hw_list_extend(&list, hw_text_of(groups[group].between));
		} else {
			hw_list_add(&list, hw_text_of(group >= 0 ? groups[group].title
								 : f->spec->title));
			hw_list_extend(&list, HW_TEXT(" "));
		}
		hw_list_extend(&list, value);
		last = group;
	}
	return hw_list_text(&list);
}
