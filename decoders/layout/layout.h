/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DECODERS_LAYOUT_LAYOUT_H
#define HWALIAS_DECODERS_LAYOUT_LAYOUT_H

#include <stdint.h>

#include "decoders/vocabulary/vocabulary.h"

// clang-format off
/*
 * A block of registers or a descriptor, split into named fields.
 *
 *     byte   0     1     2          4                       8
 *          +-----+-----+----------+-----------------------+------------
 *          | id  | next| register |  register             | ...
 *          +-----+-----+----------+-----------------------+------------
 *                       \ bits of the register, low bit first
 *
 * A table (struct hw_layout) describes one type of block: a PCI capability, a USB
 * descriptor. Each row (struct hw_layout_field) is one register, one bit field of the
 * register above it, one nested table or one repeated group. One interpreter,
 * hw_layout_next(), walks the rows over a slice of bytes and returns one event a call.
 * Text, JSON, columns and `formats` follow from the same rows.
 *
 * All multi-byte fields are little-endian, as PCI and USB define them. A field that does
 * not lie inside the slice is absent. Nothing here allocates, reads a file or depends on
 * the locale; no event refers to memory other than the slice, the tables and the walk.
 */
// clang-format on

/* A borrowed slice of bytes. Lifetime: that of the buffer it was made of. */
struct hw_bytes {
	const uint8_t *p;
	size_t n;
};

struct hw_layout;
struct hw_layout_value;

/* What a field holds. The JSON type follows from it. */
enum hw_layout_kind {
	/* a count or quantity, in decimal, in the field's unit; JSON: integer */
	HW_LAYOUT_NUMBER,
	/* an id or a code, lower-case hexadecimal, 2 digits a byte; JSON: string */
	HW_LAYOUT_HEX,
	/* a bus address or an offset into a BAR, hexadecimal; JSON: string */
	HW_LAYOUT_ADDRESS,
	/* one bit; JSON: boolean */
	HW_LAYOUT_FLAG,
	/* one of `names`; JSON: string; the number in decimal where no name is known */
	HW_LAYOUT_ENUM,
	/* a set of `names`, the bit number is the value; JSON: array of strings */
	HW_LAYOUT_BITS,
	/* a version in binary-coded decimal: 0210 is "2.10"; JSON: string */
	HW_LAYOUT_BCD,
	/* the index of a USB string descriptor, 0 = none; JSON: integer, or the string */
	HW_LAYOUT_STRING,
	/* 16 bytes, the first three groups little-endian; JSON: string */
	HW_LAYOUT_GUID,
	/* text made by a callback, or bytes that are text; JSON: string */
	HW_LAYOUT_TEXT,
	/* bytes without a known meaning, hexadecimal; JSON: string */
	HW_LAYOUT_RAW,
	/* opens a register: the rows that follow without a width are its bits, or, with
	 * `table`, the rows of that table are; JSON: object */
	HW_LAYOUT_REGISTER,
	/* a nested table at `at`; JSON: object */
	HW_LAYOUT_TABLE,
};

/* The unit of a number. JSON keys end in it: "max_payload_bytes". */
enum hw_layout_unit {
	HW_UNIT_NONE,
	HW_UNIT_BYTES,
	HW_UNIT_KIB,
	HW_UNIT_MIB,
	HW_UNIT_NS,
	HW_UNIT_US,
	HW_UNIT_MS,
	HW_UNIT_S,
	HW_UNIT_MW,
	HW_UNIT_MA,
	HW_UNIT_MV,
	HW_UNIT_HZ,
	HW_UNIT_KHZ,
	HW_UNIT_MHZ,
	HW_UNIT_BITS,
	HW_UNIT_BITS_PER_S,
	HW_UNIT_COUNT
};

enum hw_layout_flags {
	/* identifies one device or its owner: a serial number, a MAC address, a container
	 * id. What shows it follows the privacy level */
	HW_LAYOUT_SERIAL = 1 << 0,
	/* `at` counts from the end of the structure: 1 = its last byte */
	HW_LAYOUT_FROM_END = 1 << 1,
	/* RAW and TEXT: all bytes up to the end of the structure */
	HW_LAYOUT_REST = 1 << 2,
	/* the number is base << value: size 128 << n */
	HW_LAYOUT_POWER = 1 << 3,
	/* without meaning to a person in the usual case: length and type bytes */
	HW_LAYOUT_DULL = 1 << 4,
};

/* Where a number lies: a little-endian integer, or bits of it (bits 0 = all of it). */
struct hw_layout_place {
	uint16_t at;
	uint8_t width;
	uint8_t bit;
	uint8_t bits;
};

enum hw_layout_operator {
	HW_WHEN_EQUAL,
	HW_WHEN_NOT,
	HW_WHEN_AT_LEAST,
	HW_WHEN_AT_MOST,
	/* bit number `the value` of `value` is set */
	HW_WHEN_IN,
};

/* A field is present when this holds of the structure it lies in. */
struct hw_layout_when {
	struct hw_layout_place place;
	/* enum hw_layout_operator */
	uint8_t is;
	uint32_t value;
};

/* What moves a field further: the number at `place`, itself moved by what is before it in
 * the row, times `times` bytes. */
struct hw_layout_skip {
	struct hw_layout_place place;
	uint16_t times;
};

/*
 * A field or a table that occurs more than once. The number of items is `count` when not
 * 0, else the number at `from` plus `add`, and never more than fit. With neither, as many
 * as fit before the last `tail` bytes.
 */
struct hw_layout_repeat {
	/* false: it occurs once */
	bool repeats;
	uint16_t count;
	struct hw_layout_place from;
	int8_t add;
	/* bytes from one item to the next; 0: the number at `stride_from` */
	uint16_t stride;
	struct hw_layout_place stride_from;
	/* `stride_from` is read in each item: it and one more, times this many bytes */
	uint8_t varies;
	uint8_t tail;
	/* the first item's `index`: lanes and VCs count from 0, blocks from 1 */
	uint8_t first;
};

/* What a callback sees: the structure its row belongs to. */
struct hw_layout_scope {
	/* the structure: the block, or one item of a repeated group */
	struct hw_bytes bytes;
	/* the block around it */
	struct hw_bytes whole;
	/* number of the item in the repeated group, from 0 */
	unsigned index;
};

#define HW_LAYOUT_WHEN_MAX 3
#define HW_LAYOUT_SKIP_MAX 2

struct hw_layout_field {
	/* JSON key: lower case, underscores, the unit last; unique among its siblings */
	const char *key;
	/* for people; NULL: made of the key, see hw_layout_label() */
	const char *label;
	/* the name in the specification or the kernel's header: "bcdUSB",
	 * "PCI_EXP_DEVCAP"; NULL for most bits */
	const char *spec;
	/* offset from the start of the structure, in bytes */
	uint16_t at;
	/* bytes; 0: bits of the register above */
	uint8_t width;
	/* the lowest bit and how many; 0 bits: the whole register */
	uint8_t bit;
	uint8_t bits;
	uint8_t kind;
	uint8_t unit;
	uint8_t flags;
	/* number = value * times + add, or times << value; times 0 stands for 1 */
	int8_t add;
	uint16_t times;
	/* what the row has depends on its kind */
	union {
		/* of ENUM and BITS */
		const struct hw_vocabulary *names;
		/* of REGISTER and TABLE */
		const struct hw_layout *table;
	};
	union {
		/* of TABLE: a condition that no row can say */
		bool (*present)(const struct hw_layout_scope *scope);
		/* of all others: changes number, name or text of a value that the
		 * interpreter has filled from the rest of the row */
		void (*custom)(const struct hw_layout_scope *scope,
			       struct hw_layout_value *value);
	};
	/* all hold, up to the first whose place has no width */
	struct hw_layout_when when[HW_LAYOUT_WHEN_MAX];
	/* one after the other, likewise */
	struct hw_layout_skip skip[HW_LAYOUT_SKIP_MAX];
	struct hw_layout_repeat repeat;
};

/* A type of block. */
struct hw_layout {
	/* JSON key and the argument of `formats`: "pci_express" */
	const char *key;
	const char *title;
	/* where the specification describes it */
	const char *source;
	/* capability id or descriptor type, subtype in bits 8 to 15 */
	uint32_t id;
	/* bytes of the shortest sound block; 0 = any */
	uint16_t size;
	uint16_t field_count;
	/* fills the row of a number below field_count; NULL: known by name only, the
	 * bytes have no rows */
	void (*row)(unsigned index, struct hw_layout_field *ret);
};

/* A list of tables that one id space numbers. */
struct hw_layout_family {
	/* "pci_capability" */
	const char *key;
	const char *title;
	const struct hw_layout *const *layouts;
	size_t count;
};
extern const struct hw_layout_family *const hw_layout_families[];
extern const size_t hw_layout_family_count;

/* The table with this key, '-' and '_' alike, or NULL. */
const struct hw_layout *hw_layout_find(struct hw_text key);

enum hw_layout_event {
	/* a field */
	HW_LAYOUT_VALUE,
	/* a register or a nested table begins; as an item of a list it has no key */
	HW_LAYOUT_OPEN,
	HW_LAYOUT_CLOSE,
	/* a repeated group begins: its items are VALUE events or OPEN ... CLOSE */
	HW_LAYOUT_OPEN_LIST,
	HW_LAYOUT_CLOSE_LIST,
};

#define HW_LAYOUT_TEXT_MAX 64

struct hw_layout_value {
	enum hw_layout_event event;
	struct hw_layout_field field;
	enum hw_layout_kind kind;
	enum hw_layout_unit unit;
	/* nesting, 0 = a field of the block itself */
	unsigned depth;
	/* an item of a list: it has a number in place of a key */
	bool is_item;
	/* its number, from the repeat's `first`; of a list: how many items */
	unsigned index;
	/* where its bytes begin in the block, and how many they are */
	size_t at;
	unsigned width;
	/* as stored: all bits of a register, or those of the field */
	uint64_t raw;
	/* in the field's unit; of flags 0 or 1 */
	uint64_t number;
	/* what the number stands for, or NULL */
	const char *name;
	/* RAW, GUID, TEXT and all whole fields: the bytes themselves */
	struct hw_bytes bytes;
	/* NUL-terminated text made by a callback, or "" */
	char text[HW_LAYOUT_TEXT_MAX];
};

/* A walk over one block. Private to the interpreter. */
#define HW_LAYOUT_DEPTH 8
struct hw_layout_walk {
	struct hw_bytes whole;
	/* frames in use, and OPEN events without their CLOSE */
	unsigned depth;
	unsigned nesting;
	struct hw_layout_frame {
		const struct hw_layout *table;
		/* the frame iterates the list that `opener` is */
		bool is_list;
		struct hw_bytes bytes;
		/* where `bytes` begin in the block; of a list, where the next item does
		 */
		size_t base;
		unsigned index;
		unsigned count;
		uint16_t next;
		/* the row that opened this frame; without a key: it is the block itself
		 */
		struct hw_layout_field opener;
		/* the open register, without a key: none; its bits and where it lies in
		 * the block */
		struct hw_layout_field reg;
		uint64_t value;
		size_t reg_at;
		/* the register is absent, and so are its bits */
		bool is_skipping;
	} frames[HW_LAYOUT_DEPTH];
};

/* Begins to walk `layout` over `bytes`. Lifetime: both must outlive the walk. */
void hw_layout_begin(struct hw_layout_walk *walk, const struct hw_layout *layout,
		     struct hw_bytes bytes);

/* The next event, or false at the end. Opens and closes are balanced. */
bool hw_layout_next(struct hw_layout_walk *walk, struct hw_layout_value *ret);

/*
 * The words for a field: its label, or its key with blanks for underscores, the unit
 * removed and known abbreviations in capitals: "max_payload_bytes" is "Max payload".
 * Written to `buf` of `size` bytes, at least 1. Returns buf.
 */
const char *hw_layout_label(const struct hw_layout_field *field, char *buf, size_t size);

/*
 * The value as people read it: "128 bytes", "yes", "2.5 GT/s", "0x1f", "2.10", names of a
 * set separated by ", ". Written to `buf`, cut to `size` bytes with its NUL. Returns its
 * length. Source: a VALUE event.
 */
size_t hw_layout_format(const struct hw_layout_value *value, char *buf, size_t size);

/*
 * The members of a set (HW_LAYOUT_BITS), lowest first: start with *cursor = 0. `ret_name`
 * is NULL where a bit has no name. False at the end.
 */
bool hw_layout_next_bit(const struct hw_layout_value *value, unsigned *cursor,
			unsigned *ret_bit, const char **ret_name);

/* The short form of a unit, "ms"; "" for none. `ret_suffix`: as keys end, "_ms". */
const char *hw_layout_unit(enum hw_layout_unit unit, const char **ret_suffix);

/* What is wrong with a block or a list of blocks. */
enum hw_layout_problem {
	HW_LAYOUT_SOUND,
	/* the bytes end inside the block, or inside what the block says to follow */
	HW_LAYOUT_CUT_OFF,
	/* the block says a length of 0 or 1: nothing that follows can be found */
	HW_LAYOUT_NO_LENGTH,
	/* the block is shorter than its type needs */
	HW_LAYOUT_SHORT,
	/* a list leads back to a block that was there before */
	HW_LAYOUT_LOOP,
	/* a pointer leads outside the area that may hold such a block */
	HW_LAYOUT_BAD_POINTER,
	/* the total length of a set does not lead to the end of its last block */
	HW_LAYOUT_BAD_TOTAL,
	/* only the first 64 bytes were read: the rest needs root */
	HW_LAYOUT_HEADER_ONLY,
	/* the device did not answer: all bytes are ff */
	HW_LAYOUT_NO_ANSWER,
};

/* The problem as half a sentence: "the list of capabilities loops"; "" when sound. */
const char *hw_layout_problem_text(enum hw_layout_problem problem);

/* The number at `place`, or false when it does not lie in `bytes`. */
bool hw_layout_read(struct hw_bytes bytes, struct hw_layout_place place, uint64_t *ret);

#endif
