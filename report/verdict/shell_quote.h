/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_VERDICT_SHELL_QUOTE_H
#define HWALIAS_REPORT_VERDICT_SHELL_QUOTE_H

#include "data/base/arena.h"

/*
 * The text as one word of a shell: itself when it is plain, else in quotes; with bytes
 * that are not printable ASCII as "$(printf -- '…')". (A newline at its very end gets
 * lost.)
 */
struct hw_text hw_shell_word(struct hw_text text, struct hw_arena *arena);

#endif
