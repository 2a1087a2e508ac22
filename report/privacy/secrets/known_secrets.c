// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/privacy/secrets/known_secrets.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>

#include "data/sysfs/sysfs.h"
#include "decoders/text/ascii.h"
#include "report/privacy/shapes/keys.h"
#include "report/privacy/shapes/placeholders.h"

/* Shorter values are part of many a word, and numbers of that length are in many a text.
 */
#define LENGTH_MIN ((size_t)4)
/* Of letters and digits, as a service tag has 7: not so many are part of another word. */
#define MIXED_MIN ((size_t)6)
/* Longer words hold no secret that was read. */
#define WORD_MAX ((size_t)128)
/* Values up to this length count as whole words alone. */
#define WHOLE_MAX ((size_t)7)

static bool is_separator(char c)
{
	return c == ':' || c == '-' || c == '.';
}

static bool is_letter_or_digit(char c)
{
	const char lower = hw_lower(c);

	return hw_is_digit(c) || (lower >= 'a' && lower <= 'z');
}

/* Writes the text in lower case and without separators. Returns the length. */
static size_t normalise(struct hw_text text, char to[static WORD_MAX])
{
	size_t n = 0;

	for (size_t i = 0; i < text.n && n < WORD_MAX; i++)
		if (is_letter_or_digit(text.s[i]))
			to[n++] = hw_lower(text.s[i]);
	return n;
}

static bool is_short(struct hw_text normal)
{
	bool is_number = true;

	for (size_t i = 0; i < normal.n; i++)
		is_number = is_number && hw_is_digit(normal.s[i]);
	return normal.n < LENGTH_MIN + is_number;
}

static void add(struct hw_known_secrets *known, struct hw_text value)
{
	char s[WORD_MAX];
	const struct hw_text normal = {s, normalise(value, s)};

	/* a recording may have what stands for the value */
	if (is_short(normal) || hw_is_placeholder(normal) ||
	    hw_private_is_replaced(value))
		return;
	/* without memory less is known, and the arena has failed: no report is made */
	hw_text_set_add(&known->values, hw_arena_copy(known->arena, normal));
}

/* A MAC address, as little-endian registers have it, too, and the end of an IPv6 address
 * that is made of it: 52:54:00:12:34:56 is in fe80::5054:ff:fe12:3456 (RFC 4291, appendix
 * A). */
static void add_mac(struct hw_known_secrets *known, struct hw_text value)
{
	unsigned b[6];
	char eui[32];
	int n;

	add(known, value);
	if (value.n != 17 || sscanf(value.s, "%2x:%2x:%2x:%2x:%2x:%2x", &b[0], &b[1],
				    &b[2], &b[3], &b[4], &b[5]) != 6)
		return;
	n = snprintf(eui, sizeof(eui), "%02x%02x%02x%02x%02x%02x", b[5], b[4], b[3], b[2],
		     b[1], b[0]);
	add(known, (struct hw_text){eui, (size_t)n});
	/* groups without leading zeros: "ff" and "12ff" */
	if (!b[2])
		n = snprintf(eui, sizeof(eui), "%xfffe%02x%x", (b[0] ^ 2) << 8 | b[1],
			     b[3], b[4] << 8 | b[5]);
	else
		n = snprintf(eui, sizeof(eui), "%x%xfe%02x%x", (b[0] ^ 2) << 8 | b[1],
			     b[2] << 8 | 0xff, b[3], b[4] << 8 | b[5]);
	add(known, (struct hw_text){eui, (size_t)n});
}

typedef void add_fn(struct hw_known_secrets *known, struct hw_text value);

/* Whether the name begins so, or is that of an interface, "1-2:1.0". NULL: none is. */
static bool is_left_out(struct hw_text name, const char *but)
{
	return but && (hw_text_starts(name, hw_text_of(but)) ||
		       hw_text_find(name, ':') < name.n);
}

/* The same of the devices of a bus that a report has listed. False: it has not. */
static bool add_listed(struct hw_known_secrets *known, const char *directory,
		       const char *but, const char *attribute, add_fn *add_value)
{
	const struct hw_known *listed = known->listed ? known->listed(known->arg) : NULL;
	struct hw_text bus = hw_text_of(directory);

	/* a recording may have devices that its list lacks */
	if (!listed || !hw_root_was_live(known->root) ||
	    !hw_text_starts(bus, HW_TEXT("sys/bus/")))
		return false;
	bus = hw_text_from(bus, strlen("sys/bus/"));
	bus = hw_text_cut(&bus, '/');
	if (!hw_scan_has_bus(&listed->scan, bus, hw_bus_of_subsystem(bus)))
		return false;
	for (size_t i = 0; i < listed->list.n; i++) {
		const struct hw_device *d = &listed->list.v[i];

		if (!hw_text_eq(d->subsystem, bus) || is_left_out(d->name, but))
			continue;
		add_value(known,
			  strcmp(attribute, "uevent") == 0
				  ? d->uevent
				  : hw_root_read_attr_once(known->root, d->syspath,
							   attribute, known->arena));
	}
	return true;
}

/* The attribute of each device in a directory that is not left out. */
static void add_all(struct hw_known_secrets *known, const char *directory,
		    const char *but, const char *attribute, add_fn *add_value)
{
	struct hw_text *names;
	size_t n = 0;

	if (add_listed(known, directory, but, attribute, add_value) ||
	    hw_root_list(known->root, directory, known->arena, &names, &n) < 0)
		return;
	for (size_t i = 0; i < n; i++) {
		struct hw_text dir = hw_arena_printf(known->arena, "%s/%.*s", directory,
						     HW_TEXT_ARG(names[i]));

		if (is_left_out(names[i], but))
			continue;
		add_value(known,
			  hw_root_read_attr(known->root, dir, attribute, known->arena));
	}
}

/* The number that a device of HID tells, or that of its address: hid_uevent(),
 * drivers/hid/hid-core.c. */
static void add_unique(struct hw_known_secrets *known, struct hw_text uevent)
{
	add(known, hw_uevent_get(uevent, "HID_UNIQ"));
}

/* "0x77cc19d2": cards may have 0 there. */
static void add_hexadecimal(struct hw_known_secrets *known, struct hw_text value)
{
	add(known, hw_text_from(value, hw_text_starts(value, HW_TEXT("0x")) ? 2 : 0));
}

static void load(struct hw_known_secrets *known)
{
	static const struct {
		const char *directory;
		const char *attribute;
		add_fn *add_value;
	} others[] = {
		{"sys/bus/hid/devices", "uevent", add_unique},
		/* of what no driver of HID made: drivers/input/input.c */
		{"sys/class/input", "uniq", add},
		/* batteries: drivers/power/supply/power_supply_sysfs.c */
		{"sys/class/power_supply", "serial_number", add},
		/* drivers/mmc/core/mmc.c, sd.c */
		{"sys/bus/mmc/devices", "cid", add},
		{"sys/bus/mmc/devices", "serial", add_hexadecimal},
		{"sys/bus/thunderbolt/devices", "unique_id", add},
	};
	static const char *const attributes[] = {
		"product_serial", "board_serial",      "chassis_serial",
		"product_uuid",	  "chassis_asset_tag", "board_asset_tag",
	};
	const struct hw_text dmi = HW_TEXT("sys/class/dmi/id");

	known->is_loaded = true;
	for (size_t i = 0; i < HW_ARRAY_SIZE(attributes); i++)
		add(known, hw_root_read_attr_once(known->root, dmi, attributes[i],
						  known->arena));
	add(known, hw_root_read_attr_once(known->root, HW_TEXT("etc"), "machine-id",
					  known->arena));
	add(known, hw_root_read_attr_once(known->root, HW_TEXT("proc/sys/kernel/random"),
					  "boot_id", known->arena));
	add_all(known, "sys/class/net", NULL, "address", add_mac);
	/* a root hub's is the name of its controller, "3f980000.usb": rh_string(),
	 * drivers/usb/core/hcd.c */
	add_all(known, "sys/bus/usb/devices", "usb", "serial", add);
	add_all(known, "sys/class/nvme", NULL, "serial", add);
	/* of virtio, and of any disk in a udev database */
	add_all(known, "sys/class/block", NULL, "serial", add);
	for (size_t i = 0; i < HW_ARRAY_SIZE(others); i++)
		add_all(known, others[i].directory, NULL, others[i].attribute,
			others[i].add_value);
}

/* How long the groups are with which the text starts, each with a digit in it, or of two
 * hexadecimal ones, and between some of them what separates no address, a blank or "_",
 * "52 54 00 AB 34 56"; 0: they are no number of somebody's. */
static size_t groups_length(struct hw_text text)
{
	bool has_gap = false;
	size_t all = 0;
	size_t n = 0;

	while (n < text.n) {
		const size_t from = n + (n > 0);
		size_t end = from;
		bool has_digit = false;
		bool is_hex = true;

		if (n && text.s[n] != ' ' && text.s[n] != '_' && !is_separator(text.s[n]))
			break;
		for (; end < text.n && is_letter_or_digit(text.s[end]); end++) {
			has_digit = has_digit || hw_is_digit(text.s[end]);
			is_hex = is_hex && hw_is_hex(text.s[end]);
		}
		if (end == from || (!has_digit && !(is_hex && end - from == 2)))
			break;
		has_gap = has_gap || (n && !is_separator(text.s[n]));
		all += end - from;
		n = end;
	}
	return has_gap && all > WHOLE_MAX ? n : 0;
}

/* The length of the word with which the text starts; *ret_is_like: it may be a number of
 * somebody's, as it has letters and digits, or many digits. */
static size_t word_length(struct hw_text text, bool *ret_is_like)
{
	size_t digits = 0;
	size_t n = 0;

	while (n < text.n &&
	       (is_letter_or_digit(text.s[n]) || (n && is_separator(text.s[n]))))
		digits += hw_is_digit(text.s[n++]);
	while (n && is_separator(text.s[n - 1]))
		n--;
	*ret_is_like = n >= LENGTH_MIN && n <= WORD_MAX && digits;
	return n;
}

/* The length of the value's spelling at the start of the text, with blanks in it, too,
 * if it may have them; or 0. */
static size_t length_of(struct hw_text text, struct hw_text value, bool has_blanks)
{
	size_t at = 0;

	for (size_t i = 0; i < value.n; i++, at++) {
		while (i && at < text.n &&
		       (is_separator(text.s[at]) || text.s[at] == '_' ||
			(has_blanks && text.s[at] == ' ')))
			at++;
		if (at >= text.n || hw_lower(text.s[at]) != value.s[i])
			return 0;
	}
	return at;
}

/* The same of a value in groups, which ends where one of them does. */
static size_t in_groups_length(const struct hw_known_secrets *known, struct hw_text text)
{
	const char first = hw_lower(text.s[0]);

	for (size_t i = 0; i < known->values.n; i++) {
		const struct hw_text value = known->values.v[i];
		const size_t n = value.n > WHOLE_MAX && value.s[0] == first
					 ? length_of(text, value, true)
					 : 0;

		if (n && (n == text.n || !is_letter_or_digit(text.s[n])))
			return n;
	}
	return 0;
}

size_t hw_known_secret_length(struct hw_known_secrets *known, struct hw_text text)
{
	char s[WORD_MAX];
	struct hw_text word = {s, 0};
	bool is_like = false;
	size_t length;
	size_t groups;

	if (!known || !known->root)
		return 0;
	length = word_length(text, &is_like);
	groups = length < text.n && (text.s[length] == ' ' || text.s[length] == '_')
			 ? groups_length(text)
			 : 0;
	if (!is_like && !groups)
		return 0;
	if (!known->is_loaded)
		load(known);
	word.n = is_like ? normalise(hw_text_head(text, length), s) : 0;
	for (size_t i = 0; word.n && i < known->values.n; i++) {
		const struct hw_text value = known->values.v[i];

		if (value.n <= WHOLE_MAX
			    ? hw_text_eq(value, word)
			    : memmem(word.s, word.n, value.s, value.n) != NULL)
			return length;
	}
	return groups ? in_groups_length(known, text) : 0;
}

/* "5xj4k13": letters and digits, which no word is by chance. */
static bool is_mixed(struct hw_text value)
{
	size_t digits = 0;

	for (size_t i = 0; i < value.n; i++)
		digits += hw_is_digit(value.s[i]);
	return value.n >= MIXED_MIN && digits && digits < value.n;
}

/* Whether one of the shortest ones may be there: a digit is in the word. */
static bool may_be_at(struct hw_text text)
{
	size_t digits = 0;
	size_t all = 0;

	for (size_t i = 0; i < text.n && (is_letter_or_digit(text.s[i]) ||
					  is_separator(text.s[i]) || text.s[i] == '_');
	     i++) {
		digits += hw_is_digit(text.s[i]);
		all += is_letter_or_digit(text.s[i]);
		if (digits && all >= MIXED_MIN)
			return true;
	}
	return false;
}

size_t hw_known_secret_at(struct hw_known_secrets *known, struct hw_text text,
			  bool also_short)
{
	const char first = text.n ? hw_lower(text.s[0]) : '\0';

	if (!known || !known->root || !may_be_at(text))
		return 0;
	if (!known->is_loaded)
		load(known);
	for (size_t i = 0; i < known->values.n; i++) {
		const struct hw_text value = known->values.v[i];
		const size_t n = value.s[0] == first && (value.n > WHOLE_MAX ||
							 (also_short && is_mixed(value)))
					 ? length_of(text, value, false)
					 : 0;

		if (n)
			return n;
	}
	return 0;
}

int hw_known_secrets_copy(struct hw_known_secrets *known, struct hw_arena *arena,
			  struct hw_known_secrets *ret)
{
	*ret = (struct hw_known_secrets){.arena = arena, .is_loaded = true};
	if (!known || !known->root)
		return 0;
	if (!known->is_loaded)
		load(known);
	/* only tells that there is something to look for */
	ret->root = known->root;
	for (size_t i = 0; i < known->values.n; i++) {
		struct hw_text value = hw_arena_copy(arena, known->values.v[i]);

		if (!value.s || hw_text_set_add(&ret->values, value) < 0)
			return -ENOMEM;
	}
	return 0;
}

void hw_known_secrets_done(struct hw_known_secrets *known)
{
	hw_text_set_done(&known->values);
}
