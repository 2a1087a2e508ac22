// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Input: arguments with a NUL or newline between them, as the command line of a
 * subcommand; then each as the argument of -d, -s and -o. What was understood must hold
 * for what it was made from.
 */
#include <getopt.h>
#include <stdio.h>

#include "decoders/text/ascii.h"
#include "report/columns/columns.h"
#include "tests/fuzz/fuzz.h"

/* The program's own parser, which is no library; nobody wants to read its messages here.
 */
#include "cmd/line/habit.c"
#include "cmd/line/option_allow.c"
#include "cmd/line/option_help.c"
#include "cmd/line/option_table.c"
#include "cmd/line/option_wrong.c"
#include "cmd/line/options.c"
#include "cmd/line/typed_ids.c"
#include "cmd/print/diag.h"
#include "cmd/print/wrap.c"

enum { WORDS_MAX = 24 };

void hw_error(const char *format, ...)
{
	(void)format;
}

void hw_hint(const struct hw_options *options, const char *format, ...)
{
	(void)options;
	(void)format;
}

static void check_command_line(char *words[], int n)
{
	struct hw_options options;
	int first = 0;
	enum hw_exit r;
	int word = hw_options_first_word(n, words);

	require(word >= 0 && word < n);
	r = hw_options_parse(n, words, &options, &first);
	require(r == HW_EXIT_OK || r == HW_EXIT_USAGE);
	if (r != HW_EXIT_OK)
		return;
	require(first >= 1 && first <= n);
	require(options.jobs >= 1);
	require(options.machine.ids_count <= HW_IDS_FILES_MAX);
	require(!(options.given >> hw_option_table().n));
	require(!options.machine.sysroot || !options.machine.from_count);
	hw_options_allow(&options, "check", HW_CONTENT_DEVICES);
}

/* The same in upper case means the same. */
static void check_id(const char *text)
{
	struct hw_filter filter = {0};
	struct hw_filter upper = {0};
	struct hw_id ids[HW_ROLE_COUNT] = {0};
	char *copy = strdup(text);
	int r = hw_filter_by_id(text, &filter);

	require(copy && (r == 0 || r == -EINVAL));
	require(filter.by_id == (r == 0));
	for (char *c = copy; *c; c++)
		if (*c >= 'a' && *c <= 'z')
			*c = (char)(*c - 'a' + 'A');
	require(hw_filter_by_id(copy, &upper) == r);
	free(copy);
	if (r < 0)
		return;
	require(strcmp(filter.vendor.c, upper.vendor.c) == 0);
	require(strcmp(filter.device.c, upper.device.c) == 0);
	require(strcmp(filter.class_code.c, upper.class_code.c) == 0);
	require(strlen(filter.vendor.c) == 0 || strlen(filter.vendor.c) == 4);
	require(strlen(filter.device.c) == 0 || strlen(filter.device.c) == 4);
	require(strlen(filter.class_code.c) <= 6);
	/* the ids that it spells pass, a missing one does only where none is asked */
	require(hw_filter_ids(&filter, ids) ==
		(!filter.vendor.c[0] && !filter.device.c[0] && !filter.class_code.c[0]));
	ids[HW_ROLE_VENDOR] = (struct hw_id){true, 4, 0};
	ids[HW_ROLE_DEVICE] = (struct hw_id){true, 4, 0};
	ids[HW_ROLE_CLASS] = (struct hw_id){true, 2, 0};
	for (size_t i = 0; i < 4; i++) {
		ids[HW_ROLE_VENDOR].value <<= 4;
		ids[HW_ROLE_DEVICE].value <<= 4;
		if (filter.vendor.c[0] && filter.vendor.c[i] != 'x')
			ids[HW_ROLE_VENDOR].value |=
				(uint32_t)hw_hex_value(filter.vendor.c[i]);
		if (filter.device.c[0] && filter.device.c[i] != 'x')
			ids[HW_ROLE_DEVICE].value |=
				(uint32_t)hw_hex_value(filter.device.c[i]);
	}
	filter.class_code.c[0] = '\0';
	require(hw_filter_ids(&filter, ids));
}

/* A device is found by its name, its id and its path, whatever they are. */
static void check_address(const char *text)
{
	static const char *const buses[] = {"pci", "usb", "input"};
	struct hw_filter filter = {0};
	struct hw_arena arena = {0};
	struct hw_text name = hw_text_of(text);

	hw_filter_by_address(text, &filter);
	/* an address of another tool, "usb@1:6", "PCI:0:31:6", "Bus 001 Device 003" */
	if (filter.address != text || strpbrk(text, "@: ")) {
		hw_filter_device(&filter, &(struct hw_device){.name = name, .id = name});
		hw_arena_done(&arena);
		return;
	}
	for (size_t i = 0; i < HW_ARRAY_SIZE(buses); i++) {
		struct hw_text bus = hw_text_of(buses[i]);
		struct hw_device device = {
			.subsystem = bus,
			.name = name,
			.id = hw_arena_printf(&arena, "%s:%s", buses[i], text),
			.syspath = hw_arena_printf(&arena, "/sys/devices/%s", text),
			.uevent = HW_TEXT("BUSNUM=001\nDEVNUM=002\n"),
		};

		require(hw_filter_device(&filter, &device));
		device.name = HW_TEXT("0000:00:1f.6");
		device.id = text[0] ? name : HW_TEXT("x");
		require(!text[0] || hw_filter_device(&filter, &device));
		device.id = HW_TEXT("usb:1-6");
		device.name = HW_TEXT("1-6");
		hw_filter_device(&filter, &device);
	}
	if (filter.pci.valid) {
		require(filter.pci.domain >= -1 && filter.pci.domain <= UINT32_MAX);
		require(filter.pci.bus >= -1 && filter.pci.bus <= 0xff);
		require(filter.pci.device >= -1 && filter.pci.device <= 0x1f);
		require(filter.pci.function >= -1 && filter.pci.function <= 7);
	}
	if (filter.usb.valid)
		require(filter.usb.bus >= -1 && filter.usb.device >= -1 &&
			filter.usb.device <= 127);
	hw_arena_done(&arena);
}

static void check_columns(const char *text, const char *defaults)
{
	const struct hw_write_options options = {
		.columns = text,
		.default_columns = defaults,
	};
	const struct hw_column *columns[HW_COLUMN_MAX];
	struct hw_arena arena = {0};
	struct hw_text error = HW_NO_TEXT;
	size_t n = 0;
	size_t commas = 0;
	int r = hw_columns_select(&options, &arena, columns, &n, &error);

	require(r == 0 || (r == -EINVAL && error.n));
	for (const char *c = text; *c; c++)
		commas += *c == ',';
	if (r == 0) {
		require(n > 0 && n <= HW_COLUMN_MAX);
		require(text[0] == '+' || n == commas + 1);
		for (size_t i = 0; i < n; i++)
			require(columns[i] && columns[i]->name);
	}
	hw_columns_want_attributes(&options);
	hw_arena_done(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char name[] = "hwalias";
	char *text = malloc(size + 1);
	char *words[WORDS_MAX + 1] = {name};
	struct hw_text rest = {text, size};
	int n = 1;

	require(text != NULL);
	if (size)
		memcpy(text, data, size);
	text[size] = '\0';
	for (size_t i = 0; i < size; i++)
		if (text[i] == '\n')
			text[i] = '\0';
	while (rest.s && n < WORDS_MAX) {
		words[n++] = text + (rest.s - text);
		hw_text_cut(&rest, '\0');
	}
	for (int i = 1; i < n; i++) {
		check_id(words[i]);
		check_address(words[i]);
		check_columns(words[i], NULL);
		check_columns(words[i], HW_COLUMNS_OF_STRINGS);
	}
	check_command_line(words, n);
	free(text);
	return 0;
}
