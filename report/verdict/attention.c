// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Much of a healthy machine has no driver: memory controllers and their error counters,
 * spare DMA engines, management engines, SMBus, thermal and performance units, second
 * interfaces of a USB device. So the table lists the devices that do need attention when
 * no driver is bound; the exceptions follow it.
 *
 *   bus      class                                  not loaded,  declined  unclaimed
 *                                                   blocked, …
 *   pci      01 storage, without 0101 IDE           yes          yes       yes
 *   pci      0101 IDE                               yes          no (1)    no (1)
 *   pci      02 network                             yes          yes       yes
 *   pci      03 display                             yes          but (2)   no (2)
 *   pci      0400 video, 0401 audio                 yes          no        yes
 *   pci      0403 HD audio                          yes          but (3)   yes
 *   pci      0480 multimedia                        no (4)       no        no
 *   pci      0c03 USB, UHCI OHCI EHCI xHCI          yes          yes       yes
 *   pci      0d wireless                            yes          yes       yes
 *   pci      12 accelerators                        yes          yes       no
 *   usb      01 audio, 02 communication, 08 storage,
 *            0e video, e0 wireless                  yes          yes       no (5)
 *   usb      03 input, ff vendor                    yes          no (6)    no (5)
 *   virtio, hid, sdio, scsi, hdaudio, vmbus, xen,
 *   the 802.11 core of bcma and ssb                 yes          no (7)    no (5)
 *
 * (1) ata_generic and pata_acpi claim every IDE controller and refuse most
 *     (drivers/ata/ata_generic.c); virtual machines carry one that nobody uses.
 * (2) The picture comes from the firmware's frame buffer then, so it is a warning where
 * it is an error of others; with "nomodeset" every driver refuses, which is a reason of
 *     its own. Second heads are functions of their own, which drivers leave alone:
 *     is_second_head(). Amazon's 1d0f:1111 has never had a driver.
 * (3) snd_hda_intel refuses the controllers without codecs of some AMD boards:
 *     has_no_codecs().
 * (4) AMD's audio co-processor: five modules claim it by id, and refuse it by revision
 *     (sound/soc/amd).
 * (5) Fingerprint and card readers, printers and the like are driven from user space.
 * (6) usbhid refuses what its list of quirks ignores (drivers/hid/hid-quirks.c), and
 *     NUT and the like take interfaces away from it.
 * (7) Disks behind a RAID controller that hides them stay without sd
 *     (no_uld_attach, drivers/scsi/scsi_sysfs.c), HID devices wait for user space.
 *
 * A device that no module claims needs no attention where the kernel was built without
 * any driver of its kind, by hw_subsystem_modules(): a cloud kernel has no USB and no
 * sound, and the virtual machine has such controllers all the same. A machine on which
 * the package with the rest of the modules was forgotten looks the same, so `check` says
 * nothing there either. No virtual machine is given a wireless card: that needs
 * attention.
 *
 * Storage of no particular kind (SCSI, other) that no module claims needs none either
 * where another function of the same slot and vendor has a driver: Chelsio's adapters
 * have a storage function of its own, which the driver of the network function serves
 * (1425:5501, drivers/net/ethernet/chelsio/cxgb4), and card readers have a function for
 * each kind of card (1217:8330). A network card does: the devices of a chipset share a
 * slot and have nothing else in common.
 *
 * Never: a virtual function of SR-IOV, which is made to be given to a guest; the HDMI
 * sound of a graphics card; a USB interface when another one of the device has a driver
 * (the driver of one interface often serves all, and btusb claims the interface for
 * firmware updates and refuses it).
 */
#include "report/verdict/attention.h"

enum {
	IF_UNBOUND = 1 << 0,
	IF_DECLINED = 1 << 1,
	IF_UNCLAIMED = 1 << 2,
	ALWAYS = IF_UNBOUND | IF_DECLINED | IF_UNCLAIMED,
};

#define ANY (-1)

struct rule {
	enum hw_class_codes codes;
	int base;
	int sub;
	/* programming interfaces up to this one; ANY */
	int interface;
	unsigned when;
};

#define PCI HW_CLASS_CODES_PCI
#define USB HW_CLASS_CODES_USB

/* The first that fits counts. */
static const struct rule rules[] = {
	{PCI, 0x01, 0x01, ANY, IF_UNBOUND},
	{PCI, 0x01, ANY, ANY, ALWAYS},
	{PCI, 0x02, ANY, ANY, ALWAYS},
	{PCI, 0x03, ANY, ANY, IF_UNBOUND | IF_DECLINED},
	{PCI, 0x04, 0x00, ANY, IF_UNBOUND | IF_UNCLAIMED},
	{PCI, 0x04, 0x01, ANY, IF_UNBOUND | IF_UNCLAIMED},
	{PCI, 0x04, 0x03, ANY, ALWAYS},
	{PCI, 0x0c, 0x03, 0x30, ALWAYS},
	{PCI, 0x0d, ANY, ANY, ALWAYS},
	{PCI, 0x12, ANY, ANY, IF_UNBOUND | IF_DECLINED},
	{USB, 0x01, ANY, ANY, IF_UNBOUND | IF_DECLINED},
	{USB, 0x02, ANY, ANY, IF_UNBOUND | IF_DECLINED},
	{USB, 0x03, ANY, ANY, IF_UNBOUND},
	{USB, 0x08, ANY, ANY, IF_UNBOUND | IF_DECLINED},
	{USB, 0x0e, ANY, ANY, IF_UNBOUND | IF_DECLINED},
	{USB, 0xe0, ANY, ANY, IF_UNBOUND | IF_DECLINED},
	{USB, 0xff, ANY, ANY, IF_UNBOUND},
};

static bool is_pci(const struct hw_facts *f)
{
	return hw_bus_class_codes(f->bus) == HW_CLASS_CODES_PCI;
}

static bool is_usb(const struct hw_facts *f)
{
	return hw_bus_class_codes(f->bus) == HW_CLASS_CODES_USB;
}

static bool is_pci_sound(const struct hw_facts *f)
{
	return is_pci(f) && f->ids[HW_ROLE_CLASS].value == 0x04;
}

static bool fits(struct hw_id id, int wanted)
{
	return wanted == ANY || (id.present && id.value == (uint32_t)wanted);
}

static bool applies(const struct rule *rule, const struct hw_facts *f)
{
	const struct hw_id *interface = &f->ids[HW_ROLE_INTERFACE];

	return hw_bus_class_codes(f->bus) == rule->codes &&
	       fits(f->ids[HW_ROLE_CLASS], rule->base) &&
	       fits(f->ids[HW_ROLE_SUBCLASS], rule->sub) &&
	       (rule->interface == ANY || (!interface->present && f->lacks_ids) ||
		(interface->present && interface->value <= (uint32_t)rule->interface));
}

/* The 802.11 core of Broadcom's on-chip buses: most of their other cores need no driver.
 * Source: BCMA_MANUF_BCM, BCMA_CORE_80211, include/linux/bcma/bcma.h;
 * SSB_VENDOR_BROADCOM, SSB_DEV_80211, include/linux/ssb/ssb.h. */
static bool is_radio_core(const struct hw_facts *f)
{
	return (fits(f->ids[HW_ROLE_VENDOR], 0x04bf) ||
		fits(f->ids[HW_ROLE_VENDOR], 0x4243)) &&
	       fits(f->ids[HW_ROLE_DEVICE], 0x0812);
}

/* Devices of the other buses that need drivers: see the table above. */
#define IF_OTHER_BUS IF_UNBOUND

static bool needs_attention(const struct hw_facts *f, unsigned when)
{
	if (f->sibling_bound || f->is_virtual_function || f->is_display_audio)
		return false;
	for (size_t i = 0; i < HW_ARRAY_SIZE(rules); i++)
		if (applies(&rules[i], f))
			return rules[i].when & when;
	if (hw_bus_class_codes(f->bus) != HW_CLASS_CODES_NONE)
		return false;
	return (hw_bus_has(f->bus, HW_BUS_NEEDS_DRIVER) || is_radio_core(f)) &&
	       IF_OTHER_BUS & when;
}

bool hw_needs_attention(const struct hw_facts *f)
{
	return needs_attention(f, IF_UNBOUND);
}

/*
 * Controllers without codecs, which snd_hda_intel refuses. Source: driver_denylist,
 * sound/hda/controllers/intel.c (sound/pci/hda/hda_intel.c before 6.17); AMD's own 15e3
 * was in it for a while.
 */
static bool has_no_codecs(const struct hw_facts *f)
{
	static const struct {
		int device;
		int subvendor;
		int subdevice;
	} boards[] = {
		{0x1487, 0x1043, 0x874f},
		{0x1487, 0x1462, 0xcb59},
		{0x1487, 0x1462, 0xcb60},
		{0x15e3, 0x1022, ANY},
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(boards); i++)
		if (is_pci_sound(f) && fits(f->ids[HW_ROLE_VENDOR], 0x1022) &&
		    fits(f->ids[HW_ROLE_DEVICE], boards[i].device) &&
		    fits(f->ids[HW_ROLE_SUBVENDOR], boards[i].subvendor) &&
		    fits(f->ids[HW_ROLE_SUBDEVICE], boards[i].subdevice))
			return true;
	return false;
}

bool hw_is_display(const struct hw_facts *f)
{
	return is_pci(f) && fits(f->ids[HW_ROLE_CLASS], 0x03);
}

/* "0000:00:02.1": early Intel graphics have the same ids there, and the driver takes
 * function 0 alone (i915_pci_probe(), drivers/gpu/drm/i915/i915_pci.c). */
static bool is_second_head(const struct hw_facts *f)
{
	return hw_is_display(f) && f->name.n > 1 && f->name.s[f->name.n - 2] == '.' &&
	       f->name.s[f->name.n - 1] != '0';
}

bool hw_needs_attention_if_declined(const struct hw_facts *f)
{
	return needs_attention(f, IF_DECLINED) && !has_no_codecs(f) && !is_second_head(f);
}

/*
 * A file of a package, as opposed to one in /etc, that blocks the driver of a USB
 * interface leaves the device to a program: SDR receivers, GPS, scanners (modprobe.d(5):
 * the files of packages are in /usr/lib and /lib). For a PCI device it blocks one driver
 * in favour of another, so the device needs attention if neither is bound.
 */
bool hw_needs_attention_if_blocked(const struct hw_facts *f, const struct hw_candidate *c)
{
	bool is_of_package = hw_text_starts(c->blocked.path, HW_TEXT("/usr/lib/")) ||
			     hw_text_starts(c->blocked.path, HW_TEXT("/lib/"));

	return hw_needs_attention(f) && !(is_usb(f) && is_of_package);
}

/*
 * Source: the Makefiles of the kernel. A row has the core that all drivers of a class
 * depend on, or the driver that claims the class. Ethernet and display drivers depend on
 * nothing that a kernel can be built without.
 */
const char *const *hw_subsystem_modules(const struct hw_facts *f)
{
	static const struct {
		int base;
		int sub;
		const char *modules[3];
	} classes[] = {
		/* drivers/ata; AHCI is claimed by class */
		{0x01, 0x06, {"libata"}},
		{0x01, 0x08, {"nvme", "nvme_core"}},
		{0x01, ANY, {"scsi_mod"}},
		/* drivers/infiniband, net/wireless */
		{0x02, 0x07, {"ib_core"}},
		{0x02, 0x80, {"cfg80211"}},
		/* drivers/media, sound/core, sound/hda */
		{0x04, 0x00, {"videodev"}},
		{0x04, 0x01, {"snd"}},
		{0x04, 0x03, {"snd_hda_core"}},
		/* drivers/usb/core; each host controller is claimed by class */
		{0x0c, 0x03, {"usbcore"}},
		{0x0d, ANY, {"cfg80211", "bluetooth"}},
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(classes); i++)
		if (is_pci(f) && fits(f->ids[HW_ROLE_CLASS], classes[i].base) &&
		    fits(f->ids[HW_ROLE_SUBCLASS], classes[i].sub))
			return classes[i].modules;
	return NULL;
}

/* Storage of no particular kind: the driver of another function serves it. */
static bool is_served_by_sibling_function(const struct hw_facts *f)
{
	return f->sibling_function_driver.n && fits(f->ids[HW_ROLE_CLASS], 0x01) &&
	       (fits(f->ids[HW_ROLE_SUBCLASS], 0x00) ||
		fits(f->ids[HW_ROLE_SUBCLASS], 0x80));
}

/*
 * Functions for the vendor's own tools, in the class of what the rest of the card is:
 *   1dd8:1004        of Pensando's network cards; Linux had a driver for a while ("ionic:
 *                    remove support for mgmt device")
 *   1000:00b2, cNNN  of the switches PEX880xx and PEX890xx, with class 0180 (pci.ids)
 */
static bool is_management_function(const struct hw_facts *f)
{
	static const struct {
		int vendor;
		int device;
	} functions[] = {
		{0x1dd8, 0x1004}, {0x1000, 0x00b2}, {0x1000, 0xc010},
		{0x1000, 0xc012}, {0x1000, 0xc030}, {0x1000, 0xc034},
	};

	for (size_t i = 0; is_pci(f) && i < HW_ARRAY_SIZE(functions); i++)
		if (fits(f->ids[HW_ROLE_VENDOR], functions[i].vendor) &&
		    fits(f->ids[HW_ROLE_DEVICE], functions[i].device))
			return true;
	return false;
}

static bool is_wireless(const struct hw_facts *f)
{
	return is_pci(f) && (fits(f->ids[HW_ROLE_CLASS], 0x0d) ||
			     (fits(f->ids[HW_ROLE_CLASS], 0x02) &&
			      fits(f->ids[HW_ROLE_SUBCLASS], 0x80)));
}

bool hw_needs_attention_if_not_built(const struct hw_facts *f)
{
	return f->subsystem_not_built == HW_NO ||
	       (f->subsystem_not_built == HW_YES && is_wireless(f));
}

bool hw_needs_attention_if_claimed(const struct hw_facts *f)
{
	bool is_vendors_own = is_usb(f) && f->ids[HW_ROLE_CLASS].value == 0xff;

	return hw_bus_class_codes(f->bus) != HW_CLASS_CODES_NONE && !is_vendors_own &&
	       hw_needs_attention(f) && !has_no_codecs(f);
}

/*
 * Camera units (image signal processors) are multimedia devices of no kind, 0480h, as are
 * AMD's audio co-processors, which several modules claim and refuse by revision, see (4).
 * Source: drivers/media/pci/intel.
 */
bool hw_may_be_claimed_elsewhere(const struct hw_facts *f)
{
	return is_pci(f) && fits(f->ids[HW_ROLE_CLASS], 0x04) &&
	       fits(f->ids[HW_ROLE_SUBCLASS], 0x80) &&
	       f->ids[HW_ROLE_VENDOR].value != 0x1022;
}

/*
 * Those that need no driver at all, plain memory, bridges and the controllers of the
 * board, the verdict's rows keep apart.
 */
bool hw_may_be_claimed(const struct hw_facts *f)
{
	if (f->sibling_bound || f->is_virtual_function || f->is_display_audio ||
	    has_no_codecs(f))
		return false;
	/* of what kind it is was not read */
	if (!f->ids[HW_ROLE_CLASS].present)
		return hw_bus_class_codes(f->bus) != HW_CLASS_CODES_NONE;
	return is_pci(f) && !fits(f->ids[HW_ROLE_CLASS], 0x06);
}

bool hw_needs_attention_if_unclaimed(const struct hw_facts *f)
{
	return needs_attention(f, IF_UNCLAIMED) && !is_served_by_sibling_function(f) &&
	       !is_management_function(f);
}

/*
 * Optional are
 *   - frame buffer drivers: the kernel's own frame buffer or a DRM driver does their
 * work, and distributions blacklist them (Ubuntu's blacklist-framebuffer.conf); they are
 * known by where the kernel has them (matroxfb_base), or by the end of their name
 *   - apple_mfi_fastcharge: a driver of whole USB devices, but its pattern also fits
 * every interface of the vendor (drivers/power/supply/apple_mfi_fastcharge.c)
 *   - ses: the lights of disk enclosures
 *   - garmin_gps, visor: programs talk to the device themselves, and distributions
 *     blacklist the drivers in /etc (Ubuntu's blacklist.conf, bug 114565; Debian's
 *     libpisock9)
 */
bool hw_candidate_is_optional(const struct hw_candidate *c)
{
	static const char *const optional[] = {
		"apple_mfi_fastcharge",
		"ses",
		"garmin_gps",
		"visor",
	};
	const struct hw_text fbdev = HW_TEXT("/drivers/video/fbdev/");
	struct hw_text m = c->module;

	for (size_t i = 0; i < HW_ARRAY_SIZE(optional); i++)
		if (hw_text_eq(m, hw_text_of(optional[i])))
			return true;
	if (c->path.n && memmem(c->path.s, c->path.n, fbdev.s, fbdev.n))
		return true;
	return m.n > 2 && strncmp(m.s + m.n - 2, "fb", 2) == 0;
}

bool hw_candidate_is_foreign(const struct hw_candidate *c)
{
	return c->builtin != HW_YES && c->path.n &&
	       !hw_text_starts(c->path, HW_TEXT("kernel/"));
}
