// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A baseline, for people:
 *
 *     # comment
 *     [COUNT] SELECTOR [driver NAME]... [no driver] [RELATION NUMBER] [, …]
 *     only [BUS...]
 *
 *     COUNT      4   4 ×   4 x   >= 8   ≥ 8   <= 2   > 1   < 3; none: at least 1
 *     SELECTOR   10de:2330  10de:  10de:2330:10de:1626  pci 10de:2330  usb:046d:c52b
 *                class 0207  class 03:00  usb class 03
 *                driver nvme; a kind, gpu; a bus, pci; any other word is a driver
 *                bus scsi  pci:0000:03:*
 */
#include <errno.h>

#include "data/base/array.h"
#include "decoders/text/ascii.h"
#include "report/class_word.h"
#include "report/expect/expect.h"

/* Most words of an entry. */
#define WORDS_MAX 32

enum relation {
	NO_RELATION,
	EQUAL,
	AT_LEAST,
	AT_MOST,
	MORE,
	LESS,
};

/* The longer ones first. */
static const struct {
	const char *text;
	enum relation relation;
} relations[] = {
	{">=", AT_LEAST},
	{"<=", AT_MOST},
	{"==", EQUAL},
	{"\xe2\x89\xa5", AT_LEAST},
	{"\xe2\x89\xa4", AT_MOST},
	{">", MORE},
	{"<", LESS},
	{"=", EQUAL},
};

static const char *const signs_of_times[] = {"\xc3\x97", "*"};

struct words {
	struct hw_text v[WORDS_MAX];
	size_t n;
	/* the next one */
	size_t at;
};

/* --- Words --- */

static size_t relation_at(struct hw_text text, enum relation *ret)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(relations); i++) {
		struct hw_text sign = hw_text_of(relations[i].text);

		if (hw_text_starts(text, sign)) {
			*ret = relations[i].relation;
			return sign.n;
		}
	}
	return 0;
}

static bool all_digits(struct hw_text text)
{
	for (size_t i = 0; i < text.n; i++)
		if (!hw_is_digit(text.s[i]))
			return false;
	return text.n > 0;
}

/* After a number: "4×", "4*", "4x10de:2330"; elsewhere '*' is a pattern's, and "0x10de"
 * is one number. */
static size_t times_at(struct hw_text text, struct hw_text before)
{
	if (all_digits(before) && !hw_text_eq(before, HW_TEXT("0")) &&
	    hw_lower(text.n ? text.s[0] : '\0') == 'x')
		return 1;
	for (size_t i = 0; i < HW_ARRAY_SIZE(signs_of_times); i++) {
		struct hw_text sign = hw_text_of(signs_of_times[i]);

		if (hw_text_starts(text, sign) && (all_digits(before) || !before.n))
			return sign.n;
	}
	return 0;
}

/* The length of a blank, one that does not break, of a page, among them; 0: it is none.
 */
static size_t blank_at(struct hw_text text)
{
	if (hw_text_starts(text, HW_TEXT("\xc2\xa0")))
		return 2;
	return text.n && (text.s[0] == ' ' || text.s[0] == '\t' || text.s[0] == '\r');
}

/* The word that ends where the text begins, or absent. */
static struct hw_text word_before(const struct words *w, struct hw_text text)
{
	const struct hw_text last = w->n ? w->v[w->n - 1] : HW_NO_TEXT;

	return last.n && last.s + last.n == text.s ? last : HW_NO_TEXT;
}

/* Up to a blank, a relation or a sign of multiplication. */
static size_t word_length(struct hw_text text)
{
	enum relation relation;
	size_t n = 1;

	while (n < text.n) {
		const struct hw_text rest = hw_text_from(text, n);

		if (blank_at(rest) || relation_at(rest, &relation) ||
		    times_at(rest, hw_text_head(text, n)))
			break;
		n++;
	}
	return n;
}

/* Cuts an entry into words; relations and signs of multiplication are words of their own.
 * False: there are too many. */
static bool split(struct hw_text text, struct words *ret)
{
	*ret = (struct words){.n = 0};
	for (;;) {
		enum relation relation;
		size_t n;

		while ((n = blank_at(text)))
			text = hw_text_from(text, n);
		if (!text.n)
			return true;
		if (ret->n == WORDS_MAX)
			return false;
		n = relation_at(text, &relation);
		if (!n)
			n = times_at(text, word_before(ret, text));
		if (!n)
			n = word_length(text);
		ret->v[ret->n++] = hw_text_head(text, n);
		text = hw_text_from(text, n);
	}
}

static struct hw_text peek(const struct words *w)
{
	return w->at < w->n ? w->v[w->at] : HW_NO_TEXT;
}

static bool take(struct words *w, const char *word)
{
	bool is = hw_text_eq(peek(w), hw_text_of(word)) && peek(w).n;

	w->at += is;
	return is;
}

static bool take_times(struct words *w)
{
	bool took = take(w, "x") || take(w, "X");

	for (size_t i = 0; i < HW_ARRAY_SIZE(signs_of_times) && !took; i++)
		took = take(w, signs_of_times[i]);
	return took;
}

/* --- How many --- */

/* A number of up to 6 digits, perhaps with an 'x' behind it. */
static bool take_number(struct words *w, size_t *ret)
{
	struct hw_text word = peek(w);
	int64_t number;

	if (word.n > 1 && (word.s[word.n - 1] == 'x' || word.s[word.n - 1] == 'X'))
		word.n--;
	number = hw_text_decimal(word, 6);
	if (number < 0)
		return false;
	w->at++;
	*ret = (size_t)number;
	return true;
}

static bool take_relation(struct words *w, enum relation *ret)
{
	struct hw_text word = peek(w);

	*ret = NO_RELATION;
	if (!word.n || relation_at(word, ret) != word.n)
		return false;
	w->at++;
	return true;
}

static const char *set_count(struct hw_expect_entry *e, enum relation relation, size_t n)
{
	switch (relation) {
	case NO_RELATION:
	case EQUAL:
		e->min = e->max = n;
		return NULL;
	case AT_LEAST:
		e->min = n;
		return NULL;
	case AT_MOST:
		e->min = 0;
		e->max = n;
		return NULL;
	case MORE:
		e->min = n + 1;
		return NULL;
	case LESS:
		if (!n)
			return "nothing is less than 0";
		e->min = 0;
		e->max = n - 1;
		return NULL;
	}
	return NULL;
}

/* "4", "4 ×", ">= 8" before a selector, and the latter behind it. NULL is no error. */
static const char *read_count(struct words *w, bool is_behind, struct hw_expect_entry *e,
			      bool *ret_there)
{
	enum relation relation;
	size_t n;

	*ret_there = take_relation(w, &relation);
	if (!*ret_there && is_behind)
		return NULL;
	if (!take_number(w, &n))
		return *ret_there ? "a number has to follow the relation" : NULL;
	*ret_there = true;
	if (!is_behind)
		take_times(w);
	return set_count(e, relation, n);
}

/* --- Of what --- */

static bool is_word(struct hw_text text)
{
	for (size_t i = 0; i < text.n; i++) {
		char c = text.s[i];

		if (!(hw_is_digit(c) || (hw_lower(c) >= 'a' && hw_lower(c) <= 'z') ||
		      c == '_' || c == '-' || c == '.' || c == '+'))
			return false;
	}
	return text.n > 0;
}

/* "2330" of "0x2330", as files in /sys have it. */
static struct hw_text without_0x(struct hw_text digits)
{
	return hw_text_from(digits, hw_text_starts(digits, HW_TEXT("0x")) ? 2 : 0);
}

/* 4 hexadecimal digits, or none or '*' for any. */
static bool read_id(struct hw_text part, struct hw_id *ret)
{
	uint64_t value;

	part = without_0x(part);
	*ret = (struct hw_id){.digits = 4};
	if (!part.n || hw_text_eq(part, HW_TEXT("*")))
		return true;
	if (part.n != 4 || !hw_text_hex(part, 4, &value))
		return false;
	ret->present = true;
	ret->value = (uint32_t)value;
	return true;
}

/* "10de:2330", "10de:", "10de:2330:10de:1626" */
static bool read_ids(struct hw_text text, struct hw_expect_entry *e)
{
	size_t n = 0;
	bool any = false;

	while (text.s) {
		if (n == HW_ARRAY_SIZE(e->ids) ||
		    !read_id(hw_text_cut(&text, ':'), &e->ids[n]))
			return false;
		any = any || e->ids[n].present;
		n++;
	}
	e->by = HW_EXPECT_IDS;
	return any && (n == 2 || n == 4);
}

/* "0207", "02:07", "020700" */
static const char *read_class(struct words *w, struct hw_arena *arena,
			      struct hw_expect_entry *e)
{
	struct hw_text word = without_0x(peek(w));
	char digits[7];
	size_t n = 0;

	for (size_t i = 0; i < word.n; i++) {
		if (word.s[i] == ':' && n && n % 2 == 0)
			continue;
		if (!hw_is_hex(word.s[i]) || n == 6)
			return "a class has 2, 4 or 6 hexadecimal digits";
		digits[n++] = hw_lower(word.s[i]);
	}
	if (!n || n % 2)
		return "a class has 2, 4 or 6 hexadecimal digits";
	w->at++;
	e->by = HW_EXPECT_CLASS;
	e->value = hw_arena_copy(arena, (struct hw_text){digits, n});
	return NULL;
}

static const char *read_name(struct words *w, enum hw_expect_by by,
			     struct hw_expect_entry *e)
{
	if (!is_word(peek(w)))
		return "a name has to follow";
	e->by = by;
	e->value = peek(w);
	w->at++;
	return NULL;
}

static bool is_numbered_bus(struct hw_text name)
{
	return hw_bus_is(name, HW_BUS_MAIN);
}

/* "10de", which is no name: 4 hexadecimal digits, one of them 0 to 9. */
static bool is_like_id(struct hw_text text)
{
	bool has_digit = false;

	for (size_t i = 0; i < text.n; i++) {
		if (!hw_is_hex(text.s[i]))
			return false;
		has_digit = has_digit || hw_is_digit(text.s[i]);
	}
	return has_digit && text.n == 4;
}

/* "class:0200" for "class 0200". */
static bool is_keyword(struct hw_text word)
{
	static const char *const keywords[] = {"class", "driver", "bus"};

	for (size_t i = 0; i < HW_ARRAY_SIZE(keywords); i++)
		if (hw_text_eq(word, hw_text_of(keywords[i])))
			return true;
	return false;
}

/* The devices of the PCI domain 0000, and not those of a vendor: none has that id. */
static bool is_first_domain(struct hw_text bus, struct hw_text rest)
{
	return hw_text_eq(bus, HW_TEXT("pci")) && hw_text_eq(rest, HW_TEXT("0000:*"));
}

/* "usb:046d:c52b", "pci:0000:03:*", "acpi:PNP0C0A:*" */
static const char *read_place(struct hw_text word, struct hw_expect_entry *e)
{
	struct hw_text rest = word;
	struct hw_text bus = hw_text_cut(&rest, ':');

	if (is_keyword(bus))
		return "behind 'class', 'driver' and 'bus' a blank stands, and no colon";
	if (is_numbered_bus(bus) && !is_first_domain(bus, rest) && read_ids(rest, e)) {
		e->bus = bus;
		return NULL;
	}
	/* "03:00.0" is no place, as other buses have such names */
	if (!is_word(bus) || is_like_id(bus) || hw_is_digit(bus.s[0]) || !rest.n)
		return "neither ids (4 hexadecimal digits, a colon, 4 more) nor "
		       "BUS:NAME, "
		       "pci:0000:03:00.0";
	memset(e->ids, 0, sizeof(e->ids));
	e->by = HW_EXPECT_PLACE;
	e->bus = bus;
	e->value = word;
	return NULL;
}

/* Behind the name of a bus, which may be that of a driver. */
static bool names_devices(const struct words *w)
{
	struct hw_text next = w->at + 1 < w->n ? w->v[w->at + 1] : HW_NO_TEXT;

	return hw_text_eq(next, HW_TEXT("class")) || hw_text_find(next, ':') < next.n;
}

/*
 * What a word alone is, on any machine: a kind, a bus, or else a driver. The kernel's
 * spelling of a driver that a kind is called after, nvme, is that driver: "NVMe" is the
 * kind.
 */
static enum hw_expect_by meaning_of(struct hw_text word)
{
	static const char *const drivers[] = {"nvme"};

	for (size_t i = 0; i < HW_ARRAY_SIZE(drivers); i++)
		if (hw_text_eq(word, hw_text_of(drivers[i])))
			return HW_EXPECT_DRIVER;
	if (hw_kind_is(word))
		return HW_EXPECT_WORD;
	return hw_bus_of_subsystem(word) ? HW_EXPECT_BUS : HW_EXPECT_DRIVER;
}

static const char *read_selector(struct words *w, struct hw_arena *arena,
				 struct hw_expect_entry *e)
{
	struct hw_text word = peek(w);

	if (!word.n)
		return "nothing is named";
	if (hw_text_eq(word, HW_TEXT("no")))
		return "devices have to be named before 'no driver'";
	if (take(w, "class"))
		return read_class(w, arena, e);
	if (take(w, "driver"))
		return read_name(w, HW_EXPECT_DRIVER, e);
	if (take(w, "bus"))
		return read_name(w, HW_EXPECT_BUS, e);
	if (is_numbered_bus(word) && names_devices(w)) {
		e->bus = word;
		w->at++;
		if (take(w, "class"))
			return read_class(w, arena, e);
		if (!read_ids(peek(w), e))
			return "after the bus ids have to follow, 10de:2330";
		w->at++;
		return NULL;
	}
	if (read_ids(word, e)) {
		w->at++;
		return NULL;
	}
	memset(e->ids, 0, sizeof(e->ids));
	if (hw_text_find(word, ':') < word.n) {
		w->at++;
		return read_place(word, e);
	}
	if (is_like_id(word))
		return "ids have a colon, 10de: or 10de:2330";
	if (!is_word(word))
		return "neither ids, a class, a kind, a driver nor BUS:NAME";
	return read_name(w, meaning_of(word), e);
}

static const char *read_conditions(struct words *w, struct hw_expect_entry *e)
{
	for (;;) {
		if (take(w, "no")) {
			if (!take(w, "driver"))
				return "'driver' has to follow 'no'";
			e->no_driver = true;
		} else if (take(w, "driver")) {
			if (!is_word(peek(w)))
				return "the name of a driver has to follow";
			if (e->driver_count == HW_EXPECT_DRIVERS_MAX)
				return "too many drivers";
			e->drivers[e->driver_count++] = peek(w);
			w->at++;
		} else {
			return NULL;
		}
	}
}

static const char *read_entry(struct words *w, struct hw_arena *arena,
			      struct hw_expect_entry *e)
{
	bool has_count;
	const char *error = read_count(w, false, e, &has_count);

	if (!error)
		error = read_selector(w, arena, e);
	if (!error)
		error = read_conditions(w, e);
	if (!error && !has_count)
		error = read_count(w, true, e, &has_count);
	if (!error && w->at < w->n)
		error = "what follows is not understood";
	if (!error && e->no_driver && e->driver_count)
		error = "'driver' and 'no driver' exclude each other";
	return error;
}

/* --- Lines --- */

static const char *read_only(struct words *w, const struct hw_expect_entry *place,
			     struct hw_expect *x)
{
	if (w->n == 1) {
		w->v[w->n++] = HW_TEXT("pci");
		w->v[w->n++] = HW_TEXT("usb");
	}
	for (; w->at < w->n; w->at++) {
		if (!is_word(peek(w)))
			return "after 'only' the names of buses follow";
		if (HW_ARENA_GROW(&x->arena, struct hw_expect_entry, x->only,
				  x->only_count, &x->only_room, 4) < 0)
			return NULL;
		x->only[x->only_count] = *place;
		x->only[x->only_count++].value = peek(w);
	}
	return NULL;
}

static const char *add_entry(struct hw_expect *x, struct words *w,
			     const struct hw_expect_entry *place)
{
	struct hw_expect_entry e = {
		.line = place->line,
		.text = place->text,
		.comment = place->comment,
		.min = 1,
		.max = SIZE_MAX,
	};
	const char *error = read_entry(w, &x->arena, &e);

	if (error)
		return error;
	if (HW_ARENA_GROW(&x->arena, struct hw_expect_entry, x->entries, x->entry_count,
			  &x->entry_room, 16) == 0)
		x->entries[x->entry_count++] = e;
	return NULL;
}

static struct hw_text trim(struct hw_text text)
{
	return hw_text_trim_end(hw_text_trim_start(text, " \t\r"), " \t\r");
}

static const char *read_part(struct hw_expect *x, const struct hw_expect_entry *place)
{
	struct words words;

	if (!split(place->text, &words))
		return "too many words";
	if (!words.n)
		return NULL;
	if (take(&words, "only"))
		return read_only(&words, place, x);
	return add_entry(x, &words, place);
}

int hw_expect_parse(struct hw_text text, struct hw_text path,
		    struct hw_warnings *warnings, struct hw_expect *ret)
{
	/* a byte order mark, as some editors write it */
	if (hw_text_starts(text, HW_TEXT("\xef\xbb\xbf")))
		text = hw_text_from(text, 3);
	for (size_t line = 1; text.s; line++) {
		struct hw_text comment = hw_text_cut(&text, '\n');
		struct hw_text rest = hw_text_cut(&comment, '#');

		while (rest.s) {
			const struct hw_expect_entry place = {
				.line = line,
				.text = trim(hw_text_cut(&rest, ',')),
				.comment = trim(comment),
			};
			const char *error = read_part(ret, &place);

			if (ret->entry_count > HW_EXPECT_ENTRIES_MAX)
				return -E2BIG;
			if (!error)
				continue;
			ret->malformed++;
			hw_warn(warnings, "expect-malformed", path, line, "'%.*s': %s",
				HW_TEXT_ARG(hw_text_head(place.text, 80)), error);
		}
	}
	return hw_arena_failed(&ret->arena) ? -ENOMEM : 0;
}

void hw_expect_done(struct hw_expect *expect)
{
	hw_arena_done(&expect->arena);
	*expect = (struct hw_expect){.malformed = 0};
}
