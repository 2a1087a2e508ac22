/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_PRIVACY_SECRETS_SPELLING_H
#define HWALIAS_REPORT_PRIVACY_SECRETS_SPELLING_H

#include "decoders/text/text.h"

/*
 * How long the spelling of a number is with which the text starts, "ZK-447_1902" or "ZK
 * 447 1902" of "zk4471902": letters and digits alone are compared, in any case. What
 * follows belongs to another word, unless the number is a long one. 0: the text does not
 * start so.
 */
size_t hw_spelling_length(struct hw_text text, struct hw_text value);

/* Where a text has such a spelling, or absent; a short one begins a word, too. */
struct hw_text hw_spelling_find(struct hw_text text, struct hw_text value);

#endif
