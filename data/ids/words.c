// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Whether a word is in an id file: who is called so is not told by it. A recording has
 * few lines of the file, and at the level "full" hwalias/id-words, what was asked and is
 * so; lines in byte order, tabs (drawn as ">") between their parts:
 *
 *     usb                          the file was there
 *     usb>word>black               the question, and the text in lower case
 *     usb>mention>passport black
 */
#include <errno.h>
#include <strings.h>

#include "data/ids/internal.h"
#include "data/root/note.h"
#include "decoders/text/ascii.h"
#include "decoders/text/word.h"

typedef bool is_there_fn(struct hw_text in, struct hw_text text);

/* Whether the text is in `in`, beginning with this byte. */
static bool is_in(struct hw_text in, struct hw_text text, char first)
{
	const char *at = in.s;
	const char *end = in.s + in.n - text.n + 1;

	while (at < end && (at = memchr(at, first, (size_t)(end - at)))) {
		if (strncasecmp(at, text.s, text.n) == 0)
			return true;
		at++;
	}
	return false;
}

static bool is_mentioned(struct hw_text in, struct hw_text text)
{
	const char first = text.s[0];

	return text.n <= in.n &&
	       (is_in(in, text, hw_lower(first)) ||
		(hw_lower(first) != hw_upper(first) && is_in(in, text, hw_upper(first))));
}

/* What follows the name in that of a firm; of trades, as in "Andrea Electronics", there
 * are firms that are called as people are. */
static bool is_of_firm(struct hw_text word)
{
	static const char words[][14] = {
		"ab",	"ag",	       "as",   "bv",  "co",	      "company",
		"corp", "corporation", "gmbh", "inc", "incorporated", "international",
		"kg",	"limited",     "llc",  "ltd", "nv",	      "oy",
		"plc",	"pte",	       "pty",  "sa",  "spa",
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(words); i++)
		if (strlen(words[i]) == word.n &&
		    strncasecmp(words[i], word.s, word.n) == 0)
			return true;
	return false;
}

/* "Apple, Inc." of "apple" */
static bool is_called(struct hw_text vendor, struct hw_text word)
{
	struct hw_text rest = hw_text_from(vendor, word.n);

	if (vendor.n < word.n || strncasecmp(vendor.s, word.s, word.n) != 0 ||
	    (rest.n && !strchr(" ,.(", rest.s[0])))
		return false;
	while (rest.n) {
		size_t n = 0;

		rest = hw_text_trim_start(rest, " ,.()");
		while (n < rest.n && !strchr(" ,.()", rest.s[n]))
			n++;
		if (n && !is_of_firm(hw_text_head(rest, n)))
			return false;
		rest = hw_text_from(rest, n);
	}
	return true;
}

/* Whether the next two lines are of devices. */
static bool has_devices(struct hw_text lines)
{
	const struct hw_text first = hw_text_cut(&lines, '\n');

	return hw_text_starts(first, HW_TEXT("\t")) &&
	       hw_text_starts(lines, HW_TEXT("\t"));
}

/* "05ac  Apple, Inc.", and devices of it below. */
static bool has_maker(struct hw_text in, struct hw_text word)
{
	const size_t head = strlen("05ac  ");

	while (in.n) {
		const struct hw_text line = hw_text_cut(&in, '\n');

		if (line.n > head && hw_is_hex(line.s[0]) && line.s[head - 1] == ' ' &&
		    is_called(hw_text_trim_end(hw_text_from(line, head), " \r"), word) &&
		    has_devices(in))
			return true;
	}
	return false;
}

/* Whether any part of the file has the text, which is of one line. */
static bool is_in_file(const struct hw_ids *ids, is_there_fn *is_there,
		       struct hw_text text)
{
	struct hw_part part;
	bool found = false;

	hw_ids_part_open(ids, 0, HW_IDS_ALL, &part);
	while (!found && hw_part_more(&part)) {
		found = is_there((struct hw_text){part.s, (size_t)(part.end - part.s)},
				 text);
		part.p = part.end;
	}
	hw_part_done(&part);
	return found;
}

static const char *name_of(const struct hw_ids *ids)
{
	return ids->kind == HW_IDS_PCI ? "pci" : "usb";
}

/* Its line of a recording. Absent: out of memory, or the text is of several lines. */
static struct hw_text line_of(const struct hw_ids *ids, const char *question,
			      struct hw_text text, struct hw_arena *arena)
{
	char *lower = hw_arena_alloc(arena, text.n + 1, 1);

	for (size_t i = 0; lower && i < text.n; i++)
		lower[i] = hw_lower(text.s[i]);
	if (!lower || hw_text_find(text, '\n') < text.n)
		return HW_NO_TEXT;
	return hw_arena_printf(arena, "%s\t%s\t%.*s", name_of(ids), question, (int)text.n,
			       lower);
}

static bool is_told(const struct hw_ids *ids, const char *question, struct hw_text text)
{
	struct hw_arena scratch = {0};
	bool is = false;

	if (ids->words.told.n)
		is = hw_text_set_has(&ids->words.told,
				     line_of(ids, question, text, &scratch));
	hw_arena_done(&scratch);
	return is;
}

static void note(const struct hw_ids *ids, const char *question, struct hw_text text)
{
	struct hw_arena scratch = {0};
	const struct hw_text line = line_of(ids, question, text, &scratch);

	if (line.n)
		hw_root_note_answer(ids->words.noted_in, HW_ID_WORDS, line);
	hw_arena_done(&scratch);
}

static bool ask(const struct hw_ids *ids, const char *question, is_there_fn *is_there,
		struct hw_text text)
{
	bool is;

	if (!ids || !text.n)
		return false;
	is = is_told(ids, question, text) || is_in_file(ids, is_there, text) ||
	     (ids->words.others && is_in_file(ids->words.others, is_there, text));
	if (is && ids->words.noted_in)
		note(ids, question, text);
	return is;
}

bool hw_ids_mention(const struct hw_ids *ids, struct hw_text text)
{
	return ask(ids, "mention", is_mentioned, text);
}

bool hw_ids_have_word(const struct hw_ids *ids, struct hw_text word)
{
	return ask(ids, "word", hw_text_has_word, word);
}

bool hw_ids_have_maker(const struct hw_ids *ids, struct hw_text word)
{
	return ask(ids, "maker", has_maker, word);
}

void hw_ids_note_words(struct hw_ids *ids, struct hw_root *root)
{
	if (!ids)
		return;
	ids->words.noted_in = root;
	hw_root_note_answer(root, HW_ID_WORDS, hw_text_of(name_of(ids)));
}

bool hw_ids_words_are_recorded(struct hw_root *root)
{
	return hw_root_exists(root, HW_ID_WORDS);
}

int hw_ids_recorded_words(struct hw_ids *ids, struct hw_root *root)
{
	struct hw_text rest;
	int r;

	if (!ids || !hw_ids_words_are_recorded(root))
		return 0;
	r = hw_root_map(root, HW_ID_WORDS, &ids->words.map);
	/* without it more is withheld */
	if (r < 0)
		return r == -ENOMEM ? r : 0;
	rest = ids->words.map.text;
	r = 0;
	while (r == 0 && rest.n)
		r = hw_text_set_add(&ids->words.told, hw_text_cut(&rest, '\n'));
	return r;
}

void hw_ids_ask_others(struct hw_ids *ids, const struct hw_ids *others)
{
	if (ids)
		ids->words.others = others;
}

void hw_ids_words_done(struct hw_ids_words *words)
{
	hw_text_set_done(&words->told);
	hw_unmap(&words->map);
}
