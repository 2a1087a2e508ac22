// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/running/crypto.h"

#include <errno.h>
#include <string.h>

#include "data/base/array.h"
#include "data/root/note.h"

/* The types of ciphers: those of *_show() of crypto/{skcipher,lskcipher,aead}.c, c_show()
 * of crypto/proc.c, and before Linux 5.5 of crypto/{ablkcipher,blkcipher}.c. */
static bool is_cipher(struct hw_text type)
{
	static const char *const types[] = {
		"cipher", "skcipher", "lskcipher", "aead", "ablkcipher", "blkcipher",
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(types); i++)
		if (hw_text_eq(type, hw_text_of(types[i])))
			return true;
	return false;
}

/* More than the list's own reference. */
static bool is_used(struct hw_text refcnt)
{
	return refcnt.n > 1 || (refcnt.n == 1 && refcnt.s[0] >= '2');
}

/* What is read of one, as lines of the file. */
enum key { NAME, MODULE, REFCNT, INTERNAL, TYPE, KEY_COUNT };

static const char *const keys[KEY_COUNT] = {
	[NAME] = "name",	 [MODULE] = "module", [REFCNT] = "refcnt",
	[INTERNAL] = "internal", [TYPE] = "type",
};

struct reader {
	struct hw_root *root;
	struct hw_arena *arena;
	struct hw_text lines[KEY_COUNT];
	struct hw_crypto *v;
	size_t n;
	size_t room;
};

/* "aesni_intel" of the line "module       : aesni_intel". */
static struct hw_text value_of(struct hw_text line)
{
	hw_text_cut(&line, ':');
	return hw_text_trim_end(hw_text_trim_start(line, " "), " ");
}

/* Adds the one of which all lines were read. */
static int take(struct reader *r)
{
	const struct hw_text *lines = r->lines;
	const struct hw_text module = value_of(lines[MODULE]);
	const struct hw_text type = value_of(lines[TYPE]);
	const struct hw_crypto one = {
		.name = hw_arena_copy(r->arena, value_of(lines[NAME])),
		.module = hw_text_eq(module, HW_TEXT("kernel"))
				  ? HW_NO_TEXT
				  : hw_arena_copy(r->arena, module),
		.is_cipher = is_cipher(type),
		.is_hash = hw_text_eq(type, HW_TEXT("shash")) ||
			   hw_text_eq(type, HW_TEXT("ahash")),
		.is_internal = hw_text_eq(value_of(lines[INTERNAL]), HW_TEXT("yes")),
	};

	if (!one.name.n || !is_used(value_of(lines[REFCNT])) ||
	    !(one.is_cipher || one.is_hash))
		return 0;
	if (HW_ARENA_GROW(r->arena, struct hw_crypto, r->v, r->n, &r->room, 16) < 0)
		return -ENOMEM;
	r->v[r->n++] = one;
	for (size_t i = 0; i < KEY_COUNT; i++)
		if (lines[i].n)
			hw_root_note_line(r->root, lines[i], false);
	return 0;
}

/* Empty lines end nothing: those that were not recorded are empty. */
static int read_line(struct reader *r, struct hw_text line)
{
	const struct hw_text key =
		hw_text_trim_end(hw_text_head(line, hw_text_find(line, ':')), " \t");

	for (size_t i = 0; i < KEY_COUNT; i++) {
		if (!hw_text_eq(key, hw_text_of(keys[i])))
			continue;
		if (i == NAME) {
			int e = take(r);

			if (e < 0)
				return e;
			memset(r->lines, 0, sizeof(r->lines));
		}
		r->lines[i] = line;
	}
	return 0;
}

int hw_crypto_in_use(struct hw_root *root, struct hw_arena *arena, struct hw_crypto **ret,
		     size_t *ret_count)
{
	struct reader r = {.root = root, .arena = arena};
	struct hw_text rest;
	struct hw_map map;
	int e = 0;

	*ret = NULL;
	*ret_count = 0;
	if (hw_root_map(root, "proc/crypto", &map) < 0)
		return 0;
	hw_root_note_table(root, map.text);
	rest = map.text;
	while (rest.s && e == 0)
		e = read_line(&r, hw_text_cut(&rest, '\n'));
	if (e == 0)
		e = take(&r);
	hw_unmap(&map);
	if (e < 0 || hw_arena_failed(arena))
		return -ENOMEM;
	*ret = r.v;
	*ret_count = r.n;
	return 0;
}
