/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_COLLECT_TOLD_H
#define HWALIAS_REPORT_COLLECT_TOLD_H

#include "data/base/text_set.h"
#include "report/machine/machine.h"

// clang-format off
/*
 * What a dump (data/dump/dump.h) says of a device beside what is found out anew: a report
 * of hwalias all that it holds, lspci -k the modules that claim the device. It is
 * hwalias/PATH/told, a line for each of its parts with tabs between them; an empty part is
 * an absent one; backslashes, tabs and newlines in it are escaped by a backslash:
 *
 *     joined lines               the recording that it is joined with does not have it,
 *                                and, "lines", has alias lines of its own devices alone
 *     tables                     candidates are told: without any, no module claims it
 *     candidate e1000e PATTERN SOURCE FILE LINE BUILTIN LOADED AVAILABLE PATH
 *               BLOCKED_BY WEAK DESCRIPTION LICENSE
 *     state unbound              and reason, explanation, severity, remedy, advice, complete;
 *                                a report for people tells the state alone of most devices
 *     kind-untold                whether it is on a class or a bus, and its type there
 *     quiet 1                    its writer, who saw all, found nothing in that
 *     evidence SOURCE PATH LINE TIME TEXT
 *     name vendor pci.ids Intel Corporation
 *     own vendor Logitech        what the device calls its maker and itself
 *     attribute link_width #4    without the # a text
 *     provides net eth0 NODE ADDRESS SERIAL WWID EUI NGUID UUID MOUNT …
 *
 * What the tables of this machine say, or those that the user names, counts more.
 */
// clang-format on

/* Absent: nothing is told, or the machine is no dump, and the device not of one that is
 * joined with a recording. Lifetime: the arena's. */
struct hw_text hw_told_read(struct hw_machine *machine, struct hw_arena *arena,
			    const struct hw_device *device);

/* Names that no database had, and what the device calls itself. */
void hw_told_names(struct hw_machine *machine, struct hw_text told,
		   struct hw_arena *arena, struct hw_record *record);

/* Whether the dump does not tell all ids of the device: its modalias has a '*' for each.
 */
bool hw_told_lacks_ids(const struct hw_machine *machine, const struct hw_record *record);

/* Leaves out a kind that only seems so. */
void hw_told_kind(struct hw_text told, struct hw_arena *arena, struct hw_record *record);

/* Candidates, without alias tables or with those of a recording that does not have the
 * device; with other tables those that may be by an id that is not told. Sets `is_joined`
 * and `lacks_lines`. Errors: -ENOMEM. */
int hw_told_candidates(struct hw_machine *machine, struct hw_text told,
		       struct hw_arena *arena, struct hw_record *record);

/* Whether there are no tables, or those of a recording that has no alias lines of the
 * device. */
bool hw_told_lacks_lines(const struct hw_machine *machine, const struct hw_kernel *kernel,
			 const struct hw_record *record);

/* Whether the recording that it is joined with has no alias lines of the device. */
bool hw_told_is_joined_without_lines(struct hw_text told, struct hw_arena *arena);

/* The names of the modules that a dump says claim the device, whatever the tables say.
 * Lifetime: the arena's. Errors: -ENOMEM. */
int hw_told_modules(struct hw_machine *machine, struct hw_arena *arena,
		    const struct hw_device *device, struct hw_text_set *to);

/* The verdict, likewise. */
void hw_told_verdict(struct hw_machine *machine, struct hw_text told,
		     struct hw_arena *arena, struct hw_record *record);

/* Attributes that no source had. */
void hw_told_attributes(struct hw_text told, struct hw_arena *arena,
			struct hw_record *record);

/* What it provides, without what identifies that. */
void hw_told_provides(struct hw_text told, struct hw_arena *arena,
		      struct hw_record *record);

/* What identifies it, after privacy was applied: the words that stand for it ("mac-1"),
 * or at the level "full" all. */
void hw_told_identities(struct hw_machine *machine, struct hw_text told,
			struct hw_arena *arena, struct hw_record *record);

#endif
