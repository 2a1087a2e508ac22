// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/running/interrupts.h"

#include "data/root/note.h"
#include "decoders/text/ascii.h"

#define PATH "proc/interrupts"

static bool is_number(struct hw_text t)
{
	for (size_t i = 0; i < t.n; i++)
		if (!hw_is_digit(t.s[i]))
			return false;
	return t.n > 0;
}

/* Behind the counts of the processors. */
static bool parse(struct hw_text line, struct hw_text *ret_chip,
		  struct hw_text *ret_users)
{
	struct hw_text rest = line;
	const struct hw_text number = hw_text_trim_start(hw_text_cut(&rest, ':'), " \t");

	if (!is_number(number))
		return false;
	do
		*ret_chip = hw_text_cut_word(&rest);
	while (is_number(*ret_chip));
	/* the number on the chip, and how it is asserted */
	hw_text_cut_word(&rest);
	*ret_users = hw_text_trim_start(rest, " \t");
	return ret_chip->n && ret_users->n;
}

void hw_interrupts_each(struct hw_root *root, hw_interrupt_fn *fn, void *arg)
{
	struct hw_map map;
	struct hw_text rest;
	bool has_any = false;

	if (hw_root_map(root, PATH, &map) < 0)
		return;
	rest = map.text;
	while (rest.n) {
		const struct hw_text line = hw_text_cut(&rest, '\n');
		struct hw_text chip, users;

		if (!parse(line, &chip, &users) || !fn(arg, chip, users))
			continue;
		hw_root_note_line(root, line, false);
		has_any = true;
	}
	if (!has_any)
		hw_root_note_answered(root, PATH);
	hw_unmap(&map);
}
