// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/machine/leaks.h"

#include <stdint.h>

#include "decoders/text/ascii.h"

/* The text and the secrets are compared in lower case and without separators. A table has
 * the secrets by their first bytes, and the text is looked at through a window of that
 * size: the time does not grow with the number of secrets. */
#define WINDOW ((size_t)8)

/* From this length on, a number may also be a part of a word. */
#define PART_MIN ((size_t)12)

struct secret {
	struct hw_text value;
	/* in lower case, without separators */
	struct hw_text normal;
};

struct table {
	const struct hw_machine *machine;
	struct hw_arena *arena;
	struct secret *v;
	size_t n;
	/* places in `v` plus one, by hash of the window; the size is a power of two */
	uint32_t *slots;
	size_t room;
};

static bool is_separator(char c)
{
	return c == ':' || c == '-' || c == '.' || c == '_';
}

static bool is_alnum(char c)
{
	const char lower = hw_lower(c);

	return hw_is_digit(c) || (lower >= 'a' && lower <= 'z');
}

static struct hw_text normalise(struct hw_text text, struct hw_arena *arena)
{
	char *to = hw_arena_alloc(arena, text.n + 1, 1);
	size_t n = 0;

	for (size_t i = 0; to && i < text.n; i++)
		if (!is_separator(text.s[i]))
			to[n++] = hw_lower(text.s[i]);
	return to ? (struct hw_text){to, n} : HW_NO_TEXT;
}

static uint64_t window_at(const char *p)
{
	uint64_t w;

	memcpy(&w, p, sizeof(w));
	return w * UINT64_C(0x9e3779b97f4a7c15);
}

static void put(struct table *t, struct hw_text value, struct hw_text normal)
{
	size_t at;

	if (normal.n < WINDOW || hw_is_placeholder(normal))
		return;
	at = window_at(normal.s) >> 32 & (t->room - 1);
	while (t->slots[at])
		at = (at + 1) & (t->room - 1);
	t->v[t->n] = (struct secret){value, normal};
	t->slots[at] = (uint32_t)++t->n;
}

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

static void add(struct table *t, struct hw_text value)
{
	struct hw_text normal = normalise(value, t->arena);

	put(t, value, normal);
	if (normal.n >= PART_MIN && normal.n % 2 == 0 && is_hex(normal))
		put(t, value, reverse(normal, t->arena));
}

static bool make_table(struct table *t)
{
	const struct hw_machine *m = t->machine;
	size_t count = m->privacy.values.n + m->known.values.n + 2;

	t->room = 16;
	/* each may stand there twice, and half of the room is to be free */
	while (t->room < 4 * count)
		t->room *= 2;
	t->slots = HW_ARENA_NEW(t->arena, uint32_t, t->room);
	t->v = HW_ARENA_NEW(t->arena, struct secret, 2 * count);
	if (!t->slots || !t->v)
		return false;
	for (size_t i = 0; i < m->privacy.values.n; i++)
		add(t, m->privacy.values.v[i]);
	for (size_t i = 0; i < m->known.values.n; i++)
		add(t, m->known.values.v[i]);
	/* the level "fleet" tells it */
	if (m->privacy.level == HW_PRIVACY_PUBLIC)
		add(t, m->words.host);
	add(t, m->words.home);
	return t->n > 0;
}

/* The length of the secret's spelling at the start of the text, or 0. */
static size_t length_at(struct hw_text text, struct hw_text normal)
{
	size_t at = 0;

	for (size_t i = 0; i < normal.n; i++, at++) {
		while (i && at < text.n && is_separator(text.s[at]))
			at++;
		if (at >= text.n || hw_lower(text.s[at]) != normal.s[i])
			return 0;
	}
	return at;
}

/* What is short, or a number, is the secret as a word alone: a date may be such digits.
 */
static bool occurs(struct hw_text text, struct hw_text normal)
{
	bool is_word = normal.n < PART_MIN;

	for (size_t at = 0; at + normal.n <= text.n; at++) {
		size_t n;

		if (is_word && at && is_alnum(text.s[at - 1]))
			continue;
		n = length_at(hw_text_from(text, at), normal);
		if (n && !(is_word && at + n < text.n && is_alnum(text.s[at + n])))
			return true;
	}
	return false;
}

static bool is_model(const struct hw_machine *m, struct hw_text normal,
		     struct hw_arena *arena)
{
	const struct hw_host *h = &m->host;
	const struct hw_text texts[] = {
		h->sys_vendor,	 h->product_name,      h->product_version,
		h->board_vendor, h->board_name,	       h->bios_vendor,
		h->bios_version, h->device_tree_model, h->device_tree_compatible,
		h->os_id,	 h->os_name,	       h->kernel_release,
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(texts); i++) {
		struct hw_text text = normalise(texts[i], arena);

		if (text.n && memmem(text.s, text.n, normal.s, normal.n))
			return true;
	}
	return false;
}

/* A host may be called "intel". */
static bool is_public(const struct table *t, const struct secret *secret)
{
	const struct hw_machine *m = t->machine;

	return hw_ids_mention(m->databases.pci, secret->value) ||
	       hw_ids_mention(m->databases.usb, secret->value) ||
	       (m->modules &&
		(hw_modules_path(m->modules, secret->value).n ||
		 hw_modules_is_builtin(m->modules, secret->value) == HW_YES ||
		 hw_modules_is_loaded(m->modules, secret->value) == HW_YES)) ||
	       is_model(m, secret->normal, t->arena);
}

bool hw_leaks_are_possible(const struct hw_machine *m)
{
	return !hw_privacy_is_off(&m->privacy) &&
	       (m->privacy.values.n || m->known.values.n || m->words.host.n);
}

struct hw_text hw_leaks_find(const struct hw_machine *m, struct hw_text text,
			     struct hw_arena *arena)
{
	struct table t = {.machine = m, .arena = arena};
	struct hw_text all;

	if (!hw_leaks_are_possible(m) || !make_table(&t))
		return HW_NO_TEXT;
	all = normalise(text, arena);
	for (size_t at = 0; at + WINDOW <= all.n; at++) {
		size_t slot = window_at(all.s + at) >> 32 & (t.room - 1);

		for (; t.slots[slot]; slot = (slot + 1) & (t.room - 1)) {
			struct secret *s = &t.v[t.slots[slot] - 1];
			struct hw_text normal = s->normal;

			if (!normal.s || normal.n > all.n - at ||
			    memcmp(all.s + at, normal.s, normal.n) != 0)
				continue;
			/* once is enough */
			s->normal = HW_NO_TEXT;
			if (occurs(text, normal) &&
			    !is_public(&t, &(struct secret){s->value, normal}))
				return s->value;
		}
	}
	return HW_NO_TEXT;
}
