// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdlib.h>
#include <time.h>

#include "data/taint.h"
#include "report/json.h"
#include "report/privacy.h"
#include "report/writer.h"

/*
 * The two JSON writers. The document is streamed: the head without its closing brace,
 * an object a device, and the tail without its opening brace, together as if printed in
 * one. As NDJSON a device is a line, with the machine it belongs to in front.
 */

#define SCHEMA_VERSION "1.0"

struct writer {
	struct hw_json j;
	FILE *out;
	/* texts that last as long as the writer */
	struct hw_arena kept;
	size_t devices;
	/* ndjson: the same in every line */
	struct json_object *host;
	struct json_object *kernel;
};

struct named_text {
	const char *key;
	struct hw_text text;
};

/* Writes to *ret_told, which may be NULL, whether any is not null. */
static struct json_object *texts(struct hw_json *j, const struct named_text *v, size_t n,
				 bool *ret_told)
{
	struct json_object *to = hw_json_object(j);
	bool told = false;

	for (size_t i = 0; i < n; i++) {
		hw_json_add(j, to, v[i].key, hw_json_text(j, v[i].text));
		told = told || v[i].text.n;
	}
	if (ret_told)
		*ret_told = told;
	return to;
}

/* Null instead of an object that tells nothing. */
static struct json_object *if_told(struct json_object *o, bool told)
{
	if (told)
		return o;
	hw_json_free(o);
	return NULL;
}

static struct json_object *os(struct hw_json *j, const struct hw_host *host)
{
	const struct named_text v[] = {
		{"id", host->os_id},
		{"version_id", host->os_version_id},
		{"name", host->os_name},
	};
	bool told;
	struct json_object *to = texts(j, v, HW_ARRAY_SIZE(v), &told);

	return if_told(to, told);
}

static struct json_object *dmi(struct hw_json *j, const struct hw_host *host)
{
	const struct named_text v[] = {
		{"sys_vendor", host->sys_vendor},
		{"product_name", host->product_name},
		{"product_version", host->product_version},
		{"board_vendor", host->board_vendor},
		{"board_name", host->board_name},
		{"bios_vendor", host->bios_vendor},
		{"bios_version", host->bios_version},
		{"bios_date", host->bios_date},
	};
	bool told;
	struct json_object *to = texts(j, v, HW_ARRAY_SIZE(v), &told);

	hw_json_add(j, to, "chassis_type",
		    host->chassis_type ? hw_json_number(j, host->chassis_type) : NULL);
	return if_told(to, told || host->chassis_type);
}

static struct json_object *device_tree(struct hw_json *j, const struct hw_host *host)
{
	const struct named_text v[] = {
		{"model", host->device_tree_model},
		{"compatible", host->device_tree_compatible},
	};
	bool told;
	struct json_object *to = texts(j, v, HW_ARRAY_SIZE(v), &told);

	return if_told(to, told);
}

static struct json_object *host_object(struct hw_json *j, const struct hw_host *host)
{
	struct json_object *to = hw_json_object(j);

	hw_json_add(j, to, "name", NULL);
	hw_json_add(j, to, "machine_id", NULL);
	hw_json_add(j, to, "boot_id", NULL);
	hw_json_add(j, to, "architecture", hw_json_text(j, host->architecture));
	hw_json_add(j, to, "os", os(j, host));
	hw_json_add(j, to, "dmi", dmi(j, host));
	hw_json_add(j, to, "device_tree", device_tree(j, host));
	return to;
}

/* Null when the taint is not told. */
static struct json_object *taint_flags(struct hw_json *j, int64_t taint)
{
	uint64_t rest = taint > 0 ? (uint64_t)taint : 0;
	struct json_object *to = taint >= 0 ? hw_json_array(j) : NULL;
	const struct hw_taint *flag;

	while ((flag = hw_taint_next(&rest))) {
		const char letter[] = {flag->letter, '\0'};
		struct json_object *o = hw_json_object(j);

		hw_json_add(j, o, "letter", hw_json_literal(j, letter));
		hw_json_add(j, o, "meaning", hw_json_literal(j, flag->meaning));
		hw_json_append(j, to, o);
	}
	return to;
}

static struct json_object *kernel_object(struct hw_json *j, const struct hw_host *host)
{
	const struct named_text v[] = {
		{"release", host->kernel_release},
		{"version", host->kernel_version},
	};
	struct json_object *to;

	if (!host->kernel_release.n)
		return NULL;
	to = texts(j, v, HW_ARRAY_SIZE(v), NULL);
	hw_json_add(j, to, "taint",
		    host->kernel_taint >= 0 ? hw_json_number(j, host->kernel_taint)
					    : NULL);
	hw_json_add(j, to, "taint_flags", taint_flags(j, host->kernel_taint));
	return to;
}

static struct json_object *modules_object(struct hw_json *j,
					  const struct hw_report_head *head)
{
	const struct named_text v[] = {
		{"release", head->modules_release},
		{"directory", head->modules_directory},
	};
	bool told;
	struct json_object *to = texts(j, v, HW_ARRAY_SIZE(v), &told);

	hw_json_add(j, to, "aliases", hw_json_number(j, (int64_t)head->alias_count));
	return if_told(to, told);
}

static struct json_object *databases(struct hw_json *j, const struct hw_report_head *head)
{
	struct json_object *list = hw_json_array(j);

	for (size_t i = 0; i < head->database_count; i++) {
		const struct hw_database *db = &head->databases[i];
		const struct named_text v[] = {
			{"name", hw_text_of(db->name)},
			{"path", db->path},
			{"version", db->version},
		};

		hw_json_append(j, list, texts(j, v, HW_ARRAY_SIZE(v), NULL));
	}
	return list;
}

static struct json_object *privacy(struct hw_json *j)
{
	struct json_object *to = hw_json_object(j);
	struct json_object *withheld = hw_json_array(j);

	for (const char *const *p = hw_privacy_withheld; *p; p++)
		hw_json_append(j, withheld, hw_json_literal(j, *p));
	hw_json_add(j, to, "level", hw_json_literal(j, HW_PRIVACY_LEVEL));
	hw_json_add(j, to, "withheld", withheld);
	return to;
}

/* RFC 3339 in UTC. */
static struct json_object *timestamp(struct hw_json *j, int64_t seconds)
{
	const time_t t = (time_t)seconds;
	struct tm tm;
	char s[64];

	if (!gmtime_r(&t, &tm) || !strftime(s, sizeof(s), "%Y-%m-%dT%H:%M:%SZ", &tm))
		return NULL;
	return hw_json_literal(j, s);
}

static struct json_object *head_object(struct hw_json *j,
				       const struct hw_report_head *head)
{
	const struct named_text generator[] = {
		{"name", HW_TEXT("hwalias")},
		{"version", HW_TEXT(HWALIAS_VERSION)},
	};
	const struct named_text source[] = {
		{"kind", hw_text_of(head->source_kind)},
		{"root", head->source_root},
	};
	struct json_object *to = hw_json_object(j);

	hw_json_add(j, to, "schema", hw_json_literal(j, "hwalias.report"));
	hw_json_add(j, to, "schema_version", hw_json_literal(j, SCHEMA_VERSION));
	hw_json_add(j, to, "generator",
		    texts(j, generator, HW_ARRAY_SIZE(generator), NULL));
	hw_json_add(j, to, "generated", timestamp(j, head->generated));
	hw_json_add(j, to, "source", texts(j, source, HW_ARRAY_SIZE(source), NULL));
	hw_json_add(j, to, "privacy", privacy(j));
	hw_json_add(j, to, "host", host_object(j, &head->host));
	hw_json_add(j, to, "kernel", kernel_object(j, &head->host));
	hw_json_add(j, to, "modules", modules_object(j, head));
	hw_json_add(j, to, "databases", databases(j, head));
	return to;
}

static struct json_object *tail_object(struct hw_json *j,
				       const struct hw_report_tail *tail, size_t devices)
{
	struct json_object *to = hw_json_object(j);
	struct json_object *summary = hw_json_object(j);

	hw_json_add(j, summary, "devices", hw_json_number(j, (int64_t)devices));
	for (enum hw_state s = 0; s < HW_STATE_COUNT; s++)
		hw_json_add(j, summary, hw_state_name(s),
			    hw_json_number(j, (int64_t)tail->by_state[s]));
	hw_json_add(j, to, "summary", summary);
	hw_json_add(j, to, "warnings", hw_json_warnings(j, tail->warnings));
	return to;
}

static int writer_open(FILE *out, const struct hw_write_options *options,
		       struct hw_arena *arena, void **ret_self, struct hw_text *ret_error)
{
	struct writer *w = calloc(1, sizeof(*w));

	(void)options;
	(void)arena;
	(void)ret_error;
	if (!w)
		return -ENOMEM;
	w->out = out;
	*ret_self = w;
	return 0;
}

static void writer_close(void *self)
{
	struct writer *w = self;

	if (!w)
		return;
	hw_json_free(w->host);
	hw_json_free(w->kernel);
	hw_arena_done(&w->j.arena);
	hw_arena_done(&w->kept);
	free(w);
}

static void keep_files(struct writer *w, struct hw_text directory)
{
	static const enum hw_alias_source sources[] = {HW_ALIAS_MODULES,
						       HW_ALIAS_BUILTIN};

	for (size_t i = 0; directory.n && i < HW_ARRAY_SIZE(sources); i++)
		w->j.files[sources[i]] =
			hw_arena_printf(&w->kept, "%.*s/%s", HW_TEXT_ARG(directory),
					hw_alias_source_name(sources[i]));
}

static int document_begin(void *self, const struct hw_report_head *head)
{
	struct writer *w = self;
	int r;

	keep_files(w, head->modules_directory);
	/* all but "\n}" */
	r = hw_json_print(&w->j, head_object(&w->j, head), HW_JSON_PRETTY, 0, 2, 0,
			  w->out);
	if (!r)
		fputs(",\n  \"devices\": [", w->out);
	return r;
}

static int document_record(void *self, const struct hw_record *record)
{
	struct writer *w = self;
	struct json_object *o = hw_json_object(&w->j);

	hw_json_add_device(&w->j, o, record);
	fputs(w->devices++ ? ",\n    " : "\n    ", w->out);
	return hw_json_print(&w->j, o, HW_JSON_PRETTY, 0, 0, 4, w->out);
}

static int document_end(void *self, const struct hw_report_tail *tail)
{
	struct writer *w = self;
	int r;

	fputs(w->devices ? "\n  ]," : "],", w->out);
	/* all but "{" */
	r = hw_json_print(&w->j, tail_object(&w->j, tail, w->devices), HW_JSON_PRETTY, 1,
			  0, 0, w->out);
	fputc('\n', w->out);
	return r;
}

static int lines_begin(void *self, const struct hw_report_head *head)
{
	struct writer *w = self;
	struct hw_json *j = &w->j;

	keep_files(w, head->modules_directory);
	w->host = hw_json_object(j);
	hw_json_add(j, w->host, "machine_id", NULL);
	hw_json_add(j, w->host, "name", NULL);
	hw_json_add(j, w->host, "architecture", hw_json_text(j, head->host.architecture));
	if (head->host.kernel_release.n) {
		w->kernel = hw_json_object(j);
		hw_json_add(j, w->kernel, "release",
			    hw_json_text(j, head->host.kernel_release));
	}
	return j->failed ? -ENOMEM : 0;
}

static int lines_record(void *self, const struct hw_record *record)
{
	struct writer *w = self;
	struct json_object *o = hw_json_object(&w->j);
	int r;

	hw_json_add(&w->j, o, "schema", hw_json_literal(&w->j, "hwalias.device"));
	hw_json_add(&w->j, o, "schema_version", hw_json_literal(&w->j, SCHEMA_VERSION));
	hw_json_add(&w->j, o, "host", hw_json_share(w->host));
	hw_json_add(&w->j, o, "kernel", hw_json_share(w->kernel));
	hw_json_add_device(&w->j, o, record);
	r = hw_json_print(&w->j, o, HW_JSON_LINE, 0, 0, 0, w->out);
	fputc('\n', w->out);
	return r;
}

static int lines_end(void *self, const struct hw_report_tail *tail)
{
	(void)self;
	(void)tail;
	return 0;
}

const struct hw_writer hw_writer_json = {
	.open = writer_open,
	.begin = document_begin,
	.record = document_record,
	.end = document_end,
	.close = writer_close,
	.wants_host = true,
};

const struct hw_writer hw_writer_ndjson = {
	.open = writer_open,
	.begin = lines_begin,
	.record = lines_record,
	.end = lines_end,
	.close = writer_close,
	.wants_host = true,
};
