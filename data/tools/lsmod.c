// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Loaded modules: lsmod (kmod/tools/lsmod.c), and the file that it reads (m_show() of
 * kernel/module/procfs.c):
 *
 *     Module                  Size  Used by
 *     e1000e                286720  0
 *     ptp                    36864  2 igb,e1000e
 *
 *     e1000e 286720 0 - Live 0x0000000000000000
 *     ptp 36864 2 igb,e1000e, Live 0x0000000000000000 (OE)
 *
 * Becomes proc/modules.
 */
#include <stdio.h>

#include "data/tools/internal.h"
#include "decoders/text/ascii.h"

static bool is_title(struct hw_text line)
{
	return hw_text_starts(line, HW_TEXT("Module ")) &&
	       hw_text_eq(hw_text_cut_word(&line), HW_TEXT("Module")) &&
	       hw_text_eq(hw_text_cut_word(&line), HW_TEXT("Size")) &&
	       hw_text_eq(hw_text_cut_word(&line), HW_TEXT("Used"));
}

static bool is_name(struct hw_text word)
{
	for (size_t i = 0; i < word.n; i++) {
		char c = word.s[i];

		if (!hw_is_digit(c) && (hw_lower(c) < 'a' || hw_lower(c) > 'z') &&
		    c != '_' && c != '-')
			return false;
	}
	return word.n && word.n < 64;
}

static bool is_number(struct hw_text word)
{
	for (size_t i = 0; i < word.n; i++)
		if (!hw_is_digit(word.s[i]))
			return false;
	return word.n && word.n < 12;
}

/* Of both forms; the rest has users, then. */
static bool parse(struct hw_text line, struct hw_text ret[static 4])
{
	for (size_t i = 0; i < 4; i++)
		ret[i] = hw_text_cut_word(&line);
	return is_name(ret[0]) && is_number(ret[1]) &&
	       (is_number(ret[2]) || hw_text_eq(ret[2], HW_TEXT("-2")));
}

static bool is_line(struct hw_text line)
{
	struct hw_text words[4];

	/* a table of other things may have a word and two numbers too */
	return is_title(line) ||
	       (parse(line, words) && hw_text_find(line, 'L') < line.n &&
		memmem(line.s, line.n, " Live 0x", 8));
}

static int read_lsmod(struct hw_dump *dump, struct hw_text text)
{
	struct hw_text all = text;
	struct hw_text words[4];
	struct hw_text line;
	char *to;
	size_t room = 1;
	size_t n = 0;

	while (all.n) {
		room += hw_text_cut(&all, '\n').n + 48;
		if (!all.s)
			break;
	}
	to = hw_arena_alloc(&dump->arena, room, 1);
	if (!to)
		return 0;
	while (hw_dump_line(dump, &text, &line)) {
		struct hw_text users;

		if (!line.n || is_title(line))
			continue;
		if (!parse(line, words)) {
			hw_dump_malformed(dump, "not a line of lsmod");
			continue;
		}
		users = words[3];
		while (users.n && users.s[users.n - 1] == ',')
			users.n--;
		n += (size_t)snprintf(to + n, room - n,
				      "%.*s %.*s %.*s %.*s%s Live 0x0\n",
				      HW_TEXT_ARG(words[0]), HW_TEXT_ARG(words[1]),
				      HW_TEXT_ARG(words[2]),
				      HW_TEXT_ARG(users.n ? users : HW_TEXT("-")),
				      users.n && users.s[0] != '-' ? "," : "");
	}
	hw_dump_file(dump, "proc/modules", (struct hw_text){to, n});
	return 0;
}

const struct hw_dump_format hw_dump_lsmod = {
	.name = "lsmod",
	.is_line = is_line,
	.read = read_lsmod,
	.fact = offsetof(struct hw_dump_facts, modules),
};
