/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DECODERS_TEXT_WORD_H
#define HWALIAS_DECODERS_TEXT_WORD_H

#include "decoders/text/text.h"

/* Whether the text has the word, in upper or lower case, with no letter, digit or '_' at
 * either side of it. False for an empty word. */
bool hw_text_has_word(struct hw_text text, struct hw_text word);

#endif
