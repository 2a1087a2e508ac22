// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What a text has been given on its way: a mail quotes it, a tracker indents it or puts
 * it between fences, and the command stands before it.
 *
 *     > 00:1f.6 Ethernet controller …         ```
 *     > 	Kernel driver in use: e1000e       user@host:~$ lspci -nnk
 *
 * Each line stays a line, so that warnings name the right one.
 */
#include "data/dump/internal.h"

/* How much of a text is looked at. */
#define LOOK_MAX ((size_t)1024 * 1024)

/* A list of modaliases is of lines that have one somewhere, so it tells nothing here. */
static bool is_known(struct hw_text line)
{
	for (size_t i = 0; hw_dump_formats[i]; i++)
		if (hw_dump_formats[i] != &hw_dump_modaliases &&
		    hw_dump_formats[i]->is_line(line))
			return true;
	return false;
}

/* "> ", "> > ", or blanks. */
static size_t prefix_of(struct hw_text line)
{
	size_t blanks = line.n - hw_text_trim_start(line, " \t").n;
	size_t quotes = 0;
	size_t n = 0;

	while (n < line.n && (line.s[n] == '>' || (line.s[n] == ' ' && n))) {
		quotes += line.s[n] == '>';
		/* one blank behind each mark */
		if (line.s[n] == ' ' && line.s[n - 1] == ' ')
			break;
		n++;
	}
	return quotes ? n : blanks;
}

static bool is_fence(struct hw_text line)
{
	line = hw_text_trim_start(line, " ");
	return hw_text_starts(line, HW_TEXT("```")) ||
	       hw_text_starts(line, HW_TEXT("~~~"));
}

/* "user@host:~$ sudo lspci -nnk", "# lsusb" */
static bool is_prompt(struct hw_text line)
{
	static const char *const commands[] = {
		"lspci", "lsusb",      "udevadm", "lsmod", "modinfo",
		"dmesg", "journalctl", "hwalias", "cat",   NULL,
	};

	for (size_t i = 0; i + 2 < line.n && i < 200; i++) {
		struct hw_text rest = hw_text_from(line, i + 2);
		struct hw_text word;

		if ((line.s[i] != '$' && line.s[i] != '#' && line.s[i] != '%') ||
		    line.s[i + 1] != ' ')
			continue;
		if (hw_text_starts(rest, HW_TEXT("sudo ")))
			rest = hw_text_from(rest, 5);
		word = hw_text_head(rest, hw_text_find(rest, ' '));
		for (size_t k = 0; commands[k]; k++)
			if (hw_text_eq(word, hw_text_of(commands[k])))
				return true;
	}
	return false;
}

/* The prefix of the first line that is known without it; empty: no more lines are. */
static struct hw_text find_prefix(struct hw_text text, bool *ret_has_others)
{
	struct hw_text prefix = HW_TEXT("");
	size_t known = 0;
	size_t without = 0;

	*ret_has_others = false;
	text = hw_text_head(text, LOOK_MAX);
	while (text.n) {
		struct hw_text line = hw_text_cut(&text, '\n');
		size_t n = prefix_of(line);

		if (line.n > HW_DUMP_LINE_MAX)
			continue;
		if (line.n && line.s[line.n - 1] == '\r')
			line.n--;
		*ret_has_others |= is_fence(hw_text_from(line, n)) ||
				   is_prompt(hw_text_from(line, n));
		if (is_known(line)) {
			known++;
		} else if (n && is_known(hw_text_from(line, n))) {
			if (!prefix.n)
				prefix = hw_text_head(line, n);
			without++;
		}
	}
	return without > known ? prefix : HW_TEXT("");
}

struct hw_text hw_dump_unwrap(struct hw_dump *dump, struct hw_text text)
{
	bool has_others;
	struct hw_text prefix = find_prefix(text, &has_others);
	struct hw_text bare = hw_text_trim_end(prefix, " \t");
	char *to;
	size_t n = 0;

	if (!prefix.n && !has_others)
		return text;
	to = hw_arena_alloc(&dump->arena, text.n + 1, 1);
	if (!to)
		return text;
	while (text.n) {
		struct hw_text line = hw_text_cut(&text, '\n');

		if (hw_text_starts(line, prefix))
			line = hw_text_from(line, prefix.n);
		else if (bare.n && hw_text_starts(line, bare))
			line = hw_text_from(line, bare.n);
		if (line.n && !is_fence(line) && !is_prompt(line)) {
			memcpy(to + n, line.s, line.n);
			n += line.n;
		}
		if (text.s)
			to[n++] = '\n';
	}
	return (struct hw_text){to, n};
}
