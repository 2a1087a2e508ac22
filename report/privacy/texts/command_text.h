/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_PRIVACY_TEXTS_COMMAND_TEXT_H
#define HWALIAS_REPORT_PRIVACY_TEXTS_COMMAND_TEXT_H

#include "report/privacy/texts/free_text.h"

// clang-format off
/*
 * Commands of a shell, as "install" and "remove" of modprobe.d(5) have them, without what
 * may be private. What a program takes nobody knows but of a few (a table): so of all
 * others only that stays which is nobody's.
 *
 *	/sbin/modprobe -i snd index=1		programs that take names of modules
 *	docker login -p withheld		words that say what to do (a table), and
 *						names of options
 *	curl --data 'withheld' withheld		all the rest
 *	TOKEN_A=withheld DEBUG=1 load /dev/sda	numbers, switches, paths of the system
 */
// clang-format on

/*
 * The commands; `module` is named by the directive, and may be again. `kept_of_option`
 * not NULL: they begin in the middle of one or of any directive, as the lines behind a
 * backslash do, and it says how many bytes of "option=value" stay. Lifetime: that of
 * `text` or the arena's. Errors: the arena has failed, and the text is absent.
 */
struct hw_text hw_command_text_public(struct hw_text text, struct hw_text module,
				      size_t (*kept_of_option)(struct hw_text word),
				      const struct hw_private_words *words,
				      struct hw_arena *arena);

#endif
