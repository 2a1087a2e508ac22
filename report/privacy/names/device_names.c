// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/privacy/names/device_names.h"

#include "decoders/bus.h"
#include "decoders/text/ascii.h"
#include "report/privacy/names/interface_names.h"

/* Names that can identify a machine. */
static const struct shape {
	enum hw_identity identity;
	enum hw_private_kind kind;
	/* H: a hexadecimal digit, D: one or more decimal digits, X: hexadecimal ones */
	const char *text;
	/* bytes before the part that does, which ends the name; for D, those after it */
	size_t before;
	/*
	 * A component of a path does not tell its bus; the component before it does.
	 * UUIDs of WMI are types, the same on every machine.
	 */
	const char *above;
	bool is_private_above;
} shapes[] = {
	/* the first one is that of a UUID */
	{HW_IDENTITY_UUID, HW_PRIVATE_UUID, "HHHHHHHH-HHHH-HHHH-HHHH-HHHHHHHHHHHH", 0,
	 "wmi", false},
	{HW_IDENTITY_SERIAL, HW_PRIVATE_SERIAL, "HH-HHHHHHHHHHHH", 3, "w1_bus_master",
	 true},
	{HW_IDENTITY_PROVISIONED, HW_PRIVATE_ID, "D-X", 1, "i3c-", true},
	{HW_IDENTITY_WWN, HW_PRIVATE_WWN, "0xHHHHHHHHHHHHHHHH", 0, "", true},
};

/* The length of the private part at the end of the name, if it has this shape, or 0. */
static size_t length_of_shape(struct hw_text t, const struct shape *shape)
{
	size_t private_from = shape->before;
	size_t n = 0;

	for (const char *c = shape->text; *c; c++) {
		size_t first = n;

		if (*c == 'D' || *c == 'X')
			while (n < t.n &&
			       (*c == 'D' ? hw_is_digit(t.s[n]) : hw_is_hex(t.s[n])))
				n++;
		else if (n < t.n && (*c == 'H' ? hw_is_hex(t.s[n]) : t.s[n] == *c))
			n++;
		if (n == first)
			return 0;
		if (*c == 'D')
			private_from += n;
	}
	return n == t.n ? n - private_from : 0;
}

/* "d8f883112233::wlan" of a light: twelve digits beside a colon, and a word of their own
 * (Documentation/leds/leds-class.rst, "devicename:color:function"). */
static bool is_address_word(struct hw_text t, size_t at)
{
	const char before = at ? t.s[at - 1] : '\0';
	const char after = at + 12 < t.n ? t.s[at + 12] : '\0';
	bool has_digit = false;
	bool is_same = true;

	if (at + 12 > t.n || (before != ':' && after != ':') ||
	    (before && !strchr(":_-", before)) || (after && !strchr(":_-", after)))
		return false;
	for (size_t i = at; i < at + 12; i++) {
		if (!hw_is_hex(t.s[i]))
			return false;
		has_digit = has_digit || hw_is_digit(t.s[i]);
		is_same = is_same && t.s[i] == t.s[at];
	}
	return has_digit && !is_same;
}

/* The last digits of a UUID, which are behind four groups. */
static bool is_in_uuid(struct hw_text t, size_t at)
{
	return at >= 24 && t.s[at - 1] == '-' && t.s[at - 6] == '-' &&
	       t.s[at - 11] == '-' && t.s[at - 16] == '-';
}

/* How many digits there are; of letters and in both cases, a word is no address. */
static bool is_in_one_case(struct hw_text t, size_t *ret_digits)
{
	size_t digits = 0;
	size_t lower = 0;

	for (size_t i = 0; i < t.n; i++) {
		digits += hw_is_digit(t.s[i]);
		lower += t.s[i] >= 'a';
	}
	*ret_digits = digits;
	return lower == 0 || lower + digits == t.n;
}

/* Twelve digits, which are all of the name, "525400123456", or behind an x,
 * "enx02deadbeef51.5", systemd.net-naming-scheme(7); or of digits and letters, by
 * themselves, "br-02deadbeef51", "Adapter 525400A1B2C3". */
static bool is_address_joined(struct hw_text t, size_t at)
{
	const char before = at ? t.s[at - 1] : '\0';
	const char after = at + 12 < t.n ? t.s[at + 12] : '\0';
	size_t digits = 0;
	bool is_same = true;

	if (at + 12 > t.n || (before && !strchr("x:_-.@ \"'=,;/#([", before)) ||
	    (after && !strchr(":_-.@ \n\"',;/)]", after)) || is_in_uuid(t, at))
		return false;
	for (size_t i = at; i < at + 12; i++) {
		if (!hw_is_hex(t.s[i]))
			return false;
		is_same = is_same && t.s[i] == t.s[at];
	}
	return before == 'x' ||
	       (!is_same &&
		is_in_one_case(hw_text_head(hw_text_from(t, at), 12), &digits) &&
		digits && (digits < 12 || t.n == 12));
}

/* The length of groups of so many hexadecimal digits at `at`, if there are as many of
 * them as an address has, or more: an EUI-64 has 8, an interface of InfiniBand 20. */
static size_t groups_length(struct hw_text t, size_t at, char mark, size_t digits)
{
	size_t groups = 0;
	size_t n = 0;

	while (at + n + (groups > 0) + digits <= t.n &&
	       (!groups || t.s[at + n] == mark)) {
		const size_t from = at + n + (groups > 0);
		size_t k = 0;

		while (k < digits && hw_is_hex(t.s[from + k]))
			k++;
		if (k < digits)
			break;
		n = from + k - at;
		groups++;
	}
	return groups * digits >= 12 ? n : 0;
}

/* The same as a word of its own, "00-11-22-AA-BB-77", "0011.22aa.bb77": not of a date
 * and time, or a version, which have no letters. */
static size_t word_length(struct hw_text t, size_t at, char mark, size_t digits)
{
	const size_t n = groups_length(t, at, mark, digits);
	bool has_letter = false;

	for (size_t i = at; i < at + n; i++)
		has_letter = has_letter || (t.s[i] != mark && !hw_is_digit(t.s[i]));
	return has_letter && !(at && hw_is_alnum(t.s[at - 1])) &&
			       !(at + n < t.n && hw_is_alnum(t.s[at + n]))
		       ? n
		       : 0;
}

/* The length of a hardware address at `at`: "02:de:ad:be:ef:51", or without separators;
 * 0: it is none. */
size_t hw_name_address_length(struct hw_text t, size_t at)
{
	size_t n = 0;

	if (is_address_joined(t, at) || is_address_word(t, at))
		return 12;
	n = groups_length(t, at, ':', 2);
	/* "mac:02:de:ad:be:ef:51" ends in two digits before it */
	if (n > 17 && at && hw_is_alnum(t.s[at - 1]))
		n = 0;
	if (!n)
		n = word_length(t, at, '-', 2);
	return n ? n : word_length(t, at, '.', 4);
}

struct hw_name_part hw_name_address(struct hw_text name)
{
	for (size_t at = 0; at + 12 <= name.n; at++) {
		size_t n = hw_name_address_length(name, at);

		if (n)
			return (struct hw_name_part){HW_PRIVATE_MAC, n, name.n - at - n};
	}
	return (struct hw_name_part){.n = 0};
}

bool hw_name_may_be_given(struct hw_text class)
{
	return hw_text_eq(class, HW_TEXT("net")) || hw_text_eq(class, HW_TEXT("leds")) ||
	       hw_text_eq(class, HW_TEXT("ieee80211"));
}

/* The length of an address of IPv4 at `at`, "10.11.12.1" of "vlan-10.11.12.1"; "eth0.1.2"
 * has levels of VLANs. 0: it is none. */
static size_t inet_length(struct hw_text name, size_t at)
{
	size_t n = at;

	if (at && (hw_is_digit(name.s[at - 1]) || name.s[at - 1] == '.'))
		return 0;
	for (int group = 0; group < 4; group++) {
		unsigned value = 0;
		const size_t first = n + (group > 0);

		if (group && (n >= name.n || !strchr(".-_", name.s[n++])))
			return 0;
		while (n < name.n && hw_is_digit(name.s[n]) && n - first < 3)
			value = value * 10 + (unsigned)(name.s[n++] - '0');
		if (n == first || value > 255 || (group == 0 && value == 0))
			return 0;
	}
	return n < name.n && hw_is_digit(name.s[n]) ? 0 : n - at;
}

/* What of a name of a network interface is private, from `at` on, where a word begins:
 * an address, or what quoted texts lost. */
static size_t of_interface_length(const struct hw_private_words *words,
				  struct hw_text name, size_t at)
{
	const size_t n = inet_length(name, at);

	if (n || !words || words->shows_all || !hw_interface_given_part(name).n ||
	    (at && hw_is_alnum(name.s[at - 1])))
		return n;
	return hw_withheld_at(words->withheld, hw_text_from(name, at));
}

/* "tap-alice": the user, or the host. */
static struct hw_name_part find_owner(const struct hw_private_words *words,
				      struct hw_text class, struct hw_text name)
{
	const struct hw_text done = HW_TEXT("name-");
	const bool is_interface = hw_text_eq(class, HW_TEXT("net"));

	for (size_t at = 0; at < name.n; at++) {
		size_t n = hw_free_text_owner_at(name, at, words);

		if (!n && is_interface)
			n = of_interface_length(words, name, at);
		/* what stands for one */
		if (n && !hw_text_starts(hw_text_from(name, at), done))
			return (struct hw_name_part){HW_PRIVATE_NAME, n, name.n - at - n};
	}
	return (struct hw_name_part){.n = 0};
}

/* What nobody but a person would call an interface or a radio. */
static struct hw_name_part find_given(struct hw_text class, struct hw_text name)
{
	struct hw_text given = HW_NO_TEXT;

	if (hw_text_eq(class, HW_TEXT("net")))
		given = hw_interface_given_part(name);
	else if (hw_text_eq(class, HW_TEXT("ieee80211")))
		given = hw_radio_given_part(name);
	return given.n ? (struct hw_name_part){HW_PRIVATE_NAME, given.n,
					       (size_t)(name.s + name.n - given.s) -
						       given.n}
		       : (struct hw_name_part){.n = 0};
}

struct hw_name_part hw_name_given(const struct hw_private_words *words,
				  struct hw_text class, struct hw_text name)
{
	struct hw_name_part part = hw_name_address(name);

	if (!part.n && hw_name_may_be_given(class))
		part = find_owner(words, class, name);
	return part.n ? part : find_given(class, name);
}

struct hw_name_part hw_name_of_device(const struct hw_private_words *words,
				      struct hw_text subsystem, struct hw_text name)
{
	const struct hw_bus *bus = hw_bus_of_subsystem(subsystem);

	for (size_t i = 0; bus && bus->identity && i < HW_ARRAY_SIZE(shapes); i++)
		if (bus->identity == shapes[i].identity)
			return (struct hw_name_part){
				shapes[i].kind, length_of_shape(name, &shapes[i]), 0};
	/* a World Wide Name is one on any bus */
	for (size_t i = 0; i < HW_ARRAY_SIZE(shapes); i++)
		if (shapes[i].identity == HW_IDENTITY_WWN &&
		    length_of_shape(name, &shapes[i]))
			return (struct hw_name_part){
				shapes[i].kind, length_of_shape(name, &shapes[i]), 0};
	return hw_name_given(words, subsystem, name);
}

/* So long a number behind "0-" is one of I3C wherever it is: names of I2C have four
 * digits, of USB fewer (i3c_dev name, drivers/i3c/master.c). */
#define PROVISIONED_MIN ((size_t)8)

/* What every directory of devices may have or is asked for. */
static bool is_file_of_devices(struct hw_text name)
{
	static const char *const files[] = {"uevent", "modalias", "idVendor", "subsystem",
					    "driver", "device",	  "power"};

	for (size_t i = 0; i < HW_ARRAY_SIZE(files); i++)
		if (hw_text_eq(name, hw_text_of(files[i])))
			return true;
	return false;
}

/* The class of what a component of a path names: "net/br0/lower_eth0" and "br0/brif/eth0"
 * name an interface (netdev_adjacent_sysfs_add(), net/core/dev.c; br_sysfs_addif(),
 * net/bridge/br_sysfs_if.c), as what is below "net" does. `above` is the component before
 * `before`. */
struct hw_text hw_name_class_in_path(struct hw_text above, struct hw_text before,
				     struct hw_text name)
{
	const struct hw_text net = HW_TEXT("net");

	if (hw_text_eq(before, net) && is_file_of_devices(name))
		return HW_NO_TEXT;
	if (hw_text_eq(before, HW_TEXT("brif")))
		return net;
	return hw_text_eq(above, net) && (hw_text_starts(name, HW_TEXT("lower_")) ||
					  hw_text_starts(name, HW_TEXT("upper_")))
		       ? net
		       : before;
}

/* The same for a component of a path; `before` is the component before it, `class` what
 * it names. */
struct hw_name_part hw_name_in_path(const struct hw_private_words *words,
				    struct hw_text before, struct hw_text class,
				    struct hw_text name)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(shapes); i++) {
		size_t n = length_of_shape(name, &shapes[i]);

		if (!n)
			continue;
		if (hw_text_starts(before, hw_text_of(shapes[i].above)) ==
			    shapes[i].is_private_above ||
		    (shapes[i].identity == HW_IDENTITY_PROVISIONED &&
		     n >= PROVISIONED_MIN))
			return (struct hw_name_part){shapes[i].kind, n, 0};
	}
	return hw_name_given(words, class, name);
}

bool hw_name_is_mixed_address(struct hw_text text, size_t at)
{
	const struct hw_text address = hw_text_head(hw_text_from(text, at), 12);
	size_t digits = 0;

	return !(at && hw_is_hex(text.s[at - 1])) && !is_in_uuid(text, at) &&
	       is_in_one_case(address, &digits) && digits && digits < address.n;
}

size_t hw_name_uuid_length(struct hw_text text)
{
	const size_t n = strlen(shapes[0].text);

	return n == text.n || (n < text.n && !hw_is_alnum(text.s[n]))
		       ? length_of_shape(hw_text_head(text, n), &shapes[0])
		       : 0;
}
