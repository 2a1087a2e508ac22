// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/verdict/attention.h"
#include "report/verdict/internal.h"
#include "report/verdict/remedy.h"

/*
 * The first row that holds decides. "check" tells the rows marked so, and these only
 * for devices that somebody misses (report/verdict/attention.c).
 *
 *   driver   what else                          state       reason                 check
 *   bound    USB device with authorized = 0     bound       not-authorized         yes
 *   bound    its module claims other devices    bound       driver-not-candidate
 *   bound    -                                  bound       driver-bound
 *   -        no device, just a string           unknown     not-a-device
 *   unknown  -                                  unknown     no-driver-information
 *   none     not on a bus                       driverless  class-device
 *   none     USB with authorized = 0            unbound     not-authorized         yes
 *   none     a USB device (its interfaces bind) driverless  usb-device
 *   none     ACPI node of another device        driverless  firmware-node
 *   none     driver_override                    unbound     driver-override
 *   none     its probe was put off              unbound     deferred               yes
 *
 * With candidates, these are asked in order; "there": loaded or built in.
 *
 *   none     tables of another kernel           unbound     no-driver-bound
 *   none     - and the log tells of firmware    unbound     firmware-failed        yes
 *   none     - and none it declares is there    unbound     firmware-missing       yes
 *   none     a module is there                  unbound     probe-declined         yes
 *   none     a module that could be loaded      unbound     module-not-loaded      yes
 *   none     of a module too little is known    unbound     no-driver-bound
 *   none     a module, or one that it needs, is
 *            blocked, or built in and not
 *            started (initcall_blacklist=)      unbound     blocked                yes
 *   none     the files of all, or of what they
 *            need, are missing                  unbound     module-missing         yes
 *
 * Without:
 *
 *   none     PCI bridge                         driverless  bridge
 *   none     PCI memory, PIC, DMA, timer, RTC   driverless  system-peripheral
 *   none     PCI or USB, modalias not readable  unknown     unreadable
 *   none     no modalias                        driverless  no-modalias
 *   none     a bus that works without drivers   driverless  optional-driver
 *   none     no alias tables                    unknown     no-alias-tables
 *   none     another installed kernel claims it unclaimed   unclaimed-here         yes
 *   none     -                                  unclaimed   no-module-claims       yes
 *            (check: not where the kernel has nothing for its kind, wireless apart,
 *            and other exceptions in report/verdict/attention.c)
 *
 * "No module claims it" is not "not supported": kernels before 6.18 do not list the
 * device tables of built-in drivers anywhere, so the sentence speaks of modules. A
 * platform, ACPI or device tree node is never told by "check": on these buses devices
 * without a driver are the rule.
 *
 * not-authorized: drivers/usb/core/hub.c, usb_deauthorize_device(): the device keeps the
 * driver "usb" and loses its configuration. deferred: Documentation/driver-api/
 * driver-model/driver.rst, -EPROBE_DEFER.
 */

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
	return (struct hw_verdict){
		.state = state,
		.reason = reason,
		.explanation = explanation,
	};
}

static bool is_same_module(struct hw_text a, struct hw_text b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++)
		if (a.s[i] != b.s[i] && !(strchr("-_", a.s[i]) && strchr("-_", b.s[i])))
			return false;
	return true;
}

/* Whether its module is one whose patterns are known, and none of them fits. */
static bool is_unexplained(const struct hw_facts *f)
{
	if (!f->tables.s || !f->own_tables || !f->driver_module.s || !f->has_modalias ||
	    f->driver_module_available != HW_YES)
		return false;
	for (size_t i = 0; i < f->candidate_count; i++)
		if (is_same_module(f->candidates[i].module, f->driver_module))
			return false;
	return true;
}

static struct hw_verdict say_not_authorized(const struct hw_facts *f, enum hw_state state,
					    struct hw_arena *arena)
{
	struct hw_verdict v = say(state, "not-authorized",
				  HW_TEXT("The kernel may not use it: its attribute "
					  "'authorized' is 0."));

	v.severity = HW_SEVERITY_WARNING;
	v.remedy = hw_remedy_authorize(f, arena);
	return v;
}

static struct hw_verdict say_bound(const struct hw_facts *f, struct hw_arena *arena)
{
	struct hw_text text;

	if (f->not_authorized)
		return say_not_authorized(f, HW_STATE_BOUND, arena);
	if (is_unexplained(f))
		return say(
			HW_STATE_BOUND, "driver-not-candidate",
			hw_arena_printf(arena,
					"Driver %.*s of module %.*s is bound, though "
					"no alias of that module fits: it was bound by "
					"name, by hand, or along with a sibling.",
					HW_TEXT_ARG(f->driver),
					HW_TEXT_ARG(f->driver_module)));
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

static struct hw_verdict say_override(const struct hw_facts *f, struct hw_arena *arena)
{
	return say(HW_STATE_UNBOUND, "driver-override",
		   hw_arena_printf(arena,
				   "No driver is bound: its driver_override lets none "
				   "but %.*s bind.",
				   HW_TEXT_ARG(f->driver_override)));
}

static struct hw_verdict say_deferred(const struct hw_facts *f, struct hw_arena *arena)
{
	struct hw_verdict v =
		say(HW_STATE_UNBOUND, "deferred",
		    hw_arena_printf(arena,
				    "No driver is bound: the probe is put off until what "
				    "the device needs is there%s%.*s.",
				    f->deferred_for.n ? ": " : "",
				    HW_TEXT_ARG(f->deferred_for)));

	v.remedy = hw_remedy_deferred(f, arena);
	if (hw_needs_attention(f))
		v.severity = HW_SEVERITY_WARNING;
	return v;
}

static struct hw_verdict say_unclaimed(const struct hw_facts *f, struct hw_arena *arena)
{
	bool is_missed = hw_needs_attention_if_unclaimed(f);
	struct hw_verdict v;

	if (f->other_kernel.s)
		v = say(HW_STATE_UNCLAIMED, "unclaimed-here",
			hw_arena_printf(arena,
					"No driver is bound, and no module of kernel "
					"%.*s claims this device, but %.*s of kernel "
					"%.*s, which is installed, does.",
					HW_TEXT_ARG(f->tables),
					HW_TEXT_ARG(f->other_module),
					HW_TEXT_ARG(f->other_kernel)));
	else
		v = say(HW_STATE_UNCLAIMED, "no-module-claims",
			hw_arena_printf(arena,
					"No driver is bound, and no module of kernel "
					"%.*s claims this device%s.%s%.*s%s",
					HW_TEXT_ARG(f->tables),
					f->kind_left_out == HW_YES
						? ": it was built without any for "
						  "this kind of device"
						: "",
					f->card_driver.n ? " Driver " : "",
					HW_TEXT_ARG(f->card_driver),
					f->card_driver.n
						? " drives another function of its slot."
						: ""));
	if (f->other_kernel.s)
		v.remedy = hw_remedy_other_kernel(f, arena);
	else if (f->kind_left_out == HW_YES && hw_needs_attention_if_not_built(f))
		v.remedy = hw_remedy_kind(f, arena);
	if (f->own_tables && hw_needs_attention_if_not_built(f) &&
	    (is_missed || (f->other_kernel.s && hw_needs_attention(f))))
		v.severity = HW_SEVERITY_WARNING;
	return v;
}

static struct hw_verdict without_candidates(const struct hw_facts *f,
					    struct hw_arena *arena)
{
	if (is_bridge(f))
		return say(HW_STATE_DRIVERLESS, "bridge",
			   HW_TEXT("The PCI core handles this kind of bridge without a "
				   "driver."));
	if (is_system_peripheral(f))
		return say(HW_STATE_DRIVERLESS, "system-peripheral",
			   HW_TEXT("The firmware sets up this kind of device; it works "
				   "without a driver."));
	/* these always export one: pci_dev_attrs[], usb_if_uevent() */
	if (!f->has_modalias && (hw_text_eq(f->subsystem, HW_TEXT("pci")) ||
				 hw_text_eq(f->kind, HW_TEXT("usb_interface"))))
		return say(HW_STATE_UNKNOWN, "unreadable",
			   HW_TEXT("Its modalias could not be read, so no driver can be "
				   "looked for."));
	if (!f->has_modalias)
		return say(HW_STATE_DRIVERLESS, "no-modalias",
			   HW_TEXT("It exports no modalias by which a driver could be "
				   "found."));
	if (!hw_bus_needs_drivers(f->subsystem))
		return say(HW_STATE_DRIVERLESS, "optional-driver",
			   HW_TEXT("Devices on this bus commonly work without a "
				   "driver."));
	if (!f->tables.s)
		return say(HW_STATE_UNKNOWN, "no-alias-tables",
			   HW_TEXT("No driver is bound, and there are no alias tables "
				   "to look for one."));
	return say_unclaimed(f, arena);
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
	if (f->not_authorized)
		return say_not_authorized(f, HW_STATE_UNBOUND, arena);
	if (hw_text_eq(f->kind, HW_TEXT("usb_device")))
		return say(HW_STATE_DRIVERLESS, "usb-device",
			   HW_TEXT("Drivers bind to its interfaces."));
	if (f->has_physical_node)
		return say(HW_STATE_DRIVERLESS, "firmware-node",
			   HW_TEXT("The firmware's description of a device that is "
				   "listed by itself."));
	if (f->driver_override.n)
		return say_override(f, arena);
	if (f->deferred)
		return say_deferred(f, arena);
	if (f->candidate_count)
		return hw_verdict_unbound(f, arena);
	return without_candidates(f, arena);
}
