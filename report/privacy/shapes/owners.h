/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_PRIVACY_SHAPES_OWNERS_H
#define HWALIAS_REPORT_PRIVACY_SHAPES_OWNERS_H

#include "data/ids/ids.h"

/* Where a text has its owner; `length` is 0: it has none. */
struct hw_owner {
	size_t at;
	size_t length;
};

/*
 * The person whom a device was named after, by what telephones, computers and people make
 * of a name in many languages: "Joe's iPhone", "iPhone von Joe". The databases, each of
 * which may be NULL, have the words of makers, which are no owners.
 */
struct hw_owner hw_owner_of(struct hw_text name, const struct hw_ids *const databases[2]);

/* Whether what is an owner's is a name, and no other word of a device: it begins with a
 * capital letter, or one that is not of ASCII. */
bool hw_owner_is_name(struct hw_text text);

#endif
