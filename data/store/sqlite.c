// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * SQLite. A journal ahead of the file (WAL, sqlite.org/wal.html) with synchronous=NORMAL:
 * a program that is killed loses nothing that was committed, and a machine that loses its
 * power at most the last transactions, never the file.
 */
#include <errno.h>
#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "data/store/internal.h"

/* How long another program that writes is waited for, in milliseconds. */
#define BUSY_TIMEOUT 60000

/* A connection is of one thread, and needs no locks, of which each cell takes some. */
#define OF_ONE_THREAD SQLITE_OPEN_NOMUTEX

/* The first that understands AS MATERIALIZED (sqlite.org/lang_with.html). */
#define OLDEST 3035000

#define PREPARED_MAX	 24
#define BULK_COLUMNS_MAX 32

/* Rows of numbers alone that one INSERT has: to begin and end it costs as much as a row.
 */
#define ROWS_AT_ONCE 40

struct prepared {
	/* the name as it was given: a literal */
	const char *table;
	size_t columns;
	/* for one row, and for many; NULL: not made yet */
	sqlite3_stmt *one;
	sqlite3_stmt *many;
};

struct sqlite {
	sqlite3 *db;
	/* of bulk_begin(), kept for the next batch */
	struct prepared prepared[PREPARED_MAX];
	size_t prepared_count;
	struct prepared *bulk;
	/* rows that wait for more */
	int64_t waiting[ROWS_AT_ONCE * BULK_COLUMNS_MAX];
	size_t waiting_count;
};

static int fail(struct hw_store *store)
{
	struct sqlite *s = store->self;
	int code = sqlite3_errcode(s->db);
	int error = code == SQLITE_FULL	      ? -ENOSPC
		    : code == SQLITE_NOMEM    ? -ENOMEM
		    : code == SQLITE_CANTOPEN ? -ENOENT
					      : -EIO;

	return hw_store_fail(store, error, sqlite3_errmsg(s->db));
}

static int sqlite_exec(struct hw_store *store, const char *sql)
{
	struct sqlite *s = store->self;

	return sqlite3_exec(s->db, sql, NULL, NULL, NULL) == SQLITE_OK ? 0 : fail(store);
}

/* Whether what a load committed is in the journal and not yet in the file. */
static bool has_journal(const char *name)
{
	char *journal = sqlite3_mprintf("%s-wal", name);
	struct stat status;
	bool has = journal && stat(journal, &status) == 0 && status.st_size > 0;

	sqlite3_free(journal);
	return has;
}

/* A file in a folder that may not be written has no room for the journal's index: it is
 * read as one that nobody changes, if no journal has the newest of it. */
static int open_reader(struct hw_store *store)
{
	struct sqlite *s = store->self;
	const char *name = store->name;
	char *uri;
	int code =
		sqlite3_open_v2(name, &s->db, OF_ONE_THREAD | SQLITE_OPEN_READONLY, NULL);

	if (code == SQLITE_OK)
		code = sqlite3_exec(s->db, "SELECT 1 FROM sqlite_master LIMIT 1", NULL,
				    NULL, NULL);
	if (code == SQLITE_OK)
		return 0;
	if ((code != SQLITE_CANTOPEN && code != SQLITE_READONLY) || strpbrk(name, "?#%"))
		return fail(store);
	if (has_journal(name))
		return hw_store_fail(store, -EACCES,
				     "what is newest is in its journal (-wal), which "
				     "cannot be read where nothing may be written: copy "
				     "both to another folder");
	uri = sqlite3_mprintf("file:%s?immutable=1", name);
	if (!uri)
		return hw_store_fail(store, -ENOMEM, NULL);
	sqlite3_close(s->db);
	code = sqlite3_open_v2(uri, &s->db,
			       OF_ONE_THREAD | SQLITE_OPEN_READONLY | SQLITE_OPEN_URI,
			       NULL);
	sqlite3_free(uri);
	return code == SQLITE_OK ? 0 : fail(store);
}

static int open_writer(struct hw_store *store)
{
	struct sqlite *s = store->self;

	return sqlite3_open_v2(store->name, &s->db,
			       OF_ONE_THREAD | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
			       NULL) == SQLITE_OK
		       ? 0
		       : fail(store);
}

/* PRAGMAs that tell of the table or index that is their argument. */
static bool only_tells(const char *pragma, const char *argument)
{
	static const char *const of_something[] = {
		"table_info", "table_xinfo", "table_list",	 "index_list",
		"index_info", "index_xinfo", "foreign_key_list",
	};
	static const char *const act[] = {"wal_checkpoint", "optimize", "shrink_memory",
					  "incremental_vacuum"};

	for (size_t i = 0; argument && i < sizeof(of_something) / sizeof(char *); i++)
		if (strcasecmp(pragma, of_something[i]) == 0)
			return true;
	for (size_t i = 0; i < sizeof(act) / sizeof(char *); i++)
		if (strcasecmp(pragma, act[i]) == 0)
			return false;
	return !argument;
}

/*
 * Of a question: the database itself is opened for reading, but other files could be
 * written, by ATTACH, which VACUUM INTO does too, and settings be changed
 * (sqlite.org/c3ref/set_authorizer.html).
 */
static int may(void *arg, int action, const char *first, const char *second,
	       const char *database, const char *trigger)
{
	(void)arg;
	(void)database;
	(void)trigger;
	if (action == SQLITE_ATTACH || action == SQLITE_DETACH ||
	    (action == SQLITE_PRAGMA && !only_tells(first, second)))
		return SQLITE_DENY;
	return SQLITE_OK;
}

static int sqlite_open(struct hw_store *store, enum hw_store_access access)
{
	struct sqlite *s = calloc(1, sizeof(*s));
	int r;

	if (!s)
		return hw_store_fail(store, -ENOMEM, NULL);
	store->self = s;
	/* that of the machine may be older than the one of the build */
	if (sqlite3_libversion_number() < OLDEST)
		return hw_store_fail(store, -ENOTSUP, "SQLite 3.35 or later is needed");
	r = access == HW_STORE_WRITE ? open_writer(store) : open_reader(store);
	if (r < 0)
		return r;
	sqlite3_busy_timeout(s->db, BUSY_TIMEOUT);
	if (access == HW_STORE_WRITE &&
	    sqlite_exec(store, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
			       "PRAGMA wal_autocheckpoint = 8000") < 0)
		return fail(store);
	if (sqlite_exec(store, "PRAGMA cache_size = -65536;"
			       "PRAGMA temp_store = MEMORY;"
			       "PRAGMA mmap_size = 1073741824") < 0)
		return fail(store);
	if (access == HW_STORE_READ)
		sqlite3_set_authorizer(s->db, may, NULL);
	return 0;
}

static void sqlite_close(struct hw_store *store)
{
	struct sqlite *s = store->self;

	for (size_t i = 0; i < s->prepared_count; i++) {
		sqlite3_finalize(s->prepared[i].one);
		sqlite3_finalize(s->prepared[i].many);
	}
	sqlite3_close(s->db);
	free(s);
}

static int sqlite_begin(struct hw_store *store)
{
	return sqlite_exec(store, "BEGIN IMMEDIATE");
}

static int sqlite_commit(struct hw_store *store)
{
	return sqlite_exec(store, "COMMIT");
}

static void sqlite_rollback(struct hw_store *store)
{
	struct sqlite *s = store->self;

	sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
}

/* "INSERT INTO TABLE (COLUMNS) VALUES (?,?),(?,?)…" */
static int prepare_insert(struct hw_store *store, const char *table, const char *columns,
			  size_t column_count, size_t rows, sqlite3_stmt **ret)
{
	struct sqlite *s = store->self;
	sqlite3_str *sql = sqlite3_str_new(s->db);
	char *text;
	int code;

	sqlite3_str_appendf(sql, "INSERT INTO %s (%s) VALUES ", table, columns);
	for (size_t i = 0; i < rows; i++) {
		sqlite3_str_appendall(sql, i ? ",(?" : "(?");
		for (size_t c = 1; c < column_count; c++)
			sqlite3_str_appendall(sql, ",?");
		sqlite3_str_appendchar(sql, 1, ')');
	}
	text = sqlite3_str_finish(sql);
	if (!text)
		return hw_store_fail(store, -ENOMEM, NULL);
	code = sqlite3_prepare_v3(s->db, text, -1, SQLITE_PREPARE_PERSISTENT, ret, NULL);
	sqlite3_free(text);
	return code == SQLITE_OK ? 0 : fail(store);
}

static int sqlite_bulk_begin(struct hw_store *store, const char *table,
			     const char *columns, size_t column_count)
{
	struct sqlite *s = store->self;
	struct prepared *p = s->prepared;
	int r;

	s->waiting_count = 0;
	for (; p < s->prepared + s->prepared_count; p++)
		if (strcmp(p->table, table) == 0) {
			s->bulk = p;
			return 0;
		}
	if (s->prepared_count == PREPARED_MAX || column_count > BULK_COLUMNS_MAX)
		return hw_store_fail(store, -EIO, "too many tables");
	*p = (struct prepared){.table = table, .columns = column_count};
	s->prepared_count++;
	s->bulk = p;
	r = prepare_insert(store, table, columns, column_count, 1, &p->one);
	if (r == 0)
		r = prepare_insert(store, table, columns, column_count, ROWS_AT_ONCE,
				   &p->many);
	return r;
}

/* `keep`: SQLITE_STATIC where the text outlives the statement's use, else
 * SQLITE_TRANSIENT. */
static int bind(sqlite3_stmt *statement, int at, const struct hw_value *value,
		sqlite3_destructor_type keep)
{
	switch (value->type) {
	case HW_VALUE_NUMBER:
		return sqlite3_bind_int64(statement, at, value->number);
	case HW_VALUE_TEXT:
		return sqlite3_bind_text64(statement, at, value->text.s, value->text.n,
					   keep, SQLITE_UTF8);
	case HW_VALUE_NULL:
	case HW_VALUE_REAL:
		break;
	}
	return sqlite3_bind_null(statement, at);
}

/* Runs an INSERT whose values are bound. */
static int insert(struct hw_store *store, sqlite3_stmt *statement, int code)
{
	int r = 0;

	if (code == SQLITE_OK)
		code = sqlite3_step(statement);
	if (code != SQLITE_DONE)
		r = fail(store);
	sqlite3_reset(statement);
	return r;
}

/* Stores `rows` of those that wait, by one INSERT. */
static int insert_waiting(struct hw_store *store, sqlite3_stmt *statement, size_t first,
			  size_t rows)
{
	struct sqlite *s = store->self;
	const int64_t *numbers = s->waiting + first * s->bulk->columns;
	size_t n = rows * s->bulk->columns;
	int code = SQLITE_OK;

	for (size_t i = 0; i < n && code == SQLITE_OK; i++)
		code = sqlite3_bind_int64(statement, (int)i + 1, numbers[i]);
	return insert(store, statement, code);
}

static bool is_numbers(const struct hw_value *values, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (values[i].type != HW_VALUE_NUMBER)
			return false;
	return true;
}

static int sqlite_bulk_row(struct hw_store *store, const struct hw_value *values)
{
	struct sqlite *s = store->self;
	struct prepared *p = s->bulk;
	int code = SQLITE_OK;

	if (is_numbers(values, p->columns)) {
		for (size_t i = 0; i < p->columns; i++)
			s->waiting[s->waiting_count * p->columns + i] = values[i].number;
		if (++s->waiting_count < ROWS_AT_ONCE)
			return 0;
		s->waiting_count = 0;
		return insert_waiting(store, p->many, 0, ROWS_AT_ONCE);
	}
	for (size_t i = 0; i < p->columns && code == SQLITE_OK; i++)
		code = bind(p->one, (int)i + 1, &values[i], SQLITE_STATIC);
	return insert(store, p->one, code);
}

static int sqlite_bulk_end(struct hw_store *store)
{
	struct sqlite *s = store->self;
	int r = 0;

	for (size_t i = 0; r == 0 && i < s->waiting_count; i++)
		r = insert_waiting(store, s->bulk->one, i, 1);
	s->waiting_count = 0;
	return r;
}

static int sqlite_bulk_wait(struct hw_store *store)
{
	(void)store;
	return 0;
}

static int sqlite_query(struct hw_store_rows *rows, const char *sql,
			const struct hw_value *parameters, size_t count)
{
	struct hw_store *store = rows->store;
	struct sqlite *s = store->self;
	sqlite3_stmt *statement = NULL;
	const char *rest = NULL;

	if (sqlite3_prepare_v2(s->db, sql, -1, &statement, &rest) != SQLITE_OK) {
		fail(store);
		return -EINVAL;
	}
	rows->self = statement;
	if (!statement)
		return hw_store_fail(store, -EINVAL, "there is no statement");
	if (rest[strspn(rest, " \t\r\n;")])
		return hw_store_fail(store, -EINVAL, "there is more than one statement");
	for (size_t i = 0; i < count; i++)
		if (bind(statement, (int)i + 1, &parameters[i], SQLITE_TRANSIENT) !=
		    SQLITE_OK)
			return fail(store);
	rows->column_count = (size_t)sqlite3_column_count(statement);
	return 0;
}

static const char *sqlite_column(const struct hw_store_rows *rows, size_t column)
{
	const char *name = sqlite3_column_name(rows->self, (int)column);

	return name ? name : "?";
}

static struct hw_value value_of(sqlite3_stmt *statement, int column)
{
	const void *text;
	int64_t n;

	switch (sqlite3_column_type(statement, column)) {
	case SQLITE_NULL:
		return HW_VALUE_NONE;
	case SQLITE_INTEGER:
		return hw_value_number(sqlite3_column_int64(statement, column));
	case SQLITE_FLOAT:
		if (isfinite(sqlite3_column_double(statement, column)))
			return hw_value_real(sqlite3_column_double(statement, column));
		/* fall through */
	default:
		/* a text, or what prints as one: a blob, a number without end */
		text = sqlite3_column_text(statement, column);
		n = sqlite3_column_bytes(statement, column);
		return hw_value_text((struct hw_text){text ? text : "", (size_t)n});
	}
}

static int sqlite_next(struct hw_store_rows *rows)
{
	int code = sqlite3_step(rows->self);

	if (code == SQLITE_DONE)
		return 0;
	if (code != SQLITE_ROW)
		return fail(rows->store);
	for (size_t i = 0; i < rows->column_count; i++)
		rows->values[i] = value_of(rows->self, (int)i);
	return 1;
}

static void sqlite_rows_close(struct hw_store_rows *rows)
{
	sqlite3_finalize(rows->self);
}

const struct hw_engine hw_engine_sqlite = {
	.kind = HW_STORE_SQLITE,
	.open = sqlite_open,
	.close = sqlite_close,
	.exec = sqlite_exec,
	.begin = sqlite_begin,
	.commit = sqlite_commit,
	.rollback = sqlite_rollback,
	.bulk_begin = sqlite_bulk_begin,
	.bulk_row = sqlite_bulk_row,
	.bulk_end = sqlite_bulk_end,
	.bulk_wait = sqlite_bulk_wait,
	.query = sqlite_query,
	.column = sqlite_column,
	.next = sqlite_next,
	.rows_close = sqlite_rows_close,
};
