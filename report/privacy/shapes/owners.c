// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/privacy/shapes/owners.h"

#include <strings.h>

#include "decoders/text/ascii.h"

/* Names are at least as long where a word alone tells one. */
#define NAME_MIN ((size_t)3)

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
	" til ",
	" of ",
	" d'",
	" d\xe2\x80\x99",
	/* Polish, Czech, Slovak */
	" u\xc5\xbcytkownika ",
	" u\xc5\xbeivatele ",
	" pou\xc5\xbe\xc3\xadvate\xc4\xbe"
	"a ",
	/* Russian, Ukrainian, Greek */
	" \xd0\xbf\xd0\xbe\xd0\xbb\xd1\x8c\xd0\xb7\xd0\xbe\xd0\xb2\xd0\xb0\xd1\x82\xd0"
	"\xb5\xd0\xbb\xd1\x8f ",
	" \xd0\xba\xd0\xbe\xd1\x80\xd0\xb8\xd1\x81\xd1\x82\xd1\x83\xd0\xb2\xd0\xb0\xd1"
	"\x87\xd0\xb0 ",
	" \xcf\x84\xce\xbf\xcf\x85 ",
	/* Vietnamese, Thai, Hebrew */
	" c\xe1\xbb\xa7"
	"a ",
	" \xe0\xb8\x82\xe0\xb8\xad\xe0\xb8\x87 ",
	" \xd7\xa9\xd7\x9c ",
	/* dashes */
	" \xe2\x80\x93 ",
	" \xe2\x80\x94 ",
};
/* Japanese, Chinese, Korean */
static const char *const joined_owner[] = {"\xe3\x81\xae", "\xe7\x9a\x84",
					   "\xec\x9d\x98"};
/* Before a thing whose owner follows: "L'iPhone de Marie", "O iPhone do Joe". */
static const char *const articles[] = {"L'",  "L\xe2\x80\x99", "O ",  "A ",
				       "De ", "Le ",	       "La ", "El ",
				       "Il ", "Das ",	       "Der "};
/* What introduces an owner by itself. */
static const char *const introductions[] = {
	"owner: ",
	"owner=",
	"user: ",
	"user=",
	"username: ",
	"username=",
	"user name: ",
	"property of ",
	"owned by ",
	"belongs to ",
	"besitzer: ",
	"eigentum von ",
	"propriet\xc3\xa9 de ",
	"dr. ",
	"prof. ",
	"mr. ",
	"mrs. ",
	"ms. ",
};

/* How a thing is called after its owner. */
enum {
	/* the word is none of other things: "Joes iPhone", "iPhone (Joe)" */
	TELLING = 1,
	/* a name alone stands beside it, in Polish or Turkish: "iPhone Joe" */
	BARE = 2,
	/* … before it: "Anna Handy" */
	BEHIND_NAME = 4,
	/* … with an s: "Peters Maus" */
	BEHIND_GENITIVE = 8,
	/* Windows 7 made names of computers so: "ANNA-PC" */
	BEHIND_HYPHEN = 16,
};

/*
 * Things that bear the names of their owners: what makers call them, and what people do,
 * "Téléphone de Marie".
 */
static const struct thing {
	char name[15];
	unsigned how;
} things[] = {
	{"iPhone", TELLING | BARE},
	{"iPad", TELLING | BARE},
	{"iPod", TELLING | BARE},
	{"MacBook", TELLING | BARE},
	{"Galaxy", TELLING},
	{"Pixel", TELLING},
	{"Xperia", TELLING},
	/* of telephones and tablets that Samsung makes: "SM-G991B" */
	{"SM-", TELLING | BARE},
	{"AirPods", TELLING | BARE},
	{"Handy", BEHIND_NAME},
	{"T\xc3\xa9l\xc3\xa9phone", 0},
	{"Telefon", BARE},
	{"\xd0\xa2\xd0\xb5\xd0\xbb\xd0\xb5\xd1\x84\xd0\xbe\xd0\xbd", BARE},
	{"Tel\xc3\xa9"
	 "fono",
	 0},
	{"Telefone", 0},
	{"Telefono", 0},
	{"Telefoon", 0},
	{"Phone", 0},
	{"Smartphone", 0},
	{"M\xc3\xb3vil", 0},
	{"Cellulare", 0},
	{"Portable", 0},
	{"Ordinateur", 0},
	{"Computer", 0},
	{"Laptop", BEHIND_GENITIVE | BEHIND_HYPHEN},
	{"Notebook", BEHIND_GENITIVE},
	{"PC", BEHIND_GENITIVE | BEHIND_HYPHEN},
	{"Mac", 0},
	{"MBP", BEHIND_GENITIVE},
	{"Tablet", 0},
	{"Tablette", 0},
	{"Watch", 0},
	{"Montre", 0},
	{"Uhr", BEHIND_GENITIVE},
	/* German; Dutch, Swedish, Danish and Norwegian */
	{"Maus", BEHIND_GENITIVE},
	{"Tastatur", BEHIND_GENITIVE},
	{"Kopfh\xc3\xb6rer", BEHIND_GENITIVE},
	{"Drucker", BEHIND_GENITIVE},
	{"Festplatte", BEHIND_GENITIVE},
	{"Rechner", BEHIND_GENITIVE},
	{"Stick", BEHIND_GENITIVE},
	{"USB-Stick", BEHIND_GENITIVE},
	{"Headset", BEHIND_GENITIVE},
	{"muis", BEHIND_GENITIVE},
	{"toetsenbord", BEHIND_GENITIVE},
	{"mus", BEHIND_GENITIVE},
	{"tangentbord", BEHIND_GENITIVE},
	{"tastatur", BEHIND_GENITIVE},
	{"telefon", BEHIND_GENITIVE},
	{"mobil", BEHIND_GENITIVE},
};

/* Beside a name in that of a computer, "anna-laptop", "DESKTOP-ANNA". */
static const char *const computers[] = {"laptop",  "desktop", "notebook", "pc",
					"macbook", "mbp",     "iphone",	  "ipad",
					"phone",   "tablet",  "thinkpad"};

/* Before "'s", and nobody's: "User's Manual". */
static const char *const nobody[] = {
	"user",	    "kid",    "kids",	   "men",   "women",  "child",
	"children", "driver", "guest",	   "today", "world",  "it",
	"let",	    "what",   "developer", "gamer", "gamers",
};

/* What people carry and call by their names, beside the things above. */
static const char *const personal[] = {
	"redmi",      "xiaomi",	    "poco",	  "mi",	       "oneplus",  "moto",
	"motorola",   "nokia",	    "huawei",	  "honor",     "oppo",	   "realme",
	"vivo",	      "fairphone",  "zenfone",	  "nothing",   "thinkpad", "ideapad",
	"xps",	      "surface",    "chromebook", "kindle",    "kobo",	   "garmin",
	"fitbit",     "remarkable", "arduino",	  "raspberry", "lg",	   "htc",
	"phone",      "smartphone", "tablet",	  "laptop",    "notebook", "headset",
	"headphones", "keyboard",   "mouse",
};

/* What makers write in brackets, "Xperia Mini Pro (Tethering mode)". */
static const char *const modes[] = {
	"mode",	    "debug",	  "debugging", "tethering", "modem",
	"charging", "mass",	  "storage",   "recovery",  "fastboot",
	"download", "bootloader", "internet",  "developer",
};

static bool is_one_of(struct hw_text word, const char *const *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strlen(v[i]) == word.n && strncasecmp(v[i], word.s, word.n) == 0)
			return true;
	return false;
}

static bool is_in_database(const struct hw_ids *const databases[2], struct hw_text word)
{
	return hw_ids_have_word(databases[0], word) ||
	       hw_ids_have_word(databases[1], word);
}

static bool is_word_start(struct hw_text text, size_t at)
{
	return at == 0 || !(hw_is_alnum(text.s[at - 1]) || text.s[at - 1] == '_');
}

static bool is_thing(struct hw_text text, const struct thing *thing)
{
	const size_t n = strlen(thing->name);

	/* "Smartphones", "PCI" */
	return hw_text_starts(text, (struct hw_text){thing->name, n}) &&
	       ((thing->how & TELLING) || n == text.n || !hw_is_alnum(text.s[n]));
}

/* Where the first word is that a thing is called by, or the text's length; *ret is which.
 */
static size_t find_thing(struct hw_text name, const struct thing **ret)
{
	for (size_t at = 0; at < name.n; at++) {
		const struct hw_text rest = hw_text_from(name, at);

		if (at && hw_is_alnum(name.s[at - 1]))
			continue;
		for (size_t i = 0; i < HW_ARRAY_SIZE(things); i++)
			if (rest.s[0] == things[i].name[0] &&
			    is_thing(rest, &things[i])) {
				*ret = &things[i];
				return at;
			}
	}
	return name.n;
}

static bool ends_in(struct hw_text text, const char *end)
{
	const size_t n = strlen(end);

	return text.n > n && hw_text_eq(hw_text_from(text, text.n - n), hw_text_of(end));
}

bool hw_owner_is_name(struct hw_text text)
{
	return text.n &&
	       (text.s[0] != hw_lower(text.s[0]) || (unsigned char)text.s[0] >= 0x80);
}

/* Whether the word begins so, and no database has it. */
static bool may_be_owner(struct hw_text word, const struct hw_ids *const databases[2])
{
	return hw_text_find(word, ' ') == word.n && hw_owner_is_name(word) &&
	       !is_in_database(databases, word);
}

/* "ANNA", before "-PC" at the end; "All-in-One" is of other words. */
static bool is_of_windows(struct hw_text word, const struct hw_ids *const databases[2])
{
	for (size_t i = 0; i < word.n; i++)
		if (!hw_is_alnum(word.s[i]) || hw_is_digit(word.s[i]))
			return false;
	return word.n >= NAME_MIN && (databases[0] || databases[1]) &&
	       may_be_owner(word, databases);
}

/* "Annalena", not "Pro", which databases have, "SE", "2nd": of letters, of which the
 * first alone is a capital one. Without a database nobody knows. */
static bool is_persons(struct hw_text word, const struct hw_ids *const databases[2])
{
	for (size_t i = 0; i < word.n; i++)
		if ((unsigned char)word.s[i] < 0x80 && word.s[i] != '-' &&
		    (!hw_is_alnum(word.s[i]) || hw_is_digit(word.s[i]) ||
		     (i == 1 && word.s[i] != hw_lower(word.s[i]))))
			return false;
	return word.n >= NAME_MIN && (databases[0] || databases[1]) &&
	       may_be_owner(word, databases);
}

/* How much of what stands before a thing, with which `rest` begins, is its owner: "Joes",
 * which is no word of a maker, or what such a word joins to it. */
static size_t owner_before_length(struct hw_text before, struct hw_text rest,
				  const struct thing *thing,
				  const struct hw_ids *const databases[2])
{
	const struct hw_text word = hw_text_trim_end(before, " -_");
	const bool has_s = ends_in(word, "s");

	for (size_t i = 0; i < HW_ARRAY_SIZE(joined_owner); i++)
		if (ends_in(word, joined_owner[i]))
			return word.n - strlen(joined_owner[i]);
	if (word.n == before.n || !may_be_owner(word, databases))
		return 0;
	return ((thing->how & TELLING) && has_s) ||
			       ((thing->how & BEHIND_NAME) && word.n >= NAME_MIN) ||
			       ((thing->how & BEHIND_GENITIVE) && has_s &&
				word.n > NAME_MIN && is_persons(word, databases)) ||
			       ((thing->how & BARE) && is_persons(word, databases)) ||
			       ((thing->how & BEHIND_HYPHEN) &&
				rest.n == strlen(thing->name) && ends_in(before, "-") &&
				is_of_windows(word, databases))
		       ? word.n
		       : 0;
}

/* Whether words are what makers write in brackets, "MTP mode", "CDMA": no name begins so
 * and databases have them all. */
static bool is_of_maker(struct hw_text text, const struct hw_ids *const databases[2])
{
	const bool has_any = databases[0] || databases[1];

	while (has_any && text.n) {
		const struct hw_text word = hw_text_cut(&text, ' ');
		const bool is_name = hw_owner_is_name(word) && word.n > 1 &&
				     word.s[1] == hw_lower(word.s[1]);

		if (!is_one_of(word, modes, HW_ARRAY_SIZE(modes)) &&
		    (is_name || !is_in_database(databases, word)))
			return false;
	}
	return has_any;
}

/* Where the last word behind a thing begins, if it is a name, "iPhone Joe", "iPad-Anna";
 * or the text's length. */
static size_t find_bare_behind(struct hw_text name, const struct thing *thing,
			       const struct hw_ids *const databases[2])
{
	const size_t length = strlen(thing->name);
	size_t at = name.n;

	while (at > length && !strchr(" -_", name.s[at - 1]))
		at--;
	return at > length && is_persons(hw_text_from(name, at), databases) ? at : name.n;
}

/* Where the owner of a thing begins that stands behind it, with which the text starts:
 * "iPhone von Joe", "iPhone (Joe)", but "iPad (2nd generation)". *ret_end is where the
 * owner ends. The text's length: there is none. */
static size_t find_owner_behind(struct hw_text name, const struct thing *thing,
				const struct hw_ids *const databases[2], size_t *ret_end)
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
		if (before && ((thing->how & TELLING) || place == length) &&
		    place + n < name.n)
			return place + n;
	}
	for (const char *c = at; c && c < name.s + name.n; c++)
		has_digit = has_digit || hw_is_digit(*c);
	if (!at || has_digit || !(thing->how & TELLING))
		return name.n;
	*ret_end = name.n - 1;
	name = hw_text_head(name, *ret_end);
	owner = hw_text_from(name, (size_t)(at - name.s) + open.n);
	if (!is_of_maker(owner, databases))
		return name.n - owner.n;
	*ret_end += 1;
	return *ret_end;
}

/* "Apple's Keyboard", "User's Manual": its maker is no owner. Databases have names of
 * others, "Disney's High School Musical", as they are. */
static bool is_of_makers(struct hw_text name, size_t n, size_t end,
			 const struct hw_ids *const databases[2])
{
	const struct hw_text rest = hw_text_from(name, n + end);
	const struct hw_text head = hw_text_head(name, n + end + hw_text_find(rest, ' '));
	struct hw_text word = hw_text_head(name, n);
	const char *blank = memrchr(word.s, ' ', n);
	bool is_makers = false;

	if (blank)
		word = hw_text_from(word, (size_t)(blank - word.s) + 1);
	if (is_one_of(word, nobody, HW_ARRAY_SIZE(nobody)))
		return true;
	for (size_t i = 0; i < 2 && !is_makers; i++)
		is_makers = hw_ids_have_maker(databases[i], word) ||
			    (rest.n && hw_ids_mention(databases[i], head));
	return is_makers;
}

/* The length of the owner with which the name begins, "Annas" of "Annas' PC"; 0: there is
 * none. Not of inches, "3,5'' HDD", and of words as "'n'". */
static size_t owner_in_genitive(struct hw_text name,
				const struct hw_ids *const databases[2])
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(behind_owner); i++) {
		const struct hw_text end = hw_text_of(behind_owner[i]);
		const char *at = name.n > end.n
					 ? memmem(name.s + 1, name.n - 1, end.s, end.n)
					 : NULL;
		const size_t n = at ? (size_t)(at - name.s) : 0;
		const bool has_s = end.n > 1 && end.s[end.n - 2] == 's';

		if (n &&
		    (has_s || (!hw_is_digit(name.s[n - 1]) &&
			       hw_text_find(hw_text_head(name, n), '\'') == n)) &&
		    !is_of_makers(name, n, end.n, databases))
			return n;
	}
	return 0;
}

static bool is_article(struct hw_text before)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(articles); i++)
		if (hw_text_eq(before, hw_text_of(articles[i])))
			return true;
	return false;
}

/* The owner that the introduction tells with which the text starts, to its end or to a
 * sign. */
static struct hw_owner introduced_by(struct hw_text text, const char *introduction,
				     const struct hw_ids *const databases[2])
{
	const size_t head = strlen(introduction);
	struct hw_text owner = hw_text_from(text, head);
	size_t n = 0;

	if (text.n <= head || strncasecmp(text.s, introduction, head) != 0)
		return (struct hw_owner){0, 0};
	while (n < owner.n && !strchr(",;|()/", owner.s[n]))
		n++;
	owner = hw_text_trim_end(hw_text_head(owner, n), " .");
	return (struct hw_owner){head, is_in_database(databases, owner) ? 0 : owner.n};
}

static struct hw_owner introduced_owner(struct hw_text name,
					const struct hw_ids *const databases[2])
{
	for (size_t at = 0; at < name.n; at++) {
		const char first = hw_lower(name.s[at]);

		for (size_t i = 0;
		     i < HW_ARRAY_SIZE(introductions) && is_word_start(name, at); i++) {
			struct hw_owner owner = {0, 0};

			if (first == introductions[i][0])
				owner = introduced_by(hw_text_from(name, at),
						      introductions[i], databases);
			if (owner.length)
				return (struct hw_owner){at + owner.at, owner.length};
		}
	}
	return (struct hw_owner){0, 0};
}

/* "web7-of-anna": behind a host or a thing, of which the first has a digit or is no word
 * of a database. */
static struct hw_owner owner_of_host(struct hw_text name,
				     const struct hw_ids *const databases[2])
{
	static const char *const between[] = {"-of-", "-von-", "-de-", "-di-", "-van-"};

	for (size_t i = 0; i < HW_ARRAY_SIZE(between); i++) {
		const struct hw_text mark = hw_text_of(between[i]);
		const char *place =
			name.n ? memmem(name.s, name.n, mark.s, mark.n) : NULL;
		const size_t at = place ? (size_t)(place - name.s) : 0;
		struct hw_text owner = hw_text_from(name, at + mark.n);
		struct hw_text host;
		size_t from = at;
		size_t n = 0;

		while (from && hw_is_alnum(name.s[from - 1]))
			from--;
		while (n < owner.n && hw_is_alnum(owner.s[n]) && !hw_is_digit(owner.s[n]))
			n++;
		host = hw_text_head(hw_text_from(name, from), at - from);
		owner = hw_text_head(owner, n);
		if (place && host.n && n >= NAME_MIN &&
		    !is_in_database(databases, owner) && !is_in_database(databases, host))
			return (struct hw_owner){at + mark.n, n};
	}
	return (struct hw_owner){0, 0};
}

/* "anna", "Annalena", "ANNA": letters that no database has. Without one nobody knows. */
static bool is_persons_alone(struct hw_text word, const struct hw_ids *const databases[2])
{
	for (size_t i = 0; i < word.n; i++)
		if ((unsigned char)word.s[i] < 0x80 &&
		    (!hw_is_alnum(word.s[i]) || hw_is_digit(word.s[i])))
			return false;
	return word.n >= NAME_MIN && (databases[0] || databases[1]) &&
	       !is_in_database(databases, word) && !hw_text_eq(word, HW_TEXT("withheld"));
}

/* A name that is one word: "anna-laptop", "DESKTOP-ANNA", "anna@web". */
static struct hw_owner owner_of_computer(struct hw_text name,
					 const struct hw_ids *const databases[2])
{
	struct hw_text behind = name;
	const struct hw_text before =
		hw_text_cut(&behind, hw_text_find(name, '@') < name.n ? '@' : '-');
	const size_t n = HW_ARRAY_SIZE(computers);

	if (!behind.n || !before.n || hw_text_find(name, ' ') < name.n)
		return (struct hw_owner){0, 0};
	if (name.s[before.n] == '@')
		return (struct hw_owner){
			0, is_persons_alone(before, databases) &&
					   is_persons_alone(behind, databases)
				   ? name.n
				   : 0};
	if (is_one_of(behind, computers, n) && is_persons_alone(before, databases))
		return (struct hw_owner){0, before.n};
	return (struct hw_owner){before.n + 1,
				 is_one_of(before, computers, n) &&
						 is_persons_alone(behind, databases)
					 ? behind.n
					 : 0};
}

static bool has_personal(struct hw_text name)
{
	while (name.n)
		if (is_one_of(hw_text_cut(&name, ' '), personal, HW_ARRAY_SIZE(personal)))
			return true;
	return false;
}

/* "Redmi Note 9 (Annalena)", "ThinkPad X1 (Anna Lena)": words in brackets at the end of
 * the name of such a thing, each of which is a name by its letters, and which no database
 * has. Those of chips and cards are code names and kinds, "(Lancer)", "(Fiber)". */
static struct hw_owner owner_in_brackets(struct hw_text name,
					 const struct hw_ids *const databases[2])
{
	const struct hw_text open = HW_TEXT(" (");
	const char *at = name.n && name.s[name.n - 1] == ')'
				 ? memmem(name.s, name.n, open.s, open.n)
				 : NULL;
	const size_t from = at ? (size_t)(at - name.s) + open.n : name.n;
	const struct hw_text owner =
		at ? hw_text_head(hw_text_from(name, from), name.n - from - 1)
		   : HW_NO_TEXT;
	struct hw_text rest = owner;

	if (!owner.n || !has_personal(hw_text_head(name, from)))
		return (struct hw_owner){0, 0};
	while (rest.n) {
		const struct hw_text word = hw_text_cut(&rest, ' ');

		if (is_one_of(word, modes, HW_ARRAY_SIZE(modes)))
			return (struct hw_owner){0, 0};
		/* "WinUSB" */
		for (size_t i = 1; i < word.n; i++)
			if (word.s[i] != hw_lower(word.s[i]))
				return (struct hw_owner){0, 0};
		if (!is_persons(word, databases))
			return (struct hw_owner){0, 0};
	}
	return (struct hw_owner){from, owner.n};
}

static struct hw_owner owner_of_thing(struct hw_text name,
				      const struct hw_ids *const databases[2])
{
	const struct thing *what = NULL;
	const size_t thing = find_thing(name, &what);
	const struct hw_text before = hw_text_head(name, thing);
	const struct hw_text rest = hw_text_from(name, thing);
	size_t owner;
	size_t end;

	if (!what)
		return (struct hw_owner){0, 0};
	owner = owner_before_length(before, rest, what, databases);
	if (owner)
		return (struct hw_owner){0, owner};
	if (thing && !((what->how & TELLING) && is_article(before)))
		return (struct hw_owner){0, 0};
	owner = find_owner_behind(rest, what, databases, &end);
	if (owner == rest.n && (what->how & BARE)) {
		owner = find_bare_behind(rest, what, databases);
		end = rest.n;
	}
	return (struct hw_owner){thing + owner, owner < rest.n ? end - owner : 0};
}

/* Whether the end of an introduction is there, "=", ": ", ". ", or the last letter of "of
 * ", "by ", "to ", "von ", "de ": most names have none. */
static bool may_introduce(struct hw_text name)
{
	for (size_t at = 1; at + 1 < name.n; at++) {
		const char c = name.s[at + 1];

		if (c == '=' || (c == ' ' && strchr(":fyone.", hw_lower(name.s[at]))))
			return true;
	}
	return false;
}

struct hw_owner hw_owner_of(struct hw_text name, const struct hw_ids *const databases[2])
{
	const size_t genitive = owner_in_genitive(name, databases);
	struct hw_owner owner = {0, genitive};

	if (!owner.length)
		owner = owner_of_thing(name, databases);
	if (!owner.length && may_introduce(name))
		owner = introduced_owner(name, databases);
	if (!owner.length)
		owner = owner_in_brackets(name, databases);
	if (!owner.length)
		owner = owner_of_computer(name, databases);
	return owner.length || hw_text_find(name, '-') == name.n
		       ? owner
		       : owner_of_host(name, databases);
}
