// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>

#include "report/driver/driver.h"
#include "report/json/json.h"

static void texts(struct hw_json *j, struct hw_json_key key, struct hw_texts t)
{
	hw_json_begin_array(j, key);
	for (size_t i = 0; i < t.n; i++)
		hw_json_text(j, HW_ITEM, t.v[i]);
	hw_json_end_array(j);
}

/* Emits the member, or null if its value is unknown. */
static void known(struct hw_json *j, struct hw_json_key key, bool is_known, bool b)
{
	hw_json_tristate(j, key, !is_known ? HW_UNKNOWN : b ? HW_YES : HW_NO);
}

static void firmware(struct hw_json *j, const struct hw_driver *d)
{
	hw_json_begin_array(j, HW_KEY("firmware"));
	for (size_t i = 0; i < d->info.firmware.n; i++) {
		hw_json_begin_object(j, HW_ITEM);
		hw_json_text(j, HW_KEY("name"), d->firmware[i].name);
		known(j, HW_KEY("present"), d->firmware_known, d->firmware[i].path.n > 0);
		hw_json_text(j, HW_KEY("path"), d->firmware[i].path);
		hw_json_end_object(j);
	}
	hw_json_end_array(j);
}

static void params(struct hw_json *j, const struct hw_module_info *info)
{
	hw_json_begin_array(j, HW_KEY("parameters"));
	for (size_t i = 0; i < info->param_count; i++) {
		hw_json_begin_object(j, HW_ITEM);
		hw_json_text(j, HW_KEY("name"), info->params[i].name);
		hw_json_text(j, HW_KEY("type"), info->params[i].type);
		hw_json_text(j, HW_KEY("description"), info->params[i].description);
		hw_json_end_object(j);
	}
	hw_json_end_array(j);
}

static void alias(struct hw_json *j, const struct hw_driver_alias *a)
{
	hw_json_begin_object(j, HW_ITEM);
	hw_json_text(j, HW_KEY("pattern"), a->pattern);
	hw_json_literal(j, HW_KEY("type"), a->bus ? a->bus->name : NULL);
	hw_json_literal(j, HW_KEY("source"),
			a->line ? hw_alias_source_name(a->source) : "module");
	hw_json_positive(j, HW_KEY("line"), a->line);
	hw_json_begin_object(j, HW_KEY("names"));
	for (enum hw_name_key key = 0; key < HW_NAME_COUNT; key++)
		hw_json_text(j, hw_json_key(hw_name_key(key)), a->names[key].text);
	hw_json_end_object(j);
	hw_json_end_object(j);
}

static void device(struct hw_json *j, const struct hw_driver_device *d)
{
	hw_json_begin_object(j, HW_ITEM);
	hw_json_text(j, HW_KEY("id"), d->id);
	hw_json_text(j, HW_KEY("name"), d->name);
	hw_json_text(j, HW_KEY("driver"), d->driver);
	hw_json_text(j, HW_KEY("driver_module"), d->module);
	known(j, HW_KEY("bound"), d->driver_known != HW_DRIVER_UNKNOWN, d->is_bound);
	hw_json_text(j, HW_KEY("pattern"), d->pattern);
	hw_json_end_object(j);
}

/* What modinfo(8) tells. */
static void info(struct hw_json *j, const struct hw_driver *d)
{
	const struct hw_module_info *i = &d->info;
	bool is_file = d->has_info && d->builtin != HW_YES && !i->is_cut;

	hw_json_text(j, HW_KEY("description"), hw_texts_join(i->descriptions, &j->arena));
	hw_json_text(j, HW_KEY("license"), hw_texts_join(i->licenses, &j->arena));
	texts(j, HW_KEY("authors"), i->authors);
	hw_json_text(j, HW_KEY("version"), hw_texts_join(i->versions, &j->arena));
	hw_json_text(j, HW_KEY("vermagic"), i->vermagic);
	known(j, HW_KEY("intree"), is_file, i->is_intree);
	known(j, HW_KEY("signed"), is_file, i->is_signed);
	hw_json_text(j, HW_KEY("signer"), i->signer);
	texts(j, HW_KEY("depends"), i->depends);
	firmware(j, d);
	params(j, i);
}

static void driver(struct hw_json *j, const struct hw_driver *d)
{
	hw_json_text(j, HW_KEY("query"), d->query);
	hw_json_text(j, HW_KEY("module"), d->module);
	hw_json_text(j, HW_KEY("file"), d->file);
	hw_json_tristate(j, HW_KEY("builtin"), d->builtin);
	hw_json_tristate(j, HW_KEY("loaded"), d->loaded);
	hw_json_tristate(j, HW_KEY("available"), d->available);
	hw_json_text(j, HW_KEY("unread"), d->no_info);
	info(j, d);
	if (d->found == HW_DRIVER_NOT_RECORDED) {
		hw_json_null(j, HW_KEY("aliases"));
		hw_json_null(j, HW_KEY("devices"));
		return;
	}
	if (d->lacks_aliases) {
		hw_json_null(j, HW_KEY("aliases"));
	} else {
		hw_json_begin_array(j, HW_KEY("aliases"));
		for (size_t i = 0; i < d->alias_count; i++)
			alias(j, &d->aliases[i]);
		hw_json_end_array(j);
	}
	hw_json_begin_array(j, HW_KEY("devices"));
	for (const struct hw_driver_device *i = d->devices; i; i = i->next)
		device(j, i);
	hw_json_end_array(j);
}

int hw_drivers_print_json(const struct hw_drivers *drivers,
			  const struct hw_output *output)
{
	struct hw_json j;

	hw_json_begin_document(&j, "hwalias.driver");
	hw_json_head(&j, output->head);
	hw_json_begin_array(&j, HW_KEY("drivers"));
	for (size_t i = 0; i < drivers->n; i++) {
		if (drivers->v[i].found == HW_DRIVER_NOT_FOUND)
			continue;
		hw_json_begin_object(&j, HW_ITEM);
		driver(&j, &drivers->v[i]);
		hw_json_end_object(&j);
	}
	hw_json_end_array(&j);
	hw_json_tail(&j, output->not_read, output->warnings);
	return hw_json_end_document(&j, output->out);
}

int hw_drivers_print_ndjson(const struct hw_drivers *drivers,
			    const struct hw_output *output)
{
	struct hw_json j = {.layout = HW_JSON_LINE};
	struct hw_arena arena = {0};
	struct hw_text front =
		hw_json_front("hwalias.module", output->head, true, &arena);
	int r = hw_arena_failed(&arena) ? -ENOMEM : 0;

	for (size_t i = 0; r == 0 && i < drivers->n; i++) {
		if (drivers->v[i].found == HW_DRIVER_NOT_FOUND)
			continue;
		hw_json_begin_object(&j, HW_ITEM);
		hw_json_append(&j, front);
		driver(&j, &drivers->v[i]);
		hw_json_end_object(&j);
		r = hw_json_print(&j, output->out);
	}
	hw_json_done(&j);
	hw_arena_done(&arena);
	return r;
}
