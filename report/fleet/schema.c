// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * schema.sql and drift.sql for an engine. Lines that begin with "@sqlite " or
 * "@postgresql " are for that engine alone, "@drift VIEW" is drift.sql with the pairs of
 * reports of a view, "@partitions" the tables below a partitioned one; @TEXT@ and @FLAG@
 * are types.
 */
#include "report/fleet/schema.h"

#include <errno.h>
#include <stdlib.h>

#include "report/fleet/internal.h"

/* Of a table of devices that is not sharded: enough that several processors may read. */
#define LOCAL_PARTITIONS 4

struct type {
	const char *name;
	const char *sqlite;
	const char *postgresql;
};

/* PostgreSQL sorts texts by its locale otherwise, and the answers would differ. A flag is
 * as small as can be. */
/* clang-format off */
static const struct type types[] = {
	{"@TEXT@", "text", "text COLLATE \"C\""},
	{"@FLAG@", "integer", "smallint"},
};
/* clang-format on */

static void add(struct hw_buffer *to, const char *text)
{
	hw_buffer_add(to, hw_text_of(text));
}

static void add_line(struct hw_buffer *to, struct hw_text line, bool is_sqlite)
{
	while (line.n) {
		size_t at = hw_text_find(line, '@');
		size_t length = 0;

		hw_buffer_add(to, hw_text_head(line, at));
		line = hw_text_from(line, at);
		for (size_t i = 0; line.n && i < HW_ARRAY_SIZE(types); i++) {
			if (!hw_text_starts(line, hw_text_of(types[i].name)))
				continue;
			length = strlen(types[i].name);
			add(to, is_sqlite ? types[i].sqlite : types[i].postgresql);
		}
		if (line.n && !length) {
			hw_buffer_add_char(to, '@');
			length = 1;
		}
		line = hw_text_from(line, length);
	}
	hw_buffer_add_char(to, '\n');
}

/* Cuts a word off the line's beginning. */
static bool starts(struct hw_text *line, struct hw_text word)
{
	if (!hw_text_starts(*line, word))
		return false;
	*line = hw_text_from(*line, word.n);
	return true;
}

void hw_fleet_add_drift(struct hw_buffer *to, const char *pairs)
{
	struct hw_text rest = hw_text_of(hw_fleet_drift_sql);

	while (rest.n) {
		size_t at = hw_text_find(rest, '@');

		hw_buffer_add(to, hw_text_head(rest, at));
		rest = hw_text_from(rest, at);
		if (starts(&rest, HW_TEXT("@pair")))
			add(to, pairs);
		else if (rest.n)
			rest = hw_text_from(rest, 1);
	}
}

static void add_partitions(struct hw_buffer *to)
{
	char line[160];

	for (int i = 0; i < LOCAL_PARTITIONS; i++) {
		snprintf(line, sizeof(line),
			 "CREATE TABLE device_%d PARTITION OF device\n"
			 "\tFOR VALUES WITH (MODULUS %d, REMAINDER %d);\n",
			 i, LOCAL_PARTITIONS, i);
		add(to, line);
	}
}

static void add_schema(struct hw_buffer *to, enum hw_store_engine engine,
		       void (*add_parts)(struct hw_buffer *to, void *arg), void *arg)
{
	bool is_sqlite = engine == HW_STORE_SQLITE;
	struct hw_text rest = hw_text_of(hw_fleet_schema_sql);

	while (rest.n) {
		struct hw_text line = hw_text_cut(&rest, '\n');
		char pairs[64];

		if (starts(&line, HW_TEXT("@sqlite "))) {
			if (is_sqlite)
				add_line(to, line, is_sqlite);
		} else if (starts(&line, HW_TEXT("@postgresql "))) {
			if (!is_sqlite)
				add_line(to, line, is_sqlite);
		} else if (starts(&line, HW_TEXT("@drift "))) {
			snprintf(pairs, sizeof(pairs), "%.*s", HW_TEXT_ARG(line));
			hw_fleet_add_drift(to, pairs);
		} else if (!starts(&line, HW_TEXT("@partitions"))) {
			add_line(to, line, is_sqlite);
		} else if (!is_sqlite && add_parts) {
			add_parts(to, arg);
		} else if (!is_sqlite) {
			add_partitions(to);
		}
	}
}

char *hw_fleet_schema_text(enum hw_store_engine engine)
{
	struct hw_buffer text = {.s = NULL};

	add_schema(&text, engine, NULL, NULL);
	hw_buffer_add_char(&text, '\0');
	if (!text.failed)
		return text.s;
	hw_buffer_done(&text);
	return NULL;
}

int hw_fleet_schema_print(FILE *out, enum hw_store_engine engine, const char *shards,
			  const char **ret_error)
{
	char *text;

	*ret_error = NULL;
	(void)shards;
	text = hw_fleet_schema_text(engine);
	if (!text)
		return -ENOMEM;
	fputs(text, out);
	free(text);
	return 0;
}

int hw_fleet_schema_check(struct hw_store *store)
{
	bool is_sqlite = hw_store_kind(store) == HW_STORE_SQLITE;
	int64_t n;
	int r = hw_store_number(
		store,
		is_sqlite ? "SELECT count(*) FROM sqlite_master WHERE name = 'fleet'"
			  : "SELECT count(*) FROM pg_class WHERE relname = 'fleet' AND "
			    "pg_table_is_visible(oid)",
		&n);

	if (r < 0)
		return r;
	if (n) {
		r = hw_store_number(
			store,
			"SELECT count(*) FROM fleet WHERE name = 'schema' AND "
			"value = '1'",
			&n);
		return r == 0 && n == 1 ? 1 : -EPROTO;
	}
	r = hw_store_number(store,
			    is_sqlite ? "SELECT count(*) FROM sqlite_master"
				      : "SELECT count(*) FROM pg_class WHERE relname IN "
					"('device', 'machine', 'report', 'kind')  AND "
					"pg_table_is_visible(oid)",
			    &n);
	return r < 0 ? r : n ? -EPROTO : 0;
}
