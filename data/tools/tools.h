/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_TOOLS_TOOLS_H
#define HWALIAS_DATA_TOOLS_TOOLS_H

#include "data/dump/format.h"

/* What other programs print, a program or a form of its output a file. */
extern const struct hw_dump_format hw_dump_udev, hw_dump_lsusb_tree, hw_dump_lspci,
	hw_dump_lspci_vmm, hw_dump_lsusb, hw_dump_modaliases, hw_dump_lsmod,
	hw_dump_modinfo, hw_dump_dmesg, hw_dump_inxi, hw_dump_uname, hw_dump_cmdline,
	hw_dump_hwinfo, hw_dump_usb_devices, hw_dump_lshw;

/* Cuts "[DDDD:]BB:DD.F" off `text`: "0000:00:1f.6" in the arena, or absent. */
struct hw_text hw_dump_cut_slot(struct hw_dump *dump, struct hw_text *text);
bool hw_dump_is_slot(struct hw_text text, size_t *ret_length);

/* "alias:          pci:v00008086…", of modinfo: behind its "filename:" it is told of the
 * module, and alone it is a line of a list of modaliases. */
bool hw_dump_is_module_alias(struct hw_text line);

/* Whether a line has the columns of lsmod's. As a table of other things may have them, it
 * counts where nothing else is told of modules. */
bool hw_dump_lsmod_is_row(struct hw_text line);

/* Whether the text is such rows alone, without the blanks of columns. */
bool hw_dump_lsmod_is_collapsed(struct hw_text text);

/* How much of a device's line that may have been cut is certain: a name without the ids
 * behind it may be a part of one. */
size_t hw_dump_lspci_certain(struct hw_text line);

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

/* cmdline.c: the kernel was started with this, by whatever tells it; the first counts. */
void hw_dump_command_line(struct hw_dump *dump, struct hw_text line);
/* Whether it can be one: words, of which one has a value. */
bool hw_dump_is_command_line(struct hw_text line);

/* dmesg.c: what stands in a log in place of lines: "[...]", "<snip>", "** 5 printk
 * messages dropped **". */
bool hw_dump_is_log_gap(struct hw_text line);

/* Writes the logs that were read. */
void hw_dump_write_logs(struct hw_dump *dump);

#endif
