// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/machine/free_text.h"

#include "data/base/list.h"
#include "decoders/text/ascii.h"

/* Of ASCII, whatever the locale. */
static bool is_alnum(char c)
{
	char lower = hw_lower(c);

	return hw_is_digit(c) || (lower >= 'a' && lower <= 'z');
}

#define WITHHELD "withheld"

/* Below these is a directory for each user. Fedora's immutable systems have /var/home. */
static const char *const homes[] = {"/home/", "/var/home/", "/export/home/", "/Users/"};

struct hw_private_words hw_private_words_of(const char *home)
{
	struct hw_text text = hw_text_trim_end(hw_text_of(home ? home : ""), "/");
	bool is_home = text.n > 1 && text.s[0] == '/';

	return (struct hw_private_words){.home = is_home ? text : HW_NO_TEXT};
}

/* Whether a path that starts with these `n` bytes ends there or goes on below. */
static bool is_component_end(struct hw_text path, size_t n)
{
	return n >= path.n || !(is_alnum(path.s[n]) || strchr("._-", path.s[n]));
}

/* The length of the home directory with which the text starts, or 0. */
static size_t home_length(struct hw_text text, struct hw_text own)
{
	const struct hw_text root = HW_TEXT("/root");

	for (size_t i = 0; i < HW_ARRAY_SIZE(homes); i++) {
		size_t n = strlen(homes[i]);

		if (!hw_text_starts(text, hw_text_of(homes[i])))
			continue;
		while (!is_component_end(text, n))
			n++;
		return n > strlen(homes[i]) ? n : 0;
	}
	if (hw_text_starts(text, root) && is_component_end(text, root.n))
		return root.n;
	/* "~alice/x" */
	if (hw_text_starts(text, HW_TEXT("~")) && !is_component_end(text, 1)) {
		size_t n = 1;

		while (!is_component_end(text, n))
			n++;
		return n < text.n && text.s[n] == '/' ? n : 0;
	}
	return own.n && hw_text_starts(text, own) && is_component_end(text, own.n) ? own.n
										   : 0;
}

/* Identifiers by their shape; H is a hexadecimal digit. */
static const char *const shapes[] = {
	/* UUID, RFC 9562 */
	"HHHHHHHH-HHHH-HHHH-HHHH-HHHHHHHHHHHH",
	/* World Wide Name of Fibre Channel and SAS, EUI-64 */
	"HH:HH:HH:HH:HH:HH:HH:HH",
	"0xHHHHHHHHHHHHHHHH",
	/* EUI-48 */
	"HH:HH:HH:HH:HH:HH",
	"HH-HH-HH-HH-HH-HH",
	"HHHH.HHHH.HHHH",
};

static size_t shape_length(struct hw_text text)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(shapes); i++) {
		const char *shape = shapes[i];
		size_t n = strlen(shape);
		size_t k = 0;

		while (k < n && k < text.n &&
		       (shape[k] == 'H' ? hw_is_hex(text.s[k]) : text.s[k] == shape[k]))
			k++;
		if (k == n && (n == text.n || !is_alnum(text.s[n])))
			return n;
	}
	return 0;
}

/* What a secret follows. */
enum key_kind {
	/* "key=p", "key:p" */
	KEY,
	/* of a command: "--key p", "--key=p" */
	OPTION,
	/* likewise, if there is a colon in the word that follows: "-u name:p", "-uname:p"
	 */
	LOGIN,
	/* of a command that takes it without a blank: "-pP" */
	ATTACHED,
	/* of a protocol, up to a quotation mark: "Authorization: Bearer p" */
	HEADER,
};

static const struct {
	const char *text;
	enum key_kind kind;
} keys[] = {
	{"password", KEY},
	{"passwd", KEY},
	{"passphrase", KEY},
	{"pass", KEY},
	{"pw", KEY},
	{"pwd", KEY},
	{"secret", KEY},
	{"token", KEY},
	{"psk", KEY},
	{"apikey", KEY},
	{"api_key", KEY},
	{"api-key", KEY},
	{"serial", KEY},
	{"hostname", KEY},
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
	{"mysql -p", ATTACHED},
	{"sshpass -p", ATTACHED},
	{"Authorization", HEADER},
	{"Proxy-Authorization", HEADER},
	{"X-Api-Key", HEADER},
	{"X-Auth-Token", HEADER},
	{"Cookie", HEADER},
};

/* How many bytes at the start are none of `stops`. */
static size_t length_before(struct hw_text text, const char *stops)
{
	size_t n = 0;

	while (n < text.n && !strchr(stops, text.s[n]))
		n++;
	return n;
}

static size_t word_length(struct hw_text text)
{
	return length_before(text, " \t\"',;&|)");
}

/* Behind a key of `n` bytes: where what it names begins; 0: no such key is there. */
static size_t value_offset(struct hw_text text, size_t n, enum key_kind kind)
{
	size_t at = n;

	if (text.n <= n)
		return 0;
	if (kind == ATTACHED || (kind == LOGIN && n == 2))
		while (at < text.n && strchr(" \t=", text.s[at]))
			at++;
	else if (text.s[at] == '=' ||
		 (strchr(":", text.s[at]) && (kind == KEY || kind == HEADER)))
		at++;
	else if ((kind != OPTION && kind != LOGIN) || !strchr(" \t", text.s[at]))
		return 0;
	while (at < text.n && strchr(kind == KEY ? "\"'" : "\"' \t", text.s[at]))
		at++;
	return at;
}

/* The secret that follows a key with which the text starts; *ret_at is its offset. 0:
 * there is none. */
static size_t secret_length(struct hw_text text, size_t *ret_at)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(keys); i++) {
		struct hw_text key = hw_text_of(keys[i].text);
		struct hw_text value;
		size_t at;

		if (text.n <= key.n || strncasecmp(text.s, key.s, key.n) != 0)
			continue;
		at = value_offset(text, key.n, keys[i].kind);
		value = hw_text_from(text, at);
		value = keys[i].kind == HEADER
				? hw_text_head(value, length_before(value, "\"'"))
				: hw_text_head(value, word_length(value));
		if (!at || !value.n ||
		    (keys[i].kind == LOGIN && hw_text_find(value, ':') == value.n))
			continue;
		*ret_at = at;
		return value.n;
	}
	return 0;
}

/* Of "user:password@host", behind "//": the length before the '@'; 0: it is none. */
static size_t login_length(struct hw_text text)
{
	size_t n = 0;

	while (n < text.n && !strchr("/@ \t\"'", text.s[n]))
		n++;
	return n < text.n && text.s[n] == '@' ? n : 0;
}

/* From this length on, a host name is not a part of a word by chance. */
#define HOST_MIN ((size_t)8)

/*
 * The length of the host's name at the start of the text, as a word of its own; 0: it is
 * not there. Names of logical volumes have each "-" twice, "web--server1--vg-root"
 * (libdevmapper, dm_build_dm_name()).
 */
static size_t host_length(struct hw_text text, struct hw_text host)
{
	size_t at = 0;

	for (size_t i = 0; i < host.n; i++, at++) {
		if (at >= text.n || hw_lower(text.s[at]) != hw_lower(host.s[i]))
			return 0;
		if (host.s[i] == '-' && at + 1 < text.n && text.s[at + 1] == '-')
			at++;
	}
	if (!host.n || at == text.n)
		return at;
	return is_alnum(text.s[at]) || text.s[at] == '_' ||
			       (text.s[at] == '-' && host.n < HOST_MIN)
		       ? 0
		       : at;
}

struct edit {
	/* how many bytes of the text stay, how many follow that are replaced, by what */
	size_t kept;
	size_t replaced;
	const char *by;
};

/* What is private at the start of the text, which is that of a word. */
static struct edit find(struct hw_text text, const struct hw_private_words *words,
			bool is_login)
{
	struct edit e = {.by = WITHHELD};

	e.replaced = is_login ? login_length(text) : 0;
	if (!e.replaced)
		e.replaced = shape_length(text);
	if (!e.replaced)
		e.replaced = host_length(text, words->host);
	if (!e.replaced)
		e.replaced = hw_known_secret_length(words->known, text);
	if (!e.replaced)
		e.replaced = secret_length(text, &e.kept);
	if (!e.replaced) {
		e.kept = 0;
		e.replaced = home_length(text, words->home);
		e.by = "~";
	}
	return e;
}

static bool is_word_start(struct hw_text text, size_t at)
{
	return at == 0 || !(is_alnum(text.s[at - 1]) || strchr("_", text.s[at - 1]));
}

/* "DB_PASSWORD=": the last part of a key tells. */
static struct edit find_behind_underline(struct hw_text text)
{
	struct edit e = {.by = WITHHELD};

	e.replaced = secret_length(text, &e.kept);
	return e;
}

struct hw_text hw_free_text_public(struct hw_text text,
				   const struct hw_private_words *words,
				   struct hw_arena *arena)
{
	const struct hw_private_words none = {.home = HW_NO_TEXT};
	struct hw_list done = {.arena = arena, .between = ""};
	size_t from = 0;

	if (words && words->shows_all)
		return text;
	for (size_t at = 0; at < text.n;) {
		bool is_login = at >= 2 && memcmp(text.s + at - 2, "//", 2) == 0;
		struct edit e = {.replaced = 0};

		if (is_word_start(text, at))
			e = find(hw_text_from(text, at), words ? words : &none, is_login);
		else if (text.s[at - 1] == '_')
			e = find_behind_underline(hw_text_from(text, at));
		if (!e.replaced) {
			at++;
			continue;
		}
		hw_list_add(&done,
			    hw_text_head(hw_text_from(text, from), at - from + e.kept));
		hw_list_add(&done, hw_text_of(e.by));
		at += e.kept + e.replaced;
		from = at;
	}
	if (!from)
		return text;
	hw_list_add(&done, hw_text_from(text, from));
	return hw_list_text(&done);
}

/* The path without empty components, "." and "..", by its text alone. */
static struct hw_text simplest(struct hw_text path, struct hw_arena *arena)
{
	char *to = HW_ARENA_NEW(arena, char, path.n + 1);
	struct hw_text rest = path;
	size_t n = 0;

	if (!to)
		return HW_NO_TEXT;
	while (rest.s) {
		struct hw_text part = hw_text_cut(&rest, '/');

		if (!part.n || hw_text_eq(part, HW_TEXT(".")))
			continue;
		if (hw_text_eq(part, HW_TEXT(".."))) {
			while (n && to[--n] != '/')
				continue;
			continue;
		}
		to[n++] = '/';
		memcpy(to + n, part.s, part.n);
		n += part.n;
	}
	return (struct hw_text){to, n};
}

struct hw_text hw_free_text_path(struct hw_text path,
				 const struct hw_private_words *words,
				 struct hw_arena *arena)
{
	const struct hw_text home = words ? words->home : HW_NO_TEXT;
	struct hw_text simple;
	size_t n;

	if ((words && words->shows_all) || !hw_text_starts(path, HW_TEXT("/")))
		return path;
	simple = simplest(path, arena);
	n = home_length(simple, home);
	/* "/home/alice/..": the path leads out of it, and names it all the same */
	if (!n) {
		n = home_length(path, home);
		simple = path;
	}
	return n ? hw_arena_printf(arena, "~%.*s", HW_TEXT_ARG(hw_text_from(simple, n)))
		 : path;
}
