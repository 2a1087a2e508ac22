/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_TESTS_LIB_TEXT_H
#define HWALIAS_TESTS_LIB_TEXT_H

/* What a text must be. Include after cmocka.h. */
#include "decoders/text/text.h"

/* NULL stands for the absent text. */
static inline void assert_text(struct hw_text got, const char *want)
{
	if (!hw_text_eq(got, hw_text_of(want)) || !got.s != !want)
		fail_msg("'%.*s' is not '%s'", HW_TEXT_ARG(got), want ? want : "(none)");
}

#endif
