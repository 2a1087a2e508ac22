// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Unbound is normal for much of a healthy machine: memory controllers and their error
 * counters, spare DMA engines, management engines, SMBus, thermal and performance
 * units, second interfaces of a USB device. So the question is turned round: only these
 * count, and of them not those that some cause keeps unbound without harm.
 *
 *   bus      class                                  not loaded,  declined  unclaimed
 *                                                   blocked, …
 *   pci      01 storage, without 0101 IDE           yes          yes       yes
 *   pci      0101 IDE                               yes          no (1)    no (1)
 *   pci      02 network                             yes          yes       yes
 *   pci      03 display                             yes          no (2)    no (2)
 *   pci      0400 video, 0401 audio                 yes          no        yes
 *   pci      0403 HD audio                          yes          Intel (3) yes
 *   pci      0480 multimedia                        no (4)       no        no
 *   pci      0c03 USB, UHCI OHCI EHCI xHCI          yes          yes       yes
 *   pci      0d wireless                            yes          yes       yes
 *   usb      01 audio, 02 communication, 08 storage,
 *            0e video, e0 wireless                  yes          yes       no (5)
 *   usb      03 input, ff vendor                    yes          no (6)    no (5)
 *   virtio, hid, sdio, scsi, hdaudio, vmbus, xen    yes          no (7)    no (5)
 *
 * (1) ata_generic and pata_acpi claim every IDE controller and refuse most
 *     (drivers/ata/ata_generic.c); virtual machines carry one that nobody uses.
 * (2) With "nomodeset" every driver refuses, and the picture comes from the firmware's
 *     frame buffer; Amazon's 1d0f:1111 has never had a driver.
 * (3) snd_hda_intel refuses the controllers without codecs of some AMD boards
 *     (driver_denylist, sound/pci/hda/hda_intel.c).
 * (4) AMD's audio co-processor: five modules claim it by id, and refuse it by revision
 *     (sound/soc/amd).
 * (5) Fingerprint and card readers, printers and the like are driven from user space.
 * (6) usbhid refuses what its list of quirks ignores (drivers/hid/hid-quirks.c), and
 *     NUT and the like take interfaces away from it.
 * (7) Disks behind a RAID controller that hides them stay without sd
 *     (no_uld_attach, drivers/scsi/scsi_sysfs.c), HID devices wait for user space.
 *
 * A device that no module claims is not missed either where the kernel was built
 * without anything for its kind, told by hw_subsystem_modules(): a cloud kernel has no
 * USB and no sound, and the virtual machine has such controllers all the same. That
 * silence also hides them where the package with the rest of the modules was forgotten,
 * which looks the same. No virtual machine is given a wireless card, so that is missed
 * all the same.
 *
 * Nor is storage of no particular kind (SCSI, other) that no module claims, where another
 * function of the same slot and maker has a driver: Chelsio's adapters tell of storage in
 * a function by itself, which the driver of the network function serves
 * (1425:5501, drivers/net/ethernet/chelsio/cxgb4), card readers have one for each kind of
 * card (1217:8330). Not so a network card: the devices of a chipset share a slot and have
 * nothing else to do with each other.
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
	const char *subsystem;
	int base;
	int sub;
	/* programming interfaces up to this one; ANY */
	int interface;
	unsigned when;
};

/* The first that fits counts. */
static const struct rule rules[] = {
	{"pci", 0x01, 0x01, ANY, IF_UNBOUND},
	{"pci", 0x01, ANY, ANY, ALWAYS},
	{"pci", 0x02, ANY, ANY, ALWAYS},
	{"pci", 0x03, ANY, ANY, IF_UNBOUND},
	{"pci", 0x04, 0x00, ANY, IF_UNBOUND | IF_UNCLAIMED},
	{"pci", 0x04, 0x01, ANY, IF_UNBOUND | IF_UNCLAIMED},
	{"pci", 0x04, 0x03, ANY, ALWAYS},
	{"pci", 0x0c, 0x03, 0x30, ALWAYS},
	{"pci", 0x0d, ANY, ANY, ALWAYS},
	{"usb", 0x01, ANY, ANY, IF_UNBOUND | IF_DECLINED},
	{"usb", 0x02, ANY, ANY, IF_UNBOUND | IF_DECLINED},
	{"usb", 0x03, ANY, ANY, IF_UNBOUND},
	{"usb", 0x08, ANY, ANY, IF_UNBOUND | IF_DECLINED},
	{"usb", 0x0e, ANY, ANY, IF_UNBOUND | IF_DECLINED},
	{"usb", 0xe0, ANY, ANY, IF_UNBOUND | IF_DECLINED},
	{"usb", 0xff, ANY, ANY, IF_UNBOUND},
	{"hid", ANY, ANY, ANY, IF_UNBOUND},
	{"virtio", ANY, ANY, ANY, IF_UNBOUND},
	{"sdio", ANY, ANY, ANY, IF_UNBOUND},
	{"scsi", ANY, ANY, ANY, IF_UNBOUND},
	{"hdaudio", ANY, ANY, ANY, IF_UNBOUND},
	{"vmbus", ANY, ANY, ANY, IF_UNBOUND},
	{"xen", ANY, ANY, ANY, IF_UNBOUND},
};

static bool fits(struct hw_id id, int wanted)
{
	return wanted == ANY || (id.present && id.value == (uint32_t)wanted);
}

static bool applies(const struct rule *rule, const struct hw_facts *f)
{
	const struct hw_id *interface = &f->ids[HW_ROLE_INTERFACE];

	return hw_text_eq(f->subsystem, hw_text_of(rule->subsystem)) &&
	       fits(f->ids[HW_ROLE_CLASS], rule->base) &&
	       fits(f->ids[HW_ROLE_SUBCLASS], rule->sub) &&
	       (rule->interface == ANY ||
		(interface->present && interface->value <= (uint32_t)rule->interface));
}

static bool is_missed_when(const struct hw_facts *f, unsigned when)
{
	if (f->sibling_bound || f->is_virtual_function || f->is_display_audio)
		return false;
	for (size_t i = 0; i < HW_ARRAY_SIZE(rules); i++)
		if (applies(&rules[i], f))
			return rules[i].when & when;
	return false;
}

bool hw_bus_needs_drivers(struct hw_text subsystem)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(rules); i++)
		if (hw_text_eq(subsystem, hw_text_of(rules[i].subsystem)))
			return true;
	return false;
}

bool hw_needs_attention(const struct hw_facts *f)
{
	return is_missed_when(f, IF_UNBOUND);
}

bool hw_needs_attention_if_declined(const struct hw_facts *f)
{
	bool is_audio = hw_text_eq(f->subsystem, HW_TEXT("pci")) &&
			f->ids[HW_ROLE_CLASS].value == 0x04;

	return is_missed_when(f, IF_DECLINED) &&
	       (!is_audio || f->ids[HW_ROLE_VENDOR].value == 0x8086);
}

/*
 * A package's own file, as opposed to one in /etc, that keeps the driver of a USB
 * interface away leaves the device to a program: SDR receivers, GPS, scanners
 * (modprobe.d(5): vendor files are in /usr/lib and /lib). Of PCI devices it takes one
 * driver for another one's sake, whose absence is worth telling.
 */
bool hw_needs_attention_if_blocked(const struct hw_facts *f, const struct hw_candidate *c)
{
	static const char *const vendor[] = {"/usr/lib/", "/lib/"};

	for (size_t i = 0; i < HW_ARRAY_SIZE(vendor); i++) {
		struct hw_text place = hw_text_of(vendor[i]);

		if (hw_text_eq(f->subsystem, HW_TEXT("usb")) &&
		    hw_text_eq(hw_text_head(c->blocked.path, place.n), place))
			return false;
	}
	return hw_needs_attention(f);
}

/*
 * What all drivers of a kind depend on, or the driver that claims by class, by the
 * Makefiles of the kernel. Ethernet and display need nothing that could be left out.
 */
const char *const *hw_subsystem_modules(const struct hw_facts *f)
{
	static const struct {
		int base;
		int sub;
		const char *modules[3];
	} kinds[] = {
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

	for (size_t i = 0; i < HW_ARRAY_SIZE(kinds); i++)
		if (hw_text_eq(f->subsystem, HW_TEXT("pci")) &&
		    fits(f->ids[HW_ROLE_CLASS], kinds[i].base) &&
		    fits(f->ids[HW_ROLE_SUBCLASS], kinds[i].sub))
			return kinds[i].modules;
	return NULL;
}

static bool is_served_by_its_card(const struct hw_facts *f)
{
	return f->sibling_function_driver.n && fits(f->ids[HW_ROLE_CLASS], 0x01) &&
	       (fits(f->ids[HW_ROLE_SUBCLASS], 0x00) ||
		fits(f->ids[HW_ROLE_SUBCLASS], 0x80));
}

/*
 * For the maker's own tools: the management function of Pensando's cards, which looks
 * like a network card. Linux knew it for a while ("ionic: remove support for mgmt
 * device").
 */
static bool is_for_tools(const struct hw_facts *f)
{
	return fits(f->ids[HW_ROLE_VENDOR], 0x1dd8) &&
	       fits(f->ids[HW_ROLE_DEVICE], 0x1004);
}

static bool is_wireless(const struct hw_facts *f)
{
	return hw_text_eq(f->subsystem, HW_TEXT("pci")) &&
	       (fits(f->ids[HW_ROLE_CLASS], 0x0d) ||
		(fits(f->ids[HW_ROLE_CLASS], 0x02) &&
		 fits(f->ids[HW_ROLE_SUBCLASS], 0x80)));
}

bool hw_needs_attention_if_not_built(const struct hw_facts *f)
{
	return f->subsystem_not_built == HW_NO ||
	       (f->subsystem_not_built == HW_YES && is_wireless(f));
}

bool hw_needs_attention_if_unclaimed(const struct hw_facts *f)
{
	return is_missed_when(f, IF_UNCLAIMED) && !is_served_by_its_card(f) &&
	       !is_for_tools(f);
}

/*
 * Frame buffer drivers, which distributions blacklist because the kernel's own frame
 * buffer or a DRM driver does that work (Ubuntu's blacklist-framebuffer.conf), and a
 * driver of whole USB devices whose pattern also fits every interface of the maker
 * (drivers/power/supply/apple_mfi_fastcharge.c), the lights of disk enclosures, and
 * drivers that distributions blacklist in /etc because programs talk to the device
 * themselves: garmin_gps (Ubuntu's blacklist.conf, bug 114565), visor (Debian's
 * libpisock9).
 */
bool hw_candidate_is_optional(const struct hw_candidate *c)
{
	static const char *const idle[] = {
		"apple_mfi_fastcharge",
		"ses",
		"garmin_gps",
		"visor",
	};
	struct hw_text m = c->module;

	for (size_t i = 0; i < HW_ARRAY_SIZE(idle); i++)
		if (hw_text_eq(m, hw_text_of(idle[i])))
			return true;
	return m.n > 2 && strncmp(m.s + m.n - 2, "fb", 2) == 0;
}
