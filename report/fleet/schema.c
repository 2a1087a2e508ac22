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

#define SHARDS_MAX 64

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

/* --- Shards --- */

struct shard {
	char *url;
	/* options of the server, and of the user */
	struct hw_buffer server;
	struct hw_buffer user;
};

struct shards {
	struct shard v[SHARDS_MAX];
	size_t n;
};

/* A literal of SQL; a backslash needs no escape (standard_conforming_strings). */
static void add_literal(struct hw_buffer *to, const char *text)
{
	hw_buffer_add_char(to, '\'');
	for (; *text; text++) {
		if (*text == '\'')
			hw_buffer_add_char(to, '\'');
		hw_buffer_add_char(to, *text);
	}
	hw_buffer_add_char(to, '\'');
}

static void add_option(void *arg, const char *name, const char *value)
{
	struct shard *shard = arg;
	/* all else is the server's (postgres_fdw, "Connection Options") */
	bool is_of_user = strcmp(name, "user") == 0 || strcmp(name, "password") == 0 ||
			  strcmp(name, "sslpassword") == 0;
	struct hw_buffer *to = is_of_user ? &shard->user : &shard->server;

	add(to, to->n ? ", " : "");
	add(to, name);
	add(to, " ");
	add_literal(to, value);
}

static void shards_done(struct shards *shards)
{
	for (size_t i = 0; i < shards->n; i++) {
		free(shards->v[i].url);
		hw_buffer_done(&shards->v[i].server);
		hw_buffer_done(&shards->v[i].user);
	}
}

/* Takes the URLs of a list with blanks between them. Errors: -EINVAL, -ENOMEM. */
static int take_shards(const char *urls, struct shards *ret, char **ret_error)
{
	*ret_error = NULL;
	while (*urls) {
		size_t n = strcspn(urls, " \t\n");
		struct shard *shard = &ret->v[ret->n];
		int r;

		if (n) {
			if (ret->n == SHARDS_MAX) {
				*ret_error = strdup("too many shards");
				return -EINVAL;
			}
			ret->n++;
			shard->url = strndup(urls, n);
			if (!shard->url)
				return -ENOMEM;
			r = hw_store_url_parts(shard->url, add_option, shard, ret_error);
			if (r < 0)
				return r;
		}
		urls += n + (urls[n] != '\0');
	}
	if (ret->n)
		return 0;
	*ret_error = strdup("--shards has no URL");
	return -EINVAL;
}

/* The partitions as foreign tables, and where they are. */
static void add_foreign(struct hw_buffer *to, const struct shards *shards)
{
	char line[256];

	add(to, "CREATE EXTENSION IF NOT EXISTS postgres_fdw;\n");
	for (size_t i = 0; i < shards->n; i++) {
		const struct shard *s = &shards->v[i];

		snprintf(line, sizeof(line),
			 "\nCREATE SERVER shard_%zu FOREIGN DATA WRAPPER postgres_fdw "
			 "OPTIONS (\n\tfetch_size '20000', async_capable 'true', "
			 "use_remote_estimate 'true'%s",
			 i, s->server.n ? ", " : "");
		add(to, line);
		hw_buffer_add(to, (struct hw_text){s->server.s, s->server.n});
		snprintf(line, sizeof(line),
			 ");\nCREATE USER MAPPING FOR CURRENT_USER SERVER shard_%zu%s", i,
			 s->user.n ? " OPTIONS (" : "");
		add(to, line);
		hw_buffer_add(to, (struct hw_text){s->user.s, s->user.n});
		snprintf(line, sizeof(line),
			 "%s;\nCREATE FOREIGN TABLE device_%zu PARTITION OF device\n"
			 "\tFOR VALUES WITH (MODULUS %zu, REMAINDER %zu)\n"
			 "\tSERVER shard_%zu OPTIONS (table_name 'device_%zu');\n",
			 s->user.n ? ")" : "", i, shards->n, i, i, i);
		add(to, line);
		snprintf(line, sizeof(line),
			 "INSERT INTO shard (remainder, url, relation) VALUES (%zu, ", i);
		add(to, line);
		add_literal(to, s->url);
		snprintf(line, sizeof(line), ", 'device_%zu');\n", i);
		add(to, line);
	}
}

/* What is on the other servers. */
static void add_remote(struct hw_buffer *to, const struct shards *shards)
{
	char line[320];

	for (size_t i = 0; i < shards->n; i++) {
		add(to, "\n\\connect ");
		add_literal(to, shards->v[i].url);
		snprintf(line, sizeof(line),
			 "\nCREATE TABLE device_%zu (\n"
			 "\tset_id integer NOT NULL,\n\taddress_id integer NOT NULL,\n"
			 "\tkind_id integer NOT NULL,\n\tverdict_id integer NOT NULL,\n"
			 "\tis_notable smallint NOT NULL\n);\n",
			 i);
		add(to, line);
		snprintf(line, sizeof(line),
			 "CREATE INDEX device_%zu_place ON device_%zu (set_id, "
			 "address_id);\n"
			 "CREATE INDEX device_%zu_kind ON device_%zu (kind_id);\n"
			 "CREATE INDEX device_%zu_notable ON device_%zu (set_id) WHERE "
			 "is_notable = 1;\n",
			 i, i, i, i, i, i);
		add(to, line);
	}
}

static void add_schema(struct hw_buffer *to, enum hw_store_engine engine,
		       const struct shards *shards)
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
		} else if (!is_sqlite && shards) {
			add_foreign(to, shards);
		} else if (!is_sqlite) {
			add_partitions(to);
		}
	}
}

char *hw_fleet_schema_text(enum hw_store_engine engine)
{
	struct hw_buffer text = {.s = NULL};

	add_schema(&text, engine, NULL);
	hw_buffer_add_char(&text, '\0');
	if (!text.failed)
		return text.s;
	hw_buffer_done(&text);
	return NULL;
}

int hw_fleet_schema_print(FILE *out, enum hw_store_engine engine, const char *urls,
			  char **ret_error)
{
	struct hw_buffer text = {.s = NULL};
	struct shards shards = {.n = 0};
	int r = urls ? take_shards(urls, &shards, ret_error) : 0;

	if (r == 0) {
		add_schema(&text, engine, urls ? &shards : NULL);
		add_remote(&text, &shards);
		r = text.failed ? -ENOMEM : 0;
	}
	if (r == 0)
		fwrite(text.s, 1, text.n, out);
	hw_buffer_done(&text);
	shards_done(&shards);
	return r;
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
			"value = '5'",
			&n);
		/* a table of other columns */
		if (r < 0)
			return r == -EINVAL ? -EPROTO : r;
		return n == 1 ? 1 : -EPROTONOSUPPORT;
	}
	r = hw_store_number(store,
			    is_sqlite ? "SELECT count(*) FROM sqlite_master"
				      : "SELECT count(*) FROM pg_class c WHERE "
					"c.relnamespace = current_schema()::regnamespace "
					"AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND "
					"NOT EXISTS (SELECT 1 FROM pg_depend d WHERE "
					"d.classid = 'pg_class'::regclass AND "
					"d.objid = c.oid AND d.deptype = 'e')",
			    &n);
	return r < 0 ? r : n ? -EPROTO : 0;
}

const char *hw_fleet_schema_fault(int error)
{
	switch (error) {
	case -EPROTO:
		return "it has tables of something else: --db names another database, or "
		       "an empty one";
	case -EPROTONOSUPPORT:
		return "another version of hwalias-fleet made it: load the reports into "
		       "a "
		       "new one";
	default:
		return NULL;
	}
}
