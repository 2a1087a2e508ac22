// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/document/internal.h"

/*
 * A command longer than a line goes on behind a backslash:
 *
 *	sed -i --follow-symlinks '/^blacklist e1000e$/d' /etc/modprobe.d/x.conf && \
 *	  modprobe e1000e
 *
 * A shell removes a backslash with the line feed behind it before it looks for words,
 * outside of single quotes (POSIX.1-2017, Shell Command Language, 2.2.1). So a line ends
 * at a blank between words where it can; else within a word, and single quotes are closed
 * before and opened again.
 */

/* Columns of a line without what may stand before and behind the text. */
#define ROOM (HW_DOCUMENT_COLUMNS - 4)

struct state {
	/* '\'', '"' or 0 */
	char quote;
	/* the character before is a backslash that means the next one */
	bool is_escaped;
};

static void step(struct state *s, char c)
{
	if (s->is_escaped)
		s->is_escaped = false;
	else if (c == '\\' && s->quote != '\'')
		s->is_escaped = true;
	else if (!s->quote && (c == '\'' || c == '"'))
		s->quote = c;
	else if (s->quote == c)
		s->quote = 0;
}

/* The last place of the first ROOM columns where a word begins behind a blank; 0: none.
 */
static size_t last_word(struct hw_text t, struct state s)
{
	size_t at = 0;

	for (size_t i = 0; i < t.n && i <= ROOM; i++) {
		if (i && t.s[i - 1] == ' ' && t.s[i] != ' ' && !s.quote && !s.is_escaped)
			at = i;
		step(&s, t.s[i]);
	}
	return at;
}

/* The last place where a line may end within a word. */
static size_t last_character(struct hw_text t, struct state *s)
{
	struct state now = *s;
	size_t columns = 0;
	size_t at = 0;

	for (size_t i = 0; i < t.n && columns < ROOM - 1;) {
		size_t width;
		size_t n = hw_unit_of_character(hw_text_from(t, i), &width);

		if (!now.is_escaped && i) {
			at = i;
			*s = now;
		}
		for (size_t k = 0; k < n; k++)
			step(&now, t.s[i + k]);
		columns += width;
		i += n;
	}
	return at;
}

/* What the next line begins with: an indent between words, or the quote again. */
static const char *lead_of(struct state s, bool is_between)
{
	if (is_between)
		return "  ";
	return s.quote == '\'' ? "'" : "";
}

void hw_shell_lines(struct hw_buffer *out, struct hw_text t)
{
	struct state s = {0};
	const char *lead = "";

	while (strlen(lead) + hw_columns_of(t) > HW_DOCUMENT_COLUMNS) {
		size_t at = last_word(t, s);
		bool is_between = at;

		for (size_t i = 0; i < at; i++)
			step(&s, t.s[i]);
		if (!at)
			at = last_character(t, &s);
		hw_buffer_add(out, hw_text_of(lead));
		hw_buffer_add(out, hw_text_head(t, at));
		if (s.quote == '\'')
			hw_buffer_add_char(out, '\'');
		hw_buffer_add(out, HW_TEXT("\\\n"));
		lead = lead_of(s, is_between);
		t = hw_text_from(t, at);
	}
	hw_buffer_add(out, hw_text_of(lead));
	hw_buffer_add(out, t);
	hw_buffer_add_char(out, '\n');
}
