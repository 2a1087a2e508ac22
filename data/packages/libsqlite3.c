// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * RPM's database in SQLite, of which its index of names (lib/backend/sqlite.c of rpm):
 *
 *     CREATE TABLE 'Name' (key 'TEXT' NOT NULL, hnum INTEGER NOT NULL, idx INTEGER …)
 *
 * The library gets the bytes of the file: it opens none, locks none, and makes none.
 */
#include <errno.h>
#include <sqlite3.h>
#include <sys/mman.h>

#include "data/library/dl.h"
#include "data/library/libraries.h"
#include "data/packages/internal.h"

/* Steps of SQLite's machine between two calls, and most calls: a name takes tens of
 * steps, so a database that takes more is not RPM's. */
#define STEPS	  1000
#define CALLS_MAX 1000

struct functions {
	__typeof__(sqlite3_open_v2) *open_v2;
	__typeof__(sqlite3_deserialize) *deserialize;
	__typeof__(sqlite3_progress_handler) *progress_handler;
	__typeof__(sqlite3_prepare_v2) *prepare_v2;
	__typeof__(sqlite3_bind_text) *bind_text;
	__typeof__(sqlite3_step) *step;
	__typeof__(sqlite3_column_int) *column_int;
	__typeof__(sqlite3_reset) *reset;
	__typeof__(sqlite3_finalize) *finalize;
	__typeof__(sqlite3_close) *close;
};

static const struct hw_library_function functions[] = {
	HW_LIBRARY_FUNCTION(struct functions, "sqlite3_", open_v2),
	HW_LIBRARY_FUNCTION(struct functions, "sqlite3_", deserialize),
	HW_LIBRARY_FUNCTION(struct functions, "sqlite3_", progress_handler),
	HW_LIBRARY_FUNCTION(struct functions, "sqlite3_", prepare_v2),
	HW_LIBRARY_FUNCTION(struct functions, "sqlite3_", bind_text),
	HW_LIBRARY_FUNCTION(struct functions, "sqlite3_", step),
	HW_LIBRARY_FUNCTION(struct functions, "sqlite3_", column_int),
	HW_LIBRARY_FUNCTION(struct functions, "sqlite3_", reset),
	HW_LIBRARY_FUNCTION(struct functions, "sqlite3_", finalize),
	HW_LIBRARY_FUNCTION(struct functions, "sqlite3_", close),
};

/* Whether it has been long enough. */
static int count_call(void *arg)
{
	unsigned *calls = arg;

	return ++*calls > CALLS_MAX;
}

/*
 * Bytes 18 and 19 of a database that is written through a journal ahead of it are 2, and
 * such a one is not opened from memory: 1 says that there is none
 * (sqlite.org/fileformat2.html, "File format version numbers";
 * sqlite.org/c3ref/deserialize.html). The map is the process's own.
 */
static bool set_no_journal(struct hw_map *map)
{
	char *bytes = map->base;

	if (map->text.n < 100 || map->text.s != bytes ||
	    !hw_text_starts(map->text, HW_TEXT("SQLite format 3\0")))
		return false;
	if (map->mapped && mprotect(bytes, 100, PROT_READ | PROT_WRITE) < 0)
		return false;
	bytes[18] = bytes[19] = 1;
	return !map->mapped || mprotect(bytes, 100, PROT_READ) == 0;
}

/* A row of COUNT; negative: -errno. */
static int count(const struct functions *f, sqlite3_stmt *query)
{
	return f->step(query) == SQLITE_ROW ? f->column_int(query, 0) : -EBADMSG;
}

static int ask(const struct functions *f, sqlite3 *db, struct hw_package *packages,
	       size_t n)
{
	sqlite3_stmt *query = NULL;
	int r = 0;

	/* not a view, which may compute anything */
	if (f->prepare_v2(db,
			  "SELECT count(*) FROM sqlite_master"
			  " WHERE type = 'table' AND name = 'Name'",
			  -1, &query, NULL) != SQLITE_OK)
		return -EBADMSG;
	r = count(f, query);
	f->finalize(query);
	if (r != 1)
		return -EBADMSG;
	if (f->prepare_v2(db, "SELECT count(*) FROM Name WHERE key = ?1", -1, &query,
			  NULL) != SQLITE_OK)
		return -EBADMSG;
	r = 0;
	for (size_t i = 0; i < n && r >= 0; i++) {
		f->bind_text(query, 1, packages[i].name.s, (int)packages[i].name.n,
			     SQLITE_STATIC);
		r = count(f, query);
		if (r > 0)
			packages[i].installed = HW_YES;
		f->reset(query);
	}
	f->finalize(query);
	return r < 0 ? r : 0;
}

int hw_rpmdb_sqlite_read(struct hw_map *map, struct hw_package *packages, size_t n)
{
	struct functions f;
	sqlite3 *db = NULL;
	unsigned calls = 0;
	void *library;
	int r = 0;

	if (hw_library_open(HW_SONAME_LIBSQLITE, functions, HW_ARRAY_SIZE(functions), &f,
			    &library) < 0)
		return -ENOTSUP;
	if (!set_no_journal(map))
		r = -EBADMSG;
	if (r == 0 &&
	    f.open_v2(":memory:", &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
		r = -ENOMEM;
	if (r == 0 && f.deserialize(db, "main", map->base, (sqlite3_int64)map->text.n,
				    (sqlite3_int64)map->text.n,
				    SQLITE_DESERIALIZE_READONLY) != SQLITE_OK)
		r = -EBADMSG;
	if (r == 0) {
		f.progress_handler(db, STEPS, count_call, &calls);
		r = ask(&f, db, packages, n);
	}
	f.close(db);
	hw_library_close(library);
	return r;
}
