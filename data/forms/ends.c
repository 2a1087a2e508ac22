// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Where a text ends: what programs print ends with a newline, but what is pasted often
 * does without. Its last line is whole if it ends as only an end does, or with a word
 * that the text has elsewhere:
 *
 *     00:1f.6 Ethernet controller [0200]: Intel … [8086:15b8] (rev 31)
 *     	Kernel driver in use: e1000e
 *     	Kernel modules: e1000e
 *
 * Of another line the last value may be a part of one, and so is not read.
 */
#include "data/forms/internal.h"
#include "data/reports/reports.h"
#include "data/root/note.h"
#include "data/tools/tools.h"
#include "decoders/text/ascii.h"

/* "DEVICE    CLASS  NAME …" */
bool hw_dump_is_own_heading(struct hw_text line)
{
	return line.n > 6 && hw_text_starts(line, HW_TEXT("DEVICE")) &&
	       strchr("\t ", line.s[6]);
}

/* Markdown: a block of text begins and ends with such a line. */
static bool has_open_block(struct hw_text text)
{
	bool is_open = false;

	while (text.n)
		is_open ^= hw_text_starts(hw_text_cut(&text, '\n'), HW_TEXT("```"));
	return is_open;
}

static bool ends_with(struct hw_text text, const char *end)
{
	const size_t n = strlen(end);

	return text.n >= n && hw_text_eq(hw_text_from(text, text.n - n), hw_text_of(end));
}

/*
 * What is selected on a page or a terminal is without its last newline. Such a line is
 * whole if it ends with what only an end has:
 *
 *	00:1f.6 Ethernet controller [0200]: Intel … [8086:15b8] (rev 31)
 *	    modules    e1000e (loaded)
 *	    |__ Port 3: Dev 2, If 0, Class=Video, Driver=uvcvideo, 480M
 *	</details>
 */
static bool ends_whole(struct hw_text text)
{
	static const char *const ends[] = {")", "]", "```", "</details>", " root hub"};
	size_t digits = 0;

	text = hw_text_trim_end(text, " \r");
	for (size_t i = 0; i < HW_ARRAY_SIZE(ends); i++)
		if (ends_with(text, ends[i]))
			return true;
	if (!ends_with(text, "M"))
		return false;
	while (digits + 1 < text.n && hw_is_digit(text.s[text.n - 2 - digits]))
		digits++;
	return digits && digits + 1 < text.n && text.s[text.n - 2 - digits] == ' ';
}

/* The path of the last device of udev's database. */
static struct hw_text last_path(struct hw_text text)
{
	const char *at = NULL;
	struct hw_text path;

	for (size_t i = text.n; i-- > 0 && !at;)
		if (text.s[i] == 'P' && (i == 0 || text.s[i - 1] == '\n') &&
		    hw_text_starts(hw_text_from(text, i), HW_TEXT("P: ")))
			at = text.s + i + 3;
	if (!at)
		return HW_NO_TEXT;
	path = hw_text_from(text, (size_t)(at - text.s));
	return hw_text_head(path, hw_text_find(path, '\n'));
}

/*
 * udevadm ends each device with an empty line, the last one, too, which pastes lose. It
 * is sorted by paths (sd_device_enumerator_get_device_first() of systemd's
 * device-enumerator.c), so that what has no hardware is at its end.
 */
static bool ends_behind_hardware(struct hw_text text)
{
	static const char *const last[] = {"/module/", "/devices/virtual/", "/drivers/"};
	const struct hw_text path = last_path(text);

	for (size_t i = 0; i < HW_ARRAY_SIZE(last); i++)
		if (hw_text_starts(path, hw_text_of(last[i])))
			return true;
	return false;
}

static bool ends_in_block(struct hw_text text)
{
	size_t at;

	if (!ends_with(text, "\n") || ends_behind_hardware(text))
		return false;
	text = hw_text_trim_end(hw_text_head(text, text.n - 1), "\r \t");
	at = text.n;
	while (at && text.s[at - 1] != '\n')
		at--;
	text = hw_text_from(text, at);
	/* "E: KEY=VALUE"; attributes, "A: ", are umockdev's, whose files people edit */
	return text.n > 2 && text.s[0] >= 'B' && text.s[0] <= 'Z' && text.s[0] != 'H' &&
	       text.s[1] == ':' && text.s[2] == ' ';
}

static struct hw_text last_line(struct hw_text text)
{
	size_t at;

	text = hw_text_trim_end(text, "\n");
	at = text.n;
	while (at && text.s[at - 1] != '\n')
		at--;
	return hw_text_from(text, at);
}

/* Of a line of which the end tells nothing that matters, if it is cut off. */
static bool ends_in_rest(const struct hw_dump_format *format, struct hw_text line)
{
	const struct {
		const struct hw_dump_format *format;
		const char *start;
	} rests[] = {
		{&hw_dump_lshw, "resources: "},
		{&hw_dump_hwinfo, "Config Status: "},
		{&hw_dump_hwinfo, "Attached to: "},
		{&hw_dump_usb_devices, "E:"},
		{&hw_dump_lsusb, "Device Status:"},
		{&hw_dump_lsusb, "Self Powered"},
		{&hw_dump_lsusb, "Remote Wakeup Enabled"},
		{&hw_dump_lsusb_tree, "/sys/"},
		{&hw_dump_lspci_vmm, "PhySlot:"},
		{&hw_dump_lspci_vmm, "DTNode:"},
	};

	line = hw_text_trim_start(line, " \t");
	for (size_t i = 0; i < HW_ARRAY_SIZE(rests); i++)
		if (format == rests[i].format &&
		    hw_text_starts(line, hw_text_of(rests[i].start)))
			return true;
	return false;
}

/* What is between the words of all these texts; "driver=e1000e" is one. */
#define GAPS " \t\r\n,\"|"

static bool is_gap(char c)
{
	return hw_text_is_among(GAPS, c);
}

static struct hw_text last_word(struct hw_text line)
{
	size_t at = line.n;

	while (at && !is_gap(line.s[at - 1]))
		at--;
	return hw_text_from(line, at);
}

static bool is_number(struct hw_text word)
{
	size_t n = hw_text_starts(word, HW_TEXT("0x")) ? 2 : 0;

	while (n < word.n && hw_is_hex(word.s[n]))
		n++;
	return n == word.n;
}

/* Of a line whose value is a word, or a list of such: names are of several, and the last
 * one of those may well be elsewhere. */
static bool has_words(struct hw_text line)
{
	static const char *const keys[] = {"Kernel driver in use: ",
					   "Kernel modules: ",
					   "Driver:",
					   "Module:",
					   "configuration: ",
					   "E: "};

	line = hw_text_trim_start(line, " \t");
	for (size_t i = 0; i < HW_ARRAY_SIZE(keys); i++) {
		const struct hw_text key = hw_text_of(keys[i]);

		if (!hw_text_starts(line, key))
			continue;
		return keys[i][0] != 'E' ||
		       hw_text_find(hw_text_from(line, key.n), ' ') == line.n - key.n;
	}
	return false;
}

static struct hw_text line_at(struct hw_text text, size_t at)
{
	while (at && text.s[at - 1] != '\n')
		at--;
	text = hw_text_from(text, at);
	return hw_text_head(text, hw_text_find(text, '\n'));
}

/* Whether such a line has the word before the text's end, too: it is no part of a longer
 * one then. */
static bool is_repeated(struct hw_text text, struct hw_text word)
{
	const size_t end = word.n ? (size_t)(word.s - text.s) : 0;
	struct hw_text rest = hw_text_head(text, end);

	if (word.n < 3 || is_number(word))
		return false;
	while (rest.n) {
		const char *at = memmem(rest.s, rest.n, word.s, word.n);
		size_t n;

		if (!at)
			return false;
		n = (size_t)(at - text.s);
		if ((!n || is_gap(text.s[n - 1])) && is_gap(text.s[n + word.n]) &&
		    has_words(line_at(text, n)))
			return true;
		rest = hw_text_head(hw_text_from(text, n + 1), end - n - 1);
	}
	return false;
}

/* "Rev:	21", of which each has two digits. */
static bool ends_in_byte(struct hw_text line)
{
	const bool is_byte = hw_text_starts(line, HW_TEXT("Rev:")) ||
			     hw_text_starts(line, HW_TEXT("ProgIf:"));
	const struct hw_text word = last_word(line);

	return is_byte && word.n == 2 && is_number(word);
}

/* The five values of a line of -m, each between quotation marks. */
static bool ends_in_values(struct hw_text line)
{
	size_t marks = 0;

	for (size_t i = 0; i < line.n; i++)
		marks += line.s[i] == '"';
	return marks >= 10 && marks % 2 == 0 && line.s[line.n - 1] == '"';
}

/* The same of a list whose lines may end so in their midst, "Advanced Micro Devices, Inc.
 * [AMD]": of a line that has the ids of a device or of a part they are the end. */
static bool ends_whole_as(const struct hw_dump_format *format, struct hw_text text)
{
	const struct hw_text line = hw_text_trim_end(last_line(text), " \r");
	struct hw_text id = line.n > 6 ? hw_text_from(line, line.n - 6) : HW_NO_TEXT;

	if (ends_in_rest(format, line))
		return true;
	if (line.n == text.n || !line.n)
		return ends_whole(text);
	if (format == &hw_dump_lspci && format->is_line(line))
		return ends_whole(text) && hw_text_find(line, '"') == line.n &&
		       hw_dump_lspci_certain(line) == line.n;
	if (format == &hw_dump_lspci)
		id = line.n > 11 ? hw_text_from(line, line.n - 11) : HW_NO_TEXT;
	else if (format != &hw_dump_lspci_vmm)
		return ends_whole(text);
	return id.n && id.s[0] == '[' && id.s[id.n - 1] == ']' &&
	       hw_dump_hex(hw_text_from(id, 1), 4) >= 0;
}

/* "Bus 001 Device 004: ID 1234:abcd" of a line of lsusb: what is certain of one whose end
 * is missing, or 0. */
static size_t lsusb_certain(struct hw_text line)
{
	const char *id = line.n ? memmem(line.s, line.n, ": ID ", 5) : NULL;
	const size_t n = id ? (size_t)(id - line.s) + strlen(": ID 1234:abcd") : 0;

	return n <= line.n ? n : 0;
}

/* The text without its last line, where that was cut within and is one of many of a
 * device: its value may be a part of one. Of a device's first line what is certain stays.
 */
static struct hw_text leave_part(struct hw_dump *dump, struct hw_text text,
				 const struct hw_dump_format *format)
{
	const struct hw_text line = last_line(text);
	const struct hw_text head =
		hw_text_head(text, line.n ? (size_t)(line.s - text.s) : 0);

	if (!head.n)
		return text;
	if (format == &hw_dump_modaliases)
		return head;
	if (format == &hw_dump_lspci && format->is_line(line))
		return hw_text_head(text, head.n + hw_dump_lspci_certain(line));
	if (format == &hw_dump_lsusb && format->is_line(line) && line.s[0] == 'B')
		return hw_text_head(text, head.n + lsusb_certain(line));
	if (!(((format == &hw_dump_lspci || format == &hw_dump_lsusb) &&
	       (line.s[0] == '\t' || line.s[0] == ' ')) ||
	      format == &hw_dump_lsusb_tree || format == &hw_dump_hwinfo ||
	      format == &hw_dump_lshw || format == &hw_dump_usb_devices ||
	      (format == &hw_dump_lspci_vmm && !format->is_line(line)) ||
	      (format == &hw_dump_udev && hw_text_starts(line, HW_TEXT("E: ")))))
		return text;
	dump->ends_within = true;
	return head;
}

/* "00:1f.6 0200: 8086:15b8", behind which "(rev 31)" may have been. */
static bool ends_in_ids(struct hw_text line)
{
	const struct hw_text word = last_word(line);

	return word.n == 9 && hw_dump_hex(word, 4) >= 0 && word.s[4] == ':' &&
	       hw_dump_hex(hw_text_from(word, 5), 4) >= 0 &&
	       hw_dump_lspci_certain(line) == line.n;
}

static size_t find_last_comma(struct hw_text text)
{
	for (size_t i = text.n; i-- > 0;)
		if (text.s[i] == ',')
			return i;
	return text.n;
}

/* "IOMMUGroup:	1" may be of "15", "snd_hda_intel, snd" of more, and in the tree
 * of lsusb "ID 1234:abcd Na" of a longer name: the text without these. */
static struct hw_text without_detail(const struct hw_dump_format *format,
				     struct hw_text text, struct hw_text line)
{
	const size_t before = (size_t)(line.s - text.s);
	const struct hw_text bare = hw_text_trim_start(line, " \t");
	const size_t indent = line.n - bare.n;

	if (format == &hw_dump_lspci_vmm &&
	    (hw_text_starts(bare, HW_TEXT("IOMMUGroup:")) ||
	     hw_text_starts(bare, HW_TEXT("NUMANode:"))))
		return hw_text_head(text, before);
	if (format == &hw_dump_lspci &&
	    hw_text_starts(bare, HW_TEXT("Kernel modules: ")) &&
	    find_last_comma(bare) < bare.n)
		return hw_text_head(text, before + indent + find_last_comma(bare));
	if (format == &hw_dump_lsusb_tree && hw_text_starts(bare, HW_TEXT("ID ")) &&
	    bare.n > 12)
		return hw_text_head(text, before + indent + 12);
	return text;
}

/* Whether the last line is whole, though no newline is behind it; or else what of the
 * text is, in *read. `text`: as it was given, with what a page or a mail has behind it.
 */
static bool is_last_whole(struct hw_text text, struct hw_text *read,
			  const struct hw_dump_format *format)
{
	const struct hw_text line = hw_text_trim_end(last_line(*read), " \r");
	const struct hw_text given = hw_text_trim_end(text, " \r");
	const struct hw_text word = last_word(line);
	struct hw_text without;

	if (!line.n || ends_whole_as(format, text))
		return true;
	/* a tag or a fence is behind it */
	if (word.n && (given.n < word.n ||
		       !hw_text_eq(hw_text_from(given, given.n - word.n), word)))
		return true;
	if (format == &hw_dump_udev && ends_behind_hardware(*read))
		return true;
	if (format == &hw_dump_lspci && format->is_line(line))
		return ends_in_values(line) || ends_in_ids(line);
	if ((has_words(line) && is_repeated(*read, word)) || ends_in_byte(line))
		return true;
	without = without_detail(format, *read, line);
	if (without.n == read->n)
		return false;
	*read = without;
	return true;
}

/* Formats of which each line tells of a device. */
static bool is_table(const struct hw_dump_format *format, struct hw_text text)
{
	static const struct hw_dump_format *const tables[] = {
		&hw_dump_report_text, &hw_dump_udev,   &hw_dump_lspci,
		&hw_dump_lspci_vmm,   &hw_dump_lsusb,  &hw_dump_lsusb_tree,
		&hw_dump_inxi,	      &hw_dump_hwinfo, &hw_dump_lshw,
		&hw_dump_usb_devices};

	for (size_t i = 0; i < HW_ARRAY_SIZE(tables); i++)
		if (format == tables[i])
			return true;
	return format == &hw_dump_modaliases && hw_dump_is_own_heading(text);
}

void hw_dump_read_end(struct hw_dump *dump, struct hw_text text, struct hw_text *read,
		      bool is_page, const struct hw_dump_format *format)
{
	const struct hw_text end = HW_TEXT("</html>");
	const bool is_open = text.s[text.n - 1] != '\n';
	const char *what = NULL;

	dump->ends_in_part =
		format == &hw_dump_lspci && is_open && format->is_line(last_line(*read));
	if (is_page)
		what = memmem(text.s, text.n, end.s, end.n)
			       ? NULL
			       : "the page ends before its last tag";
	else if (is_table(format, text) && is_open &&
		 !is_last_whole(text, read, format)) {
		what = "it ends within a line";
		*read = leave_part(dump, *read, format);
	} else if (format == &hw_dump_udev && ends_in_block(*read))
		what = "it ends within a device";
	else if (format == &hw_dump_report_text && has_open_block(text))
		what = "it ends within a block";
	dump->ends_within |= what && format == &hw_dump_report_text;
	if (what)
		hw_warn(dump->warnings, "lines-missing", dump->name, 0,
			"%s: it may be cut off, and devices may be missing", what);
}
