// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>

#include "data/base/list.h"
#include "data/root/note.h"
#include "data/snapshot/snapshot.h"
#include "decoders/log/log.h"
#include "report/machine/words/leaks.h"
#include "report/machine/words/module_text.h"
#include "report/privacy/names/interface_names.h"
#include "report/privacy/texts/directive_text.h"
#include "report/privacy/texts/parameter_text.h"
#include "report/snapshot/internal.h"

/* Attributes that tell one machine from another, wherever they are. */
static const char *const private_files[] = {
	"address",
	"hostname",
	"macaddress",
	"cid",
	"machine-id",
	"boot_id",
	"serial",
	"serial_number",
	"unique_id",
	"uuid",
	"wwid",
	"eui",
	"nguid",
	"product_uuid",
	"board_serial",
	"product_serial",
	"chassis_serial",
	"permanent_address",
	"board_asset_tag",
	"chassis_asset_tag",
	/* of input devices: input_dev_uniq */
	"uniq",
	/* of ports of Fibre Channel: drivers/scsi/scsi_transport_fc.c */
	"port_name",
	"node_name",
};

/*
 * What hwalias reads of uevent files, which is all that stays of them: the kernel has
 * more of other devices, and udev's database what rules and programs added, whatever that
 * is, "MEMORY_DEVICE_0_SERIAL_NUMBER", "IFALIAS", "DM_NAME". A number follows those that
 * end in "_".
 */
static const char *const read_keys[] = {
	"DRIVER",    "MODALIAS",  "DEVTYPE",	   "MAJOR",	    "MINOR",
	"DEVNAME",   "INTERFACE", "OF_NAME",	   "OF_TYPE",	    "OF_COMPATIBLE_",
	"PCI_CLASS", "PCI_ID",	  "PCI_SUBSYS_ID", "PCI_SLOT_NAME", "PRODUCT",
	"TYPE",	     "BUSNUM",	  "DEVNUM",	   "HID_ID",	    "HID_NAME",
	"NAME",	     "MMC_TYPE",  "SDIO_CLASS",	   "SDIO_ID",	    "SDIO_REVISION",
	"WMI_GUID",  "IFINDEX",
};

/* What the names of keys end with whose values tell one device or machine from another:
 * hid_uevent(), drivers/hid/hid-core.c; input_dev_uevent(), drivers/input/input.c;
 * w1_uevent(), drivers/w1/w1.c; power_supply_uevent(), drivers/power/supply; the
 * properties that udev's dmi_memory_id tells of memory. */
static const char *const private_ends[] = {
	"UNIQ", "SLAVE_ID",  "SERIAL", "SERIAL_NUMBER", "SERIAL_SHORT", "ASSET_TAG",
	"UUID", "UNIQUE_ID", "WWN",    "EUI",		"NGUID",
};

/* What the kernel makes of ids, types and its own names, which reports tell as they are:
 * a host may be called as a driver is. What is compatible is a part of the modalias:
 * of_device_uevent(), drivers/of/device.c. A type may be a UUID, which is no identity:
 * wmi_dev_uevent(), drivers/platform/x86/wmi.c. */
static const char *const kernel_keys[] = {
	"DRIVER",     "MODALIAS", "DEVTYPE",	   "MAJOR",	    "MINOR",
	"PCI_CLASS",  "PCI_ID",	  "PCI_SUBSYS_ID", "PCI_SLOT_NAME", "PRODUCT",
	"TYPE",	      "BUSNUM",	  "DEVNUM",	   "HID_ID",	    "MMC_TYPE",
	"SDIO_CLASS", "SDIO_ID",  "SDIO_REVISION", "WMI_GUID",	    "IFINDEX",
};

/* What devices call themselves. */
static const char *const own_name_keys[] = {"HID_NAME", "NAME"};

/* Keys of devices that people name. */
static const char *const name_keys[] = {"HID_NAME", "HID_PHYS", "NAME", "PHYS"};

static bool is_one_of(struct hw_text word, const char *const *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (hw_text_eq(word, hw_text_of(v[i])))
			return true;
	return false;
}

static bool is_kernel_key(struct hw_text key)
{
	return is_one_of(key, kernel_keys, HW_ARRAY_SIZE(kernel_keys)) ||
	       hw_text_starts(key, HW_TEXT("OF_COMPATIBLE_"));
}

void hw_snapshot_filter_secret(struct hw_snapshot_filter *f, struct hw_text secret)
{
	secret = hw_text_trim_end(secret, "\n ");
	/* a short one is also part of many a word */
	if (secret.n >= 8)
		hw_text_set_add(&f->secrets, hw_arena_copy(&f->arena, secret));
}

/* The device itself, or something in its directory. */
static bool is_named(const struct hw_snapshot_filter *f, struct hw_text path)
{
	for (size_t i = 0; i < f->named.n; i++)
		if (hw_text_starts(path, f->named.v[i]) &&
		    (path.n == f->named.v[i].n || path.s[f->named.v[i].n] == '/'))
			return true;
	return false;
}

static struct hw_text add_line(struct hw_text all, struct hw_text line,
			       struct hw_arena *arena)
{
	return hw_arena_printf(arena, "%.*s%.*s\n", HW_TEXT_ARG(all), HW_TEXT_ARG(line));
}

static bool is_read_key(struct hw_text key)
{
	const struct hw_text name = hw_text_trim_end(key, "0123456789");

	return is_one_of(name.n < key.n && name.n && name.s[name.n - 1] == '_' ? name
									       : key,
			 read_keys, HW_ARRAY_SIZE(read_keys));
}

static bool is_private_key(struct hw_text key)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(private_ends); i++) {
		const struct hw_text end = hw_text_of(private_ends[i]);
		const size_t head = key.n > end.n ? key.n - end.n : 0;

		if (hw_text_eq(hw_text_from(key, head), end) &&
		    (!head || key.s[head - 1] == '_'))
			return true;
	}
	return false;
}

static struct hw_text filter_value(struct hw_snapshot_filter *f, struct hw_text value,
				   struct hw_arena *arena)
{
	const struct hw_private_words none = {.home = HW_NO_TEXT};

	value = hw_free_text_own(value, &f->words, arena);
	value = hw_privacy_own(f->privacy, value, HW_OWN_NAME, arena);
	return hw_free_text_public(value, &none, arena);
}

/* "KEY=VALUE" */
static struct hw_text with_key(struct hw_text key, char mark, struct hw_text value,
			       struct hw_arena *arena)
{
	return hw_arena_printf(arena, "%.*s%c%.*s", HW_TEXT_ARG(key), mark,
			       HW_TEXT_ARG(value));
}

/* What a device or the firmware says, without what ends a file, as
 * hw_machine_own_string() has it. */
static struct hw_text filter_own(const struct hw_snapshot_filter *f, struct hw_text text,
				 enum hw_own_text what, struct hw_arena *arena)
{
	text = hw_free_text_owner(text, &f->words, arena);
	text = hw_leaks_without_quotes(f->machine, &f->quotes, text, arena);
	return hw_privacy_own(f->privacy, text, what, arena);
}

/* "HID_NAME=Joe Headset", NAME="…", as reports have it. */
static struct hw_text filter_own_name(struct hw_snapshot_filter *f, struct hw_text value,
				      struct hw_arena *arena)
{
	const struct hw_text name =
		hw_text_trim_end(hw_text_trim_start(value, "\""), "\"");
	const size_t before = name.n ? (size_t)(name.s - value.s) : value.n;
	struct hw_text told = hw_machine_told_string(f->machine, name, HW_OWN_NAME);

	if (!told.s)
		told = filter_own(f, name, HW_OWN_NAME, arena);
	return hw_arena_printf(arena, "%.*s%.*s%.*s", (int)before, value.s,
			       HW_TEXT_ARG(told),
			       HW_TEXT_ARG(hw_text_from(value, before + name.n)));
}

static struct hw_text filter_uevent(struct hw_snapshot_filter *f, struct hw_text text,
				    bool is_named_by_people, struct hw_arena *arena)
{
	struct hw_text all = HW_TEXT("");

	while (text.n) {
		struct hw_text line = hw_text_cut(&text, '\n');
		struct hw_text value = line;
		struct hw_text key = hw_text_cut(&value, '=');

		if (is_private_key(key) ||
		    (is_named_by_people &&
		     is_one_of(key, name_keys, HW_ARRAY_SIZE(name_keys)))) {
			const struct hw_text secret =
				hw_text_trim_end(hw_text_trim_start(value, "\""), "\"");

			/* another device may be called so by its maker */
			if (!hw_withheld_is_shown(&f->withheld, secret))
				hw_snapshot_filter_secret(f, secret);
			continue;
		}
		if (!is_read_key(key))
			continue;
		if (hw_text_eq(key, HW_TEXT("INTERFACE")))
			line = hw_arena_printf(
				arena, "INTERFACE=%.*s",
				HW_TEXT_ARG(hw_privacy_given_name(
					f->privacy, HW_TEXT("net"), value, arena)));
		else if (value.s &&
			 is_one_of(key, own_name_keys, HW_ARRAY_SIZE(own_name_keys)))
			line = with_key(key, '=', filter_own_name(f, value, arena),
					arena);
		else if (value.s && !is_kernel_key(key))
			line = with_key(key, '=', filter_value(f, value, arena), arena);
		all = add_line(all, line, arena);
	}
	return all;
}

static bool contains_text(struct hw_text text, struct hw_text part)
{
	return part.n && text.n && memmem(text.s, text.n, part.s, part.n);
}

/* What people call a device, wherever else it stands: "POWER_SUPPLY_MODEL_NAME=…",
 * power_supply_uevent(), "input: … as /devices/…" of the log. */
static struct hw_text filter_names(const struct hw_snapshot_filter *f,
				   struct hw_text text, struct hw_arena *arena)
{
	struct hw_list done = {.arena = arena, .between = ""};
	struct hw_text rest = text;
	bool has_name = false;

	for (size_t i = 0; i < f->withheld.names.n && !has_name; i++)
		has_name = contains_text(text, f->withheld.names.v[i]);
	if (!has_name)
		return text;
	while (rest.n) {
		struct hw_text line = hw_text_head(rest, hw_text_find(rest, '\n'));
		const size_t key = hw_text_find(line, '=');
		const size_t head = key < line.n ? key + 1 : 0;

		hw_list_add(&done, hw_text_head(line, head));
		hw_list_add(&done,
			    hw_withheld_without_names(&f->withheld,
						      hw_text_from(line, head), arena));
		rest = hw_text_from(rest, line.n);
		hw_list_add(&done, hw_text_head(rest, 1));
		rest = hw_text_from(rest, rest.n != 0);
	}
	return hw_list_text(&done);
}

/* A message with `name`, a part of it, without what a person called an interface. */
static struct hw_text without_interface(struct hw_text message, struct hw_text name,
					struct hw_arena *arena)
{
	const struct hw_text given = hw_interface_given_part(name);
	const size_t at = given.n ? (size_t)(given.s - message.s) : 0;

	return given.n ? hw_arena_printf(arena, "%.*swithheld%.*s",
					 HW_TEXT_ARG(hw_text_head(message, at)),
					 HW_TEXT_ARG(hw_text_from(message, at + given.n)))
		       : message;
}

/* "e1000e 0000:00:1f.6 eth1: renamed from eth0": __netdev_printk(), dev_change_name(),
 * net/core/dev.c. One without a name yet is "(unnamed net_device)". */
static struct hw_text without_interfaces(struct hw_text message, struct hw_arena *arena)
{
	const struct hw_text renamed = HW_TEXT(": renamed from ");
	const char *tail =
		message.n ? memmem(message.s, message.n, renamed.s, renamed.n) : NULL;
	struct hw_text rest = message;
	struct hw_text name;

	if (tail) {
		name = hw_text_from(message, (size_t)(tail - message.s) + renamed.n);
		name = hw_text_head(name, hw_text_find(name, ' '));
		message = without_interface(message, name, arena);
		rest = message;
	}
	hw_text_cut(&rest, ' ');
	name = hw_text_cut(&rest, ' ');
	if (!name.n || name.s[name.n - 1] == ':')
		return message;
	name = hw_text_cut(&rest, ' ');
	if (name.n < 2 || name.s[0] == '(' || name.s[name.n - 1] != ':')
		return message;
	return without_interface(message, hw_text_head(name, name.n - 1), arena);
}

/* "Nov 28 07:07:52 HOST kernel: usb 1-2: …" without the host. */
static struct hw_text filter_log_line(struct hw_text line,
				      const struct hw_private_words *words,
				      struct hw_arena *arena)
{
	const struct hw_log_line parts = hw_log_line(line);
	const struct hw_text host = parts.host;
	const size_t head = parts.message.s ? (size_t)(parts.message.s - line.s) : 0;
	const size_t before = host.s ? (size_t)(host.s - line.s) : 0;
	const size_t end = before + host.n;
	const struct hw_text message = hw_free_text_public(
		without_interfaces(hw_text_from(line, head), arena), words, arena);

	hw_withheld_add(words->withheld, host);
	return hw_arena_printf(arena, "%.*s%s%.*s%.*s",
			       HW_TEXT_ARG(hw_text_head(line, before)),
			       host.n ? "withheld" : "", (int)(head - end), line.s + end,
			       HW_TEXT_ARG(message));
}

/* "sysroot /mnt/x" of hw_recording_note(), "name lspci.txt" of hw_dump_facts_text(). */
static struct hw_text filter_source(struct hw_text line,
				    const struct hw_private_words *words,
				    struct hw_arena *arena)
{
	struct hw_text path = line;
	const struct hw_text kind = hw_text_cut(&path, ' ');

	return path.s ? hw_arena_printf(
				arena, "%.*s %.*s", HW_TEXT_ARG(kind),
				HW_TEXT_ARG(hw_free_text_file(path, words, arena)))
		      : line;
}

/* Of os-release(5) what tells the system: the keys of images, hosts and those that
 * nobody reads may be of one machine. Those whose values are ids and no words, which
 * reports tell as they are: a host may be called "debian". */
static struct hw_text filter_os_release(struct hw_text line,
					const struct hw_private_words *words,
					struct hw_arena *arena)
{
	static const char *const ids[] = {
		"ID",	       "ID_LIKE",	   "VERSION_ID",      "VARIANT_ID",
		"PLATFORM_ID", "VERSION_CODENAME", "UBUNTU_CODENAME", "DEBIAN_CODENAME",
	};
	static const char *const texts[] = {
		"NAME", "VERSION", "VARIANT", "PRETTY_NAME", "OSTREE_VERSION",
	};
	const struct hw_text head = hw_text_trim_start(line, " \t\r");
	const struct hw_text key = hw_text_head(head, hw_text_find(head, '='));

	if (is_one_of(key, ids, HW_ARRAY_SIZE(ids)))
		return line;
	return is_one_of(key, texts, HW_ARRAY_SIZE(texts))
		       ? hw_free_text_own(line, words, arena)
		       : HW_TEXT("#");
}

/* "name\tdevice\tdump\tJoe's iPhone": as a report told it; where a database has a name
 * that it told instead, as it would have. Absent: neither. */
static struct hw_text told_name(const struct hw_snapshot_filter *f, struct hw_text line,
				struct hw_arena *arena)
{
	const char *tab = line.n ? memrchr(line.s, '\t', line.n) : NULL;
	const size_t at = tab ? (size_t)(tab - line.s) + 1 : 0;
	const struct hw_text own = tab ? hw_text_from(line, at) : HW_NO_TEXT;
	struct hw_text told =
		tab ? hw_machine_told_string(f->machine, own, HW_OWN_NAME) : HW_NO_TEXT;

	/* what was recorded below that level is without them already */
	if (own.n && !told.s && f->privacy->level_of_source == HW_PRIVACY_FULL &&
	    (hw_text_starts(line, HW_TEXT("name\t")) ||
	     hw_text_starts(line, HW_TEXT("own\t"))))
		told = filter_own(f, own, HW_OWN_NAME, arena);
	return told.s ? hw_arena_printf(arena, "%.*s%.*s",
					HW_TEXT_ARG(hw_text_head(line, at)),
					HW_TEXT_ARG(told))
		      : HW_NO_TEXT;
}

/* "firmware_version 2B2QEXE7": what libpci, libusb and drivers say of a device. */
static struct hw_text filter_told(struct hw_text line,
				  const struct hw_private_words *words,
				  struct hw_arena *arena)
{
	struct hw_text value = line;
	const struct hw_text key = hw_text_cut(&value, ' ');

	return value.s ? with_key(key, ' ', hw_free_text_own(value, words, arena), arena)
		       : hw_free_text_own(line, words, arena);
}

/* What a line of a text loses, by what the text is. */
static const struct {
	/* how its path begins, what is in it; NULL: anything */
	const char *start;
	const char *part;
	struct hw_text (*filter)(struct hw_text line,
				 const struct hw_private_words *words,
				 struct hw_arena *arena);
} texts[] = {
	{"proc/cmdline", NULL, hw_parameter_text_public},
	{NULL, "/modprobe.d/", hw_directive_text_public},
	{NULL, "etc/modprobe.conf", hw_directive_text_public},
	{"hwalias/kernel-log", NULL, filter_log_line},
	{"var/log/", NULL, filter_log_line},
	{"hwalias/source", NULL, filter_source},
	{"hwalias/dump", NULL, filter_source},
	{"hwalias/log-name", NULL, hw_free_text_file},
	{"hwalias/modinfo/", NULL, hw_module_line_public},
	{"etc/os-release", NULL, filter_os_release},
	{"usr/lib/os-release", NULL, filter_os_release},
	{"etc/", NULL, hw_free_text_public},
	{"run/", NULL, hw_free_text_public},
	{"var/", NULL, hw_free_text_public},
	{"sys/module/firmware_class/parameters/path", NULL, hw_free_text_file},
	/* labels, models, descriptions */
	{"sys/", NULL, hw_free_text_own},
	{"hwalias/sys/", NULL, filter_told},
	{"proc/device-tree/", NULL, hw_free_text_own},
	{"proc/sys/kernel/version", NULL, hw_free_text_own},
};

typedef struct hw_text filter_of(struct hw_text line,
				 const struct hw_private_words *words,
				 struct hw_arena *arena);

/* NULL: its lines are none of these. */
static filter_of *find_filter(struct hw_text path)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(texts); i++) {
		const char *part = texts[i].part;

		if (hw_text_starts(path, hw_text_of(texts[i].start)) &&
		    (!part || memmem(path.s, path.n, part, strlen(part))))
			return texts[i].filter;
	}
	return NULL;
}

static struct hw_text filter_line(const struct hw_snapshot_filter *f, struct hw_text path,
				  struct hw_text line, struct hw_arena *arena)
{
	filter_of *filter = find_filter(path);
	struct hw_text told = HW_NO_TEXT;

	if (filter == filter_told)
		told = told_name(f, line, arena);
	if (told.s)
		return told;
	return filter ? filter(line, &f->words, arena) : line;
}

static bool goes_on(struct hw_text line)
{
	return line.n && line.s[line.n - 1] == '\\';
}

static struct hw_text filter_lines(const struct hw_snapshot_filter *f,
				   struct hw_text path, struct hw_text text,
				   struct hw_arena *arena)
{
	const bool is_directives = find_filter(path) == hw_directive_text_public;
	struct hw_text all = HW_TEXT("");
	struct hw_text first = HW_NO_TEXT;
	bool has_end = text.n && text.s[text.n - 1] == '\n';

	if (hw_text_find(text, '\n') >= text.n)
		return filter_line(f, path, text, arena);
	while (text.n) {
		const struct hw_text line = hw_text_cut(&text, '\n');

		if (!first.s)
			first = line;
		all = add_line(all,
			       is_directives ? hw_directive_part_public(line, first,
									&f->words, arena)
					     : filter_line(f, path, line, arena),
			       arena);
		if (!goes_on(line))
			first = HW_NO_TEXT;
	}
	return has_end ? all : hw_text_head(all, all.n - (all.n != 0));
}

#define MOUNTINFO "proc/self/mountinfo"

static uint32_t word_at(const char *p)
{
	const unsigned char *b = (const unsigned char *)p;

	return (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 |
	       (uint32_t)b[3] << 24;
}

/* The Device Serial Number capability: id 0003h, the number in the 8 bytes behind its
 * header (PCI Express Base Specification; PCI_EXT_CAP_ID_DSN, linux/pci_regs.h). */
static struct hw_text filter_config(struct hw_snapshot_filter *f, struct hw_text config,
				    struct hw_arena *arena)
{
	size_t at = 0x100;
	char *to = hw_arena_alloc(arena, config.n + 1, 1);

	if (!to)
		return config;
	memcpy(to, config.s, config.n);
	for (size_t i = 0; i < 960 && at >= 0x100 && at + 12 <= config.n; i++) {
		uint32_t header = word_at(config.s + at);

		if ((header & 0xffff) == 0x0003) {
			static const char hex[] = "0123456789abcdef";
			char serial[16];

			for (size_t k = 0; k < 16; k++)
				serial[k] = hex[(unsigned char)to[at + 11 - k / 2] >>
							(k % 2 ? 0 : 4) &
						15];
			hw_snapshot_filter_secret(f, (struct hw_text){serial, 16});
			memset(to + at + 4, 0, 8);
		}
		at = header >> 20 & 0xffc;
	}
	return (struct hw_text){to, config.n};
}

/* How many bytes of dm/uuid tell who made the mapping, "CRYPT-LUKS2-", "LVM-", "mpath-",
 * and not which one it is. */
static size_t maker_length(struct hw_text uuid)
{
	const struct hw_text crypt = HW_TEXT("CRYPT-"),
			     opal = HW_TEXT("CRYPT-LUKS2-OPAL-");
	size_t from = hw_text_starts(uuid, crypt) ? crypt.n : 0;
	size_t n = from + hw_text_find(hw_text_from(uuid, from), '-');

	if (hw_text_starts(uuid, opal))
		return opal.n;
	return n < uuid.n && n - from < 16 ? n + 1 : 0;
}

/* "-tpool" of a layer of LVM: lv_layer(), lib/metadata/lv.c of lvm2; "_dif" of one of
 * cryptsetup, whose uuids end with the name. */
static size_t layer_length(struct hw_text uuid)
{
	static const char *const layers[] = {"-tpool", "-vpool", "-real", "-cow", "_dif"};

	for (size_t i = 0; i < HW_ARRAY_SIZE(layers); i++) {
		const struct hw_text layer = hw_text_of(layers[i]);

		if (uuid.n > layer.n &&
		    hw_text_eq(hw_text_from(uuid, uuid.n - layer.n), layer))
			return layer.n;
	}
	return 0;
}

/* Of an attribute that tells one machine from another the part that does: of a mapping
 * neither who made it nor which layer it is. */
static struct hw_text private_part(struct hw_text path, struct hw_text value)
{
	struct hw_text id;

	if (!contains_text(path, HW_TEXT("/dm/uuid")))
		return value;
	id = hw_text_from(value, maker_length(value));
	return hw_text_head(id, id.n - layer_length(id));
}

/* The value, of which the secret is a part, with what stands for that in a report; false:
 * reports do not number such values. */
static bool replace(struct hw_snapshot_filter *f, struct hw_text path,
		    struct hw_text secret, struct hw_arena *arena, struct hw_text *value)
{
	const struct hw_text all = hw_text_trim_end(*value, "\n ");
	enum hw_private_kind kind;

	if (!hw_privacy_kind_of_file(hw_path_base(path), &kind))
		return false;
	*value = hw_arena_printf(
		arena, "%.*s%.*s%.*s\n", (int)(secret.s - all.s), all.s,
		HW_TEXT_ARG(hw_privacy_value(f->privacy, kind,
					     hw_text_trim_start(secret, " "), arena)),
		HW_TEXT_ARG(hw_text_from(all, (size_t)(secret.s - all.s) + secret.n)));
	return true;
}

/* The container id, a UUID, of a BOS descriptor: USB 3.2, 9.6.2.3. */
static struct hw_text filter_bos(struct hw_snapshot_filter *f, struct hw_text bos,
				 struct hw_arena *arena)
{
	static const char hex[] = "0123456789abcdef";
	char *to = hw_arena_alloc(arena, bos.n + 1, 1);
	size_t at = 0;

	if (!to)
		return HW_NO_TEXT;
	memcpy(to, bos.s, bos.n);
	while (at + 20 <= bos.n && to[at]) {
		char id[32];

		if (to[at + 1] == 0x10 && to[at + 2] == 0x04) {
			for (size_t k = 0; k < 32; k++)
				id[k] = hex[(unsigned char)to[at + 4 + k / 2] >>
						    (k % 2 ? 0 : 4) &
					    15];
			hw_snapshot_filter_secret(f, (struct hw_text){id, 32});
			memset(to + at + 4, 0, 16);
		}
		at += (unsigned char)to[at];
	}
	return (struct hw_text){to, bos.n};
}

/* Documentation/ABI/testing/sysfs-bus-usb: what USB devices call themselves. */
static bool is_own_string(struct hw_text file)
{
	static const char *const files[] = {"manufacturer", "product", "interface"};

	return is_one_of(file, files, HW_ARRAY_SIZE(files));
}

/* "address" is in other places that of a slot: address_read_file(), drivers/pci/slot.c.
 */
static bool is_private_file(struct hw_text path, struct hw_text base)
{
	return is_one_of(base, private_files, HW_ARRAY_SIZE(private_files)) &&
	       !hw_text_starts(path, HW_TEXT("sys/bus/pci/slots/"));
}

static bool is_below_net(struct hw_text path)
{
	return hw_text_starts(path, HW_TEXT("sys/")) &&
	       contains_text(path, HW_TEXT("/net/"));
}

/* rxe0/parent and siw0/ports/1/gid_attrs/ndevs/0, in report/chain/rdma.c. */
static bool is_interface_of_rdma(struct hw_text path, struct hw_text base)
{
	return contains_text(path, HW_TEXT("/infiniband/")) &&
	       (hw_text_eq(base, HW_TEXT("parent")) ||
		contains_text(path, HW_TEXT("/gid_attrs/ndevs/")));
}

/* "eth0 eth1": bonding_show_slaves(), drivers/net/bonding/bond_sysfs.c. */
static struct hw_text filter_slaves(struct hw_snapshot_filter *f, struct hw_text slaves,
				    struct hw_arena *arena)
{
	struct hw_list done = {.arena = arena, .between = " "};
	struct hw_text rest = hw_text_trim_end(slaves, "\n ");

	while (rest.n)
		hw_list_add(&done, hw_privacy_given_name(f->privacy, HW_TEXT("net"),
							 hw_text_cut(&rest, ' '), arena));
	return hw_arena_printf(arena, "%.*s\n", HW_TEXT_ARG(hw_list_text(&done)));
}

/* What an interface is linked to: "../br0", of another bus "../../../virtual/net/br0". */
static struct hw_text filter_net_link(struct hw_snapshot_filter *f, struct hw_text target,
				      struct hw_arena *arena)
{
	const struct hw_text up = HW_TEXT("../");
	struct hw_text name;
	struct hw_text rest;

	if (!hw_text_starts(target, up) || hw_text_starts(target, HW_TEXT("../..")))
		return hw_privacy_path(f->privacy, target, arena);
	name = hw_text_from(target, up.n);
	name = hw_text_head(name, hw_text_find(name, '/'));
	rest = hw_text_from(target, up.n + name.n);
	name = hw_privacy_given_name(f->privacy, HW_TEXT("net"), name, arena);
	return hw_arena_printf(arena, "../%.*s%.*s", HW_TEXT_ARG(name),
			       HW_TEXT_ARG(rest));
}

/* An attribute of sysfs: one that a report tells is told the same of a recording,
 * whichever it is. */
static struct hw_text filter_attribute(struct hw_snapshot_filter *f, struct hw_text path,
				       struct hw_text value, struct hw_arena *arena)
{
	const struct hw_text base = hw_path_base(path);
	const struct hw_text text = hw_text_trim_end(value, "\n ");
	const enum hw_own_text what =
		hw_machine_is_version(base) ? HW_OWN_VERSION : HW_OWN_NAME;
	struct hw_text told = hw_machine_told_string(f->machine, text, what);

	if (!told.s && is_own_string(base))
		told = filter_own(f, hw_privacy_text(f->privacy, text, arena), what,
				  arena);
	else if (!told.s && contains_text(path, HW_TEXT("/dmi/id/")) &&
		 !hw_text_eq(base, HW_TEXT("modalias")))
		told = filter_own(f, text, what, arena);
	else if (!told.s)
		return filter_lines(f, path, value, arena);
	return told.s == text.s
		       ? value
		       : hw_arena_printf(arena, "%.*s%.*s", HW_TEXT_ARG(told),
					 HW_TEXT_ARG(hw_text_from(value, text.n)));
}

/* A link's target does not end as files do, and goes up, or is below /sys; a serial
 * number may be "/9YH3L22/CN701634/". */
static bool is_target(struct hw_text value)
{
	return value.n && hw_text_find(value, '\n') == value.n &&
	       (hw_text_starts(value, HW_TEXT("../")) ||
		hw_text_starts(value, HW_TEXT("/sys/")));
}

static bool filter_entry(struct hw_snapshot_filter *f, struct hw_arena *arena,
			 struct hw_text *path, size_t line, struct hw_text *value)
{
	struct hw_text base = hw_path_base(*path);
	bool is_sysfs = hw_text_starts(*path, HW_TEXT("sys/"));
	/* what is paired: hci_conn_init_sysfs(), net/bluetooth/hci_sysfs.c */
	bool named =
		is_named(f, *path) || contains_text(*path, HW_TEXT("/bluetooth/hci"));
	const bool is_dmi = is_sysfs && contains_text(*path, HW_TEXT("/dmi/id/"));
	const struct hw_text before = *path;
	bool is_link;

	if (hw_privacy_is_off(f->privacy))
		return true;
	/* who logs in, which was asked to withhold it, also of id files */
	if (hw_text_eq(*path, HW_TEXT("etc/passwd")) ||
	    hw_text_eq(*path, HW_TEXT(HW_ID_WORDS)) ||
	    hw_text_eq(*path, HW_TEXT(HW_PROMPT_USERS)) ||
	    hw_text_eq(*path, HW_TEXT("home")) || hw_text_starts(*path, HW_TEXT("home/")))
		return false;
	if (line) {
		*value = hw_text_eq(*path, HW_TEXT(MOUNTINFO))
				 ? hw_text_trim_end(
					   hw_snapshot_filter_mounts(f, *value, arena),
					   "\n")
				 : filter_line(f, *path, *value, arena);
		return true;
	}
	is_link = is_target(*value);
	*path = hw_privacy_path(f->privacy, *path, arena);
	if (contains_text(*path, HW_TEXT("/modprobe.d/"))) {
		/* a file may bear the name of the host, also one that nobody reads, or
		 * what a directive lost */
		*path = hw_leaks_without_quotes(
			f->machine, &f->quotes,
			hw_free_text_file(*path, &f->words, arena), arena);
		if (!hw_text_eq(*path, before) &&
		    !hw_shown_files_find(f->words.files, base).s)
			return false;
	}
	if (!value->s)
		return true;
	if (is_private_file(*path, base) && !is_link) {
		/* a root hub's is the address of its controller, which its path tells:
		 * usb_add_hcd(), drivers/usb/core/hcd.c */
		const struct hw_text secret =
			private_part(before, hw_text_trim_end(*value, "\n "));

		if (!secret.n)
			return false;
		if (contains_text(*path, secret))
			return true;
		if (f->privacy->level == HW_PRIVACY_FLEET &&
		    hw_text_eq(base, HW_TEXT("hostname")))
			return true;
		/* the last search knows the host, who may be called by a public word */
		if (!hw_text_eq(secret, f->words.host))
			hw_snapshot_filter_secret(f, secret);
		return is_sysfs && replace(f, *path, secret, arena, value);
	}
	if (is_dmi && (hw_text_eq(base, HW_TEXT("modalias")) ||
		       hw_text_eq(base, HW_TEXT("uevent"))))
		*value = hw_machine_firmware_string(f->privacy, &f->words, *value, arena);
	if (is_sysfs && contains_text(*path, HW_TEXT("/loop/backing_file")))
		*value = hw_snapshot_filter_file(f, *value, arena);
	if (is_sysfs && hw_text_eq(base, HW_TEXT("backing_dev")))
		*value = hw_snapshot_filter_node(f, *value, arena);
	if (is_sysfs && contains_text(*path, HW_TEXT("/dm/name")))
		*value = hw_snapshot_filter_mapping(f, *value, arena);
	if (hw_text_eq(*path, HW_TEXT(MOUNTINFO)))
		*value = hw_snapshot_filter_mounts(f, *value, arena);
	else if (is_sysfs && hw_text_eq(base, HW_TEXT("uevent")))
		*value = filter_uevent(f, *value, named, arena);
	else if (is_sysfs && hw_text_eq(base, HW_TEXT("bos_descriptors")))
		*value = filter_bos(f, *value, arena);
	else if (is_sysfs && hw_text_eq(base, HW_TEXT("config")))
		*value = filter_config(f, *value, arena);
	else if (is_sysfs && named &&
		 (hw_text_eq(base, HW_TEXT("name")) ||
		  hw_text_eq(base, HW_TEXT("device_name"))))
		return false;
	else if ((is_below_net(before) && hw_text_eq(base, HW_TEXT("slaves"))) ||
		 (is_sysfs && is_interface_of_rdma(before, base)))
		*value = filter_slaves(f, *value, arena);
	else if (is_below_net(before) && is_link)
		*value = filter_net_link(f, *value, arena);
	else if (is_sysfs && is_link)
		*value = hw_privacy_path(f->privacy, *value, arena);
	else if (hw_text_find(*value, '\0') == value->n)
		*value = is_sysfs ? filter_attribute(f, *path, *value, arena)
				  : filter_lines(f, *path, *value, arena);
	/* its texts end in a NUL: Devicetree Specification, 2.2.4 */
	else if (hw_text_starts(*path, HW_TEXT("proc/device-tree/")))
		*value = hw_free_text_own(*value, &f->words, arena);
	return true;
}

/* What the head of a report has, which is filtered as what devices call themselves. */
static bool is_of_head(struct hw_text path)
{
	static const char *const files[] = {
		"etc/os-release",
		"usr/lib/os-release",
		"proc/device-tree/model",
		"proc/device-tree/compatible",
		"sys/firmware/devicetree/base/model",
		"sys/firmware/devicetree/base/compatible",
		"proc/sys/kernel/version",
	};

	return is_one_of(path, files, HW_ARRAY_SIZE(files));
}

bool hw_snapshot_filter_entry(void *arg, struct hw_arena *arena, struct hw_text *path,
			      size_t line, struct hw_text *value)
{
	struct hw_snapshot_filter *f = arg;

	if (!filter_entry(f, arena, path, line, value))
		return false;
	if (!hw_privacy_is_off(f->privacy) && value->n)
		*value = filter_names(f, *value, arena);
	if (!hw_privacy_is_off(f->privacy) && is_of_head(*path))
		*value = hw_privacy_own(
			f->privacy, *value,
			hw_text_starts(*path, HW_TEXT("proc/device-tree/")) ||
					hw_text_starts(*path, HW_TEXT("sys/"))
				? HW_OWN_NAME
				: HW_OWN_VERSION,
			arena);
	return true;
}

/* What people and programs wrote, and not what the kernel or firmware makes. */
static bool is_free_text(struct hw_text path)
{
	filter_of *filter = find_filter(path);

	return filter && filter != hw_free_text_own && filter != filter_told &&
	       filter != hw_module_line_public;
}

/* What a device or the firmware calls itself. `line` is one of the recording, "PATH = …"
 * or
 * "|NAME=…" of a uevent file. */
static bool is_own_text(struct hw_text path, struct hw_text line)
{
	static const char *const files[] = {"label", "model", "name", "vendor",
					    "driver_override"};
	const struct hw_text base = hw_path_base(path);

	if (!hw_text_starts(path, HW_TEXT("sys/")))
		return false;
	if (hw_text_eq(base, HW_TEXT("uevent")))
		return hw_text_starts(line, HW_TEXT("|")) &&
		       is_one_of(hw_text_from(hw_text_head(line, hw_text_find(line, '=')),
					      1),
				 name_keys, HW_ARRAY_SIZE(name_keys));
	/* neither a link nor bytes */
	if (!hw_text_starts(hw_text_from(line, path.n), HW_TEXT(" = ")))
		return false;
	return is_own_string(base) || is_one_of(base, files, HW_ARRAY_SIZE(files)) ||
	       hw_machine_is_version(base) ||
	       (contains_text(path, HW_TEXT("/dmi/id/")) &&
		!hw_text_eq(base, HW_TEXT("modalias")));
}

static struct hw_leaks_sources sources_of(const struct hw_snapshot_filter *f,
					  const struct hw_machine *machine)
{
	return (struct hw_leaks_sources){machine,   f->privacy,	  &f->known,
					 &f->words, &f->withheld, &f->secrets};
}

/* Whether people call a device so; a recording has escapes. */
static bool is_name_of_people(struct hw_snapshot_filter *f, struct hw_text secret)
{
	for (size_t i = 0; i < f->withheld.names.n; i++) {
		const struct hw_text name = f->withheld.names.v[i];

		if (hw_text_eq(name, secret) ||
		    hw_text_eq(hw_snapshot_escape(name, &f->arena), secret))
			return true;
	}
	return false;
}

/* What the filter alone took out, numbers that no report tells. */
static int find_own_secrets(struct hw_snapshot_filter *f, struct hw_text_set *ret)
{
	int r = 0;

	for (size_t i = 0; r == 0 && i < f->secrets.n; i++) {
		const struct hw_text secret = f->secrets.v[i];

		if (!hw_known_secret_length(&f->known, secret) &&
		    !hw_text_set_has(&f->privacy->values, secret) &&
		    !is_name_of_people(f, secret))
			r = hw_text_set_add(ret, secret);
	}
	return r;
}

int hw_snapshot_filter_texts(struct hw_snapshot_filter *f,
			     const struct hw_machine *machine, struct hw_text *text)
{
	const struct hw_leaks_sources sources = sources_of(f, machine);
	const struct hw_privacy none = {.level = f->privacy->level};
	const struct hw_known_secrets nothing = {.root = NULL};
	const struct hw_private_words nobody = {.home = HW_NO_TEXT};
	struct hw_text_set secrets = {0};
	const struct hw_leaks_sources of_filter = {machine, &none, &nothing,
						   &nobody, NULL,  &secrets};
	struct hw_list done = {.arena = &f->arena, .between = ""};
	struct hw_leaks *leaks = NULL;
	struct hw_leaks *own = NULL;
	struct hw_text rest = *text;
	struct hw_text path = HW_NO_TEXT;
	bool is_free = false;
	int r = hw_leaks_open(&sources, &f->arena, &leaks);

	if (r == 0)
		r = find_own_secrets(f, &secrets);
	if (r == 0 && secrets.n)
		r = hw_leaks_open(&of_filter, &f->arena, &own);
	while (r == 0 && rest.n) {
		const struct hw_text all = rest;
		const struct hw_text line = hw_text_cut(&rest, '\n');
		struct hw_text value = hw_text_from(line, 1);

		/* "PATH = VALUE", or "PATH :" and lines that begin with a bar */
		if (!hw_text_starts(line, HW_TEXT("|"))) {
			path = hw_text_head(line, hw_text_find(line, ' '));
			value = hw_text_from(line, path.n);
			/* not of bytes */
			is_free = is_free_text(path) &&
				  !hw_text_starts(value, HW_TEXT(" x "));
		}
		hw_list_add(&done, hw_text_head(line, line.n - value.n));
		if (is_free)
			value = hw_leaks_withhold(leaks, value, &f->arena);
		else if (own && is_own_text(path, line))
			value = hw_leaks_withhold(own, value, &f->arena);
		hw_list_add(&done, value);
		if (line.n < all.n)
			hw_list_add(&done, HW_TEXT("\n"));
	}
	hw_leaks_close(leaks);
	hw_leaks_close(own);
	hw_text_set_done(&secrets);
	if (r == 0)
		*text = hw_list_text(&done);
	return r == 0 && hw_arena_failed(&f->arena) ? -ENOMEM : r;
}

struct hw_text hw_snapshot_filter_search(const struct hw_snapshot_filter *f,
					 const struct hw_machine *machine,
					 struct hw_text text, struct hw_arena *arena)
{
	const struct hw_leaks_sources sources = sources_of(f, machine);

	return hw_leaks_find_of(&sources, text, arena);
}

void hw_snapshot_filter_done(struct hw_snapshot_filter *f)
{
	hw_text_set_done(&f->named);
	hw_text_set_done(&f->mappings);
	hw_text_index_done(&f->points);
	hw_text_index_done(&f->places);
	hw_text_set_done(&f->secrets);
	hw_known_secrets_done(&f->known);
	hw_withheld_done(&f->withheld);
	hw_withheld_done(&f->quotes);
	hw_arena_done(&f->arena);
}
