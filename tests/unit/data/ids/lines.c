// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/lib/ids_file.h"

static void line_ends_and_blanks(void **state)
{
	struct file f = open_pci("8086  Intel \t \r\n\t0001 One blank\r\n"
				 "\t0002\t\tTabs  inside\t name\r\n"
				 "\t\t103C \t00AB  Spread\r\n"
				 " \t \r\n\r\n"
				 "  # indented comment\r\n\t# another\r\n"
				 "\t\t103c 00ac  Still of two\r\n"
				 "ABcd \t Upper case\r\n\tEF01  No newline");

	(void)state;
	assert_text(hw_ids_vendor(f.ids, 0x8086), "Intel");
	assert_text(hw_ids_device(f.ids, 0x8086, 1), "One blank");
	assert_text(hw_ids_device(f.ids, 0x8086, 2), "Tabs  inside\t name");
	assert_text(hw_ids_subsystem(f.ids, 0x8086, 2, 0x103c, 0x00ab), "Spread");
	assert_text(hw_ids_subsystem(f.ids, 0x8086, 2, 0x103c, 0x00ac), "Still of two");
	assert_text(hw_ids_vendor(f.ids, 0xabcd), "Upper case");
	assert_text(hw_ids_device(f.ids, 0xabcd, 0xef01), "No newline");
	assert_int_equal(f.warnings->count, 0);
	done(&f);
}

/* Capitals that are hexadecimal are an id, not the name of a section. */
static void capital_vendor_is_no_section(void **state)
{
	struct file f = open_pci("CAFE  Coffee\n\tBABE  Baby\nC FE  Class\n"
				 "FACADE 12  Section\n\t0001  Not a device\n");

	(void)state;
	assert_text(hw_ids_vendor(f.ids, 0xcafe), "Coffee");
	assert_text(hw_ids_device(f.ids, 0xcafe, 0xbabe), "Baby");
	assert_text(hw_ids_class(f.ids, 0xfe), "Class");
	assert_text(hw_ids_subclass(f.ids, 0xfe, 0x01), NULL);
	assert_text(hw_ids_vendor(f.ids, 0xfaca), NULL);
	assert_int_equal(f.warnings->count, 0);
	done(&f);
}

static void bad_lines_are_passed_over(void **state)
{
	struct file f = open_pci("\t0001  Before any vendor\n"
				 "8086  Intel\n"
				 "\t\t0001 0001  Before any device\n"
				 "\t0001  One\n"
				 "\t\t0001 000g  Bad subsystem\n"
				 "\t\t\t0001 0001  Three tabs\n"
				 "\t\t0001 0001  Good\n"
				 "\t002  Three digits\n"
				 "\t\t0009 0009  Of no known device\n"
				 "\t0003Glued\n"
				 "\t0004  \n"
				 "        0005  Spaces for a tab\n"
				 "\t\t0008 0008  Of the spaced one\n"
				 "\t0006  Six\n"
				 "80 86  No head\n"
				 "\t0007  Below no head\n"
				 "8087\n"
				 "C 1  Class\n"
				 "8088  Last\n");
	/* the heads are looked through first */
	static const size_t bad[] = {1, 15, 17, 18, 3, 5, 6, 8, 9, 10};

	(void)state;
	assert_text(hw_ids_vendor(f.ids, 0x8086), "Intel");
	assert_text(hw_ids_device(f.ids, 0x8086, 1), "One");
	assert_text(hw_ids_device(f.ids, 0x8086, 2), NULL);
	assert_text(hw_ids_device(f.ids, 0x8086, 3), NULL);
	assert_text(hw_ids_device(f.ids, 0x8086, 4), NULL);
	assert_text(hw_ids_device(f.ids, 0x8086, 5), NULL);
	assert_text(hw_ids_device(f.ids, 0x8086, 6), "Six");
	assert_text(hw_ids_device(f.ids, 0x8086, 7), NULL);
	assert_text(hw_ids_subsystem(f.ids, 0x8086, 1, 1, 1), "Good");
	assert_text(hw_ids_subsystem(f.ids, 0x8086, 1, 9, 9), NULL);
	assert_text(hw_ids_subsystem(f.ids, 0x8086, 1, 8, 8), NULL);
	assert_text(hw_ids_vendor(f.ids, 0x8087), NULL);
	assert_text(hw_ids_vendor(f.ids, 0x8088), "Last");
	for (size_t i = 0; i < HW_ARRAY_SIZE(bad); i++)
		has_warning(&f, "ids-malformed", bad[i]);
	/* lines 11, 12 and 13 came past the limit of one code and file */
	assert_int_equal(f.warnings->count, HW_WARNINGS_PER_FILE);
	assert_int_equal(f.warnings->dropped, 3);
	done(&f);
}

/* A line is reported once, by the first look-up that a name could be missing in. */
static void reported_when_read(void **state)
{
	struct file f = open_pci("1000  One\n\t0001Glued\n\t0002  Two\n"
				 "2000  Two\n\t003  Short\n"
				 "30000  Long\n"
				 "4000  Four\n\t0004  Four\n\t0004  Again\n"
				 "1000  One again\n");

	(void)state;
	assert_int_equal(f.warnings->count, 0);
	assert_text(hw_ids_vendor(f.ids, 0x1000), "One");
	has_warning(&f, "ids-malformed", 6);
	has_warning(&f, "ids-duplicate", 10);
	assert_int_equal(f.warnings->count, 2);
	assert_text(hw_ids_device(f.ids, 0x1000, 1), NULL);
	assert_text(hw_ids_device(f.ids, 0x1000, 1), NULL);
	has_warning(&f, "ids-malformed", 2);
	assert_int_equal(f.warnings->count, 3);
	assert_int_equal(hw_ids_index(f.ids), 0);
	assert_int_equal(hw_ids_index(f.ids), 0);
	has_warning(&f, "ids-malformed", 5);
	has_warning(&f, "ids-duplicate", 9);
	assert_int_equal(f.warnings->count, 5);
	assert_text(hw_ids_device(f.ids, 0x1000, 2), "Two");
	assert_int_equal(hw_ids_index(NULL), 0);
	done(&f);
}

/* A tab and a space may have been an entry; two tabs and a space were none. */
static void tabs_and_spaces_mixed(void **state)
{
	struct file f = open_pci("8086  Intel\n"
				 "\t0001  One\n"
				 "\t\t 0001 0001  Odd\n"
				 "\t\t0001 0002  Of one\n"
				 "\t 0002  Odd\n"
				 "\t\t0001 0003  Of the odd one\n");

	(void)state;
	assert_text(hw_ids_subsystem(f.ids, 0x8086, 1, 1, 1), NULL);
	assert_text(hw_ids_subsystem(f.ids, 0x8086, 1, 1, 2), "Of one");
	assert_text(hw_ids_subsystem(f.ids, 0x8086, 1, 1, 3), NULL);
	assert_text(hw_ids_device(f.ids, 0x8086, 2), NULL);
	has_warning(&f, "ids-malformed", 3);
	has_warning(&f, "ids-malformed", 5);
	has_warning(&f, "ids-malformed", 6);
	assert_int_equal(f.warnings->count, 3);
	done(&f);
}

static void nul_and_garbage(void **state)
{
	static const char text[] = "8086  In\0tel\n\t0001  \0hidden\n"
				   "\t0002  Two \0\n\0\0\0\0\n"
				   "\t0003  Below garbage\n"
				   "\xff\xfe\x00\x01\n\t0\x80\xff\n"
				   "1000  \xc3\xa9\xff\n";
	struct file f = open_bytes(HW_IDS_PCI, text, sizeof(text) - 1);

	(void)state;
	assert_text(hw_ids_vendor(f.ids, 0x8086), "In");
	assert_text(hw_ids_device(f.ids, 0x8086, 1), NULL);
	assert_text(hw_ids_device(f.ids, 0x8086, 2), "Two");
	assert_text(hw_ids_device(f.ids, 0x8086, 3), NULL);
	assert_text(hw_ids_vendor(f.ids, 0x1000), "\xc3\xa9\xff");
	has_warning(&f, "ids-malformed", 2);
	has_warning(&f, "ids-malformed", 4);
	has_warning(&f, "ids-malformed", 6);
	assert_int_equal(f.warnings->count, 3);
	done(&f);
}

static void long_lines(void **state)
{
	size_t n = 300000;
	char *text = malloc(2 * n);
	struct file f;
	int at;

	(void)state;
	assert_non_null(text);
	at = snprintf(text, n, "8086  Intel\n\t0001  ");
	assert_true(at > 0);
	memset(text + at, 'x', n);
	snprintf(text + at + n, n - (size_t)at, "\n\t0002  Two\n\t\t0001 0002  Sub\n");
	f = open_pci(text);
	assert_int_equal(hw_ids_device(f.ids, 0x8086, 1).n, n);
	assert_text(hw_ids_device(f.ids, 0x8086, 2), "Two");
	assert_text(hw_ids_subsystem(f.ids, 0x8086, 2, 1, 2), "Sub");
	assert_text(hw_ids_device(f.ids, 0x8086, 3), NULL);
	assert_text(hw_ids_device(f.ids, 0x8086, 0), NULL);
	done(&f);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(line_ends_and_blanks),
		cmocka_unit_test(capital_vendor_is_no_section),
		cmocka_unit_test(bad_lines_are_passed_over),
		cmocka_unit_test(reported_when_read),
		cmocka_unit_test(tabs_and_spaces_mixed),
		cmocka_unit_test(nul_and_garbage),
		cmocka_unit_test(long_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
