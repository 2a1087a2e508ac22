/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_JSON_H
#define HWALIAS_REPORT_JSON_H

#include <stdio.h>

#include "data/warnings.h"
#include "report/record.h"

/*
 * What the JSON writers need of json-c. NULL is JSON's null there, so a failed
 * allocation would go unseen: every function notes it in `failed`, which is looked at
 * once, before printing, and takes NULL for an object that could not be made.
 *
 * Whoever makes an object owns it until it is added to another or printed.
 */
struct json_object;

struct hw_json {
	bool failed;
	/* scratch, emptied by hw_json_print() */
	struct hw_arena arena;
	/* path of the table a candidate's line is in, by hw_alias_source */
	struct hw_text files[2];
};

struct json_object *hw_json_object(struct hw_json *j);
struct json_object *hw_json_array(struct hw_json *j);

/* NULL and the empty text are null; texts are made valid UTF-8. Both are copied. */
struct json_object *hw_json_literal(struct hw_json *j, const char *s);
struct json_object *hw_json_text(struct hw_json *j, struct hw_text t);

struct json_object *hw_json_number(struct hw_json *j, int64_t n);
struct json_object *hw_json_boolean(struct hw_json *j, bool b);

/* The one text that may be empty: what was given, word for word. */
struct json_object *hw_json_raw(struct hw_json *j, struct hw_text t);

/* `key` must outlive `to` and be new in it. */
void hw_json_add(struct hw_json *j, struct json_object *to, const char *key,
		 struct json_object *value);
void hw_json_append(struct hw_json *j, struct json_object *to, struct json_object *value);

/* One more owner of `o`, which may be NULL. */
struct json_object *hw_json_share(struct json_object *o);
void hw_json_free(struct json_object *o);

enum hw_json_layout {
	/* on one line */
	HW_JSON_LINE,
	/* indented by two blanks a level */
	HW_JSON_PRETTY,
};

/*
 * Prints and frees `o`, without its first `skip` and last `cut` bytes; lines but the
 * first are moved right by `indent`. Errors: -ENOMEM when anything failed so far;
 * nothing is printed then.
 */
int hw_json_print(struct hw_json *j, struct json_object *o, enum hw_json_layout layout,
		  size_t skip, size_t cut, int indent, FILE *out);

/* All keys of a device, in report/json_record.c. */
void hw_json_add_device(struct hw_json *j, struct json_object *to,
			const struct hw_record *record);

/* The list of every document; what was dropped is told by a last entry of its own. */
struct json_object *hw_json_warnings(struct hw_json *j, const struct hw_warnings *w);

#endif
