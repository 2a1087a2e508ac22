// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Reasons of a device without a driver that no module claims.
 *
 * "No module claims it" is not "not supported": kernels before 6.18 do not list the
 * device tables of built-in drivers anywhere, so the sentences speak of modules.
 */
#include "report/verdict/attention.h"
#include "report/verdict/internal.h"
#include "report/verdict/remedy.h"

static uint32_t class_of(const struct hw_case *c)
{
	return c->facts->ids[HW_ROLE_CLASS].value;
}

static uint32_t subclass_of(const struct hw_case *c)
{
	return c->facts->ids[HW_ROLE_SUBCLASS].value;
}

static bool is_pci(const struct hw_case *c)
{
	return hw_bus_class_codes(c->facts->bus) == HW_CLASS_CODES_PCI;
}

static bool has_pci_class(const struct hw_case *c)
{
	return is_pci(c) && c->facts->ids[HW_ROLE_CLASS].present &&
	       c->facts->ids[HW_ROLE_SUBCLASS].present;
}

/*
 * Host, ISA and PCI-to-PCI bridges are handled by the PCI core itself (pci_scan_bridge(),
 * drivers/pci/probe.c); drivers for them are extras (hot-plug, watchdog, memory errors).
 * Source of the codes: PCI Code and ID Assignment Specification, base class 06h.
 */
static bool is_bridge(struct hw_case *c)
{
	return has_pci_class(c) && class_of(c) == 0x06 &&
	       (subclass_of(c) == 0x00 || subclass_of(c) == 0x01 ||
		subclass_of(c) == 0x04);
}

/*
 * What the firmware sets up and the kernel uses, if at all, by architecture code: plain
 * memory (05h 00h, 01h) and the generic interrupt, DMA, timer, clock and hot-plug
 * controllers (08h 00h to 04h). Same source.
 */
static bool is_system_peripheral(struct hw_case *c)
{
	return has_pci_class(c) && ((class_of(c) == 0x05 && subclass_of(c) <= 0x01) ||
				    (class_of(c) == 0x08 && subclass_of(c) <= 0x04));
}

static bool is_modalias_unreadable(struct hw_case *c)
{
	return !c->facts->has_modalias &&
	       hw_bus_has_modaliases(c->facts->bus, c->facts->kind);
}

/* A report that was read says it, and what it was found by is not told. */
static bool is_reported(const struct hw_facts *f, enum hw_state state)
{
	return f->told_state == state && (!f->kernel.s || !f->has_modalias);
}

static bool is_reported_unbound(struct hw_case *c)
{
	return is_reported(c->facts, HW_STATE_UNBOUND);
}

static bool is_reported_unclaimed(struct hw_case *c)
{
	return is_reported(c->facts, HW_STATE_UNCLAIMED);
}

static bool is_reported_driverless(struct hw_case *c)
{
	return is_reported(c->facts, HW_STATE_DRIVERLESS);
}

/* What has a modalias is judged by that. */
static bool is_reported_unknown(struct hw_case *c)
{
	return c->facts->told_state == HW_STATE_UNKNOWN && !c->facts->has_modalias;
}

/* The report does not say that all was checked. */
static bool is_reported_open(const struct hw_case *c)
{
	return !c->facts->told_is_quiet && hw_needs_attention(c->facts);
}

static bool has_no_modalias(struct hw_case *c)
{
	return !c->facts->has_modalias;
}

static bool is_driver_optional(struct hw_case *c)
{
	return !hw_bus_has(c->facts->bus, HW_BUS_NEEDS_DRIVER);
}

/* Of a hypervisor: some of its devices are of use to no system. Those of virtio are each
 * of a kind that has a driver, built in where the kernel loads no modules. */
static bool is_of_hypervisor(const struct hw_facts *f)
{
	if (f->bus && strcmp(f->bus->name, "virtio") == 0)
		return !f->modules_listed;
	return f->bus &&
	       (strcmp(f->bus->name, "vmbus") == 0 || strcmp(f->bus->name, "xen") == 0);
}

bool hw_case_needs_attention_without_tables(const struct hw_case *c)
{
	return c->facts->is_device && !c->facts->loads_no_modules &&
	       (hw_needs_attention_if_claimed(c->facts) || hw_may_be_claimed(c->facts) ||
		(hw_needs_attention(c->facts) && !is_of_hypervisor(c->facts) &&
		 hw_bus_class_codes(c->facts->bus) == HW_CLASS_CODES_NONE));
}

/* Programs drive some devices of no class, but here a module may well be the one. */
static bool needs_attention_without_ids(const struct hw_case *c)
{
	return hw_case_needs_attention_without_tables(c) ||
	       (c->facts->is_device && !c->facts->loads_no_modules &&
		hw_needs_attention(c->facts));
}

static bool is_added(struct hw_case *c)
{
	return c->facts->tables_are_others;
}

static bool lacks_ids(struct hw_case *c)
{
	return c->facts->lacks_ids;
}

static bool has_no_tables(struct hw_case *c)
{
	return !c->facts->kernel.s;
}

static struct hw_text no_tables(const struct hw_case *c)
{
	return c->facts->claims_are_told
		       ? HW_TEXT("No driver is bound, and what was read lists no module "
				 "for it; there are no alias tables to look for one.")
		       : HW_TEXT("No driver is bound, and there are no alias tables to "
				 "look for one.");
}

static bool is_claimed_elsewhere(struct hw_case *c)
{
	return c->facts->other_kernel.s != NULL;
}

/* Of a kind that mostly needs no driver: a hint. */
static bool is_rarely_claimed(struct hw_case *c)
{
	return is_claimed_elsewhere(c) && hw_may_be_claimed_elsewhere(c->facts);
}

static bool is_running_kernel(const struct hw_case *c)
{
	return c->facts->kernel_is_running;
}

static bool always(struct hw_case *c)
{
	(void)c;
	return true;
}

static bool needs_attention_elsewhere(const struct hw_case *c)
{
	const struct hw_facts *f = c->facts;

	return f->kernel_is_running && hw_needs_attention_if_not_built(f) &&
	       (hw_needs_attention_if_unclaimed(f) || hw_needs_attention(f));
}

static bool needs_attention_if_unclaimed(const struct hw_case *c)
{
	const struct hw_facts *f = c->facts;

	return f->kernel_is_running && hw_needs_attention_if_not_built(f) &&
	       hw_needs_attention_if_unclaimed(f);
}

static struct hw_text claimed_elsewhere(const struct hw_case *c)
{
	const struct hw_facts *f = c->facts;

	return hw_arena_printf(c->arena,
			       "No driver is bound, and no module of kernel %.*s claims "
			       "this device, but %.*s of kernel %.*s, %s, does.",
			       HW_TEXT_ARG(f->kernel), HW_TEXT_ARG(f->other_module),
			       HW_TEXT_ARG(f->other_kernel),
			       f->other_is_given ? "whose tables are there"
						 : "which is installed");
}

/* A module that DKMS built for the other kernel can be built for this one. */
static struct hw_text build_module(const struct hw_case *c)
{
	if (!c->facts->other_is_dkms)
		return HW_NO_TEXT;
	return hw_remedy_dkms(c->facts, c->facts->other_module, c->arena);
}

static struct hw_text boot_other_kernel(const struct hw_case *c)
{
	if (c->facts->other_is_dkms)
		return hw_advice_headers(c->facts, c->arena);
	return hw_advice_other_kernel(c->facts, c->arena);
}

/* --- no-module-claims, though a package says that it is for such devices --- */

/* Of a device that without a package for it needs no attention: a graphics card that the
 * firmware's frame buffer serves, a fingerprint reader. */
static bool is_package_for_it(struct hw_case *c)
{
	size_t n;

	return c->facts->kernel_is_running && !c->facts->sibling_bound &&
	       !needs_attention_if_unclaimed(c) &&
	       hw_say_packages_for(c->facts, &n, c->arena).n;
}

static struct hw_text package_for_it(const struct hw_case *c)
{
	size_t n;
	struct hw_text names = hw_say_packages_for(c->facts, &n, c->arena);

	return hw_arena_printf(c->arena,
			       "No driver is bound, and no module of kernel %.*s claims "
			       "this device; package%s %.*s say%s that %s for such "
			       "devices.",
			       HW_TEXT_ARG(c->facts->kernel), n == 1 ? "" : "s",
			       HW_TEXT_ARG(names), n == 1 ? "s" : "",
			       n == 1 ? "it is" : "they are");
}

/* One that is installed has a module for it, which is not there: DKMS may have failed to
 * build it. Programs drive no PCI device. */
static bool is_package_installed(struct hw_case *c)
{
	return c->facts->kernel_is_running && !c->facts->sibling_bound && is_pci(c) &&
	       !needs_attention_if_unclaimed(c) &&
	       hw_installed_package_of_modules(c->facts);
}

static struct hw_text package_installed(const struct hw_case *c)
{
	const struct hw_package *p = hw_installed_package_of_modules(c->facts);

	return hw_arena_printf(c->arena,
			       "No driver is bound, and no module of kernel %.*s claims "
			       "this device, though package %.*s, which is installed, "
			       "says that it is for such devices.",
			       HW_TEXT_ARG(c->facts->kernel), HW_TEXT_ARG(p->name));
}

/* --- depmod-not-run --- */

static bool is_file_unlisted(struct hw_case *c)
{
	return c->facts->signs && c->facts->signs->unlisted_file.n;
}

static struct hw_text file_unlisted(const struct hw_case *c)
{
	const struct hw_signs *s = c->facts->signs;

	if (s->unlisted_claims)
		return hw_arena_printf(c->arena,
				       "No driver is bound: the module file %.*s claims "
				       "this device, and modules.dep of kernel %.*s does "
				       "not list it.",
				       HW_TEXT_ARG(s->unlisted_file),
				       HW_TEXT_ARG(c->facts->kernel));
	return hw_arena_printf(c->arena,
			       "No driver is bound, and no module that modules.dep of "
			       "kernel %.*s lists claims this device; there are module "
			       "files that it does not list: %.*s.",
			       HW_TEXT_ARG(c->facts->kernel),
			       HW_TEXT_ARG(s->unlisted_file));
}

static struct hw_text run_depmod(const struct hw_case *c)
{
	struct hw_text release = hw_shell_word(c->facts->kernel, c->arena);

	return hw_arena_printf(c->arena, "depmod -a -- %.*s", HW_TEXT_ARG(release));
}

/* Whether one of those files claims it is not known. */
static struct hw_text ask_all_the_same(const struct hw_case *c)
{
	return c->facts->signs->unlisted_claims
		       ? HW_NO_TEXT
		       : hw_advice_ask_for_support(c->facts, c->arena);
}

/* --- not-autoloaded --- */

static bool is_claimed_otherwise(struct hw_case *c)
{
	return c->facts->signs && c->facts->signs->other_module.n;
}

static struct hw_text claimed_otherwise(const struct hw_case *c)
{
	const struct hw_signs *s = c->facts->signs;

	return hw_arena_printf(
		c->arena,
		"No module claims the name that the device exports, so none is loaded by "
		"itself; module %.*s claims it by another of its names, %.*s.",
		HW_TEXT_ARG(s->other_module), HW_TEXT_ARG(s->other_modalias));
}

static struct hw_text load_other(const struct hw_case *c)
{
	return hw_remedy_modprobe(c->facts->signs->other_module, "", c->arena);
}

/* --- only-weak-claims --- */

static bool has_weak_claims(struct hw_case *c)
{
	return c->only_weak;
}

static struct hw_text weak_claims(const struct hw_case *c)
{
	size_t modules;
	struct hw_text names = hw_say_modules(c, HW_READY_COUNT, &modules);

	return hw_arena_printf(c->arena,
			       "No driver is bound: %.*s claim%s it only by a catch-all "
			       "pattern without vendor and device, which fits any device "
			       "of its kind; no module of kernel %.*s claims this one.",
			       HW_TEXT_ARG(names), modules == 1 ? "s" : "",
			       HW_TEXT_ARG(c->facts->kernel));
}

/* --- near-miss --- */

static bool is_near_miss(struct hw_case *c)
{
	return c->facts->signs && c->facts->signs->neighbour_modules.n;
}

static bool needs_attention_if_near(const struct hw_case *c)
{
	return c->facts->kernel_is_running && !c->facts->sibling_bound;
}

static struct hw_text near_miss(const struct hw_case *c)
{
	struct hw_text modules = c->facts->signs->neighbour_modules;
	bool several = hw_text_find(modules, ',') < modules.n;

	return hw_arena_printf(c->arena,
			       "No driver is bound, and no module of kernel %.*s claims "
			       "this device; %.*s claim%s other products of its maker.",
			       HW_TEXT_ARG(c->facts->kernel), HW_TEXT_ARG(modules),
			       several ? "" : "s");
}

/* usb_store_new_id(), drivers/usb/core/driver.c; new_id of a serial driver,
 * drivers/usb/serial/bus.c. Drivers of network cards exist when their module is loaded.
 */
static struct hw_text try_neighbour(const struct hw_case *c)
{
	const struct hw_signs *s = c->facts->signs;
	struct hw_text at, load, word;

	if (!s->neighbour_module.n)
		return HW_NO_TEXT;
	at = hw_arena_printf(c->arena, "/sys/bus/%.*s/drivers/%.*s/new_id",
			     HW_TEXT_ARG(s->neighbour_bus),
			     HW_TEXT_ARG(s->neighbour_driver));
	load = hw_remedy_modprobe(s->neighbour_module, "", c->arena);
	word = hw_shell_word(at, c->arena);
	return hw_arena_printf(c->arena, "%.*s && echo %04x %04x > %.*s",
			       HW_TEXT_ARG(load), c->facts->ids[HW_ROLE_VENDOR].value,
			       c->facts->ids[HW_ROLE_DEVICE].value, HW_TEXT_ARG(word));
}

static struct hw_text call_it_experiment(const struct hw_case *c)
{
	struct hw_text paste = hw_advice_ask_for_support(c->facts, c->arena);

	return hw_arena_printf(c->arena, "%s%.*s",
			       c->facts->signs->neighbour_module.n
				       ? "An experiment: the driver does not know this "
					 "product and may not work with it; it lasts "
					 "until the next boot. "
				       : "",
			       HW_TEXT_ARG(paste));
}

/* --- user-space-driver --- */

/* USB interface classes (usb.org, Defined Class Codes) that programs drive through
 * libusb; fingerprint readers have no class and say it in their name. */
static const char *user_space_program(const struct hw_case *c)
{
	static const struct {
		uint32_t base_class;
		const char *program;
	} programs[] = {
		{0x06, "gphoto2 or another program for still cameras"},
		{0x07, "CUPS"},
		{0x0b, "pcscd (PC/SC)"},
	};
	struct hw_text name = c->facts->device_name;

	if (!hw_bus_is_part(c->facts->bus, c->facts->kind))
		return NULL;
	for (size_t i = 0; i < HW_ARRAY_SIZE(programs); i++)
		if (class_of(c) == programs[i].base_class)
			return programs[i].program;
	if (name.n && (memmem(name.s, name.n, "ingerprint", 10)))
		return "libfprint (fprintd)";
	return NULL;
}

static bool is_for_user_space(struct hw_case *c)
{
	return user_space_program(c) != NULL;
}

static struct hw_text for_user_space(const struct hw_case *c)
{
	return hw_arena_printf(
		c->arena,
		"No kernel driver is needed: a program drives this kind of "
		"device, %s, if it supports this one.",
		user_space_program(c));
}

static struct hw_text unclaimed(const struct hw_case *c)
{
	const struct hw_facts *f = c->facts;
	struct hw_text sibling = f->sibling_function_driver;

	return hw_arena_printf(c->arena,
			       "No driver is bound, and no module of kernel %.*s claims "
			       "this device%s.%s%.*s%s",
			       HW_TEXT_ARG(f->kernel),
			       f->subsystem_not_built == HW_YES
				       ? ": it was built without any for this kind of "
					 "device"
				       : "",
			       sibling.n ? " Driver " : "", HW_TEXT_ARG(sibling),
			       sibling.n ? " drives another function of its slot." : "");
}

static struct hw_text install_modules(const struct hw_case *c)
{
	const struct hw_facts *f = c->facts;

	if (!needs_attention_if_unclaimed(c))
		return HW_NO_TEXT;
	if (f->subsystem_not_built != HW_YES)
		return hw_advice_ask_for_support(f, c->arena);
	return hw_advice_kind(f, c->arena);
}

static struct hw_text ask_for_support(const struct hw_case *c)
{
	if (!needs_attention_if_unclaimed(c))
		return HW_NO_TEXT;
	return hw_advice_ask_for_support(c->facts, c->arena);
}

/* clang-format off */
const struct hw_reason hw_reasons_unclaimed[] = {
	{.code = "bridge", .state = HW_STATE_DRIVERLESS, .holds = is_bridge,
	 .text = "The PCI core handles this kind of bridge without a driver.",
	 .meaning = "is a bridge that the PCI core handles without a driver"},
	{.code = "system-peripheral", .state = HW_STATE_DRIVERLESS,
	 .holds = is_system_peripheral,
	 .text = "The firmware sets up this kind of device; it works without a driver.",
	 .meaning = "is set up by the firmware and works without a driver"},
	{.code = "as-reported", .state = HW_STATE_UNBOUND,
	 .lacks_modules = is_reported_open, .holds = is_reported_unbound,
	 .text = "No driver is bound, though a module claims this device: so says the "
		 "report that was read, and not more.",
	 .meaning = "has none, and a report that was read tells its state alone"},
	{.code = "as-reported", .state = HW_STATE_UNCLAIMED,
	 .holds = is_reported_unclaimed,
	 .text = "No driver is bound, and no module claims this device: so says the report "
		 "that was read, and not more.",
	 .meaning = "has none, and a report that was read tells its state alone"},
	{.code = "as-reported", .state = HW_STATE_DRIVERLESS,
	 .holds = is_reported_driverless,
	 .text = "It needs no driver: so says the report that was read, and not why.",
	 .meaning = "has none, and a report that was read tells its state alone"},
	{.code = "as-reported", .state = HW_STATE_UNKNOWN, .lacks_tables = true,
	 .needs_attention = hw_case_needs_attention_without_tables,
	 .holds = is_reported_unknown,
	 .text = "No driver is bound, and whether a module claims this device is not known: "
		 "the report that was read does not say it.",
	 .meaning = "has none, and a report that was read tells its state alone"},
	{.code = "unreadable", .state = HW_STATE_UNKNOWN, .lacks_tables = true,
	 .needs_attention = hw_case_needs_attention_without_tables,
	 .holds = is_modalias_unreadable,
	 .text = "Its modalias could not be read, so no driver can be looked for.",
	 .meaning = "has a modalias that could not be read"},
	{.code = "no-modalias", .state = HW_STATE_DRIVERLESS, .holds = has_no_modalias,
	 .text = "It exports no modalias by which a driver could be found.",
	 .meaning = "exports no modalias by which a driver could be found"},
	{.code = "not-autoloaded", .state = HW_STATE_UNCLAIMED, .severity = HW_SEVERITY_HINT,
	 .holds = is_claimed_otherwise, .sentence = claimed_otherwise, .remedy = load_other,
	 .meaning = "is claimed by a module by another name than the one it exports"},
	{.code = "optional-driver", .state = HW_STATE_DRIVERLESS, .holds = is_driver_optional,
	 .text = "Devices on this bus commonly work without a driver.",
	 .meaning = "is on a bus whose devices commonly work without a driver"},
	{.code = "no-alias-tables", .state = HW_STATE_UNKNOWN, .lacks_tables = true,
	 .needs_attention = needs_attention_without_ids, .holds = is_added,
	 .text = "No driver is bound, and whether a module claims this device is not known: "
		 "the recording that it is joined with has no alias lines for it.",
	 .meaning = "has none, and there are no alias tables to look for one"},
	{.code = "no-alias-tables", .state = HW_STATE_UNKNOWN, .lacks_tables = true,
	 .needs_attention = hw_case_needs_attention_without_tables, .holds = has_no_tables,
	 .sentence = no_tables,
	 .meaning = "has none, and there are no alias tables to look for one"},
	{.code = "ids-not-told", .state = HW_STATE_UNKNOWN, .lacks_tables = true,
	 .needs_attention = needs_attention_without_ids, .holds = lacks_ids,
	 .text = "No driver is bound, and whether a module claims this device is not known: "
		 "what was read of it does not tell all of its ids.",
	 .meaning = "has none, and what was read does not tell all ids to look for one"},
	{.code = "unclaimed-here", .state = HW_STATE_UNCLAIMED, .severity = HW_SEVERITY_HINT,
	 .needs_attention = is_running_kernel, .holds = is_rarely_claimed,
	 .sentence = claimed_elsewhere, .remedy = build_module, .advice = boot_other_kernel,
	 .meaning = "is claimed by a module of another kernel, and by none of this one"},
	{.code = "unclaimed-here", .state = HW_STATE_UNCLAIMED, .severity = HW_SEVERITY_WARNING,
	 .needs_attention = needs_attention_elsewhere, .holds = is_claimed_elsewhere,
	 .sentence = claimed_elsewhere, .remedy = build_module, .advice = boot_other_kernel,
	 .meaning = "is claimed by a module of another kernel, and by none of this one"},
	{.code = "no-module-claims", .state = HW_STATE_UNCLAIMED, .severity = HW_SEVERITY_HINT,
	 .holds = is_package_for_it, .sentence = package_for_it,
	 .meaning = "is claimed by no module"},
	{.code = "no-module-claims", .state = HW_STATE_UNCLAIMED, .severity = HW_SEVERITY_HINT,
	 .holds = is_package_installed, .sentence = package_installed,
	 .meaning = "is claimed by no module"},
	{.code = "depmod-not-run", .state = HW_STATE_UNCLAIMED, .severity = HW_SEVERITY_WARNING,
	 .needs_attention = needs_attention_if_unclaimed, .holds = is_file_unlisted,
	 .sentence = file_unlisted, .remedy = run_depmod, .advice = ask_all_the_same,
	 .meaning = "is claimed by no module that is listed, and module files are not listed"},
	{.code = "only-weak-claims", .state = HW_STATE_UNCLAIMED, .severity = HW_SEVERITY_WARNING,
	 .needs_attention = needs_attention_if_unclaimed, .holds = has_weak_claims,
	 .sentence = weak_claims, .advice = ask_for_support,
	 .meaning = "is claimed by catch-all patterns alone"},
	{.code = "near-miss", .state = HW_STATE_UNCLAIMED, .severity = HW_SEVERITY_HINT,
	 .needs_attention = needs_attention_if_near, .holds = is_near_miss,
	 .sentence = near_miss, .remedy = try_neighbour, .advice = call_it_experiment,
	 .meaning = "is claimed by no module, though one claims other products of its maker"},
	{.code = "user-space-driver", .state = HW_STATE_UNCLAIMED, .holds = is_for_user_space,
	 .sentence = for_user_space,
	 .meaning = "is driven by a program, not by the kernel"},
	{.code = "no-module-claims", .state = HW_STATE_UNCLAIMED, .severity = HW_SEVERITY_WARNING,
	 .needs_attention = needs_attention_if_unclaimed, .holds = always,
	 .sentence = unclaimed, .advice = install_modules,
	 .meaning = "is claimed by no module"},
	{.code = NULL},
};
/* clang-format on */
