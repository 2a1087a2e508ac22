/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_COLUMNS_FORMS_H
#define HWALIAS_REPORT_COLUMNS_FORMS_H

#include "report/class_word.h"
#include "report/columns/columns.h"

/*
 * The cells of tables for people, who need other words than programs do: a cell has one
 * form or more, of which a narrow terminal gets a shorter one. Off a terminal
 * (options->width is 0) there is one form, and nothing is left out of it.
 *
 * Lifetime of all texts: the record's or the arena's.
 */

/*
 * NAME: as hw_column_name(); without the legal words of the vendor ("Intel" of "Intel
 * Corporation"); without the vendor, which the column ID tells too; without the marketing
 * name in brackets, or of a graphics card that alone.
 */
void hw_forms_name(const struct hw_record *record, const struct hw_write_options *options,
		   struct hw_arena *arena, struct hw_forms *ret);

/* CLASS: the word that people use, "GPU"; with -v that of the database. */
void hw_forms_class(const struct hw_record *record,
		    const struct hw_write_options *options, struct hw_arena *arena,
		    struct hw_forms *ret);

/*
 * DRIVER: "nvme", "xhci_hcd (xhci_pci)" of a module with another name, shorter
 * "xhci_hcd";
 * "- (e1000e)" when none is bound though modules claim the device, "? (e1000e)" when that
 * is not known.
 */
void hw_forms_driver(const struct hw_record *record,
		     const struct hw_write_options *options, struct hw_arena *arena,
		     struct hw_forms *ret);

/* MODULES: a long list on a terminal is "a,b +5", shorter "a +6", unless -v is given. */
void hw_forms_modules(const struct hw_record *record,
		      const struct hw_write_options *options, struct hw_arena *arena,
		      struct hw_forms *ret);

/* The same of a list with commas: the modules of several records. */
void hw_forms_module_list(struct hw_text modules, const struct hw_write_options *options,
			  struct hw_arena *arena, struct hw_forms *ret);

/* "uvcvideo +1" of "uvcvideo, snd-usb-audio"; a list of one is that. */
struct hw_text hw_first_of(struct hw_text list, struct hw_arena *arena);

/* The vendor's name without "Corporation", "Co., Ltd." and the like; what a name has in
 * brackets at its end is what people say: "AMD" of "Advanced Micro Devices, Inc.
 * [AMD/ATI]". */
struct hw_text hw_short_vendor(struct hw_text vendor);

#endif
