// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/signs/signs.h"

#include "report/signs/internal.h"

#include <errno.h>
#include <stdio.h>

#include "data/module/firmware.h"
#include "data/module/name.h"
#include "data/sysfs/classes.h"
#include "decoders/text/ascii.h"
#include "report/candidates/candidates.h"
#include "report/machine/installed/unlisted.h"
#include "report/signs/configurations.h"
#include "report/signs/neighbours.h"
#include "report/signs/parameters.h"
#include "report/signs/rivals.h"
#include "report/verdict/attention.h"

/* `directory` below the root has a leading slash, paths have none. */
static struct hw_text path_of(struct hw_text directory, const char *name,
			      struct hw_arena *arena)
{
	return hw_arena_printf(arena, "%.*s/%s", HW_TEXT_ARG(hw_text_from(directory, 1)),
			       name);
}

static size_t entries(struct hw_machine *m, struct hw_text directory, const char *name,
		      struct hw_arena *arena, struct hw_text **ret)
{
	struct hw_text path = name ? path_of(directory, name, arena)
				   : hw_arena_copy(arena, hw_text_from(directory, 1));
	size_t count = 0;

	if (!path.s || hw_root_list_dirs(m->root, path.s, arena, ret, &count) < 0)
		return 0;
	return count;
}

/* Functions with configuration space and PCI's ids and class codes. */
static bool is_pci(const struct hw_signs_of *of)
{
	return hw_bus_address(of->bus) == HW_ADDRESS_PCI;
}

/* Most names of a device's class devices that are looked for in the log. */
#define MADE_MAX ((size_t)16)

/*
 * What a driver makes for programs and other drivers, by which it logs too. Hosts and
 * buses are directories of their own, "host0", "usb1".
 */
static struct hw_texts_of find_made(struct hw_machine *m, struct hw_arena *arena,
				    const struct hw_signs_of *of, struct hw_signs *signs)
{
	static const char *const classes[] = {
		"net",	    "sound", "drm",	   "ieee80211",	  "input", "bluetooth",
		"block",    "nvme",  "infiniband", "video4linux", "dvb",   "tty",
		"mmc_host", "accel", "scsi_host",  "rc",	  "mtd",   "usbmisc",
		"wwan",	    "gpio",  "hwmon",	   "iio",
	};
	static const char *const starts[] = {"host", "ata", "usb", "tty", "i2c-"};
	struct hw_text *v = HW_ARENA_NEW(arena, struct hw_text, MADE_MAX);
	struct hw_texts_of made = {.v = v};
	struct hw_text *names;
	size_t n;

	if (!v || !of->driver.s)
		return made;
	for (size_t i = 0; i < HW_ARRAY_SIZE(classes); i++) {
		n = entries(m, of->directory, classes[i], arena, &names);
		for (size_t k = 0; k < n && made.n < MADE_MAX; k++)
			v[made.n++] = names[k];
	}
	n = entries(m, of->directory, NULL, arena, &names);
	for (size_t k = 0; k < n && made.n < MADE_MAX; k++)
		for (size_t i = 0; i < HW_ARRAY_SIZE(starts); i++)
			if (hw_text_starts(names[k], hw_text_of(starts[i])) &&
			    names[k].n > strlen(starts[i]) && made.n < MADE_MAX)
				v[made.n++] = names[k];
	signs->has_class_device = made.n > 0;
	return made;
}

static bool is_device_there(void *arg, struct hw_text name)
{
	struct hw_machine *m = arg;
	char path[300];

	snprintf(path, sizeof(path), "sys/bus/usb/devices/%.*s", HW_TEXT_ARG(name));
	return hw_root_exists(m->root, path);
}

static bool needs(struct hw_machine *m, struct hw_text module, struct hw_text other)
{
	struct hw_text rest = hw_modules_depends(m->modules, module);

	while (rest.s)
		if (hw_module_name_eq(hw_module_name_of_path(hw_text_cut(&rest, ' ')),
				      other))
			return true;
	return false;
}

/* The candidate cannot be loaded without what it needs. */
static void find_refused_needs(struct hw_machine *m, const struct hw_signs_of *of,
			       const struct hw_kernel_log *log, struct hw_signs *signs)
{
	for (size_t i = log->n; i--;) {
		struct hw_text module = log->v[i].message.parts[HW_LOG_PART_MODULE];

		if (!module.n || hw_module_log_find(log, module) != &log->v[i])
			continue;
		for (size_t k = 0;
		     k < of->candidate_count && signs->need_count < HW_REFUSED_NEEDS_MAX;
		     k++)
			if (needs(m, of->candidates[k].module, module))
				signs->needs[signs->need_count++] =
					(struct hw_refused_need){
						.candidate = of->candidates[k].module,
						.needed = module,
						.record = &log->v[i],
					};
	}
}

static void look_through(struct hw_machine *m, struct hw_arena *arena,
			 const struct hw_signs_of *of, const struct hw_kernel_log *log,
			 const struct hw_texts_of *made, struct hw_signs *signs)
{
	signs->kernel_log = log;
	if (hw_bus_is_whole(of->bus, of->kind))
		signs->empty_port =
			hw_port_log_find(log, of->name, is_device_there, m, arena);
	hw_device_log_find(log, of->name, of->log_scope, made, &signs->log);
	find_refused_needs(m, of, log, signs);
}

/* Whether a verdict may quote a message: of the device, or of a candidate. */
static bool found_any(const struct hw_signs_of *of, const struct hw_signs *signs)
{
	bool any = signs->empty_port || signs->need_count;

	for (size_t i = 0; i < HW_ARRAY_SIZE(signs->log.of); i++)
		any = any || signs->log.of[i];
	for (size_t i = 0; i < of->candidate_count && !any; i++) {
		const struct hw_text module = of->candidates[i].module;

		any = hw_module_log_find(signs->kernel_log, module) ||
		      hw_signature_log_find(signs->kernel_log, module);
	}
	return any;
}

static void find_in_log(struct hw_machine *m, struct hw_arena *arena,
			const struct hw_signs_of *of, struct hw_signs *signs)
{
	const struct hw_kernel_log *log =
		m->words_wait ? hw_machine_log_as_read(m) : hw_machine_log(m);
	struct hw_texts_of made;

	if (!log || !log->n)
		return;
	made = find_made(m, arena, of, signs);
	look_through(m, arena, of, log, &made, signs);
	if (!m->words_wait || !found_any(of, signs))
		return;
	signs->log = (struct hw_device_log){.of = {NULL}};
	signs->need_count = 0;
	look_through(m, arena, of, hw_machine_log(m), &made, signs);
}

/* `revision` is what the kernel read when it found the device. */
static bool is_suspect(struct hw_machine *m, struct hw_arena *arena,
		       const struct hw_signs_of *of, const struct hw_signs *signs)
{
	return signs->log.of[HW_LOG_OFF_THE_BUS] || signs->log.of[HW_LOG_UNREACHABLE] ||
	       signs->log.of[HW_LOG_CONTROLLER_DIED] ||
	       hw_text_eq(hw_root_read_attr(m->root, of->directory, "revision", arena),
			  HW_TEXT("0xff"));
}

/*
 * A device that left the bus answers every read with ones (PCI Express Base
 * Specification, 2.3.2: Unsupported Request). On a live machine `config` is read only of
 * a device that is awake: reading it resumes a sleeping one (pci_read_config(),
 * drivers/pci/pci-sysfs.c). One whose power is off answers likewise, as it should:
 * D3cold (PCI Bus Power Management Interface Specification, 5.4; power_state of
 * Documentation/ABI/testing/sysfs-bus-pci).
 */
static bool is_switched_off(struct hw_machine *m, struct hw_arena *arena,
			    const struct hw_signs_of *of)
{
	return hw_text_eq(hw_root_read_attr(m->root, of->directory, "power_state", arena),
			  HW_TEXT("D3cold")) ||
	       hw_text_eq(hw_root_read_attr(m->root, of->directory,
					    "power/runtime_status", arena),
			  HW_TEXT("suspended"));
}

static void find_ones(struct hw_machine *m, struct hw_arena *arena,
		      const struct hw_signs_of *of, struct hw_signs *signs)
{
	bool live = hw_root_was_live(m->root);
	struct hw_text config;

	if (!is_pci(of) || !of->driver.s)
		return;
	/* asked on suspicion only, and of no sleeping device */
	if (live && !is_suspect(m, arena, of, signs))
		return;
	if (live && !hw_text_eq(hw_root_read_attr(m->root, of->directory,
						  "power/runtime_status", arena),
				HW_TEXT("active")))
		return;
	config = hw_root_read_attr(m->root, of->directory, "config", arena);
	if (config.n < 64)
		return;
	for (size_t i = 0; i < 64; i++)
		if ((unsigned char)config.s[i] != 0xff) {
			signs->answers = true;
			return;
		}
	signs->reads_ones = !is_switched_off(m, arena, of);
	if (!m->is_dump)
		return;
	signs->ones_printed = hw_root_read_attr(m->root, of->directory, "lspci", arena);
	signs->power_is_untold =
		!hw_root_read_attr(m->root, of->directory, "power_state", arena).n &&
		!hw_root_read_attr(m->root, of->directory, "power/runtime_status", arena)
			 .n;
}

/*
 * Empty while no configuration is chosen: bConfigurationValue_show(), drivers/usb/core/
 * sysfs.c. That is also so of a device that is not authorized.
 */
static void find_unconfigured(struct hw_machine *m, struct hw_arena *arena,
			      const struct hw_signs_of *of, struct hw_signs *signs)
{
	struct hw_text value;

	if (!hw_bus_is_whole(of->bus, of->kind))
		return;
	value = hw_root_read_attr(m->root, of->directory, "bConfigurationValue", arena);
	signs->is_unconfigured = value.s && !value.n;
}

/* Documentation/ABI/stable/sysfs-class-rfkill: below the device, or below its class
 * device. */
static void find_rfkill(struct hw_machine *m, struct hw_arena *arena,
			const struct hw_signs_of *of, struct hw_signs *signs)
{
	static const char *const classes[] = {"ieee80211", "bluetooth", "net", "rfkill"};

	if (!of->driver.s)
		return;
	for (size_t c = 0; c < HW_ARRAY_SIZE(classes); c++) {
		struct hw_text *names, *below;
		struct hw_text top = hw_arena_printf(
			arena, "%.*s/%s", HW_TEXT_ARG(of->directory), classes[c]);
		size_t n = entries(m, of->directory, classes[c], arena, &names);

		for (size_t i = 0; i < n; i++) {
			struct hw_text at =
				hw_arena_printf(arena, "%.*s/%.*s", HW_TEXT_ARG(top),
						HW_TEXT_ARG(names[i]));
			size_t count = entries(m, at, NULL, arena, &below);

			if (hw_text_starts(names[i], HW_TEXT("rfkill")) &&
			    hw_text_eq(hw_root_read_attr(m->root, at, "hard", arena),
				       HW_TEXT("1")))
				signs->hard_blocked = names[i];
			for (size_t k = 0; k < count; k++) {
				struct hw_text switch_at = hw_arena_printf(
					arena, "%.*s/%.*s", HW_TEXT_ARG(at),
					HW_TEXT_ARG(below[k]));

				if (hw_text_starts(below[k], HW_TEXT("rfkill")) &&
				    hw_text_eq(hw_root_read_attr(m->root, switch_at,
								 "hard", arena),
					       HW_TEXT("1")))
					signs->hard_blocked = below[k];
			}
		}
	}
}

/*
 * The 802.11 core of Broadcom's on-chip buses, 812h (include/linux/bcma/bcma.h, ssb.h):
 * the bridge driver alone makes no network interface.
 */
static void find_core(struct hw_machine *m, struct hw_arena *arena,
		      const struct hw_signs_of *of, struct hw_signs *signs)
{
	struct hw_text *names;
	size_t n;

	if (!is_pci(of) || of->base_class != 0x02 ||
	    !(hw_text_eq(of->driver, HW_TEXT("bcma-pci-bridge")) ||
	      hw_text_eq(of->driver, HW_TEXT("b43-pci-bridge"))))
		return;
	n = entries(m, of->directory, NULL, arena, &names);
	for (size_t i = 0; i < n; i++) {
		bool is_bcma = hw_text_starts(names[i], HW_TEXT("bcma"));
		bool is_ssb = hw_text_starts(names[i], HW_TEXT("ssb"));
		struct hw_text at =
			hw_arena_printf(arena, "%.*s/%.*s", HW_TEXT_ARG(of->directory),
					HW_TEXT_ARG(names[i]));
		struct hw_text uevent;

		if (!is_bcma && !is_ssb)
			continue;
		uevent = hw_root_read_attr(m->root, at, "uevent", arena);
		if (hw_uevent_get(uevent, "DRIVER").n ||
		    !memmem(uevent.s ? uevent.s : "", uevent.n, "id0812", 6))
			continue;
		signs->idle_core =
			hw_arena_printf(arena, "%s:%.*s", is_bcma ? "bcma" : "ssb",
					HW_TEXT_ARG(names[i]));
	}
}

static bool is_locked(struct hw_machine *m, struct hw_arena *arena,
		      struct hw_text directory, const char *name, struct hw_signs *signs)
{
	struct hw_text value = hw_root_read_attr(m->root, directory, name, arena);

	/* 2: those of internal ports alone, usb_dev_authorized() */
	if (!hw_text_eq(value, HW_TEXT("0")) && !hw_text_eq(value, HW_TEXT("2")))
		return false;
	signs->locked_at =
		hw_arena_printf(arena, "/%.*s/%s", HW_TEXT_ARG(directory), name);
	signs->locked_value = value;
	return true;
}

/*
 * What new devices of a USB bus are: attributes of its root hub, "usb1", that begin as
 * the parameter of usbcore (Documentation/usb/authorization.rst).
 */
static void find_lock(struct hw_machine *m, struct hw_arena *arena,
		      const struct hw_signs_of *of, struct hw_signs *signs)
{
	bool is_part = hw_bus_is_part(of->bus, of->kind);
	struct hw_text at = hw_text_from(of->directory, 1);
	size_t end = 0;

	if (!of->not_authorized || signs->locked_by ||
	    !(is_part || hw_bus_is_whole(of->bus, of->kind)))
		return;
	/* "sys/devices/pci0000:00/0000:00:14.0/usb1" */
	while (end < at.n) {
		size_t start = end;

		end += hw_text_find(hw_text_from(at, start), '/');
		if (hw_text_starts(hw_text_from(at, start), HW_TEXT("usb")) &&
		    is_locked(m, arena, hw_text_head(at, end),
			      is_part ? "interface_authorized_default"
				      : "authorized_default",
			      signs))
			return;
		end++;
	}
	if (!is_part)
		is_locked(m, arena, HW_TEXT("sys/module/usbcore/parameters"),
			  "authorized_default", signs);
}

static struct hw_text own_string(struct hw_machine *m, struct hw_arena *arena,
				 const struct hw_signs_of *of, const char *file)
{
	return hw_machine_own_string(
		m, of->directory, hw_root_read_attr(m->root, of->directory, file, arena),
		arena);
}

static void find_own_name(struct hw_machine *m, struct hw_arena *arena,
			  const struct hw_signs_of *of, struct hw_signs *signs)
{
	const struct hw_bus_own_name *own = of->bus ? of->bus->own : NULL;
	struct hw_text vendor, device;

	if (!own || !own->vendor || !of->bus->authorized)
		return;
	vendor = own_string(m, arena, of, own->vendor);
	device = own_string(m, arena, of, own->name);
	if (vendor.n || device.n)
		signs->own_name = hw_arena_printf(
			arena, "%.*s%s%.*s", HW_TEXT_ARG(vendor),
			vendor.n && device.n ? " " : "", HW_TEXT_ARG(device));
}

/*
 * "domain0/security": levels at which no PCI Express tunnel is made, whatever
 * `authorized` says. Source: Documentation/admin-guide/thunderbolt.rst; at two of these
 * the kernel hides the attribute, switch_attr_is_visible(), drivers/thunderbolt/switch.c.
 */
static void find_barred(struct hw_machine *m, struct hw_arena *arena,
			const struct hw_signs_of *of, struct hw_signs *signs)
{
	static const char *const levels[] = {"dponly", "usbonly", "nopcie"};
	struct hw_text at = of->directory;
	struct hw_text level;

	if (!of->not_authorized || !of->bus || strcmp(of->bus->name, "thunderbolt") != 0)
		return;
	while (at.n && !hw_text_starts(hw_path_base(at), HW_TEXT("domain"))) {
		size_t base = hw_path_base(at).n;

		at.n -= base < at.n ? base + 1 : at.n;
	}
	if (!at.n)
		return;
	level = hw_root_read_attr(m->root, at, "security", arena);
	for (size_t i = 0; i < HW_ARRAY_SIZE(levels); i++)
		if (hw_text_eq(level, hw_text_of(levels[i]))) {
			signs->barred_by = level;
			signs->barred_at =
				hw_arena_printf(arena, "%.*s/security", HW_TEXT_ARG(at));
		}
}

static bool makes_class_devices(const struct hw_signs_of *of)
{
	/* network and sound cards; others may do all they can without a class device */
	return is_pci(of) && (of->base_class == 0x02 || of->base_class == 0x04);
}

/* Also below what the driver makes first: "adl_hda/sound/card0". */
static bool has_class_device_below(struct hw_machine *m, struct hw_arena *arena,
				   const struct hw_signs_of *of)
{
	static const char *const classes[] = {"net",	    "sound",	   "ieee80211",
					      "infiniband", "video4linux", "drm"};
	struct hw_text directory = hw_text_from(of->directory, 1);
	struct hw_class_devices all;

	if (hw_class_devices_list(m->root, arena, &all) < 0)
		return false;
	for (size_t i = 0; i < all.n; i++) {
		struct hw_text path = all.v[i].place;

		if (!hw_text_starts(path, directory) || path.n <= directory.n ||
		    path.s[directory.n] != '/')
			continue;
		for (size_t k = 0; k < HW_ARRAY_SIZE(classes); k++)
			if (hw_text_eq(all.v[i].class, hw_text_of(classes[k])))
				return true;
	}
	return false;
}

/* A list of PCI devices does not tell what drivers have made. */
static bool tells_class_devices(struct hw_machine *m, struct hw_arena *arena)
{
	struct hw_class_devices all;

	return !m->is_dump || (hw_class_devices_list(m->root, arena, &all) == 0 && all.n);
}

/* Of the driver's words, "loaded firmware version 77.2df8986f.0"; the kernel's name a
 * file, and there may be others. */
static bool runs_firmware(const struct hw_signs *signs)
{
	const struct hw_log_record *r = signs->log.of[HW_LOG_FIRMWARE_LOADED];

	return r && !r->message.parts[HW_LOG_PART_FILE].n;
}

/*
 * Firmware that failed and the driver's own complaint of it: a driver that asks for files
 * which it can do without does not complain, and makes what it is for, though that may be
 * in another network namespace. Not one that is there by now.
 */
static void find_firmware(struct hw_machine *m, struct hw_arena *arena,
			  const struct hw_signs_of *of, struct hw_signs *signs)
{
	const struct hw_log_record *r = signs->log.of[HW_LOG_FIRMWARE_FAILED];
	struct hw_text file;
	struct hw_firmware firmware;
	bool is_mute = r && makes_class_devices(of) && !runs_firmware(signs) &&
		       hw_text_eq(r->message.parts[HW_LOG_PART_DRIVER], of->driver) &&
		       tells_class_devices(m, arena);

	if (!of->driver.s || !r ||
	    !(r->is_fatal || is_mute || signs->log.of[HW_LOG_FIRMWARE_UNSUITABLE]))
		return;
	file = r->message.parts[HW_LOG_PART_FILE];
	/* an adapter for Bluetooth is there before it has its firmware */
	if (hw_text_starts(r->message.parts[HW_LOG_PART_DEVICE], HW_TEXT("hci")))
		signs->has_class_device = false;
	else if (!signs->has_class_device)
		signs->has_class_device = has_class_device_below(m, arena, of);
	if (hw_firmware_open(m->root, m->host.kernel_release, arena, &firmware) == 0 &&
	    !hw_firmware_find(&firmware, file, arena).n)
		signs->failed_firmware = file;
}

/*
 * A device whose driver was given no interrupt: of a touchpad that comes through a GPIO
 * pin, whose controller is a platform device that some pinctrl_* module claims.
 */
static void find_pin_controller(struct hw_machine *m, struct hw_arena *arena,
				struct hw_signs *signs)
{
	const struct hw_text at = HW_TEXT("/sys/bus/platform/devices");
	struct hw_text *names;
	size_t n = 0;

	if (!signs->log.of[HW_LOG_NO_INTERRUPT] ||
	    hw_root_list(m->root, "sys/bus/platform/devices", arena, &names, &n) < 0)
		return;
	for (size_t i = 0; i < n && !signs->pin_controller.n; i++) {
		struct hw_text directory = hw_arena_printf(
			arena, "%.*s/%.*s", HW_TEXT_ARG(at), HW_TEXT_ARG(names[i]));
		struct hw_text uevent = hw_root_read_attr(
			m->root, hw_text_from(directory, 1), "uevent", arena);
		struct hw_text modalias = hw_uevent_get(uevent, "MODALIAS");
		struct hw_alias_hit *hits;
		size_t count = 0;

		if (!modalias.n || hw_uevent_get(uevent, "DRIVER").n ||
		    hw_aliases_match(m->kernel.aliases, modalias, arena, &hits, &count) <
			    0)
			continue;
		for (size_t k = 0; k < count; k++)
			if (hw_text_starts(hits[k].module, HW_TEXT("pinctrl_")) &&
			    hw_modules_is_loaded(m->modules, hits[k].module) == HW_NO &&
			    hw_modules_is_builtin(m->modules, hits[k].module) != HW_YES)
				signs->pin_controller = hits[k].module;
	}
}

static bool claims(struct hw_machine *m, struct hw_arena *arena, struct hw_text modalias,
		   struct hw_signs *signs)
{
	struct hw_alias_hit *hits;
	size_t count = 0;

	if (hw_aliases_match(m->kernel.aliases, modalias, arena, &hits, &count) < 0)
		return false;
	for (size_t i = 0; i < count; i++) {
		const struct hw_candidate c = hw_candidate_of_hit(m, &hits[i], arena);

		if (c.weak || c.builtin == HW_YES || c.loaded == HW_YES)
			continue;
		signs->other_module = c.module;
		signs->other_modalias = modalias;
		return true;
	}
	return false;
}

/*
 * A device of a device tree exports one name, but a driver may know it by another: any
 * entry of `compatible` (of_device_is_compatible()), and what follows the comma of one,
 * on buses with HW_BUS_OF_NAMES.
 */
static void find_other_name(struct hw_machine *m, struct hw_arena *arena,
			    const struct hw_signs_of *of, struct hw_signs *signs)
{
	struct hw_text modalias = hw_uevent_get(of->uevent, "MODALIAS");
	struct hw_text rest = modalias;

	if (of->driver.s || !hw_bus_has(of->bus, HW_BUS_OF_NAMES))
		return;
	for (size_t i = 0; i < of->candidate_count; i++)
		if (!of->candidates[i].weak)
			return;
	for (unsigned i = 0; i < 8 && !signs->other_module.n; i++) {
		char key[24];
		struct hw_text compatible;

		snprintf(key, sizeof(key), "OF_COMPATIBLE_%u", i);
		compatible = hw_uevent_get(of->uevent, key);
		if (!compatible.n)
			break;
		if (claims(m, arena,
			   hw_arena_printf(
				   arena, "of:N%.*sT(null)C%.*s",
				   HW_TEXT_ARG(hw_uevent_get(of->uevent, "OF_NAME")),
				   HW_TEXT_ARG(compatible)),
			   signs))
			return;
	}
	/* "of:NrtcT(null)Cabracon,abx80x" */
	hw_text_cut(&rest, 'C');
	while (rest.s && hw_text_starts(modalias, HW_TEXT("of:"))) {
		struct hw_text entry = hw_text_cut(&rest, 'C');
		struct hw_text name = entry;

		hw_text_cut(&name, ',');
		name = name.s ? name : entry;
		if (name.n && claims(m, arena,
				     hw_arena_printf(arena, "%s%.*s", of->bus->prefix,
						     HW_TEXT_ARG(name)),
				     signs))
			return;
	}
}

/* kernel.modules_disabled, Documentation/admin-guide/sysctl/kernel.rst. Asked once. */
static void find_disabled(struct hw_machine *m, struct hw_signs *signs)
{
	struct hw_text text;

	if (!m->modules_disabled_asked) {
		m->modules_disabled_asked = true;
		m->modules_disabled =
			hw_root_read(m->root, "proc/sys/kernel/modules_disabled",
				     &m->arena, &text) == 0 &&
			hw_text_starts(text, HW_TEXT("1"));
	}
	signs->modules_disabled = m->modules_disabled;
}

/* Without it bus_probe_device() and bus_add_driver(), drivers/base/bus.c, bind no driver.
 */
static void find_autoprobe(struct hw_machine *m, struct hw_arena *arena,
			   const struct hw_signs_of *of, struct hw_signs *signs)
{
	struct hw_text bus, value;

	if (of->driver.s || !of->candidate_count || !of->bus)
		return;
	bus = hw_arena_printf(arena, "sys/bus/%s", of->bus->name);
	value = hw_root_read_attr_once(m->root, bus, "drivers_autoprobe", arena);
	if (hw_text_eq(value, HW_TEXT("0")))
		signs->autoprobe_off = hw_arena_printf(arena, "/%.*s/drivers_autoprobe",
						       HW_TEXT_ARG(bus));
}

/* "none [integrity] confidentiality": lockdown_read(), security/lockdown/lockdown.c. */
static void find_lockdown(struct hw_machine *m, struct hw_arena *arena,
			  const struct hw_signs_of *of, struct hw_signs *signs)
{
	bool is_asked = false;
	struct hw_text rest, level;

	for (size_t i = 0; i < of->candidate_count; i++)
		is_asked = is_asked || hw_candidate_is_foreign(&of->candidates[i]);
	if (!is_asked ||
	    hw_root_read(m->root, "sys/kernel/security/lockdown", arena, &rest) < 0)
		return;
	hw_text_cut(&rest, '[');
	level = hw_text_cut(&rest, ']');
	/* module_sig_check(), kernel/module/signing.c */
	signs->takes_unsigned =
		hw_text_eq(level, HW_TEXT("none")) &&
		hw_text_eq(hw_root_read_attr(m->root,
					     HW_TEXT("sys/module/module/parameters"),
					     "sig_enforce", arena),
			   HW_TEXT("N"));
	if (hw_text_eq(level, HW_TEXT("integrity")) ||
	    hw_text_eq(level, HW_TEXT("confidentiality")))
		signs->lockdown = level;
}

void hw_signs_find(struct hw_machine *m, struct hw_arena *arena,
		   const struct hw_signs_of *of, struct hw_signs *ret)
{
	*ret = (struct hw_signs){.modules_disabled = false};
	find_in_log(m, arena, of, ret);
	find_disabled(m, ret);
	find_autoprobe(m, arena, of, ret);
	find_lockdown(m, arena, of, ret);
	find_firmware(m, arena, of, ret);
	find_pin_controller(m, arena, ret);
	find_other_name(m, arena, of, ret);
	hw_unlisted_find(m, arena, of, ret);
	hw_rivals_find(m, arena, of, ret);
	hw_neighbours_find(m, arena, of, ret);
	hw_configurations_find(m, arena, of, ret);
	hw_parameters_find(m, arena, of, ret);
	find_ones(m, arena, of, ret);
	find_unconfigured(m, arena, of, ret);
	find_lock(m, arena, of, ret);
	hw_signs_find_slow(m, arena, of, ret);
	find_rfkill(m, arena, of, ret);
	find_core(m, arena, of, ret);
	find_own_name(m, arena, of, ret);
	find_barred(m, arena, of, ret);
}
