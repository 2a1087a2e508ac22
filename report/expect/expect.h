/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_EXPECT_EXPECT_H
#define HWALIAS_REPORT_EXPECT_EXPECT_H

#include "report/json/json.h"
#include "report/record.h"
#include "report/writer.h"

// clang-format off
/*
 * A baseline: what devices a machine is expected to have, hwalias-expect(5).
 *
 *	# four accelerators with their driver, and what belongs to them
 *	4 × 10de:2330 driver nvidia
 *	1 × class 0207, nvme >= 8
 *	only pci
 *
 *	parse.c		text -> entries; pure
 *	judge.c		entries and devices -> differences; pure
 *	write.c		devices -> text
 *	text.c, json.c	the differences, for check
 */
// clang-format on

enum hw_expect_by {
	/* vendor and device, perhaps subsystem */
	HW_EXPECT_IDS,
	HW_EXPECT_CLASS,
	/* of the bound driver, or its module */
	HW_EXPECT_DRIVER,
	HW_EXPECT_BUS,
	/* of a kind that -b knows, "gpu" */
	HW_EXPECT_WORD,
	/* fnmatch(3) with the device's id */
	HW_EXPECT_PLACE,
};

/* Most drivers that an entry asks for. */
#define HW_EXPECT_DRIVERS_MAX 4

struct hw_expect_entry {
	/* 1 is the first of the file */
	size_t line;
	/* as it stands there */
	struct hw_text text;
	/* what follows behind '#' in its line; absent: nothing */
	struct hw_text comment;
	/* how many; max SIZE_MAX: no limit */
	size_t min;
	size_t max;
	enum hw_expect_by by;
	/* absent: PCI and USB; of a class PCI */
	struct hw_text bus;
	/* of IDS, in order; absent: any */
	struct hw_id ids[4];
	/* of CLASS: 2, 4 or 6 lower-case digits; DRIVER, BUS, WORD: a name; PLACE: a
	 * pattern */
	struct hw_text value;
	/* only those with all of these drivers count, their own or that of a part */
	struct hw_text drivers[HW_EXPECT_DRIVERS_MAX];
	size_t driver_count;
	/* only those without any driver count */
	bool no_driver;
	/* of DRIVER: a device has it, or a module of that name claims one */
	bool is_known;
};

struct hw_expect_device {
	struct hw_text id;
	struct hw_text subsystem;
	struct hw_text parent;
	const struct hw_bus *bus;
	struct hw_id ids[HW_ROLE_COUNT];
	enum hw_driver_known driver_known;
	struct hw_text driver;
	/* told, or chosen by its name among those that claim the device */
	struct hw_text module;
	/* of a driver whose module is neither: those that it can be */
	struct hw_text *modules;
	size_t module_count;
	struct hw_text name;
	/* hw_kind_word() */
	struct hw_text kind;
	/* hw_kind_own_name() */
	struct hw_text own_name;
	/* "8086:15b8" */
	struct hw_text pair;
	/* an interface of a USB device */
	bool is_part;
	/* a part whose device is not among them */
	bool is_orphan;
	/* of a whole: the part below it that comes first, of a part the next one; places
	 * in `devices`, 0: none */
	size_t part;
};

enum hw_expect_kind {
	HW_EXPECT_MISSING,
	/* another number, or another driver */
	HW_EXPECT_CHANGED,
	HW_EXPECT_EXTRA,
	/* the recording does not tell the drivers, the ids or the bus */
	HW_EXPECT_UNKNOWN,
};

struct hw_expect_difference {
	enum hw_expect_kind kind;
	/* NULL: no entry is about the device, which is extra, or none may be about it */
	const struct hw_expect_entry *entry;
	const struct hw_expect_device *device;
	/* how many there are */
	size_t found;
	/* a sentence */
	struct hw_text explanation;
};

struct hw_expect {
	struct hw_arena arena;
	/* of the file, for messages */
	struct hw_text name;
	struct hw_expect_entry *entries;
	size_t entry_count;
	size_t entry_room;
	/* `only`: on these buses, the value of each, there is nothing else */
	struct hw_expect_entry *only;
	size_t only_count;
	size_t only_room;
	/* lines that were not understood */
	size_t malformed;
	/* the machine is what other tools print of it: that it has no devices of a bus,
	 * or a device no ids, may be what these leave out */
	bool is_dump;
	/* … of each bus: of a driver that nothing there has they tell as well */
	bool has_all_buses;
	/* … and a bus of which they tell no device has none */
	bool is_whole;
	/* devices of the machine may be missing in what was read */
	bool is_part;
	struct hw_expect_device *devices;
	size_t device_count;
	size_t device_room;
	struct hw_expect_difference *differences;
	size_t difference_count;
	size_t difference_room;
	/* of the differences, those of HW_EXPECT_UNKNOWN */
	size_t unknown;
	/* devices that hw_expect_write() has no line for, as they have no ids; and the
	 * lines that it has */
	size_t unwritten;
	size_t written;
};

/* Longest baseline in bytes, and most entries in it. */
#define HW_EXPECT_BYTES_MAX   ((size_t)1024 * 1024)
#define HW_EXPECT_ENTRIES_MAX ((size_t)10000)

/*
 * Reads a baseline into a zeroed *ret, whose name is set. A line that is not understood
 * is a warning "expect-malformed" of `path`, and left out. Lifetime: `text` as long as
 * *ret. Errors: -ENOMEM; -E2BIG: too many entries.
 */
int hw_expect_parse(struct hw_text text, struct hw_text path,
		    struct hw_warnings *warnings, struct hw_expect *ret);

/* A hw_record_fn; `arg` is the baseline. Errors: -ENOMEM. */
int hw_expect_record(void *arg, const struct hw_record *record);

/* Whether nothing was understood that a machine could meet or miss. */
bool hw_expect_is_empty(const struct hw_expect *expect);

/* Finds the differences when all devices are there. Errors: -ENOMEM. */
int hw_expect_judge(struct hw_expect *expect);

void hw_expect_done(struct hw_expect *expect);

/* A baseline that the devices meet; where some may be missing in it, without `only` for
 * their bus. Sets `unwritten` and `written`. Lifetime: the expectation's. Errors:
 * -ENOMEM. */
int hw_expect_write(struct hw_expect *expect, struct hw_text *ret);

/* "missing", "changed", "extra", "unknown" */
const char *hw_expect_kind_name(enum hw_expect_kind kind);

/* A paragraph a difference; nothing when there is none. Errors: -ENOMEM. */
int hw_expect_print_text(const struct hw_expect *expect, const struct hw_output *output);
/* A line of JSON a difference. Errors: -ENOMEM. */
int hw_expect_print_ndjson(const struct hw_expect *expect,
			   const struct hw_output *output);
/* Emits the member "expected"; NULL is null. */
void hw_expect_json(struct hw_json *j, const struct hw_expect *expect);

#endif
