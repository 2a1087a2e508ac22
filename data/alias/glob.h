/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_ALIAS_GLOB_H
#define HWALIAS_DATA_ALIAS_GLOB_H

#include <stddef.h>

#include "decoders/text/text.h"

/*
 * Compares a pattern with a string as kmod does; for data/alias and data/modprobe. The
 * top of data/alias/glob.c describes the relation, and where it differs from fnmatch(3).
 *
 * A normalised text has '_' for each '-' outside brackets. Callers pass patterns as
 * written, which are normalised while they are compared, and strings that they have
 * normalised once, with hw_glob_normalise() or hw_glob_normal().
 */

/* Longest pattern or string in bytes: kmod's buffers are PATH_MAX with the NUL. */
#define HW_GLOB_MAX ((size_t)4095)

/* Size of a buffer for a normalised text and its NUL. */
#define HW_GLOB_BUFFER (HW_GLOB_MAX + 1)

/*
 * Writes the normalised text and a NUL into `buffer`; *ret borrows from it.
 * Errors: -EINVAL: a stray ']', an unclosed '[', or a NUL; -ENAMETOOLONG.
 */
int hw_glob_normalise(struct hw_text text, char buffer[static HW_GLOB_BUFFER],
		      struct hw_text *ret);

/*
 * The same, faster: *ret borrows from `text`, and is not NUL-terminated, if that is
 * normalised already, as most strings are.
 */
int hw_glob_normal(struct hw_text text, char buffer[static HW_GLOB_BUFFER],
		   struct hw_text *ret);

/* fnmatch(pattern, string, 0) in the C locale, whatever the program's locale is. */
bool hw_glob_match(struct hw_text pattern, struct hw_text string);

/* The same for a string as it is written, which is normalised here: those that may have a
 * '-', as "usb:1-7". What cannot be normalised matches itself only. */
bool hw_glob_match_written(struct hw_text pattern, struct hw_text string);

/* The same as libkmod's index has it: bytes before the first wildcard are literal, a
 * backslash too. */
bool hw_glob_match_index(struct hw_text pattern, struct hw_text string);

/* hw_glob_match_index() for a pattern that hw_glob_scan() accepts; `literal` is from
 * there. */
bool hw_glob_match_scanned(struct hw_text pattern, size_t literal, struct hw_text string);

/*
 * Whether depmod puts the pattern into its index. *ret_literal: the number of bytes
 * before the first '*', '?' or '[', or of all. Errors: it does not: -EINVAL: a stray ']'
 * or an unclosed '['; -EILSEQ: a byte is NUL or not ASCII; -ENAMETOOLONG.
 */
int hw_glob_scan(struct hw_text pattern, size_t *ret_literal);

#endif
