// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/running/net_driver.h"

#include "data/running/udev_property.h"
#include "decoders/text/ascii.h"

static bool is_number(struct hw_text t)
{
	for (size_t i = 0; i < t.n; i++)
		if (!hw_is_digit(t.s[i]))
			return false;
	return t.n > 0;
}

struct hw_text hw_net_driver(struct hw_root *root, struct hw_text index,
			     struct hw_arena *arena)
{
	const struct hw_text id = hw_arena_printf(arena, "n%.*s", HW_TEXT_ARG(index));
	struct hw_udev_property driver = {.key = "ID_NET_DRIVER"};

	if (id.s && is_number(index))
		hw_udev_properties(root, id, arena, &driver, 1);
	return driver.value;
}
