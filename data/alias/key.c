// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/alias/internal.h"

#include "data/alias/word.h"

/*
 * The places of a pattern where its key may be:
 *
 *	pci:v00008086d000024DBsv*sd*bc*sc*i*	HEAD(6, 16): bytes of the literal head
 *	      ^^^^^^^^^^^^^^^^
 *	acpi*:PNP0C0A:*				TOKEN(":"): all from a mark to the next
 *	     ^^^^^^^^				one, or to the end
 *	pci:v*d*sv*sd*bc01sc06i01*		PIECE("b", 8): so many bytes from a mark
 *on
 *	              ^^^^^^^^
 *	dmi*:rvn*Kontron*:rn*COMe-mBT*:		PIECE("", 6): so many bytes anywhere
 *	                      ^^^^^^
 *	usb:v12D1p*d*dc*dsc*dp*ic02isc06ip*in*	BOTH(5, 4, "ic", 9): head and piece
 *	     ^^^^              ^^^^^^^^^
 *	spi:cr50				WHOLE: it has no wildcard
 *	^^^^^^^^
 *
 * A pattern is filed under the first place of its bus that it has; of several pieces it
 * takes the last. A string is asked for at all places of its bus: where a mark occurs
 * several times, at each. A piece lies in a literal part of the pattern, so it is in the
 * string letter by letter, and so are the marks in it: a token that ends at the next mark
 * in the one does so in the other.
 *
 * A pattern that has no such place is filed under its first bytes (REST), and one that
 * does not even have these is asked for every string.
 */
enum { ALL = HW_ALIAS_SLOTS, REST, FIRST = 3, SIFTED = 4 };

struct place {
	/* [from, from + head) */
	uint8_t from;
	uint8_t head;
	/* of the piece, mark included; 0 = up to the next mark */
	uint8_t length;
	bool whole;
	bool piece;
	/* a piece with the mark of the place before, so that it is looked for once */
	bool same;
	/* up to two bytes; none: anywhere, and then the piece has SIFTED bytes or more */
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
	/* at least FIRST bytes, these of one row only, and none that is normalised */
	char name[5];
	struct place places[HW_ALIAS_SLOTS];
} buses[HW_ALIAS_BUSES] = {
	/* all four ids; vendor and device; vendor and class; class; device or subdevice */
	{"pci:", {HEAD(6, 36), HEAD(6, 16), BOTH(5, 8, "b", 4), ALSO("b", 8),
		  PIECE("d", 9)}},
	/* vendor and product; vendor and class of the interface; class; vendor; class */
	{"usb:", {HEAD(5, 9), BOTH(5, 4, "ic", 13), SAME(5, 4, "ic", 4), ALSO("ic", 13),
		  ALSO("ic", 4), HEAD(5, 4), PIECE("dc", 4), PIECE("", 8)}},
	/* a compatible; where it is cut short, as much as there is */
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
	/* all others; the last */
	{"", {WHOLE, HEAD(0, 16), HEAD(0, 10)}},
};
/* clang-format on */

enum { OTHERS = HW_ALIAS_BUSES - 1 };

/* The row of a text of FIRST bytes or more, as its first bytes tell. */
static uint8_t bus_of(const char *s)
{
	uint8_t b = 0;

	while (b < OTHERS && memcmp(buses[b].name, s, FIRST) != 0)
		b++;
	return b;
}

/* ... and if it has the whole name. */
static uint8_t narrow(uint8_t bus, struct hw_text text)
{
	const char *more = buses[bus].name + FIRST;

	return !*more || (text.n > FIRST && text.s[FIRST] == *more) ? bus : OTHERS;
}

static uint64_t seed(uint8_t bus, unsigned place)
{
	return (uint64_t)bus << 8 | place;
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

/* The bit of a piece that begins so. */
static uint16_t sift(uint32_t word)
{
	return (uint16_t)hw_hash_bits(word, HW_ALIAS_SIFT_BITS);
}

/* Where the next mark is; the end if there is none. */
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
 * The piece whose mark is at `at`, if it lies in the text; `closed`: the text ends where
 * the string does. A mark alone is no piece.
 */
static size_t piece_length(const struct place *place, struct hw_text text, size_t at,
			   bool closed)
{
	size_t end;

	if (place->length)
		return place->length <= text.n - at ? place->length : 0;
	end = find_mark(place->mark, text, at + 1);
	return (end < text.n || closed) && end > at + 1 ? end - at : 0;
}

/* The last piece of a literal part of a pattern; else *ret stays. */
static void find_piece(const struct place *place, struct hw_text part, bool closed,
		       struct hw_text *ret)
{
	size_t at = 0;

	if (!place->mark[0] && part.n >= place->length)
		at = part.n - place->length;
	for (at = find_mark(place->mark, part, at); at < part.n;
	     at = find_mark(place->mark, part, at + 1)) {
		size_t n = piece_length(place, part, at, closed);

		if (n)
			*ret = (struct hw_text){part.s + at, n};
	}
}

static bool is_wild(char c)
{
	return c == '*' || c == '?';
}

/*
 * Goes over the literal parts. What comes behind a set or a backslash is left to those
 * who know what it means; what comes before has to match whatever that is.
 */
static struct hw_text last_piece(const struct place *place, struct hw_text pattern,
				 size_t literal)
{
	struct hw_text piece = HW_NO_TEXT;
	size_t start = 0;
	size_t end = literal;

	for (;;) {
		struct hw_text part = {pattern.s + start, end - start};

		find_piece(place, part, end == pattern.n, &piece);
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

/* Whether the pattern has the place; then its hash, and the bit of the piece. */
static bool hash_place(const struct place *place, struct hw_text pattern, size_t literal,
		       uint64_t *hash, uint16_t *bit)
{
	struct hw_text piece;

	if (place->whole) {
		if (literal < pattern.n)
			return false;
		*hash = hw_word_hash_pattern(*hash, pattern.s, pattern.n);
		return true;
	}
	if ((size_t)place->from + place->head > literal)
		return false;
	if (place->piece) {
		piece = last_piece(place, pattern, literal);
		if (!piece.n)
			return false;
		if (!place->mark[0])
			*bit = sift((uint32_t)hw_word_normal(hw_word_load_half(piece.s)));
		*hash = hw_word_hash_pattern(*hash, piece.s, piece.n);
	}
	if (place->head)
		*hash = hw_word_hash_pattern(*hash, pattern.s + place->from, place->head);
	return true;
}

static bool is_place(const struct place *place)
{
	return place->whole || place->head || place->piece;
}

struct hw_alias_key hw_alias_key_of(struct hw_text pattern, size_t literal)
{
	struct hw_alias_key key = {.bus = OTHERS, .place = ALL};
	const struct place *places;
	uint8_t bus;
	uint8_t row;

	bus = literal < FIRST ? OTHERS : bus_of(pattern.s);
	row = narrow(bus, hw_text_head(pattern, literal));
	places = buses[row].places;
	for (uint8_t p = 0; p < HW_ALIAS_SLOTS && is_place(&places[p]); p++) {
		uint64_t hash = seed(row, p);
		uint16_t bit = 0;

		if (hash_place(&places[p], pattern, literal, &hash, &bit))
			return (struct hw_alias_key){upper(hash), row, p, bit};
	}
	if (literal < FIRST)
		return key;
	key.hash = upper(hw_word_hash_pattern(REST, pattern.s, FIRST));
	key.bus = bus;
	key.place = REST;
	return key;
}

/* Receives the keys of a string. */
struct keys {
	uint32_t *v;
	size_t room;
	size_t n;
};

static void put(struct keys *keys, uint64_t hash)
{
	if (keys->n < keys->room)
		keys->v[keys->n] = upper(hash);
	keys->n++;
}

/* Places of a row that have the same mark: bits of them, and the first. */
struct group {
	const struct place *places;
	unsigned asked;
	uint8_t row;
	uint8_t first;
};

/* The keys of the places of a group at a mark. */
static void put_pieces_at(struct keys *keys, const struct group *group, struct hw_text s,
			  size_t at)
{
	const struct place *place = group->places;

	for (unsigned asked = group->asked, i = 0; asked; asked >>= 1, place++, i++) {
		uint64_t hash = seed(group->row, group->first + i);
		size_t n;

		if (!(asked & 1) || (size_t)place->from + place->head > s.n)
			continue;
		n = piece_length(place, s, at, true);
		if (!n)
			continue;
		hash = hw_hash_text(hash, (struct hw_text){s.s + at, n});
		if (place->head)
			hash = hw_hash_text(
				hash, (struct hw_text){s.s + place->from, place->head});
		put(keys, hash);
	}
}

static void put_marked(struct keys *keys, const struct group *group, struct hw_text s)
{
	const char *mark = group->places->mark;
	const char *end = s.s + s.n;

	for (const char *c = s.s; c < end; c++) {
		c = memchr(c, mark[0], (size_t)(end - c));
		if (!c)
			break;
		if (!mark[1] || (c + 1 < end && c[1] == mark[1]))
			put_pieces_at(keys, group, s, (size_t)(c - s.s));
	}
}

/* Where there is no mark: wherever some pattern's piece begins with the same bytes. */
static void put_anywhere(struct keys *keys, const struct group *group,
			 const struct hw_alias_used *used, struct hw_text s)
{
	for (size_t at = 0; at + SIFTED <= s.n; at++) {
		uint16_t bit = sift(hw_word_load_half(s.s + at));

		if (!used->sifted || used->sift[bit / 64] >> bit % 64 & 1)
			put_pieces_at(keys, group, s, at);
	}
}

static void put_group(struct keys *keys, const struct group *group,
		      const struct hw_alias_used *used, struct hw_text s)
{
	const struct place *place = group->places;
	uint64_t hash = seed(group->row, group->first);

	if (place->piece && place->mark[0])
		put_marked(keys, group, s);
	else if (place->piece)
		put_anywhere(keys, group, used, s);
	else if (place->whole)
		put(keys, hw_hash_text(hash, s));
	else if ((size_t)place->from + place->head <= s.n)
		put(keys,
		    hw_hash_text(hash, (struct hw_text){s.s + place->from, place->head}));
}

static void put_places(struct keys *keys, uint8_t row, const struct hw_alias_used *used,
		       struct hw_text s)
{
	const struct place *places = buses[row].places;
	unsigned asked = used->places[row];
	uint8_t p = 0;

	while (p < HW_ALIAS_SLOTS && is_place(&places[p])) {
		struct group group = {&places[p], 0, row, p};

		for (unsigned bit = 1U << p; p == group.first || places[p].same;
		     bit <<= 1) {
			group.asked |= asked & bit;
			if (++p == HW_ALIAS_SLOTS)
				break;
		}
		group.asked >>= group.first;
		if (group.asked)
			put_group(keys, &group, used, s);
	}
}

size_t hw_alias_keys_of(const struct hw_alias_used *used, struct hw_text string,
			uint32_t *keys, size_t room)
{
	struct keys all = {.v = keys, .room = room};

	uint8_t bus = string.n < FIRST ? OTHERS : bus_of(string.s);
	uint8_t row = narrow(bus, string);

	put_places(&all, row, used, string);
	if (string.n >= FIRST && used->places[bus] >> REST & 1)
		put(&all, hw_hash_text(REST, hw_text_head(string, FIRST)));
	if (used->places[OTHERS] >> ALL & 1)
		put(&all, 0);
	return all.n;
}
