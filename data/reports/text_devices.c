// SPDX-License-Identifier: GPL-2.0-or-later
/* Which devices a line of a report for people is about: by their addresses. */
#include "data/base/array.h"
#include "data/reports/text.h"
#include "decoders/text/ascii.h"

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

size_t hw_report_usb_length(struct hw_text text)
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

struct hw_text hw_report_bus(struct hw_text line)
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
	const char *end = hw_report_find(text, "  ");
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
static struct hw_dump_device *cut_device(struct hw_report_reader *r, struct hw_text *text)
{
	struct hw_text slot = hw_dump_cut_slot(r->dump, text);
	struct hw_dump_device *d = NULL;
	struct hw_text name;
	size_t n;

	if (slot.s)
		return hw_dump_device(r->dump, HW_TEXT("pci"), slot);
	n = hw_report_usb_length(*text);
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

bool hw_report_is_entry(const struct hw_report_reader *r, struct hw_text line)
{
	size_t n;

	line = hw_text_trim_start(line, " ");
	return (hw_dump_is_slot(line, &n) && n < line.n &&
		(line.s[n] == ' ' || line.s[n] == ',')) ||
	       hw_report_usb_length(line) || name_length(line, r->bus);
}

bool hw_report_cut_devices(struct hw_report_reader *r, struct hw_text *text)
{
	const char *alike;

	r->named_count = 0;
	do {
		struct hw_dump_device *d;

		*text = hw_text_trim_start(*text, ", ");
		if (!hw_report_is_entry(r, *text))
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
	alike = hw_report_find(hw_text_head(*text, 20), " alike)");
	if (alike && text->s[0] == '(')
		*text = hw_text_trim_start(hw_report_behind(*text, alike, 7), " ");
	return r->named_count;
}
