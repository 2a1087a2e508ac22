// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/driver.h"
#include "report/json.h"

/* One document; the schema is $defs/drivers. */

static struct json_object *texts(struct hw_json *j, struct hw_texts t)
{
	struct json_object *to = hw_json_array(j);

	for (size_t i = 0; i < t.n; i++)
		hw_json_append(j, to, hw_json_text(j, t.v[i]));
	return to;
}

static struct json_object *tristate(struct hw_json *j, enum hw_tristate t)
{
	return t == HW_UNKNOWN ? NULL : hw_json_boolean(j, t == HW_YES);
}

static struct json_object *firmware(struct hw_json *j, const struct hw_driver *d)
{
	struct json_object *to = hw_json_array(j);

	for (size_t i = 0; i < d->info.firmware.n; i++) {
		struct json_object *o = hw_json_object(j);

		hw_json_add(j, o, "name", hw_json_text(j, d->firmware[i].name));
		hw_json_add(j, o, "present",
			    d->firmware_known
				    ? hw_json_boolean(j, d->firmware[i].path.n > 0)
				    : NULL);
		hw_json_add(j, o, "path", hw_json_text(j, d->firmware[i].path));
		hw_json_append(j, to, o);
	}
	return to;
}

static struct json_object *params(struct hw_json *j, const struct hw_module_info *info)
{
	struct json_object *to = hw_json_array(j);

	for (size_t i = 0; i < info->param_count; i++) {
		struct json_object *o = hw_json_object(j);

		hw_json_add(j, o, "name", hw_json_text(j, info->params[i].name));
		hw_json_add(j, o, "type", hw_json_text(j, info->params[i].type));
		hw_json_add(j, o, "description",
			    hw_json_text(j, info->params[i].description));
		hw_json_append(j, to, o);
	}
	return to;
}

static struct json_object *aliases(struct hw_json *j, const struct hw_driver *d)
{
	struct json_object *to = hw_json_array(j);

	for (size_t i = 0; i < d->alias_count; i++) {
		const struct hw_driver_alias *a = &d->aliases[i];
		struct json_object *o = hw_json_object(j);
		struct json_object *names = hw_json_object(j);

		hw_json_add(j, o, "pattern", hw_json_text(j, a->pattern));
		hw_json_add(j, o, "type",
			    hw_json_literal(j, a->bus ? a->bus->name : NULL));
		hw_json_add(j, o, "source",
			    a->line ? hw_json_literal(j, hw_alias_source_name(a->source))
				    : hw_json_literal(j, "module"));
		hw_json_add(j, o, "line",
			    a->line ? hw_json_number(j, (int64_t)a->line) : NULL);
		for (enum hw_name_key key = 0; key < HW_NAME_COUNT; key++)
			hw_json_add(j, names, hw_name_key(key),
				    hw_json_text(j, a->names[key].text));
		hw_json_add(j, o, "names", names);
		hw_json_append(j, to, o);
	}
	return to;
}

static struct json_object *devices(struct hw_json *j, const struct hw_driver *d)
{
	struct json_object *to = hw_json_array(j);

	for (const struct hw_driver_device *i = d->devices; i; i = i->next) {
		struct json_object *o = hw_json_object(j);

		hw_json_add(j, o, "id", hw_json_text(j, i->id));
		hw_json_add(j, o, "name", hw_json_text(j, i->name));
		hw_json_add(j, o, "driver", hw_json_text(j, i->driver));
		hw_json_add(j, o, "driver_module", hw_json_text(j, i->module));
		hw_json_add(j, o, "bound",
			    i->driver_known == HW_DRIVER_UNKNOWN
				    ? NULL
				    : hw_json_boolean(j, i->is_bound));
		hw_json_add(j, o, "pattern", hw_json_text(j, i->pattern));
		hw_json_append(j, to, o);
	}
	return to;
}

static struct json_object *driver(struct hw_json *j, const struct hw_driver *d)
{
	const struct hw_module_info *info = &d->info;
	struct json_object *o = hw_json_object(j);
	bool is_file = d->has_info && d->builtin != HW_YES;

	hw_json_add(j, o, "query", hw_json_text(j, d->query));
	hw_json_add(j, o, "module", hw_json_text(j, d->module));
	hw_json_add(j, o, "file", hw_json_text(j, d->file));
	hw_json_add(j, o, "builtin", tristate(j, d->builtin));
	hw_json_add(j, o, "loaded", tristate(j, d->loaded));
	hw_json_add(j, o, "available", tristate(j, d->available));
	hw_json_add(j, o, "unread", hw_json_text(j, d->no_info));
	hw_json_add(j, o, "description",
		    hw_json_text(j, hw_texts_join(info->descriptions, &j->arena)));
	hw_json_add(j, o, "license",
		    hw_json_text(j, hw_texts_join(info->licenses, &j->arena)));
	hw_json_add(j, o, "authors", texts(j, info->authors));
	hw_json_add(j, o, "version",
		    hw_json_text(j, hw_texts_join(info->versions, &j->arena)));
	hw_json_add(j, o, "vermagic", hw_json_text(j, info->vermagic));
	hw_json_add(j, o, "intree", is_file ? hw_json_boolean(j, info->is_intree) : NULL);
	hw_json_add(j, o, "signed", is_file ? hw_json_boolean(j, info->is_signed) : NULL);
	hw_json_add(j, o, "signer", hw_json_text(j, info->signer));
	hw_json_add(j, o, "depends", texts(j, info->depends));
	hw_json_add(j, o, "firmware", firmware(j, d));
	hw_json_add(j, o, "parameters", params(j, info));
	hw_json_add(j, o, "aliases", aliases(j, d));
	hw_json_add(j, o, "devices", devices(j, d));
	return o;
}

int hw_drivers_print_json(FILE *out, const struct hw_machine *machine,
			  const struct hw_drivers *drivers, const struct hw_warnings *w)
{
	struct hw_json j = {0};
	struct json_object *o = hw_json_object(&j);
	struct json_object *modules = hw_json_object(&j);
	struct json_object *list = hw_json_array(&j);
	int r;

	hw_json_add(&j, o, "schema", hw_json_literal(&j, "hwalias.driver"));
	hw_json_add(&j, o, "schema_version", hw_json_literal(&j, "1.0"));
	hw_json_add(&j, modules, "release", hw_json_text(&j, machine->kernel.release));
	hw_json_add(&j, modules, "directory",
		    hw_json_text(&j, machine->kernel.directory));
	hw_json_add(&j, o, "modules", modules);
	for (size_t i = 0; i < drivers->n; i++)
		if (drivers->v[i].found != HW_DRIVER_NOT_FOUND)
			hw_json_append(&j, list, driver(&j, &drivers->v[i]));
	hw_json_add(&j, o, "drivers", list);
	hw_json_add(&j, o, "warnings", hw_json_warnings(&j, w));
	r = hw_json_print(&j, o, HW_JSON_PRETTY, 0, 0, 0, out);
	fputc('\n', out);
	hw_arena_done(&j.arena);
	return r;
}
