// SPDX-License-Identifier: GPL-2.0-or-later
#include <time.h>

#include "data/host/taint.h"
#include "report/json/json.h"
#include "report/level.h"

/* Of report/schema/report-1.schema.json. */
#define SCHEMA_VERSION "1.1"

void hw_json_schema(struct hw_json *j, const char *schema)
{
	hw_json_literal(j, HW_KEY("schema"), schema);
	hw_json_literal(j, HW_KEY("schema_version"), SCHEMA_VERSION);
}

void hw_json_begin_document(struct hw_json *ret, const char *schema)
{
	*ret = (struct hw_json){.layout = HW_JSON_PRETTY};
	hw_json_begin_object(ret, HW_ITEM);
	hw_json_schema(ret, schema);
}

int hw_json_end_document(struct hw_json *j, FILE *out)
{
	int r;

	hw_json_end_object(j);
	r = hw_json_print(j, out);
	hw_json_done(j);
	return r;
}

void hw_json_members(struct hw_json *j, const struct hw_json_member *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		hw_json_text(j, v[i].key, v[i].text);
}

bool hw_json_any(const struct hw_json_member *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (v[i].text.n)
			return true;
	return false;
}

static void object(struct hw_json *j, struct hw_json_key key,
		   const struct hw_json_member *v, size_t n)
{
	hw_json_begin_object(j, key);
	hw_json_members(j, v, n);
	hw_json_end_object(j);
}

void hw_json_object_or_null(struct hw_json *j, struct hw_json_key key,
			    const struct hw_json_member *v, size_t n)
{
	if (hw_json_any(v, n))
		object(j, key, v, n);
	else
		hw_json_null(j, key);
}

void hw_json_time(struct hw_json *j, struct hw_json_key key, int64_t seconds)
{
	const time_t t = (time_t)seconds;
	struct tm tm;
	char s[64];

	if (seconds < 0 || !gmtime_r(&t, &tm) ||
	    !strftime(s, sizeof(s), "%Y-%m-%dT%H:%M:%SZ", &tm))
		s[0] = '\0';
	hw_json_literal(j, key, s);
}

static void generator(struct hw_json *j)
{
	const struct hw_json_member v[] = {
		{HW_KEY("name"), HW_TEXT("hwalias")},
		{HW_KEY("version"), HW_TEXT(HWALIAS_VERSION)},
	};

	object(j, HW_KEY("generator"), v, HW_ARRAY_SIZE(v));
}

static void source(struct hw_json *j, const struct hw_report_head *head)
{
	const struct hw_json_member v[] = {
		{HW_KEY("kind"), hw_text_of(head->source_kind)},
		{HW_KEY("root"), head->source_root},
	};

	object(j, HW_KEY("source"), v, HW_ARRAY_SIZE(v));
}

static void add_paths(struct hw_json *j, const char *const *paths)
{
	for (const char *const *p = paths; *p; p++)
		hw_json_literal(j, HW_ITEM, *p);
}

static void privacy(struct hw_json *j, const struct hw_report_head *head)
{
	enum hw_privacy_level told =
		head->level < head->level_of_source ? head->level : head->level_of_source;

	hw_json_begin_object(j, HW_KEY("privacy"));
	hw_json_literal(j, HW_KEY("level"), hw_privacy_level_name(head->level));
	hw_json_begin_array(j, HW_KEY("withheld"));
	if (head->withheld) {
		add_paths(j, head->withheld);
	} else {
		add_paths(j, hw_privacy_withheld(told));
		if (head->level > head->level_of_source)
			add_paths(j, hw_privacy_not_recorded());
	}
	hw_json_end_array(j);
	hw_json_end_object(j);
}

static void modules(struct hw_json *j, const struct hw_report_head *head)
{
	const struct hw_json_member v[] = {
		{HW_KEY("release"), head->modules_release},
		{HW_KEY("directory"), head->modules_directory},
	};

	if (!hw_json_any(v, HW_ARRAY_SIZE(v))) {
		hw_json_null(j, HW_KEY("modules"));
		return;
	}
	hw_json_begin_object(j, HW_KEY("modules"));
	hw_json_members(j, v, HW_ARRAY_SIZE(v));
	hw_json_number(j, HW_KEY("aliases"), (int64_t)head->alias_count);
	hw_json_end_object(j);
}

static void databases(struct hw_json *j, const struct hw_report_head *head)
{
	hw_json_begin_array(j, HW_KEY("databases"));
	for (size_t i = 0; i < head->database_count; i++) {
		const struct hw_database *db = &head->databases[i];
		const struct hw_json_member v[] = {
			{HW_KEY("name"), hw_text_of(db->name)},
			{HW_KEY("path"), db->path},
			{HW_KEY("version"), db->version},
		};

		object(j, HW_ITEM, v, HW_ARRAY_SIZE(v));
	}
	hw_json_end_array(j);
}

static void os(struct hw_json *j, const struct hw_host *host)
{
	const struct hw_json_member v[] = {
		{HW_KEY("id"), host->os_id},
		{HW_KEY("version_id"), host->os_version_id},
		{HW_KEY("name"), host->os_name},
	};

	hw_json_object_or_null(j, HW_KEY("os"), v, HW_ARRAY_SIZE(v));
}

static void dmi(struct hw_json *j, const struct hw_report_head *head)
{
	const struct hw_host *host = &head->host;
	const struct hw_identity_of_host *own = &head->identity;
	const struct hw_json_member v[] = {
		{HW_KEY("sys_vendor"), host->sys_vendor},
		{HW_KEY("product_name"), host->product_name},
		{HW_KEY("product_version"), host->product_version},
		{HW_KEY("board_vendor"), host->board_vendor},
		{HW_KEY("board_name"), host->board_name},
		{HW_KEY("bios_vendor"), host->bios_vendor},
		{HW_KEY("bios_version"), host->bios_version},
		{HW_KEY("bios_date"), host->bios_date},
		{HW_KEY("product_serial"), own->product_serial},
		{HW_KEY("product_uuid"), own->product_uuid},
		{HW_KEY("board_serial"), own->board_serial},
		{HW_KEY("chassis_serial"), own->chassis_serial},
	};

	if (!hw_json_any(v, HW_ARRAY_SIZE(v)) && !host->chassis_type) {
		hw_json_null(j, HW_KEY("dmi"));
		return;
	}
	hw_json_begin_object(j, HW_KEY("dmi"));
	hw_json_members(j, v, HW_ARRAY_SIZE(v));
	hw_json_positive(j, HW_KEY("chassis_type"), host->chassis_type);
	hw_json_end_object(j);
}

static void device_tree(struct hw_json *j, const struct hw_host *host)
{
	const struct hw_json_member v[] = {
		{HW_KEY("model"), host->device_tree_model},
		{HW_KEY("compatible"), host->device_tree_compatible},
	};

	hw_json_object_or_null(j, HW_KEY("device_tree"), v, HW_ARRAY_SIZE(v));
}

/* The taint of the kernel; a negative one is unknown and null. */
static void taint(struct hw_json *j, int64_t bits)
{
	uint64_t rest = bits > 0 ? (uint64_t)bits : 0;
	const struct hw_taint *flag;

	if (bits < 0) {
		hw_json_null(j, HW_KEY("taint"));
		hw_json_null(j, HW_KEY("taint_flags"));
		return;
	}
	hw_json_number(j, HW_KEY("taint"), bits);
	hw_json_begin_array(j, HW_KEY("taint_flags"));
	while ((flag = hw_taint_next(&rest))) {
		hw_json_begin_object(j, HW_ITEM);
		hw_json_text(j, HW_KEY("letter"), (struct hw_text){&flag->letter, 1});
		hw_json_literal(j, HW_KEY("meaning"), flag->meaning);
		hw_json_end_object(j);
	}
	hw_json_end_array(j);
}

static void host(struct hw_json *j, const struct hw_report_head *head)
{
	const struct hw_host *host = &head->host;
	const struct hw_identity_of_host *own = &head->identity;

	hw_json_begin_object(j, HW_KEY("host"));
	hw_json_text(j, HW_KEY("key"), own->key);
	hw_json_text(j, HW_KEY("name"), own->name);
	hw_json_text(j, HW_KEY("machine_id"), own->machine_id);
	hw_json_text(j, HW_KEY("boot_id"), own->boot_id);
	hw_json_text(j, HW_KEY("architecture"), host->architecture);
	hw_json_text(j, HW_KEY("kernel_version"), host->kernel_version);
	taint(j, host->kernel_taint);
	os(j, host);
	dmi(j, head);
	device_tree(j, host);
	hw_json_end_object(j);
}

/* One shape in every document and line. */
static void kernel(struct hw_json *j, const struct hw_report_head *head)
{
	const struct hw_json_member v[] = {
		{HW_KEY("release"),
		 head->has_host ? head->host.kernel_release : HW_NO_TEXT},
		{HW_KEY("tables"), head->modules_release},
	};

	object(j, HW_KEY("kernel"), v, HW_ARRAY_SIZE(v));
}

void hw_json_envelope(struct hw_json *j, const struct hw_report_head *head)
{
	generator(j);
	hw_json_time(j, HW_KEY("generated"), head->generated);
	privacy(j, head);
	if (head->has_host)
		host(j, head);
	else
		hw_json_null(j, HW_KEY("host"));
	kernel(j, head);
}

/* Only where they are so: all other documents are of all devices of all buses, and tell
 * the modules of drivers. */
static void chosen(struct hw_json *j, const struct hw_report_head *head)
{
	struct hw_text buses = head->buses;

	if (head->is_chosen)
		hw_json_boolean(j, HW_KEY("chosen"), true);
	if (head->lacks_driver_modules)
		hw_json_boolean(j, HW_KEY("driver_modules"), false);
	if (head->lacks_buses)
		hw_json_boolean(j, HW_KEY("all_buses"), false);
	if (!head->lacks_buses || !buses.n)
		return;
	hw_json_begin_array(j, HW_KEY("buses"));
	while (buses.n)
		hw_json_text(j, HW_ITEM, hw_text_cut(&buses, ','));
	hw_json_end_array(j);
}

void hw_json_head(struct hw_json *j, const struct hw_report_head *head)
{
	hw_json_envelope(j, head);
	source(j, head);
	modules(j, head);
	databases(j, head);
	chosen(j, head);
}

struct hw_text hw_json_front(const char *schema, const struct hw_report_head *head,
			     bool is_of_machine, struct hw_arena *arena)
{
	struct hw_json j = {.at.depth = 1};
	struct hw_text text = HW_NO_TEXT;

	hw_json_schema(&j, schema);
	if (is_of_machine) {
		hw_json_time(&j, HW_KEY("generated"), head->generated);
		privacy(&j, head);
		host(&j, head);
	}
	kernel(&j, head);
	if (is_of_machine)
		chosen(&j, head);
	if (hw_json_finish(&j, &text) < 0)
		arena->failed = true;
	text = hw_arena_copy(arena, text);
	hw_json_done(&j);
	return text;
}

static void warning(struct hw_json *j, const struct hw_warning *w)
{
	hw_json_begin_object(j, HW_ITEM);
	hw_json_literal(j, HW_KEY("code"), w->code);
	hw_json_text(j, HW_KEY("path"), w->path);
	hw_json_positive(j, HW_KEY("line"), w->line);
	hw_json_text(j, HW_KEY("message"), w->message);
	hw_json_end_object(j);
}

static void not_read(struct hw_json *j, const struct hw_not_read *all)
{
	hw_json_begin_array(j, HW_KEY("not_read"));
	for (size_t i = 0; all && i < all->n; i++) {
		hw_json_begin_object(j, HW_ITEM);
		hw_json_literal(j, HW_KEY("what"), all->v[i].what);
		hw_json_literal(j, HW_KEY("path"), all->v[i].path);
		hw_json_literal(j, HW_KEY("error"), all->v[i].error);
		hw_json_boolean(j, HW_KEY("root_may"), all->v[i].root_may);
		hw_json_end_object(j);
	}
	hw_json_end_array(j);
}

/* A last entry counts those that were dropped. */
static void warnings(struct hw_json *j, const struct hw_warnings *w)
{
	hw_json_begin_array(j, HW_KEY("warnings"));
	for (const struct hw_warning *i = w ? w->first : NULL; i; i = i->next)
		warning(j, i);
	if (w && w->dropped) {
		const struct hw_warning dropped = {
			.code = "warnings-dropped",
			.message = hw_arena_printf(
				&j->arena, "%zu more of the same kinds", w->dropped),
		};

		warning(j, &dropped);
	}
	hw_json_end_array(j);
}

void hw_json_tail(struct hw_json *j, const struct hw_not_read *unread,
		  const struct hw_warnings *w)
{
	not_read(j, unread);
	warnings(j, w);
}
