// SPDX-License-Identifier: GPL-2.0-or-later
/* The collector that all readers tell their findings. */
#include "data/dump/dump.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "data/base/memory.h"
#include "data/dump/collector.h"
#include "decoders/text/ascii.h"

/* More devices than any machine has. */
#define DEVICES_MAX ((size_t)1 << 17)

int hw_dump_new(struct hw_warnings *warnings, struct hw_dump **ret)
{
	struct hw_dump *d = hw_calloc(1, sizeof(*d));
	int err = d ? hw_tree_new(&d->tree) : -ENOMEM;

	if (err) {
		free(d);
		return err;
	}
	d->warnings = warnings;
	*ret = d;
	return 0;
}

void hw_dump_free(struct hw_dump *dump)
{
	if (!dump)
		return;
	hw_tree_free(dump->tree);
	hw_text_index_done(&dump->index);
	hw_arena_done(&dump->arena);
	free(dump->v);
	free(dump->touched);
	free(dump);
}

void hw_dump_malformed(struct hw_dump *dump, const char *what)
{
	if (!dump->mixed)
		hw_warn_line(dump->warnings, "dump-malformed", dump->name, dump->line,
			     what);
}

void hw_dump_partial(struct hw_dump *dump, bool certain)
{
	if (certain || !dump->mixed)
		hw_warn_line(
			dump->warnings, "lines-missing", dump->name, dump->line,
			"a part of a device alone: it may be cut off, and devices may "
			"be missing");
}

bool hw_dump_line(struct hw_dump *dump, struct hw_text *rest, struct hw_text *ret)
{
	while (rest->s && rest->n) {
		struct hw_text line = hw_text_cut(rest, '\n');
		bool mixed = dump->mixed;

		dump->line += dump->line ? dump->step : 1;
		if (line.n && line.s[line.n - 1] == '\r')
			line.n--;
		if (line.n <= HW_DUMP_LINE_MAX && hw_text_find(line, '\0') == line.n) {
			*ret = line;
			return true;
		}
		dump->mixed = false;
		hw_dump_malformed(dump, line.n > HW_DUMP_LINE_MAX
						? "the line is too long, left out"
						: "the line holds a NUL, left out");
		dump->mixed = mixed;
	}
	return false;
}

static bool grow(struct hw_dump_device ***v, size_t *room, size_t n)
{
	size_t more = *room ? 2 * *room : 64;
	struct hw_dump_device **larger;

	if (n < *room)
		return true;
	larger = hw_reallocarray(*v, more, sizeof(struct hw_dump_device *));
	if (!larger)
		return false;
	*v = larger;
	*room = more;
	return true;
}

/* A file tells of a device in one place, so the last ones are enough to look at. */
static struct hw_dump_device *touch(struct hw_dump *d, struct hw_dump_device *device)
{
	if (device && !device->first_file.s)
		device->first_file = d->name;
	if (device) {
		device->last_file = d->name;
		device->lists |= d->list ? UINT32_C(1) << (d->list - 1) : 0;
	}
	if (!device || (d->touched_count && d->touched[d->touched_count - 1] == device))
		return device;
	if (!grow(&d->touched, &d->touched_room, d->touched_count)) {
		d->failed = true;
		return NULL;
	}
	d->touched[d->touched_count++] = device;
	return device;
}

static struct hw_dump_device *find(const struct hw_dump *d, struct hw_text key)
{
	const size_t *at = hw_text_index_find(&d->index, key);

	return at ? d->v[*at] : NULL;
}

static struct hw_dump_device *add(struct hw_dump *d, struct hw_text key)
{
	struct hw_dump_device *device;

	if (d->n == DEVICES_MAX) {
		d->is_full = true;
		return NULL;
	}
	key = hw_arena_copy(&d->arena, key);
	device = HW_ARENA_NEW(&d->arena, struct hw_dump_device, 1);
	if (!key.s || !device || !grow(&d->v, &d->room, d->n) ||
	    hw_text_index_add(&d->index, key, d->n) < 0) {
		d->failed = true;
		return NULL;
	}
	for (size_t i = 0; i < HW_DUMP_NUMBERS; i++)
		device->n[i] = -1;
	d->v[d->n++] = device;
	return device;
}

/* Whether it can be the name of a directory. */
static bool is_name(struct hw_text name)
{
	return name.n && name.n <= 255 && hw_text_find(name, '/') == name.n &&
	       hw_text_find(name, '\0') == name.n && !hw_text_eq(name, HW_TEXT(".")) &&
	       !hw_text_eq(name, HW_TEXT(".."));
}

struct hw_dump_device *hw_dump_device(struct hw_dump *dump, struct hw_text subsystem,
				      struct hw_text name)
{
	struct hw_dump_device *device;
	struct hw_text key;

	if (!is_name(name) || (subsystem.s && !is_name(subsystem))) {
		hw_dump_malformed(dump, "a name that no device can have");
		return NULL;
	}
	key = hw_arena_printf(&dump->arena, "%.*s:%.*s", HW_TEXT_ARG(subsystem),
			      HW_TEXT_ARG(name));
	if (!key.s) {
		dump->failed = true;
		return NULL;
	}
	device = find(dump, key);
	if (device)
		return touch(dump, device);
	device = add(dump, key);
	if (device) {
		device->subsystem = hw_arena_copy(&dump->arena, subsystem);
		device->name = hw_arena_copy(&dump->arena, name);
	}
	return touch(dump, device);
}

struct hw_dump_device *hw_dump_find_named(struct hw_dump *dump, const char *subsystem,
					  struct hw_text name)
{
	char key[300];

	if (snprintf(key, sizeof(key), "%s:%.*s", subsystem, HW_TEXT_ARG(name)) >=
	    (int)sizeof(key))
		return NULL;
	return find(dump, hw_text_of(key));
}

struct hw_text hw_dump_usb_above(struct hw_text name,
				 char root[static HW_DUMP_USB_ROOT_MAX])
{
	const size_t colon = hw_text_find(name, ':');
	const size_t dash = hw_text_find(name, '-');
	struct hw_text above = hw_text_head(name, colon);

	if (dash == name.n || dash > 10)
		return HW_NO_TEXT;
	snprintf(root, HW_DUMP_USB_ROOT_MAX, "usb%.*s", (int)dash, name.s);
	if (colon < name.n)
		return hw_text_eq(hw_text_from(above, dash), HW_TEXT("-0"))
			       ? hw_text_of(root)
			       : above;
	while (above.n && above.s[above.n - 1] != '.')
		above.n--;
	return above.n ? hw_text_head(name, above.n - 1) : hw_text_of(root);
}

static struct hw_text number_key(char buf[static 48], int32_t bus, int32_t number)
{
	snprintf(buf, 48, "usb#%d/%d", bus, number);
	return hw_text_of(buf);
}

const struct hw_dump_device *hw_dump_find_usb(const struct hw_dump *dump, int32_t bus,
					      int32_t number)
{
	char buf[48];

	return find(dump, number_key(buf, bus, number));
}

struct hw_dump_device *hw_dump_usb_device(struct hw_dump *dump, int32_t bus,
					  int32_t number)
{
	char buf[48];
	struct hw_text key = number_key(buf, bus, number);
	struct hw_dump_device *device = find(dump, key);
	struct hw_text name;

	if (!device && number == 1) {
		/* usb_hcd: the root hub is the first device, and is called after its bus
		 */
		name = hw_arena_printf(&dump->arena, "usb%d", bus);
		device = hw_dump_device(dump, HW_TEXT("usb"), name);
		hw_dump_usb_number(dump, device, bus, number);
	} else if (!device) {
		device = add(dump, key);
		if (device)
			device->subsystem = HW_TEXT("usb");
	}
	hw_dump_set(dump, device, HW_DUMP_BUS_NUMBER, bus);
	hw_dump_set(dump, device, HW_DUMP_DEVICE_NUMBER, number);
	return touch(dump, device);
}

void hw_dump_usb_number(struct hw_dump *dump, struct hw_dump_device *device, int32_t bus,
			int32_t number)
{
	struct hw_dump_device *known = NULL;
	char buf[48];
	struct hw_text key = number_key(buf, bus, number);

	/* of a part of udev's properties */
	if (bus < 0 || number < 0)
		return;
	if (device)
		known = find(dump, key);
	if (known && known != device && known->name.s && !known->conflict.what) {
		hw_dump_contradict(known, "port", known->name, device->name);
		known->conflict.file = device->last_file;
	}
	if (!device || known)
		return;
	hw_dump_set(dump, device, HW_DUMP_BUS_NUMBER, bus);
	hw_dump_set(dump, device, HW_DUMP_DEVICE_NUMBER, number);
	for (size_t i = dump->n; i > 0; i--) {
		if (dump->v[i - 1] != device)
			continue;
		key = hw_arena_copy(&dump->arena, key);
		if (!key.s || hw_text_index_add(&dump->index, key, i - 1) < 0)
			dump->failed = true;
		return;
	}
}

void hw_dump_name_usb(struct hw_dump *dump, struct hw_dump_device *device,
		      struct hw_text name)
{
	const struct hw_text key =
		hw_arena_printf(&dump->arena, "usb:%.*s", HW_TEXT_ARG(name));
	size_t at = 0;

	while (at < dump->n && dump->v[at] != device)
		at++;
	device->name = hw_arena_copy(&dump->arena, name);
	if (!key.s || !device->name.s || hw_text_index_add(&dump->index, key, at) < 0)
		dump->failed = true;
}

/* An interface that was named itself ("1-4:1.0") is the one of its device. */
static struct hw_dump_device *
named_interface(struct hw_dump *dump, const struct hw_dump_device *parent, int32_t number)
{
	struct hw_dump_device *device = NULL;

	/* configurations are few, and mostly it is the first */
	for (int config = 1; parent->name.s && config <= 4 && !device; config++) {
		struct hw_text key =
			hw_arena_printf(&dump->arena, "usb:%.*s:%d.%d",
					HW_TEXT_ARG(parent->name), config, number);

		device = key.s ? find(dump, key) : NULL;
	}
	return device;
}

struct hw_dump_device *
hw_dump_usb_interface(struct hw_dump *dump, struct hw_dump_device *parent, int32_t number)
{
	struct hw_dump_device *device;
	struct hw_text key;

	if (!parent)
		return NULL;
	device = named_interface(dump, parent, number);
	if (device)
		return touch(dump, device);
	key = hw_arena_printf(&dump->arena, "usb#%d/%d.%d", parent->n[HW_DUMP_BUS_NUMBER],
			      parent->n[HW_DUMP_DEVICE_NUMBER], number);
	if (!key.s) {
		dump->failed = true;
		return NULL;
	}
	device = find(dump, key);
	if (!device) {
		device = add(dump, key);
		if (device) {
			device->subsystem = HW_TEXT("usb");
			device->parent = parent;
			hw_dump_set(dump, device, HW_DUMP_INTERFACE_NUMBER, number);
		}
	}
	return touch(dump, device);
}

void hw_dump_contradict(struct hw_dump_device *device, const char *what,
			struct hw_text was, struct hw_text now)
{
	if (!device->conflict.what)
		device->conflict =
			(struct hw_dump_conflict){what, was, now, device->last_file};
}

/* A subsystem of zeros is none, which some tools do not find. */
static bool is_common(enum hw_dump_number which, int64_t value)
{
	return !value &&
	       (which == HW_DUMP_SUBSYSTEM_VENDOR || which == HW_DUMP_SUBSYSTEM_DEVICE);
}

/* Of these two values are of two devices. */
static const char *title_of(enum hw_dump_number which)
{
	static const char *const titles[HW_DUMP_NUMBERS] = {
		[HW_DUMP_VENDOR] = "id",
		[HW_DUMP_DEVICE] = "id",
		[HW_DUMP_SUBSYSTEM_VENDOR] = "subsystem",
		[HW_DUMP_SUBSYSTEM_DEVICE] = "subsystem",
		[HW_DUMP_CLASS] = "class",
		[HW_DUMP_REVISION] = "revision",
		[HW_DUMP_RELEASE] = "release",
	};

	return titles[which];
}

static struct hw_text hex_of(struct hw_dump *dump, enum hw_dump_number which,
			     int32_t value)
{
	return hw_arena_printf(&dump->arena, "%0*x", which == HW_DUMP_REVISION ? 2 : 4,
			       (unsigned)value);
}

static bool is_implied(const struct hw_dump_device *device, enum hw_dump_number which)
{
	return device->implied & UINT32_C(1) << which;
}

void hw_dump_set(struct hw_dump *dump, struct hw_dump_device *device,
		 enum hw_dump_number which, int64_t value)
{
	const char *title = title_of(which);

	if (!device || value < 0 || value > INT32_MAX || device->n[which] == value)
		return;
	if (device->n[which] >= 0 && is_common(which, value))
		return;
	if (device->n[which] < 0 || is_implied(device, which) ||
	    is_common(which, device->n[which])) {
		device->n[which] = (int32_t)value;
		device->implied &= ~(UINT32_C(1) << which);
		return;
	}
	if (title)
		hw_dump_contradict(device, title, hex_of(dump, which, device->n[which]),
				   hex_of(dump, which, (int32_t)value));
}

void hw_dump_imply(struct hw_dump_device *device, enum hw_dump_number which,
		   int32_t value)
{
	if (!device || device->n[which] >= 0)
		return;
	device->n[which] = value;
	device->implied |= UINT32_C(1) << which;
}

void hw_dump_forget_number(struct hw_dump_device *device, enum hw_dump_number which)
{
	const uint32_t bit = UINT32_C(1) << which;

	if (device->implied & bit)
		device->n[which] = -1;
	device->implied &= ~bit;
}

void hw_dump_forget_implied(struct hw_dump_device *device)
{
	for (size_t i = 0; i < HW_DUMP_NUMBERS; i++)
		hw_dump_forget_number(device, (enum hw_dump_number)i);
}

struct hw_text hw_dump_find(const struct hw_dump_pairs *pairs, const char *key)
{
	for (const struct hw_dump_pair *p = pairs->first; p; p = p->next)
		if (hw_text_eq(p->key, hw_text_of(key)))
			return p->value;
	return HW_NO_TEXT;
}

void hw_dump_pair(struct hw_dump *dump, struct hw_dump_pairs *pairs, struct hw_text key,
		  struct hw_text value)
{
	struct hw_dump_pair *add_to;

	for (const struct hw_dump_pair *p = pairs->first; p; p = p->next)
		if (hw_text_eq(p->key, key))
			return;
	if (pairs->n == HW_DUMP_PAIRS_MAX)
		return;
	pairs->n++;
	add_to = HW_ARENA_NEW(&dump->arena, struct hw_dump_pair, 1);
	if (!add_to) {
		dump->failed = true;
		return;
	}
	add_to->key = hw_arena_copy(&dump->arena, key);
	add_to->value = hw_arena_copy(&dump->arena, value.s ? value : HW_TEXT(""));
	if (!pairs->tail)
		pairs->tail = &pairs->first;
	*pairs->tail = add_to;
	pairs->tail = &add_to->next;
}

void hw_dump_attribute(struct hw_dump *dump, struct hw_dump_device *device,
		       const char *name, struct hw_text value)
{
	if (device)
		hw_dump_pair(dump, &device->attributes, hw_text_of(name), value);
}

void hw_dump_attribute_line(struct hw_dump *dump, struct hw_dump_device *device,
			    const char *name, struct hw_text value)
{
	if (device && value.n)
		hw_dump_attribute(
			dump, device, name,
			hw_arena_printf(&dump->arena, "%.*s\n", HW_TEXT_ARG(value)));
}

void hw_dump_slot(struct hw_dump *dump, struct hw_dump_device *device,
		  struct hw_text slot)
{
	slot = hw_text_trim_end(slot, " ");
	if (!is_name(slot))
		hw_dump_malformed(dump, "a name that no slot can have");
	else if (device && !device->slot.s)
		device->slot = hw_arena_copy(&dump->arena, slot);
}

/* "snd-hda-intel" and "snd_hda_intel" are one. */
bool hw_dump_is_same_driver(struct hw_text a, struct hw_text b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++)
		if ((a.s[i] == '-' ? '_' : a.s[i]) != (b.s[i] == '-' ? '_' : b.s[i]))
			return false;
	return true;
}

void hw_dump_driver(struct hw_dump *dump, struct hw_dump_device *device,
		    struct hw_text driver)
{
	if (!device)
		return;
	device->driver_read = dump->reads;
	if (device->told != HW_DUMP_NOT_TOLD) {
		if (!hw_dump_is_same_driver(device->driver, driver))
			hw_dump_contradict(device, "driver", device->driver,
					   hw_arena_copy(&dump->arena, driver));
		return;
	}
	device->told = driver.n ? HW_DUMP_BOUND : HW_DUMP_NONE;
	if (driver.n)
		device->driver = hw_arena_copy(&dump->arena, driver);
	dump->facts.drivers = true;
}

/* Tabs and line breaks are what parts and lines end with. */
static struct hw_text escape(struct hw_arena *arena, struct hw_text text)
{
	char *to = hw_arena_alloc(arena, 2 * text.n + 1, 1);
	size_t n = 0;

	for (size_t i = 0; to && i < text.n; i++) {
		char c = text.s[i];

		if (c == '\\' || c == '\t' || c == '\n')
			to[n++] = '\\';
		to[n++] = c == '\t' ? 't' : c == '\n' ? 'n' : c;
	}
	return to ? (struct hw_text){to, n} : HW_NO_TEXT;
}

void hw_dump_tell(struct hw_dump *dump, struct hw_dump_device *device, const char *key,
		  const struct hw_text *parts, size_t n)
{
	struct hw_list line = {.arena = &dump->arena, .between = "\t"};

	if (!device)
		return;
	if (!device->told_lines.arena)
		device->told_lines =
			(struct hw_list){.arena = &dump->arena, .between = ""};
	hw_list_add(&line, hw_text_of(key));
	for (size_t i = 0; i < n; i++)
		hw_list_add(&line, escape(&dump->arena, parts[i]));
	hw_list_extend(&line, HW_TEXT("\n"));
	hw_list_add(&device->told_lines, hw_list_text(&line));
}

static struct hw_text maker_of(struct hw_text key)
{
	return hw_text_eq(key, HW_TEXT("device")) ? HW_TEXT("vendor")
						  : HW_TEXT("subsystem_vendor");
}

/* "2222:1111" */
static bool is_pair_of_ids(struct hw_text word)
{
	return word.n == 9 && word.s[4] == ':' && hw_dump_hex(word, 4) >= 0 &&
	       hw_dump_hex(hw_text_from(word, 5), 4) >= 0;
}

void hw_dump_tell_name(struct hw_dump *dump, struct hw_dump_device *device,
		       const char *key, struct hw_text name)
{
	static const char *const none[] = {"Device", "Vendor", "Class", "Unknown"};
	struct hw_text parts[] = {hw_text_of(key), HW_TEXT("dump"), HW_NO_TEXT};
	const struct hw_text all = name = hw_text_trim_end(name, " ");
	struct hw_text rest = name;
	struct hw_text word = hw_dump_cut_last(&rest);

	/* "[8086]", "[8086:156f]" */
	if (word.n && (word.n == 6 || word.n == 11) && word.s[0] == '[' &&
	    hw_dump_hex(hw_text_from(word, 1), 4) >= 0) {
		name = rest;
		word = hw_dump_cut_last(&rest);
	}
	/* "Intel Corporation Device [8086:156f]" may be no name, or one that ends so */
	if (hw_text_eq(word, HW_TEXT("Device")) && name.n < all.n)
		return;
	/* "Intel Corporation Device 156f": the maker alone has a name */
	if (word.n == 4 && hw_dump_hex(word, 4) >= 0 && rest.n &&
	    hw_dump_cut_unknown(&rest)) {
		name = rest;
		parts[0] = maker_of(parts[0]);
	}
	for (size_t i = 0; i < HW_ARRAY_SIZE(none); i++)
		if (hw_text_eq(name, hw_text_of(none[i])))
			return;
	/* format_name() of pciutils' lib/names.c: "Unknown vendor 2222" */
	if (hw_text_starts(name, HW_TEXT("Unknown vendor")) ||
	    hw_text_starts(name, HW_TEXT("Unknown device")))
		return;
	/* an id alone, as with -n, and "Device 2222:1111" of two without a name */
	if (!name.n || (name.n == 4 && hw_dump_hex(name, 4) >= 0) ||
	    (hw_text_eq(rest, HW_TEXT("Device")) && is_pair_of_ids(word)))
		return;
	parts[2] = name;
	hw_dump_tell(dump, device, "name", parts, HW_ARRAY_SIZE(parts));
}

bool hw_dump_has_ids(const struct hw_dump_device *device)
{
	return (device->n[HW_DUMP_VENDOR] >= 0 && device->n[HW_DUMP_DEVICE] >= 0) ||
	       hw_dump_find(&device->uevent, "PCI_ID").n ||
	       hw_dump_find(&device->uevent, "PRODUCT").n;
}

void hw_dump_settle_driver(struct hw_dump *dump, struct hw_dump_device *device)
{
	if (device->driver_read != dump->reads)
		hw_dump_driver(dump, device, HW_NO_TEXT);
	else if (device->lacks_driver && device->driver.n)
		hw_dump_contradict(device, "driver", HW_NO_TEXT, device->driver);
	device->lacks_driver = false;
}

void hw_dump_settle_drivers(struct hw_dump *dump)
{
	for (size_t i = 0; i < dump->touched_count; i++)
		hw_dump_settle_driver(dump, dump->touched[i]);
}
