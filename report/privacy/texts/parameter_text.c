// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/privacy/texts/parameter_text.h"

#include "data/base/list.h"
#include "report/privacy/shapes/places.h"
#include "report/privacy/texts/internal.h"
#include "report/privacy/texts/parameter_values.h"

#define WITHHELD "withheld"

size_t hw_parameter_length(struct hw_text text)
{
	bool is_quoted = false;
	size_t n = 0;

	while (n < text.n && (is_quoted || !hw_is_blank_of_line(text.s[n])))
		is_quoted ^= text.s[n++] == '"';
	return n;
}

/* As some boot loaders move the quotation marks: "\"a.b=c d\"". */
static bool is_in_quotes(struct hw_text word)
{
	return word.n > 1 && word.s[0] == '"' && word.s[word.n - 1] == '"';
}

struct hw_text hw_parameter_filter(struct hw_text text,
				   const struct hw_private_words *words,
				   size_t (*kept)(struct hw_text word),
				   struct hw_arena *arena)
{
	struct hw_list done = {.arena = arena, .between = ""};

	while (text.n) {
		size_t blanks = 0;
		struct hw_text word;
		size_t n;

		while (blanks < text.n && hw_is_blank_of_line(text.s[blanks]))
			blanks++;
		if (blanks)
			hw_list_add(&done, hw_text_head(text, blanks));
		text = hw_text_from(text, blanks);
		word = hw_text_head(text, hw_parameter_length(text));
		text = hw_text_from(text, word.n);
		if (!word.n)
			continue;
		n = kept(word);
		if (n) {
			struct hw_text shown =
				hw_free_text_public(hw_text_head(word, n), words, arena);

			/* also a part of a word, "wolfenbox_x.y" */
			shown = hw_free_text_own(shown, words, arena);
			hw_list_add(&done, shown);
			hw_withheld_show(words ? words->withheld : NULL, shown);
		}
		if (n < word.n && !hw_parameter_is_of_files(word))
			hw_withheld_add(words ? words->withheld : NULL,
					hw_text_from(word, n));
		if (n < word.n)
			hw_list_add(&done, is_in_quotes(word) ? HW_TEXT(WITHHELD "\"")
							      : HW_TEXT(WITHHELD));
		if (!hw_text_eq(word, HW_TEXT("--")) || hw_text_eq(text, HW_TEXT("\n")))
			continue;
		/* the rest is for init: parse_args(), kernel/params.c */
		if (text.n)
			hw_list_add(&done, HW_TEXT(" " WITHHELD));
		hw_withheld_add(words ? words->withheld : NULL, text);
		break;
	}
	return hw_list_text(&done);
}

struct hw_text hw_parameter_without_places(struct hw_text text, struct hw_arena *arena)
{
	struct hw_list done = {.arena = arena, .between = ""};
	size_t from = 0;

	for (size_t at = 0; at < text.n; at++) {
		const struct hw_private_part part = hw_private_place(text, at, false);

		if (!part.length)
			continue;
		hw_list_add(&done, hw_text_head(hw_text_from(text, from),
						at + part.kept - from));
		hw_list_add(&done, HW_TEXT(WITHHELD));
		from = at + part.kept + part.length;
		at = from - 1;
	}
	if (!from)
		return text;
	hw_list_add(&done, hw_text_from(text, from));
	return hw_list_text(&done);
}

struct hw_private_words hw_parameter_words(const struct hw_private_words *words)
{
	struct hw_private_words own = words ? *words : (struct hw_private_words){0};

	if (!own.host_is_no_module)
		own.host = HW_NO_TEXT;
	return own;
}

struct hw_text hw_parameter_text_public(struct hw_text text,
					const struct hw_private_words *words,
					struct hw_arena *arena)
{
	const struct hw_private_words own = hw_parameter_words(words);

	return !text.n || own.shows_all
		       ? text
		       : hw_parameter_without_places(
				 hw_parameter_filter(text, &own, hw_parameter_kept,
						     arena),
				 arena);
}
