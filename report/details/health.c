// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/details/internal.h"

#include <inttypes.h>

#include "data/attributes/pci_errors.h"
#include "data/attributes/pcie_link.h"

/* How well a PCI Express link runs, and what errors were counted. */

/* "8.0 GT/s PCIe" without the last word */
static struct hw_text plain_speed(struct hw_text speed)
{
	return hw_text_trim_end(hw_text_head(speed, hw_text_find(speed, 'P')), " ");
}

static struct hw_text say_rate(struct hw_arena *arena, const struct hw_pcie_rate *rate)
{
	return hw_arena_printf(arena, "%.*s x%d", HW_TEXT_ARG(plain_speed(rate->speed)),
			       rate->width);
}

static void add_rate(struct hw_detail *link, struct hw_arena *arena, const char *key,
		     const struct hw_pcie_rate *rate)
{
	struct hw_detail *object;

	if (!rate->speed.n || !rate->width) {
		hw_detail_null(link, arena, key);
		return;
	}
	object = hw_detail_object(link, arena, key);
	hw_detail_text(object, arena, "speed", plain_speed(rate->speed));
	hw_detail_number(object, arena, "width", rate->width);
	hw_detail_number(object, arena, "bandwidth_mbps", rate->mbps);
}

/* "8 GT/s x4; at most 16 GT/s x4; 0000:00:1c.0 on the way has 8 GT/s x4" */
static struct hw_text say_link(struct hw_arena *arena, const struct hw_pcie_link *link,
			       const struct hw_pcie_rate *least, struct hw_text device,
			       struct hw_text self)
{
	struct hw_text now = say_rate(arena, &link->now);

	if (!link->most.mbps)
		return now;
	if (link->most.mbps == link->now.mbps && !least->mbps)
		return hw_arena_printf(arena, "%.*s, all that the device can",
				       HW_TEXT_ARG(now));
	if (!least->mbps || hw_text_eq(device, self))
		return hw_arena_printf(arena, "%.*s; the device can %.*s",
				       HW_TEXT_ARG(now),
				       HW_TEXT_ARG(say_rate(arena, &link->most)));
	return hw_arena_printf(
		arena, "%.*s; the device can %.*s; the link of %.*s on the way has %.*s",
		HW_TEXT_ARG(now), HW_TEXT_ARG(say_rate(arena, &link->most)),
		HW_TEXT_ARG(device), HW_TEXT_ARG(say_rate(arena, least)));
}

static void add_bottleneck(struct hw_detail *object, struct hw_arena *arena,
			   const struct hw_pcie_rate *least, struct hw_text device)
{
	struct hw_detail *bottleneck;

	if (!least->mbps) {
		hw_detail_null(object, arena, "bottleneck");
		return;
	}
	bottleneck = hw_detail_object(object, arena, "bottleneck");
	hw_detail_text(bottleneck, arena, "device",
		       hw_arena_printf(arena, "pci:%.*s", HW_TEXT_ARG(device)));
	hw_detail_text(bottleneck, arena, "speed", plain_speed(least->speed));
	hw_detail_number(bottleneck, arena, "width", least->width);
	hw_detail_number(bottleneck, arena, "bandwidth_mbps", least->mbps);
}

void hw_details_link_health(struct hw_detail *pci, const struct hw_details *d)
{
	struct hw_root *root = d->machine->root;
	struct hw_pcie_link link = hw_pcie_link_read(root, d->directory, d->arena);
	struct hw_text above = hw_pcie_port_above(d->directory);
	struct hw_pcie_link port = {0};
	struct hw_text device = HW_NO_TEXT;
	struct hw_pcie_rate least;
	struct hw_detail *object;

	if (!link.now.speed.n || !link.now.width) {
		hw_detail_null(pci, d->arena, "link");
		return;
	}
	if (above.n)
		port = hw_pcie_link_read(root, above, d->arena);
	least = hw_pcie_bottleneck(root, d->directory, d->arena, &device);
	object = hw_detail_object(pci, d->arena, "link");
	add_rate(object, d->arena, "now", &link.now);
	add_rate(object, d->arena, "device_max", &link.most);
	add_rate(object, d->arena, "port_max", &port.most);
	add_bottleneck(object, d->arena, &least, device);
	hw_detail_shown(object, say_link(d->arena, &link, &least, device,
					 hw_path_base(d->directory)));
}

/* {"correctable": {"total": 2, "by_kind": [{"name": "BadTLP", "count": 2}]}, …} */
static void add_errors(struct hw_detail *errors, const struct hw_details *d,
		       const char *key, struct hw_text text)
{
	struct hw_detail *object = hw_detail_object(errors, d->arena, key);
	int64_t total = hw_pci_errors_sum(text);
	struct hw_detail *kinds;
	struct hw_text said = HW_NO_TEXT;
	struct hw_text name;
	int64_t count;

	hw_detail_number(object, d->arena, "total", total);
	kinds = hw_detail_list(object, d->arena, "by_kind");
	while (hw_pci_errors_next(&text, &name, &count)) {
		struct hw_detail *item;

		if (!count)
			continue;
		item = hw_detail_object(kinds, d->arena, NULL);
		hw_detail_text(item, d->arena, "name", name);
		hw_detail_number(item, d->arena, "count", count);
		said = hw_arena_printf(d->arena, "%.*s%s%" PRId64 " %.*s",
				       HW_TEXT_ARG(said), said.n ? ", " : "", count,
				       HW_TEXT_ARG(name));
	}
	hw_detail_shown(object, said.n ? said : HW_TEXT("none"));
	if (total)
		hw_detail_flagged(object, HW_DETAIL_BAD);
}

void hw_details_errors(struct hw_detail *pci, const struct hw_details *d)
{
	static const char *const keys[HW_PCI_ERROR_COUNT] = {
		[HW_PCI_CORRECTABLE] = "correctable",
		[HW_PCI_NONFATAL] = "nonfatal",
		[HW_PCI_FATAL] = "fatal",
	};
	struct hw_text texts[HW_PCI_ERROR_COUNT];
	struct hw_detail *errors;
	bool any = false;

	for (size_t i = 0; i < HW_PCI_ERROR_COUNT; i++) {
		texts[i] = hw_pci_errors_read(d->machine->root, d->directory,
					      (enum hw_pci_error)i, d->arena);
		any = any || texts[i].n;
	}
	if (!any) {
		hw_detail_null(pci, d->arena, "errors");
		return;
	}
	errors = hw_detail_object(pci, d->arena, "errors");
	for (size_t i = 0; i < HW_PCI_ERROR_COUNT; i++)
		add_errors(errors, d, keys[i], texts[i]);
}
