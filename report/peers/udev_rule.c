// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/peers/udev_rule.h"

#include <errno.h>

#include "decoders/text/ascii.h"

static const struct {
	const char *word;
	enum hw_udev_match by;
} words[] = {
	{"ids", HW_UDEV_IDS},
	{"path", HW_UDEV_PATH},
	{"serial", HW_UDEV_SERIAL},
	{"both", HW_UDEV_BOTH},
};

enum hw_udev_match hw_udev_match_of(const char *word)
{
	if (!word)
		return HW_UDEV_BOTH;
	for (size_t i = 0; i < HW_ARRAY_SIZE(words); i++)
		if (strcmp(words[i].word, word) == 0)
			return words[i].by;
	return HW_UDEV_NO_RULE;
}

struct rule {
	struct hw_machine *machine;
	const struct hw_record *record;
	struct hw_arena *arena;
	enum hw_udev_match by;
	struct hw_text text;
};

/* Keys of a rule end in S where they may match a device above: ATTRS, KERNELS,
 * SUBSYSTEMS. */
struct side {
	const char *plural;
};

static const struct side itself = {""};
static const struct side above = {"S"};

static void add(struct rule *rule, struct hw_text more)
{
	rule->text = hw_arena_printf(rule->arena, "%.*s%.*s", HW_TEXT_ARG(rule->text),
				     HW_TEXT_ARG(more));
}

/* A value as a pattern: what means more than itself there, or ends it, is any character
 * (udev(7), "String values"). */
static struct hw_text pattern(struct rule *rule, struct hw_text value)
{
	static const char special[] = "*?[]|\"\\";
	char *s = HW_ARENA_NEW(rule->arena, char, value.n + 1);

	for (size_t i = 0; s && i < value.n; i++)
		s[i] = strchr(special, value.s[i]) || (unsigned char)value.s[i] < ' '
			       ? '?'
			       : value.s[i];
	return s ? (struct hw_text){s, value.n} : HW_NO_TEXT;
}

static void add_match(struct rule *rule, const char *key, struct side side,
		      const char *attribute, struct hw_text value)
{
	value = pattern(rule, value);
	add(rule, hw_arena_printf(rule->arena, ", %s%s%s%s%s==\"%.*s\"", key, side.plural,
				  attribute ? "{" : "", attribute ? attribute : "",
				  attribute ? "}" : "", HW_TEXT_ARG(value)));
}

static struct hw_text read_attr(struct rule *rule, const char *name)
{
	return hw_root_read_attr(rule->machine->root, rule->record->device.syspath, name,
				 rule->arena);
}

static void add_pci_ids(struct rule *rule, struct side side)
{
	static const struct {
		const char *attribute;
		enum hw_role role;
	} ids[] = {
		{"vendor", HW_ROLE_VENDOR},
		{"device", HW_ROLE_DEVICE},
		{"subsystem_vendor", HW_ROLE_SUBVENDOR},
		{"subsystem_device", HW_ROLE_SUBDEVICE},
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(ids); i++)
		if (rule->record->ids[ids[i].role].present)
			add_match(
				rule, "ATTR", side, ids[i].attribute,
				hw_arena_printf(
					rule->arena, "0x%04x",
					(unsigned)rule->record->ids[ids[i].role].value));
}

/*
 * What an interface provides is matched by the interface alone, as all keys that end in S
 * must fit one device: by its modalias, which has the ids of the device too. The release
 * of the device's firmware and its classes may be any.
 */
static void add_interface(struct rule *rule, struct hw_text number)
{
	const struct hw_id *ids = rule->record->ids;

	add(rule,
	    hw_arena_printf(rule->arena, ", ATTRS{modalias}==\"usb:v%04Xp%04Xd*in%.*s\"",
			    (unsigned)ids[HW_ROLE_VENDOR].value,
			    (unsigned)ids[HW_ROLE_DEVICE].value,
			    HW_TEXT_ARG(pattern(rule, number))));
}

/* The ids of an interface are attributes of the device above. */
static void add_usb_ids(struct rule *rule, struct side side)
{
	const struct hw_device *d = &rule->record->device;
	const struct hw_id *ids = rule->record->ids;
	bool is_part = hw_bus_is_part(d->bus, d->kind);
	struct hw_text number = read_attr(rule, "bInterfaceNumber");

	if (!ids[HW_ROLE_VENDOR].present || !ids[HW_ROLE_DEVICE].present)
		return;
	/* by serial number it is the whole device that is matched */
	if (is_part && side.plural[0] && rule->by != HW_UDEV_SERIAL) {
		add_interface(rule, number);
		return;
	}
	if (is_part && number.n && !side.plural[0])
		add_match(rule, "ATTR", side, "bInterfaceNumber", number);
	side = is_part ? above : side;
	add_match(rule, "ATTR", side, "idVendor",
		  hw_arena_printf(rule->arena, "%04x",
				  (unsigned)ids[HW_ROLE_VENDOR].value));
	add_match(rule, "ATTR", side, "idProduct",
		  hw_arena_printf(rule->arena, "%04x",
				  (unsigned)ids[HW_ROLE_DEVICE].value));
}

static void add_ids(struct rule *rule, struct side side)
{
	const struct hw_device *d = &rule->record->device;
	struct hw_text string = d->modalias;

	switch (hw_bus_address(d->bus)) {
	case HW_ADDRESS_PCI:
		add_pci_ids(rule, side);
		break;
	case HW_ADDRESS_USB:
		add_usb_ids(rule, side);
		break;
	case HW_ADDRESS_NAME:
		string = hw_text_head(string, hw_text_find(string, '\n'));
		if (string.n)
			add_match(rule, "ATTR", side, "modalias", string);
		break;
	}
}

/* A part's is that of the whole device, the directory above. */
static struct hw_text read_serial(struct rule *rule)
{
	const struct hw_device *d = &rule->record->device;
	struct hw_text directory = d->syspath;

	if (hw_bus_is_part(d->bus, d->kind))
		directory.n -= hw_path_base(directory).n + 1;
	return hw_root_read_attr(rule->machine->root, directory, "serial", rule->arena);
}

/* All that matches the device, after SUBSYSTEM== of it, or of what it provides. */
static int add_matches(struct rule *rule, struct side side)
{
	const struct hw_device *d = &rule->record->device;
	struct hw_text serial = HW_NO_TEXT;

	if (rule->by == HW_UDEV_SERIAL) {
		serial = read_serial(rule);
		if (!serial.n)
			return -ENODATA;
		if (!hw_privacy_is_off(&rule->machine->privacy))
			return -EACCES;
	}
	if (side.plural[0])
		add_match(rule, "SUBSYSTEM", side, NULL, d->subsystem);
	if (rule->by != HW_UDEV_IDS && rule->by != HW_UDEV_SERIAL)
		add_match(rule, "KERNEL", side, NULL, d->name);
	if (rule->by != HW_UDEV_PATH)
		add_ids(rule, side);
	/* of an interface it is an attribute of the device above */
	if (serial.n)
		add_match(rule, "ATTR", hw_bus_is_part(d->bus, d->kind) ? above : side,
			  "serial", serial);
	return 0;
}

static int add_rule(struct rule *rule, struct hw_text subsystem, struct side side)
{
	int r;

	add(rule, hw_arena_printf(rule->arena, "ACTION!=\"remove\", SUBSYSTEM==\"%.*s\"",
				  HW_TEXT_ARG(pattern(rule, subsystem))));
	r = add_matches(rule, side);
	add(rule, HW_TEXT(", TAG+=\"hwalias\"\n"));
	return r;
}

static bool is_first_of_class(const struct hw_record *record, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (hw_text_eq(record->provides[i].class, record->provides[at].class))
			return false;
	return true;
}

int hw_udev_rules(struct hw_machine *machine, const struct hw_record *record,
		  enum hw_udev_match by, struct hw_arena *arena, struct hw_text *ret)
{
	struct rule rule = {machine, record, arena, by, HW_TEXT("")};
	int r;

	add(&rule, hw_arena_printf(arena,
				   "# %.*s; TAG+=\"hwalias\" stands for what is to be "
				   "done\n",
				   HW_TEXT_ARG(record->device.id)));
	r = add_rule(&rule, record->device.subsystem, itself);
	for (size_t i = 0; r == 0 && i < record->provide_count; i++)
		if (is_first_of_class(record, i)) {
			add(&rule,
			    hw_arena_printf(arena, "# what it provides: class %.*s\n",
					    HW_TEXT_ARG(record->provides[i].class)));
			r = add_rule(&rule, record->provides[i].class, above);
		}
	if (r == 0 && hw_arena_failed(arena))
		r = -ENOMEM;
	if (r == 0)
		*ret = rule.text;
	return r;
}
