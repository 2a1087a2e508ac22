// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>

#include "data/base/list.h"
#include "report/formats/formats.h"
#include "report/page/page.h"

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
	hw_table_add_column(t, aliases ? "ALIAS" : "BUS", 0);
	hw_table_add_column(t, aliases ? "OF" : "DEVICE", 0);
	hw_table_add_column(t, "WHERE", 0);
	hw_table_add_column(t, "LOOKS LIKE", HW_TABLE_MAY_CUT);
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

static int print_layout_lines(struct hw_page *page, const struct hw_formats *f)
{
	static const char *const headings[] = {"NAME", "ID", "STANDS FOR",
					       "SPECIFICATION"};
	struct hw_table *t;

	if (!f->layout_count)
		return 0;
	if (!page->options.no_headings)
		fputs("\nPCI capabilities and USB descriptors\n", page->out);
	t = hw_page_table(page, headings, HW_ARRAY_SIZE(headings));
	if (!t)
		return -ENOMEM;
	for (size_t i = 0; i < f->layout_count; i++) {
		const struct hw_layout *layout = f->layouts[i].layout;

		hw_table_add_row(t);
		hw_page_cell(t, 0, hw_text_of(layout->key));
		hw_page_cell(t, 1, hw_formats_layout_id(&f->layouts[i], &page->arena));
		hw_page_cell(t, 2, hw_text_of(layout->title));
		hw_page_cell(t, 3, hw_text_of(layout->source));
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
	if (!r && devices < formats->n) {
		if (!page->options.no_headings)
			fputs("\nAliases that are no devices\n", page->out);
		r = print_rows(page, formats, devices, formats->n);
	}
	return r ? r : print_layout_lines(page, formats);
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

	fprintf(page->out, "%s: %s\n%s\n", bus->name, bus->title, bus->looks_like);
	hw_page_line(page, hw_text_of(export_sentence(bus)));
	fprintf(page->out, "Example: %s\n", bus->example);
	if (bus->flags & HW_BUS_ANY_ORDER)
		hw_page_line(page, HW_TEXT("The fields come in any order, and any may be "
					   "missing."));
	fputc('\n', page->out);
	r = print_fields(page, bus);
	for (size_t i = 0; r == 0 && page->options.verbose && i < bus->field_count; i++)
		r = print_vocabulary(page, &bus->fields[i]);
	return r;
}

struct layout_table {
	struct hw_page *page;
	struct hw_table *table;
};

static void add_layout_row(void *arg, const struct hw_format_row *row)
{
	struct layout_table *t = arg;
	struct hw_arena *arena = &t->page->arena;
	const struct hw_vocabulary *names = hw_formats_names(row->field);
	const char *unit = hw_layout_unit(row->field->unit, NULL);
	struct hw_text bits = HW_NO_TEXT;
	struct hw_text value = hw_text_of(hw_formats_layout_kind(row->field));
	char label[128];

	if (row->bits == 1)
		bits = hw_arena_printf(arena, "%u", row->bit);
	else if (row->bits)
		bits = hw_arena_printf(arena, "%u-%u", row->bit,
				       row->bit + row->bits - 1);
	if (names)
		value = hw_arena_printf(arena, "%.*s of %zu names", HW_TEXT_ARG(value),
					names->n);
	else if (*unit)
		value = hw_arena_printf(arena, "%.*s, %s", HW_TEXT_ARG(value), unit);
	hw_table_add_row(t->table);
	hw_page_cell(t->table, 0, hw_arena_printf(arena, "%02x", row->at));
	hw_page_cell(t->table, 1,
		     row->width ? hw_arena_printf(arena, "%u", row->width) : HW_NO_TEXT);
	hw_page_cell(t->table, 2, bits);
	hw_page_cell(t->table, 3, hw_arena_copy(arena, row->path));
	hw_page_cell(t->table, 4,
		     hw_arena_copy(arena, hw_text_of(hw_layout_label(row->field, label,
								     sizeof(label)))));
	hw_page_cell(t->table, 5, value);
	hw_page_cell(t->table, 6, hw_text_of(row->field->spec));
}

static void print_layout_names(void *arg, const struct hw_format_row *row)
{
	struct hw_page *page = arg;
	const struct hw_vocabulary *names = hw_formats_names(row->field);

	if (!names)
		return;
	fprintf(page->out, "\nValues of %.*s\n", HW_TEXT_ARG(row->path));
	for (size_t i = 0; i < names->n; i++)
		fprintf(page->out, "%llu %s\n", (unsigned long long)names->v[i].value,
			names->v[i].name);
}

static int print_layout(struct hw_page *page, const struct hw_format_layout *f)
{
	static const char *const headings[] = {"AT",	"BYTES", "BITS",	 "KEY",
					       "FIELD", "VALUE", "SPECIFICATION"};
	struct layout_table t = {
		.page = page,
		.table = hw_page_table(page, headings, HW_ARRAY_SIZE(headings)),
	};
	int r;

	if (!t.table)
		return -ENOMEM;
	hw_page_line(page, hw_arena_printf(&page->arena, "%s: %s, a %s", f->layout->key,
					   f->layout->title, f->family->title));
	hw_page_wrapped(page, "Specification: ", hw_text_of(f->layout->source));
	fprintf(page->out, "Id: %.*s\n",
		HW_TEXT_ARG(hw_formats_layout_id(f, &page->arena)));
	if (!f->layout->field_count)
		hw_page_line(page, HW_TEXT("Known by its name alone: its bytes are shown "
					   "as they are."));
	else
		fputc('\n', page->out);
	hw_formats_each_row(f->layout, add_layout_row, &t);
	r = hw_page_end_table(t.table);
	if (!r && page->options.verbose)
		hw_formats_each_row(f->layout, print_layout_names, page);
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
	for (size_t i = 0; i < formats->layout_count && r == 0; i++) {
		if (i || formats->n)
			fputc('\n', page->out);
		r = print_layout(page, &formats->layouts[i]);
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
