// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>

#include "report/columns/forms.h"
#include "report/columns/naming.h"
#include "report/columns/rows.h"

/*
 * The table of devices: a line a record, the columns of report/columns/columns.c. On a
 * terminal the interfaces of a USB device are part of its line, unless one needs
 * attention: what they do and their drivers is what there is to say about the device.
 */

/* The line of the last USB device. */
struct whole {
	struct hw_row row;
	/* absent: no line for interfaces to join */
	struct hw_text id;
	/* what its interfaces are, and those of their drivers that were not said before
	 */
	struct hw_text class;
	struct hw_text drivers;
	/* those that claim it or an interface */
	struct hw_text modules;
};

struct list {
	struct hw_page_writer base;
	struct hw_rows rows;
	struct whole whole;
	/* of `whole` */
	struct hw_arena kept;
	bool joins;
};

static void list_close(void *self)
{
	struct list *w = self;

	if (!w)
		return;
	hw_rows_close(&w->rows);
	hw_arena_done(&w->kept);
	hw_page_writer_close(w);
}

static int list_open(FILE *out, const struct hw_write_options *options,
		     struct hw_arena *arena, void **ret_self, struct hw_text *ret_error)
{
	struct list *w = hw_page_writer_new(sizeof(*w), out, options);
	int r = w ? hw_rows_open(&w->rows, out, &w->base.page.options, false, arena,
				 ret_error)
		  : -ENOMEM;

	if (r) {
		list_close(w);
		return r;
	}
	w->joins = options->width && !options->columns && !options->verbose &&
		   !options->numeric;
	*ret_self = w;
	return 0;
}

/* A word that says what the device does; "data" and "vendor" do not. */
static bool is_telling(struct hw_text word)
{
	static const char *const others[] = {"data", "other", "vendor", "comm"};

	for (size_t i = 0; i < HW_ARRAY_SIZE(others); i++)
		if (hw_text_eq(word, hw_text_of(others[i])))
			return false;
	return word.n;
}

static void start_whole(struct list *w, struct hw_row row, const struct hw_record *record)
{
	/* what usb_generic_driver_probe() is bound by says nothing: drivers/usb/core */
	const struct hw_text generic = HW_TEXT("usb");
	struct hw_text driver = record->device.driver;
	const struct hw_write_options *options = &w->base.page.options;

	hw_arena_reset(&w->kept);
	w->whole = (struct whole){
		.row = row,
		.id = hw_arena_copy(&w->kept, record->device.id),
		.class = is_telling(hw_class_word(record)) ? hw_class_word(record)
							   : HW_NO_TEXT,
		.drivers = hw_text_eq(driver, generic) ? HW_NO_TEXT
						       : hw_arena_copy(&w->kept, driver),
		.modules = hw_arena_copy(&w->kept,
					 hw_cell_modules(record, options, &w->kept)),
	};
}

/* Speed and nodes, behind the name. */
static void say_more(struct list *w, struct hw_row row, const struct hw_record *record)
{
	struct hw_page *page = &w->base.page;
	size_t name = hw_rows_find(&w->rows, "NAME");
	struct hw_forms forms;

	if (name == w->rows.count)
		return;
	hw_forms_usb(record, &page->options, &page->arena, &forms);
	hw_fit_add_more(&w->rows.fit, row.fit, name, &forms);
}

static bool has_item(struct hw_text list, struct hw_text item)
{
	while (list.s) {
		struct hw_text one = hw_text_cut(&list, ',');

		if (hw_text_eq(hw_text_trim_start(one, " "), item))
			return true;
	}
	return false;
}

/* "input" of a keyboard that is a mouse too. */
static struct hw_text both(struct hw_text a, struct hw_text b)
{
	const struct hw_text keyboard = HW_TEXT("keyboard");
	const struct hw_text mouse = HW_TEXT("mouse");

	if (!a.n)
		return b;
	return (hw_text_eq(a, keyboard) && hw_text_eq(b, mouse)) ||
			       (hw_text_eq(a, mouse) && hw_text_eq(b, keyboard))
		       ? HW_TEXT("input")
		       : a;
}

/* Adds the items of a list with commas that are not there yet. */
static void add_items(struct list *w, struct hw_text *list, struct hw_text items,
		      const char *between)
{
	while (items.n) {
		struct hw_text item = hw_text_cut(&items, ',');

		if (!has_item(*list, item))
			*list = hw_arena_printf(
				&w->kept, "%.*s%s%.*s", HW_TEXT_ARG(*list),
				list->n ? between : "", HW_TEXT_ARG(item));
	}
}

/* Makes an interface part of the line of its device. */
static void join_whole(struct list *w, const struct hw_record *record)
{
	const struct hw_page *page = &w->base.page;
	struct whole *whole = &w->whole;
	struct hw_text driver = record->device.driver;
	struct hw_forms forms = {.n = 1};
	size_t modules = hw_rows_find(&w->rows, "MODULES");

	if (is_telling(hw_class_word(record)))
		whole->class = both(whole->class, hw_class_word(record));
	if (whole->class.n)
		hw_rows_set_text(&w->rows, whole->row, hw_rows_find(&w->rows, "CLASS"),
				 whole->class);
	add_items(w, &whole->drivers, driver, ", ");
	add_items(w, &whole->modules, hw_cell_modules(record, &page->options, &w->kept),
		  ",");
	forms.v[0] = whole->drivers;
	forms.v[forms.n++] = hw_first_of(whole->drivers, &w->kept);
	if (!whole->drivers.n)
		hw_forms_driver(record, &page->options, &w->kept, &forms);
	hw_rows_set(&w->rows, whole->row, hw_rows_find(&w->rows, "DRIVER"), &forms,
		    HW_TABLE_PLAIN);
	if (modules == w->rows.count)
		return;
	hw_forms_module_list(whole->modules, &page->options, &w->kept, &forms);
	hw_rows_set(&w->rows, whole->row, modules, &forms, HW_TABLE_PLAIN);
}

static int list_record(void *self, const struct hw_record *record)
{
	struct list *w = self;
	struct hw_page *page = &w->base.page;
	const struct hw_device *d = &record->device;
	bool failed;

	if (w->joins && hw_bus_is_part(d->bus, d->kind) && w->whole.id.n &&
	    hw_text_eq(d->parent, w->whole.id) &&
	    record->verdict.severity == HW_SEVERITY_NONE) {
		join_whole(w, record);
	} else {
		struct hw_row row = hw_rows_add(&w->rows, record, w->rows.count,
						&page->options, &page->arena);

		if (w->joins && hw_bus_is_whole(d->bus, d->kind)) {
			start_whole(w, row, record);
			say_more(w, row, record);
		}
	}
	failed = hw_arena_failed(&page->arena) || hw_arena_failed(&w->kept);
	hw_arena_reset(&page->arena);
	return failed ? -ENOMEM : 0;
}

static int list_end(void *self, const struct hw_report_tail *tail)
{
	struct list *w = self;
	int r = hw_rows_print(&w->rows);

	if (r == 0)
		hw_page_last_line(&w->base.page, tail);
	return r;
}

const struct hw_writer hw_writer_table = {
	.open = list_open,
	.record = list_record,
	.end = list_end,
	.close = list_close,
};
