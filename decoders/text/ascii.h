/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DECODERS_TEXT_ASCII_H
#define HWALIAS_DECODERS_TEXT_ASCII_H

/* <ctype.h> for ASCII, which the kernel's strings are, whatever the locale. */

#include <stdbool.h>

static inline bool hw_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Value of a hexadecimal digit of either case, or -1. */
static inline int hw_hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

static inline bool hw_is_hex(char c)
{
	return hw_hex_value(c) >= 0;
}

static inline bool hw_is_alnum(char c)
{
	return hw_is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline char hw_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static inline char hw_upper(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
}

#endif
