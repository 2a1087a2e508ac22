/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_PRIVACY_SHAPES_PLACEHOLDERS_H
#define HWALIAS_REPORT_PRIVACY_SHAPES_PLACEHOLDERS_H

#include "decoders/text/text.h"

/* Whether the value, in lower case and without separators, is what makers leave in the
 * place of a number: "0123456789", "tobefilledbyoem", or one letter again and again. */
bool hw_is_placeholder(struct hw_text value);

/* The same of a value that may be letters alone: those are the words known. */
bool hw_is_left_by_maker(struct hw_text value);

#endif
