/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_PRIVACY_INTERNAL_H
#define HWALIAS_REPORT_PRIVACY_INTERNAL_H

#include "report/privacy/privacy.h"

/* --- numbers.c: what stands for a value --- */

/* Where a value is met: an attribute or a name; a text of a device's own; such a text
 * that is read for its numbers alone. */
enum hw_private_place { HW_OF_DEVICE, HW_OF_TEXT, HW_OF_TEXT_READ };

/* Give the devices of the machine their numbers, or its texts; once. */
void hw_privacy_number_devices(struct hw_privacy *p);
void hw_privacy_number_texts(struct hw_privacy *p);

/* The first kind that the value is numbered as. */
enum hw_private_kind hw_privacy_kind_of(struct hw_privacy *p, struct hw_text value);

/* The text with what stands for the value in the place of `n` bytes at `at`. Lifetime of
 * this and the following: the arena's. Errors: the arena's. */
struct hw_text hw_privacy_replace(struct hw_privacy *p, enum hw_private_kind kind,
				  enum hw_private_place place, struct hw_text value,
				  struct hw_text t, size_t at, size_t n,
				  struct hw_arena *arena);

/* The text with `n` bytes at `at` withheld. */
struct hw_text hw_privacy_withhold_in(struct hw_privacy *p, enum hw_private_kind kind,
				      enum hw_private_place place, struct hw_text t,
				      size_t at, size_t n, struct hw_arena *arena);

static inline struct hw_text hw_privacy_withhold(struct hw_privacy *p,
						 enum hw_private_kind kind,
						 struct hw_text t, size_t at, size_t n,
						 struct hw_arena *arena)
{
	return hw_privacy_withhold_in(p, kind, HW_OF_DEVICE, t, at, n, arena);
}

/* --- own_text.c --- */

/* The text without what its form tells (names/own_forms.h), without hardware addresses,
 * UUIDs and World Wide Names. Lifetime: the text's or the arena's. Errors: the arena's.
 */
struct hw_text hw_privacy_without_own(struct hw_privacy *p, enum hw_private_place place,
				      struct hw_text text, enum hw_own_text what,
				      struct hw_arena *arena);

#endif
