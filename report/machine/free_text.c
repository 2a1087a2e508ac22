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

/* What a secret follows: a key with '=' or ':', or an option of a command. */
static const struct {
	const char *text;
	/* the secret is the next word, with a colon in it if `is_pair` */
	bool is_option;
	bool is_pair;
} keys[] = {
	{"password", false, false},   {"passwd", false, false},
	{"passphrase", false, false}, {"secret", false, false},
	{"token", false, false},      {"psk", false, false},
	{"apikey", false, false},     {"serial", false, false},
	{"hostname", false, false},   {"--user", true, true},
	{"-u", true, true},	      {"--password", true, false},
	{"--token", true, false},     {"--proxy-user", true, true},
};

static size_t word_length(struct hw_text text)
{
	size_t n = 0;

	while (n < text.n && !strchr(" \t\"',;&|)", text.s[n]))
		n++;
	return n;
}

/* The secret that follows a key with which the text starts; *ret_at is its offset. 0:
 * there is none. */
static size_t secret_length(struct hw_text text, size_t *ret_at)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(keys); i++) {
		struct hw_text key = hw_text_of(keys[i].text);
		struct hw_text value;
		size_t at = key.n;

		if (text.n <= at || strncasecmp(text.s, key.s, key.n) != 0)
			continue;
		if (keys[i].is_option && strchr(" \t", text.s[at]))
			while (at < text.n && strchr(" \t", text.s[at]))
				at++;
		else if (text.s[at] == '=' || (!keys[i].is_option && text.s[at] == ':'))
			at++;
		else
			continue;
		while (at < text.n && strchr("\"'", text.s[at]))
			at++;
		value = hw_text_from(text, at);
		value = hw_text_head(value, word_length(value));
		if (!value.n || (keys[i].is_pair && hw_text_find(value, ':') == value.n))
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

static bool is_host(struct hw_text text, struct hw_text host)
{
	return host.n && hw_text_starts(text, host) &&
	       (host.n == text.n ||
		!(is_alnum(text.s[host.n]) || strchr("_-", text.s[host.n])));
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
	if (!e.replaced && is_host(text, words->host))
		e.replaced = words->host.n;
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

struct hw_text hw_free_text_public(struct hw_text text,
				   const struct hw_private_words *words,
				   struct hw_arena *arena)
{
	const struct hw_private_words none = {.home = HW_NO_TEXT};
	struct hw_list done = {.arena = arena, .between = ""};
	size_t from = 0;

	for (size_t at = 0; at < text.n;) {
		bool is_login = at >= 2 && memcmp(text.s + at - 2, "//", 2) == 0;
		struct edit e = {.replaced = 0};

		if (is_word_start(text, at))
			e = find(hw_text_from(text, at), words ? words : &none, is_login);
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

struct hw_text hw_free_text_path(struct hw_text path,
				 const struct hw_private_words *words,
				 struct hw_arena *arena)
{
	size_t n = home_length(path, words ? words->home : HW_NO_TEXT);

	return n ? hw_arena_printf(arena, "~%.*s", HW_TEXT_ARG(hw_text_from(path, n)))
		 : path;
}
