// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What a terminal, an editor or a web page leaves in a text:
 *
 *     colours and links of a terminal	ESC [1;31m   ESC ] 8 ; ; URL ESC \
 *     UTF-16, with its mark		as Windows writes it
 *     blanks that do not break		U+00A0, and marks without width
 *     tags and entities		<pre>  <br>  &gt;  &quot;
 *     tags of forums and wikis		[code]  {noformat}  (marks.c)
 *     escapes of Markdown		\[8086:2723\]   snd\_hda\_intel
 *     several ends of a line		\r\r\n
 *     blanks up to the window's border
 *
 * Each line stays a line, but for those that begin and end with tags alone, as of a page
 * without newlines; an empty one behind each is left out.
 */
#include <strings.h>

#include "data/base/utf16_file.h"
#include "data/forms/internal.h"
#include "data/forms/marks.h"
#include "decoders/text/ascii.h"

#define ESCAPE '\x1b'

/* How much of a text is looked at to find out whether it has any of these. */
#define LOOK_MAX ((size_t)1024 * 1024)

/* Whether most lines end in blanks, as those that are copied out of some windows. */
static bool is_padded(struct hw_text text)
{
	size_t padded = 0;
	size_t lines = 0;

	text = hw_text_head(text, LOOK_MAX);
	while (text.n) {
		struct hw_text line = hw_text_trim_end(hw_text_cut(&text, '\n'), "\r");

		lines += line.n != 0;
		padded += line.n && line.s[line.n - 1] == ' ';
	}
	return lines && padded > lines / 2;
}

/* Longest sequence or tag. */
#define LENGTH_MAX ((size_t)2048)

static const struct {
	char text[9];
	char by[2];
} pieces[] = {
	{"&lt;", "<"},	       {"&gt;", ">"},	     {"&quot;", "\""},
	{"&#39;", "'"},	       {"&apos;", "'"},	     {"&nbsp;", " "},
	{"&#91;", "["},	       {"&#93;", "]"},	     {"&#x5b;", "["},
	{"&#x5d;", "]"},       {"&#x5B;", "["},	     {"&#x5D;", "]"},
	{"&lbrack;", "["},     {"&rbrack;", "]"},    {"&lsqb;", "["},
	{"&rsqb;", "]"},       {"\\[", "["},	     {"\\]", "]"},
	{"&amp;", "&"},	       {"\xc2\xa0", " "},    {"\xe2\x80\x8b", ""},
	{"\xe2\x80\xaf", " "}, {"\xef\xbb\xbf", ""},
};

/* Those that begin a line of a page, and others. */
static const char *const blocks[] = {"pre", "br", "p",		"div",
				     "tr",  "li", "blockquote", "syntaxhighlight"};
static const char *const tags[] = {"code",   "span", "font", "b",      "tt",	"td",
				   "samp",   "kbd",  "html", "body",   "em",	"i",
				   "strong", "u",    "a",    "source", "nowiki"};

/* ECMA-48: ESC [ parameters letter; ESC ] text, up to BEL or ESC \. The length. */
static size_t sequence_at(struct hw_text t)
{
	size_t n = 2;

	if (t.n < 2 || t.s[0] != ESCAPE)
		return 0;
	if (t.s[1] == '[') {
		while (n < t.n && n < LENGTH_MAX && (t.s[n] < '@' || t.s[n] > '~') &&
		       t.s[n] != '\n')
			n++;
		return n < t.n && t.s[n] != '\n' ? n + 1 : n;
	}
	if (t.s[1] != ']')
		return 2;
	while (n < t.n && n < LENGTH_MAX && t.s[n] != '\a' && t.s[n] != ESCAPE &&
	       t.s[n] != '\n')
		n++;
	if (n < t.n && t.s[n] == '\a')
		return n + 1;
	return n + 1 < t.n && t.s[n] == ESCAPE && t.s[n + 1] == '\\' ? n + 2 : n;
}

static bool is_one_of(struct hw_text name, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strlen(names[i]) == name.n &&
		    strncasecmp(names[i], name.s, name.n) == 0)
			return true;
	return false;
}

/* "<pre class=x>", "</span>", "<br/>": the length; 0: another text. */
static size_t tag_at(struct hw_text t, bool *ret_is_block)
{
	const size_t from = t.n > 1 && t.s[1] == '/' ? 2 : 1;
	struct hw_text name;
	size_t end = 0;

	if (t.n < 3 || t.s[0] != '<')
		return 0;
	name = hw_text_from(t, from);
	while (end < name.n && hw_is_alnum(name.s[end]))
		end++;
	/* an address of a mail is none */
	if (end == name.n || !strchr(" \t/>", name.s[end]) || !name.s[end])
		return 0;
	name = hw_text_head(name, end);
	*ret_is_block = is_one_of(name, blocks, HW_ARRAY_SIZE(blocks));
	if (!*ret_is_block && !is_one_of(name, tags, HW_ARRAY_SIZE(tags)))
		return 0;
	t = hw_text_head(t, LENGTH_MAX);
	end = hw_text_find(t, '>');
	return end < t.n && hw_text_find(t, '\n') > end ? end + 1 : 0;
}

static size_t piece_at(struct hw_text t, struct hw_text *ret)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(pieces); i++) {
		if (!hw_text_starts(t, hw_text_of(pieces[i].text)))
			continue;
		*ret = hw_text_of(pieces[i].by);
		return strlen(pieces[i].text);
	}
	return 0;
}

/* CommonMark: a backslash before any punctuation of ASCII. */
static bool is_escape(struct hw_text t)
{
	return t.n > 1 && t.s[0] == '\\' && t.s[1] > ' ' && t.s[1] < 0x7f &&
	       !hw_is_alnum(t.s[1]);
}

/*
 * Whether such escapes are Markdown's: "\[" is in no tool's text, nor is one within a
 * word, "snd\_hda\_intel", "00:1f\.6". Others are the text's own, as "\_SB_.PCI0", and
 * so are those in the commands of the program's own reports.
 */
static bool is_escaped(struct hw_text text)
{
	static const char title[] = "Hardware report";

	if (text.n && memmem(text.s, hw_text_head(text, 4096).n, title, strlen(title)))
		return false;
	text = hw_text_head(text, LOOK_MAX);
	for (size_t i = 0; i + 1 < text.n; i++) {
		if (text.s[i] != '\\')
			continue;
		if (strchr("[]", text.s[i + 1]) && text.s[i + 1])
			return true;
		if (i && i + 2 < text.n && is_escape(hw_text_from(text, i)) &&
		    strchr("_.-*", text.s[i + 1]) && hw_is_alnum(text.s[i - 1]) &&
		    hw_is_alnum(text.s[i + 2]))
			return true;
	}
	return false;
}

/* What a text has, and where it is read. */
struct cleaner {
	bool is_escaped;
	bool is_coloured;
	/* nothing but blanks, quotes and tags is before it on its line */
	bool is_start;
};

/* The length of what is not the text's own at its start, and what stands for it. */
static size_t foreign_at(const struct cleaner *c, struct hw_text t, struct hw_text *ret)
{
	bool is_block;
	size_t n = 0;

	*ret = HW_TEXT("");
	switch (t.s[0]) {
	case ESCAPE:
		return sequence_at(t);
	case '\r':
		while (n < t.n && t.s[n] == '\r')
			n++;
		return n < t.n && t.s[n] == '\n' ? n : 0;
	case '<':
		n = tag_at(t, &is_block);
		if (n && is_block && !c->is_start)
			*ret = HW_TEXT("\n");
		return n;
	case '[':
	case '^':
	case '{':
	case '}':
	case '`':
		if (c->is_coloured && hw_mark_colour(t))
			return hw_mark_colour(t);
		if (c->is_start)
			return hw_mark_before(t);
		n = hw_mark_block(t);
		if (n)
			*ret = HW_TEXT("\n");
		return n ? n : hw_mark_behind(t);
	case '\\':
		if (c->is_coloured && hw_mark_colour(t))
			return hw_mark_colour(t);
		if (!c->is_escaped || !is_escape(t))
			return piece_at(t, ret);
		*ret = (struct hw_text){t.s + 1, 1};
		return 2;
	case '\xe2':
	case '\xef':
		if (c->is_coloured && hw_mark_colour(t))
			return hw_mark_colour(t);
		return piece_at(t, ret);
	case '&':
	case '\xc2':
		return piece_at(t, ret);
	default:
		return 0;
	}
}

/* A character of the text itself. */
static void pass(struct cleaner *c, char at)
{
	c->is_start =
		at == '\n' || (c->is_start && (at == ' ' || at == '\t' || at == '>'));
}

static bool has_foreign(struct hw_text text, struct cleaner c)
{
	struct hw_text by;

	text = hw_text_head(text, LOOK_MAX);
	for (size_t i = 0; i < text.n; i++) {
		if (text.s[i] != '\r' && foreign_at(&c, hw_text_from(text, i), &by))
			return true;
		pass(&c, text.s[i]);
	}
	return text.n && memmem(text.s, text.n, "\r\r\n", 3);
}

/* Lines that end in a carriage return alone, as those of old Macintoshes. */
static struct hw_text with_newlines(struct hw_text text, struct hw_arena *arena)
{
	char *to;

	if (hw_text_find(text, '\n') < text.n || hw_text_find(text, '\r') == text.n)
		return text;
	to = hw_arena_alloc(arena, text.n, 1);
	for (size_t i = 0; to && i < text.n; i++)
		to[i] = text.s[i] == '\r' ? '\n' : text.s[i];
	return to ? (struct hw_text){to, text.n} : text;
}

struct hw_text hw_dump_utf8(struct hw_dump *dump, struct hw_text text)
{
	text = with_newlines(hw_utf16_file(text, &dump->arena), &dump->arena);
	return hw_quoted_printable(text, &dump->arena);
}

/* Whether a tag that begins a line has more before it than the text goes on with. */
static bool begins_line(struct hw_text text, size_t i)
{
	const struct hw_text rest = hw_text_trim_start(hw_text_from(text, i), " \t\r");
	bool is_block;

	if (!rest.n || rest.s[0] == '\n')
		return false;
	return !tag_at(rest, &is_block) || !is_block;
}

struct hw_text hw_dump_each_line(struct hw_dump *dump, struct hw_text text,
				 struct hw_text (*fn)(const void *arg,
						      struct hw_text line),
				 const void *arg)
{
	char *to = hw_arena_alloc(&dump->arena, text.n + 1, 1);
	size_t n = 0;

	if (!to)
		return text;
	while (text.n) {
		const struct hw_text line = fn(arg, hw_text_cut(&text, '\n'));

		if (line.n)
			memcpy(to + n, line.s, line.n);
		n += line.n;
		if (text.s)
			to[n++] = '\n';
	}
	return (struct hw_text){to, n};
}

static struct hw_text within_frame(const void *arg, struct hw_text line)
{
	return hw_mark_within(arg, line);
}

/* The lines of a text without what each of them is in. */
static struct hw_text without_frame(struct hw_dump *dump, struct hw_text text)
{
	const struct hw_mark_frame *frame = hw_mark_find_frame(text);

	return frame ? hw_dump_each_line(dump, text, within_frame, frame) : text;
}

struct hw_text hw_dump_clean(struct hw_dump *dump, struct hw_text text)
{
	struct cleaner c = {.is_start = true};
	bool is_wide;
	char *to;
	size_t n = 0;

	text = without_frame(dump, text);
	c.is_escaped = is_escaped(text);
	c.is_coloured = hw_mark_has_colours(text);
	is_wide = is_padded(text);
	if (!text.n || (!is_wide && !has_foreign(text, c)))
		return text;
	to = hw_arena_alloc(&dump->arena, text.n + 1, 1);
	if (!to)
		return text;
	for (size_t i = 0; i < text.n;) {
		struct hw_text by;
		const size_t used = foreign_at(&c, hw_text_from(text, i), &by);

		if (!used) {
			pass(&c, text.s[i]);
			while (is_wide && text.s[i] == '\n' && n && to[n - 1] == ' ')
				n--;
			to[n++] = text.s[i++];
			continue;
		}
		i += used;
		if (by.n && by.s[0] == '\n') {
			if (!begins_line(text, i))
				continue;
		}
		for (size_t k = 0; k < by.n; k++)
			pass(&c, by.s[k]);
		if (by.n)
			memcpy(to + n, by.s, by.n);
		n += by.n;
	}
	return (struct hw_text){to, n};
}

/* Whether each second line is empty, and some of the others are not. */
static bool is_double(struct hw_text text)
{
	size_t filled = 0;

	for (size_t i = 0; text.n; i++) {
		struct hw_text line = hw_text_trim_end(hw_text_cut(&text, '\n'), "\r");

		if (i % 2 && line.n)
			return false;
		filled += line.n != 0;
	}
	return filled > 3;
}

struct hw_text hw_dump_single(struct hw_dump *dump, struct hw_text text)
{
	char *to;
	size_t n = 0;

	dump->step = 1;
	if (!is_double(text))
		return text;
	to = hw_arena_alloc(&dump->arena, text.n + 1, 1);
	if (!to)
		return text;
	dump->step = 2;
	for (size_t i = 0; text.n; i++) {
		struct hw_text line = hw_text_cut(&text, '\n');

		if (i % 2)
			continue;
		memcpy(to + n, line.s, line.n);
		n += line.n;
		to[n++] = '\n';
	}
	return (struct hw_text){to, n};
}
