// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Loaded modules: lsmod (kmod/tools/lsmod.c), the file that it reads (m_show() of
 * kernel/module/procfs.c), and the names that Debian's reportbug has of them, up to an
 * empty line:
 *
 *     Module                  Size  Used by
 *     e1000e                286720  0
 *     ptp                    36864  2 igb,e1000e
 *
 *     e1000e 286720 0 - Live 0x0000000000000000
 *     ptp 36864 2 igb,e1000e, Live 0x0000000000000000 (OE)
 *
 *     ** Loaded modules:
 *     e1000e
 *
 * Without its heading a list is what a filter left of one, and known by its columns
 * alone. Becomes proc/modules. What uses a module is loaded, too: of a list that lacks
 * it, a part is missing.
 */
#include <stdio.h>

#include "data/base/text_set.h"
#include "data/root/note.h"
#include "data/tools/internal.h"
#include "decoders/text/ascii.h"

static bool is_title(struct hw_text line)
{
	return hw_text_starts(line, HW_TEXT("Module ")) &&
	       hw_text_eq(hw_text_cut_word(&line), HW_TEXT("Module")) &&
	       hw_text_eq(hw_text_cut_word(&line), HW_TEXT("Size")) &&
	       hw_text_eq(hw_text_cut_word(&line), HW_TEXT("Used"));
}

static bool is_heading(struct hw_text line)
{
	return hw_text_eq(hw_text_trim_end(line, " \t\r"), HW_TEXT("** Loaded modules:"));
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
	return is_title(line) || is_heading(line) ||
	       (parse(line, words) && hw_text_find(line, 'L') < line.n &&
		memmem(line.s, line.n, " Live 0x", 8));
}

/* "e1000e                286720  0", of printf("%-19s %8ld  %ld", …). */
bool hw_dump_lsmod_is_row(struct hw_text line)
{
	const size_t size_end = strlen("Module                  Size");
	struct hw_text words[4];
	size_t at;

	if (!parse(line, words) || line.s[0] == ' ')
		return false;
	at = (size_t)(words[1].s - line.s) + words[1].n;
	return (words[0].n > 19 ? words[1].s - line.s >= 20 : at == size_end) &&
	       words[2].s - line.s == (ptrdiff_t)at + 2 &&
	       (!words[3].n || words[3].s == words[2].s + words[2].n + 1);
}

/* Rows whose blanks a page has made one each, and nothing else: some module is used by
 * another one of them. */
bool hw_dump_lsmod_is_collapsed(struct hw_text text)
{
	struct hw_text_set names = {0};
	struct hw_text words[4];
	struct hw_text rest = text;
	bool is_list = true;
	bool is_used = false;

	while (rest.n && is_list) {
		const struct hw_text line =
			hw_text_trim_end(hw_text_cut(&rest, '\n'), " \r");

		if (!line.n)
			continue;
		is_list = parse(line, words) &&
			  (size_t)(words[3].s - line.s) + words[3].n == line.n &&
			  hw_text_set_add(&names, words[0]) >= 0;
	}
	while (text.n && is_list && !is_used) {
		const struct hw_text line = hw_text_cut(&text, '\n');
		struct hw_text users;

		users = parse(line, words) ? words[3] : HW_NO_TEXT;
		while (users.n && !is_used)
			is_used = hw_text_set_has(&names, hw_text_cut(&users, ','));
	}
	hw_text_set_done(&names);
	return is_used;
}

/* Room for the lines of proc/modules, which are longer. */
static size_t room_for(struct hw_text text)
{
	size_t room = 1;

	while (text.n)
		room += hw_text_cut(&text, '\n').n + 48;
	return room;
}

/* "igb,e1000e,", "[permanent],", "-" */
static struct hw_text without_comma(struct hw_text users)
{
	return hw_text_trim_end(users, ",");
}

/* "cfg", "cfg80211  10": the start of a line. */
static bool is_start(struct hw_text line)
{
	const struct hw_text name = hw_text_cut_word(&line);
	const struct hw_text size = hw_text_cut_word(&line);

	return is_name(name) && (!size.n || is_number(size)) && !line.n;
}

/* What of a list is missing. */
struct lack {
	bool has_heading;
	/* its last line is a start of one */
	bool ends_within;
};

/* Lines of proc/modules. */
static struct hw_text convert(struct hw_dump *dump, struct hw_text text,
			      struct lack *lack)
{
	const size_t room = room_for(text);
	char *to = hw_arena_alloc(&dump->arena, room, 1);
	struct hw_text words[4];
	struct hw_text line;
	bool has_names = false;
	bool follows_row = false;
	size_t n = 0;

	while (to && hw_dump_line(dump, &text, &line)) {
		const bool is_parsed = parse(line, words);
		struct hw_text users;

		/* the kernel's own file has none */
		lack->has_heading |= is_line(line);
		if (!line.n || is_title(line) || is_heading(line)) {
			has_names = is_heading(line);
			follows_row = false;
			continue;
		}
		lack->ends_within = false;
		if (!is_parsed && !(has_names && is_name(line))) {
			lack->ends_within = follows_row && !dump->mixed && is_start(line);
			hw_dump_malformed(dump, "not a line of lsmod");
			continue;
		}
		follows_row = is_parsed;
		if (!is_parsed)
			words[1] = words[2] = HW_TEXT("0");
		users = without_comma(words[3]);
		n += (size_t)snprintf(to + n, room - n,
				      "%.*s %.*s %.*s %.*s%s Live 0x0\n",
				      HW_TEXT_ARG(words[0]), HW_TEXT_ARG(words[1]),
				      HW_TEXT_ARG(words[2]),
				      HW_TEXT_ARG(users.n ? users : HW_TEXT("-")),
				      users.n && users.s[0] != '-' ? "," : "");
	}
	return to ? (struct hw_text){to, n} : HW_NO_TEXT;
}

/* The first module that uses one of the list and is not in it; absent: there is none. */
static struct hw_text find_missing(struct hw_text modules)
{
	struct hw_text missing = HW_NO_TEXT;
	struct hw_text_set names = {0};
	struct hw_text words[4];
	struct hw_text rest = modules;
	int err = 0;

	while (rest.n && !err) {
		struct hw_text line = hw_text_cut(&rest, '\n');

		err = hw_text_set_add(&names, hw_text_cut_word(&line));
		err = err < 0 ? err : 0;
	}
	while (modules.n && !err && !missing.s) {
		const struct hw_text line = hw_text_cut(&modules, '\n');
		struct hw_text users;

		if (!parse(line, words))
			continue;
		users = without_comma(words[3]);
		while (users.n && !missing.s) {
			const struct hw_text user = hw_text_cut(&users, ',');

			/* "[permanent]" and "-" are none */
			if (is_name(user) && user.s[0] != '-' &&
			    !hw_text_set_has(&names, user))
				missing = user;
		}
	}
	hw_text_set_done(&names);
	return missing;
}

static int read_lsmod(struct hw_dump *dump, struct hw_text text)
{
	struct lack lack = {0};
	const struct hw_text modules = convert(dump, text, &lack);
	const struct hw_text missing = find_missing(modules);

	if (!modules.s)
		return 0;
	hw_dump_file(dump, "proc/modules", modules);
	if (!dump->modules_part && !missing.s && lack.has_heading && !lack.ends_within)
		return 0;
	hw_dump_file(dump, HW_MODULES_PART, HW_TEXT("lsmod"));
	if (dump->modules_part)
		hw_warn_line(dump->warnings, "lines-missing", dump->name,
			     dump->modules_part,
			     "the command prints a part of the list: other modules may "
			     "be loaded");
	else if (!lack.has_heading)
		hw_warn(dump->warnings, "lines-missing", dump->name, 0,
			"the list of loaded modules has no heading, and may be a part "
			"of one: other modules may be loaded");
	else if (lack.ends_within)
		hw_warn(dump->warnings, "lines-missing", dump->name, 0,
			"it ends within a line: it may be cut off, and other modules may "
			"be loaded");
	else
		hw_warn(dump->warnings, "lines-missing", dump->name, 0,
			"module %.*s uses another one and is not in the list of loaded "
			"modules: that may be cut off",
			HW_TEXT_ARG(missing));
	return 0;
}

const struct hw_dump_format hw_dump_lsmod = {
	.name = "lsmod",
	.is_line = is_line,
	.read = read_lsmod,
	.fact = offsetof(struct hw_dump_facts, modules),
};
