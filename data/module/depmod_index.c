// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/module/depmod_index.h"

#include <errno.h>

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

int hw_depmod_node_read(const struct hw_depmod_index *x, uint32_t reference,
			struct hw_depmod_node *ret)
{
	struct hw_depmod_node node = {.prefix = HW_TEXT("")};
	const size_t at = reference & OFFSET;
	struct hw_text rest;
	int r = 0;

	if (at < HEADER || at >= x->bytes.n)
		return -EBADMSG;
	rest = hw_text_from(x->bytes, at);
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

/* Each step takes a byte of the key, or ends. */
int hw_depmod_index_find(const struct hw_depmod_index *x, struct hw_text key,
			 struct hw_text *ret)
{
	struct hw_depmod_value value = {.text = HW_NO_TEXT};
	uint32_t reference = x->top;

	*ret = HW_NO_TEXT;
	while (reference & OFFSET) {
		struct hw_depmod_node node;
		int r = hw_depmod_node_read(x, reference, &node);

		if (r < 0)
			return r;
		if (!hw_text_starts(key, node.prefix))
			return 0;
		key = hw_text_from(key, node.prefix.n);
		if (!key.n) {
			r = node.value_count ? hw_depmod_value_cut(&node, &value) : 0;
			if (r == 0)
				*ret = value.text;
			return r;
		}
		reference = hw_depmod_child(&node, key.s[0]);
		key = hw_text_from(key, 1);
	}
	return 0;
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
