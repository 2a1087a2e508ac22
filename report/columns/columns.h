/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_COLUMNS_COLUMNS_H
#define HWALIAS_REPORT_COLUMNS_COLUMNS_H

#include "report/writer.h"

/*
 * The columns of a table: one row of hw_columns a column, from which the headings, the
 * option -o, the help and the cells are made. Rows and cells are in
 * report/columns/cells.c: to add a column, add both there.
 */

enum hw_column_flags {
	/* printed without being asked for, by tables and by --tsv */
	HW_COLUMN_DEFAULT = 1 << 0,
	/* added by -v when any device has it */
	HW_COLUMN_VERBOSE = 1 << 1,
	HW_COLUMN_RIGHT = 1 << 2,
	/* of tables: colored when the device needs attention */
	HW_COLUMN_ATTENTION = 1 << 3,
	/* of tables: marked and colored when the device needs attention */
	HW_COLUMN_STATE = 1 << 4,
	/* made of attributes, which are read when the column is asked for */
	HW_COLUMN_ON_DEMAND = 1 << 5,
	/* made of what the device provides, which costs a look too */
	HW_COLUMN_PROVIDES = 1 << 6,
	/* of tables: a column that only some devices need, left out when none does */
	HW_COLUMN_IF_FILLED = 1 << 7,
	/* of tables: named with -o it is as get() says it, which programs count on */
	HW_COLUMN_PLAIN_IF_NAMED = 1 << 8,
	/* printed by default by --tsv, and not in tables for people */
	HW_COLUMN_TSV = 1 << 9,
	/* printed by default in tables for people, and not by --tsv */
	HW_COLUMN_TABLE = 1 << 10,
	/* of a device: a string alone, which is none, has nothing in it */
	HW_COLUMN_DEVICE = 1 << 11,
};

#define HW_FORMS_MAX 4

/* The ways in which a cell can be said, the longest first; n is at least 1. */
struct hw_forms {
	struct hw_text v[HW_FORMS_MAX];
	size_t n;
};

/*
 * What a list on a terminal says of a USB device behind its name: "480 Mb/s,
 * video0,media0", shorter "480 Mb/s, video0 +1", "video0 +1" or the speed alone; none:
 * nothing is known.
 */
void hw_forms_usb(const struct hw_record *record, const struct hw_write_options *options,
		  struct hw_arena *arena, struct hw_forms *ret);

struct hw_column {
	/* heading, and what -o takes in either case */
	const char *name;
	const char *help;
	unsigned flags;
	/*
	 * The cell, as the sources have it (not made sound); absent when there is
	 * nothing to say. Lifetime: the record's or the arena's.
	 */
	struct hw_text (*get)(const struct hw_record *record,
			      const struct hw_write_options *options,
			      struct hw_arena *arena);
	/* the same in tables for people, report/columns/forms.h; NULL: as get() */
	void (*say)(const struct hw_record *record,
		    const struct hw_write_options *options, struct hw_arena *arena,
		    struct hw_forms *ret);
	/* get == NULL: the cell is the attribute with this key */
	const char *attribute;
};

/* The default columns of a tree of devices. */
#define HW_COLUMNS_OF_TREE "DEVICE,CLASS,NAME,ID,DRIVER,RATE,NUMA,NOTE"

/*
 * The default columns of lines of strings, which are no devices. Programs count on them:
 * new ones are only added at the end.
 */
#define HW_COLUMNS_OF_STRINGS                                                            \
	"MODALIAS,BUS,ERROR,VENDOR_ID,DEVICE_ID,SUBSYSTEM_ID,CLASS_ID,VENDOR,MODEL,"     \
	"SUBSYSTEM,CLASS,MODULES"

/* Ends with a column without a name. */
extern const struct hw_column hw_columns[];

/* Most columns of a table; more than there are, so that some may be there twice. */
#define HW_COLUMN_MAX 64

/*
 * The columns that the options ask for, in order; those that only -v adds are the last.
 * Errors: -EINVAL and *ret_error, arena text: a column is not known; -ENOMEM.
 */
int hw_columns_select(const struct hw_write_options *options, struct hw_arena *arena,
		      const struct hw_column *ret_columns[static HW_COLUMN_MAX],
		      size_t *ret_count, struct hw_text *ret_error);

/* The cell of any column. Lifetime as of get(). */
struct hw_text hw_column_text(const struct hw_column *column,
			      const struct hw_record *record,
			      const struct hw_write_options *options,
			      struct hw_arena *arena);

/* Whether the user named the column; the default ones need no name. */
bool hw_columns_is_named(const struct hw_write_options *options,
			 const struct hw_column *column);

/* Whether a column that the options ask for is an attribute, which costs a look. */
bool hw_columns_want_attributes(const struct hw_write_options *options);

/* The same of what devices provide. */
bool hw_columns_want_provides(const struct hw_write_options *options);

/* A line for each column: its name and what it holds. `of_strings`: those that are of a
 * string, which is no device. */
void hw_columns_help(FILE *out, void (*wrap)(FILE *out, const char *text, int indent),
		     bool of_strings);

/*
 * The cell NAME: vendor and model, as lspci prints them, or what else the device is
 * called. Lifetime as of get().
 */
struct hw_text hw_column_name(const struct hw_record *record,
			      const struct hw_write_options *options,
			      struct hw_arena *arena);

#endif
