/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DECODERS_BUS_H
#define HWALIAS_DECODERS_BUS_H

#include <stddef.h>

#include "decoders/vocabulary/vocabulary.h"

// clang-format off
/*
 * A bus is a row: what its modalias looks like, and what its devices are like.
 *
 *     struct hw_bus                       struct hw_field_spec, one for each field
 *     name        "pci"                   tag "v"  width 8  kind HEX
 *     prefix      "pci:"                  role VENDOR       what it means on every bus
 *     fields      ----------------------> space PCI         the database that names it
 *     traits      main, needs a driver    names             or the built-in vocabulary
 *     address     how devices are named
 *     class_codes, parts, directory ...
 *
 * The rows are in decoders/bus, a file a family; decoders/bus/rows.h says how to add one.
 * The decoder, names, columns, JSON keys, `formats`, the scan of sysfs and the verdicts
 * read the rows. Outside of decoders/ no code but that of a library of one bus (libpci,
 * libusb) names a bus: it asks for a property of the row.
 */
// clang-format on

/* How a value is written. */
enum hw_field_kind {
	/* hexadecimal, exactly `width` digits; width 0: one or more */
	HW_KIND_HEX,
	/* decimal, likewise */
	HW_KIND_DEC,
	/* binary, likewise */
	HW_KIND_BIN,
	/* text up to `end`, which is not part of it; end 0: up to the next field's tag */
	HW_KIND_TEXT,
	/* text up to the end of the string */
	HW_KIND_REST,
	/* items, each followed by `end`, or preceded by it with HW_FIELD_LED */
	HW_KIND_LIST,
	/* a LIST of hexadecimal bit numbers. It ends at the first byte that fits no item.
	 * In a pattern, stars may stand between the items. */
	HW_KIND_BITS,
};

/* What a field means on every bus that has it. Names, filters and columns use it. */
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
	/* of a processor, "x86": what the bit numbers of its features mean */
	HW_ROLE_ARCHITECTURE,
	/* texts in which the device names its maker and itself */
	HW_ROLE_OWN_VENDOR,
	HW_ROLE_OWN_NAME,
	HW_ROLE_COUNT
};

/* Values of HW_ROLE_ATTACHED_BY. */
#define HW_ATTACHED_BY_USB	 0x03
#define HW_ATTACHED_BY_BLUETOOTH 0x05
#define HW_ATTACHED_BY_HOST	 0x19

/* The database that names a field's value. */
enum hw_id_space {
	HW_SPACE_NONE,
	HW_SPACE_PCI,
	HW_SPACE_USB,
	/* IEEE organisationally unique identifiers */
	HW_SPACE_OUI,
	/* registry of Plug and Play makers: the value is a text that starts with their
	 * letters, "PNP0303" */
	HW_SPACE_PNP,
	/* HW_SPACE_USB if HW_ROLE_ATTACHED_BY is HW_ATTACHED_BY_USB, else none */
	HW_SPACE_ATTACHED_BY,
};

/* "pci.ids", "usb.ids", "hwdb"; NULL if there is no database, or the space alone does not
 * tell which. */
const char *hw_space_database(enum hw_id_space space);

enum hw_field_flags {
	/* the field may be missing, with its tag */
	HW_FIELD_OPTIONAL = 1 << 0,
	/* the kernel prints lower-case digits; both cases are read */
	HW_FIELD_LOWER = 1 << 1,
	/* `end` precedes, not follows, each item of the list */
	HW_FIELD_LED = 1 << 2,
	/* the value continues the one before without a tag. A '*' as the value before
	 * covers it. If it is optional, it is there when the one before is. */
	HW_FIELD_SPLIT = 1 << 3,
	/* `end` may be missing at the end of the string */
	HW_FIELD_OPEN_END = 1 << 4,
	/* "(null)" and "<NULL>", printf's forms of a missing string, mean no value */
	HW_FIELD_NULL = 1 << 5,
	/* the number may have no digits at all */
	HW_FIELD_EMPTY = 1 << 6,
	/* a text without `end` ends at the last, not the first, next tag */
	HW_FIELD_LAST = 1 << 7,
	/* 32 digits of a GUID as it lies in memory: the bytes of the first three groups
	 * are printed in reverse order */
	HW_FIELD_GUID = 1 << 8,
	/* if the last item of the list is six lower-case hexadecimal digits, it is a
	 * class code (ACPI's _CLS), and belongs to the next field */
	HW_FIELD_BEFORE_CLASS = 1 << 9,
	/* "+" in place of an item: the kernel had no room for all */
	HW_FIELD_CUT = 1 << 10,
	/* the string may end before this field */
	HW_FIELD_MAY_END = 1 << 11,
};

struct hw_field_spec {
	/* literal text before the value, "" = none; and its length */
	const char *tag;
	unsigned char tag_n;
	/* digits the kernel prints, 0 = as many as needed */
	unsigned char width;
	/* digits hwalias prints: 4 for a 16-bit id that the kernel prints as 8; 0 = as
	 * `width` */
	unsigned char digits;
	/* enum hw_field_flags */
	unsigned short flags;
	/* the byte that ends the value, 0 = none */
	char end;
	enum hw_field_kind kind;
	enum hw_role role;
	enum hw_id_space space;
	/* JSON key: lower case, underscores */
	const char *name;
	/* for people: "subsystem vendor" */
	const char *title;
	/* names of the values, or NULL; asked before the database of `space` */
	const struct hw_vocabulary *names;
	/* names of values that the database of `space` lacks, or NULL */
	const struct hw_vocabulary *more_names;
	/* the property of systemd's hwdb that holds the name of this value, with the
	 * whole string as the key; NULL: ids are asked for one by one */
	const char *hwdb_property;
};

/* Where the kernel shows the string of a device. */
enum hw_bus_where {
	/* the file `modalias` in the device's directory */
	HW_IN_SYSFS = 1 << 0,
	/* MODALIAS= in its `uevent` */
	HW_IN_UEVENT = 1 << 1,
	/* neither: only drivers' patterns, or what the kernel asks modprobe for */
	HW_IN_PATTERNS = 0,
};

/* How the string is read. */
enum hw_bus_flags {
	/* patterns may write the prefix with a star: "acpi*:" */
	HW_BUS_STARRED = 1 << 0,
	/* fields come in any order, each at most once; one without a known tag is
	 * "unknown" */
	HW_BUS_ANY_ORDER = 1 << 1,
	/* no device exports it: the kernel or a program asks modprobe for it */
	HW_BUS_ALIAS = 1 << 2,
	/* only a single word, without a colon or a blank */
	HW_BUS_WORD = 1 << 3,
	/* names of drivers, written by hand with the prefix of a bus: tried if the row
	 * before with the same prefix does not even find its first tag */
	HW_BUS_BY_NAME = 1 << 4,
};

/* What the devices of a bus are like. */
enum hw_bus_traits {
	/* listed when the user names no bus, by the bare address. If a device has no
	 * name, its ids are its name, as in lspci and lsusb. */
	HW_BUS_MAIN = 1 << 0,
	/* of no use without a driver, as opposed to most platform or ACPI devices */
	HW_BUS_NEEDS_DRIVER = 1 << 1,
	/* have the attribute driver_override: Documentation/ABI/testing/sysfs-bus-*,
	 * device_set_driver_override() and its like in drivers/ */
	HW_BUS_DRIVER_OVERRIDE = 1 << 2,
	/* "8086:15b8" without the name of a bus is looked up on this one too */
	HW_BUS_NUMERIC_IDS = 1 << 3,
	/* an id is looked up as an ACPI id: "PNP0303" */
	HW_BUS_PNP_IDS = 1 << 4,
	/* a class, not a bus: no driver binds */
	HW_BUS_CLASS = 1 << 5,
	/* the firmware's description of devices. A node without modalias and driver is no
	 * device; a node with the link physical_node describes a device of another bus.
	 */
	HW_BUS_FIRMWARE_NODES = 1 << 6,
	/* the kernel's own objects: no driver can bind */
	HW_BUS_BOOKKEEPING = 1 << 7,
	/* stand between the hardware and its class device, and are no hardware */
	HW_BUS_LINKS = 1 << 8,
	/* a driver may know a device of a device tree by "BUS:NAME", with what follows
	 * the comma of its `compatible`: of_alias_from_compatible(), drivers/of/base.c */
	HW_BUS_OF_NAMES = 1 << 9,
	/* devices export no string, and their ids, one a line, in the attribute `id`:
	 * id_show(), drivers/pnp/interface.c */
	HW_BUS_ID_ATTRIBUTE = 1 << 10,
	/* nodes of a device tree: people know them by an entry of `compatible` alone,
	 * "abracon,abx80x" */
	HW_BUS_COMPATIBLE = 1 << 11,
};

/* How the kernel names the devices of a bus, and how people ask for one. */
enum hw_address {
	/* a name; numbers in it are decimal */
	HW_ADDRESS_NAME,
	/* "0000:00:1f.6", hexadecimal; "00:1f.6" in domain 0, which most machines have
	 * alone */
	HW_ADDRESS_PCI,
	/* "1-6", "1-6:1.0", "usb1" for a root hub; BUSNUM and DEVNUM in uevent */
	HW_ADDRESS_USB,
};

/* What the class, subclass and interface of a device mean. */
enum hw_class_codes {
	HW_CLASS_CODES_NONE,
	/* PCI Code and ID Assignment Specification */
	HW_CLASS_CODES_PCI,
	/* USB-IF, Defined Class Codes */
	HW_CLASS_CODES_USB,
};

/* The part of a device's name that identifies one machine. Reports withhold it. */
enum hw_identity {
	HW_IDENTITY_NONE,
	/* all of the name, which is a UUID */
	HW_IDENTITY_UUID,
	/* of "28-0123456789ab" what follows the family of the chip */
	HW_IDENTITY_SERIAL,
	/* of "0-4cd04230000" what follows the number of the bus: part of the provisioned
	 * id tells instances apart (MIPI I3C Basic, 5.1.4.1.1) */
	HW_IDENTITY_PROVISIONED,
	/* World Wide Name of a port, "0x500507630300c562"; of no bus */
	HW_IDENTITY_WWN,
};

/*
 * A device that is divided into parts, "1-6" into "1-6:1.0" and "1-6:1.1". Drivers bind
 * to the parts, and only they have a modalias. The uevent of the whole holds its ids.
 */
struct hw_bus_parts {
	/* DEVTYPE in the uevent of a whole device and of a part */
	const char *whole;
	const char *part;
	/* for people, of a whole device; `title` of the row is that of a part */
	const char *whole_title;
	/* attributes of the whole in which it names its maker and itself */
	const char *own_vendor;
	const char *own_name;
	/* attributes of the whole that hold its ids; parts lack them */
	const char *vendor_id;
	const char *device_id;
};

/* Where a device that no database names says what it is. Each may be NULL. */
struct hw_bus_own_name {
	/* attributes with its maker and itself */
	const char *vendor;
	const char *name;
	/* a key of its uevent with both in one */
	const char *in_uevent;
};

/* Devices that the kernel does not use until their attribute `authorized` is 1. */
struct hw_bus_authorized {
	/* DEVTYPE of the devices that have it */
	const char *kind;
	/* bolt keeps a list of the devices that are allowed */
	bool is_enrolled;
};

/* Devices with a modalias that are on no bus: the entries of a directory, or the
 * directory itself. */
struct hw_bus_directory {
	/* below the root: "sys/class/input" */
	const char *path;
	/* the entries are those whose names start so; NULL: the directory is the device
	 */
	const char *prefix;
	/* the name of the device that the directory is */
	const char *name;
};

struct hw_bus {
	/* the subsystem's name in sysfs, "type" in JSON */
	const char *name;
	/* what a string starts with, colon included; NULL: devices have no modalias */
	const char *prefix;
	/* for people, of one device: "PCI device" */
	const char *title;
	/* the string as the kernel's own source draws it */
	const char *looks_like;
	const char *example;
	/* enum hw_bus_where */
	unsigned where;
	/* enum hw_bus_flags */
	unsigned flags;
	/* enum hw_bus_traits */
	unsigned traits;
	/* enum hw_address, enum hw_class_codes, enum hw_identity */
	unsigned char address;
	unsigned char class_codes;
	unsigned char identity;
	/* each may be NULL */
	const struct hw_bus_parts *parts;
	const struct hw_bus_authorized *authorized;
	const struct hw_bus_own_name *own;
	const struct hw_bus_directory *directory;
	const struct hw_field_spec *fields;
	size_t field_count;
};

/* All rows that a string can be of: families, NULL after the last. A family ends with a
 * row without a name. */
extern const struct hw_bus *const hw_families[];

/* Iterates over these rows: start with {0}; NULL at the end. */
struct hw_bus_cursor {
	size_t family;
	size_t row;
};
const struct hw_bus *hw_bus_next(struct hw_bus_cursor *cursor);

/* The next row with the trait behind `after`, or the first one if `after` is NULL; NULL
 * at the end. */
const struct hw_bus *hw_bus_next_with(enum hw_bus_traits trait,
				      const struct hw_bus *after);

/* The first row with this name, "pci", or NULL. */
const struct hw_bus *hw_bus_find(struct hw_text name);

/* The same for a word that a person writes, "PCI". */
const struct hw_bus *hw_bus_of_word(struct hw_text word);

/* The same for a subsystem of sysfs; it also knows those whose devices have no modalias,
 * "w1". */
const struct hw_bus *hw_bus_of_subsystem(struct hw_text name);

/* Whether the devices of a subsystem have this trait; false if it has no row. A caller
 * with the row at hand asks hw_bus_has(). */
bool hw_bus_is(struct hw_text name, enum hw_bus_traits trait);

/* The field with this role, or NULL. */
const struct hw_field_spec *hw_bus_field(const struct hw_bus *bus, enum hw_role role);

/*
 * Writes a Plug and Play id ("PNP0303": 3 letters and 4 hexadecimal digits) or an ACPI id
 * ("ACPI0003": 4 letters or digits, then the same) in upper case. Returns the length of
 * the maker's part, or 0 if `id` is neither. Source: ACPI specification 6.5, _HID.
 */
#define HW_PNP_ID_MAX 8
size_t hw_pnp_id_read(struct hw_text id, char ret_upper[static HW_PNP_ID_MAX + 1]);

/*
 * What a row says. `bus` is NULL for a bus without a row, whose devices are like those of
 * a row that says nothing.
 */
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

/* Whether the kernel exports a modalias of each such device: pci_dev_attrs[],
 * usb_if_uevent(). */
static inline bool hw_bus_has_modaliases(const struct hw_bus *bus, struct hw_text kind)
{
	return hw_bus_class_codes(bus) == HW_CLASS_CODES_PCI || hw_bus_is_part(bus, kind);
}

#endif
