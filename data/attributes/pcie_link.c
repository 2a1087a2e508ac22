// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/attributes/pcie_link.h"

#include <errno.h>

#include "data/attributes/attributes.h"
#include "data/attributes/pci_errors.h"
#include "decoders/text/ascii.h"

/* PCIE_SPEED2MBS_ENC() of drivers/pci/pci.h: Mbit/s a lane, without the encoding. */
static const struct {
	const char *speed;
	int64_t mbps;
} rates[] = {
	{"2.5", 2500 * 8 / 10},	   {"5", 5000 * 8 / 10},      {"8", 8000 * 128 / 130},
	{"16", 16000 * 128 / 130}, {"32", 32000 * 128 / 130}, {"64", 64000},
};

/* "8.0 GT/s PCIe", and "8 GT/s" of kernels before 5.7 */
static int64_t lane_mbps(struct hw_text speed)
{
	struct hw_text rest = speed;
	struct hw_text number = hw_text_cut(&rest, ' ');

	if (number.n > 2 && hw_text_eq(hw_text_from(number, number.n - 2), HW_TEXT(".0")))
		number.n -= 2;
	for (size_t i = 0; i < HW_ARRAY_SIZE(rates); i++)
		if (hw_text_eq(number, hw_text_of(rates[i].speed)))
			return rates[i].mbps;
	return 0;
}

/* A device without a link has "Unknown", or a width of 0 or 255. */
static int parse_width(struct hw_text text)
{
	int width = 0;

	if (text.n > 3)
		return 0;
	for (size_t i = 0; i < text.n; i++) {
		if (!hw_is_digit(text.s[i]))
			return 0;
		width = width * 10 + (text.s[i] - '0');
	}
	return width < 255 ? width : 0;
}

static struct hw_pcie_rate read_rate(struct hw_root *root, struct hw_text directory,
				     struct hw_arena *arena, const char *speed,
				     const char *width)
{
	struct hw_text text = hw_root_read_attr(root, directory, speed, arena);
	struct hw_pcie_rate rate = {0};

	if (text.n && hw_is_digit(text.s[0]))
		rate.speed = text;
	rate.width = parse_width(hw_root_read_attr(root, directory, width, arena));
	rate.mbps = rate.width * lane_mbps(rate.speed);
	return rate;
}

bool hw_pcie_is_awake(struct hw_root *root, struct hw_text directory,
		      struct hw_arena *arena)
{
	struct hw_text status =
		hw_root_read_attr(root, directory, "power/runtime_status", arena);

	if (!status.s)
		return !hw_root_was_live(root);
	return hw_text_eq(status, HW_TEXT("active"));
}

struct hw_pcie_link hw_pcie_link_read(struct hw_root *root, struct hw_text directory,
				      struct hw_arena *arena)
{
	if (!directory.n || !hw_pcie_is_awake(root, directory, arena))
		return (struct hw_pcie_link){0};
	return (struct hw_pcie_link){
		.now = read_rate(root, directory, arena, "current_link_speed",
				 "current_link_width"),
		.most = read_rate(root, directory, arena, "max_link_speed",
				  "max_link_width"),
	};
}

/* "0000:00:1c.0", not "pci0000:00": a function's name has a dot. */
struct hw_text hw_pcie_port_above(struct hw_text directory)
{
	size_t n = hw_path_base(directory).n + 1;
	struct hw_text above =
		hw_text_head(directory, directory.n > n ? directory.n - n : 0);
	struct hw_text name = hw_path_base(above);

	return name.n && hw_is_hex(name.s[0]) && hw_text_find(name, '.') < name.n
		       ? above
		       : HW_NO_TEXT;
}

struct hw_pcie_rate hw_pcie_bottleneck(struct hw_root *root, struct hw_text directory,
				       struct hw_arena *arena, struct hw_text *ret_device)
{
	struct hw_pcie_link link = hw_pcie_link_read(root, directory, arena);
	struct hw_pcie_rate least = link.now;
	struct hw_text at = directory;

	*ret_device = hw_path_base(directory);
	if (!link.now.mbps || !link.most.mbps)
		return (struct hw_pcie_rate){0};
	for (;;) {
		at = hw_pcie_port_above(at);
		if (!at.n)
			break;
		link.now = hw_pcie_link_read(root, at, arena).now;
		/* a bridge to PCI, or a port that sleeps */
		if (!link.now.mbps)
			break;
		if (link.now.mbps < least.mbps) {
			least = link.now;
			*ret_device = hw_path_base(at);
		}
	}
	return least.mbps < link.most.mbps ? least : (struct hw_pcie_rate){0};
}

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

static void add_rate(struct hw_attributes *list, struct hw_arena *arena,
		     const struct hw_pcie_rate *rate, const char *speed,
		     const char *width)
{
	if (rate->speed.n)
		hw_attribute_text(list, arena, speed, rate->speed);
	if (rate->width)
		hw_attribute_number(list, arena, width, rate->width);
}

/* "3/0/0", where any is not 0 */
static void add_errors(struct hw_root *root, struct hw_text directory,
		       struct hw_attributes *list, struct hw_arena *arena)
{
	int64_t sums[HW_PCI_ERROR_COUNT];
	bool any = false;

	for (size_t i = 0; i < HW_PCI_ERROR_COUNT; i++) {
		sums[i] = hw_pci_errors_sum(
			hw_pci_errors_read(root, directory, (enum hw_pci_error)i, arena));
		any = any || sums[i];
	}
	if (any)
		hw_attribute_text(list, arena, "pci_errors",
				  hw_arena_printf(arena, "%lld/%lld/%lld",
						  (long long)sums[HW_PCI_CORRECTABLE],
						  (long long)sums[HW_PCI_NONFATAL],
						  (long long)sums[HW_PCI_FATAL]));
}

static int link_enrich(void *self, const struct hw_device *device, struct hw_arena *arena,
		       struct hw_attributes *list)
{
	struct hw_root *root = self;
	struct hw_pcie_link link = hw_pcie_link_read(root, device->syspath, arena);
	struct hw_text bottleneck;

	add_rate(list, arena, &link.now, "link_speed", "link_width");
	add_rate(list, arena, &link.most, "link_speed_max", "link_width_max");
	if (link.now.mbps &&
	    hw_pcie_bottleneck(root, device->syspath, arena, &bottleneck).mbps)
		hw_attribute_text(list, arena, "link_bottleneck", bottleneck);
	add_errors(root, device->syspath, list, arena);
	return hw_arena_failed(arena) ? -ENOMEM : 0;
}

const struct hw_source hw_source_pci_link = {
	.name = "link",
	.subsystem = "pci",
	.open = link_open,
	.enrich = link_enrich,
	.close = link_close,
};
