// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/signs/parameters.h"

#include <stdlib.h>
#include <strings.h>

#include "data/module/name.h"
#include "decoders/text/ascii.h"

#define ANY UINT32_MAX

/* What the value of an option says against the device. */
enum against {
	/* false, or a list that begins so: kstrtobool(), lib/kstrtox.c */
	IF_FALSE,
	/* "!56c0,*": device ids that the driver shall not touch */
	IF_EXCLUDED,
	/* "0bda:8153:i": vendor, product and letters, "i" is ignore */
	IF_IGNORED_BY_LETTER,
	/* "0x046d:0xc52b:0x4": vendor, product and bits, 4 is ignore */
	IF_IGNORED_BY_BIT,
};

/*
 * Options of drivers that are there, by which they leave a device alone.
 *	modeset		drivers/gpu/drm/i915/i915_module.c, nouveau_drm.c, radeon_drv.c
 *	force_probe	drivers/gpu/drm/i915/i915_pci.c, xe/xe_pci.c
 *	enable		module_param_array(enable), sound
 *	quirks		Documentation/admin-guide/kernel-parameters.txt,
 *			usb-storage.quirks; HID_QUIRK_IGNORE, include/linux/hid.h
 */
static const struct {
	/* NULL: of any candidate */
	const char *module;
	const char *option;
	/* class of PCI devices, ANY: any bus */
	uint32_t base_class;
	enum against against;
} options[] = {
	{NULL, "modeset=", 0x03, IF_FALSE},
	{NULL, "force_probe=", 0x03, IF_EXCLUDED},
	{NULL, "enable=", 0x04, IF_FALSE},
	{"snd_usb_audio", "enable=", ANY, IF_FALSE},
	{"usb_storage", "quirks=", ANY, IF_IGNORED_BY_LETTER},
	{"usbhid", "quirks=", ANY, IF_IGNORED_BY_BIT},
};

/*
 * Words of the kernel command line, for PCI devices of a class.
 *	nomodeset	drm_firmware_drivers_only(), drivers/gpu/drm/drm_nomodeset.c
 *	nousb		usb_disabled(), drivers/usb/core/usb.c
 */
static const struct {
	const char *word;
	uint32_t base_class;
	uint32_t sub_class;
} words[] = {
	{"nomodeset", 0x03, ANY},	 {"nousb", 0x0c, 0x03},
	{"usbcore.nousb", 0x0c, 0x03},	 {"usbcore.nousb=1", 0x0c, 0x03},
	{"usbcore.nousb=Y", 0x0c, 0x03},
};

/* Words with which interrupts and resources of all PCI devices are set up otherwise, so
 * that drivers may fail (Documentation/admin-guide/kernel-parameters.txt). Behind "pci="
 * stands a list. */
static const char *const noted[] = {
	"pci=nomsi",   "pci=noacpi", "pci=nocrs", "pci=conf1", "pci=routeirq",
	"pci=biosirq", "acpi=off",   "acpi=ht",	  "noapic",    "nolapic",
};

static const char *const iommu_off[] = {
	"iommu=off",
	"intel_iommu=off",
	"amd_iommu=off",
	"iommu=pt,off",
};

static bool is_pci(const struct hw_signs_of *of)
{
	return hw_bus_address(of->bus) == HW_ADDRESS_PCI;
}

static bool is_candidate(const struct hw_signs_of *of, struct hw_text module)
{
	for (size_t i = 0; i < of->candidate_count; i++)
		if (hw_text_eq(of->candidates[i].module, module))
			return true;
	return false;
}

/* The next word, without blanks around it. */
static struct hw_text cut_word(struct hw_text *rest)
{
	struct hw_text word = HW_NO_TEXT;

	while (rest->s && !word.n)
		word = hw_text_cut(rest, ' ');
	return hw_text_trim_end(word, "\n\"");
}

static bool is_false(struct hw_text value)
{
	/* of an array, "enable=1,0", it may be the device of any element */
	while (value.s) {
		struct hw_text one = hw_text_cut(&value, ',');

		if (one.n && (one.s[0] == '0' || one.s[0] == 'n' || one.s[0] == 'N' ||
			      strncasecmp(one.s, "off", one.n) == 0))
			return true;
	}
	return false;
}

/* Hexadecimal, with or without 0x. */
static bool is_number(struct hw_text text, uint32_t wanted)
{
	uint64_t value;

	return hw_text_hex(hw_text_behind_0x(text), 8, &value) && value == wanted;
}

static bool is_excluded(struct hw_text value, uint32_t device)
{
	while (value.s) {
		struct hw_text item = hw_text_trim_start(hw_text_cut(&value, ','), "'\"");

		item = hw_text_trim_end(item, "'\"");
		if (hw_text_starts(item, HW_TEXT("!")) &&
		    (hw_text_eq(item, HW_TEXT("!*")) ||
		     is_number(hw_text_from(item, 1), device)))
			return true;
	}
	return false;
}

static bool is_ignored(struct hw_text value, const struct hw_signs_of *of, bool by_letter)
{
	while (value.s) {
		struct hw_text flags = hw_text_cut(&value, ',');
		struct hw_text vendor = hw_text_cut(&flags, ':');
		struct hw_text device = hw_text_cut(&flags, ':');

		if (!is_number(vendor, of->vendor) || !is_number(device, of->device))
			continue;
		if (by_letter)
			return flags.n && memchr(flags.s, 'i', flags.n);
		/* bit 2; the last digit has it */
		return flags.n && hw_is_hex(flags.s[flags.n - 1]) &&
		       hw_hex_value(flags.s[flags.n - 1]) & 4;
	}
	return false;
}

static bool is_against(enum against against, struct hw_text value,
		       const struct hw_signs_of *of)
{
	switch (against) {
	case IF_FALSE:
		return is_false(value);
	case IF_EXCLUDED:
		return is_excluded(value, of->device);
	case IF_IGNORED_BY_LETTER:
	case IF_IGNORED_BY_BIT:
		return is_ignored(value, of, against == IF_IGNORED_BY_LETTER);
	}
	return false;
}

/* Looks at the words of one `options` line. */
static void look_at_options(const struct hw_directive *d, const struct hw_signs_of *of,
			    struct hw_signs *signs)
{
	struct hw_text rest = d->value;

	while (rest.s) {
		struct hw_text word = cut_word(&rest);

		for (size_t i = 0; i < HW_ARRAY_SIZE(options); i++) {
			struct hw_text option = hw_text_of(options[i].option);

			if (!hw_text_starts(word, option) ||
			    (options[i].module &&
			     !hw_text_eq(d->module, hw_text_of(options[i].module))) ||
			    (options[i].base_class != ANY &&
			     !(is_pci(of) && of->base_class == options[i].base_class)) ||
			    !is_against(options[i].against, hw_text_from(word, option.n),
					of))
				continue;
			signs->parameter = word;
			signs->parameter_at = d;
		}
	}
}

/* "1002:67df": four digits of either case; what follows may narrow it down further. */
static bool is_id(struct hw_text item, const struct hw_signs_of *of)
{
	struct hw_text rest = item;
	struct hw_text vendor = hw_text_cut(&rest, ':');

	return item.n == 9 && is_number(vendor, of->vendor) &&
	       is_number(rest, of->device);
}

/* `options vfio-pci ids=1002:67df,1002:aaf0`: drivers/vfio/pci/vfio_pci.c. */
static void look_at_vfio(const struct hw_directive *d, const struct hw_signs_of *of,
			 struct hw_signs *signs)
{
	const struct hw_text key = HW_TEXT("ids=");
	struct hw_text rest = d->value;

	if (!is_pci(of) || !hw_text_eq(d->module, HW_TEXT("vfio_pci")))
		return;
	while (rest.s) {
		struct hw_text word = cut_word(&rest);

		if (!hw_text_starts(word, key))
			continue;
		word = hw_text_from(word, key.n);
		while (word.s)
			if (is_id(hw_text_cut(&word, ','), of))
				signs->reserved_for_vfio = d;
	}
}

/* `softdep snd_hda_intel pre: vfio-pci post: x`: modprobe.d(5). */
static void look_at_softdep(const struct hw_directive *d, const struct hw_signs_of *of,
			    struct hw_signs *signs)
{
	struct hw_text rest = d->value;
	bool is_before = false;

	if (!of->driver_module.n || !hw_module_name_eq(d->module, of->driver_module))
		return;
	while (rest.s) {
		struct hw_text word = cut_word(&rest);

		if (hw_text_eq(word, HW_TEXT("pre:")) ||
		    hw_text_eq(word, HW_TEXT("post:")))
			is_before = hw_text_eq(word, HW_TEXT("pre:"));
		else if (is_before && hw_module_name_eq(word, HW_TEXT("vfio-pci")))
			signs->vfio_first = d;
	}
}

/* Which of the means that give a device to vfio-pci can do so on this kernel. */
static void find_vfio(struct hw_machine *m, const struct hw_signs_of *of,
		      struct hw_signs *signs)
{
	const struct hw_text vfio = HW_TEXT("vfio_pci");
	struct hw_text own = of->driver_module.n ? of->driver_module : of->driver;

	if (!signs->reserved_for_vfio || !m->modules)
		return;
	signs->vfio_is_builtin = hw_modules_is_builtin(m->modules, vfio) == HW_YES;
	signs->vfio_is_absent = hw_modules_is_missing(m->modules, vfio) &&
				!hw_root_exists(m->root, "sys/bus/pci/drivers/vfio-pci");
	signs->driver_is_builtin =
		!of->driver_module.n || hw_modules_is_builtin(m->modules, own) == HW_YES;
}

/* 0: none is authorized by itself; 2: those of internal ports alone. Source:
 * usb_dev_authorized(), drivers/usb/core/usb.c. */
static void look_at_lock(const struct hw_directive *d, struct hw_signs *signs)
{
	struct hw_text rest = d->value;

	while (hw_text_eq(d->module, HW_TEXT("usbcore")) && rest.s) {
		struct hw_text word = cut_word(&rest);

		if (hw_text_eq(word, HW_TEXT("authorized_default=0")) ||
		    hw_text_eq(word, HW_TEXT("authorized_default=2")))
			signs->locked_by = d;
	}
}

static bool is_one_of(struct hw_text word, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (hw_text_eq(word, hw_text_of(list[i])))
			return true;
	return false;
}

/* "pci=nomsi" of "pci=noaer,nomsi" */
static struct hw_text find_noted(struct hw_text word)
{
	const struct hw_text key = HW_TEXT("pci=");
	struct hw_text rest = hw_text_from(word, key.n);

	if (!hw_text_starts(word, key))
		return is_one_of(word, noted, HW_ARRAY_SIZE(noted)) ? word : HW_NO_TEXT;
	while (rest.s) {
		struct hw_text item = hw_text_cut(&rest, ',');

		for (size_t i = 0; i < HW_ARRAY_SIZE(noted); i++)
			if (hw_text_starts(hw_text_of(noted[i]), key) &&
			    hw_text_eq(hw_text_from(hw_text_of(noted[i]), key.n), item))
				return hw_text_of(noted[i]);
	}
	return HW_NO_TEXT;
}

/*
 * "rd.driver.blacklist=nouveau" of dracut.cmdline(7), "rdblacklist=" before: the
 * initramfs does not load it. "nouveau.blacklist=1" is in many a recipe.
 */
static bool keeps_out_of_initramfs(struct hw_text word, const struct hw_signs_of *of)
{
	static const char *const keys[] = {
		"rd.driver.blacklist=", "rdblacklist=", "rd.blacklist="};
	struct hw_text option = word;
	struct hw_text module = hw_text_cut(&option, '.');

	for (size_t i = 0; i < HW_ARRAY_SIZE(keys); i++) {
		struct hw_text key = hw_text_of(keys[i]);
		struct hw_text list = hw_text_from(word, key.n);

		if (!hw_text_starts(word, key))
			continue;
		while (list.s)
			if (is_candidate(of, hw_text_cut(&list, ',')))
				return true;
	}
	return option.s && hw_text_starts(option, HW_TEXT("blacklist")) &&
	       is_candidate(of, module);
}

static void look_at_word(struct hw_text word, const struct hw_signs_of *of,
			 struct hw_signs *signs)
{
	if (is_one_of(word, iommu_off, HW_ARRAY_SIZE(iommu_off)))
		signs->iommu_off = word;
	if (of->driver.s)
		return;
	/* core_param(nomodule, …), kernel/module/main.c: an int, 1 without a value */
	if (hw_text_eq(word, HW_TEXT("nomodule")) ||
	    hw_text_eq(word, HW_TEXT("nomodule=1")))
		signs->no_modules = word;
	for (size_t i = 0; i < HW_ARRAY_SIZE(words); i++)
		if (is_pci(of) && of->base_class == words[i].base_class &&
		    (words[i].sub_class == ANY || of->sub_class == words[i].sub_class) &&
		    hw_text_eq(word, hw_text_of(words[i].word))) {
			signs->parameter = word;
			signs->parameter_at = NULL;
		}
	if (is_pci(of) && find_noted(word).n)
		signs->noted_parameter = find_noted(word);
	if (keeps_out_of_initramfs(word, of))
		signs->not_in_initramfs = word;
}

void hw_parameters_find(struct hw_machine *m, struct hw_arena *arena,
			const struct hw_signs_of *of, struct hw_signs *signs)
{
	bool is_vfio = hw_text_eq(of->driver, HW_TEXT("vfio-pci"));
	const struct hw_modprobe *modprobe = NULL;
	const struct hw_directive *d = NULL;
	struct hw_text cmdline = HW_NO_TEXT;
	size_t n = 0;

	/* nothing stops a device that no module claims, nor one of the kernel's own */
	if (of->driver.s && !is_pci(of) && !hw_bus_is_whole(of->bus, of->kind))
		return;
	if (hw_machine_modprobe(m, &modprobe) == 0)
		d = hw_modprobe_directives(modprobe, &n);
	for (size_t i = 0; i < n; i++) {
		if (d[i].kind == HW_DIRECTIVE_SOFTDEP)
			look_at_softdep(&d[i], of, signs);
		if (d[i].kind != HW_DIRECTIVE_OPTIONS)
			continue;
		look_at_lock(&d[i], signs);
		if (!is_vfio)
			look_at_vfio(&d[i], of, signs);
		if (!of->driver.s && is_candidate(of, d[i].module))
			look_at_options(&d[i], of, signs);
	}
	if (signs->parameter_at || signs->reserved_for_vfio || signs->vfio_first ||
	    signs->locked_by)
		/* they are quoted; the arena records allocation failure */
		hw_machine_words(m);
	find_vfio(m, of, signs);
	if (hw_bus_is_whole(of->bus, of->kind))
		signs->has_usbguard =
			hw_root_exists(m->root, "etc/usbguard/usbguard-daemon.conf");
	if (hw_root_read_once(m->root, "proc/cmdline", arena, &cmdline) < 0)
		return;
	cmdline = hw_text_trim_end(cmdline, "\n");
	while (cmdline.s)
		look_at_word(cut_word(&cmdline), of, signs);
}
