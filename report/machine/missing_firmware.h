/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_MACHINE_MISSING_FIRMWARE_H
#define HWALIAS_REPORT_MACHINE_MISSING_FIRMWARE_H

#include "data/module/firmware.h"
#include "report/machine/machine.h"
#include "report/verdict/verdict.h"

/*
 * The firmware that a device without a driver may lack; asked only for what somebody
 * misses. The kernel log is asked if a driver has tried. What a module declares is
 * asked of its file, through libkmod, whose start costs as much as many devices: only
 * for those who look into matters (check, show), not for lists; and once for all
 * devices that the module claims.
 */
struct hw_missing_firmware {
	struct hw_arena arena;
	/* the modules asked so far */
	struct hw_missing_firmware_module *modules;
	struct hw_modinfo *modinfo;
	struct hw_firmware firmware;
};

/*
 * Fills the facts about firmware; candidates, name and kind are there by now. Lifetime:
 * the arena's or the machine's.
 */
void hw_missing_firmware_find(struct hw_machine *machine, struct hw_arena *arena,
			      struct hw_facts *facts);

/*
 * Adds attributes for a reader (-v): of the files that the bound module and the
 * candidates declare firmware_present and firmware_absent, or firmware_declared where
 * the root holds no firmware at all, and firmware_failed by the kernel log. Declared is
 * not needed: a module declares the files of all cards it drives.
 */
void hw_missing_firmware_list(struct hw_machine *machine, struct hw_arena *arena,
			      struct hw_record *record);

/* What the questions opened; NULL is fine. */
void hw_missing_firmware_close(struct hw_missing_firmware *lacking);

#endif
