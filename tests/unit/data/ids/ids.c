// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/lib/ids_file.h"
#include "tests/lib/tree.h"

#include <errno.h>

static const char small_pci[] = "#\n"
				"#\tList of PCI ID's\n"
				"#\tVersion: 2023.04.10\n"
				"#\n"
				"\n"
				"1022  AMD\n"
				"\t1480  Root Complex\n"
				"# a note on the next\n"
				"\t1481  IOMMU\n"
				"\t\t1043 8808  Asus board\n"
				"8086  Intel Corporation\n"
				"\t24db  IDE Controller\n"
				"\t\t103c 006a  NX9500\n"
				"\t\t1043 8808  Other board\n"
				"\t24dc  LPC Bridge\n"
				"ffff  Illegal Vendor ID\n"
				"\n"
				"C 01  Mass storage controller\n"
				"\t01  IDE interface\n"
				"\t\t80  ISA mode-only\n"
				"\t06  SATA controller\n"
				"C ff  Unassigned class\n";

static void pci_names(void **state)
{
	struct file f = open_pci(small_pci);

	(void)state;
	assert_text(hw_ids_path(f.ids), "some.ids");
	assert_text(hw_ids_version(f.ids), "2023.04.10");
	assert_text(hw_ids_vendor(f.ids, 0x1022), "AMD");
	assert_text(hw_ids_vendor(f.ids, 0x8086), "Intel Corporation");
	assert_text(hw_ids_vendor(f.ids, 0xffff), "Illegal Vendor ID");
	assert_text(hw_ids_vendor(f.ids, 0x8087), NULL);
	assert_text(hw_ids_vendor(f.ids, 0x0000), NULL);
	assert_text(hw_ids_device(f.ids, 0x1022, 0x1481), "IOMMU");
	assert_text(hw_ids_device(f.ids, 0x8086, 0x24db), "IDE Controller");
	assert_text(hw_ids_device(f.ids, 0x8086, 0x24dc), "LPC Bridge");
	assert_text(hw_ids_device(f.ids, 0x8086, 0x1481), NULL);
	assert_text(hw_ids_device(f.ids, 0xffff, 0x0001), NULL);
	assert_text(hw_ids_class(f.ids, 0x01), "Mass storage controller");
	assert_text(hw_ids_class(f.ids, 0xff), "Unassigned class");
	assert_text(hw_ids_class(f.ids, 0x02), NULL);
	assert_text(hw_ids_subclass(f.ids, 0x01, 0x06), "SATA controller");
	assert_text(hw_ids_subclass(f.ids, 0x01, 0x02), NULL);
	assert_text(hw_ids_interface(f.ids, 0x01, 0x01, 0x80), "ISA mode-only");
	assert_text(hw_ids_interface(f.ids, 0x01, 0x06, 0x80), NULL);
	assert_int_equal(f.warnings->count, 0);
	done(&f);
}

/* The first line counts, though its vendor's block comes in two parts. */
static void announced_names(void **state)
{
	struct file f = open_pci("8086  Intel\n\t0001  One\n\t0002  Two\n"
				 "1022  AMD\n\t0001  Other\n"
				 "8086  Again\n\t0003  Three\n\t0001  Late\n");

	(void)state;
	assert_true(hw_ids_gather(f.ids));
	assert_text(hw_ids_vendor(f.ids, 0x8086), NULL);
	assert_text(hw_ids_device(f.ids, 0x8086, 1), NULL);
	assert_text(hw_ids_device(f.ids, 0x8086, 3), NULL);
	assert_text(hw_ids_device(f.ids, 0x8086, 4), NULL);
	hw_ids_answer(f.ids);
	assert_text(hw_ids_vendor(f.ids, 0x8086), "Intel");
	assert_text(hw_ids_device(f.ids, 0x8086, 1), "One");
	assert_text(hw_ids_device(f.ids, 0x8086, 3), "Three");
	assert_text(hw_ids_device(f.ids, 0x8086, 4), NULL);
	/* nobody announced these */
	assert_text(hw_ids_device(f.ids, 0x8086, 2), "Two");
	assert_text(hw_ids_device(f.ids, 0x1022, 1), "Other");
	assert_false(hw_ids_gather(f.ids));
	assert_int_equal(f.warnings->count, 1);
	done(&f);
	assert_false(hw_ids_gather(NULL));
	hw_ids_answer(NULL);
}

/* More than are answered ahead. */
static void many_announced_names(void **state)
{
	struct file f = open_pci("8086  Intel\n\t0fff  Last\n");

	(void)state;
	assert_true(hw_ids_gather(f.ids));
	for (unsigned i = 0; i < 0x3000; i++)
		assert_text(hw_ids_device(f.ids, 0x8086, (uint16_t)(i % 0x1000)), NULL);
	hw_ids_answer(f.ids);
	assert_text(hw_ids_device(f.ids, 0x8086, 0x0fff), "Last");
	assert_text(hw_ids_device(f.ids, 0x8086, 0x0ffe), NULL);
	done(&f);
}

static void subsystem_only_of_its_own_device(void **state)
{
	struct file f = open_pci(small_pci);

	(void)state;
	assert_text(hw_ids_subsystem(f.ids, 0x8086, 0x24db, 0x103c, 0x006a), "NX9500");
	assert_text(hw_ids_subsystem(f.ids, 0x8086, 0x24db, 0x1043, 0x8808),
		    "Other board");
	assert_text(hw_ids_subsystem(f.ids, 0x1022, 0x1481, 0x1043, 0x8808),
		    "Asus board");
	assert_text(hw_ids_subsystem(f.ids, 0x8086, 0x24dc, 0x103c, 0x006a), NULL);
	assert_text(hw_ids_subsystem(f.ids, 0x1022, 0x1480, 0x1043, 0x8808), NULL);
	/* the device of another sub-vendor */
	assert_text(hw_ids_subsystem(f.ids, 0x8086, 0x24db, 0x1043, 0x006a), NULL);
	done(&f);
}

static void usb_names(void **state)
{
	static const char text[] = "# Version: 2025.07.26\n"
				   "046d  Logitech, Inc.\n"
				   "\tc52b  Unifying Receiver\n"
				   "\t\t01  Some interface\n"
				   "\tc52e  MK260\n"
				   "C 03  Human Interface Device\n"
				   "\t01  Boot Interface Subclass\n"
				   "\t\t02  Mouse\n"
				   "AT 0100  USB Undefined\n"
				   "HID 21  HID\n"
				   "R 00  Undefined\n"
				   "BIAS 0  Not Applicable\n"
				   "PHY 00  None\n"
				   "HUT 01  Generic Desktop Controls\n"
				   "\t001  Pointer\n"
				   "\t\t\t\tzz\n"
				   "L 0009  English\n"
				   "\t01  US\n"
				   "HCC 33  US\n"
				   "VT 0100  USB Vendor Specific\n"
				   "0951  Kingston\n"
				   "\t1666  DataTraveler\n";
	struct file f = open_bytes(HW_IDS_USB, text, strlen(text));

	(void)state;
	assert_text(hw_ids_version(f.ids), "2025.07.26");
	assert_text(hw_ids_device(f.ids, 0x046d, 0xc52b), "Unifying Receiver");
	assert_text(hw_ids_device(f.ids, 0x046d, 0xc52e), "MK260");
	assert_text(hw_ids_class(f.ids, 3), "Human Interface Device");
	assert_text(hw_ids_subclass(f.ids, 3, 1), "Boot Interface Subclass");
	assert_text(hw_ids_interface(f.ids, 3, 1, 2), "Mouse");
	assert_text(hw_ids_subclass(f.ids, 9, 1), NULL);
	assert_text(hw_ids_device(f.ids, 0x0951, 0x1666), "DataTraveler");
	assert_text(hw_ids_subsystem(f.ids, 0x046d, 0xc52b, 0, 1), NULL);
	assert_int_equal(f.warnings->count, 0);
	done(&f);
}

static void unknown_section_ends_a_block(void **state)
{
	struct file f = open_pci("8086  Intel\n\t0001  One\n"
				 "S 1014\n\t0002  Generic\n"
				 "ZZ\twhatever\n\t0003  Three\n\t\t1111 2222  Sub\n"
				 "C 02  Network\n\t00  Ethernet\n"
				 "X 1\n\t01  No subclass\n");

	(void)state;
	assert_text(hw_ids_device(f.ids, 0x8086, 1), "One");
	assert_text(hw_ids_device(f.ids, 0x8086, 2), NULL);
	assert_text(hw_ids_device(f.ids, 0x8086, 3), NULL);
	assert_text(hw_ids_subclass(f.ids, 2, 0), "Ethernet");
	assert_text(hw_ids_subclass(f.ids, 2, 1), NULL);
	assert_int_equal(f.warnings->count, 0);
	done(&f);
}

/* Long enough to be bisected; lines of 16 bytes, so that some start at a middle. */
static void every_entry_of_a_long_block(void **state)
{
	char text[8 + 300 * 16 + 1];
	size_t n = (size_t)snprintf(text, sizeof(text), "8086  A\n");
	struct file f;

	(void)state;
	for (unsigned id = 1; id < 600; id += 2)
		n += (size_t)snprintf(text + n, sizeof(text) - n, "\t%04x  name%04x\n",
				      id, id);
	assert_int_equal(n, sizeof(text) - 1);
	f = open_pci(text);
	for (unsigned id = 0; id <= 600; id++) {
		char name[16];

		snprintf(name, sizeof(name), "name%04x", id);
		assert_text(hw_ids_device(f.ids, 0x8086, (uint16_t)id),
			    id % 2 ? name : NULL);
	}
	done(&f);
}

static void first_of_many_duplicates_wins(void **state)
{
	char text[8 + 300 * 16 + 1];
	size_t n = (size_t)snprintf(text, sizeof(text), "8086  A\n");
	struct file f;

	(void)state;
	for (unsigned i = 0; i < 300; i++)
		n += (size_t)snprintf(text + n, sizeof(text) - n, "\t0005  name%04x\n",
				      i);
	f = open_pci(text);
	assert_text(hw_ids_device(f.ids, 0x8086, 5), "name0000");
	done(&f);
}

static void classes_are_no_vendors(void **state)
{
	struct file f = open_pci("C 02  Network\n\t00  Ethernet\n0001  One\n");
	struct file empty = open_pci("C 02  Network\n\t00  Ethernet\n");

	(void)state;
	assert_text(hw_ids_vendor(f.ids, 2), NULL);
	assert_text(hw_ids_device(f.ids, 2, 0), NULL);
	assert_text(hw_ids_vendor(empty.ids, 2), NULL);
	assert_text(hw_ids_class(f.ids, 1), NULL);
	assert_text(hw_ids_class(f.ids, 2), "Network");
	done(&f);
	done(&empty);
}

static void order_does_not_matter(void **state)
{
	struct file f = open_pci("C 0c  Serial bus\n\t05  SMBus\n\t03  USB\n"
				 "9000  Nine\n\t0009  Nine nine\n\t0001  Nine one\n"
				 "8000  Eight\n\t0001  Eight one\n"
				 "C 01  Storage\n"
				 "9000  Nine again\n\t0005  Nine five\n"
				 "\t\t0001 0001  Nine five sub\n");

	(void)state;
	assert_text(hw_ids_vendor(f.ids, 0x8000), "Eight");
	assert_text(hw_ids_vendor(f.ids, 0x9000), "Nine");
	assert_text(hw_ids_device(f.ids, 0x9000, 9), "Nine nine");
	assert_text(hw_ids_device(f.ids, 0x9000, 1), "Nine one");
	assert_text(hw_ids_device(f.ids, 0x9000, 5), "Nine five");
	assert_text(hw_ids_subsystem(f.ids, 0x9000, 5, 1, 1), "Nine five sub");
	assert_text(hw_ids_device(f.ids, 0x8000, 1), "Eight one");
	assert_text(hw_ids_class(f.ids, 0x01), "Storage");
	assert_text(hw_ids_subclass(f.ids, 0x0c, 0x03), "USB");
	has_warning(&f, "ids-duplicate", 10);
	assert_int_equal(f.warnings->count, 1);
	done(&f);
}

static void first_of_duplicates_wins(void **state)
{
	struct file f = open_pci("8086  Intel\n"
				 "\t0001  First\n\t\t0001 0001  Sub first\n"
				 "\t0001  Second\n\t\t0001 0001  Sub second\n"
				 "\t\t0002 0002  Below second\n"
				 "\t0002  Two\n"
				 "\t0001  Third\n\t\t0003 0003  Below third\n"
				 "8086  Imposter\n\t0002  Other two\n\t0003  Three\n");

	(void)state;
	assert_text(hw_ids_vendor(f.ids, 0x8086), "Intel");
	assert_text(hw_ids_device(f.ids, 0x8086, 1), "First");
	assert_text(hw_ids_device(f.ids, 0x8086, 2), "Two");
	assert_text(hw_ids_device(f.ids, 0x8086, 3), "Three");
	assert_text(hw_ids_subsystem(f.ids, 0x8086, 1, 1, 1), "Sub first");
	assert_text(hw_ids_subsystem(f.ids, 0x8086, 1, 2, 2), "Below second");
	assert_text(hw_ids_subsystem(f.ids, 0x8086, 1, 3, 3), "Below third");
	has_warning(&f, "ids-duplicate", 4);
	has_warning(&f, "ids-duplicate", 10);
	done(&f);
}

static void empty_files(void **state)
{
	struct hw_ids *ids = NULL;
	struct file f = open_pci("");

	(void)state;
	assert_text(hw_ids_vendor(f.ids, 0), NULL);
	assert_text(hw_ids_version(f.ids), NULL);
	done(&f);
	assert_int_equal(hw_ids_open_text(HW_NO_TEXT, "x", HW_IDS_PCI, NULL, &ids), 0);
	assert_text(hw_ids_device(ids, 0, 0), NULL);
	hw_ids_close(ids);
	assert_text(hw_ids_vendor(NULL, 0x8086), NULL);
	assert_text(hw_ids_interface(NULL, 1, 1, 1), NULL);
	assert_text(hw_ids_path(NULL), NULL);
	assert_text(hw_ids_version(NULL), NULL);
	hw_ids_close(NULL);
}

/* Cut after any byte, what is left has either the name, the head of it, or nothing. */
static void truncated_anywhere(void **state)
{
	static const char name[] = "IDE Controller";
	const char *line = strstr(small_pci, "\t24db");

	(void)state;
	assert_non_null(line);
	for (size_t n = 0; n < sizeof(small_pci); n++) {
		struct file f = open_bytes(HW_IDS_PCI, small_pci, n);
		struct hw_text got = hw_ids_device(f.ids, 0x8086, 0x24db);
		size_t at = (size_t)(line - small_pci) + strlen("\t24db  ");

		if (n <= at) {
			assert_text(got, NULL);
		} else {
			assert_true(got.n > 0 && got.n <= strlen(name));
			assert_memory_equal(got.s, name, got.n);
		}
		if (n > at + strlen(name))
			assert_text(got, name);
		done(&f);
	}
}

/* --- on disk --- */

static void found_where_distributions_keep_it(void **state)
{
	struct tree tree;
	struct hw_ids *ids = NULL;
	struct hw_root *root;

	(void)state;
	tree_make(&tree);
	assert_int_equal(hw_root_open(tree.path, &root), 0);
	assert_int_equal(hw_ids_find(root, HW_IDS_PCI, NULL, &ids), -ENOENT);
	assert_null(ids);
	tree_file(&tree, "usr/share/misc/pci.ids", "8086  Of misc\n");
	tree_file(&tree, "usr/share/hwdata/usb.ids", "8086  Of usb\n");
	assert_int_equal(hw_ids_find(root, HW_IDS_PCI, NULL, &ids), 0);
	assert_text(hw_ids_vendor(ids, 0x8086), "Of misc");
	assert_text(hw_ids_path(ids), "/usr/share/misc/pci.ids");
	hw_ids_close(ids);
	tree_file(&tree, "usr/share/hwdata/pci.ids", "8086  Of hwdata\n");
	assert_int_equal(hw_ids_find(root, HW_IDS_PCI, NULL, &ids), 0);
	assert_text(hw_ids_vendor(ids, 0x8086), "Of hwdata");
	hw_ids_close(ids);
	assert_int_equal(hw_ids_find(root, HW_IDS_USB, NULL, &ids), 0);
	assert_text(hw_ids_vendor(ids, 0x8086), "Of usb");
	hw_ids_close(ids);
	ids = NULL;
	assert_int_equal(hw_ids_open(root, "usr/share/none", HW_IDS_PCI, NULL, &ids),
			 -ENOENT);
	assert_null(ids);
	hw_root_close(root);
	tree_remove(&tree);
}

/* A file that is there and cannot be used does not hide the next one. */
static void unusable_file_is_passed_over(void **state)
{
	struct hw_warnings warnings = {0};
	struct tree tree;
	struct hw_ids *ids = NULL;
	struct hw_root *root;

	(void)state;
	tree_make(&tree);
	tree_dir(&tree, "usr/share/hwdata/pci.ids");
	assert_int_equal(hw_root_open(tree.path, &root), 0);
	assert_int_equal(hw_ids_find(root, HW_IDS_PCI, &warnings, &ids), -EISDIR);
	assert_null(ids);
	assert_int_equal(warnings.count, 1);
	assert_string_equal(warnings.first->code, "ids-unreadable");
	assert_text(warnings.first->path, "/usr/share/hwdata/pci.ids");
	tree_file(&tree, "usr/share/misc/pci.ids", "8086  Of misc\n");
	assert_int_equal(hw_ids_find(root, HW_IDS_PCI, &warnings, &ids), 0);
	assert_text(hw_ids_vendor(ids, 0x8086), "Of misc");
	assert_int_equal(warnings.count, 1);
	hw_warnings_done(&warnings);
	hw_ids_close(ids);
	hw_root_close(root);
	tree_remove(&tree);
}

/* --- a file that is read in parts --- */

/* Vendors 0001 to LONG_VENDORS, each with the devices 0001 and 0002. */
#define LONG_VENDORS 2000

static void long_file(const struct tree *tree, const char *word)
{
	static char text[LONG_VENDORS * 64];
	size_t n = 0;

	for (unsigned i = 1; i <= LONG_VENDORS; i++)
		n += (size_t)snprintf(text + n, sizeof(text) - n,
				      "%04x  %s %u\n\t0001  First\n\t0002  Of %u\n", i,
				      word, i, i);
	assert_true(n > 64 * 1024 && n < sizeof(text));
	tree_file(tree, "pci.ids", text);
}

static bool is_mapped(const struct tree *tree)
{
	char line[PATH_MAX + 128];
	FILE *maps = fopen("/proc/self/maps", "r");
	bool found = false;

	assert_non_null(maps);
	while (fgets(line, sizeof(line), maps))
		found = found || strstr(line, tree->path);
	fclose(maps);
	return found;
}

static void open_long(const struct tree *tree, struct hw_root **root, struct hw_ids **ids)
{
	long_file(tree, "Vendor");
	assert_int_equal(hw_root_open(tree->path, root), 0);
	assert_int_equal(hw_ids_open(*root, "pci.ids", HW_IDS_PCI, NULL, ids), 0);
}

static void few_names_need_no_map(void **state)
{
	struct hw_text first;
	struct tree tree;
	struct hw_ids *ids;
	struct hw_root *root;
	char want[32];

	(void)state;
	tree_make(&tree);
	open_long(&tree, &root, &ids);
	first = hw_ids_vendor(ids, 1);
	for (unsigned i = 0; i < 1000; i++) {
		assert_text(hw_ids_device(ids, 2, 2), "Of 2");
		assert_text(hw_ids_vendor(ids, 0xffff), NULL);
		assert_text(hw_ids_subsystem(ids, 2, 2, 1, 1), NULL);
	}
	assert_true(hw_ids_mention(ids, HW_TEXT("vendor 1999")));
	assert_true(hw_ids_have_word(ids, HW_TEXT("1999")));
	assert_false(hw_ids_have_word(ids, HW_TEXT("2001")));
	assert_false(hw_ids_have_maker(ids, HW_TEXT("vendor")));
	assert_false(hw_ids_have_maker(NULL, HW_TEXT("vendor")));
	assert_false(is_mapped(&tree));
	for (unsigned i = 1; i <= LONG_VENDORS; i++) {
		snprintf(want, sizeof(want), "Vendor %u", i);
		assert_text(hw_ids_vendor(ids, (uint16_t)i), want);
	}
	assert_true(is_mapped(&tree));
	assert_text(first, "Vendor 1");
	assert_text(hw_ids_device(ids, 2, 2), "Of 2");
	hw_ids_close(ids);
	assert_int_equal(hw_ids_open(root, "pci.ids", HW_IDS_PCI, NULL, &ids), 0);
	assert_int_equal(hw_ids_map(ids), 0);
	assert_true(is_mapped(&tree));
	assert_text(hw_ids_vendor(ids, 77), "Vendor 77");
	hw_ids_close(ids);
	hw_root_close(root);
	tree_remove(&tree);
}

static void file_in_parts_that_is_replaced(void **state)
{
	struct tree tree;
	struct hw_ids *ids;
	struct hw_root *root;
	char at[PATH_MAX];

	(void)state;
	tree_make(&tree);
	open_long(&tree, &root, &ids);
	assert_text(hw_ids_vendor(ids, 1), "Vendor 1");
	tree_place(&tree, "pci.ids", at);
	assert_int_equal(unlink(at), 0);
	long_file(&tree, "Another");
	assert_text(hw_ids_vendor(ids, 2), "Vendor 2");
	assert_int_equal(hw_ids_map(ids), 0);
	assert_text(hw_ids_vendor(ids, 3), "Vendor 3");
	hw_ids_close(ids);
	hw_root_close(root);
	tree_remove(&tree);
}

/* No name, rather than that of another id. */
static void file_in_parts_that_is_written_to(void **state)
{
	struct tree tree;
	struct hw_ids *ids;
	struct hw_root *root;
	char at[PATH_MAX];

	(void)state;
	tree_make(&tree);
	open_long(&tree, &root, &ids);
	assert_text(hw_ids_vendor(ids, 1), "Vendor 1");
	assert_text(hw_ids_device(ids, 1900, 1), "First");
	long_file(&tree, "Of another length");
	assert_text(hw_ids_vendor(ids, 1), "Vendor 1");
	assert_text(hw_ids_vendor(ids, 1000), NULL);
	tree_place(&tree, "pci.ids", at);
	assert_int_equal(truncate(at, 100), 0);
	assert_text(hw_ids_vendor(ids, 1001), NULL);
	assert_text(hw_ids_device(ids, 1900, 2), NULL);
	assert_text(hw_ids_device(ids, 1800, 2), NULL);
	assert_text(hw_ids_subsystem(ids, 1900, 2, 1, 1), NULL);
	hw_ids_close(ids);
	hw_root_close(root);
	tree_remove(&tree);
}

/* More subsystems than are read one by one, of a device that comes again, below a vendor
 * that comes again. */
static void many_subsystems_of_repeats(void **state)
{
	static char text[16384];
	size_t n = 0;
	struct file f;
	char want[16];

	(void)state;
	for (unsigned i = 0; i < 200; i++) {
		if (i % 50 == 0)
			n += (size_t)snprintf(text + n, sizeof(text) - n,
					      "8086  V\n\t24db  D\n\t24dc  E\n"
					      "\t\t103c 0001  of E\n\t24db  D\n");
		n += (size_t)snprintf(text + n, sizeof(text) - n, "\t\t103c %04x  S%u\n",
				      199 - i / 2, i);
	}
	f = open_pci(text);
	for (unsigned i = 0; i < 100; i++) {
		snprintf(want, sizeof(want), "S%u", 2 * i);
		assert_text(hw_ids_subsystem(f.ids, 0x8086, 0x24db, 0x103c,
					     (uint16_t)(199 - i)),
			    want);
	}
	assert_null(hw_ids_subsystem(f.ids, 0x8086, 0x24db, 0x103c, 1).s);
	assert_text(hw_ids_subsystem(f.ids, 0x8086, 0x24dc, 0x103c, 1), "of E");
	assert_null(hw_ids_subsystem(f.ids, 0x8086, 0x24dc, 0x103c, 199).s);
	done(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pci_names),
		cmocka_unit_test(announced_names),
		cmocka_unit_test(many_announced_names),
		cmocka_unit_test(subsystem_only_of_its_own_device),
		cmocka_unit_test(usb_names),
		cmocka_unit_test(unknown_section_ends_a_block),
		cmocka_unit_test(every_entry_of_a_long_block),
		cmocka_unit_test(first_of_many_duplicates_wins),
		cmocka_unit_test(many_subsystems_of_repeats),
		cmocka_unit_test(classes_are_no_vendors),
		cmocka_unit_test(order_does_not_matter),
		cmocka_unit_test(first_of_duplicates_wins),
		cmocka_unit_test(empty_files),
		cmocka_unit_test(truncated_anywhere),
		cmocka_unit_test(found_where_distributions_keep_it),
		cmocka_unit_test(unusable_file_is_passed_over),
		cmocka_unit_test(few_names_need_no_map),
		cmocka_unit_test(file_in_parts_that_is_replaced),
		cmocka_unit_test(file_in_parts_that_is_written_to),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
