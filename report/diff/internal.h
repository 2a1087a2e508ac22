/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_DIFF_INTERNAL_H
#define HWALIAS_REPORT_DIFF_INTERNAL_H

#include "report/diff/diff.h"

/* No device. */
#define HW_DIFF_NONE SIZE_MAX

/* Which device of one side is which one of the other: places in `v` of the sides. */
struct hw_diff_pairs {
	/* of each device of `before` its partner in `after`, and the other way round;
	 * HW_DIFF_NONE: it has none */
	size_t *after_of;
	size_t *before_of;
	/* the device above, which the same side has */
	size_t *above_before;
	size_t *above_after;
};

/*
 * Finds the pairs, from the roots of the tree to its leaves. First devices stay what they
 * are, then one that is gone may be one that came:
 *
 *	below the same device	the same address	input5, 1-6, 0000:03:00.0
 *				the same, but for numbers that the kernel counts up
 *				the same ids: moved, as to another port of a hub
 *	anywhere		the same address
 *				the same ids, of PCI functions and USB devices: moved
 *
 * Both have to be of the same make: what one side cannot tell of the ids is no
 * difference; where no side tells ids, names are (hw_diff_compare_names()). Of equal ones
 * the first goes with the first. Lifetime: the arena's. Errors: -ENOMEM.
 */
int hw_diff_match(const struct hw_diff_side *before, const struct hw_diff_side *after,
		  struct hw_arena *arena, struct hw_diff_pairs *ret);

/* Pairs the root hubs of USB buses that have other numbers, where no controller above
 * tells which is which. Errors: -ENOMEM. */
int hw_diff_pair_root_hubs(const struct hw_diff_side *before,
			   const struct hw_diff_side *after, struct hw_arena *arena,
			   struct hw_diff_pairs *pairs);

/* Whether the address of a device says where it is plugged in, and differs. */
bool hw_diff_is_moved(const struct hw_diff_side *before, const struct hw_diff_side *after,
		      const struct hw_diff_pairs *pairs, size_t a, size_t b);

/* What the names of two devices say where not both tell ids. */
enum hw_diff_names {
	/* both tell ids, or one has no name, or the names are one */
	HW_DIFF_NAMES_AGREE,
	/* they differ, but may be one device's: other tools or databases spell them, as
	 * where the database here has one of them and not the other; or one has all words
	 * of the other */
	HW_DIFF_NAMES_DOUBTFUL,
	/* of two lists of the same tools, and nothing says that they are one */
	HW_DIFF_NAMES_DIFFER,
};

enum hw_diff_names hw_diff_compare_names(const struct hw_diff_side *before,
					 const struct hw_diff_side *after,
					 const struct hw_diff_device *a,
					 const struct hw_diff_device *b);

/* What changed, in the words of the table and of JSON. */
void hw_diff_word(struct hw_diff *diff, struct hw_diff_change *change);

/* What tells apart those that came in place of one that seems the same. Errors: -ENOMEM.
 */
int hw_diff_word_replaced(struct hw_diff *diff);

#endif
