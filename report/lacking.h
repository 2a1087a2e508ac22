/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_LACKING_H
#define HWALIAS_REPORT_LACKING_H

#include "data/firmware.h"
#include "data/kernel_log.h"
#include "report/machine.h"
#include "report/verdict.h"

/*
 * The firmware that a device without a driver may lack. check alone asks: a module's
 * file is opened for each such device, and the kernel log is read once.
 */
struct hw_lacking {
	struct hw_machine *machine;
	struct hw_arena arena;
	struct hw_modinfo *modinfo;
	struct hw_firmware firmware;
	struct hw_firmware_failures failures;
	bool is_open;
};

/* Reads nothing yet. Close it before the machine. */
void hw_lacking_init(struct hw_machine *machine, struct hw_lacking *ret);
void hw_lacking_close(struct hw_lacking *lacking);

/*
 * Fills the facts about firmware; candidates, name and kind are there by now. `lacking`
 * may be NULL. Lifetime: the arena's or that of `lacking`.
 */
void hw_lacking_ask(struct hw_lacking *lacking, struct hw_arena *arena,
		    struct hw_facts *facts);

#endif
