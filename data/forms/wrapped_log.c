// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A kernel log whose lines were made to fit a width: a mail or a terminal wrapped them,
 * and only the first line of each message has a time; or a pager cut them off.
 *
 *     [    5.230010] nouveau 0000:00:08.0: Direct firmware load for
 *     nvidia/gp107/gr/sw_nonctx.bin failed with error -2
 *
 *     Nov 27 10:11:12 thinkpad kernel: nouveau 0000:00:08.0: Direct firm>
 */
#include "data/forms/internal.h"
#include "data/root/note.h"
#include "data/tools/tools.h"
#include "decoders/log/log.h"
#include "decoders/text/ascii.h"

/* What quotes take of a width, which are gone from the first line alone. */
#define SLACK 4

/* No message of the kernel is longer: LOG_LINE_MAX of kernel/printk/printk.c is 1024. */
#define MESSAGE_MAX ((size_t)4096)

/* Ends that differ, of lines that are cut. */
#define ENDS_MIN   3
#define END_LENGTH ((size_t)6)

struct width {
	/* columns of the longest line */
	size_t n;
	/* bytes that the joined text may need */
	size_t room;
	/* lines that go on in the next one; all of them at the width itself, and so
	 * anywhere in a word */
	size_t wrapped;
	bool is_hard;
};

static size_t columns(struct hw_text line)
{
	size_t n = 0;

	for (size_t i = 0; i < line.n; i++)
		n += ((unsigned char)line.s[i] & 0xc0) != 0x80;
	return n;
}

static struct hw_text bare(struct hw_text line)
{
	return hw_text_trim_end(line, " \t\r");
}

/* A line of a log, whoever wrote it; "9000-pu-b0.ucode failed" begins as a date. */
static bool is_first(struct hw_text line)
{
	return hw_dump_dmesg.is_line(line) ||
	       (hw_log_line(line).is_foreign && hw_text_find(line, ':') < line.n);
}

/* Whether it may be the rest of the line before. */
static bool is_rest(struct hw_text line)
{
	if (!bare(line).n || line.n > MESSAGE_MAX || is_first(line) ||
	    hw_dump_is_log_gap(line))
		return false;
	for (size_t i = 0; hw_dump_formats[i]; i++)
		if (hw_dump_formats[i] != &hw_dump_modaliases &&
		    hw_dump_formats[i] != &hw_dump_uname &&
		    hw_dump_formats[i] != &hw_dump_cmdline &&
		    hw_dump_formats[i]->is_line(line))
			return false;
	return true;
}

static struct hw_text peek(struct hw_text rest)
{
	return hw_text_cut(&rest, '\n');
}

/* Whether the next word had no room on the line. */
static bool is_full(const struct width *width, struct hw_text line, struct hw_text next)
{
	next = hw_text_trim_start(next, " \t");
	next = hw_text_head(bare(next), hw_text_find(next, ' '));
	return columns(bare(line)) + 1 + columns(next) + SLACK > width->n;
}

/* Cuts a message with the lines that it goes on in. */
static struct hw_text cut_message(struct hw_text *text, const struct width *width,
				  size_t *ret_lines)
{
	const struct hw_text all = *text;
	struct hw_text line = hw_text_cut(text, '\n');
	size_t n = line.n;

	*ret_lines = 1;
	if (!is_first(line))
		return line;
	while (text->n && is_rest(peek(*text)) && is_full(width, line, peek(*text))) {
		line = hw_text_cut(text, '\n');
		if ((size_t)(line.s - all.s) + line.n > MESSAGE_MAX) {
			*text = hw_text_from(all, (size_t)(line.s - all.s));
			break;
		}
		n = (size_t)(line.s - all.s) + line.n;
		++*ret_lines;
	}
	return hw_text_head(all, n);
}

static void find_width(struct hw_text text, struct width *ret)
{
	struct hw_text rest = text;
	size_t lines;
	bool is_inside = false;
	bool has_rest = false;

	*ret = (struct width){.room = 2};
	while (rest.n) {
		const struct hw_text line = hw_text_cut(&rest, '\n');
		const bool is_head = is_first(line);
		const size_t n = columns(bare(line));

		ret->room += line.n + 3;
		is_inside = is_head || (is_inside && is_rest(line));
		has_rest |= is_inside && !is_head;
		/* a word alone may be wider */
		if (n > ret->n && is_inside &&
		    (is_head || hw_text_find(bare(line), ' ') < bare(line).n))
			ret->n = n;
	}
	ret->is_hard = true;
	while (has_rest && text.n) {
		struct hw_text message = cut_message(&text, ret, &lines);

		for (; lines > 1; lines--) {
			const size_t n = columns(bare(hw_text_cut(&message, '\n')));

			ret->wrapped++;
			ret->is_hard = ret->is_hard && n + 1 >= ret->n;
		}
	}
}

/* Writes the lines of a message as one; `n` bytes of `to` are there. */
static size_t join(struct hw_text message, const struct width *width, bool is_hard,
		   char *to)
{
	size_t n = 0;

	while (message.s) {
		struct hw_text line = hw_text_cut(&message, '\n');
		size_t blanks = !message.s ? 0 : 1;

		line = bare(line);
		if (is_hard && blanks)
			blanks = columns(line) < width->n ? width->n - columns(line) : 0;
		if (!is_hard && n)
			line = hw_text_trim_start(line, " \t");
		if (line.n)
			memcpy(to + n, line.s, line.n);
		n += line.n;
		for (; blanks; blanks--)
			to[n++] = ' ';
	}
	return n;
}

static bool is_understood(struct hw_text line)
{
	struct hw_log_message message;

	return hw_log_parse(NULL, hw_log_line(line).message, &message);
}

static struct hw_text join_lines(struct hw_dump *dump, struct hw_text text,
				 const struct width *width)
{
	char *to = hw_arena_alloc(&dump->arena, width->room, 1);
	size_t n = 0;

	while (to && text.n) {
		size_t lines;
		const struct hw_text message = cut_message(&text, width, &lines);

		if (lines > 1) {
			size_t used = join(message, width, width->is_hard, to + n);

			/* a word may have ended at the width */
			if (width->is_hard &&
			    !is_understood((struct hw_text){to + n, used})) {
				used = join(message, width, false, to + n);
				if (!is_understood((struct hw_text){to + n, used}))
					used = join(message, width, true, to + n);
			}
			n += used;
		} else if (message.n) {
			memcpy(to + n, message.s, message.n);
			n += message.n;
		}
		/* each line has its place */
		for (; lines > 1; lines--)
			to[n++] = '\n';
		if (text.s)
			to[n++] = '\n';
	}
	return to ? (struct hw_text){to, n} : text;
}

static bool ends_with(struct hw_text line, struct hw_text end)
{
	return line.n > end.n && hw_text_eq(hw_text_from(line, line.n - end.n), end);
}

/* journalctl's mark, '>' of less, and none of a message: "<a@b.org>". */
static bool is_marked(struct hw_text line)
{
	const struct hw_text message = hw_log_line(line).message;

	return ends_with(line, HW_TEXT("\xe2\x80\xa6")) ||
	       (ends_with(line, HW_TEXT(">")) && hw_text_find(message, '<') == message.n);
}

/* Whether lines end at one width because there was no room for more: they are marked, or
 * many are as long as the longest and end anywhere. */
static bool is_cut(struct hw_text text, const struct width *width)
{
	struct hw_text ends[ENDS_MIN];
	size_t end_count = 0;
	size_t marked = 0;
	size_t widest = 0;
	size_t first = 0;
	size_t lines = 0;

	while (text.n) {
		const struct hw_text line = bare(hw_text_cut(&text, '\n'));
		size_t known = 0;
		struct hw_text end;
		size_t n;

		if (!hw_dump_dmesg.is_line(line))
			continue;
		lines++;
		n = columns(line);
		if (is_marked(line)) {
			first = first ? first : n;
			marked += n == first;
			if (n == width->n || ends_with(line, HW_TEXT("\xe2\x80\xa6")))
				return true;
		}
		if (n != width->n || n < END_LENGTH || strchr(")].", line.s[line.n - 1]))
			continue;
		widest++;
		end = hw_text_from(line, line.n - END_LENGTH);
		while (known < end_count && !hw_text_eq(ends[known], end))
			known++;
		if (known == end_count && end_count < ENDS_MIN)
			ends[end_count++] = end;
	}
	return marked >= ENDS_MIN ||
	       (!width->wrapped && end_count == ENDS_MIN && widest * 4 >= lines);
}

static struct hw_text last_line_before(struct hw_text text, size_t end)
{
	size_t at;

	text = hw_text_head(text, end - 1);
	at = text.n;
	while (at && text.s[at - 1] != '\n')
		at--;
	return hw_text_from(text, at);
}

/* "(", "[", or "\"" without the other half, or what a sentence does not end with. */
static bool is_open(struct hw_text line)
{
	size_t round = 0;
	size_t square = 0;
	size_t quotes = 0;

	for (size_t i = 0; i < line.n; i++) {
		round += line.s[i] == '(';
		round -= round && line.s[i] == ')';
		square += line.s[i] == '[';
		square -= square && line.s[i] == ']';
		quotes += line.s[i] == '"';
	}
	return round || square || quotes % 2 ||
	       (line.n && hw_text_is_among(",:;=([{<+-/_", line.s[line.n - 1]));
}

/* "Direct firmware load for iwlwifi-so": of what is understood only the start. */
static bool is_part_of_known(struct hw_text line)
{
	static const char *const starts[] = {"firmware load for ", "firmware: failed to ",
					     "probe with driver ", "probe of "};

	if (is_understood(line))
		return false;
	for (size_t i = 0; i < HW_ARRAY_SIZE(starts); i++)
		if (memmem(line.s, line.n, starts[i], strlen(starts[i])))
			return true;
	return false;
}

/*
 * Whether the log was cut in its last line. What is pasted is often without its last
 * newline, so that its lack tells nothing: the line has to end as none does.
 */
static bool ends_within(struct hw_text text)
{
	size_t at = text.n;
	bool has_log = false;

	if (!text.n || text.s[text.n - 1] == '\n')
		return false;
	while (at && text.s[at - 1] != '\n')
		at--;
	has_log = at && hw_dump_dmesg.is_line(bare(last_line_before(text, at)));
	text = bare(hw_text_from(text, at));
	if (!hw_dump_dmesg.is_line(text))
		/* "[   12.34": within its time */
		return has_log && text.n && text.s[0] == '[' &&
		       hw_text_find(text, ']') == text.n;
	return is_open(text) || is_part_of_known(text);
}

struct hw_text hw_dump_join_log(struct hw_dump *dump, struct hw_text text)
{
	struct width width;

	find_width(text, &width);
	if (!width.n)
		return text;
	if (is_cut(text, &width))
		dump->log_lack = HW_LOG_CUT;
	else if (ends_within(text))
		dump->log_lack = HW_LOG_ENDS_WITHIN;
	return width.wrapped ? join_lines(dump, text, &width) : text;
}
