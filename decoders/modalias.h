/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DECODERS_MODALIAS_H
#define HWALIAS_DECODERS_MODALIAS_H

#include <stdint.h>

#include "decoders/vocabulary/vocabulary.h"

/*
 * A modalias, split into named fields.
 *
 *     pci:v00008086d000024DBsv0000103Csd0000006Abc01sc01i8A
 *     \_/ |\______/ |\______/                            \_ value, 2 hexadecimal digits
 *  prefix |   value |                                   tag "i", field "interface"
 *        tag       tag
 *
 * Every bus is one row of a table (struct hw_bus, in the family files pci.c, usb.c …);
 * one interpreter, hw_decode(), walks the row's fields along the string. A row says all
 * there is to know of its bus, and help, JSON keys and tests are made from it.
 *
 * Both sides of the kernel's tables are understood: what a device exports (values only)
 * and the patterns of modules.alias, where a value may be '*' or hold ? and [...].
 *
 * Nothing here allocates, reads a file or depends on the locale. All slices of a result
 * lie inside the string that was decoded and live as long as it does.
 */

enum hw_field_kind {
	/* hexadecimal, exactly `width` digits; width 0: one or more */
	HW_KIND_HEX,
	/* decimal, likewise */
	HW_KIND_DEC,
	/* binary, likewise */
	HW_KIND_BIN,
	/* text up to `end`, which is swallowed; end 0: up to the next field's tag */
	HW_KIND_TEXT,
	/* all that is left */
	HW_KIND_REST,
	/* items, each followed by `end`, or led by it with HW_FIELD_LED */
	HW_KIND_LIST,
	/* as LIST, of hexadecimal bit numbers; ends at the first byte that fits no item.
	 * Stars of a pattern stand between items and are none */
	HW_KIND_BITS,
};

/* What a field means to every bus alike; names, filters and columns go by it. Ids first,
 * by which a device can be asked for. */
enum hw_role {
	HW_ROLE_NONE,
	HW_ROLE_VENDOR,
	HW_ROLE_DEVICE,
	HW_ROLE_SUBVENDOR,
	HW_ROLE_SUBDEVICE,
	HW_ROLE_CLASS,
	HW_ROLE_SUBCLASS,
	HW_ROLE_INTERFACE,
	/* usb: the class of the whole device, beside that of the interface */
	HW_ROLE_DEVICE_CLASS,
	HW_ROLE_DEVICE_SUBCLASS,
	HW_ROLE_DEVICE_PROTOCOL,
	/* BUS_* of include/uapi/linux/input.h: how a HID or input device is attached */
	HW_ROLE_ATTACHED_BY,
	/* texts by which the device names its maker and itself */
	HW_ROLE_OWN_VENDOR,
	HW_ROLE_OWN_NAME,
	HW_ROLE_COUNT
};

/* Values of HW_ROLE_ATTACHED_BY. */
#define HW_ATTACHED_BY_USB	 0x03
#define HW_ATTACHED_BY_BLUETOOTH 0x05

/* The database that names a field's value. */
enum hw_id_space {
	HW_SPACE_NONE,
	HW_SPACE_PCI,
	HW_SPACE_USB,
	/* IEEE organisationally unique identifiers */
	HW_SPACE_OUI,
	/* registry of Plug and Play makers, by the letters that a text starts with:
	   "PNP0303" */
	HW_SPACE_PNP,
	/* HW_SPACE_USB if HW_ROLE_ATTACHED_BY is HW_ATTACHED_BY_USB, else none */
	HW_SPACE_ATTACHED_BY,
};

/* "pci.ids", "usb.ids", "hwdb"; NULL where the bus alone does not tell the database, or
 * there is none. */
const char *hw_space_database(enum hw_id_space space);

enum hw_field_flags {
	/* the field may be missing, with its tag */
	HW_FIELD_OPTIONAL = 1 << 0,
	/* the kernel prints lower-case digits; both cases are read */
	HW_FIELD_LOWER = 1 << 1,
	/* list items are led, not followed, by `end` */
	HW_FIELD_LED = 1 << 2,
	/* the value continues the one before without a tag: a '*' there covers it; an
	 * optional one is there when the one before is */
	HW_FIELD_SPLIT = 1 << 3,
	/* the terminator may be missing at the end of the string */
	HW_FIELD_OPEN_END = 1 << 4,
	/* the number may have no digits at all */
	HW_FIELD_EMPTY = 1 << 6,
	/* a list's last item is not its own but a class code if it is six lower-case
	 * hexadecimal digits (ACPI's _CLS) */
	HW_FIELD_BEFORE_CLASS = 1 << 9,
	/* "+" in the place of an item: the kernel had no room for all */
	HW_FIELD_CUT = 1 << 10,
	/* a text without terminator ends at the last, not the first, next tag */
	HW_FIELD_LAST = 1 << 7,
	/* "(null)" and "<NULL>", printf's forms of a missing string, mean no value */
	HW_FIELD_NULL = 1 << 5,
	/* 32 digits of a GUID as it lies in memory: the first three groups are printed
	 * with their bytes turned round */
	HW_FIELD_GUID = 1 << 8,
};

struct hw_field_spec {
	/* literal text before the value, "" = none; and its length */
	const char *tag;
	unsigned char tag_n;
	/* digits the kernel prints, 0 = as many as needed */
	unsigned char width;
	/* digits we print: 4 for a 16-bit id that is printed as 8; 0 = as `width` */
	unsigned char digits;
	unsigned short flags;
	char end;
	enum hw_field_kind kind;
	enum hw_role role;
	enum hw_id_space space;
	/* JSON key: lower case, underscores */
	const char *name;
	/* for people: "subsystem vendor" */
	const char *title;
	/* names of the values, or NULL */
	const struct hw_vocabulary *names;
	/* names of values that the database of `space` lacks, or NULL */
	const struct hw_vocabulary *more_names;
	/* the property in which systemd's hwdb names the value when it is asked for the
	 * whole string, or NULL: ids are asked for one by one */
	const char *hwdb_property;
};

/* Where a kernel shows the string of a device. */
enum hw_bus_where {
	/* the file `modalias` in the device's directory */
	HW_IN_SYSFS = 1 << 0,
	/* MODALIAS= in its `uevent` */
	HW_IN_UEVENT = 1 << 1,
	/* neither: only drivers' patterns, or what the kernel asks modprobe for */
	HW_IN_PATTERNS = 0,
};

enum hw_bus_flags {
	/* patterns may write the prefix with a star: "acpi*:" */
	HW_BUS_STARRED = 1 << 0,
	/* fields come in any order, each at most once; what no tag fits is "unknown" */
	HW_BUS_ANY_ORDER = 1 << 1,
	/* no device exports it: something the kernel or a program asks modprobe for */
	HW_BUS_ALIAS = 1 << 2,
	/* only a single word, without a colon or a blank */
	HW_BUS_WORD = 1 << 3,
	/* only where the row before with the same prefix does not even find its first
	 * tag: drivers' names written by hand under the prefix of a bus */
	HW_BUS_BY_NAME = 1 << 4,
};

/*
 * What the devices of a bus are like. Code asks the row, never for the name of a bus, so
 * that a new bus is one row.
 */
enum hw_bus_traits {
	/* listed when the user names no bus, by the bare address; a device without a name
	 * is called by its ids, as lspci and lsusb do */
	HW_BUS_MAIN = 1 << 0,
	/* of no use without a driver, as opposed to most platform or ACPI devices */
	HW_BUS_NEEDS_DRIVER = 1 << 1,
	/* have the attribute driver_override: Documentation/ABI/testing/sysfs-bus-*,
	 * device_set_driver_override() and its like in drivers/ */
	HW_BUS_DRIVER_OVERRIDE = 1 << 2,
	/* ids without the name of a bus, "8086:15b8", may be of this one */
	HW_BUS_NUMERIC_IDS = 1 << 3,
	/* an id of a device is looked up as an ACPI id: "PNP0303" */
	HW_BUS_PNP_IDS = 1 << 4,
	/* no bus but a class: no driver binds */
	HW_BUS_CLASS = 1 << 5,
	/* describes devices for the firmware: a node without modalias and driver stands
	 * for no device, one with the link physical_node for a device of another bus */
	HW_BUS_FIRMWARE_NODES = 1 << 6,
	/* of the kernel itself: no driver can be looked for */
	HW_BUS_BOOKKEEPING = 1 << 7,
	/* stand between a device and its class device, and are no hardware themselves */
	HW_BUS_LINKS = 1 << 8,
};

/* How the kernel names the devices of a bus, and how people ask for one. */
enum hw_address {
	/* a name; numbers in it are decimal */
	HW_ADDRESS_NAME,
	/* "0000:00:1f.6", hexadecimal; "00:1f.6" in the only domain of most machines */
	HW_ADDRESS_PCI,
	/* "1-6", "1-6:1.0", "usb1" for a root hub; BUSNUM and DEVNUM in uevent */
	HW_ADDRESS_USB,
};

/* What the class, subclass and interface of a device stand for. */
enum hw_class_codes {
	HW_CLASS_CODES_NONE,
	/* PCI Code and ID Assignment Specification */
	HW_CLASS_CODES_PCI,
	/* USB-IF, Defined Class Codes */
	HW_CLASS_CODES_USB,
};

/* What of a device's name identifies this one machine, so that reports withhold it. */
enum hw_identity {
	HW_IDENTITY_NONE,
	/* a UUID: all of the name */
	HW_IDENTITY_UUID,
	/* "28-0123456789ab": what follows the family of the chip */
	HW_IDENTITY_SERIAL,
};

/*
 * A device that is divided into parts, "1-6" into "1-6:1.0" and "1-6:1.1": drivers bind
 * to the parts. Only these have a modalias; the ids of the whole are in its uevent.
 */
struct hw_bus_parts {
	/* DEVTYPE in the uevent of a whole device and of a part */
	const char *whole;
	const char *part;
	/* for people, of a whole device; `title` of the row is that of a part */
	const char *whole_title;
	/* attributes of the whole: how it names its maker and itself */
	const char *own_vendor;
	const char *own_name;
};

/* Devices with a modalias that are on no bus: entries of a directory, or itself. */
struct hw_bus_directory {
	/* below the root: "sys/class/input" */
	const char *path;
	/* what the names of the entries start with; NULL: the directory is the device */
	const char *prefix;
	/* the name of the device that the directory is */
	const char *name;
};

struct hw_bus {
	/* the subsystem's name, JSON "type" */
	const char *name;
	/* what a string starts with, colon included; NULL: devices have no modalias */
	const char *prefix;
	const char *title;
	/* the string as the kernel's own source draws it */
	const char *looks_like;
	const char *example;
	/* enum hw_bus_where */
	unsigned where;
	/* enum hw_bus_flags: how the string is read */
	unsigned flags;
	/* what its devices are like */
	unsigned traits;
	/* enum hw_address, enum hw_class_codes, enum hw_identity */
	unsigned char address;
	unsigned char class_codes;
	unsigned char identity;
	/* or NULL */
	const struct hw_bus_parts *parts;
	const struct hw_bus_directory *directory;
	const struct hw_field_spec *fields;
	size_t field_count;
};

/* Most fields a result can hold; the longest row (dmi) has 16, unknown ones may follow.
 */
#define HW_FIELD_MAX 24

/* How much a value says. A device's own string only has HW_MATCH_FIXED. */
enum hw_match {
	/* a literal value */
	HW_MATCH_FIXED,
	/* '*': any value */
	HW_MATCH_ANY,
	/* a glob: ? or [...] or text around a star */
	HW_MATCH_GLOB,
};

struct hw_field {
	const struct hw_field_spec *spec;
	/* the value without tag and terminator; a slice of the input */
	struct hw_text text;
	enum hw_match match;
	/* of fixed HW_KIND_HEX, _DEC and _BIN fields, and of texts that have names; a
	 * number too long, or a text that is none, is UINT64_MAX */
	uint64_t value;
	/* of a list: its items where the caller knew better than the row how to part
	 * them, NULL otherwise; slices of `text`, in order */
	const struct hw_text *items;
	size_t item_count;
};

enum hw_decode_error {
	HW_DECODE_OK,
	/* the string is empty */
	HW_DECODE_EMPTY,
	/* no bus has this prefix */
	HW_DECODE_UNKNOWN_BUS,
	/* `expected` (a tag or terminator) was not there */
	HW_DECODE_EXPECTED_TEXT,
	/* `expected_digits` digits were not there */
	HW_DECODE_EXPECTED_HEX,
	HW_DECODE_EXPECTED_DEC,
	HW_DECODE_EXPECTED_BIN,
	/* a NUL or a line break inside */
	HW_DECODE_CONTROL,
	/* it goes on behind `raw`: set by whoever cut it */
	HW_DECODE_TOO_LONG,
	/* modprobe looks up no such string: a bracket without its other half, or more
	 * than 4095 bytes; set by whoever looks strings up */
	HW_DECODE_REFUSED,
};

struct hw_modalias {
	/* the whole input, without one final newline */
	struct hw_text raw;
	/* NULL when no bus has the prefix */
	const struct hw_bus *bus;
	/* text before the first ':', or all of it; for an unknown bus all there is */
	struct hw_text prefix;
	struct hw_field fields[HW_FIELD_MAX];
	size_t field_count;
	/* what follows the last known field: a newer kernel's addition */
	struct hw_text extra;
	enum hw_decode_error error;
	/* a list could be parted in another way too (device tree) */
	bool ambiguous;
	/* where it broke: offset into raw, from 0 */
	size_t error_at;
	/* of HW_DECODE_EXPECTED_*: a literal of the row, and the digits */
	struct hw_text expected;
	unsigned expected_digits;
};

/*
 * Splits `text`, one line. Always fills *ret: on a broken string with the fields up to
 * the break and the error. Never reads outside `text`.
 * Lifetime: slices of `text`. Returns whether the string is sound.
 */
bool hw_decode(struct hw_text text, struct hw_modalias *ret);

/*
 * The error as a sentence, "expected 'sd' at byte 33" (bytes count from 1), written to
 * `buf` of `size` bytes. Returns its length; "" when there is no error.
 */
size_t hw_decode_explain(const struct hw_modalias *m, char *buf, size_t size);

/* The field with this role, or NULL. Its value may still be a pattern: see `match`. */
const struct hw_field *hw_field_of_role(const struct hw_modalias *m, enum hw_role role);

/*
 * The value as it goes into JSON and tables: fixed numbers in lower case at the width
 * of the spec (at least `digits`), texts as they are. Written to `buf`; returns the text,
 * which is either in buf or a slice of the input, or the absent text for a null.
 */
#define HW_VALUE_MAX 40
struct hw_text hw_field_value(const struct hw_field *field,
			      char buf[static HW_VALUE_MAX]);

/*
 * Walks the items of a LIST or BITS field. Start with *cursor = field->text; returns
 * false at the end. An item is a slice of the input.
 */
bool hw_field_next(const struct hw_field *field, struct hw_text *cursor,
		   struct hw_text *ret_item);

/* All rows: families ending with a NULL, each ending with a row without a name. */
extern const struct hw_bus *const hw_families[];

/* Iterates all rows: start with {0}; NULL at the end. */
struct hw_bus_cursor {
	size_t family;
	size_t row;
};
const struct hw_bus *hw_bus_next(struct hw_bus_cursor *cursor);

/* What the string is. */
enum hw_modalias_kind {
	/* what a device exports */
	HW_IS_DEVICE,
	/* what a driver claims devices by: some value is open */
	HW_IS_PATTERN,
	/* an alias that has nothing to do with devices */
	HW_IS_ALIAS,
};
enum hw_modalias_kind hw_modalias_kind(const struct hw_modalias *m);

/* Whether the kernel left items of this list out for want of room. */
bool hw_field_is_cut(const struct hw_field *field);

/*
 * The built-in name of a field's value, or of one item of a list, or NULL. Most come from
 * the vocabulary of the row; a processor's features have that of its architecture.
 */
const char *hw_field_item_name(const struct hw_modalias *m, const struct hw_field *field,
			       struct hw_text item);

/*
 * Parts an "of:" string by what the kernel also says outright (OF_NAME, OF_TYPE,
 * OF_COMPATIBLE_n of the same uevent), instead of by guessing where a T or C is a tag.
 * `type` is absent where the node has none. `compatible` and `storage` have `n` items;
 * storage receives the items and must live as long as `m`.
 * Returns false, and changes nothing, when they do not make up this string.
 */
bool hw_of_resolve(struct hw_modalias *m, struct hw_text name, struct hw_text type,
		   const struct hw_text *compatible, size_t n, struct hw_text *storage);

/* The (first) row of a bus by its name, "pci", or NULL. */
const struct hw_bus *hw_bus_find(struct hw_text name);

/* The same for a subsystem of sysfs, also if its devices export no modalias ("w1"). */
const struct hw_bus *hw_bus_of_subsystem(struct hw_text name);

/* The row that tells what devices with this string are like; NULL for an unknown bus. */
const struct hw_bus *hw_bus_of_modalias(const struct hw_modalias *m);

/* Whether the bus has this trait; false for NULL, a bus without a row. */
static inline bool hw_bus_has(const struct hw_bus *bus, enum hw_bus_traits trait)
{
	return bus && bus->traits & trait;
}

static inline enum hw_address hw_bus_address(const struct hw_bus *bus)
{
	return bus ? (enum hw_address)bus->address : HW_ADDRESS_NAME;
}

static inline enum hw_class_codes hw_bus_class_codes(const struct hw_bus *bus)
{
	return bus ? (enum hw_class_codes)bus->class_codes : HW_CLASS_CODES_NONE;
}

/* Whether a device of this DEVTYPE is divided into parts, or is such a part. */
static inline bool hw_bus_is_whole(const struct hw_bus *bus, struct hw_text kind)
{
	return bus && bus->parts && hw_text_eq(kind, hw_text_of(bus->parts->whole));
}

static inline bool hw_bus_is_part(const struct hw_bus *bus, struct hw_text kind)
{
	return bus && bus->parts && hw_text_eq(kind, hw_text_of(bus->parts->part));
}

/* The field of the bus with this role, or NULL; also if `bus` is NULL. */
const struct hw_field_spec *hw_bus_field(const struct hw_bus *bus, enum hw_role role);

/* The trait of a subsystem by its name. */
bool hw_bus_is(struct hw_text name, enum hw_bus_traits trait);

/* The next row with the trait behind `after`, from the first on with NULL; NULL at the
 * end. */
const struct hw_bus *hw_bus_next_with(enum hw_bus_traits trait,
				      const struct hw_bus *after);

#endif
