/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_WRITER_H
#define HWALIAS_REPORT_WRITER_H

#include <stdio.h>

#include "data/host/host.h"
#include "report/record.h"

/*
 * The voices of the program. A writer gets the head once, then record by record, then
 * the tail, and prints to `out`. It checks no output error itself: stdio's is sticky and
 * the caller looks at it after end().
 */

struct hw_database {
	/* "pci.ids" */
	const char *name;
	/* absent when it was not found */
	struct hw_text path;
	struct hw_text version;
};

#define HW_DATABASE_MAX 4

/* All of a report that is not a device. Lifetime: the report's. */
struct hw_report_head {
	/* seconds since the epoch; SOURCE_DATE_EPOCH when that is set */
	int64_t generated;
	/* "live", "sysroot", "snapshot", "list" (bare strings) */
	const char *source_kind;
	/* path of the root, absent for a list */
	struct hw_text source_root;
	struct hw_host host;
	/* of the alias tables in use; release absent: none */
	struct hw_text modules_release;
	struct hw_text modules_directory;
	size_t alias_count;
	struct hw_database databases[HW_DATABASE_MAX];
	size_t database_count;
};

struct hw_report_tail {
	size_t by_state[HW_STATE_COUNT];
	const struct hw_warnings *warnings;
};

/* Output options; each writer looks at those it knows. */
struct hw_write_options {
	/* column names as typed, or NULL: "DEVICE,NAME" or "+REV" */
	const char *columns;
	/* likewise those to print without being asked; NULL: those of the table */
	const char *default_columns;
	/* -n ids only, -nn names and ids */
	unsigned numeric;
	unsigned verbose;
	/* columns of the terminal; 0: ask it when `out` is one, else no limit */
	size_t width;
	bool no_headings;
	bool color;
	/* every bus is listed: devices need their bus named */
	bool all_buses;
};

/* Where and how an answer is printed that is known as a whole. */
struct hw_output {
	FILE *out;
	const struct hw_write_options *options;
	/* for documents, which hold them; NULL: none */
	const struct hw_warnings *warnings;
};

struct hw_writer {
	/*
	 * Errors: -EINVAL with *ret_error, a literal or arena text, when an option does
	 * not fit (an unknown column); -ENOMEM.
	 */
	int (*open)(FILE *out, const struct hw_write_options *options,
		    struct hw_arena *arena, void **ret_self, struct hw_text *ret_error);
	/* NULL: nothing is printed before the records */
	int (*begin)(void *self, const struct hw_report_head *head);
	int (*record)(void *self, const struct hw_record *record);
	/*
	 * ndjson only, else NULL: what record() would print, its line feed included.
	 * Lifetime: until the next record. For threads: each opens a writer of its own
	 * (with `out` NULL) and begins it with the same head, and one prints what they
	 * made. Errors: -ENOMEM; the next record may succeed.
	 */
	int (*bytes)(void *self, const struct hw_record *record, struct hw_text *ret);
	/* NULL: nothing is printed after the records */
	int (*end)(void *self, const struct hw_report_tail *tail);
	/* frees; also after an error */
	void (*close)(void *self);
	/* tells the machine as a whole: the head's host, which costs two dozen files */
	bool wants_host;
};

static inline int hw_writer_begin(const struct hw_writer *writer, void *self,
				  const struct hw_report_head *head)
{
	return writer->begin ? writer->begin(self, head) : 0;
}

static inline int hw_writer_end(const struct hw_writer *writer, void *self,
				const struct hw_report_tail *tail)
{
	return writer->end ? writer->end(self, tail) : 0;
}

extern const struct hw_writer hw_writer_table;
extern const struct hw_writer hw_writer_json;
extern const struct hw_writer hw_writer_ndjson;
extern const struct hw_writer hw_writer_tsv;
/* the fields of each modalias one by one, for people: decode */
extern const struct hw_writer hw_writer_fields;
/* all about each device, for people: show */
extern const struct hw_writer hw_writer_show;

#endif
