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
 * needs attention or -v is given. Where another device has come in its place, the events
 * of both come by the paths in turn: that one has gone, this one has come, an interface
 * of that one has gone, one of this one has come …
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

/* A line that is not printed at once, as interfaces may follow. */
struct whole {
	enum hw_hotplug_kind kind;
	int64_t time;
	/* absent: there is none */
	struct hw_text id;
	struct hw_text line;
	bool is_printed;
	/* what its interfaces are bound to, each driver once */
	struct hw_list drivers;
};

struct text {
	struct hw_page page;
	/* the last one that has gone, and the last one of another kind */
	struct whole gone;
	struct whole whole;
	/* of both */
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

static void print_front(struct text *t, enum hw_hotplug_kind kind, int64_t time)
{
	static const char *const colors[] = {
		[HW_HOTPLUG_ADDED] = "\033[32m",  [HW_HOTPLUG_REMOVED] = "",
		[HW_HOTPLUG_BOUND] = "\033[32m",  [HW_HOTPLUG_UNBOUND] = "\033[33m",
		[HW_HOTPLUG_FAILED] = "\033[31m", [HW_HOTPLUG_LOST] = "\033[31m",
	};
	const char *color = t->page.options.color ? colors[kind] : "";
	const time_t seconds = (time_t)(time / 1000);
	struct tm tm;
	char clock[16];

	if (!localtime_r(&seconds, &tm) ||
	    !strftime(clock, sizeof(clock), "%H:%M:%S", &tm))
		strcpy(clock, "--:--:--");
	fprintf(t->page.out, "%s %s%-8s%s ", clock, color, hw_hotplug_word(kind),
		*color ? "\033[0m" : "");
}

static void print_whole(struct text *t, struct whole *w)
{
	struct hw_text drivers;

	if (!w->line.s || w->is_printed)
		return;
	drivers = hw_list_text(&w->drivers);
	print_front(t, w->kind, w->time);
	hw_page_text(&t->page, w->line);
	if (drivers.n) {
		fputs(", ", t->page.out);
		hw_page_text(&t->page, drivers);
	}
	fputc('\n', t->page.out);
	w->is_printed = true;
}

static void flush(struct text *t)
{
	print_whole(t, &t->gone);
	print_whole(t, &t->whole);
}

/* Before another device. */
static void forget(struct text *t)
{
	flush(t);
	t->gone = t->whole = (struct whole){.kind = HW_HOTPLUG_ADDED};
	hw_arena_reset(&t->kept);
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

static struct whole *whole_of(struct text *t, enum hw_hotplug_kind kind)
{
	return kind == HW_HOTPLUG_REMOVED ? &t->gone : &t->whole;
}

/* To the line of what has gone an interface adds nothing. */
static bool joins(struct text *t, const struct hw_hotplug *h)
{
	const struct hw_device *d = &h->record->device;
	const struct whole *w = whole_of(t, h->kind);

	return !t->page.options.verbose && w->id.n && w->kind == h->kind &&
	       hw_bus_is_part(d->bus, d->kind) && hw_text_eq(d->parent, w->id) &&
	       (h->kind == HW_HOTPLUG_REMOVED ||
		(!w->is_printed && h->record->verdict.severity == HW_SEVERITY_NONE));
}

static void join(struct text *t, const struct hw_hotplug *h)
{
	struct hw_text driver = driver_of(h, &t->page.options, &t->kept);
	struct hw_list *drivers = &whole_of(t, h->kind)->drivers;

	/* one driver may have all interfaces */
	if (driver.n && !hw_text_eq(driver, drivers->said))
		hw_list_add(drivers, hw_arena_copy(&t->kept, driver));
}

/* The line of a device that may have interfaces. */
static void begin_whole(struct text *t, const struct hw_hotplug *h)
{
	const struct hw_text id = h->record->device.id;

	/* one that has come in place of another follows that */
	if (!hw_text_eq(id, t->gone.id) || h->kind == HW_HOTPLUG_REMOVED || t->whole.id.n)
		forget(t);
	*whole_of(t, h->kind) = (struct whole){
		.kind = h->kind,
		.time = h->time,
		.id = hw_arena_copy(&t->kept, id),
		.line = line_of(h, &t->page.options, &t->kept),
		.drivers = {.arena = &t->kept, .between = ", "},
	};
}

static int text_print(void *self, const struct hw_hotplug *h)
{
	struct text *t = self;
	const struct hw_device *d = h->record ? &h->record->device : NULL;
	int r = 0;

	if (d && joins(t, h)) {
		join(t, h);
	} else if (d && hw_bus_is_whole(d->bus, d->kind)) {
		begin_whole(t, h);
	} else {
		flush(t);
		print_front(t, h->kind, h->time);
		if (d)
			hw_page_line(&t->page,
				     line_of(h, &t->page.options, &t->page.arena));
		else
			fputs("events: the kernel's buffer was full; what changed "
			      "follows\n",
			      t->page.out);
	}
	if (hw_arena_failed(&t->page.arena) || hw_arena_failed(&t->kept))
		r = -ENOMEM;
	hw_arena_reset(&t->page.arena);
	return r;
}

static int text_end(void *self)
{
	forget(self);
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
