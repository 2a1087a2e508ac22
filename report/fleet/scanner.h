/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_FLEET_SCANNER_H
#define HWALIAS_REPORT_FLEET_SCANNER_H

#include "report/fleet/internal.h"

/*
 * Reads a text of JSON without a copy: slices of it are kept, values that nobody asks for
 * are skipped, and escapes are undone in the arena. report/fleet/scan.c has the tables of
 * what is asked for. Functions return false at the first thing that is no JSON, or that
 * a table does not allow; `error` says what it is, and `at` where.
 */
struct hw_scanner {
	const char *start;
	const char *at;
	const char *end;
	struct hw_arena *arena;
	const char *error;
	/* the line that is filled */
	struct hw_fleet_line *line;
	/* the member whose value is read; the first one that has a value of another type
	 * than it should */
	struct hw_text name;
	struct hw_fleet_scan_error wrong;
};

/* A member: a text that is kept, an object with members of its own, or what a function
 * reads. */
struct hw_scanner_member {
	const char *name;
	const struct hw_scanner_member *members;
	/* of the text, in the head or the device */
	size_t offset;
	bool (*read)(struct hw_scanner *s, void *to);
};

/* Notes the first error; returns false. Lifetime of `error`: the program's. */
bool hw_scanner_fail(struct hw_scanner *s, const char *error);

void hw_scanner_skip_blanks(struct hw_scanner *s);

/* Passes over blanks; whether this byte is behind them. */
bool hw_scanner_next_is(struct hw_scanner *s, char c);

/* The same, and passes over the byte, which must be there. */
bool hw_scanner_expect(struct hw_scanner *s, char c, const char *error);

/* Any value; brackets and braces must pair. */
bool hw_scanner_skip_value(struct hw_scanner *s);

/* Passes over null; over another value, too, which is noted to be no `expected`. */
bool hw_scanner_skip_null(struct hw_scanner *s, const char *expected);

/* A text, or null, which is absent. */
bool hw_scanner_text(struct hw_scanner *s, struct hw_text *ret);

/* The members of an object below the outermost one, behind its brace. */
bool hw_scanner_members(struct hw_scanner *s, const struct hw_scanner_member *members,
			void *to);

/* An object with members that are kept, or null. */
bool hw_scanner_object(struct hw_scanner *s, const struct hw_scanner_member *members,
		       void *to);

/* The value of a member of the table. */
bool hw_scanner_value(struct hw_scanner *s, const struct hw_scanner_member *m, void *to);

/* Joins texts with a byte between them, in the arena. */
bool hw_scanner_add_text(struct hw_scanner *s, struct hw_text *list, char between,
			 struct hw_text text);

/* Whether texts so joined hold this one. */
bool hw_scanner_has_item(struct hw_text list, char between, struct hw_text item);

/* Calls `item` for each of an array, behind whose bracket or comma it stands. */
bool hw_scanner_array(struct hw_scanner *s, bool (*item)(struct hw_scanner *s, void *to),
		      void *to);

/* Whether true or false, or null, is this literal. */
bool hw_scanner_is(struct hw_scanner *s, struct hw_text literal, bool *ret);

/* A number, none below zero; -1: null. */
bool hw_scanner_number(struct hw_scanner *s, int64_t *ret);

/* The next member's name, or the end of the object (*ret_end). */
bool hw_scanner_name(struct hw_scanner *s, bool is_first, struct hw_text *ret,
		     bool *ret_end);

/* The row of a member, or NULL: it is not kept. */
const struct hw_scanner_member *hw_scanner_find(const struct hw_scanner_member *members,
						struct hw_text name);

#endif
