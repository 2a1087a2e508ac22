// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdlib.h>

#include "data/base/array.h"
#include "data/root/note.h"
#include "report/collect/told.h"
#include "report/diff/internal.h"
#include "report/privacy/shapes/keys.h"
#include "report/select/filter.h"

#define PCI_DISPLAY_CLASS 0x03
#define PCI_BRIDGE_CLASS  0x06

/* "0x31" of the file is "31". */
static struct hw_text plain_revision(struct hw_text revision)
{
	return hw_text_starts(revision, HW_TEXT("0x")) ? hw_text_from(revision, 2)
						       : revision;
}

static struct hw_text usb_release(unsigned long bcd, struct hw_arena *arena)
{
	return hw_arena_printf(arena, "%lx.%02lx", bcd >> 8, bcd & 0xff);
}

/* bcdDevice, the third number of "PRODUCT=46d/c52b/1211": usb_dev_uevent(),
 * drivers/usb/core/usb.c. */
static struct hw_text release_of_whole(struct hw_text uevent, struct hw_arena *arena)
{
	struct hw_text product = hw_uevent_get(uevent, "PRODUCT");

	hw_text_cut(&product, '/');
	hw_text_cut(&product, '/');
	if (!product.n || product.n > 4)
		return HW_NO_TEXT;
	return usb_release(strtoul(hw_arena_copy(arena, product).s, NULL, 16), arena);
}

/* BUSNUM and DEVNUM, which lsusb prints: usb_dev_uevent(), drivers/usb/core/usb.c. */
static struct hw_text usb_number(struct hw_text uevent, struct hw_arena *arena)
{
	int64_t bus = hw_text_decimal(hw_uevent_get(uevent, "BUSNUM"), 6);
	int64_t number = hw_text_decimal(hw_uevent_get(uevent, "DEVNUM"), 6);

	return bus > 0 && number > 0
		       ? hw_arena_printf(arena, "%d/%d", (int)bus, (int)number)
		       : HW_NO_TEXT;
}

/* The same, which the strings of its parts have. */
static struct hw_text release_of_part(const struct hw_record *r, struct hw_arena *arena)
{
	const struct hw_modalias *m = r->modalias ? &r->modalias->modalias : NULL;

	for (size_t i = 0; m && i < m->field_count; i++)
		if (strcmp(m->fields[i].spec->name, "bcd_device") == 0 &&
		    m->fields[i].match == HW_MATCH_FIXED && m->fields[i].value <= 0xffff)
			return usb_release((unsigned long)m->fields[i].value, arena);
	return HW_NO_TEXT;
}

static void add_revision(struct hw_diff_side *side, const struct hw_record *r,
			 struct hw_diff_device *d)
{
	const struct hw_device *device = &r->device;

	if (hw_bus_is_whole(device->bus, device->kind)) {
		d->revision = release_of_whole(device->uevent, &side->arena);
		d->usb_number = usb_number(device->uevent, &side->arena);
	}
	if (hw_bus_is_part(device->bus, device->kind))
		d->revision = release_of_part(r, &side->arena);
	else if (!d->revision.n && hw_bus_address(device->bus) == HW_ADDRESS_PCI &&
		 side->machine && !side->machine->is_recording && device->syspath.n)
		d->revision = hw_root_read_attr(side->machine->root, device->syspath,
						"revision", &side->arena);
	d->revision = plain_revision(d->revision);
}

/* The text of a field of the device's modalias; absent: it has none. */
static struct hw_text alias_text(const struct hw_record *r, const char *field,
				 struct hw_arena *arena)
{
	const struct hw_modalias *m = r->modalias ? &r->modalias->modalias : NULL;

	for (size_t i = 0; m && i < m->field_count; i++)
		if (strcmp(m->fields[i].spec->name, field) == 0 && m->fields[i].text.n)
			return hw_arena_copy(arena, m->fields[i].text);
	return HW_NO_TEXT;
}

/* Of the machine as a whole, which is one device: that of the mainboard. */
static void add_board(struct hw_diff_side *side, const struct hw_record *r,
		      struct hw_diff_device *d)
{
	const struct hw_text vendor = alias_text(r, "board_vendor", &side->arena);
	const struct hw_text name = alias_text(r, "board_name", &side->arena);

	d->firmware_in_alias = alias_text(r, "bios_version", &side->arena);
	if (vendor.n && name.n)
		d->model = hw_arena_join(&side->arena, vendor, ' ', name);
	if (hw_text_eq(r->device.subsystem, HW_TEXT("dmi")) && side->head.has_host &&
	    side->head.host.bios_version.n)
		d->firmware = side->head.host.bios_version;
}

/*
 * A link that its driver or its load slows down says nothing: those of graphics, and of
 * the ports above them. Functions but the first share its link.
 */
static bool has_steady_link(const struct hw_diff_device *d)
{
	const struct hw_id class = d->ids[HW_ROLE_CLASS];

	return class.present && class.value != PCI_DISPLAY_CLASS &&
	       class.value != PCI_BRIDGE_CLASS && d->name.n > 2 &&
	       hw_text_eq(hw_text_from(d->name, d->name.n - 2), HW_TEXT(".0"));
}

static int compare_texts(const void *a, const void *b)
{
	return hw_text_cmp(*(const struct hw_text *)a, *(const struct hw_text *)b);
}

static bool tells_candidates(const struct hw_machine *m, const struct hw_record *r)
{
	if (!m || r->lacks_candidates)
		return false;
	if (!m->kernel.aliases)
		return m->is_dump;
	/* nor do tables tell them where a dump does not tell the ids */
	return !m->is_dump || (r->modalias && !hw_told_lacks_ids(m, r));
}

static void add_candidates(struct hw_diff_side *side, const struct hw_record *r,
			   struct hw_diff_device *d)
{
	size_t n = 0;

	d->candidates_known = tells_candidates(side->machine, r);
	d->candidates = HW_ARENA_NEW(&side->arena, struct hw_text, r->candidate_count);
	for (size_t i = 0; d->candidates && i < r->candidate_count; i++)
		if (!r->candidates[i].again)
			d->candidates[n++] =
				hw_arena_copy(&side->arena, r->candidates[i].module);
	d->candidate_count = n;
}

/* "8.0 GT/s PCIe" since Linux 5.7, "8 GT/s" before: pci_speed_string(),
 * drivers/pci/probe.c, and current_link_speed_show() of drivers/pci/pci-sysfs.c. */
static struct hw_text plain_speed(struct hw_text speed, struct hw_arena *arena)
{
	struct hw_text rest = speed;
	struct hw_text number = hw_text_cut(&rest, ' ');

	if (number.n > 2 && hw_text_eq(hw_text_from(number, number.n - 2), HW_TEXT(".0")))
		number.n -= 2;
	return hw_arena_printf(arena, "%.*s GT/s", HW_TEXT_ARG(number));
}

static int64_t number_of(struct hw_text text, int64_t number)
{
	return text.s ? hw_text_decimal(text, 18) : number;
}

/* A part of the text is withheld, which another level of privacy tells. */
static bool has_replaced(struct hw_text text)
{
	while (text.n)
		if (hw_private_is_replaced(hw_text_cut(&text, ' ')))
			return true;
	return false;
}

static void add_attribute(struct hw_diff_side *side, struct hw_diff_device *d,
			  struct hw_text key, struct hw_text text, int64_t number)
{
	struct hw_arena *arena = &side->arena;

	if (hw_text_eq(key, HW_TEXT("revision")))
		d->revision = hw_arena_copy(arena, text);
	else if (hw_text_eq(key, HW_TEXT("model")) && !has_replaced(text))
		d->model = hw_arena_copy(arena, text);
	else if (hw_text_eq(key, HW_TEXT("firmware_version")))
		d->firmware = hw_arena_copy(arena, text);
	else if (hw_text_eq(key, HW_TEXT("link_speed")))
		d->link.speed = plain_speed(text, arena);
	else if (hw_text_eq(key, HW_TEXT("link_width")))
		d->link.width = number_of(text, number);
	else if (hw_text_eq(key, HW_TEXT("link_speed_max")))
		d->link_max.speed = plain_speed(text, arena);
	else if (hw_text_eq(key, HW_TEXT("link_width_max")))
		d->link_max.width = number_of(text, number);
	else if (hw_text_eq(key, HW_TEXT("speed_kbps")))
		d->speed_kbps = number_of(text, number);
}

static void add_driver(struct hw_diff_side *side, const struct hw_device *device,
		       struct hw_diff_device *d)
{
	/* that a class has none is no news */
	d->driver_known = device->class_only ? HW_DRIVER_NONE : device->driver_known;
	d->driver = hw_arena_copy(&side->arena, device->driver);
	d->module = hw_arena_copy(&side->arena, device->driver_module);
}

static struct hw_text modalias_of(const struct hw_record *r, struct hw_arena *arena)
{
	return r->device.modalias.n ? hw_arena_copy(arena, r->device.modalias)
				    : HW_NO_TEXT;
}

static struct hw_text pair_of(const struct hw_record *r, struct hw_arena *arena)
{
	char v[HW_ID_MAX], d[HW_ID_MAX];

	if (!r->ids[HW_ROLE_VENDOR].present || !r->ids[HW_ROLE_DEVICE].present)
		return HW_NO_TEXT;
	return hw_arena_printf(arena, "%.*s:%.*s",
			       HW_TEXT_ARG(hw_id_text(r->ids[HW_ROLE_VENDOR], v)),
			       HW_TEXT_ARG(hw_id_text(r->ids[HW_ROLE_DEVICE], d)));
}

static struct hw_text title_of(const struct hw_record *r, struct hw_arena *arena)
{
	struct hw_text class = r->names[HW_NAME_SUBCLASS].text;
	struct hw_text name = hw_record_name(r, arena);

	if (name.n)
		return hw_arena_copy(arena, name);
	return hw_arena_copy(arena, class.n ? class : r->names[HW_NAME_CLASS].text);
}

/* Other tools have other names of a disk, as the whole one of which SCSI has 16 letters.
 */
static bool tells_models(const struct hw_machine *m)
{
	const struct hw_text own = HW_TEXT("hwalias");

	return m && (!m->is_dump || hw_text_starts(m->dump.formats, own));
}

/* Of SCSI, MMC, NVMe and Thunderbolt, as "ATA Samsung SSD 870". */
static struct hw_text model_of(const struct hw_diff_side *side, const struct hw_record *r,
			       struct hw_text title)
{
	const struct hw_bus *bus = r->device.bus;

	if (!bus || !bus->own || r->ids[HW_ROLE_VENDOR].present ||
	    !r->names[HW_NAME_DEVICE].text.n || !tells_models(side->machine) ||
	    has_replaced(title))
		return HW_NO_TEXT;
	return title;
}

/* Not of root hubs, in which the kernel's version may be. */
static struct hw_text make_name_of(const struct hw_record *r, struct hw_arena *arena)
{
	const struct hw_device *d = &r->device;

	if (hw_bus_address(d->bus) == HW_ADDRESS_NAME ||
	    hw_bus_is_part(d->bus, d->kind) || hw_text_starts(d->name, HW_TEXT("usb")) ||
	    !r->names[HW_NAME_DEVICE].text.n ||
	    hw_text_starts(r->names[HW_NAME_VENDOR].text, HW_TEXT("Linux ")))
		return HW_NO_TEXT;
	return hw_arena_copy(arena, hw_record_name(r, arena));
}

static bool is_selected(const struct hw_diff_side *side, const struct hw_record *r)
{
	return (!side->bus || hw_text_eq(r->device.subsystem, hw_text_of(side->bus))) &&
	       (!side->filter || (hw_filter_has_bus(side->filter, r->device.bus) &&
				  hw_filter_ids(side->filter, r->ids))) &&
	       (!side->named || hw_text_index_find(side->named, r->device.id));
}

int hw_diff_record(void *arg, const struct hw_record *r)
{
	struct hw_diff_side *side = arg;
	struct hw_arena *arena = &side->arena;
	const struct hw_device *device = &r->device;
	struct hw_diff_device *d;

	if (HW_ARENA_GROW(arena, struct hw_diff_device, side->v, side->n, &side->room,
			  64) < 0)
		return -ENOMEM;
	d = &side->v[side->n++];
	*d = (struct hw_diff_device){
		.id = hw_arena_copy(arena, device->id),
		.subsystem = hw_arena_copy(arena, device->subsystem),
		.kind = hw_arena_copy(arena, device->kind),
		.name = hw_arena_copy(arena, device->name),
		.parent = hw_arena_copy(arena, device->parent),
		.bus = device->bus,
		.modalias = modalias_of(r, arena),
		.title = title_of(r, arena),
		.maker = hw_arena_copy(arena, r->names[HW_NAME_VENDOR].text),
		.pair = pair_of(r, arena),
		.serial = side->machine && side->machine->privacy.level == HW_PRIVACY_FULL
				  ? hw_arena_copy(arena, r->serial)
				  : HW_NO_TEXT,
		.state = r->verdict.state,
		.reason = side->machine && (!side->machine->is_dump || r->verdict_is_told)
				  ? hw_text_of(r->verdict.reason)
				  : HW_NO_TEXT,
		.is_selected = is_selected(side, r),
		.is_in_class = hw_text_starts(device->syspath, HW_TEXT("/sys/class/")),
	};
	memcpy(d->ids, r->ids, sizeof(d->ids));
	d->model = model_of(side, r, d->title);
	d->make_name = make_name_of(r, arena);
	add_driver(side, device, d);
	add_candidates(side, r, d);
	/* what tells them may be behind the cut */
	if (side->machine && hw_machine_is_cut(side->machine)) {
		d->candidates_known = false;
		if (d->driver_known == HW_DRIVER_NONE)
			d->driver_known = HW_DRIVER_UNKNOWN;
	}
	for (const struct hw_attribute *a = r->attributes.first; a; a = a->next)
		add_attribute(side, d, hw_text_of(a->key), a->text, a->number);
	add_board(side, r, d);
	add_revision(side, r, d);
	if (!has_steady_link(d))
		d->link = (struct hw_diff_rate){0};
	if (d->candidate_count)
		qsort(d->candidates, d->candidate_count, sizeof(*d->candidates),
		      compare_texts);
	return hw_arena_failed(arena) ? -ENOMEM : 0;
}

static int tell(struct hw_diff_side *side, struct hw_text what)
{
	return hw_text_index_find(&side->told, what)
		       ? 0
		       : hw_text_index_add(&side->told, what, 0);
}

/* A recorded tree has the directories of the buses that it tells of. */
static int tell_directories(struct hw_diff_side *side, const char *path)
{
	struct hw_text *names;
	size_t n;
	int r = 0;

	if (hw_root_list(side->machine->root, path, &side->arena, &names, &n) < 0)
		return 0;
	for (size_t i = 0; i < n && r == 0; i++)
		r = tell(side, names[i]);
	return r;
}

/* A report tells it of the parts alone; it is said once, of the whole. */
static int raise_revisions(struct hw_diff_side *side)
{
	struct hw_text_index wholes = {0};
	int r = 0;

	for (size_t i = 0; i < side->n && r == 0; i++) {
		const struct hw_diff_device *d = &side->v[i];

		if (hw_bus_is_whole(d->bus, d->kind) &&
		    !hw_text_index_find(&wholes, d->id))
			r = hw_text_index_add(&wholes, d->id, i);
	}
	for (size_t i = 0; i < side->n && r == 0; i++) {
		struct hw_diff_device *d = &side->v[i];
		const size_t *whole = hw_bus_is_part(d->bus, d->kind) && d->parent.n
					      ? hw_text_index_find(&wholes, d->parent)
					      : NULL;

		if (whole && !side->v[*whole].revision.n)
			side->v[*whole].revision = d->revision;
		if (hw_bus_is_part(d->bus, d->kind))
			d->revision = HW_NO_TEXT;
	}
	hw_text_index_done(&wholes);
	return r;
}

int hw_diff_side_finish(struct hw_diff_side *side)
{
	const struct hw_machine *m = side->machine;
	int r = raise_revisions(side);

	side->is_cut = hw_machine_is_cut(m);
	side->is_excerpt = hw_machine_is_part(m);
	side->tells_all = (m->is_live || m->dump.is_of_live) && !side->is_cut;
	side->is_user = m->is_user && m->is_live;
	for (size_t i = 0; i < side->n && r == 0; i++) {
		const struct hw_diff_device *d = &side->v[i];

		r = tell(side, hw_arena_printf(&side->arena, "%.*s/%.*s",
					       HW_TEXT_ARG(d->subsystem),
					       HW_TEXT_ARG(d->kind)));
		if (r == 0 && !m->is_dump)
			r = tell(side, d->subsystem);
	}
	if (r == 0 && !m->is_dump)
		r = tell_directories(side, "sys/bus");
	if (r == 0 && !m->is_dump)
		r = tell_directories(side, "sys/class");
	return r == 0 && hw_arena_failed(&side->arena) ? -ENOMEM : r;
}

static bool has_bus(const struct hw_diff_side *side, struct hw_text bus)
{
	for (size_t i = 0; i < side->n; i++)
		if (hw_text_eq(side->v[i].subsystem, bus))
			return true;
	return false;
}

/* Whether the other side has the root of a bus, and this one has only others on it. */
static bool lacks_roots_of(const struct hw_diff_side *side,
			   const struct hw_diff_side *other)
{
	const struct hw_dump_facts *f = &side->machine->dump;
	const struct hw_dump_facts *o = &other->machine->dump;

	return (f->lacks_host_bridge && !o->lacks_host_bridge &&
		has_bus(other, HW_TEXT("pci"))) ||
	       (f->lacks_root_hub && !o->lacks_root_hub &&
		has_bus(other, HW_TEXT("usb")));
}

void hw_diff_find_excerpts(struct hw_diff_side *before, struct hw_diff_side *after)
{
	const bool before_lacks = lacks_roots_of(before, after);

	after->is_excerpt = after->is_excerpt || lacks_roots_of(after, before);
	before->is_excerpt = before->is_excerpt || before_lacks;
}

void hw_diff_side_done(struct hw_diff_side *side)
{
	hw_text_index_done(&side->told);
	hw_arena_done(&side->arena);
}
