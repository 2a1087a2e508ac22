/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_PRIVACY_SHAPES_KEYS_H
#define HWALIAS_REPORT_PRIVACY_SHAPES_KEYS_H

#include "report/privacy/shapes/shapes.h"

// clang-format off
/*
 * Words after which something private follows, in any text:
 *
 *	password=p  --token p  curl -u u:p	credentials
 *	Authorization: Bearer p			headers of HTTP
 *	SerialNumber: X  S/N X  user alice	what the kernel and programs log
 *
 * Switches stay: fn_key=1, secret=off.
 */
// clang-format on

/* What follows such a word, with which the text starts. `after_underline`: the word is
 * the last part of a longer one, "DB_PASSWORD". */
struct hw_private_part hw_private_behind_key(struct hw_text text, bool after_underline);

/* Whether the text starts with such a word that is followed by what a device calls
 * itself: "Product: USB Receiver". */
bool hw_private_is_own_name(struct hw_text text);

/* Whether letters and digits are mixed in the text as nobody writes words: "Xk3v9Qa",
 * "4C53QX17"; not "alc283-dac", "1920x1080". */
bool hw_private_is_mixed(struct hw_text word);

/* Whether the name of a parameter says that its value is private: "wpa_psk",
 * "card_label", "iSerialNumber". */
bool hw_private_is_key(struct hw_text name);

/* Whether a value is "1", "on", "auto" …, which is nobody's secret, or empty. */
bool hw_private_is_switch(struct hw_text value);

/* Whether a value is what stands for one, "serial-3" or "withheld". */
bool hw_private_is_replaced(struct hw_text value);

/* Whether a text has "withheld" as a word of it, or begins with "~", a home directory. */
bool hw_private_has_replaced(struct hw_text text);

#endif
