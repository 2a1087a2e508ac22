// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/collect/pasted.h"

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

struct hw_text hw_pasted_string(struct hw_text line)
{
	struct hw_text t = skip_blanks(line);
	bool is_alias;

	cut_word(&t, "E: ");
	is_alias = cut_word(&t, "alias");
	if (!is_alias && !cut_word(&t, "modalias"))
		return line;
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
