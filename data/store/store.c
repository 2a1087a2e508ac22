// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/store/store.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "data/store/internal.h"

static bool is_url(const char *name)
{
	return strncmp(name, "postgresql://", strlen("postgresql://")) == 0 ||
	       strncmp(name, "postgres://", strlen("postgres://")) == 0;
}

enum hw_store_engine hw_store_engine_of(const char *name)
{
	return is_url(name) ? HW_STORE_POSTGRESQL : HW_STORE_SQLITE;
}

static const struct hw_engine *engine_of(const char *name)
{
	if (!is_url(name))
		return &hw_engine_sqlite;
#if HWALIAS_POSTGRESQL
	return &hw_engine_postgresql;
#else
	return NULL;
#endif
}

/* The name without passwords. What follows the user's name may hold any character, also
 * those that are to be written otherwise, up to the last '@'; a parameter's is all that
 * stands behind it. */
static char *without_password(const char *name)
{
	char *shown = strdup(name);
	char *host = shown && is_url(name) ? strstr(shown, "://") + 3 : NULL;
	char *at = host ? strrchr(host, '@') : NULL;
	char *colon = host ? strchr(host, ':') : NULL;
	char *word = host ? strstr(host, "password=") : NULL;

	/* of which of the two the '@' is part cannot be told */
	if (word && at > word) {
		host[strcspn(host, ":/?@")] = '\0';
		return shown;
	}
	if (word)
		*word = '\0';
	if (at && colon && colon < at)
		memmove(colon, at, strlen(at) + 1);
	return shown;
}

int hw_store_open(const char *name, enum hw_store_access access, struct hw_store **ret)
{
	struct hw_store *store = calloc(1, sizeof(*store));

	*ret = store;
	if (!store)
		return -ENOMEM;
	store->name = strdup(name);
	store->shown = without_password(name);
	if (!store->name || !store->shown)
		return hw_store_fail(store, -ENOMEM, NULL);
	store->engine = engine_of(name);
	if (!store->engine)
		return hw_store_fail(store, -ENOENT,
				     "this build does not know PostgreSQL");
	return store->engine->open(store, access);
}

int hw_store_url_parts(const char *url,
		       void (*fn)(void *arg, const char *name, const char *value),
		       void *arg, char **ret_error)
{
#if HWALIAS_POSTGRESQL
	if (is_url(url))
		return hw_engine_postgresql_parts(url, fn, arg, ret_error);
	*ret_error = strdup("no URL of PostgreSQL");
#else
	(void)url;
	(void)fn;
	(void)arg;
	*ret_error = strdup("this build does not know PostgreSQL");
#endif
	return -EINVAL;
}

void hw_store_close(struct hw_store *store)
{
	if (!store)
		return;
	if (store->engine && store->self)
		store->engine->close(store);
	free(store->name);
	free(store->shown);
	free(store);
}

const char *hw_store_error(const struct hw_store *store)
{
	return store ? store->error : "out of memory";
}

enum hw_store_engine hw_store_kind(const struct hw_store *store)
{
	return store->engine->kind;
}

const char *hw_store_name(const struct hw_store *store)
{
	return store->shown;
}

int hw_store_exec(struct hw_store *store, const char *sql)
{
	return store->engine->exec(store, sql);
}

int hw_store_begin(struct hw_store *store)
{
	return store->engine->begin(store);
}

int hw_store_commit(struct hw_store *store)
{
	return store->engine->commit(store);
}

void hw_store_rollback(struct hw_store *store)
{
	store->engine->rollback(store);
}

int hw_store_bulk_begin(struct hw_store *store, const char *table, const char *columns,
			size_t column_count)
{
	return store->engine->bulk_begin(store, table, columns, column_count);
}

int hw_store_bulk_row(struct hw_store *store, const struct hw_value *values)
{
	return store->engine->bulk_row(store, values);
}

int hw_store_bulk_end(struct hw_store *store)
{
	return store->engine->bulk_end(store);
}

int hw_store_bulk_wait(struct hw_store *store)
{
	return store->engine->bulk_wait(store);
}

int hw_store_query(struct hw_store *store, const char *sql,
		   const struct hw_value *parameters, size_t count,
		   struct hw_store_rows **ret)
{
	struct hw_store_rows *rows = calloc(1, sizeof(*rows));
	int r;

	*ret = NULL;
	if (!rows)
		return hw_store_fail(store, -ENOMEM, NULL);
	rows->store = store;
	r = store->engine->query(rows, sql, parameters, count);
	if (r == 0) {
		rows->values = calloc(rows->column_count + 1, sizeof(*rows->values));
		if (!rows->values)
			r = hw_store_fail(store, -ENOMEM, NULL);
	}
	if (r < 0) {
		hw_store_rows_close(rows);
		return r;
	}
	*ret = rows;
	return 0;
}

size_t hw_store_rows_columns(const struct hw_store_rows *rows)
{
	return rows->column_count;
}

const char *hw_store_rows_column(const struct hw_store_rows *rows, size_t column)
{
	return rows->store->engine->column(rows, column);
}

int hw_store_rows_next(struct hw_store_rows *rows, const struct hw_value **ret)
{
	*ret = rows->values;
	return rows->store->engine->next(rows);
}

void hw_store_rows_close(struct hw_store_rows *rows)
{
	if (!rows)
		return;
	if (rows->self)
		rows->store->engine->rows_close(rows);
	free(rows->values);
	free(rows);
}

int hw_store_number(struct hw_store *store, const char *sql, int64_t *ret)
{
	const struct hw_value *values;
	struct hw_store_rows *rows;
	int r = hw_store_query(store, sql, NULL, 0, &rows);

	*ret = 0;
	if (r < 0)
		return r;
	r = hw_store_rows_next(rows, &values);
	if (r == 1 && values[0].type == HW_VALUE_NUMBER)
		*ret = values[0].number;
	hw_store_rows_close(rows);
	return r < 0 ? r : 0;
}
