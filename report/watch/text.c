// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A line a device, for people:
 *
 *     12:03:41 added    usb:1-6           Logitech Unifying Receiver [046d:c52b], usbhid
 *     12:03:55 failed   pci:0000:05:00.0  Intel Wi-Fi 6 AX210 [8086:2725], - (iwlwifi):
 *                                         firmware missing
 *     12:07:10 removed  usb:1-6           Logitech Unifying Receiver [046d:c52b]
 *
 * Interfaces of a USB device that come or go with it are part of its line, unless one
 * needs attention or -v is given.
 */
#include <errno.h>
#include <stdlib.h>
#include <time.h>

#include "data/base/list.h"
#include "data/base/memory.h"
#include "report/columns/forms.h"
#include "report/columns/naming.h"
#include "report/columns/note.h"
#include "report/page/page.h"
#include "report/watch/watch.h"

/* Columns of an id, as those of PCI have. */
#define ID_WIDTH 16

/* usb_generic_driver, which has every USB device: drivers/usb/core/generic.c. */
#define GENERIC HW_TEXT("usb")

/* A line that is not printed yet, as interfaces may follow. */
struct whole {
	enum hw_hotplug_kind kind;
	/* absent: there is none */
	struct hw_text id;
	struct hw_text line;
	/* what its interfaces are bound to, each driver once */
	struct hw_list drivers;
};

struct text {
	struct hw_page page;
	struct whole whole;
	/* of `whole` */
	struct hw_arena kept;
};

static void *text_open(const struct hw_write_options *options)
{
	struct text *t = hw_calloc(1, sizeof(*t));

	if (t)
		t->page.options = *options;
	return t;
}

static int text_begin(void *self, FILE *out, const struct hw_report_head *head)
{
	struct text *t = self;

	(void)head;
	t->page.out = out;
	return 0;
}

static void flush(struct text *t)
{
	struct whole *w = &t->whole;

	if (w->line.s) {
		struct hw_text drivers = hw_list_text(&w->drivers);

		hw_page_text(&t->page, w->line);
		if (drivers.n) {
			fputs(", ", t->page.out);
			hw_page_text(&t->page, drivers);
		}
		fputc('\n', t->page.out);
	}
	t->whole = (struct whole){.kind = HW_HOTPLUG_ADDED};
	hw_arena_reset(&t->kept);
}

static void print_front(struct text *t, const struct hw_hotplug *h)
{
	static const char *const colors[] = {
		[HW_HOTPLUG_ADDED] = "\033[32m",  [HW_HOTPLUG_REMOVED] = "",
		[HW_HOTPLUG_BOUND] = "\033[32m",  [HW_HOTPLUG_UNBOUND] = "\033[33m",
		[HW_HOTPLUG_FAILED] = "\033[31m", [HW_HOTPLUG_LOST] = "\033[31m",
	};
	const char *color = t->page.options.color ? colors[h->kind] : "";
	const time_t seconds = (time_t)(h->time / 1000);
	struct tm tm;
	char clock[16];

	if (!localtime_r(&seconds, &tm) ||
	    !strftime(clock, sizeof(clock), "%H:%M:%S", &tm))
		strcpy(clock, "--:--:--");
	fprintf(t->page.out, "%s %s%-8s%s ", clock, color, hw_hotplug_word(h->kind),
		*color ? "\033[0m" : "");
}

static struct hw_text driver_of(const struct hw_hotplug *h,
				const struct hw_write_options *options,
				struct hw_arena *arena)
{
	struct hw_forms forms;

	if (h->kind == HW_HOTPLUG_REMOVED ||
	    hw_text_eq(h->record->device.driver, GENERIC))
		return HW_NO_TEXT;
	hw_forms_driver(h->record, options, arena, &forms);
	return forms.n ? forms.v[0] : HW_NO_TEXT;
}

/* What stands behind time and word. */
static struct hw_text line_of(const struct hw_hotplug *h,
			      const struct hw_write_options *options,
			      struct hw_arena *arena)
{
	const struct hw_record *r = h->record;
	struct hw_text name = hw_column_name(r, options, arena);
	struct hw_text pair = hw_cell_id_pair(r, HW_ROLE_VENDOR, HW_ROLE_DEVICE, arena);
	struct hw_text driver = driver_of(h, options, arena);
	struct hw_text note =
		h->kind == HW_HOTPLUG_REMOVED ? HW_NO_TEXT : hw_note(r, options, arena);
	struct hw_list line = {.arena = arena, .between = ""};

	hw_list_add(&line, hw_arena_printf(arena, "%-*.*s  %.*s", ID_WIDTH,
					   HW_TEXT_ARG(r->device.id), HW_TEXT_ARG(name)));
	if (pair.n)
		hw_list_add(&line, hw_arena_printf(arena, "%s[%.*s]", name.n ? " " : "",
						   HW_TEXT_ARG(pair)));
	if (driver.n)
		hw_list_add(&line, hw_arena_printf(arena, ", %.*s", HW_TEXT_ARG(driver)));
	if (note.n)
		hw_list_add(&line, hw_arena_printf(arena, ": %.*s", HW_TEXT_ARG(note)));
	if (h->was_brief)
		hw_list_add(&line, HW_TEXT(", which was there for a moment"));
	return hw_list_text(&line);
}

static bool joins(const struct text *t, const struct hw_hotplug *h)
{
	const struct hw_device *d = &h->record->device;

	return !t->page.options.verbose && t->whole.id.n && t->whole.kind == h->kind &&
	       hw_bus_is_part(d->bus, d->kind) && hw_text_eq(d->parent, t->whole.id) &&
	       (h->kind == HW_HOTPLUG_REMOVED ||
		h->record->verdict.severity == HW_SEVERITY_NONE);
}

static void join(struct text *t, const struct hw_hotplug *h)
{
	struct hw_text driver = driver_of(h, &t->page.options, &t->kept);
	struct hw_list *drivers = &t->whole.drivers;

	/* one driver may have all interfaces */
	if (driver.n && !hw_text_eq(driver, drivers->said))
		hw_list_add(drivers, hw_arena_copy(&t->kept, driver));
}

static int text_print(void *self, const struct hw_hotplug *h)
{
	struct text *t = self;
	const struct hw_device *d = h->record ? &h->record->device : NULL;
	int r = 0;

	if (d && joins(t, h)) {
		join(t, h);
	} else {
		flush(t);
		print_front(t, h);
		if (!d)
			fputs("events: the kernel's buffer was full; what changed "
			      "follows\n",
			      t->page.out);
		else if (hw_bus_is_whole(d->bus, d->kind))
			t->whole = (struct whole){
				.kind = h->kind,
				.id = hw_arena_copy(&t->kept, d->id),
				.line = line_of(h, &t->page.options, &t->kept),
				.drivers = {.arena = &t->kept, .between = ", "},
			};
		else
			hw_page_line(&t->page,
				     line_of(h, &t->page.options, &t->page.arena));
	}
	if (hw_arena_failed(&t->page.arena) || hw_arena_failed(&t->kept))
		r = -ENOMEM;
	hw_arena_reset(&t->page.arena);
	return r;
}

static int text_end(void *self)
{
	flush(self);
	return 0;
}

static void text_close(void *self)
{
	struct text *t = self;

	if (!t)
		return;
	hw_arena_done(&t->kept);
	hw_arena_done(&t->page.arena);
	free(t);
}

const struct hw_hotplug_writer hw_hotplug_text = {
	.open = text_open,
	.begin = text_begin,
	.print = text_print,
	.end = text_end,
	.close = text_close,
};
