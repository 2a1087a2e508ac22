// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/archive/internal.h"

/*
 * What `xz --format=lzma` writes has no mark: the usual parameters, a whole number of
 * 64 KiB as the size of the dictionary, and 8 bytes with the length of the text, less
 * than 2^40, or all ones (LZMA-file-format.txt of xz).
 */
bool hw_archive_is_lzma(struct hw_text bytes)
{
	return hw_text_starts(bytes, HW_TEXT("\x5d\0\0")) && bytes.n > 13 &&
	       (memcmp(bytes.s + 10, "\0\0\0", 3) == 0 ||
		memcmp(bytes.s + 5, "\xff\xff\xff\xff\xff\xff\xff\xff", 8) == 0);
}
