// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What forums, wikis, trackers and editors put around a text or its lines:
 *
 *     [code]00:1f.6 Ethernet …	[spoiler=lspci][code]	{code:title=x}	{noformat}
 *     	Kernel modules: e1000e[/code]	{{{ … }}}	` … `	** … **
 *     	Kernel modules: e1000e\		a break of a line of CommonMark (6.7)
 *     [01;31m[KIntel[m[K		colours without their escape character
 *     ^[[01;31m^[[KIntel^[[m^[[K	and as cat -v shows them
 */
#include <string.h>
#include <strings.h>

#include "data/forms/marks.h"
#include "decoders/text/ascii.h"

/* Longest mark, and how much of a text is looked at. */
#define MARK_MAX ((size_t)256)
#define LOOK_MAX ((size_t)1024 * 1024)

/* Of BBCode, those of a block of text first; of Jira. */
static const char *const square[] = {
	"code", "quote", "spoiler", "pre",    "php",	 "hide",   "hidden",  "plain",
	"tt",	"mono",	 "b",	    "i",      "u",	 "s",	   "color",   "colour",
	"size", "font",	 "icode",   "center", "noparse", "inline", "literal", "url"};
enum { BLOCKS = 8, ALL = HW_ARRAY_SIZE(square) };
static const char *const curly[] = {"code", "noformat", "quote", "panel", "color"};

/* "code]", "code=bash]", "code:title=x}": what is behind the opening sign; the length
 * with the closing one. */
static size_t rest_of_tag(struct hw_text t, const char *const *names, size_t count,
			  const char *ends)
{
	size_t n = 0;

	t = hw_text_head(t, MARK_MAX);
	while (n < t.n && hw_is_alnum(t.s[n]))
		n++;
	if (!n || n == t.n)
		return 0;
	for (size_t i = 0; i < count; i++) {
		size_t end;

		if (strlen(names[i]) != n || strncasecmp(names[i], t.s, n) != 0)
			continue;
		if (t.s[n] != ends[0] && t.s[n] != ends[1])
			return 0;
		end = hw_text_find(t, ends[1]);
		return end < t.n && hw_text_find(t, '\n') > end ? end + 1 : 0;
	}
	return 0;
}

static size_t square_at(struct hw_text t, bool is_end, size_t names)
{
	const char *const start = is_end ? "[/" : "[";
	const size_t n = strlen(start);
	size_t rest;

	if (!hw_text_starts(t, hw_text_of(start)))
		return 0;
	rest = rest_of_tag(hw_text_from(t, n), square, names, "=]");
	return rest ? n + rest : 0;
}

static size_t curly_at(struct hw_text t)
{
	size_t rest;

	if (!t.n || t.s[0] != '{')
		return 0;
	rest = rest_of_tag(hw_text_from(t, 1), curly, HW_ARRAY_SIZE(curly), ":}");
	return rest ? 1 + rest : 0;
}

size_t hw_mark_before(struct hw_text text)
{
	const size_t n = square_at(text, false, ALL);

	if (n)
		return n;
	if (square_at(text, true, ALL))
		return square_at(text, true, ALL);
	if (hw_text_starts(text, HW_TEXT("{{{")) || hw_text_starts(text, HW_TEXT("}}}")))
		return 3;
	return curly_at(text);
}

size_t hw_mark_block(struct hw_text text)
{
	return square_at(text, false, BLOCKS);
}

/* One of those that may end a line. */
static size_t end_at(struct hw_text t)
{
	const size_t n = square_at(t, true, ALL);

	if (n)
		return n;
	if (hw_text_starts(t, HW_TEXT("}}}")) || hw_text_starts(t, HW_TEXT("```")))
		return 3;
	return curly_at(t);
}

/* None but such follow on the line. */
size_t hw_mark_behind(struct hw_text text)
{
	const size_t first = end_at(text);
	size_t n;

	if (!first)
		return 0;
	text = hw_text_from(text, first);
	text = hw_text_head(text, hw_text_find(text, '\n'));
	while ((text = hw_text_trim_start(text, " \t\r")).n) {
		n = end_at(text);
		if (!n)
			return 0;
		text = hw_text_from(text, n);
	}
	return first;
}

/* What is seen of an escape character. */
static size_t escape_at(struct hw_text t)
{
	static const char *const escapes[] = {"^[", "\\e", "\\033", "\\x1b", "\\u001b",
					      /* U+241B, U+FFFD */
					      "\xe2\x90\x9b", "\xef\xbf\xbd"};

	for (size_t i = 0; i < HW_ARRAY_SIZE(escapes); i++)
		if (hw_text_starts(t, hw_text_of(escapes[i])) &&
		    hw_text_starts(hw_text_from(t, strlen(escapes[i])), HW_TEXT("[")))
			return strlen(escapes[i]);
	return 0;
}

/* "[01;31m", "[m", "[K" (ECMA-48: SGR and EL). Names have "[midas]" and "[KX133]", so
 * that one without numbers is known by the other behind it, as grep writes them. */
static size_t sequence_at(struct hw_text t, bool has_escape)
{
	size_t n = 1;

	if (!t.n || t.s[0] != '[')
		return 0;
	while (n < t.n && n < 16 && (hw_is_digit(t.s[n]) || t.s[n] == ';'))
		n++;
	if (n == t.n || (t.s[n] != 'm' && (t.s[n] != 'K' || !has_escape)))
		return 0;
	n++;
	if (n == 2 && !has_escape && !hw_text_starts(hw_text_from(t, n), HW_TEXT("[K")))
		return 0;
	return n + (hw_text_starts(hw_text_from(t, n), HW_TEXT("[K")) ? 2 : 0);
}

size_t hw_mark_colour(struct hw_text text)
{
	const size_t escape = escape_at(text);
	const size_t n = sequence_at(hw_text_from(text, escape), escape);

	return n ? escape + n : 0;
}

bool hw_mark_has_colours(struct hw_text text)
{
	static const char *const ends[] = {"[0m", "[00m", "[m[K"};

	text = hw_text_head(text, LOOK_MAX);
	for (size_t i = 0; i < HW_ARRAY_SIZE(ends); i++) {
		const char *at =
			text.n ? memmem(text.s, text.n, ends[i], strlen(ends[i])) : NULL;

		if (at && (at == text.s || at[-1] != '\x1b'))
			return true;
	}
	for (size_t i = 0; i < text.n; i++) {
		const struct hw_text rest = hw_text_from(text, i);

		if (strchr("^\\\xe2\xef", rest.s[0]) && rest.s[0] && escape_at(rest) &&
		    hw_mark_colour(rest))
			return true;
	}
	return false;
}

static const struct hw_mark_frame frames[] = {{"`", "`"}, {"**", "**"}, {"", "\\"}};

struct hw_text hw_mark_within(const struct hw_mark_frame *frame, struct hw_text line)
{
	const struct hw_text bare = hw_text_trim_end(line, " \r");
	const size_t n = strlen(frame->behind);

	if (bare.n < n + strlen(frame->before) ||
	    !hw_text_starts(bare, hw_text_of(frame->before)) ||
	    !hw_text_eq(hw_text_from(bare, bare.n - n), hw_text_of(frame->behind)))
		return line;
	return hw_text_from(hw_text_head(bare, bare.n - n), strlen(frame->before));
}

const struct hw_mark_frame *hw_mark_find_frame(struct hw_text text)
{
	size_t framed[HW_ARRAY_SIZE(frames)] = {0};
	size_t lines = 0;

	text = hw_text_head(text, LOOK_MAX);
	while (text.n) {
		const struct hw_text line = hw_text_cut(&text, '\n');

		if (!hw_text_trim_end(line, " \t\r").n)
			continue;
		lines++;
		for (size_t i = 0; i < HW_ARRAY_SIZE(frames); i++)
			framed[i] += hw_mark_within(&frames[i], line).n < line.n &&
				     hw_mark_within(&frames[i], line).n;
	}
	for (size_t i = 0; i < HW_ARRAY_SIZE(frames); i++)
		if (framed[i] > lines / 2)
			return &frames[i];
	return NULL;
}
