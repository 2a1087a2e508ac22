/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DECODERS_TEXT_UTF16_H
#define HWALIAS_DECODERS_TEXT_UTF16_H

#include <stddef.h>
#include <stdint.h>

/* Bytes of UTF-8 that `n` bytes of UTF-16 become at most, and a NUL. */
#define HW_UTF16_ROOM(n) ((n) / 2 * 3 + 1)

/*
 * Writes UTF-16, little-endian, as UTF-8 with a NUL, and returns its length without that.
 * It ends at U+0000, as utf16s_to_utf8s() does (fs/nls/nls_base.c); a surrogate without
 * its other half is U+FFFD, and an odd byte at the end is left out. `to` has
 * HW_UTF16_ROOM(n) bytes.
 */
size_t hw_utf16_to_utf8(const uint8_t *from, size_t n, char *to);

#endif
