/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_PRIVACY_NAMES_DEVICE_NAMES_H
#define HWALIAS_REPORT_PRIVACY_NAMES_DEVICE_NAMES_H

#include "report/privacy/shapes/kinds.h"
#include "report/privacy/texts/free_text.h"

/*
 * Which part of a device's name identifies a machine or a person, by its bus and its
 * form; report/privacy/privacy.h has a table of them. What stands for it is given there.
 */

/* The part; n is 0: there is none. */
struct hw_name_part {
	enum hw_private_kind kind;
	size_t n;
	/* what follows it */
	size_t after;
};

/* Of the name of a device of a subsystem; of a component of a path, which stands behind
 * `before` and names something of `class`; of a name that people may have given to an
 * interface, a radio or a light of `class`. `words` may be NULL. */
struct hw_name_part hw_name_of_device(const struct hw_private_words *words,
				      struct hw_text subsystem, struct hw_text name);
struct hw_name_part hw_name_in_path(const struct hw_private_words *words,
				    struct hw_text before, struct hw_text class,
				    struct hw_text name);
struct hw_name_part hw_name_given(const struct hw_private_words *words,
				  struct hw_text class, struct hw_text name);

/* Whether the names of a class of devices are given by people, as those of network
 * interfaces, radios and lights may be. */
bool hw_name_may_be_given(struct hw_text class);

/* The class of what a component of a path names; `above` is the component before
 * `before`. */
struct hw_text hw_name_class_in_path(struct hw_text above, struct hw_text before,
				     struct hw_text name);

/* The first hardware address of a text. */
struct hw_name_part hw_name_address(struct hw_text name);

/* The length of a hardware address at `at`: "02:de:ad:be:ef:51", or without separators;
 * of a UUID at the start of the text. 0: there is none. */
size_t hw_name_address_length(struct hw_text text, size_t at);
size_t hw_name_uuid_length(struct hw_text text);

/* Whether the twelve hexadecimal digits at `at` are an address by themselves: they have
 * letters of one case and digits, and are no part of a UUID. */
bool hw_name_is_mixed_address(struct hw_text text, size_t at);

#endif
