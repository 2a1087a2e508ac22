/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_MACHINE_WORDS_WITHHELD_PATHS_H
#define HWALIAS_REPORT_MACHINE_WORDS_WITHHELD_PATHS_H

#include "report/machine/sources/sources.h"

/*
 * What a document of this machine withholds, as JSON paths: of the host what the machine
 * has, or may have, as the recording that it is of was made by a version that did not
 * tell; of devices whatever they may have, as they are printed one after the other.
 */

/* hwalias/withheld of a recording: the values of the host that it has lost. */
#define HW_WITHHELD_FILE HW_RECORDED "/withheld"

/* Of a document with this head, whose host is filtered; NULL at the end. `key` is the
 * machine's that was recorded, hw_recording_key(). Lifetime: the
 * machine's. NULL: no memory, and the arena has failed. */
const char *const *hw_machine_withheld(struct hw_machine *machine,
				       const struct hw_report_head *head,
				       struct hw_text key);

/* The lines of that file for a recording at this level; `key` likewise. Lifetime: the
 * machine's. */
struct hw_text hw_machine_withheld_lines(struct hw_machine *machine,
					 enum hw_privacy_level level, struct hw_text key);

#endif
