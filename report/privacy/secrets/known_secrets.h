/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_PRIVACY_SECRETS_KNOWN_SECRETS_H
#define HWALIAS_REPORT_PRIVACY_SECRETS_KNOWN_SECRETS_H

#include "data/base/text_set.h"
#include "data/sysfs/sysfs.h"

/*
 * What identifies this machine, as its files tell: serial numbers and UUIDs of DMI and of
 * USB devices, MAC addresses, the machine's id. A free text that quotes one of them, in
 * whatever spelling, must not show it. They are read when a text has a word like one:
 * most have none.
 */
struct hw_known_secrets {
	/* NULL: nothing is known */
	struct hw_root *root;
	struct hw_arena *arena;
	/* the devices that a report has listed, which are not listed again; NULL: it has
	 * none */
	const struct hw_known *(*listed)(void *arg);
	void *arg;
	bool is_loaded;
	/* in lower case, without separators */
	struct hw_text_set values;
};

/*
 * The length of the word with which the text starts, if that holds one of the secrets; 0:
 * it does not. A word is of letters, digits and the separators of addresses; a secret of
 * 8 letters and digits or more may also be in groups, "52 54 00 12 34 56". `known` may be
 * NULL.
 */
size_t hw_known_secret_length(struct hw_known_secrets *known, struct hw_text text);

/* The length of a secret of 8 letters and digits or more with which the text starts, with
 * the separators in it; what follows may belong to the same word. With `also_short` also
 * of 6, if there are both. 0: there is none. `known` may be NULL. */
size_t hw_known_secret_at(struct hw_known_secrets *known, struct hw_text text,
			  bool also_short);

/* A copy that reads nothing any more, for what outlives the root; `known` may be NULL or
 * have none. Lifetime: the arena's. Errors: -ENOMEM. */
int hw_known_secrets_copy(struct hw_known_secrets *known, struct hw_arena *arena,
			  struct hw_known_secrets *ret);

void hw_known_secrets_done(struct hw_known_secrets *known);

#endif
