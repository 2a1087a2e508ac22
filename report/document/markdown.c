// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Markdown as issue trackers read it: CommonMark 0.31, with the extensions of GitHub and
 * GitLab.
 *
 *	# Hardware report: …
 *
 *	- **Machine:** …
 *
 *	## Problems (1)
 *
 *	### 1. Warning: Intel Corporation Ethernet Connection (2) I219-V
 *
 *	`pci:0000:00:1f.6`, `8086:15b8`
 *
 *	No driver is bound: …
 *
 *	Seen:
 *
 *	```text
 *	/etc/modprobe.d/x.conf:3: blacklist e1000e
 *	```
 *
 * Lists of devices are fenced code: they keep their columns, are read as well before they
 * are rendered, and nothing in them has a meaning. In sentences, what would have one is
 * escaped:
 *
 *	\ ` * _ [ ] | ~		a backslash before it (CommonMark, 2.4)
 *	& < > $			an entity; "$" begins a formula on GitHub
 *	@name #1 !1 www. ://	a space of no width behind the first character: a tracker
 *				looks for mentions and addresses in what was
 *				rendered, where a backslash is gone
 */
#include "decoders/text/ascii.h"
#include "report/document/internal.h"

#define NO_WIDTH "&#8203;"

static bool is_word(char c)
{
	char lower = hw_lower(c);

	return hw_is_digit(c) || (lower >= 'a' && lower <= 'z') || c == '_' ||
	       (unsigned char)c >= 0x80;
}

static char at(struct hw_text t, size_t i)
{
	return i < t.n ? t.s[i] : ' ';
}

/* What a character becomes; NULL: itself. */
static const char *escape(struct hw_text t, size_t i)
{
	char before = i ? t.s[i - 1] : ' ';

	switch (t.s[i]) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '$':
		return "&#36;";
	case '\\':
		return "\\\\";
	case '`':
		return "\\`";
	case '*':
		return "\\*";
	case '[':
		return "\\[";
	case ']':
		return "\\]";
	case '|':
		return "\\|";
	case '~':
		return "\\~";
	case '_':
		/* within a word it means nothing (CommonMark, 6.2) */
		return is_word(before) && is_word(at(t, i + 1)) ? NULL : "\\_";
	default:
		return NULL;
	}
}

/* Whether a tracker would see a mention or an address that goes on behind t.s[i]. */
static bool is_mention(struct hw_text t, size_t i)
{
	char next = at(t, i + 1);

	if (strchr("@#!$%&~^", t.s[i]))
		return is_word(next) || next == '"';
	if (t.s[i] == ':')
		return next == '/' && at(t, i + 2) == '/';
	return i >= 2 && t.s[i] == 'w' && next == '.' && t.s[i - 1] == 'w' &&
	       t.s[i - 2] == 'w';
}

static struct hw_text escaped(struct hw_sheet *s, struct hw_text t)
{
	struct hw_buffer b = {0};
	struct hw_text copy;

	for (size_t i = 0; i < t.n; i++) {
		const char *as = escape(t, i);

		if (as)
			hw_buffer_add(&b, hw_text_of(as));
		else
			hw_buffer_add_char(&b, t.s[i]);
		if (is_mention(t, i))
			hw_buffer_add(&b, HW_TEXT(NO_WIDTH));
	}
	s->out.failed |= b.failed;
	copy = hw_arena_copy(s->arena, (struct hw_text){b.s, b.n});
	hw_buffer_done(&b);
	return copy;
}

/* An escape or an entity, else a character. */
static size_t unit(struct hw_text t, size_t *ret_columns)
{
	size_t n = 0;

	if (t.s[0] == '\\' && t.n > 1)
		n = 2;
	else if (t.s[0] == '&' && hw_text_find(t, ';') < t.n)
		n = hw_text_find(t, ';') + 1;
	if (!n)
		return hw_unit_of_character(t, ret_columns);
	*ret_columns = n;
	return n;
}

/* Whether the word is one or several of these characters alone. */
static bool is_all_of(struct hw_text word, const char *set)
{
	return word.n && !hw_text_trim_start(word, set).n;
}

/* A line that begins so would begin a heading, a list, a rule or the line below a
 * heading (CommonMark, 4 and 5.2). */
static const char *guard(struct hw_text word)
{
	struct hw_text rest = hw_text_trim_start(word, "0123456789");
	bool is_number = rest.n < word.n && (hw_text_eq(rest, HW_TEXT(".")) ||
					     hw_text_eq(rest, HW_TEXT(")")));

	return is_number || is_all_of(word, "-+=:") || is_all_of(word, "#") ? NO_WIDTH
									    : NULL;
}

static struct hw_wrap begin_line(struct hw_sheet *s, const char *indent)
{
	return (struct hw_wrap){
		.out = &s->out, .indent = indent, .unit = unit, .guard = guard};
}

static void blank_line(struct hw_sheet *s)
{
	hw_sheet_put(s, "\n");
}

static void labelled(struct hw_sheet *s, struct hw_wrap *w, const char *label,
		     struct hw_text text)
{
	struct hw_text safe = escaped(s, text);
	const char *before = guard(safe);

	if (*label)
		hw_wrap_text(w, hw_arena_printf(s->arena, "**%s:** %.*s", label,
						HW_TEXT_ARG(safe)));
	else
		hw_wrap_text(w, hw_arena_printf(s->arena, "%s%.*s", before ? before : "",
						HW_TEXT_ARG(safe)));
	hw_wrap_end(w);
}

static void paragraph(struct hw_sheet *s, const char *label, struct hw_text text)
{
	struct hw_wrap w = begin_line(s, "");

	labelled(s, &w, label, text);
	blank_line(s);
}

/* The text cut so that it ends within the line. */
static void put_in_line(struct hw_sheet *s, struct hw_text t, size_t room)
{
	size_t used = 0;

	while (t.n) {
		size_t columns;
		size_t n = unit(t, &columns);

		if (used + columns + 1 > room && n < t.n) {
			hw_sheet_put(s, "\xe2\x80\xa6");
			return;
		}
		hw_sheet_put_text(s, hw_text_head(t, n));
		used += columns;
		t = hw_text_from(t, n);
	}
}

static void heading(struct hw_sheet *s, const char *mark, struct hw_text text)
{
	hw_sheet_put(s, mark);
	put_in_line(s, escaped(s, text), HW_DOCUMENT_COLUMNS - strlen(mark));
	hw_sheet_put(s, "\n\n");
}

static void begin(struct hw_sheet *s)
{
	heading(s, "# ", s->title);
	for (size_t i = 0; i < HW_ARRAY_SIZE(s->facts); i++) {
		struct hw_wrap w = begin_line(s, "  ");

		hw_wrap_text(&w, HW_TEXT("- "));
		labelled(s, &w, s->facts[i].label, s->facts[i].text);
	}
	blank_line(s);
}

static void end(struct hw_sheet *s)
{
	(void)s;
}

/* A code span between more backticks than it has in a row (CommonMark, 6.1). */
static void code_span(struct hw_sheet *s, struct hw_text t, size_t room)
{
	size_t longest = 0;
	size_t run = 0;
	const char *blank;

	for (size_t i = 0; i < t.n; i++) {
		run = t.s[i] == '`' ? run + 1 : 0;
		longest = run > longest ? run : longest;
	}
	/* more than a line can hold are none of a name */
	if (longest > 8)
		t = HW_TEXT("?");
	longest = longest > 8 ? 0 : longest;
	blank = longest ? " " : "";
	for (size_t i = 0; i <= longest; i++)
		hw_sheet_put(s, "`");
	hw_sheet_put(s, blank);
	while (t.n) {
		size_t columns;
		size_t n = hw_unit_of_character(t, &columns);

		if (columns > room)
			break;
		hw_sheet_put_text(s, hw_text_head(t, n));
		t = hw_text_from(t, n);
		room -= columns;
	}
	hw_sheet_put(s, t.n ? "\xe2\x80\xa6" : "");
	hw_sheet_put(s, blank);
	for (size_t i = 0; i <= longest; i++)
		hw_sheet_put(s, "`");
}

static void begin_block(struct hw_sheet *s)
{
	struct hw_buffer out = s->out;

	s->out = s->before;
	s->out.n = 0;
	s->before = out;
}

/* A line that begins like a fence would end the block; it may be indented by three
 * blanks (CommonMark, 4.5). */
static void disarm(struct hw_buffer *b)
{
	bool is_start = true;
	size_t blanks = 0;

	for (size_t i = 0; i < b->n; i++) {
		if (is_start && b->s[i] == '`' && blanks <= 3)
			b->s[i] = '\'';
		blanks = is_start && b->s[i] == ' ' ? blanks + 1 : 0;
		is_start = b->s[i] == '\n' || blanks;
	}
}

static void end_block(struct hw_sheet *s, const char *language)
{
	struct hw_buffer block = s->out;

	disarm(&block);
	s->out = s->before;
	s->before = block;
	s->out.failed |= block.failed;
	hw_sheet_printf(s, "```%s\n", language);
	hw_sheet_put_text(s, (struct hw_text){block.s, block.n});
	hw_sheet_put(s, "```\n\n");
}

static void begin_section(struct hw_sheet *s, const struct hw_section *section)
{
	if (section->is_folded)
		hw_sheet_printf(s, "<details><summary>%s (%zu devices)</summary>\n\n",
				section->title, section->count);
	else if (section->count == SIZE_MAX)
		hw_sheet_printf(s, "## %s\n\n", section->title);
	else
		hw_sheet_printf(s, "## %s (%zu)\n\n", section->title, section->count);
}

static void end_section(struct hw_sheet *s, const struct hw_section *section)
{
	if (section->is_folded)
		hw_sheet_put(s, "</details>\n\n");
}

static void command(struct hw_sheet *s, struct hw_text text)
{
	begin_block(s);
	hw_shell_lines(&s->out, text);
	end_block(s, "sh");
}

static void lines(struct hw_sheet *s, const struct hw_document_line *v, size_t n)
{
	begin_block(s);
	hw_entry_lines(s, v, n);
	end_block(s, "text");
}

/* Columns of "`, `" and of ids, and of the code of a reason. */
#define IDS_ROOM    ((size_t)40)
#define REASON_ROOM ((size_t)30)

static void finding(struct hw_sheet *s, const struct hw_document_finding *f)
{
	size_t number = (size_t)(f - s->findings) + 1;
	struct hw_text name = f->name.n ? f->name : f->device;

	heading(s, "### ",
		hw_arena_printf(s->arena, "%zu. %.*s: %.*s", number, HW_TEXT_ARG(f->kind),
				HW_TEXT_ARG(name.n ? name : HW_TEXT("this machine"))));
	if (f->device.n)
		code_span(s, f->device, HW_DOCUMENT_COLUMNS - IDS_ROOM - REASON_ROOM);
	if (f->device.n && f->ids.n) {
		hw_sheet_put(s, ", ");
		code_span(s, f->ids, IDS_ROOM / 2);
	}
	if (f->reason.n) {
		hw_sheet_put(s, f->device.n ? ", " : "");
		code_span(s, f->reason, REASON_ROOM);
	}
	if (f->device.n || f->reason.n)
		hw_sheet_put(s, "\n\n");
	paragraph(s, "", f->why);
	if (f->seen_count) {
		hw_sheet_put(s, "Seen:\n\n");
		lines(s, f->seen, f->seen_count);
	}
	if (f->packages.n)
		paragraph(s, "Package", f->packages);
	if (f->remedy.n) {
		hw_sheet_put(s, "Remedy:\n\n");
		command(s, f->remedy);
	}
	if (f->advice.n)
		paragraph(s, "Advice", f->advice);
}

static void brief_findings(struct hw_sheet *s, const struct hw_document_finding *v,
			   size_t n, size_t all)
{
	begin_block(s);
	hw_entry_findings(s, v, n, all);
	end_block(s, "text");
}

static void devices(struct hw_sheet *s, enum hw_document_part part)
{
	begin_block(s);
	hw_entry_devices(s, part);
	end_block(s, "text");
}

const struct hw_document_writer hw_document_markdown = {
	.name = "markdown",
	/* most of an issue on GitHub is 65,536 characters; the rest is for words of one's
	 * own */
	.limit = 60 * 1024,
	.begin = begin,
	.end = end,
	.begin_section = begin_section,
	.end_section = end_section,
	.paragraph = paragraph,
	.command = command,
	.finding = finding,
	.brief_findings = brief_findings,
	.lines = lines,
	.devices = devices,
};
