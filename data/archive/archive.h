/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_ARCHIVE_ARCHIVE_H
#define HWALIAS_DATA_ARCHIVE_ARCHIVE_H

#include "data/root/root.h"

/*
 * Compressed texts and archives, read from memory into memory by libarchive, which
 * runs in a child process:
 *
 *	pci.ids.gz	-> the text
 *	report.tar.xz	-> its files, links and directories, one by one
 */

/* Whether it is compressed, a tar or a zip, by its first bytes. */
bool hw_archive_is(struct hw_text bytes);

struct hw_archive_sink {
	void *arg;
	/* `path` as tar(1) unpacks it, below the archive's top. Links have a target,
	 * files a content. */
	int (*file)(void *arg, struct hw_text path, struct hw_text content);
	/* if they are NULL, links and directories are passed over */
	int (*link)(void *arg, struct hw_text path, struct hw_text target);
	int (*directory)(void *arg, struct hw_text path);
	/* a file that is also at `target`, below the archive's top; NULL: it is refused
	 */
	int (*hard_link)(void *arg, struct hw_text path, struct hw_text target);
	/* of one that is neither, or whose path leads out: left out; may be NULL */
	void (*refused)(void *arg, struct hw_text path, const char *why);
	/* before -EBADMSG: what is damaged of the archive, with the byte of what is
	 * unpacked; may be NULL */
	void (*damaged)(void *arg, struct hw_text what);
	/* what was compressed is no archive */
	int (*text)(void *arg, struct hw_text content);
	/* if it is not NULL, in place of text(): the same, as it comes, in pieces */
	int (*piece)(void *arg, struct hw_text piece);
	/* if it is not NULL, in place of file(): a file of any length begins, which
	 * piece() gets */
	int (*entry)(void *arg, struct hw_text path);
	/* what piece() gets of all is not limited */
	bool is_endless;
};

/*
 * Errors: -ENOTSUP: not in this build, or the library is not installed; -EBADMSG: it is
 * damaged; -ENOEXEC: the library crashed on it; -EFBIG; -ENOMEM; -errno of pipe(2),
 * fork(2); those of the sink.
 */
int hw_archive_read(struct hw_text bytes, const struct hw_archive_sink *sink);

/* Puts the text in place of a compressed one. Errors: those of hw_archive_read(), and
 * -EISDIR: it is an archive of files; the map is as it was. */
int hw_archive_unpack(struct hw_map *map);

#endif
