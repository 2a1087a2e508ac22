/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_BASE_UTF16_FILE_H
#define HWALIAS_DATA_BASE_UTF16_FILE_H

#include "data/base/arena.h"

/*
 * What a file that begins with the mark of UTF-16 holds, of either order, as UTF-8;
 * PowerShell's ">" writes such files. Another text is returned as it is.
 *
 * Lifetime: the text's, or the arena's. Errors: without memory nothing is returned.
 */
struct hw_text hw_utf16_file(struct hw_text text, struct hw_arena *arena);

#endif
