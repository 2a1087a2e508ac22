// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/host/usbutils.h"

/* The newest first; each has a string that older ones lack. */
static const struct {
	struct hw_lsusb_layout layout;
	const char *string;
} layouts[] = {
	{{.since = "019", .ascending = true, .no_driver = "[none]"}, "[none]"},
	{{.since = "016", .ascending = true, .no_driver = ""}, "Bus %03u.Port %03u"},
	{{.since = "014", .no_driver = ""}, "Bus %02u.Port %u"},
};

/* Debian and Fedora, merged /usr or not; NixOS and Guix. */
static const char *const programs[] = {
	"usr/bin/lsusb",
	"usr/sbin/lsusb",
	"sbin/lsusb",
	"run/current-system/sw/bin/lsusb",
	"run/current-system/profile/bin/lsusb",
};

static bool contains(struct hw_text text, struct hw_text part)
{
	return text.n && memmem(text.s, text.n, part.s, part.n);
}

const struct hw_lsusb_layout *hw_lsusb_layout_find(struct hw_root *root)
{
	const struct hw_lsusb_layout *found = NULL;

	for (size_t i = 0; root && i < HW_ARRAY_SIZE(programs) && !found; i++) {
		struct hw_map map;

		if (hw_root_map(root, programs[i], &map) < 0)
			continue;
		for (size_t k = 0; k < HW_ARRAY_SIZE(layouts) && !found; k++)
			if (contains(map.text, hw_text_of(layouts[k].string)))
				found = &layouts[k].layout;
		hw_unmap(&map);
	}
	return found ? found : &layouts[0].layout;
}
