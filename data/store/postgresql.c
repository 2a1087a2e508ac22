// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * PostgreSQL. Rows in bulk are sent by COPY in its binary format (COPY in the manual of
 * PostgreSQL, "Binary Format"):
 *
 *	"PGCOPY\n\377\r\n\0"  flags 4  extension 4	before the first row
 *	fields 2  { length 4  bytes }…			a row; length -1: NULL
 *	-1 2						behind the last row
 *
 * all in network order; numbers have the width of the column's type.
 */
#include <errno.h>
#include <libpq-fe.h>
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "data/base/array.h"
#include "data/library/dl.h"
#include "data/library/libraries.h"
#include "data/store/internal.h"
#include "decoders/text/ascii.h"

/* Of pg_type.dat: a number of 2, 4 or 8 bytes. */
#define OID_INT8    20
#define OID_INT2    21
#define OID_INT4    23
#define OID_FLOAT4  700
#define OID_FLOAT8  701
#define OID_NUMERIC 1700

/* Rows are sent in blocks of about this size. */
#define BLOCK_SIZE ((size_t)128 * 1024)

/* "Only one may write": the key of the lock, any number that no other program takes. */
#define LOCK "7237123448"

#define TABLES_MAX	 32
#define BULK_COLUMNS_MAX 32
#define PARAMETERS_MAX	 8

/* libpq's, loaded when the first database is opened. */
struct functions {
	__typeof__(PQclear) *clear;
	__typeof__(PQconnectdb) *connectdb;
	__typeof__(PQconninfoFree) *conninfoFree;
	__typeof__(PQconninfoParse) *conninfoParse;
	__typeof__(PQerrorMessage) *errorMessage;
	__typeof__(PQexec) *exec;
	__typeof__(PQfinish) *finish;
	__typeof__(PQflush) *flush;
	__typeof__(PQfname) *fname;
	__typeof__(PQfreemem) *freemem;
	__typeof__(PQftype) *ftype;
	__typeof__(PQgetResult) *getResult;
	__typeof__(PQgetisnull) *getisnull;
	__typeof__(PQgetlength) *getlength;
	__typeof__(PQgetvalue) *getvalue;
	__typeof__(PQnfields) *nfields;
	__typeof__(PQputCopyData) *putCopyData;
	__typeof__(PQputCopyEnd) *putCopyEnd;
	__typeof__(PQresultErrorField) *resultErrorField;
	__typeof__(PQresultStatus) *resultStatus;
	__typeof__(PQsendQueryParams) *sendQueryParams;
	__typeof__(PQsetSingleRowMode) *setSingleRowMode;
	__typeof__(PQstatus) *status;
};

#define FUNCTION(name) HW_LIBRARY_FUNCTION(struct functions, "PQ", name)

static const struct hw_library_function functions[] = {
	FUNCTION(clear),
	FUNCTION(connectdb),
	FUNCTION(conninfoFree),
	FUNCTION(conninfoParse),
	FUNCTION(errorMessage),
	FUNCTION(exec),
	FUNCTION(finish),
	FUNCTION(flush),
	FUNCTION(fname),
	FUNCTION(freemem),
	FUNCTION(ftype),
	FUNCTION(getResult),
	FUNCTION(getisnull),
	FUNCTION(getlength),
	FUNCTION(getvalue),
	FUNCTION(nfields),
	FUNCTION(putCopyData),
	FUNCTION(putCopyEnd),
	FUNCTION(resultErrorField),
	FUNCTION(resultStatus),
	FUNCTION(sendQueryParams),
	FUNCTION(setSingleRowMode),
	FUNCTION(status),
};

static struct functions pq;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static int opened;

static void open_library(void)
{
	opened = hw_library_require(HW_SONAME_LIBPQ, functions, HW_ARRAY_SIZE(functions),
				    &pq);
}

/* Errors: -ELIBACC and the others of hw_library_open(); *ret_why then says it. */
static int load(const char **ret_why)
{
	pthread_once(&once, open_library);
	*ret_why = opened == -ENOMEM ? "out of memory"
				     : "PostgreSQL needs " HW_SONAME_LIBPQ
				       ", which is not installed or cannot be loaded";
	return opened;
}

/* The widths of a table's columns, as they were asked for; 0: no number. */
struct table {
	const char *name;
	const char *columns;
	uint8_t width[BULK_COLUMNS_MAX];
};

struct postgresql {
	PGconn *connection;
	struct table tables[TABLES_MAX];
	size_t table_count;
	/* bulk */
	const struct table *table;
	size_t bulk_columns;
	char *block;
	size_t n;
	size_t room;
};

struct pg_rows {
	/* the row at hand; NULL: there was none yet, or no more */
	PGresult *result;
	/* the names of the columns live here, until the end */
	PGresult *first;
	bool has_ended;
	bool is_started;
};

#define ODD_URL                                                                          \
	"the URL is not understood: in a password write %25 for '%', %2F for '/', "      \
	"%3F for '?', %40 for '@', %23 for '#' and %20 for a blank"

/* Whether a password in the URL has characters that are to be written as %25 is: libpq
 * takes pieces of it for others then, and its messages have them. */
static bool is_url_odd(const char *url)
{
	const char *host = strstr(url, "://");
	const char *at = host ? strrchr(host + 3, '@') : NULL;
	const char *colon = host ? strchr(host + 3, ':') : NULL;

	for (const char *p = strchr(url, '%'); p; p = strchr(p + 1, '%'))
		if (!hw_is_hex(p[1]) || !hw_is_hex(p[2]) || (p[1] == '0' && p[2] == '0'))
			return true;
	return at && colon && colon < at && colon + strcspn(colon, "/?#@ ") < at;
}

/* What is wrong with a URL that libpq does not understand. Its message quotes the URL,
 * which may hold a password. */
static const char *fault_of_url(const char *url, const char *message)
{
	if (is_url_odd(url))
		return ODD_URL;
	return strchr(url, '@') || strchr(url, '%') || strcasestr(url, "passw")
		       ? "the URL is not understood"
		       : message;
}

static bool is_understood(const char *url)
{
	PQconninfoOption *options = pq.conninfoParse(url, NULL);

	pq.conninfoFree(options);
	return options;
}

static int fail(struct hw_store *store, const PGresult *result)
{
	struct postgresql *p = store->self;
	const char *state = result ? pq.resultErrorField(result, PG_DIAG_SQLSTATE) : NULL;
	const char *message =
		result ? pq.resultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : NULL;
	/* 53100: disk full; 42501: insufficient privilege, of the class of statements
	 * that are wrong */
	int error = state && strcmp(state, "53100") == 0    ? -ENOSPC
		    : state && strcmp(state, "42501") == 0  ? -EACCES
		    : state && strncmp(state, "42", 2) == 0 ? -EINVAL
							    : -EIO;

	if (!message && pq.status(p->connection) == CONNECTION_BAD) {
		char lost[HW_STORE_ERROR_MAX];

		snprintf(lost, sizeof(lost), "the connection is lost: %s",
			 pq.errorMessage(p->connection));
		return hw_store_fail(store, error, lost);
	}
	return hw_store_fail(store, error,
			     message ? message : pq.errorMessage(p->connection));
}

static int pg_exec(struct hw_store *store, const char *sql)
{
	struct postgresql *p = store->self;
	PGresult *result = pq.exec(p->connection, sql);
	ExecStatusType status = pq.resultStatus(result);
	int r = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK
			? 0
			: fail(store, result);

	pq.clear(result);
	return r;
}

/*
 * Answers are the same whatever the session's settings are; short questions are not
 * compiled, which takes longer than they do. A reader's transaction changes nothing.
 */
static int prepare_session(struct hw_store *store, enum hw_store_access access)
{
	int r = pg_exec(store,
			"SET client_encoding = 'UTF8'; SET client_min_messages = "
			"warning; SET jit = off; SET extra_float_digits = 0; "
			"SET enable_partitionwise_aggregate = on; "
			"SET enable_partitionwise_join = on; SET work_mem = '128MB'");

	if (r == 0 && access == HW_STORE_READ)
		r = pg_exec(store, "BEGIN TRANSACTION READ ONLY");
	return r;
}

static int pg_open(struct hw_store *store, enum hw_store_access access)
{
	const char *why;
	int r = load(&why);
	struct postgresql *p;

	if (r < 0)
		return hw_store_fail(store, r == -ENOMEM ? r : -ENOENT, why);
	p = calloc(1, sizeof(*p));
	if (!p)
		return hw_store_fail(store, -ENOMEM, NULL);
	store->self = p;
	p->block = malloc(BLOCK_SIZE);
	p->room = p->block ? BLOCK_SIZE : 0;
	p->connection = pq.connectdb(store->name);
	if (!p->block || !p->connection)
		return hw_store_fail(store, -ENOMEM, NULL);
	if (pq.status(p->connection) != CONNECTION_OK)
		return hw_store_fail(
			store, -ENOENT,
			is_understood(store->name) && !is_url_odd(store->name)
				? pq.errorMessage(p->connection)
				: fault_of_url(store->name,
					       pq.errorMessage(p->connection)));
	return prepare_session(store, access);
}

static void pg_close(struct hw_store *store)
{
	struct postgresql *p = store->self;

	pq.finish(p->connection);
	free(p->block);
	free(p);
}

static int pg_begin(struct hw_store *store)
{
	return pg_exec(store, "BEGIN; SELECT pg_advisory_xact_lock(" LOCK ")");
}

static int pg_commit(struct hw_store *store)
{
	return pg_exec(store, "COMMIT");
}

static void pg_rollback(struct hw_store *store)
{
	struct postgresql *p = store->self;

	pq.clear(pq.exec(p->connection, "ROLLBACK"));
}

/* --- Bulk --- */

static uint8_t width_of(Oid type)
{
	return type == OID_INT8 ? 8 : type == OID_INT4 ? 4 : type == OID_INT2 ? 2 : 0;
}

/* Asks for the types of a table's columns, once. */
static int find_table(struct hw_store *store, const char *name, const char *columns,
		      size_t count, const struct table **ret)
{
	struct postgresql *p = store->self;
	struct table *table = &p->tables[p->table_count];
	PGresult *result;
	char sql[512];

	for (size_t i = 0; i < p->table_count; i++)
		if (strcmp(p->tables[i].name, name) == 0) {
			*ret = &p->tables[i];
			return 0;
		}
	if (p->table_count == TABLES_MAX || count > BULK_COLUMNS_MAX)
		return hw_store_fail(store, -EIO, "too many tables");
	snprintf(sql, sizeof(sql), "SELECT %s FROM %s LIMIT 0", columns, name);
	result = pq.exec(p->connection, sql);
	if (pq.resultStatus(result) != PGRES_TUPLES_OK) {
		int r = fail(store, result);

		pq.clear(result);
		return r;
	}
	*table = (struct table){.name = name, .columns = columns};
	for (size_t i = 0; i < count; i++)
		table->width[i] = width_of(pq.ftype(result, (int)i));
	pq.clear(result);
	p->table_count++;
	*ret = table;
	return 0;
}

/* Sends what is in the block, if there is not room for `more` bytes. */
static int make_room(struct hw_store *store, size_t more)
{
	struct postgresql *p = store->self;
	char *block;

	if (p->n + more <= p->room)
		return 0;
	if (p->n && pq.putCopyData(p->connection, p->block, (int)p->n) != 1)
		return fail(store, NULL);
	p->n = 0;
	if (more <= p->room)
		return 0;
	block = realloc(p->block, more);
	if (!block)
		return hw_store_fail(store, -ENOMEM, NULL);
	p->block = block;
	p->room = more;
	return 0;
}

static void put_number(struct postgresql *p, uint64_t n, size_t width)
{
	for (size_t i = width; i-- > 0;)
		p->block[p->n++] = (char)(n >> 8 * i);
}

static int pg_bulk_begin(struct hw_store *store, const char *table, const char *columns,
			 size_t column_count)
{
	static const char header[19] = "PGCOPY\n\377\r\n\0";
	struct postgresql *p = store->self;
	PGresult *result;
	char sql[512];
	int r = find_table(store, table, columns, column_count, &p->table);

	if (r < 0)
		return r;
	p->bulk_columns = column_count;
	snprintf(sql, sizeof(sql), "COPY %s (%s) FROM STDIN (FORMAT binary)", table,
		 columns);
	result = pq.exec(p->connection, sql);
	if (pq.resultStatus(result) != PGRES_COPY_IN)
		r = fail(store, result);
	pq.clear(result);
	memcpy(p->block, header, sizeof(header));
	p->n = sizeof(header);
	return r;
}

static size_t size_of(const struct table *table, const struct hw_value *values, size_t n)
{
	size_t size = 2;

	for (size_t i = 0; i < n; i++)
		size += 4 + (values[i].type == HW_VALUE_TEXT ? values[i].text.n
							     : table->width[i]);
	return size;
}

static int pg_bulk_row(struct hw_store *store, const struct hw_value *values)
{
	struct postgresql *p = store->self;
	int r = make_room(store, size_of(p->table, values, p->bulk_columns));

	if (r < 0)
		return r;
	put_number(p, p->bulk_columns, 2);
	for (size_t i = 0; i < p->bulk_columns; i++) {
		const struct hw_value *v = &values[i];
		size_t width = p->table->width[i];

		switch (v->type) {
		case HW_VALUE_NULL:
		case HW_VALUE_REAL:
			put_number(p, UINT32_MAX, 4);
			break;
		case HW_VALUE_NUMBER:
			put_number(p, width, 4);
			put_number(p, (uint64_t)v->number, width);
			break;
		case HW_VALUE_TEXT:
			put_number(p, v->text.n, 4);
			memcpy(p->block + p->n, v->text.s, v->text.n);
			p->n += v->text.n;
			break;
		}
	}
	return 0;
}

static int pg_bulk_end(struct hw_store *store)
{
	struct postgresql *p = store->self;
	int r = make_room(store, 2);

	if (r < 0)
		return r;
	put_number(p, UINT16_MAX, 2);
	if (pq.putCopyData(p->connection, p->block, (int)p->n) != 1 ||
	    pq.putCopyEnd(p->connection, NULL) != 1)
		return fail(store, NULL);
	p->n = 0;
	while (pq.flush(p->connection) > 0)
		;
	return 0;
}

static int pg_bulk_wait(struct hw_store *store)
{
	struct postgresql *p = store->self;
	PGresult *result;
	int r = 0;

	while ((result = pq.getResult(p->connection))) {
		if (pq.resultStatus(result) != PGRES_COMMAND_OK && r == 0)
			r = fail(store, result);
		pq.clear(result);
	}
	return r;
}

/* --- Queries --- */

/* The next row, or the end, into `rows->self`. */
static int step(struct hw_store_rows *rows)
{
	struct postgresql *p = rows->store->self;
	struct pg_rows *self = rows->self;
	ExecStatusType status;

	if (self->result != self->first)
		pq.clear(self->result);
	self->result = pq.getResult(p->connection);
	if (!self->first)
		self->first = self->result;
	status = pq.resultStatus(self->result);
	if (status == PGRES_SINGLE_TUPLE)
		return 1;
	self->has_ended = true;
	if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK)
		return 0;
	return fail(rows->store, self->result);
}

static int pg_query(struct hw_store_rows *rows, const char *sql,
		    const struct hw_value *parameters, size_t count)
{
	struct postgresql *p = rows->store->self;
	struct pg_rows *self = calloc(1, sizeof(*self));
	const char *texts[PARAMETERS_MAX] = {NULL};
	char *copies[PARAMETERS_MAX] = {NULL};
	int r;

	if (!self || count > PARAMETERS_MAX) {
		free(self);
		return hw_store_fail(rows->store, -ENOMEM, NULL);
	}
	rows->self = self;
	for (size_t i = 0; i < count; i++) {
		if (parameters[i].type == HW_VALUE_TEXT)
			copies[i] = strndup(parameters[i].text.s, parameters[i].text.n);
		else if (parameters[i].type == HW_VALUE_NUMBER &&
			 asprintf(&copies[i], "%lld", (long long)parameters[i].number) <
				 0)
			copies[i] = NULL;
		texts[i] = copies[i];
	}
	r = pq.sendQueryParams(p->connection, sql, (int)count, NULL, texts, NULL, NULL,
			       0);
	for (size_t i = 0; i < count; i++)
		free(copies[i]);
	if (r != 1) {
		self->has_ended = true;
		return fail(rows->store, NULL);
	}
	pq.setSingleRowMode(p->connection);
	r = step(rows);
	if (r < 0)
		return r;
	rows->column_count = (size_t)pq.nfields(self->first);
	return 0;
}

static const char *pg_column(const struct hw_store_rows *rows, size_t column)
{
	const struct pg_rows *self = rows->self;
	const char *name = pq.fname(self->first, (int)column);

	return name ? name : "?";
}

/* Of a number with a fraction, or that may be too long for an integer, as sum() has it:
 * an integer, a number, or what is neither, as NaN. */
static struct hw_value number_of(struct hw_text text)
{
	char *end;
	int64_t n;
	double x;

	errno = 0;
	n = strtoll(text.s, &end, 10);
	if (!*end && errno == 0)
		return hw_value_number(n);
	x = strtod(text.s, &end);
	return !*end && isfinite(x) ? hw_value_real(x) : hw_value_text(text);
}

static bool is_number(Oid type)
{
	return type == OID_FLOAT4 || type == OID_FLOAT8 || type == OID_NUMERIC;
}

static struct hw_value value_of(const PGresult *result, int column)
{
	struct hw_text text = {
		pq.getvalue(result, 0, column),
		(size_t)pq.getlength(result, 0, column),
	};

	if (pq.getisnull(result, 0, column))
		return HW_VALUE_NONE;
	if (width_of(pq.ftype(result, column)))
		return hw_value_number(strtoll(text.s, NULL, 10));
	if (is_number(pq.ftype(result, column)))
		return number_of(text);
	return hw_value_text(text);
}

static int pg_next(struct hw_store_rows *rows)
{
	struct pg_rows *self = rows->self;

	/* the first one came with the answer */
	if (self->is_started && !self->has_ended) {
		int r = step(rows);

		if (r < 0)
			return r;
	}
	self->is_started = true;
	if (self->has_ended)
		return 0;
	for (size_t i = 0; i < rows->column_count; i++)
		rows->values[i] = value_of(self->result, (int)i);
	return 1;
}

/* What is left of the answer is not wanted, and the connection is to be free again. */
static void pg_rows_close(struct hw_store_rows *rows)
{
	struct postgresql *p = rows->store->self;
	struct pg_rows *self = rows->self;
	PGresult *result;

	if (self->result != self->first)
		pq.clear(self->result);
	pq.clear(self->first);
	while ((result = pq.getResult(p->connection)))
		pq.clear(result);
	free(self);
}

int hw_engine_postgresql_parts(const char *url,
			       void (*fn)(void *arg, const char *name, const char *value),
			       void *arg, char **ret_error)
{
	char *error = NULL;
	PQconninfoOption *options;
	const char *why;

	if (load(&why) < 0) {
		*ret_error = strdup(why);
		return -EINVAL;
	}
	options = pq.conninfoParse(url, &error);
	if (!options) {
		*ret_error = strdup(error ? fault_of_url(url, error) : "out of memory");
		if (*ret_error)
			(*ret_error)[strcspn(*ret_error, "\n")] = '\0';
		pq.freemem(error);
		return -EINVAL;
	}
	for (const PQconninfoOption *o = options; o->keyword; o++)
		if (o->val)
			fn(arg, o->keyword, o->val);
	pq.conninfoFree(options);
	return 0;
}

const struct hw_engine hw_engine_postgresql = {
	.kind = HW_STORE_POSTGRESQL,
	.open = pg_open,
	.close = pg_close,
	.exec = pg_exec,
	.begin = pg_begin,
	.commit = pg_commit,
	.rollback = pg_rollback,
	.bulk_begin = pg_bulk_begin,
	.bulk_row = pg_bulk_row,
	.bulk_end = pg_bulk_end,
	.bulk_wait = pg_bulk_wait,
	.query = pg_query,
	.column = pg_column,
	.next = pg_next,
	.rows_close = pg_rows_close,
};
