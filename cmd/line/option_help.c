// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/line/option_help.h"

#include <stdio.h>

#include "cmd/line/internal.h"
#include "cmd/print/wrap.h"
#include "data/base/list.h"

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
	{"verbose", "lookup", "all hits of a search, and every module that claims such a device, not the first ones"},
	{"verbose", "driver", "every alias, parameter and firmware file, not how many there are"},
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
	{"tsv", "decode", "print a line for each line of input, with tabs between the columns: a filter"},
	{"tsv", "match", "print a line for each match, with tabs between string, module and pattern (the default)"},
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
	{"from", "diff", "the machine recorded in FILE in the place of this one: for the operand '-', or with -S OLD -S NEW; several are joined"},
	{"sysroot", "diff", "the machine recorded in DIR in the place of this one: for the operand '-', or with -S OLD -S NEW"},
	{"kernel", "watch", "list the modules by the alias tables of this kernel; of another one than runs, no device is told to fail"},
	{"kernel", "list iommu show decode lookup driver report modules facts match formats", "use the alias tables of this kernel"},
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

/* Column at which the help of an option begins. */
#define HELP_COLUMN 29

/* Whether the command heeds the option, or prints the format it chooses; NULL: any does.
 */
static bool is_heeded(const struct hw_option_row *row, const struct hw_command *command)
{
	return !command || (row->format ? hw_output_writes(row->format, command->content)
					: hw_option_is_told(row, command->name));
}

bool hw_options_view(size_t i, const struct hw_command *command,
		     struct hw_option_view *ret)
{
	const struct hw_option_table table = hw_option_table();

	if (i >= table.n)
		return false;
	*ret = (struct hw_option_view){
		.name = table.v[i].name,
		.letter =
			hw_option_has_letter(&table.v[i]) ? (char)table.v[i].code : '\0',
		.argument = table.v[i].argument,
		.is_optional = table.v[i].optional,
		.help = table.v[i].help,
		.is_heeded = is_heeded(&table.v[i], command),
	};
	return true;
}

/* "json, ndjson or tsv, which are options, too": of --format. */
static struct hw_text say_formats(const struct hw_option_table *table,
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
	const struct hw_option_table table = hw_option_table();
	struct hw_arena arena = {0};
	const struct hw_text formats =
		command ? say_formats(&table, command, &arena) : HW_NO_TEXT;

	for (size_t i = 0; i < table.n; i++) {
		const struct hw_option_row *row = &table.v[i];
		char letter[] = {'-', (char)row->code, ',', '\0'};
		struct hw_text own;
		char head[64];

		if (!is_heeded(row, command))
			continue;
		snprintf(head, sizeof(head), "%-3s --%s%s%s%s%s",
			 hw_option_has_letter(row) ? letter : "", row->name,
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
