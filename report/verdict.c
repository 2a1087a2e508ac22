// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/verdict.h"

/*
 * The first row that holds decides. A bound device is bound whatever else is true.
 *
 *   driver   candidates  and                                state       reason
 *   bound    any         -                                  bound       driver-bound
 *   -        any         no device, just a string           unknown     not-a-device
 *   unknown  any         -                                  unknown no-driver-information
 *   none     any         not on a bus                       driverless  class-device
 *   none     any         a USB device (its interfaces bind) driverless  usb-device
 *   none     any         ACPI node of another device        driverless  firmware-node
 *   none     some        -                                  unbound     no-driver-bound
 *   none     none        PCI bridge                         driverless  bridge
 *   none     none        PCI memory, PIC, DMA, timer, RTC   driverless  system-peripheral
 *   none     none        no modalias                        driverless  no-modalias
 *   none     none        a bus that works without drivers   driverless  optional-driver
 *   none     none        no alias tables                    unknown     no-alias-tables
 *   none     none        -                                  unclaimed   no-module-claims
 *
 * "No module claims it" is not "not supported": kernels before 6.18 do not list the
 * device tables of built-in drivers anywhere, so the sentence speaks of modules.
 */

/* Buses whose devices are of no use without a driver. On all others (ACPI, platform,
 * WMI, MEI, NVMEM …) devices without one are the rule. */
static const char *const driven_buses[] = {
	"pci", "usb", "hid", "virtio", "sdio", "scsi", "hdaudio", "vmbus", "xen",
};

static bool is_driven_bus(struct hw_text subsystem)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(driven_buses); i++)
		if (hw_text_eq(subsystem, hw_text_of(driven_buses[i])))
			return true;
	return false;
}

/*
 * Host, ISA and PCI-to-PCI bridges are handled by the PCI core itself (pci_scan_bridge(),
 * drivers/pci/probe.c); drivers for them are extras (hot-plug, watchdog, memory errors).
 * Source of the codes: PCI Code and ID Assignment Specification, base class 06h.
 */
static bool is_bridge(const struct hw_facts *f)
{
	uint32_t sub = f->ids[HW_ROLE_SUBCLASS].value;

	return hw_text_eq(f->subsystem, HW_TEXT("pci")) &&
	       f->ids[HW_ROLE_CLASS].present && f->ids[HW_ROLE_CLASS].value == 0x06 &&
	       f->ids[HW_ROLE_SUBCLASS].present &&
	       (sub == 0x00 || sub == 0x01 || sub == 0x04);
}

/*
 * What the firmware sets up and the kernel uses, if at all, by architecture code: plain
 * memory (05h 00h, 01h) and the generic interrupt, DMA, timer, clock and hot-plug
 * controllers (08h 00h to 04h). Same source.
 */
static bool is_system_peripheral(const struct hw_facts *f)
{
	uint32_t base = f->ids[HW_ROLE_CLASS].value;
	uint32_t sub = f->ids[HW_ROLE_SUBCLASS].value;

	if (!hw_text_eq(f->subsystem, HW_TEXT("pci")) || !f->ids[HW_ROLE_CLASS].present ||
	    !f->ids[HW_ROLE_SUBCLASS].present)
		return false;
	return (base == 0x05 && sub <= 0x01) || (base == 0x08 && sub <= 0x04);
}

static struct hw_verdict say(enum hw_state state, const char *reason,
			     struct hw_text explanation)
{
	return (struct hw_verdict){state, reason, explanation};
}

static struct hw_verdict say_bound(const struct hw_facts *f, struct hw_arena *arena)
{
	struct hw_text text;

	if (!f->driver_module.s)
		text = hw_arena_printf(
			arena,
			"Driver %.*s is bound; it is built into the kernel, "
			"or its module is not told.",
			HW_TEXT_ARG(f->driver));
	else if (hw_text_eq(f->driver, f->driver_module))
		text = hw_arena_printf(arena, "Driver %.*s is bound.",
				       HW_TEXT_ARG(f->driver));
	else
		text = hw_arena_printf(arena, "Driver %.*s of module %.*s is bound.",
				       HW_TEXT_ARG(f->driver),
				       HW_TEXT_ARG(f->driver_module));
	return say(HW_STATE_BOUND, "driver-bound", text);
}

static bool is_first_of_module(const struct hw_facts *f, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (hw_text_eq(f->candidates[i].module, f->candidates[at].module))
			return false;
	return true;
}

static struct hw_verdict say_unbound(const struct hw_facts *f, struct hw_arena *arena)
{
	struct hw_text names = HW_TEXT("");
	size_t modules = 0;

	for (size_t i = 0; i < f->candidate_count; i++) {
		if (!is_first_of_module(f, i))
			continue;
		names = hw_arena_printf(arena, "%.*s%s%.*s", HW_TEXT_ARG(names),
					modules ? ", " : "",
					HW_TEXT_ARG(f->candidates[i].module));
		modules++;
	}
	return say(HW_STATE_UNBOUND, "no-driver-bound",
		   hw_arena_printf(arena,
				   "No driver is bound, though %s of kernel %.*s "
				   "claim%s this device: %.*s.",
				   modules == 1 ? "a module" : "modules",
				   HW_TEXT_ARG(f->tables), modules == 1 ? "s" : "",
				   HW_TEXT_ARG(names)));
}

struct hw_verdict hw_verdict(const struct hw_facts *f, struct hw_arena *arena)
{
	if (f->driver_known == HW_DRIVER_BOUND)
		return say_bound(f, arena);
	if (!f->is_device)
		return say(HW_STATE_UNKNOWN, "not-a-device",
			   HW_TEXT("A string alone does not tell whether a driver is "
				   "bound."));
	if (f->driver_known == HW_DRIVER_UNKNOWN)
		return say(HW_STATE_UNKNOWN, "no-driver-information",
			   HW_TEXT("The recording does not tell whether a driver is "
				   "bound."));
	if (f->class_only)
		return say(HW_STATE_DRIVERLESS, "class-device",
			   HW_TEXT("It is on no bus, so no driver binds to it."));
	if (hw_text_eq(f->kind, HW_TEXT("usb_device")))
		return say(HW_STATE_DRIVERLESS, "usb-device",
			   HW_TEXT("Drivers bind to its interfaces."));
	if (f->has_physical_node)
		return say(HW_STATE_DRIVERLESS, "firmware-node",
			   HW_TEXT("The firmware's description of a device that is "
				   "listed by itself."));
	if (f->candidate_count)
		return say_unbound(f, arena);
	if (is_bridge(f))
		return say(HW_STATE_DRIVERLESS, "bridge",
			   HW_TEXT("The PCI core handles this kind of bridge without a "
				   "driver."));
	if (is_system_peripheral(f))
		return say(HW_STATE_DRIVERLESS, "system-peripheral",
			   HW_TEXT("The firmware sets up this kind of device; it works "
				   "without a driver."));
	if (!f->has_modalias)
		return say(HW_STATE_DRIVERLESS, "no-modalias",
			   HW_TEXT("It exports no modalias by which a driver could be "
				   "found."));
	if (!is_driven_bus(f->subsystem))
		return say(HW_STATE_DRIVERLESS, "optional-driver",
			   HW_TEXT("Devices on this bus commonly work without a "
				   "driver."));
	if (!f->tables.s)
		return say(HW_STATE_UNKNOWN, "no-alias-tables",
			   HW_TEXT("No driver is bound, and there are no alias tables "
				   "to look for one."));
	return say(HW_STATE_UNCLAIMED, "no-module-claims",
		   hw_arena_printf(arena,
				   "No driver is bound, and no module of kernel %.*s "
				   "claims this device.",
				   HW_TEXT_ARG(f->tables)));
}
