// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * RPM's database in SQLite, of which its index of names, and the headers that it leads to
 * (lib/backend/sqlite.c of rpm):
 *
 *     CREATE TABLE 'Name' (key 'TEXT' NOT NULL, hnum INTEGER NOT NULL, idx INTEGER …)
 *     CREATE TABLE 'Packages' (hnum INTEGER PRIMARY KEY AUTOINCREMENT, blob BLOB …)
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
	__typeof__(sqlite3_column_blob) *column_blob;
	__typeof__(sqlite3_column_bytes) *column_bytes;
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
	HW_LIBRARY_FUNCTION(struct functions, "sqlite3_", column_blob),
	HW_LIBRARY_FUNCTION(struct functions, "sqlite3_", column_bytes),
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

/* Whether there are both tables, and they are no views, which may compute anything. */
static bool has_tables(const struct functions *f, sqlite3 *db)
{
	sqlite3_stmt *query = NULL;
	bool has_both;

	if (f->prepare_v2(db,
			  "SELECT count(*) FROM sqlite_master"
			  " WHERE type = 'table' AND name IN ('Name', 'Packages')",
			  -1, &query, NULL) != SQLITE_OK)
		return false;
	has_both = f->step(query) == SQLITE_ROW && f->column_int(query, 0) == 2;
	f->finalize(query);
	return has_both;
}

/* Passes the packages of a name, of which kernels may have several. */
static int pass_name(const struct functions *f, sqlite3_stmt *query, struct hw_text name,
		     struct hw_installed *to, hw_rpm_header_fn *fn)
{
	int r;

	f->bind_text(query, 1, name.s, (int)name.n, SQLITE_STATIC);
	while ((r = f->step(query)) == SQLITE_ROW)
		fn(to, name,
		   (struct hw_text){
			   f->column_blob(query, 0),
			   (size_t)f->column_bytes(query, 0),
		   });
	f->reset(query);
	return r == SQLITE_DONE ? 0 : -EBADMSG;
}

static int ask(const struct functions *f, sqlite3 *db, struct hw_installed *to,
	       hw_rpm_header_fn *fn)
{
	sqlite3_stmt *query = NULL;
	int r = 0;

	if (!has_tables(f, db) ||
	    f->prepare_v2(db,
			  "SELECT (SELECT blob FROM Packages WHERE"
			  " Packages.hnum = Name.hnum) FROM Name WHERE key = ?1",
			  -1, &query, NULL) != SQLITE_OK)
		return -EBADMSG;
	for (size_t i = 0; i < to->n && r == 0; i++)
		r = pass_name(f, query, to->v[i].name, to, fn);
	f->finalize(query);
	return r;
}

int hw_rpmdb_sqlite_read(struct hw_map *map, struct hw_installed *to,
			 hw_rpm_header_fn *fn)
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
		r = ask(&f, db, to, fn);
	}
	f.close(db);
	hw_library_close(library);
	return r;
}
