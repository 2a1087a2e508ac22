// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/privacy/shapes/shapes.h"

#include <strings.h>

#include "decoders/text/ascii.h"
#include "report/privacy/shapes/word_before.h"

size_t hw_private_word_length(struct hw_text text)
{
	size_t n = 0;

	while (n < text.n && !strchr(" \t\n\"',;&|)>", text.s[n]))
		n++;
	return n;
}

static bool is_of(char c, const char *set)
{
	return c && strchr(set, c);
}

/* Identifiers; H is a hexadecimal digit. */
static const struct {
	const char *text;
	/* types in a modalias have this shape, too */
	bool is_type;
	/* numbers have this shape, too: it has letters and digits, and one case */
	bool is_mixed;
} shapes[] = {
	/* UUID, RFC 9562 */
	{"HHHHHHHH-HHHH-HHHH-HHHH-HHHHHHHHHHHH", true, false},
	/* the same without separators: machine-id(5) */
	{"HHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHH", true, false},
	/* World Wide Name of Fibre Channel and SAS, EUI-64 */
	{"HH:HH:HH:HH:HH:HH:HH:HH", false, false},
	{"HH-HH-HH-HH-HH-HH-HH-HH", false, false},
	{"0xHHHHHHHHHHHHHHHH", false, false},
	/* EUI-48 behind a type of hardware, as PXELINUX has it in BOOTIF=; EUI-48 */
	{"HH-HH-HH-HH-HH-HH-HH", false, false},
	{"HH:HH:HH:HH:HH:HH", false, false},
	{"HH-HH-HH-HH-HH-HH", false, false},
	{"HHHH.HHHH.HHHH", false, false},
	{"HHHHHHHHHHHH", false, true},
};

/* Names of which the rest of the word is private. */
static const struct {
	const char *text;
	/* bytes of it that stay */
	size_t kept;
	/* what follows is hexadecimal, at least eight digits */
	bool is_hex;
} prefixes[] = {
	/* Documentation/ABI/stable/sysfs-block, wwid; udev's 60-persistent-storage.rules
	 */
	{"eui.", 4, true},
	{"naa.", 4, true},
	{"wwn-0x", 4, true},
	{"uuid.", 5, true},
	{"nvme-eui.", 9, true},
	{"wwid-", 5, true},
	/* NVMe Base Specification, "NVMe Qualified Names"; RFC 3721 */
	{"nqn.20", 4, false},
	{"iqn.19", 4, false},
	{"iqn.20", 4, false},
	/* udev's links, and names of volumes */
	{"by-id/", 6, false},
	{"by-uuid/", 8, false},
	{"by-partuuid/", 12, false},
	{"by-label/", 9, false},
	{"by-partlabel/", 13, false},
};

/* A modalias is not longer before its UUID. */
#define MODALIAS_HEAD_MAX ((size_t)256)

/* In a word that begins so, a UUID is a type: Documentation/ABI, modalias of each bus. */
static bool is_modalias(struct hw_text text, size_t at)
{
	static const char *const buses[] = {"wmi:", "mei:", "vmbus:", "tee:", "ishtp:"};
	size_t from = at;

	while (from && at - from < MODALIAS_HEAD_MAX &&
	       !is_of(text.s[from - 1], " \t\n\"'="))
		from--;
	for (size_t i = 0; i < HW_ARRAY_SIZE(buses); i++)
		if (hw_text_starts(hw_text_from(text, from), hw_text_of(buses[i])))
			return true;
	return false;
}

static bool is_one_digit_repeated(struct hw_text text)
{
	for (size_t i = 0; i < text.n; i++)
		if (hw_is_alnum(text.s[i]) && text.s[i] != text.s[0])
			return false;
	return true;
}

static bool is_whole_word(struct hw_text all, size_t at, size_t n)
{
	return (!at || is_of(all.s[at - 1], " \t\"'=,/([<")) &&
	       (at + n == all.n || is_of(all.s[at + n], " \t\n\"',;/)]>.:"));
}

/* Whether the bytes from `at` on are a word of their own, no part of a UUID or a list;
 * not "512110190592", a number, nor "deadbeefcafe", nor words of both cases. No number
 * begins with 0. */
static bool is_mixed_word(struct hw_text all, size_t at, size_t n)
{
	const struct hw_text text = hw_text_head(hw_text_from(all, at), n);
	bool has_digit = false;
	bool has_lower = false;
	bool has_upper = false;

	for (size_t i = 0; i < text.n; i++) {
		has_digit = has_digit || hw_is_digit(text.s[i]);
		has_lower = has_lower || (text.s[i] >= 'a' && text.s[i] <= 'z');
		has_upper = has_upper || (text.s[i] >= 'A' && text.s[i] <= 'Z');
	}
	if (!is_whole_word(all, at, n) || !has_digit)
		return false;
	return has_lower || has_upper
		       ? has_lower != has_upper
		       : (text.s[0] == '0' && !is_one_digit_repeated(text)) ||
				 hw_word_is_before(all, at, HW_BEFORE_HARDWARE);
}

size_t hw_private_bare_address(struct hw_text text, size_t at)
{
	size_t n = 0;

	while (at + n < text.n && hw_is_hex(text.s[at + n]))
		n++;
	return n == 12 && is_whole_word(text, at, n) &&
			       !is_one_digit_repeated(
				       hw_text_head(hw_text_from(text, at), n))
		       ? n
		       : 0;
}

/* Of "wmi:05901221-d566-11d1-b2f0-00a0c9062910", the end of a UUID that is a type. */
static bool is_in_uuid(struct hw_text text, size_t at)
{
	if (at < 6 || text.s[at - 1] != '-' || text.s[at - 6] != '-')
		return false;
	for (size_t i = at - 5; i < at - 1; i++)
		if (!hw_is_hex(text.s[i]))
			return false;
	return true;
}

/* "mac0x", "wlx", "0x" before the name's end; the last alone is a number. */
static bool is_behind_x(struct hw_text text, size_t at, char after)
{
	size_t n = at;

	if (!n || text.s[n - 1] != 'x')
		return false;
	n -= n > 1 && text.s[n - 2] == '0' ? 2 : 1;
	return (n && hw_is_alnum(text.s[n - 1])) || after == '.';
}

size_t hw_private_joined_address(struct hw_text text, size_t at)
{
	const struct hw_text rest = hw_text_from(text, at);
	bool has_digit = false;
	bool has_lower = false;
	bool has_upper = false;
	size_t n = 0;

	for (; n < rest.n && hw_is_hex(rest.s[n]); n++) {
		has_digit = has_digit || hw_is_digit(rest.s[n]);
		has_lower = has_lower || rest.s[n] >= 'a';
		has_upper = has_upper || (rest.s[n] >= 'A' && rest.s[n] < 'a');
	}
	return n == 12 && at &&
			       (is_of(text.s[at - 1], "-_") ||
				is_behind_x(text, at, n < rest.n ? rest.s[n] : '\0')) &&
			       has_digit && has_lower != has_upper &&
			       !is_in_uuid(text, at) &&
			       (n == rest.n || is_of(rest.s[n], " \t\n\"',;)]>.:"))
		       ? n
		       : 0;
}

/* "0x00000000febfffff", "0xffffffffc0a1b2c3": no World Wide Name begins so. */
static bool is_in_memory(struct hw_text text)
{
	return hw_text_starts(text, HW_TEXT("0x0000")) ||
	       hw_text_starts(text, HW_TEXT("0xffff"));
}

static size_t length_of_shape(struct hw_text text, size_t from)
{
	const struct hw_text rest = hw_text_from(text, from);

	for (size_t i = 0; i < HW_ARRAY_SIZE(shapes); i++) {
		const char *shape = shapes[i].text;
		size_t n = 0;

		while (shape[n] && n < rest.n &&
		       (shape[n] == 'H' ? hw_is_hex(rest.s[n]) : rest.s[n] == shape[n]))
			n++;
		if (!shape[n] && (!shapes[i].is_mixed || is_mixed_word(text, from, n)) &&
		    (n == rest.n || !hw_is_alnum(rest.s[n])) && !is_in_memory(rest) &&
		    !(shapes[i].is_type &&
		      (is_modalias(text, from) ||
		       is_one_digit_repeated(hw_text_head(rest, n)))))
			return n;
	}
	return 0;
}

static struct hw_private_part behind_prefix(struct hw_text text)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(prefixes); i++) {
		struct hw_text prefix;
		size_t hex;
		size_t n;

		if (!text.n || hw_lower(text.s[0]) != prefixes[i].text[0])
			continue;
		prefix = hw_text_of(prefixes[i].text);
		hex = prefix.n;
		if (text.n <= hex || strncasecmp(text.s, prefix.s, hex) != 0)
			continue;
		while (hex < text.n && (hw_is_hex(text.s[hex]) || text.s[hex] == '-'))
			hex++;
		n = hw_private_word_length(text);
		if (n > prefix.n && (!prefixes[i].is_hex || hex - prefix.n >= 8))
			return (struct hw_private_part){prefixes[i].kept,
							n - prefixes[i].kept};
	}
	return (struct hw_private_part){0, 0};
}

static bool ends(struct hw_text text, const char *end)
{
	size_t n = strlen(end);

	return text.n >= n && memcmp(text.s + text.n - n, end, n) == 0;
}

static enum hw_private_network network_of(unsigned first, unsigned second)
{
	if ((first == 192 && second == 168) || (first == 172 && second / 16 == 1))
		return HW_PRIVATE_NETWORK_HOME;
	return first == 10 ? HW_PRIVATE_NETWORK_TEN : HW_PRIVATE_NETWORK_NONE;
}

/* Four numbers behind one of these signs are mostly of a version, "x-1.2.3.4",
 * "/lib/firmware/1.2.3.4/x"; not in "//10.1.2.3", "/dev/tcp/10.1.2.3/80",
 * "10.1.2.3-10.1.2.9". */
static bool is_behind_version_sign(struct hw_text text, size_t at,
				   enum hw_private_network network)
{
	const struct hw_text before = hw_text_head(text, at);

	if (!at || !is_of(text.s[at - 1], ".-/"))
		return false;
	if (ends(before, "//") || ends(before, "/dev/tcp/") || ends(before, "/dev/udp/"))
		return false;
	switch (network) {
	case HW_PRIVATE_NETWORK_HOME:
		return text.s[at - 1] == '.';
	case HW_PRIVATE_NETWORK_TEN:
		return text.s[at - 1] == '.' ||
		       (text.s[at - 1] == '-' &&
			!(at > 1 && hw_is_digit(text.s[at - 2])));
	case HW_PRIVATE_NETWORK_NONE:
		break;
	}
	return true;
}

/* "1.2.3.4-k", "1.2.3.4_x"; not "10.1.2.3-10.1.2.9". */
static bool is_before_version_sign(struct hw_text behind, enum hw_private_network network)
{
	const char next = behind.n ? behind.s[0] : '\0';
	const char second = behind.n > 1 ? behind.s[1] : '\0';

	if (next == '-')
		return network == HW_PRIVATE_NETWORK_NONE || !hw_is_digit(second);
	return hw_is_alnum(next) || next == '_' || (next == '.' && hw_is_alnum(second));
}

size_t hw_private_inet(struct hw_text text, size_t at,
		       enum hw_private_network *ret_network)
{
	const struct hw_text rest = hw_text_from(text, at);
	unsigned values[4] = {0};
	enum hw_private_network network;
	size_t n = 0;

	for (int i = 0; i < 4; i++) {
		size_t digits = 0;

		if (i && (n >= rest.n || rest.s[n++] != '.'))
			return 0;
		while (n < rest.n && hw_is_digit(rest.s[n]) && digits < 4) {
			values[i] = values[i] * 10 + (unsigned)(rest.s[n++] - '0');
			digits++;
		}
		if (!digits || digits > 3 || values[i] > 255 ||
		    (digits > 1 && rest.s[n - digits] == '0'))
			return 0;
	}
	network = network_of(values[0], values[1]);
	*ret_network = network;
	if (is_behind_version_sign(text, at, network) ||
	    is_before_version_sign(hw_text_from(rest, n), network))
		return 0;
	return values[0] == 0 || values[0] == 127 || values[0] == 255 ||
			       hw_word_is_before(text, at, HW_BEFORE_VERSION)
		       ? 0
		       : n;
}

/* RFC 4291, 2.2: "2001:db8::7"; with "::", or all eight groups. */
size_t hw_private_inet6(struct hw_text text, size_t at)
{
	const struct hw_text rest = hw_text_from(text, at);
	size_t groups = 0;
	size_t digits = 0;
	size_t all_digits = 0;
	size_t gaps = 0;
	size_t n = 0;

	if (at && is_of(text.s[at - 1], ".-"))
		return 0;
	for (; n < rest.n && (hw_is_hex(rest.s[n]) || rest.s[n] == ':'); n++) {
		if (rest.s[n] != ':') {
			groups += digits == 0;
			all_digits++;
			if (++digits > 4)
				return 0;
			continue;
		}
		gaps += digits == 0 && n > 0 && rest.s[n - 1] == ':';
		digits = 0;
	}
	/* "::ffff:192.168.1.7" */
	if (gaps && n + 1 < rest.n && rest.s[n] == '.' && hw_is_digit(rest.s[n + 1]))
		while (n < rest.n &&
		       (hw_is_digit(rest.s[n]) || (rest.s[n] == '.' && n + 1 < rest.n &&
						   hw_is_digit(rest.s[n + 1]))))
			n++;
	/* of a sentence, "2001:db8::7:" */
	if (n && rest.s[n - 1] == ':' && !(n > 1 && rest.s[n - 2] == ':'))
		n--;
	if (n < rest.n && (hw_is_alnum(rest.s[n]) || rest.s[n] == '_'))
		return 0;
	if (gaps ? gaps == 1 && groups >= 2 && groups < 8 && all_digits >= 5
		 : groups == 8 && all_digits >= 16)
		return n;
	return 0;
}

/* Where the kernel and its packages send who has read a line of the log: "please file a
 * bug at https://gitlab.freedesktop.org/drm/intel/…", drivers/gpu/drm/i915/i915_utils.c;
 * "GuC firmware(s) can be downloaded from …", INTEL_UC_FIRMWARE_URL of
 * gt/uc/intel_uc_fw.h; sound/soc/sof/loader.c; Debian's drivers/base/firmware_loader.
 * Below other paths of these are people's own. */
static bool is_of_kernel(struct hw_text url)
{
	static const char *const urls[] = {
		"gitlab.freedesktop.org/drm/",
		"bugzilla.kernel.org",
		"docs.kernel.org",
		"www.kernel.org/doc/",
		"wireless.wiki.kernel.org",
		"wiki.debian.org/Firmware",
		"bugs.debian.org",
		"bugs.launchpad.net",
		"bugzilla.redhat.com",
		"bugs.freedesktop.org",
		"git.kernel.org/pub/scm/linux/kernel/git/firmware/linux-firmware.git",
		"github.com/thesofproject/sof-bin",
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(urls); i++) {
		const struct hw_text known = hw_text_of(urls[i]);

		if (hw_text_starts(url, known) &&
		    (known.s[known.n - 1] == '/' || url.n == known.n ||
		     is_of(url.s[known.n], "/ ,;)")))
			return true;
	}
	return false;
}

/* Behind "://" or, of a share, " //": host, path and what they are asked. */
static size_t url_length(struct hw_text text, size_t at)
{
	bool is_share;

	if (at < 2 || text.s[at - 1] != '/' || text.s[at - 2] != '/' || at >= text.n ||
	    text.s[at] == '/')
		return 0;
	is_share = at == 2 || is_of(text.s[at - 3], " \t\"'=");
	if (!is_share && (text.s[at - 3] != ':' || is_of_kernel(hw_text_from(text, at))))
		return 0;
	return hw_private_word_length(hw_text_from(text, at));
}

static bool is_name_byte(char c)
{
	return hw_is_alnum(c) || is_of(c, "._+-");
}

/* Of lists, to which the kernel sends reports, and of those who build it. */
static bool is_of_lists(struct hw_text host)
{
	static const char *const lists[] = {
		"vger.kernel.org",	     "lists.linux.dev",	 "lists.freedesktop.org",
		"lists.infradead.org",	     "alsa-project.org", "lists.debian.org",
		"lists.linuxfoundation.org",
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(lists); i++)
		if (hw_text_eq(host, hw_text_of(lists[i])))
			return true;
	return false;
}

size_t hw_private_mail(struct hw_text text)
{
	static const char *const units[] = {".service", ".socket", ".timer", ".mount",
					    ".target",	".path",   ".slice", ".device"};
	bool has_letter = false;
	bool is_hex = true;
	struct hw_text host;
	size_t n = 0;

	while (n < text.n && is_name_byte(text.s[n])) {
		has_letter = has_letter || !hw_is_digit(text.s[n]);
		n++;
	}
	if (!n || !has_letter || n >= text.n || text.s[n] != '@')
		return 0;
	host = hw_text_from(text, n + 1);
	n = 0;
	while (n < host.n && is_name_byte(host.s[n])) {
		is_hex = is_hex && hw_is_hex(host.s[n]);
		n++;
	}
	host = hw_text_trim_end(hw_text_head(host, n), ".");
	for (size_t i = 0; i < HW_ARRAY_SIZE(units); i++)
		if (ends(host, units[i]))
			return 0;
	if (!host.n || is_hex || hw_is_digit(host.s[0]) || is_of_lists(host) ||
	    hw_text_starts(host, HW_TEXT("tty")))
		return 0;
	return (size_t)(host.s - text.s) + host.n;
}

/* "nas:/export": mount(8) of nfs, scp(1). */
static size_t server_length(struct hw_text text, size_t at)
{
	const struct hw_text rest = hw_text_from(text, at);
	bool has_letter = false;
	size_t n = 0;

	if (at && !is_of(text.s[at - 1], " \t\"'=@"))
		return 0;
	while (n < rest.n && (hw_is_alnum(rest.s[n]) || is_of(rest.s[n], ".-"))) {
		has_letter = has_letter || !hw_is_digit(rest.s[n]);
		n++;
	}
	return n > 1 && has_letter && n + 1 < rest.n && rest.s[n] == ':' &&
			       rest.s[n + 1] == '/' &&
			       !(n + 2 < rest.n && rest.s[n + 2] == '/')
		       ? n
		       : 0;
}

/*
 * "host9.corp.example": labels of letters, digits and hyphens, of which the last one is a
 * domain that texts have no file or other word with: no "sh", "so", "is". Source: IANA's
 * root zone; RFC 6761, 6762, and what private networks have.
 */
static size_t domain_length(struct hw_text text, size_t at)
{
	static const char tops[][12] = {
		"com",	"org",	 "net",	     "edu",	    "gov",     "mil",	"info",
		"biz",	"eu",	 "de",	     "fr",	    "uk",      "nl",	"ch",
		"cz",	"se",	 "dk",	     "es",	    "jp",      "cn",	"ru",
		"br",	"au",	 "ca",	     "kr",	    "tw",      "hu",	"ie",
		"gr",	"ua",	 "tr",	     "za",	    "nz",      "mx",	"ar",
		"corp", "lan",	 "local",    "localdomain", "home",    "arpa",	"example",
		"io",	"cloud", "internal", "intranet",    "private", "onion",
	};
	const struct hw_text rest = hw_text_from(text, at);
	struct hw_text last;
	size_t dots = 0;
	size_t from = 0;
	size_t n = 0;

	if ((at && is_of(text.s[at - 1], "./-_@~$")) || !rest.n)
		return 0;
	while (n < rest.n &&
	       (hw_is_alnum(rest.s[n]) || (is_of(rest.s[n], ".-") && n + 1 < rest.n &&
					   hw_is_alnum(rest.s[n + 1])))) {
		if (rest.s[n] == '.') {
			dots++;
			from = n + 1;
		}
		n++;
	}
	if (!dots || (n < rest.n && is_of(rest.s[n], "_=/@-")) || is_modalias(text, at))
		return 0;
	last = hw_text_head(hw_text_from(rest, from), n - from);
	for (size_t i = 0; i < HW_ARRAY_SIZE(tops); i++)
		if (strlen(tops[i]) == last.n &&
		    strncasecmp(tops[i], last.s, last.n) == 0)
			return n;
	return 0;
}

/* Whether letters, digits and "_" alone begin the text, before none of the signs that
 * are in prefixes, and in addresses that have names: as most words do. */
static bool is_plain_word(struct hw_text text)
{
	size_t n = 0;

	while (n < text.n && (hw_is_alnum(text.s[n]) || text.s[n] == '_'))
		n++;
	return n == text.n || !is_of(text.s[n], ".-+@:");
}

struct hw_private_part hw_private_shape(struct hw_text text, size_t at)
{
	const struct hw_text rest = hw_text_from(text, at);
	struct hw_private_part part = {0, url_length(text, at)};
	enum hw_private_network network;

	if (!part.length && rest.n && (hw_is_hex(rest.s[0]) || rest.s[0] == ':')) {
		part.length = length_of_shape(text, at);
		if (!part.length)
			part.length = hw_private_inet(text, at, &network);
		if (!part.length)
			part.length = hw_private_inet6(text, at);
	}
	if (part.length || is_plain_word(rest))
		return part;
	part = behind_prefix(rest);
	if (!part.length)
		part = (struct hw_private_part){0, hw_private_mail(rest)};
	if (!part.length)
		part.length = server_length(text, at);
	if (!part.length)
		part.length = domain_length(text, at);
	return part;
}
