/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_DOCUMENT_DOCUMENT_H
#define HWALIAS_REPORT_DOCUMENT_DOCUMENT_H

#include "report/check/check.h"

// clang-format off
/*
 * `report`: one document about a machine, to be pasted or attached where help is asked
 * for. All formats have the same content in the same order:
 *
 *	machine, kernel, report, devices	four lines
 *	what could not be read		and the command that would add it
 *	problems			the worst first: reason, evidence, remedy
 *	lines that mattered		of modprobe.d and of the kernel log
 *	PCI, USB			names, ids, driver, candidates, subsystem
 *	device tree			HTML only
 *	other buses			folded
 *
 *	record -> collect.c -> model (internal.h) -> sections.c -> markdown.c  \
 *	record -> report/check -> findings ------/              -> plain.c      +- bytes
 *	                                                        -> html.c      /
 *
 * What is wrong is the check's to say (report/check/check.h); nothing is judged here.
 */
// clang-format on

struct hw_document_device;
struct hw_document_line;

/* What is kept of the devices until the check is done. */
struct hw_document {
	struct hw_check *check;
	/* of all that is kept */
	struct hw_arena arena;
	struct hw_document_device *devices;
	size_t device_count;
	size_t device_room;
	/* directives that block a candidate */
	struct hw_document_line *lines;
	size_t line_count;
	size_t line_room;
	/* one finding covers all devices: the check is not to see them */
	bool is_covered;
};

/* A format of the document, a row of hw_document_formats. */
struct hw_document_writer;

/* The names that --format takes, the first is the default; ends with NULL. */
extern const struct hw_document_writer *const hw_document_formats[];

/* NULL: there is none of this name. */
const struct hw_document_writer *hw_document_format(const char *name);

const char *hw_document_format_name(const struct hw_document_writer *format);

/* Starts a document on the machine of `check`, which is open and outlives it. */
void hw_document_open(struct hw_check *check, struct hw_document *ret);

/* A hw_record_fn; `arg` is the document. Passes the record on to the check. Errors:
 * -ENOMEM. */
int hw_document_record(void *arg, const struct hw_record *record);

/* Prints the document. The head of `output` has the host. Errors: -ENOMEM. */
int hw_document_print(struct hw_document *document,
		      const struct hw_document_writer *format,
		      const struct hw_output *output);

void hw_document_close(struct hw_document *document);

#endif
