// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/text/ascii.h"
#include "report/json/json.h"

/*
 * A record as JSON: $defs/device of report/schema/report-1.schema.json. All keys are
 * always present, in a fixed order.
 */

/* Emits the items of a list. The kernel prints bit numbers with %X; here ids are lower
 * case. */
static void list(struct hw_json *j, struct hw_json_key key, const struct hw_field *field)
{
	struct hw_text cursor = field->text;
	struct hw_text item;

	hw_json_begin_array(j, key);
	while (hw_field_next(field, &cursor, &item)) {
		char lower[16];

		if (field->spec->kind == HW_KIND_BITS && item.n <= sizeof(lower)) {
			for (size_t i = 0; i < item.n; i++)
				lower[i] = hw_lower(item.s[i]);
			item.s = lower;
		}
		hw_json_text(j, HW_ITEM, item);
	}
	hw_json_end_array(j);
}

static bool is_list(const struct hw_field *field)
{
	return field->spec->kind == HW_KIND_LIST || field->spec->kind == HW_KIND_BITS;
}

static void field_value(struct hw_json *j, struct hw_json_key key,
			const struct hw_field *field)
{
	char buf[HW_VALUE_MAX];

	if (is_list(field))
		list(j, key, field);
	else
		hw_json_text(j, key, hw_field_value(field, buf));
}

/* All fields of the bus are keys, also those that the string lacks. If the string has a
 * field twice, the first one is emitted. */
static void fields(struct hw_json *j, const struct hw_modalias *m)
{
	size_t next = 0;

	hw_json_begin_object(j, HW_KEY("fields"));
	for (size_t k = 0; m->bus && k < m->bus->field_count; k++) {
		const struct hw_field_spec *spec = &m->bus->fields[k];
		struct hw_json_key key = hw_json_key(spec->name);
		size_t i = next;

		while (i < m->field_count && m->fields[i].spec != spec)
			i++;
		for (size_t e = 0; i == m->field_count && e < next; e++)
			if (m->fields[e].spec == spec)
				i = e;
		if (i < m->field_count)
			field_value(j, key, &m->fields[i]);
		else
			hw_json_null(j, key);
		if (i == next)
			next++;
	}
	if (m->bus && m->bus->flags & HW_BUS_ANY_ORDER) {
		hw_json_begin_array(j, HW_KEY("unknown"));
		for (size_t i = 0; i < m->field_count; i++)
			if (strcmp(m->fields[i].spec->name, "unknown") == 0)
				field_value(j, HW_ITEM, &m->fields[i]);
		hw_json_end_array(j);
	}
	hw_json_end_object(j);
}

static void item_names(struct hw_json *j, const struct hw_modalias *m,
		       const struct hw_field *field)
{
	const struct hw_json_key key = HW_KEY("item_names");
	struct hw_text cursor = field->text;
	struct hw_text item;

	if (!is_list(field)) {
		hw_json_null(j, key);
		return;
	}
	hw_json_begin_array(j, key);
	while (hw_field_next(field, &cursor, &item))
		hw_json_literal(j, HW_ITEM, hw_field_item_name(m, field, item));
	hw_json_end_array(j);
}

static void part(struct hw_json *j, const struct hw_modalias *m,
		 const struct hw_field *field, const struct hw_name *name)
{
	static const char *const matches[] = {
		[HW_MATCH_FIXED] = "fixed",
		[HW_MATCH_ANY] = "any",
		[HW_MATCH_GLOB] = "glob",
	};

	hw_json_begin_object(j, HW_ITEM);
	hw_json_literal(j, HW_KEY("tag"), field->spec->tag);
	hw_json_literal(j, HW_KEY("field"), field->spec->name);
	hw_json_literal(j, HW_KEY("title"), field->spec->title);
	if (field->text.s)
		hw_json_number(j, HW_KEY("offset"), field->text.s - m->raw.s);
	else
		hw_json_null(j, HW_KEY("offset"));
	hw_json_number(j, HW_KEY("length"), (int64_t)field->text.n);
	field_value(j, HW_KEY("value"), field);
	hw_json_literal(j, HW_KEY("match"), matches[field->match]);
	hw_json_text(j, HW_KEY("name"), name->text);
	hw_json_literal(j, HW_KEY("name_source"), name->source);
	item_names(j, m, field);
	hw_json_end_object(j);
}

static void parts(struct hw_json *j, const struct hw_decoded *d, bool in_detail)
{
	const struct hw_modalias *m = &d->modalias;

	if (!in_detail) {
		hw_json_null(j, HW_KEY("parts"));
		return;
	}
	hw_json_begin_array(j, HW_KEY("parts"));
	for (size_t i = 0; i < m->field_count; i++)
		part(j, m, &m->fields[i], &d->names[i]);
	hw_json_end_array(j);
}

static void decode_error(struct hw_json *j, const struct hw_modalias *m)
{
	char message[128];
	size_t n;

	if (m->error == HW_DECODE_OK) {
		hw_json_null(j, HW_KEY("error"));
		return;
	}
	n = hw_decode_explain(m, message, sizeof(message));
	hw_json_begin_object(j, HW_KEY("error"));
	hw_json_text(j, HW_KEY("message"), (struct hw_text){message, n});
	hw_json_number(j, HW_KEY("byte"), (int64_t)m->error_at + 1);
	hw_json_end_object(j);
}

static void truncated(struct hw_json *j, const struct hw_modalias *m)
{
	hw_json_begin_array(j, HW_KEY("truncated"));
	for (size_t i = 0; i < m->field_count; i++)
		if (hw_field_is_cut(&m->fields[i]))
			hw_json_literal(j, HW_ITEM, m->fields[i].spec->name);
	hw_json_end_array(j);
}

static void modalias(struct hw_json *j, struct hw_json_key key,
		     const struct hw_decoded *d, bool in_detail)
{
	const struct hw_modalias *m = &d->modalias;
	static const char *const kinds[] = {
		[HW_IS_DEVICE] = "device",
		[HW_IS_PATTERN] = "pattern",
		[HW_IS_ALIAS] = "alias",
	};

	hw_json_begin_object(j, key);
	hw_json_raw(j, HW_KEY("raw"), m->raw);
	hw_json_literal(j, HW_KEY("type"), m->bus ? m->bus->name : NULL);
	hw_json_literal(j, HW_KEY("kind"), kinds[hw_modalias_kind(m)]);
	hw_json_boolean(j, HW_KEY("valid"), m->error == HW_DECODE_OK);
	decode_error(j, m);
	fields(j, m);
	hw_json_text(j, HW_KEY("extra"), m->extra);
	hw_json_boolean(j, HW_KEY("ambiguous"), m->ambiguous);
	truncated(j, m);
	parts(j, d, in_detail);
	hw_json_end_object(j);
}

static void modaliases(struct hw_json *j, const struct hw_decoded *first, bool in_detail)
{
	if (first)
		modalias(j, HW_KEY("modalias"), first, in_detail);
	else
		hw_json_null(j, HW_KEY("modalias"));
	hw_json_begin_array(j, HW_KEY("other_modaliases"));
	for (const struct hw_decoded *d = first ? first->next : NULL; d; d = d->next)
		modalias(j, HW_ITEM, d, in_detail);
	hw_json_end_array(j);
}

static void ids(struct hw_json *j, const struct hw_id by_role[HW_ROLE_COUNT])
{
	static const struct {
		struct hw_json_key key;
		enum hw_role role;
	} members[] = {
		{HW_KEY_INIT("vendor"), HW_ROLE_VENDOR},
		{HW_KEY_INIT("device"), HW_ROLE_DEVICE},
		{HW_KEY_INIT("subsystem_vendor"), HW_ROLE_SUBVENDOR},
		{HW_KEY_INIT("subsystem_device"), HW_ROLE_SUBDEVICE},
		{HW_KEY_INIT("class"), HW_ROLE_CLASS},
		{HW_KEY_INIT("subclass"), HW_ROLE_SUBCLASS},
		{HW_KEY_INIT("interface"), HW_ROLE_INTERFACE},
	};
	char buf[HW_ID_MAX];

	hw_json_begin_object(j, HW_KEY("ids"));
	for (size_t i = 0; i < HW_ARRAY_SIZE(members); i++)
		hw_json_text(j, members[i].key,
			     hw_id_text(by_role[members[i].role], buf));
	hw_json_end_object(j);
}

static void write_needs(struct hw_json *j, const struct hw_field_spec *const *needs,
			size_t n)
{
	hw_json_begin_array(j, HW_KEY("needs"));
	for (size_t i = 0; i < n; i++)
		hw_json_literal(j, HW_ITEM, needs[i]->name);
	hw_json_end_array(j);
}

static void candidate(struct hw_json *j, const struct hw_json_files *files,
		      const struct hw_candidate *c)
{
	hw_json_begin_object(j, HW_ITEM);
	hw_json_text(j, HW_KEY("module"), c->module);
	hw_json_text(j, HW_KEY("pattern"), c->pattern);
	hw_json_literal(j, HW_KEY("source"), hw_alias_source_name(c->source));
	hw_json_text(j, HW_KEY("file"),
		     c->file.s || c->source >= HW_ALIAS_CONFIG ? c->file
							       : files->path[c->source]);
	hw_json_positive(j, HW_KEY("line"), c->line);
	hw_json_tristate(j, HW_KEY("builtin"), c->builtin);
	hw_json_tristate(j, HW_KEY("loaded"), c->loaded);
	hw_json_tristate(j, HW_KEY("available"), c->available);
	hw_json_text(j, HW_KEY("path"), c->path);
	hw_json_text(j, HW_KEY("blocked_by"), c->blocked.blocked_by);
	hw_json_boolean(j, HW_KEY("weak"), c->weak);
	hw_json_text(j, HW_KEY("description"), c->description);
	hw_json_text(j, HW_KEY("license"), c->license);
	write_needs(j, c->needs, c->need_count);
	hw_json_end_object(j);
}

static void candidates(struct hw_json *j, const struct hw_json_files *files,
		       const struct hw_record *r)
{
	if (r->lacks_candidates) {
		hw_json_null(j, HW_KEY("candidates"));
		return;
	}
	hw_json_begin_array(j, HW_KEY("candidates"));
	for (size_t i = 0; i < r->candidate_count; i++)
		candidate(j, files, &r->candidates[i]);
	hw_json_end_array(j);
}

static void names(struct hw_json *j, const struct hw_name by_key[HW_NAME_COUNT])
{
	/* the names of hw_name_key(), made ready to print */
	static const struct hw_json_key keys[HW_NAME_COUNT] = {
		[HW_NAME_VENDOR] = HW_KEY_INIT("vendor"),
		[HW_NAME_DEVICE] = HW_KEY_INIT("device"),
		[HW_NAME_SUBSYSTEM_VENDOR] = HW_KEY_INIT("subsystem_vendor"),
		[HW_NAME_SUBSYSTEM] = HW_KEY_INIT("subsystem"),
		[HW_NAME_CLASS] = HW_KEY_INIT("class"),
		[HW_NAME_SUBCLASS] = HW_KEY_INIT("subclass"),
		[HW_NAME_INTERFACE] = HW_KEY_INIT("interface"),
	};

	hw_json_begin_object(j, HW_KEY("names"));
	for (enum hw_name_key k = 0; k < HW_NAME_COUNT; k++)
		hw_json_text(j, keys[k], by_key[k].text);
	hw_json_end_object(j);
	hw_json_begin_object(j, HW_KEY("name_sources"));
	for (enum hw_name_key k = 0; k < HW_NAME_COUNT; k++)
		hw_json_literal(j, keys[k], by_key[k].text.n ? by_key[k].source : NULL);
	hw_json_end_object(j);
}

static void driver(struct hw_json *j, const struct hw_record *r)
{
	const struct hw_device *device = &r->device;

	if (device->driver_known != HW_DRIVER_BOUND) {
		hw_json_null(j, HW_KEY("driver"));
		return;
	}
	hw_json_begin_object(j, HW_KEY("driver"));
	hw_json_text(j, HW_KEY("name"), device->driver);
	hw_json_text(j, HW_KEY("module"), device->driver_module);
	if (r->driver_is_builtin)
		hw_json_boolean(j, HW_KEY("builtin"), true);
	hw_json_end_object(j);
}

static void attributes(struct hw_json *j, const struct hw_attributes *all)
{
	hw_json_begin_object(j, HW_KEY("attributes"));
	for (const struct hw_attribute *a = all->first; a; a = a->next) {
		struct hw_json_key key = hw_json_key(a->key);

		if (a->text.s)
			hw_json_text(j, key, a->text);
		else
			hw_json_number(j, key, a->number);
	}
	hw_json_end_object(j);
}

void hw_json_evidence(struct hw_json *j, const struct hw_evidence *v, size_t n)
{
	hw_json_begin_array(j, HW_KEY("evidence"));
	for (size_t i = 0; i < n; i++) {
		hw_json_begin_object(j, HW_ITEM);
		hw_json_literal(j, HW_KEY("source"), v[i].source);
		hw_json_text(j, HW_KEY("path"), v[i].path);
		hw_json_positive(j, HW_KEY("line"), v[i].line);
		hw_json_text(j, HW_KEY("time"), v[i].time);
		hw_json_text(j, HW_KEY("text"), v[i].text);
		hw_json_end_object(j);
	}
	hw_json_end_array(j);
}

void hw_json_packages(struct hw_json *j, const struct hw_package *v, size_t n)
{
	static const char *const kinds[HW_PACKAGE_KINDS] = {
		[HW_PACKAGE_MODALIAS] = "modalias",
		[HW_PACKAGE_FIRMWARE] = "firmware",
		[HW_PACKAGE_MODULE] = "module",
	};

	hw_json_begin_array(j, HW_KEY("packages"));
	for (size_t i = 0; i < n; i++) {
		hw_json_begin_object(j, HW_ITEM);
		hw_json_text(j, HW_KEY("name"), v[i].name);
		hw_json_literal(j, HW_KEY("kind"), kinds[v[i].kind]);
		hw_json_text(j, HW_KEY("pattern"), v[i].pattern);
		hw_json_literal(j, HW_KEY("source"), v[i].source);
		hw_json_text(j, HW_KEY("file"), v[i].file);
		hw_json_positive(j, HW_KEY("line"), v[i].line);
		hw_json_text(j, HW_KEY("component"), v[i].component);
		hw_json_tristate(j, HW_KEY("installed"), v[i].installed);
		hw_json_tristate(j, HW_KEY("listed"), v[i].listed);
		hw_json_text(j, HW_KEY("version"), v[i].version);
		hw_json_boolean(j, HW_KEY("older_installed"), v[i].is_older);
		hw_json_text(j, HW_KEY("conflicts_with"), v[i].rival);
		write_needs(j, v[i].needs, v[i].need_count);
		hw_json_end_object(j);
	}
	hw_json_end_array(j);
}

static void attention(struct hw_json *j, const struct hw_verdict *v)
{
	if (v->severity == HW_SEVERITY_NONE) {
		hw_json_null(j, HW_KEY("attention"));
		return;
	}
	hw_json_begin_object(j, HW_KEY("attention"));
	hw_json_literal(j, HW_KEY("severity"), hw_severity_name(v->severity));
	hw_json_literal(j, HW_KEY("reason"), v->reason);
	hw_json_text(j, HW_KEY("remedy"), v->remedy);
	hw_json_end_object(j);
}

void hw_json_finding(struct hw_json *j, struct hw_text id, struct hw_text name,
		     const struct hw_verdict *v)
{
	hw_json_literal(j, HW_KEY("severity"), hw_severity_name(v->severity));
	hw_json_text(j, HW_KEY("id"), id);
	hw_json_text(j, HW_KEY("name"), name);
	hw_json_literal(j, HW_KEY("reason"), v->reason);
	hw_json_text(j, HW_KEY("explanation"), v->explanation);
	hw_json_evidence(j, v->evidence, v->evidence_count);
	hw_json_text(j, HW_KEY("remedy"), v->remedy);
	hw_json_text(j, HW_KEY("advice"), v->advice);
}

struct hw_json_files hw_json_files_in(struct hw_text directory, struct hw_arena *arena)
{
	struct hw_json_files files = {.path = {HW_NO_TEXT}};

	for (enum hw_alias_source s = 0; directory.n && s < HW_ALIAS_CONFIG; s++)
		files.path[s] = hw_arena_printf(arena, "%.*s/%s", HW_TEXT_ARG(directory),
						hw_alias_source_name(s));
	return files;
}

/* What the device says of itself, beside the databases' names. */
static void device_strings(struct hw_json *j, const struct hw_record *r)
{
	const struct hw_json_member v[] = {
		{HW_KEY("vendor"), r->own_vendor},
		{HW_KEY("device"), r->own_name},
	};

	hw_json_object_or_null(j, HW_KEY("device_strings"), v, HW_ARRAY_SIZE(v));
}

static void provides(struct hw_json *j, const struct hw_record *r)
{
	const struct hw_json_key identities[HW_PROVIDED_IDENTITIES] = {
		[HW_PROVIDED_ADDRESS] = HW_KEY("address"),
		[HW_PROVIDED_SERIAL] = HW_KEY("serial"),
		[HW_PROVIDED_WWID] = HW_KEY("wwid"),
		[HW_PROVIDED_EUI] = HW_KEY("eui"),
		[HW_PROVIDED_NGUID] = HW_KEY("nguid"),
		[HW_PROVIDED_UUID] = HW_KEY("uuid"),
	};

	hw_json_begin_array(j, HW_KEY("provides"));
	for (size_t i = 0; i < r->provide_count; i++) {
		const struct hw_provided *p = &r->provides[i];

		hw_json_begin_object(j, HW_ITEM);
		hw_json_text(j, HW_KEY("class"), p->class);
		hw_json_text(j, HW_KEY("name"), p->name);
		hw_json_text(j, HW_KEY("node"), p->node);
		hw_json_begin_array(j, HW_KEY("mounts"));
		for (size_t k = 0; k < p->mount_count; k++)
			hw_json_text(j, HW_ITEM, p->mounts[k]);
		hw_json_end_array(j);
		for (size_t k = 0; k < HW_PROVIDED_IDENTITIES; k++)
			hw_json_text(j, identities[k], p->identities[k]);
		hw_json_end_object(j);
	}
	hw_json_end_array(j);
}

void hw_json_device(struct hw_json *j, const struct hw_json_files *files,
		    const struct hw_record *r)
{
	static const struct hw_json_key reserved[] = {
		HW_KEY_INIT("flags"),
	};

	hw_json_text(j, HW_KEY("id"), r->device.id);
	hw_json_text(j, HW_KEY("subsystem"), r->device.subsystem);
	hw_json_text(j, HW_KEY("kind"), r->device.kind);
	hw_json_text(j, HW_KEY("syspath"), r->device.syspath);
	hw_json_text(j, HW_KEY("parent"), r->device.parent);
	ids(j, r->ids);
	names(j, r->names);
	device_strings(j, r);
	hw_json_text(j, HW_KEY("serial"), r->serial);
	driver(j, r);
	candidates(j, files, r);
	hw_json_literal(j, HW_KEY("state"), hw_state_name(r->verdict.state));
	hw_json_literal(j, HW_KEY("reason"), r->verdict.reason);
	hw_json_text(j, HW_KEY("explanation"), r->verdict.explanation);
	attention(j, &r->verdict);
	hw_json_boolean(j, HW_KEY("attention_complete"), r->verdict.is_complete);
	hw_json_evidence(j, r->verdict.evidence, r->verdict.evidence_count);
	hw_json_text(j, HW_KEY("advice"), r->verdict.advice);
	modaliases(j, r->modalias, r->in_detail);
	provides(j, r);
	hw_json_packages(j, r->packages, r->package_count);
	/* filled by later minor versions */
	for (size_t i = 0; i < HW_ARRAY_SIZE(reserved); i++) {
		hw_json_begin_array(j, reserved[i]);
		hw_json_end_array(j);
	}
	attributes(j, &r->attributes);
	if (r->has_details) {
		hw_json_detail(j, HW_KEY("pci"), r->pci);
		hw_json_detail(j, HW_KEY("usb"), r->usb);
	}
}
