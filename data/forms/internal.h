/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_FORMS_INTERNAL_H
#define HWALIAS_DATA_FORMS_INTERNAL_H

#include "data/dump/collector.h"
#include "data/forms/forms.h"

/*
 * A format: one reader a file. `count` says how many of a text's lines are certainly of
 * the format; the format with the most reads it, and in a text of several formats all
 * that found some. Errors of `read`: -ENOMEM and those of hw_root_open_any().
 */
struct hw_dump_format {
	/* as a person would call it */
	const char *name;
	/* whether this line, without its end, is one that only this format has */
	bool (*is_line)(struct hw_text line);
	int (*read)(struct hw_dump *dump, struct hw_text text);
	/* the fact it is about */
	size_t fact;
	/* a list of devices, of which people send parts, and reports are made */
	bool is_list;
};

/* In the order in which several are read: who knows more of places comes first. */
extern const struct hw_dump_format *const hw_dump_formats[];
extern const struct hw_dump_format hw_dump_report, hw_dump_udev, hw_dump_lsusb_tree,
	hw_dump_lspci, hw_dump_lspci_vmm, hw_dump_lsusb, hw_dump_modaliases,
	hw_dump_lsmod, hw_dump_modinfo, hw_dump_dmesg, hw_dump_report_text, hw_dump_inxi,
	hw_dump_uname, hw_dump_hwinfo, hw_dump_usb_devices, hw_dump_lshw;

/* pci.c: what lspci's forms share. */

/* Cuts "[DDDD:]BB:DD.F" off `text`: "0000:00:1f.6" in the arena, or absent. */
struct hw_text hw_dump_cut_slot(struct hw_dump *dump, struct hw_text *text);
bool hw_dump_is_slot(struct hw_text text, size_t *ret_length);

/* "(rev 1f)", "(prog-if 00 [Normal decode])" and " -r1f": two digits behind the words. */
void hw_dump_pci_byte(struct hw_dump *dump, struct hw_dump_device *device,
		      struct hw_text line, const char *words, enum hw_dump_number which);

/* lspci_machine.c: a line of -m behind the address, which begins with a quotation mark;
 * whether its ids are not told. */
bool hw_dump_is_quoted(struct hw_text rest);
bool hw_dump_lspci_machine(struct hw_dump *dump, struct hw_dump_device *device,
			   struct hw_text rest, bool is_busybox);

/* What the bytes of configuration space tell, and the attribute `config`. */
void hw_dump_config(struct hw_dump *dump, struct hw_dump_device *device,
		    struct hw_text bytes);

/* pci_names.c: the id in a name of lspci's, "Intel [8086]" and "Device 4601"; -1: there
 * is none. */
int32_t hw_dump_pci_id(struct hw_text name);

/* Sets what "Intel Corporation Device 4601" and "Device 1d17:4601" tell of a pair. */
void hw_dump_pci_pair(struct hw_dump *dump, struct hw_dump_device *device,
		      enum hw_dump_number vendor, struct hw_text name);

/* Sets the class that a name has, or means: "Ethernet controller". */
void hw_dump_pci_class(struct hw_dump *dump, struct hw_dump_device *device,
		       struct hw_text name);

/* Whether it is of storage, network, display, multimedia, wireless or a controller of
 * USB, or of a class that is not told: such a one seldom works without a driver. */
bool hw_dump_pci_needs_driver(const struct hw_dump_device *device);

/* What a whole file of lspci's implies for the devices it told of. */
struct hw_dump_lspci_scope {
	/* -k or -v: driver and subsystem are printed where there are any */
	bool details;
	/* the programming interface is printed where it is not 0 */
	bool interfaces;
	/* lines were cut out: what is not there may have been */
	bool excerpt;
};

void hw_dump_lspci_settle(struct hw_dump *dump, const struct hw_dump_lspci_scope *scope);

/* places.c: "pci:0000:00:1f.6", "usb:1-6": a device as hwalias calls it. */
bool hw_dump_is_address(struct hw_text text);

/* What is certainly a modalias, of a bus that is known. */
bool hw_dump_is_modalias(struct hw_text text);

/* A device of a list of modaliases by the path of its directory, "/sys/…"
 * or what follows that, or its name on PCI or USB. NULL: the path tells none. */
struct hw_dump_device *hw_dump_device_at(struct hw_dump *dump, struct hw_text path,
					 struct hw_text modalias);

/* Most properties of a uevent file that are kept; the kernel has room for 64. */
#define HW_DUMP_UEVENT_MAX 64

/* uevents.c: uevent files, or udev's properties, among the lines of such a list. */
struct hw_dump_uevents {
	struct hw_dump *dump;
	/* of the one that is read: its directory, or absent; the keys and values */
	struct hw_text place;
	struct hw_dump_pair pairs[HW_DUMP_UEVENT_MAX];
	size_t n;
	/* the line of its modalias, or the first one's */
	size_t line;
	/* a file came before it */
	bool has_before;
	/* some file tells of a driver; one is an event, which comes before that */
	bool has_drivers;
	bool has_events;
	/* those that have no driver, if others tell theirs */
	struct hw_dump_device **without;
	size_t without_count;
	size_t without_room;
};

/* Reads the line if it is one; false: it is none, and what was read ends. */
bool hw_dump_uevents_line(struct hw_dump_uevents *uevents, struct hw_text place,
			  struct hw_text line);

/* The file that is read ends. */
void hw_dump_uevents_end(struct hw_dump_uevents *uevents);

/* The text ends: which devices have no driver is known. */
void hw_dump_uevents_settle(struct hw_dump_uevents *uevents);

/* report_findings.c: tells of the problems that a report for people has. */
void hw_dump_report_findings(struct hw_dump *dump, struct hw_text text);

/* dmesg.c: writes the logs that were read. */
void hw_dump_write_logs(struct hw_dump *dump);

/* tree_archive.c: an archive's files as a sys tree, or as dumps; and those of a
 * directory that is what an archive was, unpacked. */
int hw_dump_read_archive(struct hw_dump *dump, struct hw_text bytes, const char *name);
int hw_dump_read_directory(struct hw_dump *dump, struct hw_root *root, const char *name);

/*
 * recognise.c: the order in which files are read, those that know most of the
 * machine first: 0 for snapshots, then by format.
 */
#define HW_DUMP_RANK_MAX 16
size_t hw_dump_rank(struct hw_dump *dump, struct hw_text text);

/* Whether it is that of a list of modaliases, of which any text may have one. */
bool hw_dump_is_list_rank(size_t rank);

/* clean.c: of UTF-16 with its mark, which PowerShell writes, the same as UTF-8, and with
 * newlines where all lines end in a carriage return; else the text itself. Lifetime: the
 * text's or the dump's. */
struct hw_text hw_dump_utf8(struct hw_dump *dump, struct hw_text text);

/* The text without what terminals, editors and web pages add.
 * Lifetime: the text's or the dump's. */
struct hw_text hw_dump_clean(struct hw_dump *dump, struct hw_text text);

/* The text without the empty line that some pages put behind each: then dump->step is 2.
 */
struct hw_text hw_dump_single(struct hw_dump *dump, struct hw_text text);

/* paste.c: the text without quotes of a mail, indentation, fences and the
 * command. Lifetime: the text's or the dump's. */
struct hw_text hw_dump_unwrap(struct hw_dump *dump, struct hw_text text);

/* commands.c: tells which hosts the commands of a text were run on, by their prompts, and
 * warns of those that print a part of a list. */
void hw_dump_read_prompts(struct hw_dump *dump, struct hw_text text);

/* Whether the line is one of these commands, behind a prompt. */
bool hw_dump_is_prompt(struct hw_text line);

/* The snapshot that a mail quotes or a tracker has between fences, from its first line
 * on, or the text itself. Lifetime: likewise. */
struct hw_text hw_dump_snapshot(struct hw_dump *dump, struct hw_text text);

/* report_html.c: whether it is a report as a page, and the page as text.
 * Lifetime: the dump's. */
bool hw_dump_is_page(struct hw_text text);
struct hw_text hw_dump_page_text(struct hw_dump *dump, struct hw_text html);

/* unread.c: whether a text that is of no format here is that of a known command, and what
 * prints the same so that it can be read. */
bool hw_dump_is_unread(struct hw_text text, const char **ret_by,
		       const char **ret_instead);

/* One more format that was read. */
void hw_dump_add_format(struct hw_dump *dump, const char *name);

/* A text of any format but an archive. */
int hw_dump_read_text(struct hw_dump *dump, struct hw_text text, const char *name);

#endif
