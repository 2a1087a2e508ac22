// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A snapshot: what the program reads of a machine, as one text that can be reviewed and
 * compared.
 *
 *     hwalias-snapshot 1
 *     # a comment
 *     proc/sys/kernel/osrelease = 6.1.0-13-amd64
 *     sys/bus/pci/devices/0000:00:1f.6 -> ../../../devices/pci0000:00/0000:00:1f.6
 *     sys/bus/pci/drivers/
 *     sys/devices/pci0000:00/0000:00:1f.6/uevent :
 *     |DRIVER=e1000e
 *     |PCI_CLASS=20000
 *     sys/class/dmi/id/empty =-
 *     proc/device-tree/compatible =- raspberrypi,4-model-b\x00brcm,bcm2711\x00
 *     sys/firmware/blob x 00ff10
 *
 * An entry is a path below the root, a blank, a mark, and for most marks a blank and a
 * value:
 *     =  text       a file: the text and a newline, as sysfs attributes end
 *     =- text       a file: the text alone; without text an empty file
 *     :             a file: the lines that follow, each led by '|', each with a newline
 *     :-            the same, the last without a newline
 *     x  digits     a file of these bytes; more may follow on lines led by '|'
 *     -> target     a symbolic link
 * A path that ends in '/', alone on its line, is a directory without entries; all other
 * directories are implied. Empty lines and lines that start with '#' are ignored.
 *
 * A snapshot that the program recorded holds what was asked for and no more. It says what
 * else is known, so that what was not asked for is not taken for absent:
 *     -             it is not there
 *     ?=            a file whose content was not recorded
 *     ?             something that is no link, and not known further
 *     !  EACCES     a file that cannot be read: the error's name or number
 *     !! EACCES     something that cannot be looked at
 *     !? EACCES     the same, where the directory's listing does not have it
 *     @  27600      a file of so many lines, of which those that follow are known, each
 *                   "|NUMBER text" in ascending order; the others are read as empty lines
 *     @0 912        the same of records that end in a NUL
 *     path/ ?       a directory that was not listed: there may be more in it
 *     path/ ?/      all its directories are here, of others there may be more
 *     path/ ! EACCES  a directory that cannot be listed
 *     ?/ ?          so it is with all directories that have no line of their own
 * "./" stands for the root directory. What is not known answers -ENODATA.
 *
 * In paths, texts, lines and targets \xHH is a byte and \\ a backslash; \n, \r and \t
 * are read as well. In a path a blank is always \x20.
 *
 * A writer has one form for everything, so that equal machines give equal files:
 * - one header, the line '# complete if it ends in "# end"', and "# end" as the last one,
 *   by which a file that was cut off is known; no other comments, no empty lines, newline
 *   alone at the end of lines;
 * - after it the lines of "?/" and "./", then entries in byte order of the path without
 *   escapes, each path once; directories only where they are empty or their mark differs
 *   from what others say; "-" only where no listing says the same;
 * - escapes are \\ and \xhh, lower case; escaped is every byte but 0x20 to 0x7e and tab,
 *   a blank or tab at the end of a line, a blank in a path, and '#' or '|' at its start;
 * - content that ends in its only newline is "=", without any newline "=-", with more
 *   ":" or ":-"; content of which more than one byte in four is to be escaped, newlines
 *   not counted, is "x": alone on its line, then 32 bytes a line.
 *
 * The reader accepts all other forms. If a path comes twice, the first entry counts.
 */
#include "data/base/memory.h"
#include "data/snapshot/snapshot.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>

#include "data/base/array.h"
#include "data/snapshot/internal.h"

#define FORMAT	"hwalias-snapshot "
#define VERSION 1

struct reader {
	struct hw_snapshot *snapshot;
	struct hw_warnings *warnings;
	struct hw_text path;
	size_t room;
	size_t line;
	/* lines led by '|' belong to the last entry */
	bool may_continue;
	/* the last entry was malformed: skip the lines that belong to it */
	bool refused;
	/* the marks of HW_SNAPSHOT_HAS_END and HW_SNAPSHOT_END */
	bool has_end;
	bool is_at_end;
	/* lines that are not empty behind the end, and the first of them */
	size_t behind;
	size_t first_behind;
};

static void malformed(struct reader *r, const char *what)
{
	hw_warn_line(r->warnings, "snapshot-malformed", r->path, r->line, what);
}

static struct hw_text without_cr(struct hw_text line)
{
	if (line.n && line.s[line.n - 1] == '\r')
		line.n--;
	return line;
}

/* Errors: -EINVAL: no snapshot; -ENOTSUP: a newer version. */
static int read_header(struct hw_text line)
{
	unsigned version = 0;

	if (!hw_text_starts(line, HW_TEXT(FORMAT)))
		return -EINVAL;
	line = hw_text_from(line, strlen(FORMAT));
	if (!line.n || line.n > 6)
		return -EINVAL;
	for (size_t i = 0; i < line.n; i++) {
		if (line.s[i] < '0' || line.s[i] > '9')
			return -EINVAL;
		version = version * 10 + (unsigned)(line.s[i] - '0');
	}
	return version > VERSION ? -ENOTSUP : version ? 0 : -EINVAL;
}

/* Whether a root may be given the path: relative, without empty, "." or ".." components,
 * and not too long. */
static bool is_valid_path(struct hw_text path)
{
	if (path.n >= PATH_MAX || hw_text_find(path, '\0') < path.n)
		return false;
	while (path.s) {
		struct hw_text part = hw_text_cut(&path, '/');

		if (!part.n || part.n > NAME_MAX || hw_text_eq(part, HW_TEXT(".")) ||
		    hw_text_eq(part, HW_TEXT("..")))
			return false;
	}
	return true;
}

struct mark {
	struct hw_text mark;
	enum hw_entry_kind kind;
	/* lines led by '|' may follow */
	bool continued;
};

static const struct mark marks[] = {
	{.mark = {"=", 1}, .kind = HW_ENTRY_LINE},
	{.mark = {"=-", 2}, .kind = HW_ENTRY_LINE_OPEN},
	{.mark = {":", 1}, .kind = HW_ENTRY_LINES, .continued = true},
	{.mark = {":-", 2}, .kind = HW_ENTRY_LINES_OPEN, .continued = true},
	{.mark = {"x", 1}, .kind = HW_ENTRY_HEX, .continued = true},
	{.mark = {"->", 2}, .kind = HW_ENTRY_LINK},
	{.mark = {"@", 1}, .kind = HW_ENTRY_SPARSE, .continued = true},
	{.mark = {"@0", 2}, .kind = HW_ENTRY_SPARSE_NUL, .continued = true},
	{.mark = {"-", 1}, .kind = HW_ENTRY_ABSENT},
	{.mark = {"?", 1}, .kind = HW_ENTRY_UNKNOWN},
	{.mark = {"?=", 2}, .kind = HW_ENTRY_FILE_UNKNOWN},
	{.mark = {"!", 1}, .kind = HW_ENTRY_UNREADABLE},
	{.mark = {"!!", 2}, .kind = HW_ENTRY_UNREACHABLE},
	{.mark = {"!?", 2}, .kind = HW_ENTRY_UNREACHABLE_HIDDEN},
};

static const struct mark *find_mark(struct hw_text mark)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(marks); i++)
		if (hw_text_eq(mark, marks[i].mark))
			return &marks[i];
	return NULL;
}

static int append(struct reader *r, struct hw_entry entry)
{
	struct hw_snapshot *s = r->snapshot;

	if (HW_ARRAY_GROW(s->v, s->n, &r->room, 256) < 0)
		return -ENOMEM;
	s->v[s->n++] = entry;
	return 0;
}

/* Reads what is behind the path of a directory. */
static bool read_listing(struct hw_text rest, struct hw_entry *entry)
{
	struct hw_text mark = hw_text_cut(&rest, ' ');

	if (!mark.s)
		entry->listing = HW_LISTING_ALL;
	else if (!rest.s && hw_text_eq(mark, HW_TEXT("?")))
		entry->listing = HW_LISTING_NONE;
	else if (!rest.s && hw_text_eq(mark, HW_TEXT("?/")))
		entry->listing = HW_LISTING_DIRECTORIES;
	else if (rest.s && hw_text_eq(mark, HW_TEXT("!")))
		entry->listing = HW_LISTING_ERROR;
	if (entry->listing == HW_LISTING_ERROR)
		entry->err = hw_errno_of(rest);
	return entry->listing != HW_LISTING_DEFAULT &&
	       (entry->listing != HW_LISTING_ERROR || entry->err);
}

/* The lines of "?/" and "./", which stand for directories without an entry. */
static bool read_default(struct reader *r, struct hw_text path,
			 const struct hw_entry *entry)
{
	if (hw_text_eq(path, HW_TEXT("."))) {
		r->snapshot->top = entry->listing;
		r->snapshot->top_err = entry->err;
		return true;
	}
	if (!hw_text_eq(path, HW_TEXT("?")) || entry->listing != HW_LISTING_NONE)
		return false;
	r->snapshot->partial = true;
	return true;
}

/* What a mark must have behind it, and what it must not. */
static bool value_fits(struct hw_entry *entry, const char **ret_why)
{
	switch (entry->kind) {
	case HW_ENTRY_LINK:
		*ret_why = "the link has no target";
		return entry->raw.n != 0;
	case HW_ENTRY_LINES:
	case HW_ENTRY_LINES_OPEN:
		*ret_why = "the lines of a file start on the next line";
		return entry->raw.n == 0;
	case HW_ENTRY_ABSENT:
	case HW_ENTRY_UNKNOWN:
	case HW_ENTRY_FILE_UNKNOWN:
		*ret_why = "expected nothing behind the mark";
		return entry->raw.n == 0;
	case HW_ENTRY_UNREADABLE:
	case HW_ENTRY_UNREACHABLE:
	case HW_ENTRY_UNREACHABLE_HIDDEN:
		*ret_why = "expected the name of an error behind the mark";
		entry->err = hw_errno_of(entry->raw);
		return entry->err != 0;
	case HW_ENTRY_LINE:
	case HW_ENTRY_LINE_OPEN:
	case HW_ENTRY_HEX:
	case HW_ENTRY_SPARSE:
	case HW_ENTRY_SPARSE_NUL:
	case HW_ENTRY_BYTES:
	case HW_ENTRY_DIRECTORY:
		break;
	}
	return true;
}

/*
 * Reads "PATH MARK VALUE"; says why not in *ret_why, a literal. NULL there: the line is
 * sound, but no entry.
 */
static bool read_entry(struct reader *r, struct hw_text line, struct hw_entry *ret,
		       const char **ret_why)
{
	struct hw_text rest = line;
	struct hw_text path = hw_text_cut(&rest, ' ');
	const struct mark *mark;

	*ret = (struct hw_entry){.line = r->line, .kind = HW_ENTRY_DIRECTORY};
	*ret_why = "the path is not sound";
	if (path.n && path.s[path.n - 1] == '/') {
		path.n--;
		if (!read_listing(rest, ret)) {
			*ret_why = "expected nothing, ?, ?/ or ! behind the directory";
			return false;
		}
		if (read_default(r, path, ret)) {
			*ret_why = NULL;
			return false;
		}
	} else {
		mark = find_mark(hw_text_cut(&rest, ' '));
		r->may_continue = mark && mark->continued;
		if (!mark) {
			*ret_why = "expected one of = =- : :- x -> @ @0 - ? ?= ! !! !? "
				   "behind the path";
			return false;
		}
		ret->kind = mark->kind;
		ret->raw = rest.s ? rest : (struct hw_text){line.s + line.n, 0};
	}
	if (hw_text_find(path, '\\') == path.n)
		ret->path = path;
	else if (hw_snapshot_unescape(path, &r->snapshot->arena, &ret->path) != 0)
		return false;
	return is_valid_path(ret->path) && value_fits(ret, ret_why);
}

static int read_line(struct reader *r, struct hw_text line)
{
	struct hw_entry entry;
	const char *why;

	if (line.n && line.s[0] == '|') {
		struct hw_entry *last;

		r->is_at_end = false;
		if (r->refused)
			return 0;
		if (!r->may_continue) {
			malformed(r, "a line led by '|' belongs to no entry");
			return 0;
		}
		last = &r->snapshot->v[r->snapshot->n - 1];
		last->raw.n = (size_t)(line.s + line.n - last->raw.s);
		return 0;
	}
	if (!line.n)
		return 0;
	r->is_at_end = hw_text_eq(line, HW_TEXT(HW_SNAPSHOT_END));
	if (line.s[0] == '#') {
		r->has_end |=
			r->line == 2 && hw_text_eq(line, HW_TEXT(HW_SNAPSHOT_HAS_END));
		return 0;
	}
	r->may_continue = false;
	r->refused = !read_entry(r, line, &entry, &why);
	if (!r->refused)
		return append(r, entry);
	if (why)
		malformed(r, why);
	return 0;
}

/* Whether the value can be decoded; text without a backslash always can. */
static int check_value(const struct hw_entry *entry, struct hw_arena *scratch)
{
	struct hw_text content;

	if (entry->kind == HW_ENTRY_SPARSE || entry->kind == HW_ENTRY_SPARSE_NUL)
		return hw_sparse_check(entry);
	if (entry->kind != HW_ENTRY_HEX && entry->kind != HW_ENTRY_LINK &&
	    hw_text_find(entry->raw, '\\') == entry->raw.n)
		return 0;
	hw_arena_reset(scratch);
	return hw_entry_decode(entry, scratch, &content);
}

/* Sorts the entries; drops repeated paths and malformed values. */
static int make_index(struct reader *r)
{
	struct hw_snapshot *s = r->snapshot;
	struct hw_arena scratch = {0};
	size_t n = 0;
	int err = 0;

	if (s->n)
		qsort(s->v, s->n, sizeof(*s->v), hw_entry_cmp);
	for (size_t i = 0; i < s->n && err != -ENOMEM; i++) {
		r->line = s->v[i].line;
		if (n && hw_text_eq(s->v[n - 1].path, s->v[i].path)) {
			malformed(r, "the path is there already, the first one counts");
			continue;
		}
		err = check_value(&s->v[i], &scratch);
		if (err == 0)
			s->v[n++] = s->v[i];
		else if (err == -EINVAL)
			malformed(r, "an escape or a digit is not sound");
	}
	s->n = n;
	hw_arena_done(&scratch);
	return err == -ENOMEM ? err : 0;
}

static int read_text(struct hw_snapshot *snapshot, struct hw_text text, const char *path,
		     struct hw_warnings *warnings)
{
	struct reader r = {
		.snapshot = snapshot,
		.warnings = warnings,
		.path = hw_text_of(path),
		.line = 1,
	};
	/* one that was made by hand need not end in a certain line, but in a whole one */
	const bool is_in_mid_line = text.n && text.s[text.n - 1] != '\n';
	int err = read_header(without_cr(hw_text_cut(&text, '\n')));

	while (!err && text.s) {
		const struct hw_text line = without_cr(hw_text_cut(&text, '\n'));

		r.line++;
		/* of a last line without its end a part may be missing */
		if (is_in_mid_line && !text.s &&
		    !hw_text_eq(line, HW_TEXT(HW_SNAPSHOT_END)))
			break;
		if (!(r.has_end && r.is_at_end))
			err = read_line(&r, line);
		else if (line.n && !r.behind++)
			r.first_behind = r.line;
	}
	if (!err && !r.has_end && is_in_mid_line)
		hw_warn(warnings, "snapshot-truncated", r.path, r.line,
			"the snapshot is cut off here: its last line has no end");
	if (!err && r.has_end && !r.is_at_end)
		hw_warn(warnings, "snapshot-truncated", r.path, r.line,
			"the snapshot is cut off here: its last line is missing, and "
			"what stood "
			"before it");
	if (!err && r.behind)
		hw_warn(warnings, "snapshot-followed", r.path, r.first_behind,
			"%zu line%s behind the end of the snapshot %s not read", r.behind,
			r.behind == 1 ? "" : "s", r.behind == 1 ? "is" : "are");
	if (!err)
		err = make_index(&r);
	return err;
}

static int open_text(struct hw_text text, struct hw_map map, const char *path,
		     struct hw_warnings *warnings, struct hw_root **ret)
{
	struct hw_snapshot *snapshot = hw_calloc(1, sizeof(*snapshot));
	int err;

	if (!snapshot) {
		hw_unmap(&map);
		return -ENOMEM;
	}
	snapshot->map = map;
	err = read_text(snapshot, text, path, warnings);
	if (err) {
		hw_snapshot_ops.close(snapshot);
		return err;
	}
	return hw_root_new(&hw_snapshot_ops, snapshot, path, ret);
}

int hw_snapshot_open_text(struct hw_text text, const char *path,
			  struct hw_warnings *warnings, struct hw_root **ret)
{
	return open_text(text, (struct hw_map){0}, path, warnings, ret);
}

int hw_snapshot_open(const char *path, struct hw_warnings *warnings, struct hw_root **ret)
{
	struct hw_map map;
	int err = hw_file_map_path(path, &map);

	return err ? err : open_text(map.text, map, path, warnings, ret);
}

int hw_tree_snapshot(struct hw_tree *tree, struct hw_text text, const char *path,
		     struct hw_warnings *warnings)
{
	struct hw_snapshot *snapshot = hw_calloc(1, sizeof(*snapshot));
	int err = snapshot ? read_text(snapshot, text, path, warnings) : -ENOMEM;

	if (!err)
		hw_tree_copy(tree, snapshot);
	if (snapshot)
		hw_snapshot_ops.close(snapshot);
	return err;
}
