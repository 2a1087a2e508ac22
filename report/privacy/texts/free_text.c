// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/privacy/texts/free_text.h"

#include <strings.h>

#include "data/base/list.h"
#include "data/base/path.h"
#include "decoders/text/ascii.h"
#include "report/privacy/shapes/arguments.h"
#include "report/privacy/shapes/keys.h"
#include "report/privacy/shapes/owners.h"
#include "report/privacy/shapes/places.h"

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
	if (!part.length && !is_part && rest.s[0] == '/')
		part = hw_private_place(text, at, false);
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

/* "/media/alice/HOLIDAYS/x" without what people called it. */
static struct hw_text without_place(struct hw_text path, struct hw_arena *arena)
{
	const struct hw_private_part part = hw_private_place(path, 0, true);

	return part.length
		       ? hw_arena_printf(
				 arena, "%.*s" WITHHELD "%.*s", (int)part.kept, path.s,
				 HW_TEXT_ARG(hw_text_from(path, part.kept + part.length)))
		       : path;
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
	else
		path = without_place(path, arena);
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

/* The same as user_length(), of the longest of those that are no words of a database:
 * "anna.becker", though there is also "anna". */
static size_t own_user_length(struct hw_text text, const struct hw_private_words *words)
{
	size_t longest = 0;

	for (size_t i = 0; i < words->user_count; i++) {
		const struct hw_private_words one = {.users = &words->users[i],
						     .user_count = 1};
		const size_t n = user_length(text, &one);

		if (n > longest && !is_in_database(words, hw_text_head(text, n)))
			longest = n;
	}
	return longest;
}

/* The length of what is private at `at` of a text of a device, or 0. */
static size_t own_length(struct hw_text text, size_t at,
			 const struct hw_private_words *words)
{
	const struct hw_text rest = hw_text_from(text, at);
	size_t n = own_user_length(rest, words);

	if (n)
		return n;
	n = host_length(rest, words->host);
	if (n && !is_in_database(words, hw_text_head(rest, n)))
		return n;
	return number_length(text, at, words);
}

static bool is_separator(char c)
{
	return c && strchr(":-._", c);
}

/* The length of a name's spelling at the start of the text, whatever separators either
 * has, "web_server1" of "web-server1", also a blank where the name has one of them; 0: it
 * is not there. */
static size_t spelling_length(struct hw_text text, struct hw_text name)
{
	bool is_gap = false;
	size_t at = 0;

	for (size_t i = 0; i < name.n; i++) {
		if (is_separator(name.s[i]) || name.s[i] == ' ') {
			is_gap = true;
			continue;
		}
		while (at && at < text.n &&
		       (is_separator(text.s[at]) || (is_gap && text.s[at] == ' ')))
			at++;
		if (at >= text.n || hw_lower(text.s[at]) != hw_lower(name.s[i]))
			return 0;
		is_gap = false;
		at++;
	}
	return at;
}

/* Whether one of the words is what no database has and people are called by, as a user of
 * this machine or in the genitive, "Annas ThinkBook": a host "latitude-7490" bears the
 * name of its model. */
static bool has_person(struct hw_text spelling, const struct hw_private_words *words)
{
	const bool has_databases = words->databases[0] || words->databases[1];

	while (spelling.n) {
		const struct hw_text part = hw_text_cut(&spelling, ' ');
		bool is_person = has_databases && part.n > HW_HOST_NAME_MIN &&
				 hw_lower(part.s[part.n - 1]) == 's';

		for (size_t i = 0; i < words->user_count; i++)
			is_person = is_person ||
				    (part.n == words->users[i].n &&
				     strncasecmp(part.s, words->users[i].s, part.n) == 0);
		if (is_person && !is_in_database(words, part))
			return true;
	}
	return false;
}

/* The length of the name's spelling at the start of the text, if it is long and no word
 * of a database; or 0. */
static size_t one_long_name_length(struct hw_text text, struct hw_text name,
				   const struct hw_private_words *words)
{
	const size_t n = name.n >= HOST_MIN ? spelling_length(text, name) : 0;

	if (!n || is_in_database(words, name))
		return 0;
	/* a real name has blanks of its own */
	return hw_text_find(hw_text_head(text, n), ' ') == n ||
			       hw_text_find(name, ' ') < name.n ||
			       has_person(hw_text_head(text, n), words)
		       ? n
		       : 0;
}

/* The same of the host's and the users' names, of which the longest one counts. */
static size_t long_name_length(struct hw_text text, const struct hw_private_words *words)
{
	const struct hw_text hosts[] = {words->host,
					hw_free_text_host_alone(words->host)};
	size_t longest = 0;

	for (size_t i = 0; i < words->user_count + HW_ARRAY_SIZE(hosts); i++) {
		const struct hw_text name = i < words->user_count
						    ? words->users[i]
						    : hosts[i - words->user_count];
		const size_t n = one_long_name_length(text, name, words);

		longest = n > longest ? n : longest;
	}
	return longest;
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

/* The name without its owner. Other devices may be called after
 * them, too. */
static struct hw_text without_owner(struct hw_text name, struct hw_owner owner,
				    const struct hw_private_words *words,
				    struct hw_arena *arena)
{
	const struct hw_text rest = hw_text_from(name, owner.at);
	const struct hw_text text = hw_text_head(rest, owner.length);

	if (hw_owner_is_name(text))
		hw_withheld_add_name(words ? words->withheld : NULL, text);
	return hw_arena_printf(arena, "%.*s" WITHHELD "%.*s",
			       HW_TEXT_ARG(hw_text_head(name, owner.at)),
			       HW_TEXT_ARG(hw_text_from(rest, owner.length)));
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
	static const struct hw_ids *const none[2];
	struct hw_owner owner;

	name = hw_free_text_own(name, words, arena);
	/* of a file that a gadget shows as its disk */
	if (!words || !words->shows_all)
		name = without(name, home_owner_length, words, arena);
	owner = hw_owner_of(name, words ? words->databases : none);
	return owner.length ? without_owner(name, owner, words, arena) : name;
}
