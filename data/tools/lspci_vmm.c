// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * lspci -vmm, mostly as -vmmnnk: a record a device, an empty line between them
 * (show_machine() of pciutils/lspci.c). With one -m the first key is "Device:" too.
 *
 *     Slot:	00:1f.6
 *     Class:	Ethernet controller [0200]
 *     Vendor:	Intel Corporation [8086]
 *     Device:	Ethernet Connection I219-LM [156f]
 *     SVendor:	Dell [1028]
 *     SDevice:	XPS 15 9550 [06e4]
 *     PhySlot:	4
 *     Rev:	21
 *     ProgIf:	00
 *     Driver:	e1000e
 *     Module:	e1000e
 *     NUMANode:	0
 *     IOMMUGroup:	7
 *
 * Names alone without -n, ids alone with one.
 */
#include "data/tools/internal.h"

struct reader {
	struct hw_dump *dump;
	struct hw_dump_device *device;
	struct hw_dump_lspci_scope scope;
	/* a long name without its id, of which a mail has put the end on the next line */
	struct hw_text open_key;
	struct hw_text open;
	/* how many of the device's keys cannot follow any more */
	size_t passed;
	/* the device before a line that is not of the list: it may go on behind that */
	struct hw_dump_device *interrupted;
};

/* In the order in which they are printed, of which only "Module" comes more than once. */
static const char keys[][11] = {"Class",    "Vendor", "Device",	   "SVendor", "SDevice",
				"PhySlot",  "Rev",    "ProgIf",	   "Driver",  "Module",
				"NUMANode", "DTNode", "IOMMUGroup"};
enum {
	PASSED_SUBSYSTEM = 6,
	PASSED_REVISION = 8,
	PASSED_INTERFACE = 9,
	PASSED_DRIVER = 10,
	PASSED_ALL = HW_ARRAY_SIZE(keys)
};

static const struct {
	const char *key;
	enum hw_dump_number which;
	/* of a name with an id, its key; NULL: two digits */
	const char *name;
} numbers[] = {
	{"Class", HW_DUMP_CLASS, "subclass"},
	{"Vendor", HW_DUMP_VENDOR, "vendor"},
	{"Device", HW_DUMP_DEVICE, "device"},
	{"SVendor", HW_DUMP_SUBSYSTEM_VENDOR, "subsystem_vendor"},
	{"SDevice", HW_DUMP_SUBSYSTEM_DEVICE, "subsystem"},
	{"Rev", HW_DUMP_REVISION, NULL},
	{"ProgIf", HW_DUMP_INTERFACE, NULL},
};

/* "Slot:" of -vmm, "Device:" of -vm with an address behind it. */
static bool is_start(struct hw_text line)
{
	struct hw_text value;
	size_t n;

	if (hw_text_starts(line, HW_TEXT("Slot:")))
		value = hw_text_from(line, 5);
	else if (hw_text_starts(line, HW_TEXT("Device:")))
		value = hw_text_from(line, 7);
	else
		return false;
	/* a tab, of which pages may make blanks */
	if (!value.n || (value.s[0] != '\t' && value.s[0] != ' '))
		return false;
	value = hw_text_trim_start(value, "\t ");
	return hw_dump_is_slot(value, &n) && n == value.n;
}

/* What is printed where it is not 0, and comes before the first `passed` keys. */
static void imply(struct hw_dump_device *device, size_t passed)
{
	if (passed >= PASSED_REVISION)
		hw_dump_imply(device, HW_DUMP_REVISION, 0);
	if (passed >= PASSED_INTERFACE)
		hw_dump_imply(device, HW_DUMP_INTERFACE, 0);
	if (passed >= PASSED_SUBSYSTEM)
		device->subsystem_is_passed = true;
}

/* All of the device was printed: an empty line or another device is behind it. */
static void finish(struct reader *r)
{
	if (r->device)
		imply(r->device, PASSED_ALL);
	r->device = NULL;
}

/* The text ends within a device, or another text is in its midst: what would have
 * followed is not known. */
static void finish_cut(struct reader *r, struct hw_dump_device *device)
{
	r->device = r->interrupted = NULL;
	if (!device)
		return;
	imply(device, r->passed);
	device->is_cut |= r->dump->ends_within ||
			  (device->told == HW_DUMP_NOT_TOLD && r->passed < PASSED_DRIVER);
	device->subsystem_may_be_cut = !device->subsystem_is_passed;
}

static void start(struct reader *r, struct hw_text value)
{
	struct hw_text slot = hw_dump_cut_slot(r->dump, &value);

	finish(r);
	finish_cut(r, r->interrupted);
	r->device = slot.s ? hw_dump_device(r->dump, HW_TEXT("pci"), slot) : NULL;
	r->passed = 0;
}

static void add_claim(struct reader *r, struct hw_text module)
{
	struct hw_dump_device *d = r->device;
	struct hw_text known = d->claimed_by;

	/* the list may be there twice */
	while (known.n)
		if (hw_text_eq(hw_text_trim_start(hw_text_cut(&known, ','), " "), module))
			return;
	if (d->claimed_by.n > 1024)
		return;
	d->claimed_by =
		hw_arena_printf(&r->dump->arena, "%.*s%s%.*s", HW_TEXT_ARG(d->claimed_by),
				d->claimed_by.n ? ", " : "", HW_TEXT_ARG(module));
}

/* Its place among those that are printed, or their number. */
static size_t place_of(struct hw_text key)
{
	size_t i = 0;

	while (i < PASSED_ALL && !hw_text_eq(key, hw_text_of(keys[i])))
		i++;
	return i;
}

static void read_pair(struct reader *r, struct hw_text key, struct hw_text value)
{
	const size_t place = place_of(key);

	if (place < PASSED_ALL)
		r->passed = place + 1;
	for (size_t i = 0; i < HW_ARRAY_SIZE(numbers); i++) {
		int32_t id;

		if (!hw_text_eq(key, hw_text_of(numbers[i].key)))
			continue;
		id = numbers[i].name ? hw_dump_pci_id(value) : hw_dump_hex(value, 2);
		hw_dump_set(r->dump, r->device, numbers[i].which, id);
		if (numbers[i].which == HW_DUMP_CLASS)
			hw_dump_pci_class(r->dump, r->device, value);
		if (numbers[i].name)
			hw_dump_tell_name(r->dump, r->device, numbers[i].name, value);
		if (id < 0 && (key.s[0] == 'S'))
			r->device->subsystem_is_named = true;
		return;
	}
	if (hw_text_eq(key, HW_TEXT("Driver"))) {
		r->scope.details = true;
		hw_dump_driver(r->dump, r->device, value);
	} else if (hw_text_eq(key, HW_TEXT("Module"))) {
		r->scope.details = true;
		add_claim(r, value);
	} else if (hw_text_eq(key, HW_TEXT("NUMANode"))) {
		hw_dump_attribute_line(r->dump, r->device, "numa_node", value);
	} else if (hw_text_eq(key, HW_TEXT("IOMMUGroup"))) {
		hw_dump_iommu_group(r->dump, r->device, value);
	} else if (hw_text_eq(key, HW_TEXT("PhySlot"))) {
		hw_dump_slot(r->dump, r->device, value);
	} else if (hw_text_eq(key, HW_TEXT("DTNode"))) {
		hw_dump_tree_node(r->dump, r->device, value);
	} else {
		hw_dump_malformed(r->dump, "a key that lspci -vmm does not print");
	}
}

/* A key that lspci alone has: prose may have "Device: …" as well. */
static bool is_detail(struct hw_text key)
{
	static const char *const names[] = {"SVendor", "SDevice",  "Rev",
					    "ProgIf",  "NUMANode", "IOMMUGroup"};

	for (size_t i = 0; i < HW_ARRAY_SIZE(names); i++)
		if (hw_text_eq(key, hw_text_of(names[i])))
			return true;
	return false;
}

/* Mails have lines of some 70 columns. */
#define WRAPPED_MIN ((size_t)40)

/* The pair of the line before, alone or with this one; true: it is the line's end. */
static bool close_pair(struct reader *r, struct hw_text line)
{
	const struct hw_text key = r->open_key;
	struct hw_text value = r->open;
	bool is_end;

	if (!value.s)
		return false;
	r->open = HW_NO_TEXT;
	is_end = line.n >= 6 && line.s[line.n - 1] == ']' && hw_dump_pci_id(line) >= 0 &&
		 hw_text_find(line, '\t') == line.n;
	if (is_end)
		value = hw_arena_printf(&r->dump->arena, "%.*s %.*s", HW_TEXT_ARG(value),
					HW_TEXT_ARG(line));
	if (r->device && value.s)
		read_pair(r, key, value);
	return is_end;
}

static void take_pair(struct reader *r, struct hw_text key, struct hw_text value)
{
	if (value.n < WRAPPED_MIN || hw_dump_pci_id(value) >= 0) {
		read_pair(r, key, value);
		return;
	}
	r->open_key = key;
	r->open = value;
}

/* "--More--", or what a program complains of, in the midst of a device. */
static void interrupt(struct reader *r)
{
	if (r->device)
		r->interrupted = r->device;
	r->device = NULL;
}

/* A key that may follow the last one of a device that another text has interrupted. */
static void resume(struct reader *r, struct hw_text key)
{
	const size_t place = place_of(key);

	if (!r->interrupted || place == PASSED_ALL ||
	    (place < r->passed && !hw_text_eq(key, HW_TEXT("Module"))))
		return;
	r->device = r->interrupted;
	r->interrupted = NULL;
}

static void read_line(struct reader *r, struct hw_text line)
{
	struct hw_text value = line;
	struct hw_text key = hw_text_cut(&value, ':');

	if (close_pair(r, line))
		return;
	resume(r, key);
	if (is_start(line)) {
		start(r, hw_text_trim_start(value, "\t "));
	} else if (!line.n) {
		finish(r);
	} else if (!value.s || !value.n || (value.s[0] != '\t' && value.s[0] != ' ')) {
		interrupt(r);
		hw_dump_malformed(r->dump, "not a line of lspci -vmm");
	} else if (!r->device && is_detail(key)) {
		hw_dump_partial(r->dump, false);
	} else if (!r->device) {
		hw_dump_malformed(r->dump, "a value without a device");
	} else {
		take_pair(r, key, hw_text_trim_start(value, "\t "));
	}
}

static enum hw_line_kind kind_of(struct hw_text line)
{
	struct hw_text value = line;
	const struct hw_text key = hw_text_cut(&value, ':');

	if (!hw_text_trim_start(line, " \t").n)
		return HW_LINE_APART;
	if (is_start(line))
		return HW_LINE_FIRST;
	if (!value.n || !strchr("\t ", value.s[0]) || !value.s[0] ||
	    hw_text_find(key, ' ') < key.n)
		return HW_LINE_OTHER;
	value = hw_text_from(value, value.n > 6 ? value.n - 6 : value.n);
	return value.n && value.s[0] == '[' && value.s[5] == ']' &&
			       hw_dump_hex(hw_text_from(value, 1), 4) >= 0
		       ? HW_LINE_WHOLE
		       : HW_LINE_OWN;
}

static int read_vmm(struct hw_dump *dump, struct hw_text text)
{
	const struct hw_dump_wrapping wrapping = hw_dump_find_wrapping(text, kind_of);
	struct reader r = {.dump = dump};
	struct hw_text line;

	while (hw_dump_wrapped_line(dump, &wrapping, &text, &line))
		read_line(&r, line);
	close_pair(&r, HW_TEXT(""));
	finish_cut(&r, r.device ? r.device : r.interrupted);
	for (size_t i = 0; i < dump->touched_count; i++)
		if (!hw_dump_has_ids(dump->touched[i]))
			dump->touched[i]->ids_by = "lspci -vmmnnk";
	hw_dump_lspci_settle(dump, &r.scope);
	return 0;
}

const struct hw_dump_format hw_dump_lspci_vmm = {
	.name = "lspci -vmm",
	.is_line = is_start,
	.read = read_vmm,
	.fact = offsetof(struct hw_dump_facts, is_dump),
	.is_list = true,
};
