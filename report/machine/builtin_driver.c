// SPDX-License-Identifier: GPL-2.0-or-later
/* What becomes of a driver that is built in now, and that is often called otherwise than
 * its module. */
#include "report/machine/builtin_driver.h"

#include "data/module/name.h"

bool hw_kernel_has_module(struct hw_modules *modules, struct hw_text module)
{
	return !modules || hw_modules_is_builtin(modules, module) == HW_YES ||
	       (!hw_modules_is_missing(modules, module) &&
		!hw_modules_needs_missing(modules, module));
}

/*
 * Drivers that are no module of their own, whatever the kernel's configuration, and the
 * module that they are a part of; NULL: there is none, all kernels have them built in.
 * Sources: CONFIG_PCIEPORTBUS and CONFIG_PNP are bool, drivers/acpi/evged.c is of the
 * core; usbcore-y of drivers/usb/core/Makefile; 8250_pnp-y of 8250's Makefile; the SCSI
 * drivers' Makefile.
 */
static const struct {
	const char *driver;
	const char *module;
} parts[] = {
	{"acpi-ged", NULL},	{"hub", "usbcore"}, {"i8042 aux", "i8042"},
	{"i8042 kbd", "i8042"}, {"pcieport", NULL}, {"processor", NULL},
	{"sd", "sd_mod"},	{"serial", "8250"}, {"serial8250", "8250"},
	{"sr", "sr_mod"},	{"system", NULL},   {"usb", "usbcore"},
	{"usbfs", "usbcore"},
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
	return word.n < 2 || hw_text_eq(word, HW_TEXT("pci")) ||
	       hw_text_eq(word, HW_TEXT("usb"));
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

enum hw_tristate hw_builtin_driver_is_lost(const struct hw_builtin_driver *d,
					   struct hw_arena *arena)
{
	if (hw_kernel_has_module(d->then, d->name) ||
	    hw_builtin_driver_is_part(d->then, d->name))
		return HW_NO;
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
	return find_namesakes(d, d->now, arena).lacks_one ? HW_UNKNOWN : HW_NO;
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
