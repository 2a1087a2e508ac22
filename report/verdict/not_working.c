// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Bound is not working: reasons of a device that a driver is bound to, each by a sign of
 * this very device. None holds where nobody looked.
 */
#include "data/module/name.h"
#include "decoders/text/ascii.h"
#include "decoders/vocabulary/vocabulary.h"
#include "report/verdict/attention.h"
#include "report/verdict/internal.h"
#include "report/verdict/remedy.h"

/* --- not-authorized ---
 *
 * usb_deauthorize_device(), drivers/usb/core/hub.c: the device keeps the driver "usb" and
 * loses its configuration.
 */

static bool is_bound_not_authorized(struct hw_case *c)
{
	return hw_case_is_bound(c) && c->facts->not_authorized;
}

static struct hw_text bound_not_authorized(const struct hw_case *c)
{
	struct hw_text lock = hw_say_lock(c);

	return hw_arena_printf(c->arena,
			       "The kernel may not use it: its attribute 'authorized' is "
			       "0.%.*s",
			       HW_TEXT_ARG(lock));
}

static struct hw_text authorize(const struct hw_case *c)
{
	return hw_remedy_authorize(c->facts, c->arena);
}

static void show_authorized(struct hw_case *c)
{
	hw_case_add_attribute(c, "authorized", "0");
	hw_case_add_lock(c);
}

/* --- not-responding --- */

static bool is_off_the_bus(struct hw_case *c)
{
	if (!hw_case_bound_signs(c))
		return false;
	c->message = hw_case_message(c, HW_LOG_OFF_THE_BUS);
	if (!c->message)
		c->message = hw_case_message(c, HW_LOG_UNREACHABLE);
	/* it may have come back since */
	return c->facts->signs->reads_ones || (c->message && !c->facts->signs->answers);
}

/* --- controller-died --- */

static bool has_died(struct hw_case *c)
{
	c->message = hw_case_bound_signs(c) ? hw_case_message(c, HW_LOG_CONTROLLER_DIED)
					    : NULL;
	return c->message != NULL;
}

static struct hw_text died(const struct hw_case *c)
{
	return hw_arena_printf(c->arena,
			       "Driver %.*s is bound, but by the kernel log it gave the "
			       "controller up, so nothing behind it works.",
			       HW_TEXT_ARG(c->facts->driver));
}

/* bind_store(), unbind_store(), drivers/base/bus.c */
static struct hw_text bind_again(const struct hw_case *c)
{
	struct hw_text name = hw_shell_word(c->facts->name, c->arena);
	struct hw_text at = hw_arena_printf(c->arena, "/sys/bus/%.*s/drivers/%.*s",
					    HW_TEXT_ARG(c->facts->subsystem),
					    HW_TEXT_ARG(c->facts->driver));
	struct hw_text unbind = hw_shell_word(
		hw_arena_printf(c->arena, "%.*s/unbind", HW_TEXT_ARG(at)), c->arena);
	struct hw_text bind = hw_shell_word(
		hw_arena_printf(c->arena, "%.*s/bind", HW_TEXT_ARG(at)), c->arena);

	return hw_arena_printf(c->arena, "echo %.*s > %.*s && echo %.*s > %.*s",
			       HW_TEXT_ARG(name), HW_TEXT_ARG(unbind), HW_TEXT_ARG(name),
			       HW_TEXT_ARG(bind));
}

/* --- usb-not-recognised --- */

static bool has_empty_port(struct hw_case *c)
{
	const struct hw_signs *s = hw_case_bound_signs(c);

	c->message = s ? s->empty_port : NULL;
	return c->message != NULL;
}

struct hw_text hw_say_empty_port(const struct hw_case *c)
{
	struct hw_text error = hw_say_error(c);
	bool over = c->message->message.pattern->event == HW_LOG_USB_OVER_CURRENT;

	return hw_arena_printf(
		c->arena,
		"By the kernel log %s at a port of this hub (%.*s)%.*s, and "
		"no device is there.",
		over ? "too much current was drawn"
		     : "something was plugged in and not recognised",
		HW_TEXT_ARG(c->message->message.parts[HW_LOG_PART_DEVICE]),
		HW_TEXT_ARG(error));
}

struct hw_text hw_advice_empty_port(const struct hw_case *c)
{
	(void)c;
	return HW_TEXT("Unplug it, and try another cable, port or machine; if it fails "
		       "there too, it is broken.");
}

static struct hw_text off_the_bus(const struct hw_case *c)
{
	return hw_arena_printf(c->arena,
			       "Driver %.*s is bound, but the device does not answer any "
			       "more: %s.",
			       HW_TEXT_ARG(c->facts->driver),
			       c->facts->signs->reads_ones
				       ? "its configuration space reads as ones"
				       : "by the kernel log it left the bus");
}

/* A device in D3cold reads so as well, see report/signs/signs.c. */
static struct hw_text power_cycle(const struct hw_case *c)
{
	if (c->facts->signs->power_is_untold && !c->message)
		return HW_TEXT(
			"If it is switched off to save power, as laptops do with a "
			"second "
			"graphics card that nothing uses, nothing is wrong: it answers "
			"again once it is used. Otherwise: " HW_POWER_CYCLE);
	return HW_TEXT(HW_POWER_CYCLE);
}

static void show_off_the_bus(struct hw_case *c)
{
	const struct hw_signs *s = c->facts->signs;

	if (s->ones_printed.n)
		hw_case_add_evidence(c, &(struct hw_evidence){
						.source = "lspci",
						.text = s->ones_printed,
					});
	else if (s->reads_ones)
		hw_case_add_attribute(c, "config", "ff ff ff ff …");
	hw_case_add_message(c);
}

/* --- usb-no-configuration --- */

static bool is_unconfigured(struct hw_case *c)
{
	const struct hw_signs *s = hw_case_bound_signs(c);

	return s && s->is_unconfigured;
}

static struct hw_text unconfigured(const struct hw_case *c)
{
	bool power = hw_case_message(c, HW_LOG_USB_POWER_BUDGET) != NULL;

	return hw_arena_printf(c->arena,
			       "The USB device has no configuration, so it has no "
			       "interfaces and no driver can use it%s.",
			       power ? ": it asks for more power than its port gives"
				     : "");
}

/* bConfigurationValue_store(), drivers/usb/core/sysfs.c */
static struct hw_text configure(const struct hw_case *c)
{
	struct hw_text at = hw_arena_printf(c->arena, "%.*s/bConfigurationValue",
					    HW_TEXT_ARG(c->facts->directory));
	struct hw_text word = hw_shell_word(at, c->arena);

	return hw_arena_printf(c->arena, "echo 1 > %.*s", HW_TEXT_ARG(word));
}

static struct hw_text plug_elsewhere(const struct hw_case *c)
{
	if (!hw_case_message(c, HW_LOG_USB_POWER_BUDGET))
		return HW_NO_TEXT;
	return HW_TEXT(
		"Plug it into the machine itself or into a hub with a power supply "
		"of its own. The command uses it beyond what the port grants.");
}

static void show_unconfigured(struct hw_case *c)
{
	static const enum hw_log_event events[] = {
		HW_LOG_USB_POWER_BUDGET,
		HW_LOG_USB_NO_CONFIGURATION,
		HW_LOG_USB_SET_CONFIGURATION,
	};

	hw_case_add_attribute(c, "bConfigurationValue", "");
	hw_case_add_messages(c, events, HW_ARRAY_SIZE(events));
}

/* --- held-by-program ---
 *
 * Programs take an interface for good reason (scanners, radios, power supplies, printers,
 * virtual machines): told only where the kernel says that one took it from the driver.
 */

static bool is_held(struct hw_case *c)
{
	if (!hw_case_bound_signs(c) || !hw_text_eq(c->facts->driver, HW_TEXT("usbfs")))
		return false;
	c->candidate = c->first[HW_READY_LOADED];
	return c->candidate && !c->candidate->weak;
}

static bool is_taken(struct hw_case *c)
{
	c->message = hw_case_message(c, HW_LOG_USB_CLAIMED);
	return c->message && is_held(c) &&
	       hw_module_name_eq(c->message->message.parts[HW_LOG_PART_MODULE],
				 c->candidate->module);
}

static struct hw_text held(const struct hw_case *c)
{
	struct hw_text program = c->message->message.parts[HW_LOG_PART_PROGRAM];

	return hw_arena_printf(
		c->arena,
		"A program, %.*s%sholds the interface through usbfs, though module %.*s, "
		"which is loaded, claims it.",
		HW_TEXT_ARG(program), program.n ? ", " : "",
		HW_TEXT_ARG(c->candidate->module));
}

static struct hw_text remove_program(const struct hw_case *c)
{
	struct hw_text program = c->message->message.parts[HW_LOG_PART_PROGRAM];

	return hw_arena_printf(c->arena,
			       "If you do not use %.*s, remove its package or its udev "
			       "rules, and plug the device in again.",
			       HW_TEXT_ARG(program));
}

/* --- bridge-only --- */

/* The first candidate of another module that could have the device. */
static const struct hw_candidate *other_candidate(const struct hw_case *c)
{
	for (size_t i = 0; i < c->facts->candidate_count; i++) {
		const struct hw_candidate *o = &c->facts->candidates[i];
		enum hw_readiness r = hw_candidate_readiness(o);

		if ((r == HW_READY_LOADED || r == HW_READY_LOADABLE) &&
		    !o->blocked.blocked_by.s && !hw_candidate_is_optional(o) &&
		    !hw_module_name_eq(o->module, c->facts->driver_module))
			return o;
	}
	return NULL;
}

static bool is_bridge_only(struct hw_case *c)
{
	const struct hw_signs *s = hw_case_bound_signs(c);

	if (!s || !s->idle_core.n)
		return false;
	c->candidate = other_candidate(c);
	return c->candidate != NULL;
}

static struct hw_text bridge_only(const struct hw_case *c)
{
	const struct hw_candidate *own = hw_case_bound_candidate(c);

	return hw_arena_printf(
		c->arena,
		"Only the bridge driver %.*s is bound; what it found, %.*s, has no "
		"driver. Module %.*s claims the card and waits.%s%.*s%s",
		HW_TEXT_ARG(c->facts->driver), HW_TEXT_ARG(c->facts->signs->idle_core),
		HW_TEXT_ARG(c->candidate->module),
		own && own->blocked.blocked_by.s ? " The bridge driver is blocked by "
						 : "",
		own ? (int)own->blocked.blocked_by.n : 0,
		own && own->blocked.blocked_by.s ? own->blocked.blocked_by.s : "",
		own && own->blocked.blocked_by.s
			? ", and was loaded all the same, mostly from the initramfs."
			: "");
}

/* Gives the card to the other module; modprobe -r fails while something uses it. */
static struct hw_text swap_modules(const struct hw_case *c)
{
	struct hw_text from = hw_shell_word(c->facts->driver_module, c->arena);
	struct hw_text load = hw_remedy_modprobe(c->candidate->module, "", c->arena);
	struct hw_text again = hw_remedy_probe(c->facts, c->arena);

	if (!c->facts->driver_module.n)
		return HW_NO_TEXT;
	return hw_arena_printf(c->arena, "modprobe -r %.*s && %.*s && %.*s",
			       HW_TEXT_ARG(from), HW_TEXT_ARG(load), HW_TEXT_ARG(again));
}

static struct hw_text rebuild_initramfs(const struct hw_case *c)
{
	(void)c;
	return HW_TEXT("Build the initramfs anew (update-initramfs -u, dracut -f or "
		       "mkinitcpio -P), so that it knows the configuration, and reboot.");
}

static void show_bound_blocker(struct hw_case *c)
{
	const struct hw_candidate *own = hw_case_bound_candidate(c);

	if (own && own->blocked.blocked_by.s)
		hw_case_add_evidence(
			c, &(struct hw_evidence){
				   .source = own->blocked.path.s ? "modprobe.d"
								 : "kernel-command-line",
				   .path = own->blocked.path,
				   .line = own->blocked.line,
				   .text = hw_quote(own->blocked.directive, c->arena),
			   });
}

/* --- bound-though-blocked --- */

/* That the candidate's driver failed to start this device, or does not support it. */
static const struct hw_log_record *failure_of(const struct hw_case *c,
					      const struct hw_candidate *candidate)
{
	const struct hw_log_record *failed = hw_case_message(c, HW_LOG_PROBE_FAILED);

	if (failed && hw_module_name_eq(failed->message.parts[HW_LOG_PART_DRIVER],
					candidate->module))
		return failed;
	return hw_text_eq(candidate->module, HW_TEXT("nvidia"))
		       ? hw_case_message(c, HW_LOG_NOT_SUPPORTED)
		       : NULL;
}

static bool is_bound_though_blocked(struct hw_case *c)
{
	const struct hw_candidate *own;

	if (!hw_case_bound_signs(c) || !c->facts->kernel_is_running)
		return false;
	own = hw_case_bound_candidate(c);
	if (!own || own->builtin == HW_YES || !own->blocked.path.s ||
	    (own->blocked.kind != HW_BLOCK_BLACKLIST &&
	     own->blocked.kind != HW_BLOCK_INSTALL))
		return false;
	c->candidate = other_candidate(c);
	if (!c->candidate || c->candidate->weak)
		return false;
	if (!hw_case_is_refused(c, c->candidate))
		c->message = failure_of(c, c->candidate);
	return true;
}

/* The other module does not work here either: what the user sees is the driver that is
 * left. */
static struct hw_text bound_as_other_failed(const struct hw_case *c)
{
	const struct hw_candidate *own = hw_case_bound_candidate(c);
	bool is_refused = c->message->message.pattern->event != HW_LOG_PROBE_FAILED &&
			  c->message->message.pattern->event != HW_LOG_NOT_SUPPORTED;
	struct hw_text error = hw_say_error(c);

	return hw_arena_printf(
		c->arena,
		"Driver %.*s is bound, though its module is blocked by %.*s. Module "
		"%.*s, which claims the device too, %s%.*s.",
		HW_TEXT_ARG(c->facts->driver), HW_TEXT_ARG(own->blocked.blocked_by),
		HW_TEXT_ARG(c->candidate->module),
		is_refused ? "was refused by the kernel: "
			   : "failed to start it, by the kernel log",
		HW_TEXT_ARG(is_refused ? hw_say_refusal(c) : error));
}

static struct hw_text bound_though_blocked(const struct hw_case *c)
{
	const struct hw_candidate *own = hw_case_bound_candidate(c);

	if (c->message)
		return bound_as_other_failed(c);
	return hw_arena_printf(
		c->arena,
		"Driver %.*s is bound, though its module is blocked by %.*s: it was "
		"loaded all the same, mostly from the initramfs. Module %.*s claims the "
		"device too and nothing keeps it from being loaded.",
		HW_TEXT_ARG(c->facts->driver), HW_TEXT_ARG(own->blocked.blocked_by),
		HW_TEXT_ARG(c->candidate->module));
}

static struct hw_text give_to_other(const struct hw_case *c)
{
	const struct hw_log_message *m = c->message ? &c->message->message : NULL;

	if (c->facts->signs->modules_disabled)
		return HW_TEXT("kernel.modules_disabled is 1: no other module can be "
			       "loaded before the next boot.");
	if (!m)
		return rebuild_initramfs(c);
	if (m->pattern->event == HW_LOG_PROBE_FAILED ||
	    m->pattern->event == HW_LOG_NOT_SUPPORTED)
		return HW_TEXT("Without the driver that is bound the device has none: "
			       "install the release of the other one that supports it, "
			       "or take the blacklist line out.");
	return hw_advice_refusal(c, c->candidate);
}

static void show_bound_though_blocked(struct hw_case *c)
{
	show_bound_blocker(c);
	hw_case_add_message(c);
}

static bool device_needs_attention(const struct hw_case *c)
{
	return hw_needs_attention(c->facts);
}

/* --- vfio-not-honoured --- */

static bool is_reserved_for_vfio(struct hw_case *c)
{
	const struct hw_signs *s = hw_case_bound_signs(c);

	return s && s->reserved_for_vfio;
}

/* What gives such a device to vfio-pci. */
enum vfio_way {
	/* nothing: this kernel has no vfio-pci */
	VFIO_ABSENT,
	/* by name, of this device: nothing can come before a driver that is part of the
	 * kernel */
	VFIO_OVERRIDE,
	/* code that is part of the kernel has its options from the kernel command line
	 * alone, and no `softdep` */
	VFIO_CMDLINE,
	/* the configuration is in order, and the initramfs may have an older one */
	VFIO_INITRAMFS,
	VFIO_SOFTDEP,
};

static const char *const vfio_reasons[] = {
	[VFIO_ABSENT] = "this kernel has no module vfio_pci",
	[VFIO_OVERRIDE] = "the driver is part of the kernel and comes first, whatever "
			  "modprobe's configuration says",
	[VFIO_CMDLINE] = "vfio-pci is part of this kernel, which has its options from "
			 "the kernel command line alone",
	[VFIO_INITRAMFS] = "the other driver was first, though a softdep line says that "
			   "vfio-pci is to be loaded before it",
	[VFIO_SOFTDEP] = "the other driver was first",
};

static enum vfio_way vfio_way(const struct hw_case *c)
{
	const struct hw_signs *s = c->facts->signs;

	if (s->vfio_is_absent)
		return VFIO_ABSENT;
	if (s->driver_is_builtin)
		return VFIO_OVERRIDE;
	if (s->vfio_is_builtin && s->reserved_for_vfio->path.s)
		return VFIO_CMDLINE;
	return s->vfio_first ? VFIO_INITRAMFS : VFIO_SOFTDEP;
}

static struct hw_text reserved_for_vfio(const struct hw_case *c)
{
	const struct hw_directive *d = c->facts->signs->reserved_for_vfio;
	struct hw_text where = HW_TEXT("the kernel command line");

	struct hw_text iommu = c->facts->signs->iommu_off;

	if (d->path.s)
		where = hw_arena_printf(c->arena, "%.*s:%zu", HW_TEXT_ARG(d->path),
					d->line);
	if (iommu.n)
		return hw_arena_printf(
			c->arena,
			"Driver %.*s is bound, though %.*s: %.*s keeps the "
			"device for vfio-pci: that needs an IOMMU, and the "
			"kernel command line has %.*s.",
			HW_TEXT_ARG(c->facts->driver), HW_TEXT_ARG(where),
			HW_TEXT_ARG(d->text), HW_TEXT_ARG(iommu));
	return hw_arena_printf(c->arena,
			       "Driver %.*s is bound, though %.*s: %.*s keeps the device "
			       "for vfio-pci: %s.",
			       HW_TEXT_ARG(c->facts->driver), HW_TEXT_ARG(where),
			       HW_TEXT_ARG(d->text), vfio_reasons[vfio_way(c)]);
}

/* driver_override, Documentation/ABI/testing/sysfs-bus-pci. */
static struct hw_text override_driver(const struct hw_case *c)
{
	struct hw_text load = hw_remedy_modprobe(HW_TEXT("vfio_pci"), "", c->arena);
	struct hw_text again = hw_remedy_probe(c->facts, c->arena);
	struct hw_text name = hw_shell_word(c->facts->name, c->arena);
	struct hw_text override =
		hw_shell_word(hw_arena_printf(c->arena, "%.*s/driver_override",
					      HW_TEXT_ARG(c->facts->directory)),
			      c->arena);
	struct hw_text unbind =
		hw_shell_word(hw_arena_printf(c->arena, "%.*s/driver/unbind",
					      HW_TEXT_ARG(c->facts->directory)),
			      c->arena);
	bool is_builtin = c->facts->signs->vfio_is_builtin;

	return hw_arena_printf(
		c->arena, "%.*s%secho vfio-pci > %.*s && echo %.*s > %.*s && %.*s",
		is_builtin ? 0 : (int)load.n, load.s ? load.s : "",
		is_builtin ? "" : " && ", HW_TEXT_ARG(override), HW_TEXT_ARG(name),
		HW_TEXT_ARG(unbind), HW_TEXT_ARG(again));
}

/* "1002:67df,1002:aaf0"; the device's own where that is no plain list. */
static struct hw_text vfio_ids(const struct hw_case *c)
{
	const struct hw_id *ids = c->facts->ids;
	struct hw_text rest = c->facts->signs->reserved_for_vfio->value;
	struct hw_text list = HW_NO_TEXT;

	while (rest.s && !list.n) {
		struct hw_text word = hw_text_cut(&rest, ' ');

		if (hw_text_starts(word, HW_TEXT("ids=")))
			list = hw_text_from(word, 4);
	}
	for (size_t i = 0; i < list.n; i++)
		if (!hw_is_hex(list.s[i]) && list.s[i] != ':' && list.s[i] != ',')
			list.n = 0;
	return list.n ? list
		      : hw_arena_printf(c->arena, "%04x:%04x",
					(unsigned)ids[HW_ROLE_VENDOR].value,
					(unsigned)ids[HW_ROLE_DEVICE].value);
}

static struct hw_text advise_vfio(const struct hw_case *c)
{
	struct hw_text name = hw_shell_word(c->facts->name, c->arena);
	struct hw_text ids = vfio_ids(c);

	switch (vfio_way(c)) {
	case VFIO_ABSENT:
		return HW_TEXT("Install the package with the rest of this kernel's "
			       "modules, or a kernel that is built with "
			       "CONFIG_VFIO_PCI.");
	case VFIO_OVERRIDE:
		return hw_arena_printf(c->arena,
				       "Until the next boot; \"driverctl set-override "
				       "%.*s vfio-pci\" does so at each boot. Not while "
				       "something uses the device.",
				       HW_TEXT_ARG(name));
	case VFIO_CMDLINE:
		return hw_arena_printf(
			c->arena,
			"Add vfio-pci.ids=%.*s to the kernel command line, run "
			"update-grub or what the boot loader needs, and reboot.",
			HW_TEXT_ARG(ids));
	case VFIO_INITRAMFS:
	case VFIO_SOFTDEP:
		break;
	}
	return rebuild_initramfs(c);
}

/* modprobe.d(5): the modules before "pre:" are loaded first. */
static struct hw_text load_vfio_first(const struct hw_case *c)
{
	struct hw_text module =
		c->facts->driver_module.n ? c->facts->driver_module : c->facts->driver;
	struct hw_text line = hw_arena_printf(c->arena, "softdep %.*s pre: vfio-pci",
					      HW_TEXT_ARG(module));
	struct hw_text word = hw_shell_word(line, c->arena);

	if (c->facts->signs->iommu_off.n)
		return HW_NO_TEXT;
	if (vfio_way(c) == VFIO_OVERRIDE)
		return override_driver(c);
	if (vfio_way(c) != VFIO_SOFTDEP || !c->facts->driver_module.n)
		return HW_NO_TEXT;
	return hw_arena_printf(c->arena, "echo %.*s >> /etc/modprobe.d/vfio-first.conf",
			       HW_TEXT_ARG(word));
}

static struct hw_text let_vfio(const struct hw_case *c)
{
	struct hw_text iommu = c->facts->signs->iommu_off;

	if (!iommu.n)
		return advise_vfio(c);
	return hw_arena_printf(
		c->arena,
		"Take %.*s out of the kernel command line, run update-grub "
		"or what the boot loader needs, and reboot.",
		HW_TEXT_ARG(iommu));
}

static void show_vfio(struct hw_case *c)
{
	if (c->facts->signs->iommu_off.n)
		hw_case_add_evidence(c, &(struct hw_evidence){
						.source = "kernel-command-line",
						.text = c->facts->signs->iommu_off,
					});
	hw_case_add_directive(c, c->facts->signs->reserved_for_vfio);
	if (c->facts->signs->vfio_first)
		hw_case_add_directive(c, c->facts->signs->vfio_first);
}

/* --- generic-driver --- */

static bool is_generic(struct hw_case *c)
{
	if (!hw_case_bound_signs(c) ||
	    !hw_text_eq(c->facts->driver, HW_TEXT("hid-generic")))
		return false;
	c->candidate = c->first[HW_READY_BLOCKED];
	return c->candidate && !c->candidate->weak;
}

static struct hw_text generic(const struct hw_case *c)
{
	return hw_arena_printf(
		c->arena,
		"The catch-all driver %.*s is bound, though module %.*s is "
		"made for this device: that is kept from being loaded by "
		"%.*s.",
		HW_TEXT_ARG(c->facts->driver), HW_TEXT_ARG(c->candidate->module),
		HW_TEXT_ARG(c->candidate->blocked.blocked_by));
}

/* Loading the special driver makes the generic one give way: hid_generic_match(),
 * drivers/hid/hid-generic.c. */
static struct hw_text unblock(const struct hw_case *c)
{
	return hw_remedy_unblock(c->candidate, true, c->arena);
}

static void show_candidate_blocker(struct hw_case *c)
{
	const struct hw_block *b = &c->candidate->blocked;

	hw_case_add_evidence(
		c, &(struct hw_evidence){
			   .source = b->path.s ? "modprobe.d" : "kernel-command-line",
			   .path = b->path,
			   .line = b->line,
			   .text = hw_quote(b->directive, c->arena),
		   });
}

/* --- disk-mode ---
 *
 * Sticks that show themselves as a CD-ROM with the drivers of another system until they
 * are told to become what they are; usb.ids says so in the name.
 */

static bool contains(struct hw_text text, const char *word)
{
	return text.n && memmem(text.s, text.n, word, strlen(word));
}

/* What is sent to these, as others are to be ejected. Source: usb_modeswitch-data;
 * usb_modeswitch(1), -J. */
static bool has_huawei_message(const struct hw_facts *f)
{
	static const uint32_t products[] = {0x1446, 0x14fe, 0x15ca, 0x1f01};

	for (size_t i = 0; i < HW_ARRAY_SIZE(products); i++)
		if (f->ids[HW_ROLE_VENDOR].value == 0x12d1 &&
		    f->ids[HW_ROLE_DEVICE].value == products[i])
			return true;
	return false;
}

static bool is_named_disk_mode(const struct hw_facts *f)
{
	return contains(f->device_name, "CDROM Mode") ||
	       contains(f->device_name, "CD-ROM mode") ||
	       contains(f->device_name, "CD-ROM Mode");
}

/* "All known install partitions are on interface 0", rules of usb-modeswitch; what else
 * the device has besides may be a card reader. */
static bool is_first_interface(const struct hw_facts *f)
{
	return f->name.n > 2 && f->name.s[f->name.n - 2] == '.' &&
	       f->name.s[f->name.n - 1] == '0';
}

static bool is_in_disk_mode(struct hw_case *c)
{
	const struct hw_facts *f = c->facts;

	return hw_case_bound_signs(c) && hw_bus_is_part(f->bus, f->kind) &&
	       is_first_interface(f) &&
	       (hw_text_eq(f->driver, HW_TEXT("usb-storage")) ||
		hw_text_eq(f->driver, HW_TEXT("uas"))) &&
	       (hw_usb_is_disk_mode((uint32_t)f->ids[HW_ROLE_VENDOR].value,
				    (uint32_t)f->ids[HW_ROLE_DEVICE].value) ||
		is_named_disk_mode(f));
}

static struct hw_text switch_mode(const struct hw_case *c)
{
	const struct hw_facts *f = c->facts;
	bool is_huawei = has_huawei_message(f);
	bool is_zte = f->ids[HW_ROLE_VENDOR].value == 0x19d2 &&
		      f->ids[HW_ROLE_DEVICE].value == 0x2000;

	if (!is_huawei && !is_zte && !is_named_disk_mode(f))
		return HW_NO_TEXT;
	return hw_arena_printf(c->arena, "usb_modeswitch %s -v %04x -p %04x",
			       is_huawei ? "-JW" : "-KW",
			       (unsigned)f->ids[HW_ROLE_VENDOR].value,
			       (unsigned)f->ids[HW_ROLE_DEVICE].value);
}

/* Its data have what to send to each model. */
static struct hw_text switch_always(const struct hw_case *c)
{
	(void)c;
	return HW_TEXT("With the package usb-modeswitch and its data it is switched over "
		       "whenever it is plugged in.");
}

/* --- second-best-configuration --- */

static bool is_second_best(struct hw_case *c)
{
	const struct hw_signs *s = hw_case_bound_signs(c);

	return s && s->better_configuration;
}

static struct hw_text second_best(const struct hw_case *c)
{
	const struct hw_signs *s = c->facts->signs;

	return hw_arena_printf(c->arena,
			       "Driver %.*s, for any device of this class, is bound; the "
			       "device has another configuration, %u, for which module "
			       "%.*s is made.",
			       HW_TEXT_ARG(c->facts->driver), s->better_configuration,
			       HW_TEXT_ARG(s->better_module));
}

static struct hw_text choose_configuration(const struct hw_case *c)
{
	struct hw_text whole = c->facts->directory;
	struct hw_text load =
		hw_remedy_modprobe(c->facts->signs->better_module, "", c->arena);
	struct hw_text word;

	whole.n -= hw_path_base(whole).n + 1;
	word = hw_shell_word(
		hw_arena_printf(c->arena, "%.*s/bConfigurationValue", HW_TEXT_ARG(whole)),
		c->arena);
	return hw_arena_printf(c->arena, "%.*s && echo %u > %.*s", HW_TEXT_ARG(load),
			       c->facts->signs->better_configuration, HW_TEXT_ARG(word));
}

/* --- radio-blocked --- */

static bool is_radio_blocked(struct hw_case *c)
{
	const struct hw_signs *s = hw_case_bound_signs(c);

	return s && s->hard_blocked.n;
}

static struct hw_text radio_blocked(const struct hw_case *c)
{
	return hw_arena_printf(c->arena,
			       "Driver %.*s is bound, but a switch of the machine keeps "
			       "the radio off: %.*s is hard blocked.",
			       HW_TEXT_ARG(c->facts->driver),
			       HW_TEXT_ARG(c->facts->signs->hard_blocked));
}

static struct hw_text use_switch(const struct hw_case *c)
{
	(void)c;
	return HW_TEXT("Use the switch or key for wireless, or the firmware's setup; "
		       "no command can.");
}

static void show_rfkill(struct hw_case *c)
{
	hw_case_add_evidence(c,
			     &(struct hw_evidence){
				     .source = "attribute",
				     .path = hw_arena_printf(
					     c->arena, "/sys/class/rfkill/%.*s/hard",
					     HW_TEXT_ARG(c->facts->signs->hard_blocked)),
				     .text = HW_TEXT("hard = 1"),
			     });
}

/* --- firmware-failed, of a bound device: its driver complained, and made nothing --- */

static bool is_without_firmware(struct hw_case *c)
{
	const struct hw_signs *s = hw_case_bound_signs(c);

	/* of a USB device its interface tells */
	if (!s || !s->failed_firmware.n || s->has_class_device ||
	    hw_bus_is_whole(c->facts->bus, c->facts->kind))
		return false;
	c->message = hw_case_message(c, HW_LOG_FIRMWARE_FAILED);
	return c->message != NULL;
}

/* A driver may complain and go on, as r8169 does (rtl_request_firmware()); of one that
 * says nothing it is known that it made nothing. */
static struct hw_text without_firmware(const struct hw_case *c)
{
	const bool gave_up = hw_case_message(c, HW_LOG_FIRMWARE_UNSUITABLE) ||
			     hw_case_message(c, HW_LOG_PROBE_FAILED);

	return hw_arena_printf(c->arena,
			       "Driver %.*s is bound, but by the kernel log it could not "
			       "load firmware%s: %.*s.",
			       HW_TEXT_ARG(c->facts->driver),
			       gave_up		      ? " and gave up"
			       : c->message->is_fatal ? " and complained"
						      : ", and has made no device",
			       HW_TEXT_ARG(c->facts->signs->failed_firmware));
}

static struct hw_text install_firmware(const struct hw_case *c)
{
	return hw_advice_firmware(
		c->facts,
		hw_arena_printf(c->arena, "the firmware package that has %.*s",
				HW_TEXT_ARG(c->facts->signs->failed_firmware)),
		"and reboot", c->arena);
}

static struct hw_text install_package(const struct hw_case *c)
{
	return hw_remedy_install(c->facts, HW_PACKAGE_FIRMWARE, c->arena);
}

static void show_message(struct hw_case *c)
{
	hw_case_add_message(c);
}

/* --- usb-over-current, usb-slow --- */

static bool is_over_current(struct hw_case *c)
{
	/* its interfaces have it too */
	c->message =
		hw_case_bound_signs(c) && !hw_bus_is_part(c->facts->bus, c->facts->kind)
			? hw_case_message(c, HW_LOG_USB_OVER_CURRENT)
			: NULL;
	return c->message != NULL;
}

static bool is_slow(struct hw_case *c)
{
	c->message =
		hw_case_bound_signs(c) && hw_bus_is_whole(c->facts->bus, c->facts->kind)
			? hw_case_message(c, HW_LOG_USB_SLOW)
			: NULL;
	return c->message != NULL;
}

/* bos_descriptors of a device that is at a port that can be reached */
static bool is_below_superspeed(struct hw_case *c)
{
	const struct hw_signs *s = hw_case_bound_signs(c);

	return s && s->below_superspeed.n;
}

static struct hw_text below_superspeed(const struct hw_case *c)
{
	return hw_arena_printf(c->arena, "It runs at %.*s Mb/s, though it can 5 Gb/s.",
			       HW_TEXT_ARG(c->facts->signs->below_superspeed));
}

static struct hw_text plug_into_usb3(const struct hw_case *c)
{
	(void)c;
	return HW_TEXT("Its port, a hub on the way or its cable is of USB 2, or the plug "
		       "sits badly.");
}

static void show_speed(struct hw_case *c)
{
	struct hw_text speed = hw_arena_printf(
		c->arena, "%.*s", HW_TEXT_ARG(c->facts->signs->below_superspeed));

	if (speed.s)
		hw_case_add_attribute(c, "speed", speed.s);
}

/* --- pci-link-slow, pci-errors --- */

static bool is_link_slow(struct hw_case *c)
{
	const struct hw_signs *s = hw_case_bound_signs(c);

	return s && s->link_now.n && s->link_could.n;
}

static struct hw_text link_slow(const struct hw_case *c)
{
	const struct hw_signs *s = c->facts->signs;

	return hw_arena_printf(c->arena,
			       "Its PCI Express link runs at %.*s, though both ends can "
			       "%.*s; while nothing uses it, it may have trained down.",
			       HW_TEXT_ARG(s->link_now), HW_TEXT_ARG(s->link_could));
}

static struct hw_text seat_again(const struct hw_case *c)
{
	(void)c;
	return HW_TEXT("If it is so under load too: seat the card and its riser again, "
		       "or try another slot; some are wired for fewer lanes than they "
		       "say.");
}

static void show_link(struct hw_case *c)
{
	const struct hw_signs *s = c->facts->signs;
	struct hw_text now = hw_arena_printf(c->arena, "%.*s", HW_TEXT_ARG(s->link_now));

	if (now.s)
		hw_case_add_attribute(c, "current_link_speed, current_link_width", now.s);
}

static bool has_pci_errors(struct hw_case *c)
{
	const struct hw_signs *s = hw_case_bound_signs(c);

	return s && (s->errors_fatal || s->errors_nonfatal);
}

static struct hw_text pci_errors(const struct hw_case *c)
{
	const struct hw_signs *s = c->facts->signs;

	return hw_arena_printf(c->arena,
			       "The kernel has counted PCI Express errors of it that "
			       "lost something: %lld fatal ones, %lld others.",
			       (long long)s->errors_fatal, (long long)s->errors_nonfatal);
}

static struct hw_text look_at_card(const struct hw_case *c)
{
	(void)c;
	return HW_TEXT("Look at seat, riser, power supply and temperature of the card.");
}

static void show_pci_errors(struct hw_case *c)
{
	const struct hw_signs *s = c->facts->signs;
	const struct {
		const char *file;
		int64_t count;
	} counters[] = {
		{"aer_dev_fatal", s->errors_fatal},
		{"aer_dev_nonfatal", s->errors_nonfatal},
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(counters); i++) {
		struct hw_text text =
			hw_arena_printf(c->arena, "%lld", (long long)counters[i].count);

		if (text.s && counters[i].count)
			hw_case_add_attribute(c, counters[i].file, text.s);
	}
}

/* clang-format off */
const struct hw_reason hw_reasons_not_working[] = {
	{.code = "not-authorized", .state = HW_STATE_BOUND, .severity = HW_SEVERITY_WARNING,
	 .holds = is_bound_not_authorized,
	 .sentence = bound_not_authorized, .advice = hw_advice_lock,
	 .remedy = authorize, .evidence = show_authorized,
	 .meaning = "may not be used: its attribute authorized is 0"},
	{.code = "not-responding", .state = HW_STATE_BOUND, .severity = HW_SEVERITY_HINT,
	 .holds = is_off_the_bus, .sentence = off_the_bus, .advice = power_cycle,
	 .evidence = show_off_the_bus,
	 .meaning = "does not answer any more"},
	{.code = "usb-no-configuration", .state = HW_STATE_BOUND, .severity = HW_SEVERITY_WARNING,
	 .holds = is_unconfigured, .sentence = unconfigured, .remedy = configure,
	 .advice = plug_elsewhere, .evidence = show_unconfigured,
	 .meaning = "is a USB device without a configuration, so without interfaces"},
	{.code = "held-by-program", .state = HW_STATE_BOUND, .severity = HW_SEVERITY_WARNING,
	 .holds = is_taken, .sentence = held, .advice = remove_program,
	 .evidence = show_message,
	 .meaning = "is held by a program, though a driver that is loaded claims it"},
	{.code = "bridge-only", .state = HW_STATE_BOUND, .severity = HW_SEVERITY_WARNING,
	 .holds = is_bridge_only, .sentence = bridge_only, .remedy = swap_modules,
	 .advice = rebuild_initramfs, .evidence = show_bound_blocker,
	 .meaning = "has the driver of its bridge alone, and another module waits for it"},
	{.code = "bound-though-blocked", .state = HW_STATE_BOUND, .severity = HW_SEVERITY_WARNING,
	 .needs_attention = device_needs_attention,
	 .holds = is_bound_though_blocked, .sentence = bound_though_blocked,
	 .advice = give_to_other, .evidence = show_bound_though_blocked,
	 .meaning = "has a driver that the configuration blocks, and another one is free"},
	{.code = "vfio-not-honoured", .state = HW_STATE_BOUND, .severity = HW_SEVERITY_WARNING,
	 .holds = is_reserved_for_vfio, .sentence = reserved_for_vfio,
	 .remedy = load_vfio_first, .advice = let_vfio, .evidence = show_vfio,
	 .meaning = "is kept for vfio-pci by the configuration, and does not have it"},
	{.code = "generic-driver", .state = HW_STATE_BOUND, .severity = HW_SEVERITY_WARNING,
	 .holds = is_generic, .sentence = generic, .remedy = unblock,
	 .evidence = show_candidate_blocker,
	 .meaning = "has the catch-all driver, as its own is kept from being loaded"},
	{.code = "disk-mode", .state = HW_STATE_BOUND, .severity = HW_SEVERITY_WARNING,
	 .holds = is_in_disk_mode,
	 .text = "The stick shows itself as the disk with its drivers for other systems: "
		 "it has to be switched over.",
	 .remedy = switch_mode, .advice = switch_always,
	 .meaning = "shows itself as a disk with drivers and has to be switched over"},
	{.code = "firmware-failed", .state = HW_STATE_BOUND, .severity = HW_SEVERITY_WARNING,
	 .holds = is_without_firmware, .sentence = without_firmware,
	 .remedy = install_package, .advice = install_firmware, .evidence = show_message,
	 .meaning = "could not be given its firmware, by the kernel log"},
	{.code = "second-best-configuration", .state = HW_STATE_BOUND,
	 .severity = HW_SEVERITY_HINT, .holds = is_second_best, .sentence = second_best,
	 .remedy = choose_configuration,
	 .meaning = "has a driver of its class, and a configuration for its maker's own"},
	{.code = "radio-blocked", .state = HW_STATE_BOUND, .severity = HW_SEVERITY_HINT,
	 .holds = is_radio_blocked, .sentence = radio_blocked, .advice = use_switch,
	 .evidence = show_rfkill,
	 .meaning = "is a radio that a switch keeps off"},
	{.code = "controller-died", .state = HW_STATE_BOUND, .severity = HW_SEVERITY_WARNING,
	 .holds = has_died, .sentence = died, .remedy = bind_again, .evidence = show_message,
	 .meaning = "is a controller that its driver gave up, by the kernel log"},
	{.code = "usb-not-recognised", .state = HW_STATE_BOUND, .severity = HW_SEVERITY_HINT,
	 .holds = has_empty_port, .sentence = hw_say_empty_port, .advice = hw_advice_empty_port,
	 .evidence = show_message,
	 .meaning = "is a hub with a port at which a device was not recognised"},
	{.code = "usb-over-current", .state = HW_STATE_BOUND, .severity = HW_SEVERITY_HINT,
	 .holds = is_over_current, .evidence = show_message,
	 .text = "By the kernel log its USB port was overloaded since it was plugged in.",
	 .meaning = "is at a USB port that was overloaded"},
	{.code = "usb-slow", .state = HW_STATE_BOUND, .severity = HW_SEVERITY_HINT,
	 .holds = is_slow, .evidence = show_message,
	 .text = "By the kernel log it could run faster at another port or hub.",
	 .meaning = "could run faster at another USB port"},
	{.code = "usb-slow", .state = HW_STATE_BOUND, .severity = HW_SEVERITY_HINT,
	 .holds = is_below_superspeed, .sentence = below_superspeed,
	 .advice = plug_into_usb3, .evidence = show_speed,
	 .meaning = "could run faster at another USB port"},
	{.code = "pci-errors", .state = HW_STATE_BOUND, .severity = HW_SEVERITY_HINT,
	 .holds = has_pci_errors, .sentence = pci_errors, .advice = look_at_card,
	 .evidence = show_pci_errors,
	 .meaning = "had PCI Express errors that lost something"},
	{.code = "pci-link-slow", .state = HW_STATE_BOUND, .severity = HW_SEVERITY_HINT,
	 .holds = is_link_slow, .sentence = link_slow, .advice = seat_again,
	 .evidence = show_link,
	 .meaning = "has a PCI Express link below what both ends can"},
	{.code = NULL},
};
/* clang-format on */
