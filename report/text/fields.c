// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>

#include "report/text/fields.h"
#include "report/text/page_writer.h"

/*
 * A modalias for people, field by field:
 *
 *     pci:v00008086d000024DBsv0000103Csd0000006Abc01sc01
 *     PCI device
 *     TAG FIELD                 VALUE NAME               SOURCE
 *     v   vendor                8086  Intel Corporation  pci.ids
 *     …
 *     error: expected 'i' at byte 51
 *
 *     Claimed, in /lib/modules/6.1.0-13-amd64, by
 *     MODULE   STATE     PATTERN                              WHERE
 *     ata_piix available pci:v00008086d000024DBsv*sd*bc*sc*i* modules.alias:812
 */

static int print_candidates(struct hw_page_writer *w, const struct hw_record *record)
{
	bool any = record->candidate_count > 0;

	hw_page_line(&w->page, hw_arena_printf(&w->page.arena,
					       any ? "Claimed, in %.*s, by"
						   : "No module in %.*s claims it.",
					       HW_TEXT_ARG(w->directory)));
	return any ? hw_fields_candidates(&w->page, record->candidates,
					  record->candidate_count)
		   : 0;
}

static bool is_told(const struct hw_decoded *d, struct hw_text name)
{
	for (size_t i = 0; i < d->modalias.field_count; i++)
		if (hw_text_eq(d->names[i].text, name))
			return true;
	return false;
}

/* The maker, where no field says it but the first letters of an ACPI id. */
static void print_vendor(struct hw_page_writer *w, const struct hw_record *record)
{
	const struct hw_name *name = &record->names[HW_NAME_VENDOR];

	if (!name->text.n || is_told(record->modalias, name->text))
		return;
	fputs("vendor: ", w->page.out);
	hw_page_named(&w->page, name->text, hw_text_of(name->source));
	fputc('\n', w->page.out);
}

static int fields_record(void *self, const struct hw_record *record)
{
	struct hw_page_writer *w = self;
	/* of a bare string the id is the string */
	bool is_device = record->device.syspath.n > 0;
	int r = 0;

	if (w->records++)
		fputc('\n', w->page.out);
	if (is_device)
		hw_page_line(&w->page, record->device.id);
	for (const struct hw_decoded *d = record->modalias; d && !r; d = d->next)
		r = hw_fields_decoded(&w->page, d);
	if (!r && record->modalias)
		print_vendor(w, record);
	/* of a broken string only what is surprising: that it is claimed all the same */
	if (!r && w->directory.n && record->modalias &&
	    (record->candidate_count || !record->modalias->modalias.error)) {
		fputc('\n', w->page.out);
		r = print_candidates(w, record);
	}
	if (is_device) {
		fputc('\n', w->page.out);
		hw_page_line(&w->page, record->verdict.explanation);
	}
	if (hw_arena_failed(&w->page.arena))
		r = -ENOMEM;
	hw_arena_reset(&w->page.arena);
	return r;
}

const struct hw_writer hw_writer_fields = {
	.open = hw_page_writer_open,
	.begin = hw_page_writer_begin,
	.record = fields_record,
	.end = hw_page_writer_end,
	.close = hw_page_writer_close,
};
