// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * lspci's layouts, of show_terse() and show_machine() in pciutils' lspci.c, show_kernel()
 * in ls-kernel.c, and pci_lookup_name() in lib/names.c:
 *
 *     00:1f.6 Ethernet controller: Intel Corporation ... I219-V (rev 31)
 *     	DeviceName: Onboard LAN
 *     	Subsystem: Dell ...
 *     	Kernel driver in use: e1000e
 *     	Kernel modules: e1000e
 *
 *     00:1f.6 "Ethernet controller" "Intel Corporation" "... I219-V" -r31 -p00 "Dell"
 * "..."
 *
 *     Slot:	00:1f.6
 *     Class:	Ethernet controller
 *     ...
 */
#include "report/peers/peers.h"

#include <errno.h>

#include "decoders/text/ascii.h"

/* Sizes of lspci's buffers, for which it cuts a name. */
#define NAME_MAX_1     128
#define NAME_MAX_2     256
#define NO_SUBSYSTEM   0xffff
#define CONFIG_ID_AT   8
#define CONFIG_ID_SIZE 64

struct function {
	struct hw_lspci *to;
	const struct hw_record *record;
	struct hw_arena arena;
	struct hw_id ids[HW_ROLE_COUNT];
	struct hw_text slot;
	uint32_t revision;
	bool has_subsystem;
};

static struct hw_text attribute(struct function *f, const char *name)
{
	return hw_root_read_attr(f->to->machine->root, f->record->device.syspath, name,
				 &f->arena);
}

/* "0x8086"; false: the file is not there. */
static bool read_hex(struct function *f, const char *name, uint32_t *ret)
{
	uint64_t value;

	if (!hw_text_hex(hw_text_behind_0x(attribute(f, name)), 8, &value))
		return false;
	*ret = (uint32_t)value;
	return true;
}

/* Reading `config` resumes a device: pci_read_config(), drivers/pci/pci-sysfs.c. */
static bool may_read_config(struct function *f)
{
	return hw_root_kind(f->to->machine->root) != HW_ROOT_LIVE ||
	       hw_text_eq(attribute(f, "power/runtime_status"), HW_TEXT("active"));
}

static uint32_t read_revision(struct function *f)
{
	struct hw_text path =
		hw_arena_printf(&f->arena, "%.*s/config",
				HW_TEXT_ARG(hw_text_from(f->record->device.syspath, 1)));
	struct hw_text config;
	uint32_t revision = 0;

	/* of a kernel before 4.10, or of a recording that left it out */
	if (!read_hex(f, "revision", &revision) && may_read_config(f) && path.s &&
	    hw_root_read(f->to->machine->root, path.s, &f->arena, &config) == 0 &&
	    config.n >= CONFIG_ID_SIZE)
		revision = (unsigned char)config.s[CONFIG_ID_AT];
	return revision;
}

static void set_id(struct function *f, enum hw_role role, unsigned char digits,
		   uint32_t value)
{
	f->ids[role] = (struct hw_id){true, digits, value};
}

/*
 * The subsystem as libpci has it: from the attributes. Where a recording holds none,
 * lspci knows no subsystem, although the modalias may tell one; but a composed snapshot,
 * which lspci cannot read, and a dump have nothing else.
 */
static void read_subsystem(struct function *f)
{
	const struct hw_machine *m = f->to->machine;
	uint32_t vendor = NO_SUBSYSTEM;
	uint32_t device = 0;

	if (read_hex(f, "subsystem_vendor", &vendor) &&
	    read_hex(f, "subsystem_device", &device)) {
		set_id(f, HW_ROLE_SUBVENDOR, 4, vendor);
		set_id(f, HW_ROLE_SUBDEVICE, 4, device);
	} else if (hw_root_kind(m->root) == HW_ROOT_SNAPSHOT && !m->is_of_tree) {
		vendor = f->ids[HW_ROLE_SUBVENDOR].value;
	}
	f->has_subsystem =
		f->ids[HW_ROLE_SUBVENDOR].present && vendor && vendor != NO_SUBSYSTEM;
}

static void read_ids(struct function *f)
{
	uint32_t value;

	memcpy(f->ids, f->record->ids, sizeof(f->ids));
	if (read_hex(f, "class", &value)) {
		set_id(f, HW_ROLE_CLASS, 2, value >> 16 & 0xff);
		set_id(f, HW_ROLE_SUBCLASS, 2, value >> 8 & 0xff);
		set_id(f, HW_ROLE_INTERFACE, 2, value & 0xff);
	}
	if (read_hex(f, "vendor", &value))
		set_id(f, HW_ROLE_VENDOR, 4, value & 0xffff);
	if (read_hex(f, "device", &value))
		set_id(f, HW_ROLE_DEVICE, 4, value & 0xffff);
	f->revision = read_revision(f);
	read_subsystem(f);
}

/*
 * The name of the id file, else of hwdb. libpci asks hwdb for a subsystem by a string
 * that the entry of the device matches too, pci_id_hwdb_lookup() in lib/names-hwdb.c:
 * where the subsystem has no entry, its name is that of the device.
 */
static struct hw_text name_of(struct function *f, enum hw_role role)
{
	const struct hw_databases *db = &f->to->machine->databases;
	struct hw_text name =
		hw_name_of_role(db, HW_SPACE_PCI, role, f->ids, &f->arena).text;

	if (name.n || role != HW_ROLE_SUBDEVICE || !db->hwdb)
		return name;
	return hw_hwdb_get(db->hwdb,
			   hw_arena_printf(&f->arena, "pci:v%08Xd%08Xsv%08Xsd%08X*",
					   (unsigned)f->ids[HW_ROLE_VENDOR].value,
					   (unsigned)f->ids[HW_ROLE_DEVICE].value,
					   (unsigned)f->ids[HW_ROLE_SUBVENDOR].value,
					   (unsigned)f->ids[HW_ROLE_SUBDEVICE].value),
			   "ID_MODEL_FROM_DATABASE", &f->arena);
}

/* What fits a buffer of `size` bytes, as format_name() cuts it. */
static struct hw_text limit(struct function *f, struct hw_text text, size_t size)
{
	return text.n < size ? text
			     : hw_arena_printf(&f->arena, "%.*s...",
					       HW_TEXT_ARG(hw_text_head(text, size - 4)));
}

/* format_name() */
static struct hw_text format(struct function *f, struct hw_text name, struct hw_text code,
			     const char *unknown, unsigned numeric)
{
	struct hw_text text = hw_text_of(unknown);

	if (numeric == 1)
		return code;
	if (name.n)
		text = name;
	if (name.n && !numeric)
		return limit(f, name, NAME_MAX_1);
	text = numeric ? hw_arena_printf(&f->arena, "%.*s [%.*s]", HW_TEXT_ARG(text),
					 HW_TEXT_ARG(code))
		       : hw_arena_printf(&f->arena, "%.*s %.*s", HW_TEXT_ARG(text),
					 HW_TEXT_ARG(code));
	return limit(f, text, NAME_MAX_1);
}

/* format_name_pair() */
static struct hw_text format_pair(struct function *f, enum hw_role vendor,
				  enum hw_role device, size_t size)
{
	unsigned numeric = f->to->numeric;
	struct hw_text v = name_of(f, vendor);
	struct hw_text d = name_of(f, device);
	struct hw_text code =
		hw_arena_printf(&f->arena, "%04x:%04x", (unsigned)f->ids[vendor].value,
				(unsigned)f->ids[device].value);
	/* without a name of the vendor, its id is needed */
	struct hw_text unknown = v.n && !numeric ? hw_text_from(code, 5) : code;
	struct hw_text text;

	if (numeric == 1)
		return code;
	text = hw_arena_printf(&f->arena, "%.*s%s%.*s", HW_TEXT_ARG(v), v.n ? " " : "",
			       HW_TEXT_ARG(v.n && d.n ? d : HW_TEXT("Device")));
	if (numeric)
		text = hw_arena_printf(&f->arena, "%.*s [%.*s]", HW_TEXT_ARG(text),
				       HW_TEXT_ARG(code));
	else if (!v.n || !d.n)
		text = hw_arena_printf(&f->arena, "%.*s %.*s", HW_TEXT_ARG(text),
				       HW_TEXT_ARG(unknown));
	return limit(f, text, size);
}

static struct hw_text one(struct function *f, enum hw_role role, const char *unknown)
{
	struct hw_text code =
		hw_arena_printf(&f->arena, "%04x", (unsigned)f->ids[role].value);

	return format(f, name_of(f, role), code, unknown, f->to->numeric);
}

static struct hw_text class_of(struct function *f)
{
	struct hw_text code = hw_arena_printf(&f->arena, "%02x%02x",
					      (unsigned)f->ids[HW_ROLE_CLASS].value,
					      (unsigned)f->ids[HW_ROLE_SUBCLASS].value);
	struct hw_text name = name_of(f, HW_ROLE_SUBCLASS);
	unsigned numeric = f->to->numeric;

	/* the name of the base class alone is not enough */
	if (!name.n) {
		name = name_of(f, HW_ROLE_CLASS);
		if (name.n && numeric == 0)
			numeric = 2;
	}
	return format(f, name, code, "Class", numeric);
}

/* The modules that libkmod would name: those of the first source that answers. */
static struct hw_text next_module(const struct hw_record *r, size_t *i)
{
	while (*i < r->candidate_count) {
		const struct hw_candidate *c = &r->candidates[(*i)++];

		if (c->source == r->candidates[0].source && !c->again)
			return c->module;
	}
	return HW_NO_TEXT;
}

static void print(struct function *f, struct hw_text text)
{
	fwrite(text.n ? text.s : "", 1, text.n, f->to->out);
}

static void print_line(struct function *f, const char *key, struct hw_text value)
{
	fprintf(f->to->out, "%s\t", key);
	print(f, value);
	fputc('\n', f->to->out);
}

static void print_modules(struct function *f)
{
	size_t i = 0;
	struct hw_text module = next_module(f->record, &i);
	bool is_first = true;

	if (!module.n)
		return;
	fputs("\tKernel modules:", f->to->out);
	for (; module.n; module = next_module(f->record, &i), is_first = false) {
		fputs(is_first ? " " : ", ", f->to->out);
		print(f, module);
	}
	fputc('\n', f->to->out);
}

static void print_for_people(struct function *f)
{
	FILE *out = f->to->out;
	struct hw_text driver = f->record->device.driver;
	struct hw_text label;

	print(f, f->slot);
	fputc(' ', out);
	print(f, class_of(f));
	fputs(": ", out);
	print(f, format_pair(f, HW_ROLE_VENDOR, HW_ROLE_DEVICE, NAME_MAX_1));
	if (f->revision)
		fprintf(out, " (rev %02x)", (unsigned)f->revision);
	fputc('\n', out);
	if (!f->to->with_drivers)
		return;
	label = hw_machine_own_string(f->to->machine, f->record->device.syspath,
				      attribute(f, "label"), &f->arena);
	if (label.n) {
		fputs("\tDeviceName: ", out);
		print(f, label);
		fputc('\n', out);
	}
	if (f->has_subsystem) {
		fputs("\tSubsystem: ", out);
		print(f,
		      format_pair(f, HW_ROLE_SUBVENDOR, HW_ROLE_SUBDEVICE, NAME_MAX_2));
		fputc('\n', out);
	}
	if (driver.n) {
		fputs("\tKernel driver in use: ", out);
		print(f, driver);
		fputc('\n', out);
	}
	print_modules(f);
}

static void print_quoted(struct function *f, struct hw_text text)
{
	fputs(" \"", f->to->out);
	for (size_t i = 0; i < text.n; i++) {
		if (text.s[i] == '"' || text.s[i] == '\\')
			fputc('\\', f->to->out);
		fputc(text.s[i], f->to->out);
	}
	fputc('"', f->to->out);
}

static struct hw_text subsystem_vendor(struct function *f)
{
	return f->has_subsystem ? one(f, HW_ROLE_SUBVENDOR, "Unknown vendor")
				: HW_NO_TEXT;
}

static struct hw_text subsystem_device(struct function *f)
{
	return f->has_subsystem ? one(f, HW_ROLE_SUBDEVICE, "Device") : HW_NO_TEXT;
}

static void print_in_one_line(struct function *f)
{
	print(f, f->slot);
	print_quoted(f, class_of(f));
	print_quoted(f, one(f, HW_ROLE_VENDOR, "Vendor"));
	print_quoted(f, one(f, HW_ROLE_DEVICE, "Device"));
	if (f->revision)
		fprintf(f->to->out, " -r%02x", (unsigned)f->revision);
	fprintf(f->to->out, " -p%02x", (unsigned)f->ids[HW_ROLE_INTERFACE].value);
	print_quoted(f, subsystem_vendor(f));
	print_quoted(f, subsystem_device(f));
	fputc('\n', f->to->out);
}

/* The slot whose address is that of the device, without the function. */
static struct hw_text physical_slot(struct function *f)
{
	struct hw_root *root = f->to->machine->root;
	struct hw_text name = f->record->device.name;
	struct hw_text address = hw_text_head(name, hw_text_find(name, '.'));
	struct hw_text *slots;
	size_t n;

	if (hw_root_list(root, "sys/bus/pci/slots", &f->arena, &slots, &n) < 0)
		return HW_NO_TEXT;
	for (size_t i = 0; i < n; i++) {
		struct hw_text dir = hw_arena_printf(&f->arena, "sys/bus/pci/slots/%.*s",
						     HW_TEXT_ARG(slots[i]));

		if (dir.s &&
		    hw_text_eq(hw_root_read_attr(root, dir, "address", &f->arena),
			       address))
			return slots[i];
	}
	return HW_NO_TEXT;
}

/* Where a link in the device's directory leads. */
static struct hw_text link_target(struct function *f, const char *name)
{
	struct hw_text link = hw_arena_printf(
		&f->arena, "%.*s/%s",
		HW_TEXT_ARG(hw_text_from(f->record->device.syspath, 1)), name);
	struct hw_text target;

	if (!link.s ||
	    hw_root_readlink(f->to->machine->root, link.s, &f->arena, &target) < 0)
		return HW_NO_TEXT;
	return hw_path_join_link(&f->arena, link, target);
}

static void print_kernel_lines(struct function *f)
{
	size_t i = 0;
	struct hw_text module;

	if (f->record->device.driver.n)
		print_line(f, "Driver:", f->record->device.driver);
	while ((module = next_module(f->record, &i)).n)
		print_line(f, "Module:", module);
}

static void print_in_lines(struct function *f)
{
	struct hw_text slot = physical_slot(f);
	struct hw_text node = attribute(f, "numa_node");
	struct hw_text tree_node = link_target(f, "of_node");
	struct hw_text group = hw_path_base(link_target(f, "iommu_group"));

	/* show_machine(), lspci.c: -m alone is the obsolete form */
	print_line(f, f->to->is_obsolete ? "Device:" : "Slot:", f->slot);
	print_line(f, "Class:", class_of(f));
	print_line(f, "Vendor:", one(f, HW_ROLE_VENDOR, "Vendor"));
	print_line(f, "Device:", one(f, HW_ROLE_DEVICE, "Device"));
	if (f->has_subsystem) {
		print_line(f, "SVendor:", subsystem_vendor(f));
		print_line(f, "SDevice:", subsystem_device(f));
	}
	if (slot.n)
		print_line(f, "PhySlot:", slot);
	if (f->revision)
		fprintf(f->to->out, "Rev:\t%02x\n", (unsigned)f->revision);
	fprintf(f->to->out, "ProgIf:\t%02x\n", (unsigned)f->ids[HW_ROLE_INTERFACE].value);
	if (f->to->with_drivers)
		print_kernel_lines(f);
	/* -1: the kernel does not know */
	if (node.n && node.s[0] != '-')
		print_line(f, "NUMANode:", node);
	if (tree_node.n)
		print_line(f, "DTNode:",
			   hw_arena_printf(&f->arena, "/%.*s", HW_TEXT_ARG(tree_node)));
	if (group.n)
		print_line(f, "IOMMUGroup:", group);
	fputc('\n', f->to->out);
}

/* "00:1f.6", with the domain where lspci prints it. */
static struct hw_text slot_name(const struct hw_lspci *to, struct hw_text name)
{
	const struct hw_text domain = HW_TEXT("0000:");
	bool is_first = hw_text_starts(name, domain);
	bool with_domain =
		to->with_domain || (to->for_programs ? !is_first : to->has_domains);

	return is_first && !with_domain ? hw_text_from(name, domain.n) : name;
}

void hw_lspci_begin(struct hw_lspci *lspci, const struct hw_device_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		if (hw_bus_address(list->v[i].bus) == HW_ADDRESS_PCI &&
		    !hw_text_starts(list->v[i].name, HW_TEXT("0000:")))
			lspci->has_domains = true;
}

int hw_lspci_record(void *arg, const struct hw_record *record)
{
	struct function f = {.to = arg, .record = record};
	bool has_failed;

	if (hw_bus_address(record->device.bus) != HW_ADDRESS_PCI ||
	    !record->device.syspath.n)
		return 0;
	f.slot = slot_name(f.to, record->device.name);
	read_ids(&f);
	if (!f.to->for_programs)
		print_for_people(&f);
	else if (f.to->in_lines)
		print_in_lines(&f);
	else
		print_in_one_line(&f);
	has_failed = hw_arena_failed(&f.arena);
	hw_arena_done(&f.arena);
	return has_failed ? -ENOMEM : 0;
}
