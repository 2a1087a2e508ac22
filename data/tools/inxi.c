// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * inxi(1) with -x or more, as people paste it (-Fxxxz); words with a colon are keys, and
 * an entry goes on on the next lines:
 *
 *     Network:
 *       Device-1: Intel Wireless 3165 driver: iwlwifi v: kernel pcie: speed: 8 GT/s
 *         lanes: 4 bus-ID: 01:00.0 chip-ID: 8086:3165 class-ID: 0280
 *     USB:
 *       Hub-1: 1-0:1 info: hi-speed hub with single TT ports: 2 chip-ID: 1d6b:0002
 *       Device-1: 1-6:7 info: Canon type: audio,video driver: snd-usb-audio,uvcvideo
 *         chip-ID: 04a9:150f class-ID: 0102
 *
 * Of a driver without a device there is "N/A"; of other modules "alternate: nouveau,x".
 * Of USB the drivers are those of interfaces, and which has which is not told.
 */
#include "data/tools/internal.h"
#include "decoders/text/ascii.h"

struct reader {
	struct hw_dump *dump;
	/* an entry has begun */
	bool is_open;
	/* the key whose value follows */
	struct hw_text key;
	/* "01:00.0", "1-6:7" */
	struct hw_text bus;
	/* "8086:3165", "0280" */
	struct hw_text chip;
	struct hw_text class;
	struct hw_text driver;
	struct hw_text alternate;
	struct hw_list name;
};

static struct hw_text cut_word(struct hw_text *line)
{
	*line = hw_text_trim_start(*line, " \t");
	return line->n ? hw_text_cut(line, ' ') : HW_NO_TEXT;
}

/* "Device-1:", "Hub-2:" */
static bool is_entry(struct hw_text word)
{
	static const char *const heads[] = {"Device-", "Hub-", "Card-"};

	for (size_t i = 0; i < HW_ARRAY_SIZE(heads); i++) {
		const size_t n = strlen(heads[i]);

		if (hw_text_starts(word, hw_text_of(heads[i])) && word.n > n + 1 &&
		    word.s[word.n - 1] == ':' &&
		    hw_text_decimal(hw_text_head(hw_text_from(word, n), word.n - n - 1),
				    3) >= 0)
			return true;
	}
	return false;
}

static bool is_chip(struct hw_text word)
{
	return word.n == 9 && word.s[4] == ':' && hw_dump_hex(word, 4) >= 0 &&
	       hw_dump_hex(hw_text_from(word, 5), 4) >= 0;
}

/* An entry of a device, or its ids. */
static bool is_line(struct hw_text line)
{
	bool is_device = false;
	bool is_key = false;

	while (line.n) {
		struct hw_text word = cut_word(&line);

		if (is_key && is_chip(word))
			return true;
		is_key = hw_text_eq(word, HW_TEXT("chip-ID:"));
		if (is_device && hw_text_eq(word, HW_TEXT("driver:")))
			return true;
		is_device = is_device || is_entry(word);
	}
	return false;
}

/* "1-6:7": bus, port, and the device's number. The number of the bus, or -1. */
static int64_t cut_usb(struct hw_text bus, struct hw_text *ret_name, int64_t *ret_number)
{
	struct hw_text number = bus;
	struct hw_text name = hw_text_cut(&number, ':');
	struct hw_text port = name;
	const int64_t n = hw_text_decimal(hw_text_cut(&port, '-'), 3);

	*ret_name = name;
	*ret_number = number.s ? hw_text_decimal(number, 3) : -1;
	return port.s && *ret_number >= 0 ? n : -1;
}

static struct hw_dump_device *find_device(struct reader *r)
{
	struct hw_dump *d = r->dump;
	struct hw_dump_device *device;
	struct hw_text rest = r->bus;
	struct hw_text name = hw_dump_cut_slot(d, &rest);
	int64_t number;
	int64_t bus;

	if (name.s)
		return hw_dump_device(d, HW_TEXT("pci"), name);
	bus = cut_usb(r->bus, &name, &number);
	if (bus < 0)
		return NULL;
	/* of a root hub "1-0:1" */
	if (hw_text_eq(hw_text_from(name, hw_text_find(name, '-')), HW_TEXT("-0")))
		name = hw_arena_printf(&d->arena, "usb%d", (int)bus);
	device = hw_dump_device(d, HW_TEXT("usb"), name);
	hw_dump_usb_number(d, device, (int32_t)bus, (int32_t)number);
	return device;
}

static void tell_driver(struct reader *r, struct hw_dump_device *device)
{
	const bool is_none = hw_text_eq(r->driver, HW_TEXT("N/A"));

	hw_dump_driver(r->dump, device,
		       is_none ? HW_NO_TEXT
			       : hw_text_head(r->driver, hw_text_find(r->driver, ',')));
	r->dump->facts.drivers = true;
	if (r->alternate.n && !device->claimed_by.s)
		device->claimed_by = hw_arena_copy(&r->dump->arena, r->alternate);
}

static void finish(struct reader *r)
{
	struct hw_dump_device *device = r->is_open && r->bus.n ? find_device(r) : NULL;

	r->is_open = false;
	if (!device)
		return;
	if (r->chip.n) {
		hw_dump_set(r->dump, device, HW_DUMP_VENDOR, hw_dump_hex(r->chip, 4));
		hw_dump_set(r->dump, device, HW_DUMP_DEVICE,
			    hw_dump_hex(hw_text_from(r->chip, 5), 4));
	} else {
		device->ids_by = "inxi -xxx";
	}
	/* a word alone is the maker */
	if (r->name.n > 1)
		hw_dump_tell_name(r->dump, device, "device", hw_list_text(&r->name));
	if (!hw_text_eq(device->subsystem, HW_TEXT("pci")))
		return;
	if (r->class.n)
		hw_dump_set(r->dump, device, HW_DUMP_CLASS, hw_dump_hex(r->class, 4));
	if (r->driver.n)
		tell_driver(r, device);
}

static void start(struct reader *r, struct hw_text word)
{
	finish(r);
	*r = (struct reader){
		.dump = r->dump,
		.is_open = true,
		.key = word,
		.name = {.arena = &r->dump->arena, .between = " "},
	};
}

static void read_value(struct reader *r, struct hw_text word)
{
	const struct {
		const char *key;
		struct hw_text *value;
	} keys[] = {
		{"bus-ID:", &r->bus},	       {"chip-ID:", &r->chip},
		{"class-ID:", &r->class},      {"driver:", &r->driver},
		{"alternate:", &r->alternate},
	};
	struct hw_text name;
	int64_t number;

	for (size_t i = 0; i < HW_ARRAY_SIZE(keys); i++)
		if (hw_text_eq(r->key, hw_text_of(keys[i].key)))
			*keys[i].value = word;
	if (hw_text_eq(r->key, HW_TEXT("chip-ID:")) && !is_chip(word))
		r->chip = HW_NO_TEXT;
	if (is_entry(r->key) && !r->name.n && cut_usb(word, &name, &number) >= 0)
		r->bus = word;
	else if (is_entry(r->key) || hw_text_eq(r->key, HW_TEXT("info:")))
		hw_list_add(&r->name, word);
}

/* "Host: web1 Kernel: 6.1.0-13-amd64 arch: x86_64"; the host's name is left out without
 * -S or by a terminal's width. */
static void read_kernel(struct reader *r, struct hw_text line)
{
	const struct hw_text host = HW_TEXT("Host: ");
	struct hw_text release;

	line = hw_text_trim_start(line, " \t");
	if (hw_text_starts(line, HW_TEXT("System:")))
		line = hw_text_trim_start(hw_text_from(line, 7), " \t");
	if (hw_text_starts(line, host)) {
		const struct hw_text rest = hw_text_from(line, host.n);
		const struct hw_text name = hw_text_head(rest, hw_text_find(rest, ' '));

		/* with -z "<filter>" */
		if (!hw_text_starts(name, HW_TEXT("<")))
			hw_dump_claim(r->dump, HW_DUMP_CLAIM_HOST, name);
		line = hw_text_trim_start(hw_text_from(rest, name.n), " ");
	}
	if (r->dump->facts.kernel || !hw_text_starts(line, HW_TEXT("Kernel: ")))
		return;
	release = hw_text_head(hw_text_from(line, 8),
			       hw_text_find(hw_text_from(line, 8), ' '));
	if (!release.n || !hw_is_digit(release.s[0]) || release.n > 128 ||
	    hw_text_find(release, '/') < release.n)
		return;
	hw_dump_file(r->dump, "proc/sys/kernel/osrelease",
		     hw_arena_printf(&r->dump->arena, "%.*s\n", HW_TEXT_ARG(release)));
	r->dump->facts.kernel = true;
}

static void read_words(struct reader *r, struct hw_text line)
{
	while (line.n) {
		struct hw_text word = cut_word(&line);

		if (is_entry(word))
			start(r, word);
		else if (!r->is_open || !word.n)
			continue;
		else if (word.s[word.n - 1] == ':')
			r->key = word;
		else
			read_value(r, word);
	}
}

static int read_inxi(struct hw_dump *dump, struct hw_text text)
{
	struct reader r = {.dump = dump};
	struct hw_text line;
	struct hw_dump_lspci_scope scope = {.excerpt = true};

	while (hw_dump_line(dump, &text, &line)) {
		/* the next section */
		if (line.n && line.s[0] != ' ' && line.s[0] != '\t')
			finish(&r);
		if (!r.is_open)
			read_kernel(&r, line);
		read_words(&r, line);
	}
	finish(&r);
	hw_dump_lspci_settle(dump, &scope);
	return 0;
}

const struct hw_dump_format hw_dump_inxi = {
	.name = "inxi",
	.is_line = is_line,
	.read = read_inxi,
	.fact = offsetof(struct hw_dump_facts, is_dump),
	.is_list = true,
};
