// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/line/options.h"

#include <errno.h>
#include <getopt.h>
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <unistd.h>

#include "cmd/line/command.h"
#include "cmd/line/habit.h"
#include "cmd/line/option_help.h"
#include "cmd/print/diag.h"
#include "cmd/print/wrap.h"
#include "data/base/list.h"
#include "data/base/nearest.h"
#include "decoders/text/ascii.h"
#include "report/class_word.h"
#include "report/page/table.h"
#include "report/stream/stream.h"

/* A higher number of threads is a typing error. */
#define HW_JOBS_MAX 1024

/* ms; longer is a typing error, too. */
#define HW_SETTLE_MAX (3600 * 1000)

/* ms in which the parts of a device have come and udevd has run its rules, as a rule. */
#define HW_SETTLE_DEFAULT 500

/* For answers of a filter: with what else it needs, it stays below 64 MiB. */
#define HW_MEMORY_DEFAULT ((size_t)28 << 20)
#define HW_MEMORY_MAX	  ((uint64_t)64 << 30)
/* A size has at most so many. */
#define HW_MEMORY_DIGITS 10

/* The code of an option is its letter, or one of these if it has none. */
enum {
	OPT_LONG_ONLY = 256,
	OPT_JOBS = OPT_LONG_ONLY,
	OPT_MEMORY,
	OPT_NOHEADINGS,
	OPT_COLOR,
	OPT_SYSROOT,
	OPT_WAKE,
	OPT_MODULES_DIR,
	OPT_PRINT_SCHEMA,
	OPT_COMPLETION,
	OPT_BY,
	OPT_DOCUMENT,
	OPT_OUTPUT_FILE,
	OPT_FOR,
	OPT_FIRMWARE,
	OPT_SETTLE,
	OPT_UDEV_RULE,
	OPT_LSPCI,
	OPT_PRIVACY,
	OPT_LSUSB,
	OPT_NAMES,
	OPT_COMPLETE,
	OPT_SUMMARY,
	OPT_EXPECT,
	OPT_NO_PAGER,
	/* plus the index in hw_output_formats */
	OPT_FORMAT,
};

struct option_row {
	const char *name;
	int code;
	/* name of its argument, or NULL */
	const char *argument;
	/* the argument may be left out */
	bool optional;
	/* one paragraph */
	const char *help;
	/* the commands that heed it, "list check"; NULL: all of them */
	const char *of;
	/* the option chooses this format */
	const struct hw_output_format *format;
};

/* clang-format off */
static const struct option_row rows[] = {
	{.name = "all", .code = 'a', .of = "list iommu check diff modules watch",
	 .help = "devices of every bus, not only PCI and USB; given twice, also the kernel's bookkeeping nodes (memory blocks, ACPI nodes without an id …); modules: also those that could drive a device without a driver"},
	{.name = "bus", .code = 'b', .argument = "BUS", .of = "list iommu check diff watch",
	 .help = "only this bus (pci, usb, acpi, platform, input …) or kind of devices, as people call it (net, wifi, gpu, storage, audio …); several add up"},
	{.name = "id", .code = 'd', .argument = "[V]:[D][:CLASS]", .of = "list iommu check diff watch",
	 .help = "only these ids, hexadecimal; an empty part is any, x is any digit; CLASS is one of PCI, and with -b usb of USB; several add up"},
	{.name = "slot", .code = 's', .argument = "ADDRESS", .of = "list iommu check diff watch",
	 .help = "only this device: a PCI slot (00:1f.6), a USB path (1-6, 1-6:1.0), a USB BUS:DEV in decimal, BUS:NAME, a name (eth0), a path in /sys or a device node; several add up"},
	{.name = "tree", .code = 't', .of = "list",
	 .help = "draw devices below the bus, bridge or hub they are on, with the speed of their links; with -s, one branch"},
	{.name = "output", .code = 'o', .argument = "COLUMNS", .of = "list iommu decode",
	 .help = "print these columns; +COLUMNS adds to the default ones; several add up"},
	{.name = "numeric", .code = 'n', .of = "list iommu show decode",
	 .help = "ids instead of names; given twice, names and ids"},
	{.name = "verbose", .code = 'v', .of = "list iommu show decode lookup driver modules formats watch",
	 .help = "more: attributes of the devices; in JSON also `parts`, a modalias field by field with names"},
	{.name = "wake", .code = OPT_WAKE, .of = "show",
	 .help = "show -v may wake devices that sleep, to read what they hold"},
	/* replaced by the options of hw_output_formats */
	{.code = OPT_FORMAT},
	{.name = "format", .code = OPT_DOCUMENT, .argument = "FORMAT",
	 .of = "list show decode lookup driver check report diff iommu modules facts watch match formats",
	 .help = "list: prometheus, for node_exporter, cyclonedx, a bill of materials, or nfd, labels for node-feature-discovery; report: markdown (the default), text, or html: one file that needs nothing else; modules: lines (the default), lsmod, initramfs-tools, mkinitcpio, dracut or nix; json, ndjson and tsv are the options of these names"},
	{.name = "output-file", .code = OPT_OUTPUT_FILE, .argument = "FILE",
	 .of = "list show decode lookup driver check report diff iommu modules facts match formats",
	 .help = "write to FILE in place of standard output: it is replaced when all is written, and stays as it was when that fails"},
	{.name = "for", .code = OPT_FOR, .argument = "WHAT", .of = "modules",
	 .help = "only what this needs: a mount point (/), a disk (/dev/sda), a device (eth0, 00:1f.6), an interface (br0, bond0)"},
	{.name = "firmware", .code = OPT_FIRMWARE, .of = "modules",
	 .help = "the firmware files that the modules ask for; with --json beside them"},
	{.name = "settle", .code = OPT_SETTLE, .argument = "SECONDS", .of = "watch",
	 .help = "tell of a device when nothing more has happened to it for so long, 0.5 seconds if not given; one that fails is given ten times as much"},
	{.name = "by", .code = OPT_BY, .argument = "WHAT", .of = "list",
	 .help = "iommu: the devices in the order of their IOMMU groups, as the command iommu"},
	{.name = "udev-rule", .code = OPT_UDEV_RULE, .argument = "BY", .optional = true, .of = "show",
	 .help = "print a udev rule that matches the device: by its ids, its path (address or port), its serial number, or by both ids and path"},
	{.name = "lspci", .code = OPT_LSPCI, .of = "list",
	 .help = "print what lspci prints, for programs that parse it; takes its -n, -nn, -k, -D, -mm and -vmm"},
	{.name = "lsusb", .code = OPT_LSUSB, .of = "list",
	 .help = "print what lsusb prints, or with -t lsusb -t"},
	{.name = "kernel-drivers", .code = 'k', .of = "list show",
	 .help = "the modules that claim the devices as a column; with --lspci as lspci -k prints them; show always tells them"},
	{.name = "domains", .code = 'D', .of = "list show",
	 .help = "the domain in every PCI address, as show always has it"},
	{.name = "machine", .code = 'm', .of = "list",
	 .help = "with --lspci: for programs; -vmm prints a line for each fact"},
	{.name = "expect", .code = OPT_EXPECT, .argument = "FILE", .optional = true, .of = "check snapshot",
	 .help = "check: what differs from the baseline FILE, hwalias-expect(5), and nothing else; snapshot: write such a baseline of this machine, to FILE or standard output"},
	{.name = "complete", .code = OPT_COMPLETE, .of = "list",
	 .help = "look at every device as closely as check does, so that its attention is all that check says, as in a fleet's database"},
	{.name = "names", .code = OPT_NAMES, .of = "diff",
	 .help = "also compare what devices are called"},
	{.name = "summary", .code = OPT_SUMMARY, .of = "diff",
	 .help = "only the last line, which counts the differences"},
	{.name = "jobs", .code = OPT_JOBS, .argument = "N", .of = "decode match",
	 .help = "answer lines with N threads; 0: one for each processor"},
	{.name = "memory", .code = OPT_MEMORY, .argument = "SIZE", .of = "decode match",
	 .help = "keep up to so many bytes of answers for lines that come again, as 512K, 64M or 1G; 28M if not given; 0: none"},
	{.name = "noheadings", .code = OPT_NOHEADINGS, .of = "list iommu show decode lookup driver diff formats",
	 .help = "no heading line"},
	{.name = "color", .code = OPT_COLOR, .argument = "WHEN", .optional = true,
	 .help = "auto, always or never; NO_COLOR in the environment means never"},
	{.name = "no-pager", .code = OPT_NO_PAGER,
	 .help = "print also what does not fit the terminal at once, without HWALIAS_PAGER, PAGER or less"},
	{.name = "ids", .code = 'i', .argument = "FILE",
	 .help = "use this id file; pci:FILE or usb:FILE where its name does not tell"},
	{.name = "kernel", .code = 'S', .argument = "RELEASE",
	 .help = "use the alias tables of this kernel; diff takes it twice, the old and the new one"},
	{.name = "modules-dir", .code = OPT_MODULES_DIR, .argument = "DIR",
	 .help = "use the alias tables in DIR, DIR/RELEASE or DIR/lib/modules/RELEASE"},
	{.name = "sysroot", .code = OPT_SYSROOT, .argument = "DIR",
	 .help = "read the machine recorded in DIR (DIR/sys, DIR/proc …)"},
	{.name = "from", .code = 'F', .argument = "FILE",
	 .help = "read the machine recorded in FILE, or '-': a snapshot, what lspci, lsusb, udevadm info -e and others print of it, or an archive of a /sys tree; several are joined"},
	{.name = "privacy", .code = OPT_PRIVACY, .argument = "LEVEL",
	 .help = "what may be told: public (nothing that identifies the machine or its users), fleet (also the host's name and key), or full (all of it)"},
	{.name = "public", .code = 'z', .help = "the same as --privacy public, which is the default"},
	{.name = "print-schema", .code = OPT_PRINT_SCHEMA, .help = "print the JSON schema of reports"},
	{.name = "completion", .code = OPT_COMPLETION, .argument = "SHELL",
	 .help = "print the script by which bash, zsh or fish completes commands, options, columns, devices"},
	{.name = "help", .code = 'h', .help = "print this help; after a command, what that takes"},
	{.name = "version", .code = 'V', .help = "print the version; with -v also which libraries are there that it opens when they are used"},
};
/* clang-format on */

#define OPTIONS_MAX (HW_ARRAY_SIZE(rows) + HW_OUTPUT_FORMAT_COUNT)

/* All options in the order of --help, with those of the formats inserted. */
struct option_table {
	struct option_row v[OPTIONS_MAX];
	size_t n;
};

static void add_formats(struct option_table *table)
{
	for (int i = 0; i < HW_OUTPUT_FORMAT_COUNT; i++) {
		const struct hw_output_format *f = hw_output_formats[i];

		if (f->option)
			table->v[table->n++] = (struct option_row){
				.name = f->option,
				.code = f->letter ? f->letter : OPT_FORMAT + i,
				.help = f->help,
				.format = f,
			};
	}
}

static struct option_table all_options(void)
{
	struct option_table table = {.n = 0};

	for (size_t i = 0; i < HW_ARRAY_SIZE(rows); i++)
		if (rows[i].name)
			table.v[table.n++] = rows[i];
		else
			add_formats(&table);
	return table;
}

static const struct option_row *find_option(const struct option_table *table, int code)
{
	for (size_t i = 0; i < table->n; i++)
		if (table->v[i].code == code)
			return &table->v[i];
	return NULL;
}

/* The place in all_options() of the option with this name, and its code. */
static bool find_name(struct hw_text name, size_t *ret_index, int *ret_code)
{
	size_t n = 0;

	for (size_t i = 0; i < HW_ARRAY_SIZE(rows); i++) {
		if (rows[i].name && hw_text_eq(hw_text_of(rows[i].name), name)) {
			*ret_index = n;
			*ret_code = rows[i].code;
			return true;
		}
		n += rows[i].name != NULL;
		for (int k = 0; !rows[i].name && k < HW_OUTPUT_FORMAT_COUNT; k++) {
			const struct hw_output_format *f = hw_output_formats[k];

			if (f->option && hw_text_eq(hw_text_of(f->option), name)) {
				*ret_index = n;
				*ret_code = f->letter ? f->letter : OPT_FORMAT + k;
				return true;
			}
			n += f->option != NULL;
		}
	}
	return false;
}

static bool has_letter(const struct option_row *row)
{
	return row->code < OPT_LONG_ONLY;
}

/* Fills the two descriptions that getopt_long() takes. */
static void make_getopt(const struct option_table *table,
			struct option longs[static OPTIONS_MAX + 1],
			char shorts[static 2 * OPTIONS_MAX + 2])
{
	/* an argument that is missing is ':' */
	*shorts++ = ':';
	for (size_t i = 0; i < table->n; i++) {
		const struct option_row *row = &table->v[i];

		longs[i] = (struct option){
			.name = row->name,
			.has_arg = row->optional   ? optional_argument
				   : row->argument ? required_argument
						   : no_argument,
			.val = row->code,
		};
		if (has_letter(row)) {
			*shorts++ = (char)row->code;
			if (row->argument)
				*shorts++ = ':';
		}
	}
	longs[table->n] = (struct option){0};
	*shorts = '\0';
}

static bool set_color(const char *when, enum hw_color *ret)
{
	/* the first of each is told; the others are those of ls, grep and systemctl */
	static const struct {
		const char *word;
		enum hw_color color;
	} words[] = {
		{"always", HW_COLOR_ALWAYS}, {"yes", HW_COLOR_ALWAYS},
		{"force", HW_COLOR_ALWAYS},  {"on", HW_COLOR_ALWAYS},
		{"auto", HW_COLOR_AUTO},     {"tty", HW_COLOR_AUTO},
		{"if-tty", HW_COLOR_AUTO},   {"never", HW_COLOR_NEVER},
		{"no", HW_COLOR_NEVER},	     {"none", HW_COLOR_NEVER},
		{"off", HW_COLOR_NEVER},
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(words); i++)
		if (strcmp(when ? when : "always", words[i].word) == 0) {
			*ret = words[i].color;
			return true;
		}
	return false;
}

/* Parses a number of threads; 0 is the number of processors, as for xz(1) and zstd(1). */
static bool set_jobs(const char *argument, size_t *ret)
{
	char *end;
	unsigned long n;

	errno = 0;
	n = strtoul(argument, &end, 10);
	if (*argument < '0' || *argument > '9' || *end || errno || n > HW_JOBS_MAX) {
		hw_error("--jobs takes a number from 0 to %d, not '%s'", HW_JOBS_MAX,
			 argument);
		return false;
	}
	*ret = n ? n : hw_stream_cores();
	return true;
}

/* Parses a number of bytes; K, M and G are powers of 1024, as for sort(1). */
static bool set_memory(const char *argument, size_t *ret)
{
	static const char units[] = "KMG";
	struct hw_text rest = hw_text_of(argument);
	const char *unit = rest.n ? strchr(units, rest.s[rest.n - 1]) : NULL;
	uint64_t n = 0;
	bool is_sound;

	if (unit)
		rest.n--;
	is_sound = rest.n && rest.n <= HW_MEMORY_DIGITS;
	for (size_t i = 0; i < rest.n && is_sound; i++) {
		is_sound = rest.s[i] >= '0' && rest.s[i] <= '9';
		n = n * 10 + (uint64_t)(rest.s[i] - '0');
	}
	if (unit)
		n <<= 10 * (unit - units + 1);
	if (!is_sound || n > HW_MEMORY_MAX) {
		hw_error("--memory takes a size up to 64G, as 64M, not '%s'", argument);
		return false;
	}
	*ret = n < SIZE_MAX / 4 ? (size_t)n : SIZE_MAX / 4;
	return true;
}

/* Several are joined. */
static bool add_from(struct hw_machine_options *m, const char *argument)
{
	if (m->from_count == HW_FROM_MAX) {
		hw_error("at most %d files of one machine", HW_FROM_MAX);
		return false;
	}
	for (size_t i = 0; i < m->from_count; i++)
		if (strcmp(argument, m->from[i]) == 0) {
			hw_error("--from %s is given twice", argument);
			return false;
		}
	m->from[m->from_count++] = argument;
	m->input = STDIN_FILENO;
	return true;
}

/* Sets options that select what is read. */
static bool set_source(int code, const char *argument, struct hw_options *o)
{
	struct hw_machine_options *m = &o->machine;

	switch (code) {
	case OPT_SYSROOT:
		m->sysroot = argument;
		return true;
	case OPT_WAKE:
		m->wake = true;
		return true;
	case OPT_PRIVACY:
		if (hw_privacy_level_find(argument, &m->level))
			return true;
		hw_error("--privacy takes public, fleet or full, not '%s'", argument);
		return false;
	case 'z':
		m->level = HW_PRIVACY_PUBLIC;
		return true;
	case 'F':
		return add_from(m, argument);
	case 'S':
		o->old_kernel = m->kernel.release;
		m->kernel.release = argument;
		return true;
	case OPT_MODULES_DIR:
		m->kernel.directory = argument;
		return true;
	case 'i':
		if (m->ids_count == HW_IDS_FILES_MAX) {
			hw_error("at most %d id files", HW_IDS_FILES_MAX);
			return false;
		}
		m->ids[m->ids_count++] = argument;
		return true;
	default:
		return false;
	}
}

bool hw_options_is_bus(const char *word)
{
	char lower[32];
	size_t n = strlen(word);

	for (size_t i = 0; i < n && n < sizeof(lower); i++)
		lower[i] = hw_lower(word[i]);
	return n < sizeof(lower) && hw_bus_find((struct hw_text){lower, n});
}

/* Several -b add up. */
bool hw_options_add_bus(struct hw_options *o, const char *argument)
{
	size_t n = strlen(o->buses);
	int more = snprintf(o->buses + n, sizeof(o->buses) - n, "%s%s", n ? "," : "",
			    argument);

	if (more < 0 || (size_t)more >= sizeof(o->buses) - n) {
		hw_error("too many buses");
		return false;
	}
	/* "USB" is also a class */
	if (hw_options_is_bus(argument) && !hw_kind_is(hw_text_of(argument)))
		for (size_t i = n; o->buses[i]; i++)
			o->buses[i] = hw_lower(o->buses[i]);
	o->selection.bus = o->buses;
	return true;
}

/* Several -d and -s add up. NULL: too many, which was said. */
static struct hw_filter *next_filter(struct hw_selection *s, bool is_taken)
{
	if (!is_taken)
		return &s->filter;
	if (s->more_count == HW_ARRAY_SIZE(s->more)) {
		hw_error("at most %d times -d and -s", HW_FILTERS_MAX);
		return NULL;
	}
	return &s->more[s->more_count++];
}

/* Sets options that select devices. */
static bool set_selection(int code, const char *argument, struct hw_options *o)
{
	struct hw_selection *s = &o->selection;
	struct hw_filter *filter;

	switch (code) {
	case 'a':
		s->depth = s->depth == HW_SCAN_MAIN ? HW_SCAN_ALL : HW_SCAN_EVERYTHING;
		return true;
	case 'b':
		return hw_options_add_bus(o, argument);
	case 'd':
		filter = next_filter(s, s->filter.by_id);
		if (filter && hw_filter_by_id(argument, filter) == 0)
			return true;
		if (filter)
			hw_error("'%s' is not of the form [VENDOR]:[DEVICE][:CLASS], in "
				 "hexadecimal%s",
				 argument,
				 strchr(argument, ',') ? "; several -d add up"
				 : strchr(argument, ':')
					 ? ""
					 : "; a vendor alone is written 8086:");
		return false;
	case 's':
		if (!*argument) {
			hw_error("-s takes an address or a name, not an empty text");
			return false;
		}
		filter = next_filter(s, s->filter.address);
		if (filter)
			hw_filter_by_address(argument, filter);
		return filter;
	default:
		return set_source(code, argument, o);
	}
}

/* Seconds, "0.5", to ms. */
static bool set_settle(const char *argument, int64_t *ret)
{
	struct hw_text digits = hw_text_of(argument);
	int64_t ms = 0;
	int decimals = -1;
	bool is_sound = digits.n && digits.n <= 8 && digits.s[digits.n - 1] != '.';

	for (size_t i = 0; i < digits.n && is_sound; i++) {
		char c = digits.s[i];

		if (c == '.' && decimals < 0 && i)
			decimals = 0;
		else if (c >= '0' && c <= '9' && decimals < 3)
			ms = ms * 10 + (c - '0'), decimals += decimals >= 0;
		else
			is_sound = false;
	}
	for (int i = decimals < 0 ? 0 : decimals; i < 3; i++)
		ms *= 10;
	if (!is_sound || ms > HW_SETTLE_MAX) {
		hw_error("--settle takes seconds, as 0.5, up to %d, not '%s'",
			 HW_SETTLE_MAX / 1000, argument);
		return false;
	}
	*ret = ms;
	return true;
}

/* Several -o add up; "+" of any but the first says nothing more. */
static bool add_columns(const char *argument, struct hw_options *o)
{
	size_t n = strlen(o->columns);
	int more = snprintf(o->columns + n, sizeof(o->columns) - n, "%s%s", n ? "," : "",
			    n && *argument == '+' ? argument + 1 : argument);

	if (more < 0 || (size_t)more >= sizeof(o->columns) - n) {
		hw_error("too many columns");
		return false;
	}
	o->write.columns = o->columns;
	return true;
}

/* Sets options that control how results are printed. */
static bool set_option(int code, const char *argument, struct hw_options *o)
{
	switch (code) {
	case 'o':
		return add_columns(argument, o);
	case 't':
		o->write.tree = true;
		o->selection.branches = true;
		return true;
	case 'n':
		o->write.numeric++;
		return true;
	case 'v':
		o->write.verbose++;
		o->selection.verbose = true;
		return true;
	case OPT_JOBS:
		return set_jobs(argument, &o->jobs);
	case OPT_MEMORY:
		return set_memory(argument, &o->memory);
	case OPT_BY:
		o->by_iommu = strcmp(argument, "iommu") == 0;
		if (!o->by_iommu)
			hw_error("--by takes iommu, not '%s'", argument);
		return o->by_iommu;
	case OPT_DOCUMENT:
		o->format_name = argument;
		o->document = hw_document_format(argument);
		o->module_list = hw_modules_format_find(argument);
		return true;
	case OPT_OUTPUT_FILE:
		o->output_file = argument;
		return true;
	case OPT_FOR:
		o->module_target = argument;
		if (!argument[0])
			hw_error("--for takes a mount point, a disk or a device, not ''");
		return argument[0];
	case OPT_FIRMWARE:
		o->firmware = true;
		return true;
	case OPT_SETTLE:
		return set_settle(argument, &o->settle);
	case OPT_UDEV_RULE:
		o->udev_rule = hw_udev_match_of(argument);
		if (!o->udev_rule)
			hw_error("--udev-rule takes ids, path, serial or both, not '%s'",
				 argument);
		return o->udev_rule;
	case OPT_LSPCI:
		o->peers.lspci = true;
		return true;
	case OPT_LSUSB:
		o->peers.lsusb = true;
		return true;
	case 'k':
		o->peers.with_drivers = true;
		o->write.with_modules = true;
		return true;
	case 'D':
		o->peers.with_domain = true;
		o->write.with_domain = true;
		return true;
	case 'm':
		o->peers.for_programs++;
		return true;
	case OPT_EXPECT:
		o->expect = true;
		o->expect_file = argument;
		return true;
	case OPT_COMPLETE:
		o->machine.ask_modules = true;
		return true;
	case OPT_NAMES:
		o->names = true;
		return true;
	case OPT_SUMMARY:
		o->write.summary = true;
		return true;
	case OPT_NOHEADINGS:
		o->write.no_headings = true;
		return true;
	case OPT_COLOR:
		if (set_color(argument, &o->color))
			return true;
		hw_error("--color takes auto, always or never, not '%s'", argument);
		return false;
	case OPT_NO_PAGER:
		o->no_pager = true;
		return true;
	case OPT_PRINT_SCHEMA:
		o->print_schema = true;
		return true;
	case OPT_COMPLETION:
		o->completion = argument;
		return true;
	case 'h':
		o->help = true;
		return true;
	case 'V':
		o->version = true;
		return true;
	default:
		return set_selection(code, argument, o);
	}
}

/* NO_COLOR (no-color.org) counts if it is not empty; --color=always overrides it. */
static bool wants_color(enum hw_color color)
{
	const char *no_color = getenv("NO_COLOR");
	const char *term = getenv("TERM");

	if (color != HW_COLOR_AUTO)
		return color == HW_COLOR_ALWAYS;
	return isatty(STDOUT_FILENO) && !(no_color && *no_color) && term &&
	       strcmp(term, "dumb") != 0;
}

/* Whether the option does something in the command. */
static bool is_of(const struct option_row *row, const char *command)
{
	struct hw_text rest = hw_text_of(row->of);
	bool is = !row->of;

	while (!is && rest.n)
		is = hw_text_eq(hw_text_cut(&rest, ' '), hw_text_of(command));
	return is;
}

/* "list and check" of "list check". */
static struct hw_text commands_of(const struct option_row *row, struct hw_arena *arena)
{
	struct hw_text rest = hw_text_of(row->of);
	struct hw_text all = HW_TEXT("");

	while (rest.n) {
		struct hw_text one = hw_text_cut(&rest, ' ');

		all = hw_arena_printf(arena, "%.*s%s%.*s", HW_TEXT_ARG(all),
				      !all.n   ? ""
				      : rest.n ? ", "
					       : " and ",
				      HW_TEXT_ARG(one));
	}
	return all;
}

static bool allow_options(const struct hw_options *options, const char *command)
{
	const struct option_table table = all_options();

	for (size_t i = 0; i < table.n; i++) {
		const struct option_row *row = &table.v[i];
		const char letter[] = {' ', '(', '-', (char)row->code, ')', '\0'};
		struct hw_arena arena = {0};
		struct hw_text of;

		if (!(options->given >> i & 1) || is_of(row, command))
			continue;
		of = commands_of(row, &arena);
		hw_error("%s does nothing with --%s%s, which is for %.*s%s", command,
			 row->name, has_letter(row) ? letter : "", HW_TEXT_ARG(of),
			 strcmp(command, "show") != 0 || !is_of(row, "list") ? ""
			 : row->code == 'o' ? "; columns have commas between them, and "
					      "-s chooses a device"
					    : "; there -s chooses a device");
		hw_arena_done(&arena);
		return false;
	}
	return true;
}

const char *hw_options_format_name(enum hw_content content, size_t i)
{
	size_t n = 0;

	for (size_t k = 0; content == HW_CONTENT_DOCUMENT && hw_document_formats[k]; k++)
		if (n++ == i)
			return hw_document_format_name(hw_document_formats[k]);
	for (size_t k = 0; content == HW_CONTENT_MODULES && hw_modules_formats[k].name;
	     k++)
		if (n++ == i)
			return hw_modules_formats[k].name;
	for (size_t k = 0; k < HW_OUTPUT_FORMAT_COUNT; k++)
		if (hw_output_formats[k]->name &&
		    hw_output_writes(hw_output_formats[k], content) && n++ == i)
			return hw_output_formats[k]->name;
	return NULL;
}

/* "markdown, text or html"; absent: none. */
static struct hw_text format_names(enum hw_content content, struct hw_arena *arena)
{
	struct hw_list list = {.arena = arena, .between = ", "};
	const char *name = hw_options_format_name(content, 0);
	const char *next;

	for (size_t i = 1; name && (next = hw_options_format_name(content, i)); i++) {
		hw_list_add(&list, hw_text_of(name));
		name = next;
	}
	return list.n ? hw_arena_printf(arena, "%.*s or %s",
					HW_TEXT_ARG(hw_list_text(&list)), name)
		      : hw_text_of(name);
}

/* What --format names depends on the command. */
static bool allow_format_name(const struct hw_options *o, const char *command,
			      enum hw_content content)
{
	struct hw_arena arena = {0};
	struct hw_text names;

	if (!o->format_name || (content == HW_CONTENT_DOCUMENT && o->document) ||
	    (content == HW_CONTENT_MODULES && o->module_list) ||
	    (content != HW_CONTENT_DOCUMENT && hw_output_find(o->format_name)))
		return true;
	names = format_names(content, &arena);
	if (names.n)
		hw_error("--format of %s takes %.*s, not '%s'", command,
			 HW_TEXT_ARG(names), o->format_name);
	else
		hw_error("%s does nothing with --format", command);
	hw_arena_done(&arena);
	return false;
}

/* Only formats with a name can be refused: the default writes all content. */
static bool allow_format(const struct hw_output_format *format, const char *command,
			 enum hw_content content)
{
	struct hw_arena arena = {0};
	struct hw_text others;

	if (hw_output_writes(format, content))
		return true;
	others = hw_output_options(content, &arena);
	hw_error("%s has no --%.*s%s%.*s", command,
		 HW_TEXT_ARG(hw_output_spelling(format, &arena)),
		 others.n ? "; use " : "; 'hwalias -aJ' is the machine in JSON",
		 HW_TEXT_ARG(others));
	hw_arena_done(&arena);
	return false;
}

bool hw_options_allow(const struct hw_options *options, const char *command,
		      enum hw_content content)
{
	return allow_options(options, command) &&
	       allow_format_name(options, command, content) &&
	       allow_format(options->format, command, content);
}

bool hw_options_given(const struct hw_options *options, struct hw_text name)
{
	size_t i;
	int code;

	return options->given && find_name(name, &i, &code) && (options->given >> i & 1);
}

struct hw_text hw_options_spelling(struct hw_text name, struct hw_arena *arena)
{
	size_t i;
	int code;

	return find_name(name, &i, &code) && code < OPT_LONG_ONLY
		       ? hw_arena_printf(arena, "--%.*s (-%c)", HW_TEXT_ARG(name), code)
		       : hw_arena_printf(arena, "--%.*s", HW_TEXT_ARG(name));
}

bool hw_options_allow_about(const struct hw_options *options, const char *about)
{
	const struct option_table table = all_options();
	struct hw_arena arena = {0};

	for (size_t i = 0; i < table.n; i++) {
		const struct option_row *row = &table.v[i];

		if (!(options->given >> i & 1) || (!row->of && !row->format) ||
		    row->code == OPT_OUTPUT_FILE ||
		    (strcmp(about, "version") == 0 && row->code == 'v'))
			continue;
		hw_error("%s does nothing with %.*s", about,
			 HW_TEXT_ARG(hw_options_spelling(hw_text_of(row->name), &arena)));
		hw_arena_done(&arena);
		return false;
	}
	return true;
}

static bool check(const struct hw_options *o)
{
	if (o->machine.sysroot && o->machine.from_count) {
		hw_error("--sysroot and --from are two machines: choose one");
		return false;
	}
	return true;
}

static bool is_format_name(enum hw_content content, struct hw_text name)
{
	const char *known;

	for (size_t i = 0; (known = hw_options_format_name(content, i)); i++)
		if (hw_text_eq(hw_text_of(known), name))
			return true;
	return false;
}

/* What is like "--jsn", or does here what it does elsewhere. */
static struct hw_text question_of(const struct option_table *table, struct hw_text name,
				  struct hw_arena *arena)
{
	struct hw_text way = hw_habit_of_option(name);
	struct hw_nearest near = {.word = hw_text_trim_start(name, "-")};
	struct hw_text all = HW_NO_TEXT;

	if (way.n)
		return way;
	/* "--usb" of hwinfo, "--html" */
	if (hw_kind_is(near.word) || hw_bus_find(near.word))
		return hw_arena_printf(arena, "; -b %.*s lists such devices",
				       HW_TEXT_ARG(near.word));
	if (is_format_name(HW_CONTENT_DOCUMENT, near.word) ||
	    is_format_name(HW_CONTENT_MODULES, near.word))
		return hw_arena_printf(arena, "; 'hwalias %s --format %.*s' prints it",
				       is_format_name(HW_CONTENT_MODULES, near.word)
					       ? "modules"
					       : "report",
				       HW_TEXT_ARG(near.word));
	for (size_t i = 0; i < table->n; i++)
		hw_nearest_try(&near, hw_text_of(table->v[i].name));
	for (size_t i = 0; i < near.n; i++)
		all = hw_arena_printf(arena, "%.*s%s'--%.*s'", HW_TEXT_ARG(all),
				      !i		? ""
				      : i + 1 == near.n ? " or "
							: ", ",
				      HW_TEXT_ARG(near.v[i]));
	return all.n ? hw_arena_printf(arena, "; did you mean %.*s?", HW_TEXT_ARG(all))
		     : HW_NO_TEXT;
}

/* "-json" and "-short", as lshw has its options: letters that mean something else, or
 * nothing. Three of them may be meant. */
static bool is_with_two_dashes(const struct option_table *table, const char *word)
{
	struct hw_arena arena = {0};
	struct hw_text name = hw_arena_printf(&arena, "-%s", word);
	bool is_long =
		word[0] == '-' && word[1] >= 'a' && word[1] <= 'z' && strlen(word) > 4;
	bool is_known = false;

	for (size_t i = 0; is_long && i < table->n; i++)
		is_known = is_known || strcmp(word + 1, table->v[i].name) == 0;
	if (is_known)
		hw_error("no option '%s'; did you mean '%.*s'?", word, HW_TEXT_ARG(name));
	else if (is_long && hw_habit_of_option(name).n)
		hw_error("no option '%s'%.*s", word,
			 HW_TEXT_ARG(hw_habit_of_option(name)));
	else
		is_long = false;
	hw_arena_done(&arena);
	return !is_long;
}

/* Says what getopt_long(3) found wrong, '?' or ':', with `word`. */
static void say_wrong(const struct option_table *table, int code, const char *word)
{
	struct hw_text name = hw_text_of(word);
	struct hw_arena arena = {0};
	const struct option_row *row;
	struct hw_text question;

	name = hw_text_head(name, hw_text_find(name, '='));
	row = find_option(table, optopt);
	if (row && code == ':') {
		hw_error("--%s needs its %s", row->name, row->argument);
		return;
	}
	if (row) {
		hw_error("--%s takes no argument", row->name);
		return;
	}
	if (optopt) {
		hw_error("no option '-%c'%.*s", optopt,
			 HW_TEXT_ARG(hw_habit_of_letter(optopt)));
		return;
	}
	question = question_of(table, name, &arena);
	hw_error("no option '%.*s'%.*s", HW_TEXT_ARG(name), HW_TEXT_ARG(question));
	hw_arena_done(&arena);
}

/* Whether the argument is not the next option, as behind -b of lspci, which has none. */
static bool is_argument(const struct option_row *row, const char *word)
{
	const char letter[] = {' ', '(', '-', (char)row->code, ')', '\0'};

	if (!row->argument || row->optional || optarg != word || word[0] != '-' ||
	    !word[1])
		return true;
	hw_error("--%s%s needs its %s, and '%s' is an option", row->name,
		 has_letter(row) ? letter : "", row->argument, word);
	return false;
}

/* Whether the user's locale has no UTF-8, whatever the program has set. */
static bool is_ascii_locale(void)
{
	locale_t user = newlocale(LC_CTYPE_MASK, "", (locale_t)0);
	bool is_ascii = true;

	if (user != (locale_t)0) {
		is_ascii = strcmp(nl_langinfo_l(CODESET, user), "UTF-8") != 0;
		freelocale(user);
	}
	return is_ascii;
}

void hw_options_set_all(struct hw_options *o)
{
	if (o->selection.depth == HW_SCAN_MAIN)
		o->selection.depth = HW_SCAN_ALL;
}

bool hw_options_set_peer(struct hw_options *o, const char *tool)
{
	size_t i;
	int code;

	o->peers.lspci = o->peers.lspci || strcmp(tool, "lspci") == 0;
	o->peers.lsusb = o->peers.lsusb || strcmp(tool, "lsusb") == 0;
	if (strcmp(tool, "lspci") != 0 && strcmp(tool, "lsusb") != 0)
		return false;
	if (find_name(hw_text_of(tool), &i, &code))
		o->given |= (uint64_t)1 << i;
	return true;
}

void hw_options_draw_tree(struct hw_options *o)
{
	o->write.tree = true;
	o->selection.branches = true;
	o->write.ascii = o->format->is_for_people && is_ascii_locale();
}

/*
 * Whether the terminal may open files of this machine: one that shows colors, and is
 * neither elsewhere nor the console, where nothing can be clicked.
 */
static bool wants_links(const struct hw_options *o)
{
	const char *term = getenv("TERM");

	return o->write.color && isatty(STDOUT_FILENO) && !o->machine.sysroot &&
	       !o->machine.from_count && !getenv("SSH_CONNECTION") && term &&
	       strcmp(term, "linux") != 0;
}

/* The format that --format names, if it names one of output. False: options choose two,
 * which was said. */
static bool choose_format(struct hw_options *o)
{
	const struct hw_output_format *named =
		o->format_name ? hw_output_find(o->format_name) : NULL;

	if (named && o->format->option && o->format != named) {
		hw_error("--%s and --format %s are two formats: choose one",
			 o->format->option, o->format_name);
		return false;
	}
	if (named)
		o->format = named;
	return true;
}

/* What a terminal is like, for formats that people read. */
static void look_at_terminal(struct hw_options *o)
{
	/* a file is none */
	o->write.color =
		o->output_file ? o->color == HW_COLOR_ALWAYS : wants_color(o->color);
	if (!o->format->is_for_people || o->output_file)
		return;
	o->write.links = wants_links(o);
	o->write.width = hw_table_terminal_width(stdout);
	/* a terminal may not tell its width */
	o->write.ascii = (o->write.width || o->write.tree || isatty(STDOUT_FILENO)) &&
			 is_ascii_locale();
}

enum hw_exit hw_options_parse(int argc, char **argv, struct hw_options *ret,
			      int *ret_first)
{
	const struct option_table table = all_options();
	struct option longs[OPTIONS_MAX + 1];
	char shorts[2 * OPTIONS_MAX + 2];
	int code;

	*ret = (struct hw_options){
		.settle = HW_SETTLE_DEFAULT,
		.format = hw_output_formats[0],
		.machine.home = getenv("HOME"),
		.machine.login = getenv("SUDO_USER"),
		.jobs = 1,
		.memory = HW_MEMORY_DEFAULT,
	};
	make_getopt(&table, longs, shorts);
	opterr = 0;
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
		if (!is_with_two_dashes(&table, argv[i]))
			return HW_EXIT_USAGE;
	while ((code = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
		const struct option_row *row = find_option(&table, code);

		if (!row) {
			say_wrong(&table, code, argv[optind - 1]);
			return HW_EXIT_USAGE;
		}
		if (!is_argument(row, argv[optind - 1]))
			return HW_EXIT_USAGE;
		/* "--color never", as people type it: no device is called so */
		if (code == OPT_COLOR && !optarg && optind < argc &&
		    set_color(argv[optind], &ret->color))
			optarg = argv[optind++];
		if (row->format && ret->format->option && ret->format != row->format) {
			hw_error("--%s and --%s are two formats: choose one",
				 ret->format->option, row->format->option);
			return HW_EXIT_USAGE;
		}
		if (row->format)
			ret->format = row->format;
		else if (!set_option(code, optarg, ret))
			return HW_EXIT_USAGE;
		ret->given |= (uint64_t)1 << (row - table.v);
	}
	if (!check(ret) || !choose_format(ret))
		return HW_EXIT_USAGE;
	look_at_terminal(ret);
	*ret_first = optind;
	return HW_EXIT_OK;
}

/* Column at which the help of an option begins. */
#define HELP_COLUMN 29

/* Whether the command heeds the option, or prints the format it chooses; NULL: any does.
 */
static bool is_heeded(const struct option_row *row, const struct hw_command *command)
{
	return !command || (row->format ? hw_output_writes(row->format, command->content)
					: is_of(row, command->name));
}

bool hw_options_view(size_t i, const struct hw_command *command,
		     struct hw_option_view *ret)
{
	const struct option_table table = all_options();

	if (i >= table.n)
		return false;
	*ret = (struct hw_option_view){
		.name = table.v[i].name,
		.letter = has_letter(&table.v[i]) ? (char)table.v[i].code : '\0',
		.argument = table.v[i].argument,
		.is_optional = table.v[i].optional,
		.help = table.v[i].help,
		.is_heeded = is_heeded(&table.v[i], command),
	};
	return true;
}

/* "json, ndjson or tsv, which are options, too": of --format. */
static struct hw_text say_formats(const struct option_table *table,
				  const struct hw_command *command,
				  struct hw_arena *arena)
{
	struct hw_list list = {.arena = arena, .between = ", "};
	const char *last = NULL;

	for (size_t i = 0; i < table->n; i++) {
		if (!table->v[i].format || !is_heeded(&table->v[i], command))
			continue;
		if (last)
			hw_list_add(&list, hw_text_of(last));
		last = table->v[i].name;
	}
	if (!last)
		return HW_NO_TEXT;
	return list.n ? hw_arena_printf(arena, "%.*s or %s, which are options, too",
					HW_TEXT_ARG(hw_list_text(&list)), last)
		      : hw_arena_printf(arena, "%s, which is an option, too", last);
}

void hw_options_help(FILE *out, const struct hw_command *command)
{
	const struct option_table table = all_options();
	struct hw_arena arena = {0};
	const struct hw_text formats =
		command ? say_formats(&table, command, &arena) : HW_NO_TEXT;

	for (size_t i = 0; i < table.n; i++) {
		const struct option_row *row = &table.v[i];
		char letter[] = {'-', (char)row->code, ',', '\0'};
		struct hw_text own;
		char head[64];

		if (!is_heeded(row, command))
			continue;
		snprintf(head, sizeof(head), "%-3s --%s%s%s%s%s",
			 has_letter(row) ? letter : "", row->name,
			 row->optional ? "[" : "", row->argument ? "=" : "",
			 row->argument ? row->argument : "", row->optional ? "]" : "");
		if (strlen(head) > HELP_COLUMN - 4)
			fprintf(out, "  %s\n%*s", head, HELP_COLUMN, "");
		else
			fprintf(out, "  %-*s", HELP_COLUMN - 2, head);
		own = command ? hw_option_help(row->name, command, formats, &arena)
			      : HW_NO_TEXT;
		hw_wrap(out, own.n ? own.s : row->help, HELP_COLUMN);
	}
	hw_arena_done(&arena);
}
