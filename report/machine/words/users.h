/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_MACHINE_WORDS_USERS_H
#define HWALIAS_REPORT_MACHINE_WORDS_USERS_H

#include "report/machine/sources/sources.h"

/*
 * Sets the users of `words`: the names of those who log in to the machine, by what tells
 * them: passwd, the directories in /home, who called sudo(8) and whose home directory
 * $HOME is, home directories ("/home/alice") of mounts, directives and the command line,
 * and what these name a user ("user=alice", "sudo -u alice"). Not the names of modules,
 * of three letters the words of id databases, and not those of images and services.
 * Errors: the machine's arena's.
 */
void hw_users_find(struct hw_machine *m, const struct hw_modprobe *modprobe,
		   struct hw_private_words *words);

#endif
