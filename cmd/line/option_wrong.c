// SPDX-License-Identifier: GPL-2.0-or-later
#include <getopt.h>

#include "cmd/line/habit.h"
#include "cmd/line/internal.h"
#include "cmd/print/diag.h"
#include "data/base/nearest.h"
#include "report/class_word.h"

static bool is_format_name(enum hw_content content, struct hw_text name)
{
	const char *known;

	for (size_t i = 0; (known = hw_options_format_name(content, i)); i++)
		if (hw_text_eq(hw_text_of(known), name))
			return true;
	return false;
}

/* What is like "--jsn", or does here what it does elsewhere. */
static struct hw_text question_of(const struct hw_option_table *table,
				  struct hw_text name, struct hw_arena *arena)
{
	struct hw_text way = hw_habit_of_option(name);
	struct hw_nearest near = {.word = hw_text_trim_start(name, "-")};
	struct hw_text all = HW_NO_TEXT;

	if (way.n)
		return way;
	/* "--usb" of hwinfo, "--html" */
	if (hw_kind_is(near.word) || hw_bus_find(near.word))
		return hw_arena_printf(arena, "; -b %.*s lists such devices",
				       HW_TEXT_ARG(near.word));
	if (is_format_name(HW_CONTENT_DOCUMENT, near.word) ||
	    is_format_name(HW_CONTENT_MODULES, near.word))
		return hw_arena_printf(arena, "; 'hwalias %s --format %.*s' prints it",
				       is_format_name(HW_CONTENT_MODULES, near.word)
					       ? "modules"
					       : "report",
				       HW_TEXT_ARG(near.word));
	if (near.word.n == 1 && hw_option_find(table, *near.word.s))
		return hw_arena_printf(arena, "; did you mean '-%c'?", *near.word.s);
	for (size_t i = 0; i < table->n; i++)
		hw_nearest_try(&near, hw_text_of(table->v[i].name));
	for (size_t i = 0; i < near.n; i++)
		all = hw_arena_printf(arena, "%.*s%s'--%.*s'", HW_TEXT_ARG(all),
				      !i		? ""
				      : i + 1 == near.n ? " or "
							: ", ",
				      HW_TEXT_ARG(near.v[i]));
	return all.n ? hw_arena_printf(arena, "; did you mean %.*s?", HW_TEXT_ARG(all))
		     : HW_NO_TEXT;
}

bool hw_option_is_with_two_dashes(const struct hw_option_table *table, const char *word)
{
	bool is_long =
		word[0] == '-' && word[1] >= 'a' && word[1] <= 'z' && strlen(word) > 4;
	struct hw_arena arena = {0};
	bool is_known = false;
	struct hw_text name;

	if (!is_long)
		return true;
	name = hw_arena_printf(&arena, "-%s", word);
	for (size_t i = 0; i < table->n; i++)
		is_known = is_known || strcmp(word + 1, table->v[i].name) == 0;
	if (is_known)
		hw_error("no option '%s'; did you mean '%.*s'?", word, HW_TEXT_ARG(name));
	else if (hw_habit_of_option(name).n)
		hw_error("no option '%s'%.*s", word,
			 HW_TEXT_ARG(hw_habit_of_option(name)));
	else
		is_long = false;
	hw_arena_done(&arena);
	return !is_long;
}

void hw_option_say_wrong(const struct hw_option_table *table, int code, const char *word)
{
	struct hw_text name = hw_text_of(word);
	struct hw_arena arena = {0};
	const struct hw_option_row *row;
	struct hw_text question;

	name = hw_text_head(name, hw_text_find(name, '='));
	row = hw_option_find(table, optopt);
	if (row && code == ':') {
		hw_error("--%s needs its %s", row->name, row->argument);
		return;
	}
	if (row) {
		hw_error("--%s takes no argument", row->name);
		return;
	}
	if (optopt) {
		hw_error("no option '-%c'%.*s", optopt,
			 HW_TEXT_ARG(hw_habit_of_letter(optopt)));
		return;
	}
	question = question_of(table, name, &arena);
	hw_error("no option '%.*s'%.*s", HW_TEXT_ARG(name), HW_TEXT_ARG(question));
	hw_arena_done(&arena);
}

bool hw_option_is_argument(const struct hw_option_row *row, const char *word)
{
	const char letter[] = {' ', '(', '-', (char)row->code, ')', '\0'};

	if (!row->argument || row->optional || optarg != word || word[0] != '-' ||
	    !word[1])
		return true;
	hw_error("--%s%s needs its %s, and '%s' is an option", row->name,
		 hw_option_has_letter(row) ? letter : "", row->argument, word);
	return false;
}
