// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/select/pasted.h"

#include <strings.h>

#include "decoders/text/ascii.h"

#define BLANKS " \t\r\n"

/* Quotation marks, and of those beyond ASCII (U+00AB, U+00BB, U+2018 to U+201D) the
 * bytes, which no string of the kernel has. */
#define QUOTES "\"'`\302\253\273\342\200\230\231\234\235"

/* What stands behind a string in a sentence, a list or a table, and belongs to it in none
 * of the kernel's. */
#define BEHIND QUOTES ",;)}>"

/* No prefix is longer, with the colon and a byte behind it. */
#define PREFIX_MAX 32

/* More beginnings of strings in a row, none of them sound, are no list of them. */
#define BEGUN_MAX 64

static struct hw_text skip_blanks(struct hw_text t)
{
	return hw_text_trim_start(t, " \t");
}

/* Cuts the word off the start, in any case; false if it is not there. */
static bool cut_word(struct hw_text *t, const char *word)
{
	size_t n = strlen(word);

	if (t->n < n || strncasecmp(t->s, word, n) != 0)
		return false;
	*t = hw_text_from(*t, n);
	return true;
}

/* What follows "MODALIAS=" behind other words, up to a blank, as in a log of udev or of
 * the kernel. Absent: it is not there. */
static struct hw_text behind_key(struct hw_text line)
{
	const struct hw_text key = HW_TEXT("MODALIAS=");

	for (size_t i = 1; i + key.n < line.n; i++)
		if (hw_text_starts(hw_text_from(line, i), key)) {
			line = hw_text_from(line, i + key.n);
			return hw_text_head(line, hw_text_find(line, ' '));
		}
	return HW_NO_TEXT;
}

/* What is said to be a modalias. Absent: nothing is. */
static struct hw_text of_key(struct hw_text line)
{
	struct hw_text t = skip_blanks(line);
	bool is_alias;

	cut_word(&t, "E: ");
	is_alias = cut_word(&t, "alias");
	if (!is_alias && !cut_word(&t, "modalias"))
		return behind_key(line);
	/* "alias STRING MODULE": no string of modules.alias has a blank */
	if (is_alias && t.n && strchr(" \t", t.s[0])) {
		t = skip_blanks(t);
		t = hw_text_head(t, hw_text_find(t, ' '));
		return t.n ? t : HW_NO_TEXT;
	}
	t = skip_blanks(t);
	if (!cut_word(&t, "=") && !cut_word(&t, ":"))
		return HW_NO_TEXT;
	t = hw_text_trim_end(skip_blanks(t), "\r");
	return t.n ? t : HW_NO_TEXT;
}

bool hw_pasted_is_bare(const struct hw_modalias *m)
{
	return m->bus && !(m->bus->flags & HW_BUS_WORD) && !m->error &&
	       (!m->extra.n || hw_is_alnum(m->extra.s[0])) &&
	       hw_text_find(m->raw, ' ') == m->raw.n;
}

/* A string of a device or a pattern, in which nothing is wrong. */
static bool is_sound(struct hw_text t)
{
	struct hw_modalias m;

	return t.n && hw_decode(t, &m) && m.bus &&
	       !(m.bus->flags & (HW_BUS_WORD | HW_BUS_ALIAS)) &&
	       (!m.extra.n || hw_is_alnum(m.extra.s[0]));
}

/* "pci:" and at least one byte that is no blank, of a bus that is known. */
static bool is_begun(struct hw_text t)
{
	struct hw_text head = hw_text_head(t, PREFIX_MAX);
	size_t colon = hw_text_find(head, ':');
	struct hw_modalias m;

	if (colon + 1 >= head.n || strchr(BLANKS "/", t.s[colon + 1]))
		return false;
	hw_decode(head, &m);
	return m.bus && !(m.bus->flags & (HW_BUS_WORD | HW_BUS_ALIAS));
}

/* A byte of a word: a prefix does not begin behind it. */
static bool is_of_word(char c)
{
	return hw_is_alnum(c) || c == '_' || c == '-' || c == '.' || c == '+';
}

/*
 * Where the text that begins at `at` ends: at the quotation mark that belongs to the one
 * before, else at a blank or any such mark; without what stands behind it.
 */
static struct hw_text token_at(struct hw_text line, size_t at)
{
	struct hw_text t = hw_text_from(line, at);
	char quote = at && strchr("\"'`", line.s[at - 1]) ? line.s[at - 1] : '\0';
	size_t close = quote ? hw_text_find(t, quote) : t.n;
	size_t n = 0;

	if (close < t.n && is_sound(hw_text_head(t, close)))
		return hw_text_head(t, close);
	while (n < t.n && !strchr(BLANKS QUOTES, t.s[n]))
		n++;
	t = hw_text_trim_end(hw_text_head(t, n), BEHIND);
	/* brackets and full stops may be the string's own */
	while (t.n && strchr("]." BEHIND, t.s[t.n - 1]) && !is_sound(t))
		t.n--;
	return t;
}

/* The first string in the line at or behind `from`; what is begun and broken only if
 * `broken`. Absent: there is none. */
static struct hw_text search(struct hw_text line, size_t from, bool broken)
{
	unsigned begun = 0;

	for (size_t i = from; i < line.n && begun < BEGUN_MAX; i++) {
		struct hw_text t;

		if (!hw_is_alnum(line.s[i]) || (i > 0 && is_of_word(line.s[i - 1])) ||
		    !is_begun(hw_text_from(line, i)))
			continue;
		t = token_at(line, i);
		if (broken || is_sound(t))
			return t;
		begun++;
	}
	return HW_NO_TEXT;
}

/* The blanks and quotation marks around it taken off. */
static struct hw_text strip(struct hw_text line)
{
	line = hw_text_trim_end(hw_text_trim_start(line, BLANKS QUOTES), BLANKS);
	return hw_text_trim_end(line, QUOTES);
}

struct hw_text hw_pasted_string(struct hw_text line)
{
	struct hw_text key = of_key(line);
	struct hw_text t = key.n ? strip(key) : line;
	struct hw_text found;

	/* "platform:Fixed MDIO bus" */
	if (is_sound(t) && !strchr(BEHIND, t.s[t.n - 1]) &&
	    !search(t, hw_text_find(t, ' '), false).n)
		return t;
	found = search(t, 0, false);
	if (!found.n)
		found = search(t, 0, true);
	return found.n ? found : t;
}

struct hw_text hw_pasted_further(struct hw_text line, struct hw_text last)
{
	return search(line, (size_t)(last.s - line.s) + last.n, false);
}

bool hw_pasted_has_modalias(struct hw_text line)
{
	struct hw_text string;
	struct hw_modalias m;

	hw_decode(line, &m);
	if (hw_pasted_is_bare(&m))
		return false;
	string = hw_pasted_string(line);
	if (string.n == line.n)
		return false;
	hw_decode(string, &m);
	/* an address in the web, with ids: "?id=usb:046d-c52b" */
	if (m.error && memmem(line.s, line.n, "://", 3))
		return false;
	return m.error != HW_DECODE_UNKNOWN_BUS && m.error != HW_DECODE_EMPTY;
}

bool hw_pasted_is_property(struct hw_text line)
{
	size_t n = 0;

	if (hw_pasted_has_modalias(line))
		return false;
	if (line.n > 3 && line.s[0] >= 'A' && line.s[0] <= 'Z' && line.s[1] == ':' &&
	    line.s[2] == ' ')
		return true;
	while (n < line.n && ((line.s[n] >= 'A' && line.s[n] <= 'Z') ||
			      hw_is_digit(line.s[n]) || line.s[n] == '_'))
		n++;
	return n && n < line.n && line.s[n] == '=';
}
