// SPDX-License-Identifier: GPL-2.0-or-later
/* Where a text has what a secret is, and may have it all the same. */
#include "decoders/text/ascii.h"
#include "report/machine/words/leak_search.h"
#include "report/machine/words/public_words.h"

/* Whether the spelling of a secret is a public word: the answer is dear, and the same
 * for all places of a text. */
struct hw_leak_answer {
	/* NULL: the spelling is a user's name */
	const struct hw_secret *secret;
	struct hw_text spelling;
	bool is_public;
	struct hw_leak_answer *next;
};

static bool is_number_from(struct hw_text text, int64_t least, int64_t most)
{
	const int64_t number = hw_text_decimal(text, text.n);

	return number >= least && number <= most;
}

/* "2026-11-30", "2026.11.30": where a document has a date, a serial number may be the
 * same digits, written without separators. */
static bool is_date(struct hw_text spelling, struct hw_text value)
{
	return spelling.n == 10 && hw_public_is_separator(spelling.s[4]) &&
	       spelling.s[7] == spelling.s[4] && !hw_text_eq(spelling, value) &&
	       is_number_from(hw_text_head(spelling, 4), 1990, 2099) &&
	       is_number_from(hw_text_head(hw_text_from(spelling, 5), 2), 1, 12) &&
	       is_number_from(hw_text_from(spelling, 8), 1, 31);
}

/* A value of a text that people wrote may be any word. The level "fleet" tells the host's
 * name, which parameters have, too. */
static bool is_public_quote(const struct hw_leak_table *t, const struct hw_secret *secret,
			    struct hw_text spelling)
{
	const struct hw_leaks_sources *s = t->sources;
	const struct hw_text host = s->privacy->level == HW_PRIVACY_PUBLIC
					    ? HW_NO_TEXT
					    : hw_public_normal(s->words->host, t->arena);

	return hw_public_is_part_of_module(s->machine, spelling, t->arena) ||
	       (host.n && memmem(host.s, host.n, secret->normal.s, secret->normal.n)) ||
	       hw_withheld_is_shown(s->withheld, secret->value) ||
	       hw_public_is_word(s->machine, spelling, t->arena) ||
	       hw_public_is_of_class(s->machine, spelling, t->arena);
}

/* A host may be called "intel". Some values are known without their separators alone: of
 * these the spelling tells. */
static bool find_public(const struct hw_leak_table *t, const struct hw_secret *secret,
			struct hw_text spelling)
{
	const struct hw_machine *m = t->sources->machine;

	return hw_public_is_name(m, secret->value) || hw_public_is_name(m, spelling) ||
	       hw_public_is_model(m, secret->normal, t->arena) ||
	       hw_public_is_id(m, secret->normal, t->arena) ||
	       hw_public_is_of_address(m, spelling, t->arena) ||
	       is_date(spelling, secret->value) ||
	       (secret->kind != HW_SECRET_VALUE && is_public_quote(t, secret, spelling));
}

/* Without a secret it is the name of a user. */
static bool judge(struct hw_leak_table *t, const struct hw_secret *secret,
		  struct hw_text spelling)
{
	return secret ? find_public(t, secret, spelling)
		      : hw_public_is_word(t->sources->machine, spelling, t->arena);
}

bool hw_leak_is_public(struct hw_leak_table *t, const struct hw_secret *secret,
		       struct hw_text spelling)
{
	struct hw_leak_answer *a = t->answers;

	while (a && !(a->secret == secret && hw_text_eq(a->spelling, spelling)))
		a = a->next;
	if (a)
		return a->is_public;
	a = HW_ARENA_NEW(t->arena, struct hw_leak_answer, 1);
	if (!a)
		return judge(t, secret, spelling);
	*a = (struct hw_leak_answer){secret, hw_arena_copy(t->arena, spelling),
				     judge(t, secret, spelling), t->answers};
	t->answers = a;
	return a->is_public;
}

bool hw_leak_spans_public(struct hw_leak_table *t, struct hw_text text,
			  struct hw_text spelling)
{
	const char *from = spelling.s;
	const char *end = spelling.s + spelling.n;
	struct hw_text rest;
	size_t count = 0;

	while (from > text.s && hw_is_alnum(from[-1]))
		from--;
	while (end < text.s + text.n && hw_is_alnum(*end))
		end++;
	/* no part is left out: it is spelled as a name would be */
	if (from == spelling.s && end == spelling.s + spelling.n &&
	    hw_text_find(spelling, ':') == spelling.n)
		return false;
	rest = (struct hw_text){from, (size_t)(end - from)};
	while (rest.n) {
		size_t n = 0;

		while (n < rest.n && !hw_public_is_separator(rest.s[n]))
			n++;
		if (n && !hw_leak_is_public(t, NULL, hw_text_head(rest, n)))
			return false;
		count += n > 0;
		rest = hw_text_from(rest, n + (n < rest.n));
	}
	return count > 1;
}
