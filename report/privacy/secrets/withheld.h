/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_PRIVACY_SECRETS_WITHHELD_H
#define HWALIAS_REPORT_PRIVACY_SECRETS_WITHHELD_H

#include "data/base/text_set.h"

// clang-format off
/*
 * What quoted texts lost, so that the last search of a document (report/machine/words/leaks.h)
 * looks for it, too, and what they show:
 *
 *	rd.luks.key=hunter2hunter2 console=ttyS0,115200 kgdboc=ttyS0,115200
 *	            values         shown                       values
 *
 * A value that a text shows elsewhere is no secret. Nor is one of less than eight letters
 * and digits, what makers leave in the place of a number, what stands for a value in a
 * recording, and what has the form of a device's ids, "10de:1b80".
 */
// clang-format on
struct hw_withheld {
	struct hw_arena *arena;
	struct hw_text_set values;
	struct hw_text_set shown;
	/* what people call their devices, "Joe's Keyboard" */
	struct hw_text_set names;
	/* what makers call theirs: a name of `names` that is in one is no secret, what
	 * parameters and the log lost is one all the same */
	struct hw_text_set own;
};

/* The value, and words of it that have letters and digits: "name:password". Of it only
 * the first HW_WITHHELD_MAX bytes count: longer ones are not searched. `withheld` may be
 * NULL. Errors: the arena's. */
#define HW_WITHHELD_MAX ((size_t)128)
void hw_withheld_add(struct hw_withheld *withheld, struct hw_text value);

/* The same, but for words without a digit, of which sentences are made. */
void hw_withheld_add_number(struct hw_withheld *withheld, struct hw_text value);

/* What people call a device: other devices and the log may have it, too. Errors: the
 * arena's. */
void hw_withheld_add_name(struct hw_withheld *withheld, struct hw_text name);

/* The text, which is not to be quoted, without these names: those that it is, and longer
 * ones in it. `withheld` may be NULL. Lifetime: the text's or the arena's. Errors: the
 * arena's. */
struct hw_text hw_withheld_without_names(const struct hw_withheld *withheld,
					 struct hw_text text, struct hw_arena *arena);

/* A text that is shown. `withheld` may be NULL. Errors: the arena's. */
void hw_withheld_show(struct hw_withheld *withheld, struct hw_text text);

/* The same of what a maker calls a device. */
void hw_withheld_show_own(struct hw_withheld *withheld, struct hw_text name);

/* Whether a text that is shown has it; of a name of a device, what a maker calls one. */
bool hw_withheld_is_shown(const struct hw_withheld *withheld, struct hw_text value);

/* The length of such a value's spelling at the start of the text, whatever separators
 * either has; what follows is no part of the same word, if the value is short. 0: there
 * is none, or a text shows it. `withheld` may be NULL. */
size_t hw_withheld_at(const struct hw_withheld *withheld, struct hw_text text);

/* Adds what another has. Errors: the arena's. */
void hw_withheld_join(struct hw_withheld *withheld, const struct hw_withheld *other);

void hw_withheld_done(struct hw_withheld *withheld);

#endif
