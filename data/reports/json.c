// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The program's own report, one document or a line a device (report/schema):
 *
 *     {"schema": "hwalias.report", "generated": "2023-11-14T22:13:20Z",
 *      "host": {"architecture": …, "kernel_version": …, "taint": …, "os": …, "dmi": …},
 *      "kernel": {"release": …, "tables": …},
 *      "devices": [{"id": "pci:0000:00:1f.6", "subsystem": "pci", "kind": "device",
 *                   "syspath": "/sys/devices/…", "driver": {"name": …, "module": …},
 *                   "state": "bound", "ids": {…}, "serial": null,
 *                   "modalias": {"raw": …}, "other_modaliases": […]}, …]}
 *     {"schema": "hwalias.device", "kernel": {…}, "id": "pci:0000:00:1f.6", …}
 *     {"schema": "hwalias.end", "devices": 117}
 *
 * What can be found anew from the machine's files is. What the report says beside, of
 * candidates, verdicts, names and attributes, is kept beside these: hwalias/PATH/told,
 * report/collect/told.h.
 */
#include <errno.h>
#include <stdio.h>
#include <time.h>

#include "data/base/path.h"
#include "data/base/text_set.h"
#include "data/library/jsonc.h"
#include "data/reports/internal.h"
#include "data/root/note.h"
#include "decoders/text/ascii.h"

/* Objects take some thirty times their text. */
#define DOCUMENT_MAX ((size_t)32 * 1024 * 1024)
#define DEPTH_MAX    16
/* of "schema_version", "1.0" */
#define MAJOR 1

#define BLANKS " \t\r\n"

static struct hw_text text_at(json_object *object, const char *key)
{
	json_object *value;

	if (!hw_jsonc.object_is_type(object, json_type_object) ||
	    !hw_jsonc.object_object_get_ex(object, key, &value) ||
	    !hw_jsonc.object_is_type(value, json_type_string))
		return HW_NO_TEXT;
	return (struct hw_text){hw_jsonc.object_get_string(value),
				(size_t)hw_jsonc.object_get_string_len(value)};
}

static json_object *object_at(json_object *object, const char *key, enum json_type type)
{
	json_object *value;

	if (!hw_jsonc.object_is_type(object, json_type_object) ||
	    !hw_jsonc.object_object_get_ex(object, key, &value) ||
	    !hw_jsonc.object_is_type(value, type))
		return NULL;
	return value;
}

/* The first member of an object, NULL: there is none. */
static struct lh_entry *members_of(json_object *object)
{
	return object ? lh_table_head(hw_jsonc.object_get_object(object)) : NULL;
}

/* A value as a part of a line: true and false are 1 and 0, null is absent. */
static struct hw_text part_at(struct hw_dump *d, json_object *object, const char *key)
{
	json_object *value;

	if (!hw_jsonc.object_is_type(object, json_type_object) ||
	    !hw_jsonc.object_object_get_ex(object, key, &value))
		return HW_NO_TEXT;
	if (hw_jsonc.object_is_type(value, json_type_boolean))
		return hw_jsonc.object_get_boolean(value) ? HW_TEXT("1") : HW_TEXT("0");
	if (hw_jsonc.object_is_type(value, json_type_int))
		return hw_arena_printf(&d->arena, "%lld",
				       (long long)hw_jsonc.object_get_int64(value));
	return text_at(object, key);
}

static void add_file(struct hw_dump *d, const char *path, struct hw_text value)
{
	if (value.n)
		hw_dump_file(d, path,
			     hw_arena_printf(&d->arena, "%.*s\n", HW_TEXT_ARG(value)));
}

static void read_kernel(struct hw_dump *d, json_object *root)
{
	json_object *kernel = object_at(root, "kernel", json_type_object);
	json_object *host = object_at(root, "host", json_type_object);

	if (text_at(kernel, "release").n)
		d->facts.kernel = true;
	add_file(d, "proc/sys/kernel/osrelease", text_at(kernel, "release"));
	add_file(d, "proc/sys/kernel/version", text_at(host, "kernel_version"));
	add_file(d, "proc/sys/kernel/tainted", part_at(d, host, "taint"));
}

/* A value of os-release(5), quoted for the shell as far as it must be. */
static void add_os_line(struct hw_arena *arena, struct hw_text *text, const char *key,
			struct hw_text value)
{
	char *to;
	size_t n = 0;

	if (!value.n || value.n > 1024)
		return;
	to = hw_arena_alloc(arena, 2 * value.n + 1, 1);
	if (!to)
		return;
	for (size_t i = 0; i < value.n; i++) {
		if (strchr("\"\\$`", value.s[i]) && value.s[i])
			to[n++] = '\\';
		to[n++] = value.s[i];
	}
	*text = hw_arena_printf(arena, "%.*s%s=\"%.*s\"\n", HW_TEXT_ARG(*text), key,
				HW_TEXT_ARG(((struct hw_text){to, n})));
}

/* Few paths are known. */
#define PATHS_MAX ((size_t)64)

/* What the report has lost of the host: hw_machine_withheld(). */
static void read_withheld(struct hw_dump *d, json_object *paths)
{
	const size_t n = paths ? hw_jsonc.object_array_length(paths) : 0;
	struct hw_text lines = HW_TEXT("");

	for (size_t i = 0; i < n && i < PATHS_MAX; i++) {
		json_object *path = hw_jsonc.object_array_get_idx(paths, i);

		if (hw_jsonc.object_is_type(path, json_type_string))
			lines = hw_arena_printf(&d->arena, "%.*s%s\n", HW_TEXT_ARG(lines),
						hw_jsonc.object_get_string(path));
	}
	if (paths)
		hw_dump_file(d, HW_RECORDED "/withheld", lines);
}

/* "2023-11-14T22:13:20Z", and what the report may tell. */
static void read_envelope(struct hw_dump *d, json_object *root)
{
	json_object *privacy = object_at(root, "privacy", json_type_object);
	struct hw_text generated = hw_arena_copy(&d->arena, text_at(root, "generated"));
	struct tm tm = {0};
	const char *end =
		generated.n ? strptime(generated.s, "%Y-%m-%dT%H:%M:%SZ", &tm) : NULL;

	if (end && !*end)
		add_file(d, HW_RECORDED "/generated",
			 hw_arena_printf(&d->arena, "%lld", (long long)timegm(&tm)));
	hw_dump_report_level(d, text_at(privacy, "level"));
	read_withheld(d, object_at(privacy, "withheld", json_type_array));
}

/* Of a tree that was made without links, as beds and archives may be: the device of DMI
 * is where others have a link to it. Of a stream any line may be that device's. */
static bool has_dmi_in_class(struct hw_text text)
{
	static const char *const places[] = {"\"/sys/class/dmi/id\"",
					     "\"\\/sys\\/class\\/dmi\\/id\""};

	for (size_t i = 0; i < HW_ARRAY_SIZE(places); i++)
		if (text.n && memmem(text.s, text.n, places[i], strlen(places[i])))
			return true;
	return false;
}

/* 32 hexadecimal digits, as what stands for the machine and its start is. */
static void add_number(struct hw_dump *d, const char *path, struct hw_text value)
{
	for (size_t i = 0; i < value.n; i++)
		if (hw_hex_value(value.s[i]) < 0)
			return;
	if (value.n == 32)
		add_file(d, path, value);
}

/* Of a report of a level at which it is told. */
static void read_identity(struct hw_dump *d, json_object *host)
{
	add_file(d, "proc/sys/kernel/hostname", text_at(host, "name"));
	add_number(d, HW_RECORDED "/key", text_at(host, "key"));
	add_number(d, "etc/machine-id", text_at(host, "machine_id"));
	add_number(d, "proc/sys/kernel/random/boot_id", text_at(host, "boot_id"));
}

static void read_host(struct hw_dump *d, json_object *root, bool dmi_in_class)
{
	static const char *const dmi_keys[] = {
		"sys_vendor",	  "product_name", "product_version", "board_vendor",
		"board_name",	  "bios_vendor",  "bios_version",    "bios_date",
		"product_serial", "product_uuid", "board_serial",    "chassis_serial",
	};
	json_object *host = object_at(root, "host", json_type_object);
	json_object *os = object_at(host, "os", json_type_object);
	json_object *dmi = object_at(host, "dmi", json_type_object);
	json_object *tree = object_at(host, "device_tree", json_type_object);
	struct hw_text chassis = part_at(d, dmi, "chassis_type");
	const char *dir =
		dmi_in_class ? "sys/class/dmi/id" : "sys/devices/virtual/dmi/id";
	char chassis_type[64];
	struct hw_text text = HW_TEXT("");

	add_file(d, "proc/sys/kernel/arch", text_at(host, "architecture"));
	read_identity(d, host);
	add_os_line(&d->arena, &text, "ID", text_at(os, "id"));
	add_os_line(&d->arena, &text, "VERSION_ID", text_at(os, "version_id"));
	add_os_line(&d->arena, &text, "PRETTY_NAME", text_at(os, "name"));
	if (text.n)
		hw_dump_file(d, "etc/os-release", text);
	for (size_t i = 0; i < HW_ARRAY_SIZE(dmi_keys); i++) {
		char path[64];

		snprintf(path, sizeof(path), "%s/%s", dir, dmi_keys[i]);
		add_file(d, path, text_at(dmi, dmi_keys[i]));
	}
	snprintf(chassis_type, sizeof(chassis_type), "%s/chassis_type", dir);
	add_file(d, chassis_type, chassis);
	if (dmi && !dmi_in_class)
		hw_tree_link(d->tree, HW_TEXT("sys/class/dmi/id"),
			     HW_TEXT("../../devices/virtual/dmi/id"));
	if (text_at(tree, "model").n)
		hw_dump_file(d, "proc/device-tree/model", text_at(tree, "model"));
	if (text_at(tree, "compatible").n)
		hw_dump_file(d, "proc/device-tree/compatible",
			     text_at(tree, "compatible"));
}

static int64_t hex_at(json_object *ids, const char *key)
{
	struct hw_text text = text_at(ids, key);

	return text.n && text.n <= 4 ? hw_dump_hex(text, text.n) : -1;
}

static void read_usb(struct hw_dump *d, struct hw_dump_device *device,
		     json_object *object)
{
	json_object *ids = object_at(object, "ids", json_type_object);

	hw_dump_set(d, device, HW_DUMP_VENDOR, hex_at(ids, "vendor"));
	hw_dump_set(d, device, HW_DUMP_DEVICE, hex_at(ids, "device"));
	hw_dump_set(d, device, HW_DUMP_DEVICE_CLASS, hex_at(ids, "class"));
	hw_dump_set(d, device, HW_DUMP_DEVICE_SUBCLASS, hex_at(ids, "subclass"));
	hw_dump_set(d, device, HW_DUMP_DEVICE_PROTOCOL, hex_at(ids, "interface"));
	hw_dump_attribute_line(d, device, "serial", text_at(object, "serial"));
}

/* The text that the kernel printed: the first line and the others. */
static struct hw_text modalias_of(struct hw_dump *d, json_object *object)
{
	json_object *modalias = object_at(object, "modalias", json_type_object);
	json_object *others = object_at(object, "other_modaliases", json_type_array);
	struct hw_text text = text_at(modalias, "raw");
	size_t n = others ? hw_jsonc.object_array_length(others) : 0;

	for (size_t i = 0; i < n && i < 8; i++) {
		struct hw_text more =
			text_at(hw_jsonc.object_array_get_idx(others, i), "raw");

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
	json_object *driver = object_at(object, "driver", json_type_object);
	struct hw_text state = text_at(object, "state");

	if (text_at(driver, "name").n) {
		hw_dump_driver(d, device, text_at(driver, "name"));
		device->module = hw_arena_copy(&d->arena, text_at(driver, "module"));
	} else if (!hw_text_eq(state, HW_TEXT("unknown")) ||
		   is_without_driver(text_at(object, "reason"))) {
		hw_dump_driver(d, device, HW_NO_TEXT);
	}
}

/* A bare string has no place, and is called after its line. */
static struct hw_dump_device *add_device(struct hw_dump *d, json_object *object,
					 size_t number)
{
	struct hw_text syspath = text_at(object, "syspath");
	struct hw_text id = text_at(object, "id");
	struct hw_dump_device *device;

	if (!syspath.n)
		return hw_dump_device(d, HW_NO_TEXT,
				      hw_arena_printf(&d->arena, "line-%zu", number));
	hw_text_cut(&id, ':');
	device = hw_dump_device(d, text_at(object, "subsystem"), id);
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
		parts[n] = part_at(d, object, keys[n]);
	hw_dump_tell(d, device, line, parts, n);
}

/* A line of one value, if there is one. */
static void tell_one(struct hw_dump *d, struct hw_dump_device *device, const char *line,
		     json_object *object, const char *key)
{
	struct hw_text part = part_at(d, object, key);

	if (part.n)
		hw_dump_tell(d, device, line, &part, 1);
}

static void tell_list(struct hw_dump *d, struct hw_dump_device *device, const char *line,
		      json_object *object, const char *key, const char *const *keys)
{
	json_object *list = object_at(object, key, json_type_array);
	size_t n = list ? hw_jsonc.object_array_length(list) : 0;

	for (size_t i = 0; i < n; i++)
		tell(d, device, line, hw_jsonc.object_array_get_idx(list, i), keys);
}

static void tell_verdict(struct hw_dump *d, struct hw_dump_device *device,
			 json_object *object)
{
	static const char *const evidence[] = {"source", "path", "line",
					       "time",	 "text", NULL};
	json_object *attention = object_at(object, "attention", json_type_object);

	tell_one(d, device, "state", object, "state");
	tell_one(d, device, "reason", object, "reason");
	tell_one(d, device, "explanation", object, "explanation");
	tell_one(d, device, "severity", attention, "severity");
	tell_one(d, device, "remedy", attention, "remedy");
	tell_one(d, device, "advice", object, "advice");
	tell_one(d, device, "complete", object, "attention_complete");
	tell_one(d, device, "driver-builtin",
		 object_at(object, "driver", json_type_object), "builtin");
	tell_list(d, device, "evidence", object, "evidence", evidence);
}

/* Names with their sources, and what the device calls itself. */
static void tell_names(struct hw_dump *d, struct hw_dump_device *device,
		       json_object *object)
{
	json_object *names = object_at(object, "names", json_type_object);
	json_object *sources = object_at(object, "name_sources", json_type_object);
	json_object *own = object_at(object, "device_strings", json_type_object);

	for (struct lh_entry *e = members_of(names); e; e = lh_entry_next(e)) {
		const char *key = lh_entry_k(e);
		const struct hw_text parts[] = {hw_text_of(key), text_at(sources, key),
						text_at(names, key)};

		if (parts[2].n)
			hw_dump_tell(d, device, "name", parts, 3);
	}
	for (struct lh_entry *e = members_of(own); e; e = lh_entry_next(e)) {
		const char *key = lh_entry_k(e);
		const struct hw_text parts[] = {hw_text_of(key), text_at(own, key)};

		if (parts[1].n)
			hw_dump_tell(d, device, "own", parts, 2);
	}
}

static void tell_attributes(struct hw_dump *d, struct hw_dump_device *device,
			    json_object *object)
{
	json_object *attributes = object_at(object, "attributes", json_type_object);

	for (struct lh_entry *e = members_of(attributes); e; e = lh_entry_next(e)) {
		const char *key = lh_entry_k(e);
		struct hw_text parts[] = {hw_text_of(key), part_at(d, attributes, key)};

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
	json_object *list = object_at(object, "provides", json_type_array);
	size_t n = list ? hw_jsonc.object_array_length(list) : 0;

	for (size_t i = 0; i < n; i++) {
		json_object *item = hw_jsonc.object_array_get_idx(list, i);
		json_object *mounts = object_at(item, "mounts", json_type_array);
		size_t count = mounts ? hw_jsonc.object_array_length(mounts) : 0;
		struct hw_text parts[24] = {
			text_at(item, "class"),	 text_at(item, "name"),
			text_at(item, "node"),	 text_at(item, "address"),
			text_at(item, "serial"), text_at(item, "wwid"),
			text_at(item, "eui"),	 text_at(item, "nguid"),
			text_at(item, "uuid"),
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
	json_object *candidates = object_at(object, "candidates", json_type_array);

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

static void read_device(struct hw_dump *d, json_object *object, size_t number,
			bool has_tables)
{
	struct hw_dump_device *device = add_device(d, object, number);
	struct hw_text kind = text_at(object, "kind");
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

static bool is_schema(json_object *object, const char *name)
{
	return hw_text_eq(text_at(object, "schema"), hw_text_of(name));
}

/* The release of the alias tables, or in a document of 1.0 that of its modules. */
static bool has_tables(json_object *object)
{
	json_object *kernel = object_at(object, "kernel", json_type_object);
	json_object *modules = object_at(object, "modules", json_type_object);

	return text_at(kernel, "tables").n || text_at(modules, "release").n;
}

static bool tells_all_buses(json_object *object)
{
	json_object *value;

	return !hw_jsonc.object_object_get_ex(object, "all_buses", &value) ||
	       hw_jsonc.object_get_boolean(value);
}

static bool is_chosen(json_object *object)
{
	json_object *value;

	return hw_jsonc.object_object_get_ex(object, "chosen", &value) &&
	       hw_jsonc.object_get_boolean(value);
}

/* What was read since the last line that counts devices. */
struct stream {
	size_t devices;
	/* their ids */
	struct hw_text_set ids;
	/* of what was read at all: it is of devices that were asked for */
	bool is_chosen;
	/* devices are missing, or may be */
	bool is_part;
	/* a device, or a list of them, was read */
	bool has_devices;
	/* buses are not told, or perhaps not: is_of_whole() */
	bool lacks_buses;
	/* of a machine itself, by this version, which looks at the same buses */
	bool is_of_live;
	/* of a schema that may mean something else */
	bool is_newer;
	/* has_dmi_in_class() */
	bool dmi_in_class;
};

/* A list ends with their number, since what is cut off at the end of a line is not seen
 * otherwise. */
static void read_end(struct hw_dump *d, json_object *object, struct stream *stream)
{
	json_object *count = object_at(object, "devices", json_type_int);
	int64_t devices = count ? hw_jsonc.object_get_int64(count) : -1;

	if (devices < 0)
		hw_dump_malformed(d, "no number of devices");
	else if (devices != (int64_t)stream->devices)
		hw_warn(d->warnings, "lines-missing", d->name, d->line,
			"%zu devices are here of the %lld that were printed: lines are "
			"missing",
			stream->devices, (long long)devices);
	stream->is_part |= devices != (int64_t)stream->devices;
	if (!devices && !stream->devices)
		hw_dump_has_none(d);
	stream->devices = 0;
	hw_text_set_done(&stream->ids);
	stream->ids = (struct hw_text_set){0};
}

/* A line that was pasted twice is no other device. */
static bool is_repeated(struct hw_dump *d, json_object *object, struct stream *stream)
{
	const struct hw_text id = text_at(object, "id");

	if (!id.n)
		return false;
	if (hw_text_set_has(&stream->ids, id)) {
		hw_warn_line(d->warnings, "dump-malformed", d->name, d->line,
			     "a device that a line before has: that counts");
		return true;
	}
	d->failed |=
		hw_text_set_add(&stream->ids, hw_arena_copy(&d->arena, id)) == -ENOMEM;
	return false;
}

/* What is wrong with the machine itself, which has no id: HW_DUMP_FINDING. */
static void read_findings(struct hw_dump *d, json_object *root)
{
	json_object *findings = object_at(root, "findings", json_type_array);
	const size_t n = findings ? hw_jsonc.object_array_length(findings) : 0;

	for (size_t i = 0; i < n; i++) {
		json_object *f = hw_jsonc.object_array_get_idx(findings, i);
		const struct hw_text explanation = text_at(f, "explanation");
		const struct hw_text remedy = text_at(f, "remedy");

		if (text_at(f, "id").n || !explanation.n ||
		    hw_text_find(explanation, '\n') < explanation.n ||
		    hw_text_find(remedy, '\n') < remedy.n)
			continue;
		hw_dump_file(d, HW_DUMP_FINDING,
			     hw_arena_printf(&d->arena, "%.*s\n%.*s\n%.*s\n",
					     HW_TEXT_ARG(text_at(f, "reason")),
					     HW_TEXT_ARG(explanation),
					     HW_TEXT_ARG(remedy)));
	}
}

static bool is_warned(json_object *root, const char *const *codes)
{
	json_object *warnings = object_at(root, "warnings", json_type_array);
	const size_t n = warnings ? hw_jsonc.object_array_length(warnings) : 0;

	for (size_t i = 0; i < n; i++) {
		const struct hw_text code =
			text_at(hw_jsonc.object_array_get_idx(warnings, i), "code");

		for (size_t k = 0; codes[k]; k++)
			if (hw_text_eq(code, hw_text_of(codes[k])))
				return true;
	}
	return false;
}

/* Whether devices may be missing in what the document was made from, or are of two
 * machines. */
static void read_lacks(struct hw_dump *d, json_object *root, struct stream *stream)
{
	static const char *const lacks[] = {
		"lines-missing",  "snapshot-truncated", "snapshot-malformed",
		"dump-malformed", "archive-damaged",	NULL,
	};
	static const char *const mixed[] = {"hosts-differ", NULL};

	if (is_warned(root, lacks)) {
		stream->is_part = true;
		hw_dump_file(d, HW_LEFT_OUT, HW_TEXT("devices"));
	}
	if (is_warned(root, mixed)) {
		stream->is_part = true;
		hw_dump_file(d, HW_MIXED_HOSTS, HW_TEXT("hosts"));
	}
}

static bool is_of_live(json_object *object)
{
	json_object *source = object_at(object, "source", json_type_object);
	json_object *generator = object_at(object, "generator", json_type_object);

	return hw_text_eq(text_at(source, "kind"), HW_TEXT("live")) &&
	       hw_text_eq(text_at(generator, "version"), HW_TEXT(HWALIAS_VERSION));
}

/* Documents of 1.0 did not tell what they lack, and a dump that tells no kernel may be a
 * part of one. */
static bool is_of_whole(json_object *object)
{
	json_object *kernel = object_at(object, "kernel", json_type_object);

	return !hw_text_eq(text_at(object, "schema_version"), HW_TEXT("1.0")) &&
	       text_at(kernel, "release").n;
}

/* "1.2"; within a major version what is told does not change its meaning. */
static bool is_newer(json_object *object)
{
	struct hw_text version = text_at(object, "schema_version");

	return hw_dump_cut_decimal(&version) > MAJOR;
}

static void read_buses(struct hw_dump *d, json_object *object, struct stream *stream)
{
	const bool tells_all = tells_all_buses(object);

	stream->has_devices = true;
	stream->lacks_buses |= !tells_all || !is_of_whole(object);
	d->facts.all_buses |= tells_all;
}

static void read_object(struct hw_dump *d, json_object *object, struct stream *stream)
{
	json_object *devices = object_at(object, "devices", json_type_array);
	size_t n = devices ? hw_jsonc.object_array_length(devices) : 0;

	if (is_newer(object)) {
		stream->is_newer = true;
	} else if (is_schema(object, "hwalias.device")) {
		if (is_repeated(d, object, stream))
			return;
		read_envelope(d, object);
		read_kernel(d, object);
		read_host(d, object, stream->dmi_in_class);
		read_buses(d, object, stream);
		read_device(d, object, d->line, has_tables(object));
		stream->devices++;
		stream->is_chosen |= is_chosen(object);
	} else if (is_schema(object, "hwalias.report")) {
		read_envelope(d, object);
		read_kernel(d, object);
		read_host(d, object, stream->dmi_in_class);
		read_findings(d, object);
		stream->is_chosen |= is_chosen(object);
		read_lacks(d, object, stream);
		if (devices)
			read_buses(d, object, stream);
		if (devices && !n)
			hw_dump_has_none(d);
		stream->is_of_live = is_of_live(object);
		for (size_t i = 0; i < n; i++)
			read_device(d, hw_jsonc.object_array_get_idx(devices, i), i + 1,
				    has_tables(object));
	} else if (is_schema(object, "hwalias.end")) {
		read_end(d, object, stream);
	} else if (is_schema(object, "hwalias.finding") &&
		   !object_at(object, "id", json_type_string)) {
		/* of the machine as a whole: found again from what its devices tell */
	} else {
		hw_dump_malformed(d, "no report of hwalias");
	}
}

/* `jq -s` makes one list of the lines of a stream. */
static void read_value(struct hw_dump *d, json_object *value, struct stream *stream)
{
	const bool is_list = hw_jsonc.object_is_type(value, json_type_array);
	const size_t n = is_list ? hw_jsonc.object_array_length(value) : 0;

	if (!is_list)
		read_object(d, value, stream);
	for (size_t i = 0; i < n; i++)
		read_object(d, hw_jsonc.object_array_get_idx(value, i), stream);
}

static size_t count_lines(struct hw_text text)
{
	size_t n = 0;

	for (const char *at = text.s;
	     text.n && (at = memchr(at, '\n', (size_t)(text.s + text.n - at))); at++)
		n++;
	return n;
}

/* What a tracker or a mail has around the objects, up to the next line that begins with
 * one. Lines that are a part of an object are said to be, and those within a list. */
static struct hw_text skip_prose(struct hw_dump *dump, struct hw_text text,
				 bool is_within)
{
	const size_t first = dump->line;
	bool is_part = false;

	while (text.n && !hw_dump_is_json(text)) {
		const struct hw_text line = hw_text_cut(&text, '\n');

		is_part |= line.n && memmem(line.s, line.n, "\":", 2);
		if (is_part)
			break;
		dump->line++;
		while (text.n && strchr(" \t\r\n", text.s[0]) && text.s[0]) {
			dump->line += text.s[0] == '\n';
			text = hw_text_from(text, 1);
		}
	}
	if (is_part)
		hw_dump_malformed(dump, "this is not JSON");
	else if (is_within && text.n && dump->line > first)
		hw_warn_line(dump->warnings, "dump-malformed", dump->name, first,
			     "this is no line of the list");
	return is_part ? HW_NO_TEXT : text;
}

/* A document of which nothing was read tells nothing else. */
static int say_cut(struct hw_dump *dump)
{
	dump->cut = hw_arena_printf(
		&dump->arena,
		"cannot read '%.*s': it is cut off: in line %zu its JSON document ends "
		"too early",
		HW_TEXT_ARG(dump->name), dump->line);
	return dump->cut.s ? -EILSEQ : -ENOMEM;
}

/* Of a stream that goes on with no whole object; `is_cut`: with a part of one. */
static void warn_of_end(struct hw_dump *dump, bool is_cut)
{
	hw_dump_malformed(dump,
			  is_cut ? "the document ends too early" : "this is not JSON");
	hw_warn(dump->warnings, "lines-missing", dump->name, 0,
		"%s: devices may be missing",
		is_cut ? "it is cut off" : "what follows is not read");
}

/* One object after the other. */
static int read_report(struct hw_dump *dump, struct hw_text text)
{
	json_tokener *tokener = NULL;
	struct stream stream = {.dmi_in_class = has_dmi_in_class(text)};
	bool is_first = true;
	int err = hw_jsonc_open();

	if (!err)
		tokener = hw_jsonc.tokener_new_ex(DEPTH_MAX);
	if (!err && !tokener)
		err = -ENOMEM;
	if (text.n > DOCUMENT_MAX && !err)
		err = -EFBIG;
	dump->line = 1;
	text = hw_text_trim_start(text, " \t\r\n");
	text = skip_prose(dump, text, false);
	while (text.n && !err) {
		json_object *object =
			hw_jsonc.tokener_parse_ex(tokener, text.s, (int)text.n);
		enum json_tokener_error error = hw_jsonc.tokener_get_error(tokener);
		size_t used = hw_jsonc.tokener_get_parse_end(tokener);
		struct hw_text done = hw_text_head(text, used);

		if (error == json_tokener_success) {
			read_value(dump, object, &stream);
			is_first = false;
			err = stream.is_newer ? -ENOTSUP : 0;
		} else if (error == json_tokener_continue && is_first && !dump->mixed) {
			dump->line += count_lines(done);
			err = say_cut(dump);
		} else {
			dump->line += count_lines(done);
			warn_of_end(dump, error == json_tokener_continue);
			hw_jsonc.object_put(object);
			/* that says it */
			stream.devices = 0;
			stream.is_part = true;
			break;
		}
		hw_jsonc.object_put(object);
		text = hw_text_from(text, used);
		while (text.n && strchr(" \t\r\n", text.s[0]) && text.s[0])
			text = hw_text_from(text, 1);
		dump->line +=
			count_lines((struct hw_text){done.s, (size_t)(text.s - done.s)});
		text = skip_prose(dump, text, stream.devices > 0);
		hw_jsonc.tokener_reset(tokener);
	}
	if (stream.devices && !err)
		hw_warn(dump->warnings, "lines-missing", dump->name, 0,
			"no line {\"schema\":\"hwalias.end\"} is at the end: devices may "
			"be "
			"missing");
	if (!stream.is_chosen && !stream.is_part && !stream.devices && !err) {
		hw_dump_list_is_whole(dump);
		if (stream.has_devices && !stream.lacks_buses)
			dump->facts.is_whole = true;
		dump->facts.is_of_live |= dump->facts.is_whole && stream.is_of_live;
	}
	if (stream.is_chosen && !err) {
		hw_warn(dump->warnings, "lines-missing", dump->name, 0,
			"its devices were chosen: others may be missing");
		hw_dump_file(dump, HW_LEFT_OUT, HW_TEXT("devices"));
	}
	hw_text_set_done(&stream.ids);
	if (tokener)
		hw_jsonc.tokener_free(tokener);
	return err;
}

struct hw_text hw_dump_report_schema(struct hw_text text)
{
	const struct hw_text key = HW_TEXT("\"schema\"");

	while (text.n) {
		struct hw_text value;

		text = hw_text_from(text, hw_text_find(text, '"'));
		if (!hw_text_starts(text, key)) {
			text = hw_text_from(text, text.n > 0);
			continue;
		}
		text = hw_text_from(text, key.n);
		value = hw_text_trim_start(text, BLANKS);
		if (!hw_text_starts(value, HW_TEXT(":")))
			continue;
		value = hw_text_trim_start(hw_text_from(value, 1), BLANKS);
		if (hw_text_starts(value, HW_TEXT("\"hwalias."))) {
			value = hw_text_from(value, 1);
			return hw_text_head(value, hw_text_find(value, '"'));
		}
	}
	return HW_NO_TEXT;
}

bool hw_dump_is_json(struct hw_text text)
{
	text = hw_text_trim_start(text, BLANKS);
	if (hw_text_starts(text, HW_TEXT("[")))
		text = hw_text_trim_start(hw_text_from(text, 1), BLANKS);
	if (!hw_text_starts(text, HW_TEXT("{")))
		return false;
	/* and no "{code}" of a tracker's */
	text = hw_text_trim_start(hw_text_from(text, 1), BLANKS);
	return !text.n || text.s[0] == '"' || text.s[0] == '}';
}

/* A document or an object of a stream that is a line, and where the first member of one
 * that is printed on several is the schema. */
static bool is_line(struct hw_text line)
{
	const struct hw_text member = hw_text_trim_start(line, BLANKS);

	return (hw_dump_is_json(line) || hw_text_starts(member, HW_TEXT("\"schema\""))) &&
	       hw_dump_report_schema(line).n;
}

const struct hw_dump_format hw_dump_report = {
	.name = "hwalias report",
	.is_line = is_line,
	.read = read_report,
	.fact = offsetof(struct hw_dump_facts, places),
	.is_list = true,
};
