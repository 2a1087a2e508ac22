/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_DUMP_DUMP_H
#define HWALIAS_DATA_DUMP_DUMP_H

#include "data/root/root.h"
#include "decoders/text/pseudonym.h"

/*
 * What people send of a machine, read as a root: the output of lspci, lsusb, udevadm and
 * others becomes the sys tree that it was made from, as far as it tells. What a file is
 * its content says, not its name (the table in data/forms/formats.c).
 *
 * A device whose place in /sys is not told is a directory of sys/bus/BUS/devices, which
 * leads to it on the machine as well. A USB device that only has its numbers is called
 * "busB-devD"; one of a list "line-N". An id that is not told is '*' in the modalias,
 * as in a pattern, and so fits what does not ask for it.
 */

#define HW_DUMP_LOG_LATE ((size_t)999999999)

/* What was read, and what it can tell. */
struct hw_dump_facts {
	/* names of formats, ", " between them: "lspci, lsusb -t"; in the root's arena */
	struct hw_text formats;
	/* the first file; of a recording of a dump what that was called. In the root's
	 * arena, or absent */
	struct hw_text name;
	/* HW_ROOT_LIVE, HW_ROOT_DIRECTORY, or HW_ROOT_SNAPSHOT for all else */
	enum hw_root_kind kind;
	/* neither a snapshot, a directory nor an archive of one, or a snapshot of such:
	 * all of it is a tool's output, and what follows tells what it has */
	bool is_dump;
	/* which driver a device has, of at least one */
	bool drivers;
	/* which modules are loaded */
	bool modules;
	/* which modules claim a device, of at least one */
	bool claims;
	/* devices of which names are told and no ids, and what would have printed them;
	 * "": what was run did, and it is lost */
	size_t without_ids;
	const char *ids_by;
	/* alias tables of a kernel */
	bool tables;
	/* the kernel's log; and how many seconds after boot it begins, 0: with it;
	 * HW_DUMP_LOG_LATE: later, it does not tell when */
	bool log;
	size_t log_from;
	/* real places in /sys, and so which device is behind which */
	bool places;
	/* devices of all buses, and not of those alone that a tool knows, as lspci */
	bool all_buses;
	/* our own report of a whole machine: devices that it has not, the machine has
	 * not, unless its source did not tell a bus; and that of a machine itself, made
	 * by this version, tells every bus */
	bool is_whole;
	bool is_of_live;
	/* the kernel's release */
	bool kernel;
	/* a report's own words, which hold whatever its level let them */
	bool sentences;
	/* the levels of privacy of all reports that were read, or had been of what was
	 * recorded, ", " between them; in the root's arena, or absent */
	struct hw_text report_levels;
	/* devices that the snapshot which it is joined with does not have */
	bool joined;
	/* it is of several texts, or of several forms in one: what one of them withholds
	 * another one may tell */
	bool is_several;
	/* the file HW_MIXED_LEVEL, data/root/note.h; in the root's arena, or absent */
	struct hw_text mixed;
	/* of several, or with that file: the highest numbers of what stands for values */
	size_t pseudonyms[HW_PSEUDONYMS];
	/* it lists devices of PCI, or of a bus of USB, and not the root of it, which each
	 * machine has: it may be a part of a list */
	bool lacks_host_bridge;
	bool lacks_root_hub;
};

/* The buses whose devices a dump tells, whatever there are: "pci,usb". Absent: that is
 * not known, or it is of all buses. */
struct hw_text hw_dump_buses(const struct hw_dump_facts *facts);

/* A recording of a dump has its facts in this file. */
#define HW_DUMP_FACTS "hwalias/dump"

/* The content of that file. Errors: the arena's. */
struct hw_text hw_dump_facts_text(const struct hw_dump_facts *facts,
				  struct hw_arena *arena);

/* A recording that others' devices are joined with has this file; of each such device a
 * line tells it, report/collect/told.h. */
#define HW_DUMP_JOINED "hwalias/joined"

/* What a report found of the machine itself: a line each the reason, the sentence and the
 * command, which may be empty. */
#define HW_DUMP_FINDING "hwalias/finding"

/* A longer line is left out, with a warning. */
#define HW_DUMP_LINE_MAX ((size_t)64 * 1024)

#endif
