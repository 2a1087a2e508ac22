/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DECODERS_TEXT_RELEASE_H
#define HWALIAS_DECODERS_TEXT_RELEASE_H

#include "decoders/text/ascii.h"
#include "decoders/text/text.h"

/*
 * Whether the text may be the release of a kernel, "6.1.0-13-amd64", as `uname -r` prints
 * it and a folder of modules is named. VERSION and PATCHLEVEL are what each begins with:
 * KERNELVERSION in the kernel's Makefile.
 */
static inline bool hw_is_kernel_release(struct hw_text text)
{
	size_t digits = 0;

	while (digits < text.n && hw_is_digit(text.s[digits]))
		digits++;
	return digits && text.n > digits + 1 && text.n <= 128 && text.s[digits] == '.' &&
	       hw_is_digit(text.s[digits + 1]) && hw_text_find(text, '/') == text.n &&
	       hw_text_find(text, ' ') == text.n;
}

#endif
