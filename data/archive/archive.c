// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/archive/internal.h"
#include "data/base/memory.h"

#include <errno.h>
#include <stdlib.h>

/*
 * RFC 1952 (gzip), the xz file format 1.1, RFC 8878 (Zstandard), bzip2's "BZh", the LZ4
 * frame format 1.6; of a tar the mark of POSIX (ustar interchange format), of a zip the
 * header of its first file (APPNOTE 6.3, 4.3.7).
 */
bool hw_archive_is(struct hw_text bytes)
{
	return hw_text_starts(bytes, HW_TEXT("\x1f\x8b")) ||
	       hw_text_starts(bytes, HW_TEXT("\xfd"
					     "7zXZ\0")) ||
	       hw_text_starts(bytes, HW_TEXT("\x28\xb5\x2f\xfd")) ||
	       hw_text_starts(bytes, HW_TEXT("\x04\x22\x4d\x18")) ||
	       (hw_text_starts(bytes, HW_TEXT("BZh")) && bytes.n > 10) ||
	       hw_archive_is_lzma(bytes) || hw_text_starts(bytes, HW_TEXT("PK\3\4")) ||
	       (bytes.n >= 512 && memcmp(bytes.s + 257, "ustar", 5) == 0);
}

static int refuse_file(void *arg, struct hw_text path, struct hw_text content)
{
	(void)arg;
	(void)path;
	(void)content;
	return -EISDIR;
}

static int refuse_directory(void *arg, struct hw_text path)
{
	(void)arg;
	(void)path;
	return -EISDIR;
}

static int keep_text(void *arg, struct hw_text content)
{
	struct hw_map *ret = arg;
	char *copy = hw_malloc(content.n + 1);

	if (!copy)
		return -ENOMEM;
	memcpy(copy, content.s, content.n);
	*ret = (struct hw_map){
		.text = {copy, content.n}, .base = copy, .size = content.n + 1};
	return 0;
}

int hw_archive_unpack(struct hw_map *map)
{
	struct hw_map text = {.modified = 0};
	const struct hw_archive_sink sink = {
		.arg = &text,
		.file = refuse_file,
		.link = refuse_file,
		.directory = refuse_directory,
		.text = keep_text,
	};
	int r = hw_archive_read(map->text, &sink);

	/* a tar without files, or no data at all */
	if (r == 0 && !text.base)
		r = -EBADMSG;
	if (r < 0)
		return r;
	text.modified = map->modified;
	hw_unmap(map);
	*map = text;
	return 0;
}
