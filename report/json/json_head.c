// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/json/json_head.h"

#include <time.h>

#include "report/machine/privacy.h"

void hw_json_members(struct hw_json *j, const struct hw_json_member *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		hw_json_text(j, v[i].key, v[i].text);
}

bool hw_json_is_told(const struct hw_json_member *v, size_t n)
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

void hw_json_told(struct hw_json *j, struct hw_json_key key,
		  const struct hw_json_member *v, size_t n)
{
	if (hw_json_is_told(v, n))
		object(j, key, v, n);
	else
		hw_json_null(j, key);
}

/* RFC 3339 in UTC. */
static void timestamp(struct hw_json *j, struct hw_json_key key, int64_t seconds)
{
	const time_t t = (time_t)seconds;
	struct tm tm;
	char s[64];

	if (!gmtime_r(&t, &tm) || !strftime(s, sizeof(s), "%Y-%m-%dT%H:%M:%SZ", &tm))
		s[0] = '\0';
	hw_json_literal(j, key, s);
}

static void origin(struct hw_json *j, const struct hw_report_head *head)
{
	const struct hw_json_member generator[] = {
		{HW_KEY("name"), HW_TEXT("hwalias")},
		{HW_KEY("version"), HW_TEXT(HWALIAS_VERSION)},
	};
	const struct hw_json_member source[] = {
		{HW_KEY("kind"), hw_text_of(head->source_kind)},
		{HW_KEY("root"), head->source_root},
	};

	object(j, HW_KEY("generator"), generator, HW_ARRAY_SIZE(generator));
	timestamp(j, HW_KEY("generated"), head->generated);
	object(j, HW_KEY("source"), source, HW_ARRAY_SIZE(source));
}

static void privacy(struct hw_json *j)
{
	hw_json_begin_object(j, HW_KEY("privacy"));
	hw_json_literal(j, HW_KEY("level"), HW_PRIVACY_LEVEL);
	hw_json_begin_array(j, HW_KEY("withheld"));
	for (const char *const *p = hw_privacy_withheld; *p; p++)
		hw_json_literal(j, HW_ITEM, *p);
	hw_json_end_array(j);
	hw_json_end_object(j);
}

static void modules(struct hw_json *j, const struct hw_report_head *head)
{
	const struct hw_json_member v[] = {
		{HW_KEY("release"), head->modules_release},
		{HW_KEY("directory"), head->modules_directory},
	};

	if (!hw_json_is_told(v, HW_ARRAY_SIZE(v))) {
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

void hw_json_head(struct hw_json *j, const struct hw_report_head *head)
{
	hw_json_literal(j, HW_KEY("schema"), "hwalias.report");
	hw_json_literal(j, HW_KEY("schema_version"), HW_JSON_SCHEMA_VERSION);
	origin(j, head);
	privacy(j);
	hw_json_host(j, &head->host);
	modules(j, head);
	databases(j, head);
}
