// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/alias/internal.h"
#include "data/alias/word.h"

// clang-format off
/*
 * The slots where the key of a pattern may be:
 *
 *	pci:v00008086d000024DBsv*sd*bc*sc*i*	HEAD(6, 16): bytes 6 to 21, if literal
 *	      ^^^^^^^^^^^^^^^^
 *	acpi*:PNP0C0A:*				TOKEN(":"): from a mark to the next one, or
 *	     ^^^^^^^^				to the end
 *	pci:v*d*sv*sd*bc01sc06i01*		PIECE("b", 8): 8 bytes from a mark on
 *	              ^^^^^^^^
 *	dmi*:rvn*Kontron*:rn*COMe-mBT*:		PIECE("", 6): 6 bytes anywhere
 *	                      ^^^^^^
 *	usb:v12D1p*d*dc*dsc*dp*ic02isc06ip*in*	BOTH(5, 4, "ic", 9): head and piece
 *	     ^^^^              ^^^^^^^^^
 *	spi:cr50				WHOLE: the pattern has no wildcard
 *	^^^^^^^^
 *
 * The key of a pattern is that of the first slot of its bus that the pattern has; of
 * several pieces it takes the last. A string has the keys of all slots of its bus; where
 * a mark occurs several times, of each occurrence. A piece is in a literal part of the
 * pattern, so a string that matches has the same bytes, marks included: a token that ends
 * at the next mark in one does so in the other.
 *
 * A pattern that has none of its slots uses its first FIRST bytes (REST). One without
 * even these has the key 0 (ALL), which every string has.
 */
// clang-format on
enum { ALL = HW_ALIAS_SLOTS, REST, FIRST = 3, START = 4 };

struct slot {
	/* the head: [from, from + head) */
	uint8_t from;
	uint8_t head;
	/* of the piece, mark included; 0 = up to the next mark */
	uint8_t length;
	bool whole;
	bool piece;
	/* the piece has the mark of the slot before: one search finds both */
	bool same;
	/* up to two bytes; none: the piece is anywhere and has START bytes or more */
	char mark[3];
};

/* clang-format off */
#define HEAD(f, n)		{.from = f, .head = n}
#define PIECE(m, n)		{.piece = true, .mark = m, .length = n}
#define BOTH(f, h, m, n)	{.piece = true, .from = f, .head = h, .mark = m, .length = n}
#define SAME(f, h, m, n)	{.piece = true, .same = true, .from = f, .head = h, .mark = m, \
				 .length = n}
#define ALSO(m, n)		SAME(0, 0, m, n)
#define TOKEN(m)		{.piece = true, .mark = m}
#define WHOLE			{.whole = true}

static const struct bus {
	/* FIRST bytes, which no other row has, and at most one more; no '-' */
	char name[5];
	struct slot slots[HW_ALIAS_SLOTS];
} buses[HW_ALIAS_BUSES] = {
	/* all four ids; vendor and device; vendor and class; class; device or subdevice */
	{"pci:", {HEAD(6, 36), HEAD(6, 16), BOTH(5, 8, "b", 4), ALSO("b", 8),
		  PIECE("d", 9)}},
	/* vendor and product; vendor and class of the interface; class; vendor; class */
	{"usb:", {HEAD(5, 9), BOTH(5, 4, "ic", 13), SAME(5, 4, "ic", 4), ALSO("ic", 13),
		  ALSO("ic", 4), HEAD(5, 4), PIECE("dc", 4), PIECE("", 8)}},
	/* a compatible; where a star cuts it short, its longest head of these */
	{"of:N", {TOKEN("C"), ALSO("C", 18), ALSO("C", 14), ALSO("C", 10), PIECE("", 6)}},
	{"acpi", {TOKEN(":")}},
	/* vendor and product; vendor; group */
	{"hid:", {PIECE("v", 18), ALSO("v", 10), PIECE("g", 5)}},
	{"hdau", {HEAD(9, 8)}},
	{"dmi", {PIECE("", 6), ALSO("", 4)}},
	{"pcmc", {HEAD(8, 9), PIECE("pa", 10), PIECE("pb", 10), PIECE("pc", 10),
		  PIECE("pd", 10)}},
	{"sdio", {PIECE("v", 10), ALSO("v", 5)}},
	{"mdio", {HEAD(5, 28), HEAD(5, 16), PIECE("", 8)}},
	/* vendor, family and model; vendor and family; a feature */
	{"cpu:", {HEAD(13, 21), HEAD(13, 14), PIECE("", 4)}},
	/* vendor and model; vendor and specifier; specifier and version */
	{"ieee", {HEAD(12, 18), BOTH(12, 8, "sp", 10), ALSO("sp", 21), HEAD(12, 8)}},
	/* all other buses; must be last */
	{"", {WHOLE, HEAD(0, 16), HEAD(0, 10)}},
};
/* clang-format on */

enum { OTHERS = HW_ALIAS_BUSES - 1 };

/* The row whose name has these first FIRST bytes. */
static uint8_t bus_of(const char *s)
{
	uint8_t b = 0;

	while (b < OTHERS && memcmp(buses[b].name, s, FIRST) != 0)
		b++;
	return b;
}

/* `bus` if the text begins with the whole name of that row, which may be a byte longer.
 */
static uint8_t row_of(uint8_t bus, struct hw_text text)
{
	const char *more = buses[bus].name + FIRST;

	return !*more || (text.n > FIRST && text.s[FIRST] == *more) ? bus : OTHERS;
}

static uint64_t seed(uint8_t bus, unsigned slot)
{
	return (uint64_t)bus << 8 | slot;
}

static uint32_t upper(uint64_t hash)
{
	return (uint32_t)(hash >> 32);
}

static bool is_mark(const char *mark, struct hw_text text, size_t at)
{
	return text.s[at] == mark[0] &&
	       (!mark[1] || (at + 1 < text.n && text.s[at + 1] == mark[1]));
}

/* The bit of a piece's first four bytes in struct hw_alias_used. */
static uint16_t start_bit(uint32_t word)
{
	return (uint16_t)hw_hash_bits(word, HW_ALIAS_START_BITS);
}

/* Offset of the next mark; the text's length if there is none. */
static size_t find_mark(const char *mark, struct hw_text text, size_t from)
{
	if (!mark[0])
		return from;
	while (from < text.n) {
		from += hw_text_find(hw_text_from(text, from), mark[0]);
		if (from == text.n || is_mark(mark, text, from))
			break;
		from++;
	}
	return from;
}

/*
 * The length of the piece whose mark is at `at`; 0 if it is not whole in the text. With
 * `closed` the text ends where the string ends. A mark alone is no piece.
 */
static size_t piece_length(const struct slot *slot, struct hw_text text, size_t at,
			   bool closed)
{
	size_t end;

	if (slot->length)
		return slot->length <= text.n - at ? slot->length : 0;
	end = find_mark(slot->mark, text, at + 1);
	return (end < text.n || closed) && end > at + 1 ? end - at : 0;
}

/* Sets *ret to the last piece in a literal part of a pattern, if there is one. */
static void find_piece(const struct slot *slot, struct hw_text part, bool closed,
		       struct hw_text *ret)
{
	size_t at = 0;

	if (!slot->mark[0] && part.n >= slot->length)
		at = part.n - slot->length;
	for (at = find_mark(slot->mark, part, at); at < part.n;
	     at = find_mark(slot->mark, part, at + 1)) {
		size_t n = piece_length(slot, part, at, closed);

		if (n)
			*ret = (struct hw_text){part.s + at, n};
	}
}

static bool is_wild(char c)
{
	return c == '*' || c == '?';
}

/*
 * Searches the literal parts of a pattern, the first of `literal` bytes, up to a set or a
 * backslash. What follows these is not interpreted here; what precedes them must match
 * anyway.
 */
static struct hw_text last_piece(const struct slot *slot, struct hw_text pattern,
				 size_t literal)
{
	struct hw_text piece = HW_NO_TEXT;
	size_t start = 0;
	size_t end = literal;

	for (;;) {
		struct hw_text part = {pattern.s + start, end - start};

		find_piece(slot, part, end == pattern.n, &piece);
		while (end < pattern.n && is_wild(pattern.s[end]))
			end++;
		if (end == pattern.n)
			return piece;
		start = end;
		while (end < pattern.n && !is_wild(pattern.s[end])) {
			if (pattern.s[end] == '[' || pattern.s[end] == '\\')
				break;
			end++;
		}
		if (start == end)
			return piece;
	}
}

/* Whether the pattern has the slot. Adds it to *hash, and sets *bit for a piece that may
 * be anywhere. */
static bool hash_slot(const struct slot *slot, struct hw_text pattern, size_t literal,
		      uint64_t *hash, uint16_t *bit)
{
	struct hw_text piece;

	if (slot->whole) {
		if (literal < pattern.n)
			return false;
		*hash = hw_word_hash_pattern(*hash, pattern.s, pattern.n);
		return true;
	}
	if ((size_t)slot->from + slot->head > literal)
		return false;
	if (slot->piece) {
		piece = last_piece(slot, pattern, literal);
		if (!piece.n)
			return false;
		if (!slot->mark[0])
			*bit = start_bit(
				(uint32_t)hw_word_normal(hw_word_load_half(piece.s)));
		*hash = hw_word_hash_pattern(*hash, piece.s, piece.n);
	}
	if (slot->head)
		*hash = hw_word_hash_pattern(*hash, pattern.s + slot->from, slot->head);
	return true;
}

static bool is_slot(const struct slot *slot)
{
	return slot->whole || slot->head || slot->piece;
}

struct hw_alias_key hw_alias_key_of(struct hw_text pattern, size_t literal)
{
	struct hw_alias_key key = {.bus = OTHERS, .slot = ALL};
	const struct slot *slots;
	uint8_t bus;
	uint8_t row;

	bus = literal < FIRST ? OTHERS : bus_of(pattern.s);
	row = row_of(bus, hw_text_head(pattern, literal));
	slots = buses[row].slots;
	for (uint8_t p = 0; p < HW_ALIAS_SLOTS && is_slot(&slots[p]); p++) {
		uint64_t hash = seed(row, p);
		uint16_t bit = 0;

		if (hash_slot(&slots[p], pattern, literal, &hash, &bit))
			return (struct hw_alias_key){upper(hash), row, p, bit};
	}
	if (literal < FIRST)
		return key;
	key.hash = upper(hw_word_hash_pattern(REST, pattern.s, FIRST));
	key.bus = bus;
	key.slot = REST;
	return key;
}

/* The keys of a string. */
struct keys {
	uint32_t *v;
	size_t room;
	/* may exceed the room */
	size_t n;
};

static void add_key(struct keys *keys, uint64_t hash)
{
	if (keys->n < keys->room)
		keys->v[keys->n] = upper(hash);
	keys->n++;
}

/* Consecutive slots of a row whose pieces have the same mark. */
struct group {
	const struct slot *slots;
	/* which of them patterns use; the first slot's bit is the lowest */
	unsigned used;
	uint8_t row;
	/* number of the first slot */
	uint8_t first;
};

/* Adds the keys of the group's slots for the mark at `at`. */
static void add_pieces_at(struct keys *keys, const struct group *group, struct hw_text s,
			  size_t at)
{
	const struct slot *slot = group->slots;

	for (unsigned used = group->used, i = 0; used; used >>= 1, slot++, i++) {
		uint64_t hash = seed(group->row, group->first + i);
		size_t n;

		if (!(used & 1) || (size_t)slot->from + slot->head > s.n)
			continue;
		n = piece_length(slot, s, at, true);
		if (!n)
			continue;
		hash = hw_hash_text(hash, (struct hw_text){s.s + at, n});
		if (slot->head)
			hash = hw_hash_text(
				hash, (struct hw_text){s.s + slot->from, slot->head});
		add_key(keys, hash);
	}
}

static void add_marked(struct keys *keys, const struct group *group, struct hw_text s)
{
	const char *mark = group->slots->mark;
	const char *end = s.s + s.n;

	for (const char *c = s.s; c < end; c++) {
		c = memchr(c, mark[0], (size_t)(end - c));
		if (!c)
			break;
		if (!mark[1] || (c + 1 < end && c[1] == mark[1]))
			add_pieces_at(keys, group, s, (size_t)(c - s.s));
	}
}

/* Pieces without a mark: wherever the piece of some pattern begins with the same bytes.
 */
static void add_anywhere(struct keys *keys, const struct group *group,
			 const struct hw_alias_used *used, struct hw_text s)
{
	for (size_t at = 0; at + START <= s.n; at++) {
		uint16_t bit = start_bit(hw_word_load_half(s.s + at));

		if (!used->has_starts || used->starts[bit / 64] >> bit % 64 & 1)
			add_pieces_at(keys, group, s, at);
	}
}

static void add_group(struct keys *keys, const struct group *group,
		      const struct hw_alias_used *used, struct hw_text s)
{
	const struct slot *slot = group->slots;
	uint64_t hash = seed(group->row, group->first);

	if (slot->piece && slot->mark[0])
		add_marked(keys, group, s);
	else if (slot->piece)
		add_anywhere(keys, group, used, s);
	else if (slot->whole)
		add_key(keys, hw_hash_text(hash, s));
	else if ((size_t)slot->from + slot->head <= s.n)
		add_key(keys, hw_hash_text(hash, (struct hw_text){s.s + slot->from,
								  slot->head}));
}

static void add_slot_keys(struct keys *keys, uint8_t row,
			  const struct hw_alias_used *used, struct hw_text s)
{
	const struct slot *slots = buses[row].slots;
	unsigned in_use = used->slots[row];
	uint8_t p = 0;

	while (p < HW_ALIAS_SLOTS && is_slot(&slots[p])) {
		struct group group = {&slots[p], 0, row, p};

		for (unsigned bit = 1U << p; p == group.first || slots[p].same;
		     bit <<= 1) {
			group.used |= in_use & bit;
			if (++p == HW_ALIAS_SLOTS)
				break;
		}
		group.used >>= group.first;
		if (group.used)
			add_group(keys, &group, used, s);
	}
}

size_t hw_alias_keys_of(const struct hw_alias_used *used, struct hw_text string,
			uint32_t *keys, size_t room)
{
	struct keys all = {.v = keys, .room = room};
	uint8_t bus = string.n < FIRST ? OTHERS : bus_of(string.s);
	uint8_t row = row_of(bus, string);

	add_slot_keys(&all, row, used, string);
	if (string.n >= FIRST && used->slots[bus] >> REST & 1)
		add_key(&all, hw_hash_text(REST, hw_text_head(string, FIRST)));
	if (used->slots[OTHERS] >> ALL & 1)
		add_key(&all, 0);
	return all.n;
}
