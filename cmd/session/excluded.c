// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/session/excluded.h"

#include "cmd/print/diag.h"
#include "report/class_word.h"

#define LEFT_OUT "devices with the ids '%s' are here, but -b %s leaves them out"

static int count(void *arg, const struct hw_record *record)
{
	size_t *n = arg;

	(void)record;
	(*n)++;
	return 0;
}

static bool has_device(struct hw_machine *machine, struct hw_selection selection)
{
	struct hw_report_tail tail = {0};
	size_t n = 0;

	selection.depth = HW_SCAN_EVERYTHING;
	return hw_collect_devices(machine, &selection, count, &n, &tail) == 0 && n;
}

bool hw_excluded_has_device(struct hw_machine *machine,
			    const struct hw_selection *selection)
{
	return has_device(machine, *selection);
}

static struct hw_selection without_ids(struct hw_selection s)
{
	s.filter.by_id = false;
	for (size_t i = 0; i < s.more_count; i++)
		s.more[i].by_id = false;
	return s;
}

static struct hw_selection without_bus(struct hw_selection s)
{
	s.bus = NULL;
	return s;
}

/* The first is `filter`. */
static struct hw_filter *nth(struct hw_selection *s, size_t i)
{
	return i ? &s->more[i - 1] : &s->filter;
}

/* Of several -s that one alone. */
static struct hw_selection with_address(struct hw_selection s, const char *address)
{
	for (size_t i = 0; i <= s.more_count; i++)
		if (nth(&s, i)->address != address)
			nth(&s, i)->address = NULL;
	return s;
}

struct hw_text hw_excluded_address(struct hw_machine *machine,
				   const struct hw_selection *selection,
				   const char *address, struct hw_arena *arena)
{
	const struct hw_selection s = with_address(*selection, address);

	if ((!s.bus && !s.filter.by_id) ||
	    !has_device(machine, without_bus(without_ids(s))))
		return HW_NO_TEXT;
	if (s.bus && !has_device(machine, without_ids(s)))
		return hw_arena_printf(arena,
				       "device '%s' is here, but -b %s leaves it out",
				       address, s.bus);
	if (s.filter.by_id && !has_device(machine, without_bus(s)))
		return hw_arena_printf(arena,
				       "device '%s' is here, but -d %s leaves it out",
				       address, s.filter.ids);
	return hw_arena_printf(arena,
			       "device '%s' is here, but the other options leave it out",
			       address);
}

bool hw_excluded_say_all_ids(struct hw_machine *machine, const struct hw_selection *s)
{
	if (!s->filter.by_id || !s->bus || !has_device(machine, without_bus(*s)))
		return false;
	hw_error(LEFT_OUT, s->filter.ids, s->bus);
	return true;
}

bool hw_excluded_say_kinds(struct hw_machine *machine, const struct hw_selection *s)
{
	struct hw_text words = hw_text_of(s->bus);
	struct hw_selection one = *s;
	bool has_said = false;
	char word[64];

	if (hw_text_find(words, ',') == words.n)
		return false;
	while (words.s) {
		struct hw_text next = hw_text_cut(&words, ',');

		if (!next.n || next.n >= sizeof(word))
			continue;
		memcpy(word, next.s, next.n);
		word[next.n] = '\0';
		one.bus = word;
		if (has_device(machine, one))
			continue;
		hw_error(has_device(machine, (struct hw_selection){.bus = word})
				 ? "devices of '%s' are here, but the other options "
				   "leave them out"
			 : hw_kind_is(next) ? "no device of the kind '%s' here"
					    : "no device on the bus '%s' here",
			 word);
		has_said = true;
	}
	return has_said;
}

bool hw_excluded_say_ids(struct hw_machine *machine, const struct hw_selection *s)
{
	bool has_said = false;
	size_t n = 0;

	for (size_t i = 0; i <= s->more_count; i++)
		n += i ? s->more[i - 1].by_id : s->filter.by_id;
	for (size_t i = 0; n > 1 && i <= s->more_count; i++) {
		struct hw_selection one = *s;

		for (size_t k = 0; k <= s->more_count; k++)
			nth(&one, k)->by_id = nth(&one, k)->by_id && k == i;
		if (!nth(&one, i)->by_id || has_device(machine, one))
			continue;
		if (s->bus && has_device(machine, without_bus(one)))
			hw_error(LEFT_OUT, nth(&one, i)->ids, s->bus);
		else
			hw_error("no device has the ids '%s'", nth(&one, i)->ids);
		has_said = true;
	}
	return has_said;
}

const char *hw_excluded_next_address(struct hw_machine *machine,
				     const struct hw_selection *selection, size_t *at)
{
	struct hw_selection s = *selection;

	while ((*at)++ <= s.more_count) {
		const char *address = nth(&s, *at - 1)->address;

		if (address && !has_device(machine, with_address(s, address)))
			return address;
	}
	return NULL;
}
