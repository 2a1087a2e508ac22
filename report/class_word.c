// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/class_word.h"

#include <strings.h>

#include "decoders/vocabulary/vocabulary.h"

static bool has_word(struct hw_text text, const char *word)
{
	size_t n = strlen(word);

	for (size_t i = 0; i + n <= text.n; i++)
		if (strncasecmp(text.s + i, word, n) == 0)
			return true;
	return false;
}

/* The driver, or the module that would be. */
static struct hw_text driver_of(const struct hw_record *r)
{
	return r->device.driver.n   ? r->device.driver
	       : r->candidate_count ? r->candidates[0].module
				    : HW_NO_TEXT;
}

/*
 * Wi-Fi cards have the class of networks of any other kind, 0280: their names or their
 * drivers (those below drivers/net/wireless) tell.
 */
static bool is_wifi(const struct hw_record *record)
{
	static const char *const words[] = {"wi-fi", "wifi", "wireless", "802.11",
					    "wlan"};
	static const char *const drivers[] = {
		"ath", "b43", "brcm", "iwl", "mt7", "mwifiex",
		"rsi", "rt2", "rtl8", "rtw", "wl",
	};
	struct hw_text name = record->names[HW_NAME_DEVICE].text;
	struct hw_text driver = driver_of(record);

	for (size_t i = 0; i < HW_ARRAY_SIZE(words); i++)
		if (has_word(name, words[i]))
			return true;
	for (size_t i = 0; i < HW_ARRAY_SIZE(drivers); i++)
		if (hw_text_starts(driver, hw_text_of(drivers[i])))
			return true;
	return false;
}

static const char *pci_word(const struct hw_record *r)
{
	uint32_t class = r->ids[HW_ROLE_CLASS].value;
	uint32_t subclass = r->ids[HW_ROLE_SUBCLASS].value;
	const char *word = hw_vocabulary_find(&hw_pci_subclass_words,
					      (uint64_t) class << 8 | subclass);

	if (class == 0x02 && subclass == 0x80 && is_wifi(r))
		return "Wi-Fi";
	/* 0c0340, USB4 Host Interface */
	if (class == 0x0c && subclass == 0x03 && r->ids[HW_ROLE_INTERFACE].value == 0x40)
		return "USB4";
	return word ? word : hw_vocabulary_find(&hw_pci_class_words, class);
}

/* Devices of the class "vendor specific", by the drivers below drivers/net/usb and
 * drivers/usb/serial. */
static const char *vendor_word(const struct hw_record *r)
{
	static const struct {
		const char *driver;
		const char *word;
	} words[] = {
		{"asix", "Ethernet"},	  {"aqc111", "Ethernet"},
		{"ax88179", "Ethernet"},  {"dm9601", "Ethernet"},
		{"kaweth", "Ethernet"},	  {"lan78xx", "Ethernet"},
		{"mcs7830", "Ethernet"},  {"pegasus", "Ethernet"},
		{"r8152", "Ethernet"},	  {"r8153", "Ethernet"},
		{"rtl8150", "Ethernet"},  {"smsc75xx", "Ethernet"},
		{"smsc95xx", "Ethernet"}, {"sr9700", "Ethernet"},
		{"ch341", "serial"},	  {"cp210x", "serial"},
		{"ftdi_sio", "serial"},	  {"mos7", "serial"},
		{"option", "cellular"},	  {"pl2303", "serial"},
		{"qcserial", "cellular"}, {"qmi_wwan", "cellular"},
		{"sierra", "cellular"},	  {"snd-usb-audio", "audio"},
		{"xpad", "input"},
	};
	struct hw_text driver = driver_of(r);

	for (size_t i = 0; driver.n && i < HW_ARRAY_SIZE(words); i++)
		if (hw_text_starts(driver, hw_text_of(words[i].driver)))
			return words[i].word;
	return is_wifi(r) ? "Wi-Fi" : NULL;
}

static const char *usb_word(const struct hw_record *r)
{
	uint64_t class = r->ids[HW_ROLE_CLASS].value;
	uint64_t subclass = class << 8 | r->ids[HW_ROLE_SUBCLASS].value;
	uint64_t protocol = subclass << 8 | r->ids[HW_ROLE_INTERFACE].value;
	const char *word;

	/* classes 00 and ef of a device: its interfaces have their own (USB-IF, Defined
	 * Class Codes) */
	if (hw_bus_is_whole(r->device.bus, r->device.kind) &&
	    (class == 0x00 || class == 0xef))
		return NULL;
	word = hw_vocabulary_find(&hw_usb_protocol_words, protocol);
	if (!word && class == 0xff)
		word = vendor_word(r);
	if (!word)
		word = hw_vocabulary_find(&hw_usb_subclass_words, subclass);
	return word ? word : hw_vocabulary_find(&hw_usb_class_words, class);
}

struct hw_text hw_class_word(const struct hw_record *record)
{
	enum hw_class_codes codes = hw_bus_class_codes(record->device.bus);

	switch (codes) {
	case HW_CLASS_CODES_PCI:
		return record->ids[HW_ROLE_CLASS].present ? hw_text_of(pci_word(record))
							  : HW_NO_TEXT;
	case HW_CLASS_CODES_USB:
		return record->ids[HW_ROLE_CLASS].present ? hw_text_of(usb_word(record))
							  : HW_NO_TEXT;
	case HW_CLASS_CODES_NONE:
		break;
	}
	/* other devices are told by their bus, unless they have a class of their own */
	return record->names[HW_NAME_CLASS].text.n
		       ? HW_NO_TEXT
		       : hw_text_of(hw_vocabulary_find_text(&hw_bus_words,
							    record->device.subsystem));
}

struct kind {
	/* what people type after -b */
	const char *name;
	/* the words of classes that it is, with commas between them */
	const char *words;
};

/* clang-format off */
static const struct kind kinds[] = {
	{"audio", "audio,MIDI"},
	{"bluetooth", "Bluetooth"},
	{"camera", "video,camera"},
	{"disk", "SCSI,IDE,RAID,ATA,SATA,SAS,NVMe,UFS,storage,FC,floppy,SD card"},
	{"display", "GPU"},
	{"ethernet", "Ethernet"},
	{"gpu", "GPU"},
	{"graphics", "GPU"},
	{"net", "Ethernet,Wi-Fi,network,InfiniBand,fabric,cellular,Token Ring,FDDI,ATM,ISDN,CAN"},
	{"network", "Ethernet,Wi-Fi,network,InfiniBand,fabric,cellular,Token Ring,FDDI,ATM,ISDN,CAN"},
	{"sound", "audio,MIDI"},
	{"storage", "SCSI,IDE,RAID,ATA,SATA,SAS,NVMe,UFS,storage,FC,floppy,SD card"},
	{"vga", "GPU"},
	{"video", "GPU,video"},
	{"webcam", "video,camera"},
	{"wifi", "Wi-Fi"},
	{"wlan", "Wi-Fi"},
	/* the words themselves, where no bus has that name */
	{"bridge", "bridge"}, {"cellular", "cellular"}, {"hub", "hub"}, {"ide", "IDE"},
	{"infiniband", "InfiniBand"}, {"keyboard", "keyboard"}, {"mouse", "mouse"},
	{"nvme", "NVMe"}, {"printer", "printer"}, {"raid", "RAID"}, {"sas", "SAS"},
	{"smbus", "SMBus"}, {"wi-fi", "Wi-Fi"},
};
/* clang-format on */

static const struct kind *find_kind(struct hw_text name)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(kinds); i++)
		if (strlen(kinds[i].name) == name.n &&
		    strncasecmp(kinds[i].name, name.s, name.n) == 0)
			return &kinds[i];
	return NULL;
}

bool hw_kind_is(struct hw_text name)
{
	return find_kind(name);
}

const char *hw_kind_name(size_t i)
{
	return i < HW_ARRAY_SIZE(kinds) ? kinds[i].name : NULL;
}

bool hw_kind_has(struct hw_text name, const struct hw_record *record)
{
	const struct kind *kind = find_kind(name);
	struct hw_text words = hw_text_of(kind ? kind->words : NULL);
	struct hw_text word = hw_class_word(record);

	while (word.n && words.s)
		if (hw_text_eq(hw_text_cut(&words, ','), word))
			return true;
	return false;
}
