/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_MACHINE_WORDS_MODULE_TEXT_H
#define HWALIAS_REPORT_MACHINE_WORDS_MODULE_TEXT_H

#include "data/module/info.h"
#include "report/privacy/texts/free_text.h"

// clang-format off
/*
 * What the file of a kernel module says of itself. A module that was built on the machine
 * has names of its user and host in it, first of all who signed it:
 *
 *	signer=HOST Secure Boot Module Signature key	withheld Secure Boot …
 *	author=Alice <alice@HOST>			withheld <withheld@withheld>
 *	version=1.0-HOST				1.0-withheld
 *
 * Authors whom the machine does not know are nobody's secret: their code is published.
 */
// clang-format on

/* Changes the texts that are shown, but for the names of files, which are looked up.
 * Lifetime of new texts: the arena's. Errors: the arena has failed. */
void hw_module_text_public(struct hw_module_info *info,
			   const struct hw_private_words *words, struct hw_arena *arena);

/* A line "KEY=VALUE" of a recording. Lifetime: the line's or the arena's. Errors: the
 * arena has failed, and the text is absent. */
struct hw_text hw_module_line_public(struct hw_text line,
				     const struct hw_private_words *words,
				     struct hw_arena *arena);

#endif
