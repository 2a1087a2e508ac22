/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_PRIVACY_NAMES_GENERIC_NAMES_H
#define HWALIAS_REPORT_PRIVACY_NAMES_GENERIC_NAMES_H

#include <stdbool.h>

#include "decoders/text/text.h"

/*
 * Whether a device calls itself only by words of the trade, "USB Composite Device", as
 * most do that no database has: each is a word of usb.ids or pci.ids, and such a word is
 * no name of a person or of a host (hw_public_is_word()). So there is nothing to look for
 * in it, and what that takes need not be read.
 */
bool hw_name_is_generic(struct hw_text name);

#endif
