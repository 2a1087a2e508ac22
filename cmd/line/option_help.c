// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/line/option_help.h"

#include "data/base/array.h"

#define BOOKKEEPING                                                                      \
	"the kernel's bookkeeping nodes (memory blocks, ACPI nodes without an id …)"

/* clang-format off */
static const struct {
	const char *option;
	/* with blanks between them */
	const char *commands;
	const char *help;
} helps[] = {
	{"all", "list watch", "devices of every bus, not only PCI and USB; given twice, also " BOOKKEEPING},
	{"all", "check iommu", "every bus is looked at anyhow; given twice, also " BOOKKEEPING},
	{"all", "diff", "every bus is compared anyhow; given twice, also " BOOKKEEPING},
	{"all", "modules", "also modules that could drive a device without a driver"},
	{"verbose", "list iommu", "the names of the databases, attributes of the devices, and each interface of a USB device; in JSON `parts`, a modalias field by field with names"},
	{"verbose", "show", "also what the device holds: PCI capabilities, USB descriptors; in JSON `parts`, a modalias field by field with names"},
	{"verbose", "decode", "in JSON `parts`, each field with its name"},
	{"verbose", "lookup", "every module that claims such a device, not the first ones"},
	{"verbose", "driver", "every alias, dependency and firmware file, not how many there are"},
	{"verbose", "modules", "also the firmware files that are not there, with --firmware"},
	{"verbose", "formats", "also the names of all values, and the fields of all layouts"},
	{"verbose", "watch", "each interface of a USB device on a line of its own"},
	{"ndjson", "list iommu show", "print a line of JSON for each device"},
	{"ndjson", "check", "print a line of JSON for each finding"},
	{"ndjson", "diff", "print a line of JSON for each change"},
	{"ndjson", "decode match", "print a line of JSON for each line of input: a filter"},
	{"ndjson", "lookup", "print a line of JSON for each id"},
	{"ndjson", "driver modules", "print a line of JSON for each module"},
	{"ndjson", "watch", "print a line of JSON for each event"},
	{"ndjson", "formats", "print a line of JSON for each format"},
	{"tsv", "list iommu show", "print a line for each device, with tabs between the columns"},
	{"tsv", "decode match", "print a line for each line of input, with tabs between the columns: a filter"},
	{"tsv", "lookup", "print a line for each id, with tabs between the columns"},
	{"format", "list", "prometheus, for node_exporter, cyclonedx, a bill of materials, or nfd, labels for node-feature-discovery"},
	{"format", "report", "markdown (the default), text, or html: one file that needs nothing else"},
	{"format", "modules", "lines (the default), lsmod, initramfs-tools, mkinitcpio, dracut or nix"},
	{"expect", "check", "what differs from the baseline FILE, hwalias-expect(5), and nothing else"},
	{"expect", "snapshot", "write a baseline of this machine, hwalias-expect(5), to FILE or standard output"},
	{"kernel", "check", "what becomes of each device under this kernel, by its alias tables"},
	{"kernel", "diff", "use the alias tables of this kernel; given twice, the old and the new one"},
	{"kernel", "snapshot", "use the alias tables of this kernel; with --expect alone: a snapshot has the machine's own"},
	{"ids", "snapshot", "use this id file; with --expect alone: a snapshot has the machine's own"},
	{"modules-dir", "snapshot", "use the alias tables in DIR, DIR/RELEASE or DIR/lib/modules/RELEASE; with --expect alone: a snapshot has the machine's own"},
	{"from", "diff", "with -S OLD -S NEW alone, which compare two kernels: the machine recorded in FILE; else the operands are the machines"},
	{"sysroot", "diff", "with -S OLD -S NEW alone, which compare two kernels: the machine recorded in DIR; else the operands are the machines"},
	{"kernel", "list iommu show decode lookup driver report modules facts watch match formats", "use the alias tables of this kernel"},
	{"kernel-drivers", "list", "the modules that claim the devices as a column; with --lspci as lspci -k prints them"},
	{"kernel-drivers", "show", "taken for lspci's sake: modules are always told"},
	{"domains", "show", "taken for lspci's sake: the domain is always told"},
	{"wake", "show", "-v may wake devices that sleep, to read what they hold"},
};
/* clang-format on */

static bool has_word(const char *words, const char *word)
{
	struct hw_text rest = hw_text_of(words);

	while (rest.n)
		if (hw_text_eq(hw_text_cut(&rest, ' '), hw_text_of(word)))
			return true;
	return false;
}

struct hw_text hw_option_help(const char *option, const struct hw_command *command,
			      struct hw_text formats, struct hw_arena *arena)
{
	struct hw_text help = HW_NO_TEXT;

	for (size_t i = 0; i < HW_ARRAY_SIZE(helps) && !help.s; i++)
		if (strcmp(helps[i].option, option) == 0 &&
		    has_word(helps[i].commands, command->name))
			help = hw_text_of(helps[i].help);
	if (strcmp(option, "format") != 0 || !formats.n)
		return help;
	return help.n ? hw_arena_printf(arena, "%.*s; %.*s", HW_TEXT_ARG(help),
					HW_TEXT_ARG(formats))
		      : formats;
}
