// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/lookup/claims.h"

#include <errno.h>

#include "report/text/page.h"

/* More claims than these are shown a line a module, unless -v is given. */
#define CLAIMS_MAX 40

struct claims {
	struct hw_page *page;
	struct hw_text directory;
};

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

static bool needs(const struct hw_candidate *c, const struct hw_field_spec *spec)
{
	for (size_t i = 0; i < c->need_count; i++)
		if (c->needs[i] == spec)
			return true;
	return false;
}

/* The group that this needed field belongs to, if its first two are both needed. */
static int group_of(const struct hw_candidate *c, const struct hw_field_spec *spec)
{
	for (size_t g = 0; g < HW_ARRAY_SIZE(groups); g++) {
		size_t n = 0;

		for (size_t i = 0; i < c->need_count; i++)
			n += c->needs[i]->role == groups[g].first ||
			     c->needs[i]->role == groups[g].first + 1;
		if (n == 2 && spec->role >= groups[g].first &&
		    spec->role <= groups[g].last)
			return (int)g;
	}
	return -1;
}

/* "class 0101, subsystem 103c:006a": what the pattern fixes beyond the ids. */
static struct hw_text conditions(struct claims *w, const struct hw_candidate *c)
{
	struct hw_text text = HW_NO_TEXT;
	struct hw_modalias m;
	int last = -1;

	if (!c->need_count || !hw_decode(c->pattern, &m))
		return HW_NO_TEXT;
	for (size_t i = 0; i < m.field_count; i++) {
		const struct hw_field *f = &m.fields[i];
		char buf[HW_VALUE_MAX];
		struct hw_text value;
		int group;

		if (f->match == HW_MATCH_ANY || !needs(c, f->spec))
			continue;
		value = hw_field_value(f, buf);
		group = group_of(c, f->spec);
		if (group >= 0 && group == last)
			text = hw_arena_printf(&w->page->arena, "%.*s%s%.*s",
					       HW_TEXT_ARG(text), groups[group].between,
					       HW_TEXT_ARG(value));
		else
			text = hw_arena_printf(&w->page->arena, "%.*s%s%s %.*s",
					       HW_TEXT_ARG(text), text.n ? ", " : "",
					       group >= 0 ? groups[group].title
							  : f->spec->title,
					       HW_TEXT_ARG(value));
		last = group;
	}
	return text;
}

static struct hw_text where(struct claims *w, const struct hw_candidate *c)
{
	return hw_arena_printf(&w->page->arena, "%s:%zu", hw_alias_source_name(c->source),
			       c->line);
}

/* Of the candidates those with, or without, conditions. */
static int add_claims(struct claims *w, const struct hw_record *record, bool conditional,
		      struct hw_table *t)
{
	int n = 0;

	for (size_t i = 0; i < record->candidate_count; i++) {
		const struct hw_candidate *c = &record->candidates[i];

		if ((c->need_count > 0) != conditional)
			continue;
		hw_table_add_row(t);
		hw_page_cell(t, 0, c->module);
		hw_page_cell(t, 1, hw_text_of(hw_candidate_state(c)));
		hw_page_cell(t, 2, conditions(w, c));
		hw_page_cell(t, 3, c->pattern);
		hw_page_cell(t, 4, where(w, c));
		n++;
	}
	return n;
}

static int print_claims(struct claims *w, const struct hw_record *record, bool in_full)
{
	static const char *const headings[] = {"MODULE", "STATE", "ONLY IF", "PATTERN",
					       "WHERE"};
	struct hw_table *t = hw_page_table(w->page, headings, HW_ARRAY_SIZE(headings));

	if (!t)
		return -ENOMEM;
	hw_page_line(w->page, hw_arena_printf(&w->page->arena, "Claimed, in %.*s, by",
					      HW_TEXT_ARG(w->directory)));
	add_claims(w, record, false, t);
	if (!in_full || !add_claims(w, record, true, t))
		hw_table_hide(t, 2);
	return hw_page_end_table(t);
}

/* The first candidate of the same module with conditions. */
static size_t first_of_module(const struct hw_record *record, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (record->candidates[i].need_count &&
		    hw_text_eq(record->candidates[i].module,
			       record->candidates[at].module))
			return i;
	return at;
}

/* A line a module with conditions. */
static int print_modules(struct claims *w, const struct hw_record *record)
{
	static const char *const headings[] = {"MODULE", "STATE", "PATTERNS", "FIRST"};
	struct hw_table *t = hw_page_table(w->page, headings, HW_ARRAY_SIZE(headings));
	size_t *counts = HW_ARENA_NEW(&w->page->arena, size_t, record->candidate_count);

	hw_page_line(w->page,
		     hw_arena_printf(&w->page->arena,
				     "Claimed, in %.*s, if more fits (-v shows what), "
				     "by",
				     HW_TEXT_ARG(w->directory)));
	for (size_t i = 0; counts && i < record->candidate_count; i++)
		if (record->candidates[i].need_count)
			counts[first_of_module(record, i)]++;
	for (size_t i = 0; t && counts && i < record->candidate_count; i++) {
		const struct hw_candidate *c = &record->candidates[i];

		if (!counts[i])
			continue;
		hw_table_add_row(t);
		hw_page_cell(t, 0, c->module);
		hw_page_cell(t, 1, hw_text_of(hw_candidate_state(c)));
		hw_page_cell(t, 2, hw_arena_printf(&w->page->arena, "%zu", counts[i]));
		hw_page_cell(t, 3, where(w, c));
	}
	return t ? hw_page_end_table(t) : -ENOMEM;
}

int hw_claims_print(struct hw_page *page, struct hw_text directory,
		    const struct hw_record *record)
{
	struct claims claims = {page, directory};
	bool in_full = record->candidate_count <= CLAIMS_MAX || page->options.verbose;
	bool has_free = false;
	int r = 0;

	if (!record->candidate_count)
		hw_page_line(page,
			     hw_arena_printf(&page->arena, "No module in %.*s claims it.",
					     HW_TEXT_ARG(directory)));
	for (size_t i = 0; i < record->candidate_count; i++)
		has_free = has_free || !record->candidates[i].need_count;
	if (has_free || (in_full && record->candidate_count))
		r = print_claims(&claims, record, in_full);
	if (r || in_full)
		return r;
	if (has_free)
		fputc('\n', page->out);
	return print_modules(&claims, record);
}
