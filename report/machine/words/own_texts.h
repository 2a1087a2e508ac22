/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_MACHINE_WORDS_OWN_TEXTS_H
#define HWALIAS_REPORT_MACHINE_WORDS_OWN_TEXTS_H

#include "report/machine/sources/sources.h"

/* Whether the attribute of this name, a file or a key, is a version. */
bool hw_machine_is_version(struct hw_text name);

/* Gives what is private in texts alone, of the firmware and of devices, its numbers: in
 * an order that is that of the machine, whatever a command asks for. All that
 * hw_machine_own_string() is asked for is read for it, but for what follows. Errors:
 * -ENOMEM. */
int hw_machine_number_texts(struct hw_machine *machine, struct hw_privacy *privacy);

/* The same of driver_override of bound devices, behind all others: it has the name of the
 * driver as a rule, so it is read when one has another text, or for a recording. */
int hw_machine_number_overrides(struct hw_machine *machine, struct hw_privacy *privacy);

/* Asks the id databases of all words that a level below "full" asks of what devices call
 * themselves, of users and of the host: a recording has the answers. Errors: -ENOMEM. */
int hw_machine_ask_words(struct hw_machine *machine);

/* The texts of `host` that its makers and administrators wrote. */
#define HW_HOST_TEXTS 11
struct hw_host_text {
	struct hw_text *text;
	enum hw_own_text what;
};
void hw_machine_host_texts(struct hw_host *host, struct hw_host_text ret[HW_HOST_TEXTS]);

#endif
