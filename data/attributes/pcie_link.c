// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Speed and width of PCI Express links, as sysfs has them:
 *
 *     current_link_speed   "8.0 GT/s PCIe"   link_speed
 *     current_link_width   "4"               link_width
 *     max_link_speed       "8.0 GT/s PCIe"   link_speed_max
 *     max_link_width       "4"               link_width_max
 *
 * The kernel reads the config space to answer, current_link_speed_show() in
 * drivers/pci/pci-sysfs.c. So a device is read only if its power/runtime_status is
 * "active"; a recorded tree may lack that file, and has nothing to wake.
 */
#include <errno.h>

#include "data/attributes/attributes.h"
#include "decoders/text/ascii.h"

/* The state of this source is the root. */
static int link_open(struct hw_root *root, struct hw_warnings *warnings, void **ret_self)
{
	(void)warnings;
	*ret_self = root;
	return 0;
}

static void link_close(void *self)
{
	(void)self;
}

static struct hw_text read_line(struct hw_root *root, const struct hw_device *device,
				const char *file, struct hw_arena *arena)
{
	struct hw_text path =
		hw_arena_printf(arena, "%s/%s", device->syspath.s + 1, file);
	struct hw_text text;

	if (!path.s || hw_root_read(root, path.s, arena, &text) < 0)
		return HW_NO_TEXT;
	while (text.n && text.s[text.n - 1] == '\n')
		text.n--;
	return text;
}

static bool is_awake(struct hw_root *root, const struct hw_device *device,
		     struct hw_arena *arena)
{
	struct hw_text status = read_line(root, device, "power/runtime_status", arena);

	if (!status.s)
		return hw_root_kind(root) != HW_ROOT_LIVE;
	return hw_text_eq(status, HW_TEXT("active"));
}

/* A device without a link has "Unknown", or a width of 0 or 255. */
static void add_speed(struct hw_attributes *list, struct hw_arena *arena, const char *key,
		      struct hw_text text)
{
	if (text.n && hw_is_digit(text.s[0]))
		hw_attribute_text(list, arena, key, text);
}

static void add_width(struct hw_attributes *list, struct hw_arena *arena, const char *key,
		      struct hw_text text)
{
	int64_t width = 0;

	if (text.n > 3)
		return;
	for (size_t i = 0; i < text.n; i++) {
		if (!hw_is_digit(text.s[i]))
			return;
		width = width * 10 + (text.s[i] - '0');
	}
	if (width > 0 && width < 255)
		hw_attribute_number(list, arena, key, width);
}

static int link_enrich(void *self, const struct hw_device *device, struct hw_arena *arena,
		       struct hw_attributes *list)
{
	struct hw_root *root = self;

	if (!device->syspath.n || !is_awake(root, device, arena))
		return 0;
	add_speed(list, arena, "link_speed",
		  read_line(root, device, "current_link_speed", arena));
	add_width(list, arena, "link_width",
		  read_line(root, device, "current_link_width", arena));
	add_speed(list, arena, "link_speed_max",
		  read_line(root, device, "max_link_speed", arena));
	add_width(list, arena, "link_width_max",
		  read_line(root, device, "max_link_width", arena));
	return hw_arena_failed(arena) ? -ENOMEM : 0;
}

const struct hw_source hw_source_pci_link = {
	.name = "link",
	.subsystem = "pci",
	.open = link_open,
	.enrich = link_enrich,
	.close = link_close,
};
