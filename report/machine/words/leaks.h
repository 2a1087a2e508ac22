/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_MACHINE_WORDS_LEAKS_H
#define HWALIAS_REPORT_MACHINE_WORDS_LEAKS_H

#include "report/machine/sources/sources.h"

// clang-format off
/*
 * The last look at what is about to be printed below the level "full": none of the values
 * that were read and replaced may be in it, in whatever spelling,
 *
 *	52:54:00:AB:CD:EF	525400abcdef	efcdab005452	CN-8374-XYZ
 *
 * That would be an error of this program. Values of less than 8 letters and digits,
 * placeholders that makers leave, and what is also the name of a module, an entry of an id
 * database, the ids of a device or the model of the machine are no secrets; nor are a date
 * where a value has the same digits, and digits in the zeros of a longer number. Names of
 * hosts and users are searched in longer words, too, if they have that length; those of
 * users from three letters on as whole words. Not those that are a word of an id database
 * or of this program, or of the name of a driver or a device, or a part of one.
 */
// clang-format on

/* Longest value that is searched, in letters and digits. */
#define HW_LEAKS_LENGTH_MAX 128

/* Where the values are, and what may be printed all the same. */
struct hw_leaks_sources {
	/* tells what is public; its other members are not looked at */
	const struct hw_machine *machine;
	const struct hw_privacy *privacy;
	const struct hw_known_secrets *known;
	/* the home directory, users, and below the level "fleet" the host's name */
	const struct hw_private_words *words;
	const struct hw_withheld *withheld;
	/* further values, or NULL */
	const struct hw_text_set *more;
};

/* Whether any value was read that might be found; most reports read none. */
bool hw_leaks_are_possible(const struct hw_machine *machine);

/* The first secret of the machine in the text, absent: none. Lifetime: the machine's or
 * the arena's. Errors: the arena's. */
struct hw_text hw_leaks_find(const struct hw_machine *machine, struct hw_text text,
			     struct hw_arena *arena);

/* The same of other values than the machine has. Lifetime: the sources' or the arena's.
 * Errors: the arena's. */
struct hw_text hw_leaks_find_of(const struct hw_leaks_sources *sources,
				struct hw_text text, struct hw_arena *arena);

/*
 * What a device calls itself without the values that the command line and modprobe's
 * configuration lost, `quotes`, wherever it has them. Lifetime: the text's or the
 * arena's. Errors: the arena's, and the text is absent.
 */
struct hw_text hw_leaks_without_quotes(const struct hw_machine *machine,
				       const struct hw_withheld *quotes,
				       struct hw_text text, struct hw_arena *arena);

/* What warnings quote without the machine's values, and without what is private in any
 * text. Errors: the arena's of the warnings. */
void hw_leaks_clean_warnings(const struct hw_machine *machine,
			     struct hw_warnings *warnings);

/* Where the machine's own values are. */
struct hw_leaks_sources hw_leaks_sources_of(const struct hw_machine *machine);

/*
 * A search for many texts: those that people and programs wrote may have any of the
 * values in any place, and are shown without them. Lifetime: the sources' and the
 * arena's. Errors: -ENOMEM.
 */
struct hw_leaks;

int hw_leaks_open(const struct hw_leaks_sources *sources, struct hw_arena *arena,
		  struct hw_leaks **ret);
/* `leaks` may be NULL. */
void hw_leaks_close(struct hw_leaks *leaks);

/* The text with "withheld" in the place of each secret. Lifetime: the text's or the
 * arena's. Errors: the arena's, and the text is absent. */
struct hw_text hw_leaks_withhold(struct hw_leaks *leaks, struct hw_text text,
				 struct hw_arena *arena);

#endif
