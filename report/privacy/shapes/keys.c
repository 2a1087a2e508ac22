// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/privacy/shapes/keys.h"

#include <strings.h>

#include "decoders/text/ascii.h"
#include "decoders/text/pseudonym.h"
#include "decoders/text/word.h"

/* Shorter words of letters and digits are names and numbers of things. */
#define MIXED_MIN ((size_t)6)

/* What a secret follows. */
enum key_kind {
	/* "key=p" */
	ASSIGNED,
	/* "key=p", "key:p" */
	KEY,
	/* of a command: "--key p", "--key=p" */
	OPTION,
	/* likewise, if there is a colon in the word that follows: "-u name:p", "-uname:p"
	 */
	LOGIN,
	/* of a protocol, up to a quotation mark: "Authorization: Bearer p" */
	HEADER,
	/* "serial number: 4C530001", "S/N 4C530001": a word with digits */
	NUMBER,
	/* "user alice", "hostname: build-17": a word of its own */
	NAME,
	/* "Product: Joe's iPhone", to the end of the line */
	LINE,
};

/*
 * By their first bytes, in lower case, so that a word is compared with few of them; of
 * equal ones the first that something private follows counts.
 *
 * "SerialNumber", "Manufacturer", "Product": usb_new_device(), announce_device(),
 * drivers/usb/core/hub.c. What single programs are told:
 * report/privacy/shapes/arguments.c.
 */
static const struct row {
	char text[20];
	enum key_kind kind;
} keys[] = {
	{"--user", LOGIN},
	{"-u", LOGIN},
	{"--proxy-user", LOGIN},
	{"--password", OPTION},
	{"--token", OPTION},
	{"--key", OPTION},
	{"--http-password", OPTION},
	{"--ftp-password", OPTION},
	{"--http-passwd", OPTION},
	{"--proxy-password", OPTION},
	{"--passphrase", OPTION},
	{"apikey", KEY},
	{"api_key", KEY},
	{"api-key", KEY},
	{"asset tag", NUMBER},
	{"Authorization", HEADER},
	{"credential", KEY},
	{"credentials", KEY},
	{"Cookie", HEADER},
	{"domain", ASSIGNED},
	{"eui64", NUMBER},
	{"guid", NUMBER},
	{"host", ASSIGNED},
	{"hostid", ASSIGNED},
	{"hostname", KEY},
	{"hostname", NAME},
	{"host name", NAME},
	{"iccid", NUMBER},
	{"imei", NUMBER},
	{"imsi", NUMBER},
	{"iSerial", NUMBER},
	{"iSerialNumber", NUMBER},
	{"key", ASSIGNED},
	{"login", ASSIGNED},
	{"Manufacturer", LINE},
	{"nguid", NUMBER},
	{"owner", ASSIGNED},
	{"password", KEY},
	{"passwd", KEY},
	{"passphrase", KEY},
	{"pass", KEY},
	{"pw", KEY},
	{"pwd", KEY},
	{"psk", KEY},
	{"pin", ASSIGNED},
	{"Product", LINE},
	{"Proxy-Authorization", HEADER},
	{"secret", KEY},
	{"ssid", ASSIGNED},
	{"server", ASSIGNED},
	{"SerialNumber", NUMBER},
	{"serial", ASSIGNED},
	{"serial number", NUMBER},
	{"serial no", NUMBER},
	{"serial", NUMBER},
	{"service tag", NUMBER},
	{"S/N", NUMBER},
	{"SN", NUMBER},
	{"token", KEY},
	{"user", ASSIGNED},
	{"username", ASSIGNED},
	{"user", NAME},
	{"username", NAME},
	{"user name", NAME},
	{"wpa", ASSIGNED},
	{"wep", ASSIGNED},
	{"wwn", NUMBER},
	{"wwid", NUMBER},
	{"wwnn", NUMBER},
	{"wwpn", NUMBER},
	{"X-Api-Key", HEADER},
	{"X-Auth-Token", HEADER},
};

/* A word in lower case. With its text and length in place most are told apart by a
 * letter. */
struct word {
	char text[15];
	unsigned char n;
};
/* clang-format off */
#define W(text) {text, sizeof(text) - 1}
/* clang-format on */

/* Parts of a parameter's name: the value is private, whatever it looks like. */
/* clang-format off */
static const struct word parts[] = {
	W("password"), W("passwd"), W("passphrase"), W("pass"), W("pw"), W("pwd"),
	W("secret"), W("token"), W("psk"), W("apikey"), W("key"), W("wpa"), W("wep"),
	W("pin"), W("ssid"), W("bssid"), W("login"), W("user"), W("username"),
	W("owner"), W("host"), W("hostname"), W("hostid"), W("hostnqn"), W("server"),
	W("license"), W("licence"), W("domain"), W("serial"), W("serialnumber"),
	W("sn"), W("iserial"), W("iserialnumber"), W("iproduct"), W("imanufacturer"),
	W("label"), W("name"), W("mac"), W("macaddr"), W("address"), W("addr"),
	W("uuid"), W("guid"), W("wwn"), W("wwpn"), W("wwnn"), W("wwid"), W("iqn"),
	W("initiator"), W("target"), W("url"), W("uri"), W("email"), W("mail"),
	W("account"), W("credential"), W("credentials"), W("auth"), W("cert"), W("ip"),
	W("ipaddr"), W("gateway"), W("nameserver"), W("dns"), W("seed"), W("otp"),
	W("totp"), W("jwt"), W("cookie"), W("salt"), W("bearer"), W("creds"), W("puk"),
	W("passcode"), W("pincode"),
};
/* clang-format on */

/* Parts of a longer name that say so in any text: "TOKEN_A=p", "--dhchap-secret p". */
/* clang-format off */
static const struct word strong[] = {
	W("password"), W("passwd"), W("passphrase"), W("passcode"), W("pass"), W("pwd"),
	W("pw"), W("secret"), W("token"), W("psk"), W("apikey"), W("otp"), W("totp"),
	W("jwt"), W("bearer"), W("creds"), W("credential"), W("credentials"), W("pin"),
	W("cookie"),
};
/* clang-format on */

/*
 * What a name ends with, or begins with, that is written as one word: "PGPASSWORD",
 * "wpapsk", "secretkey", "passwordfile"; digits behind it aside, "password1".
 */
/* clang-format off */
static const struct word endings[] = {
	W("password"), W("passwd"), W("passphrase"), W("passcode"), W("pass"), W("pwd"),
	W("pw"), W("secret"), W("token"), W("psk"), W("key"), W("ssid"), W("pincode"),
	W("userpin"), W("simpin"), W("serial"), W("serialno"), W("serialnr"),
	W("serialnum"), W("serialnumber"), W("sernum"), W("serno"), W("imei"),
	W("imsi"), W("iccid"), W("meid"), W("hostname"), W("username"), W("servername"),
	W("nodename"), W("clientname"), W("domainname"), W("loginname"),
	W("accountname"), W("ownername"), W("realname"), W("networkname"), W("login"),
	W("user"), W("host"), W("server"), W("domain"), W("hostid"), W("mac"),
	W("macaddr"), W("macaddress"), W("hwaddr"), W("bdaddr"), W("ipaddr"), W("uuid"),
	W("guid"), W("email"), W("credential"), W("credentials"), W("creds"),
	W("license"), W("licence"),
};
/* clang-format on */

/* clang-format off */
static const struct word beginnings[] = {
	W("password"), W("passwd"), W("passphrase"), W("passwort"), W("credential"),
	W("secret"), W("privatekey"), W("apikey"),
};
/* clang-format on */

/* Words with such an end that are none: "compass", "hmac", "observer"; and keys that
 * people press. */
/* clang-format off */
static const struct word harmless[] = {
	W("bypass"), W("compass"), W("trespass"), W("multipass"), W("onepass"),
	W("bpw"), W("hotkey"), W("fnkey"), W("monkey"), W("funckey"), W("funkey"),
	W("softkey"), W("powerkey"), W("wakekey"), W("sleepkey"), W("menukey"),
	W("winkey"), W("capskey"), W("ctrlkey"), W("altkey"), W("shiftkey"),
	W("metakey"), W("modkey"), W("volkey"), W("mediakey"), W("brkey"),
	W("arrowkey"), W("touchkey"), W("escapekey"), W("esckey"), W("enterkey"),
	W("magickey"), W("sysrqkey"), W("nokey"), W("anykey"), W("nouser"), W("vhost"),
	W("ghost"), W("usbhost"), W("sdhost"), W("mmchost"), W("nohost"), W("observer"),
	W("irqdomain"), W("pmdomain"), W("devserial"), W("usbserial"), W("multiserial"),
	W("powerdomain"), W("iommudomain"), W("hmac"), W("cmac"), W("gmac"), W("emac"),
	W("dwmac"), W("mmac"), W("umac"), W("kmac"), W("softmac"), W("nomac"),
	W("noserial"), W("liveuser"), W("multiuser"), W("secretmem"),
};
/* clang-format on */

/* What follows "user" in sentences, and is no name. */
/* clang-format off */
static const struct word no_names[] = {
	W("space"), W("mode"), W("namespace"), W("namespaces"), W("land"), W("defined"),
	W("buffer"), W("process"), W("id"), W("ids"), W("data"), W("input"),
	W("interface"), W("program"), W("helper"), W("access"), W("memory"), W("page"),
	W("pages"), W("level"), W("name"), W("is"), W("has"), W("may"), W("can"),
	W("must"), W("requested"), W("request"), W("not"), W("and"), W("or"), W("to"),
	W("in"), W("of"), W("with"), W("supplied"), W("specified"), W("agent"),
	W("session"), W("for"), W("will"), W("who"), W("parameter"), W("parameters"),
	W("option"), W("options"), W("does"), W("cannot"), W("set"),
};
/* clang-format on */

static bool is_at(const struct word *word, const char *at)
{
	return strncasecmp(word->text, at, word->n) == 0;
}

static bool is_one_of(struct hw_text word, const struct word *v, size_t n)
{
	const char first = word.n ? hw_lower(word.s[0]) : '\0';

	for (size_t i = 0; i < n; i++)
		if (v[i].text[0] == first && v[i].n == word.n && is_at(&v[i], word.s))
			return true;
	return false;
}

bool hw_private_is_switch(struct hw_text value)
{
	/* clang-format off */
	static const struct word switches[] = {
		W("y"), W("n"), W("on"), W("off"), W("yes"), W("no"), W("true"),
		W("false"), W("enable"), W("disable"), W("enabled"), W("disabled"),
		W("auto"), W("none"), W("default"),
	};
	/* clang-format on */

	value = hw_text_trim_end(hw_text_trim_start(value, "\"'"), "\"'\n");
	return !value.n || hw_text_decimal(value, 2) >= 0 ||
	       is_one_of(value, switches, HW_ARRAY_SIZE(switches));
}

bool hw_private_is_replaced(struct hw_text value)
{
	return hw_is_pseudonym(value) || hw_text_eq(value, HW_TEXT("withheld"));
}

bool hw_private_has_replaced(struct hw_text text)
{
	return hw_text_has_word(text, HW_TEXT("withheld")) ||
	       hw_text_starts(text, HW_TEXT("~"));
}

static bool has_end(struct hw_text word, const struct word *v, size_t n)
{
	const char last = word.n ? hw_lower(word.s[word.n - 1]) : '\0';

	for (size_t i = 0; i < n; i++)
		if (v[i].text[v[i].n - 1] == last && word.n >= v[i].n &&
		    is_at(&v[i], word.s + word.n - v[i].n))
			return true;
	return false;
}

static bool has_beginning(struct hw_text word, const struct word *v, size_t n)
{
	const char first = word.n ? hw_lower(word.s[0]) : '\0';

	for (size_t i = 0; i < n; i++)
		if (v[i].text[0] == first && word.n >= v[i].n && is_at(&v[i], word.s))
			return true;
	return false;
}

/* Whether a word of letters and digits tells by its end or its beginning that something
 * private follows. */
static bool is_joined_key(struct hw_text word)
{
	word = hw_text_trim_end(word, "0123456789");
	return (has_beginning(word, beginnings, HW_ARRAY_SIZE(beginnings)) ||
		has_end(word, endings, HW_ARRAY_SIZE(endings))) &&
	       !has_end(word, harmless, HW_ARRAY_SIZE(harmless));
}

static size_t alnum_length(struct hw_text text)
{
	size_t n = 0;

	while (n < text.n && hw_is_alnum(text.s[n]))
		n++;
	return n;
}

bool hw_private_is_key(struct hw_text name)
{
	while (name.n) {
		const size_t n = alnum_length(name);
		const struct hw_text part = hw_text_head(name, n);

		if (is_one_of(hw_text_trim_end(part, "0123456789"), parts,
			      HW_ARRAY_SIZE(parts)) ||
		    is_joined_key(part))
			return true;
		name = hw_text_from(name, n + (n < name.n));
	}
	return false;
}

/* Whether a part of a name of letters and digits is such a word. */
static bool has_strong_part(struct hw_text name)
{
	while (name.n) {
		const size_t n = alnum_length(name);
		const struct hw_text part =
			hw_text_trim_end(hw_text_head(name, n), "0123456789");

		if (is_one_of(part, strong, HW_ARRAY_SIZE(strong)))
			return true;
		name = hw_text_from(name, n + (n < name.n));
	}
	return false;
}

bool hw_private_is_mixed(struct hw_text word)
{
	size_t changes = 0;
	size_t length = 0;
	bool has_lower = false, has_upper = false, has_digit = false;
	bool was_digit = false;

	for (size_t i = 0; i <= word.n; i++) {
		const char c = i < word.n ? word.s[i] : ' ';
		const bool is_digit = hw_is_digit(c);

		if (!hw_is_alnum(c)) {
			if (length >= MIXED_MIN &&
			    (changes > 2 || (has_lower && has_upper && has_digit)))
				return true;
			length = changes = 0;
			has_lower = has_upper = has_digit = false;
			continue;
		}
		changes += length && is_digit != was_digit;
		was_digit = is_digit;
		has_digit |= is_digit;
		has_lower |= !is_digit && c == hw_lower(c);
		has_upper |= !is_digit && c != hw_lower(c);
		length++;
	}
	return false;
}

/* How many bytes at the start are none of `stops`. */
static size_t length_before(struct hw_text text, const char *stops)
{
	size_t n = 0;

	while (n < text.n && !strchr(stops, text.s[n]))
		n++;
	return n;
}

static size_t skip(struct hw_text text, size_t at, const char *set)
{
	while (at < text.n && text.s[at] && strchr(set, text.s[at]))
		at++;
	return at;
}

/* Behind a key of `n` bytes: where what it names begins; 0: no such key is there. */
static size_t value_offset(struct hw_text text, size_t n, enum key_kind kind)
{
	const char next = n < text.n ? text.s[n] : '\0';
	const bool is_blank = next == ' ' || next == '\t';
	size_t at;

	switch (kind) {
	case ASSIGNED:
		return next == '=' ? n + 1 : 0;
	case KEY:
		/* of JSON, also within a string of a shell: {\"token\": \"p\"} */
		at = skip(text, n, "\\\"'");
		if (at > n && at < text.n && text.s[at] == ':')
			return skip(text, at + 1, " \t\\");
		return next == '=' || next == ':' ? n + 1 : 0;
	case OPTION:
		return next == '=' || is_blank ? skip(text, n + 1, " \t<") : 0;
	case LOGIN:
		if (n == 2)
			return skip(text, n, " \t=");
		return next == '=' || is_blank ? skip(text, n + 1, " \t") : 0;
	case HEADER:
		return next == '=' || next == ':' ? skip(text, n + 1, "\"' \t") : 0;
	case NUMBER:
		if (next == '.' && skip(text, n + 1, " \t") > n + 1)
			return skip(text, n + 1, " \t:=#");
		return next == '=' || next == ':' || next == '#' || is_blank
			       ? skip(text, n, " \t:=#")
			       : 0;
	case NAME:
		return next == ':' || is_blank ? skip(text, n, ": \t") : 0;
	case LINE:
		return next == ':' ? skip(text, n + 1, " \t") : 0;
	}
	return 0;
}

/* The value at the start of the text, up to where it ends; in quotation marks, between
 * them. *ret_at grows by the mark. */
static struct hw_text cut_value(struct hw_text text, enum key_kind kind, size_t *ret_at)
{
	const char quote[2] = {text.n ? text.s[0] : '\0', '\0'};

	if (kind == LINE)
		return hw_text_head(text, length_before(text, "\"\n"));
	if (quote[0] == '"' || quote[0] == '\'') {
		++*ret_at;
		text = hw_text_from(text, 1);
		return hw_text_head(text, length_before(text, quote));
	}
	if (kind == HEADER)
		return hw_text_head(text, length_before(text, "\"'"));
	return hw_text_head(text, hw_private_word_length(text));
}

/* "0002:c903:000e:0b72": an EUI-64, as %pI6 of its half or sysfs prints a port's of
 * InfiniBand; node_guid_show(), drivers/infiniband/core/sysfs.c. */
static bool is_guid(struct hw_text value)
{
	size_t groups = 0;

	while (value.n >= 4 && hw_text_hex(hw_text_head(value, 4), 4, &(uint64_t){0})) {
		groups++;
		value = hw_text_from(value, 4);
		if (value.n < 5 || value.s[0] != ':')
			break;
		value = hw_text_from(value, 1);
	}
	return groups == 4 && !hw_is_alnum(value.n ? value.s[0] : ' ');
}

/* "4C530001", "PF2ABCDE"; not "8250", "ttyS0", "number", "port 1". */
static bool is_number(struct hw_text value)
{
	size_t digits = 0;
	size_t n = 0;

	for (; n < value.n && (hw_is_alnum(value.s[n]) || value.s[n] == '-'); n++)
		digits += hw_is_digit(value.s[n]);
	return (n >= 5 && digits && !(digits == n && n < 6) &&
		!hw_text_starts(value, HW_TEXT("tty"))) ||
	       is_guid(value);
}

/* A name of a person or a machine: a word that a sentence does not go on with. */
static bool is_name(struct hw_text value)
{
	size_t n = 0;

	while (n < value.n && (hw_is_alnum(value.s[n]) || strchr("._-", value.s[n])))
		n++;
	return n == value.n && n > 1 && !hw_is_digit(value.s[0]) && value.s[0] != '-' &&
	       !is_one_of(value, no_names, HW_ARRAY_SIZE(no_names));
}

static bool is_private(struct hw_text value, enum key_kind kind)
{
	if (!value.n || hw_private_is_replaced(value))
		return false;
	switch (kind) {
	case ASSIGNED:
		return !hw_private_is_switch(value);
	case NUMBER:
		return is_number(value);
	case NAME:
		return is_name(hw_text_trim_end(value, ".:"));
	case LOGIN:
		return hw_text_find(value, ':') < value.n;
	case KEY:
	case OPTION:
	case HEADER:
	case LINE:
		return true;
	}
	return true;
}

/* The first row that begins with this byte or a greater one. */
static size_t first_row(char first)
{
	size_t low = 0;
	size_t high = HW_ARRAY_SIZE(keys);

	while (low < high) {
		const size_t middle = (low + high) / 2;

		if (hw_lower(keys[middle].text[0]) < first)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool hw_private_is_own_name(struct hw_text text)
{
	const char first = text.n ? hw_lower(text.s[0]) : '\0';

	for (size_t i = first_row(first);
	     i < HW_ARRAY_SIZE(keys) && hw_lower(keys[i].text[0]) == first; i++) {
		size_t n;

		if (keys[i].kind != LINE)
			continue;
		n = strlen(keys[i].text);
		if (text.n > n && strncasecmp(text.s, keys[i].text, n) == 0 &&
		    value_offset(text, n, LINE))
			return true;
	}
	return false;
}

/* "PGPASSWORD=p", "X-Token: p", "Private-Token: p": of a header, in which words are
 * joined by hyphens, the last one tells. */
static struct hw_private_part behind_joined_key(struct hw_text text)
{
	size_t n = alnum_length(text);
	size_t last = 0;
	enum key_kind kind;
	struct hw_text value;
	size_t at;

	while (n && n + 1 < text.n && text.s[n] == '-' && hw_is_alnum(text.s[n + 1])) {
		last = n + 1;
		n = last + alnum_length(hw_text_from(text, last));
	}
	if (n >= text.n || (text.s[n] != '=' && text.s[n] != ':') ||
	    !is_joined_key(hw_text_head(hw_text_from(text, last), n - last)))
		return (struct hw_private_part){0, 0};
	kind = last && text.s[n] == ':' ? HEADER : ASSIGNED;
	at = value_offset(text, n, kind);
	if (!at)
		return (struct hw_private_part){0, 0};
	value = cut_value(hw_text_from(text, at), kind, &at);
	return (struct hw_private_part){at, is_private(value, kind) ? value.n : 0};
}

/* "TOKEN_A=p", "--apikey p", "--dhchap-secret=p" */
static struct hw_private_part behind_long_key(struct hw_text text)
{
	const bool is_option = hw_text_starts(text, HW_TEXT("--"));
	const enum key_kind kind = is_option ? OPTION : ASSIGNED;
	size_t n = is_option ? 2 : 0;
	struct hw_text value;
	size_t at;

	while (n < text.n &&
	       (hw_is_alnum(text.s[n]) || text.s[n] == '_' || text.s[n] == '-'))
		n++;
	at = value_offset(text, n, kind);
	if (!at || !has_strong_part(hw_text_head(text, n)))
		return (struct hw_private_part){0, 0};
	value = cut_value(hw_text_from(text, at), kind, &at);
	return (struct hw_private_part){at, is_private(value, kind) ? value.n : 0};
}

/* What a sentence says of a secret: behind these words, or "is" behind them. */
/* clang-format off */
static const struct {
	struct word word;
	/* so many digits alone are one, too, of any base; 0: none are */
	size_t digits;
} said[] = {
	{W("bearer"), 0}, {W("basic"), 0}, {W("password"), 4}, {W("passwd"), 4},
	{W("psk"), 8}, {W("passphrase"), 4}, {W("passcode"), 4}, {W("secret"), 8},
	{W("ssid"), 0}, {W("essid"), 0}, {W("token"), 12}, {W("key"), 16},
	{W("pin"), 4}, {W("puk"), 8}, {W("credential"), 8},
};
/* clang-format on */

/* "tok3n", "eyJhbGci.abc"; not "0x1f", "1.2", "wlan0", "2nd". */
static bool has_letters_and_digit(struct hw_text value)
{
	size_t letters = 0;
	size_t digits = 0;
	bool is_inside = false;

	for (size_t i = 0; i < value.n; i++) {
		const bool is_digit = hw_is_digit(value.s[i]);

		/* a number at the end counts things */
		is_inside = is_inside ||
			    (digits && letters && !is_digit && hw_is_alnum(value.s[i]));
		digits += is_digit;
		letters += !is_digit && hw_is_alnum(value.s[i]);
	}
	return value.n >= 5 && letters > 1 && digits && (is_inside || value.n >= 8) &&
	       !hw_text_starts(value, HW_TEXT("0x"));
}

static bool is_of_digits(struct hw_text value, size_t least)
{
	const struct hw_text digits =
		hw_text_from(value, hw_text_starts(value, HW_TEXT("0x")) ? 2 : 0);
	bool is_decimal = true;

	for (size_t i = 0; i < digits.n; i++) {
		if (!hw_is_hex(digits.s[i]))
			return false;
		is_decimal = is_decimal && hw_is_digit(digits.s[i]);
	}
	/* short ones of letters are words, "deadbeef" is none */
	return least && digits.n >= least && (is_decimal || digits.n >= 16);
}

/* "password is tok3n", "PSK \"p\"", "pin 4711", "Bearer eyJhbGci…". */
static struct hw_private_part behind_said_key(struct hw_text text)
{
	const struct hw_text is = HW_TEXT("is ");
	const struct hw_text was = HW_TEXT("was ");
	const size_t n = alnum_length(text);
	size_t at = skip(text, n, " \t");
	bool is_quoted;
	struct hw_text value;

	if (!n || at == n)
		return (struct hw_private_part){0, 0};
	if (hw_text_starts(hw_text_from(text, at), is))
		at += is.n;
	else if (hw_text_starts(hw_text_from(text, at), was))
		at += was.n;
	is_quoted = at < text.n && (text.s[at] == '"' || text.s[at] == '\'');
	for (size_t i = 0; i < HW_ARRAY_SIZE(said); i++) {
		if (said[i].word.n != n || !is_at(&said[i].word, text.s))
			continue;
		value = cut_value(hw_text_from(text, at), ASSIGNED, &at);
		if (!is_quoted)
			value = hw_text_trim_end(value, ".,;:)");
		if (value.n && !hw_private_is_replaced(value) &&
		    (is_quoted || is_of_digits(value, said[i].digits) ||
		     (said[i].digits != 16 && has_letters_and_digit(value))))
			return (struct hw_private_part){at, value.n};
		break;
	}
	return (struct hw_private_part){0, 0};
}

struct hw_private_part hw_private_behind_key(struct hw_text text, bool after_underline)
{
	const char first = text.n ? hw_lower(text.s[0]) : '\0';
	struct hw_private_part part;

	for (size_t i = first_row(first);
	     i < HW_ARRAY_SIZE(keys) && hw_lower(keys[i].text[0]) == first; i++) {
		const struct row *row = &keys[i];
		size_t n = strlen(row->text);
		size_t at;
		struct hw_text value;

		if (text.n <= n || strncasecmp(text.s, row->text, n) != 0 ||
		    (after_underline && row->kind != KEY && row->kind != ASSIGNED))
			continue;
		at = value_offset(text, n, row->kind);
		if (!at)
			continue;
		value = cut_value(hw_text_from(text, at), row->kind, &at);
		if (is_private(value, row->kind))
			return (struct hw_private_part){at, value.n};
	}
	part = behind_long_key(text);
	if (!part.length)
		part = behind_joined_key(text);
	return part.length || after_underline ? part : behind_said_key(text);
}
