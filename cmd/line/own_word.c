// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/line/own_word.h"

#include <strings.h>

#include "cmd/line/command.h"
#include "report/class_word.h"
#include "report/verdict/shell_quote.h"

/* Commands that do not take the operand as it is, and words that are none. */
static const struct word {
	const char *word;
	/* of the command line, behind "hwalias" */
	const char *alone;
	/* with an operand behind it; NULL: it takes none */
	const char *with_operand;
} words[] = {
	{"all", " -a", " -s"},
	{"columns", " help list", NULL},
	{"completion", " --help", NULL},
	{"devices", "", " -s"},
	{"help", " help", NULL},
	{"list", " list", " -s"},
	{"ls", "", " -s"},
	{"lspci", " lspci", " lspci -s"},
	{"lsusb", " lsusb", " lsusb -s"},
	{"options", " help list", NULL},
	{"tree", " -t", " -t -s"},
	{"version", " version", NULL},
};

static const struct word *find(const char *word)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(words); i++)
		if (strcasecmp(words[i].word, word) == 0)
			return &words[i];
	return NULL;
}

static const struct hw_command *find_command(const struct hw_options *options,
					     const char *word)
{
	for (size_t i = 0; options->commands && options->commands[i]; i++)
		if (strcmp(options->commands[i]->name, word) == 0)
			return options->commands[i];
	return NULL;
}

/* Whether the word can stand behind the command: another word of the program cannot, nor
 * is a kind of devices a module. */
static bool may_follow(const struct hw_options *options, const struct hw_command *command,
		       const char *word)
{
	return word && !find(word) && !find_command(options, word) &&
	       !(command && strstr(command->operands, "MODULE") &&
		 hw_kind_is(hw_text_of(word)));
}

struct hw_text hw_own_word(const struct hw_options *options, const char *word,
			   const char *other, struct hw_arena *arena)
{
	const struct word *own = find(word);
	const struct hw_command *command = own ? NULL : find_command(options, word);
	struct hw_text operand = may_follow(options, command, other)
					 ? hw_shell_word(hw_text_of(other), arena)
					 : HW_NO_TEXT;

	if (own && operand.n && own->with_operand)
		return hw_arena_printf(arena, "'hwalias%s %.*s'", own->with_operand,
				       HW_TEXT_ARG(operand));
	if (own)
		return hw_arena_printf(arena, "'hwalias%s'", own->alone);
	if (!command)
		return HW_NO_TEXT;
	if (operand.n && strstr(command->operands, "..."))
		return hw_arena_printf(arena, "'hwalias %s %.*s'", command->name,
				       HW_TEXT_ARG(operand));
	return command->operands[0] && command->operands[0] != '['
		       ? hw_arena_printf(arena, "'hwalias %s %s'", command->name,
					 command->operands)
		       : hw_arena_printf(arena, "'hwalias %s'", command->name);
}
