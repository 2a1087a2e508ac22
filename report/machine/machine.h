/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_MACHINE_MACHINE_H
#define HWALIAS_REPORT_MACHINE_MACHINE_H

#include "report/machine/installed/packages.h"
#include "report/machine/sources/deferred.h"
#include "report/machine/sources/sources.h"
#include "report/machine/words/kernel_log.h"
#include "report/machine/words/own_strings.h"
#include "report/machine/words/own_texts.h"
#include "report/machine/words/words.h"

// clang-format off
/*
 * All sources of one report, opened by what the user asked for, and of each what is private
 * left out before it is quoted:
 *
 *	machine.c		the machine: live, a recorded directory, a snapshot
 *	databases.c		the id databases
 *	head.c			the head of a report
 *	lacks.c			what of the machine is not there
 *	workers.c		threads that share it
 *	recording.h		what a recording has besides the machine's files
 *	driver_links.h		whether it tells the modules of drivers
 *
 *	sources/sources.h	struct hw_machine, which all others have
 *	sources/all_devices.h	all devices, whatever a report lists
 *	sources/provides.h	what they are to their users
 *	sources/deferred.h	which of them wait for another one
 *
 *	words/words.h		modprobe.d and the command line, and what they hide
 *	words/kernel_log.h	the kernel log
 *	words/own_strings.h	what a device or the firmware calls itself
 *	words/own_texts.h	all of these texts, in one order
 *	words/module_text.h	what modules say of themselves
 *	words/users.h		who logs in to the machine
 *	words/public_words.h	words that are nobody's
 *	words/leaks.h		the last look at what is printed
 *	words/withheld_paths.h	what a document says that it withholds
 *
 *	installed/installed_kernels.h	other kernels, for devices that no module claims
 *	installed/missing_firmware.h	firmware files that are not there
 *	installed/unlisted.h		module files that modules.dep does not list
 *	installed/modules_gone.h	the running kernel's modules are not there any more
 *	installed/packages.h		packages, and files that removed ones left
 *
 * pci.ids and usb.ids are looked for below the machine's root first, then on the live
 * machine: a recorded tree seldom holds them. pnp.ids too, and systemd's hardware
 * database, which is only ever the live machine's, and amdgpu.ids; but a recorded machine
 * that has an id file of its own, any of the three, is named without these of another
 * machine, so that its report is the same everywhere. Alias tables of a recorded machine
 * are only taken from elsewhere when the user names a kernel or a directory.
 */
// clang-format on

/*
 * Opens what the options name. On failure *ret_error is a sentence that names the
 * culprit. Call hw_machine_close() also after a failure.
 * Errors: -errno.
 */
int hw_machine_open(const struct hw_machine_options *options,
		    struct hw_warnings *warnings, struct hw_machine *ret,
		    struct hw_text *ret_error);

void hw_machine_close(struct hw_machine *machine);

/*
 * The head of a report on this machine, what is private left out; `generated` in seconds
 * since the epoch. Without `with_host`, and of strings alone, it has no host; without, no
 * number of aliases either.
 * Lifetime: the machine's.
 */
void hw_machine_head(struct hw_machine *machine, int64_t generated, bool with_host,
		     struct hw_report_head *ret);

/* What was asked for so far and could not be read, struct hw_not_read. Lifetime: the
 * program's. */
void hw_machine_not_read(const struct hw_machine *machine, struct hw_not_read *ret);

/* Whether the machine is a recording, or an archive, that ends before its end. */
bool hw_machine_is_cut(const struct hw_machine *machine);

/* Also one with lines that are not understood: of neither another one is made, which
 * would look whole. */
bool hw_machine_is_damaged(const struct hw_machine *machine);

/* Whether devices may be missing: what was read is a part of what a tool printed, or a
 * report of some devices. Of those that are there it tells all the same. */
bool hw_machine_is_part(const struct hw_machine *machine);

/* Whether what was read may be of two machines. */
bool hw_machine_is_mixed(const struct hw_machine *machine);

/* Whether a list of all that was read may not be that of a machine: some of it was cut
 * off, chosen or not understood, or it may be of two. */
bool hw_machine_may_lack_devices(const struct hw_machine *machine);

/*
 * Adds the warnings of its roots about what could not be read though it is there, and of
 * files that were changed while they were read, once. Whether there was any: an answer
 * that nothing is there may be wrong then.
 */
bool hw_machine_is_incomplete(struct hw_machine *machine);

/*
 * For threads that collect strings at the same time: makes ready what they share, which
 * from then on only is read; then each has a machine of its own that borrows all of it.
 * Warnings of what is shared are made here, once. Errors: -ENOMEM.
 */
int hw_machine_preload(struct hw_machine *machine);

/* Lifetime of *ret: that of `machine`, until hw_machine_clone_free(). Its `warnings` are
 * to be set. Errors: -ENOMEM. */
int hw_machine_clone(const struct hw_machine *machine, struct hw_machine *ret);
void hw_machine_clone_free(struct hw_machine *borrowed);

/*
 * Readies the alias tables for these strings and the lines of them; with none for any
 * string, asked by several threads perhaps. Without it an index is made when a string is
 * asked for. Errors: -ENOMEM.
 */
int hw_machine_prepare(struct hw_machine *machine, char *const strings[], size_t n);

#endif
