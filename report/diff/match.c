// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <strings.h>

#include "data/alias/glob.h"
#include "decoders/text/ascii.h"
#include "report/diff/internal.h"

/* Devices below this depth are treated as if they were at it. */
#define DEPTH_MAX ((size_t)64)

/* A run of digits that is no longer, or ends a name, is a number that is counted up; a
 * longer one is an address, "fe300000.serial". */
#define COUNTER_DIGITS_MAX 3

struct side {
	const struct hw_diff_device *v;
	size_t n;
	size_t *above;
	size_t *partner;
	unsigned char *depth;
};

struct matcher {
	struct side a;
	struct side b;
	struct hw_arena *arena;
	/* of the keys of one round */
	struct hw_arena scratch;
	const struct hw_diff_side *before;
	const struct hw_diff_side *after;
	/* one side is what other tools print */
	bool has_dump;
	/* of equal keys in b: the next one, HW_DIFF_NONE: no more */
	size_t *next;
};

/* --- What a device is --- */

/* Devices of which a machine has one, whose strings tell of all of it. */
static bool is_single(const struct hw_diff_device *d)
{
	return d->bus && d->bus->directory && !d->bus->directory->prefix;
}

/* Of a processor, without its features, which a kernel or microcode may change. */
static struct hw_text make_of_single(const struct hw_diff_device *d)
{
	static const char features[] = ":feature:";
	const char *at = d->modalias.n ? memmem(d->modalias.s, d->modalias.n, features,
						sizeof(features) - 1)
				       : NULL;

	return at ? hw_text_head(d->modalias, (size_t)(at - d->modalias.s)) : HW_NO_TEXT;
}

static bool has_ids(const struct hw_diff_device *d)
{
	return d->ids[HW_ROLE_VENDOR].present && d->ids[HW_ROLE_DEVICE].present;
}

/* The number of HW_ROLE_INTERFACE is the last one that is an id. */
static bool ids_differ(const struct hw_diff_device *a, const struct hw_diff_device *b)
{
	for (enum hw_role r = HW_ROLE_VENDOR; r <= HW_ROLE_INTERFACE; r++)
		if (a->ids[r].present && b->ids[r].present &&
		    a->ids[r].value != b->ids[r].value)
			return true;
	return false;
}

/* The next letter or digit; 0: there is none. Reports for people wrap names and escape
 * what is left out. */
static char next_letter(struct hw_text *text)
{
	while (text->n) {
		const char c = hw_lower(text->s[0]);

		*text = hw_text_from(*text, 1);
		if (hw_is_digit(c) || (c >= 'a' && c <= 'z'))
			return c;
	}
	return 0;
}

static bool models_differ(struct hw_text a, struct hw_text b)
{
	char x;
	char y;

	if (!a.n || !b.n)
		return false;
	do {
		x = next_letter(&a);
		y = next_letter(&b);
	} while (x && x == y);
	return x != y;
}

/* The next run of letters and digits; absent: there is none. */
static struct hw_text next_word(struct hw_text *text)
{
	struct hw_text word;
	size_t from = 0;
	size_t to;

	while (from < text->n && !hw_is_alnum(text->s[from]))
		from++;
	to = from;
	while (to < text->n && hw_is_alnum(text->s[to]))
		to++;
	word = (struct hw_text){text->s + from, to - from};
	*text = hw_text_from(*text, to);
	return word;
}

static bool has_word(struct hw_text text, struct hw_text word)
{
	struct hw_text other;

	while ((other = next_word(&text)).n)
		if (other.n == word.n && strncasecmp(other.s, word.s, word.n) == 0)
			return true;
	return false;
}

/* Whether each word of `a` is one of `b`, as where one tool shortens what the other one
 * prints: "Intel Wireless 8265". */
static bool has_words_of(struct hw_text b, struct hw_text a)
{
	struct hw_text word;

	while ((word = next_word(&a)).n)
		if (!has_word(b, word))
			return false;
	return true;
}

static bool are_same_tools(const struct hw_machine *a, const struct hw_machine *b)
{
	return a && b && a->is_dump && b->is_dump &&
	       hw_text_eq(a->dump.formats, b->dump.formats);
}

enum hw_diff_names hw_diff_compare_names(const struct hw_diff_side *before,
					 const struct hw_diff_side *after,
					 const struct hw_diff_device *a,
					 const struct hw_diff_device *b)
{
	const struct hw_text x = a->make_name;
	const struct hw_text y = b->make_name;

	if ((has_ids(a) && has_ids(b)) || !models_differ(x, y))
		return HW_DIFF_NAMES_AGREE;
	if (has_ids(a) || has_ids(b) || has_words_of(x, y) || has_words_of(y, x) ||
	    a->name_is_known != b->name_is_known ||
	    !are_same_tools(before->machine, after->machine))
		return HW_DIFF_NAMES_DOUBTFUL;
	return HW_DIFF_NAMES_DIFFER;
}

/* Of a list without types each is a "device". */
static bool is_kind_told(const struct hw_diff_device *d)
{
	return d->kind.n && !hw_text_eq(d->kind, HW_TEXT("device"));
}

/* Not "acpi:*", which a report says of a node whose string it does not show. */
static bool has_string(const struct hw_diff_device *d)
{
	const size_t colon = hw_text_find(d->modalias, ':');

	return d->modalias.n &&
	       !(colon + 2 == d->modalias.n && d->modalias.s[colon + 1] == '*');
}

/* Whether both may be the same device. What is not told is no difference. */
static bool is_same_make(const struct hw_diff_device *a, const struct hw_diff_device *b)
{
	if (!hw_text_eq(a->subsystem, b->subsystem))
		return false;
	if (is_single(a)) {
		struct hw_text x = make_of_single(a);
		struct hw_text y = make_of_single(b);

		return !models_differ(a->model, b->model) &&
		       (!x.n || !y.n || hw_text_eq(x, y));
	}
	if (is_kind_told(a) && is_kind_told(b) && !hw_text_eq(a->kind, b->kind))
		return false;
	if (ids_differ(a, b) || models_differ(a->model, b->model) ||
	    (a->serial.n && b->serial.n && !hw_text_eq(a->serial, b->serial)))
		return false;
	/* the string of a PCI function has nothing but ids */
	return has_ids(a) || has_ids(b) || hw_bus_address(a->bus) == HW_ADDRESS_PCI ||
	       !has_string(a) || !has_string(b) || hw_text_eq(a->modalias, b->modalias) ||
	       hw_glob_match_written(a->modalias, b->modalias) ||
	       hw_glob_match_written(b->modalias, a->modalias);
}

/* --- Where a device is --- */

/* Of a dump that tells no place, "bus1-dev2" and "line-3" are made up. */
static bool has_place(const struct hw_diff_device *d)
{
	switch (hw_bus_address(d->bus)) {
	case HW_ADDRESS_PCI:
		return hw_text_find(d->name, ':') < d->name.n;
	case HW_ADDRESS_USB:
		return d->name.n && hw_is_digit(d->name.s[0]);
	case HW_ADDRESS_NAME:
		break;
	}
	return false;
}

/* "line-3" of a list of strings: data/tools/modaliases.c. */
static bool is_listed(const struct hw_diff_device *d)
{
	return hw_text_starts(d->name, HW_TEXT("line-"));
}

/* The part of an address that the device above does not tell: "1f.6" of a PCI function,
 * "2" of the USB device "1-1.2", "1.0" of the interface "1-6:1.0", "usb" of "usb1". */
static struct hw_text place_below(const struct hw_diff_device *d)
{
	struct hw_text name = d->name;
	size_t at = name.n;

	switch (hw_bus_address(d->bus)) {
	case HW_ADDRESS_PCI:
		while (at && name.s[at - 1] != ':')
			at--;
		return hw_text_from(name, at);
	case HW_ADDRESS_USB:
		if (hw_text_starts(name, HW_TEXT("usb")))
			return hw_text_head(name, 3);
		if (hw_text_find(name, ':') < name.n)
			return hw_text_from(name, hw_text_find(name, ':') + 1);
		while (at && name.s[at - 1] != '-' && name.s[at - 1] != '.')
			at--;
		return hw_text_from(name, at);
	case HW_ADDRESS_NAME:
		break;
	}
	return name;
}

static bool has_counted_end(struct hw_text name)
{
	struct hw_text end = name.n > 5 ? hw_text_from(name, name.n - 5) : HW_NO_TEXT;

	if (!end.n || end.s[0] != '.')
		return false;
	for (size_t i = 1; i < end.n; i++)
		if (!hw_is_hex(end.s[i]))
			return false;
	return true;
}

/* The words of report/privacy/privacy.h, behind which a number is counted up. */
static const char *const private_words[] = {"serial-", "uuid-", "mac-", "wwn-", "id-"};

/* The length of the word at the end of `name`, "serial-" of "28-serial-"; 0: it is none.
 */
static size_t private_word(struct hw_text name)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(private_words); i++) {
		struct hw_text word = hw_text_of(private_words[i]);

		if (name.n >= word.n &&
		    memcmp(name.s + name.n - word.n, word.s, word.n) == 0)
			return word.n;
	}
	return 0;
}

static struct hw_text without_end_number(struct hw_text name)
{
	size_t n = name.n;

	while (n && hw_is_digit(name.s[n - 1]))
		n--;
	return hw_text_head(name, n);
}

/* "28-serial-" of "28-serial-3"; other names are left as they are. */
static struct hw_text without_private_number(struct hw_text name)
{
	struct hw_text rest = without_end_number(name);

	return rest.n < name.n && private_word(rest) ? rest : name;
}

/* Whether `private` has a word in place of what `name` tells: "28-serial-3" and
 * "28-0000075ab123". */
static bool is_withheld(struct hw_text private, struct hw_text name)
{
	struct hw_text rest = without_private_number(private);

	return rest.n < private.n && without_private_number(name).n == name.n &&
	       hw_text_starts(name, hw_text_head(rest, rest.n - private_word(rest)));
}

/*
 * The name without what the kernel counts up: the first number of "input5", "0-0050" and
 * "2:0:0:0", and the end of a HID device's "0003:046D:C52B.0007" (hid_add_device(),
 * drivers/hid/hid-core.c); and without that of a name that is withheld.
 */
static struct hw_text without_counter(struct hw_text name, struct hw_arena *arena)
{
	size_t from = 0;
	size_t to;

	name = without_private_number(name);
	if (has_counted_end(name))
		name.n -= 5;
	while (from < name.n && !hw_is_digit(name.s[from]))
		from++;
	to = from;
	while (to < name.n && hw_is_digit(name.s[to]))
		to++;
	if (to - from > COUNTER_DIGITS_MAX && to < name.n)
		return name;
	return hw_arena_printf(arena, "%.*s#%.*s", HW_TEXT_ARG(hw_text_head(name, from)),
			       HW_TEXT_ARG(hw_text_from(name, to)));
}

/* --- Rounds: one key a device, those with equal keys are paired --- */

enum round {
	/* below the same device */
	SAME_PLACE,
	SAME_STRING,
	SAME_COUNTED_PLACE,
	/* one side withholds the end of the name */
	SAME_WITHHELD_PLACE,
	SAME_IDS_BELOW,
	/* anywhere */
	SAME_ID,
	SAME_NUMBER,
	SAME_IDS,
	/* of a list of strings, which tells places or none, and no buses */
	SAME_LISTED_NAME,
	SAME_LISTED_STRING,
};

/* Ids, or a name and what else is told; a device of PCI or USB of which neither is
 * known has none: its class tells not which one it is. */
static struct hw_text make_key(const struct hw_diff_device *d, struct hw_arena *arena)
{
	if (!has_ids(d) && hw_bus_address(d->bus) != HW_ADDRESS_NAME &&
	    !hw_bus_is_part(d->bus, d->kind))
		return d->make_name.n ? hw_arena_printf(arena, "%.*s %.*s",
							HW_TEXT_ARG(d->modalias),
							HW_TEXT_ARG(d->make_name))
				      : HW_NO_TEXT;
	if (has_ids(d))
		return hw_arena_printf(arena, "%x:%x", d->ids[HW_ROLE_VENDOR].value,
				       d->ids[HW_ROLE_DEVICE].value);
	return d->modalias;
}

/* `above` is a place in b, HW_DIFF_NONE for a root. Absent: not in this round. */
static struct hw_text key_of(struct matcher *m, enum round round,
			     const struct hw_diff_device *d, size_t above)
{
	struct hw_arena *arena = &m->scratch;
	bool is_root = above == HW_DIFF_NONE;
	bool is_plugged = hw_bus_address(d->bus) != HW_ADDRESS_NAME;
	struct hw_text place = is_root ? d->name : place_below(d);
	struct hw_text what = HW_NO_TEXT;

	switch (round) {
	case SAME_PLACE:
		what = place;
		break;
	case SAME_STRING:
	case SAME_COUNTED_PLACE:
		if (is_plugged)
			return HW_NO_TEXT;
		what = without_counter(place, arena);
		if (round == SAME_STRING)
			what = hw_arena_printf(arena, "%.*s %.*s", HW_TEXT_ARG(what),
					       HW_TEXT_ARG(d->modalias));
		break;
	case SAME_WITHHELD_PLACE:
		if (is_plugged)
			return HW_NO_TEXT;
		what = d->modalias;
		break;
	case SAME_IDS_BELOW:
		what = make_key(d, arena);
		if (is_root || !what.n)
			return HW_NO_TEXT;
		break;
	case SAME_ID:
		return d->id;
	case SAME_NUMBER:
		return d->usb_number;
	case SAME_IDS:
		what = make_key(d, arena);
		if (!is_plugged || !what.n || hw_bus_is_part(d->bus, d->kind))
			return HW_NO_TEXT;
		return hw_arena_printf(arena, "%.*s %.*s", HW_TEXT_ARG(d->subsystem),
				       HW_TEXT_ARG(what));
	case SAME_LISTED_NAME:
		return m->has_dump && has_string(d)
			       ? hw_arena_printf(arena, "%.*s %.*s", HW_TEXT_ARG(d->name),
						 HW_TEXT_ARG(d->modalias))
			       : HW_NO_TEXT;
	case SAME_LISTED_STRING:
		/* that of a firmware's node is also another bus's */
		return has_string(d) ? d->modalias : HW_NO_TEXT;
	}
	return hw_arena_printf(arena, "%zx %.*s %.*s", above, HW_TEXT_ARG(d->subsystem),
			       HW_TEXT_ARG(what));
}

/* A part of a device that is listed too goes where that goes, and not to another device
 * that has come to its place. */
static bool goes_with_whole(const struct side *side, enum round round, size_t i)
{
	return round == SAME_ID && side->above[i] != HW_DIFF_NONE &&
	       hw_bus_is_part(side->v[i].bus, side->v[i].kind);
}

/* Chains the devices of b that have no partner by their keys, the first one first. */
static int chain(struct matcher *m, enum round round, struct hw_text_index *ret)
{
	for (size_t i = m->b.n; i-- > 0;) {
		struct hw_text key;
		size_t *first;

		if (m->b.partner[i] != HW_DIFF_NONE || goes_with_whole(&m->b, round, i))
			continue;
		key = key_of(m, round, &m->b.v[i], m->b.above[i]);
		if (!key.n)
			continue;
		first = hw_text_index_find(ret, key);
		m->next[i] = first ? *first : HW_DIFF_NONE;
		if (first)
			*first = i;
		else if (hw_text_index_add(ret, key, i) < 0)
			return -ENOMEM;
	}
	return 0;
}

/* A number tells where places are not told: one that is plugged in anew has another. */
static bool may_be_same(const struct matcher *m, enum round round,
			const struct hw_diff_device *a, const struct hw_diff_device *b)
{
	if (models_differ(a->model, b->model) ||
	    hw_diff_compare_names(m->before, m->after, a, b) == HW_DIFF_NAMES_DIFFER)
		return false;
	if (round == SAME_LISTED_NAME)
		return true;
	if (round == SAME_LISTED_STRING)
		return is_listed(a) || is_listed(b);
	if (round == SAME_WITHHELD_PLACE && !is_withheld(a->name, b->name) &&
	    !is_withheld(b->name, a->name))
		return false;
	return is_same_make(a, b) &&
	       !(round == SAME_NUMBER && has_place(a) && has_place(b));
}

/* The first of the chain that may be the same device; it is taken off. */
static size_t take(struct matcher *m, enum round round, size_t *first,
		   const struct hw_diff_device *d)
{
	for (size_t *at = first; *at != HW_DIFF_NONE; at = &m->next[*at]) {
		size_t found = *at;

		if (!may_be_same(m, round, d, &m->b.v[found]))
			continue;
		*at = m->next[found];
		return found;
	}
	return HW_DIFF_NONE;
}

/* The place in b of what device `i` of a is below of. False: that has no partner. */
static bool find_above(const struct matcher *m, size_t i, size_t *ret)
{
	size_t above = m->a.above[i];

	*ret = above == HW_DIFF_NONE ? HW_DIFF_NONE : m->a.partner[above];
	return above == HW_DIFF_NONE || *ret != HW_DIFF_NONE;
}

static int pair_round(struct matcher *m, enum round round, size_t depth)
{
	struct hw_text_index index = {0};
	int r = chain(m, round, &index);

	for (size_t i = 0; r == 0 && i < m->a.n; i++) {
		struct hw_text key;
		size_t *first;
		size_t above;
		size_t found;

		if (m->a.partner[i] != HW_DIFF_NONE || m->a.depth[i] != depth ||
		    goes_with_whole(&m->a, round, i) ||
		    (!find_above(m, i, &above) && round < SAME_ID))
			continue;
		key = key_of(m, round, &m->a.v[i], above);
		first = key.n ? hw_text_index_find(&index, key) : NULL;
		found = first ? take(m, round, first, &m->a.v[i]) : HW_DIFF_NONE;
		if (found == HW_DIFF_NONE)
			continue;
		m->a.partner[i] = found;
		m->b.partner[found] = i;
	}
	hw_text_index_done(&index);
	if (hw_arena_failed(&m->scratch))
		r = -ENOMEM;
	hw_arena_reset(&m->scratch);
	return r;
}

/* --- The tree --- */

static int find_tree(const struct hw_diff_side *side, struct hw_arena *arena,
		     struct side *ret)
{
	struct hw_text_index index = {0};
	int r = 0;

	*ret = (struct side){
		.v = side->v,
		.n = side->n,
		.above = HW_ARENA_NEW(arena, size_t, side->n),
		.partner = HW_ARENA_NEW(arena, size_t, side->n),
		.depth = HW_ARENA_NEW(arena, unsigned char, side->n),
	};
	if (!ret->above || !ret->partner || !ret->depth)
		return -ENOMEM;
	for (size_t i = 0; i < side->n && r == 0; i++)
		if (!hw_text_index_find(&index, side->v[i].id))
			r = hw_text_index_add(&index, side->v[i].id, i);
	for (size_t i = 0; i < side->n; i++) {
		const size_t *at = side->v[i].parent.n
					   ? hw_text_index_find(&index, side->v[i].parent)
					   : NULL;

		ret->partner[i] = HW_DIFF_NONE;
		ret->above[i] = at && *at != i ? *at : HW_DIFF_NONE;
	}
	for (size_t i = 0; i < side->n; i++) {
		size_t depth = 0;

		for (size_t at = ret->above[i]; at != HW_DIFF_NONE && depth < DEPTH_MAX;
		     at = ret->above[at])
			depth++;
		ret->depth[i] = (unsigned char)depth;
	}
	hw_text_index_done(&index);
	return r;
}

static bool is_dump(const struct hw_diff_side *side)
{
	return side->machine && side->machine->is_dump;
}

int hw_diff_match(const struct hw_diff_side *before, const struct hw_diff_side *after,
		  struct hw_arena *arena, struct hw_diff_pairs *ret)
{
	struct matcher m = {.arena = arena,
			    .before = before,
			    .after = after,
			    .has_dump = is_dump(before) || is_dump(after)};
	size_t deepest = 0;
	int r = find_tree(before, arena, &m.a);

	if (r == 0)
		r = find_tree(after, arena, &m.b);
	m.next = HW_ARENA_NEW(arena, size_t, after->n);
	if (r < 0 || !m.next)
		return -ENOMEM;
	*ret = (struct hw_diff_pairs){
		.after_of = m.a.partner,
		.before_of = m.b.partner,
		.above_before = m.a.above,
		.above_after = m.b.above,
	};
	if (m.has_dump)
		r = hw_diff_pair_root_hubs(before, after, arena, ret);
	for (size_t i = 0; i < m.a.n; i++)
		if (m.a.depth[i] > deepest)
			deepest = m.a.depth[i];
	for (size_t depth = 0; depth <= deepest && r == 0; depth++)
		for (enum round k = SAME_PLACE; k <= SAME_WITHHELD_PLACE && r == 0; k++)
			r = pair_round(&m, k, depth);
	/* what is left is looked for elsewhere, and then what is below it */
	for (size_t depth = 0; depth <= deepest && r == 0; depth++)
		for (enum round k = SAME_PLACE; k <= SAME_LISTED_STRING && r == 0; k++)
			r = pair_round(&m, k, depth);
	hw_arena_done(&m.scratch);
	return r;
}

bool hw_diff_is_moved(const struct hw_diff_side *before, const struct hw_diff_side *after,
		      const struct hw_diff_pairs *pairs, size_t a, size_t b)
{
	const struct hw_diff_device *x = &before->v[a];
	const struct hw_diff_device *y = &after->v[b];
	size_t above_a = pairs->above_before[a];
	size_t above_b = pairs->above_after[b];

	if (!has_place(x) || !has_place(y))
		return false;
	/* what it is below may be behind the cut */
	if ((before->is_cut || after->is_cut) && hw_text_eq(x->id, y->id))
		return false;
	if (hw_bus_address(x->bus) == HW_ADDRESS_PCI)
		return !hw_text_eq(x->name, y->name);
	/* the number of its bus is counted up */
	if (above_a != HW_DIFF_NONE && above_b != HW_DIFF_NONE)
		return pairs->after_of[above_a] != above_b ||
		       !hw_text_eq(place_below(x), place_below(y));
	return !hw_text_eq(x->name, y->name) && above_a == above_b;
}
