/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_JSON_JSON_H
#define HWALIAS_REPORT_JSON_JSON_H

#include <stdint.h>
#include <stdio.h>

#include "data/base/warnings.h"
#include "report/page/buffer.h"
#include "report/record.h"
#include "report/writer.h"

/*
 * Emits JSON as events: begin an object, emit its members, end it. The text is appended
 * to a buffer that is reused for the next record; no tree of objects is built and
 * freed. Measured by tests/bench/bench_json.c on a line of 2.7 KB:
 *
 *	json-c's objects, built, printed and freed	22   us
 *	its buffer, and one string object for all texts	12.6 us
 *	these functions					 1.5 us
 *
 * The bytes are those of json-c's json_object_to_json_string_ext() with
 * JSON_C_TO_STRING_NOSLASHESCAPE, on one line or indented by two blanks, except that `[]`
 * and `{}` stay on one line, which json-c 0.16 breaks. json-c itself is not needed for
 * them.
 *
 * What is emitted between two hw_json_finish() is printed as a whole or not at all: a
 * failed allocation sets `failed`, and the next hw_json_finish() discards what was
 * emitted.
 *
 * Threads may emit at the same time, each with a struct hw_json of its own.
 */
enum hw_json_layout {
	/* all on one line */
	HW_JSON_LINE,
	HW_JSON_PRETTY,
};

struct hw_json_place {
	/* number of open objects and arrays */
	unsigned depth;
	/* the innermost one is not empty, so the next value needs a comma */
	bool comma;
};

/* A zeroed struct is ready to emit lines. Free it with hw_json_done(). */
struct hw_json {
	enum hw_json_layout layout;
	struct hw_json_place at;
	/* the place at the last hw_json_finish(), restored after a failure */
	struct hw_json_place finished;
	bool failed;
	struct hw_buffer out;
	/* in `out`: where the next byte is written, and the end of the room */
	char *to;
	char *end;
	/* scratch, emptied by hw_json_finish() */
	struct hw_arena arena;
};

/*
 * The key of a value: HW_KEY("vendor"), which the compiler makes ready to print,
 * hw_json_key() of a name from a table, or HW_ITEM in an array and for the outermost
 * value. Keys are names of this program and need no escapes.
 */
struct hw_json_key {
	const char *s;
	unsigned n;
	/* `s` is the name alone, without quotes, colon and the comma before it */
	bool is_bare;
};

/* All prepared keys have at least this many readable bytes: copying a fixed number is
 * faster than copying just the key's own. */
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

/* As printf(3) has it: as many digits as any decimal number keeps. */
#define HW_JSON_REAL "%.15g"

/* `x` is finite. */
void hw_json_real(struct hw_json *j, struct hw_json_key key, double x);

/* NULL and the empty text are emitted as null; texts are made valid UTF-8. */
void hw_json_literal(struct hw_json *j, struct hw_json_key key, const char *s);
void hw_json_text(struct hw_json *j, struct hw_json_key key, struct hw_text t);

/* Like hw_json_text(), but an empty text is emitted as "": for the user's own input. */
void hw_json_raw(struct hw_json *j, struct hw_json_key key, struct hw_text t);

/* 0 and HW_UNKNOWN are emitted as null. */
void hw_json_positive(struct hw_json *j, struct hw_json_key key, size_t n);
void hw_json_tristate(struct hw_json *j, struct hw_json_key key, enum hw_tristate t);

/*
 * Emits members or items that another hw_json_finish() returned. There they were emitted
 * first, with the same layout and `at.depth`.
 */
void hw_json_append(struct hw_json *j, struct hw_text finished);

/*
 * Returns all that was emitted since the last call. Lifetime: until something else is
 * emitted. Errors: -ENOMEM if any of it failed; it is discarded as if never emitted, and
 * what comes next may succeed.
 */
int hw_json_finish(struct hw_json *j, struct hw_text *ret);

/* The same, but prints it. Output errors are stdio's, to be checked by the caller. */
int hw_json_print(struct hw_json *j, FILE *out);

void hw_json_done(struct hw_json *j);

/*
 * Paths of the alias tables, by enum hw_alias_source: the "file" of candidates, except
 * those from modprobe.d, whose file is their own. Absent without alias tables.
 */
struct hw_json_files {
	struct hw_text path[HW_ALIAS_CONFIG];
};

/* The tables in `directory`, which may be absent. Lifetime: the arena's. Errors: the
 * arena has failed. */
struct hw_json_files hw_json_files_in(struct hw_text directory, struct hw_arena *arena);

/* Emits all members of a device. */
void hw_json_device(struct hw_json *j, const struct hw_json_files *files,
		    const struct hw_record *record);

/* Emits the members of a finding up to "device". `id` is absent for the machine as a
 * whole. */
void hw_json_finding(struct hw_json *j, struct hw_text id, struct hw_text name,
		     const struct hw_verdict *verdict);

/*
 * A document of report/schema/report-1.schema.json: its object, which begins with the
 * name and the version of the schema.
 *
 *	struct hw_json j;
 *
 *	hw_json_begin_document(&j, "hwalias.check");
 *	hw_json_head(&j, head);
 *	… members …
 *	hw_json_tail(&j, not_read, warnings);
 *	return hw_json_end_document(&j, out);
 *
 * The end prints what is not printed yet, and frees `j`. Errors: -ENOMEM.
 */
void hw_json_begin_document(struct hw_json *ret, const char *schema);
int hw_json_end_document(struct hw_json *j, FILE *out);

/* Emits "schema" and "schema_version", with which lines begin as well. */
void hw_json_schema(struct hw_json *j, const char *schema);

/* Emits a tree of details; NULL is null. */
void hw_json_detail(struct hw_json *j, struct hw_json_key key,
		    const struct hw_detail *detail);

/* Emits the member "evidence", an array. */
void hw_json_evidence(struct hw_json *j, const struct hw_evidence *v, size_t n);

/* Emits the member "packages", an array. */
void hw_json_packages(struct hw_json *j, const struct hw_package *v, size_t n);

/* A time as RFC 3339 has it, in UTC; null when it is negative. */
void hw_json_time(struct hw_json *j, struct hw_json_key key, int64_t seconds);

/* Members that describe the machine and the report. */

struct hw_json_member {
	struct hw_json_key key;
	struct hw_text text;
};

/* Emits members of the open object. */
void hw_json_members(struct hw_json *j, const struct hw_json_member *v, size_t n);

/* Emits an object of them, or null if all are absent. */
void hw_json_object_or_null(struct hw_json *j, struct hw_json_key key,
			    const struct hw_json_member *v, size_t n);
bool hw_json_any(const struct hw_json_member *v, size_t n);

/*
 * What a document or line begins with, behind its schema:
 *
 *	                generator  generated  privacy  host    kernel  source, modules,
 *	                                                               databases
 *	hw_json_head       yes        yes       yes    yes       yes        yes
 *	hw_json_envelope   yes        yes       yes    yes       yes
 *	hw_json_front                 yes       yes    yes       yes    (of a machine)
 *	hw_json_front                                            yes    (of a filter)
 *
 * The host of a filter, which reads strings of any machine, is null.
 */
void hw_json_head(struct hw_json *j, const struct hw_report_head *head);
void hw_json_envelope(struct hw_json *j, const struct hw_report_head *head);

/*
 * The members with which every line begins, the schema too, for hw_json_append() at the
 * depth of 1. Lifetime: the arena's. Errors: the arena has failed.
 */
struct hw_text hw_json_front(const char *schema, const struct hw_report_head *head,
			     bool is_of_machine, struct hw_arena *arena);

/* Emits the members "not_read" and "warnings", with which documents end. */
void hw_json_tail(struct hw_json *j, const struct hw_not_read *not_read,
		  const struct hw_warnings *warnings);

#endif
