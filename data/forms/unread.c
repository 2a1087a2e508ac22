// SPDX-License-Identifier: GPL-2.0-or-later
/* What people send and no format here reads: which command prints what can be read. */
#include "data/forms/internal.h"

/* How much of a text is looked at. */
#define LOOK_MAX ((size_t)256 * 1024)

static const struct {
	/* how a line begins, behind blanks and the marks of quotes; or what is in one */
	const char *start;
	const char *part;
	/* what prints it, and what can be read */
	const char *by;
	const char *instead;
	/* lines that have a modalias are not read either */
	bool is_markup;
} unread[] = {
	{.start = "-[0", .by = "lspci -t", .instead = "lspci -nnk"},
	{.start = "-+-[0", .by = "lspci -t", .instead = "lspci -nnk"},
	{.start = "Bus#  ", .by = "lsusb -t of an old version", .instead = "lsusb -v"},
	{.start = "Device Descriptor:", .by = "lsusb -D", .instead = "lsusb -v"},
	{.start = "*-core", .by = "lshw of no PCI or USB", .instead = "lshw -numeric"},
	{.start = "H/W path ", .by = "lshw -short", .instead = "lshw -numeric"},
	{.start = "Bus info ", .by = "lshw -businfo", .instead = "lshw -numeric"},
	{.part = "\"businfo\" : \"", .by = "lshw -json", .instead = "lshw -numeric"},
	{.part = "summary=\"attributes of ",
	 .by = "lshw -html",
	 .instead = "lshw -numeric",
	 .is_markup = true},
	{.start = "<node id=\"",
	 .by = "lshw -xml",
	 .instead = "lshw -numeric",
	 .is_markup = true},
	{.part = "<businfo>",
	 .by = "lshw -xml",
	 .instead = "lshw -numeric",
	 .is_markup = true},
	{.start = "looking at device '/",
	 .by = "udevadm info -a",
	 .instead = "udevadm info --export-db"},
	{.start = "{\"DEVPATH\":\"/",
	 .by = "udevadm info --json",
	 .instead = "udevadm info --export-db"},
	{.start = "\"DEVPATH\" : \"/",
	 .by = "udevadm info --json",
	 .instead = "udevadm info --export-db"},
	{.start = "graphics card:", .by = "hwinfo --short", .instead = "hwinfo"},
	{.start = "\"dmesg\": [", .by = "dmesg --json", .instead = "dmesg"},
	{.part = "\"__REALTIME_TIMESTAMP\"",
	 .by = "journalctl -o json",
	 .instead = "journalctl -k"},
	{.start = "__REALTIME_TIMESTAMP=",
	 .by = "journalctl -o export",
	 .instead = "journalctl -k"},
	{.start = "_TRANSPORT=kernel",
	 .by = "journalctl -o verbose",
	 .instead = "journalctl -k"},
	{.start = "Linux version ", .by = "dmesg -t", .instead = "dmesg"},
	{.start = "# dmidecode ", .by = "dmidecode", .instead = "hwalias snapshot"},
	{.part = "PCI\\VEN_", .by = "Windows", .instead = "lspci -nnk"},
	{.part = "USB\\VID_", .by = "Windows", .instead = "lspci -nnk"},
	{.part = " hdr=0x0", .by = "pciconf of FreeBSD", .instead = "lspci -nnk"},
	{.start = "0x0000: Vendor ID: ",
	 .by = "pcidump of OpenBSD",
	 .instead = "lspci -nnk"},
	{.start = "ugen0.1: <", .by = "usbconfig of FreeBSD", .instead = "lsusb"},
	{.start = "PCI Vendor ID: 0x",
	 .by = "system_profiler of macOS",
	 .instead = "lspci -nnk"},
	{.part = "Product ID: 0x", .by = "system_profiler of macOS", .instead = "lsusb"},
	{.start = "NAME   MAJ:MIN ",
	 .by = "lsblk",
	 .instead = "udevadm info --export-db"},
	{.start = "CPU op-mode(s):", .by = "lscpu", .instead = "lspci -nnk"},
	{.start = "7z\xbc\xaf\x27\x1c", .by = "7z", .instead = "tar or zip"},
	{.start = "Rar!\x1a", .by = "rar", .instead = "tar or zip"},
};

static bool is_of(struct hw_text line, size_t i)
{
	const char *part = unread[i].part;

	return part ? line.n && memmem(line.s, line.n, part, strlen(part))
		    : hw_text_starts(line, hw_text_of(unread[i].start));
}

/* Digits of the base 16 or 10 that the form has as X and D; D stands for one or more. */
static struct hw_text skip(struct hw_text text, const char *form)
{
	for (; *form; form++) {
		const struct hw_text rest = hw_text_trim_start(
			text, *form == 'X' ? "0123456789abcdef" : "0123456789");
		const bool is_digit = *form == 'X' || *form == 'D';

		if (!text.n || (is_digit ? rest.n == text.n : text.s[0] != *form))
			return HW_NO_TEXT;
		text = *form == 'D' ? rest : hw_text_from(text, 1);
	}
	return text;
}

/* What the kernel puts before a message of a device, dev_printk(): "usb 1-1.2: ",
 * "e1000e 0000:00:19.0 eth0: ", "usbhid 1-1:1.0: ". */
static bool is_of_device(struct hw_text line)
{
	const size_t blank = hw_text_find(line, ' ');
	const struct hw_text name = hw_text_from(line, blank + 1);
	struct hw_text rest = skip(name, "XXXX:XX:XX.X");

	if (!blank || blank >= line.n ||
	    hw_text_find(hw_text_head(line, blank), ':') < blank)
		return false;
	if (!rest.s)
		rest = skip(name, "D-D");
	for (struct hw_text more = rest; more.s; more = skip(more, ".D"))
		rest = more;
	if (rest.s && skip(rest, ":D.D").s)
		rest = skip(rest, ":D.D");
	return rest.n > 1 && (rest.s[0] == ':' || rest.s[0] == ' ') &&
	       memmem(rest.s, rest.n, ": ", 2);
}

/* So many lines of devices make a log that begins later than with the first message. */
enum { FEW_LINES = 3 };

static size_t row_of(const char *by)
{
	size_t i = 0;

	while (i < HW_ARRAY_SIZE(unread) && strcmp(unread[i].by, by) != 0)
		i++;
	return i;
}

/* Of the first line that tells it; the length of the table: none does. */
static size_t find(struct hw_text text)
{
	size_t of_devices = 0;

	text = hw_text_head(text, LOOK_MAX);
	while (text.n) {
		const struct hw_text line =
			hw_text_trim_start(hw_text_cut(&text, '\n'), " \t>");

		for (size_t i = 0; i < HW_ARRAY_SIZE(unread); i++)
			if (is_of(line, i))
				return i;
		of_devices += is_of_device(line);
	}
	return of_devices < FEW_LINES ? HW_ARRAY_SIZE(unread) : row_of("dmesg -t");
}

bool hw_dump_is_unread(struct hw_text text, const char **ret_by, const char **ret_instead)
{
	const size_t i = find(text);

	if (i == HW_ARRAY_SIZE(unread))
		return false;
	*ret_by = unread[i].by;
	*ret_instead = unread[i].instead;
	return true;
}

bool hw_dump_is_markup(struct hw_text text)
{
	const size_t i = find(text);

	return i < HW_ARRAY_SIZE(unread) && unread[i].is_markup;
}
