// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "data/base/array.h"
#include "data/base/memory.h"
#include "data/root/internal.h"

/* Reads `size` bytes, fewer only at the end of the file. Returns the count or -errno. */
static ssize_t read_all(int fd, char *buffer, size_t size)
{
	size_t n = 0;

	while (n < size) {
		ssize_t got = read(fd, buffer + n, size - n);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -errno;
		if (got == 0)
			break;
		n += (size_t)got;
	}
	return (ssize_t)n;
}

/* Reads what follows `head`, the bytes read so far. */
static int read_long(int fd, struct hw_text head, struct hw_arena *arena,
		     struct hw_text *ret)
{
	char *buffer = hw_malloc(HW_ATTR_MAX + 1);
	struct hw_text text;
	ssize_t got;

	if (!buffer)
		return -ENOMEM;
	memcpy(buffer, head.s, head.n);
	got = read_all(fd, buffer + head.n, HW_ATTR_MAX + 1 - head.n);
	if (got < 0 || head.n + (size_t)got > HW_ATTR_MAX) {
		free(buffer);
		return got < 0 ? (int)got : -EFBIG;
	}
	text = hw_arena_copy(arena, (struct hw_text){buffer, head.n + (size_t)got});
	free(buffer);
	if (!text.s)
		return -ENOMEM;
	*ret = text;
	return 0;
}

/*
 * One read(2) returns a whole sysfs attribute: sysfs_kf_seq_show() prints at most a page,
 * and sysfs_kf_bin_read() returns less than asked for only at the end of a page. So less
 * than the smallest page is the end of the file. Files of proc return record after record
 * (seq_read_iter()): only 0 is the end.
 */
#define PAGE_MIN ((size_t)4096)

int hw_file_read(int fd, bool sysfs, struct hw_arena *arena, struct hw_text *ret)
{
	char buffer[2 * PAGE_MIN];
	struct hw_text text;
	ssize_t got;

	do
		got = read(fd, buffer, sizeof(buffer));
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return -errno;
	text = (struct hw_text){buffer, (size_t)got};
	if (text.n && (text.n >= PAGE_MIN || !sysfs)) {
		/* most are whole, and need no larger buffer to show it */
		got = read_all(fd, buffer + text.n, sizeof(buffer) - text.n);
		if (got < 0)
			return (int)got;
		text.n += (size_t)got;
		if (text.n == sizeof(buffer))
			return read_long(fd, text, arena, ret);
	}
	text = hw_arena_copy(arena, text);
	if (!text.s)
		return -ENOMEM;
	*ret = text;
	return 0;
}

/* For small files, and those without mmap(2): proc, sysfs, some FUSE. `expected` bytes;
 * 0: not known. */
static int map_by_reading(int fd, size_t expected, struct hw_map *ret)
{
	char *buffer = NULL;
	/* one more shows the end */
	const size_t first = expected ? expected + 1 : (size_t)64 * 1024;
	size_t size = 0;
	size_t n = 0;

	for (;;) {
		ssize_t got = HW_ARRAY_GROW(buffer, n, &size, first);

		if (got == 0)
			got = read_all(fd, buffer + n, size - n);
		if (got < 0 || n + (size_t)got > HW_FILE_MAX) {
			free(buffer);
			return got < 0 ? (int)got : -EFBIG;
		}
		n += (size_t)got;
		if (n < size)
			break;
	}
	*ret = (struct hw_map){.text = {buffer, n}, .base = buffer, .size = size};
	return 0;
}

/* Smaller files are read: that takes no longer, and what is read stays. */
#define MAP_MIN ((size_t)16 * 1024)

/* MAP_FAILED: the file is to be read. */
static void *map_guarded(int fd, size_t size)
{
	void *base;

	/* files of proc have size 0; those of sysfs a page, but no mmap(2) */
	if (size < MAP_MIN || hw_guard_is_copy())
		return MAP_FAILED;
	base = mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (base == MAP_FAILED || hw_guard_add(base, size))
		return base;
	munmap(base, size);
	return MAP_FAILED;
}

int hw_file_map(int fd, struct hw_map *ret)
{
	struct stat st;
	size_t size;
	void *base;
	int r;

	if (fstat(fd, &st) < 0)
		return -errno;
	if (!S_ISREG(st.st_mode))
		return S_ISDIR(st.st_mode) ? -EISDIR : -EINVAL;
	if (st.st_size > (off_t)HW_FILE_MAX)
		return -EFBIG;
	size = (size_t)st.st_size;
	base = map_guarded(fd, size);
	if (base != MAP_FAILED) {
		*ret = (struct hw_map){
			.text = {base, size}, .base = base, .size = size, .mapped = true};
	} else {
		r = map_by_reading(fd, size, ret);
		if (r < 0)
			return r;
	}
	ret->modified = size ? st.st_mtime : 0;
	return 0;
}
