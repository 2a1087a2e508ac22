// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/lookup/lookup.h"

#include <errno.h>

#include "report/collect/packages.h"
#include "report/lookup/id_pattern.h"
#include "report/lookup/internal.h"

struct lookup {
	struct hw_machine *machine;
	hw_record_fn *fn;
	void *arg;
	struct hw_report_tail *tail;
};

static int emit(const struct lookup *l, const struct hw_record *record)
{
	l->tail->by_state[record->verdict.state]++;
	return l->fn(l->arg, record);
}

/* The role of the most specific id. */
static enum hw_role last_role(const struct hw_id ids[HW_ROLE_COUNT])
{
	enum hw_role last = HW_ROLE_NONE;

	for (enum hw_role role = HW_ROLE_VENDOR; role < HW_ROLE_COUNT; role++)
		if (ids[role].present)
			last = role;
	return last;
}

/* Whether a module or a package asks for this very id. */
static bool is_asked_for(const struct hw_record *r, enum hw_role role)
{
	for (size_t i = 0; i < r->candidate_count; i++)
		if (hw_pattern_fixes(r->candidates[i].pattern, role))
			return true;
	for (size_t i = 0; i < r->package_count; i++)
		if (r->packages[i].kind == HW_PACKAGE_MODALIAS &&
		    hw_pattern_fixes(r->packages[i].in_full, role))
			return true;
	return false;
}

/*
 * Whether the most specific id is known: it has a name, a module or a package asks for
 * it, or the machine has such a device. Few subsystems have names, so of a subsystem it
 * is the device that must be known; and where a class is not divided, its parts are 00
 * and have no names.
 */
static bool is_known(const struct hw_record *r)
{
	enum hw_role role = last_role(r->ids);

	if (r->here_count)
		return true;

	if (role == HW_ROLE_SUBVENDOR || role == HW_ROLE_SUBDEVICE)
		role = HW_ROLE_DEVICE;
	if (role == HW_ROLE_INTERFACE && !r->ids[role].value)
		role = HW_ROLE_SUBCLASS;
	if (role == HW_ROLE_SUBCLASS && !r->ids[role].value)
		role = HW_ROLE_CLASS;
	for (enum hw_name_key key = 0; key < HW_NAME_COUNT; key++)
		if (hw_name_role(key) == role && r->names[key].text.n)
			return true;
	return is_asked_for(r, role);
}

static bool has_any_name(const struct hw_record *r)
{
	for (enum hw_name_key key = 0; key < HW_NAME_COUNT; key++)
		if (r->names[key].text.n)
			return true;
	return false;
}

/* A query without a bus is looked up on all with HW_BUS_NUMERIC_IDS. HID devices have the
 * ids of the USB device they are part of, and drivers of their own. */
static size_t count_buses(const struct hw_query *q)
{
	const struct hw_bus *bus = NULL;
	size_t n = 0;

	if (q->bus)
		return 1;
	while ((bus = hw_bus_next_with(HW_BUS_NUMERIC_IDS, bus)))
		n++;
	return n;
}

/* What is shown of a record beside its names. */
static void note_claims(const struct hw_record *record, struct hw_lookup_result *ret)
{
	for (size_t i = 0; i < record->candidate_count; i++) {
		const bool by_class = record->candidates[i].by_class;

		ret->is_claimed = ret->is_claimed || !by_class;
		ret->is_claimed_by_class = ret->is_claimed_by_class || by_class;
	}
	ret->has_packages = ret->has_packages || record->package_count;
}

/* Emits the records that know all of the query; if there are none, those that know a
 * part; of a recording, which does not tell that there is no such id, without names. */
static int look_up_ids(const struct lookup *l, const struct hw_query *q,
		       struct hw_arena *arena, struct hw_lookup_result *ret)
{
	const struct hw_bus *bus =
		q->bus ? q->bus : hw_bus_next_with(HW_BUS_NUMERIC_IDS, NULL);
	struct hw_record *records = HW_ARENA_NEW(arena, struct hw_record, count_buses(q));
	const bool of_device = q->ids[HW_ROLE_DEVICE].present;
	const struct hw_id_extent extent = {
		.packages = q->kind == HW_QUERY_CLASS || of_device,
		.by_class = true,
	};
	bool any = false;
	size_t n = 0;
	int r = 0;

	if (!records)
		return -ENOMEM;
	for (; bus; bus = q->bus ? NULL : hw_bus_next_with(HW_BUS_NUMERIC_IDS, bus)) {
		r = hw_id_record(l->machine, bus, q->kind == HW_QUERY_CLASS, q->ids,
				 extent, arena, &records[n]);
		if (r == -EINVAL)
			continue;
		if (r < 0)
			return r;
		ret->found = ret->found || is_known(&records[n]);
		any = any || has_any_name(&records[n]);
		n++;
	}
	r = 0;
	for (size_t i = 0; i < n && r == 0; i++) {
		if (!(ret->found ? is_known(&records[i])
		      : any	 ? has_any_name(&records[i])
				 : l->machine->is_recording))
			continue;
		note_claims(&records[i], ret);
		r = emit(l, &records[i]);
	}
	return r;
}

int hw_lookup_knows(struct hw_machine *machine, const struct hw_query *query,
		    bool *ret_knows)
{
	const struct hw_bus *bus =
		query->bus ? query->bus : hw_bus_next_with(HW_BUS_NUMERIC_IDS, NULL);
	struct hw_arena arena = {0};
	int r = 0;

	*ret_knows = false;
	for (; bus && r == 0 && !*ret_knows;
	     bus = query->bus ? NULL : hw_bus_next_with(HW_BUS_NUMERIC_IDS, bus)) {
		struct hw_record record;

		r = hw_id_record(machine, bus, query->kind == HW_QUERY_CLASS, query->ids,
				 (struct hw_id_extent){.packages = false}, &arena,
				 &record);
		if (r == 0)
			*ret_knows = is_known(&record);
		r = r == -EINVAL ? 0 : r;
	}
	hw_arena_done(&arena);
	return r;
}

/* Passes the record of a string on. */
struct filter {
	const struct lookup *lookup;
	struct hw_arena *arena;
	/* the record's id, instead of the string; absent: the string */
	struct hw_text id;
	/* only if it is known */
	bool strict;
	bool known;
};

/* Whether the string has a candidate, or one of its ids a name. */
static bool is_known_string(const struct hw_record *record)
{
	const struct hw_decoded *d = record->modalias;

	if (record->candidate_count)
		return true;
	for (size_t i = 0; d && i < d->modalias.field_count; i++) {
		const struct hw_field *f = &d->modalias.fields[i];
		struct hw_text cursor = f->text;
		struct hw_text item;

		if (f->spec->kind != HW_KIND_LIST)
			continue;
		while (hw_field_next(f, &cursor, &item))
			if (hw_field_item_name(&d->modalias, f, item))
				return true;
	}
	return false;
}

static int take_string(void *arg, const struct hw_record *record)
{
	struct filter *f = arg;
	struct hw_record copy = *record;

	f->known = is_known_string(record);
	if (f->strict && !f->known)
		return 0;
	if (copy.modalias && !copy.modalias->modalias.error)
		hw_packages_of_ids(f->lookup->machine, f->arena,
				   copy.modalias->modalias.raw, NULL, NULL, &copy);
	f->known = f->known || copy.package_count;
	if (f->id.n) {
		copy.device.id = f->id;
		copy.device.kind = HW_TEXT("id");
	}
	return emit(f->lookup, &copy);
}

static int look_up_string(struct filter *f, struct hw_text string)
{
	struct hw_report_tail counted_by_emit = {.warnings = NULL};

	return hw_collect_string(f->lookup->machine, string, take_string, f,
				 &counted_by_emit);
}

static int look_up_acpi(const struct lookup *l, struct hw_text id, bool strict,
			struct hw_arena *arena, struct hw_lookup_result *ret)
{
	struct hw_text string = hw_arena_printf(arena, "acpi:%.*s:", HW_TEXT_ARG(id));
	struct filter f = {
		.lookup = l,
		.arena = arena,
		.id = hw_text_head(string, string.n - 1),
		.strict = strict,
	};
	int r = string.s ? look_up_string(&f, string) : -ENOMEM;

	ret->found = ret->found || f.known;
	return r;
}

static struct hw_id id16(uint16_t value)
{
	return (struct hw_id){.present = true, .digits = 4, .value = value};
}

static int look_up_names(const struct lookup *l, const struct hw_query *q, size_t limit,
			 struct hw_lookup_result *ret)
{
	struct hw_arena arena = {0};
	struct hw_lookup_names names;
	int r = hw_lookup_names(&l->machine->databases, q->words, q->word_count, &names);

	if (r < 0)
		return r;
	for (size_t i = 0; i < names.n && r == 0; i++) {
		const struct hw_lookup_name *name = &names.v[i];
		struct hw_id ids[HW_ROLE_COUNT] = {0};
		struct hw_record record;

		if (limit && i == limit) {
			ret->more = names.n - i;
			break;
		}
		ids[HW_ROLE_VENDOR] = id16(name->entry.vendor);
		if (name->entry.is_device)
			ids[HW_ROLE_DEVICE] = id16(name->entry.device);
		hw_arena_reset(&arena);
		r = hw_id_record(l->machine, name->bus, false, ids,
				 (struct hw_id_extent){.by_class = names.n == 1}, &arena,
				 &record);
		record.in_detail = names.n == 1;
		if (r == 0)
			r = emit(l, &record);
	}
	ret->found = ret->found || names.n;
	hw_lookup_names_done(&names);
	hw_arena_done(&arena);
	return r;
}

/* A single word may be an ACPI id as well: BCM2E7C is one, RTL8168 is not. */
static int look_up_text(const struct lookup *l, const struct hw_query *q, size_t limit,
			struct hw_arena *arena, struct hw_lookup_result *ret)
{
	struct hw_query acpi;
	int r = 0;

	if (q->word_count == 1 && hw_query_of_acpi(q->words[0], arena, &acpi))
		r = look_up_acpi(l, acpi.text, true, arena, ret);
	return r ? r : look_up_names(l, q, limit, ret);
}

/* What looks like an alias, "md-raid1", may be part of a name: "md-5000". */
static int look_up_modalias(const struct lookup *l, const struct hw_query *q,
			    size_t limit, struct hw_arena *arena,
			    struct hw_lookup_result *ret)
{
	const struct hw_query text = {
		.kind = HW_QUERY_TEXT,
		.words = &q->text,
		.word_count = 1,
	};
	struct filter f = {.lookup = l, .arena = arena};
	struct hw_modalias m;
	int r;

	if (hw_decode(q->text, &m) && !(m.bus->flags & HW_BUS_ALIAS)) {
		ret->found = true;
		return look_up_string(&f, q->text);
	}
	f.strict = m.error == HW_DECODE_OK;
	r = look_up_string(&f, q->text);
	ret->found = f.known;
	return r || f.known || !f.strict ? r : look_up_names(l, &text, limit, ret);
}

int hw_lookup(struct hw_machine *machine, const struct hw_query *query, size_t limit,
	      hw_record_fn *fn, void *arg, struct hw_report_tail *tail,
	      struct hw_lookup_result *ret)
{
	const struct lookup l = {machine, fn, arg, tail};
	struct hw_lookup_result result = {.found = false};
	struct hw_arena arena = {0};
	int r = -EINVAL;

	switch (query->kind) {
	case HW_QUERY_ID:
	case HW_QUERY_CLASS:
		r = look_up_ids(&l, query, &arena, &result);
		break;
	case HW_QUERY_ACPI:
		r = look_up_acpi(&l, query->text, false, &arena, &result);
		break;
	case HW_QUERY_STRING:
		r = look_up_modalias(&l, query, limit, &arena, &result);
		break;
	case HW_QUERY_TEXT:
		r = look_up_text(&l, query, limit, &arena, &result);
		break;
	}
	hw_arena_done(&arena);
	*ret = result;
	return r;
}
