// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/ascii.h"
#include "report/json.h"

/*
 * A record as JSON: "device" and what is below it in
 * report/schema/report-1.schema.json. Keys come in a fixed order and are always there.
 */

static struct json_object *tristate(struct hw_json *j, enum hw_tristate t)
{
	return t == HW_UNKNOWN ? NULL : hw_json_boolean(j, t == HW_YES);
}

/* Items of a list. The kernel prints bit numbers with %X; ids are lower case here. */
static struct json_object *list(struct hw_json *j, const struct hw_field *field)
{
	struct json_object *items = hw_json_array(j);
	struct hw_text cursor = field->text;
	struct hw_text item;

	while (hw_field_next(field, &cursor, &item)) {
		char lower[16];

		if (field->spec->kind == HW_KIND_BITS && item.n <= sizeof(lower)) {
			for (size_t i = 0; i < item.n; i++)
				lower[i] = hw_lower(item.s[i]);
			item.s = lower;
		}
		hw_json_append(j, items, hw_json_text(j, item));
	}
	return items;
}

static bool is_list(const struct hw_field *field)
{
	return field->spec->kind == HW_KIND_LIST || field->spec->kind == HW_KIND_BITS;
}

static struct json_object *field_value(struct hw_json *j, const struct hw_field *field)
{
	char buf[HW_VALUE_MAX];

	if (is_list(field))
		return list(j, field);
	return hw_json_text(j, hw_field_value(field, buf));
}

/* Every field of the row is a key, also one the string lacks; of fields that are there
 * twice the first counts. */
static struct json_object *fields(struct hw_json *j, const struct hw_modalias *m)
{
	struct json_object *to = hw_json_object(j);
	struct json_object *unknown;
	size_t next = 0;

	for (size_t k = 0; m->bus && k < m->bus->field_count; k++) {
		const struct hw_field_spec *spec = &m->bus->fields[k];
		size_t i = next;

		while (i < m->field_count && m->fields[i].spec != spec)
			i++;
		for (size_t e = 0; i == m->field_count && e < next; e++)
			if (m->fields[e].spec == spec)
				i = e;
		hw_json_add(j, to, spec->name,
			    i < m->field_count ? field_value(j, &m->fields[i]) : NULL);
		if (i == next)
			next++;
	}
	if (!m->bus || !(m->bus->flags & HW_BUS_ANY_ORDER))
		return to;
	unknown = hw_json_array(j);
	for (size_t i = 0; i < m->field_count; i++)
		if (strcmp(m->fields[i].spec->name, "unknown") == 0)
			hw_json_append(j, unknown, field_value(j, &m->fields[i]));
	hw_json_add(j, to, "unknown", unknown);
	return to;
}

static struct json_object *item_names(struct hw_json *j, const struct hw_modalias *m,
				      const struct hw_field *field)
{
	struct json_object *names = hw_json_array(j);
	struct hw_text cursor = field->text;
	struct hw_text item;

	while (hw_field_next(field, &cursor, &item))
		hw_json_append(j, names,
			       hw_json_literal(j, hw_field_item_name(m, field, item)));
	return names;
}

static struct json_object *part(struct hw_json *j, const struct hw_modalias *m,
				const struct hw_field *field, const struct hw_name *name)
{
	static const char *const matches[] = {
		[HW_MATCH_FIXED] = "fixed",
		[HW_MATCH_ANY] = "any",
		[HW_MATCH_GLOB] = "glob",
	};
	struct json_object *to = hw_json_object(j);

	hw_json_add(j, to, "tag", hw_json_text(j, hw_text_of(field->spec->tag)));
	hw_json_add(j, to, "field", hw_json_literal(j, field->spec->name));
	hw_json_add(j, to, "title", hw_json_literal(j, field->spec->title));
	hw_json_add(j, to, "offset",
		    field->text.s ? hw_json_number(j, field->text.s - m->raw.s) : NULL);
	hw_json_add(j, to, "length", hw_json_number(j, (int64_t)field->text.n));
	hw_json_add(j, to, "value", field_value(j, field));
	hw_json_add(j, to, "match", hw_json_literal(j, matches[field->match]));
	hw_json_add(j, to, "name", hw_json_text(j, name->text));
	hw_json_add(j, to, "name_source", hw_json_literal(j, name->source));
	hw_json_add(j, to, "item_names", is_list(field) ? item_names(j, m, field) : NULL);
	return to;
}

static struct json_object *decode_error(struct hw_json *j, const struct hw_modalias *m)
{
	struct json_object *to;
	char message[128];
	size_t n;

	if (m->error == HW_DECODE_OK)
		return NULL;
	n = hw_decode_explain(m, message, sizeof(message));
	to = hw_json_object(j);
	hw_json_add(j, to, "message", hw_json_text(j, (struct hw_text){message, n}));
	hw_json_add(j, to, "byte", hw_json_number(j, (int64_t)m->error_at + 1));
	return to;
}

static struct json_object *truncated(struct hw_json *j, const struct hw_modalias *m)
{
	struct json_object *names = hw_json_array(j);

	for (size_t i = 0; i < m->field_count; i++)
		if (hw_field_is_cut(&m->fields[i]))
			hw_json_append(j, names,
				       hw_json_literal(j, m->fields[i].spec->name));
	return names;
}

static struct json_object *modalias(struct hw_json *j, const struct hw_decoded *d,
				    bool in_detail)
{
	const struct hw_modalias *m = &d->modalias;
	static const char *const kinds[] = {
		[HW_IS_DEVICE] = "device",
		[HW_IS_PATTERN] = "pattern",
		[HW_IS_ALIAS] = "alias",
	};
	struct json_object *to = hw_json_object(j);
	struct json_object *parts = NULL;

	hw_json_add(j, to, "raw", hw_json_raw(j, m->raw));
	hw_json_add(j, to, "type", hw_json_literal(j, m->bus ? m->bus->name : NULL));
	hw_json_add(j, to, "kind", hw_json_literal(j, kinds[hw_modalias_kind(m)]));
	hw_json_add(j, to, "valid", hw_json_boolean(j, m->error == HW_DECODE_OK));
	hw_json_add(j, to, "error", decode_error(j, m));
	hw_json_add(j, to, "fields", fields(j, m));
	hw_json_add(j, to, "extra", hw_json_text(j, m->extra));
	hw_json_add(j, to, "ambiguous", hw_json_boolean(j, m->ambiguous));
	hw_json_add(j, to, "truncated", truncated(j, m));
	if (in_detail) {
		parts = hw_json_array(j);
		for (size_t i = 0; i < m->field_count; i++)
			hw_json_append(j, parts, part(j, m, &m->fields[i], &d->names[i]));
	}
	hw_json_add(j, to, "parts", parts);
	return to;
}

static struct json_object *id(struct hw_json *j, struct hw_id value)
{
	char buf[HW_ID_MAX];

	return hw_json_text(j, hw_id_text(value, buf));
}

static struct json_object *ids(struct hw_json *j,
			       const struct hw_id by_role[HW_ROLE_COUNT])
{
	static const struct {
		const char *key;
		enum hw_role role;
	} keys[] = {
		{"vendor", HW_ROLE_VENDOR},
		{"device", HW_ROLE_DEVICE},
		{"subsystem_vendor", HW_ROLE_SUBVENDOR},
		{"subsystem_device", HW_ROLE_SUBDEVICE},
		{"class", HW_ROLE_CLASS},
		{"subclass", HW_ROLE_SUBCLASS},
		{"interface", HW_ROLE_INTERFACE},
	};
	struct json_object *to = hw_json_object(j);

	for (size_t i = 0; i < HW_ARRAY_SIZE(keys); i++)
		hw_json_add(j, to, keys[i].key, id(j, by_role[keys[i].role]));
	return to;
}

static struct json_object *candidate_file(struct hw_json *j, const struct hw_candidate *c)
{
	return hw_json_text(j,
			    c->source == HW_ALIAS_CONFIG ? c->file : j->files[c->source]);
}

static struct json_object *candidate(struct hw_json *j, const struct hw_candidate *c)
{
	struct json_object *to = hw_json_object(j);
	struct json_object *needs = hw_json_array(j);

	hw_json_add(j, to, "module", hw_json_text(j, c->module));
	hw_json_add(j, to, "pattern", hw_json_text(j, c->pattern));
	hw_json_add(j, to, "source", hw_json_literal(j, hw_alias_source_name(c->source)));
	hw_json_add(j, to, "file", candidate_file(j, c));
	hw_json_add(j, to, "line", c->line ? hw_json_number(j, (int64_t)c->line) : NULL);
	hw_json_add(j, to, "builtin", tristate(j, c->builtin));
	hw_json_add(j, to, "loaded", tristate(j, c->loaded));
	hw_json_add(j, to, "available", tristate(j, c->available));
	hw_json_add(j, to, "path", hw_json_text(j, c->path));
	hw_json_add(j, to, "blocked_by", hw_json_text(j, c->blocked.blocked_by));
	for (size_t i = 0; i < c->need_count; i++)
		hw_json_append(j, needs, hw_json_literal(j, c->needs[i]->name));
	hw_json_add(j, to, "description", hw_json_text(j, c->description));
	hw_json_add(j, to, "license", hw_json_text(j, c->license));
	hw_json_add(j, to, "needs", needs);
	return to;
}

static void add_names(struct hw_json *j, struct json_object *to,
		      const struct hw_name *names)
{
	struct json_object *texts = hw_json_object(j);
	struct json_object *sources = hw_json_object(j);

	for (enum hw_name_key k = 0; k < HW_NAME_COUNT; k++) {
		hw_json_add(j, texts, hw_name_key(k), hw_json_text(j, names[k].text));
		hw_json_add(j, sources, hw_name_key(k),
			    names[k].text.n ? hw_json_literal(j, names[k].source) : NULL);
	}
	hw_json_add(j, to, "names", texts);
	hw_json_add(j, to, "name_sources", sources);
}

static struct json_object *driver(struct hw_json *j, const struct hw_device *device)
{
	struct json_object *to;

	if (device->driver_known != HW_DRIVER_BOUND)
		return NULL;
	to = hw_json_object(j);
	hw_json_add(j, to, "name", hw_json_text(j, device->driver));
	hw_json_add(j, to, "module", hw_json_text(j, device->driver_module));
	return to;
}

static struct json_object *attributes(struct hw_json *j, const struct hw_attributes *list)
{
	struct json_object *to = hw_json_object(j);

	for (const struct hw_attribute *a = list->first; a; a = a->next)
		hw_json_add(j, to, a->key,
			    a->text.s ? hw_json_text(j, a->text)
				      : hw_json_number(j, a->number));
	return to;
}

void hw_json_add_device(struct hw_json *j, struct json_object *to,
			const struct hw_record *r)
{
	const struct hw_decoded *first = r->modalias;
	struct json_object *candidates = hw_json_array(j);
	struct json_object *others = hw_json_array(j);

	hw_json_add(j, to, "id", hw_json_text(j, r->device.id));
	hw_json_add(j, to, "subsystem", hw_json_text(j, r->device.subsystem));
	hw_json_add(j, to, "kind", hw_json_text(j, r->device.kind));
	hw_json_add(j, to, "syspath", hw_json_text(j, r->device.syspath));
	hw_json_add(j, to, "parent", hw_json_text(j, r->device.parent));
	hw_json_add(j, to, "ids", ids(j, r->ids));
	add_names(j, to, r->names);
	hw_json_add(j, to, "serial", NULL);
	hw_json_add(j, to, "driver", driver(j, &r->device));
	for (size_t i = 0; i < r->candidate_count; i++)
		hw_json_append(j, candidates, candidate(j, &r->candidates[i]));
	hw_json_add(j, to, "candidates", candidates);
	hw_json_add(j, to, "state", hw_json_literal(j, hw_state_name(r->verdict.state)));
	hw_json_add(j, to, "reason", hw_json_literal(j, r->verdict.reason));
	hw_json_add(j, to, "explanation", hw_json_text(j, r->verdict.explanation));
	hw_json_add(j, to, "modalias", first ? modalias(j, first, r->in_detail) : NULL);
	for (const struct hw_decoded *d = first ? first->next : NULL; d; d = d->next)
		hw_json_append(j, others, modalias(j, d, r->in_detail));
	hw_json_add(j, to, "other_modaliases", others);
	hw_json_add(j, to, "flags", hw_json_array(j));
	hw_json_add(j, to, "attributes", attributes(j, &r->attributes));
}
