/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_COLLECT_PASTED_H
#define HWALIAS_REPORT_COLLECT_PASTED_H

#include "decoders/text/text.h"

/*
 * The modalias string in a line as other tools print it:
 *
 *	uevent			MODALIAS=STRING
 *	udevadm info		E: MODALIAS=STRING
 *	modinfo			alias:          STRING
 *	modules.alias		alias STRING MODULE
 *	inxi, hwinfo, people	modalias : STRING
 *	logs			... MODALIAS=STRING ...
 *
 * Any other line is the string itself. Lifetime: a slice of `line`.
 */
struct hw_text hw_pasted_string(struct hw_text line);

/* "E: MODALIAS=pci:…": whether a line has a modalias in it, and more than that. */
bool hw_pasted_has_modalias(struct hw_text line);

#endif
