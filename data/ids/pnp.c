// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/ids/pnp.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "data/base/array.h"
#include "data/base/hash.h"
#include "data/base/memory.h"
#include "data/root/note.h"

// clang-format off
/*
 * pnp.ids, the UEFI Forum's registry of Plug and Play ids as in hwdata: a vendor a line,
 * three characters, a tab (drawn as ">"), the name.
 *
 *     AAA>Avolites Ltd
 *     VQ@>Vision Quest            '@' is the letter below 'A' of the packed form
 *     inu>Inovatec S.p.A.         lower case in the registry; no id is packed to it
 *     PHI>DO NOT USE - PHI        returned or never assigned: no name
 *     # comment                   not in hwdata's file, but in others
 *
 * The file is nearly sorted, and not relied on to be. One pass stores where all lines
 * are, in chains of those whose letters have the same hash:
 *
 *     chains  [ 12 ][ 0 ][ 2520 ] ...	the number of the last line, from 1; 0: none
 *                           |
 *     lines   ... [offset, 77] ...	and that of the one before it
 */
// clang-format on

enum { KEY_LENGTH = 3, CHAIN_BITS = 9 };

struct line {
	/* in the text */
	uint32_t offset;
	/* the number of that before it in its chain; 0: none */
	uint32_t before;
};

struct hw_pnp {
	/* NULL for a text in memory */
	struct hw_root *root;
	struct hw_warnings *warnings;
	/* with a leading slash */
	char *path;
	bool is_read;
	struct hw_map map;
	struct hw_text text;
	struct line *lines;
	uint32_t count;
	/* the last line's number */
	uint32_t chains[1 << CHAIN_BITS];
};

/* hwdata's path, the only one in Debian; and that in the system profile of NixOS. */
static const char *const paths[] = {
	"usr/share/hwdata/pnp.ids",
	"usr/local/share/hwdata/pnp.ids",
	"run/current-system/sw/share/hwdata/pnp.ids",
};

/* The three characters, the first in the highest byte. */
static uint32_t key_of(const char *s)
{
	return (uint32_t)(unsigned char)s[0] << 16 | (uint32_t)(unsigned char)s[1] << 8 |
	       (unsigned char)s[2];
}

static struct hw_text trim(struct hw_text t)
{
	static const char blanks[] = " \t\r";

	return hw_text_trim_start(hw_text_trim_end(t, blanks), blanks);
}

/* The name in a line. False: malformed. */
static bool split(struct hw_text line, struct hw_text *ret_name)
{
	struct hw_text name;

	if (line.n <= KEY_LENGTH || line.s[KEY_LENGTH] != '\t')
		return false;
	for (size_t i = 0; i < KEY_LENGTH; i++)
		if (line.s[i] <= ' ' || line.s[i] > '~')
			return false;
	name = trim(hw_text_from(line, KEY_LENGTH + 1));
	if (!name.n || memchr(name.s, '\0', name.n))
		return false;
	*ret_name = name;
	return true;
}

static int add(struct hw_pnp *pnp, size_t *room, const char *line)
{
	uint32_t *chain = &pnp->chains[hw_hash_bits(key_of(line), CHAIN_BITS)];

	/* hwdata's lines have 25 bytes on average */
	if (HW_ARRAY_GROW(pnp->lines, pnp->count, room, pnp->text.n / 24 + 16) < 0)
		return -ENOMEM;
	pnp->lines[pnp->count] = (struct line){
		.offset = (uint32_t)(line - pnp->text.s),
		.before = *chain,
	};
	*chain = ++pnp->count;
	return 0;
}

/* What nearly all lines of a text without a NUL are: the name begins at once. */
static bool is_common(struct hw_text line)
{
	return line.n > KEY_LENGTH + 1 && line.s[0] > ' ' && line.s[0] <= '~' &&
	       line.s[0] != '#' && line.s[1] > ' ' && line.s[1] <= '~' &&
	       line.s[2] > ' ' && line.s[2] <= '~' && line.s[KEY_LENGTH] == '\t' &&
	       line.s[KEY_LENGTH + 1] > ' ';
}

static int scan(struct hw_pnp *pnp)
{
	struct hw_text rest = pnp->text;
	const bool has_nul = hw_text_find(rest, '\0') < rest.n;
	size_t number = 0;
	size_t room = 0;

	if (rest.n > UINT32_MAX)
		return -EFBIG;
	while (rest.s) {
		struct hw_text line = hw_text_cut(&rest, '\n');
		struct hw_text name;
		int r;

		number++;
		if (has_nul || !is_common(line)) {
			if (!trim(line).n || line.s[0] == '#')
				continue;
			if (!split(line, &name)) {
				hw_warn(pnp->warnings, "ids-malformed",
					hw_text_of(pnp->path), number,
					"expected three letters, a tab and a name");
				continue;
			}
		}
		r = add(pnp, &room, line.s);
		if (r < 0)
			return r;
	}
	return 0;
}

static void read_once(struct hw_pnp *pnp)
{
	int r = 0;

	if (pnp->is_read)
		return;
	pnp->is_read = true;
	if (pnp->root)
		r = hw_root_map(pnp->root, pnp->path + 1, &pnp->map);
	if (r == 0 && pnp->root)
		pnp->text = pnp->map.text;
	hw_root_note_table(pnp->root, pnp->map.text);
	if (r == 0)
		r = scan(pnp);
	if (r < 0)
		hw_warn_error(pnp->warnings, "ids-unreadable", hw_text_of(pnp->path), -r,
			      NULL);
}

static int new_pnp(struct hw_root *root, struct hw_text text, const char *slash,
		   const char *path, struct hw_warnings *warnings, struct hw_pnp **ret)
{
	struct hw_pnp *pnp = hw_calloc(1, sizeof(*pnp));

	if (!pnp)
		return -ENOMEM;
	*pnp = (struct hw_pnp){.root = root, .warnings = warnings, .text = text};
	if (asprintf(&pnp->path, "%s%s", slash, path) < 0) {
		hw_memory_is_short();
		free(pnp);
		return -ENOMEM;
	}
	*ret = pnp;
	return 0;
}

int hw_pnp_find(struct hw_root *root, struct hw_warnings *warnings, struct hw_pnp **ret)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(paths); i++)
		if (hw_root_exists(root, paths[i]))
			return new_pnp(root, HW_NO_TEXT, "/", paths[i], warnings, ret);
	return -ENOENT;
}

int hw_pnp_open_text(struct hw_text text, const char *path, struct hw_warnings *warnings,
		     struct hw_pnp **ret)
{
	return new_pnp(NULL, text, "", path, warnings, ret);
}

void hw_pnp_close(struct hw_pnp *pnp)
{
	if (!pnp)
		return;
	free(pnp->lines);
	free(pnp->path);
	hw_unmap(&pnp->map);
	free(pnp);
}

struct hw_text hw_pnp_path(const struct hw_pnp *pnp)
{
	return pnp ? hw_text_of(pnp->path) : HW_NO_TEXT;
}

/* The first line of these letters; absent: there is none. */
static struct hw_text line_of(const struct hw_pnp *pnp, const char *letters)
{
	const uint32_t key = key_of(letters);
	struct hw_text line = HW_NO_TEXT;
	uint32_t i = pnp->chains[hw_hash_bits(key, CHAIN_BITS)];

	for (; i; i = pnp->lines[i - 1].before) {
		const uint32_t offset = pnp->lines[i - 1].offset;

		if (key_of(pnp->text.s + offset) == key)
			line = hw_text_from(pnp->text, offset);
	}
	return hw_text_head(line, hw_text_find(line, '\n'));
}

struct hw_text hw_pnp_vendor(struct hw_pnp *pnp, struct hw_text letters)
{
	struct hw_text name;

	if (!pnp || letters.n != KEY_LENGTH)
		return HW_NO_TEXT;
	read_once(pnp);
	if (!split(line_of(pnp, letters.s), &name) ||
	    hw_text_starts(name, HW_TEXT("DO NOT USE")))
		return HW_NO_TEXT;
	hw_root_note_line(pnp->root, name, false);
	return name;
}
