// SPDX-License-Identifier: GPL-2.0-or-later
/* Reasons that come before all candidates: no driver is needed; and those why no
 * candidate has a chance. */
#include "report/verdict/attention.h"
#include "report/verdict/internal.h"
#include "report/verdict/remedy.h"

static bool device_needs_attention(const struct hw_case *c)
{
	return hw_needs_attention(c->facts);
}

static bool is_string(struct hw_case *c)
{
	return !c->facts->is_device;
}

static bool is_class_device(struct hw_case *c)
{
	return c->facts->class_only;
}

static bool is_not_authorized(struct hw_case *c)
{
	return c->facts->not_authorized;
}

static struct hw_text not_authorized(const struct hw_case *c)
{
	struct hw_text name = c->facts->signs ? c->facts->signs->own_name : HW_NO_TEXT;
	struct hw_text lock = hw_say_lock(c);

	if (!name.n)
		return hw_arena_printf(c->arena,
				       "The kernel may not use it: its attribute "
				       "'authorized' is 0.%.*s",
				       HW_TEXT_ARG(lock));
	return hw_arena_printf(c->arena,
			       "The kernel may not use %.*s: its attribute 'authorized' "
			       "is 0, so nothing behind it appears.",
			       HW_TEXT_ARG(name));
}

static struct hw_text authorize(const struct hw_case *c)
{
	return hw_remedy_authorize(c->facts, c->arena);
}

/* bolt remembers the device, the attribute does so until it is unplugged. */
static struct hw_text enrol_device(const struct hw_case *c)
{
	const struct hw_bus *bus = c->facts->bus;

	if (!bus || !bus->authorized || !bus->authorized->is_enrolled)
		return hw_advice_lock(c);
	return HW_TEXT("To trust it from now on, use \"boltctl list\" and \"boltctl "
		       "enroll\", or the desktop's settings.");
}

static void show_authorized(struct hw_case *c)
{
	hw_case_add_attribute(c, "authorized", "0");
	hw_case_add_lock(c);
}

/* --- not-authorized, of a Thunderbolt device that cannot be ---
 *
 * Documentation/admin-guide/thunderbolt.rst: at these security levels, which the firmware
 * sets, tunnels for USB and DisplayPort are made and none for PCI Express.
 */

static bool is_barred(struct hw_case *c)
{
	return c->facts->not_authorized && c->facts->signs &&
	       c->facts->signs->barred_by.n;
}

static struct hw_text barred(const struct hw_case *c)
{
	const struct hw_signs *s = c->facts->signs;

	return hw_arena_printf(
		c->arena,
		"USB and DisplayPort alone go through %.*s: the security "
		"level is %.*s, at which no PCI Express is let through and "
		"no command changes that.",
		s->own_name.n ? (int)s->own_name.n : 2,
		s->own_name.n ? s->own_name.s : "it", HW_TEXT_ARG(s->barred_by));
}

static struct hw_text change_level(const struct hw_case *c)
{
	(void)c;
	return HW_TEXT("If something behind it is missing that needs PCI Express: choose "
		       "another Thunderbolt security level in the firmware's setup.");
}

static void show_barred(struct hw_case *c)
{
	const struct hw_signs *s = c->facts->signs;

	hw_case_add_evidence(c,
			     &(struct hw_evidence){
				     .source = "attribute",
				     .path = s->barred_at,
				     .text = hw_arena_printf(c->arena, "security = %.*s",
							     HW_TEXT_ARG(s->barred_by)),
			     });
}

/* --- modules-disabled, from the start ---
 *
 * "nomodule Disable module load", Documentation/admin-guide/kernel-parameters.txt. It
 * sets what kernel.modules_disabled shows: kernel/module/main.c.
 */

static bool is_without_modules(struct hw_case *c)
{
	if (!c->facts->signs || !c->facts->signs->no_modules.n || c->only_weak)
		return false;
	c->candidate = c->first[HW_READY_LOADABLE];
	return c->candidate != NULL;
}

static struct hw_text without_modules(const struct hw_case *c)
{
	return hw_arena_printf(
		c->arena,
		"No driver is bound: module %.*s claims this device and is "
		"not loaded, and the kernel command line has %.*s, with "
		"which the kernel loads no module.",
		HW_TEXT_ARG(c->candidate->module),
		HW_TEXT_ARG(c->facts->signs->no_modules));
}

static struct hw_text let_load_modules(const struct hw_case *c)
{
	return hw_arena_printf(
		c->arena,
		"Take %.*s out of the kernel command line, run update-grub "
		"or what the boot loader needs, and reboot.",
		HW_TEXT_ARG(c->facts->signs->no_modules));
}

static void show_no_modules(struct hw_case *c)
{
	hw_case_add_evidence(c, &(struct hw_evidence){
					.source = "kernel-command-line",
					.text = c->facts->signs->no_modules,
				});
}

static bool is_whole(struct hw_case *c)
{
	return hw_bus_is_whole(c->facts->bus, c->facts->kind);
}

static bool is_firmware_node(struct hw_case *c)
{
	return c->facts->has_physical_node;
}

static bool has_override(struct hw_case *c)
{
	return c->facts->driver_override.n > 0;
}

static struct hw_text override(const struct hw_case *c)
{
	return hw_arena_printf(c->arena,
			       "No driver is bound: its driver_override lets none but "
			       "%.*s bind%s.",
			       HW_TEXT_ARG(c->facts->driver_override),
			       c->facts->override_is_gone ? ", which is not there" : "");
}

/* --- vfio-not-honoured, of a device that vfio-pci cannot have ---
 *
 * vfio_group_find_or_alloc(), drivers/vfio/group.c: without an IOMMU group -EINVAL.
 */

static bool is_vfio_without_iommu(struct hw_case *c)
{
	const struct hw_signs *s = c->facts->signs;

	return s && s->iommu_off.n &&
	       (s->reserved_for_vfio ||
		hw_text_eq(c->facts->driver_override, HW_TEXT("vfio-pci")));
}

static struct hw_text vfio_without_iommu(const struct hw_case *c)
{
	return hw_arena_printf(
		c->arena,
		"No driver is bound: the device is kept for vfio-pci, which "
		"needs an IOMMU, and the kernel command line has %.*s.",
		HW_TEXT_ARG(c->facts->signs->iommu_off));
}

static struct hw_text switch_iommu_on(const struct hw_case *c)
{
	return hw_arena_printf(
		c->arena,
		"Take %.*s out of the kernel command line, run update-grub "
		"or what the boot loader needs, and reboot.",
		HW_TEXT_ARG(c->facts->signs->iommu_off));
}

static void show_iommu(struct hw_case *c)
{
	hw_case_add_evidence(c, &(struct hw_evidence){
					.source = "kernel-command-line",
					.text = c->facts->signs->iommu_off,
				});
	if (c->facts->signs->reserved_for_vfio)
		hw_case_add_directive(c, c->facts->signs->reserved_for_vfio);
}

/* driverctl(8) sets "none" to keep all drivers away. */
static bool is_left_over(const struct hw_case *c)
{
	return device_needs_attention(c) && c->facts->override_is_gone &&
	       !hw_text_eq(c->facts->driver_override, HW_TEXT("none"));
}

/* The device is free for others once nothing is asked for: driver_set_override(),
 * drivers/base/driver.c. */
static struct hw_text clear_override(const struct hw_case *c)
{
	struct hw_text at = hw_arena_printf(c->arena, "%.*s/driver_override",
					    HW_TEXT_ARG(c->facts->directory));
	struct hw_text word = hw_shell_word(at, c->arena);
	struct hw_text again = hw_remedy_probe(c->facts, c->arena);

	return hw_arena_printf(c->arena, "echo > %.*s && %.*s", HW_TEXT_ARG(word),
			       HW_TEXT_ARG(again));
}

static void show_override(struct hw_case *c)
{
	struct hw_text value = hw_arena_copy(c->arena, c->facts->driver_override);

	hw_case_add_attribute(c, "driver_override", value.s ? value.s : "");
}

/* --- autoprobe-off --- */

/* One that tried all the same is another matter. */
static bool is_for_asking(struct hw_case *c)
{
	if (!c->facts->signs || !c->facts->signs->autoprobe_off.n || c->only_weak ||
	    hw_case_message(c, HW_LOG_PROBE_FAILED))
		return false;
	c->candidate = c->first[HW_READY_LOADED] ? c->first[HW_READY_LOADED]
						 : c->first[HW_READY_LOADABLE];
	return c->candidate != NULL;
}

static struct hw_text for_asking(const struct hw_case *c)
{
	return hw_arena_printf(c->arena,
			       "No driver is bound: module %.*s claims this device, and "
			       "the kernel binds no driver to devices of this bus by "
			       "itself, as its drivers_autoprobe is 0.",
			       HW_TEXT_ARG(c->candidate->module));
}

static struct hw_text ask_for_driver(const struct hw_case *c)
{
	struct hw_text load = hw_remedy_modprobe(c->candidate->module, "", c->arena);
	struct hw_text probe = hw_remedy_probe(c->facts, c->arena);

	if (c->candidate->loaded == HW_YES || c->candidate->builtin == HW_YES)
		return probe;
	return hw_arena_printf(c->arena, "%.*s && %.*s", HW_TEXT_ARG(load),
			       HW_TEXT_ARG(probe));
}

static void show_autoprobe(struct hw_case *c)
{
	hw_case_add_evidence(c, &(struct hw_evidence){
					.source = "attribute",
					.path = c->facts->signs->autoprobe_off,
					.text = HW_TEXT("drivers_autoprobe = 0"),
				});
}

/* -EPROBE_DEFER, Documentation/driver-api/driver-model/driver.rst */
static bool is_deferred(struct hw_case *c)
{
	return c->facts->deferred;
}

static struct hw_text deferred(const struct hw_case *c)
{
	struct hw_text why = c->facts->deferred_for;

	return hw_arena_printf(c->arena,
			       "No driver is bound: the probe is put off until what the "
			       "device needs is there%s%.*s.",
			       why.n ? ": " : "", HW_TEXT_ARG(why));
}

static struct hw_text find_supplier(const struct hw_case *c)
{
	return hw_remedy_deferred(c->facts, c->arena);
}

/* clang-format off */
const struct hw_reason hw_reasons_driverless[] = {
	{.code = "not-a-device", .state = HW_STATE_UNKNOWN, .holds = is_string,
	 .text = "A string alone does not tell whether a driver is bound.",
	 .meaning = "is a bare string, which does not tell whether a driver is bound"},
	{.code = "class-device", .state = HW_STATE_DRIVERLESS, .holds = is_class_device,
	 .text = "It is on no bus, so no driver binds to it.",
	 .meaning = "is on no bus, so no driver binds to it"},
	{.code = "not-authorized", .state = HW_STATE_UNBOUND, .severity = HW_SEVERITY_HINT,
	 .holds = is_barred, .sentence = barred, .advice = change_level,
	 .evidence = show_barred,
	 .meaning = "may not be used: its attribute authorized is 0"},
	{.code = "not-authorized", .state = HW_STATE_UNBOUND, .severity = HW_SEVERITY_WARNING,
	 .holds = is_not_authorized, .sentence = not_authorized,
	 .remedy = authorize, .advice = enrol_device, .evidence = show_authorized,
	 .meaning = "may not be used: its attribute authorized is 0"},
	{.code = "usb-device", .state = HW_STATE_DRIVERLESS, .holds = is_whole,
	 .text = "Drivers bind to its interfaces.",
	 .meaning = "is a USB device, to whose interfaces drivers bind"},
	{.code = "firmware-node", .state = HW_STATE_DRIVERLESS, .holds = is_firmware_node,
	 .text = "The firmware's description of a device that is listed by itself.",
	 .meaning = "is the firmware's description of a device that is listed by itself"},
	{.code = "vfio-not-honoured", .state = HW_STATE_UNBOUND, .severity = HW_SEVERITY_WARNING,
	 .holds = is_vfio_without_iommu, .sentence = vfio_without_iommu,
	 .advice = switch_iommu_on, .evidence = show_iommu,
	 .meaning = "is kept for vfio-pci by the configuration, and does not have it"},
	{.code = "driver-override", .state = HW_STATE_UNBOUND, .severity = HW_SEVERITY_HINT,
	 .needs_attention = is_left_over, .holds = has_override,
	 .sentence = override, .remedy = clear_override, .evidence = show_override,
	 .meaning = "has none, as its driver_override keeps it for another"},
	{.code = "deferred", .state = HW_STATE_UNBOUND, .severity = HW_SEVERITY_WARNING,
	 .needs_attention = device_needs_attention, .holds = is_deferred,
	 .sentence = deferred, .remedy = find_supplier,
	 .meaning = "waits for something else that is not there"},
	{.code = "autoprobe-off", .state = HW_STATE_UNBOUND, .severity = HW_SEVERITY_HINT,
	 .needs_attention = device_needs_attention, .holds = is_for_asking,
	 .sentence = for_asking, .remedy = ask_for_driver, .evidence = show_autoprobe,
	 .meaning = "has none, as its bus binds none unless it is asked to"},
	{.code = "modules-disabled", .state = HW_STATE_UNBOUND, .severity = HW_SEVERITY_WARNING,
	 .needs_attention = device_needs_attention, .holds = is_without_modules,
	 .sentence = without_modules, .advice = let_load_modules,
	 .evidence = show_no_modules,
	 .meaning = "has none, and the kernel loads no modules any more"},
	{.code = NULL},
};
/* clang-format on */
