/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_IDS_IDS_H
#define HWALIAS_DATA_IDS_IDS_H

#include <stdint.h>

#include "data/root/root.h"

// clang-format off
/*
 * Databases that give an id its name, a header each:
 *
 *	ids.h	pci.ids, usb.ids	8086 -> "Intel Corporation"
 *	pnp.h	pnp.ids			ABP -> "Advansys"
 *	hwdb.h	hwdb.bin		OUI:00609E -> "ASC X3 - INFORMATION ..."
 *	acpi_vendors.h	the source of hwdb	WACF -> "Wacom Technology"
 *
 * This is the reader of pci.ids and usb.ids. The top of data/ids/ids.c draws the grammar
 * and says which parts of the file are read when.
 *
 * All look-ups return a name without trailing blanks or CR and without NUL, which is
 * perhaps invalid UTF-8, or the absent text if the id is not listed. Names of the first
 * few hundred look-ups are copies, and the file is read in parts; then it is mapped, and
 * names are slices of it. If a file
 * lists an id twice, the first line counts, in whatever order the file is. Lifetime of
 * names: until hw_ids_close().
 *
 * A look-up reads the parts of the file that it needs, and stores their offsets: a few
 * bytes for each vendor, class, device and subclass, however many look-ups there are. So
 * only one thread at a time may look up, until hw_ids_index() has been called: look-ups
 * change nothing any more.
 */
// clang-format on
struct hw_ids;

enum hw_ids_kind {
	HW_IDS_PCI,
	HW_IDS_USB,
};

/*
 * Opens the id file `path` below `root`, which may be compressed. An empty file has no
 * names. Malformed lines are
 * skipped, a malformed head with all lines below it. The look-up that reads a malformed
 * line adds a warning ("ids-malformed", with its number): the first look-up reads all
 * heads; the first one below a vendor or class reads the lines of its block. So warnings
 * are added for lines that may hold a name that is asked for; hw_ids_index() adds those
 * for all others. "ids-duplicate" is a vendor or class that comes twice, or an entry that
 * follows one with the same id.
 * Lifetime: `warnings` must outlive the result.
 * Errors: -errno of hw_root_map() and hw_archive_unpack(); -ENOMEM.
 */
int hw_ids_open(struct hw_root *root, const char *path, enum hw_ids_kind kind,
		struct hw_warnings *warnings, struct hw_ids **ret);

/*
 * The same from memory, for tests and fuzzers. `text` must outlive the result; `path` is
 * the name in warnings.
 */
int hw_ids_open_text(struct hw_text text, const char *path, enum hw_ids_kind kind,
		     struct hw_warnings *warnings, struct hw_ids **ret);

/*
 * Opens the first of the paths below `root` where distributions have the file (the table
 * in data/ids/ids.c); skips files that cannot be opened.
 * Errors: -ENOENT: there is none. That is no warning: most recorded machines have no id
 * files, and the caller may try the live root. If no existing file can be opened, the
 * error of the first, with a warning "ids-unreadable".
 */
int hw_ids_find(struct hw_root *root, enum hw_ids_kind kind, struct hw_warnings *warnings,
		struct hw_ids **ret);

/* NULL is fine. */
void hw_ids_close(struct hw_ids *ids);

/*
 * Maps the file, for who may wait between two look-ups, as a filter does: what was read
 * of a part would be wrong of a file that another process has written to
 * (hw_maps_keep()). NULL is fine. Errors: -errno of hw_root_map(); look-ups go on as
 * before.
 */
int hw_ids_map(struct hw_ids *ids);

/*
 * Reads the whole file, with all its warnings, so that threads can look up at once. NULL
 * is fine. Errors: -ENOMEM; -errno of hw_root_map().
 */
int hw_ids_index(struct hw_ids *ids);

/* The file's path below its root, with a leading slash, as in warnings. Absent for NULL.
 */
struct hw_text hw_ids_path(const struct hw_ids *ids);

/* The "Version:" of the leading comment; absent if it has none, and for NULL. */
struct hw_text hw_ids_version(const struct hw_ids *ids);

/* Look-ups. `ids` may be NULL: nothing is found. Errors: out of memory, nothing is found,
 * with a warning "ids-unreadable". */
struct hw_text hw_ids_vendor(struct hw_ids *ids, uint16_t vendor);
struct hw_text hw_ids_device(struct hw_ids *ids, uint16_t vendor, uint16_t device);

/* pci: the line "\t\tSSSS DDDD name" below this vendor and device only. */
struct hw_text hw_ids_subsystem(struct hw_ids *ids, uint16_t vendor, uint16_t device,
				uint16_t subsystem_vendor, uint16_t subsystem_device);

/* Section "C": pci base class, subclass, programming interface; usb class, subclass,
 * protocol. */
struct hw_text hw_ids_class(struct hw_ids *ids, uint8_t base);
struct hw_text hw_ids_subclass(struct hw_ids *ids, uint8_t base, uint8_t sub);
struct hw_text hw_ids_interface(struct hw_ids *ids, uint8_t base, uint8_t sub,
				uint8_t interface);

/*
 * For look-ups that are known ahead: after hw_ids_gather() they find nothing, but are
 * noted; hw_ids_answer() reads the file once for all of them, unless they are many, and
 * ends that. False: nothing is noted, as the file was read already or its lines are
 * recorded; and for NULL.
 */
bool hw_ids_gather(struct hw_ids *ids);
void hw_ids_answer(struct hw_ids *ids);

/* A vendor, or a device below one. */
struct hw_ids_entry {
	uint16_t vendor;
	uint16_t device;
	/* false: the vendor itself, `device` is 0 */
	bool is_device;
	struct hw_text vendor_name;
	/* of the device; of the vendor itself, vendor_name */
	struct hw_text name;
};

typedef void hw_ids_entry_fn(void *arg, const struct hw_ids_entry *entry);

/*
 * Calls `fn` for every vendor, in ascending order, and after each for its devices, in the
 * file's order; for a line that comes twice, twice. Reads the whole file like
 * hw_ids_index().
 */
void hw_ids_each(struct hw_ids *ids, hw_ids_entry_fn *fn, void *arg);

/* Whether the text, of one line, is anywhere in the file, in upper or lower case. False
 * for NULL. */
bool hw_ids_mention(const struct hw_ids *ids, struct hw_text text);

/* The same as a word of its own, decoders/text/word.h. */
bool hw_ids_have_word(const struct hw_ids *ids, struct hw_text word);

/* Whether a vendor of several devices is called by this word, but for the words of a firm
 * that may follow: "apple" of "Apple, Inc.", but not "robert" of "Robert Bosch GmbH", nor
 * "julia" of "Julia Corp., Ltd", which has one alone. False for NULL. */
bool hw_ids_have_maker(const struct hw_ids *ids, struct hw_text word);

/*
 * What a word is asked for, in recordings: they have few lines of the file. All may be
 * called with NULL for `ids`.
 *
 *	hw_ids_note_words()	notes in `root`, which records, what is so from now on
 *	hw_ids_recorded_words()	takes what was noted in a recording. Errors: -ENOMEM
 *	hw_ids_ask_others()	asks another file, too; it must outlive `ids`
 */
void hw_ids_note_words(struct hw_ids *ids, struct hw_root *root);
int hw_ids_recorded_words(struct hw_ids *ids, struct hw_root *root);
void hw_ids_ask_others(struct hw_ids *ids, const struct hw_ids *others);

/* Whether a recording has such answers; those of older versions have none. */
bool hw_ids_words_are_recorded(struct hw_root *root);

#endif
