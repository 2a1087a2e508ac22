/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_ALIAS_GLOB_H
#define HWALIAS_DATA_ALIAS_GLOB_H

#include <stddef.h>

#include "decoders/text/text.h"

/*
 * Alias patterns as kmod reads them; internal to data/. The relation, and why it is a
 * little more than fnmatch(3), is told at the top of data/alias/glob.c.
 *
 * "Normalised" means: '-' outside brackets became '_'. Patterns are given as written and
 * normalised on the way; strings are normalised once, by hw_glob_normalise().
 */

/* Most bytes of a pattern or a string: kmod's buffers are PATH_MAX with the NUL. */
#define HW_GLOB_MAX ((size_t)4095)

/* Room for a normalised text and its NUL. */
#define HW_GLOB_BUFFER (HW_GLOB_MAX + 1)

/*
 * Writes the normalised text and a NUL into `buffer`; *ret borrows from it.
 * Errors: -EINVAL: a stray ']', an unclosed '[', or a NUL; -ENAMETOOLONG.
 */
int hw_glob_normalise(struct hw_text text, char buffer[static HW_GLOB_BUFFER],
		      struct hw_text *ret);

/*
 * The same for matching alone: *ret borrows from `text` where that is normalised already,
 * as most strings are, and is then not NUL-terminated.
 */
int hw_glob_normal(struct hw_text text, char buffer[static HW_GLOB_BUFFER],
		   struct hw_text *ret);

/* fnmatch(pattern, string, 0) in the C locale, whatever locale the program has. */
bool hw_glob_match(struct hw_text pattern, struct hw_text string);

/* The same as libkmod's index does it: bytes before the first wildcard are literal,
 * also a backslash. */
bool hw_glob_match_index(struct hw_text pattern, struct hw_text string);

/* The same, of a pattern that hw_glob_scan() took; `literal` is from there. */
bool hw_glob_match_scanned(struct hw_text pattern, size_t literal, struct hw_text string);

/* Whether the string begins with the first n bytes of the pattern, taken literally. */
bool hw_glob_has_head(struct hw_text pattern, size_t n, struct hw_text string);

/*
 * *ret_literal: bytes before the first '*', '?' or '[', all when there is none.
 * Errors: what depmod leaves out of its index: -EINVAL as above, -EILSEQ: a byte that
 * is not ASCII, -ENAMETOOLONG.
 */
int hw_glob_scan(struct hw_text pattern, size_t *ret_literal);

#endif
