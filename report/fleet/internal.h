/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_FLEET_INTERNAL_H
#define HWALIAS_REPORT_FLEET_INTERNAL_H

#include "data/base/array.h"
#include "data/base/text_index.h"
#include "data/base/text_set.h"
#include "report/fleet/fleet.h"
#include "report/page/buffer.h"

/* --- scan.c --- */

/* What is kept of a report. Texts are absent where the report has null. Lifetime: that of
 * the scanned bytes, or the arena's. */
struct hw_fleet_head {
	struct hw_text schema;
	struct hw_text schema_version;
	struct hw_text generated;
	struct hw_text key;
	struct hw_text host;
	struct hw_text architecture;
	struct hw_text os_id;
	struct hw_text os_version;
	struct hw_text os;
	struct hw_text vendor;
	struct hw_text product;
	struct hw_text version;
	struct hw_text board_vendor;
	struct hw_text board;
	struct hw_text bios_vendor;
	struct hw_text bios;
	struct hw_text bios_date;
	struct hw_text tree_model;
	struct hw_text kernel;
	/* options chose the devices */
	bool is_chosen;
	/* other buses were not looked at than these, "pci,usb"; absent: it is not told
	 * which were */
	bool lacks_buses;
	struct hw_text buses;
	/* a driver without a module may have one all the same */
	bool lacks_driver_modules;
	/* of the kernel whose tables were asked */
	struct hw_text tables;
	/* "live", "snapshot", "list" of a whole report */
	struct hw_text source;
	/* of a whole report, by its summary; -1: it does not tell */
	int64_t devices;
	int64_t by_state[HW_STATE_COUNT];
};

/* The same of a device. */
struct hw_fleet_device {
	struct hw_text id;
	struct hw_text bus;
	struct hw_text vendor_id;
	struct hw_text device_id;
	struct hw_text subsystem_vendor_id;
	struct hw_text subsystem_device_id;
	struct hw_text class_id;
	struct hw_text subclass_id;
	struct hw_text vendor;
	struct hw_text device;
	struct hw_text class_name;
	struct hw_text subclass_name;
	struct hw_text driver;
	struct hw_text module;
	struct hw_text state;
	struct hw_text reason;
	struct hw_text severity;
	struct hw_text attention;
	struct hw_text remedy;
	struct hw_text modalias;
	/* a line each */
	struct hw_text more_modaliases;
	/* that claim it by the alias tables and are there, with commas */
	struct hw_text modules;
	/* one of them, or its driver, is built in */
	bool is_builtin;
	/* attention_complete is false: check may say more */
	bool is_unchecked;
};

/* What is wrong with a machine as a whole. */
struct hw_fleet_finding {
	struct hw_text severity;
	struct hw_text reason;
	struct hw_text remedy;
};

struct hw_fleet_scan_error {
	const char *message;
	/* offset of the byte */
	size_t at;
};

struct hw_fleet_line {
	struct hw_fleet_head head;
	struct hw_fleet_device device;
	/* of the line that ends a report; -1: none is told */
	int64_t devices;
	/* where the members of the device begin: before them are all of the head. 0: they
	 * are mixed */
	size_t split;
	/* of a whole report: what is between the brackets of devices[] */
	struct hw_text all_devices;
	bool has_devices;
	/* likewise of findings[] */
	struct hw_text all_findings;
	/* the first member whose value is neither null nor of its type; the message is in
	 * the arena, or NULL: there is none */
	struct hw_fleet_scan_error wrong;
};

/*
 * Scans one JSON object: a line, or a document. Errors: -EINVAL with *reterr, -ENOMEM.
 */
int hw_fleet_scan(struct hw_text json, struct hw_arena *arena, struct hw_fleet_line *ret,
		  struct hw_fleet_scan_error *reterr);

/* Scans the members of a device up to the end of its object, as behind a line's split. A
 * value of a wrong type is an error here, and of a finding. */
int hw_fleet_scan_device(struct hw_text members, struct hw_arena *arena,
			 struct hw_fleet_device *ret, struct hw_fleet_scan_error *reterr);

/* Scans a finding. Errors: as before. */
int hw_fleet_scan_finding(struct hw_text json, struct hw_arena *arena,
			  struct hw_fleet_finding *ret,
			  struct hw_fleet_scan_error *reterr);

/*
 * Cuts the next object off the items of an array. false: there are no more, or what comes
 * is none (*reterr has a message then).
 */
bool hw_fleet_scan_item(struct hw_text *items, struct hw_text *ret,
			struct hw_fleet_scan_error *reterr);

/* --- time.c --- */

/* Whether a time, in the form of hw_fleet_read_time(), is more than a day ahead of the
 * clock: that of the machine was wrong. */
bool hw_fleet_is_to_come(struct hw_text time_of_report);

/* --- memo.c --- */

/* What the tables were asked, and the machine told, of the modules of a report's devices:
 * verdict.has_tables. */
enum hw_fleet_asked {
	HW_FLEET_NOT_ASKED,
	/* which modules claim them, and which the drivers are of */
	HW_FLEET_ASKED,
	/* the former alone: a driver without a module may have one */
	HW_FLEET_ASKED_WITHOUT_DRIVERS,
	HW_FLEET_ASKED_COUNT,
};

/* The tables of names: struct hw_fleet_names says what is in each. */
enum hw_fleet_table {
	HW_FLEET_MODEL,
	HW_FLEET_PLATFORM,
	HW_FLEET_ADDRESS,
	HW_FLEET_KIND,
	HW_FLEET_VERDICT,
	HW_FLEET_SET,
	HW_FLEET_MACHINE,
	HW_FLEET_CONFLICT,
	HW_FLEET_TABLES,
};

/* Columns of a row in one text: bytes that UTF-8 does not have. */
#define HW_FLEET_BETWEEN '\xff'
#define HW_FLEET_ABSENT	 '\xfe'

/* A name, as a row of its table: its columns joined. */
struct hw_fleet_name {
	struct hw_text key;
	/* in the database; 0: not known yet */
	int32_t id;
	/* the database did not have it before this batch */
	bool is_new;
	/* and need not have it: nothing of the batch that is stored has it */
	bool is_unused;
};

struct hw_fleet_names {
	struct hw_fleet_name *v;
	size_t n;
	size_t room;
	/* the first that has no id yet */
	size_t unknown;
	struct hw_text_index index;
};

/* A device of a report: places in the tables of names. */
struct hw_fleet_row {
	uint32_t address;
	uint32_t kind;
	uint32_t verdict;
	bool is_notable;
	bool is_unchecked;
};

struct hw_fleet_memo {
	struct hw_arena arena;
	/* bytes in it, about */
	size_t bytes;
	struct hw_fleet_names names[HW_FLEET_TABLES];
	/* the bytes of a device -> its row, by the report's enum hw_fleet_asked */
	struct hw_text_index seen[HW_FLEET_ASKED_COUNT];
	struct hw_fleet_row *rows;
	size_t n;
	size_t room;
	/* the digest of a set -> its place */
	struct hw_text_index sets;
	/* scratch */
	struct hw_buffer key;
};

/* The place of a row that was joined by hw_fleet_join(). Errors: -ENOMEM. */
int hw_fleet_memo_name(struct hw_fleet_memo *memo, enum hw_fleet_table table,
		       struct hw_text key, uint32_t *ret);

/* Joins columns, made valid UTF-8, in place of what `to` has. */
void hw_fleet_join(struct hw_buffer *to, const struct hw_text *columns, size_t n,
		   struct hw_arena *arena);

/* The next column of a joined row; absent as it was. Loop with while (rest.s). */
struct hw_text hw_fleet_cut(struct hw_text *rest);

int hw_fleet_memo_device(struct hw_fleet_memo *memo, const struct hw_fleet_device *device,
			 enum hw_fleet_asked asked, struct hw_fleet_row *ret);
int hw_fleet_memo_head(struct hw_fleet_memo *memo, const struct hw_fleet_head *head,
		       uint32_t *ret_model, uint32_t *ret_platform);

/* The row of a device whose bytes were seen before. */
const struct hw_fleet_row *hw_fleet_memo_seen(const struct hw_fleet_memo *memo,
					      struct hw_text bytes,
					      enum hw_fleet_asked asked);
int hw_fleet_memo_see(struct hw_fleet_memo *memo, struct hw_text bytes,
		      enum hw_fleet_asked asked, const struct hw_fleet_row *row);

/* Forgets all; rows that were returned are void. */
void hw_fleet_memo_reset(struct hw_fleet_memo *memo);

/* --- judge.c --- */

enum hw_fleet_fate {
	HW_FLEET_STORE,
	/* instead of one that ends before its end */
	HW_FLEET_REPLACE,
	HW_FLEET_KNOWN,
	HW_FLEET_ANOTHER,
};

struct hw_fleet_report;

/* What a machine is, as the table model has it: columns that are absent are not known. */
struct hw_fleet_model {
	struct hw_text v[5];
};

/* What there is of a report's machine, and the report itself. */
struct hw_fleet_known {
	/* why its devices may be another machine's; NULL: nothing speaks for it */
	const char *doubt;
	/* a partial report that is there tells less of the same devices */
	bool tells_less;
	/* an earlier one of the machine has the same hardware */
	bool had_hardware;
	/* it has this one already, of the same machine and time */
	bool is_there;
	/* in the batch itself; NULL: in the database */
	struct hw_fleet_report *in_batch;
	bool is_complete;
	int64_t id;
	int32_t set_id;
	struct hw_fleet_model model;
	/* it is another one than the report's, by what both know; likewise the name, and
	 * what is wrong with the machine as a whole */
	bool is_other_model;
	struct hw_text same_host;
	bool is_other_host;
	uint64_t findings;
	bool has_other_findings;
	int64_t devices;
	/* all that are, or may become, current in the database */
	struct hw_fleet_current *first_current;
	/* the one of them, or of the batch, with which this one is compared; its set */
	bool has_current;
	int32_t current_set;
	struct hw_fleet_model current_model;
	bool has_other_model;
	struct hw_text host;
	struct hw_text hardware;
	/* of which buses it tells; absent: of all */
	struct hw_text buses;
	/* that one, if it is of the batch; NULL: of the database */
	const struct hw_fleet_report *current_in_batch;
};

/* A complete report that is current, or a partial one that may become it. */
struct hw_fleet_current {
	struct hw_fleet_current *next;
	struct hw_text generated;
	struct hw_text buses;
	struct hw_text host;
	struct hw_text hardware;
	struct hw_fleet_model model;
	int64_t id;
	int32_t set_id;
	/* NULL: of the database */
	struct hw_fleet_report *in_batch;
	/* in the database; now */
	bool was_current;
	bool is_current;
	/* one of the same buses is newer; one that tells more of the same is in its place
	 */
	bool is_passed;
	bool is_gone;
	/* one of the batch that is current instead has the same devices */
	bool is_same;
};

/* Those of a machine, as the batch leaves them. */
struct hw_fleet_machine_now {
	struct hw_fleet_current *first;
};

/* A device in the ids of the database. */
struct hw_fleet_ids {
	int32_t address;
	int32_t kind;
	int32_t verdict;
	const struct hw_fleet_row *row;
};

struct hw_fleet_report {
	/* places in the memo */
	uint32_t machine;
	uint32_t model;
	uint32_t platform;
	uint32_t set;
	struct hw_text generated;
	struct hw_text host;
	struct hw_text source;
	size_t line;
	bool is_complete;
	/* options chose the devices; verdicts are those of another kernel's tables; check
	 * may say more of one */
	bool is_chosen;
	bool is_what_if;
	bool lacks_buses;
	bool is_unchecked;
	/* those that were looked at, as its head tells, or absent; then, of which it
	 * tells: hw_fleet_buses_name() */
	struct hw_text looked_at;
	struct hw_text buses;
	/* of the kernel that it has asked, there are some */
	enum hw_fleet_asked asked;
	/* its devices in the batch, and its findings */
	size_t first;
	size_t n;
	size_t first_finding;
	size_t finding_count;
	/* a number of their reasons, in whatever order */
	uint64_t findings;
	/* its devices, n of them */
	const struct hw_fleet_ids *ids;
	/* in the database */
	int32_t machine_id;
	int32_t model_id;
	int32_t set_id;
	struct hw_text hardware;
	int64_t id;
	enum hw_fleet_fate fate;
	struct hw_fleet_known known;
	/* it becomes current; one that was has the same devices */
	bool is_current;
	bool is_same;
	struct hw_fleet_machine_now *now;
	/* a later one is stored in its place */
	bool is_replaced;
	/* the one before of the same machine in this batch; NULL: none */
	struct hw_fleet_report *before;
};

/* What becomes of a report, and of one of another machine why. */
enum hw_fleet_fate hw_fleet_judge(const struct hw_fleet_report *report,
				  const struct hw_fleet_known *known, bool accept_changed,
				  const char **ret_reason);

/* --- places.c --- */

/* A set whose devices are stored. */
struct hw_fleet_set {
	int32_t id;
	const struct hw_fleet_ids *ids;
	size_t n;
};

struct hw_fleet_places;

/* Where devices are: a table of the store, or partitions on other servers. Errors:
 * -errno, with *ret_failed, the store that tells. */
int hw_fleet_places_open(struct hw_store *store, struct hw_fleet_places **ret,
			 const struct hw_store **ret_failed);
void hw_fleet_places_close(struct hw_fleet_places *places);

/*
 * Stores the devices of sets, whose ids are above those of all sets that are committed,
 * `highest`, in the transaction of the store; other servers have committed when it
 * returns. What they have of sets above that is of a load that was cut off, and is
 * removed.
 */
int hw_fleet_places_put(struct hw_fleet_places *places, const struct hw_fleet_set *sets,
			size_t n, int64_t highest, const struct hw_store **ret_failed);

/*
 * Removes the devices of the sets that the session's table `stage` has, in the
 * transaction of the store. On other servers they are removed by
 * hw_fleet_places_committed(): until then a report may need them. Errors: -errno of the
 * store, -ENOMEM.
 */
int hw_fleet_places_remove(struct hw_fleet_places *places);
int hw_fleet_places_committed(struct hw_fleet_places *places,
			      const struct hw_store **ret_failed);

int hw_fleet_places_analyze(struct hw_fleet_places *places,
			    const struct hw_store **ret_failed);

/* How many machines have a set no more. */
struct hw_fleet_weight {
	int32_t set_id;
	int32_t machines;
};

/* Errors: -ENOMEM. */
typedef int hw_fleet_count_fn(void *arg, int32_t kind, int32_t verdict, int64_t devices);

/* Passes how many devices of each kind and verdict the sets have, each as often as
 * machines have it. Errors: -errno, with *ret_failed, or of `fn`. */
int hw_fleet_places_count(struct hw_fleet_places *places,
			  const struct hw_fleet_weight *weights, size_t n,
			  hw_fleet_count_fn *fn, void *arg,
			  const struct hw_store **ret_failed);

/* --- batch.c --- */

struct hw_fleet_batch {
	struct hw_arena arena;
	struct hw_fleet_row *rows;
	size_t row_count;
	size_t row_room;
	struct hw_fleet_report *reports;
	size_t n;
	size_t room;
	/* of machines as a whole */
	struct hw_fleet_finding *findings;
	size_t finding_count;
	size_t finding_room;
};

/* Where a batch is stored, and what is said of it. */
struct hw_fleet_sink {
	struct hw_store *store;
	struct hw_fleet_places *places;
	const struct hw_fleet_load_options *options;
	struct hw_fleet_counts *counts;
	/* the store that failed */
	const struct hw_store *failed;
	/* of the sets before the batch */
	int64_t highest_set;
	/* sets of the memo are not in the database, or no more: it is to be emptied */
	bool is_memo_stale;
};

/* Tables of its own in the session, and where the devices are. Errors: -errno. */
int hw_fleet_sink_open(struct hw_fleet_sink *sink);
void hw_fleet_sink_close(struct hw_fleet_sink *sink);

/* Stores all of a batch in one transaction. Errors: -errno of a store, -ENOMEM. */
int hw_fleet_sink_put(struct hw_fleet_sink *sink, struct hw_fleet_memo *memo,
		      struct hw_fleet_batch *batch);

/* --- names.c --- */

/* Characters of a digest. */
#define HW_FLEET_DIGEST 32

struct hw_fleet_digest {
	char s[HW_FLEET_DIGEST + 1];
};

/* The first half of the bytes' SHA-256, in hexadecimal digits. */
struct hw_fleet_digest hw_fleet_digest_of(const void *bytes, size_t n);

/* Gives all names of a table an id, and makes rows of those that are new. Errors: -errno
 * of the store, -EOVERFLOW. */
int hw_fleet_names_resolve(struct hw_store *store, struct hw_fleet_memo *memo,
			   enum hw_fleet_table table);

/* The same in two steps. */
int hw_fleet_names_number(struct hw_store *store, struct hw_fleet_memo *memo,
			  enum hw_fleet_table table);
int hw_fleet_names_put(struct hw_store *store, struct hw_fleet_memo *memo,
		       enum hw_fleet_table table);

/* The highest id of a table; 0: it is empty. */
int hw_fleet_highest_id(struct hw_store *store, const char *table, int64_t *ret);

/* Ends rows in bulk, unless they failed: `r`. */
int hw_fleet_bulk_done(struct hw_store *store, int r);

/* --- sets.c --- */

/* Names the set of a report's devices, which are those that it keeps. Errors: -ENOMEM. */
int hw_fleet_sets_name(struct hw_fleet_memo *memo, struct hw_fleet_batch *batch,
		       struct hw_fleet_report *report);

/* Gives them ids. Errors: as hw_fleet_names_resolve(). */
int hw_fleet_sets_number(struct hw_fleet_sink *sink, struct hw_fleet_memo *memo,
			 struct hw_fleet_batch *batch);

/* Stores sets that are new and of a report that is stored, and their devices. Errors:
 * -errno of a store, -ENOMEM. */
int hw_fleet_sets_put(struct hw_fleet_sink *sink, struct hw_fleet_memo *memo,
		      struct hw_fleet_batch *batch);

/* --- clone.c --- */

/* The devices of machines, for comparison. */
struct hw_fleet_clones;

/* Reads those of reports in doubt, of which known has what the database tells. Errors:
 * -errno of the store, -ENOMEM. */
int hw_fleet_clones_open(struct hw_fleet_sink *sink, const struct hw_fleet_batch *batch,
			 struct hw_fleet_clones **ret);
void hw_fleet_clones_close(struct hw_fleet_clones *clones);

/* Sets known.doubt. Errors: -ENOMEM. */
int hw_fleet_clones_judge(const struct hw_fleet_clones *clones,
			  const struct hw_fleet_memo *memo,
			  struct hw_fleet_report *report);

/* --- buses.c --- */

/* Whether a report that tells of `all` tells of these. */
bool hw_fleet_buses_have(struct hw_text all, struct hw_text buses);

/* Whether two reports tell of one bus; an absent text is of all. */
bool hw_fleet_buses_meet(struct hw_text a, struct hw_text b);

/* Sets report->buses, of its devices and those that were looked at. Errors: -ENOMEM. */
int hw_fleet_buses_name(const struct hw_fleet_memo *memo, struct hw_fleet_batch *batch,
			struct hw_fleet_report *report);

/* --- current.c --- */

/* The current one with which a report is compared: one that tells of the same buses, if
 * any. NULL: none is current. */
const struct hw_fleet_current *hw_fleet_current_like(const struct hw_fleet_current *first,
						     struct hw_text buses);

/* Adds a complete report, and chooses anew: report->is_current, also of others of the
 * batch. `taken` lives as long as the batch. */
void hw_fleet_current_take(struct hw_fleet_machine_now *now,
			   struct hw_fleet_current *taken,
			   struct hw_fleet_report *report);

/* Takes out one of the batch, or of the database by its id, which is replaced. */
void hw_fleet_current_drop(struct hw_fleet_machine_now *now,
			   const struct hw_fleet_report *in_batch, int64_t id);

/* --- reports.c --- */

/* Judges the reports. Errors: as before. */
int hw_fleet_reports_judge(struct hw_fleet_sink *sink, struct hw_fleet_memo *memo,
			   struct hw_fleet_batch *batch);

/* Whether a report, or that another machine has it, is stored. */
static inline bool hw_fleet_is_kept(const struct hw_fleet_report *report)
{
	return report->fate != HW_FLEET_KNOWN && !report->is_replaced;
}

/* Stores those that are new. Errors: as before. */
int hw_fleet_reports_put(struct hw_fleet_sink *sink, struct hw_fleet_memo *memo,
			 struct hw_fleet_batch *batch);

/* --- tally.c --- */

/*
 * Counts what becomes current by a batch, and no more what was. The store is as for
 * hw_fleet_sink_put(). Errors: -errno, -ENOMEM.
 */
int hw_fleet_tally(struct hw_fleet_sink *sink, const struct hw_fleet_batch *batch);

/* --- lines.c --- */

/* Who gets the lines. What json() or bad() returns, if it is negative, ends the text. */
struct hw_fleet_lines_sink {
	void *arg;
	/* a line, a document of several, or an item of an array */
	int (*json)(void *arg, struct hw_text json, size_t line);
	/* of one that is left out */
	int (*bad)(void *arg, size_t line, const char *message);
};

/* Cuts a text that comes in pieces. Zeroed but for the sink, it is at its beginning. */
struct hw_fleet_lines {
	const struct hw_fleet_lines_sink *sink;
	/* what came, up to `at` of which is done with */
	struct hw_buffer text;
	size_t at;
	/* where the line at hand begins, and the search for its end goes on */
	size_t line_at;
	size_t searched;
	/* the number of the line before */
	size_t line;
	/* the document that is open: its first line; 0: none; and how far right its brace
	 * stands */
	size_t document;
	size_t indent;
	/* it is too long, and not kept */
	bool is_lost;
	/* likewise the line at hand */
	bool is_skipping;
	/* the bracket of an array is open */
	bool is_array;
};

/* Where at most n further bytes may be written. NULL: out of memory. */
char *hw_fleet_lines_room(struct hw_fleet_lines *lines, size_t n);

/* Passes what ends in the text, of which n bytes are new. Errors: the sink's. */
int hw_fleet_lines_added(struct hw_fleet_lines *lines, size_t n);

/* Passes what is left. Errors: the sink's. */
int hw_fleet_lines_end(struct hw_fleet_lines *lines);

void hw_fleet_lines_done(struct hw_fleet_lines *lines);

/* Whether a text has JSON, perhaps behind lines of something else. It may go on, unless
 * it is whole. */
bool hw_fleet_lines_are_in(struct hw_text text, bool is_whole);

/* --- dump.c --- */

/* Who gets what is told by a recorded machine. What a function returns, if it is
 * negative, ends the input. */
struct hw_fleet_dump_sink {
	void *arg;
	/* a device, as a line */
	int (*json)(void *arg, struct hw_text json, size_t line);
	/* of a line of the file that was not understood, before the devices */
	int (*bad)(void *arg, size_t line, const char *message);
};

/*
 * Passes each device of a machine that is recorded in a file, in any form that --from
 * reads. With a line that was not understood, the end does not tell how many there are.
 * Errors: -errno with *ret_error, a sentence in the arena, or of the sink.
 */
int hw_fleet_read_dump(const char *name, int input, const char *home,
		       const struct hw_fleet_dump_sink *sink, struct hw_arena *arena,
		       struct hw_text *ret_error);

/* --- load.c --- */

/* The longest beginning of a line that is compared with the next. */
#define HW_FLEET_PREFIX_MAX ((size_t)16384)

struct hw_fleet_load {
	struct hw_fleet_load_options options;
	struct hw_fleet_sink sink;
	struct hw_fleet_counts counts;
	struct hw_fleet_memo memo;
	struct hw_fleet_batch batch;
	/* of the line at hand */
	struct hw_arena arena;
	/* the report at hand, of the batch, to which devices are added */
	struct hw_fleet_report open;
	bool is_open;
	/* what its lines begin with, and where in it the device begins */
	char prefix[HW_FLEET_PREFIX_MAX];
	size_t prefix_n;
	size_t split;
	/* the input: its name, how many are around it, as an archive, and messages */
	const char *source;
	int depth;
	size_t line;
	char modified[32];
	size_t said;
	/* the input names no machine, which was said */
	bool is_refused;
	/* a device of the report at hand was not understood */
	bool is_damaged;
	/* it has as many devices as it may have */
	bool is_full;
	char error[256];
};

/* An input begins; what load->source named before has ended. */
void hw_fleet_load_begin(struct hw_fleet_load *load, const char *source);

/* Takes a line or document. Errors: those of hw_fleet_load_input(). */
int hw_fleet_load_json(void *load, struct hw_text json, size_t line);

/* Counts a line that is not understood. 0. */
int hw_fleet_load_bad(void *load, size_t line, const char *message);

/* Counts an input that is not loaded. */
void hw_fleet_load_refuse(struct hw_fleet_load *load, const char *message);

/* Ends the input; its last report is whole, or was cut. Errors: as before. */
int hw_fleet_load_end(struct hw_fleet_load *load, bool is_complete);

/* Forgets the report at hand, of an input that cannot be read. */
void hw_fleet_load_drop(struct hw_fleet_load *load);

#endif
