// SPDX-License-Identifier: GPL-2.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dlfcn.h>
#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include <time.h>

#include "report/page/aligned.h"
#include "report/page/table.h"

/* What a writer prints for the records; the caller frees. */
static char *print(const struct hw_writer *writer, const struct hw_write_options *options,
		   const struct hw_record *records, size_t n)
{
	const struct hw_report_head head = {
		.source_kind = "live",
		.modules_directory = HW_TEXT("/lib/modules/6.1"),
	};
	const struct hw_report_tail tail = {0};
	struct hw_arena arena = {0};
	struct hw_text error;
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);
	void *self;

	assert_non_null(out);
	assert_int_equal(writer->open(out, options, &arena, &self, &error), 0);
	assert_int_equal(hw_writer_begin(writer, self, &head), 0);
	for (size_t i = 0; i < n; i++)
		assert_int_equal(writer->record(self, &records[i]), 0);
	assert_int_equal(hw_writer_end(writer, self, &tail), 0);
	writer->close(self);
	hw_arena_done(&arena);
	assert_int_equal(fclose(out), 0);
	return text;
}

static void assert_prints(const struct hw_writer *writer,
			  const struct hw_write_options *options,
			  const struct hw_record *records, size_t n, const char *want)
{
	char *text = print(writer, options, records, n);

	assert_string_equal(text, want);
	free(text);
}

static struct hw_record make(const char *id, const char *driver, enum hw_state state)
{
	return (struct hw_record){
		.device = {.id = hw_text_of(id), .driver = hw_text_of(driver)},
		.verdict = {.state = state,
			    .reason = "reason",
			    .explanation = HW_NO_TEXT},
	};
}

static void columns_are_aligned(void **state)
{
	const struct hw_record records[] = {
		make("acpi:PNP0C0A:00", "battery", HW_STATE_BOUND),
		make("i2c:0-0050", NULL, HW_STATE_UNBOUND),
	};
	const struct hw_record narrow = make("i2c:0-0050", "e1", HW_STATE_BOUND);
	struct hw_write_options options = {.columns = "device,driver,state"};

	(void)state;
	assert_prints(&hw_writer_table, &options, records, 2,
		      "DEVICE          DRIVER  STATE\n"
		      "acpi:PNP0C0A:00 battery bound\n"
		      "i2c:0-0050              unbound\n");
	options.no_headings = true;
	assert_prints(&hw_writer_table, &options, records, 1,
		      "acpi:PNP0C0A:00 battery bound\n");
	assert_prints(&hw_writer_table, &options, NULL, 0, "");
	/* a heading that is not printed takes no room */
	options.columns = "driver,state";
	assert_prints(&hw_writer_table, &options, &narrow, 1, "e1 bound\n");
	/* no blanks at the end of a line */
	options.columns = "device,driver";
	assert_prints(&hw_writer_table, &options, records, 2,
		      "acpi:PNP0C0A:00 battery\n"
		      "i2c:0-0050\n");
}

static void only_terminals_cut(void **state)
{
	const struct hw_record r = {
		.device = {.id = HW_TEXT("usb:1-6"), .subsystem = HW_TEXT("x")},
		.names = {[HW_NAME_DEVICE] = {HW_TEXT("a name of more than forty "
						      "characters, and then some"),
					      "device"}},
	};
	struct hw_write_options options = {.columns = "device,name", .no_headings = true};

	(void)state;
	assert_prints(&hw_writer_table, &options, &r, 1,
		      "usb:1-6 a name of more than forty characters, and then some\n");
	options.width = 40;
	/* a locale of one byte a character has no ellipsis */
	assert_prints(&hw_writer_table, &options, &r, 1,
		      "usb:1-6 a name of more...and then some\n");
	assert_non_null(setlocale(LC_CTYPE, "C.UTF-8"));
	/* the name gives way, between words, and not the address: 8 columns and 32 at
	 * most, with the mark */
	assert_prints(&hw_writer_table, &options, &r, 1,
		      "usb:1-6 a name of more…and then some\n");
	options.ascii = true;
	assert_prints(&hw_writer_table, &options, &r, 1,
		      "usb:1-6 a name of more...and then some\n");
	setlocale(LC_CTYPE, "C");
}

static void state_has_a_color(void **state)
{
	struct hw_record records[] = {
		make("a", NULL, HW_STATE_BOUND),
		make("b", NULL, HW_STATE_UNBOUND),
		make("c", NULL, HW_STATE_UNCLAIMED),
		make("d", NULL, HW_STATE_UNBOUND),
	};
	struct hw_write_options options = {.columns = "state", .color = true};
	char *text;

	(void)state;
	records[1].verdict.severity = HW_SEVERITY_WARNING;
	records[2].verdict.severity = HW_SEVERITY_ERROR;
	text = print(&hw_writer_table, &options, records, 4);
	assert_non_null(strstr(text, "\033[1mSTATE"));
	assert_non_null(strstr(text, "\033[32mbound"));
	assert_non_null(strstr(text, "\033[33munbound !"));
	assert_non_null(strstr(text, "\033[31munclaimed !"));
	/* without a driver and in order */
	assert_non_null(strstr(text, "\nunbound\n"));
	free(text);
	options.color = false;
	text = print(&hw_writer_table, &options, records, 4);
	assert_null(strchr(text, '\033'));
	free(text);
}

/* -v shows an attribute's column when any device has it. */
static void empty_verbose_columns_are_hidden(void **state)
{
	struct hw_arena arena = {0};
	struct hw_record records[] = {
		make("a", NULL, HW_STATE_BOUND),
		make("b", NULL, HW_STATE_BOUND),
	};
	const struct hw_write_options options = {.columns = "device", .verbose = 1};

	(void)state;
	hw_attribute_number(&records[1].attributes, &arena, "numa_node", 1);
	assert_prints(&hw_writer_table, &options, records, 2,
		      "DEVICE NUMA\n"
		      "a\n"
		      "b         1\n");
	hw_arena_done(&arena);
}

/* What a script asked for is there, whatever the machine has. */
static void named_columns_stay(void **state)
{
	const struct hw_record r = make("a", NULL, HW_STATE_BOUND);
	struct hw_write_options options = {.columns = "device,REV,numa,link"};

	(void)state;
	assert_prints(&hw_writer_table, &options, &r, 1,
		      "DEVICE REV NUMA LINK\n"
		      "a\n");
	options.columns = "+rev";
	options.default_columns = "DEVICE";
	options.verbose = 1;
	assert_prints(&hw_writer_table, &options, &r, 1, "DEVICE REV\na\n");
}

static void unknown_column_is_an_error(void **state)
{
	const struct hw_write_options options = {.columns = "DEVICE,FOO"};
	struct hw_arena arena = {0};
	struct hw_text error = HW_NO_TEXT;
	void *self = NULL;

	(void)state;
	assert_int_equal(hw_writer_table.open(stdout, &options, &arena, &self, &error),
			 -EINVAL);
	assert_null(self);
	assert_non_null(memmem(error.s, error.n, "'FOO'", 5));
	hw_arena_done(&arena);
}

/* In every locale, in the cells and in the lines between them. */
static void names_cannot_reach_the_terminal(void **state)
{
	static const char *const locales[] = {"C", "C.UTF-8"};
	const char *evil = "\033]0;owned\a\r\n\xc2\x9b"
			   "2J\xff\xe2\x80\xae"
			   "h\xc3\xb6";
	struct hw_decoded d = {0};
	struct hw_record r = make(evil, evil, HW_STATE_BOUND);
	const struct hw_write_options options = {.columns = "device,driver,modalias"};

	(void)state;
	hw_decode(hw_text_of(evil), &d.modalias);
	r.modalias = &d;
	r.device.modalias = hw_text_of(evil);
	r.device.syspath = HW_TEXT("/sys/x");
	r.verdict.explanation = hw_text_of(evil);
	for (size_t i = 0; i < HW_ARRAY_SIZE(locales); i++) {
		const struct hw_writer *writers[] = {&hw_writer_table, &hw_writer_fields};

		if (!setlocale(LC_ALL, locales[i]))
			continue;
		for (size_t w = 0; w < HW_ARRAY_SIZE(writers); w++) {
			char *text = print(writers[w], &options, &r, 1);

			for (const char *c = text; *c; c++)
				assert_true(*c == '\n' || (*c & 0x80) ||
					    (*c >= ' ' && *c < 0x7f));
			assert_null(strstr(text, "\xc2\x9b"));
			assert_null(strstr(text, "\xe2\x80\xae"));
			assert_non_null(strstr(text, "\\x1b]0;owned\\x07\\x0d\\x0a"));
			free(text);
		}
	}
	setlocale(LC_ALL, "C");
}

static struct hw_record decode(const char *string, struct hw_decoded *d)
{
	*d = (struct hw_decoded){0};
	hw_decode(hw_text_of(string), &d->modalias);
	return (struct hw_record){.device = {.id = hw_text_of(string)}, .modalias = d};
}

static void fields_of_a_string(void **state)
{
	struct hw_decoded d;
	struct hw_candidate candidate = {
		.module = HW_TEXT("ata_piix"),
		.pattern = HW_TEXT("pci:v00008086d000024DBsv*sd*bc*sc*i*"),
		.line = 812,
		.builtin = HW_NO,
		.loaded = HW_NO,
		.available = HW_YES,
	};
	struct hw_record r =
		decode("pci:v00008086d000024DBsv0000103Csd0000006Abc01sc01i8A", &d);

	(void)state;
	d.names[0].text = HW_TEXT("Intel Corporation");
	d.names[3].text = HW_TEXT("NX9500");
	r.candidates = &candidate;
	r.candidate_count = 1;
	assert_prints(&hw_writer_fields, &(struct hw_write_options){0}, &r, 1,
		      "pci:v00008086d000024DBsv0000103Csd0000006Abc01sc01i8A\n"
		      "PCI device\n"
		      "TAG FIELD                 VALUE NAME              SOURCE\n"
		      "v   vendor                8086  Intel Corporation\n"
		      "d   device                24db\n"
		      "sv  subsystem vendor      103c\n"
		      "sd  subsystem device      006a  NX9500\n"
		      "bc  base class            01\n"
		      "sc  subclass              01\n"
		      "i   programming interface 8a\n"
		      "\n"
		      "Claimed, in /lib/modules/6.1, by\n"
		      "MODULE   STATE     PATTERN                              WHERE\n"
		      "ata_piix available pci:v00008086d000024DBsv*sd*bc*sc*i* "
		      "modules.alias:812\n");
}

static void lists_have_an_item_a_line(void **state)
{
	struct hw_decoded d;
	struct hw_record r = decode("acpi:PNP0A08:PNP0A03:", &d);

	(void)state;
	assert_prints(&hw_writer_fields, &(struct hw_write_options){0}, &r, 1,
		      "acpi:PNP0A08:PNP0A03:\n"
		      "ACPI device\n"
		      "TAG FIELD VALUE   NAME                    SOURCE\n"
		      "    ids   PNP0A08 PCI Express root bridge builtin\n"
		      "          PNP0A03 PCI bus                 builtin\n"
		      "\n"
		      "No module in /lib/modules/6.1 claims it.\n");
}

static void errors_are_pointed_at(void **state)
{
	struct hw_decoded d;
	struct hw_record records[] = {
		decode("pci:v00008086X", &d),
		decode("pci:v00008086X", &d),
	};
	const struct hw_write_options options = {.no_headings = true};
	const char *one = "pci:v00008086X\n"
			  "             ^\n"
			  "error: expected 'd' at byte 14\n"
			  "PCI device\n"
			  "v vendor 8086\n";
	char *text = print(&hw_writer_fields, &options, records, 2);

	(void)state;
	/* an empty line between two strings */
	assert_int_equal(strlen(text), 2 * strlen(one) + 1);
	assert_memory_equal(text, one, strlen(one));
	assert_string_equal(text + strlen(one) + 1, one);
	free(text);
}

/* The sentence is for devices; of a string there is nothing to judge. */
static void only_devices_have_a_verdict(void **state)
{
	struct hw_decoded d;
	struct hw_record r = decode("platform:rtc_cmos", &d);
	const struct hw_write_options options = {.no_headings = true};
	char *text;

	(void)state;
	r.verdict.explanation = HW_TEXT("No driver is bound.");
	text = print(&hw_writer_fields, &options, &r, 1);
	assert_null(strstr(text, "No driver"));
	free(text);
	r.device.id = HW_TEXT("platform:rtc_cmos");
	r.device.syspath = HW_TEXT("/sys/devices/platform/rtc_cmos");
	text = print(&hw_writer_fields, &options, &r, 1);
	assert_non_null(strstr(text, "\n\nNo driver is bound.\n"));
	free(text);
}

/* libsmartcols makes room for headings that it does not print, until 2.41. The version
 * is its digits, 2381 for 2.38.1 (scols_parse_version_string()). */
static bool makes_room_for_headings(void)
{
	void *library = dlopen("libsmartcols.so.1", RTLD_NOW);
	int (*version)(const char **) = NULL;

	assert_non_null(library);
	*(void **)&version = dlsym(library, "scols_get_library_version");
	assert_non_null(version);
	return version(NULL) < 2410;
}

/* Several blanks become one. */
static void squeeze(char *text)
{
	char *to = text;

	for (const char *c = text; *c; c++)
		if (*c != ' ' || to == text || to[-1] != ' ')
			*to++ = *c;
	*to = '\0';
}

/* Columns of cells, printed by libsmartcols, or without it; the caller frees. */
static char *print_cells(bool without, bool no_headings, const char *const *cells,
			 size_t n)
{
	static const char *const headings[] = {"ID", "NAME", "EMPTY", "DEVICES", "LAST"};
	const size_t columns = HW_ARRAY_SIZE(headings);
	const struct hw_write_options options = {.no_headings = no_headings};
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);
	struct hw_aligned *aligned = hw_aligned_new(out, &options);
	struct hw_table *table = hw_table_new(out, &options);

	assert_non_null(aligned);
	assert_non_null(table);
	for (size_t i = 0; i < columns; i++) {
		unsigned flags = i == 3 ? HW_TABLE_RIGHT : 0U;

		hw_aligned_add_column(aligned, headings[i], flags);
		hw_table_add_column(table, headings[i], flags);
	}
	for (size_t i = 0; i < n; i++) {
		if (i % columns == 0)
			hw_table_add_row(table);
		hw_table_set(table, i % columns, hw_text_of(cells[i]), HW_TABLE_PLAIN);
		hw_aligned_add(aligned, hw_text_of(cells[i]));
	}
	assert_int_equal(without ? hw_aligned_print(aligned) : hw_table_print(table), 0);
	hw_aligned_free(aligned);
	hw_table_free(table);
	assert_int_equal(fclose(out), 0);
	return text;
}

static void many_rows_are_aligned_alike(void **state)
{
	static const char *const cells[] = {
		"pci:0000:00:1f.6",
		"Ethernet",
		NULL,
		"7",
		"e1000e",
		"a",
		"世界 \xff",
		NULL,
		"1000",
		NULL,
		"\x1b[31m",
		"u\u0308\n",
		NULL,
		NULL,
		"  blanks  ",
		NULL,
		NULL,
		"",
		"-3",
		NULL,
	};
	bool has_room;

	(void)state;
	has_room = makes_room_for_headings();
	for (size_t n = 0; n <= HW_ARRAY_SIZE(cells); n += 5)
		for (int no_headings = 0; no_headings < 2; no_headings++) {
			char *want = print_cells(false, no_headings, cells, n);
			char *have = print_cells(true, no_headings, cells, n);

			if (no_headings && !has_room) {
				squeeze(have);
				squeeze(want);
			}
			assert_string_equal(have, want);
			free(want);
			free(have);
		}
}

/* Notes below rows, which come in the order of the rows or not. */
static void notes_are_below_their_rows(void **state)
{
	static const size_t order[] = {1, 0, 1, 2, 0};
	const struct hw_write_options options = {.no_headings = true};
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);
	struct hw_table *table = hw_table_new(out, &options);
	char note[2] = "a";

	(void)state;
	assert_non_null(table);
	hw_table_add_column(table, "ROW", 0);
	for (size_t i = 0; i < 3; i++) {
		hw_table_add_row(table);
		hw_table_set(table, 0, HW_TEXT("row"), HW_TABLE_PLAIN);
	}
	for (size_t i = 0; i < HW_ARRAY_SIZE(order); i++, note[0]++)
		hw_table_put_note(table, order[i], hw_text_of(note), true,
				  HW_TABLE_PLAIN);
	assert_int_equal(hw_table_print(table), 0);
	hw_table_free(table);
	assert_int_equal(fclose(out), 0);
	assert_string_equal(text, "row\n    b\n    e\nrow\n    a\n    c\nrow\n    d\n");
	free(text);
}

/* As many as a question about a fleet has: the time grows with them, not with their
 * square, which would be minutes. */
static void many_notes_are_put_at_once(void **state)
{
	const struct hw_write_options options = {.no_headings = true};
	struct hw_table *table = hw_table_new(stdout, &options);
	clock_t begin = clock();

	(void)state;
	assert_non_null(table);
	for (size_t i = 0; i < 200000; i++)
		hw_table_put_note(table, i, HW_TEXT("note"), true, HW_TABLE_PLAIN);
	assert_true(clock() - begin < 5 * CLOCKS_PER_SEC);
	hw_table_free(table);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(columns_are_aligned),
		cmocka_unit_test(only_terminals_cut),
		cmocka_unit_test(state_has_a_color),
		cmocka_unit_test(empty_verbose_columns_are_hidden),
		cmocka_unit_test(named_columns_stay),
		cmocka_unit_test(unknown_column_is_an_error),
		cmocka_unit_test(names_cannot_reach_the_terminal),
		cmocka_unit_test(fields_of_a_string),
		cmocka_unit_test(lists_have_an_item_a_line),
		cmocka_unit_test(errors_are_pointed_at),
		cmocka_unit_test(only_devices_have_a_verdict),
		cmocka_unit_test(many_rows_are_aligned_alike),
		cmocka_unit_test(notes_are_below_their_rows),
		cmocka_unit_test(many_notes_are_put_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
