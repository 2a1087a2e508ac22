// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/privacy/texts/directive_text.h"

#include "report/privacy/shapes/keys.h"
#include "report/privacy/texts/command_text.h"
#include "report/privacy/texts/internal.h"
#include "report/privacy/texts/parameter_values.h"

/* Lines that are names of modules, which are nobody's, and what they may have besides. */
static bool is_of_names(struct hw_text keyword)
{
	static const char *const keywords[] = {"blacklist", "alias", "softdep",
					       "weakdep"};

	for (size_t i = 0; i < HW_ARRAY_SIZE(keywords); i++)
		if (hw_text_eq(keyword, hw_text_of(keywords[i])))
			return true;
	return false;
}

/* Where a comment begins that people put behind a directive; libkmod knows only lines of
 * comments, and takes these words for more names or options. */
static size_t find_comment(struct hw_text line)
{
	for (size_t i = 1; i < line.n; i++)
		if (line.s[i] == '#' && hw_is_blank_of_line(line.s[i - 1]))
			return i;
	return line.n;
}

/* "alias alice-net e1000e": names that people made may have a user's name; a module's
 * that is one, too, is a word of the databases mostly. */
static struct hw_text filter_names(struct hw_text line,
				   const struct hw_private_words *words,
				   const struct hw_private_words *of_names,
				   struct hw_arena *arena)
{
	struct hw_private_words users = *of_names;

	users.users = words->users;
	users.user_count = words->user_count;
	users.host = words->host;
	line = hw_free_text_public(line, of_names, arena);
	return hw_free_text_own(line, &users, arena);
}

static bool is_of_command(struct hw_text keyword)
{
	return hw_text_eq(keyword, HW_TEXT("install")) ||
	       hw_text_eq(keyword, HW_TEXT("remove"));
}

/* The first word of a line. */
static struct hw_text keyword_of(struct hw_text line)
{
	line = hw_text_trim_start(line, " \t");
	return hw_text_head(line, hw_text_find(hw_text_head(line, 12), ' '));
}

/* "install MODULE COMMANDS": *ret_rest is what is behind the module. */
static struct hw_text module_of(struct hw_text line, struct hw_text *ret_rest)
{
	struct hw_text rest = hw_text_trim_start(line, " \t");
	struct hw_text module;

	rest = hw_text_trim_start(hw_text_from(rest, keyword_of(line).n), " \t");
	module = hw_text_head(rest, hw_parameter_length(rest));
	*ret_rest = hw_text_from(rest, module.n);
	return module;
}

/* `first` is where the directive begins, or absent: of what goes on behind a backslash
 * its keyword is not known. */
static struct hw_text filter_commands(struct hw_text line, struct hw_text first,
				      const struct hw_private_words *words,
				      struct hw_arena *arena)
{
	const bool is_known = is_of_command(keyword_of(first));
	struct hw_text module = HW_NO_TEXT;
	struct hw_text rest = line;
	struct hw_text behind;

	if (is_known)
		module = module_of(first, &behind);
	if (is_known && first.s == line.s)
		rest = behind;
	return hw_arena_printf(
		arena, "%.*s%.*s", HW_TEXT_ARG(hw_text_head(line, line.n - rest.n)),
		HW_TEXT_ARG(hw_command_text_public(
			rest, module, is_known ? NULL : hw_parameter_kept_of_option,
			words, arena)));
}

struct hw_text hw_directive_text_public(struct hw_text line,
					const struct hw_private_words *words,
					struct hw_arena *arena)
{
	return hw_directive_part_public(line, line, words, arena);
}

bool hw_directive_has_replaced(struct hw_text line)
{
	if (line.n > 1 && line.s[line.n - 1] == '#' &&
	    hw_is_blank_of_line(line.s[line.n - 2]))
		return true;
	while (line.s)
		if (hw_private_has_replaced(hw_text_cut(&line, ' ')))
			return true;
	return false;
}

static struct hw_text filter_directive(struct hw_text line, struct hw_text first,
				       const struct hw_private_words *words,
				       struct hw_arena *arena)
{
	const struct hw_private_words own = hw_parameter_words(words);
	struct hw_private_words of_names = own;
	struct hw_private_words command = own;
	const struct hw_text start = hw_text_trim_start(first, " \t");
	const struct hw_text keyword = keyword_of(first);
	const bool goes_on = line.n && line.s[line.n - 1] == '\\';
	size_t comment;

	/* a backslash at its end makes the next line a comment, too */
	if (start.n && start.s[0] == '#')
		return goes_on ? HW_TEXT("#\\") : HW_TEXT("#");
	of_names.host = HW_NO_TEXT;
	of_names.user_count = 0;
	of_names.known = NULL;
	if (!is_of_names(keyword) && !hw_text_eq(keyword, HW_TEXT("options"))) {
		const struct hw_text raw = line;

		command.is_command = true;
		line = hw_free_text_public(line, &command, arena);
		return filter_commands(line, first.s == raw.s ? line : first, &own,
				       arena);
	}
	comment = find_comment(line);
	line = hw_text_head(line, comment + 1);
	return is_of_names(keyword)
		       ? filter_names(line, &own, &of_names, arena)
		       : hw_parameter_filter(line, &own, hw_parameter_kept_of_option,
					     arena);
}

struct hw_text hw_directive_part_public(struct hw_text line, struct hw_text first,
					const struct hw_private_words *words,
					struct hw_arena *arena)
{
	return words && words->shows_all
		       ? line
		       : hw_parameter_without_places(
				 filter_directive(line, first, words, arena), arena);
}
