/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_STORE_STORE_H
#define HWALIAS_DATA_STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "decoders/text/text.h"

// clang-format off
/*
 * A database, whichever engine holds it:
 *
 *	store.c, fail.c	which engine a name means, and its functions
 *	sqlite.c	a file, through libsqlite3
 *	postgresql.c	"postgresql://…", through libpq
 *
 * SQL is the caller's. Both engines take the same statements with parameters $1, $2 …,
 * and read rows into tables in bulk: by one prepared INSERT, or by COPY.
 *
 * A function that fails returns -errno, and hw_store_error() the sentence of the engine.
 * The store is then of no use but for hw_store_rollback() and hw_store_close().
 */
// clang-format on
struct hw_store;

enum hw_store_engine {
	HW_STORE_SQLITE,
	HW_STORE_POSTGRESQL,
};

enum hw_value_type {
	HW_VALUE_NULL,
	HW_VALUE_NUMBER,
	/* finite; in answers alone */
	HW_VALUE_REAL,
	HW_VALUE_TEXT,
};

struct hw_value {
	enum hw_value_type type;
	int64_t number;
	double real;
	struct hw_text text;
};

#define HW_VALUE_NONE ((struct hw_value){.type = HW_VALUE_NULL})

static inline struct hw_value hw_value_number(int64_t n)
{
	return (struct hw_value){.type = HW_VALUE_NUMBER, .number = n};
}

static inline struct hw_value hw_value_real(double x)
{
	return (struct hw_value){.type = HW_VALUE_REAL, .real = x};
}

/* The absent text is NULL. */
static inline struct hw_value hw_value_text(struct hw_text t)
{
	return (struct hw_value){.type = t.s ? HW_VALUE_TEXT : HW_VALUE_NULL, .text = t};
}

enum hw_store_access {
	/* nothing is changed; what is not there is an error */
	HW_STORE_READ,
	/* likewise, but tables of the session itself are made */
	HW_STORE_SCRATCH,
	/* tables are filled; a file that is not there is made */
	HW_STORE_WRITE,
};

/*
 * Opens a database: a file, or an URL of PostgreSQL ("postgresql://…", "postgres://…").
 * Other URLs and libpq's "host=… dbname=…" are refused: no file is made of such a name.
 * *ret is to be closed, and tells the error, also after a failure; it is NULL when memory
 * ran out. Errors: -ENOENT, -EACCES, -ENOTSUP, -EIO, -ENOMEM.
 */
int hw_store_open(const char *name, enum hw_store_access access, struct hw_store **ret);

/* NULL is fine. What was not committed is lost. */
void hw_store_close(struct hw_store *store);

/* What went wrong last, without a full stop; never NULL. Lifetime: until the next call.
 */
const char *hw_store_error(const struct hw_store *store);

enum hw_store_engine hw_store_kind(const struct hw_store *store);

/* The name without a password. Lifetime: the store's. */
const char *hw_store_name(const struct hw_store *store);

/*
 * Calls `fn` for each part that a URL of PostgreSQL names: "host", "port", "dbname",
 * "user" … Errors: -EINVAL: it is none, with a sentence in *ret_error, for free().
 */
int hw_store_url_parts(const char *url,
		       void (*fn)(void *arg, const char *name, const char *value),
		       void *arg, char **ret_error);

/* Statements without results. Errors: -EIO, -EACCES, -ENOSPC, -ENOMEM. */
int hw_store_exec(struct hw_store *store, const char *sql);

/* A transaction. Only one may write to a store at a time: others wait. */
int hw_store_begin(struct hw_store *store);
int hw_store_commit(struct hw_store *store);
void hw_store_rollback(struct hw_store *store);

/*
 * Rows for one table, in a transaction:
 *
 *	r = hw_store_bulk_begin(store, "kind", "id,name", 2);
 *	… hw_store_bulk_row(store, values) …
 *	r = hw_store_bulk_end(store);
 *	r = hw_store_bulk_wait(store);
 *
 * Nothing else may be asked of the store in between. bulk_end() hands over what there is,
 * and bulk_wait() waits until it is stored: several stores work at the same time. Errors:
 * as hw_store_exec().
 */
int hw_store_bulk_begin(struct hw_store *store, const char *table, const char *columns,
			size_t column_count);
int hw_store_bulk_row(struct hw_store *store, const struct hw_value *values);
int hw_store_bulk_end(struct hw_store *store);
int hw_store_bulk_wait(struct hw_store *store);

/* The rows of an answer, one by one, in constant memory. */
struct hw_store_rows;

/*
 * Asks one statement with `count` parameters. Nothing else may be asked of the store
 * until the rows are closed. Errors: -EIO, -EACCES, -EINVAL (the statement),
 * -ENOMEM.
 */
int hw_store_query(struct hw_store *store, const char *sql,
		   const struct hw_value *parameters, size_t count,
		   struct hw_store_rows **ret);

size_t hw_store_rows_columns(const struct hw_store_rows *rows);

/* Lifetime: the rows'. */
const char *hw_store_rows_column(const struct hw_store_rows *rows, size_t column);

/*
 * The next row: 1, 0 after the last one, or -errno. *ret has a value a column. Lifetime:
 * until the next one.
 */
int hw_store_rows_next(struct hw_store_rows *rows, const struct hw_value **ret);

/* NULL is fine. */
void hw_store_rows_close(struct hw_store_rows *rows);

/* One number, the first of the answer; 0 where it is NULL or there is no row. */
int hw_store_number(struct hw_store *store, const char *sql, int64_t *ret);

#endif
