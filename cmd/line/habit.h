/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_CMD_LINE_HABIT_H
#define HWALIAS_CMD_LINE_HABIT_H

#include "decoders/text/text.h"

/*
 * What people type by habit of other programs, and what does it here: "; …", the end of a
 * sentence; absent: nothing is known. Lifetime: static.
 */

/* Of an option of lspci 3.9, lsusb 014, lsblk 2.38, lshw, modinfo, modprobe, udevadm and
 * systemctl: of its letter, or of its name with the dashes, "--sort". */
struct hw_text hw_habit_of_letter(int letter);
struct hw_text hw_habit_of_option(struct hw_text name);

/* Of a word in the place of a command: "lsblk", "search"; and of those that are programs,
 * with options of their own. */
struct hw_text hw_habit_of_word(const char *word);
struct hw_text hw_habit_of_program(const char *word);

/* Of a mistyped one of these, "moniter". */
struct hw_text hw_habit_near_word(struct hw_text word);

#endif
