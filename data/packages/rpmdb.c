// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What RPM has installed (%_dbpath, and lib/backend/ of rpm):
 *
 *     usr/lib/sysimage/rpm/        of Fedora and openSUSE; var/lib/rpm/ elsewhere
 *         rpmdb.sqlite             Fedora, Red Hat since 9: libsqlite3.c
 *         Packages.db              openSUSE, "ndb": read here
 *         Packages                 Red Hat until 8, Berkeley DB: not read
 *
 * Packages.db, little-endian; a block has 16 bytes:
 *
 *     "RpmP" version generation pages … (32 bytes)
 *     slots of 16 bytes to the end of page `pages`: "Slot" index block blocks
 *     at each block: "BlbS" index generation length, then a header of RPM,
 *     and 12 bytes
 *
 * A header, big-endian (rpm's docs/manual/format_header.md):
 *
 *     entries, bytes of data; entries of 16 bytes: tag type offset count; the data
 */
#include <errno.h>

#include "data/packages/internal.h"

#define NDB_HEADER_SIZE 32
#define NDB_PAGE_SIZE	((size_t)4096)
#define NDB_SLOT_SIZE	((size_t)16)
#define NDB_BLOCK_SIZE	((size_t)16)
#define NDB_BLOB_HEADER ((size_t)16)
#define NDB_BLOB_TAIL	((size_t)12)

#define RPM_ENTRY_SIZE ((size_t)16)
/* RPMTAG_NAME and the like, RPM_INT32_TYPE, RPM_STRING_TYPE (include/rpm/rpmtag.h) */
#define RPM_TAG_NAME	1000
#define RPM_TAG_VERSION 1001
#define RPM_TAG_RELEASE 1002
#define RPM_TAG_EPOCH	1003
#define RPM_TYPE_INT32	4
#define RPM_TYPE_STRING 6

static size_t little32(struct hw_text t, size_t at)
{
	size_t value = 0;

	for (size_t i = 4; i--;)
		value = value << 8 | (unsigned char)t.s[at + i];
	return value;
}

static size_t big32(struct hw_text t, size_t at)
{
	size_t value = 0;

	for (size_t i = 0; i < 4; i++)
		value = value << 8 | (unsigned char)t.s[at + i];
	return value;
}

/* Where the data of a tag of this type begin, and how many bytes there are to the end;
 * absent: it has none, or is damaged. */
static struct hw_text data_of(struct hw_text header, size_t tag, size_t type)
{
	size_t entries, data;

	if (!header.s || header.n < 8)
		return HW_NO_TEXT;
	entries = big32(header, 0);
	if (entries > (header.n - 8) / RPM_ENTRY_SIZE)
		return HW_NO_TEXT;
	data = 8 + entries * RPM_ENTRY_SIZE;
	for (size_t at = 8; at < data; at += RPM_ENTRY_SIZE) {
		size_t offset = big32(header, at + 8);

		if (big32(header, at) != tag || big32(header, at + 4) != type)
			continue;
		return offset < header.n - data ? hw_text_from(header, data + offset)
						: HW_NO_TEXT;
	}
	return HW_NO_TEXT;
}

static struct hw_text string_of(struct hw_text header, size_t tag)
{
	struct hw_text data = data_of(header, tag, RPM_TYPE_STRING);

	return data.s ? hw_text_head(data, hw_text_find(data, '\0')) : data;
}

static struct hw_text name_of(struct hw_text header)
{
	return string_of(header, RPM_TAG_NAME);
}

/* "1:2.0-1.fc41", the arena's; absent: it is damaged. */
static struct hw_text version_of(struct hw_text header, struct hw_arena *arena)
{
	const struct hw_text version = string_of(header, RPM_TAG_VERSION);
	const struct hw_text release = string_of(header, RPM_TAG_RELEASE);
	const struct hw_text epoch = data_of(header, RPM_TAG_EPOCH, RPM_TYPE_INT32);
	const size_t number = epoch.n >= 4 ? big32(epoch, 0) : 0;

	if (!version.n || !release.n)
		return HW_NO_TEXT;
	if (number)
		return hw_arena_printf(arena, "%zu:%.*s-%.*s", number,
				       HW_TEXT_ARG(version), HW_TEXT_ARG(release));
	return hw_arena_printf(arena, "%.*s-%.*s", HW_TEXT_ARG(version),
			       HW_TEXT_ARG(release));
}

static void note_header(struct hw_installed *to, struct hw_text name,
			struct hw_text header)
{
	hw_installed_note(to, name, version_of(header, to->arena));
}

/* The header of a slot; absent: it is damaged. */
static struct hw_text read_slot(struct hw_text db, size_t at)
{
	size_t start = little32(db, at + 8) * NDB_BLOCK_SIZE;
	size_t length;

	if (start > db.n || db.n - start < NDB_BLOB_HEADER ||
	    !hw_text_starts(hw_text_from(db, start), HW_TEXT("BlbS")))
		return HW_NO_TEXT;
	length = little32(db, start + 12);
	start += NDB_BLOB_HEADER;
	if (length > db.n - start || db.n - start - length < NDB_BLOB_TAIL)
		return HW_NO_TEXT;
	return (struct hw_text){db.s + start, length};
}

static bool is_asked_for(const struct hw_installed *to, struct hw_text name)
{
	for (size_t i = 0; i < to->n; i++)
		if (hw_text_eq(to->v[i].name, name))
			return true;
	return false;
}

static int read_ndb(struct hw_text db, struct hw_installed *to)
{
	size_t pages;

	if (db.n < NDB_PAGE_SIZE || !hw_text_starts(db, HW_TEXT("RpmP")) ||
	    little32(db, 4) != 0)
		return -EBADMSG;
	pages = little32(db, 12);
	if (pages > db.n / NDB_PAGE_SIZE)
		return -EBADMSG;
	for (size_t at = NDB_HEADER_SIZE; at < pages * NDB_PAGE_SIZE;
	     at += NDB_SLOT_SIZE) {
		struct hw_text header, name;

		if (!hw_text_starts(hw_text_from(db, at), HW_TEXT("Slot")))
			return -EBADMSG;
		/* it is free */
		if (!little32(db, at + 8))
			continue;
		header = read_slot(db, at);
		name = header.s ? name_of(header) : header;
		if (!name.s)
			return -EBADMSG;
		if (is_asked_for(to, name))
			note_header(to, name, header);
	}
	return 0;
}

static int map_below(struct hw_root *root, const char *dir, const char *file,
		     struct hw_arena *arena, struct hw_map *ret)
{
	struct hw_text path = hw_arena_printf(arena, "%s/%s", dir, file);

	return path.s ? hw_root_map(root, path.s, ret) : -ENOMEM;
}

/* What is written to a database and not yet in its file is in another, which is empty
 * while nobody writes (sqlite.org/wal.html). */
static bool is_being_written(struct hw_root *root, const char *dir,
			     struct hw_arena *arena)
{
	struct hw_map map;
	int r = map_below(root, dir, "rpmdb.sqlite-wal", arena, &map);
	bool has_text = r == 0 && map.text.n > 0;

	if (r == 0)
		hw_unmap(&map);
	return has_text || (r < 0 && r != -ENOENT);
}

static int read_in(struct hw_root *root, const char *dir, struct hw_installed *to)
{
	struct hw_arena *arena = to->arena;
	struct hw_text other = hw_arena_printf(arena, "%s/Packages", dir);
	struct hw_map map;
	int r = map_below(root, dir, "rpmdb.sqlite", arena, &map);

	if (r == 0) {
		r = is_being_written(root, dir, arena)
			    ? -EBUSY
			    : hw_rpmdb_sqlite_read(&map, to, note_header);
		hw_unmap(&map);
		return r;
	}
	if (r != -ENOENT)
		return r;
	r = map_below(root, dir, "Packages.db", arena, &map);
	if (r == 0) {
		r = read_ndb(map.text, to);
		hw_unmap(&map);
		return r;
	}
	if (r == -ENOENT && other.s && hw_root_exists(root, other.s))
		return -ENOTSUP;
	return r;
}

int hw_rpmdb_read(struct hw_root *root, struct hw_installed *to)
{
	int r = read_in(root, "usr/lib/sysimage/rpm", to);

	return r == -ENOENT || r == -ENOTDIR ? read_in(root, "var/lib/rpm", to) : r;
}
