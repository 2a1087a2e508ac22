/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_DUMP_COLLECTOR_H
#define HWALIAS_DATA_DUMP_COLLECTOR_H

#include <stdint.h>

#include "data/base/list.h"
#include "data/base/text_index.h"
#include "data/dump/dump.h"
#include "data/snapshot/tree.h"

/*
 * Readers (data/forms) tell the collector what they find of devices, in any order and
 * from several dumps; of one thing that is told twice the first counts. In the end
 * data/dump/emit.c writes the devices as a sys tree.
 */

/* Numbers of a device, and so of its modalias. -1: not told. */
enum hw_dump_number {
	/* pci and usb */
	HW_DUMP_VENDOR,
	HW_DUMP_DEVICE,
	/* pci; both 0: it has none */
	HW_DUMP_SUBSYSTEM_VENDOR,
	HW_DUMP_SUBSYSTEM_DEVICE,
	/* base class and subclass, 0x0604 */
	HW_DUMP_CLASS,
	HW_DUMP_INTERFACE,
	HW_DUMP_REVISION,
	/* of a bridge: the bus behind it */
	HW_DUMP_SECONDARY,
	/* usb: where it is, bcdDevice, and bDeviceClass and so on */
	HW_DUMP_BUS_NUMBER,
	HW_DUMP_DEVICE_NUMBER,
	HW_DUMP_RELEASE,
	HW_DUMP_DEVICE_CLASS,
	HW_DUMP_DEVICE_SUBCLASS,
	HW_DUMP_DEVICE_PROTOCOL,
	/* of an interface */
	HW_DUMP_CONFIGURATION,
	HW_DUMP_INTERFACE_NUMBER,
	HW_DUMP_INTERFACE_CLASS,
	HW_DUMP_INTERFACE_SUBCLASS,
	HW_DUMP_INTERFACE_PROTOCOL,
	HW_DUMP_NUMBERS
};

enum hw_dump_told {
	HW_DUMP_NOT_TOLD,
	HW_DUMP_NONE,
	HW_DUMP_BOUND,
};

struct hw_dump_pair {
	struct hw_text key;
	struct hw_text value;
	struct hw_dump_pair *next;
};

/* Of one thing two files, or two places of one, tell two values. */
struct hw_dump_conflict {
	/* "id", "driver" */
	const char *what;
	struct hw_text was;
	struct hw_text now;
	struct hw_text file;
};

/* Of one key the first counts; no device has more than HW_DUMP_PAIRS_MAX. */
struct hw_dump_pairs {
	struct hw_dump_pair *first;
	struct hw_dump_pair **tail;
	size_t n;
};

#define HW_DUMP_PAIRS_MAX ((size_t)512)

struct hw_dump_device {
	/* "pci", "usb", "net"; absent: not told, the modalias' start says */
	struct hw_text subsystem;
	/* absent: a USB device by its numbers, or an interface */
	struct hw_text name;
	/* below sys, "devices/pci0000:00/0000:00:1f.6"; absent: not told */
	struct hw_text place;
	/* on a class, not on a bus */
	bool class_only;
	/* data/dump/adopt.c: a snapshot or an archive has it; only attributes that this
	 * lacks are added */
	bool is_recorded;
	/* it has one, whose ids are not told */
	bool subsystem_is_named;
	/* what would stand before it may be cut off */
	bool subsystem_may_be_cut;
	/* what stands behind it is told, and it is not: it has none, where the list has
	 * those of others */
	bool subsystem_is_passed;
	/* it does not answer: what is read of it is ones */
	bool is_gone;
	/* by its place in a list of modaliases, which has interfaces and never the USB
	 * devices that they are of */
	bool is_listed;
	/* the text ends within it, and its driver may be in what is left out */
	bool is_cut;
	/* of one that was listed without its ids: what prints them, "lspci -nnk"; "":
	 * what was run did, and they are lost; NULL: they were printed */
	const char *ids_by;
	/* whether it is on a class, or what type it has, is not told */
	bool kind_untold;
	/* of a usb interface */
	struct hw_dump_device *parent;
	int32_t n[HW_DUMP_NUMBERS];
	/* hw_dump.reads when the driver was told last */
	size_t driver_read;
	/* a part of a text lists it without a driver */
	bool lacks_driver;
	/* which of hw_dump.lists have it, bit by bit */
	uint32_t lists;
	/* numbers that were not printed and so have their common value, bit by bit */
	uint32_t implied;
	/* what was told otherwise before; absent: nothing was */
	struct hw_dump_conflict conflict;
	/* the files that told of it first and last */
	struct hw_text first_file;
	struct hw_text last_file;
	enum hw_dump_told told;
	struct hw_text driver;
	/* of the driver; absent: not told */
	struct hw_text module;
	/* what modules claim it, as lspci prints them: "ahci, nvme" */
	struct hw_text claimed_by;
	/* of pci: the physical slot that it is in, as the firmware calls it; absent: not
	 * told */
	struct hw_text slot;
	/* those of them that are told to be loaded */
	struct hw_text loaded;
	/* what is said of it beside the machine's own files: lines for hwalias/PATH/told,
	 * report/collect/told.h; newlines are behind each */
	struct hw_list told_lines;
	/* which modules claim it is told, none perhaps */
	bool tables_told;
	struct hw_dump_pairs uevent;
	/* values as they stand in the file, with a newline where it has one */
	struct hw_dump_pairs attributes;
	struct hw_dump_pairs links;
	/* data/dump/emit.c: its directory, "sys/…" */
	struct hw_text path;
};

/* What tells one machine, or one state of it, from another. */
enum hw_dump_claim {
	HW_DUMP_CLAIM_KERNEL,
	HW_DUMP_CLAIM_HOST,
	HW_DUMP_CLAIM_VENDOR,
	HW_DUMP_CLAIM_PRODUCT,
	HW_DUMP_CLAIM_KEY,
	HW_DUMP_CLAIMS
};

/* Bits of hw_dump_device.lists; the last one is what was recorded whole. */
#define HW_DUMP_LISTS_MAX 31

struct hw_dump_claimed {
	struct hw_text value;
	struct hw_text file;
};

struct hw_dump {
	struct hw_tree *tree;
	struct hw_arena arena;
	struct hw_warnings *warnings;
	struct hw_dump_facts facts;
	struct hw_dump_device **v;
	size_t n;
	size_t room;
	/* "pci:0000:00:1f.6" and "usb#3/2" -> place in v */
	struct hw_text_index index;
	/* the snapshot, or the archive of a machine's tree, that was read; absent: none
	 */
	struct hw_text whole;
	/* a snapshot, whose alias tables have the lines of its devices alone */
	bool is_snapshot;
	/* its devices are noted */
	bool is_adopted;
	/* a tool's list of devices was read, which may be a part of them */
	bool has_lists;
	/* the files of such lists, and the place of that which is read; of more lists
	 * than HW_DUMP_LISTS_MAX the others are not compared */
	struct hw_text lists[HW_DUMP_LISTS_MAX];
	size_t list_count;
	size_t list;
	/* of which it is told that no device is missing, bit by bit */
	uint32_t whole_lists;
	/* by the first file that tells it */
	struct hw_dump_claimed claimed[HW_DUMP_CLAIMS];
	/* the host that the first prompt names, and a file with the prompt of another one
	 */
	struct hw_dump_claimed prompt;
	struct hw_text other_prompt;
	/* what the last message of a log that names the host calls it */
	struct hw_text logged_host;
	/* a line for each prompt that names another user than the one before */
	struct hw_list users;
	struct hw_text last_user;
	/* a sentence: the files are of two machines; absent: they are not */
	struct hw_text contradiction;
	/* of -EILSEQ, a sentence: why nothing can be read; absent: nothing is cut off */
	struct hw_text cut;
	/* all logs, one behind the other, and for HW_LOG_NAME their files */
	struct hw_text log;
	struct hw_text log_names;
	size_t log_lines;
	/* the operand that is read; `name` of a file in an archive is longer */
	struct hw_text operand;
	/* of the last log */
	struct hw_text log_operand;
	/* the file that is read; lines that are not its format's are another one's */
	struct hw_text name;
	bool mixed;
	/* its last line was cut, and is left out: of the last device what follows is not
	 * told */
	bool ends_within;
	/* its last line is a device's first one, and may have been longer */
	bool ends_in_part;
	/* by its command, the list of modules in the text is a part of one: the line of
	 * that; 0: it is not told to be */
	size_t modules_part;
	/* what the log in the text lacks, a word of HW_LOG_PART; NULL: nothing that is
	 * told */
	const char *log_lack;
	/* the same of one of all logs; and another one lacks nothing */
	const char *log_part;
	bool has_whole_log;
	size_t line;
	/* lines of the file that one of the text stands for */
	size_t step;
	/* texts, or forms in them, so far */
	size_t reads;
	/* devices that this file told of, to be settled at its end */
	struct hw_dump_device **touched;
	size_t touched_count;
	size_t touched_room;
	bool failed;
	/* it has more devices than any machine */
	bool is_full;
};

/* data/dump/dump.c */
int hw_dump_new(struct hw_warnings *warnings, struct hw_dump **ret);
void hw_dump_free(struct hw_dump *dump);

/*
 * The next line of `rest`, without its end, with dump->line; lines that nobody should
 * read are left out. False at the end.
 */
bool hw_dump_line(struct hw_dump *dump, struct hw_text *rest, struct hw_text *ret);

/* Adds the level of privacy that a report tells. The first one is that of all that was
 * read, if that has none. */
void hw_dump_report_level(struct hw_dump *dump, struct hw_text level);

/* A line that is not of the format, unless the text has others'. `what` is a literal. */
void hw_dump_malformed(struct hw_dump *dump, const char *what);

/* A line of a device whose first one, or the hub that it is behind, is not there, as
 * where a text was cut at its begin; `certain`: no other format has such lines. */
void hw_dump_partial(struct hw_dump *dump, bool certain);

/* Finds a device or adds it. NULL: no memory or too many, told at the end. */
struct hw_dump_device *hw_dump_device(struct hw_dump *dump, struct hw_text subsystem,
				      struct hw_text name);
/* The same, and it is not added; NULL: there is none. */
struct hw_dump_device *hw_dump_find_named(struct hw_dump *dump, const char *subsystem,
					  struct hw_text name);
struct hw_dump_device *hw_dump_usb_device(struct hw_dump *dump, int32_t bus,
					  int32_t number);
/* The same, and it is not added; NULL: there is none. */
const struct hw_dump_device *hw_dump_find_usb(const struct hw_dump *dump, int32_t bus,
					      int32_t number);
struct hw_dump_device *hw_dump_usb_interface(struct hw_dump *dump,
					     struct hw_dump_device *parent,
					     int32_t number);

/* A USB device that has a name has these numbers too. `device` may be NULL, here and
 * below. */
void hw_dump_usb_number(struct hw_dump *dump, struct hw_dump_device *device, int32_t bus,
			int32_t number);

/* Names one that was told by its numbers alone. */
void hw_dump_name_usb(struct hw_dump *dump, struct hw_dump_device *device,
		      struct hw_text name);

/* What a USB device is behind, by its name: "1-4.4" behind "1-4", that behind "usb1";
 * "1-4:1.0" is an interface of "1-4", and "1-0:1.0" of "usb1". Absent: it does not tell.
 * Lifetime: that of the name, or of `root`. */
#define HW_DUMP_USB_ROOT_MAX 32
struct hw_text hw_dump_usb_above(struct hw_text name,
				 char root[static HW_DUMP_USB_ROOT_MAX]);

void hw_dump_set(struct hw_dump *dump, struct hw_dump_device *device,
		 enum hw_dump_number which, int64_t value);
/* What was not printed, as it has the common value; what is told counts before it. */
void hw_dump_imply(struct hw_dump_device *device, enum hw_dump_number which,
		   int32_t value);
/* Leaves out all that was. */
void hw_dump_forget_implied(struct hw_dump_device *device);
void hw_dump_forget_number(struct hw_dump_device *device, enum hw_dump_number which);
/* Of one thing something else was told before. */
void hw_dump_contradict(struct hw_dump_device *device, const char *what,
			struct hw_text was, struct hw_text now);
void hw_dump_attribute(struct hw_dump *dump, struct hw_dump_device *device,
		       const char *name, struct hw_text value);
/* The same with a newline behind the value, as most have. Nothing for an empty one. */
void hw_dump_attribute_line(struct hw_dump *dump, struct hw_dump_device *device,
			    const char *name, struct hw_text value);
void hw_dump_pair(struct hw_dump *dump, struct hw_dump_pairs *pairs, struct hw_text key,
		  struct hw_text value);
/* The name of a slot of pci, of which the first counts. */
void hw_dump_slot(struct hw_dump *dump, struct hw_dump_device *device,
		  struct hw_text slot);
struct hw_text hw_dump_find(const struct hw_dump_pairs *pairs, const char *key);
bool hw_dump_is_same_driver(struct hw_text a, struct hw_text b);
/* An empty driver: it has none. */
void hw_dump_driver(struct hw_dump *dump, struct hw_dump_device *device,
		    struct hw_text driver);
/* A line of hwalias/PATH/told, its parts behind the key. */
void hw_dump_tell(struct hw_dump *dump, struct hw_dump_device *device, const char *key,
		  const struct hw_text *parts, size_t n);
/* What another tool's database calls a part of it, without the id "[8086]" behind it;
 * nothing for "Device 156f" and the like, which are no names. */
void hw_dump_tell_name(struct hw_dump *dump, struct hw_dump_device *device,
		       const char *key, struct hw_text name);
/* Of a device, or of all, that the file told of and whose driver it did not tell. */
void hw_dump_settle_driver(struct hw_dump *dump, struct hw_dump_device *device);
void hw_dump_settle_drivers(struct hw_dump *dump);

/* Whether the maker and the product are told, by this file or one before it. */
bool hw_dump_has_ids(const struct hw_dump_device *device);

/* Cuts a decimal number of up to nine digits off the start; -1: there is none. */
static inline int32_t hw_dump_cut_decimal(struct hw_text *text)
{
	int32_t value = 0;
	size_t n = 0;

	for (; n < text->n && n < 9 && hw_is_digit(text->s[n]); n++)
		value = value * 10 + (text->s[n] - '0');
	*text = hw_text_from(*text, n);
	return n ? value : -1;
}

/* Cuts the last word off, and the blanks before it; empty: there is none. */
static inline struct hw_text hw_dump_cut_last(struct hw_text *text)
{
	size_t n = text->n;
	struct hw_text word;

	/* an absent text has no end to count from */
	if (!n)
		return *text;
	while (n && text->s[n - 1] != ' ')
		n--;
	word = hw_text_from(*text, n);
	*text = hw_text_trim_end(hw_text_head(*text, n), " ");
	return word;
}

/* Cuts "Device" off, with which lspci begins what has no name, and "Unknown device" of
 * pciutils before 3.0. False: the text does not end so. */
static inline bool hw_dump_cut_unknown(struct hw_text *text)
{
	struct hw_text rest = *text;
	const struct hw_text word = hw_dump_cut_last(&rest);
	const bool is_known = !hw_text_eq(word, HW_TEXT("Device")) &&
			      !(hw_text_eq(word, HW_TEXT("device")) &&
				hw_text_eq(hw_dump_cut_last(&rest), HW_TEXT("Unknown")));

	if (!is_known)
		*text = rest;
	return !is_known;
}

/* Exactly `digits` hexadecimal digits at the start of `text`; -1 when there are none. */
static inline int32_t hw_dump_hex(struct hw_text text, size_t digits)
{
	uint64_t value;

	if (text.n < digits || !hw_text_hex(hw_text_head(text, digits), 7, &value))
		return -1;
	return (int32_t)value;
}

/* data/dump/adopt.c: notes the devices of the tree once, before texts are joined with it,
 * and what it claims of the machine. */
void hw_dump_adopt(struct hw_dump *dump);

/* data/dump/contradict.c: what a file tells of the machine, by itself or in a snapshot.
 */
void hw_dump_claim(struct hw_dump *dump, enum hw_dump_claim claim, struct hw_text value);

/* The user and the host before a command, "user@host:~$ lspci"; either may be absent. A
 * container has another name than the machine that it is on, so two hosts are a warning.
 */
void hw_dump_prompt(struct hw_dump *dump, struct hw_text user, struct hw_text host);

/* The host that a message of a log names. An initial ramdisk may call it otherwise than
 * the system does, so nothing is contradicted. */
void hw_dump_log_host(struct hw_dump *dump, struct hw_text host);

/* A file of the tree, unless a dump before has it, and what it tells of the machine. */
void hw_dump_file(struct hw_dump *dump, const char *path, struct hw_text content);
void hw_dump_claim_tree(struct hw_dump *dump);

/* What another udev database, or a recording, has of the device as a property `key`. */
void hw_dump_compare(struct hw_dump *dump, struct hw_dump_device *device,
		     const char *what, const char *key, struct hw_text value);

/* When all is read. Errors: -EEXIST, and dump->contradiction says why. */
int hw_dump_check(struct hw_dump *dump);

/* data/dump/wholes.c: when all is read, adds the USB devices of which lists have the
 * interfaces alone. */
void hw_dump_add_wholes(struct hw_dump *dump);

/* data/dump/lists.c: between these, devices are told that a list of them has. */
void hw_dump_begin_list(struct hw_dump *dump);
void hw_dump_end_list(struct hw_dump *dump);

/* That which is read is no part of one. */
void hw_dump_list_is_whole(struct hw_dump *dump);

/* That which is read says that there is no device, as in a container: that is told, and
 * not missing. */
void hw_dump_has_none(struct hw_dump *dump);

/* When all is read, warns of lists that are of two machines by what they have. */
void hw_dump_compare_lists(struct hw_dump *dump);

/* data/dump/roots.c: when all is read, whether a bus lacks its root. */
void hw_dump_find_roots(struct hw_dump *dump);

/* data/dump/emit.c: writes all devices into the tree. Errors: -ENOMEM. */
int hw_dump_emit(struct hw_dump *dump);

/*
 * Adds the facts that a recording of a dump has. false: the root is none, and nothing is
 * added. Errors: the arena's.
 */
bool hw_dump_facts_recorded(struct hw_root *root, struct hw_arena *arena,
			    struct hw_dump_facts *facts);

#endif
