/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DECODERS_TEXT_WORD_H
#define HWALIAS_DECODERS_TEXT_WORD_H

#include "decoders/text/text.h"

/* Where the text has the word, in upper or lower case, with no letter, digit or '_' at
 * either side of it; its length: nowhere, as of an empty word. */
size_t hw_text_find_word(struct hw_text text, struct hw_text word);

/* Whether it has it. */
bool hw_text_has_word(struct hw_text text, struct hw_text word);

/* How rare a byte is in names of devices and in JSON: 0 is the most frequent one. */
#define HW_RARENESS_MAX 34
size_t hw_text_rareness(char c);

#endif
