/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_ALIAS_INTERNAL_H
#define HWALIAS_DATA_ALIAS_INTERNAL_H

#include <stddef.h>
#include <stdint.h>

#include "data/alias/prefilter.h"
#include "data/base/arena.h"
#include "data/base/warnings.h"
#include "decoders/text/text.h"

// clang-format off
/*
 * What the files of data/alias share:
 *
 *	parse.c		texts of alias tables -> patterns, one after the other
 *	key.c		a pattern -> its key; a string -> its keys
 *	index.c		hash table of patterns: answers any string
 *	batch.c		hash table of strings that are known before: patterns pass by once
 *	depmod.c	patterns in depmod's own tree that match a string
 *	prefilter.c	rejects most of these patterns by a few of their bytes
 *	glob.c		compares one pattern with one string
 *	aliases.c	the public functions: which of the two tables answers
 */
// clang-format on

/*
 * parse.c: patterns of the two texts. The formats are drawn at the top of the file.
 */

struct hw_pages;

/* A pattern that is well-formed. */
struct hw_alias_pattern {
	/* as written */
	struct hw_text text;
	/* the text that it is in, or the part of that which its line is in */
	struct hw_text in;
	/* bytes before its first wildcard, see hw_glob_scan() */
	size_t literal;
	/* offset in its text; texts are shorter than 4 GiB */
	uint32_t at;
	/* number of its line, or of its record; the first is 1 */
	uint32_t line;
	/* HW_ALIAS_MODULES or HW_ALIAS_BUILTIN, which index the texts */
	uint8_t source;
};

/* A non-zero return stops the parser, which returns it. */
typedef int hw_alias_pattern_fn(void *arg, const struct hw_alias_pattern *pattern);

/*
 * Calls `fn` for the well-formed patterns, in file order. With a prefilter (may be NULL)
 * it skips those that match no string of the prefilter; some of these may still come.
 * Malformed lines become warnings, for which `paths` names the files, and are skipped;
 * `warnings` may be NULL. *ret_count: all well-formed patterns, skipped ones included.
 * `pages` (may be NULL) is the file of the first text, which then is read in parts in
 * place of the text. Errors: what `fn` returned; -EIO and the like: the file cannot be
 * read, or has another size than the text; warnings were added then, too.
 */
int hw_alias_parse(const struct hw_pages *pages, const struct hw_text texts[2],
		   const struct hw_text paths[2],
		   const struct hw_alias_prefilter *prefilter,
		   struct hw_warnings *warnings, hw_alias_pattern_fn *fn, void *arg,
		   size_t *ret_count);

/* The module's name as written beside the pattern that is `length` bytes at offset `at`
 * of the text, or of a part of it. */
struct hw_text hw_alias_module_at(struct hw_text text, uint8_t source, size_t at,
				  size_t length);

/*
 * key.c: keys. A pattern has one key and a string has several, chosen so that
 *
 *	the key of a pattern that matches a string is one of the string's keys.
 *
 * So either side can be stored in a hash table and the other looked up in it. A key is
 * the hash of a literal piece of the pattern, at a slot: a position that can be found in
 * the string as well. The table in key.c lists the slots of each bus. The rule holds for
 * every pattern and string whatever that table says: a bad row costs only time.
 */
enum {
	/* most slots of a bus */
	HW_ALIAS_SLOTS = 8,
	HW_ALIAS_BUSES = 13,
	HW_ALIAS_START_BITS = 13,
};

struct hw_alias_key {
	uint32_t hash;
	/* for hw_alias_used_add(): the row and the slot of the table in key.c */
	uint8_t bus;
	uint8_t slot;
	/* of a piece that may be anywhere in a string: hash of its first four bytes */
	uint16_t start;
};

/*
 * Which kinds of key a set of patterns has, so that a string need not compute others.
 * With all bits set and `has_starts` unset every kind is computed.
 */
struct hw_alias_used {
	/* by bus: a bit a slot */
	uint16_t slots[HW_ALIAS_BUSES];
	/* a set of the patterns' `start`. A piece that may be anywhere is computed only
	 * where a start of this set is, not at each byte of a string. */
	bool has_starts;
	uint64_t starts[(1 << HW_ALIAS_START_BITS) / 64];
};

static inline void hw_alias_used_add(struct hw_alias_used *used, struct hw_alias_key key)
{
	used->slots[key.bus] |= (uint16_t)(1U << key.slot);
	used->starts[key.start / 64] |= UINT64_C(1) << key.start % 64;
	used->has_starts = true;
}

/* `literal`: see struct hw_alias_pattern. */
struct hw_alias_key hw_alias_key_of(struct hw_text pattern, size_t literal);

/*
 * The keys of a normalised string; a key may come twice. Writes at most `room` of them
 * and returns how many there are.
 */
size_t hw_alias_keys_of(const struct hw_alias_used *used, struct hw_text string,
			uint32_t *keys, size_t room);

// clang-format off
/*
 * index.c: an index of patterns by their keys. The patterns stay in their texts.
 *
 *	cache lines, by hash			overflow lines
 *	+------------------------------+------+	 +------------------------------+------+
 *	| tags | what[4] at[4] line[4] | more |->| tags | what[4] at[4] line[4] | more |->
 *	+------------------------------+------+	 +------------------------------+------+
 *
 *	keys that patterns have: a bit a hash
 *
 * An entry is 16 bits of a key's hash, its tag, and where the pattern stands. A line has
 * four entries and is as long as a line of the processor's cache. Most keys of a string
 * no pattern has, and the bits say so, of which there are few enough for the cache. A key
 * that a pattern has costs an access to memory, and a second one, to the pattern's text.
 *
 * Life: zeroed, start, add ..., search ..., done. Searching does not change the index,
 * so threads may search it at once.
 */
// clang-format on
enum { HW_ALIAS_LINE_ENTRIES = 4 };

struct hw_alias_line {
	/* 16 bits each, the first entry's lowest; 0 = no entry */
	uint64_t tags;
	/* from the lowest bit on
	 *  12 length of the pattern
	 *  12 bytes before its first wildcard
	 *   1 source */
	uint32_t what[HW_ALIAS_LINE_ENTRIES];
	/* offset of the pattern in its text, and its line there */
	uint32_t at[HW_ALIAS_LINE_ENTRIES];
	uint32_t line[HW_ALIAS_LINE_ENTRIES];
	/* number of the overflow line that follows; 0 = none */
	uint32_t more;
};

_Static_assert(sizeof(struct hw_alias_line) == 64, "as long as a line of the cache");

struct hw_alias_index {
	/* in `memory`, aligned to their size */
	struct hw_alias_line *lines;
	uint64_t line_count;
	void *memory;
	/* a power of two of bits */
	uint64_t *has_key;
	uint32_t key_mask;
	/* overflow lines, numbered from 1 */
	struct hw_alias_line *more;
	size_t more_count;
	size_t more_room;
	struct hw_alias_used used;
};

/* A pattern that matches. */
struct hw_alias_entry {
	uint32_t at;
	uint32_t line;
	uint16_t length;
	uint8_t source;
};

/* Results of a search, in file order. `entries` is few[] unless there are more. */
struct hw_alias_found {
	struct hw_alias_entry *entries;
	size_t count;
	size_t room;
	struct hw_alias_entry few[16];
};

/* `expected`: about how many patterns will be added. Errors: -ENOMEM. */
int hw_alias_index_start(struct hw_alias_index *x, size_t expected);

/* A hw_alias_pattern_fn; `arg` is the index. Errors: -ENOMEM. */
int hw_alias_index_add(void *arg, const struct hw_alias_pattern *pattern);

/*
 * Finds the patterns that match `string`, which is normalised. `texts` are those the
 * patterns are in. Lifetime of the result: the arena's and that of *ret.
 * Errors: out of memory, the arena's sticky failure.
 */
void hw_alias_index_search(const struct hw_alias_index *x, const struct hw_text texts[2],
			   struct hw_text string, struct hw_arena *arena,
			   struct hw_alias_found *ret);

void hw_alias_index_done(struct hw_alias_index *x);

/*
 * batch.c: the answers to strings that are known before. It is an index the other way
 * round: the hash table holds the keys of the strings, and each pattern is looked up in
 * it as the parser reads it.
 *
 * Life: hw_alias_batch_new(), add_pattern ..., find ...; until the arena is reset.
 */
struct hw_alias_batch;

/* A pattern that matches a string of the batch. */
struct hw_alias_answer {
	/* both copied, as written */
	struct hw_text pattern;
	struct hw_text module;
	uint32_t at;
	uint32_t line;
	uint8_t source;
	/* in file order */
	struct hw_alias_answer *next;
};

/*
 * Copies the strings, except those that no table can answer (hw_glob_normalise()).
 * Lifetime: the arena's; `keys` holds what is needed while patterns are added. NULL: the
 * answers come from hw_alias_batch_ask() instead.
 * Errors: NULL = out of memory.
 */
struct hw_alias_batch *hw_alias_batch_new(const struct hw_text *strings, size_t n,
					  struct hw_arena *arena, struct hw_arena *keys);

/* For hw_alias_parse(). Lifetime: that of the batch's keys. */
const struct hw_alias_prefilter *
hw_alias_batch_prefilter(const struct hw_alias_batch *batch);

/* A hw_alias_pattern_fn; `arg` is the batch. Errors: -ENOMEM. */
int hw_alias_batch_add_pattern(void *arg, const struct hw_alias_pattern *pattern);

/* Whether the string is in the batch; then its first answer, or NULL, and their number.
 */
bool hw_alias_batch_find(const struct hw_alias_batch *batch, struct hw_text string,
			 const struct hw_alias_answer **ret_first, size_t *ret_count);

/* Writes the modules of all answers to `v`, if it is not NULL; returns their number. */
size_t hw_alias_batch_modules(const struct hw_alias_batch *batch, struct hw_text *v);

/* Asks for the answers to a normalised string; returns them in order, and their number.
 * Errors: -errno. */
typedef int hw_alias_ask_fn(void *arg, struct hw_text string, struct hw_arena *arena,
			    struct hw_alias_answer **ret_first, size_t *ret_count);

/* Asks for those to each string of the batch. Errors: what `fn` returned: no answer of
 * the batch is to be used then. */
int hw_alias_batch_ask(struct hw_alias_batch *batch, hw_alias_ask_fn *fn, void *arg);

/*
 * depmod.c: what a tree says of a string: the patterns of modules.alias, with '_' for
 * '-', and without their lines.
 */
struct hw_alias_claim {
	struct hw_text pattern;
	/* normalised */
	struct hw_text module;
	/* the module's place in modules.order; 0 for all that are built in */
	uint32_t number;
};

struct hw_depmod_index;

/*
 * The patterns that match `string`, which is normalised, by their `number`. Lifetime: the
 * patterns are the arena's, the modules the index's. Errors: -EBADMSG: the tree is
 * damaged, or takes too long; -ENOMEM.
 */
int hw_alias_depmod_search(const struct hw_depmod_index *index, struct hw_text string,
			   struct hw_arena *arena, struct hw_alias_claim **ret,
			   size_t *ret_count);

#endif
