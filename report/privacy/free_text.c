// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/privacy/free_text.h"

#include <strings.h>

#include "data/base/list.h"
#include "data/base/path.h"
#include "decoders/text/ascii.h"
#include "report/privacy/private_arguments.h"
#include "report/privacy/private_keys.h"

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
	return n >= path.n || !(hw_is_alnum(path.s[n]) || strchr("._-", path.s[n]));
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

/* Numbers of this length are also parts of ids. */
#define SHORT_NUMBER ((size_t)4)

/* From this length on, a host name is not a part of a word by chance. */
#define HOST_MIN ((size_t)8)

struct hw_text hw_free_text_host_alone(struct hw_text host)
{
	const size_t n = hw_text_find(host, '.');
	bool has_digit = false;

	for (size_t i = 0; i < n; i++)
		has_digit = has_digit || hw_is_digit(host.s[i]);
	return n >= HW_HOST_NAME_MIN + !has_digit && n < host.n ? hw_text_head(host, n)
								: HW_NO_TEXT;
}

/* How much of the text is the name, whatever follows it; 0: it does not start so. Names
 * of logical volumes have each "-" twice, "web--server1--vg-root" (libdevmapper,
 * dm_build_dm_name()). */
static size_t name_length(struct hw_text text, struct hw_text name)
{
	size_t at = 0;

	for (size_t i = 0; i < name.n; i++, at++) {
		if (at >= text.n || hw_lower(text.s[at]) != hw_lower(name.s[i]))
			return 0;
		if (name.s[i] == '-' && at + 1 < text.n && text.s[at + 1] == '-')
			at++;
	}
	return at;
}

/* The same of the host's name: all of it, or what is before its domain. */
static size_t host_name_length(struct hw_text text, struct hw_text host)
{
	const size_t n = name_length(text, host);

	return n ? n : name_length(text, hw_free_text_host_alone(host));
}

/* The length of the host's name at the start of the text, as a word of its own; 0: it is
 * not there. */
static size_t host_length(struct hw_text text, struct hw_text host)
{
	const size_t at = host_name_length(text, host);

	if (at == text.n)
		return at;
	return hw_is_alnum(text.s[at]) || text.s[at] == '_' ||
			       (text.s[at] == '-' && host.n < HOST_MIN)
		       ? 0
		       : at;
}

/* The length of a user's name at the start of the text, as a word of its own, or 0;
 * useradd(8) makes names of lower case, people write them as they like. */
static size_t user_length(struct hw_text text, const struct hw_private_words *words)
{
	for (size_t i = 0; i < words->user_count; i++) {
		const struct hw_text user = words->users[i];

		if (text.n >= user.n && strncasecmp(text.s, user.s, user.n) == 0 &&
		    (text.n == user.n ||
		     !(hw_is_alnum(text.s[user.n]) || text.s[user.n] == '_')))
			return user.n;
	}
	return 0;
}

/* The length of the component at `at` that is a user's in a tree that somebody copied or
 * mounted, "/mnt/x/home/alice"; 0: it is none. `is_path`: the text is a path, which may
 * begin with "home/", as one in an archive, "x.tar:home/alice", and have blanks. */
static size_t below_home_length(struct hw_text text, size_t at, bool is_path)
{
	static const char *const above[] = {"home/", "Users/"};
	bool is_below = false;
	size_t n = at;

	for (size_t i = 0; i < HW_ARRAY_SIZE(above) && !is_below; i++) {
		const size_t head = strlen(above[i]);

		is_below =
			at >= head &&
			hw_text_starts(hw_text_from(text, at - head),
				       hw_text_of(above[i])) &&
			(at == head ? is_path
				    : text.s[at - head - 1] == '/' ||
					      (is_path && text.s[at - head - 1] == ':'));
	}
	while (is_below && n < text.n &&
	       (is_path ? text.s[n] != '/' : !is_component_end(text, n)))
		n++;
	return n - at;
}

struct edit {
	/* how many bytes of the text stay, how many follow that are replaced, by what */
	size_t kept;
	size_t replaced;
	const char *by;
	/* what is replaced is searched in documents, too */
	bool is_searched;
};

static bool is_word_start(struct hw_text text, size_t at)
{
	return at == 0 || !(hw_is_alnum(text.s[at - 1]) || text.s[at - 1] == '_');
}

/* The length of a number of this machine at `at`, or 0: a short one is none behind what
 * ids and addresses have, "8086:ab12". */
static size_t number_length(struct hw_text text, size_t at,
			    const struct hw_private_words *words)
{
	const size_t n = hw_known_secret_length(words->known, hw_text_from(text, at));

	return n <= SHORT_NUMBER && at && strchr(":.-/", text.s[at - 1]) ? 0 : n;
}

/* The machine's own names and numbers at `at`. */
static size_t of_words_length(struct hw_text text, size_t at,
			      const struct hw_private_words *words)
{
	const struct hw_text rest = hw_text_from(text, at);
	size_t n = host_length(rest, words->host);

	if (!n)
		n = user_length(rest, words);
	return n ? n : number_length(text, at, words);
}

/* What is private from `at` on, where a word begins, or its last part: "DB_PASSWORD=". */
static struct edit find(struct hw_text text, size_t at,
			const struct hw_private_words *words)
{
	const struct hw_text rest = hw_text_from(text, at);
	const bool is_part = !is_word_start(text, at);
	struct hw_private_part part = {0, 0};
	bool is_searched = true;
	const char *by = WITHHELD;

	if (!is_part)
		part = hw_private_shape(text, at);
	if (!part.length)
		part = (struct hw_private_part){0, hw_private_joined_address(text, at)};
	if (!part.length && !is_part && words->is_command)
		part.length = hw_private_bare_address(text, at);
	if (!part.length && !is_part) {
		part.length = of_words_length(text, at, words);
		/* the search has these anyway */
		is_searched = !part.length;
	}
	if (!part.length && !is_part)
		part = hw_private_argument(text, at);
	if (!part.length) {
		part = hw_private_behind_key(rest, is_part);
		/* what a device calls itself is printed as that */
		is_searched = !hw_private_is_own_name(rest);
	}
	if (!part.length && !is_part) {
		part = (struct hw_private_part){0, home_length(rest, words->home)};
		by = "~";
		/* other files in directories above it are named */
		is_searched = false;
	}
	if (!part.length && !is_part) {
		part = (struct hw_private_part){0, below_home_length(text, at, false)};
		by = WITHHELD;
	}
	return (struct edit){part.kept, part.length, by, is_searched};
}

static void note(const struct hw_private_words *words, struct hw_text value)
{
	/* a log has sentences */
	if (words && words->is_command)
		hw_withheld_add(words->withheld, value);
	else if (words)
		hw_withheld_add_number(words->withheld, value);
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
		struct edit e = {.replaced = 0};

		if (is_word_start(text, at) || text.s[at - 1] == '_')
			e = find(text, at, words ? words : &none);
		else if (text.s[at - 1] == 'x')
			e = (struct edit){.replaced = hw_private_joined_address(text, at),
					  .by = WITHHELD,
					  .is_searched = true};
		if (!e.replaced) {
			at++;
			continue;
		}
		if (e.is_searched)
			note(words,
			     hw_text_head(hw_text_from(text, at + e.kept), e.replaced));
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

/* How many bytes at `at` are withheld; 0: none. */
typedef size_t length_fn(struct hw_text text, size_t at,
			 const struct hw_private_words *words);

/* The text without all that length() finds. */
static struct hw_text without(struct hw_text text, length_fn *length,
			      const struct hw_private_words *words,
			      struct hw_arena *arena)
{
	struct hw_list done = {.arena = arena, .between = ""};
	size_t from = 0;

	for (size_t at = 0; at < text.n; at++) {
		const size_t n = length(text, at, words);

		if (!n)
			continue;
		hw_list_add(&done, hw_text_head(hw_text_from(text, from), at - from));
		hw_list_add(&done, HW_TEXT(WITHHELD));
		from = at + n;
		at = from - 1;
	}
	if (!from)
		return text;
	hw_list_add(&done, hw_text_from(text, from));
	return hw_list_text(&done);
}

/* A component that is an address or a host's full name, but for what tells its format:
 * "10.77.66.55.snap", "52-54-00-12-34-56.tar.gz". The releases of kernels are numbers
 * with dots, too. */
static size_t address_length(struct hw_text path, size_t at)
{
	const struct hw_text modules = HW_TEXT("/modules/");
	const struct hw_text before = hw_text_head(path, at);
	struct hw_text part = hw_text_from(path, at);

	if ((at && path.s[at - 1] != '/') ||
	    (before.n >= modules.n &&
	     hw_text_eq(hw_text_from(before, before.n - modules.n), modules)))
		return 0;
	part = hw_text_head(part, hw_text_find(part, '/'));
	for (int ends = 0; part.n && ends < 3; ends++) {
		const struct hw_private_part found = hw_private_shape(part, 0);
		const char *dot = memrchr(part.s, '.', part.n);

		if (!found.kept && found.length == part.n)
			return part.n;
		if (!dot)
			break;
		part.n = (size_t)(dot - part.s);
	}
	return 0;
}

/* "intel", "thinkpad": whoever is called so. */
static bool is_in_database(const struct hw_private_words *words, struct hw_text word)
{
	return hw_ids_have_word(words->databases[0], word) ||
	       hw_ids_have_word(words->databases[1], word);
}

/* The host's name at `at`, also a short one before a "-", "sosreport-web1-2024". */
static size_t host_in_path_length(struct hw_text path, size_t at,
				  const struct hw_private_words *words)
{
	const struct hw_text rest = hw_text_from(path, at);
	size_t n;

	if (!words || words->shows_all || (at && hw_is_alnum(path.s[at - 1])))
		return 0;
	n = host_name_length(rest, words->host);
	return (n < rest.n && hw_is_alnum(rest.s[n])) ||
			       is_in_database(words, hw_text_head(rest, n))
		       ? 0
		       : n;
}

/* The names of the host and of users, also in a longer word: people name files after the
 * machine that they are of. */
static size_t path_length(struct hw_text path, size_t at,
			  const struct hw_private_words *words)
{
	size_t n = hw_free_text_owner_at(path, at, words);

	if (!n)
		n = host_in_path_length(path, at, words);
	if (!n)
		n = below_home_length(path, at, true);
	return n ? n : address_length(path, at);
}

struct hw_text hw_free_text_path(struct hw_text path,
				 const struct hw_private_words *words,
				 struct hw_arena *arena)
{
	const struct hw_text home = words ? words->home : HW_NO_TEXT;
	struct hw_text simple;
	size_t n;

	if (words && words->shows_all)
		return path;
	if (!hw_text_starts(path, HW_TEXT("/")))
		return without(path, path_length, words, arena);
	simple = simplest(path, arena);
	n = home_length(simple, home);
	/* "/home/alice/..": the path leads out of it, and names it all the same */
	if (!n) {
		n = home_length(path, home);
		simple = path;
	}
	if (n)
		path = hw_arena_printf(arena, "~%.*s",
				       HW_TEXT_ARG(hw_text_from(simple, n)));
	return without(path, path_length, words, arena);
}

/* Absent: the file is none of modprobe.d, or its name may be told. */
static struct hw_text shown_of_modprobe(struct hw_text path,
					const struct hw_private_words *words)
{
	const struct hw_text name = hw_path_base(path);
	const struct hw_text below = HW_TEXT("/modprobe.d/");
	const size_t folder = path.n - name.n;
	struct hw_text shown;

	if (!words || !words->files || words->shows_all || folder < below.n ||
	    !hw_text_eq(hw_text_head(hw_text_from(path, folder - below.n), below.n),
			below))
		return HW_NO_TEXT;
	shown = hw_shown_files_find(words->files, name);
	return hw_text_eq(shown, name) ? HW_NO_TEXT : shown;
}

struct hw_text hw_free_text_file(struct hw_text path,
				 const struct hw_private_words *words,
				 struct hw_arena *arena)
{
	const struct hw_text shown = shown_of_modprobe(path, words);
	const struct hw_text text =
		hw_free_text_path(hw_free_text_public(path, words, arena), words, arena);

	if (!shown.s || !text.s)
		return text;
	return hw_arena_printf(arena, "%.*s%.*s", (int)(text.n - hw_path_base(text).n),
			       text.s, HW_TEXT_ARG(shown));
}

/* Behind a name, and what stands before one, in the languages of which telephones make
 * such names; and what is between a name and a thing, "Joes iPhone", "JoeのiPhone". */
static const char *const behind_owner[] = {"'s ", "\xe2\x80\x99s ", "' ",
					   "\xe2\x80\x99 "};
static const char *const before_owner[] = {
	" von ",
	" de ",
	" di ",
	" da ",
	" do ",
	" del ",
	" van ",
	" av ",
	" af ",
	" of ",
	" d'",
	" d\xe2\x80\x99",
	/* dashes */
	" \xe2\x80\x93 ",
	" \xe2\x80\x94 ",
};
/* Japanese, Chinese, Korean */
static const char *const joined_owner[] = {"\xe3\x81\xae", "\xe7\x9a\x84",
					   "\xec\x9d\x98"};

/*
 * Things that bear the names of their owners: what makers call them, and what people do,
 * "Téléphone de Marie". In German a name alone stands before one, "Anna Handy".
 */
static const struct thing {
	const char *name;
	/* the word is none of other things: "Joes iPhone", "iPhone (Joe)" */
	bool is_telling;
	bool is_behind_name;
} things[] = {
	{"iPhone", true, false},
	{"iPad", true, false},
	{"iPod", true, false},
	{"MacBook", true, false},
	{"Galaxy", true, false},
	{"Pixel", true, false},
	{"Xperia", true, false},
	{"AirPods", true, false},
	{"Handy", false, true},
	{"T\xc3\xa9l\xc3\xa9phone", false, false},
	{"Telefon", false, false},
	{"Tel\xc3\xa9"
	 "fono",
	 false, false},
	{"Telefone", false, false},
	{"Telefono", false, false},
	{"Telefoon", false, false},
	{"Phone", false, false},
	{"Smartphone", false, false},
	{"M\xc3\xb3vil", false, false},
	{"Cellulare", false, false},
	{"Portable", false, false},
	{"Ordinateur", false, false},
	{"Computer", false, false},
	{"Laptop", false, false},
	{"Notebook", false, false},
	{"PC", false, false},
	{"Mac", false, false},
	{"Tablet", false, false},
	{"Tablette", false, false},
	{"Watch", false, false},
	{"Montre", false, false},
	{"Uhr", false, false},
};

/* The length of what is private at `at` of a text of a device, or 0. */
static size_t own_length(struct hw_text text, size_t at,
			 const struct hw_private_words *words)
{
	const struct hw_text rest = hw_text_from(text, at);
	size_t n = user_length(rest, words);

	if (!n)
		n = host_length(rest, words->host);
	if (n)
		return is_in_database(words, hw_text_head(rest, n)) ? 0 : n;
	return number_length(text, at, words);
}

/* The length of a name's spelling at the start of the text, whatever separators either
 * has, "web_server1" of "web-server1"; 0: it is not there. */
static size_t spelling_length(struct hw_text text, struct hw_text name)
{
	static const char separators[] = ":-._";
	size_t at = 0;

	for (size_t i = 0; i < name.n; i++) {
		if (strchr(separators, name.s[i]))
			continue;
		while (at && at < text.n && strchr(separators, text.s[at]))
			at++;
		if (at >= text.n || hw_lower(text.s[at]) != hw_lower(name.s[i]))
			return 0;
		at++;
	}
	return at;
}

/* The length of the host's or a user's name at the start of the text, if it is long; or
 * 0.
 */
static size_t long_name_length(struct hw_text text, const struct hw_private_words *words)
{
	const struct hw_text hosts[] = {words->host,
					hw_free_text_host_alone(words->host)};

	for (size_t i = 0; i < words->user_count; i++)
		if (words->users[i].n >= HOST_MIN && text.n >= words->users[i].n &&
		    strncasecmp(text.s, words->users[i].s, words->users[i].n) == 0 &&
		    !is_in_database(words, words->users[i]))
			return words->users[i].n;
	for (size_t i = 0; i < HW_ARRAY_SIZE(hosts); i++)
		if (hosts[i].n >= HOST_MIN && spelling_length(text, hosts[i]) &&
		    !is_in_database(words, hosts[i]))
			return spelling_length(text, hosts[i]);
	return 0;
}

/* A number behind "_" begins no word, "LAN_525400123456". */
static size_t own_length_at(struct hw_text text, size_t at,
			    const struct hw_private_words *words)
{
	const struct hw_text rest = hw_text_from(text, at);
	size_t n = 0;

	if (is_word_start(text, at))
		n = own_length(text, at, words);
	else if (text.s[at - 1] == '_' && hw_is_alnum(rest.s[0]))
		n = hw_known_secret_at(words->known, rest, false);
	return n ? n : long_name_length(rest, words);
}

struct hw_text hw_free_text_own(struct hw_text text, const struct hw_private_words *words,
				struct hw_arena *arena)
{
	return words && !words->shows_all ? without(text, own_length_at, words, arena)
					  : text;
}

/* The length of such a name or a number, or 0. */
static size_t joined_length(struct hw_text text, const struct hw_private_words *words,
			    bool also_short)
{
	const size_t n = long_name_length(text, words);

	return n ? n : hw_known_secret_at(words->known, text, also_short);
}

size_t hw_free_text_owner_at(struct hw_text text, size_t at,
			     const struct hw_private_words *words)
{
	const struct hw_text rest = hw_text_from(text, at);
	size_t n;

	if (!words || words->shows_all)
		return 0;
	n = !at || !hw_is_alnum(text.s[at - 1]) ? own_length(text, at, words) : 0;
	return n ? n : joined_length(rest, words, false);
}

static size_t joined_length_at(struct hw_text text, size_t at,
			       const struct hw_private_words *words)
{
	/* the blanks around it are gone: "pnBox5XJ4K13" */
	return joined_length(hw_text_from(text, at), words, true);
}

struct hw_text hw_free_text_joined(struct hw_text text,
				   const struct hw_private_words *words,
				   struct hw_arena *arena)
{
	return words && !words->shows_all ? without(text, joined_length_at, words, arena)
					  : text;
}

/* Where the name of a thing is, the first of those that are there, or the text's length;
 * *ret is which. */
static size_t find_thing(struct hw_text name, const struct thing **ret)
{
	size_t found = name.n;

	for (size_t i = 0; i < HW_ARRAY_SIZE(things); i++) {
		const size_t n = strlen(things[i].name);
		const char *at =
			name.n ? memmem(name.s, name.n, things[i].name, n) : NULL;
		const size_t place = at ? (size_t)(at - name.s) : name.n;

		/* "Smartphones", "PCI" */
		if (at && !things[i].is_telling &&
		    !(is_word_start(name, place) &&
		      (place + n == name.n || !hw_is_alnum(name.s[place + n]))))
			continue;
		if (place < found) {
			found = place;
			*ret = &things[i];
		}
	}
	return found;
}

static bool ends_in(struct hw_text text, const char *end)
{
	const size_t n = strlen(end);

	return text.n > n && hw_text_eq(hw_text_from(text, text.n - n), hw_text_of(end));
}

/* Whether the text begins with a capital letter, or one that is not of ASCII. */
static bool is_capital(struct hw_text text)
{
	return text.n &&
	       (text.s[0] != hw_lower(text.s[0]) || (unsigned char)text.s[0] >= 0x80);
}

/* Whether the word begins so, and no database has it. */
static bool may_be_owner(struct hw_text word, const struct hw_private_words *words)
{
	return hw_text_find(word, ' ') == word.n && is_capital(word) &&
	       !(words && is_in_database(words, word));
}

/* How much of what stands before a thing is its owner: "Joes", which is no word of a
 * maker, or what such a word joins to it. */
static size_t owner_before_length(struct hw_text before, const struct thing *thing,
				  const struct hw_private_words *words)
{
	const struct hw_text word = hw_text_trim_end(before, " -");

	for (size_t i = 0; i < HW_ARRAY_SIZE(joined_owner); i++)
		if (ends_in(word, joined_owner[i]))
			return word.n - strlen(joined_owner[i]);
	if (word.n == before.n || !may_be_owner(word, words))
		return 0;
	return (thing->is_telling && before.s[word.n] == ' ' && ends_in(word, "s")) ||
			       (thing->is_behind_name && word.n >= HW_HOST_NAME_MIN)
		       ? word.n
		       : 0;
}

/* Whether words are what makers write in brackets, "MTP mode", "CDMA": no name begins so
 * and databases have them all. */
static bool is_of_maker(struct hw_text text, const struct hw_private_words *words)
{
	while (words && text.n) {
		const struct hw_text word = hw_text_cut(&text, ' ');
		const bool is_name = is_capital(word) && word.n > 1 &&
				     word.s[1] == hw_lower(word.s[1]);

		if (is_name || !is_in_database(words, word))
			return false;
	}
	return words;
}

/* Where the owner of a thing begins that stands behind it, with which the text starts:
 * "iPhone von Joe", "iPhone (Joe)", but "iPad (2nd generation)". *ret_end is where the
 * owner ends. The text's length: there is none. */
static size_t find_owner_behind(struct hw_text name, const struct thing *thing,
				const struct hw_private_words *words, size_t *ret_end)
{
	const size_t length = strlen(thing->name);
	const struct hw_text open = HW_TEXT(" (");
	const char *at =
		name.s[name.n - 1] == ')' ? memmem(name.s, name.n, open.s, open.n) : NULL;
	struct hw_text owner;
	bool has_digit = false;

	*ret_end = name.n;
	for (size_t i = 0; i < HW_ARRAY_SIZE(before_owner); i++) {
		const size_t n = strlen(before_owner[i]);
		const char *before = memmem(name.s, name.n, before_owner[i], n);
		const size_t place = before ? (size_t)(before - name.s) : 0;

		/* "MacBook Pro von Joe", but "Computer Systems of …" */
		if (before && (thing->is_telling || place == length) &&
		    place + n < name.n)
			return place + n;
	}
	for (const char *c = at; c && c < name.s + name.n; c++)
		has_digit = has_digit || hw_is_digit(*c);
	if (!at || has_digit || !thing->is_telling)
		return name.n;
	*ret_end = name.n - 1;
	name = hw_text_head(name, *ret_end);
	owner = hw_text_from(name, (size_t)(at - name.s) + open.n);
	if (!is_of_maker(owner, words))
		return name.n - owner.n;
	*ret_end += 1;
	return *ret_end;
}

/* The name without an owner, of `n` bytes at `at`. Other devices may be called after
 * them, too. */
static struct hw_text without_owner(struct hw_text name, size_t at, size_t n,
				    const struct hw_private_words *words,
				    struct hw_arena *arena)
{
	const struct hw_text owner = hw_text_head(hw_text_from(name, at), n);

	if (is_capital(owner))
		hw_withheld_add_name(words ? words->withheld : NULL, owner);
	return hw_arena_printf(arena, "%.*s" WITHHELD "%.*s",
			       HW_TEXT_ARG(hw_text_head(name, at)),
			       HW_TEXT_ARG(hw_text_from(name, at + n)));
}

/* The length of the owner with which the name begins, "Annas" of "Annas' PC"; 0: there is
 * none. Not of inches, "3,5'' HDD", and of words as "'n'". */
static size_t owner_in_genitive(struct hw_text name)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(behind_owner); i++) {
		const struct hw_text end = hw_text_of(behind_owner[i]);
		const char *at = name.n > end.n
					 ? memmem(name.s + 1, name.n - 1, end.s, end.n)
					 : NULL;
		const size_t n = at ? (size_t)(at - name.s) : 0;
		const bool has_s = end.n > 1 && end.s[end.n - 2] == 's';

		if (n && (has_s || (!hw_is_digit(name.s[n - 1]) &&
				    hw_text_find(hw_text_head(name, n), '\'') == n)))
			return n;
	}
	return 0;
}

static size_t home_owner_length(struct hw_text text, size_t at,
				const struct hw_private_words *words)
{
	(void)words;
	return below_home_length(text, at, false);
}

struct hw_text hw_free_text_owner(struct hw_text name,
				  const struct hw_private_words *words,
				  struct hw_arena *arena)
{
	const struct thing *what = NULL;
	size_t thing;
	size_t owner;
	size_t end;

	name = hw_free_text_own(name, words, arena);
	/* of a file that a gadget shows as its disk */
	if (!words || !words->shows_all)
		name = without(name, home_owner_length, words, arena);
	owner = owner_in_genitive(name);
	if (owner)
		return without_owner(name, 0, owner, words, arena);
	thing = find_thing(name, &what);
	if (!what)
		return name;
	owner = owner_before_length(hw_text_head(name, thing), what, words);
	if (owner)
		return without_owner(name, 0, owner, words, arena);
	owner = thing ? name.n : find_owner_behind(name, what, words, &end);
	return owner < name.n ? without_owner(name, owner, end - owner, words, arena)
			      : name;
}
