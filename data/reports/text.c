// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What `hwalias report` prints for people, Markdown or text; of a page of HTML,
 * data/reports/page.c makes this. Its devices (report/document/entries.c):
 *
 *     03:00.0, 03:00.1 (2 alike)  Ethernet controller [0200]: Broadcom Inc. NetXtreme
 *         BCM5720 [14e4:165f] (rev 01)
 *         subsystem  Dell [1028:0a6a]
 *         driver     iwlwifi (module x) (bound), see problem 1
 *         modules    tg3 (loaded), y (blocked by /etc/modprobe.d/x.conf:1: blacklist y)
 *     1-7  Wireless [e0]: Intel Corp. Bluetooth [8087:0a2a] - driver: usb (module
 * usbcore) 1-7:1.0  Wireless [e0]: btusb; modules: btusb (loaded) acpi:PNP0C0A:00 battery
 * [PNP0C0A]: battery
 *
 * Its head counts them, and so does the heading of each section: counts.c. A line that is
 * indented by four blanks and has no such label goes on with the one before; so does any
 * line in an entry that a mail has wrapped.
 */
#include <stdio.h>

#include "data/base/array.h"
#include "data/reports/internal.h"
#include "data/root/note.h"
#include "data/tools/tools.h"
#include "decoders/text/ascii.h"

#define INDENT "    "

/* Most lines that are one when they are joined. */
#define JOINED_MAX ((size_t)200)

/* A word of fewer characters, of two columns each, has room on a line. */
#define BROKEN_MIN ((size_t)45)

struct reader {
	struct hw_dump *dump;
	struct hw_report_counts counts;
	/* those that the last line with addresses named */
	struct hw_dump_device **named;
	size_t named_count;
	size_t named_room;
	struct hw_dump_lspci_scope scope;
	bool has_kernel;
	/* of the heading above; absent: PCI and USB */
	struct hw_text bus;
	/* what works is without subsystem and modules */
	bool is_brief;
	/* a device without a problem was looked at, and needs no attention */
	bool judges_all;
	/* of the lines that are joined, the first one's number */
	size_t entry_line;
	/* one of them ends within a word, perhaps */
	bool is_broken;
	/* it ends before its end */
	bool is_cut;
};

/* Begins the sentence that tells why not all could be judged. */
#define UNCHECKED "ould not be checked completely"

/* Behind an indentation, which pages and mails may leave out. */
static const char *const labels[] = {"subsystem  ", "driver     ", "modules    "};

static bool is_label(struct hw_text line)
{
	line = hw_text_trim_start(line, " ");
	for (size_t i = 0; i < HW_ARRAY_SIZE(labels); i++)
		if (hw_text_starts(line, hw_text_of(labels[i])))
			return true;
	return false;
}

static struct hw_text behind(struct hw_text text, const char *at, size_t n)
{
	return hw_text_from(text, (size_t)(at - text.s) + n);
}

static const char *find(struct hw_text text, const char *part)
{
	return text.n ? memmem(text.s, text.n, part, strlen(part)) : NULL;
}

/* "[0200]", "[e0]", "[8086:15b8]": where it begins, or the length of the text. */
static size_t find_bracket(struct hw_text text, size_t first, size_t second, bool last)
{
	size_t n = 2 + first + (second ? 1 + second : 0);
	size_t found = text.n;

	for (size_t i = 0; i + n <= text.n; i++) {
		if (text.s[i] != '[' || text.s[i + n - 1] != ']' ||
		    hw_dump_hex(hw_text_from(text, i + 1), first) < 0 ||
		    (second &&
		     (text.s[i + 1 + first] != ':' ||
		      hw_dump_hex(hw_text_from(text, i + 2 + first), second) < 0)))
			continue;
		found = i;
		if (!last)
			break;
	}
	return found;
}

/* --- Which devices a line is about --- */

static size_t count_digits(struct hw_text text)
{
	size_t n = 0;

	while (n < text.n && hw_is_digit(text.s[n]))
		n++;
	return n;
}

/* "bus1-dev5", "bus1-dev5:1.0", of one whose port is not told: the length, or 0. */
static size_t numbered_length(struct hw_text text)
{
	size_t bus = hw_text_starts(text, HW_TEXT("bus"))
			     ? count_digits(hw_text_from(text, 3))
			     : 0;
	struct hw_text rest = hw_text_from(text, 3 + bus);
	size_t device = bus && hw_text_starts(rest, HW_TEXT("-dev"))
				? count_digits(hw_text_from(rest, 4))
				: 0;
	size_t n = device ? 3 + bus + 4 + device : 0;

	if (n < text.n && text.s[n] == ':')
		while (n < text.n &&
		       (hw_is_digit(text.s[n]) || text.s[n] == ':' || text.s[n] == '.'))
			n++;
	return n && (n == text.n || text.s[n] == ' ' || text.s[n] == ',') ? n : 0;
}

/* "usb1", "1-1.2", "1-7:1.0", "bus1-dev5": the length, or 0. */
static size_t usb_length(struct hw_text text)
{
	size_t n = hw_text_starts(text, HW_TEXT("usb")) ? 3 : 0;
	bool is_root = n;
	size_t dashes = 0;

	if (numbered_length(text))
		return numbered_length(text);
	/* the bus: there are no ports before the dash */
	if (!is_root && hw_text_from(text, count_digits(text)).n &&
	    text.s[count_digits(text)] != '-')
		return 0;
	while (n < text.n &&
	       (hw_is_digit(text.s[n]) ||
		(!is_root && n &&
		 (text.s[n] == '-' || text.s[n] == '.' || text.s[n] == ':'))))
		dashes += text.s[n++] == '-';
	return (is_root ? n > 3 : dashes == 1) &&
			       (n == text.n || text.s[n] == ' ' || text.s[n] == ',')
		       ? n
		       : 0;
}

/* "acpi, 6 devices": the bus, or absent. */
static struct hw_text bus_of_heading(struct hw_text line)
{
	struct hw_text bus = hw_text_head(line, hw_text_find(line, ','));
	struct hw_text rest = hw_text_from(line, bus.n);
	size_t n = 2;

	for (size_t i = 0; i < bus.n; i++)
		if (!hw_is_alnum(bus.s[i]) && bus.s[i] != '_' && bus.s[i] != '-')
			return HW_NO_TEXT;
	while (n < rest.n && hw_is_digit(rest.s[n]))
		n++;
	if (!bus.n || n == 2 || n >= rest.n)
		return HW_NO_TEXT;
	rest = hw_text_from(rest, n);
	return hw_text_eq(rest, HW_TEXT(" device")) ||
			       hw_text_eq(rest, HW_TEXT(" devices"))
		       ? bus
		       : HW_NO_TEXT;
}

/* "acpi:PNP0C0A:00": of the bus that the heading names; the length, or 0. Behind it are
 * two blanks, or, of a device without a name, ": none (driverless)"; or the line ends. */
static size_t name_length(struct hw_text text, struct hw_text bus)
{
	const char *end = find(text, "  ");
	size_t n = end ? (size_t)(end - text.s) : hw_text_find(text, ' ');

	if (!end && n && text.s[n - 1] == ':')
		n--;
	return bus.n && hw_text_starts(text, bus) && bus.n + 1 < n && text.s[bus.n] == ':'
		       ? n
		       : 0;
}

/* The interface's device: "1-7" of "1-7:1.0", "usb1" of "1-0:1.0". */
static struct hw_text whole_of(struct hw_dump *dump, struct hw_text part)
{
	struct hw_text whole = hw_text_head(part, hw_text_find(part, ':'));

	if (whole.n > 2 && hw_text_eq(hw_text_from(whole, whole.n - 2), HW_TEXT("-0")))
		return hw_arena_printf(&dump->arena, "usb%.*s",
				       HW_TEXT_ARG(hw_text_head(whole, whole.n - 2)));
	return whole;
}

static struct hw_dump_device *usb_device(struct hw_dump *dump, struct hw_text name)
{
	struct hw_dump_device *d;
	struct hw_text number = name;

	if (hw_text_find(name, ':') == name.n)
		return hw_dump_device(dump, HW_TEXT("usb"), name);
	d = hw_dump_device(dump, HW_TEXT("usb"), name);
	if (!d)
		return NULL;
	if (!d->parent)
		d->parent = hw_dump_device(dump, HW_TEXT("usb"), whole_of(dump, name));
	while (number.s && hw_text_find(number, '.') < number.n)
		hw_text_cut(&number, '.');
	hw_dump_set(dump, d, HW_DUMP_INTERFACE_NUMBER, hw_text_decimal(number, 3));
	/* what was found last is what is told of next */
	return hw_dump_device(dump, HW_TEXT("usb"), name);
}

/* Cuts one address off, and finds its device. */
static struct hw_dump_device *cut_device(struct reader *r, struct hw_text *text)
{
	struct hw_text slot = hw_dump_cut_slot(r->dump, text);
	struct hw_dump_device *d = NULL;
	struct hw_text name;
	size_t n;

	if (slot.s)
		return hw_dump_device(r->dump, HW_TEXT("pci"), slot);
	n = usb_length(*text);
	if (n) {
		d = usb_device(r->dump, hw_text_head(*text, n));
	} else {
		n = name_length(*text, r->bus);
		name = hw_text_head(*text, n);
		if (n)
			d = hw_dump_device(r->dump, r->bus,
					   hw_text_from(name, r->bus.n + 1));
	}
	*text = hw_text_from(*text, n);
	return d;
}

static bool starts_with_address(const struct reader *r, struct hw_text line)
{
	size_t n;

	line = hw_text_trim_start(line, " ");
	return (hw_dump_is_slot(line, &n) && n < line.n &&
		(line.s[n] == ' ' || line.s[n] == ',')) ||
	       usb_length(line) || name_length(line, r->bus);
}

/* "03:00.0, 03:00.1 (2 alike)  ": false, none is there. */
static bool cut_devices(struct reader *r, struct hw_text *text)
{
	const char *alike;

	r->named_count = 0;
	do {
		struct hw_dump_device *d;

		*text = hw_text_trim_start(*text, ", ");
		if (!starts_with_address(r, *text))
			break;
		d = cut_device(r, text);
		if (!d)
			return false;
		if (HW_ARENA_GROW(&r->dump->arena, struct hw_dump_device *, r->named,
				  r->named_count, &r->named_room, 8) < 0)
			return false;
		r->named[r->named_count++] = d;
	} while (text->n && text->s[0] == ',');
	*text = hw_text_trim_start(*text, " ");
	alike = find(hw_text_head(*text, 20), " alike)");
	if (alike && text->s[0] == '(')
		*text = hw_text_trim_start(behind(*text, alike, 7), " ");
	return r->named_count;
}

/* --- What a line tells of them --- */

static void set(struct reader *r, enum hw_dump_number which, int64_t value)
{
	for (size_t i = 0; i < r->named_count; i++)
		hw_dump_set(r->dump, r->named[i], which, value);
}

static void tell_name(struct reader *r, const char *key, struct hw_text name)
{
	/* where it was broken there is no blank */
	if (r->is_broken)
		return;
	for (size_t i = 0; i < r->named_count; i++)
		hw_dump_tell_name(r->dump, r->named[i], key, name);
}

static bool is_bus(const struct reader *r, const char *bus)
{
	return hw_text_eq(r->named[0]->subsystem, hw_text_of(bus));
}

/* Cuts "…[8086:15b8]" of the end: what is before it stays. */
static void read_ids(struct reader *r, struct hw_text *text, enum hw_dump_number vendor)
{
	const size_t at = find_bracket(*text, 4, 4, true);

	if (at == text->n)
		return;
	set(r, vendor, hw_dump_hex(hw_text_from(*text, at + 1), 4));
	set(r, (enum hw_dump_number)(vendor + 1),
	    hw_dump_hex(hw_text_from(*text, at + 6), 4));
	*text = hw_text_trim_end(hw_text_head(*text, at), " ");
}

static void tell(struct reader *r, const char *key, struct hw_text value)
{
	for (size_t i = 0; value.n && i < r->named_count; i++)
		hw_dump_tell(r->dump, r->named[i], key, &value, 1);
}

/* "none (unbound): No driver is bound, though snd_hda_intel …", and in short "none
 * (unbound)": the report knows why, and has no problem of it unless `has_problem`. */
static void tell_state(struct reader *r, struct hw_text value, bool has_problem)
{
	const struct hw_text start = HW_TEXT("none (");
	struct hw_text rest = hw_text_from(value, start.n);
	struct hw_text state;

	if (!hw_text_starts(value, start) || hw_text_find(rest, ')') == rest.n)
		return;
	state = hw_text_cut(&rest, ')');
	tell(r, "state", state);
	if (has_problem)
		return;
	if (hw_text_eq(state, HW_TEXT("unbound")) && r->judges_all)
		tell(r, "quiet", HW_TEXT("1"));
	tell(r, "explanation", hw_text_trim_start(rest, ": "));
}

/* "iwlwifi (module x) (bound), see problem 1", "none (unbound): No driver …" */
static void read_driver(struct reader *r, struct hw_text value)
{
	const char *at = find(value, ", see problem ");
	struct hw_text module = HW_NO_TEXT;

	if (at)
		value = hw_text_head(value, (size_t)(at - value.s));
	tell_state(r, value, at);
	if (hw_text_starts(value, HW_TEXT("unknown")))
		return;
	r->scope.details = true;
	if (hw_text_starts(value, HW_TEXT("none")) &&
	    (value.n == 4 || value.s[4] == ' ')) {
		for (size_t i = 0; i < r->named_count; i++)
			hw_dump_driver(r->dump, r->named[i], HW_NO_TEXT);
		return;
	}
	at = find(value, " (bound)");
	if (at)
		value = hw_text_head(value, (size_t)(at - value.s));
	at = find(value, " (module ");
	if (at) {
		module = behind(value, at, 9);
		module = hw_text_head(module, hw_text_find(module, ')'));
		value = hw_text_head(value, (size_t)(at - value.s));
	}
	for (size_t i = 0; i < r->named_count; i++) {
		hw_dump_driver(r->dump, r->named[i], value);
		if (module.n && !r->named[i]->module.s)
			r->named[i]->module = hw_arena_copy(&r->dump->arena, module);
	}
}

/* "tg3 (loaded), y (blocked by /etc/x.conf:1: install y /bin/false, z)": in brackets
 * there may be commas and brackets. */
static void read_modules(struct reader *r, struct hw_text value)
{
	struct hw_list list = {.arena = &r->dump->arena, .between = ", "};
	struct hw_list loaded = list;
	struct hw_text all;

	while (value.n) {
		const struct hw_text name = hw_text_head(value, hw_text_find(value, ' '));
		size_t depth = 0;
		size_t n = 0;

		hw_list_add(&list, name);
		if (hw_text_starts(hw_text_from(value, name.n), HW_TEXT(" (loaded)")))
			hw_list_add(&loaded, name);
		while (n < value.n && !(value.s[n] == ',' && !depth)) {
			depth += value.s[n] == '(';
			depth -= depth && value.s[n] == ')';
			n++;
		}
		value = hw_text_trim_start(hw_text_from(value, n), ", ");
	}
	all = hw_list_text(&list);
	for (size_t i = 0; i < r->named_count; i++)
		if (!r->named[i]->claimed_by.s) {
			r->named[i]->claimed_by = all;
			r->named[i]->loaded = hw_list_text(&loaded);
		}
}

static void read_label(struct reader *r, struct hw_text line)
{
	struct hw_text value;

	if (!r->named_count)
		return;
	line = hw_text_trim_start(line, " ");
	value = hw_text_trim_start(hw_text_from(line, strlen(labels[0])), " ");
	if (hw_text_starts(line, hw_text_of(labels[0]))) {
		read_ids(r, &value, HW_DUMP_SUBSYSTEM_VENDOR);
		tell_name(r, "subsystem", value);
	} else if (hw_text_starts(line, hw_text_of(labels[1]))) {
		read_driver(r, value);
	} else {
		read_modules(r, value);
	}
}

static void read_revision(struct reader *r, struct hw_text rest)
{
	const char *at = find(rest, "(rev ");

	/* one of 00, and one that is not known, are left out */
	if (is_bus(r, "pci") && at)
		set(r, HW_DUMP_REVISION, hw_dump_hex(behind(rest, at, 5), 2));
}

/* Behind a device's address: "CLASS [0200]: NAME [8086:15b8] (rev 31)". */
static void read_whole(struct reader *r, struct hw_text rest)
{
	const bool is_pci = is_bus(r, "pci");
	const size_t class = find_bracket(rest, is_pci ? 4 : 2, 0, false);
	const char *driver = find(rest, " - driver: ");
	struct hw_text name = rest;

	if (driver) {
		read_driver(r, behind(rest, driver, 11));
		name = hw_text_head(rest, (size_t)(driver - rest.s));
	}
	read_revision(r, name);
	read_ids(r, &name, HW_DUMP_VENDOR);
	/* without ids it is behind the name */
	if (is_pci && find(name, " (rev "))
		name = hw_text_head(name, (size_t)(find(name, " (rev ") - name.s));
	if (class < name.n) {
		set(r, is_pci ? HW_DUMP_CLASS : HW_DUMP_DEVICE_CLASS,
		    hw_dump_hex(hw_text_from(rest, class + 1), is_pci ? 4 : 2));
		if (is_pci)
			tell_name(r, "subclass",
				  hw_text_trim_end(hw_text_head(rest, class), " "));
		name = hw_text_trim_start(hw_text_from(name, class + (is_pci ? 6 : 4)),
					  ": ");
	}
	tell_name(r, "device", name);
}

/* "Wireless [e0] [8087:0a2a]: btusb; modules: btusb (loaded)" */
static void read_part(struct reader *r, struct hw_text rest)
{
	const size_t class = find_bracket(rest, 2, 0, false);
	const char *driver =
		class < rest.n ? find(hw_text_from(rest, class), "]: ") : NULL;
	const char *modules;
	struct hw_text value;

	if (!driver)
		return;
	set(r, HW_DUMP_INTERFACE_CLASS, hw_dump_hex(hw_text_from(rest, class + 1), 2));
	value = behind(rest, driver, 3);
	modules = find(value, "; modules: ");
	if (modules) {
		read_modules(r, behind(value, modules, 11));
		value = hw_text_head(value, (size_t)(modules - value.s));
	}
	read_driver(r, value);
}

/* Of the ids of a node the first one is told, or none: acpi_device_uevent_modalias(),
 * drivers/acpi/device_sysfs.c. */
static void read_acpi_id(struct reader *r, struct hw_text id)
{
	for (size_t i = 0; i < r->named_count && is_bus(r, "acpi"); i++)
		hw_dump_pair(r->dump, &r->named[i]->uevent, HW_TEXT("MODALIAS"),
			     hw_arena_printf(&r->dump->arena, "acpi:%.*s%s*",
					     HW_TEXT_ARG(id), id.n ? ":" : ""));
}

/* "Intel cpu16", "acpi7": a device without a name is called as the kernel calls it, and
 * before that is its maker. */
static void tell_other_name(struct reader *r, struct hw_text name)
{
	const struct hw_text own = r->named_count == 1 ? r->named[0]->name : HW_NO_TEXT;
	const size_t n = name.n >= own.n ? name.n - own.n : 0;

	/* the machine's, by its firmware's strings */
	if (is_bus(r, "dmi"))
		return;
	if (!own.n || !hw_text_eq(hw_text_from(name, n), own) ||
	    (n && name.s[n - 1] != ' '))
		tell_name(r, "device", name);
	else
		tell_name(r, "vendor", hw_text_trim_end(hw_text_head(name, n), " "));
}

/* "battery [PNP0C0A]: battery", of any bus: the driver is behind the last colon. */
static void read_other(struct reader *r, struct hw_text rest)
{
	size_t at = rest.n;
	struct hw_text ids = HW_NO_TEXT;
	struct hw_text name;

	while (at > 1 && !(rest.s[at - 1] == ' ' && rest.s[at - 2] == ':'))
		at--;
	if (at < 2)
		return;
	name = hw_text_head(rest, at - 2);
	if (name.n && name.s[name.n - 1] == ']') {
		struct hw_text id = hw_text_head(name, name.n - 1);

		while (name.n && name.s[name.n - 1] != '[')
			name.n--;
		ids = hw_text_from(id, name.n);
		name = hw_text_trim_end(name, " [");
	}
	read_acpi_id(r, ids);
	tell_other_name(r, name);
	read_driver(r, hw_text_from(rest, at));
}

/* "- **Kernel:** 6.1.0-13-amd64 x86_64 …", "Kernel: …" */
static bool read_kernel(struct reader *r, struct hw_text line)
{
	struct hw_text rest = hw_text_trim_start(line, "- *");

	if (r->has_kernel || !hw_text_starts(rest, HW_TEXT("Kernel:")))
		return false;
	rest = hw_text_trim_start(hw_text_from(rest, 7), "* ");
	rest = hw_text_head(rest, hw_text_find(rest, ' '));
	if (!rest.n || !hw_is_digit(rest.s[0]) || hw_text_find(rest, '/') < rest.n)
		return false;
	hw_dump_file(r->dump, "proc/sys/kernel/osrelease",
		     hw_arena_printf(&r->dump->arena, "%.*s\n", HW_TEXT_ARG(rest)));
	r->has_kernel = r->dump->facts.kernel = true;
	return true;
}

/* --- How many there are --- */

static void count_entry(struct reader *r)
{
	const enum hw_report_part part = is_bus(r, "pci")   ? HW_REPORT_PCI
					 : is_bus(r, "usb") ? HW_REPORT_USB
							    : HW_REPORT_OTHER;

	hw_report_count(&r->counts, part, r->named_count);
}

/* "03:00.0, 03:00.1 (2 alike)  …": how many devices the line is about. */
static int64_t count_named(const struct reader *r, struct hw_text line)
{
	struct hw_text names = hw_text_trim_start(line, " ");
	const char *end = find(names, "  ");
	int64_t n = 0;

	if (!starts_with_address(r, names))
		return 0;
	if (end)
		names = hw_text_head(names, (size_t)(end - names.s));
	for (; names.n; n++)
		hw_text_cut(&names, ',');
	return n;
}

/* Whether all devices of the machine are there: of what other tools list, some may be
 * missing. */
static bool is_whole(const struct reader *r, struct hw_text text)
{
	return r->has_kernel && r->counts.is_told && !r->counts.is_folded &&
	       (find(text, ", a recorded machine") ||
		find(text, ", the running machine")) &&
	       !find(text, UNCHECKED);
}

/* Its own line tells a driver, or that there is none: of a device without that line it is
 * not told. */
static void keep_drivers_open(struct hw_dump *dump)
{
	for (size_t i = 0; i < dump->touched_count; i++)
		if (dump->touched[i]->driver_read != dump->reads)
			dump->touched[i]->is_cut = true;
}

/* What a short entry leaves out is not told. */
static void keep_open(struct reader *r)
{
	for (size_t i = 0; i < r->named_count; i++) {
		struct hw_dump_device *d = r->named[i];

		d->tables_told = !d->claimed_by.n;
		d->subsystem_may_be_cut = d->n[HW_DUMP_SUBSYSTEM_VENDOR] < 0;
	}
}

static void read_entry(struct reader *r, struct hw_text line)
{
	struct hw_text rest = hw_text_trim_start(line, " ");

	if (is_label(line)) {
		read_label(r, line);
		return;
	}
	if (read_kernel(r, line))
		return;
	if (bus_of_heading(line).n) {
		r->bus = bus_of_heading(line);
		return;
	}
	if (hw_report_read_counts(&r->counts, r->dump, line))
		return;
	if (hw_report_leaves_out(&r->counts, line)) {
		/* a long one leaves out what matters least */
		r->scope.excerpt = true;
		hw_dump_file(r->dump, HW_LEFT_OUT, HW_TEXT("devices"));
		hw_dump_malformed(r->dump, "the report leaves out devices from here on");
		return;
	}
	if (!starts_with_address(r, rest) || !cut_devices(r, &rest)) {
		r->named_count = 0;
		return;
	}
	count_entry(r);
	if (is_bus(r, "usb") && r->named[0]->parent) {
		read_part(r, rest);
		if (r->is_brief)
			keep_open(r);
	} else if (is_bus(r, "pci") || is_bus(r, "usb")) {
		read_whole(r, rest);
		if (r->is_brief && find(rest, " - driver: "))
			keep_open(r);
	} else {
		read_other(r, rest);
		for (size_t i = 0; i < r->named_count; i++)
			r->named[i]->kind_untold = true;
		keep_open(r);
	}
}

/* Whether the line is one word alone that may go on in the next line. */
static bool may_break(struct hw_text line)
{
	size_t characters = 0;

	line = hw_text_trim_start(line, " ");
	for (size_t i = 0; i < line.n; i++)
		characters += ((unsigned char)line.s[i] & 0xc0) != 0x80;
	return characters >= BROKEN_MIN && hw_text_find(line, ' ') == line.n;
}

static bool begins_entry(const struct reader *r, struct hw_text line)
{
	return is_label(line) || starts_with_address(r, line);
}

/* Whether a line goes on with those before it. What a mail has wrapped begins with
 * neither blanks nor what begins a line of a report. */
static bool is_continued(const struct reader *r, struct hw_list *before,
			 struct hw_text line)
{
	static const char marks[][11] = {"#",	    "```",     "~~~", "<",
					 "---",	    "...",     "- ",  "subsystem ",
					 "driver ", "modules "};

	if (hw_text_starts(line, HW_TEXT(INDENT)) && !is_label(line))
		return true;
	if (!before->n || !begins_entry(r, hw_list_text(before)) || !line.n ||
	    line.s[0] == ' ' || begins_entry(r, line) || bus_of_heading(line).n)
		return false;
	for (size_t i = 0; i < HW_ARRAY_SIZE(marks); i++)
		if (hw_text_starts(line, hw_text_of(marks[i])))
			return false;
	return true;
}

/* A mail leaves one blank where it wraps; of two the report has written both. */
static struct hw_text without_wrap(struct hw_text line)
{
	const struct hw_text trimmed = hw_text_trim_end(line, " ");

	return trimmed.n + 1 == line.n ? trimmed : line;
}

static void read_joined(struct reader *r, struct hw_list *lines)
{
	const size_t line = r->dump->line;

	if (lines->n) {
		/* what is said of it is of its first line */
		r->dump->line = r->entry_line;
		read_entry(r, hw_list_text(lines));
		r->dump->line = line;
	}
	*lines = (struct hw_list){.arena = &r->dump->arena, .between = " "};
	r->is_broken = false;
}

/* Of a report that is cut off, the last line may be a part of one, and so is the device
 * that it is about: what else would have been told of it is not known. */
static void read_last(struct reader *r, struct hw_list *lines)
{
	const struct hw_text line = hw_list_text(lines);

	r->is_cut =
		r->dump->ends_within || hw_report_lacks(&r->counts, count_named(r, line));
	if (!r->is_cut || !(is_label(line) || starts_with_address(r, line))) {
		read_joined(r, lines);
		return;
	}
	for (size_t i = 0; is_label(line) && i < r->named_count; i++)
		r->named[i]->is_cut = true;
}

/* "privacy: public (no serial numbers …": what the texts of the report may hold. */
static void read_level(struct hw_dump *dump, struct hw_text text)
{
	static const char *const levels[] = {"public", "fleet", "full"};
	const char *at = find(text, "privacy:");

	if (!at)
		return;
	text = hw_text_trim_start(behind(text, at, 8), " \r\n");
	for (size_t i = 0; i < HW_ARRAY_SIZE(levels); i++)
		if (hw_text_starts(text, hw_text_of(levels[i])))
			hw_dump_report_level(dump, hw_text_of(levels[i]));
}

/* As lspci does, a report leaves out revision 00; of a machine that it knows none of, it
 * tells none at all. */
static void settle_revisions(struct hw_dump *dump)
{
	bool any = false;

	for (size_t i = 0; i < dump->touched_count; i++)
		any = any || dump->touched[i]->n[HW_DUMP_REVISION] >= 0;
	for (size_t i = 0; any && i < dump->touched_count; i++)
		if (hw_text_eq(dump->touched[i]->subsystem, HW_TEXT("pci")))
			hw_dump_imply(dump->touched[i], HW_DUMP_REVISION, 0);
}

/* The lines of a paragraph as one. */
static struct hw_text join_lines(struct hw_text text, struct hw_arena *arena)
{
	struct hw_list words = {.arena = arena, .between = " "};

	while (text.n) {
		const struct hw_text line = hw_text_trim_start(
			hw_text_trim_end(hw_text_cut(&text, '\n'), " \r"), " ");

		if (!line.n)
			break;
		hw_list_add(&words, line);
	}
	return hw_list_text(&words);
}

/* What the report says of that which it was made from: devices may be missing, or are of
 * two machines. */
static void read_lacks(struct hw_dump *d, struct hw_text text)
{
	/* of the last eight, lines that are not understood: data/snapshot/read.c */
	static const char reasons[][34] = {
		"devices may be missing",
		"others may be missing",
		"lines are missing",
		"it may be cut off",
		"the snapshot is cut off",
		"the archive is damaged",
		"the link has no target",
		"start on the next line",
		"behind the mark",
		"the path is not sound",
		"behind the directory",
		"behind the path",
		"belongs to no entry",
		"the path is there already",
		"an escape or a digit is not sound",
	};
	const char *at = find(text, UNCHECKED);
	const struct hw_text why =
		at ? join_lines(hw_text_head(behind(text, at, 0), 4096), &d->arena)
		   : HW_NO_TEXT;

	for (size_t i = 0; i < HW_ARRAY_SIZE(reasons); i++)
		if (find(why, reasons[i]))
			hw_dump_file(d, HW_LEFT_OUT, HW_TEXT("devices"));
	if (find(why, "they are mixed up here"))
		hw_dump_file(d, HW_MIXED_HOSTS, HW_TEXT("hosts"));
}

static int read_report(struct hw_dump *dump, struct hw_text text)
{
	struct reader r = {.dump = dump, .counts = HW_REPORT_COUNTS};
	struct hw_list lines = {.arena = &dump->arena, .between = " "};
	const struct hw_text all = text;
	struct hw_text line;

	read_level(dump, text);
	r.judges_all = (find(text, "Found:") || find(text, "Nothing needs attention") ||
			find(text, "Could not be checked: which modules")) &&
		       !find(text, UNCHECKED);
	r.is_brief = find(text, "are without subsystem and modules");
	/* the last line is one that says something */
	text = hw_text_trim_end(text, " \r\n");
	while (hw_dump_line(dump, &text, &line)) {
		line = without_wrap(line);
		if (!is_continued(&r, &lines, line))
			read_joined(&r, &lines);
		if (!lines.n)
			r.entry_line = dump->line;
		r.is_broken = r.is_broken || may_break(line);
		if (lines.n < JOINED_MAX)
			hw_list_add(&lines,
				    lines.n ? hw_text_trim_start(line, " ") : line);
	}
	read_last(&r, &lines);
	if (hw_report_compare(&r.counts, dump) && !r.is_cut && is_whole(&r, all)) {
		dump->facts.is_whole = true;
		/* of others it is not known whether each bus is listed */
		dump->facts.all_buses |= !hw_report_has_any(&r.counts);
	}
	read_lacks(dump, all);
	settle_revisions(dump);
	hw_dump_report_findings(dump, all);
	keep_drivers_open(dump);
	hw_dump_lspci_settle(dump, &r.scope);
	return 0;
}

/* The title, labels, and addresses with two blanks behind them: no other tool prints
 * these. */
static bool is_line(struct hw_text line)
{
	size_t n = 0;

	if ((hw_text_starts(line, HW_TEXT(INDENT)) && is_label(line)) ||
	    hw_text_starts(hw_text_trim_start(line, "# "), HW_TEXT("Hardware report")))
		return true;
	line = hw_text_trim_start(line, " ");
	if (!hw_dump_is_slot(line, &n))
		n = usb_length(line);
	return n && hw_text_starts(hw_text_from(line, n), HW_TEXT("  ")) &&
	       (find_bracket(line, 4, 0, false) < line.n ||
		find_bracket(line, 2, 0, false) < line.n);
}

const struct hw_dump_format hw_dump_report_text = {
	.name = "hwalias report (text)",
	.is_line = is_line,
	.read = read_report,
	.fact = offsetof(struct hw_dump_facts, drivers),
	.is_list = true,
};
