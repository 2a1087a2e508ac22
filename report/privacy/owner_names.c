// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/privacy/owner_names.h"

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

static bool is_in_database(const struct hw_ids *const databases[2], struct hw_text word)
{
	return hw_ids_have_word(databases[0], word) ||
	       hw_ids_have_word(databases[1], word);
}

static bool is_word_start(struct hw_text text, size_t at)
{
	return at == 0 || !(hw_is_alnum(text.s[at - 1]) || text.s[at - 1] == '_');
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

/* How much of what stands before a thing is its owner: "Joes", which is no word of a
 * maker, or what such a word joins to it. */
static size_t owner_before_length(struct hw_text before, const struct thing *thing,
				  const struct hw_ids *const databases[2])
{
	const struct hw_text word = hw_text_trim_end(before, " -");

	for (size_t i = 0; i < HW_ARRAY_SIZE(joined_owner); i++)
		if (ends_in(word, joined_owner[i]))
			return word.n - strlen(joined_owner[i]);
	if (word.n == before.n || !may_be_owner(word, databases))
		return 0;
	return (thing->is_telling && before.s[word.n] == ' ' && ends_in(word, "s")) ||
			       (thing->is_behind_name && word.n >= NAME_MIN)
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

		if (is_name || !is_in_database(databases, word))
			return false;
	}
	return has_any;
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
	if (!is_of_maker(owner, databases))
		return name.n - owner.n;
	*ret_end += 1;
	return *ret_end;
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

struct hw_owner hw_owner_of(struct hw_text name, const struct hw_ids *const databases[2])
{
	const struct thing *what = NULL;
	struct hw_owner none = {0, 0};
	size_t owner = owner_in_genitive(name);
	size_t thing;
	size_t end;

	if (owner)
		return (struct hw_owner){0, owner};
	thing = find_thing(name, &what);
	if (!what)
		return none;
	owner = owner_before_length(hw_text_head(name, thing), what, databases);
	if (owner)
		return (struct hw_owner){0, owner};
	owner = thing ? name.n : find_owner_behind(name, what, databases, &end);
	return owner < name.n ? (struct hw_owner){owner, end - owner} : none;
}
