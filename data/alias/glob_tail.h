/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_ALIAS_GLOB_TAIL_H
#define HWALIAS_DATA_ALIAS_GLOB_TAIL_H

#include <stddef.h>
#include <stdint.h>

#include "decoders/text/text.h"

/*
 * Tails of patterns, from the first wildcard on; internal to the alias index.
 *
 *	pci:v00008086d000024DBsv*sd*bc*sc*i*
 *			        ^^^^^^^^^^^^
 *
 * Of 27,000 patterns 22,000 share sixty tails, so each of these is taken apart once:
 * into pieces between stars, of which each fits into two words. Tails that have another
 * wildcard, or longer pieces, are not kept; they are for hw_glob_match().
 *
 * A zeroed struct has no tails.
 */
enum { HW_GLOB_TAILS = 255, HW_GLOB_PIECES = 10, HW_GLOB_TAIL_SLOTS = 512 };

struct hw_glob_tail {
	/* as written */
	struct hw_text text;
	struct {
		/* normalised; the first byte is the lowest */
		uint64_t words[2];
		/* the bits of them that count */
		uint64_t masks[2];
		/* a word of first bytes */
		uint64_t first;
	} pieces[HW_GLOB_PIECES];
	uint8_t lengths[HW_GLOB_PIECES];
	uint8_t count;
	/* it ends with a star */
	bool open;
};

struct hw_glob_tails {
	/* room for all */
	struct hw_glob_tail *v;
	uint8_t count;
	/* the one that was asked for last, since neighbours in the file are alike */
	uint8_t last;
	/* numbers by hash; 0 = empty */
	uint8_t slots[HW_GLOB_TAIL_SLOTS];
};

/*
 * The number of a tail, which is empty or begins with a wildcard; 0 when it is not kept.
 * Lifetime: the text must outlive the tails. Errors: out of memory no tail is kept.
 */
uint8_t hw_glob_tail_number(struct hw_glob_tails *tails, struct hw_text text);

/* The one of a number that is not 0. */
static inline const struct hw_glob_tail *
hw_glob_tail_at(const struct hw_glob_tails *tails, uint8_t number)
{
	return &tails->v[number - 1];
}

/* What hw_glob_match() says of the tail and the rest of a normalised string. */
bool hw_glob_tail_match(const struct hw_glob_tail *tail, struct hw_text rest);

void hw_glob_tails_done(struct hw_glob_tails *tails);

#endif
