// SPDX-License-Identifier: GPL-2.0-or-later
/* A device of the program's own report: json.c draws it. */
#include "data/base/path.h"
#include "data/reports/json_values.h"

static int64_t hex_at(json_object *ids, const char *key)
{
	struct hw_text text = hw_report_json_text(ids, key);

	return text.n && text.n <= 4 ? hw_dump_hex(text, text.n) : -1;
}

static void read_usb(struct hw_dump *d, struct hw_dump_device *device,
		     json_object *object)
{
	json_object *ids = hw_report_json_at(object, "ids", json_type_object);

	hw_dump_set(d, device, HW_DUMP_VENDOR, hex_at(ids, "vendor"));
	hw_dump_set(d, device, HW_DUMP_DEVICE, hex_at(ids, "device"));
	hw_dump_set(d, device, HW_DUMP_DEVICE_CLASS, hex_at(ids, "class"));
	hw_dump_set(d, device, HW_DUMP_DEVICE_SUBCLASS, hex_at(ids, "subclass"));
	hw_dump_set(d, device, HW_DUMP_DEVICE_PROTOCOL, hex_at(ids, "interface"));
	hw_dump_attribute_line(d, device, "serial",
			       hw_report_json_text(object, "serial"));
}

/* The text that the kernel printed: the first line and the others. */
static struct hw_text modalias_of(struct hw_dump *d, json_object *object)
{
	json_object *modalias = hw_report_json_at(object, "modalias", json_type_object);
	json_object *others =
		hw_report_json_at(object, "other_modaliases", json_type_array);
	struct hw_text text = hw_report_json_text(modalias, "raw");
	size_t n = others ? hw_jsonc.object_array_length(others) : 0;

	for (size_t i = 0; i < n && i < 8; i++) {
		struct hw_text more = hw_report_json_text(
			hw_jsonc.object_array_get_idx(others, i), "raw");

		if (more.n)
			text = hw_arena_printf(&d->arena, "%.*s\n%.*s", HW_TEXT_ARG(text),
					       HW_TEXT_ARG(more));
	}
	return text;
}

/* Of a state that is not known for another reason than that nothing tells the driver: the
 * device has none, and nobody knows which module claims it. */
static bool is_without_driver(struct hw_text reason)
{
	static const char *const reasons[] = {"no-alias-tables", "ids-not-told",
					      "unreadable"};

	for (size_t i = 0; i < HW_ARRAY_SIZE(reasons); i++)
		if (hw_text_eq(reason, hw_text_of(reasons[i])))
			return true;
	return false;
}

static void read_driver(struct hw_dump *d, struct hw_dump_device *device,
			json_object *object)
{
	json_object *driver = hw_report_json_at(object, "driver", json_type_object);
	struct hw_text state = hw_report_json_text(object, "state");

	if (hw_report_json_text(driver, "name").n) {
		hw_dump_driver(d, device, hw_report_json_text(driver, "name"));
		device->module =
			hw_arena_copy(&d->arena, hw_report_json_text(driver, "module"));
	} else if (!hw_text_eq(state, HW_TEXT("unknown")) ||
		   is_without_driver(hw_report_json_text(object, "reason"))) {
		hw_dump_driver(d, device, HW_NO_TEXT);
	}
}

/* A bare string has no place, and is called after its line. */
static struct hw_dump_device *add_device(struct hw_dump *d, json_object *object,
					 size_t number)
{
	struct hw_text syspath = hw_report_json_text(object, "syspath");
	struct hw_text id = hw_report_json_text(object, "id");
	struct hw_dump_device *device;

	if (!syspath.n)
		return hw_dump_device(d, HW_NO_TEXT,
				      hw_arena_printf(&d->arena, "line-%zu", number));
	hw_text_cut(&id, ':');
	device = hw_dump_device(d, hw_report_json_text(object, "subsystem"), id);
	if (!device || device->place.s)
		return device;
	if (hw_text_starts(syspath, HW_TEXT("/sys/")) && syspath.n < 4000 &&
	    hw_path_is_plain(hw_text_from(syspath, 1)))
		device->place =
			hw_arena_copy(&d->arena, hw_text_from(syspath, strlen("/sys/")));
	else
		hw_dump_malformed(d, "a syspath that is none");
	return device;
}

/* A line with the values of these keys. */
static void tell(struct hw_dump *d, struct hw_dump_device *device, const char *line,
		 json_object *object, const char *const *keys)
{
	struct hw_text parts[16];
	size_t n = 0;

	for (; keys[n] && n < HW_ARRAY_SIZE(parts); n++)
		parts[n] = hw_report_json_part(d, object, keys[n]);
	hw_dump_tell(d, device, line, parts, n);
}

/* A line of one value, if there is one. */
static void tell_one(struct hw_dump *d, struct hw_dump_device *device, const char *line,
		     json_object *object, const char *key)
{
	struct hw_text part = hw_report_json_part(d, object, key);

	if (part.n)
		hw_dump_tell(d, device, line, &part, 1);
}

static void tell_list(struct hw_dump *d, struct hw_dump_device *device, const char *line,
		      json_object *object, const char *key, const char *const *keys)
{
	json_object *list = hw_report_json_at(object, key, json_type_array);
	size_t n = list ? hw_jsonc.object_array_length(list) : 0;

	for (size_t i = 0; i < n; i++)
		tell(d, device, line, hw_jsonc.object_array_get_idx(list, i), keys);
}

static void tell_verdict(struct hw_dump *d, struct hw_dump_device *device,
			 json_object *object)
{
	static const char *const evidence[] = {"source", "path", "line",
					       "time",	 "text", NULL};
	json_object *attention = hw_report_json_at(object, "attention", json_type_object);

	tell_one(d, device, "state", object, "state");
	tell_one(d, device, "reason", object, "reason");
	tell_one(d, device, "explanation", object, "explanation");
	tell_one(d, device, "severity", attention, "severity");
	tell_one(d, device, "remedy", attention, "remedy");
	tell_one(d, device, "advice", object, "advice");
	tell_one(d, device, "complete", object, "attention_complete");
	tell_one(d, device, "driver-builtin",
		 hw_report_json_at(object, "driver", json_type_object), "builtin");
	tell_list(d, device, "evidence", object, "evidence", evidence);
}

/* Names with their sources, and what the device calls itself. */
static void tell_names(struct hw_dump *d, struct hw_dump_device *device,
		       json_object *object)
{
	json_object *names = hw_report_json_at(object, "names", json_type_object);
	json_object *sources =
		hw_report_json_at(object, "name_sources", json_type_object);
	json_object *own = hw_report_json_at(object, "device_strings", json_type_object);

	for (struct lh_entry *e = hw_report_json_members(names); e;
	     e = lh_entry_next(e)) {
		const char *key = lh_entry_k(e);
		const struct hw_text parts[] = {hw_text_of(key),
						hw_report_json_text(sources, key),
						hw_report_json_text(names, key)};

		if (parts[2].n)
			hw_dump_tell(d, device, "name", parts, 3);
	}
	for (struct lh_entry *e = hw_report_json_members(own); e; e = lh_entry_next(e)) {
		const char *key = lh_entry_k(e);
		const struct hw_text parts[] = {hw_text_of(key),
						hw_report_json_text(own, key)};

		if (parts[1].n)
			hw_dump_tell(d, device, "own", parts, 2);
	}
}

static void tell_attributes(struct hw_dump *d, struct hw_dump_device *device,
			    json_object *object)
{
	json_object *attributes =
		hw_report_json_at(object, "attributes", json_type_object);

	for (struct lh_entry *e = hw_report_json_members(attributes); e;
	     e = lh_entry_next(e)) {
		const char *key = lh_entry_k(e);
		struct hw_text parts[] = {hw_text_of(key),
					  hw_report_json_part(d, attributes, key)};

		if (hw_jsonc.object_is_type(lh_entry_v(e), json_type_int))
			parts[1] = hw_arena_printf(&d->arena, "#%.*s",
						   HW_TEXT_ARG(parts[1]));
		if (parts[1].n)
			hw_dump_tell(d, device, "attribute", parts, 2);
	}
}

static void tell_provides(struct hw_dump *d, struct hw_dump_device *device,
			  json_object *object)
{
	json_object *list = hw_report_json_at(object, "provides", json_type_array);
	size_t n = list ? hw_jsonc.object_array_length(list) : 0;

	for (size_t i = 0; i < n; i++) {
		json_object *item = hw_jsonc.object_array_get_idx(list, i);
		json_object *mounts = hw_report_json_at(item, "mounts", json_type_array);
		size_t count = mounts ? hw_jsonc.object_array_length(mounts) : 0;
		struct hw_text parts[24] = {
			hw_report_json_text(item, "class"),
			hw_report_json_text(item, "name"),
			hw_report_json_text(item, "node"),
			hw_report_json_text(item, "address"),
			hw_report_json_text(item, "serial"),
			hw_report_json_text(item, "wwid"),
			hw_report_json_text(item, "eui"),
			hw_report_json_text(item, "nguid"),
			hw_report_json_text(item, "uuid"),
		};
		size_t k = 9;

		for (size_t m = 0; m < count && k < HW_ARRAY_SIZE(parts); m++) {
			json_object *mount = hw_jsonc.object_array_get_idx(mounts, m);

			if (hw_jsonc.object_is_type(mount, json_type_string))
				parts[k++] =
					hw_text_of(hw_jsonc.object_get_string(mount));
		}
		hw_dump_tell(d, device, "provides", parts, k);
	}
}

/* What was found out when the report was made; `has_tables`: with alias tables. */
static void tell_findings(struct hw_dump *d, struct hw_dump_device *device,
			  json_object *object, bool has_tables)
{
	static const char *const candidate[] = {
		"module",  "pattern",	  "source",    "file", "line",
		"builtin", "loaded",	  "available", "path", "blocked_by",
		"weak",	   "description", "license",   NULL,
	};
	json_object *candidates =
		hw_report_json_at(object, "candidates", json_type_array);

	if (device->told_lines.n)
		return;
	if (candidates && (has_tables || hw_jsonc.object_array_length(candidates))) {
		device->tables_told = true;
		d->facts.claims = true;
		hw_dump_tell(d, device, "tables", NULL, 0);
	}
	tell_list(d, device, "candidate", object, "candidates", candidate);
	tell_verdict(d, device, object);
	tell_names(d, device, object);
	tell_attributes(d, device, object);
	tell_provides(d, device, object);
}

void hw_report_json_device(struct hw_dump *d, json_object *object, size_t number,
			   bool has_tables)
{
	struct hw_dump_device *device = add_device(d, object, number);
	struct hw_text kind = hw_report_json_text(object, "kind");
	struct hw_text modalias = modalias_of(d, object);

	if (!device)
		return;
	device->class_only = hw_text_eq(kind, HW_TEXT("class"));
	device->kind_untold = !kind.n;
	if (device->subsystem.s && !device->class_only)
		read_driver(d, device, object);
	if (device->told == HW_DUMP_BOUND)
		hw_dump_pair(d, &device->uevent, HW_TEXT("DRIVER"), device->driver);
	if (kind.n && !device->class_only && !hw_text_eq(kind, HW_TEXT("device")))
		hw_dump_pair(d, &device->uevent, HW_TEXT("DEVTYPE"), kind);
	if (hw_text_find(modalias, '\n') == modalias.n && modalias.n)
		hw_dump_pair(d, &device->uevent, HW_TEXT("MODALIAS"), modalias);
	else
		hw_dump_attribute_line(d, device, "modalias", modalias);
	if (hw_text_eq(kind, HW_TEXT("usb_device")))
		read_usb(d, device, object);
	tell_findings(d, device, object, has_tables);
	d->facts.places |= device->place.s != NULL;
}
