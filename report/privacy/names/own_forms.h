/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_PRIVACY_NAMES_OWN_FORMS_H
#define HWALIAS_REPORT_PRIVACY_NAMES_OWN_FORMS_H

#include "data/ids/ids.h"
#include "report/privacy/shapes/kinds.h"

// clang-format off
/*
 * Private parts of what devices and the firmware call themselves, told by their form:
 *
 *	what introduces it	numbers		Widget S/N: ZK4471902  IMEI 490154203237518
 *	the name of a host	in full		DESKTOP-7QX2LMN  annas-pc.local
 *	its shape		addresses	192.168.77.31  2001:db8::7  a@example.org
 *				digits		001122FFFEAABB77  a hash  +49 170 1234567
 *
 * Not: versions (1.2.3.4), models (SN850X, SN65DSI83), words of the id databases. Hardware
 * addresses, UUIDs and World Wide Names: report/privacy/own_text.c.
 */
// clang-format on

/* Four numbers in what is a version are an address of a home network alone. */
enum hw_own_text {
	HW_OWN_NAME,
	HW_OWN_VERSION,
};

/* What is private: how many bytes after the place stay, and the length of what does not.
 * `length` is 0: nothing. */
struct hw_own_part {
	enum hw_private_kind kind;
	size_t kept;
	size_t length;
};

/* The part of the text of which the form begins at `at`, where a word does. A value that
 * is a word of `databases`, which may be NULL, is no number of somebody's. */
struct hw_own_part hw_own_form(struct hw_text text, size_t at, enum hw_own_text what,
			       const struct hw_ids *const databases[2]);

#endif
