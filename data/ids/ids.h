/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_IDS_IDS_H
#define HWALIAS_DATA_IDS_IDS_H

#include <stdint.h>

#include "data/root/root.h"

/*
 * One reader for pci.ids and usb.ids: the file is mapped and searched, not loaded.
 * The grammar, and what is read when, are at the top of data/ids/ids.c.
 *
 * All look-ups return a slice of the mapped file (no copy, no trailing blanks or CR;
 * not necessarily valid UTF-8, but without NUL), or the absent text when the id is not
 * listed. Where a file lists an id twice the first line wins, in whatever order the file
 * is. Lifetime of names: until hw_ids_close().
 *
 * A look-up reads what it needs when it is first needed, and keeps in memory where that
 * was: a few bytes a vendor, class, device and subclass of the file, however many
 * look-ups there are. So only one thread at a time may look up, but any number at once
 * after hw_ids_index(), from where on look-ups change nothing.
 */
struct hw_ids;

enum hw_ids_kind {
	HW_IDS_PCI,
	HW_IDS_USB,
};

/*
 * Opens the id file `path`, below `root`. An empty file has no names. Lines that break
 * the grammar are passed over, a bad head with all that is indented below it; the rest of
 * the file is used. They are reported ("ids-malformed", with their number) by the look-up
 * that reads them: heads by the first one at all, a line below a vendor or class by the
 * first for something else than its own name. So a bad line that a name may be missing
 * for is reported, and others are only by hw_ids_index(). "ids-duplicate" is a vendor or
 * class that comes again, and an entry right after itself.
 * Lifetime: `warnings` must outlive the ids.
 * Errors: -errno of hw_root_map(); -ENOMEM. *ret is written only on success.
 */
int hw_ids_open(struct hw_root *root, const char *path, enum hw_ids_kind kind,
		struct hw_warnings *warnings, struct hw_ids **ret);

/*
 * The same from memory, for tests and fuzzers. `text` must outlive the ids; `path` is
 * what warnings name.
 */
int hw_ids_open_text(struct hw_text text, const char *path, enum hw_ids_kind kind,
		     struct hw_warnings *warnings, struct hw_ids **ret);

/*
 * Opens the file at the first of the places below `root` where distributions keep it
 * (the table in data/ids/ids.c); one that is there but cannot be opened is passed over.
 * Errors: -ENOENT when it is nowhere, which is no warning: a recorded machine has no id
 * files as a rule, and the caller may then ask the live root. If files were there but
 * none could be opened, the first one's error, with a warning "ids-unreadable". *ret is
 * written only on success.
 */
int hw_ids_find(struct hw_root *root, enum hw_ids_kind kind, struct hw_warnings *warnings,
		struct hw_ids **ret);

/* NULL is fine. */
void hw_ids_close(struct hw_ids *ids);

/*
 * Reads all that look-ups could need, and reports all there is to report: a full pass
 * over the file, for those who look up in threads. NULL is fine.
 * Errors: -ENOMEM.
 */
int hw_ids_index(struct hw_ids *ids);

/*
 * The file's path, as in the warnings: with a leading slash, below its root, wherever
 * that is; and the "Version:" of its leading comment (absent if none).
 */
struct hw_text hw_ids_path(const struct hw_ids *ids);
struct hw_text hw_ids_version(const struct hw_ids *ids);

/* In all look-ups `ids` may be NULL: nothing is found. Out of memory: neither, with a
 * warning "ids-unreadable". */
struct hw_text hw_ids_vendor(struct hw_ids *ids, uint16_t vendor);
struct hw_text hw_ids_device(struct hw_ids *ids, uint16_t vendor, uint16_t device);

/* pci: the line "\t\tSSSS DDDD name" below its own vendor and device, nowhere else. */
struct hw_text hw_ids_subsystem(struct hw_ids *ids, uint16_t vendor, uint16_t device,
				uint16_t subsystem_vendor, uint16_t subsystem_device);

/* Section "C": pci base class, subclass, programming interface; usb class, subclass,
 * protocol. */
struct hw_text hw_ids_class(struct hw_ids *ids, uint8_t base);
struct hw_text hw_ids_subclass(struct hw_ids *ids, uint8_t base, uint8_t sub);
struct hw_text hw_ids_interface(struct hw_ids *ids, uint8_t base, uint8_t sub,
				uint8_t interface);

/* A vendor, or a device below one. */
struct hw_ids_entry {
	uint16_t vendor;
	uint16_t device;
	/* false: the vendor itself, `device` is 0 */
	bool is_device;
	struct hw_text vendor_name;
	/* the same as vendor_name for the vendor itself */
	struct hw_text name;
};

typedef void hw_ids_entry_fn(void *arg, const struct hw_ids_entry *entry);

/*
 * Hands over every vendor, followed by its devices. Vendors ascend; devices come in the
 * file's order, and a line that is there twice comes twice. Reads all as hw_ids_index().
 */
void hw_ids_each(struct hw_ids *ids, hw_ids_entry_fn *fn, void *arg);

#endif
