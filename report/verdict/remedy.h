/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_VERDICT_REMEDY_H
#define HWALIAS_REPORT_VERDICT_REMEDY_H

#include "report/verdict/verdict.h"

/*
 * What to type to mend a finding: one line for a POSIX shell, safe to paste (all names of
 * the machine are quoted, report/verdict/internal.h), to repeat, and to use before or
 * after those of other findings: lines of a configuration are found by their text, not by
 * number. A remedy is commands only; what no command can do is advice, prose.
 *
 * Texts are the arena's.
 */

/* "modprobe NAME"; `options` go before the name: "--ignore-install ", or "". The name is
 * normalised, so it is none itself. */
struct hw_text hw_remedy_modprobe(struct hw_text module, const char *options,
				  struct hw_arena *arena);

/* Takes all blockers of the candidate away and, if `load`, loads it: not a module that
 * the kernel refuses. */
struct hw_text hw_remedy_unblock(const struct hw_candidate *c, bool load,
				 struct hw_arena *arena);

/* What the commands cannot do: change the kernel command line. */
struct hw_text hw_advice_unblock(const struct hw_candidate *c, struct hw_arena *arena);

/* The candidate's file, or one that it needs, is not there: the first where depmod may
 * find it, the second where a package has to bring it. */
struct hw_text hw_advice_missing(const struct hw_facts *f, const struct hw_candidate *c,
				 struct hw_arena *arena);
struct hw_text hw_remedy_missing(const struct hw_facts *f, const struct hw_candidate *c,
				 struct hw_arena *arena);

/*
 * Has the drivers that are there try again, through sysfs: to unload a module and load
 * it again would take the other devices away that it drives, or fail while these are in
 * use, and cannot be done with built-in code.
 */
struct hw_text hw_remedy_probe(const struct hw_facts *f, struct hw_arena *arena);

/* Prints what the kernel log has of the device. */
struct hw_text hw_remedy_log(const struct hw_facts *f, struct hw_arena *arena);

/* Lets the device be used; an interface is then offered to the drivers. */
struct hw_text hw_remedy_authorize(const struct hw_facts *f, struct hw_arena *arena);

/* Tells what a device waits for. */
struct hw_text hw_remedy_deferred(const struct hw_facts *f, struct hw_arena *arena);

/* The kernel has nothing for devices of this kind. */
struct hw_text hw_advice_kind(const struct hw_facts *f, struct hw_arena *arena);

/*
 * A module that is built on the machine, as DKMS does (dkms(8)): builds it for the kernel
 * that runs and loads it; and what that needs first.
 */
bool hw_is_built_by_dkms(struct hw_text path);
struct hw_text hw_remedy_dkms(const struct hw_facts *f, struct hw_text module,
			      struct hw_arena *arena);
struct hw_text hw_advice_headers(const struct hw_facts *f, struct hw_arena *arena);

/* What to paste where support for the device is asked for: its ids, its string, its name
 * and the kernel. */
struct hw_text hw_advice_ask_for_support(const struct hw_facts *f,
					 struct hw_arena *arena);

/* The other kernel that has a driver. */
struct hw_text hw_advice_other_kernel(const struct hw_facts *f, struct hw_arena *arena);

/*
 * Of packages of this kind (report/record.h): the command that installs the one that
 * there is; absent if there is none or there are several, if it is installed, or if the
 * package manager does not know it, so that the command would fail.
 */
struct hw_text hw_remedy_install(const struct hw_facts *f, enum hw_package_kind kind,
				 struct hw_arena *arena);

/* What to do about firmware: `what` is the file, "the firmware package that has x.bin",
 * and `then` what comes after: "and
 * reboot", "then …". Of a command the second half alone. */
struct hw_text hw_advice_firmware(const struct hw_facts *f, struct hw_text what,
				  const char *then, struct hw_arena *arena);

/* The same of a device that packages are for, or have the module of, unless
 * hw_advice_missing() said that: " Install …"; empty: no package is known. */
struct hw_text hw_advice_packages(const struct hw_facts *f, bool is_module_said,
				  struct hw_arena *arena);

/* One that is installed and brings a module for the very device, as it says; NULL: none.
 */
const struct hw_package *hw_installed_package_of_modules(const struct hw_facts *facts);

/* The packages that say they are for the device, and not for all of a board, a maker or a
 * class, "a, b"; absent: there are none, or one of them is installed, or that is not
 * known. */
struct hw_text hw_say_packages_for(const struct hw_facts *f, size_t *ret_count,
				   struct hw_arena *arena);

/* Of a removed package, whose name is plain: deletes the configuration that it left. */
struct hw_text hw_remedy_purge(struct hw_text package, struct hw_arena *arena);

#endif
