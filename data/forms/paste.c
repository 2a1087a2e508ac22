// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What a text has been given on its way: a mail quotes it, a tracker indents it or puts
 * it between fences, the command stands before it, a viewer numbers its lines, or a
 * journal has each as a message.
 *
 *     > 00:1f.6 Ethernet controller …         ```
 *     > 	Kernel driver in use: e1000e       user@host:~$ lspci -nnk
 *     12: 00:1f.6 Ethernet …		     Nov 21 07:11:05 host x[1]: 00:1f.6 …
 *     │ ┆ P: /devices/pci0000:00            │ 00:1f.6 Ethernet …
 *
 * Each line stays a line, so that warnings name the right one.
 */
#include "data/forms/internal.h"
#include "data/reports/reports.h"
#include "data/tools/tools.h"
#include "decoders/text/ascii.h"

/* Before this a snapshot has nothing, unless a mail or a tracker has it; and how much
 * these have at most. */
#define SNAPSHOT      "hwalias-snapshot "
#define SNAPSHOT_HEAD ((size_t)4096)

/* How much of a text is looked at. */
#define LOOK_MAX ((size_t)1024 * 1024)

/* A list of modaliases is of lines that have one somewhere, so it tells nothing here. */
static bool is_known(struct hw_text line)
{
	/* no other line is so long */
	if (line.n > HW_DUMP_LINE_MAX)
		return hw_dump_report.is_line(line);
	for (size_t i = 0; hw_dump_formats[i]; i++)
		if (hw_dump_formats[i] != &hw_dump_modaliases &&
		    hw_dump_formats[i]->is_line(line))
			return true;
	return false;
}

/* Of one line that a report has before the lists, and so of their indentation it tells
 * nothing. */
static bool is_single(struct hw_text line)
{
	return hw_dump_uname.is_line(line) || hw_dump_cmdline.is_line(line);
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

/* "```00:1f.6 Ethernet …": what is behind a fence that was put before the first line; a
 * line that is a fence alone has none. */
static struct hw_text without_fence(struct hw_text line)
{
	struct hw_text rest;

	if (!is_fence(line))
		return line;
	rest = hw_text_trim_start(hw_text_trim_start(line, " "), "`~");
	return is_known(rest) ? rest : HW_TEXT("");
}

/* "12: ", "  12	", "12. " with so many blanks behind it: more are the line's own.
 */
static size_t number_length(struct hw_text line, size_t blanks_max)
{
	size_t n = line.n - hw_text_trim_start(line, " ").n;
	const size_t from = n;
	size_t blanks = 0;

	while (n < line.n && hw_is_digit(line.s[n]) && n - from < 7)
		n++;
	if (n == from)
		return 0;
	if (n < line.n && strchr(".:)|", line.s[n]) && line.s[n])
		n++;
	if (n < line.n && line.s[n] == '\t')
		return n + 1;
	while (n + blanks < line.n && blanks < blanks_max && line.s[n + blanks] == ' ')
		blanks++;
	return blanks == blanks_max ? n + blanks : 0;
}

static size_t number_of(struct hw_text line)
{
	return number_length(line, 1);
}

static size_t wide_number_of(struct hw_text line)
{
	return number_length(line, 2);
}

/* "* ", "| ", and the like. */
static size_t bullet_of(struct hw_text line)
{
	static const char *const bullets[] = {"* ", "- ", "| ", "\xe2\x80\xa2 ",
					      "\xe2\x94\x82 "};

	for (size_t i = 0; i < HW_ARRAY_SIZE(bullets); i++)
		if (hw_text_starts(line, hw_text_of(bullets[i])))
			return strlen(bullets[i]);
	return 0;
}

/* "Nov 21 07:11:05 host tag[1]: ", "2023-11-21T07:11:05+0100 host tag: " */
static size_t message_of(struct hw_text line)
{
	const struct hw_text head = hw_text_head(line, 128);
	const char *at = head.n ? memmem(head.s, head.n, ": ", 2) : NULL;
	const size_t n = at ? (size_t)(at - line.s) + 2 : 0;
	size_t marks = 0;
	size_t blanks = 0;

	for (size_t i = 0; i + 2 < n; i++) {
		marks += line.s[i] == ':' && i > 1 && hw_is_digit(line.s[i - 1]) &&
			 hw_is_digit(line.s[i + 1]);
		blanks += line.s[i] == ' ';
	}
	return marks >= 2 && blanks >= 2 ? n : 0;
}

/* "│ ├─", "│ │ ┆ ": the tree of udevadm info --tree. */
static size_t branch_of(struct hw_text line)
{
	/* U+2500 to U+257F, box drawing */
	static const char box[] = "\xe2\x94\xe2\x95";
	size_t branches = 0;
	size_t n = 0;

	while (n < line.n) {
		const struct hw_text rest = hw_text_from(line, n);

		if (rest.n > 2 &&
		    (memcmp(rest.s, box, 2) == 0 || memcmp(rest.s, box + 2, 2) == 0)) {
			branches++;
			n += 3;
		} else if (strchr(" |`-:>", rest.s[0]) && rest.s[0]) {
			/* without these letters, "| : ", and as a mail quotes it */
			branches += strchr("|`:", rest.s[0]) != NULL;
			n++;
		} else {
			break;
		}
	}
	return branches || n == line.n ? n : 0;
}

/* "├─/devices/pci0000:00", "|-0000:00:1f.6": the name of a node, before its lines. */
static bool is_node(struct hw_text branch)
{
	return branch.n > 1 &&
	       (branch.s[branch.n - 1] == '-' ||
		(branch.n > 2 && hw_text_eq(hw_text_from(branch, branch.n - 3),
					    HW_TEXT("\xe2\x94\x80"))));
}

/* What is before each line, but for quotes and indentation. */
static size_t (*const heads[])(struct hw_text line) = {number_of, wide_number_of,
						       bullet_of, message_of, branch_of};

enum { HEADS = HW_ARRAY_SIZE(heads) };

struct wrapping {
	/* an indentation; empty: none */
	struct hw_text prefix;
	/* one of `heads`; HEADS: none */
	size_t head;
	/* fences, or a command */
	bool has_others;
};

/* The blanks before the title of a report, whose lines are indented by themselves; or
 * those that all lines begin with. */
static struct hw_text indent_of(struct hw_text text)
{
	struct hw_text common = HW_NO_TEXT;

	while (text.n) {
		const struct hw_text line =
			hw_text_trim_end(hw_text_cut(&text, '\n'), "\r");
		const struct hw_text bare = hw_text_trim_start(line, " \t");
		size_t n = line.n - bare.n;

		if (!bare.n)
			continue;
		if (hw_text_starts(hw_text_trim_start(bare, "# "),
				   HW_TEXT("Hardware report")))
			return hw_text_head(line, n);
		if (!common.s)
			common = hw_text_head(line, n);
		if (n > common.n)
			n = common.n;
		while (n && memcmp(line.s, common.s, n) != 0)
			n--;
		common.n = n;
	}
	return common;
}

/* That without which more lines are known than with it. */
static struct wrapping find_wrapping(struct hw_text text)
{
	struct wrapping w = {.prefix = HW_TEXT(""), .head = HEADS};
	struct hw_text prefix = HW_TEXT("");
	struct hw_text indent;
	size_t without[HEADS] = {0};
	size_t unquoted = 0;
	size_t known = 0;

	text = hw_text_head(text, LOOK_MAX);
	indent = indent_of(text);
	while (text.n) {
		struct hw_text line = hw_text_cut(&text, '\n');
		size_t n = prefix_of(line);

		if (line.n && line.s[line.n - 1] == '\r')
			line.n--;
		w.has_others |= is_fence(hw_text_from(line, n)) ||
				hw_dump_is_prompt(hw_text_from(line, n));
		if (is_known(line)) {
			known += !is_single(line);
			continue;
		}
		if (n && is_known(hw_text_from(line, n))) {
			if (!prefix.n)
				prefix = hw_text_head(line, n);
			unquoted++;
		}
		for (size_t i = 0; i < HEADS; i++) {
			n = heads[i](line);
			without[i] += n && is_known(hw_text_from(line, n));
		}
	}
	for (size_t i = 0; i < HEADS; i++)
		if (without[i] > known && without[i] > unquoted &&
		    (w.head == HEADS || without[i] > without[w.head]))
			w.head = i;
	if (w.head == HEADS && unquoted > known)
		w.prefix = prefix;
	else if (w.head == HEADS && indent.n)
		w.prefix = indent;
	return w;
}

/* "> > hwalias-snapshot 1": where that begins, or the length of the line. */
static size_t snapshot_at(struct hw_text line)
{
	const char *at =
		line.n ? memmem(line.s, line.n, SNAPSHOT, strlen(SNAPSHOT)) : NULL;
	struct hw_text version;
	size_t n;

	if (!at)
		return line.n;
	n = (size_t)(at - line.s);
	version = hw_text_from(line, n + strlen(SNAPSHOT));
	for (size_t i = 0; i < n; i++)
		if (!strchr("> \t|", line.s[i]) || !line.s[i])
			return line.n;
	return hw_text_eq(hw_text_trim_end(version, " \r"), HW_TEXT("1")) ? n : line.n;
}

/* The lines of a snapshot without the prefix, and all behind its end, with it or not, of
 * which the reader says that they are not read. */
static struct hw_text snapshot_without(struct hw_dump *dump, struct hw_text text,
				       struct hw_text prefix)
{
	const struct hw_text bare = hw_text_trim_end(prefix, " \t");
	char *to = hw_arena_alloc(&dump->arena, text.n + 1, 1);
	bool is_behind = false;
	size_t n = 0;

	while (to && text.n) {
		struct hw_text line = hw_text_cut(&text, '\n');

		if (hw_text_starts(line, prefix))
			line = hw_text_from(line, prefix.n);
		else if (hw_text_starts(line, bare))
			line = hw_text_from(line, bare.n);
		else if (!is_behind)
			break;
		if (line.n && line.s[line.n - 1] == '\r')
			line.n--;
		if (is_fence(line) && !is_behind)
			break;
		/* what closes the fence is no line of anybody's */
		if (is_fence(line))
			line.n = 0;
		if (line.n)
			memcpy(to + n, line.s, line.n);
		n += line.n;
		to[n++] = '\n';
		is_behind |= hw_text_eq(line, HW_TEXT("# end"));
	}
	return to ? (struct hw_text){to, n} : HW_NO_TEXT;
}

struct hw_text hw_dump_snapshot(struct hw_dump *dump, struct hw_text text)
{
	struct hw_text rest;

	if (!text.n || hw_text_starts(text, HW_TEXT(SNAPSHOT)) ||
	    !memmem(text.s, hw_text_head(text, SNAPSHOT_HEAD).n, SNAPSHOT,
		    strlen(SNAPSHOT)))
		return text;
	rest = hw_dump_clean(dump, text);
	while (rest.n) {
		const struct hw_text from = rest;
		const struct hw_text line = hw_text_cut(&rest, '\n');
		const size_t n = snapshot_at(line);

		if (n < line.n)
			return snapshot_without(dump, from, hw_text_head(line, n));
	}
	return text;
}

static struct hw_text without_head(struct hw_text line,
				   size_t (*head)(struct hw_text line))
{
	const size_t n = head(line);

	return head == branch_of && is_node(hw_text_head(line, n))
		       ? HW_TEXT("")
		       : hw_text_from(line, n);
}

/* Of quotes of quotes; deeper ones are as the deepest. */
enum { LEVELS = 9 };

/* How often a line is quoted. */
static size_t level_of(struct hw_text line)
{
	const size_t n = prefix_of(line);
	size_t level = 0;

	for (size_t i = 0; i < n && level + 1 < LEVELS; i++)
		level += line.s[i] == '>';
	return level;
}

/* The prefix of the first line of each level that is known without it; of a level without
 * one absent. Whether there are any. */
static bool find_quotes(struct hw_text text, struct hw_text prefixes[static LEVELS])
{
	bool any = false;

	text = hw_text_head(text, LOOK_MAX);
	while (text.n) {
		const struct hw_text line =
			hw_text_trim_end(hw_text_cut(&text, '\n'), "\r");
		const size_t level = level_of(line);
		const size_t n = prefix_of(line);

		if (!level || prefixes[level].n || is_known(line) ||
		    !is_known(hw_text_from(line, n)))
			continue;
		prefixes[level] = hw_text_head(line, n);
		any = true;
	}
	return any;
}

/* Each line by its own level: an answer, what it quotes, and what that quotes. */
static struct hw_text without_quote(const void *arg, struct hw_text line)
{
	const struct hw_text *prefixes = arg;
	const size_t level = level_of(line);

	if (level && prefixes[level].n && hw_text_starts(line, prefixes[level]))
		return hw_text_from(line, prefixes[level].n);
	return level ? hw_text_from(line, prefix_of(line)) : line;
}

static struct hw_text without_quotes(struct hw_dump *dump, struct hw_text text)
{
	struct hw_text prefixes[LEVELS] = {0};

	return find_quotes(text, prefixes)
		       ? hw_dump_each_line(dump, text, without_quote, prefixes)
		       : text;
}

/* Without what is around it; of a prompt nothing is left. */
static struct hw_text without_wrapping(const void *arg, struct hw_text line)
{
	const struct wrapping *w = arg;
	const struct hw_text bare = hw_text_trim_end(w->prefix, " \t");

	if (w->head < HEADS)
		line = without_head(line, heads[w->head]);
	else if (hw_text_starts(line, w->prefix))
		line = hw_text_from(line, w->prefix.n);
	else if (bare.n && hw_text_starts(line, bare))
		line = hw_text_from(line, bare.n);
	line = without_fence(line);
	return line.n && hw_dump_is_prompt(line) ? hw_text_head(line, 0) : line;
}

static struct hw_text without_heads(struct hw_dump *dump, struct hw_text text)
{
	const struct wrapping w = find_wrapping(text);

	return w.prefix.n || w.head != HEADS || w.has_others
		       ? hw_dump_each_line(dump, text, without_wrapping, &w)
		       : text;
}

struct hw_text hw_dump_unwrap(struct hw_dump *dump, struct hw_text text)
{
	return without_heads(dump, without_quotes(dump, text));
}
