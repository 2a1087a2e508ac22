// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/lookup/id_record.h"

#include <errno.h>

#include "report/collect/candidates.h"
#include "report/lookup/id_pattern.h"
#include "report/verdict/verdict.h"

/* Up to two sketches: a USB class may be a device's or an interface's. */
struct sketches {
	struct hw_sketch v[2];
	size_t n;
};

static bool is_wanted(void *arg, struct hw_text pattern)
{
	const struct sketches *s = arg;
	struct hw_needs needs;

	for (size_t i = 0; i < s->n; i++)
		if (hw_sketch_is_claimed(&s->v[i], pattern, &needs))
			return true;
	return false;
}

/* A module may have an alias twice; all of its aliases stand together. */
static bool is_there(const struct hw_record *record, const struct hw_alias_hit *hit)
{
	for (size_t i = record->candidate_count; i-- > 0;) {
		const struct hw_candidate *c = &record->candidates[i];

		if (c->source != hit->source || !hw_text_eq(c->module, hit->module))
			return false;
		if (hw_text_eq(c->pattern, hit->pattern))
			return true;
	}
	return false;
}

/* What the pattern asks for beyond the ids; of two sketches that which lacks less. */
static void fill_needs(const struct sketches *s, struct hw_candidate *c,
		       struct hw_arena *arena)
{
	const struct hw_field_spec **copy;
	struct hw_needs needs = {.n = HW_FIELD_MAX + 1};

	for (size_t i = 0; i < s->n; i++) {
		struct hw_needs these;

		if (hw_sketch_is_claimed(&s->v[i], c->pattern, &these) &&
		    these.n < needs.n)
			needs = these;
	}
	if (!needs.n || needs.n > HW_FIELD_MAX)
		return;
	copy = HW_ARENA_NEW(arena, const struct hw_field_spec *, needs.n);
	if (!copy)
		return;
	memcpy(copy, needs.v, needs.n * sizeof(*copy));
	c->needs = copy;
	c->need_count = needs.n;
}

static int fill_candidates(struct hw_machine *m, struct sketches *s,
			   struct hw_arena *arena, struct hw_record *record)
{
	struct hw_alias_hit *hits;
	size_t count;
	int r = hw_aliases_select(m->kernel.aliases, is_wanted, s, arena, &hits, &count);

	if (r < 0 || !count)
		return r;
	record->candidates = HW_ARENA_NEW(arena, struct hw_candidate, count);
	if (!record->candidates)
		return -ENOMEM;
	for (size_t i = 0; i < count; i++) {
		struct hw_candidate *c = &record->candidates[record->candidate_count];

		if (is_there(record, &hits[i]))
			continue;
		*c = hw_candidate_of_hit(m, &hits[i], arena);
		fill_needs(s, c, arena);
		record->candidate_count++;
	}
	return 0;
}

static void fill_names(struct hw_machine *m, const struct hw_modalias *sketch,
		       struct hw_arena *arena, struct hw_record *record)
{
	struct hw_name names[HW_FIELD_MAX];

	hw_name_fields(&m->databases, sketch, record->ids, arena, names);
	hw_name_device(&m->databases, sketch, names, arena, record->names);
}

/* "pci:8086:24db:103c:006a", "pci:8086:", "pci:class:0106" */
static struct hw_text id_of(const struct hw_bus *bus, bool is_class,
			    const struct hw_id ids[HW_ROLE_COUNT], struct hw_arena *arena)
{
	static const enum hw_role roles[2][4] = {
		{HW_ROLE_VENDOR, HW_ROLE_DEVICE, HW_ROLE_SUBVENDOR, HW_ROLE_SUBDEVICE},
		{HW_ROLE_CLASS, HW_ROLE_SUBCLASS, HW_ROLE_INTERFACE, HW_ROLE_NONE},
	};
	struct hw_text text =
		hw_arena_printf(arena, "%s:%s", bus->name, is_class ? "class:" : "");

	for (size_t i = 0; i < 4 && ids[roles[is_class][i]].present; i++)
		text = hw_arena_printf(arena, "%.*s%s%0*x", HW_TEXT_ARG(text),
				       i && !is_class ? ":" : "", is_class ? 2 : 4,
				       ids[roles[is_class][i]].value);
	if (!is_class && !ids[HW_ROLE_DEVICE].present)
		text = hw_arena_printf(arena, "%.*s:", HW_TEXT_ARG(text));
	return text;
}

static void sketch_device_class(const struct hw_bus *bus,
				const struct hw_id ids[HW_ROLE_COUNT],
				struct hw_arena *arena, struct sketches *s)
{
	struct hw_id of_device[HW_ROLE_COUNT] = {0};

	of_device[HW_ROLE_DEVICE_CLASS] = ids[HW_ROLE_CLASS];
	of_device[HW_ROLE_DEVICE_SUBCLASS] = ids[HW_ROLE_SUBCLASS];
	of_device[HW_ROLE_DEVICE_PROTOCOL] = ids[HW_ROLE_INTERFACE];
	if (hw_sketch_make(bus, of_device, arena, &s->v[s->n]) == 0)
		s->n++;
}

int hw_id_record(struct hw_machine *m, const struct hw_bus *bus, bool is_class,
		 const struct hw_id ids[HW_ROLE_COUNT], struct hw_arena *arena,
		 struct hw_record *ret)
{
	struct sketches s = {.n = 1};
	struct hw_facts facts = {.is_device = false};
	struct hw_record record = {
		.device.subsystem = hw_text_of(bus->name),
		.device.kind = is_class ? HW_TEXT("class") : HW_TEXT("id"),
		.in_detail = true,
	};
	int r = hw_sketch_make(bus, ids, arena, &s.v[0]);

	if (r < 0)
		return r;
	if (is_class)
		sketch_device_class(bus, ids, arena, &s);
	hw_ids_of_modalias(&s.v[0].modalias, record.ids);
	record.device.id = id_of(bus, is_class, ids, arena);
	fill_names(m, &s.v[0].modalias, arena, &record);
	r = fill_candidates(m, &s, arena, &record);
	if (r < 0)
		return r;
	record.verdict = hw_verdict(&facts, arena);
	*ret = record;
	return hw_arena_failed(arena) ? -ENOMEM : 0;
}
