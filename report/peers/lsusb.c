// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * lsusb's layouts, of dump_one_device() in usbutils' lsusb.c and print_usbdevice() in
 * lsusb-t.c:
 *
 *     Bus 001 Device 003: ID 046d:c52b Logitech, Inc. Unifying Receiver
 *
 *     /:  Bus 01.Port 1: Dev 1, Class=root_hub, Driver=xhci_hcd/16p, 480M
 *         |__ Port 3: Dev 2, If 0, Class=Hub, Driver=hub/4p, 480M
 *             |__ Port 1: Dev 5, If 0, Class=Human Interface Device, Driver=usbhid, 12M
 *
 * and since usbutils 016
 *
 *     /:  Bus 001.Port 001: Dev 001, Class=root_hub, Driver=xhci_hcd/16p, 480M
 *         |__ Port 003: Dev 002, If 0, Class=Hub, Driver=hub/4p, 480M
 */
#include "report/peers/peers.h"

#include <errno.h>
#include <stdlib.h>

#include "decoders/text/ascii.h"

struct usb {
	const struct hw_device *device;
	struct hw_id ids[HW_ROLE_COUNT];
	/* -1: the uevent does not tell */
	int bus;
	int number;
	/* of a device the port of its hub, of an interface its number */
	unsigned last;
};

struct lister {
	FILE *out;
	struct hw_machine *machine;
	const struct hw_lsusb_layout *layout;
	struct hw_arena arena;
	struct usb *v;
	size_t n;
};

/* -1: it is none. */
static int decimal(struct hw_text text)
{
	return (int)hw_text_decimal(text, 4);
}

static struct hw_text attribute(struct lister *l, const struct hw_device *d,
				const char *name)
{
	return hw_machine_own_string(
		l->machine, d->syspath,
		hw_root_read_attr(l->machine->root, d->syspath, name, &l->arena),
		&l->arena);
}

static bool is_device(const struct hw_device *d)
{
	return hw_bus_address(d->bus) == HW_ADDRESS_USB &&
	       hw_bus_is_whole(d->bus, d->kind);
}

static bool is_root_hub(const struct hw_device *d)
{
	return hw_text_starts(d->name, HW_TEXT("usb"));
}

/* The number after the last '-', '.' or ':' of "1-6.2" or "1-6:1.0". */
static unsigned last_number(struct hw_text name)
{
	size_t at = name.n;
	int number;

	while (at && hw_is_digit(name.s[at - 1]))
		at--;
	number = decimal(hw_text_from(name, at));
	return number < 0 ? 0 : (unsigned)number;
}

static int open_lister(struct lister *l, const struct hw_lsusb *lsusb,
		       const struct hw_device_list *list)
{
	*l = (struct lister){
		.out = lsusb->out,
		.machine = lsusb->machine,
		.layout = lsusb->layout,
	};
	l->v = HW_ARENA_NEW(&l->arena, struct usb, list->n);
	for (size_t i = 0; l->v && i < list->n; i++) {
		const struct hw_device *d = &list->v[i];
		struct usb *u = &l->v[l->n];

		if (hw_bus_address(d->bus) != HW_ADDRESS_USB)
			continue;
		*u = (struct usb){
			.device = d,
			.bus = decimal(hw_uevent_get(d->uevent, "BUSNUM")),
			.number = decimal(hw_uevent_get(d->uevent, "DEVNUM")),
			.last = last_number(d->name),
		};
		if (is_device(d) && u->bus < 0)
			u->bus = decimal(attribute(l, d, "busnum"));
		if (is_device(d) && u->number < 0)
			u->number = decimal(attribute(l, d, "devnum"));
		hw_ids_of_usb_device(d->uevent, u->ids);
		l->n++;
	}
	return hw_arena_failed(&l->arena) ? -ENOMEM : 0;
}

static int close_lister(struct lister *l, int r)
{
	if (hw_arena_failed(&l->arena))
		r = -ENOMEM;
	hw_arena_done(&l->arena);
	return r;
}

/*
 * names_vendor() and names_product() ask hwdb for "usb:v046D*" and "usb:v046DpC52B*";
 * what that lacks, the device tells. Without hwdb the names are those of usb.ids.
 */
static struct hw_text name_of(struct lister *l, const struct usb *u, enum hw_role role)
{
	const struct hw_databases *db = &l->machine->databases;
	bool is_vendor = role == HW_ROLE_VENDOR;
	struct hw_text key;
	struct hw_text name;

	if (!u->ids[HW_ROLE_VENDOR].present || !u->ids[HW_ROLE_DEVICE].present)
		return HW_NO_TEXT;
	key = is_vendor ? hw_arena_printf(&l->arena, "usb:v%04X*",
					  (unsigned)u->ids[HW_ROLE_VENDOR].value)
			: hw_arena_printf(&l->arena, "usb:v%04Xp%04X*",
					  (unsigned)u->ids[HW_ROLE_VENDOR].value,
					  (unsigned)u->ids[HW_ROLE_DEVICE].value);
	name = db->hwdb ? hw_hwdb_get(db->hwdb, key,
				      is_vendor ? "ID_VENDOR_FROM_DATABASE"
						: "ID_MODEL_FROM_DATABASE",
				      &l->arena)
			: hw_name_of_role(db, HW_SPACE_USB, role, u->ids, &l->arena).text;
	if (!name.n)
		name = attribute(l, u->device, is_vendor ? "manufacturer" : "product");
	return name;
}

/* libusb adds each device in front of those before, in the order of libudev. */
static int backwards_by_directory(const void *a, const void *b)
{
	const struct usb *x = a;
	const struct usb *y = b;

	return hw_text_cmp(y->device->syspath, x->device->syspath);
}

static int by_number(const void *a, const void *b)
{
	const struct usb *x = a;
	const struct usb *y = b;

	if (x->bus != y->bus)
		return x->bus < y->bus ? -1 : 1;
	return (x->number > y->number) - (x->number < y->number);
}

static void print(FILE *out, struct hw_text text)
{
	fwrite(text.n ? text.s : "", 1, text.n, out);
}

int hw_lsusb_lines(struct hw_lsusb *lsusb, const struct hw_device_list *list,
		   const struct hw_filter *filter)
{
	struct lister l;
	int r = open_lister(&l, lsusb, list);

	if (r == 0 && l.n)
		qsort(l.v, l.n, sizeof(*l.v),
		      l.layout->ascending ? by_number : backwards_by_directory);
	for (size_t i = 0; r == 0 && i < l.n; i++) {
		const struct usb *u = &l.v[i];

		if (!is_device(u->device) || u->bus < 0 || u->number < 0 ||
		    !hw_filter_has_bus(filter, u->device->bus) ||
		    !hw_filter_ids(filter, u->ids))
			continue;
		fprintf(l.out, "Bus %03d Device %03d: ID %04x:%04x ", u->bus, u->number,
			(unsigned)u->ids[HW_ROLE_VENDOR].value,
			(unsigned)u->ids[HW_ROLE_DEVICE].value);
		print(l.out, name_of(&l, u, HW_ROLE_VENDOR));
		fputc(' ', l.out);
		print(l.out, name_of(&l, u, HW_ROLE_DEVICE));
		fputc('\n', l.out);
	}
	return close_lister(&l, r);
}

/* Root hubs by bus, then devices by directory and port, each before its interfaces. */
static int by_port(const void *a, const void *b)
{
	const struct usb *x = *(const struct usb *const *)a;
	const struct usb *y = *(const struct usb *const *)b;

	if (x->last != y->last)
		return x->last < y->last ? -1 : 1;
	return hw_text_cmp(x->device->name, y->device->name);
}

static bool is_child(const struct usb *u, const struct hw_device *of)
{
	return hw_text_eq(u->device->parent, of->id);
}

/* The children of a device in order: interfaces, or devices. *ret_n: how many. */
static const struct usb **children(struct lister *l, const struct hw_device *of,
				   bool devices, size_t *ret_n)
{
	const struct usb **v = HW_ARENA_NEW(&l->arena, const struct usb *, l->n);

	*ret_n = 0;
	for (size_t i = 0; v && i < l->n; i++)
		if (is_child(&l->v[i], of) && is_device(l->v[i].device) == devices)
			v[(*ret_n)++] = &l->v[i];
	if (*ret_n)
		qsort(v, *ret_n, sizeof(const struct usb *), by_port);
	return v;
}

/* ", 20000M/x2": lanes are told where there are several, lanes_to_str(). */
static void print_speed(struct lister *l, const struct hw_device *d)
{
	int rx = decimal(attribute(l, d, "rx_lanes"));
	int tx = decimal(attribute(l, d, "tx_lanes"));

	fputs(", ", l->out);
	print(l->out, attribute(l, d, "speed"));
	fputc('M', l->out);
	if (tx != rx)
		fprintf(l->out, "/Tx%d+Rx%d", tx < 0 ? 0 : tx, rx < 0 ? 0 : rx);
	else if (tx > 1)
		fprintf(l->out, "/x%d", tx);
	fputc('\n', l->out);
}

/* An interface's class; a recording may lack the attribute, and has the modalias. */
static struct hw_id class_id(struct lister *l, const struct hw_device *interface)
{
	const struct hw_text code = attribute(l, interface, "bInterfaceClass");
	uint64_t value = 0;
	struct hw_modalias m;
	const struct hw_field *field;

	if (code.n && hw_text_hex(code, 2, &value))
		return (struct hw_id){true, 2, (uint32_t)value};
	hw_decode(interface->modalias, &m);
	field = hw_field_of_role(&m, HW_ROLE_CLASS);
	return field && field->match == HW_MATCH_FIXED
		       ? (struct hw_id){true, 2, (uint32_t)field->value}
		       : (struct hw_id){0};
}

/* Its name, as hwdb or usb.ids has it; absent: the class is not told. */
static struct hw_text class_of(struct lister *l, const struct usb *interface,
			       unsigned *ret_class)
{
	struct hw_id ids[HW_ROLE_COUNT] = {0};

	ids[HW_ROLE_CLASS] = class_id(l, interface->device);
	*ret_class = ids[HW_ROLE_CLASS].value;
	return ids[HW_ROLE_CLASS].present
		       ? hw_name_of_role(&l->machine->databases, HW_SPACE_USB,
					 HW_ROLE_CLASS, ids, &l->arena)
				 .text
		       : HW_NO_TEXT;
}

/* `interface` NULL: the device has none. */
static void print_branch(struct lister *l, const struct usb *u,
			 const struct usb *interface, unsigned indent)
{
	const struct hw_device *d = u->device;
	int width = l->layout->ascending ? 3 : 1;
	struct hw_text driver;
	struct hw_text class;
	unsigned code = 0;

	fprintf(l->out, "%*s|__ Port %0*u: Dev %0*d", (int)indent, "", width, u->last,
		width, u->number);
	if (interface) {
		class = class_of(l, interface, &code);
		driver = interface->device->driver;
		if (!driver.s)
			driver = hw_text_of(l->layout->no_driver);
		fprintf(l->out, ", If %u, Class=%.*s, Driver=%.*s", interface->last,
			HW_TEXT_ARG(class), HW_TEXT_ARG(driver));
	}
	if (code == 9) {
		fputc('/', l->out);
		print(l->out, attribute(l, d, "maxchild"));
		fputc('p', l->out);
	}
	print_speed(l, d);
}

/* `depth` is limited by the kernel: MAX_TOPO_LEVEL, drivers/usb/core/hub.c, is 6. */
#define DEPTH_MAX 16

static void print_below(struct lister *l, const struct hw_device *hub, unsigned depth)
{
	size_t n;
	const struct usb **v = children(l, hub, true, &n);

	for (size_t i = 0; v && i < n && depth < DEPTH_MAX; i++) {
		size_t count;
		const struct usb **parts = children(l, v[i]->device, false, &count);

		/* a device that is not configured */
		if (parts && !count && l->layout->ascending)
			print_branch(l, v[i], NULL, 4 * depth);
		for (size_t k = 0; parts && k < count; k++)
			print_branch(l, v[i], parts[k], 4 * depth);
		print_below(l, v[i]->device, depth + 1);
	}
}

/* The driver of the controller, whose directory is above that of the root hub. */
static struct hw_text controller_driver(struct lister *l, const struct hw_device *hub)
{
	struct hw_text path = hub->syspath;
	struct hw_text link;
	struct hw_text target;

	path.n -= hw_path_base(path).n + 1;
	link = hw_arena_printf(&l->arena, "%.*s/driver",
			       HW_TEXT_ARG(hw_text_from(path, 1)));
	if (!link.s || hw_root_readlink(l->machine->root, link.s, &l->arena, &target) < 0)
		return HW_NO_TEXT;
	return hw_path_base(target);
}

static int by_bus(const void *a, const void *b)
{
	const struct usb *x = *(const struct usb *const *)a;
	const struct usb *y = *(const struct usb *const *)b;

	return (x->bus > y->bus) - (x->bus < y->bus);
}

static int backwards_by_bus(const void *a, const void *b)
{
	return by_bus(b, a);
}

int hw_lsusb_tree(struct hw_lsusb *lsusb, const struct hw_device_list *list)
{
	struct lister l;
	const struct usb **hubs;
	size_t n = 0;
	int r = open_lister(&l, lsusb, list);

	hubs = HW_ARENA_NEW(&l.arena, const struct usb *, l.n);
	for (size_t i = 0; hubs && i < l.n; i++)
		if (is_device(l.v[i].device) && is_root_hub(l.v[i].device))
			hubs[n++] = &l.v[i];
	if (n)
		qsort(hubs, n, sizeof(const struct usb *),
		      l.layout->ascending ? by_bus : backwards_by_bus);
	for (size_t i = 0; r == 0 && hubs && i < n; i++) {
		const struct hw_device *hub = hubs[i]->device;

		fprintf(l.out,
			l.layout->ascending
				? "/:  Bus %03d.Port 001: Dev %03d, Class=root_hub, "
				  "Driver="
				: "/:  Bus %02d.Port 1: Dev %d, Class=root_hub, Driver=",
			hubs[i]->bus, hubs[i]->number);
		print(l.out, controller_driver(&l, hub));
		fputc('/', l.out);
		print(l.out, attribute(&l, hub, "maxchild"));
		fputc('p', l.out);
		print_speed(&l, hub);
		print_below(&l, hub, 1);
	}
	return close_lister(&l, r);
}
