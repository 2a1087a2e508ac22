// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/machine/words/leaks.h"

#include <errno.h>
#include <stdint.h>

#include "decoders/text/ascii.h"
#include "decoders/text/word.h"
#include "report/machine/words/public_words.h"
#include "report/privacy/shapes/keys.h"
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

/* From this length on, a secret may also be a part of a word. */
#define PART_MIN ((size_t)12)

/* The same, without zeros at its ends: numbers of a fixed width are full of these, as
 * "0x0000000000001060" of a resource, and a serial number may be 000000000001. */
#define TELLING_MIN ((size_t)6)

#define LENGTH_MAX ((size_t)HW_LEAKS_LENGTH_MAX)

/* Digits, letters in lower case, the blank; 0: another byte. */
#define CLASSES 38

#define SEPARATOR CLASSES

enum secret_kind {
	/* a number, an address */
	SECRET_VALUE,
	/* of a text that people wrote: it may be words that reports have */
	SECRET_QUOTE,
	/* of a host or a user: likewise, and in a longer word it is one, too */
	SECRET_NAME,
};

struct secret {
	struct hw_text value;
	/* in lower case, without separators */
	struct hw_text normal;
	/* where its part begins */
	size_t part;
	size_t next;
	enum secret_kind kind;
	/* it is one as a word alone: a date may be such digits */
	bool is_word;
};

/* Whether the spelling of a secret is a public word: the answer is dear, and the same
 * for all places of a text. */
struct answer {
	/* NULL: the spelling is a user's name */
	const struct secret *secret;
	struct hw_text spelling;
	bool is_public;
	struct answer *next;
};

struct table {
	const struct hw_leaks_sources *sources;
	struct hw_arena *arena;
	struct secret *v;
	size_t n;
	/* by their parts the last one with it, and the one before that; places plus one
	 */
	struct hw_text_index parts;
	/* how many rows the parts have */
	size_t step;
	struct answer *answers;
	/* a bit for each class that a row of a part begins with */
	uint64_t begins;
	uint8_t classes[256];
	/* a bit for each three classes in a row of a part */
	uint8_t rows[CLASSES * CLASSES * CLASSES / 8 + 1];
	/* a bit for each two bytes that such a row may begin with, also where a separator
	 * is before or behind the first one: see pair_of() */
	uint32_t pairs[(UINT16_MAX + 1) / 32];
};

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

static void set_pair(struct table *t, char first, char second)
{
	const uint16_t pair = pair_of((const char[]){first, second});

	t->pairs[pair / 32] |= (uint32_t)1 << pair % 32;
}

static inline bool is_pair(const struct table *t, const char *p)
{
	const size_t pair = pair_of(p);

	return t->pairs[pair / 32] >> pair % 32 & 1;
}

/* In lower and in upper case. */
static void set_pairs(struct table *t, char first, char second)
{
	const char a[] = {first, hw_upper(first)};
	const char b[] = {second, hw_upper(second)};

	for (size_t i = 0; i < 4; i++)
		set_pair(t, a[i % 2], b[i / 2]);
}

/* Beside a separator is another one, or what a row begins with. */
static void set_separators(struct table *t)
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

static unsigned class_of(const struct table *t, char c)
{
	return t->classes[(unsigned char)c];
}

/* The most rows that it has side by side, and where they begin. */
static size_t count_rows(const struct table *t, struct hw_text normal, size_t *ret_from)
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
static size_t price_of(const struct table *t, const char *row)
{
	const size_t price = commonness(row[0]) * commonness(row[1]);

	return is_pair(t, row) ? price / 8 : price;
}

/* Of the bytes that its rows are of. */
static size_t part_length(const struct table *t)
{
	return t->step + 2;
}

/* Where the rows begin that are met least often. */
static size_t choose_part(const struct table *t, struct hw_text normal)
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
static void mark(struct table *t, size_t place)
{
	struct secret *secret = &t->v[place];
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
static bool is_word_alone(struct hw_text normal, enum secret_kind kind)
{
	const struct hw_text telling =
		hw_text_trim_end(hw_text_trim_start(normal, "0"), "0");

	return kind != SECRET_NAME && (normal.n < PART_MIN || telling.n < TELLING_MIN);
}

static void put(struct table *t, struct hw_text value, struct hw_text normal,
		enum secret_kind kind)
{
	size_t rows;
	size_t from;

	if (normal.n < LENGTH_MIN || normal.n > LENGTH_MAX ||
	    (kind != SECRET_VALUE ? hw_is_left_by_maker(normal)
				  : hw_is_placeholder(normal)))
		return;
	rows = count_rows(t, normal, &from);
	if (!rows)
		return;
	if (!t->n || rows < t->step)
		t->step = rows;
	t->v[t->n++] = (struct secret){
		.value = value,
		.normal = normal,
		.kind = kind,
		.is_word = is_word_alone(normal, kind),
	};
}

static bool is_hex(struct hw_text text)
{
	for (size_t i = 0; i < text.n; i++)
		if (!hw_is_hex(text.s[i]))
			return false;
	return true;
}

/* "525400abcdef" -> "efcdab005452", as little-endian registers have it. */
static struct hw_text reverse(struct hw_text hex, struct hw_arena *arena)
{
	char *to = hw_arena_alloc(arena, hex.n + 1, 1);

	for (size_t i = 0; to && i < hex.n; i += 2)
		memcpy(to + hex.n - 2 - i, hex.s + i, 2);
	return to ? (struct hw_text){to, hex.n} : HW_NO_TEXT;
}

/* "0025385881b0ffee" of "eui.0025385881b0ffee" and of "00 25 38 58 81 b0 ff ee", as sysfs
 * has both (wwid_show(), eui_show(), drivers/nvme/host/sysfs.c; "naa." and "t10." of
 * scsi_vpd_lun_id(), drivers/scsi/scsi_lib.c); absent: nothing stands around the digits.
 */
static struct hw_text digits_of(struct hw_text value, struct hw_arena *arena)
{
	static const char *const heads[] = {"eui.", "naa.", "t10."};
	struct hw_text rest = value;
	size_t n = 0;
	char *to;

	for (size_t i = 0; i < HW_ARRAY_SIZE(heads); i++)
		if (hw_text_starts(value, hw_text_of(heads[i])))
			rest = hw_text_from(value, strlen(heads[i]));
	to = hw_arena_alloc(arena, rest.n + 1, 1);
	for (size_t i = 0; to && i < rest.n; i++) {
		if (rest.s[i] != ' ' && !hw_is_hex(rest.s[i]))
			return HW_NO_TEXT;
		if (rest.s[i] != ' ')
			to[n++] = hw_lower(rest.s[i]);
	}
	return to && n < value.n ? (struct hw_text){to, n} : HW_NO_TEXT;
}

static void add(struct table *t, struct hw_text value)
{
	struct hw_text normal = hw_public_normal(value, t->arena);
	struct hw_text digits = digits_of(value, t->arena);

	/* a recording has pseudonyms in place of what they stand for */
	if (hw_private_is_replaced(value))
		return;
	put(t, value, normal, SECRET_VALUE);
	put(t, value, digits, SECRET_VALUE);
	if (normal.n >= PART_MIN && normal.n % 2 == 0 && is_hex(normal))
		put(t, value, reverse(normal, t->arena), SECRET_VALUE);
}

static void add_quoted(struct table *t, const struct hw_withheld *withheld)
{
	for (size_t i = 0; withheld && i < withheld->values.n; i++) {
		struct hw_text value = withheld->values.v[i];

		put(t, value, hw_public_normal(value, t->arena), SECRET_QUOTE);
	}
}

static void add_set(struct table *t, const struct hw_text_set *set)
{
	for (size_t i = 0; set && i < set->n; i++)
		add(t, set->v[i]);
}

static bool make_table(struct table *t)
{
	const struct hw_leaks_sources *s = t->sources;
	size_t count = s->privacy->values.n + s->privacy->of_texts.n +
		       s->known->values.n + (s->withheld ? s->withheld->values.n : 0) +
		       (s->more ? s->more->n : 0) + s->words->user_count + 3;

	set_classes(t->classes);
	/* each may stand there three times */
	t->v = HW_ARENA_NEW(t->arena, struct secret, 3 * count);
	if (!t->v)
		return false;
	add_set(t, &s->privacy->values);
	add_set(t, &s->privacy->of_texts);
	add_set(t, &s->known->values);
	add_set(t, s->more);
	add_quoted(t, s->withheld);
	/* the level "fleet" tells it */
	for (size_t i = 0; s->privacy->level == HW_PRIVACY_PUBLIC && i < 2; i++) {
		const struct hw_text host =
			i ? hw_free_text_host_alone(s->words->host) : s->words->host;

		put(t, host, hw_public_normal(host, t->arena), SECRET_NAME);
	}
	for (size_t i = 0; i < s->words->user_count; i++) {
		const struct hw_text user = s->words->users[i];

		put(t, user, hw_public_normal(user, t->arena), SECRET_NAME);
	}
	add(t, s->words->home);
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
				  const struct secret *secret)
{
	const struct hw_text rest = hw_text_from(text, at);
	const size_t n = length_at(rest, secret->normal);

	if (secret->is_word && n &&
	    ((at && is_in_word(text, at - 1)) || is_in_word(text, at + n)))
		return HW_NO_TEXT;
	return hw_text_head(rest, n);
}

static bool is_number_from(struct hw_text text, int64_t least, int64_t most)
{
	const int64_t number = hw_text_decimal(text, text.n);

	return number >= least && number <= most;
}

/* "2026-11-30", "2026.11.30": where a document has a date, a serial number may be the
 * same digits, written without separators. */
static bool is_date(struct hw_text spelling, struct hw_text value)
{
	return spelling.n == 10 && hw_public_is_separator(spelling.s[4]) &&
	       spelling.s[7] == spelling.s[4] && !hw_text_eq(spelling, value) &&
	       is_number_from(hw_text_head(spelling, 4), 1990, 2099) &&
	       is_number_from(hw_text_head(hw_text_from(spelling, 5), 2), 1, 12) &&
	       is_number_from(hw_text_from(spelling, 8), 1, 31);
}

/* Whether the level "fleet" tells the name of a user, as a word of the host's: people
 * call a computer "anna-thinkpad". */
static bool is_of_told_host(const struct hw_leaks_sources *s, struct hw_text user)
{
	return s->privacy->level != HW_PRIVACY_PUBLIC &&
	       hw_text_has_word(s->words->host, user);
}

/* A value of a text that people wrote may be any word. The level "fleet" tells the host's
 * name, which parameters have, too. */
static bool is_public_quote(const struct table *t, const struct secret *secret,
			    struct hw_text spelling)
{
	const struct hw_leaks_sources *s = t->sources;
	const struct hw_text host = s->privacy->level == HW_PRIVACY_PUBLIC
					    ? HW_NO_TEXT
					    : hw_public_normal(s->words->host, t->arena);

	return hw_public_is_part_of_module(s->machine, spelling, t->arena) ||
	       (host.n && memmem(host.s, host.n, secret->normal.s, secret->normal.n)) ||
	       hw_withheld_is_shown(s->withheld, secret->value) ||
	       hw_public_is_word(s->machine, spelling, t->arena) ||
	       hw_public_is_of_class(s->machine, spelling, t->arena);
}

/* A host may be called "intel". Some values are known without their separators alone: of
 * these the spelling tells. */
static bool find_public(const struct table *t, const struct secret *secret,
			struct hw_text spelling)
{
	const struct hw_machine *m = t->sources->machine;

	return hw_public_is_name(m, secret->value) || hw_public_is_name(m, spelling) ||
	       hw_public_is_model(m, secret->normal, t->arena) ||
	       hw_public_is_id(m, secret->normal, t->arena) ||
	       hw_public_is_of_address(m, spelling, t->arena) ||
	       is_date(spelling, secret->value) ||
	       (secret->kind != SECRET_VALUE && is_public_quote(t, secret, spelling));
}

/* Without a secret it is the name of a user. */
static bool judge(struct table *t, const struct secret *secret, struct hw_text spelling)
{
	return secret ? find_public(t, secret, spelling)
		      : hw_public_is_word(t->sources->machine, spelling, t->arena);
}

static bool is_public(struct table *t, const struct secret *secret,
		      struct hw_text spelling)
{
	struct answer *a = t->answers;

	while (a && !(a->secret == secret && hw_text_eq(a->spelling, spelling)))
		a = a->next;
	if (a)
		return a->is_public;
	a = HW_ARENA_NEW(t->arena, struct answer, 1);
	if (!a)
		return judge(t, secret, spelling);
	*a = (struct answer){secret, hw_arena_copy(t->arena, spelling),
			     judge(t, secret, spelling), t->answers};
	t->answers = a;
	return a->is_public;
}

bool hw_leaks_are_possible(const struct hw_machine *m)
{
	return !hw_privacy_is_off(&m->privacy) &&
	       (m->privacy.values.n || m->privacy.of_texts.n || m->known.values.n ||
		m->withheld.values.n || m->words.user_count || m->words.host.n);
}

/* The class of the first byte from *at on that is no separator, which *at goes behind; 0:
 * there is none. */
static inline unsigned next_class(const struct table *t, struct hw_text text, size_t *at)
{
	unsigned class = SEPARATOR;

	while (class == SEPARATOR && *at < text.n)
		class = class_of(t, text.s[(*at)++]);
	return class == SEPARATOR ? 0 : class;
}

/* Whether three bytes from `at` on, separators aside, are in the part of a secret: none
 * has a byte of the class 0. */
static bool is_marked(const struct table *t, struct hw_text text, size_t at)
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
static struct run run_around(const struct table *t, struct hw_text text, size_t at)
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

/* A secret, and where a text has it; NULL: it has none. */
struct hit {
	const struct secret *secret;
	struct hw_text spelling;
};

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

/*
 * Whether what looks like a name is put together of parts of words that all are public:
 *
 *	"driver:pci:nvme"	a host "driver-pc"
 */
static bool spans_public_words(struct table *t, struct hw_text text,
			       struct hw_text spelling)
{
	const char *from = spelling.s;
	const char *end = spelling.s + spelling.n;
	struct hw_text rest;
	size_t count = 0;

	while (from > text.s && hw_is_alnum(from[-1]))
		from--;
	while (end < text.s + text.n && hw_is_alnum(*end))
		end++;
	/* no part is left out: it is spelled as a name would be */
	if (from == spelling.s && end == spelling.s + spelling.n &&
	    hw_text_find(spelling, ':') == spelling.n)
		return false;
	rest = (struct hw_text){from, (size_t)(end - from)};
	while (rest.n) {
		size_t n = 0;

		while (n < rest.n && !hw_public_is_separator(rest.s[n]))
			n++;
		if (n && !is_public(t, NULL, hw_text_head(rest, n)))
			return false;
		count += n > 0;
		rest = hw_text_from(rest, n + (n < rest.n));
	}
	return count > 1;
}

/* The secret, if its part is at this place, and the rest of it around that. */
static struct hit is_at(struct table *t, const struct secret *secret, struct hw_text text,
			size_t at)
{
	const bool is_name = secret->kind == SECRET_NAME;
	struct hw_text spelling;
	struct hw_text word;

	for (size_t i = 0; i < secret->part; i++)
		if (!go_back(text, &at))
			return (struct hit){NULL, HW_NO_TEXT};
	spelling = spelling_at(text, at, secret);
	word = is_name ? word_around(text, spelling) : spelling;
	if (!spelling.n || is_public(t, secret, spelling) ||
	    (word.n != spelling.n && is_public(t, secret, word)) ||
	    (is_name && spans_public_words(t, text, spelling)))
		return (struct hit){NULL, HW_NO_TEXT};
	return (struct hit){secret, spelling};
}

/* The secrets that have the part at this place, the last one's place plus one, or 0. */
static size_t last_with_part(const struct table *t, struct hw_text text, size_t at)
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
static struct hit find_around(struct table *t, struct hw_text text, struct run run)
{
	struct hit found = {NULL, HW_NO_TEXT};

	for (size_t at = run.from; at <= run.at && !found.secret; at = go_on(text, at))
		for (size_t k = last_with_part(t, text, at); k && !found.secret;
		     k = t->v[k - 1].next)
			found = is_at(t, &t->v[k - 1], text, at);
	return found;
}

/* Goes on in steps to where a row may begin, or beyond the text. Most pairs are in no
 * secret; the last byte begins none. */
static size_t next_pair(const struct table *t, struct hw_text text, size_t at)
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

/* The first secret from `from` on. */
static struct hit find_secret(struct table *t, struct hw_text text, size_t from)
{
	struct hit found = {NULL, HW_NO_TEXT};
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

/* The name of a user where it is a word of the text, or absent. */
static struct hw_text find_user(struct table *t, struct hw_text text)
{
	const struct hw_private_words *words = t->sources->words;

	for (size_t i = 0; i < words->user_count; i++) {
		const size_t at = hw_text_find_word(text, words->users[i]);

		if (at < text.n && !is_of_told_host(t->sources, words->users[i]) &&
		    !is_public(t, NULL, words->users[i]))
			return hw_text_head(hw_text_from(text, at), words->users[i].n);
	}
	return HW_NO_TEXT;
}

struct hw_text hw_leaks_find_of(const struct hw_leaks_sources *sources,
				struct hw_text text, struct hw_arena *arena)
{
	struct table t = {.sources = sources, .arena = arena};
	struct hw_text found = HW_NO_TEXT;

	if (make_table(&t)) {
		const struct hit hit = find_secret(&t, text, 0);

		found = hit.secret ? hit.secret->value : HW_NO_TEXT;
	}
	hw_text_index_done(&t.parts);
	return found.n ? found : find_user(&t, text);
}

struct hw_leaks {
	struct hw_leaks_sources sources;
	struct table table;
};

int hw_leaks_open(const struct hw_leaks_sources *sources, struct hw_arena *arena,
		  struct hw_leaks **ret)
{
	struct hw_leaks *l = HW_ARENA_NEW(arena, struct hw_leaks, 1);

	if (!l)
		return -ENOMEM;
	*l = (struct hw_leaks){.sources = *sources, .table = {.arena = arena}};
	l->table.sources = &l->sources;
	make_table(&l->table);
	*ret = l;
	return hw_arena_failed(arena) ? -ENOMEM : 0;
}

void hw_leaks_close(struct hw_leaks *leaks)
{
	if (leaks)
		hw_text_index_done(&leaks->table.parts);
}

/* `place` is a part of the text. */
static struct hw_text replace(struct hw_text text, struct hw_text place,
			      struct hw_arena *arena)
{
	const size_t at = (size_t)(place.s - text.s);

	return hw_arena_printf(arena, "%.*swithheld%.*s",
			       HW_TEXT_ARG(hw_text_head(text, at)),
			       HW_TEXT_ARG(hw_text_from(text, at + place.n)));
}

struct hw_text hw_leaks_withhold(struct hw_leaks *leaks, struct hw_text text,
				 struct hw_arena *arena)
{
	struct hit hit = find_secret(&leaks->table, text, 0);
	struct hw_text user;

	while (hit.secret) {
		text = replace(text, hit.spelling, arena);
		hit = find_secret(&leaks->table, text, 0);
	}
	user = find_user(&leaks->table, text);
	while (user.n) {
		text = replace(text, user, arena);
		user = find_user(&leaks->table, text);
	}
	return text;
}

struct hw_text hw_leaks_without_quotes(const struct hw_machine *m,
				       const struct hw_withheld *quotes,
				       struct hw_text text, struct hw_arena *arena)
{
	const struct hw_privacy privacy = {.level = m->privacy.level};
	const struct hw_known_secrets known = {.root = NULL};
	const struct hw_private_words words = {.host = m->words.host};
	const struct hw_leaks_sources sources = {m,	 &privacy, &known,
						 &words, quotes,   NULL};
	struct hw_leaks *leaks = NULL;
	bool has_any = false;

	/* nearly no text has one: then nothing is made for the search */
	for (size_t at = 0; at < text.n && !has_any; at++)
		has_any = hw_withheld_at(quotes, hw_text_from(text, at));
	if (has_any && hw_leaks_open(&sources, arena, &leaks) == 0)
		text = hw_leaks_withhold(leaks, text, arena);
	hw_leaks_close(leaks);
	return hw_arena_failed(arena) ? HW_NO_TEXT : text;
}

struct hw_leaks_sources hw_leaks_sources_of(const struct hw_machine *m)
{
	return (struct hw_leaks_sources){m,	    &m->privacy,  &m->known,
					 &m->words, &m->withheld, NULL};
}

struct hw_text hw_leaks_find(const struct hw_machine *m, struct hw_text text,
			     struct hw_arena *arena)
{
	const struct hw_leaks_sources sources = hw_leaks_sources_of(m);

	return hw_leaks_are_possible(m) ? hw_leaks_find_of(&sources, text, arena)
					: HW_NO_TEXT;
}

void hw_leaks_clean_warnings(const struct hw_machine *m, struct hw_warnings *warnings)
{
	const struct hw_leaks_sources sources = hw_leaks_sources_of(m);
	struct hw_arena *arena = &warnings->arena;
	struct hw_leaks *leaks = NULL;

	hw_privacy_apply_warnings(warnings, &m->words);
	/* the arena records allocation failure */
	if (warnings->first && hw_leaks_are_possible(m))
		hw_leaks_open(&sources, arena, &leaks);
	for (struct hw_warning *w = warnings->first; leaks && w; w = w->next) {
		w->path = hw_leaks_withhold(leaks, w->path, arena);
		w->message = hw_leaks_withhold(leaks, w->message, arena);
	}
	hw_leaks_close(leaks);
}
