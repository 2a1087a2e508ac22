/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_SELECT_FILTER_H
#define HWALIAS_REPORT_SELECT_FILTER_H

#include "report/record.h"

// clang-format off
/*
 * -d and -s: which devices a user asks for. An empty filter matches all.
 *
 *   -d [V]:[D][:CLASS]   hexadecimal; empty, "*" = any; a digit may be "x", the last ones
 *                        "*"; 0x is fine.
 *                        CLASS has 2, 4 or 6 digits: class, subclass, interface, of
 *                        PCI; of USB with -b usb
 *   -d BUS:[V]:[D]…      pci:8086:15b8, usb:046d:, of this bus alone
 *   -s [[[[DOM]:]BUS]:][SLOT][.[FUNC]]   a PCI slot as lspci takes it
 *   -s 1-6, 1-6:1.0, usb1                a USB path, with its interfaces
 *   -s BUS:DEV, -s BUS:, -s DEV          decimal, as lsusb takes it
 *   -s NAME, -s BUS:NAME, -s /sys/…      a device's name, id or path
 *   -s pci@0000:00:1f.6, usb@1:1.2       as lshw prints them ("bus info")
 *   -s PCI:0:31:6, BusID "PCI:0:31:6"    as Xorg takes them, decimal
 *   -s "PCI bus 0, device 31, function 6"   Windows' device manager, decimal
 *   -s "Bus 001 Device 003: …"           a line of lsusb
 *   -s "00:1f.6 Ethernet …"              a line of lspci
 *   -s "E: DEVNAME=/dev/nvme0"           a line of udevadm, lshw, hwinfo or inxi
 */
// clang-format on

#define HW_ID_DIGITS_MAX 8

/* Hexadecimal digits to compare from the left; '\0' ends, 'x' is any. */
struct hw_digits {
	char c[HW_ID_DIGITS_MAX + 1];
};

struct hw_pci_slot {
	/* -1 = any */
	int64_t domain;
	int bus;
	int device;
	int function;
	bool valid;
};

struct hw_usb_number {
	/* -1 = any */
	int bus;
	int device;
	bool valid;
};

struct hw_filter {
	bool by_id;
	/* of -d pci:8086:15b8; NULL: any */
	const struct hw_bus *bus;
	/* -d as typed, or NULL */
	const char *ids;
	struct hw_digits vendor;
	struct hw_digits device;
	struct hw_digits class_code;
	/* the class is one of USB's too, not of PCI alone */
	bool class_of_usb;
	/* -s as typed, or NULL, and its possible meanings */
	const char *address;
	struct hw_pci_slot pci;
	struct hw_usb_number usb;
	/* of usb@1:1.2: the name on the bus, "1-1.2"; else empty */
	char name[32];
};

/* Parses the argument of -d. Errors: -EINVAL. */
int hw_filter_by_id(const char *text, struct hw_filter *filter);

/* Parses the argument of -s. If it is no slot and no number, it is a name. */
void hw_filter_by_address(const char *text, struct hw_filter *filter);

/* Whether the text is the name of a value, and that an address: "bus info: pci@…". */
bool hw_filter_is_keyed(const char *text);

/* Whether the text is an address in the form of lshw, Xorg, lsusb or lspci. */
bool hw_filter_is_pasted(const char *text);

/* Whether two arguments of -s, that are addresses in such a form, name the same device.
 */
bool hw_filter_is_same(const struct hw_filter *a, const struct hw_filter *b);

/* Whether -s matches. Reads only what hw_sysfs_scan() has filled. */
bool hw_filter_device(const struct hw_filter *filter, const struct hw_device *device);

/* Whether -d leaves the bus in, which may be NULL. */
bool hw_filter_has_bus(const struct hw_filter *filter, const struct hw_bus *bus);

/* Whether -d matches the ids of a record, leaving out whose class they have. */
bool hw_filter_ids(const struct hw_filter *filter, const struct hw_id ids[HW_ROLE_COUNT]);

/* Whether -d matches a record: ::0300 is a class of PCI, and 0300 of USB another. */
bool hw_filter_record(const struct hw_filter *filter, const struct hw_record *record);

#endif
