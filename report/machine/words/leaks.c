// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/machine/words/leaks.h"

#include <errno.h>

#include "decoders/text/ascii.h"
#include "decoders/text/word.h"
#include "report/machine/words/leak_search.h"
#include "report/machine/words/public_words.h"
#include "report/privacy/shapes/keys.h"

static bool is_hex(struct hw_text text)
{
	for (size_t i = 0; i < text.n; i++)
		if (!hw_is_hex(text.s[i]))
			return false;
	return true;
}

/* "525400abcdef" -> "efcdab005452", as little-endian registers have it. */
static struct hw_text reverse(struct hw_text hex, struct hw_arena *arena)
{
	char *to = hw_arena_alloc(arena, hex.n + 1, 1);

	for (size_t i = 0; to && i < hex.n; i += 2)
		memcpy(to + hex.n - 2 - i, hex.s + i, 2);
	return to ? (struct hw_text){to, hex.n} : HW_NO_TEXT;
}

/* "0025385881b0ffee" of "eui.0025385881b0ffee" and of "00 25 38 58 81 b0 ff ee", as sysfs
 * has both (wwid_show(), eui_show(), drivers/nvme/host/sysfs.c; "naa." and "t10." of
 * scsi_vpd_lun_id(), drivers/scsi/scsi_lib.c); absent: nothing stands around the digits.
 */
static struct hw_text digits_of(struct hw_text value, struct hw_arena *arena)
{
	static const char *const heads[] = {"eui.", "naa.", "t10."};
	struct hw_text rest = value;
	size_t n = 0;
	char *to;

	for (size_t i = 0; i < HW_ARRAY_SIZE(heads); i++)
		if (hw_text_starts(value, hw_text_of(heads[i])))
			rest = hw_text_from(value, strlen(heads[i]));
	to = hw_arena_alloc(arena, rest.n + 1, 1);
	for (size_t i = 0; to && i < rest.n; i++) {
		if (rest.s[i] != ' ' && !hw_is_hex(rest.s[i]))
			return HW_NO_TEXT;
		if (rest.s[i] != ' ')
			to[n++] = hw_lower(rest.s[i]);
	}
	return to && n < value.n ? (struct hw_text){to, n} : HW_NO_TEXT;
}

static void add(struct hw_leak_table *t, struct hw_text value)
{
	struct hw_text normal = hw_public_normal(value, t->arena);
	struct hw_text digits = digits_of(value, t->arena);

	/* a recording has pseudonyms in place of what they stand for */
	if (hw_private_is_replaced(value))
		return;
	hw_leak_table_put(t, value, normal, HW_SECRET_VALUE);
	hw_leak_table_put(t, value, digits, HW_SECRET_VALUE);
	if (normal.n >= HW_LEAK_PART_MIN && normal.n % 2 == 0 && is_hex(normal))
		hw_leak_table_put(t, value, reverse(normal, t->arena), HW_SECRET_VALUE);
}

static void add_quoted(struct hw_leak_table *t, const struct hw_withheld *withheld)
{
	for (size_t i = 0; withheld && i < withheld->values.n; i++) {
		struct hw_text value = withheld->values.v[i];

		hw_leak_table_put(t, value, hw_public_normal(value, t->arena),
				  HW_SECRET_QUOTE);
	}
}

static void add_set(struct hw_leak_table *t, const struct hw_text_set *set)
{
	for (size_t i = 0; set && i < set->n; i++)
		add(t, set->v[i]);
}

static bool make_table(struct hw_leak_table *t)
{
	const struct hw_leaks_sources *s = t->sources;
	size_t count = s->privacy->values.n + s->privacy->of_texts.n +
		       s->known->values.n + (s->withheld ? s->withheld->values.n : 0) +
		       (s->more ? s->more->n : 0) + s->words->user_count + 3;

	/* each may stand there three times */
	if (!hw_leak_table_open(t, 3 * count))
		return false;
	add_set(t, &s->privacy->values);
	add_set(t, &s->privacy->of_texts);
	add_set(t, &s->known->values);
	add_set(t, s->more);
	add_quoted(t, s->withheld);
	/* the level "fleet" tells it */
	for (size_t i = 0; s->privacy->level == HW_PRIVACY_PUBLIC && i < 2; i++) {
		const struct hw_text host =
			i ? hw_free_text_host_alone(s->words->host) : s->words->host;

		hw_leak_table_put(t, host, hw_public_normal(host, t->arena),
				  HW_SECRET_NAME);
	}
	for (size_t i = 0; i < s->words->user_count; i++) {
		const struct hw_text user = s->words->users[i];

		hw_leak_table_put(t, user, hw_public_normal(user, t->arena),
				  HW_SECRET_NAME);
	}
	add(t, s->words->home);
	return hw_leak_table_settle(t);
}

bool hw_leaks_are_possible(const struct hw_machine *m)
{
	return !hw_privacy_is_off(&m->privacy) &&
	       (m->privacy.values.n || m->privacy.of_texts.n || m->known.values.n ||
		m->withheld.values.n || m->words.user_count || m->words.host.n);
}

/* Whether the level "fleet" tells the name of a user, as a word of the host's: people
 * call a computer "anna-thinkpad". */
static bool is_of_told_host(const struct hw_leaks_sources *s, struct hw_text user)
{
	return s->privacy->level != HW_PRIVACY_PUBLIC &&
	       hw_text_has_word(s->words->host, user);
}

/* The name of a user where it is a word of the text, or absent. */
static struct hw_text find_user(struct hw_leak_table *t, struct hw_text text)
{
	const struct hw_private_words *words = t->sources->words;

	for (size_t i = 0; i < words->user_count; i++) {
		const size_t at = hw_text_find_word(text, words->users[i]);

		if (at < text.n && !is_of_told_host(t->sources, words->users[i]) &&
		    !hw_leak_is_public(t, NULL, words->users[i]))
			return hw_text_head(hw_text_from(text, at), words->users[i].n);
	}
	return HW_NO_TEXT;
}

struct hw_text hw_leaks_find_of(const struct hw_leaks_sources *sources,
				struct hw_text text, struct hw_arena *arena)
{
	struct hw_leak_table t = {.sources = sources, .arena = arena};
	struct hw_text found = HW_NO_TEXT;

	if (make_table(&t)) {
		const struct hw_leak hit = hw_leak_find(&t, text, 0);

		found = hit.secret ? hit.secret->value : HW_NO_TEXT;
	}
	hw_text_index_done(&t.parts);
	return found.n ? found : find_user(&t, text);
}

struct hw_leaks {
	struct hw_leaks_sources sources;
	struct hw_leak_table table;
};

int hw_leaks_open(const struct hw_leaks_sources *sources, struct hw_arena *arena,
		  struct hw_leaks **ret)
{
	struct hw_leaks *l = HW_ARENA_NEW(arena, struct hw_leaks, 1);

	if (!l)
		return -ENOMEM;
	*l = (struct hw_leaks){.sources = *sources, .table = {.arena = arena}};
	l->table.sources = &l->sources;
	make_table(&l->table);
	*ret = l;
	return hw_arena_failed(arena) ? -ENOMEM : 0;
}

void hw_leaks_close(struct hw_leaks *leaks)
{
	if (leaks)
		hw_text_index_done(&leaks->table.parts);
}

/* `place` is a part of the text. */
static struct hw_text replace(struct hw_text text, struct hw_text place,
			      struct hw_arena *arena)
{
	const size_t at = (size_t)(place.s - text.s);

	return hw_arena_printf(arena, "%.*swithheld%.*s",
			       HW_TEXT_ARG(hw_text_head(text, at)),
			       HW_TEXT_ARG(hw_text_from(text, at + place.n)));
}

struct hw_text hw_leaks_withhold(struct hw_leaks *leaks, struct hw_text text,
				 struct hw_arena *arena)
{
	struct hw_leak hit = hw_leak_find(&leaks->table, text, 0);
	struct hw_text user;

	while (hit.secret) {
		text = replace(text, hit.spelling, arena);
		hit = hw_leak_find(&leaks->table, text, 0);
	}
	user = find_user(&leaks->table, text);
	while (user.n) {
		text = replace(text, user, arena);
		user = find_user(&leaks->table, text);
	}
	return text;
}

struct hw_text hw_leaks_without_quotes(const struct hw_machine *m,
				       const struct hw_withheld *quotes,
				       struct hw_text text, struct hw_arena *arena)
{
	const struct hw_privacy privacy = {.level = m->privacy.level};
	const struct hw_known_secrets known = {.root = NULL};
	const struct hw_private_words words = {.host = m->words.host};
	const struct hw_leaks_sources sources = {m,	 &privacy, &known,
						 &words, quotes,   NULL};
	struct hw_leaks *leaks = NULL;
	bool has_any = false;

	/* nearly no text has one: then nothing is made for the search */
	for (size_t at = 0; at < text.n && !has_any; at++)
		has_any = hw_withheld_at(quotes, hw_text_from(text, at));
	if (has_any && hw_leaks_open(&sources, arena, &leaks) == 0)
		text = hw_leaks_withhold(leaks, text, arena);
	hw_leaks_close(leaks);
	return hw_arena_failed(arena) ? HW_NO_TEXT : text;
}

struct hw_leaks_sources hw_leaks_sources_of(const struct hw_machine *m)
{
	return (struct hw_leaks_sources){m,	    &m->privacy,  &m->known,
					 &m->words, &m->withheld, NULL};
}

struct hw_text hw_leaks_find(const struct hw_machine *m, struct hw_text text,
			     struct hw_arena *arena)
{
	const struct hw_leaks_sources sources = hw_leaks_sources_of(m);

	return hw_leaks_are_possible(m) ? hw_leaks_find_of(&sources, text, arena)
					: HW_NO_TEXT;
}

void hw_leaks_clean_warnings(const struct hw_machine *m, struct hw_warnings *warnings)
{
	const struct hw_leaks_sources sources = hw_leaks_sources_of(m);
	struct hw_arena *arena = &warnings->arena;
	struct hw_leaks *leaks = NULL;

	hw_privacy_apply_warnings(warnings, &m->words);
	/* the arena records allocation failure */
	if (warnings->first && hw_leaks_are_possible(m))
		hw_leaks_open(&sources, arena, &leaks);
	for (struct hw_warning *w = warnings->first; leaks && w; w = w->next) {
		w->path = hw_leaks_withhold(leaks, w->path, arena);
		w->message = hw_leaks_withhold(leaks, w->message, arena);
	}
	hw_leaks_close(leaks);
}
