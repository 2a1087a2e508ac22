// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * libarchive, opened when there is an archive: tar, plain or compressed by gzip, xz,
 * zstd, bzip2, lz4 or lzma, zip, and any other text compressed so. It is read from memory
 * into memory; nothing is written, and no program is run: a filter that libarchive would
 * run one for is refused.
 *
 *	bytes -> unpacked: raw, a filter -> archive: tar or raw -> sink
 *	bytes -> archive: zip, whose list of files is behind them -> sink
 *
 * Two readers of what is not a zip, as that of a tar looks at nothing behind the first
 * block of zeros, and takes the end of the bytes for the end of the tar:
 *
 *	header, content, header, content, ... zeros of two blocks or more
 *	                                     ^ end
 */
#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <archive.h>
#include <archive_entry.h>

#include "data/archive/internal.h"
#include "data/base/memory.h"
#include "data/library/dl.h"
#include "data/library/libraries.h"

/*
 * Entries of an archive, those that are left out too; bytes of a file that is kept, and
 * bytes that are unpacked of all, kept or not: a bomb costs seconds.
 */
#define ENTRIES_MAX ((size_t)1 << 20)
#define FILE_MAX    ((size_t)16 * 1024 * 1024)
#define TOTAL_MAX   ((size_t)1024 * 1024 * 1024)
#define PIECE	    ((size_t)256 * 1024)
/* POSIX, ustar Interchange Format: "two 512-byte blocks filled with binary zeros" */
#define END_MARK 1024
/* The filters unpack a multiple of this at once. */
#define BLOCK ((size_t)64 * 1024)

struct functions {
	__typeof__(archive_read_new) *read_new;
	__typeof__(archive_read_free) *read_free;
	__typeof__(archive_read_support_format_tar) *read_support_format_tar;
	__typeof__(archive_read_support_format_raw) *read_support_format_raw;
	__typeof__(archive_read_support_format_zip) *read_support_format_zip;
	__typeof__(archive_read_support_filter_gzip) *read_support_filter_gzip;
	__typeof__(archive_read_support_filter_xz) *read_support_filter_xz;
	__typeof__(archive_read_support_filter_zstd) *read_support_filter_zstd;
	__typeof__(archive_read_support_filter_bzip2) *read_support_filter_bzip2;
	__typeof__(archive_read_support_filter_lz4) *read_support_filter_lz4;
	__typeof__(archive_read_support_filter_lzma) *read_support_filter_lzma;
	__typeof__(archive_read_set_read_callback) *read_set_read_callback;
	__typeof__(archive_read_set_callback_data) *read_set_callback_data;
	__typeof__(archive_read_set_seek_callback) *read_set_seek_callback;
	__typeof__(archive_read_open1) *read_open1;
	__typeof__(archive_errno) *error_number;
	__typeof__(archive_read_next_header) *read_next_header;
	__typeof__(archive_read_data) *read_data;
	__typeof__(archive_read_data_block) *read_data_block;
	__typeof__(archive_read_header_position) *read_header_position;
	__typeof__(archive_format) *format;
	__typeof__(archive_entry_pathname) *entry_pathname;
	__typeof__(archive_entry_symlink) *entry_symlink;
	__typeof__(archive_entry_hardlink) *entry_hardlink;
	__typeof__(archive_entry_filetype) *entry_filetype;
};

static const struct hw_library_function table[] = {
	HW_LIBRARY_FUNCTION(struct functions, "archive_", read_new),
	HW_LIBRARY_FUNCTION(struct functions, "archive_", read_free),
	HW_LIBRARY_FUNCTION(struct functions, "archive_", read_support_format_tar),
	HW_LIBRARY_FUNCTION(struct functions, "archive_", read_support_format_raw),
	HW_LIBRARY_FUNCTION(struct functions, "archive_", read_support_format_zip),
	HW_LIBRARY_FUNCTION(struct functions, "archive_", read_support_filter_gzip),
	HW_LIBRARY_FUNCTION(struct functions, "archive_", read_support_filter_xz),
	HW_LIBRARY_FUNCTION(struct functions, "archive_", read_support_filter_zstd),
	HW_LIBRARY_FUNCTION(struct functions, "archive_", read_support_filter_bzip2),
	HW_LIBRARY_FUNCTION(struct functions, "archive_", read_support_filter_lz4),
	HW_LIBRARY_FUNCTION(struct functions, "archive_", read_support_filter_lzma),
	HW_LIBRARY_FUNCTION(struct functions, "archive_", read_set_read_callback),
	HW_LIBRARY_FUNCTION(struct functions, "archive_", read_set_callback_data),
	HW_LIBRARY_FUNCTION(struct functions, "archive_", read_set_seek_callback),
	HW_LIBRARY_FUNCTION(struct functions, "archive_", read_open1),
	/* errno is a macro */
	{"archive_errno", offsetof(struct functions, error_number)},
	HW_LIBRARY_FUNCTION(struct functions, "archive_", read_next_header),
	HW_LIBRARY_FUNCTION(struct functions, "archive_", read_data),
	HW_LIBRARY_FUNCTION(struct functions, "archive_", read_data_block),
	HW_LIBRARY_FUNCTION(struct functions, "archive_", read_header_position),
	HW_LIBRARY_FUNCTION(struct functions, "archive_", format),
	HW_LIBRARY_FUNCTION(struct functions, "archive_", entry_pathname),
	HW_LIBRARY_FUNCTION(struct functions, "archive_", entry_symlink),
	HW_LIBRARY_FUNCTION(struct functions, "archive_", entry_hardlink),
	HW_LIBRARY_FUNCTION(struct functions, "archive_", entry_filetype),
};

struct reader {
	struct functions f;
	/* what `bytes` are compressed of, and its entries */
	struct archive *unpacked;
	struct archive *archive;
	const struct hw_archive_sink *sink;
	/* what is to unpack, and what of it is left */
	struct hw_text all;
	struct hw_text bytes;
	/* unpacked: all of it, to behind the last byte that is not zero, and why no more
	 * can be */
	int64_t length;
	int64_t filled;
	int err;
	bool is_zip;
	bool is_damaged;
	char *buffer;
	size_t room;
	size_t total;
	size_t entries;
};

/* What libarchive's last failure means. */
static int failure(const struct reader *r)
{
	if (r->err < 0)
		return r->err;
	return r->f.error_number(r->archive) == ENOMEM ? -ENOMEM : -EBADMSG;
}

static int failure_of_unpacked(const struct reader *r)
{
	return r->f.error_number(r->unpacked) == ENOMEM ? -ENOMEM : -EBADMSG;
}

/* An archive_read_callback: all the bytes at once. */
static la_ssize_t give_bytes(struct archive *archive, void *arg, const void **ret)
{
	struct reader *r = arg;
	struct hw_text bytes = r->bytes;

	(void)archive;
	r->bytes = hw_text_from(bytes, bytes.n);
	*ret = bytes.s;
	return (la_ssize_t)bytes.n;
}

static void count_unpacked(struct reader *r, struct hw_text piece)
{
	size_t n = piece.n;

	while (n && piece.s[n - 1] == '\0')
		n--;
	if (n)
		r->filled = r->length + (int64_t)n;
	r->length += (int64_t)piece.n;
}

/* An archive_read_callback: what is unpacked, piece by piece. */
static la_ssize_t give_unpacked(struct archive *archive, void *arg, const void **ret)
{
	struct reader *r = arg;
	la_int64_t offset;
	size_t n = 0;
	int status;

	(void)archive;
	do
		status = r->f.read_data_block(r->unpacked, ret, &n, &offset);
	while (status == ARCHIVE_RETRY || (status == ARCHIVE_OK && !n));
	if (status == ARCHIVE_EOF)
		return 0;
	if (status != ARCHIVE_OK && status != ARCHIVE_WARN) {
		r->err = failure_of_unpacked(r);
		return ARCHIVE_FATAL;
	}
	count_unpacked(r, (struct hw_text){*ret, n});
	return (la_ssize_t)n;
}

/* archive_read_open_memory() goes on without memory for its state, and crashes. */
static int open_one(struct reader *r, struct archive *archive,
		    archive_read_callback *give)
{
	return r->f.read_set_callback_data(archive, r) == ARCHIVE_OK &&
			       r->f.read_set_read_callback(archive, give) == ARCHIVE_OK &&
			       r->f.read_open1(archive) == ARCHIVE_OK
		       ? 0
		       : -EBADMSG;
}

/* An archive_seek_callback. */
static la_int64_t seek_bytes(struct archive *archive, void *arg, la_int64_t offset,
			     int whence)
{
	struct reader *r = arg;
	const la_int64_t size = (la_int64_t)r->all.n;
	const la_int64_t from = whence == SEEK_SET   ? 0
				: whence == SEEK_END ? size
						     : size - (la_int64_t)r->bytes.n;

	(void)archive;
	if (offset < -from || offset > size - from)
		return ARCHIVE_FATAL;
	r->bytes = hw_text_from(r->all, (size_t)(from + offset));
	return from + offset;
}

static int open_bytes(struct reader *r)
{
	struct archive_entry *entry;

	if (r->is_zip &&
	    r->f.read_set_seek_callback(r->archive, seek_bytes) != ARCHIVE_OK)
		return -ENOMEM;
	if (r->is_zip) {
		r->length = (int64_t)r->all.n;
		return open_one(r, r->archive, give_bytes) < 0 ? failure(r) : 0;
	}
	if (open_one(r, r->unpacked, give_bytes) < 0 ||
	    r->f.read_next_header(r->unpacked, &entry) != ARCHIVE_OK)
		return failure_of_unpacked(r);
	return open_one(r, r->archive, give_unpacked) < 0 ? failure(r) : 0;
}

/*
 * The path as tar(1) unpacks it: without a leading slash, and without parts that say
 * nothing, "sys/./bus//pci/". Empty: there is no other part. Absent: *ret_why it is
 * refused.
 */
static struct hw_text sound_path(struct hw_text path, char buffer[static PATH_MAX],
				 const char **ret_why)
{
	size_t depth = 0;
	size_t n = 0;

	*ret_why = NULL;
	while (path.s) {
		const struct hw_text part = hw_text_cut(&path, '/');

		if (!part.n || hw_text_eq(part, HW_TEXT(".")))
			continue;
		if (hw_text_eq(part, HW_TEXT(".."))) {
			/* what a link leads to is elsewhere, so it is not followed */
			*ret_why = depth ? "its path has '..' in it"
					 : "its path leads out of the archive";
			if (!depth)
				return HW_NO_TEXT;
			depth--;
			continue;
		}
		depth++;
		if (part.n > NAME_MAX || n + part.n + 2 > PATH_MAX) {
			*ret_why = "its path is too long";
			return HW_NO_TEXT;
		}
		if (n)
			buffer[n++] = '/';
		memcpy(buffer + n, part.s, part.n);
		n += part.n;
	}
	buffer[n] = '\0';
	return *ret_why ? HW_NO_TEXT : (struct hw_text){buffer, n};
}

static int grow(struct reader *r, size_t need)
{
	size_t room = r->room ? r->room : 64 * 1024;
	char *more;

	while (room < need)
		room *= 2;
	if (room == r->room)
		return 0;
	more = hw_realloc(r->buffer, room);
	if (!more)
		return -ENOMEM;
	r->buffer = more;
	r->room = room;
	return 0;
}

/*
 * What is over `max` is unpacked and forgotten: libarchive would do the same to get to
 * the next entry, without a limit. *ret is absent then. Behind a lone text there is none.
 */
static int read_content(struct reader *r, size_t max, struct hw_text *ret)
{
	bool kept = true;
	size_t n = 0;

	for (;;) {
		la_ssize_t got;
		size_t space;
		int err;

		if (n > max && r->f.format(r->archive) == ARCHIVE_FORMAT_RAW)
			return -EFBIG;
		if (n > max) {
			kept = false;
			n = 0;
		}
		err = grow(r, n + 16384);
		if (err)
			return err;
		/* no more than tells that it is too big */
		space = r->room - n;
		if (space > PIECE)
			space = PIECE;
		got = r->f.read_data(r->archive, r->buffer + n, space);
		if (got == ARCHIVE_RETRY)
			continue;
		if (got < 0)
			return failure(r);
		if (!got)
			break;
		n += (size_t)got;
		r->total += (size_t)got;
		if (r->total > TOTAL_MAX)
			return -EFBIG;
	}
	*ret = kept ? (struct hw_text){r->buffer, n} : HW_NO_TEXT;
	return 0;
}

/* A text of any length: none of it is kept. archive_read_data() forgets, when it fails,
 * what it has of the blocks before. */
static int read_pieces(struct reader *r)
{
	int err = grow(r, BLOCK);

	while (!err) {
		la_ssize_t got = r->f.read_data(r->archive, r->buffer, BLOCK);

		if (got == ARCHIVE_RETRY)
			continue;
		if (got < 0)
			return failure(r);
		if (!got)
			return 0;
		r->total += (size_t)got;
		if (r->total > TOTAL_MAX && !r->sink->is_endless)
			return -EFBIG;
		err = r->sink->piece(r->sink->arg,
				     (struct hw_text){r->buffer, (size_t)got});
	}
	return err;
}

/* tar(1) writes a file that has two names once, and of the other name the first. */
static int read_hard_link(struct reader *r, struct hw_text path, const char *target)
{
	const struct hw_archive_sink *sink = r->sink;
	char buffer[PATH_MAX];
	const char *why;
	const struct hw_text at = sound_path(hw_text_of(target), buffer, &why);

	if (at.n && sink->hard_link)
		return sink->hard_link(sink->arg, path, at);
	sink->refused(sink->arg, path,
		      sink->hard_link ? "it is a hard link, and leads out of the archive"
				      : "it is a hard link");
	return 0;
}

static int read_entry(struct reader *r, struct archive_entry *entry)
{
	const struct hw_archive_sink *sink = r->sink;
	const char *name = r->f.entry_pathname(entry);
	char buffer[PATH_MAX];
	const char *why;
	struct hw_text path = sound_path(hw_text_of(name ? name : ""), buffer, &why);
	const char *target;
	struct hw_text content;
	int err;

	/* the top directory itself */
	if (path.s && !path.n && r->f.entry_filetype(entry) == S_IFDIR)
		return 0;
	if (!path.n) {
		sink->refused(sink->arg, hw_text_of(name ? name : ""),
			      why ? why : "it has no name");
		return 0;
	}
	if (r->f.entry_hardlink(entry))
		return read_hard_link(r, path, r->f.entry_hardlink(entry));
	switch (r->f.entry_filetype(entry)) {
	case S_IFREG:
		if (sink->entry) {
			err = sink->entry(sink->arg, path);
			return err ? err : read_pieces(r);
		}
		err = read_content(r, FILE_MAX, &content);
		if (err)
			return err;
		if (content.s)
			return sink->file(sink->arg, path, content);
		sink->refused(sink->arg, path, "it is too big");
		return 0;
	case S_IFLNK:
		target = r->f.entry_symlink(entry);
		return target ? sink->link(sink->arg, path, hw_text_of(target)) : 0;
	case S_IFDIR:
		return sink->directory(sink->arg, path);
	default:
		sink->refused(sink->arg, path, "it is a device or a pipe");
		return 0;
	}
}

static void damaged(struct reader *r, int64_t byte, const char *what)
{
	char text[128];

	/* the first one says enough */
	if (!r->is_damaged && r->sink->damaged) {
		snprintf(text, sizeof(text), "%s at its byte %" PRId64, what, byte);
		r->sink->damaged(r->sink->arg, hw_text_of(text));
	}
	r->is_damaged = true;
}

/* Behind the last entry of a tar, at `end`. */
static int read_end(struct reader *r, int64_t end)
{
	const int64_t read = r->length;
	const void *piece;
	la_ssize_t got;

	do
		got = give_unpacked(r->unpacked, r, &piece);
	while (got > 0 &&
	       (r->sink->is_endless || r->length - read <= (int64_t)TOTAL_MAX));
	if (got > 0)
		return -EFBIG;
	if (got < 0)
		return r->err;
	if (r->filled > end)
		damaged(r, end, "more follows the mark of the end");
	else if (r->length - end < END_MARK)
		damaged(r, end, "nothing marks the end");
	return 0;
}

/* APPNOTE 6.3, 4.3.16: the list of files, at whose end is "PK\5\6" and a comment. */
static void check_zip_end(struct reader *r)
{
	const size_t tail = 22 + UINT16_MAX;
	const struct hw_text end =
		hw_text_from(r->all, r->all.n > tail ? r->all.n - tail : 0);

	if (!memmem(end.s, end.n, "PK\5\6", 4))
		damaged(r, r->length, "nothing marks the end");
}

static int read_entries(struct reader *r)
{
	struct archive_entry *entry;
	int err = 0;

	while (!err) {
		int status = r->f.read_next_header(r->archive, &entry);

		if (status == ARCHIVE_EOF && r->is_zip)
			check_zip_end(r);
		else if (status == ARCHIVE_EOF &&
			 r->f.format(r->archive) != ARCHIVE_FORMAT_RAW)
			err = read_end(r, r->f.read_header_position(r->archive));
		if (status == ARCHIVE_EOF)
			return err < 0 ? err : r->is_damaged ? -EBADMSG : 0;
		if (status == ARCHIVE_RETRY) {
			damaged(r, r->f.read_header_position(r->archive),
				"no file begins");
			continue;
		}
		if (status != ARCHIVE_OK && status != ARCHIVE_WARN)
			return failure(r);
		if (++r->entries > ENTRIES_MAX)
			return -EFBIG;
		if (r->f.format(r->archive) == ARCHIVE_FORMAT_RAW) {
			struct hw_text content;

			if (r->sink->piece)
				return read_pieces(r);
			err = read_content(r, HW_FILE_MAX, &content);
			if (!err && !content.s)
				err = -EFBIG;
			return err ? err : r->sink->text(r->sink->arg, content);
		}
		err = read_entry(r, entry);
	}
	return err;
}

/* By its first bytes: RFC 1952, the xz format 1.1, RFC 8878, bzip2's "BZh", LZ4 frames,
 * LZMA. */
static int add_filter(struct reader *r, struct hw_text bytes)
{
	int status = ARCHIVE_OK;

	if (hw_text_starts(bytes, HW_TEXT("\x1f\x8b")))
		status = r->f.read_support_filter_gzip(r->unpacked);
	else if (hw_text_starts(bytes, HW_TEXT("\xfd"
					       "7zXZ\0")))
		status = r->f.read_support_filter_xz(r->unpacked);
	else if (hw_text_starts(bytes, HW_TEXT("\x28\xb5\x2f\xfd")))
		status = r->f.read_support_filter_zstd(r->unpacked);
	else if (hw_text_starts(bytes, HW_TEXT("BZh")))
		status = r->f.read_support_filter_bzip2(r->unpacked);
	else if (hw_text_starts(bytes, HW_TEXT("\x04\x22\x4d\x18")))
		status = r->f.read_support_filter_lz4(r->unpacked);
	else if (hw_archive_is_lzma(bytes))
		status = r->f.read_support_filter_lzma(r->unpacked);
	/* ARCHIVE_WARN: an external program would be run */
	return status == ARCHIVE_OK ? 0 : -ENOTSUP;
}

int hw_libarchive_read(struct hw_text bytes, const struct hw_archive_sink *sink)
{
	struct reader r = {.sink = sink,
			   .all = bytes,
			   .bytes = bytes,
			   .is_zip = hw_text_starts(bytes, HW_TEXT("PK\3\4"))};
	void *library;
	int err = hw_library_open(HW_SONAME_LIBARCHIVE, table, HW_ARRAY_SIZE(table), &r.f,
				  &library);

	if (err)
		return -ENOTSUP;
	r.unpacked = r.f.read_new();
	r.archive = r.f.read_new();
	if (!r.unpacked || !r.archive)
		err = -ENOMEM;
	if (!err)
		err = add_filter(&r, bytes);
	if (!err && (r.f.read_support_format_raw(r.unpacked) != ARCHIVE_OK ||
		     r.f.read_support_format_tar(r.archive) != ARCHIVE_OK ||
		     (r.is_zip && r.f.read_support_format_zip(r.archive) != ARCHIVE_OK) ||
		     r.f.read_support_format_raw(r.archive) != ARCHIVE_OK))
		err = -ENOTSUP;
	if (!err)
		err = open_bytes(&r);
	if (!err)
		err = read_entries(&r);
	if (err == -EBADMSG && r.entries)
		damaged(&r, r.length, "no more can be read");
	if (r.archive)
		r.f.read_free(r.archive);
	if (r.unpacked)
		r.f.read_free(r.unpacked);
	hw_library_close(library);
	free(r.buffer);
	return err;
}
