// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/session/kind.h"

#include "data/base/nearest.h"
#include "report/class_word.h"

struct hw_text hw_kind_question(struct hw_text word, struct hw_arena *arena)
{
	struct hw_nearest near = {.word = word};
	struct hw_bus_cursor cursor = {0};
	const struct hw_bus *bus;

	while ((bus = hw_bus_next(&cursor)))
		if (!(bus->flags & HW_BUS_ALIAS))
			hw_nearest_try(&near, hw_text_of(bus->name));
	hw_kind_nearest(&near);
	return hw_nearest_question(&near, arena);
}
