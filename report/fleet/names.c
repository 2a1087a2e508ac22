// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The tables of names: a row is known by the digest of its columns, or by its text where
 * that is short. Ids are given here, the next ones behind the highest: a store has one
 * writer at a time.
 *
 *	names without an id -> stage -> ids of those that are there; rows for the others
 */
#include <errno.h>
#include <stdio.h>

#include "data/base/sha256.h"
#include "report/fleet/internal.h"

#define COLUMNS_MAX 14

/* A table of names: its columns behind id and digest. */
struct table {
	const char *name;
	const char *columns;
	size_t count;
	/* bits of those that are numbers */
	unsigned numbers;
	/* the digest is the text itself, and no column */
	bool is_plain;
};

/* clang-format off */
static const struct table tables[HW_FLEET_TABLES] = {
	[HW_FLEET_MODEL] = {"model", "id,digest,vendor,product,version,board_vendor,board",
			    5, 0, false},
	[HW_FLEET_PLATFORM] = {"platform", "id,digest,kernel,architecture,os_id,os_version,os,"
			       "bios_vendor,bios,bios_date", 8, 0, false},
	[HW_FLEET_ADDRESS] = {"address", "id,digest,name", 1, 0, false},
	[HW_FLEET_KIND] = {"kind", "id,digest,bus,ids,subsystem_ids,class,modalias,"
			   "more_modaliases,vendor,device,class_name,part,is_deep,is_plugged",
			   12, 1 << 9 | 1 << 10 | 1 << 11, false},
	[HW_FLEET_VERDICT] = {"verdict", "id,digest,state,reason,driver,module,modules,"
			      "is_builtin,has_tables,severity,attention,remedy,driver_part",
			      11, 1 << 5 | 1 << 6 | 1 << 10, false},
	[HW_FLEET_SET] = {"device_set", "id,digest,hardware,devices,is_deep,unplaced", 4,
			  1 << 1 | 1 << 2, true},
	[HW_FLEET_MACHINE] = {"machine", "id,digest", 0, 0, true},
	[HW_FLEET_CONFLICT] = {"conflict", "id,digest,machine_id,generated,host,model_id,set_id,"
			       "reason,source", 7, 1 << 0 | 1 << 3 | 1 << 4, true},
};
/* clang-format on */

struct hw_fleet_digest hw_fleet_digest_of(const void *bytes, size_t n)
{
	static const char digits[] = "0123456789abcdef";
	uint8_t sum[HW_SHA256_SIZE];
	struct hw_fleet_digest d;

	hw_sha256(bytes, n, sum);
	for (size_t i = 0; i < (HW_FLEET_DIGEST / 2); i++) {
		d.s[2 * i] = digits[sum[i] >> 4];
		d.s[2 * i + 1] = digits[sum[i] & 15];
	}
	d.s[HW_FLEET_DIGEST] = '\0';
	return d;
}

/* The digest column of a row; `d` holds one that has to be made. A plain table's row
 * begins with its digest. */
static struct hw_text digest_text(const struct table *t, struct hw_text key,
				  struct hw_fleet_digest *d)
{
	if (t->is_plain)
		return hw_text_cut(&key, HW_FLEET_BETWEEN);
	*d = hw_fleet_digest_of(key.s, key.n);
	return (struct hw_text){d->s, HW_FLEET_DIGEST};
}

int hw_fleet_bulk_done(struct hw_store *store, int r)
{
	if (r == 0)
		r = hw_store_bulk_end(store);
	if (r == 0)
		r = hw_store_bulk_wait(store);
	return r;
}

/* Fills stage with the names that have no id yet. */
static int stage_names(struct hw_store *store, const struct table *t,
		       const struct hw_fleet_names *names)
{
	int r = hw_store_exec(store, "DELETE FROM stage");

	if (r == 0)
		r = hw_store_bulk_begin(store, "stage", "n,digest", 2);
	for (size_t i = names->unknown; r == 0 && i < names->n; i++) {
		struct hw_fleet_digest d;
		struct hw_value row[2] = {
			hw_value_number((int64_t)i),
			hw_value_text(digest_text(t, names->v[i].key, &d)),
		};

		r = hw_store_bulk_row(store, row);
	}
	return hw_fleet_bulk_done(store, r);
}

/* Takes the ids of those that the table has. */
static int read_ids(struct hw_store *store, const struct table *t,
		    struct hw_fleet_names *names)
{
	const struct hw_value *v;
	struct hw_store_rows *rows;
	char sql[160];
	int r;

	snprintf(sql, sizeof(sql),
		 "SELECT s.n, t.id FROM stage s JOIN %s t ON t.digest = s.digest",
		 t->name);
	r = hw_store_query(store, sql, NULL, 0, &rows);
	if (r < 0)
		return r;
	while ((r = hw_store_rows_next(rows, &v)) > 0)
		if (v[0].number >= 0 && (size_t)v[0].number < names->n)
			names->v[v[0].number].id = (int32_t)v[1].number;
	hw_store_rows_close(rows);
	return r;
}

int hw_fleet_highest_id(struct hw_store *store, const char *table, int64_t *ret)
{
	char sql[80];

	snprintf(sql, sizeof(sql), "SELECT max(id) FROM %s", table);
	return hw_store_number(store, sql, ret);
}

/* The others are the next ones. */
static int give_ids(struct hw_store *store, const struct table *t,
		    struct hw_fleet_names *names)
{
	int64_t id = 0;
	int r = hw_fleet_highest_id(store, t->name, &id);

	for (size_t i = names->unknown; r == 0 && i < names->n; i++) {
		if (names->v[i].id)
			continue;
		if (++id > INT32_MAX)
			r = -EOVERFLOW;
		names->v[i].id = (int32_t)id;
		names->v[i].is_new = true;
	}
	return r;
}

/* Makes rows of those that are new. */
static int add_names(struct hw_store *store, const struct table *t,
		     struct hw_fleet_names *names)
{
	struct hw_value row[COLUMNS_MAX];
	int r = hw_store_bulk_begin(store, t->name, t->columns, t->count + 2);

	for (size_t i = names->unknown; r == 0 && i < names->n; i++) {
		struct hw_text rest = names->v[i].key;
		struct hw_fleet_digest d;

		if (!names->v[i].is_new || names->v[i].is_unused)
			continue;
		row[0] = hw_value_number(names->v[i].id);
		row[1] = hw_value_text(digest_text(t, rest, &d));
		if (t->is_plain)
			hw_text_cut(&rest, HW_FLEET_BETWEEN);
		for (size_t c = 0; c < t->count; c++) {
			struct hw_text column = hw_fleet_cut(&rest);

			row[c + 2] =
				t->numbers >> c & 1
					? hw_value_number(hw_text_decimal(column, 18))
					: hw_value_text(column);
		}
		r = hw_store_bulk_row(store, row);
	}
	return hw_fleet_bulk_done(store, r);
}

int hw_fleet_names_number(struct hw_store *store, struct hw_fleet_memo *memo,
			  enum hw_fleet_table table)
{
	const struct table *t = &tables[table];
	struct hw_fleet_names *names = &memo->names[table];
	int r;

	if (names->unknown == names->n)
		return 0;
	r = stage_names(store, t, names);
	if (r == 0)
		r = read_ids(store, t, names);
	return r == 0 ? give_ids(store, t, names) : r;
}

int hw_fleet_names_put(struct hw_store *store, struct hw_fleet_memo *memo,
		       enum hw_fleet_table table)
{
	struct hw_fleet_names *names = &memo->names[table];
	int r = 0;

	if (names->unknown < names->n)
		r = add_names(store, &tables[table], names);
	if (r == 0)
		names->unknown = names->n;
	return r;
}

int hw_fleet_names_resolve(struct hw_store *store, struct hw_fleet_memo *memo,
			   enum hw_fleet_table table)
{
	int r = hw_fleet_names_number(store, memo, table);

	return r == 0 ? hw_fleet_names_put(store, memo, table) : r;
}
