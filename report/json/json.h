/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_JSON_JSON_H
#define HWALIAS_REPORT_JSON_JSON_H

#include <stdint.h>
#include <stdio.h>

#include "data/base/warnings.h"
#include "report/record.h"
#include "report/writer.h"

/*
 * JSON as a row of events: begin an object, its members one by one, end it. They are
 * appended to json-c's buffer, which is kept from one record to the next; nothing is
 * built that would have to be freed. tests/bench/bench_json.c, a line of 2.7 KB:
 *
 *	json-c's objects, built, printed and freed	22   us
 *	its buffer, and one string object for all texts	12.6 us
 *	these functions					 1.5 us
 *
 * json-c still writes what needs care, texts with quotes, backslashes or control
 * characters, so that the bytes are those of json_object_to_json_string_ext() with
 * JSON_C_TO_STRING_NOSLASHESCAPE, on one line or pretty by two blanks; but `[]` and
 * `{}`, which json-c 0.16 breaks in two lines.
 *
 * What is emitted between two hw_json_finish() is printed whole or not at all: a failed
 * allocation is noted in `failed` and everything until the next take is in vain.
 *
 * Threads may print at the same time, each with a struct hw_json of its own.
 */
struct printbuf;

enum hw_json_layout {
	/* all on one line */
	HW_JSON_LINE,
	HW_JSON_PRETTY,
};

struct hw_json_place {
	/* objects and arrays that are open */
	unsigned depth;
	/* something is in the innermost of them, so a comma is due */
	bool comma;
};

/* A zeroed one emits lines; hw_json_done() frees what it grew. */
struct hw_json {
	enum hw_json_layout layout;
	struct hw_json_place at;
	/* where the last take was: to there a failure goes back */
	struct hw_json_place taken;
	bool failed;
	struct printbuf *out;
	/* where the next byte goes in `out`, and where its room ends */
	char *to;
	char *end;
	/* scratch, emptied by hw_json_finish() */
	struct hw_arena arena;
};

/*
 * What a value is put under: HW_KEY("vendor"), made ready to print by the compiler,
 * hw_json_key() of a name that comes from a table, or HW_ITEM in an array and at the
 * top. Names are of the program and need no escapes.
 */
struct hw_json_key {
	const char *s;
	unsigned n;
	/* a name without its quotes, colon and the comma before it */
	bool is_bare;
};

/* Of a prepared key so many bytes may be read: to copy as many, whatever its length, is
 * quicker than to copy just its own. */
#define HW_KEY_ROOM    32
#define HW_KEY_PADDING "                                "

/* clang-format off */
#define HW_KEY_INIT(name) {",\"" name "\": " HW_KEY_PADDING, sizeof(name) + 4, false}
#define HW_KEY(name) ((struct hw_json_key)HW_KEY_INIT(name))
#define HW_ITEM	     ((struct hw_json_key){NULL, 0, false})
/* clang-format on */

static inline struct hw_json_key hw_json_key(const char *name)
{
	return (struct hw_json_key){name, (unsigned)strlen(name), true};
}

/* The outermost object or array ends with a line feed; the next one may follow. */
void hw_json_begin_object(struct hw_json *j, struct hw_json_key key);
void hw_json_end_object(struct hw_json *j);
void hw_json_begin_array(struct hw_json *j, struct hw_json_key key);
void hw_json_end_array(struct hw_json *j);

void hw_json_null(struct hw_json *j, struct hw_json_key key);
void hw_json_boolean(struct hw_json *j, struct hw_json_key key, bool b);
void hw_json_number(struct hw_json *j, struct hw_json_key key, int64_t n);

/* NULL and the empty text are null; texts are made valid UTF-8. */
void hw_json_literal(struct hw_json *j, struct hw_json_key key, const char *s);
void hw_json_text(struct hw_json *j, struct hw_json_key key, struct hw_text t);

/* The one text that may be empty: what was given, word for word. */
void hw_json_raw(struct hw_json *j, struct hw_json_key key, struct hw_text t);

/* Null for what is not known: a line number of 0, HW_UNKNOWN. */
void hw_json_positive(struct hw_json *j, struct hw_json_key key, size_t n);
void hw_json_tristate(struct hw_json *j, struct hw_json_key key, enum hw_tristate t);

/*
 * Members or items that were taken before, from one of the same layout and the same
 * `at.depth`, where they came first.
 */
void hw_json_append(struct hw_json *j, struct hw_text taken);

/*
 * All that was emitted since the last take. Lifetime: until something else is emitted.
 * Errors: -ENOMEM when any of it failed; then it is forgotten, as if never emitted, and
 * what comes next may succeed.
 */
int hw_json_finish(struct hw_json *j, struct hw_text *ret);

/* The same, printed. Of an output error stdio tells. */
int hw_json_print(struct hw_json *j, FILE *out);

void hw_json_done(struct hw_json *j);

/*
 * The files that candidates' line numbers count in, by enum hw_alias_source. Those of
 * modprobe.d are the candidate's own. Absent where there are no alias tables.
 */
struct hw_json_files {
	struct hw_text path[HW_ALIAS_CONFIG];
};

/* The alias tables in `directory`, which may be absent. Lifetime: the arena's, which
 * records that memory ran out. */
struct hw_json_files hw_json_files_in(struct hw_text directory, struct hw_arena *arena);

/* All members of a device. */
void hw_json_device(struct hw_json *j, const struct hw_json_files *files,
		    const struct hw_record *record);

/*
 * A document of report/schema/report-1.schema.json: its object, which begins with the
 * name and the version of the schema.
 *
 *	struct hw_json j;
 *
 *	hw_json_begin_document(&j, "hwalias.check");
 *	… members …
 *	hw_json_warnings(&j, warnings);
 *	return hw_json_end_document(&j, out);
 *
 * The end prints what is not printed yet and frees. Errors: -ENOMEM.
 */
void hw_json_begin_document(struct hw_json *ret, const char *schema);
int hw_json_end_document(struct hw_json *j, FILE *out);

/* "schema" and "schema_version", which lines begin with as well. */
void hw_json_schema(struct hw_json *j, const char *schema);

/* The member "warnings". A last entry counts those that were dropped. */
void hw_json_warnings(struct hw_json *j, const struct hw_warnings *w);

/* The machine and the report, before the devices. */

struct hw_json_member {
	struct hw_json_key key;
	struct hw_text text;
};

/* Members of the open object. */
void hw_json_members(struct hw_json *j, const struct hw_json_member *v, size_t n);

/* An object of them, or null when all are absent: it would tell nothing. */
void hw_json_object_or_null(struct hw_json *j, struct hw_json_key key,
			    const struct hw_json_member *v, size_t n);
bool hw_json_any(const struct hw_json_member *v, size_t n);

/* "host" and "kernel". */
void hw_json_host(struct hw_json *j, const struct hw_host *host);

/* All members of a report that come before its devices, after hw_json_schema(). */
void hw_json_head(struct hw_json *j, const struct hw_report_head *head);

#endif
