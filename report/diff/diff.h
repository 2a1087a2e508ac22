/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_DIFF_DIFF_H
#define HWALIAS_REPORT_DIFF_DIFF_H

#include "report/machine/machine.h"
#include "report/writer.h"

// clang-format off
/*
 * `diff`: what differs between two machines, or between two states of one.
 *
 *	facts.c		record -> what is compared of a device, from anything that is
 *			read
 *	match.c		the devices of both sides in pairs		\
 *	compare.c	pairs -> changes; what stands alone came or went / pure
 *	words.c		a change in words
 *	text.c, json.c	the changes as a table, a line, a document, lines
 *
 * What one side cannot tell is never a change: it is unknown, and said once for all
 * devices. Nor is what differs from day to day: numbers that the kernel counts up, the
 * bus numbers of USB, a link that was slowed down for want of work.
 */
// clang-format on

enum hw_diff_kind {
	HW_DIFF_REMOVED,
	HW_DIFF_ADDED,
	/* the same device at another address */
	HW_DIFF_MOVED,
	HW_DIFF_DRIVER,
	/* the modules that claim it */
	HW_DIFF_CANDIDATES,
	/* neither driver nor candidates say why; or the reason of having no driver */
	HW_DIFF_STATE,
	HW_DIFF_REVISION,
	HW_DIFF_FIRMWARE,
	/* speed or width of a PCI Express link */
	HW_DIFF_LINK,
	/* of a USB device */
	HW_DIFF_SPEED,
	/* only when it is asked for */
	HW_DIFF_NAME,
	HW_DIFF_KIND_COUNT
};

/* "removed", "driver": the word in JSON; and in the table, "driver changed". */
const char *hw_diff_kind_name(enum hw_diff_kind kind);
const char *hw_diff_kind_title(enum hw_diff_kind kind);

/* Of a PCI Express link. 0 and absent: unknown. */
struct hw_diff_rate {
	/* "8 GT/s" */
	struct hw_text speed;
	int64_t width;
};

/* What is compared of a device. An absent text is unknown, unless told otherwise. */
struct hw_diff_device {
	/* as in struct hw_device */
	struct hw_text id;
	struct hw_text subsystem;
	struct hw_text kind;
	struct hw_text name;
	struct hw_text parent;
	const struct hw_bus *bus;
	/* all lines of its modalias; absent: it has none */
	struct hw_text modalias;
	struct hw_id ids[HW_ROLE_COUNT];
	/* what people call it; absent: nothing is known */
	struct hw_text title;
	/* the name of its vendor; absent: unknown */
	struct hw_text maker;
	/* what it calls itself, of a device that has no ids or is an NVMe disk, and of
	 * the machine its mainboard: one of another model is another device. Absent: it
	 * has ids that tell, or nothing is known */
	struct hw_text model;
	/* of vendor and device of a PCI or USB device: where its ids are not told, all
	 * that tells which one it is. Absent: unknown, or the kernel's own, as of a root
	 * hub */
	struct hw_text make_name;
	/* an id database here has that name; looked for where there is no `pair` */
	bool name_is_known;
	/* "8086:15b8"; absent: its bus has no such ids */
	struct hw_text pair;
	/* its serial number, only at the level "full" */
	struct hw_text serial;
	enum hw_driver_known driver_known;
	struct hw_text driver;
	/* absent: unknown, or built in */
	struct hw_text module;
	/* the modules that claim it, each once, sorted */
	struct hw_text *candidates;
	size_t candidate_count;
	bool candidates_known;
	enum hw_state state;
	/* why it is so, the verdict's code; absent: what was read does not tell */
	struct hw_text reason;
	struct hw_text revision;
	/* of a whole USB device, "1/5": its bus and its number there */
	struct hw_text usb_number;
	struct hw_text firmware;
	/* of the machine, as its modalias has it: without blanks, perhaps cut short */
	struct hw_text firmware_in_alias;
	/* unknown where it changes with the load */
	struct hw_diff_rate link;
	struct hw_diff_rate link_max;
	/* of USB; 0: unknown */
	int64_t speed_kbps;
	/* the user's filters want it */
	bool is_selected;
	/* its directory is /sys/class/NAME itself, as in trees without links, and so is
	 * below none where lists of modaliases are made */
	bool is_in_class;
};

struct hw_diff_side {
	/* as the user named it; "this machine" */
	struct hw_text name;
	struct hw_arena arena;
	struct hw_machine *machine;
	struct hw_report_head head;
	struct hw_not_read not_read;
	/* what hw_filter_ids() and the like want; see facts.c */
	const struct hw_filter *filter;
	const char *bus;
	/* ids of the devices that an address names; NULL: all */
	const struct hw_text_index *named;
	struct hw_diff_device *v;
	size_t n;
	size_t room;
	/* A bus without a device has none. Otherwise it is not told of, unless `told` has
	 * its name, "usb", or that with a kind of device, "usb/usb_interface". */
	bool tells_all;
	/* ends before its end: what it has not may have been behind the cut */
	bool is_cut;
	/* leaves out devices: hw_machine_is_part(), hw_diff_find_excerpts() */
	bool is_excerpt;
	/* recorded without root, so that some reasons are not found out */
	bool is_user;
	struct hw_text_index told;
	/* whether its kernel has this module built in; `machine` NULL: unknown */
	enum hw_tristate (*is_builtin)(const struct hw_diff_side *side,
				       struct hw_text module);
};

/* A hw_record_fn; `arg` is the side. Errors: -ENOMEM. */
int hw_diff_record(void *arg, const struct hw_record *record);

/*
 * Notes what the side tells of, when all of its devices are there: the machine's buses.
 * Errors: -ENOMEM.
 */
int hw_diff_side_finish(struct hw_diff_side *side);
void hw_diff_side_done(struct hw_diff_side *side);

/* A list without the root of a bus, beside one that has it, leaves out devices; of two
 * without it both are made in one way, as of `lspci | grep net`. */
void hw_diff_find_excerpts(struct hw_diff_side *before, struct hw_diff_side *after);

/* Finds `name_is_known` of the devices of both. Errors: -ENOMEM. */
int hw_diff_find_known_names(struct hw_diff_side *before, struct hw_diff_side *after);

struct hw_diff_change {
	enum hw_diff_kind kind;
	/* NULL: it is not there */
	const struct hw_diff_device *before;
	const struct hw_diff_device *after;
	/* the value that changed, in words; absent: none */
	struct hw_text was;
	struct hw_text now;
	/* of HW_DIFF_CANDIDATES */
	struct hw_text *lost;
	size_t lost_count;
	struct hw_text *gained;
	size_t gained_count;
	/* of one that was removed and one that was added in its place, alike but for
	 * this: "subsystem 8086:0030"; absent: they differ in more, or it is no such
	 * change */
	struct hw_text apart;
	/* devices below it of which the same is to be said */
	size_t parts;
};

/* What could not be compared, of how many devices. */
struct hw_diff_gap {
	/* "driver", "candidates" …; "device": that they are there; "ids": whether they
	 * are the same, of devices of which only one side tells ids, or neither, and
	 * whose names differ */
	const char *what;
	/* of which side it is not known */
	bool is_after;
	/* of "device": the bus */
	struct hw_text subsystem;
	size_t devices;
};

struct hw_diff {
	const struct hw_diff_side *before;
	const struct hw_diff_side *after;
	struct hw_arena arena;
	/* ordered by kind, then as the devices are */
	struct hw_diff_change *v;
	size_t n;
	size_t room;
	size_t by_kind[HW_DIFF_KIND_COUNT];
	/* selected devices that both sides have */
	size_t pair_count;
	struct hw_diff_gap *gaps;
	size_t gap_count;
	size_t gap_room;
};

/*
 * Compares two sides. `with_names`: also what devices are called. Pure. Lifetime: that of
 * the sides. Errors: -ENOMEM; to be freed by hw_diff_done() all the same.
 */
int hw_diff_compare(const struct hw_diff_side *before, const struct hw_diff_side *after,
		    bool with_names, struct hw_diff *ret);
void hw_diff_done(struct hw_diff *diff);

/* Whether nothing could be compared: no side tells of what the other one has. */
bool hw_diff_is_void(const struct hw_diff *diff);

/* "2 added, 1 removed, 1 driver changed"; "no differences", as far as both sides tell; or
 * that nothing could be compared. Lifetime: the arena's. */
struct hw_text hw_diff_summary(const struct hw_diff *diff, struct hw_arena *arena);

/*
 * What a side could not tell, one sentence after the other without its subject: "does not
 * tell which driver 4 devices have: their drivers were not compared". *cursor starts with
 * 0; absent: no more. Lifetime: the arena's.
 */
struct hw_text hw_diff_next_unknown(const struct hw_diff *diff, bool is_after,
				    size_t *cursor, struct hw_arena *arena);

/* Each prints all of it. Errors: -ENOMEM. */
int hw_diff_print_text(const struct hw_diff *diff, const struct hw_output *output);
int hw_diff_print_json(const struct hw_diff *diff, const struct hw_output *output);
int hw_diff_print_ndjson(const struct hw_diff *diff, const struct hw_output *output);

#endif
