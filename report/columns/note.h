/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_COLUMNS_NOTE_H
#define HWALIAS_REPORT_COLUMNS_NOTE_H

#include "report/writer.h"

/*
 * Why a device needs attention, in a few words for a table: "e1000e not loaded", "blocked
 * by net.conf:3"; absent when it needs none. The words of a reason are one table in
 * report/columns/note.c; a reason that is not there is its code with blanks. Lifetime:
 * the arena's or static.
 */
struct hw_text hw_note(const struct hw_record *record,
		       const struct hw_write_options *options, struct hw_arena *arena);

#endif
