/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_CMD_GUESS_GUESS_H
#define HWALIAS_CMD_GUESS_GUESS_H

#include "cmd/line/command.h"

/* What a command line without a command means. */

/*
 * Whether all words stand for a list: what -b takes ("usb", "gpu", "disks"), "tree",
 * "all", or what other programs call it ("ls", "devices"). The options are set so.
 */
bool hw_guess_is_list(struct hw_options *options, char *const words[], size_t n);

/* Whether a kind of devices, USB4, is also the name of a device: "usb4", a root hub. */
bool hw_guess_is_device(const struct hw_options *options, const char *word);

/* Whether the word is an ACPI or Plug and Play id, INT33A1 or acpi:PNP0C0A, and the name
 * of no device. */
bool hw_guess_is_acpi_id(const struct hw_options *options, const char *word);

/* How many words at the start are what -b takes. */
size_t hw_guess_count_kinds(char *const words[], size_t n);

/* Whether all words are what -b takes; it is set so. */
bool hw_guess_are_kinds(struct hw_options *options, char *const words[], size_t n);

/*
 * Whether the word is what other programs, or people, call a command: "modinfo",
 * "search". *ret: NULL: the words behind it tell which.
 */
bool hw_guess_is_verb(const char *word, const struct hw_command **ret);

/*
 * The command for a first operand that is no command's name: ids are looked up, a
 * modalias is decoded, all else is shown as a device.
 */
const struct hw_command *hw_guess_command(const char *const operands[], size_t n);

/* Whether several words are those of a name, "geforce gtx 960": names of devices, which
 * may not be here, have a digit. */
bool hw_guess_are_words_of_name(const struct hw_options *options, char *const words[],
				size_t n);

/*
 * What to do with an operand that hw_guess_command() took for a modalias: devices have
 * such names too, "platform:pcspkr", "scsi:0:2:0:0". One that is there is shown, and what
 * is neither is an error that tells where the string breaks off. `command`: what it was
 * taken for. Lifetime of options->question: the arena's.
 */
const struct hw_command *hw_guess_string(struct hw_options *options, const char *operand,
					 struct hw_arena *arena,
					 const struct hw_command *command);

/*
 * "; did you mean the command 'list'?" of a word that names no device, or the way to what
 * it is called elsewhere, "; 'hwalias --lspci' prints what lspci does"; empty: neither is
 * known. Lifetime: the arena's.
 */
struct hw_text hw_guess_question(const char *word, struct hw_arena *arena);

/*
 * Whether the word is another program, and one of those behind it, up to a NULL, an
 * option that is that program's own: "dmidecode -t bios". That is said. `options`: those
 * before the word.
 */
bool hw_guess_is_foreign(const struct hw_options *options, const char *word,
			 char *const behind[]);

/*
 * Whether the word, which names no device and for which hw_guess_question() has a
 * question, was to be a command of its own options, "lsit -a": `show`, in its place,
 * would only refuse these. That is said.
 */
bool hw_guess_is_mistyped(const struct hw_options *options,
			  const struct hw_command *command, const char *word);

/*
 * The lines of an operand that are several of lspci, lsusb or the kernel log, each of
 * another device; NULL: it is one device's, or nothing of the kind. Lifetime: the
 * arena's.
 */
char **hw_guess_lines(const char *operand, struct hw_arena *arena, size_t *ret_n);

/*
 * Whether the words are a line that was pasted without quotation marks: "E: MODALIAS=…"
 * of udevadm, "alias STRING MODULE" of modules.alias, "BusID PCI:0:31:6" of xorg.conf,
 * lines of lsusb, lspci and lshw, "class 0300". *ret is the line. Lifetime: the arena's.
 */
bool hw_guess_is_line(char *const words[], size_t n, struct hw_arena *arena, char **ret);

/*
 * Whether the words are a line that names modules: "Kernel modules: i915, xe" of lspci,
 * "E: DRIVER=e1000e" of a uevent. `*ret_n` names at `*ret`. Lifetime: the arena's.
 */
bool hw_guess_are_modules(char *const words[], size_t n, struct hw_arena *arena,
			  int *ret_n, char ***ret);

#endif
