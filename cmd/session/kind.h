/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_CMD_SESSION_KIND_H
#define HWALIAS_CMD_SESSION_KIND_H

#include "cmd/line/options.h"

/*
 * "; did you mean 'network'?" of a mistyped bus or kind of devices; empty: none is near.
 * Lifetime: the arena's.
 */
struct hw_text hw_kind_question(struct hw_text word, struct hw_arena *arena);

/*
 * Of the first operand, which is no bus and no kind, of a command that takes no others:
 * prints what it may be, a word of the program, which is wrong usage, or a mistyped kind,
 * of which there is no device. HW_EXIT_OK: it is something else, and nothing is printed.
 * `operands` end with NULL.
 */
enum hw_exit hw_kind_say_mistyped(const struct hw_options *options, const char *command,
				  char *const *operands);

/*
 * The kind of devices whose names the kernel, or udev, makes so: "eth0", "enp3s0", "sda",
 * "nvme0n1" (devices.txt of the kernel; systemd.net-naming-scheme(7)). NULL: none.
 */
const char *hw_kind_of_name(const char *name);

/* Whether the word is a class of PCI devices, "0300" or "03": -d takes it. */
bool hw_kind_is_class(struct hw_text word);

#endif
