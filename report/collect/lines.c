// SPDX-License-Identifier: GPL-2.0-or-later
/* The record of a string. */
#include <errno.h>

#include "report/candidates/candidates.h"
#include "report/collect/internal.h"
#include "report/collect/recorded_strings.h"
#include "report/select/pasted.h"

int hw_collect_line(struct hw_machine *machine, struct hw_text string, bool is_cut,
		    struct hw_arena *arena, struct hw_record *ret)
{
	struct hw_decoded *decoded = HW_ARENA_NEW(arena, struct hw_decoded, 1);
	struct hw_record record = {.in_detail = true, .modalias = decoded};
	struct hw_modalias *m;
	int r;

	if (!decoded)
		return -ENOMEM;
	m = &decoded->modalias;
	hw_decode(string, m);
	if (!hw_pasted_is_bare(m))
		hw_decode(hw_pasted_string(string), m);
	if (is_cut) {
		m->error = HW_DECODE_TOO_LONG;
		m->error_at = m->raw.n;
	}
	record.device.id = m->raw;
	record.device.modalias = m->raw;
	record.device.subsystem = m->bus ? hw_text_of(m->bus->name) : m->prefix;
	record.device.bus = hw_bus_of_modalias(m);
	record.device.kind = HW_TEXT("modalias");
	hw_ids_of_modalias(m, record.ids);
	hw_fill_names(machine, arena, &record);
	r = hw_candidates_fill(machine, arena, &record);
	if (r < 0)
		return r;
	if (!hw_recorded_string_is_told(machine, m->raw)) {
		record.candidates = NULL;
		record.candidate_count = 0;
		record.lacks_candidates = true;
	}
	hw_judge(machine, arena, &record, false);
	if (record.lacks_candidates)
		record.verdict.is_complete = false;
	if (hw_arena_failed(arena))
		return -ENOMEM;
	*ret = record;
	return 0;
}

bool hw_collect_is_modalias(const struct hw_record *record)
{
	const struct hw_modalias *m =
		record->modalias ? &record->modalias->modalias : NULL;

	if (record->candidate_count)
		return true;
	if (!m || !m->bus || (m->bus->flags & HW_BUS_WORD))
		return false;
	for (size_t i = 0; i < m->field_count; i++)
		if (m->fields[i].text.n)
			/* no driver is called so, but a device, "pci:0000:00:1f.6" */
			return hw_modalias_kind(m) != HW_IS_ALIAS ||
			       hw_text_find(m->fields[i].text, ':') ==
				       m->fields[i].text.n;
	return false;
}

int hw_collect_string(struct hw_machine *machine, struct hw_text string, hw_record_fn *fn,
		      void *arg, struct hw_report_tail *tail)
{
	struct hw_arena arena = {0};
	struct hw_record record;
	int r = hw_collect_line(machine, string, false, &arena, &record);

	if (r == 0) {
		tail->by_state[record.verdict.state]++;
		r = fn(arg, &record);
	}
	hw_arena_done(&arena);
	return r;
}
