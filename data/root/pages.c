// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/root/pages.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "data/base/memory.h"
#include "data/root/internal.h"

enum { PAGE = 4096 };

/* Slots of the table at first, after so many reads, and then. A report reads some 100
 * pages, and reading one again takes less time than new memory for it. A page is in one
 * of WAYS slots, in place of that which was looked at longest ago: the root of an index
 * is looked at again and again. */
enum { FEW = 16, READS = 512, MANY = 256, WAYS = 16 };

struct slot {
	/* the page in it, counted from 1; 0: none */
	uint64_t number;
	uint64_t looked;
	/* it may be cut by the file's end */
	uint16_t length;
};

struct hw_pages {
	uint64_t size;
	int64_t modified;
	/* in place of a descriptor; zeroed: none */
	struct hw_map map;
	int fd;
	size_t reads;
	/* the slot that was looked at last, and how many looks at another there were */
	size_t last;
	uint64_t looks;
	/* `few`, or on the heap; their pages are `bytes` */
	struct slot *slots;
	size_t slot_count;
	char (*bytes)[PAGE];
	struct slot few[FEW];
};

static int open_regular(struct hw_root *root, const char *path, struct hw_pages *ret)
{
	int fd = hw_root_open_file(root, path);
	struct stat st;
	int r = 0;

	if (fd < 0)
		return fd;
	if (fstat(fd, &st) < 0)
		r = -errno;
	else if (!S_ISREG(st.st_mode))
		r = S_ISDIR(st.st_mode) ? -EISDIR : -EINVAL;
	if (r < 0) {
		close(fd);
		return r;
	}
	ret->size = (uint64_t)st.st_size;
	ret->modified = st.st_size ? st.st_mtime : 0;
	return fd;
}

int hw_pages_open(struct hw_root *root, const char *path, struct hw_pages **ret)
{
	struct hw_pages *pages = hw_calloc(1, sizeof(*pages));
	int r;

	if (!pages)
		return -ENOMEM;
	pages->slots = pages->few;
	pages->slot_count = FEW;
	pages->fd = open_regular(root, path, pages);
	r = pages->fd;
	if (r == -ENOTSUP) {
		r = hw_root_map(root, path, &pages->map);
		pages->size = pages->map.text.n;
		pages->modified = pages->map.modified;
	}
	if (r < 0) {
		free(pages);
		return r;
	}
	*ret = pages;
	return 0;
}

void hw_pages_close(struct hw_pages *pages)
{
	if (!pages)
		return;
	hw_unmap(&pages->map);
	if (pages->fd >= 0)
		close(pages->fd);
	if (pages->slots != pages->few)
		free(pages->slots);
	free(pages->bytes);
	free(pages);
}

bool hw_pages_are_read(const struct hw_pages *pages)
{
	return pages->fd >= 0;
}

int hw_pages_map(const struct hw_pages *pages, struct hw_root *root, const char *path,
		 struct hw_map *ret)
{
	int r = hw_file_map(pages->fd, ret);

	if (r == 0)
		hw_root_name_map(root, path, ret);
	return r;
}

uint64_t hw_pages_size(const struct hw_pages *pages)
{
	return pages->size;
}

/* The larger table is empty. Without memory the small one stays. */
static void grow(struct hw_pages *pages)
{
	struct slot *slots = hw_calloc(MANY, sizeof(*slots));
	char(*bytes)[PAGE] = slots ? hw_malloc(MANY * sizeof(*bytes)) : NULL;

	if (!bytes) {
		free(slots);
		return;
	}
	free(pages->bytes);
	pages->bytes = bytes;
	pages->slots = slots;
	pages->slot_count = MANY;
}

int hw_pages_read(const struct hw_pages *pages, uint64_t at, void *to, size_t n,
		  size_t *ret)
{
	size_t done = 0;

	while (done < n) {
		ssize_t got =
			pread(pages->fd, (char *)to + done, n - done, (off_t)(at + done));

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -errno;
		if (got == 0)
			break;
		done += (size_t)got;
	}
	*ret = done;
	return 0;
}

/* The slot of a page, or that which it is to be read into. */
static size_t slot_of(const struct hw_pages *pages, uint64_t page)
{
	const size_t from = page % (pages->slot_count / WAYS) * WAYS;
	size_t oldest = from;

	for (size_t slot = from; slot < from + WAYS; slot++) {
		if (pages->slots[slot].number == page + 1)
			return slot;
		if (pages->slots[slot].looked < pages->slots[oldest].looked)
			oldest = slot;
	}
	return oldest;
}

/* Reads a page into a slot. A page behind the end has no bytes. */
static int fill(struct hw_pages *pages, uint64_t page, size_t slot)
{
	const uint64_t rest = pages->size - page * PAGE;
	size_t n;
	int r;

	if (!pages->bytes)
		pages->bytes = hw_malloc(FEW * sizeof(*pages->bytes));
	if (!pages->bytes)
		return -ENOMEM;
	pages->slots[slot].number = 0;
	r = hw_pages_read(pages, page * PAGE, pages->bytes[slot],
			  rest < PAGE ? (size_t)rest : PAGE, &n);
	if (r < 0)
		return r;
	pages->slots[slot].number = page + 1;
	pages->slots[slot].length = (uint16_t)n;
	return 0;
}

/* Makes `last` the slot of the page. */
static int turn_to(struct hw_pages *pages, uint64_t page)
{
	size_t slot = slot_of(pages, page);

	if (pages->slots[slot].number != page + 1) {
		int r;

		if (pages->reads++ == READS) {
			grow(pages);
			slot = slot_of(pages, page);
		}
		r = fill(pages, page, slot);
		if (r < 0)
			return r;
	}
	pages->slots[slot].looked = ++pages->looks;
	pages->last = slot;
	return 0;
}

int64_t hw_pages_modified(const struct hw_pages *pages)
{
	return pages->modified;
}

int hw_pages_look(struct hw_pages *pages, uint64_t at, struct hw_text *ret)
{
	const uint64_t page = at / PAGE;
	const size_t from = at % PAGE;
	const struct slot *slot;
	int r;

	if (at >= pages->size)
		return -ERANGE;
	if (pages->fd < 0) {
		*ret = hw_text_from(pages->map.text, (size_t)at);
		return 0;
	}
	if (pages->slots[pages->last].number != page + 1) {
		r = turn_to(pages, page);
		if (r < 0)
			return r;
	}
	slot = &pages->slots[pages->last];
	/* the file may be shorter now */
	if (from >= slot->length)
		return -ERANGE;
	*ret = (struct hw_text){pages->bytes[pages->last] + from, slot->length - from};
	return 0;
}

int hw_pages_copy(struct hw_pages *pages, uint64_t at, void *to, size_t n)
{
	char *next = to;
	struct hw_text part;

	while (n) {
		int r = hw_pages_look(pages, at, &part);

		if (r < 0)
			return r;
		part = hw_text_head(part, n);
		memcpy(next, part.s, part.n);
		next += part.n;
		at += part.n;
		n -= part.n;
	}
	return 0;
}
