/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_FLEET_FLEET_H
#define HWALIAS_REPORT_FLEET_FLEET_H

#include <stdio.h>

#include "data/alias/alias.h"
#include "data/store/store.h"
#include "report/machine/machine.h"

// clang-format off
/*
 * The machines of a fleet in a database (data/store):
 *
 *	input.c		files, streams and archives: what they are
 *	lines.c		texts -> lines, documents, items of arrays
 *	scan.c		JSON -> the members that are kept, borrowed
 *	dump.c		what --from reads -> lines
 *	memo.c		the same bytes again -> the same row; names, each once
 *	load.c		devices -> reports -> batches
 *	batch.c		a batch -> one transaction: names.c, sets.c, places.c, reports.c,
 *			tally.c
 *	time.c		times of reports
 *	clone.c		devices that are another machine's
 *	judge.c		what becomes of a report: new, known, another machine's
 *	schema.c	schema.sql, drift.sql: tables and views, for both engines
 *	query.c		the table of named questions
 *	what_if.c	the fleet under another kernel
 *
 * Memory does not grow with the input: names are kept up to a limit, and then read from
 * the database again.
 */
// clang-format on

/* Of a time and its NUL, with room for what a compiler thinks that numbers may take. */
#define HW_FLEET_TIME 80

/* Reads a time of RFC 3339, and writes it as reports have it: 2026-11-29T08:00:00Z, or of
 * a time with a fraction 2026-11-29T08:00:00.250000Z. false: the text is none. */
bool hw_fleet_read_time(struct hw_text text, char ret[static HW_FLEET_TIME]);

/* The same of what a user types, who may name a day: its first second. */
bool hw_fleet_read_since(const char *text, char ret[static HW_FLEET_TIME]);

/* --- Load --- */

struct hw_fleet_counts {
	uint64_t bytes;
	uint64_t devices;
	/* reports that were stored, and became the newest of their machine */
	uint64_t reports;
	uint64_t current;
	/* that were there already */
	uint64_t known;
	/* stored: they end before their end; another machine has the key */
	uint64_t incomplete;
	uint64_t conflicts;
	/* lines that were not understood, and inputs that were refused or unreadable */
	uint64_t bad_lines;
	uint64_t refused;
};

struct hw_fleet_load_options {
	/* of input that names none: NULL: it is refused */
	const char *machine;
	bool machine_from_filename;
	/* another DMI, or name and hardware, does not make another machine */
	bool accept_changed;
	/* of what --from reads */
	const char *home;
	/* `line` is 0 where the message is about the whole file. Called while the load
	 * goes on */
	void (*say)(void *arg, const char *source, size_t line, const char *message);
	/* called now and then; may be NULL */
	void (*progress)(void *arg, const struct hw_fleet_counts *counts);
	void *arg;
};

struct hw_fleet_load;

/*
 * Begins to load into a store that hw_store_open() opened for writing; makes the tables
 * in an empty database. *ret is NULL after a failure, of which the store tells. Errors:
 * -errno.
 */
int hw_fleet_load_open(struct hw_store *store,
		       const struct hw_fleet_load_options *options,
		       struct hw_fleet_load **ret);

/*
 * Loads a file, or the descriptor `input` if the name is "-". What is wrong with the
 * input is said and counted, and is no error. Errors: -errno of the store, or -ENOMEM.
 */
int hw_fleet_load_input(struct hw_fleet_load *load, const char *name, int input);

/* Stores what is left. Errors: as before. */
int hw_fleet_load_finish(struct hw_fleet_load *load);

const struct hw_fleet_counts *hw_fleet_load_counts(const struct hw_fleet_load *load);

/* What went wrong last. Lifetime: the load's. */
const char *hw_fleet_load_error(const struct hw_fleet_load *load);

/* NULL is fine. What was not stored is lost. */
void hw_fleet_load_close(struct hw_fleet_load *load);

/* --- Schema --- */

/*
 * Prints all tables and views. With `shards`, URLs with blanks between them, the devices
 * are in partitions on these servers, and it is a script for psql. Errors: -EINVAL: the
 * shards are none, with *ret_error, for free(); -ENOMEM.
 */
int hw_fleet_schema_print(FILE *out, enum hw_store_engine engine, const char *shards,
			  char **ret_error);

/* The same as a text for hw_store_exec(). Lifetime: for free(). NULL: out of memory. */
char *hw_fleet_schema_text(enum hw_store_engine engine);

/*
 * Whether the database has the tables of this version: 1; 0: it is empty. Errors:
 * -EPROTO: it has others; -EPROTONOSUPPORT: it has those of another version; -errno of
 * the store.
 */
int hw_fleet_schema_check(struct hw_store *store);

/* What is wrong with a database by such an error, and what to do. NULL: the store tells.
 */
const char *hw_fleet_schema_fault(int error);

/* --- Queries --- */

struct hw_fleet_query {
	const char *name;
	const char *help;
	/* the name of its operand, and what it takes; NULL: it takes none */
	const char *operand;
	const char *operand_help;
	/* it takes a time */
	bool takes_since;
	const char *sql;
};

/* All of them; the last one has no name. */
extern const struct hw_fleet_query hw_fleet_queries[];

/* NULL: there is none of this name. */
const struct hw_fleet_query *hw_fleet_query_find(const char *name);

/* Whether an operand names a device: by ids, perhaps of a bus, or by a modalias. */
bool hw_fleet_query_is_device(const char *operand);

/* Asks. `operand` and `since` are NULL where none is taken, or given. Errors: as
 * hw_store_query(); -EINVAL: `since` is no time. */
int hw_fleet_query_ask(struct hw_store *store, const struct hw_fleet_query *query,
		       const char *operand, const char *since,
		       struct hw_store_rows **ret);

/* How an answer is printed. */
struct hw_fleet_format {
	/* its long option; NULL: the table that is the default */
	const char *option;
	/* 0: it has none */
	char letter;
	const char *help;
	/* Prints all rows; `name` is of the query. Errors: -errno of the store, -ENOMEM.
	 */
	int (*print)(struct hw_store_rows *rows, const char *name, FILE *out,
		     const struct hw_write_options *options, size_t *ret_count);
};

/* All of them; the last one has no print. */
extern const struct hw_fleet_format hw_fleet_formats[];

/* --- What if --- */

struct hw_fleet_what_if {
	/* distinct kinds of devices that were asked for */
	size_t kinds;
	/* some of them are of reports that have no tables of the machine's own kernel */
	bool lacks_tables;
	/* devices whose driver does not serve them any more */
	uint64_t losers;
	/* devices of judged machines of which nothing tells what becomes of them */
	uint64_t not_judged;
	/* current reports: that were judged, and of machines that run the kernel already
	 */
	uint64_t judged;
	uint64_t same_kernel;
	/* machines: left out because it is not known which kernel they run, because all
	 * reports of them are incomplete, or because they are of another architecture;
	 * and judged in part, by reports that do not tell of all buses */
	uint64_t unknown_kernels;
	uint64_t incomplete;
	uint64_t foreign;
	uint64_t partial;
};

/*
 * Judges what becomes of all devices under the kernel whose tables the machine has open,
 * and leaves it in tables of the session, for hw_fleet_what_if_ask(). Errors: -errno of
 * the store, -ENOMEM.
 */
int hw_fleet_what_if(struct hw_store *store, struct hw_machine *machine,
		     struct hw_fleet_what_if *ret);

enum hw_fleet_what_if_part {
	/* each device of each machine that loses, gains or changes its driver; each
	 * machine that was left out, without a device */
	HW_FLEET_DEVICES,
	/* the same, and those that are claimed by other modules */
	HW_FLEET_ALL_DEVICES,
	/* how many machines and devices of each model do so */
	HW_FLEET_MODELS,
};

int hw_fleet_what_if_ask(struct hw_store *store, enum hw_fleet_what_if_part part,
			 struct hw_store_rows **ret);

#endif
