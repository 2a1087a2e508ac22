// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/privacy/names/own_forms.h"

#include <strings.h>

#include "decoders/text/ascii.h"
#include "report/privacy/shapes/keys.h"
#include "report/privacy/shapes/placeholders.h"
#include "report/privacy/shapes/word_before.h"

/* What is between the word that introduces a value and the value. */
enum between {
	/* blanks and signs, or either */
	ANYTHING,
	BLANKS,
	/* a sign that says that a value follows: "SN: X", "Serial#X" */
	SIGN,
	/* nothing */
	NOTHING,
	/* anything or nothing */
	MAYBE,
};

/* What a value is made of. */
enum digits {
	/* letters and digits, two of the latter */
	ANY,
	/* the same, and no chip, "SN 74LVC1G04" */
	ANY_BUT_CHIP,
	DECIMAL,
	/* the same, in groups as people write them, "49 015420 323751 8", "030/123456" */
	TELEPHONE,
	HEXADECIMAL,
	/* the same, which may have blanks, "52 54 00 12 34 56" */
	BYTES,
	/* letters and digits at random, and no word among them, as in "CHARGER65W" */
	RANDOM,
	/* … in upper case, and perhaps no digit */
	RANDOM_LETTERS,
};

/*
 * What introduces a value: words in any case, but for those in `is_exact`, which are
 * parts of other words in lower case; a blank is also "-", "_", "." or nothing. SN is
 * also how models begin. The numbers of telephones: 3GPP TS 23.003, ITU-T E.118, E.164.
 * The names that Windows and Android give: 7, 8, 11 and 16 letters and digits; those of
 * printers and small boards end in their address or half of it.
 */
static const struct row {
	char word[28];
	enum between between;
	enum digits digits;
	/* letters and digits of the value; 0: no limit */
	size_t min;
	size_t max;
	enum hw_private_kind kind;
	bool is_exact;
} rows[] = {
	{"s/n", ANYTHING, ANY, 4, 0, HW_PRIVATE_SERIAL, false},
	{"s/n", NOTHING, ANY, 5, 0, HW_PRIVATE_SERIAL, false},
	{"s/no", ANYTHING, ANY, 4, 0, HW_PRIVATE_SERIAL, false},
	{"s/nr", ANYTHING, ANY, 4, 0, HW_PRIVATE_SERIAL, false},
	{"s.n.", ANYTHING, ANY, 4, 0, HW_PRIVATE_SERIAL, false},
	{"n/s", ANYTHING, ANY, 6, 0, HW_PRIVATE_SERIAL, false},
	{"sn", SIGN, ANY, 4, 0, HW_PRIVATE_SERIAL, false},
	{"SN", BLANKS, ANY_BUT_CHIP, 6, 0, HW_PRIVATE_SERIAL, true},
	{"SN-", NOTHING, ANY_BUT_CHIP, 8, 0, HW_PRIVATE_SERIAL, true},
	{"SN", NOTHING, DECIMAL, 8, 0, HW_PRIVATE_SERIAL, true},
	{"serial number", ANYTHING, ANY, 4, 0, HW_PRIVATE_SERIAL, false},
	{"serial num", ANYTHING, ANY, 4, 0, HW_PRIVATE_SERIAL, false},
	{"serial no", ANYTHING, ANY, 4, 0, HW_PRIVATE_SERIAL, false},
	{"serial nr", ANYTHING, ANY, 4, 0, HW_PRIVATE_SERIAL, false},
	{"serial", SIGN, ANY, 6, 0, HW_PRIVATE_SERIAL, false},
	{"serial", SIGN, DECIMAL, 4, 0, HW_PRIVATE_SERIAL, false},
	{"ser number", ANYTHING, ANY, 4, 0, HW_PRIVATE_SERIAL, false},
	{"ser num", ANYTHING, ANY, 4, 0, HW_PRIVATE_SERIAL, false},
	{"ser no", ANYTHING, ANY, 4, 0, HW_PRIVATE_SERIAL, false},
	{"ser nr", ANYTHING, ANY, 4, 0, HW_PRIVATE_SERIAL, false},
	{"ser", SIGN, ANY, 6, 0, HW_PRIVATE_SERIAL, false},
	{"serial", BLANKS, HEXADECIMAL, 12, 20, HW_PRIVATE_SERIAL, false},
	{"SER-", NOTHING, ANY, 6, 0, HW_PRIVATE_SERIAL, true},
	/* German; Dutch, Swedish, Danish and Norwegian */
	{"seriennummer", ANYTHING, ANY, 4, 0, HW_PRIVATE_SERIAL, false},
	{"serien nr", ANYTHING, ANY, 4, 0, HW_PRIVATE_SERIAL, false},
	{"serienummer", ANYTHING, ANY, 4, 0, HW_PRIVATE_SERIAL, false},
	{"serie nr", ANYTHING, ANY, 4, 0, HW_PRIVATE_SERIAL, false},
	/* French, Spanish, Portuguese, Italian */
	{"num\xc3\xa9ro de s\xc3\xa9rie", ANYTHING, ANY, 4, 0, HW_PRIVATE_SERIAL, false},
	{"numero de serie", ANYTHING, ANY, 4, 0, HW_PRIVATE_SERIAL, false},
	{"n\xc3\xbamero de serie", ANYTHING, ANY, 4, 0, HW_PRIVATE_SERIAL, false},
	{"n\xc3\xbamero de s\xc3\xa9rie", ANYTHING, ANY, 4, 0, HW_PRIVATE_SERIAL, false},
	{"n\xc2\xb0 de s\xc3\xa9rie", ANYTHING, ANY, 4, 0, HW_PRIVATE_SERIAL, false},
	{"n\xc2\xb0 s\xc3\xa9rie", ANYTHING, ANY, 4, 0, HW_PRIVATE_SERIAL, false},
	{"n \xc2\xba de s\xc3\xa9rie", ANYTHING, ANY, 4, 0, HW_PRIVATE_SERIAL, false},
	{"n \xc2\xba de serie", ANYTHING, ANY, 4, 0, HW_PRIVATE_SERIAL, false},
	{"numero di serie", ANYTHING, ANY, 4, 0, HW_PRIVATE_SERIAL, false},
	{"matricola", ANYTHING, ANY, 4, 0, HW_PRIVATE_SERIAL, false},
	{"no de s\xc3\xa9rie", ANYTHING, ANY, 4, 0, HW_PRIVATE_SERIAL, false},
	/* Finnish, Hungarian, Turkish */
	{"sarjanumero", ANYTHING, ANY, 4, 0, HW_PRIVATE_SERIAL, false},
	{"sorozatsz\xc3\xa1m", ANYTHING, ANY, 4, 0, HW_PRIVATE_SERIAL, false},
	{"seri no", ANYTHING, ANY, 4, 0, HW_PRIVATE_SERIAL, false},
	/* Polish, Czech, Russian */
	{"nr seryjny", ANYTHING, ANY, 4, 0, HW_PRIVATE_SERIAL, false},
	{"v\xc3\xbdrobn\xc3\xad \xc4\x8d\xc3\xadslo", ANYTHING, ANY, 4, 0,
	 HW_PRIVATE_SERIAL, false},
	{"numer seryjny", ANYTHING, ANY, 4, 0, HW_PRIVATE_SERIAL, false},
	{"s\xc3\xa9riov\xc3\xa9 \xc4\x8d\xc3\xadslo", ANYTHING, ANY, 4, 0,
	 HW_PRIVATE_SERIAL, false},
	{"\xd0\xa1\xd0\xb5\xd1\x80\xd0\xb8\xd0\xb9\xd0\xbd\xd1\x8b\xd0\xb9 "
	 "\xd0\xbd\xd0\xbe\xd0\xbc\xd0\xb5\xd1\x80",
	 ANYTHING, ANY, 4, 0, HW_PRIVATE_SERIAL, false},
	{"\xd1\x81\xd0\xb5\xd1\x80\xd0\xb8\xd0\xb9\xd0\xbd\xd1\x8b\xd0\xb9 "
	 "\xd0\xbd\xd0\xbe\xd0\xbc\xd0\xb5\xd1\x80",
	 ANYTHING, ANY, 4, 0, HW_PRIVATE_SERIAL, false},
	/* Chinese, Japanese, Korean: nothing need be between */
	{"\xe5\xba\x8f\xe5\x88\x97\xe5\x8f\xb7", MAYBE, ANY, 4, 0, HW_PRIVATE_SERIAL,
	 false},
	{"\xe5\xba\x8f\xe5\x88\x97\xe8\x99\x9f", MAYBE, ANY, 4, 0, HW_PRIVATE_SERIAL,
	 false},
	{"\xe5\xba\x8f\xe8\x99\x9f", MAYBE, ANY, 4, 0, HW_PRIVATE_SERIAL, false},
	{"\xe3\x82\xb7\xe3\x83\xaa\xe3\x82\xa2\xe3\x83\xab\xe7\x95\xaa\xe5\x8f\xb7",
	 MAYBE, ANY, 4, 0, HW_PRIVATE_SERIAL, false},
	{"\xe8\xa3\xbd\xe9\x80\xa0\xe7\x95\xaa\xe5\x8f\xb7", MAYBE, ANY, 4, 0,
	 HW_PRIVATE_SERIAL, false},
	{"\xec\x9d\xbc\xeb\xa0\xa8\xeb\xb2\x88\xed\x98\xb8", MAYBE, ANY, 4, 0,
	 HW_PRIVATE_SERIAL, false},
	/* Acer */
	{"snid", ANYTHING, DECIMAL, 8, 12, HW_PRIVATE_SERIAL, false},
	{"service tag", ANYTHING, ANY, 5, 0, HW_PRIVATE_SERIAL, false},
	{"svc tag", ANYTHING, ANY, 5, 0, HW_PRIVATE_SERIAL, false},
	{"service code", ANYTHING, DECIMAL, 8, 0, HW_PRIVATE_SERIAL, false},
	{"asset tag", ANYTHING, ANY, 4, 0, HW_PRIVATE_SERIAL, false},
	{"asset number", ANYTHING, ANY, 4, 0, HW_PRIVATE_SERIAL, false},
	{"asset no", ANYTHING, ANY, 4, 0, HW_PRIVATE_SERIAL, false},
	{"asset nr", ANYTHING, ANY, 4, 0, HW_PRIVATE_SERIAL, false},
	{"asset", SIGN, ANY, 4, 0, HW_PRIVATE_SERIAL, false},
	{"inventory number", ANYTHING, ANY, 4, 0, HW_PRIVATE_SERIAL, false},
	{"inventory no", ANYTHING, ANY, 4, 0, HW_PRIVATE_SERIAL, false},
	{"inventarnummer", ANYTHING, ANY, 4, 0, HW_PRIVATE_SERIAL, false},
	{"inventar nr", ANYTHING, ANY, 4, 0, HW_PRIVATE_SERIAL, false},
	{"uid", ANYTHING, HEXADECIMAL, 8, 20, HW_PRIVATE_SERIAL, false},
	{"imei", ANYTHING, TELEPHONE, 14, 20, HW_PRIVATE_SERIAL, false},
	{"imei", NOTHING, DECIMAL, 14, 20, HW_PRIVATE_SERIAL, false},
	{"imeisv", ANYTHING, TELEPHONE, 16, 20, HW_PRIVATE_SERIAL, false},
	{"imsi", ANYTHING, TELEPHONE, 14, 15, HW_PRIVATE_SERIAL, false},
	{"imsi", NOTHING, DECIMAL, 14, 15, HW_PRIVATE_SERIAL, false},
	{"iccid", ANYTHING, TELEPHONE, 18, 22, HW_PRIVATE_SERIAL, false},
	{"iccid", NOTHING, DECIMAL, 18, 22, HW_PRIVATE_SERIAL, false},
	{"msisdn", ANYTHING, TELEPHONE, 9, 15, HW_PRIVATE_SERIAL, false},
	{"tel", ANYTHING, TELEPHONE, 7, 15, HW_PRIVATE_SERIAL, false},
	{"telephone", ANYTHING, TELEPHONE, 7, 15, HW_PRIVATE_SERIAL, false},
	{"telefon", ANYTHING, TELEPHONE, 7, 15, HW_PRIVATE_SERIAL, false},
	{"phone number", ANYTHING, TELEPHONE, 7, 15, HW_PRIVATE_SERIAL, false},
	{"phone", SIGN, TELEPHONE, 7, 15, HW_PRIVATE_SERIAL, false},
	{"mobile", SIGN, TELEPHONE, 7, 15, HW_PRIVATE_SERIAL, false},
	{"mobil", ANYTHING, TELEPHONE, 9, 15, HW_PRIVATE_SERIAL, false},
	{"handy", ANYTHING, TELEPHONE, 9, 15, HW_PRIVATE_SERIAL, false},
	{"call", ANYTHING, TELEPHONE, 9, 15, HW_PRIVATE_SERIAL, false},
	{"fax", SIGN, TELEPHONE, 7, 15, HW_PRIVATE_SERIAL, false},
	{"meid", ANYTHING, HEXADECIMAL, 14, 18, HW_PRIVATE_SERIAL, false},
	{"esn", ANYTHING, HEXADECIMAL, 8, 11, HW_PRIVATE_SERIAL, false},
	{"mac", ANYTHING, BYTES, 12, 12, HW_PRIVATE_MAC, false},
	{"mac address", ANYTHING, BYTES, 12, 12, HW_PRIVATE_MAC, false},
	{"bd addr", ANYTHING, BYTES, 12, 12, HW_PRIVATE_MAC, false},
	{"desktop-", NOTHING, RANDOM, 6, 12, HW_PRIVATE_NAME, false},
	{"DESKTOP-", NOTHING, RANDOM_LETTERS, 7, 7, HW_PRIVATE_NAME, true},
	{"laptop-", NOTHING, RANDOM, 6, 12, HW_PRIVATE_NAME, false},
	{"LAPTOP-", NOTHING, RANDOM_LETTERS, 8, 8, HW_PRIVATE_NAME, true},
	{"win-", NOTHING, RANDOM, 11, 11, HW_PRIVATE_NAME, false},
	{"WIN-", NOTHING, RANDOM_LETTERS, 11, 11, HW_PRIVATE_NAME, true},
	{"minint-", NOTHING, RANDOM, 6, 12, HW_PRIVATE_NAME, false},
	{"MININT-", NOTHING, RANDOM_LETTERS, 7, 7, HW_PRIVATE_NAME, true},
	{"android", BLANKS, HEXADECIMAL, 16, 16, HW_PRIVATE_ID, false},
	{"android id", ANYTHING, HEXADECIMAL, 16, 16, HW_PRIVATE_ID, false},
	{"android-", NOTHING, HEXADECIMAL, 8, 16, HW_PRIVATE_NAME, false},
	/* Brother, HP, Ricoh, Samsung, Xerox, Lexmark; Epson; Espressif */
	{"BRN", NOTHING, HEXADECIMAL, 12, 12, HW_PRIVATE_MAC, true},
	{"BRW", NOTHING, HEXADECIMAL, 12, 12, HW_PRIVATE_MAC, true},
	{"HP", NOTHING, HEXADECIMAL, 12, 12, HW_PRIVATE_MAC, true},
	{"RNP", NOTHING, HEXADECIMAL, 12, 12, HW_PRIVATE_MAC, true},
	{"SEC", NOTHING, HEXADECIMAL, 12, 12, HW_PRIVATE_MAC, true},
	{"XRX", NOTHING, HEXADECIMAL, 12, 12, HW_PRIVATE_MAC, true},
	{"ET", NOTHING, HEXADECIMAL, 12, 12, HW_PRIVATE_MAC, true},
	{"NPI", NOTHING, HEXADECIMAL, 6, 6, HW_PRIVATE_NAME, true},
	{"EPSON", NOTHING, HEXADECIMAL, 6, 6, HW_PRIVATE_NAME, true},
	{"ESP_", NOTHING, HEXADECIMAL, 6, 6, HW_PRIVATE_NAME, true},
};

static bool is_of(char c, const char *set)
{
	return c && strchr(set, c);
}

/* The length of what is between, or SIZE_MAX. */
static size_t between_length(struct hw_text text, enum between between)
{
	const char *set = between == BLANKS ? " \t" : " \t:=#.(\"'-";
	/* "：" */
	const struct hw_text wide = HW_TEXT("\xef\xbc\x9a");
	bool has_sign = false;
	size_t n = 0;

	if (between == NOTHING)
		return 0;
	while (n < text.n) {
		const bool is_wide =
			between != BLANKS && hw_text_starts(hw_text_from(text, n), wide);

		if (!is_wide && !is_of(text.s[n], set))
			break;
		has_sign = has_sign || is_wide || is_of(text.s[n], ":=#");
		n += is_wide ? wide.n : 1;
	}
	if (between == MAYBE)
		return n;
	return n && (has_sign || between != SIGN) ? n : SIZE_MAX;
}

/* How much of the text the word is with which it starts; 0: it does not. */
static size_t word_length(struct hw_text text, const struct row *row)
{
	size_t n = 0;

	for (const char *c = row->word; *c; c++) {
		if (*c == ' ') {
			while (n < text.n && is_of(text.s[n], " -_."))
				n++;
			continue;
		}
		if (n >= text.n || (row->is_exact ? text.s[n] != *c
						  : hw_lower(text.s[n]) != hw_lower(*c)))
			return 0;
		n++;
	}
	return n;
}

/* A number of a telephone in groups, "030) 12 34-56", "+49 (0)30/123456", which no letter
 * or digit follows; 0: it is none. */
static size_t telephone_length(struct hw_text text)
{
	size_t gap = 0;
	size_t end = 0;

	for (size_t n = text.n && text.s[0] == '+'; n < text.n && gap < 3; n++) {
		if (hw_is_digit(text.s[n])) {
			end = n + 1;
			gap = 0;
		} else if (is_of(text.s[n], " -./()")) {
			gap++;
		} else {
			break;
		}
	}
	return end < text.n && hw_is_alnum(text.s[end]) ? 0 : end;
}

/* Letters and digits, and one sign between two of them; a number may be written in
 * groups: "49-015420-323751-8". Digits alone follow a blank. */
static size_t value_length(struct hw_text text, const struct row *row)
{
	const bool has_signs = row->kind != HW_PRIVATE_NAME;
	size_t n = 0;

	if (row->digits == TELEPHONE)
		return telephone_length(text);
	while (n < text.n) {
		const char next = n && n + 1 < text.n ? text.s[n + 1] : '\0';
		const bool is_sign =
			has_signs &&
			is_of(text.s[n], row->digits == BYTES ? "-_.:" : "-_.") &&
			hw_is_alnum(next);
		const bool is_blank =
			row->digits == BYTES && text.s[n] == ' ' && hw_is_hex(next);

		if (!hw_is_alnum(text.s[n]) && !is_sign && !is_blank)
			break;
		n++;
	}
	return n;
}

struct count {
	size_t all;
	size_t decimal;
	size_t hexadecimal;
};

static struct count count(struct hw_text value)
{
	struct count c = {0};

	for (size_t i = 0; i < value.n; i++) {
		c.all += hw_is_alnum(value.s[i]);
		c.decimal += hw_is_digit(value.s[i]);
		c.hexadecimal += hw_is_hex(value.s[i]);
	}
	return c;
}

/* "74LVC1G04", "65HVD230", "75LBC184": what follows SN in the names of Texas Instruments'
 * chips. */
static bool is_chip(struct hw_text value)
{
	return value.n > 2 && is_of(value.s[0], "567") && is_of(value.s[1], "45") &&
	       !hw_is_digit(value.s[2]);
}

/* "RS-232", which serial ports are. */
static bool is_standard(struct hw_text value)
{
	return strncasecmp(value.s, "rs", value.n < 2 ? value.n : 2) == 0 &&
	       count(value).decimal == 3 && count(value).all == 5;
}

/* Of letters in upper case, one digit tells that they are no word. */
#define MIXED_MIN ((size_t)8)

static bool is_upper(struct hw_text value)
{
	for (size_t i = 0; i < value.n; i++)
		if (value.s[i] != hw_upper(value.s[i]))
			return false;
	return true;
}

static bool is_value(struct hw_text value, const struct row *row)
{
	const struct count c = count(value);

	if (c.all < row->min || (row->max && c.all > row->max))
		return false;
	switch (row->digits) {
	case ANY_BUT_CHIP:
		if (is_chip(value))
			return false;
		break;
	case ANY:
		break;
	case DECIMAL:
	case TELEPHONE:
		return c.decimal == c.all;
	case RANDOM:
		return c.decimal;
	case RANDOM_LETTERS:
		return is_upper(value);
	case HEXADECIMAL:
	case BYTES:
		return c.hexadecimal == c.all && c.decimal;
	}
	/* "JP9ANLBXVZ" */
	if (c.decimal == 1 && c.all >= MIXED_MIN && is_upper(value))
		return true;
	return c.decimal >= (row->kind == HW_PRIVATE_NAME ? 1 : 2) && !is_standard(value);
}

static bool is_in_database(const struct hw_ids *const databases[2], struct hw_text word)
{
	return hw_ids_have_word(databases[0], word) ||
	       hw_ids_have_word(databases[1], word);
}

/* Letters side by side of this length are a word by chance rarely. */
#define WORD_MIN ((size_t)4)

/* Whether a word of the databases is in what would be letters and digits at random. */
static bool has_word(const struct hw_ids *const databases[2], struct hw_text value)
{
	for (size_t at = 0; at < value.n; at++) {
		const size_t from = at;

		while (at < value.n && hw_is_alnum(value.s[at]) &&
		       !hw_is_digit(value.s[at]))
			at++;
		if (at - from >= WORD_MIN &&
		    is_in_database(databases,
				   hw_text_head(hw_text_from(value, from), at - from)))
			return true;
	}
	return false;
}

/* Whether the databases tell that the value is nobody's. */
static bool is_known(const struct hw_ids *const databases[2], struct hw_text value,
		     const struct row *row)
{
	switch (row->digits) {
	case RANDOM:
		return has_word(databases, value);
	case RANDOM_LETTERS:
		/* without them, letters may be any word */
		return !(databases[0] || databases[1]) || has_word(databases, value);
	case ANY:
	case ANY_BUT_CHIP:
	case DECIMAL:
	case TELEPHONE:
	case HEXADECIMAL:
	case BYTES:
		break;
	}
	return is_in_database(databases, value);
}

/* What the row introduces at the start of the text. */
static struct hw_own_part behind(struct hw_text text, const struct row *row,
				 const struct hw_ids *const databases[2])
{
	const size_t head = word_length(text, row);
	struct hw_own_part none = {.length = 0};
	struct hw_text value;
	size_t between;

	if (!head)
		return none;
	between = between_length(hw_text_from(text, head), row->between);
	if (between == SIZE_MAX)
		return none;
	value = hw_text_from(text, head + between);
	value = hw_text_head(value, value_length(value, row));
	if (!is_value(value, row) || hw_private_is_replaced(value) ||
	    hw_is_left_by_maker(value) || is_known(databases, value, row))
		return none;
	return (struct hw_own_part){row->kind, head + between, value.n};
}

/* From this value on, a number is rarely one of a version. */
#define VERSION_MAX 32

/* Numbers of the internet that may as well be a version: "1.2.3.4", "5.120.7.0". */
static bool may_be_version(struct hw_text address)
{
	int64_t last = 0;
	size_t large = 0;

	while (address.s) {
		last = hw_text_decimal(hw_text_cut(&address, '.'), 3);
		large += last >= VERSION_MAX;
	}
	return large < 2 || last == 0;
}

static size_t home_inet_length(struct hw_text text, size_t at)
{
	enum hw_private_network network;
	const size_t n = hw_private_inet(text, at, &network);

	return n && network == HW_PRIVATE_NETWORK_HOME ? n : 0;
}

static size_t inet_length(struct hw_text text, size_t at)
{
	enum hw_private_network network;
	const size_t n = hw_private_inet(text, at, &network);

	return n && (network == HW_PRIVATE_NETWORK_TEN ||
		     hw_word_is_before(text, at, HW_BEFORE_HOST) ||
		     !may_be_version(hw_text_head(hw_text_from(text, at), n)))
		       ? n
		       : 0;
}

static size_t inet6_length(struct hw_text text, size_t at)
{
	const struct hw_text address =
		hw_text_head(hw_text_from(text, at), hw_private_inet6(text, at));
	bool has_digit = false;

	/* "abc::def" */
	for (size_t i = 0; i < address.n; i++)
		has_digit = has_digit || hw_is_digit(address.s[i]);
	return has_digit ? address.n : 0;
}

/* Of a host with a domain: "USB@home" is none. */
static size_t mail_length(struct hw_text text, size_t at)
{
	const struct hw_text rest = hw_text_from(text, at);
	struct hw_text host = hw_text_head(rest, hw_private_mail(rest));
	struct hw_text label = HW_NO_TEXT;
	const size_t n = host.n;
	size_t letters = 0;
	size_t labels = 0;

	hw_text_cut(&host, '@');
	for (; host.s; labels++)
		label = hw_text_cut(&host, '.');
	while (letters < label.n && hw_is_alnum(label.s[letters]) &&
	       !hw_is_digit(label.s[letters]))
		letters++;
	return labels > 1 && letters >= 2 && letters == label.n ? n : 0;
}

/* Names of hosts in domains that are nobody's but of one network: RFC 6762, RFC 8375,
 * RFC 9476. */
static size_t host_length(struct hw_text text, size_t at)
{
	static const char *const domains[] = {".local",	   ".lan",	".localdomain",
					      ".internal", ".intranet", ".home.arpa",
					      ".fritz.box"};
	const struct hw_text rest = hw_text_from(text, at);
	size_t n = 0;

	/* "name-1.local" has one name */
	if (at && is_of(text.s[at - 1], "-_."))
		return 0;
	while (n < rest.n && (hw_is_alnum(rest.s[n]) || is_of(rest.s[n], "-_.")))
		n++;
	while (n && !hw_is_alnum(rest.s[n - 1]))
		n--;
	for (size_t i = 0; i < HW_ARRAY_SIZE(domains); i++) {
		const size_t end = strlen(domains[i]);

		if (n > end && memcmp(rest.s + n - end, domains[i], end) == 0)
			return n - end;
	}
	return 0;
}

/* Shorter ones are also numbers of other things. */
#define EUI64_DIGITS ((size_t)16)
#define IMEI_DIGITS  ((size_t)15)

/* How many hexadecimal digits are a word of their own here, of one case, or decimal; 0:
 * so few that they tell nothing. */
static size_t hexadecimal_length(struct hw_text text, size_t at, bool *ret_is_decimal)
{
	bool has_upper = false;
	bool has_lower = false;
	size_t decimal = 0;
	size_t n = 0;

	text = hw_text_from(text, at);
	for (; n < text.n && hw_is_hex(text.s[n]); n++) {
		decimal += hw_is_digit(text.s[n]);
		has_upper = has_upper || (text.s[n] >= 'A' && text.s[n] <= 'F');
		has_lower = has_lower || (text.s[n] >= 'a' && text.s[n] <= 'f');
	}
	*ret_is_decimal = decimal == n;
	return n < IMEI_DIGITS || (n < text.n && hw_is_alnum(text.s[n])) ||
			       (has_upper && has_lower) || !decimal ||
			       hw_is_left_by_maker(hw_text_head(text, n))
		       ? 0
		       : n;
}

static size_t eui64_length(struct hw_text text, size_t at)
{
	bool is_decimal;
	const size_t n = hexadecimal_length(text, at, &is_decimal);

	return n == EUI64_DIGITS && !is_decimal ? n : 0;
}

/* Hashes, ids of chips. */
static size_t hash_length(struct hw_text text, size_t at)
{
	bool is_decimal;
	const size_t n = hexadecimal_length(text, at, &is_decimal);

	return n > EUI64_DIGITS && !is_decimal ? n : 0;
}

/* 3GPP TS 23.003, annex B: the last of the fifteen digits of an IMEI makes a sum that ten
 * divides. Longer numbers are those of cards and of anything, and no model. */
static size_t number_length(struct hw_text text, size_t at)
{
	unsigned sum = 0;
	bool is_decimal;
	const size_t n = hexadecimal_length(text, at, &is_decimal);

	if (!is_decimal || !n)
		return 0;
	for (size_t i = 0; i < IMEI_DIGITS; i++) {
		const unsigned digit = (unsigned)(text.s[at + i] - '0') << i % 2;

		sum += digit > 9 ? digit - 9 : digit;
	}
	return n > IMEI_DIGITS || sum % 10 == 0 ? n : 0;
}

/* ITU-T E.164: at most 15 digits with that of the country. Fewer behind a "+" are also
 * volts, "+12V", or a date. */
#define TELEPHONE_MIN ((size_t)8)
#define TELEPHONE_MAX ((size_t)15)

/* "+49 170 1234567", "0049 170 1234567". */
static size_t telephone_shape_length(struct hw_text text, size_t at)
{
	const struct hw_text rest = hw_text_from(text, at);
	const bool has_plus = hw_text_starts(rest, HW_TEXT("+"));
	struct hw_text number;
	size_t groups = 0;
	size_t digits;

	if (!has_plus && !hw_text_starts(rest, HW_TEXT("00")))
		return 0;
	number = hw_text_head(rest, telephone_length(rest));
	digits = count(number).decimal;
	if (!has_plus)
		digits -= digits < 2 ? digits : 2;
	for (size_t i = 0; i < number.n; i++)
		groups += number.s[i] == ' ';
	return number.n > 2 && is_of(number.s[has_plus ? 1 : 2], "123456789") &&
			       digits >= TELEPHONE_MIN + (groups == 0) &&
			       digits <= TELEPHONE_MAX && (has_plus || groups >= 2)
		       ? number.n
		       : 0;
}

/* Whether the text starts with the form: D is a digit, N one from 2 on, another byte
 * stands for itself. */
static bool has_form(struct hw_text text, const char *form)
{
	const size_t n = strlen(form);

	if (text.n < n)
		return false;
	for (size_t i = 0; i < n; i++) {
		const char c = text.s[i];

		if (form[i] == 'D' || form[i] == 'N') {
			if (!hw_is_digit(c) || (form[i] == 'N' && c < '2'))
				return false;
		} else if (c != form[i]) {
			return false;
		}
	}
	return n == text.n || !(hw_is_alnum(text.s[n]) || text.s[n] == '-');
}

/* In North America, where neither the area nor the exchange begins with 0 or 1 (North
 * American Numbering Plan), and in France. */
static size_t telephone_form_length(struct hw_text text, size_t at)
{
	static const char *const forms[] = {"(DDD) DDD-DDDD", "1-DDD-DDD-DDDD",
					    "NDD-NDD-DDDD", "0D DD DD DD DD"};

	if (at && is_of(text.s[at - 1], "-."))
		return 0;
	for (size_t i = 0; i < HW_ARRAY_SIZE(forms); i++)
		if (has_form(hw_text_from(text, at), forms[i]))
			return strlen(forms[i]);
	return 0;
}

/* With the 0 that most countries have before the number of a town or a network (ITU-T
 * E.123), which a sign parts from the rest: "0170-1234567", "030/12345678", "020 7946
 * 0958"; not behind a word that says that it is a version. */
static size_t telephone_of_country_length(struct hw_text text, size_t at)
{
	const struct hw_text rest = hw_text_from(text, at);
	const struct hw_text number = hw_text_head(rest, telephone_length(rest));
	size_t groups = 0;
	size_t digits = 0;
	size_t group = 0;

	if (number.n < 2 || number.s[0] != '0' || number.s[1] == '0' ||
	    (at && is_of(text.s[at - 1], "-./")) ||
	    hw_word_is_before(text, at, HW_BEFORE_VERSION))
		return 0;
	for (size_t i = 0; i <= number.n; i++) {
		if (i < number.n && hw_is_digit(number.s[i])) {
			group++;
			digits++;
			continue;
		}
		if ((i < number.n && !is_of(number.s[i], " -/")) ||
		    group < (groups ? 2 : 3) || (!groups && group > 5))
			return 0;
		groups++;
		group = 0;
	}
	return groups >= 2 && groups <= 4 && digits >= 10 && digits <= 12 ? number.n : 0;
}

/* What its shape tells. */
static const struct {
	enum hw_private_kind kind;
	size_t (*length)(struct hw_text text, size_t at);
	/* in what is a version, it is one */
	bool may_be_version;
} shapes[] = {
	{HW_PRIVATE_ADDRESS, home_inet_length, false},
	{HW_PRIVATE_ADDRESS, inet_length, true},
	{HW_PRIVATE_ADDRESS, inet6_length, false},
	{HW_PRIVATE_ADDRESS, mail_length, false},
	{HW_PRIVATE_NAME, host_length, false},
	{HW_PRIVATE_MAC, eui64_length, false},
	{HW_PRIVATE_ID, hash_length, false},
	{HW_PRIVATE_SERIAL, number_length, false},
	{HW_PRIVATE_SERIAL, telephone_shape_length, true},
	{HW_PRIVATE_SERIAL, telephone_form_length, true},
	{HW_PRIVATE_SERIAL, telephone_of_country_length, true},
};

struct hw_own_part hw_own_form(struct hw_text text, size_t at, enum hw_own_text what,
			       const struct hw_ids *const databases[2])
{
	const struct hw_text rest = hw_text_from(text, at);

	for (size_t i = 0; i < HW_ARRAY_SIZE(rows); i++) {
		const struct hw_own_part part =
			hw_lower(rest.s[0]) == hw_lower(rows[i].word[0])
				? behind(rest, &rows[i], databases)
				: (struct hw_own_part){.length = 0};

		if (part.length)
			return part;
	}
	for (size_t i = 0; i < HW_ARRAY_SIZE(shapes); i++) {
		const size_t n = what == HW_OWN_VERSION && shapes[i].may_be_version
					 ? 0
					 : shapes[i].length(text, at);

		if (n && !hw_private_is_replaced(hw_text_head(rest, n)))
			return (struct hw_own_part){shapes[i].kind, 0, n};
	}
	return (struct hw_own_part){.length = 0};
}
