/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_BASE_TEXT_INDEX_H
#define HWALIAS_DATA_BASE_TEXT_INDEX_H

#include <stdbool.h>
#include <stddef.h>

#include "decoders/text/text.h"

/*
 * A hash table from texts to numbers, as a rule places in an array. Keys are borrowed:
 * they must outlive the index. A zeroed struct is a valid empty index.
 */
struct hw_text_slot;

struct hw_text_index {
	struct hw_text_slot *slots;
	/* a power of two, or 0 */
	size_t room;
	size_t n;
};

/* The number of `key`, which may be changed, or NULL. Lifetime: until one is added. */
size_t *hw_text_index_find(const struct hw_text_index *index, struct hw_text key);

/* Adds a key that is not in the index yet. Errors: -ENOMEM. */
int hw_text_index_add(struct hw_text_index *index, struct hw_text key, size_t value);

void hw_text_index_done(struct hw_text_index *index);

#endif
