// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/ids/ids.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#include "data/archive/archive.h"
#include "data/base/memory.h"
#include "data/ids/internal.h"
#include "data/root/note.h"
#include "decoders/text/ascii.h"
#include "decoders/text/word.h"

// clang-format off
/*
 * pci.ids (pci.ids(5)) and usb.ids: text, an id a line, indented by tabs (drawn as ">")
 * below what it belongs to:
 *
 *     # Version: 2023.04.10                      comments, blank lines: anywhere
 *     8086  Intel Corporation                    head: vendor
 *     >24db  82801EB/ER IDE Controller           entry: device, product
 *     >>103c 006a  NX9500                        subentry: subsystem of this device (pci)
 *     >>00  name                                           interface, ignored (usb)
 *     C 01  Mass storage controller              head: class
 *     >01  IDE interface                         entry: subclass
 *     >>80  ISA Compatibility mode-only          subentry: programming interface, protocol
 *     HID 21  HID                                other sections have capitals: AT, R, PHY,
 *     >...                                       ... of usb.ids, S of libpci; ignored
 *
 * Numbers are hexadecimal, in upper or lower case, of fixed width; blanks separate them
 * from the name. A head and all lines up to the next line without indent are a block. Most
 * files are sorted, but need not be, and a vendor may have several blocks.
 *
 * Opening reads the version. The first look-up finds all heads and sorts their offsets
 * (data/ids/index.c): in a file of any order no shorter way shows that an id is not
 * listed, or not listed twice. It searches line breaks without a tab after them, 64 bytes
 * a step, and so skips 14 of 15 lines. The first look-up below a head reads the lines of
 * its block and sorts the offsets of the entries. Sorted offsets are searched by bisection
 * (data/ids/lookup.c); subentries are searched in the text, from their entry on, and
 * sorted like entries where these are many. What a report will look up is known before, and
 * is answered in a pass over the file (data/ids/pass.c), which needs no index if its lines
 * are sorted and well-formed.
 *
 * Compared with a full pass at opening: for the first device of Intel, whose block is a
 * quarter of pci.ids, 0.43 ms instead of 0.81; in usb.ids 0.27 instead of 0.49; then
 * 140 ns instead of 630 for a random device.
 */
// clang-format on

/*
 * Paths of the files; the first that exists is used. update-pciids(8) overwrites the
 * package's file (in misc on Debian, in hwdata on Arch), so no newer copy is expected
 * elsewhere, and the order rarely matters. libpci that is built with zlib reads
 * pci.ids.gz (pciutils, lib/names-parse.c).
 */
// clang-format off
static const struct {
	enum hw_ids_kind kind;
	const char *path;
} paths[] = {
	/* the hwdata package: Fedora, Arch, openSUSE, Alpine, Gentoo, OpenWrt ... */
	{.kind = HW_IDS_PCI, .path = "usr/share/hwdata/pci.ids"},
	{.kind = HW_IDS_USB, .path = "usr/share/hwdata/usb.ids"},
	/* Debian and Ubuntu, whose hwdata only has links to these */
	{.kind = HW_IDS_PCI, .path = "usr/share/misc/pci.ids"},
	{.kind = HW_IDS_USB, .path = "usr/share/misc/usb.ids"},
	/* IDSDIR of pciutils built for /usr and for /usr/local, datadir of usbutils */
	{.kind = HW_IDS_PCI, .path = "usr/share/pci.ids"},
	{.kind = HW_IDS_USB, .path = "usr/share/usb.ids"},
	{.kind = HW_IDS_PCI, .path = "usr/local/share/pci.ids"},
	{.kind = HW_IDS_USB, .path = "usr/local/share/usb.ids"},
	/* Debian's misc/usb.ids is a link to this; a recorded tree may lack the link */
	{.kind = HW_IDS_PCI, .path = "var/lib/pciutils/pci.ids"},
	{.kind = HW_IDS_USB, .path = "var/lib/usbutils/usb.ids"},
	/* NixOS has no /usr/share; only when hwdata is in the system profile */
	{.kind = HW_IDS_PCI, .path = "run/current-system/sw/share/hwdata/pci.ids"},
	{.kind = HW_IDS_USB, .path = "run/current-system/sw/share/hwdata/usb.ids"},
};
// clang-format on

/* "Version: 2023.04.10" in the comments at the start of the file. */
static struct hw_text find_version(struct hw_text text)
{
	const struct hw_text key = HW_TEXT("Version:");

	while (text.s) {
		struct hw_text line = hw_text_cut(&text, '\n');

		if (line.n && line.s[0] != '#' && line.s[0] != '\r')
			break;
		while (line.n && strchr("# \t", line.s[0]))
			line = hw_text_from(line, 1);
		if (!hw_text_starts(line, key))
			continue;
		line = hw_text_from(line, key.n);
		while (line.n && strchr(" \t\r", line.s[0]))
			line = hw_text_from(line, 1);
		line = hw_ids_line_name(
			&(struct hw_ids_line){.name = line.s, .end = line.s + line.n});
		return line.n ? line : HW_NO_TEXT;
	}
	return HW_NO_TEXT;
}

static int new_ids(const char *path, enum hw_ids_kind kind, struct hw_warnings *warnings,
		   struct hw_ids **ret)
{
	struct hw_ids *ids = hw_calloc(1, sizeof(*ids));

	if (!ids)
		return -ENOMEM;
	ids->kind = kind;
	ids->warnings = warnings;
	ids->path = hw_strdup(path);
	if (!ids->path) {
		hw_ids_close(ids);
		return -ENOMEM;
	}
	*ret = ids;
	return 0;
}

int hw_ids_open_text(struct hw_text text, const char *path, enum hw_ids_kind kind,
		     struct hw_warnings *warnings, struct hw_ids **ret)
{
	struct hw_ids *ids;
	int r;

	/* offsets have 32 bits */
	if (text.n > UINT32_MAX)
		return -EFBIG;
	r = new_ids(path, kind, warnings, &ids);
	if (r < 0)
		return r;
	ids->text = text.s ? text : HW_TEXT("");
	ids->version = find_version(ids->text);
	*ret = ids;
	return 0;
}

/* Files of which this is most are mapped at once. */
#define READ_MIN ((size_t)64 * 1024)

/* Takes the pages of a file that is to be read in parts. *ret_taken: it is one. */
static int open_pages(struct hw_root *root, struct hw_pages *pages, const char *shown,
		      enum hw_ids_kind kind, struct hw_warnings *warnings,
		      bool *ret_taken, struct hw_ids **ret)
{
	char head[HW_IDS_A_LINE];
	struct hw_text version;
	struct hw_text text = {head, 0};
	struct hw_ids *ids;
	int r = 0;

	*ret_taken = false;
	if (!hw_pages_are_read(pages) || hw_pages_size(pages) < READ_MIN ||
	    hw_pages_size(pages) > HW_FILE_MAX)
		return 0;
	r = hw_pages_read(pages, 0, head, sizeof(head), &text.n);
	/* nearly all begin with a comment */
	if (r < 0 || (text.n && text.s[0] != '#' && hw_archive_is(text)))
		return r;
	r = new_ids(shown, kind, warnings, &ids);
	if (r < 0)
		return r;
	version = find_version(text);
	ids->version = hw_arena_copy(&ids->answers.names, version);
	if (version.s && !ids->version.s) {
		hw_ids_close(ids);
		return -ENOMEM;
	}
	ids->root = root;
	ids->pages = pages;
	*ret_taken = true;
	*ret = ids;
	return 0;
}

int hw_ids_map(struct hw_ids *ids)
{
	int r;

	if (!ids || !ids->pages)
		return 0;
	r = hw_pages_map(ids->pages, ids->root, ids->path + 1, &ids->map);
	if (r == 0 && ids->map.text.n > UINT32_MAX) {
		hw_unmap(&ids->map);
		r = -EFBIG;
	}
	if (r < 0)
		return r;
	ids->text = ids->map.text;
	hw_pages_close(ids->pages);
	ids->pages = NULL;
	return 0;
}

static int unpack(struct hw_map *map)
{
	int r = hw_archive_unpack(map);

	if (r < 0)
		hw_unmap(map);
	return r;
}

static int open_map(struct hw_root *root, const char *path, const char *shown,
		    enum hw_ids_kind kind, struct hw_warnings *warnings,
		    struct hw_ids **ret)
{
	struct hw_map map;
	struct hw_ids *ids;
	int r = hw_root_map(root, path, &map);

	if (r == 0 && hw_archive_is(map.text))
		r = unpack(&map);
	if (r < 0)
		return r;
	hw_root_note_unpacked(root, path, map.text);
	hw_root_note_table(root, map.text);
	r = hw_ids_open_text(map.text, shown, kind, warnings, &ids);
	if (r < 0) {
		hw_unmap(&map);
		return r;
	}
	ids->map = map;
	ids->root = root;
	hw_root_note_line(root, ids->version, false);
	*ret = ids;
	return 0;
}

int hw_ids_open(struct hw_root *root, const char *path, enum hw_ids_kind kind,
		struct hw_warnings *warnings, struct hw_ids **ret)
{
	struct hw_pages *pages = NULL;
	bool has_taken = false;
	char *shown;
	int r = 0;

	if (asprintf(&shown, "/%s", path) < 0) {
		hw_memory_is_short();
		return -ENOMEM;
	}
	/* lines are recorded by their place in a map */
	if (!hw_root_records(root))
		r = hw_pages_open(root, path, &pages);
	if (pages)
		r = open_pages(root, pages, shown, kind, warnings, &has_taken, ret);
	if (!has_taken) {
		hw_pages_close(pages);
		if (r == 0)
			r = open_map(root, path, shown, kind, warnings, ret);
	}
	free(shown);
	return r;
}

int hw_ids_find(struct hw_root *root, enum hw_ids_kind kind, struct hw_warnings *warnings,
		struct hw_ids **ret)
{
	const char *unreadable = NULL;
	char shown[PATH_MAX];
	int first = -ENOENT;

	for (size_t i = 0; i < HW_ARRAY_SIZE(paths); i++) {
		int r;

		if (paths[i].kind != kind)
			continue;
		r = hw_ids_open(root, paths[i].path, kind, warnings, ret);
		if (r == 0)
			return 0;
		if (unreadable || r == -ENOENT || r == -ENOTDIR)
			continue;
		first = r;
		unreadable = paths[i].path;
	}
	if (unreadable) {
		snprintf(shown, sizeof(shown), "/%s", unreadable);
		hw_warn_error(warnings, "ids-unreadable", hw_text_of(shown), -first,
			      NULL);
	}
	return first;
}

void hw_ids_close(struct hw_ids *ids)
{
	if (!ids)
		return;
	free(ids->heads.v);
	free(ids->blocks);
	free(ids->entries.v);
	free(ids->subblocks);
	free(ids->subentries.v);
	free(ids->path);
	hw_ids_words_done(&ids->words);
	hw_ids_answers_done(&ids->answers);
	hw_ids_ahead_free(ids->ahead);
	hw_pages_close(ids->pages);
	hw_unmap(&ids->map);
	free(ids);
}

struct hw_text hw_ids_path(const struct hw_ids *ids)
{
	return ids ? hw_text_of(ids->path) : HW_NO_TEXT;
}

struct hw_text hw_ids_version(const struct hw_ids *ids)
{
	return ids ? ids->version : HW_NO_TEXT;
}
