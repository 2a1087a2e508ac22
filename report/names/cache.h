/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_NAMES_CACHE_H
#define HWALIAS_REPORT_NAMES_CACHE_H

#include "report/names/names.h"

/*
 * What the id files answered, also that an id is not listed, for a filter: the devices of
 * a fleet are alike. A look-up in the files takes ten times as long. A table of fixed
 * size, 128 KiB: an answer takes the place of the one that was in its slot. All zero is
 * empty. For one thread, and one pair of id files.
 */
#define HW_NAME_CACHE_SLOTS 4096

struct hw_name_answer {
	/* the values of the ids that the answer depends on, 16 bits each */
	uint64_t ids;
	/* whose name it is; 0: an empty slot */
	uint64_t question;
	struct hw_text text;
};

struct hw_name_cache {
	struct hw_name_answer slots[HW_NAME_CACHE_SLOTS];
};

/*
 * The slot of a question, which may hold the answer to another one: look at `ids` and
 * `question`. NULL when an id is missing, or too large for the files.
 */
struct hw_name_answer *hw_name_cache_slot(struct hw_name_cache *memo,
					  enum hw_id_space space, enum hw_role role,
					  const struct hw_id ids[HW_ROLE_COUNT],
					  uint64_t *ret_ids, uint64_t *ret_question);

#endif
