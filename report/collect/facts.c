// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/collect/internal.h"

#include <stdlib.h>

#include "report/candidates/blockers.h"
#include "report/collect/told.h"
#include "report/machine/installed/installed_kernels.h"
#include "report/machine/installed/missing_firmware.h"
#include "report/signs/signs.h"
#include "report/verdict/attention.h"
#include "report/verdict/verdict.h"

static bool has_entry(struct hw_machine *m, struct hw_arena *arena,
		      struct hw_text directory, const char *name)
{
	struct hw_text path =
		hw_arena_printf(arena, "%.*s/%s", HW_TEXT_ARG(directory), name);

	return path.s && hw_root_exists(m->root, path.s);
}

static enum hw_tristate read_flag(struct hw_machine *m, struct hw_arena *arena,
				  struct hw_text directory, const char *name)
{
	struct hw_text text = hw_root_read_attr(m->root, directory, name, arena);

	if (hw_text_eq(text, HW_TEXT("0")))
		return HW_NO;
	return hw_text_eq(text, HW_TEXT("1")) ? HW_YES : HW_UNKNOWN;
}

static bool has_loaded_candidate(const struct hw_facts *f)
{
	for (size_t i = 0; f->kernel_is_running && i < f->candidate_count; i++)
		if (f->candidates[i].loaded == HW_YES ||
		    f->candidates[i].builtin == HW_YES)
			return true;
	return false;
}

/*
 * The supplier that is not there: links "supplier:BUS:NAME", whose status is "dormant"
 * until a driver is bound to it (Documentation/ABI/testing/sysfs-devices-supplier and
 * sysfs-class-devlink). In the words of the list above.
 */
static void read_supplier(struct hw_machine *m, struct hw_arena *arena,
			  struct hw_text directory, struct hw_facts *f)
{
	const struct hw_text start = HW_TEXT("supplier:");
	struct hw_text path = hw_arena_copy(arena, directory);
	struct hw_text *names;
	size_t n = 0;

	if (!path.s || hw_root_list(m->root, path.s, arena, &names, &n) < 0)
		return;
	for (size_t i = 0; i < n; i++) {
		struct hw_text link =
			hw_arena_printf(arena, "%.*s/%.*s", HW_TEXT_ARG(directory),
					HW_TEXT_ARG(names[i]));
		struct hw_text name = names[i];

		if (!hw_text_starts(names[i], start) ||
		    !hw_text_eq(hw_root_read_attr(m->root, link, "status", arena),
				HW_TEXT("dormant")))
			continue;
		hw_text_cut(&name, ':');
		hw_text_cut(&name, ':');
		f->deferred = true;
		f->deferred_for = hw_arena_printf(arena, "supplier %.*s not ready",
						  HW_TEXT_ARG(name));
		return;
	}
}

/*
 * To look every device up in the list costs nothing more. The attribute
 * (Documentation/ABI/testing/sysfs-devices-waiting_for_supplier) is a file a device: read
 * it only if the device needs attention, or if a loaded candidate is not bound.
 */
static void read_deferred(struct hw_machine *m, struct hw_arena *arena,
			  struct hw_text directory, struct hw_facts *f)
{
	struct hw_text list = hw_machine_deferred(m);

	while (list.s) {
		struct hw_text reason = hw_text_cut(&list, '\n');
		struct hw_text name = hw_text_cut(&reason, '\t');

		if (!hw_text_eq(name, f->name))
			continue;
		f->deferred = true;
		f->deferred_for = reason;
	}
	if (!f->deferred && (hw_needs_attention(f) || has_loaded_candidate(f)))
		f->deferred =
			read_flag(m, arena, directory, "waiting_for_supplier") == HW_YES;
	if (!f->deferred_for.n && hw_needs_attention(f) && has_loaded_candidate(f))
		read_supplier(m, arena, directory, f);
}

/* Whether another interface of the USB device has a driver. */
static bool has_bound_sibling(struct hw_machine *m, struct hw_arena *arena,
			      struct hw_text directory)
{
	struct hw_text self = hw_path_base(directory);
	struct hw_text above = {directory.s, directory.n - self.n - 1};
	struct hw_text device = hw_path_base(above);
	struct hw_text path = hw_arena_copy(arena, above);
	struct hw_text *names;
	size_t count;

	if (!path.s || hw_root_list_dirs(m->root, path.s, arena, &names, &count) < 0)
		return false;
	for (size_t i = 0; i < count; i++) {
		struct hw_text sibling, uevent;

		/* "1-6:1.0" below "1-6" */
		if (names[i].n <= device.n || names[i].s[device.n] != ':' ||
		    hw_text_eq(names[i], self))
			continue;
		sibling = hw_arena_printf(arena, "%s/%s", path.s, names[i].s);
		uevent = hw_root_read_attr(m->root, sibling, "uevent", arena);
		if (hw_uevent_get(uevent, "DRIVER").n ||
		    has_entry(m, arena, sibling, "driver"))
			return true;
	}
	return false;
}

/*
 * Audio controllers for HDMI and DisplayPort only, each in a slot of its own: Haswell's
 * and Broadwell's at 00:03.0, those of Arc cards. snd_hda_intel refuses them when no
 * graphics driver is bound ("requires binding with gfx driver", azx_probe(),
 * sound/pci/hda/hda_intel.c), as with "nomodeset". Source of the ids:
 * HDA_CONTROLLER_IN_GPU, include/sound/hdaudio.h.
 */
static bool is_graphics_controller(const struct hw_record *record)
{
	static const uint16_t devices[] = {
		0x0a0c, 0x0c0c, 0x0d0c, 0x160c, 0x490d, 0x4f90, 0x4f91, 0x4f92,
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(devices); i++)
		if (record->ids[HW_ROLE_VENDOR].value == 0x8086 &&
		    record->ids[HW_ROLE_DEVICE].value == devices[i])
			return true;
	return false;
}

/* Whether it is one of these, or an audio function of a slot whose function 0 is a
 * display controller: base class 03h. */
static bool is_display_audio(struct hw_machine *m, struct hw_arena *arena,
			     const struct hw_record *record, struct hw_text directory)
{
	struct hw_text class, first, uevent;

	if (record->ids[HW_ROLE_CLASS].value != 0x04)
		return false;
	if (is_graphics_controller(record))
		return true;
	first = hw_arena_printf(arena, "%.*s0", (int)directory.n - 1, directory.s);
	uevent = hw_root_read_attr(m->root, first, "uevent", arena);
	class = hw_uevent_get(uevent, "PCI_CLASS");
	if (!class.n)
		class = hw_root_read_attr(m->root, first, "class", arena);
	/* "30000", "0x030000" */
	return class.n && strtoul(class.s, NULL, 16) >> 16 == 0x03;
}

/* The driver of another function of the slot, of the same maker; absent: none. */
static struct hw_text read_sibling_driver(struct hw_machine *m, struct hw_arena *arena,
					  const struct hw_record *record,
					  struct hw_text directory)
{
	for (char function = '0'; function <= '7'; function++) {
		struct hw_text path = hw_arena_printf(
			arena, "%.*s%c", (int)directory.n - 1, directory.s, function);
		struct hw_text uevent =
			hw_text_eq(path, directory)
				? HW_NO_TEXT
				: hw_root_read_attr(m->root, path, "uevent", arena);
		/* "1425:5401" */
		struct hw_text id = hw_uevent_get(uevent, "PCI_ID");
		struct hw_text driver = hw_uevent_get(uevent, "DRIVER");

		if (id.n && driver.n &&
		    strtoul(id.s, NULL, 16) == record->ids[HW_ROLE_VENDOR].value)
			return driver;
	}
	return HW_NO_TEXT;
}

struct hw_text hw_read_override(struct hw_machine *m, struct hw_arena *arena,
				struct hw_text directory)
{
	struct hw_text name =
		hw_root_read_attr_once(m->root, directory, "driver_override", arena);

	/* what the kernel prints for none; any text may be written into it */
	return hw_text_eq(name, HW_TEXT("(null)"))
		       ? HW_NO_TEXT
		       : hw_machine_own_string(m, directory, name, arena);
}

/* Whether the kernel was built without any driver for devices of this kind. */
static enum hw_tristate is_not_built(struct hw_machine *m, const struct hw_facts *f)
{
	const char *const *modules = hw_subsystem_modules(f);
	bool known = true;

	if (!modules)
		return HW_NO;
	for (; *modules; modules++) {
		struct hw_text name = hw_text_of(*modules);
		enum hw_tristate builtin = hw_modules_is_builtin(m->modules, name);

		if (builtin == HW_YES || hw_modules_path(m->modules, name).n)
			return HW_NO;
		known = known && builtin == HW_NO &&
			hw_modules_is_available(m->modules, name) == HW_NO;
	}
	return known ? HW_YES : HW_UNKNOWN;
}

static struct hw_text find_initcalls(struct hw_machine *m,
				     const struct hw_modprobe *modprobe)
{
	size_t n;
	const struct hw_directive *d = hw_modprobe_directives(modprobe, &n);

	/* directives of the kernel command line are the last ones */
	while (n--)
		if (d[n].kind == HW_DIRECTIVE_INITCALL_BLACKLIST)
			return hw_machine_words(m) == 0 ? d[n].text : HW_NO_TEXT;
		else if (d[n].path.s)
			break;
	return HW_NO_TEXT;
}

static void read_blockers(struct hw_machine *m, struct hw_arena *arena,
			  struct hw_record *record, struct hw_facts *f)
{
	const struct hw_modprobe *modprobe = NULL;

	if (!record->candidate_count || !f->kernel_is_running)
		return;
	if (hw_machine_modprobe(m, &modprobe) == 0) {
		f->config_partial = !hw_modprobe_is_whole(modprobe);
		f->initcalls = find_initcalls(m, modprobe);
	}
	/* the arena records allocation failure */
	hw_blockers_find(m, arena, record, hw_needs_attention(f));
}

static void find_elsewhere(struct hw_machine *m, struct hw_arena *arena,
			   const struct hw_record *record, struct hw_facts *f)
{
	struct hw_elsewhere other;

	/* the arena records allocation failure */
	if (hw_installed_kernels_match(m, record, arena, &other) < 0)
		return;
	f->other_kernel = other.release;
	f->other_module = other.module;
	f->other_is_given = other.is_given;
	f->other_is_dkms = other.is_dkms;
}

/* Whether one of the candidates may come to drive the device. */
static bool has_chance(const struct hw_facts *f)
{
	for (size_t i = 0; i < f->candidate_count; i++) {
		const struct hw_candidate *c = &f->candidates[i];

		if (!c->weak && !c->blocked.blocked_by.s && !c->missing.s &&
		    c->available != HW_NO)
			return true;
	}
	return false;
}

/* Whether a module claims it, not just devices of its kind. */
static bool is_claimed(const struct hw_facts *f)
{
	for (size_t i = 0; i < f->candidate_count; i++)
		if (!f->candidates[i].weak)
			return true;
	return false;
}

/* No module of that name is loaded, built in or on disk. */
static bool is_no_module(struct hw_machine *m, struct hw_text name)
{
	return hw_modules_is_loaded(m->modules, name) == HW_NO &&
	       hw_modules_is_missing(m->modules, name);
}

/*
 * The facts about a device without a driver. Most cost a file: stop after the first three
 * if the device needs no attention.
 */
static void read_unbound(struct hw_machine *m, struct hw_arena *arena,
			 struct hw_record *record, struct hw_text directory,
			 struct hw_facts *f)
{
	bool is_pci = hw_bus_address(f->bus) == HW_ADDRESS_PCI;

	read_blockers(m, arena, record, f);
	if (f->candidate_count && hw_bus_has(f->bus, HW_BUS_DRIVER_OVERRIDE))
		f->driver_override = hw_read_override(m, arena, directory);
	if (f->driver_override.n) {
		struct hw_text bus =
			hw_arena_printf(arena, "sys/bus/%.*s", HW_TEXT_ARG(f->subsystem));

		f->override_is_gone =
			has_entry(m, arena, bus, "drivers")
				? !has_entry(m, arena,
					     hw_arena_printf(arena, "%.*s/drivers",
							     HW_TEXT_ARG(bus)),
					     hw_arena_copy(arena, f->driver_override).s)
				: is_no_module(m, f->driver_override);
	}
	read_deferred(m, arena, directory, f);
	if (hw_may_be_claimed_elsewhere(f) && !is_claimed(f) && f->kernel.s)
		find_elsewhere(m, arena, record, f);
	if (!hw_needs_attention(f))
		return;
	if (is_pci) {
		f->is_virtual_function = has_entry(m, arena, directory, "physfn");
		f->is_display_audio = is_display_audio(m, arena, record, directory);
	}
	if (hw_bus_is_part(f->bus, f->kind))
		f->sibling_bound = has_bound_sibling(m, arena, directory);
	if (hw_needs_attention(f))
		hw_missing_firmware_find(m, arena, f);
	if (!f->kernel.s)
		return;
	if (!has_chance(f))
		find_elsewhere(m, arena, record, f);
	if (is_claimed(f))
		return;
	f->subsystem_not_built = is_not_built(m, f);
	if (is_pci)
		f->sibling_function_driver =
			read_sibling_driver(m, arena, record, directory);
}

/* "bus1-dev3", "bus1-dev3:1.0", as our reports call what lsusb tells by numbers alone: by
 * the log's "new … USB device number 3" it is "1-3". */
static struct hw_text name_by_log(struct hw_machine *m, struct hw_arena *arena,
				  struct hw_text name)
{
	const struct hw_kernel_log *log;
	struct hw_text rest = name, bus, number, at;

	if (!m->is_dump || !m->asks_modules || !hw_text_starts(name, HW_TEXT("bus")))
		return name;
	log = m->words_wait ? hw_machine_log_as_read(m) : hw_machine_log(m);
	rest = hw_text_from(rest, 3);
	bus = hw_text_cut(&rest, '-');
	number = hw_text_head(rest, hw_text_find(rest, ':'));
	rest = hw_text_from(rest, number.n);
	if (!log || !hw_text_starts(number, HW_TEXT("dev")))
		return name;
	at = hw_log_usb_name(log, bus, hw_text_from(number, 3));
	return at.n ? hw_arena_printf(arena, "%.*s%.*s", HW_TEXT_ARG(at),
				      HW_TEXT_ARG(rest))
		    : name;
}

/* A list may have USB devices without their interfaces, by which drivers log. */
static enum hw_log_scope log_scope(struct hw_machine *m, struct hw_arena *arena,
				   const struct hw_device *d)
{
	struct hw_text path, *names;
	size_t n = 0;

	if (hw_bus_is_part(d->bus, d->kind))
		return HW_LOG_OF_INTERFACE;
	if (!m->is_dump || !m->asks_modules || !hw_bus_is_whole(d->bus, d->kind))
		return HW_LOG_OF_DEVICE;
	path = hw_arena_copy(arena, hw_text_from(d->syspath, 1));
	if (!path.s || hw_root_list_dirs(m->root, path.s, arena, &names, &n) < 0)
		n = 0;
	for (size_t i = 0; i < n; i++)
		if (hw_text_find(names[i], ':') < names[i].n)
			return HW_LOG_OF_DEVICE;
	return HW_LOG_OF_WHOLE;
}

/* A list does not tell whether a driver is bound: the log may tell what became of it. */
static void read_untold(struct hw_machine *m, struct hw_arena *arena,
			const struct hw_record *record, struct hw_text directory,
			struct hw_facts *f)
{
	if (!m->asks_modules)
		return;
	if (hw_bus_address(f->bus) == HW_ADDRESS_PCI)
		f->is_display_audio = is_display_audio(m, arena, record, directory);
	hw_missing_firmware_find(m, arena, f);
}

static void read_bound(struct hw_machine *m, const struct hw_record *record,
		       struct hw_facts *f)
{
	for (size_t i = 0; i < record->candidate_count; i++)
		if (hw_text_eq(record->candidates[i].module, f->driver_module))
			return;
	if (f->kernel_is_running && f->driver_module.s && f->has_modalias)
		f->driver_module_available =
			hw_modules_is_available(m->modules, f->driver_module);
}

/*
 * Most ACPI nodes only describe a device of another bus, which is listed too and has the
 * driver: acpi_bind_one(), drivers/acpi/glue.c, makes the link. A node with a driver of
 * its own needs no look at it.
 */
static bool has_physical_node(struct hw_machine *m, struct hw_arena *arena,
			      const struct hw_device *device, struct hw_text directory)
{
	return hw_bus_has(device->bus, HW_BUS_FIRMWARE_NODES) && !device->driver.s &&
	       has_entry(m, arena, directory, "physical_node");
}

/* Whether the device, or the one that it is a part of, may lack permission. */
static bool may_be_forbidden(const struct hw_device *d, bool is_unbound)
{
	if (!d->bus || !d->bus->authorized)
		return false;
	return hw_text_eq(d->kind, hw_text_of(d->bus->authorized->kind)) ||
	       (is_unbound && d->bus->parts);
}

/* The facts that are in sysfs and not in the record. */
static void read_device(struct hw_machine *m, struct hw_arena *arena,
			struct hw_record *record, struct hw_facts *f)
{
	const struct hw_device *device = &record->device;
	struct hw_text directory = hw_text_from(device->syspath, 1);
	bool is_unbound = device->driver_known == HW_DRIVER_NONE && !device->class_only;

	f->has_physical_node = has_physical_node(m, arena, device, directory);
	if (may_be_forbidden(device, is_unbound))
		f->not_authorized = read_flag(m, arena, directory, "authorized") == HW_NO;
	if (is_unbound)
		read_unbound(m, arena, record, directory, f);
	if (device->driver_known == HW_DRIVER_UNKNOWN && !device->class_only)
		read_untold(m, arena, record, directory, f);
	if (device->driver_known == HW_DRIVER_BOUND)
		read_bound(m, record, f);
}

/* For those who look into matters: check, show. */
static const struct hw_signs *find_signs(struct hw_machine *m, struct hw_arena *arena,
					 struct hw_record *record,
					 const struct hw_facts *f)
{
	struct hw_signs *signs = HW_ARENA_NEW(arena, struct hw_signs, 1);
	struct hw_signs_of of = {
		.bus = f->bus,
		.kind = f->kind,
		.name = f->name,
		.log_scope = f->log_scope,
		.directory = f->directory,
		.driver = f->driver_known == HW_DRIVER_BOUND ? f->driver : HW_NO_TEXT,
		.driver_module = f->driver_module,
		.base_class = f->ids[HW_ROLE_CLASS].value,
		.sub_class = f->ids[HW_ROLE_SUBCLASS].value,
		.vendor = f->ids[HW_ROLE_VENDOR].value,
		.device = f->ids[HW_ROLE_DEVICE].value,
		.uevent = record->device.uevent,
		.device_name = f->device_name,
		.candidates = f->candidates,
		.candidate_count = f->candidate_count < HW_SIGNS_CANDIDATES_MAX
					   ? f->candidate_count
					   : HW_SIGNS_CANDIDATES_MAX,
		.is_missed = hw_needs_attention(f) || hw_needs_attention_if_unclaimed(f),
		.not_authorized = f->not_authorized,
	};

	if (signs)
		hw_signs_find(m, arena, &of, signs);
	/* of a device with the catch-all driver the special one may be blocked */
	if (hw_text_eq(of.driver, HW_TEXT("hid-generic")))
		hw_blockers_find(m, arena, record, false);
	return signs;
}

/* Where no release is told, the tables that the user named are the machine's own. */
static bool is_running(const struct hw_machine *m, bool lacks_lines)
{
	if ((m->is_dump || lacks_lines) && !m->kernel.aliases)
		return true;
	return m->host.kernel_release.s
		       ? hw_text_eq(m->kernel.release, m->host.kernel_release)
		       : m->kernel.aliases != NULL;
}

struct hw_facts hw_facts_collect(struct hw_machine *m, struct hw_arena *arena,
				 struct hw_record *record, bool is_device)
{
	const struct hw_device *device = &record->device;
	const bool lacks_lines = hw_told_lacks_lines(m, &m->kernel, record);
	struct hw_facts facts = {
		.is_device = is_device,
		.shows_all = m->words.shows_all,
		.subsystem = device->subsystem,
		.bus = device->bus,
		.kind = device->kind,
		.class_only = device->class_only,
		.has_modalias = record->modalias != NULL,
		.modalias =
			record->modalias ? record->modalias->modalias.raw : HW_NO_TEXT,
		.ids = record->ids,
		.driver_known = device->driver_known,
		.driver = device->driver,
		.driver_module = device->driver_module,
		.candidates = record->candidates,
		.candidate_count = record->candidate_count,
		.is_told = lacks_lines || (m->is_dump && !m->kernel.aliases),
		.is_joined = record->is_joined,
		.tables_are_others = lacks_lines,
		.lacks_ids = hw_told_lacks_ids(m, record),
		.told_state = record->told_state,
		.told_is_quiet = record->told_is_quiet,
		.kernel = m->kernel.aliases && !lacks_lines ? m->kernel.release
							    : HW_NO_TEXT,
		.kernel_is_running = is_running(m, lacks_lines),
		.modules_listed = is_device && device->driver_known == HW_DRIVER_NONE &&
				  hw_modules_are_listed(m->modules),
		/* a directory that somebody copied may lack proc/modules */
		.loads_no_modules = is_device && device->driver_known == HW_DRIVER_NONE &&
				    m->is_live && !record->is_joined &&
				    !hw_modules_are_listed(m->modules),
		.name = device->name,
		.directory = device->syspath,
	};

	if (is_device && device->syspath.n) {
		facts.device_name = hw_record_name(record, arena);
		facts.name = name_by_log(m, arena, device->name);
		facts.log_scope = log_scope(m, arena, device);
		read_device(m, arena, record, &facts);
		/* not of a what-if; without tables signs are of the machine as it is */
		if (m->asks_modules && !facts.class_only &&
		    (facts.kernel_is_running || !m->kernel.aliases))
			facts.signs = find_signs(m, arena, record, &facts);
	}
	return facts;
}
