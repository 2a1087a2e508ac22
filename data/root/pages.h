/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_ROOT_PAGES_H
#define HWALIAS_DATA_ROOT_PAGES_H

#include <stdint.h>

#include "data/root/root.h"

/*
 * A large file of which little is looked at, here and there. The kernel maps 16 pages for
 * one that is accessed (fault_around_bytes, mm/memory.c), so that a map of such a file
 * soon is most of the memory of a short run. This reads single pages with pread(2), and
 * keeps the last of them in a table of constant size.
 *
 * Not for several threads at once.
 */
struct hw_pages;

/*
 * Opens a file below the root; where that cannot give a descriptor, as a snapshot, the
 * file is mapped. Lifetime: until hw_pages_close().
 * Errors: as hw_root_map() has.
 */
int hw_pages_open(struct hw_root *root, const char *path, struct hw_pages **ret);

/* NULL is fine. */
void hw_pages_close(struct hw_pages *pages);

/* The file's size when it was opened, in bytes. */
uint64_t hw_pages_size(const struct hw_pages *pages);

/* When the file had been changed last then, as struct hw_map tells it. */
int64_t hw_pages_modified(const struct hw_pages *pages);

/*
 * Sets *ret to bytes of the file, from `at` on to the end of a page at most: one byte at
 * least. Lifetime: until the next call. Errors: -ERANGE: `at` is behind the end; -EIO and
 * the like.
 */
int hw_pages_look(struct hw_pages *pages, uint64_t at, struct hw_text *ret);

/* Reads up to n bytes into `to`, past the table: fewer only at the end. Errors: -EIO and
 * the like. */
int hw_pages_read(const struct hw_pages *pages, uint64_t at, void *to, size_t n,
		  size_t *ret);

/* Whether the file is read, and not mapped. */
bool hw_pages_are_read(const struct hw_pages *pages);

/* Maps all of a file that is read, which is that of hw_pages_open(). Errors: as
 * hw_root_map() has. */
int hw_pages_map(const struct hw_pages *pages, struct hw_root *root, const char *path,
		 struct hw_map *ret);

/* Copies n bytes. Errors: as hw_pages_look(). */
int hw_pages_copy(struct hw_pages *pages, uint64_t at, void *to, size_t n);

#endif
