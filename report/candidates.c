// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/candidates.h"

#include <errno.h>

static bool is_known(const struct hw_record *record, const struct hw_alias_hit *hit)
{
	for (size_t i = 0; i < record->candidate_count; i++)
		if (hw_text_eq(record->candidates[i].module, hit->module) &&
		    hw_text_eq(record->candidates[i].pattern, hit->pattern) &&
		    record->candidates[i].source == hit->source)
			return true;
	return false;
}

struct hw_candidate hw_candidate_of_hit(struct hw_machine *m,
					const struct hw_alias_hit *hit)
{
	return (struct hw_candidate){
		.module = hit->module,
		.pattern = hit->pattern,
		.source = hit->source,
		.line = hit->line,
		.builtin = hit->source == HW_ALIAS_BUILTIN
				   ? HW_YES
				   : hw_modules_is_builtin(m->modules, hit->module),
		.loaded = hw_modules_is_loaded(m->modules, hit->module),
		.available = hw_modules_is_available(m->modules, hit->module),
	};
}

/* All hits of all lines, each module and pattern once. */
int hw_candidates_fill(struct hw_machine *m, struct hw_arena *arena,
		       struct hw_record *record)
{
	size_t room = 0;

	for (struct hw_decoded *d = record->modalias; d; d = d->next) {
		struct hw_candidate *all;
		struct hw_alias_hit *hits;
		size_t count;
		int r = hw_aliases_match(m->kernel.aliases, d->modalias.raw, arena, &hits,
					 &count);

		if (r == -EINVAL || r == -ENAMETOOLONG) {
			hw_warn(m->warnings, "modalias-refused", record->device.id, 0,
				"modprobe refuses to look up %.*s: %s",
				HW_TEXT_ARG(hw_text_head(d->modalias.raw, 80)),
				r == -EINVAL ? "its brackets are not balanced"
					     : "it is too long");
			continue;
		}
		if (r < 0)
			return r;
		if (!count)
			continue;
		room = record->candidate_count + count;
		all = HW_ARENA_NEW(arena, struct hw_candidate, room);
		if (!all)
			return -ENOMEM;
		if (record->candidate_count)
			memcpy(all, record->candidates,
			       record->candidate_count * sizeof(*all));
		record->candidates = all;
		for (size_t i = 0; i < count; i++)
			if (!is_known(record, &hits[i]))
				record->candidates[record->candidate_count++] =
					hw_candidate_of_hit(m, &hits[i]);
	}
	return 0;
}
