// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/line/hint.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cmd/print/diag.h"
#include "data/base/list.h"
#include "decoders/text/ascii.h"
#include "report/verdict/shell_quote.h"

static void add(struct hw_list *all, const char *option, const char *argument)
{
	struct hw_text word =
		argument ? hw_shell_word(hw_text_of(argument), all->arena) : HW_NO_TEXT;

	if (word.n)
		hw_list_add(all, hw_arena_printf(all->arena, " %s %.*s", option,
						 HW_TEXT_ARG(word)));
}

struct hw_text hw_hint_source(const struct hw_options *o, struct hw_arena *arena)
{
	const struct hw_machine_options *m = &o->machine;
	struct hw_list all = {.arena = arena, .between = ""};

	add(&all, "--sysroot", m->sysroot);
	for (size_t i = 0; i < m->from_count; i++)
		add(&all, "--from", m->from[i]);
	add(&all, "-S", m->kernel.release);
	add(&all, "--modules-dir", m->kernel.directory);
	return hw_list_text(&all);
}

/* What the command answers does not depend on the machine. */
static bool is_same_anywhere(struct hw_text command)
{
	static const char *const commands[] = {"formats", "lookup", "decode", "help",
					       "diff"};

	command = hw_text_head(command, hw_text_find(command, ' '));
	command = hw_text_head(command, hw_text_find(command, '\''));
	for (size_t i = 0; i < HW_ARRAY_SIZE(commands); i++)
		if (hw_text_eq(command, hw_text_of(commands[i])))
			return true;
	return false;
}

/* The sentence with the options behind each 'hwalias of it. */
static struct hw_text insert(struct hw_text sentence, struct hw_text source,
			     struct hw_arena *arena)
{
	const struct hw_text mark = HW_TEXT("'hwalias ");
	struct hw_text done = HW_NO_TEXT;
	size_t from = 0;

	for (size_t i = 0; i < sentence.n; i++) {
		struct hw_text rest = hw_text_from(sentence, i);

		if (!hw_text_starts(rest, mark) ||
		    is_same_anywhere(hw_text_from(rest, mark.n)))
			continue;
		i += mark.n - 1;
		done = hw_arena_printf(arena, "%.*s%.*s%.*s", HW_TEXT_ARG(done),
				       (int)(i - from), sentence.s + from,
				       HW_TEXT_ARG(source));
		from = i;
	}
	return hw_arena_printf(arena, "%.*s%.*s", HW_TEXT_ARG(done),
			       (int)(sentence.n - from), sentence.s + from);
}

void hw_hint(const struct hw_options *options, const char *format, ...)
{
	struct hw_arena arena = {0};
	struct hw_text sentence;
	va_list args;
	char *text;
	int n;

	va_start(args, format);
	n = vasprintf(&text, format, args);
	va_end(args);
	sentence = n < 0 ? HW_TEXT("out of memory") : (struct hw_text){text, (size_t)n};
	sentence = insert(sentence, hw_hint_source(options, &arena), &arena);
	hw_error("%.*s", HW_TEXT_ARG(sentence));
	if (n >= 0)
		free(text);
	hw_arena_done(&arena);
}

struct hw_text hw_hint_broken_ids(struct hw_text word)
{
	struct hw_text rest = hw_text_from(word, word.n < 5 ? word.n : 5);
	bool is_id = rest.n == 4;

	if (!rest.n || word.s[4] != ':')
		return HW_NO_TEXT;
	for (size_t i = 0; i < 4; i++)
		if (!hw_is_hex(word.s[i]))
			return HW_NO_TEXT;
	for (size_t i = 0; i < rest.n; i++) {
		if (!hw_is_alnum(rest.s[i]))
			return HW_NO_TEXT;
		is_id = is_id && hw_is_hex(rest.s[i]);
	}
	return is_id ? HW_NO_TEXT
		     : HW_TEXT("; the ids of a device are two numbers of four "
			       "hexadecimal digits, as 8086:15b8");
}

bool hw_hint_is_file(const char *name)
{
	struct stat st;

	return strncmp(name, "/sys/", 5) != 0 && stat(name, &st) == 0 &&
	       S_ISREG(st.st_mode);
}

bool hw_hint_file(const char *command, const char *operand)
{
	struct hw_arena arena = {0};
	struct hw_text word = hw_shell_word(hw_text_of(operand), &arena);
	bool is_file = hw_hint_is_file(operand);

	if (is_file)
		hw_error("%s takes no operand like '%s', which is a file: 'hwalias "
			 "--from %.*s %s' reads a recorded machine",
			 command, operand, HW_TEXT_ARG(word), command);
	hw_arena_done(&arena);
	return is_file;
}
