/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_PRIVACY_TEXTS_INTERNAL_H
#define HWALIAS_REPORT_PRIVACY_TEXTS_INTERNAL_H

#include "report/privacy/texts/free_text.h"

/*
 * What the words of the kernel command line and those of modprobe.d have in common
 * (parameter_text.c).
 */

/* What is between words. */
static inline bool hw_is_blank_of_line(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* How long the word at the start of the text is: blanks in quotes belong to it. */
size_t hw_parameter_length(struct hw_text text);

/* A host that is called as a module is no secret where modules are named. */
struct hw_private_words hw_parameter_words(const struct hw_private_words *words);

/* The words one by one; `kept` says what of one stays, before it is looked at as any
 * text. Lifetime: the arena's. Errors: the arena has failed. */
struct hw_text hw_parameter_filter(struct hw_text text,
				   const struct hw_private_words *words,
				   size_t (*kept)(struct hw_text word),
				   struct hw_arena *arena);

/* "/opt/NAME/x" without the name, also behind what no word begins with. Lifetime: the
 * text's or the arena's. Errors: the arena has failed. */
struct hw_text hw_parameter_without_places(struct hw_text text, struct hw_arena *arena);

#endif
