// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/store/store.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "data/store/internal.h"
#include "decoders/text/ascii.h"

/* The schemes that libpq knows, in small letters. */
static bool is_url(const char *name)
{
	return strncasecmp(name, "postgresql://", strlen("postgresql://")) == 0 ||
	       strncasecmp(name, "postgres://", strlen("postgres://")) == 0;
}

/* A copy as libpq takes it: of a URL the scheme may be in capitals. */
static char *copy_name(const char *name)
{
	char *copy = strdup(name);

	for (char *p = copy; p && is_url(name) && *p != ':'; p++)
		*p = hw_lower(*p);
	return copy;
}

/*
 * The colon behind a host without an '@', if what follows is no port: then it may be a
 * password, of which the host is missing. NULL: there is none.
 */
static const char *find_no_port(const char *url)
{
	const char *host = strstr(url, "://") + 3;
	const char *end = host + strcspn(host, "/?#");

	if (strchr(host, '@'))
		return NULL;
	for (const char *p = host; p < end; p++) {
		/* the address of a host, [::1] */
		if (*p == '[')
			p += strcspn(p, "]/?#");
		if (*p != ':')
			continue;
		p += 1 + strspn(p + 1, "0123456789");
		if (p < end && *p != ',')
			return strchr(host, ':');
		p--;
	}
	return NULL;
}

#define NO_PORT                                                                          \
	"what stands behind the colon is no port; a URL is "                             \
	"postgresql://USER:PASSWORD@HOST:PORT/NAME"

/* What may be a URL without its scheme, or a slash of it: "u:p@host/x", "//u:p@host/x",
 * "postgresql:/u:p@host/x". */
static bool is_like_url(const char *name)
{
	const char *colon = strchr(name, ':');
	bool is_path = name[0] == '.' || (name[0] == '/' && name[1] != '/');

	if (is_path || strstr(name, "://"))
		return false;
	return strncasecmp(name, "postgresql:", strlen("postgresql:")) == 0 ||
	       strncasecmp(name, "postgres:", strlen("postgres:")) == 0 ||
	       (colon && strchr(colon, '@'));
}

/* Words of libpq's other form, "host=… dbname=…", which no file is called by. */
static bool is_connection_string(const char *name)
{
	static const char words[][21] = {
		"host",
		"hostaddr",
		"port",
		"dbname",
		"user",
		"password",
		"passfile",
		"service",
		"options",
		"sslmode",
		"sslcert",
		"sslkey",
		"sslpassword",
		"sslrootcert",
		"application_name",
		"connect_timeout",
		"client_encoding",
		"target_session_attrs",
	};
	size_t n;

	for (;; name += strcspn(name, " \t\r\n'\"")) {
		name += strspn(name, " \t\r\n'\"");
		n = strspn(name, "abcdefghijklmnopqrstuvwxyz"
				 "ABCDEFGHIJKLMNOPQRSTUVWXYZ_");
		if (!*name)
			return false;
		if (name[n + strspn(name + n, " \t")] != '=')
			continue;
		for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
			if (strlen(words[i]) == n && strncasecmp(name, words[i], n) == 0)
				return true;
		/* PGPASSWORD */
		if (memmem(name, n, "passw", 5) || memmem(name, n, "PASSW", 5))
			return true;
	}
}

/* Names of which SQLite makes a database that ends with the program
 * (sqlite.org/inmemorydb), as of a variable that is not set. */
static bool is_kept_nowhere(const char *name)
{
	return !*name || strcasecmp(name, ":memory:") == 0;
}

static const struct hw_engine *engine_of(const char *name, const char **ret_why)
{
	*ret_why = NULL;
	if (is_url(name) && find_no_port(name)) {
		*ret_why = NO_PORT;
	} else if (is_url(name)) {
#if HWALIAS_POSTGRESQL
		return &hw_engine_postgresql;
#else
		*ret_why = "this build does not know PostgreSQL";
#endif
	} else if (is_kept_nowhere(name)) {
		*ret_why = "no name of a database: it would be gone at the end";
	} else if (strstr(name, "://") || is_like_url(name) ||
		   is_connection_string(name)) {
		*ret_why =
			"neither a file nor a URL like postgresql://HOST/NAME; a file of "
			"such a name is ./NAME";
	} else {
		return &hw_engine_sqlite;
	}
	return NULL;
}

/* Whether the name of a parameter, up to its '=', is that of a password. It may have
 * characters written as %6f is. */
static bool names_password(const char *parameter)
{
	char name[64];
	size_t n = 0;

	while (*parameter && !strchr("=&", *parameter) && n < sizeof(name) - 1) {
		bool is_escape = parameter[0] == '%' && hw_is_hex(parameter[1]) &&
				 hw_is_hex(parameter[2]);

		name[n++] = is_escape ? (char)(16 * hw_hex_value(parameter[1]) +
					       hw_hex_value(parameter[2]))
				      : *parameter;
		parameter += is_escape ? 3 : 1;
	}
	name[n] = '\0';
	return strcasestr(name, "passw");
}

/* The first parameter of a URL that has a password: its '?' or '&'. NULL: none. */
static char *find_password(char *host)
{
	for (char *p = strpbrk(host, "?&"); p; p = strpbrk(p + 1, "?&"))
		if (names_password(p + 1))
			return p;
	return NULL;
}

/* The name without passwords. What follows the user's name may hold any character, also
 * those that are to be written otherwise, up to the last '@'; a parameter's is all that
 * stands behind it. Of libpq's other form, and of what may be a URL, nothing is shown. */
static char *without_password(const char *name)
{
	bool is_hidden =
		!strstr(name, "://") && (is_like_url(name) || is_connection_string(name));
	char *shown = strdup(is_hidden ? "database" : name);
	char *host = shown ? strstr(shown, "://") : NULL;
	char *at;
	char *colon;
	char *word;

	if (!host)
		return shown;
	if (find_no_port(shown))
		shown[find_no_port(shown) - shown] = '\0';
	host += 3;
	at = strrchr(host, '@');
	colon = strchr(host, ':');
	word = find_password(host);
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
	const char *why;

	*ret = store;
	if (!store)
		return -ENOMEM;
	store->name = copy_name(name);
	store->shown = without_password(*name ? name : "database");
	if (!store->name || !store->shown)
		return hw_store_fail(store, -ENOMEM, NULL);
	store->engine = engine_of(name, &why);
	if (!store->engine)
		return hw_store_fail(store, -ENOENT, why);
	return store->engine->open(store, access);
}

int hw_store_url_parts(const char *url,
		       void (*fn)(void *arg, const char *name, const char *value),
		       void *arg, char **ret_error)
{
#if HWALIAS_POSTGRESQL
	char *name = is_url(url) ? copy_name(url) : NULL;
	int r;

	if (name && find_no_port(name)) {
		free(name);
		*ret_error = strdup(NO_PORT);
		return -EINVAL;
	}
	if (name) {
		r = hw_engine_postgresql_parts(name, fn, arg, ret_error);
		free(name);
		return r;
	}
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
