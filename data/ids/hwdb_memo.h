/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_IDS_HWDB_MEMO_H
#define HWALIAS_DATA_IDS_HWDB_MEMO_H

#include <stdint.h>

#include "decoders/text/text.h"

/*
 * Private to data/ids/hwdb.c: what the database answered, also that it had no answer. A
 * search costs 1 to 200 us, as fnmatch(3) has to try all patterns with a star at the
 * front ("pci:v*d*sv*sd*bc03*"), and the devices of a fleet are alike.
 *
 * A table of fixed size: an answer takes the place of the one that was in its slot, so
 * memory does not grow with the number of questions.
 */
#define HW_HWDB_MEMO_SLOTS 2048

struct hw_hwdb_answer {
	/* key, property and value one behind the other; NULL: an empty slot */
	char *text;
	uint32_t hash;
	uint16_t key_length;
	uint16_t property_length;
	size_t value_length;
};

struct hw_hwdb_memo {
	struct hw_hwdb_answer slots[HW_HWDB_MEMO_SLOTS];
};

/*
 * Whether the question was asked before, and is not yet forgotten; then *ret is the
 * answer, absent if there was none. Lifetime: until the next hw_hwdb_memo_put().
 */
bool hw_hwdb_memo_get(const struct hw_hwdb_memo *memo, struct hw_text key,
		      struct hw_text property, struct hw_text *ret);

/* Remembers an answer, copied. Out of memory, and what is too long: not remembered. */
void hw_hwdb_memo_put(struct hw_hwdb_memo *memo, struct hw_text key,
		      struct hw_text property, struct hw_text value);

/* Forgets all. */
void hw_hwdb_memo_done(struct hw_hwdb_memo *memo);

#endif
