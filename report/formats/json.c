// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>

#include "report/formats/formats.h"
#include "report/json/json.h"

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

static void databases(struct hw_json *j, const struct hw_field_spec *spec)
{
	hw_json_begin_array(j, HW_KEY("databases"));
	if (spec->names)
		hw_json_literal(j, HW_ITEM, "builtin");
	if (hw_space_database(spec->space))
		hw_json_literal(j, HW_ITEM, hw_space_database(spec->space));
	hw_json_end_array(j);
}

static void values(struct hw_json *j, const struct hw_field_spec *spec)
{
	const struct hw_vocabulary *names = spec->names;

	hw_json_begin_array(j, HW_KEY("values"));
	for (size_t i = 0; names && i < names->n; i++) {
		char buf[HW_VALUE_MAX];
		const char *name;
		struct hw_text value = hw_formats_entry(spec, i, buf, &name);

		hw_json_begin_object(j, HW_ITEM);
		hw_json_text(j, HW_KEY("value"), value);
		hw_json_literal(j, HW_KEY("name"), name);
		hw_json_end_object(j);
	}
	hw_json_end_array(j);
}

static void field(struct hw_json *j, const struct hw_bus *bus, size_t i)
{
	const struct hw_field_spec *spec = &bus->fields[i];
	bool is_list = spec->kind == HW_KIND_LIST || spec->kind == HW_KIND_BITS;
	bool is_led = is_list && (spec->flags & HW_FIELD_LED);
	unsigned digits = spec->digits ? spec->digits : spec->width;
	const struct hw_text end = {&spec->end, spec->end ? 1 : 0};

	hw_json_begin_object(j, HW_ITEM);
	hw_json_literal(j, HW_KEY("name"), spec->name);
	hw_json_literal(j, HW_KEY("title"), spec->title);
	hw_json_literal(j, HW_KEY("tag"), spec->tag);
	hw_json_literal(j, HW_KEY("kind"), kinds[spec->kind]);
	hw_json_positive(j, HW_KEY("base"), base_of(spec));
	hw_json_positive(j, HW_KEY("digits"), spec->width);
	hw_json_positive(j, HW_KEY("printed_digits"), digits);
	hw_json_literal(j, HW_KEY("case"), case_of(spec));
	hw_json_boolean(j, HW_KEY("optional"),
			spec->flags & HW_FIELD_OPTIONAL || bus->flags & HW_BUS_ANY_ORDER);
	hw_json_text(j, HW_KEY("separator"), is_led ? end : HW_NO_TEXT);
	hw_json_text(j, HW_KEY("terminator"), is_led ? HW_NO_TEXT : end);
	hw_json_text(j, HW_KEY("description"), hw_formats_value(bus, i, &j->arena));
	hw_json_literal(j, HW_KEY("role"), roles[spec->role]);
	databases(j, spec);
	values(j, spec);
	hw_json_end_object(j);
}

static void format(struct hw_json *j, const struct hw_bus *bus)
{
	hw_json_literal(j, HW_KEY("bus"), bus->name);
	hw_json_literal(j, HW_KEY("kind"),
			bus->flags & HW_BUS_ALIAS ? "alias" : "device");
	hw_json_literal(j, HW_KEY("prefix"), bus->prefix);
	hw_json_literal(j, HW_KEY("title"), bus->title);
	hw_json_literal(j, HW_KEY("grammar"), bus->looks_like);
	hw_json_literal(j, HW_KEY("example"), bus->example);
	hw_json_begin_array(j, HW_KEY("exported"));
	if (bus->where & HW_IN_SYSFS)
		hw_json_literal(j, HW_ITEM, "sysfs");
	if (bus->where & HW_IN_UEVENT)
		hw_json_literal(j, HW_ITEM, "uevent");
	hw_json_end_array(j);
	hw_json_boolean(j, HW_KEY("any_order"), bus->flags & HW_BUS_ANY_ORDER);
	hw_json_begin_array(j, HW_KEY("fields"));
	for (size_t i = 0; i < bus->field_count; i++)
		field(j, bus, i);
	hw_json_end_array(j);
}

static void layout_values(struct hw_json *j, const struct hw_vocabulary *names)
{
	hw_json_begin_array(j, HW_KEY("values"));
	for (size_t i = 0; names && i < names->n; i++) {
		hw_json_begin_object(j, HW_ITEM);
		hw_json_number(j, HW_KEY("value"), (int64_t)names->v[i].value);
		hw_json_literal(j, HW_KEY("name"), names->v[i].name);
		hw_json_end_object(j);
	}
	hw_json_end_array(j);
}

static void layout_row(void *arg, const struct hw_format_row *row)
{
	struct hw_json *j = arg;
	const struct hw_layout_field *field = row->field;
	char label[128];

	hw_json_begin_object(j, HW_ITEM);
	hw_json_text(j, HW_KEY("path"), row->path);
	hw_json_literal(j, HW_KEY("title"), hw_layout_label(field, label, sizeof(label)));
	hw_json_literal(j, HW_KEY("spec"), field->spec);
	hw_json_number(j, HW_KEY("offset"), row->at);
	hw_json_positive(j, HW_KEY("width_bytes"), row->width);
	if (row->bits)
		hw_json_number(j, HW_KEY("bit"), row->bit);
	else
		hw_json_null(j, HW_KEY("bit"));
	hw_json_positive(j, HW_KEY("bits"), row->bits);
	hw_json_literal(j, HW_KEY("kind"), hw_formats_layout_kind(field));
	hw_json_literal(j, HW_KEY("unit"), hw_layout_unit(field->unit, NULL));
	layout_values(j, hw_formats_names(field));
	hw_json_end_object(j);
}

static void layout(struct hw_json *j, const struct hw_format_layout *f)
{
	hw_json_literal(j, HW_KEY("name"), f->layout->key);
	hw_json_literal(j, HW_KEY("title"), f->layout->title);
	hw_json_literal(j, HW_KEY("family"), f->family->key);
	hw_json_literal(j, HW_KEY("source"), f->layout->source);
	hw_json_text(j, HW_KEY("id"), hw_formats_layout_id(f, &j->arena));
	hw_json_number(j, HW_KEY("min_bytes"), f->layout->size);
	hw_json_begin_array(j, HW_KEY("fields"));
	hw_formats_each_row(f->layout, layout_row, j);
	hw_json_end_array(j);
}

int hw_formats_print_json(const struct hw_formats *formats,
			  const struct hw_output *output)
{
	struct hw_json j;

	hw_json_begin_document(&j, "hwalias.formats");
	hw_json_envelope(&j, output->head);
	hw_json_begin_array(&j, HW_KEY("formats"));
	for (size_t i = 0; i < formats->n; i++) {
		hw_json_begin_object(&j, HW_ITEM);
		format(&j, formats->v[i]);
		hw_json_end_object(&j);
	}
	hw_json_end_array(&j);
	hw_json_begin_array(&j, HW_KEY("layouts"));
	for (size_t i = 0; i < formats->layout_count; i++) {
		hw_json_begin_object(&j, HW_ITEM);
		layout(&j, &formats->layouts[i]);
		hw_json_end_object(&j);
	}
	hw_json_end_array(&j);
	hw_json_tail(&j, output->not_read, output->warnings);
	return hw_json_end_document(&j, output->out);
}

int hw_formats_print_ndjson(const struct hw_formats *formats,
			    const struct hw_output *output)
{
	struct hw_json j = {.layout = HW_JSON_LINE};
	struct hw_arena arena = {0};
	const struct hw_text fronts[] = {
		hw_json_front("hwalias.format", output->head, false, &arena),
		hw_json_front("hwalias.layout", output->head, false, &arena),
	};
	int r = hw_arena_failed(&arena) ? -ENOMEM : 0;

	for (size_t i = 0; r == 0 && i < formats->n + formats->layout_count; i++) {
		bool is_layout = i >= formats->n;

		hw_json_begin_object(&j, HW_ITEM);
		hw_json_append(&j, fronts[is_layout]);
		if (is_layout)
			layout(&j, &formats->layouts[i - formats->n]);
		else
			format(&j, formats->v[i]);
		hw_json_end_object(&j);
		r = hw_json_print(&j, output->out);
	}
	hw_json_done(&j);
	hw_arena_done(&arena);
	return r;
}
