// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/machine/words/leak_search.h"

#include <string.h>

#include "decoders/text/ascii.h"
#include "decoders/text/word.h"
#include "report/machine/words/public_words.h"
#include "report/privacy/shapes/placeholders.h"

/*
 * The text and the secrets are compared in lower case and without separators. Most texts
 * have no secret, and are long: so of each secret a part is chosen that has rare bytes,
 * and they are looked at in steps, short enough that one of them is in that part, for
 * three bytes in a row that such a part has.
 *
 *	secret		52:54:00:ab:cd:ef	part 00abcdef	00a 0ab abc bcd …
 *	text		… "address": "5254.00ab.cdef" …
 *				^     ^	    ^	steps; "0ab" is one of them
 *
 * Around it are as many such rows as the part has: then it is looked whether it is that
 * one, and whether the rest of the secret is around it.
 */

/* Of letters and digits; shorter ones are part of many a word. */
#define LENGTH_MIN ((size_t)8)

/* HW_LEAK_PART_MIN without zeros at its ends: numbers of a fixed width are full of these,
 * as "0x0000000000001060" of a resource, and a serial number may be 000000000001. */
#define TELLING_MIN ((size_t)6)

#define LENGTH_MAX ((size_t)HW_LEAKS_LENGTH_MAX)

#define CLASSES HW_LEAK_CLASSES

#define SEPARATOR CLASSES

static void set_classes(uint8_t classes[static 256])
{
	for (unsigned c = 0; c < 256; c++) {
		const char lower = hw_lower((char)c);

		if (hw_is_digit((char)c))
			classes[c] = (uint8_t)(1 + c - '0');
		else if (lower >= 'a' && lower <= 'z')
			classes[c] = (uint8_t)(11 + lower - 'a');
		else if (c == ' ')
			classes[c] = 37;
		else if (hw_public_is_separator((char)c))
			classes[c] = SEPARATOR;
	}
}

/* Two bytes as a number. */
static inline uint16_t pair_of(const char *p)
{
	uint16_t pair;

	memcpy(&pair, p, sizeof(pair));
	return pair;
}

static void set_pair(struct hw_leak_table *t, char first, char second)
{
	const uint16_t pair = pair_of((const char[]){first, second});

	t->pairs[pair / 32] |= (uint32_t)1 << pair % 32;
}

static inline bool is_pair(const struct hw_leak_table *t, const char *p)
{
	const size_t pair = pair_of(p);

	return t->pairs[pair / 32] >> pair % 32 & 1;
}

/* In lower and in upper case. */
static void set_pairs(struct hw_leak_table *t, char first, char second)
{
	const char a[] = {first, hw_upper(first)};
	const char b[] = {second, hw_upper(second)};

	for (size_t i = 0; i < 4; i++)
		set_pair(t, a[i % 2], b[i / 2]);
}

/* Beside a separator is another one, or what a row begins with. */
static void set_separators(struct hw_leak_table *t)
{
	for (unsigned c = 0; c < 256; c++) {
		if (!hw_public_is_separator((char)c))
			continue;
		for (unsigned i = 0; i < 256; i++) {
			if (t->classes[i] != SEPARATOR &&
			    !(t->begins >> t->classes[i] & 1))
				continue;
			set_pair(t, (char)c, (char)i);
			set_pair(t, (char)i, (char)c);
		}
	}
}

static size_t row_of(unsigned a, unsigned b, unsigned c)
{
	return ((size_t)a * CLASSES + b) * CLASSES + c;
}

static unsigned class_of(const struct hw_leak_table *t, char c)
{
	return t->classes[(unsigned char)c];
}

/* The most rows that it has side by side, and where they begin. */
static size_t count_rows(const struct hw_leak_table *t, struct hw_text normal,
			 size_t *ret_from)
{
	size_t longest = 0;
	size_t run = 0;

	*ret_from = 0;
	for (size_t i = 0; i + 2 < normal.n; i++) {
		run = class_of(t, normal.s[i]) && class_of(t, normal.s[i + 1]) &&
				      class_of(t, normal.s[i + 2])
			      ? run + 1
			      : 0;
		if (run > longest) {
			longest = run;
			*ret_from = i + 1 - run;
		}
	}
	return longest;
}

/* How often reports have the byte. Blanks are what JSON has most of, beside separators,
 * too. */
static size_t commonness(char c)
{
	return c == ' ' ? 8 * HW_RARENESS_MAX : 1 + HW_RARENESS_MAX - hw_text_rareness(c);
}

/* How much the row that begins with these bytes adds to the work; less if the steps stop
 * there for another one. */
static size_t price_of(const struct hw_leak_table *t, const char *row)
{
	const size_t price = commonness(row[0]) * commonness(row[1]);

	return is_pair(t, row) ? price / 8 : price;
}

/* Of the bytes that its rows are of. */
static size_t part_length(const struct hw_leak_table *t)
{
	return t->step + 2;
}

/* Where the rows begin that are met least often. */
static size_t choose_part(const struct hw_leak_table *t, struct hw_text normal)
{
	size_t prices[LENGTH_MAX];
	size_t from;
	const size_t end = count_rows(t, normal, &from) + from;
	size_t least = SIZE_MAX;
	size_t price = 0;
	size_t best = from;

	for (size_t i = from; i < end; i++) {
		prices[i] = price_of(t, normal.s + i);
		price += prices[i];
		if (i + 1 < from + t->step)
			continue;
		if (price < least) {
			least = price;
			best = i + 1 - t->step;
		}
		price -= prices[i + 1 - t->step];
	}
	return best;
}

/* Chooses a part of the secret and notes its rows. */
static void mark(struct hw_leak_table *t, size_t place)
{
	struct hw_secret *secret = &t->v[place];
	const struct hw_text normal = secret->normal;
	struct hw_text key;
	size_t *last;

	secret->part = choose_part(t, normal);
	key = hw_text_head(hw_text_from(normal, secret->part), part_length(t));
	for (size_t i = secret->part; i < secret->part + t->step; i++) {
		const unsigned first = class_of(t, normal.s[i]);
		const size_t row = row_of(first, class_of(t, normal.s[i + 1]),
					  class_of(t, normal.s[i + 2]));

		t->rows[row / 8] |= (uint8_t)(1 << row % 8);
		t->begins |= (uint64_t)1 << first;
		set_pairs(t, normal.s[i], normal.s[i + 1]);
	}
	last = hw_text_index_find(&t->parts, key);
	secret->next = last ? *last : 0;
	if (last)
		*last = place + 1;
	else if (hw_text_index_add(&t->parts, key, place + 1) < 0)
		t->arena->failed = true;
}

/* Whether a secret is found as a word alone. Names are found in longer ones, too. */
static bool is_word_alone(struct hw_text normal, enum hw_secret_kind kind)
{
	const struct hw_text telling =
		hw_text_trim_end(hw_text_trim_start(normal, "0"), "0");

	return kind != HW_SECRET_NAME &&
	       (normal.n < HW_LEAK_PART_MIN || telling.n < TELLING_MIN);
}

bool hw_leak_table_open(struct hw_leak_table *t, size_t most)
{
	set_classes(t->classes);
	t->v = HW_ARENA_NEW(t->arena, struct hw_secret, most);
	return t->v;
}

void hw_leak_table_put(struct hw_leak_table *t, struct hw_text value,
		       struct hw_text normal, enum hw_secret_kind kind)
{
	size_t rows;
	size_t from;

	if (normal.n < LENGTH_MIN || normal.n > LENGTH_MAX ||
	    (kind != HW_SECRET_VALUE ? hw_is_left_by_maker(normal)
				     : hw_is_placeholder(normal)))
		return;
	rows = count_rows(t, normal, &from);
	if (!rows)
		return;
	if (!t->n || rows < t->step)
		t->step = rows;
	t->v[t->n++] = (struct hw_secret){
		.value = value,
		.normal = normal,
		.kind = kind,
		.is_word = is_word_alone(normal, kind),
	};
}

bool hw_leak_table_settle(struct hw_leak_table *t)
{
	for (size_t i = 0; i < t->n; i++)
		mark(t, i);
	set_separators(t);
	return t->n > 0;
}

/* The length of the secret's spelling at the start of the text, or 0. */
static size_t length_at(struct hw_text text, struct hw_text normal)
{
	size_t at = 0;

	for (size_t i = 0; i < normal.n; i++, at++) {
		while (i && at < text.n && hw_public_is_separator(text.s[at]))
			at++;
		if (at >= text.n || hw_lower(text.s[at]) != normal.s[i])
			return 0;
	}
	return at;
}

/* Whether a letter or digit is at this place, which may be outside of the text. */
static bool is_in_word(struct hw_text text, size_t at)
{
	return at < text.n && hw_is_alnum(text.s[at]);
}

/* The secret as the text has it at this place, or absent. */
static struct hw_text spelling_at(struct hw_text text, size_t at,
				  const struct hw_secret *secret)
{
	const struct hw_text rest = hw_text_from(text, at);
	const size_t n = length_at(rest, secret->normal);

	if (secret->is_word && n &&
	    ((at && is_in_word(text, at - 1)) || is_in_word(text, at + n)))
		return HW_NO_TEXT;
	return hw_text_head(rest, n);
}

/* The class of the first byte from *at on that is no separator, which *at goes behind; 0:
 * there is none. */
static inline unsigned next_class(const struct hw_leak_table *t, struct hw_text text,
				  size_t *at)
{
	unsigned class = SEPARATOR;

	while (class == SEPARATOR && *at < text.n)
		class = class_of(t, text.s[(*at)++]);
	return class == SEPARATOR ? 0 : class;
}

/* Whether three bytes from `at` on, separators aside, are in the part of a secret: none
 * has a byte of the class 0. */
static bool is_marked(const struct hw_leak_table *t, struct hw_text text, size_t at)
{
	const unsigned a = next_class(t, text, &at);
	const unsigned b = next_class(t, text, &at);
	const unsigned c = next_class(t, text, &at);
	const size_t row = row_of(a, b, c);

	return t->rows[row / 8] >> row % 8 & 1;
}

/* Goes back to the byte before `*at` that is no separator. False: there is none. */
static bool go_back(struct hw_text text, size_t *at)
{
	size_t i = *at;

	while (i && hw_public_is_separator(text.s[i - 1]))
		i--;
	*at = i ? i - 1 : *at;
	return i;
}

/* The same forward; there the text may end. */
static size_t go_on(struct hw_text text, size_t at)
{
	while (++at < text.n && hw_public_is_separator(text.s[at]))
		;
	return at;
}

/* Rows side by side around one of them, as far as a part that has it may be. */
struct run {
	/* where the first one begins, and that one */
	size_t from;
	size_t at;
	bool is_enough;
};

/* Those around the row at `at`, or the first one behind separators there. One or two rows
 * are in many a text. */
static struct run run_around(const struct hw_leak_table *t, struct hw_text text,
			     size_t at)
{
	struct run run = {.from = at, .at = at};
	size_t i = at;
	size_t n = 1;

	if (hw_public_is_separator(text.s[at]))
		run.from = run.at = i = go_on(text, at);
	for (; n < t->step && go_back(text, &i) && is_marked(t, text, i); n++)
		run.from = i;
	for (i = go_on(text, run.at); n < t->step && is_marked(t, text, i); n++)
		i = go_on(text, i);
	run.is_enough = n == t->step;
	return run;
}

/* The whole word that a part of a text is of: a module may be called so. */
static struct hw_text word_around(struct hw_text text, struct hw_text part)
{
	const char *from = part.s;
	const char *end = part.s + part.n;

	if (!part.n)
		return part;
	while (from > text.s && (hw_is_alnum(from[-1]) || from[-1] == '_'))
		from--;
	while (end < text.s + text.n && (hw_is_alnum(*end) || *end == '_'))
		end++;
	return (struct hw_text){from, (size_t)(end - from)};
}

/* The secret, if its part is at this place, and the rest of it around that. */
static struct hw_leak is_at(struct hw_leak_table *t, const struct hw_secret *secret,
			    struct hw_text text, size_t at)
{
	const bool is_name = secret->kind == HW_SECRET_NAME;
	struct hw_text spelling;
	struct hw_text word;

	for (size_t i = 0; i < secret->part; i++)
		if (!go_back(text, &at))
			return (struct hw_leak){NULL, HW_NO_TEXT};
	spelling = spelling_at(text, at, secret);
	word = is_name ? word_around(text, spelling) : spelling;
	if (!spelling.n || hw_leak_is_public(t, secret, spelling) ||
	    (word.n != spelling.n && hw_leak_is_public(t, secret, word)) ||
	    (is_name && hw_leak_spans_public(t, text, spelling)))
		return (struct hw_leak){NULL, HW_NO_TEXT};
	return (struct hw_leak){secret, spelling};
}

/* The secrets that have the part at this place, the last one's place plus one, or 0. */
static size_t last_with_part(const struct hw_leak_table *t, struct hw_text text,
			     size_t at)
{
	char s[LENGTH_MAX];
	const struct hw_text part = {s, part_length(t)};
	const size_t *last;
	size_t n = 0;

	for (; n < part.n && at < text.n; at = go_on(text, at))
		s[n++] = hw_lower(text.s[at]);
	last = n == part.n ? hw_text_index_find(&t->parts, part) : NULL;
	return last ? *last : 0;
}

/* A secret whose part has one of these rows. */
static struct hw_leak find_around(struct hw_leak_table *t, struct hw_text text,
				  struct run run)
{
	struct hw_leak found = {NULL, HW_NO_TEXT};

	for (size_t at = run.from; at <= run.at && !found.secret; at = go_on(text, at))
		for (size_t k = last_with_part(t, text, at); k && !found.secret;
		     k = t->v[k - 1].next)
			found = is_at(t, &t->v[k - 1], text, at);
	return found;
}

/* Goes on in steps to where a row may begin, or beyond the text. Most pairs are in no
 * secret; the last byte begins none. */
static size_t next_pair(const struct hw_leak_table *t, struct hw_text text, size_t at)
{
	const size_t step = t->step;

	/* four steps at once */
	for (; at + 3 * step + 1 < text.n; at += 4 * step) {
		const char *s = text.s + at;

		if (is_pair(t, s))
			return at;
		if (is_pair(t, s + step))
			return at + step;
		if (is_pair(t, s + 2 * step))
			return at + 2 * step;
		if (is_pair(t, s + 3 * step))
			return at + 3 * step;
	}
	while (at + 1 < text.n && !is_pair(t, text.s + at))
		at += step;
	return at;
}

struct hw_leak hw_leak_find(struct hw_leak_table *t, struct hw_text text, size_t from)
{
	struct hw_leak found = {NULL, HW_NO_TEXT};
	size_t at = t->n ? next_pair(t, text, from) : text.n;

	while (at + 1 < text.n && !found.secret) {
		if (is_marked(t, text, at)) {
			const struct run run = run_around(t, text, at);

			if (run.is_enough)
				found = find_around(t, text, run);
		}
		at = next_pair(t, text, at + t->step);
	}
	return found;
}
