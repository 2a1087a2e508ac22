// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/lookup/query.h"

#include <errno.h>
#include <strings.h>

#include "data/base/list.h"
#include "decoders/text/ascii.h"
#include "report/lookup/id_pattern.h"
#include "report/lookup/pasted_ids.h"
#include "report/lookup/pasted_line.h"

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* A modalias may hold blanks: "platform:Fixed MDIO bus". A word without a prefix is none.
 */
static bool is_modalias(struct hw_text text)
{
	struct hw_modalias m;

	hw_decode(text, &m);
	return m.bus && !(m.bus->flags & HW_BUS_WORD);
}

/* A number of exactly `digits` hexadecimal digits. */
static bool read_id(struct hw_text text, size_t digits, struct hw_id *ret)
{
	struct hw_id id = {.present = true, .digits = (unsigned char)digits};
	uint64_t value;

	if (text.n != digits || !hw_text_hex(text, digits, &value))
		return false;
	id.value = (uint32_t)value;
	*ret = id;
	return true;
}

/* "8086:", "8086:24db", "8086:24db:103c:006a" */
static bool read_ids(struct hw_text rest, struct hw_query *q)
{
	static const enum hw_role roles[] = {HW_ROLE_VENDOR, HW_ROLE_DEVICE,
					     HW_ROLE_SUBVENDOR, HW_ROLE_SUBDEVICE};
	struct hw_id ids[HW_ROLE_COUNT] = {0};
	size_t n = 0;

	while (rest.s && n < HW_ARRAY_SIZE(roles)) {
		struct hw_text part = hw_text_cut(&rest, ':');

		if (n == 1 && !part.n && !rest.s)
			break;
		if (!read_id(part, 4, &ids[roles[n++]]))
			return false;
	}
	/* a vendor without the colon is a word */
	if (rest.s || n == 3 || (n == 1 && q->raw.s[q->raw.n - 1] != ':'))
		return false;
	memcpy(q->ids, ids, sizeof(ids));
	q->kind = HW_QUERY_ID;
	return true;
}

/* "1" and "01" */
static bool read_byte(struct hw_text text, struct hw_id *ret)
{
	if (text.n == 1 && read_id(text, 1, ret)) {
		ret->digits = 2;
		return true;
	}
	return read_id(text, 2, ret);
}

/* "01", "0106", "010601", "0x020000" of the kernel log, "01:06:01", "03-01-02", and
 * "03/01/02" as usb-devices(1) has them, "3/1/2", or "0x03/0x01/0x02" */
#define PARTS ":/-"

static bool read_class(struct hw_text text, struct hw_query *q)
{
	static const enum hw_role roles[] = {HW_ROLE_CLASS, HW_ROLE_SUBCLASS,
					     HW_ROLE_INTERFACE};
	struct hw_id ids[HW_ROLE_COUNT] = {0};
	size_t n = 0;

	while (text.n && n < HW_ARRAY_SIZE(roles)) {
		size_t length = 0;
		bool is_marked = false;

		if (n && strchr(PARTS, text.s[0]))
			text = hw_text_from(text, 1);
		if (text.n > 2 && text.s[0] == '0' && hw_lower(text.s[1]) == 'x') {
			text = hw_text_from(text, 2);
			is_marked = true;
		}
		while (length < 2 && length < text.n && hw_is_hex(text.s[length]))
			length++;
		/* "106" may lack a digit anywhere */
		if (length == 1 && n && !is_marked && !strchr(PARTS, text.s[-1]))
			return false;
		if (!read_byte(hw_text_head(text, length), &ids[roles[n++]]))
			return false;
		text = hw_text_from(text, length);
	}
	if (!n || text.n)
		return false;
	memcpy(q->ids, ids, sizeof(ids));
	q->kind = HW_QUERY_CLASS;
	return true;
}

bool hw_query_of_acpi(struct hw_text word, struct hw_arena *arena, struct hw_query *q)
{
	char upper[HW_PNP_ID_MAX + 1];
	struct hw_text text;

	if (!hw_pnp_id_read(word, upper))
		return false;
	text = hw_arena_copy(arena, hw_text_of(upper));
	if (!text.s)
		return false;
	q->text = text;
	q->kind = HW_QUERY_ACPI;
	return true;
}

/* Four hexadecimal digits, one of them a digit: "cafe" is a word. */
static bool is_id(struct hw_text word)
{
	struct hw_id id;
	bool has_digit = false;

	for (size_t i = 0; i < word.n; i++)
		has_digit = has_digit || hw_is_digit(word.s[i]);
	return has_digit && read_id(word, 4, &id);
}

/* "PNP0C0A" of a device's name, "PNP0C0A:00". */
static struct hw_text without_number(struct hw_text word)
{
	struct hw_id id;

	return word.n > 3 && word.s[word.n - 3] == ':' &&
			       read_id(hw_text_from(word, word.n - 2), 2, &id)
		       ? hw_text_head(word, word.n - 3)
		       : word;
}

/* The id of an HD audio codec, whose bus has no vendors and devices. */
static bool read_codec(struct hw_text word, struct hw_arena *arena, struct hw_query *q)
{
	struct hw_text string = hw_pasted_codec(word, arena);

	if (!string.n)
		return false;
	q->text = string;
	q->kind = HW_QUERY_STRING;
	return true;
}

/* What follows the name of a bus. */
static bool read_of_bus(struct hw_text text, struct hw_arena *arena, struct hw_query *q)
{
	if (hw_bus_has(q->bus, HW_BUS_PNP_IDS))
		return hw_query_of_acpi(without_number(text), arena, q);
	if (q->bus && hw_text_eq(hw_text_of(q->bus->name), HW_TEXT("hdaudio")))
		return read_codec(text, arena, q);
	return q->bus && hw_id_pattern_has_ids(q->bus) && read_ids(text, q);
}

/* The id of a vendor, "8086" of "pci:8086". */
static bool read_vendor_of_bus(struct hw_text text, struct hw_query *q)
{
	if (!q->bus || !hw_id_pattern_has_ids(q->bus) || !is_id(text))
		return false;
	read_id(text, 4, &q->ids[HW_ROLE_VENDOR]);
	q->kind = HW_QUERY_ID;
	return true;
}

/* The word in any case, with a colon behind it perhaps. */
static bool is_word(struct hw_text word, const char *name)
{
	word = hw_text_trim_end(word, ":");
	return word.n == strlen(name) && strncasecmp(word.s, name, word.n) == 0;
}

static bool is_class_word(struct hw_text word)
{
	return is_word(word, "class");
}

/* Whether a class can be asked for: of this bus, or of none in particular. */
static bool can_have_class(const struct hw_bus *bus)
{
	return !bus || hw_id_pattern_has_class(bus);
}

/* "[8086]", "[0300]" */
static bool read_brackets(struct hw_text word, struct hw_query *q)
{
	if (word.n != 6 || word.s[0] != '[' || word.s[5] != ']' ||
	    !read_id((struct hw_text){word.s + 1, 4}, 4, &q->ids[HW_ROLE_VENDOR]))
		return false;
	q->kind = HW_QUERY_ID;
	q->in_brackets = true;
	return true;
}

/* One word: "pci:8086:24db", "pci:class:0106", "8086:24db", a modalias. */
static bool read_word(struct hw_text word, struct hw_arena *arena, struct hw_query *q)
{
	struct hw_text rest = word;
	struct hw_text head = hw_text_cut(&rest, ':');

	if (read_ids(word, q) || read_brackets(word, q))
		return true;
	q->bus = rest.s ? hw_bus_of_word(head) : NULL;
	if (rest.s && (q->bus || is_class_word(head))) {
		struct hw_text digits = rest;

		if (q->bus)
			head = hw_text_cut(&digits, ':');
		if (digits.s && is_class_word(head) && can_have_class(q->bus) &&
		    read_class(digits, q))
			return true;
	}
	if (rest.s && (read_of_bus(rest, arena, q) || read_vendor_of_bus(rest, q)))
		return true;
	/* "class 0x020000" of the kernel log; a number of four digits is a vendor */
	q->bus = hw_bus_find(HW_TEXT("pci"));
	if (word.n == 8 && hw_text_starts(word, HW_TEXT("0x")) && read_class(word, q))
		return true;
	q->bus = NULL;
	/* the name of a device */
	if (without_number(word).n < word.n &&
	    hw_query_of_acpi(without_number(word), arena, q))
		return true;
	/* other words of this form may be the name of a chip: "RTL8168" */
	if (word.n == 7 && hw_lower(word.s[0]) == 'p' && hw_lower(word.s[1]) == 'n' &&
	    hw_lower(word.s[2]) == 'p' && hw_query_of_acpi(word, arena, q))
		return true;
	if (!is_modalias(word))
		return false;
	q->text = word;
	q->kind = HW_QUERY_STRING;
	return true;
}

/* "8086:15b8,10ec:8168", or with a semicolon, with blanks; absent if not every part is
 * the ids of a device. */
static struct hw_text ids_of_list(struct hw_text word, struct hw_arena *arena)
{
	struct hw_list all = {.arena = arena, .between = " "};
	struct hw_text rest = word;
	size_t n = 0;

	const char between = hw_text_find(word, ';') < word.n ? ';' : ',';

	if (hw_text_find(word, between) == word.n)
		return HW_NO_TEXT;
	while (rest.s) {
		struct hw_text part = hw_text_cut(&rest, between);
		struct hw_text ids = part.n ? hw_pasted_ids(part, arena) : part;
		struct hw_query q = {.raw = ids};

		/* the comma of a sentence */
		if (!ids.n && !rest.s)
			break;
		if (!ids.n || !read_word(ids, arena, &q) || q.kind != HW_QUERY_ID ||
		    !q.ids[HW_ROLE_DEVICE].present)
			return HW_NO_TEXT;
		hw_list_add(&all, ids);
		n++;
	}
	return n > 1 ? hw_list_text(&all) : HW_NO_TEXT;
}

/* Adds a word, or what it stands for in words of its own: "8086:15b8,10ec:8168". */
static void add_word(struct hw_query_words *words, struct hw_text word, size_t line,
		     struct hw_arena *arena)
{
	struct hw_text ids = hw_pasted_ids(word, arena);
	struct hw_text list = ids.s == word.s ? ids_of_list(word, arena) : HW_NO_TEXT;

	if (list.n)
		ids = list;
	while (ids.n) {
		words->v[words->n] = hw_text_cut(&ids, ' ');
		words->lines[words->n++] = line;
		/* no device of a list is another's subsystem */
		if (list.n)
			line = --words->line_of_list;
	}
}

static void add_words(struct hw_query_words *words, struct hw_text rest, size_t line,
		      struct hw_arena *arena)
{
	while (rest.n) {
		size_t length = 0;

		while (length < rest.n && !is_blank(rest.s[length]))
			length++;
		if (length)
			add_word(words, hw_text_head(rest, length), line, arena);
		rest = hw_text_from(rest, length < rest.n ? length + 1 : length);
	}
}

/* "[10ec:8168]" is of a line, whatever parts it. */
static bool is_in_brackets(struct hw_text word)
{
	if (word.n != 11 || word.s[0] != '[' || word.s[5] != ':' || word.s[10] != ']')
		return false;
	for (size_t i = 1; i < 10; i++)
		if (i != 5 && !hw_is_hex(word.s[i]))
			return false;
	return true;
}

/* The text with blanks in the place of no-break spaces (U+00A0), which pages have. */
static struct hw_text with_blanks(struct hw_text text, struct hw_arena *arena)
{
	static const char space[] = "\302\240";
	char *s = memmem(text.s, text.n, space, 2) ? hw_arena_alloc(arena, text.n, 1)
						   : NULL;
	size_t n = 0;

	for (size_t i = 0; s && i < text.n; i++)
		if (i + 1 < text.n && memcmp(text.s + i, space, 2) == 0) {
			s[n++] = ' ';
			i++;
		} else {
			s[n++] = text.s[i];
		}
	return s ? (struct hw_text){s, n} : text;
}

int hw_query_split(const char *const operands[], size_t n, struct hw_arena *arena,
		   struct hw_query_words *ret)
{
	struct hw_query_words words = {.n = 0};
	bool is_one_line = false;
	size_t room = 0;

	for (size_t i = 0; i < n; i++) {
		room += strlen(operands[i]) + 1;
		is_one_line = is_one_line || is_in_brackets(hw_text_of(operands[i]));
	}
	words.v = HW_ARENA_NEW(arena, struct hw_text, room);
	words.lines = HW_ARENA_NEW(arena, size_t, room);
	if ((!words.v || !words.lines) && room)
		return -ENOMEM;
	for (size_t i = 0; i < n; i++) {
		const struct hw_text line = with_blanks(hw_text_of(operands[i]), arena);
		const struct hw_text ids = hw_pasted_line(line, arena);
		const struct hw_text rest = hw_pasted_ids(ids, arena);
		const size_t number = is_one_line ? 0 : i;

		if (ids.s == line.s && is_modalias(rest) &&
		    (rest.s == line.s || hw_text_find(rest, ' ') == rest.n)) {
			words.lines[words.n] = number;
			words.v[words.n++] = rest;
		} else {
			add_words(&words, rest, number, arena);
		}
	}
	*ret = words;
	return hw_arena_failed(arena) ? -ENOMEM : 0;
}

/* "03 01 02" behind the word class. Returns the number of its words, or 0. */
static size_t read_class_words(const struct hw_text *words, size_t n,
			       struct hw_arena *arena, struct hw_query *q)
{
	struct hw_list all = {.arena = arena, .between = "/"};
	size_t used = 0;

	if (!n || !read_class(words[0], q))
		return 0;
	/* a word that holds more than one part is whole */
	while (used < n && used < 3 && !q->ids[HW_ROLE_SUBCLASS].present) {
		struct hw_query one = {.kind = HW_QUERY_TEXT};

		if (!read_class(words[used], &one) || one.ids[HW_ROLE_SUBCLASS].present)
			break;
		hw_list_add(&all, words[used++]);
	}
	return used && read_class(hw_list_text(&all), q) ? used : 1;
}

/* A query with an id at the start of `words`. Returns the number of its words, or 0. */
static size_t read_exact(const struct hw_text *words, size_t n, struct hw_arena *arena,
			 struct hw_query *ret)
{
	const struct hw_query empty = {.raw = words[0]};
	const struct hw_bus *bus = hw_bus_of_word(words[0]);
	/* where "class" may be */
	size_t at = bus ? 1 : 0;

	*ret = empty;
	ret->bus = bus;
	if (at + 1 < n && is_class_word(words[at]) && can_have_class(bus)) {
		size_t parts = read_class_words(words + at + 1, n - at - 1, arena, ret);

		if (parts)
			return at + 1 + parts;
	}
	*ret = empty;
	ret->bus = bus;
	if (bus && n > 1) {
		ret->raw = words[1];
		if (read_of_bus(words[1], arena, ret))
			return 2;
	}
	/* "OF" is a word of people */
	if (bus && n > 1 && hw_bus_has(bus, HW_BUS_COMPATIBLE) &&
	    hw_text_eq(words[0], hw_text_of(bus->name))) {
		*ret = empty;
		ret->raw = words[1];
		ret->kind = HW_QUERY_STRING;
		ret->text = hw_arena_printf(arena, "%sN*T*C%.*s", bus->prefix,
					    HW_TEXT_ARG(words[1]));
		return 2;
	}
	*ret = empty;
	return read_word(words[0], arena, ret) ? 1 : 0;
}

/* The same, or "abcd:" of "0xabcd". */
static bool is_second_id(struct hw_text word)
{
	struct hw_id id;

	return is_id(word) || (word.n == 5 && word.s[4] == ':' &&
			       read_id(hw_text_head(word, 4), 4, &id));
}

/* "8086:" of "8086: 15b8", and "usb:046d:", with the bus. */
static bool read_vendor_word(struct hw_text word, struct hw_arena *arena,
			     struct hw_query *q)
{
	q->raw = word;
	return word.n > 4 && word.s[word.n - 1] == ':' && read_word(word, arena, q) &&
	       q->kind == HW_QUERY_ID && !q->ids[HW_ROLE_DEVICE].present;
}

/* How many words at the start are two ids with a blank beside the colon: "8086: 15b8",
 * "8086 :15b8", "usb 046d : c52b". 0: none. */
static size_t read_parted(const struct hw_text *v, size_t n, struct hw_arena *arena,
			  struct hw_query *ret)
{
	const struct hw_text colon = HW_TEXT(":");
	const struct hw_bus *bus = n > 2 ? hw_bus_of_word(v[0]) : NULL;
	size_t at = (bus && hw_id_pattern_has_ids(bus)) ||
				    (n > 2 && hw_text_eq(v[0], HW_TEXT("ID")))
			    ? 1
			    : 0;
	struct hw_query q = {.kind = HW_QUERY_ID};
	struct hw_text device;
	bool has_colon = read_vendor_word(v[at], arena, &q);

	if (!has_colon && !read_id(v[at], 4, &q.ids[HW_ROLE_VENDOR]))
		return 0;
	if (++at == n)
		return 0;
	device = v[at];
	if (!has_colon && hw_text_eq(device, colon) && at + 1 < n)
		device = v[++at];
	else if (!has_colon && hw_text_starts(device, colon))
		device = hw_text_from(device, 1);
	else if (!has_colon)
		return 0;
	if (!read_id(device, 4, &q.ids[HW_ROLE_DEVICE]))
		return 0;
	if (bus)
		q.bus = bus;
	*ret = q;
	return at + 1;
}

/* Whether the word is any of these. */
static bool is_one_of(struct hw_text word, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (is_word(word, words[i]))
			return true;
	return false;
}

/* How many words at the start are ids behind what they are: "vendor 8086 device 15b8",
 * "usb vendor 046d". 0: none. */
static size_t read_named(const struct hw_text *v, size_t n, struct hw_query *ret)
{
	static const char *const vendors[] = {"vendor", "idVendor", "vid", "ven"};
	static const char *const devices[] = {"device", "product", "idProduct", "pid",
					      "dev"};
	const struct hw_bus *bus = hw_bus_of_word(v[0]);
	size_t at = bus && hw_id_pattern_has_ids(bus) ? 1 : 0;
	struct hw_query q = {.kind = HW_QUERY_ID, .bus = at ? bus : NULL};

	if (n < at + 2 || !is_one_of(v[at], vendors, HW_ARRAY_SIZE(vendors)) ||
	    !read_id(hw_text_trim_end(v[at + 1], ",:"), 4, &q.ids[HW_ROLE_VENDOR]))
		return 0;
	at += 2;
	if (n >= at + 2 && is_one_of(v[at], devices, HW_ARRAY_SIZE(devices)) &&
	    read_id(hw_text_trim_end(v[at + 1], ",:"), 4, &q.ids[HW_ROLE_DEVICE]))
		at += 2;
	*ret = q;
	return at;
}

/* What lsusb and lspci write before ids, of which no name is meant. */
static bool is_of_ids(struct hw_text word)
{
	static const char *const words[] = {"ID", "IDs", "Device", "Chip", "Chip-ID"};

	return is_one_of(word, words, HW_ARRAY_SIZE(words));
}

/* How many words at the start make an id as lspci -n, lsusb and people write it, with
 * words around it that say nothing: "ID 2357:010c", "10ec:8168 (rev 15)", "8086 15b8",
 * "8086" alone, "usb 046d". 0: none. */
static size_t read_loose(const struct hw_query_words *words, struct hw_arena *arena,
			 struct hw_query *ret)
{
	const struct hw_text *v = words->v + words->at;
	size_t n = words->n - words->at;
	size_t used = 0;

	if (n > 1 && is_of_ids(v[0]) && read_word(v[1], arena, ret) &&
	    ret->kind == HW_QUERY_ID)
		used = 2;
	if (!used && n > 1 && is_id(v[0]) && is_second_id(v[1])) {
		*ret = (struct hw_query){.kind = HW_QUERY_ID};
		read_id(v[0], 4, &ret->ids[HW_ROLE_VENDOR]);
		read_id(hw_text_head(v[1], 4), 4, &ret->ids[HW_ROLE_DEVICE]);
		used = 2;
	}
	if (!used && n > 1 && n < 4 && is_id(v[1])) {
		const struct hw_bus *bus = hw_bus_of_word(v[0]);

		if (bus && hw_id_pattern_has_ids(bus) && (n == 2 || is_second_id(v[2]))) {
			*ret = (struct hw_query){.kind = HW_QUERY_ID, .bus = bus};
			read_id(v[1], 4, &ret->ids[HW_ROLE_VENDOR]);
			if (n == 3)
				read_id(hw_text_head(v[2], 4), 4,
					&ret->ids[HW_ROLE_DEVICE]);
			used = n;
		}
	}
	if (!used && words->n == 1 && is_id(v[0])) {
		*ret = (struct hw_query){.kind = HW_QUERY_ID};
		read_id(v[0], 4, &ret->ids[HW_ROLE_VENDOR]);
		used = 1;
	}
	return used;
}

/* Of "10ec:8168 (rev 15)" the words behind the id. */
static size_t count_revision(const struct hw_text *words, size_t n)
{
	return n > 1 && hw_text_eq(words[0], HW_TEXT("(rev")) && words[1].n &&
			       words[1].s[words[1].n - 1] == ')'
		       ? 2
		       : 0;
}

/* "00:1f.6", "0000:00:1f.6" */
static bool is_slot(struct hw_text word)
{
	static const char digits[] = "hhhh:hh:hh.h";
	const char *form = word.n == 7 ? digits + 5 : digits;

	if (word.n != strlen(form))
		return false;
	for (size_t i = 0; i < word.n; i++)
		if (form[i] == 'h' ? !hw_is_hex(word.s[i]) : form[i] != word.s[i])
			return false;
	return true;
}

/* How many words at the start are a line of lspci -n, or its end: "00:1f.6 0200:
 * 8086:15b8", "0200: 8086:15b8". The class is none of a vendor. 0: none. */
static size_t read_numeric_line(const struct hw_text *v, size_t n, struct hw_arena *arena,
				struct hw_query *ret)
{
	const size_t at = n > 2 && is_slot(v[0]) ? 1 : 0;
	struct hw_id class;

	if (n < at + 2 || v[at].n != 5 || v[at].s[4] != ':' ||
	    !read_id(hw_text_head(v[at], 4), 4, &class))
		return 0;
	ret->raw = v[at + 1];
	if (!read_word(v[at + 1], arena, ret) || ret->kind != HW_QUERY_ID || ret->bus ||
	    !ret->ids[HW_ROLE_DEVICE].present)
		return 0;
	ret->bus = hw_bus_find(HW_TEXT("pci"));
	return at + 2;
}

bool hw_query_next(struct hw_query_words *words, struct hw_arena *arena,
		   struct hw_query *ret)
{
	const struct hw_text *first;
	size_t left = words->n - words->at;
	size_t used;

	if (!left)
		return false;
	first = words->v + words->at;
	*ret = (struct hw_query){.kind = HW_QUERY_TEXT};
	used = read_numeric_line(first, left, arena, ret);
	if (!used)
		used = read_parted(first, left, arena, ret);
	if (!used)
		used = read_named(first, left, ret);
	if (!used)
		used = read_exact(first, left, arena, ret);
	if (!used)
		used = read_loose(words, arena, ret);
	if (used && ret->kind == HW_QUERY_ID)
		used += count_revision(first + used, left - used);
	if (!used) {
		struct hw_query next;

		used = 1;
		while (used < left &&
		       !read_exact(first + used, left - used, arena, &next))
			used++;
		*ret = (struct hw_query){
			.kind = HW_QUERY_TEXT,
			.words = first,
			.word_count = used,
		};
	}
	ret->raw = hw_list_of(first, used, " ", 0, arena);
	ret->line = words->lines[words->at];
	words->at += used;
	return !hw_arena_failed(arena);
}

/* Ids beside which words are a name. */
static bool has_own_meaning(const struct hw_query *q)
{
	return q->in_brackets ||
	       (q->kind == HW_QUERY_ID && q->ids[HW_ROLE_DEVICE].present);
}

size_t hw_query_drop_prose(struct hw_query *queries, size_t n)
{
	size_t left = 0;

	for (size_t i = 0; i < n; i++) {
		bool is_prose = false;

		for (size_t k = 0; k < n && queries[i].kind == HW_QUERY_TEXT; k++)
			is_prose = is_prose || (queries[k].line == queries[i].line &&
						has_own_meaning(&queries[k]));
		if (!is_prose)
			queries[left++] = queries[i];
	}
	return left;
}
