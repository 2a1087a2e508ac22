// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/verdict/internal.h"

#include <stdio.h>

#include "data/base/list.h"

/* Most bytes that one byte of a name becomes: "\ooo", "'\''". */
#define GROWTH ((size_t)4)

static bool is_printable(char c)
{
	return c >= 0x20 && c < 0x7f;
}

static bool is_all_printable(struct hw_text t)
{
	for (size_t i = 0; i < t.n; i++)
		if (!is_printable(t.s[i]))
			return false;
	return true;
}

static bool is_one_of(char c, const char *set)
{
	return c && strchr(set, c);
}

/* printf(1) knows three octal digits, '%' and the backslash. */
static size_t escape(char *to, char c)
{
	if (is_printable(c) && c != '\\' && c != '%') {
		*to = c;
		return 1;
	}
	if (c == '%') {
		to[0] = to[1] = c;
		return 2;
	}
	snprintf(to, 5, "\\%03o", (unsigned char)c);
	return 4;
}

static struct hw_text quote(struct hw_text t, struct hw_arena *arena)
{
	char *copy = hw_arena_alloc(arena, GROWTH * t.n + 2, 1);
	size_t n = 0;

	if (!copy)
		return HW_NO_TEXT;
	copy[n++] = '\'';
	for (size_t i = 0; i < t.n; i++) {
		if (t.s[i] == '\'') {
			memcpy(copy + n, "'\\''", 4);
			n += 4;
		} else {
			copy[n++] = t.s[i];
		}
	}
	copy[n++] = '\'';
	return (struct hw_text){copy, n};
}

struct hw_text hw_shell_word(struct hw_text t, struct hw_arena *arena)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
				    "0123456789/._-+:@%,=";
	struct hw_text quoted;
	bool is_plain = t.n != 0;
	char *copy;
	size_t n = 0;

	for (size_t i = 0; i < t.n; i++)
		is_plain = is_plain && is_one_of(t.s[i], plain);
	if (is_plain)
		return t;
	if (is_all_printable(t))
		return quote(t, arena);
	/* an escape, and the NUL of snprintf() behind the last one */
	copy = hw_arena_alloc(arena, GROWTH * t.n + 1, 1);
	if (!copy)
		return HW_NO_TEXT;
	for (size_t i = 0; i < t.n; i++)
		n += escape(copy + n, t.s[i]);
	quoted = quote((struct hw_text){copy, n}, arena);
	return hw_arena_printf(arena, "\"$(printf -- %.*s)\"", HW_TEXT_ARG(quoted));
}

/* With a backslash before those of `specials`; `hex` for what is not printable. */
static struct hw_text guard(struct hw_text t, const char *specials,
			    struct hw_arena *arena)
{
	char *copy = hw_arena_alloc(arena, GROWTH * t.n + 1, 1);
	size_t n = 0;

	if (!copy)
		return HW_NO_TEXT;
	for (size_t i = 0; i < t.n; i++) {
		if (t.s[i] == '\n' || t.s[i] == '\t') {
			copy[n++] = '\\';
			copy[n++] = t.s[i] == '\n' ? 'n' : 't';
			continue;
		}
		if (!is_printable(t.s[i])) {
			snprintf(copy + n, 5, "\\x%02x", (unsigned char)t.s[i]);
			n += 4;
			continue;
		}
		if (is_one_of(t.s[i], specials))
			copy[n++] = '\\';
		copy[n++] = t.s[i];
	}
	return (struct hw_text){copy, n};
}

struct hw_text hw_shell_pattern(struct hw_text text, struct hw_arena *arena)
{
	return quote(guard(text, "\\^$*+?()[]{}|", arena), arena);
}

/* Of a basic regular expression, and the slash. */
static const char specials[] = "\\/.*[^$";

/* What comes before sed(1): in other locales it takes no part of a character. */
static const char *locale_of(struct hw_text t)
{
	for (size_t i = 0; i < t.n; i++)
		if ((unsigned char)t.s[i] >= 0x80)
			return "LC_ALL=C ";
	return "";
}

/*
 * One line: /^TEXT$/d. More, that a backslash joins: the first one, as many others as it
 * has taken along, and all of them deleted if they are what they should be:
 *
 *	/^install x \\$/{N;/^install x \\\n  \/bin\/false$/d;}
 */
struct hw_text hw_shell_sed_delete(struct hw_text lines, struct hw_arena *arena)
{
	struct hw_text rest = lines;
	struct hw_text first = hw_text_cut(&rest, '\n');
	struct hw_text program = guard(lines, specials, arena);
	struct hw_list list = {.arena = arena, .between = ""};
	struct hw_text more;

	if (!rest.s) {
		program = hw_arena_printf(arena, "/^%.*s$/d", HW_TEXT_ARG(program));
	} else {
		first = guard(first, specials, arena);
		while (rest.s) {
			hw_text_cut(&rest, '\n');
			hw_list_add(&list, HW_TEXT("N;"));
		}
		more = hw_list_text(&list);
		program = hw_arena_printf(arena, "/^%.*s$/{%.*s/^%.*s$/d;}",
					  HW_TEXT_ARG(first), HW_TEXT_ARG(more),
					  HW_TEXT_ARG(program));
	}
	program = quote(program, arena);
	return hw_arena_printf(arena, "%ssed -i --follow-symlinks %.*s", locale_of(lines),
			       HW_TEXT_ARG(program));
}

/* Lines that a backslash joins are seldom more. */
enum { JOINED_MAX = 16 };

/* "N;N;": the lines after the first one; or a loop up to the last one. */
static struct hw_text take_lines(size_t line, size_t n, struct hw_arena *arena)
{
	struct hw_list more = {.arena = arena, .between = ""};

	if (n > JOINED_MAX)
		return hw_arena_printf(arena, ":a;N;%zu!ba;", line + n - 1);
	for (size_t i = 1; i < n; i++)
		hw_list_add(&more, HW_TEXT("N;"));
	return hw_list_text(&more);
}

struct hw_text hw_shell_sed_delete_at(size_t line, size_t n, struct hw_text start,
				      struct hw_arena *arena)
{
	struct hw_text pattern = guard(start, specials, arena);
	struct hw_text more = take_lines(line, n, arena);
	struct hw_text program =
		quote(hw_arena_printf(arena, "%zu{/^[[:blank:]]*%.*s/{%.*sd;};}", line,
				      HW_TEXT_ARG(pattern), HW_TEXT_ARG(more)),
		      arena);

	return hw_arena_printf(arena, "%ssed -i --follow-symlinks %.*s", locale_of(start),
			       HW_TEXT_ARG(program));
}
