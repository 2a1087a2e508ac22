// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Devices as lines of fixed-width text, for what has no layout of its own:
 *
 *	00:1f.6  Ethernet controller [0200]: Intel Corporation Ethernet Connection I219-V
 *	    [8086:15b8] (rev 31)
 *	    subsystem  ASUSTeK Computer Inc. PRIME X299-A [1043:8672]
 *	    driver     none: module e1000e claims this device …
 *	    modules    e1000e (available)
 *	1-6  USB device: Logitech, Inc. Unifying Receiver [046d:c52b]
 *	    driver     usb
 *	  1-6:1.0  Human Interface Device [03] [046d:c52b]: usbhid;
 *	      modules: usbhid (loaded)
 */
#include "data/base/list.h"
#include "report/document/internal.h"

#define INDENT "    "

static struct hw_wrap begin_line(struct hw_sheet *s, const char *indent)
{
	return (struct hw_wrap){.out = &s->out, .indent = indent};
}

/* Adds a text with what belongs to it, if there is one. */
static void add(struct hw_sheet *s, struct hw_wrap *w, const char *before,
		struct hw_text t, const char *behind)
{
	if (t.n)
		hw_wrap_text(w, hw_arena_printf(s->arena, "%s%.*s%s", before,
						HW_TEXT_ARG(t), behind));
}

/* The addresses of all that it stands for. */
static void add_addresses(struct hw_sheet *s, struct hw_wrap *w,
			  const struct hw_document_device *d)
{
	struct hw_list list = {.arena = s->arena, .between = ", "};
	const struct hw_document_device *one = d;

	hw_list_add(&list, d->address);
	while (one->next_alike) {
		one = &s->devices[one->next_alike - 1];
		hw_list_add(&list, one->address);
	}
	hw_wrap_text(w, hw_list_text(&list));
	if (d->alike > 1)
		add(s, w, " ", hw_arena_printf(s->arena, "(%zu alike)", d->alike), "");
}

static void add_ids(struct hw_sheet *s, struct hw_wrap *w,
		    const struct hw_document_device *d)
{
	add(s, w, " [", d->ids, "]");
	add(s, w, " (rev ", d->revision, ")");
}

static void member(struct hw_sheet *s, const char *label, struct hw_text text)
{
	struct hw_wrap w = begin_line(s, INDENT INDENT);

	if (!text.n)
		return;
	hw_wrap_text(&w, hw_arena_printf(s->arena, INDENT "%-9s  %.*s", label,
					 HW_TEXT_ARG(text)));
	hw_wrap_end(&w);
}

static bool has_driver(const struct hw_document_device *d)
{
	return d->driver_known == HW_DRIVER_BOUND;
}

/* A driver has it, or no module claims it, as most that need none. */
static bool works(const struct hw_document_device *d)
{
	return has_driver(d) || !d->candidate_count;
}

/* "e1000e", or why there is none. What a problem says is not said again. */
static struct hw_text driver_or_why(struct hw_sheet *s,
				    const struct hw_document_device *d)
{
	struct hw_text driver = hw_document_driver(d, s->arena);

	if (d->finding)
		return hw_arena_printf(s->arena, "%.*s (%s), see problem %zu",
				       HW_TEXT_ARG(driver), d->state, d->finding);
	/* that a recording does not tell drivers is said once, in the head */
	if (has_driver(d) || d->driver_known == HW_DRIVER_UNKNOWN)
		return driver;
	return hw_arena_printf(s->arena, "%.*s (%s): %.*s", HW_TEXT_ARG(driver), d->state,
			       HW_TEXT_ARG(d->explanation));
}

static void add_short_driver(struct hw_sheet *s, struct hw_wrap *w,
			     const struct hw_document_device *d, const char *before)
{
	if (has_driver(d))
		add(s, w, before, hw_document_driver(d, s->arena), "");
	else
		add(s, w, before,
		    hw_arena_printf(s->arena, "%.*s (%s)",
				    HW_TEXT_ARG(hw_document_driver(d, s->arena)),
				    d->state),
		    "");
}

static void part_entry(struct hw_sheet *s, const struct hw_document_device *d)
{
	struct hw_wrap w = begin_line(s, INDENT INDENT);

	hw_wrap_text(&w, HW_TEXT("  "));
	add_addresses(s, &w, d);
	add(s, &w, "  ", d->class, "");
	/* on the line of the whole device */
	if (!d->above || !hw_text_eq(s->devices[d->above - 1].ids, d->ids))
		add_ids(s, &w, d);
	add_short_driver(s, &w, d, ": ");
	if (!s->fold.is_brief || !works(d))
		add(s, &w, "; modules: ", hw_document_modules(d, s->arena), "");
	hw_wrap_end(&w);
}

static void full_entry(struct hw_sheet *s, const struct hw_document_device *d)
{
	struct hw_wrap w = begin_line(s, INDENT);

	add_addresses(s, &w, d);
	add(s, &w, "  ", d->class, d->name.n ? ":" : "");
	add(s, &w, " ", d->name, "");
	add_ids(s, &w, d);
	hw_wrap_end(&w);
	if (d->subsystem_ids.n)
		member(s, "subsystem",
		       hw_arena_printf(s->arena, "%.*s%s[%.*s]",
				       HW_TEXT_ARG(d->subsystem_name),
				       d->subsystem_name.n ? " " : "",
				       HW_TEXT_ARG(d->subsystem_ids)));
	member(s, "driver", driver_or_why(s, d));
	member(s, "modules", hw_document_modules(d, s->arena));
}

static void brief_entry(struct hw_sheet *s, const struct hw_document_device *d)
{
	struct hw_wrap w = begin_line(s, INDENT);

	add_addresses(s, &w, d);
	add(s, &w, "  ", d->class, d->name.n ? ":" : "");
	add(s, &w, " ", d->name, "");
	add_ids(s, &w, d);
	add_short_driver(s, &w, d, " - driver: ");
	hw_wrap_end(&w);
}

static void other_entry(struct hw_sheet *s, const struct hw_document_device *d)
{
	struct hw_wrap w = begin_line(s, INDENT);

	add_addresses(s, &w, d);
	add(s, &w, "  ", d->name, "");
	add_ids(s, &w, d);
	add_short_driver(s, &w, d, ": ");
	hw_wrap_end(&w);
}

static void bus_heading(struct hw_sheet *s, struct hw_text bus, bool is_first)
{
	size_t n = 0;

	for (size_t i = 0; i < s->device_count; i++)
		n += hw_text_eq(s->devices[i].subsystem, bus);
	hw_sheet_printf(s, "%s%.*s, %zu device%s\n", is_first ? "" : "\n",
			HW_TEXT_ARG(bus), n, n == 1 ? "" : "s");
}

/* Most drivers of a bus that are named where its devices are counted. */
#define DRIVERS_MAX ((size_t)40)

static void count_bus(struct hw_sheet *s, struct hw_text bus)
{
	struct hw_wrap w = begin_line(s, INDENT);
	struct hw_list drivers = {.arena = s->arena, .between = ", ", .max = DRIVERS_MAX};
	size_t n = 0;

	for (size_t i = 0; i < s->device_count; i++) {
		const struct hw_document_device *d = &s->devices[i];
		bool is_new = d->driver.n;

		if (!hw_text_eq(d->subsystem, bus))
			continue;
		n++;
		for (size_t k = 0; is_new && k < i; k++)
			is_new = !hw_text_eq(s->devices[k].subsystem, bus) ||
				 !hw_text_eq(s->devices[k].driver, d->driver);
		if (is_new)
			hw_list_add(&drivers, d->driver);
	}
	hw_wrap_text(&w, hw_arena_printf(s->arena, "%.*s: %zu device%s", HW_TEXT_ARG(bus),
					 n, n == 1 ? "" : "s"));
	add(s, &w, "; drivers: ", hw_list_text(&drivers), "");
	hw_wrap_end(&w);
}

static void more(struct hw_sheet *s, size_t shown, size_t all)
{
	if (shown < all)
		hw_sheet_printf(s, "... and %zu more\n", all - shown);
}

/* There is no more to say of it than a line holds, as of most USB devices, whose drivers
 * are those of their interfaces. */
static bool is_plain(const struct hw_document_device *d)
{
	return has_driver(d) && !d->subsystem_ids.n && !d->candidate_count;
}

static void entry(struct hw_sheet *s, const struct hw_document_device *d)
{
	if (d->part == HW_DOCUMENT_OTHER)
		other_entry(s, d);
	else if (d->is_part)
		part_entry(s, d);
	else if (!d->finding && (s->fold.is_brief ? works(d) : is_plain(d)))
		brief_entry(s, d);
	else
		full_entry(s, d);
}

void hw_entry_devices(struct hw_sheet *s, enum hw_document_part part)
{
	bool counts = part == HW_DOCUMENT_OTHER && s->fold.counts_others;
	const struct hw_document_device *d;
	struct hw_text bus = HW_NO_TEXT;
	size_t entries = 0;
	size_t shown = 0;
	size_t at = 0;

	while ((d = hw_sheet_next(s, part, &at))) {
		bool is_new = part == HW_DOCUMENT_OTHER && !hw_text_eq(bus, d->subsystem);
		bool is_entry = !counts || is_new;

		if (is_entry && s->fold.entries && entries >= s->fold.entries)
			break;
		if (is_new && counts)
			count_bus(s, d->subsystem);
		else if (is_new)
			bus_heading(s, d->subsystem, !bus.s);
		bus = d->subsystem;
		if (!counts)
			entry(s, d);
		entries += is_entry;
		shown += d->alike;
	}
	more(s, shown, hw_sheet_count(s, part));
}

void hw_entry_lines(struct hw_sheet *s, const struct hw_document_line *v, size_t n)
{
	size_t most = s->fold.entries && s->fold.entries < n ? s->fold.entries : n;

	for (size_t i = 0; i < most; i++) {
		struct hw_wrap w = begin_line(s, INDENT);

		add(s, &w, "", v[i].place, ":");
		add(s, &w, " ", v[i].text, "");
		hw_wrap_end(&w);
		if (v[i].devices.n) {
			w = begin_line(s, INDENT INDENT);
			add(s, &w, INDENT "-> ", v[i].devices, "");
			hw_wrap_end(&w);
		}
	}
	more(s, most, n);
}

void hw_entry_findings(struct hw_sheet *s, const struct hw_document_finding *v, size_t n,
		       size_t all)
{
	for (size_t i = 0; i < n; i++) {
		struct hw_wrap w = begin_line(s, INDENT);

		hw_wrap_text(&w, v[i].kind);
		add(s, &w, "  ", v[i].device.n ? v[i].device : HW_TEXT("this machine"),
		    "");
		add(s, &w, "  ", v[i].name, "");
		add(s, &w, " [", v[i].ids, "]");
		add(s, &w, " (", v[i].reason, ")");
		hw_wrap_end(&w);
	}
	more(s, n, all);
}
