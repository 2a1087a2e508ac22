// SPDX-License-Identifier: GPL-2.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/columns/columns.h"

static struct hw_arena arena;

static int done(void **state)
{
	(void)state;
	hw_arena_done(&arena);
	return 0;
}

/* The names of the selected columns, each with a blank behind it. */
static const char *select_names(const struct hw_write_options *options)
{
	const struct hw_column *columns[HW_COLUMN_MAX];
	struct hw_text error;
	struct hw_text all = HW_TEXT("");
	size_t n;

	if (hw_columns_select(options, &arena, columns, &n, &error))
		return hw_arena_copy(&arena, error).s;
	for (size_t i = 0; i < n; i++)
		all = hw_arena_printf(&arena, "%.*s%s ", HW_TEXT_ARG(all),
				      columns[i]->name);
	return all.s;
}

#define DEFAULTS     "DEVICE CLASS NAME ID DRIVER NOTE "
#define FOR_PROGRAMS "DEVICE CLASS NAME ID DRIVER MODULES STATE "
#define VERBOSE	     "REV SLOT NUMA IOMMU SPEED CONFIGS NODES "

static void selection(void **state)
{
	(void)state;
	assert_string_equal(select_names(&(struct hw_write_options){0}), DEFAULTS);
	assert_string_equal(
		select_names(&(struct hw_write_options){.for_programs = true}),
		FOR_PROGRAMS);
	assert_string_equal(
		select_names(&(struct hw_write_options){.columns = "name,Id"}),
		"NAME ID ");
	assert_string_equal(select_names(&(struct hw_write_options){.columns = "+BUS"}),
			    DEFAULTS "BUS ");
	assert_string_equal(select_names(&(struct hw_write_options){.verbose = 1}),
			    DEFAULTS VERBOSE);
	/* one that was asked for is not added again */
	assert_string_equal(
		select_names(&(struct hw_write_options){.columns = "rev", .verbose = 1}),
		"REV SLOT NUMA IOMMU SPEED CONFIGS NODES ");
}

static void unknown_columns_are_refused(void **state)
{
	static const char *const lists[] = {"NAME,COLOUR", "+COLOUR", "COLOUR"};

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(lists); i++) {
		const char *error =
			select_names(&(struct hw_write_options){.columns = lists[i]});

		assert_non_null(strstr(error, "'COLOUR'"));
		/* it says where they are listed: none is near */
		assert_non_null(strstr(error, "'hwalias help list'"));
	}
	assert_non_null(
		strstr(select_names(&(struct hw_write_options){.columns = "DRIVR"}),
		       "did you mean 'DRIVER'?"));
	assert_non_null(
		strstr(select_names(&(struct hw_write_options){.columns = ""}), "''"));
	assert_non_null(
		strstr(select_names(&(struct hw_write_options){.columns = "ID,"}), "''"));
}

static void too_many_columns_are_refused(void **state)
{
	char list[(HW_COLUMN_MAX + 1) * 3 + 1] = "";

	(void)state;
	for (size_t i = 0; i <= HW_COLUMN_MAX; i++)
		strcat(list, i ? ",ID" : "ID");
	assert_string_equal(select_names(&(struct hw_write_options){.columns = list}),
			    "too many columns");
}

static const char *cell(const char *name, const struct hw_record *r, unsigned numeric)
{
	const struct hw_write_options options = {.columns = name, .numeric = numeric};
	const struct hw_column *columns[HW_COLUMN_MAX];
	struct hw_text error;
	struct hw_text text;
	size_t n;

	assert_int_equal(hw_columns_select(&options, &arena, columns, &n, &error), 0);
	text = hw_column_text(columns[0], r, &options, &arena);
	return text.n ? hw_arena_copy(&arena, text).s : "";
}

static struct hw_record pci_record(void)
{
	return (struct hw_record){
		.device = {.id = HW_TEXT("pci:0000:00:1f.6"),
			   .subsystem = HW_TEXT("pci"),
			   .bus = hw_bus_find(HW_TEXT("pci")),
			   .name = HW_TEXT("0000:00:1f.6"),
			   .kind = HW_TEXT("device")},
		.ids = {[HW_ROLE_VENDOR] = {true, 4, 0x8086},
			[HW_ROLE_DEVICE] = {true, 4, 0x15b8},
			[HW_ROLE_SUBVENDOR] = {true, 4, 0x1043},
			[HW_ROLE_SUBDEVICE] = {true, 4, 0x8672},
			[HW_ROLE_CLASS] = {true, 2, 0x02},
			[HW_ROLE_SUBCLASS] = {true, 2, 0x00},
			[HW_ROLE_INTERFACE] = {true, 2, 0x00}},
		.names = {[HW_NAME_VENDOR] = {HW_TEXT("Intel Corporation"), "pci.ids"},
			  [HW_NAME_DEVICE] = {HW_TEXT("I219-V"), "pci.ids"},
			  [HW_NAME_CLASS] = {HW_TEXT("Network controller"), "pci.ids"},
			  [HW_NAME_SUBCLASS] = {HW_TEXT("Ethernet controller"),
						"pci.ids"}},
	};
}

/* The words of lspci, lspci -n and lspci -nn for the same device. */
static void pci_cells_are_those_of_lspci(void **state)
{
	struct hw_record r = pci_record();

	(void)state;
	assert_string_equal(cell("DEVICE", &r, 0), "00:1f.6");
	assert_string_equal(cell("CLASS", &r, 0), "Ethernet controller");
	assert_string_equal(cell("CLASS", &r, 1), "0200");
	assert_string_equal(cell("CLASS", &r, 2), "Ethernet controller [0200]");
	assert_string_equal(cell("NAME", &r, 0), "Intel Corporation I219-V");
	assert_string_equal(cell("NAME", &r, 1), "8086:15b8");
	assert_string_equal(cell("NAME", &r, 2), "Intel Corporation I219-V [8086:15b8]");
	assert_string_equal(cell("ID", &r, 0), "8086:15b8");
	assert_string_equal(cell("SUBSYSTEM_ID", &r, 0), "1043:8672");
	assert_string_equal(cell("CLASS_ID", &r, 0), "020000");
	assert_string_equal(cell("ADDRESS", &r, 0), "pci:0000:00:1f.6");
	r.device.name = HW_TEXT("10000:00:02.0");
	assert_string_equal(cell("DEVICE", &r, 0), "10000:00:02.0");
}

static void devices_without_a_name(void **state)
{
	struct hw_record r = pci_record();

	(void)state;
	r.names[HW_NAME_DEVICE] = (struct hw_name){0};
	r.names[HW_NAME_SUBCLASS] = (struct hw_name){0};
	assert_string_equal(cell("NAME", &r, 0), "Intel Corporation Device 15b8");
	assert_string_equal(cell("CLASS", &r, 0), "Network controller");
	r.names[HW_NAME_VENDOR] = (struct hw_name){0};
	r.names[HW_NAME_CLASS] = (struct hw_name){0};
	assert_string_equal(cell("NAME", &r, 0), "Device 8086:15b8");
	assert_string_equal(cell("CLASS", &r, 0), "Class 0200");
	r.ids[HW_ROLE_CLASS].present = false;
	assert_string_equal(cell("CLASS", &r, 0), "PCI device");
	assert_string_equal(cell("SUBSYSTEM", &r, 0), "");
}

static void vendor_is_not_said_twice(void **state)
{
	struct hw_record r = pci_record();

	(void)state;
	r.names[HW_NAME_VENDOR].text = HW_TEXT("Logitech");
	r.names[HW_NAME_DEVICE].text = HW_TEXT("LOGITECH Mouse");
	assert_string_equal(cell("NAME", &r, 0), "LOGITECH Mouse");
	r.names[HW_NAME_DEVICE].text = HW_TEXT("Log");
	assert_string_equal(cell("NAME", &r, 0), "Logitech Log");
}

static void usb_cells(void **state)
{
	struct hw_record r = {
		.device = {.id = HW_TEXT("usb:1-6"),
			   .subsystem = HW_TEXT("usb"),
			   .bus = hw_bus_find(HW_TEXT("usb")),
			   .name = HW_TEXT("1-6"),
			   .kind = HW_TEXT("usb_device")},
		.ids = {[HW_ROLE_CLASS] = {true, 2, 0x00}},
		.names = {[HW_NAME_CLASS] = {HW_TEXT("(Defined at Interface level)"),
					     "usb.ids"}},
	};

	(void)state;
	assert_string_equal(cell("DEVICE", &r, 0), "1-6");
	assert_string_equal(cell("CLASS", &r, 0), "USB device");
	r.device.kind = HW_TEXT("usb_interface");
	r.ids[HW_ROLE_CLASS].value = 0x03;
	r.names[HW_NAME_CLASS].text = HW_TEXT("Human Interface Device");
	assert_string_equal(cell("CLASS", &r, 2), "Human Interface Device [03]");
	r.names[HW_NAME_CLASS] = (struct hw_name){0};
	assert_string_equal(cell("CLASS", &r, 0), "USB interface");
}

static struct hw_record decoded(const char *string, struct hw_decoded *d)
{
	struct hw_record r = {.modalias = d};

	*d = (struct hw_decoded){0};
	assert_true(hw_decode(hw_text_of(string), &d->modalias));
	r.device.subsystem = hw_text_of(d->modalias.bus->name);
	r.device.bus = d->modalias.bus;
	r.device.kind = HW_TEXT("device");
	return r;
}

static void cells_of_other_buses(void **state)
{
	struct hw_decoded d;
	struct hw_record r = decoded("acpi:PNP0A08:PNP0A03:", &d);

	(void)state;
	r.device.id = HW_TEXT("acpi:PNP0A08:00");
	r.device.name = HW_TEXT("PNP0A08:00");
	assert_string_equal(cell("DEVICE", &r, 0), "acpi:PNP0A08:00");
	assert_string_equal(cell("ID", &r, 0), "PNP0A08");
	assert_string_equal(cell("NAME", &r, 0), "PNP0A08:00");
	assert_string_equal(cell("CLASS", &r, 0), "ACPI device");
	/* ids of a node are not those of the platform device made from it */
	r.device.bus = hw_bus_find(HW_TEXT("platform"));
	assert_string_equal(cell("ID", &r, 0), "");

	r = decoded("dmi:bvnLENOVO:svnLENOVO:pn20HRCTO1WW:", &d);
	assert_string_equal(cell("NAME", &r, 0), "LENOVO 20HRCTO1WW");

	r = (struct hw_record){0};
	r.device.subsystem = HW_TEXT("input");
	r.device.bus = hw_bus_find(r.device.subsystem);
	r.device.kind = HW_TEXT("device");
	r.device.name = HW_TEXT("input7");
	assert_string_equal(cell("NAME", &r, 0), "input7");
	r.device.uevent = HW_TEXT("PRODUCT=19/0/1/0\nNAME=\"Power Button\"\n");
	assert_string_equal(cell("NAME", &r, 0), "Power Button");
	assert_string_equal(cell("CLASS", &r, 0), "input device");
}

static void modules_are_named_once(void **state)
{
	struct hw_candidate candidates[] = {
		{.module = HW_TEXT("radeon")},
		{.module = HW_TEXT("amdgpu")},
		{.module = HW_TEXT("radeon"), .again = true},
	};
	struct hw_record r = {.candidates = candidates, .candidate_count = 3};

	(void)state;
	assert_string_equal(cell("MODULES", &r, 0), "radeon,amdgpu");
	r.candidate_count = 0;
	assert_string_equal(cell("MODULES", &r, 0), "");
}

static void attributes_are_columns(void **state)
{
	struct hw_record r = {0};

	(void)state;
	assert_string_equal(cell("SPEED", &r, 0), "");
	hw_attribute_text(&r.attributes, &arena, "revision", HW_TEXT("a0"));
	hw_attribute_number(&r.attributes, &arena, "numa_node", 0);
	hw_attribute_number(&r.attributes, &arena, "speed_kbps", 1500);
	assert_string_equal(cell("REV", &r, 0), "a0");
	assert_string_equal(cell("NUMA", &r, 0), "0");
	assert_string_equal(cell("SPEED", &r, 0), "1.5");
	r.attributes.first->next->next->number = 480000;
	assert_string_equal(cell("SPEED", &r, 0), "480");
}

/* Each row is complete, and its name is not in the table twice. */
static void every_column_is_described(void **state)
{
	(void)state;
	for (const struct hw_column *c = hw_columns; c->name; c++) {
		assert_non_null(c->help);
		assert_true(!c->get != !c->attribute);
		for (const struct hw_column *e = hw_columns; e < c; e++)
			assert_string_not_equal(c->name, e->name);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(selection),
		cmocka_unit_test(unknown_columns_are_refused),
		cmocka_unit_test(too_many_columns_are_refused),
		cmocka_unit_test(pci_cells_are_those_of_lspci),
		cmocka_unit_test(devices_without_a_name),
		cmocka_unit_test(vendor_is_not_said_twice),
		cmocka_unit_test(usb_cells),
		cmocka_unit_test(cells_of_other_buses),
		cmocka_unit_test(modules_are_named_once),
		cmocka_unit_test(attributes_are_columns),
		cmocka_unit_test(every_column_is_described),
	};

	return cmocka_run_group_tests(tests, NULL, done);
}
