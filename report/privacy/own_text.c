// SPDX-License-Identifier: GPL-2.0-or-later
/* What devices and the firmware say of themselves: what its form tells, and what another
 * of these texts has behind a word that introduces it. */
#include "decoders/text/ascii.h"
#include "report/privacy/internal.h"
#include "report/privacy/names/device_names.h"
#include "report/privacy/secrets/spelling.h"

/* The length of the World Wide Name at the start of the text, "eui.0025385881b0ffee", as
 * the attribute wwid has it (Documentation/ABI/stable/sysfs-block); 0: it is none. */
static size_t wwn_length(struct hw_text text)
{
	static const char *const types[] = {"eui.", "naa.", "wwn-0x"};

	for (size_t i = 0; i < HW_ARRAY_SIZE(types); i++) {
		const size_t head = strlen(types[i]);
		size_t n = head;

		if (!hw_text_starts(text, hw_text_of(types[i])))
			continue;
		while (n < text.n && hw_is_hex(text.s[n]))
			n++;
		return n >= head + 8 ? n : 0;
	}
	return 0;
}

/* A UUID, a World Wide Name or what its form tells, in what a device calls itself, or an
 * address: a name of a device may be a UUID that is a type. */
static struct hw_name_part find_in_text(const struct hw_privacy *p, struct hw_text text,
					enum hw_own_text what)
{
	static const struct hw_ids *const none[2];

	for (size_t at = 0; at < text.n; at++) {
		const struct hw_text rest = hw_text_from(text, at);
		struct hw_own_part own;
		size_t n;

		if (at && hw_is_alnum(text.s[at - 1]))
			continue;
		n = hw_name_uuid_length(rest);
		if (n)
			return (struct hw_name_part){HW_PRIVATE_UUID, n, rest.n - n};
		n = wwn_length(rest);
		if (n)
			return (struct hw_name_part){HW_PRIVATE_WWN, n, rest.n - n};
		n = hw_name_address_length(text, at);
		if (n)
			return (struct hw_name_part){HW_PRIVATE_MAC, n, rest.n - n};
		own = hw_own_form(text, at, what, p->words ? p->words->databases : none);
		if (own.length)
			return (struct hw_name_part){own.kind, own.length,
						     rest.n - own.kept - own.length};
	}
	return hw_name_address(text);
}

struct hw_text hw_privacy_without_own(struct hw_privacy *p, enum hw_private_place place,
				      struct hw_text text, enum hw_own_text what,
				      struct hw_arena *arena)
{
	struct hw_name_part part = find_in_text(p, text, what);

	while (part.n) {
		text = hw_privacy_withhold_in(p, part.kind, place, text,
					      text.n - part.after - part.n, part.n,
					      arena);
		part = find_in_text(p, text, what);
	}
	return text;
}

/* Of letters and digits. Shorter numbers are parts of names of models. */
#define BARE_MIN ((size_t)6)

/* Numbers of this length may be digits alone. */
#define DECIMAL_MIN ((size_t)8)

/* Whether it may stand for the same thing where no word introduces it. */
static bool is_telling(struct hw_text value)
{
	size_t digits = 0;
	size_t all = 0;

	for (size_t i = 0; i < value.n; i++) {
		all += hw_is_alnum(value.s[i]);
		digits += hw_is_digit(value.s[i]);
	}
	return digits && all >= (digits < all ? BARE_MIN : DECIMAL_MIN);
}

/* How long the word at `at` is, with the separators of numbers in it. */
static size_t word_length_at(struct hw_text text, size_t at)
{
	size_t n = 0;

	while (at + n < text.n &&
	       (hw_is_alnum(text.s[at + n]) || strchr(":-._", text.s[at + n])))
		n++;
	return n;
}

/* What a text has behind a word that introduces it, "Box S/N ZK4471902", another one may
 * have bare, "ZK4471902". */
static struct hw_text without_bare(struct hw_privacy *p, struct hw_text text,
				   struct hw_arena *arena)
{
	if (p->level_of_source < HW_PRIVACY_FULL || !p->read.n || !is_telling(text))
		return text;
	for (size_t i = 0; i < p->read.n; i++) {
		const struct hw_text value = p->read.v[i];
		struct hw_text place =
			is_telling(value) ? hw_spelling_find(text, value) : HW_NO_TEXT;

		while (place.n) {
			text = hw_privacy_replace(
				p, hw_privacy_kind_of(p, value), HW_OF_TEXT, value, text,
				(size_t)(place.s - text.s), place.n, arena);
			place = hw_spelling_find(text, value);
		}
	}
	return text;
}

/* A word of this length is rarely the name of a model, "RTL8153". */
#define NUMBER_MIN ((size_t)8)

/* With separators, as models have one, "USB2.0-CRW", so many digits, or signs and digits
 * beside letters in upper case. */
#define NUMBER_DIGITS_MIN ((size_t)5)
#define NUMBER_SIGNS_MIN  ((size_t)2)

/* Whether the word may be a number that another text has in another spelling,
 * "AB12-CD34-77", or a part of it, "LAN_ab12cd3477". */
static bool is_number(struct hw_text word)
{
	size_t digits = 0;
	/* and digits */
	size_t letters = 0;
	size_t signs = 0;
	size_t part = 0;
	bool has_lower = false;

	for (size_t i = 0; i < word.n; i++) {
		part = hw_is_alnum(word.s[i]) ? part + 1 : 0;
		letters += part != 0;
		/* a version has dots */
		signs += !part && word.s[i] != '.';
		digits += hw_is_digit(word.s[i]);
		has_lower = has_lower || word.s[i] >= 'a';
		if (part >= NUMBER_MIN &&
		    is_telling(hw_text_head(hw_text_from(word, i + 1 - part), part)))
			return true;
	}
	return letters >= NUMBER_MIN && is_telling(word) &&
	       (digits >= NUMBER_DIGITS_MIN ||
		(!has_lower && digits >= 2 && signs >= NUMBER_SIGNS_MIN));
}

/* Whether such a word is in it, but for the kernel's release, which root hubs call
 * themselves, "Linux 6.12.117+deb12-amd64 xhci-hcd" (drivers/usb/core/hcd.c,
 * rh_string()). */
static bool has_number(struct hw_text text)
{
	if (hw_text_starts(text, HW_TEXT("Linux ")))
		return false;
	for (size_t at = 0; at < text.n; at++) {
		const size_t n = word_length_at(text, at);

		if (is_number(hw_text_head(hw_text_from(text, at), n)))
			return true;
		at += n;
	}
	return false;
}

void hw_privacy_read_texts(struct hw_privacy *p, struct hw_text text)
{
	if (p->level_of_source == HW_PRIVACY_FULL && has_number(text))
		hw_privacy_number_texts(p);
}

struct hw_text hw_privacy_own(struct hw_privacy *p, struct hw_text text,
			      enum hw_own_text what, struct hw_arena *arena)
{
	return without_bare(p, hw_privacy_without_own(p, HW_OF_TEXT, text, what, arena),
			    arena);
}

bool hw_privacy_has_own(const struct hw_privacy *privacy, struct hw_text text,
			enum hw_own_text what)
{
	return find_in_text(privacy, text, what).n;
}

void hw_privacy_number_text(struct hw_privacy *privacy, struct hw_text text,
			    enum hw_own_text what)
{
	struct hw_arena scratch = {0};

	hw_privacy_without_own(privacy, HW_OF_TEXT_READ, text, what, &scratch);
	hw_arena_done(&scratch);
}

/* Whether an address is at `at`, by its shape, or as one that has a number: a letter
 * before it may be a hexadecimal digit, too. */
static bool is_joined_at(struct hw_privacy *p, struct hw_text text, size_t at)
{
	char lower[12];
	size_t n = 0;

	while (n < 13 && at + n < text.n && hw_is_hex(text.s[at + n]))
		n++;
	if (n < 12)
		return false;
	for (size_t i = 0; i < 12; i++)
		lower[i] = hw_lower(text.s[at + i]);
	if (hw_text_index_find(&p->numbers[HW_PRIVATE_MAC], (struct hw_text){lower, 12}))
		return true;
	return n == 12 && hw_name_is_mixed_address(text, at);
}

/* The value without what the kernel leaves out of a text that it joins: ascii_filter(),
 * drivers/firmware/dmi-id.c. */
static struct hw_text as_joined(struct hw_text value, struct hw_arena *arena)
{
	char *to = hw_arena_alloc(arena, value.n + 1, 1);
	size_t n = 0;

	for (size_t i = 0; to && i < value.n; i++)
		if (value.s[i] > ' ' && value.s[i] < 127 && value.s[i] != ':')
			to[n++] = value.s[i];
	return to ? (struct hw_text){to, n} : HW_NO_TEXT;
}

/* What texts by themselves have. */
static struct hw_text without_read(struct hw_privacy *p, struct hw_text text,
				   struct hw_arena *arena)
{
	for (size_t i = 0; i < p->read.n && text.n; i++) {
		const struct hw_text value = p->read.v[i];
		const struct hw_text joined = as_joined(value, arena);
		const char *at =
			joined.n >= 5 ? memmem(text.s, text.n, joined.s, joined.n) : NULL;

		if (at)
			text = hw_privacy_replace(p, hw_privacy_kind_of(p, value),
						  HW_OF_TEXT, value, text,
						  (size_t)(at - text.s), joined.n, arena);
	}
	return text;
}

/* Whether a hardware address may be in it. */
static bool has_digits_of_address(struct hw_text text)
{
	size_t n = 0;

	for (size_t i = 0; i < text.n && n < 12; i++)
		n = hw_is_hex(text.s[i]) ? n + 1 : 0;
	return n == 12;
}

struct hw_text hw_privacy_joined(struct hw_privacy *p, struct hw_text text,
				 struct hw_arena *arena)
{
	/* all devices have to be read for their numbers */
	if (!has_digits_of_address(text) && p->firmware_has_own &&
	    !p->firmware_has_own(p->arg))
		return text;
	/* which are known may not depend on what was met */
	hw_privacy_number_devices(p);
	hw_privacy_number_texts(p);
	for (size_t at = 0; at < text.n; at++)
		if (is_joined_at(p, text, at))
			text = hw_privacy_withhold_in(p, HW_PRIVATE_MAC, HW_OF_TEXT, text,
						      at, 12, arena);
	return without_read(p, text, arena);
}
