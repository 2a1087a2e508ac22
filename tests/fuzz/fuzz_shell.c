// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Any bytes as a name in a command: what a person pastes must be printable ASCII, one
 * word, and evaluate to these bytes. The evaluation is written from the POSIX shell
 * grammar (XCU 2.2 Quoting, 2.6.3 Command Substitution) and printf(1).
 */
#include "data/base/arena.h"
#include "report/verdict/internal.h"
#include "tests/fuzz/fuzz.h"

/* What an evaluation gives: at most as many bytes as the word has. */
struct result {
	char *s;
	size_t n;
};

static void add(struct result *r, char c)
{
	r->s[r->n++] = c;
}

static void require_printable(struct hw_text t)
{
	for (size_t i = 0; i < t.n; i++)
		require(t.s[i] >= 0x20 && t.s[i] < 0x7f);
}

/* Outside quotes: no blank, operator, expansion, glob, comment, tilde, brace or '='
 * that a shell could take for an assignment before a command. */
static bool is_ordinary(char c)
{
	return c && !strchr(" \t\n|&;<>()$`\\\"'*?[]#~{}!^", c);
}

/* A word of ordinary characters, '…' and \C, cut off *text; ends at `end` or a blank. */
static void cut_word(struct hw_text *text, char end, struct result *ret)
{
	while (text->n && text->s[0] != end && text->s[0] != ' ') {
		char c = text->s[0];

		*text = hw_text_from(*text, 1);
		if (c == '\'') {
			size_t n = hw_text_find(*text, '\'');

			require(n < text->n);
			for (size_t i = 0; i < n; i++)
				add(ret, text->s[i]);
			*text = hw_text_from(*text, n + 1);
		} else if (c == '\\') {
			require(text->n > 0);
			add(ret, text->s[0]);
			*text = hw_text_from(*text, 1);
		} else {
			require(is_ordinary(c));
			add(ret, c);
		}
	}
}

/* printf(1) of a format without arguments. */
static void print_format(struct hw_text format, struct result *ret)
{
	while (format.n) {
		char c = format.s[0];
		unsigned value = 0;

		format = hw_text_from(format, 1);
		if (c == '%') {
			require(format.n && format.s[0] == '%');
			format = hw_text_from(format, 1);
		}
		if (c != '\\') {
			add(ret, c);
			continue;
		}
		/* only the octal form is used: three digits, so none is ambiguous */
		require(format.n >= 3);
		for (size_t i = 0; i < 3; i++) {
			require(format.s[i] >= '0' && format.s[i] <= '7');
			value = value * 8 + (unsigned)(format.s[i] - '0');
		}
		require(value <= 0xff);
		add(ret, (char)value);
		format = hw_text_from(format, 3);
	}
}

/* "$(printf -- WORD)", or a plain word. Must be all of the text. */
static void evaluate(struct hw_text word, struct result *ret, struct hw_arena *arena)
{
	const struct hw_text head = HW_TEXT("\"$(printf -- ");
	struct result format = {hw_arena_alloc(arena, word.n + 1, 1), 0};

	require(word.n > 0);
	if (!hw_text_starts(word, head)) {
		/* a first '=' or a name before it would be an assignment only as the
		 * first word of a command: what is quoted is an argument */
		cut_word(&word, '\0', ret);
		require(word.n == 0);
		return;
	}
	word = hw_text_from(word, head.n);
	cut_word(&word, ')', &format);
	require(hw_text_eq(word, HW_TEXT(")\"")));
	print_format((struct hw_text){format.s, format.n}, ret);
	/* command substitution takes newlines away at the end */
	while (ret->n && ret->s[ret->n - 1] == '\n')
		ret->n--;
}

static struct hw_text evaluate_to(struct hw_text word, struct hw_arena *arena)
{
	struct result r = {hw_arena_alloc(arena, word.n + 1, 1), 0};

	require_printable(word);
	evaluate(word, &r, arena);
	return (struct hw_text){r.s, r.n};
}

static void check_word(struct hw_text t, struct hw_arena *arena)
{
	struct hw_text is = evaluate_to(hw_shell_word(t, arena), arena);

	/* documented: newlines at the end get lost */
	while (t.n && t.s[t.n - 1] == '\n')
		t.n--;
	require(hw_text_eq(is, t));
}

/* The byte that an escape of a regular expression stands for, cut off *text. */
static char cut_escape(struct hw_text *text)
{
	static const char hex[] = "0123456789abcdef";
	char c;

	require(text->n >= 2);
	c = text->s[1];
	*text = hw_text_from(*text, 2);
	if (c == 'n' || c == 't')
		return c == 'n' ? '\n' : '\t';
	if (c == 'x') {
		const char *high = text->n >= 2 ? strchr(hex, text->s[0]) : NULL;
		const char *low = text->n >= 2 ? strchr(hex, text->s[1]) : NULL;

		require(high && low);
		*text = hw_text_from(*text, 2);
		return (char)((high - hex) << 4 | (low - hex));
	}
	require(strchr("\\/.*[^$+?()]{}|", c) != NULL);
	return c;
}

/* Cuts literals off up to `end`, which is no literal when it stands alone. */
static struct hw_text cut_literals(struct hw_text *text, const char *specials, char end,
				   struct hw_arena *arena)
{
	struct result r = {hw_arena_alloc(arena, text->n + 1, 1), 0};

	while (text->n && text->s[0] != end) {
		if (text->s[0] == '\\') {
			add(&r, cut_escape(text));
			continue;
		}
		require(!strchr(specials, text->s[0]));
		add(&r, text->s[0]);
		*text = hw_text_from(*text, 1);
	}
	return (struct hw_text){r.s, r.n};
}

/* A '.' is left as it is: it is like itself, and names of files stay legible. */
static void check_pattern(struct hw_text t, struct hw_arena *arena)
{
	struct hw_text is = evaluate_to(hw_shell_pattern(t, arena), arena);

	is = cut_literals(&is, "^$*+?()[]{}|", '\0', arena);
	require(hw_text_eq(is, t));
}

static void require_cut(struct hw_text *text, const char *head)
{
	require(hw_text_starts(*text, hw_text_of(head)));
	*text = hw_text_from(*text, strlen(head));
}

/* sed's program as report/verdict/shell_quote.c draws it. */
static void check_sed(struct hw_text lines, struct hw_arena *arena)
{
	const struct hw_text locale = HW_TEXT("LC_ALL=C ");
	struct hw_text command = hw_shell_sed_delete(lines, arena);
	struct hw_text first = hw_text_head(lines, hw_text_find(lines, '\n'));
	struct hw_text program;
	struct hw_text is;

	require_printable(command);
	if (hw_text_starts(command, locale))
		command = hw_text_from(command, locale.n);
	require_cut(&command, "sed -i --follow-symlinks ");
	program = evaluate_to(command, arena);
	require_cut(&program, "/^");
	is = cut_literals(&program, "^.*[/", '$', arena);
	if (first.n == lines.n) {
		require(hw_text_eq(is, lines));
		require(hw_text_eq(program, HW_TEXT("$/d")));
		return;
	}
	require(hw_text_eq(is, first));
	require_cut(&program, "$/{");
	for (size_t i = 0; i < lines.n; i++)
		if (lines.s[i] == '\n')
			require_cut(&program, "N;");
	require_cut(&program, "/^");
	is = cut_literals(&program, "^.*[/", '$', arena);
	require(hw_text_eq(is, lines));
	require(hw_text_eq(program, HW_TEXT("$/d;}")));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hw_text in = {(const char *)data, size};
	struct hw_arena arena = {0};

	if (!size)
		in = HW_TEXT("");
	check_word(in, &arena);
	check_pattern(in, &arena);
	check_sed(in, &arena);
	hw_arena_done(&arena);
	return 0;
}
