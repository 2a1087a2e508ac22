// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/formats.h"
#include "report/json.h"

static const char *const kinds[] = {
	[HW_KIND_HEX] = "hexadecimal", [HW_KIND_DEC] = "decimal",
	[HW_KIND_BIN] = "binary",      [HW_KIND_TEXT] = "text",
	[HW_KIND_REST] = "rest",       [HW_KIND_LIST] = "list",
	[HW_KIND_BITS] = "bits",
};

static const char *const roles[HW_ROLE_COUNT] = {
	[HW_ROLE_VENDOR] = "vendor",
	[HW_ROLE_DEVICE] = "device",
	[HW_ROLE_SUBVENDOR] = "subsystem_vendor",
	[HW_ROLE_SUBDEVICE] = "subsystem_device",
	[HW_ROLE_CLASS] = "class",
	[HW_ROLE_SUBCLASS] = "subclass",
	[HW_ROLE_INTERFACE] = "interface",
	[HW_ROLE_DEVICE_CLASS] = "device_class",
	[HW_ROLE_DEVICE_SUBCLASS] = "device_subclass",
	[HW_ROLE_DEVICE_PROTOCOL] = "device_protocol",
};

/* 0 is null. */
static struct json_object *number(struct hw_json *j, unsigned n)
{
	return n ? hw_json_number(j, n) : NULL;
}

static unsigned base_of(const struct hw_field_spec *spec)
{
	switch (spec->kind) {
	case HW_KIND_HEX:
	case HW_KIND_BITS:
		return 16;
	case HW_KIND_DEC:
		return 10;
	case HW_KIND_BIN:
		return 2;
	case HW_KIND_TEXT:
	case HW_KIND_REST:
	case HW_KIND_LIST:
		break;
	}
	return 0;
}

static const char *case_of(const struct hw_field_spec *spec)
{
	if (base_of(spec) != 16)
		return NULL;
	return spec->flags & HW_FIELD_LOWER ? "lower" : "upper";
}

static struct json_object *databases(struct hw_json *j, const struct hw_field_spec *spec)
{
	struct json_object *to = hw_json_array(j);

	if (hw_formats_vocabulary(spec))
		hw_json_append(j, to, hw_json_literal(j, "builtin"));
	if (hw_formats_database(spec))
		hw_json_append(j, to, hw_json_literal(j, hw_formats_database(spec)));
	return to;
}

static struct json_object *values(struct hw_json *j, const struct hw_field_spec *spec)
{
	const struct hw_vocabulary *names = hw_formats_vocabulary(spec);
	struct json_object *to = hw_json_array(j);

	for (size_t i = 0; names && i < names->n; i++) {
		struct json_object *entry = hw_json_object(j);
		char buf[HW_VALUE_MAX];
		const char *name;
		struct hw_text value = hw_formats_entry(spec, i, buf, &name);

		hw_json_add(j, entry, "value", hw_json_text(j, value));
		hw_json_add(j, entry, "name", hw_json_literal(j, name));
		hw_json_append(j, to, entry);
	}
	return to;
}

static struct json_object *field(struct hw_json *j, const struct hw_bus *bus, size_t i)
{
	const struct hw_field_spec *spec = &bus->fields[i];
	struct json_object *to = hw_json_object(j);
	bool is_list = spec->kind == HW_KIND_LIST || spec->kind == HW_KIND_BITS;
	bool is_led = is_list && (spec->flags & HW_FIELD_LED);
	unsigned digits = spec->digits ? spec->digits : spec->width;
	const struct hw_text end = {&spec->end, spec->end ? 1 : 0};

	hw_json_add(j, to, "name", hw_json_literal(j, spec->name));
	hw_json_add(j, to, "title", hw_json_literal(j, spec->title));
	hw_json_add(j, to, "tag", hw_json_literal(j, spec->tag));
	hw_json_add(j, to, "kind", hw_json_literal(j, kinds[spec->kind]));
	hw_json_add(j, to, "base", number(j, base_of(spec)));
	hw_json_add(j, to, "digits", number(j, spec->width));
	hw_json_add(j, to, "printed_digits", number(j, digits));
	hw_json_add(j, to, "case", hw_json_literal(j, case_of(spec)));
	hw_json_add(j, to, "optional",
		    hw_json_boolean(j, spec->flags & HW_FIELD_OPTIONAL ||
					       bus->flags & HW_BUS_ANY_ORDER));
	hw_json_add(j, to, "separator", is_led ? hw_json_text(j, end) : NULL);
	hw_json_add(j, to, "terminator", is_led ? NULL : hw_json_text(j, end));
	hw_json_add(j, to, "description",
		    hw_json_text(j, hw_formats_value(bus, i, &j->arena)));
	hw_json_add(j, to, "role", hw_json_literal(j, roles[spec->role]));
	hw_json_add(j, to, "databases", databases(j, spec));
	hw_json_add(j, to, "values", values(j, spec));
	return to;
}

static struct json_object *format(struct hw_json *j, const struct hw_bus *bus)
{
	struct json_object *to = hw_json_object(j);
	struct json_object *exported = hw_json_array(j);
	struct json_object *fields = hw_json_array(j);

	if (bus->where & HW_IN_SYSFS)
		hw_json_append(j, exported, hw_json_literal(j, "sysfs"));
	if (bus->where & HW_IN_UEVENT)
		hw_json_append(j, exported, hw_json_literal(j, "uevent"));
	for (size_t i = 0; i < bus->field_count; i++)
		hw_json_append(j, fields, field(j, bus, i));
	hw_json_add(j, to, "bus", hw_json_literal(j, bus->name));
	hw_json_add(j, to, "kind",
		    hw_json_literal(j, bus->flags & HW_BUS_ALIAS ? "alias" : "device"));
	hw_json_add(j, to, "prefix", hw_json_literal(j, bus->prefix));
	hw_json_add(j, to, "title", hw_json_literal(j, bus->title));
	hw_json_add(j, to, "grammar", hw_json_literal(j, bus->looks_like));
	hw_json_add(j, to, "example", hw_json_literal(j, bus->example));
	hw_json_add(j, to, "exported", exported);
	hw_json_add(j, to, "any_order",
		    hw_json_boolean(j, bus->flags & HW_BUS_ANY_ORDER));
	hw_json_add(j, to, "fields", fields);
	return to;
}

int hw_formats_print_json(FILE *out, const struct hw_formats *formats)
{
	struct hw_json j = {.failed = false};
	struct json_object *to = hw_json_object(&j);
	struct json_object *list = hw_json_array(&j);
	int r;

	for (size_t i = 0; i < formats->n; i++)
		hw_json_append(&j, list, format(&j, formats->v[i]));
	hw_json_add(&j, to, "schema", hw_json_literal(&j, "hwalias.formats"));
	hw_json_add(&j, to, "schema_version", hw_json_literal(&j, "1.0"));
	hw_json_add(&j, to, "formats", list);
	r = hw_json_print(&j, to, HW_JSON_PRETTY, 0, 0, 0, out);
	fputc('\n', out);
	hw_arena_done(&j.arena);
	return r;
}
