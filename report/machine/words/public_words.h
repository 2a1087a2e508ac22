/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_MACHINE_WORDS_PUBLIC_WORDS_H
#define HWALIAS_REPORT_MACHINE_WORDS_PUBLIC_WORDS_H

#include "data/base/text_index.h"
#include "report/machine/sources/sources.h"

/*
 * Words that are nobody's, though a host, a user or a value may be called so: a document
 * has them anyhow. Errors of all: the arena's.
 */

/*
 * Answers that were given: each takes a search of databases, tables or the program, and
 * thousands of values may ask the same words of thousands of texts. A zeroed struct is
 * valid; a machine without one, as that of a worker, asks each time.
 */
struct hw_public_answers {
	struct hw_arena arena;
	/* the question's letter and the word -> the answer */
	struct hw_text_index index;
};

void hw_public_answers_done(struct hw_public_answers *answers);

/* What one may write between the digits of a number, or leave out. */
static inline bool hw_public_is_separator(char c)
{
	return c == ':' || c == '-' || c == '.' || c == '_';
}

/* The text in lower case, without separators. Lifetime: the arena's. */
struct hw_text hw_public_normal(struct hw_text text, struct hw_arena *arena);

/* An entry of an id database, or the name of a module, has the text. */
bool hw_public_is_name(const struct hw_machine *machine, struct hw_text text);

/* A word of the model or the system of the machine, or of a kernel installed on it; in
 * the form of hw_public_normal(). */
bool hw_public_is_model(const struct hw_machine *machine, struct hw_text normal,
			struct hw_arena *arena);

/* The ids of a device, "04f2b6dd"; in that form, too. */
bool hw_public_is_id(const struct hw_machine *machine, struct hw_text normal,
		     struct hw_arena *arena);

/* A part of a device's address on PCI or USB as it is written, "0000:00:01" of
 * "0000:00:01.0": each document has these, and a serial number may be 00000001. */
bool hw_public_is_of_address(const struct hw_machine *machine, struct hw_text spelling,
			     struct hw_arena *arena);

/* The name of a device of a class, "enp0s31f6", "/dev/nvme0n1p2". */
bool hw_public_is_of_class(const struct hw_machine *machine, struct hw_text word,
			   struct hw_arena *arena);

/* A part of the name of a module: "steamdeck" of steamdeck_hwmon. */
bool hw_public_is_part_of_module(const struct hw_machine *machine, struct hw_text word,
				 struct hw_arena *arena);

/* The same, or hw_public_is_name(). */
bool hw_public_is_of_modules(const struct hw_machine *machine, struct hw_text word,
			     struct hw_arena *arena);

/* A word of an id database, of this program, of the model, of the name of a driver or a
 * device: "max", "link". */
bool hw_public_is_word(const struct hw_machine *machine, struct hw_text word,
		       struct hw_arena *arena);

/* A short word that is also one of an id database, of modules, of names of drivers and
 * devices, or of this program. */
bool hw_public_is_common(const struct hw_machine *machine, struct hw_text word,
			 struct hw_arena *arena);

#endif
