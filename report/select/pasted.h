/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_SELECT_PASTED_H
#define HWALIAS_REPORT_SELECT_PASTED_H

#include "decoders/modalias.h"

/*
 * The modalias strings in a line as other tools print them:
 *
 *	uevent			MODALIAS=STRING
 *	udevadm info		E: MODALIAS=STRING
 *	modinfo			alias:          STRING
 *	modules.alias		alias STRING MODULE
 *	inxi, hwinfo, people	modalias : STRING, modalias = "STRING"
 *	logs			... MODALIAS=STRING ...
 *	grep -r			/sys/.../modalias:STRING
 *	JSON, shells, mails	"modalias": "STRING", `STRING`, (STRING).
 *
 * Any other line is the string itself. A string that is one from its first byte to its
 * last is never taken apart: a platform device may have blanks and quotes in its name.
 */

/* Whether the whole line is one string, and there is nothing to look for in it. `m`: of
 * the line, by hw_decode(). */
bool hw_pasted_is_bare(const struct hw_modalias *m);

/* The first string in the line, or the line. Lifetime: a slice of `line`. */
struct hw_text hw_pasted_string(struct hw_text line);

/* The next sound string in the line behind `last`, a slice of it. Absent: there is none.
 * Lifetime: a slice of `line`. */
struct hw_text hw_pasted_further(struct hw_text line, struct hw_text last);

/* "DRIVER=e1000e" of a uevent, "E: PCI_ID=8086:15B8" or "P: /devices/…" of udevadm: a
 * line beside that of the string. */
bool hw_pasted_is_property(struct hw_text line);

/* "E: MODALIAS=pci:…": whether a line has a modalias in it, and more than that. */
bool hw_pasted_has_modalias(struct hw_text line);

#endif
