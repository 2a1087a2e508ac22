/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_STORE_INTERNAL_H
#define HWALIAS_DATA_STORE_INTERNAL_H

#include "data/store/store.h"

/* What an engine does: the functions of store.h of the same names. */
struct hw_engine {
	enum hw_store_engine kind;
	/* fills `store->self`, also after a failure where there is one */
	int (*open)(struct hw_store *store, enum hw_store_access access);
	void (*close)(struct hw_store *store);
	int (*exec)(struct hw_store *store, const char *sql);
	/* begin also takes the lock that lets others wait */
	int (*begin)(struct hw_store *store);
	int (*commit)(struct hw_store *store);
	void (*rollback)(struct hw_store *store);
	int (*bulk_begin)(struct hw_store *store, const char *table, const char *columns,
			  size_t column_count);
	int (*bulk_row)(struct hw_store *store, const struct hw_value *values);
	int (*bulk_end)(struct hw_store *store);
	int (*bulk_wait)(struct hw_store *store);
	/* fills `rows->self`, `column_count` */
	int (*query)(struct hw_store_rows *rows, const char *sql,
		     const struct hw_value *parameters, size_t count);
	const char *(*column)(const struct hw_store_rows *rows, size_t column);
	/* fills `rows->values` */
	int (*next)(struct hw_store_rows *rows);
	void (*rows_close)(struct hw_store_rows *rows);
};

#define HW_STORE_ERROR_MAX 512

struct hw_store {
	const struct hw_engine *engine;
	/* as it was given, and as it may be printed */
	char *name;
	char *shown;
	void *self;
	char error[HW_STORE_ERROR_MAX];
};

struct hw_store_rows {
	struct hw_store *store;
	void *self;
	size_t column_count;
	struct hw_value *values;
};

/* Keeps a sentence as the store's error: its first line, without a full stop or the
 * engine's "ERROR:". Returns `error`. */
int hw_store_fail(struct hw_store *store, int error, const char *message);

extern const struct hw_engine hw_engine_sqlite;
#if HWALIAS_POSTGRESQL
extern const struct hw_engine hw_engine_postgresql;

/* hw_store_url_parts() */
int hw_engine_postgresql_parts(const char *url,
			       void (*fn)(void *arg, const char *name, const char *value),
			       void *arg, char **ret_error);
#endif

#endif
