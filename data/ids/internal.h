/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_IDS_INTERNAL_H
#define HWALIAS_DATA_IDS_INTERNAL_H

#include <stdint.h>

#include "data/ids/ids.h"
#include "decoders/text/text.h"

/*
 * Private to data/ids*.c: one line of an id file, and what is remembered of the file. The
 * grammar is drawn at the top of data/ids/ids.c. All that read lines do so with
 * hw_ids_line(), so they agree on what a line is.
 */

enum hw_ids_section {
	HW_IDS_VENDORS,
	HW_IDS_CLASSES,
};

/*
 * Lines as numbers: an id in the upper half, the offset of the line in the lower. In
 * order the lines of one id are neighbours, and the file's first of them is the first.
 */
struct hw_ids_list {
	uint64_t *v;
	size_t n;
	size_t room;
};

/* Where the entries of a block are among all; {0, 0} until the block is read. */
struct hw_ids_block {
	uint32_t first;
	uint32_t n;
};

struct hw_ids {
	enum hw_ids_kind kind;
	struct hw_text text;
	struct hw_text version;
	struct hw_warnings *warnings;
	struct hw_map map;
	/* NUL-terminated */
	char *path;
	/* the heads were looked for; they are in order, by hw_ids_head_key() */
	bool is_scanned;
	struct hw_ids_list heads;
	/* one a head */
	struct hw_ids_block *blocks;
	/* of the blocks that were read; those of each in order. The first is a dummy */
	struct hw_ids_list entries;
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

/* Puts the items from `first` on in order, unless they are. */
void hw_ids_list_sort(struct hw_ids_list *list, size_t first);

/* The first of `n` ordered items whose id is not below `id`; n if there is none. */
size_t hw_ids_list_find(const uint64_t *v, size_t n, uint32_t id);

static inline const char *hw_ids_at(const struct hw_ids *ids, uint64_t item)
{
	return ids->text.s + (uint32_t)item;
}

static inline const char *hw_ids_end(const struct hw_ids *ids)
{
	return ids->text.s + ids->text.n;
}

enum hw_ids_line_kind {
	/* blank, comment, or below a head but of no use */
	HW_IDS_LINE_NONE,
	HW_IDS_LINE_VENDOR,
	HW_IDS_LINE_CLASS,
	/* the head of a section that is not read: "HID 21  HID", "S 1014" */
	HW_IDS_LINE_OTHER,
	/* one tab: device, product, subclass */
	HW_IDS_LINE_ENTRY,
	/* two tabs: subsystem, programming interface, protocol */
	HW_IDS_LINE_SUBENTRY,
	/* breaks the grammar; what follows has lost its head, or its entry, or nothing */
	HW_IDS_LINE_BAD_HEAD,
	HW_IDS_LINE_BAD_ENTRY,
	HW_IDS_LINE_BAD_SUBENTRY,
};

struct hw_ids_line {
	enum hw_ids_line_kind kind;
	/* of a subsystem: sub-vendor in the upper half */
	uint32_t id;
	/* of the name, and of the line: trailing blanks are still on */
	const char *name;
	const char *end;
};

/* The value of a hexadecimal digit, HW_IDS_NO_DIGIT for other bytes. */
#define HW_IDS_NO_DIGIT 0x80
extern const unsigned char hw_ids_digits[256];

/* Four digits. The caller has seen that there are four bytes. */
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
 * "8086  N": a head, or an entry behind its tab, as nearly all are written, told without
 * looking for the end of the line. False says nothing: hw_ids_line() has to read it.
 */
#define HW_IDS_PLAIN_NAME 6
#define HW_IDS_PLAIN_MIN  ((ptrdiff_t)HW_IDS_PLAIN_NAME + 1)
static inline bool hw_ids_plain_16(const char *p, uint32_t *ret)
{
	return hw_ids_read_16(p, ret) & (p[4] == ' ') & (p[5] == ' ') &
	       ((unsigned char)p[6] > ' ');
}

/* Whether a line that starts with this byte ends the block above, sound or not. */
static inline bool hw_ids_is_head(char c)
{
	return c != '\t' && c != '#' && c != '\n' && c != '\r' && c != ' ';
}

/* Reads the line [p, end), no '\n' inside, that stands in a block of `section`. */
struct hw_ids_line hw_ids_line(const char *p, const char *end, enum hw_ids_kind kind,
			       enum hw_ids_section section);

/* The name on a line: up to a NUL, without the blanks and the CR behind it. */
struct hw_text hw_ids_line_name(const struct hw_ids_line *line);

/* The end of the line that starts at p: its '\n', or `end`. */
static inline const char *hw_ids_line_end(const char *p, const char *end)
{
	const char *nl = memchr(p, '\n', (size_t)(end - p));

	return nl ? nl : end;
}

/*
 * The number of the line at `at`, for a warning with this code; 0 when that warning would
 * not be kept, as to count lines is to read all of the text above.
 */
size_t hw_ids_line_number(const struct hw_ids *ids, const char *code, const char *at);

/* "ids-malformed" for the line at `at`. */
void hw_ids_malformed(const struct hw_ids *ids, const char *at, const char *what);

/* "ids-unreadable": a look-up found no memory, so names may be missing. */
void hw_ids_failed(const struct hw_ids *ids, int error);

/*
 * The pass over the text that finds the heads, at the first look-up, and warns of those
 * that are not sound.
 * Errors: -ENOMEM.
 */
int hw_ids_scan(struct hw_ids *ids);

/* Reads block number i of a file that was scanned, unless it has been read. Errors: as
 * above. */
int hw_ids_read_block(struct hw_ids *ids, size_t i);

/*
 * Private to data/ids/hwdb.c: what the database answered, also that it had no answer. A
 * search costs 1 to 200 us, as fnmatch(3) has to try all patterns with a star at the
 * front ("pci:v*d*sv*sd*bc03*"), and the devices of a fleet are alike.
 *
 * A table of fixed size: an answer takes the place of the one that was in its slot, so
 * memory does not grow with the number of questions.
 */
#define HW_HWDB_CACHE_SLOTS 2048

struct hw_hwdb_answer {
	/* key, property and value one behind the other; NULL: an empty slot */
	char *text;
	uint32_t hash;
	uint16_t key_length;
	uint16_t property_length;
	size_t value_length;
};

struct hw_hwdb_cache {
	struct hw_hwdb_answer slots[HW_HWDB_CACHE_SLOTS];
};

/*
 * Whether the question was asked before, and is not yet forgotten; then *ret is the
 * answer, absent if there was none. Lifetime: until the next hw_hwdb_cache_put().
 */
bool hw_hwdb_cache_get(const struct hw_hwdb_cache *memo, struct hw_text key,
		       struct hw_text property, struct hw_text *ret);

/* Remembers an answer, copied. Out of memory, and what is too long: not remembered. */
void hw_hwdb_cache_put(struct hw_hwdb_cache *memo, struct hw_text key,
		       struct hw_text property, struct hw_text value);

/* Forgets all. */
void hw_hwdb_cache_done(struct hw_hwdb_cache *memo);

/*
 * Private to data/ids/hwdb.c: how old the lists of ids are that systemd's hardware
 * database was made of. hwdb.bin does not tell, but its sources are files of the package,
 * so what they hold is not newer than they are.
 */

/* Years, months and days in decimal: 20250726; 0 is none. */
struct hw_hwdb_dates {
	uint32_t of[HW_IDS_USB + 1];
};

/* No dates where a source is not there, where its date is no real one, and where the
 * administrator added sources. */
void hw_hwdb_read_dates(struct hw_root *live, struct hw_hwdb_dates *ret);

/* Of "2025.07.26", or 0. */
uint32_t hw_hwdb_date_of_version(struct hw_text version);

#endif
