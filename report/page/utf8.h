/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_PAGE_UTF8_H
#define HWALIAS_REPORT_PAGE_UTF8_H

#include <stdint.h>

#include "data/base/arena.h"

/*
 * Firmware, USB string descriptors and id files hold whatever bytes their makers put
 * there. json-c and terminals take bytes as they come, so they are made sound first.
 *
 * Both return `t` itself when there is nothing to change, else a copy. Lifetime: that
 * of `t` or the arena's. Out of memory: the absent text.
 */

/* Valid UTF-8 without NUL: what is not becomes U+FFFD. For programs. */
struct hw_text hw_utf8_clean(struct hw_text t, struct hw_arena *arena);

/*
 * The same for terminals: also control characters (C0, DEL, C1, line separators) and
 * those that turn the direction of text become visible, as \x1b or \u202e; with
 * `ascii_only`, for terminals that know no better, all that is not ASCII.
 */
struct hw_text hw_utf8_visible(struct hw_text t, bool ascii_only, struct hw_arena *arena);

/*
 * The length in bytes of the sound sequence at the start of `t`, t.n > 0, and its code
 * point; 0 when it is broken: then *ret_code holds how many bytes one U+FFFD stands for.
 */
size_t hw_utf8_next(struct hw_text t, uint32_t *ret_code);

/*
 * What sets LC_CTYPE, by which widths are counted. It is called once, before the first
 * character that is not ASCII is counted, or the first table is made: setlocale(3) reads
 * half a dozen files, and most output needs none. Not for several threads at once.
 */
void hw_utf8_set_locale_by(void (*set)(void));

/* Sets it now, unless that was done. */
void hw_utf8_need_locale(void);

/* Whether the text is of bytes below 80h alone: no locale has another idea of it. */
bool hw_utf8_is_ascii(struct hw_text t);

/* Whether the locale's characters are of one byte, so that only ASCII can be printed. */
bool hw_utf8_is_ascii_locale(void);

/* The number of columns that a terminal needs for sound text, by the locale. */
size_t hw_utf8_width(struct hw_text t);

/* The longest beginning of sound text that fits `width` columns. */
struct hw_text hw_utf8_fit(struct hw_text t, size_t width);

/* The part of sound text that fits `width` columns, up to a blank; at least a word. */
struct hw_text hw_utf8_line(struct hw_text t, size_t width);

/* Whether sound text has a character that is written from right to left. */
bool hw_utf8_is_rtl(struct hw_text t);

/* Whether a terminal would act upon the code point instead of showing it. */
bool hw_utf8_is_control(uint32_t code);

#endif
