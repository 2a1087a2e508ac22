// SPDX-License-Identifier: GPL-2.0-or-later
/* What the forms of lspci's output share: addresses, ids, bytes of config space. */
#include <stdio.h>

#include "data/tools/internal.h"
#include "decoders/text/ascii.h"

static size_t hex_run(struct hw_text text)
{
	size_t n = 0;

	while (n < text.n && hw_is_hex(text.s[n]))
		n++;
	return n;
}

/* [DDDD:]BB:DD.F; domains over 0xffff (VMD, Hyper-V) have up to eight digits. */
bool hw_dump_is_slot(struct hw_text text, size_t *ret_length)
{
	size_t n = hex_run(text);
	size_t at = 0;

	if (n >= 4 && n <= 8 && n < text.n && text.s[n] == ':')
		at = n + 1;
	text = hw_text_from(text, at);
	if (text.n < 7 || hex_run(text) != 2 || text.s[2] != ':' ||
	    hex_run(hw_text_from(text, 3)) != 2 || text.s[5] != '.' || text.s[6] < '0' ||
	    text.s[6] > '7' || (text.n > 7 && hw_is_hex(text.s[7])))
		return false;
	*ret_length = at + 7;
	return true;
}

struct hw_text hw_dump_cut_slot(struct hw_dump *dump, struct hw_text *text)
{
	struct hw_text slot;
	char low[32];
	size_t n;

	if (!hw_dump_is_slot(*text, &n))
		return HW_NO_TEXT;
	for (size_t i = 0; i < n; i++)
		low[i] = hw_lower(text->s[i]);
	low[n] = '\0';
	slot = hw_arena_printf(&dump->arena, "%s%s", n == 7 ? "0000:" : "", low);
	*text = hw_text_from(*text, n);
	return slot;
}

void hw_dump_pci_byte(struct hw_dump *dump, struct hw_dump_device *device,
		      struct hw_text line, const char *words, enum hw_dump_number which)
{
	const char *at = memmem(line.s, line.n, words, strlen(words));

	if (!at)
		return;
	line = hw_text_from(line, (size_t)(at - line.s) + strlen(words));
	/* all that is read of a device that does not answer is ones */
	if (device && which == HW_DUMP_REVISION && hw_dump_hex(line, 2) == 0xff)
		device->is_gone = true;
	if (!device || !device->is_gone)
		hw_dump_set(dump, device, which, hw_dump_hex(line, 2));
}

void hw_dump_iommu_group(struct hw_dump *dump, struct hw_dump_device *device,
			 struct hw_text group)
{
	if (device && group.n && group.n < 10 && hw_is_digit(group.s[0]))
		hw_dump_pair(dump, &device->links, HW_TEXT("iommu_group"),
			     hw_arena_printf(&dump->arena,
					     "/sys/kernel/iommu_groups/%.*s",
					     HW_TEXT_ARG(group)));
}

void hw_dump_tree_node(struct hw_dump *dump, struct hw_dump_device *device,
		       struct hw_text path)
{
	if (device && hw_text_starts(path, HW_TEXT("/sys/")))
		hw_dump_pair(dump, &device->links, HW_TEXT("of_node"), path);
}

static unsigned byte_at(struct hw_text bytes, size_t at)
{
	return at < bytes.n ? (unsigned char)bytes.s[at] : 0;
}

static int32_t word_at(struct hw_text bytes, size_t at)
{
	return (int32_t)(byte_at(bytes, at) | byte_at(bytes, at + 1) << 8);
}

/*
 * The header of configuration space (PCI Local Bus Specification 3.0, 6.1; PCI-to-PCI
 * Bridge Architecture 1.2, 3.2; PCI Bus Power Management for CardBus):
 *
 *	00 vendor, device   08 revision, interface, class (16 bit)   0e header type
 *	2c subsystem vendor and device of type 0                     34 capabilities
 *	19 bus behind a bridge, types 1 and 2   40 subsystem of type 2
 *
 * The subsystem of type 1 is in the capability 0d, at its bytes 4 to 7.
 */
static void set_subsystem(struct hw_dump *dump, struct hw_dump_device *device,
			  struct hw_text bytes)
{
	unsigned type = byte_at(bytes, 0x0e) & 0x7f;
	size_t at = type == 0 ? 0x2c : type == 2 ? 0x40 : 0;
	size_t cap = byte_at(bytes, 0x06) & 0x10 ? byte_at(bytes, 0x34) & 0xfc : 0;

	if (type == 1) {
		/* at most as many as fit in */
		for (unsigned i = 0; i < 48 && cap >= 0x40 && cap + 8 <= bytes.n; i++) {
			if (byte_at(bytes, cap) == 0x0d) {
				at = cap + 4;
				break;
			}
			cap = byte_at(bytes, cap + 1) & 0xfc;
		}
		if (!at && (cap < 0x40) && bytes.n >= 0x40) {
			/* all capabilities were looked at */
			hw_dump_imply(device, HW_DUMP_SUBSYSTEM_VENDOR, 0);
			hw_dump_imply(device, HW_DUMP_SUBSYSTEM_DEVICE, 0);
		}
	}
	if (!at || at + 4 > bytes.n)
		return;
	hw_dump_set(dump, device, HW_DUMP_SUBSYSTEM_VENDOR, word_at(bytes, at));
	hw_dump_set(dump, device, HW_DUMP_SUBSYSTEM_DEVICE, word_at(bytes, at + 2));
}

void hw_dump_config(struct hw_dump *dump, struct hw_dump_device *device,
		    struct hw_text bytes)
{
	unsigned type = byte_at(bytes, 0x0e) & 0x7f;

	if (!device || bytes.n < 0x40)
		return;
	hw_dump_attribute(dump, device, "config", bytes);
	/* a function that is asleep or gone reads as ones */
	if (word_at(bytes, 0) == 0xffff) {
		device->is_gone = true;
		return;
	}
	hw_dump_set(dump, device, HW_DUMP_VENDOR, word_at(bytes, 0));
	hw_dump_set(dump, device, HW_DUMP_DEVICE, word_at(bytes, 2));
	hw_dump_set(dump, device, HW_DUMP_REVISION, byte_at(bytes, 8));
	/* the kernel corrects the class of some devices, and lspci prints its idea of it
	 * (DECLARE_PCI_FIXUP_CLASS_EARLY() of drivers/pci/quirks.c) */
	hw_dump_imply(device, HW_DUMP_INTERFACE, (int32_t)byte_at(bytes, 9));
	hw_dump_imply(device, HW_DUMP_CLASS, (int32_t)word_at(bytes, 10));
	set_subsystem(dump, device, bytes);
	if (type == 1 || type == 2)
		hw_dump_set(dump, device, HW_DUMP_SECONDARY, byte_at(bytes, 0x19));
}

/*
 * "Kernel modules:" are what libkmod finds for the modalias, or modules.pcimap of old
 * (next_module() of pciutils/ls-kernel.c), whatever blacklists say. A machine without
 * tables has none at all, and so of a device without that line it is known only where
 * others have it.
 */
static void settle_candidates(struct hw_dump *dump, bool excerpt)
{
	bool any = false;

	for (size_t i = 0; i < dump->touched_count; i++)
		any |= dump->touched[i]->claimed_by.n;
	for (size_t i = 0; i < dump->touched_count; i++) {
		struct hw_dump_device *device = dump->touched[i];
		struct hw_text rest = device->claimed_by;

		if (device->tables_told ||
		    !(rest.n || (any && !excerpt && !device->is_cut)))
			continue;
		device->tables_told = true;
		dump->facts.claims = true;
		hw_dump_tell(dump, device, "tables", NULL, 0);
		while (rest.n) {
			struct hw_text module =
				hw_text_trim_start(hw_text_cut(&rest, ','), " ");

			if (module.n)
				hw_dump_tell(dump, device, "candidate", &module, 1);
		}
	}
}

/*
 * Whether a device without "Kernel driver in use:" has no driver. lspci reads a driver
 * from /sys alone (find_driver() of pciutils/ls-kernel.c): with -F, of a dump of
 * registers, it prints subsystems and modules, and of no device a driver. A list of few
 * devices may well be of those without one; a whole one, which starts with the host
 * bridge or the first root port, has some on each machine that runs.
 */
static bool tells_drivers(const struct hw_dump *dump)
{
	const struct hw_text first = HW_TEXT(":00:00.0");
	bool is_whole = false;

	for (size_t i = 0; i < dump->touched_count; i++) {
		const struct hw_dump_device *device = dump->touched[i];

		if (device->driver.n)
			return true;
		/* of whatever domain */
		is_whole |=
			device->name.n > first.n &&
			hw_text_eq(hw_text_from(device->name, device->name.n - first.n),
				   first);
	}
	return !is_whole || dump->touched_count == 1;
}

bool hw_dump_pci_needs_driver(const struct hw_dump_device *device)
{
	const int32_t class = device->n[HW_DUMP_CLASS];

	return class < 0 || (class >> 8 >= 0x01 && class >> 8 <= 0x04) ||
	       class >> 8 == 0x0d || class == 0x0c03;
}

/* lspci prints no subsystem of zeros: a device without that line has none. Not of a
 * bridge, for which older ones did not look (get_subid() of lspci.c). */
static void imply_subsystem(struct hw_dump_device *device)
{
	if (device->subsystem_is_named || device->subsystem_may_be_cut ||
	    device->n[HW_DUMP_CLASS] >> 8 == 0x06)
		return;
	hw_dump_imply(device, HW_DUMP_SUBSYSTEM_VENDOR, 0);
	hw_dump_imply(device, HW_DUMP_SUBSYSTEM_DEVICE, 0);
}

/* Without the files of configuration space, and without those of subsystems in /sys,
 * lspci knows no subsystem. */
static bool has_subsystems(const struct hw_dump *dump)
{
	for (size_t i = 0; i < dump->touched_count; i++)
		if (dump->touched[i]->n[HW_DUMP_SUBSYSTEM_VENDOR] >= 0 ||
		    dump->touched[i]->subsystem_is_named)
			return true;
	return false;
}

/*
 * Whether any line tells of a driver or modules. Without one the subsystems may be those
 * of -v where lspci knows no drivers, or be all that is left of the details.
 */
static bool has_kernel_lines(const struct hw_dump *dump)
{
	for (size_t i = 0; i < dump->touched_count; i++)
		if (dump->touched[i]->driver.n || dump->touched[i]->claimed_by.n)
			return true;
	return false;
}

/*
 * lspci prints of a driver, a subsystem, and with -v of an interface only what is there
 * (show_terse() and show_kernel() of pciutils/lspci.c).
 */
void hw_dump_lspci_settle(struct hw_dump *dump, const struct hw_dump_lspci_scope *scope)
{
	const bool has_drivers = tells_drivers(dump);
	const bool has_lines = has_kernel_lines(dump);
	const bool has_ids = has_subsystems(dump);

	settle_candidates(dump, scope->excerpt);
	for (size_t i = 0; i < dump->touched_count; i++) {
		struct hw_dump_device *device = dump->touched[i];

		if (device->subsystem_is_passed && (has_ids || dump->touched_count == 1))
			imply_subsystem(device);
		if (device->is_gone || device->is_cut) {
			if (has_drivers && scope->details && !scope->excerpt &&
			    !device->is_cut)
				hw_dump_settle_driver(dump, device);
			continue;
		}
		if (scope->interfaces)
			hw_dump_imply(device, HW_DUMP_INTERFACE, 0);
		/* the line of the driver is before that of the modules */
		if (scope->excerpt && device->claimed_by.n)
			hw_dump_settle_driver(dump, device);
		if (!scope->details || scope->excerpt)
			continue;
		if (has_drivers && (has_lines || !hw_dump_pci_needs_driver(device)))
			hw_dump_settle_driver(dump, device);
		if (has_ids)
			imply_subsystem(device);
	}
}
