// SPDX-License-Identifier: GPL-2.0-or-later
/* What becomes of a driver that is built in now, and that is often called otherwise than
 * its module. */
#include "report/kernel/builtin_driver.h"

#include <errno.h>

#include "data/module/name.h"
#include "decoders/text/ascii.h"

bool hw_kernel_has_module(struct hw_modules *modules, struct hw_text module)
{
	return !modules || hw_modules_is_builtin(modules, module) == HW_YES ||
	       (!hw_modules_is_missing(modules, module) &&
		!hw_modules_needs_missing(modules, module));
}

/*
 * Drivers whose module does not depend on the device, whatever the kernel's
 * configuration, and that module; NULL: there is none, all kernels have them built in.
 * Some are parts of a module of another name, some take any device that a user gives
 * them. Sources: CONFIG_PCIEPORTBUS and CONFIG_PNP are bool, drivers/acpi/evged.c is of
 * the core; "ctrl" and "port" of the bus serial-base are parts of the serial ports' core
 * that name no module, which every driver of such ports needs
 * (serial_base_driver_register(), drivers/tty/serial/serial_base_bus.c, since Linux 6.5);
 * usbcore-y of drivers/usb/core/Makefile; 8250_pnp-y of 8250's Makefile; the SCSI
 * drivers' Makefile; the names of the drivers in drivers/vfio/pci/vfio_pci.c,
 * drivers/pci/pci-stub.c, drivers/uio/uio_pci_generic.c,
 * drivers/xen/xen-pciback/pci_stub.c and drivers/usb/usbip/stub_dev.c.
 */
static const struct {
	const char *driver;
	const char *module;
} parts[] = {
	{"acpi-ged", NULL},
	{"ctrl", NULL},
	{"hub", "usbcore"},
	{"i8042 aux", "i8042"},
	{"i8042 kbd", "i8042"},
	{"pci-stub", "pci_stub"},
	{"pciback", "xen_pciback"},
	{"pcieport", NULL},
	{"port", NULL},
	{"processor", NULL},
	{"sd", "sd_mod"},
	{"serial", "8250"},
	{"serial8250", "8250"},
	{"sr", "sr_mod"},
	{"system", NULL},
	{"uio_pci_generic", "uio_pci_generic"},
	{"usb", "usbcore"},
	{"usbfs", "usbcore"},
	{"usbip-host", "usbip_host"},
	{"vfio-pci", "vfio_pci"},
};

bool hw_driver_is_part(struct hw_text driver, struct hw_text *ret_module)
{
	*ret_module = HW_NO_TEXT;
	for (size_t i = 0; i < HW_ARRAY_SIZE(parts); i++) {
		if (!hw_text_eq(driver, hw_text_of(parts[i].driver)))
			continue;
		if (parts[i].module)
			*ret_module = hw_text_of(parts[i].module);
		return true;
	}
	return false;
}

bool hw_builtin_driver_is_part(struct hw_modules *then, struct hw_text driver)
{
	struct hw_text module;

	return hw_driver_is_part(driver, &module) &&
	       (!module.n || hw_modules_is_builtin(then, module) == HW_YES);
}

/* Words of many names. */
static bool is_common(struct hw_text word)
{
	return word.n < 2 || hw_text_eq(word, HW_TEXT("hcd")) ||
	       hw_text_eq(word, HW_TEXT("pci")) || hw_text_eq(word, HW_TEXT("usb"));
}

/* "i801_smbus" and i2c_i801 share a word. */
static bool shares_word(struct hw_text a, struct hw_text b)
{
	while (a.s) {
		struct hw_text word = hw_text_cut(&a, '_');
		struct hw_text rest = b;

		while (!is_common(word) && rest.s)
			if (hw_text_eq(word, hw_text_cut(&rest, '_')))
				return true;
	}
	return false;
}

struct namesakes {
	struct hw_text driver;
	struct hw_modules *then;
	struct hw_arena *arena;
	bool has_any;
	bool lacks_one;
};

/* A hw_module_name_fn. */
static bool note_namesake(void *arg, struct hw_text name)
{
	struct namesakes *s = arg;

	if (!shares_word(s->driver, hw_module_name_normalize(name, s->arena)))
		return true;
	s->has_any = true;
	s->lacks_one = s->lacks_one || !hw_kernel_has_module(s->then, name);
	return true;
}

static struct namesakes find_namesakes(const struct hw_builtin_driver *d,
				       struct hw_modules *of, struct hw_arena *arena)
{
	struct namesakes s = {
		.driver = hw_module_name_normalize(d->name, arena),
		.then = d->then,
		.arena = arena,
	};

	if (of)
		hw_modules_each_builtin(of, note_namesake, &s);
	return s;
}

/* Those of scripts/mod/file2alias.c whose match() knows ids alone; a HID driver's may ask
 * for more than its table (hid_device_id), but not for less. */
static const char *const id_buses[] = {
	"hdaudio:", "hid:", "pci:", "sdio:", "usb:", "virtio:", "vmbus:", "xen:"};

enum hw_tristate hw_driver_needs_claim(struct hw_text modalias)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(id_buses); i++)
		if (hw_text_starts(modalias, hw_text_of(id_buses[i])))
			return hw_text_find(modalias, '*') < modalias.n ? HW_UNKNOWN
									: HW_YES;
	return HW_NO;
}

bool hw_driver_binds(struct hw_text modalias)
{
	return !hw_text_starts(modalias, HW_TEXT("cpu:")) &&
	       !hw_text_starts(modalias, HW_TEXT("x86cpu:"));
}

enum hw_tristate hw_builtin_driver_is_lost(const struct hw_builtin_driver *d,
					   struct hw_arena *arena)
{
	struct namesakes now;
	struct hw_text whole;

	if (hw_driver_is_part(d->name, &whole) &&
	    (!whole.n || hw_kernel_has_module(d->then, whole)))
		return HW_NO;
	if (hw_kernel_has_module(d->then, d->name))
		return hw_modules_is_builtin(d->then, d->name) == HW_YES ||
				       !hw_modules_path(d->then, d->name).n
			       ? HW_NO
			       : d->needs_claim;
	if (hw_modules_is_builtin(d->then, d->name) == HW_UNKNOWN)
		return HW_UNKNOWN;
	/* one of them may be the driver's module */
	if (!d->has_tables)
		return find_namesakes(d, d->then, arena).has_any ? HW_UNKNOWN : HW_YES;
	if (d->is_listed)
		return HW_YES;
	/* most likely its module is built in under both */
	if (!d->now)
		return find_namesakes(d, d->then, arena).has_any ? HW_NO : HW_UNKNOWN;
	now = find_namesakes(d, d->now, arena);
	/* of a module that was built apart, most likely, as nvidia and wl are; what binds
	 * by name is often built in without a module's name, as alarmtimer is */
	if (d->is_untold && d->needs_claim != HW_NO && !now.has_any)
		return HW_UNKNOWN;
	return now.lacks_one ? HW_UNKNOWN : HW_NO;
}

bool hw_driver_may_be_of(struct hw_text driver, struct hw_text module,
			 struct hw_arena *arena)
{
	struct hw_text whole;

	if (hw_driver_is_part(driver, &whole))
		return whole.n && hw_module_name_eq(module, whole);
	return hw_module_name_eq(module, driver) ||
	       shares_word(hw_module_name_normalize(driver, arena),
			   hw_module_name_normalize(module, arena));
}

bool hw_builtin_driver_is_replaced(const struct hw_builtin_driver *d,
				   const struct hw_text *claiming, size_t n,
				   struct hw_arena *arena)
{
	struct hw_text whole;

	if (!d->is_listed || hw_driver_is_part(d->name, &whole) ||
	    hw_modules_is_builtin(d->then, d->name) == HW_YES ||
	    (hw_modules_path(d->then, d->name).n && d->needs_claim != HW_YES))
		return false;
	for (size_t i = 0; i < n; i++)
		if (hw_driver_may_be_of(d->name, claiming[i], arena))
			return false;
	return true;
}

/* --- The choice among several --- */

/* In lower case, its words behind each other with '_' between them: "HDA Intel" is
 * "hda_intel", and "nForce2_smbus" "nforce2_smbus". */
static struct hw_text words_of(struct hw_text name, struct hw_arena *arena)
{
	char *to = hw_arena_alloc(arena, name.n + 1, 1);

	if (!to)
		return HW_NO_TEXT;
	for (size_t i = 0; i < name.n; i++)
		to[i] = hw_is_alnum(name.s[i]) ? hw_lower(name.s[i]) : '_';
	return (struct hw_text){to, name.n};
}

static bool has_word(struct hw_text words, struct hw_text word)
{
	while (words.s)
		if (hw_text_eq(hw_text_cut(&words, '_'), word))
			return true;
	return false;
}

/* Makers of many devices. */
static bool is_maker(struct hw_text word)
{
	return hw_text_eq(word, HW_TEXT("amd")) || hw_text_eq(word, HW_TEXT("intel")) ||
	       hw_text_eq(word, HW_TEXT("nvidia")) || hw_text_eq(word, HW_TEXT("via"));
}

/* Whether a word of the driver that tells something is one of the module. */
static bool shares_any(struct hw_text driver, struct hw_text module, bool may_be_maker)
{
	while (driver.s) {
		struct hw_text word = hw_text_cut(&driver, '_');

		if (!is_common(word) && (may_be_maker || !is_maker(word)) &&
		    has_word(module, word))
			return true;
	}
	return false;
}

/* Whether each of the words of `a` that the driver has (`shared`), or has not, is one of
 * `b`. */
static bool is_within(struct hw_text a, struct hw_text b, struct hw_text driver,
		      bool shared)
{
	while (a.s) {
		struct hw_text word = hw_text_cut(&a, '_');

		if (word.n && has_word(driver, word) == shared && !has_word(b, word))
			return false;
	}
	return true;
}

/* Whether `a` is the driver's rather than `b`. */
static bool is_nearer(struct hw_text a, struct hw_text b, struct hw_text driver)
{
	if (!is_within(b, a, driver, true))
		return false;
	return !is_within(a, b, driver, true) ||
	       (is_within(a, b, driver, false) && !is_within(b, a, driver, false));
}

static bool has_nearer(const struct hw_text *words, size_t n, size_t at,
		       struct hw_text driver)
{
	for (size_t i = 0; i < n; i++)
		if (is_nearer(words[i], words[at], driver))
			return true;
	return false;
}

/* All that share a word and that no other one is nearer than; without any all. */
static size_t choose(const struct hw_text *of, const struct hw_text *words, size_t n,
		     struct hw_text driver, struct hw_text *to)
{
	bool has_maker_only = n > 1;
	size_t left = 0;

	for (size_t i = 0; i < n; i++) {
		if (!shares_any(driver, words[i], true) ||
		    has_nearer(words, n, i, driver))
			continue;
		has_maker_only = has_maker_only && !shares_any(driver, words[i], false);
		to[left++] = of[i];
	}
	if (has_maker_only)
		left = 0;
	for (size_t i = 0; !left && i < n; i++)
		to[i] = of[i];
	return left;
}

int hw_driver_choose(struct hw_text driver, const struct hw_text *of, size_t n,
		     struct hw_arena *arena, struct hw_driver_choice *ret)
{
	const struct hw_text own = words_of(driver, arena);
	struct hw_text *words;
	struct hw_text whole;
	size_t left;

	*ret = (struct hw_driver_choice){.n = n};
	for (size_t i = 0; i < n; i++)
		if (hw_module_name_eq(of[i], driver))
			ret->module = of[i];
	/* whatever claims the device */
	if (ret->module.n || !n || hw_driver_is_part(driver, &whole)) {
		ret->n = 0;
		return 0;
	}
	ret->v = HW_ARENA_NEW(arena, struct hw_text, n);
	words = HW_ARENA_NEW(arena, struct hw_text, n);
	if (!words || !ret->v)
		return -ENOMEM;
	for (size_t i = 0; i < n; i++)
		words[i] = words_of(of[i], arena);
	left = choose(of, words, n, own, ret->v);
	if (left)
		ret->n = left;
	if (left == 1)
		ret->module = ret->v[0];
	return hw_arena_failed(arena) ? -ENOMEM : 0;
}
