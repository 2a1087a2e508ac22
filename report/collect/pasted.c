// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/collect/pasted.h"

#include "decoders/modalias.h"

#include <strings.h>

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
		if (hw_text_starts(hw_text_from(line, i), key) && line.s[i - 1] != ':') {
			line = hw_text_from(line, i + key.n);
			return hw_text_head(line, hw_text_find(line, ' '));
		}
	return HW_NO_TEXT;
}

struct hw_text hw_pasted_string(struct hw_text line)
{
	struct hw_text t = skip_blanks(line);
	struct hw_text behind;
	bool is_alias;

	cut_word(&t, "E: ");
	is_alias = cut_word(&t, "alias");
	if (!is_alias && !cut_word(&t, "modalias")) {
		behind = behind_key(line);
		return behind.n ? behind : line;
	}
	/* "alias STRING MODULE": no string of modules.alias has a blank */
	if (is_alias && t.n && strchr(" \t", t.s[0])) {
		t = skip_blanks(t);
		return t.n ? hw_text_head(t, hw_text_find(t, ' ')) : line;
	}
	t = skip_blanks(t);
	if (!cut_word(&t, "=") && !cut_word(&t, ":"))
		return line;
	t = skip_blanks(t);
	return t.n ? t : line;
}

bool hw_pasted_has_modalias(struct hw_text line)
{
	struct hw_text string = hw_pasted_string(line);
	struct hw_modalias m;

	if (string.n == line.n)
		return false;
	hw_decode(string, &m);
	return m.error != HW_DECODE_UNKNOWN_BUS && m.error != HW_DECODE_EMPTY;
}
