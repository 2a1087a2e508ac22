// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/watch/pending.h"

#include <stdlib.h>

#include "data/base/array.h"

/* Devices that come together, as interfaces with their USB device, settle together. */
#define TOGETHER_MS 100

static struct hw_pending_device *find(struct hw_pending *p, const struct hw_uevent *u)
{
	for (size_t i = p->n; i-- > 0;)
		if (hw_text_eq(p->v[i].uevent.syspath, u->syspath))
			return &p->v[i];
	return NULL;
}

/* The texts of an event are the monitor's until the next one. */
static int take(struct hw_pending_device *d, const struct hw_uevent *u)
{
	struct hw_arena arena = {0};
	const struct hw_uevent copy = {
		.action = d->uevent.action | u->action,
		.syspath = hw_arena_copy(&arena, u->syspath),
		.subsystem = hw_arena_copy(&arena, u->subsystem),
		.name = hw_arena_copy(&arena, u->name),
		.kind = hw_arena_copy(&arena, u->kind),
		.properties = hw_arena_copy(&arena, u->properties),
	};

	if (hw_arena_failed(&arena)) {
		hw_arena_done(&arena);
		return -ENOMEM;
	}
	hw_arena_done(&d->arena);
	d->arena = arena;
	d->uevent = copy;
	return 0;
}

int hw_pending_add(struct hw_pending *p, const struct hw_uevent *u, int64_t now)
{
	struct hw_pending_device fresh = {.since = now};
	struct hw_pending_device *d = find(p, u);
	int r;

	if (!u->action)
		return 0;
	if (!d && HW_ARRAY_GROW(p->v, p->n, &p->room, 16) < 0)
		return -ENOMEM;
	r = take(d ? d : &fresh, u);
	if (r < 0)
		return r;
	if (!d) {
		fresh.has_come =
			u->action & HW_UEVENT_ADD && !(u->action & HW_UEVENT_REMOVE);
		d = &p->v[p->n++];
		*d = fresh;
	}
	if (u->action & (HW_UEVENT_ADD | HW_UEVENT_REMOVE))
		d->was_removed = u->action & HW_UEVENT_REMOVE;
	d->last = now;
	d->due = now + p->settle;
	if (d->due > d->since + p->patience)
		d->due = d->since + p->patience;
	return 0;
}

int64_t hw_pending_wait(const struct hw_pending *p, int64_t now)
{
	int64_t least = -1;

	for (size_t i = 0; i < p->n; i++) {
		int64_t wait = p->v[i].due > now ? p->v[i].due - now : 0;

		if (least < 0 || wait < least)
			least = wait;
	}
	return least;
}

/* A ':' is the least: the interfaces of a hub, "1-7/1-7:1.0", come before what is plugged
 * in at its ports, "1-7/1-7.1". */
static int rank(char c)
{
	return c == ':' ? 0 : (unsigned char)c;
}

static int by_path(const void *a, const void *b)
{
	const struct hw_text x = ((const struct hw_pending_device *)a)->uevent.syspath;
	const struct hw_text y = ((const struct hw_pending_device *)b)->uevent.syspath;
	size_t n = 0;

	while (n < x.n && n < y.n && x.s[n] == y.s[n])
		n++;
	if (n == x.n || n == y.n)
		return (x.n > y.n) - (x.n < y.n);
	return rank(x.s[n]) - rank(y.s[n]);
}

size_t hw_pending_ready(struct hw_pending *p, int64_t now)
{
	size_t n = 0;

	if (hw_pending_wait(p, now) != 0)
		return 0;
	for (size_t i = 0; i < p->n; i++) {
		struct hw_pending_device d = p->v[i];

		if (d.due > now + TOGETHER_MS)
			continue;
		d.due = now;
		p->v[i] = p->v[n];
		p->v[n++] = d;
	}
	qsort(p->v, n, sizeof(*p->v), by_path);
	return n;
}

bool hw_pending_retry(const struct hw_pending *p, struct hw_pending_device *d,
		      int64_t now)
{
	if (now >= d->since + p->patience)
		return false;
	d->due = now + p->settle;
	if (d->due > d->since + p->patience)
		d->due = d->since + p->patience;
	return d->due > now;
}

int hw_pending_keep(struct hw_pending_device *d, const struct hw_device *was)
{
	struct hw_device *copy;

	if (d->is_kept)
		return 0;
	d->is_kept = true;
	if (!was || d->has_come)
		return 0;
	copy = HW_ARENA_NEW(&d->of_was, struct hw_device, 1);
	if (!copy)
		return -ENOMEM;
	*copy = *was;
	copy->id = hw_arena_copy(&d->of_was, was->id);
	copy->subsystem = hw_arena_copy(&d->of_was, was->subsystem);
	copy->name = hw_arena_copy(&d->of_was, was->name);
	copy->kind = hw_arena_copy(&d->of_was, was->kind);
	copy->syspath = hw_arena_copy(&d->of_was, was->syspath);
	copy->parent = hw_arena_copy(&d->of_was, was->parent);
	copy->modalias = hw_arena_copy(&d->of_was, was->modalias);
	copy->driver = hw_arena_copy(&d->of_was, was->driver);
	copy->driver_module = hw_arena_copy(&d->of_was, was->driver_module);
	copy->uevent = hw_arena_copy(&d->of_was, was->uevent);
	d->was = copy;
	return hw_arena_failed(&d->of_was) ? -ENOMEM : 0;
}

static void forget(struct hw_pending_device *d)
{
	hw_arena_done(&d->arena);
	hw_arena_done(&d->of_was);
}

void hw_pending_drop(struct hw_pending *p, size_t n, int64_t now)
{
	size_t kept = 0;

	for (size_t i = 0; i < p->n; i++) {
		if (i < n && p->v[i].due <= now)
			forget(&p->v[i]);
		else
			p->v[kept++] = p->v[i];
	}
	p->n = kept;
}

void hw_pending_done(struct hw_pending *p)
{
	for (size_t i = 0; i < p->n; i++)
		forget(&p->v[i]);
	free(p->v);
	*p = (struct hw_pending){0};
}
