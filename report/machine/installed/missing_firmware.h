/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_MACHINE_INSTALLED_MISSING_FIRMWARE_H
#define HWALIAS_REPORT_MACHINE_INSTALLED_MISSING_FIRMWARE_H

#include "data/base/text_index.h"
#include "data/module/firmware.h"
#include "report/machine/sources/sources.h"
#include "report/verdict/verdict.h"

/*
 * The firmware that a device without a driver may lack. Only a device that needs
 * attention should ask:
 * - the kernel log names files that a driver asked for and did not get.
 * - a module's file declares firmware. Reading it through libkmod costs as much as many
 *   devices, so only `check` and `show` do it, not lists, and once for all devices that
 * the module claims.
 */
struct hw_missing_firmware {
	struct hw_arena arena;
	/* those read so far, and their places by name */
	struct hw_missing_firmware_module *modules;
	size_t n;
	size_t room;
	struct hw_text_index by_name;
	struct hw_modinfo *modinfo;
	struct hw_firmware firmware;
};

/*
 * Fills the facts about firmware, from the facts about name, kind and candidates.
 * Lifetime: the arena's or the machine's.
 */
void hw_missing_firmware_find(struct hw_machine *machine, struct hw_arena *arena,
			      struct hw_facts *facts);

/*
 * Adds attributes (-v). Files that the bound module and the candidates declare are
 * firmware_present or firmware_absent, or firmware_declared if the root has no firmware
 * at all; firmware_failed is from the kernel log. A module declares the files of all
 * cards that it drives, so a device does not need all of them.
 */
void hw_missing_firmware_list(struct hw_machine *machine, struct hw_arena *arena,
			      struct hw_record *record);

/* NULL is fine. */
void hw_missing_firmware_close(struct hw_missing_firmware *firmware);

#endif
