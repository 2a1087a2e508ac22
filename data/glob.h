/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_GLOB_H
#define HWALIAS_DATA_GLOB_H

#include <stddef.h>
#include <stdint.h>

#include "decoders/text.h"

/*
 * Alias patterns as kmod reads them; internal to data/. The relation, and why it is a
 * little more than fnmatch(3), is told at the top of data/glob.c.
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

/* fnmatch(pattern, string, 0) in the C locale, whatever locale the program has. */
bool hw_glob_match(struct hw_text pattern, struct hw_text string);

/* The same as libkmod's index does it: bytes before the first wildcard are literal,
 * also a backslash. */
bool hw_glob_match_index(struct hw_text pattern, struct hw_text string);

/* What an index of patterns needs to know of one. */
struct hw_glob {
	/* bytes before the first '*', '?' or '[', all when there is none */
	size_t literal;
	/* hw_glob_hash() over them, normalised */
	uint32_t hash;
	/* hw_glob_gram() of four bytes that every matching string has; 0 = none known */
	uint16_t gram;
	/* has a wildcard */
	bool wild;
};

/*
 * Errors: what depmod leaves out of its index: -EINVAL as above, -EILSEQ: a byte that
 * is not ASCII, -ENAMETOOLONG.
 */
int hw_glob_scan(struct hw_text pattern, struct hw_glob *ret);

/* FNV-1a, a byte a step, so that the hashes of all heads of a string cost one pass. */
#define HW_GLOB_HASH_START ((uint32_t)0x811c9dc5)

static inline uint32_t hw_glob_hash(uint32_t hash, unsigned char c)
{
	return (hash ^ c) * (uint32_t)0x01000193;
}

/* Four bytes, the last one lowest, as a number of HW_GLOB_GRAM_BITS bits. */
#define HW_GLOB_GRAM_BITS 12

static inline uint16_t hw_glob_gram(uint32_t bytes)
{
	return (uint16_t)((bytes * (uint32_t)0x9e3779b1) >> (32 - HW_GLOB_GRAM_BITS));
}

#endif
