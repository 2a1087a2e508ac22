// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * lspci's lists, with any of -n, -nn, -k, -v, -vvv, -x, -xxx, -xxxx, -D, and -m or -mm
 * (show_terse(), show_verbose(), show_hex_dump() of pciutils/lspci.c, ls-kernel.c,
 * ls-caps.c; lines of -m are read by lspci_machine.c):
 *
 *     00:1f.6 Ethernet controller [0200]: Intel Corporation I219-LM [8086:156f] (rev 21)
 *     00:1f.6 0200: 8086:156f (rev 21) (prog-if 00 [...])
 *     00:1f.6 Class 0200: 8086:156f (rev 21)                      before pciutils 3.0
 *     00:1c.0/02:00.0 Network controller [0280]: …                -PP, through bridges
 *     00:1c.0/00.0 Network controller [0280]: …                   -P, without the bus
 *     00:1f.6 Class 0200: 8086:156f e1000e                        busybox with -k
 *     00:1f.6 "Class 0200" "8086" "156f" "1028" "06e4" "e1000e"   busybox with -mk
 *     00:1f.6 "Ethernet controller [0200]" "Intel [8086]" "I219 [156f]" -r21 -p00 "" ""
 *     	Subsystem: Dell Device [1028:06e4]
 *     	Bus: primary=00, secondary=01, subordinate=01, sec-latency=0
 *     		LnkCap:	Port #0, Speed 8GT/s, Width x4, ASPM L1 …
 *     		LnkSta:	Speed 8GT/s (ok), Width x2 (downgraded)
 *     	Kernel driver in use: e1000e
 *     	Kernel modules: e1000e
 *     00: 86 80 6f 15 06 04 10 00 21 00 00 02 00 00 00 00
 *
 * Without -n the ids are not told, but for those that -x has.
 */
#include <stdio.h>

#include "data/tools/internal.h"
#include "decoders/text/ascii.h"

/* "00:1f.6" */
enum { CONFIG_MAX = 4096, HEADER_LENGTH = 64, SLOT_LENGTH = 7 };

struct reader {
	struct hw_dump *dump;
	struct hw_dump_device *device;
	struct hw_dump_lspci_scope scope;
	char config[CONFIG_MAX];
	size_t config_n;
	bool names_only;
	/* a line whose ids are not there: a mail has wrapped it, and they are on the next
	 */
	struct hw_text open;
	size_t open_line;
	bool open_is_subsystem;
	/* an empty line is behind the last line of the device */
	bool is_after_blank;
	/* the last line that was not understood, and the device before such ones */
	size_t unknown;
	struct hw_dump_device *lost;
	/* the last line of what a device's first one has, and that line */
	size_t device_line;
	struct hw_text first;
	const struct hw_dump_wrapping *wrapping;
	/* "(rev 83)" may be on the next line */
	bool lacks_revision;
	/* what is printed of a device that answers with ones */
	struct hw_text ones;
	/* busybox prints none, whatever it is */
	bool is_busybox;
	/* of the device that is read: details, and a driver, are printed */
	bool has_details;
	bool has_driver;
	bool has_subsystem;
	/* of its modules, which a mail may have wrapped; 0: not printed */
	size_t modules_line;
	/* the last detail has lost the tab before it */
	bool is_flat;
	/* the details are those of a device that is left out */
	bool is_left_out;
	bool has_left_out;
};

/* "[0604]: " */
static size_t find_class(struct hw_text line)
{
	for (size_t i = 0; i + 8 < line.n; i++)
		if (line.s[i] == '[' && hw_dump_hex(hw_text_from(line, i + 1), 4) >= 0 &&
		    line.s[i + 5] == ']' && line.s[i + 6] == ':')
			return i;
	return line.n;
}

/* "[8086:156f]", the last one of a line; names may have brackets too. */
static size_t find_ids(struct hw_text line)
{
	size_t found = line.n;

	for (size_t i = 0; i + 11 <= line.n; i++)
		if (line.s[i] == '[' && hw_dump_hex(hw_text_from(line, i + 1), 4) >= 0 &&
		    line.s[i + 5] == ':' &&
		    hw_dump_hex(hw_text_from(line, i + 6), 4) >= 0 &&
		    line.s[i + 10] == ']')
			found = i;
	return found;
}

/* "0604: 8086:a121", after "Class " perhaps. */
static bool is_numeric(struct hw_text *text)
{
	*text = hw_text_trim_start(*text, " ");
	if (hw_text_starts(*text, HW_TEXT("Class ")))
		*text = hw_text_from(*text, 6);
	return text->n >= 15 && hw_dump_hex(*text, 4) >= 0 && text->s[4] == ':' &&
	       text->s[5] == ' ' && hw_dump_hex(hw_text_from(*text, 6), 4) >= 0 &&
	       text->s[10] == ':' && hw_dump_hex(hw_text_from(*text, 11), 4) >= 0;
}

/* "… (rev 15) 	Subsystem: … 03:00.0 Network controller [0280]: …": the ends of the lines
 * are lost, and what belongs to which device with them. */
static bool has_second_device(struct hw_text rest)
{
	for (size_t i = 0; i + 8 < rest.n; i++) {
		struct hw_text at = hw_text_from(rest, i + 1);
		size_t n;

		if (strchr(" \t", rest.s[i]) && hw_dump_is_slot(at, &n) && at.n > n &&
		    at.s[n] == ' ' && find_class(at) < at.n)
			return true;
	}
	return false;
}

/* How long the bridges before a device's own address are, "00:1c.0/" of -PP. */
static size_t bridges_length(struct hw_text line)
{
	size_t at = 0;
	size_t n;

	while (hw_dump_is_slot(hw_text_from(line, at), &n) && at + n < line.n &&
	       line.s[at + n] == '/')
		at += n + 1;
	/* -P has no bus behind them */
	return hw_dump_is_slot(hw_text_from(line, at), &n) ? at : 0;
}

/* The line without these. They have the domain, which is that of the device, too. */
static struct hw_text without_bridges(struct hw_dump *dump, struct hw_text line)
{
	const size_t bridges = bridges_length(line);
	const struct hw_text rest = hw_text_from(line, bridges);
	const size_t domain = hw_text_find(line, ':') + 1;
	size_t n;

	if (!bridges || !hw_dump_is_slot(line, &n) || n == SLOT_LENGTH)
		return rest;
	return hw_arena_printf(&dump->arena, "%.*s%.*s", (int)domain, line.s,
			       HW_TEXT_ARG(rest));
}

/* "00:1c.0/00.0 Network controller …" of -P. */
static bool is_without_bus(struct hw_text line)
{
	bool is_path = false;
	size_t n;

	if (!hw_dump_is_slot(line, &n))
		return false;
	line = hw_text_from(line, n);
	while (line.n > 5 && line.s[0] == '/' &&
	       hw_dump_hex(hw_text_from(line, 1), 2) >= 0 && line.s[3] == '.') {
		line = hw_text_from(line, 5);
		is_path = true;
	}
	return is_path && line.n && line.s[0] == ' ';
}

/* "Ethernet controller: Intel …"; columns of a table have two blanks between them. */
static bool has_class(struct hw_text rest)
{
	const char *colon = rest.n > 3 ? memmem(rest.s, rest.n, ": ", 2) : NULL;

	return colon && !memmem(rest.s, (size_t)(colon - rest.s), "  ", 2);
}

static bool is_device_line(struct hw_text line)
{
	struct hw_text rest = line;
	size_t n;

	if (!hw_dump_is_slot(line, &n))
		return false;
	rest = hw_text_from(rest, n);
	/* two blanks are those of hwalias report */
	if (rest.n < 2 || rest.s[0] != ' ' || rest.s[1] == ' ' || has_second_device(rest))
		return false;
	return hw_dump_is_quoted(rest) || is_numeric(&rest) || has_class(rest);
}

static void set_ids(struct reader *r, struct hw_text text, enum hw_dump_number vendor)
{
	hw_dump_set(r->dump, r->device, vendor, hw_dump_hex(text, 4));
	hw_dump_set(r->dump, r->device, (enum hw_dump_number)(vendor + 1),
		    hw_dump_hex(hw_text_from(text, 5), 4));
}

/* Whether the list that is read prints drivers, and has none of this device. */
static void finish_device(struct reader *r)
{
	if (r->device && r->has_details && !r->has_driver)
		r->device->lacks_driver = true;
	r->has_details = r->has_driver = r->has_subsystem = r->is_after_blank = false;
	r->device = NULL;
}

static void finish_config(struct reader *r)
{
	/* the revision and the header's type were read of its configuration space */
	if (!r->config_n && r->device && r->device->is_gone) {
		memset(r->config, 0xff, HEADER_LENGTH);
		r->config_n = HEADER_LENGTH;
		/* what was printed of that */
		hw_dump_attribute(r->dump, r->device, "lspci", r->ones);
	}
	if (r->config_n)
		hw_dump_config(r->dump, r->device,
			       (struct hw_text){r->config, r->config_n});
	r->config_n = 0;
}

/* Behind a revision. */
static void note_ones(struct reader *r)
{
	r->ones = r->device->is_gone ? HW_TEXT("rev ff") : HW_NO_TEXT;
}

/* Where the last byte `c` is, or the length. */
static size_t find_last(struct hw_text text, char c)
{
	for (size_t i = text.n; i-- > 0;)
		if (text.s[i] == c)
			return i;
	return text.n;
}

/* The length of a text before the dots with which it ends: it is cut off, by
 * pci_lookup_name() for want of room, or by a terminal or an editor; 0: it is not. */
static size_t cut_length(struct hw_text text)
{
	static const char *const dots[] = {"...", "\xe2\x80\xa6"};

	text = hw_text_trim_end(text, " ");
	for (size_t i = 0; i < HW_ARRAY_SIZE(dots); i++)
		if (text.n > 3 &&
		    hw_text_eq(hw_text_from(text, text.n - 3), hw_text_of(dots[i])))
			return text.n - 3;
	return 0;
}

/* "… Root Port #1 [8086:a1..." tells the maker at least. */
static void set_cut_ids(struct reader *r, struct hw_text text, enum hw_dump_number vendor)
{
	const size_t n = cut_length(text);
	const size_t at = find_last(hw_text_head(text, n), '[');

	if (at + 6 <= n && text.s[at + 5] == ':' &&
	    hw_dump_hex(hw_text_from(text, at + 1), 4) >= 0)
		hw_dump_set(r->dump, r->device, vendor,
			    hw_dump_hex(hw_text_from(text, at + 1), 4));
}

/* "Ethernet controller [0200]: Intel Corporation I219-LM [8086:156f] (rev 21)": where
 * the maker's name ends is not told. */
static void read_names(struct reader *r, struct hw_text rest)
{
	const char *colon = memmem(rest.s, rest.n, ": ", 2);
	struct hw_text name;
	const char *end;

	if (!colon)
		return;
	name = hw_text_from(rest, (size_t)(colon - rest.s) + 2);
	rest = hw_text_trim_start(hw_text_head(rest, (size_t)(colon - rest.s)), " ");
	end = memmem(name.s, name.n, " (rev ", 6);
	if (!end)
		end = memmem(name.s, name.n, " (prog-if ", 10);
	if (end)
		name = hw_text_head(name, (size_t)(end - name.s));
	/* in the midst of ids, too */
	if (cut_length(name))
		name = hw_text_trim_end(
			hw_text_head(name, find_last(hw_text_head(name, cut_length(name)),
						     '[')),
			" ");
	hw_dump_pci_class(r->dump, r->device, rest);
	hw_dump_pci_pair(r->dump, r->device, HW_DUMP_VENDOR, name);
	hw_dump_tell_name(r->dump, r->device, "subclass", rest);
	hw_dump_tell_name(r->dump, r->device, "device", name);
}

/* "PCI bridge [0604]: …", if it is there. */
static void set_class(struct reader *r, struct hw_text rest)
{
	const size_t at = find_class(rest);

	if (at < rest.n)
		hw_dump_set(r->dump, r->device, HW_DUMP_CLASS,
			    hw_dump_hex(hw_text_from(rest, at + 1), 4));
}

static void keep_open(struct reader *r, struct hw_text text, bool is_subsystem)
{
	r->open = text;
	r->open_line = r->dump->line;
	r->open_is_subsystem = is_subsystem;
}

/* " e1000e" behind the ids, of busybox; others have parentheses there. */
static void read_bare_driver(struct reader *r, struct hw_text rest)
{
	const struct hw_text driver =
		hw_text_trim_end(hw_text_trim_start(rest, " "), " ");

	if (r->is_busybox && driver.n && hw_text_find(driver, ' ') == driver.n)
		hw_dump_driver(r->dump, r->device, driver);
}

/* What is behind a device's address. */
static void read_what(struct reader *r, struct hw_text rest)
{
	struct hw_text numbers = rest;
	size_t class;
	size_t ids;

	class = find_class(rest);
	ids = find_ids(rest);
	if (is_numeric(&numbers)) {
		set_ids(r, hw_text_from(numbers, 6), HW_DUMP_VENDOR);
		hw_dump_set(r->dump, r->device, HW_DUMP_CLASS, hw_dump_hex(numbers, 4));
		read_bare_driver(r, hw_text_from(numbers, 15));
	} else if (class < rest.n && ids < rest.n) {
		set_ids(r, hw_text_from(rest, ids + 1), HW_DUMP_VENDOR);
		set_class(r, rest);
	} else {
		r->names_only = true;
	}
	if (!is_numeric(&numbers) && r->names_only && class < rest.n &&
	    !memmem(rest.s, rest.n, " (rev ", 6)) {
		keep_open(r, rest, false);
		return;
	}
	if (!is_numeric(&numbers)) {
		set_class(r, rest);
		read_names(r, rest);
	}
	hw_dump_pci_byte(r->dump, r->device, rest, "(rev ", HW_DUMP_REVISION);
	note_ones(r);
	hw_dump_pci_byte(r->dump, r->device, rest, "(prog-if ", HW_DUMP_INTERFACE);
	if (memmem(rest.s, rest.n, "(prog-if ", 9))
		r->scope.interfaces = true;
	r->lacks_revision = r->device->n[HW_DUMP_REVISION] < 0 && !r->device->is_gone;
	r->open_line = r->dump->line;
}

/* What is behind "Key: ", or absent. */
static struct hw_text value_of(struct hw_text line, const char *key)
{
	size_t n = strlen(key);

	if (!hw_text_starts(line, hw_text_of(key)))
		return HW_NO_TEXT;
	return hw_text_trim_start(hw_text_from(line, n), " \t");
}

static void read_subsystem(struct reader *r, struct hw_text value)
{
	size_t ids = find_ids(value);

	r->scope.details = true;
	if (value.n != 9 || value.s[4] != ':')
		hw_dump_tell_name(r->dump, r->device, "subsystem", value);
	if (ids < value.n)
		set_ids(r, hw_text_from(value, ids + 1), HW_DUMP_SUBSYSTEM_VENDOR);
	else if (value.n == 9 && value.s[4] == ':' && hw_dump_hex(value, 4) >= 0)
		set_ids(r, value, HW_DUMP_SUBSYSTEM_VENDOR);
	else
		r->device->subsystem_is_named = true;
	if (r->device->subsystem_is_named)
		hw_dump_pci_pair(r->dump, r->device, HW_DUMP_SUBSYSTEM_VENDOR, value);
	if (ids == value.n)
		set_cut_ids(r, value, HW_DUMP_SUBSYSTEM_VENDOR);
}

/* No more is told of it. */
static void close_line(struct reader *r)
{
	struct hw_text rest = r->open;

	/* printed where it is not 0 */
	if (r->lacks_revision && r->device && !r->is_busybox)
		hw_dump_imply(r->device, HW_DUMP_REVISION, 0);
	r->lacks_revision = false;
	r->open = HW_NO_TEXT;
	if (!rest.s || !r->device)
		return;
	if (r->open_is_subsystem) {
		read_subsystem(r, rest);
		return;
	}
	set_class(r, rest);
	set_cut_ids(r, rest, HW_DUMP_VENDOR);
	read_names(r, rest);
	/* behind the ids, which are not there */
	if (!cut_length(rest))
		hw_dump_imply(r->device, HW_DUMP_REVISION, 0);
}

/* Without the tab that is before each, as some web pages and mails show it. */
static bool is_bare_detail(struct hw_text line)
{
	static const char *const keys[] = {
		"Subsystem: ",	    "Kernel driver in use: ",
		"Kernel modules: ", "DeviceName: ",
		"Flags: ",	    "Control: I/O",
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(keys); i++)
		if (hw_text_starts(line, hw_text_of(keys[i])))
			return true;
	return false;
}

/* The second half of a device's line, "[8086:08b1] (rev 83)". False: it is none. */
static bool read_second_half(struct reader *r, struct hw_text line)
{
	struct hw_text all;

	if (!r->device || r->dump->line != r->open_line + 1)
		return false;
	if (r->lacks_revision && hw_text_starts(line, HW_TEXT("(rev "))) {
		hw_dump_pci_byte(r->dump, r->device, line, "(rev ", HW_DUMP_REVISION);
		note_ones(r);
		hw_dump_pci_byte(r->dump, r->device, line, "(prog-if ",
				 HW_DUMP_INTERFACE);
		r->lacks_revision = false;
		return true;
	}
	/* one that is cut off goes on with its details */
	if (!r->open.s || find_ids(line) == line.n || is_device_line(line) ||
	    is_bare_detail(hw_text_trim_start(line, " \t")))
		return false;
	all = hw_arena_printf(&r->dump->arena, "%.*s %.*s", HW_TEXT_ARG(r->open),
			      HW_TEXT_ARG(line));
	r->open = HW_NO_TEXT;
	if (r->open_is_subsystem)
		read_subsystem(r, all);
	else
		read_what(r, all);
	return true;
}

static void read_device(struct reader *r, struct hw_text line)
{
	struct hw_text rest = line;
	struct hw_text slot;

	finish_config(r);
	finish_device(r);
	r->is_flat = r->is_left_out = false;
	slot = hw_dump_cut_slot(r->dump, &rest);
	r->device = slot.s ? hw_dump_device(r->dump, HW_TEXT("pci"), slot) : NULL;
	r->device_line = r->dump->line;
	r->first = line;
	r->lost = NULL;
	if (!r->device)
		return;
	if (hw_dump_is_quoted(rest))
		r->names_only |=
			hw_dump_lspci_machine(r->dump, r->device, rest, r->is_busybox);
	else
		read_what(r, rest);
}

/* "00: 86 80 …", "fe0: 00 …": sixteen bytes, in the order of their addresses. */
static bool read_hex(struct reader *r, struct hw_text line)
{
	size_t colon = hw_text_find(line, ':');
	int32_t at = colon >= 2 && colon <= 3 && colon < line.n ? hw_dump_hex(line, colon)
								: -1;
	size_t n = 0;

	if (at < 0 || at % 16 || colon + 2 > line.n || line.s[colon + 1] != ' ')
		return false;
	line = hw_text_from(line, colon + 1);
	while (line.n >= 3 && n < 16 && line.s[0] == ' ' &&
	       hw_dump_hex(hw_text_from(line, 1), 2) >= 0) {
		if (r->device && (size_t)at == r->config_n && at + 16 <= CONFIG_MAX)
			r->config[(size_t)at + n] =
				(char)hw_dump_hex(hw_text_from(line, 1), 2);
		n++;
		line = hw_text_from(line, 3);
	}
	if (n != 16 || hw_text_trim_end(line, " ").n)
		return false;
	if (!r->device)
		hw_dump_partial(r->dump, false);
	else if ((size_t)at != r->config_n || at + 16 > CONFIG_MAX)
		hw_dump_malformed(r->dump, "bytes that do not follow the last ones");
	else
		r->config_n += 16;
	return true;
}

/* "Speed 8GT/s" as sysfs has it, "8.0 GT/s PCIe"; and "Width x4". */
static void read_link(struct reader *r, struct hw_text value, const char *speed,
		      const char *width)
{
	const char *at = memmem(value.s, value.n, "Speed ", 6);
	struct hw_text t;
	size_t n;

	if (at) {
		t = hw_text_from(value, (size_t)(at - value.s) + 6);
		for (n = 0; n < t.n && (hw_is_digit(t.s[n]) || t.s[n] == '.');)
			n++;
		if (n && hw_text_starts(hw_text_from(t, n), HW_TEXT("GT/s")))
			hw_dump_attribute(
				r->dump, r->device, speed,
				hw_arena_printf(&r->dump->arena, "%.*s%s GT/s PCIe\n",
						HW_TEXT_ARG(hw_text_head(t, n)),
						hw_text_find(hw_text_head(t, n), '.') < n
							? ""
							: ".0"));
	}
	at = memmem(value.s, value.n, "Width x", 7);
	if (!at)
		return;
	t = hw_text_from(value, (size_t)(at - value.s) + 7);
	for (n = 0; n < t.n && n < 3 && hw_is_digit(t.s[n]);)
		n++;
	if (n && t.s[0] != '0')
		hw_dump_attribute_line(r->dump, r->device, width, hw_text_head(t, n));
}

static void read_bus(struct reader *r, struct hw_text value)
{
	const char *at = memmem(value.s, value.n, "secondary=", 10);

	if (at)
		hw_dump_set(
			r->dump, r->device, HW_DUMP_SECONDARY,
			hw_dump_hex(hw_text_from(value, (size_t)(at - value.s) + 10), 2));
}

/* "bus master, fast devsel, latency 0, IRQ 16", "pin A routed to IRQ 16" */
static void read_irq(struct reader *r, struct hw_text value)
{
	static const char words[] = "IRQ ";
	const char *at = value.n ? memmem(value.s, value.n, words, strlen(words)) : NULL;
	struct hw_text number;

	if (!at)
		return;
	number = hw_text_from(value, (size_t)(at - value.s) + strlen(words));
	number = hw_text_head(number, hw_text_find(number, ','));
	if (hw_text_decimal(number, 9) > 0)
		hw_dump_attribute_line(r->dump, r->device, "irq", number);
}

static void read_detail(struct reader *r, struct hw_text line)
{
	struct hw_text value;

	line = hw_text_trim_end(hw_text_trim_start(line, " \t"), " ");
	if ((value = value_of(line, "Subsystem: ")).s) {
		r->has_subsystem = true;
		if (find_ids(value) < value.n || hw_dump_hex(value, 4) >= 0)
			read_subsystem(r, value);
		else
			keep_open(r, value, true);
	} else if ((value = value_of(line, "Kernel driver in use:")).s) {
		r->scope.details = true;
		r->has_driver = true;
		hw_dump_driver(r->dump, r->device, value);
	} else if ((value = value_of(line, "Kernel modules:")).s) {
		r->scope.details = true;
		r->has_details = true;
		if (!r->device->claimed_by.s) {
			r->device->claimed_by = hw_arena_copy(&r->dump->arena, value);
			r->modules_line = r->dump->line;
		}
	} else if (value_of(line, "!!! Unknown header type 7f").s) {
		r->device->is_gone = true;
		if (!r->ones.n)
			r->ones = HW_TEXT("Unknown header type 7f");
	} else if ((value = value_of(line, "Flags:")).s ||
		   (value = value_of(line, "Control:")).s) {
		/* -v and -vv */
		r->scope.interfaces = true;
		read_irq(r, value);
	} else if ((value = value_of(line, "Bus: primary=")).s) {
		read_bus(r, value);
	} else if ((value = value_of(line, "LnkCap:")).s) {
		read_link(r, value, "max_link_speed", "max_link_width");
	} else if ((value = value_of(line, "LnkSta:")).s) {
		read_link(r, value, "current_link_speed", "current_link_width");
	} else if ((value = value_of(line, "NUMA node:")).s) {
		hw_dump_attribute_line(r->dump, r->device, "numa_node", value);
	} else if ((value = value_of(line, "IOMMU group:")).s) {
		hw_dump_iommu_group(r->dump, r->device, value);
	} else if ((value = value_of(line, "Physical Slot:")).s) {
		hw_dump_slot(r->dump, r->device, value);
	} else if ((value = value_of(line, "Device tree node:")).s) {
		hw_dump_tree_node(r->dump, r->device, value);
	} else if ((value = value_of(line, "Interrupt:")).s) {
		read_irq(r, value);
	} else if ((value = value_of(line, "DeviceName:")).s) {
		hw_dump_attribute_line(r->dump, r->device, "label", value);
	}
}

/* "LnkCap: …", "Memory at f7e00000 …", "ClockPM- Surprise- LLActRep+": of the details
 * that follow one without its tab. */
static bool is_like_detail(struct hw_text line)
{
	static const char *const starts[] = {"Memory at ",	  "I/O ports at ",
					     "Expansion ROM at ", "Memory behind ",
					     "I/O behind ",	  "Prefetchable "};
	size_t n = 0;

	for (size_t i = 0; i < HW_ARRAY_SIZE(starts); i++)
		if (hw_text_starts(line, hw_text_of(starts[i])))
			return true;
	while (n < line.n && n < 24 &&
	       (hw_is_alnum(line.s[n]) || strchr(" /()_-", line.s[n])))
		n++;
	if (n && n < line.n && line.s[n] == ':')
		return true;
	/* switches */
	n = hw_text_find(line, ' ');
	return n > 2 && strchr("+-", line.s[n - 1]);
}

/* "Kernel modules: snd_hda_intel," goes on with names alone. */
static bool read_more_modules(struct reader *r, struct hw_text line)
{
	struct hw_text *all = r->device ? &r->device->claimed_by : NULL;

	line = hw_text_trim_end(hw_text_trim_start(line, " \t"), " ");
	if (!all || !all->n || !line.n || !r->modules_line ||
	    r->modules_line + 1 != r->dump->line ||
	    hw_text_trim_end(*all, " ").s[hw_text_trim_end(*all, " ").n - 1] != ',')
		return false;
	for (size_t i = 0; i < line.n; i++)
		if (!hw_is_alnum(line.s[i]) && !strchr("_-, ", line.s[i]))
			return false;
	*all = hw_arena_printf(&r->dump->arena, "%.*s %.*s", HW_TEXT_ARG(*all),
			       HW_TEXT_ARG(line));
	r->modules_line = r->dump->line;
	return true;
}

/* What people write for lines that they leave out. */
static bool is_omission(struct hw_text line)
{
	static const char *const marks[] = {"[...]",	      "...",	"\xe2\x80\xa6",
					    "[\xe2\x80\xa6]", "(...)",	"(snip)",
					    "[snip]",	      "<snip>", "--snip--"};

	line = hw_text_trim_end(hw_text_trim_start(line, " \t"), " \t");
	for (size_t i = 0; i < HW_ARRAY_SIZE(marks); i++)
		if (hw_text_eq(line, hw_text_of(marks[i])))
			return true;
	return false;
}

/*
 * The text ends, or lines are left out, before a driver or modules: these may have been
 * there, and a subsystem before them. Most functions of a board have no driver, and are
 * the last of a whole list as well; of those that need one the driver is not told.
 */
static void leave_cut(struct reader *r)
{
	if (r->device && !r->has_driver && !r->has_details && !r->has_subsystem &&
	    !r->is_after_blank)
		r->device->subsystem_may_be_cut = true;
	if (r->device && !r->has_driver && !r->has_details && !r->is_after_blank &&
	    hw_dump_pci_needs_driver(r->device))
		r->device->is_cut = true;
}

/* What follows is of a device of which it is not known which one it is. */
static void leave_out(struct reader *r, const char *why)
{
	if (!r->has_left_out)
		hw_warn_line(r->dump->warnings, "lines-missing", r->dump->name,
			     r->dump->line, why);
	r->has_left_out = r->is_left_out = true;
	finish_config(r);
	finish_device(r);
}

/* The order in which lspci prints these. */
static bool is_of_next_device(const struct reader *r, struct hw_text line)
{
	return r->device && (r->has_subsystem || r->has_driver || r->has_details) &&
	       value_of(hw_text_trim_start(line, " \t"), "Subsystem: ").s;
}

/* "00: 86 80 …" */
static bool is_hex(struct hw_text line)
{
	const size_t colon = hw_text_find(line, ':');

	return colon >= 2 && colon <= 3 && colon + 4 <= line.n &&
	       hw_dump_hex(line, colon) >= 0 && line.s[colon + 1] == ' ' &&
	       hw_dump_hex(hw_text_from(line, colon + 2), 2) >= 0;
}

static bool is_line(struct hw_text line)
{
	return is_device_line(hw_text_from(line, bridges_length(line)));
}

/* "→   Subsystem: ", "\\tKernel modules: ": a detail whose tab is shown as something
 * else. */
static bool has_detail(struct hw_text line)
{
	line = hw_text_head(line, 40);
	for (size_t i = 1; i < line.n; i++)
		if (is_bare_detail(hw_text_from(line, i)))
			return true;
	return false;
}

/* What is behind a list when several commands are in one text. */
static bool is_of_others(struct hw_text line)
{
	static const struct hw_dump_format *const others[] = {
		&hw_dump_lsusb,	  &hw_dump_lsusb_tree,	&hw_dump_lsmod,
		&hw_dump_dmesg,	  &hw_dump_modinfo,	&hw_dump_uname,
		&hw_dump_cmdline, &hw_dump_usb_devices, &hw_dump_udev,
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(others); i++)
		if (others[i]->is_line(line))
			return true;
	return false;
}

static enum hw_line_kind kind_of(struct hw_text line)
{
	const struct hw_text bare = hw_text_trim_start(line, " \t");
	size_t n;

	if (!bare.n || hw_text_eq(line, HW_TEXT("--")) || is_omission(line) ||
	    is_hex(line))
		return HW_LINE_APART;
	/* one that is broken within its class as well */
	if (is_line(line) || is_without_bus(line) ||
	    (hw_dump_is_slot(line, &n) && n < line.n && line.s[n] == ' '))
		return HW_LINE_FIRST;
	if (is_of_others(line) ||
	    (line.s[0] != '\t' && line.s[0] != ' ' && has_detail(line)))
		return HW_LINE_APART;
	/* a line that is broken before a blank goes on with that */
	return line.s[0] == '\t' || hw_text_starts(line, HW_TEXT("  ")) ||
			       is_bare_detail(bare) ||
			       (line.s[0] == ' ' && is_like_detail(bare))
		       ? HW_LINE_OWN
		       : HW_LINE_OTHER;
}

/* Of a list that has lost its tabs. */
static enum hw_line_kind kind_of_flat(struct hw_text line)
{
	const enum hw_line_kind kind = kind_of(line);

	return kind == HW_LINE_OTHER && is_like_detail(line) ? HW_LINE_OWN : kind;
}

static bool is_flat(struct hw_text text)
{
	size_t bare = 0;
	size_t indented = 0;

	while (text.n) {
		const struct hw_text line = hw_text_cut(&text, '\n');
		const struct hw_text detail = hw_text_trim_start(line, " \t");

		if (!is_bare_detail(detail))
			continue;
		bare += detail.n == line.n;
		indented += detail.n < line.n;
	}
	return bare > indented;
}

static void read_line(struct reader *r, struct hw_text line)
{
	close_line(r);
	if (read_more_modules(r, line))
		return;
	if (is_omission(line)) {
		leave_cut(r);
		finish_config(r);
		finish_device(r);
	} else if (is_device_line(line)) {
		read_device(r, line);
	} else if (is_without_bus(line)) {
		leave_out(r,
			  "lspci -P does not tell the bus of a device behind a bridge, "
			  "lspci -PP does: it is left out");
	} else if (read_hex(r, line)) {
		return;
	} else if (!hw_text_trim_start(line, " \t").n) {
		/* the indented lines behind it may be the device's */
		finish_config(r);
		r->is_flat = false;
		r->is_after_blank = true;
	} else if (line.s[0] == '\t' || line.s[0] == ' ' || is_bare_detail(line) ||
		   (r->device && r->is_flat && is_like_detail(line))) {
		r->is_flat = line.s[0] != '\t' && line.s[0] != ' ';
		if (is_of_next_device(r, line)) {
			r->scope.excerpt = true;
			leave_out(r, "the line of the device is missing, and others "
				     "may be");
		}
		if (r->device)
			read_detail(r, line);
		else if (!r->is_left_out &&
			 is_bare_detail(hw_text_trim_start(line, " \t"))) {
			/* it may be of the one before the lines between them */
			if (r->lost)
				r->lost->is_cut = true;
			hw_dump_partial(r->dump, true);
		} else if (!r->is_left_out)
			hw_dump_malformed(r->dump, "a detail without a device");
	} else if (hw_text_eq(line, HW_TEXT("--"))) {
		/* grep's separator */
		if (!r->scope.excerpt)
			hw_warn_line(r->dump->warnings, "lines-missing", r->dump->name,
				     r->dump->line,
				     "grep has cut lines out: devices may be missing");
		r->scope.excerpt = true;
		finish_config(r);
		finish_device(r);
	} else {
		/* another program's text: what follows is not the device's; but a single
		 * line may be the end of one that a mail has wrapped */
		if (r->device && r->dump->line == r->device_line + 1 &&
		    (hw_dump_may_be_wrapped(r->wrapping, r->first, line) ||
		     find_last(r->first, '(') + strlen("(rev") == r->first.n))
			hw_dump_forget_implied(r->device);
		if (!r->device || r->is_after_blank || r->dump->line == r->unknown + 1) {
			if (r->device && !r->is_after_blank) {
				r->lost = r->device;
				leave_cut(r);
			}
			finish_config(r);
			finish_device(r);
		}
		r->unknown = r->dump->line;
		hw_dump_malformed(r->dump, "not a line of lspci");
	}
}

/* -nn tells the ids of all: a last line of a device without them was cut within. */
static bool is_cut(const struct hw_dump *dump, struct hw_text last)
{
	size_t n = dump->touched_count;

	return n > 1 && is_device_line(last) && hw_dump_has_ids(dump->touched[0]) &&
	       !hw_dump_has_ids(dump->touched[n - 1]);
}

/* All devices are "Class 0200", and of none a revision is told: of lspci before pciutils
 * 3.0 some would be. */
static bool is_busybox(struct hw_text text)
{
	size_t devices = 0;

	if (text.n && memmem(text.s, text.n, "(rev ", 5))
		return false;
	while (text.n) {
		const struct hw_text line = hw_text_cut(&text, '\n');
		struct hw_text rest = line;
		size_t n;

		if (!is_device_line(line) || !hw_dump_is_slot(line, &n))
			continue;
		rest = hw_text_from(line, n + 1);
		rest = hw_text_trim_start(rest, "\"");
		/* lspci has "Class [0200]" where it knows no name */
		if (!hw_text_starts(rest, HW_TEXT("Class ")) ||
		    hw_dump_hex(hw_text_from(rest, 6), 4) < 0)
			return false;
		devices++;
	}
	return devices;
}

/* Of some devices the ids were not printed. A list that tells those of others was asked
 * for them. */
static void note_names(struct hw_dump *dump)
{
	size_t without = 0;

	for (size_t i = 0; i < dump->touched_count; i++)
		without += !hw_dump_has_ids(dump->touched[i]);
	for (size_t i = 0; i < dump->touched_count; i++)
		if (!hw_dump_has_ids(dump->touched[i]))
			dump->touched[i]->ids_by =
				without < dump->touched_count ? "" : "lspci -nnk";
}

static int read_lspci(struct hw_dump *dump, struct hw_text text)
{
	const struct hw_dump_wrapping wrapping =
		hw_dump_find_wrapping(text, is_flat(text) ? kind_of_flat : kind_of);
	struct reader r = {
		.dump = dump, .wrapping = &wrapping, .is_busybox = is_busybox(text)};
	struct hw_text line = HW_NO_TEXT;
	bool named = false;

	while (hw_dump_wrapped_line(dump, &wrapping, &text, &line)) {
		bool was_named = r.names_only;

		r.names_only = false;
		line = without_bridges(dump, line);
		if (!read_second_half(&r, line)) {
			named |= was_named;
			read_line(&r, line);
		}
	}
	named |= r.names_only;
	close_line(&r);
	leave_cut(&r);
	if ((dump->ends_within || dump->ends_in_part) && r.device)
		r.device->is_cut = true;
	/* "(rev 21)" and "(prog-if 00)" may have followed */
	if (dump->ends_in_part && r.device && !hw_dump_is_quoted(r.first)) {
		hw_dump_forget_number(r.device, HW_DUMP_REVISION);
		hw_dump_forget_number(r.device, HW_DUMP_INTERFACE);
	}
	finish_config(&r);
	finish_device(&r);
	hw_dump_lspci_settle(dump, &r.scope);
	if (is_cut(dump, line))
		hw_dump_malformed(dump, "the last line is cut off");
	if (named)
		note_names(dump);
	return 0;
}

size_t hw_dump_lspci_certain(struct hw_text line)
{
	struct hw_text rest = hw_text_from(line, bridges_length(line));
	struct hw_text name;
	const char *colon;
	size_t n;

	if (!hw_dump_is_slot(rest, &n))
		return line.n;
	rest = hw_text_from(rest, n);
	colon = memmem(rest.s, rest.n, ": ", 2);
	if (!colon || hw_dump_is_quoted(rest) || find_ids(rest) < rest.n)
		return line.n;
	/* a name may end so where no ids are behind it */
	if (find_class(rest) == rest.n && strchr(")]", line.s[line.n - 1]))
		return line.n;
	name = rest;
	return is_numeric(&name) ? line.n : (size_t)(colon - line.s) + 2;
}

const struct hw_dump_format hw_dump_lspci = {
	.name = "lspci",
	.is_line = is_line,
	.read = read_lspci,
	.fact = offsetof(struct hw_dump_facts, is_dump),
	.is_list = true,
};
