/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_TOOLS_INTERNAL_H
#define HWALIAS_DATA_TOOLS_INTERNAL_H

#include "data/tools/tools.h"

/* pci.c: what lspci's forms share. */

/* "(rev 1f)", "(prog-if 00 [Normal decode])" and " -r1f": two digits behind the words. */
void hw_dump_pci_byte(struct hw_dump *dump, struct hw_dump_device *device,
		      struct hw_text line, const char *words, enum hw_dump_number which);

/* The links that sysfs has to what these name: an IOMMU group's number, and the place of
 * a node of the device tree below /sys. */
void hw_dump_iommu_group(struct hw_dump *dump, struct hw_dump_device *device,
			 struct hw_text group);
void hw_dump_tree_node(struct hw_dump *dump, struct hw_dump_device *device,
		       struct hw_text path);

/* lsusb.c: what lsusb prints behind the ids, the maker, a blank and the product, of which
 * either may be empty. */
void hw_dump_usb_name(struct hw_dump *dump, struct hw_dump_device *device,
		      struct hw_text name);

/* wrapped.c: what a line is to a list that a mail may have wrapped. */
enum hw_line_kind {
	/* the first one of a device, and one of its others */
	HW_LINE_FIRST,
	HW_LINE_OWN,
	/* likewise, and it ends as no line that was broken does */
	HW_LINE_WHOLE,
	/* a separator, or a line that no other goes on with */
	HW_LINE_APART,
	/* another text, or the rest of the line before */
	HW_LINE_OTHER,
};

/* By the columns that their tabs take. */
#define HW_WRAPPING_GROUPS 32

struct hw_dump_wrapping {
	enum hw_line_kind (*kind)(struct hw_text line);
	bool is_wrapped;
	/* in the midst of words */
	bool is_hard;
	/* of each group the greatest ones, with and without blanks at the end */
	size_t lengths[HW_WRAPPING_GROUPS];
	size_t filled[HW_WRAPPING_GROUPS];
};

struct hw_dump_wrapping hw_dump_find_wrapping(struct hw_text text,
					      enum hw_line_kind (*kind)(struct hw_text));

/* Whether the next line may be the rest of this one, which has no room for its first
 * word. */
bool hw_dump_may_be_wrapped(const struct hw_dump_wrapping *wrapping, struct hw_text line,
			    struct hw_text next);

/* As hw_dump_line(), with the lines that go on with it. */
bool hw_dump_wrapped_line(struct hw_dump *dump, const struct hw_dump_wrapping *wrapping,
			  struct hw_text *rest, struct hw_text *ret);

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

/* places.c: "pci:0000:00:1f.6", "usb:1-6": a device as hwalias calls it. */
bool hw_dump_is_address(struct hw_text text);

/* What is certainly a modalias, of a bus that is known. */
bool hw_dump_is_modalias(struct hw_text text);

/* What is no modalias of a bus that is known, and all the same what the file of a device
 * has, by its path: firmware and drivers write into it what they like. */
bool hw_dump_is_broken_at(struct hw_text path, struct hw_text text);

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

#endif
