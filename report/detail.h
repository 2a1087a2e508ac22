/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_DETAIL_H
#define HWALIAS_REPORT_DETAIL_H

#include <stdint.h>

#include "data/base/arena.h"
#include "decoders/text/text.h"

// clang-format off
/*
 * All about a device that has no member of its own in a record (show -v): a tree of named
 * values, which report/details builds and every writer prints in the same way.
 *
 *     object "pci"
 *       text "revision" 31
 *       list "capabilities"
 *         object                          heading "[40] Power Management"
 *           object "fields"
 *             object "control"
 *               boolean "no_soft_reset" true
 *
 * In JSON the tree is as it stands. For people an object or a list that holds values
 * alone is a line; a heading stands for the members that it tells.
 *
 * Lifetime: texts that are added must live as long as the arena; keys are literals.
 * Errors: the arena records them. A parent may be NULL, as after such an error.
 */
// clang-format on
enum hw_detail_kind {
	HW_DETAIL_OBJECT,
	HW_DETAIL_LIST,
	/* absent: null */
	HW_DETAIL_TEXT,
	HW_DETAIL_NUMBER,
	HW_DETAIL_BOOLEAN,
};

enum hw_detail_flags {
	/* JSON only: the heading tells it, or it is dull */
	HW_DETAIL_UNSHOWN = 1 << 0,
	/* people see its members as if they were the parent's */
	HW_DETAIL_INLINE = 1 << 1,
	/* a line or a section of its own, not one of several values on a line */
	HW_DETAIL_APART = 1 << 2,
	/* something is wrong: it stands out */
	HW_DETAIL_BAD = 1 << 3,
};

struct hw_detail {
	/* NULL: an item of a list */
	const char *key;
	/* for people; absent: the key with blanks */
	struct hw_text label;
	enum hw_detail_kind kind;
	unsigned flags;
	struct hw_text text;
	int64_t number;
	/* for people, in place of the value or, of an object or list, its heading */
	struct hw_text shown;
	struct hw_detail *first;
	struct hw_detail **tail;
	struct hw_detail *next;
};

struct hw_detail *hw_detail_new(struct hw_arena *arena, enum hw_detail_kind kind);

/* Adds a detail that hw_detail_new() has made. */
void hw_detail_append(struct hw_detail *parent, struct hw_detail *detail,
		      const char *key);

struct hw_detail *hw_detail_object(struct hw_detail *parent, struct hw_arena *arena,
				   const char *key);
struct hw_detail *hw_detail_list(struct hw_detail *parent, struct hw_arena *arena,
				 const char *key);
struct hw_detail *hw_detail_text(struct hw_detail *parent, struct hw_arena *arena,
				 const char *key, struct hw_text text);
/* `text` is a literal. */
struct hw_detail *hw_detail_literal(struct hw_detail *parent, struct hw_arena *arena,
				    const char *key, const char *text);
struct hw_detail *hw_detail_number(struct hw_detail *parent, struct hw_arena *arena,
				   const char *key, int64_t number);
struct hw_detail *hw_detail_boolean(struct hw_detail *parent, struct hw_arena *arena,
				    const char *key, bool is_true);

/* The null of a key that always is there. */
struct hw_detail *hw_detail_null(struct hw_detail *parent, struct hw_arena *arena,
				 const char *key);

/* Each sets a member of a detail that may be NULL, and returns it. */
struct hw_detail *hw_detail_labelled(struct hw_detail *detail, const char *label);
struct hw_detail *hw_detail_shown(struct hw_detail *detail, struct hw_text shown);
struct hw_detail *hw_detail_flagged(struct hw_detail *detail, unsigned flags);

/* The member with this key, or NULL. */
const struct hw_detail *hw_detail_find(const struct hw_detail *object, const char *key);

#endif
