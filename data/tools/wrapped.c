// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Lists whose lines a mail or a terminal has broken, at blanks or in the midst of words:
 *
 *     01:00.0 Ethernet controller [0200]: Mellanox Technologies MT28800
 *     Family [ConnectX-5 Ex] [15b3:1019]
 *     	Subsystem: Lenovo Cannon Lake PCH USB 3.1 xHCI Host Controller [17a
 *     a:225d]
 *
 * A line that is none of the list's own goes on with the one before, if that has no room
 * for its first word, so that all have one greatest width.
 */
#include "data/tools/internal.h"
#include "decoders/text/ascii.h"

/* How a width was counted: a tab goes to the next multiple of these columns, behind the
 * columns of a quotation mark, which is not there any more. */
static const struct {
	size_t tab;
	size_t from;
} measures[] = {{8, 0}, {1, 0}, {8, 1}, {8, 2}, {8, 4}};

enum { MEASURES = HW_ARRAY_SIZE(measures), JOINED_MAX = 64 };

/* How many lines are so broken, or followed by others of their device, at least: another
 * text behind the longest line is no part of it. And how many of one width that is, and
 * not by chance. */
enum { JOINTS_MIN = 2, EVEN_MIN = 3 };

/* No window and no mail is narrower. */
#define NARROWEST ((size_t)40)

/* How much of a text is looked at. */
#define LOOK_MAX ((size_t)4 * 1024 * 1024)

static size_t width_of(struct hw_text line, size_t measure)
{
	const size_t tab = measures[measure].tab;
	size_t at = measures[measure].from;

	for (size_t i = 0; i < line.n; i++)
		at = line.s[i] == '\t' ? (at / tab + 1) * tab : at + 1;
	return at - measures[measure].from;
}

/* Lines with the same room for tabs have one greatest length, however that is counted. */
static size_t group_of(struct hw_text line)
{
	const size_t tabs = width_of(line, 0) - line.n;

	return tabs < HW_WRAPPING_GROUPS ? tabs : HW_WRAPPING_GROUPS - 1;
}

/* "[17a" and "a:225d]", "[8086:" and "a370] …": an id that is broken. */
static bool is_in_id(struct hw_text line, struct hw_text next)
{
	char id[] = "[1234:abcd]";
	size_t at = line.n;
	size_t n = 0;

	while (at && line.n - at < sizeof(id) - 1 && !strchr("[]", line.s[at - 1]))
		at--;
	if (!at || line.s[at - 1] != '[')
		return false;
	at--;
	for (size_t i = at; i < line.n && n < sizeof(id) - 1; i++)
		id[n++] = line.s[i];
	for (size_t i = 0; i < next.n && n < sizeof(id) - 1; i++)
		id[n++] = next.s[i];
	line = (struct hw_text){id, n};
	if (n < 6 || hw_dump_hex(hw_text_from(line, 1), 4) < 0)
		return false;
	return id[5] == ']' ||
	       (n == sizeof(id) - 1 && id[5] == ':' &&
		hw_dump_hex(hw_text_from(line, 6), 4) >= 0 && id[10] == ']');
}

/* "…, Driver=usbh": of lsusb -t, where a comma is behind it, and of usb-devices, where it
 * is the last one. */
static bool is_in_driver(struct hw_text line)
{
	size_t at = line.n;

	while (at && line.s[at - 1] != ' ')
		at--;
	line = hw_text_from(line, at);
	return hw_text_starts(line, HW_TEXT("Driver=")) &&
	       hw_text_find(line, ',') == line.n;
}

/* "Kernel modules: snd_hda_intel, snd_sof_": it has blanks behind commas alone, and
 * "E: MODALIAS=pci:v00008086d" has none. */
static bool is_in_name(struct hw_text whole, struct hw_text line)
{
	if (is_in_driver(line))
		return true;
	if (hw_text_starts(whole, HW_TEXT("E: MODALIAS=")) ||
	    hw_text_starts(whole, HW_TEXT("E: DEVPATH=")) ||
	    hw_text_starts(whole, HW_TEXT("  Module Alias:")) ||
	    hw_text_starts(whole, HW_TEXT("P: ")))
		return true;
	whole = hw_text_trim_start(whole, " \t");
	line = hw_text_trim_end(line, " ");
	return (hw_text_starts(whole, HW_TEXT("Kernel modules:")) ||
		hw_text_starts(whole, HW_TEXT("Kernel driver in use:"))) &&
	       line.n && !strchr(",:", line.s[line.n - 1]);
}

/* "… [8086:15bb]" and "… (rev 10)" are ends, but for what is in parentheses. */
static bool is_end(struct hw_text line, struct hw_text next)
{
	line = hw_text_trim_end(line, " ");
	next = hw_text_trim_start(next, " ");
	if (line.n < 11 || hw_text_starts(next, HW_TEXT("(")))
		return false;
	line = hw_text_from(line, line.n - 11);
	if (line.s[0] == '[' && line.s[10] == ']')
		return line.s[5] == ':' && hw_dump_hex(hw_text_from(line, 6), 4) >= 0;
	line = hw_text_from(line, 3);
	return hw_text_starts(line, HW_TEXT("(rev ")) && line.s[7] == ')';
}

/* Whether the next line's first word has no room on this one. */
static bool is_full(const struct hw_dump_wrapping *w, struct hw_text line,
		    struct hw_text next)
{
	const size_t filled = hw_text_trim_end(line, " ").n;
	const size_t group = group_of(line);
	const size_t word = hw_text_find(next, ' ');

	if (is_end(line, next) || width_of(line, 0) + 1 + word < NARROWEST)
		return false;
	/* it begins with the blank that a break in the midst of words leaves */
	if (next.s[0] == ' ')
		return line.n == w->lengths[group];
	/* fold leaves the blanks at the ends, so that each word needs room for its own */
	return filled + 1 + word + (word < next.n) > w->filled[group];
}

bool hw_dump_may_be_wrapped(const struct hw_dump_wrapping *w, struct hw_text line,
			    struct hw_text next)
{
	return is_full(w, line, next);
}

static struct hw_text cut_line(struct hw_text *rest)
{
	return hw_text_trim_end(hw_text_cut(rest, '\n'), "\r");
}

static enum hw_line_kind kind_of(const struct hw_dump_wrapping *w, struct hw_text line)
{
	return line.n > HW_DUMP_LINE_MAX || hw_text_find(line, '\0') < line.n
		       ? HW_LINE_APART
		       : w->kind(line);
}

/* The greatest lengths of the list's own lines. */
static void measure(struct hw_dump_wrapping *w, struct hw_text text)
{
	bool is_within = false;

	while (text.n) {
		const struct hw_text line = cut_line(&text);
		const enum hw_line_kind kind = kind_of(w, line);
		const size_t filled = hw_text_trim_end(line, " ").n;
		const size_t group = group_of(line);

		is_within = kind == HW_LINE_FIRST || (is_within && kind != HW_LINE_APART);
		if (!is_within || kind == HW_LINE_OTHER)
			continue;
		if (line.n > w->lengths[group])
			w->lengths[group] = line.n;
		if (filled > w->filled[group])
			w->filled[group] = filled;
	}
}

struct hw_dump_wrapping hw_dump_find_wrapping(struct hw_text text,
					      enum hw_line_kind (*kind)(struct hw_text))
{
	struct hw_dump_wrapping w = {.kind = kind};
	struct hw_text last = HW_NO_TEXT;
	size_t widths[MEASURES] = {0};
	bool is_even[MEASURES];
	bool is_inside = false;
	bool is_whole = false;
	bool has_joined = false;
	size_t joints = 0;
	size_t signs = 0;

	text = hw_text_head(text, LOOK_MAX);
	measure(&w, text);
	for (size_t i = 0; i < MEASURES; i++)
		is_even[i] = true;
	while (text.n) {
		const struct hw_text line = cut_line(&text);
		const enum hw_line_kind is = kind_of(&w, line);

		/* what follows is of the same device */
		signs += has_joined && (is == HW_LINE_OWN || is == HW_LINE_WHOLE);
		has_joined = is == HW_LINE_OTHER && last.n && !is_whole &&
			     is_full(&w, last, line);
		if (has_joined) {
			joints++;
			is_inside |= line.s[0] == ' ' || is_in_id(last, line);
			for (size_t i = 0; i < MEASURES; i++) {
				const size_t width = width_of(last, i);

				is_even[i] &= joints == 1 || width == widths[i];
				widths[i] = width;
			}
		}
		is_whole = is == HW_LINE_WHOLE;
		last = is == HW_LINE_FIRST || has_joined ||
				       ((is == HW_LINE_OWN || is_whole) && last.n)
			       ? line
			       : HW_NO_TEXT;
	}
	w.is_wrapped = joints + signs >= JOINTS_MIN;
	for (size_t i = 0; i < MEASURES; i++)
		w.is_hard |= is_even[i] && (is_inside || joints >= EVEN_MIN);
	return w;
}

/* What is between a line and that which goes on with it. */
static const char *joint_of(const struct hw_dump_wrapping *w, struct hw_text whole,
			    struct hw_text line, struct hw_text next)
{
	if (w->is_hard || is_in_id(line, next) || is_in_name(whole, line) ||
	    line.s[line.n - 1] == ' ')
		return "";
	return " ";
}

bool hw_dump_wrapped_line(struct hw_dump *dump, const struct hw_dump_wrapping *w,
			  struct hw_text *rest, struct hw_text *ret)
{
	struct hw_text last;

	if (!hw_dump_line(dump, rest, ret))
		return false;
	last = *ret;
	if (!w->is_wrapped ||
	    (kind_of(w, last) != HW_LINE_FIRST && kind_of(w, last) != HW_LINE_OWN))
		return true;
	for (size_t i = 0; i < JOINED_MAX && rest->n; i++) {
		struct hw_text after = *rest;
		struct hw_text next = cut_line(&after);

		if (kind_of(w, next) != HW_LINE_OTHER || !is_full(w, last, next) ||
		    !hw_dump_line(dump, rest, &next))
			break;
		*ret = hw_arena_printf(&dump->arena, "%.*s%s%.*s", HW_TEXT_ARG(*ret),
				       joint_of(w, *ret, last, next), HW_TEXT_ARG(next));
		last = next;
	}
	return true;
}
