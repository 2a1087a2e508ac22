// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/host/dpkg.h"

#include <errno.h>

#include "data/root/note.h"
#include "decoders/text/ascii.h"

#define STATUS "var/lib/dpkg/status"

/* Most files that are kept. */
#define FILES_MAX ((size_t)256)

struct reader {
	struct hw_root *root;
	struct hw_text below;
	struct hw_arena *arena;
	struct hw_left_overs *ret;
	/* lines of the stanza so far, absent until they come */
	struct hw_text package;
	struct hw_text status;
	struct hw_text conffiles;
};

static bool is_removed(struct hw_text status)
{
	return hw_text_eq(status, HW_TEXT("Status: deinstall ok config-files"));
}

/* Debian Policy, 5.6.1: what a name may be. It becomes a word of a command. */
static bool is_name(struct hw_text name)
{
	for (size_t i = 0; i < name.n; i++)
		if (!hw_is_digit(name.s[i]) && !(name.s[i] >= 'a' && name.s[i] <= 'z') &&
		    !(i && memchr("+-.", name.s[i], 3)))
			return false;
	return name.n > 1;
}

/* A line below "Conffiles:". */
static void take_file(struct reader *r, struct hw_text line)
{
	struct hw_text rest = hw_text_from(line, 1);
	struct hw_text path = hw_text_cut(&rest, ' ');
	struct hw_text package = hw_text_from(r->package, strlen("Package: "));
	struct hw_left_over *add = &r->ret->v[r->ret->n];

	if (!is_removed(r->status) || !hw_text_starts(path, r->below) ||
	    r->ret->n == FILES_MAX || !is_name(package))
		return;
	add->package = hw_arena_copy(r->arena, package);
	add->path = hw_arena_copy(r->arena, path);
	if (add->package.n && add->path.n)
		r->ret->n++;
	hw_root_note_line(r->root, r->package, false);
	hw_root_note_line(r->root, r->status, false);
	hw_root_note_line(r->root, r->conffiles, false);
	hw_root_note_line(r->root, line, false);
}

/* Blank lines end nothing: those that were not recorded are blank. */
static void read_line(struct reader *r, struct hw_text line)
{
	if (hw_text_starts(line, HW_TEXT(" "))) {
		if (r->conffiles.s)
			take_file(r, line);
	} else if (hw_text_starts(line, HW_TEXT("Package: "))) {
		r->package = line;
		r->status = HW_NO_TEXT;
		r->conffiles = HW_NO_TEXT;
	} else if (hw_text_starts(line, HW_TEXT("Status: "))) {
		r->status = line;
	} else if (line.n) {
		r->conffiles =
			hw_text_eq(line, HW_TEXT("Conffiles:")) ? line : HW_NO_TEXT;
	}
}

int hw_dpkg_left_overs(struct hw_root *root, struct hw_text below, struct hw_arena *arena,
		       struct hw_left_overs *ret)
{
	struct reader r = {.root = root, .below = below, .arena = arena, .ret = ret};
	struct hw_text rest;
	struct hw_map map;

	*ret = (struct hw_left_overs){
		.v = HW_ARENA_NEW(arena, struct hw_left_over, FILES_MAX)};
	if (!ret->v)
		return -ENOMEM;
	if (hw_root_map(root, STATUS, &map) < 0)
		return 0;
	hw_root_note_table(root, map.text);
	rest = map.text;
	while (rest.s)
		read_line(&r, hw_text_cut(&rest, '\n'));
	hw_unmap(&map);
	return hw_arena_failed(arena) ? -ENOMEM : 0;
}
