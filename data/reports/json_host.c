// SPDX-License-Identifier: GPL-2.0-or-later
/* What the program's own report has beside its devices: json.c draws it. */
#include <stdio.h>
#include <time.h>

#include "data/reports/json_values.h"
#include "data/root/note.h"
#include "decoders/text/ascii.h"

static void add_file(struct hw_dump *d, const char *path, struct hw_text value)
{
	if (value.n)
		hw_dump_file(d, path,
			     hw_arena_printf(&d->arena, "%.*s\n", HW_TEXT_ARG(value)));
}

void hw_report_json_kernel(struct hw_dump *d, json_object *root)
{
	json_object *kernel = hw_report_json_at(root, "kernel", json_type_object);
	json_object *host = hw_report_json_at(root, "host", json_type_object);

	if (hw_report_json_text(kernel, "release").n)
		d->facts.kernel = true;
	add_file(d, "proc/sys/kernel/osrelease", hw_report_json_text(kernel, "release"));
	add_file(d, "proc/sys/kernel/version",
		 hw_report_json_text(host, "kernel_version"));
	add_file(d, "proc/sys/kernel/tainted", hw_report_json_part(d, host, "taint"));
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
void hw_report_json_envelope(struct hw_dump *d, json_object *root)
{
	json_object *privacy = hw_report_json_at(root, "privacy", json_type_object);
	struct hw_text generated =
		hw_arena_copy(&d->arena, hw_report_json_text(root, "generated"));
	struct tm tm = {0};
	const char *end =
		generated.n ? strptime(generated.s, "%Y-%m-%dT%H:%M:%SZ", &tm) : NULL;

	if (end && !*end)
		add_file(d, HW_RECORDED "/generated",
			 hw_arena_printf(&d->arena, "%lld", (long long)timegm(&tm)));
	hw_dump_report_level(d, hw_report_json_text(privacy, "level"));
	read_withheld(d, hw_report_json_at(privacy, "withheld", json_type_array));
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
	add_file(d, "proc/sys/kernel/hostname", hw_report_json_text(host, "name"));
	add_number(d, HW_RECORDED "/key", hw_report_json_text(host, "key"));
	add_number(d, "etc/machine-id", hw_report_json_text(host, "machine_id"));
	add_number(d, "proc/sys/kernel/random/boot_id",
		   hw_report_json_text(host, "boot_id"));
}

void hw_report_json_host(struct hw_dump *d, json_object *root, bool dmi_in_class)
{
	static const char *const dmi_keys[] = {
		"sys_vendor",	  "product_name", "product_version", "board_vendor",
		"board_name",	  "bios_vendor",  "bios_version",    "bios_date",
		"product_serial", "product_uuid", "board_serial",    "chassis_serial",
	};
	json_object *host = hw_report_json_at(root, "host", json_type_object);
	json_object *os = hw_report_json_at(host, "os", json_type_object);
	json_object *dmi = hw_report_json_at(host, "dmi", json_type_object);
	json_object *tree = hw_report_json_at(host, "device_tree", json_type_object);
	struct hw_text chassis = hw_report_json_part(d, dmi, "chassis_type");
	const char *dir =
		dmi_in_class ? "sys/class/dmi/id" : "sys/devices/virtual/dmi/id";
	char chassis_type[64];
	struct hw_text text = HW_TEXT("");

	add_file(d, "proc/sys/kernel/arch", hw_report_json_text(host, "architecture"));
	read_identity(d, host);
	add_os_line(&d->arena, &text, "ID", hw_report_json_text(os, "id"));
	add_os_line(&d->arena, &text, "VERSION_ID",
		    hw_report_json_text(os, "version_id"));
	add_os_line(&d->arena, &text, "PRETTY_NAME", hw_report_json_text(os, "name"));
	if (text.n)
		hw_dump_file(d, "etc/os-release", text);
	for (size_t i = 0; i < HW_ARRAY_SIZE(dmi_keys); i++) {
		char path[64];

		snprintf(path, sizeof(path), "%s/%s", dir, dmi_keys[i]);
		add_file(d, path, hw_report_json_text(dmi, dmi_keys[i]));
	}
	snprintf(chassis_type, sizeof(chassis_type), "%s/chassis_type", dir);
	add_file(d, chassis_type, chassis);
	if (dmi && !dmi_in_class)
		hw_tree_link(d->tree, HW_TEXT("sys/class/dmi/id"),
			     HW_TEXT("../../devices/virtual/dmi/id"));
	if (hw_report_json_text(tree, "model").n)
		hw_dump_file(d, "proc/device-tree/model",
			     hw_report_json_text(tree, "model"));
	if (hw_report_json_text(tree, "compatible").n)
		hw_dump_file(d, "proc/device-tree/compatible",
			     hw_report_json_text(tree, "compatible"));
}
