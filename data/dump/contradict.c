// SPDX-License-Identifier: GPL-2.0-or-later
// clang-format off
/*
 * Whether the files that are joined can be of one machine: each tells something of it,
 *
 *	the kernel that runs	proc/sys/kernel/osrelease, "Linux version 6.1.0-13-amd64"
 *	the host's name		proc/sys/kernel/hostname, "Nov 28 07:07:52 HOST kernel: "
 *	the model		sys/devices/virtual/dmi/id, "DMI: VENDOR PRODUCT/BOARD, BIOS"
 *	the card in a slot	8086:15b8 at 0000:00:1f.6
 *	the machine's key	hwalias/key, "host": {"key": "4fb733cc6fd84f5ea7f7d5df30c342cb"}
 *	the controller of a bus	the serial number of its root hub, 0000:00:14.0
 *
 * and what another one tells otherwise is of another machine, or of another state of it.
 * Of prompts, "user@HOST:~$ lspci", that is a warning.
 */
// clang-format on
#include <errno.h>

#include "data/dump/collector.h"
#include "decoders/text/ascii.h"

static const char *const titles[HW_DUMP_CLAIMS] = {
	[HW_DUMP_CLAIM_KERNEL] = "the kernel",	   [HW_DUMP_CLAIM_HOST] = "the host",
	[HW_DUMP_CLAIM_VENDOR] = "the maker",	   [HW_DUMP_CLAIM_PRODUCT] = "the model",
	[HW_DUMP_CLAIM_KEY] = "the machine's key",
};

static const struct {
	const char *path;
	enum hw_dump_claim claim;
} files[] = {
	{"proc/sys/kernel/osrelease", HW_DUMP_CLAIM_KERNEL},
	{"proc/sys/kernel/hostname", HW_DUMP_CLAIM_HOST},
	{"sys/devices/virtual/dmi/id/sys_vendor", HW_DUMP_CLAIM_VENDOR},
	{"sys/devices/virtual/dmi/id/product_name", HW_DUMP_CLAIM_PRODUCT},
	{"hwalias/key", HW_DUMP_CLAIM_KEY},
	{"sys/class/dmi/id/sys_vendor", HW_DUMP_CLAIM_VENDOR},
	{"sys/class/dmi/id/product_name", HW_DUMP_CLAIM_PRODUCT},
};

/* "web1" and "web1.example.org" are one. */
static struct hw_text comparable(enum hw_dump_claim claim, struct hw_text value)
{
	return claim == HW_DUMP_CLAIM_HOST ? hw_text_head(value, hw_text_find(value, '.'))
					   : value;
}

/* Or nobody's, as a log has it until the host has its name. */
static bool is_withheld(struct hw_text value)
{
	return hw_text_eq(hw_text_head(value, hw_text_find(value, '.')),
			  HW_TEXT("localhost")) ||
	       memmem(value.s, value.n, "withheld", strlen("withheld")) != NULL;
}

/* `was` absent: the values are nobody's concern. */
static void contradict(struct hw_dump *d, struct hw_text one, struct hw_text other,
		       const char *what, struct hw_text was, struct hw_text now)
{
	struct hw_text values = HW_TEXT("has two names");
	struct hw_text who;

	if (d->contradiction.s)
		return;
	if (strcmp(what, titles[HW_DUMP_CLAIM_KEY]) == 0)
		values = HW_TEXT("has two values");
	if (was.s)
		values = hw_arena_printf(&d->arena,
					 "is '%.*s' by the one and '%.*s' by the other",
					 HW_TEXT_ARG(was), HW_TEXT_ARG(now));
	who = hw_text_eq(one, other)
		      ? hw_arena_printf(&d->arena,
					"'%.*s' cannot be read as one machine: its "
					"parts",
					HW_TEXT_ARG(one))
		      : hw_arena_printf(&d->arena, "cannot join '%.*s' and '%.*s': they",
					HW_TEXT_ARG(one), HW_TEXT_ARG(other));
	d->contradiction = hw_arena_printf(
		&d->arena,
		"%.*s are of two machines, or of two states of one: %s %.*s; 'hwalias "
		"diff' compares two",
		HW_TEXT_ARG(who), what, HW_TEXT_ARG(values));
}

/*
 * A log, or a collection of dumps, is of several starts, perhaps with other kernels, and
 * its first lines are of a host without its name.
 */
static bool is_constant(const struct hw_dump *d, enum hw_dump_claim claim,
			struct hw_text file)
{
	if (claim == HW_DUMP_CLAIM_VENDOR || claim == HW_DUMP_CLAIM_PRODUCT ||
	    claim == HW_DUMP_CLAIM_KEY)
		return true;
	/* "x.tar:FILE" is of "x.tar" */
	if (claim == HW_DUMP_CLAIM_KERNEL)
		return !hw_text_starts(file, d->operand) ||
		       (file.n > d->operand.n && file.s[d->operand.n] != ':');
	return !hw_text_eq(file, d->name);
}

void hw_dump_claim(struct hw_dump *d, enum hw_dump_claim claim, struct hw_text value)
{
	struct hw_dump_claimed *known = &d->claimed[claim];

	value = hw_text_trim_start(hw_text_trim_end(value, " \n"), " ");
	if (!value.n || is_withheld(value))
		return;
	if (!known->value.s) {
		*known = (struct hw_dump_claimed){hw_arena_copy(&d->arena, value),
						  d->name};
		return;
	}
	if (!hw_text_eq(comparable(claim, known->value), comparable(claim, value)) &&
	    is_constant(d, claim, known->file))
		contradict(d, known->file, d->name, titles[claim],
			   claim == HW_DUMP_CLAIM_HOST || claim == HW_DUMP_CLAIM_KEY
				   ? HW_NO_TEXT
				   : known->value,
			   value);
}

static bool is_other_host(struct hw_text a, struct hw_text b)
{
	return a.n && b.n &&
	       !hw_text_eq(comparable(HW_DUMP_CLAIM_HOST, a),
			   comparable(HW_DUMP_CLAIM_HOST, b));
}

static void add_user(struct hw_dump *d, struct hw_text user)
{
	if (!user.n || hw_text_eq(user, d->last_user))
		return;
	if (!d->users.arena)
		d->users = (struct hw_list){.arena = &d->arena, .between = "\n"};
	d->last_user = hw_arena_copy(&d->arena, user);
	hw_list_add(&d->users, d->last_user);
}

void hw_dump_log_host(struct hw_dump *d, struct hw_text host)
{
	if (host.n && !is_withheld(host))
		d->logged_host = hw_arena_copy(&d->arena, host);
}

void hw_dump_prompt(struct hw_dump *d, struct hw_text user, struct hw_text host)
{
	add_user(d, user);
	if (!host.n || is_withheld(host))
		return;
	if (!d->prompt.value.s)
		d->prompt =
			(struct hw_dump_claimed){hw_arena_copy(&d->arena, host), d->name};
	else if (!d->other_prompt.s && is_other_host(d->prompt.value, host))
		d->other_prompt = d->name;
}

/* Two prompts, or a prompt and a log. Names of hosts are nobody's concern. */
static void warn_of_hosts(struct hw_dump *d)
{
	const struct hw_dump_claimed *log = &d->claimed[HW_DUMP_CLAIM_HOST];
	struct hw_text other = d->other_prompt;

	if (!other.s && is_other_host(d->prompt.value, log->value))
		other = log->file;
	if (!other.s || d->contradiction.s)
		return;
	if (hw_text_eq(other, d->prompt.file))
		hw_warn(d->warnings, "hosts-differ", other, 0,
			"its prompts and logs name two hosts: if these are two machines, "
			"they are mixed up here");
	else
		hw_warn(d->warnings, "hosts-differ", other, 0,
			"it names another host than '%.*s' does: if these are two "
			"machines, they are mixed up here",
			HW_TEXT_ARG(d->prompt.file));
}

static void claim_file(struct hw_dump *d, struct hw_text path, struct hw_text content)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(files); i++)
		if (hw_text_eq(path, hw_text_of(files[i].path)))
			hw_dump_claim(d, files[i].claim, content);
}

void hw_dump_file(struct hw_dump *dump, const char *path, struct hw_text content)
{
	claim_file(dump, hw_text_of(path), content);
	/* what a snapshot says was not there, or not to be read */
	hw_tree_fill(dump->tree, hw_text_of(path), content);
	hw_tree_file(dump->tree, hw_text_of(path), content);
}

void hw_dump_claim_tree(struct hw_dump *d)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(files); i++) {
		struct hw_text content;

		if (hw_tree_read(d->tree, hw_text_of(files[i].path), &d->arena,
				 &content) == 0)
			hw_dump_claim(d, files[i].claim, content);
	}
}

/* Of a recorded device; absent: it has none, or is none. */
static struct hw_text recorded(struct hw_dump *d, const struct hw_dump_device *device,
			       const char *file)
{
	struct hw_text content;

	if (!device->place.s ||
	    hw_tree_read(d->tree,
			 hw_arena_printf(&d->arena, "sys/%.*s/%s",
					 HW_TEXT_ARG(device->place), file),
			 &d->arena, &content) < 0)
		return HW_NO_TEXT;
	return content;
}

static struct hw_text uevent_value(struct hw_dump *d, const struct hw_dump_device *device,
				   const char *key)
{
	struct hw_text value = hw_dump_find(&device->uevent, key);
	struct hw_text rest = value.s ? HW_NO_TEXT : recorded(d, device, "uevent");

	while (rest.n) {
		struct hw_text line = hw_text_cut(&rest, '\n');

		if (hw_text_eq(hw_text_cut(&line, '='), hw_text_of(key)))
			return line;
	}
	return value;
}

void hw_dump_compare(struct hw_dump *d, struct hw_dump_device *device, const char *what,
		     const char *key, struct hw_text value)
{
	const struct hw_text known = uevent_value(d, device, key);

	if (known.n && value.n && !hw_text_eq(known, value))
		hw_dump_contradict(device, what, known, hw_arena_copy(&d->arena, value));
}

/* What the machine's own files tell of a number: the part `part` of the value, between
 * colons or slashes. */
static const struct {
	enum hw_dump_number number;
	const char *what;
	const char *key;
	char between;
	unsigned part;
} own[] = {
	{HW_DUMP_VENDOR, "id", "PCI_ID", ':', 0},
	{HW_DUMP_DEVICE, "id", "PCI_ID", ':', 1},
	{HW_DUMP_SUBSYSTEM_VENDOR, "subsystem", "PCI_SUBSYS_ID", ':', 0},
	{HW_DUMP_SUBSYSTEM_DEVICE, "subsystem", "PCI_SUBSYS_ID", ':', 1},
	{HW_DUMP_VENDOR, "id", "PRODUCT", '/', 0},
	{HW_DUMP_DEVICE, "id", "PRODUCT", '/', 1},
};

static int32_t own_number(struct hw_dump *d, const struct hw_dump_device *device,
			  size_t i)
{
	struct hw_text rest = uevent_value(d, device, own[i].key);
	struct hw_text part = HW_NO_TEXT;

	for (unsigned k = 0; k <= own[i].part && rest.s; k++)
		part = hw_text_cut(&rest, own[i].between);
	return part.n && part.n <= 4 ? hw_dump_hex(part, part.n) : -1;
}

static void compare_own(struct hw_dump *d, struct hw_dump_device *device)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(own); i++) {
		const bool is_subsystem = own[i].number == HW_DUMP_SUBSYSTEM_VENDOR ||
					  own[i].number == HW_DUMP_SUBSYSTEM_DEVICE;
		const int32_t told = device->n[own[i].number];
		const int32_t is = told < 0 ? -1 : own_number(d, device, i);

		/* without one, some tools find that of a capability */
		if (told < 0 || is < 0 || told == is || (is_subsystem && (!told || !is)))
			continue;
		hw_dump_contradict(device, own[i].what,
				   hw_arena_printf(&d->arena, "%04x", (unsigned)is),
				   hw_arena_printf(&d->arena, "%04x", (unsigned)told));
	}
	if (device->is_recorded && device->told != HW_DUMP_NOT_TOLD) {
		const struct hw_text driver = uevent_value(d, device, "DRIVER");

		/* without it, a recording may have no more than the link */
		if (driver.n && !hw_dump_is_same_driver(driver, device->driver))
			hw_dump_contradict(device, "driver", driver, device->driver);
	}
}

static struct hw_text name_of(struct hw_dump *d, const struct hw_dump_device *device)
{
	if (device->name.s)
		return device->name;
	device = device->parent ? device->parent : device;
	return device->name.s ? device->name
			      : hw_arena_printf(&d->arena, "USB bus %d, device %d",
						device->n[HW_DUMP_BUS_NUMBER],
						device->n[HW_DUMP_DEVICE_NUMBER]);
}

static void check_device(struct hw_dump *d, struct hw_dump_device *device)
{
	const struct hw_dump_conflict *c = &device->conflict;

	/* none of them is told of a device that is only recorded */
	if (device->last_file.s && !c->what)
		compare_own(d, device);
	if (!c->what)
		return;
	contradict(d, device->is_recorded ? d->whole : device->first_file, c->file,
		   hw_arena_printf(&d->arena, "the %s of %.*s", c->what,
				   HW_TEXT_ARG(name_of(d, device)))
			   .s,
		   c->was.n ? c->was : HW_TEXT("none"),
		   c->now.n ? c->now : HW_TEXT("none"));
}

/* The serial number of a root hub is the address of its controller: usb_add_hcd(),
 * drivers/usb/core/hcd.c. Another device there is another machine's. */
static void check_controller(struct hw_dump *d, const struct hw_dump_device *hub)
{
	enum { LINUX_FOUNDATION = 0x1d6b, USB_CONTROLLER = 0x0c03 };
	const struct hw_text at =
		hw_text_trim_end(hw_dump_find(&hub->attributes, "serial"), "\n ");

	const struct hw_dump_device *other;
	const size_t *place;

	if (hub->n[HW_DUMP_VENDOR] != LINUX_FOUNDATION || !at.n)
		return;
	place = hw_text_index_find(
		&d->index, hw_arena_printf(&d->arena, "pci:%.*s", HW_TEXT_ARG(at)));
	other = place ? d->v[*place] : NULL;
	if (!other || other->n[HW_DUMP_CLASS] < 0 ||
	    other->n[HW_DUMP_CLASS] == USB_CONTROLLER)
		return;
	contradict(d, hub->first_file, other->first_file,
		   hw_arena_printf(&d->arena, "the class of %.*s", HW_TEXT_ARG(at)).s,
		   hw_arena_printf(&d->arena, "%04x", USB_CONTROLLER),
		   hw_arena_printf(&d->arena, "%04x", (unsigned)other->n[HW_DUMP_CLASS]));
}

int hw_dump_check(struct hw_dump *d)
{
	for (size_t i = 0; i < d->n && !d->contradiction.s; i++)
		check_device(d, d->v[i]);
	for (size_t i = 0; i < d->n && !d->contradiction.s; i++)
		check_controller(d, d->v[i]);
	warn_of_hosts(d);
	if (!d->contradiction.s)
		hw_dump_compare_lists(d);
	return d->contradiction.s ? -EEXIST : 0;
}
