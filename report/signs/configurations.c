// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/signs/configurations.h"

#include <stdlib.h>

#include "data/module/name.h"

/* Universal Serial Bus Specification 2.0, 9.6: bLength, bDescriptorType */
enum {
	TYPE_CONFIGURATION = 0x02,
	TYPE_INTERFACE = 0x04,
	CONFIGURATION_SIZE = 9,
	INTERFACE_SIZE = 9,
};

/* Whether the driver that is bound claims all devices of the class. */
static bool has_class_driver(const struct hw_signs_of *of, struct hw_text driver_module)
{
	for (size_t i = 0; i < of->candidate_count; i++)
		if (hw_module_name_eq(of->candidates[i].module, driver_module))
			return hw_text_starts(of->candidates[i].pattern,
					      HW_TEXT("usb:v*"));
	return false;
}

/* The module that is made for this very product, and there; absent: none. */
static struct hw_text own_driver(struct hw_machine *m, struct hw_arena *arena,
				 const struct hw_signs_of *of,
				 const unsigned char *interface)
{
	struct hw_text head =
		hw_arena_printf(arena, "usb:v%04Xp%04Xd", of->vendor, of->device);
	/* the release does not matter to those that name the product */
	struct hw_text modalias =
		hw_arena_printf(arena, "%.*s0000dc00dsc00dp00ic%02Xisc%02Xip%02Xin%02X",
				HW_TEXT_ARG(head), interface[5], interface[6],
				interface[7], interface[2]);
	struct hw_alias_hit *hits;
	size_t count = 0;

	if (!modalias.s ||
	    hw_aliases_match(m->kernel.aliases, modalias, arena, &hits, &count) < 0)
		return HW_NO_TEXT;
	for (size_t i = 0; i < count; i++)
		if (hw_text_starts(hits[i].pattern, head) &&
		    (hw_modules_is_builtin(m->modules, hits[i].module) == HW_YES ||
		     hw_modules_is_available(m->modules, hits[i].module) == HW_YES))
			return hits[i].module;
	return HW_NO_TEXT;
}

void hw_configurations_find(struct hw_machine *m, struct hw_arena *arena,
			    const struct hw_signs_of *of, struct hw_signs *signs)
{
	struct hw_text whole = of->directory;
	struct hw_text text, active;
	unsigned current, configuration = 0;

	if (!of->driver.s || !hw_bus_is_part(of->bus, of->kind) || of->name.n < 2 ||
	    !hw_text_eq(hw_text_from(of->name, of->name.n - 2), HW_TEXT(".0")) ||
	    !has_class_driver(of, of->driver_module))
		return;
	whole.n -= hw_path_base(whole).n + 1;
	active = hw_root_read_attr(m->root, whole, "bConfigurationValue", arena);
	text = hw_root_read_attr(m->root, whole, "descriptors", arena);
	current = active.n ? (unsigned)strtoul(active.s, NULL, 10) : 0;
	for (size_t at = 0; current && at + 2 <= text.n;) {
		const unsigned char *d = (const unsigned char *)text.s + at;
		size_t size = d[0];

		if (size < 2 || size > text.n - at)
			return;
		if (d[1] == TYPE_CONFIGURATION && size >= CONFIGURATION_SIZE)
			configuration = d[5];
		if (d[1] == TYPE_INTERFACE && size >= INTERFACE_SIZE && configuration &&
		    configuration != current && d[5] == 0xff) {
			struct hw_text module = own_driver(m, arena, of, d);

			if (module.n && !hw_module_name_eq(module, of->driver_module)) {
				signs->better_configuration = configuration;
				signs->better_module = module;
				return;
			}
		}
		at += size;
	}
}
