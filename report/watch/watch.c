// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/watch/watch.h"

#include <errno.h>
#include <stdlib.h>

#include "data/base/memory.h"
#include "report/select/selection.h"

static const struct {
	unsigned action;
	const char *word;
} actions[] = {
	{HW_UEVENT_ADD, "add"},
	{HW_UEVENT_BIND, "bind"},
	{HW_UEVENT_UNBIND, "unbind"},
	{HW_UEVENT_REMOVE, "remove"},
};

const char *hw_hotplug_word(enum hw_hotplug_kind kind)
{
	static const char *const words[] = {
		[HW_HOTPLUG_ADDED] = "added",	[HW_HOTPLUG_REMOVED] = "removed",
		[HW_HOTPLUG_BOUND] = "bound",	[HW_HOTPLUG_UNBOUND] = "unbound",
		[HW_HOTPLUG_FAILED] = "failed", [HW_HOTPLUG_LOST] = "lost",
	};

	return words[kind];
}

const char *hw_hotplug_action(const struct hw_hotplug *h, size_t i)
{
	for (size_t k = 0; k < HW_ARRAY_SIZE(actions); k++)
		if (h->actions & actions[k].action && i-- == 0)
			return actions[k].word;
	return NULL;
}

/* Of a device that may say its name. */
static int keep_name(struct hw_watch *w, struct hw_machine *machine,
		     const struct hw_device *device)
{
	struct hw_record record = {.device = *device};
	struct hw_arena arena = {0};
	int r;

	if (!device->bus || !device->bus->own)
		return 0;
	r = hw_collect_identity(machine, &arena, &record);
	if (r == 0)
		r = hw_own_names_keep(&w->names, &record);
	hw_arena_done(&arena);
	return r;
}

int hw_watch_begin(struct hw_watch *w, struct hw_machine *machine,
		   const struct hw_selection *selection)
{
	int r = hw_collect_plan(machine, selection, &w->known);

	for (size_t i = 0; r == 0 && i < w->known.list.n; i++)
		r = keep_name(w, machine, &w->known.list.v[i]);
	return r;
}

void hw_watch_done(struct hw_watch *w)
{
	hw_pending_done(&w->pending);
	hw_own_names_done(&w->names);
	hw_plan_done(&w->known);
}

/* A list of devices that is searched by path. */
struct index {
	const struct hw_device **v;
	size_t n;
};

static int by_syspath(const void *a, const void *b)
{
	const struct hw_device *x = *(const struct hw_device *const *)a;
	const struct hw_device *y = *(const struct hw_device *const *)b;

	return hw_text_cmp(x->syspath, y->syspath);
}

static int index_of(const struct hw_device_list *list, struct hw_arena *arena,
		    struct index *ret)
{
	ret->v = HW_ARENA_NEW(arena, const struct hw_device *, list->n);
	if (list->n && !ret->v)
		return -ENOMEM;
	for (ret->n = 0; ret->n < list->n; ret->n++)
		ret->v[ret->n] = &list->v[ret->n];
	if (ret->n)
		qsort(ret->v, ret->n, sizeof(const struct hw_device *), by_syspath);
	return 0;
}

/* NULL: it is not there. */
static const struct hw_device *find(const struct index *in, struct hw_text syspath)
{
	const struct hw_device key = {.syspath = syspath};
	const struct hw_device *const k = &key;
	const struct hw_device *const *hit =
		in->n ? bsearch(&k, in->v, in->n, sizeof(k), by_syspath) : NULL;

	return hit ? *hit : NULL;
}

struct batch {
	struct hw_watch *watch;
	struct hw_machine *machine;
	const struct hw_selection *selection;
	int64_t now;
	int64_t offset;
	bool is_end;
	hw_hotplug_fn *fn;
	void *arg;
	struct hw_report_tail *tail;
	/* of the batch */
	struct hw_arena arena;
	struct index before;
	struct index after;
	/* whose record is being made, and what was there before its events; NULL: nothing
	 */
	struct hw_pending_device *of;
	const struct hw_device *was;
};

static struct hw_hotplug hotplug_of(const struct batch *b, enum hw_hotplug_kind kind,
				    const struct hw_record *record)
{
	return (struct hw_hotplug){
		.kind = kind,
		.actions = b->of->uevent.action,
		.time = b->of->since + b->offset,
		.record = record,
	};
}

/* Tells that a device has gone, if it is one of those that are asked for. */
static int emit_gone(struct batch *b, struct hw_arena *arena, struct hw_record *record,
		     bool was_brief)
{
	struct hw_hotplug h = hotplug_of(b, HW_HOTPLUG_REMOVED, record);
	int r = hw_collect_identity(b->machine, arena, record);

	h.was_brief = was_brief;
	hw_own_names_fill(&b->watch->names, record);
	if (r == 0 && hw_selection_has_ids(b->selection, record) &&
	    hw_selection_has_kind(b->selection, record))
		r = b->fn(b->arg, &h);
	hw_own_names_drop(&b->watch->names, record->device.syspath);
	return r;
}

/* What was plugged in before, in the same port: it has gone, whatever came in its place.
 */
static int tell_replaced(struct batch *b)
{
	struct hw_record record = {0};
	struct hw_arena arena = {0};
	int r = 0;

	if (!b->was || !(b->of->uevent.action & HW_UEVENT_REMOVE))
		return 0;
	record.device = *b->was;
	r = emit_gone(b, &arena, &record, false);
	hw_arena_done(&arena);
	/* what is told now is the other one */
	b->was = NULL;
	b->of->has_come = true;
	return r;
}

/* A hw_record_fn; of a device that is there. */
static int tell(void *arg, const struct hw_record *record)
{
	struct batch *b = arg;
	unsigned action = b->of->uevent.action;
	bool is_bound = record->device.driver_known == HW_DRIVER_BOUND;
	bool fails = record->verdict.severity >= HW_SEVERITY_WARNING &&
		     action & (HW_UEVENT_ADD | HW_UEVENT_BIND);
	struct hw_hotplug h = hotplug_of(b, HW_HOTPLUG_ADDED, record);
	struct hw_record unsettled;
	int r = action & HW_UEVENT_ADD ? tell_replaced(b) : 0;

	if (r)
		return r;
	/* its driver may still be at work: many probe in a thread of their own; of one
	 * that the end of the program cuts short it is known that it came, no more */
	if (fails && hw_pending_retry(&b->watch->pending, b->of, b->now)) {
		if (!b->is_end)
			return 0;
		fails = false;
		unsettled = *record;
		unsettled.verdict.severity = HW_SEVERITY_NONE;
		h.record = &unsettled;
	}
	if (fails)
		h.kind = HW_HOTPLUG_FAILED;
	else if (action & HW_UEVENT_ADD)
		h.kind = HW_HOTPLUG_ADDED;
	else if (is_bound && action & HW_UEVENT_BIND)
		h.kind = HW_HOTPLUG_BOUND;
	else if (!is_bound && action & HW_UEVENT_UNBIND)
		h.kind = HW_HOTPLUG_UNBOUND;
	else
		return 0;
	if (action & HW_UEVENT_ADD)
		r = hw_own_names_keep(&b->watch->names, record);
	return r ? r : b->fn(b->arg, &h);
}

/* "/sys/…/1-6" of "/sys/…/1-6/1-6:1.0". */
static struct hw_text path_above(struct hw_text path)
{
	const size_t base = hw_path_base(path).n;

	return hw_text_head(path, path.n > base ? path.n - base - 1 : 0);
}

/* What an event tells of a device that sysfs has no more. */
static struct hw_device device_of(const struct hw_uevent *u, struct hw_arena *arena)
{
	struct hw_device d = {
		.id = hw_arena_printf(arena, "%.*s:%.*s", HW_TEXT_ARG(u->subsystem),
				      HW_TEXT_ARG(u->name)),
		.subsystem = u->subsystem,
		.bus = hw_bus_of_subsystem(u->subsystem),
		.name = u->name,
		.kind = u->kind.n ? u->kind : HW_TEXT("device"),
		.syspath = u->syspath,
		.modalias = hw_uevent_get(u->properties, "MODALIAS"),
		.driver = hw_uevent_get(u->properties, "DRIVER"),
		.uevent = u->properties,
	};

	d.driver_known = d.driver.n ? HW_DRIVER_BOUND : HW_DRIVER_UNKNOWN;
	if (hw_bus_is_part(d.bus, d.kind)) {
		const struct hw_text whole = hw_path_base(path_above(u->syspath));

		d.parent = hw_arena_printf(arena, "%.*s:%.*s", HW_TEXT_ARG(u->subsystem),
					   HW_TEXT_ARG(whole));
	}
	return d;
}

/* Whether a device that no list had is one of those that are asked for. */
static bool is_selected(const struct batch *b, struct hw_device *device)
{
	const struct hw_scan scan = hw_selection_scan(b->selection);
	struct hw_device_list list = {device, 1};
	struct hw_arena arena = {0};
	bool is =
		hw_sysfs_is_scanned(&scan, device) &&
		hw_selection_narrow(b->selection, b->machine->root, &arena, &list) == 0 &&
		list.n;

	hw_arena_done(&arena);
	return is;
}

static int tell_gone(struct batch *b)
{
	const struct hw_device *known = b->was;
	struct hw_arena arena = {0};
	struct hw_record record;
	int r = 0;

	/* its removal is still to be told */
	if (!b->of->was_removed && !b->is_end &&
	    hw_pending_retry(&b->watch->pending, b->of, b->now))
		return 0;
	record = (struct hw_record){.device = known ? *known
						    : device_of(&b->of->uevent, &arena)};
	if (hw_arena_failed(&arena))
		r = -ENOMEM;
	else if (known || is_selected(b, &record.device))
		r = emit_gone(b, &arena, &record,
			      !known && b->of->uevent.action & HW_UEVENT_ADD);
	hw_arena_done(&arena);
	return r;
}

/* The list is of the last look, which may be behind the first event of a device that had
 * not settled by then. */
static const struct hw_device *was_before(const struct batch *b,
					  const struct hw_pending_device *of)
{
	if (of->has_come)
		return NULL;
	return of->is_kept ? of->was : find(&b->before, of->uevent.syspath);
}

/* What is still pending is to be told by what was there before this look. */
static int keep_pending(const struct batch *b)
{
	const struct hw_pending *p = &b->watch->pending;
	int r = 0;

	for (size_t i = 0; i < p->n && r == 0; i++)
		r = hw_pending_keep(&p->v[i], find(&b->before, p->v[i].uevent.syspath));
	return r;
}

static int tell_one(struct batch *b, struct hw_pending_device *of)
{
	const struct hw_device *there = find(&b->after, of->uevent.syspath);
	struct hw_plan one = {.list = {NULL, 1}};
	struct hw_device copy;

	b->of = of;
	b->was = was_before(b, of);
	if (!there)
		return tell_gone(b);
	copy = *there;
	one.list.v = &copy;
	return hw_collect_planned(b->machine, b->selection, &one, tell, b, b->tail);
}

static int pretend(struct batch *b, const struct hw_device *d, unsigned action)
{
	const struct hw_uevent uevent = {
		.action = action,
		.syspath = d->syspath,
		.subsystem = d->subsystem,
		.name = d->name,
		.kind = d->kind,
		.properties = d->uevent,
	};

	return hw_pending_add(&b->watch->pending, &uevent,
			      b->now - b->watch->pending.settle);
}

/* Whether it is what it was, and no other one in the same port: DEVNUM counts what is
 * plugged in at a USB bus (usb_dev_uevent(), drivers/usb/core/usb.c). */
static bool is_same(const struct hw_device *a, const struct hw_device *b)
{
	static const char *const keys[] = {"PRODUCT", "DEVNUM"};

	for (size_t i = 0; i < HW_ARRAY_SIZE(keys); i++)
		if (!hw_text_eq(hw_uevent_get(a->uevent, keys[i]),
				hw_uevent_get(b->uevent, keys[i])))
			return false;
	return hw_text_eq(a->modalias, b->modalias);
}

/* Whether another one has come in its place; with a device all its parts are others. */
static bool is_replaced(const struct batch *b, const struct hw_device *was,
			const struct hw_device *is)
{
	const struct hw_text above = path_above(is->syspath);
	const struct hw_device *before, *after;

	if (!is_same(was, is))
		return true;
	if (!hw_bus_is_part(is->bus, is->kind))
		return false;
	before = find(&b->before, above);
	after = find(&b->after, above);
	return before && after && !is_same(before, after);
}

/* In place of events that were dropped: what differs from the devices known. */
static int compare(struct batch *b)
{
	const struct hw_hotplug lost = {.kind = HW_HOTPLUG_LOST,
					.time = b->now + b->offset};
	int r = b->fn(b->arg, &lost);

	for (size_t i = 0; i < b->before.n && r == 0; i++)
		if (!find(&b->after, b->before.v[i]->syspath))
			r = pretend(b, b->before.v[i], HW_UEVENT_REMOVE);
	for (size_t i = 0; i < b->after.n && r == 0; i++) {
		const struct hw_device *is = b->after.v[i];
		const struct hw_device *was = find(&b->before, is->syspath);

		if (!was)
			r = pretend(b, is, HW_UEVENT_ADD);
		else if (is_replaced(b, was, is))
			r = pretend(b, is, HW_UEVENT_REMOVE | HW_UEVENT_ADD);
		else if (!hw_text_eq(was->driver, is->driver))
			r = pretend(b, is,
				    is->driver.n ? HW_UEVENT_BIND : HW_UEVENT_UNBIND);
	}
	return r;
}

static int settle(struct batch *b)
{
	struct hw_pending *p = &b->watch->pending;
	size_t n;
	int r = 0;

	if (b->watch->has_lost)
		r = compare(b);
	for (size_t i = 0; b->is_end && i < p->n; i++)
		p->v[i].due = b->now;
	n = hw_pending_ready(p, b->now);
	for (size_t i = 0; i < n && r == 0; i++)
		r = tell_one(b, &p->v[i]);
	if (r == 0) {
		b->watch->has_lost = false;
		hw_pending_drop(p, n, b->now);
		r = keep_pending(b);
	}
	return r;
}

int hw_watch_settle(struct hw_watch *w, struct hw_machine *machine,
		    const struct hw_selection *selection, int64_t now, int64_t offset,
		    bool is_end, hw_hotplug_fn *fn, void *arg,
		    struct hw_report_tail *tail)
{
	struct batch b = {
		.watch = w,
		.machine = machine,
		.selection = selection,
		.now = now,
		.offset = offset,
		.is_end = is_end,
		.fn = fn,
		.arg = arg,
		.tail = tail,
	};
	struct hw_plan plan = {0};
	int r = hw_collect_plan(machine, selection, &plan);

	if (r == 0)
		r = index_of(&w->known.list, &b.arena, &b.before);
	if (r == 0)
		r = index_of(&plan.list, &b.arena, &b.after);
	if (r == 0)
		r = settle(&b);
	hw_arena_done(&b.arena);
	if (r < 0) {
		hw_plan_done(&plan);
		return r;
	}
	hw_plan_done(&w->known);
	w->known = plan;
	return r;
}
