/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_IDS_INTERNAL_H
#define HWALIAS_DATA_IDS_INTERNAL_H

#include <stdint.h>

#include "data/base/text_set.h"
#include "data/ids/ids.h"
#include "data/root/part.h"
#include "decoders/text/text.h"

// clang-format off
/*
 * What the files of data/ids share:
 *
 *	ids.c		opens pci.ids and usb.ids
 *	  parse.c	one line of them
 *	  search.h	lines that begin like this
 *	  index.c	offsets of the lines that were read
 *	  lookup.c	id -> name
 *	  ahead.c	look-ups that are known before the file is read
 *	  pass.c	answers these without an index
 *	  answers.c	names of a file that is read in parts
 *	  words.c	whether a word is in the file
 *	pnp.c		pnp.ids
 *	hwdb.c		hwdb.bin
 *	  hwdb_file.c	its format
 *	  hwdb_cache.c	its answers
 *	  hwdb_age.c	how old its data is
 */
// clang-format on

/*
 * The state of an id file. The grammar is drawn at the top of ids.c.
 *
 *	heads:      [8086 | offset] [8087 | offset] ... sorted	one a head, which is
 *	blocks:     [first, n     ] [0, 0         ] ...		a vendor or a class
 *	              |
 *	entries:    ..[1533 | offset] [24db | offset] ... sorted, n of this block
 *	subblocks:  ..[0, 0         ] [first, n     ] ...	of entries with many
 *	                                |			subentries only
 *	subentries: ...................[103c 006a | offset] ... sorted, n of this entry
 *
 * A head that comes again adds to the block of the first one, and so does an entry: the
 * others' blocks stay unused.
 */
enum hw_ids_section {
	HW_IDS_VENDORS,
	HW_IDS_CLASSES,
};

/*
 * Lines as numbers: the id in the upper half, the line's offset in the lower. In a sorted
 * list the lines of an id are neighbours, in the order of the file.
 */
struct hw_ids_list {
	uint64_t *v;
	size_t n;
	size_t room;
};

/* The entries of a block in the list of all, or the subentries of an entry; {0, 0} until
 * they are read. */
struct hw_ids_block {
	uint32_t first;
	uint32_t n;
};

/* The ids of a look-up, and how many of them it has. */
struct hw_ids_query {
	enum hw_ids_section section;
	/* 1: the head; 2: the entry; 3: the subentry */
	int depth;
	uint32_t head;
	uint32_t entry;
	uint32_t subentry;
};

/* answers.c: a hash table, and what its names lie in. */
struct hw_ids_answers {
	/* NULL until there is an answer */
	struct hw_ids_answer *v;
	size_t n;
	struct hw_arena names;
};

/* words.c: a zeroed struct asks the file alone. */
struct hw_ids_words {
	/* where what is so is noted, or NULL */
	struct hw_root *noted_in;
	/* lines of a recording, slices of the map */
	struct hw_text_set told;
	struct hw_map map;
	/* of which is asked what the file has not, or NULL */
	const struct hw_ids *others;
};

void hw_ids_words_done(struct hw_ids_words *words);

struct hw_ids {
	enum hw_ids_kind kind;
	struct hw_ids_words words;
	/* absent while there are `pages` */
	struct hw_text text;
	/* the file, as long as it is read in parts (data/root/part.h) */
	struct hw_pages *pages;
	struct hw_ids_answers answers;
	/* between hw_ids_gather() and the end of hw_ids_answer() */
	struct hw_ids_ahead *ahead;
	struct hw_text version;
	struct hw_warnings *warnings;
	/* that may record its lines; NULL for a text in memory */
	struct hw_root *root;
	struct hw_map map;
	/* NUL-terminated */
	char *path;
	/* the heads have been read */
	bool is_scanned;
	/* sorted by hw_ids_head_key() */
	struct hw_ids_list heads;
	/* one for each head; NULL until one is read */
	struct hw_ids_block *blocks;
	/* of the blocks that were read, sorted within each. The first one is unused: no
	 * block starts at 0 */
	struct hw_ids_list entries;
	/* one for each of the first subblock_room entries */
	struct hw_ids_block *subblocks;
	size_t subblock_room;
	/* likewise of the entries whose subentries were read */
	struct hw_ids_list subentries;
};

static inline uint32_t hw_ids_head_key(enum hw_ids_section section, uint32_t id)
{
	return (uint32_t)section << 16 | id;
}

static inline uint64_t hw_ids_item(uint32_t id, uint32_t offset)
{
	return (uint64_t)id << 32 | offset;
}

/* Errors: -ENOMEM. */
int hw_ids_list_add(struct hw_ids_list *list, uint32_t id, uint32_t offset);

/* Sorts the items from `first` on. */
void hw_ids_list_sort(struct hw_ids_list *list, size_t first);

/* Index of the first of n sorted items with this id or a greater one; n if there is none.
 */
size_t hw_ids_list_find(const uint64_t *v, size_t n, uint32_t id);

/*
 * A report asks for a few dozen names of a file of a megabyte, whose map soon is most of
 * its memory. So the file is read in parts at first (data/root/part.h). Bytes that a part
 * begins with, for a line, for a block, for all of the file:
 */
#define HW_IDS_A_LINE  ((size_t)1024)
#define HW_IDS_A_BLOCK ((size_t)4096)
#define HW_IDS_ALL     HW_PART_MAX

/* Call hw_part_done() in any case. Errors: as hw_part_open() has. */
static inline int hw_ids_part_open(const struct hw_ids *ids, size_t at, size_t want,
				   struct hw_part *part)
{
	return hw_part_open(ids->pages, ids->text, at, want, part);
}

static inline const char *hw_ids_end(const struct hw_ids *ids)
{
	return ids->text.s + ids->text.n;
}

/*
 * answers.c: what was asked of a file that is read in parts, also that an id is not
 * listed; up to a few hundred answers.
 */

/* Whether it was asked before; then *ret is the name, or absent. */
bool hw_ids_answers_get(const struct hw_ids_answers *answers,
			const struct hw_ids_query *query, struct hw_text *ret);

/* Returns a copy of the name; absent without memory, too. */
struct hw_text hw_ids_answers_put(struct hw_ids_answers *answers,
				  const struct hw_ids_query *query, struct hw_text name);

/* Whether there is no room for more: a map takes less time now. */
bool hw_ids_answers_are_many(const struct hw_ids_answers *answers);

void hw_ids_answers_done(struct hw_ids_answers *answers);

/*
 * ahead.c, for hw_ids_pass(), which tells it of the lines that it reads. Most of them are
 * not looked up: bit n % HW_IDS_BITS is set of each key of a head, and of each entry
 * below the head that is read, that may be, or something below it.
 */
#define HW_IDS_BITS 1024
struct hw_ids_ahead_set {
	uint64_t heads[HW_IDS_BITS / 64];
	uint64_t entries[HW_IDS_BITS / 64];
	/* something is looked up below the entry that is read */
	bool is_below;
};

static inline void hw_ids_bit_set(uint64_t *bits, uint32_t n)
{
	bits[n % HW_IDS_BITS / 64] |= (uint64_t)1 << (n % 64);
}

static inline bool hw_ids_bit(const uint64_t *bits, uint32_t n)
{
	return bits[n % HW_IDS_BITS / 64] >> (n % 64) & 1;
}

struct hw_ids_ahead_set *hw_ids_ahead_set(struct hw_ids_ahead *ahead);

/* Returns whether there are look-ups below the head, so that its block is to be read. */
struct hw_ids_line;
bool hw_ids_ahead_head(struct hw_ids *ids, enum hw_ids_section section,
		       const struct hw_ids_line *line);

void hw_ids_ahead_entry(struct hw_ids *ids, uint32_t head_key,
			const struct hw_ids_line *line);

void hw_ids_ahead_subentry(struct hw_ids *ids, const struct hw_ids_line *line);

/* Notes a look-up. */
void hw_ids_ahead_note(struct hw_ids_ahead *ahead, const struct hw_ids_query *query);

/* Call it before the file is read. Returns whether there is anything to read it for. */
bool hw_ids_ahead_sort(struct hw_ids_ahead *ahead);

/* Afterwards: what has no answer yet is not listed. */
void hw_ids_ahead_finish(struct hw_ids *ids);

/* NULL is fine. */
void hw_ids_ahead_free(struct hw_ids_ahead *ahead);

enum hw_ids_line_kind {
	/* blank, comment, or an indented line that is not used */
	HW_IDS_LINE_NONE,
	HW_IDS_LINE_VENDOR,
	HW_IDS_LINE_CLASS,
	/* the head of a section that is not read: "HID 21  HID", "S 1014" */
	HW_IDS_LINE_OTHER,
	/* one tab: device, product, subclass */
	HW_IDS_LINE_ENTRY,
	/* two tabs: subsystem, programming interface, protocol */
	HW_IDS_LINE_SUBENTRY,
	/* malformed: the lines that follow have no head, have no entry, are not affected
	 */
	HW_IDS_LINE_BAD_HEAD,
	HW_IDS_LINE_BAD_ENTRY,
	HW_IDS_LINE_BAD_SUBENTRY,
};

struct hw_ids_line {
	enum hw_ids_line_kind kind;
	/* of a subsystem: the subsystem's vendor in the upper half */
	uint32_t id;
	/* start of the name, and end of the line; blanks may precede the end */
	const char *name;
	const char *end;
};

/* The value of a hexadecimal digit, HW_IDS_NO_DIGIT for other bytes. */
#define HW_IDS_NO_DIGIT 0x80
extern const unsigned char hw_ids_digits[256];

/* Reads four hexadecimal digits. The caller has checked that there are four bytes. */
static inline bool hw_ids_read_16(const char *p, uint32_t *ret)
{
	uint32_t a = hw_ids_digits[(unsigned char)p[0]];
	uint32_t b = hw_ids_digits[(unsigned char)p[1]];
	uint32_t c = hw_ids_digits[(unsigned char)p[2]];
	uint32_t d = hw_ids_digits[(unsigned char)p[3]];

	*ret = a << 12 | b << 8 | c << 4 | d;
	return !((a | b | c | d) & HW_IDS_NO_DIGIT);
}

/*
 * Fast path for "8086  N": nearly all heads, and entries after their tab, are written so.
 * It does not need the end of the line. False: use hw_ids_line().
 */
#define HW_IDS_PLAIN_NAME 6
#define HW_IDS_PLAIN_MIN  ((ptrdiff_t)HW_IDS_PLAIN_NAME + 1)
static inline bool hw_ids_plain_16(const char *p, uint32_t *ret)
{
	return hw_ids_read_16(p, ret) & (p[4] == ' ') & (p[5] == ' ') &
	       ((unsigned char)p[6] > ' ');
}

/* Whether a line with this first byte ends the block above, even if it is malformed. */
static inline bool hw_ids_is_head(char c)
{
	return c != '\t' && c != '#' && c != '\n' && c != '\r' && c != ' ';
}

/* parse.c: reads the line [p, end), without its '\n', of a block of `section`. */
struct hw_ids_line hw_ids_line(const char *p, const char *end, enum hw_ids_kind kind,
			       enum hw_ids_section section);

/* The end of the line at p: its '\n', or `end`. */
static inline const char *hw_ids_line_end(const char *p, const char *end)
{
	const char *nl = memchr(p, '\n', (size_t)(end - p));

	return nl ? nl : end;
}

/* The line behind that at p, or `end`. */
static inline const char *hw_ids_next_line(const char *p, const char *end)
{
	const char *nl = memchr(p, '\n', (size_t)(end - p));

	return nl ? nl + 1 : end;
}

/* Reads the line at part->p, which is there, and goes behind it. */
static inline struct hw_ids_line hw_ids_part_line(const struct hw_ids *ids,
						  struct hw_part *part,
						  enum hw_ids_section section)
{
	const char *p = part->p;
	const char *line_end = hw_ids_line_end(p, part->end);

	part->p = line_end + (line_end < part->end);
	return hw_ids_line(p, line_end, ids->kind, section);
}

/* The name in a line: up to a NUL, without trailing blanks and CR. */
struct hw_text hw_ids_line_name(const struct hw_ids_line *line);

/*
 * The number of the line at the offset `at`, for a warning with this code; 0 if that
 * warning would be dropped, since counting lines reads all of the text before.
 */
size_t hw_ids_line_number(struct hw_ids *ids, const char *code, uint32_t at);

/* Adds a warning "ids-malformed" for the line at the offset `at`. */
void hw_ids_malformed(struct hw_ids *ids, uint32_t at, const char *what);

/* Adds a warning "ids-unreadable": a look-up was out of memory, so names may be missing.
 */
void hw_ids_failed(const struct hw_ids *ids, int error);

/*
 * pass.c: answers what is known to be looked up, ids->ahead. Errors: -EBADMSG: the file
 * is not sorted, or has malformed lines, so that some have no answer; -ENOMEM; -EIO and
 * the like.
 */
int hw_ids_pass(struct hw_ids *ids);

/* index.c: finds the heads, unless that was done, with warnings for malformed ones.
 * Errors: -ENOMEM. */
int hw_ids_scan(struct hw_ids *ids);

/* Whether the heads or entries at i - 1 and i of a sorted list have the same id. */
static inline bool hw_ids_is_again(const struct hw_ids_list *list, size_t i)
{
	return i > 0 && list->v[i] >> 32 == list->v[i - 1] >> 32;
}

/* Reads block number i of a file that was scanned, with those of the same head, unless
 * that was done; i is the first of them. Errors: -ENOMEM. */
int hw_ids_read_block(struct hw_ids *ids, size_t i);

/* Whether the subentries of entry number i are read. */
static inline bool hw_ids_has_subblock(const struct hw_ids *ids, size_t i)
{
	return i < ids->subblock_room && ids->subblocks[i].first;
}

/* Reads the subentries of entry number i, and of the n - 1 behind it, which have the same
 * id. Errors: -ENOMEM. */
int hw_ids_read_subblock(struct hw_ids *ids, enum hw_ids_section section, size_t i,
			 size_t n);

/*
 * hwdb_cache.c: answers of the hardware database, also that there is none. A search takes
 * 1 to 200 us, as all patterns that begin with a star or have one early are tried
 * ("pci:v*d*sv*sd*bc03*"), and the devices of a fleet are alike.
 *
 * The table has so many slots at most: an answer replaces the one in its slot, so memory
 * does not grow with the number of searches.
 */
#define HW_HWDB_CACHE_SLOTS 2048

struct hw_hwdb_answer {
	/* key, property and value, concatenated; NULL: an empty slot */
	char *text;
	uint32_t hash;
	uint16_t key_length;
	uint16_t property_length;
	size_t value_length;
};

struct hw_hwdb_cache {
	struct hw_hwdb_answer *slots;
	size_t room;
	/* into a table of few slots */
	size_t puts;
};

/*
 * Whether the cache has the answer; then *ret is the value, absent if the database has
 * none. Lifetime: until the next hw_hwdb_cache_put().
 */
bool hw_hwdb_cache_get(const struct hw_hwdb_cache *cache, struct hw_text key,
		       struct hw_text property, struct hw_text *ret);

/* Copies an answer into the cache; does nothing if it is too long or out of memory. */
void hw_hwdb_cache_put(struct hw_hwdb_cache *cache, struct hw_text key,
		       struct hw_text property, struct hw_text value);

/* Empties the cache. */
void hw_hwdb_cache_done(struct hw_hwdb_cache *cache);

/*
 * hwdb_age.c: the age of the id lists in systemd's hardware database. hwdb.bin has no
 * date, but its sources are files of the package, whose content is not newer than the
 * file.
 */

/* Year, month and day in decimal, 20250726; 0: not known. */
struct hw_hwdb_dates {
	uint32_t of[HW_IDS_USB + 1];
};

/* A date is 0 if its source is missing or has an impossible date; all are 0 if the
 * administrator added sources. */
void hw_hwdb_read_dates(struct hw_root *live, struct hw_hwdb_dates *ret);

/* The date of "2025.07.26"; 0 for other forms. */
uint32_t hw_hwdb_date_of_version(struct hw_text version);

#endif
