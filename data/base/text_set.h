/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_BASE_TEXT_SET_H
#define HWALIAS_DATA_BASE_TEXT_SET_H

#include "data/base/text_index.h"

/*
 * Texts, each once, in the order in which they were added. They are borrowed: they must
 * outlive the set. A zeroed struct is a valid empty set. A small one is searched text by
 * text, as that is faster than to make an index.
 */
struct hw_text_set {
	struct hw_text *v;
	size_t n;
	size_t room;
	/* of all texts; empty while they are few */
	struct hw_text_index index;
};

bool hw_text_set_has(const struct hw_text_set *set, struct hw_text text);

/* Adds the text unless the set has it. Errors: -ENOMEM. */
int hw_text_set_add(struct hw_text_set *set, struct hw_text text);

void hw_text_set_done(struct hw_text_set *set);

#endif
