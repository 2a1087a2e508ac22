/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_MACHINE_WORDS_LEAK_SEARCH_H
#define HWALIAS_REPORT_MACHINE_WORDS_LEAK_SEARCH_H

#include <stdint.h>

#include "data/base/text_index.h"
#include "report/machine/words/leaks.h"

/*
 * Many secrets searched in a text at once (leak_search.c draws how), and where what is
 * found is public all the same (leak_public.c).
 */

/* Digits, letters in lower case, the blank; 0: another byte. */
#define HW_LEAK_CLASSES 38

/* From this length on, a secret may also be a part of a word. */
#define HW_LEAK_PART_MIN ((size_t)12)

enum hw_secret_kind {
	/* a number, an address */
	HW_SECRET_VALUE,
	/* of a text that people wrote: it may be words that reports have */
	HW_SECRET_QUOTE,
	/* of a host or a user: likewise, and in a longer word it is one, too */
	HW_SECRET_NAME,
};

struct hw_secret {
	struct hw_text value;
	/* in lower case, without separators */
	struct hw_text normal;
	/* where its part begins */
	size_t part;
	size_t next;
	enum hw_secret_kind kind;
	/* it is one as a word alone: a date may be such digits */
	bool is_word;
};

struct hw_leak_answer;

/* Those who make it set `sources` and `arena`; all else is zero. */
struct hw_leak_table {
	const struct hw_leaks_sources *sources;
	struct hw_arena *arena;
	struct hw_secret *v;
	size_t n;
	/* by their parts the last one with it, and the one before that; places plus one
	 */
	struct hw_text_index parts;
	/* how many rows the parts have */
	size_t step;
	struct hw_leak_answer *answers;
	/* a bit for each class that a row of a part begins with */
	uint64_t begins;
	uint8_t classes[256];
	/* a bit for each three classes in a row of a part */
	uint8_t rows[HW_LEAK_CLASSES * HW_LEAK_CLASSES * HW_LEAK_CLASSES / 8 + 1];
	/* a bit for each two bytes that such a row may begin with, also where a separator
	 * is before or behind the first one: see pair_of() */
	uint32_t pairs[(UINT16_MAX + 1) / 32];
};

/* A secret, and where a text has it; NULL: it has none. */
struct hw_leak {
	const struct hw_secret *secret;
	struct hw_text spelling;
};

/* Room for so many secrets. False: no memory. */
bool hw_leak_table_open(struct hw_leak_table *t, size_t most);

/* Adds a secret, of which `normal` is hw_public_normal(); not what is too short or too
 * long, nor what makers leave in the place of a number. */
void hw_leak_table_put(struct hw_leak_table *t, struct hw_text value,
		       struct hw_text normal, enum hw_secret_kind kind);

/* All are there: makes them ready to be searched. Whether there are any. */
bool hw_leak_table_settle(struct hw_leak_table *t);

/* The first secret from `from` on. */
struct hw_leak hw_leak_find(struct hw_leak_table *t, struct hw_text text, size_t from);

/* Whether the secret, or without one the name of a user, is public where it is spelled
 * so. */
bool hw_leak_is_public(struct hw_leak_table *t, const struct hw_secret *secret,
		       struct hw_text spelling);

/*
 * Whether what looks like a name is put together of parts of words that all are public:
 *
 *	"driver:pci:nvme"	a host "driver-pc"
 */
bool hw_leak_spans_public(struct hw_leak_table *t, struct hw_text text,
			  struct hw_text spelling);

#endif
