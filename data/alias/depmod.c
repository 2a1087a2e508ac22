// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdlib.h>

#include "data/alias/glob.h"
#include "data/alias/internal.h"
#include "data/base/array.h"
#include "data/module/depmod_index.h"

/*
 * Patterns in one of depmod's trees that match a string. The way down follows the string:
 *
 *	pattern: pci:v00008086d*sv*...	a byte that is no wildcard: the same in the string
 *	         ^^^^^^^^^^^^^^^
 *	                        ^	a star: goes on wherever the next byte of the
 *					pattern is in the string
 *	[ or \ behind a wildcard	every pattern below is compared as a whole
 *
 * so it is not all patterns below a star that are compared, as libkmod does.
 */

/* Ways down that a string may need. Those of a machine need some hundreds; a hostile tree
 * has no end of them. */
enum { STEPS_MAX = 200000, DEPTH_MAX = 500 };

struct walk {
	const struct hw_depmod_index *index;
	struct hw_text string;
	struct hw_arena *arena;
	struct hw_alias_claim *claims;
	size_t count;
	size_t room;
	size_t steps;
	unsigned depth;
	int failed;
	/* the pattern up to here */
	char pattern[HW_GLOB_MAX + 1];
};

/* How far a way has come. */
struct place {
	/* bytes of the pattern */
	size_t pattern_n;
	/* bytes of the string that these match */
	size_t at;
	/* there was a wildcard: from here on a backslash is none of the bytes */
	bool is_wild;
};

static bool is_special(char c)
{
	return c == '*' || c == '?' || c == '[' || c == '\\';
}

static bool is_stopped(struct walk *w)
{
	if (++w->steps > STEPS_MAX)
		w->failed = -EBADMSG;
	return w->failed != 0;
}

static bool push(struct walk *w, struct place *p, char c)
{
	if (p->pattern_n >= HW_GLOB_MAX) {
		w->failed = -EBADMSG;
		return false;
	}
	w->pattern[p->pattern_n++] = c;
	return true;
}

/* Several ways may lead to the same pattern. */
static bool is_known(const struct walk *w, const char *value)
{
	for (size_t i = 0; i < w->count; i++)
		if (w->claims[i].module.s == value)
			return true;
	return false;
}

static void add_values(struct walk *w, struct hw_depmod_node node, size_t pattern_n)
{
	struct hw_text pattern = HW_NO_TEXT;

	while (node.value_count && !w->failed) {
		struct hw_depmod_value value;

		w->failed = hw_depmod_value_cut(&node, &value);
		if (w->failed || is_known(w, value.text.s))
			continue;
		if (!pattern.s)
			pattern = hw_arena_copy(w->arena,
						(struct hw_text){w->pattern, pattern_n});
		if (HW_ARENA_GROW(w->arena, struct hw_alias_claim, w->claims, w->count,
				  &w->room, 8) < 0)
			w->failed = -ENOMEM;
		else
			w->claims[w->count++] = (struct hw_alias_claim){
				pattern, value.text, value.number};
	}
}

static bool enter(struct walk *w, uint32_t reference, struct hw_depmod_node *ret)
{
	if (is_stopped(w))
		return false;
	w->failed = w->depth == DEPTH_MAX ? -EBADMSG
					  : hw_depmod_node_read(w->index, reference, ret);
	return !w->failed;
}

/* Compares each pattern that begins like this, from the byte `from` of the prefix on. */
static void compare_below(struct walk *w, const struct hw_depmod_node *node, size_t from,
			  struct place p)
{
	size_t literal;

	for (size_t i = from; i < node->prefix.n; i++)
		if (!push(w, &p, node->prefix.s[i]))
			return;
	if (node->value_count) {
		struct hw_text pattern = {w->pattern, p.pattern_n};

		if (hw_glob_scan(pattern, &literal) == 0 &&
		    hw_glob_match_scanned(pattern, literal, w->string))
			add_values(w, *node, p.pattern_n);
	}
	w->depth++;
	for (unsigned c = node->first; c < HW_DEPMOD_BYTES && !w->failed; c++) {
		const uint32_t reference = hw_depmod_child(node, (char)c);
		struct hw_depmod_node below;
		struct place next = p;

		if (reference && push(w, &next, (char)c) && enter(w, reference, &below))
			compare_below(w, &below, 0, next);
	}
	w->depth--;
}

static void follow(struct walk *w, const struct hw_depmod_node *node, size_t from,
		   struct place p);

/* Follows the child of `c`, which is a byte of the pattern that takes `taken` bytes of
 * the string. */
static void follow_child(struct walk *w, const struct hw_depmod_node *node, char c,
			 size_t taken, struct place p)
{
	const uint32_t reference = hw_depmod_child(node, c);
	struct hw_depmod_node below;

	if (!reference || w->string.n - p.at < taken || !push(w, &p, c) ||
	    !enter(w, reference, &below))
		return;
	p.at += taken;
	p.is_wild = p.is_wild || c == '?';
	w->depth++;
	follow(w, &below, 0, p);
	w->depth--;
}

static void compare_child(struct walk *w, const struct hw_depmod_node *node, char c,
			  struct place p)
{
	const uint32_t reference = hw_depmod_child(node, c);
	struct hw_depmod_node below;

	if (reference && push(w, &p, c) && enter(w, reference, &below))
		compare_below(w, &below, 0, p);
}

/* Behind a star: it may take any number of bytes. */
static void follow_star(struct walk *w, const struct hw_depmod_node *node, size_t from,
			struct place p)
{
	const char next = from < node->prefix.n ? node->prefix.s[from] : '*';

	p.is_wild = true;
	for (; p.at <= w->string.n && !w->failed; p.at++)
		if (is_special(next) || (p.at < w->string.n && w->string.s[p.at] == next))
			follow(w, node, from, p);
}

static void follow_children(struct walk *w, const struct hw_depmod_node *node,
			    struct place p)
{
	const uint32_t star = hw_depmod_child(node, '*');
	const char c = p.at < w->string.n ? w->string.s[p.at] : '*';
	struct hw_depmod_node below;
	struct place next = p;

	if (!is_special(c) || (c == '\\' && !p.is_wild))
		follow_child(w, node, c, 1, p);
	if (p.is_wild)
		compare_child(w, node, '\\', p);
	compare_child(w, node, '[', p);
	follow_child(w, node, '?', 1, p);
	if (star && push(w, &next, '*') && enter(w, star, &below)) {
		w->depth++;
		follow_star(w, &below, 0, next);
		w->depth--;
	}
}

/* Goes along the node's prefix from its byte `from` on, then to its children. */
static void follow(struct walk *w, const struct hw_depmod_node *node, size_t from,
		   struct place p)
{
	if (is_stopped(w))
		return;
	for (; from < node->prefix.n; from++) {
		const char c = node->prefix.s[from];

		if (c == '[' || (c == '\\' && p.is_wild)) {
			compare_below(w, node, from, p);
			return;
		}
		if (!push(w, &p, c))
			return;
		if (c == '*') {
			follow_star(w, node, from + 1, p);
			return;
		}
		if (p.at == w->string.n || (c != '?' && w->string.s[p.at] != c))
			return;
		p.is_wild = p.is_wild || c == '?';
		p.at++;
	}
	if (p.at == w->string.n)
		add_values(w, *node, p.pattern_n);
	follow_children(w, node, p);
}

static int by_number(const void *left, const void *right)
{
	const struct hw_alias_claim *a = left;
	const struct hw_alias_claim *b = right;

	return (a->number > b->number) - (a->number < b->number);
}

int hw_alias_depmod_search(const struct hw_depmod_index *index, struct hw_text string,
			   struct hw_arena *arena, struct hw_alias_claim **ret,
			   size_t *ret_count)
{
	struct walk w = {.index = index, .string = string, .arena = arena};
	struct hw_depmod_node top;

	if (enter(&w, index->top, &top))
		follow(&w, &top, 0, (struct place){0});
	if (w.failed)
		return w.failed;
	if (w.count > 1)
		qsort(w.claims, w.count, sizeof(*w.claims), by_number);
	*ret = w.claims;
	*ret_count = w.count;
	return 0;
}
