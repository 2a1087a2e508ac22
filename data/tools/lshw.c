// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * lshw(1), alone or with -C network and the like, -numeric and -sanitize (printhtml() and
 * print() of lshw's src/core/print.cc); a node is what follows "*-":
 *
 *       *-network
 *            description: Wireless interface
 *            product: Wireless 7260 [8086:8B1]		ids with -numeric, without zeros
 *            vendor: Intel Corporation [8086]
 *            bus info: pci@0000:03:00.0		usb@1:1.2 is 1-1.2, usb@1 its root
 *            version: 83
 *            configuration: broadcast=yes driver=iwlwifi latency=0 …
 *       *-communication UNCLAIMED			without a driver
 *
 * A node of PCI without a driver that is claimed has others behind it, as a bridge: its
 * driver is not told; of USB the drivers are those of interfaces.
 */
#include "data/tools/internal.h"
#include "decoders/text/ascii.h"

struct node {
	bool is_open;
	bool is_unclaimed;
	struct hw_text description;
	struct hw_text product;
	struct hw_text vendor;
	/* "pci@0000:03:00.0" */
	struct hw_text bus;
	struct hw_text version;
	struct hw_text driver;
};

static bool is_node(struct hw_text line)
{
	return hw_text_starts(line, HW_TEXT("*-")) && line.n > 2 &&
	       hw_is_alnum(line.s[2]);
}

static bool is_line(struct hw_text line)
{
	line = hw_text_trim_start(line, " \t");
	return hw_text_starts(line, HW_TEXT("bus info: pci@")) ||
	       hw_text_starts(line, HW_TEXT("bus info: usb@"));
}

/* One to four digits. */
static int32_t short_hex(struct hw_text text)
{
	return text.n && text.n <= 4 ? hw_dump_hex(text, text.n) : -1;
}

/* Cuts "[8086:8B1]" or "[8086]" off the end of a name. */
static void cut_ids(struct hw_text *name, int32_t ret_ids[static 2])
{
	struct hw_text rest = *name;
	struct hw_text ids = hw_dump_cut_last(&rest);
	struct hw_text first;

	ret_ids[0] = ret_ids[1] = -1;
	if (ids.n < 3 || ids.s[0] != '[' || ids.s[ids.n - 1] != ']')
		return;
	ids = hw_text_head(hw_text_from(ids, 1), ids.n - 2);
	first = hw_text_cut(&ids, ':');
	ret_ids[0] = short_hex(first);
	ret_ids[1] = ids.s ? short_hex(ids) : -1;
	if (ret_ids[0] >= 0)
		*name = rest;
}

/* "1:1.2" and "1" behind "usb@". */
static struct hw_dump_device *usb_device(struct hw_dump *dump, struct hw_text place)
{
	const struct hw_text bus = hw_text_cut(&place, ':');

	if (hw_text_decimal(bus, 3) < 0)
		return NULL;
	return hw_dump_device(
		dump, HW_TEXT("usb"),
		place.n ? hw_arena_printf(&dump->arena, "%.*s-%.*s", HW_TEXT_ARG(bus),
					  HW_TEXT_ARG(place))
			: hw_arena_printf(&dump->arena, "usb%.*s", HW_TEXT_ARG(bus)));
}

static void tell_pci(struct hw_dump *dump, struct hw_dump_device *device,
		     const struct node *node)
{
	hw_dump_set(dump, device, HW_DUMP_REVISION,
		    node->version.n == 2 ? hw_dump_hex(node->version, 2) : -1);
	/* of a network card that has an interface */
	if (hw_text_eq(node->description, HW_TEXT("Ethernet interface")))
		hw_dump_imply(device, HW_DUMP_CLASS, 0x0200);
	else if (hw_text_eq(node->description, HW_TEXT("Wireless interface")))
		hw_dump_imply(device, HW_DUMP_CLASS, 0x0280);
	else
		hw_dump_pci_class(dump, device, node->description);
	if (node->driver.n || node->is_unclaimed)
		hw_dump_driver(dump, device, node->driver);
}

static void finish(struct hw_dump *dump, const struct node *node)
{
	struct hw_text place = node->bus;
	const struct hw_text kind = hw_text_cut(&place, '@');
	const bool is_pci = hw_text_eq(kind, HW_TEXT("pci"));
	struct hw_text product = node->product;
	struct hw_text vendor = node->vendor;
	struct hw_dump_device *device = NULL;
	int32_t ids[2];
	int32_t maker[2];
	struct hw_text slot;

	if (is_pci && (slot = hw_dump_cut_slot(dump, &place)).s)
		device = hw_dump_device(dump, HW_TEXT("pci"), slot);
	else if (hw_text_eq(kind, HW_TEXT("usb")))
		device = usb_device(dump, place);
	if (!device)
		return;
	cut_ids(&product, ids);
	cut_ids(&vendor, maker);
	hw_dump_set(dump, device, HW_DUMP_VENDOR, ids[0] >= 0 ? ids[0] : maker[0]);
	hw_dump_set(dump, device, HW_DUMP_DEVICE, ids[1]);
	hw_dump_tell_name(dump, device, "vendor", vendor);
	hw_dump_tell_name(dump, device, "device", product);
	if (ids[1] < 0)
		device->ids_by = is_pci ? "lspci -nnk" : "lsusb";
	if (is_pci)
		tell_pci(dump, device, node);
}

/* "iwlwifi" of "broadcast=yes driver=iwlwifi latency=0". */
static struct hw_text driver_of(struct hw_text configuration)
{
	while (configuration.n) {
		struct hw_text value = hw_text_cut(&configuration, ' ');
		const struct hw_text key = hw_text_cut(&value, '=');

		if (hw_text_eq(key, HW_TEXT("driver")))
			return value;
	}
	return HW_NO_TEXT;
}

static void read_value(struct node *node, struct hw_text line)
{
	struct hw_text value = line;
	const struct hw_text key = hw_text_cut(&value, ':');
	const struct {
		const char *key;
		struct hw_text *value;
	} keys[] = {
		{"description", &node->description}, {"product", &node->product},
		{"vendor", &node->vendor},	     {"bus info", &node->bus},
		{"version", &node->version},
	};

	value = hw_text_trim_start(value, " ");
	for (size_t i = 0; i < HW_ARRAY_SIZE(keys); i++)
		if (hw_text_eq(key, hw_text_of(keys[i].key)))
			*keys[i].value = value;
	if (hw_text_eq(key, HW_TEXT("configuration")))
		node->driver = driver_of(value);
}

/* All lines of it are indented. */
static enum hw_line_kind kind_of(struct hw_text line)
{
	const struct hw_text bare = hw_text_trim_start(line, " \t");

	if (!bare.n)
		return HW_LINE_APART;
	if (is_node(bare))
		return HW_LINE_FIRST;
	/* a line that is broken before a blank goes on with that */
	return bare.n + 1 < line.n ? HW_LINE_OWN : HW_LINE_OTHER;
}

static int read_lshw(struct hw_dump *dump, struct hw_text text)
{
	const struct hw_dump_wrapping wrapping = hw_dump_find_wrapping(text, kind_of);
	struct node node = {.is_open = false};
	struct hw_text line;

	while (hw_dump_wrapped_line(dump, &wrapping, &text, &line)) {
		line = hw_text_trim_end(hw_text_trim_start(line, " \t"), " \t");
		if (!is_node(line)) {
			if (node.is_open)
				read_value(&node, line);
			else if (is_line(line))
				hw_dump_partial(dump, true);
			continue;
		}
		finish(dump, &node);
		node = (struct node){
			.is_open = true,
			.is_unclaimed = memmem(line.s, line.n, " UNCLAIMED", 10) != NULL,
		};
	}
	finish(dump, &node);
	return 0;
}

const struct hw_dump_format hw_dump_lshw = {
	.name = "lshw",
	.is_line = is_line,
	.read = read_lshw,
	.fact = offsetof(struct hw_dump_facts, is_dump),
	.is_list = true,
};
