// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/machine/leaks.h"
#include "report/privacy/private_keys.h"

#include <errno.h>
#include <stdint.h>

#include "decoders/text/ascii.h"
#include "decoders/text/word.h"
#include "report/schema.h"

/*
 * The text and the secrets are compared in lower case and without separators. Most texts
 * have no secret, and are long: so they are looked at in steps, short enough that one of
 * them is in each secret, for three bytes in a row that some secret has.
 *
 *	secret		52:54:00:ab:cd:ef	525 254 540 400 00a 0ab …
 *	text		… "address": "5254.00ab.cdef" …
 *				^	 ^	  ^	steps; "00a" is one of them
 */

/* Of letters and digits; shorter ones are part of many a word. */
#define LENGTH_MIN ((size_t)8)

/* From this length on, a secret may also be a part of a word. */
#define PART_MIN ((size_t)12)

/* Shortest text of a program. */
#define LITERAL_MIN ((size_t)3)

/* Longest secret that is searched for, and how much of a text may be one, with
 * separators. */
#define LENGTH_MAX ((size_t)128)

/* Digits, letters in lower case, the blank; 0: another byte. */
#define CLASSES 38

/* And separators, of pairs alone. */
#define SEPARATOR 63
#define PAIR_SIDE 64

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
	size_t next;
	enum secret_kind kind;
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
	/* by their first LENGTH_MIN bytes the first one of these, and the next one;
	 * places plus one */
	struct hw_text_index heads;
	size_t step;
	struct answer *answers;
	uint8_t classes[256];
	/* a bit for each three classes in a row of a secret */
	uint8_t rows[CLASSES * CLASSES * CLASSES / 8 + 1];
	/* whether two bytes may begin such a row, by their classes; or one of them is a
	 * separator */
	bool pairs[PAIR_SIDE * PAIR_SIDE];
};

static bool is_separator(char c)
{
	return c == ':' || c == '-' || c == '.' || c == '_';
}

static bool is_alnum(char c)
{
	const char lower = hw_lower(c);

	return hw_is_digit(c) || (lower >= 'a' && lower <= 'z');
}

static struct hw_text normalise(struct hw_text text, struct hw_arena *arena)
{
	char *to = hw_arena_alloc(arena, text.n + 1, 1);
	size_t n = 0;

	for (size_t i = 0; to && i < text.n; i++)
		if (!is_separator(text.s[i]))
			to[n++] = hw_lower(text.s[i]);
	return to ? (struct hw_text){to, n} : HW_NO_TEXT;
}

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
		else if (is_separator((char)c))
			classes[c] = SEPARATOR;
	}
}

static void set_pairs(struct table *t)
{
	for (unsigned i = 0; i < PAIR_SIDE; i++)
		t->pairs[i * PAIR_SIDE + SEPARATOR] =
			t->pairs[SEPARATOR * PAIR_SIDE + i] = true;
}

static size_t row_of(unsigned a, unsigned b, unsigned c)
{
	return ((size_t)a * CLASSES + b) * CLASSES + c;
}

static unsigned class_of(const struct table *t, char c)
{
	return t->classes[(unsigned char)c];
}

/* Marks its rows. Returns how many are side by side at most. */
static size_t mark(struct table *t, struct hw_text normal)
{
	size_t longest = 0;
	size_t run = 0;

	for (size_t i = 0; i + 2 < normal.n; i++) {
		unsigned a = class_of(t, normal.s[i]);
		unsigned b = class_of(t, normal.s[i + 1]);
		unsigned c = class_of(t, normal.s[i + 2]);
		size_t row = row_of(a, b, c);

		run = a && b && c ? run + 1 : 0;
		if (run) {
			t->rows[row / 8] |= (uint8_t)(1 << row % 8);
			t->pairs[a * PAIR_SIDE + b] = true;
		}
		if (run > longest)
			longest = run;
	}
	return longest;
}

static void put(struct table *t, struct hw_text value, struct hw_text normal,
		enum secret_kind kind)
{
	size_t *first;
	size_t rows;

	if (normal.n < LENGTH_MIN || normal.n > LENGTH_MAX ||
	    (kind != SECRET_VALUE ? hw_is_left_by_maker(normal)
				  : hw_is_placeholder(normal)))
		return;
	rows = mark(t, normal);
	if (!rows)
		return;
	if (!t->n || rows < t->step)
		t->step = rows;
	first = hw_text_index_find(&t->heads, hw_text_head(normal, LENGTH_MIN));
	t->v[t->n] = (struct secret){value, normal, first ? *first : 0, kind};
	if (first)
		*first = t->n + 1;
	else if (hw_text_index_add(&t->heads, hw_text_head(normal, LENGTH_MIN),
				   t->n + 1) < 0)
		t->arena->failed = true;
	t->n++;
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
	struct hw_text normal = normalise(value, t->arena);
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

		put(t, value, normalise(value, t->arena), SECRET_QUOTE);
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
	size_t count = s->privacy->values.n + s->known->values.n +
		       (s->withheld ? s->withheld->values.n : 0) +
		       (s->more ? s->more->n : 0) + s->words->user_count + 3;

	set_classes(t->classes);
	set_pairs(t);
	/* each may stand there three times */
	t->v = HW_ARENA_NEW(t->arena, struct secret, 3 * count);
	if (!t->v)
		return false;
	add_set(t, &s->privacy->values);
	add_set(t, &s->known->values);
	add_set(t, s->more);
	add_quoted(t, s->withheld);
	/* the level "fleet" tells it */
	for (size_t i = 0; s->privacy->level == HW_PRIVACY_PUBLIC && i < 2; i++) {
		const struct hw_text host =
			i ? hw_free_text_host_alone(s->words->host) : s->words->host;

		put(t, host, normalise(host, t->arena), SECRET_NAME);
	}
	for (size_t i = 0; i < s->words->user_count; i++) {
		const struct hw_text user = s->words->users[i];

		put(t, user, normalise(user, t->arena), SECRET_NAME);
	}
	add(t, s->words->home);
	return t->n > 0;
}

/* The length of the secret's spelling at the start of the text, or 0. */
static size_t length_at(struct hw_text text, struct hw_text normal)
{
	size_t at = 0;

	for (size_t i = 0; i < normal.n; i++, at++) {
		while (i && at < text.n && is_separator(text.s[at]))
			at++;
		if (at >= text.n || hw_lower(text.s[at]) != normal.s[i])
			return 0;
	}
	return at;
}

/* Whether a letter or digit is at this place, which may be outside of the text. */
static bool is_in_word(struct hw_text text, size_t at)
{
	return at < text.n && is_alnum(text.s[at]);
}

/* The secret as a part of the text, `around`, has it, or absent. What is short is it as a
 * word alone, but for names: a date may be such digits. */
static struct hw_text find_spelling(struct hw_text text, struct hw_text around,
				    const struct secret *secret)
{
	const struct hw_text normal = secret->normal;
	const bool is_word = normal.n < PART_MIN && secret->kind != SECRET_NAME;

	for (size_t at = 0; at + normal.n <= around.n; at++) {
		const struct hw_text rest = hw_text_from(around, at);
		const size_t place = (size_t)(rest.s - text.s);
		size_t n;

		if (is_word && place && is_in_word(text, place - 1))
			continue;
		n = length_at(rest, normal);
		if (n && !(is_word && is_in_word(text, place + n)))
			return hw_text_head(rest, n);
	}
	return HW_NO_TEXT;
}

static bool has_digit(struct hw_text text)
{
	for (size_t i = 0; i < text.n; i++)
		if (hw_is_digit(text.s[i]))
			return true;
	return false;
}

static bool is_model(const struct hw_machine *m, struct hw_text normal,
		     struct hw_arena *arena)
{
	const struct hw_host *h = &m->host;
	const struct hw_text texts[] = {
		h->sys_vendor,	 h->product_name,      h->product_version,
		h->board_vendor, h->board_name,	       h->bios_vendor,
		h->bios_version, h->device_tree_model, h->device_tree_compatible,
		h->os_id,	 h->os_name,	       h->kernel_release,
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(texts); i++) {
		struct hw_text text = normalise(texts[i], arena);

		/* a host may be called by a word of it; a number within it may be a
		 * serial number */
		if (hw_text_eq(text, normal) ||
		    (!has_digit(normal) && text.n &&
		     memmem(text.s, text.n, normal.s, normal.n)))
			return true;
	}
	return false;
}

static bool is_module(const struct hw_machine *m, struct hw_text text)
{
	return m->modules && (hw_modules_path(m->modules, text).n ||
			      hw_modules_is_builtin(m->modules, text) == HW_YES ||
			      hw_modules_is_loaded(m->modules, text) == HW_YES);
}

static bool is_name(const struct hw_machine *m, struct hw_text text)
{
	return hw_ids_mention(m->databases.pci, text) ||
	       hw_ids_mention(m->databases.usb, text) || is_module(m, text);
}

/* Whether the names in a directory of the machine have the word. */
static bool is_name_in(const struct hw_machine *m, struct hw_text dir,
		       struct hw_text word, struct hw_arena *arena)
{
	struct hw_text *names;
	size_t n = 0;

	if (!dir.s || hw_root_list(m->root, dir.s, arena, &names, &n) < 0)
		return false;
	for (size_t i = 0; i < n; i++)
		if (hw_text_has_word(names[i], word))
			return true;
	return false;
}

/* Names of drivers and devices, which the kernel and firmware make. */
static bool is_name_on_bus(const struct hw_machine *m, struct hw_text word,
			   struct hw_arena *arena)
{
	static const char *const lists[] = {"drivers", "devices"};
	struct hw_text *buses;
	size_t count = 0;

	if (!m->root || hw_root_list(m->root, "sys/bus", arena, &buses, &count) < 0)
		return false;
	for (size_t i = 0; i < 2 * count; i++) {
		struct hw_text dir =
			hw_arena_printf(arena, "sys/bus/%.*s/%s",
					HW_TEXT_ARG(buses[i / 2]), lists[i % 2]);

		if (is_name_in(m, dir, word, arena))
			return true;
	}
	return false;
}

/* "enp0s31f6", "/dev/nvme0n1p2": the command line tells what to boot from. */
static bool is_name_of_class(const struct hw_machine *m, struct hw_text word,
			     struct hw_arena *arena)
{
	struct hw_text *classes;
	size_t n = 0;

	if (hw_text_starts(word, HW_TEXT("/dev/")))
		word = hw_path_base(word);
	if (!m->root || hw_root_list(m->root, "sys/class", arena, &classes, &n) < 0)
		return false;
	for (size_t i = 0; i < n; i++)
		if (is_name_in(m,
			       hw_arena_printf(arena, "sys/class/%.*s",
					       HW_TEXT_ARG(classes[i])),
			       word, arena))
			return true;
	return false;
}

/* Cuts the next text off that a program has: at least LITERAL_MIN printable bytes before
 * the NUL that ends it. Code may be such bytes, too, but has no NUL behind them. */
static struct hw_text cut_literal(struct hw_text *image)
{
	while (image->n) {
		struct hw_text part = hw_text_head(*image, hw_text_find(*image, '\0'));
		size_t from = part.n;

		*image = hw_text_from(*image, part.n + (part.n < image->n));
		while (from && (unsigned char)part.s[from - 1] >= 9 &&
		       (unsigned char)part.s[from - 1] < 127)
			from--;
		if (part.n - from >= LITERAL_MIN)
			return hw_text_from(part, from);
	}
	return HW_NO_TEXT;
}

/* Cuts off how much of a program is looked at at once, up to the NUL behind it. */
static struct hw_text cut_texts(struct hw_text *image)
{
	const size_t most = 64 * 1024;
	struct hw_text texts = hw_text_head(*image, most);

	texts.n += hw_text_find(hw_text_from(*image, texts.n), '\0');
	texts.n += texts.n < image->n;
	*image = hw_text_from(*image, texts.n);
	return texts;
}

static bool has_literal_of(struct hw_text texts, struct hw_text word)
{
	bool has = false;

	/* most have no such word, not even in code */
	if (!hw_text_has_word(texts, word))
		return false;
	while (texts.n && !has)
		has = hw_text_has_word(cut_literal(&texts), word);
	return has;
}

/* A word that the program itself prints, in a heading, a sentence or a style sheet, is in
 * it somewhere. */
static bool is_own_word(const struct hw_machine *m, struct hw_text word)
{
	struct hw_text rest;
	struct hw_map map;
	bool is_own = false;

	if (hw_text_has_word(hw_text_of(hw_report_schema), word))
		return true;
	if (!m->live || hw_root_map(m->live, "proc/self/exe", &map) < 0)
		return false;
	rest = map.text;
	while (rest.n && !is_own)
		is_own = has_literal_of(cut_texts(&rest), word);
	hw_unmap(&map);
	return is_own;
}

/* "steamdeck" of steamdeck_hwmon. */
static bool is_word_of_modules(const struct hw_machine *m, struct hw_text word,
			       struct hw_arena *arena)
{
	static const char *const tables[] = {"modules.dep", "modules.builtin"};
	bool has = false;

	for (size_t i = 0; m->kernel.root && i < HW_ARRAY_SIZE(tables) && !has; i++) {
		struct hw_text path = hw_arena_printf(
			arena, "%.*s/%s", HW_TEXT_ARG(m->kernel.path), tables[i]);
		struct hw_map map;

		if (!path.s || hw_root_map(m->kernel.root, path.s, &map) < 0)
			continue;
		for (size_t at = 0; !has && at + word.n <= map.text.n; at++) {
			struct hw_text rest = hw_text_from(map.text, at);
			const char *next = memmem(rest.s, rest.n, word.s, word.n);

			if (!next)
				break;
			at = (size_t)(next - map.text.s);
			has = at && !is_alnum(next[-1]) && at + word.n < map.text.n &&
			      !is_alnum(next[word.n]);
		}
		hw_unmap(&map);
	}
	return has;
}

bool hw_leaks_is_of_modules(const struct hw_machine *m, struct hw_text word,
			    struct hw_arena *arena)
{
	return is_word_of_modules(m, word, arena) || is_name(m, word);
}

/* A user may be called "max" or "link": words of other sources, and of reports. */
static bool is_public_word(const struct hw_machine *m, struct hw_text word,
			   struct hw_arena *arena)
{
	return hw_ids_have_word(m->databases.pci, word) ||
	       hw_ids_have_word(m->databases.usb, word) || is_own_word(m, word) ||
	       is_name(m, word) || is_model(m, word, arena) ||
	       is_name_on_bus(m, word, arena);
}

bool hw_leaks_is_common(const struct hw_machine *m, struct hw_text word,
			struct hw_arena *arena)
{
	return hw_ids_have_word(m->databases.pci, word) ||
	       hw_ids_have_word(m->databases.usb, word) || is_module(m, word) ||
	       is_word_of_modules(m, word, arena) || is_own_word(m, word) ||
	       is_name_on_bus(m, word, arena);
}

/* A value of a text that people wrote may be any word. The level "fleet" tells the host's
 * name, which parameters have, too. */
static bool is_public_quote(const struct table *t, const struct secret *secret,
			    struct hw_text spelling)
{
	const struct hw_leaks_sources *s = t->sources;
	const struct hw_text host = s->privacy->level == HW_PRIVACY_PUBLIC
					    ? HW_NO_TEXT
					    : normalise(s->words->host, t->arena);

	return is_word_of_modules(s->machine, spelling, t->arena) ||
	       (host.n && memmem(host.s, host.n, secret->normal.s, secret->normal.n)) ||
	       hw_withheld_is_shown(s->withheld, secret->value) ||
	       is_public_word(s->machine, spelling, t->arena) ||
	       is_name_of_class(s->machine, spelling, t->arena);
}

/* The ids of a device as one number, "10ec816817aa3aea", by its uevent file;
 * pci_uevent(), drivers/pci/pci-driver.c; usb_uevent(), drivers/usb/core/usb.c;
 * hid_uevent(), drivers/hid/hid-core.c. */
static struct hw_text ids_of(struct hw_text uevent, struct hw_arena *arena)
{
	static const struct {
		const char *key;
		/* numbers before the ids, and what parts all of them */
		size_t before;
		char mark;
	} keys[] = {
		{"PCI_ID", 0, ':'},
		{"PCI_SUBSYS_ID", 0, ':'},
		{"PRODUCT", 0, '/'},
		{"HID_ID", 1, ':'},
	};
	struct hw_text all = HW_TEXT("");

	for (size_t i = 0; i < HW_ARRAY_SIZE(keys); i++) {
		struct hw_text rest = hw_uevent_get(uevent, keys[i].key);

		for (size_t k = 0; rest.n && k < keys[i].before + 2; k++) {
			uint64_t id = 0;
			const struct hw_text number = hw_text_cut(&rest, keys[i].mark);

			if (k >= keys[i].before && hw_text_hex(number, 8, &id))
				all = hw_arena_printf(arena, "%.*s%04x", HW_TEXT_ARG(all),
						      (unsigned)id);
		}
	}
	return all;
}

/* "04f2b6dd": a document has the ids of a device, and so whatever else is the same. */
static bool is_id_of_device(const struct hw_machine *m, struct hw_text normal,
			    struct hw_arena *arena)
{
	const struct hw_scan scan = {.depth = HW_SCAN_EVERYTHING};
	struct hw_device_list list = {0};
	bool is_id = false;

	if (normal.n % 4 || !is_hex(normal) || !m->root ||
	    hw_sysfs_scan(m->root, &scan, arena, NULL, &list) < 0)
		return false;
	for (size_t i = 0; i < list.n && !is_id; i++) {
		const struct hw_text ids = ids_of(list.v[i].uevent, arena);

		for (size_t at = 0; at + normal.n <= ids.n && !is_id; at += 4)
			is_id = hw_text_starts(hw_text_from(ids, at), normal);
	}
	return is_id;
}

/* A host may be called "intel". Some values are known without their separators alone: of
 * these the spelling tells. */
static bool find_public(const struct table *t, const struct secret *secret,
			struct hw_text spelling)
{
	const struct hw_machine *m = t->sources->machine;

	return is_name(m, secret->value) || is_name(m, spelling) ||
	       is_model(m, secret->normal, t->arena) ||
	       is_id_of_device(m, secret->normal, t->arena) ||
	       (secret->kind != SECRET_VALUE && is_public_quote(t, secret, spelling));
}

/* Without a secret it is the name of a user. */
static bool judge(struct table *t, const struct secret *secret, struct hw_text spelling)
{
	return secret ? find_public(t, secret, spelling)
		      : is_public_word(t->sources->machine, spelling, t->arena);
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
	       (m->privacy.values.n || m->known.values.n || m->withheld.values.n ||
		m->words.user_count || m->words.host.n);
}

/* Whether three bytes from `at` on, separators aside, are in a secret. */
static bool is_marked(const struct table *t, struct hw_text text, size_t at)
{
	unsigned v[3];

	for (int i = 0; i < 3; i++, at++) {
		while (at < text.n && is_separator(text.s[at]))
			at++;
		v[i] = at < text.n ? class_of(t, text.s[at]) : 0;
		if (!v[i])
			return false;
	}
	return t->rows[row_of(v[0], v[1], v[2]) / 8] >> row_of(v[0], v[1], v[2]) % 8 & 1;
}

/* Whether as many rows as each secret has are side by side, that at `at` among them: one
 * or two rows are in many a text. */
static bool is_long(const struct table *t, struct hw_text text, size_t at)
{
	size_t run = 1;

	while (at < text.n && is_separator(text.s[at]))
		at++;
	for (size_t i = at; run < t->step && i-- > 0;) {
		if (is_separator(text.s[i]))
			continue;
		if (!is_marked(t, text, i))
			break;
		run++;
	}
	for (size_t i = at; run < t->step && ++i < text.n;) {
		if (is_separator(text.s[i]))
			continue;
		if (!is_marked(t, text, i))
			break;
		run++;
	}
	return run >= t->step;
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
	while (from > text.s && (is_alnum(from[-1]) || from[-1] == '_'))
		from--;
	while (end < text.s + text.n && (is_alnum(*end) || *end == '_'))
		end++;
	return (struct hw_text){from, (size_t)(end - from)};
}

/* The secret, if it is in a part of the text, `around`, which from somewhere on is
 * `normal`. */
static struct hit is_in(struct table *t, const struct secret *secret,
			struct hw_text normal, struct hw_text around, struct hw_text text)
{
	struct hw_text spelling = hw_text_starts(normal, secret->normal)
					  ? find_spelling(text, around, secret)
					  : HW_NO_TEXT;
	const struct hw_text word =
		secret->kind == SECRET_NAME ? word_around(text, spelling) : spelling;

	return spelling.n && !is_public(t, secret, spelling) &&
			       (word.n == spelling.n || !is_public(t, secret, word))
		       ? (struct hit){secret, spelling}
		       : (struct hit){NULL, HW_NO_TEXT};
}

/* A secret in the text around `at`. */
static struct hit find_around(struct table *t, struct hw_text text, size_t at)
{
	size_t from = at > 2 * LENGTH_MAX ? at - 2 * LENGTH_MAX : 0;
	struct hw_text around =
		hw_text_head(hw_text_from(text, from), at - from + 2 * LENGTH_MAX);
	struct hw_arena scratch = {0};
	struct hw_text all = normalise(around, &scratch);
	struct hit found = {NULL, HW_NO_TEXT};

	for (size_t i = 0; i + LENGTH_MIN <= all.n && !found.secret; i++) {
		struct hw_text rest = hw_text_from(all, i);
		const size_t *first =
			hw_text_index_find(&t->heads, hw_text_head(rest, LENGTH_MIN));

		for (size_t k = first ? *first : 0; k && !found.secret;
		     k = t->v[k - 1].next)
			found = is_in(t, &t->v[k - 1], rest, around, text);
	}
	hw_arena_done(&scratch);
	return found;
}

/* The first secret from `from` on. */
static struct hit find_secret(struct table *t, struct hw_text text, size_t from)
{
	struct hit found = {NULL, HW_NO_TEXT};

	for (size_t at = from; t->n && at < text.n && !found.secret; at += t->step) {
		unsigned next = at + 1 < text.n ? class_of(t, text.s[at + 1]) : 0;

		if (t->pairs[class_of(t, text.s[at]) * PAIR_SIDE + next] &&
		    is_marked(t, text, at) && is_long(t, text, at))
			found = find_around(t, text, at);
	}
	return found;
}

/* The name of a user where it is a word of the text, or absent. */
static struct hw_text find_user(struct table *t, struct hw_text text)
{
	const struct hw_private_words *words = t->sources->words;

	for (size_t i = 0; i < words->user_count; i++) {
		const size_t at = hw_text_find_word(text, words->users[i]);

		if (at < text.n && !is_public(t, NULL, words->users[i]))
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
	hw_text_index_done(&t.heads);
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
		hw_text_index_done(&leaks->table.heads);
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
