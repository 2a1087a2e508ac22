/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_MODULE_DEPMOD_INDEX_H
#define HWALIAS_DATA_MODULE_DEPMOD_INDEX_H

#include <stdint.h>

#include "data/root/pages.h"
#include "data/root/root.h"

// clang-format off
/*
 * A reader of the indexes that depmod writes beside its texts: modules.alias.bin,
 * modules.builtin.alias.bin, modules.dep.bin. A radix tree from keys to values, in
 * numbers of 32 bits, most significant byte first (kmod's libkmod/libkmod-index.c):
 *
 *	file:	B007F457  0002 0001  reference to the root
 *	node:	[prefix NUL] [first last reference ...] [count  number value NUL ...]
 *	         ^ PREFIX     ^ CHILDREN: one for each   ^ VALUES
 *	                        byte from first to last
 *
 * A reference has the node's offset in its lower 28 bits, 0 for none, and in the upper
 * ones which of the three parts the node has. The key of a node is the prefixes and the
 * bytes of the children on the way to it.
 *
 * Nothing of the file is believed: a reference beyond its end, a text without NUL and the
 * like are -EBADMSG. There is no checksum, so other damage is not seen, as by libkmod.
 */
// clang-format on

/* Keys are ASCII. */
enum { HW_DEPMOD_BYTES = 128 };

struct hw_depmod_index {
	struct hw_text bytes;
	uint32_t top;
};

struct hw_depmod_node {
	struct hw_text prefix;
	/* `child_count` references, that of the byte `first` first */
	struct hw_text children;
	uint8_t first;
	/* what is left of them; cut with hw_depmod_value_cut() */
	uint32_t value_count;
	struct hw_text values;
};

struct hw_depmod_value {
	/* order among values of all keys: of an alias, the module's place in
	 * modules.order */
	uint32_t number;
	struct hw_text text;
};

/* Lifetime of the index and of all texts: that of `bytes`. Errors: -EBADMSG. */
int hw_depmod_index_open(struct hw_text bytes, struct hw_depmod_index *ret);

/* Errors: -EBADMSG. */
int hw_depmod_node_read(const struct hw_depmod_index *x, uint32_t reference,
			struct hw_depmod_node *ret);

/* Whether the bytes end before the root, which depmod writes last (index_write(),
 * tools/depmod.c of kmod). */
bool hw_depmod_index_is_cut(const struct hw_depmod_index *x);

/* The reference to the child of a byte; 0: there is none. */
uint32_t hw_depmod_child(const struct hw_depmod_node *node, char c);

/* Cuts the first value off; call while `value_count` is not 0. Errors: -EBADMSG. */
int hw_depmod_value_cut(struct hw_depmod_node *node, struct hw_depmod_value *ret);

/* The first value of exactly this key; absent if there is none. Errors: -EBADMSG. */
int hw_depmod_index_find(const struct hw_depmod_index *x, struct hw_text key,
			 struct hw_text *ret);

/* An index of which a few keys are looked up: nodes are read where they are. */
struct hw_depmod_pages {
	/* NULL: it is not open */
	struct hw_pages *pages;
	uint32_t top;
};

/* As hw_depmod_index_map(). */
int hw_depmod_pages_open(struct hw_root *root, const char *path, int64_t made_of,
			 struct hw_depmod_pages *ret);

void hw_depmod_pages_close(struct hw_depmod_pages *pages);

/* As hw_depmod_index_find(); a copy in the arena. Errors: -EBADMSG; -ENOMEM; -EIO and the
 * like. */
int hw_depmod_pages_find(const struct hw_depmod_pages *x, struct hw_text key,
			 struct hw_arena *arena, struct hw_text *ret);

/*
 * Maps the index at `path` and opens it, if it is not older than what it was made of:
 * images and packages give both the same time. Lifetime: the map's.
 * Errors: -errno of hw_root_map(); -ESTALE; -EBADMSG.
 */
int hw_depmod_index_map(struct hw_root *root, const char *path, int64_t made_of,
			struct hw_map *ret_map, struct hw_depmod_index *ret);

#endif
