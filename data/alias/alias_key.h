/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_ALIAS_ALIAS_KEY_H
#define HWALIAS_DATA_ALIAS_ALIAS_KEY_H

#include <stddef.h>
#include <stdint.h>

#include "decoders/text/text.h"

/*
 * What pattern and string must have in common; internal to the alias tables.
 *
 * A pattern has one key and a string has several, so that
 *
 *	a pattern that matches a string has one of the string's keys.
 *
 * So either side can be put into a hash table and the other be held against it. The key
 * is the hash of one literal piece of the pattern, at a place that is found in the
 * string too; which pieces, is told for each bus in the table of data/alias/key.c. This
 * holds of any pattern and any string, whatever the table says: a wrong row costs only
 * time.
 */
enum {
	HW_ALIAS_PLACES = 8,
	HW_ALIAS_BUSES = 13,
	HW_ALIAS_SIFT_BITS = 13,
};

struct hw_alias_key {
	uint32_t hash;
	/* where it is from, for hw_alias_used_add() */
	uint8_t bus;
	uint8_t place;
	uint16_t sift;
};

/*
 * What some patterns have; nothing else need be asked for. All of it is set when nothing
 * is known of them, but then `sifted` is not.
 */
struct hw_alias_used {
	/* a bit a place */
	uint16_t places[HW_ALIAS_BUSES];
	/* of pieces that may be anywhere in a string, a bit for how they begin, lest a
	 * long one be asked for at each of its bytes */
	bool sifted;
	uint64_t sift[(1 << HW_ALIAS_SIFT_BITS) / 64];
};

static inline void hw_alias_used_add(struct hw_alias_used *used, struct hw_alias_key key)
{
	used->places[key.bus] |= (uint16_t)(1U << key.place);
	used->sift[key.sift / 64] |= UINT64_C(1) << key.sift % 64;
	used->sifted = true;
}

/* `literal`: bytes before its first wildcard, all when there is none. */
struct hw_alias_key hw_alias_key_of(struct hw_text pattern, size_t literal);

/*
 * All keys of a normalised string, some perhaps twice. Writes the first `room`; returns
 * how many there are.
 */
size_t hw_alias_keys_of(const struct hw_alias_used *used, struct hw_text string,
			uint32_t *keys, size_t room);

#endif
