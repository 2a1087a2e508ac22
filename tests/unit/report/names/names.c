// SPDX-License-Identifier: GPL-2.0-or-later
/* Which name, and of which source, an id gets. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>

#include "report/machine/machine.h"
#include "tests/lib/tree.h"

static const char pci_ids[] = "10de  NVIDIA Corporation\n"
			      "10ec  Realtek\n"
			      "1af4  Red Hat\n"
			      "8086  Intel\n"
			      "\t24db  IDE Controller\n"
			      "\t\t103c 006a  NX9500\n"
			      "02d0  Not Broadcom\n"
			      "C 01  Mass storage\n"
			      "\t06  SATA\n"
			      "\t\t01  AHCI\n";
static const char usb_ids[] = "046d  Logitech\n"
			      "\tc52b  Unifying Receiver\n"
			      "05ac  Apple\n"
			      "8087  Intel of USB\n"
			      "C 03  Human Interface Device\n"
			      "C ef  Miscellaneous Device\n"
			      "\t02  ?\n"
			      "\t\t01  Interface Association\n";
static const char pnp_ids[] = "ABP\tAdvansys\n"
			      "INT\tInterphase\n"
			      "PNP\tMicrosoft\n"
			      "ACP\tAspen\n"
			      "PHI\tDO NOT USE - PHI\n";

struct state {
	struct hw_databases databases;
	struct hw_arena arena;
	struct hw_modalias modalias;
	struct hw_name fields[HW_FIELD_MAX];
	struct hw_name names[HW_NAME_COUNT];
};

static int setup(void **state)
{
	struct state *s = calloc(1, sizeof(*s));
	struct hw_databases *db;

	assert_non_null(s);
	db = &s->databases;
	assert_int_equal(hw_ids_open_text(hw_text_of(pci_ids), "pci.ids", HW_IDS_PCI,
					  NULL, &db->pci),
			 0);
	assert_int_equal(hw_ids_open_text(hw_text_of(usb_ids), "usb.ids", HW_IDS_USB,
					  NULL, &db->usb),
			 0);
	assert_int_equal(hw_pnp_open_text(hw_text_of(pnp_ids), "pnp.ids", NULL, &db->pnp),
			 0);
	*state = s;
	return 0;
}

static int teardown(void **state)
{
	struct state *s = *state;

	hw_ids_close(s->databases.pci);
	hw_ids_close(s->databases.usb);
	hw_pnp_close(s->databases.pnp);
	hw_arena_done(&s->arena);
	free(s);
	return 0;
}

static void name(struct state *s, const char *string)
{
	struct hw_id ids[HW_ROLE_COUNT];

	assert_true(hw_decode(hw_text_of(string), &s->modalias));
	hw_ids_of_modalias(&s->modalias, ids);
	hw_name_fields(&s->databases, &s->modalias, ids, &s->arena, s->fields);
	hw_name_device(&s->databases, &s->modalias, s->fields, &s->arena, s->names);
}

static void is_name(const struct hw_name *got, const char *want, const char *source)
{
	if (!want) {
		assert_null(got->text.s);
		assert_null(got->source);
		return;
	}
	if (!hw_text_eq(got->text, hw_text_of(want)))
		fail_msg("\"%.*s\" for \"%s\"", HW_TEXT_ARG(got->text), want);
	assert_string_equal(got->source, source);
}

static void field_is(struct state *s, const char *field, const char *want,
		     const char *source)
{
	for (size_t i = 0; i < s->modalias.field_count; i++)
		if (strcmp(s->modalias.fields[i].spec->name, field) == 0) {
			is_name(&s->fields[i], want, source);
			return;
		}
	fail_msg("no field %s", field);
}

static void vendor_is(struct state *s, const char *string, const char *want,
		      const char *source)
{
	name(s, string);
	is_name(&s->names[HW_NAME_VENDOR], want, source);
}

static void id_files(void **state)
{
	struct state *s = *state;

	name(s, "pci:v00008086d000024DBsv0000103Csd0000006Abc01sc06i01");
	is_name(&s->names[HW_NAME_VENDOR], "Intel", "pci.ids");
	is_name(&s->names[HW_NAME_DEVICE], "IDE Controller", "pci.ids");
	is_name(&s->names[HW_NAME_SUBSYSTEM_VENDOR], NULL, NULL);
	is_name(&s->names[HW_NAME_SUBSYSTEM], "NX9500", "pci.ids");
	is_name(&s->names[HW_NAME_CLASS], "Mass storage", "pci.ids");
	is_name(&s->names[HW_NAME_SUBCLASS], "SATA", "pci.ids");
	is_name(&s->names[HW_NAME_INTERFACE], "AHCI", "pci.ids");
	/* only what is fixed; a subclass is one of its class */
	name(s, "pci:v*d000024DBsv*sd*bc01sc*i01*");
	is_name(&s->names[HW_NAME_VENDOR], NULL, NULL);
	is_name(&s->names[HW_NAME_DEVICE], NULL, NULL);
	is_name(&s->names[HW_NAME_CLASS], "Mass storage", "pci.ids");
	is_name(&s->names[HW_NAME_INTERFACE], NULL, NULL);
	name(s, "usb:v046DpC52Bd1211dc00dsc00dp00ic03isc01ip02in01");
	is_name(&s->names[HW_NAME_DEVICE], "Unifying Receiver", "usb.ids");
	is_name(&s->names[HW_NAME_CLASS], "Human Interface Device", "usb.ids");
	/* a question mark is no name */
	name(s, "usb:v046DpC52Bd1211dcEFdsc02dp01ic03isc01ip02in01");
	field_is(s, "device_class", "Miscellaneous Device", "usb.ids");
	field_is(s, "device_subclass", NULL, NULL);
	field_is(s, "device_protocol", "Interface Association", "usb.ids");
}

/* The same digits, of the USB list on one bus and of nobody knows which on the next. */
static void bus_says_whose_ids(void **state)
{
	struct state *s = *state;

	name(s, "hid:b0003g0001v0000046Dp0000C52B");
	is_name(&s->names[HW_NAME_VENDOR], "Logitech", "usb.ids");
	is_name(&s->names[HW_NAME_DEVICE], "Unifying Receiver", "usb.ids");
	field_is(s, "bus", "USB", "builtin");
	vendor_is(s, "input:b0003v046DpC52Be0111-e0,1,kramlsfw", "Logitech", "usb.ids");
	vendor_is(s, "hid:b0005g0001v0000046Dp0000C52B", NULL, NULL);
	vendor_is(s, "hid:b0018g0001v0000046Dp0000C52B", NULL, NULL);
	vendor_is(s, "input:b0011v046DpC52Be0111-e0,1,kramlsfw", NULL, NULL);
	vendor_is(s, "hid:b*g0001v0000046Dp0000C52B", NULL, NULL);
}

static void spaces(void **state)
{
	struct state *s = *state;

	vendor_is(s, "hdaudio:v10EC0897r00100402a01", "Realtek", "pci.ids");
	is_name(&s->names[HW_NAME_DEVICE], NULL, NULL);
	/* C-Media's initials, which the PCI-SIG did not give out */
	vendor_is(s, "hdaudio:v434D4376r00100402a01", "C-Media", "builtin");
	vendor_is(s, "virtio:d00000001v00001AF4", "Red Hat", "pci.ids");
	/* "QEMU" in ASCII */
	vendor_is(s, "virtio:d00000001v554D4551", NULL, NULL);
	/* a vendor id of USB, unless the id stands for a protocol */
	vendor_is(s, "typec:id05ACm01", "Apple", "usb.ids");
	vendor_is(s, "typec:id8087m01", "Thunderbolt 3", "builtin");
	/* the SD association's numbers, not PCI's */
	vendor_is(s, "sdio:c07v02D0dA9A6", NULL, NULL);
	vendor_is(s, "sdw:m025Dp0711v03c01", "Realtek", "builtin");
	vendor_is(s, "bcma:m04BFid0812rev17cl00", "Broadcom", "builtin");
	vendor_is(s, "ieee1394:ven00000000mo00000000sp0000609Ever00010483", NULL, NULL);
}

static void pnp_vendors(void **state)
{
	struct state *s = *state;

	vendor_is(s, "acpi:ABP7501:", "Advansys", "pnp.ids");
	vendor_is(s, "acpi:abp7501:", "Advansys", "pnp.ids");
	vendor_is(s, "eisa:sABP7501", "Advansys", "pnp.ids");
	vendor_is(s, "pnp:dABP7501*", "Advansys", "pnp.ids");
	vendor_is(s, "acpi*:ABP7501:*", "Advansys", "pnp.ids");
	/* the first that has one */
	vendor_is(s, "acpi:ZZZ0001:INT0800:ABP7501:", "Interphase", "pnp.ids");
	/* kinds of devices, of any maker */
	vendor_is(s, "acpi:PNP0303:", NULL, NULL);
	vendor_is(s, "acpi:PNP0303:ABP7501:", "Advansys", "pnp.ids");
	vendor_is(s, "acpi:ACPI0003:", NULL, NULL);
	/* four letters are another registry */
	vendor_is(s, "acpi:ABPX1055:", NULL, NULL);
	vendor_is(s, "acpi:INTC1055:", "Intel Corporation", "builtin");
	vendor_is(s, "acpi:INT33A1:", "Intel Corporation", "builtin");
	vendor_is(s, "acpi:PHI0001:", NULL, NULL);
	/* other forms have no such part */
	vendor_is(s, "acpi:INTEL_01:", NULL, NULL);
	vendor_is(s, "acpi:ABP750G:", NULL, NULL);
	vendor_is(s, "acpi:ABP:", NULL, NULL);
	vendor_is(s, "acpi:AB17501:", NULL, NULL);
	vendor_is(s, "platform:ABP7501", NULL, NULL);
}

static void what_an_id_means(void **state)
{
	struct state *s = *state;
	struct hw_name name_of_hid;

	/* a list, and an id alone: the same */
	name(s, "acpi:ABP7501:PNP0501:");
	is_name(&s->names[HW_NAME_VENDOR], "Advansys", "pnp.ids");
	name_of_hid = s->names[HW_NAME_DEVICE];
	assert_non_null(name_of_hid.text.s);
	assert_string_equal(name_of_hid.source, "builtin");
	name(s, "pnp:dPNP0501*");
	assert_true(hw_text_eq(s->names[HW_NAME_DEVICE].text, name_of_hid.text));
	/* a list of something else says nothing of the whole device */
	name(s, "cpu:type:x86,ven0000fam0006mod008E:feature:,0000,0001,0099");
	is_name(&s->names[HW_NAME_DEVICE], NULL, NULL);
}

static struct hw_hwdb *open_hwdb(struct hw_root **ret_live)
{
	struct hw_hwdb *hwdb = NULL;

	assert_int_equal(hw_root_open("/", ret_live), 0);
	hw_hwdb_find(*ret_live, NULL, &hwdb);
	return hwdb;
}

static void hwdb(void **state)
{
	struct state *s = *state;
	struct hw_root *live;

	s->databases.hwdb = open_hwdb(&live);
	if (!s->databases.hwdb) {
		hw_root_close(live);
		skip();
	}
	name(s, "sdio:c07v02D0dA9A6");
	assert_string_equal(s->names[HW_NAME_VENDOR].source, "hwdb");
	assert_string_equal(s->names[HW_NAME_DEVICE].source, "hwdb");
	assert_string_equal(s->names[HW_NAME_CLASS].source, "builtin");
	/* keys are in upper case, whatever the string is in */
	vendor_is(s, "bluetooth:v004Cp1200d1436", "Apple, Inc.", "hwdb");
	vendor_is(s, "bluetooth:v004cp1200d1436", "Apple, Inc.", "hwdb");
	name(s, "vmbus:635161f83edfc546913ff2d2f965ed0e");
	assert_non_null(s->names[HW_NAME_DEVICE].text.s);
	/* before pnp.ids; after an id file */
	vendor_is(s, "acpi:ABP7501:", "Advansys", "hwdb");
	vendor_is(s, "pci:v00008086d0000FFFFsv00000000sd00000000bc01sc06i01", "Intel",
		  "pci.ids");
	vendor_is(s, "pci:v00001000d0000FFFFsv00000000sd00000000bc01sc06i01",
		  "Broadcom / LSI", "hwdb");
	/* XEROX, were it not for "none" */
	name(s, "ieee1394:ven00000000mo00000000sp0000609Ever00010483");
	is_name(&s->names[HW_NAME_VENDOR], NULL, NULL);
	field_is(s, "specifier", "ASC X3 - INFORMATION TECHNOLOGY STANDARDS SECRETARIATS",
		 "hwdb");
	/* hwdb's answers are those for INT and AMD, which are others */
	vendor_is(s, "acpi:INTC1055:", "Intel Corporation", "builtin");
	vendor_is(s, "acpi:AMDI0010:", "AMD", "builtin");
	vendor_is(s, "acpi:NTXC0001:", NULL, NULL);
	vendor_is(s, "acpi:PNP0303:", NULL, NULL);
	hw_hwdb_close(s->databases.hwdb);
	hw_root_close(live);
}

/* A recorded machine with an id file of its own is not named by this one's others. */
static void recorded_machine(void **state)
{
	static const struct {
		const char *file;
		bool own_pnp;
		bool others;
	} trees[] = {
		{"etc/hostname", false, true},
		{"usr/share/hwdata/usb.ids", false, false},
		{"usr/share/hwdata/pnp.ids", true, false},
	};
	struct hw_root *live;
	struct hw_hwdb *of_live = open_hwdb(&live);
	struct hw_pnp *pnp_of_live = NULL;

	(void)state;
	hw_pnp_find(live, NULL, &pnp_of_live);
	for (size_t i = 0; i < HW_ARRAY_SIZE(trees); i++) {
		struct hw_machine_options options = {0};
		struct hw_warnings warnings = {0};
		struct hw_machine machine;
		struct hw_text error;
		struct tree tree;

		tree_make(&tree);
		tree_file(&tree, trees[i].file, "");
		options.sysroot = tree.path;
		assert_int_equal(hw_machine_open(&options, &warnings, &machine, &error),
				 0);
		assert_int_equal(machine.databases.hwdb != NULL,
				 trees[i].others && of_live != NULL);
		assert_int_equal(machine.databases.pnp != NULL,
				 trees[i].own_pnp ||
					 (trees[i].others && pnp_of_live != NULL));
		hw_machine_close(&machine);
		hw_warnings_done(&warnings);
		tree_remove(&tree);
	}
	hw_pnp_close(pnp_of_live);
	hw_hwdb_close(of_live);
	hw_root_close(live);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(id_files),		TEST(bus_says_whose_ids), TEST(spaces),
		TEST(pnp_vendors),	TEST(what_an_id_means),	  TEST(hwdb),
		TEST(recorded_machine),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
