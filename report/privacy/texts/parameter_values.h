/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_PRIVACY_TEXTS_PARAMETER_VALUES_H
#define HWALIAS_REPORT_PRIVACY_TEXTS_PARAMETER_VALUES_H

#include "decoders/text/text.h"

/*
 * What of a parameter's value is known to be harmless, by its name and by what it is made
 * of: tables of names, and of words that values have.
 */

/* How many bytes of a word of the kernel command line, "name=value", stay; the rest is
 * private. */
size_t hw_parameter_kept(struct hw_text word);

/* The same of an option of a module, which has no name of the module before it. */
size_t hw_parameter_kept_of_option(struct hw_text word);

/* Whether the word's value is files, which the log and lists of firmware name, too. */
bool hw_parameter_is_of_files(struct hw_text word);

#endif
