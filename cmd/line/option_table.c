// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/line/internal.h"

/* clang-format off */
static const struct hw_option_row rows[] = {
	{.name = "all", .code = 'a', .of = "list iommu check diff modules watch",
	 .help = "devices of every bus, not only PCI and USB; given twice, also the kernel's bookkeeping nodes (memory blocks, ACPI nodes without an id …); modules: also those that could drive a device without a driver"},
	{.name = "bus", .code = 'b', .argument = "BUS", .of = "list iommu check diff watch",
	 .help = "only this bus (pci, usb, acpi, platform, input …) or kind of devices, as people call it (net, wifi, gpu, storage, audio …), on any bus; several add up"},
	{.name = "id", .code = 'd', .argument = "[V]:[D][:CLASS]", .of = "list iommu check diff watch",
	 .help = "only these ids, hexadecimal; an empty part is any, x is any digit; CLASS is one of PCI, and with -b usb of USB; usb:046d: is of that bus alone; several add up"},
	{.name = "slot", .code = 's', .argument = "ADDRESS", .of = "list iommu check diff watch",
	 .help = "only this device: a PCI slot (00:1f.6), a USB path (1-6, 1-6:1.0), a USB BUS:DEV in decimal, BUS:NAME, a name (eth0), a path in /sys or a device node; several add up"},
	{.name = "tree", .code = 't', .of = "list",
	 .help = "draw devices below the bus, bridge or hub they are on, with the speed of their links; with -s, one branch"},
	{.name = "output", .code = 'o', .argument = "COLUMNS", .of = "list iommu decode",
	 .help = "print these columns; +COLUMNS adds to the default ones; several add up"},
	{.name = "numeric", .code = 'n', .of = "list iommu show decode",
	 .help = "ids instead of names; given twice, names and ids"},
	{.name = "verbose", .code = 'v', .of = "list iommu show decode lookup driver modules formats watch",
	 .help = "more: attributes of the devices; of a list the databases' names of classes, where there is room; in JSON also `parts`, a modalias field by field with names"},
	{.name = "wake", .code = OPT_WAKE, .of = "show",
	 .help = "show -v may wake devices that sleep, to read what they hold"},
	/* replaced by the options of hw_output_formats */
	{.code = OPT_FORMAT},
	{.name = "format", .code = OPT_DOCUMENT, .argument = "FORMAT",
	 .of = "list show decode lookup driver check report diff iommu modules facts watch match formats",
	 .help = "list: prometheus, for node_exporter, cyclonedx, a bill of materials, or nfd, labels for node-feature-discovery; report: markdown (the default), text, or html: one file that needs nothing else; modules: lines (the default), lsmod, initramfs-tools, mkinitcpio, dracut or nix; json, ndjson and tsv are the options of these names"},
	{.name = "output-file", .code = OPT_OUTPUT_FILE, .argument = "FILE", .once = "files",
	 .of = "list show decode lookup driver check report diff iommu modules facts match formats",
	 .help = "write to FILE in place of standard output: it is replaced when all is written, and stays as it was when that fails"},
	{.name = "for", .code = OPT_FOR, .argument = "WHAT", .of = "modules",
	 .help = "only what this needs: a mount point (/), a disk (/dev/sda, UUID=...), a device (eth0, 00:1f.6), an interface (br0, bond0); several add up"},
	{.name = "firmware", .code = OPT_FIRMWARE, .of = "modules",
	 .help = "the firmware files that the modules ask for; with --json beside them"},
	{.name = "settle", .code = OPT_SETTLE, .argument = "SECONDS", .once = "times", .of = "watch",
	 .help = "tell of a device when nothing more has happened to it for so long, 0.5 seconds if not given; one that fails is given ten times as much"},
	{.name = "by", .code = OPT_BY, .argument = "WHAT", .once = "orders", .of = "list",
	 .help = "iommu: the devices in the order of their IOMMU groups, as the command iommu"},
	{.name = "udev-rule", .code = OPT_UDEV_RULE, .argument = "BY", .once = "rules", .optional = true, .of = "show",
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
	{.name = "expect", .code = OPT_EXPECT, .argument = "FILE", .once = "baselines", .optional = true, .of = "check snapshot",
	 .help = "check: what differs from the baseline FILE, hwalias-expect(5), and nothing else; snapshot: write such a baseline of this machine, to FILE or standard output"},
	{.name = "complete", .code = OPT_COMPLETE, .of = "list",
	 .help = "look at every device as closely as check does, so that its attention is all that check says, as in a fleet's database"},
	{.name = "names", .code = OPT_NAMES, .of = "diff",
	 .help = "also compare what devices are called"},
	{.name = "summary", .code = OPT_SUMMARY, .of = "diff",
	 .help = "only the line that counts the differences"},
	{.name = "jobs", .code = OPT_JOBS, .argument = "N", .once = "numbers", .of = "decode match",
	 .help = "answer lines with N threads; 0: one for each processor"},
	{.name = "memory", .code = OPT_MEMORY, .argument = "SIZE", .once = "sizes", .of = "decode match",
	 .help = "keep up to so many bytes of answers for lines that come again, as 512K, 64M or 1G; 28M if not given; 0: none"},
	{.name = "noheadings", .code = OPT_NOHEADINGS, .of = "list iommu show decode lookup driver diff formats",
	 .help = "no heading line"},
	{.name = "color", .code = OPT_COLOR, .argument = "WHEN", .optional = true,
	 .help = "auto, always or never; the last one counts; NO_COLOR in the environment means never"},
	{.name = "no-pager", .code = OPT_NO_PAGER,
	 .help = "print also what does not fit the terminal at once, without HWALIAS_PAGER, PAGER or less"},
	{.name = "ids", .code = 'i', .argument = "FILE",
	 .help = "use this id file; pci:FILE or usb:FILE where its name does not tell"},
	{.name = "kernel", .code = 'S', .argument = "RELEASE",
	 .help = "use the alias tables of this kernel; diff takes it twice, the old and the new one"},
	{.name = "modules-dir", .code = OPT_MODULES_DIR, .argument = "DIR", .once = "sets of tables",
	 .help = "use the alias tables in DIR, DIR/RELEASE or DIR/lib/modules/RELEASE"},
	{.name = "sysroot", .code = OPT_SYSROOT, .argument = "DIR", .once = "machines", .not_of = "watch",
	 .help = "read the machine recorded in DIR (DIR/sys, DIR/proc …)"},
	{.name = "from", .code = 'F', .argument = "FILE", .not_of = "watch",
	 .help = "read the machine recorded in FILE, or '-': a snapshot, what lspci, lsusb, udevadm info -e and others print of it, or an archive of a /sys tree; several are joined"},
	{.name = "privacy", .code = OPT_PRIVACY, .argument = "LEVEL", .once = "levels",
	 .help = "what may be told: public (nothing that identifies the machine or its users), fleet (also the host's name and key), or full (all of it)"},
	{.name = "public", .code = 'z', .help = "the same as --privacy public, which is the default"},
	{.name = "print-schema", .code = OPT_PRINT_SCHEMA, .help = "print the JSON schema of reports"},
	{.name = "completion", .code = OPT_COMPLETION, .argument = "SHELL", .once = "shells",
	 .help = "print the script by which bash, zsh or fish completes commands, options, columns, devices"},
	{.name = "help", .code = 'h', .help = "print this help; after a command, what that takes"},
	{.name = "version", .code = 'V', .help = "print the version; with -v also which libraries are there that it opens when they are used"},
};
/* clang-format on */

_Static_assert(HW_ARRAY_SIZE(rows) + HW_OUTPUT_FORMAT_COUNT <= HW_OPTIONS_MAX,
	       "the options given are bits of a number");

static void add_formats(struct hw_option_table *table)
{
	for (int i = 0; i < HW_OUTPUT_FORMAT_COUNT; i++) {
		const struct hw_output_format *f = hw_output_formats[i];

		if (f->option)
			table->v[table->n++] = (struct hw_option_row){
				.name = f->option,
				.code = f->letter ? f->letter : OPT_FORMAT + i,
				.help = f->help,
				.format = f,
			};
	}
}

struct hw_option_table hw_option_table(void)
{
	struct hw_option_table table = {.n = 0};

	for (size_t i = 0; i < HW_ARRAY_SIZE(rows); i++)
		if (rows[i].name)
			table.v[table.n++] = rows[i];
		else
			add_formats(&table);
	return table;
}

const struct hw_option_row *hw_option_find(const struct hw_option_table *table, int code)
{
	for (size_t i = 0; i < table->n; i++)
		if (table->v[i].code == code)
			return &table->v[i];
	return NULL;
}

bool hw_option_find_name(struct hw_text name, size_t *ret_index, int *ret_code)
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

bool hw_option_has_letter(const struct hw_option_row *row)
{
	return row->code < OPT_LONG_ONLY;
}

bool hw_option_is_of(const struct hw_option_row *row, const char *command)
{
	struct hw_text rest = hw_text_of(row->of);
	bool is = !row->of;

	while (!is && rest.n)
		is = hw_text_eq(hw_text_cut(&rest, ' '), hw_text_of(command));
	return is;
}

bool hw_option_is_told(const struct hw_option_row *row, const char *command)
{
	return hw_option_is_of(row, command) &&
	       !(row->not_of && strcmp(row->not_of, command) == 0);
}

bool hw_options_given(const struct hw_options *options, struct hw_text name)
{
	size_t i;
	int code;

	return options->given && hw_option_find_name(name, &i, &code) &&
	       (options->given >> i & 1);
}

struct hw_text hw_options_spelling(struct hw_text name, struct hw_arena *arena)
{
	size_t i;
	int code;

	return hw_option_find_name(name, &i, &code) && code < OPT_LONG_ONLY
		       ? hw_arena_printf(arena, "--%.*s (-%c)", HW_TEXT_ARG(name), code)
		       : hw_arena_printf(arena, "--%.*s", HW_TEXT_ARG(name));
}
