// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What a dump tells, and with it what it does not, in a recording that was made of one:
 * the file hwalias/dump (data/root/note.h), with one fact a line.
 *
 *     formats lspci, dmesg
 *     name lspci.txt
 *     claims
 *     without-ids 3 lspci -nnk
 *     log-from 12345
 */
#include "data/dump/collector.h"
#include "data/root/note.h"

#define FORMATS	    "formats"
#define NAME	    "name"
#define WITHOUT_IDS "without-ids"
#define LOG_FROM    "log-from"

static const struct {
	const char *word;
	size_t offset;
} words[] = {
	{"drivers", offsetof(struct hw_dump_facts, drivers)},
	{"modules", offsetof(struct hw_dump_facts, modules)},
	{"claims", offsetof(struct hw_dump_facts, claims)},
	{"tables", offsetof(struct hw_dump_facts, tables)},
	{"log", offsetof(struct hw_dump_facts, log)},
	{"places", offsetof(struct hw_dump_facts, places)},
	{"all_buses", offsetof(struct hw_dump_facts, all_buses)},
	{"is_whole", offsetof(struct hw_dump_facts, is_whole)},
	{"is_of_live", offsetof(struct hw_dump_facts, is_of_live)},
	{"kernel", offsetof(struct hw_dump_facts, kernel)},
	{"sentences", offsetof(struct hw_dump_facts, sentences)},
	{"lacks_host_bridge", offsetof(struct hw_dump_facts, lacks_host_bridge)},
	{"lacks_root_hub", offsetof(struct hw_dump_facts, lacks_root_hub)},
};

struct hw_text hw_dump_facts_text(const struct hw_dump_facts *facts,
				  struct hw_arena *arena)
{
	struct hw_text all =
		hw_arena_printf(arena, FORMATS " %.*s\n", HW_TEXT_ARG(facts->formats));

	/* no line of others may be in it */
	if (facts->name.n && hw_text_find(facts->name, '\n') == facts->name.n)
		all = hw_arena_printf(arena, "%.*s" NAME " %.*s\n", HW_TEXT_ARG(all),
				      HW_TEXT_ARG(facts->name));
	for (size_t i = 0; i < HW_ARRAY_SIZE(words); i++)
		if (*(const bool *)((const char *)facts + words[i].offset))
			all = hw_arena_printf(arena, "%.*s%s\n", HW_TEXT_ARG(all),
					      words[i].word);
	if (facts->without_ids)
		all = hw_arena_printf(arena, "%.*s" WITHOUT_IDS " %zu %s\n",
				      HW_TEXT_ARG(all), facts->without_ids,
				      facts->ids_by ? facts->ids_by : "");
	if (facts->log_from)
		all = hw_arena_printf(arena, "%.*s" LOG_FROM " %zu\n", HW_TEXT_ARG(all),
				      facts->log_from);
	return all;
}

struct hw_text hw_dump_buses(const struct hw_dump_facts *facts)
{
	static const struct {
		const char *format;
		bool pci;
		bool usb;
	} known[] = {
		{"lspci", .pci = true},	      {"lspci -vmm", .pci = true},
		{"lsusb", .usb = true},	      {"lsusb -t", .usb = true},
		{"usb-devices", .usb = true}, {"lsmod", .pci = false},
		{"modinfo", .pci = false},    {"kernel log", .pci = false},
		{"uname", .pci = false},      {"kernel command line", .pci = false},
	};
	struct hw_text rest = facts->formats;
	bool pci = false;
	bool usb = false;

	while (rest.n) {
		struct hw_text format = hw_text_trim_start(hw_text_cut(&rest, ','), " ");
		size_t i = 0;

		while (i < HW_ARRAY_SIZE(known) &&
		       !hw_text_eq(format, hw_text_of(known[i].format)))
			i++;
		if (facts->all_buses || i == HW_ARRAY_SIZE(known))
			return HW_NO_TEXT;
		pci = pci || known[i].pci;
		usb = usb || known[i].usb;
	}
	if (pci)
		return usb ? HW_TEXT("pci,usb") : HW_TEXT("pci");
	return usb ? HW_TEXT("usb") : HW_NO_TEXT;
}

/* In the place of "snapshot", which what was read is as a file. */
static void take_formats(struct hw_dump_facts *facts, struct hw_text recorded,
			 struct hw_arena *arena)
{
	struct hw_text joined = facts->formats;

	hw_text_cut(&joined, ',');
	facts->formats = hw_arena_printf(arena, "%.*s%s%.*s", HW_TEXT_ARG(recorded),
					 joined.n ? "," : "", HW_TEXT_ARG(joined));
}

bool hw_dump_facts_recorded(struct hw_root *root, struct hw_arena *arena,
			    struct hw_dump_facts *facts)
{
	/* what it is joined with is called otherwise */
	const bool is_alone = hw_text_find(facts->formats, ',') == facts->formats.n;
	struct hw_text rest;

	if (hw_root_read(root, HW_DUMP_FACTS, arena, &rest) < 0)
		return false;
	while (rest.n) {
		struct hw_text value = hw_text_cut(&rest, '\n');
		const struct hw_text key = hw_text_cut(&value, ' ');

		for (size_t i = 0; i < HW_ARRAY_SIZE(words); i++)
			if (hw_text_eq(key, hw_text_of(words[i].word)))
				*(bool *)((char *)facts + words[i].offset) = true;
		if (hw_text_eq(key, HW_TEXT(FORMATS))) {
			take_formats(facts, value, arena);
		} else if (hw_text_eq(key, HW_TEXT(NAME))) {
			if (is_alone)
				facts->name = hw_arena_copy(arena, value);
		} else if (hw_text_eq(key, HW_TEXT(WITHOUT_IDS))) {
			int64_t n = hw_text_decimal(hw_text_cut(&value, ' '), 9);

			facts->without_ids += n > 0 ? (size_t)n : 0;
			facts->ids_by = hw_arena_copy(arena, value).s;
		} else if (hw_text_eq(key, HW_TEXT(LOG_FROM))) {
			int64_t n = hw_text_decimal(value, 9);

			facts->log_from = n > 0 ? (size_t)n : 0;
		}
	}
	facts->is_dump = true;
	return true;
}
