// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/text/fields.h"

/* "PNP0303 (keyboard) and PNP030B"; a list's lone star asks for nothing. */
static void print_items(struct hw_page *page, const struct hw_modalias *m,
			const struct hw_field *field)
{
	struct hw_text cursor = field->text;
	struct hw_text item;
	size_t n = 0;

	while (hw_field_next(field, &cursor, &item)) {
		if (hw_text_eq(item, HW_TEXT("*")))
			continue;
		fputs(n++ ? " and " : "", page->out);
		hw_page_named(page, item, hw_text_of(hw_field_item_name(m, field, item)));
	}
}

/* ", vendor is 0403 (Future Technology …)": what a pattern asks of a device. */
static void print_condition(struct hw_page *page, const struct hw_decoded *d, size_t i,
			    size_t n)
{
	const struct hw_field *f = &d->modalias.fields[i];
	char buf[HW_VALUE_MAX];

	fprintf(page->out, "%s %s ", n ? "," : " whose", f->spec->title);
	if (hw_fields_is_list(f)) {
		fputs("include ", page->out);
		print_items(page, &d->modalias, f);
		return;
	}
	fputs(f->match == HW_MATCH_GLOB ? "is like " : "is ", page->out);
	hw_page_named(page, hw_field_value(f, buf), d->names[i].text);
}

void hw_fields_title(struct hw_page *page, const struct hw_decoded *d)
{
	const struct hw_modalias *m = &d->modalias;
	size_t n = 0;

	switch (hw_modalias_kind(m)) {
	case HW_IS_DEVICE:
		fprintf(page->out, "%s\n", m->bus->title);
		return;
	case HW_IS_ALIAS:
		fprintf(page->out, "Alias of a module, not of a device: %s\n",
			m->bus->title);
		return;
	case HW_IS_PATTERN:
		break;
	}
	fprintf(page->out, "Pattern for any %s", m->bus->title);
	for (size_t i = 0; i < m->field_count; i++)
		if (m->fields[i].match != HW_MATCH_ANY && m->fields[i].text.n)
			print_condition(page, d, i, n++);
	fputc('\n', page->out);
}
