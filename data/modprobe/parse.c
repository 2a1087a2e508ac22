// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>

#include "data/alias/glob.h"
#include "data/base/array.h"
#include "data/modprobe/internal.h"
#include "data/module/name.h"

/*
 * A file of modprobe.d (modprobe.d(5); kmod_config_parse() in libkmod-config.c and
 * freadline_wrapped() in shared/util.c):
 *
 *	# a comment
 *	alias PATTERN MODULE		further words are ignored
 *	blacklist MODULE		likewise
 *	install MODULE COMMAND		all that follows one blank, as written
 *	remove MODULE COMMAND
 *	options MODULE OPTIONS
 *	softdep MODULE pre: A B post: C
 *	weakdep MODULE A B
 *
 * Blanks are ' ' and tabs. A backslash before the newline joins two lines, in a comment
 * too; any other backslash is dropped, and the byte after it is kept. '-' is '_' in
 * modules and patterns, but not in brackets.
 */

static const struct {
	const char *name;
	enum hw_directive_kind kind;
} keywords[] = {
	{"alias", HW_DIRECTIVE_ALIAS},	   {"blacklist", HW_DIRECTIVE_BLACKLIST},
	{"install", HW_DIRECTIVE_INSTALL}, {"remove", HW_DIRECTIVE_REMOVE},
	{"options", HW_DIRECTIVE_OPTIONS}, {"softdep", HW_DIRECTIVE_SOFTDEP},
	{"weakdep", HW_DIRECTIVE_WEAKDEP},
};

/* The line being read. */
struct line {
	struct hw_directives *list;
	struct hw_text path;
	size_t number;
	/* as in the file, with the lines that continue it */
	struct hw_text raw;
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static struct hw_text trim(struct hw_text t)
{
	return hw_text_trim_start(hw_text_trim_end(t, " \t\r"), " \t");
}

/* Cuts the next word off, and one blank after it, as strtok_r(3) does. */
static struct hw_text cut_word(struct hw_text *rest)
{
	struct hw_text word;
	size_t n = 0;

	while (rest->n && is_blank(rest->s[0]))
		*rest = hw_text_from(*rest, 1);
	while (n < rest->n && !is_blank(rest->s[n]))
		n++;
	word = hw_text_head(*rest, n);
	*rest = hw_text_from(*rest, n < rest->n ? n + 1 : n);
	return word;
}

int hw_directives_add(struct hw_directives *list, const struct hw_directive *directive)
{
	int r = HW_ARRAY_GROW(list->v, list->n, &list->room, 64);

	if (r == 0)
		list->v[list->n++] = *directive;
	return r;
}

struct hw_text hw_directives_normalize(struct hw_directives *list, struct hw_text name)
{
	char *copy;
	bool inside = false;

	if (hw_text_find(name, '-') == name.n)
		return name;
	copy = hw_arena_alloc(&list->arena, name.n, 1);
	if (!copy)
		return HW_NO_TEXT;
	for (size_t i = 0; i < name.n; i++) {
		if (name.s[i] == '[' || name.s[i] == ']')
			inside = name.s[i] == '[';
		copy[i] = inside ? name.s[i] : hw_module_name_byte(name.s[i]);
	}
	return (struct hw_text){copy, name.n};
}

/* underscores() of kmod's shared/util.c refuses a stray ']' and an unclosed '['. */
static bool has_good_brackets(struct hw_text t)
{
	bool inside = false;

	for (size_t i = 0; i < t.n; i++) {
		if (t.s[i] == ']' && !inside)
			return false;
		if (t.s[i] == '[' || t.s[i] == ']')
			inside = t.s[i] == '[';
	}
	return !inside;
}

static int malformed(const struct line *l, const char *what)
{
	hw_warn(l->list->warnings, "modprobe-malformed", l->path, l->number, "%s", what);
	return 0;
}

static bool takes_value(enum hw_directive_kind kind)
{
	return kind != HW_DIRECTIVE_ALIAS && kind != HW_DIRECTIVE_BLACKLIST;
}

static int add_directive(const struct line *l, enum hw_directive_kind kind,
			 struct hw_text text, struct hw_text rest)
{
	struct hw_directive d = {
		.kind = kind,
		.path = l->path,
		.line = l->number,
		.text = text,
		.raw = l->raw,
	};

	if (kind == HW_DIRECTIVE_ALIAS) {
		d.value = cut_word(&rest);
		if (d.value.n > HW_GLOB_MAX)
			return malformed(l, "the pattern is too long");
	}
	d.module = cut_word(&rest);
	if (takes_value(kind))
		d.value = rest;
	if (!d.module.n)
		return malformed(l, "no module name");
	if (takes_value(kind) && !d.value.n)
		return malformed(l, "nothing behind the module name");
	if (!has_good_brackets(d.module) ||
	    (kind == HW_DIRECTIVE_ALIAS && !has_good_brackets(d.value)))
		return malformed(l, "unmatched bracket");
	/* libkmod has it as a part of the name */
	if (d.module.s[d.module.n - 1] == '\r')
		malformed(l, "the module's name ends in a carriage return, so it names "
			     "no module");
	d.module = hw_directives_normalize(l->list, d.module);
	return d.module.s ? hw_directives_add(l->list, &d) : -ENOMEM;
}

static int read_line(const struct line *l, struct hw_text text)
{
	struct hw_text rest = text;
	struct hw_text word;

	/* libkmod reads the line as a C string */
	rest = text = hw_text_head(text, hw_text_find(text, '\0'));
	word = cut_word(&rest);
	/* libkmod warns of an indented '#', and ignores the line like a comment */
	if (!word.n || word.s[0] == '#')
		return 0;
	for (size_t i = 0; i < HW_ARRAY_SIZE(keywords); i++)
		if (hw_text_eq(word, hw_text_of(keywords[i].name)))
			return add_directive(l, keywords[i].kind, trim(text), rest);
	return malformed(l, "not a directive of modprobe.d");
}

/* Whether the next line continues this one: it ends in an odd number of backslashes. */
static bool is_continued(struct hw_text line)
{
	size_t n = 0;

	/* a backslash after a backslash is an ordinary byte */
	while (n < line.n && line.s[line.n - 1 - n] == '\\')
		n++;
	return n % 2;
}

/* Extends *raw, a line, over the lines that continue it. Returns the joined text without
 * backslashes, in the list's arena. */
static struct hw_text join_lines(struct hw_directives *list, struct hw_text *raw,
				 struct hw_text *rest, size_t *number)
{
	struct hw_text whole = *raw;
	struct hw_text part = *raw;
	char *copy;
	size_t n = 0;

	while (is_continued(part) && rest->s) {
		part = hw_text_cut(rest, '\n');
		whole.n = (size_t)(part.s + part.n - raw->s);
		++*number;
	}
	*raw = whole;
	copy = hw_arena_alloc(&list->arena, whole.n + 1, 1);
	if (!copy)
		return HW_NO_TEXT;
	for (size_t i = 0; i < whole.n; i++) {
		if (whole.s[i] == '\\' && (++i == whole.n || whole.s[i] == '\n'))
			continue;
		copy[n++] = whole.s[i];
	}
	return (struct hw_text){copy, n};
}

int hw_modprobe_parse_file(struct hw_directives *list, struct hw_text path,
			   struct hw_text text)
{
	struct hw_text rest = text;
	int r = 0;

	for (size_t number = 1; rest.s && r == 0; number++) {
		struct line l = {list, path, number, HW_NO_TEXT};
		struct hw_text line = hw_text_cut(&rest, '\n');

		l.raw = line;
		if (hw_text_find(line, '\\') < line.n)
			line = join_lines(list, &l.raw, &rest, &number);
		r = line.s ? read_line(&l, line) : -ENOMEM;
	}
	return r;
}
