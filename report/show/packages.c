// SPDX-License-Identifier: GPL-2.0-or-later
/*
 *     PACKAGE          COMPONENT         STATE         FOR                      WHERE
 *     firmware-iwlwifi non-free-firmware not installed iwlwifi-8265-36.ucode
 * *_dists_…:1470
 *
 * and for ids that were looked up ONLY IF, "subsystem 1043:8768".
 */
#include "report/show/packages.h"

#include <errno.h>

#include "report/show/conditions.h"

static const char *state_of(const struct hw_package *p)
{
	if (p->installed == HW_YES)
		return p->is_older ? "older version installed" : "installed";
	if (p->listed == HW_NO)
		return "not in the lists";
	return p->installed == HW_NO ? "not installed" : "";
}

static struct hw_text where_of(struct hw_page *page, const struct hw_package *p)
{
	struct hw_text file = hw_path_base(p->file);

	if (!file.n)
		return hw_text_of(p->title);
	if (!p->line)
		return file;
	return hw_arena_printf(&page->arena, "%.*s:%zu", HW_TEXT_ARG(file), p->line);
}

struct hw_text hw_page_package(struct hw_page *page, const struct hw_package *p)
{
	const char *state = state_of(p);
	struct hw_text where = where_of(page, p);

	return hw_arena_printf(&page->arena, "Package %.*s%s%s%s: %.*s, %.*s",
			       HW_TEXT_ARG(p->name), *state ? " (" : "", state,
			       *state ? ")" : "", HW_TEXT_ARG(p->pattern),
			       HW_TEXT_ARG(where));
}

int hw_page_packages(struct hw_page *page, const struct hw_record *record)
{
	static const char *const headings[] = {"PACKAGE", "COMPONENT", "STATE",
					       "FOR",	  "ONLY IF",   "WHERE"};
	bool has_component = false, has_state = false, has_needs = false;
	struct hw_table *t;

	if (!record->package_count)
		return 0;
	t = hw_page_table(page, headings, HW_ARRAY_SIZE(headings));
	if (!t)
		return -ENOMEM;
	fputc('\n', page->out);
	for (size_t i = 0; i < record->package_count; i++) {
		const struct hw_package *p = &record->packages[i];
		struct hw_text state = hw_text_of(state_of(p));

		has_component |= p->component.n > 0;
		has_state |= state.n > 0;
		has_needs |= p->need_count > 0;
		hw_table_add_row(t);
		hw_page_cell(t, 0, p->name);
		hw_page_cell(t, 1, p->component);
		hw_page_cell(t, 2, state);
		hw_page_cell(t, 3, p->pattern);
		hw_page_cell(
			t, 4,
			hw_page_conditions(page, p->in_full, p->needs, p->need_count));
		hw_page_cell(t, 5, where_of(page, p));
	}
	if (!has_component)
		hw_table_hide(t, 1);
	if (!has_state)
		hw_table_hide(t, 2);
	if (!has_needs)
		hw_table_hide(t, 4);
	return hw_page_end_table(t);
}
