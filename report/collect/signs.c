// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/collect/signs.h"

#include "report/collect/internal.h"

#include <errno.h>
#include <stdio.h>

#include "data/module/name.h"
#include "decoders/text/ascii.h"
#include "report/collect/candidates.h"

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

static void find_in_log(struct hw_machine *m, const struct hw_signs_of *of,
			struct hw_signs *signs)
{
	const struct hw_kernel_log *log = hw_machine_log(m);
	const struct hw_log_record *unsigned_module, *locked;

	if (!log)
		return;
	signs->kernel_log = log;
	hw_device_log_find(log, of->name, hw_bus_is_part(of->bus, of->kind), &signs->log);
	for (size_t i = 0; i < of->candidate_count && !signs->refusal; i++) {
		signs->refusal = hw_module_log_find(log, of->candidates[i].module);
		if (signs->refusal)
			signs->refused_module = of->candidates[i].module;
	}
	unsigned_module = hw_log_newest(log, HW_LOG_SIGNATURE_REJECTED);
	locked = hw_log_newest(log, HW_LOG_MODULE_LOCKED_DOWN);
	signs->rejection = unsigned_module ? unsigned_module : locked;
}

/* A word of a list that blanks part. */
static bool has_word(struct hw_text list, struct hw_text word)
{
	while (list.s)
		if (hw_text_eq(hw_text_cut(&list, ' '), word))
			return true;
	return false;
}

/*
 * "nomodeset": drm_firmware_drivers_only(), drivers/gpu/drm/drm_nomodeset.c, makes the
 * graphics drivers refuse their devices. `modeset=0` and `enable=0` are options of single
 * drivers (i915, nouveau, radeon; sound/pci).
 */
static void find_parameter(struct hw_machine *m, struct hw_arena *arena,
			   const struct hw_signs_of *of, struct hw_signs *signs)
{
	static const struct {
		uint32_t base_class;
		struct hw_text word;
	} options[] = {
		{0x03, {"modeset=0", 9}},
		{0x04, {"enable=0", 8}},
	};
	const struct hw_modprobe *modprobe = NULL;
	const struct hw_directive *d = NULL;
	struct hw_text cmdline;
	size_t n = 0;

	if (!is_pci(of) || of->driver.s)
		return;
	if (hw_machine_modprobe(m, &modprobe) == 0)
		d = hw_modprobe_directives(modprobe, &n);
	for (size_t i = 0; i < n; i++)
		for (size_t o = 0; o < HW_ARRAY_SIZE(options); o++)
			for (size_t k = 0; k < of->candidate_count; k++)
				if (d[i].kind == HW_DIRECTIVE_OPTIONS &&
				    of->base_class == options[o].base_class &&
				    has_word(d[i].value, options[o].word) &&
				    hw_text_eq(d[i].module, of->candidates[k].module)) {
					signs->parameter = options[o].word;
					signs->parameter_at = &d[i];
				}
	if (signs->parameter.s || of->base_class != 0x03 ||
	    hw_root_read(m->root, "proc/cmdline", arena, &cmdline) < 0)
		return;
	if (has_word(hw_text_trim_end(cmdline, "\n"), HW_TEXT("nomodeset")))
		signs->parameter = HW_TEXT("nomodeset");
}

/* "1002:67df": four digits of either case; what follows may narrow it down further. */
static bool is_id(struct hw_text item, uint32_t vendor, uint32_t device)
{
	uint32_t value = 0;

	if (item.n < 9 || item.s[4] != ':')
		return false;
	for (size_t i = 0; i < 9; i++) {
		if (i == 4)
			continue;
		if (!hw_is_hex(item.s[i]))
			return false;
		value = value << 4 | (uint32_t)hw_hex_value(item.s[i]);
	}
	return value == (vendor << 16 | device) && item.n == 9;
}

/* `options vfio-pci ids=1002:67df,1002:aaf0`: drivers/vfio/pci/vfio_pci.c. */
static void find_vfio(struct hw_machine *m, const struct hw_signs_of *of,
		      struct hw_signs *signs)
{
	const struct hw_text key = HW_TEXT("ids=");
	const struct hw_modprobe *modprobe = NULL;
	const struct hw_directive *d;
	size_t n;

	if (!is_pci(of) || !of->driver.s || hw_text_eq(of->driver, HW_TEXT("vfio-pci")) ||
	    hw_machine_modprobe(m, &modprobe) < 0)
		return;
	d = hw_modprobe_directives(modprobe, &n);
	for (size_t i = 0; i < n; i++) {
		struct hw_text words = d[i].value;

		if (d[i].kind != HW_DIRECTIVE_OPTIONS ||
		    !hw_text_eq(d[i].module, HW_TEXT("vfio_pci")))
			continue;
		while (words.s) {
			struct hw_text word = hw_text_cut(&words, ' ');

			if (!hw_text_starts(word, key))
				continue;
			word = hw_text_from(word, key.n);
			while (word.s)
				if (is_id(hw_text_cut(&word, ','), of->vendor,
					  of->device))
					signs->reserved_for_vfio = &d[i];
		}
	}
}

/*
 * A device that left the bus answers every read with ones (PCI Express Base
 * Specification, 2.3.2: Unsupported Request). On a live machine `config` is read only of
 * a device that is awake: reading it resumes a sleeping one (pci_read_config(),
 * drivers/pci/pci-sysfs.c).
 */
static void find_ones(struct hw_machine *m, struct hw_arena *arena,
		      const struct hw_signs_of *of, struct hw_signs *signs)
{
	bool live = hw_root_was_live(m->root);
	struct hw_text config;

	if (!is_pci(of) || !of->driver.s)
		return;
	/* cheap, and an attribute that a sleeping device keeps */
	if (live &&
	    !hw_text_eq(hw_root_read_attr(m->root, of->directory, "revision", arena),
			HW_TEXT("0xff")))
		return;
	if (live && !hw_text_eq(hw_root_read_attr(m->root, of->directory,
						  "power/runtime_status", arena),
				HW_TEXT("active")))
		return;
	config = hw_root_read_attr(m->root, of->directory, "config", arena);
	if (config.n < 64)
		return;
	for (size_t i = 0; i < 64; i++)
		if ((unsigned char)config.s[i] != 0xff)
			return;
	signs->reads_ones = true;
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

/* What a driver of this class makes for programs; others make too many kinds to tell. */
static void find_class_device(struct hw_machine *m, struct hw_arena *arena,
			      const struct hw_signs_of *of, struct hw_signs *signs)
{
	static const char *const classes[] = {"net",   "sound",	    "drm",   "ieee80211",
					      "input", "bluetooth", "block", "nvme"};

	for (size_t i = 0; i < HW_ARRAY_SIZE(classes) && !signs->has_class_device; i++) {
		struct hw_text *names;

		signs->has_class_device =
			entries(m, of->directory, classes[i], arena, &names) > 0;
	}
}

static void find_own_name(struct hw_machine *m, struct hw_arena *arena,
			  const struct hw_signs_of *of, struct hw_signs *signs)
{
	const struct hw_bus_authorized *authorized = of->bus ? of->bus->authorized : NULL;
	struct hw_text vendor, device;

	if (!authorized || !authorized->own_name)
		return;
	vendor = hw_root_read_attr(m->root, of->directory, authorized->own_vendor, arena);
	device = hw_root_read_attr(m->root, of->directory, authorized->own_name, arena);
	if (vendor.n || device.n)
		signs->own_name = hw_arena_printf(
			arena, "%.*s%s%.*s", HW_TEXT_ARG(vendor),
			vendor.n && device.n ? " " : "", HW_TEXT_ARG(device));
}

/*
 * Firmware that failed and the driver's own complaint of it: a driver that asks for files
 * which it can do without does not complain. Not one that is there by now.
 */
static void find_firmware(struct hw_machine *m, struct hw_arena *arena,
			  const struct hw_signs_of *of, struct hw_signs *signs)
{
	const struct hw_log_record *r = signs->log.of[HW_LOG_FIRMWARE_FAILED];
	struct hw_text file, path;

	if (!of->driver.s || !r || !r->is_fatal)
		return;
	file = r->message.parts[HW_LOG_PART_FILE];
	path = hw_arena_printf(arena, "lib/firmware/%.*s", HW_TEXT_ARG(file));
	if (path.s && !hw_root_exists(m->root, path.s))
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

/* Files below updates/ and extra/, where others' modules are put, that modules.dep does
 * not list: depmod was not run since. */
static void find_unlisted(struct hw_machine *m, struct hw_arena *arena,
			  const struct hw_signs_of *of, struct hw_signs *signs)
{
	static const char *const places[] = {"updates", "updates/dkms", "extra"};

	if (of->driver.s || of->candidate_count || !m->kernel.root)
		return;
	for (size_t p = 0; p < HW_ARRAY_SIZE(places); p++) {
		struct hw_text at = hw_arena_printf(
			arena, "%.*s/%s", HW_TEXT_ARG(m->kernel.path), places[p]);
		struct hw_text *names;
		size_t n = 0;

		if (!at.s || hw_root_list(m->kernel.root, at.s, arena, &names, &n) < 0)
			continue;
		for (size_t i = 0; i < n && !signs->unlisted_file.n; i++)
			if (memmem(names[i].s, names[i].n, ".ko", 3) &&
			    !hw_modules_path(m->modules, hw_module_name_of_path(names[i]))
				     .n)
				signs->unlisted_file =
					hw_arena_printf(arena, "%s/%.*s", places[p],
							HW_TEXT_ARG(names[i]));
	}
}

/* kernel.modules_disabled, Documentation/admin-guide/sysctl/kernel.rst. */
static void find_disabled(struct hw_machine *m, struct hw_arena *arena,
			  struct hw_signs *signs)
{
	struct hw_text text;

	signs->modules_disabled =
		hw_root_read(m->root, "proc/sys/kernel/modules_disabled", arena, &text) ==
			0 &&
		hw_text_starts(text, HW_TEXT("1"));
}

void hw_signs_find(struct hw_machine *m, struct hw_arena *arena,
		   const struct hw_signs_of *of, struct hw_signs *ret)
{
	*ret = (struct hw_signs){.modules_disabled = false};
	find_in_log(m, of, ret);
	if (!of->driver.s && of->candidate_count)
		find_disabled(m, arena, ret);
	find_firmware(m, arena, of, ret);
	find_pin_controller(m, arena, ret);
	find_other_name(m, arena, of, ret);
	find_unlisted(m, arena, of, ret);
	find_parameter(m, arena, of, ret);
	find_vfio(m, of, ret);
	find_ones(m, arena, of, ret);
	find_unconfigured(m, arena, of, ret);
	hw_signs_find_slow(m, arena, of, ret);
	find_rfkill(m, arena, of, ret);
	find_core(m, arena, of, ret);
	find_class_device(m, arena, of, ret);
	find_own_name(m, arena, of, ret);
}
