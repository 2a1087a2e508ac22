/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_ALIAS_KEY_H
#define HWALIAS_DATA_ALIAS_KEY_H

#include <stddef.h>
#include <stdint.h>

#include "decoders/text.h"

/*
 * What pattern and string must have in common; internal to the alias tables.
 *
 * A pattern has one key and a string has several, so that
 *
 *	a pattern that matches a string has one of the string's keys.
 *
 * So either side can be put into a hash table and the other be held against it. The key
 * is the hash of one literal piece of the pattern, at a place that is found in the
 * string too; which pieces, is told for each bus in the table of data/alias_key.c. This
 * holds of any pattern and any string, whatever the table says: a wrong row costs only
 * time.
 */
enum {
	HW_ALIAS_PLACES = 7,
	HW_ALIAS_BUSES = 12,
};

struct hw_alias_key {
	uint32_t hash;
	/* where it is from, for hw_alias_used_add() */
	uint8_t bus;
	uint8_t place;
};

/* Which places some patterns have, a bit each; others need not be asked for. */
struct hw_alias_used {
	uint16_t places[HW_ALIAS_BUSES];
};

static inline void hw_alias_used_add(struct hw_alias_used *used, struct hw_alias_key key)
{
	used->places[key.bus] |= (uint16_t)(1U << key.place);
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
