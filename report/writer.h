/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_WRITER_H
#define HWALIAS_REPORT_WRITER_H

#include <stdio.h>

#include "data/host/host.h"
#include "data/host/identity.h"
#include "report/level.h"
#include "report/record.h"

/*
 * A writer prints records in one format. It gets the head, then each record, then the
 * tail, and prints to `out`. It does not check for output errors: stdio keeps them, and
 * the caller checks after end().
 */

struct hw_database {
	/* "pci.ids" */
	const char *name;
	/* absent if it was not found */
	struct hw_text path;
	struct hw_text version;
};

#define HW_DATABASE_MAX 4

/* What a report has before its devices. Lifetime: the report's. */
struct hw_report_head {
	/* seconds since the epoch; SOURCE_DATE_EPOCH if that is set */
	int64_t generated;
	/* "live", "sysroot", "snapshot", "list" (bare strings) */
	const char *source_kind;
	/* of the machine as it runs, or ran when it was recorded */
	bool is_live;
	/* path of the root, absent for a list */
	struct hw_text source_root;
	/* strings alone are of no machine */
	bool has_host;
	struct hw_host host;
	/* what the level lets a document tell of it; others are absent */
	struct hw_identity_of_host identity;
	/* of the document; and of what there is to tell, which a recording may have left
	 * out */
	enum hw_privacy_level level;
	enum hw_privacy_level level_of_source;
	/* JSON paths; NULL: all that the level withholds */
	const char *const *withheld;
	/* of the alias tables in use; the release is absent if there are none */
	struct hw_text modules_release;
	struct hw_text modules_directory;
	/* modules.alias is not there, or no table: which modules claim a device is not
	 * known */
	bool lacks_aliases;
	size_t alias_count;
	struct hw_database databases[HW_DATABASE_MAX];
	size_t database_count;
	/* options chose devices: the machine has others */
	bool is_chosen;
	/* devices of some buses alone are looked at, or told by a dump */
	bool lacks_buses;
	/* then, which: "pci,usb"; absent: no others are known than those of the devices
	 */
	struct hw_text buses;
	/* a recording without the modules of its drivers: hw_machine_tells_no_modules()
	 */
	bool lacks_driver_modules;
};

/*
 * Sources that were asked for and could not be read, though no device could not be judged
 * for it: the kernel log, what only root may read. Unlike a warning they change no exit
 * status.
 */
#define HW_NOT_RECORDED "not recorded"

/* What of it `show` tells people: without root the kernel shows 64 bytes. */
#define HW_PCI_CAPABILITIES "PCI capabilities"

struct hw_not_read {
	struct {
		/* "kernel log" */
		const char *what;
		/* path on the machine */
		const char *path;
		/* "Permission denied", "not recorded" */
		const char *error;
		/* this machine's root may read it, and the user is not root */
		bool root_may;
	} v[6];
	size_t n;
};

struct hw_report_tail {
	size_t by_state[HW_STATE_COUNT];
	/* of the machine as a whole; reason NULL: none */
	struct hw_verdict finding;
	struct hw_not_read not_read;
	const struct hw_warnings *warnings;
	/* devices may be missing: the recording is cut off, or something failed */
	bool is_partial;
	/* of a feed: `check` could give no all-clear for its devices */
	bool is_unchecked;
	/* of a list on a terminal: what follows the table; absent: nothing */
	struct hw_text last_line;
};

/* Output options. A writer ignores those that do not concern it. */
struct hw_write_options {
	/* column names as typed, or NULL: "DEVICE,NAME" or "+REV" */
	const char *columns;
	/* names of the columns printed by default; NULL: those of the table */
	const char *default_columns;
	/* -n ids only, -nn names and ids */
	unsigned numeric;
	unsigned verbose;
	/* devices are drawn below each other */
	bool tree;
	/* columns of the terminal; 0: those of `out`, or no limit if it is no terminal */
	size_t width;
	/* of columns: those that programs count on, HW_COLUMN_TSV */
	bool for_programs;
	/* -k: the modules beside the default columns; -D: addresses with domain 0 */
	bool with_modules;
	bool with_domain;
	bool no_headings;
	/* of a feed: also devices of other buses than PCI and USB that need no attention
	 */
	bool lists_all;
	/* only the last line, which sums up (diff) */
	bool summary;
	bool color;
	/* paths are links to the files, for a terminal of this machine */
	bool links;
	/* the terminal shows ASCII only: lines of a tree are drawn with it */
	bool ascii;
};

/* What functions get that print an answer as a whole. */
struct hw_output {
	FILE *out;
	const struct hw_write_options *options;
	/* documents and lines include these; NULL: none */
	const struct hw_report_head *head;
	const struct hw_not_read *not_read;
	const struct hw_warnings *warnings;
};

struct hw_writer {
	/*
	 * Errors: -EINVAL with *ret_error, which is a literal or in the arena: an option
	 * is wrong, as an unknown column; -ENOMEM.
	 */
	int (*open)(FILE *out, const struct hw_write_options *options,
		    struct hw_arena *arena, void **ret_self, struct hw_text *ret_error);
	/* NULL: nothing is printed before the records */
	int (*begin)(void *self, const struct hw_report_head *head);
	int (*record)(void *self, const struct hw_record *record);
	/*
	 * of lines of JSON only, else NULL: returns what record() would print, including
	 * the line feed. Lifetime: until the next record. Threads use it: each opens and
	 * begins a writer of its own, with `out` NULL and the same head, and one thread
	 * prints the results. Errors: -ENOMEM; the next record may succeed.
	 */
	int (*bytes)(void *self, const struct hw_record *record, struct hw_text *ret);
	/* NULL: nothing is printed after the records */
	int (*end)(void *self, const struct hw_report_tail *tail);
	/* frees; also after an error */
	void (*close)(void *self);
	/* prints the head's host, which costs reading two dozen files, and the devices'
	 * own strings */
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
extern const struct hw_writer hw_writer_tree;
extern const struct hw_writer hw_writer_json;
/* with the line behind them that tells that all are there; and without, of chosen ones */
extern const struct hw_writer hw_writer_ndjson;
extern const struct hw_writer hw_writer_ndjson_details;
extern const struct hw_writer hw_writer_ndjson_strings;
extern const struct hw_writer hw_writer_ndjson_ids;
extern const struct hw_writer hw_writer_tsv;
/* the fields of each modalias, for people: decode */
extern const struct hw_writer hw_writer_fields;
/* everything about each device, for people: show */
extern const struct hw_writer hw_writer_show;

#endif
