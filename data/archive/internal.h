/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_ARCHIVE_INTERNAL_H
#define HWALIAS_DATA_ARCHIVE_INTERNAL_H

#include "data/archive/archive.h"

/* hw_archive_read() in this process, which ends if the library crashes. Errors: those of
 * hw_archive_read(), without -ENOEXEC. */
int hw_libarchive_read(struct hw_text bytes, const struct hw_archive_sink *sink);

/* Whether it is compressed by LZMA, without the container of xz. */
bool hw_archive_is_lzma(struct hw_text bytes);

#endif
