// SPDX-License-Identifier: GPL-2.0-or-later
#include <strings.h>

#include "report/lookup/lookup.h"

/* Words of fewer letters are in many names. */
#define WORD_MIN 3

/* Whether the name holds one of the words. */
static bool shares_word(struct hw_text name, struct hw_text words)
{
	while (words.s) {
		struct hw_text word = hw_text_cut(&words, ' ');

		for (size_t i = 0; word.n >= WORD_MIN && i + word.n <= name.n; i++)
			if (strncasecmp(name.s + i, word.s, word.n) == 0)
				return true;
	}
	return false;
}

int hw_lookup_brackets(struct hw_machine *machine, const struct hw_query *query,
		       struct hw_text prose, struct hw_query ret[2])
{
	const uint32_t code = query->ids[HW_ROLE_VENDOR].value;
	const uint8_t base = (uint8_t)(code >> 8);
	const uint8_t sub = (uint8_t)code;
	struct hw_query class = {
		.kind = HW_QUERY_CLASS,
		.raw = query->raw,
		.bus = hw_bus_find(HW_TEXT("pci")),
		.line = query->line,
		.in_brackets = true,
	};
	bool knows_class = false;
	bool knows_vendor = false;
	bool is_called_so;
	int n = 0;
	int r;

	class.ids[HW_ROLE_CLASS] =
		(struct hw_id){.present = true, .digits = 2, .value = base};
	class.ids[HW_ROLE_SUBCLASS] =
		(struct hw_id){.present = true, .digits = 2, .value = sub};
	r = hw_lookup_knows(machine, &class, &knows_class);
	if (r == 0)
		r = hw_lookup_knows(machine, query, &knows_vendor);
	if (r < 0)
		return r;
	is_called_so =
		shares_word(hw_ids_subclass(machine->databases.pci, base, sub), prose);
	if (knows_class && (is_called_so || !knows_vendor || !prose.n))
		ret[n++] = class;
	if (n == 0 || (knows_vendor && !prose.n))
		ret[n++] = *query;
	return n;
}
