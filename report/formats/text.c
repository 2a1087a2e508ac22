// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>

#include "data/base/list.h"
#include "report/formats/formats.h"
#include "report/text/page.h"

static struct hw_text where(const struct hw_bus *bus)
{
	bool sysfs = bus->where & HW_IN_SYSFS;
	bool uevent = bus->where & HW_IN_UEVENT;

	if (sysfs && uevent)
		return HW_TEXT("sysfs, uevent");
	if (sysfs)
		return HW_TEXT("sysfs");
	return uevent ? HW_TEXT("uevent") : HW_TEXT("patterns");
}

/* Prints the rows [from, to). Adjacent rows of one name show it once. */
static int print_rows(struct hw_page *page, const struct hw_formats *f, size_t from,
		      size_t to)
{
	bool aliases = from < to && (f->v[from]->flags & HW_BUS_ALIAS);
	struct hw_table *t = hw_table_new(page->out, &page->options);

	if (!t)
		return -ENOMEM;
	hw_table_add_column(t, aliases ? "ALIAS" : "BUS", 0, 0);
	hw_table_add_column(t, aliases ? "OF" : "DEVICE", 0.35, HW_TABLE_TRUNC);
	hw_table_add_column(t, "WHERE", 0, 0);
	hw_table_add_column(t, "LOOKS LIKE", 0.4, HW_TABLE_TRUNC);
	if (aliases)
		hw_table_hide(t, 2);
	for (size_t i = from; i < to; i++) {
		const struct hw_bus *bus = f->v[i];
		bool again = i > from && strcmp(f->v[i - 1]->name, bus->name) == 0;

		hw_table_add_row(t);
		hw_page_cell(t, 0, again ? HW_NO_TEXT : hw_text_of(bus->name));
		hw_page_cell(t, 1,
			     again && strcmp(f->v[i - 1]->title, bus->title) == 0
				     ? HW_NO_TEXT
				     : hw_text_of(bus->title));
		hw_page_cell(t, 2, where(bus));
		hw_page_cell(t, 3, hw_text_of(bus->looks_like));
	}
	return hw_page_end_table(t);
}

static int print_lines(struct hw_page *page, const struct hw_formats *formats)
{
	size_t devices = 0;
	int r;

	while (devices < formats->n && !(formats->v[devices]->flags & HW_BUS_ALIAS))
		devices++;
	r = print_rows(page, formats, 0, devices);
	if (r || devices == formats->n)
		return r;
	if (!page->options.no_headings)
		fputs("\nAliases that are no devices\n", page->out);
	return print_rows(page, formats, devices, formats->n);
}

static const char *export_sentence(const struct hw_bus *bus)
{
	if (bus->flags & HW_BUS_ALIAS)
		return "No device has it: the kernel or a program asks for a module by "
		       "it.";
	switch (bus->where) {
	case HW_IN_SYSFS | HW_IN_UEVENT:
		return "Exported in the file modalias of a device, and in its uevent.";
	case HW_IN_SYSFS:
		return "Exported in the file modalias of a device.";
	case HW_IN_UEVENT:
		return "Exported in the uevent of a device; there is no file modalias.";
	default:
		return "Not exported by devices; only drivers' patterns have it.";
	}
}

static struct hw_text named_by(const struct hw_field_spec *spec, struct hw_arena *arena)
{
	const struct hw_vocabulary *names = spec->names;
	const char *database = hw_space_database(spec->space);

	if (!names)
		return hw_text_of(database);
	return hw_arena_printf(arena, "table of %zu names%s%s", names->n,
			       database ? ", " : "", database ? database : "");
}

/* The value in the example, with its built-in name: "0003 (USB)". */
static struct hw_text example_of(const struct hw_modalias *m,
				 const struct hw_field_spec *spec, struct hw_arena *arena)
{
	const struct hw_field *f = NULL;
	struct hw_list list = {.arena = arena, .between = " "};
	struct hw_text cursor;
	struct hw_text item;
	struct hw_text text;
	char buf[HW_VALUE_MAX];
	const char *name;

	for (size_t i = 0; i < m->field_count && !f; i++)
		if (m->fields[i].spec == spec)
			f = &m->fields[i];
	if (!f)
		return HW_NO_TEXT;
	if (spec->kind == HW_KIND_LIST || spec->kind == HW_KIND_BITS) {
		cursor = f->text;
		while (hw_field_next(f, &cursor, &item))
			hw_list_add(&list, item);
		return hw_list_text(&list);
	}
	text = hw_field_value(f, buf);
	name = hw_field_item_name(m, f, text);
	return hw_arena_printf(arena, "%.*s%s%s%s", HW_TEXT_ARG(text), name ? " (" : "",
			       name ? name : "", name ? ")" : "");
}

static int print_fields(struct hw_page *page, const struct hw_bus *bus)
{
	static const char *const headings[] = {"TAG",	"FIELD",    "KEY",
					       "VALUE", "NAMED BY", "EXAMPLE"};
	struct hw_table *t = hw_page_table(page, headings, HW_ARRAY_SIZE(headings));
	bool named = false;
	struct hw_modalias m;

	if (!t)
		return -ENOMEM;
	hw_decode(hw_text_of(bus->example), &m);
	for (size_t i = 0; i < bus->field_count; i++) {
		const struct hw_field_spec *spec = &bus->fields[i];
		struct hw_text by = named_by(spec, &page->arena);

		named = named || by.n;
		hw_table_add_row(t);
		hw_page_cell(t, 0, hw_text_of(spec->tag));
		hw_page_cell(t, 1, hw_text_of(spec->title));
		hw_page_cell(t, 2, hw_text_of(spec->name));
		hw_page_cell(t, 3, hw_formats_value(bus, i, &page->arena));
		hw_page_cell(t, 4, by);
		hw_page_cell(t, 5, example_of(&m, spec, &page->arena));
	}
	if (!named)
		hw_table_hide(t, 4);
	return hw_page_end_table(t);
}

static int print_vocabulary(struct hw_page *page, const struct hw_field_spec *spec)
{
	static const char *const headings[] = {"VALUE", "NAME"};
	const struct hw_vocabulary *names = spec->names;
	struct hw_table *t;

	if (!names)
		return 0;
	t = hw_page_table(page, headings, HW_ARRAY_SIZE(headings));
	if (!t)
		return -ENOMEM;
	fprintf(page->out, "\nValues of %s\n", spec->title);
	for (size_t i = 0; i < names->n; i++) {
		char buf[HW_VALUE_MAX];
		const char *name;
		struct hw_text value = hw_formats_entry(spec, i, buf, &name);

		hw_table_add_row(t);
		hw_page_cell(t, 0, value);
		hw_page_cell(t, 1, hw_text_of(name));
	}
	return hw_page_end_table(t);
}

static int print_format(struct hw_page *page, const struct hw_bus *bus)
{
	int r;

	fprintf(page->out, "%s: %s\n%s\n%s\nExample: %s\n", bus->name, bus->title,
		bus->looks_like, export_sentence(bus), bus->example);
	if (bus->flags & HW_BUS_ANY_ORDER)
		fputs("The fields come in any order, and any may be missing.\n",
		      page->out);
	fputc('\n', page->out);
	r = print_fields(page, bus);
	for (size_t i = 0; r == 0 && page->options.verbose && i < bus->field_count; i++)
		r = print_vocabulary(page, &bus->fields[i]);
	return r;
}

static int print_in_full(struct hw_page *page, const struct hw_formats *formats)
{
	int r = 0;

	for (size_t i = 0; i < formats->n && r == 0; i++) {
		if (i)
			fputc('\n', page->out);
		r = print_format(page, formats->v[i]);
	}
	return r;
}

int hw_formats_print_text(const struct hw_formats *formats,
			  const struct hw_output *output)
{
	struct hw_page page = {.out = output->out, .options = *output->options};
	int r = formats->in_full ? print_in_full(&page, formats)
				 : print_lines(&page, formats);

	if (hw_arena_failed(&page.arena))
		r = -ENOMEM;
	hw_arena_done(&page.arena);
	return r;
}
