// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/module/depmod_index.h"

#include <errno.h>
#include <stdlib.h>

#include "data/base/memory.h"

/* libkmod reads all of version 2. */
enum { MAGIC = 0, VERSION = 4, TOP = 8, HEADER = 12, NUMBER = 4 };

#define MAGIC_NUMBER  UINT32_C(0xB007F457)
#define MAJOR_VERSION 2

#define HAS_PREFIX   UINT32_C(0x80000000)
#define HAS_VALUES   UINT32_C(0x40000000)
#define HAS_CHILDREN UINT32_C(0x20000000)
#define OFFSET	     UINT32_C(0x0fffffff)

static uint32_t number_at(struct hw_text bytes, size_t at)
{
	const unsigned char *s = (const unsigned char *)bytes.s + at;

	return (uint32_t)s[0] << 24 | (uint32_t)s[1] << 16 | (uint32_t)s[2] << 8 | s[3];
}

/* Errors: -EBADMSG: no NUL ends it. */
static int cut_string(struct hw_text *rest, struct hw_text *ret)
{
	size_t n = hw_text_find(*rest, '\0');

	if (n >= rest->n)
		return -EBADMSG;
	*ret = hw_text_head(*rest, n);
	*rest = hw_text_from(*rest, n + 1);
	return 0;
}

int hw_depmod_index_open(struct hw_text bytes, struct hw_depmod_index *ret)
{
	if (bytes.n < HEADER || number_at(bytes, MAGIC) != MAGIC_NUMBER ||
	    number_at(bytes, VERSION) >> 16 != MAJOR_VERSION)
		return -EBADMSG;
	*ret = (struct hw_depmod_index){bytes, number_at(bytes, TOP)};
	return 0;
}

static int cut_children(struct hw_text *rest, struct hw_depmod_node *node)
{
	unsigned first;
	unsigned last;
	size_t n;

	if (rest->n < 2)
		return -EBADMSG;
	first = (unsigned char)rest->s[0];
	last = (unsigned char)rest->s[1];
	if (first > last || last >= HW_DEPMOD_BYTES)
		return -EBADMSG;
	n = (last - first + 1) * NUMBER;
	if (rest->n < 2 + n)
		return -EBADMSG;
	node->first = (uint8_t)first;
	node->children = hw_text_head(hw_text_from(*rest, 2), n);
	*rest = hw_text_from(*rest, 2 + n);
	return 0;
}

/* The node that `rest` begins with. */
static int read_node(struct hw_text rest, uint32_t reference, struct hw_depmod_node *ret)
{
	struct hw_depmod_node node = {.prefix = HW_TEXT("")};
	int r = 0;

	if (reference & HAS_PREFIX)
		r = cut_string(&rest, &node.prefix);
	if (r == 0 && reference & HAS_CHILDREN)
		r = cut_children(&rest, &node);
	if (r == 0 && reference & HAS_VALUES) {
		if (rest.n < NUMBER)
			return -EBADMSG;
		node.value_count = number_at(rest, 0);
		node.values = hw_text_from(rest, NUMBER);
	}
	*ret = node;
	return r;
}

int hw_depmod_node_read(const struct hw_depmod_index *x, uint32_t reference,
			struct hw_depmod_node *ret)
{
	const size_t at = reference & OFFSET;

	if (at < HEADER || at >= x->bytes.n)
		return -EBADMSG;
	return read_node(hw_text_from(x->bytes, at), reference, ret);
}

bool hw_depmod_index_is_cut(const struct hw_depmod_index *x)
{
	struct hw_depmod_node node;

	/* of no module, the root has no parts */
	return x->top & ~OFFSET ? hw_depmod_node_read(x, x->top, &node) < 0
				: (x->top & OFFSET) > x->bytes.n;
}

uint32_t hw_depmod_child(const struct hw_depmod_node *node, char c)
{
	const size_t at = (size_t)((unsigned char)c - node->first) * NUMBER;

	return (unsigned char)c >= node->first && at < node->children.n
		       ? number_at(node->children, at)
		       : 0;
}

int hw_depmod_value_cut(struct hw_depmod_node *node, struct hw_depmod_value *ret)
{
	if (node->values.n < NUMBER)
		return -EBADMSG;
	node->value_count--;
	ret->number = number_at(node->values, 0);
	node->values = hw_text_from(node->values, NUMBER);
	return cut_string(&node->values, &ret->text);
}

/* Where a search is. */
struct search {
	/* 0: it has ended */
	uint32_t reference;
	/* what is left of it */
	struct hw_text key;
	/* absent: not found */
	struct hw_text value;
};

/* Goes on from the node. Each step takes a byte of the key, or ends. */
static int step(struct search *s, struct hw_depmod_node *node)
{
	struct hw_depmod_value value = {.text = HW_NO_TEXT};
	int r = 0;

	s->reference = 0;
	if (!hw_text_starts(s->key, node->prefix))
		return 0;
	s->key = hw_text_from(s->key, node->prefix.n);
	if (s->key.n) {
		s->reference = hw_depmod_child(node, s->key.s[0]);
		s->key = hw_text_from(s->key, 1);
	} else if (node->value_count) {
		r = hw_depmod_value_cut(node, &value);
		s->value = r == 0 ? value.text : HW_NO_TEXT;
	}
	return r;
}

int hw_depmod_index_find(const struct hw_depmod_index *x, struct hw_text key,
			 struct hw_text *ret)
{
	struct search s = {x->top, key, HW_NO_TEXT};
	int r = 0;

	while (r == 0 && s.reference & OFFSET) {
		struct hw_depmod_node node;

		r = hw_depmod_node_read(x, s.reference, &node);
		if (r == 0)
			r = step(&s, &node);
	}
	*ret = s.value;
	return r;
}

int hw_depmod_pages_open(struct hw_root *root, const char *path, int64_t made_of,
			 struct hw_depmod_pages *ret)
{
	struct hw_depmod_index index;
	struct hw_pages *pages;
	char header[HEADER];
	int r = hw_pages_open(root, path, &pages);

	if (r < 0)
		return r;
	if (hw_pages_modified(pages) < made_of)
		r = -ESTALE;
	else if (hw_pages_size(pages) < HEADER)
		r = -EBADMSG;
	else
		r = hw_pages_copy(pages, 0, header, sizeof(header));
	if (r == 0)
		r = hw_depmod_index_open((struct hw_text){header, sizeof(header)},
					 &index);
	if (r < 0) {
		hw_pages_close(pages);
		return r;
	}
	*ret = (struct hw_depmod_pages){pages, index.top};
	return 0;
}

void hw_depmod_pages_close(struct hw_depmod_pages *pages)
{
	hw_pages_close(pages->pages);
	*pages = (struct hw_depmod_pages){0};
}

/* A step from the node that `bytes` begin with, and perhaps end too early for: -EBADMSG.
 */
static int try_step(struct search *s, struct hw_text bytes, struct hw_arena *arena)
{
	struct search next = *s;
	struct hw_depmod_node node;
	int r = read_node(bytes, s->reference, &node);

	if (r == 0)
		r = step(&next, &node);
	if (r < 0)
		return r;
	if (next.value.s) {
		next.value = hw_arena_copy(arena, next.value);
		if (!next.value.s)
			return -ENOMEM;
	}
	*s = next;
	return 0;
}

/* No node that depmod writes is longer. */
#define NODE_MAX ((size_t)1024 * 1024)

/* A step from a node that a page does not hold. */
static int step_far(const struct hw_depmod_pages *x, struct search *s, uint64_t at,
		    struct hw_arena *arena)
{
	const uint64_t left = hw_pages_size(x->pages) - at;
	const size_t most = left < NODE_MAX ? (size_t)left : NODE_MAX;
	int r = -EBADMSG;

	for (size_t n = 1024, had = 0; r == -EBADMSG && had < most; n *= 2) {
		char *bytes = hw_malloc(n);

		if (!bytes)
			return -ENOMEM;
		had = n < most ? n : most;
		r = hw_pages_copy(x->pages, at, bytes, had);
		if (r == 0)
			r = try_step(s, (struct hw_text){bytes, had}, arena);
		free(bytes);
	}
	return r;
}

int hw_depmod_pages_find(const struct hw_depmod_pages *x, struct hw_text key,
			 struct hw_arena *arena, struct hw_text *ret)
{
	struct search s = {x->top, key, HW_NO_TEXT};
	int r = 0;

	while (r == 0 && s.reference & OFFSET) {
		const uint64_t at = s.reference & OFFSET;
		struct hw_text page;

		r = at < HEADER ? -EBADMSG : hw_pages_look(x->pages, at, &page);
		if (r == 0)
			r = try_step(&s, page, arena);
		if (r == -EBADMSG && at >= HEADER)
			r = step_far(x, &s, at, arena);
	}
	*ret = s.value;
	/* behind the end, or cut off since */
	return r == -ERANGE ? -EBADMSG : r;
}

int hw_depmod_index_map(struct hw_root *root, const char *path, int64_t made_of,
			struct hw_map *ret_map, struct hw_depmod_index *ret)
{
	struct hw_map map;
	int r = hw_root_map(root, path, &map);

	if (r < 0)
		return r;
	r = map.modified < made_of ? -ESTALE : hw_depmod_index_open(map.text, ret);
	if (r < 0)
		hw_unmap(&map);
	else
		*ret_map = map;
	return r;
}
