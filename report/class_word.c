// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/class_word.h"

#include <strings.h>

#include "decoders/text/ascii.h"
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
	static const char drivers[][8] = {
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

/* Subclasses that hold all kinds of devices, of which a name or a driver tells one. */
static const char *named_word(const struct hw_record *r, uint32_t subclass)
{
	static const struct {
		uint32_t subclass;
		const char *part;
		const char *word;
	} words[] = {
		/* Intel's Management Engine Interface, drivers/misc/mei */
		{0x0780, "MEI", "MEI"},
		{0x0780, "HECI", "MEI"},
		/* drivers/thermal/intel */
		{0x1180, "thermal", "thermal"},
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(words); i++)
		if (words[i].subclass == subclass &&
		    (has_word(r->names[HW_NAME_DEVICE].text, words[i].part) ||
		     has_word(driver_of(r), words[i].part)))
			return words[i].word;
	return NULL;
}

static const char *pci_word(const struct hw_record *r)
{
	uint32_t class = r->ids[HW_ROLE_CLASS].value;
	uint32_t subclass = r->ids[HW_ROLE_SUBCLASS].value;
	const char *word = hw_vocabulary_find(&hw_pci_subclass_words,
					      (uint64_t) class << 8 | subclass);

	if (class == 0x02 && subclass == 0x80 && is_wifi(r))
		return "Wi-Fi";
	if (!word)
		word = named_word(r, class << 8 | subclass);
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
		char driver[14];
		char word[9];
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

/* SDIO_CLASS_*, include/linux/mmc/sdio_ids.h; most Wi-Fi cards have the class 0. */
static const char *sdio_word(const struct hw_record *r)
{
	static const char *const words[] = {
		"other",  "serial", "Bluetooth", "Bluetooth", "GPS",
		"camera", "PHS",    "Wi-Fi",	 "ATA",	      "Bluetooth",
	};
	uint32_t class = r->ids[HW_ROLE_CLASS].value;

	if (!r->ids[HW_ROLE_CLASS].present || class >= HW_ARRAY_SIZE(words))
		return NULL;
	return class == 0 && is_wifi(r) ? "Wi-Fi" : words[class];
}

/* Devices of a board, by the drivers below drivers/gpu/drm and drivers/net/ethernet. */
static const char *platform_word(const struct hw_record *r)
{
	static const struct {
		const char *driver;
		const char *word;
	} words[] = {
		{"bcmgenet", "Ethernet"}, {"etnaviv", "GPU"}, {"lima", "GPU"},
		{"panfrost", "GPU"},	  {"panthor", "GPU"}, {"v3d", "GPU"},
		{"vc4", "GPU"},
	};
	struct hw_text driver = driver_of(r);

	for (size_t i = 0; driver.n && i < HW_ARRAY_SIZE(words); i++)
		if (hw_text_starts(driver, hw_text_of(words[i].driver)))
			return words[i].word;
	return NULL;
}

/* Whether the name has the word, in any case, between other characters than letters and
 * digits: "lid" is no part of "solid". */
static bool is_word_of(struct hw_text name, struct hw_text word)
{
	for (size_t i = 0; i + word.n <= name.n; i++)
		if (strncasecmp(name.s + i, word.s, word.n) == 0 &&
		    (i == 0 || !hw_is_alnum(name.s[i - 1])) &&
		    (i + word.n == name.n || !hw_is_alnum(name.s[i + word.n])))
			return true;
	return false;
}

/* Devices of the firmware, ACPI's and those of Plug and Play, by the names of their ids.
 */
static const char *firmware_word(const struct hw_record *r)
{
	static const struct {
		char part[16];
		char word[9];
	} words[] = {
		{"thermal", "thermal"},
		{"fan", "fan"},
		{"battery", "battery"},
		{"AC adapter", "charger"},
		{"button", "button"},
		{"buttons", "button"},
		{"lid", "lid"},
		{"TPM", "TPM"},
		{"keyboard", "keyboard"},
		{"mouse", "mouse"},
		{"serial port", "serial"},
		{"real-time clock", "clock"},
		{"sensor", "sensor"},
		{"memory device", "memory"},
		{"accelerometer", "sensor"},
	};
	struct hw_text name = r->names[HW_NAME_DEVICE].text;

	for (size_t i = 0; name.n && i < HW_ARRAY_SIZE(words); i++)
		if (is_word_of(name, hw_text_of(words[i].part)))
			return words[i].word;
	return NULL;
}

/* The word of a device whose bus has no codes of classes. */
static const char *other_word(const struct hw_record *r)
{
	if (hw_text_eq(r->device.subsystem, HW_TEXT("sdio")))
		return sdio_word(r);
	if (hw_text_eq(r->device.subsystem, HW_TEXT("platform")) && platform_word(r))
		return platform_word(r);
	if (hw_text_eq(r->device.subsystem, HW_TEXT("platform")) ||
	    hw_bus_has(r->device.bus, HW_BUS_PNP_IDS))
		return firmware_word(r);
	/* a card whose functions are devices of the bus sdio */
	if (hw_text_eq(r->device.subsystem, HW_TEXT("mmc")) &&
	    hw_text_eq(hw_uevent_get(r->device.uevent, "MMC_TYPE"), HW_TEXT("SDIO")))
		return "SDIO";
	return NULL;
}

struct hw_text hw_class_word(const struct hw_record *record)
{
	enum hw_class_codes codes = hw_bus_class_codes(record->device.bus);
	const char *word;

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
	word = other_word(record);
	if (word)
		return hw_text_of(word);
	/* other devices are told by their bus, unless they have a class of their own */
	return record->names[HW_NAME_CLASS].text.n
		       ? HW_NO_TEXT
		       : hw_text_of(hw_vocabulary_find_text(&hw_bus_words,
							    record->device.subsystem));
}

struct kind {
	/* what people type after -b */
	const char *name;
	/* the words of classes that it is, with commas between them; NULL: none */
	const char *words;
	/* parts of the names of such devices, where there is no class that tells */
	const char *names;
};

#define DISKS "SCSI,IDE,RAID,ATA,SATA,SAS,NVMe,UFS,storage,FC,floppy,SD card,SD/MMC,disk"
#define NETWORKS                                                                         \
	"Ethernet,Wi-Fi,network,InfiniBand,fabric,cellular,Token Ring,FDDI,ATM,ISDN,CAN"

/* clang-format off */
static const struct kind kinds[] = {
	{"audio", "audio,MIDI", NULL},
	{"battery", NULL, "battery"},
	{"bios", "firmware", NULL},
	{"bluetooth", "Bluetooth", "bluetooth"},
	{"bt", "Bluetooth", "bluetooth"},
	{"button", NULL, "button,buttons"},
	{"cam", "video,camera", "camera,webcam"},
	{"camera", "video,camera", "camera,webcam"},
	{"cdrom", "CD/DVD", NULL},
	{"charger", NULL, "AC adapter"},
	{"disk", DISKS, NULL},
	{"display", "GPU", NULL},
	{"dvd", "CD/DVD", NULL},
	{"ethernet", "Ethernet", NULL},
	{"fan", NULL, "fan"},
	{"fingerprint", NULL, "fingerprint"},
	{"gamepad", "gameport", "gamepad,joystick,game controller,game port"},
	{"gpu", "GPU", NULL},
	{"hdd", DISKS, NULL},
	{"graphics", "GPU", NULL},
	{"joystick", "gameport", "gamepad,joystick,game controller,game port"},
	{"keyboard", "keyboard", "keyboard"},
	{"lid", NULL, "lid"},
	{"memory", "memory,CXL memory", "memory device"},
	{"motherboard", "firmware", NULL},
	{"mouse", "mouse", "mouse"},
	{"net", NETWORKS, NULL},
	{"network", NETWORKS, NULL},
	{"printer", "printer", "printer"},
	{"ram", "memory,CXL memory", "memory device"},
	{"rtc", "clock", "real-time clock"},
	{"scanner", "scanner", "scanner"},
	{"sensor", NULL, "sensor,sensors,accelerometer"},
	{"serial", "serial,serial port", "serial port"},
	{"sound", "audio,MIDI", NULL},
	{"storage", DISKS, NULL},
	{"tpm", NULL, "TPM"},
	{"vga", "GPU", NULL},
	{"video", "GPU,video", NULL},
	{"webcam", "video,camera", "camera,webcam"},
	{"wifi", "Wi-Fi", NULL},
	{"wlan", "Wi-Fi", NULL},
	{"firewire", "FireWire", NULL},
	{"lan", "Ethernet", NULL},
	{"media", "audio,MIDI,video,camera,multimedia", NULL},
	{"modem", "modem,cellular", "modem"},
	{"nic", NETWORKS, NULL},
	{"sdcard", "SD card,SD/MMC", NULL},
	{"ssd", DISKS, NULL},
	{"touchpad", "input,digitizer,HID", "touchpad,trackpad"},
	{"touchscreen", "input,digitizer,HID", "touchscreen"},
	{"wireless", "Wi-Fi,wireless", NULL},
	{"wwan", "cellular", NULL},
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

/*
 * Whether a word of the column CLASS is asked for: in any case, but that a bus is asked
 * for as the kernel spells it, "usb", which is not the class "USB".
 */
static bool is_asked(struct hw_text name, struct hw_text printed)
{
	const struct hw_bus *bus;

	if (!name.n || name.n != printed.n || strncasecmp(name.s, printed.s, name.n) != 0)
		return false;
	bus = hw_text_eq(name, printed) ? NULL : hw_bus_of_subsystem(name);
	return !bus || bus->where == HW_IN_PATTERNS;
}

/* "ACPI" of "ACPI device", where there is no shorter word. */
static struct hw_text title_of(const char *title)
{
	const struct hw_text device = HW_TEXT(" device");
	struct hw_text text = hw_text_of(title);

	if (text.n > device.n &&
	    hw_text_eq(hw_text_from(text, text.n - device.n), device))
		text.n -= device.n;
	return text;
}

/* Returns true to stop. `bus`: whose row has the word; NULL: another table. */
typedef bool word_fn(void *arg, const struct hw_bus *bus, struct hw_text word);

static bool each_of(const struct hw_vocabulary *names, const struct hw_bus *bus,
		    word_fn *fn, void *arg)
{
	for (size_t i = 0; names && i < names->n; i++)
		if (fn(arg, bus,
		       hw_text_of(names->v ? names->v[i].name : names->t[i].name)))
			return true;
	return false;
}

/* The words that a table or the row of a bus has. */
static bool each_word(word_fn *fn, void *arg)
{
	static const struct hw_vocabulary *const tables[] = {
		&hw_pci_subclass_words, &hw_pci_class_words, &hw_usb_protocol_words,
		&hw_usb_subclass_words, &hw_usb_class_words, &hw_bus_words,
	};
	/* those that only this file says */
	static const char *const own[] = {"GPS", "PHS", "SDIO", "USB4", "MEI", "thermal"};
	struct hw_bus_cursor cursor = {0};
	const struct hw_bus *bus;

	for (size_t i = 0; i < HW_ARRAY_SIZE(tables); i++)
		if (each_of(tables[i], NULL, fn, arg))
			return true;
	for (size_t i = 0; i < HW_ARRAY_SIZE(own); i++)
		if (fn(arg, NULL, hw_text_of(own[i])))
			return true;
	while ((bus = hw_bus_next(&cursor))) {
		const struct hw_field_spec *class = hw_bus_field(bus, HW_ROLE_CLASS);

		if ((class && each_of(class->names, bus, fn, arg)) ||
		    fn(arg, bus, title_of(bus->title)) ||
		    (bus->parts && fn(arg, bus, hw_text_of(bus->parts->whole_title))))
			return true;
	}
	return false;
}

/* A word_fn: "ACPI" of the row of the bus is that bus, not those of its devices without a
 * word of their own. */
static bool is_this(void *arg, const struct hw_bus *bus, struct hw_text word)
{
	const struct hw_text *name = arg;

	return !(bus && strlen(bus->name) == name->n &&
		 strncasecmp(name->s, bus->name, name->n) == 0) &&
	       is_asked(*name, word);
}

/* A word_fn: what one would type, no words of several. What is short is near to words of
 * three letters. */
static bool try_word(void *arg, const struct hw_bus *bus, struct hw_text word)
{
	const struct hw_nearest *near = arg;

	(void)bus;
	if (near->word.n < 5 && word.n < 4)
		return false;
	if (hw_text_find(word, ' ') == word.n && !find_kind(word))
		hw_nearest_try(arg, word);
	return false;
}

void hw_kind_nearest(struct hw_nearest *near)
{
	bool has_digit = false;

	for (size_t i = 0; i < HW_ARRAY_SIZE(kinds); i++)
		hw_nearest_try(near, hw_text_of(kinds[i].name));
	/* a name of few letters is near to many of them, one with digits a device's */
	for (size_t i = 0; i < near->word.n; i++)
		has_digit = has_digit || hw_is_digit(near->word.s[i]);
	if (near->word.n >= 3 && !has_digit)
		each_word(try_word, near);
}

bool hw_kind_is(struct hw_text name)
{
	return find_kind(name) || each_word(is_this, &name);
}

static bool is_word(struct hw_text text, const char *word)
{
	return text.n == strlen(word) && strncasecmp(text.s, word, text.n) == 0;
}

/* "cards" is "card"; "bus" stays. */
static struct hw_text singular(struct hw_text word)
{
	bool is_plural = word.n > 3 && hw_lower(word.s[word.n - 1]) == 's' &&
			 !hw_kind_is(word) && !hw_bus_of_word(word);

	return is_plural ? hw_text_head(word, word.n - 1) : word;
}

struct hw_text hw_kind_of_phrase(struct hw_text words)
{
	/* what any device is called, behind its kind */
	static const char *const nouns[] = {
		"adapter", "card",	"chip",	  "controller", "device",
		"drive",   "interface", "module", "port",
	};
	static const struct {
		char first[8];
		char second[11];
		char kind[12];
	} phrases[] = {
		{"video", "card", "gpu"},	    {"display", "adapter", "gpu"},
		{"hard", "drive", "storage"},	    {"hard", "disk", "storage"},
		{"memory", "card", "sdcard"},	    {"sd", "card", "sdcard"},
		{"optical", "drive", "cdrom"},	    {"game", "controller", "gamepad"},
		{"power", "supply", "charger"},	    {"ac", "adapter", "charger"},
		{"power", "button", "button"},	    {"serial", "port", "serial"},
		{"web", "camera", "camera"},	    {"touch", "pad", "touchpad"},
		{"touch", "screen", "touchscreen"},
	};
	struct hw_text second = words;
	struct hw_text first = hw_text_cut(&second, ' ');
	bool is_of_any = false;

	if (!first.n || !second.n || hw_text_find(second, ' ') < second.n)
		return HW_NO_TEXT;
	second = singular(second);
	for (size_t i = 0; i < HW_ARRAY_SIZE(phrases); i++)
		if (is_word(first, phrases[i].first) &&
		    is_word(second, phrases[i].second))
			return hw_text_of(phrases[i].kind);
	for (size_t i = 0; i < HW_ARRAY_SIZE(nouns); i++)
		is_of_any = is_of_any || is_word(second, nouns[i]);
	is_of_any = is_of_any && (hw_kind_is(first) || hw_bus_of_word(first));
	/* "USB device" is a word of CLASS; a kind has these words */
	return is_of_any && (find_kind(first) || !hw_kind_is(words)) ? first : HW_NO_TEXT;
}

const char *hw_kind_name(size_t i)
{
	return i < HW_ARRAY_SIZE(kinds) ? kinds[i].name : NULL;
}

/* As report/columns/forms.h says it. */
struct hw_text hw_kind_word(const struct hw_record *r)
{
	struct hw_text word = hw_class_word(r);

	/* its class says nothing, see usb_word() */
	if (!word.n && hw_bus_is_whole(r->device.bus, r->device.kind))
		word = hw_text_of(r->device.bus->parts->whole_title);
	if (!word.n)
		word = r->names[HW_NAME_CLASS].text;
	if (!word.n && r->device.bus)
		word = title_of(r->device.bus->title);
	return word;
}

struct hw_text hw_kind_own_name(const struct hw_record *r)
{
	static const char *const vague[] = {"vendor", "other"};
	struct hw_text word = hw_class_word(r);
	bool is_told = hw_bus_class_codes(r->device.bus) != HW_CLASS_CODES_NONE && word.n;

	for (size_t i = 0; i < HW_ARRAY_SIZE(vague) && is_told; i++)
		is_told = !hw_text_eq(word, hw_text_of(vague[i]));
	/* of a whole the parts tell, which have its name */
	return is_told || hw_bus_is_whole(r->device.bus, r->device.kind)
		       ? HW_NO_TEXT
		       : r->names[HW_NAME_DEVICE].text;
}

bool hw_kind_has(struct hw_text name, const struct hw_record *record)
{
	return hw_kind_has_word(name, hw_kind_word(record), hw_kind_own_name(record));
}

bool hw_kind_has_word(struct hw_text name, struct hw_text word, struct hw_text own_name)
{
	const struct kind *kind = find_kind(name);
	struct hw_text words = hw_text_of(kind ? kind->words : NULL);
	struct hw_text parts = hw_text_of(kind ? kind->names : NULL);

	while (word.n && words.s)
		if (hw_text_eq(hw_text_cut(&words, ','), word))
			return true;
	while (own_name.n && parts.s)
		if (is_word_of(own_name, hw_text_cut(&parts, ',')))
			return true;
	return is_asked(name, word);
}
